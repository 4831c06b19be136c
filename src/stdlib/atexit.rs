//! The module `atexit`: functions to call when the program ends.

use super::builtins::with_call_args;
use super::{ModuleSpec, unraisable};
use crate::memory::{PyResult, Tuple, Value};
use crate::objects::dict::PyDict;
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::{Method, function};
use crate::objects::ops;
use crate::objects::vm::Vm;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "atexit",
    doc: "allow programmer to define multiple exit functions to be executed upon normal program termination.",
    functions: FUNCTIONS,
    ..ModuleSpec::EMPTY
};

const FUNCTIONS: &[Method] = &[
    function(
        "register",
        "(func, /, *args, **kwargs)",
        register,
        "Register a function to be executed upon normal program termination",
    ),
    function("unregister", "(func, /)", unregister, "Unregister an exit function which was previously registered"),
    function("_clear", "()", clear, "Clear the list of previously registered exit functions."),
    function("_run_exitfuncs", "()", run_all, "Run all registered exit functions."),
    function("_ncallbacks", "()", count, "Return the number of registered exit functions."),
];

const KEY: &str = "atexit.callbacks";

fn callbacks(vm: &Vm) -> Value {
    match vm.registered(KEY) {
        Some(list) => list,
        None => {
            let list = vm.new_list(Vec::new());
            vm.register(KEY, list.clone());
            list
        }
    }
}

fn register(vm: &Vm, args: &[Value]) -> PyResult {
    let [callable, args, kwargs] = args else { return Ok(Value::NONE) };
    if vm.class_of(callable).slots(|slots| slots.call.is_none()) {
        return Err(messages::type_error(vm, "the first argument must be callable"));
    }
    if let Some(list) = callbacks(vm).get::<PyList>() {
        list.push(vm.tuple_of([callable.clone(), args.clone(), kwargs.clone()]));
    }
    Ok(callable.clone())
}

fn unregister(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(wanted) = args.first() else { return Ok(Value::NONE) };
    let list = callbacks(vm);
    let Some(list) = list.get::<PyList>() else { return Ok(Value::NONE) };
    let known = list.items.copy();
    let mut kept = Vec::new();
    for entry in known {
        let callable = entry.get::<Tuple>().and_then(|entry| entry.items().first()).cloned().unwrap_or(Value::NONE);
        if !ops::eq(vm, &callable, wanted)? {
            kept.push(entry);
        }
    }
    drop(list.items.replace(kept));
    Ok(Value::NONE)
}

fn clear(vm: &Vm, _args: &[Value]) -> PyResult {
    if let Some(list) = callbacks(vm).get::<PyList>() {
        drop(list.items.take());
    }
    Ok(Value::NONE)
}

fn count(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::small_int(callbacks(vm).get::<PyList>().map_or(0, |list| list.len() as i64)))
}

fn run_all(vm: &Vm, _args: &[Value]) -> PyResult {
    run(vm);
    Ok(Value::NONE)
}

/// Calls the registered functions, the last one first; errors are reported.
pub fn run(vm: &Vm) {
    let Some(list) = vm.registered(KEY) else { return };
    let Some(list) = list.get::<PyList>() else { return };
    // What is registered from here on comes too late.
    let entries = list.items.take();
    for entry in entries.into_iter().rev() {
        let Some([callable, args, kwargs]) = entry.get::<Tuple>().map(Tuple::items) else { continue };
        let result = with_call_args(vm, args, if kwargs.is_kind::<PyDict>() { kwargs } else { const { &Value::NONE } }, |args| {
            vm.call(callable, args)
        });
        if result.is_err() {
            let failed = vm.take_exception();
            let shown = ops::repr_text(vm, callable).unwrap_or_else(|_| {
                drop(vm.take_exception());
                String::new()
            });
            unraisable::report_exception(
                vm,
                &failed,
                &Value::NONE,
                Some(&format!("Exception ignored in atexit callback {shown}")),
            );
        }
    }
}
