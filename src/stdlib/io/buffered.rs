//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: a buffer in front of a raw stream.
//!
//! One payload serves the three. Reading keeps what was read too much; writing
//! collects until the buffer is full; a switch between the two first puts the
//! raw position where the program believes it is. Raw streams that are exact
//! `FileIO` objects are reached by descriptor, others through their methods.

use super::{base, file, read_fd, size_argument, unsupported, write_fd};
use crate::memory::{Guarded, Kind as PayloadKind, Payload, PyResult, Value, Visitor, os};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{GetSet, Method, as_class, bind_new, getter, method};
use crate::objects::slots::Slots;
use crate::objects::threads::WaitQueue;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, kinds, ops};
use crate::stdlib::class_of;
use crate::stdlib::thread::lock::{Patience, wait_until};
use std::cell::Cell;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Reader,
    Writer,
    Random,
}

#[derive(Default)]
struct State {
    /// Bytes read from the raw stream; those before `at` have been handed out.
    read: Vec<u8>,
    at: usize,
    /// Bytes that still have to be written.
    write: Vec<u8>,
}

pub struct PyBuffered {
    /// Unbound before `__init__`, None after `detach`.
    raw: Guarded<Value>,
    kind: Cell<Kind>,
    /// Whether the raw stream is an exact FileIO.
    direct: Cell<bool>,
    size: Cell<usize>,
    state: Guarded<State>,
    /// The thread that works on the stream; 0 for none.
    user: Cell<i64>,
    waiting: WaitQueue,
}

impl Payload for PyBuffered {
    const KIND: PayloadKind = kinds::BUFFERED_IO;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { raw, kind: _, direct: _, size: _, state: _, user: _, waiting: _ } = self;
        visitor.guarded(raw);
    }
}

impl Drop for PyBuffered {
    fn drop(&mut self) {
        // Output that nobody flushed goes out with the object.
        let pending = self.state.write(|state| std::mem::take(&mut state.write));
        if pending.is_empty() || !self.direct.get() {
            return;
        }
        let fd = self.raw.read(file::fd_of);
        let mut rest = pending.as_slice();
        while fd >= 0 && !rest.is_empty() {
            match os::write(fd, rest) {
                Ok(count) => rest = rest.get(count..).unwrap_or(&[]),
                Err(error) if error.raw_os_error() == Some(libc::EINTR) => {}
                Err(_) => break,
            }
        }
    }
}

const FLAGS: u32 = class_flag::BASE | class_flag::HAS_DICT | class_flag::WEAK;

const READER: TypeSpec = TypeSpec {
    name: "BufferedReader",
    doc: "Create a new buffered reader using the given readable raw IO object.",
    slots: Slots { init: Some(|vm, object, args| init(vm, object, args, Kind::Reader)), ..SLOTS },
    methods: METHODS,
    ..COMMON
};
const WRITER: TypeSpec = TypeSpec {
    name: "BufferedWriter",
    doc: "A buffer for a writeable sequential RawIO object.",
    slots: Slots { init: Some(|vm, object, args| init(vm, object, args, Kind::Writer)), ..SLOTS },
    methods: METHODS,
    ..COMMON
};
const RANDOM: TypeSpec = TypeSpec {
    name: "BufferedRandom",
    doc: "A buffered interface to random access streams.",
    slots: Slots { init: Some(|vm, object, args| init(vm, object, args, Kind::Random)), ..SLOTS },
    methods: METHODS,
    ..COMMON
};
const PAIR: TypeSpec = TypeSpec {
    name: "BufferedRWPair",
    doc: "A buffered reader and writer object together.",
    slots: Slots {
        new: Some(|vm, _, _| Err(vm.raise_message(&vm.errors.not_implemented_error, "BufferedRWPair is not supported"))),
        ..Slots::EMPTY
    },
    ..COMMON
};
const SLOTS: Slots = Slots { repr: Some(repr), new: Some(new), iter: Some(itself), next: Some(next_line), ..Slots::EMPTY };
const COMMON: TypeSpec =
    TypeSpec { module: "_io", flags: FLAGS, getset: GETSET, signature: "(raw, buffer_size=8192)", ..TypeSpec::EMPTY };

