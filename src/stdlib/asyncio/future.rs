//! `_asyncio.Future`: a result that arrives later, and the iterator that awaits it.
//!
//! Futures and tasks share one payload; a task has a [`TaskPart`]. The first
//! done-callback lies in the payload, further ones in a vector. An entry with
//! an unbound context is a task that waits for this future.
//! What is rarely needed (cancel messages, tracebacks) lies in a box of its own.

use super::event_loop::{self, Ready};
use super::state::{State, state};
use super::task::TaskPart;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Raised, Value, Visitor, flag};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::{PyException, messages};
use crate::objects::native::{GetSet, Method, as_class, bind_new, class_method, getset, getter, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{generic_alias, kinds, ops};
use crate::stdlib::natives::{argument, class_of, given, make_in};
use crate::stdlib::{contextvars, import, unraisable};
use std::cell::Cell;
use std::rc::Rc;

/// How far a future is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Pending,
    Cancelled,
    Finished,
}

/// What few futures have.
#[derive(Default, Clone)]
pub struct Rare {
    pub cancel_message: Option<Value>,
    /// The exception that ended a cancelled task.
    pub cancelled_by: Option<Value>,
    /// The traceback of the exception when it was set.
    pub traceback: Option<Value>,
    pub source_traceback: Option<Value>,
}

/// Callbacks with their contexts.
type Entries = Vec<(Value, Value)>;

pub struct PyFuture {
    pub progress: Cell<Progress>,
    pub blocking: Cell<bool>,
    /// The exception has not been looked at.
    pub log_traceback: Cell<bool>,
    /// Whether `result` is an exception.
    pub failed: Cell<bool>,
    /// The event loop; unbound before `__init__`.
    pub owner: Guarded<Value>,
    pub result: Guarded<Value>,
    first: Guarded<(Value, Value)>,
    /// In a box, because few futures have a second callback and there are many futures.
    more: Guarded<Option<Box<Entries>>>,
    rare: Guarded<Option<Box<Rare>>>,
    pub state: Rc<State>,
    pub task: Option<Box<TaskPart>>,
}

impl Drop for PyFuture {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.strike(&self.state);
        }
    }
}

impl Payload for PyFuture {
    const KIND: Kind = kinds::ASYNC_FUTURE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { progress: _, blocking: _, log_traceback: _, failed: _, owner, result, first, more, rare, state: _, task } =
            self;
        visitor.guarded(owner);
        visitor.guarded(result);
        first.read(|(callback, context)| visitor.each([callback, context]));
        more.read(|more| {
            more.iter().flat_map(|more| more.iter()).for_each(|(callback, context)| visitor.each([callback, context]))
        });
        rare.read(|rare| {
            if let Some(rare) = rare {
                let Rare { cancel_message, cancelled_by, traceback, source_traceback } = &**rare;
                visitor.each([cancel_message, cancelled_by, traceback, source_traceback].into_iter().flatten());
            }
        });
        if let Some(task) = task {
            task.trace(visitor);
        }
    }

    fn clear(&self) {
        let parts =
            (self.owner.replace(Value::UNBOUND), self.result.replace(Value::UNBOUND), self.take_callbacks(), self.rare.take());
        if let Some(task) = &self.task {
            task.clear();
        }
        drop(parts);
    }
}

impl PyFuture {
    pub fn new(state: Rc<State>, owner: Value, task: Option<Box<TaskPart>>) -> PyFuture {
        PyFuture {
            progress: Cell::new(Progress::Pending),
            blocking: Cell::new(false),
            log_traceback: Cell::new(false),
            failed: Cell::new(false),
            owner: Guarded::new(owner),
            result: Guarded::new(Value::UNBOUND),
            first: Guarded::new((Value::UNBOUND, Value::UNBOUND)),
            more: Guarded::new(None),
            rare: Guarded::new(None),
            state,
            task,
        }
    }

    pub fn is_pending(&self) -> bool {
        self.progress.get() == Progress::Pending
    }

    pub fn rare<R>(&self, look: impl FnOnce(&Rare) -> R) -> R {
        self.rare.read(|rare| match rare {
            Some(rare) => look(rare),
            None => look(&Rare { cancel_message: None, cancelled_by: None, traceback: None, source_traceback: None }),
        })
    }

