//! `type`: calling classes, attributes of classes, class checks.
//!
//! How a class is put together by a `class` statement or a call of `type` is
//! in `build`. Here: what a finished class can do, `isinstance`, `issubclass`.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::dict;
use super::exception::messages;
use super::native::{Binding, GetSet, Member, Method, PyNative, as_class, getset, getter, method};
use super::object;
use super::ops;
use super::slots::{BinaryOp, Slots};
use super::str::text_of;
use super::vm::Vm;
use super::{build, kinds, special};
use crate::memory::{PyResult, Raised, Str, Tuple, Value, function_address};

pub const TYPE: TypeSpec = TypeSpec {
    name: "type",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::METACLASS | class_flag::WEAK,
    doc: "The class of classes: with one argument its class, with three a new class.",
    slots: Slots {
        repr: Some(type_repr),
        call: Some(call_class),
        getattr: Some(type_getattr),
        setattr: Some(type_setattr),
        init: Some(type_init),
        new: Some(build::type_new),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Or, type_or)]),
    methods: METHODS,
    getset: GETSET,
    members: MEMBERS,
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("mro", "(self, /)", type_mro, "Return a type's method resolution order."),
    method("__subclasses__", "(self, /)", type_subclasses, "Return a list of immediate subclasses."),
    Method {
        name: "__prepare__",
        signature: "(cls, name, bases, /, **kwds)~(cls, /, *args, **kwds)",
        function: |vm, _| Ok(vm.new_dict()),
        doc: "Create the namespace for the class statement",
        binding: Binding::Class,
    },
    method("__instancecheck__", "(self, instance, /)", type_instancecheck, "Check if an object is an instance."),
    method("__subclasscheck__", "(self, subclass, /)", type_subclasscheck, "Check if a class is a subclass."),
    method("__dir__", "(self, /)", type_dir, "Specialized __dir__ implementation for types."),
    method("__sizeof__", "(self, /)", type_sizeof, "Return memory consumption of the type object."),
];

const GETSET: &[GetSet] = &[
    getset("__name__", get_name, set_name, ""),
    getset("__qualname__", get_qualname, set_qualname, ""),
    getset("__bases__", get_bases, set_bases, ""),
    getter("__mro__", get_mro, ""),
    getset("__module__", get_module, set_module, ""),
    getset("__abstractmethods__", get_abstract, set_abstract, ""),
    getter("__dict__", get_dict, ""),
    getset("__doc__", get_doc, set_doc, ""),
    getter("__text_signature__", get_text_signature, ""),
    getset("__annotations__", get_annotations, set_annotations, ""),
    getset("__type_params__", get_type_params, set_type_params, ""),
];

const fn number(name: &'static str, get: fn(&Vm, &Value) -> PyResult) -> Member {
    Member { name, get, set: None, doc: "" }
}

const MEMBERS: &[Member] = &[
    number("__basicsize__", |vm, value| Ok(vm.new_int(basic_size(vm, value)))),
    number("__itemsize__", |vm, value| Ok(vm.new_int(item_size(value)))),
    number("__flags__", |vm, value| Ok(vm.new_int(type_flags(vm, value)))),
    number("__weakrefoffset__", |vm, value| Ok(vm.new_int(if has(value, class_flag::WEAK) { -32 } else { 0 }))),
    number("__base__", |_, value| {
        Ok(as_class(value).and_then(|class| class.base.copy()).map_or(Value::NONE, |base| base.into_value()))
    }),
    number("__dictoffset__", |vm, value| Ok(vm.new_int(if has(value, class_flag::HAS_DICT) { -1 } else { 0 }))),
];

fn has(value: &Value, flag: u32) -> bool {
    as_class(value).is_some_and(|class| class.has(flag))
}

// ---- calling a class ----

