//! Iterators that cut: `batched`, `islice`, `pairwise`.

use super::iterator;
use crate::memory::{Guarded, PyResult, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::int;
use crate::objects::native::{bind_new, expect_positional, without_names_for_init};
use crate::objects::ops;
use crate::objects::vm::Vm;
use crate::stdlib::natives::{argument, expect_size, make_in, payload, step};
use std::cell::Cell;

const BATCHED_SIGNATURE: &str = "(iterable, n, *, strict=False)";
pub const BATCHED: TypeSpec =
    iterator("batched", BATCHED_SIGNATURE, batched_new, batched_next, "Tuples of n items; the last one may be shorter.");
pub const ISLICE: TypeSpec = iterator("islice", "(iterable, *bounds)", islice_new, islice_next, "A slice of an iterable.");
pub const PAIRWISE: TypeSpec =
    iterator("pairwise", "(iterable, /)", pairwise_new, pairwise_next, "Overlapping pairs of neighbours.");

// ---- batched ----

payload!(
    Batched, BATCHED { source } { size: usize, strict: bool }
);

fn batched_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "batched", BATCHED_SIGNATURE, args)?;
    let size = expect_size(vm, argument(&bound, 1))?;
    let strict = argument(&bound, 2);
    let strict = !strict.is_unbound() && ops::truth(vm, strict)?;
    if size < 1 {
        return Err(messages::value_error(vm, "n must be at least one"));
    }
    let source = ops::iter(vm, argument(&bound, 0))?;
    make_in(vm, class, Batched { source: Guarded::new(source), size: size as usize, strict })
}

fn batched_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<Batched>() else { return Ok(Value::DONE) };
    let source = state.source.copy();
    if source.is_unbound() {
        return Ok(Value::DONE);
    }
    let _depth = vm.enter_recursion()?;
    let mut items = Vec::with_capacity(state.size.min(1024));
    while items.len() < state.size {
        let item = match ops::next(vm, &source) {
            Ok(item) => item,
            Err(raised) => {
                drop(state.source.replace(Value::UNBOUND));
                return Err(raised);
            }
        };
        if item.is_done() {
            drop(state.source.replace(Value::UNBOUND));
            if items.is_empty() {
                return Ok(item);
            }
            if state.strict {
                return Err(messages::value_error(vm, "batched(): incomplete batch"));
            }
            break;
        }
        items.push(item);
    }
    Ok(vm.new_tuple(items))
}

// ---- islice ----

payload!(
    /// `next` is the position of the next item to show, `seen` how many were
    /// taken; a negative `stop` means no end. The source goes at the end.
    ISlice, ISLICE { source } { next: Cell<i64>, seen: Cell<i64>, stop: i64, step: i64 }
);

const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STEP: &str = "Step for islice() must be a positive integer or None.";

/// A bound, `default` for None; anything unsuitable is a ValueError.
fn bound(vm: &Vm, value: &Value, default: i64, message: &str) -> PyResult<i64> {
    if value.is_none() {
        return Ok(default);
    }
    let number = match value.as_int() {
        Some(number) => Some(number),
        None => match ops::index(vm, value) {
            Ok(number) => int::as_i64(&number),
            Err(_) => {
                drop(vm.take_exception());
                None
            }
        },
    };
    match number {
        Some(number) if number >= 0 => Ok(number),
        _ => Err(messages::value_error(vm, message)),
    }
}

fn islice_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let args = without_names_for_init(class, args);
    expect_positional(vm, "islice", args, 2, 4)?;
    let (start, stop, step) = match args.values {
        [_, stop] => (0, bound(vm, stop, -1, STOP)?, 1),
        [_, start, stop, rest @ ..] => {
            let stop = bound(vm, stop, -1, STOP)?;
            let start = bound(vm, start, 0, INDICES)?;
            let step = match rest {
                [step] => bound(vm, step, 1, STEP)?,
                _ => 1,
            };
            (start, stop, step)
        }
        _ => (0, 0, 1),
    };
    if step < 1 {
        return Err(messages::value_error(vm, STEP));
    }
    let source = ops::iter(vm, argument(args.values, 0))?;
    make_in(vm, class, ISlice { source: Guarded::new(source), next: Cell::new(start), seen: Cell::new(0), stop, step })
}

fn islice_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<ISlice>() else { return Ok(Value::DONE) };
    let source = state.source.copy();
    if source.is_unbound() {
        return Ok(Value::DONE);
    }
    let _depth = vm.enter_recursion()?;
    let finish = || {
        drop(state.source.replace(Value::UNBOUND));
        Ok(Value::DONE)
    };
    while state.seen.get() < state.next.get() {
        if ops::next(vm, &source)?.is_done() {
            return finish();
        }
        state.seen.set(state.seen.get() + 1);
        vm.poll()?;
    }
    if state.stop >= 0 && state.seen.get() >= state.stop {
        return finish();
    }
    let item = ops::next(vm, &source)?;
    if item.is_done() {
        return finish();
    }
    state.seen.set(state.seen.get() + 1);
    let next = state.next.get().saturating_add(state.step);
    state.next.set(if state.stop >= 0 { next.min(state.stop) } else { next });
    Ok(item)
}

// ---- pairwise ----

payload!(
    /// The previous item; unbound before the first.
    Pairwise, PAIRWISE { source, previous } {}
);

fn pairwise_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    expect_positional(vm, "pairwise", args, 1, 1)?;
    let source = ops::iter(vm, argument(args.values, 0))?;
    make_in(vm, class, Pairwise { source: Guarded::new(source), previous: Guarded::new(Value::UNBOUND) })
}

fn pairwise_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<Pairwise>() else { return Ok(Value::DONE) };
    let _depth = vm.enter_recursion()?;
    let finish = || {
        let parts = (state.source.replace(Value::UNBOUND), state.previous.replace(Value::UNBOUND));
        drop(parts);
        Ok(Value::DONE)
    };
    let mut previous = state.previous.copy();
    if previous.is_unbound() {
        previous = step(vm, &state.source)?;
        if previous.is_done() {
            return finish();
        }
        drop(state.previous.replace(previous.clone()));
    }
    let item = step(vm, &state.source)?;
    if item.is_done() {
        return finish();
    }
    drop(state.previous.replace(item.clone()));
    Ok(vm.tuple_of([previous, item]))
}
