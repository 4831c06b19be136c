//! `_decimal`: decimal numbers and the arithmetic that programs do all the time.
//!
//! [`NUMBER`] is the native base of `decimal.Decimal`, which is a Python class: it adds what is rarely
//! used. `_adopt` makes that class the one of every result. An operation takes the running context,
//! computes with its settings, sets its flags and raises what it traps.

mod context;
mod number;

use super::ModuleSpec;
use super::natives::{OPEN, add_class, argument, receiver};
use crate::memory::{Kind, Payload, PyResult, Str, Value};
use crate::num::int::Int;
use crate::objects::call::CallArgs;
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{Method, as_class, function, method};
use crate::objects::slots::{BINARY_OPS, Binary, BinaryOp, CompareOp, Slots};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{float, int, kinds, ops};
use context::{CONTEXT, Context, given_or_current, settle, signal};
use number::{Kind as NumberKind, Number, Outcome, Rounding, Settings, Status, condition};
use std::cmp::Ordering;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_decimal",
    doc: "The native part of decimal.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        add_class(vm, module, &CONTEXT, kinds::DECIMAL_CONTEXT);
        add_class(vm, module, &NUMBER, kinds::DECIMAL);
        Ok(())
    }),
};

pub struct PyDecimal {
    number: Number,
}

impl Payload for PyDecimal {
    const KIND: Kind = kinds::DECIMAL;
}

const FUNCTIONS: &[Method] = &[
    function("_adopt", "(decimal, variable, getcontext, raise_, /)", adopt, "Make a class the one of all results."),
    function("add", "(a, b, context, /)", |vm, args| with_context(vm, args, number::add), ""),
    function("subtract", "(a, b, context, /)", |vm, args| with_context(vm, args, number::subtract), ""),
    function("multiply", "(a, b, context, /)", |vm, args| with_context(vm, args, number::multiply), ""),
    function("divide", "(a, b, context, /)", |vm, args| with_context(vm, args, number::divide), ""),
    function("floor_divide", "(a, b, context, /)", |vm, args| with_context(vm, args, number::floor_divide), ""),
    function("remainder", "(a, b, context, /)", |vm, args| with_context(vm, args, number::remainder), ""),
    function("finish", "(a, context, /)", finish_in, "Round to a context."),
    function("signal", "(context, status, /)", signal_in, "Set flags, and raise what is trapped."),
    function("make", "(sign, coefficient, exponent, kind, /)", make_parts, "A number from its parts."),
    function("parts", "(number, /)", parts, "Sign, coefficient, exponent, kind."),
    function("parse", "(class, text, /)", parse_in, "A number's text; None for other text."),
    function("from_float", "(class, number, /)", from_float, "The exact value of a float."),
    function("text", "(number, engineering, capitals, /)", text_in, "A number's text."),
    function("compare", "(a, b, /)", compare_in, "-1, 0 or 1, for numbers that are no NaN."),
    function("quantize", "(a, exponent, rounding, context, /)", quantize, "A number with this exponent."),
    function("rescale", "(a, exponent, rounding, /)", rescale, "A number with this exponent, without a context."),
    function("sqrt", "(a, context, /)", sqrt, "The square root."),
    function("without_zeros", "(a, limit, /)", without_zeros, "A number without zeros at its end."),
];

/// The class of results, and the objects that a context is found by.
fn adopt(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(class) = as_class(argument(args, 0)) else { return Err(messages::type_error(vm, "expected a class")) };
    let index = kinds::DECIMAL.0 as usize;
    let class = class.clone();
    let old = vm.module_classes.write(|classes| classes.get_mut(index).and_then(|place| place.replace(class)));
    drop(old);
    vm.register("decimal.variable", argument(args, 1).clone());
    vm.register("decimal.getcontext", argument(args, 2).clone());
    vm.register("decimal.raise", argument(args, 3).clone());
    Ok(Value::NONE)
}

