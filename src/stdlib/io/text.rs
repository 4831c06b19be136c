//! `_io.TextIOWrapper`: text over a buffered binary stream.
//!
//! Written text is encoded at once and waits in `pending` until a chunk is
//! full, a line ends (when line buffered) or somebody flushes. Read text lies
//! in `decoded`; newlines are translated when it is decoded. Positions are
//! byte offsets of the stream below; inside a chunk they are found by decoding
//! its beginning again. Encodings that are not built in are served by the
//! incremental encoder and decoder that the `codecs` module gives; they have
//! positions only where no text is waiting.

use super::cookie::Cookie;
use super::newlines::{LineEnds, Newlines, find_unit};
use super::{base, buffered, closed_error, size_argument, unsupported};
use crate::memory::{Guarded, Kind, Payload, PyResult, Str, StrData, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{GetSet, Method, as_class, bind_new, getset, getter, method};
use crate::objects::slots::Slots;
use crate::objects::str::{self as text, text_of};
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, kinds, ops};
use crate::stdlib::class_of;
use crate::text::codec::{self, Codec, Order};
use crate::text::codec_errors::DecodeFault;
use std::cell::{Cell, RefCell};

/// The name of the encoding that the locale asks for, as the system spells it.
pub const LOCALE: &str = "UTF-8";
/// Bytes that wait before they go to the buffer, and bytes read at a time.
const CHUNK: usize = 8192;

pub struct Settings {
    pub encoding: String,
    pub errors: String,
    /// None: universal newlines, translated.
    pub newline: Option<String>,
    pub line_buffering: bool,
    pub write_through: bool,
}

pub struct PyTextIo {
    /// Unbound before `__init__`, None after `detach`.
    buffer: Guarded<Value>,
    /// Whether the stream below is one of our own buffers.
    direct: Cell<bool>,
    /// Whether the class is TextIOWrapper itself.
    exact: Cell<bool>,
    encoding: RefCell<String>,
    errors: RefCell<String>,
    codec: Cell<Option<Codec>>,
    /// The codec for what is read next, once a byte order mark has been seen or missed.
    reading: Cell<Option<Codec>>,
    /// Encoder and decoder of an encoding that is not built in.
    encoder: Guarded<Value>,
    decoder: Guarded<Value>,
    ends: LineEnds,
    line_buffering: Cell<bool>,
    write_through: Cell<bool>,
    /// Text that stands for the stream's start has been written (byte order marks).
    started: Cell<bool>,
    pending: Guarded<Vec<u8>>,
    /// Decoded text and how many of its characters have been handed out.
    decoded: Guarded<Value>,
    used: Cell<usize>,
    /// Bytes that did not make a whole character yet.
    tail: Guarded<Vec<u8>>,
    /// The bytes that `decoded` and the characters before it (`skipped`) were read from; what was known
    /// when the first of them was decoded.
    chunk: Guarded<Vec<u8>>,
    skipped: Cell<usize>,
    chunk_start: Cell<(Option<Codec>, bool)>,
    at_end: Cell<bool>,
    telling: Cell<bool>,
}

impl Payload for PyTextIo {
    const KIND: Kind = kinds::TEXT_IO;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self {
            buffer,
            direct: _,
            exact: _,
            encoding: _,
            errors: _,
            codec: _,
            reading: _,
            encoder,
            decoder,
            ends: _,
            line_buffering: _,
            write_through: _,
            started: _,
            pending: _,
            decoded,
            used: _,
            tail: _,
            chunk: _,
            skipped: _,
            chunk_start: _,
            at_end: _,
            telling: _,
        } = self;
        visitor.guarded(buffer);
        visitor.guarded(encoder);
        visitor.guarded(decoder);
        visitor.guarded(decoded);
    }
}

impl Drop for PyTextIo {
    fn drop(&mut self) {
        // Text that nobody flushed goes to the buffer, which writes it when it dies.
        let pending = self.pending.write(std::mem::take);
        let below = self.buffer.copy();
        if !pending.is_empty() && self.direct.get() {
            buffered::adopt(&below, &pending);
        }
    }
}

