//! The class of Python functions. The payload is in `function`, the call in
//! the evaluator (`Hooks::call_function`).

use super::bound_method::new_bound;
use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::code::PyCode;
use super::dict::PyDict;
use super::exception::messages;
use super::function::{PyCell, PyFunction};
use super::kinds;
use super::native::{Member, bind_new, getset};
use super::object::{self, address_text};
use super::slots::Slots;
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Payload, PyResult, Tuple, Value};
use std::cell::Cell;

pub const FUNCTION: TypeSpec = TypeSpec {
    name: "function",
    flags: class_flag::IMMUTABLE | class_flag::WEAK | class_flag::METHOD_DESCRIPTOR,
    doc: "A function written in Python.",
    slots: Slots {
        repr: Some(function_repr),
        call: Some(function_call),
        descr_get: Some(function_get),
        new: Some(function_new),
        ..Slots::EMPTY
    },
    getset: &[
        getset("__code__", |_, value| Ok(function(value).map_or(Value::NONE, |f| f.code.copy().into_value())), set_code, ""),
        getset("__defaults__", |_, value| Ok(cell(value, |f| &f.defaults)), set_defaults, ""),
        getset("__kwdefaults__", |_, value| Ok(cell(value, |f| &f.keyword_defaults)), set_keyword_defaults, ""),
        getset("__annotations__", get_annotations, set_annotations, ""),
        getset("__dict__", object::instance_dict, object::set_dict, ""),
        getset("__name__", |_, value| Ok(cell(value, |f| &f.name)), set_name, ""),
        getset("__qualname__", |_, value| Ok(cell(value, |f| &f.qualname)), set_qualname, ""),
        getset("__type_params__", get_type_params, set_type_params, ""),
    ],
    members: &[
        Member {
            name: "__closure__",
            get: |_, value| {
                Ok(function(value).map_or(Value::NONE, |f| if f.closure.is_unbound() { Value::NONE } else { f.closure.clone() }))
            },
            set: None,
            doc: "",
        },
        Member {
            name: "__doc__",
            get: |_, value| Ok(cell(value, |f| &f.doc)),
            set: Some(|_, value, doc| store(value, |f| &f.doc, doc.unwrap_or(Value::NONE))),
            doc: "",
        },
        Member {
            name: "__globals__",
            get: |_, value| Ok(function(value).map_or(Value::NONE, |f| f.globals.to_value())),
            set: None,
            doc: "",
        },
        Member {
            name: "__module__",
            get: |_, value| Ok(cell(value, |f| &f.module)),
            set: Some(|_, value, module| store(value, |f| &f.module, module.unwrap_or(Value::NONE))),
            doc: "",
        },
        Member {
            name: "__builtins__",
            get: |_, value| Ok(function(value).map_or(Value::NONE, |f| f.builtins.to_value())),
            set: None,
            doc: "",
        },
    ],
    signature: "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
    ..TypeSpec::EMPTY
};

fn function(value: &Value) -> Option<&PyFunction> {
    value.get::<PyFunction>()
}

fn cell(value: &Value, choose: fn(&PyFunction) -> &Guarded<Value>) -> Value {
    let found = function(value).map_or(Value::NONE, |f| choose(f).copy());
    if found.is_unbound() { Value::NONE } else { found }
}

fn store(value: &Value, choose: fn(&PyFunction) -> &Guarded<Value>, content: Value) -> PyResult<()> {
    if let Some(f) = function(value) {
        drop(choose(f).replace(content));
    }
    Ok(())
}

fn function_repr(vm: &Vm, value: &Value) -> PyResult {
    let name = text_of(&cell(value, |f| &f.qualname));
    Ok(vm.new_string(format!("<function {name} at {}>", address_text(value))))
}

fn function_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    (vm.hooks.get().call_function)(vm, callee, args)
}

fn function_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    Ok(match instance {
        Some(instance) => new_bound(vm, descriptor.clone(), instance.clone()),
        None => descriptor.clone(),
    })
}

fn renew(vm: &Vm, f: &PyFunction) {
    f.version.set(vm.heap.fresh_id());
}

fn set_code(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let Some(f) = function(object) else { return Ok(()) };
    let Some(code) = value.and_then(|value| value.downcast::<PyCode>().ok()) else {
        return Err(messages::type_error(vm, "__code__ must be set to a code object"));
    };
    let cells = f.closure.get::<Tuple>().map_or(0, Tuple::len);
    if code.free_names.len() != cells {
        let message =
            format!("{}() requires a code object with {cells} free vars, not {}", text_of(&f.name.copy()), code.free_names.len());
        return Err(messages::value_error(vm, &message));
    }
    drop(f.code.replace(code));
    renew(vm, f);
    Ok(())
}

fn set_defaults(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let Some(f) = function(object) else { return Ok(()) };
    let value = value.unwrap_or(Value::NONE);
    if !value.is_none() && !value.is_kind::<Tuple>() {
        return Err(messages::type_error(vm, "__defaults__ must be set to a tuple object"));
    }
    drop(f.defaults.replace(value));
    renew(vm, f);
    Ok(())
}

fn set_keyword_defaults(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let Some(f) = function(object) else { return Ok(()) };
    let value = value.unwrap_or(Value::NONE);
    if !value.is_none() && !vm.is_instance(&value, &vm.types.dict) {
        return Err(messages::type_error(vm, "__kwdefaults__ must be set to a dict object"));
    }
    drop(f.keyword_defaults.replace(value));
    renew(vm, f);
    Ok(())
}

fn string_attribute(vm: &Vm, value: Option<Value>, name: &str) -> PyResult {
    match value {
        Some(value) if vm.is_instance(&value, &vm.types.str) => Ok(value),
        _ => Err(messages::type_error(vm, &format!("{name} must be set to a string object"))),
    }
}