    pub fn set_rare<R>(&self, change: impl FnOnce(&mut Rare) -> R) -> R {
        self.rare.write(|rare| change(rare.get_or_insert_default()))
    }

    /// Callbacks in order of adding; a waiting task has an unbound context.
    pub fn callbacks(&self) -> Vec<(Value, Value)> {
        let first = self.first.read(Clone::clone);
        let mut all = Vec::new();
        if !first.0.is_unbound() {
            all.push(first);
        }
        all.extend(self.more.read(Clone::clone).into_iter().flat_map(|more| *more));
        all
    }

    fn take_callbacks(&self) -> ((Value, Value), Vec<(Value, Value)>) {
        (self.first.replace((Value::UNBOUND, Value::UNBOUND)), self.more.take().map_or(Vec::new(), |more| *more))
    }

    pub fn add_entry(&self, callback: Value, context: Value) {
        if self.first.read(|first| first.0.is_unbound()) && self.more.read(Option::is_none) {
            drop(self.first.replace((callback, context)));
        } else {
            self.more.write(|more| more.get_or_insert_default().push((callback, context)));
        }
    }
}

/// The payload of a value that is a future or a task.
#[inline(always)]
pub fn future(value: &Value) -> Option<&PyFuture> {
    value.get::<PyFuture>()
}

/// The payload of a method's receiver, initialised.
pub fn own<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyFuture> {
    match args.first().and_then(future) {
        Some(own) => Ok(own),
        None => Err(messages::type_error(vm, "descriptor requires a '_asyncio.Future' object")),
    }
}

fn ready<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyFuture> {
    let own = own(vm, args)?;
    if own.owner.read(Value::is_unbound) {
        return Err(messages::runtime_error(vm, "Future object is not initialized."));
    }
    Ok(own)
}

/// A plain pending future of a loop.
pub fn new_future(vm: &Vm, state: &Rc<State>, owner: &Value) -> Value {
    vm.new_object(&state.future_class, PyFuture::new(state.clone(), owner.clone(), None)).into_value()
}

