//! Generators and coroutines at work: the driver that resumes a frame, and the
//! nodes of flattened statements (see `suspend`).

use super::comprehension::ComprehensionKind;
use super::run;
use super::statements::Deletion;
use super::target::Target;
use super::traced;
use super::with;
use crate::memory::{ArenaRef, FrameLink, FrameRef, Guarded, Handle, HeapFrame, PyResult, Raised, Value, flag};
use crate::objects::code::{Body, PyCode, code_flag};
use crate::objects::exception::{PyException, messages};
use crate::objects::frame::{Frame, NO_POSITION, Node, NodeRef};
use crate::objects::function::{AsyncOutcome, PyFunction};
use crate::objects::generator::{PyGenerator, State};
use crate::objects::ops;
use crate::objects::vm::Vm;
use std::cell::Cell;
use std::rc::Rc;

/// How a resumed generator came to rest.
pub enum Outcome {
    /// It handed out a value and is suspended.
    Yielded(Value),
    /// An asynchronous generator yielded to its user.
    AsyncYielded(Value),
    /// It ended with a return value.
    Returned(Value),
}

/// Makes the generator object that a call of a generator function returns; the
/// bound frame moves from the thread's stack into a block of its own.
pub fn make(frame: FrameRef<Frame>, code: &PyCode, body: &Body) -> PyResult {
    let vm = frame.vm;
    let Some(own) = HeapFrame::of_newest(&vm.frames, frame, body.slots) else {
        vm.frames.pop(frame, body.slots);
        return Err(messages::memory_error(vm));
    };
    let target = own.frame();
    let (name, qualname, code_object) = match target.function.get::<PyFunction>() {
        Some(function) => (function.name.copy(), function.qualname.copy(), function.code.copy().into_value()),
        None => (code.name.clone(), code.qualname.clone(), target.function.clone()),
    };
    let class = if code.has(code_flag::ASYNC_GENERATOR) {
        &vm.types.async_generator
    } else if code.has(code_flag::COROUTINE) {
        &vm.types.coroutine
    } else {
        &vm.types.generator
    };
    let payload = PyGenerator {
        state: Cell::new(State::Created),
        frame: Guarded::new(Some(own)),
        next: Cell::new(Some(body.entry)),
        handlers: Guarded::new(Vec::new()),
        transfer: Guarded::new(Value::UNBOUND),
        delegate: Guarded::new(Value::UNBOUND),
        handled: Guarded::new(Value::UNBOUND),
        name: Guarded::new(name),
        qualname: Guarded::new(qualname),
        code: code_object,
        extra: Guarded::new(Value::UNBOUND),
        busy: Cell::new(false),
        hooks_done: Cell::new(false),
        ended: Cell::new(false),
    };
    let generator = Handle::new(class.to_value(), payload);
    target.generator.set(Some(ArenaRef::pinned(&*generator)));
    if code.has(code_flag::COROUTINE) {
        // A coroutine that is never awaited says so when it goes.
        generator.header().set_flag(flag::FINALIZER);
    }
    Ok(generator.into_value())
}

/// Resumes a generator. `sent` is the value of the `yield` it waits at; unbound
/// throws the pending exception in instead.
pub fn advance(vm: &Vm, generator: &Value, sent: Value) -> PyResult<Outcome> {
    let Some(handle) = generator.as_handle::<PyGenerator>() else {
        return Err(messages::type_error(vm, "not a generator"));
    };
    if handle.state.get() == State::Suspended && !sent.is_unbound() {
        return resume(vm, generator, handle, sent, false);
    }
    advance_otherwise(vm, generator, handle, sent)
}

/// The first step, a step of a generator that cannot take one, and a throw.
#[inline(never)]
fn advance_otherwise(vm: &Vm, generator: &Value, payload: &PyGenerator, sent: Value) -> PyResult<Outcome> {
    let throwing = sent.is_unbound();
    match payload.state.get() {
        State::Running => {
            let kind = kind_name(vm, generator);
            return Err(complain(vm, throwing, |vm| messages::value_error(vm, &format!("{kind} already executing"))));
        }
        State::Closed => {
            if throwing {
                return Err(Raised);
            }
            return Ok(Outcome::Returned(Value::NONE));
        }
        State::Created => {
            if throwing {
                finish(payload);
                return Err(Raised);
            }
            if !sent.is_none() {
                let kind = kind_name(vm, generator);
                return Err(messages::type_error(vm, &format!("can't send non-None value to a just-started {kind}")));
            }
        }
        State::Suspended => {}
    }
    resume(vm, generator, payload, sent, throwing)
}

