//! Comprehensions that run in the frame around them (PEP 709).

use crate::memory::{PyResult, Value};
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::list::PyList;
use crate::objects::{dict, set};

/// A list, set or dict comprehension: makes the result, runs the loops, and
/// clears the comprehension's own variables however it ends.
pub struct ComprehensionNode {
    /// The slot that holds the result while the loops run.
    pub result: u32,
    pub kind: ComprehensionKind,
    /// Evaluated first, before the variables are fresh.
    pub first: NodeRef,
    pub first_slot: u32,
    pub own_slots: Vec<u32>,
    pub own_cells: Vec<u32>,
    pub loops: NodeRef,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ComprehensionKind {
    List,
    Set,
    Dict,
}

impl ComprehensionKind {
    pub fn make(self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        match self {
            ComprehensionKind::List => Ok(vm.new_list(Vec::new())),
            ComprehensionKind::Set => set::new_set(vm, Vec::new()),
            ComprehensionKind::Dict => Ok(vm.new_dict()),
        }
    }
}

impl Node for ComprehensionNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        let first = self.first.eval(frame)?;
        frame.slots.set(self.first_slot as usize, first);
        let result = self.kind.make(frame)?;
        frame.slots.set(self.result as usize, result);
        for &slot in &self.own_cells {
            frame.slots.set(slot as usize, frame.vm.new_cell(Value::UNBOUND));
        }
        let outcome = self.loops.eval(frame);
        for &slot in self.own_slots.iter().chain(&self.own_cells) {
            drop(frame.slots.take(slot as usize));
        }
        drop(frame.slots.take(self.first_slot as usize));
        let result = frame.slots.take(self.result as usize);
        outcome.map(|_| result)
    }
}

/// Adds one element to a list, set or dict that lies in a slot.
pub struct Collect {
    pub result: u32,
    pub kind: ComprehensionKind,
    pub element: NodeRef,
    /// The value of a dict entry.
    pub value: Option<NodeRef>,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for Collect {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let element = self.element.eval(frame)?;
        if self.kind == ComprehensionKind::List {
            if let Some(list) = frame.slots.at(self.result as usize).get::<PyList>() {
                list.push(element);
            }
            return self.next.eval(frame);
        }
        self.other(frame, element)?;
        self.next.eval(frame)
    }
}

impl Collect {
    fn other(&self, frame: &Frame, element: Value) -> PyResult<()> {
        let vm = frame.vm;
        let value = match &self.value {
            Some(value) => value.eval(frame)?,
            None => Value::NONE,
        };
        let result = frame.slots.get(self.result as usize);
        frame.at(self.position);
        match self.kind {
            ComprehensionKind::Dict => dict::set_item(vm, &result, &element, value),
            _ => set::add(vm, &result, &element),
        }
    }
}
