//! Native functions and attributes as Python sees them: built-in functions and
//! methods, method descriptors, slot wrappers, computed attributes, members.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::exception::messages;
use super::native::{
    Binding, Fit, GetSet, Method, PyGetSet, PyMember, PyMethodWrapper, PyNative, PyWrapper, as_class, getter, member, method,
};
use super::object::{self, address_text};
use super::ops;
use super::slots::{CompareOp, Slots};
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Header, PyResult, Str, Value, with_receiver};
use std::cell::OnceCell;

const NO_NEW: u32 = class_flag::IMMUTABLE | class_flag::NO_NEW;

pub const BUILTIN_FUNCTION: TypeSpec = TypeSpec {
    name: "builtin_function_or_method",
    flags: NO_NEW | class_flag::WEAK,
    slots: Slots {
        repr: Some(builtin_repr),
        call: Some(builtin_call),
        compare: Some(builtin_compare),
        hash: Some(builtin_hash),
        ..Slots::EMPTY
    },
    methods: &[method("__reduce__", "(self, /)", builtin_reduce, "")],
    getset: &[
        getter("__name__", native_name, ""),
        getter("__qualname__", native_qualname, ""),
        getter("__doc__", native_doc, ""),
        getter("__self__", native_self, ""),
        GetSet { set: Some(set_native_module), ..member("__module__", native_module, "") },
        getter("__text_signature__", native_text_signature, ""),
    ],
    ..TypeSpec::EMPTY
};

const DESCRIPTOR_GETSET: &[GetSet] = &[
    member("__name__", native_name, ""),
    getter("__qualname__", native_qualname, ""),
    getter("__doc__", native_doc, ""),
    member("__objclass__", native_owner, ""),
    getter("__text_signature__", native_text_signature, ""),
];

pub const METHOD_DESCRIPTOR: TypeSpec = TypeSpec {
    name: "method_descriptor",
    flags: NO_NEW | class_flag::METHOD_DESCRIPTOR,
    slots: Slots { repr: Some(method_repr), call: Some(method_call), descr_get: Some(method_get), ..Slots::EMPTY },
    methods: &[method("__reduce__", "(self, /)", descriptor_reduce, "")],
    getset: DESCRIPTOR_GETSET,
    ..TypeSpec::EMPTY
};

pub const CLASS_METHOD_DESCRIPTOR: TypeSpec = TypeSpec {
    name: "classmethod_descriptor",
    flags: NO_NEW,
    slots: Slots { repr: Some(method_repr), call: Some(class_method_call), descr_get: Some(class_method_get), ..Slots::EMPTY },
    getset: DESCRIPTOR_GETSET,
    ..TypeSpec::EMPTY
};

const WRAPPER_GETSET: &[GetSet] = &[
    member("__name__", wrapper_name, ""),
    getter("__qualname__", wrapper_qualname, ""),
    getter("__doc__", wrapper_doc, ""),
    member("__objclass__", wrapper_owner, ""),
    getter("__text_signature__", wrapper_text_signature, ""),
];

pub const WRAPPER_DESCRIPTOR: TypeSpec = TypeSpec {
    name: "wrapper_descriptor",
    flags: NO_NEW | class_flag::METHOD_DESCRIPTOR,
    slots: Slots { repr: Some(wrapper_repr), call: Some(wrapper_call), descr_get: Some(wrapper_get), ..Slots::EMPTY },
    methods: &[method("__reduce__", "(self, /)", wrapper_reduce, "")],
    getset: WRAPPER_GETSET,
    ..TypeSpec::EMPTY
};

