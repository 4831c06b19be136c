//! The native half of an event loop: the queue of what is ready, the timers, one turn.
//!
//! `asyncio.base_events.BaseEventLoop` derives from it and adds everything that
//! is not hot. A task's step and a future's callback lie in the queue as they
//! are, without a handle object; debug mode and loops that override `call_soon`
//! get real handles. The timers are a binary heap that moves entries exactly as
//! `heapq` does, because the order of equal times can be seen.

use super::future::{self, PyFuture};
use super::handle::{self, PyHandle};
use super::state::{State, state};
use super::task;
use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor, net, os};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{GetSet, Method, PyNative, getset, getter, method};
use crate::objects::slots::{BinaryOp, Slots};
use crate::objects::vm::Vm;
use crate::objects::{float, kinds, ops};
use crate::stdlib::contextvars;
use crate::stdlib::natives::{argument, given, make_in, receiver};
use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

/// One thing that waits for its turn.
pub enum Ready {
    Handle(Value),
    /// A step of a task; an unbound exception sends None.
    Step {
        task: Value,
        exception: Value,
    },
    /// A task whose future has ended.
    Wakeup {
        task: Value,
        future: Value,
    },
    /// A future of `sleep` whose time has come; its result lies in it already.
    Alarm(Value),
    /// A done-callback.
    Callback {
        callback: Value,
        future: Value,
        context: Value,
    },
}

impl Ready {
    fn trace(&self, visitor: &mut Visitor<'_>) {
        match self {
            Ready::Handle(value) | Ready::Alarm(value) => visitor.edge(value),
            Ready::Step { task, exception } => visitor.each([task, exception]),
            Ready::Wakeup { task, future } => visitor.each([task, future]),
            Ready::Callback { callback, future, context } => visitor.each([callback, future, context]),
        }
    }
}

pub struct PyLoop {
    ready: Guarded<VecDeque<Ready>>,
    timers: Guarded<Vec<(f64, Value)>>,
    pub cancelled_timers: Cell<usize>,
    /// The running task; unbound when none does.
    pub current: Guarded<Value>,
    factory: Guarded<Value>,
    pub debug: Cell<bool>,
    pub closed: Cell<bool>,
    stopping: Cell<bool>,
    /// The epoll descriptor of the loop's own selector; -1 when there is none.
    poller: Cell<i32>,
    /// How many descriptors the selector watches, the wake-up pipe included.
    watched: Cell<usize>,
    /// Turns since the descriptors were looked at.
    unwatched_turns: Cell<u32>,
    /// The class version for which `plain` was found out.
    checked: Cell<u32>,
    /// The class does not override `call_soon`.
    plain: Cell<bool>,
    state: Rc<State>,
}

impl Payload for PyLoop {
    const KIND: Kind = kinds::ASYNC_LOOP;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self {
            ready,
            timers,
            cancelled_timers: _,
            current,
            factory,
            debug: _,
            closed: _,
            stopping: _,
            poller: _,
            watched: _,
            unwatched_turns: _,
            checked: _,
            plain: _,
            state: _,
        } = self;
        ready.read(|ready| ready.iter().for_each(|item| item.trace(visitor)));
        timers.read(|timers| visitor.each(timers.iter().map(|entry| &entry.1)));
        visitor.guarded(current);
        visitor.guarded(factory);
    }

    fn clear(&self) {
        drop((self.ready.take(), self.timers.take()));
        drop((self.current.replace(Value::UNBOUND), self.factory.replace(Value::NONE)));
    }
}

pub const LOOP: TypeSpec = TypeSpec {
    name: "LoopCore",
    module: "_asyncio",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::WEAK | class_flag::HAS_DICT,
    doc: "The queue, the timers and the turns of an event loop.",
    slots: Slots { new: Some(loop_new), init: Some(|_, _, _| Ok(())), ..Slots::EMPTY },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::EMPTY
};

/// The first rows are those that hot paths go around when no class overrides them.
const HOT_METHODS: usize = 6;

