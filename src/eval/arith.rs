//! Binary and unary operators, and their in-place forms.

use super::operand::{Opd, Operand, pair, two_operands};
use crate::memory::{PyResult, Str, Value, word};
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::ops;
use crate::objects::slots::BinaryOp;
use std::marker::PhantomData;

/// An operator with a fast path on words.
pub trait Op: 'static {
    const OP: BinaryOp;

    fn fast(left: &Value, right: &Value) -> Option<Value>;
}

macro_rules! operators {
    ($($name:ident = $fast:expr;)*) => {
        $(
            pub struct $name;

            impl Op for $name {
                const OP: BinaryOp = BinaryOp::$name;

                #[inline(always)]
                fn fast(left: &Value, right: &Value) -> Option<Value> {
                    $fast(left, right)
                }
            }
        )*
    };
}

fn never(_left: &Value, _right: &Value) -> Option<Value> {
    None
}

operators! {
    Add = word::add;
    Sub = word::sub;
    Mul = word::mul;
    Mod = word::modulo;
    FloorDiv = word::floor_div;
    TrueDiv = word::true_div;
    And = word::and;
    Or = word::or;
    Xor = word::xor;
    Lshift = word::lshift;
    Rshift = word::rshift;
    Pow = never;
    MatMul = never;
}

/// `a op b`.
pub struct Binary<O, A, B> {
    pub a: A,
    pub b: B,
    pub position: u32,
    pub op: PhantomData<O>,
}

impl<O: Op, A: Operand, B: Operand> Node for Binary<O, A, B> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let (a, b) = pair(&self.a, &self.b, frame)?;
        if let Some(result) = O::fast(a.as_ref(), b.as_ref()) {
            return Ok(result);
        }
        let (a, b) = (self.a.own(a, frame)?, self.b.own(b, frame)?);
        slow(frame, O::OP, a, b, self.position)
    }
}

/// The general road. Both operands are held, as CPython's stack holds them.
#[cold]
#[inline(never)]
pub fn slow(frame: &Frame, op: BinaryOp, a: Value, b: Value, position: u32) -> PyResult {
    frame.at(position);
    let vm = frame.vm;
    // Mixed numbers and texts are common enough to be asked first.
    match op {
        BinaryOp::Add => {
            if let (Some(left), Some(right)) = (a.get::<Str>(), b.get::<Str>())
                && vm.class_of(&a).same(&vm.types.str)
                && vm.class_of(&b).same(&vm.types.str)
            {
                return match Str::try_concat(vm.types.str.to_value(), left, right) {
                    Some(text) if left.is_empty() || right.is_empty() => {
                        drop(text);
                        Ok(if left.is_empty() { b.clone() } else { a.clone() })
                    }
                    Some(text) => Ok(text.into_value()),
                    None => Err(crate::objects::exception::messages::memory_error(vm)),
                };
            }
            if let Some((x, y)) = mixed(&a, &b) {
                return Ok(vm.new_float(x + y));
            }
        }
        BinaryOp::Sub => {
            if let Some((x, y)) = mixed(&a, &b) {
                return Ok(vm.new_float(x - y));
            }
        }
        BinaryOp::Mul => {
            if let Some((x, y)) = mixed(&a, &b) {
                return Ok(vm.new_float(x * y));
            }
        }
        BinaryOp::TrueDiv => {
            if let Some((x, y)) = mixed(&a, &b)
                && y != 0.0
            {
                return Ok(vm.new_float(x / y));
            }
        }
        _ => {}
    }
    ops::binary(vm, op, &a, &b)
}

/// An exact pair of numbers with at least one float word; integers must be
/// small enough to convert without rounding.
#[inline(always)]
fn mixed(a: &Value, b: &Value) -> Option<(f64, f64)> {
    fn number(value: &Value) -> Option<f64> {
        match value.as_int() {
            Some(int) if int.unsigned_abs() <= 1 << 53 => Some(int as f64),
            Some(_) => None,
            None => value.as_float_word(),
        }
    }
    if a.is_int() && b.is_int() {
        return None;
    }
    Some((number(a)?, number(b)?))
}

