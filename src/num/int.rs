//! Integers of any size: [`Int`], Python's `int` arithmetic over `dashu_int::IBig`.
//!
//! Every operation whose result can be larger than its operands checks the size first, so that an
//! absurd shift or power is a MemoryError and not an abort ([`MAX_BITS`]; above a megabyte the
//! memory is also asked for in advance). Division floors, bit operations see an infinite two's
//! complement, conversions to float round once.
//!
//! Text is in [`super::int_text`]. One long multiplication cannot be
//! interrupted, a power can ([`Int::pow_while`]).

use std::cmp::Ordering;

use dashu_base::{BitTest, DivRem, Gcd, PowerOfTwo, SquareRoot, UnsignedAbs};
use dashu_int::fast_div::ConstDivisor;
use dashu_int::{IBig, Sign, UBig, Word};

use super::{Fault, HASH_MODULUS, compose};

/// Largest size of a result: one gibibyte of bits.
pub const MAX_BITS: u64 = 1 << 33;
/// From here on the memory is asked for before the operation starts.
const PROBE_BITS: u64 = 1 << 23;

/// Words of 64 bits that text is converted in without the library's help.
pub(super) const SOME_WORDS: usize = 8;

/// Powers up to this size are made in one go.
const LONG_BITS: u64 = 1 << 21;

/// Byte order of [`Int::to_bytes`] and [`Int::from_bytes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endian {
    Big,
    Little,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Int(pub(super) IBig);

macro_rules! from_primitive {
    ($($type:ty),*) => {$(
        impl From<$type> for Int {
            #[inline]
            fn from(value: $type) -> Int {
                Int(IBig::from(value))
            }
        }
    )*};
}

from_primitive!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, bool);

/// Refuses results that could not be stored.
fn check_bits(bits: u64) -> Result<(), Fault> {
    if bits < PROBE_BITS {
        return Ok(());
    }
    if bits > MAX_BITS {
        return Err(Fault::memory());
    }
    // The library panics when the allocator says no. Room for the result and its scratch space now
    // makes that unlikely, and the probe itself never touches the pages.
    let mut probe: Vec<u8> = Vec::new();
    let bytes = usize::try_from(bits / 8).map_err(|_| Fault::memory())?;
    crate::room::asking(|| probe.try_reserve_exact(bytes.saturating_mul(4))).map_err(|_| Fault::memory())
}

/// An upper bound of the size of `base ** exponent`, saturating.
pub fn pow_bits_estimate(base_bits: u64, exponent: u64) -> u64 {
    base_bits.saturating_mul(exponent)
}

/// Squares of longer numbers are put together from pieces, so that somebody
/// who waits need not wait for the whole. A piece takes about a tenth of a
/// second; smaller ones would cost more than they are worth, because the time
/// for a square grows little faster than its length.
const PIECE_BITS: usize = 1 << 23;

/// The square, by Karatsuba's method for long numbers; `None` when told to stop.
fn square_while(number: UBig, go_on: &mut dyn FnMut() -> bool) -> Option<UBig> {
    let bits = number.bit_len();
    if bits <= PIECE_BITS {
        return Some(number.sqr());
    }
    if !go_on() {
        return None;
    }
    let half = bits / 2;
    let high = &number >> half;
    let low = number - (&high << half);
    let sum = square_while(&high + &low, go_on)?;
    let (high, low) = (square_while(high, go_on)?, square_while(low, go_on)?);
    let middle = sum - &high - &low;
    Some((high << (2 * half)) + (middle << half) + low)
}

impl Int {
    pub fn zero() -> Int {
        Int(IBig::ZERO)
    }

    pub fn one() -> Int {
        Int(IBig::ONE)
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub fn is_negative(&self) -> bool {
        self.0.sign() == Sign::Negative
    }

    pub fn is_odd(&self) -> bool {
        self.0.bit(0)
    }

    /// −1, 0 or 1.
    pub fn signum(&self) -> i32 {
        match self.0.sign() {
            _ if self.0.is_zero() => 0,
            Sign::Positive => 1,
            Sign::Negative => -1,
        }
    }

    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        i64::try_from(&self.0).ok()
    }

    pub fn to_u64(&self) -> Option<u64> {
        u64::try_from(&self.0).ok()
    }

