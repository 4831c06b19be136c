//! `super()`: the object, and calls of what it finds.

use super::cache::Cache;
use super::call;
use super::operand::Opd;
use crate::memory::{PyResult, Uncounted, Value};
use crate::objects::class::PyClass;
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::function::{PyCell, PyFunction};
use crate::objects::super_object::{self, new_super};

/// `super()` without arguments inside a method: the class cell and the first parameter.
pub struct ZeroSuper {
    pub callee: NodeRef,
    /// Slot of the `__class__` cell.
    pub class_cell: Option<u32>,
    /// Slot or cell slot of the first parameter.
    pub first: Option<FirstParameter>,
    pub position: u32,
}

#[derive(Clone, Copy)]
pub enum FirstParameter {
    Slot(u32),
    Cell(u32),
}

impl Node for ZeroSuper {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let callee = self.callee.eval(frame)?;
        frame.at(self.position);
        if !callee.is(vm.types.super_.value()) {
            return vm.call_values(&callee, &[]);
        }
        let object = match self.first {
            None => return Err(messages::runtime_error(vm, "super(): no arguments")),
            Some(FirstParameter::Slot(slot)) => frame.slots.get(slot as usize),
            Some(FirstParameter::Cell(slot)) => in_cell(frame, slot),
        };
        if object.is_unbound() {
            return Err(messages::runtime_error(vm, "super(): arg[0] deleted"));
        }
        let Some(cell) = self.class_cell else {
            return Err(messages::runtime_error(vm, "super(): __class__ cell not found"));
        };
        let class = in_cell(frame, cell);
        if class.is_unbound() {
            return Err(messages::runtime_error(vm, "super(): empty __class__ cell"));
        }
        new_super(vm, &class, &object)
    }
}

fn in_cell(frame: &Frame, slot: u32) -> Value {
    frame.slots.at(slot as usize).get::<PyCell>().map_or(Value::UNBOUND, |cell| cell.value.copy())
}

/// `super().name(…)` with plain positional arguments: neither the `super`
/// object nor a bound method is made when a Python function is found.
pub struct SuperCall {
    /// Loads whatever `super` means now.
    pub callee: NodeRef,
    pub class_cell: u32,
    pub first: FirstParameter,
    pub name: Value,
    pub arguments: Box<[Opd]>,
    pub position: u32,
    pub cache: Cache<Known>,
    /// The same call step by step.
    pub general: NodeRef,
}

/// The function found after a class in an object's resolution order. Good
/// while both classes have the versions that it was found under.
#[derive(Clone, Copy)]
pub struct Known {
    function: Uncounted,
    class_version: u32,
}

impl Known {
    pub const NONE: Known = Known { function: Uncounted::NONE, class_version: 0 };
}

impl Node for SuperCall {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        if !self.callee.eval(frame)?.is(vm.types.super_.value()) {
            return self.general.eval(frame);
        }
        let object = match self.first {
            FirstParameter::Slot(slot) => frame.slots.get(slot as usize),
            FirstParameter::Cell(slot) => in_cell(frame, slot),
        };
        let class = in_cell(frame, self.class_cell);
        let (Some(header), Some(own)) = (object.header(), class.get::<PyClass>()) else { return self.general.eval(frame) };
        // A class as the first parameter follows its own order.
        let Some(of_object) = header.class().get::<PyClass>().filter(|_| !object.is_kind::<PyClass>()) else {
            return self.general.eval(frame);
        };
        if let Some(known) = self.cache.get(of_object.version.get())
            && known.class_version == own.version.get()
        {
            return call::call_many(frame, known.function.own(), object, &self.arguments, self.position);
        }
        self.learn(frame, &object, &class);
        self.general.eval(frame)
    }
}

impl SuperCall {
    #[inline(never)]
    fn learn(&self, frame: &Frame, object: &Value, class: &Value) {
        let of_object = frame.vm.class_of(object).clone();
        if let Some(own) = class.get::<PyClass>()
            && let Some(found) = super_object::lookup_after(frame.vm, &of_object, class, &self.name)
            && found.is_kind::<PyFunction>()
        {
            let known = Known { function: Uncounted::of(&found), class_version: own.version.get() };
            self.cache.set(of_object.version.get(), known);
        }
    }
}
