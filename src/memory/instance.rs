//! Attribute storage of instances: an array described by a shared shape.
//!
//! A shape lists the names of attributes in the order in which they were set.
//! Instances of one class that set the same names in the same order share a
//! shape, so an inline cache compares one number and reads one array element.
//! An instance that leaves the pattern gets a real dict instead.

use super::guarded::Guarded;
use super::object::{Visitor, flag};
use super::value::{Ref, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Identifies a shape in inline caches; renewed when the class changes.
pub type ShapeId = u32;

/// One attribute of a shape.
#[derive(Clone)]
pub struct ShapeEntry {
    /// The interned name.
    pub name: Value,
    /// Declared by `__slots__`: never part of `__dict__`.
    pub is_slot: bool,
}

pub struct Shape {
    id: Cell<ShapeId>,
    entries: Vec<ShapeEntry>,
    next: RefCell<Vec<Rc<Shape>>>,
    /// Attributes lie in a dict (after the slots, if any).
    is_dict: bool,
    /// The class declares `__slots__` without `__dict__`.
    has_no_dict: bool,
    /// The longest array any descendant of this root needed.
    room: Cell<u32>,
}

/// Attributes beyond this many go to a dict.
pub const MOST_ATTRIBUTES: usize = 48;

/// Attributes that get room before any instance has had them.
const MOST_EXPECTED: usize = 24;

/// A number never used before in this heap for a shape or class version.
pub fn fresh_id() -> ShapeId {
    super::heap::heap().fresh_id()
}

impl Shape {
    /// The empty shape of a class; `slots` are the names from `__slots__`.
    pub fn root(slots: Vec<Value>, has_no_dict: bool) -> Rc<Shape> {
        let entries: Vec<ShapeEntry> = slots.into_iter().map(|name| ShapeEntry { name, is_slot: true }).collect();
        let room = entries.len() as u32;
        Rc::new(Shape {
            id: Cell::new(fresh_id()),
            entries,
            next: RefCell::new(Vec::new()),
            is_dict: false,
            has_no_dict,
            room: Cell::new(room),
        })
    }

    /// The shape of instances whose other attributes lie in a dict.
    pub fn dict(root: &Shape) -> Rc<Shape> {
        Rc::new(Shape {
            // Caches start with 0 and never learn this number, so dict-shaped
            // instances always take the slow path.
            id: Cell::new(ShapeId::MAX),
            entries: root.entries.clone(),
            next: RefCell::new(Vec::new()),
            is_dict: true,
            has_no_dict: false,
            room: Cell::new(0),
        })
    }

    #[inline(always)]
    pub fn id(&self) -> ShapeId {
        self.id.get()
    }

    pub fn is_dict(&self) -> bool {
        self.is_dict
    }

    pub fn has_no_dict(&self) -> bool {
        self.has_no_dict
    }

    pub fn entries(&self) -> &[ShapeEntry] {
        &self.entries
    }

    /// Position of an interned name.
    #[inline]
    pub fn find(&self, name: &Value) -> Option<usize> {
        self.entries.iter().position(|entry| entry.name.is(name))
    }

    /// The shape after one more attribute; `None` when the pattern should end.
    pub fn with(&self, name: &Value, root: &Shape) -> Option<Rc<Shape>> {
        if self.is_dict || self.entries.len() >= MOST_ATTRIBUTES {
            return None;
        }
        let known = self.next.borrow().iter().find(|next| next.entries.last().is_some_and(|entry| entry.name.is(name))).cloned();
        if known.is_some() {
            return known;
        }
        if self.next.borrow().len() >= 64 {
            return None;
        }
        let mut entries = self.entries.clone();
        entries.push(ShapeEntry { name: name.clone(), is_slot: false });
        if entries.len() as u32 > root.room.get() {
            root.room.set(entries.len() as u32);
        }
        let shape = Rc::new(Shape {
            id: Cell::new(fresh_id()),
            entries,
            next: RefCell::new(Vec::new()),
            is_dict: false,
            has_no_dict: self.has_no_dict,
            room: Cell::new(0),
        });
        self.next.borrow_mut().push(shape.clone());
        Some(shape)
    }

    /// Gives this shape and its descendants new numbers, so that every cache misses.
    pub fn renew(&self) {
        if self.is_dict {
            return;
        }
        self.id.set(fresh_id());
        for next in self.next.borrow().iter() {
            next.renew();
        }
    }

    /// Has instances get room for this many attributes from the first one on.
    pub fn expect(&self, attributes: usize) {
        let wanted = attributes.min(MOST_EXPECTED) as u32;
        self.room.set(self.room.get().max(wanted));
    }

    /// Array elements a new instance should get.
    pub fn room(&self) -> u32 {
        self.room.get()
    }
}

/// How to lay out attributes of a new object.
pub struct NewAttrs<'a> {
    pub shape: &'a Rc<Shape>,
    pub finalizer: bool,
}

