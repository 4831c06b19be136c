//! `object`: the root of all classes, plain instances and their attribute dicts.
//!
//! An instance keeps its attributes in an array described by its class's shape.
//! [`instance_dict`] is where such an instance gets a real dict; from then on
//! the dict is the only home of its attributes. Payloads that carry a dict of
//! their own (functions, modules, classes) answer through [`payload_dict`].

use super::call::CallArgs;
use super::class::{Class, PyClass, TypeSpec, class_flag};
use super::dict::{self, PyDict};
use super::exception::messages;
use super::function::PyFunction;
use super::kinds;
use super::module::PyModule;
use super::native::{GetSet, Method, PyWrapper, as_class, class_method, getset, method};
use super::ops;
use super::slots::{CompareOp, Slots};
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Attrs, Header, Kind, Payload, PyResult, Shape, Str, Tuple, Value, function_address};
use std::cmp::Ordering;
use std::rc::Rc;

/// The payload of instances of classes that need none but their attributes.
pub struct PyInstance;

impl Payload for PyInstance {
    const KIND: Kind = kinds::INSTANCE;
    const TRACKED: bool = true;
}

pub const OBJECT: TypeSpec = TypeSpec {
    name: "object",
    flags: class_flag::BASE | class_flag::IMMUTABLE,
    doc: "The class that all others derive from.",
    slots: Slots {
        repr: Some(default_repr),
        str: Some(object_str),
        hash: Some(object_hash),
        compare: Some(object_compare),
        getattr: Some(ops::generic_get_attr),
        setattr: Some(ops::generic_set_attr),
        init: Some(object_init),
        new: Some(object_new),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: GETSET,
    signature: "()",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__reduce_ex__", "(self, protocol, /)", object_reduce_ex, "Helper for pickle."),
    method("__reduce__", "(self, /)", object_reduce, "Helper for pickle."),
    method("__getstate__", "(self, /)", object_getstate, "Helper for pickle."),
    class_method(
        "__subclasshook__",
        "(class, object, /)",
        |_, _| Ok(Value::NOT_IMPLEMENTED),
        "Customize issubclass() for abstract classes.",
    ),
    class_method("__init_subclass__", "(class, /)", |_, _| Ok(Value::NONE), "Called when a class is subclassed."),
    method("__format__", "(self, format_spec, /)", object_format, "Default object formatter."),
    method("__sizeof__", "(self, /)", object_sizeof, "Size of object in memory, in bytes."),
    method("__dir__", "(self, /)", object_dir, "Default dir() implementation."),
];

const GETSET: &[GetSet] = &[getset("__class__", get_class, set_class, "the object's class")];

// ---- text, comparison ----

/// `<module.Class object at 0x…>`
pub fn default_repr(vm: &Vm, value: &Value) -> PyResult {
    let name = qualified_name(vm, vm.class_of(value));
    Ok(vm.new_string(format!("<{name} object at {}>", address_text(value))))
}

/// The address in `repr` texts.
pub fn address_text(value: &Value) -> String {
    format!("{:#x}", value.identity())
}

/// `module.qualname`, without the module for built-ins.
pub fn qualified_name(vm: &Vm, class: &Class) -> String {
    let qualname = text_of(&class.qualname.copy());
    match super::type_object::module_of(vm, class) {
        Some(module) if module.is_kind::<Str>() => match text_of(&module).as_str() {
            "builtins" => class.name_text(),
            module => format!("{module}.{qualname}"),
        },
        _ => class.name_text(),
    }
}

fn object_str(vm: &Vm, value: &Value) -> PyResult {
    // Whoever asked for the text checks that it is a str.
    match vm.class_of(value).slots(|slots| slots.repr) {
        Some(repr) => repr(vm, value),
        None => default_repr(vm, value),
    }
}

/// The hash by identity.
pub fn object_hash(_vm: &Vm, value: &Value) -> PyResult<i64> {
    Ok(identity_hash(value))
}

/// The hash of what an object is, not of what it says.
pub fn identity_hash(value: &Value) -> i64 {
    // Hashes are ints of one word here; the lost bits are zero for objects.
    value.identity().rotate_right(4) as i64 & (i64::MAX >> 3)
}

/// Comparison by identity.
pub fn object_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    match op {
        CompareOp::Eq => Ok(if left.is(right) { Value::TRUE } else { Value::NOT_IMPLEMENTED }),
        CompareOp::Ne => {
            let Some(compare) = vm.class_of(left).slots(|slots| slots.compare) else { return Ok(Value::NOT_IMPLEMENTED) };
            let equal = compare(vm, left, right, CompareOp::Eq)?;
            if equal.is_not_implemented() {
                return Ok(equal);
            }
            Ok(Value::bool(!ops::truth(vm, &equal)?))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn object_format(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, spec] = args else { return Ok(Value::NONE) };
    let Some(text) = spec.get::<Str>() else {
        return Err(messages::type_error(
            vm,
            &format!("__format__() argument must be str, not {}", messages::shown_class(vm, spec)),
        ));
    };
    if !text.is_empty() {
        let message = format!("unsupported format string passed to {}.__format__", vm.class_name(object));
        return Err(messages::type_error(vm, &message));
    }
    ops::str(vm, object)
}

pub fn object_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    let [object] = args else { return Ok(Value::NONE) };
    if object.is_kind::<PyInstance>() {
        return Ok(vm.new_int(super::type_object::basic_size(vm, vm.class_of(object).value())));
    }
    if let Some(tuple) = object.get::<Tuple>() {
        return Ok(vm.new_int(24 + size_of_val(tuple.items()) as i64));
    }
    if vm.class_of(object).has(class_flag::BYTES) {
        return Ok(super::int::from_usize(vm, 33 + ops::len(vm, object)?));
    }
    // Classes of the program may have the same names.
    let class = vm.class_of(object);
    if !class.has(class_flag::HEAP) {
        let name = class.name_text();
        if let Some(row) = CPYTHON_SIZES.iter().find(|row| row.0 == name) {
            return Ok(vm.new_int(row.1));
        }
    }
    Ok(vm.new_int(object.header().map_or(16, Header::block_size) as i64))
}

/// Sizes of objects of fixed size as CPython lays them out, the collector's
/// header not included.
const CPYTHON_SIZES: &[(&str, i64)] = &[
    ("float", 24),
    ("complex", 32),
    ("range", 48),
    ("object", 16),
    ("slice", 40),
    ("function", 144),
    ("builtin_function_or_method", 56),
    ("list_iterator", 32),
    ("tuple_iterator", 32),
    ("list_reverseiterator", 32),
    ("dict_keyiterator", 56),
    ("range_iterator", 40),
    ("enumerate", 56),
    ("zip", 48),
    ("map", 32),
    ("cell", 24),
    ("method-wrapper", 32),
    ("Exception", 72),
    ("ValueError", 72),
    ("TypeError", 72),
    ("KeyError", 72),
    ("RuntimeError", 72),
    ("module", 56),
    ("property", 64),
    ("staticmethod", 32),
    ("classmethod", 32),
    ("dict_keys", 24),
    ("dict_values", 24),
    ("dict_items", 24),
    ("super", 40),
    ("mappingproxy", 24),
];

// ---- creation ----

/// The address of `object.__new__`, to tell it from others.
pub fn is_object_new(new: super::slots::New) -> bool {
    function_address(&new) == function_address(&(object_new as super::slots::New))
}

pub fn is_object_init(init: super::slots::Init) -> bool {
    function_address(&init) == function_address(&(object_init as super::slots::Init))
}

pub fn object_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "object.__new__(X): X is not a type object")) };
    if !args.is_empty() {
        let (new, init) = class.slots(|slots| (slots.new, slots.init));
        if new.is_some_and(|new| !is_object_new(new)) {
            return Err(messages::type_error(vm, "object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if init.is_none_or(is_object_init) {
            return Err(messages::type_error(vm, &format!("{}() takes no arguments", class.name_text())));
        }
    }
    if class.has(class_flag::ABSTRACT) {
        return Err(abstract_class(vm, class)?);
    }
    let instance = vm.new_object(class, PyInstance);
    if class.same(&vm.types.object) {
        // A bare object holds nothing; CPython's is no container at all.
        vm.heap.untrack(instance.header());
    }
    Ok(instance.into_value())
}

/// `Can't instantiate abstract class …`
fn abstract_class(vm: &Vm, class: &Class) -> PyResult<crate::memory::Raised> {
    let names = ops::get_attr(vm, class.value(), &vm.names.__abstractmethods__)?;
    let mut texts = Vec::new();
    for name in ops::collect(vm, &names)? {
        texts.push(ops::str_text(vm, &name)?);
    }
    texts.sort();
    let plural = if texts.len() > 1 { "s" } else { "" };
    let message = format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{plural} '{}'",
        class.name_text(),
        texts.join("', '")
    );
    Ok(messages::type_error(vm, &message))
}