static METHODS: &[Method] = &[
    method("call_soon", "(self, callback, *args, context=None)", loop_call_soon, "Call a function in the next turn."),
    method("call_later", "(self, delay, callback, *args, context=None)", loop_call_later, "Call a function after some seconds."),
    method(
        "call_at",
        "(self, when, callback, *args, context=None)",
        loop_call_at,
        "Call a function at a time of this loop's clock.",
    ),
    method("time", "(self, /)", |vm, _| Ok(vm.new_float(now())), "The loop's clock, in seconds."),
    method("create_future", "(self, /)", loop_create_future, "A new future of this loop."),
    method("create_task", "(self, coro, *, name=None, context=None)", loop_create_task, "Run a coroutine as a task."),
    method("set_task_factory", "(self, factory)", loop_set_factory, "What create_task calls; None for the usual tasks."),
    method("get_task_factory", "(self, /)", |vm, args| Ok(own(vm, args)?.factory.copy()), "What create_task calls, or None."),
    method("get_debug", "(self, /)", |vm, args| Ok(Value::bool(own(vm, args)?.debug.get())), "Whether debug mode is on."),
    method("is_closed", "(self, /)", |vm, args| Ok(Value::bool(own(vm, args)?.closed.get())), "Whether the loop is closed."),
    method(
        "_check_closed",
        "(self, /)",
        |vm, args| own(vm, args)?.check_open(vm).map(|()| Value::NONE),
        "Raise when the loop is closed.",
    ),
    method(
        "stop",
        "(self, /)",
        |vm, args| {
            own(vm, args)?.stopping.set(true);
            Ok(Value::NONE)
        },
        "Leave run_forever after this turn.",
    ),
    method("_timer_handle_cancelled", "(self, handle, /)", loop_timer_cancelled, "A timer was cancelled."),
    method("_run_once", "(self, /)", loop_run_once, "One turn: wait for events, then call what is ready."),
    method("_run_until_stopped", "(self, /)", loop_run, "Turns until somebody stops the loop."),
    method("_use_epoll", "(self, fd, /)", loop_use_epoll, "Wait with this epoll descriptor; -1 for the selector."),
    method("_note_watched", "(self, count, /)", loop_note_watched, "How many descriptors are watched."),
    method("_drop_everything", "(self, /)", loop_drop, "Forget all callbacks and timers."),
    method("_take_ready", "(self, handle, /)", loop_add_ready, "Put a handle into the queue."),
];

fn flag_attribute(value: &Value, pick: fn(&PyLoop) -> &Cell<bool>) -> PyResult {
    Ok(Value::bool(native(value).is_some_and(|own| pick(own).get())))
}

fn set_flag_attribute(vm: &Vm, value: &Value, new: Option<Value>, pick: fn(&PyLoop) -> &Cell<bool>) -> PyResult<()> {
    let truth = match new {
        Some(new) => ops::truth(vm, &new)?,
        None => false,
    };
    if let Some(own) = native(value) {
        pick(own).set(truth);
    }
    Ok(())
}

const GETSET: &[GetSet] = &[
    getset(
        "_debug",
        |_, value| flag_attribute(value, |own| &own.debug),
        |vm, value, new| set_flag_attribute(vm, value, new, |own| &own.debug),
        "",
    ),
    getset(
        "_closed",
        |_, value| flag_attribute(value, |own| &own.closed),
        |vm, value, new| set_flag_attribute(vm, value, new, |own| &own.closed),
        "",
    ),
    getset(
        "_stopping",
        |_, value| flag_attribute(value, |own| &own.stopping),
        |vm, value, new| set_flag_attribute(vm, value, new, |own| &own.stopping),
        "",
    ),
    getter("_ready", loop_ready, "A copy of the queue, as handles."),
    getter(
        "_scheduled",
        |vm, value| {
            Ok(vm.new_list(
                native(value)
                    .map_or(Vec::new(), |own| own.timers.read(|timers| timers.iter().map(|entry| entry.1.clone()).collect())),
            ))
        },
        "A copy of the timers.",
    ),
];

/// The payload of one of our loops.
#[inline(always)]
pub fn native(value: &Value) -> Option<&PyLoop> {
    value.get::<PyLoop>()
}

fn own<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyLoop> {
    receiver::<PyLoop>(vm, args)
}

