//! `with`: context managers.

use super::target::Target;
use super::traced;
use crate::memory::{PyResult, Value, together};
use crate::objects::call::Special;
use crate::objects::exception::{PyException, messages};
use crate::objects::frame::{Frame, NO_POSITION, Node, NodeRef};
use crate::objects::ops;

/// One item of a `with` statement around its body.
pub struct With {
    pub manager: NodeRef,
    pub target: Option<Target>,
    pub body: NodeRef,
    pub next: NodeRef,
    pub position: u32,
}

/// A manager that has been entered: how to leave it.
pub struct Entered {
    pub exit: Value,
    /// The manager, when `exit` takes it as its first argument.
    pub receiver: Value,
}

/// Looks up both methods and enters; what `__enter__` returned and how to leave.
pub fn enter(frame: &Frame, manager: Value) -> PyResult<(Value, Entered)> {
    let vm = frame.vm;
    let Some(enter) = vm.special(&manager, &vm.names.__enter__)? else {
        let message = format!("'{}' object does not support the context manager protocol", vm.class_name(&manager));
        return Err(messages::type_error(vm, &message));
    };
    let Some(exit) = vm.special(&manager, &vm.names.__exit__)? else {
        let message = format!(
            "'{}' object does not support the context manager protocol (missed __exit__ method)",
            vm.class_name(&manager)
        );
        return Err(messages::type_error(vm, &message));
    };
    let value = match enter {
        Special::Unbound(function) => {
            // CPython's bound `__enter__` and `__exit__` both hold the manager by now.
            let _held = manager.clone();
            vm.call_values(&function, std::slice::from_ref(&manager))?
        }
        Special::Bound(method) => vm.call_values(&method, &[])?,
    };
    let entered = match exit {
        Special::Unbound(exit) => Entered { exit, receiver: manager },
        Special::Bound(exit) => Entered { exit, receiver: Value::UNBOUND },
    };
    Ok((value, entered))
}

impl Entered {
    /// Calls `__exit__` with the three values of an exception, or with None.
    pub fn leave(&self, frame: &Frame, exception: Option<&Value>) -> PyResult {
        let vm = frame.vm;
        let (class, traceback) = match exception {
            Some(exception) => {
                let traceback = exception.get::<PyException>().map_or(Value::NONE, |payload| payload.traceback.copy());
                (vm.class_of(exception).to_value(), traceback)
            }
            None => (Value::NONE, Value::NONE),
        };
        let value = exception.unwrap_or(const { &Value::NONE });
        let call = |values: &[Value]| vm.call_values(&self.exit, values);
        if self.receiver.is_unbound() {
            return together([&class, value, &traceback], call);
        }
        together([&self.receiver, &class, value, &traceback], call)
    }
}

impl Node for With {
    fn eval(&self, frame: &Frame) -> PyResult {
        let completion = self.run(frame)?;
        if completion.is_normal() { self.next.eval(frame) } else { Ok(completion) }
    }
}

impl With {
    #[inline(never)]
    fn run(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let manager = self.manager.eval(frame)?;
        frame.at(self.position);
        let (value, entered) = enter(frame, manager)?;
        let result = self.body(frame, value);
        match result {
            Ok(completion) => {
                frame.at(self.position);
                drop(entered.leave(frame, None)?);
                Ok(completion)
            }
            Err(_) => {
                traced::note(frame);
                let exception = vm.take_exception();
                let saved = vm.handled.replace(exception.clone());
                frame.at(self.position);
                let answer = entered.leave(frame, Some(&exception));
                let suppressed = match answer {
                    Ok(answer) => ops::truth(vm, &answer),
                    Err(raised) => Err(raised),
                };
                drop(vm.handled.replace(saved));
                if suppressed? {
                    return Ok(Value::NORMAL);
                }
                frame.position.set(NO_POSITION);
                Err(vm.raise(exception))
            }
        }
    }

    fn body(&self, frame: &Frame, value: Value) -> PyResult {
        match &self.target {
            Some(target) => target.store(frame, value)?,
            None => drop(value),
        }
        self.body.eval(frame)
    }
}