const TEXT_IO: TypeSpec = TypeSpec {
    name: "TextIOWrapper",
    module: "_io",
    flags: class_flag::BASE | class_flag::HAS_DICT | class_flag::WEAK,
    doc: "Character and line based layer over a BufferedIOBase object, buffer.",
    slots: Slots {
        repr: Some(repr),
        new: Some(new),
        init: Some(init),
        iter: Some(itself),
        next: Some(next_line),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: GETSET,
    signature: "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
    ..TypeSpec::EMPTY
};

const GETSET: &[GetSet] = &[
    getter("buffer", |_, value| Ok(payload(value).map_or(Value::NONE, |stream| stream.buffer.copy())), ""),
    getter("encoding", |vm, value| Ok(payload(value).map_or(Value::NONE, |stream| vm.new_str(&stream.encoding.borrow()))), ""),
    getter("errors", |vm, value| Ok(payload(value).map_or(Value::NONE, |stream| vm.new_str(&stream.errors.borrow()))), ""),
    getter("line_buffering", |_, value| Ok(Value::bool(payload(value).is_some_and(|stream| stream.line_buffering.get()))), ""),
    getter("write_through", |_, value| Ok(Value::bool(payload(value).is_some_and(|stream| stream.write_through.get()))), ""),
    getter("closed", |vm, value| of_buffer(vm, value, "closed"), ""),
    getter("name", |vm, value| of_buffer(vm, value, "name"), ""),
    getter("newlines", |vm, value| Ok(payload(value).map_or(Value::NONE, |stream| stream.ends.seen_value(vm))), ""),
    getset("_CHUNK_SIZE", |_, _| Ok(Value::small_int(CHUNK as i64)), |_, _, _| Ok(()), ""),
];

const METHODS: &[Method] = &[
    method("read", "(self, size=-1, /)", read, "Read at most size characters from stream."),
    method("readline", "(self, size=-1, /)", readline, "Read until newline or EOF."),
    method("write", "(self, text, /)", write_method, "Write string s to stream."),
    method("flush", "(self, /)", flush, "Flush the stream."),
    method("close", "(self, /)", close, "Flush and close the stream."),
    method("detach", "(self, /)", detach, "Separate the underlying buffer and return it."),
    method("fileno", "(self, /)", |vm, args| ask_buffer(vm, args, "fileno"), ""),
    method("isatty", "(self, /)", |vm, args| ask_buffer(vm, args, "isatty"), ""),
    method("readable", "(self, /)", |vm, args| ask_buffer(vm, args, "readable"), ""),
    method("writable", "(self, /)", |vm, args| ask_buffer(vm, args, "writable"), ""),
    method("seekable", "(self, /)", |vm, args| ask_buffer(vm, args, "seekable"), ""),
    method("seek", "(self, cookie, whence=0, /)", seek, "Set the stream position, and return the new stream position."),
    method("tell", "(self, /)", tell, "Return the stream position as an opaque number."),
    method("truncate", "(self, pos=None, /)", truncate, ""),
    method(
        "reconfigure",
        "(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        reconfigure,
        "Reconfigure the text stream with new parameters.",
    ),
];

pub fn class(vm: &Vm) -> Class {
    class_of(vm, "_io.TextIOWrapper", &TEXT_IO, &base::text_base(vm), kinds::TEXT_IO)
}

fn payload(value: &Value) -> Option<&PyTextIo> {
    value.get::<PyTextIo>()
}

fn receiver(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

fn empty(exact: bool) -> PyTextIo {
    PyTextIo {
        buffer: Guarded::new(Value::UNBOUND),
        direct: Cell::new(false),
        exact: Cell::new(exact),
        encoding: RefCell::new("utf-8".to_owned()),
        errors: RefCell::new("strict".to_owned()),
        codec: Cell::new(Some(Codec::Utf8)),
        reading: Cell::new(None),
        encoder: Guarded::new(Value::UNBOUND),
        decoder: Guarded::new(Value::UNBOUND),
        ends: LineEnds::default(),
        line_buffering: Cell::new(false),
        write_through: Cell::new(false),
        started: Cell::new(false),
        pending: Guarded::new(Vec::new()),
        decoded: Guarded::new(Value::UNBOUND),
        used: Cell::new(0),
        tail: Guarded::new(Vec::new()),
        chunk: Guarded::new(Vec::new()),
        skipped: Cell::new(0),
        chunk_start: Cell::new((None, false)),
        at_end: Cell::new(false),
        telling: Cell::new(true),
    }
}

/// A text stream over a buffer, as `open` makes it.
pub fn make(vm: &Vm, buffer: Value, settings: Settings) -> PyResult {
    let object = vm.new_object(&class(vm), empty(true)).into_value();
    configure(vm, &object, buffer, settings)?;
    Ok(object)
}

fn new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match as_class(class) {
        Some(given) => Ok(vm.new_object(given, empty(given.same(&self::class(vm)))).into_value()),
        None => Err(messages::type_error(vm, "expected a class")),
    }
}

fn init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "TextIOWrapper", TEXT_IO.signature, args)?;
    let [buffer, encoding, errors, newline, line_buffering, write_through] = bound.as_slice() else { return Ok(()) };
    let option = |value: &Value, name: &str| -> PyResult<Option<String>> {
        if value.is_unbound() || value.is_none() {
            return Ok(None);
        }
        if !vm.is_instance(value, &vm.types.str) {
            let message = format!("TextIOWrapper() argument '{name}' must be str or None, not {}", vm.class_name(value));
            return Err(messages::type_error(vm, &message));
        }
        Ok(Some(text_of(value)))
    };
    let truth = |value: &Value| if value.is_unbound() { Ok(false) } else { ops::truth(vm, value) };
    let settings = Settings {
        encoding: option(encoding, "encoding")?.filter(|name| name != "locale").unwrap_or_else(|| LOCALE.to_owned()),
        errors: option(errors, "errors")?.unwrap_or_else(|| "strict".to_owned()),
        newline: option(newline, "newline")?,
        line_buffering: truth(line_buffering)?,
        write_through: truth(write_through)?,
    };
    configure(vm, object, buffer.clone(), settings)
}

