//! `BytesIO` and `StringIO`: streams in memory.

use super::{base, closed_error, size_argument};
use crate::memory::{Guarded, Kind, Payload, PyResult, Str, StrData, Value, Visitor};
use crate::objects::buffer::{BufferAccess, BufferInfo};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{GetSet, Method, as_class, bind_new, getter, method};
use crate::objects::slots::Slots;
use crate::objects::str as text;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, kinds, ops};
use crate::stdlib::class_of;
use std::cell::Cell;

/// Contents of a stream in memory: bytes or code points.
struct Contents<T> {
    items: Vec<T>,
    at: usize,
}

impl<T: Copy + Default + PartialEq> Contents<T> {
    const EMPTY: Contents<T> = Contents { items: Vec::new(), at: 0 };

    fn take(&mut self, count: Option<usize>) -> Vec<T> {
        let start = self.at.min(self.items.len());
        let end = count.map_or(self.items.len(), |count| start.saturating_add(count).min(self.items.len()));
        self.at = self.at.max(end);
        self.items.get(start..end).unwrap_or(&[]).to_vec()
    }

    fn take_line(&mut self, newline: T, limit: Option<usize>) -> Vec<T> {
        self.take_until(limit, |rest| rest.iter().position(|item| *item == newline).map(|place| place + 1))
    }

    /// Takes as much as `end` finds, or everything, but no more than `limit`.
    fn take_until(&mut self, limit: Option<usize>, end: impl FnOnce(&[T]) -> Option<usize>) -> Vec<T> {
        let rest = self.items.get(self.at.min(self.items.len())..).unwrap_or(&[]);
        let length = end(rest).unwrap_or(rest.len());
        self.take(Some(limit.map_or(length, |limit| limit.min(length))))
    }

    /// Overwrites from the position on; false when memory is out.
    fn put(&mut self, data: &[T]) -> bool {
        let Some(end) = self.at.checked_add(data.len()) else { return false };
        if end > self.items.len() {
            if crate::room::asking(|| self.items.try_reserve(end - self.items.len())).is_err() {
                return false;
            }
            self.items.resize(end, T::default());
        }
        if let Some(place) = self.items.get_mut(self.at..end) {
            place.copy_from_slice(data);
        }
        self.at = end;
        true
    }
}

pub struct PyBytesIo {
    contents: Guarded<Contents<u8>>,
    closed: Cell<bool>,
    /// Views that look at the contents: meanwhile nothing is written or cut off.
    exports: Cell<usize>,
}

impl Payload for PyBytesIo {
    const KIND: Kind = kinds::BYTES_IO;
}

/// What a view of `getbuffer` looks at: the stream's own bytes.
struct PyBytesIoBuffer {
    stream: Value,
}

impl Payload for PyBytesIoBuffer {
    const KIND: Kind = kinds::BYTES_IO_BUFFER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { stream } = self;
        visitor.edge(stream);
    }
}

impl PyBytesIoBuffer {
    fn stream(value: &Value) -> Option<&PyBytesIo> {
        value.get::<PyBytesIoBuffer>()?.stream.get::<PyBytesIo>()
    }
}

static SHARED: BufferAccess = BufferAccess {
    describe: |_, value| {
        let length = PyBytesIoBuffer::stream(value).map_or(0, |stream| stream.contents.read(|contents| contents.items.len()));
        Ok(BufferInfo::bytes(length, false))
    },
    read: |value, leaf| {
        if let Some(stream) = PyBytesIoBuffer::stream(value) {
            stream.contents.read(|contents| leaf(&contents.items));
        }
    },
    write: |value, leaf| {
        if let Some(stream) = PyBytesIoBuffer::stream(value) {
            stream.contents.write(|contents| leaf(&mut contents.items));
        }
    },
    export: |value, more| {
        if let Some(stream) = PyBytesIoBuffer::stream(value) {
            let count = stream.exports.get();
            stream.exports.set(if more { count + 1 } else { count.saturating_sub(1) });
        }
    },
};

const BYTES_IO_BUFFER: TypeSpec = TypeSpec {
    name: "_BytesIOBuffer",
    module: "_io",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    doc: "The memory of a BytesIO, as a memoryview sees it.",
    slots: Slots { buffer: Some(&SHARED), ..Slots::EMPTY },
    ..TypeSpec::EMPTY
};

pub struct PyStringIo {
    contents: Guarded<Contents<u32>>,
    closed: Cell<bool>,
    /// 0: as written; 1: `\n` stays; 2, 3: `\n` becomes `\r`, `\r\n`; 4: all line ends become `\n`.
    newline: Cell<u8>,
}