/// Runs a generator's frame to its next rest.
#[inline(always)]
fn resume(vm: &Vm, generator: &Value, payload: &PyGenerator, sent: Value, throwing: bool) -> PyResult<Outcome> {
    let (Some(frame), Some(mut node)) = (payload.frame.read(|frame| frame.as_ref().map(HeapFrame::frame)), payload.next.get())
    else {
        return Ok(Outcome::Returned(Value::NONE));
    };
    let depth = vm.depth.get();
    if depth >= vm.recursion_limit.get() || crate::memory::stack_pointer() < vm.stack_floor.get() {
        return Err(complain(vm, throwing, |vm| messages::recursion(vm, "")));
    }
    vm.depth.set(depth + 1);
    payload.state.set(State::Running);
    let previous = vm.frame.get();
    frame.previous.set(previous);
    vm.frame.set(FrameLink::to(&*frame));
    // Outside of a handler there is nothing to look for later.
    let is_handling = !vm.handled.read(Value::is_unbound);
    if is_handling {
        enter_handled(vm, payload);
    } else if !payload.handled.read(Value::is_unbound) {
        drop(vm.handled.replace(payload.handled.replace(Value::UNBOUND)));
    }
    if !throwing {
        drop(payload.transfer.replace(sent));
    } else if frame.position.get() == NO_POSITION {
        frame.position.set(0);
    }
    let mut failed = throwing;
    let outcome = loop {
        let result = if failed { Err(Raised) } else { node.eval(&frame) };
        failed = false;
        match result {
            Ok(completion) if completion.is(&Value::YIELD) => {
                break Ok(Outcome::Yielded(payload.transfer.replace(Value::UNBOUND)));
            }
            Ok(completion) if completion.is(&Value::GOTO) => {
                if let Some(next) = payload.next.get() {
                    node = next;
                }
                if vm.poll().is_err() {
                    failed = true;
                }
            }
            Ok(completion) if completion.is(&Value::ASYNC_YIELD) => {
                break Ok(Outcome::AsyncYielded(payload.transfer.replace(Value::UNBOUND)));
            }
            Ok(value) => break Ok(Outcome::Returned(value)),
            Err(_) => match payload.handlers.write(Vec::pop) {
                Some(handler) => {
                    drop(payload.delegate.replace(Value::UNBOUND));
                    node = handler;
                }
                None => break Err(Raised),
            },
        }
    };
    if outcome.is_err() {
        traced::note(&frame);
        convert_stop(vm, generator);
    }
    vm.frame.set(previous);
    vm.depth.set(depth);
    let rests = matches!(&outcome, Ok(Outcome::Yielded(_) | Outcome::AsyncYielded(_)));
    if is_handling || !vm.handled.read(Value::is_unbound) {
        leave_handled(vm, payload, is_handling, rests);
    }
    if rests {
        payload.state.set(State::Suspended);
        frame.previous.set(FrameLink::NONE);
        // Blocks that are open want to hear of the generator's end.
        if !payload.handlers.read(Vec::is_empty)
            && let Some(header) = generator.header()
        {
            header.set_flag(flag::FINALIZER);
        }
    } else {
        finish(payload);
    }
    outcome
}

/// The exception that the caller handles steps aside for the generator's own.
#[inline(never)]
fn enter_handled(vm: &Vm, payload: &PyGenerator) {
    let outside = vm.handled.replace(payload.handled.replace(Value::UNBOUND));
    vm.handled_outside.write(|stack| stack.push(outside));
}

/// The caller's exception comes back; a generator that rests keeps its own.
#[inline(never)]
fn leave_handled(vm: &Vm, payload: &PyGenerator, is_handling: bool, rests: bool) {
    let outside = if is_handling { vm.handled_outside.write(Vec::pop).unwrap_or(Value::UNBOUND) } else { Value::UNBOUND };
    let handled = vm.handled.replace(outside);
    if rests {
        drop(payload.handled.replace(handled));
    } else {
        drop(handled);
    }
}

fn complain(vm: &Vm, throwing: bool, raise: impl FnOnce(&Vm) -> Raised) -> Raised {
    let thrown = if throwing { vm.take_exception() } else { Value::UNBOUND };
    let raised = raise(vm);
    drop(thrown);
    raised
}

/// The word for a generator's kind in messages.
pub fn kind_name(vm: &Vm, generator: &Value) -> &'static str {
    let class = vm.class_of(generator);
    if class.same(&vm.types.coroutine) {
        "coroutine"
    } else if class.same(&vm.types.async_generator) {
        "async generator"
    } else {
        "generator"
    }
}

/// Ends a generator: its frame goes, handed over to its frame object if it has one.
fn finish(payload: &PyGenerator) {
    payload.state.set(State::Closed);
    payload.next.set(None);
    let delegate = payload.delegate.replace(Value::UNBOUND);
    let frame = payload.frame.replace(None);
    if let Some(frame) = &frame {
        let live = frame.frame();
        if !live.object.read(Value::is_unbound) {
            run::hand_over(&live, frame.slots());
        }
    }
    drop((delegate, frame));
}