/// `type.__call__`: makes an instance.
pub fn call_class(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(callee) else { return Err(messages::not_callable(vm, callee)) };
    if class.same(&vm.types.type_) {
        if args.values.len() == 1 && args.names.is_empty() {
            return Ok(args.values.first().map_or(Value::NONE, |object| vm.class_of(object).to_value()));
        }
        if args.by_position().len() == 1 {
            return Err(messages::type_error(vm, "type() takes no keyword arguments"));
        }
        if args.by_position().len() != 3 {
            return Err(messages::type_error(vm, "type() takes 1 or 3 arguments"));
        }
    }
    let Some(new) = class.slots(|slots| slots.new) else { return Err(object::cannot_create(vm, class)) };
    let instance = new(vm, callee, args)?;
    let made = vm.class_of(&instance);
    if !made.same(class) && !vm.is_subclass(made, class) {
        return Ok(instance);
    }
    if let Some(init) = made.slots(|slots| slots.init) {
        // The default `__init__` only checks arguments that `__new__` has checked already.
        if object::is_object_init(init) && !object::is_object_new(new) {
            return Ok(instance);
        }
        if super::exception::is_base_init(init) && super::exception::is_base_new(new) && args.names.is_empty() {
            return Ok(instance);
        }
        init(vm, &instance, args)?;
    }
    Ok(instance)
}

fn type_init(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let count = args.by_position().len();
    if count == 1 && !args.names.is_empty() {
        return Err(messages::type_error(vm, "type.__init__() takes no keyword arguments"));
    }
    if count != 1 && count != 3 {
        return Err(messages::type_error(vm, "type.__init__() takes 1 or 3 arguments"));
    }
    Ok(())
}

// ---- attributes of classes ----

/// `Class.name`: data descriptors of the metaclass, the class's own order,
/// the metaclass's other attributes.
pub fn type_getattr(vm: &Vm, object: &Value, name: &Value) -> PyResult {
    let Some(class) = as_class(object) else { return ops::generic_get_attr(vm, object, name) };
    let meta = vm.class_of(object);
    let meta_found = meta.lookup(vm, name);
    let mut meta_get = None;
    if let Some(descriptor) = &meta_found {
        let (get, set) = vm.class_of(descriptor).slots(|slots| (slots.descr_get, slots.descr_set));
        if let (Some(get), Some(_)) = (get, set) {
            return get(vm, descriptor, Some(object), meta.value());
        }
        meta_get = get;
    }
    if let Some(found) = class.lookup(vm, name) {
        return match vm.class_of(&found).slots(|slots| slots.descr_get) {
            Some(get) => get(vm, &found, None, object),
            None => Ok(found),
        };
    }
    match (meta_found, meta_get) {
        (Some(found), Some(get)) => get(vm, &found, Some(object), meta.value()),
        (Some(found), None) => Ok(found),
        (None, _) => Err(messages::no_attribute(vm, object, name)),
    }
}

fn immutable(vm: &Vm, class: &Class, name: &Value, what: &str) -> Raised {
    let text = text_of(name);
    let message = format!("cannot {what} '{text}' attribute of immutable type '{}'", object::dotted_name(vm, class));
    let message = messages::with_surrogates_of(vm, name, &message);
    vm.raise_new(vm.new_exception(&vm.errors.type_error, vec![message]))
}

/// `Class.name = value` and `del Class.name`.
pub fn type_setattr(vm: &Vm, object: &Value, name: &Value, value: Option<Value>) -> PyResult<()> {
    let Some(class) = as_class(object) else { return ops::generic_set_attr(vm, object, name, value) };
    if class.has(class_flag::IMMUTABLE) {
        return Err(immutable(vm, class, name, "set"));
    }
    let meta_found = vm.class_of(object).lookup(vm, name);
    if let Some(descriptor) = &meta_found
        && let Some(set) = vm.class_of(descriptor).slots(|slots| slots.descr_set)
    {
        return set(vm, descriptor, object, value);
    }
    let namespace = class.namespace();
    let old = match value {
        Some(value) => {
            let old = namespace.get_interned(name);
            namespace.set_interned(name.clone(), value);
            old
        }
        None => match namespace.remove_interned(name) {
            Some(old) => Some(old),
            None => return Err(messages::no_attribute(vm, object, name)),
        },
    };
    attribute_changed(vm, class, name);
    drop(old);
    Ok(())
}

