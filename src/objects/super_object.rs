//! `super`.

use super::call::CallArgs;
use super::class::{Class, PyClass, TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::native::{Member, as_class};
use super::ops;
use super::slots::Slots;
use super::vm::Vm;
use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};

pub struct PySuper {
    /// The class whose successors are searched; None before `__init__`.
    class: Guarded<Value>,
    /// The instance or class that methods are bound to; unbound for the one-argument form.
    object: Guarded<Value>,
    /// The class whose resolution order is followed.
    object_class: Guarded<Value>,
}

impl Payload for PySuper {
    const KIND: Kind = kinds::SUPER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { class, object, object_class } = self;
        for cell in [class, object, object_class] {
            visitor.guarded(cell);
        }
    }
}

pub const SUPER: TypeSpec = TypeSpec {
    name: "super",
    flags: class_flag::BASE | class_flag::IMMUTABLE,
    doc: "Attributes of the classes that come later in the resolution order.",
    slots: Slots {
        repr: Some(super_repr),
        getattr: Some(super_getattr),
        descr_get: Some(super_get),
        new: Some(super_new),
        init: Some(super_init),
        ..Slots::EMPTY
    },
    members: &[
        Member {
            name: "__thisclass__",
            get: |_, value| Ok(part(value, |s| &s.class)),
            set: None,
            doc: "the class invoking super()",
        },
        Member {
            name: "__self__",
            get: |_, value| Ok(part(value, |s| &s.object)),
            set: None,
            doc: "the instance invoking super(); may be None",
        },
        Member {
            name: "__self_class__",
            get: |_, value| Ok(part(value, |s| &s.object_class)),
            set: None,
            doc: "the type of the instance invoking super(); may be None",
        },
    ],
    ..TypeSpec::EMPTY
};

fn part(value: &Value, choose: fn(&PySuper) -> &Guarded<Value>) -> Value {
    let found = value.get::<PySuper>().map_or(Value::NONE, |s| choose(s).copy());
    if found.is_unbound() { Value::NONE } else { found }
}

/// The class whose order `super(class, object)` follows.
fn check(vm: &Vm, class: &Class, object: &Value) -> PyResult {
    if let Some(own) = as_class(object)
        && vm.is_subclass(own, class)
    {
        return Ok(object.clone());
    }
    if vm.is_instance(object, class) {
        return Ok(vm.class_of(object).to_value());
    }
    if let Some(claimed) = ops::lookup_attr(vm, object, &vm.names.__class__)?
        && let Some(own) = as_class(&claimed)
        && vm.is_subclass(own, class)
    {
        return Ok(claimed);
    }
    let (kind, name) = match as_class(object) {
        Some(own) => ("type", own.name_text()),
        None => ("instance of", vm.class_name(object)),
    };
    let message = format!("super(type, obj): obj ({kind} {name}) is not an instance or subtype of type ({}).", class.name_text());
    Err(messages::type_error(vm, &message))
}

/// `super(class, object)`.
pub fn new_super(vm: &Vm, class: &Value, object: &Value) -> PyResult {
    let Some(handle) = class.as_handle::<PyClass>() else {
        return Err(messages::runtime_error(vm, &format!("super(): __class__ is not a type ({})", vm.class_name(class))));
    };
    let object_class = check(vm, handle, object)?;
    let payload = PySuper {
        class: Guarded::new(class.clone()),
        object: Guarded::new(object.clone()),
        object_class: Guarded::new(object_class),
    };
    Ok(vm.new_object(&vm.types.super_, payload).into_value())
}

fn super_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    let payload = PySuper {
        class: Guarded::new(Value::NONE),
        object: Guarded::new(Value::UNBOUND),
        object_class: Guarded::new(Value::UNBOUND),
    };
    Ok(vm.new_object(class, payload).into_value())
}

fn super_init(vm: &Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "super() takes no keyword arguments"));
    }
    let Some(payload) = value.get::<PySuper>() else { return Ok(()) };
    let (class, object) = match args.values {
        // The evaluator handles `super()` where it is written; reached in
        // another way it finds no class cell.
        [] => return Err(messages::runtime_error(vm, "super(): no arguments")),
        [class] => (class, None),
        [class, object] => (class, Some(object).filter(|object| !object.is_none())),
        many if !payload.class.copy().is_none() => {
            let message = format!("super() takes at most 2 arguments ({} given)", many.len());
            return Err(messages::type_error(vm, &message));
        }
        many => return Err(messages::type_error(vm, &format!("super() expected at most 2 arguments, got {}", many.len()))),
    };
    let Some(handle) = as_class(class) else {
        return Err(messages::type_error(
            vm,
            &if payload.class.copy().is_none() {
                format!("super() argument 1 must be a type, not {}", super::object::dotted_name(vm, vm.class_of(class)))
            } else {
                // CPython makes an existing object anew in another way than a fresh one.
                format!("super() argument 1 must be type, not {}", messages::shown_class(vm, class))
            },
        ));
    };
    let object_class = match object {
        Some(object) => check(vm, handle, object)?,
        None => Value::UNBOUND,
    };
    let old = [
        payload.class.replace(class.clone()),
        payload.object.replace(object.cloned().unwrap_or(Value::UNBOUND)),
        payload.object_class.replace(object_class),
    ];
    drop(old);
    Ok(())
}

/// What `super(class, object).name` finds, before binding.
pub fn lookup_after(vm: &Vm, object_class: &Class, class: &Value, name: &Value) -> Option<Value> {
    let length = object_class.mro.read(Vec::len);
    let start = object_class.mro.read(|mro| mro.iter().position(|known| known.value().is(class)))?;
    for index in start + 1..length {
        let base = object_class.mro.read(|mro| mro.get(index).cloned())?;
        vm.populate(&base);
        if let Some(found) = base.namespace().get_interned(name) {
            return Some(found);
        }
    }
    None
}

fn super_getattr(vm: &Vm, value: &Value, name: &Value) -> PyResult {
    let Some(payload) = value.get::<PySuper>() else { return ops::generic_get_attr(vm, value, name) };
    let object_class = payload.object_class.copy();
    if let Some(order) = as_class(&object_class)
        && !name.is(&vm.names.__class__)
        && let Some(found) = lookup_after(vm, order, &payload.class.copy(), name)
    {
        return match vm.class_of(&found).slots(|slots| slots.descr_get) {
            Some(get) => {
                let object = payload.object.copy();
                let instance = if object.is(&object_class) { None } else { Some(&object) };
                get(vm, &found, instance, &object_class)
            }
            None => Ok(found),
        };
    }
    ops::generic_get_attr(vm, value, name)
}

fn super_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let (Some(payload), Some(instance)) = (descriptor.get::<PySuper>(), instance) else { return Ok(descriptor.clone()) };
    if !payload.object.copy().is_unbound() {
        return Ok(descriptor.clone());
    }
    let class = payload.class.copy();
    if vm.class_of(descriptor).same(&vm.types.super_) {
        return new_super(vm, &class, instance);
    }
    vm.call_values(vm.class_of(descriptor).value(), &[class, instance.clone()])
}

fn super_repr(vm: &Vm, value: &Value) -> PyResult {
    let name = |value: &Value| as_class(value).map_or_else(|| "NULL".to_owned(), |class| class.name_text());
    let class = name(&part(value, |s| &s.class));
    let object_class = part(value, |s| &s.object_class);
    Ok(vm.new_string(match as_class(&object_class) {
        Some(own) => format!("<super: <class '{class}'>, <{} object>>", own.name_text()),
        None => format!("<super: <class '{class}'>, NULL>"),
    }))
}
