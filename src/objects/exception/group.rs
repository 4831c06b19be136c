//! Exception groups: construction, splitting, and the pieces `except*` puts together.

use super::parts::{base_init, class_argument};
use super::{PyException, as_exception, messages};
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::Class;
use crate::objects::native::{Method, as_class, class_method, method};
use crate::objects::ops;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;

pub const METHODS: &[Method] = &[
    class_method(
        "__class_getitem__",
        "(class, object, /)",
        |vm, args| match args {
            [class, item] => crate::objects::generic_alias::new_alias(vm, class, item),
            _ => Ok(Value::NONE),
        },
        "See PEP 585",
    ),
    method("derive", "(self, object, /)", group_derive, ""),
    method("split", "(self, object, /)", group_split, ""),
    method("subgroup", "(self, object, /)", group_subgroup, ""),
];

pub fn group_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = class_argument(vm, class)?;
    let [message, exceptions] = args.by_position() else {
        let message = format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", args.by_position().len());
        return Err(messages::type_error(vm, &message));
    };
    if !vm.is_instance(message, &vm.types.str) {
        let text = format!("BaseExceptionGroup.__new__() argument 1 must be str, not {}", messages::shown_class(vm, message));
        return Err(messages::type_error(vm, &text));
    }
    if !ops::is_sequence(vm, exceptions) {
        return Err(messages::type_error(vm, "second argument (exceptions) must be a sequence"));
    }
    let items = ops::collect(vm, exceptions)?;
    if items.is_empty() {
        return Err(messages::value_error(vm, "second argument (exceptions) must be a non-empty sequence"));
    }
    let mut only_exceptions = true;
    for (index, item) in items.iter().enumerate() {
        if as_exception(item).is_none() {
            let text = format!("Item {index} of second argument (exceptions) is not an exception");
            return Err(messages::value_error(vm, &text));
        }
        only_exceptions &= vm.is_instance(item, &vm.errors.exception);
    }
    let mut actual: &Class = class;
    if class.same(&vm.errors.base_exception_group) {
        if only_exceptions {
            actual = &vm.errors.exception_group;
        }
    } else if !only_exceptions {
        if class.same(&vm.errors.exception_group) {
            return Err(messages::type_error(vm, "Cannot nest BaseExceptions in an ExceptionGroup"));
        }
        if vm.is_subclass(class, &vm.errors.exception) {
            let text = format!("Cannot nest BaseExceptions in '{}'", class.name_text());
            return Err(messages::type_error(vm, &text));
        }
    }
    let payload = PyException::new(vm.tuple_of([message.clone(), exceptions.clone()]));
    payload.set_field(0, message.clone());
    payload.set_field(1, vm.new_tuple(items));
    Ok(vm.new_object(actual, payload).into_value())
}

pub fn group_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    base_init(vm, object, args)
}

pub fn group_str(vm: &Vm, value: &Value) -> PyResult {
    let Some(group) = value.get::<PyException>() else { return Ok(Value::NONE) };
    let count = members(value).len();
    let plural = if count > 1 { "s" } else { "" };
    let message = text_of(&group.field(0));
    Ok(vm.new_string(format!("{message} ({count} sub-exception{plural})")))
}

/// The exceptions inside a group.
pub fn members(group: &Value) -> Vec<Value> {
    let inside = group.get::<PyException>().map_or(Value::NONE, |group| group.field(1));
    inside.get::<Tuple>().map_or(Vec::new(), |inside| inside.items().to_vec())
}

pub fn is_group(vm: &Vm, exception: &Value) -> bool {
    vm.is_instance(exception, &vm.errors.base_exception_group)
}

fn group_derive(vm: &Vm, args: &[Value]) -> PyResult {
    let [group, exceptions] = args else { return Ok(Value::NONE) };
    let message = group.get::<PyException>().map_or(Value::NONE, |group| group.field(0));
    vm.call_values(vm.errors.base_exception_group.value(), &[message, exceptions.clone()])
}

enum Matcher {
    Classes(Value),
    Call(Value),
    /// Leaves by identity.
    Leaves(Vec<Value>),
}

fn matcher(vm: &Vm, value: &Value) -> PyResult<Matcher> {
    let is_exception_class =
        |value: &Value| as_class(value).is_some_and(|class| vm.is_subclass(class, &vm.errors.base_exception));
    if is_exception_class(value) {
        return Ok(Matcher::Classes(value.clone()));
    }
    if let Some(classes) = value.get::<Tuple>()
        && classes.items().iter().all(is_exception_class)
    {
        return Ok(Matcher::Classes(value.clone()));
    }
    if as_class(value).is_none() && !value.is_kind::<Tuple>() && vm.class_of(value).slots(|slots| slots.call.is_some()) {
        return Ok(Matcher::Call(value.clone()));
    }
    let message = "expected an exception type, a tuple of exception types, or a callable (other than a class)";
    Err(messages::type_error(vm, message))
}