/// Renews versions and slots after a change of a class attribute.
pub fn attribute_changed(vm: &Vm, class: &Class, name: &Value) {
    vm.class_modified(class);
    if special::is_special_name(&text_of(name)) {
        update_slots_below(vm, class);
    }
}

/// Recomputes the slots of a class and of everything that derives from it.
pub fn update_slots_below(vm: &Vm, class: &Class) {
    if class.has(class_flag::HEAP) {
        special::update_slots(vm, class);
    }
    for subclass in class.subclasses() {
        update_slots_below(vm, &subclass);
    }
}

// ---- text and simple attributes ----

fn type_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(class) = as_class(value) else { return object::default_repr(vm, value) };
    let _depth = vm.enter_recursion()?;
    let name = object::qualified_name(vm, class);
    Ok(vm.new_string(format!("<class '{name}'>")))
}

/// The class's `__module__`, when it has one.
pub fn module_of(vm: &Vm, class: &Class) -> Option<Value> {
    if let Some(spec) = class.spec {
        return Some(vm.intern(if spec.module.is_empty() { "builtins" } else { spec.module }));
    }
    class.namespace().get_interned(&vm.names.__module__)
}

fn class_argument<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Class> {
    as_class(value).ok_or_else(|| messages::type_error(vm, "descriptor requires a 'type' object"))
}

fn get_name(vm: &Vm, value: &Value) -> PyResult {
    Ok(class_argument(vm, value)?.name.copy())
}

/// Checks that an attribute of a class can be replaced.
fn check_settable(vm: &Vm, class: &Class, value: Option<Value>, name: &str) -> PyResult {
    if class.has(class_flag::IMMUTABLE) {
        return Err(immutable(vm, class, &vm.intern(name), "set"));
    }
    match value {
        Some(value) => Ok(value),
        None => Err(immutable(vm, class, &vm.intern(name), "delete")),
    }
}

fn string_for(vm: &Vm, class: &Class, value: Value, name: &str) -> PyResult {
    if vm.is_instance(&value, &vm.types.str) {
        return Ok(value);
    }
    let message = format!("can only assign string to {}.{name}, not '{}'", class.name_text(), vm.class_name(&value));
    Err(messages::type_error(vm, &message))
}

fn set_name(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let class = class_argument(vm, object)?;
    let value = check_settable(vm, class, value, "__name__")?;
    let value = string_for(vm, class, value, "__name__")?;
    build::check_name(vm, &value)?;
    drop(class.name.replace(value));
    Ok(())
}

fn get_qualname(vm: &Vm, value: &Value) -> PyResult {
    Ok(class_argument(vm, value)?.qualname.copy())
}

fn set_qualname(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let class = class_argument(vm, object)?;
    let value = check_settable(vm, class, value, "__qualname__")?;
    let value = string_for(vm, class, value, "__qualname__")?;
    drop(class.qualname.replace(value));
    Ok(())
}

fn get_module(vm: &Vm, value: &Value) -> PyResult {
    let class = class_argument(vm, value)?;
    match module_of(vm, class) {
        Some(module) => Ok(module),
        None => Err(messages::attribute_error(vm, value, &vm.names.__module__, "__module__")),
    }
}

fn set_module(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let class = class_argument(vm, object)?;
    let value = check_settable(vm, class, value, "__module__")?;
    class.namespace().set_interned(vm.names.__module__.clone(), value);
    drop(class.namespace().remove_interned(&vm.names.__firstlineno__));
    vm.class_modified(class);
    Ok(())
}