pub const FUTURE: TypeSpec = TypeSpec {
    name: "Future",
    module: "_asyncio",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::WEAK | class_flag::HAS_DICT,
    doc: "A result that arrives later; awaiting it waits for the result.",
    slots: Slots {
        new: Some(|vm, class, _| {
            let state = state(vm);
            make_in(vm, class, PyFuture::new(state, Value::UNBOUND, None))
        }),
        init: Some(future_init),
        repr: Some(future_repr),
        iter: Some(future_iter),
        await_: Some(future_iter),
        finalize: Some(future_finalize),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: GETSET,
    signature: "(*, loop=None)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("result", "(self, /)", future_result, "The result; raises what the work raised."),
    method("exception", "(self, /)", future_exception, "The exception of the work, or None."),
    method("set_result", "(self, result, /)", future_set_result, "End the waiting with a result."),
    method("set_exception", "(self, exception, /)", future_set_exception, "End the waiting with an exception."),
    method("add_done_callback", "(self, fn, /, *, context=<unrepresentable>)", future_add_callback, "Call a function once done."),
    method("remove_done_callback", "(self, fn, /)", future_remove_callback, "Forget a function; how often it was there."),
    method("cancel", "(self, /, msg=None)", future_cancel, "Cancel the waiting; False when it has ended."),
    method("cancelled", "(self, /)", |_, args| Ok(Value::bool(at(args, Progress::Cancelled))), "Whether it was cancelled."),
    method(
        "done",
        "(self, /)",
        |_, args| {
            Ok(Value::bool(
                argument(args, 0).get::<PyFuture>().is_some_and(|own| !own.owner.read(Value::is_unbound) && !own.is_pending()),
            ))
        },
        "Whether it has ended.",
    ),
    method("get_loop", "(self, /)", |vm, args| Ok(ready(vm, args)?.owner.copy()), "The loop it belongs to."),
    method(
        "_make_cancelled_error",
        "(self, /)",
        |vm, args| Ok(cancelled_error(vm, own(vm, args)?)),
        "The CancelledError to raise.",
    ),
    class_method(
        "__class_getitem__",
        "(cls, item, /)",
        |vm, args| generic_alias::new_alias(vm, argument(args, 0), argument(args, 1)),
        "See PEP 585",
    ),
];

fn at(args: &[Value], progress: Progress) -> bool {
    argument(args, 0).get::<PyFuture>().is_some_and(|own| own.progress.get() == progress)
}

fn shown(value: Option<Value>) -> Value {
    value.filter(|value| !value.is_unbound()).unwrap_or(Value::NONE)
}

const GETSET: &[GetSet] = &[
    getter(
        "_state",
        |vm, value| {
            Ok(vm.intern(match future(value).map(|own| own.progress.get()) {
                Some(Progress::Cancelled) => "CANCELLED",
                Some(Progress::Finished) => "FINISHED",
                _ => "PENDING",
            }))
        },
        "How far it is.",
    ),
    getset(
        "_asyncio_future_blocking",
        |_, value| Ok(Value::bool(future(value).is_some_and(|own| own.blocking.get()))),
        |vm, value, new| {
            let truth = match new {
                Some(new) => ops::truth(vm, &new)?,
                None => return Err(messages::attribute_error_plain(vm, "cannot delete attribute")),
            };
            if let Some(own) = future(value) {
                own.blocking.set(truth);
            }
            Ok(())
        },
        "Whether a task is about to wait for it.",
    ),
    getter("_loop", |_, value| Ok(shown(future(value).map(|own| own.owner.copy()))), "The loop it belongs to."),
    getter("_callbacks", callback_list, "Functions to call, with their contexts; None when there are none."),
    getter(
        "_result",
        |_, value| Ok(shown(future(value).filter(|own| !own.failed.get() && !own.is_pending()).map(|own| own.result.copy()))),
        "The result so far.",
    ),
    getter(
        "_exception",
        |_, value| Ok(shown(future(value).filter(|own| own.failed.get()).map(|own| own.result.copy()))),
        "The exception so far.",
    ),
    getset(
        "_log_traceback",
        |_, value| Ok(Value::bool(future(value).is_some_and(|own| own.log_traceback.get()))),
        |vm, value, new| {
            if new.is_some_and(|new| ops::truth(vm, &new).unwrap_or(true)) {
                return Err(messages::value_error(vm, "_log_traceback can only be set to False"));
            }
            if let Some(own) = future(value) {
                own.log_traceback.set(false);
            }
            Ok(())
        },
        "Whether an exception that nobody looks at is reported.",
    ),
    getter(
        "_source_traceback",
        |_, value| Ok(shown(future(value).and_then(|own| own.rare(|rare| rare.source_traceback.clone())))),
        "Where it was made.",
    ),
    getset(
        "_cancel_message",
        |_, value| Ok(shown(future(value).and_then(|own| own.rare(|rare| rare.cancel_message.clone())))),
        |_, value, new| {
            if let Some(own) = future(value) {
                drop(own.set_rare(|rare| std::mem::replace(&mut rare.cancel_message, new)));
            }
            Ok(())
        },
        "What the CancelledError will say.",
    ),
];

fn callback_list(vm: &Vm, value: &Value) -> PyResult {
    let Some(own) = future(value) else { return Ok(Value::NONE) };
    let all = own.callbacks();
    if all.is_empty() {
        return Ok(Value::NONE);
    }
    let pairs = all.into_iter().map(|(callback, context)| {
        if context.is_unbound() {
            let context =
                future(&callback).and_then(|task| task.task.as_ref().map(|task| task.context.copy())).unwrap_or(Value::NONE);
            vm.tuple_of([super::task::wakeup_method(vm, &callback), context])
        } else {
            vm.tuple_of([callback, context])
        }
    });
    Ok(vm.new_list(pairs.collect()))
}

/// The loop that a constructor was given, or the one to use without.
pub fn loop_argument(vm: &Vm, value: &Value) -> PyResult {
    if value.is_unbound() || value.is_none() { super::get_event_loop(vm, &[]) } else { Ok(value.clone()) }
}

fn future_init(vm: &Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "Future", FUTURE.signature, args)?;
    let owner = loop_argument(vm, argument(&bound, 0))?;
    start(vm, value, owner)
}

