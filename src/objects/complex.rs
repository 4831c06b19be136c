//! `complex`: a pair of floats with CPython's arithmetic.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::float::{self, hash_number};
use super::int::{self, Operand};
use super::kinds;
use super::native::{self, GetSet, Method, member, method};
use super::slots::{BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Handle, Kind, Payload, PyResult, Str, Value};
use crate::num::float_text::{self, Flags};

pub struct PyComplex {
    pub real: f64,
    pub imag: f64,
}

impl Payload for PyComplex {
    const KIND: Kind = kinds::COMPLEX;
}

type Pair = (f64, f64);

/// A complex object.
pub fn from_parts(vm: &Vm, real: f64, imag: f64) -> Value {
    Handle::new(vm.types.complex.to_value(), PyComplex { real, imag }).into_value()
}

/// The parts of a complex object (subclasses included).
pub fn parts_of(value: &Value) -> Option<Pair> {
    value.get::<PyComplex>().map(|number| (number.real, number.imag))
}

/// Any number as a complex one; `None` for other types.
fn operand(vm: &Vm, value: &Value) -> PyResult<Option<Pair>> {
    if let Some(parts) = parts_of(value) {
        return Ok(Some(parts));
    }
    if let Some(real) = float::as_f64(value) {
        return Ok(Some((real, 0.0)));
    }
    match int::operand(value) {
        Some(Operand::Word(word)) => Ok(Some((word as f64, 0.0))),
        Some(Operand::Big(big)) => match big.to_f64() {
            Ok(real) => Ok(Some((real, 0.0))),
            Err(fault) => Err(messages::fault(vm, &fault)),
        },
        None => Ok(None),
    }
}

macro_rules! operands {
    ($vm:expr, $left:expr, $right:expr) => {
        match (operand($vm, $left)?, operand($vm, $right)?) {
            (Some(left), Some(right)) => (left, right),
            _ => return Ok(Value::NOT_IMPLEMENTED),
        }
    };
}

fn product(a: Pair, b: Pair) -> Pair {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// Smith's division, which scales by the larger part; `None` by zero.
fn quotient(a: Pair, b: Pair) -> Option<Pair> {
    let (size_real, size_imag) = (b.0.abs(), b.1.abs());
    if size_real >= size_imag {
        if size_real == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let scale = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / scale, (a.1 - a.0 * ratio) / scale))
    } else if size_imag >= size_real {
        let ratio = b.0 / b.1;
        let scale = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / scale, (a.1 * ratio - a.0) / scale))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// A whole power by repeated squaring.
fn whole_power(base: Pair, exponent: u32) -> Pair {
    let (mut result, mut square, mut rest) = ((1.0, 0.0), base, exponent);
    while rest > 0 {
        if rest & 1 == 1 {
            result = product(result, square);
        }
        rest >>= 1;
        square = product(square, square);
    }
    result
}

/// `base ** exponent` of two complex numbers.
pub fn power(vm: &Vm, base: Pair, exponent: Pair) -> PyResult {
    let zero_base = || messages::zero_division(vm, "0.0 to a negative or complex power");
    let result = if exponent.1 == 0.0 && exponent.0 == exponent.0.floor() && exponent.0.abs() <= 100.0 {
        let whole = exponent.0 as i32;
        if whole > 0 {
            whole_power(base, whole.unsigned_abs())
        } else {
            match quotient((1.0, 0.0), whole_power(base, whole.unsigned_abs())) {
                Some(result) => result,
                None => return Err(zero_base()),
            }
        }
    } else if exponent == (0.0, 0.0) {
        (1.0, 0.0)
    } else if base == (0.0, 0.0) {
        if exponent.1 != 0.0 || exponent.0 < 0.0 {
            return Err(zero_base());
        }
        (0.0, 0.0)
    } else {
        let size = base.0.hypot(base.1);
        let mut length = size.powf(exponent.0);
        let angle = base.1.atan2(base.0);
        let mut phase = angle * exponent.0;
        if phase.is_infinite() {
            // The angle has no sine: a domain error, which CPython words so.
            return Err(zero_base());
        }
        if exponent.1 != 0.0 {
            length *= (-angle * exponent.1).exp();
            phase += exponent.1 * size.ln();
        }
        (length * phase.cos(), length * phase.sin())
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err(messages::overflow_error(vm, "complex exponentiation"));
    }
    Ok(from_parts(vm, result.0, result.1))
}

