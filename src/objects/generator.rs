//! Generators, coroutines and asynchronous generators as objects.
//!
//! The suspended frame lies in a block of its own; how it is resumed is the
//! evaluator's business (`Hooks::resume`). This file has the payloads and
//! their methods.

use super::class::{TypeSpec, class_flag};
use super::exception::{PyException, messages};
use super::native::{GetSet, Method, getset, getter, member, method};
use super::slots::Slots;
use super::traceback::PyTraceback;
use super::vm::Vm;
use super::{native, str};

use super::frame::{Frame, NodeRef};
use super::kinds;
use crate::memory::{Guarded, Handle, HeapFrame, Kind, Payload, PyResult, Raised, Tuple, Value, Visitor};
use std::cell::Cell;

/// Where a generator stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Created,
    Running,
    Suspended,
    Closed,
}

/// A generator, coroutine or asynchronous generator (the class tells which).
pub struct PyGenerator {
    pub state: Cell<State>,
    /// The frame; gone once the generator has ended.
    pub frame: Guarded<Option<HeapFrame<Frame>>>,
    /// Where to go on.
    pub next: Cell<Option<NodeRef>>,
    /// Where exceptions go, innermost last: handlers in force across suspensions.
    pub handlers: Guarded<Vec<NodeRef>>,
    /// The value that `yield` hands out or that `send` brings in.
    pub transfer: Guarded<Value>,
    /// What `yield from` or `await` is waiting for; unbound when nothing.
    pub delegate: Guarded<Value>,
    /// The exception being handled inside while suspended.
    pub handled: Guarded<Value>,
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    pub code: Value,
    /// `cr_origin`, or asynchronous-generator hooks' state.
    pub extra: Guarded<Value>,
    /// An asynchronous generator step is in progress.
    pub busy: Cell<bool>,
    /// The asynchronous generator's first iteration hooks have run.
    pub hooks_done: Cell<bool>,
    /// The asynchronous generator was closed by `aclose` or exhaustion.
    pub ended: Cell<bool>,
}

impl Payload for PyGenerator {
    const KIND: Kind = kinds::GENERATOR;
    const TRACKED: bool = true;
    const CLOSED_BY_COLLECTOR: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self {
            state: _,
            frame,
            next: _,
            handlers: _,
            transfer,
            delegate,
            handled,
            name,
            qualname,
            code,
            extra,
            busy: _,
            hooks_done: _,
            ended: _,
        } = self;
        frame.read(|frame| {
            if let Some(frame) = frame {
                let live = frame.frame();
                visitor.edge(&live.function);
                visitor.edge(&live.namespace);
                visitor.guarded(&live.object);
                live.slots.trace(frame.slots(), visitor);
            }
        });
        for cell in [transfer, delegate, handled, name, qualname, extra] {
            visitor.guarded(cell);
        }
        visitor.edge(code);
    }

    fn clear(&self) {
        let frame = if self.state.get() == State::Running { None } else { self.frame.replace(None) };
        let parts =
            [self.delegate.replace(Value::UNBOUND), self.handled.replace(Value::UNBOUND), self.transfer.replace(Value::UNBOUND)];
        if frame.is_some() {
            self.state.set(State::Closed);
        }
        drop((frame, parts));
    }
}

// ---- the object side ----

fn payload<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyGenerator> {
    match value.get::<PyGenerator>() {
        Some(generator) => Ok(generator),
        None => Err(messages::type_error(vm, "a generator is required")),
    }
}

fn itself(_vm: &Vm, value: &Value) -> PyResult {
    Ok(value.clone())
}

fn generator_next(vm: &Vm, value: &Value) -> PyResult {
    (vm.hooks.get().step)(vm, value)
}

fn generator_send(vm: &Vm, args: &[Value]) -> PyResult {
    let [generator, value] = args else { return Ok(Value::NONE) };
    let kind = payload(vm, generator)?;
    if kind.state.get() == State::Closed && vm.class_of(generator).same(&vm.types.coroutine) {
        return Err(messages::runtime_error(vm, "cannot reuse already awaited coroutine"));
    }
    (vm.hooks.get().resume)(vm, generator, value.clone())
}