macro_rules! binary_dispatch {
    ($op:expr, $a:expr, $b:expr, $position:expr, |$node:ident| $make:expr, [$($name:ident)*]) => {
        match $op {
            $(BinaryOp::$name => two_operands!($a, $b, |a, b| {
                let $node = Binary::<$name, _, _> { a, b, position: $position, op: PhantomData };
                $make
            }),)*
            BinaryOp::Divmod => two_operands!($a, $b, |a, b| {
                let $node = Binary::<Pow, _, _> { a, b, position: $position, op: PhantomData };
                $make
            }),
        }
    };
}

/// The node of `a op b`.
pub fn binary(op: BinaryOp, a: Opd, b: Opd, position: u32) -> Box<dyn Node> {
    binary_dispatch!(op, a, b, position, |node| Box::new(node) as Box<dyn Node>, [Add Sub Mul Mod Pow Lshift Rshift And Xor Or FloorDiv TrueDiv MatMul])
}

/// `slot = a op b` followed by the next statement.
pub fn set_local_binary(op: BinaryOp, a: Opd, b: Opd, position: u32, slot: u32, next: NodeRef) -> Box<dyn Node> {
    binary_dispatch!(op, a, b, position, |x| Box::new(super::target::SetLocal { slot, x, next }) as Box<dyn Node>, [Add Sub Mul Mod Pow Lshift Rshift And Xor Or FloorDiv TrueDiv MatMul])
}

/// `slot op= b` on a local variable, followed by the next statement.
pub struct AugmentLocal<O, B> {
    pub slot: u32,
    /// Of the target's name.
    pub target_position: u32,
    pub b: B,
    pub position: u32,
    pub next: NodeRef,
    pub op: PhantomData<O>,
}

impl<O: Op, B: Operand> Node for AugmentLocal<O, B> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        if B::PURE {
            let b = self.b.get(frame)?;
            let a = frame.slots.at(self.slot as usize);
            if let Some(result) = O::fast(a.as_ref(), b.as_ref()) {
                // Words own no count, so nothing is released here.
                frame.slots.fill_word(self.slot as usize, result);
                return self.next.eval(frame);
            }
            let b = self.b.own(b, frame)?;
            self.check(frame)?;
            return augment_slow(frame, O::OP, self.slot, b, self.position, self.next);
        }
        // The target is read before the right side runs.
        let a = frame.slots.get(self.slot as usize);
        if a.is_unbound() {
            frame.at(self.target_position);
            return Err(super::names::unbound_local(frame, self.slot));
        }
        let b = self.b.get(frame)?;
        if let Some(result) = O::fast(a.as_ref(), b.as_ref()) {
            frame.slots.set(self.slot as usize, result);
            return self.next.eval(frame);
        }
        let b = self.b.own(b, frame)?;
        augment_owned(frame, O::OP, a, self.slot, b, self.position, self.next)
    }
}

impl<O: Op, B: Operand> AugmentLocal<O, B> {
    fn check(&self, frame: &Frame) -> PyResult<()> {
        super::operand::Local(self.slot, self.target_position).check(frame)
    }
}

#[cold]
#[inline(never)]
fn augment_slow(frame: &Frame, op: BinaryOp, slot: u32, b: Value, position: u32, next: NodeRef) -> PyResult {
    let a = frame.slots.get(slot as usize);
    augment_owned(frame, op, a, slot, b, position, next)
}

#[inline(never)]
fn augment_owned(frame: &Frame, op: BinaryOp, a: Value, slot: u32, b: Value, position: u32, next: NodeRef) -> PyResult {
    frame.at(position);
    if op == BinaryOp::Add && a.is_kind::<Str>() && b.is_kind::<Str>() {
        // Nobody else holds the text: it may grow in place.
        drop(frame.slots.take(slot as usize));
        let result = append(frame, a, &b)?;
        frame.slots.set(slot as usize, result);
        return next.eval(frame);
    }
    let result = inplace_slow(frame, op, &a, &b)?;
    drop((a, b));
    frame.slots.set(slot as usize, result);
    next.eval(frame)
}

