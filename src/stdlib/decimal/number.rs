//! Decimal numbers and their arithmetic, as the General Decimal Arithmetic Specification has it.
//!
//! Everything here is a function of its arguments: conditions that occur are collected in a
//! [`Status`], what a context does about them is not known here. A coefficient is an integer of any
//! size; those up to 38 digits need no memory of their own.
//!
//! Missing: what is rarely used is written in Python (`decimal.py`): exponentials, logarithms,
//! powers other than small whole ones, operations on digits.

use crate::num::Fault;
use crate::num::int::Int;
use crate::num::int_text;
use std::cmp::Ordering;

/// Conditions, with the numbers that the signals of Python's module have.
pub mod condition {
    pub const CLAMPED: u32 = 0x1;
    pub const CONVERSION_SYNTAX: u32 = 0x2;
    pub const DIVISION_BY_ZERO: u32 = 0x4;
    pub const DIVISION_IMPOSSIBLE: u32 = 0x8;
    pub const DIVISION_UNDEFINED: u32 = 0x10;
    pub const INEXACT: u32 = 0x40;
    pub const INVALID: u32 = 0x100;
    pub const OVERFLOW: u32 = 0x800;
    pub const ROUNDED: u32 = 0x1000;
    pub const SUBNORMAL: u32 = 0x2000;
    pub const UNDERFLOW: u32 = 0x4000;
    pub const FLOAT: u32 = 0x8000;
}
use condition::*;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Finite,
    Infinite,
    Quiet,
    Signaling,
}

/// `(-1)^sign * coefficient * 10^exponent`, or a special value; the coefficient of a NaN is its payload.
#[derive(Clone)]
pub struct Number {
    pub negative: bool,
    pub kind: Kind,
    pub coefficient: Int,
    pub exponent: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

/// What an operation needs to know of its context.
#[derive(Clone, Copy)]
pub struct Settings {
    pub precision: i64,
    pub emin: i64,
    pub emax: i64,
    pub rounding: Rounding,
    pub clamp: bool,
}

/// The largest exponent and precision of any context.
pub const MAX_EXPONENT: i64 = 999_999_999_999_999_999;

/// Settings in which exact values stay exact.
pub const WIDEST: Settings =
    Settings { precision: MAX_EXPONENT, emin: -MAX_EXPONENT, emax: MAX_EXPONENT, rounding: Rounding::HalfEven, clamp: false };

pub type Status = u32;
pub type Outcome<T = Number> = Result<T, Fault>;

pub fn power_of_ten(exponent: i64) -> Outcome<Int> {
    if let Ok(small @ 0..=38) = u32::try_from(exponent) {
        return Ok(Int::from(10_u128.pow(small)));
    }
    Int::from(10_i64).pow(&Int::from(exponent.max(0)))
}

/// How many digits a coefficient has; zero has one.
pub fn digits_of(value: &Int) -> i64 {
    if let Some(small) = value.to_u128() {
        return small.checked_ilog10().map_or(1, |log| i64::from(log) + 1);
    }
    // log10(2) a little too small, so the guess is right or one too few.
    let guess = ((value.bit_length() - 1) as f64 * 0.301_029_995_663_981_1) as i64;
    match power_of_ten(guess + 1) {
        Ok(bound) if at_least(value, &bound) => guess + 2,
        Ok(_) => match power_of_ten(guess) {
            Ok(bound) if at_least(value, &bound) => guess + 1,
            _ => guess.max(1),
        },
        Err(_) => guess + 1,
    }
}

fn order(a: &Int, b: &Int) -> Ordering {
    match a.sub(b) {
        Ok(difference) => difference.signum().cmp(&0),
        Err(_) => Ordering::Equal,
    }
}

fn at_least(a: &Int, b: &Int) -> bool {
    order(a, b) != Ordering::Less
}

fn scaled(value: &Int, exponent: i64) -> Outcome<Int> {
    if exponent == 0 || value.is_zero() { Ok(value.clone()) } else { value.mul(&power_of_ten(exponent)?) }
}

/// A coefficient without its last digits: the quotient and the order of the rest against one half,
/// and whether there was a rest.
fn without_digits(value: &Int, count: i64) -> Outcome<(Int, Ordering, bool)> {
    let digits = digits_of(value);
    if count > digits {
        return Ok((Int::zero(), Ordering::Less, !value.is_zero()));
    }
    let unit = power_of_ten(count)?;
    let (quotient, rest) = value.divmod(&unit)?;
    let against_half = order(&rest.add(&rest)?, &unit);
    let inexact = !rest.is_zero();
    Ok((quotient, against_half, inexact))
}

fn last_digit(value: &Int) -> i64 {
    value.modulo(&Int::from(10_i64)).ok().and_then(|digit| digit.to_i64()).unwrap_or(0)
}

/// Whether a quotient has to grow by one.
fn rounds_up(rounding: Rounding, negative: bool, quotient: &Int, against_half: Ordering) -> bool {
    match rounding {
        Rounding::Up => true,
        Rounding::Down => false,
        Rounding::Ceiling => !negative,
        Rounding::Floor => negative,
        Rounding::HalfUp => against_half != Ordering::Less,
        Rounding::HalfDown => against_half == Ordering::Greater,
        Rounding::HalfEven => against_half == Ordering::Greater || (against_half == Ordering::Equal && quotient.is_odd()),
        Rounding::ZeroFiveUp => matches!(last_digit(quotient), 0 | 5),
    }
}

impl Number {
    pub fn finite(negative: bool, coefficient: Int, exponent: i64) -> Number {
        Number { negative, kind: Kind::Finite, coefficient, exponent }
    }