impl Payload for PyStringIo {
    const KIND: Kind = kinds::STRING_IO;
}

const FLAGS: u32 = class_flag::BASE | class_flag::HAS_DICT | class_flag::WEAK;

const BYTES_IO: TypeSpec = TypeSpec {
    name: "BytesIO",
    module: "_io",
    flags: FLAGS,
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    slots: Slots { new: Some(bytes_new), init: Some(bytes_init), iter: Some(bytes_iter), next: Some(bytes_next), ..Slots::EMPTY },
    methods: BYTES_METHODS,
    getset: &[getter(
        "closed",
        |_, value| Ok(Value::bool(value.get::<PyBytesIo>().is_some_and(|stream| stream.closed.get()))),
        "",
    )],
    signature: "(initial_bytes=b'')",
    ..TypeSpec::EMPTY
};

const BYTES_METHODS: &[Method] = &[
    method("read", "(self, size=-1, /)", bytes_read, "Read at most size bytes, returned as a bytes object."),
    method("read1", "(self, size=-1, /)", bytes_read, "Read at most size bytes, returned as a bytes object."),
    method("readinto", "(self, buffer, /)", bytes_readinto, "Read bytes into buffer."),
    method("readline", "(self, size=-1, /)", bytes_readline, "Next line from the file, as a bytes object."),
    method("write", "(self, b, /)", bytes_write, "Write bytes to file."),
    method("seek", "(self, pos, whence=0, /)", bytes_seek, "Change stream position."),
    method("tell", "(self, /)", bytes_tell, "Current file position, an integer."),
    method("truncate", "(self, size=None, /)", bytes_truncate, "Truncate the file to at most size bytes."),
    method("getvalue", "(self, /)", bytes_getvalue, "Retrieve the entire contents of the BytesIO object."),
    method(
        "getbuffer",
        "(self, /)",
        bytes_getbuffer,
        "A view of the contents that shares them; the stream keeps its size while the view lives.",
    ),
    method("close", "(self, /)", bytes_close, "Disable all I/O operations."),
    method("flush", "(self, /)", |vm, args| bytes_stream(vm, args).map(|_| Value::NONE), "Does nothing."),
    method("readable", "(self, /)", |vm, args| bytes_stream(vm, args).map(|_| Value::TRUE), ""),
    method("writable", "(self, /)", |vm, args| bytes_stream(vm, args).map(|_| Value::TRUE), ""),
    method("seekable", "(self, /)", |vm, args| bytes_stream(vm, args).map(|_| Value::TRUE), ""),
    method("isatty", "(self, /)", |vm, args| bytes_stream(vm, args).map(|_| Value::FALSE), ""),
];

const STRING_IO: TypeSpec = TypeSpec {
    name: "StringIO",
    module: "_io",
    flags: FLAGS,
    doc: "Text I/O implementation using an in-memory buffer.",
    slots: Slots {
        new: Some(string_new),
        init: Some(string_init),
        iter: Some(string_iter),
        next: Some(string_next),
        ..Slots::EMPTY
    },
    methods: STRING_METHODS,
    getset: STRING_GETSET,
    signature: "(initial_value='', newline='\\n')",
    ..TypeSpec::EMPTY
};

const STRING_GETSET: &[GetSet] = &[
    getter("closed", |_, value| Ok(Value::bool(value.get::<PyStringIo>().is_some_and(|stream| stream.closed.get()))), ""),
    getter("line_buffering", |_, _| Ok(Value::FALSE), ""),
    getter("newlines", |_, _| Ok(Value::NONE), ""),
];

const STRING_METHODS: &[Method] = &[
    method("read", "(self, size=-1, /)", string_read, "Read at most size characters, returned as a string."),
    method("readline", "(self, size=-1, /)", string_readline, "Read until newline or EOF."),
    method("write", "(self, s, /)", string_write, "Write string to file."),
    method("seek", "(self, pos, whence=0, /)", string_seek, "Change stream position."),
    method("tell", "(self, /)", string_tell, "Tell the current file position."),
    method("truncate", "(self, pos=None, /)", string_truncate, "Truncate size to pos."),
    method("getvalue", "(self, /)", string_getvalue, "Retrieve the entire contents of the object."),
    method("close", "(self, /)", string_close, "Close the IO object."),
    method("flush", "(self, /)", |vm, args| string_stream(vm, args).map(|_| Value::NONE), ""),
    method("readable", "(self, /)", |vm, args| string_stream(vm, args).map(|_| Value::TRUE), ""),
    method("writable", "(self, /)", |vm, args| string_stream(vm, args).map(|_| Value::TRUE), ""),
    method("seekable", "(self, /)", |vm, args| string_stream(vm, args).map(|_| Value::TRUE), ""),
    method("isatty", "(self, /)", |vm, args| string_stream(vm, args).map(|_| Value::FALSE), ""),
];

