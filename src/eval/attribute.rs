//! Attribute access with inline caches.
//!
//! A cache holds a shape number: while an instance has that shape, its class
//! has not changed and the attribute lies where it did (see `memory::Shape`).

use super::operand::{Opd, Operand, one_operand};
use crate::memory::{PyResult, Shape, ShapeId, Uncounted, Value, function_address};
use crate::objects::class::{Class, PyClass};
use crate::objects::dict::PyDict;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::kinds;
use crate::objects::native::PyMember;
use crate::objects::slots::{GetAttr, SetAttr};
use crate::objects::vm::Vm;
use crate::objects::{module::PyModule, ops};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What a cached load found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    /// An element of the instance's array.
    Field,
    /// A class attribute that is no descriptor.
    ClassValue,
    /// The attribute of a class object, by the class's version.
    OfClass,
    /// An entry of a module's namespace, by the keys' version.
    OfModule,
}

/// Loads one attribute name.
pub struct AttrLoad {
    pub name: Value,
    pub position: u32,
    id: Cell<ShapeId>,
    found: Cell<Found>,
    index: Cell<u32>,
    value: Cell<Uncounted>,
}

/// Whether attribute loads of a class take the default road.
pub fn has_default_getattr(class: &Class) -> bool {
    class.slots(|slots| match slots.getattr {
        None => true,
        Some(getattr) => function_address(&getattr) == function_address(&(ops::generic_get_attr as GetAttr)),
    })
}

fn has_default_setattr(class: &Class) -> bool {
    class.slots(|slots| match slots.setattr {
        None => true,
        Some(setattr) => function_address(&setattr) == function_address(&(ops::generic_set_attr as SetAttr)),
    })
}

impl AttrLoad {
    pub fn new(name: Value, position: u32) -> AttrLoad {
        AttrLoad {
            name,
            position,
            id: Cell::new(0),
            found: Cell::new(Found::Nothing),
            index: Cell::new(0),
            value: Cell::new(Uncounted::NONE),
        }
    }

    #[inline(always)]
    pub fn load(&self, frame: &Frame, object: &Value) -> PyResult {
        if let Some(value) = self.cached(object) {
            return Ok(value);
        }
        self.slow(frame, object)
    }

    #[inline(always)]
    fn cached(&self, object: &Value) -> Option<Value> {
        let header = object.header()?;
        if header.kind() == kinds::INSTANCE {
            let attrs = header.attrs_of_plain();
            if attrs.shape_id() != self.id.get() {
                return None;
            }
            if self.found.get() == Found::Field {
                let value = attrs.at(self.index.get() as usize);
                return if value.is_unbound() { None } else { Some(value.own()) };
            }
            if self.found.get() == Found::ClassValue {
                return Some(self.value.get().own());
            }
        }
        None
    }

    #[inline(never)]
    fn slow(&self, frame: &Frame, object: &Value) -> PyResult {
        match self.found.get() {
            Found::OfClass => {
                if let Some(class) = object.get::<PyClass>()
                    && class.version.get() == self.id.get()
                {
                    return Ok(self.value.get().own());
                }
            }
            Found::OfModule => {
                if let Some(module) = object.get::<PyModule>()
                    && let Some(dict) = module.dict().get::<PyDict>()
                    && dict.keys_version() == self.id.get()
                    && let Some(value) = dict.value_at(self.index.get() as usize)
                {
                    return Ok(value);
                }
            }
            _ => {}
        }
        frame.at(self.position);
        self.learn(frame.vm, object);
        ops::get_attr(frame.vm, object, &self.name)
    }

