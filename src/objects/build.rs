//! Making classes: what a `class` statement and `type(name, bases, dict)` do.
//!
//! [`type_new`] is `type.__new__`; the statement itself (its bases, metaclass
//! and body) is the evaluator's. Bases are linearised by C3, the layout of
//! instances (payload, slots, attribute dict) follows the best base.

use super::call::CallArgs;
use super::class::{Class, PyClass, class_flag};
use super::dict::{self, PyDict};
use super::exception::messages;
use super::function::{PyCell, PyFunction};
use super::native::{GetSet, PyGetSet, PyMember, PyNative, as_class, getset};
use super::object;
use super::ops;
use super::str::text_of;
use super::type_object;
use super::vm::Vm;
use super::{kinds, special};
use crate::memory::{Guarded, Handle, PyResult, Shape, Str, Tuple, Value, together};
use std::rc::Rc;

/// Calls with positional values and keyword pairs.
pub fn call_with(vm: &Vm, callee: &Value, values: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    if keywords.is_empty() {
        return vm.call_values(callee, values);
    }
    let mut all = values.to_vec();
    all.extend(keywords.iter().map(|(_, value)| value.clone()));
    let names: Vec<Value> = keywords.iter().map(|(name, _)| name.clone()).collect();
    vm.call(callee, CallArgs { values: &all, names: &names })
}

