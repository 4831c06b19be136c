//! `int` and `bool`: arithmetic over the 62-bit word with big integers behind it.
//!
//! An int that fits the value word is the word; anything larger, and every
//! instance of a subclass of int, is a [`PyBigInt`]. Every function that makes
//! an exact int goes through [`from_i64`], [`from_i128`] or [`from_big`], so
//! that one number has one representation. The evaluator inlines the word
//! arithmetic and comes here when that has failed.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::native::{GetSet, Method, class_method, getter, method};
use super::slots::{BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use super::{float, native, ops};
use crate::memory::{Handle, Kind, Payload, PyResult, Raised, Str, StrData, Value};
use crate::num::int::{Endian, Int};
use crate::num::int_text::{self, ParseFault};
use crate::num::words;
use std::borrow::Cow;
use std::cmp::Ordering;

/// An integer that the value word cannot hold, or an instance of a subclass.
pub struct PyBigInt {
    pub value: Int,
}

impl Payload for PyBigInt {
    const KIND: Kind = kinds::BIG_INT;
}

/// A view of an int operand, bools and subclass instances included.
pub enum Operand<'a> {
    Word(i64),
    Big(&'a Int),
}

impl<'a> Operand<'a> {
    /// The number as a big integer, borrowed where it is one already.
    pub fn big(&self) -> Cow<'a, Int> {
        match *self {
            Operand::Word(word) => Cow::Owned(Int::from(word)),
            Operand::Big(big) => Cow::Borrowed(big),
        }
    }
}

/// The integer of an int object; `None` for other types.
#[inline]
pub fn operand(value: &Value) -> Option<Operand<'_>> {
    if let Some(word) = value.as_int() {
        return Some(Operand::Word(word));
    }
    if value.is_bool() {
        return Some(Operand::Word(i64::from(value.is_true())));
    }
    let big = value.get::<PyBigInt>()?;
    if big.value.is_long() {
        return Some(Operand::Big(&big.value));
    }
    Some(match big.value.to_i64() {
        Some(word) => Operand::Word(word),
        None => Operand::Big(&big.value),
    })
}

// ---- making ints ----

/// An int object.
#[inline]
pub fn from_i64(vm: &Vm, value: i64) -> Value {
    match Value::try_int(value) {
        Some(word) => word,
        None => boxed(vm, Int::from(value)),
    }
}

#[inline]
pub fn from_i128(vm: &Vm, value: i128) -> Value {
    match i64::try_from(value) {
        Ok(word) => from_i64(vm, word),
        Err(_) => boxed(vm, Int::from(value)),
    }
}

pub fn from_u64(vm: &Vm, value: u64) -> Value {
    from_i128(vm, i128::from(value))
}

pub fn from_usize(vm: &Vm, value: usize) -> Value {
    from_i128(vm, value as i128)
}

/// An int object from a big integer, as a word when it fits.
pub fn from_big(vm: &Vm, value: Int) -> Value {
    if value.is_long() {
        return boxed(vm, value);
    }
    match value.to_i64() {
        Some(word) => from_i64(vm, word),
        None => boxed(vm, value),
    }
}

fn boxed(vm: &Vm, value: Int) -> Value {
    Handle::new(vm.types.int.to_value(), PyBigInt { value }).into_value()
}

