//! `Handle` and `TimerHandle`: callbacks that wait in a loop, and can be cancelled.
//!
//! Both share one payload; a timer is told by its class. What a script sees of a
//! handle's text is made by `asyncio.format_helpers`.

use super::event_loop;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{GetSet, Method, bind_new, getset, getter, method};
use crate::objects::slots::{CompareOp, Slots};
use crate::objects::vm::Vm;
use crate::objects::{float, kinds, ops};
use crate::stdlib::natives::{argument, class_of, class_with_base, given, items_of, make_in, receiver};
use crate::stdlib::{contextvars, import};
use std::cell::Cell;

pub struct PyHandle {
    pub callback: Guarded<Value>,
    /// A tuple; unbound for no arguments, None after cancelling.
    pub args: Guarded<Value>,
    pub owner: Guarded<Value>,
    pub context: Guarded<Value>,
    /// The text of a cancelled handle in debug mode; unbound otherwise.
    text: Guarded<Value>,
    pub source: Guarded<Value>,
    /// The time as it was given, when that is no float; unbound otherwise.
    given: Guarded<Value>,
    pub cancelled: Cell<bool>,
    /// A timer lies in the loop's heap.
    pub scheduled: Cell<bool>,
    pub when: Cell<f64>,
}

impl Payload for PyHandle {
    const KIND: Kind = kinds::ASYNC_HANDLE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { callback, args, owner, context, text, source, given, cancelled: _, scheduled: _, when: _ } = self;
        for cell in [callback, args, owner, context, text, source, given] {
            visitor.guarded(cell);
        }
    }

    fn clear(&self) {
        drop([&self.callback, &self.args, &self.owner, &self.context].map(|cell| cell.replace(Value::NONE)));
    }
}

const SHARED: u32 = class_flag::BASE | class_flag::IMMUTABLE | class_flag::WEAK;

pub const HANDLE: TypeSpec = TypeSpec {
    name: "Handle",
    module: "asyncio.events",
    flags: SHARED,
    doc: "What call_soon returns.",
    slots: Slots { new: Some(handle_new), repr: Some(handle_repr), ..Slots::EMPTY },
    methods: METHODS,
    getset: GETSET,
    signature: "(callback, args, loop, context=None)",
    ..TypeSpec::EMPTY
};

pub const TIMER: TypeSpec = TypeSpec {
    name: "TimerHandle",
    module: "asyncio.events",
    flags: SHARED,
    doc: "What call_later and call_at return.",
    slots: Slots {
        new: Some(timer_new),
        compare: Some(timer_compare),
        hash: Some(|vm, value| {
            let when = vm.new_float(value.get::<PyHandle>().map_or(0.0, |own| own.when.get()));
            ops::hash(vm, &when)
        }),
        ..Slots::EMPTY
    },
    methods: &[method(
        "when",
        "(self, /)",
        |vm, args| Ok(time_of(vm, receiver::<PyHandle>(vm, args)?)),
        "The loop time of the call.",
    )],
    getset: &[
        getter("_when", |vm, value| Ok(value.get::<PyHandle>().map_or(Value::NONE, |own| time_of(vm, own))), ""),
        getset(
            "_scheduled",
            |_, value| Ok(Value::bool(value.get::<PyHandle>().is_some_and(|own| own.scheduled.get()))),
            |vm, value, new| {
                let truth = new.map_or(Ok(false), |new| ops::truth(vm, &new))?;
                if let Some(own) = value.get::<PyHandle>() {
                    own.scheduled.set(truth);
                }
                Ok(())
            },
            "",
        ),
    ],
    signature: "(when, callback, args, loop, context=None)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("cancel", "(self, /)", handle_cancel, "Do not call."),
    method(
        "cancelled",
        "(self, /)",
        |vm, args| Ok(Value::bool(receiver::<PyHandle>(vm, args)?.cancelled.get())),
        "Whether it was cancelled.",
    ),
    method("get_context", "(self, /)", |vm, args| Ok(receiver::<PyHandle>(vm, args)?.context.copy()), "The context of the call."),
    method(
        "_run",
        "(self, /)",
        |vm, args| {
            run(vm, argument(args, 0))?;
            Ok(Value::NONE)
        },
        "Call now.",
    ),
];

