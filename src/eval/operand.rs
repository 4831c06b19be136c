//! Operands: where a fused node finds its inputs.
//!
//! A local variable or a constant is read in place, borrowed; anything else is
//! a node whose value is owned. Nodes are generic over their operands, so the
//! common shapes need no dispatch for them.

use crate::memory::{PyResult, Ref, Value};
use crate::objects::frame::{Frame, Node, NodeRef};

pub trait Operand: 'static {
    /// Reading it runs no code and has no order relative to other reads.
    const PURE: bool;
    type Held<'a>: AsRef<Value>;

    fn get<'a>(&'a self, frame: &'a Frame) -> PyResult<Self::Held<'a>>;

    /// Raises if a read would find nothing: for operands that are read after
    /// something to their right has run.
    fn check(&self, frame: &Frame) -> PyResult<()>;

    /// An owned copy for the general road; raises for an unbound local.
    fn own(&self, held: Self::Held<'_>, frame: &Frame) -> PyResult<Value>;
}

/// A local slot and the position of its name; the value may be unbound, which
/// no fast path accepts.
#[derive(Clone, Copy)]
pub struct Local(pub u32, pub u32);

impl Operand for Local {
    const PURE: bool = true;
    type Held<'a> = Ref<'a>;

    #[inline(always)]
    fn get<'a>(&'a self, frame: &'a Frame) -> PyResult<Ref<'a>> {
        Ok(frame.slots.at(self.0 as usize))
    }

    #[inline(always)]
    fn check(&self, frame: &Frame) -> PyResult<()> {
        if frame.slots.at(self.0 as usize).is_unbound() {
            frame.at(self.1);
            return Err(super::names::unbound_local(frame, self.0));
        }
        Ok(())
    }

    #[inline(always)]
    fn own(&self, held: Ref<'_>, frame: &Frame) -> PyResult<Value> {
        if held.is_unbound() {
            frame.at(self.1);
            return Err(super::names::unbound_local(frame, self.0));
        }
        Ok(held.own())
    }
}

pub struct Const(pub Value);

impl Operand for Const {
    const PURE: bool = true;
    type Held<'a> = Ref<'a>;

    #[inline(always)]
    fn get<'a>(&'a self, _frame: &'a Frame) -> PyResult<Ref<'a>> {
        Ok(self.0.borrow())
    }

    #[inline(always)]
    fn check(&self, _frame: &Frame) -> PyResult<()> {
        Ok(())
    }

    #[inline(always)]
    fn own(&self, held: Ref<'_>, _frame: &Frame) -> PyResult<Value> {
        Ok(held.own())
    }
}

#[derive(Clone, Copy)]
pub struct Any(pub NodeRef);

impl Operand for Any {
    const PURE: bool = false;
    type Held<'a> = Value;

    #[inline(always)]
    fn get<'a>(&'a self, frame: &'a Frame) -> PyResult<Value> {
        self.0.eval(frame)
    }

    #[inline(always)]
    fn check(&self, _frame: &Frame) -> PyResult<()> {
        Ok(())
    }

    #[inline(always)]
    fn own(&self, held: Value, _frame: &Frame) -> PyResult<Value> {
        Ok(held)
    }
}

/// An operand as lowering chooses it.
pub enum Opd {
    /// A slot and the position of the name.
    Local(u32, u32),
    Const(Value),
    Node(NodeRef),
}

impl Opd {
    /// The same operand for a second node; only one of the two is evaluated at a time.
    pub fn share(&self) -> Opd {
        match self {
            Opd::Local(slot, position) => Opd::Local(*slot, *position),
            Opd::Const(value) => Opd::Const(value.clone()),
            Opd::Node(node) => Opd::Node(*node),
        }
    }

    /// The operand's value, owned; raises for an unbound local.
    #[inline(always)]
    pub fn value(&self, frame: &Frame) -> PyResult {
        match self {
            Opd::Local(slot, position) => {
                let value = frame.slots.at(*slot as usize);
                if value.is_unbound() {
                    frame.at(*position);
                    return Err(super::names::unbound_local(frame, *slot));
                }
                Ok(value.own())
            }
            Opd::Const(value) => Ok(value.clone()),
            Opd::Node(node) => node.eval(frame),
        }
    }
}

/// Evaluates two operands in an order that cannot be told from left to right.
#[inline(always)]
pub fn pair<'a, A: Operand, B: Operand>(a: &'a A, b: &'a B, frame: &'a Frame) -> PyResult<(A::Held<'a>, B::Held<'a>)> {
    if A::PURE && !B::PURE {
        a.check(frame)?;
        let right = b.get(frame)?;
        let left = a.get(frame)?;
        return Ok((left, right));
    }
    let left = a.get(frame)?;
    let right = b.get(frame)?;
    Ok((left, right))
}

/// Builds a generic node for one operand's kind: `one_operand!(opd, |a| Box::new(Node { a }))`.
macro_rules! one_operand {
    ($opd:expr, |$a:ident| $make:expr) => {
        match $opd {
            $crate::eval::operand::Opd::Local(slot, position) => {
                let $a = $crate::eval::operand::Local(slot, position);
                $make
            }
            $crate::eval::operand::Opd::Const(value) => {
                let $a = $crate::eval::operand::Const(value);
                $make
            }
            $crate::eval::operand::Opd::Node(node) => {
                let $a = $crate::eval::operand::Any(node);
                $make
            }
        }
    };
}

/// The same for two operands.
macro_rules! two_operands {
    ($a_opd:expr, $b_opd:expr, |$a:ident, $b:ident| $make:expr) => {
        $crate::eval::operand::one_operand!($a_opd, |$a| $crate::eval::operand::one_operand!($b_opd, |$b| $make))
    };
}

pub(super) use one_operand;
pub(super) use two_operands;

/// A constant as a node.
pub struct ConstNode(pub Value);

impl Node for ConstNode {
    #[inline]
    fn eval(&self, _frame: &Frame) -> PyResult {
        Ok(self.0.clone())
    }

    fn test(&self, frame: &Frame) -> PyResult<bool> {
        crate::objects::ops::truth(frame.vm, &self.0)
    }
}

/// A local variable as a node: raises when it is unbound.
pub struct LocalNode(pub u32, pub u32);

impl Node for LocalNode {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = frame.slots.at(self.0 as usize);
        if value.is_unbound() {
            frame.at(self.1);
            return Err(super::names::unbound_local(frame, self.0));
        }
        Ok(value.own())
    }

    #[inline]
    fn test(&self, frame: &Frame) -> PyResult<bool> {
        let value = frame.slots.at(self.0 as usize);
        if value.is_bool() {
            return Ok(value.is_true());
        }
        if let Some(number) = value.as_int() {
            return Ok(number != 0);
        }
        if value.is_none() {
            return Ok(false);
        }
        let value = self.eval(frame)?;
        crate::objects::ops::truth(frame.vm, &value)
    }
}

/// Moves a value out of a temporary.
pub struct TakeNode(pub u32);

impl Node for TakeNode {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        Ok(frame.slots.take(self.0 as usize))
    }
}

/// Copies a temporary.
pub struct CopyNode(pub u32);

impl Node for CopyNode {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        Ok(frame.slots.get(self.0 as usize))
    }
}