/// StopIteration must not leak out of a generator's body (PEP 479).
fn convert_stop(vm: &Vm, generator: &Value) {
    let is_async = vm.class_of(generator).same(&vm.types.async_generator);
    let kind = kind_name(vm, generator);
    let message = if vm.pending_is(&vm.errors.stop_iteration) {
        format!("{kind} raised StopIteration")
    } else if is_async && vm.pending_is(&vm.errors.stop_async_iteration) {
        format!("{kind} raised StopAsyncIteration")
    } else {
        return;
    };
    let cause = vm.take_exception();
    let exception = vm.new_exception(&vm.errors.runtime_error, vec![vm.new_str(&message)]);
    if let Some(payload) = exception.get::<PyException>() {
        drop(payload.cause.replace(cause.clone()));
        drop(payload.context.replace(cause));
        payload.suppress_context.set(true);
    }
    let Raised = vm.raise(exception);
}

/// The resume hook: one step as the `send` method sees it. `Value::DONE` is
/// never returned: the end is StopIteration with the return value.
pub fn resume_hook(vm: &Vm, generator: &Value, sent: Value) -> PyResult {
    if sent.is_unbound() {
        return outcome_value(vm, throw(vm, generator));
    }
    outcome_value(vm, advance(vm, generator, sent))
}

fn outcome_value(vm: &Vm, outcome: PyResult<Outcome>) -> PyResult {
    match outcome? {
        Outcome::Yielded(value) => Ok(value),
        Outcome::AsyncYielded(value) => {
            // The asynchronous step object takes the value from the exception.
            Err(vm.raise_stop_iteration(value))
        }
        Outcome::Returned(value) => Err(vm.raise_stop_iteration(if value.is_none() { Value::UNBOUND } else { value })),
    }
}

/// One step of a plain generator for `for` loops: the item or `Value::DONE`.
#[inline]
pub fn step(vm: &Vm, generator: &Value) -> PyResult {
    match advance(vm, generator, Value::NONE)? {
        Outcome::Yielded(value) | Outcome::AsyncYielded(value) => Ok(value),
        Outcome::Returned(value) => {
            drop(value);
            Ok(Value::DONE)
        }
    }
}

/// The step hook: like [`step`], but a return value travels in StopIteration.
pub fn step_hook(vm: &Vm, generator: &Value) -> PyResult {
    match advance(vm, generator, Value::NONE)? {
        Outcome::Yielded(value) | Outcome::AsyncYielded(value) => Ok(value),
        Outcome::Returned(value) if value.is_none() => Ok(Value::DONE),
        Outcome::Returned(value) => Err(vm.raise_stop_iteration(value)),
    }
}

/// One step of an asynchronous generator; unbound throws the pending exception in.
pub fn resume_async(vm: &Vm, generator: &Value, sent: Value) -> PyResult<AsyncOutcome> {
    let outcome = if sent.is_unbound() { throw(vm, generator)? } else { advance(vm, generator, sent)? };
    Ok(match outcome {
        Outcome::Yielded(value) => AsyncOutcome::Awaits(value),
        Outcome::AsyncYielded(value) => AsyncOutcome::Yields(value),
        Outcome::Returned(_) => AsyncOutcome::Returns,
    })
}

/// Throws the pending exception into a generator, through what it delegates to.
pub fn throw(vm: &Vm, generator: &Value) -> PyResult<Outcome> {
    let Some(payload) = generator.get::<PyGenerator>() else { return Err(Raised) };
    let delegate = payload.delegate.copy();
    if delegate.is_unbound() || payload.state.get() == State::Running {
        return advance(vm, generator, Value::UNBOUND);
    }
    if vm.pending_is(&vm.errors.generator_exit) {
        let thrown = vm.take_exception();
        payload.state.set(State::Running);
        let closed = close_delegate(vm, &delegate);
        payload.state.set(State::Suspended);
        drop(payload.delegate.replace(Value::UNBOUND));
        return match closed {
            Ok(()) => {
                let Raised = vm.raise(thrown);
                advance(vm, generator, Value::UNBOUND)
            }
            Err(_) => {
                drop(thrown);
                advance(vm, generator, Value::UNBOUND)
            }
        };
    }
    payload.state.set(State::Running);
    let result = throw_into(vm, &delegate);
    payload.state.set(State::Suspended);
    match result {
        Some(Ok(Outcome::Yielded(value) | Outcome::AsyncYielded(value))) => Ok(Outcome::Yielded(value)),
        Some(Ok(Outcome::Returned(value))) => {
            // The delegate has ended: its value is the result of `yield from`.
            drop(payload.delegate.replace(Value::UNBOUND));
            advance(vm, generator, value)
        }
        Some(Err(_)) | None => {
            drop(payload.delegate.replace(Value::UNBOUND));
            advance(vm, generator, Value::UNBOUND)
        }
    }
}

/// Throws the pending exception into any iterator; `None` when it cannot take one.
fn throw_into(vm: &Vm, delegate: &Value) -> Option<PyResult<Outcome>> {
    let class = vm.class_of(delegate);
    if delegate.is_kind::<PyGenerator>() && !class.same(&vm.types.async_generator) {
        return Some(throw(vm, delegate));
    }
    let thrown = vm.take_exception();
    let method = match ops::lookup_attr(vm, delegate, &vm.names.throw) {
        Ok(Some(method)) => method,
        Ok(None) => {
            let Raised = vm.raise(thrown);
            return None;
        }
        Err(raised) => return Some(Err(raised)),
    };
    match vm.call_values(&method, &[thrown]) {
        Ok(value) => Some(Ok(Outcome::Yielded(value))),
        Err(raised) => match take_stop_value(vm) {
            Some(value) => Some(Ok(Outcome::Returned(value))),
            None => Some(Err(raised)),
        },
    }
}