/// Makes the pending exception from the arguments of `throw`.
fn set_thrown(vm: &Vm, args: &[Value]) -> PyResult<()> {
    let given = |index: usize| args.get(index).filter(|value| !value.is_unbound());
    let Some(class) = given(0) else { return Err(messages::type_error(vm, "throw expected at least 1 argument, got 0")) };
    let traceback = given(2).filter(|value| !value.is_none());
    if let Some(traceback) = traceback
        && !traceback.is_kind::<PyTraceback>()
    {
        return Err(messages::type_error(vm, "throw() third argument must be a traceback object"));
    }
    let value = given(1).filter(|value| !value.is_none());
    let exception = if class.is_kind::<PyException>() {
        if value.is_some() {
            return Err(messages::type_error(vm, "instance exception may not have a separate value"));
        }
        class.clone()
    } else {
        let is_exception_class = native::as_class(class).is_some_and(|class| class.has(class_flag::EXCEPTION));
        if !is_exception_class {
            let message =
                format!("exceptions must be classes or instances deriving from BaseException, not {}", vm.class_name(class));
            return Err(messages::type_error(vm, &message));
        }
        match value {
            Some(value)
                if value.is_kind::<PyException>()
                    && native::as_class(class).is_some_and(|class| vm.is_instance(value, class)) =>
            {
                value.clone()
            }
            Some(value) => match value.get::<crate::memory::Tuple>() {
                Some(tuple) => vm.call_values(class, tuple.items())?,
                None => vm.call_values(class, std::slice::from_ref(value))?,
            },
            None => vm.call_values(class, &[])?,
        }
    };
    if let (Some(traceback), Some(payload)) = (traceback, exception.get::<PyException>()) {
        drop(payload.traceback.replace(traceback.clone()));
    }
    // What is thrown in has the context it came with.
    let Raised = vm.raise(exception);
    Ok(())
}

fn generator_throw(vm: &Vm, args: &[Value]) -> PyResult {
    let Some((generator, rest)) = args.split_first() else { return Ok(Value::NONE) };
    if rest.get(1).is_some_and(|value| !value.is_unbound()) || rest.get(2).is_some_and(|value| !value.is_unbound()) {
        warn_three_arguments(vm, generator)?;
    }
    let state = payload(vm, generator)?.state.get();
    if state == State::Closed && vm.class_of(generator).same(&vm.types.coroutine) {
        return Err(messages::runtime_error(vm, "cannot reuse already awaited coroutine"));
    }
    set_thrown(vm, rest)?;
    (vm.hooks.get().resume)(vm, generator, Value::UNBOUND)
}

fn warn_three_arguments(vm: &Vm, generator: &Value) -> PyResult<()> {
    let class = vm.class_of(generator);
    let name = if class.same(&vm.types.async_generator) { "athrow" } else { "throw" };
    let message = format!("the (type, exc, tb) signature of {name}() is deprecated, use the single-arg signature instead.");
    messages::warn(vm, &vm.errors.deprecation_warning, &message)
}

fn generator_close(vm: &Vm, args: &[Value]) -> PyResult {
    match args {
        [generator, ..] => (vm.hooks.get().close)(vm, generator),
        [] => Ok(Value::NONE),
    }
}