impl NewAttrs<'_> {
    pub(super) fn size(&self) -> usize {
        size_of::<Attrs>() + self.shape.room() as usize * size_of::<Value>()
    }

    pub(super) fn flags(&self) -> u16 {
        if self.finalizer { flag::FINALIZER } else { 0 }
    }

    /// # Safety
    /// `place` has room for [`NewAttrs::size`] bytes.
    #[inline(always)]
    pub(super) unsafe fn write(&self, place: *mut u8) {
        let room = self.shape.room();
        // SAFETY: the caller reserved the room.
        unsafe {
            let attrs = place.cast::<Attrs>();
            attrs.write(Attrs {
                shape: Cell::new(Rc::as_ptr(self.shape)),
                beyond: Guarded::new(None),
                room,
                length: Cell::new(self.shape.entries.len() as u32),
            });
            let start = attrs.add(1).cast::<Value>();
            for index in 0..room as usize {
                start.add(index).write(Value::UNBOUND);
            }
        }
    }
}

/// The attributes of one object.
#[repr(C)]
pub struct Attrs {
    shape: Cell<*const Shape>,
    /// What few objects have.
    beyond: Guarded<Option<Box<Beyond>>>,
    room: u32,
    length: Cell<u32>,
}

/// A real dict, and values beyond the array's room.
struct Beyond {
    dict: Value,
    spill: Vec<Value>,
}

impl Beyond {
    const fn empty() -> Beyond {
        Beyond { dict: Value::UNBOUND, spill: Vec::new() }
    }
}

impl Attrs {
    #[inline(always)]
    fn start(&self) -> *mut Value {
        (self as *const Attrs).wrapping_add(1).cast::<Value>().cast_mut()
    }

    pub(super) fn size(&self) -> usize {
        size_of::<Attrs>() + self.room as usize * size_of::<Value>()
    }

    #[inline(always)]
    pub fn shape(&self) -> &Shape {
        // SAFETY: the object owns its class and the class its shapes.
        unsafe { &*self.shape.get() }
    }

    /// The number inline caches compare.
    #[inline(always)]
    pub fn shape_id(&self) -> ShapeId {
        self.shape().id()
    }

    /// Moves on to another shape of the same class.
    pub fn set_shape(&self, shape: &Rc<Shape>) {
        self.shape.set(Rc::as_ptr(shape));
        self.length.set(shape.entries.len() as u32);
    }