fn close_delegate(vm: &Vm, delegate: &Value) -> PyResult<()> {
    if delegate.is_kind::<PyGenerator>() && !vm.class_of(delegate).same(&vm.types.async_generator) {
        return close(vm, delegate).map(drop);
    }
    match ops::lookup_attr(vm, delegate, &vm.names.close)? {
        Some(method) => vm.call_values(&method, &[]).map(drop),
        None => Ok(()),
    }
}

/// `generator.close()`: the return value (3.13), or None.
pub fn close(vm: &Vm, generator: &Value) -> PyResult {
    let Some(payload) = generator.get::<PyGenerator>() else { return Ok(Value::NONE) };
    match payload.state.get() {
        State::Created => {
            // Its arguments go with the generator itself, as in CPython.
            let has_object =
                payload.frame.read(|frame| frame.as_ref().is_some_and(|frame| !frame.frame().object.read(Value::is_unbound)));
            if has_object {
                finish(payload)
            } else {
                payload.state.set(State::Closed)
            }
            return Ok(Value::NONE);
        }
        State::Closed => return Ok(Value::NONE),
        State::Running | State::Suspended => {}
    }
    if payload.state.get() == State::Suspended && payload.handlers.read(Vec::is_empty) && payload.delegate.read(Value::is_unbound)
    {
        // Nothing inside can see the end.
        finish(payload);
        return Ok(Value::NONE);
    }
    let exit = vm.new_exception(&vm.errors.generator_exit, Vec::new());
    let Raised = vm.raise_new(exit);
    match throw(vm, generator) {
        Ok(Outcome::Returned(value)) => Ok(value),
        Ok(_) => {
            let kind = kind_name(vm, generator);
            Err(messages::runtime_error(vm, &format!("{kind} ignored GeneratorExit")))
        }
        Err(raised) => {
            if vm.pending_is(&vm.errors.generator_exit) || vm.pending_is(&vm.errors.stop_iteration) {
                drop(vm.take_exception());
                return Ok(Value::NONE);
            }
            Err(raised)
        }
    }
}

/// Takes a pending StopIteration's value.
pub fn take_stop_value(vm: &Vm) -> Option<Value> {
    if !vm.pending_is(&vm.errors.stop_iteration) {
        return None;
    }
    let exception = vm.take_exception();
    Some(exception.get::<PyException>().map_or(Value::NONE, |payload| payload.field(0)))
}

/// `aiter(x)` for `async for`.
pub fn async_iterator(vm: &Vm, iterable: &Value) -> PyResult {
    let class = vm.class_of(iterable);
    let Some(aiter) = class.slots(|slots| slots.aiter) else {
        let message = format!("'async for' requires an object with __aiter__ method, got {}", class.name_text());
        return Err(messages::type_error(vm, &message));
    };
    let iterator = aiter(vm, iterable)?;
    if vm.class_of(&iterator).slots(|slots| slots.anext.is_none()) {
        let message = format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            vm.class_name(&iterator)
        );
        return Err(messages::type_error(vm, &message));
    }
    Ok(iterator)
}

// ---- jumps ----

/// A jump target that is known only after the jump has been lowered.
#[derive(Clone, Default)]
pub struct TargetCell(Rc<Cell<Option<NodeRef>>>);

impl TargetCell {
    pub fn set(&self, target: Option<NodeRef>) {
        self.0.set(target);
    }
}

fn generator_of(frame: &Frame) -> Option<ArenaRef<PyGenerator>> {
    frame.generator.get()
}

fn go_to(frame: &Frame, target: Option<NodeRef>) -> PyResult {
    if let Some(generator) = generator_of(frame) {
        generator.next.set(target);
    }
    Ok(Value::GOTO)
}

/// Goes on somewhere else, through the driver.
pub struct Jump {
    pub target: NodeRef,
}

impl Node for Jump {
    fn eval(&self, frame: &Frame) -> PyResult {
        go_to(frame, Some(self.target))
    }
}

/// The back-edge of a flattened loop.
pub struct LateJump {
    pub target: TargetCell,
}

impl Node for LateJump {
    fn eval(&self, frame: &Frame) -> PyResult {
        go_to(frame, self.target.0.get())
    }
}

// ---- suspending ----

/// Hands out a value; `resume` is where to go on.
pub struct Yield {
    pub value: NodeRef,
    pub resume: NodeRef,
    pub position: u32,
    pub is_async: bool,
}