fn configure(vm: &Vm, object: &Value, buffer: Value, settings: Settings) -> PyResult<()> {
    let Some(stream) = payload(object) else { return Ok(()) };
    stream.ends.rules.set(Newlines::named(vm, settings.newline.as_deref())?);
    if settings.encoding.contains('\0') || settings.errors.contains('\0') {
        return Err(messages::value_error(vm, "embedded null character"));
    }
    let encoding = if settings.encoding == "locale" { LOCALE.to_owned() } else { settings.encoding };
    *stream.errors.borrow_mut() = settings.errors;
    set_encoding(vm, stream, encoding)?;
    if stream.codec.get().is_some_and(|codec| codec != codec.without_mark()) {
        // A mark belongs to the start of the stream only.
        stream.started.set(stands_behind_start(vm, &buffer)?);
    }
    stream.line_buffering.set(settings.line_buffering);
    stream.write_through.set(settings.write_through);
    stream.direct.set(buffered::is_plain(vm, &buffer));
    drop(stream.buffer.replace(buffer));
    Ok(())
}

/// Whether text is going to be written behind other text.
fn stands_behind_start(vm: &Vm, buffer: &Value) -> PyResult<bool> {
    for question in ["seekable", "writable"] {
        let answer = vm.call_method(buffer, &vm.intern(question), &[])?;
        if !ops::truth(vm, &answer)? {
            return Ok(false);
        }
    }
    let position = vm.call_method(buffer, &vm.intern("tell"), &[])?;
    Ok(ops::index_exact(vm, &position)? != 0)
}

/// Takes an encoding; the error handler is set already.
fn set_encoding(vm: &Vm, stream: &PyTextIo, encoding: String) -> PyResult<()> {
    let codec = codec::lookup(&encoding);
    let mut coders = [Value::UNBOUND, Value::UNBOUND];
    if codec.is_none() {
        let info = text::text_codec(vm, &encoding, "open")?;
        let errors = vm.new_str(&stream.errors.borrow());
        for (coder, name) in coders.iter_mut().zip(["incrementalencoder", "incrementaldecoder"]) {
            let make = ops::get_attr(vm, &info, &vm.intern(name))?;
            *coder = vm.call_values(&make, std::slice::from_ref(&errors))?;
        }
    }
    let [encoder, decoder] = coders;
    drop(stream.encoder.replace(encoder));
    drop(stream.decoder.replace(decoder));
    stream.codec.set(codec);
    stream.reading.set(None);
    *stream.encoding.borrow_mut() = encoding;
    Ok(())
}

fn attached<'a>(vm: &Vm, value: &'a Value) -> PyResult<(&'a PyTextIo, Value)> {
    let Some(stream) = payload(value) else {
        return Err(messages::type_error(vm, "descriptor requires a '_io.TextIOWrapper' object"));
    };
    let below = stream.buffer.copy();
    if below.is_none() {
        return Err(messages::value_error(vm, "underlying buffer has been detached"));
    }
    if below.is_unbound() {
        return Err(messages::value_error(vm, "I/O operation on uninitialized object"));
    }
    Ok((stream, below))
}

fn opened<'a>(vm: &Vm, value: &'a Value) -> PyResult<(&'a PyTextIo, Value)> {
    let (stream, below) = attached(vm, value)?;
    let closed = if stream.direct.get() { buffered::is_closed(vm, &below)? } else { super::is_closed(vm, &below)? };
    if closed { Err(closed_error(vm)) } else { Ok((stream, below)) }
}

fn of_buffer(vm: &Vm, value: &Value, name: &str) -> PyResult {
    let (_, below) = attached(vm, value)?;
    ops::get_attr(vm, &below, &vm.intern(name))
}

fn ask_buffer(vm: &Vm, args: &[Value], name: &str) -> PyResult {
    let (_, below) = attached(vm, receiver(args))?;
    vm.call_method(&below, &vm.intern(name), &[])
}

fn repr(vm: &Vm, value: &Value) -> PyResult {
    let mut shown = String::from("<_io.TextIOWrapper");
    if let Some(name) = super::name_of(vm, value).unwrap_or_else(|_| {
        drop(vm.take_exception());
        None
    }) {
        shown.push_str(&format!(" name={}", ops::repr_text(vm, &name)?));
    }
    if let Some(mode) = ops::lookup_attr(vm, value, &vm.intern("mode"))? {
        shown.push_str(&format!(" mode={}", ops::repr_text(vm, &mode)?));
    }
    let encoding = payload(value).map(|stream| stream.encoding.borrow().clone()).unwrap_or_default();
    shown.push_str(&format!(" encoding={}>", ops::repr_text(vm, &vm.new_str(&encoding))?));
    Ok(vm.new_string(shown))
}

