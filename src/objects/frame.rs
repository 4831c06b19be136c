//! Frames, the node seam, and frame objects.
//!
//! A running call is a [`Frame`] followed by its slots. The evaluator's nodes
//! implement [`Node`]; nothing in `objects` knows more about them. A frame
//! *object* is made only when someone asks (`sys._getframe`, a traceback);
//! while the frame runs the object points at it, afterwards it owns the slots.

use super::code::PyCode;
use super::dict::PyDict;
use super::generator::PyGenerator;
use super::kinds;
use super::vm::Vm;
use crate::memory::{ArenaRef, FrameLink, Guarded, Handle, Kind, Payload, PyResult, Slots, Value, Visitor};
use std::cell::Cell;

/// Something that can be executed in a frame.
pub trait Node {
    /// The value of an expression, or the completion of a statement: `NORMAL`,
    /// `BREAK`, `CONTINUE`, or the value that the function returns.
    fn eval(&self, frame: &Frame) -> PyResult;

    /// The truth of an expression.
    fn test(&self, frame: &Frame) -> PyResult<bool> {
        let value = self.eval(frame)?;
        super::ops::truth(frame.vm, &value)
    }
}

pub type NodeRef = ArenaRef<dyn Node>;

/// Position of a frame that has already been entered into the traceback.
pub const NO_POSITION: u32 = u32::MAX;

/// The header of a frame; the slots follow it: locals, cells, free variables, temporaries.
#[repr(C)]
pub struct Frame {
    pub vm: &'static Vm,
    /// The function, or the code object itself for modules, classes and `exec`.
    pub function: Value,
    /// Kept alive by `function`.
    pub code: ArenaRef<PyCode>,
    /// Kept alive by `function` or `namespace`.
    pub globals: ArenaRef<PyDict>,
    pub builtins: ArenaRef<PyDict>,
    /// The mapping that names of a class body, module or `exec` live in.
    pub namespace: Value,
    pub previous: Cell<FrameLink<Frame>>,
    /// Index of the span that is being evaluated, for tracebacks and line numbers.
    pub position: Cell<u32>,
    /// Slots in use, for frame objects and the collector.
    pub size: u32,
    /// The frame object, if someone asked for it.
    pub object: Guarded<Value>,
    /// The generator that owns this frame.
    pub generator: Cell<Option<ArenaRef<PyGenerator>>>,
    pub slots: Slots,
}

impl Frame {
    /// Notes where evaluation is, before anything that may raise or call out.
    #[inline(always)]
    pub fn at(&self, position: u32) {
        self.position.set(position);
    }
}

/// A frame object.
pub struct PyFrame {
    pub code: Handle<PyCode>,
    pub globals: Value,
    pub builtins: Value,
    /// The running frame; empty once it has ended.
    pub live: Cell<FrameLink<Frame>>,
    /// The calling frame's object, once the frame has ended.
    pub back: Guarded<Value>,
    /// The slots of an ended frame.
    pub slots: Guarded<Vec<Value>>,
    pub namespace: Guarded<Value>,
    /// The position at which an ended frame was left.
    pub position: Cell<u32>,
    /// Extra variables set through `f_locals`, and trace attributes.
    pub extra: Guarded<Value>,
    pub generator: Guarded<Value>,
}

impl Payload for PyFrame {
    const KIND: Kind = kinds::FRAME;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { code, globals, builtins, live: _, back, slots, namespace, position: _, extra, generator: _ } = self;
        visitor.handle(code);
        visitor.edge(globals);
        visitor.edge(builtins);
        visitor.guarded(back);
        slots.read(|slots| visitor.each(slots));
        visitor.guarded(namespace);
        visitor.guarded(extra);
    }

    fn clear(&self) {
        let slots = self.slots.take();
        let rest = [self.back.replace(Value::NONE), self.extra.replace(Value::UNBOUND)];
        drop((slots, rest));
    }
}

pub const FRAME: super::class::TypeSpec = super::class::TypeSpec {
    name: "frame",
    flags: super::class::class_flag::IMMUTABLE | super::class::class_flag::NO_NEW,
    ..super::class::TypeSpec::EMPTY
};
