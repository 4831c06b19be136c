//! `_multiprocessing` and `_posixshmem`: what processes share.
//!
//! `SemLock` is a named semaphore with an owner, the ground of every lock of
//! `multiprocessing`. Beside it: waiting for descriptors, whole messages over
//! descriptors, local sockets and descriptors sent through them. The module
//! `multiprocessing` itself is written in Python.

use super::io::file::path_argument;
use super::natives::{OPEN, add_class, argument, given, make_in, receiver};
use super::posix::os_error;
use super::{ModuleSpec, set};
use crate::memory::process::{self, Semaphore};
use crate::memory::{Kind, Payload, PyResult, Value, os};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::function::PyFunction;
use crate::objects::native::{Member, bind_new, class_method, function, method};
use crate::objects::slots::Slots;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, float, int, kinds, ops};
use std::cell::Cell;
use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_multiprocessing",
    doc: "What processes share.",
    functions: &[
        function("accept_local", "(fd, /)", accept_local, "The next connection of a listening local socket."),
        function("connect_local", "(path, /)", connect_local, "A connection to a local socket."),
        function("listen_local", "(path, backlog, /)", listen_local, "A local socket that listens."),
        function("make_ready", "(function, /)", make_ready, "Make what the first call of a function would make."),
        function("poll", "(fds, timeout, writers=(), /)", poll, "The descriptors that are ready to be read, or written to."),
        function("read_message", "(fd, limit, /)", read_message, "One message; None when it is longer than the limit."),
        function("receive_fds", "(fd, size, /)", receive_fds, "Bytes with the descriptors that came with them."),
        function("sem_unlink", "(name, /)", sem_unlink, "Remove the name of a semaphore."),
        function("send_fds", "(fd, data, fds, /)", send_fds, "Send bytes with descriptors."),
        function("socket_pair", "()", socket_pair, "Two connected sockets."),
        function("write_message", "(fd, data, /)", write_message, "Write one message."),
    ],
    setup: Some(|vm, module| {
        add_class(vm, module, &SEM_LOCK, kinds::SEM_LOCK);
        set(vm, module, "flags", vm.new_dict());
        Ok(())
    }),
};

pub const SHARED_MEMORY: ModuleSpec = ModuleSpec {
    name: "_posixshmem",
    doc: "Shared memory with names.",
    functions: &[
        function("shm_open", "(path, flags, mode=511)", shm_open, "Open a shared memory object."),
        function("shm_unlink", "(path)", shm_unlink, "Remove the name of a shared memory object."),
    ],
    setup: None,
};

// ---- SemLock ----

const RECURSIVE: i64 = 0;
const VALUE_MAX: i64 = i32::MAX as i64;

pub struct SemLock {
    semaphore: Arc<Semaphore>,
    kind: i64,
    max_value: i64,
    name: Value,
    /// How often the owner holds it.
    count: Cell<i64>,
    /// The thread that acquired it last.
    owner: Cell<i64>,
}

impl Payload for SemLock {
    const KIND: Kind = kinds::SEM_LOCK;
}

