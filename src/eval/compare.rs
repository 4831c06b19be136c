//! Comparisons, membership and identity, as values and as conditions.

use super::operand::{Opd, Operand, pair, two_operands};
use crate::memory::{PyResult, Str, StrData, Value, word};
use crate::objects::dict::PyDict;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::slots::CompareOp;
use crate::objects::vm::Vm;
use crate::objects::{intern, ops, str};
use std::marker::PhantomData;

/// A comparison with a fast path on words.
pub trait Relation: 'static {
    const OP: CompareOp;

    fn fast(left: &Value, right: &Value) -> Option<bool>;
}

macro_rules! relations {
    ($($name:ident $op:tt;)*) => {
        $(
            pub struct $name;

            impl Relation for $name {
                const OP: CompareOp = CompareOp::$name;

                #[inline(always)]
                fn fast(left: &Value, right: &Value) -> Option<bool> {
                    word::compare(left, right, |a, b| a $op b, |a, b| a $op b)
                }
            }
        )*
    };
}

relations! {
    Lt <;
    Le <=;
    Eq ==;
    Ne !=;
    Gt >;
    Ge >=;
}

/// A condition that can be fused into `if` and `while`.
pub trait Cond: 'static {
    fn check(&self, frame: &Frame) -> PyResult<bool>;
}

/// Any node as a condition.
pub struct NodeCond(pub NodeRef);

impl Cond for NodeCond {
    #[inline(always)]
    fn check(&self, frame: &Frame) -> PyResult<bool> {
        self.0.test(frame)
    }
}

/// `a op b`.
pub struct Compare<R, A, B> {
    pub a: A,
    pub b: B,
    pub position: u32,
    pub relation: PhantomData<R>,
}

impl<R: Relation, A: Operand, B: Operand> Cond for Compare<R, A, B> {
    #[inline(always)]
    fn check(&self, frame: &Frame) -> PyResult<bool> {
        let (a, b) = pair(&self.a, &self.b, frame)?;
        if let Some(result) = R::fast(a.as_ref(), b.as_ref()) {
            return Ok(result);
        }
        if let Some(result) = texts(frame, R::OP, a.as_ref(), b.as_ref()) {
            return Ok(result);
        }
        let (a, b) = (self.a.own(a, frame)?, self.b.own(b, frame)?);
        slow_test(frame, R::OP, a, b, self.position)
    }
}

impl<R: Relation, A: Operand, B: Operand> Node for Compare<R, A, B> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let (a, b) = pair(&self.a, &self.b, frame)?;
        if let Some(result) = R::fast(a.as_ref(), b.as_ref()) {
            return Ok(Value::bool(result));
        }
        if let Some(result) = texts(frame, R::OP, a.as_ref(), b.as_ref()) {
            return Ok(Value::bool(result));
        }
        let (a, b) = (self.a.own(a, frame)?, self.b.own(b, frame)?);
        slow(frame, R::OP, a, b, self.position)
    }

    #[inline]
    fn test(&self, frame: &Frame) -> PyResult<bool> {
        self.check(frame)
    }
}

#[cold]
#[inline(never)]
pub fn slow(frame: &Frame, op: CompareOp, a: Value, b: Value, position: u32) -> PyResult {
    frame.at(position);
    ops::compare(frame.vm, &a, &b, op)
}

#[cold]
#[inline(never)]
fn slow_test(frame: &Frame, op: CompareOp, a: Value, b: Value, position: u32) -> PyResult<bool> {
    frame.at(position);
    let result = ops::compare(frame.vm, &a, &b, op)?;
    ops::truth(frame.vm, &result)
}

/// A comparison of exact strs, which runs no code.
#[inline(never)]
fn texts(frame: &Frame, op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let (left, right) = (a.get::<Str>()?, b.get::<Str>()?);
    let class = frame.vm.types.str.value();
    if !a.header()?.class().is(class) || !b.header()?.class().is(class) {
        return None;
    }
    Some(match op {
        CompareOp::Eq => a.is(b) || left.same_text(right),
        CompareOp::Ne => !a.is(b) && !left.same_text(right),
        _ => op.holds(str::order(left, right)),
    })
}

macro_rules! relation_dispatch {
    ($op:expr, $a:expr, $b:expr, $position:expr, |$node:ident| $make:expr) => {
        relation_dispatch!(@ $op, $a, $b, $position, |$node| $make, [Lt Le Eq Ne Gt Ge])
    };
    (@ $op:expr, $a:expr, $b:expr, $position:expr, |$node:ident| $make:expr, [$($name:ident)*]) => {
        match $op {
            $(CompareOp::$name => two_operands!($a, $b, |a, b| {
                let $node = Compare::<$name, _, _> { a, b, position: $position, relation: PhantomData };
                $make
            }),)*
        }
    };
}

/// The node of `a op b`.
pub fn compare(op: CompareOp, a: Opd, b: Opd, position: u32) -> Box<dyn Node> {
    relation_dispatch!(op, a, b, position, |node| Box::new(node) as Box<dyn Node>)
}

/// `if a op b: … else: …`
pub fn if_compare(op: CompareOp, a: Opd, b: Opd, position: u32, then: NodeRef, otherwise: NodeRef) -> Box<dyn Node> {
    relation_dispatch!(op, a, b, position, |condition| Box::new(super::control::If { condition, then, otherwise })
        as Box<dyn Node>)
}

