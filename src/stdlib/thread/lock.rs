//! `_thread.lock` and `_thread.RLock`.
//!
//! A lock is a flag and a queue of threads, both under the interpreter lock.
//! Releasing wakes the thread that has waited longest; it may find the lock
//! taken again, as under CPython, and then waits at the head of the queue.

use crate::memory::{Kind, Payload, PyResult, Value, Waited};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{expect_positional, method};
use crate::objects::slots::Slots;
use crate::objects::threads::WaitQueue;
use crate::objects::vm::Vm;
use crate::objects::{float, kinds, object, ops};
use crate::stdlib::natives::{argument, make, make_in, receiver};
use std::cell::Cell;
use std::time::{Duration, Instant};

/// The longest time that a lock waits, CPython's, in seconds.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

pub struct PyLock {
    locked: Cell<bool>,
    /// The thread that took it last; for reports, a lock has no owner.
    taker: Cell<i64>,
    waiting: WaitQueue,
}

impl Payload for PyLock {
    const KIND: Kind = kinds::LOCK;
}

pub struct PyRLock {
    owner: Cell<i64>,
    depth: Cell<usize>,
    waiting: WaitQueue,
}

impl Payload for PyRLock {
    const KIND: Kind = kinds::RLOCK;
}

pub const LOCK: TypeSpec = TypeSpec {
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

pub const RLOCK: TypeSpec = TypeSpec {
    name: "RLock",
    module: "_thread",
    flags: class_flag::BASE | class_flag::WEAK,
    slots: Slots { repr: Some(rlock_repr), new: Some(rlock_new), ..Slots::EMPTY },
    methods: &[
        method("acquire", "(self, blocking=True, timeout=-1)", rlock_acquire, "Lock the lock."),
        method("release", "(self, /)", rlock_release, "Release the lock."),
        method("__enter__", "(self, /)", rlock_enter, "Lock the lock."),
        method("__exit__", "(self, /, *exc_info)", rlock_release, "Release the lock."),
        method("_is_owned", "(self, /)", rlock_owned, ""),
        method("_recursion_count", "(self, /)", rlock_count, ""),
        method("_release_save", "(self, /)", rlock_release_save, ""),
        method("_acquire_restore", "(self, state, /)", rlock_acquire_restore, ""),
        method("_at_fork_reinit", "(self, /)", rlock_reset, ""),
    ],
    ..TypeSpec::EMPTY
};

// ---- waiting ----

/// How long a caller is ready to wait: not at all, for a time, for ever.
#[derive(Clone, Copy)]
pub enum Patience {
    None,
    For(Duration),
    Endless,
}

/// A number of seconds as a duration, with CPython's complaints about extremes.
pub fn duration(vm: &Vm, value: &Value) -> PyResult<Duration> {
    let seconds = seconds(vm, value)?;
    if seconds < 0.0 {
        return Err(messages::value_error(vm, "timeout value must be a non-negative number"));
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn seconds(vm: &Vm, value: &Value) -> PyResult<f64> {
    let is_number = vm.class_of(value).slots(|slots| slots.index.is_some() || slots.float.is_some());
    if !is_number || vm.is_instance(value, &vm.types.str) {
        let message = format!("'{}' object cannot be interpreted as an integer", vm.class_name(value));
        return Err(messages::type_error(vm, &message));
    }
    let seconds = float::expect_real(vm, value)?;
    if seconds.is_nan() {
        return Err(messages::value_error(vm, "Invalid value NaN (not a number)"));
    }
    if seconds.abs() > 9.3e18 {
        return Err(messages::overflow_error(vm, "timestamp out of range for platform time_t"));
    }
    if seconds.abs() > TIMEOUT_MAX {
        return Err(messages::overflow_error(vm, "timestamp too large to convert to C PyTime_t"));
    }
    Ok(seconds)
}

/// The arguments `blocking` and `timeout`.
fn patience(vm: &Vm, blocking: &Value, timeout: &Value) -> PyResult<Patience> {
    let blocking = blocking.is_unbound() || ops::truth(vm, blocking)?;
    if timeout.is_unbound() {
        return Ok(if blocking { Patience::Endless } else { Patience::None });
    }
    let timeout = seconds(vm, timeout)?;
    if !blocking && timeout != -1.0 {
        return Err(messages::value_error(vm, "can't specify a timeout for a non-blocking call"));
    }
    if timeout == -1.0 {
        return Ok(if blocking { Patience::Endless } else { Patience::None });
    }
    if timeout < 0.0 {
        return Err(messages::value_error(vm, "timeout value must be a non-negative number"));
    }
    Ok(if timeout == 0.0 { Patience::None } else { Patience::For(Duration::from_secs_f64(timeout)) })
}

/// Waits until `take` succeeds; false when patience has run out.
pub fn wait_until(
    vm: &Vm,
    queue: &WaitQueue,
    what: &Value,
    patience: Patience,
    mut take: impl FnMut() -> bool,
) -> PyResult<bool> {
    if take() {
        return Ok(true);
    }
    let end = match patience {
        Patience::None => return Ok(false),
        Patience::For(time) => Instant::now().checked_add(time).map(|end| (end, time)),
        Patience::Endless => None,
    };
    let mut left = end.map(|(_, time)| time);
    let mut again = false;
    loop {
        let waited = queue.wait(vm, left, again, what);
        match waited {
            Waited::Interrupted => vm.poll()?,
            Waited::Woken => again = true,
            Waited::TimedOut => {}
        }
        if take() {
            return Ok(true);
        }
        if waited == Waited::TimedOut {
            return Ok(false);
        }
        if let Some((end, _)) = end {
            left = Some(end.saturating_duration_since(Instant::now()));
        }
    }
}

// ---- plain locks ----

pub fn new_lock() -> PyLock {
    PyLock { locked: Cell::new(false), taker: Cell::new(0), waiting: WaitQueue::new() }
}

pub fn allocate(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(make(vm, &LOCK, new_lock()))
}

fn lock_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    expect_positional(vm, "lock", args, 0, 0)?;
    allocate(vm, &[])
}

fn lock_repr(vm: &Vm, value: &Value) -> PyResult {
    let state = if value.get::<PyLock>().is_some_and(|lock| lock.locked.get()) { "locked" } else { "unlocked" };
    Ok(vm.new_string(format!("<{state} _thread.lock object at {}>", object::address_text(value))))
}

impl PyLock {
    #[inline]
    fn take(&self, vm: &Vm) -> bool {
        if self.locked.replace(true) {
            return false;
        }
        self.taker.set(vm.threads.identity());
        true
    }

    /// Who took a locked lock.
    pub fn taker(&self) -> Option<i64> {
        if self.locked.get() { Some(self.taker.get()) } else { None }
    }
}

impl PyRLock {
    pub fn owner(&self) -> Option<i64> {
        if self.depth.get() > 0 { Some(self.owner.get()) } else { None }
    }
}

fn lock_acquire(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyLock>(vm, args)?;
    let patience = patience(vm, argument(args, 1), argument(args, 2))?;
    wait_until(vm, &lock.waiting, argument(args, 0), patience, || lock.take(vm)).map(Value::bool)
}

fn lock_enter(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyLock>(vm, args)?;
    wait_until(vm, &lock.waiting, argument(args, 0), Patience::Endless, || lock.take(vm)).map(Value::bool)
}

fn lock_release(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyLock>(vm, args)?;
    if !lock.locked.replace(false) {
        return Err(messages::runtime_error(vm, "release unlocked lock"));
    }
    lock.waiting.wake_one(vm);
    Ok(Value::NONE)
}

fn lock_locked(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(receiver::<PyLock>(vm, args)?.locked.get()))
}

fn lock_reset(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyLock>(vm, args)?;
    lock.locked.set(false);
    lock.waiting.clear();
    Ok(Value::NONE)
}

// ---- reentrant locks ----

fn rlock_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    make_in(vm, class, PyRLock { owner: Cell::new(0), depth: Cell::new(0), waiting: WaitQueue::new() })
}

