//! `types.GenericAlias`: what `list[int]` makes.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::list::PyList;
use super::native::{Member, Method, as_class, getter, member, method};
use super::ops;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Tuple, Value, Visitor};

pub struct PyGenericAlias {
    pub origin: Value,
    /// A tuple.
    pub args: Value,
    /// Type variables in the arguments; unbound until asked for.
    parameters: Guarded<Value>,
    /// `*tuple[int]`.
    pub starred: bool,
}

impl Payload for PyGenericAlias {
    const KIND: Kind = kinds::GENERIC_ALIAS;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { origin, args, parameters, starred: _ } = self;
        visitor.each([origin, args]);
        visitor.guarded(parameters);
    }
}

pub const GENERIC_ALIAS: TypeSpec = TypeSpec {
    name: "GenericAlias",
    module: "types",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::WEAK,
    doc: "A class with type arguments, as `list[int]`.",
    slots: Slots {
        repr: Some(alias_repr),
        call: Some(alias_call),
        getattr: Some(alias_getattr),
        compare: Some(alias_compare),
        hash: Some(alias_hash),
        iter: Some(alias_iter),
        getitem: Some(alias_getitem),
        new: Some(alias_new),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Or, super::union::type_or)]),
    methods: METHODS,
    getset: &[
        getter("__parameters__", alias_parameters, "Type variables in the GenericAlias."),
        member("__unpacked__", |_, value| Ok(Value::bool(alias(value).is_some_and(|alias| alias.starred))), ""),
        getter("__typing_unpacked_tuple_args__", unpacked_args, ""),
    ],
    members: &[
        Member {
            name: "__origin__",
            get: |_, value| Ok(alias(value).map_or(Value::NONE, |a| a.origin.clone())),
            set: None,
            doc: "",
        },
        Member { name: "__args__", get: |_, value| Ok(alias(value).map_or(Value::NONE, |a| a.args.clone())), set: None, doc: "" },
    ],
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__mro_entries__", "(self, object, /)", |vm, args| Ok(vm.tuple_of([origin_of(args)])), ""),
    method(
        "__instancecheck__",
        "(self, object, /)",
        |vm, _| Err(messages::type_error(vm, "isinstance() argument 2 cannot be a parameterized generic")),
        "",
    ),
    method(
        "__subclasscheck__",
        "(self, object, /)",
        |vm, _| Err(messages::type_error(vm, "issubclass() argument 2 cannot be a parameterized generic")),
        "",
    ),
    method("__reduce__", "(self, /)", alias_reduce, ""),
    method("__dir__", "(self, /)", alias_dir, ""),
];

fn alias(value: &Value) -> Option<&PyGenericAlias> {
    value.get::<PyGenericAlias>()
}

fn origin_of(args: &[Value]) -> Value {
    args.first().and_then(alias).map_or(Value::NONE, |alias| alias.origin.clone())
}

/// `origin[arguments]` as a `types.GenericAlias`.
pub fn new_alias(vm: &Vm, origin: &Value, arguments: &Value) -> PyResult {
    let args = if arguments.is_kind::<Tuple>() { arguments.clone() } else { vm.tuple_of([arguments.clone()]) };
    Ok(make(vm, origin.clone(), args, false))
}

fn make(vm: &Vm, origin: Value, args: Value, starred: bool) -> Value {
    let payload = PyGenericAlias { origin, args, parameters: Guarded::new(Value::UNBOUND), starred };
    Handle::new(vm.types.generic_alias.to_value(), payload).into_value()
}

fn alias_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "GenericAlias() takes no keyword arguments"));
    }
    let [origin, arguments] = args.values else {
        return Err(messages::type_error(vm, &format!("GenericAlias expected 2 arguments, got {}", args.values.len())));
    };
    let args = if arguments.is_kind::<Tuple>() { arguments.clone() } else { vm.tuple_of([arguments.clone()]) };
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    let payload = PyGenericAlias { origin: origin.clone(), args, parameters: Guarded::new(Value::UNBOUND), starred: false };
    Ok(vm.new_object(class, payload).into_value())
}