fn object_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if args.is_empty() {
        return Ok(());
    }
    let class = vm.class_of(object);
    let (new, init) = class.slots(|slots| (slots.new, slots.init));
    if init.is_some_and(|init| !is_object_init(init)) {
        return Err(messages::type_error(vm, "object.__init__() takes exactly one argument (the instance to initialize)"));
    }
    if new.is_some_and(is_object_new) {
        let message = format!("{}.__init__() takes exactly one argument (the instance to initialize)", class.name_text());
        return Err(messages::type_error(vm, &message));
    }
    Ok(())
}

/// What `int.__new__` and its like do: checks the class argument, then calls
/// the slot of the class that owns the constructor.
pub fn call_new(vm: &Vm, owner: &Class, args: CallArgs<'_>) -> PyResult {
    let owner_name = dotted_name(vm, owner);
    let Some(first) = args.by_position().first() else {
        return Err(messages::type_error(vm, &format!("{owner_name}.__new__(): not enough arguments")));
    };
    let Some(class) = as_class(first) else {
        let message = format!("{owner_name}.__new__(X): X is not a type object ({})", vm.class_name(first));
        return Err(messages::type_error(vm, &message));
    };
    let Some(new) = owner.slots(|slots| slots.new) else { return Err(cannot_create(vm, owner)) };
    if !class.same(owner) {
        let name = dotted_name(vm, class);
        if !vm.is_subclass(class, owner) {
            let message = format!("{owner_name}.__new__({name}): {name} is not a subtype of {owner_name}");
            return Err(messages::type_error(vm, &message));
        }
        // The nearest built-in base must be made by its own constructor.
        let mut base = class.clone();
        while base.has(class_flag::HEAP) {
            match base.base.copy() {
                Some(next) => base = next,
                None => break,
            }
        }
        let base_new = base.slots(|slots| slots.new);
        if base_new.is_none_or(|base_new| function_address(&base_new) != function_address(&new)) {
            let message = format!("{owner_name}.__new__({name}) is not safe, use {}.__new__()", base.name_text());
            return Err(messages::type_error(vm, &message));
        }
    }
    let rest = CallArgs { values: args.values.get(1..).unwrap_or(&[]), names: args.names };
    new(vm, first, rest)
}

