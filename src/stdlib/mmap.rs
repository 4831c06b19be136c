//! `mmap`: files and fresh memory mapped into the process, shared with others.
//!
//! The bytes are copied in and out; views (`memoryview`) hold the mapping.

use super::natives::{OPEN, add_class, argument, given, make_in, receiver};
use super::posix::os_error;
use super::{ModuleSpec, set};
use crate::memory::process::Mapping;
use crate::memory::{Guarded, Kind, Payload, PyResult, Raised, Value, os};
use crate::objects::buffer::{self, BufferAccess, BufferInfo};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{bind_new, getter, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{bytes, int, kinds, ops, slice};
use std::cell::Cell;

const ACCESS_DEFAULT: i64 = 0;
const ACCESS_READ: i64 = 1;
const ACCESS_WRITE: i64 = 2;
const ACCESS_COPY: i64 = 3;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "mmap",
    doc: "Files mapped into memory.",
    functions: &[],
    setup: Some(|vm, module| {
        add_class(vm, module, &MMAP, kinds::MMAP);
        for (name, value) in [
            ("ACCESS_DEFAULT", ACCESS_DEFAULT),
            ("ACCESS_READ", ACCESS_READ),
            ("ACCESS_WRITE", ACCESS_WRITE),
            ("ACCESS_COPY", ACCESS_COPY),
            ("ALLOCATIONGRANULARITY", 4096),
            ("PAGESIZE", 4096),
            ("PROT_READ", i64::from(libc::PROT_READ)),
            ("PROT_WRITE", i64::from(libc::PROT_WRITE)),
            ("PROT_EXEC", i64::from(libc::PROT_EXEC)),
            ("MAP_SHARED", i64::from(libc::MAP_SHARED)),
            ("MAP_PRIVATE", i64::from(libc::MAP_PRIVATE)),
            ("MAP_ANON", i64::from(libc::MAP_ANONYMOUS)),
            ("MAP_ANONYMOUS", i64::from(libc::MAP_ANONYMOUS)),
            ("MAP_NORESERVE", i64::from(libc::MAP_NORESERVE)),
            ("MAP_POPULATE", i64::from(libc::MAP_POPULATE)),
            ("MAP_STACK", i64::from(libc::MAP_STACK)),
            ("MADV_NORMAL", i64::from(libc::MADV_NORMAL)),
            ("MADV_RANDOM", i64::from(libc::MADV_RANDOM)),
            ("MADV_SEQUENTIAL", i64::from(libc::MADV_SEQUENTIAL)),
            ("MADV_WILLNEED", i64::from(libc::MADV_WILLNEED)),
            ("MADV_DONTNEED", i64::from(libc::MADV_DONTNEED)),
        ] {
            set(vm, module, name, Value::small_int(value));
        }
        set(vm, module, "error", vm.errors.os_error.to_value());
        Ok(())
    }),
};

pub struct PyMmap {
    /// None once closed.
    mapping: Guarded<Option<Mapping>>,
    /// A descriptor of our own for the file; -1 for fresh memory.
    fd: Cell<i32>,
    access: i64,
    offset: i64,
    position: Cell<usize>,
    exports: Cell<usize>,
}

impl Payload for PyMmap {
    const KIND: Kind = kinds::MMAP;
}

impl Drop for PyMmap {
    fn drop(&mut self) {
        let fd = self.fd.get();
        if fd >= 0 {
            let _ = os::close(fd);
        }
    }
}

impl PyMmap {
    fn writable(&self) -> bool {
        self.access != ACCESS_READ
    }
}