const GETSET: &[GetSet] = &[
    getter("raw", |_, value| Ok(payload(value).map_or(Value::NONE, |buffered| buffered.raw.copy())), ""),
    getter("closed", |vm, value| of_raw(vm, value, "closed"), ""),
    getter("name", |vm, value| of_raw(vm, value, "name"), ""),
    getter("mode", |vm, value| of_raw(vm, value, "mode"), ""),
];

const METHODS: &[Method] = &[
    method("read", "(self, size=-1, /)", read, "Read and return up to size bytes."),
    method("read1", "(self, size=-1, /)", read1, "Read and return up to size bytes, with at most one read() call."),
    method("peek", "(self, size=0, /)", peek, "Return buffered bytes without advancing the position."),
    method("readinto", "(self, buffer, /)", readinto, ""),
    method("readinto1", "(self, buffer, /)", readinto, ""),
    method("readline", "(self, size=-1, /)", readline, "Read and return a line."),
    method("write", "(self, buffer, /)", write, "Write buffer b to the IO stream."),
    method("flush", "(self, /)", flush, "Flush write buffers."),
    method("seek", "(self, target, whence=0, /)", seek, "Change the stream position."),
    method("tell", "(self, /)", tell, "Return current stream position."),
    method("truncate", "(self, pos=None, /)", truncate, "Truncate file to size bytes."),
    method("close", "(self, /)", close, "Flush and close."),
    method("detach", "(self, /)", detach, "Disconnect from the raw stream and return it."),
    method("fileno", "(self, /)", |vm, args| ask_raw(vm, args, "fileno"), ""),
    method("isatty", "(self, /)", |vm, args| ask_raw(vm, args, "isatty"), ""),
    method("seekable", "(self, /)", |vm, args| ask_raw(vm, args, "seekable"), ""),
    method("readable", "(self, /)", readable, ""),
    method("writable", "(self, /)", writable, ""),
];

pub fn reader_class(vm: &Vm) -> Class {
    class_of(vm, "_io.BufferedReader", &READER, &base::buffered_base(vm), kinds::BUFFERED_IO)
}

pub fn writer_class(vm: &Vm) -> Class {
    class_of(vm, "_io.BufferedWriter", &WRITER, &base::buffered_base(vm), kinds::BUFFERED_IO)
}

pub fn random_class(vm: &Vm) -> Class {
    class_of(vm, "_io.BufferedRandom", &RANDOM, &base::buffered_base(vm), kinds::BUFFERED_IO)
}

pub fn pair_class(vm: &Vm) -> Class {
    class_of(vm, "_io.BufferedRWPair", &PAIR, &base::buffered_base(vm), kinds::INSTANCE)
}

fn empty(kind: Kind) -> PyBuffered {
    PyBuffered {
        raw: Guarded::new(Value::UNBOUND),
        kind: Cell::new(kind),
        direct: Cell::new(false),
        size: Cell::new(super::BUFFER_SIZE),
        state: Guarded::new(State::default()),
        user: Cell::new(0),
        waiting: WaitQueue::new(),
    }
}

/// A thread's turn at a stream, from the first look at the buffer to the last
/// system call, because others run during system calls.
struct Turn<'a> {
    vm: &'a Vm,
    /// None when nobody else can come, or this thread has its turn already.
    buffered: Option<&'a PyBuffered>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(buffered) = self.buffered {
            buffered.user.set(0);
            buffered.waiting.wake_one(self.vm);
        }
    }
}

#[inline]
fn turn<'a>(vm: &'a Vm, value: &'a Value) -> PyResult<Turn<'a>> {
    if vm.threads.count() == 1 {
        return Ok(Turn { vm, buffered: None });
    }
    wait_for_turn(vm, value)
}

fn wait_for_turn<'a>(vm: &'a Vm, value: &'a Value) -> PyResult<Turn<'a>> {
    let Some(buffered) = payload(value) else { return Ok(Turn { vm, buffered: None }) };
    let me = vm.threads.identity();
    if buffered.user.get() == me {
        return Ok(Turn { vm, buffered: None });
    }
    wait_until(vm, &buffered.waiting, value, Patience::Endless, || {
        let is_free = buffered.user.get() == 0;
        if is_free {
            buffered.user.set(me);
        }
        is_free
    })?;
    Ok(Turn { vm, buffered: Some(buffered) })
}

