//! Classes: name, bases, resolution order, namespace, slots, versions.
//!
//! Built-in classes are described by a [`TypeSpec`] in the file of their type;
//! their namespace is filled on first use, so start-up pays only for the class
//! objects themselves. What `class` statements build is in `objects::build`.

use super::dict::PyDict;
use super::function::PyFunction;
use super::kinds;
use super::native::{self, GetSet, Member, Method, WrapperRow};
use super::slots::Slots;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, Shape, Uncounted, Value, Visitor, heap};
use std::cell::Cell;
use std::rc::Rc;

pub type Class = Handle<PyClass>;

/// Bits of [`PyClass::flags`].
pub mod class_flag {
    /// Made by a `class` statement or a call of `type`.
    pub const HEAP: u32 = 1;
    /// May be a base class.
    pub const BASE: u32 = 2;
    /// Attributes cannot be set from Python.
    pub const IMMUTABLE: u32 = 4;
    /// Instances have a `__dict__`.
    pub const HAS_DICT: u32 = 8;
    /// Instances can be weakly referenced.
    pub const WEAK: u32 = 16;
    /// `__abstractmethods__` is not empty.
    pub const ABSTRACT: u32 = 32;
    /// Matches sequence patterns.
    pub const SEQUENCE: u32 = 64;
    /// Matches mapping patterns.
    pub const MAPPING: u32 = 128;
    /// Matches a single positional sub-pattern as a whole (int, str, …).
    pub const MATCH_SELF: u32 = 256;
    /// Instances cannot be made by calling the class.
    pub const NO_NEW: u32 = 512;
    /// A subclass of `type`.
    pub const METACLASS: u32 = 1024;
    /// A subclass of `BaseException`.
    pub const EXCEPTION: u32 = 2048;
    /// The native namespace has been filled.
    pub const POPULATED: u32 = 4096;
    /// Instances have a Python finalizer.
    pub const FINALIZER: u32 = 8192;
    /// Functions and other callables that take the instance first.
    pub const METHOD_DESCRIPTOR: u32 = 1 << 14;
    /// Subclasses, resolved once: int, str, tuple, list, dict.
    pub const INT: u32 = 1 << 15;
    pub const STR: u32 = 1 << 16;
    pub const TUPLE: u32 = 1 << 17;
    pub const LIST: u32 = 1 << 18;
    pub const DICT: u32 = 1 << 19;
    pub const BYTES: u32 = 1 << 20;
    /// Handed on to subclasses.
    pub const INHERITED: u32 = HAS_DICT
        | WEAK
        | SEQUENCE
        | MAPPING
        | MATCH_SELF
        | METACLASS
        | EXCEPTION
        | FINALIZER
        | INT
        | STR
        | TUPLE
        | LIST
        | DICT
        | BYTES;
}

/// A built-in class as data.
pub struct TypeSpec {
    pub name: &'static str,
    pub module: &'static str,
    /// Bits of `class_flag`; HEAP and POPULATED are set by the machinery.
    pub flags: u32,
    pub doc: &'static str,
    pub slots: Slots,
    pub methods: &'static [Method],
    pub getset: &'static [GetSet],
    /// Attributes that live in the payload's fields.
    pub members: &'static [Member],
    /// Signature text of the constructor, for `inspect` and `help`; empty when it has none.
    pub signature: &'static str,
    /// Special methods whose slot is only a short cut here, and that Python must not see.
    pub hidden: &'static [&'static str],
    /// Special methods that no slot stands behind.
    pub wrappers: &'static [&'static WrapperRow],
    /// Adds what tables cannot say (constants, class attributes).
    pub extra: Option<fn(&Vm, &Class)>,
}

impl TypeSpec {
    pub const EMPTY: TypeSpec = TypeSpec {
        name: "",
        module: "builtins",
        flags: class_flag::IMMUTABLE,
        doc: "",
        slots: Slots::EMPTY,
        methods: &[],
        getset: &[],
        members: &[],
        signature: "",
        hidden: &[],
        wrappers: &[],
        extra: None,
    };
}

