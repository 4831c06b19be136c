//! `property`.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::descriptor::abstract_flag;
use super::exception::messages;
use super::kinds;
use super::native::{Member, Method, as_class, bind_new, getset, getter, method};
use super::ops;
use super::slots::Slots;
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Guarded, Kind, Payload, PyResult, Tuple, Value, Visitor};
use std::cell::Cell;

pub struct PyProperty {
    pub get: Guarded<Value>,
    pub set: Guarded<Value>,
    pub delete: Guarded<Value>,
    pub doc: Guarded<Value>,
    /// The name given by `__set_name__` or set by hand; unbound when unknown.
    pub name: Guarded<Value>,
    /// The documentation was taken from the getter.
    pub getter_doc: Cell<bool>,
}

impl Payload for PyProperty {
    const KIND: Kind = kinds::PROPERTY;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { get, set, delete, doc, name, getter_doc: _ } = self;
        for cell in [get, set, delete, doc, name] {
            visitor.guarded(cell);
        }
    }

    fn clear(&self) {
        drop([&self.get, &self.set, &self.delete, &self.doc].map(|cell| cell.replace(Value::NONE)));
    }
}

pub const PROPERTY: TypeSpec = TypeSpec {
    name: "property",
    flags: class_flag::BASE | class_flag::IMMUTABLE,
    doc: "An attribute that functions get, set and delete.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        new: Some(property_new),
        init: Some(property_init),
        descr_get: Some(property_get),
        descr_set: Some(property_set),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: &[getter("__isabstractmethod__", is_abstract, ""), getset("__name__", get_name, set_name_attribute, "")],
    members: &[
        Member { name: "fget", get: |_, value| Ok(part(value, |property| &property.get)), set: None, doc: "" },
        Member { name: "fset", get: |_, value| Ok(part(value, |property| &property.set)), set: None, doc: "" },
        Member { name: "fdel", get: |_, value| Ok(part(value, |property| &property.delete)), set: None, doc: "" },
        Member {
            name: "__doc__",
            get: |_, value| Ok(part(value, |property| &property.doc)),
            set: Some(|_, value, doc| {
                if let Some(property) = value.get::<PyProperty>() {
                    drop(property.doc.replace(doc.unwrap_or(Value::NONE)));
                }
                Ok(())
            }),
            doc: "",
        },
    ],
    signature: "(fget=None, fset=None, fdel=None, doc=None)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method(
        "getter",
        "(self, object, /)",
        |vm, args| copy_with(vm, args, 0),
        "Descriptor to obtain a copy of the property with a different getter.",
    ),
    method(
        "setter",
        "(self, object, /)",
        |vm, args| copy_with(vm, args, 1),
        "Descriptor to obtain a copy of the property with a different setter.",
    ),
    method(
        "deleter",
        "(self, object, /)",
        |vm, args| copy_with(vm, args, 2),
        "Descriptor to obtain a copy of the property with a different deleter.",
    ),
    method("__set_name__", "(self, owner, name, /)~(self, /, *args)", property_set_name, "Method to set name of a property."),
];

fn part(value: &Value, choose: fn(&PyProperty) -> &Guarded<Value>) -> Value {
    value.get::<PyProperty>().map_or(Value::NONE, |property| choose(property).copy())
}

fn property_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    let none = || Guarded::new(Value::NONE);
    let payload = PyProperty {
        get: none(),
        set: none(),
        delete: none(),
        doc: none(),
        name: Guarded::new(Value::UNBOUND),
        getter_doc: Cell::new(false),
    };
    Ok(vm.new_object(class, payload).into_value())
}

fn property_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "property", PROPERTY.signature, args)?;
    let [get, set, delete, doc] = bound.as_slice() else { return Ok(()) };
    let Some(property) = object.get::<PyProperty>() else { return Ok(()) };
    let or_none = |value: &Value| if value.is_unbound() { Value::NONE } else { value.clone() };
    let mut doc = or_none(doc);
    drop(property.get.replace(or_none(get)));
    drop(property.set.replace(or_none(set)));
    drop(property.delete.replace(or_none(delete)));
    property.getter_doc.set(false);
    let getter = or_none(get);
    if doc.is_none()
        && !getter.is_none()
        && let Some(found) = ops::lookup_attr(vm, &getter, &vm.names.__doc__)?.filter(|found| !found.is_none())
    {
        doc = found;
        property.getter_doc.set(true);
    }
    if vm.class_of(object).same(&vm.types.property) {
        drop(property.doc.replace(doc));
        return Ok(());
    }
    // A subclass has `__doc__` as a class attribute, so the instance needs its own.
    drop(property.doc.replace(doc.clone()));
    if object.header().is_some_and(|header| header.attrs().is_some()) {
        let dict = super::object::instance_dict(vm, object)?;
        super::dict::set_item(vm, &dict, &vm.names.__doc__, doc)?;
    }
    Ok(())
}

