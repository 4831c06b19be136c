//! Item access: `a[i]`, `a[i] = v`, `del a[i]`, slices.

use super::operand::{Opd, Operand, pair, two_operands};
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::objects::dict::PyDict;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::list::{self, PyList};
use crate::objects::slice::{Positions, new_slice};
use crate::objects::vm::Vm;
use crate::objects::{ops, str};

/// `a[b]`.
pub struct Subscript<A, B> {
    pub a: A,
    pub b: B,
    pub position: u32,
}

impl<A: Operand, B: Operand> Node for Subscript<A, B> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let (a, b) = pair(&self.a, &self.b, frame)?;
        if let Some(item) = list_item(frame, a.as_ref(), b.as_ref()) {
            return Ok(item);
        }
        let (a, b) = (self.a.own(a, frame)?, self.b.own(b, frame)?);
        load_item(frame, &a, &b, self.position)
    }
}

/// The item of an exact list at an index that is an integer and in range.
#[inline(always)]
pub fn list_item(frame: &Frame, object: &Value, key: &Value) -> Option<Value> {
    let list = object.get::<PyList>()?;
    let index = key.as_int()?;
    if !object.header()?.class().is(frame.vm.types.list.value()) {
        return None;
    }
    let index = if index < 0 { index + list.len() as i64 } else { index };
    list.get(index as usize)
}

pub fn subscript(a: Opd, b: Opd, position: u32) -> Box<dyn Node> {
    two_operands!(a, b, |a, b| Box::new(Subscript { a, b, position }) as Box<dyn Node>)
}

/// `object[key]` with short cuts for exact built-in containers.
#[inline(never)]
pub fn load_item(frame: &Frame, object: &Value, key: &Value, position: u32) -> PyResult {
    let vm = frame.vm;
    let class = vm.class_of(object);
    if let Some(index) = key.as_int() {
        if class.same(&vm.types.str)
            && let Some(text) = object.get::<Str>()
        {
            let at = if index < 0 { index + text.len() as i64 } else { index };
            if let Some(code) = text.data().at(at as usize)
                && let Some(letter) = vm.letters.get(code as usize)
            {
                return Ok(letter.clone());
            }
        } else if class.same(&vm.types.tuple)
            && let Some(tuple) = object.get::<Tuple>()
        {
            let at = if index < 0 { index + tuple.len() as i64 } else { index };
            if let Some(item) = tuple.items().get(at as usize) {
                return Ok(item.clone());
            }
        } else if let Some(item) = list_item(frame, object, key) {
            return Ok(item);
        }
    }
    if class.same(&vm.types.dict) {
        if let Some(dict) = object.get::<PyDict>()
            && crate::objects::intern::is_interned(key)
            && let Some(found) = dict.get_interned(key)
        {
            return Ok(found);
        }
        // An exact dict has no `__missing__`, so its slot need not be asked.
        frame.at(position);
        return match crate::objects::dict::get_item_value(vm, object, key)? {
            Some(found) => Ok(found),
            None => Err(crate::objects::exception::messages::key_error(vm, key)),
        };
    }
    frame.at(position);
    ops::get_item(vm, object, key)
}

/// `object[key] = value`.
#[inline(always)]
pub fn store_item(frame: &Frame, object: &Value, key: &Value, value: Value, position: u32) -> PyResult<()> {
    let vm = frame.vm;
    let mut value = value;
    if let (Some(list), Some(index)) = (object.get::<PyList>(), key.as_int())
        && object.header().is_some_and(|header| header.class().is(vm.types.list.value()))
    {
        let at = if index < 0 { index + list.len() as i64 } else { index };
        match list.replace(at as usize, value) {
            Ok(old) => {
                drop(old);
                return Ok(());
            }
            Err(back) => value = back,
        }
    }
    store_slow(frame, object, key, value, position)
}

