//! The interpreter's state, passed to everything that may run Python code.

use super::class::{Class, METHOD_CACHE, MethodCacheEntry, PyClass};
use super::dict::PyDict;
use super::exception::{Errors, messages};
use super::frame::Frame;
use super::function::Hooks;
use super::names::Names;
use super::types::Types;
use crate::memory::{
    FrameLink, FrameStack, Guarded, Handle, Heap, NewAttrs, Payload, PyResult, Raised, Str, StrData, Tuple, Value, heap,
};
use std::cell::Cell;

/// Nested native operations allowed, CPython's C recursion limit.
const NATIVE_DEPTH: u32 = 10_000;

/// What watches lines; see [`Vm::line_hook`].
pub type LineHook = fn(&Frame, line: u32, entry: bool);

pub struct Vm {
    pub heap: &'static Heap,
    pub types: Types,
    pub errors: Errors,
    pub names: Names,
    pub interned: super::intern::Interner,
    pub method_cache: Guarded<Vec<MethodCacheEntry>>,
    /// The exception that is being raised; unbound when none is.
    pub pending: Guarded<Value>,
    /// The exception that is being handled at this level of generators.
    pub handled: Guarded<Value>,
    /// What callers of the running generators are handling, outermost first.
    pub handled_outside: Guarded<Vec<Value>>,
    /// The current context of `contextvars`; unbound until somebody asks for it.
    pub context: Guarded<Value>,
    /// Python calls in progress.
    pub depth: Cell<u32>,
    /// Native operations in progress that can lead back to Python.
    pub native_depth: Cell<u32>,
    pub recursion_limit: Cell<u32>,
    /// The lowest address the native stack may reach.
    pub stack_floor: Cell<usize>,
    pub frames: FrameStack,
    /// The frame that is running.
    pub frame: Cell<FrameLink<Frame>>,
    /// All threads; the fields above that say so are the running one's.
    pub threads: super::threads::Threads,
    pub builtins: Handle<PyDict>,
    /// `sys.modules`.
    pub modules: Handle<PyDict>,
    pub hooks: Cell<Hooks>,
    pub hash_keys: (u64, u64),
    /// `sys.set_int_max_str_digits`; 0 for no limit.
    pub int_digit_limit: Cell<usize>,
    pub options: super::options::Options,
    /// The empty tuple, str and bytes, and the one-character strings.
    pub empty_tuple: Value,
    pub empty_str: Value,
    pub letters: Vec<Value>,
    /// Called before each statement that is lowered while it is set: the
    /// frame, the line, and whether its block is only being entered.
    pub line_hook: Cell<Option<LineHook>>,
    /// Bytes objects of no or one byte, made on first use.
    pub short_bytes: std::cell::OnceCell<Vec<Value>>,
    /// Objects in the middle of their own `repr`, by identity.
    pub repr_running: Guarded<Vec<u64>>,
    /// Lines of sources that are not files, for tracebacks.
    pub sources: Guarded<std::collections::HashMap<String, std::rc::Rc<Vec<String>>>>,
    /// Weak references by the object they point at.
    pub weak: super::weakref::WeakTable,
    /// Module state that natives keep, by a fixed name.
    pub registry: Guarded<Vec<(&'static str, Value)>>,
    /// What the embedder of this interpreter keeps here; the layers below `engine` never look at it.
    pub host: std::cell::OnceCell<Box<dyn std::any::Any>>,
    /// Classes of native modules by payload kind, as far as they have been made.
    pub module_classes: Guarded<Vec<Option<Class>>>,
}

/// Leaves one level of recursion when it goes out of scope.
pub struct Depth<'a>(&'a Cell<u32>);

impl Drop for Depth<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