fn make(vm: &Vm, number: Number) -> Value {
    super::natives::make(vm, &NUMBER, PyDecimal { number })
}

fn number_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Number> {
    match value.get::<PyDecimal>() {
        Some(decimal) => Ok(&decimal.number),
        None => Err(messages::type_error(vm, "expected a decimal number")),
    }
}

fn outcome<T>(vm: &Vm, result: Outcome<T>) -> PyResult<T> {
    result.map_err(|fault| messages::fault(vm, &fault))
}

type Operation = fn(&Number, &Number, &Settings, &mut Status) -> Outcome;

fn with_context(vm: &Vm, args: &[Value], operation: Operation) -> PyResult {
    let (a, b) = (number_of(vm, argument(args, 0))?, number_of(vm, argument(args, 1))?);
    let context = context::of(vm, argument(args, 2))?;
    let number = settle(vm, context, |settings, status| operation(a, b, settings, status))?;
    Ok(make(vm, number))
}

fn finish_in(vm: &Vm, args: &[Value]) -> PyResult {
    let a = number_of(vm, argument(args, 0))?;
    let context = context::of(vm, argument(args, 1))?;
    let number = settle(vm, context, |settings, status| number::finish(a.clone(), settings, status))?;
    Ok(make(vm, number))
}

fn signal_in(vm: &Vm, args: &[Value]) -> PyResult {
    let context = context::of(vm, argument(args, 0))?;
    signal(vm, context, int::clamp_to_i64(argument(args, 1)) as u32)?;
    Ok(Value::NONE)
}

fn make_parts(vm: &Vm, args: &[Value]) -> PyResult {
    let coefficient = match int::as_big(argument(args, 1)) {
        Some(coefficient) => coefficient.abs(),
        None => return Err(messages::type_error(vm, "a coefficient is an integer")),
    };
    let kind = match int::clamp_to_i64(argument(args, 3)) {
        0 => NumberKind::Finite,
        1 => NumberKind::Infinite,
        2 => NumberKind::Quiet,
        _ => NumberKind::Signaling,
    };
    let negative = ops::truth(vm, argument(args, 0))?;
    let exponent = int::clamp_to_i64(argument(args, 2));
    Ok(make(vm, Number { negative, kind, coefficient, exponent }))
}

fn parts(vm: &Vm, args: &[Value]) -> PyResult {
    let number = number_of(vm, argument(args, 0))?;
    let kind = match number.kind {
        NumberKind::Finite => 0,
        NumberKind::Infinite => 1,
        NumberKind::Quiet => 2,
        NumberKind::Signaling => 3,
    };
    Ok(vm.tuple_of([
        vm.new_int(i64::from(number.negative)),
        int::from_big(vm, number.coefficient.clone()),
        vm.new_int(number.exponent),
        vm.new_int(kind),
    ]))
}

fn instance(vm: &Vm, class: &Value, number: Number) -> PyResult {
    super::natives::make_in(vm, class, PyDecimal { number })
}

fn parse_in(vm: &Vm, args: &[Value]) -> PyResult {
    let found = match crate::objects::str::number_text(argument(args, 1)) {
        Some(text) => outcome(vm, number::parse(&text.replace('_', "")))?,
        None => None,
    };
    found.map_or(Ok(Value::NONE), |number| instance(vm, argument(args, 0), number))
}

fn from_float(vm: &Vm, args: &[Value]) -> PyResult {
    let number = outcome(vm, number::from_float(float::as_f64(argument(args, 1)).unwrap_or(0.0)))?;
    instance(vm, argument(args, 0), number)
}

fn text_in(vm: &Vm, args: &[Value]) -> PyResult {
    let number = number_of(vm, argument(args, 0))?;
    let (engineering, capitals) = (ops::truth(vm, argument(args, 1))?, ops::truth(vm, argument(args, 2))?);
    Ok(vm.new_string(outcome(vm, number::text(number, engineering, capitals))?))
}