#[inline(never)]
fn store_slow(frame: &Frame, object: &Value, key: &Value, value: Value, position: u32) -> PyResult<()> {
    let vm = frame.vm;
    frame.at(position);
    if vm.class_of(object).same(&vm.types.dict) {
        return crate::objects::dict::set_item(vm, object, key, value);
    }
    ops::set_item(vm, object, key, Some(value))
}

/// `a[i] = v` followed by the next statement.
pub struct StoreItem<A, B> {
    pub value: NodeRef,
    pub a: A,
    pub b: B,
    pub position: u32,
    pub next: NodeRef,
}

impl<A: Operand, B: Operand> Node for StoreItem<A, B> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        self.store(frame, value)?;
        self.next.eval(frame)
    }
}

impl<A: Operand, B: Operand> StoreItem<A, B> {
    #[inline(always)]
    fn store(&self, frame: &Frame, value: Value) -> PyResult<()> {
        let (a, b) = pair(&self.a, &self.b, frame)?;
        let mut value = value;
        if let (Some(list), Some(index)) = (a.as_ref().get::<PyList>(), b.as_ref().as_int())
            && index >= 0
            && a.as_ref().header().is_some_and(|header| header.class().is(frame.vm.types.list.value()))
        {
            match list.replace(index as usize, value) {
                Ok(old) => {
                    drop(old);
                    return Ok(());
                }
                Err(back) => value = back,
            }
        }
        let (a, b) = (self.a.own(a, frame)?, self.b.own(b, frame)?);
        store_item(frame, &a, &b, value, self.position)
    }
}

pub fn store(value: NodeRef, a: Opd, b: Opd, position: u32, next: NodeRef) -> Box<dyn Node> {
    two_operands!(a, b, |a, b| Box::new(StoreItem { value, a, b, position, next }) as Box<dyn Node>)
}

/// `a[lower:upper]`: exact strs and lists are cut without a slice object.
pub struct Cut {
    pub object: NodeRef,
    pub lower: Option<NodeRef>,
    pub upper: Option<NodeRef>,
    pub position: u32,
}

impl Node for Cut {
    fn eval(&self, frame: &Frame) -> PyResult {
        let object = self.object.eval(frame)?;
        let lower = part(frame, &self.lower)?;
        let upper = part(frame, &self.upper)?;
        if let (Some(start), Some(stop)) = (bound(&lower, 0), bound(&upper, i64::MAX)) {
            frame.at(self.position);
            if let Some(result) = cut(frame.vm, &object, Positions { start, stop, step: 1 }) {
                return result;
            }
        }
        let key = new_slice(frame.vm, lower, upper, Value::NONE);
        load_item(frame, &object, &key, self.position)
    }
}

fn part(frame: &Frame, node: &Option<NodeRef>) -> PyResult {
    match node {
        Some(node) => node.eval(frame),
        None => Ok(Value::NONE),
    }
}

/// A bound that is an int word or missing.
#[inline(always)]
fn bound(value: &Value, default: i64) -> Option<i64> {
    if value.is_none() { Some(default) } else { value.as_int() }
}

fn cut(vm: &Vm, object: &Value, positions: Positions) -> Option<PyResult> {
    let class = vm.class_of(object);
    if class.same(&vm.types.str) {
        let text = object.get::<Str>()?;
        let (start, _, count) = positions.fit(text.len());
        if count == 0 {
            return Some(Ok(vm.empty_str.clone()));
        }
        return Some(str::part(vm, object, text, start, start + count));
    }
    if class.same(&vm.types.list) {
        return Some(list::cut(vm, object.get::<PyList>()?, positions));
    }
    None
}

/// `lower:upper:step` as a slice object.
pub struct SliceNode {
    pub lower: Option<NodeRef>,
    pub upper: Option<NodeRef>,
    pub step: Option<NodeRef>,
}

impl Node for SliceNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        let (lower, upper) = (part(frame, &self.lower)?, part(frame, &self.upper)?);
        let step = part(frame, &self.step)?;
        Ok(new_slice(frame.vm, lower, upper, step))
    }
}