impl Node for Yield {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        frame.at(self.position);
        if let Some(generator) = generator_of(frame) {
            drop(generator.transfer.replace(value));
            generator.next.set(Some(self.resume));
        }
        Ok(if self.is_async { Value::ASYNC_YIELD } else { Value::YIELD })
    }
}

/// Where a `yield` goes on: the sent value becomes its result.
pub struct Resume {
    pub slot: u32,
    pub next: NodeRef,
}

impl Node for Resume {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        if let Some(generator) = generator_of(frame) {
            frame.slots.set(self.slot as usize, generator.transfer.replace(Value::UNBOUND));
        }
        self.next.eval(frame)
    }
}

/// The same for a `yield` whose result nobody takes.
pub struct ResumeOnly {
    pub next: NodeRef,
}

impl Node for ResumeOnly {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        if let Some(generator) = generator_of(frame) {
            drop(generator.transfer.replace(Value::UNBOUND));
        }
        self.next.eval(frame)
    }
}

/// Starts delegating: `await x` or `yield from x`.
pub struct Await {
    pub value: NodeRef,
    pub step: NodeRef,
    pub position: u32,
    pub is_yield_from: bool,
    /// How to complain about something that cannot be awaited, when this is not a plain `await`.
    pub complaint: Option<&'static str>,
}

impl Node for Await {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        frame.at(self.position);
        let delegate = if self.is_yield_from { delegate_of_yield_from(frame, value)? } else { self.awaitable(frame, value)? };
        if let Some(generator) = generator_of(frame) {
            drop(generator.delegate.replace(delegate));
            drop(generator.transfer.replace(Value::NONE));
        }
        self.step.eval(frame)
    }
}

impl Await {
    fn awaitable(&self, frame: &Frame, value: Value) -> PyResult {
        let vm = frame.vm;
        if let Some(complaint) = self.complaint
            && !value.is_kind::<PyGenerator>()
            && vm.class_of(&value).slots(|slots| slots.await_.is_none())
        {
            return Err(messages::type_error(vm, &format!("{complaint}: {}", vm.class_name(&value))));
        }
        awaitable(vm, value)
    }
}

fn delegate_of_yield_from(frame: &Frame, value: Value) -> PyResult {
    let vm = frame.vm;
    if value.is_kind::<PyGenerator>() {
        if vm.class_of(&value).same(&vm.types.coroutine) {
            if frame.code.has(code_flag::COROUTINE | code_flag::ITERABLE_COROUTINE) {
                return Ok(value);
            }
            return Err(messages::type_error(vm, "cannot 'yield from' a coroutine object in a non-coroutine generator"));
        }
        if vm.class_of(&value).same(&vm.types.generator) {
            return Ok(value);
        }
    }
    ops::iter(vm, &value)
}

/// The iterator behind an awaitable.
pub fn awaitable(vm: &Vm, value: Value) -> PyResult {
    if let Some(payload) = value.get::<PyGenerator>() {
        let class = vm.class_of(&value);
        if class.same(&vm.types.coroutine) {
            if !payload.delegate.read(Value::is_unbound) {
                return Err(messages::runtime_error(vm, "coroutine is being awaited already"));
            }
            return Ok(value);
        }
        if class.same(&vm.types.generator)
            && payload.code.get::<PyCode>().is_some_and(|code| code.has(code_flag::ITERABLE_COROUTINE))
        {
            return Ok(value);
        }
    }
    let class = vm.class_of(&value);
    let Some(function) = class.slots(|slots| slots.await_) else {
        return Err(messages::type_error(vm, &format!("object {} can't be used in 'await' expression", class.name_text())));
    };
    let iterator = function(vm, &value)?;
    if vm.class_of(&iterator).same(&vm.types.coroutine) {
        return Err(messages::type_error(vm, "__await__() returned a coroutine"));
    }
    if vm.class_of(&iterator).slots(|slots| slots.next.is_none()) {
        let message = format!("__await__() returned non-iterator of type '{}'", vm.class_name(&iterator));
        return Err(messages::type_error(vm, &message));
    }
    Ok(iterator)
}