fn compare_in(vm: &Vm, args: &[Value]) -> PyResult {
    let order = outcome(vm, number::compare(number_of(vm, argument(args, 0))?, number_of(vm, argument(args, 1))?))?;
    Ok(vm.new_int(order as i64))
}

/// A rounding by number; the context's own where none is given.
fn rounding_of(value: &Value, default: Rounding) -> Rounding {
    if value.is_none() || value.is_unbound() { default } else { context::rounding(int::clamp_to_i64(value)) }
}

fn quantize(vm: &Vm, args: &[Value]) -> PyResult {
    let a = number_of(vm, argument(args, 0))?;
    let exponent = int::clamp_to_i64(argument(args, 1));
    let context = context::of(vm, argument(args, 3))?;
    let number = settle(vm, context, |settings, status| {
        let settings = Settings { rounding: rounding_of(argument(args, 2), settings.rounding), ..*settings };
        number::quantize(a, exponent, &settings, status)
    })?;
    Ok(make(vm, number))
}

fn rescale(vm: &Vm, args: &[Value]) -> PyResult {
    let a = number_of(vm, argument(args, 0))?;
    let settings = Settings { rounding: rounding_of(argument(args, 2), Rounding::HalfEven), ..number::WIDEST };
    let found = outcome(vm, number::with_exponent(a, int::clamp_to_i64(argument(args, 1)), &settings, &mut 0))?;
    Ok(make(vm, found.unwrap_or_else(Number::nan)))
}

fn sqrt(vm: &Vm, args: &[Value]) -> PyResult {
    let a = number_of(vm, argument(args, 0))?;
    let context = context::of(vm, argument(args, 1))?;
    let number = settle(vm, context, |settings, status| number::square_root(a, settings, status))?;
    Ok(make(vm, number))
}

fn without_zeros(vm: &Vm, args: &[Value]) -> PyResult {
    let a = number_of(vm, argument(args, 0))?.clone();
    let (coefficient, exponent) =
        outcome(vm, number::without_zeros(a.coefficient.clone(), a.exponent, int::clamp_to_i64(argument(args, 1))))?;
    Ok(make(vm, Number { coefficient, exponent, ..a }))
}

// ---- the class ----

/// An operand of an operator: a decimal number, or an integer.
fn operand(value: &Value) -> Option<std::borrow::Cow<'_, Number>> {
    use std::borrow::Cow;
    if let Some(decimal) = value.get::<PyDecimal>() {
        return Some(Cow::Borrowed(&decimal.number));
    }
    int::as_big(value).map(|number| Cow::Owned(Number::from_int(&number)))
}