    pub fn to_i128(&self) -> Option<i128> {
        i128::try_from(&self.0).ok()
    }

    pub fn to_u128(&self) -> Option<u128> {
        u128::try_from(&self.0).ok()
    }

    pub fn to_usize(&self) -> Option<usize> {
        usize::try_from(&self.0).ok()
    }

    /// The value clamped to the word, as slices clamp their indices.
    pub fn saturating_i64(&self) -> i64 {
        self.to_i64().unwrap_or(if self.is_negative() { i64::MIN } else { i64::MAX })
    }

    /// The low 64 bits in two's complement.
    pub fn wrapping_u64(&self) -> u64 {
        let (sign, words) = self.0.as_sign_words();
        let mut low = 0u64;
        for (index, word) in words.iter().enumerate().take((64 / Word::BITS) as usize) {
            low |= widen(*word) << (index as u32 * Word::BITS);
        }
        if sign == Sign::Negative { low.wrapping_neg() } else { low }
    }

    /// Whether the absolute value needs more than one digit of the library, which is never a small number.
    #[inline]
    pub fn is_long(&self) -> bool {
        self.0.as_sign_words().1.len() > 1
    }

    /// From at most [`SOME_WORDS`] words of 64 bits, the lowest first.
    pub(super) fn from_words(words: &[u64]) -> Int {
        if let [] | [_] | [_, _] = words {
            let word = |index: usize| u128::from(words.get(index).copied().unwrap_or(0));
            return Int::from(word(1) << 64 | word(0));
        }
        const RATIO: usize = (64 / Word::BITS) as usize;
        let mut parts: [Word; SOME_WORDS * RATIO] = [0; SOME_WORDS * RATIO];
        for (place, word) in parts.chunks_exact_mut(RATIO).zip(words) {
            for (index, part) in place.iter_mut().enumerate() {
                *part = (*word >> (index as u32 * Word::BITS)) as Word;
            }
        }
        Int(IBig::from(UBig::from_words(parts.get(..words.len() * RATIO).unwrap_or(&parts))))
    }

    /// Copies the absolute value into words of 64 bits and gives their number; `None` when they are too few.
    pub(super) fn copy_words(&self, out: &mut [u64]) -> Option<usize> {
        let (_, words) = self.0.as_sign_words();
        let ratio = (64 / Word::BITS) as usize;
        let length = words.len().div_ceil(ratio);
        for (place, part) in out.get_mut(..length)?.iter_mut().zip(words.chunks(ratio)) {
            *place = part.iter().rev().fold(0, |value, word| value.unbounded_shl(Word::BITS) | widen(*word));
        }
        Some(length)
    }

    /// Appends the lowest `length` digits of a few bits each, the highest first.
    pub(super) fn push_digits(&self, bits: u32, length: usize, letters: &[u8; 16], out: &mut Vec<u8>) {
        let (_, words) = self.0.as_sign_words();
        let width = Word::BITS as usize;
        let word = |index: usize| words.get(index).map_or(0, |word| widen(*word));
        let mask = (1 << bits) - 1;
        if Word::BITS.is_multiple_of(bits) {
            // No digit lies in two words.
            let per_word = (Word::BITS / bits) as usize;
            let mut left = length;
            for index in (0..length.div_ceil(per_word)).rev() {
                let count = left - index * per_word;
                let found = word(index);
                let mut shift = count as u32 * bits;
                left -= count;
                while shift > 0 {
                    shift -= bits;
                    out.push(letters.get((found >> shift & mask) as usize).copied().unwrap_or(b'0'));
                }
            }
            return;
        }
        for place in (0..length).rev() {
            let start = place * bits as usize;
            let offset = (start % width) as u32;
            let mut found = word(start / width) >> offset;
            if offset + bits > Word::BITS {
                found |= word(start / width + 1) << (Word::BITS - offset);
            }
            out.push(letters.get((found & mask) as usize).copied().unwrap_or(b'0'));
        }
    }

    /// `float(self)`: rounded once, ties to even.
    pub fn to_f64(&self) -> Result<f64, Fault> {
        let value = self.to_f64_or_infinity();
        if value.is_infinite() {
            return Err(Fault::overflow("int too large to convert to float"));
        }
        Ok(value)
    }