const SEM_LOCK: TypeSpec = TypeSpec {
    name: "SemLock",
    module: "_multiprocessing",
    flags: OPEN | class_flag::WEAK,
    doc: "A semaphore or recursive lock shared by processes.",
    slots: Slots { new: Some(lock_new), ..Slots::EMPTY },
    methods: &[
        method("acquire", "(self, /, block=True, timeout=None)", lock_acquire, "Take the lock; False when it cannot be had."),
        method("release", "(self, /)", lock_release, "Give the lock back."),
        method("__enter__", "(self, /)", |vm, args| lock_acquire(vm, args.get(..1).unwrap_or(&[])), "Take the lock."),
        method("__exit__", "(self, exc_type=None, exc_value=None, exc_tb=None, /)", lock_release, "Give the lock back."),
        method("_count", "(self, /)", |vm, args| Ok(vm.new_int(lock(vm, args)?.count.get())), "How often this process holds it."),
        method("_is_mine", "(self, /)", |vm, args| Ok(Value::bool(mine(vm, lock(vm, args)?))), "Whether this thread holds it."),
        method("_get_value", "(self, /)", lock_value, "The value of the semaphore."),
        method("_is_zero", "(self, /)", lock_is_zero, "Whether nothing is left to take."),
        method("_after_fork", "(self, /)", lock_after_fork, "Forget the owner, who is in another process."),
        class_method("_rebuild", "(type, handle, kind, maxvalue, name, /)", lock_rebuild, "The lock of a name."),
    ],
    members: &[
        Member {
            name: "handle",
            get: |vm, value| field(vm, value, |own| int::from_u64(vm, own.semaphore.handle())),
            set: None,
            doc: "",
        },
        Member { name: "kind", get: |vm, value| field(vm, value, |own| vm.new_int(own.kind)), set: None, doc: "" },
        Member { name: "maxvalue", get: |vm, value| field(vm, value, |own| vm.new_int(own.max_value)), set: None, doc: "" },
        Member { name: "name", get: |vm, value| field(vm, value, |own| own.name.clone()), set: None, doc: "" },
    ],
    extra: Some(|vm, class| class.namespace().set_interned(vm.intern("SEM_VALUE_MAX"), vm.new_int(VALUE_MAX))),
    ..TypeSpec::EMPTY
};

fn field(_vm: &Vm, value: &Value, get: impl FnOnce(&SemLock) -> Value) -> PyResult {
    Ok(value.get::<SemLock>().map_or(Value::NONE, get))
}

fn lock<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a SemLock> {
    receiver::<SemLock>(vm, args)
}

fn mine(vm: &Vm, lock: &SemLock) -> bool {
    lock.count.get() > 0 && lock.owner.get() == vm.threads.identity()
}

fn done<T>(vm: &Vm, result: std::io::Result<T>) -> PyResult<T> {
    result.map_err(|error| os_error(vm, &error, None))
}

fn name_of(vm: &Vm, value: &Value) -> PyResult<CString> {
    CString::new(text_of(value)).map_err(|_| messages::value_error(vm, "embedded null character"))
}

fn lock_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "SemLock", "(kind, value, maxvalue, name, unlink)", args)?;
    let number = |index: usize| ops::index_exact(vm, argument(&bound, index));
    let (kind, value, max_value) = (number(0)?, number(1)?, number(2)?);
    if kind != RECURSIVE && kind != 1 {
        return Err(messages::value_error(vm, "unrecognized kind"));
    }
    let Ok(value) = u32::try_from(value) else {
        return Err(os_error(vm, &std::io::Error::from_raw_os_error(libc::EINVAL), None));
    };
    let name = name_of(vm, argument(&bound, 3))?;
    let semaphore = done(vm, Semaphore::create(&name, value))?;
    let unlink = ops::truth(vm, argument(&bound, 4))?;
    if unlink {
        done(vm, process::unlink_semaphore(&name))?;
    }
    let name = if unlink { Value::NONE } else { argument(&bound, 3).clone() };
    let lock = SemLock { semaphore: Arc::new(semaphore), kind, max_value, name, count: Cell::new(0), owner: Cell::new(0) };
    make_in(vm, class, lock)
}

/// A lock by its name, in a process that did not inherit it.
fn lock_rebuild(vm: &Vm, args: &[Value]) -> PyResult {
    let number = |index: usize| ops::index_exact(vm, argument(args, index));
    let (kind, max_value) = (number(2)?, number(3)?);
    let name = argument(args, 4).clone();
    if name.is_none() {
        return Err(messages::runtime_error(vm, "a SemLock without a name is shared by inheritance only"));
    }
    let semaphore = done(vm, Semaphore::open(&name_of(vm, &name)?))?;
    let lock = SemLock { semaphore: Arc::new(semaphore), kind, max_value, name, count: Cell::new(0), owner: Cell::new(0) };
    make_in(vm, argument(args, 0), lock)
}