impl Vm {
    /// The gate that every native road back into Python goes through: counts
    /// depth and checks the native stack.
    #[inline(always)]
    pub fn enter_recursion(&self) -> PyResult<Depth<'_>> {
        self.enter_recursion_in("")
    }

    /// The gate again, with the words CPython adds ("while calling a Python object").
    #[inline(always)]
    pub fn enter_recursion_in(&self, activity: &str) -> PyResult<Depth<'_>> {
        let depth = self.native_depth.get();
        if depth >= NATIVE_DEPTH || crate::memory::stack_pointer() < self.stack_floor.get() {
            return Err(messages::recursion(self, activity));
        }
        self.native_depth.set(depth + 1);
        Ok(Depth(&self.native_depth))
    }

    #[inline(always)]
    pub fn class_of<'a>(&'a self, value: &'a Value) -> &'a Class {
        match value.header() {
            Some(header) => match header.class().as_handle::<PyClass>() {
                Some(class) => class,
                None => &self.types.object,
            },
            None => self.class_of_word(value),
        }
    }

    #[inline(never)]
    fn class_of_word(&self, value: &Value) -> &Class {
        if value.is_int() {
            &self.types.int
        } else if value.is_float_word() {
            &self.types.float
        } else if value.is_bool() {
            &self.types.bool_
        } else if value.is_none() {
            &self.types.none_type
        } else if value.is(&Value::ELLIPSIS) {
            &self.types.ellipsis
        } else if value.is_not_implemented() {
            &self.types.not_implemented
        } else {
            &self.types.object
        }
    }

    /// The class as messages name it: native classes of a module with the module.
    pub fn class_name(&self, value: &Value) -> String {
        super::object::dotted_name(self, self.class_of(value))
    }

    /// Makes an object whose class may be a subclass with attributes.
    #[inline]
    pub fn new_object<T: Payload>(&self, class: &Class, payload: T) -> Handle<T> {
        match class.shape.copy() {
            Some(shape) => {
                let finalizer = class.has(super::class::class_flag::FINALIZER);
                Handle::new_with_attrs(class.to_value(), payload, NewAttrs { shape: &shape, finalizer })
            }
            None => Handle::new(class.to_value(), payload),
        }
    }

    // ---- common values ----

    /// A str from UTF-8 text.
    #[inline]
    pub fn new_str(&self, text: &str) -> Value {
        super::str::from_utf8(self, text)
    }

    pub fn new_string(&self, text: String) -> Value {
        super::str::from_utf8(self, &text)
    }

    /// The interned str of a text.
    #[inline]
    pub fn intern(&self, text: &str) -> Value {
        self.interned.text(self, text)
    }

    /// The interned str equal to a str object.
    #[inline]
    pub fn intern_value(&self, name: &Value) -> Value {
        self.interned.value(name)
    }

    #[inline]
    pub fn new_tuple(&self, items: Vec<Value>) -> Value {
        if items.is_empty() {
            return self.empty_tuple.clone();
        }
        match Tuple::try_new(self.types.tuple.to_value(), items) {
            Some(tuple) => tuple.into_value(),
            None => self.empty_tuple.clone(),
        }
    }

    #[inline]
    pub fn tuple_of<const N: usize>(&self, items: [Value; N]) -> Value {
        Tuple::from_array(self.types.tuple.to_value(), items).into_value()
    }

    #[inline]
    pub fn new_list(&self, items: Vec<Value>) -> Value {
        Handle::new(self.types.list.to_value(), super::list::PyList::new(items)).into_value()
    }

    #[inline]
    pub fn new_dict(&self) -> Value {
        Handle::new(self.types.dict.to_value(), PyDict::new()).into_value()
    }

    #[inline]
    pub fn new_int(&self, value: i64) -> Value {
        super::int::from_i64(self, value)
    }

    #[inline]
    pub fn new_float(&self, value: f64) -> Value {
        super::float::from_f64(self, value)
    }

    /// A raw text object of a given kind; callers go through `objects::str`.
    pub fn text_object(&self, data: StrData<'_>) -> PyResult {
        match Str::try_new(self.types.str.to_value(), data) {
            Some(text) => Ok(text.into_value()),
            None => Err(messages::memory_error(self)),
        }
    }

    // ---- exceptions in flight ----

    /// Raises an exception object.
    #[inline]
    pub fn raise(&self, exception: Value) -> Raised {
        drop(self.pending.replace(exception));
        Raised
    }

    /// Takes the pending exception. Callers hold a `Raised`, so there is one.
    pub fn take_exception(&self) -> Value {
        self.pending.replace(Value::UNBOUND)
    }

    pub fn has_pending(&self) -> bool {
        self.pending.read(|pending| !pending.is_unbound())
    }

    /// Whether the pending exception is an instance of `class`.
    pub fn pending_is(&self, class: &Class) -> bool {
        let pending = self.pending.copy();
        !pending.is_unbound() && self.is_instance(&pending, class)
    }

    /// Drops a pending StopIteration that carries no value and reports that it did.
    pub fn take_plain_stop_iteration(&self) -> bool {
        if self.pending_is(&self.errors.stop_iteration) {
            drop(self.take_exception());
            return true;
        }
        false
    }

    /// The exception that `raise` without operand and `__context__` see.
    pub fn handled_exception(&self) -> Option<Value> {
        let own = self.handled.copy();
        if !own.is_unbound() {
            return Some(own);
        }
        self.handled_outside.read(|outside| outside.iter().rev().find(|value| !value.is_unbound()).cloned())
    }

    /// A value that a native module keeps for the life of the interpreter.
    pub fn registered(&self, key: &'static str) -> Option<Value> {
        self.registry.read(|registry| registry.iter().find(|entry| entry.0 == key).map(|entry| entry.1.clone()))
    }

    pub fn register(&self, key: &'static str, value: Value) {
        let old = self.registry.write(|registry| match registry.iter_mut().find(|entry| entry.0 == key) {
            Some(entry) => Some(std::mem::replace(&mut entry.1, value)),
            None => {
                registry.push((key, value));
                None
            }
        });
        drop(old);
    }
}

pub(super) fn empty_method_cache() -> Guarded<Vec<MethodCacheEntry>> {
    Guarded::new((0..METHOD_CACHE).map(|_| MethodCacheEntry::empty()).collect())
}

pub(super) fn current_heap() -> &'static Heap {
    heap()
}
