//! Iterators that choose or change items: `accumulate`, `compress`,
//! `dropwhile`, `takewhile`, `filterfalse`, `starmap`.

use super::iterator;
use crate::memory::{Guarded, PyResult, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::TypeSpec;
use crate::objects::native::{bind_new, expect_positional, without_names_for_init};
use crate::objects::ops;
use crate::objects::slots::BinaryOp;
use crate::objects::vm::Vm;
use crate::stdlib::natives::{argument, make_in, payload, step};
use std::cell::Cell;

const ACCUMULATE_SIGNATURE: &str = "(iterable, func=None, *, initial=None)";
pub const ACCUMULATE: TypeSpec = iterator(
    "accumulate",
    ACCUMULATE_SIGNATURE,
    accumulate_new,
    accumulate_next,
    "Running totals, or running results of a function.",
);
const COMPRESS_SIGNATURE: &str = "(data, selectors)";
pub const COMPRESS: TypeSpec =
    iterator("compress", COMPRESS_SIGNATURE, compress_new, compress_next, "Items whose selector is true.");
pub const DROPWHILE: TypeSpec = iterator(
    "dropwhile",
    "(predicate, iterable, /)",
    dropwhile_new,
    dropwhile_next,
    "Items from the first one on that fails the predicate.",
);
pub const TAKEWHILE: TypeSpec = iterator(
    "takewhile",
    "(predicate, iterable, /)",
    takewhile_new,
    takewhile_next,
    "Items up to the first one that fails the predicate.",
);
pub const FILTERFALSE: TypeSpec = iterator(
    "filterfalse",
    "(function, iterable, /)",
    filterfalse_new,
    filterfalse_next,
    "Items for which the function is false.",
);
pub const STARMAP: TypeSpec = iterator(
    "starmap",
    "(function, iterable, /)",
    starmap_new,
    starmap_next,
    "The function's results with arguments from tuples.",
);

// ---- accumulate ----

payload!(
    /// `total` and `initial` are unbound while there is none.
    Accumulate, ACCUMULATE { source, function, total, initial } {}
);

fn accumulate_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "accumulate", ACCUMULATE_SIGNATURE, args)?;
    let source = ops::iter(vm, argument(&bound, 0))?;
    let or_unbound = |value: &Value| if value.is_none() { Value::UNBOUND } else { value.clone() };
    let (function, initial) = (or_unbound(argument(&bound, 1)), or_unbound(argument(&bound, 2)));
    let state = Accumulate {
        source: Guarded::new(source),
        function: Guarded::new(function),
        total: Guarded::new(Value::UNBOUND),
        initial: Guarded::new(initial),
    };
    make_in(vm, class, state)
}

fn accumulate_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<Accumulate>() else { return Ok(Value::DONE) };
    let initial = state.initial.replace(Value::UNBOUND);
    if !initial.is_unbound() {
        drop(state.total.replace(initial.clone()));
        return Ok(initial);
    }
    let _depth = vm.enter_recursion()?;
    let item = step(vm, &state.source)?;
    if item.is_done() {
        return Ok(item);
    }
    let total = state.total.copy();
    let next = if total.is_unbound() {
        item
    } else {
        let function = state.function.copy();
        if function.is_unbound() {
            match (total.as_int(), item.as_int()) {
                (Some(a), Some(b)) => vm.new_int(a + b),
                _ => ops::binary(vm, BinaryOp::Add, &total, &item)?,
            }
        } else {
            vm.call_values(&function, &[total, item])?
        }
    };
    drop(state.total.replace(next.clone()));
    Ok(next)
}

// ---- compress ----

payload!(
    Compress, COMPRESS { data, selectors } {}
);

fn compress_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "compress", COMPRESS_SIGNATURE, args)?;
    let data = ops::iter(vm, argument(&bound, 0))?;
    let selectors = ops::iter(vm, argument(&bound, 1))?;
    make_in(vm, class, Compress { data: Guarded::new(data), selectors: Guarded::new(selectors) })
}

