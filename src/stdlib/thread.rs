//! The module `_thread` for programs with one thread: identifiers and locks.
//!
//! Starting a thread is deliberately missing and raises RuntimeError. A lock
//! that would block for ever raises RuntimeError, because nobody could release it.

use super::{ModuleSpec, class_of, set};
use crate::memory::{Handle, Kind, Payload, PyResult, Value, os};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{float, kinds, object, ops};
use std::cell::Cell;
use std::time::Duration;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_thread",
    doc: "This module provides primitive operations to write multi-threaded programs.",
    functions: FUNCTIONS,
    setup: Some(setup),
};

const FUNCTIONS: &[Method] = &[
    function("allocate_lock", "()", allocate_lock, "Create a new lock object."),
    function("allocate", "()", allocate_lock, "Create a new lock object."),
    function("get_ident", "()", get_ident, "Return a non-zero integer that uniquely identifies the current thread."),
    function("get_native_id", "()", get_native_id, "Return the thread's number for the system."),
    function("_count", "()", |_, _| Ok(Value::small_int(0)), "Return the number of currently running Python threads."),
    function("start_new_thread", "(function, args, kwargs={}, /)", start_new_thread, "Start a new thread."),
    function(
        "stack_size",
        "(size=0, /)",
        |_, _| Ok(Value::small_int(0)),
        "Return the thread stack size used when creating new threads.",
    ),
    function(
        "interrupt_main",
        "(signum=signal.SIGINT, /)",
        interrupt_main,
        "Simulate the arrival of the given signal in the main thread.",
    ),
];

/// The longest time that a lock waits, CPython's.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    set(vm, module, "error", vm.errors.runtime_error.to_value());
    set(vm, module, "TIMEOUT_MAX", vm.new_float(TIMEOUT_MAX));
    let object = &vm.types.object;
    set(vm, module, "LockType", class_of(vm, "_thread.lock", &LOCK, object, kinds::LOCK).into_value());
    set(vm, module, "lock", class_of(vm, "_thread.lock", &LOCK, object, kinds::LOCK).into_value());
    set(vm, module, "RLock", class_of(vm, "_thread.RLock", &RLOCK, object, kinds::RLOCK).into_value());
    Ok(())
}

/// The identity of the running thread.
pub fn identifier() -> i64 {
    os::thread_number()
}

fn get_ident(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_int(identifier()))
}

fn get_native_id(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_int(os::thread_number()))
}

fn start_new_thread(vm: &Vm, _args: &[Value]) -> PyResult {
    Err(messages::runtime_error(vm, "can't start new thread: threads are not supported yet"))
}

fn interrupt_main(vm: &Vm, _args: &[Value]) -> PyResult {
    if let Err(error) = os::raise(libc::SIGINT) {
        return Err(super::posix::os_error(vm, &error, None));
    }
    vm.poll()?;
    Ok(Value::NONE)
}

struct PyLock {
    locked: Cell<bool>,
}

impl Payload for PyLock {
    const KIND: Kind = kinds::LOCK;
}

struct PyRLock {
    depth: Cell<usize>,
}

impl Payload for PyRLock {
    const KIND: Kind = kinds::RLOCK;
}

const LOCK: TypeSpec = TypeSpec {
    name: "lock",
    module: "_thread",
    flags: class_flag::IMMUTABLE | class_flag::WEAK,
    doc: "A lock object is a synchronization primitive.",
    slots: Slots { repr: Some(lock_repr), new: Some(lock_new), ..Slots::EMPTY },
    methods: &[
        method("acquire", "(self, blocking=True, timeout=-1)", lock_acquire, "Lock the lock."),
        method("acquire_lock", "(self, blocking=True, timeout=-1)", lock_acquire, "Lock the lock."),
        method("release", "(self, /)", lock_release, "Release the lock."),
        method("release_lock", "(self, /)", lock_release, "Release the lock."),
        method("locked", "(self, /)", lock_locked, "Return whether the lock is in the locked state."),
        method("locked_lock", "(self, /)", lock_locked, "Return whether the lock is in the locked state."),
        method("__enter__", "(self, /)", lock_enter, "Lock the lock."),
        method("__exit__", "(self, /, *exc_info)", lock_release, "Release the lock."),
        method("_at_fork_reinit", "(self, /)", lock_reset, ""),
    ],
    ..TypeSpec::EMPTY
};

const RLOCK: TypeSpec = TypeSpec {
    name: "RLock",
    module: "_thread",
    flags: class_flag::BASE | class_flag::WEAK,
    slots: Slots { repr: Some(rlock_repr), new: Some(rlock_new), ..Slots::EMPTY },
    methods: &[
        method("acquire", "(self, blocking=True, timeout=-1)", rlock_acquire, "Lock the lock."),
        method("release", "(self, /)", rlock_release, "Release the lock."),
        method("__enter__", "(self, /)", rlock_acquire_plain, "Lock the lock."),
        method("__exit__", "(self, /, *exc_info)", rlock_release, "Release the lock."),
        method("_is_owned", "(self, /)", rlock_owned, ""),
        method("_recursion_count", "(self, /)", rlock_count, ""),
        method("_at_fork_reinit", "(self, /)", rlock_reset, ""),
    ],
    ..TypeSpec::EMPTY
};

