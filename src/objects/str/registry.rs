//! Codecs and error handlers that are not built in.
//!
//! The module `codecs` keeps them, in Python, and registers the two functions
//! below with the interpreter. What is raised is raised here, so that the
//! functions of `codecs` do not appear in tracebacks.

use crate::memory::{PyResult, Raised, Tuple, Value};
use crate::objects::exception::{add_note, messages};
use crate::objects::ops;
use crate::objects::vm::Vm;
use crate::text::codec;

/// `function(name)`: a CodecInfo or None.
pub const CODEC_HOOK: &str = "codecs.find";
/// `function(name)`: an error handler or None.
pub const HANDLER_HOOK: &str = "codecs.find_error";

/// The CodecInfo of a name, from Python's registry.
pub fn find_codec(vm: &Vm, name: &str) -> PyResult<Option<Value>> {
    let Some(find) = vm.registered(CODEC_HOOK) else { return Ok(None) };
    let found = vm.call_values(&find, &[vm.new_str(name)])?;
    Ok(if found.is_none() { None } else { Some(found) })
}

/// The CodecInfo of an encoding of text; `direction` is the function of `codecs` that serves others.
pub fn text_codec(vm: &Vm, name: &str, direction: &str) -> PyResult {
    let Some(info) = find_codec(vm, name)? else { return Err(unknown_encoding(vm, name, direction)) };
    if let Some(is_text) = ops::lookup_attr(vm, &info, &vm.intern("_is_text_encoding"))?
        && !ops::truth(vm, &is_text)?
    {
        return Err(not_text(vm, name, direction));
    }
    Ok(info)
}

/// Calls a codec's encoder or decoder: the object that it gives.
pub fn run(vm: &Vm, info: &Value, encodes: bool, object: &Value, name: &str, errors: &Value) -> PyResult {
    let function = ops::get_item(vm, info, &Value::small_int(i64::from(!encodes)))?;
    let direction = if encodes { "encoding" } else { "decoding" };
    let result =
        vm.call_values(&function, &[object.clone(), errors.clone()]).map_err(|raised| noted(vm, raised, direction, name))?;
    match result.get::<Tuple>().map(Tuple::items) {
        Some([object, _]) => Ok(object.clone()),
        _ => {
            let who = if encodes { "encoder" } else { "decoder" };
            Err(messages::type_error(vm, &format!("{who} must return a tuple (object, integer)")))
        }
    }
}

#[cold]
fn not_text(vm: &Vm, name: &str, direction: &str) -> Raised {
    let message = format!("'{name}' is not a text encoding; use codecs.{direction}() to handle arbitrary codecs");
    vm.raise_message(&vm.errors.lookup_error, &message)
}

/// Codecs of the `codecs` module that do not turn text into bytes.
const TRANSFORMS: &[&str] =
    &["base64", "bz2", "hex", "quopri", "rot13", "rot_13", "uu", "zlib", "base_64", "quoted_printable", "zip"];

/// No built-in codec has the name; `direction` is the function of `codecs` that may serve it.
pub fn unknown_encoding(vm: &Vm, name: &str, direction: &str) -> Raised {
    if name.contains('\0') {
        return messages::value_error(vm, "embedded null character");
    }
    if direction != "lookup" && TRANSFORMS.contains(&codec::normalize_name(name).as_str()) {
        return not_text(vm, name, direction);
    }
    vm.raise_message(&vm.errors.lookup_error, &format!("unknown encoding: {name}"))
}

/// Whether a failure of the codec is noted in the exception: all but the few encodings that are reached
/// without the codecs' registry.
pub(super) fn is_noted(encoding: &str) -> bool {
    !matches!(
        codec::normalize_name(encoding).as_str(),
        "utf8"
            | "utf_8"
            | "utf16"
            | "utf_16"
            | "utf32"
            | "utf_32"
            | "ascii"
            | "us_ascii"
            | "latin1"
            | "latin_1"
            | "iso8859_1"
            | "iso_8859_1"
    )
}

/// The exception that is on its way, with a note about the codec that it comes from.
#[cold]
pub(super) fn noted(vm: &Vm, _: Raised, direction: &str, encoding: &str) -> Raised {
    let exception = vm.take_exception();
    match add_note(vm, &exception, vm.new_string(format!("{direction} with '{encoding}' codec failed"))) {
        Ok(()) => vm.raise(exception),
        Err(other) => other,
    }
}

/// A handler object by name, from Python's registry.
pub fn custom_handler(vm: &Vm, name: &str) -> PyResult {
    if let Some(find) = vm.registered(HANDLER_HOOK) {
        let found = vm.call_values(&find, &[vm.new_str(name)])?;
        if !found.is_none() {
            return Ok(found);
        }
    }
    Err(vm.raise_message(&vm.errors.lookup_error, &format!("unknown error handler name '{name}'")))
}
