//! Assignment targets: where a value goes.

use super::names::{self, GlobalStore};
use super::operand::Opd;
use crate::memory::{PyResult, Raised, Tuple, Value};
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::list::PyList;
use crate::objects::ops;
use crate::objects::slots::BinaryOp;

/// A lowered target.
pub enum Target {
    Local(u32),
    Cell(u32),
    Global(GlobalStore),
    Name(GlobalStore),
    Attribute {
        object: Opd,
        store: super::attribute::AttrStore,
    },
    Item {
        object: Opd,
        key: Opd,
        position: u32,
    },
    /// Targets before, at (if any) and after a starred one.
    Unpack {
        before: Vec<Target>,
        star: Option<Box<Target>>,
        after: Vec<Target>,
        position: u32,
    },
}

impl Target {
    #[inline]
    pub fn store(&self, frame: &Frame, value: Value) -> PyResult<()> {
        if let Target::Local(slot) = self {
            frame.slots.set(*slot as usize, value);
            return Ok(());
        }
        if let Target::Unpack { before, star: None, .. } = self
            && let [Target::Local(first), Target::Local(second)] = before.as_slice()
            && let Some([a, b]) = value.get::<Tuple>().map(Tuple::items)
            && frame.vm.class_of(&value).same(&frame.vm.types.tuple)
        {
            // What loops over pairs do most.
            let (a, b) = (a.clone(), b.clone());
            drop(value);
            frame.slots.set(*first as usize, a);
            frame.slots.set(*second as usize, b);
            return Ok(());
        }
        self.store_beyond(frame, value)
    }

    #[inline(never)]
    fn store_beyond(&self, frame: &Frame, value: Value) -> PyResult<()> {
        match self {
            Target::Local(slot) => {
                frame.slots.set(*slot as usize, value);
                Ok(())
            }
            Target::Cell(slot) => {
                names::store_cell(frame, *slot, value);
                Ok(())
            }
            Target::Global(store) => {
                store.store(frame, value);
                Ok(())
            }
            Target::Name(store) => names::store_name(frame, store, value),
            Target::Attribute { object, store } => {
                let object = object.value(frame)?;
                store.store(frame, &object, value)
            }
            Target::Item { object, key, position } => {
                let object = object.value(frame)?;
                let key = key.value(frame)?;
                super::subscript::store_item(frame, &object, &key, value, *position)
            }
            Target::Unpack { before, star, after, position } => unpack(frame, before, star.as_deref(), after, value, *position),
        }
    }
}

fn unpack(
    frame: &Frame,
    before: &[Target],
    star: Option<&Target>,
    after: &[Target],
    value: Value,
    position: u32,
) -> PyResult<()> {
    let vm = frame.vm;
    let class = vm.class_of(&value);
    if let [first, second] = before
        && star.is_none()
        && class.same(&vm.types.tuple)
        && let Some([a, b]) = value.get::<Tuple>().map(Tuple::items)
    {
        let (a, b) = (a.clone(), b.clone());
        drop(value);
        first.store(frame, a)?;
        return second.store(frame, b);
    }
    if star.is_none() {
        if let Some(tuple) = value.get::<Tuple>()
            && class.same(&vm.types.tuple)
        {
            let items = tuple.items();
            if items.len() == before.len() {
                for (target, item) in before.iter().zip(items) {
                    target.store(frame, item.clone())?;
                }
                return Ok(());
            }
        }
        if let Some(list) = value.get::<PyList>()
            && class.same(&vm.types.list)
            && list.len() == before.len()
        {
            // All items are taken before the first store, which may change the list.
            match before {
                [first, second] => {
                    if let (Some(a), Some(b)) = (list.get(0), list.get(1)) {
                        drop(value);
                        first.store(frame, a)?;
                        return second.store(frame, b);
                    }
                }
                [first, second, third] => {
                    if let (Some(a), Some(b), Some(c)) = (list.get(0), list.get(1), list.get(2)) {
                        drop(value);
                        first.store(frame, a)?;
                        second.store(frame, b)?;
                        return third.store(frame, c);
                    }
                }
                _ => {}
            }
            let items = list.items.copy();
            drop(value);
            for (target, item) in before.iter().zip(items) {
                target.store(frame, item)?;
            }
            return Ok(());
        }
    }
    frame.at(position);
    let items = take_items(frame, &value, before.len(), star.is_some(), after.len())?;
    drop(value);
    let total = items.len();
    let mut items = items.into_iter();
    for target in before {
        if let Some(item) = items.next() {
            target.store(frame, item)?;
        }
    }
    if let Some(star) = star {
        let middle: Vec<Value> = items.by_ref().take(total - before.len() - after.len()).collect();
        star.store(frame, vm.new_list(middle))?;
    }
    for target in after {
        if let Some(item) = items.next() {
            target.store(frame, item)?;
        }
    }
    Ok(())
}