pub const METHOD_WRAPPER: TypeSpec = TypeSpec {
    name: "method-wrapper",
    flags: NO_NEW,
    slots: Slots {
        repr: Some(method_wrapper_repr),
        call: Some(method_wrapper_call),
        compare: Some(method_wrapper_compare),
        hash: Some(method_wrapper_hash),
        ..Slots::EMPTY
    },
    methods: &[method("__reduce__", "(self, /)", wrapper_reduce, "")],
    getset: &[
        getter("__name__", wrapper_name, ""),
        getter("__qualname__", wrapper_qualname, ""),
        getter("__doc__", wrapper_doc, ""),
        getter("__objclass__", wrapper_owner, ""),
        getter("__text_signature__", wrapper_text_signature, ""),
        member("__self__", |_, value| Ok(value.get::<PyMethodWrapper>().map_or(Value::NONE, |bound| bound.receiver.clone())), ""),
    ],
    ..TypeSpec::EMPTY
};

const DATA_GETSET: &[GetSet] = &[
    member("__name__", data_name, ""),
    getter("__qualname__", data_qualname, ""),
    getter("__doc__", data_doc, ""),
    member("__objclass__", data_owner, ""),
];

pub const GETSET_DESCRIPTOR: TypeSpec = TypeSpec {
    name: "getset_descriptor",
    flags: NO_NEW,
    slots: Slots { repr: Some(data_repr), descr_get: Some(data_get), descr_set: Some(data_set), ..Slots::EMPTY },
    getset: DATA_GETSET,
    ..TypeSpec::EMPTY
};

pub const MEMBER_DESCRIPTOR: TypeSpec = TypeSpec {
    name: "member_descriptor",
    flags: NO_NEW,
    slots: Slots { repr: Some(data_repr), descr_get: Some(data_get), descr_set: Some(data_set), ..Slots::EMPTY },
    methods: &[method("__reduce__", "(self, /)", descriptor_reduce, "")],
    getset: DATA_GETSET,
    ..TypeSpec::EMPTY
};

// ---- built-in functions and bound native methods ----

/// Calls `then` with one more value in front of the arguments; few arguments
/// need no allocation.
#[inline]
pub fn with_first<R>(first: &Value, args: CallArgs<'_>, then: impl FnOnce(CallArgs<'_>) -> R) -> R {
    with_receiver(first, args.values, |values| then(CallArgs { values, names: args.names }))
}

fn builtin_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(native) = callee.get::<PyNative>() else { return Err(messages::not_callable(vm, callee)) };
    if native.receiver.is_unbound() {
        return vm.call_native(native, args);
    }
    if native.owner.is_none()
        && native.row.name == "__new__"
        && let Some(class) = as_class(&native.receiver)
    {
        return object::call_new(vm, class, args);
    }
    with_first(&native.receiver, args, |args| vm.call_native(native, args))
}

/// A native method bound to an object or class.
pub fn bind_native(vm: &Vm, native: &PyNative, receiver: Value) -> Value {
    let signature = OnceCell::new();
    if let Some(known) = native.signature.get() {
        let _ = signature.set(known.clone());
    }
    let bound = PyNative {
        row: native.row,
        signature,
        owner: native.owner.clone(),
        receiver,
        module: Guarded::new(native.module.copy()),
        home: native.home.clone(),
        fit: Fit::default(),
    };
    Handle::new(vm.types.builtin_function.to_value(), bound).into_value()
}

fn builtin_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(native) = value.get::<PyNative>() else { return object::default_repr(vm, value) };
    let name = native.row.name;
    let receiver = match (&native.owner, native.receiver.is_unbound()) {
        (_, false) => native.receiver.clone(),
        (Some(owner), true) => owner.to_value(),
        (None, true) => return Ok(vm.new_string(format!("<built-in function {name}>"))),
    };
    let text = format!("<built-in method {name} of {} object at {}>", vm.class_name(&receiver), address_text(&receiver));
    Ok(vm.new_string(text))
}