fn field(value: &Value, pick: fn(&PyHandle) -> &Guarded<Value>) -> PyResult {
    let found = value.get::<PyHandle>().map_or(Value::NONE, |own| pick(own).copy());
    Ok(if found.is_unbound() { Value::NONE } else { found })
}

const GETSET: &[GetSet] = &[
    getter("_callback", |_, value| field(value, |own| &own.callback), ""),
    getter(
        "_args",
        |vm, value| match value.get::<PyHandle>().map(|own| own.args.copy()) {
            Some(args) if args.is_unbound() => Ok(vm.empty_tuple.clone()),
            Some(args) => Ok(args),
            None => Ok(Value::NONE),
        },
        "",
    ),
    getter("_cancelled", |_, value| Ok(Value::bool(value.get::<PyHandle>().is_some_and(|own| own.cancelled.get()))), ""),
    getter("_loop", |_, value| field(value, |own| &own.owner), ""),
    getter("_context", |_, value| field(value, |own| &own.context), ""),
    getter("_source_traceback", |_, value| field(value, |own| &own.source), ""),
    getter("_repr", |_, value| field(value, |own| &own.text), ""),
];

pub fn handle_class(vm: &Vm) -> Class {
    class_of(vm, &HANDLE, kinds::ASYNC_HANDLE)
}

pub fn timer_class(vm: &Vm) -> Class {
    class_with_base(vm, &TIMER, &handle_class(vm), kinds::ASYNC_TIMER, kinds::ASYNC_HANDLE)
}

/// A handle's payload; in debug mode `source` is where it was made.
pub fn payload(callback: Value, args: Value, owner: Value, context: Value, when: f64, source: Value) -> PyHandle {
    let args = if items_of(&args).is_empty() { Value::UNBOUND } else { args };
    PyHandle {
        callback: Guarded::new(callback),
        args: Guarded::new(args),
        owner: Guarded::new(owner),
        context: Guarded::new(context),
        text: Guarded::new(Value::UNBOUND),
        source: Guarded::new(source),
        given: Guarded::new(Value::UNBOUND),
        cancelled: Cell::new(false),
        scheduled: Cell::new(false),
        when: Cell::new(when),
    }
}

pub fn new_handle(vm: &Vm, payload: PyHandle) -> Handle<PyHandle> {
    vm.new_object(&handle_class(vm), payload)
}

pub fn new_timer(vm: &Vm, payload: PyHandle) -> Handle<PyHandle> {
    vm.new_object(&timer_class(vm), payload)
}

/// A timer's time as Python sees it.
fn time_of(vm: &Vm, own: &PyHandle) -> Value {
    let given = own.given.copy();
    if given.is_unbound() { vm.new_float(own.when.get()) } else { given }
}

/// Keeps the time that a timer was given.
pub fn note_time(own: &PyHandle, when: &Value) {
    if !when.is_float_word() {
        drop(own.given.replace(when.clone()));
    }
}

fn from_arguments(vm: &Vm, values: &[Value], when: f64) -> PyResult<PyHandle> {
    let context = match given(values, 3).filter(|context| !context.is_none()) {
        Some(context) => context.clone(),
        None => contextvars::copy_current(vm),
    };
    let owner = argument(values, 2).clone();
    let source = if debug_of(vm, &owner)? { super::future::source_stack(vm)? } else { Value::UNBOUND };
    let args = vm.new_tuple(ops::collect(vm, argument(values, 1))?);
    Ok(payload(argument(values, 0).clone(), args, owner, context, when, source))
}

fn debug_of(vm: &Vm, owner: &Value) -> PyResult<bool> {
    match event_loop::native(owner) {
        Some(own) => Ok(own.debug.get()),
        None => {
            let answer = vm.call_method(owner, &vm.intern("get_debug"), &[])?;
            ops::truth(vm, &answer)
        }
    }
}

fn handle_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let values = bind_new(vm, "Handle", HANDLE.signature, args)?;
    make_in(vm, class, from_arguments(vm, &values, 0.0)?)
}

fn timer_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let values = bind_new(vm, "TimerHandle", TIMER.signature, args)?;
    let when = float::expect_real(vm, argument(&values, 0))?;
    let payload = from_arguments(vm, values.get(1..).unwrap_or(&[]), when)?;
    note_time(&payload, argument(&values, 0));
    make_in(vm, class, payload)
}