fn lock_acquire(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = lock(vm, args)?;
    let block = given(args, 1).map_or(Ok(true), |block| ops::truth(vm, block))?;
    let timeout = match given(args, 2).filter(|timeout| !timeout.is_none()) {
        Some(timeout) => Some(float::expect_real(vm, timeout)?.max(0.0)),
        None => None,
    };
    if lock.kind == RECURSIVE && mine(vm, lock) {
        lock.count.set(lock.count.get() + 1);
        return Ok(Value::TRUE);
    }
    let until = timeout.map(|seconds| {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        now.saturating_add(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(1 << 40)))
    });
    let semaphore = lock.semaphore.clone();
    let mut result = semaphore.try_wait();
    if block {
        while let Err(error) = &result {
            match error.raw_os_error() {
                Some(libc::EAGAIN) => {}
                Some(libc::EINTR) => vm.poll()?,
                _ => break,
            }
            let semaphore = &semaphore;
            result = vm.blocking(|| semaphore.wait(until));
        }
    }
    match result {
        Ok(()) => {
            lock.count.set(lock.count.get() + 1);
            lock.owner.set(vm.threads.identity());
            Ok(Value::TRUE)
        }
        Err(error) => match error.raw_os_error() {
            Some(libc::EAGAIN | libc::ETIMEDOUT) => Ok(Value::FALSE),
            _ => Err(os_error(vm, &error, None)),
        },
    }
}

fn lock_release(vm: &Vm, args: &[Value]) -> PyResult {
    let lock = lock(vm, args)?;
    if lock.kind == RECURSIVE {
        if !mine(vm, lock) {
            let message = "attempt to release recursive lock not owned by thread";
            return Err(vm.raise_message(&vm.errors.assertion_error, message));
        }
        if lock.count.get() > 1 {
            lock.count.set(lock.count.get() - 1);
            return Ok(Value::NONE);
        }
    } else if i64::from(done(vm, lock.semaphore.value())?) >= lock.max_value {
        return Err(messages::value_error(vm, "semaphore or lock released too many times"));
    }
    done(vm, lock.semaphore.post())?;
    lock.count.set(lock.count.get() - 1);
    Ok(Value::NONE)
}

fn lock_value(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_int(i64::from(done(vm, lock(vm, args)?.semaphore.value())?.max(0))))
}

fn lock_is_zero(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(done(vm, lock(vm, args)?.semaphore.value())? == 0))
}

fn lock_after_fork(vm: &Vm, args: &[Value]) -> PyResult {
    lock(vm, args)?.count.set(0);
    Ok(Value::NONE)
}

fn sem_unlink(vm: &Vm, args: &[Value]) -> PyResult {
    done(vm, process::unlink_semaphore(&name_of(vm, argument(args, 0))?))?;
    Ok(Value::NONE)
}

/// A function gets its executable form on its first call. What only the
/// children of a process call would be made anew in each of them.
fn make_ready(vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(function) = argument(args, 0).get::<PyFunction>() {
        function.code.copy().body(vm)?;
    }
    Ok(Value::NONE)
}

// ---- shared memory ----

fn shm_open(vm: &Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, argument(args, 0))?;
    let flags = ops::index_exact(vm, argument(args, 1))? as i32;
    let mode = given(args, 2).map_or(Ok(0o777), |mode| ops::index_exact(vm, mode))? as u32;
    match process::open_shared(&name, flags, mode) {
        Ok(fd) => Ok(vm.new_int(i64::from(fd))),
        Err(error) => Err(os_error(vm, &error, Some(argument(args, 0).clone()))),
    }
}

fn shm_unlink(vm: &Vm, args: &[Value]) -> PyResult {
    match process::unlink_shared(&name_of(vm, argument(args, 0))?) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error(vm, &error, Some(argument(args, 0).clone()))),
    }
}

// ---- messages ----