fn builtin_compare(_vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyNative>(), right.get::<PyNative>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let same = std::ptr::eq(a.row, b.row) && a.receiver.is(&b.receiver);
    match op {
        CompareOp::Eq => Ok(Value::bool(same)),
        CompareOp::Ne => Ok(Value::bool(!same)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn builtin_hash(_vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(native) = value.get::<PyNative>() else { return Ok(0) };
    let row = std::ptr::from_ref(native.row) as usize as u64;
    Ok(((row ^ native.receiver.identity().rotate_right(4)) & (i64::MAX as u64 >> 3)) as i64)
}

fn builtin_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let Some(native) = value.get::<PyNative>() else { return Ok(Value::NONE) };
    let name = vm.intern(native.row.name);
    if native.receiver.is_unbound() && native.owner.is_none() {
        return Ok(name);
    }
    let receiver = native_self(vm, value)?;
    reduce_to_getattr(vm, receiver, name)
}

/// `(getattr, (receiver, name))`
pub fn reduce_to_getattr(vm: &Vm, receiver: Value, name: Value) -> PyResult {
    let getattr = vm.builtins.get_interned(&vm.intern("getattr")).unwrap_or(Value::NONE);
    Ok(vm.tuple_of([getattr, vm.tuple_of([receiver, name])]))
}

fn native_name(vm: &Vm, value: &Value) -> PyResult {
    Ok(value.get::<PyNative>().map_or(Value::NONE, |native| vm.intern(native.row.name)))
}

fn native_qualname(vm: &Vm, value: &Value) -> PyResult {
    let Some(native) = value.get::<PyNative>() else { return Ok(Value::NONE) };
    Ok(vm.new_string(native_qualname_text(vm, native)))
}

/// `list.append` and its like, by the bound object's class when there is one.
pub fn native_qualname_text(vm: &Vm, native: &PyNative) -> String {
    let name = native.row.name;
    let owner = match (native.receiver.is_unbound(), as_class(&native.receiver), &native.owner) {
        (false, Some(class), _) => text_of(&class.qualname.copy()),
        // A function of a module is named without its class.
        (false, None, _) if vm.is_instance(&native.receiver, &vm.types.module) => return name.to_owned(),
        (false, None, _) => text_of(&vm.class_of(&native.receiver).qualname.copy()),
        (true, _, Some(owner)) => owner.name_text(),
        (true, _, None) => return name.to_owned(),
    };
    format!("{owner}.{name}")
}

fn native_doc(vm: &Vm, value: &Value) -> PyResult {
    Ok(match value.get::<PyNative>() {
        Some(native) if !native.row.doc.is_empty() => vm.new_str(native.row.doc),
        _ => Value::NONE,
    })
}

fn native_self(vm: &Vm, value: &Value) -> PyResult {
    let Some(native) = value.get::<PyNative>() else { return Ok(Value::NONE) };
    if !native.receiver.is_unbound() {
        return Ok(native.receiver.clone());
    }
    Ok(match &native.owner {
        Some(owner) => owner.to_value(),
        None if !native.home.is_kind::<Str>() => Value::NONE,
        None => match vm.modules.get_interned(&vm.intern_value(&native.home)) {
            Some(module) => module,
            // `open` belongs to `_io`, which nobody may have imported yet.
            None => (vm.hooks.get().import)(vm, &native.home, None, &vm.empty_tuple, 0)?,
        },
    })
}

fn native_module(_vm: &Vm, value: &Value) -> PyResult {
    Ok(value.get::<PyNative>().map_or(Value::NONE, |native| native.module.copy()))
}

fn set_native_module(_vm: &Vm, value: &Value, module: Option<Value>) -> PyResult<()> {
    if let Some(native) = value.get::<PyNative>() {
        drop(native.module.replace(module.unwrap_or(Value::NONE)));
    }
    Ok(())
}

fn native_owner(_vm: &Vm, value: &Value) -> PyResult {
    Ok(value.get::<PyNative>().and_then(|native| native.owner.as_ref().map(Handle::to_value)).unwrap_or(Value::NONE))
}

fn native_text_signature(vm: &Vm, value: &Value) -> PyResult {
    let Some(native) = value.get::<PyNative>() else { return Ok(Value::NONE) };
    let text = native.row.signature;
    if text.is_empty() || text.starts_with('!') {
        return Ok(Value::NONE);
    }
    if let Some((shown, _)) = text.split_once('~') {
        let shown = if shown.contains('$') { shown.to_owned() } else { shown.replacen('(', "($", 1) };
        return Ok(vm.new_string(shown));
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let shown = match (native.row.binding, &native.owner) {
        (Binding::Instance, _) => format!("(${inner}"),
        (Binding::Class, _) => match inner.split_once([',', ')']) {
            Some((first, rest)) => format!("($type{}{rest}", &inner[first.len()..=first.len()]),
            None => format!("(${inner}"),
        },
        (Binding::Static, None) if native.receiver.is_unbound() => match inner {
            ")" => "($module, /)".to_owned(),
            _ => format!("($module, {}{inner}", if has_slash(inner) { "" } else { "/, " }),
        },
        (Binding::Static, None) => format!("($type, {inner}"),
        (Binding::Static, Some(_)) => text.to_owned(),
    };
    Ok(vm.new_string(shown))
}

fn has_slash(parameters: &str) -> bool {
    parameters.split([',', ')']).any(|part| part.trim() == "/")
}

// ---- method descriptors ----

fn method_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(native) = value.get::<PyNative>() else { return object::default_repr(vm, value) };
    let owner = native.owner.as_ref().map_or_else(String::new, |owner| object::dotted_name(vm, owner));
    Ok(vm.new_string(format!("<method '{}' of '{owner}' objects>", native.row.name)))
}

fn doesnt_apply(vm: &Vm, name: &str, owner: &Class, object: &Value) -> crate::memory::Raised {
    let message = format!(
        "descriptor '{name}' for '{}' objects doesn't apply to a '{}' object",
        object::dotted_name(vm, owner),
        vm.class_name(object)
    );
    messages::type_error(vm, &message)
}

fn method_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(native) = callee.get::<PyNative>() else { return Err(messages::not_callable(vm, callee)) };
    let Some(owner) = &native.owner else { return vm.call_native(native, args) };
    let Some(first) = args.by_position().first() else {
        let message = format!("unbound method {}.{}() needs an argument", owner.name_text(), native.row.name);
        return Err(messages::type_error(vm, &message));
    };
    if !vm.is_instance(first, owner) {
        return Err(doesnt_apply(vm, native.row.name, owner, first));
    }
    vm.call_native(native, args)
}

fn method_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let (Some(native), Some(instance)) = (descriptor.get::<PyNative>(), instance) else { return Ok(descriptor.clone()) };
    if let Some(owner) = &native.owner
        && !vm.is_instance(instance, owner)
    {
        return Err(doesnt_apply(vm, native.row.name, owner, instance));
    }
    native.signature();
    Ok(bind_native(vm, native, instance.clone()))
}

