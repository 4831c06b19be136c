//! The module `select`: `epoll`, `poll` and `select`.
//!
//! Waiting gives up the interpreter lock; a signal that arrives meanwhile is
//! delivered, and the wait goes on for the time that is left.

use super::natives::{add_class, argument, given, make, payload, receiver};
use super::{ModuleSpec, posix, set};
use crate::memory::{PyResult, Value, net, os};
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{Method, bind_new, class_method, function, getter, method, static_method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{float, kinds, ops};
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "select",
    doc: "Waiting until descriptors are ready.",
    functions: &[
        function("select", "(rlist, wlist, xlist, timeout=None, /)", select, "Wait for any of three lists of descriptors."),
        function("poll", "()", |vm, _| Ok(make(vm, &POLL, Poll { entries: RefCell::new(Vec::new()) })), "A polling object."),
    ],
    setup: Some(|vm, module| {
        add_class(vm, module, &EPOLL, kinds::EPOLL);
        set(vm, module, "error", vm.errors.os_error.to_value());
        for (name, value) in [
            ("EPOLLIN", libc::EPOLLIN),
            ("EPOLLOUT", libc::EPOLLOUT),
            ("EPOLLPRI", libc::EPOLLPRI),
            ("EPOLLERR", libc::EPOLLERR),
            ("EPOLLHUP", libc::EPOLLHUP),
            ("EPOLLRDHUP", libc::EPOLLRDHUP),
            ("EPOLLONESHOT", libc::EPOLLONESHOT),
            ("EPOLLEXCLUSIVE", libc::EPOLLEXCLUSIVE),
            ("EPOLLRDNORM", libc::EPOLLRDNORM),
            ("EPOLLRDBAND", libc::EPOLLRDBAND),
            ("EPOLLWRNORM", libc::EPOLLWRNORM),
            ("EPOLLWRBAND", libc::EPOLLWRBAND),
            ("EPOLLMSG", libc::EPOLLMSG),
            ("EPOLL_CLOEXEC", libc::EPOLL_CLOEXEC),
        ] {
            set(vm, module, name, Value::small_int(i64::from(value)));
        }
        set(vm, module, "EPOLLET", Value::small_int(1 << 31));
        for (name, value) in [
            ("POLLIN", libc::POLLIN),
            ("POLLOUT", libc::POLLOUT),
            ("POLLPRI", libc::POLLPRI),
            ("POLLERR", libc::POLLERR),
            ("POLLHUP", libc::POLLHUP),
            ("POLLNVAL", libc::POLLNVAL),
            ("POLLRDHUP", 0x2000),
            ("POLLRDNORM", libc::POLLRDNORM),
            ("POLLRDBAND", libc::POLLRDBAND),
            ("POLLWRNORM", libc::POLLWRNORM),
            ("POLLWRBAND", libc::POLLWRBAND),
            ("POLLMSG", 0x400),
        ] {
            set(vm, module, name, Value::small_int(i64::from(value)));
        }
        set(vm, module, "PIPE_BUF", Value::small_int(4096));
        Ok(())
    }),
};

payload!(
    /// An epoll descriptor; -1 once closed.
    Epoll, EPOLL {} { fd: Cell<i32> }
);

impl Drop for Epoll {
    fn drop(&mut self) {
        let fd = self.fd.replace(-1);
        if fd >= 0 {
            let _ = os::close(fd);
        }
    }
}

payload!(
    /// Descriptors with the events that are of interest.
    Poll, POLL {} { entries: RefCell<Vec<(i32, i16)>> }
);

const EPOLL: TypeSpec = TypeSpec {
    name: "epoll",
    module: "select",
    flags: class_flag::IMMUTABLE | class_flag::BASE,
    doc: "Waits for events of many descriptors.",
    slots: Slots { new: Some(epoll_new), ..Slots::EMPTY },
    methods: EPOLL_METHODS,
    getset: &[getter(
        "closed",
        |_, value| Ok(Value::bool(value.get::<Epoll>().is_none_or(|own| own.fd.get() < 0))),
        "Whether it is closed.",
    )],
    signature: "(sizehint=-1, flags=0)",
    ..TypeSpec::EMPTY
};