fn loop_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    let payload = PyLoop {
        ready: Guarded::new(VecDeque::new()),
        timers: Guarded::new(Vec::new()),
        cancelled_timers: Cell::new(0),
        current: Guarded::new(Value::UNBOUND),
        factory: Guarded::new(Value::NONE),
        debug: Cell::new(false),
        closed: Cell::new(false),
        stopping: Cell::new(false),
        poller: Cell::new(-1),
        watched: Cell::new(0),
        unwatched_turns: Cell::new(0),
        checked: Cell::new(0),
        plain: Cell::new(false),
        state: state(vm),
    };
    make_in(vm, class, payload)
}

/// The loop's clock: the system's monotonic one.
pub fn now() -> f64 {
    os::clock(libc::CLOCK_MONOTONIC).unwrap_or(0) as f64 * 1e-9
}

impl PyLoop {
    fn check_open(&self, vm: &Vm) -> PyResult<()> {
        if self.closed.get() { Err(messages::runtime_error(vm, "Event loop is closed")) } else { Ok(()) }
    }

    pub fn push(&self, item: Ready) {
        self.ready.write(|ready| ready.push_back(item));
    }

    fn add_timer(&self, when: f64, timer: Value) {
        self.timers.write(|timers| {
            timers.push((when, timer));
            let last = timers.len() - 1;
            rise(timers, 0, last);
        });
    }

    /// Whether the class leaves `call_soon` as it is.
    #[inline]
    fn is_plain(&self, vm: &Vm, value: &Value) -> bool {
        let class = vm.class_of(value);
        if self.checked.get() != class.version.get() || self.checked.get() == 0 {
            let plain = METHODS.iter().take(HOT_METHODS).all(|row| {
                let found = class.lookup(vm, &vm.intern(row.name));
                found.is_some_and(|found| found.get::<PyNative>().is_some_and(|native| std::ptr::eq(native.row, row)))
            });
            self.plain.set(plain);
            self.checked.set(class.version.get());
        }
        self.plain.get()
    }

    /// Whether somebody but the debug mode must see what is enqueued.
    #[inline]
    fn takes_items(&self, vm: &Vm, value: &Value) -> bool {
        !self.debug.get() && self.is_plain(vm, value)
    }
}

/// A future that ends with a result at a time of the clock, when the loop is one
/// whose timers nobody looks at.
pub fn alarm(vm: &Vm, owner: &Value, delay: f64, result: &Value) -> PyResult<Option<Value>> {
    let Some(own) = native(owner).filter(|own| own.takes_items(vm, owner)) else { return Ok(None) };
    own.check_open(vm)?;
    // Nobody but the task sees this future, so it needs no room for attributes.
    let payload = PyFuture::new(own.state.clone(), owner.clone(), None);
    let alarm = crate::memory::Handle::new(own.state.future_class.to_value(), payload).into_value();
    if let Some(future) = future::future(&alarm) {
        drop(future.result.replace(result.clone()));
    }
    own.add_timer(now() + delay, alarm.clone());
    Ok(Some(alarm))
}

/// `call_soon` for what the module itself enqueues.
#[inline]
pub fn enqueue(vm: &Vm, state: &State, owner: &Value, item: Ready) -> PyResult<()> {
    if let Some(own) = native(owner)
        && own.takes_items(vm, owner)
    {
        own.check_open(vm)?;
        own.push(item);
        return Ok(());
    }
    let (callback, argument, context) = match item {
        Ready::Handle(_) | Ready::Alarm(_) => {
            if let Some(own) = native(owner) {
                own.push(item);
            }
            return Ok(());
        }
        Ready::Step { task, exception } => {
            let context = context_of(&task);
            (task::step_callable(vm, task, exception), None, context)
        }
        Ready::Wakeup { task, future } => {
            let context = context_of(&task);
            (task::wakeup_method(vm, &task), Some(future), context)
        }
        Ready::Callback { callback, future, context } => (callback, Some(future), context),
    };
    let method = ops::get_attr(vm, owner, &state.names.call_soon)?;
    let mut values = vec![callback];
    values.extend(argument);
    values.push(context);
    vm.call(&method, CallArgs { values: &values, names: std::slice::from_ref(&state.names.context) })?;
    Ok(())
}

fn context_of(task: &Value) -> Value {
    future::future(task).and_then(|own| own.task.as_ref().map(|task| task.context.copy())).unwrap_or(Value::NONE)
}

