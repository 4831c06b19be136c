//! Slot wrappers without a slot: special methods that CPython shows as wrappers
//! and that need no place in the slot table here, because nothing but a call by
//! name ever uses them. A class lists its own in `TypeSpec::wrappers`.

use super::call::CallArgs;
use super::exception::messages;
use super::memoryview;
use super::native::WrapperRow;
use super::ops;
use super::slots::Slots;
use super::vm::Vm;
use crate::memory::{PyResult, Value};

type Call = fn(&Vm, &Slots, &Value, CallArgs<'_>) -> PyResult;

const fn row(name: &'static str, arguments: (usize, usize), call: Call, doc: &'static str) -> WrapperRow {
    WrapperRow {
        name,
        group: "no slot",
        arguments,
        keywords: false,
        call,
        present: |_| true,
        copy: |_, _| {},
        install: |_| {},
        remove: |_| {},
        same: |_, _| true,
        doc,
    }
}

fn one(vm: &Vm, args: CallArgs<'_>) -> PyResult {
    match args.values {
        [only] => Ok(only.clone()),
        values => Err(messages::type_error(vm, &format!(" expected 1 argument, got {}", values.len()))),
    }
}

/// `__buffer__` of built-in types.
pub static BUFFER: WrapperRow = row(
    "__buffer__",
    (0, usize::MAX),
    |vm, _, object, args| {
        let flags = one(vm, args)?;
        let flags = ops::index(vm, &flags)?;
        match super::int::as_i64(&flags) {
            Some(flags) => memoryview::view_for(vm, object, flags),
            None => Err(messages::overflow_error(vm, "cannot fit 'int' into an index-sized integer")),
        }
    },
    "A view of the object's memory.",
);

/// `__release_buffer__` of built-in types that are told when a view ends.
pub static RELEASE_BUFFER: WrapperRow = row(
    "__release_buffer__",
    (0, usize::MAX),
    |vm, _, object, args| {
        let view = one(vm, args)?;
        memoryview::release_of(vm, object, &view)?;
        Ok(Value::NONE)
    },
    "Ends a view that __buffer__ gave.",
);

/// `__del__` of what ends without telling anybody.
pub static DEL: WrapperRow = row("__del__", (0, 0), |_, _, _, _| Ok(Value::NONE), "Called when the object is about to end.");