    fn to_f64_or_infinity(&self) -> f64 {
        if let Some(word) = self.to_i64() {
            return word as f64;
        }
        let (mantissa, sticky, shift) = top_bits(&self.0);
        compose(self.is_negative(), mantissa, sticky, shift)
    }

    /// The top 64 bits of the absolute value and how far they are shifted down: `|self| ≈ m · 2^e`.
    /// For logarithms of numbers beyond the range of floats.
    pub fn to_mantissa_exponent(&self) -> (u64, i64) {
        let (mantissa, _, shift) = top_bits(&self.0);
        (mantissa, shift)
    }

    /// Toward zero; `None` for NaN and infinities.
    pub fn from_f64(value: f64) -> Option<Int> {
        if !value.is_finite() {
            return None;
        }
        if value.abs() < 9_223_372_036_854_775_808.0 {
            return Some(Int::from(value as i64));
        }
        let (negative, mantissa, exponent) = super::decompose(value);
        let size = IBig::from(mantissa) << usize::try_from(exponent).unwrap_or(0);
        Some(Int(if negative { -size } else { size }))
    }

    pub fn neg(&self) -> Int {
        Int(-&self.0)
    }

    pub fn abs(&self) -> Int {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// `~self`.
    pub fn not(&self) -> Int {
        Int(!&self.0)
    }

    pub fn add(&self, other: &Int) -> Result<Int, Fault> {
        check_bits(self.bit_length().max(other.bit_length()) + 1)?;
        Ok(Int(&self.0 + &other.0))
    }

    pub fn sub(&self, other: &Int) -> Result<Int, Fault> {
        check_bits(self.bit_length().max(other.bit_length()) + 1)?;
        Ok(Int(&self.0 - &other.0))
    }

    pub fn mul(&self, other: &Int) -> Result<Int, Fault> {
        check_bits(self.bit_length() + other.bit_length())?;
        Ok(Int(&self.0 * &other.0))
    }

    pub fn floor_div(&self, other: &Int) -> Result<Int, Fault> {
        Ok(self.divmod(other)?.0)
    }

    pub fn modulo(&self, other: &Int) -> Result<Int, Fault> {
        if other.is_zero() {
            return Err(Fault::zero_division("integer modulo by zero"));
        }
        check_bits(self.bit_length())?;
        let rest = &self.0 % &other.0;
        Ok(Int(if !rest.is_zero() && rest.sign() != other.0.sign() { rest + &other.0 } else { rest }))
    }

    /// Quotient and remainder; the remainder has the sign of the divisor.
    pub fn divmod(&self, other: &Int) -> Result<(Int, Int), Fault> {
        if other.is_zero() {
            return Err(Fault::zero_division("integer division or modulo by zero"));
        }
        check_bits(self.bit_length())?;
        let (quotient, rest) = (&self.0).div_rem(&other.0);
        if !rest.is_zero() && rest.sign() != other.0.sign() {
            Ok((Int(quotient - IBig::ONE), Int(rest + &other.0)))
        } else {
            Ok((Int(quotient), Int(rest)))
        }
    }

    /// `self / other`, correctly rounded.
    pub fn true_div(&self, other: &Int) -> Result<f64, Fault> {
        if other.is_zero() {
            return Err(Fault::zero_division("division by zero"));
        }
        let negative = self.is_negative() != other.is_negative();
        if self.is_zero() {
            return Ok(if negative { -0.0 } else { 0.0 });
        }
        let (top, bottom) = (self.magnitude(), other.magnitude());
        let difference = top.bit_len() as i64 - bottom.bit_len() as i64;
        if difference > 1025 {
            return Err(Fault::overflow("integer division result too large for a float"));
        }
        if difference < -1077 {
            return Ok(if negative { -0.0 } else { 0.0 });
        }
        // Scaled so that the quotient has 62 or 63 bits: enough for one correct rounding.
        let shift = 62 - difference;
        let (quotient, rest) = if shift >= 0 {
            (top << shift as usize).div_rem(&bottom)
        } else {
            top.div_rem(&(bottom << shift.unsigned_abs() as usize))
        };
        let mantissa = u64::try_from(&quotient).unwrap_or(u64::MAX);
        let value = compose(negative, mantissa, !rest.is_zero(), -shift);
        if value.is_infinite() {
            return Err(Fault::overflow("integer division result too large for a float"));
        }
        Ok(value)
    }

    fn magnitude(&self) -> UBig {
        (&self.0).unsigned_abs()
    }

    /// `self ** exponent` for an exponent that is not negative; the caller turns to floats otherwise.
    pub fn pow(&self, exponent: &Int) -> Result<Int, Fault> {
        self.pow_while(exponent, &mut || true)?.ok_or_else(Fault::memory)
    }

    /// [`Int::pow`] that asks `go_on` now and then while the result is long; `None` when told to stop.
    pub fn pow_while(&self, exponent: &Int, go_on: &mut dyn FnMut() -> bool) -> Result<Option<Int>, Fault> {
        if exponent.is_negative() {
            return Err(Fault::value("negative exponent"));
        }
        if exponent.is_zero() || self.0 == IBig::ONE {
            return Ok(Some(Int::one()));
        }
        if self.is_zero() {
            return Ok(Some(Int::zero()));
        }
        if self.0 == IBig::NEG_ONE {
            return Ok(Some(if exponent.is_odd() { self.clone() } else { Int::one() }));
        }
        let size = exponent.to_usize().ok_or_else(Fault::memory)?;
        let bits = pow_bits_estimate(self.bit_length(), size as u64);
        check_bits(bits)?;
        let magnitude = self.magnitude();
        if bits < LONG_BITS || magnitude.is_power_of_two() {
            return Ok(Some(Int(self.0.pow(size))));
        }
        let mut power = self.0.clone();
        for bit in (0..size.ilog2()).rev() {
            if !go_on() {
                return Ok(None);
            }
            match square_while(power.unsigned_abs(), go_on) {
                Some(square) => power = square.into(),
                None => return Ok(None),
            }
            if size >> bit & 1 == 1 {
                power *= &self.0;
            }
        }
        Ok(Some(Int(power)))
    }

    /// `pow(self, exponent, modulus)`; a negative exponent takes the inverse of the base.
    pub fn pow_mod(&self, exponent: &Int, modulus: &Int) -> Result<Int, Fault> {
        self.pow_mod_while(exponent, modulus, &mut || true)?.ok_or_else(Fault::memory)
    }

    /// [`Int::pow_mod`] that asks `go_on` now and then; `None` when told to stop.
    pub fn pow_mod_while(&self, exponent: &Int, modulus: &Int, go_on: &mut dyn FnMut() -> bool) -> Result<Option<Int>, Fault> {
        if modulus.is_zero() {
            return Err(Fault::value("pow() 3rd argument cannot be 0"));
        }
        if let (Some(base), Some(exponent), Some(modulus)) = (self.to_i64(), exponent.to_i64(), modulus.to_i64()) {
            return super::words::pow_mod(base, exponent, modulus).map(|result| Some(Int::from(result)));
        }
        let size = modulus.magnitude();
        check_bits(modulus.bit_length().saturating_mul(4))?;
        if size.is_one() {
            return Ok(Some(Int::zero()));
        }
        let ring = ConstDivisor::new(size);
        let mut base = ring.reduce(self.modulo(&modulus.abs())?.magnitude());
        if exponent.is_negative() {
            base = base.inv().ok_or_else(|| Fault::value("base is not invertible for the given modulus"))?;
        }
        // The exponent is worked off in pieces from the top, so that no step takes long.
        let piece: usize = if modulus.bit_length() < 1 << 13 { 256 } else { 8 };
        let exponent = exponent.magnitude();
        let pieces = exponent.bit_len().div_ceil(piece).max(1);
        let whole = UBig::ONE << piece;
        let part = |index: usize| {
            let mut part = &exponent >> (index * piece);
            part.clear_high_bits(piece);
            part
        };
        let mut power = base.pow(&part(pieces - 1));
        for index in (0..pieces - 1).rev() {
            if !go_on() {
                return Ok(None);
            }
            power = power.pow(&whole) * base.pow(&part(index));
        }
        let result = IBig::from(power.residue());
        Ok(Some(Int(if modulus.is_negative() && !result.is_zero() { result + &modulus.0 } else { result })))
    }

    /// `self << count`.
    pub fn shl(&self, count: &Int) -> Result<Int, Fault> {
        if count.is_negative() {
            return Err(Fault::value("negative shift count"));
        }
        if self.is_zero() {
            return Ok(Int::zero());
        }
        match count.to_i64() {
            Some(bits) => self.shl_bits(usize::try_from(bits).map_err(|_| Fault::memory())?),
            None => Err(Fault::overflow("too many digits in integer")),
        }
    }

    pub fn shl_bits(&self, bits: usize) -> Result<Int, Fault> {
        if self.is_zero() {
            return Ok(Int::zero());
        }
        check_bits(self.bit_length().saturating_add(bits as u64))?;
        Ok(Int(&self.0 << bits))
    }

    /// `self >> count`: floors, so that negative numbers end at −1.
    pub fn shr(&self, count: &Int) -> Result<Int, Fault> {
        if count.is_negative() {
            return Err(Fault::value("negative shift count"));
        }
        Ok(self.shr_bits(count.to_usize().unwrap_or(usize::MAX)))
    }

    pub fn shr_bits(&self, bits: usize) -> Int {
        if bits as u64 >= self.bit_length() {
            return if self.is_negative() { Int(IBig::NEG_ONE) } else { Int::zero() };
        }
        Int(&self.0 >> bits)
    }

    pub fn and(&self, other: &Int) -> Int {
        Int(&self.0 & &other.0)
    }

    pub fn or(&self, other: &Int) -> Int {
        Int(&self.0 | &other.0)
    }

    pub fn xor(&self, other: &Int) -> Int {
        Int(&self.0 ^ &other.0)
    }

    pub fn gcd(&self, other: &Int) -> Int {
        if self.is_zero() {
            return other.abs();
        }
        if other.is_zero() {
            return self.abs();
        }
        Int(IBig::from((&self.magnitude()).gcd(&other.magnitude())))
    }

    pub fn lcm(&self, other: &Int) -> Result<Int, Fault> {
        if self.is_zero() || other.is_zero() {
            return Ok(Int::zero());
        }
        self.floor_div(&self.gcd(other))?.mul(other).map(|product| product.abs())
    }

    /// `math.isqrt(self)`.
    pub fn isqrt(&self) -> Result<Int, Fault> {
        if self.is_negative() {
            return Err(Fault::value("isqrt() argument must be nonnegative"));
        }
        Ok(Int(IBig::from(self.magnitude().sqrt())))
    }

    /// Bits of the absolute value; zero has none.
    #[inline]
    pub fn bit_length(&self) -> u64 {
        let (_, words) = self.0.as_sign_words();
        match words.split_last() {
            Some((top, rest)) => rest.len() as u64 * u64::from(Word::BITS) + u64::from(Word::BITS - top.leading_zeros()),
            None => 0,
        }
    }

    /// Set bits of the absolute value.
    pub fn bit_count(&self) -> u64 {
        let (_, words) = self.0.as_sign_words();
        words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// One bit of the infinite two's complement.
    pub fn bit(&self, index: usize) -> bool {
        self.0.bit(index)
    }

    /// `self.to_bytes(length, order, signed=signed)`.
    pub fn to_bytes(&self, length: usize, order: Endian, signed: bool) -> Result<Vec<u8>, Fault> {
        let negative = self.is_negative();
        if negative && !signed {
            return Err(Fault::overflow("can't convert negative int to unsigned"));
        }
        let too_big = || Fault::overflow("int too big to convert");
        if self.bit_length().div_ceil(8) > length as u64 {
            return Err(too_big());
        }
        if order == Endian::Big
            && let Some(value) = self.to_i128()
        {
            // Two words of the usual order: no turning around.
            let all = value.to_be_bytes();
            let kept = all.get(16 - length.min(16)..).unwrap_or(&all);
            if signed && kept.first().is_some_and(|top| (*top & 0x80 != 0) != negative) {
                return Err(too_big());
            }
            let mut bytes = Vec::new();
            crate::room::asking(|| bytes.try_reserve_exact(length)).map_err(|_| Fault::memory())?;
            bytes.resize(length.saturating_sub(16), if negative { 0xff } else { 0 });
            bytes.extend_from_slice(kept);
            return Ok(bytes);
        }
        let mut digits: Vec<u8> = Vec::new();
        crate::room::asking(|| digits.try_reserve_exact(length)).map_err(|_| Fault::memory())?;
        for word in self.0.as_sign_words().1 {
            let bytes = word.to_le_bytes();
            let wanted = bytes.len().min(length - digits.len());
            digits.extend_from_slice(bytes.get(..wanted).unwrap_or(&bytes));
        }
        digits.resize(length, 0);
        if negative {
            let mut carry = true;
            for byte in &mut digits {
                let (sum, over) = (!*byte).overflowing_add(u8::from(carry));
                *byte = sum;
                carry = over;
            }
        }
        if signed && digits.last().is_some_and(|top| (*top & 0x80 != 0) != negative) {
            return Err(too_big());
        }
        if order == Endian::Big {
            digits.reverse();
        }
        Ok(digits)
    }

    /// `int.from_bytes(bytes, order, signed=signed)`.
    pub fn from_bytes(bytes: &[u8], order: Endian, signed: bool) -> Result<Int, Fault> {
        let bits = (bytes.len() as u64).saturating_mul(8);
        check_bits(bits)?;
        let top = match order {
            Endian::Big => bytes.first(),
            Endian::Little => bytes.last(),
        };
        if let Some(small) = two_words(bytes, order) {
            return Ok(match top {
                Some(top) if signed && top & 0x80 != 0 => {
                    // The bits above the given ones are those of the sign.
                    let above = bytes.len() as u32 * 8;
                    Int::from((small | u128::MAX.unbounded_shl(above)) as i128)
                }
                _ => Int::from(small),
            });
        }
        let size = match order {
            Endian::Big => UBig::from_be_bytes(bytes),
            Endian::Little => UBig::from_le_bytes(bytes),
        };
        let size = IBig::from(size);
        if signed && top.is_some_and(|top| top & 0x80 != 0) {
            return Ok(Int(size - (IBig::ONE << bytes.len().saturating_mul(8))));
        }
        Ok(Int(size))
    }

    /// `round(self, digits)`: multiples of powers of ten, ties to even.
    pub fn round_to(&self, digits: i64) -> Result<Int, Fault> {
        if digits >= 0 {
            return Ok(self.clone());
        }
        let places = digits.unsigned_abs();
        // 10^places is more than twice the number: everything rounds away.
        if places.saturating_mul(3) > self.bit_length().saturating_add(2) {
            return Ok(Int::zero());
        }
        let unit = Int::from(10).pow(&Int::from(places))?;
        let (quotient, rest) = self.divmod(&unit)?;
        let up = match rest.shl_bits(1)?.cmp(&unit) {
            Ordering::Less => false,
            Ordering::Equal => quotient.is_odd(),
            Ordering::Greater => true,
        };
        let quotient = if up { quotient.add(&Int::one())? } else { quotient };
        quotient.mul(&unit)
    }

    /// `hash(self)`.
    pub fn hash(&self) -> i64 {
        let (sign, words) = self.0.as_sign_words();
        let modulus = u128::from(HASH_MODULUS);
        let mut rest = 0u64;
        for word in words.iter().rev() {
            // Folding twice at the 61st bit is a division by the modulus.
            let wide = (u128::from(rest) << Word::BITS) | u128::from(widen(*word));
            let folded = (wide & modulus) + (wide >> 61);
            let folded = ((folded & modulus) + (folded >> 61)) as u64;
            rest = if folded >= HASH_MODULUS { folded - HASH_MODULUS } else { folded };
        }
        let rest = rest as i64;
        let signed = if sign == Sign::Negative { -rest } else { rest };
        if signed == -1 { -2 } else { signed }
    }
}

/// A digit of the library, whose width depends on the machine.
#[inline]
#[allow(clippy::unnecessary_cast, reason = "the digit is narrower where pointers are")]
fn widen(word: Word) -> u64 {
    word as u64
}

/// Top 64 bits of the absolute value, whether set bits lie below them, and their shift.
fn top_bits(value: &IBig) -> (u64, bool, i64) {
    let magnitude = value.unsigned_abs();
    let length = magnitude.bit_len();
    if length <= 64 {
        return (u64::try_from(&magnitude).unwrap_or(u64::MAX), false, 0);
    }
    let shift = length - 64;
    let sticky = magnitude.trailing_zeros().is_some_and(|zeros| zeros < shift);
    (u64::try_from(&(magnitude >> shift)).unwrap_or(u64::MAX), sticky, shift as i64)
}

/// At most sixteen bytes as a number without sign.
fn two_words(bytes: &[u8], order: Endian) -> Option<u128> {
    let mut all = [0; 16];
    match order {
        Endian::Big => {
            let start = all.len().checked_sub(bytes.len())?;
            all.get_mut(start..)?.copy_from_slice(bytes);
            Some(u128::from_be_bytes(all))
        }
        Endian::Little => {
            all.get_mut(..bytes.len())?.copy_from_slice(bytes);
            Some(u128::from_le_bytes(all))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::int_text::{parse, to_decimal};

    fn int(text: &str) -> Int {
        match text.split_once("**") {
            Some((base, exponent)) => int(base).pow(&int(exponent)).unwrap(),
            None => parse(text, 10, 0).unwrap(),
        }
    }

    fn check(value: Result<Int, Fault>, expected: &str) {
        assert_eq!(value.and_then(|value| to_decimal(&value, 0)), Ok(expected.to_string()));
    }

    #[test]
    fn floor_division() {
        let (a, b) = (int("-123456789012345678901234567890"), int("987654321098765432"));
        check(a.floor_div(&b), "-124999998861");
        check(a.modulo(&b), "61728367271605062");
        check(a.modulo(&b.neg()), "-925925953827160370");
        check(a.floor_div(&b.neg()), "124999998860");
        assert!(a.divmod(&Int::zero()).is_err());
    }

    #[test]
    fn true_division() {
        let check = |a: &str, b: &str, expected: f64| assert_eq!(int(a).true_div(&int(b)), Ok(expected), "{a}/{b}");
        check("100000000000000000000000", "1", 1e23);
        check("1", "2**1074", 5e-324);
        check("1", "2**1075", 0.0);
        check("3", "2**1076", 5e-324);
        check("10**400", "10**399", 10.0);
        check("10**400", "3**800", 2.0090753457532982e18);
        check("-1", "3", -1.0 / 3.0);
        check("2**1023", "1", 8.98846567431158e307);
        assert!(int("2**1024").true_div(&Int::one()).is_err());
        assert!(int("10**400").true_div(&int("3")).is_err());
    }

    #[test]
    fn powers() {
        check(int("-7").pow(&int("31")), "-157775382034845806615042743");
        check(int("3").pow_mod(&int("2**100"), &int("10**30")), "961644755576270127791781969921");
        check(int("3").pow_mod(&int("-5"), &int("10**30")), "106995884773662551440329218107");
        check(int("3").pow_mod(&int("-5"), &int("10**30").neg()), "-893004115226337448559670781893");
        check(int("-3").pow_mod(&int("2**100"), &int("2**70")), "1");
        assert!(int("2").pow_mod(&int("-1"), &int("2**90")).is_err());
        assert_eq!(int("2").pow(&int("10**30")), Err(Fault::memory()));
        assert_eq!(int("2").pow(&int("10**12")), Err(Fault::memory()));
        check(int("-1").pow(&int("100000000000000000000000000000000001")), "-1");
        let long = int("-3").pow(&int("1500001")).unwrap();
        assert_eq!(long.modulo(&int("1000000007")), int("-3").pow_mod(&int("1500001"), &int("1000000007")));
        assert_eq!(long.bit_length(), 2377446);
        assert_eq!(int("3").pow_while(&int("1500001"), &mut || false), Ok(None));
        let (base, exponent, modulus) = (int("3**500"), int("7**900"), int("10**4000").sub(&int("17")).unwrap());
        check(base.pow_mod(&exponent, &modulus).and_then(|power| power.modulo(&int("10**20"))), "55887355520228974185");
        assert_eq!(base.pow_mod_while(&exponent, &modulus, &mut || false), Ok(None));
    }

    #[test]
    fn bits() {
        let a = int("-123456789012345678901234567890");
        check(Ok(a.and(&int("1180591620717411303423"))), "170383592963258250542");
        check(Ok(a.or(&int("255"))), "-123456789012345678901234567681");
        check(Ok(a.xor(&int("-1"))), "123456789012345678901234567889");
        check(Ok(a.not()), "123456789012345678901234567889");
        check(a.shr(&int("70")), "-104571968");
        check(a.shr(&int("10**30")), "-1");
        check(int("10**30").shr(&int("10**30")), "0");
        assert_eq!((a.bit_length(), a.bit_count()), (97, 54));
        assert_eq!(Int::zero().bit_length(), 0);
        assert_eq!(a.wrapping_u64(), 4362896299872285998);
        assert_eq!(Int::one().shl(&int("10**30")).unwrap_err().message, "too many digits in integer");
        assert_eq!(Int::one().shl(&int("2**62")), Err(Fault::memory()));
        check(Int::zero().shl(&int("2**62")), "0");
        assert_eq!(Int::one().shl(&int("-1")).unwrap_err().message, "negative shift count");
    }

    #[test]
    fn floats() {
        assert_eq!(int("2**1024").to_f64().unwrap_err().message, "int too large to convert to float");
        assert_eq!(int("9007199254740993").to_f64(), Ok(9007199254740992.0));
        assert_eq!(int("18446744073709551617").to_f64(), Ok(18446744073709551616.0));
        assert_eq!(int("36893488147419107329").to_f64(), Ok(36893488147419111424.0));
        assert_eq!(int("10**308").to_f64(), Ok(1e308));
        check(Int::from_f64(-1e23).ok_or_else(Fault::memory), "-99999999999999991611392");
        check(Int::from_f64(-9223372036854775808.0).ok_or_else(Fault::memory), "-9223372036854775808");
        assert_eq!(Int::from_f64(f64::NAN), None);
    }

    #[test]
    fn bytes() {
        let a = int("-123456789012345678901234567890");
        let packed = a.to_bytes(13, Endian::Big, true).unwrap();
        assert_eq!(packed, [254, 113, 22, 240, 9, 60, 140, 31, 17, 177, 192, 245, 46]);
        assert_eq!(Int::from_bytes(&packed, Endian::Big, true).unwrap(), a);
        assert_eq!(Int::from(300).to_bytes(1, Endian::Big, false).unwrap_err().message, "int too big to convert");
        assert_eq!(Int::from(-129).to_bytes(1, Endian::Big, true).unwrap_err().message, "int too big to convert");
        assert_eq!(Int::from(-128).to_bytes(1, Endian::Big, true).unwrap(), [128]);
        assert_eq!(Int::from(128).to_bytes(1, Endian::Big, true).unwrap_err().message, "int too big to convert");
        assert_eq!(Int::zero().to_bytes(0, Endian::Big, false).unwrap(), []);
        assert_eq!(Int::from(-1).to_bytes(3, Endian::Little, true).unwrap(), [255, 255, 255]);
        check(Int::from_bytes(&[], Endian::Little, true), "0");
        check(Int::from_bytes(&[0, 128], Endian::Little, true), "-32768");
    }

    #[test]
    fn hashes() {
        assert_eq!(int("10**400").hash(), 477640439047194790);
        assert_eq!(int("10**400").neg().hash(), -477640439047194790);
        assert_eq!(int("-1").hash(), -2);
        assert_eq!(int("2305843009213693951").hash(), 0);
        assert_eq!(int("2**122").hash(), 1);
        assert_eq!(int("2**122").neg().hash(), -2);
    }

    #[test]
    fn the_rest() {
        check(int("2**90").isqrt(), "35184372088832");
        check(Ok(int("2**90").gcd(&int("-6"))), "2");
        check(int("2**90").lcm(&int("-6")), "3713820117856140824697372672");
        check(int("25").round_to(-1), "20");
        check(int("-35").round_to(-1), "-40");
        check(int("10**30").round_to(-40), "0");
        check(int("6").round_to(-1), "10");
        check(int("5").round_to(-1), "0");
        check(int("15").round_to(i64::MIN), "0");
        check(int("1234567890123456789055").round_to(-1), "1234567890123456789060");
        assert_eq!(Int::from(-5).saturating_i64(), -5);
        assert_eq!(int("2**90").neg().saturating_i64(), i64::MIN);
    }
}
