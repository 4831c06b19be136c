//! The wording of errors that natives and the evaluator raise, one function each.

use crate::memory::{PyResult, Raised, Value};
use crate::num::{Fault, FaultKind};
use crate::objects::class::Class;
use crate::objects::native::{Binding, Callee, PyNative, Signature};
use crate::objects::slots::CompareOp;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;

pub fn type_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.type_error, message)
}

pub fn value_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.value_error, message)
}

pub fn index_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.index_error, message)
}

pub fn overflow_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.overflow_error, message)
}

pub fn runtime_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.runtime_error, message)
}

pub fn system_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.system_error, message)
}

pub fn zero_division(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.zero_division_error, message)
}

/// Raises what a pure operation reported.
#[cold]
pub fn fault(vm: &Vm, fault: &Fault) -> Raised {
    let class = match fault.kind {
        FaultKind::ZeroDivision => &vm.errors.zero_division_error,
        FaultKind::Overflow => &vm.errors.overflow_error,
        FaultKind::Range => {
            let args = vec![Value::small_int(34), vm.new_str(&fault.message)];
            let exception = vm.new_exception(&vm.errors.overflow_error, args);
            return vm.raise_new(exception);
        }
        FaultKind::Value => &vm.errors.value_error,
        FaultKind::Type => &vm.errors.type_error,
        FaultKind::Memory => return memory_error(vm),
        FaultKind::Index => &vm.errors.index_error,
        FaultKind::Key => {
            let key = vm.new_str(&fault.message);
            return key_error(vm, &key);
        }
    };
    vm.raise_message(class, &fault.message)
}

pub fn buffer_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.buffer_error, message)
}

/// Issues a warning through `warnings.warn`; nothing is shown where there is
/// no such module. `Err` when the filter raises.
pub fn warn(vm: &Vm, category: &Class, message: &str) -> PyResult<()> {
    let function = match crate::objects::object::import_attribute(vm, "warnings", "warn") {
        Ok(function) => function,
        Err(raised) => {
            if !vm.pending_is(&vm.errors.import_error) {
                return Err(raised);
            }
            drop(vm.take_exception());
            return Ok(());
        }
    };
    vm.call_values(&function, &[vm.new_str(message), category.to_value()]).map(drop)
}

/// A conversion method answered with an instance of a strict subclass.
#[cold]
pub fn warn_strict_subclass(vm: &Vm, method: &str, base: &str, result: &Value) -> PyResult<()> {
    let message = format!(
        "{method} returned non-{base} (type {}).  The ability to return an instance of a strict subclass of {base} is \
         deprecated, and may be removed in a future version of Python.",
        vm.class_name(result)
    );
    warn(vm, &vm.errors.deprecation_warning, &message)
}

/// `KeyError(key)`.
pub fn key_error(vm: &Vm, key: &Value) -> Raised {
    let exception = vm.new_exception(&vm.errors.key_error, vec![key.clone()]);
    vm.raise_new(exception)
}

pub fn memory_error(vm: &Vm) -> Raised {
    let exception = vm.new_exception(&vm.errors.memory_error, Vec::new());
    vm.raise_new(exception)
}

/// `maximum recursion depth exceeded` and what was going on.
pub fn recursion(vm: &Vm, activity: &str) -> Raised {
    // Making the exception needs a little room of its own.
    let limit = vm.recursion_limit.get();
    vm.recursion_limit.set(limit.saturating_add(50));
    let raised = vm.raise_message(&vm.errors.recursion_error, &format!("maximum recursion depth exceeded{activity}"));
    vm.recursion_limit.set(limit);
    raised
}

pub fn not_callable(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object is not callable", vm.class_name(object)))
}

pub fn not_iterable(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object is not iterable", vm.class_name(object)))
}

pub fn not_an_iterator(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object is not an iterator", vm.class_name(object)))
}

pub fn not_a_container(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("argument of type '{}' is not iterable", vm.class_name(object)))
}

pub fn not_subscriptable(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object is not subscriptable", vm.class_name(object)))
}

pub fn not_an_integer(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object cannot be interpreted as an integer", vm.class_name(object)))
}

pub fn unhashable(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("unhashable type: '{}'", vm.class_name(object)))
}

pub fn bool_returned(vm: &Vm, result: &Value) -> Raised {
    type_error(vm, &format!("__bool__ should return bool, returned {}", vm.class_name(result)))
}

