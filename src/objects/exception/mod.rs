//! Exceptions: their payload, how they are made, raised and chained.
//!
//! `hierarchy` lists the classes, `messages` words the errors that natives and
//! the evaluator raise, `display` prints uncaught ones.

pub mod anchors;
mod colour;
pub mod display;
pub mod group;
pub mod hierarchy;
pub mod messages;
pub mod parts;
pub mod suggest;

pub use group::projected_group;
pub use hierarchy::Errors;
pub use parts::new_os_error;

use super::class::Class;
use super::kinds;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Raised, Value, Visitor};
use std::cell::Cell;

/// The payload of every exception. Class-specific attributes (`errno`, `name`,
/// `code`, …) lie in `fields`, at positions that `hierarchy` assigns.
pub struct PyException {
    /// The tuple of arguments.
    pub args: Guarded<Value>,
    /// A traceback object or None.
    pub traceback: Guarded<Value>,
    /// `__context__`: an exception or None.
    pub context: Guarded<Value>,
    /// `__cause__`: an exception or None.
    pub cause: Guarded<Value>,
    pub suppress_context: Cell<bool>,
    pub fields: Guarded<Vec<Value>>,
}

impl PyException {
    pub fn new(args: Value) -> PyException {
        PyException {
            args: Guarded::new(args),
            traceback: Guarded::new(Value::NONE),
            context: Guarded::new(Value::NONE),
            cause: Guarded::new(Value::NONE),
            suppress_context: Cell::new(false),
            fields: Guarded::new(Vec::new()),
        }
    }

    /// A class-specific attribute; None while it is unset.
    pub fn field(&self, index: usize) -> Value {
        self.fields.read(|fields| fields.get(index).cloned()).unwrap_or(Value::NONE)
    }

    pub fn set_field(&self, index: usize, value: Value) {
        let old = self.fields.write(|fields| {
            while fields.len() <= index {
                fields.push(Value::NONE);
            }
            fields.get_mut(index).map(|place| std::mem::replace(place, value))
        });
        drop(old);
    }
}

impl Payload for PyException {
    const KIND: Kind = kinds::EXCEPTION;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { args, traceback, context, cause, suppress_context: _, fields } = self;
        for cell in [args, traceback, context, cause] {
            visitor.guarded(cell);
        }
        fields.read(|fields| visitor.each(fields));
    }

    fn clear(&self) {
        let parts = [&self.args, &self.traceback, &self.context, &self.cause].map(|cell| cell.replace(Value::NONE));
        let fields = self.fields.take();
        drop((parts, fields));
    }
}

impl Vm {
    /// An exception object of a built-in class, made without running Python code.
    pub fn new_exception(&self, class: &Class, args: Vec<Value>) -> Value {
        let args = self.new_tuple(args);
        self.new_object(class, PyException::new(args)).into_value()
    }

    /// Raises a built-in class with one message.
    pub fn raise_message(&self, class: &Class, message: &str) -> Raised {
        let text = self.new_str(message);
        let exception = self.new_exception(class, vec![text]);
        self.raise_new(exception)
    }

    /// Raises a fresh exception: its context is what is being handled now.
    pub fn raise_new(&self, exception: Value) -> Raised {
        self.set_context(&exception);
        self.raise(exception)
    }

    /// Sets `__context__` to the handled exception, avoiding cycles as CPython does.
    pub fn set_context(&self, exception: &Value) {
        let Some(handled) = self.handled_exception() else { return };
        if handled.is(exception) {
            return;
        }
        let Some(payload) = exception.get::<PyException>() else { return };
        // Break the chain where it would come back to this exception. The slow
        // pointer moves every second step and finds cycles made by scripts.
        let mut walker = handled.clone();
        let mut slow = handled.clone();
        let mut step = false;
        while let Some(current) = walker.clone().get::<PyException>() {
            let context = current.context.copy();
            if context.is_none() {
                break;
            }
            if context.is(exception) {
                drop(current.context.replace(Value::NONE));
                break;
            }
            walker = context;
            if walker.is(&slow) {
                break;
            }
            if step && let Some(payload) = slow.clone().get::<PyException>() {
                slow = payload.context.copy();
            }
            step = !step;
        }
        drop(payload.context.replace(handled));
    }

    pub fn raise_stop_iteration(&self, value: Value) -> Raised {
        let args = if value.is_unbound() { Vec::new() } else { vec![value.clone()] };
        let exception = self.new_exception(&self.errors.stop_iteration, args);
        if let Some(payload) = exception.get::<PyException>()
            && !value.is_unbound()
        {
            payload.set_field(0, value);
        }
        self.raise_new(exception)
    }

    /// Runs a fallible step and turns an exception of `class` into `None`.
    pub fn catch<T>(&self, class: &Class, result: PyResult<T>) -> PyResult<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(raised) => {
                if self.pending_is(class) {
                    drop(self.take_exception());
                    Ok(None)
                } else {
                    Err(raised)
                }
            }
        }
    }
}

/// The exception payload's handle, when the value is an exception.
pub fn as_exception(value: &Value) -> Option<&Handle<PyException>> {
    value.as_handle::<PyException>()
}

/// Whether this is the constructor that all plain exception classes share.
pub fn is_base_new(new: super::slots::New) -> bool {
    crate::memory::function_address(&new) == crate::memory::function_address(&(parts::base_new as super::slots::New))
}

/// Whether this is the initialiser that only stores the arguments.
pub fn is_base_init(init: super::slots::Init) -> bool {
    crate::memory::function_address(&init) == crate::memory::function_address(&(parts::base_init as super::slots::Init))
}

/// `exception.add_note(note)`.
pub fn add_note(vm: &Vm, exception: &Value, note: Value) -> PyResult<()> {
    let known = super::ops::lookup_attr(vm, exception, &vm.names.__notes__)?;
    let notes = match known {
        Some(notes) => notes,
        None => {
            let notes = vm.new_list(Vec::new());
            super::ops::set_attr(vm, exception, &vm.names.__notes__, Some(notes.clone()))?;
            notes
        }
    };
    match notes.get::<super::list::PyList>() {
        Some(notes) => {
            notes.push(note);
            Ok(())
        }
        None => Err(messages::type_error(vm, "Cannot add note: __notes__ is not a list")),
    }
}