    /// Fills the cache if this kind of access can be cached.
    fn learn(&self, vm: &Vm, object: &Value) {
        let Some(header) = object.header() else { return };
        let class = vm.class_of(object);
        if header.kind() == kinds::INSTANCE {
            if !has_default_getattr(class) {
                return;
            }
            let attrs = header.attrs_of_plain();
            if attrs.shape().is_dict() {
                return;
            }
            let in_class = class.lookup(vm, &self.name);
            // The lookup may have renewed the number.
            let id = attrs.shape_id();
            match in_class {
                Some(found) => {
                    if let Some(member) = found.get::<PyMember>() {
                        if attrs
                            .shape()
                            .entries()
                            .get(member.index)
                            .is_some_and(|entry| entry.is_slot && entry.name.is(&member.name))
                        {
                            self.set(id, Found::Field, member.index as u32, Uncounted::NONE);
                        }
                        return;
                    }
                    let (get, set) = vm.class_of(&found).slots(|slots| (slots.descr_get.is_some(), slots.descr_set.is_some()));
                    if set {
                        return;
                    }
                    match attrs.shape().find(&self.name) {
                        Some(index) => self.set(id, Found::Field, index as u32, Uncounted::NONE),
                        None if !get => self.set(id, Found::ClassValue, 0, Uncounted::of(&found)),
                        None => {}
                    }
                }
                None => {
                    if let Some(index) = attrs.shape().find(&self.name) {
                        self.set(id, Found::Field, index as u32, Uncounted::NONE);
                    }
                }
            }
        } else if let Some(own) = object.as_handle::<PyClass>() {
            if !class.same(&vm.types.type_) {
                return;
            }
            if class.lookup(vm, &self.name).is_some() {
                return;
            }
            if let Some(found) = own.lookup(vm, &self.name)
                && vm.class_of(&found).slots(|slots| slots.descr_get.is_none())
            {
                self.set(own.version.get(), Found::OfClass, 0, Uncounted::of(&found));
            }
        } else if let Some(module) = object.get::<PyModule>() {
            let namespace = module.dict();
            if class.same(&vm.types.module)
                && class.lookup(vm, &self.name).is_none()
                && let Some(dict) = namespace.get::<PyDict>()
                && let Some(index) = dict.position_of(&self.name)
            {
                let version = dict.keys_version();
                if version != 0 {
                    self.set(version, Found::OfModule, index as u32, Uncounted::NONE);
                }
            }
        }
    }

    fn set(&self, id: ShapeId, found: Found, index: u32, value: Uncounted) {
        self.id.set(id);
        self.found.set(found);
        self.index.set(index);
        self.value.set(value);
    }
}

/// `a.name`.
pub struct LoadAttr<A> {
    pub a: A,
    pub load: AttrLoad,
}

impl<A: Operand> Node for LoadAttr<A> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let a = self.a.get(frame)?;
        if let Some(value) = self.load.cached(a.as_ref()) {
            return Ok(value);
        }
        let a = self.a.own(a, frame)?;
        self.load.slow(frame, &a)
    }
}

pub fn load_attr(a: Opd, name: Value, position: u32) -> Box<dyn Node> {
    one_operand!(a, |a| Box::new(LoadAttr { a, load: AttrLoad::new(name, position) }) as Box<dyn Node>)
}

/// Stores one attribute name.
pub struct AttrStore {
    pub name: Value,
    pub position: u32,
    id: Cell<ShapeId>,
    index: Cell<u32>,
    /// The shape after the store, when the attribute is new.
    grown: RefCell<Option<Rc<Shape>>>,
    grows: Cell<bool>,
}

impl AttrStore {
    pub fn new(name: Value, position: u32) -> AttrStore {
        AttrStore { name, position, id: Cell::new(0), index: Cell::new(0), grown: RefCell::new(None), grows: Cell::new(false) }
    }

    #[inline(always)]
    pub fn store(&self, frame: &Frame, object: &Value, value: Value) -> PyResult<()> {
        if let Some(header) = object.header()
            && header.kind() == kinds::INSTANCE
        {
            let attrs = header.attrs_of_plain();
            if attrs.shape_id() == self.id.get() {
                if !self.grows.get() {
                    let old = attrs.replace(self.index.get() as usize, value);
                    drop(old);
                    return Ok(());
                }
                if let Ok(grown) = self.grown.try_borrow()
                    && let Some(shape) = grown.as_ref()
                {
                    attrs.push(shape, value);
                    return Ok(());
                }
            }
        }
        self.slow(frame, object, value)
    }

    #[inline(never)]
    fn slow(&self, frame: &Frame, object: &Value, value: Value) -> PyResult<()> {
        frame.at(self.position);
        self.learn(frame.vm, object);
        ops::set_attr(frame.vm, object, &self.name, Some(value))
    }