/// `a + b` of two strs where nobody else needs `a`.
fn append(frame: &Frame, a: Value, b: &Value) -> PyResult {
    let vm = frame.vm;
    if !vm.class_of(&a).same(&vm.types.str) || !vm.class_of(b).same(&vm.types.str) {
        return ops::inplace(vm, BinaryOp::Add, &a, b);
    }
    let a = match b.get::<Str>() {
        Some(right) => match Str::append_in_place(a, right) {
            Ok(grown) => return Ok(grown),
            Err(a) => a,
        },
        None => a,
    };
    match (a.get::<Str>(), b.get::<Str>()) {
        (Some(left), Some(right)) => match Str::try_concat(vm.types.str.to_value(), left, right) {
            Some(text) => Ok(text.into_value()),
            None => Err(crate::objects::exception::messages::memory_error(vm)),
        },
        _ => ops::inplace(vm, BinaryOp::Add, &a, b),
    }
}

/// `a op= b` on values; the caller has noted the position.
pub fn inplace_slow(frame: &Frame, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let vm = frame.vm;
    if op != BinaryOp::Pow
        && let Some((x, y)) = mixed(a, b)
    {
        match op {
            BinaryOp::Add => return Ok(vm.new_float(x + y)),
            BinaryOp::Sub => return Ok(vm.new_float(x - y)),
            BinaryOp::Mul => return Ok(vm.new_float(x * y)),
            BinaryOp::TrueDiv if y != 0.0 => return Ok(vm.new_float(x / y)),
            _ => {}
        }
    }
    ops::inplace(vm, op, a, b)
}

/// The words' fast path of an operator known at run time only.
pub fn fast(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    match op {
        BinaryOp::Add => word::add(a, b),
        BinaryOp::Sub => word::sub(a, b),
        BinaryOp::Mul => word::mul(a, b),
        BinaryOp::Mod => word::modulo(a, b),
        BinaryOp::FloorDiv => word::floor_div(a, b),
        BinaryOp::TrueDiv => word::true_div(a, b),
        BinaryOp::And => word::and(a, b),
        BinaryOp::Or => word::or(a, b),
        BinaryOp::Xor => word::xor(a, b),
        BinaryOp::Lshift => word::lshift(a, b),
        BinaryOp::Rshift => word::rshift(a, b),
        _ => None,
    }
}

/// The node of `slot op= b`.
pub fn augment_local(op: BinaryOp, slot: u32, target_position: u32, b: Opd, position: u32, next: NodeRef) -> Box<dyn Node> {
    macro_rules! dispatch {
        ($($name:ident)*) => {
            match op {
                $(BinaryOp::$name => super::operand::one_operand!(b, |b| {
                    Box::new(AugmentLocal::<$name, _> { slot, target_position, b, position, next, op: PhantomData }) as Box<dyn Node>
                }),)*
                BinaryOp::Divmod => super::operand::one_operand!(b, |b| {
                    Box::new(AugmentLocal::<Pow, _> { slot, target_position, b, position, next, op: PhantomData }) as Box<dyn Node>
                }),
            }
        };
    }
    dispatch!(Add Sub Mul Mod Pow Lshift Rshift And Xor Or FloorDiv TrueDiv MatMul)
}

/// `-x`, `+x`, `~x`.
pub struct Unary {
    pub operand: NodeRef,
    pub function: fn(&crate::objects::vm::Vm, &Value) -> PyResult,
    pub position: u32,
}

impl Node for Unary {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.operand.eval(frame)?;
        frame.at(self.position);
        (self.function)(frame.vm, &value)
    }
}

/// `-x` with the words' short cut.
pub struct Negate {
    pub operand: NodeRef,
    pub position: u32,
}

impl Node for Negate {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.operand.eval(frame)?;
        if let Some(number) = value.as_int()
            && let Some(result) = Value::try_int(-number)
        {
            return Ok(result);
        }
        if let Some(number) = value.as_float_word()
            && let Some(result) = Value::try_float(-number)
        {
            return Ok(result);
        }
        frame.at(self.position);
        ops::negative(frame.vm, &value)
    }
}
