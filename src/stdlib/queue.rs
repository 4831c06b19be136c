//! The module `_queue`: `SimpleQueue`, an unbounded queue without bookkeeping.

use super::ModuleSpec;
use super::natives::{add_class, argument, exception, exception_class, given, make_in, receiver};
use super::thread::lock::{Patience, wait_until};
use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{class_method, method};
use crate::objects::slots::Slots;
use crate::objects::threads::WaitQueue;
use crate::objects::vm::Vm;
use crate::objects::{float, generic_alias, kinds, ops};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::Duration;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_queue",
    doc: "Queues in Rust: the fast part of the module queue.",
    functions: &[],
    setup: Some(|vm, module| {
        super::set(vm, module, "Empty", empty_class(vm).into_value());
        add_class(vm, module, &SIMPLE_QUEUE, kinds::SIMPLE_QUEUE);
        Ok(())
    }),
};

const EMPTY: TypeSpec = TypeSpec { doc: "Exception raised by Queue.get(block=0)/get_nowait().", ..exception("Empty", "_queue") };

fn empty_class(vm: &Vm) -> crate::objects::class::Class {
    exception_class(vm, "_queue.Empty", &EMPTY, &vm.errors.exception)
}

const SIMPLE_QUEUE: TypeSpec = TypeSpec {
    name: "SimpleQueue",
    module: "_queue",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::WEAK,
    doc: "Simple, unbounded, reentrant FIFO queue.",
    slots: Slots {
        new: Some(|vm, class, _| {
            make_in(vm, class, SimpleQueue { items: Guarded::new(VecDeque::new()), waiting: WaitQueue::new() })
        }),
        ..Slots::EMPTY
    },
    methods: &[
        method("put", "(self, item, block=True, timeout=None)", put, "Put the item on the queue; never waits."),
        method("put_nowait", "(self, item)", put, "Put an item into the queue without waiting."),
        method("get", "(self, block=True, timeout=None)", get, "Remove and return an item, waiting for one."),
        method("get_nowait", "(self, /)", get_nowait, "Remove and return an item, or raise Empty."),
        method("empty", "(self, /)", empty, "Return True if the queue is empty at the moment."),
        method("qsize", "(self, /)", qsize, "Return the number of items at the moment."),
        class_method(
            "__class_getitem__",
            "(type, object, /)",
            |vm, args| generic_alias::new_alias(vm, argument(args, 0), argument(args, 1)),
            "A generic alias: see PEP 585.",
        ),
    ],
    signature: "()",
    ..TypeSpec::EMPTY
};

struct SimpleQueue {
    items: Guarded<VecDeque<Value>>,
    waiting: WaitQueue,
}

impl Payload for SimpleQueue {
    const KIND: Kind = kinds::SIMPLE_QUEUE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { items, waiting: _ } = self;
        items.read(|items| items.iter().for_each(|item| visitor.edge(item)));
    }

    fn clear(&self) {
        drop(self.items.take());
    }
}

fn put(vm: &Vm, args: &[Value]) -> PyResult {
    let queue = receiver::<SimpleQueue>(vm, args)?;
    let item = argument(args, 1).clone();
    queue.items.write(|items| items.push_back(item));
    queue.waiting.wake_one(vm);
    Ok(Value::NONE)
}

fn take(vm: &Vm, args: &[Value], patience: Patience) -> PyResult {
    let queue = receiver::<SimpleQueue>(vm, args)?;
    let taken = RefCell::new(None);
    wait_until(vm, &queue.waiting, argument(args, 0), patience, || {
        let item = queue.items.write(VecDeque::pop_front);
        let found = item.is_some();
        drop(taken.replace(item));
        found
    })?;
    match taken.into_inner() {
        Some(item) => Ok(item),
        None => {
            let exception = vm.new_exception(&empty_class(vm), Vec::new());
            Err(vm.raise_new(exception))
        }
    }
}

fn get(vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(block) = given(args, 1)
        && !ops::truth(vm, block)?
    {
        return take(vm, args, Patience::None);
    }
    let Some(timeout) = given(args, 2).filter(|timeout| !timeout.is_none()) else {
        return take(vm, args, Patience::Endless);
    };
    let seconds = float::expect_real(vm, timeout)?;
    if seconds < 0.0 || seconds.is_nan() {
        return Err(messages::value_error(vm, "'timeout' must be a non-negative number"));
    }
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) if seconds < super::thread::lock::TIMEOUT_MAX => take(vm, args, Patience::For(time)),
        _ => Err(messages::overflow_error(vm, "timeout value is too large")),
    }
}

fn get_nowait(vm: &Vm, args: &[Value]) -> PyResult {
    take(vm, args, Patience::None)
}

fn empty(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(receiver::<SimpleQueue>(vm, args)?.items.read(VecDeque::is_empty)))
}

fn qsize(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::small_int(receiver::<SimpleQueue>(vm, args)?.items.read(VecDeque::len) as i64))
}
