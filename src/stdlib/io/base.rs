//! The abstract streams that Python classes derive from: `_IOBase` and below.
//!
//! Their methods only call other methods of the stream, so they fit any class.

use super::{closed_error, is_closed, unsupported};
use crate::memory::{PyResult, Value};
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{Method, getter, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, kinds, ops};
use crate::stdlib::class_of;

const FLAGS: u32 = class_flag::BASE | class_flag::HAS_DICT | class_flag::WEAK;

const IO_BASE: TypeSpec = TypeSpec {
    name: "_IOBase",
    module: "_io",
    flags: FLAGS,
    doc: "The abstract base class for all I/O classes.",
    slots: Slots { iter: Some(itself), next: Some(next_line), ..Slots::EMPTY },
    methods: BASE_METHODS,
    getset: &[getter("closed", closed, "")],
    ..TypeSpec::EMPTY
};

const BASE_METHODS: &[Method] = &[
    method(
        "seek",
        "(self, offset, whence=0, /)",
        |vm, _| Err(unsupported(vm, "seek")),
        "Change the stream position to the given byte offset.",
    ),
    method("tell", "(self, /)", tell, "Return current stream position."),
    method("truncate", "(self, size=None, /)", |vm, _| Err(unsupported(vm, "truncate")), "Truncate file to size bytes."),
    method("flush", "(self, /)", flush, "Flush write buffers, if applicable."),
    method("close", "(self, /)", close, "Flush and close the IO object."),
    method("seekable", "(self, /)", |_, _| Ok(Value::FALSE), "Return whether object supports random access."),
    method("readable", "(self, /)", |_, _| Ok(Value::FALSE), "Return whether object was opened for reading."),
    method("writable", "(self, /)", |_, _| Ok(Value::FALSE), "Return whether object was opened for writing."),
    method("_checkClosed", "(self, msg=None, /)", check_closed, ""),
    method(
        "_checkSeekable",
        "(self, msg=None, /)",
        |vm, args| check_able(vm, args, "seekable", "File or stream is not seekable."),
        "",
    ),
    method(
        "_checkReadable",
        "(self, msg=None, /)",
        |vm, args| check_able(vm, args, "readable", "File or stream is not readable."),
        "",
    ),
    method(
        "_checkWritable",
        "(self, msg=None, /)",
        |vm, args| check_able(vm, args, "writable", "File or stream is not writable."),
        "",
    ),
    method("fileno", "(self, /)", |vm, _| Err(unsupported(vm, "fileno")), "Return underlying file descriptor if one exists."),
    method("isatty", "(self, /)", isatty, "Return whether this is an 'interactive' stream."),
    method("__enter__", "(self, /)", enter, ""),
    method("__exit__", "(self, /, *args)", exit, ""),
    method("readline", "(self, size=-1, /)", readline, "Read and return a line from the stream."),
    method("readlines", "(self, hint=None, /)", readlines, "Return a list of lines from the stream."),
    method("writelines", "(self, lines, /)", writelines, "Write a list of lines to stream."),
];

const RAW_BASE: TypeSpec = TypeSpec {
    name: "_RawIOBase",
    module: "_io",
    flags: FLAGS,
    doc: "Base class for raw binary I/O.",
    methods: &[
        method("read", "(self, size=-1, /)", raw_read, ""),
        method("readall", "(self, /)", raw_readall, "Read until EOF, using multiple read() call."),
    ],
    ..TypeSpec::EMPTY
};

const BUFFERED_BASE: TypeSpec = TypeSpec {
    name: "_BufferedIOBase",
    module: "_io",
    flags: FLAGS,
    doc: "Base class for buffered IO objects.",
    methods: &[
        method(
            "detach",
            "(self, /)",
            |vm, _| Err(unsupported(vm, "detach")),
            "Disconnect this buffer from its underlying raw stream and return it.",
        ),
        method("read", "(self, size=-1, /)", |vm, _| Err(unsupported(vm, "read")), "Read and return up to n bytes."),
        method("read1", "(self, size=-1, /)", |vm, _| Err(unsupported(vm, "read1")), "Read and return up to size bytes."),
        method("readinto", "(self, buffer, /)", buffered_readinto, ""),
        method("readinto1", "(self, buffer, /)", buffered_readinto, ""),
        method("write", "(self, b, /)", |vm, _| Err(unsupported(vm, "write")), "Write buffer b to the IO stream."),
    ],
    ..TypeSpec::EMPTY
};

