//! Between str and bytes: codecs by name, error handlers.
//!
//! The codecs of `text::codec` are built in; `registry` knows the others, which
//! are written in Python, and error handlers.

use super::{from_buffer, from_data, registry, units_of};
use crate::memory::{PyResult, Raised, Str, StrData, Tuple, Value};
use crate::objects::class::Class;
use crate::objects::exception::messages;
use crate::objects::vm::Vm;
use crate::objects::{bytes, int, memoryview};
use crate::text::codec::{self, Codec};
use crate::text::codec_errors::{CodecFault, DecodeFault, EncodeFault, Handler, Replacement};
use crate::text::escape_codec::first_doubtful;
use crate::text::{Buffer, Units};

/// How a conversion stops: with an exception already raised, or with a fault
/// that still has to become one.
enum Stop {
    Raised(Raised),
    Fault(CodecFault),
}

impl From<CodecFault> for Stop {
    fn from(fault: CodecFault) -> Stop {
        Stop::Fault(fault)
    }
}

/// The name under which a codec is known (`codecs.lookup(name).name`).
pub fn encoding_name(name: &str) -> Option<&'static str> {
    codec::lookup(name).map(Codec::name)
}

/// UnicodeDecodeError or UnicodeEncodeError, not raised yet.
fn new_error(vm: &Vm, class: &Class, encoding: &str, object: &Value, range: (usize, usize), reason: &str) -> PyResult {
    let args =
        [vm.new_str(encoding), object.clone(), int::from_usize(vm, range.0), int::from_usize(vm, range.1), vm.new_str(reason)];
    vm.call_values(class.value(), &args)
}

fn raise_error(vm: &Vm, error: PyResult) -> Raised {
    match error {
        Ok(exception) => vm.raise_new(exception),
        Err(raised) => raised,
    }
}

/// The exception for a decoding fault; `object` is what was decoded.
pub fn decode_error(vm: &Vm, object: &Value, fault: &DecodeFault) -> PyResult {
    new_error(vm, &vm.errors.unicode_decode_error, fault.encoding, object, (fault.start, fault.end), fault.reason)
}

pub fn encode_error(vm: &Vm, text: &Value, fault: &EncodeFault) -> PyResult {
    new_error(vm, &vm.errors.unicode_encode_error, fault.encoding, text, (fault.start, fault.end), fault.reason)
}

fn raise_stop(vm: &Vm, object: &Value, stop: Stop) -> Raised {
    match stop {
        Stop::Raised(raised) => raised,
        Stop::Fault(CodecFault::Memory) => messages::memory_error(vm),
        Stop::Fault(CodecFault::Type(message)) => messages::type_error(vm, message),
        Stop::Fault(CodecFault::Decode(fault)) => raise_error(vm, decode_error(vm, object, &fault)),
        Stop::Fault(CodecFault::Encode(fault)) => raise_error(vm, encode_error(vm, object, &fault)),
    }
}

/// Where a handler says to go on, checked against the length.
fn resume_at(vm: &Vm, position: &Value, length: usize) -> PyResult<usize> {
    let asked = int::as_i64(position).unwrap_or(i64::MAX);
    let resolved = if asked < 0 { asked.saturating_add(length as i64) } else { asked };
    match usize::try_from(resolved) {
        Ok(at) if at <= length => Ok(at),
        _ => Err(messages::index_error(vm, &format!("position {resolved} from error handler out of bounds"))),
    }
}

/// Calls a handler with the exception: its replacement and where to go on.
fn call_handler(vm: &Vm, handler: &Value, error: Value, message: &str) -> PyResult<(Value, Value)> {
    let answer = vm.call_values(handler, &[error])?;
    match answer.get::<Tuple>().map(Tuple::items) {
        Some([replacement, position]) if int::operand(position).is_some() => Ok((replacement.clone(), position.clone())),
        _ => Err(messages::type_error(vm, message)),
    }
}

/// Decodes bytes; `object` is what the exception shows.
pub fn decode_bytes(vm: &Vm, object: &Value, data: &[u8], encoding: &str, errors: &str) -> PyResult {
    // No bytes are no text in any encoding, even in unknown ones.
    if data.is_empty() && !encoding.contains('\0') {
        return Ok(vm.empty_str.clone());
    }
    if let Some(codec) = codec::lookup(encoding) {
        let decoded = decode_known(vm, object, data, codec, errors, true);
        return decoded.map(|(text, _)| text).map_err(|raised| noted_unless_plain(vm, raised, "decoding", encoding));
    }
    let info = registry::text_codec(vm, encoding, "decode")?;
    // Decoders get a view, as CPython gives them one.
    let view = memoryview::from_object(vm, &shown_bytes(vm, object, data))?;
    let result = registry::run(vm, &info, false, &view, encoding, &vm.new_str(errors))?;
    if result.is_kind::<Str>() {
        return Ok(result);
    }
    let name = vm.class_name(&result);
    let message =
        format!("'{encoding}' decoder returned '{name}' instead of 'str'; use codecs.decode() to decode to arbitrary types");
    Err(messages::type_error(vm, &message))
}

#[cold]
fn noted_unless_plain(vm: &Vm, raised: Raised, direction: &str, encoding: &str) -> Raised {
    if registry::is_noted(encoding) { registry::noted(vm, raised, direction, encoding) } else { raised }
}