/// The items for an unpacking, or CPython's error.
pub(super) fn take_items(frame: &Frame, value: &Value, before: usize, starred: bool, after: usize) -> PyResult<Vec<Value>> {
    let vm = frame.vm;
    let class = vm.class_of(value);
    if class.slots(|slots| slots.iter.is_none()) && !ops::is_sequence(vm, value) {
        return Err(messages::type_error(vm, &format!("cannot unpack non-iterable {} object", class.name_text())));
    }
    let iterator = ops::iter(vm, value)?;
    let mut items = Vec::with_capacity(before + after);
    for index in 0..before {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            let message = if starred {
                format!("not enough values to unpack (expected at least {}, got {index})", before + after)
            } else {
                format!("not enough values to unpack (expected {before}, got {index})")
            };
            return Err(messages::value_error(vm, &message));
        }
        items.push(item);
    }
    if !starred {
        let extra = ops::next(vm, &iterator)?;
        if extra.is_done() {
            return Ok(items);
        }
        return Err(too_many(frame, value, before));
    }
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            break;
        }
        items.push(item);
        vm.poll()?;
    }
    if items.len() < before + after {
        let message = format!("not enough values to unpack (expected at least {}, got {})", before + after, items.len());
        return Err(messages::value_error(vm, &message));
    }
    Ok(items)
}

fn too_many(frame: &Frame, _value: &Value, expected: usize) -> Raised {
    messages::value_error(frame.vm, &format!("too many values to unpack (expected {expected})"))
}

/// `slot = x`, followed by the next statement.
pub struct SetLocal<X> {
    pub slot: u32,
    pub x: X,
    pub next: NodeRef,
}

impl<X: Node> Node for SetLocal<X> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.x.eval(frame)?;
        let old = frame.slots.replace(self.slot as usize, value);
        if old.is_object() {
            return drop_and_go(frame, old, self.next);
        }
        self.next.eval(frame)
    }
}

#[inline(never)]
pub fn drop_and_go(frame: &Frame, old: Value, next: NodeRef) -> PyResult {
    drop(old);
    next.eval(frame)
}

/// `slot = x` for any node.
pub struct SetLocalAny {
    pub slot: u32,
    pub x: NodeRef,
    pub next: NodeRef,
}

impl Node for SetLocalAny {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.x.eval(frame)?;
        let old = frame.slots.replace(self.slot as usize, value);
        if old.is_object() {
            return drop_and_go(frame, old, self.next);
        }
        self.next.eval(frame)
    }
}

/// `slot = other_slot`.
pub struct CopyLocal {
    pub slot: u32,
    pub from: u32,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for CopyLocal {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = frame.slots.get(self.from as usize);
        if value.is_unbound() {
            frame.at(self.position);
            return Err(names::unbound_local(frame, self.from));
        }
        let old = frame.slots.replace(self.slot as usize, value);
        if old.is_object() {
            return drop_and_go(frame, old, self.next);
        }
        self.next.eval(frame)
    }
}

/// `targets = value`.
pub struct Assign {
    pub targets: Vec<Target>,
    pub value: NodeRef,
    pub next: NodeRef,
}

impl Node for Assign {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        self.store_all(frame, value)?;
        self.next.eval(frame)
    }
}

impl Assign {
    fn store_all(&self, frame: &Frame, value: Value) -> PyResult<()> {
        if let Some((last, others)) = self.targets.split_last() {
            for target in others {
                target.store(frame, value.clone())?;
            }
            last.store(frame, value)?;
        }
        Ok(())
    }
}

/// `a, b = x, y` without building the tuple.
pub struct AssignMany {
    pub targets: Vec<Target>,
    pub values: Vec<NodeRef>,
    pub next: NodeRef,
}

impl Node for AssignMany {
    fn eval(&self, frame: &Frame) -> PyResult {
        self.run(frame)?;
        self.next.eval(frame)
    }
}