/// A buffer on a raw stream, as `open` makes it.
pub fn make(vm: &Vm, kind: Kind, raw: Value, size: usize) -> PyResult {
    let class = match kind {
        Kind::Reader => reader_class(vm),
        Kind::Writer => writer_class(vm),
        Kind::Random => random_class(vm),
    };
    let object = vm.new_object(&class, empty(kind)).into_value();
    attach(vm, &object, kind, raw, size)?;
    Ok(object)
}

fn attach(vm: &Vm, object: &Value, kind: Kind, raw: Value, size: usize) -> PyResult<()> {
    let Some(buffered) = payload(object) else { return Ok(()) };
    buffered.kind.set(kind);
    buffered.direct.set(super::is_exact(vm, &raw, &file::class(vm)));
    buffered.size.set(size.max(1));
    drop(buffered.raw.replace(raw));
    Ok(())
}

fn new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match as_class(class) {
        Some(class) => Ok(vm.new_object(class, empty(Kind::Reader)).into_value()),
        None => Err(messages::type_error(vm, "expected a class")),
    }
}

fn init(vm: &Vm, object: &Value, args: CallArgs<'_>, kind: Kind) -> PyResult<()> {
    let name = match kind {
        Kind::Reader => "BufferedReader",
        Kind::Writer => "BufferedWriter",
        Kind::Random => "BufferedRandom",
    };
    let bound = bind_new(vm, name, COMMON.signature, args)?;
    let [raw, size] = bound.as_slice() else { return Ok(()) };
    let size = if size.is_unbound() { super::BUFFER_SIZE as i64 } else { ops::index_exact(vm, size)? };
    if size <= 0 {
        return Err(messages::value_error(vm, "buffer size must be strictly positive"));
    }
    let needs = |method: &str, message: &str| -> PyResult<()> {
        let able = vm.call_method(raw, &vm.intern(method), &[])?;
        if ops::truth(vm, &able)? { Ok(()) } else { Err(unsupported(vm, message)) }
    };
    if kind == Kind::Random {
        needs("seekable", "File or stream is not seekable.")?;
    }
    if kind != Kind::Writer {
        needs("readable", "File or stream is not readable.")?;
    }
    if kind != Kind::Reader {
        needs("writable", "File or stream is not writable.")?;
    }
    attach(vm, object, kind, raw.clone(), size as usize)
}

fn payload(value: &Value) -> Option<&PyBuffered> {
    value.get::<PyBuffered>()
}

fn receiver(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

/// The payload and its raw stream, which is attached.
fn attached<'a>(vm: &Vm, value: &'a Value) -> PyResult<(&'a PyBuffered, Value)> {
    let Some(buffered) = payload(value) else { return Err(messages::type_error(vm, "descriptor requires a buffered stream")) };
    let raw = buffered.raw.copy();
    if raw.is_none() {
        return Err(messages::value_error(vm, "raw stream has been detached"));
    }
    if raw.is_unbound() {
        return Err(messages::value_error(vm, "I/O operation on uninitialized object"));
    }
    Ok((buffered, raw))
}

/// The same for a stream that must be open.
fn opened<'a>(vm: &Vm, value: &'a Value, doing: &str) -> PyResult<(&'a PyBuffered, Value)> {
    let (buffered, raw) = attached(vm, value)?;
    let closed = if buffered.direct.get() { file::fd_of(&raw) < 0 } else { super::is_closed(vm, &raw)? };
    if closed {
        return Err(messages::value_error(vm, doing));
    }
    Ok((buffered, raw))
}

fn for_reading<'a>(vm: &Vm, value: &'a Value, name: &str) -> PyResult<(&'a PyBuffered, Value)> {
    let (buffered, raw) = opened(vm, value, &format!("{name} of closed file"))?;
    if buffered.kind.get() == Kind::Writer {
        return Err(unsupported(vm, name));
    }
    if buffered.state.read(|state| !state.write.is_empty()) {
        flush_writes(vm, buffered, &raw)?;
    }
    Ok((buffered, raw))
}

fn of_raw(vm: &Vm, value: &Value, name: &str) -> PyResult {
    let (_, raw) = attached(vm, value)?;
    ops::get_attr(vm, &raw, &vm.intern(name))
}

fn ask_raw(vm: &Vm, args: &[Value], name: &str) -> PyResult {
    let (_, raw) = attached(vm, receiver(args))?;
    vm.call_method(&raw, &vm.intern(name), &[])
}

fn readable(vm: &Vm, args: &[Value]) -> PyResult {
    match payload(receiver(args)).map(|buffered| buffered.kind.get()) {
        Some(Kind::Writer) => Ok(Value::FALSE),
        _ => ask_raw(vm, args, "readable"),
    }
}