const EPOLL_METHODS: &[Method] = &[
    method("close", "(self, /)", epoll_close, "Give the descriptor back."),
    method("fileno", "(self, /)", |vm, args| Ok(Value::small_int(i64::from(open_epoll(vm, args)?))), "The descriptor."),
    method(
        "register",
        "(self, /, fd, eventmask=19)",
        |vm, args| epoll_change(vm, args, libc::EPOLL_CTL_ADD),
        "Watch a descriptor.",
    ),
    method(
        "modify",
        "(self, /, fd, eventmask)",
        |vm, args| epoll_change(vm, args, libc::EPOLL_CTL_MOD),
        "Watch for other events.",
    ),
    method("unregister", "(self, /, fd)", |vm, args| epoll_change(vm, args, libc::EPOLL_CTL_DEL), "Stop watching a descriptor."),
    method("poll", "(self, /, timeout=None, maxevents=-1)", epoll_poll, "Wait; a list of descriptors and events."),
    method("__enter__", "(self, /)", |vm, args| open_epoll(vm, args).map(|_| argument(args, 0).clone()), "Itself."),
    method("__exit__", "(self, exc_type=None, exc_value=None, exc_tb=None, /)", epoll_close, "Close it."),
    class_method(
        "fromfd",
        "(cls, fd, /)",
        |vm, args| Ok(make(vm, &EPOLL, Epoll { fd: Cell::new(descriptor(vm, argument(args, 1))?) })),
        "Of a descriptor.",
    ),
    static_method("__reduce__", "()", |vm, _| Err(messages::type_error(vm, "cannot pickle 'select.epoll' object")), ""),
];

const POLL: TypeSpec = TypeSpec {
    name: "poll",
    module: "select",
    flags: super::natives::CLOSED,
    methods: &[
        method("register", "(self, fd, eventmask=7, /)", poll_register, "Watch a descriptor."),
        method("modify", "(self, fd, eventmask, /)", poll_modify, "Watch for other events."),
        method("unregister", "(self, fd, /)", poll_unregister, "Stop watching a descriptor."),
        method("poll", "(self, timeout=None, /)", poll_poll, "Wait; a list of descriptors and events."),
    ],
    ..TypeSpec::EMPTY
};

/// A descriptor: an integer, or an object with `fileno()`.
pub fn descriptor(vm: &Vm, value: &Value) -> PyResult<i32> {
    let number = if vm.class_of(value).slots(|slots| slots.index.is_some()) {
        ops::index_exact(vm, value)?
    } else {
        match ops::lookup_attr(vm, value, &vm.intern("fileno"))? {
            Some(method) => {
                let number = vm.call_values(&method, &[])?;
                if vm.class_of(&number).slots(|slots| slots.index.is_none()) {
                    return Err(messages::type_error(vm, "fileno() returned a non-integer"));
                }
                ops::index_exact(vm, &number)?
            }
            None => return Err(messages::type_error(vm, "argument must be an int, or have a fileno() method.")),
        }
    };
    if number < 0 {
        return Err(messages::value_error(vm, &format!("file descriptor cannot be a negative integer ({number})")));
    }
    match i32::try_from(number) {
        Ok(fd) => Ok(fd),
        Err(_) => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

fn failure<T>(vm: &Vm, result: std::io::Result<T>) -> PyResult<T> {
    result.map_err(|error| posix::os_error(vm, &error, None))
}

/// Repeats a wait that signals interrupt; `wait` gets milliseconds, -1 for ever.
fn waited<T: Send>(vm: &Vm, limit: Option<Duration>, mut wait: impl FnMut(i32) -> std::io::Result<T> + Send) -> PyResult<T> {
    let end = limit.and_then(|limit| Instant::now().checked_add(limit));
    let mut left = limit;
    loop {
        // Rounded up: a wait must not end before its time.
        let milliseconds = left.map_or(-1, |left| i32::try_from(left.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX));
        let result = if milliseconds == 0 { wait(0) } else { vm.blocking(|| wait(milliseconds)) };
        match result {
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => {
                vm.poll()?;
                left = end.map(|end| end.saturating_duration_since(Instant::now()));
            }
            other => return failure(vm, other),
        }
    }
}

/// A timeout in seconds; None for ever.
fn seconds(vm: &Vm, value: Option<&Value>) -> PyResult<Option<Duration>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    match float::real(vm, value)? {
        Some(seconds) if seconds.is_nan() => Err(messages::value_error(vm, "Invalid value NaN (not a number)")),
        Some(seconds) => Ok(Some(Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX))),
        None => Err(messages::type_error(vm, "timeout must be a real number or None")),
    }
}