pub struct PyClass {
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    /// The tuple of base classes.
    pub bases: Guarded<Value>,
    /// The base whose payload instances carry.
    pub base: Guarded<Option<Class>>,
    /// The resolution order, this class first.
    pub mro: Guarded<Vec<Class>>,
    /// The resolution order as the tuple that `__mro__` shows; unbound until asked for.
    pub mro_tuple: Guarded<Value>,
    pub dict: Guarded<Option<Handle<PyDict>>>,
    pub slots: Guarded<Slots>,
    pub flags: Cell<u32>,
    /// Changes whenever a lookup in this class may give another answer.
    pub version: Cell<u32>,
    /// The payload type of instances.
    pub payload: Cell<Kind>,
    /// Layout of attributes of instances; none when they have no attributes.
    pub shape: Guarded<Option<Rc<Shape>>>,
    pub dict_shape: Guarded<Option<Rc<Shape>>>,
    /// Shapes of former layouts, kept for instances that still use them.
    pub old_shapes: Guarded<Vec<Rc<Shape>>>,
    pub spec: Option<&'static TypeSpec>,
    subclasses: Guarded<Vec<u64>>,
    /// The `__init__` found last, by version: see `eval::call`.
    pub init_cache: Cell<(u32, Uncounted)>,
}

impl PyClass {
    pub fn new(name: Value, qualname: Value, payload: Kind, spec: Option<&'static TypeSpec>) -> PyClass {
        PyClass {
            name: Guarded::new(name),
            qualname: Guarded::new(qualname),
            bases: Guarded::new(Value::UNBOUND),
            base: Guarded::new(None),
            mro: Guarded::new(Vec::new()),
            mro_tuple: Guarded::new(Value::UNBOUND),
            dict: Guarded::new(None),
            slots: Guarded::new(Slots::EMPTY),
            flags: Cell::new(0),
            version: Cell::new(heap().fresh_id()),
            payload: Cell::new(payload),
            shape: Guarded::new(None),
            dict_shape: Guarded::new(None),
            old_shapes: Guarded::new(Vec::new()),
            spec,
            subclasses: Guarded::new(Vec::new()),
            init_cache: Cell::new((0, Uncounted::NONE)),
        }
    }

    #[inline(always)]
    pub fn has(&self, flags: u32) -> bool {
        self.flags.get() & flags != 0
    }

    pub fn set_flag(&self, flags: u32) {
        self.flags.set(self.flags.get() | flags);
    }

    /// Reads one slot: `class.slots(|slots| slots.repr)`.
    #[inline(always)]
    pub fn slots<R>(&self, look: impl FnOnce(&Slots) -> R) -> R {
        self.slots.read(look)
    }

    /// The namespace, not yet filled for built-in classes that nobody has looked into.
    pub fn namespace(&self) -> Handle<PyDict> {
        match self.dict.copy() {
            Some(dict) => dict,
            // Every constructor of classes sets the dict before showing the class.
            None => unreachable!("a class always has a namespace"),
        }
    }

    pub fn name_text(&self) -> String {
        super::str::text_of(&self.name.copy())
    }
}

impl Handle<PyClass> {
    /// Finds `name` (interned) along the resolution order.
    #[inline]
    pub fn lookup(&self, vm: &Vm, name: &Value) -> Option<Value> {
        vm.lookup_cached(self, name)
    }
}

impl Payload for PyClass {
    const KIND: Kind = kinds::CLASS;
    const TRACKED: bool = true;
    const HAS_COMPANIONS: bool = true;

    /// The tuple of the resolution order, while nobody has asked for it.
    fn companions(&self) -> usize {
        usize::from(self.mro_tuple.read(Value::is_unbound))
    }

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self {
            name,
            qualname,
            bases,
            base,
            mro,
            mro_tuple,
            dict,
            slots: _,
            flags: _,
            version: _,
            payload: _,
            shape: _,
            dict_shape: _,
            old_shapes: _,
            spec: _,
            subclasses: _,
            init_cache: _,
        } = self;
        for cell in [name, qualname, bases, mro_tuple] {
            visitor.guarded(cell);
        }
        base.read(|base| base.iter().for_each(|base| visitor.handle(base)));
        mro.read(|mro| mro.iter().for_each(|class| visitor.handle(class)));
        dict.read(|dict| dict.iter().for_each(|dict| visitor.handle(dict)));
    }

    fn clear(&self) {
        // The order and the bases stay usable for instances that die later;
        // only the edges that can close a cycle go.
        let mro = self.mro.replace(Vec::new());
        let tuple = self.mro_tuple.replace(Value::UNBOUND);
        if let Some(dict) = self.dict.copy() {
            dict.clear_entries();
        }
        drop((mro, tuple));
    }
}

