//! Attribute access with inline caches.
//!
//! A cache holds a shape number: while an instance has that shape, its class
//! has not changed and the attribute lies where it did (see `memory::Shape`).

use super::cache::Cache;
use super::operand::{Opd, Operand, one_operand};
use crate::memory::{Attrs, PyResult, Shape, ShapeId, Uncounted, Value, function_address};
use crate::objects::class::{Class, PyClass};
use crate::objects::dict::PyDict;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::function::PyFunction;
use crate::objects::kinds;
use crate::objects::native::PyMember;
use crate::objects::property::PyProperty;
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
    /// A property with a getter in Python.
    Property,
    /// The attribute of a class object, by the class's version.
    OfClass,
    /// An entry of a module's namespace, by the keys' version.
    OfModule,
}

/// Loads one attribute name.
pub struct AttrLoad {
    pub name: Value,
    pub position: u32,
    /// The newest finding, when it is an element of the instance's array: most loads look no further.
    shape: Cell<ShapeId>,
    element: Cell<u32>,
    cache: Cache<Known>,
}

/// What a cache gives back.
enum Hit {
    Value(Value),
    /// The Python function to call with the object.
    Getter(Value),
}

/// A finding and where its value is.
#[derive(Clone, Copy)]
struct Known {
    found: Found,
    index: u32,
    value: Uncounted,
}

/// Whether attribute loads of a class take the default road.
pub fn has_default_getattr(class: &Class) -> bool {
    class.slots(|slots| match slots.getattr {
        None => true,
        Some(getattr) => function_address(&getattr) == function_address(&(ops::generic_get_attr as GetAttr)),
    })
}

/// Whether attribute loads of a class's own attributes take the road of `type`.
fn has_type_getattr(vm: &Vm, metaclass: &Class) -> bool {
    let address = |class: &Class| class.slots(|slots| slots.getattr.map_or(0, |getattr| function_address(&getattr)));
    metaclass.same(&vm.types.type_) || address(metaclass) == address(&vm.types.type_)
}

fn has_default_setattr(class: &Class) -> bool {
    class.slots(|slots| match slots.setattr {
        None => true,
        Some(setattr) => function_address(&setattr) == function_address(&(ops::generic_set_attr as SetAttr)),
    })
}

impl AttrLoad {
    pub fn new(name: Value, position: u32) -> AttrLoad {
        let nothing = Known { found: Found::Nothing, index: 0, value: Uncounted::NONE };
        AttrLoad { name, position, shape: Cell::new(0), element: Cell::new(0), cache: Cache::new(nothing) }
    }

    /// The attribute, when it is the element that was found last.
    #[inline(always)]
    fn in_array(&self, object: &Value) -> Option<Value> {
        let header = object.header()?;
        if header.kind() == kinds::INSTANCE {
            let attrs = header.attrs_of_plain();
            if attrs.shape_id() == self.shape.get()
                && let Some(value) = attrs.in_room(self.element.get())
                && !value.is_unbound()
            {
                return Some(value.own());
            }
        }
        None
    }

    #[inline(always)]
    pub fn load(&self, frame: &Frame, object: &Value) -> PyResult {
        if let Some(value) = self.in_array(object) {
            return Ok(value);
        }
        self.load_beyond(frame, object)
    }

    #[inline(never)]
    fn load_beyond(&self, frame: &Frame, object: &Value) -> PyResult {
        match self.known(object) {
            Some(Hit::Value(value)) => Ok(value),
            Some(Hit::Getter(getter)) => super::run::call_exact(frame, getter, [object.clone()], self.position),
            None => self.slow(frame, object),
        }
    }

    /// What the cache says about an object, whatever its kind.
    #[inline(always)]
    fn known(&self, object: &Value) -> Option<Hit> {
        let header = object.header()?;
        if header.kind() == kinds::INSTANCE {
            let attrs = header.attrs_of_plain();
            let known = self.cache.get(attrs.shape_id())?;
            return match known.found {
                Found::Field => {
                    let value = attrs.at(known.index as usize);
                    if value.is_unbound() { None } else { Some(Hit::Value(value.own())) }
                }
                Found::ClassValue => Some(Hit::Value(known.value.own())),
                Found::Property => {
                    let property = known.value.own();
                    let getter = property.get::<PyProperty>()?.get.copy();
                    if getter.is_kind::<PyFunction>() { Some(Hit::Getter(getter)) } else { None }
                }
                _ => None,
            };
        }
        if let Some(class) = object.get::<PyClass>() {
            let known = self.cache.get(class.version.get())?;
            // The metaclass must not have got an attribute of that name since.
            let unchanged = header.class().get::<PyClass>().is_some_and(|meta| meta.version.get() == known.index);
            return if known.found == Found::OfClass && unchanged { Some(Hit::Value(known.value.own())) } else { None };
        }
        let dict = object.get::<PyModule>()?.dict();
        let dict = dict.get::<PyDict>()?;
        let known = self.cache.get(dict.keys_version())?;
        if known.found == Found::OfModule { dict.value_at(known.index as usize).map(Hit::Value) } else { None }
    }