fn class_method_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(native) = callee.get::<PyNative>() else { return Err(messages::not_callable(vm, callee)) };
    let Some(owner) = &native.owner else { return vm.call_native(native, args) };
    let Some(first) = args.by_position().first() else {
        let message = format!("descriptor '{}' of '{}' object needs an argument", native.row.name, owner.name_text());
        return Err(messages::type_error(vm, &message));
    };
    let bound = class_method_get(vm, callee, None, first)?;
    vm.call(&bound, CallArgs { values: args.values.get(1..).unwrap_or(&[]), names: args.names })
}

fn class_method_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, owner: &Value) -> PyResult {
    let Some(native) = descriptor.get::<PyNative>() else { return Ok(descriptor.clone()) };
    let class = match (as_class(owner), instance) {
        (Some(class), _) => class.clone(),
        (None, Some(instance)) if owner.is_none() => vm.class_of(instance).clone(),
        (None, _) => {
            let message = format!(
                "descriptor '{}' for type '{}' needs a type, not a '{}' as arg 2",
                native.row.name,
                native.owner.as_ref().map_or_else(String::new, |owner| owner.name_text()),
                vm.class_name(owner)
            );
            return Err(messages::type_error(vm, &message));
        }
    };
    if let Some(own) = &native.owner
        && !vm.is_subclass(&class, own)
    {
        let message = format!(
            "descriptor '{}' requires a subtype of '{}' but received '{}'",
            native.row.name,
            own.name_text(),
            class.name_text()
        );
        return Err(messages::type_error(vm, &message));
    }
    native.signature();
    Ok(bind_native(vm, native, class.into_value()))
}

