//! Float arithmetic with CPython's special cases, exact comparison with integers, and hashes.
//!
//! Add, subtract and multiply need no help. Missing on purpose: complex powers (a negative base with
//! a fractional exponent is reported as [`Power::Complex`]).

use std::cmp::Ordering;

use super::int::Int;
use super::{Fault, HASH_INFINITY, HASH_MODULUS, decompose};

/// Result of `**` on two floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Power {
    Real(f64),
    /// The true result is complex; Python goes on with `complex(base) ** complex(exponent)`.
    Complex,
}

pub fn true_div(left: f64, right: f64) -> Result<f64, Fault> {
    if right == 0.0 {
        return Err(Fault::zero_division("float division by zero"));
    }
    Ok(left / right)
}

/// Quotient and remainder as Python defines them: the remainder has the divisor's sign.
fn floor_parts(left: f64, right: f64) -> (f64, f64) {
    let mut modulo = left % right;
    // Subtracting the remainder first makes the division nearly exact.
    let mut quotient = (left - modulo) / right;
    if modulo != 0.0 {
        if (right < 0.0) != (modulo < 0.0) {
            modulo += right;
            quotient -= 1.0;
        }
    } else {
        modulo = 0.0f64.copysign(right);
    }
    if quotient != 0.0 {
        let mut floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor += 1.0;
        }
        (floor, modulo)
    } else {
        (0.0f64.copysign(left / right), modulo)
    }
}

pub fn floor_div(left: f64, right: f64) -> Result<f64, Fault> {
    if right == 0.0 {
        return Err(Fault::zero_division("float floor division by zero"));
    }
    Ok(floor_parts(left, right).0)
}

pub fn modulo(left: f64, right: f64) -> Result<f64, Fault> {
    if right == 0.0 {
        return Err(Fault::zero_division("float modulo by zero"));
    }
    Ok(floor_parts(left, right).1)
}

pub fn divmod(left: f64, right: f64) -> Result<(f64, f64), Fault> {
    if right == 0.0 {
        return Err(Fault::zero_division("float divmod()"));
    }
    Ok(floor_parts(left, right))
}

pub fn pow(base: f64, exponent: f64) -> Result<Power, Fault> {
    if exponent == 0.0 || base == 1.0 {
        return Ok(Power::Real(1.0));
    }
    if base.is_nan() || exponent.is_nan() {
        return Ok(Power::Real(if base.is_nan() { base } else { exponent }));
    }
    if exponent.is_infinite() {
        let size = base.abs();
        return Ok(Power::Real(if size == 1.0 {
            1.0
        } else if (exponent > 0.0) == (size > 1.0) {
            f64::INFINITY
        } else {
            0.0
        }));
    }
    let odd = exponent.abs() % 2.0 == 1.0;
    if base.is_infinite() {
        let size = if exponent > 0.0 { f64::INFINITY } else { 0.0 };
        return Ok(Power::Real(if odd { size.copysign(base) } else { size }));
    }
    if base == 0.0 {
        if exponent < 0.0 {
            return Err(Fault::zero_division("0.0 cannot be raised to a negative power"));
        }
        return Ok(Power::Real(if odd { base } else { 0.0 }));
    }
    if base < 0.0 && exponent != exponent.floor() {
        return Ok(Power::Complex);
    }
    if base == -1.0 {
        return Ok(Power::Real(if odd { -1.0 } else { 1.0 }));
    }
    let result = base.powf(exponent);
    if result.is_infinite() { Err(Fault::range()) } else { Ok(Power::Real(result)) }
}

/// `hash(value)`; `None` for NaN, whose hash is that of the object's identity.
pub fn hash(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { HASH_INFINITY } else { -HASH_INFINITY });
    }
    let (negative, mantissa, exponent) = decompose(value);
    // 2^61 ≡ 1 modulo the prime, so a power of two is a rotation of 61 bits.
    let shift = exponent.rem_euclid(61) as u32;
    let rest = mantissa % HASH_MODULUS;
    let rotated = if shift == 0 { rest } else { ((rest << shift) & HASH_MODULUS) | (rest >> (61 - shift)) };
    let rotated = if rotated == HASH_MODULUS { 0 } else { rotated } as i64;
    let signed = if negative { -rotated } else { rotated };
    Some(if signed == -1 { -2 } else { signed })
}

/// Exact comparison; `None` when `left` is NaN.
pub fn compare_i64(left: f64, right: i64) -> Option<Ordering> {
    if left.is_nan() {
        return None;
    }
    if left >= 9_223_372_036_854_775_808.0 {
        return Some(Ordering::Greater);
    }
    if left < -9_223_372_036_854_775_808.0 {
        return Some(Ordering::Less);
    }
    let whole = left.trunc();
    let order = (whole as i64).cmp(&right);
    Some(order.then_with(|| left.partial_cmp(&whole).unwrap_or(Ordering::Equal)))
}

