//! Integer arithmetic on single words, the fast paths beside [`super::int::Int`].
//!
//! Results that may leave the word come back as `i128`, which always holds them; functions that
//! could leave even that answer `None` and the caller goes on with `Int`.

use super::{Fault, HASH_MODULUS};

fn zero_divisor() -> Fault {
    Fault::zero_division("integer division or modulo by zero")
}

/// `left // right`; only `i64::MIN // -1` leaves the word.
#[inline]
pub fn floor_div(left: i64, right: i64) -> Result<i128, Fault> {
    if right == 0 {
        return Err(zero_divisor());
    }
    let (quotient, _) = floor_parts(left, right);
    Ok(quotient)
}

/// `left % right`: has the sign of the divisor.
#[inline]
pub fn modulo(left: i64, right: i64) -> Result<i64, Fault> {
    if right == 0 {
        return Err(Fault::zero_division("integer modulo by zero"));
    }
    let rest = left.wrapping_rem(right);
    Ok(if rest != 0 && (rest ^ right) < 0 { rest + right } else { rest })
}

#[inline]
pub fn divmod(left: i64, right: i64) -> Result<(i128, i64), Fault> {
    if right == 0 {
        return Err(zero_divisor());
    }
    Ok(floor_parts(left, right))
}

#[inline]
fn floor_parts(left: i64, right: i64) -> (i128, i64) {
    if right == -1 {
        return (-i128::from(left), 0);
    }
    let (quotient, rest) = (left.wrapping_div(right), left.wrapping_rem(right));
    if rest != 0 && (rest ^ right) < 0 { (i128::from(quotient - 1), rest + right) } else { (i128::from(quotient), rest) }
}

/// `left / right`, correctly rounded.
#[inline]
pub fn true_div(left: i64, right: i64) -> Result<f64, Fault> {
    const EXACT: u64 = 1 << 53;
    if right == 0 {
        return Err(Fault::zero_division("division by zero"));
    }
    if left.unsigned_abs() <= EXACT && right.unsigned_abs() <= EXACT {
        // Both are exact floats, so the hardware's one rounding is the right one.
        return Ok(left as f64 / right as f64);
    }
    super::int::Int::from(left).true_div(&super::int::Int::from(right))
}

/// `base ** exponent` while it fits.
pub fn pow(base: i64, exponent: u64) -> Option<i128> {
    match base {
        0 | 1 => return Some(if exponent == 0 { 1 } else { i128::from(base) }),
        -1 => return Some(if exponent & 1 == 1 { -1 } else { 1 }),
        _ if exponent > 127 => return None,
        _ => {}
    }
    i128::from(base).checked_pow(exponent as u32)
}

/// `pow(base, exponent, modulus)`, negative exponents through the inverse.
pub fn pow_mod(base: i64, exponent: i64, modulus: i64) -> Result<i64, Fault> {
    if modulus == 0 {
        return Err(Fault::value("pow() 3rd argument cannot be 0"));
    }
    let size = modulus.unsigned_abs();
    let mut base = i128::from(base).rem_euclid(i128::from(size)) as u64;
    if exponent < 0 {
        base = inverse(base, size).ok_or_else(|| Fault::value("base is not invertible for the given modulus"))?;
    }
    let mut exponent = exponent.unsigned_abs();
    let mut result = 1 % size;
    if size <= 1 << 32 {
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result * base % size;
            }
            base = base * base % size;
            exponent >>= 1;
        }
    } else {
        let wide = u128::from(size);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = (u128::from(result) * u128::from(base) % wide) as u64;
            }
            base = (u128::from(base) * u128::from(base) % wide) as u64;
            exponent >>= 1;
        }
    }
    // Below |modulus| ≤ 2^63, and negative when the modulus is.
    let result = i128::from(result);
    Ok(if modulus < 0 && result != 0 { result + i128::from(modulus) } else { result } as i64)
}