    pub fn infinity(negative: bool) -> Number {
        Number { negative, kind: Kind::Infinite, coefficient: Int::zero(), exponent: 0 }
    }

    pub fn nan() -> Number {
        Number { negative: false, kind: Kind::Quiet, coefficient: Int::zero(), exponent: 0 }
    }

    pub fn from_int(value: &Int) -> Number {
        Number::finite(value.is_negative(), value.abs(), 0)
    }

    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::Quiet | Kind::Signaling)
    }

    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }

    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.coefficient.is_zero()
    }

    pub fn digits(&self) -> i64 {
        digits_of(&self.coefficient)
    }

    /// The exponent of the first digit.
    pub fn adjusted(&self) -> i64 {
        self.exponent.saturating_add(self.digits() - 1)
    }

    pub fn signed(mut self, negative: bool) -> Number {
        self.negative = negative;
        self
    }

    pub fn signum(&self) -> i32 {
        match (self.is_zero(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

/// Rounds to the context: precision, exponents, clamping.
pub fn finish(number: Number, settings: &Settings, status: &mut Status) -> Outcome {
    match number.kind {
        Kind::Infinite => return Ok(number),
        Kind::Quiet | Kind::Signaling => return trimmed_nan(number, settings),
        Kind::Finite => {}
    }
    let etiny = settings.emin - settings.precision + 1;
    let etop = settings.emax - settings.precision + 1;
    if number.coefficient.is_zero() {
        let highest = if settings.clamp { etop } else { settings.emax };
        let exponent = number.exponent.clamp(etiny, highest.max(etiny));
        if exponent != number.exponent {
            *status |= CLAMPED;
        }
        return Ok(Number { exponent, ..number });
    }
    let digits = number.digits();
    if number.exponent.saturating_add(digits - 1) > settings.emax {
        return Ok(overflow(number.negative, settings, status));
    }
    let mut lowest = number.exponent.saturating_add(digits - settings.precision);
    let subnormal = lowest < etiny;
    if subnormal {
        lowest = etiny;
    }
    if number.exponent >= lowest {
        if subnormal {
            *status |= SUBNORMAL;
        }
        if settings.clamp && number.exponent > etop {
            *status |= CLAMPED;
            let coefficient = scaled(&number.coefficient, number.exponent - etop)?;
            return Ok(Number { coefficient, exponent: etop, ..number });
        }
        return Ok(number);
    }
    let (mut coefficient, against_half, inexact) = without_digits(&number.coefficient, lowest - number.exponent)?;
    if inexact && rounds_up(settings.rounding, number.negative, &coefficient, against_half) {
        coefficient = coefficient.add(&Int::one())?;
        if digits_of(&coefficient) > settings.precision {
            coefficient = coefficient.floor_div(&Int::from(10_i64))?;
            lowest += 1;
        }
    }
    if lowest > etop {
        return Ok(overflow(number.negative, settings, status));
    }
    *status |= ROUNDED;
    if inexact {
        *status |= INEXACT;
    }
    if subnormal {
        *status |= SUBNORMAL;
        if inexact {
            *status |= UNDERFLOW;
        }
        if coefficient.is_zero() {
            *status |= CLAMPED;
        }
    }
    Ok(Number { coefficient, exponent: lowest, ..number })
}

fn trimmed_nan(number: Number, settings: &Settings) -> Outcome {
    let most = settings.precision - i64::from(settings.clamp);
    if number.coefficient.is_zero() || number.digits() <= most {
        return Ok(number);
    }
    let coefficient = number.coefficient.modulo(&power_of_ten(most)?)?;
    Ok(Number { coefficient, ..number })
}

fn overflow(negative: bool, settings: &Settings, status: &mut Status) -> Number {
    *status |= OVERFLOW | INEXACT | ROUNDED;
    let to_infinity = match settings.rounding {
        Rounding::Up | Rounding::HalfUp | Rounding::HalfDown | Rounding::HalfEven => true,
        Rounding::Down | Rounding::ZeroFiveUp => false,
        Rounding::Ceiling => !negative,
        Rounding::Floor => negative,
    };
    if !to_infinity
        && let Ok(bound) = power_of_ten(settings.precision)
        && let Ok(largest) = bound.sub(&Int::one())
    {
        return Number::finite(negative, largest, settings.emax - settings.precision + 1);
    }
    Number::infinity(negative)
}

pub fn invalid(status: &mut Status, reason: u32) -> Number {
    *status |= reason;
    Number::nan()
}

/// The NaN that an operation on these operands gives, if one of them is a NaN.
pub fn nan_of(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Outcome<Option<Number>> {
    let chosen = if a.kind == Kind::Signaling {
        a
    } else if b.kind == Kind::Signaling {
        b
    } else if a.kind == Kind::Quiet {
        a
    } else if b.kind == Kind::Quiet {
        b
    } else {
        return Ok(None);
    };
    if a.kind == Kind::Signaling || b.kind == Kind::Signaling {
        *status |= INVALID;
    }
    trimmed_nan(Number { kind: Kind::Quiet, ..chosen.clone() }, settings).map(Some)
}

/// Both coefficients at one exponent. A number so small that only its sign and being there matter
/// is replaced by a nearer one, so that exponents far apart cost nothing.
fn aligned(a: &Number, b: &Number, precision: i64) -> Outcome<(Int, Int, i64)> {
    let swap = a.exponent < b.exponent;
    let (high, low) = if swap { (b, a) } else { (a, b) };
    let (low_coefficient, low_exponent) = {
        let reach = high.exponent.saturating_add((high.digits() - precision - 2).min(-1));
        if low.exponent.saturating_add(low.digits() - 1) < reach {
            (Int::one(), reach)
        } else {
            (low.coefficient.clone(), low.exponent)
        }
    };
    let high_coefficient = scaled(&high.coefficient, high.exponent - low_exponent)?;
    Ok(if swap { (low_coefficient, high_coefficient, low_exponent) } else { (high_coefficient, low_coefficient, low_exponent) })
}

pub fn add(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if let Some(nan) = nan_of(a, b, settings, status)? {
        return Ok(nan);
    }
    if !a.is_finite() || !b.is_finite() {
        return Ok(match (a.is_finite(), b.is_finite()) {
            (false, false) if a.negative != b.negative => invalid(status, INVALID),
            (false, _) => Number::infinity(a.negative),
            (true, _) => Number::infinity(b.negative),
        });
    }
    let exponent = a.exponent.min(b.exponent);
    let negative_zero = settings.rounding == Rounding::Floor && a.negative != b.negative;
    if a.is_zero() && b.is_zero() {
        let negative = (a.negative && b.negative) || negative_zero;
        return finish(Number::finite(negative, Int::zero(), exponent), settings, status);
    }
    if a.is_zero() || b.is_zero() {
        let other = if a.is_zero() { b } else { a };
        // The zero's exponent counts as far as the precision reaches.
        let exponent = exponent.max(other.exponent.saturating_sub(settings.precision.saturating_add(1)));
        let coefficient = scaled(&other.coefficient, other.exponent - exponent)?;
        return finish(Number::finite(other.negative, coefficient, exponent), settings, status);
    }
    let (x, y, exponent) = aligned(a, b, settings.precision)?;
    let sum = match (a.negative, b.negative) {
        (false, false) | (true, true) => x.add(&y)?,
        _ => x.sub(&y)?,
    };
    let negative = if sum.is_zero() { negative_zero || (a.negative && b.negative) } else { a.negative != sum.is_negative() };
    finish(Number::finite(negative, sum.abs(), exponent), settings, status)
}

pub fn subtract(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if b.is_nan() {
        return add(a, b, settings, status);
    }
    add(a, &b.clone().signed(!b.negative), settings, status)
}

pub fn multiply(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if let Some(nan) = nan_of(a, b, settings, status)? {
        return Ok(nan);
    }
    let negative = a.negative != b.negative;
    if !a.is_finite() || !b.is_finite() {
        return Ok(if a.is_zero() || b.is_zero() { invalid(status, INVALID) } else { Number::infinity(negative) });
    }
    let product = Number::finite(negative, a.coefficient.mul(&b.coefficient)?, a.exponent.saturating_add(b.exponent));
    finish(product, settings, status)
}

pub fn divide(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if let Some(nan) = nan_of(a, b, settings, status)? {
        return Ok(nan);
    }
    let negative = a.negative != b.negative;
    match (a.is_finite(), b.is_finite()) {
        (false, false) => return Ok(invalid(status, INVALID)),
        (false, true) => return Ok(Number::infinity(negative)),
        (true, false) => {
            *status |= CLAMPED;
            let zero = Number::finite(negative, Int::zero(), settings.emin - settings.precision + 1);
            return Ok(zero);
        }
        (true, true) => {}
    }
    if b.is_zero() {
        if a.is_zero() {
            return Ok(invalid(status, DIVISION_UNDEFINED));
        }
        *status |= DIVISION_BY_ZERO;
        return Ok(Number::infinity(negative));
    }
    let ideal = a.exponent.saturating_sub(b.exponent);
    if a.is_zero() {
        return finish(Number::finite(negative, Int::zero(), ideal), settings, status);
    }
    let shift = b.digits() - a.digits() + settings.precision + 1;
    let mut exponent = ideal.saturating_sub(shift);
    let (mut quotient, rest) = if shift >= 0 {
        scaled(&a.coefficient, shift)?.divmod(&b.coefficient)?
    } else {
        a.coefficient.divmod(&scaled(&b.coefficient, -shift)?)?
    };
    if rest.is_zero() {
        (quotient, exponent) = without_zeros(quotient, exponent, ideal)?;
    } else if last_digit(&quotient) % 5 == 0 {
        // A last digit of 1 or 6 says to the rounding that something follows.
        quotient = quotient.add(&Int::one())?;
    }
    finish(Number::finite(negative, quotient, exponent), settings, status)
}

/// Removes zeros at the end while the exponent is below its limit.
pub fn without_zeros(mut value: Int, mut exponent: i64, limit: i64) -> Outcome<(Int, i64)> {
    let mut step = 16_i64;
    while exponent < limit && step > 0 {
        let unit = power_of_ten(step)?;
        if limit - exponent >= step {
            let (quotient, rest) = value.divmod(&unit)?;
            if rest.is_zero() && !value.is_zero() {
                (value, exponent) = (quotient, exponent + step);
                continue;
            }
        }
        step /= 2;
    }
    Ok((value, exponent))
}

/// The whole quotient and the remainder.
pub fn divide_whole(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Outcome<(Number, Number)> {
    let negative = a.negative != b.negative;
    let ideal = if b.is_finite() { a.exponent.min(b.exponent) } else { a.exponent };
    let distance = a.adjusted().saturating_sub(b.adjusted());
    if a.is_zero() || !b.is_finite() || distance <= -2 {
        let zero = Number::finite(negative, Int::zero(), 0);
        let coefficient = scaled(&a.coefficient, a.exponent - ideal)?;
        let rest = Number::finite(a.negative, coefficient, ideal);
        return Ok((zero, rest));
    }
    if distance <= settings.precision {
        let x = scaled(&a.coefficient, (a.exponent - b.exponent).max(0))?;
        let y = scaled(&b.coefficient, (b.exponent - a.exponent).max(0))?;
        let (quotient, rest) = x.divmod(&y)?;
        if digits_of(&quotient) <= settings.precision {
            return Ok((Number::finite(negative, quotient, 0), Number::finite(a.negative, rest, ideal)));
        }
    }
    *status |= DIVISION_IMPOSSIBLE;
    Ok((Number::nan(), Number::nan()))
}

pub fn floor_divide(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if let Some(nan) = nan_of(a, b, settings, status)? {
        return Ok(nan);
    }
    let negative = a.negative != b.negative;
    if !a.is_finite() {
        return Ok(if b.is_finite() { Number::infinity(negative) } else { invalid(status, INVALID) });
    }
    if b.is_zero() {
        if a.is_zero() {
            return Ok(invalid(status, DIVISION_UNDEFINED));
        }
        *status |= DIVISION_BY_ZERO;
        return Ok(Number::infinity(negative));
    }
    Ok(divide_whole(a, b, settings, status)?.0)
}

pub fn remainder(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if let Some(nan) = nan_of(a, b, settings, status)? {
        return Ok(nan);
    }
    if !a.is_finite() {
        return Ok(invalid(status, INVALID));
    }
    if b.is_zero() {
        return Ok(invalid(status, if a.is_zero() { DIVISION_UNDEFINED } else { INVALID }));
    }
    let rest = divide_whole(a, b, settings, status)?.1;
    finish(rest, settings, status)
}

/// The nearest number with this exponent; `None` when the precision does not reach.
pub fn with_exponent(a: &Number, exponent: i64, settings: &Settings, status: &mut Status) -> Outcome<Option<Number>> {
    if a.is_zero() {
        return Ok(Some(Number { exponent, ..a.clone() }));
    }
    if exponent <= a.exponent {
        let shift = a.exponent - exponent;
        if shift.saturating_add(a.digits()) > settings.precision {
            return Ok(None);
        }
        return Ok(Some(Number::finite(a.negative, scaled(&a.coefficient, shift)?, exponent)));
    }
    let (mut coefficient, against_half, inexact) = without_digits(&a.coefficient, exponent - a.exponent)?;
    if inexact && rounds_up(settings.rounding, a.negative, &coefficient, against_half) {
        coefficient = coefficient.add(&Int::one())?;
    }
    if digits_of(&coefficient) > settings.precision {
        return Ok(None);
    }
    *status |= ROUNDED;
    if inexact {
        *status |= INEXACT;
    }
    Ok(Some(Number::finite(a.negative, coefficient, exponent)))
}

pub fn quantize(a: &Number, exponent: i64, settings: &Settings, status: &mut Status) -> Outcome {
    let etiny = settings.emin - settings.precision + 1;
    if exponent < etiny || exponent > settings.emax {
        return Ok(invalid(status, INVALID));
    }
    let Some(result) = with_exponent(a, exponent, settings, status)? else { return Ok(invalid(status, INVALID)) };
    if !result.is_zero() && (result.adjusted() > settings.emax || result.digits() > settings.precision) {
        *status &= !(ROUNDED | INEXACT);
        return Ok(invalid(status, INVALID));
    }
    finish(result, settings, status)
}

/// Rounds to a whole number, however many digits it has.
pub fn to_whole(a: &Number, rounding: Rounding, status: &mut Status) -> Outcome {
    if !a.is_finite() || a.exponent >= 0 {
        return Ok(a.clone());
    }
    let settings = Settings { rounding, ..WIDEST };
    Ok(with_exponent(a, 0, &settings, status)?.unwrap_or_else(Number::nan))
}

pub fn square_root(a: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if let Some(nan) = nan_of(a, a, settings, status)? {
        return Ok(nan);
    }
    if a.is_zero() {
        return finish(Number { exponent: a.exponent.div_euclid(2), ..a.clone() }, settings, status);
    }
    if a.negative {
        return Ok(invalid(status, INVALID));
    }
    if !a.is_finite() {
        return Ok(a.clone());
    }
    let ideal = a.exponent.div_euclid(2);
    let (mut coefficient, half) = if a.exponent.rem_euclid(2) == 1 {
        (scaled(&a.coefficient, 1)?, (a.digits() >> 1) + 1)
    } else {
        (a.coefficient.clone(), (a.digits() + 1) >> 1)
    };
    let shift = settings.precision + 1 - half;
    let mut exact = true;
    if shift >= 0 {
        coefficient = scaled(&coefficient, 2 * shift)?;
    } else {
        let (quotient, rest) = coefficient.divmod(&power_of_ten(-2 * shift)?)?;
        exact = rest.is_zero();
        coefficient = quotient;
    }
    let mut root = coefficient.isqrt()?;
    exact = exact && order(&root.mul(&root)?, &coefficient) == Ordering::Equal;
    let mut exponent = ideal - shift;
    if exact {
        if shift >= 0 {
            root = root.floor_div(&power_of_ten(shift)?)?;
        } else {
            root = scaled(&root, -shift)?;
        }
        exponent += shift;
    } else if last_digit(&root) % 5 == 0 {
        root = root.add(&Int::one())?;
    }
    let half_even = Settings { rounding: Rounding::HalfEven, ..*settings };
    finish(Number::finite(false, root, exponent), &half_even, status)
}

/// The order of two numbers that are no NaN.
pub fn compare(a: &Number, b: &Number) -> Outcome<Ordering> {
    let rank = |number: &Number| match (number.is_finite(), number.negative) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    };
    if !a.is_finite() || !b.is_finite() {
        return Ok(rank(a).cmp(&rank(b)));
    }
    let (left, right) = (a.signum(), b.signum());
    if left != right || left == 0 {
        return Ok(left.cmp(&right));
    }
    let sizes = match a.adjusted().cmp(&b.adjusted()) {
        Ordering::Equal => {
            let x = scaled(&a.coefficient, (a.exponent - b.exponent).max(0))?;
            let y = scaled(&b.coefficient, (b.exponent - a.exponent).max(0))?;
            order(&x, &y)
        }
        unequal => unequal,
    };
    Ok(if left < 0 { sizes.reverse() } else { sizes })
}

/// The hash that equal numbers of all types share.
pub fn hash(number: &Number) -> i64 {
    const MODULUS: u128 = (1 << 61) - 1;
    const INVERSE_OF_TEN: u128 = 2_075_258_708_292_324_556;
    let mut base = if number.exponent >= 0 { 10 } else { INVERSE_OF_TEN };
    let mut exponent = number.exponent.unsigned_abs();
    let mut power = 1_u128;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * base % MODULUS;
        }
        base = base * base % MODULUS;
        exponent >>= 1;
    }
    let rest = number.coefficient.modulo(&Int::from((1_i64 << 61) - 1)).ok().and_then(|rest| rest.to_u128()).unwrap_or(0);
    let hash = (rest * power % MODULUS) as i64;
    match if number.negative { -hash } else { hash } {
        -1 => -2,
        hash => hash,
    }
}

/// The scientific or engineering text.
pub fn text(number: &Number, engineering: bool, capitals: bool) -> Outcome<String> {
    let sign = if number.negative { "-" } else { "" };
    if number.kind == Kind::Infinite {
        return Ok(format!("{sign}Infinity"));
    }
    let digits = int_text::to_decimal(&number.coefficient, 0)?;
    if number.is_nan() {
        let name = if number.kind == Kind::Quiet { "NaN" } else { "sNaN" };
        let payload = if number.coefficient.is_zero() { "" } else { digits.as_str() };
        return Ok(format!("{sign}{name}{payload}"));
    }
    let count = digits.len() as i64;
    let left = number.exponent.saturating_add(count);
    let point = if number.exponent <= 0 && left > -6 {
        left
    } else if !engineering {
        1
    } else if number.coefficient.is_zero() {
        (left + 1).rem_euclid(3) - 1
    } else {
        (left - 1).rem_euclid(3) + 1
    };
    let (whole, fraction) = if point <= 0 {
        ("0".to_owned(), format!(".{}{digits}", "0".repeat(point.unsigned_abs() as usize)))
    } else if point >= count {
        (format!("{digits}{}", "0".repeat((point - count) as usize)), String::new())
    } else {
        let (whole, fraction) = digits.split_at_checked(point as usize).unwrap_or((&digits, ""));
        (whole.to_owned(), format!(".{fraction}"))
    };
    let letter = if capitals { "E" } else { "e" };
    let power = if left == point { String::new() } else { format!("{letter}{:+}", left - point) };
    Ok(format!("{sign}{whole}{fraction}{power}"))
}

/// A number's text as a number; `None` when it is none.
pub fn parse(text: &str) -> Outcome<Option<Number>> {
    let (negative, body) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or("")),
        Some(b'+') => (false, text.get(1..).unwrap_or("")),
        _ => (false, text),
    };
    let lower = body.to_ascii_lowercase();
    if lower == "inf" || lower == "infinity" {
        return Ok(Some(Number::infinity(negative)));
    }
    let nan = match (lower.strip_prefix("nan"), lower.strip_prefix("snan")) {
        (Some(payload), _) => Some((Kind::Quiet, payload)),
        (_, Some(payload)) => Some((Kind::Signaling, payload)),
        _ => None,
    };
    if let Some((kind, payload)) = nan {
        if !payload.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(None);
        }
        let coefficient = if payload.is_empty() { Some(Int::zero()) } else { whole(payload) };
        return Ok(coefficient.map(|coefficient| Number { negative, kind, coefficient, exponent: 0 }));
    }
    let (mantissa, exponent) = match lower.split_once('e') {
        Some((mantissa, exponent)) => {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Ok(None);
            }
            // An exponent beyond a word is as good as the largest one.
            let number = digits.parse::<i64>().unwrap_or(i64::MAX / 2).min(i64::MAX / 2);
            (mantissa, if exponent.starts_with('-') { -number } else { number })
        }
        None => (lower.as_str(), 0),
    };
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if before.len() + after.len() == 0 || !is_digits(before) || !is_digits(after) {
        return Ok(None);
    }
    let exponent = exponent - after.len() as i64;
    let coefficient = if after.is_empty() { whole(before) } else { whole(&format!("{before}{after}")) };
    Ok(coefficient.map(|coefficient| Number::finite(negative, coefficient, exponent)))
}