static ACCESS: BufferAccess = BufferAccess {
    describe: |vm, value| {
        let own = open(vm, std::slice::from_ref(value))?;
        Ok(BufferInfo::bytes(length_of(own), !own.writable()))
    },
    read: |value, leaf| {
        if let Some(own) = value.get::<PyMmap>() {
            own.mapping.read(|mapping| {
                if let Some(mapping) = mapping {
                    mapping.with_bytes(leaf);
                }
            });
        }
    },
    write: |value, leaf| {
        if let Some(own) = value.get::<PyMmap>().filter(|own| own.writable()) {
            own.mapping.read(|mapping| {
                if let Some(mapping) = mapping {
                    mapping.with_bytes_mut(leaf);
                }
            });
        }
    },
    export: |value, more| {
        if let Some(own) = value.get::<PyMmap>() {
            let count = own.exports.get();
            own.exports.set(if more { count + 1 } else { count.saturating_sub(1) });
        }
    },
};

const MMAP: TypeSpec = TypeSpec {
    name: "mmap",
    module: "mmap",
    flags: OPEN | class_flag::WEAK,
    doc: "A file or fresh memory mapped into the process.",
    slots: Slots {
        new: Some(mmap_new),
        repr: Some(mmap_repr),
        length: Some(|vm, value| Ok(length_of(open(vm, std::slice::from_ref(value))?))),
        getitem: Some(get_item),
        setitem: Some(set_item),
        buffer: Some(&ACCESS),
        ..Slots::EMPTY
    },
    methods: &[
        method("__enter__", "(self, /)", |vm, args| open(vm, args).map(|_| argument(args, 0).clone()), "Enter a with statement."),
        method("__exit__", "(self, /, *args)", close, "Leave a with statement."),
        method("close", "(self, /)", close, "Let go of the memory."),
        method(
            "find",
            "(self, sub, start=<position>, end=<length>, /)",
            |vm, args| search(vm, args, false),
            "Where bytes come first; -1.",
        ),
        method(
            "rfind",
            "(self, sub, start=<position>, end=<length>, /)",
            |vm, args| search(vm, args, true),
            "Where bytes come last; -1.",
        ),
        method("flush", "(self, offset=0, size=<length>, /)", flush, "Write changes to the file."),
        method("madvise", "(self, option, start=0, length=<length>, /)", madvise, "Tell the system how the memory is used."),
        method("move", "(self, dest, src, count, /)", move_bytes, "Copy bytes within the memory."),
        method("read", "(self, n=None, /)", read, "Bytes from the position on."),
        method("read_byte", "(self, /)", read_byte, "The byte at the position."),
        method("readline", "(self, /)", readline, "The line at the position."),
        method("resize", "(self, newsize, /)", resize, "Change the size of memory and file."),
        method("seek", "(self, pos, whence=0, /)", seek, "Move the position."),
        method("seekable", "(self, /)", |_, _| Ok(Value::TRUE), "True."),
        method("size", "(self, /)", size, "The size of the file."),
        method("tell", "(self, /)", |vm, args| Ok(int::from_usize(vm, open(vm, args)?.position.get())), "The position."),
        method("write", "(self, bytes, /)", write, "Write bytes at the position."),
        method("write_byte", "(self, byte, /)", write_byte, "Write a byte at the position."),
    ],
    getset: &[getter("closed", |_, value| Ok(Value::bool(value.get::<PyMmap>().is_none_or(is_closed))), "Whether it is closed.")],
    ..TypeSpec::EMPTY
};

fn is_closed(own: &PyMmap) -> bool {
    own.mapping.read(Option::is_none)
}

fn length_of(own: &PyMmap) -> usize {
    own.mapping.read(|mapping| mapping.as_ref().map_or(0, Mapping::len))
}

/// The receiver, still open.
fn open<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyMmap> {
    let own = receiver::<PyMmap>(vm, args)?;
    if is_closed(own) { Err(messages::value_error(vm, "mmap closed or invalid")) } else { Ok(own) }
}

/// The receiver, open and writable.
fn to_write<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyMmap> {
    let own = open(vm, args)?;
    if own.writable() { Ok(own) } else { Err(messages::type_error(vm, "mmap can't modify a readonly memory map.")) }
}