fn descriptor_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    if let Some(native) = value.get::<PyNative>() {
        return reduce_to_getattr(vm, native_owner(vm, value)?, vm.intern(native.row.name));
    }
    reduce_to_getattr(vm, data_owner(vm, value)?, data_name(vm, value)?)
}

// ---- slot wrappers ----

fn wrapper_of(value: &Value) -> Option<&PyWrapper> {
    match value.get::<PyMethodWrapper>() {
        Some(bound) => Some(&bound.wrapper),
        None => value.get::<PyWrapper>(),
    }
}

fn wrapper_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(wrapper) = wrapper_of(value) else { return object::default_repr(vm, value) };
    let owner = object::dotted_name(vm, &wrapper.owner);
    Ok(vm.new_string(format!("<slot wrapper '{}' of '{owner}' objects>", wrapper.row.name)))
}

fn wrapper_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(wrapper) = callee.get::<PyWrapper>() else { return Err(messages::not_callable(vm, callee)) };
    let name = wrapper.row.name;
    let Some(first) = args.by_position().first() else {
        let message = format!("descriptor '{name}' of '{}' object needs an argument", object::dotted_name(vm, &wrapper.owner));
        return Err(messages::type_error(vm, &message));
    };
    if !vm.is_instance(first, &wrapper.owner) {
        let message = format!(
            "descriptor '{name}' requires a '{}' object but received a '{}'",
            object::dotted_name(vm, &wrapper.owner),
            vm.class_name(first)
        );
        return Err(messages::type_error(vm, &message));
    }
    let rest = CallArgs { values: args.values.get(1..).unwrap_or(&[]), names: args.names };
    call_wrapped(vm, wrapper, first, rest)
}

/// Calls the slot behind a wrapper; the object has been checked.
pub fn call_wrapped(vm: &Vm, wrapper: &PyWrapper, object: &Value, args: CallArgs<'_>) -> PyResult {
    let row = wrapper.row;
    if !row.keywords && !args.names.is_empty() {
        return Err(messages::type_error(vm, &format!("wrapper {}() takes no keyword arguments", row.name)));
    }
    let (least, most) = row.arguments;
    let count = args.values.len();
    if count < least || count > most {
        let message = match (least, most) {
            (1, 1) if row.group.ends_with("repeat") => format!(" expected 1 argument, got {count}"),
            (least, most) if least == most && most < 2 => {
                format!("expected {least} argument{}, got {count}", if least == 1 { "" } else { "s" })
            }
            (least, most) if least == most => format!(" expected {least} arguments, got {count}"),
            (least, _) if count < least => {
                format!(" expected at least {least} argument{}, got {count}", if least == 1 { "" } else { "s" })
            }
            (_, most) => format!(" expected at most {most} arguments, got {count}"),
        };
        return Err(messages::type_error(vm, &message));
    }
    if wrapper.owner.same(&vm.types.object)
        && as_class(object).is_some()
        && (row.name == "__setattr__" || row.name == "__delattr__")
    {
        let message = format!("can't apply this {} to {} object", row.name, vm.class_name(object));
        return Err(messages::type_error(vm, &message));
    }
    let slots = wrapper.owner.slots(|slots| *slots);
    (row.call)(vm, &slots, object, args)
}

fn wrapper_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let (Some(wrapper), Some(instance)) = (descriptor.as_handle::<PyWrapper>(), instance) else {
        return Ok(descriptor.clone());
    };
    if !vm.is_instance(instance, &wrapper.owner) {
        return Err(doesnt_apply(vm, wrapper.row.name, &wrapper.owner, instance));
    }
    let bound = PyMethodWrapper { wrapper: wrapper.clone(), receiver: instance.clone() };
    Ok(Handle::new(vm.types.method_wrapper.to_value(), bound).into_value())
}