/// The common beginning of futures and tasks: sets the loop and, in debug mode,
/// notes where it was made.
pub fn start(vm: &Vm, value: &Value, owner: Value) -> PyResult<()> {
    let Some(own) = future(value) else { return Ok(()) };
    let debug = match event_loop::native(&owner) {
        Some(native) => native.debug.get(),
        None => {
            let answer = vm.call_method(&owner, &own.state.names.get_debug, &[])?;
            ops::truth(vm, &answer)?
        }
    };
    own.progress.set(Progress::Pending);
    own.failed.set(false);
    own.log_traceback.set(false);
    own.blocking.set(false);
    drop((own.owner.replace(owner), own.result.replace(Value::UNBOUND), own.rare.take()));
    if debug {
        note_source(vm, own)?;
    }
    if !vm.class_of(value).same(&own.state.future_class)
        && let Some(header) = value.header()
    {
        header.set_flag(flag::FINALIZER);
    }
    Ok(())
}

/// Where the running code is, for debug mode.
pub fn note_source(vm: &Vm, own: &PyFuture) -> PyResult<()> {
    let stack = source_stack(vm)?;
    drop(own.set_rare(|rare| rare.source_traceback.replace(stack)));
    Ok(())
}

pub fn source_stack(vm: &Vm) -> PyResult {
    let extract = import::import_attribute(vm, "asyncio.format_helpers", "_extract_here")?;
    vm.call_values(&extract, &[])
}

fn future_repr(vm: &Vm, value: &Value) -> PyResult {
    let describe = if future(value).is_some_and(|own| own.task.is_some()) {
        import::import_attribute(vm, "asyncio.base_tasks", "_task_repr")?
    } else {
        import::import_attribute(vm, "asyncio.base_futures", "_future_repr")?
    };
    vm.call_values(&describe, std::slice::from_ref(value))
}

// ---- ending ----

/// Puts every callback into the loop's queue.
pub fn schedule_callbacks(vm: &Vm, value: &Value, own: &PyFuture) -> PyResult<()> {
    let (first, more) = own.take_callbacks();
    if first.0.is_unbound() && more.is_empty() {
        return Ok(());
    }
    let owner = own.owner.copy();
    if !first.0.is_unbound() {
        schedule(vm, own, &owner, value, first)?;
    }
    for entry in more {
        schedule(vm, own, &owner, value, entry)?;
    }
    Ok(())
}

fn schedule(vm: &Vm, own: &PyFuture, owner: &Value, value: &Value, entry: (Value, Value)) -> PyResult<()> {
    let (callback, context) = entry;
    let item = if context.is_unbound() {
        Ready::Wakeup { task: callback, future: value.clone() }
    } else {
        Ready::Callback { callback, future: value.clone(), context }
    };
    event_loop::enqueue(vm, &own.state, owner, item)
}

fn invalid(vm: &Vm, own: &PyFuture, message: &str) -> Raised {
    vm.raise_message(&own.state.invalid_state, message)
}

pub fn finish_with(vm: &Vm, value: &Value, own: &PyFuture, result: Value) -> PyResult<()> {
    if !own.is_pending() {
        return Err(invalid(vm, own, "invalid state"));
    }
    drop(own.result.replace(result));
    own.progress.set(Progress::Finished);
    schedule_callbacks(vm, value, own)
}

fn future_set_result(vm: &Vm, args: &[Value]) -> PyResult {
    let own = ready(vm, args)?;
    if own.task.is_some() {
        return Err(messages::runtime_error(vm, "Task does not support set_result operation"));
    }
    finish_with(vm, argument(args, 0), own, argument(args, 1).clone())?;
    Ok(Value::NONE)
}

fn future_set_exception(vm: &Vm, args: &[Value]) -> PyResult {
    let own = ready(vm, args)?;
    if own.task.is_some() {
        return Err(messages::runtime_error(vm, "Task does not support set_exception operation"));
    }
    fail_with(vm, argument(args, 0), own, argument(args, 1))?;
    Ok(Value::NONE)
}