// ---- writing ----

/// Whether `print` may write to the stream without calling its method.
#[inline]
pub fn is_plain(_vm: &Vm, value: &Value) -> bool {
    payload(value).is_some_and(|stream| stream.exact.get() && stream.direct.get())
}

/// Writes ASCII text.
pub fn write_ascii(vm: &Vm, value: &Value, ascii: &str) -> PyResult<()> {
    let (stream, below) = opened(vm, value)?;
    let translated = ascii.contains('\n') && stream.ends.rules.get().written > 1;
    let extends = stream.codec.get().is_some_and(Codec::extends_ascii);
    if translated || !extends {
        return write(vm, value, &vm.new_str(ascii));
    }
    put(vm, stream, &below, ascii.as_bytes(), ascii.contains('\n'))
}

/// Writes a str object.
pub fn write(vm: &Vm, value: &Value, object: &Value) -> PyResult<()> {
    let (stream, below) = opened(vm, value)?;
    let Some(payload) = object.get::<Str>() else {
        return Err(messages::type_error(vm, &format!("write() argument must be str, not {}", vm.class_name(object))));
    };
    let extends = stream.codec.get().is_some_and(Codec::extends_ascii);
    if let StrData::Ascii(ascii) = payload.data()
        && extends
        && stream.ends.rules.get().written <= 1
    {
        let has_line = (stream.line_buffering.get() || stream.write_through.get())
            && memchr::memchr2(b'\n', b'\r', ascii.as_bytes()).is_some();
        return put(vm, stream, &below, ascii.as_bytes(), has_line);
    }
    let has_line = {
        let plain = text_of(object);
        plain.contains('\n') || plain.contains('\r')
    };
    let end = stream.ends.rules.get().written;
    let translated = if has_line && end > 1 {
        let to = vm.new_str(if end == 2 { "\r" } else { "\r\n" });
        vm.call_method(object, &vm.intern("replace"), &[vm.intern("\n"), to])?
    } else {
        object.clone()
    };
    let data = encode(vm, stream, &translated)?;
    put(vm, stream, &below, &data, has_line)
}

fn encode(vm: &Vm, stream: &PyTextIo, object: &Value) -> PyResult<Vec<u8>> {
    let errors = stream.errors.borrow().clone();
    match stream.codec.get() {
        Some(codec) => {
            // Only the first piece carries a byte order mark.
            let codec = if stream.started.replace(true) { codec.without_mark() } else { codec };
            text::encode_known(vm, object, codec, &errors)
        }
        None => {
            let encoded = vm.call_method(&stream.encoder.copy(), &vm.intern("encode"), std::slice::from_ref(object))?;
            match encoded.get::<bytes::PyBytes>() {
                Some(data) => Ok(data.data.to_vec()),
                None => {
                    let message = format!("encoder should return a bytes object, not '{}'", vm.class_name(&encoded));
                    Err(messages::type_error(vm, &message))
                }
            }
        }
    }
}

fn put(vm: &Vm, stream: &PyTextIo, below: &Value, data: &[u8], has_line: bool) -> PyResult<()> {
    if stream.direct.get() && !buffered::can_write(below) {
        return Err(unsupported(vm, "not writable"));
    }
    if stream.pending.read(|pending| !pending.is_empty() && pending.len() + data.len() > CHUNK) {
        flush_pending(vm, stream, below)?;
    }
    stream.pending.write(|pending| pending.extend_from_slice(data));
    let line = has_line && stream.line_buffering.get();
    if line || stream.write_through.get() || stream.pending.read(Vec::len) >= CHUNK {
        flush_pending(vm, stream, below)?;
    }
    if line || stream.write_through.get() {
        flush_below(vm, stream, below)?;
    }
    forget_decoded(stream);
    Ok(())
}

fn flush_pending(vm: &Vm, stream: &PyTextIo, below: &Value) -> PyResult<()> {
    let pending = stream.pending.write(std::mem::take);
    if pending.is_empty() {
        return Ok(());
    }
    if stream.direct.get() {
        let result = buffered::write_bytes(vm, below, &pending);
        let mut pending = pending;
        pending.clear();
        stream.pending.write(|place| {
            if place.is_empty() && pending.capacity() <= 1 << 20 {
                std::mem::swap(place, &mut pending);
            }
        });
        return result;
    }
    vm.call_method(below, &vm.names.write, &[bytes::from_vec(vm, pending)]).map(drop)
}

fn flush_below(vm: &Vm, stream: &PyTextIo, below: &Value) -> PyResult<()> {
    if stream.direct.get() { buffered::flush_all(vm, below) } else { vm.call_method(below, &vm.names.flush, &[]).map(drop) }
}