pub fn bytes_class(vm: &Vm) -> Class {
    class_of(vm, "_io.BytesIO", &BYTES_IO, &base::buffered_base(vm), kinds::BYTES_IO)
}

pub fn string_class(vm: &Vm) -> Class {
    class_of(vm, "_io.StringIO", &STRING_IO, &base::text_base(vm), kinds::STRING_IO)
}

/// Where a seek leads: negative results are errors of the caller.
fn target(vm: &Vm, args: &[Value], at: usize, length: usize) -> PyResult<i64> {
    let offset = ops::index_exact(vm, args.get(1).unwrap_or(const { &Value::NONE }))?;
    let whence = match args.get(2) {
        Some(whence) if !whence.is_unbound() => ops::index_exact(vm, whence)?,
        _ => 0,
    };
    match whence {
        0 if offset < 0 => Err(messages::value_error(vm, &format!("negative seek value {offset}"))),
        0 => Ok(offset),
        1 => Ok((at as i64).saturating_add(offset).max(0)),
        2 => Ok((length as i64).saturating_add(offset).max(0)),
        other => Err(messages::value_error(vm, &format!("invalid whence ({other}, should be 0, 1 or 2)"))),
    }
}

// ---- BytesIO ----

fn bytes_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    let stream = PyBytesIo { contents: Guarded::new(Contents::EMPTY), closed: Cell::new(false), exports: Cell::new(0) };
    Ok(vm.new_object(class, stream).into_value())
}

fn bytes_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "BytesIO", BYTES_IO.signature, args)?;
    let Some(stream) = object.get::<PyBytesIo>() else { return Ok(()) };
    let items = match bound.first() {
        Some(initial) if !initial.is_unbound() && !initial.is_none() => buffer::expect_bytes(vm, initial)?,
        _ => Vec::new(),
    };
    check_exports(vm, stream)?;
    stream.contents.write(|contents| *contents = Contents { items, at: 0 });
    stream.closed.set(false);
    Ok(())
}

fn check_exports(vm: &Vm, stream: &PyBytesIo) -> PyResult<()> {
    if stream.exports.get() == 0 {
        return Ok(());
    }
    Err(messages::buffer_error(vm, "Existing exports of data: object cannot be re-sized"))
}

fn bytes_stream<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyBytesIo> {
    match args.first().and_then(Value::get::<PyBytesIo>) {
        Some(stream) if !stream.closed.get() => Ok(stream),
        Some(_) => Err(closed_error(vm)),
        None => Err(messages::type_error(vm, "descriptor requires a '_io.BytesIO' object")),
    }
}

fn bytes_read(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = bytes_stream(vm, args)?;
    let size = size_argument(vm, args.get(1))?;
    Ok(bytes::from_vec(vm, stream.contents.write(|contents| contents.take(size))))
}

fn bytes_readinto(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = bytes_stream(vm, args)?;
    let room = args.get(1).unwrap_or(const { &Value::NONE });
    let size = super::file::room_of(vm, room)?;
    let data = stream.contents.write(|contents| contents.take(Some(size)));
    Ok(int::from_usize(vm, super::file::fill(vm, room, &data)?))
}

fn bytes_readline(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = bytes_stream(vm, args)?;
    let limit = size_argument(vm, args.get(1))?;
    Ok(bytes::from_vec(vm, stream.contents.write(|contents| contents.take_line(b'\n', limit))))
}

fn bytes_iter(vm: &Vm, value: &Value) -> PyResult {
    bytes_stream(vm, std::slice::from_ref(value))?;
    Ok(value.clone())
}

fn bytes_next(vm: &Vm, value: &Value) -> PyResult {
    let stream = bytes_stream(vm, std::slice::from_ref(value))?;
    let line = stream.contents.write(|contents| contents.take_line(b'\n', None));
    if line.is_empty() { Ok(Value::DONE) } else { Ok(bytes::from_vec(vm, line)) }
}

fn bytes_write(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = bytes_stream(vm, args)?;
    check_exports(vm, stream)?;
    let data = buffer::expect_bytes(vm, args.get(1).unwrap_or(const { &Value::NONE }))?;
    check_exports(vm, stream)?;
    if data.is_empty() || stream.contents.write(|contents| contents.put(&data)) {
        return Ok(int::from_usize(vm, data.len()));
    }
    Err(messages::memory_error(vm))
}

