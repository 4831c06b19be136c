//! `_asyncio.Task`: a future that drives a coroutine, one step per turn of the loop.

use super::event_loop::{self, Ready};
use super::future::{self, Progress, PyFuture, cancelled_error, fail_with, finish_with, future, new_future, own, report, start};
use super::state::{NOWHERE, State, state};
use crate::eval::generator::{self, Outcome};
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Raised, Str, Value, Visitor, flag};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::generator::PyGenerator;
use crate::objects::native::{GetSet, Method, PyNative, bind_new, class_method, getset, getter, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{generic_alias, kinds, ops};
use crate::stdlib::natives::{CLOSED, argument, class_of, given, make_in};
use crate::stdlib::{contextvars, import};
use std::cell::Cell;
use std::rc::Rc;

/// What a task has beyond a future.
pub struct TaskPart {
    pub coroutine: Guarded<Value>,
    /// The name; unbound while it is `Task-` and the number.
    name: Guarded<Value>,
    number: Cell<u64>,
    pub context: Guarded<Value>,
    /// The future that the coroutine waits for; unbound when it does not.
    pub waiter: Guarded<Value>,
    must_cancel: Cell<bool>,
    cancel_requests: Cell<u32>,
    log_destroy: Cell<bool>,
    /// The position in the register of unfinished tasks.
    place: Cell<u32>,
}

impl TaskPart {
    fn new() -> TaskPart {
        TaskPart {
            coroutine: Guarded::new(Value::UNBOUND),
            name: Guarded::new(Value::UNBOUND),
            number: Cell::new(0),
            context: Guarded::new(Value::UNBOUND),
            waiter: Guarded::new(Value::UNBOUND),
            must_cancel: Cell::new(false),
            cancel_requests: Cell::new(0),
            log_destroy: Cell::new(false),
            place: Cell::new(NOWHERE),
        }
    }

    pub fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { coroutine, name, number: _, context, waiter, must_cancel: _, cancel_requests: _, log_destroy: _, place: _ } =
            self;
        for cell in [coroutine, name, context, waiter] {
            visitor.guarded(cell);
        }
    }

    pub fn clear(&self) {
        drop([&self.coroutine, &self.context, &self.waiter].map(|cell| cell.replace(Value::UNBOUND)));
    }

    /// Leaves the register of unfinished tasks.
    pub fn strike(&self, state: &State) {
        let place = self.place.replace(NOWHERE);
        if place != NOWHERE {
            state.tasks.remove(place);
        }
    }
}