    /// The value at a position of the shape; unbound when there is none.
    #[inline(always)]
    pub fn at(&self, index: usize) -> Ref<'_> {
        if index < self.room as usize {
            // SAFETY: every element below `room` is initialised.
            return Ref::from_bits(unsafe { (*self.start().add(index)).bits() });
        }
        self.at_spill(index)
    }

    #[cold]
    fn at_spill(&self, index: usize) -> Ref<'_> {
        let index = index - self.room as usize;
        let bits = self.beyond.read(|beyond| beyond.as_ref().and_then(|beyond| beyond.spill.get(index)).map(Value::bits));
        Ref::from_bits(bits.unwrap_or(super::value::BITS_UNBOUND))
    }

    /// The element at a position, if it lies in the array itself.
    #[inline(always)]
    pub fn in_room(&self, index: u32) -> Option<Ref<'_>> {
        if index < self.room {
            // SAFETY: every element below `room` is initialised.
            return Some(Ref::from_bits(unsafe { (*self.start().add(index as usize)).bits() }));
        }
        None
    }

    /// Stores at a position of the shape and hands back what was there, for
    /// the caller to drop.
    #[inline(always)]
    pub fn replace(&self, index: usize, value: Value) -> Value {
        if index < self.room as usize {
            // SAFETY: every element below `room` is initialised.
            return unsafe { std::mem::replace(&mut *self.start().add(index), value) };
        }
        self.replace_spill(index, value)
    }

    #[cold]
    fn replace_spill(&self, index: usize, value: Value) -> Value {
        let index = index - self.room as usize;
        if value.is_unbound() && self.beyond.read(Option::is_none) {
            return value;
        }
        self.beyond.write(|beyond| {
            let spill = &mut beyond.get_or_insert_with(|| Box::new(Beyond::empty())).spill;
            while spill.len() <= index {
                spill.push(Value::UNBOUND);
            }
            match spill.get_mut(index) {
                Some(place) => std::mem::replace(place, value),
                None => value,
            }
        })
    }

    /// Adds an attribute whose shape the caller has looked up.
    #[inline(always)]
    pub fn push(&self, shape: &Rc<Shape>, value: Value) {
        self.push_known(Rc::as_ptr(shape), value);
    }

    #[inline(always)]
    fn push_known(&self, shape: *const Shape, value: Value) {
        let index = self.length.get();
        self.shape.set(shape);
        self.length.set(index + 1);
        drop(self.replace(index as usize, value));
    }

    /// Number of positions in use.
    pub fn length(&self) -> usize {
        self.length.get() as usize
    }

    /// The real dict, when this object has one.
    pub fn dict(&self) -> Option<Value> {
        self.beyond.read(|beyond| match beyond {
            Some(beyond) if !beyond.dict.is_unbound() => Some(beyond.dict.clone()),
            _ => None,
        })
    }

    /// Installs a dict and the shape that says so; hands back the array's
    /// values that are not slots, in order, for the caller to move or drop.
    pub fn become_dict(&self, dict: Value, shape: &Rc<Shape>) -> (Vec<Value>, Value) {
        let slots = shape.entries.len();
        let mut moved = Vec::new();
        for index in slots..self.length() {
            moved.push(self.replace(index, Value::UNBOUND));
        }
        self.set_shape(shape);
        (moved, self.replace_dict(dict))
    }

    /// Replaces the dict of a dict-shaped object.
    pub fn replace_dict(&self, dict: Value) -> Value {
        self.beyond.write(|beyond| {
            let beyond = beyond.get_or_insert_with(|| Box::new(Beyond::empty()));
            std::mem::replace(&mut beyond.dict, dict)
        })
    }

    pub(super) fn trace(&self, visitor: &mut Visitor<'_>) {
        for index in 0..self.length() {
            visitor.edge(&self.at(index));
        }
        self.beyond.read(|beyond| {
            if let Some(beyond) = beyond {
                visitor.edge(&beyond.dict);
            }
        });
    }

    pub(super) fn clear(&self) {
        for index in 0..self.length() {
            drop(self.replace(index, Value::UNBOUND));
        }
        if self.shape().is_dict() {
            drop(self.replace_dict(Value::UNBOUND));
        }
    }

    /// Drops everything in place.
    ///
    /// # Safety
    /// Called once, when the object is destroyed.
    pub(super) unsafe fn release(&self) {
        let attrs = (self as *const Attrs).cast_mut();
        // SAFETY: the caller's promise; elements below `room` are initialised.
        unsafe {
            for index in 0..self.room as usize {
                self.start().add(index).drop_in_place();
            }
            (&raw mut (*attrs).beyond).drop_in_place();
        }
    }
}