/// The end of a generator that nobody holds any more: closes it, or complains
/// about a coroutine that was never awaited.
fn generator_finalize(vm: &Vm, generator: &Value) -> PyResult {
    let payload = payload(vm, generator)?;
    match payload.state.get() {
        State::Closed | State::Running => return Ok(Value::NONE),
        State::Created => {
            if vm.class_of(generator).same(&vm.types.coroutine) {
                match vm.registered("warnings.unawaited") {
                    Some(warn) => drop(vm.call_values(&warn, std::slice::from_ref(generator))?),
                    None => {
                        let name = str::text_of(&payload.qualname.copy());
                        messages::warn(vm, &vm.errors.runtime_warning, &format!("coroutine '{name}' was never awaited"))?;
                    }
                }
            }
            return (vm.hooks.get().close)(vm, generator);
        }
        State::Suspended => {}
    }
    if vm.class_of(generator).same(&vm.types.async_generator) {
        let finalizer = payload.extra.copy();
        if !finalizer.is_unbound() && !finalizer.is_none() {
            return vm.call_values(&finalizer, std::slice::from_ref(generator));
        }
    }
    (vm.hooks.get().close)(vm, generator)
}

fn generator_repr(vm: &Vm, generator: &Value) -> PyResult {
    let kind = if vm.class_of(generator).same(&vm.types.async_generator) {
        "async_generator"
    } else if vm.class_of(generator).same(&vm.types.coroutine) {
        "coroutine"
    } else {
        "generator"
    };
    let name = str::text_of(&payload(vm, generator)?.qualname.copy());
    Ok(vm.new_string(format!("<{kind} object {name} at {}>", super::object::address_text(generator))))
}

fn get_name(vm: &Vm, generator: &Value) -> PyResult {
    Ok(payload(vm, generator)?.name.copy())
}

fn get_qualname(vm: &Vm, generator: &Value) -> PyResult {
    Ok(payload(vm, generator)?.qualname.copy())
}

fn set_name(vm: &Vm, generator: &Value, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) if vm.is_instance(&value, &vm.types.str) => {
            drop(payload(vm, generator)?.name.replace(value));
            Ok(())
        }
        _ => Err(messages::type_error(vm, "__name__ must be set to a string object")),
    }
}

fn set_qualname(vm: &Vm, generator: &Value, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) if vm.is_instance(&value, &vm.types.str) => {
            drop(payload(vm, generator)?.qualname.replace(value));
            Ok(())
        }
        _ => Err(messages::type_error(vm, "__qualname__ must be set to a string object")),
    }
}

fn get_frame(vm: &Vm, generator: &Value) -> PyResult {
    let payload = payload(vm, generator)?;
    match payload.frame.read(|frame| frame.as_ref().map(crate::memory::HeapFrame::frame)) {
        // One that was closed before it started keeps its frame to itself.
        Some(_) if payload.state.get() == State::Closed => Ok(Value::NONE),
        Some(frame) => Ok(super::frame::object_of(&frame)),
        None => Ok(Value::NONE),
    }
}

fn get_code(vm: &Vm, generator: &Value) -> PyResult {
    Ok(payload(vm, generator)?.code.clone())
}

fn get_running(vm: &Vm, generator: &Value) -> PyResult {
    let payload = payload(vm, generator)?;
    let busy = vm.class_of(generator).same(&vm.types.async_generator) && payload.busy.get();
    Ok(Value::bool(payload.state.get() == State::Running || busy))
}

fn get_suspended(vm: &Vm, generator: &Value) -> PyResult {
    Ok(Value::bool(payload(vm, generator)?.state.get() == State::Suspended))
}

fn get_delegate(vm: &Vm, generator: &Value) -> PyResult {
    let delegate = payload(vm, generator)?.delegate.copy();
    Ok(if delegate.is_unbound() { Value::NONE } else { delegate })
}

fn get_none(_vm: &Vm, _generator: &Value) -> PyResult {
    Ok(Value::NONE)
}

fn subscripted(vm: &Vm, args: &[Value]) -> PyResult {
    match args {
        [class, item] => super::generic_alias::new_alias(vm, class, item),
        _ => Ok(Value::NONE),
    }
}

const GENERATOR_METHODS: &[Method] = &[
    native::class_method("__class_getitem__", "(type, object, /)", subscripted, "A generic alias: see PEP 585."),
    method("__sizeof__", "(self, /)", super::object::object_sizeof, "Size in memory, in bytes."),
    method("send", "(self, object, /)", generator_send, "Resume with a value for the waiting yield."),
    method(
        "throw",
        "!(self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)",
        generator_throw,
        "Raise an exception at the waiting yield.",
    ),
    method("close", "(self, /)", generator_close, "End the generator by raising GeneratorExit inside it."),
];

