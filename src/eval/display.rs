//! Displays: lists, tuples, sets, dicts, and formatted strings.
//!
//! They cannot fail, but they note their position all the same: `tracemalloc`
//! shows where memory was asked for.

use crate::memory::{PyResult, Tuple, Value};
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::{dict, list, ops, set, str};

/// `[a, b]`
pub struct ListNode(pub Vec<NodeRef>, pub u32);

impl Node for ListNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        let mut items = Vec::with_capacity(self.0.len());
        for node in &self.0 {
            items.push(node.eval(frame)?);
        }
        frame.at(self.1);
        Ok(frame.vm.new_list(items))
    }
}

/// A list display of three or more constants: a copy of their tuple.
pub struct ConstantListNode(pub Value, pub u32);

impl Node for ConstantListNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        frame.at(self.1);
        let items = self.0.get::<Tuple>().map_or(&[] as &[Value], Tuple::items);
        Ok(list::copy_of(frame.vm, items))
    }
}

/// `a, b`
pub struct TupleNode(pub Vec<NodeRef>, pub u32);

impl Node for TupleNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        match self.0.as_slice() {
            [a] => {
                let a = a.eval(frame)?;
                frame.at(self.1);
                Ok(frame.vm.tuple_of([a]))
            }
            [a, b] => {
                let (a, b) = (a.eval(frame)?, b.eval(frame)?);
                frame.at(self.1);
                Ok(frame.vm.tuple_of([a, b]))
            }
            [a, b, c] => {
                let (a, b, c) = (a.eval(frame)?, b.eval(frame)?, c.eval(frame)?);
                frame.at(self.1);
                Ok(frame.vm.tuple_of([a, b, c]))
            }
            nodes => {
                let mut items = Vec::with_capacity(nodes.len());
                for node in nodes {
                    items.push(node.eval(frame)?);
                }
                frame.at(self.1);
                Ok(frame.vm.new_tuple(items))
            }
        }
    }
}

/// An element of a display with stars.
pub enum Element {
    Value(NodeRef),
    Star(NodeRef, u32),
}

/// `[*a, b]`, `(*a, b)`, `{*a, b}`.
pub struct StarDisplay {
    pub elements: Vec<Element>,
    pub kind: DisplayKind,
    pub position: u32,
}

/// `*e` where one value is wanted: what `e` yields, which must be one thing.
pub struct OnlyElement {
    pub inner: NodeRef,
    pub position: u32,
}

impl Node for OnlyElement {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.inner.eval(frame)?;
        frame.at(self.position);
        let items = super::target::take_items(frame, &value, 1, false, 0)?;
        Ok(items.into_iter().next().unwrap_or(Value::NONE))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DisplayKind {
    List,
    Tuple,
    Set,
}

impl Node for StarDisplay {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        if self.kind == DisplayKind::Set {
            let result = set::new_set(vm, Vec::new())?;
            for element in &self.elements {
                match element {
                    Element::Value(node) => {
                        let value = node.eval(frame)?;
                        frame.at(self.position);
                        set::add(vm, &result, &value)?;
                    }
                    Element::Star(node, position) => {
                        let iterable = node.eval(frame)?;
                        frame.at(*position);
                        set::update(vm, &result, &iterable)?;
                    }
                }
            }
            return Ok(result);
        }
        let mut items = Vec::with_capacity(self.elements.len());
        for element in &self.elements {
            match element {
                Element::Value(node) => items.push(node.eval(frame)?),
                Element::Star(node, position) => {
                    let iterable = node.eval(frame)?;
                    frame.at(*position);
                    let class = vm.class_of(&iterable);
                    if class.slots(|slots| slots.iter.is_none()) && !ops::is_sequence(vm, &iterable) {
                        return Err(messages::type_error(
                            vm,
                            &format!("Value after * must be an iterable, not {}", class.name_text()),
                        ));
                    }
                    ops::for_each(vm, &iterable, |item| {
                        items.push(item);
                        Ok(())
                    })?;
                }
            }
        }
        Ok(if self.kind == DisplayKind::Tuple { vm.new_tuple(items) } else { vm.new_list(items) })
    }
}

/// `{k: v, **m}`; a missing key marks `**m`.
pub struct DictNode {
    pub entries: Vec<(Option<NodeRef>, NodeRef)>,
    pub position: u32,
}

impl Node for DictNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        frame.at(self.position);
        let result = vm.new_dict();
        for (key, value) in &self.entries {
            match key {
                Some(key) => {
                    let key = key.eval(frame)?;
                    let value = value.eval(frame)?;
                    frame.at(self.position);
                    dict::set_item(vm, &result, &key, value)?;
                }
                None => {
                    let mapping = value.eval(frame)?;
                    frame.at(self.position);
                    if !mapping.is_kind::<dict::PyDict>() && ops::lookup_attr(vm, &mapping, &vm.names.keys)?.is_none() {
                        return Err(messages::type_error(vm, &format!("'{}' object is not a mapping", vm.class_name(&mapping))));
                    }
                    dict::update(vm, &result, &mapping)?;
                }
            }
        }
        Ok(result)
    }
}

/// One replacement field of a formatted string.
pub struct FormatNode {
    pub value: NodeRef,
    pub conversion: Option<char>,
    pub spec: Option<NodeRef>,
    pub position: u32,
}

impl Node for FormatNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let mut value = self.value.eval(frame)?;
        let spec = match &self.spec {
            Some(node) => node.eval(frame)?,
            None => Value::UNBOUND,
        };
        frame.at(self.position);
        value = match self.conversion {
            Some('r') => ops::repr(vm, &value)?,
            Some('s') => ops::str(vm, &value)?,
            Some('a') => ops::ascii(vm, &value)?,
            _ => value,
        };
        if spec.is_unbound() {
            return ops::format(vm, &value, &vm.empty_str);
        }
        ops::format(vm, &value, &spec)
    }
}

/// A formatted string: its pieces are strs.
pub struct JoinNode(pub Vec<NodeRef>, pub u32);

impl Node for JoinNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        let mut pieces = Vec::with_capacity(self.0.len());
        for node in &self.0 {
            pieces.push(node.eval(frame)?);
        }
        frame.at(self.1);
        str::join_pieces(frame.vm, &pieces)
    }
}
