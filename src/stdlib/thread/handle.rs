//! `_thread._ThreadHandle`: what stands for a thread that others can wait for.

use super::lock::{Patience, duration, wait_until};
use crate::memory::{Kind, Payload, PyResult, Value};
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::{Member, method};
use crate::objects::slots::Slots;
use crate::objects::threads::WaitQueue;
use crate::objects::vm::Vm;
use crate::objects::{kinds, object, ops};
use crate::stdlib::natives::{argument, given, make, make_in, receiver};
use std::cell::Cell;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Running,
    Done,
}

pub struct PyHandle {
    state: Cell<State>,
    identity: Cell<i64>,
    waiting: WaitQueue,
}

impl Payload for PyHandle {
    const KIND: Kind = kinds::THREAD_HANDLE;
}

impl PyHandle {
    pub fn identity(&self) -> i64 {
        self.identity.get()
    }
}

pub const HANDLE: TypeSpec = TypeSpec {
    name: "_ThreadHandle",
    module: "_thread",
    flags: class_flag::IMMUTABLE,
    slots: Slots { repr: Some(handle_repr), new: Some(|vm, class, _| make_in(vm, class, fresh())), ..Slots::EMPTY },
    methods: &[
        method("join", "(self, timeout=None, /)", handle_join, "Wait until the thread has ended."),
        method("is_done", "(self, /)", handle_is_done, "Whether the thread has ended."),
        method("_set_done", "(self, /)", handle_set_done, "Count the thread as ended."),
    ],
    members: &[Member {
        name: "ident",
        get: |vm, value| Ok(vm.new_int(value.get::<PyHandle>().map_or(0, |handle| handle.identity.get()))),
        set: None,
        doc: "",
    }],
    ..TypeSpec::EMPTY
};

/// Handles of threads that the program waits for at its end.
const AWAITED: &str = "_thread.awaited";

fn fresh() -> PyHandle {
    PyHandle { state: Cell::new(State::New), identity: Cell::new(0), waiting: WaitQueue::new() }
}

pub fn new_handle(vm: &Vm) -> Value {
    make(vm, &HANDLE, fresh())
}

pub fn make_handle(vm: &Vm, args: &[Value]) -> PyResult {
    let identity = ops::index_exact(vm, argument(args, 0))?;
    let handle = fresh();
    handle.state.set(State::Running);
    handle.identity.set(identity);
    Ok(make(vm, &HANDLE, handle))
}

fn handle_repr(vm: &Vm, value: &Value) -> PyResult {
    let identity = value.get::<PyHandle>().map_or(0, |handle| handle.identity.get());
    Ok(vm.new_string(format!("<{} object: ident={identity}>", object::qualified_name(vm, vm.class_of(value)))))
}

fn awaited(vm: &Vm) -> Value {
    match vm.registered(AWAITED) {
        Some(list) => list,
        None => {
            let list = vm.new_list(Vec::new());
            vm.register(AWAITED, list.clone());
            list
        }
    }
}

/// Starts the thread that a handle stands for.
pub fn begin(vm: &Vm, handle: &Value, function: &Value, daemon: bool) -> PyResult<()> {
    let Some(own) = handle.get::<PyHandle>() else { return Ok(()) };
    if own.state.get() != State::New {
        return Err(messages::runtime_error(vm, "thread already started"));
    }
    own.state.set(State::Running);
    let list = awaited(vm);
    if !daemon && let Some(list) = list.get::<PyList>() {
        list.push(handle.clone());
    }
    let known = handle.clone();
    let then = move |vm: &Vm| finish(vm, &known);
    match super::start(vm, function.clone(), vm.empty_tuple.clone(), Value::NONE, then) {
        Ok(identity) => {
            own.identity.set(identity);
            Ok(())
        }
        Err(raised) => {
            own.state.set(State::New);
            strike(vm, handle);
            Err(raised)
        }
    }
}

/// Takes a handle off the list of those that the program waits for.
fn strike(vm: &Vm, handle: &Value) {
    let list = awaited(vm);
    let old = list.get::<PyList>().and_then(|list| {
        list.items.write(|items| items.iter().position(|known| known.is(handle)).map(|index| items.remove(index)))
    });
    drop(old);
}

fn finish(vm: &Vm, handle: &Value) {
    if let Some(own) = handle.get::<PyHandle>() {
        own.state.set(State::Done);
        own.waiting.wake_all(vm);
    }
    strike(vm, handle);
}

fn handle_join(vm: &Vm, args: &[Value]) -> PyResult {
    let handle = receiver::<PyHandle>(vm, args)?;
    let patience = match given(args, 1).filter(|timeout| !timeout.is_none()) {
        None => Patience::Endless,
        // A negative time is endless, as for locks of old.
        Some(timeout) => match duration(vm, timeout) {
            Ok(time) => Patience::For(time),
            Err(raised) if !vm.pending_is(&vm.errors.value_error) => return Err(raised),
            Err(_) => {
                drop(vm.take_exception());
                Patience::Endless
            }
        },
    };
    match handle.state.get() {
        State::New => return Err(messages::runtime_error(vm, "thread not started")),
        State::Running if handle.identity.get() == vm.threads.identity() => {
            return Err(messages::runtime_error(vm, "Cannot join current thread"));
        }
        _ => {}
    }
    wait_until(vm, &handle.waiting, argument(args, 0), patience, || handle.state.get() == State::Done)?;
    Ok(Value::NONE)
}

fn handle_is_done(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(receiver::<PyHandle>(vm, args)?.state.get() == State::Done))
}

fn handle_set_done(vm: &Vm, args: &[Value]) -> PyResult {
    let handle = receiver::<PyHandle>(vm, args)?;
    if handle.state.get() == State::New {
        return Err(messages::runtime_error(vm, "thread not started"));
    }
    finish(vm, argument(args, 0));
    Ok(Value::NONE)
}

/// Waits for all threads that are not daemons.
pub fn shutdown(vm: &Vm, _args: &[Value]) -> PyResult {
    loop {
        let list = awaited(vm);
        let me = vm.threads.identity();
        let next = list.get::<PyList>().and_then(|list| {
            list.items.read(|items| {
                let is_other = |known: &&Value| known.get::<PyHandle>().is_some_and(|handle| handle.identity.get() != me);
                items.iter().find(is_other).cloned()
            })
        });
        let Some(next) = next else { return Ok(Value::NONE) };
        if let Some(handle) = next.get::<PyHandle>() {
            wait_until(vm, &handle.waiting, &next, Patience::Endless, || handle.state.get() == State::Done)?;
        }
    }
}