fn bytes_seek(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = bytes_stream(vm, args)?;
    let (at, length) = stream.contents.read(|contents| (contents.at, contents.items.len()));
    let place = target(vm, args, at, length)?;
    stream.contents.write(|contents| contents.at = place as usize);
    Ok(super::position(vm, place))
}

fn bytes_tell(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(int::from_usize(vm, bytes_stream(vm, args)?.contents.read(|contents| contents.at)))
}

fn bytes_truncate(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = bytes_stream(vm, args)?;
    check_exports(vm, stream)?;
    let size = match args.get(1) {
        Some(size) if !size.is_unbound() && !size.is_none() => ops::index_exact(vm, size)?,
        _ => stream.contents.read(|contents| contents.at as i64),
    };
    if size < 0 {
        return Err(messages::value_error(vm, &format!("negative size value {size}")));
    }
    check_exports(vm, stream)?;
    stream.contents.write(|contents| contents.items.truncate(size as usize));
    Ok(super::position(vm, size))
}

fn bytes_getvalue(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(bytes::from_vec(vm, bytes_stream(vm, args)?.contents.read(|contents| contents.items.clone())))
}

fn bytes_getbuffer(vm: &Vm, args: &[Value]) -> PyResult {
    bytes_stream(vm, args)?;
    let stream = args.first().cloned().unwrap_or(Value::NONE);
    let class = class_of(vm, "_io._BytesIOBuffer", &BYTES_IO_BUFFER, &vm.types.object, kinds::BYTES_IO_BUFFER);
    let shared = vm.new_object(&class, PyBytesIoBuffer { stream }).into_value();
    vm.call_values(vm.types.memoryview.value(), &[shared])
}

fn bytes_close(vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(stream) = args.first().and_then(Value::get::<PyBytesIo>) {
        check_exports(vm, stream)?;
        stream.closed.set(true);
        stream.contents.write(|contents| *contents = Contents::EMPTY);
    }
    Ok(Value::NONE)
}

// ---- StringIO ----

fn string_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    let stream = PyStringIo { contents: Guarded::new(Contents::EMPTY), closed: Cell::new(false), newline: Cell::new(1) };
    Ok(vm.new_object(class, stream).into_value())
}

fn string_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "StringIO", STRING_IO.signature, args)?;
    let [initial, newline] = bound.as_slice() else { return Ok(()) };
    let Some(stream) = object.get::<PyStringIo>() else { return Ok(()) };
    let rule = if newline.is_unbound() {
        1
    } else if newline.is_none() {
        4
    } else {
        if !vm.is_instance(newline, &vm.types.str) {
            let message = format!("newline must be str or None, not {}", vm.class_name(newline));
            return Err(messages::type_error(vm, &message));
        }
        match text::text_of(newline).as_str() {
            "" => 0,
            "\n" => 1,
            "\r" => 2,
            "\r\n" => 3,
            _ => return Err(messages::value_error(vm, &format!("illegal newline value: {}", ops::repr_text(vm, newline)?))),
        }
    };
    stream.newline.set(rule);
    stream.closed.set(false);
    stream.contents.write(|contents| *contents = Contents::EMPTY);
    if !initial.is_unbound() && !initial.is_none() {
        let Some(payload) = initial.get::<Str>() else {
            let message = format!("initial_value must be str or None, not {}", vm.class_name(initial));
            return Err(messages::type_error(vm, &message));
        };
        let items = translated(rule, payload);
        stream.contents.write(|contents| *contents = Contents { items, at: 0 });
    }
    Ok(())
}

fn translated(rule: u8, payload: &Str) -> Vec<u32> {
    let units = text::units_of(payload);
    if rule < 2 {
        return units.iter().collect();
    }
    let mut codes = Vec::with_capacity(units.len());
    let mut previous = 0;
    for code in units.iter() {
        match (rule, code) {
            (2, 10) => codes.push(13),
            (3, 10) => codes.extend([13, 10]),
            (4, 13) => codes.push(10),
            (4, 10) if previous == 13 => {}
            _ => codes.push(code),
        }
        previous = code;
    }
    codes
}

fn string_stream<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyStringIo> {
    match args.first().and_then(Value::get::<PyStringIo>) {
        Some(stream) if !stream.closed.get() => Ok(stream),
        Some(_) => Err(messages::value_error(vm, "I/O operation on closed file")),
        None => Err(messages::type_error(vm, "descriptor requires a '_io.StringIO' object")),
    }
}