fn get_bases(vm: &Vm, value: &Value) -> PyResult {
    Ok(class_argument(vm, value)?.bases.copy())
}

fn set_bases(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let class = class_argument(vm, object)?;
    let value = check_settable(vm, class, value, "__bases__")?;
    build::assign_bases(vm, class, value)
}

/// The resolution order as a tuple.
pub fn mro_tuple(vm: &Vm, class: &Class) -> Value {
    let known = class.mro_tuple.copy();
    if !known.is_unbound() {
        return known;
    }
    let items = class.mro.copy().into_iter().map(|class| class.into_value()).collect();
    let tuple = vm.new_tuple(items);
    drop(class.mro_tuple.replace(tuple.clone()));
    tuple
}

fn get_mro(vm: &Vm, value: &Value) -> PyResult {
    Ok(mro_tuple(vm, class_argument(vm, value)?))
}

fn type_mro(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let class = class_argument(vm, value)?;
    let order = build::default_mro(vm, class)?;
    Ok(vm.new_list(order.into_iter().map(|class| class.into_value()).collect()))
}

fn type_subclasses(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let class = class_argument(vm, value)?;
    Ok(vm.new_list(class.subclasses().into_iter().map(|class| class.into_value()).collect()))
}

fn get_abstract(vm: &Vm, value: &Value) -> PyResult {
    let class = class_argument(vm, value)?;
    let found = if class.same(&vm.types.type_) { None } else { class.namespace().get_interned(&vm.names.__abstractmethods__) };
    found.ok_or_else(|| messages::attribute_error(vm, value, &vm.names.__abstractmethods__, "__abstractmethods__"))
}

fn set_abstract(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let class = class_argument(vm, object)?;
    let is_abstract = match value {
        Some(value) => {
            let is_abstract = ops::truth(vm, &value)?;
            class.namespace().set_interned(vm.names.__abstractmethods__.clone(), value);
            is_abstract
        }
        None => {
            if class.namespace().remove_interned(&vm.names.__abstractmethods__).is_none() {
                return Err(messages::attribute_error(vm, object, &vm.names.__abstractmethods__, "__abstractmethods__"));
            }
            false
        }
    };
    let flags = class.flags.get();
    class.flags.set(if is_abstract { flags | class_flag::ABSTRACT } else { flags & !class_flag::ABSTRACT });
    vm.class_modified(class);
    Ok(())
}

fn get_dict(vm: &Vm, value: &Value) -> PyResult {
    let class = class_argument(vm, value)?;
    vm.populate(class);
    vm.call_values(vm.types.mapping_proxy.value(), &[class.namespace().into_value()])
}

fn get_doc(vm: &Vm, value: &Value) -> PyResult {
    let class = class_argument(vm, value)?;
    vm.populate(class);
    let Some(doc) = class.namespace().get_interned(&vm.names.__doc__) else { return Ok(Value::NONE) };
    // The `__doc__` descriptor of `type` itself is not its documentation.
    if class.spec.is_some() && !doc.is_kind::<Str>() {
        return Ok(match class.spec {
            Some(spec) if !spec.doc.is_empty() => vm.new_str(spec.doc),
            _ => Value::NONE,
        });
    }
    match vm.class_of(&doc).slots(|slots| slots.descr_get) {
        Some(get) => get(vm, &doc, None, value),
        None => Ok(doc),
    }
}

fn set_doc(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let class = class_argument(vm, object)?;
    let value = check_settable(vm, class, value, "__doc__")?;
    class.namespace().set_interned(vm.names.__doc__.clone(), value);
    vm.class_modified(class);
    Ok(())
}

fn get_text_signature(vm: &Vm, value: &Value) -> PyResult {
    let class = class_argument(vm, value)?;
    Ok(match class.spec {
        Some(spec) if !spec.signature.is_empty() => vm.new_str(spec.signature),
        _ => Value::NONE,
    })
}