pub fn unorderable(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> Raised {
    let message =
        format!("'{}' not supported between instances of '{}' and '{}'", op.symbol(), vm.class_name(left), vm.class_name(right));
    type_error(vm, &message)
}

pub fn unsupported_operands(vm: &Vm, left: &Value, right: &Value, symbol: &str) -> Raised {
    let mut message =
        format!("unsupported operand type(s) for {symbol}: '{}' and '{}'", vm.class_name(left), vm.class_name(right));
    if symbol == ">>" && left.get::<PyNative>().is_some_and(|native| native.owner.is_none() && native.row.name == "print") {
        message.push_str(". Did you mean \"print(<message>, file=<output_stream>)\"?");
    }
    type_error(vm, &message)
}

pub fn bad_unary(vm: &Vm, value: &Value, symbol: &str) -> Raised {
    type_error(vm, &format!("bad operand type for unary {symbol}: '{}'", vm.class_name(value)))
}

/// AttributeError for a missing attribute; carries `name` and `obj`.
pub fn no_attribute(vm: &Vm, object: &Value, name: &Value) -> Raised {
    let text = crate::objects::str::text_of(name);
    let message = match crate::objects::native::as_class(object) {
        Some(class) => format!("type object '{}' has no attribute '{text}'", class.name_text()),
        None => format!("'{}' object has no attribute '{text}'", vm.class_name(object)),
    };
    attribute_error(vm, object, name, &message)
}

/// AttributeError with a message of the caller's; carries `name` and `obj`.
pub fn attribute_error(vm: &Vm, object: &Value, name: &Value, message: &str) -> Raised {
    let text = with_surrogates_of(vm, name, message);
    let exception = vm.new_exception(&vm.errors.attribute_error, vec![text]);
    if let Some(payload) = exception.get::<super::PyException>() {
        payload.set_field(0, name.clone());
        payload.set_field(1, object.clone());
    }
    vm.raise_new(exception)
}

/// A message in which the name stands, as a str: lone surrogates of the name, which a Rust text cannot hold and
/// which are replacement characters in it, come back.
pub fn with_surrogates_of(vm: &Vm, name: &Value, message: &str) -> Value {
    const REPLACED: u32 = 0xFFFD;
    let Some(name) = name.get::<crate::memory::Str>().filter(|_| message.contains('\u{FFFD}')) else {
        return vm.new_str(message);
    };
    let mut originals = name.data().codes().filter(|code| *code == REPLACED || (0xD800..0xE000).contains(code));
    let codes: Vec<u32> = message
        .chars()
        .map(u32::from)
        .map(|code| if code == REPLACED { originals.next().unwrap_or(code) } else { code })
        .collect();
    crate::objects::str::from_codes(vm, &codes).unwrap_or_else(|_| vm.new_str(message))
}

/// A text argument that C reads: it may not hold a null character.
pub fn without_nul(vm: &Vm, text: String) -> PyResult<String> {
    if text.contains('\0') { Err(value_error(vm, "embedded null character")) } else { Ok(text) }
}

/// Refuses text that UTF-8 cannot hold, as C functions that take UTF-8 do.
pub fn require_utf8(vm: &Vm, text: &Value) -> PyResult<()> {
    if crate::objects::str::utf8_of(text).is_none() {
        vm.call_special(text, &vm.intern("encode"), &[vm.intern("utf-8")])?;
    }
    Ok(())
}

/// A class by its full name, but for those of the main program.
pub fn full_class(vm: &Vm, value: &Value) -> String {
    let name = crate::objects::object::qualified_name(vm, vm.class_of(value));
    name.strip_prefix("__main__.").map_or(name.clone(), str::to_owned)
}

/// The class of an argument as CPython's argument parsers name it: None by its value.
pub fn shown_class(vm: &Vm, value: &Value) -> String {
    if value.is_none() { "None".to_owned() } else { vm.class_name(value) }
}

/// The attribute exists on the class but cannot be set.
pub fn read_only_attribute(vm: &Vm, object: &Value, name: &Value) -> Raised {
    let message = format!("'{}' object attribute '{}' is read-only", vm.class_name(object), crate::objects::str::text_of(name));
    attribute_error(vm, object, name, &message)
}

/// The object has no `__dict__` to put a new attribute into.
pub fn no_attribute_to_set(vm: &Vm, object: &Value, name: &Value) -> Raised {
    let message = format!(
        "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
        vm.class_name(object),
        crate::objects::str::text_of(name)
    );
    attribute_error(vm, object, name, &message)
}

/// AttributeError without `name` and `obj`.
pub fn attribute_error_plain(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.attribute_error, message)
}

// ---- arguments of natives ----
//
// CPython words these by the C calling convention of a function. The shape of
// a signature tells which one its counterpart has.

/// How many leading parameters stand for the bound object.
fn bound_count(callee: Callee<'_>) -> usize {
    match callee {
        Callee::Native(native) => usize::from(native.row.binding != Binding::Static),
        Callee::Name(_) => 0,
    }
}

/// `append`, `len`, `int`.
fn short_name(callee: Callee<'_>) -> String {
    match callee {
        Callee::Native(native) => native.row.name.to_owned(),
        Callee::Name(name) => name.to_owned(),
    }
}