/// Ends a future with an exception, given as an object or a class.
pub fn fail_with(vm: &Vm, value: &Value, own: &PyFuture, given: &Value) -> PyResult<()> {
    if !own.is_pending() {
        return Err(invalid(vm, own, "invalid state"));
    }
    let exception = match as_class(given) {
        Some(class) if class.has(class_flag::EXCEPTION) => vm.call_values(given, &[])?,
        _ => given.clone(),
    };
    if !exception.is_kind::<PyException>() {
        return Err(messages::type_error(vm, "invalid exception object"));
    }
    let exception = if vm.is_instance(&exception, &vm.errors.stop_iteration) {
        let text = "StopIteration interacts badly with generators and cannot be raised into a Future";
        let wrapped = vm.new_exception(&vm.errors.runtime_error, vec![vm.new_str(text)]);
        if let Some(payload) = wrapped.get::<PyException>() {
            drop(payload.cause.replace(exception.clone()));
            drop(payload.context.replace(exception));
            payload.suppress_context.set(true);
        }
        wrapped
    } else {
        exception
    };
    let traceback = exception.get::<PyException>().map_or(Value::NONE, |payload| payload.traceback.copy());
    if !traceback.is_none() {
        drop(own.set_rare(|rare| rare.traceback.replace(traceback)));
    }
    drop(own.result.replace(exception));
    own.failed.set(true);
    own.progress.set(Progress::Finished);
    own.log_traceback.set(true);
    if let Some(header) = value.header() {
        header.set_flag(flag::FINALIZER);
    }
    schedule_callbacks(vm, value, own)
}

/// The CancelledError of a cancelled future: the one that ended the task once,
/// else a new one with the message.
pub fn cancelled_error(vm: &Vm, own: &PyFuture) -> Value {
    if let Some(known) = own.rare(|rare| rare.cancelled_by.clone()) {
        drop(own.set_rare(|rare| rare.cancelled_by.take()));
        return known;
    }
    let message = own.rare(|rare| rare.cancel_message.clone()).filter(|message| !message.is_none());
    vm.new_exception(&own.state.cancelled_error, message.into_iter().collect())
}

/// The result as `result()` gives it: the exception is raised.
pub fn take_result(vm: &Vm, own: &PyFuture) -> PyResult {
    match own.progress.get() {
        Progress::Pending => Err(invalid(vm, own, "Result is not set.")),
        Progress::Cancelled => {
            let error = cancelled_error(vm, own);
            Err(vm.raise_new(error))
        }
        Progress::Finished => {
            own.log_traceback.set(false);
            let result = own.result.copy();
            if !own.failed.get() {
                return Ok(result);
            }
            if let Some(payload) = result.get::<PyException>() {
                // The first to ask gets the traceback of then, the others begin anew.
                let traceback = own.rare(|rare| rare.traceback.clone());
                if traceback.is_some() {
                    drop(own.set_rare(|rare| rare.traceback.take()));
                }
                drop(payload.traceback.replace(traceback.unwrap_or(Value::NONE)));
            }
            Err(vm.raise_new(result))
        }
    }
}

fn future_result(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    if own.owner.read(Value::is_unbound) {
        return Err(invalid(vm, own, "Future object is not initialized."));
    }
    take_result(vm, own)
}

fn future_exception(vm: &Vm, args: &[Value]) -> PyResult {
    let own = ready(vm, args)?;
    match own.progress.get() {
        Progress::Pending => Err(invalid(vm, own, "Exception is not set.")),
        Progress::Cancelled => {
            let error = cancelled_error(vm, own);
            Err(vm.raise_new(error))
        }
        Progress::Finished => {
            own.log_traceback.set(false);
            Ok(if own.failed.get() { own.result.copy() } else { Value::NONE })
        }
    }
}

fn future_add_callback(vm: &Vm, args: &[Value]) -> PyResult {
    let own = ready(vm, args)?;
    let context = match given(args, 2) {
        Some(context) if !context.is_none() => context.clone(),
        _ => contextvars::copy_current(vm),
    };
    let (value, callback) = (argument(args, 0), argument(args, 1).clone());
    if own.is_pending() {
        own.add_entry(callback, context);
    } else {
        let owner = own.owner.copy();
        schedule(vm, own, &owner, value, (callback, context))?;
    }
    Ok(Value::NONE)
}

