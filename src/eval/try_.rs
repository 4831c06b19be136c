//! `try` with `except`, `except*`, `else` and `finally`; `raise`.

use super::target::Target;
use super::traced;
use crate::memory::{PyResult, Raised, Tuple, Value};
use crate::objects::class::{PyClass, class_flag};
use crate::objects::exception::{PyException, messages};
use crate::objects::frame::{Frame, NO_POSITION, Node, NodeRef};
use crate::objects::ops;

/// One `except` clause.
pub struct Handler {
    pub class: Option<NodeRef>,
    /// Where the exception goes, and how the name is deleted afterwards.
    pub name: Option<(Target, super::statements::Deletion)>,
    pub body: NodeRef,
    pub position: u32,
}

/// `try … except … else`; `otherwise` goes on with what follows by itself.
pub struct Try {
    pub body: NodeRef,
    pub handlers: Vec<Handler>,
    pub otherwise: NodeRef,
    pub next: NodeRef,
}

impl Node for Try {
    fn eval(&self, frame: &Frame) -> PyResult {
        match self.body.eval(frame) {
            Ok(completion) if completion.is_normal() => self.otherwise.eval(frame),
            Ok(completion) => Ok(completion),
            Err(_) => {
                let completion = self.handle(frame)?;
                if completion.is_normal() { self.next.eval(frame) } else { Ok(completion) }
            }
        }
    }
}

impl Try {
    #[inline(never)]
    fn handle(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        traced::note(frame);
        let exception = vm.take_exception();
        // Only the name and the interpreter hold the exception while a clause runs.
        let saved = vm.handled.replace(exception.clone());
        let result = run_handlers(frame, &self.handlers, exception);
        let exception = vm.handled.replace(saved);
        match result {
            Ok(Some(completion)) => Ok(completion),
            Ok(None) => {
                frame.position.set(NO_POSITION);
                Err(vm.raise(exception))
            }
            Err(raised) => Err(raised),
        }
    }
}

/// Runs the first clause that matches; `None` when none does.
fn run_handlers(frame: &Frame, handlers: &[Handler], exception: Value) -> PyResult<Option<Value>> {
    for handler in handlers {
        if let Some(class) = &handler.class {
            let class = class.eval(frame)?;
            frame.at(handler.position);
            if !matches(frame, &exception, &class)? {
                continue;
            }
        }
        return run_handler(frame, handler, exception).map(Some);
    }
    Ok(None)
}

/// Runs one clause: binds the name, runs the body, unbinds the name.
pub fn run_handler(frame: &Frame, handler: &Handler, exception: Value) -> PyResult {
    let Some((target, deletion)) = &handler.name else {
        drop(exception);
        return handler.body.eval(frame);
    };
    target.store(frame, exception)?;
    let result = handler.body.eval(frame);
    // The name goes whatever happened; it may have been deleted already.
    let pending = if result.is_err() { frame.vm.take_exception() } else { Value::UNBOUND };
    let position = frame.position.get();
    deletion.forget(frame);
    if result.is_err() {
        frame.position.set(position);
        let Raised = frame.vm.raise(pending);
    }
    result
}

