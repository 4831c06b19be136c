//! `unicodedata`: properties of code points, version 15.1.
//!
//! Missing: `ucd_3_2_0` and `UCD`, the database of Unicode 3.2, which only
//! internationalized domain names of the older kind need.

use super::natives::{argument, given};
use super::{ModuleSpec, set};
use crate::memory::{PyResult, Str, Value};
use crate::objects::buffer;
use crate::objects::bytearray::PyByteArray;
use crate::objects::exception::messages;
use crate::objects::native::{Method, function};
use crate::objects::str::{encode_text, from_code, from_codes, from_result, units_of};
use crate::objects::vm::Vm;
use crate::text::normalize::{Form, is_normalized, normalize};
use crate::text::{tables, unicode};
use taipan_names::Found;

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
        |vm, args| Ok(vm.new_string(mapping_text(code(vm, "decomposition", args, false)?))),
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
    function("lookup", "(name, /)", unicodedata_lookup, "The character of a name."),
    function(
        "mirrored",
        "(chr, /)",
        |vm, args| Ok(Value::small_int(i64::from(unicode::is_mirrored(code(vm, "mirrored", args, false)?)))),
        "Whether a character is mirrored in bidirectional text.",
    ),
    function(
        "name",
        "(chr, default=<none>, /)",
        |vm, args| {
            let name = taipan_names::name(code(vm, "name", args, true)?).map(|name| vm.new_string(name));
            or_default(vm, args, name, "no such name")
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

/// The longest name that is looked for.
const NAME_LIMIT: usize = 256;

/// A code point's decomposition as numbers, with its kind in front.
fn mapping_text(code: u32) -> String {
    let Some((kind, parts)) = tables::mapping(code) else { return String::new() };
    let mut text = kind.to_owned();
    for part in parts {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&format!("{part:04X}"));
    }
    text
}

fn unicodedata_lookup(vm: &Vm, args: &[Value]) -> PyResult {
    let value = argument(args, 0);
    let name = if value.is_kind::<Str>() {
        encode_text(vm, value, "utf-8", "strict")?
    } else {
        match buffer::with_bytes(value, <[u8]>::to_vec) {
            Some(_) if value.is_kind::<PyByteArray>() => {
                let message = "lookup() argument must be read-only bytes-like object, not bytearray";
                return Err(messages::type_error(vm, message));
            }
            Some(data) => data,
            None => {
                let message = format!("a bytes-like object is required, not '{}'", vm.class_name(value));
                return Err(messages::type_error(vm, &message));
            }
        }
    };
    let undefined = |message: &str| Err(vm.raise_message(&vm.errors.key_error, message));
    if name.len() > NAME_LIMIT {
        return undefined("name too long");
    }
    match std::str::from_utf8(&name).ok().and_then(taipan_names::lookup) {
        Some(Found::Character(code)) => from_code(vm, code),
        Some(Found::Sequence(codes)) => from_codes(vm, &codes),
        None => {
            let shown = name.split(|byte| *byte == 0).next().unwrap_or_default();
            undefined(&format!("undefined character name '{}'", String::from_utf8_lossy(shown)))
        }
    }
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