/// The most derived metaclass among `metaclass` and those of the bases.
pub fn winning_metaclass(vm: &Vm, metaclass: &Class, bases: &[Value]) -> PyResult<Class> {
    let mut winner = metaclass.clone();
    for base in bases {
        let candidate = vm.class_of(base);
        if vm.is_subclass(&winner, candidate) {
            continue;
        }
        if vm.is_subclass(candidate, &winner) {
            winner = candidate.clone();
            continue;
        }
        return Err(messages::type_error(
            vm,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(winner)
}

// ---- type.__new__ ----

fn argument_type(vm: &Vm, position: usize, wanted: &str, value: &Value) -> crate::memory::Raised {
    let message = format!("type.__new__() argument {position} must be {wanted}, not {}", messages::shown_class(vm, value));
    messages::type_error(vm, &message)
}

/// `type.__new__(metaclass, name, bases, dict, **keywords)`.
pub fn type_new(vm: &Vm, metaclass: &Value, args: CallArgs<'_>) -> PyResult {
    let [name, bases, namespace] = args.by_position() else {
        let message = format!("type.__new__() takes exactly 3 arguments ({} given)", args.by_position().len());
        return Err(messages::type_error(vm, &message));
    };
    if !vm.is_instance(name, &vm.types.str) {
        return Err(argument_type(vm, 1, "str", name));
    }
    let Some(items) = bases.get::<Tuple>() else { return Err(argument_type(vm, 2, "tuple", bases)) };
    if !vm.is_instance(namespace, &vm.types.dict) {
        return Err(argument_type(vm, 3, "dict", namespace));
    }
    let Some(own) = as_class(metaclass) else { return Err(argument_type(vm, 1, "type", metaclass)) };
    for base in items.items().iter().filter(|base| as_class(base).is_none()) {
        if ops::lookup_attr(vm, base, &vm.names.__mro_entries__)?.is_some() {
            return Err(messages::type_error(vm, "type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    let winner = winning_metaclass(vm, own, items.items())?;
    if !winner.same(own)
        && let Some(new) = winner.slots(|slots| slots.new)
        && crate::memory::function_address(&new) != crate::memory::function_address(&(type_new as super::slots::New))
    {
        return new(vm, winner.value(), args);
    }
    let keywords: Vec<(Value, Value)> = args.by_keyword().map(|(name, value)| (name.clone(), value.clone())).collect();
    build_class(vm, &winner, name, bases, namespace, &keywords)
}

/// A class name must be text without null characters and lone surrogates.
pub fn check_name(vm: &Vm, name: &Value) -> PyResult<()> {
    if name.get::<Str>().is_some_and(|name| name.data().codes().any(|code| code == 0)) {
        return Err(messages::value_error(vm, "type name must not contain null characters"));
    }
    messages::require_utf8(vm, name)
}

/// What `__slots__` and the bases say about instances.
struct Layout {
    /// Names from `__slots__`, mangled and sorted.
    slots: Vec<Value>,
    add_dict: bool,
    add_weak: bool,
}

/// Builds a class whose metaclass has been settled.
pub fn build_class(
    vm: &Vm,
    metaclass: &Class,
    name: &Value,
    bases: &Value,
    namespace: &Value,
    keywords: &[(Value, Value)],
) -> PyResult {
    let bases = match bases.get::<Tuple>() {
        Some(items) if !items.is_empty() => bases.clone(),
        _ => vm.tuple_of([vm.types.object.to_value()]),
    };
    let base_classes = base_classes(vm, &bases)?;
    let base = best_base(vm, &base_classes)?;
    check_name(vm, name)?;
    let own = copy_namespace(vm, namespace)?;
    let layout = layout(vm, &own, &base, &base_classes, &text_of(name))?;
    let qualname = match own.remove_interned(&vm.names.__qualname__) {
        Some(qualname) if vm.is_instance(&qualname, &vm.types.str) => qualname,
        Some(other) => {
            return Err(messages::type_error(vm, &format!("type __qualname__ must be a str, not {}", vm.class_name(&other))));
        }
        None => name.clone(),
    };
    let class = vm.new_object(metaclass, PyClass::new(name.clone(), qualname, base.payload.get(), None));
    drop(class.bases.replace(bases));
    drop(class.base.replace(Some(base.clone())));
    drop(class.dict.replace(Some(own.clone())));
    let mut flags = class_flag::HEAP | class_flag::BASE | class_flag::POPULATED;
    for parent in &base_classes {
        flags |= parent.flags.get() & (class_flag::INHERITED & !(class_flag::HAS_DICT | class_flag::WEAK));
    }
    flags |= base.flags.get() & (class_flag::HAS_DICT | class_flag::WEAK);
    if layout.add_dict {
        flags |= class_flag::HAS_DICT;
    }
    if layout.add_weak {
        flags |= class_flag::WEAK;
    }
    class.flags.set(flags);
    fill_namespace(vm, &class, &own)?;
    let cell = take_class_cell(vm, &own, &vm.names.__classcell__, "__classcell__")?;
    let dict_cell = take_class_cell(vm, &own, &vm.names.__classdictcell__, "__classdictcell__")?;
    add_members(vm, &class, &own, &base, &layout);
    let order = resolution_order(vm, metaclass, &class, &base_classes)?;
    drop(class.mro.replace(order));
    if own.get_interned(&vm.names.__doc__).is_none() {
        own.set_interned(vm.names.__doc__.clone(), Value::NONE);
    }
    if own.get_interned(&vm.names.__eq__).is_some() && own.get_interned(&vm.names.__hash__).is_none() {
        own.set_interned(vm.names.__hash__.clone(), Value::NONE);
    }
    special::update_new_slots(vm, &class);
    set_shapes(vm, &class, &own, &base, &layout);
    for parent in &base_classes {
        parent.add_subclass(&class);
    }
    if let Some(cell) = cell.as_ref().and_then(|cell| cell.get::<PyCell>()) {
        drop(cell.value.replace(class.to_value()));
    }
    if let Some(cell) = dict_cell.as_ref().and_then(|cell| cell.get::<PyCell>()) {
        drop(cell.value.replace(own.to_value()));
    }
    call_set_names(vm, &class, &own)?;
    call_init_subclass(vm, &class, keywords)?;
    Ok(class.into_value())
}

fn base_classes(vm: &Vm, bases: &Value) -> PyResult<Vec<Class>> {
    let Some(items) = bases.get::<Tuple>() else { return Ok(Vec::new()) };
    let mut classes = Vec::with_capacity(items.len());
    for item in items.items() {
        match as_class(item) {
            Some(class) => classes.push(class.clone()),
            None => return Err(messages::type_error(vm, "bases must be types")),
        }
    }
    Ok(classes)
}

fn copy_namespace(vm: &Vm, namespace: &Value) -> PyResult<Handle<PyDict>> {
    let copy: Handle<PyDict> = Handle::new(vm.types.dict.to_value(), PyDict::new());
    if let Some(namespace) = namespace.get::<PyDict>() {
        let mut cursor = 0;
        while let Some((next, key, value)) = namespace.next_entry(cursor) {
            cursor = next;
            if key.is_kind::<Str>() && vm.class_of(&key).same(&vm.types.str) {
                copy.set_interned(vm.intern_value(&key), value);
            } else {
                dict::set_item(vm, copy.value(), &key, value)?;
            }
        }
    }
    Ok(copy)
}

/// Attributes that every class statement leaves in the namespace, and the
/// methods that are static or class methods without saying so.
fn fill_namespace(vm: &Vm, _class: &Class, own: &Handle<PyDict>) -> PyResult<()> {
    if own.get_interned(&vm.names.__module__).is_none()
        && let Some(frame) = vm.frame.get().frame()
        && let Some(module) = frame.globals.get_interned(&vm.names.__name__)
    {
        own.set_interned(vm.names.__module__.clone(), module);
    }
    if let Some(new) = own.get_interned(&vm.names.__new__).filter(Value::is_kind::<PyFunction>) {
        own.set_interned(vm.names.__new__.clone(), super::descriptor::new_static_method(vm, new));
    }
    for name in [&vm.names.__init_subclass__, &vm.names.__class_getitem__] {
        if let Some(function) = own.get_interned(name).filter(Value::is_kind::<PyFunction>) {
            own.set_interned(name.clone(), super::descriptor::new_class_method(vm, function));
        }
    }
    Ok(())
}

fn take_class_cell(vm: &Vm, own: &Handle<PyDict>, name: &Value, text: &str) -> PyResult<Option<Value>> {
    let Some(cell) = own.remove_interned(name) else { return Ok(None) };
    if cell.is_kind::<PyCell>() {
        return Ok(Some(cell));
    }
    let class = ops::repr_text(vm, vm.class_of(&cell).value())?;
    Err(messages::type_error(vm, &format!("{text} must be a nonlocal cell, not {class}")))
}

const DICT_ATTRIBUTE: GetSet = getset("__dict__", object::get_dict, object::set_dict, "dictionary for instance variables");
const WEAK_ATTRIBUTE: GetSet = GetSet {
    name: "__weakref__",
    get: |vm, object| Ok(super::weakref::first_reference(vm, object)),
    set: None,
    doc: "list of weak references to the object",
    is_member: false,
};

fn add_members(vm: &Vm, class: &Class, own: &Handle<PyDict>, base: &Class, layout: &Layout) {
    let start = slot_count(base);
    for (offset, name) in layout.slots.iter().enumerate() {
        let member = PyMember { name: name.clone(), index: start + offset, owner: Guarded::new(Some(class.clone())) };
        own.set_interned(name.clone(), Handle::new(vm.types.member.to_value(), member).into_value());
    }
    let add = |row: &GetSet| {
        let name = vm.intern(row.name);
        if own.get_interned(&name).is_none() {
            let descriptor =
                PyGetSet { name: row.name, get: row.get, set: row.set, doc: row.doc, owner: class.clone(), is_member: false };
            own.set_interned(name, Handle::new(vm.types.getset.to_value(), descriptor).into_value());
        }
    };
    if layout.add_dict {
        add(&DICT_ATTRIBUTE);
    }
    if layout.add_weak {
        add(&WEAK_ATTRIBUTE);
    }
}

fn slot_count(class: &Class) -> usize {
    class.shape.copy().map_or(0, |shape| shape.entries().iter().filter(|entry| entry.is_slot).count())
}

fn set_shapes(vm: &Vm, class: &Class, own: &PyDict, base: &Class, layout: &Layout) {
    let mut names: Vec<Value> = match base.shape.copy() {
        Some(shape) => shape.entries().iter().filter(|entry| entry.is_slot).map(|entry| entry.name.clone()).collect(),
        None => Vec::new(),
    };
    names.extend(layout.slots.iter().cloned());
    let has_dict = class.has(class_flag::HAS_DICT);
    let is_plain = class.payload.get() == kinds::INSTANCE;
    if !has_dict && !is_plain && names.is_empty() && !class.has(class_flag::FINALIZER) {
        return;
    }
    let slots = names.len();
    let root = Shape::root(names, !has_dict);
    if has_dict {
        // What the methods assign to `self` is what instances will have.
        let assigned = own.get_interned(&vm.names.__static_attributes__);
        let assigned = assigned.as_ref().and_then(|names| names.get::<Tuple>()).map_or(0, Tuple::len);
        let inherited = base.shape.copy().map_or(0, |shape| shape.room() as usize);
        root.expect(inherited.max(slots) + assigned);
        drop(class.dict_shape.replace(Some(Shape::dict(&root))));
    }
    drop(class.shape.replace(Some(root)));
}

/// Whether a payload brings its own attribute dict.
fn payload_has_dict(class: &Class) -> bool {
    let kind = class.payload.get();
    kind == kinds::MODULE || kind == kinds::CLASS || kind == kinds::FUNCTION
}

fn layout(vm: &Vm, own: &Handle<PyDict>, base: &Class, bases: &[Class], class_name: &str) -> PyResult<Layout> {
    let may_add_dict = !base.has(class_flag::HAS_DICT) && !payload_has_dict(base);
    let may_add_weak = !base.has(class_flag::WEAK) && !type_object::is_variable_sized(base);
    let Some(declared) = own.get_interned(&vm.names.__slots__) else {
        return Ok(Layout { slots: Vec::new(), add_dict: may_add_dict, add_weak: may_add_weak });
    };
    let items = if vm.is_instance(&declared, &vm.types.str) { vec![declared] } else { ops::collect(vm, &declared)? };
    if !items.is_empty() && type_object::is_variable_sized(base) {
        let message = format!("nonempty __slots__ not supported for subtype of '{}'", base.name_text());
        return Err(messages::type_error(vm, &message));
    }
    let mut layout = Layout { slots: Vec::new(), add_dict: false, add_weak: false };
    let mut texts: Vec<String> = Vec::new();
    for item in &items {
        if !vm.is_instance(item, &vm.types.str) {
            return Err(messages::type_error(vm, &format!("__slots__ items must be strings, not '{}'", vm.class_name(item))));
        }
        let text = text_of(item);
        if !is_identifier(&text) {
            return Err(messages::type_error(vm, "__slots__ must be identifiers"));
        }
        match text.as_str() {
            "__dict__" if !may_add_dict || layout.add_dict => {
                return Err(messages::type_error(vm, "__dict__ slot disallowed: we already got one"));
            }
            "__dict__" => layout.add_dict = true,
            "__weakref__" if !may_add_weak || layout.add_weak => {
                return Err(messages::type_error(vm, "__weakref__ slot disallowed: we already got one"));
            }
            "__weakref__" => layout.add_weak = true,
            _ => {
                let mangled = mangle(class_name, &text);
                let conflicts = own.get_interned(&vm.intern(&mangled)).is_some();
                if conflicts && mangled != "__qualname__" && mangled != "__classcell__" && mangled != "__classdictcell__" {
                    return Err(messages::value_error(vm, &format!("'{text}' in __slots__ conflicts with class variable")));
                }
                texts.push(mangled);
            }
        }
    }
    texts.sort();
    layout.slots = texts.iter().map(|text| vm.intern(text)).collect();
    // Secondary bases may provide a dict or weak references.
    for other in bases.iter().filter(|other| !other.same(base)) {
        layout.add_dict |= may_add_dict && (other.has(class_flag::HAS_DICT) || payload_has_dict(other));
        layout.add_weak |= may_add_weak && other.has(class_flag::WEAK);
    }
    Ok(layout)
}

/// A rough test: letters, digits and underscores, no digit first.
fn is_identifier(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && letters.all(|letter| letter == '_' || letter.is_alphanumeric() || (!letter.is_ascii() && !letter.is_whitespace()))
}

/// The private name that `__name` stands for inside a class.
pub fn mangle(class_name: &str, name: &str) -> String {
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.to_owned();
    }
    match class_name.trim_start_matches('_') {
        "" => name.to_owned(),
        class_name => format!("_{class_name}{name}"),
    }
}

// ---- bases and their layouts ----

/// Exception classes whose instances have fields of their own.
fn has_own_fields(vm_name: &str) -> bool {
    matches!(
        vm_name,
        "BaseExceptionGroup"
            | "SystemExit"
            | "ImportError"
            | "NameError"
            | "AttributeError"
            | "OSError"
            | "StopIteration"
            | "SyntaxError"
            | "UnicodeDecodeError"
            | "UnicodeEncodeError"
            | "UnicodeTranslateError"
    )
}

fn adds_layout(class: &Class) -> bool {
    let Some(base) = class.base.copy() else { return true };
    match class.spec {
        Some(spec) => {
            base.payload.get() != class.payload.get()
                || (class.has(class_flag::EXCEPTION) && has_own_fields(spec.name))
                || slot_count(class) > slot_count(&base)
        }
        None => slot_count(class) > slot_count(&base),
    }
}

/// The class in the chain of bases that determined the layout of instances.
fn solid_base(class: &Class) -> Class {
    let mut current = class.clone();
    while !adds_layout(&current) {
        match current.base.copy() {
            Some(base) => current = base,
            None => break,
        }
    }
    current
}

/// The built-in class whose payload instances carry.
pub fn solid_builtin(class: &Class) -> Class {
    let mut current = solid_base(class);
    while current.has(class_flag::HEAP) {
        match current.base.copy() {
            Some(base) => current = solid_base(&base),
            None => break,
        }
    }
    current
}

fn best_base(vm: &Vm, bases: &[Class]) -> PyResult<Class> {
    let mut best: Option<(Class, Class)> = None;
    for base in bases {
        if !base.has(class_flag::BASE) {
            let message = format!("type '{}' is not an acceptable base type", object::dotted_name(vm, base));
            return Err(messages::type_error(vm, &message));
        }
        let candidate = solid_base(base);
        best = match best {
            None => Some((candidate, base.clone())),
            Some((winner, winner_base)) => {
                if vm.is_subclass(&winner, &candidate) {
                    Some((winner, winner_base))
                } else if vm.is_subclass(&candidate, &winner) {
                    Some((candidate, base.clone()))
                } else {
                    return Err(messages::type_error(vm, "multiple bases have instance lay-out conflict"));
                }
            }
        };
    }
    Ok(best.map_or_else(|| vm.types.object.clone(), |(_, base)| base))
}

// ---- resolution order ----

/// Merges the linearisations of a class's bases into one resolution order.
///
/// C3 repeatedly takes the first head that appears in no other sequence's
/// tail. `None` when the orders contradict each other.
fn merge(mut sequences: Vec<Vec<Class>>) -> Result<Vec<Class>, Vec<Class>> {
    for sequence in &mut sequences {
        sequence.reverse();
    }
    let mut order: Vec<Class> = Vec::new();
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Ok(order);
        }
        let head = sequences.iter().filter_map(|sequence| sequence.last()).find(|head| {
            sequences.iter().all(|sequence| {
                let tail = sequence.len().saturating_sub(1);
                !sequence.iter().take(tail).any(|class| class.same(head))
            })
        });
        let Some(head) = head.cloned() else {
            let mut left: Vec<Class> = Vec::new();
            for head in sequences.iter().filter_map(|sequence| sequence.last()) {
                if !left.iter().any(|known| known.same(head)) {
                    left.push(head.clone());
                }
            }
            return Err(left);
        };
        for sequence in &mut sequences {
            if sequence.last().is_some_and(|last| last.same(&head)) {
                sequence.pop();
            }
        }
        order.push(head);
    }
}

/// What `type.mro` computes from the bases.
pub fn default_mro(vm: &Vm, class: &Class) -> PyResult<Vec<Class>> {
    let bases: Vec<Class> = match class.bases.copy().get::<Tuple>() {
        Some(bases) => bases.items().iter().filter_map(as_class).cloned().collect(),
        None => Vec::new(),
    };
    let mut order = vec![class.clone()];
    if let [base] = bases.as_slice() {
        order.extend(base.mro.copy());
        return Ok(order);
    }
    for (index, base) in bases.iter().enumerate() {
        if bases.iter().take(index).any(|known| known.same(base)) {
            return Err(messages::type_error(vm, &format!("duplicate base class {}", base.name_text())));
        }
    }
    let mut sequences: Vec<Vec<Class>> = bases.iter().map(|base| base.mro.copy()).collect();
    sequences.push(bases);
    match merge(sequences) {
        Ok(rest) => {
            order.extend(rest);
            Ok(order)
        }
        Err(left) => {
            let names: Vec<String> = left.iter().map(|class| class.name_text()).collect();
            let message = format!("Cannot create a consistent method resolution order (MRO) for bases {}", names.join(", "));
            Err(messages::type_error(vm, &message))
        }
    }
}

/// The order, asked from the metaclass's `mro` when it has its own.
fn resolution_order(vm: &Vm, metaclass: &Class, class: &Class, _bases: &[Class]) -> PyResult<Vec<Class>> {
    let name = vm.intern("mro");
    let custom = if metaclass.same(&vm.types.type_) { None } else { metaclass.lookup(vm, &name) };
    let is_default = custom.as_ref().is_none_or(|found| {
        found.get::<PyNative>().is_some_and(|native| native.owner.as_ref().is_some_and(|owner| owner.same(&vm.types.type_)))
    });
    if is_default {
        return default_mro(vm, class);
    }
    let result = vm.call_special(class.value(), &name, &[])?.unwrap_or(Value::NONE);
    let solid = solid_base(class);
    let mut order = Vec::new();
    for item in ops::collect(vm, &result)? {
        let Some(base) = as_class(&item) else {
            return Err(messages::type_error(vm, &format!("mro() returned a non-class ('{}')", vm.class_name(&item))));
        };
        if !vm.is_subclass(&solid, &solid_base(base)) && !base.same(class) {
            let message = format!("mro() returned base with unsuitable layout ('{}')", base.name_text());
            return Err(messages::type_error(vm, &message));
        }
        order.push(base.clone());
    }
    Ok(order)
}

// ---- after the class exists ----

fn call_set_names(vm: &Vm, class: &Class, own: &Handle<PyDict>) -> PyResult<()> {
    let mut entries = Vec::new();
    let mut cursor = 0;
    while let Some((next, key, value)) = own.next_entry(cursor) {
        cursor = next;
        // Functions are by far the commonest entries and have no such method.
        if value.header().is_some() && !value.is_kind::<PyFunction>() && !value.is_kind::<Str>() {
            entries.push((key, value));
        }
    }
    for (key, value) in entries {
        if vm.class_of(&value).lookup(vm, &vm.names.__set_name__).is_none() {
            continue;
        }
        // CPython calls a bound `__set_name__`, which holds the value.
        let held = value.clone();
        let result = together([class.value(), &key], |args| vm.call_special(&held, &vm.names.__set_name__, args));
        drop(held);
        if let Err(raised) = result {
            let exception = vm.take_exception();
            let key = ops::repr_text(vm, &key)?;
            let note =
                format!("Error calling __set_name__ on '{}' instance {key} in '{}'", vm.class_name(&value), class.name_text());
            super::exception::add_note(vm, &exception, vm.new_string(note))?;
            let _ = raised;
            return Err(vm.raise(exception));
        }
    }
    Ok(())
}

fn call_init_subclass(vm: &Vm, class: &Class, keywords: &[(Value, Value)]) -> PyResult<()> {
    let order = class.mro.copy();
    for parent in order.iter().filter(|parent| !parent.same(class)) {
        vm.populate(parent);
        let Some(found) = parent.namespace().get_interned(&vm.names.__init_subclass__) else { continue };
        if parent.same(&vm.types.object) && keywords.is_empty() {
            return Ok(());
        }
        let bound = match vm.class_of(&found).slots(|slots| slots.descr_get) {
            Some(get) => get(vm, &found, None, class.value())?,
            None => found,
        };
        drop(call_with(vm, &bound, &[], keywords)?);
        return Ok(());
    }
    Ok(())
}

// ---- __bases__ ----

/// `Class.__bases__ = bases`.
pub fn assign_bases(vm: &Vm, class: &Class, value: Value) -> PyResult<()> {
    let name = class.name_text();
    let Some(items) = value.get::<Tuple>() else {
        let message = format!("can only assign tuple to {name}.__bases__, not {}", vm.class_name(&value));
        return Err(messages::type_error(vm, &message));
    };
    if items.is_empty() {
        return Err(messages::type_error(vm, &format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    for item in items.items() {
        let Some(base) = as_class(item) else {
            let message = format!("{name}.__bases__ must be tuple of classes, not '{}'", vm.class_name(item));
            return Err(messages::type_error(vm, &message));
        };
        // A metaclass's `mro` may come back here before the orders are up to
        // date; the chain of first bases already is.
        if vm.is_subclass(base, class) || derives_by_base(base, class) {
            return Err(messages::type_error(vm, "a __bases__ item causes an inheritance cycle"));
        }
    }
    let bases = base_classes(vm, &value)?;
    let base = best_base(vm, &bases)?;
    let Some(old_base) = class.base.copy() else { return Ok(()) };
    let compatible = solid_base(&base).same(&solid_base(&old_base));
    // Heap classes and simple built-in ones are destroyed in different ways in CPython.
    let same_end = is_simple(&base) == is_simple(&old_base);
    if !compatible || !same_end {
        let what = if same_end { "object layout" } else { "deallocator" };
        let message = format!("__bases__ assignment: '{}' {what} differs from '{}'", base.name_text(), old_base.name_text());
        return Err(messages::type_error(vm, &message));
    }
    let old_bases = class.bases.replace(value.clone());
    drop(class.base.replace(Some(base)));
    let mut done = Vec::new();
    let outcome = recompute_order(vm, class, &mut done);
    // A metaclass's `mro` may have given the class other bases meanwhile:
    // then those stay.
    let replaced = class.bases.copy().identity() != value.identity();
    if let Err(raised) = outcome {
        for (class, old, new) in done {
            if same_order(&class.mro.copy(), &new) {
                drop(class.mro.replace(old));
                drop(class.mro_tuple.replace(Value::UNBOUND));
                vm.class_modified(&class);
            }
        }
        if !replaced {
            drop(class.bases.replace(old_bases));
            drop(class.base.replace(Some(old_base)));
        }
        return Err(raised);
    }
    if replaced {
        return Ok(());
    }
    if let Some(old) = old_bases.get::<Tuple>() {
        old.items().iter().filter_map(as_class).for_each(|base| base.remove_subclass(class));
    }
    bases.iter().for_each(|base| base.add_subclass(class));
    vm.class_modified(class);
    type_object::update_slots_below(vm, class);
    Ok(())
}

type Order = Vec<Class>;

/// Gives a class and those below it new orders; `done` notes each with its old and its new one.
///
/// A class whose order changed while its metaclass computed it has been dealt
/// with by that change.
fn recompute_order(vm: &Vm, class: &Class, done: &mut Vec<(Class, Order, Order)>) -> PyResult<()> {
    let _depth = vm.enter_recursion()?;
    let old = class.mro.copy();
    let order = resolution_order(vm, vm.class_of(class.value()), class, &[])?;
    if !same_order(&class.mro.copy(), &old) {
        return Ok(());
    }
    done.push((class.clone(), old, order.clone()));
    drop(class.mro.replace(order));
    drop(class.mro_tuple.replace(Value::UNBOUND));
    vm.class_modified(class);
    for subclass in class.subclasses() {
        recompute_order(vm, &subclass, done)?;
    }
    Ok(())
}

fn same_order(left: &[Class], right: &[Class]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.same(right))
}

/// Whether the chain of first bases leads from one class to another.
fn derives_by_base(class: &Class, base: &Class) -> bool {
    let mut next = Some(class.clone());
    while let Some(class) = next {
        if class.same(base) {
            return true;
        }
        next = class.base.copy();
    }
    false
}

/// Whether instances are freed without a look at other objects.
fn is_simple(class: &Class) -> bool {
    let kind = class.payload.get();
    let is_value = kind == kinds::INSTANCE
        || kind == kinds::BIG_INT
        || kind == kinds::FLOAT
        || kind == kinds::COMPLEX
        || kind == kinds::BYTES
        || class.has(class_flag::STR);
    is_value && !class.has(class_flag::HEAP)
}

/// The root shape of instances of a class, made when it is missing.
pub fn root_shape(class: &Class) -> Rc<Shape> {
    class.shape.copy().unwrap_or_else(|| Shape::root(Vec::new(), true))
}

#[cfg(test)]
mod tests {
    use super::mangle;

    #[test]
    fn private_names_are_mangled() {
        assert_eq!(mangle("C", "__x"), "_C__x");
        assert_eq!(mangle("__C", "__x"), "_C__x");
        assert_eq!(mangle("___", "__x"), "__x");
        assert_eq!(mangle("C", "__x__"), "__x__");
        assert_eq!(mangle("C", "_x"), "_x");
    }
}