fn get_annotations(vm: &Vm, value: &Value) -> PyResult {
    let class = class_argument(vm, value)?;
    if !class.has(class_flag::HEAP) {
        return Err(messages::no_attribute(vm, value, &vm.names.__annotations__));
    }
    match class.namespace().get_interned(&vm.names.__annotations__) {
        Some(found) => match vm.class_of(&found).slots(|slots| slots.descr_get) {
            Some(get) => get(vm, &found, None, value),
            None => Ok(found),
        },
        None => {
            let made = vm.new_dict();
            class.namespace().set_interned(vm.names.__annotations__.clone(), made.clone());
            vm.class_modified(class);
            Ok(made)
        }
    }
}

fn set_annotations(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let class = class_argument(vm, object)?;
    if class.has(class_flag::IMMUTABLE) {
        return Err(immutable(vm, class, &vm.names.__annotations__, "set"));
    }
    match value {
        Some(value) => class.namespace().set_interned(vm.names.__annotations__.clone(), value),
        None => {
            if class.namespace().remove_interned(&vm.names.__annotations__).is_none() {
                return Err(messages::attribute_error(vm, object, &vm.names.__annotations__, "__annotations__"));
            }
        }
    }
    vm.class_modified(class);
    Ok(())
}

fn get_type_params(vm: &Vm, value: &Value) -> PyResult {
    let class = class_argument(vm, value)?;
    let found = class.namespace().get_interned(&vm.names.__type_params__).filter(|_| !class.same(&vm.types.type_));
    Ok(found.unwrap_or_else(|| vm.empty_tuple.clone()))
}

fn set_type_params(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let class = class_argument(vm, object)?;
    let value = check_settable(vm, class, value, "__type_params__")?;
    class.namespace().set_interned(vm.names.__type_params__.clone(), value);
    vm.class_modified(class);
    Ok(())
}

pub fn basic_size(_vm: &Vm, value: &Value) -> i64 {
    let Some(class) = as_class(value) else { return 16 };
    let slots = class.shape.copy().map_or(0, |shape| shape.entries().iter().filter(|entry| entry.is_slot).count());
    let head = if class.has(class_flag::INT) { 24 } else { 16 };
    head + 8 * slots as i64
}

/// Whether instances have a variable size, which forbids slots in subclasses.
pub fn is_variable_sized(class: &Class) -> bool {
    let kind = class.payload.get();
    class.has(class_flag::INT | class_flag::TUPLE | class_flag::BYTES | class_flag::METACLASS) || kind == kinds::CLASS
}

fn item_size(value: &Value) -> i64 {
    let Some(class) = as_class(value) else { return 0 };
    match () {
        () if class.has(class_flag::INT) => 4,
        () if class.has(class_flag::TUPLE) => 8,
        () if class.has(class_flag::BYTES) => 1,
        () if class.has(class_flag::METACLASS) => 40,
        () => 0,
    }
}

/// `__flags__` in CPython's bits, as far as they mean something here.
fn type_flags(_vm: &Vm, value: &Value) -> i64 {
    let Some(class) = as_class(value) else { return 0 };
    const BITS: [(u32, u32); 15] = [
        (class_flag::SEQUENCE, 5),
        (class_flag::MAPPING, 6),
        (class_flag::NO_NEW, 7),
        (class_flag::IMMUTABLE, 8),
        (class_flag::HEAP, 9),
        (class_flag::BASE, 10),
        (class_flag::ABSTRACT, 20),
        (class_flag::MATCH_SELF, 22),
        (class_flag::INT, 24),
        (class_flag::LIST, 25),
        (class_flag::TUPLE, 26),
        (class_flag::BYTES, 27),
        (class_flag::STR, 28),
        (class_flag::DICT, 29),
        (class_flag::EXCEPTION, 30),
    ];
    let mut flags = 1i64 << 12;
    for (own, bit) in BITS {
        if class.has(own) {
            flags |= 1 << bit;
        }
    }
    if class.has(class_flag::METACLASS) {
        flags |= 1 << 31;
    }
    if may_be_in_cycles(class) {
        flags |= 1 << 14;
    }
    flags
}