fn from_result(vm: &Vm, result: Result<Int, crate::num::Fault>) -> PyResult {
    match result {
        Ok(value) => Ok(from_big(vm, value)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

// ---- reading ints ----

/// The hash of an integer word: the value modulo 2**61 - 1, never -1.
#[inline]
pub fn hash_small(value: i64) -> i64 {
    const MODULUS: i64 = (1 << 61) - 1;
    // A division takes longer than everything else in a look-up.
    let hash = if value.unsigned_abs() < MODULUS as u64 { value } else { value % MODULUS };
    if hash == -1 { -2 } else { hash }
}

/// An exact int equal to a value whose class derives from int (bools included).
pub fn exact(vm: &Vm, value: &Value) -> PyResult {
    if value.is_int() || vm.class_of(value).same(&vm.types.int) {
        return Ok(value.clone());
    }
    match operand(value) {
        Some(Operand::Word(word)) => Ok(from_i64(vm, word)),
        Some(Operand::Big(big)) => Ok(boxed(vm, big.clone())),
        None => Err(messages::not_an_integer(vm, value)),
    }
}

pub fn is_negative(value: &Value) -> bool {
    match operand(value) {
        Some(Operand::Word(word)) => word < 0,
        Some(Operand::Big(big)) => big.is_negative(),
        None => false,
    }
}

/// The integer of an int object when 64 bits hold it.
#[inline]
pub fn as_i64(value: &Value) -> Option<i64> {
    match operand(value) {
        Some(Operand::Word(word)) => Some(word),
        _ => None,
    }
}

/// The integer as a big integer; `None` for other types.
pub fn as_big(value: &Value) -> Option<Cow<'_, Int>> {
    operand(value).map(|operand| operand.big())
}

/// The integer clamped to the range of i64.
pub fn clamp_to_i64(value: &Value) -> i64 {
    match operand(value) {
        Some(Operand::Word(word)) => word,
        Some(Operand::Big(big)) => big.saturating_i64(),
        None => 0,
    }
}

/// What `hash()` makes of the int that a `__hash__` method returned.
pub fn hash_result(value: &Value) -> i64 {
    match operand(value) {
        Some(Operand::Word(word)) => word,
        Some(Operand::Big(big)) => big.hash(),
        None => 0,
    }
}

/// `float(value)` of an int object, or OverflowError.
pub fn to_f64(vm: &Vm, value: &Value) -> PyResult<f64> {
    match operand(value) {
        Some(Operand::Word(word)) => Ok(word as f64),
        Some(Operand::Big(big)) => big.to_f64().map_err(|fault| messages::fault(vm, &fault)),
        None => Err(messages::type_error(vm, &format!("must be real number, not {}", vm.class_name(value)))),
    }
}

// ---- text ----

/// Decimal digits of a word, written from the end of a buffer.
fn decimal(value: i64, buffer: &mut [u8; 20]) -> &str {
    let mut rest = value.unsigned_abs();
    let mut start = buffer.len();
    loop {
        start -= 1;
        if let Some(place) = buffer.get_mut(start) {
            *place = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        start -= 1;
        if let Some(place) = buffer.get_mut(start) {
            *place = b'-';
        }
    }
    buffer.get(start..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or("")
}

/// Appends the decimal text of a word.
pub fn push_decimal(value: i64, text: &mut String) {
    text.push_str(decimal(value, &mut [0; 20]));
}

/// `repr` of an int or a bool taken as an int.
pub fn repr(vm: &Vm, value: &Value) -> PyResult {
    match operand(value) {
        Some(Operand::Word(word @ 0..=9)) => Ok(vm.letters.get((word + 48) as usize).cloned().unwrap_or(Value::NONE)),
        Some(Operand::Word(word)) => vm.text_object(StrData::Ascii(decimal(word, &mut [0; 20]))),
        Some(Operand::Big(big)) => {
            if let Some(text) = int_text::short_decimal(big, &mut int_text::ROOM.clone()) {
                return vm.text_object(StrData::Ascii(text));
            }
            match int_text::to_decimal(big, vm.int_digit_limit.get()) {
                Ok(text) => vm.text_object(StrData::Ascii(&text)),
                Err(fault) => Err(messages::fault(vm, &fault)),
            }
        }
        None => Err(messages::not_an_integer(vm, value)),
    }
}

fn bool_repr(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.intern(if value.is_true() { "True" } else { "False" }))
}

/// `bin`, `oct` and `hex` of an int.
pub fn prefixed(vm: &Vm, value: &Value, radix: u32, prefix: &str) -> PyResult {
    let Some(number) = operand(value) else { return Err(messages::not_an_integer(vm, value)) };
    let text = int_text::to_radix_after(&number.big(), radix, false, prefix).map_err(|fault| messages::fault(vm, &fault))?;
    vm.text_object(StrData::Ascii(&text))
}

/// An int from the text of a number in a base (0 reads the prefix). `None`
/// when the text is no number; ASCII only, without surrounding blanks.
pub fn parse(vm: &Vm, text: &str, base: u32) -> PyResult<Option<Value>> {
    match int_text::parse(text, base, vm.int_digit_limit.get()) {
        Ok(value) => Ok(Some(from_big(vm, value))),
        Err(ParseFault::Invalid) => Ok(None),
        Err(ParseFault::TooLong { digits, limit }) => Err(messages::fault(vm, &int_text::digit_limit_fault(limit, Some(digits)))),
        Err(ParseFault::Memory) => Err(messages::memory_error(vm)),
    }
}

// ---- arithmetic ----

/// Both operands, or NotImplemented from the calling function.
macro_rules! operands {
    ($left:expr, $right:expr) => {
        match (operand($left), operand($right)) {
            (Some(left), Some(right)) => (left, right),
            _ => return Ok(Value::NOT_IMPLEMENTED),
        }
    };
}

/// `left + right`; NotImplemented unless both are ints, as for all that follow.
pub fn add(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => Ok(from_i128(vm, i128::from(a) + i128::from(b))),
        (a, b) => from_result(vm, a.big().add(&b.big())),
    }
}

pub fn sub(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => Ok(from_i128(vm, i128::from(a) - i128::from(b))),
        (a, b) => from_result(vm, a.big().sub(&b.big())),
    }
}

pub fn mul(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => Ok(from_i128(vm, i128::from(a) * i128::from(b))),
        (a, b) => from_result(vm, a.big().mul(&b.big())),
    }
}