pub fn cannot_create(vm: &Vm, class: &Class) -> crate::memory::Raised {
    messages::type_error(vm, &format!("cannot create '{}' instances", dotted_name(vm, class)))
}

/// `module.name` as C-level type names show it.
pub fn dotted_name(_vm: &Vm, class: &Class) -> String {
    match class.spec {
        Some(spec) if spec.module != "builtins" && !spec.module.is_empty() => format!("{}.{}", spec.module, spec.name),
        _ => class.name_text(),
    }
}

// ---- attribute dicts ----

/// The attribute dict that a payload itself carries (functions, modules, …), if it exists.
pub fn payload_dict(_vm: &Vm, object: &Value) -> Option<Value> {
    let kind = object.kind()?;
    if kind == kinds::FUNCTION {
        let dict = object.get::<PyFunction>()?.dict.copy();
        return if dict.is_unbound() { None } else { Some(dict) };
    }
    if kind == kinds::MODULE {
        return object.get::<PyModule>().map(|module| module.dict.copy());
    }
    if kind == kinds::CLASS {
        return object.get::<PyClass>().map(|class| class.namespace().into_value());
    }
    None
}

/// The same, made if the payload can have one.
pub fn payload_dict_for_store(vm: &Vm, object: &Value) -> Option<Value> {
    if let Some(function) = object.get::<PyFunction>() {
        let dict = function.dict.copy();
        if !dict.is_unbound() {
            return Some(dict);
        }
        let dict = vm.new_dict();
        drop(function.dict.replace(dict.clone()));
        return Some(dict);
    }
    payload_dict(vm, object)
}