/// Drives the delegate one step; its result goes to `slot` when it has ended.
pub struct StepDelegate {
    pub slot: u32,
    pub own: TargetCell,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for StepDelegate {
    fn eval(&self, frame: &Frame) -> PyResult {
        let Some(generator) = generator_of(frame) else { return Ok(Value::NONE) };
        let sent = generator.transfer.replace(Value::UNBOUND);
        let delegate = generator.delegate.copy();
        if delegate.is_unbound() {
            // It ended while an exception was thrown in: this is its value.
            frame.slots.set(self.slot as usize, sent);
            return self.next.eval(frame);
        }
        frame.at(self.position);
        let outcome = send_to(frame.vm, &delegate, sent);
        drop(delegate);
        match outcome {
            Ok(Outcome::Yielded(value) | Outcome::AsyncYielded(value)) => {
                drop(generator.transfer.replace(value));
                generator.next.set(self.own.0.get());
                Ok(Value::YIELD)
            }
            Ok(Outcome::Returned(value)) => {
                drop(generator.delegate.replace(Value::UNBOUND));
                frame.slots.set(self.slot as usize, value);
                self.next.eval(frame)
            }
            Err(raised) => {
                drop(generator.delegate.replace(Value::UNBOUND));
                Err(raised)
            }
        }
    }
}

/// Sends a value to any iterator.
pub fn send_to(vm: &Vm, delegate: &Value, sent: Value) -> PyResult<Outcome> {
    if let Some(payload) = delegate.get::<PyGenerator>()
        && !vm.class_of(delegate).same(&vm.types.async_generator)
    {
        if payload.state.get() == State::Closed && vm.class_of(delegate).same(&vm.types.coroutine) {
            return Err(messages::runtime_error(vm, "cannot reuse already awaited coroutine"));
        }
        return advance(vm, delegate, sent);
    }
    if sent.is_none() {
        let Some(next) = vm.class_of(delegate).slots(|slots| slots.next) else {
            return Err(messages::not_an_iterator(vm, delegate));
        };
        return match next(vm, delegate) {
            Ok(value) if value.is_done() => Ok(Outcome::Returned(Value::NONE)),
            Ok(value) => Ok(Outcome::Yielded(value)),
            Err(raised) => match take_stop_value(vm) {
                Some(value) => Ok(Outcome::Returned(value)),
                None => Err(raised),
            },
        };
    }
    match vm.call_method(delegate, &vm.names.send, &[sent]) {
        Ok(value) => Ok(Outcome::Yielded(value)),
        Err(raised) => match take_stop_value(vm) {
            Some(value) => Ok(Outcome::Returned(value)),
            None => Err(raised),
        },
    }
}

// ---- slots ----

pub struct StoreSlot {
    pub slot: u32,
    pub value: NodeRef,
    pub next: NodeRef,
}

impl Node for StoreSlot {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        frame.slots.set(self.slot as usize, value);
        self.next.eval(frame)
    }
}

pub struct ClearSlot {
    pub slot: u32,
    pub next: NodeRef,
}

impl Node for ClearSlot {
    fn eval(&self, frame: &Frame) -> PyResult {
        drop(frame.slots.take(self.slot as usize));
        self.next.eval(frame)
    }
}

/// The head of a flattened `for`: the iterator lies in a slot.
pub struct ForStep {
    pub slot: u32,
    pub target: Target,
    pub body: NodeRef,
    pub exhausted: NodeRef,
    pub position: u32,
}

impl Node for ForStep {
    fn eval(&self, frame: &Frame) -> PyResult {
        frame.at(self.position);
        let iterator = frame.slots.get(self.slot as usize);
        let item = if iterator.is_kind::<PyGenerator>() && frame.vm.class_of(&iterator).same(&frame.vm.types.generator) {
            step(frame.vm, &iterator)?
        } else {
            ops::next(frame.vm, &iterator)?
        };
        drop(iterator);
        if item.is_done() {
            return self.exhausted.eval(frame);
        }
        self.target.store(frame, item)?;
        self.body.eval(frame)
    }
}

/// `__anext__()` of the asynchronous iterator in a slot.
pub struct AsyncNext {
    pub slot: u32,
    pub position: u32,
}

impl Node for AsyncNext {
    fn eval(&self, frame: &Frame) -> PyResult {
        frame.at(self.position);
        let vm = frame.vm;
        let iterator = frame.slots.get(self.slot as usize);
        match vm.class_of(&iterator).slots(|slots| slots.anext) {
            Some(anext) => anext(vm, &iterator),
            None => {
                let message = format!("'async for' requires an iterator with __anext__ method, got {}", vm.class_name(&iterator));
                Err(messages::type_error(vm, &message))
            }
        }
    }
}

/// The handler around `__anext__`: StopAsyncIteration ends the loop.
pub struct StopAsync {
    pub next: NodeRef,
}

impl Node for StopAsync {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        if vm.pending_is(&vm.errors.stop_async_iteration) {
            drop(vm.take_exception());
            return self.next.eval(frame);
        }
        Err(Raised)
    }
}

// ---- handlers ----

pub struct PushHandler {
    pub entry: NodeRef,
    pub next: NodeRef,
}

impl Node for PushHandler {
    fn eval(&self, frame: &Frame) -> PyResult {
        if let Some(generator) = generator_of(frame) {
            generator.handlers.write(|handlers| handlers.push(self.entry));
        }
        self.next.eval(frame)
    }
}

pub struct PopHandler {
    pub next: NodeRef,
}

impl Node for PopHandler {
    fn eval(&self, frame: &Frame) -> PyResult {
        if let Some(generator) = generator_of(frame) {
            generator.handlers.write(Vec::pop);
        }
        self.next.eval(frame)
    }
}

/// Takes the pending exception into a slot and makes it the handled one.
fn catch(frame: &Frame, exception: u32, saved: u32) {
    let vm = frame.vm;
    traced::note(frame);
    let caught = vm.take_exception();
    let before = vm.handled.replace(caught.clone());
    frame.slots.set(exception as usize, caught);
    frame.slots.set(saved as usize, before);
}

