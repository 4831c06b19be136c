//! Arithmetic on integer and float words, without decoding where that is shorter.
//!
//! Every function answers `None` when an operand is neither, the two differ,
//! or the result does not fit the word; the caller takes the general road then.

use super::value::{Value, float_of, is_float_word};

#[inline(always)]
fn both_int(a: &Value, b: &Value) -> bool {
    a.bits() & b.bits() & 3 == 3
}

#[inline(always)]
fn floats(a: &Value, b: &Value) -> Option<(f64, f64)> {
    if is_float_word(a.bits()) && is_float_word(b.bits()) { Some((float_of(a.bits()), float_of(b.bits()))) } else { None }
}

#[inline(always)]
fn word(bits: i64) -> Value {
    // SAFETY: callers keep the integer tag in the low bits; ints own no count.
    unsafe { Value::from_bits(bits as u64) }
}

#[inline(always)]
pub fn add(a: &Value, b: &Value) -> Option<Value> {
    if both_int(a, b) {
        return (a.bits() as i64 - 3).checked_add(b.bits() as i64).map(word);
    }
    floats(a, b).and_then(|(a, b)| Value::try_float(a + b))
}

#[inline(always)]
pub fn sub(a: &Value, b: &Value) -> Option<Value> {
    if both_int(a, b) {
        return (a.bits() as i64).checked_sub(b.bits() as i64 - 3).map(word);
    }
    floats(a, b).and_then(|(a, b)| Value::try_float(a - b))
}

#[inline(always)]
pub fn mul(a: &Value, b: &Value) -> Option<Value> {
    if both_int(a, b) {
        return (a.bits() as i64 - 3).checked_mul(b.bits() as i64 >> 2).map(|product| word(product | 3));
    }
    floats(a, b).and_then(|(a, b)| Value::try_float(a * b))
}

#[inline(always)]
pub fn true_div(a: &Value, b: &Value) -> Option<Value> {
    let (a, b) = match floats(a, b) {
        Some(pair) => pair,
        // Quotients of integers up to 2**53 are exact divisions of floats.
        None if both_int(a, b) => {
            let (a, b) = (a.bits() as i64 >> 2, b.bits() as i64 >> 2);
            if a.unsigned_abs() > 1 << 53 || b.unsigned_abs() > 1 << 53 {
                return None;
            }
            (a as f64, b as f64)
        }
        None => return None,
    };
    if b == 0.0 { None } else { Value::try_float(a / b) }
}

#[inline(always)]
pub fn floor_div(a: &Value, b: &Value) -> Option<Value> {
    if !both_int(a, b) {
        return None;
    }
    let (a, b) = (a.bits() as i64 >> 2, b.bits() as i64 >> 2);
    if b == 0 {
        return None;
    }
    let (quotient, remainder) = (a / b, a % b);
    let floor = quotient - i64::from(remainder != 0 && (remainder ^ b) < 0);
    Value::try_int(floor)
}

#[inline(always)]
pub fn modulo(a: &Value, b: &Value) -> Option<Value> {
    if !both_int(a, b) {
        return None;
    }
    let (a, b) = (a.bits() as i64 >> 2, b.bits() as i64 >> 2);
    if b == 0 {
        return None;
    }
    let remainder = a % b;
    Some(Value::small_int(if remainder != 0 && (remainder ^ b) < 0 { remainder + b } else { remainder }))
}

#[inline(always)]
pub fn and(a: &Value, b: &Value) -> Option<Value> {
    if both_int(a, b) { Some(word((a.bits() & b.bits()) as i64)) } else { None }
}

#[inline(always)]
pub fn or(a: &Value, b: &Value) -> Option<Value> {
    if both_int(a, b) { Some(word((a.bits() | b.bits()) as i64)) } else { None }
}

#[inline(always)]
pub fn xor(a: &Value, b: &Value) -> Option<Value> {
    if both_int(a, b) { Some(word(((a.bits() ^ b.bits()) | 3) as i64)) } else { None }
}

#[inline(always)]
pub fn lshift(a: &Value, b: &Value) -> Option<Value> {
    if !both_int(a, b) {
        return None;
    }
    let (a, b) = (a.bits() as i64 >> 2, b.bits() as i64 >> 2);
    if !(0..62).contains(&b) {
        return None;
    }
    let shifted = a << b;
    if shifted >> b == a { Value::try_int(shifted) } else { None }
}

#[inline(always)]
pub fn rshift(a: &Value, b: &Value) -> Option<Value> {
    if !both_int(a, b) {
        return None;
    }
    let (a, b) = (a.bits() as i64 >> 2, b.bits() as i64 >> 2);
    if b < 0 { None } else { Some(Value::small_int(a >> b.min(63))) }
}

/// The ordering of two integer words or two float words.
#[inline(always)]
pub fn order(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
    if both_int(a, b) {
        return Some((a.bits() as i64).cmp(&(b.bits() as i64)));
    }
    floats(a, b).and_then(|(a, b)| a.partial_cmp(&b))
}

/// `a < b` and its kin on words: the comparison by the caller's closures.
#[inline(always)]
pub fn compare(a: &Value, b: &Value, ints: impl FnOnce(i64, i64) -> bool, reals: impl FnOnce(f64, f64) -> bool) -> Option<bool> {
    if both_int(a, b) {
        return Some(ints(a.bits() as i64, b.bits() as i64));
    }
    floats(a, b).map(|(a, b)| reals(a, b))
}