impl Drop for PyClass {
    fn drop(&mut self) {
        let own = self as *const PyClass as u64;
        if let Some(bases) = self.bases.copy().get::<crate::memory::Tuple>() {
            for base in bases.items().iter().filter_map(|base| base.get::<PyClass>()) {
                base.subclasses.write(|subclasses| subclasses.retain(|address| *address != own));
            }
        }
    }
}

impl PyClass {
    /// Registers a direct subclass; it takes itself off the list when it dies.
    pub fn add_subclass(&self, class: &Class) {
        let address = &**class as *const PyClass as u64;
        self.subclasses.write(|subclasses| subclasses.push(address));
    }

    pub fn remove_subclass(&self, class: &Class) {
        let address = &**class as *const PyClass as u64;
        self.subclasses.write(|subclasses| subclasses.retain(|known| *known != address));
    }

    /// The direct subclasses that are alive, oldest first.
    pub fn subclasses(&self) -> Vec<Class> {
        self.subclasses.read(|subclasses| subclasses.iter().filter_map(|&address| Handle::revive(address)).collect())
    }
}

impl Vm {
    /// Whether `class` is `base` or derives from it, by resolution order.
    #[inline]
    pub fn is_subclass(&self, class: &Class, base: &Class) -> bool {
        class.same(base) || class.mro.read(|mro| mro.iter().any(|known| known.same(base)))
    }

    /// Whether the object's class is `base` or derives from it.
    #[inline]
    pub fn is_instance(&self, object: &Value, base: &Class) -> bool {
        self.is_subclass(self.class_of(object), base)
    }

    /// Tells every cache that lookups in this class and its subclasses may change.
    pub fn class_modified(&self, class: &Class) {
        class.version.set(self.heap.fresh_id());
        if let Some(shape) = class.shape.copy() {
            shape.renew();
        }
        for shape in class.old_shapes.copy() {
            shape.renew();
        }
        for subclass in class.subclasses() {
            self.class_modified(&subclass);
        }
    }

    /// Walks the resolution order; the answer of a lookup that missed the cache.
    pub fn lookup_uncached(&self, class: &Class, name: &Value) -> Option<Value> {
        let length = class.mro.read(Vec::len);
        for index in 0..length {
            let Some(base) = class.mro.read(|mro| mro.get(index).cloned()) else { break };
            self.populate(&base);
            if let Some(found) = base.namespace().get_interned(name) {
                return Some(found);
            }
        }
        None
    }

    /// Like a lookup, and says which class of the order has the attribute.
    pub fn lookup_where(&self, class: &Class, name: &Value) -> Option<(Value, Class)> {
        class.mro.copy().into_iter().find_map(|base| {
            self.populate(&base);
            base.namespace().get_interned(name).map(|found| (found, base))
        })
    }

    /// Fills the namespace of a built-in class.
    #[inline]
    pub fn populate(&self, class: &Class) {
        if !class.has(class_flag::POPULATED) {
            native::populate(self, class);
        }
    }

    #[inline]
    pub fn lookup_cached(&self, class: &Class, name: &Value) -> Option<Value> {
        let version = class.version.get();
        let row = (version as usize ^ (name.identity() as usize >> 4)) & (METHOD_CACHE - 1);
        let hit = self.method_cache.read(|cache| {
            cache.get(row).and_then(|entry| {
                if entry.version == version && entry.name == name.identity() { Some(entry.found.own()) } else { None }
            })
        });
        if let Some(found) = hit {
            return if found.is_unbound() { None } else { Some(found) };
        }
        let found = self.lookup_uncached(class, name);
        // Populating may have given the class a new version.
        let word = found.as_ref().map_or(Uncounted::NONE, Uncounted::of);
        let entry = MethodCacheEntry { version: class.version.get(), name: name.identity(), keep: name.clone(), found: word };
        let old = self.method_cache.write(|cache| cache.get_mut(row).map(|place| std::mem::replace(place, entry)));
        drop(old);
        found
    }
}

pub const METHOD_CACHE: usize = 2048;

/// One line of the cache from (class version, name) to attribute.
pub struct MethodCacheEntry {
    version: u32,
    name: u64,
    /// Keeps the name's address from being reused.
    #[expect(dead_code, reason = "held for its count only")]
    keep: Value,
    found: Uncounted,
}

impl MethodCacheEntry {
    pub const fn empty() -> MethodCacheEntry {
        MethodCacheEntry { version: 0, name: 0, keep: Value::UNBOUND, found: Uncounted::NONE }
    }
}

/// Whether a class attribute is a Python function, the commonest method.
pub fn is_function(value: &Value) -> bool {
    value.is_kind::<PyFunction>()
}