fn rlock_repr(vm: &Vm, value: &Value) -> PyResult {
    let (owner, depth) = value.get::<PyRLock>().map_or((0, 0), |lock| (lock.owner.get(), lock.depth.get()));
    let (state, owner) = if depth > 0 { ("locked", owner) } else { ("unlocked", 0) };
    let class = object::qualified_name(vm, vm.class_of(value));
    Ok(vm.new_string(format!("<{state} {class} object owner={owner} count={depth} at {}>", object::address_text(value))))
}

impl PyRLock {
    #[inline]
    fn take(&self, me: i64, depth: usize) -> bool {
        if self.depth.get() != 0 {
            return false;
        }
        self.owner.set(me);
        self.depth.set(depth);
        true
    }

    fn acquire(&self, vm: &Vm, this: &Value, patience: Patience) -> PyResult<bool> {
        let me = vm.threads.identity();
        if self.depth.get() > 0 && self.owner.get() == me {
            self.depth.set(self.depth.get().saturating_add(1));
            return Ok(true);
        }
        wait_until(vm, &self.waiting, this, patience, || self.take(me, 1))
    }

    fn is_owned(&self, vm: &Vm) -> bool {
        self.depth.get() > 0 && self.owner.get() == vm.threads.identity()
    }
}

fn not_acquired(vm: &Vm) -> crate::memory::Raised {
    messages::runtime_error(vm, "cannot release un-acquired lock")
}