fn add(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (a, b) = operands!(vm, left, right);
    Ok(from_parts(vm, a.0 + b.0, a.1 + b.1))
}

fn sub(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (a, b) = operands!(vm, left, right);
    Ok(from_parts(vm, a.0 - b.0, a.1 - b.1))
}

fn mul(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (a, b) = operands!(vm, left, right);
    let (real, imag) = product(a, b);
    Ok(from_parts(vm, real, imag))
}

fn truediv(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (a, b) = operands!(vm, left, right);
    match quotient(a, b) {
        Some((real, imag)) => Ok(from_parts(vm, real, imag)),
        None => Err(messages::zero_division(vm, "complex division by zero")),
    }
}

fn pow(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (a, b) = operands!(vm, left, right);
    power(vm, a, b)
}

fn pow3(vm: &Vm, left: &Value, right: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() {
        return pow(vm, left, right);
    }
    let _ = operands!(vm, left, right);
    Err(messages::value_error(vm, "complex modulo"))
}

fn own(value: &Value) -> Pair {
    parts_of(value).unwrap_or((0.0, 0.0))
}

fn negate(vm: &Vm, value: &Value) -> PyResult {
    let (real, imag) = own(value);
    Ok(from_parts(vm, -real, -imag))
}

/// An exact complex equal to a complex or an instance of a subclass.
fn exact(vm: &Vm, value: &Value) -> PyResult {
    if vm.class_of(value).same(&vm.types.complex) {
        return Ok(value.clone());
    }
    let (real, imag) = own(value);
    Ok(from_parts(vm, real, imag))
}

fn absolute(vm: &Vm, value: &Value) -> PyResult {
    let (real, imag) = own(value);
    let size = real.hypot(imag);
    if size.is_infinite() && real.is_finite() && imag.is_finite() {
        return Err(messages::overflow_error(vm, "absolute value too large"));
    }
    Ok(float::from_f64(vm, size))
}

fn truth(_vm: &Vm, value: &Value) -> PyResult<bool> {
    Ok(own(value) != (0.0, 0.0))
}

fn compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if op != CompareOp::Eq && op != CompareOp::Ne {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let Some((real, imag)) = parts_of(left) else { return Ok(Value::NOT_IMPLEMENTED) };
    let equal = match parts_of(right) {
        Some(other) => (real, imag) == other,
        None if int::operand(right).is_some() || float::as_f64(right).is_some() => {
            // Exact also where the int is no float.
            imag == 0.0 && float::compare(vm, &float::from_f64(vm, real), right, CompareOp::Eq)?.is_true()
        }
        None => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn hash(_vm: &Vm, value: &Value) -> PyResult<i64> {
    let (real, imag) = own(value);
    let hash = hash_number(imag, value).wrapping_mul(1_000_003).wrapping_add(hash_number(real, value));
    Ok(if hash == -1 { -2 } else { hash })
}

/// A part as `repr` shows it: without `.0`.
fn part_text(value: f64) -> String {
    float_text::format(value, b'r', 0, Flags::default()).unwrap_or_default()
}

/// `repr` of a complex number.
pub fn text(real: f64, imag: f64) -> String {
    if real == 0.0 && real.is_sign_positive() {
        return format!("{}j", part_text(imag));
    }
    let tail = part_text(imag);
    let sign = if tail.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{tail}j)", part_text(real))
}

fn repr(vm: &Vm, value: &Value) -> PyResult {
    let (real, imag) = own(value);
    Ok(vm.new_string(text(real, imag)))
}

// ---- constructor ----

fn complex_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = native::expect_class(vm, class)?;
    let given = args.by_position();
    let total = args.values.len();
    if total > 2 {
        let kind = if given.is_empty() { "keyword " } else { "" };
        return Err(messages::type_error(vm, &format!("complex() takes at most 2 {kind}arguments ({total} given)")));
    }
    let mut found = [given.first(), given.get(1)];
    for (name, value) in args.by_keyword() {
        let text = super::str::text_of(name);
        let index = match text.as_str() {
            "real" => 0,
            "imag" => 1,
            _ => return Err(messages::type_error(vm, &format!("complex() got an unexpected keyword argument '{text}'"))),
        };
        match found.get_mut(index) {
            Some(place) if place.is_none() => *place = Some(value),
            _ => {
                let message = format!("argument for complex() given by name ('{text}') and position ({})", index + 1);
                return Err(messages::type_error(vm, &message));
            }
        }
    }
    let [real, imag] = found;
    if let (Some(value), None) = (real, imag)
        && class.same(&vm.types.complex)
        && vm.class_of(value).same(&vm.types.complex)
    {
        return Ok(value.clone());
    }
    let (real, imag) = parts_from_args(vm, real, imag)?;
    Ok(vm.new_object(class, PyComplex { real, imag }).into_value())
}