/// The `__dict__` of an instance with attribute storage, made real: afterwards
/// the dict is where its attributes live.
pub fn instance_dict(vm: &Vm, object: &Value) -> PyResult {
    let Some(attrs) = object.header().and_then(Header::attrs) else {
        return match payload_dict_for_store(vm, object) {
            Some(dict) => Ok(dict),
            None => Err(messages::no_attribute(vm, object, &vm.names.__dict__)),
        };
    };
    if let Some(dict) = attrs.dict() {
        return Ok(dict);
    }
    let dict = vm.new_dict();
    if !attrs.shape().is_dict()
        && let Some(target) = dict.as_handle::<PyDict>()
    {
        for (index, entry) in attrs.shape().entries().iter().enumerate() {
            let value = attrs.at(index).own();
            if !entry.is_slot && !value.is_unbound() {
                target.set_interned(entry.name.clone(), value);
            }
        }
    }
    let old = attrs.become_dict(dict.clone(), &dict_shape(vm.class_of(object)));
    drop(old);
    Ok(dict)
}

fn dict_shape(class: &Class) -> Rc<Shape> {
    if let Some(shape) = class.dict_shape.copy() {
        return shape;
    }
    let root = class.shape.copy().unwrap_or_else(|| Shape::root(Vec::new(), false));
    let shape = Shape::dict(&root);
    drop(class.dict_shape.replace(Some(shape.clone())));
    shape
}

/// The `__dict__` attribute of instances whose class adds a dict.
pub fn get_dict(vm: &Vm, object: &Value) -> PyResult {
    instance_dict(vm, object)
}

pub fn set_dict(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let value = match value {
        Some(value) if vm.is_instance(&value, &vm.types.dict) => value,
        Some(value) => {
            let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.class_name(&value));
            return Err(messages::type_error(vm, &message));
        }
        None => vm.new_dict(),
    };
    if let Some(function) = object.get::<PyFunction>() {
        drop(function.dict.replace(value));
        return Ok(());
    }
    let Some(attrs) = object.header().and_then(Header::attrs) else {
        return Err(messages::attribute_error(vm, object, &vm.names.__dict__, "This object has no __dict__"));
    };
    if attrs.shape().is_dict() {
        drop(attrs.replace_dict(value));
    } else {
        let old = attrs.become_dict(value, &dict_shape(vm.class_of(object)));
        drop(old);
    }
    Ok(())
}

// ---- __class__ ----

fn get_class(vm: &Vm, object: &Value) -> PyResult {
    Ok(vm.class_of(object).to_value())
}

fn set_class(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(messages::type_error(vm, "can't delete __class__ attribute")) };
    let Some(class) = as_class(&value) else {
        let message = format!("__class__ must be set to a class, not '{}' object", vm.class_name(&value));
        return Err(messages::type_error(vm, &message));
    };
    let old = vm.class_of(object).clone();
    let is_module = vm.is_subclass(class, &vm.types.module) && vm.is_subclass(&old, &vm.types.module);
    if !is_module && (old.has(class_flag::IMMUTABLE) || class.has(class_flag::IMMUTABLE)) {
        return Err(messages::type_error(vm, "__class__ assignment only supported for mutable types or ModuleType subclasses"));
    }
    if old.same(class) {
        return Ok(());
    }
    if !same_layout(&old, class) {
        let message = format!("__class__ assignment: '{}' object layout differs from '{}'", class.name_text(), old.name_text());
        return Err(messages::type_error(vm, &message));
    }
    let Some(header) = object.header() else { return Ok(()) };
    if let Some(attrs) = header.attrs() {
        move_to_class(vm, object, attrs, class)?;
    }
    if class.has(class_flag::FINALIZER) && header.attrs().is_some() {
        header.set_flag(crate::memory::flag::FINALIZER);
    } else {
        header.clear_flag(crate::memory::flag::FINALIZER);
    }
    drop(header.set_class(value));
    Ok(())
}