/// How a type argument is shown: classes by qualified name.
pub fn type_text(vm: &Vm, value: &Value) -> PyResult<String> {
    if value.is(&Value::ELLIPSIS) {
        return Ok("...".to_owned());
    }
    let has_origin = ops::lookup_attr(vm, value, &vm.names.__origin__)?.is_some();
    let has_args = has_origin && ops::lookup_attr(vm, value, &vm.names.__args__)?.is_some();
    if has_args {
        return ops::repr_text(vm, value);
    }
    let qualname = ops::lookup_attr(vm, value, &vm.names.__qualname__)?;
    let module = match &qualname {
        Some(_) => ops::lookup_attr(vm, value, &vm.names.__module__)?,
        None => None,
    };
    match (qualname, module) {
        (Some(qualname), Some(module)) if !module.is_none() => {
            let qualname = ops::str_text(vm, &qualname)?;
            let module = ops::str_text(vm, &module)?;
            Ok(if module == "builtins" { qualname } else { format!("{module}.{qualname}") })
        }
        _ => ops::repr_text(vm, value),
    }
}

fn argument_text(vm: &Vm, value: &Value) -> PyResult<String> {
    // A list of types, as `Callable[[int], str]` has it.
    if let Some(list) = value.get::<PyList>() {
        let mut texts = Vec::new();
        for item in list.items.copy() {
            texts.push(type_text(vm, &item)?);
        }
        return Ok(format!("[{}]", texts.join(", ")));
    }
    type_text(vm, value)
}

fn alias_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(alias) = alias(value) else { return super::object::default_repr(vm, value) };
    let mut texts = Vec::new();
    if let Some(args) = alias.args.get::<Tuple>() {
        for argument in args.items() {
            texts.push(argument_text(vm, argument)?);
        }
        if args.is_empty() {
            texts.push("()".to_owned());
        }
    }
    let star = if alias.starred { "*" } else { "" };
    let origin = type_text(vm, &alias.origin)?;
    Ok(vm.new_string(format!("{star}{origin}[{}]", texts.join(", "))))
}

fn alias_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(alias) = alias(callee) else { return Err(messages::not_callable(vm, callee)) };
    let made = vm.call(&alias.origin, args)?;
    if let Err(raised) = ops::set_attr(vm, &made, &vm.intern("__orig_class__"), Some(callee.clone())) {
        if !vm.pending_is(&vm.errors.attribute_error) && !vm.pending_is(&vm.errors.type_error) {
            return Err(raised);
        }
        drop(vm.take_exception());
    }
    Ok(made)
}

/// Attributes that belong to the alias itself; all others are the origin's.
const OWN: [&str; 13] = [
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__bases__",
    "__file__",
];

fn alias_getattr(vm: &Vm, object: &Value, name: &Value) -> PyResult {
    let Some(alias) = alias(object) else { return ops::generic_get_attr(vm, object, name) };
    let text = text_of(name);
    if text == "__bases__" || text == "__file__" || !OWN.contains(&text.as_str()) {
        let blocked = matches!(text.as_str(), "__bases__" | "__copy__" | "__deepcopy__" | "__file__");
        if !blocked {
            return ops::get_attr(vm, &alias.origin, name);
        }
    }
    ops::generic_get_attr(vm, object, name)
}

fn alias_dir(vm: &Vm, args: &[Value]) -> PyResult {
    let names = super::object::dir(vm, &origin_of(args))?;
    let Some(list) = names.get::<PyList>() else { return Ok(names) };
    let known: Vec<String> = list.items.copy().iter().map(text_of).collect();
    for name in OWN.iter().take(11) {
        if !known.iter().any(|known| known == name) {
            list.push(vm.intern(name));
        }
    }
    Ok(names)
}

fn alias_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (alias(left), alias(right)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if op != CompareOp::Eq && op != CompareOp::Ne {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = a.starred == b.starred && ops::eq(vm, &a.origin, &b.origin)? && ops::eq(vm, &a.args, &b.args)?;
    Ok(Value::bool(same == (op == CompareOp::Eq)))
}

fn alias_hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(alias) = alias(value) else { return Ok(0) };
    let hash = ops::hash(vm, &alias.origin)? ^ ops::hash(vm, &alias.args)?;
    Ok(if hash == -1 { -2 } else { hash })
}