fn writable(vm: &Vm, args: &[Value]) -> PyResult {
    match payload(receiver(args)).map(|buffered| buffered.kind.get()) {
        Some(Kind::Reader) => Ok(Value::FALSE),
        _ => ask_raw(vm, args, "writable"),
    }
}

fn repr(vm: &Vm, value: &Value) -> PyResult {
    let class = crate::objects::object::qualified_name(vm, vm.class_of(value));
    Ok(vm.new_string(match super::name_of(vm, value)? {
        Some(name) => format!("<{class} name={}>", ops::repr_text(vm, &name)?),
        None => format!("<{class}>"),
    }))
}

// ---- the raw stream ----

/// Reads once from the raw stream; empty at the end. `None`: nothing there now.
fn raw_read(vm: &Vm, buffered: &PyBuffered, raw: &Value, size: usize) -> PyResult<Option<Vec<u8>>> {
    if buffered.direct.get() {
        if !file::can_read(raw) {
            return Err(unsupported(vm, "not readable"));
        }
        let mut data = vec![0; size];
        let count = read_fd(vm, file::fd_of(raw), &mut data)?;
        data.truncate(count);
        return Ok(Some(data));
    }
    let room = vm.call_values(vm.types.bytearray.value(), &[int::from_usize(vm, size)])?;
    let count = vm.call_method(raw, &vm.intern("readinto"), std::slice::from_ref(&room))?;
    if count.is_none() {
        return Ok(None);
    }
    let count = ops::index_exact(vm, &count)?;
    if count < 0 || count as usize > size {
        let message = format!("raw readinto() returned invalid length {count} (should have been between 0 and {size})");
        return Err(vm.raise_message(&vm.errors.os_error, &message));
    }
    let mut data = buffer::expect_bytes(vm, &room)?;
    data.truncate(count as usize);
    Ok(Some(data))
}

fn raw_write(vm: &Vm, buffered: &PyBuffered, raw: &Value, data: &[u8]) -> PyResult<usize> {
    if buffered.direct.get() {
        if !file::can_write(raw) {
            return Err(unsupported(vm, "not writable"));
        }
        return write_fd(vm, file::fd_of(raw), data);
    }
    let count = vm.call_method(raw, &vm.names.write, &[bytes::from_slice(vm, data)?])?;
    if count.is_none() {
        let error = std::io::Error::from_raw_os_error(libc::EAGAIN);
        return Err(super::os_error(vm, &error, None));
    }
    let count = ops::index_exact(vm, &count)?;
    if count < 0 || count as usize > data.len() {
        let message = format!("raw write() returned invalid length {count} (should have been between 0 and {})", data.len());
        return Err(vm.raise_message(&vm.errors.os_error, &message));
    }
    Ok(count as usize)
}

fn raw_seek(vm: &Vm, buffered: &PyBuffered, raw: &Value, offset: i64, whence: i32) -> PyResult<i64> {
    if buffered.direct.get() {
        return os::seek(file::fd_of(raw), offset, whence).map_err(|error| super::os_error(vm, &error, None));
    }
    let position = vm.call_method(raw, &vm.intern("seek"), &[vm.new_int(offset), vm.new_int(i64::from(whence))])?;
    ops::index_exact(vm, &position)
}

/// Writes out what is pending. What could not be written stays pending.
fn flush_writes(vm: &Vm, buffered: &PyBuffered, raw: &Value) -> PyResult<()> {
    loop {
        let pending = buffered.state.write(|state| std::mem::take(&mut state.write));
        if pending.is_empty() {
            return Ok(());
        }
        let mut rest = pending.as_slice();
        while !rest.is_empty() {
            match raw_write(vm, buffered, raw, rest) {
                Ok(count) => rest = rest.get(count..).unwrap_or(&[]),
                Err(raised) => {
                    let mut kept = rest.to_vec();
                    buffered.state.write(|state| {
                        kept.append(&mut state.write);
                        state.write = std::mem::take(&mut kept);
                    });
                    return Err(raised);
                }
            }
            vm.poll()?;
        }
        // Keeps the allocation for the next round.
        let mut pending = pending;
        pending.clear();
        buffered.state.write(|state| {
            if state.write.is_empty() && pending.capacity() <= 1 << 20 {
                std::mem::swap(&mut state.write, &mut pending);
            }
        });
        if buffered.state.read(|state| state.write.is_empty()) {
            return Ok(());
        }
    }
}