const GENERATOR_GETSET: &[GetSet] = &[
    getset("__name__", get_name, set_name, "The name of the generator."),
    getset("__qualname__", get_qualname, set_qualname, "The qualified name of the generator."),
    getter("gi_yieldfrom", get_delegate, "What yield from is waiting for, or None."),
    getter("gi_running", get_running, ""),
    getter("gi_frame", get_frame, ""),
    getter("gi_suspended", get_suspended, ""),
    getter("gi_code", get_code, ""),
];

const COROUTINE_METHODS: &[Method] = &[
    native::class_method("__class_getitem__", "(type, object, /)", subscripted, "A generic alias: see PEP 585."),
    method("__sizeof__", "(self, /)", super::object::object_sizeof, "Size in memory, in bytes."),
    method("send", "(self, object, /)", generator_send, "Resume with a value for the waiting await."),
    method(
        "throw",
        "!(self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)",
        generator_throw,
        "Raise an exception at the waiting await.",
    ),
    method("close", "(self, /)", generator_close, "End the coroutine by raising GeneratorExit inside it."),
];

const COROUTINE_GETSET: &[GetSet] = &[
    getset("__name__", get_name, set_name, "The name of the coroutine."),
    getset("__qualname__", get_qualname, set_qualname, "The qualified name of the coroutine."),
    getter("cr_await", get_delegate, "What it is awaiting, or None."),
    getter("cr_running", get_running, ""),
    getter("cr_frame", get_frame, ""),
    getter("cr_suspended", get_suspended, ""),
    getter("cr_code", get_code, ""),
    member("cr_origin", get_none, ""),
];

const NO_NEW: u32 = class_flag::IMMUTABLE | class_flag::NO_NEW;

pub const GENERATOR: TypeSpec = TypeSpec {
    name: "generator",
    flags: NO_NEW | class_flag::WEAK,
    slots: Slots {
        repr: Some(generator_repr),
        iter: Some(itself),
        next: Some(generator_next),
        finalize: Some(generator_finalize),
        ..Slots::EMPTY
    },
    methods: GENERATOR_METHODS,
    getset: GENERATOR_GETSET,
    ..TypeSpec::EMPTY
};

pub const COROUTINE: TypeSpec = TypeSpec {
    name: "coroutine",
    flags: NO_NEW | class_flag::WEAK,
    slots: Slots {
        repr: Some(generator_repr),
        await_: Some(coroutine_await),
        finalize: Some(generator_finalize),
        ..Slots::EMPTY
    },
    methods: COROUTINE_METHODS,
    getset: COROUTINE_GETSET,
    ..TypeSpec::EMPTY
};

/// `coroutine.__await__()`: an iterator over the coroutine's steps.
pub struct PyCoroutineWrapper {
    coroutine: Value,
}

impl Payload for PyCoroutineWrapper {
    const KIND: Kind = kinds::COROUTINE_WRAPPER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { coroutine } = self;
        visitor.edge(coroutine);
    }
}

fn coroutine_await(vm: &Vm, coroutine: &Value) -> PyResult {
    let wrapper = PyCoroutineWrapper { coroutine: coroutine.clone() };
    Ok(Handle::new(vm.types.coroutine_wrapper.to_value(), wrapper).into_value())
}

fn wrapped(vm: &Vm, value: &Value) -> PyResult {
    match value.get::<PyCoroutineWrapper>() {
        Some(wrapper) => Ok(wrapper.coroutine.clone()),
        None => Err(messages::type_error(vm, "a coroutine wrapper is required")),
    }
}

fn wrapper_next(vm: &Vm, value: &Value) -> PyResult {
    let coroutine = wrapped(vm, value)?;
    generator_send(vm, &[coroutine, Value::NONE])
}