fn alias_iter(vm: &Vm, value: &Value) -> PyResult {
    let Some(alias) = alias(value) else { return Ok(Value::NONE) };
    let starred = make(vm, alias.origin.clone(), alias.args.clone(), true);
    Ok(super::iterators::over_rows(vm, &vm.types.generic_alias_iterator, vec![starred]))
}

fn unpacked_args(vm: &Vm, value: &Value) -> PyResult {
    Ok(match alias(value) {
        Some(alias) if alias.starred && alias.origin.is(vm.types.tuple.value()) => alias.args.clone(),
        _ => Value::NONE,
    })
}

fn alias_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let Some(alias) = alias(value) else { return Ok(Value::NONE) };
    if alias.starred {
        let next = vm.builtins.get_interned(&vm.intern("next")).unwrap_or(Value::NONE);
        let plain = make(vm, alias.origin.clone(), alias.args.clone(), false);
        return Ok(vm.tuple_of([next, vm.tuple_of([ops::iter(vm, &plain)?])]));
    }
    Ok(vm.tuple_of([vm.types.generic_alias.to_value(), vm.tuple_of([alias.origin.clone(), alias.args.clone()])]))
}

// ---- parameters ----

fn is_parameter(vm: &Vm, value: &Value) -> PyResult<bool> {
    if as_class(value).is_some() {
        return Ok(false);
    }
    Ok(vm.class_of(value).lookup(vm, &vm.names.__typing_subst__).is_some())
}

/// The type variables in a tuple of arguments, in order of first appearance.
pub fn parameters_of(vm: &Vm, args: &Value) -> PyResult {
    let mut found: Vec<Value> = Vec::new();
    let items = match (args.get::<Tuple>(), args.get::<PyList>()) {
        (Some(tuple), _) => tuple.items().to_vec(),
        (_, Some(list)) => list.items.copy(),
        _ => Vec::new(),
    };
    for item in items {
        if as_class(&item).is_some() {
            continue;
        }
        if is_parameter(vm, &item)? {
            add_unique(&mut found, item);
            continue;
        }
        let inner = if item.is_kind::<Tuple>() || item.is_kind::<PyList>() {
            let _depth = vm.enter_recursion()?;
            Some(parameters_of(vm, &item)?)
        } else {
            ops::lookup_attr(vm, &item, &vm.names.__parameters__)?
        };
        if let Some(inner) = inner
            && let Some(inner) = inner.get::<Tuple>()
        {
            inner.items().iter().for_each(|parameter| add_unique(&mut found, parameter.clone()));
        }
    }
    Ok(vm.new_tuple(found))
}

fn add_unique(found: &mut Vec<Value>, value: Value) {
    if !found.iter().any(|known| known.is(&value)) {
        found.push(value);
    }
}

fn alias_parameters(vm: &Vm, value: &Value) -> PyResult {
    let Some(alias) = alias(value) else { return Ok(Value::NONE) };
    let known = alias.parameters.copy();
    if !known.is_unbound() {
        return Ok(known);
    }
    let made = parameters_of(vm, &alias.args)?;
    drop(alias.parameters.replace(made.clone()));
    Ok(made)
}

fn alias_getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let Some(alias) = alias(value) else { return Ok(Value::NONE) };
    let parameters = alias_parameters(vm, value)?;
    let new = substitute(vm, value, &alias.args, &parameters, key)?;
    Ok(make(vm, alias.origin.clone(), vm.new_tuple(new), alias.starred))
}

fn unpacked(vm: &Vm, key: &Value) -> PyResult<Vec<Value>> {
    let items = match key.get::<Tuple>() {
        Some(items) => items.items().to_vec(),
        None => vec![key.clone()],
    };
    let mut flat = Vec::new();
    for item in items {
        if as_class(&item).is_none()
            && let Some(inner) = ops::lookup_attr(vm, &item, &vm.names.__typing_unpacked_tuple_args__)?
            && let Some(inner) = inner.get::<Tuple>()
            && !inner.items().last().is_some_and(|last| last.is(&Value::ELLIPSIS))
        {
            flat.extend_from_slice(inner.items());
            continue;
        }
        flat.push(item);
    }
    Ok(flat)
}

