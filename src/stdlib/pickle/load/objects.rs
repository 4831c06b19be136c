//! What opcodes do to objects: filling containers, making instances, giving them state.

use super::super::unpickling_error;
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::class_flag;
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::as_class;
use crate::objects::object::import_attribute;
use crate::objects::vm::Vm;
use crate::objects::{ops, set};

pub(super) fn append_all(vm: &Vm, list: &Value, items: Vec<Value>) -> PyResult<()> {
    if items.is_empty() {
        return Ok(());
    }
    if vm.class_of(list).same(&vm.types.list)
        && let Some(list) = list.get::<PyList>()
    {
        for item in items {
            list.try_push(vm, item)?;
        }
        return Ok(());
    }
    if let Some(extend) = ops::lookup_attr(vm, list, &vm.intern("extend"))? {
        return vm.call_values(&extend, &[vm.new_list(items)]).map(drop);
    }
    let append = ops::get_attr(vm, list, &vm.names.append)?;
    for item in &items {
        vm.call_values(&append, std::slice::from_ref(item))?;
    }
    Ok(())
}

/// Stores alternating keys and values.
pub(super) fn fill(vm: &Vm, target: &Value, items: &[Value], odd: &str) -> PyResult<()> {
    if !items.len().is_multiple_of(2) {
        return Err(unpickling_error(vm, odd));
    }
    let exact = vm.class_of(target).same(&vm.types.dict);
    for pair in items.chunks_exact(2) {
        let [key, value] = pair else { continue };
        if exact {
            dict::set_item(vm, target, key, value.clone())?;
        } else {
            ops::set_item(vm, target, key, Some(value.clone()))?;
        }
    }
    Ok(())
}

pub(super) fn add_all(vm: &Vm, target: &Value, items: &[Value]) -> PyResult<()> {
    if items.is_empty() {
        return Ok(());
    }
    if vm.class_of(target).same(&vm.types.set) {
        for item in items {
            set::add(vm, target, item)?;
        }
        return Ok(());
    }
    let add = ops::get_attr(vm, target, &vm.intern("add"))?;
    for item in items {
        vm.call_values(&add, std::slice::from_ref(item))?;
    }
    Ok(())
}

/// `class.__new__(class, *args, **kwargs)`.
pub(super) fn new_object(vm: &Vm, class: &Value, args: &Value, kwargs: Option<&Value>) -> PyResult {
    let opcode = if kwargs.is_some() { "NEWOBJ_EX" } else { "NEWOBJ" };
    let Some(known) = as_class(class) else {
        let name = vm.class_name(class);
        return Err(unpickling_error(vm, &format!("{opcode} class argument must be a type, not {name}")));
    };
    let Some(new) = known.slots(|slots| slots.new) else {
        let message = format!("{opcode} class argument '{}' doesn't have __new__", known.name_text());
        return Err(unpickling_error(vm, &message));
    };
    let Some(args) = args.get::<Tuple>() else {
        let name = vm.class_name(args);
        return Err(unpickling_error(vm, &format!("{opcode} args argument must be a tuple, not {name}")));
    };
    let _depth = vm.enter_recursion()?;
    let Some(kwargs) = kwargs else {
        return new(vm, class, CallArgs::positional(args.items()));
    };
    let Some(pairs) = kwargs.get::<PyDict>().map(PyDict::pairs) else {
        let name = vm.class_name(kwargs);
        return Err(unpickling_error(vm, &format!("{opcode} kwargs argument must be a dict, not {name}")));
    };
    let mut values = args.items().to_vec();
    let mut names = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        if !name.is_kind::<Str>() {
            return Err(messages::type_error(vm, "keywords must be strings"));
        }
        names.push(vm.intern_value(&name));
        values.push(value);
    }
    new(vm, class, CallArgs { values: &values, names: &names })
}

/// An instance as protocol 0 makes it.
pub(super) fn instantiate(vm: &Vm, class: &Value, args: &[Value]) -> PyResult {
    if args.is_empty()
        && let Some(known) = as_class(class)
        && known.has(class_flag::HEAP)
        && ops::lookup_attr(vm, class, &vm.intern("__getinitargs__"))?.is_none()
    {
        return new_object(vm, class, &vm.empty_tuple, None);
    }
    vm.call_values(class, args)
}

/// Gives an object its state.
pub(super) fn build(vm: &Vm, object: &Value, state: &Value) -> PyResult<()> {
    if let Some(set_state) = ops::lookup_attr(vm, object, &vm.names.__setstate__)? {
        return vm.call_values(&set_state, std::slice::from_ref(state)).map(drop);
    }
    let (state, slots) = match state.get::<Tuple>().map(Tuple::items) {
        Some([state, slots]) => (state.clone(), Some(slots.clone())),
        _ => (state.clone(), None),
    };
    if !state.is_none() {
        let Some(source) = state.get::<PyDict>() else { return Err(unpickling_error(vm, "state is not a dictionary")) };
        let target = ops::get_attr(vm, object, &vm.names.__dict__)?;
        for (key, value) in source.pairs() {
            let key = if vm.class_of(&key).same(&vm.types.str) { vm.intern_value(&key) } else { key };
            if target.is_kind::<PyDict>() {
                dict::set_item(vm, &target, &key, value)?;
            } else {
                ops::set_item(vm, &target, &key, Some(value))?;
            }
        }
    }
    if let Some(slots) = slots.filter(|slots| !slots.is_none()) {
        let Some(source) = slots.get::<PyDict>() else {
            return Err(unpickling_error(vm, "slot state is not a dictionary"));
        };
        for (key, value) in source.pairs() {
            let key = ops::attribute_name(vm, &key)?;
            ops::set_attr(vm, object, &key, Some(value))?;
        }
    }
    Ok(())
}

/// The names that Python 3 gives to a global of Python 2.
pub(super) fn newer_names(vm: &Vm, module: &Value, name: &Value) -> PyResult<(Value, Value)> {
    let names = import_attribute(vm, "_compat_pickle", "NAME_MAPPING")?;
    let key = vm.tuple_of([module.clone(), name.clone()]);
    if let Some(pair) = dict::get_item_value(vm, &names, &key)?
        && let Some([module, name]) = pair.get::<Tuple>().map(Tuple::items)
    {
        return Ok((module.clone(), name.clone()));
    }
    let modules = import_attribute(vm, "_compat_pickle", "IMPORT_MAPPING")?;
    match dict::get_item_value(vm, &modules, module)? {
        Some(newer) => Ok((newer, name.clone())),
        None => Ok((module.clone(), name.clone())),
    }
}