fn first(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

fn allocate_lock(vm: &Vm, _args: &[Value]) -> PyResult {
    let class = class_of(vm, "_thread.lock", &LOCK, &vm.types.object, kinds::LOCK);
    Ok(vm.new_object(&class, PyLock { locked: Cell::new(false) }).into_value())
}

fn lock_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    crate::objects::native::expect_positional(vm, "lock", args, 0, 0)?;
    allocate_lock(vm, &[])
}

fn lock(value: &Value) -> Option<&PyLock> {
    value.get::<PyLock>()
}

fn lock_repr(vm: &Vm, value: &Value) -> PyResult {
    let state = if lock(value).is_some_and(|lock| lock.locked.get()) { "locked" } else { "unlocked" };
    Ok(vm.new_string(format!("<{state} _thread.lock object at {}>", object::address_text(value))))
}

fn lock_acquire(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, blocking, timeout] = args else { return Ok(Value::NONE) };
    let Some(lock) = lock(value) else { return Ok(Value::NONE) };
    let blocking = if blocking.is_unbound() { true } else { ops::truth(vm, blocking)? };
    let timeout = if timeout.is_unbound() { -1.0 } else { float::expect_real(vm, timeout)? };
    if !blocking && timeout != -1.0 {
        return Err(messages::value_error(vm, "can't specify a timeout for a non-blocking call"));
    }
    if timeout < 0.0 && timeout != -1.0 {
        return Err(messages::value_error(vm, "timeout value must be a non-negative number"));
    }
    if timeout > TIMEOUT_MAX {
        return Err(messages::overflow_error(vm, "timeout value is too large"));
    }
    if !lock.locked.replace(true) {
        return Ok(Value::TRUE);
    }
    if !blocking {
        return Ok(Value::FALSE);
    }
    if timeout >= 0.0 {
        super::time::sleep_for(vm, Duration::from_secs_f64(timeout))?;
        return Ok(Value::FALSE);
    }
    Err(messages::runtime_error(vm, "the lock is held and no other thread can release it"))
}

fn lock_enter(vm: &Vm, args: &[Value]) -> PyResult {
    lock_acquire(vm, &[first(args).clone(), Value::UNBOUND, Value::UNBOUND])
}

fn lock_release(vm: &Vm, args: &[Value]) -> PyResult {
    if lock(first(args)).is_some_and(|lock| lock.locked.replace(false)) {
        return Ok(Value::NONE);
    }
    Err(messages::runtime_error(vm, "release unlocked lock"))
}

fn lock_locked(_vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(lock(first(args)).is_some_and(|lock| lock.locked.get())))
}

fn lock_reset(_vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(lock) = lock(first(args)) {
        lock.locked.set(false);
    }
    Ok(Value::NONE)
}

fn rlock(value: &Value) -> Option<&PyRLock> {
    value.get::<PyRLock>()
}

fn rlock_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match crate::objects::native::as_class(class) {
        Some(class) => Ok(vm.new_object(class, PyRLock { depth: Cell::new(0) }).into_value()),
        None => Err(messages::type_error(vm, "expected a class")),
    }
}

fn rlock_repr(vm: &Vm, value: &Value) -> PyResult {
    let depth = rlock(value).map_or(0, |lock| lock.depth.get());
    let (state, owner) = if depth > 0 { ("locked", identifier()) } else { ("unlocked", 0) };
    let class = object::qualified_name(vm, vm.class_of(value));
    Ok(vm.new_string(format!("<{state} {class} object owner={owner} count={depth} at {}>", object::address_text(value))))
}

fn rlock_acquire_plain(vm: &Vm, args: &[Value]) -> PyResult {
    rlock_acquire(vm, args)
}

fn rlock_acquire(_vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(lock) = rlock(first(args)) {
        lock.depth.set(lock.depth.get() + 1);
    }
    Ok(Value::TRUE)
}

fn rlock_release(vm: &Vm, args: &[Value]) -> PyResult {
    match rlock(first(args)) {
        Some(lock) if lock.depth.get() > 0 => {
            lock.depth.set(lock.depth.get() - 1);
            Ok(Value::NONE)
        }
        _ => Err(messages::runtime_error(vm, "cannot release un-acquired lock")),
    }
}

fn rlock_owned(_vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(rlock(first(args)).is_some_and(|lock| lock.depth.get() > 0)))
}

fn rlock_count(_vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::small_int(rlock(first(args)).map_or(0, |lock| lock.depth.get() as i64)))
}

fn rlock_reset(_vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(lock) = rlock(first(args)) {
        lock.depth.set(0);
    }
    Ok(Value::NONE)
}