/// Gives up what was read too much, moving the raw position back.
fn drop_reads(vm: &Vm, buffered: &PyBuffered, raw: &Value) -> PyResult<()> {
    let unread = buffered.state.write(|state| {
        let unread = state.read.len() - state.at;
        state.read.clear();
        state.at = 0;
        unread
    });
    if unread > 0 {
        raw_seek(vm, buffered, raw, -(unread as i64), libc::SEEK_CUR)?;
    }
    Ok(())
}

// ---- reading ----

fn take(buffered: &PyBuffered, count: usize) -> Vec<u8> {
    buffered.state.write(|state| {
        let end = state.at.saturating_add(count).min(state.read.len());
        let part = state.read.get(state.at..end).unwrap_or(&[]).to_vec();
        state.at = end;
        part
    })
}

fn unread(buffered: &PyBuffered) -> usize {
    buffered.state.read(|state| state.read.len() - state.at)
}

/// Refills an empty buffer; false at the end of the stream.
fn refill(vm: &Vm, buffered: &PyBuffered, raw: &Value) -> PyResult<Option<bool>> {
    let Some(data) = raw_read(vm, buffered, raw, buffered.size.get())? else { return Ok(None) };
    let more = !data.is_empty();
    buffered.state.write(|state| {
        state.read = data;
        state.at = 0;
    });
    Ok(Some(more))
}

fn read(vm: &Vm, args: &[Value]) -> PyResult {
    let _turn = turn(vm, receiver(args))?;
    let (buffered, raw) = for_reading(vm, receiver(args), "read")?;
    if let Some(size) = args.get(1).and_then(Value::as_int)
        && size < -1
    {
        return Err(messages::value_error(vm, "read length must be non-negative or -1"));
    }
    match size_argument(vm, args.get(1))? {
        None => {
            let mut data = take(buffered, usize::MAX);
            if buffered.direct.get() && file::can_read(&raw) {
                let rest = file::read_to_end(vm, file::fd_of(&raw))?;
                if data.is_empty() { data = rest } else { data.extend_from_slice(&rest) }
            } else {
                while let Some(piece) = raw_read(vm, buffered, &raw, buffered.size.get().max(super::BUFFER_SIZE))? {
                    if piece.is_empty() {
                        break;
                    }
                    data.extend_from_slice(&piece);
                    vm.poll()?;
                }
            }
            Ok(bytes::from_vec(vm, data))
        }
        Some(size) => {
            let mut data = take(buffered, size);
            while data.len() < size {
                let missing = size - data.len();
                if missing >= buffered.size.get() {
                    match raw_read(vm, buffered, &raw, missing.min(1 << 26))? {
                        Some(piece) if !piece.is_empty() => data.extend_from_slice(&piece),
                        _ => break,
                    }
                } else {
                    if refill(vm, buffered, &raw)? != Some(true) {
                        break;
                    }
                    data.extend(take(buffered, missing));
                }
                vm.poll()?;
            }
            Ok(bytes::from_vec(vm, data))
        }
    }
}

/// At most one raw read: what is buffered, or a fresh chunk.
pub fn read_chunk(vm: &Vm, value: &Value, size: usize) -> PyResult<Vec<u8>> {
    let _turn = turn(vm, value)?;
    let (buffered, raw) = for_reading(vm, value, "read1")?;
    if unread(buffered) == 0 {
        refill(vm, buffered, &raw)?;
    }
    Ok(take(buffered, size))
}

fn read1(vm: &Vm, args: &[Value]) -> PyResult {
    let size = size_argument(vm, args.get(1))?;
    let buffer_size = payload(receiver(args)).map_or(super::BUFFER_SIZE, |buffered| buffered.size.get());
    let size = size.unwrap_or(buffer_size);
    if size == 0 {
        for_reading(vm, receiver(args), "read1")?;
        return bytes::from_slice(vm, b"");
    }
    Ok(bytes::from_vec(vm, read_chunk(vm, receiver(args), size)?))
}

fn peek(vm: &Vm, args: &[Value]) -> PyResult {
    let _turn = turn(vm, receiver(args))?;
    let (buffered, raw) = for_reading(vm, receiver(args), "peek")?;
    if unread(buffered) == 0 {
        refill(vm, buffered, &raw)?;
    }
    let data = buffered.state.read(|state| state.read.get(state.at..).unwrap_or(&[]).to_vec());
    Ok(bytes::from_vec(vm, data))
}