fn set_name(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let value = string_attribute(vm, value, "__name__")?;
    store(object, |f| &f.name, value)
}

fn set_qualname(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let value = string_attribute(vm, value, "__qualname__")?;
    store(object, |f| &f.qualname, value)
}

/// `__annotations__`: always a dict for whoever asks. The compiler may leave
/// the pairs as a flat tuple.
fn get_annotations(vm: &Vm, object: &Value) -> PyResult {
    let Some(f) = function(object) else { return Ok(Value::NONE) };
    let known = f.annotations.copy();
    if known.is_kind::<PyDict>() {
        return Ok(known);
    }
    let made = vm.new_dict();
    if let (Some(pairs), Some(dict)) = (known.get::<Tuple>(), made.as_handle::<PyDict>()) {
        for pair in pairs.items().chunks_exact(2) {
            if let [name, value] = pair {
                dict.set_interned(vm.intern_value(name), value.clone());
            }
        }
    }
    drop(f.annotations.replace(made.clone()));
    Ok(made)
}

fn set_annotations(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let value = value.unwrap_or(Value::NONE);
    if !value.is_none() && !vm.is_instance(&value, &vm.types.dict) {
        return Err(messages::type_error(vm, "__annotations__ must be set to a dict object"));
    }
    let value = if value.is_none() { Value::UNBOUND } else { value };
    store(object, |f| &f.annotations, value)
}

fn get_type_params(vm: &Vm, object: &Value) -> PyResult {
    let found = cell(object, |f| &f.type_params);
    Ok(if found.is_none() { vm.empty_tuple.clone() } else { found })
}

fn set_type_params(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) if value.is_kind::<Tuple>() => store(object, |f| &f.type_params, value),
        _ => Err(messages::type_error(vm, "__type_params__ must be set to a tuple")),
    }
}

fn wrong_argument(vm: &Vm, message: &str) -> crate::memory::Raised {
    messages::type_error(vm, message)
}

/// `types.FunctionType(code, globals, …)`.
fn function_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "function", FUNCTION.signature, args)?;
    let [code, globals, name, defaults, closure, keyword_defaults] = bound.as_slice() else { return Ok(Value::NONE) };
    let Some(code) = code.as_handle::<PyCode>() else {
        let message = format!("function() argument 'code' must be code, not {}", messages::shown_class(vm, code));
        return Err(wrong_argument(vm, &message));
    };
    let Some(globals) = globals.as_handle::<PyDict>() else {
        let message = format!("function() argument 'globals' must be dict, not {}", messages::shown_class(vm, globals));
        return Err(wrong_argument(vm, &message));
    };
    let or_none = |value: &Value| if value.is_unbound() { Value::NONE } else { value.clone() };
    let (name, defaults, closure, keyword_defaults) =
        (or_none(name), or_none(defaults), or_none(closure), or_none(keyword_defaults));
    if !name.is_none() && !vm.is_instance(&name, &vm.types.str) {
        return Err(wrong_argument(vm, "arg 3 (name) must be None or string"));
    }
    if !defaults.is_none() && !defaults.is_kind::<Tuple>() {
        return Err(wrong_argument(vm, "arg 4 (defaults) must be None or tuple"));
    }
    let wanted = code.free_names.len();
    match closure.get::<Tuple>() {
        None if !closure.is_none() => return Err(wrong_argument(vm, "arg 5 (closure) must be None or tuple")),
        None if wanted > 0 => return Err(wrong_argument(vm, "arg 5 (closure) must be tuple")),
        Some(cells) if cells.len() != wanted => {
            let message = format!("{} requires closure of length {wanted}, not {}", text_of(&code.name), cells.len());
            return Err(messages::value_error(vm, &message));
        }
        Some(cells) => {
            if let Some(other) = cells.items().iter().find(|cell| !cell.is_kind::<PyCell>()) {
                let message = format!("arg 5 (closure) expected cell, found {}", vm.class_name(other));
                return Err(wrong_argument(vm, &message));
            }
        }
        None => {}
    }
    if !keyword_defaults.is_none() && !keyword_defaults.is_kind::<PyDict>() {
        return Err(wrong_argument(vm, "arg 6 (kwdefaults) must be None or dict"));
    }
    let builtins = match globals.get_interned(&vm.names.__builtins__) {
        Some(found) => {
            found.as_handle::<PyDict>().cloned().or_else(|| super::module::namespace(&found).downcast::<PyDict>().ok())
        }
        None => None,
    };
    let payload = PyFunction {
        code: Guarded::new(code.clone()),
        globals: globals.clone(),
        builtins: builtins.unwrap_or_else(|| vm.builtins.clone()),
        closure: if closure.is_none() { Value::UNBOUND } else { closure },
        defaults: Guarded::new(defaults),
        keyword_defaults: Guarded::new(keyword_defaults),
        name: Guarded::new(if name.is_none() { code.name.clone() } else { name }),
        qualname: Guarded::new(code.qualname.clone()),
        doc: Guarded::new(code.docstring.clone()),
        module: Guarded::new(globals.get_interned(&vm.names.__name__).unwrap_or(Value::NONE)),
        annotations: Guarded::new(Value::UNBOUND),
        type_params: Guarded::new(vm.empty_tuple.clone()),
        dict: Guarded::new(Value::UNBOUND),
        version: Cell::new(vm.heap.fresh_id()),
    };
    debug_assert!(PyFunction::KIND == kinds::FUNCTION);
    Ok(Handle::new(vm.types.function.to_value(), payload).into_value())
}