fn copy_out(own: &PyMmap, start: usize, end: usize) -> Vec<u8> {
    own.mapping.read(|mapping| {
        mapping
            .as_ref()
            .map(|mapping| mapping.with_bytes(|data| data.get(start..end).unwrap_or(&[]).to_vec()))
            .unwrap_or_default()
    })
}

fn change(own: &PyMmap, leaf: impl FnOnce(&mut [u8])) {
    own.mapping.read(|mapping| {
        if let Some(mapping) = mapping {
            mapping.with_bytes_mut(leaf);
        }
    });
}

fn failed(vm: &Vm, error: &std::io::Error) -> Raised {
    os_error(vm, error, None)
}

fn mmap_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let signature = "(fileno, length, flags=1, prot=3, access=0, offset=0, *, trackfd=True)";
    let bound = bind_new(vm, "mmap", signature, args)?;
    let number = |index: usize, default: i64| given(&bound, index).map_or(Ok(default), |value| ops::index_exact(vm, value));
    let (fd, length) = (number(0, -1)?, number(1, 0)?);
    let (mut flags, mut protection) = (number(2, i64::from(libc::MAP_SHARED))?, number(3, 3)?);
    let (mut access, offset) = (number(4, ACCESS_DEFAULT)?, number(5, 0)?);
    if length < 0 {
        return Err(messages::overflow_error(vm, "memory mapped length must be positive"));
    }
    if offset < 0 {
        return Err(messages::overflow_error(vm, "memory mapped offset must be positive"));
    }
    if access != ACCESS_DEFAULT && (given(&bound, 2).is_some() || given(&bound, 3).is_some()) && (flags, protection) != (1, 3) {
        return Err(messages::value_error(vm, "mmap can't specify both access and flags, prot."));
    }
    let (shared, private) = (i64::from(libc::MAP_SHARED), i64::from(libc::MAP_PRIVATE));
    match access {
        ACCESS_DEFAULT => match protection & 3 {
            3 => {}
            1 => access = ACCESS_READ,
            _ => access = ACCESS_WRITE,
        },
        ACCESS_READ => (flags, protection) = (shared, 1),
        ACCESS_WRITE => (flags, protection) = (shared, 3),
        ACCESS_COPY => (flags, protection) = (private, 3),
        _ => return Err(messages::value_error(vm, "mmap invalid access parameter.")),
    }
    let fd = i32::try_from(fd).unwrap_or(-1);
    let mut size = length as usize;
    let mut own_fd = -1;
    if fd >= 0 {
        let info = os::stat_fd(fd).map_err(|error| failed(vm, &error))?;
        if info.mode & libc::S_IFMT == libc::S_IFREG {
            if size == 0 {
                if info.size == 0 {
                    return Err(messages::value_error(vm, "cannot mmap an empty file"));
                }
                if offset >= info.size {
                    return Err(messages::value_error(vm, "mmap offset is greater than file size"));
                }
                size = (info.size - offset) as usize;
            } else if offset > info.size || info.size - offset < length {
                return Err(messages::value_error(vm, "mmap length is greater than file size"));
            }
        }
        let track = given(&bound, 6).map_or(Ok(true), |track| ops::truth(vm, track))?;
        if track {
            own_fd = os::duplicate(fd).map_err(|error| failed(vm, &error))?;
        }
    } else {
        flags |= i64::from(libc::MAP_ANONYMOUS);
    }
    let mapping = match Mapping::new(fd, size, protection as i32, flags as i32, offset) {
        Ok(mapping) => mapping,
        Err(error) => {
            if own_fd >= 0 {
                let _ = os::close(own_fd);
            }
            return Err(failed(vm, &error));
        }
    };
    let own = PyMmap {
        mapping: Guarded::new(Some(mapping)),
        fd: Cell::new(own_fd),
        access,
        offset,
        position: Cell::new(0),
        exports: Cell::new(0),
    };
    make_in(vm, class, own)
}