pub const TASK: TypeSpec = TypeSpec {
    name: "Task",
    module: "_asyncio",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::WEAK | class_flag::HAS_DICT,
    doc: "A coroutine that a loop runs beside others.",
    slots: Slots {
        new: Some(|vm, class, _| {
            let state = state(vm);
            make_in(vm, class, PyFuture::new(state, Value::UNBOUND, Some(Box::new(TaskPart::new()))))
        }),
        init: Some(task_init),
        finalize: Some(task_finalize),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: GETSET,
    signature: "(coro, *, loop=None, name=None, context=None, eager_start=False)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("cancel", "(self, /, msg=None)", task_cancel, "Ask the task to stop: CancelledError is raised where it waits."),
    method(
        "cancelling",
        "(self, /)",
        |vm, args| Ok(Value::small_int(i64::from(part(vm, args)?.1.cancel_requests.get()))),
        "How many requests to cancel are open.",
    ),
    method("uncancel", "(self, /)", task_uncancel, "Take back one request to cancel; how many are left."),
    method("get_coro", "(self, /)", |vm, args| Ok(plain(&part(vm, args)?.1.coroutine)), "The coroutine."),
    method("get_context", "(self, /)", |vm, args| Ok(plain(&part(vm, args)?.1.context)), "The context it runs in."),
    method("get_name", "(self, /)", |vm, args| Ok(name_of(vm, part(vm, args)?.1)), "The task's name."),
    method("set_name", "(self, value, /)", task_set_name, "Rename the task."),
    method("get_stack", "(self, /, *, limit=None)", task_get_stack, "The frames where the task waits or failed."),
    method("print_stack", "(self, /, *, limit=None, file=None)", task_print_stack, "Print where the task waits or failed."),
    class_method(
        "__class_getitem__",
        "(cls, item, /)",
        |vm, args| generic_alias::new_alias(vm, argument(args, 0), argument(args, 1)),
        "See PEP 585",
    ),
];

fn with_part<R>(value: &Value, look: impl FnOnce(&TaskPart) -> R, other: R) -> R {
    match future(value).and_then(|own| own.task.as_deref()) {
        Some(task) => look(task),
        None => other,
    }
}

fn plain(cell: &Guarded<Value>) -> Value {
    let value = cell.copy();
    if value.is_unbound() { Value::NONE } else { value }
}

const GETSET: &[GetSet] = &[
    getset(
        "_log_destroy_pending",
        |_, value| Ok(with_part(value, |task| Value::bool(task.log_destroy.get()), Value::FALSE)),
        |vm, value, new| {
            let Some(new) = new else { return Err(messages::attribute_error_plain(vm, "can't delete attribute")) };
            let truth = ops::truth(vm, &new)?;
            with_part(value, |task| task.log_destroy.set(truth), ());
            Ok(())
        },
        "Whether dying unfinished is reported.",
    ),
    getter(
        "_must_cancel",
        |_, value| Ok(with_part(value, |task| Value::bool(task.must_cancel.get()), Value::FALSE)),
        "A cancellation is due.",
    ),
    getter("_coro", |_, value| Ok(with_part(value, |task| plain(&task.coroutine), Value::NONE)), "The coroutine."),
    getter("_fut_waiter", |_, value| Ok(with_part(value, |task| plain(&task.waiter), Value::NONE)), "What it waits for."),
];

fn part<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<(&'a PyFuture, &'a TaskPart)> {
    let own = own(vm, args)?;
    match own.task.as_deref() {
        Some(task) => Ok((own, task)),
        None => Err(messages::type_error(vm, "descriptor requires a '_asyncio.Task' object")),
    }
}

fn name_of(vm: &Vm, task: &TaskPart) -> Value {
    let name = task.name.copy();
    if name.is_unbound() { vm.new_string(format!("Task-{}", task.number.get())) } else { name }
}

fn task_set_name(vm: &Vm, args: &[Value]) -> PyResult {
    let (_, task) = part(vm, args)?;
    let name = argument(args, 1);
    let name = if name.is_kind::<Str>() { name.clone() } else { ops::str(vm, name)? };
    drop(task.name.replace(name));
    Ok(Value::NONE)
}

// ---- beginning ----

fn is_coroutine(vm: &Vm, value: &Value) -> PyResult<bool> {
    if vm.class_of(value).same(&vm.types.coroutine) {
        return Ok(true);
    }
    let check = import::import_attribute(vm, "asyncio.coroutines", "iscoroutine")?;
    let answer = vm.call_values(&check, std::slice::from_ref(value))?;
    ops::truth(vm, &answer)
}

/// What a new task is told.
#[derive(Default)]
pub struct Options {
    pub name: Option<Value>,
    pub context: Option<Value>,
    pub eager: bool,
}

fn task_init(vm: &Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "Task", TASK.signature, args)?;
    let owner = future::loop_argument(vm, argument(&bound, 1))?;
    let some = |index| given(&bound, index).filter(|value| !value.is_none()).cloned();
    let eager = match given(&bound, 4) {
        Some(eager) => ops::truth(vm, eager)?,
        None => false,
    };
    begin(vm, value, argument(&bound, 0), owner, Options { name: some(2), context: some(3), eager })
}

/// A task of the built-in class.
pub fn new_task(vm: &Vm, state: &Rc<State>, coroutine: &Value, owner: &Value, options: Options) -> PyResult {
    let payload = PyFuture::new(state.clone(), Value::UNBOUND, Some(Box::new(TaskPart::new())));
    let value = vm.new_object(&state.task_class, payload).into_value();
    begin(vm, &value, coroutine, owner.clone(), options)?;
    Ok(value)
}