fn forward(vm: &Vm, args: &[Value], call: fn(&Vm, &[Value]) -> PyResult) -> PyResult {
    let mut args = args.to_vec();
    if let Some(first) = args.first_mut() {
        *first = wrapped(vm, first)?;
    }
    call(vm, &args)
}

pub const COROUTINE_WRAPPER: TypeSpec = TypeSpec {
    name: "coroutine_wrapper",
    flags: NO_NEW,
    doc: "What `await` iterates over when it awaits a coroutine.",
    slots: Slots { iter: Some(itself), next: Some(wrapper_next), ..Slots::EMPTY },
    methods: &[
        method("send", "(self, object, /)", |vm, args| forward(vm, args, generator_send), "Resume the coroutine with a value."),
        method(
            "throw",
            "!(self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)",
            |vm, args| forward(vm, args, generator_throw),
            "Raise an exception in the coroutine.",
        ),
        method("close", "(self, /)", |vm, args| forward(vm, args, generator_close), "End the coroutine."),
    ],
    ..TypeSpec::EMPTY
};

// ---- asynchronous generators ----

/// What one step of an asynchronous generator does.
#[derive(Clone)]
enum Action {
    Send(Value),
    Throw(Vec<Value>),
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StepState {
    Fresh,
    Iterating,
    Closed,
}

/// The awaitable that `asend`, `athrow`, `aclose` and `__anext__` return.
pub struct PyAsyncStep {
    generator: Value,
    action: Action,
    state: Cell<StepState>,
}

impl Payload for PyAsyncStep {
    const KIND: Kind = kinds::ASYNC_GEN_STEP;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { generator, action, state: _ } = self;
        visitor.edge(generator);
        match action {
            Action::Send(value) => visitor.edge(value),
            Action::Throw(values) => visitor.each(values),
            Action::Close => {}
        }
    }
}

fn new_step(vm: &Vm, generator: &Value, action: Action) -> PyResult {
    start_hooks(vm, generator)?;
    let class = match action {
        Action::Send(_) => &vm.types.async_generator_asend,
        _ => &vm.types.async_generator_athrow,
    };
    let step = PyAsyncStep { generator: generator.clone(), action, state: Cell::new(StepState::Fresh) };
    Ok(Handle::new(class.to_value(), step).into_value())
}

/// The first use calls `sys.set_asyncgen_hooks`'s firstiter and remembers the finalizer.
fn start_hooks(vm: &Vm, generator: &Value) -> PyResult<()> {
    let payload = payload(vm, generator)?;
    if payload.hooks_done.replace(true) {
        return Ok(());
    }
    let hook = |key| vm.registered(key).filter(|hook| !hook.is_none());
    if let Some(finalizer) = hook("sys.asyncgen.finalizer") {
        drop(payload.extra.replace(finalizer));
        if let Some(header) = generator.header() {
            header.set_flag(crate::memory::flag::FINALIZER);
        }
    }
    if let Some(first) = hook("sys.asyncgen.firstiter") {
        drop(vm.call_values(&first, std::slice::from_ref(generator))?);
    }
    Ok(())
}

fn async_step(vm: &Vm, value: &Value) -> PyResult<Handle<PyAsyncStep>> {
    match value.as_handle::<PyAsyncStep>() {
        Some(step) => Ok(step.clone()),
        None => Err(messages::type_error(vm, "an asynchronous generator step is required")),
    }
}