fn forget_decoded(stream: &PyTextIo) {
    if !stream.decoded.read(Value::is_unbound) {
        forget(stream);
    }
}

/// Forgets what has been read ahead.
fn forget(stream: &PyTextIo) {
    drop(stream.decoded.replace(Value::UNBOUND));
    stream.used.set(0);
    stream.tail.write(Vec::clear);
    stream.chunk.write(Vec::clear);
    stream.skipped.set(0);
    stream.ends.held_return.set(false);
    stream.at_end.set(false);
}

fn write_method(vm: &Vm, args: &[Value]) -> PyResult {
    let [stream, object] = args else { return Ok(Value::NONE) };
    write(vm, stream, object)?;
    Ok(int::from_usize(vm, object.get::<Str>().map_or(0, Str::len)))
}

fn flush(vm: &Vm, args: &[Value]) -> PyResult {
    let (stream, below) = opened(vm, receiver(args))?;
    stream.telling.set(true);
    flush_pending(vm, stream, &below)?;
    flush_below(vm, stream, &below)?;
    Ok(Value::NONE)
}

fn close(vm: &Vm, args: &[Value]) -> PyResult {
    let object = receiver(args);
    let (_, below) = attached(vm, object)?;
    if super::is_closed(vm, &below)? {
        return Ok(Value::NONE);
    }
    let flushed = vm.call_method(object, &vm.names.flush, &[]);
    let failed = if flushed.is_err() { Some(vm.take_exception()) } else { None };
    let closed = vm.call_method(&below, &vm.names.close, &[]);
    match failed {
        Some(exception) => {
            if closed.is_err() {
                drop(vm.take_exception());
            }
            Err(vm.raise(exception))
        }
        None => closed,
    }
}

fn detach(vm: &Vm, args: &[Value]) -> PyResult {
    let object = receiver(args);
    let (stream, _) = attached(vm, object)?;
    vm.call_method(object, &vm.names.flush, &[])?;
    stream.direct.set(false);
    Ok(stream.buffer.replace(Value::NONE))
}

// ---- reading ----

/// Decodes one more chunk behind what is left; false at the end of the stream.
fn read_chunk(vm: &Vm, stream: &PyTextIo, below: &Value) -> PyResult<bool> {
    let data = if stream.direct.get() {
        buffered::read_chunk(vm, below, CHUNK)?
    } else {
        let piece = vm.call_method(below, &vm.intern("read1"), &[Value::small_int(CHUNK as i64)])?;
        match buffer::with_bytes(&piece, <[u8]>::to_vec) {
            Some(data) => data,
            None => {
                let message =
                    format!("underlying read1() should have returned a bytes-like object, not '{}'", vm.class_name(&piece));
                return Err(messages::type_error(vm, &message));
            }
        }
    };
    let end = data.is_empty();
    if end && stream.at_end.get() {
        return Ok(false);
    }
    stream.at_end.set(end);
    let left = rest(vm, stream)?;
    if is_empty(&left) {
        // The text is used up, so positions count from here; bytes that wait are part of the new chunk.
        stream.chunk_start.set((stream.reading.get(), stream.ends.held_return.get()));
        let tail = stream.tail.read(Vec::clone);
        stream.chunk.write(|chunk| {
            chunk.clear();
            chunk.extend_from_slice(&tail);
            chunk.extend_from_slice(&data);
        });
        stream.skipped.set(0);
    } else {
        stream.chunk.write(|chunk| chunk.extend_from_slice(&data));
        stream.skipped.set(stream.skipped.get() + stream.used.get());
    }
    let fresh = decode(vm, stream, data, end)?;
    let joined = if is_empty(&left) { fresh.clone() } else { text::concat(vm, &left, &fresh)? };
    drop(stream.decoded.replace(joined));
    stream.used.set(0);
    Ok(!end || !is_empty(&fresh))
}

fn is_empty(value: &Value) -> bool {
    value.get::<Str>().is_none_or(Str::is_empty)
}

/// The decoded text that has not been handed out.
fn rest(vm: &Vm, stream: &PyTextIo) -> PyResult {
    let decoded = stream.decoded.copy();
    let Some(payload) = decoded.get::<Str>() else { return Ok(vm.empty_str.clone()) };
    let used = stream.used.get();
    if used == 0 {
        return Ok(decoded);
    }
    if used >= payload.len() {
        return Ok(vm.empty_str.clone());
    }
    text::substring(vm, &decoded, used, payload.len())
}