fn mmap_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(own) = value.get::<PyMmap>() else { return Ok(Value::NONE) };
    let name = vm.class_name(value);
    if is_closed(own) {
        return Ok(vm.new_string(format!("<{name} closed=True>")));
    }
    let access = match own.access {
        ACCESS_READ => "ACCESS_READ",
        ACCESS_WRITE => "ACCESS_WRITE",
        ACCESS_COPY => "ACCESS_COPY",
        _ => "ACCESS_DEFAULT",
    };
    let (length, position, offset) = (length_of(own), own.position.get(), own.offset);
    let text = format!("<{name} closed=False, access={access}, length={length}, pos={position}, offset={offset}>");
    Ok(vm.new_string(text))
}

/// A position of one byte; negative ones count from the end.
fn index_of(vm: &Vm, own: &PyMmap, key: &Value) -> PyResult<usize> {
    let index = ops::index_exact(vm, key)?;
    let length = length_of(own) as i64;
    let index = if index < 0 { index + length } else { index };
    if (0..length).contains(&index) { Ok(index as usize) } else { Err(messages::index_error(vm, "mmap index out of range")) }
}

fn get_item(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let own = open(vm, std::slice::from_ref(value))?;
    if let Some((start, step, count)) = slice::bounds(vm, key, length_of(own))? {
        let data = copy_out(own, 0, length_of(own));
        let picked = (0..count).filter_map(|index| {
            let place = (start as i64).saturating_add(step.saturating_mul(index as i64));
            data.get(usize::try_from(place).ok()?).copied()
        });
        return Ok(bytes::from_vec(vm, picked.collect()));
    }
    if vm.class_of(key).slots(|slots| slots.index.is_none()) {
        return Err(messages::type_error(vm, "mmap indices must be integers"));
    }
    let index = index_of(vm, own, key)?;
    Ok(Value::small_int(copy_out(own, index, index + 1).first().copied().map_or(0, i64::from)))
}

fn set_item(vm: &Vm, value: &Value, key: &Value, new: Option<Value>) -> PyResult<()> {
    let own = to_write(vm, std::slice::from_ref(value))?;
    let bounds = slice::bounds(vm, key, length_of(own))?;
    let Some(new) = new else {
        let what = if bounds.is_some() { "slice" } else { "item" };
        return Err(messages::type_error(vm, &format!("mmap object doesn't support {what} deletion")));
    };
    if let Some((start, step, count)) = bounds {
        let source = buffer::gathered(vm, &new)?;
        if source.len() != count {
            return Err(messages::index_error(vm, "mmap slice assignment is wrong size"));
        }
        change(own, |data| {
            for (index, byte) in source.iter().enumerate() {
                let place = (start as i64).saturating_add(step.saturating_mul(index as i64));
                if let Some(target) = usize::try_from(place).ok().and_then(|place| data.get_mut(place)) {
                    *target = *byte;
                }
            }
        });
        return Ok(());
    }
    if vm.class_of(key).slots(|slots| slots.index.is_none()) {
        return Err(messages::type_error(vm, "mmap indices must be integers"));
    }
    let index = index_of(vm, own, key)?;
    if vm.class_of(&new).slots(|slots| slots.index.is_none()) {
        return Err(messages::type_error(vm, "mmap item value must be an int"));
    }
    let Ok(byte) = u8::try_from(ops::index_exact(vm, &new)?) else {
        return Err(messages::value_error(vm, "mmap item value must be in range(0, 256)"));
    };
    change(own, |data| {
        if let Some(target) = data.get_mut(index) {
            *target = byte;
        }
    });
    Ok(())
}

fn close(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<PyMmap>(vm, args)?;
    if own.exports.get() > 0 {
        return Err(messages::buffer_error(vm, "cannot close exported pointers exist"));
    }
    drop(own.mapping.replace(None));
    let fd = own.fd.replace(-1);
    if fd >= 0 {
        let _ = os::close(fd);
    }
    Ok(Value::NONE)
}