// ---- epoll ----

fn epoll_new(vm: &Vm, class: &Value, args: crate::objects::call::CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "epoll", EPOLL.signature, args)?;
    let hint = given(&bound, 0).map_or(Ok(-1), |hint| ops::index_exact(vm, hint))?;
    if hint != -1 && hint <= 0 {
        return Err(messages::value_error(vm, "negative sizehint"));
    }
    let fd = failure(vm, net::epoll_create())?;
    super::natives::make_in(vm, class, Epoll { fd: Cell::new(fd) })
}

fn open_epoll(vm: &Vm, args: &[Value]) -> PyResult<i32> {
    let fd = receiver::<Epoll>(vm, args)?.fd.get();
    if fd < 0 { Err(messages::value_error(vm, "I/O operation on closed epoll object")) } else { Ok(fd) }
}

fn epoll_close(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = receiver::<Epoll>(vm, args)?.fd.replace(-1);
    if fd >= 0 {
        failure(vm, os::close(fd))?;
    }
    Ok(Value::NONE)
}

fn epoll_change(vm: &Vm, args: &[Value], operation: i32) -> PyResult {
    let epoll = open_epoll(vm, args)?;
    let fd = descriptor(vm, argument(args, 1))?;
    let mask = match given(args, 2) {
        Some(mask) => ops::index_exact(vm, mask)? as u32,
        None => (libc::EPOLLIN | libc::EPOLLPRI | libc::EPOLLOUT) as u32,
    };
    failure(vm, net::epoll_control(epoll, operation, fd, mask))?;
    Ok(Value::NONE)
}

fn epoll_poll(vm: &Vm, args: &[Value]) -> PyResult {
    let epoll = open_epoll(vm, args)?;
    let limit = match given(args, 1) {
        // A negative time means for ever.
        Some(value)
            if float::as_f64(value).is_some_and(|seconds| seconds < 0.0) || value.as_int().is_some_and(|number| number < 0) =>
        {
            None
        }
        value => seconds(vm, value)?,
    };
    let most = match given(args, 2).map_or(Ok(-1), |most| ops::index_exact(vm, most))? {
        -1 => 1023,
        most if most > 0 => usize::try_from(most).unwrap_or(1023).min(1 << 16),
        most => return Err(messages::value_error(vm, &format!("maxevents must be greater than 0, got {most}"))),
    };
    let events = waited(vm, limit, |milliseconds| net::epoll_wait(epoll, most, milliseconds))?;
    let pair = |(fd, events): (i32, u32)| vm.tuple_of([Value::small_int(i64::from(fd)), Value::small_int(i64::from(events))]);
    Ok(vm.new_list(events.into_iter().map(pair).collect()))
}

// ---- poll ----

fn poll_mask(vm: &Vm, value: Option<&Value>) -> PyResult<i16> {
    let Some(value) = value else { return Ok(libc::POLLIN | libc::POLLPRI | libc::POLLOUT) };
    match u16::try_from(ops::index_exact(vm, value)?) {
        Ok(mask) => Ok(mask as i16),
        Err(_) => Err(messages::overflow_error(vm, "Python int too large to convert to C unsigned short")),
    }
}

fn poll_register(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = descriptor(vm, argument(args, 1))?;
    let mask = poll_mask(vm, given(args, 2))?;
    let mut entries = receiver::<Poll>(vm, args)?.entries.borrow_mut();
    match entries.iter_mut().find(|entry| entry.0 == fd) {
        Some(entry) => entry.1 = mask,
        None => entries.push((fd, mask)),
    }
    Ok(Value::NONE)
}