fn described(vm: &Vm, property: &Value, owner: &Value, what: &str) -> PyResult<crate::memory::Raised> {
    let qualname = text_of(&vm.class_of(owner).qualname.copy());
    let name = name_of(vm, property)?;
    let message = match name {
        Some(name) => format!("property {} of '{qualname}' object has no {what}", ops::repr_text(vm, &name)?),
        None => format!("property of '{qualname}' object has no {what}"),
    };
    Ok(messages::attribute_error_plain(vm, &message))
}

fn property_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let (Some(property), Some(instance)) = (descriptor.get::<PyProperty>(), instance) else { return Ok(descriptor.clone()) };
    let getter = property.get.copy();
    if getter.is_none() {
        return Err(described(vm, descriptor, instance, "getter")?);
    }
    vm.call_values(&getter, std::slice::from_ref(instance))
}

fn property_set(vm: &Vm, descriptor: &Value, instance: &Value, value: Option<Value>) -> PyResult<()> {
    let Some(property) = descriptor.get::<PyProperty>() else { return Ok(()) };
    match value {
        Some(value) => {
            let setter = property.set.copy();
            if setter.is_none() {
                return Err(described(vm, descriptor, instance, "setter")?);
            }
            vm.call_values(&setter, &[instance.clone(), value]).map(drop)
        }
        None => {
            let deleter = property.delete.copy();
            if deleter.is_none() {
                return Err(described(vm, descriptor, instance, "deleter")?);
            }
            vm.call_values(&deleter, std::slice::from_ref(instance)).map(drop)
        }
    }
}

fn copy_with(vm: &Vm, args: &[Value], position: usize) -> PyResult {
    let [object, function] = args else { return Ok(Value::NONE) };
    let Some(property) = object.get::<PyProperty>() else { return Ok(Value::NONE) };
    let mut parts = [property.get.copy(), property.set.copy(), property.delete.copy()];
    if let Some(place) = parts.get_mut(position)
        && !function.is_none()
    {
        *place = function.clone();
    }
    let [get, set, delete] = parts;
    let doc = if property.getter_doc.get() && !get.is_none() { Value::NONE } else { property.doc.copy() };
    let copy = vm.call_values(vm.class_of(object).value(), &[get, set, delete, doc])?;
    if let Some(made) = copy.get::<PyProperty>() {
        drop(made.name.replace(property.name.copy()));
    }
    Ok(copy)
}

fn property_set_name(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, given] = args else { return Ok(Value::NONE) };
    let given = given.get::<Tuple>().map_or(&[][..], Tuple::items);
    let [_owner, name] = given else {
        let message = format!("__set_name__() takes 2 positional arguments but {} were given", given.len());
        return Err(messages::type_error(vm, &message));
    };
    if let Some(property) = object.get::<PyProperty>() {
        drop(property.name.replace(name.clone()));
    }
    Ok(Value::NONE)
}

/// The property's name: set, or the getter's.
fn name_of(vm: &Vm, value: &Value) -> PyResult<Option<Value>> {
    let Some(property) = value.get::<PyProperty>() else { return Ok(None) };
    let name = property.name.copy();
    if !name.is_unbound() {
        return Ok(Some(name));
    }
    let getter = property.get.copy();
    if getter.is_none() {
        return Ok(None);
    }
    ops::lookup_attr(vm, &getter, &vm.names.__name__)
}

fn get_name(vm: &Vm, value: &Value) -> PyResult {
    match name_of(vm, value)? {
        Some(name) => Ok(name),
        None => Err(messages::no_attribute(vm, value, &vm.names.__name__)),
    }
}

fn set_name_attribute(_vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    if let Some(property) = object.get::<PyProperty>() {
        drop(property.name.replace(value.unwrap_or(Value::UNBOUND)));
    }
    Ok(())
}

fn is_abstract(vm: &Vm, value: &Value) -> PyResult {
    let Some(property) = value.get::<PyProperty>() else { return Ok(Value::FALSE) };
    for cell in [&property.get, &property.set, &property.delete] {
        let function = cell.copy();
        if !function.is_none() && abstract_flag(vm, &function)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