impl AssignMany {
    fn run(&self, frame: &Frame) -> PyResult<()> {
        match (self.targets.as_slice(), self.values.as_slice()) {
            ([a, b], [x, y]) => {
                let (x, y) = (x.eval(frame)?, y.eval(frame)?);
                a.store(frame, x)?;
                b.store(frame, y)
            }
            ([a, b, c], [x, y, z]) => {
                let (x, y, z) = (x.eval(frame)?, y.eval(frame)?, z.eval(frame)?);
                a.store(frame, x)?;
                b.store(frame, y)?;
                c.store(frame, z)
            }
            (targets, values) => {
                let values: PyResult<Vec<Value>> = values.iter().map(|value| value.eval(frame)).collect();
                for (target, value) in targets.iter().zip(values?) {
                    target.store(frame, value)?;
                }
                Ok(())
            }
        }
    }
}

/// `name := value`.
pub struct Walrus {
    pub target: Target,
    pub value: NodeRef,
}

impl Node for Walrus {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        self.target.store(frame, value.clone())?;
        Ok(value)
    }
}

/// `variable op= value` for variables other than local slots.
pub struct AugmentVariable {
    pub load: NodeRef,
    pub store: Target,
    pub op: BinaryOp,
    pub value: NodeRef,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for AugmentVariable {
    fn eval(&self, frame: &Frame) -> PyResult {
        let old = self.load.eval(frame)?;
        let value = self.value.eval(frame)?;
        let result = combine(frame, self.op, old, value, self.position)?;
        self.store.store(frame, result)?;
        self.next.eval(frame)
    }
}

/// `old op value`, in place where the type can.
#[inline]
fn combine(frame: &Frame, op: BinaryOp, old: Value, value: Value, position: u32) -> PyResult {
    if let Some(result) = super::arith::fast(op, &old, &value) {
        return Ok(result);
    }
    frame.at(position);
    super::arith::inplace_slow(frame, op, &old, &value)
}

/// `object.name op= value`.
pub struct AugmentAttribute {
    pub object: Opd,
    pub load: super::attribute::AttrLoad,
    pub store: super::attribute::AttrStore,
    pub op: BinaryOp,
    pub value: Opd,
    pub position: u32,
    pub next: NodeRef,
}

impl AugmentAttribute {
    /// A number in an element of a local's instance changes by a number: nothing is owned on the way.
    #[inline(always)]
    fn step(&self, frame: &Frame) -> Option<()> {
        let Opd::Local(slot, _) = self.object else { return None };
        let object = frame.slots.at(slot as usize);
        let (attrs, index) = self.load.element(object.as_ref())?;
        let value = match &self.value {
            Opd::Const(value) => value.borrow(),
            Opd::Local(slot, _) => frame.slots.at(*slot as usize),
            Opd::Node(_) => return None,
        };
        let result = super::arith::fast(self.op, attrs.at(index as usize).as_ref(), value.as_ref())?;
        if !self.store.goes_to(attrs, index) {
            return None;
        }
        drop(attrs.replace(index as usize, result));
        Some(())
    }

    #[inline(never)]
    fn general(&self, frame: &Frame) -> PyResult<()> {
        let object = self.object.value(frame)?;
        let old = self.load.load(frame, &object)?;
        let value = self.value.value(frame)?;
        let result = combine(frame, self.op, old, value, self.position)?;
        self.store.store(frame, &object, result)
    }
}

impl Node for AugmentAttribute {
    fn eval(&self, frame: &Frame) -> PyResult {
        if self.step(frame).is_none() {
            self.general(frame)?;
        }
        self.next.eval(frame)
    }
}

/// `object[key] op= value`.
pub struct AugmentItem {
    pub object: Opd,
    pub key: Opd,
    pub load_position: u32,
    pub op: BinaryOp,
    pub value: Opd,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for AugmentItem {
    fn eval(&self, frame: &Frame) -> PyResult {
        self.run(frame)?;
        self.next.eval(frame)
    }
}

impl AugmentItem {
    #[inline(always)]
    fn run(&self, frame: &Frame) -> PyResult<()> {
        let object = self.object.value(frame)?;
        let key = self.key.value(frame)?;
        let in_list = super::subscript::list_item(frame, &object, &key);
        let old = match in_list {
            Some(item) => item,
            None => super::subscript::load_item(frame, &object, &key, self.load_position)?,
        };
        let value = self.value.value(frame)?;
        let result = combine(frame, self.op, old, value, self.position)?;
        super::subscript::store_item(frame, &object, &key, result, self.load_position)
    }
}