fn operate(vm: &Vm, left: &Value, right: &Value, operation: Operation) -> PyResult {
    let (Some(a), Some(b)) = (operand(left), operand(right)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let held = context::current(vm)?;
    let number = settle(vm, context::of(vm, &held)?, |settings, status| operation(&a, &b, settings, status))?;
    Ok(make(vm, number))
}

fn divmod(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if operand(left).is_none() || operand(right).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let made = |value: &Value| operand(value).map_or(Value::NONE, |number| make(vm, number.into_owned()));
    let (a, b) = (made(left), made(right));
    let function = super::import::import_attribute(vm, "decimal", "_divmod")?;
    vm.call_values(&function, &[a, b])
}

fn power(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if operand(left).is_none() || operand(right).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let made = |value: &Value| operand(value).map_or(Value::NONE, |number| make(vm, number.into_owned()));
    let (a, b) = (made(left), made(right));
    let function = super::import::import_attribute(vm, "decimal", "_power")?;
    vm.call_values(&function, &[a, b])
}

const fn binaries() -> [Option<Binary>; BINARY_OPS] {
    let mut table: [Option<Binary>; BINARY_OPS] = [None; BINARY_OPS];
    table[BinaryOp::Add as usize] = Some(|vm, a, b| operate(vm, a, b, number::add));
    table[BinaryOp::Sub as usize] = Some(|vm, a, b| operate(vm, a, b, number::subtract));
    table[BinaryOp::Mul as usize] = Some(|vm, a, b| operate(vm, a, b, number::multiply));
    table[BinaryOp::TrueDiv as usize] = Some(|vm, a, b| operate(vm, a, b, number::divide));
    table[BinaryOp::FloorDiv as usize] = Some(|vm, a, b| operate(vm, a, b, number::floor_divide));
    table[BinaryOp::Mod as usize] = Some(|vm, a, b| operate(vm, a, b, number::remainder));
    table[BinaryOp::Divmod as usize] = Some(divmod);
    table[BinaryOp::Pow as usize] = Some(power);
    table
}

fn unary(vm: &Vm, value: &Value, operation: fn(&Number, &Settings, &mut Status) -> Outcome) -> PyResult {
    let a = number_of(vm, value)?;
    let held = context::current(vm)?;
    let number = settle(vm, context::of(vm, &held)?, |settings, status| operation(a, settings, status))?;
    Ok(make(vm, number))
}

fn plus(a: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if let Some(nan) = number::nan_of(a, a, settings, status)? {
        return Ok(nan);
    }
    // The sign of a zero goes, except when rounding downwards.
    let keeps_sign = !a.is_zero() || (settings.rounding == Rounding::Floor && a.negative);
    number::finish(a.clone().signed(a.negative && keeps_sign), settings, status)
}

fn minus(a: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if a.is_nan() {
        return plus(a, settings, status);
    }
    let negative = if a.is_zero() { settings.rounding == Rounding::Floor } else { !a.negative };
    number::finish(a.clone().signed(negative), settings, status)
}

fn size(a: &Number, settings: &Settings, status: &mut Status) -> Outcome {
    if a.is_nan() { plus(a, settings, status) } else { number::finish(a.clone().signed(false), settings, status) }
}

/// Any real number's exact value, for comparisons.
fn comparable(vm: &Vm, value: &Value) -> PyResult<Option<Number>> {
    if let Some(number) = operand(value) {
        return Ok(Some(number.into_owned()));
    }
    match float::as_f64(value) {
        Some(number) => outcome(vm, number::from_float(number)).map(Some),
        None => Ok(None),
    }
}

fn compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let a = number_of(vm, left)?;
    let is_equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    let b = match comparable(vm, right)? {
        Some(b) => b,
        None => {
            // Fractions and complex numbers are the Python class's business.
            let function = super::import::import_attribute(vm, "decimal", "_compare_other")?;
            let found = vm.call_values(&function, &[left.clone(), right.clone(), Value::bool(is_equality)])?;
            let Some(items) = found.get::<crate::memory::Tuple>() else { return Ok(Value::NOT_IMPLEMENTED) };
            let [x, y] = items.items() else { return Ok(Value::NOT_IMPLEMENTED) };
            return ops::compare(vm, x, y, op);
        }
    };
    let is_float = !right.is_kind::<PyDecimal>() && float::as_f64(right).is_some();
    let has_nan = a.is_nan() || b.is_nan();
    if is_float || has_nan {
        let mut status = 0;
        if is_float {
            status |= condition::FLOAT;
        }
        let signals = a.kind == NumberKind::Signaling || b.kind == NumberKind::Signaling;
        if has_nan && (signals || !is_equality) {
            status |= condition::INVALID;
        }
        let held = context::current(vm)?;
        let context = context::of(vm, &held)?;
        // A comparison for equality with a float only notes it.
        if is_float && is_equality {
            context::note(context, status & condition::FLOAT);
            status &= !condition::FLOAT;
        }
        signal(vm, context, status)?;
        if has_nan {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
    }
    let order = outcome(vm, number::compare(a, &b))?;
    Ok(Value::bool(match op {
        CompareOp::Lt => order == Ordering::Less,
        CompareOp::Le => order != Ordering::Greater,
        CompareOp::Eq => order == Ordering::Equal,
        CompareOp::Ne => order != Ordering::Equal,
        CompareOp::Gt => order == Ordering::Greater,
        CompareOp::Ge => order != Ordering::Less,
    }))
}

fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let number = number_of(vm, value)?;
    match number.kind {
        NumberKind::Finite => Ok(number::hash(number)),
        NumberKind::Infinite => Ok(if number.negative { -314_159 } else { 314_159 }),
        NumberKind::Quiet => crate::objects::object::object_hash(vm, value),
        NumberKind::Signaling => Err(messages::type_error(vm, "Cannot hash a signaling NaN value")),
    }
}