/// Bytes to text, with newlines as the stream's rules want them.
fn decode(vm: &Vm, stream: &PyTextIo, data: Vec<u8>, end: bool) -> PyResult {
    let errors = stream.errors.borrow().clone();
    let mut bytes_in = stream.tail.write(std::mem::take);
    if bytes_in.is_empty() {
        bytes_in = data
    } else {
        bytes_in.extend_from_slice(&data)
    }
    // Whole and valid UTF-8 needs no decoder, and no bytes object for errors.
    if matches!(stream.codec.get(), Some(Codec::Utf8 | Codec::Ascii))
        && let Ok(valid) = std::str::from_utf8(&bytes_in)
        && (stream.codec.get() == Some(Codec::Utf8) || valid.is_ascii())
    {
        return stream.ends.translate(vm, vm.new_str(valid), end);
    }
    let object = bytes::from_slice(vm, &bytes_in)?;
    let fresh = match stream.codec.get() {
        Some(codec) => {
            let codec = stream.reading.get().unwrap_or(codec);
            // Half a mark is no text, not even at the end.
            let end = end && !(codec == Codec::Utf8Sig && codec::split_mark(codec, &bytes_in, false).0.is_none());
            let (fresh, used) = text::decode_known(vm, &object, &bytes_in, codec, &errors, end)?;
            note_mark(vm, stream, codec, &bytes_in, used)?;
            let tail = bytes_in.get(used..).unwrap_or(&[]).to_vec();
            stream.tail.write(|place| *place = tail);
            fresh
        }
        None => {
            let fresh = vm.call_method(&stream.decoder.copy(), &vm.intern("decode"), &[object, Value::bool(end)])?;
            if !fresh.is_kind::<Str>() {
                let message = format!("decoder should return a string result, not '{}'", vm.class_name(&fresh));
                return Err(messages::type_error(vm, &message));
            }
            fresh
        }
    };
    stream.ends.translate(vm, fresh, end)
}

/// Goes on in the byte order that the first bytes gave.
fn note_mark(vm: &Vm, stream: &PyTextIo, codec: Codec, read: &[u8], used: usize) -> PyResult<()> {
    if used == 0 || codec == codec.without_mark() {
        return Ok(());
    }
    let (resolved, mark) = codec::split_mark(codec, read, false);
    let end = match codec {
        Codec::Utf16(_) if mark == 0 => 2,
        Codec::Utf32(_) if mark == 0 => 4,
        _ => 0,
    };
    match (end, used) {
        (2 | 4, _) if used < end => return Ok(()),
        (2 | 4, _) => {}
        _ => {
            stream.reading.set(resolved);
            return Ok(());
        }
    }
    let fault = DecodeFault { encoding: codec.name(), start: 0, end, reason: "Stream does not start with BOM" };
    let error = text::decode_error(vm, &bytes::from_slice(vm, read)?, &fault)?;
    Err(vm.raise_new(error))
}

fn for_reading<'a>(vm: &Vm, value: &'a Value) -> PyResult<(&'a PyTextIo, Value)> {
    let (stream, below) = opened(vm, value)?;
    if stream.direct.get() && !buffered::can_read(&below) {
        return Err(unsupported(vm, "not readable"));
    }
    flush_pending(vm, stream, &below)?;
    Ok((stream, below))
}

fn take(vm: &Vm, stream: &PyTextIo, count: usize) -> PyResult {
    let decoded = stream.decoded.copy();
    let Some(payload) = decoded.get::<Str>() else { return Ok(vm.empty_str.clone()) };
    let (start, length) = (stream.used.get(), payload.len());
    let end = start.saturating_add(count).min(length);
    stream.used.set(end);
    if start == 0 && end == length {
        return Ok(decoded);
    }
    text::substring(vm, &decoded, start, end)
}

fn left(stream: &PyTextIo) -> usize {
    stream.decoded.read(|decoded| decoded.get::<Str>().map_or(0, Str::len)).saturating_sub(stream.used.get())
}

fn read(vm: &Vm, args: &[Value]) -> PyResult {
    let (stream, below) = for_reading(vm, receiver(args))?;
    match size_argument(vm, args.get(1))? {
        None => {
            let first = take(vm, stream, usize::MAX)?;
            let all = vm.call_method(&below, &vm.names.read, &[])?;
            let Some(data) = buffer::with_bytes(&all, <[u8]>::to_vec) else {
                let message =
                    format!("underlying read() should have returned a bytes-like object, not '{}'", vm.class_name(&all));
                return Err(messages::type_error(vm, &message));
            };
            let fresh = decode(vm, stream, data, true)?;
            forget(stream);
            if is_empty(&first) { Ok(fresh) } else { text::concat(vm, &first, &fresh) }
        }
        Some(size) => {
            let mut pieces = vec![take(vm, stream, size)?];
            let mut have = pieces.first().and_then(|piece| piece.get::<Str>().map(Str::len)).unwrap_or(0);
            while have < size && read_chunk(vm, stream, &below)? {
                let piece = take(vm, stream, size - have)?;
                have += piece.get::<Str>().map_or(0, Str::len);
                pieces.push(piece);
                vm.poll()?;
            }
            text::join_pieces(vm, &pieces)
        }
    }
}