fn search(vm: &Vm, args: &[Value], last: bool) -> PyResult {
    let own = open(vm, args)?;
    let needle = buffer::gathered(vm, argument(args, 1))?;
    let length = length_of(own) as i64;
    let clip = |value: i64| (if value < 0 { value + length } else { value }).clamp(0, length) as usize;
    let start = given(args, 2).map_or(Ok(own.position.get() as i64), |value| ops::index_exact(vm, value))?;
    let end = given(args, 3).map_or(Ok(length), |value| ops::index_exact(vm, value))?;
    let (start, end) = (clip(start), clip(end));
    let data = copy_out(own, start, end.max(start));
    let found = if needle.is_empty() {
        Some(if last { data.len() } else { 0 })
    } else if last {
        data.windows(needle.len()).rposition(|window| window == needle)
    } else {
        data.windows(needle.len()).position(|window| window == needle)
    };
    Ok(Value::small_int(found.map_or(-1, |found| (found + start) as i64)))
}

fn flush(vm: &Vm, args: &[Value]) -> PyResult {
    let own = open(vm, args)?;
    let offset = given(args, 1).map_or(Ok(0), |value| ops::index_exact(vm, value))?;
    let size = given(args, 2).map_or(Ok(length_of(own) as i64), |value| ops::index_exact(vm, value))?;
    if !own.writable() || own.access == ACCESS_COPY {
        return Ok(Value::NONE);
    }
    let (Ok(offset), Ok(size)) = (usize::try_from(offset), usize::try_from(size)) else {
        return Err(messages::value_error(vm, "flush values out of range"));
    };
    match own.mapping.read(|mapping| mapping.as_ref().map(|mapping| mapping.flush(offset, size))) {
        Some(Err(error)) if error.raw_os_error() == Some(libc::EINVAL) && offset.saturating_add(size) > length_of(own) => {
            Err(messages::value_error(vm, "flush values out of range"))
        }
        Some(Err(error)) => Err(failed(vm, &error)),
        _ => Ok(Value::NONE),
    }
}

fn madvise(vm: &Vm, args: &[Value]) -> PyResult {
    let own = open(vm, args)?;
    let advice = ops::index_exact(vm, argument(args, 1))? as i32;
    let start = given(args, 2).map_or(Ok(0), |value| ops::index_exact(vm, value))?;
    let length = given(args, 3).map_or(Ok(length_of(own) as i64), |value| ops::index_exact(vm, value))?;
    let start = match usize::try_from(start) {
        Ok(start) if start < length_of(own) => start,
        _ => return Err(messages::value_error(vm, "madvise start out of bounds")),
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(messages::value_error(vm, "madvise length invalid"));
    };
    match own.mapping.read(|mapping| mapping.as_ref().map(|mapping| mapping.advise(advice, start, length))) {
        Some(Err(error)) => Err(failed(vm, &error)),
        _ => Ok(Value::NONE),
    }
}

fn move_bytes(vm: &Vm, args: &[Value]) -> PyResult {
    let own = to_write(vm, args)?;
    let number = |index: usize| ops::index_exact(vm, argument(args, index));
    let (target, source, count) = (number(1)?, number(2)?, number(3)?);
    let length = length_of(own) as i64;
    let fits = |start: i64| start >= 0 && count >= 0 && start.checked_add(count).is_some_and(|end| end <= length);
    if !fits(target) || !fits(source) {
        return Err(messages::value_error(vm, "source, destination, or count out of range"));
    }
    change(own, |data| data.copy_within(source as usize..(source + count) as usize, target as usize));
    Ok(Value::NONE)
}

fn read(vm: &Vm, args: &[Value]) -> PyResult {
    let own = open(vm, args)?;
    let count = match given(args, 1).filter(|count| !count.is_none()) {
        Some(count) => ops::index_exact(vm, count)?,
        None => -1,
    };
    let start = own.position.get();
    let left = length_of(own).saturating_sub(start);
    let count = usize::try_from(count).unwrap_or(left).min(left);
    own.position.set(start + count);
    Ok(bytes::from_vec(vm, copy_out(own, start, start + count)))
}

