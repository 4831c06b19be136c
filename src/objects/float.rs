//! `float`: arithmetic with ints and floats, conversions, text.
//!
//! Most floats are value words; [`PyFloat`] holds the rest and instances of
//! subclasses. The arithmetic itself, with CPython's special cases, is in
//! `num::float`.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::int::{self, Operand};
use super::kinds;
use super::native::{self, GetSet, Method, class_method, getter, method};
use super::ops;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Handle, Kind, Payload, PyResult, Raised, Str, Value};
use crate::num::float::{self as arithmetic, Power};
use crate::num::{Fault, float_text};
use std::borrow::Cow;
use std::cmp::Ordering;

/// A float that the value word cannot hold (NaN, infinities, extreme
/// exponents) or that belongs to a subclass of float.
pub struct PyFloat {
    pub value: f64,
}

impl Payload for PyFloat {
    const KIND: Kind = kinds::FLOAT;
}

/// A float object.
#[inline]
pub fn from_f64(vm: &Vm, value: f64) -> Value {
    match Value::try_float(value) {
        Some(word) => word,
        None => Handle::new(vm.types.float.to_value(), PyFloat { value }).into_value(),
    }
}

/// The number of a float object (subclasses included).
#[inline]
pub fn as_f64(value: &Value) -> Option<f64> {
    value.as_float_word().or_else(|| value.get::<PyFloat>().map(|float| float.value))
}

/// The number of a float or int operand; `None` for other types.
#[inline]
fn operand(vm: &Vm, value: &Value) -> PyResult<Option<f64>> {
    match as_f64(value) {
        Some(number) => Ok(Some(number)),
        None => match int::operand(value) {
            Some(Operand::Word(word)) => Ok(Some(word as f64)),
            Some(Operand::Big(big)) => big.to_f64().map(Some).map_err(|fault| messages::fault(vm, &fault)),
            None => Ok(None),
        },
    }
}

/// Both operands as floats, or NotImplemented from the calling function.
macro_rules! operands {
    ($vm:expr, $left:expr, $right:expr) => {
        match (operand($vm, $left)?, operand($vm, $right)?) {
            (Some(left), Some(right)) => (left, right),
            _ => return Ok(Value::NOT_IMPLEMENTED),
        }
    };
}