/// Where the first line of the unread text ends, as an index into it.
fn line_end(stream: &PyTextIo) -> Option<usize> {
    let rules = stream.ends.rules.get();
    let start = stream.used.get();
    stream.decoded.read(|decoded| {
        let payload = decoded.get::<Str>()?;
        let units = text::units_of(payload);
        let length = units.len();
        if rules.translate || rules.only == 1 {
            return find_unit(units, b'\n', start).map(|place| place + 1 - start);
        }
        let mut index = start;
        while index < length {
            let code = units.get(index)?;
            index += 1;
            let ends = match (rules.universal, code) {
                (true, 10) => true,
                (true, 13) if !rules.translate => {
                    if units.get(index) == Some(10) {
                        index += 1;
                    }
                    true
                }
                (false, 10) => match rules.only {
                    1 => true,
                    3 => index >= start + 2 && units.get(index - 2) == Some(13),
                    _ => false,
                },
                (false, 13) => rules.only == 2,
                _ => false,
            };
            if ends {
                return Some(index - start);
            }
        }
        None
    })
}

fn line(vm: &Vm, value: &Value, limit: Option<usize>) -> PyResult {
    let (stream, below) = for_reading(vm, value)?;
    loop {
        if let Some(end) = line_end(stream) {
            return take(vm, stream, limit.map_or(end, |limit| limit.min(end)));
        }
        if let Some(limit) = limit
            && left(stream) >= limit
        {
            return take(vm, stream, limit);
        }
        if !read_chunk(vm, stream, &below)? {
            return take(vm, stream, limit.unwrap_or(usize::MAX));
        }
        vm.poll()?;
    }
}

fn readline(vm: &Vm, args: &[Value]) -> PyResult {
    let limit = size_argument(vm, args.get(1))?;
    line(vm, receiver(args), limit)
}

fn itself(vm: &Vm, value: &Value) -> PyResult {
    opened(vm, value)?;
    Ok(value.clone())
}

fn next_line(vm: &Vm, value: &Value) -> PyResult {
    let Some(stream) = payload(value) else { return Ok(Value::DONE) };
    stream.telling.set(false);
    let line = if stream.exact.get() { line(vm, value, None)? } else { vm.call_method(value, &vm.intern("readline"), &[])? };
    if is_empty(&line) {
        stream.telling.set(true);
        return Ok(Value::DONE);
    }
    Ok(line)
}

// ---- positions ----

fn tell(vm: &Vm, args: &[Value]) -> PyResult {
    let (stream, below) = opened(vm, receiver(args))?;
    if !stream.telling.get() {
        return Err(vm.raise_message(&vm.errors.os_error, "telling position disabled by next() call"));
    }
    flush_pending(vm, stream, &below)?;
    flush_below(vm, stream, &below)?;
    let position = vm.call_method(&below, &vm.intern("tell"), &[])?;
    let position = ops::index_exact(vm, &position)?;
    let chunk = stream.chunk.read(Vec::clone);
    let cookie = place_in_chunk(vm, stream, &chunk)?;
    Ok(cookie.pack(vm, position - (chunk.len() - cookie.place.min(chunk.len())) as i64))
}

/// Which part of the chunk makes the characters that have been handed out.
fn place_in_chunk(vm: &Vm, stream: &PyTextIo, chunk: &[u8]) -> PyResult<Cookie> {
    let wanted = stream.skipped.get() + stream.used.get();
    let big_end = matches!(stream.reading.get(), Some(Codec::Utf16(Order::Big) | Codec::Utf32(Order::Big)))
        && stream.codec.get().is_some_and(|codec| codec != codec.without_mark());
    let plain = |place: usize| Ok(Cookie { place, held_return: false, big_end, skip: 0, feed: 0 });
    if left(stream) == 0 && stream.tail.read(Vec::is_empty) && !stream.ends.held_return.get() {
        return plain(chunk.len());
    }
    let impossible = || vm.raise_message(&vm.errors.os_error, "can't reconstruct logical file position");
    let (start, held) = stream.chunk_start.get();
    let Some(codec) = start.or(stream.codec.get()) else { return Err(impossible()) };
    let single = codec.extends_ascii() && chunk.is_ascii();
    if single && !(stream.ends.rules.get().universal && (held || memchr::memchr(b'\r', chunk).is_some())) {
        return plain(wanted);
    }
    let errors = stream.errors.borrow().clone();
    let shown = bytes::from_slice(vm, chunk)?;
    // How many characters a beginning of the chunk gives, whether a return is held back behind it, and
    // whether it ends between characters.
    let count = |length: usize| -> PyResult<(usize, bool, bool)> {
        let part = chunk.get(..length).unwrap_or(chunk);
        let (fresh, used) = text::decode_known(vm, &shown, part, codec, &errors, false)?;
        let ends = LineEnds::new(stream.ends.rules.get(), held);
        let length = ends.translate(vm, fresh, false)?.get::<Str>().map_or(0, Str::len);
        Ok((length, ends.held_return.get(), used == part.len()))
    };
    // The shortest beginning that gives enough.
    let (mut low, mut high) = (0, chunk.len());
    while low < high {
        let middle = low.midpoint(high);
        if count(middle)?.0 < wanted { low = middle + 1 } else { high = middle }
    }
    // Where it gives too much at once, or ends inside a character, an earlier place does with some
    // characters to skip.
    for place in (0..=low).rev() {
        let (given, held_return, whole) = count(place)?;
        if given <= wanted && whole {
            let skip = wanted - given;
            return Ok(Cookie { place, held_return, big_end, skip, feed: if skip > 0 { low - place } else { 0 } });
        }
        if low - place > 64 {
            break;
        }
    }
    Err(impossible())
}