fn read_byte(vm: &Vm, args: &[Value]) -> PyResult {
    let own = open(vm, args)?;
    let start = own.position.get();
    match copy_out(own, start, start + 1).first() {
        Some(byte) => {
            own.position.set(start + 1);
            Ok(Value::small_int(i64::from(*byte)))
        }
        None => Err(messages::value_error(vm, "read byte out of range")),
    }
}

fn readline(vm: &Vm, args: &[Value]) -> PyResult {
    let own = open(vm, args)?;
    let start = own.position.get();
    let mut data = copy_out(own, start, length_of(own));
    if let Some(end) = data.iter().position(|byte| *byte == b'\n') {
        data.truncate(end + 1);
    }
    own.position.set(start + data.len());
    Ok(bytes::from_vec(vm, data))
}

fn resize(vm: &Vm, args: &[Value]) -> PyResult {
    let own = open(vm, args)?;
    let Ok(length) = usize::try_from(ops::index_exact(vm, argument(args, 1))?) else {
        return Err(messages::value_error(vm, "new size out of range"));
    };
    if own.exports.get() > 0 {
        return Err(messages::buffer_error(vm, "mmap can't resize with extant buffers exported."));
    }
    if own.access == ACCESS_READ || own.access == ACCESS_COPY {
        return Err(messages::type_error(vm, "mmap can't resize a readonly or copy-on-write memory map."));
    }
    if own.fd.get() >= 0 {
        let total = (length as i64).saturating_add(own.offset);
        os::truncate(own.fd.get(), total).map_err(|error| failed(vm, &error))?;
    }
    match own.mapping.write(|mapping| mapping.as_mut().map(|mapping| mapping.resize(length))) {
        Some(Err(error)) => Err(failed(vm, &error)),
        _ => Ok(Value::NONE),
    }
}

fn seek(vm: &Vm, args: &[Value]) -> PyResult {
    let own = open(vm, args)?;
    let distance = ops::index_exact(vm, argument(args, 1))?;
    let length = length_of(own) as i64;
    let from = match given(args, 2).map_or(Ok(0), |whence| ops::index_exact(vm, whence))? {
        0 => 0,
        1 => own.position.get() as i64,
        2 => length,
        _ => return Err(messages::value_error(vm, "unknown seek type")),
    };
    match from.checked_add(distance) {
        Some(place) if (0..=length).contains(&place) => {
            own.position.set(place as usize);
            Ok(vm.new_int(place))
        }
        _ => Err(messages::value_error(vm, "seek out of range")),
    }
}

fn size(vm: &Vm, args: &[Value]) -> PyResult {
    let own = open(vm, args)?;
    match os::stat_fd(own.fd.get()) {
        Ok(info) => Ok(int::from_i64(vm, info.size)),
        Err(error) => Err(failed(vm, &error)),
    }
}

fn write(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::gathered(vm, argument(args, 1))?;
    let own = to_write(vm, args)?;
    let start = own.position.get();
    let Some(end) = start.checked_add(data.len()).filter(|end| *end <= length_of(own)) else {
        return Err(messages::value_error(vm, "data out of range"));
    };
    change(own, |target| {
        if let Some(place) = target.get_mut(start..end) {
            place.copy_from_slice(&data);
        }
    });
    own.position.set(end);
    Ok(int::from_usize(vm, data.len()))
}

fn write_byte(vm: &Vm, args: &[Value]) -> PyResult {
    let Ok(byte) = u8::try_from(ops::index_exact(vm, argument(args, 1))?) else {
        return Err(messages::overflow_error(vm, "unsigned byte integer is greater than maximum"));
    };
    let own = to_write(vm, args)?;
    let start = own.position.get();
    if start >= length_of(own) {
        return Err(messages::value_error(vm, "write byte out of range"));
    }
    change(own, |data| {
        if let Some(place) = data.get_mut(start) {
            *place = byte;
        }
    });
    own.position.set(start + 1);
    Ok(Value::NONE)
}