fn begin(vm: &Vm, value: &Value, coroutine: &Value, owner: Value, options: Options) -> PyResult<()> {
    let (own, task) = part(vm, std::slice::from_ref(value))?;
    start(vm, value, owner.clone())?;
    if !is_coroutine(vm, coroutine)? {
        task.log_destroy.set(false);
        let shown = ops::repr_text(vm, coroutine)?;
        return Err(messages::type_error(vm, &format!("a coroutine was expected, got {shown}")));
    }
    let context = options.context.unwrap_or_else(|| contextvars::copy_current(vm));
    let name = match options.name {
        Some(name) if name.is_kind::<Str>() => name,
        Some(name) => ops::str(vm, &name)?,
        None => {
            let number = own.state.counter.get() + 1;
            own.state.counter.set(number);
            task.number.set(number);
            Value::UNBOUND
        }
    };
    drop((task.context.replace(context), task.coroutine.replace(coroutine.clone()), task.name.replace(name)));
    drop(task.waiter.replace(Value::UNBOUND));
    task.must_cancel.set(false);
    task.log_destroy.set(true);
    task.cancel_requests.set(0);
    if let Some(header) = value.header() {
        header.set_flag(flag::FINALIZER);
    }
    if options.eager {
        let running = vm.call_method(&owner, &vm.intern("is_running"), &[])?;
        if ops::truth(vm, &running)? {
            return run_eagerly(vm, value, own, task, &owner);
        }
    }
    event_loop::enqueue(vm, &own.state, &owner, Ready::Step { task: value.clone(), exception: Value::UNBOUND })?;
    register(own, task);
    Ok(())
}

fn register(own: &PyFuture, task: &TaskPart) {
    if task.place.get() == NOWHERE {
        task.place.set(own.state.tasks.add(std::ptr::from_ref(own) as u64));
    }
}

/// `_register_task` for tasks that somebody made in another way.
pub fn register_value(value: &Value) {
    if let Some(own) = future(value)
        && let Some(task) = own.task.as_deref()
    {
        register(own, task);
    }
}

pub fn unregister_value(value: &Value) {
    if let Some(own) = future(value)
        && let Some(task) = own.task.as_deref()
    {
        task.strike(&own.state);
    }
}

/// The first step at once, instead of some of the running task's time.
fn run_eagerly(vm: &Vm, value: &Value, own: &PyFuture, task: &TaskPart, owner: &Value) -> PyResult<()> {
    let before = own.state.set_current_task(owner, value.clone());
    register(own, task);
    let context = task.context.copy();
    let result = match contextvars::enter(vm, &context) {
        Ok(outside) => {
            let result = step_inside(vm, value, own, task, Value::UNBOUND);
            contextvars::leave(vm, &context, outside);
            result
        }
        Err(raised) => Err(raised),
    };
    drop(own.state.set_current_task(owner, before));
    if !own.is_pending() {
        task.strike(&own.state);
        drop(task.coroutine.replace(Value::UNBOUND));
    }
    result
}

// ---- steps ----

/// One step in the task's context; an unbound exception sends None.
pub fn step(vm: &Vm, value: &Value, exception: Value) -> PyResult<()> {
    let (own, task) = part(vm, std::slice::from_ref(value))?;
    let context = task.context.copy();
    let outside = contextvars::enter(vm, &context)?;
    let result = step_entered(vm, value, own, task, exception);
    contextvars::leave(vm, &context, outside);
    result
}

/// Wakes a task whose future has ended; in the task's context already when `entered`.
pub fn wakeup(vm: &Vm, value: &Value, ended: &Value, entered: bool) -> PyResult<()> {
    let (own, task) = part(vm, std::slice::from_ref(value))?;
    let exception = match outcome_of(vm, ended) {
        Ok(()) => Value::UNBOUND,
        Err(_) => vm.take_exception(),
    };
    if entered {
        return step_entered(vm, value, own, task, exception);
    }
    step(vm, value, exception)
}

/// Raises what an ended future brings; its value reaches the coroutine by itself.
fn outcome_of(vm: &Vm, ended: &Value) -> PyResult<()> {
    match future(ended) {
        Some(other) if other.progress.get() == Progress::Finished && !other.failed.get() => Ok(()),
        Some(other) if vm.class_of(ended).same(&other.state.future_class) || vm.class_of(ended).same(&other.state.task_class) => {
            future::take_result(vm, other).map(drop)
        }
        _ => vm.call_method(ended, &vm.intern("result"), &[]).map(drop),
    }
}

fn step_entered(vm: &Vm, value: &Value, own: &PyFuture, task: &TaskPart, exception: Value) -> PyResult<()> {
    let owner = own.owner.copy();
    let before = own.state.set_current_task(&owner, value.clone());
    if !before.is_unbound() {
        drop(own.state.set_current_task(&owner, before.clone()));
        let (entering, running) = (ops::repr_text(vm, value)?, ops::repr_text(vm, &before)?);
        let message = format!("Cannot enter into task {entering} while another task {running} is being executed.");
        return Err(messages::runtime_error(vm, &message));
    }
    let result = step_inside(vm, value, own, task, exception);
    drop(own.state.set_current_task(&owner, Value::UNBOUND));
    result
}