fn fd_of(vm: &Vm, value: &Value) -> PyResult<i32> {
    match i32::try_from(ops::index_exact(vm, value)?) {
        Ok(fd) => Ok(fd),
        Err(_) => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

/// Repeats a call that a signal interrupted, after its handler has run.
fn repeat<T: Send>(vm: &Vm, mut call: impl FnMut() -> std::io::Result<T> + Send) -> PyResult<T> {
    loop {
        match vm.blocking(&mut call) {
            Ok(value) => return Ok(value),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

/// `(descriptors, seconds or None, writers)`: those that are ready, closed or broken.
fn poll(vm: &Vm, args: &[Value]) -> PyResult {
    let mut wanted = Vec::new();
    for fd in ops::collect(vm, argument(args, 0))? {
        wanted.push((fd_of(vm, &fd)?, libc::POLLIN));
    }
    if let Some(writers) = given(args, 2) {
        for fd in ops::collect(vm, writers)? {
            wanted.push((fd_of(vm, &fd)?, libc::POLLOUT));
        }
    }
    let timeout = argument(args, 1);
    let until = if timeout.is_none() {
        None
    } else {
        let seconds = float::expect_real(vm, timeout)?.max(0.0);
        let time = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(1 << 31));
        std::time::Instant::now().checked_add(time)
    };
    loop {
        let left = match until {
            None if timeout.is_none() => -1,
            None => i32::MAX,
            Some(until) => {
                let left = until.saturating_duration_since(std::time::Instant::now());
                i32::try_from(left.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX)
            }
        };
        let found = repeat_once(vm, &wanted, left)?;
        let Some(found) = found else { continue };
        if found.iter().any(|events| *events != 0) || left == 0 {
            let ready = wanted.iter().zip(&found).filter(|entry| *entry.1 != 0);
            return Ok(vm.new_list(ready.map(|entry| vm.new_int(i64::from(entry.0.0))).collect()));
        }
    }
}

fn repeat_once(vm: &Vm, wanted: &[(i32, i16)], left: i32) -> PyResult<Option<Vec<i16>>> {
    let result = if left == 0 { process::poll(wanted, 0) } else { vm.blocking(|| process::poll(wanted, left)) };
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.raw_os_error() == Some(libc::EINTR) => {
            vm.poll()?;
            Ok(None)
        }
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

/// Messages up to this many bytes go out in one piece with their header.
const ONE_PIECE: usize = 16384;

fn write_all(vm: &Vm, fd: i32, mut data: &[u8]) -> PyResult<()> {
    while !data.is_empty() {
        let count = repeat(vm, || os::write(fd, data))?;
        data = data.get(count..).unwrap_or(&[]);
    }
    Ok(())
}

/// A message: its length in four bytes, or -1 and eight bytes; then itself.
fn write_message(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = fd_of(vm, argument(args, 0))?;
    let mut data = buffer::gathered(vm, argument(args, 1))?;
    let mut header = Vec::with_capacity(12 + data.len().min(ONE_PIECE));
    match i32::try_from(data.len()) {
        Ok(length) => header.extend_from_slice(&length.to_be_bytes()),
        Err(_) => {
            header.extend_from_slice(&(-1i32).to_be_bytes());
            header.extend_from_slice(&(data.len() as u64).to_be_bytes());
        }
    }
    if data.len() <= ONE_PIECE {
        header.append(&mut data);
    }
    write_all(vm, fd, &header)?;
    write_all(vm, fd, &data)?;
    Ok(Value::NONE)
}

fn end_of_file(vm: &Vm) -> crate::memory::Raised {
    let exception = vm.new_exception(&vm.errors.eof_error, Vec::new());
    vm.raise_new(exception)
}

/// Fills a buffer; EOFError before the first byte, OSError within a message.
fn read_exactly(vm: &Vm, fd: i32, data: &mut [u8], started: bool) -> PyResult<()> {
    let (mut filled, total) = (0, data.len());
    while filled < total {
        let rest = data.get_mut(filled..).unwrap_or(&mut []);
        let count = repeat(vm, || os::read(fd, rest))?;
        if count == 0 {
            if filled == 0 && !started {
                return Err(end_of_file(vm));
            }
            return Err(vm.raise_message(&vm.errors.os_error, "got end of file during message"));
        }
        filled += count;
    }
    Ok(())
}

/// Bytes read at once when a message claims to be longer.
const CHUNK: usize = 1 << 20;

fn read_message(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = fd_of(vm, argument(args, 0))?;
    let limit = match argument(args, 1) {
        limit if limit.is_none() => None,
        limit => Some(ops::index_exact(vm, limit)?),
    };
    let mut header = [0u8; 4];
    read_exactly(vm, fd, &mut header, false)?;
    let length = match i32::from_be_bytes(header) {
        -1 => {
            let mut header = [0u8; 8];
            read_exactly(vm, fd, &mut header, true)?;
            i64::try_from(u64::from_be_bytes(header)).unwrap_or(i64::MAX)
        }
        length => i64::from(length),
    };
    if limit.is_some_and(|limit| length > limit) {
        return Ok(Value::NONE);
    }
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.raise_message(&vm.errors.os_error, "invalid message header"));
    };
    // Memory grows with what arrives, whatever the header claims.
    let mut data = Vec::new();
    while data.len() < length {
        let start = data.len();
        let step = (length - start).min(CHUNK.max(start));
        if data.try_reserve(step).is_err() {
            return Err(messages::memory_error(vm));
        }
        data.resize(start + step, 0);
        read_exactly(vm, fd, data.get_mut(start..).unwrap_or(&mut []), true)?;
    }
    Ok(bytes::from_vec(vm, data))
}

// ---- local sockets ----

/// The bytes of a socket's path; a leading zero means an abstract name.
fn socket_path(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(data) = bytes::with_plain_bytes(value, <[u8]>::to_vec) {
        return Ok(data);
    }
    if let Some(text) = value.get::<crate::memory::Str>()
        && let Some(text) = text.as_ascii()
    {
        return Ok(text.as_bytes().to_vec());
    }
    Ok(path_argument(vm, value)?.as_os_str().as_bytes().to_vec())
}

fn socket_pair(vm: &Vm, _args: &[Value]) -> PyResult {
    let (one, other) = done(vm, process::socket_pair())?;
    Ok(vm.tuple_of([vm.new_int(i64::from(one)), vm.new_int(i64::from(other))]))
}

fn listen_local(vm: &Vm, args: &[Value]) -> PyResult {
    let path = socket_path(vm, argument(args, 0))?;
    let backlog = fd_of(vm, argument(args, 1))?;
    Ok(vm.new_int(i64::from(done(vm, process::listen_local(&path, backlog))?)))
}

fn connect_local(vm: &Vm, args: &[Value]) -> PyResult {
    let path = socket_path(vm, argument(args, 0))?;
    Ok(vm.new_int(i64::from(repeat(vm, || process::connect_local(&path))?)))
}

fn accept_local(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = fd_of(vm, argument(args, 0))?;
    Ok(vm.new_int(i64::from(repeat(vm, || process::accept(fd))?)))
}

fn send_fds(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = fd_of(vm, argument(args, 0))?;
    let data = buffer::gathered(vm, argument(args, 1))?;
    let mut fds = Vec::new();
    for item in ops::collect(vm, argument(args, 2))? {
        fds.push(fd_of(vm, &item)?);
    }
    Ok(int::from_usize(vm, repeat(vm, || process::send_descriptors(fd, &data, &fds))?))
}

fn receive_fds(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = fd_of(vm, argument(args, 0))?;
    let size = usize::try_from(ops::index_exact(vm, argument(args, 1))?).unwrap_or(0);
    let mut data = bytes::zeros(vm, size)?;
    let (count, fds) = repeat(vm, || process::receive_descriptors(fd, &mut data))?;
    data.truncate(count);
    let fds = fds.into_iter().map(|fd| vm.new_int(i64::from(fd))).collect();
    Ok(vm.tuple_of([bytes::from_vec(vm, data), vm.new_list(fds)]))
}