pub struct ExceptEntry {
    pub exception: u32,
    pub saved: u32,
    pub next: NodeRef,
}

impl Node for ExceptEntry {
    fn eval(&self, frame: &Frame) -> PyResult {
        catch(frame, self.exception, self.saved);
        self.next.eval(frame)
    }
}

pub struct FinallyEntry {
    pub exception: u32,
    pub saved: u32,
    pub next: NodeRef,
}

impl Node for FinallyEntry {
    fn eval(&self, frame: &Frame) -> PyResult {
        catch(frame, self.exception, self.saved);
        self.next.eval(frame)
    }
}

pub struct WithEntry {
    pub exception: u32,
    pub saved: u32,
    pub next: NodeRef,
}

impl Node for WithEntry {
    fn eval(&self, frame: &Frame) -> PyResult {
        catch(frame, self.exception, self.saved);
        self.next.eval(frame)
    }
}

/// One `except` clause's test.
pub struct ExceptTest {
    pub exception: u32,
    pub class: NodeRef,
    pub position: u32,
    pub matched: NodeRef,
    pub otherwise: NodeRef,
}

impl Node for ExceptTest {
    fn eval(&self, frame: &Frame) -> PyResult {
        let class = self.class.eval(frame)?;
        frame.at(self.position);
        let exception = frame.slots.get(self.exception as usize);
        if super::try_::matches(frame, &exception, &class)? {
            return self.matched.eval(frame);
        }
        self.otherwise.eval(frame)
    }
}

/// The end of a clause: what was handled before is handled again.
pub struct RestoreHandled {
    pub saved: u32,
    pub deletion: Option<Deletion>,
    pub next: NodeRef,
}

impl Node for RestoreHandled {
    fn eval(&self, frame: &Frame) -> PyResult {
        restore(frame, self.saved, self.deletion.as_ref());
        self.next.eval(frame)
    }
}

fn restore(frame: &Frame, saved: u32, deletion: Option<&Deletion>) {
    if let Some(deletion) = deletion {
        deletion.forget(frame);
    }
    let saved = frame.slots.take(saved as usize);
    drop(frame.vm.handled.replace(saved));
}

/// An exception leaves a clause: restores, and lets it go on.
pub struct Cleanup {
    pub saved: u32,
    pub exception: u32,
    pub deletion: Option<Deletion>,
}

impl Node for Cleanup {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        traced::note(frame);
        let pending = vm.take_exception();
        restore(frame, self.saved, self.deletion.as_ref());
        drop(frame.slots.take(self.exception as usize));
        frame.position.set(NO_POSITION);
        Err(vm.raise(pending))
    }
}

/// Raises the caught exception again.
pub struct Reraise {
    pub exception: u32,
}

impl Node for Reraise {
    fn eval(&self, frame: &Frame) -> PyResult {
        let exception = frame.slots.take(self.exception as usize);
        frame.position.set(NO_POSITION);
        Err(frame.vm.raise(exception))
    }
}

// ---- except* ----

/// An exception has come out of the body: all of it is the rest.
pub struct StarEntry {
    pub exception: u32,
    pub saved: u32,
    pub rest: u32,
    pub raised: u32,
    pub next: NodeRef,
}

impl Node for StarEntry {
    fn eval(&self, frame: &Frame) -> PyResult {
        catch(frame, self.exception, self.saved);
        let exception = frame.slots.get(self.exception as usize);
        frame.slots.set(self.rest as usize, exception);
        frame.slots.set(self.raised as usize, frame.vm.new_list(Vec::new()));
        self.next.eval(frame)
    }
}

/// Splits off the part of the rest that a clause takes; it counts as handled there.
pub struct StarTest {
    pub rest: u32,
    pub matched: u32,
    pub outer: u32,
    pub class: NodeRef,
    pub position: u32,
    pub clause: NodeRef,
    pub otherwise: NodeRef,
}

impl Node for StarTest {
    fn eval(&self, frame: &Frame) -> PyResult {
        let rest = frame.slots.get(self.rest as usize);
        if rest.is_none() {
            return self.otherwise.eval(frame);
        }
        let class = self.class.eval(frame)?;
        frame.at(self.position);
        let (matched, left) = super::try_::split_group(frame, &rest, &class)?;
        frame.slots.set(self.rest as usize, left);
        if matched.is_none() {
            return self.otherwise.eval(frame);
        }
        frame.slots.set(self.outer as usize, frame.vm.handled.replace(matched.clone()));
        frame.slots.set(self.matched as usize, matched);
        self.clause.eval(frame)
    }
}

/// A clause has raised: that is kept, and the next clause has its turn.
pub struct StarCollect {
    pub raised: u32,
    pub outer: u32,
    pub deletion: Option<Deletion>,
    pub next: NodeRef,
}