fn timer_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyHandle>(), right.get::<PyHandle>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match op {
        CompareOp::Eq | CompareOp::Ne => {
            let same = a.when.get() == b.when.get()
                && a.callback.copy().is(&b.callback.copy())
                && a.cancelled.get() == b.cancelled.get()
                && ops::eq(vm, &a.args.copy(), &b.args.copy())?;
            Ok(Value::bool(same == (op == CompareOp::Eq)))
        }
        _ => Ok(a.when.get().partial_cmp(&b.when.get()).map_or(Value::FALSE, |order| Value::bool(op.holds(order)))),
    }
}

fn handle_repr(vm: &Vm, value: &Value) -> PyResult {
    if let Some(own) = value.get::<PyHandle>() {
        let text = own.text.copy();
        if !text.is_unbound() {
            return Ok(text);
        }
    }
    let describe = import::import_attribute(vm, "asyncio.format_helpers", "_handle_repr")?;
    vm.call_values(&describe, std::slice::from_ref(value))
}

fn handle_cancel(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, own) = (argument(args, 0), receiver::<PyHandle>(vm, args)?);
    if own.cancelled.replace(true) {
        return Ok(Value::NONE);
    }
    let owner = own.owner.copy();
    if own.scheduled.get()
        && let Some(native) = event_loop::native(&owner)
    {
        native.cancelled_timers.set(native.cancelled_timers.get() + 1);
    } else if vm.class_of(value).same(&timer_class(vm)) && event_loop::native(&owner).is_none() {
        own.cancelled.set(false);
        vm.call_method(&owner, &vm.intern("_timer_handle_cancelled"), std::slice::from_ref(value))?;
        own.cancelled.set(true);
    }
    if debug_of(vm, &owner)? {
        let text = handle_repr(vm, value)?;
        drop(own.text.replace(text));
    }
    drop((own.callback.replace(Value::NONE), own.args.replace(Value::NONE)));
    Ok(Value::NONE)
}

/// Calls the callback in its context; errors go to the loop's exception handler.
pub fn run(vm: &Vm, value: &Value) -> PyResult<()> {
    let Some(own) = value.get::<PyHandle>() else { return Ok(()) };
    let (callback, args, context) = (own.callback.copy(), own.args.copy(), own.context.copy());
    let outcome = call_in(vm, &context, &callback, items_of(&args));
    match outcome {
        Ok(_) => Ok(()),
        Err(raised) => failed(vm, value, raised),
    }
}

/// Calls a function in a context.
pub fn call_in(vm: &Vm, context: &Value, callback: &Value, values: &[Value]) -> PyResult {
    let before = contextvars::enter(vm, context)?;
    let result = vm.call_values(callback, values);
    contextvars::leave(vm, context, before);
    result
}

/// Reports the pending exception of a handle's call; the ones that end the program go on.
pub fn failed(vm: &Vm, value: &Value, raised: crate::memory::Raised) -> PyResult<()> {
    if vm.pending_is(&vm.errors.keyboard_interrupt) || vm.pending_is(&vm.errors.system_exit) {
        return Err(raised);
    }
    let exception = vm.take_exception();
    let report = import::import_attribute(vm, "asyncio.events", "_report_failed_handle")?;
    vm.call_values(&report, &[value.clone(), exception])?;
    Ok(())
}

/// A callback must be callable and no coroutine: the words of debug mode.
pub fn check_callback(vm: &Vm, callback: &Value, method: &str) -> PyResult<()> {
    let check = import::import_attribute(vm, "asyncio.coroutines", "_looks_like_coroutine")?;
    let answer = vm.call_values(&check, std::slice::from_ref(callback))?;
    if ops::truth(vm, &answer)? {
        return Err(messages::type_error(vm, &format!("coroutines cannot be used with {method}()")));
    }
    if vm.class_of(callback).slots(|slots| slots.call.is_none()) {
        let shown = ops::repr_text(vm, callback)?;
        return Err(messages::type_error(vm, &format!("a callable object was expected by {method}(), got {shown}")));
    }
    Ok(())
}