fn string_read(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = string_stream(vm, args)?;
    let size = size_argument(vm, args.get(1))?;
    let codes = stream.contents.write(|contents| contents.take(size));
    text::from_codes(vm, &codes)
}

fn line(stream: &PyStringIo, limit: Option<usize>) -> Vec<u32> {
    const LF: u32 = 10;
    const CR: u32 = 13;
    stream.contents.write(|contents| match stream.newline.get() {
        // Every kind of line end counts.
        0 => contents.take_until(limit, |rest| {
            let place = rest.iter().position(|code| *code == LF || *code == CR)?;
            Some(if rest.get(place..place + 2) == Some(&[CR, LF]) { place + 2 } else { place + 1 })
        }),
        2 => contents.take_line(CR, limit),
        3 => contents.take_until(limit, |rest| rest.windows(2).position(|pair| pair == [CR, LF]).map(|place| place + 2)),
        _ => contents.take_line(LF, limit),
    })
}

fn string_readline(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = string_stream(vm, args)?;
    let limit = size_argument(vm, args.get(1))?;
    text::from_codes(vm, &line(stream, limit))
}

fn string_iter(vm: &Vm, value: &Value) -> PyResult {
    string_stream(vm, std::slice::from_ref(value))?;
    Ok(value.clone())
}

fn string_next(vm: &Vm, value: &Value) -> PyResult {
    let codes = line(string_stream(vm, std::slice::from_ref(value))?, None);
    if codes.is_empty() { Ok(Value::DONE) } else { text::from_codes(vm, &codes) }
}

fn string_write(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = string_stream(vm, args)?;
    let value = args.get(1).unwrap_or(const { &Value::NONE });
    let Some(payload) = value.get::<Str>() else {
        return Err(messages::type_error(vm, &format!("string argument expected, got '{}'", vm.class_name(value))));
    };
    if stream.newline.get() < 2
        && let StrData::Ascii(ascii) = payload.data()
    {
        // Text at the end of the stream, the common case.
        let appended = stream.contents.write(|contents| {
            let at_end =
                contents.at == contents.items.len() && crate::room::asking(|| contents.items.try_reserve(ascii.len())).is_ok();
            if at_end {
                contents.items.extend(ascii.bytes().map(u32::from));
                contents.at = contents.items.len();
            }
            at_end
        });
        if appended {
            return Ok(int::from_usize(vm, ascii.len()));
        }
    }
    let codes = translated(stream.newline.get(), payload);
    if codes.is_empty() || stream.contents.write(|contents| contents.put(&codes)) {
        return Ok(int::from_usize(vm, payload.len()));
    }
    Err(messages::memory_error(vm))
}

fn string_seek(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = string_stream(vm, args)?;
    let (at, length) = stream.contents.read(|contents| (contents.at, contents.items.len()));
    let whence = match args.get(2) {
        Some(whence) if !whence.is_unbound() => ops::index_exact(vm, whence)?,
        _ => 0,
    };
    let offset = ops::index_exact(vm, args.get(1).unwrap_or(const { &Value::NONE }))?;
    if !(0..=2).contains(&whence) {
        return Err(messages::value_error(vm, &format!("Invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    if whence == 0 && offset < 0 {
        return Err(messages::value_error(vm, &format!("Negative seek position {offset}")));
    }
    if whence != 0 && offset != 0 {
        return Err(vm.raise_message(&vm.errors.os_error, "Can't do nonzero cur-relative seeks"));
    }
    let place = target(vm, args, at, length)?;
    stream.contents.write(|contents| contents.at = place as usize);
    Ok(super::position(vm, place))
}

fn string_tell(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(int::from_usize(vm, string_stream(vm, args)?.contents.read(|contents| contents.at)))
}

fn string_truncate(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = string_stream(vm, args)?;
    let size = match args.get(1) {
        Some(size) if !size.is_unbound() && !size.is_none() => ops::index_exact(vm, size)?,
        _ => stream.contents.read(|contents| contents.at as i64),
    };
    if size < 0 {
        return Err(messages::value_error(vm, &format!("Negative size value {size}")));
    }
    stream.contents.write(|contents| contents.items.truncate(size as usize));
    Ok(super::position(vm, size))
}

fn string_getvalue(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = string_stream(vm, args)?;
    let codes = stream.contents.read(|contents| contents.items.clone());
    text::from_codes(vm, &codes)
}

fn string_close(_vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(stream) = args.first().and_then(Value::get::<PyStringIo>) {
        stream.closed.set(true);
        stream.contents.write(|contents| *contents = Contents::EMPTY);
    }
    Ok(Value::NONE)
}
