//! `bytes`: immutable byte strings. Methods shared with `bytearray` are in
//! `byte_methods`.

use super::buffer::{BufferAccess, BufferInfo};
pub use super::buffer::{expect_bytes, with_bytes};
use super::byte_methods::{self, compare_bytes};
use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use super::{int, native, ops};
use crate::memory::{Handle, Kind, Payload, PyResult, Str, Value};
use std::cell::Cell;

pub struct PyBytes {
    pub data: Box<[u8]>,
    /// The cached hash, 0 when unknown.
    pub hash: Cell<u64>,
}

impl PyBytes {
    pub fn new(data: impl Into<Box<[u8]>>) -> PyBytes {
        PyBytes { data: data.into(), hash: Cell::new(0) }
    }
}

impl Payload for PyBytes {
    const KIND: Kind = kinds::BYTES;
}

/// A bytes object that takes over a vector.
pub fn from_vec(vm: &Vm, data: Vec<u8>) -> Value {
    if data.len() <= 1 {
        return short(vm, data.first().copied());
    }
    Handle::new(vm.types.bytes.to_value(), PyBytes::new(data)).into_value()
}

/// The empty bytes object or one of a single byte: each is one object that lives for ever.
fn short(vm: &Vm, byte: Option<u8>) -> Value {
    let make = |data: Vec<u8>| {
        let value = Handle::new(vm.types.bytes.to_value(), PyBytes::new(data)).into_value();
        if let Some(header) = value.header() {
            header.make_immortal();
        }
        value
    };
    let known = vm.short_bytes.get_or_init(|| {
        let _pause = crate::memory::Pause::new();
        std::iter::once(Vec::new()).chain((0..=u8::MAX).map(|byte| vec![byte])).map(make).collect()
    });
    let index = byte.map_or(0, |byte| usize::from(byte) + 1);
    known.get(index).cloned().unwrap_or_else(|| make(byte.into_iter().collect()))
}

pub fn from_slice(vm: &Vm, data: &[u8]) -> PyResult {
    let mut copy = Vec::new();
    if crate::room::asking(|| copy.try_reserve_exact(data.len())).is_err() {
        return Err(messages::memory_error(vm));
    }
    copy.extend_from_slice(data);
    Ok(from_vec(vm, copy))
}

/// The bytes of a bytes object or bytearray, subclasses included.
pub fn with_plain_bytes<R>(value: &Value, leaf: impl FnOnce(&[u8]) -> R) -> Option<R> {
    match value.get::<PyBytes>() {
        Some(bytes) => Some(leaf(&bytes.data)),
        None => value.get::<super::bytearray::PyByteArray>().map(|array| array.data.read(|data| leaf(data))),
    }
}

/// A vector of a size that a script chose.
pub fn zeros(vm: &Vm, count: usize) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    if crate::room::asking(|| data.try_reserve_exact(count)).is_err() {
        return Err(messages::memory_error(vm));
    }
    data.resize(count, 0);
    Ok(data)
}

/// One byte given as an integer.
pub fn byte_of(vm: &Vm, value: &Value, message: &str) -> PyResult<u8> {
    let number = ops::index(vm, value)?;
    match int::as_i64(&number).and_then(|number| u8::try_from(number).ok()) {
        Some(byte) => Ok(byte),
        None => Err(messages::value_error(vm, message)),
    }
}

/// The bytes that `bytes(object)` makes of anything but a str or a count.
pub fn bytes_of_object(vm: &Vm, source: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = source.get::<PyBytes>()
        && vm.class_of(source).same(&vm.types.bytes)
    {
        return Ok(bytes.data.to_vec());
    }
    if let Some(result) = vm.call_special(source, &vm.names.__bytes__, &[])? {
        return match result.get::<PyBytes>() {
            Some(bytes) => Ok(bytes.data.to_vec()),
            None => {
                let message = format!("__bytes__ returned non-bytes (type {})", vm.class_name(&result));
                Err(messages::type_error(vm, &message))
            }
        };
    }
    bytes_of_items(vm, source, "bytes must be in range(0, 256)", "bytes")
}

/// Bytes from a bytes-like object or an iterable of integers.
pub fn bytes_of_items(vm: &Vm, source: &Value, range_message: &str, kind: &str) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    items_into(vm, source, range_message, kind, &mut data)?;
    Ok(data)
}