pub fn floordiv(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => match words::floor_div(a, b) {
            Ok(quotient) => Ok(from_i128(vm, quotient)),
            Err(fault) => Err(messages::fault(vm, &fault)),
        },
        (a, b) => from_result(vm, a.big().floor_div(&b.big())),
    }
}

pub fn modulo(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => match words::modulo(a, b) {
            Ok(rest) => Ok(from_i64(vm, rest)),
            Err(fault) => Err(messages::fault(vm, &fault)),
        },
        (a, b) => from_result(vm, a.big().modulo(&b.big())),
    }
}

pub fn divmod(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (quotient, rest) = match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => {
            let (quotient, rest) = words::divmod(a, b).map_err(|fault| messages::fault(vm, &fault))?;
            (from_i128(vm, quotient), from_i64(vm, rest))
        }
        (a, b) => {
            let (quotient, rest) = a.big().divmod(&b.big()).map_err(|fault| messages::fault(vm, &fault))?;
            (from_big(vm, quotient), from_big(vm, rest))
        }
    };
    Ok(vm.tuple_of([quotient, rest]))
}

pub fn truediv(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let result = match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => words::true_div(a, b),
        (a, b) => a.big().true_div(&b.big()),
    };
    match result {
        Ok(value) => Ok(float::from_f64(vm, value)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

pub fn pow(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (base, exponent) = operands!(left, right);
    match (&base, &exponent) {
        (_, Operand::Word(word)) if *word < 0 => float_pow(vm, left, right),
        (_, Operand::Big(big)) if big.is_negative() => float_pow(vm, left, right),
        (Operand::Word(base), Operand::Word(exponent)) => match words::pow(*base, *exponent as u64) {
            Some(value) => Ok(from_i128(vm, value)),
            None => from_result(vm, Int::from(*base).pow(&Int::from(*exponent))),
        },
        _ => from_result(vm, base.big().pow(&exponent.big())),
    }
}

fn float_pow(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = (to_f64(vm, left)?, to_f64(vm, right)?);
    float::power(vm, left, right)
}

/// `pow(left, right, modulus)` of three ints.
pub fn pow3(vm: &Vm, left: &Value, right: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() {
        return pow(vm, left, right);
    }
    let (base, exponent) = operands!(left, right);
    let Some(modulus) = operand(modulus) else { return Ok(Value::NOT_IMPLEMENTED) };
    match (&base, &exponent, &modulus) {
        (Operand::Word(base), Operand::Word(exponent), Operand::Word(modulus)) => {
            match words::pow_mod(*base, *exponent, *modulus) {
                Ok(value) => Ok(from_i64(vm, value)),
                Err(fault) => Err(messages::fault(vm, &fault)),
            }
        }
        _ => from_result(vm, base.big().pow_mod(&exponent.big(), &modulus.big())),
    }
}

pub fn lshift(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b @ 0..=63)) => match words::shl(a, b as u32) {
            Some(value) => Ok(from_i128(vm, value)),
            None => from_result(vm, Int::from(a).shl_bits(b as usize)),
        },
        (a, b) => from_result(vm, a.big().shl(&b.big())),
    }
}

