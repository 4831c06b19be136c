//! The part of a context that arithmetic reads and writes: settings, flags and traps.
//!
//! `decimal.Context` derives from [`CONTEXT`] in Python. A condition whose trap is set is raised by
//! a function that the Python module leaves here.

use super::number::{Number, Outcome, Rounding, Settings, Status, condition};
use crate::memory::{Kind, Payload, PyResult, Value};
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{GetSet, getset};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{int, kinds};
use crate::stdlib::natives::{OPEN, make_in};
use std::cell::Cell;

pub struct Context {
    precision: Cell<i64>,
    emin: Cell<i64>,
    emax: Cell<i64>,
    rounding: Cell<u8>,
    clamp: Cell<bool>,
    pub capitals: Cell<bool>,
    flags: Cell<u32>,
    traps: Cell<u32>,
}

impl Payload for Context {
    const KIND: Kind = kinds::DECIMAL_CONTEXT;
}

const ROUNDINGS: [Rounding; 8] = [
    Rounding::Up,
    Rounding::Down,
    Rounding::Ceiling,
    Rounding::Floor,
    Rounding::HalfUp,
    Rounding::HalfDown,
    Rounding::HalfEven,
    Rounding::ZeroFiveUp,
];

pub fn rounding(number: i64) -> Rounding {
    usize::try_from(number).ok().and_then(|index| ROUNDINGS.get(index)).copied().unwrap_or(Rounding::HalfEven)
}

impl Context {
    pub fn settings(&self) -> Settings {
        Settings {
            precision: self.precision.get(),
            emin: self.emin.get(),
            emax: self.emax.get(),
            rounding: rounding(i64::from(self.rounding.get())),
            clamp: self.clamp.get(),
        }
    }
}

/// The signals that conditions belong to.
const INVALID_CONDITIONS: u32 = condition::CONVERSION_SYNTAX | condition::DIVISION_IMPOSSIBLE | condition::DIVISION_UNDEFINED;

/// Sets the flags of what happened and raises what is trapped.
pub fn signal(vm: &Vm, context: &Context, status: Status) -> PyResult<()> {
    if status == 0 {
        return Ok(());
    }
    let signals = if status & INVALID_CONDITIONS != 0 { status | condition::INVALID } else { status };
    context.flags.set(context.flags.get() | signals & !INVALID_CONDITIONS);
    if context.traps.get() & signals == 0 {
        return Ok(());
    }
    let shown = signals & (context.traps.get() | INVALID_CONDITIONS);
    match vm.registered("decimal.raise") {
        Some(raise) => vm.call_values(&raise, &[vm.new_int(i64::from(shown))]).map(drop),
        None => Err(messages::runtime_error(vm, "the module decimal is not ready")),
    }
}

/// Sets flags without raising anything.
pub fn note(context: &Context, flags: u32) {
    context.flags.set(context.flags.get() | flags);
}

/// The result of an operation as an object, with its conditions signalled.
pub fn settle(vm: &Vm, context: &Context, operation: impl FnOnce(&Settings, &mut Status) -> Outcome) -> PyResult<Number> {
    let mut status = 0;
    match operation(&context.settings(), &mut status) {
        Ok(number) => {
            signal(vm, context, status)?;
            Ok(number)
        }
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

macro_rules! field {
    ($name:literal, $field:ident, $from:expr, $doc:literal) => {
        getset(
            $name,
            |vm, value| Ok(value.get::<Context>().map_or(Value::NONE, |context| vm.new_int(i64::from(context.$field.get())))),
            |_, value, new| {
                if let (Some(context), Some(new)) = (value.get::<Context>(), new) {
                    context.$field.set($from(int::clamp_to_i64(&new)));
                }
                Ok(())
            },
            $doc,
        )
    };
}

/// Plain stores; the Python class checks what it is given before.
const FIELDS: &[GetSet] = &[
    field!("_prec", precision, |number: i64| number, ""),
    field!("_emin", emin, |number: i64| number, ""),
    field!("_emax", emax, |number: i64| number, ""),
    field!("_rounding", rounding, |number: i64| number as u8, ""),
    field!("_clamp", clamp, |number: i64| number != 0, ""),
    field!("_capitals", capitals, |number: i64| number != 0, ""),
    field!("_flags", flags, |number: i64| number as u32, ""),
    field!("_traps", traps, |number: i64| number as u32, ""),
];

pub const CONTEXT: TypeSpec = TypeSpec {
    name: "ContextBase",
    module: "_decimal",
    flags: OPEN,
    doc: "Settings, flags and traps.",
    slots: Slots {
        new: Some(|vm, class, _| {
            let context = Context {
                precision: Cell::new(28),
                emin: Cell::new(-999_999),
                emax: Cell::new(999_999),
                rounding: Cell::new(6),
                clamp: Cell::new(false),
                capitals: Cell::new(true),
                flags: Cell::new(0),
                traps: Cell::new(condition::INVALID | condition::DIVISION_BY_ZERO | condition::OVERFLOW),
            };
            make_in(vm, class, context)
        }),
        // Arguments are for the Python class's `__init__`.
        init: Some(|_, _, _| Ok(())),
        ..Slots::EMPTY
    },
    getset: FIELDS,
    ..TypeSpec::EMPTY
};

/// The running context.
pub fn current(vm: &Vm) -> PyResult {
    if let Some(variable) = vm.registered("decimal.variable")
        && let Some(context) = crate::stdlib::contextvars::value_of(vm, &variable)?
    {
        return Ok(context);
    }
    match vm.registered("decimal.getcontext") {
        Some(function) => vm.call_values(&function, &[]),
        None => Err(messages::runtime_error(vm, "the module decimal is not ready")),
    }
}

/// The context that was given, or the running one.
pub fn given_or_current(vm: &Vm, given: Option<&Value>) -> PyResult {
    match given.filter(|value| !value.is_none()) {
        Some(value) if value.is_kind::<Context>() => Ok(value.clone()),
        Some(_) => Err(messages::type_error(vm, "optional argument must be a context")),
        None => current(vm),
    }
}

/// Does something with a value's context.
pub fn of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Context> {
    match value.get::<Context>() {
        Some(context) => Ok(context),
        None => Err(messages::type_error(vm, "optional argument must be a context")),
    }
}
