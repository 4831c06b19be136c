//! Exceptions on their way through frames: traceback entries.

use crate::memory::{PyResult, Raised};
use crate::objects::frame::{Frame, NO_POSITION, PyFrame, object_of};
use crate::objects::traceback;

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
    let object = object_of(frame);
    if let Some(payload) = object.get::<PyFrame>() {
        payload.position.set(position);
        let code = payload.code.clone();
        traceback::push(vm, &exception, object, &code, position);
    }
    frame.position.set(NO_POSITION);
}

/// An exception leaves the frame.
#[cold]
#[inline(never)]
pub fn leave(frame: &Frame) -> PyResult {
    note(frame);
    Err(Raised)
}
