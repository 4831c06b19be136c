//! Code objects: what the resolver and the lowering know about a block.

use super::class::{TypeSpec, class_flag};
use super::frame::NodeRef;
use super::kinds;
use super::vm::Vm;
use crate::memory::{Arena, Guarded, Kind, Payload, PyResult, Value, Visitor};
use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use taipan_grammar::ast::Span;

/// Bits of `co_flags`, CPython's numbers.
pub mod code_flag {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
}

/// The executable form of a block.
pub struct Body {
    pub entry: NodeRef,
    /// Slots a frame needs: locals, cells, free variables, temporaries.
    pub slots: usize,
    /// Positions that nodes name by index.
    pub spans: Vec<Span>,
    /// Owns the nodes.
    pub arena: Arena<dyn super::frame::Node>,
}

pub struct PyCode {
    pub name: Value,
    pub qualname: Value,
    pub filename: Value,
    pub first_line: u32,
    pub flags: Cell<u32>,
    /// Parameters by position (positional-only ones included), then keyword-only ones.
    pub argument_count: u32,
    pub positional_only_count: u32,
    pub keyword_only_count: u32,
    /// Locals in slot order: parameters first. Hidden ones have unbound names.
    pub local_names: Vec<Value>,
    pub cell_names: Vec<Value>,
    pub free_names: Vec<Value>,
    /// Parameters that inner functions capture: (parameter slot, cell index).
    pub cell_parameters: Vec<(u32, u32)>,
    /// The executable form, made on the first run.
    pub body: OnceCell<Body>,
    /// What lowering needs: syntax tree and scopes. Opaque to this layer.
    pub source: RefCell<Option<Rc<dyn Any>>>,
    /// Constants, for `co_consts`.
    pub constants: Guarded<Vec<Value>>,
    /// Names of globals and attributes, for `co_names`.
    pub names: Guarded<Vec<Value>>,
    /// The docstring or None.
    pub docstring: Value,
}

impl PyCode {
    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    /// Parameters of every kind: they fill the first slots.
    pub fn parameter_count(&self) -> usize {
        let stars = usize::from(self.has(code_flag::VARARGS)) + usize::from(self.has(code_flag::VARKEYWORDS));
        (self.argument_count + self.keyword_only_count) as usize + stars
    }

    /// The executable form; lowers it on first use.
    #[inline(always)]
    pub fn body(&self, vm: &Vm) -> PyResult<&Body> {
        match self.body.get() {
            Some(body) => Ok(body),
            None => self.lower(vm),
        }
    }

    #[cold]
    #[inline(never)]
    fn lower(&self, vm: &Vm) -> PyResult<&Body> {
        let body = (vm.hooks.get().lower)(vm, self)?;
        Ok(self.body.get_or_init(|| body))
    }

    /// The span of a position that a frame noted.
    pub fn span(&self, position: u32) -> Option<Span> {
        self.body.get()?.spans.get(position as usize).copied()
    }
}

impl Payload for PyCode {
    const KIND: Kind = kinds::CODE;

    fn trace(&self, _visitor: &mut Visitor<'_>) {}
}

pub const CODE: TypeSpec = TypeSpec { name: "code", flags: class_flag::IMMUTABLE | class_flag::NO_NEW, ..TypeSpec::EMPTY };