fn readinto(vm: &Vm, args: &[Value]) -> PyResult {
    let [stream, target] = args else { return Ok(Value::NONE) };
    let room = file::room_of(vm, target)?;
    let data = read(vm, &[stream.clone(), int::from_usize(vm, room)])?;
    let data = buffer::expect_bytes(vm, &data)?;
    let count = file::fill(vm, target, &data)?;
    Ok(vm.new_int(count as i64))
}

fn line(vm: &Vm, value: &Value, limit: Option<usize>) -> PyResult<Vec<u8>> {
    let _turn = turn(vm, value)?;
    let (buffered, raw) = for_reading(vm, value, "readline")?;
    let mut line = Vec::new();
    loop {
        let left = limit.map_or(usize::MAX, |limit| limit - line.len());
        if left == 0 {
            return Ok(line);
        }
        let found = buffered.state.write(|state| {
            let rest = state.read.get(state.at..).unwrap_or(&[]);
            let rest = rest.get(..left.min(rest.len())).unwrap_or(rest);
            let end = memchr::memchr(b'\n', rest).map(|place| place + 1);
            let count = end.unwrap_or(rest.len());
            line.extend_from_slice(rest.get(..count).unwrap_or(&[]));
            state.at += count;
            end.is_some()
        });
        if found || limit.is_some_and(|limit| line.len() >= limit) || refill(vm, buffered, &raw)? != Some(true) {
            return Ok(line);
        }
        vm.poll()?;
    }
}

fn readline(vm: &Vm, args: &[Value]) -> PyResult {
    let limit = size_argument(vm, args.get(1))?;
    Ok(bytes::from_vec(vm, line(vm, receiver(args), limit)?))
}

fn itself(vm: &Vm, value: &Value) -> PyResult {
    opened(vm, value, "I/O operation on closed file.")?;
    Ok(value.clone())
}

fn next_line(vm: &Vm, value: &Value) -> PyResult {
    let line = line(vm, value, None)?;
    if line.is_empty() { Ok(Value::DONE) } else { Ok(bytes::from_vec(vm, line)) }
}

// ---- writing ----

/// Puts bytes behind those that wait to be written.
pub fn write_bytes(vm: &Vm, value: &Value, data: &[u8]) -> PyResult<()> {
    let _turn = turn(vm, value)?;
    let (buffered, raw) = opened(vm, value, "write to closed file")?;
    if buffered.kind.get() == Kind::Reader {
        return Err(unsupported(vm, "write"));
    }
    if unread(buffered) > 0 {
        drop_reads(vm, buffered, &raw)?;
    }
    let waiting = buffered.state.read(|state| state.write.len());
    if waiting + data.len() <= buffered.size.get() {
        buffered.state.write(|state| state.write.extend_from_slice(data));
        return Ok(());
    }
    flush_writes(vm, buffered, &raw)?;
    let mut rest = data;
    while rest.len() > buffered.size.get() {
        let count = raw_write(vm, buffered, &raw, rest)?;
        rest = rest.get(count..).unwrap_or(&[]);
        vm.poll()?;
    }
    buffered.state.write(|state| state.write.extend_from_slice(rest));
    Ok(())
}

/// Whether a value is one of the three exact classes.
pub fn is_plain(vm: &Vm, value: &Value) -> bool {
    payload(value).is_some() && !vm.class_of(value).has(class_flag::HEAP)
}

fn write(vm: &Vm, args: &[Value]) -> PyResult {
    let data = args.get(1).unwrap_or(const { &Value::NONE });
    if vm.is_instance(data, &vm.types.str) {
        return Err(messages::type_error(vm, "a bytes-like object is required, not 'str'"));
    }
    let data = buffer::expect_bytes(vm, data)?;
    write_bytes(vm, receiver(args), &data)?;
    Ok(int::from_usize(vm, data.len()))
}

/// Empties the buffer into the raw stream.
pub fn flush_all(vm: &Vm, value: &Value) -> PyResult<()> {
    let _turn = turn(vm, value)?;
    let (buffered, raw) = opened(vm, value, "flush of closed file")?;
    flush_writes(vm, buffered, &raw)?;
    if buffered.kind.get() == Kind::Random && unread(buffered) > 0 {
        drop_reads(vm, buffered, &raw)?;
    }
    Ok(())
}

