//! `NoneType`, `ellipsis`, `NotImplementedType`: classes with one object each,
//! which is an immediate word.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::native::{Method, method};
use super::slots::Slots;
use super::vm::Vm;
use crate::memory::{PyResult, Value};

fn no_arguments(vm: &Vm, name: &str, args: CallArgs<'_>) -> PyResult<()> {
    if args.is_empty() {
        return Ok(());
    }
    Err(messages::type_error(vm, &format!("{name} takes no arguments")))
}

fn none_repr(vm: &Vm, _value: &Value) -> PyResult {
    Ok(vm.intern("None"))
}

fn none_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    no_arguments(vm, "NoneType", args)?;
    Ok(Value::NONE)
}

fn none_truth(_vm: &Vm, _value: &Value) -> PyResult<bool> {
    Ok(false)
}

/// CPython 3.13 gives None a fixed hash, the same in every run.
fn none_hash(_vm: &Vm, _value: &Value) -> PyResult<i64> {
    Ok(0xfca8_6420)
}

pub const NONE_TYPE: TypeSpec = TypeSpec {
    name: "NoneType",
    doc: "The type of the None singleton.",
    slots: Slots {
        repr: Some(none_repr),
        new: Some(none_new),
        truth: Some(none_truth),
        hash: Some(none_hash),
        compare: Some(super::object::object_compare),
        ..Slots::EMPTY
    },
    ..TypeSpec::EMPTY
};

fn ellipsis_repr(vm: &Vm, _value: &Value) -> PyResult {
    Ok(vm.intern("Ellipsis"))
}

fn ellipsis_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    no_arguments(vm, "EllipsisType", args)?;
    Ok(Value::ELLIPSIS)
}

fn ellipsis_reduce(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.intern("Ellipsis"))
}

const ELLIPSIS_METHODS: &[Method] = &[method("__reduce__", "(self, /)", ellipsis_reduce, "")];

pub const ELLIPSIS: TypeSpec = TypeSpec {
    name: "ellipsis",
    doc: "The type of the Ellipsis singleton.",
    slots: Slots { repr: Some(ellipsis_repr), new: Some(ellipsis_new), ..Slots::EMPTY },
    methods: ELLIPSIS_METHODS,
    flags: class_flag::IMMUTABLE,
    ..TypeSpec::EMPTY
};

fn not_implemented_repr(vm: &Vm, _value: &Value) -> PyResult {
    Ok(vm.intern("NotImplemented"))
}

fn not_implemented_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    no_arguments(vm, "NotImplementedType", args)?;
    Ok(Value::NOT_IMPLEMENTED)
}

/// CPython 3.13 still answers True, with a warning.
fn not_implemented_truth(vm: &Vm, _value: &Value) -> PyResult<bool> {
    messages::warn(vm, &vm.errors.deprecation_warning, "NotImplemented should not be used in a boolean context")?;
    Ok(true)
}

fn not_implemented_reduce(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.intern("NotImplemented"))
}

const NOT_IMPLEMENTED_METHODS: &[Method] = &[method("__reduce__", "(self, /)", not_implemented_reduce, "")];

pub const NOT_IMPLEMENTED: TypeSpec = TypeSpec {
    name: "NotImplementedType",
    doc: "The type of the NotImplemented singleton.",
    slots: Slots {
        repr: Some(not_implemented_repr),
        new: Some(not_implemented_new),
        truth: Some(not_implemented_truth),
        ..Slots::EMPTY
    },
    methods: NOT_IMPLEMENTED_METHODS,
    ..TypeSpec::EMPTY
};