fn parts_from_args(vm: &Vm, real: Option<&Value>, imag: Option<&Value>) -> PyResult<Pair> {
    if let Some(value) = real
        && value.is_kind::<Str>()
    {
        if imag.is_some() {
            return Err(messages::type_error(vm, "complex() can't take second arg if first is a string"));
        }
        let parsed = super::str::number_text(value).and_then(|text| parse(&text));
        return match parsed {
            Some(parts) => Ok(parts),
            None => Err(messages::value_error(vm, "complex() arg is a malformed string")),
        };
    }
    if imag.is_some_and(|imag| imag.is_kind::<Str>()) {
        return Err(messages::type_error(vm, "complex() second arg can't be a string"));
    }
    let mut first = (0.0, 0.0);
    if let Some(value) = real {
        first = match special_complex(vm, value)? {
            Some(parts) => parts,
            None => match parts_of(value) {
                Some(parts) => parts,
                None => match float::real(vm, value)? {
                    Some(real) => (real, 0.0),
                    None => {
                        let name = vm.class_name(value);
                        let message = format!("complex() first argument must be a string or a number, not '{name}'");
                        return Err(messages::type_error(vm, &message));
                    }
                },
            },
        };
    }
    let Some(value) = imag else { return Ok(first) };
    let second = match parts_of(value) {
        Some(parts) => parts,
        None => match float::real(vm, value)? {
            Some(real) => (real, 0.0),
            None => {
                let message = format!("complex() second argument must be a number, not '{}'", vm.class_name(value));
                return Err(messages::type_error(vm, &message));
            }
        },
    };
    // `real + imag·1j`; parts that are no complex numbers must not lose signs of zero.
    let real_part = if parts_of(value).is_some() { first.0 - second.1 } else { first.0 };
    let imag_part = if real.is_some_and(|real| parts_of(real).is_some()) { second.0 + first.1 } else { second.0 };
    Ok((real_part, imag_part))
}

/// What `__complex__` gives, for objects that are no complex numbers themselves.
fn special_complex(vm: &Vm, value: &Value) -> PyResult<Option<Pair>> {
    if vm.class_of(value).same(&vm.types.complex) || value.is_int() || value.is_float_word() {
        return Ok(None);
    }
    match vm.call_special(value, &vm.names.__complex__, &[])? {
        Some(result) => match parts_of(&result) {
            Some(parts) => {
                if !vm.class_of(&result).same(&vm.types.complex) {
                    messages::warn_strict_subclass(vm, "__complex__", "complex", &result)?;
                }
                Ok(Some(parts))
            }
            None => {
                let message = format!("__complex__ returned non-complex (type {})", vm.class_name(&result));
                Err(messages::type_error(vm, &message))
            }
        },
        None => Ok(None),
    }
}

/// The number of an argument that may be complex: `PyComplex_AsCComplex`.
pub fn expect_complex(vm: &Vm, value: &Value) -> PyResult<Pair> {
    if let Some(parts) = special_complex(vm, value)? {
        return Ok(parts);
    }
    match parts_of(value) {
        Some(parts) => Ok(parts),
        None => Ok((float::expect_real(vm, value)?, 0.0)),
    }
}