// ---- scheduling ----

fn context_argument(vm: &Vm, args: &[Value], index: usize) -> PyResult {
    match given(args, index).filter(|context| !context.is_none()) {
        Some(context) => Ok(context.clone()),
        None => Ok(contextvars::copy_current(vm)),
    }
}

/// Checks of debug mode, and where the handle is made.
fn debug_checks(vm: &Vm, own: &PyLoop, value: &Value, callback: &Value, name: &str) -> PyResult {
    if !own.debug.get() {
        return Ok(Value::UNBOUND);
    }
    vm.call_method(value, &vm.intern("_check_thread"), &[])?;
    handle::check_callback(vm, callback, name)?;
    future::source_stack(vm)
}

fn loop_call_soon(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    own.check_open(vm)?;
    let (value, callback) = (argument(args, 0), argument(args, 1));
    let source = debug_checks(vm, own, value, callback, "call_soon")?;
    if vm.class_of(callback).slots(|slots| slots.call.is_none()) {
        handle::check_callback(vm, callback, "call_soon")?;
    }
    let context = context_argument(vm, args, 3)?;
    let payload = handle::payload(callback.clone(), argument(args, 2).clone(), value.clone(), context, 0.0, source);
    let handle = handle::new_handle(vm, payload).into_value();
    own.push(Ready::Handle(handle.clone()));
    Ok(handle)
}

fn loop_add_ready(vm: &Vm, args: &[Value]) -> PyResult {
    own(vm, args)?.push(Ready::Handle(argument(args, 1).clone()));
    Ok(Value::NONE)
}

fn loop_call_later(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let delay = argument(args, 1);
    if delay.is_none() {
        return Err(messages::type_error(vm, "delay must not be None"));
    }
    let when = ops::binary(vm, BinaryOp::Add, &vm.new_float(now()), delay)?;
    add_timer(vm, own, args, &when)
}

fn loop_call_at(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let when = argument(args, 1);
    if when.is_none() {
        return Err(messages::type_error(vm, "when cannot be None"));
    }
    add_timer(vm, own, args, when)
}

fn add_timer(vm: &Vm, own: &PyLoop, args: &[Value], given: &Value) -> PyResult {
    own.check_open(vm)?;
    let (value, callback) = (argument(args, 0), argument(args, 2));
    let source = debug_checks(vm, own, value, callback, "call_at")?;
    let when = float::expect_real(vm, given)?;
    let context = context_argument(vm, args, 4)?;
    let payload = handle::payload(callback.clone(), argument(args, 3).clone(), value.clone(), context, when, source);
    handle::note_time(&payload, given);
    let timer = handle::new_timer(vm, payload);
    timer.scheduled.set(true);
    let timer = timer.into_value();
    own.add_timer(when, timer.clone());
    Ok(timer)
}

fn loop_timer_cancelled(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    if argument(args, 1).get::<PyHandle>().is_some_and(|timer| timer.scheduled.get()) {
        own.cancelled_timers.set(own.cancelled_timers.get() + 1);
    }
    Ok(Value::NONE)
}

/// Moves the entry at `place` up towards `top` until its parent is not later.
fn rise(timers: &mut [(f64, Value)], top: usize, mut place: usize) {
    while place > top {
        let parent = (place - 1) / 2;
        match (timers.get(place), timers.get(parent)) {
            (Some(own), Some(above)) if own.0 < above.0 => timers.swap(place, parent),
            _ => break,
        }
        place = parent;
    }
}

/// Moves the entry at `place` down to a leaf along the earlier children, then up again.
fn sink(timers: &mut [(f64, Value)], place: usize) {
    let (end, top) = (timers.len(), place);
    let mut place = place;
    let mut child = 2 * place + 1;
    while child < end {
        let right = child + 1;
        if right < end && !matches!((timers.get(child), timers.get(right)), (Some(left), Some(other)) if left.0 < other.0) {
            child = right;
        }
        timers.swap(place, child);
        place = child;
        child = 2 * place + 1;
    }
    rise(timers, top, place);
}

fn pop_timer(timers: &mut Vec<(f64, Value)>) -> Option<(f64, Value)> {
    if timers.is_empty() {
        return None;
    }
    let first = timers.swap_remove(0);
    if !timers.is_empty() {
        sink(timers, 0);
    }
    Some(first)
}