pub fn rshift(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b @ 0..)) => Ok(from_i64(vm, words::shr(a, b as u64))),
        (a, b) => from_result(vm, a.big().shr(&b.big())),
    }
}

pub fn and(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => Ok(from_i64(vm, a & b)),
        (a, b) => Ok(from_big(vm, a.big().and(&b.big()))),
    }
}

pub fn or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => Ok(from_i64(vm, a | b)),
        (a, b) => Ok(from_big(vm, a.big().or(&b.big()))),
    }
}

pub fn xor(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    match operands!(left, right) {
        (Operand::Word(a), Operand::Word(b)) => Ok(from_i64(vm, a ^ b)),
        (a, b) => Ok(from_big(vm, a.big().xor(&b.big()))),
    }
}

fn bool_and(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if left.is_bool() && right.is_bool() {
        return Ok(Value::bool(left.is_true() && right.is_true()));
    }
    and(vm, left, right)
}

fn bool_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if left.is_bool() && right.is_bool() {
        return Ok(Value::bool(left.is_true() || right.is_true()));
    }
    or(vm, left, right)
}

fn bool_xor(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if left.is_bool() && right.is_bool() {
        return Ok(Value::bool(left.is_true() != right.is_true()));
    }
    xor(vm, left, right)
}

pub fn negate(vm: &Vm, value: &Value) -> PyResult {
    match operand(value) {
        Some(Operand::Word(word)) => Ok(from_i128(vm, -i128::from(word))),
        Some(Operand::Big(big)) => Ok(from_big(vm, big.neg())),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn absolute(vm: &Vm, value: &Value) -> PyResult {
    if is_negative(value) { negate(vm, value) } else { exact(vm, value) }
}

pub fn invert(vm: &Vm, value: &Value) -> PyResult {
    match operand(value) {
        Some(Operand::Word(word)) => Ok(from_i64(vm, !word)),
        Some(Operand::Big(big)) => Ok(from_big(vm, big.not())),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn truth(_vm: &Vm, value: &Value) -> PyResult<bool> {
    Ok(match operand(value) {
        Some(Operand::Word(word)) => word != 0,
        _ => true,
    })
}

fn to_float(vm: &Vm, value: &Value) -> PyResult {
    Ok(float::from_f64(vm, to_f64(vm, value)?))
}

/// The order of two ints; `None` when one of them is no int.
#[inline]
pub fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (operand(left)?, operand(right)?) {
        (Operand::Word(a), Operand::Word(b)) => Some(a.cmp(&b)),
        // A big integer lies beyond every word.
        (Operand::Word(_), Operand::Big(b)) => Some(if b.is_negative() { Ordering::Greater } else { Ordering::Less }),
        (Operand::Big(a), Operand::Word(_)) => Some(if a.is_negative() { Ordering::Less } else { Ordering::Greater }),
        (Operand::Big(a), Operand::Big(b)) => Some(a.cmp(b)),
    }
}

pub fn compare(_vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    match order(left, right) {
        Some(order) => Ok(Value::bool(op.holds(order))),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn hash(_vm: &Vm, value: &Value) -> PyResult<i64> {
    Ok(match operand(value) {
        Some(Operand::Word(word)) => words::hash(word),
        Some(Operand::Big(big)) => big.hash(),
        None => 0,
    })
}

// ---- constructors ----

fn int_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = native::expect_class(vm, class)?;
    let number = int_from_args(vm, args)?;
    if class.same(&vm.types.int) {
        return Ok(number);
    }
    let value = as_big(&number).map(Cow::into_owned).unwrap_or_else(Int::zero);
    Ok(vm.new_object(class, PyBigInt { value }).into_value())
}

fn int_from_args(vm: &Vm, args: CallArgs<'_>) -> PyResult {
    let given = args.by_position();
    if args.names.is_empty() && given.len() == 1 {
        return given.first().map_or(Ok(Value::small_int(0)), |value| number(vm, value));
    }
    let mut base = given.get(1);
    if !args.names.is_empty() && args.values.len() > 2 {
        return Err(messages::type_error(vm, &format!("int() takes at most 2 arguments ({} given)", args.values.len())));
    }
    if given.len() > 2 {
        return Err(messages::type_error(vm, &format!("int expected at most 2 arguments, got {}", given.len())));
    }
    for (name, value) in args.by_keyword() {
        let text = super::str::text_of(name);
        if text != "base" {
            return Err(messages::type_error(vm, &format!("int() got an unexpected keyword argument '{text}'")));
        }
        if base.is_some() {
            return Err(messages::type_error(vm, "argument for int() given by name ('base') and position (2)"));
        }
        base = Some(value);
    }
    match (given.first(), base) {
        (None, None) => Ok(Value::small_int(0)),
        (None, Some(_)) => Err(messages::type_error(vm, "int() missing string argument")),
        (Some(value), None) => number(vm, value),
        (Some(value), Some(base)) => {
            let base = ops::index_clamped(vm, base)?;
            if base != 0 && !(2..=36).contains(&base) {
                return Err(messages::value_error(vm, "int() base must be >= 2 and <= 36, or 0"));
            }
            if value.is_kind::<Str>() {
                return from_text(vm, value, base as u32);
            }
            match super::bytes::with_plain_bytes(value, <[u8]>::to_vec) {
                Some(bytes) => from_byte_text(vm, value, &bytes, base as u32),
                None => Err(messages::type_error(vm, "int() can't convert non-string with explicit base")),
            }
        }
    }
}

/// `int(value)` without a base.
pub fn number(vm: &Vm, value: &Value) -> PyResult {
    if value.is_int() {
        return Ok(value.clone());
    }
    let class = vm.class_of(value);
    if class.same(&vm.types.str) {
        return from_text(vm, value, 10);
    }
    if let Some(slot) = class.slots(|slots| slots.int) {
        let result = slot(vm, value)?;
        if vm.class_of(&result).has(class_flag::INT) {
            if !vm.class_of(&result).same(&vm.types.int) {
                messages::warn_strict_subclass(vm, "__int__", "int", &result)?;
            }
            return exact(vm, &result);
        }
        return Err(messages::type_error(vm, &format!("__int__ returned non-int (type {})", vm.class_name(&result))));
    }
    if class.slots(|slots| slots.index.is_some()) {
        return ops::index(vm, value);
    }
    if vm.class_of(value).lookup(vm, &vm.names.__trunc__).is_some() {
        messages::warn(vm, &vm.errors.deprecation_warning, "The delegation of int() to __trunc__ is deprecated.")?;
    }
    if let Some(result) = vm.call_special(value, &vm.names.__trunc__, &[])? {
        if vm.class_of(&result).has(class_flag::INT) {
            return exact(vm, &result);
        }
        if vm.class_of(&result).slots(|slots| slots.index.is_some()) {
            return ops::index(vm, &result);
        }
        let message = format!("__trunc__ returned non-Integral (type {})", vm.class_name(&result));
        return Err(messages::type_error(vm, &message));
    }
    if value.is_kind::<Str>() {
        return from_text(vm, value, 10);
    }
    if let Some(bytes) = super::bytes::with_bytes(value, <[u8]>::to_vec) {
        return from_byte_text(vm, value, &bytes, 10);
    }
    let message =
        format!("int() argument must be a string, a bytes-like object or a real number, not '{}'", vm.class_name(value));
    Err(messages::type_error(vm, &message))
}

fn from_text(vm: &Vm, value: &Value, base: u32) -> PyResult {
    let parsed = match super::str::number_text(value) {
        Some(text) => parse(vm, &text, base)?,
        None => None,
    };
    match parsed {
        Some(number) => Ok(number),
        None => Err(invalid_literal(vm, value, base)),
    }
}

fn from_byte_text(vm: &Vm, value: &Value, bytes: &[u8], base: u32) -> PyResult {
    let parsed = match std::str::from_utf8(trim_ascii_space(bytes)) {
        Ok(text) if text.is_ascii() => parse(vm, text, base)?,
        _ => None,
    };
    match parsed {
        Some(number) => Ok(number),
        None if value.is_kind::<super::bytes::PyBytes>() => Err(invalid_literal(vm, value, base)),
        None => {
            let shown = super::bytes::from_vec(vm, bytes.to_vec());
            Err(invalid_literal(vm, &shown, base))
        }
    }
}

/// Without the blanks that C's `isspace` knows.
pub fn trim_ascii_space(bytes: &[u8]) -> &[u8] {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let start = bytes.iter().position(|byte| !is_space(byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !is_space(byte)).map_or(start, |last| last + 1);
    bytes.get(start..end).unwrap_or(&[])
}

fn invalid_literal(vm: &Vm, value: &Value, base: u32) -> Raised {
    match ops::repr(vm, value) {
        // The repr is cut after 200 characters.
        Ok(text) => {
            let mut codes: Vec<u32> = format!("invalid literal for int() with base {base}: ").chars().map(u32::from).collect();
            if let Some(text) = text.get::<Str>() {
                codes.extend(text.data().codes().take(200));
            }
            match super::str::from_codes(vm, &codes) {
                Ok(message) => {
                    let exception = vm.new_exception(&vm.errors.value_error, vec![message]);
                    vm.raise_new(exception)
                }
                Err(raised) => raised,
            }
        }
        Err(raised) => raised,
    }
}

fn bool_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    native::expect_positional(vm, "bool", args, 0, 1)?;
    match args.values.first() {
        Some(value) => Ok(Value::bool(ops::truth(vm, value)?)),
        None => Ok(Value::FALSE),
    }
}

// ---- methods ----

fn receiver<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<Operand<'a>> {
    match args.first().and_then(operand) {
        Some(operand) => Ok(operand),
        None => Err(messages::type_error(vm, "descriptor requires an 'int' object")),
    }
}

fn argument(args: &[Value], index: usize) -> Option<&Value> {
    args.get(index).filter(|value| !value.is_unbound())
}

fn int_bit_length(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(match receiver(vm, args)? {
        Operand::Word(word) => Value::small_int(i64::from(words::bit_length(word))),
        Operand::Big(big) => from_u64(vm, big.bit_length()),
    })
}

fn int_bit_count(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(match receiver(vm, args)? {
        Operand::Word(word) => Value::small_int(i64::from(words::bit_count(word))),
        Operand::Big(big) => from_u64(vm, big.bit_count()),
    })
}

fn int_itself(vm: &Vm, args: &[Value]) -> PyResult {
    receiver(vm, args)?;
    args.first().map_or(Ok(Value::NONE), |value| exact(vm, value))
}

fn int_as_integer_ratio(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.tuple_of([int_itself(vm, args)?, Value::small_int(1)]))
}

fn int_is_integer(vm: &Vm, args: &[Value]) -> PyResult {
    receiver(vm, args)?;
    Ok(Value::TRUE)
}

fn int_getnewargs(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.tuple_of([int_itself(vm, args)?]))
}

fn int_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    // CPython's numbers: a header and one 30-bit digit of four bytes or more.
    let bits = match receiver(vm, args)? {
        Operand::Word(word) => u64::from(words::bit_length(word)),
        Operand::Big(big) => big.bit_length(),
    };
    Ok(from_u64(vm, 24 + 4 * bits.div_ceil(30).max(1)))
}