fn shown(vm: &Vm, value: &Value) -> PyResult<String> {
    let number = number_of(vm, value)?;
    let capitals = match context::current(vm)?.get::<Context>() {
        Some(context) => context.capitals.get(),
        None => true,
    };
    outcome(vm, number::text(number, false, capitals))
}

fn to_int(vm: &Vm, value: &Value) -> PyResult {
    let number = number_of(vm, value)?;
    match number.kind {
        NumberKind::Finite => {
            let whole = outcome(vm, number::to_whole(number, Rounding::Down, &mut 0))?;
            let unit = outcome(vm, number::power_of_ten(whole.exponent.max(0)))?;
            let size: Int = outcome(vm, whole.coefficient.mul(&unit))?;
            Ok(int::from_big(vm, if number.negative { size.neg() } else { size }))
        }
        NumberKind::Infinite => Err(messages::overflow_error(vm, "cannot convert Infinity to integer")),
        _ => Err(messages::value_error(vm, "cannot convert NaN to integer")),
    }
}

fn to_float(vm: &Vm, value: &Value) -> PyResult {
    let number = number_of(vm, value)?;
    match number.kind {
        NumberKind::Signaling => Err(messages::value_error(vm, "cannot convert signaling NaN to float")),
        NumberKind::Quiet => Ok(vm.new_float(if number.negative { -f64::NAN } else { f64::NAN })),
        _ => {
            let text = outcome(vm, number::text(number, false, true))?;
            Ok(vm.new_float(crate::num::float_text::parse(&text).unwrap_or(f64::NAN)))
        }
    }
}

/// `Decimal(value='0', context=None)`; what is not a str, an int or a decimal number is for Python.
fn new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let mut value = None;
    let mut given_context = None;
    match args.by_position() {
        [] => {}
        [first] => value = Some(first),
        [first, second] => (value, given_context) = (Some(first), Some(second)),
        more => {
            let message = format!("function takes at most 2 arguments ({} given)", more.len());
            return Err(messages::type_error(vm, &message));
        }
    }
    for (name, item) in args.by_keyword() {
        match text_of(name).as_str() {
            "value" => value = Some(item),
            "context" => given_context = Some(item),
            other => {
                let message = format!("this function got an unexpected keyword argument '{other}'");
                return Err(messages::type_error(vm, &message));
            }
        }
    }
    if let Some(context) = given_context.filter(|context| !context.is_none()) {
        context::of(vm, context)?;
    }
    let Some(value) = value else { return instance(vm, class, Number::from_int(&Int::zero())) };
    if value.is_kind::<Str>() {
        let parsed = match crate::objects::str::number_text(value) {
            Some(text) => outcome(vm, number::parse(&text.replace('_', "")))?,
            None => None,
        };
        return match parsed.filter(in_range) {
            Some(number) => instance(vm, class, number),
            None => {
                let held = given_or_current(vm, given_context)?;
                signal(vm, context::of(vm, &held)?, condition::CONVERSION_SYNTAX)?;
                instance(vm, class, Number::nan())
            }
        };
    }
    if let Some(number) = operand(value) {
        let exact = as_class(class).is_some_and(|class| class.same(vm.class_of(value)));
        if exact && value.is_kind::<PyDecimal>() {
            return Ok(value.clone());
        }
        return instance(vm, class, number.into_owned());
    }
    if float::as_f64(value).is_some() {
        let held = given_or_current(vm, given_context)?;
        signal(vm, context::of(vm, &held)?, condition::FLOAT)?;
        return from_float(vm, &[class.clone(), value.clone()]);
    }
    let held = given_or_current(vm, given_context)?;
    let function = super::import::import_attribute(vm, "decimal", "_from_other")?;
    vm.call_values(&function, &[class.clone(), value.clone(), held])
}