/// Whether an exception matches the class or tuple of an `except` clause.
pub fn matches(frame: &Frame, exception: &Value, class: &Value) -> PyResult<bool> {
    let vm = frame.vm;
    if let Some(tuple) = class.get::<Tuple>() {
        for item in tuple.items() {
            check_class(frame, item)?;
        }
        for item in tuple.items() {
            if let Some(item) = item.as_handle::<PyClass>()
                && vm.is_instance(exception, item)
            {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    check_class(frame, class)?;
    Ok(class.as_handle::<PyClass>().is_some_and(|class| vm.is_instance(exception, class)))
}

fn check_class(frame: &Frame, class: &Value) -> PyResult<()> {
    if class.get::<PyClass>().is_some_and(|class| class.has(class_flag::EXCEPTION)) {
        return Ok(());
    }
    let message = "catching classes that do not inherit from BaseException is not allowed";
    Err(messages::type_error(frame.vm, message))
}

/// `try … finally`: `last` runs whatever happened.
pub struct Finally {
    pub body: NodeRef,
    pub last: NodeRef,
    pub next: NodeRef,
}

impl Node for Finally {
    fn eval(&self, frame: &Frame) -> PyResult {
        match self.body.eval(frame) {
            Ok(completion) => {
                let own = self.last.eval(frame)?;
                if !own.is_normal() {
                    return Ok(own);
                }
                if completion.is_normal() { self.next.eval(frame) } else { Ok(completion) }
            }
            Err(_) => self.raising(frame),
        }
    }
}

impl Finally {
    #[inline(never)]
    fn raising(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        traced::note(frame);
        let exception = vm.take_exception();
        let saved = vm.handled.replace(exception.clone());
        let result = self.last.eval(frame);
        drop(vm.handled.replace(saved));
        match result {
            Ok(completion) if completion.is_normal() => {
                frame.position.set(NO_POSITION);
                Err(vm.raise(exception))
            }
            other => other,
        }
    }
}

/// `raise`, `raise X`, `raise X from Y`.
pub struct Raise {
    pub exception: Option<NodeRef>,
    pub cause: Option<NodeRef>,
    pub position: u32,
}

impl Node for Raise {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let Some(node) = &self.exception else {
            frame.at(self.position);
            return match vm.handled_exception() {
                Some(exception) => {
                    // Re-raising goes on with the traceback that the exception has.
                    frame.position.set(NO_POSITION);
                    Err(vm.raise(exception))
                }
                None => Err(messages::runtime_error(vm, "No active exception to reraise")),
            };
        };
        let given = node.eval(frame)?;
        let cause = match &self.cause {
            Some(cause) => cause.eval(frame)?,
            None => Value::UNBOUND,
        };
        frame.at(self.position);
        Err(raise(frame, &given, cause))
    }
}

/// Raises what a `raise` statement was given.
pub fn raise(frame: &Frame, given: &Value, cause: Value) -> Raised {
    let vm = frame.vm;
    let exception = match instance_of(frame, given, "exceptions must derive from BaseException") {
        Ok(exception) => exception,
        Err(raised) => return raised,
    };
    if !cause.is_unbound() {
        let cause = if cause.is_none() {
            Value::NONE
        } else {
            match instance_of(frame, &cause, "exception causes must derive from BaseException") {
                Ok(cause) => cause,
                Err(raised) => return raised,
            }
        };
        if let Some(payload) = exception.get::<PyException>() {
            drop(payload.cause.replace(cause));
            payload.suppress_context.set(true);
        }
    }
    vm.raise_new(exception)
}

fn instance_of(frame: &Frame, given: &Value, complaint: &str) -> PyResult {
    let vm = frame.vm;
    if let Some(class) = given.get::<PyClass>() {
        if !class.has(class_flag::EXCEPTION) {
            return Err(messages::type_error(vm, complaint));
        }
        let exception = vm.call_values(given, &[])?;
        if exception.is_kind::<PyException>() {
            return Ok(exception);
        }
        let message = format!(
            "calling {} should have returned an instance of BaseException, not {}",
            ops::repr_text(vm, given)?,
            ops::repr_text(vm, vm.class_of(&exception).value())?
        );
        return Err(messages::type_error(vm, &message));
    }
    if given.is_kind::<PyException>() {
        return Ok(given.clone());
    }
    Err(messages::type_error(vm, complaint))
}

/// `try … except* …`.
pub struct TryStar {
    pub body: NodeRef,
    pub handlers: Vec<Handler>,
    pub otherwise: NodeRef,
    pub next: NodeRef,
}

impl Node for TryStar {
    fn eval(&self, frame: &Frame) -> PyResult {
        match self.body.eval(frame) {
            Ok(completion) if completion.is_normal() => self.otherwise.eval(frame),
            Ok(completion) => Ok(completion),
            Err(_) => {
                self.handle(frame)?;
                self.next.eval(frame)
            }
        }
    }
}

impl TryStar {
    fn handle(&self, frame: &Frame) -> PyResult<()> {
        let vm = frame.vm;
        traced::note(frame);
        let exception = vm.take_exception();
        let saved = vm.handled.replace(exception.clone());
        let result = self.run(frame, &exception);
        drop(vm.handled.replace(saved));
        match result? {
            None => Ok(()),
            Some(left) => {
                frame.position.set(NO_POSITION);
                Err(vm.raise(left))
            }
        }
    }

    /// Runs the clauses over the parts of the group; what is left to raise.
    fn run(&self, frame: &Frame, exception: &Value) -> PyResult<Option<Value>> {
        let vm = frame.vm;
        let mut rest = exception.clone();
        let mut raised: Vec<Value> = Vec::new();
        for handler in &self.handlers {
            if rest.is_none() {
                break;
            }
            let Some(class) = &handler.class else { continue };
            let class = class.eval(frame)?;
            frame.at(handler.position);
            let (matched, left) = split_group(frame, &rest, &class)?;
            rest = left;
            if matched.is_none() {
                continue;
            }
            let outer = vm.handled.replace(matched.clone());
            let outcome = run_handler(frame, handler, matched.clone());
            if outcome.is_err() {
                traced::note(frame);
                raised.push(vm.take_exception());
            }
            drop(vm.handled.replace(outer));
        }
        if raised.is_empty() {
            return Ok(if rest.is_none() { None } else { Some(rest) });
        }
        if !rest.is_none() {
            raised.push(rest);
        }
        combine(frame, exception, raised).map(Some)
    }
}

pub(super) fn split_group(frame: &Frame, exception: &Value, class: &Value) -> PyResult<(Value, Value)> {
    let vm = frame.vm;
    let is_group_class =
        |class: &Value| class.as_handle::<PyClass>().is_some_and(|class| vm.is_subclass(class, &vm.errors.base_exception_group));
    let classes: Vec<Value> = match class.get::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![class.clone()],
    };
    for class in &classes {
        check_class(frame, class)?;
        if is_group_class(class) {
            let message = "catching ExceptionGroup with except* is not allowed. Use except instead.";
            return Err(messages::type_error(vm, message));
        }
    }
    if !vm.is_instance(exception, &vm.errors.base_exception_group) {
        if matches(frame, exception, class)? {
            let group = vm
                .call_values(vm.errors.base_exception_group.value(), &[vm.empty_str.clone(), vm.tuple_of([exception.clone()])])?;
            if let (Some(payload), Some(inner)) = (group.get::<PyException>(), exception.get::<PyException>()) {
                drop(payload.traceback.replace(inner.traceback.copy()));
            }
            return Ok((group, Value::NONE));
        }
        return Ok((Value::NONE, exception.clone()));
    }
    let parts = vm.call_method(exception, &vm.intern("split"), std::slice::from_ref(class))?;
    match parts.get::<Tuple>().map(|tuple| tuple.items().to_vec()).as_deref() {
        Some([matched, rest, ..]) => Ok((matched.clone(), rest.clone())),
        _ => {
            let name = vm.class_name(exception);
            Err(messages::type_error(
                vm,
                &format!("{name}.split must return a 2-tuple, got tuple of size {}", parts.get::<Tuple>().map_or(0, Tuple::len)),
            ))
        }
    }
}

/// Puts what the clauses raised and what nobody handled back together.
pub(super) fn combine(frame: &Frame, original: &Value, raised: Vec<Value>) -> PyResult {
    let vm = frame.vm;
    let from_original = |exception: &Value| match (exception.get::<PyException>(), original.get::<PyException>()) {
        (Some(a), Some(b)) => {
            exception.is(original)
                || (a.traceback.copy().is(&b.traceback.copy())
                    && a.cause.copy().is(&b.cause.copy())
                    && a.context.copy().is(&b.context.copy())
                    && vm.is_instance(exception, &vm.errors.base_exception_group))
        }
        _ => false,
    };
    if let [only] = raised.as_slice() {
        return Ok(only.clone());
    }
    if !vm.is_instance(original, &vm.errors.base_exception_group) {
        return vm.call_values(vm.errors.base_exception_group.value(), &[vm.empty_str.clone(), vm.new_list(raised)]);
    }
    let (same, new): (Vec<Value>, Vec<Value>) = raised.into_iter().partition(from_original);
    let mut parts = new;
    match same.as_slice() {
        [] => {}
        [one] => parts.push(one.clone()),
        many => {
            // One group holding every leaf that was re-raised or left, in the original's structure.
            let project = vm.new_list(many.to_vec());
            parts.push(crate::objects::exception::projected_group(vm, original, &project)?);
        }
    }
    if let [only] = parts.as_slice() {
        return Ok(only.clone());
    }
    vm.call_values(vm.errors.base_exception_group.value(), &[vm.empty_str.clone(), vm.new_list(parts)])
}