/// Exact comparison; `None` when `left` is NaN.
pub fn compare_int(left: f64, right: &Int) -> Option<Ordering> {
    if left.is_nan() {
        return None;
    }
    if let Some(word) = right.to_i64() {
        return compare_i64(left, word);
    }
    match Int::from_f64(left) {
        // `right` lies beyond ±2^63, where every finite float of its size is whole.
        Some(whole) => Some(whole.cmp(right)),
        None => Some(if left > 0.0 { Ordering::Greater } else { Ordering::Less }),
    }
}

/// `int(value)`: toward zero.
pub fn to_int(value: f64) -> Result<Int, Fault> {
    match Int::from_f64(value) {
        Some(int) => Ok(int),
        None if value.is_nan() => Err(Fault::value("cannot convert float NaN to integer")),
        None => Err(Fault::overflow("cannot convert float infinity to integer")),
    }
}

/// `math.floor(value)`.
pub fn floor(value: f64) -> Result<Int, Fault> {
    to_int(value.floor())
}

/// `math.ceil(value)`.
pub fn ceil(value: f64) -> Result<Int, Fault> {
    to_int(value.ceil())
}

/// `round(value)`: to the nearest integer, ties to even.
pub fn round(value: f64) -> Result<Int, Fault> {
    to_int(value.round_ties_even())
}

/// `value.as_integer_ratio()`: lowest terms, positive denominator.
pub fn as_integer_ratio(value: f64) -> Result<(Int, Int), Fault> {
    if value.is_nan() {
        return Err(Fault::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert Infinity to integer ratio"));
    }
    let (negative, mut mantissa, mut exponent) = decompose(value);
    if mantissa == 0 {
        return Ok((Int::zero(), Int::one()));
    }
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += i64::from(zeros);
    let mantissa = Int::from(if negative { -(mantissa as i64) } else { mantissa as i64 });
    let size = usize::try_from(exponent.unsigned_abs()).map_err(|_| Fault::memory())?;
    if exponent >= 0 { Ok((mantissa.shl_bits(size)?, Int::one())) } else { Ok((mantissa, Int::one().shl_bits(size)?)) }
}

/// `value.is_integer()`.
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value == value.floor()
}

/// `round(value, digits)`: correctly rounded in decimal, ties of the exact value to even.
pub fn round_digits(value: f64, digits: i64) -> Result<f64, Fault> {
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(value);
    }
    if digits < -308 {
        return Ok(0.0f64.copysign(value));
    }
    let text = if digits >= 0 {
        format!("{:.*}", digits as usize, value)
    } else {
        round_left_of_point(value, digits.unsigned_abs() as usize)
    };
    match text.parse::<f64>() {
        Ok(rounded) if rounded.is_finite() => Ok(rounded),
        _ => Err(Fault::overflow("rounded value too large to represent")),
    }
}