    fn learn(&self, vm: &Vm, object: &Value) {
        let Some(header) = object.header() else { return };
        if header.kind() != kinds::INSTANCE {
            return;
        }
        let class = vm.class_of(object);
        if !has_default_setattr(class) {
            return;
        }
        let attrs = header.attrs_of_plain();
        if attrs.shape().is_dict() {
            return;
        }
        if let Some(found) = class.lookup(vm, &self.name) {
            if let Some(member) = found.get::<PyMember>() {
                if attrs.shape().entries().get(member.index).is_some_and(|entry| entry.is_slot && entry.name.is(&member.name)) {
                    self.grows.set(false);
                    self.index.set(member.index as u32);
                    self.id.set(attrs.shape_id());
                }
                return;
            }
            if vm.class_of(&found).slots(|slots| slots.descr_set.is_some()) {
                return;
            }
        }
        if attrs.shape().has_no_dict() {
            return;
        }
        match attrs.shape().find(&self.name) {
            Some(index) => {
                self.grows.set(false);
                self.index.set(index as u32);
                self.id.set(attrs.shape_id());
            }
            None => {
                if let Some(root) = class.shape.copy()
                    && let Some(shape) = attrs.shape().with(&self.name, &root)
                {
                    if let Ok(mut grown) = self.grown.try_borrow_mut() {
                        *grown = Some(shape);
                    }
                    self.grows.set(true);
                    self.id.set(attrs.shape_id());
                }
            }
        }
    }
}

/// `a.name = value`, followed by the next statement.
pub struct StoreAttr<A> {
    pub value: NodeRef,
    pub a: A,
    pub store: AttrStore,
    pub next: NodeRef,
}

impl<A: Operand> Node for StoreAttr<A> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        let a = self.a.get(frame)?;
        let a = self.a.own(a, frame)?;
        self.store.store(frame, &a, value)?;
        drop(a);
        self.next.eval(frame)
    }
}

pub fn store_attr(value: NodeRef, a: Opd, name: Value, position: u32, next: NodeRef) -> Box<dyn Node> {
    one_operand!(a, |a| Box::new(StoreAttr { value, a, store: AttrStore::new(name, position), next }) as Box<dyn Node>)
}

/// A method found for a call, cached by the receiver's shape or class.
pub struct MethodCache {
    pub name: Value,
    id: Cell<ShapeId>,
    function: Cell<Uncounted>,
}

impl MethodCache {
    pub fn new(name: Value) -> MethodCache {
        MethodCache { name, id: Cell::new(0), function: Cell::new(Uncounted::NONE) }
    }

    /// The unbound function for this receiver, when the cache knows it.
    #[inline(always)]
    pub fn cached(&self, object: &Value) -> Option<Uncounted> {
        let header = object.header()?;
        let id = if header.kind() == kinds::INSTANCE {
            header.attrs_of_plain().shape_id()
        } else if header.has(crate::memory::flag::ATTRS) {
            return None;
        } else {
            header.class().get::<PyClass>()?.version.get()
        };
        if id != 0 && id == self.id.get() { Some(self.function.get()) } else { None }
    }

    /// Looks the method up; `true` when it is bound already.
    #[inline(never)]
    pub fn find(&self, vm: &Vm, object: &Value) -> PyResult<(Value, bool)> {
        let (function, bound) = ops::method_for_call(vm, object, &self.name)?;
        if !bound {
            self.learn(vm, object, &function);
        }
        Ok((function, bound))
    }

    fn learn(&self, vm: &Vm, object: &Value, function: &Value) {
        let class: &Class = vm.class_of(object);
        if !has_default_getattr(class) {
            return;
        }
        let Some(header) = object.header() else { return };
        let id = if header.kind() == kinds::INSTANCE {
            let attrs = header.attrs_of_plain();
            if attrs.shape().is_dict() || attrs.shape().find(&self.name).is_some() {
                return;
            }
            attrs.shape_id()
        } else if header.has(crate::memory::flag::ATTRS) || has_payload_dict(vm, object) {
            return;
        } else {
            class.version.get()
        };
        self.id.set(id);
        self.function.set(Uncounted::of(function));
    }
}

/// Whether the payload carries a dict of its own that could shadow methods.
fn has_payload_dict(vm: &Vm, object: &Value) -> bool {
    let class = vm.class_of(object);
    object.is_kind::<PyModule>()
        || object.is_kind::<PyClass>()
        || class.same(&vm.types.function)
        || class.same(&vm.types.builtin_function)
}
