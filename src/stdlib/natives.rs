//! What native modules share: making their classes, reading their arguments,
//! the payloads of their iterators.
//!
//! A class of a module is made when the module is imported, never at start-up;
//! [`class_of`] finds it again by its payload kind.

use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Tuple, Value};
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::module::PyModule;
use crate::objects::native::as_class;
use crate::objects::vm::Vm;
use crate::objects::{int, kinds, ops, types};

/// Flags of a class that programs may derive from.
pub const OPEN: u32 = class_flag::BASE | class_flag::IMMUTABLE;
/// Flags of a class that only natives make.
pub const CLOSED: u32 = class_flag::IMMUTABLE | class_flag::NO_NEW;

/// Makes a class deriving from `object` and stores it in the module under its name.
pub fn add_class(vm: &Vm, module: &Handle<PyModule>, spec: &'static TypeSpec, kind: Kind) -> Class {
    let class = class_of(vm, spec, kind);
    super::set(vm, module, spec.name, class.to_value());
    class
}

/// The class deriving from `object` whose instances have this payload, made
/// the first time somebody asks.
#[inline]
pub fn class_of(vm: &Vm, spec: &'static TypeSpec, kind: Kind) -> Class {
    class_with_base(vm, spec, &vm.types.object, kind, kind)
}

/// The same for a class with another base; `key` is the kind it is known by.
#[inline]
pub fn class_with_base(vm: &Vm, spec: &'static TypeSpec, base: &Class, key: Kind, payload: Kind) -> Class {
    match vm.module_classes.read(|classes| classes.get(key.0 as usize).cloned().flatten()) {
        Some(class) => class,
        None => make_class(vm, spec, base, key, payload),
    }
}

#[cold]
#[inline(never)]
fn make_class(vm: &Vm, spec: &'static TypeSpec, base: &Class, key: Kind, payload: Kind) -> Class {
    let class = types::native_class(vm, spec, base, payload);
    class.namespace().set_interned(vm.names.__module__.clone(), vm.intern(spec.module));
    let index = key.0 as usize;
    let old = vm.module_classes.write(|classes| {
        if classes.len() <= index {
            classes.resize(index + 1, None);
        }
        classes.get_mut(index).and_then(|place| place.replace(class.clone()))
    });
    drop(old);
    class
}

/// An exception class of a module, kept under a key of its own.
pub fn exception_class(vm: &Vm, key: &'static str, spec: &'static TypeSpec, base: &Class) -> Class {
    if let Some(known) = vm.registered(key)
        && let Ok(class) = known.downcast()
    {
        return class;
    }
    let class = types::native_class(vm, spec, base, kinds::EXCEPTION);
    class.namespace().set_interned(vm.names.__module__.clone(), vm.intern(spec.module));
    vm.register(key, class.to_value());
    class
}

/// The description of an exception class that adds nothing to its base.
pub const fn exception(name: &'static str, module: &'static str) -> TypeSpec {
    TypeSpec { name, module, flags: class_flag::BASE | class_flag::HAS_DICT | class_flag::EXCEPTION, ..TypeSpec::EMPTY }
}

/// An instance of a module's own class, not of a subclass.
#[inline]
pub fn make<T: Payload>(vm: &Vm, spec: &'static TypeSpec, payload: T) -> Value {
    Handle::new(class_of(vm, spec, T::KIND).into_value(), payload).into_value()
}

/// An instance of the class that a constructor was called on.
#[inline]
pub fn make_in<T: Payload>(vm: &Vm, class: &Value, payload: T) -> PyResult {
    match as_class(class) {
        Some(class) => Ok(vm.new_object(class, payload).into_value()),
        None => Err(messages::type_error(vm, "expected a class")),
    }
}

/// The argument at a position; unbound where it was not given.
#[inline(always)]
pub fn argument(args: &[Value], index: usize) -> &Value {
    const UNBOUND: &Value = &Value::UNBOUND;
    args.get(index).unwrap_or(UNBOUND)
}

/// The argument at a position, when it was given.
#[inline(always)]
pub fn given(args: &[Value], index: usize) -> Option<&Value> {
    args.get(index).filter(|value| !value.is_unbound())
}

/// The items of a `*args` argument.
#[inline]
pub fn items_of(args: &Value) -> &[Value] {
    args.get::<Tuple>().map_or(&[], Tuple::items)
}

/// The payload of a method's receiver.
#[inline(always)]
pub fn receiver<'a, T: Payload>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a T> {
    match args.first().and_then(Value::get::<T>) {
        Some(payload) => Ok(payload),
        None => Err(messages::type_error(vm, "descriptor requires another type of object")),
    }
}

/// An argument that counts something: `Py_ssize_t`.
pub fn expect_size(vm: &Vm, value: &Value) -> PyResult<i64> {
    if let Some(number) = value.as_int() {
        return Ok(number);
    }
    let number = ops::index(vm, value)?;
    match int::as_i64(&number) {
        Some(number) => Ok(number),
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t")),
    }
}

/// The next item of an iterator held in a cell; `DONE` once the cell is empty.
#[inline]
pub fn step(vm: &Vm, source: &Guarded<Value>) -> PyResult {
    let iterator = source.copy();
    if iterator.is_unbound() { Ok(Value::DONE) } else { ops::next(vm, &iterator) }
}

/// A tuple whose items come one by one, without a vector in between.
#[inline]
pub fn tuple_from(vm: &Vm, mut items: impl ExactSizeIterator<Item = Value>) -> PyResult {
    match items.len() {
        0 => Ok(vm.empty_tuple.clone()),
        1 => Ok(vm.tuple_of([items.next().unwrap_or(Value::NONE)])),
        2 => {
            let first = items.next().unwrap_or(Value::NONE);
            Ok(vm.tuple_of([first, items.next().unwrap_or(Value::NONE)]))
        }
        3 => {
            let first = items.next().unwrap_or(Value::NONE);
            let second = items.next().unwrap_or(Value::NONE);
            Ok(vm.tuple_of([first, second, items.next().unwrap_or(Value::NONE)]))
        }
        _ => match Tuple::try_new_with(vm.types.tuple.to_value(), &mut items, None) {
            Some(tuple) => Ok(tuple.into_value()),
            None => Err(messages::memory_error(vm)),
        },
    }
}

/// Defines a payload: cells that the collector follows, then plain fields.
macro_rules! payload {
    ($(#[$doc:meta])* $name:ident, $kind:ident { $($edge:ident),* $(,)? } { $($plain:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        pub struct $name {
            $(pub $edge: crate::memory::Guarded<crate::memory::Value>,)*
            $(pub $plain: $type,)*
        }

        impl crate::memory::Payload for $name {
            const KIND: crate::memory::Kind = crate::objects::kinds::$kind;
            const TRACKED: bool = true;

            fn trace(&self, visitor: &mut crate::memory::Visitor<'_>) {
                let Self { $($edge,)* $($plain: _,)* } = self;
                let edges: &[&crate::memory::Guarded<crate::memory::Value>] = &[$($edge),*];
                edges.iter().for_each(|cell| visitor.guarded(cell));
            }

            fn clear(&self) {
                $(drop(self.$edge.replace(crate::memory::Value::UNBOUND));)*
            }
        }
    };
}
pub(crate) use payload;