/// Finds the shape of another class that describes the same attributes, or
/// moves the attributes to a dict. The old class keeps its shapes, but the
/// object would no longer keep the old class.
fn move_to_class(vm: &Vm, object: &Value, attrs: &Attrs, class: &Class) -> PyResult<()> {
    let Some(root) = class.shape.copy() else { return Ok(()) };
    if !attrs.shape().is_dict() {
        let mut shape = Some(root.clone());
        for entry in attrs.shape().entries().iter().filter(|entry| !entry.is_slot) {
            shape = shape.and_then(|shape| shape.with(&entry.name, &root));
        }
        if let Some(shape) = shape {
            attrs.set_shape(&shape);
            return Ok(());
        }
        drop(instance_dict(vm, object)?);
    }
    attrs.set_shape(&dict_shape(class));
    Ok(())
}

fn same_layout(old: &Class, new: &Class) -> bool {
    let slot_names = |class: &Class| -> Vec<u64> {
        let shape = class.shape.copy();
        shape.map_or(Vec::new(), |shape| shape.entries().iter().map(|entry| entry.name.identity()).collect())
    };
    let flags = class_flag::HAS_DICT | class_flag::WEAK;
    old.payload.get() == new.payload.get()
        && old.flags.get() & flags == new.flags.get() & flags
        && slot_names(old) == slot_names(new)
        && old.shape.read(Option::is_some) == new.shape.read(Option::is_some)
        && super::build::solid_builtin(old).same(&super::build::solid_builtin(new))
}

// ---- dir ----

/// `dir(object)`: a sorted list.
pub fn dir(vm: &Vm, object: &Value) -> PyResult {
    let Some(names) = vm.call_special(object, &vm.names.__dir__, &[])? else {
        return Err(messages::type_error(vm, "object does not provide __dir__"));
    };
    let items = ops::collect(vm, &names)?;
    sorted_names(vm, items)
}

/// A sorted list of what are usually strs.
pub fn sorted_names(vm: &Vm, mut items: Vec<Value>) -> PyResult {
    if items.iter().all(|item| item.is_kind::<Str>()) {
        items.sort_by(|a, b| match (a.get::<Str>(), b.get::<Str>()) {
            (Some(a), Some(b)) => a.data().codes().cmp(b.data().codes()),
            _ => Ordering::Equal,
        });
        return Ok(vm.new_list(items));
    }
    let list = vm.new_list(items);
    vm.call_method(&list, &vm.intern("sort"), &[])?;
    Ok(list)
}

fn object_dir(vm: &Vm, args: &[Value]) -> PyResult {
    let [object] = args else { return Ok(Value::NONE) };
    let names = vm.new_dict();
    if let Some(own) = ops::lookup_attr(vm, object, &vm.names.__dict__)?
        && let Some(own) = own.get::<PyDict>()
    {
        merge(vm, own, &names)?;
    }
    if let Some(class) = ops::lookup_attr(vm, object, &vm.names.__class__)?
        && let Some(class) = as_class(&class)
    {
        merge_class(vm, class, &names)?;
    }
    keys(vm, &names)
}

/// The names of a class and all its bases, for `type.__dir__`.
pub fn class_names(vm: &Vm, class: &Class) -> PyResult {
    let names = vm.new_dict();
    merge_class(vm, class, &names)?;
    keys(vm, &names)
}

pub fn keys(vm: &Vm, names: &Value) -> PyResult {
    let mut found = Vec::new();
    if let Some(names) = names.get::<PyDict>() {
        let mut cursor = 0;
        while let Some((next, key, _)) = names.next_entry(cursor) {
            cursor = next;
            found.push(key);
        }
    }
    Ok(vm.new_list(found))
}

fn merge(vm: &Vm, from: &PyDict, to: &Value) -> PyResult<()> {
    let mut cursor = 0;
    while let Some((next, key, _)) = from.next_entry(cursor) {
        cursor = next;
        dict::set_item(vm, to, &key, Value::NONE)?;
    }
    Ok(())
}

fn merge_class(vm: &Vm, class: &Class, to: &Value) -> PyResult<()> {
    let _depth = vm.enter_recursion()?;
    vm.populate(class);
    merge(vm, &class.namespace(), to)?;
    if let Some(bases) = class.bases.copy().get::<Tuple>() {
        for base in bases.items().iter().filter_map(as_class) {
            merge_class(vm, base, to)?;
        }
    }
    Ok(())
}

// ---- pickling ----