fn poll_modify(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = descriptor(vm, argument(args, 1))?;
    let mask = poll_mask(vm, given(args, 2))?;
    if let Some(entry) = receiver::<Poll>(vm, args)?.entries.borrow_mut().iter_mut().find(|entry| entry.0 == fd) {
        entry.1 = mask;
        return Ok(Value::NONE);
    }
    Err(posix::os_error(vm, &std::io::Error::from_raw_os_error(libc::ENOENT), None))
}

fn poll_unregister(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = descriptor(vm, argument(args, 1))?;
    let own = receiver::<Poll>(vm, args)?;
    let before = own.entries.borrow().len();
    own.entries.borrow_mut().retain(|entry| entry.0 != fd);
    if own.entries.borrow().len() == before {
        return Err(messages::key_error(vm, &Value::small_int(i64::from(fd))));
    }
    Ok(Value::NONE)
}

fn poll_poll(vm: &Vm, args: &[Value]) -> PyResult {
    let limit = match given(args, 1).filter(|value| !value.is_none()) {
        None => None,
        Some(value) => match float::real(vm, value)? {
            Some(milliseconds) if milliseconds < 0.0 => None,
            Some(milliseconds) => Some(Duration::try_from_secs_f64(milliseconds / 1000.0).unwrap_or(Duration::MAX)),
            None => return Err(messages::type_error(vm, "timeout must be an integer or None")),
        },
    };
    let mut entries: Vec<(i32, i16, i16)> =
        receiver::<Poll>(vm, args)?.entries.borrow().iter().map(|entry| (entry.0, entry.1, 0)).collect();
    waited(vm, limit, |milliseconds| net::poll(&mut entries, milliseconds))?;
    let ready = entries.iter().filter(|entry| entry.2 != 0);
    let pair = |entry: &(i32, i16, i16)| {
        vm.tuple_of([Value::small_int(i64::from(entry.0)), Value::small_int(i64::from(entry.2 as u16))])
    };
    Ok(vm.new_list(ready.map(pair).collect()))
}

// ---- select ----

fn select(vm: &Vm, args: &[Value]) -> PyResult {
    let limit = seconds(vm, given(args, 3))?;
    if let Some(time) = given(args, 3).filter(|time| !time.is_none())
        && float::real(vm, time)?.is_some_and(|seconds| seconds < 0.0)
    {
        return Err(messages::value_error(vm, "timeout must be non-negative"));
    }
    let wanted = [libc::POLLIN | libc::POLLHUP | libc::POLLERR, libc::POLLOUT | libc::POLLERR, libc::POLLPRI];
    let mut entries: Vec<(i32, i16, i16)> = Vec::new();
    let mut sources: Vec<(usize, Value)> = Vec::new();
    for (list, events) in wanted.into_iter().enumerate() {
        let values = match ops::collect(vm, argument(args, list)) {
            Ok(values) => values,
            Err(_) => {
                drop(vm.take_exception());
                return Err(messages::type_error(vm, "arguments 1-3 must be sequences"));
            }
        };
        for value in values {
            let fd = descriptor(vm, &value)?;
            if fd >= 1024 {
                return Err(messages::value_error(vm, "filedescriptor out of range in select()"));
            }
            entries.push((fd, events, 0));
            sources.push((list, value));
        }
    }
    waited(vm, limit, |milliseconds| net::poll(&mut entries, milliseconds))?;
    if entries.iter().any(|entry| entry.2 & libc::POLLNVAL != 0) {
        return Err(posix::os_error(vm, &std::io::Error::from_raw_os_error(libc::EBADF), None));
    }
    let mut ready = [Vec::new(), Vec::new(), Vec::new()];
    for (entry, (list, value)) in entries.iter().zip(sources) {
        if entry.2 & entry.1 != 0
            && let Some(found) = ready.get_mut(list)
        {
            found.push(value);
        }
    }
    let [read, write, except] = ready.map(|found| vm.new_list(found));
    Ok(vm.tuple_of([read, write, except]))
}