fn compress_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<Compress>() else { return Ok(Value::DONE) };
    let _depth = vm.enter_recursion()?;
    loop {
        let item = step(vm, &state.data)?;
        if item.is_done() {
            return Ok(item);
        }
        let selector = step(vm, &state.selectors)?;
        if selector.is_done() {
            return Ok(selector);
        }
        if ops::truth(vm, &selector)? {
            return Ok(item);
        }
        vm.poll()?;
    }
}

// ---- predicates ----

payload!(
    /// `begun`: the first item that counts has been seen.
    DropWhile, DROPWHILE { function, source } { begun: Cell<bool> }
);
payload!(
    /// `ended`: the first item that fails has been seen.
    TakeWhile, TAKEWHILE { function, source } { ended: Cell<bool> }
);
payload!(
    FilterFalse, FILTERFALSE { function, source } {}
);
payload!(
    StarMap, STARMAP { function, source } {}
);

/// The function and the iterator of a constructor with these two arguments.
fn function_and_source(vm: &Vm, class: &Value, name: &str, args: CallArgs<'_>) -> PyResult<(Guarded<Value>, Guarded<Value>)> {
    let args = without_names_for_init(class, args);
    expect_positional(vm, name, args, 2, 2)?;
    let source = ops::iter(vm, argument(args.values, 1))?;
    Ok((Guarded::new(argument(args.values, 0).clone()), Guarded::new(source)))
}

fn dropwhile_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (function, source) = function_and_source(vm, class, "dropwhile", args)?;
    make_in(vm, class, DropWhile { function, source, begun: Cell::new(false) })
}

fn dropwhile_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<DropWhile>() else { return Ok(Value::DONE) };
    let _depth = vm.enter_recursion()?;
    loop {
        let item = step(vm, &state.source)?;
        if item.is_done() || state.begun.get() {
            return Ok(item);
        }
        let verdict = vm.call_values(&state.function.copy(), std::slice::from_ref(&item))?;
        if !ops::truth(vm, &verdict)? {
            state.begun.set(true);
            return Ok(item);
        }
        vm.poll()?;
    }
}

fn takewhile_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (function, source) = function_and_source(vm, class, "takewhile", args)?;
    make_in(vm, class, TakeWhile { function, source, ended: Cell::new(false) })
}

fn takewhile_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<TakeWhile>() else { return Ok(Value::DONE) };
    if state.ended.get() {
        return Ok(Value::DONE);
    }
    let _depth = vm.enter_recursion()?;
    let item = step(vm, &state.source)?;
    if item.is_done() {
        return Ok(item);
    }
    let verdict = vm.call_values(&state.function.copy(), std::slice::from_ref(&item))?;
    if ops::truth(vm, &verdict)? {
        return Ok(item);
    }
    state.ended.set(true);
    Ok(Value::DONE)
}

fn filterfalse_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (function, source) = function_and_source(vm, class, "filterfalse", args)?;
    make_in(vm, class, FilterFalse { function, source })
}

fn filterfalse_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<FilterFalse>() else { return Ok(Value::DONE) };
    let _depth = vm.enter_recursion()?;
    loop {
        let item = step(vm, &state.source)?;
        if item.is_done() {
            return Ok(item);
        }
        let function = state.function.copy();
        let truth = if function.is_none() || function.is(vm.types.bool_.value()) {
            ops::truth(vm, &item)?
        } else {
            let verdict = vm.call_values(&function, std::slice::from_ref(&item))?;
            ops::truth(vm, &verdict)?
        };
        if !truth {
            return Ok(item);
        }
        vm.poll()?;
    }
}

fn starmap_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (function, source) = function_and_source(vm, class, "starmap", args)?;
    make_in(vm, class, StarMap { function, source })
}

fn starmap_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<StarMap>() else { return Ok(Value::DONE) };
    let _depth = vm.enter_recursion()?;
    let item = step(vm, &state.source)?;
    if item.is_done() {
        return Ok(item);
    }
    let function = state.function.copy();
    match item.get::<Tuple>() {
        Some(tuple) => vm.call_values(&function, tuple.items()),
        None => vm.call_values(&function, &ops::collect(vm, &item)?),
    }
}