// ---- futures and tasks ----

fn loop_create_future(vm: &Vm, args: &[Value]) -> PyResult {
    task::create_future(vm, &own(vm, args)?.state, argument(args, 0))
}

fn loop_create_task(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    own.check_open(vm)?;
    let (value, coroutine) = (argument(args, 0), argument(args, 1));
    let some = |index| given(args, index).filter(|value: &&Value| !value.is_none()).cloned();
    let (name, context) = (some(2), some(3));
    let factory = own.factory.copy();
    if factory.is_none() {
        return task::new_task(vm, &own.state, coroutine, value, task::Options { name, context, eager: false });
    }
    let made = match context {
        None => vm.call_values(&factory, &[value.clone(), coroutine.clone()])?,
        Some(context) => {
            let values = [value.clone(), coroutine.clone(), context];
            vm.call(&factory, CallArgs { values: &values, names: std::slice::from_ref(&own.state.names.context) })?
        }
    };
    if let Some(name) = name {
        vm.call_method(&made, &vm.intern("set_name"), &[name])?;
    }
    Ok(made)
}

fn loop_set_factory(vm: &Vm, args: &[Value]) -> PyResult {
    let (own, factory) = (own(vm, args)?, argument(args, 1));
    if !factory.is_none() && vm.class_of(factory).slots(|slots| slots.call.is_none()) {
        return Err(messages::type_error(vm, "task factory must be a callable or None"));
    }
    drop(own.factory.replace(factory.clone()));
    Ok(Value::NONE)
}

// ---- turns ----

/// The longest wait for events, a day.
const LONGEST_WAIT: f64 = 24.0 * 3600.0;
/// Cancelled timers are cleaned away when there are more timers than this …
const MANY_TIMERS: usize = 100;

fn loop_run(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    loop {
        turn(vm, argument(args, 0), own)?;
        if own.stopping.get() {
            return Ok(Value::NONE);
        }
    }
}

fn loop_run_once(vm: &Vm, args: &[Value]) -> PyResult {
    turn(vm, argument(args, 0), own(vm, args)?)?;
    Ok(Value::NONE)
}

/// Whether nobody waits for a timer any more: a cancelled handle, an ended future.
fn is_cancelled(timer: &Value) -> bool {
    match future::future(timer) {
        Some(alarm) => !alarm.is_pending(),
        None => timer.get::<PyHandle>().is_some_and(|timer| timer.cancelled.get()),
    }
}

fn unschedule(timer: &Value) {
    if let Some(timer) = timer.get::<PyHandle>() {
        timer.scheduled.set(false);
    }
}

/// Throws away cancelled timers: all when they are the greater half, else those in front.
fn clean_timers(own: &PyLoop) {
    let (length, cancelled) = (own.timers.read(Vec::len), own.cancelled_timers.get());
    if length > MANY_TIMERS && cancelled * 2 > length {
        let (kept, gone): (Vec<_>, Vec<_>) = own.timers.take().into_iter().partition(|entry| !is_cancelled(&entry.1));
        gone.iter().for_each(|entry| unschedule(&entry.1));
        drop(gone);
        own.timers.write(|timers| {
            *timers = kept;
            for place in (0..timers.len() / 2).rev() {
                sink(timers, place);
            }
        });
        own.cancelled_timers.set(0);
        return;
    }
    while own.timers.read(|timers| timers.first().is_some_and(|entry| is_cancelled(&entry.1))) {
        own.cancelled_timers.set(own.cancelled_timers.get().saturating_sub(1));
        let gone = own.timers.write(pop_timer);
        if let Some((_, timer)) = &gone {
            unschedule(timer);
        }
        drop(gone);
    }
}