fn matches(vm: &Vm, matcher: &Matcher, exception: &Value) -> PyResult<bool> {
    match matcher {
        Matcher::Classes(classes) => Ok(match classes.get::<Tuple>() {
            Some(classes) => classes.items().iter().filter_map(as_class).any(|class| vm.is_instance(exception, class)),
            None => as_class(classes).is_some_and(|class| vm.is_instance(exception, class)),
        }),
        Matcher::Call(function) => {
            let answer = vm.call_values(function, std::slice::from_ref(exception))?;
            ops::truth(vm, &answer)
        }
        Matcher::Leaves(leaves) => Ok(!is_group(vm, exception) && leaves.iter().any(|leaf| leaf.is(exception))),
    }
}

/// The matching part and the rest; either may be missing.
fn split(vm: &Vm, exception: &Value, matcher: &Matcher, want_rest: bool) -> PyResult<(Option<Value>, Option<Value>)> {
    let _depth = vm.enter_recursion_in(" in exceptiongroup_split_recursive")?;
    if matches(vm, matcher, exception)? {
        return Ok((Some(exception.clone()), None));
    }
    if !is_group(vm, exception) {
        return Ok((None, Some(exception.clone())));
    }
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    for member in members(exception) {
        let (part, other) = split(vm, &member, matcher, want_rest)?;
        matched.extend(part);
        if want_rest {
            rest.extend(other);
        }
    }
    Ok((subset(vm, exception, matched)?, if want_rest { subset(vm, exception, rest)? } else { None }))
}

/// A group like `original` with other members; none when there are none.
fn subset(vm: &Vm, original: &Value, members: Vec<Value>) -> PyResult<Option<Value>> {
    if members.is_empty() {
        return Ok(None);
    }
    let list = vm.new_list(members);
    let group = vm.call_method(original, &vm.intern("derive"), &[list])?;
    if !is_group(vm, &group) {
        return Err(messages::type_error(vm, "derive must return an instance of BaseExceptionGroup"));
    }
    if let (Some(to), Some(from)) = (group.get::<PyException>(), original.get::<PyException>()) {
        drop(to.traceback.replace(from.traceback.copy()));
        drop(to.context.replace(from.context.copy()));
        drop(to.cause.replace(from.cause.copy()));
        to.suppress_context.set(from.suppress_context.get());
    }
    if let Some(notes) = ops::lookup_attr(vm, original, &vm.names.__notes__)?
        && ops::is_sequence(vm, &notes)
        && !notes.is_kind::<Str>()
    {
        let copy = vm.new_list(ops::collect(vm, &notes)?);
        ops::set_attr(vm, &group, &vm.names.__notes__, Some(copy))?;
    }
    Ok(Some(group))
}

fn group_split(vm: &Vm, args: &[Value]) -> PyResult {
    let [group, value] = args else { return Ok(Value::NONE) };
    let matcher = matcher(vm, value)?;
    let (matched, rest) = split(vm, group, &matcher, true)?;
    Ok(vm.tuple_of([matched.unwrap_or(Value::NONE), rest.unwrap_or(Value::NONE)]))
}

fn group_subgroup(vm: &Vm, args: &[Value]) -> PyResult {
    let [group, value] = args else { return Ok(Value::NONE) };
    let matcher = matcher(vm, value)?;
    Ok(split(vm, group, &matcher, false)?.0.unwrap_or(Value::NONE))
}

fn leaves(vm: &Vm, exception: &Value, found: &mut Vec<Value>) -> PyResult<()> {
    let _depth = vm.enter_recursion()?;
    if !is_group(vm, exception) {
        found.push(exception.clone());
        return Ok(());
    }
    for member in members(exception) {
        leaves(vm, &member, found)?;
    }
    Ok(())
}

/// One group with the structure of `original` that holds every leaf of the
/// exceptions in the list `keep`.
pub fn projected_group(vm: &Vm, original: &Value, keep: &Value) -> PyResult {
    let mut found = Vec::new();
    for exception in ops::collect(vm, keep)? {
        leaves(vm, &exception, &mut found)?;
    }
    let (matched, _) = split(vm, original, &Matcher::Leaves(found), false)?;
    Ok(matched.unwrap_or(Value::NONE))
}