fn int_round(vm: &Vm, args: &[Value]) -> PyResult {
    let number = receiver(vm, args)?;
    let digits = match argument(args, 1) {
        Some(digits) if !digits.is_none() => ops::index(vm, digits)?,
        _ => return int_itself(vm, args),
    };
    if !is_negative(&digits) {
        return int_itself(vm, args);
    }
    from_result(vm, number.big().round_to(clamp_to_i64(&digits)))
}

fn int_format(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(value) = args.first() else { return Ok(Value::NONE) };
    super::str::format_number(vm, value, argument(args, 1).unwrap_or(&Value::NONE))
}

fn byte_order(vm: &Vm, function: &str, value: Option<&Value>) -> PyResult<Endian> {
    let Some(value) = value else { return Ok(Endian::Big) };
    let Some(text) = value.get::<Str>() else {
        let message = format!("{function}() argument 'byteorder' must be str, not {}", messages::shown_class(vm, value));
        return Err(messages::type_error(vm, &message));
    };
    match text.as_ascii() {
        Some("big") => Ok(Endian::Big),
        Some("little") => Ok(Endian::Little),
        _ => Err(messages::value_error(vm, "byteorder must be either 'little' or 'big'")),
    }
}

fn int_to_bytes(vm: &Vm, args: &[Value]) -> PyResult {
    let number = receiver(vm, args)?;
    let length = match argument(args, 1) {
        Some(length) => ops::index_exact(vm, length)?,
        None => 1,
    };
    let order = byte_order(vm, "to_bytes", argument(args, 2))?;
    let signed = match argument(args, 3) {
        Some(signed) => ops::truth(vm, signed)?,
        None => false,
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(messages::value_error(vm, "length argument must be non-negative"));
    };
    match number.big().to_bytes(length, order, signed) {
        Ok(bytes) => Ok(super::bytes::from_vec(vm, bytes)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

fn int_from_bytes(vm: &Vm, args: &[Value]) -> PyResult {
    let [class, source, rest @ ..] = args else { return Ok(Value::NONE) };
    let order = byte_order(vm, "from_bytes", rest.first().filter(|value| !value.is_unbound()))?;
    let signed = match rest.get(1).filter(|value| !value.is_unbound()) {
        Some(signed) => ops::truth(vm, signed)?,
        None => false,
    };
    let bytes = super::bytes::bytes_of_object(vm, source)?;
    let number = from_result(vm, Int::from_bytes(&bytes, order, signed))?;
    match native::as_class(class) {
        Some(exact) if exact.same(&vm.types.int) => Ok(number),
        _ => vm.call_values(class, &[number]),
    }
}

const METHODS: &[Method] = &[
    method("as_integer_ratio", "(self, /)", int_as_integer_ratio, "A pair of integers whose ratio equals the int."),
    method("bit_count", "(self, /)", int_bit_count, "Number of ones in the binary form of the absolute value."),
    method("bit_length", "(self, /)", int_bit_length, "Number of bits that the binary form needs."),
    method("conjugate", "(self, /)", int_itself, "The complex conjugate, which is the int itself."),
    class_method(
        "from_bytes",
        "(type, /, bytes, byteorder='big', *, signed=False)",
        int_from_bytes,
        "The integer that an array of bytes spells.",
    ),
    method("is_integer", "(self, /)", int_is_integer, "True: an int is always whole."),
    method(
        "to_bytes",
        "(self, /, length=1, byteorder='big', *, signed=False)",
        int_to_bytes,
        "An array of bytes that spells the integer.",
    ),
    method("__ceil__", "(self, /)", int_itself, "The int itself."),
    method("__floor__", "(self, /)", int_itself, "The int itself."),
    method("__trunc__", "(self, /)", int_itself, "The int itself."),
    method("__round__", "(self, ndigits=<unrepresentable>, /)", int_round, "Rounded to a multiple of a power of ten."),
    method("__format__", "(self, format_spec, /)", int_format, "The text that a format specification asks for."),
    method("__getnewargs__", "(self, /)", int_getnewargs, ""),
    method("__sizeof__", "(self, /)", int_sizeof, "Size in memory, in bytes."),
];

fn get_zero(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::small_int(0))
}

fn get_one(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::small_int(1))
}

const GETSET: &[GetSet] = &[
    getter("real", exact, "The real part of the number."),
    getter("imag", get_zero, "The imaginary part of the number."),
    getter("numerator", exact, "The numerator in lowest terms."),
    getter("denominator", get_one, "The denominator in lowest terms."),
];

pub const INT: TypeSpec = TypeSpec {
    name: "int",
    flags: class_flag::IMMUTABLE | class_flag::BASE | class_flag::INT | class_flag::MATCH_SELF,
    doc: "An integer of any size, made from a number or from text in some base.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        new: Some(int_new),
        neg: Some(negate),
        pos: Some(exact),
        abs: Some(absolute),
        invert: Some(invert),
        truth: Some(truth),
        int: Some(exact),
        float: Some(to_float),
        index: Some(exact),
        pow3: Some(pow3),
        ..Slots::EMPTY
    }
    .with_binary(&[
        (BinaryOp::Add, add),
        (BinaryOp::Sub, sub),
        (BinaryOp::Mul, mul),
        (BinaryOp::Mod, modulo),
        (BinaryOp::Pow, pow),
        (BinaryOp::Lshift, lshift),
        (BinaryOp::Rshift, rshift),
        (BinaryOp::And, and),
        (BinaryOp::Xor, xor),
        (BinaryOp::Or, or),
        (BinaryOp::FloorDiv, floordiv),
        (BinaryOp::TrueDiv, truediv),
        (BinaryOp::Divmod, divmod),
    ]),
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::EMPTY
};

fn bool_invert(vm: &Vm, value: &Value) -> PyResult {
    messages::warn(
        vm,
        &vm.errors.deprecation_warning,
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise \
         inversion of the underlying int object and is usually not what you expect from negating a bool. Use the \
         'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.",
    )?;
    invert(vm, value)
}

pub const BOOL: TypeSpec = TypeSpec {
    name: "bool",
    flags: class_flag::IMMUTABLE | class_flag::INT | class_flag::MATCH_SELF,
    doc: "True or False: the truth of an argument.",
    slots: Slots { repr: Some(bool_repr), new: Some(bool_new), invert: Some(bool_invert), ..Slots::EMPTY }.with_binary(&[
        (BinaryOp::And, bool_and),
        (BinaryOp::Xor, bool_xor),
        (BinaryOp::Or, bool_or),
    ]),
    ..TypeSpec::EMPTY
};

/// The payload of a new instance of a subclass of int.
pub fn new_instance(vm: &Vm, class: &Class, value: i64) -> Value {
    vm.new_object(class, PyBigInt { value: Int::from(value) }).into_value()
}