fn turn(vm: &Vm, value: &Value, own: &PyLoop) -> PyResult<()> {
    vm.poll()?;
    clean_timers(own);
    let wait = if own.stopping.get() || !own.ready.read(VecDeque::is_empty) {
        Some(0.0)
    } else {
        own.timers.read(|timers| timers.first().map(|entry| (entry.0 - now()).clamp(0.0, LONGEST_WAIT)))
    };
    if own.poller.get() >= 0 {
        poll_own(vm, value, own, wait)?
    } else {
        poll_selector(vm, value, wait)?
    };
    let until = now() + 1e-9;
    while let Some((_, timer)) =
        own.timers.write(|timers| if timers.first().is_some_and(|entry| entry.0 < until) { pop_timer(timers) } else { None })
    {
        unschedule(&timer);
        own.push(if timer.is_kind::<PyFuture>() { Ready::Alarm(timer) } else { Ready::Handle(timer) });
    }
    let count = own.ready.read(VecDeque::len);
    for _ in 0..count {
        let Some(item) = own.ready.write(VecDeque::pop_front) else { break };
        call(vm, value, own, item)?;
    }
    Ok(())
}

/// Waits with the selector object; None for ever.
fn poll_selector(vm: &Vm, value: &Value, wait: Option<f64>) -> PyResult<()> {
    let timeout = match wait {
        Some(seconds) if seconds <= 0.0 => Value::small_int(0),
        Some(seconds) => vm.new_float(seconds),
        None => Value::NONE,
    };
    let selector = ops::get_attr(vm, value, &vm.intern("_selector"))?;
    let events = vm.call_method(&selector, &vm.intern("select"), &[timeout])?;
    if ops::truth(vm, &events)? {
        vm.call_method(value, &vm.intern("_process_events"), &[events])?;
    }
    Ok(())
}

/// Turns with work to do after which even a lone wake-up pipe is looked at.
const TURNS_WITHOUT_LOOK: u32 = 16;

/// Waits with epoll itself: nothing of Python runs while nothing happens.
fn poll_own(vm: &Vm, value: &Value, own: &PyLoop, wait: Option<f64>) -> PyResult<()> {
    let milliseconds = wait.map_or(-1, |seconds| (seconds * 1e3).ceil().min(f64::from(i32::MAX)) as i32);
    let poller = own.poller.get();
    if milliseconds == 0 && own.watched.get() <= 1 {
        // Other threads put their callbacks into the queue themselves; the pipe
        // only ends a sleep, and brings signals.
        let turns = own.unwatched_turns.get() + 1;
        own.unwatched_turns.set(turns % TURNS_WITHOUT_LOOK);
        if turns < TURNS_WITHOUT_LOOK {
            return Ok(());
        }
    }
    let most = own.watched.get().clamp(1, 4096);
    let found = if milliseconds == 0 {
        net::epoll_wait(poller, most, 0)
    } else {
        vm.blocking(|| net::epoll_wait(poller, most, milliseconds))
    };
    let answers = match found {
        Ok(answers) => answers,
        Err(error) if error.raw_os_error() == Some(libc::EINTR) => return vm.poll(),
        Err(error) => return Err(crate::stdlib::posix::os_error(vm, &error, None)),
    };
    if answers.is_empty() {
        return Ok(());
    }
    let pair = |(fd, events): (i32, u32)| vm.tuple_of([Value::small_int(i64::from(fd)), Value::small_int(i64::from(events))]);
    let answers = vm.new_list(answers.into_iter().map(pair).collect());
    let selector = ops::get_attr(vm, value, &vm.intern("_selector"))?;
    let events = vm.call_method(&selector, &vm.intern("_keys_of"), &[answers])?;
    vm.call_method(value, &vm.intern("_process_events"), &[events]).map(drop)
}

fn loop_use_epoll(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = ops::index_exact(vm, argument(args, 1))?;
    own(vm, args)?.poller.set(i32::try_from(fd).unwrap_or(-1));
    Ok(Value::NONE)
}

fn loop_note_watched(vm: &Vm, args: &[Value]) -> PyResult {
    let count = ops::index_exact(vm, argument(args, 1))?;
    own(vm, args)?.watched.set(usize::try_from(count).unwrap_or(2));
    Ok(Value::NONE)
}