/// An attribute of a module that natives need.
pub fn import_attribute(vm: &Vm, module: &str, name: &str) -> PyResult {
    // A module that is loaded already is asked without the import machinery.
    if let Some(loaded) = vm.modules.get_interned(&vm.intern(module))
        && let Some(loaded) = loaded.get::<super::module::PyModule>()
        && let Some(found) = loaded.dict().get::<PyDict>().and_then(|dict| dict.get_interned(&vm.intern(name)))
    {
        return Ok(found);
    }
    let names = vm.tuple_of([vm.intern(name)]);
    let module = (vm.hooks.get().import)(vm, &vm.intern(module), None, &names, 0)?;
    ops::get_attr(vm, &module, &vm.intern(name))
}

fn object_reduce_ex(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, protocol] = args else { return Ok(Value::NONE) };
    let protocol = ops::index_clamped(vm, protocol)?;
    let reduce = ops::lookup_attr(vm, object, &vm.names.__reduce__)?;
    if let Some(reduce) = reduce {
        let class_reduce = vm.class_of(object).lookup(vm, &vm.names.__reduce__);
        let default = vm.types.object.lookup(vm, &vm.names.__reduce__);
        let overridden = match (&class_reduce, &default) {
            (Some(found), Some(default)) => !found.is(default),
            _ => true,
        };
        if overridden {
            return vm.call_values(&reduce, &[]);
        }
    }
    common_reduce(vm, object, protocol)
}

fn object_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [object] = args else { return Ok(Value::NONE) };
    common_reduce(vm, object, 0)
}

fn common_reduce(vm: &Vm, object: &Value, protocol: i64) -> PyResult {
    if protocol >= 2 {
        return reduce_newobj(vm, object);
    }
    let function = import_attribute(vm, "copyreg", "_reduce_ex")?;
    vm.call_values(&function, &[object.clone(), vm.new_int(protocol)])
}

fn reduce_newobj(vm: &Vm, object: &Value) -> PyResult {
    let class = vm.class_of(object).clone();
    if class.slots(|slots| slots.new.is_none()) {
        return Err(messages::type_error(vm, &format!("cannot pickle '{}' object", dotted_name(vm, &class))));
    }
    let (args, kwargs) = new_arguments(vm, object)?;
    let has_args = args.is_some();
    let with_names = kwargs.as_ref().and_then(|kwargs| kwargs.get::<PyDict>()).is_some_and(|kwargs| !kwargs.is_empty());
    let args = args.unwrap_or_else(|| vm.empty_tuple.clone());
    let (function, new_args) = if with_names {
        let function = import_attribute(vm, "copyreg", "__newobj_ex__")?;
        (function, vm.tuple_of([class.to_value(), args, kwargs.unwrap_or(Value::NONE)]))
    } else {
        let function = import_attribute(vm, "copyreg", "__newobj__")?;
        let mut all = vec![class.to_value()];
        if let Some(args) = args.get::<Tuple>() {
            all.extend_from_slice(args.items());
        }
        (function, vm.new_tuple(all))
    };
    let (is_list, is_dict) = (class.has(class_flag::LIST), class.has(class_flag::DICT));
    let state = get_state(vm, object, !(has_args || is_list || is_dict))?;
    let items = if is_list { ops::iter(vm, object)? } else { Value::NONE };
    let pairs = if is_dict {
        let items = vm.call_method(object, &vm.names.items, &[])?;
        ops::iter(vm, &items)?
    } else {
        Value::NONE
    };
    Ok(vm.tuple_of([function, new_args, state, items, pairs]))
}

fn new_arguments(vm: &Vm, object: &Value) -> PyResult<(Option<Value>, Option<Value>)> {
    if let Some(both) = vm.call_special(object, &vm.intern("__getnewargs_ex__"), &[])? {
        let Some(pair) = both.get::<Tuple>() else {
            let message = format!("__getnewargs_ex__ should return a tuple, not '{}'", vm.class_name(&both));
            return Err(messages::type_error(vm, &message));
        };
        let [args, kwargs] = pair.items() else {
            let message = format!("__getnewargs_ex__ should return a tuple of length 2, not {}", pair.len());
            return Err(messages::value_error(vm, &message));
        };
        if !args.is_kind::<Tuple>() {
            let message =
                format!("first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'", vm.class_name(args));
            return Err(messages::type_error(vm, &message));
        }
        if !vm.is_instance(kwargs, &vm.types.dict) {
            let message =
                format!("second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'", vm.class_name(kwargs));
            return Err(messages::type_error(vm, &message));
        }
        return Ok((Some(args.clone()), Some(kwargs.clone())));
    }
    match vm.call_special(object, &vm.names.__getnewargs__, &[])? {
        Some(args) if args.is_kind::<Tuple>() => Ok((Some(args), None)),
        Some(args) => {
            Err(messages::type_error(vm, &format!("__getnewargs__ should return a tuple, not '{}'", vm.class_name(&args))))
        }
        None => Ok((None, None)),
    }
}