fn rlock_acquire(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyRLock>(vm, args)?;
    let patience = patience(vm, argument(args, 1), argument(args, 2))?;
    lock.acquire(vm, argument(args, 0), patience).map(Value::bool)
}

fn rlock_enter(vm: &Vm, args: &[Value]) -> PyResult {
    receiver::<PyRLock>(vm, args)?.acquire(vm, argument(args, 0), Patience::Endless).map(Value::bool)
}

fn rlock_release(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyRLock>(vm, args)?;
    if !lock.is_owned(vm) {
        return Err(not_acquired(vm));
    }
    lock.depth.set(lock.depth.get() - 1);
    if lock.depth.get() == 0 {
        lock.owner.set(0);
        lock.waiting.wake_one(vm);
    }
    Ok(Value::NONE)
}

fn rlock_owned(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(receiver::<PyRLock>(vm, args)?.is_owned(vm)))
}

fn rlock_count(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyRLock>(vm, args)?;
    Ok(Value::small_int(if lock.is_owned(vm) { lock.depth.get() as i64 } else { 0 }))
}

fn rlock_release_save(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyRLock>(vm, args)?;
    if lock.depth.get() == 0 {
        return Err(not_acquired(vm));
    }
    let state = vm.tuple_of([vm.new_int(lock.depth.replace(0) as i64), vm.new_int(lock.owner.replace(0))]);
    lock.waiting.wake_one(vm);
    Ok(state)
}

fn rlock_acquire_restore(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyRLock>(vm, args)?;
    let [depth, owner] = crate::stdlib::natives::items_of(argument(args, 1)) else {
        return Err(messages::type_error(vm, "function takes exactly 2 arguments"));
    };
    let (depth, owner) = (ops::index_exact(vm, depth)?, ops::index_exact(vm, owner)?);
    let depth = usize::try_from(depth).unwrap_or(0);
    wait_until(vm, &lock.waiting, argument(args, 0), Patience::Endless, || lock.take(owner, depth))?;
    Ok(Value::NONE)
}

fn rlock_reset(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = receiver::<PyRLock>(vm, args)?;
    lock.depth.set(0);
    lock.owner.set(0);
    lock.waiting.clear();
    Ok(Value::NONE)
}
