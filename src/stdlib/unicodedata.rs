//! `unicodedata`: properties of code points, version 15.1.
//!
//! Names of characters, decomposition mappings and mirroring are not in the
//! tables; the functions say so with NotImplementedError.

use super::natives::{argument, given};
use super::{ModuleSpec, set};
use crate::memory::{PyResult, Str, Value};
use crate::objects::exception::messages;
use crate::objects::native::{Method, function};
use crate::objects::str::{from_result, units_of};
use crate::objects::vm::Vm;
use crate::text::normalize::{Form, is_normalized, normalize};
use crate::text::unicode;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "unicodedata",
    doc: "Properties of Unicode characters.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        set(vm, module, "unidata_version", vm.intern("15.1.0"));
        Ok(())
    }),
};

const FUNCTIONS: &[Method] = &[
    function(
        "bidirectional",
        "(chr, /)",
        |vm, args| Ok(vm.intern(unicode::bidirectional(code(vm, "bidirectional", args, false)?))),
        "The bidirectional class.",
    ),
    function(
        "category",
        "(chr, /)",
        |vm, args| Ok(vm.intern(unicode::category(code(vm, "category", args, false)?))),
        "The general category.",
    ),
    function(
        "combining",
        "(chr, /)",
        |vm, args| Ok(Value::small_int(i64::from(unicode::combining(code(vm, "combining", args, false)?)))),
        "The canonical combining class.",
    ),
    function(
        "decimal",
        "(chr, default=<none>, /)",
        |vm, args| {
            let value = unicode::decimal(code(vm, "decimal", args, true)?).map(|digit| Value::small_int(i64::from(digit)));
            or_default(vm, args, value, "not a decimal")
        },
        "The value of a decimal digit.",
    ),
    function(
        "decomposition",
        "(chr, /)",
        |vm, args| {
            code(vm, "decomposition", args, false)?;
            Err(missing(vm, "decomposition mappings"))
        },
        "The decomposition mapping.",
    ),
    function(
        "digit",
        "(chr, default=<none>, /)",
        |vm, args| {
            let value = unicode::digit(code(vm, "digit", args, true)?).map(|digit| Value::small_int(i64::from(digit)));
            or_default(vm, args, value, "not a digit")
        },
        "The value of a digit.",
    ),
    function(
        "east_asian_width",
        "(chr, /)",
        |vm, args| Ok(vm.intern(unicode::east_asian_width(code(vm, "east_asian_width", args, false)?))),
        "The width class.",
    ),
    function("is_normalized", "(form, unistr, /)", unicodedata_is_normalized, "Whether a text is in a normal form."),
    function("lookup", "(name, /)", |vm, _| Err(missing(vm, "names of characters")), "The character of a name."),
    function(
        "mirrored",
        "(chr, /)",
        |vm, args| {
            code(vm, "mirrored", args, false)?;
            Err(missing(vm, "the mirrored property"))
        },
        "Whether a character is mirrored in bidirectional text.",
    ),
    function(
        "name",
        "(chr, default=<none>, /)",
        |vm, args| {
            code(vm, "name", args, true)?;
            Err(missing(vm, "names of characters"))
        },
        "The name of a character.",
    ),
    function("normalize", "(form, unistr, /)", unicodedata_normalize, "A text in a normal form."),
    function(
        "numeric",
        "(chr, default=<none>, /)",
        |vm, args| {
            let value = unicode::numeric(code(vm, "numeric", args, true)?).map(|number| vm.new_float(number));
            or_default(vm, args, value, "not a numeric character")
        },
        "The numeric value of a character.",
    ),
];

fn missing(vm: &Vm, what: &str) -> crate::memory::Raised {
    vm.raise_message(&vm.errors.not_implemented_error, &format!("unicodedata has no data for {what}"))
}

/// The one character of an argument.
fn code(vm: &Vm, name: &str, args: &[Value], numbered: bool) -> PyResult<u32> {
    let value = argument(args, 0);
    match value.get::<Str>() {
        Some(text) if text.len() == 1 => Ok(text.data().at(0).unwrap_or(0)),
        _ => {
            let place = if numbered { "argument 1" } else { "argument" };
            let message = format!("{name}() {place} must be a unicode character, not {}", vm.class_name(value));
            Err(messages::type_error(vm, &message))
        }
    }
}

fn or_default(vm: &Vm, args: &[Value], value: Option<Value>, message: &str) -> PyResult {
    match value.or_else(|| given(args, 1).cloned()) {
        Some(value) => Ok(value),
        None => Err(messages::value_error(vm, message)),
    }
}

fn form_and_text<'a>(vm: &Vm, name: &str, args: &'a [Value]) -> PyResult<(Option<Form>, &'a Str)> {
    for index in 0..2 {
        let value = argument(args, index);
        if !value.is_kind::<Str>() {
            let message = format!("{name}() argument {} must be str, not {}", index + 1, vm.class_name(value));
            return Err(messages::type_error(vm, &message));
        }
    }
    let form = crate::objects::str::text_of(argument(args, 0));
    match argument(args, 1).get::<Str>() {
        Some(text) => Ok((Form::by_name(&form), text)),
        None => Err(messages::type_error(vm, "expected a str")),
    }
}

fn unicodedata_normalize(vm: &Vm, args: &[Value]) -> PyResult {
    let (form, text) = form_and_text(vm, "normalize", args)?;
    if text.is_empty() || (text.as_ascii().is_some() && form.is_some()) {
        return Ok(argument(args, 1).clone());
    }
    match form {
        Some(form) => from_result(vm, normalize(units_of(text), form)),
        None => Err(messages::value_error(vm, "invalid normalization form")),
    }
}

fn unicodedata_is_normalized(vm: &Vm, args: &[Value]) -> PyResult {
    let (form, text) = form_and_text(vm, "is_normalized", args)?;
    if text.is_empty() {
        return Ok(Value::TRUE);
    }
    match form.map(|form| is_normalized(units_of(text), form)) {
        Some(Ok(answer)) => Ok(Value::bool(answer)),
        Some(Err(fault)) => Err(messages::fault(vm, &fault)),
        None => Err(messages::value_error(vm, "invalid normalization form")),
    }
}
