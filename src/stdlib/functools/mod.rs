//! `_functools`: `partial`, `reduce`, `cmp_to_key` and the cache of `lru_cache`.

mod lru_cache;
mod partial;

use super::ModuleSpec;
use super::natives::{CLOSED, add_class, argument, given, make, payload};
use crate::memory::{Guarded, PyResult, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{Member, Method, bind_new, function};
use crate::objects::slots::{CompareOp, Slots};
use crate::objects::vm::Vm;
use crate::objects::{kinds, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_functools",
    doc: "Tools that operate on functions.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        add_class(vm, module, &partial::PARTIAL, kinds::PARTIAL);
        add_class(vm, module, &lru_cache::LRU_CACHE, kinds::LRU_CACHE);
        Ok(())
    }),
};

const FUNCTIONS: &[Method] = &[
    function("cmp_to_key", "(mycmp)", cmp_to_key, "Turn a comparison function into a key function."),
    function("reduce", "(function, iterable, initial=<none>, /)", reduce, "Combine the items from left to right into one value."),
];

fn reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let (function, iterable) = (argument(args, 0), argument(args, 1));
    let iterator = match ops::iter(vm, iterable) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if vm.pending_is(&vm.errors.type_error) {
                drop(vm.take_exception());
                return Err(messages::type_error(vm, "reduce() arg 2 must support iteration"));
            }
            return Err(raised);
        }
    };
    let mut result = given(args, 2).cloned();
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            break;
        }
        result = Some(match result {
            Some(so_far) => vm.call_values(function, &[so_far, item])?,
            None => item,
        });
        vm.poll()?;
    }
    result.ok_or_else(|| messages::type_error(vm, "reduce() of empty iterable with no initial value"))
}

// ---- cmp_to_key ----

payload!(
    /// `object` is unbound in the key function itself.
    KeyWrapper, KEY_WRAPPER { compare, object } {}
);

const KEY_WRAPPER: TypeSpec = TypeSpec {
    name: "KeyWrapper",
    module: "functools",
    flags: CLOSED,
    slots: Slots { call: Some(key_call), compare: Some(key_compare), ..Slots::EMPTY },
    members: &[Member { name: "obj", get: key_object, set: Some(set_key_object), doc: "The object that is compared." }],
    ..TypeSpec::EMPTY
};

fn cmp_to_key(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(key_wrapper(vm, argument(args, 0).clone(), Value::UNBOUND))
}

fn key_wrapper(vm: &Vm, compare: Value, object: Value) -> Value {
    make(vm, &KEY_WRAPPER, KeyWrapper { compare: Guarded::new(compare), object: Guarded::new(object) })
}

fn key_object(_vm: &Vm, value: &Value) -> PyResult {
    let object = value.get::<KeyWrapper>().map_or(Value::NONE, |key| key.object.copy());
    Ok(if object.is_unbound() { Value::NONE } else { object })
}

fn set_key_object(_vm: &Vm, value: &Value, object: Option<Value>) -> PyResult<()> {
    if let Some(key) = value.get::<KeyWrapper>() {
        drop(key.object.replace(object.unwrap_or(Value::UNBOUND)));
    }
    Ok(())
}

fn key_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(key) = callee.get::<KeyWrapper>() else { return Ok(Value::NONE) };
    let object = match (args.values, args.names.is_empty()) {
        ([object], true) => object.clone(),
        _ => argument(&bind_new(vm, "K", "(obj)", args)?, 0).clone(),
    };
    Ok(key_wrapper(vm, key.compare.copy(), object))
}

fn key_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<KeyWrapper>(), right.get::<KeyWrapper>()) else {
        return Err(messages::type_error(vm, "other argument must be K instance"));
    };
    let (compare, x, y) = (a.compare.copy(), a.object.copy(), b.object.copy());
    if x.is_unbound() || y.is_unbound() {
        return Err(messages::attribute_error_plain(vm, "object"));
    }
    let result = vm.call_values(&compare, &[x, y])?;
    match result.as_int() {
        Some(number) => Ok(Value::bool(op.holds(number.cmp(&0)))),
        None => ops::compare(vm, &result, &Value::small_int(0), op),
    }
}