/// Decodes with a built-in codec: the text and how many bytes were used.
pub fn decode_known(
    vm: &Vm,
    object: &Value,
    data: &[u8],
    codec: Codec,
    errors: &str,
    is_final: bool,
) -> PyResult<(Value, usize)> {
    let keeps_ascii = matches!(codec, Codec::Utf8 | Codec::Ascii | Codec::Latin1);
    if keeps_ascii
        && data.is_ascii()
        && let Ok(text) = std::str::from_utf8(data)
    {
        return Ok((from_data(vm, StrData::Ascii(text))?, data.len()));
    }
    if codec == Codec::Utf8
        && let Ok(text) = std::str::from_utf8(data)
    {
        return Ok((super::from_utf8(vm, text), data.len()));
    }
    let result = match Handler::by_name(errors) {
        Some(handler) => codec::decode_with(codec, data, is_final, handler).map_err(Stop::Fault),
        None => {
            let shown = shown_bytes(vm, object, data);
            let mut found: Option<Value> = None;
            codec::decode(codec, data, is_final, &mut |fault: &DecodeFault| {
                decode_by_hand(vm, &shown, data.len(), errors, &mut found, fault).map_err(Stop::Raised)
            })
        }
    };
    match result {
        Ok((text, used)) => {
            if codec == Codec::UnicodeEscape
                && let Some(message) = data.get(..used).and_then(first_doubtful)
            {
                messages::warn(vm, &vm.errors.deprecation_warning, &message)?;
            }
            Ok((from_buffer(vm, &text)?, used))
        }
        Err(stop) => {
            let shown = shown_bytes(vm, object, data);
            Err(raise_stop(vm, &shown, stop))
        }
    }
}

/// What an exception shows as the object: bytes are shown as they are, other
/// bytes-like objects as a copy.
fn shown_bytes(vm: &Vm, object: &Value, data: &[u8]) -> Value {
    if object.is_kind::<bytes::PyBytes>() { object.clone() } else { bytes::from_vec(vm, data.to_vec()) }
}

fn decode_by_hand(
    vm: &Vm,
    object: &Value,
    length: usize,
    errors: &str,
    found: &mut Option<Value>,
    fault: &DecodeFault,
) -> PyResult<(Buffer, usize)> {
    let handler = match found {
        Some(handler) => handler.clone(),
        None => registry::custom_handler(vm, errors)?,
    };
    *found = Some(handler.clone());
    let error = decode_error(vm, object, fault)?;
    let message = "decoding error handler must return (str, int) tuple";
    let (replacement, position) = call_handler(vm, &handler, error, message)?;
    let Some(text) = replacement.get::<Str>() else { return Err(messages::type_error(vm, message)) };
    let at = resume_at(vm, &position, length)?;
    let mut out = Buffer::new();
    out.push_units(units_of(text));
    Ok((out, at))
}

/// Encodes a str object.
pub fn encode_text(vm: &Vm, text: &Value, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
    match codec::lookup(encoding) {
        Some(codec) => {
            encode_known(vm, text, codec, errors).map_err(|raised| noted_unless_plain(vm, raised, "encoding", encoding))
        }
        None => {
            let result = encode_by_registry(vm, text, encoding, errors)?;
            Ok(bytes::with_plain_bytes(&result, <[u8]>::to_vec).unwrap_or_default())
        }
    }
}

/// `text.encode(encoding, errors)`.
pub(super) fn encode_to_object(vm: &Vm, text: &Value, encoding: &str, errors: &str) -> PyResult {
    match codec::lookup(encoding) {
        Some(_) => Ok(bytes::from_vec(vm, encode_text(vm, text, encoding, errors)?)),
        None => encode_by_registry(vm, text, encoding, errors),
    }
}

fn encode_by_registry(vm: &Vm, text: &Value, encoding: &str, errors: &str) -> PyResult {
    let info = registry::text_codec(vm, encoding, "encode")?;
    let result = registry::run(vm, &info, true, text, encoding, &vm.new_str(errors))?;
    if bytes::with_plain_bytes(&result, |_| ()).is_some() {
        return Ok(result);
    }
    let name = vm.class_name(&result);
    let message =
        format!("'{encoding}' encoder returned '{name}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types");
    Err(messages::type_error(vm, &message))
}

/// Encodes with a built-in codec.
pub fn encode_known(vm: &Vm, text: &Value, codec: Codec, errors: &str) -> PyResult<Vec<u8>> {
    let Some(payload) = text.get::<Str>() else { return Ok(Vec::new()) };
    let units = units_of(payload);
    let result = match Handler::by_name(errors) {
        Some(handler) => codec::encode_with(codec, units, handler).map_err(Stop::Fault),
        None => {
            let mut found: Option<Value> = None;
            codec::encode(codec, units, &mut |fault: &EncodeFault| {
                encode_by_hand(vm, text, units, errors, &mut found, fault).map_err(Stop::Raised)
            })
        }
    };
    result.map_err(|stop| raise_stop(vm, text, stop))
}

fn encode_by_hand(
    vm: &Vm,
    text: &Value,
    units: Units<'_>,
    errors: &str,
    found: &mut Option<Value>,
    fault: &EncodeFault,
) -> PyResult<(Replacement, usize)> {
    let handler = match found {
        Some(handler) => handler.clone(),
        None => registry::custom_handler(vm, errors)?,
    };
    *found = Some(handler.clone());
    let error = encode_error(vm, text, fault)?;
    let message = "encoding error handler must return (str/bytes, int) tuple";
    let (replacement, position) = call_handler(vm, &handler, error, message)?;
    let at = resume_at(vm, &position, units.len())?;
    if let Some(text) = replacement.get::<Str>() {
        let mut out = Buffer::new();
        out.push_units(units_of(text));
        return Ok((Replacement::Text(out), at));
    }
    match replacement.get::<bytes::PyBytes>() {
        Some(data) => Ok((Replacement::Bytes(data.data.to_vec()), at)),
        None => Err(messages::type_error(vm, message)),
    }
}
