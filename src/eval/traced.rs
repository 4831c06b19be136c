//! Exceptions on their way through frames: traceback entries and frame objects.

use crate::memory::{FrameLink, Guarded, Handle, PyResult, Raised, Value};
use crate::objects::code::PyCode;
use crate::objects::frame::{Frame, NO_POSITION, PyFrame};
use crate::objects::traceback;
use std::cell::Cell;

/// The frame's object, made on first use.
pub fn frame_object(frame: &Frame) -> Value {
    let known = frame.object.copy();
    if !known.is_unbound() {
        return known;
    }
    let vm = frame.vm;
    let code = code_of(frame);
    let payload = PyFrame {
        code,
        globals: globals_of(frame),
        builtins: vm.builtins.to_value(),
        live: Cell::new(FrameLink::to(frame)),
        back: Guarded::new(Value::NONE),
        slots: Guarded::new(Vec::new()),
        namespace: Guarded::new(frame.namespace.clone()),
        position: Cell::new(frame.position.get()),
        extra: Guarded::new(Value::UNBOUND),
        generator: Guarded::new(Value::UNBOUND),
    };
    let object = Handle::new(vm.types.frame.to_value(), payload).into_value();
    drop(frame.object.replace(object.clone()));
    object
}

fn code_of(frame: &Frame) -> Handle<PyCode> {
    match frame.function.as_handle::<PyCode>() {
        Some(code) => code.clone(),
        None => match Handle::revive(&*frame.code as *const PyCode as u64) {
            Some(code) => code,
            // The function owns its code while the frame runs.
            None => unreachable!("a running frame's code is alive"),
        },
    }
}

fn globals_of(frame: &Frame) -> Value {
    Handle::<crate::objects::dict::PyDict>::revive(&*frame.globals as *const crate::objects::dict::PyDict as u64)
        .map_or(Value::NONE, Handle::into_value)
}

/// Enters the pending exception's stop in this frame into its traceback,
/// unless it has been entered already.
#[cold]
#[inline(never)]
pub fn note(frame: &Frame) {
    let position = frame.position.get();
    if position == NO_POSITION {
        return;
    }
    let vm = frame.vm;
    let exception = vm.pending.copy();
    if exception.is_unbound() {
        return;
    }
    let object = frame_object(frame);
    if let Some(payload) = object.get::<PyFrame>() {
        payload.position.set(position);
    }
    let code = code_of(frame);
    traceback::push(vm, &exception, object, &code, position);
    frame.position.set(NO_POSITION);
}

/// An exception leaves the frame.
#[cold]
#[inline(never)]
pub fn leave(frame: &Frame) -> PyResult {
    note(frame);
    Err(Raised)
}
