//! What the futures, tasks and loops of one interpreter share: the running
//! loops, the register of unfinished tasks, and interned names.
//!
//! Every future holds the state, so that its hot paths look nothing up. The
//! running loop is kept per operating-system thread, because each thread may
//! run a loop of its own.

use super::future::PyFuture;
use crate::memory::{Guarded, Handle, Kind, Payload, Value};
use crate::objects::class::Class;
use crate::objects::kinds;
use crate::objects::vm::Vm;
use crate::stdlib::natives::{self, CLOSED};
use std::cell::Cell;
use std::rc::Rc;

/// The addresses of tasks that have not finished. A task keeps its position
/// and strikes itself off when it ends or dies.
#[derive(Default)]
pub struct Register {
    entries: Guarded<Vec<u64>>,
    free: Guarded<Vec<u32>>,
}

/// No position in the register.
pub const NOWHERE: u32 = u32::MAX;

impl Register {
    pub fn add(&self, address: u64) -> u32 {
        match self.free.write(Vec::pop) {
            Some(place) => {
                self.entries.write(|entries| {
                    if let Some(entry) = entries.get_mut(place as usize) {
                        *entry = address;
                    }
                });
                place
            }
            None => self.entries.write(|entries| {
                entries.push(address);
                (entries.len() - 1) as u32
            }),
        }
    }

    pub fn remove(&self, place: u32) {
        let known = self.entries.write(|entries| match entries.get_mut(place as usize) {
            Some(entry) => {
                *entry = 0;
                true
            }
            None => false,
        });
        if known {
            self.free.write(|free| free.push(place));
        }
    }

    /// Every registered task that is alive.
    pub fn tasks(&self) -> Vec<Value> {
        let addresses = self.entries.read(|entries| entries.iter().copied().filter(|entry| *entry != 0).collect::<Vec<u64>>());
        addresses.into_iter().filter_map(Handle::<PyFuture>::revive).map(Handle::into_value).collect()
    }
}

/// The interned names of attributes that the module looks up.
pub struct Names {
    pub call_soon: Value,
    pub context: Value,
    pub call_exception_handler: Value,
    pub get_debug: Value,
    pub blocking: Value,
    pub loop_: Value,
    pub get_loop: Value,
    pub add_done_callback: Value,
    pub cancel: Value,
    pub msg: Value,
}

pub struct State {
    /// The running loop of each thread that runs one.
    running: Guarded<Vec<(usize, Value)>>,
    /// The running task of loops that are not ours.
    foreign: Guarded<Vec<(Value, Value)>>,
    pub tasks: Register,
    /// The number of the last task that got its name from us.
    pub counter: Cell<u64>,
    pub names: Names,
    pub future_class: Class,
    pub task_class: Class,
    pub cancelled_error: Class,
    pub invalid_state: Class,
}

/// The state as an object, so that the interpreter's registry can hold it.
struct Holder {
    state: Rc<State>,
}

impl Payload for Holder {
    const KIND: Kind = kinds::ASYNC_STATE;
}

const HOLDER: crate::objects::class::TypeSpec = crate::objects::class::TypeSpec {
    name: "state",
    module: "_asyncio",
    flags: CLOSED,
    ..crate::objects::class::TypeSpec::EMPTY
};

const KEY: &str = "asyncio.state";

/// A number that tells the calling thread from every other.
pub fn thread_mark() -> usize {
    thread_local! { static MARK: u8 = const { 0 }; }
    MARK.with(|mark| std::ptr::from_ref(mark) as usize)
}

/// The state of an interpreter.
pub fn state(vm: &Vm) -> Rc<State> {
    if let Some(known) = vm.registered(KEY)
        && let Some(holder) = known.get::<Holder>()
    {
        return holder.state.clone();
    }
    let name = |text: &str| vm.intern(text);
    let future_class = natives::class_of(vm, &super::future::FUTURE, kinds::ASYNC_FUTURE);
    let state = Rc::new(State {
        running: Guarded::new(Vec::new()),
        foreign: Guarded::new(Vec::new()),
        tasks: Register::default(),
        counter: Cell::new(0),
        names: Names {
            call_soon: name("call_soon"),
            context: name("context"),
            call_exception_handler: name("call_exception_handler"),
            get_debug: name("get_debug"),
            blocking: name("_asyncio_future_blocking"),
            loop_: name("_loop"),
            get_loop: name("get_loop"),
            add_done_callback: name("add_done_callback"),
            cancel: name("cancel"),
            msg: name("msg"),
        },
        task_class: natives::class_with_base(vm, &super::task::TASK, &future_class, kinds::ASYNC_TASK, kinds::ASYNC_FUTURE),
        future_class,
        cancelled_error: natives::exception_class(vm, "asyncio.CancelledError", &CANCELLED, &vm.errors.base_exception),
        invalid_state: natives::exception_class(vm, "asyncio.InvalidStateError", &INVALID_STATE, &vm.errors.exception),
    });
    vm.register(KEY, natives::make(vm, &HOLDER, Holder { state: state.clone() }));
    state
}

const CANCELLED: crate::objects::class::TypeSpec = natives::exception("CancelledError", "asyncio.exceptions");
const INVALID_STATE: crate::objects::class::TypeSpec = natives::exception("InvalidStateError", "asyncio.exceptions");

impl State {
    /// The loop that runs in this thread; unbound when none does.
    pub fn running_loop(&self) -> Value {
        let mark = thread_mark();
        self.running
            .read(|running| running.iter().find(|entry| entry.0 == mark).map(|entry| entry.1.clone()))
            .unwrap_or(Value::UNBOUND)
    }

    /// Notes which loop runs in this thread; None for no loop.
    pub fn set_running_loop(&self, value: Value) {
        let mark = thread_mark();
        let old = self.running.write(|running| {
            let place = running.iter().position(|entry| entry.0 == mark);
            match (place, value.is_none()) {
                (Some(place), true) => Some(running.swap_remove(place).1),
                (Some(place), false) => running.get_mut(place).map(|entry| std::mem::replace(&mut entry.1, value)),
                (None, true) => None,
                (None, false) => {
                    running.push((mark, value));
                    None
                }
            }
        });
        drop(old);
    }

    /// The task that runs in a loop; unbound when none does.
    pub fn current_task(&self, owner: &Value) -> Value {
        match super::event_loop::native(owner) {
            Some(own) => own.current.copy(),
            None => self
                .foreign
                .read(|tasks| tasks.iter().find(|entry| entry.0.is(owner)).map(|entry| entry.1.clone()))
                .unwrap_or(Value::UNBOUND),
        }
    }

    /// Notes which task runs in a loop; gives the one before.
    pub fn set_current_task(&self, owner: &Value, task: Value) -> Value {
        if let Some(own) = super::event_loop::native(owner) {
            return own.current.replace(task);
        }
        let (old, key) = self.foreign.write(|tasks| {
            let place = tasks.iter().position(|entry| entry.0.is(owner));
            match (place, task.is_unbound()) {
                (Some(place), true) => {
                    let (key, old) = tasks.swap_remove(place);
                    (old, key)
                }
                (Some(place), false) => match tasks.get_mut(place) {
                    Some(entry) => (std::mem::replace(&mut entry.1, task), Value::UNBOUND),
                    None => (Value::UNBOUND, task),
                },
                (None, true) => (Value::UNBOUND, Value::UNBOUND),
                (None, false) => {
                    tasks.push((owner.clone(), task));
                    (Value::UNBOUND, Value::UNBOUND)
                }
            }
        });
        drop(key);
        old
    }
}