/// Whether a number's exponents are ones that a context could have.
fn in_range(number: &Number) -> bool {
    if !number.is_finite() {
        return true;
    }
    let limit = number::MAX_EXPONENT;
    number.exponent <= limit && number.exponent >= 1 - 2 * limit && (number.is_zero() || number.adjusted() <= limit)
}

fn predicate(vm: &Vm, args: &[Value], of: fn(&Number) -> bool) -> PyResult {
    Ok(Value::bool(of(&receiver::<PyDecimal>(vm, args)?.number)))
}

const METHODS: &[Method] = &[
    method("is_nan", "(self, /)", |vm, args| predicate(vm, args, Number::is_nan), "Whether this is a NaN."),
    method(
        "is_qnan",
        "(self, /)",
        |vm, args| predicate(vm, args, |number| number.kind == NumberKind::Quiet),
        "Whether this is a quiet NaN.",
    ),
    method(
        "is_snan",
        "(self, /)",
        |vm, args| predicate(vm, args, |number| number.kind == NumberKind::Signaling),
        "Whether this is a signaling NaN.",
    ),
    method(
        "is_infinite",
        "(self, /)",
        |vm, args| predicate(vm, args, |number| number.kind == NumberKind::Infinite),
        "Whether this is infinite.",
    ),
    method("is_finite", "(self, /)", |vm, args| predicate(vm, args, Number::is_finite), "Whether this is finite."),
    method("is_zero", "(self, /)", |vm, args| predicate(vm, args, Number::is_zero), "Whether this is a zero."),
    method("is_signed", "(self, /)", |vm, args| predicate(vm, args, |number| number.negative), "Whether the sign is minus."),
    method(
        "adjusted",
        "(self, /)",
        |vm, args| {
            let number = &receiver::<PyDecimal>(vm, args)?.number;
            Ok(vm.new_int(if number.is_finite() { number.adjusted() } else { 0 }))
        },
        "The exponent of the first digit.",
    ),
    method(
        "_digits",
        "(self, /)",
        |vm, args| Ok(vm.new_int(receiver::<PyDecimal>(vm, args)?.number.digits())),
        "How many digits the coefficient has.",
    ),
];

pub const NUMBER: TypeSpec = TypeSpec {
    name: "Number",
    module: "_decimal",
    flags: OPEN,
    doc: "A decimal number.",
    slots: Slots {
        new: Some(new),
        init: Some(|_, _, _| Ok(())),
        repr: Some(|vm, value| Ok(vm.new_string(format!("Decimal('{}')", shown(vm, value)?)))),
        str: Some(|vm, value| Ok(vm.new_string(shown(vm, value)?))),
        hash: Some(hash),
        compare: Some(compare),
        neg: Some(|vm, value| unary(vm, value, minus)),
        pos: Some(|vm, value| unary(vm, value, plus)),
        abs: Some(|vm, value| unary(vm, value, size)),
        truth: Some(|vm, value| Ok(!number_of(vm, value)?.is_zero())),
        int: Some(to_int),
        float: Some(to_float),
        binary: binaries(),
        ..Slots::EMPTY
    },
    methods: METHODS,
    ..TypeSpec::EMPTY
};