fn whole(digits: &str) -> Option<Int> {
    if digits.len() <= 38 {
        return digits.parse::<u128>().ok().map(Int::from);
    }
    int_text::parse(digits, 10, 0).ok()
}

/// The exact value of a float.
pub fn from_float(value: f64) -> Outcome {
    if value.is_nan() {
        return Ok(Number::nan().signed(value.is_sign_negative()));
    }
    if value.is_infinite() {
        return Ok(Number::infinity(value < 0.0));
    }
    let bits = value.to_bits();
    let raw = (bits >> 52) as i64 & 0x7ff;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mut mantissa, mut exponent) = if raw == 0 { (fraction, -1074) } else { (fraction | 1 << 52, raw - 1075) };
    let negative = value.is_sign_negative();
    if mantissa == 0 {
        return Ok(Number::finite(negative, Int::zero(), 0));
    }
    let zeros = i64::from(mantissa.trailing_zeros());
    mantissa >>= zeros;
    exponent += zeros;
    if exponent >= 0 {
        return Ok(Number::finite(negative, Int::from(mantissa).shl(&Int::from(exponent))?, 0));
    }
    // m / 2^k = m * 5^k / 10^k
    let coefficient = Int::from(mantissa).mul(&Int::from(5_i64).pow(&Int::from(-exponent))?)?;
    Ok(Number::finite(negative, coefficient, exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(operation: fn(&Number, &Number, &Settings, &mut Status) -> Outcome, a: &str, b: &str, expected: &str) {
        let settings = Settings { precision: 9, emin: -99, emax: 99, rounding: Rounding::HalfEven, clamp: false };
        let number = |text: &str| parse(text).ok().flatten().unwrap_or_else(Number::nan);
        let mut status = 0;
        let result = operation(&number(a), &number(b), &settings, &mut status).unwrap_or_else(|_| Number::nan());
        assert_eq!(text(&result, false, true).unwrap_or_default(), expected);
    }

    #[test]
    fn arithmetic_rounds_to_the_precision() {
        check(add, "12", "7.00", "19.00");
        check(add, "1E+2", "1E+4", "1.01E+4");
        check(add, "1", "1E-50", "1.00000000");
        check(subtract, "1.3", "2.07", "-0.77");
        check(multiply, "1.20", "3", "3.60");
        check(multiply, "654321", "654321", "4.28135971E+11");
        check(divide, "1", "3", "0.333333333");
        check(divide, "2.40E+6", "2", "1.20E+6");
        check(divide, "1000", "100", "10");
        check(divide, "5", "0", "Infinity");
        check(remainder, "10.2", "1", "0.2");
        check(floor_divide, "10", "0.3", "33");
        check(add, "9.99999999E+99", "1E+99", "Infinity");
    }
}