fn wrapper_name(vm: &Vm, value: &Value) -> PyResult {
    Ok(wrapper_of(value).map_or(Value::NONE, |wrapper| vm.intern(wrapper.row.name)))
}

fn wrapper_qualname(vm: &Vm, value: &Value) -> PyResult {
    Ok(wrapper_of(value).map_or(Value::NONE, |wrapper| {
        vm.new_string(format!("{}.{}", text_of(&wrapper.owner.qualname.copy()), wrapper.row.name))
    }))
}

fn wrapper_doc(vm: &Vm, value: &Value) -> PyResult {
    Ok(wrapper_of(value).map_or(Value::NONE, |wrapper| vm.new_str(wrapper.row.doc)))
}

fn wrapper_owner(_vm: &Vm, value: &Value) -> PyResult {
    Ok(wrapper_of(value).map_or(Value::NONE, |wrapper| wrapper.owner.to_value()))
}

fn wrapper_text_signature(vm: &Vm, value: &Value) -> PyResult {
    let Some(wrapper) = wrapper_of(value) else { return Ok(Value::NONE) };
    Ok(vm.new_str(match wrapper.row.name {
        "__init__" | "__call__" => "($self, /, *args, **kwargs)",
        "__getattribute__" | "__delattr__" => "($self, name, /)",
        "__setattr__" => "($self, name, value, /)",
        "__get__" => "($self, instance, owner=None, /)",
        "__set__" => "($self, instance, value, /)",
        "__delete__" => "($self, instance, /)",
        "__setitem__" => "($self, key, value, /)",
        "__getitem__" | "__delitem__" | "__contains__" => "($self, key, /)",
        "__pow__" | "__rpow__" => "($self, value, mod=None, /)",
        "__buffer__" => "($self, flags, /)",
        "__release_buffer__" => "($self, buffer, /)",
        _ if wrapper.row.arguments.0 == 0 => "($self, /)",
        _ => "($self, value, /)",
    }))
}

fn wrapper_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let receiver = match value.get::<PyMethodWrapper>() {
        Some(bound) => bound.receiver.clone(),
        None => wrapper_owner(vm, value)?,
    };
    reduce_to_getattr(vm, receiver, wrapper_name(vm, value)?)
}

fn method_wrapper_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(bound) = value.get::<PyMethodWrapper>() else { return object::default_repr(vm, value) };
    let text = format!(
        "<method-wrapper '{}' of {} object at {}>",
        bound.wrapper.row.name,
        vm.class_name(&bound.receiver),
        address_text(&bound.receiver)
    );
    Ok(vm.new_string(text))
}

fn method_wrapper_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    match callee.get::<PyMethodWrapper>() {
        Some(bound) => call_wrapped(vm, &bound.wrapper, &bound.receiver, args),
        None => Err(messages::not_callable(vm, callee)),
    }
}