/// Resumes the coroutine; gives what it handed out or what it returned.
fn resume(vm: &Vm, coroutine: &Value, exception: Value) -> PyResult<Outcome> {
    let native = coroutine.is_kind::<PyGenerator>() && !vm.class_of(coroutine).same(&vm.types.async_generator);
    if exception.is_unbound() {
        if native || vm.class_of(coroutine).slots(|slots| slots.next.is_some()) {
            return generator::send_to(vm, coroutine, Value::NONE);
        }
        return by_method(vm, vm.call_method(coroutine, &vm.names.send, &[Value::NONE]));
    }
    if native {
        let Raised = vm.raise(exception);
        return generator::throw(vm, coroutine);
    }
    by_method(vm, vm.call_method(coroutine, &vm.names.throw, &[exception]))
}

/// What a method of a coroutine that is not ours has come to.
fn by_method(vm: &Vm, result: PyResult) -> PyResult<Outcome> {
    match result {
        Ok(value) => Ok(Outcome::Yielded(value)),
        Err(raised) => match generator::take_stop_value(vm) {
            Some(value) => Ok(Outcome::Returned(value)),
            None => Err(raised),
        },
    }
}

fn step_inside(vm: &Vm, value: &Value, own: &PyFuture, task: &TaskPart, exception: Value) -> PyResult<()> {
    if !own.is_pending() {
        let task = ops::repr_text(vm, value)?;
        let shown = if exception.is_unbound() { String::new() } else { ops::repr_text(vm, &exception)? };
        return Err(vm.raise_message(&own.state.invalid_state, &format!("__step(): already done: {task} {shown}")));
    }
    let exception = if task.must_cancel.replace(false) && !vm.is_instance(&exception, &own.state.cancelled_error) {
        cancelled_error(vm, own)
    } else {
        exception
    };
    drop(task.waiter.replace(Value::UNBOUND));
    let coroutine = task.coroutine.copy();
    match resume(vm, &coroutine, exception) {
        Ok(Outcome::Returned(result)) => {
            task.strike(&own.state);
            if task.must_cancel.replace(false) {
                let message = own.rare(|rare| rare.cancel_message.clone());
                future::cancel_plain(vm, value, own, message)?;
            } else {
                finish_with(vm, value, own, result)?;
            }
            calm(vm, value, own);
            Ok(())
        }
        Ok(Outcome::Yielded(handed) | Outcome::AsyncYielded(handed)) => wait_for(vm, value, own, task, handed),
        Err(raised) => {
            task.strike(&own.state);
            let error = vm.take_exception();
            if vm.is_instance(&error, &own.state.cancelled_error) {
                drop(own.set_rare(|rare| rare.cancelled_by.replace(error)));
                future::cancel_plain(vm, value, own, None)?;
                return Ok(());
            }
            fail_with(vm, value, own, &error)?;
            if vm.is_instance(&error, &vm.errors.keyboard_interrupt) || vm.is_instance(&error, &vm.errors.system_exit) {
                let Raised = vm.raise(error);
                return Err(raised);
            }
            Ok(())
        }
    }
}

/// A task that ended well has nothing to report when it dies.
fn calm(vm: &Vm, value: &Value, own: &PyFuture) {
    if !own.log_traceback.get()
        && vm.class_of(value).same(&own.state.task_class)
        && let Some(header) = value.header()
    {
        header.clear_flag(flag::FINALIZER);
    }
}