fn future_remove_callback(vm: &Vm, args: &[Value]) -> PyResult {
    let own = ready(vm, args)?;
    let wanted = argument(args, 1);
    // A comparison may run Python code that adds callbacks, so the kept ones
    // are only put back when all comparisons are over.
    let (mut kept, mut removed) = (Vec::new(), 0);
    let (first, more) = own.take_callbacks();
    for entry in std::iter::once(first).chain(more).filter(|entry| !entry.0.is_unbound()) {
        let same = if entry.1.is_unbound() {
            super::task::is_wakeup_of(wanted, &entry.0)
        } else {
            entry.0.is(wanted) || ops::eq(vm, &entry.0, wanted)?
        };
        if same {
            removed += 1;
        } else {
            kept.push(entry);
        }
    }
    let (first, more) = own.take_callbacks();
    kept.extend(std::iter::once(first).chain(more).filter(|entry| !entry.0.is_unbound()));
    for (callback, context) in kept {
        own.add_entry(callback, context);
    }
    Ok(Value::small_int(removed))
}

/// Cancels a future that is not a task's own waiting.
pub fn cancel_plain(vm: &Vm, value: &Value, own: &PyFuture, message: Option<Value>) -> PyResult<bool> {
    own.log_traceback.set(false);
    if !own.is_pending() {
        return Ok(false);
    }
    if let Some(message) = message.filter(|message| !message.is_none()) {
        drop(own.set_rare(|rare| rare.cancel_message.replace(message)));
    }
    own.progress.set(Progress::Cancelled);
    if !own.result.read(Value::is_unbound)
        && let Some(native) = event_loop::native(&own.owner.copy())
    {
        // A sleep that nobody waits for: its place among the timers can go.
        native.cancelled_timers.set(native.cancelled_timers.get() + 1);
    }
    schedule_callbacks(vm, value, own)?;
    Ok(true)
}

fn future_cancel(vm: &Vm, args: &[Value]) -> PyResult {
    let own = ready(vm, args)?;
    Ok(Value::bool(cancel_plain(vm, argument(args, 0), own, given(args, 1).cloned())?))
}

// ---- the end of the object ----

/// Reports to the loop's exception handler; what fails there goes to the unraisable hook.
pub fn report(vm: &Vm, own: &PyFuture, object: &Value, entries: Vec<(&str, Value)>) {
    let pending = vm.take_exception();
    let result = (|| {
        let context = vm.new_dict();
        for (key, value) in entries {
            crate::objects::dict::set_item(vm, &context, &vm.intern(key), value)?;
        }
        if let Some(stack) = own.rare(|rare| rare.source_traceback.clone()) {
            crate::objects::dict::set_item(vm, &context, &vm.intern("source_traceback"), stack)?;
        }
        vm.call_method(&own.owner.copy(), &own.state.names.call_exception_handler, &[context])
    })();
    if result.is_err() {
        unraisable::report(vm, object, None);
    }
    if !pending.is_unbound() {
        let Raised = vm.raise(pending);
    }
}

pub fn future_finalize(vm: &Vm, value: &Value) -> PyResult {
    let Some(own) = future(value) else { return Ok(Value::NONE) };
    if own.log_traceback.replace(false) && own.failed.get() && !own.owner.read(Value::is_unbound) {
        let message = vm.new_string(format!("{} exception was never retrieved", vm.class_of(value).name_text()));
        let entries = vec![("message", message), ("exception", own.result.copy()), ("future", value.clone())];
        report(vm, own, value, entries);
    }
    Ok(Value::NONE)
}

// ---- awaiting ----

/// The iterator behind `await future`.
pub struct PyFutureIter {
    future: Guarded<Value>,
}

impl Payload for PyFutureIter {
    const KIND: Kind = kinds::ASYNC_FUTURE_ITER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { future } = self;
        visitor.guarded(future);
    }

    fn clear(&self) {
        drop(self.future.replace(Value::UNBOUND));
    }
}