/// The same, into a vector that keeps what came before an error.
pub fn items_into(vm: &Vm, source: &Value, range_message: &str, kind: &str, data: &mut Vec<u8>) -> PyResult<()> {
    if super::buffer::is_bytes_like(source) {
        *data = super::buffer::gathered(vm, source)?;
        return Ok(());
    }
    if super::memoryview::has_buffer_method(vm, source) {
        *data = super::buffer::expect_bytes(vm, source)?;
        return Ok(());
    }
    let iterable = vm.class_of(source).slots(|slots| slots.iter.is_some()) || ops::is_sequence(vm, source);
    if source.is_kind::<Str>() || !iterable {
        return Err(messages::type_error(vm, &format!("cannot convert '{}' object to {kind}", vm.class_name(source))));
    }
    ops::for_each(vm, source, |item| {
        let byte = byte_of(vm, &item, range_message)?;
        if data.len() == data.capacity() && crate::room::asking(|| data.try_reserve(data.len().max(16))).is_err() {
            return Err(messages::memory_error(vm));
        }
        data.push(byte);
        Ok(())
    })
}

/// The arguments of `bytes(...)` and `bytearray(...)`: source, encoding, errors.
pub struct SourceArgs<'a> {
    pub source: Option<&'a Value>,
    pub encoding: Option<String>,
    pub errors: Option<String>,
}

pub fn source_args<'a>(vm: &Vm, function: &str, args: CallArgs<'a>) -> PyResult<SourceArgs<'a>> {
    const NAMES: [&str; 3] = ["source", "encoding", "errors"];
    let given = args.by_position();
    let total = args.values.len();
    if total > 3 {
        let kind = if given.is_empty() { "keyword " } else { "" };
        return Err(messages::type_error(vm, &format!("{function}() takes at most 3 {kind}arguments ({total} given)")));
    }
    let mut found: [Option<&Value>; 3] = [given.first(), given.get(1), given.get(2)];
    for (name, value) in args.by_keyword() {
        let text = super::str::text_of(name);
        let Some(index) = NAMES.iter().position(|known| *known == text) else {
            return Err(messages::type_error(vm, &format!("{function}() got an unexpected keyword argument '{text}'")));
        };
        match found.get_mut(index) {
            Some(place) if place.is_none() => *place = Some(value),
            _ => {
                let message = format!("argument for {function}() given by name ('{text}') and position ({})", index + 1);
                return Err(messages::type_error(vm, &message));
            }
        }
    }
    let [source, encoding, errors] = found;
    let text_argument = |value: Option<&Value>, name: &str| -> PyResult<Option<String>> {
        match value {
            None => Ok(None),
            Some(value) => match value.get::<Str>() {
                Some(text) => messages::without_nul(vm, super::str::units_of(text).to_string_lossy()).map(Some),
                None => Err(super::str::bad_argument(vm, function, &format!("'{name}'"), "str", value)),
            },
        }
    };
    Ok(SourceArgs { source, encoding: text_argument(encoding, "encoding")?, errors: text_argument(errors, "errors")? })
}

/// The bytes that a constructor's arguments describe; what only `bytes` does
/// (`__bytes__`) is up to `from_object`.
pub fn bytes_from_args(
    vm: &Vm,
    args: &SourceArgs<'_>,
    from_object: impl FnOnce(&Value) -> PyResult<Vec<u8>>,
) -> PyResult<Vec<u8>> {
    let Some(source) = args.source else {
        return match (&args.encoding, &args.errors) {
            (None, None) => Ok(Vec::new()),
            (Some(_), _) => Err(messages::type_error(vm, "encoding without a string argument")),
            (None, Some(_)) => Err(messages::type_error(vm, "errors without a string argument")),
        };
    };
    if source.is_kind::<Str>() {
        let Some(encoding) = &args.encoding else {
            return Err(messages::type_error(vm, "string argument without an encoding"));
        };
        return super::str::encode_text(vm, source, encoding, args.errors.as_deref().unwrap_or("strict"));
    }
    if args.encoding.is_some() {
        return Err(messages::type_error(vm, "encoding without a string argument"));
    }
    if args.errors.is_some() {
        return Err(messages::type_error(vm, "errors without a string argument"));
    }
    from_object(source)
}

