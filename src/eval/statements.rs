//! Small statements: `del`, `assert`, imports, and one-off nodes.

use super::names;
use crate::memory::{PyResult, Value};
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::function::PyFunction;
use crate::objects::ops;

/// What `del` removes.
pub enum Deletion {
    Local { slot: u32, position: u32 },
    Cell { slot: u32, name: Value, is_free: bool },
    Global(Value),
    Name(Value),
    Attribute { object: NodeRef, name: Value, position: u32 },
    Item { object: NodeRef, key: NodeRef, position: u32 },
    Many(Vec<Deletion>),
}

impl Deletion {
    pub fn delete(&self, frame: &Frame) -> PyResult<()> {
        match self {
            Deletion::Local { slot, position } => {
                let old = frame.slots.take(*slot as usize);
                if old.is_unbound() {
                    frame.at(*position);
                    return Err(names::unbound_local(frame, *slot));
                }
                Ok(())
            }
            Deletion::Cell { slot, name, is_free } => names::delete_cell(frame, *slot, name, *is_free),
            Deletion::Global(name) => names::delete_global(frame, name),
            Deletion::Name(name) => names::delete_name(frame, name),
            Deletion::Attribute { object, name, position } => {
                let object = object.eval(frame)?;
                frame.at(*position);
                ops::set_attr(frame.vm, &object, name, None)
            }
            Deletion::Item { object, key, position } => {
                let object = object.eval(frame)?;
                let key = key.eval(frame)?;
                frame.at(*position);
                delete_item(frame, &object, &key)
            }
            Deletion::Many(deletions) => deletions.iter().try_for_each(|deletion| deletion.delete(frame)),
        }
    }

    /// Unbinds the name of an `except` clause, which may be gone already.
    pub fn forget(&self, frame: &Frame) {
        match self {
            Deletion::Local { slot, .. } => drop(frame.slots.take(*slot as usize)),
            other => {
                if other.delete(frame).is_err() {
                    drop(frame.vm.take_exception());
                }
            }
        }
    }
}

fn delete_item(frame: &Frame, object: &Value, key: &Value) -> PyResult<()> {
    ops::set_item(frame.vm, object, key, None)
}

pub struct Delete {
    pub deletion: Deletion,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for Delete {
    fn eval(&self, frame: &Frame) -> PyResult {
        frame.at(self.position);
        self.deletion.delete(frame)?;
        self.next.eval(frame)
    }
}

/// `assert test, message`.
pub struct Assert {
    pub test: NodeRef,
    pub message: Option<NodeRef>,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for Assert {
    fn eval(&self, frame: &Frame) -> PyResult {
        if self.test.test(frame)? {
            return self.next.eval(frame);
        }
        let vm = frame.vm;
        let arguments = match &self.message {
            Some(message) => vec![message.eval(frame)?],
            None => Vec::new(),
        };
        frame.at(self.position);
        let exception = vm.new_exception(&vm.errors.assertion_error, arguments);
        Err(vm.raise_new(exception))
    }
}

/// The value of an expression statement at the prompt: goes to `sys.displayhook`.
pub struct Show {
    pub value: NodeRef,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for Show {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let value = self.value.eval(frame)?;
        frame.at(self.position);
        let hook = vm
            .modules
            .get_interned(&vm.names.sys)
            .and_then(|sys| ops::lookup_attr(vm, &sys, &vm.names.displayhook).ok().flatten());
        match hook {
            Some(hook) => drop(vm.call_values(&hook, &[value])?),
            None => return Err(crate::objects::exception::messages::runtime_error(vm, "lost sys.displayhook")),
        }
        self.next.eval(frame)
    }
}

/// Tells the watcher of lines that a statement is about to run, or that its
/// block is being entered.
pub struct LineMark {
    pub line: u32,
    pub entry: bool,
    pub next: NodeRef,
}

impl Node for LineMark {
    fn eval(&self, frame: &Frame) -> PyResult {
        if let Some(hook) = frame.vm.line_hook.get() {
            hook(frame, self.line, self.entry);
        }
        self.next.eval(frame)
    }
}

/// Raises a fixed complaint: for what is deliberately not supported.
pub struct Unsupported {
    pub message: String,
    pub position: u32,
}

impl Node for Unsupported {
    fn eval(&self, frame: &Frame) -> PyResult {
        frame.at(self.position);
        let class = &frame.vm.errors.not_implemented_error;
        Err(frame.vm.raise_message(class, &self.message))
    }
}

/// Calls a decorator on what the inner node makes.
pub struct Decorate {
    pub decorators: Vec<(NodeRef, u32)>,
    pub value: NodeRef,
}

impl Node for Decorate {
    fn eval(&self, frame: &Frame) -> PyResult {
        let mut functions = Vec::with_capacity(self.decorators.len());
        for (node, _) in &self.decorators {
            functions.push(node.eval(frame)?);
        }
        let mut value = self.value.eval(frame)?;
        for (function, (_, position)) in functions.into_iter().zip(&self.decorators).rev() {
            frame.at(*position);
            value = if function.is_kind::<PyFunction>() {
                super::run::call_function_owned(frame.vm, &function, vec![value], &[])?
            } else {
                frame.vm.call_values(&function, &[value])?
            };
        }
        Ok(value)
    }
}

/// `name: annotation` in a class or module body: an entry of `__annotations__`.
pub struct Annotate {
    pub namespace: NodeRef,
    pub name: Value,
    pub annotation: NodeRef,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for Annotate {
    fn eval(&self, frame: &Frame) -> PyResult {
        let annotation = self.annotation.eval(frame)?;
        let namespace = self.namespace.eval(frame)?;
        frame.at(self.position);
        ops::set_item(frame.vm, &namespace, &self.name, Some(annotation))?;
        self.next.eval(frame)
    }
}

/// Makes sure that `__annotations__` exists in a class or module body.
pub struct SetupAnnotations {
    pub next: NodeRef,
}

impl Node for SetupAnnotations {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let name = &vm.names.__annotations__;
        if frame.namespace.is_unbound() {
            if frame.globals.get_interned(name).is_none() {
                frame.globals.set_interned(name.clone(), vm.new_dict());
            }
        } else if names::from_namespace(frame, &frame.namespace, name, 0)?.is_none() {
            ops::set_item(vm, &frame.namespace, name, Some(vm.new_dict()))?;
        }
        self.next.eval(frame)
    }
}

/// Evaluates for effect only (annotations of attributes and items).
pub struct Evaluate {
    pub nodes: Vec<NodeRef>,
    pub next: NodeRef,
}

impl Node for Evaluate {
    fn eval(&self, frame: &Frame) -> PyResult {
        for node in &self.nodes {
            drop(node.eval(frame)?);
        }
        self.next.eval(frame)
    }
}
