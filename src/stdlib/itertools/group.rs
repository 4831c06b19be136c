//! `groupby` and the iterators over its groups.

use super::iterator;
use crate::memory::{Guarded, PyResult, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::iterators::itself;
use crate::objects::native::{as_class, bind_new, expect_positional};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{kinds, ops};
use crate::stdlib::natives::{argument, class_of, make, make_in, payload, step};
use std::cell::Cell;

const SIGNATURE: &str = "(iterable, key=None)";
pub const GROUPBY: TypeSpec =
    iterator("groupby", SIGNATURE, groupby_new, groupby_next, "Runs of consecutive items with the same key.");
pub const GROUPER: TypeSpec = TypeSpec {
    name: "_grouper",
    module: "itertools",
    slots: Slots { iter: Some(itself), next: Some(grouper_next), new: Some(grouper_new), ..Slots::EMPTY },
    ..TypeSpec::EMPTY
};

payload!(
    /// The current item with its key and the key of the current group; each is
    /// unbound while there is none. `group` numbers the group whose iterator
    /// may still take items.
    GroupBy, GROUPBY { source, key_function, target, key, item } { group: Cell<u64> }
);
payload!(
    Grouper, GROUPER { parent, target } { group: u64 }
);

fn groupby_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "groupby", SIGNATURE, args)?;
    let source = ops::iter(vm, argument(&bound, 0))?;
    let key = argument(&bound, 1);
    let key = if key.is_none() { Value::UNBOUND } else { key.clone() };
    let state = GroupBy {
        source: Guarded::new(source),
        key_function: Guarded::new(key),
        target: Guarded::new(Value::UNBOUND),
        key: Guarded::new(Value::UNBOUND),
        item: Guarded::new(Value::UNBOUND),
        group: Cell::new(0),
    };
    make_in(vm, class, state)
}

/// Takes one more item and computes its key; false at the end.
fn advance(vm: &Vm, state: &GroupBy) -> PyResult<bool> {
    let item = step(vm, &state.source)?;
    if item.is_done() {
        return Ok(false);
    }
    let function = state.key_function.copy();
    let key = if function.is_unbound() { item.clone() } else { vm.call_values(&function, std::slice::from_ref(&item))? };
    let old = (state.item.replace(item), state.key.replace(key));
    drop(old);
    Ok(true)
}

fn groupby_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<GroupBy>() else { return Ok(Value::DONE) };
    let _depth = vm.enter_recursion()?;
    state.group.set(state.group.get() + 1);
    // Skip what is left of the current group.
    loop {
        let (key, target) = (state.key.copy(), state.target.copy());
        if !key.is_unbound() && (target.is_unbound() || !ops::eq(vm, &target, &key)?) {
            break;
        }
        if !advance(vm, state)? {
            return Ok(Value::DONE);
        }
        vm.poll()?;
    }
    let key = state.key.copy();
    drop(state.target.replace(key.clone()));
    let group = grouper(vm, iterator, state, key.clone());
    Ok(vm.tuple_of([key, group]))
}

fn grouper(vm: &Vm, parent: &Value, state: &GroupBy, target: Value) -> Value {
    let group = Grouper { parent: Guarded::new(parent.clone()), target: Guarded::new(target), group: state.group.get() };
    make(vm, &GROUPER, group)
}

fn grouper_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    expect_positional(vm, "_grouper", args, 2, 2)?;
    let (parent, target) = (argument(args.values, 0), argument(args.values, 1));
    let (Some(state), true) = (parent.get::<GroupBy>(), as_class(class).is_some()) else {
        let wanted = class_of(vm, &GROUPBY, kinds::GROUPBY).name_text();
        let message = format!("_grouper() argument 1 must be itertools.{wanted}, not {}", vm.class_name(parent));
        return Err(messages::type_error(vm, &message));
    };
    Ok(grouper(vm, parent, state, target.clone()))
}

fn grouper_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(own) = iterator.get::<Grouper>() else { return Ok(Value::DONE) };
    let parent = own.parent.copy();
    let Some(state) = parent.get::<GroupBy>() else { return Ok(Value::DONE) };
    if state.group.get() != own.group {
        return Ok(Value::DONE);
    }
    let _depth = vm.enter_recursion()?;
    if state.item.read(Value::is_unbound) && !advance(vm, state)? {
        return Ok(Value::DONE);
    }
    let (target, key) = (own.target.copy(), state.key.copy());
    if !ops::eq(vm, &target, &key)? {
        return Ok(Value::DONE);
    }
    let item = state.item.replace(Value::UNBOUND);
    Ok(if item.is_unbound() { Value::DONE } else { item })
}