fn flush(vm: &Vm, args: &[Value]) -> PyResult {
    flush_all(vm, receiver(args))?;
    Ok(Value::NONE)
}

// ---- positions ----

fn seek(vm: &Vm, args: &[Value]) -> PyResult {
    let [stream, target, whence] = args else { return Ok(Value::NONE) };
    let _turn = turn(vm, stream)?;
    let (buffered, raw) = opened(vm, stream, "seek of closed file")?;
    let whence = if whence.is_unbound() { 0 } else { ops::index_exact(vm, whence)? };
    if !(0..=2).contains(&whence) {
        return Err(messages::value_error(vm, &format!("whence value {whence} unsupported")));
    }
    let offset = ops::index_exact(vm, target)?;
    flush_writes(vm, buffered, &raw)?;
    let offset = if whence == 1 { offset - unread(buffered) as i64 } else { offset };
    buffered.state.write(|state| {
        state.read.clear();
        state.at = 0;
    });
    Ok(super::position(vm, raw_seek(vm, buffered, &raw, offset, whence as i32)?))
}

/// The position that the program sees.
pub fn position(vm: &Vm, value: &Value) -> PyResult<i64> {
    let _turn = turn(vm, value)?;
    let (buffered, raw) = opened(vm, value, "tell of closed file")?;
    let raw_position = raw_seek(vm, buffered, &raw, 0, libc::SEEK_CUR)?;
    let waiting = buffered.state.read(|state| state.write.len());
    Ok(raw_position - unread(buffered) as i64 + waiting as i64)
}

fn tell(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(super::position(vm, position(vm, receiver(args))?))
}

fn truncate(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = receiver(args);
    let _turn = turn(vm, stream)?;
    let (buffered, raw) = opened(vm, stream, "truncate of closed file")?;
    if buffered.kind.get() == Kind::Reader {
        return Err(unsupported(vm, "truncate"));
    }
    flush_writes(vm, buffered, &raw)?;
    let size = match args.get(1) {
        Some(size) if !size.is_unbound() && !size.is_none() => size.clone(),
        _ => super::position(vm, position(vm, stream)?),
    };
    vm.call_method(&raw, &vm.intern("truncate"), &[size])
}

fn close(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = receiver(args);
    let _turn = turn(vm, stream)?;
    let (buffered, raw) = attached(vm, stream)?;
    if super::is_closed(vm, &raw)? {
        return Ok(Value::NONE);
    }
    let flushed = if vm.class_of(stream).has(class_flag::HEAP) {
        vm.call_method(stream, &vm.names.flush, &[]).map(drop)
    } else {
        flush_writes(vm, buffered, &raw)
    };
    let failed = if flushed.is_err() { Some(vm.take_exception()) } else { None };
    buffered.state.write(|state| {
        state.write.clear();
        state.read.clear();
        state.at = 0;
    });
    vm.call_method(&raw, &vm.names.close, &[])?;
    match failed {
        Some(exception) => Err(vm.raise(exception)),
        None => Ok(Value::NONE),
    }
}

fn detach(vm: &Vm, args: &[Value]) -> PyResult {
    let (buffered, raw) = attached(vm, receiver(args))?;
    flush_writes(vm, buffered, &raw)?;
    buffered.direct.set(false);
    Ok(buffered.raw.replace(Value::NONE))
}

/// Takes over bytes that a dying text stream still held.
pub fn adopt(value: &Value, data: &[u8]) {
    if let Some(buffered) = payload(value) {
        buffered.state.write(|state| state.write.extend_from_slice(data));
    }
}

/// Whether the stream below has been closed.
pub fn is_closed(vm: &Vm, value: &Value) -> PyResult<bool> {
    let (buffered, raw) = attached(vm, value)?;
    if buffered.direct.get() { Ok(file::fd_of(&raw) < 0) } else { super::is_closed(vm, &raw) }
}

/// Whether the stream was made for reading.
pub fn can_read(value: &Value) -> bool {
    payload(value).is_some_and(|buffered| buffered.kind.get() != Kind::Writer)
}

/// Whether the stream was made for writing.
pub fn can_write(value: &Value) -> bool {
    payload(value).is_some_and(|buffered| buffered.kind.get() != Kind::Reader)
}