/// Resumes the step with a value, or with the pending exception when unbound.
fn step_resume(vm: &Vm, value: &Value, sent: Value) -> PyResult {
    let step = async_step(vm, value)?;
    let generator = step.generator.clone();
    let payload = payload(vm, &generator)?;
    let is_asend = matches!(step.action, Action::Send(_));
    let throwing = sent.is_unbound();
    if step.state.get() == StepState::Closed {
        if throwing {
            drop(vm.take_exception());
        }
        let name = if is_asend { "__anext__()/asend()" } else { "aclose()/athrow()" };
        return Err(messages::runtime_error(vm, &format!("cannot reuse already awaited {name}")));
    }
    let mut first = sent;
    let mut throw_first = throwing;
    if step.state.get() == StepState::Fresh {
        if payload.busy.get() {
            step.state.set(StepState::Closed);
            if throwing {
                drop(vm.take_exception());
            }
            let name = match step.action {
                Action::Send(_) => "anext(): asynchronous generator is already running",
                Action::Throw(_) => "athrow(): asynchronous generator is already running",
                Action::Close => "aclose(): asynchronous generator is already running",
            };
            return Err(messages::runtime_error(vm, name));
        }
        if !throwing {
            if payload.ended.get() && !is_asend {
                step.state.set(StepState::Closed);
                return Err(vm.raise_stop_iteration(Value::UNBOUND));
            }
            if !first.is_none() && !is_asend {
                return Err(messages::runtime_error(vm, "can't send non-None value to a just-started coroutine"));
            }
            match &step.action {
                Action::Send(value) => {
                    if first.is_none() {
                        first = value.clone();
                    }
                }
                Action::Throw(values) if !(1..=3).contains(&values.len()) => {
                    let (how, bound) = if values.is_empty() { ("least", "1 argument") } else { ("most", "3 arguments") };
                    let message = format!("athrow expected at {how} {bound}, got {}", values.len());
                    return Err(messages::type_error(vm, &message));
                }
                Action::Throw(values) => {
                    set_thrown(vm, values)?;
                    throw_first = true;
                }
                Action::Close => {
                    payload.ended.set(true);
                    if payload.state.get() == State::Created {
                        step.state.set(StepState::Closed);
                        (vm.hooks.get().close)(vm, &generator)?;
                        return Err(vm.raise_stop_iteration(Value::UNBOUND));
                    }
                    let exit = vm.new_exception(&vm.errors.generator_exit, Vec::new());
                    let Raised = vm.raise_new(exit);
                    throw_first = true;
                }
            }
        }
        step.state.set(StepState::Iterating);
        payload.busy.set(true);
    }
    let sent = if throw_first { Value::UNBOUND } else { first };
    let outcome = (vm.hooks.get().resume_async)(vm, &generator, sent);
    finish_step(vm, &step, payload, outcome)
}

fn finish_step(
    vm: &Vm,
    step: &Handle<PyAsyncStep>,
    payload: &PyGenerator,
    outcome: PyResult<super::function::AsyncOutcome>,
) -> PyResult {
    use super::function::AsyncOutcome;
    match outcome {
        Ok(AsyncOutcome::Awaits(value)) => Ok(value),
        Ok(AsyncOutcome::Yields(value)) => {
            step.state.set(StepState::Closed);
            payload.busy.set(false);
            if matches!(step.action, Action::Close) {
                drop(value);
                return Err(messages::runtime_error(vm, "async generator ignored GeneratorExit"));
            }
            let exception = vm.new_exception(&vm.errors.stop_iteration, vec![value.clone()]);
            if let Some(payload) = exception.get::<PyException>() {
                payload.set_field(0, value);
            }
            Err(vm.raise(exception))
        }
        Ok(AsyncOutcome::Returns) => {
            step.state.set(StepState::Closed);
            payload.busy.set(false);
            payload.ended.set(true);
            if matches!(step.action, Action::Close) {
                return Err(vm.raise_stop_iteration(Value::UNBOUND));
            }
            let exception = vm.new_exception(&vm.errors.stop_async_iteration, Vec::new());
            Err(vm.raise_new(exception))
        }
        Err(raised) => {
            step.state.set(StepState::Closed);
            payload.busy.set(false);
            let ends = vm.pending_is(&vm.errors.stop_async_iteration) || vm.pending_is(&vm.errors.generator_exit);
            if ends {
                payload.ended.set(true);
                if matches!(step.action, Action::Close) {
                    drop(vm.take_exception());
                    return Err(vm.raise_stop_iteration(Value::UNBOUND));
                }
            }
            Err(raised)
        }
    }
}