fn wait_for(vm: &Vm, value: &Value, own: &PyFuture, task: &TaskPart, handed: Value) -> PyResult<()> {
    if handed.is(value) {
        return fail_soon(vm, value, own, &format!("Task cannot await on itself: {}", ops::repr_text(vm, value)?));
    }
    if let Some(other) = future(&handed)
        && (vm.class_of(&handed).same(&own.state.future_class) || vm.class_of(&handed).same(&own.state.task_class))
    {
        if !other.owner.copy().is(&own.owner.copy()) {
            return other_loop(vm, value, own, &handed);
        }
        if !other.blocking.replace(false) {
            return no_yield_from(vm, value, own, &handed);
        }
        if other.is_pending() {
            other.add_entry(value.clone(), Value::UNBOUND);
        } else {
            let ready = Ready::Wakeup { task: value.clone(), future: handed.clone() };
            event_loop::enqueue(vm, &own.state, &own.owner.copy(), ready)?;
        }
        drop(task.waiter.replace(handed.clone()));
        return cancel_waiter_if_due(vm, own, task, &handed);
    }
    if handed.is_none() {
        let ready = Ready::Step { task: value.clone(), exception: Value::UNBOUND };
        return event_loop::enqueue(vm, &own.state, &own.owner.copy(), ready);
    }
    let names = &own.state.names;
    if let Some(blocking) = ops::lookup_attr(vm, &handed, &names.blocking)?
        && !blocking.is_none()
    {
        let blocking = ops::truth(vm, &blocking)?;
        let other = match ops::lookup_attr(vm, &handed, &names.get_loop)? {
            Some(get) => vm.call_values(&get, &[])?,
            None => ops::get_attr(vm, &handed, &names.loop_)?,
        };
        if !other.is(&own.owner.copy()) {
            return other_loop(vm, value, own, &handed);
        }
        if !blocking {
            return no_yield_from(vm, value, own, &handed);
        }
        ops::set_attr(vm, &handed, &names.blocking, Some(Value::FALSE))?;
        let add = ops::get_attr(vm, &handed, &names.add_done_callback)?;
        let values = [wakeup_method(vm, value), task.context.copy()];
        vm.call(&add, CallArgs { values: &values, names: std::slice::from_ref(&names.context) })?;
        drop(task.waiter.replace(handed.clone()));
        return cancel_waiter_if_due(vm, own, task, &handed);
    }
    let (shown, bad) = (ops::repr_text(vm, value)?, ops::repr_text(vm, &handed)?);
    if vm.class_of(&handed).same(&vm.types.generator) {
        return fail_soon(
            vm,
            value,
            own,
            &format!("yield was used instead of yield from for generator in task {shown} with {bad}"),
        );
    }
    fail_soon(vm, value, own, &format!("Task got bad yield: {bad}"))
}

fn cancel_waiter_if_due(vm: &Vm, own: &PyFuture, task: &TaskPart, waiter: &Value) -> PyResult<()> {
    if task.must_cancel.get() && cancel_other(vm, own, waiter, own.rare(|rare| rare.cancel_message.clone()))? {
        task.must_cancel.set(false);
    }
    Ok(())
}

/// Calls `waiter.cancel(msg=message)`.
fn cancel_other(vm: &Vm, own: &PyFuture, waiter: &Value, message: Option<Value>) -> PyResult<bool> {
    if let Some(other) = future(waiter)
        && other.task.is_none()
        && vm.class_of(waiter).same(&own.state.future_class)
    {
        return future::cancel_plain(vm, waiter, other, message);
    }
    let method = ops::get_attr(vm, waiter, &own.state.names.cancel)?;
    let values = [message.unwrap_or(Value::NONE)];
    let answer = vm.call(&method, CallArgs { values: &values, names: std::slice::from_ref(&own.state.names.msg) })?;
    ops::truth(vm, &answer)
}

fn other_loop(vm: &Vm, value: &Value, own: &PyFuture, handed: &Value) -> PyResult<()> {
    let (task, other) = (ops::repr_text(vm, value)?, ops::repr_text(vm, handed)?);
    fail_soon(vm, value, own, &format!("Task {task} got Future {other} attached to a different loop"))
}

fn no_yield_from(vm: &Vm, value: &Value, own: &PyFuture, handed: &Value) -> PyResult<()> {
    let (task, other) = (ops::repr_text(vm, value)?, ops::repr_text(vm, handed)?);
    fail_soon(vm, value, own, &format!("yield was used instead of yield from in task {task} with {other}"))
}

/// Raises RuntimeError inside the coroutine at its next step.
fn fail_soon(vm: &Vm, value: &Value, own: &PyFuture, message: &str) -> PyResult<()> {
    let exception = vm.new_exception(&vm.errors.runtime_error, vec![vm.new_str(message)]);
    event_loop::enqueue(vm, &own.state, &own.owner.copy(), Ready::Step { task: value.clone(), exception })
}

// ---- cancelling ----

fn task_cancel(vm: &Vm, args: &[Value]) -> PyResult {
    let (own, task) = part(vm, args)?;
    own.log_traceback.set(false);
    if !own.is_pending() {
        return Ok(Value::FALSE);
    }
    task.cancel_requests.set(task.cancel_requests.get().saturating_add(1));
    let message = given(args, 1).cloned();
    let waiter = task.waiter.copy();
    if !waiter.is_unbound() && cancel_other(vm, own, &waiter, message.clone())? {
        return Ok(Value::TRUE);
    }
    task.must_cancel.set(true);
    let message = message.filter(|message| !message.is_none());
    if message.is_some() || own.rare(|rare| rare.cancel_message.is_some()) {
        drop(own.set_rare(|rare| std::mem::replace(&mut rare.cancel_message, message)));
    }
    Ok(Value::TRUE)
}