const FUTURE_ITER: TypeSpec = TypeSpec {
    name: "FutureIter",
    module: "_asyncio",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: Slots { iter: Some(|_, value| Ok(value.clone())), next: Some(iter_next), ..Slots::EMPTY },
    methods: &[
        method("send", "(self, value, /)", iter_send, "Go on waiting."),
        method("throw", "(self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)", iter_throw, "Raise an exception."),
        method("close", "(self, /)", iter_close, "Stop waiting."),
    ],
    ..TypeSpec::EMPTY
};

fn future_iter(vm: &Vm, value: &Value) -> PyResult {
    ready(vm, std::slice::from_ref(value))?;
    let class = class_of(vm, &FUTURE_ITER, kinds::ASYNC_FUTURE_ITER);
    Ok(Handle::new(class.into_value(), PyFutureIter { future: Guarded::new(value.clone()) }).into_value())
}

fn iter_next(vm: &Vm, value: &Value) -> PyResult {
    let Some(iterator) = value.get::<PyFutureIter>() else { return Ok(Value::DONE) };
    let target = iterator.future.copy();
    let Some(own) = future(&target) else { return Ok(Value::DONE) };
    if own.is_pending() {
        if own.blocking.replace(true) {
            own.blocking.set(false);
            return Err(messages::runtime_error(vm, "await wasn't used with future"));
        }
        return Ok(target);
    }
    drop(iterator.future.replace(Value::UNBOUND));
    let result = take_result(vm, own)?;
    if result.is_none() { Ok(Value::DONE) } else { Err(vm.raise_stop_iteration(result)) }
}

fn iter_send(vm: &Vm, args: &[Value]) -> PyResult {
    match iter_next(vm, argument(args, 0))? {
        done if done.is_done() => Err(vm.raise_stop_iteration(Value::UNBOUND)),
        value => Ok(value),
    }
}

fn iter_throw(vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(iterator) = argument(args, 0).get::<PyFutureIter>() {
        drop(iterator.future.replace(Value::UNBOUND));
    }
    let (kind, value) = (argument(args, 1), given(args, 2).filter(|value| !value.is_none()));
    if given(args, 2).is_some() {
        let message = "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.";
        messages::warn(vm, &vm.errors.deprecation_warning, message)?;
    }
    let exception = match as_class(kind) {
        Some(class) if class.has(class_flag::EXCEPTION) => match value {
            Some(value) if value.is_kind::<PyException>() => value.clone(),
            Some(value) => vm.call_values(kind, std::slice::from_ref(value))?,
            None => vm.call_values(kind, &[])?,
        },
        _ if kind.is_kind::<PyException>() => {
            if value.is_some() {
                return Err(messages::type_error(vm, "instance exception may not have a separate value"));
            }
            kind.clone()
        }
        _ => {
            let message = format!(
                "exceptions must be classes deriving BaseException or instances of such a class, not {}",
                vm.class_name(kind)
            );
            return Err(messages::type_error(vm, &message));
        }
    };
    if let Some(traceback) = given(args, 3).filter(|traceback| !traceback.is_none())
        && let Some(payload) = exception.get::<PyException>()
    {
        drop(payload.traceback.replace(traceback.clone()));
    }
    Err(vm.raise(exception))
}

fn iter_close(_vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(iterator) = argument(args, 0).get::<PyFutureIter>() {
        drop(iterator.future.replace(Value::UNBOUND));
    }
    Ok(Value::NONE)
}

/// A callable of the module that ends a future unless it was cancelled: timers of `sleep`.
pub fn set_result_unless_cancelled(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, result) = (argument(args, 0), argument(args, 1));
    if let Some(own) = future(value)
        && own.task.is_none()
    {
        if own.progress.get() != Progress::Cancelled {
            finish_with(vm, value, own, result.clone())?;
        }
        return Ok(Value::NONE);
    }
    let cancelled = vm.call_method(value, &vm.intern("cancelled"), &[])?;
    if !ops::truth(vm, &cancelled)? {
        vm.call_method(value, &vm.intern("set_result"), std::slice::from_ref(result))?;
    }
    Ok(Value::NONE)
}