/// Length of the float that starts the text; 0 when none does.
fn float_prefix(text: &[u8]) -> usize {
    let sign = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let rest = text.get(sign..).unwrap_or(&[]);
    for word in ["infinity", "inf", "nan"] {
        if rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes())) {
            return sign + word.len();
        }
    }
    let digits_from =
        |from: usize| rest.get(from..).unwrap_or(&[]).iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'_').count();
    let whole = digits_from(0);
    let mut end = whole;
    let mut digits = whole;
    if rest.get(end) == Some(&b'.') {
        let fraction = digits_from(end + 1);
        digits += fraction;
        end += 1 + fraction;
    }
    if digits == 0 {
        return 0;
    }
    if matches!(rest.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits_from(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    sign + end
}

/// `complex(text)` for ASCII text without surrounding blanks.
fn parse(text: &str) -> Option<Pair> {
    let text = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')')?.trim_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']),
        None => text,
    };
    let bytes = text.as_bytes();
    let number = |from: usize, length: usize| float_text::parse(text.get(from..from + length)?);
    let is_unit = |at: usize| matches!(bytes.get(at), Some(b'j' | b'J'));
    let unit_sign = |at: usize| if bytes.get(at) == Some(&b'-') { -1.0 } else { 1.0 };
    let first = float_prefix(bytes);
    let (parts, end) = if first == 0 {
        let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
        if !is_unit(sign) {
            return None;
        }
        ((0.0, unit_sign(0)), sign + 1)
    } else if matches!(bytes.get(first), Some(b'+' | b'-')) {
        let real = number(0, first)?;
        let second = float_prefix(bytes.get(first..)?);
        let (imag, end) = if second > 0 { (number(first, second)?, first + second) } else { (unit_sign(first), first + 1) };
        if !is_unit(end) {
            return None;
        }
        ((real, imag), end + 1)
    } else if is_unit(first) {
        ((0.0, number(0, first)?), first + 1)
    } else {
        ((number(0, first)?, 0.0), first)
    };
    if end == bytes.len() { Some(parts) } else { None }
}

// ---- methods ----

fn receiver(vm: &Vm, args: &[Value]) -> PyResult<Pair> {
    match args.first().and_then(parts_of) {
        Some(parts) => Ok(parts),
        None => Err(messages::type_error(vm, "descriptor requires a 'complex' object")),
    }
}

fn complex_conjugate(vm: &Vm, args: &[Value]) -> PyResult {
    let (real, imag) = receiver(vm, args)?;
    Ok(from_parts(vm, real, -imag))
}

fn complex_complex(vm: &Vm, args: &[Value]) -> PyResult {
    receiver(vm, args)?;
    args.first().map_or(Ok(Value::NONE), |value| exact(vm, value))
}

fn complex_getnewargs(vm: &Vm, args: &[Value]) -> PyResult {
    let (real, imag) = receiver(vm, args)?;
    Ok(vm.tuple_of([float::from_f64(vm, real), float::from_f64(vm, imag)]))
}

fn complex_format(vm: &Vm, args: &[Value]) -> PyResult {
    match args {
        [value, spec] => super::str::format_number(vm, value, spec),
        _ => Ok(Value::NONE),
    }
}

const METHODS: &[Method] = &[
    method("conjugate", "(self, /)", complex_conjugate, "The complex conjugate."),
    method("__complex__", "(self, /)", complex_complex, "The number as an exact complex."),
    method("__format__", "(self, format_spec, /)", complex_format, "The text that a format specification asks for."),
    method("__getnewargs__", "(self, /)", complex_getnewargs, ""),
];

fn get_real(vm: &Vm, value: &Value) -> PyResult {
    Ok(float::from_f64(vm, own(value).0))
}

fn get_imag(vm: &Vm, value: &Value) -> PyResult {
    Ok(float::from_f64(vm, own(value).1))
}

const GETSET: &[GetSet] =
    &[member("real", get_real, "The real part of the number."), member("imag", get_imag, "The imaginary part of the number.")];

pub const COMPLEX: TypeSpec = TypeSpec {
    name: "complex",
    flags: class_flag::IMMUTABLE | class_flag::BASE,
    doc: "A complex number, made from two numbers or from text.",
    slots: Slots {
        getattr: Some(super::ops::generic_get_attr),
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        new: Some(complex_new),
        neg: Some(negate),
        pos: Some(exact),
        abs: Some(absolute),
        truth: Some(truth),
        pow3: Some(pow3),
        ..Slots::EMPTY
    }
    .with_binary(&[
        (BinaryOp::Add, add),
        (BinaryOp::Sub, sub),
        (BinaryOp::Mul, mul),
        (BinaryOp::Pow, pow),
        (BinaryOp::TrueDiv, truediv),
    ]),
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::EMPTY
};

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn texts() {
        let check = |text: &str, expected: Option<(f64, f64)>| assert_eq!(parse(text), expected, "{text}");
        check("1+2j", Some((1.0, 2.0)));
        check("(1e5-2.5e-3J)", Some((1e5, -2.5e-3)));
        check("j", Some((0.0, 1.0)));
        check("-j", Some((0.0, -1.0)));
        check("3", Some((3.0, 0.0)));
        check("1_0+2j", Some((10.0, 2.0)));
        check("1 + 2j", None);
        check("1+2", None);
        check("1+2jx", None);
        check("", None);
    }
}