fn get_state(vm: &Vm, object: &Value, required: bool) -> PyResult {
    let found = vm.class_of(object).lookup(vm, &vm.names.__getstate__);
    let default = vm.types.object.lookup(vm, &vm.names.__getstate__);
    let is_default = matches!((&found, &default), (Some(found), Some(default)) if found.is(default));
    if is_default {
        return default_state(vm, object, required);
    }
    let method = ops::get_attr(vm, object, &vm.names.__getstate__)?;
    vm.call_values(&method, &[])
}

/// What `__getstate__` says about an instance, for the `__reduce__` of built-in classes.
pub fn instance_state(vm: &Vm, object: &Value) -> PyResult {
    get_state(vm, object, false)
}

fn object_getstate(vm: &Vm, args: &[Value]) -> PyResult {
    let [object] = args else { return Ok(Value::NONE) };
    if object.is_kind::<super::class::PyClass>() {
        // What a class holds is not the state of an instance.
        return Ok(Value::NONE);
    }
    default_state(vm, object, false)
}

fn default_state(vm: &Vm, object: &Value, required: bool) -> PyResult {
    let class = vm.class_of(object).clone();
    if required && class.payload.get() != kinds::INSTANCE {
        let payload = class.payload.get();
        let message = if payload == kinds::MEMORYVIEW || payload == kinds::CODE {
            // CPython's words for classes whose objects differ in size.
            format!("cannot pickle {} objects", class.name_text())
        } else if [kinds::FILE, kinds::TEXT_IO, kinds::BUFFERED_IO, kinds::BUFFERED_PAIR].contains(&payload) {
            format!("cannot pickle '{}' instances", class.name_text())
        } else {
            format!("cannot pickle '{}' object", dotted_name(vm, &class))
        };
        return Err(messages::type_error(vm, &message));
    }
    let has_dict = class.has(class_flag::HAS_DICT) || payload_dict(vm, object).is_some();
    let state = if has_dict { ops::lookup_attr(vm, object, &vm.names.__dict__)?.unwrap_or(Value::NONE) } else { Value::NONE };
    let slots = vm.new_dict();
    for name in slot_names(vm, &class)? {
        if let Some(value) = ops::lookup_attr(vm, object, &name)? {
            dict::set_item(vm, &slots, &name, value)?;
        }
    }
    if slots.get::<PyDict>().is_none_or(PyDict::is_empty) {
        // An empty dict counts as a state only when it is the instance's own.
        return Ok(match state.get::<PyDict>() {
            Some(dict) if dict.is_empty() => Value::NONE,
            _ => state,
        });
    }
    let state = match state.get::<PyDict>() {
        Some(dict) if dict.is_empty() => Value::NONE,
        _ => state,
    };
    Ok(vm.tuple_of([state, slots]))
}

/// Names declared by `__slots__` along the resolution order, private ones mangled.
fn slot_names(vm: &Vm, class: &Class) -> PyResult<Vec<Value>> {
    let mut names = Vec::new();
    for base in class.mro.copy().into_iter().filter(|base| base.has(class_flag::HEAP)) {
        let Some(slots) = base.namespace().get_interned(&vm.names.__slots__) else { continue };
        let slots = if slots.is_kind::<Str>() { vec![slots] } else { ops::collect(vm, &slots)? };
        for name in slots {
            let text = text_of(&name);
            if text == "__dict__" || text == "__weakref__" {
                continue;
            }
            names.push(vm.intern(&super::build::mangle(&base.name_text(), &text)));
        }
    }
    Ok(names)
}

/// Whether a special method found on a class is the one of `object`.
pub fn is_objects_own(vm: &Vm, found: &Value) -> bool {
    found.get::<PyWrapper>().is_some_and(|wrapper| wrapper.owner.same(&vm.types.object))
}