fn step_send(vm: &Vm, args: &[Value]) -> PyResult {
    match args {
        [step, value] => step_resume(vm, step, value.clone()),
        _ => Ok(Value::NONE),
    }
}

fn step_next(vm: &Vm, step: &Value) -> PyResult {
    step_resume(vm, step, Value::NONE)
}

fn step_throw(vm: &Vm, args: &[Value]) -> PyResult {
    let Some((step, rest)) = args.split_first() else { return Ok(Value::NONE) };
    set_thrown(vm, rest)?;
    step_resume(vm, step, Value::UNBOUND)
}

fn step_close(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(value) = args.first() else { return Ok(Value::NONE) };
    let step = async_step(vm, value)?;
    if step.state.get() == StepState::Closed {
        return Ok(Value::NONE);
    }
    let exit = vm.new_exception(&vm.errors.generator_exit, Vec::new());
    let Raised = vm.raise_new(exit);
    match step_resume(vm, value, Value::UNBOUND) {
        Ok(_) => Err(messages::runtime_error(vm, "coroutine ignored GeneratorExit")),
        Err(raised) => {
            let ended = vm.pending_is(&vm.errors.stop_iteration)
                || vm.pending_is(&vm.errors.stop_async_iteration)
                || vm.pending_is(&vm.errors.generator_exit);
            if ended {
                drop(vm.take_exception());
                return Ok(Value::NONE);
            }
            Err(raised)
        }
    }
}

const STEP_METHODS: &[Method] = &[
    method("send", "(self, object, /)", step_send, "Go on with a value."),
    method("throw", "!(self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)", step_throw, "Go on with an exception."),
    method("close", "(self, /)", step_close, "End the step."),
];

pub const ASYNC_GENERATOR_ASEND: TypeSpec = TypeSpec {
    name: "async_generator_asend",
    flags: NO_NEW,
    slots: Slots { iter: Some(itself), next: Some(step_next), await_: Some(itself), ..Slots::EMPTY },
    methods: STEP_METHODS,
    wrappers: &[&super::bare_wrappers::DEL],
    ..TypeSpec::EMPTY
};

pub const ASYNC_GENERATOR_ATHROW: TypeSpec = TypeSpec {
    name: "async_generator_athrow",
    flags: NO_NEW,
    slots: Slots { iter: Some(itself), next: Some(step_next), await_: Some(itself), ..Slots::EMPTY },
    methods: STEP_METHODS,
    wrappers: &[&super::bare_wrappers::DEL],
    ..TypeSpec::EMPTY
};

fn async_next(vm: &Vm, generator: &Value) -> PyResult {
    new_step(vm, generator, Action::Send(Value::NONE))
}

fn async_send(vm: &Vm, args: &[Value]) -> PyResult {
    match args {
        [generator, value] => new_step(vm, generator, Action::Send(value.clone())),
        _ => Ok(Value::NONE),
    }
}

fn async_throw(vm: &Vm, args: &[Value]) -> PyResult {
    let [generator, rest] = args else { return Ok(Value::NONE) };
    let rest = rest.get::<Tuple>().map_or(&[][..], Tuple::items);
    if rest.len() > 1 {
        warn_three_arguments(vm, generator)?;
    }
    new_step(vm, generator, Action::Throw(rest.to_vec()))
}

fn async_close(vm: &Vm, args: &[Value]) -> PyResult {
    match args {
        [generator, ..] => new_step(vm, generator, Action::Close),
        [] => Ok(Value::NONE),
    }
}