/// Replaces type variables in `args` by the subscript's values.
pub fn substitute(vm: &Vm, whole: &Value, args: &Value, parameters: &Value, key: &Value) -> PyResult<Vec<Value>> {
    let wanted = parameters.get::<Tuple>().map_or(Vec::new(), |parameters| parameters.items().to_vec());
    if wanted.is_empty() {
        let message = format!("{} is not a generic class", ops::repr_text(vm, whole)?);
        return Err(messages::type_error(vm, &message));
    }
    let mut items = vm.new_tuple(unpacked(vm, key)?);
    for parameter in &wanted {
        if let Some(prepare) = ops::lookup_attr(vm, parameter, &vm.names.__typing_prepare_subst__)?
            && !prepare.is_none()
        {
            items = vm.call_values(&prepare, &[whole.clone(), items])?;
            if !items.is_kind::<Tuple>() {
                items = vm.tuple_of([items]);
            }
        }
    }
    let given = items.get::<Tuple>().map_or(Vec::new(), |items| items.items().to_vec());
    if given.len() != wanted.len() {
        let how = if given.len() > wanted.len() { "many" } else { "few" };
        let message =
            format!("Too {how} arguments for {}; actual {}, expected {}", ops::repr_text(vm, whole)?, given.len(), wanted.len());
        return Err(messages::type_error(vm, &message));
    }
    replace_in(vm, args, &wanted, &given)
}

fn replace_in(vm: &Vm, args: &Value, wanted: &[Value], given: &[Value]) -> PyResult<Vec<Value>> {
    let _depth = vm.enter_recursion()?;
    let items = match (args.get::<Tuple>(), args.get::<PyList>()) {
        (Some(tuple), _) => tuple.items().to_vec(),
        (_, Some(list)) => list.items.copy(),
        _ => Vec::new(),
    };
    let mut new = Vec::new();
    for item in items {
        if as_class(&item).is_some() {
            new.push(item);
            continue;
        }
        if item.is_kind::<Tuple>() {
            let inner = replace_in(vm, &item, wanted, given)?;
            new.push(vm.new_tuple(inner));
            continue;
        }
        if item.is_kind::<PyList>() {
            let inner = replace_in(vm, &item, wanted, given)?;
            new.push(vm.new_list(inner));
            continue;
        }
        let spreads = match ops::lookup_attr(vm, &item, &vm.names.__typing_is_unpacked_typevartuple__)? {
            Some(flag) => ops::truth(vm, &flag)?,
            None => false,
        };
        if is_parameter(vm, &item)?
            && let Some(position) = wanted.iter().position(|parameter| parameter.is(&item))
        {
            let value = given.get(position).cloned().unwrap_or(Value::NONE);
            let value = vm.call_special(&item, &vm.names.__typing_subst__, std::slice::from_ref(&value))?.unwrap_or(value);
            match value.get::<Tuple>() {
                Some(many) if spreads => new.extend_from_slice(many.items()),
                _ => new.push(value),
            }
            continue;
        }
        let inner = ops::lookup_attr(vm, &item, &vm.names.__parameters__)?;
        let inner = inner.and_then(|inner| inner.get::<Tuple>().map(|inner| inner.items().to_vec())).unwrap_or_default();
        if inner.is_empty() {
            new.push(item);
            continue;
        }
        let mut chosen = Vec::new();
        for parameter in &inner {
            let value = match wanted.iter().position(|known| known.is(parameter)) {
                Some(position) => given.get(position).cloned().unwrap_or(Value::NONE),
                None => parameter.clone(),
            };
            match value.get::<Tuple>() {
                Some(many) => chosen.extend_from_slice(many.items()),
                None => chosen.push(value),
            }
        }
        let subscript = match chosen.as_slice() {
            [only] => only.clone(),
            _ => vm.new_tuple(chosen),
        };
        let replaced = ops::get_item(vm, &item, &subscript)?;
        match replaced.get::<Tuple>() {
            Some(many) if spreads => new.extend_from_slice(many.items()),
            _ => new.push(replaced),
        }
    }
    Ok(new)
}