/// Inverse of `value` modulo `modulus` by the extended Euclidean algorithm.
fn inverse(value: u64, modulus: u64) -> Option<u64> {
    if modulus == 1 {
        return Some(0);
    }
    let (mut old, mut new) = (i128::from(modulus), i128::from(value));
    let (mut old_factor, mut new_factor) = (0i128, 1i128);
    while new != 0 {
        let quotient = old / new;
        (old, new) = (new, old - quotient * new);
        (old_factor, new_factor) = (new_factor, old_factor - quotient * new_factor);
    }
    (old == 1).then(|| old_factor.rem_euclid(i128::from(modulus)) as u64)
}

/// `hash(value)`.
#[inline]
pub fn hash(value: i64) -> i64 {
    let rest = (value.unsigned_abs() % HASH_MODULUS) as i64;
    let signed = if value < 0 { -rest } else { rest };
    if signed == -1 { -2 } else { signed }
}

pub fn gcd(left: i64, right: i64) -> u64 {
    let (mut a, mut b) = (left.unsigned_abs(), right.unsigned_abs());
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            (a, b) = (b, a);
        }
        b -= a;
    }
    a << twos
}

pub fn isqrt(value: u64) -> u64 {
    value.isqrt()
}

pub fn bit_length(value: i64) -> u32 {
    64 - value.unsigned_abs().leading_zeros()
}

pub fn bit_count(value: i64) -> u32 {
    value.unsigned_abs().count_ones()
}

/// `value << count` while it fits.
#[inline]
pub fn shl(value: i64, count: u32) -> Option<i128> {
    (count < 64).then(|| i128::from(value) << count)
}

/// `value >> count` for any count.
#[inline]
pub fn shr(value: i64, count: u64) -> i64 {
    value >> count.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_semantics() {
        let check = |left, right, quotient, modulo| assert_eq!(divmod(left, right), Ok((quotient, modulo)), "{left} {right}");
        check(7, 2, 3, 1);
        check(-7, 2, -4, 1);
        check(7, -2, -4, -1);
        check(-7, -2, 3, -1);
        check(i64::MIN, -1, 1 << 63, 0);
        check(i64::MIN, i64::MAX, -2, i64::MAX - 1);
        assert_eq!(modulo(i64::MIN, -1), Ok(0));
        assert_eq!(modulo(1, 0).unwrap_err().message, "integer modulo by zero");
    }

    #[test]
    fn modular_powers() {
        assert_eq!(pow_mod(3, -1, -7), Ok(-2));
        assert_eq!(pow_mod(-3, 5, -7), Ok(-5));
        assert_eq!(pow_mod(2, -1, 1), Ok(0));
        assert_eq!(pow_mod(5, 0, 1), Ok(0));
        assert_eq!(pow_mod(2, i64::MAX, i64::MAX), Ok(128));
        assert_eq!(pow_mod(3, 1_000_003, i64::MIN), Ok(-4712722511502219493));
        assert!(pow_mod(2, -1, 4).is_err());
        assert!(pow_mod(0, -1, 5).is_err());
    }

    #[test]
    fn small_things() {
        assert_eq!(pow(-3, 5), Some(-243));
        assert_eq!(pow(2, 126), Some(1 << 126));
        assert_eq!(pow(2, 127), None);
        assert_eq!(hash(-1), -2);
        assert_eq!(hash((1 << 61) - 1), 0);
        assert_eq!(hash(i64::MIN), -4);
        assert_eq!(gcd(-12, 18), 6);
        assert_eq!(gcd(0, i64::MIN), 1 << 63);
        assert_eq!(shl(-1, 63), Some(-(1 << 63)));
        assert_eq!(shr(-5, 1000), -1);
        assert_eq!(true_div(9007199254740993, 1), Ok(9007199254740992.0));
        assert_eq!(true_div(0, -3).map(f64::to_bits), Ok(1 << 63));
    }
}