const TEXT_BASE: TypeSpec = TypeSpec {
    name: "_TextIOBase",
    module: "_io",
    flags: FLAGS,
    doc: "Base class for text I/O.",
    methods: &[
        method(
            "detach",
            "(self, /)",
            |vm, _| Err(unsupported(vm, "detach")),
            "Separate the underlying buffer from the TextIOBase and return it.",
        ),
        method("read", "(self, size=-1, /)", |vm, _| Err(unsupported(vm, "read")), "Read at most size characters from stream."),
        method("readline", "(self, size=-1, /)", |vm, _| Err(unsupported(vm, "readline")), "Read until newline or EOF."),
        method("write", "(self, s, /)", |vm, _| Err(unsupported(vm, "write")), "Write string s to stream."),
    ],
    getset: &[
        getter("encoding", |_, _| Ok(Value::NONE), "Encoding of the text stream."),
        getter("newlines", |_, _| Ok(Value::NONE), "Line endings translated so far."),
        getter("errors", |_, _| Ok(Value::NONE), "The error setting of the decoder or encoder."),
    ],
    ..TypeSpec::EMPTY
};

pub fn io_base(vm: &Vm) -> Class {
    class_of(vm, "_io._IOBase", &IO_BASE, &vm.types.object, kinds::INSTANCE)
}

pub fn raw_base(vm: &Vm) -> Class {
    class_of(vm, "_io._RawIOBase", &RAW_BASE, &io_base(vm), kinds::INSTANCE)
}

pub fn buffered_base(vm: &Vm) -> Class {
    class_of(vm, "_io._BufferedIOBase", &BUFFERED_BASE, &io_base(vm), kinds::INSTANCE)
}

pub fn text_base(vm: &Vm) -> Class {
    class_of(vm, "_io._TextIOBase", &TEXT_BASE, &io_base(vm), kinds::INSTANCE)
}

fn receiver(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

/// Raises ValueError when the stream is closed.
pub fn expect_open(vm: &Vm, stream: &Value) -> PyResult<()> {
    if is_closed(vm, stream)? { Err(closed_error(vm)) } else { Ok(()) }
}

fn closed(vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(ops::instance_attr(vm, value, &vm.intern("__IOBase_closed"))?.is_some()))
}

fn tell(vm: &Vm, args: &[Value]) -> PyResult {
    vm.call_method(receiver(args), &vm.intern("seek"), &[Value::small_int(0), Value::small_int(1)])
}

fn flush(vm: &Vm, args: &[Value]) -> PyResult {
    expect_open(vm, receiver(args))?;
    Ok(Value::NONE)
}

fn close(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = receiver(args);
    if is_closed(vm, stream)? {
        return Ok(Value::NONE);
    }
    let flushed = vm.call_method(stream, &vm.names.flush, &[]);
    let failed = if flushed.is_err() { Some(vm.take_exception()) } else { None };
    ops::set_attr(vm, stream, &vm.intern("__IOBase_closed"), Some(Value::TRUE))?;
    match failed {
        Some(exception) => Err(vm.raise(exception)),
        None => Ok(Value::NONE),
    }
}

fn check_closed(vm: &Vm, args: &[Value]) -> PyResult {
    expect_open(vm, receiver(args))?;
    Ok(Value::NONE)
}

fn check_able(vm: &Vm, args: &[Value], name: &str, message: &str) -> PyResult {
    let able = vm.call_method(receiver(args), &vm.intern(name), &[])?;
    if able.is_true() { Ok(able) } else { Err(unsupported(vm, message)) }
}

fn isatty(vm: &Vm, args: &[Value]) -> PyResult {
    expect_open(vm, receiver(args))?;
    Ok(Value::FALSE)
}

fn enter(vm: &Vm, args: &[Value]) -> PyResult {
    expect_open(vm, receiver(args))?;
    Ok(receiver(args).clone())
}