/// `while a op b: …`
pub fn while_compare(
    op: CompareOp,
    a: Opd,
    b: Opd,
    position: u32,
    body: NodeRef,
    otherwise: NodeRef,
    next: NodeRef,
) -> Box<dyn Node> {
    relation_dispatch!(op, a, b, position, |condition| Box::new(super::control::While { condition, body, otherwise, next })
        as Box<dyn Node>)
}

/// `a is b`, `a is not b`.
pub struct Is<A, B> {
    pub a: A,
    pub b: B,
    pub negated: bool,
}

impl<A: Operand, B: Operand> Node for Is<A, B> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        self.test(frame).map(Value::bool)
    }

    #[inline]
    fn test(&self, frame: &Frame) -> PyResult<bool> {
        let (a, b) = pair(&self.a, &self.b, frame)?;
        if a.as_ref().is_unbound() || b.as_ref().is_unbound() {
            // The owned copies raise.
            let _ = (self.a.own(a, frame)?, self.b.own(b, frame)?);
            return Ok(false);
        }
        Ok(a.as_ref().is(b.as_ref()) != self.negated)
    }
}

impl<A: Operand, B: Operand> Cond for Is<A, B> {
    #[inline(always)]
    fn check(&self, frame: &Frame) -> PyResult<bool> {
        self.test(frame)
    }
}

pub fn is(a: Opd, b: Opd, negated: bool) -> Box<dyn Node> {
    two_operands!(a, b, |a, b| Box::new(Is { a, b, negated }) as Box<dyn Node>)
}

/// `a in b`, `a not in b`.
pub struct In {
    pub item: Opd,
    pub container: NodeRef,
    pub negated: bool,
    pub position: u32,
}

impl Node for In {
    fn eval(&self, frame: &Frame) -> PyResult {
        self.test(frame).map(Value::bool)
    }

    fn test(&self, frame: &Frame) -> PyResult<bool> {
        let item = self.item.value(frame)?;
        let container = self.container.eval(frame)?;
        if let Some(found) = plainly_in(frame.vm, &container, &item) {
            return Ok(found != self.negated);
        }
        frame.at(self.position);
        Ok(ops::contains(frame.vm, &container, &item)? != self.negated)
    }
}

/// Membership that no code of the program can have a say in: texts in texts, and names found in dicts.
#[inline]
fn plainly_in(vm: &Vm, container: &Value, item: &Value) -> Option<bool> {
    let class = vm.class_of(container);
    if class.same(&vm.types.str) {
        let (text, needle) = (container.get::<Str>()?, item.get::<Str>()?);
        if let (StrData::Ascii(text), StrData::Ascii(needle)) = (text.data(), needle.data())
            && let [letter] = needle.as_bytes()
        {
            return Some(text.as_bytes().contains(letter));
        }
        return Some(str::contains_text(text, needle));
    }
    if class.same(&vm.types.dict) && intern::is_interned(item) && container.get::<PyDict>()?.position_of(item).is_some() {
        return Some(true);
    }
    None
}

/// One comparison by operator, for chains.
#[derive(Clone, Copy)]
pub enum Link {
    Relation(CompareOp),
    Is(bool),
    In(bool),
}

pub fn link(frame: &Frame, link: Link, a: &Value, b: &Value, position: u32) -> PyResult {
    match link {
        Link::Relation(op) => {
            if let Some(ordering) = word::order(a, b) {
                return Ok(Value::bool(op.holds(ordering)));
            }
            if let Some(result) = texts(frame, op, a, b) {
                return Ok(Value::bool(result));
            }
            frame.at(position);
            ops::compare(frame.vm, a, b, op)
        }
        Link::Is(negated) => Ok(Value::bool(a.is(b) != negated)),
        Link::In(negated) => {
            frame.at(position);
            Ok(Value::bool(ops::contains(frame.vm, b, a)? != negated))
        }
    }
}

/// A link whose result is known without a call-out.
#[inline(always)]
fn plain_link(frame: &Frame, link: Link, a: &Value, b: &Value) -> Option<bool> {
    match link {
        Link::Relation(op) => match word::order(a, b) {
            Some(ordering) => Some(op.holds(ordering)),
            None => texts(frame, op, a, b),
        },
        Link::Is(negated) => Some(a.is(b) != negated),
        Link::In(negated) => plainly_in(frame.vm, b, a).map(|found| found != negated),
    }
}

/// `a < b < c`: each operand is evaluated once.
pub struct Chain {
    pub first: Opd,
    pub rest: Vec<(Link, Opd)>,
    pub position: u32,
}

impl Node for Chain {
    fn eval(&self, frame: &Frame) -> PyResult {
        let mut left = self.first.value(frame)?;
        let last = self.rest.len().saturating_sub(1);
        for (index, (relation, operand)) in self.rest.iter().enumerate() {
            let right = operand.value(frame)?;
            match plain_link(frame, *relation, &left, &right) {
                Some(true) => {}
                Some(false) => return Ok(Value::FALSE),
                None => {
                    let result = link(frame, *relation, &left, &right, self.position)?;
                    if index == last || !ops::truth(frame.vm, &result)? {
                        return Ok(result);
                    }
                }
            }
            left = right;
        }
        Ok(Value::TRUE)
    }

    fn test(&self, frame: &Frame) -> PyResult<bool> {
        let mut left = self.first.value(frame)?;
        for (relation, operand) in &self.rest {
            let right = operand.value(frame)?;
            let holds = match plain_link(frame, *relation, &left, &right) {
                Some(holds) => holds,
                None => {
                    let result = link(frame, *relation, &left, &right, self.position)?;
                    ops::truth(frame.vm, &result)?
                }
            };
            if !holds {
                return Ok(false);
            }
            left = right;
        }
        Ok(true)
    }
}