/// `Py_TPFLAGS_HAVE_GC`: whether instances can hold other objects.
fn may_be_in_cycles(class: &Class) -> bool {
    let plain = [
        kinds::INSTANCE,
        kinds::BIG_INT,
        kinds::FLOAT,
        kinds::COMPLEX,
        kinds::BYTES,
        kinds::BYTEARRAY,
        kinds::RANGE,
        kinds::RANGE_ITERATOR,
        kinds::MARKER,
        kinds::CODE,
        <crate::memory::Str as crate::memory::Payload>::KIND,
    ];
    class.has(class_flag::HEAP) || !plain.contains(&class.payload.get())
}

fn type_dir(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    object::class_names(vm, class_argument(vm, value)?)
}

fn type_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    let heap = args.first().is_some_and(|value| has(value, class_flag::HEAP));
    Ok(vm.new_int(if heap { 936 } else { 416 }))
}

fn type_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    super::union::type_or(vm, left, right)
}

// ---- class checks ----

fn type_instancecheck(vm: &Vm, args: &[Value]) -> PyResult {
    let [class, object] = args else { return Ok(Value::NONE) };
    Ok(Value::bool(plain_is_instance(vm, object, class)?))
}

fn type_subclasscheck(vm: &Vm, args: &[Value]) -> PyResult {
    let [class, derived] = args else { return Ok(Value::NONE) };
    Ok(Value::bool(plain_is_subclass(vm, derived, class)?))
}