fn seek(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, cookie, whence] = args else { return Ok(Value::NONE) };
    let (stream, below) = opened(vm, object)?;
    let whence = if whence.is_unbound() { 0 } else { ops::index_exact(vm, whence)? };
    let cookie = match whence {
        0 => ops::index(vm, cookie)?,
        1 | 2 if ops::index_clamped(vm, cookie)? != 0 => {
            let end = if whence == 1 { "cur" } else { "end" };
            return Err(unsupported(vm, &format!("can't do nonzero {end}-relative seeks")));
        }
        1 => tell(vm, std::slice::from_ref(object))?,
        2 => Value::small_int(0),
        other => return Err(messages::value_error(vm, &format!("invalid whence ({other}, should be 0, 1 or 2)"))),
    };
    if int::is_negative(&cookie) {
        return Err(messages::value_error(vm, &format!("negative seek position {}", ops::repr_text(vm, &cookie)?)));
    }
    let (offset, state) = Cookie::unpack(vm, &cookie)?;
    flush_pending(vm, stream, &below)?;
    flush_below(vm, stream, &below)?;
    forget(stream);
    stream.telling.set(true);
    for coder in [stream.encoder.copy(), stream.decoder.copy()] {
        if !coder.is_unbound() {
            vm.call_method(&coder, &vm.intern("reset"), &[])?;
        }
    }
    let place = if whence == 2 { 2 } else { 0 };
    let position = vm.call_method(&below, &vm.intern("seek"), &[vm.new_int(offset), Value::small_int(place)])?;
    let at_start = ops::index_exact(vm, &position)? == 0;
    stream.started.set(!at_start);
    stream.reading.set(match stream.codec.get() {
        Some(Codec::Utf16(Order::Marked)) if !at_start && state.big_end => Some(Codec::Utf16(Order::Big)),
        Some(Codec::Utf32(Order::Marked)) if !at_start && state.big_end => Some(Codec::Utf32(Order::Big)),
        Some(codec) if !at_start => Some(codec.without_mark()),
        _ => None,
    });
    if whence == 2 {
        return Ok(position);
    }
    stream.ends.held_return.set(state.held_return);
    if state.skip > 0 {
        while left(stream) < state.skip {
            if !read_chunk(vm, stream, &below)? {
                return Err(vm.raise_message(&vm.errors.os_error, "can't restore logical file position"));
            }
        }
        stream.used.set(state.skip);
    }
    Ok(cookie)
}

fn truncate(vm: &Vm, args: &[Value]) -> PyResult {
    let object = receiver(args);
    let (stream, below) = opened(vm, object)?;
    flush_pending(vm, stream, &below)?;
    flush_below(vm, stream, &below)?;
    let size = match args.get(1) {
        Some(size) if !size.is_unbound() && !size.is_none() => size.clone(),
        _ => tell(vm, std::slice::from_ref(object))?,
    };
    vm.call_method(&below, &vm.intern("truncate"), &[size])
}

fn reconfigure(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, encoding, errors, newline, line_buffering, write_through] = args else { return Ok(Value::NONE) };
    let (stream, below) = opened(vm, object)?;
    let given = |value: &Value| !value.is_unbound() && !value.is_none();
    if left(stream) > 0 && (given(encoding) || given(errors) || !newline.is_unbound()) {
        return Err(unsupported(vm, "It is not possible to set the encoding or newline of stream after the first read"));
    }
    flush_pending(vm, stream, &below)?;
    flush_below(vm, stream, &below)?;
    if given(errors) {
        *stream.errors.borrow_mut() = text_of(errors);
    } else if given(encoding) {
        *stream.errors.borrow_mut() = "strict".to_owned();
    }
    if given(encoding) {
        set_encoding(vm, stream, text_of(encoding))?;
    }
    if !newline.is_unbound() {
        let rules = if newline.is_none() { None } else { Some(text_of(newline)) };
        stream.ends.rules.set(Newlines::named(vm, rules.as_deref())?);
    }
    if given(line_buffering) {
        stream.line_buffering.set(ops::truth(vm, line_buffering)?);
    }
    if given(write_through) {
        stream.write_through.set(ops::truth(vm, write_through)?);
    }
    Ok(Value::NONE)
}