fn exit(vm: &Vm, args: &[Value]) -> PyResult {
    vm.call_method(receiver(args), &vm.names.close, &[])?;
    Ok(Value::NONE)
}

fn itself(vm: &Vm, value: &Value) -> PyResult {
    expect_open(vm, value)?;
    Ok(value.clone())
}

fn next_line(vm: &Vm, value: &Value) -> PyResult {
    let line = vm.call_method(value, &vm.intern("readline"), &[])?;
    if ops::len(vm, &line)? == 0 { Ok(Value::DONE) } else { Ok(line) }
}

fn readline(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = receiver(args);
    let limit = super::size_argument(vm, args.get(1))?;
    let mut line: Vec<u8> = Vec::new();
    while limit.is_none_or(|limit| line.len() < limit) {
        let piece = vm.call_method(stream, &vm.names.read, &[Value::small_int(1)])?;
        let Some(data) = buffer::with_bytes(&piece, <[u8]>::to_vec) else {
            let message = format!("read() should have returned a bytes object, not '{}'", vm.class_name(&piece));
            return Err(vm.raise_message(&vm.errors.os_error, &message));
        };
        if data.is_empty() {
            break;
        }
        line.extend_from_slice(&data);
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(bytes::from_vec(vm, line))
}

/// `readlines(hint)` for any stream that iterates over its lines.
pub fn readlines(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = receiver(args);
    let hint = super::size_argument(vm, args.get(1))?.filter(|hint| *hint > 0);
    let mut lines = Vec::new();
    let mut total = 0usize;
    let iterator = ops::iter(vm, stream)?;
    loop {
        let line = ops::next(vm, &iterator)?;
        if line.is_done() {
            break;
        }
        if let Some(hint) = hint {
            total += ops::len(vm, &line)?;
            lines.push(line);
            if total > hint {
                break;
            }
        } else {
            lines.push(line);
        }
        vm.poll()?;
    }
    Ok(vm.new_list(lines))
}

fn writelines(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = receiver(args);
    expect_open(vm, stream)?;
    let Some(lines) = args.get(1) else { return Ok(Value::NONE) };
    let iterator = ops::iter(vm, lines)?;
    loop {
        let line = ops::next(vm, &iterator)?;
        if line.is_done() {
            return Ok(Value::NONE);
        }
        vm.call_method(stream, &vm.names.write, &[line])?;
        vm.poll()?;
    }
}

fn raw_read(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = receiver(args);
    let Some(size) = super::size_argument(vm, args.get(1))? else {
        return vm.call_method(stream, &vm.intern("readall"), &[]);
    };
    let room = vm.call_values(vm.types.bytearray.value(), &[vm.new_int(size as i64)])?;
    let count = vm.call_method(stream, &vm.intern("readinto"), std::slice::from_ref(&room))?;
    if count.is_none() {
        return Ok(Value::NONE);
    }
    let count = usize::try_from(ops::index_exact(vm, &count)?).unwrap_or(0);
    let mut data = buffer::expect_bytes(vm, &room)?;
    data.truncate(count);
    Ok(bytes::from_vec(vm, data))
}

fn raw_readall(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = receiver(args);
    let mut all = Vec::new();
    loop {
        let piece = vm.call_method(stream, &vm.names.read, &[Value::small_int(super::BUFFER_SIZE as i64)])?;
        if piece.is_none() {
            if all.is_empty() {
                return Ok(Value::NONE);
            }
            break;
        }
        let Some(data) = buffer::with_bytes(&piece, <[u8]>::to_vec) else {
            return Err(messages::type_error(vm, "read() should return bytes"));
        };
        if data.is_empty() {
            break;
        }
        all.extend_from_slice(&data);
    }
    Ok(bytes::from_vec(vm, all))
}

fn buffered_readinto(vm: &Vm, args: &[Value]) -> PyResult {
    let [stream, target] = args else { return Ok(Value::NONE) };
    let room = super::file::room_of(vm, target)?;
    let data = vm.call_method(stream, &vm.names.read, &[vm.new_int(room as i64)])?;
    let data = buffer::expect_bytes(vm, &data)?;
    let count = super::file::fill(vm, target, &data)?;
    Ok(vm.new_int(count as i64))
}