fn from_result(vm: &Vm, result: Result<f64, Fault>) -> PyResult {
    match result {
        Ok(value) => Ok(from_f64(vm, value)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

fn int_from_result(vm: &Vm, result: Result<crate::num::int::Int, Fault>) -> PyResult {
    match result {
        Ok(value) => Ok(int::from_big(vm, value)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

// ---- arithmetic ----

pub fn add(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = operands!(vm, left, right);
    Ok(from_f64(vm, left + right))
}

pub fn sub(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = operands!(vm, left, right);
    Ok(from_f64(vm, left - right))
}

pub fn mul(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = operands!(vm, left, right);
    Ok(from_f64(vm, left * right))
}

pub fn truediv(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = operands!(vm, left, right);
    from_result(vm, arithmetic::true_div(left, right))
}

pub fn floordiv(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = operands!(vm, left, right);
    from_result(vm, arithmetic::floor_div(left, right))
}

pub fn modulo(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = operands!(vm, left, right);
    from_result(vm, arithmetic::modulo(left, right))
}

pub fn divmod(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = operands!(vm, left, right);
    match arithmetic::divmod(left, right) {
        Ok((quotient, rest)) => Ok(vm.tuple_of([from_f64(vm, quotient), from_f64(vm, rest)])),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

pub fn pow(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let (left, right) = operands!(vm, left, right);
    power(vm, left, right)
}

/// `left ** right` of two floats; complex where no float is the answer.
pub fn power(vm: &Vm, left: f64, right: f64) -> PyResult {
    match arithmetic::pow(left, right) {
        Ok(Power::Real(value)) => Ok(from_f64(vm, value)),
        Ok(Power::Complex) => super::complex::power(vm, (left, 0.0), (right, 0.0)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

fn pow3(vm: &Vm, left: &Value, right: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() {
        return pow(vm, left, right);
    }
    Err(messages::type_error(vm, "pow() 3rd argument not allowed unless all arguments are integers"))
}

fn number_of(value: &Value) -> f64 {
    as_f64(value).unwrap_or(0.0)
}

fn negate(vm: &Vm, value: &Value) -> PyResult {
    Ok(from_f64(vm, -number_of(value)))
}

fn absolute(vm: &Vm, value: &Value) -> PyResult {
    Ok(from_f64(vm, number_of(value).abs()))
}

fn truth(_vm: &Vm, value: &Value) -> PyResult<bool> {
    Ok(number_of(value) != 0.0)
}

/// An exact float equal to a float or an instance of a subclass.
pub fn exact(vm: &Vm, value: &Value) -> PyResult {
    if value.is_float_word() || vm.class_of(value).same(&vm.types.float) {
        return Ok(value.clone());
    }
    Ok(from_f64(vm, number_of(value)))
}

fn to_int(vm: &Vm, value: &Value) -> PyResult {
    truncated(vm, number_of(value))
}

/// `int(number)`.
fn truncated(vm: &Vm, number: f64) -> PyResult {
    if number.abs() < 1e18 {
        return Ok(Value::small_int(number as i64));
    }
    int_from_result(vm, arithmetic::to_int(number))
}

/// The exact order of a float and another number; `None` with a NaN.
fn order(left: f64, right: &Value) -> Result<Option<Ordering>, ()> {
    if let Some(right) = as_f64(right) {
        return Ok(left.partial_cmp(&right));
    }
    match int::operand(right) {
        Some(Operand::Word(word)) => Ok(arithmetic::compare_i64(left, word)),
        Some(Operand::Big(big)) => Ok(arithmetic::compare_int(left, big)),
        None => Err(()),
    }
}

pub fn compare(_vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let Some(number) = as_f64(left) else { return Ok(Value::NOT_IMPLEMENTED) };
    match order(number, right) {
        Ok(Some(order)) => Ok(Value::bool(op.holds(order))),
        Ok(None) => Ok(Value::bool(op == CompareOp::Ne)),
        Err(()) => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn hash(_vm: &Vm, value: &Value) -> PyResult<i64> {
    Ok(hash_number(number_of(value), value))
}

/// The hash of a float; a NaN hashes as the object that holds it.
pub fn hash_number(number: f64, holder: &Value) -> i64 {
    match arithmetic::hash(number) {
        Some(hash) => hash,
        None => super::object::identity_hash(holder),
    }
}

pub fn repr(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_string(float_text::repr(number_of(value))))
}

// ---- constructor ----

fn float_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = native::expect_class(vm, class)?;
    let args = if class.same(&vm.types.float) { args } else { native::without_names_for_init(class.value(), args) };
    native::expect_positional(vm, "float", args, 0, 1)?;
    let number = match args.by_position().first() {
        Some(value) => number(vm, value)?,
        None => 0.0,
    };
    if class.same(&vm.types.float) {
        return match args.values.first() {
            // An exact float is handed back as it is, NaN objects included.
            Some(value) if vm.class_of(value).same(&vm.types.float) => Ok(value.clone()),
            _ => Ok(from_f64(vm, number)),
        };
    }
    Ok(vm.new_object(class, PyFloat { value: number }).into_value())
}

/// `float(value)`, text included.
fn number(vm: &Vm, value: &Value) -> PyResult<f64> {
    if let Some(number) = real(vm, value)? {
        return Ok(number);
    }
    let text = if value.is_kind::<Str>() {
        super::str::number_text(value)
    } else {
        match super::bytes::with_bytes(value, |bytes| {
            std::str::from_utf8(int::trim_ascii_space(bytes))
                .ok()
                .filter(|text| text.is_ascii())
                .map(|text| Cow::Owned(text.to_owned()))
        }) {
            Some(text) => text,
            None => {
                let message = format!("float() argument must be a string or a real number, not '{}'", vm.class_name(value));
                return Err(messages::type_error(vm, &message));
            }
        }
    };
    match text.as_deref().and_then(float_text::parse) {
        Some(number) => Ok(number),
        None => Err(not_a_float(vm, value)),
    }
}

fn not_a_float(vm: &Vm, value: &Value) -> Raised {
    let shown = match ops::repr(vm, value) {
        Ok(shown) => shown,
        Err(raised) => return raised,
    };
    let message = match super::str::join_pieces(vm, &[vm.new_str("could not convert string to float: "), shown]) {
        Ok(message) => message,
        Err(raised) => return raised,
    };
    let exception = vm.new_exception(&vm.errors.value_error, vec![message]);
    vm.raise_new(exception)
}

/// The number of anything with `__float__` or `__index__`; `None` for others.
pub fn real(vm: &Vm, value: &Value) -> PyResult<Option<f64>> {
    if let Some(number) = value.as_float_word() {
        return Ok(Some(number));
    }
    if value.is_int() || value.is_bool() {
        return operand(vm, value);
    }
    let class = vm.class_of(value);
    let (float, index) = class.slots(|slots| (slots.float, slots.index));
    if let Some(float) = float {
        let result = float(vm, value)?;
        return match as_f64(&result) {
            Some(number) => {
                if !vm.class_of(&result).same(&vm.types.float) {
                    let method = format!("{}.__float__", vm.class_name(value));
                    messages::warn_strict_subclass(vm, &method, "float", &result)?;
                }
                Ok(Some(number))
            }
            None => {
                let message = format!("{}.__float__ returned non-float (type {})", vm.class_name(value), vm.class_name(&result));
                Err(messages::type_error(vm, &message))
            }
        };
    }
    if index.is_some() {
        let number = ops::index(vm, value)?;
        return int::to_f64(vm, &number).map(Some);
    }
    Ok(None)
}

/// The number of an argument that must be real: `PyFloat_AsDouble`.
pub fn expect_real(vm: &Vm, value: &Value) -> PyResult<f64> {
    match real(vm, value)? {
        Some(number) => Ok(number),
        None => Err(messages::type_error(vm, &format!("must be real number, not {}", vm.class_name(value)))),
    }
}

// ---- methods ----

fn receiver(vm: &Vm, args: &[Value]) -> PyResult<f64> {
    match args.first().and_then(as_f64) {
        Some(number) => Ok(number),
        None => Err(messages::type_error(vm, "descriptor requires a 'float' object")),
    }
}

fn float_as_integer_ratio(vm: &Vm, args: &[Value]) -> PyResult {
    match arithmetic::as_integer_ratio(receiver(vm, args)?) {
        Ok((top, bottom)) => Ok(vm.tuple_of([int::from_big(vm, top), int::from_big(vm, bottom)])),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

fn float_conjugate(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(from_f64(vm, receiver(vm, args)?))
}

fn float_hex(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_string(float_text::hex(receiver(vm, args)?)))
}

fn float_fromhex(vm: &Vm, args: &[Value]) -> PyResult {
    let [class, given] = args else { return Ok(Value::NONE) };
    let Some(text) = given.get::<Str>() else {
        return Err(messages::type_error(vm, "bad argument type for built-in operation"));
    };
    messages::require_utf8(vm, given)?;
    let text = super::str::units_of(text).to_string_lossy();
    let number = from_result(vm, float_text::from_hex(&text))?;
    match native::as_class(class) {
        Some(exact) if exact.same(&vm.types.float) => Ok(number),
        _ => vm.call_values(class, &[number]),
    }
}

fn float_is_integer(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(arithmetic::is_integer(receiver(vm, args)?)))
}

fn float_trunc(vm: &Vm, args: &[Value]) -> PyResult {
    truncated(vm, receiver(vm, args)?)
}

fn float_floor(vm: &Vm, args: &[Value]) -> PyResult {
    truncated(vm, receiver(vm, args)?.floor())
}

fn float_ceil(vm: &Vm, args: &[Value]) -> PyResult {
    truncated(vm, receiver(vm, args)?.ceil())
}

fn float_round(vm: &Vm, args: &[Value]) -> PyResult {
    let number = receiver(vm, args)?;
    match args.get(1) {
        Some(digits) if !digits.is_unbound() && !digits.is_none() => {
            let digits = ops::index_clamped(vm, digits)?;
            from_result(vm, arithmetic::round_digits(number, digits))
        }
        _ => int_from_result(vm, arithmetic::round(number)),
    }
}

fn float_format(vm: &Vm, args: &[Value]) -> PyResult {
    match args {
        [value, spec] => super::str::format_number(vm, value, spec),
        _ => Ok(Value::NONE),
    }
}

fn float_getnewargs(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.tuple_of([from_f64(vm, receiver(vm, args)?)]))
}

fn float_getformat(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(kind) = args.get(1).and_then(|kind| kind.get::<Str>()) else {
        return Err(messages::type_error(vm, "__getformat__() argument must be str"));
    };
    match kind.as_ascii() {
        Some("double" | "float") if cfg!(target_endian = "little") => Ok(vm.new_str("IEEE, little-endian")),
        Some("double" | "float") => Ok(vm.new_str("IEEE, big-endian")),
        _ => Err(messages::value_error(vm, "__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

const METHODS: &[Method] = &[
    method("as_integer_ratio", "(self, /)", float_as_integer_ratio, "The exact ratio of integers in lowest terms."),
    method("conjugate", "(self, /)", float_conjugate, "The complex conjugate, which is the float itself."),
    class_method("fromhex", "(type, string, /)", float_fromhex, "The float that hexadecimal text spells."),
    method("hex", "(self, /)", float_hex, "Hexadecimal text that spells the float exactly."),
    method("is_integer", "(self, /)", float_is_integer, "Whether the float is a whole number."),
    method("__ceil__", "(self, /)", float_ceil, "The smallest int that is not less."),
    method("__floor__", "(self, /)", float_floor, "The largest int that is not greater."),
    method("__round__", "(self, ndigits=None, /)", float_round, "Rounded half to even; an int without ndigits."),
    method("__trunc__", "(self, /)", float_trunc, "The int toward zero."),
    method("__format__", "(self, format_spec, /)", float_format, "The text that a format specification asks for."),
    method("__getnewargs__", "(self, /)", float_getnewargs, ""),
    class_method("__getformat__", "(type, typestr, /)", float_getformat, "How floats are stored, for test suites."),
];

fn get_zero(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::try_float(0.0).unwrap_or(Value::NONE))
}

const GETSET: &[GetSet] =
    &[getter("real", exact, "The real part of the number."), getter("imag", get_zero, "The imaginary part of the number.")];

pub const FLOAT: TypeSpec = TypeSpec {
    name: "float",
    flags: class_flag::IMMUTABLE | class_flag::BASE | class_flag::MATCH_SELF,
    doc: "A floating-point number, made from a number or from text.",
    slots: Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        new: Some(float_new),
        neg: Some(negate),
        pos: Some(exact),
        abs: Some(absolute),
        truth: Some(truth),
        int: Some(to_int),
        float: Some(exact),
        pow3: Some(pow3),
        ..Slots::EMPTY
    }
    .with_binary(&[
        (BinaryOp::Add, add),
        (BinaryOp::Sub, sub),
        (BinaryOp::Mul, mul),
        (BinaryOp::Mod, modulo),
        (BinaryOp::Pow, pow),
        (BinaryOp::FloorDiv, floordiv),
        (BinaryOp::TrueDiv, truediv),
        (BinaryOp::Divmod, divmod),
    ]),
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::EMPTY
};