/// `isinstance(object, class)`, hooks and tuples included.
pub fn is_instance(vm: &Vm, object: &Value, class: &Value) -> PyResult<bool> {
    if vm.class_of(object).value().is(class) {
        return Ok(true);
    }
    if vm.class_of(class).same(&vm.types.type_) {
        return plain_is_instance(vm, object, class);
    }
    let members = super::union::members(class).or_else(|| class.get::<Tuple>().map(|tuple| tuple.items().to_vec()));
    if let Some(members) = members {
        let _depth = vm.enter_recursion_in(" in __instancecheck__")?;
        for member in members {
            if is_instance(vm, object, &member)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(answer) = check_hook(vm, class, &vm.names.__instancecheck__, object, " in __instancecheck__")? {
        return Ok(answer);
    }
    plain_is_instance(vm, object, class)
}

/// Calls a check method of the metaclass; `None` when it is `type`'s own.
fn check_hook(vm: &Vm, class: &Value, name: &Value, argument: &Value, activity: &str) -> PyResult<Option<bool>> {
    if let Some(found) = vm.class_of(class).lookup(vm, name)
        && found.get::<PyNative>().is_some_and(|native| native.owner.as_ref().is_some_and(|owner| owner.same(&vm.types.type_)))
    {
        return Ok(None);
    }
    let _depth = vm.enter_recursion_in(activity)?;
    match vm.call_special(class, name, std::slice::from_ref(argument))? {
        Some(answer) => ops::truth(vm, &answer).map(Some),
        None => Ok(None),
    }
}

fn plain_is_instance(vm: &Vm, object: &Value, class: &Value) -> PyResult<bool> {
    if let Some(class) = as_class(class) {
        let own = vm.class_of(object);
        if vm.is_subclass(own, class) {
            return Ok(true);
        }
        // An object may claim another class, as mocks and proxies do.
        if has_plain_class(vm, object) {
            return Ok(false);
        }
        let own = own.clone();
        return Ok(match ops::lookup_attr(vm, object, &vm.names.__class__)? {
            Some(claimed) => match as_class(&claimed) {
                Some(claimed) if !claimed.same(&own) => vm.is_subclass(claimed, class),
                _ => false,
            },
            None => false,
        });
    }
    if abstract_bases(vm, class)?.is_none() {
        return Err(messages::type_error(vm, "isinstance() arg 2 must be a type, a tuple of types, or a union"));
    }
    match ops::lookup_attr(vm, object, &vm.names.__class__)? {
        Some(claimed) => abstract_is_subclass(vm, &claimed, class),
        None => Ok(false),
    }
}

/// Whether `object.__class__` is certainly its class: the default attribute lookup and descriptor.
fn has_plain_class(vm: &Vm, object: &Value) -> bool {
    let class = vm.class_of(object);
    let plain = |getattr: super::slots::GetAttr| {
        let address = function_address(&getattr);
        address == function_address(&(ops::generic_get_attr as super::slots::GetAttr))
            || address == function_address(&(type_getattr as super::slots::GetAttr))
    };
    class.slots(|slots| slots.getattr).is_none_or(plain)
        && match (class.lookup(vm, &vm.names.__class__), vm.types.object.lookup(vm, &vm.names.__class__)) {
            (Some(found), Some(default)) => found.is(&default),
            _ => false,
        }
}

/// `issubclass(class, base)`, hooks and tuples included.
pub fn is_subclass(vm: &Vm, class: &Value, base: &Value) -> PyResult<bool> {
    if vm.class_of(base).same(&vm.types.type_) {
        return if class.is(base) { Ok(true) } else { plain_is_subclass(vm, class, base) };
    }
    let members = super::union::members(base).or_else(|| base.get::<Tuple>().map(|tuple| tuple.items().to_vec()));
    if let Some(members) = members {
        let _depth = vm.enter_recursion_in(" in __subclasscheck__")?;
        for member in members {
            if is_subclass(vm, class, &member)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(answer) = check_hook(vm, base, &vm.names.__subclasscheck__, class, " in __subclasscheck__")? {
        return Ok(answer);
    }
    plain_is_subclass(vm, class, base)
}

fn plain_is_subclass(vm: &Vm, class: &Value, base: &Value) -> PyResult<bool> {
    if let (Some(class), Some(base)) = (as_class(class), as_class(base)) {
        return Ok(vm.is_subclass(class, base));
    }
    if abstract_bases(vm, class)?.is_none() {
        return Err(messages::type_error(vm, "issubclass() arg 1 must be a class"));
    }
    if !super::union::is_union(base) && abstract_bases(vm, base)?.is_none() {
        return Err(messages::type_error(vm, "issubclass() arg 2 must be a class, a tuple of classes, or a union"));
    }
    abstract_is_subclass(vm, class, base)
}

/// The `__bases__` tuple of something that may not be a real class.
fn abstract_bases(vm: &Vm, class: &Value) -> PyResult<Option<Value>> {
    let bases = ops::lookup_attr(vm, class, &vm.names.__bases__)?;
    Ok(bases.filter(Value::is_kind::<Tuple>))
}

fn abstract_is_subclass(vm: &Vm, class: &Value, base: &Value) -> PyResult<bool> {
    let _depth = vm.enter_recursion_in(" in __issubclass__")?;
    if class.is(base) {
        return Ok(true);
    }
    let Some(bases) = abstract_bases(vm, class)? else { return Ok(false) };
    let Some(bases) = bases.get::<Tuple>() else { return Ok(false) };
    for parent in bases.items() {
        if abstract_is_subclass(vm, parent, base)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The most derived metaclass among `metaclass` and those of the bases.
pub fn calculate_metaclass(vm: &Vm, metaclass: &Class, bases: &[Value]) -> PyResult<Class> {
    build::winning_metaclass(vm, metaclass, bases)
}

/// Stores into a class's namespace by any key, as building does.
pub fn store(vm: &Vm, class: &Class, name: &Value, value: Value) -> PyResult<()> {
    if name.is_kind::<Str>() {
        class.namespace().set_interned(vm.intern_value(name), value);
        return Ok(());
    }
    dict::set_item(vm, class.namespace().value(), name, value)
}