/// Decimal text of `value` rounded to a multiple of `10^places`, as `digits` + `e` + `places`.
fn round_left_of_point(value: f64, places: usize) -> String {
    let whole = value.abs().trunc();
    let digits = format!("{whole:.0}");
    let (kept, dropped) = match digits.len().checked_sub(places) {
        Some(split) => digits.split_at(split),
        // Everything to be dropped is below half a unit.
        None => return if value < 0.0 { "-0".into() } else { "0".into() },
    };
    let beyond = whole != value.abs() || dropped.bytes().skip(1).any(|digit| digit != b'0');
    let odd = kept.bytes().last().is_some_and(|digit| digit & 1 == 1);
    let up = match dropped.bytes().next() {
        Some(b'5') => beyond || odd,
        Some(first) => first > b'5',
        None => false,
    };
    let mut kept: Vec<u8> = kept.bytes().collect();
    if up {
        let mut carry = true;
        for digit in kept.iter_mut().rev() {
            if *digit == b'9' {
                *digit = b'0';
            } else {
                *digit += 1;
                carry = false;
                break;
            }
        }
        if carry {
            kept.insert(0, b'1');
        }
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let kept: String = kept.into_iter().map(char::from).collect();
    let kept = if kept.is_empty() { "0" } else { kept.as_str() };
    format!("{sign}{kept}e{places}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_divmod(left: f64, right: f64, quotient: f64, modulo: f64) {
        let (a, b) = divmod(left, right).unwrap();
        assert_eq!((a.to_bits(), b.to_bits()), (quotient.to_bits(), modulo.to_bits()), "{left} {right}");
    }

    #[test]
    fn division() {
        check_divmod(-5.5, 2.0, -3.0, 0.5);
        check_divmod(0.0, -1.0, -0.0, -0.0);
        check_divmod(1e-20, -1.0, -1.0, -1.0);
        check_divmod(5.0, f64::INFINITY, 0.0, 5.0);
        check_divmod(-5.0, f64::INFINITY, -1.0, f64::INFINITY);
        check_divmod(1e300, 1e-300, f64::INFINITY, 4.891554850853602e-301);
        assert_eq!(divmod(1.0, 0.0).unwrap_err().message, "float divmod()");
    }

    #[test]
    fn powers() {
        let check = |base: f64, exponent: f64, expected: f64| match pow(base, exponent) {
            Ok(Power::Real(value)) => assert_eq!(value.to_bits(), expected.to_bits(), "{base}**{exponent}"),
            other => panic!("{base}**{exponent}: {other:?}"),
        };
        check(1.0, f64::NAN, 1.0);
        check(f64::NAN, 0.0, 1.0);
        check(-1.0, f64::INFINITY, 1.0);
        check(0.5, f64::NEG_INFINITY, f64::INFINITY);
        check(f64::NEG_INFINITY, -1.0, -0.0);
        check(f64::NEG_INFINITY, 3.0, f64::NEG_INFINITY);
        check(f64::NEG_INFINITY, 2.5, f64::INFINITY);
        check(-0.0, 3.0, -0.0);
        check(2.0, 0.5, std::f64::consts::SQRT_2);
        check(-2.0, 3.0, -8.0);
        assert_eq!(pow(-8.0, 0.5), Ok(Power::Complex));
        assert_eq!(pow(1e200, 2.0).unwrap_err(), Fault::range());
        assert_eq!(pow(0.0, -1.0).unwrap_err().class_name(), "ZeroDivisionError");
    }

    #[test]
    fn hashes() {
        assert_eq!(hash(0.5), Some(1152921504606846976));
        assert_eq!(hash(-1.0), Some(-2));
        assert_eq!(hash(f64::NEG_INFINITY), Some(-314159));
        assert_eq!(hash(1e300), Some(1224995262755759164));
        assert_eq!(hash(0.1), Some(230584300921369408));
        assert_eq!(hash(-3.25), Some(-576460752303423491));
        assert_eq!(hash(5e-324), Some(16777216));
        assert_eq!(hash(f64::NAN), None);
    }

    #[test]
    fn comparison_is_exact() {
        assert_eq!(compare_i64(9007199254740992.0, 9007199254740993), Some(Ordering::Less));
        assert_eq!(compare_i64(0.5, 0), Some(Ordering::Greater));
        assert_eq!(compare_i64(-0.5, 0), Some(Ordering::Less));
        assert_eq!(compare_i64(1e300, i64::MAX), Some(Ordering::Greater));
        let big = Int::from(10).pow(&Int::from(400)).unwrap();
        assert_eq!(compare_int(f64::INFINITY, &big), Some(Ordering::Greater));
        assert_eq!(compare_int(1e300, &big), Some(Ordering::Less));
        assert_eq!(compare_int(-1e300, &big), Some(Ordering::Less));
        assert_eq!(compare_int(f64::NAN, &big), None);
    }

    #[test]
    fn rounding() {
        let check = |value: f64, digits: i64, expected: f64| {
            assert_eq!(round_digits(value, digits).unwrap().to_bits(), expected.to_bits(), "{value} {digits}")
        };
        check(2.675, 2, 2.67);
        check(0.125, 2, 0.12);
        check(0.375, 2, 0.38);
        check(0.5, 0, 0.0);
        check(1.5, 0, 2.0);
        check(2.5, 0, 2.0);
        check(1e300, 400, 1e300);
        check(5e-324, 323, 0.0);
        check(25.4, -1, 30.0);
        check(25.0, -1, 20.0);
        check(35.0, -1, 40.0);
        check(5e16, -17, 0.0);
        check(1e17, -17, 1e17);
        check(99.5, -1, 100.0);
        check(1e308, -308, 1e308);
        check(-4.0, -1, -0.0);
        check(7.0, -1, 10.0);
        assert!(round_digits(1.7e308, -308).is_err());
    }

    #[test]
    fn ratios() {
        let check =
            |value: f64, top: i64, bottom: i64| assert_eq!(as_integer_ratio(value).unwrap(), (Int::from(top), Int::from(bottom)));
        check(0.75, 3, 4);
        check(-2.0, -2, 1);
        check(0.0, 0, 1);
        check(0.1, 3602879701896397, 36028797018963968);
    }
}
