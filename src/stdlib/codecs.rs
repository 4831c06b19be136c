//! `_codecs`: looking up and calling codecs, and the built-in encodings by name, for the module
//! `codecs`, which does the rest in Python.
//!
//! `codecs` registers two functions of its own through `install`: they find what is not built in for
//! `str.encode`, `bytes.decode` and text streams.

use super::ModuleSpec;
use super::natives::argument;
use crate::memory::{PyResult, Str, Value};
use crate::objects::exception::messages;
use crate::objects::native::{Method, function};
use crate::objects::str::{
    CODEC_HOOK, HANDLER_HOOK, custom_handler, decode_known, encode_known, encoding_name, find_codec, run_codec, text_of,
    unknown_encoding,
};
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, ops};
use crate::text::codec::{self, Codec};

pub const MODULE: ModuleSpec = ModuleSpec { name: "_codecs", doc: "Codecs by name.", functions: FUNCTIONS, setup: None };

const FUNCTIONS: &[Method] = &[
    function("lookup", "(encoding, /)", lookup, "The codec that serves an encoding."),
    function("lookup_error", "(name, /)", lookup_error, "The error handler of a name."),
    function(
        "encode",
        "(obj, encoding='utf-8', errors='strict')",
        |vm, args| call(vm, args, true),
        "Encode an object with the codec of a name.",
    ),
    function(
        "decode",
        "(obj, encoding='utf-8', errors='strict')",
        |vm, args| call(vm, args, false),
        "Decode an object with the codec of a name.",
    ),
    function("name_of", "(encoding, /)", name_of, "The name of the built-in encoding that a name means, or None."),
    function("encode_text", "(text, encoding, errors, /)", encode_text, "Bytes of a text in a built-in encoding."),
    function(
        "decode_bytes",
        "(data, encoding, errors, final, /)",
        decode_bytes,
        "The text that bytes mean in a built-in encoding, and how many of them were used.",
    ),
    function("install", "(find, find_error, /)", install, "Serve codecs and handlers that are not built in."),
];

fn text_argument(vm: &Vm, value: &Value, what: &str, default: &str) -> PyResult<String> {
    if value.is_unbound() {
        return Ok(default.to_owned());
    }
    if !value.is_kind::<Str>() {
        return Err(messages::type_error(vm, &format!("{what} must be str, not {}", vm.class_name(value))));
    }
    let text = text_of(value);
    if text.contains('\0') { Err(messages::value_error(vm, "embedded null character")) } else { Ok(text) }
}

fn lookup(vm: &Vm, args: &[Value]) -> PyResult {
    let name = text_argument(vm, argument(args, 0), "lookup() argument", "")?;
    match find_codec(vm, &name)? {
        Some(info) => Ok(info),
        None => Err(unknown_encoding(vm, &name, "lookup")),
    }
}

fn lookup_error(vm: &Vm, args: &[Value]) -> PyResult {
    custom_handler(vm, &text_argument(vm, argument(args, 0), "lookup_error() argument", "")?)
}

fn call(vm: &Vm, args: &[Value], encodes: bool) -> PyResult {
    let function = if encodes { "encode" } else { "decode" };
    let name = text_argument(vm, argument(args, 1), &format!("{function}() argument 'encoding'"), "utf-8")?;
    let errors = text_argument(vm, argument(args, 2), &format!("{function}() argument 'errors'"), "strict")?;
    match find_codec(vm, &name)? {
        Some(info) => run_codec(vm, &info, encodes, argument(args, 0), &name, &vm.new_str(&errors)),
        None => Err(unknown_encoding(vm, &name, function)),
    }
}

fn name_of(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(encoding_name(&text_of(argument(args, 0))).map_or(Value::NONE, |name| vm.intern(name)))
}

/// The codec that the second argument names.
fn named(vm: &Vm, args: &[Value]) -> PyResult<Codec> {
    let name = text_of(argument(args, 1));
    match codec::lookup(&name) {
        Some(codec) => Ok(codec),
        None => Err(unknown_encoding(vm, &name, "lookup")),
    }
}

fn encode_text(vm: &Vm, args: &[Value]) -> PyResult {
    let codec = named(vm, args)?;
    Ok(bytes::from_vec(vm, encode_known(vm, argument(args, 0), codec, &text_of(argument(args, 2)))?))
}

fn decode_bytes(vm: &Vm, args: &[Value]) -> PyResult {
    let object = argument(args, 0);
    let codec = named(vm, args)?;
    let is_final = ops::truth(vm, argument(args, 3))?;
    let data = buffer::expect_bytes(vm, object)?;
    let (text, used) = decode_known(vm, object, &data, codec, &text_of(argument(args, 2)), is_final)?;
    Ok(vm.new_tuple(vec![text, int::from_usize(vm, used)]))
}

fn install(vm: &Vm, args: &[Value]) -> PyResult {
    for (key, hook) in [CODEC_HOOK, HANDLER_HOOK].into_iter().zip(args) {
        vm.register(key, hook.clone());
    }
    Ok(Value::NONE)
}
