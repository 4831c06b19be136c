//! `Gathering`: the done-callback that `asyncio.gather` gives to all its children.

use super::future::{self, Progress, PyFuture, cancelled_error, future};
use crate::memory::{Guarded, PyResult, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::{bind_new, method};
use crate::objects::ops;
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::stdlib::natives::{argument, make_in, payload, receiver};
use std::cell::Cell;

payload!(
    /// The children, the future for their results (unbound until `start`), and how many have ended.
    Gathering, ASYNC_GATHERING { children, outer } { keep_errors: Cell<bool>, total: Cell<usize>, ended: Cell<usize> }
);

const SIGNATURE: &str = "(children, return_exceptions, /)";

pub const GATHERING: TypeSpec = TypeSpec {
    name: "Gathering",
    module: "_asyncio",
    flags: class_flag::IMMUTABLE,
    doc: "Counts children that end and gathers their results.",
    slots: Slots { new: Some(gathering_new), call: Some(gathering_call), ..Slots::EMPTY },
    methods: &[method("start", "(self, outer, total, /)", gathering_start, "Which future to end, after how many children.")],
    signature: SIGNATURE,
    ..TypeSpec::EMPTY
};

fn gathering_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "Gathering", SIGNATURE, args)?;
    let keep_errors = ops::truth(vm, argument(&bound, 1))?;
    let payload = Gathering {
        children: Guarded::new(argument(&bound, 0).clone()),
        outer: Guarded::new(Value::UNBOUND),
        keep_errors: Cell::new(keep_errors),
        total: Cell::new(usize::MAX),
        ended: Cell::new(0),
    };
    make_in(vm, class, payload)
}

fn gathering_start(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<Gathering>(vm, args)?;
    own.total.set(usize::try_from(ops::index_exact(vm, argument(args, 2))?).unwrap_or(0));
    drop(own.outer.replace(argument(args, 1).clone()));
    Ok(Value::NONE)
}

/// What became of a child.
enum End {
    Result(Value),
    Error(Value),
    Cancelled,
}

/// Whether the payload says it all: no class between ours and the child's changes the methods.
fn plain<'a>(vm: &Vm, child: &'a Value) -> Option<&'a PyFuture> {
    future(child).filter(|own| {
        let class = vm.class_of(child);
        class.same(&own.state.future_class) || class.same(&own.state.task_class)
    })
}

fn end_of(vm: &Vm, child: &Value) -> PyResult<End> {
    if let Some(own) = plain(vm, child)
        && !own.is_pending()
    {
        if own.progress.get() == Progress::Cancelled {
            return Ok(End::Cancelled);
        }
        own.log_traceback.set(false);
        return Ok(if own.failed.get() { End::Error(own.result.copy()) } else { End::Result(own.result.copy()) });
    }
    let cancelled = vm.call_method(child, &vm.intern("cancelled"), &[])?;
    if ops::truth(vm, &cancelled)? {
        return Ok(End::Cancelled);
    }
    let error = vm.call_method(child, &vm.intern("exception"), &[])?;
    if error.is_none() { Ok(End::Result(vm.call_method(child, &vm.intern("result"), &[])?)) } else { Ok(End::Error(error)) }
}

/// The CancelledError that a cancelled child would raise.
fn cancellation(vm: &Vm, child: &Value) -> PyResult {
    match plain(vm, child) {
        Some(own) => Ok(cancelled_error(vm, own)),
        None => vm.call_method(child, &vm.intern("_make_cancelled_error"), &[]),
    }
}

fn gathering_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let (Some(own), [child]) = (callee.get::<Gathering>(), args.values) else {
        return Err(messages::type_error(vm, "Gathering takes exactly one argument"));
    };
    own.ended.set(own.ended.get() + 1);
    let outer = own.outer.copy();
    let Some(target) = future(&outer).filter(|target| target.is_pending()) else {
        // Looked at, so that nobody reports it as lost.
        end_of(vm, child)?;
        return Ok(Value::NONE);
    };
    if !own.keep_errors.get() {
        match end_of(vm, child)? {
            End::Result(_) => {}
            End::Cancelled => {
                let error = cancellation(vm, child)?;
                future::fail_with(vm, &outer, target, &error)?;
                return Ok(Value::NONE);
            }
            End::Error(error) => {
                future::fail_with(vm, &outer, target, &error)?;
                return Ok(Value::NONE);
            }
        }
    }
    if own.ended.get() == own.total.get() {
        finish(vm, own, &outer, target, child)?;
    }
    Ok(Value::NONE)
}

fn finish(vm: &Vm, own: &Gathering, outer: &Value, target: &PyFuture, last: &Value) -> PyResult<()> {
    let children = own.children.copy();
    let count = children.get::<PyList>().map_or(0, PyList::len);
    let mut results = Vec::with_capacity(count);
    for index in 0..count {
        let Some(child) = children.get::<PyList>().and_then(|list| list.get(index)) else { break };
        results.push(match end_of(vm, &child)? {
            End::Result(value) | End::Error(value) => value,
            End::Cancelled => {
                let message = match plain(vm, &child) {
                    Some(own) => own.rare(|rare| rare.cancel_message.clone()),
                    None => ops::lookup_attr(vm, &child, &vm.intern("_cancel_message"))?,
                };
                let message = message.filter(|message| !message.is_none()).unwrap_or_else(|| vm.empty_str.clone());
                vm.new_exception(&target.state.cancelled_error, vec![message])
            }
        });
    }
    let requested = ops::get_attr(vm, outer, &vm.intern("_cancel_requested"))?;
    if ops::truth(vm, &requested)? {
        let error = match plain(vm, last) {
            Some(own) => cancelled_error(vm, own),
            None => vm.call_method(last, &vm.intern("_make_cancelled_error"), &[])?,
        };
        return future::fail_with(vm, outer, target, &error);
    }
    future::finish_with(vm, outer, target, vm.new_list(results))
}