fn method_wrapper_compare(_vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyMethodWrapper>(), right.get::<PyMethodWrapper>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = a.wrapper.same(&b.wrapper) && a.receiver.is(&b.receiver);
    match op {
        CompareOp::Eq => Ok(Value::bool(same)),
        CompareOp::Ne => Ok(Value::bool(!same)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn method_wrapper_hash(_vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(bound) = value.get::<PyMethodWrapper>() else { return Ok(0) };
    let mixed = bound.receiver.identity().rotate_right(4) ^ bound.wrapper.value().identity();
    Ok((mixed & (i64::MAX as u64 >> 3)) as i64)
}

// ---- computed attributes and members ----

struct Data {
    name: String,
    owner: Option<Class>,
    doc: &'static str,
    is_member: bool,
}

fn data_of(value: &Value) -> Data {
    if let Some(member) = value.get::<PyMember>() {
        return Data { name: text_of(&member.name), owner: member.owner.copy(), doc: "", is_member: true };
    }
    match value.get::<PyGetSet>() {
        Some(row) => Data { name: row.name.to_owned(), owner: Some(row.owner.clone()), doc: row.doc, is_member: row.is_member },
        None => Data { name: String::new(), owner: None, doc: "", is_member: false },
    }
}

fn owner_name(vm: &Vm, owner: &Option<Class>) -> String {
    owner.as_ref().map_or_else(String::new, |owner| object::dotted_name(vm, owner))
}

fn data_repr(vm: &Vm, value: &Value) -> PyResult {
    let data = data_of(value);
    let what = if data.is_member { "member" } else { "attribute" };
    Ok(vm.new_string(format!("<{what} '{}' of '{}' objects>", data.name, owner_name(vm, &data.owner))))
}

fn data_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let Some(instance) = instance else { return Ok(descriptor.clone()) };
    if let Some(row) = descriptor.get::<PyGetSet>() {
        if !vm.is_instance(instance, &row.owner) {
            return Err(doesnt_apply(vm, row.name, &row.owner, instance));
        }
        return (row.get)(vm, instance);
    }
    let Some(member) = descriptor.get::<PyMember>() else { return Ok(descriptor.clone()) };
    check_member(vm, member, instance)?;
    match ops::member_value(instance, member) {
        Some(value) => Ok(value),
        None => {
            let class = messages::full_class(vm, instance);
            let message = format!("'{class}' object has no attribute '{}'", text_of(&member.name));
            Err(messages::attribute_error(vm, instance, &member.name, &message))
        }
    }
}

fn check_member(vm: &Vm, member: &PyMember, instance: &Value) -> PyResult<()> {
    match member.owner.copy() {
        Some(owner) if !vm.is_instance(instance, &owner) => Err(doesnt_apply(vm, &text_of(&member.name), &owner, instance)),
        _ => Ok(()),
    }
}

fn data_set(vm: &Vm, descriptor: &Value, instance: &Value, value: Option<Value>) -> PyResult<()> {
    if let Some(row) = descriptor.get::<PyGetSet>() {
        if !vm.is_instance(instance, &row.owner) {
            return Err(doesnt_apply(vm, row.name, &row.owner, instance));
        }
        let Some(set) = row.set else {
            if row.is_member {
                return Err(messages::attribute_error_plain(vm, "readonly attribute"));
            }
            let owner = object::dotted_name(vm, &row.owner);
            let message = format!("attribute '{}' of '{owner}' objects is not writable", row.name);
            return Err(messages::attribute_error_plain(vm, &message));
        };
        return set(vm, instance, value);
    }
    let Some(member) = descriptor.get::<PyMember>() else { return Ok(()) };
    check_member(vm, member, instance)?;
    let Some(attrs) = instance.header().and_then(Header::attrs) else { return Ok(()) };
    match value {
        Some(value) => drop(attrs.replace(member.index, value)),
        None => {
            let old = attrs.replace(member.index, Value::UNBOUND);
            if old.is_unbound() {
                return Err(messages::attribute_error_plain(vm, &text_of(&member.name)));
            }
        }
    }
    Ok(())
}

fn data_name(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.intern(&data_of(value).name))
}

fn data_qualname(vm: &Vm, value: &Value) -> PyResult {
    let data = data_of(value);
    let owner = data.owner.as_ref().map_or_else(String::new, |owner| text_of(&owner.qualname.copy()));
    Ok(vm.new_string(format!("{owner}.{}", data.name)))
}

fn data_doc(vm: &Vm, value: &Value) -> PyResult {
    let data = data_of(value);
    Ok(if data.doc.is_empty() { Value::NONE } else { vm.new_str(data.doc) })
}

fn data_owner(_vm: &Vm, value: &Value) -> PyResult {
    Ok(data_of(value).owner.map_or(Value::NONE, |owner| owner.into_value()))
}

/// A row that natives outside the type tables can bind by hand.
pub fn bound_row(vm: &Vm, row: &'static Method, receiver: Value) -> Value {
    let native = PyNative {
        row,
        signature: OnceCell::new(),
        owner: None,
        receiver,
        module: Guarded::new(Value::NONE),
        home: Value::NONE,
        fit: Fit::default(),
    };
    Handle::new(vm.types.builtin_function.to_value(), native).into_value()
}
