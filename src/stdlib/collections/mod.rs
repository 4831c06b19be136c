//! `_collections`: `deque`, `defaultdict` and what `namedtuple` and `Counter`
//! need. `OrderedDict` is written in Python.

mod defaultdict;
mod deque;
mod tuple_getter;

use super::natives::{add_class, argument};
use super::{ModuleSpec, set};
use crate::memory::{PyResult, Value};
use crate::objects::class::class_flag;
use crate::objects::dict::{self, PyDict};
use crate::objects::native::{Method, function};
use crate::objects::slots::BinaryOp;
use crate::objects::vm::Vm;
use crate::objects::{kinds, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_collections",
    doc: "Container types that are native.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        add_class(vm, module, &deque::DEQUE, kinds::DEQUE);
        add_class(vm, module, &deque::DEQUE_ITERATOR, kinds::DEQUE_ITERATOR);
        add_class(vm, module, &deque::DEQUE_REVERSE_ITERATOR, kinds::DEQUE_REVERSE_ITERATOR);
        add_class(vm, module, &tuple_getter::TUPLE_GETTER, kinds::TUPLE_GETTER);
        set(vm, module, "defaultdict", defaultdict::class(vm).into_value());
        Ok(())
    }),
};

const FUNCTIONS: &[Method] =
    &[function("_count_elements", "(mapping, iterable, /)", count_elements, "Count items of an iterable in a mapping.")];

fn count_elements(vm: &Vm, args: &[Value]) -> PyResult {
    let (mapping, iterable) = (argument(args, 0), argument(args, 1));
    if let (Some(header), Some(payload), true) = (mapping.header(), mapping.get::<PyDict>(), counts_like_dict(vm, mapping)) {
        ops::for_each(vm, iterable, |key| {
            let hash = ops::hash(vm, &key)?;
            if let Some(position) = dict::find(vm, payload, &key, hash)? {
                let old = payload.value_at(position).unwrap_or(Value::small_int(0));
                if let Some(next) = old.as_int().and_then(|count| Value::try_int(count + 1)) {
                    drop(payload.replace_at(position, next));
                    return Ok(());
                }
                let next = ops::binary(vm, BinaryOp::Add, &old, &Value::small_int(1))?;
                return dict::set_hashed(vm, header, payload, &key, hash, next);
            }
            dict::set_hashed(vm, header, payload, &key, hash, Value::small_int(1))
        })?;
        return Ok(Value::NONE);
    }
    // The iterable is asked for its iterator before the mapping is touched.
    let iterator = ops::iter(vm, iterable)?;
    let get = ops::get_attr(vm, mapping, &vm.names.get)?;
    ops::for_each(vm, &iterator, |key| {
        let old = vm.call_values(&get, &[key.clone(), Value::small_int(0)])?;
        let next = ops::binary(vm, BinaryOp::Add, &old, &Value::small_int(1))?;
        ops::set_item(vm, mapping, &key, Some(next))
    })?;
    Ok(Value::NONE)
}

/// Whether `get` and item assignment of a mapping are those of `dict`.
fn counts_like_dict(vm: &Vm, mapping: &Value) -> bool {
    let class = vm.class_of(mapping);
    if class.same(&vm.types.dict) {
        return true;
    }
    // By attribute, because a class that only defines `__delitem__` has a slot of its own.
    let same = |name: &Value| match (class.lookup(vm, name), vm.types.dict.lookup(vm, name)) {
        (Some(own), Some(dicts)) => own.is(&dicts),
        _ => false,
    };
    class.has(class_flag::DICT) && same(&vm.names.get) && same(&vm.names.__setitem__)
}
