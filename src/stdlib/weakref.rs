//! The module `_weakref`; the references themselves are `objects::weakref`.

use super::{ModuleSpec, set};
use crate::memory::{Handle, PyResult, Value, heap};
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{dict, int, weakref};

pub const MODULE: ModuleSpec =
    ModuleSpec { name: "_weakref", doc: "Weak-reference support module.", functions: FUNCTIONS, setup: Some(setup) };

const FUNCTIONS: &[Method] = &[
    function("getweakrefcount", "(object, /)", count, "Return the number of weak references to 'object'."),
    function("getweakrefs", "(object, /)", references, "Return a list of all weak reference objects pointing to 'object'."),
    function("proxy", "(object, callback=None, /)", proxy, "Create a proxy object that weakly references 'object'."),
    function(
        "_remove_dead_weakref",
        "(dct, key, /)",
        remove_dead,
        "Atomically remove key from dict if it points to a dead weakref.",
    ),
];

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    set(vm, module, "ref", vm.types.weak_ref.to_value());
    set(vm, module, "ReferenceType", vm.types.weak_ref.to_value());
    set(vm, module, "ProxyType", vm.types.weak_proxy.to_value());
    set(vm, module, "CallableProxyType", vm.types.weak_callable_proxy.to_value());
    Ok(())
}

/// Tells the heap what to do when objects die.
pub fn install(_vm: &Vm) {
    heap().set_death_hooks(super::gc::finalize, super::gc::weakly_referenced);
}

fn first(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

fn count(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(int::from_usize(vm, weakref::references(vm, first(args)).len()))
}

fn references(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_list(weakref::references(vm, first(args))))
}

fn proxy(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, callback] = args else { return Ok(Value::NONE) };
    let callback = if callback.is_unbound() || callback.is_none() { None } else { Some(callback.clone()) };
    weakref::new_proxy(vm, object, callback)
}

fn remove_dead(vm: &Vm, args: &[Value]) -> PyResult {
    let [table, key] = args else { return Ok(Value::NONE) };
    if let Some(reference) = dict::get_item_value(vm, table, key)?
        && weakref::referent(&reference).is_none()
    {
        drop(dict::remove_item(vm, table, key)?);
    }
    Ok(Value::NONE)
}