    /// The element of the instance's array that holds the attribute, when the cache knows it.
    #[inline(always)]
    pub fn element<'v>(&self, object: &'v Value) -> Option<(&'v Attrs, u32)> {
        let header = object.header()?;
        if header.kind() != kinds::INSTANCE {
            return None;
        }
        let attrs = header.attrs_of_plain();
        if attrs.shape_id() == self.shape.get() { Some((attrs, self.element.get())) } else { None }
    }

    #[inline(never)]
    fn slow(&self, frame: &Frame, object: &Value) -> PyResult {
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
                        if vm.class_of(&found).same(&vm.types.property) {
                            self.set(id, Found::Property, 0, Uncounted::of(&found));
                        }
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
            if !has_type_getattr(vm, class) || class.lookup(vm, &self.name).is_some() {
                return;
            }
            // A function asked of its class is the function itself.
            if let Some(found) = own.lookup(vm, &self.name)
                && (found.is_kind::<PyFunction>() || vm.class_of(&found).slots(|slots| slots.descr_get.is_none()))
            {
                self.set(own.version.get(), Found::OfClass, class.version.get(), Uncounted::of(&found));
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
        self.shape.set(if found == Found::Field { id } else { 0 });
        self.element.set(index);
        self.cache.set(id, Known { found, index, value });
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
        if let Some(value) = self.load.in_array(a.as_ref()) {
            return Ok(value);
        }
        if A::PURE {
            // Read again there, so that here nothing has to survive a call.
            return self.beyond(frame);
        }
        let a = self.a.own(a, frame)?;
        self.load.load_beyond(frame, &a)
    }
}

impl<A: Operand> LoadAttr<A> {
    #[inline(never)]
    fn beyond(&self, frame: &Frame) -> PyResult {
        let a = self.a.get(frame)?;
        if let Some(Hit::Value(value)) = self.load.known(a.as_ref()) {
            return Ok(value);
        }
        let a = self.a.own(a, frame)?;
        self.load.load_beyond(frame, &a)
    }
}

pub fn load_attr(a: Opd, name: Value, position: u32) -> Box<dyn Node> {
    one_operand!(a, |a| Box::new(LoadAttr { a, load: AttrLoad::new(name, position) }) as Box<dyn Node>)
}

/// Stores one attribute name.
pub struct AttrStore {
    pub name: Value,
    pub position: u32,
    cache: Cache<Place>,
    /// Shapes that stores lead to; `Place::Grows` counts from here.
    grown: RefCell<Vec<Rc<Shape>>>,
}

/// Where a store goes.
#[derive(Clone, Copy)]
enum Place {
    At(u32),
    /// The attribute is new: the instance's shape becomes the numbered one.
    Grows(u32),
}

impl AttrStore {
    pub fn new(name: Value, position: u32) -> AttrStore {
        AttrStore { name, position, cache: Cache::new(Place::At(0)), grown: RefCell::new(Vec::new()) }
    }

    #[inline(always)]
    pub fn store(&self, frame: &Frame, object: &Value, value: Value) -> PyResult<()> {
        if let Some(header) = object.header()
            && header.kind() == kinds::INSTANCE
        {
            let attrs = header.attrs_of_plain();
            if let Some(place) = self.cache.newest(attrs.shape_id())
                && let Place::At(index) = place.get()
            {
                drop(attrs.replace(index as usize, value));
                return Ok(());
            }
        }
        self.store_beyond(frame, object, value)
    }

    #[inline(never)]
    fn store_beyond(&self, frame: &Frame, object: &Value, value: Value) -> PyResult<()> {
        if let Some(header) = object.header()
            && header.kind() == kinds::INSTANCE
        {
            let attrs = header.attrs_of_plain();
            match self.cache.get(attrs.shape_id()) {
                Some(Place::At(index)) => {
                    drop(attrs.replace(index as usize, value));
                    return Ok(());
                }
                Some(Place::Grows(number)) => {
                    if let Ok(grown) = self.grown.try_borrow()
                        && let Some(shape) = grown.get(number as usize)
                    {
                        attrs.push(shape, value);
                        return Ok(());
                    }
                }
                None => {}
            }
        }
        self.slow(frame, object, value)
    }

    /// Whether a store to an instance with these attributes goes to this element.
    #[inline(always)]
    pub fn goes_to(&self, attrs: &Attrs, index: u32) -> bool {
        matches!(self.cache.get(attrs.shape_id()), Some(Place::At(at)) if at == index)
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
                    self.cache.set(attrs.shape_id(), Place::At(member.index as u32));
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
            Some(index) => self.cache.set(attrs.shape_id(), Place::At(index as u32)),
            None => {
                if let Some(root) = class.shape.copy()
                    && let Some(shape) = attrs.shape().with(&self.name, &root)
                    && let Ok(mut grown) = self.grown.try_borrow_mut()
                {
                    if grown.len() >= MOST_GROWN {
                        grown.clear();
                    }
                    grown.push(shape);
                    self.cache.set(attrs.shape_id(), Place::Grows(grown.len() as u32 - 1));
                }
            }
        }
    }
}

/// Shapes that one store remembers; a store that meets more starts over.
const MOST_GROWN: usize = 64;

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
    cache: Cache<Uncounted>,
    /// For receivers whose attribute is called as it is: modules, classes.
    load: AttrLoad,
}

impl MethodCache {
    pub fn new(name: Value, position: u32) -> MethodCache {
        MethodCache { name: name.clone(), cache: Cache::new(Uncounted::NONE), load: AttrLoad::new(name, position) }
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
        self.cache.get(id)
    }

    /// Looks the method up; `true` when it is bound already.
    #[inline(never)]
    pub fn find(&self, frame: &Frame, object: &Value) -> PyResult<(Value, bool)> {
        if object.is_kind::<PyModule>() || object.is_kind::<PyClass>() {
            return self.load.load(frame, object).map(|callee| (callee, true));
        }
        frame.at(self.load.position);
        let (function, bound) = ops::method_for_call(frame.vm, object, &self.name)?;
        if !bound {
            self.learn(frame.vm, object, &function);
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
        self.cache.set(id, Uncounted::of(function));
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