impl Node for StarCollect {
    fn eval(&self, frame: &Frame) -> PyResult {
        traced::note(frame);
        let exception = frame.vm.take_exception();
        if let Some(list) = frame.slots.get(self.raised as usize).get::<crate::objects::list::PyList>() {
            list.push(exception);
        }
        restore(frame, self.outer, self.deletion.as_ref());
        self.next.eval(frame)
    }
}

/// All clauses have had their turn: what is left or was raised goes on.
pub struct StarFinish {
    pub exception: u32,
    pub saved: u32,
    pub rest: u32,
    pub raised: u32,
    pub next: NodeRef,
}

impl Node for StarFinish {
    fn eval(&self, frame: &Frame) -> PyResult {
        let take = |slot: u32| frame.slots.take(slot as usize);
        let (exception, rest, raised) = (take(self.exception), take(self.rest), take(self.raised));
        let mut parts = ops::collect(frame.vm, &raised)?;
        let outcome = if parts.is_empty() {
            rest
        } else {
            if !rest.is_none() {
                parts.push(rest);
            }
            match super::try_::combine(frame, &exception, parts) {
                Ok(combined) => combined,
                Err(raised) => {
                    restore(frame, self.saved, None);
                    return Err(raised);
                }
            }
        };
        restore(frame, self.saved, None);
        if outcome.is_none() {
            return self.next.eval(frame);
        }
        frame.position.set(NO_POSITION);
        Err(frame.vm.raise(outcome))
    }
}

// ---- context managers ----

/// `__enter__()`; how to leave goes into two slots.
pub struct EnterPlain {
    pub manager: NodeRef,
    pub exit: u32,
    pub receiver: u32,
    pub position: u32,
}

impl Node for EnterPlain {
    fn eval(&self, frame: &Frame) -> PyResult {
        let manager = self.manager.eval(frame)?;
        frame.at(self.position);
        let (value, entered) = with::enter(frame, manager)?;
        frame.slots.set(self.exit as usize, entered.exit);
        frame.slots.set(self.receiver as usize, entered.receiver);
        Ok(value)
    }
}

/// `__aenter__()`: the awaitable.
pub struct EnterAsync {
    pub manager: NodeRef,
    pub exit: u32,
    pub receiver: u32,
    pub position: u32,
}

impl Node for EnterAsync {
    fn eval(&self, frame: &Frame) -> PyResult {
        use crate::objects::call::Special;
        let vm = frame.vm;
        let manager = self.manager.eval(frame)?;
        frame.at(self.position);
        let Some(enter) = vm.special(&manager, &vm.names.__aenter__)? else {
            let message =
                format!("'{}' object does not support the asynchronous context manager protocol", vm.class_name(&manager));
            return Err(messages::type_error(vm, &message));
        };
        let Some(exit) = vm.special(&manager, &vm.names.__aexit__)? else {
            let message = format!(
                "'{}' object does not support the asynchronous context manager protocol (missed __aexit__ method)",
                vm.class_name(&manager)
            );
            return Err(messages::type_error(vm, &message));
        };
        let value = match enter {
            Special::Unbound(function) => vm.call_values(&function, std::slice::from_ref(&manager))?,
            Special::Bound(method) => vm.call_values(&method, &[])?,
        };
        let (exit, receiver) = match exit {
            Special::Unbound(exit) => (exit, manager),
            Special::Bound(exit) => (exit, Value::UNBOUND),
        };
        frame.slots.set(self.exit as usize, exit);
        frame.slots.set(self.receiver as usize, receiver);
        Ok(value)
    }
}

/// Calls the exit function that lies in a slot.
pub struct Leave {
    pub exit: u32,
    pub receiver: u32,
    pub exception: Option<u32>,
    pub position: u32,
}

impl Node for Leave {
    fn eval(&self, frame: &Frame) -> PyResult {
        let entered =
            with::Entered { exit: frame.slots.take(self.exit as usize), receiver: frame.slots.take(self.receiver as usize) };
        frame.at(self.position);
        match self.exception {
            Some(slot) => {
                let exception = frame.slots.get(slot as usize);
                entered.leave(frame, Some(&exception))
            }
            None => entered.leave(frame, None),
        }
    }
}

// ---- comprehensions ----

pub struct StartComprehension {
    pub slot: u32,
    pub kind: ComprehensionKind,
    pub cells: Vec<u32>,
    pub next: NodeRef,
}

impl Node for StartComprehension {
    fn eval(&self, frame: &Frame) -> PyResult {
        let result = self.kind.make(frame)?;
        frame.slots.set(self.slot as usize, result);
        for &cell in &self.cells {
            frame.slots.set(cell as usize, frame.vm.new_cell(Value::UNBOUND));
        }
        self.next.eval(frame)
    }
}

pub struct EndComprehension {
    pub slots: Vec<u32>,
    pub cells: Vec<u32>,
    pub next: NodeRef,
}

impl Node for EndComprehension {
    fn eval(&self, frame: &Frame) -> PyResult {
        for &slot in self.slots.iter().chain(&self.cells) {
            drop(frame.slots.take(slot as usize));
        }
        self.next.eval(frame)
    }
}