/// `list.append`, `len`, `math.sin`.
fn full_name(vm: &Vm, callee: Callee<'_>) -> String {
    let native = match callee {
        Callee::Native(native) => native,
        Callee::Name(name) => return name.to_owned(),
    };
    let name = crate::objects::attributes::native_qualname_text(vm, native);
    match !native.module.read(Value::is_kind::<crate::memory::Str>) {
        true => name,
        false => match text_of(&native.module.copy()).as_str() {
            "builtins" => name,
            module => format!("{module}.{name}"),
        },
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Whether no parameter can be given by name.
fn is_positional_only(signature: &Signature) -> bool {
    signature.varkw.is_none()
        && signature.positional_only == signature.positional
        && signature
            .parameters
            .iter()
            .enumerate()
            .all(|(index, parameter)| !parameter.keyword_only || Some(index) == signature.varargs)
}

/// Checks the number of arguments before they are distributed.
pub fn check_native_count(vm: &Vm, callee: Callee<'_>, signature: &Signature, given: usize, named: usize) -> PyResult<()> {
    let skip = bound_count(callee);
    let given = given.saturating_sub(skip);
    let most = signature.positional.saturating_sub(skip);
    let least = signature.required.saturating_sub(skip);
    if is_positional_only(signature) {
        if named > 0 {
            return Err(type_error(vm, &format!("{}() takes no keyword arguments", full_name(vm, callee))));
        }
        if given >= least && (given <= most || signature.varargs.is_some()) {
            return Ok(());
        }
        let message = match (least, most, signature.varargs) {
            (_, 0, None) => format!("{}() takes no arguments ({given} given)", full_name(vm, callee)),
            (1, 1, None) if matches!(callee, Callee::Native(_)) => {
                format!("{}() takes exactly one argument ({given} given)", full_name(vm, callee))
            }
            (least, most, None) if least == most => {
                format!("{} expected {least} argument{}, got {given}", short_name(callee), plural(least))
            }
            (least, _, _) if given < least => {
                format!("{} expected at least {least} argument{}, got {given}", short_name(callee), plural(least))
            }
            (_, most, _) => format!("{} expected at most {most} argument{}, got {given}", short_name(callee), plural(most)),
        };
        return Err(type_error(vm, &message));
    }
    if signature.varargs.is_some() || signature.varkw.is_some() {
        if given > most && signature.varargs.is_none() {
            let message =
                format!("{}() takes at most {most} positional argument{} ({given} given)", short_name(callee), plural(most));
            return Err(type_error(vm, &message));
        }
        return Ok(());
    }
    let name = short_name(callee);
    if name == "sorted" && given != 1 {
        return Err(type_error(vm, &format!("sorted expected 1 argument, got {given}")));
    }
    let all = signature.parameters.len().saturating_sub(skip);
    let needed_names = signature.parameters.iter().filter(|parameter| parameter.keyword_only && !parameter.has_default).count();
    if given + named > all {
        let how = if least + needed_names == all { "exactly" } else { "at most" };
        let kind = if given == 0 { "keyword " } else { "" };
        let total = given + named;
        return Err(type_error(vm, &format!("{name}() takes {how} {all} {kind}argument{} ({total} given)", plural(all))));
    }
    if given > most {
        if most == 0 {
            return Err(type_error(vm, &format!("{name}() takes no positional arguments")));
        }
        let how = if least < most { "at most" } else { "exactly" };
        return Err(type_error(vm, &format!("{name}() takes {how} {most} positional argument{} ({given} given)", plural(most))));
    }
    let only = signature.positional_only.saturating_sub(skip).min(least);
    if given < only {
        let how = if only < most { "at least" } else { "exactly" };
        return Err(type_error(vm, &format!("{name}() takes {how} {only} positional argument{} ({given} given)", plural(only))));
    }
    Ok(())
}

pub fn native_given_twice(vm: &Vm, callee: Callee<'_>, name: &str, index: usize) -> Raised {
    let position = index + 1 - bound_count(callee).min(index);
    let message = format!("argument for {}() given by name ('{name}') and position ({position})", short_name(callee));
    type_error(vm, &message)
}

pub fn native_unexpected_keyword(vm: &Vm, callee: Callee<'_>, signature: &Signature, name: &str) -> Raised {
    let own = short_name(callee);
    // `sorted` hands its keywords to `list.sort`.
    let own = if own == "sorted" { "sort" } else { own.as_str() };
    let known = signature.parameters.iter().enumerate().filter(|(index, _)| {
        *index >= signature.positional_only && Some(*index) != signature.varargs && Some(*index) != signature.varkw
    });
    let hint = match super::display::closest(name, known.map(|(_, parameter)| parameter.name.as_str())) {
        Some(closest) => format!(". Did you mean '{closest}'?"),
        None => String::new(),
    };
    type_error(vm, &format!("{own}() got an unexpected keyword argument '{name}'{hint}"))
}

pub fn native_missing(vm: &Vm, callee: Callee<'_>, signature: &Signature, index: usize, given: usize) -> Raised {
    let skip = bound_count(callee);
    if index < skip {
        return type_error(vm, &format!("unbound method {}() needs an argument", full_name(vm, callee)));
    }
    if index < signature.positional_only {
        let (least, given) = (signature.required.saturating_sub(skip), given.saturating_sub(skip));
        let message = format!("{} expected at least {least} argument{}, got {given}", short_name(callee), plural(least));
        return type_error(vm, &message);
    }
    let name = signature.parameters.get(index).map_or("", |parameter| parameter.name.as_str());
    let position = index + 1 - skip.min(index);
    type_error(vm, &format!("{}() missing required argument '{name}' (pos {position})", short_name(callee)))
}