/// A count of zero bytes when the source is an integer.
pub fn zeros_of_count(vm: &Vm, source: &Value) -> PyResult<Option<Vec<u8>>> {
    if vm.class_of(source).slots(|slots| slots.index.is_none()) {
        return Ok(None);
    }
    let number = match ops::index(vm, source) {
        Ok(number) => number,
        Err(raised) => {
            if vm.pending_is(&vm.errors.type_error) {
                drop(vm.take_exception());
                return Ok(None);
            }
            return Err(raised);
        }
    };
    match int::as_i64(&number) {
        Some(count) if count >= 0 => zeros(vm, count as usize).map(Some),
        Some(_) => Err(messages::value_error(vm, "negative count")),
        None => {
            let message = format!("cannot fit '{}' into an index-sized integer", vm.class_name(source));
            Err(messages::overflow_error(vm, &message))
        }
    }
}

fn bytes_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = native::expect_class(vm, class)?;
    let is_plain = class.same(&vm.types.bytes);
    let args = source_args(vm, "bytes", args)?;
    if let Some(source) = args.source
        && is_plain
        && args.encoding.is_none()
        && args.errors.is_none()
        && vm.class_of(source).same(&vm.types.bytes)
    {
        return Ok(source.clone());
    }
    // `__bytes__` comes before everything else, even for a str.
    if let (Some(source), None, None) = (args.source, &args.encoding, &args.errors)
        && let Some(result) = vm.call_special(source, &vm.names.__bytes__, &[])?
    {
        let Some(bytes) = result.get::<PyBytes>() else {
            let message = format!("__bytes__ returned non-bytes (type {})", vm.class_name(&result));
            return Err(messages::type_error(vm, &message));
        };
        if is_plain {
            return Ok(result);
        }
        return Ok(vm.new_object(class, PyBytes::new(bytes.data.clone())).into_value());
    }
    let data = bytes_from_args(vm, &args, |source| match zeros_of_count(vm, source)? {
        Some(zeros) => Ok(zeros),
        None => bytes_of_items(vm, source, "bytes must be in range(0, 256)", "bytes"),
    })?;
    if is_plain {
        return Ok(from_vec(vm, data));
    }
    Ok(vm.new_object(class, PyBytes::new(data)).into_value())
}

fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(bytes) = value.get::<PyBytes>() else { return Err(messages::unhashable(vm, value)) };
    if bytes.hash.get() == 0 {
        bytes.hash.set(super::str::hash_of_bytes(vm, &bytes.data) as u64);
    }
    Ok(bytes.hash.get() as i64)
}

fn compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    compare_bytes(vm, left, right, op)
}

fn length(_vm: &Vm, value: &Value) -> PyResult<usize> {
    Ok(value.get::<PyBytes>().map_or(0, |bytes| bytes.data.len()))
}

fn iter(vm: &Vm, value: &Value) -> PyResult {
    Ok(super::iterators::bytes_iterator(vm, value))
}

static ACCESS: BufferAccess = BufferAccess {
    describe: |vm, value| Ok(BufferInfo::bytes(length(vm, value)?, true)),
    read: |value, leaf| {
        if let Some(bytes) = value.get::<PyBytes>() {
            leaf(&bytes.data);
        }
    },
    write: |_, _| (),
    export: |_, _| (),
};

pub const BYTES: TypeSpec = TypeSpec {
    name: "bytes",
    flags: class_flag::IMMUTABLE | class_flag::BASE | class_flag::BYTES | class_flag::MATCH_SELF,
    doc: "An immutable string of bytes, made from text, integers, a count or another bytes-like object.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(byte_methods::repr),
        str: Some(byte_methods::str),
        hash: Some(hash),
        compare: Some(compare),
        iter: Some(iter),
        new: Some(bytes_new),
        length: Some(length),
        getitem: Some(byte_methods::getitem),
        contains: Some(byte_methods::contains),
        concat: Some(byte_methods::concat),
        repeat: Some(byte_methods::repeat),
        buffer: Some(&ACCESS),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Mod, byte_methods::percent)]),
    methods: byte_methods::BYTES_METHODS,
    wrappers: &[&super::bare_wrappers::BUFFER],
    ..TypeSpec::EMPTY
};