fn task_uncancel(vm: &Vm, args: &[Value]) -> PyResult {
    let (_, task) = part(vm, args)?;
    let left = task.cancel_requests.get().saturating_sub(1);
    if task.cancel_requests.replace(left) > 0 && left == 0 {
        task.must_cancel.set(false);
    }
    Ok(Value::small_int(i64::from(left)))
}

// ---- callables for loops that are not ours, and for debug mode ----

static WAKEUP: Method = method("task_wakeup", "(self, future, /)", task_wakeup, "Go on after what the task waited for.");

fn task_wakeup(vm: &Vm, args: &[Value]) -> PyResult {
    wakeup(vm, argument(args, 0), argument(args, 1), true)?;
    Ok(Value::NONE)
}

/// The done-callback of a task that waits.
pub fn wakeup_method(vm: &Vm, task: &Value) -> Value {
    let class = future(task).map(|own| own.state.task_class.clone());
    vm.new_native(&WAKEUP, class, task.clone(), Value::NONE)
}

pub fn is_wakeup_of(callback: &Value, task: &Value) -> bool {
    callback.get::<PyNative>().is_some_and(|native| std::ptr::eq(native.row, &WAKEUP) && native.receiver.is(task))
}

/// A step as a callable object.
pub struct PyTaskStep {
    task: Value,
    exception: Value,
}

impl Payload for PyTaskStep {
    const KIND: Kind = kinds::ASYNC_STEP;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { task, exception } = self;
        visitor.each([task, exception]);
    }
}

const TASK_STEP: TypeSpec = TypeSpec {
    name: "TaskStepMethWrapper",
    module: "_asyncio",
    flags: CLOSED,
    slots: Slots { call: Some(task_step_call), ..Slots::EMPTY },
    getset: &[getter(
        "__self__",
        |_, value| Ok(value.get::<PyTaskStep>().map_or(Value::NONE, |step| step.task.clone())),
        "The task.",
    )],
    ..TypeSpec::EMPTY
};

pub fn step_callable(vm: &Vm, task: Value, exception: Value) -> Value {
    let class = class_of(vm, &TASK_STEP, kinds::ASYNC_STEP);
    Handle::new(class.into_value(), PyTaskStep { task, exception }).into_value()
}

fn task_step_call(vm: &Vm, callee: &Value, _args: CallArgs<'_>) -> PyResult {
    let Some(payload) = callee.get::<PyTaskStep>() else { return Ok(Value::NONE) };
    let (own, task) = part(vm, std::slice::from_ref(&payload.task))?;
    step_entered(vm, &payload.task, own, task, payload.exception.clone())?;
    Ok(Value::NONE)
}

// ---- the rest ----

fn task_get_stack(vm: &Vm, args: &[Value]) -> PyResult {
    let function = import::import_attribute(vm, "asyncio.base_tasks", "_task_get_stack")?;
    vm.call_values(&function, &[argument(args, 0).clone(), given(args, 1).cloned().unwrap_or(Value::NONE)])
}

fn task_print_stack(vm: &Vm, args: &[Value]) -> PyResult {
    let function = import::import_attribute(vm, "asyncio.base_tasks", "_task_print_stack")?;
    let or_none = |index| given(args, index).cloned().unwrap_or(Value::NONE);
    vm.call_values(&function, &[argument(args, 0).clone(), or_none(1), or_none(2)])
}

fn task_finalize(vm: &Vm, value: &Value) -> PyResult {
    if let Some(own) = future(value)
        && let Some(task) = own.task.as_deref()
        && own.is_pending()
        && task.log_destroy.get()
        && !own.owner.read(Value::is_unbound)
    {
        let message = vm.new_str("Task was destroyed but it is pending!");
        report(vm, own, value, vec![("task", value.clone()), ("message", message)]);
    }
    future::future_finalize(vm, value)
}

/// A future of the loop, for `create_future`.
pub fn create_future(vm: &Vm, state: &Rc<State>, owner: &Value) -> PyResult {
    let value = new_future(vm, state, owner);
    if let (Some(own), Some(native)) = (future(&value), event_loop::native(owner))
        && native.debug.get()
    {
        future::note_source(vm, own)?;
    }
    Ok(value)
}