fn call(vm: &Vm, value: &Value, own: &PyLoop, item: Ready) -> PyResult<()> {
    match item {
        Ready::Handle(handle) => {
            if is_cancelled(&handle) {
                return Ok(());
            }
            if own.debug.get() {
                return call_watched(vm, value, &handle);
            }
            if handle.is_kind::<PyHandle>() {
                return handle::run(vm, &handle);
            }
            vm.call_method(&handle, &vm.intern("_run"), &[]).map(drop)
        }
        Ready::Alarm(alarm) => match future::future(&alarm) {
            Some(future) if future.is_pending() => {
                let result = future.result.copy();
                future::finish_with(vm, &alarm, future, result)
            }
            _ => Ok(()),
        },
        Ready::Step { task, exception } => or_report(vm, value, task::step(vm, &task, exception), || (task.clone(), None)),
        Ready::Wakeup { task, future } => {
            or_report(vm, value, task::wakeup(vm, &task, &future, false), || (task.clone(), Some(future.clone())))
        }
        Ready::Callback { callback, future, context } => {
            match handle::call_in(vm, &context, &callback, std::slice::from_ref(&future)) {
                Ok(result) => {
                    drop(result);
                    Ok(())
                }
                Err(raised) => {
                    let payload = handle::payload(callback, vm.tuple_of([future]), value.clone(), context, 0.0, Value::UNBOUND);
                    let handle = handle::new_handle(vm, payload).into_value();
                    handle::failed(vm, &handle, raised)
                }
            }
        }
    }
}

/// A step that fails outside the coroutine is reported like any other callback's failure.
fn or_report(vm: &Vm, owner: &Value, result: PyResult<()>, parts: impl FnOnce() -> (Value, Option<Value>)) -> PyResult<()> {
    let Err(raised) = result else { return Ok(()) };
    let (task, future) = parts();
    let context = context_of(&task);
    let (callback, values) = match future {
        Some(future) => (task::wakeup_method(vm, &task), vm.tuple_of([future])),
        None => (task::step_callable(vm, task, Value::UNBOUND), vm.empty_tuple.clone()),
    };
    let payload = handle::payload(callback, values, owner.clone(), context, 0.0, Value::UNBOUND);
    let handle = handle::new_handle(vm, payload).into_value();
    handle::failed(vm, &handle, raised)
}

/// A call in debug mode, whose time is looked at.
fn call_watched(vm: &Vm, value: &Value, handle: &Value) -> PyResult<()> {
    vm.call_method(value, &vm.intern("_run_watched"), std::slice::from_ref(handle)).map(drop)
}

fn loop_drop(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    drop((own.ready.take(), own.timers.take()));
    own.cancelled_timers.set(0);
    Ok(Value::NONE)
}

fn loop_ready(vm: &Vm, value: &Value) -> PyResult {
    let Some(own) = native(value) else { return Ok(Value::NONE) };
    let mut shown = Vec::new();
    let parts: Vec<(Value, Value, Value)> = own.ready.read(|ready| {
        ready
            .iter()
            .map(|item| match item {
                Ready::Handle(handle) => (handle.clone(), Value::UNBOUND, Value::UNBOUND),
                Ready::Alarm(alarm) => (Value::FALSE, alarm.clone(), Value::UNBOUND),
                Ready::Step { task, exception } => (Value::UNBOUND, task.clone(), exception.clone()),
                Ready::Wakeup { task, future } => (Value::TRUE, task.clone(), future.clone()),
                Ready::Callback { callback, future, context } => (callback.clone(), future.clone(), context.clone()),
            })
            .collect()
    });
    for (first, second, third) in parts {
        if first.is_kind::<PyHandle>() && second.is_unbound() {
            shown.push(first);
            continue;
        }
        let (callback, values, context) = if first.is(&Value::FALSE) {
            (vm.intern("_set_result_unless_cancelled"), vm.tuple_of([second]), Value::NONE)
        } else if first.is_unbound() {
            let context = context_of(&second);
            (task::step_callable(vm, second, third), vm.empty_tuple.clone(), context)
        } else if second.get::<PyFuture>().is_some_and(|own| own.task.is_some()) && first.is(&Value::TRUE) {
            let context = context_of(&second);
            (task::wakeup_method(vm, &second), vm.tuple_of([third]), context)
        } else {
            (first, vm.tuple_of([second]), third)
        };
        let payload = handle::payload(callback, values, value.clone(), context, 0.0, Value::UNBOUND);
        shown.push(handle::new_handle(vm, payload).into_value());
    }
    Ok(vm.new_list(shown))
}