pub const ASYNC_GENERATOR: TypeSpec = TypeSpec {
    name: "async_generator",
    flags: NO_NEW | class_flag::WEAK,
    slots: Slots {
        repr: Some(generator_repr),
        aiter: Some(itself),
        anext: Some(async_next),
        finalize: Some(generator_finalize),
        ..Slots::EMPTY
    },
    methods: &[
        method("__sizeof__", "(self, /)", super::object::object_sizeof, "Size in memory, in bytes."),
        method("asend", "(self, object, /)", async_send, "An awaitable that resumes with a value."),
        method("athrow", "!(self, /, *args)", async_throw, "An awaitable that raises inside."),
        method("aclose", "(self, /)", async_close, "An awaitable that ends the generator."),
        native::class_method(
            "__class_getitem__",
            "(type, object, /)",
            |vm, args| match args {
                [class, item] => super::generic_alias::new_alias(vm, class, item),
                _ => Ok(Value::NONE),
            },
            "See PEP 585",
        ),
    ],
    getset: &[
        getset("__name__", get_name, set_name, "The name of the generator."),
        getset("__qualname__", get_qualname, set_qualname, "The qualified name of the generator."),
        getter("ag_await", get_delegate, "What it is awaiting, or None."),
        member("ag_running", get_running, ""),
        getter("ag_frame", get_frame, ""),
        getter("ag_suspended", get_suspended, ""),
        getter("ag_code", get_code, ""),
    ],
    ..TypeSpec::EMPTY
};

/// The awaitable of `anext(iterator, default)`.
pub struct PyAnext {
    awaitable: Value,
    default: Value,
}

impl Payload for PyAnext {
    const KIND: Kind = kinds::ANEXT_AWAITABLE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { awaitable, default } = self;
        visitor.edge(awaitable);
        visitor.edge(default);
    }
}

/// `anext(iterator, default)` around what `__anext__` returned.
pub fn new_anext(vm: &Vm, awaitable: Value, default: Value) -> Value {
    Handle::new(vm.types.anext_awaitable.to_value(), PyAnext { awaitable, default }).into_value()
}

fn anext_call(vm: &Vm, value: &Value, call: impl FnOnce(&Value) -> PyResult) -> PyResult {
    let Some(anext) = value.get::<PyAnext>() else { return Ok(Value::NONE) };
    let iterator = match vm.class_of(&anext.awaitable).slots(|slots| slots.await_) {
        Some(function) => function(vm, &anext.awaitable)?,
        None => anext.awaitable.clone(),
    };
    match call(&iterator) {
        Err(raised) => {
            if vm.pending_is(&vm.errors.stop_async_iteration) {
                drop(vm.take_exception());
                return Err(vm.raise_stop_iteration(anext.default.clone()));
            }
            Err(raised)
        }
        found => found,
    }
}

pub const ANEXT_AWAITABLE: TypeSpec = TypeSpec {
    name: "anext_awaitable",
    flags: NO_NEW,
    slots: Slots {
        iter: Some(itself),
        await_: Some(itself),
        next: Some(|vm, value| {
            anext_call(vm, value, |iterator| match vm.class_of(iterator).slots(|slots| slots.next) {
                Some(next) => next(vm, iterator),
                None => Err(messages::not_an_iterator(vm, iterator)),
            })
        }),
        ..Slots::EMPTY
    },
    methods: &[
        method(
            "send",
            "(self, object, /)",
            |vm, args| match args {
                [own, value] => {
                    anext_call(vm, own, |iterator| vm.call_method(iterator, &vm.names.send, std::slice::from_ref(value)))
                }
                _ => Ok(Value::NONE),
            },
            "Go on with a value.",
        ),
        method(
            "throw",
            "!(self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)",
            |vm, args| match args.split_first() {
                Some((own, rest)) => {
                    let given: Vec<Value> = rest.iter().filter(|value| !value.is_unbound()).cloned().collect();
                    anext_call(vm, own, |iterator| vm.call_method(iterator, &vm.names.throw, &given))
                }
                None => Ok(Value::NONE),
            },
            "Go on with an exception.",
        ),
        method(
            "close",
            "(self, /)",
            |vm, args| match args {
                [own, ..] => anext_call(vm, own, |iterator| vm.call_method(iterator, &vm.names.close, &[])),
                [] => Ok(Value::NONE),
            },
            "End it.",
        ),
    ],
    ..TypeSpec::EMPTY
};
