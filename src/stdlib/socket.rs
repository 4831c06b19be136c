//! The module `_socket`: sockets as the system has them.
//!
//! The class `socket` of the Python module derives from the one here. A socket
//! with a timeout is non-blocking for the system and waits by itself. Families:
//! IPv4, IPv6 and Unix. Deliberately missing: `sendmsg`, `recvmsg` and the
//! constants of rare protocols.

use super::natives::{add_class, argument, given, make_in, payload, receiver};
use super::{ModuleSpec, natives, posix, set};
use crate::memory::net::{self, Address};
use crate::memory::{PyResult, Raised, Str, Tuple, Value, os};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{GetSet, Method, bind_new, function, getter, method};
use crate::objects::slots::Slots;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, float, kinds, ops};
use std::cell::{Cell, RefCell};
use std::ffi::CString;
use std::io::{Error, Result};
use std::time::{Duration, Instant};

mod addresses;
mod constants;

use addresses::{address_argument, address_value};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_socket",
    doc: "Sockets, and the names and addresses of machines.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        let class = add_class(vm, module, &SOCKET, kinds::SOCKET);
        set(vm, module, "SocketType", class.to_value());
        set(vm, module, "error", vm.errors.os_error.to_value());
        set(vm, module, "timeout", vm.errors.timeout_error.to_value());
        set(vm, module, "gaierror", gai_error(vm));
        set(vm, module, "herror", natives::exception_class(vm, "socket.herror", &HERROR, &vm.errors.os_error).into_value());
        set(vm, module, "has_ipv6", Value::TRUE);
        constants::add(vm, module);
        Ok(())
    }),
};

const GAIERROR: TypeSpec = natives::exception("gaierror", "socket");
const HERROR: TypeSpec = natives::exception("herror", "socket");

fn gai_error(vm: &Vm) -> Value {
    natives::exception_class(vm, "socket.gaierror", &GAIERROR, &vm.errors.os_error).into_value()
}

const FUNCTIONS: &[Method] = &[
    function("socketpair", "(family=<default>, type=1, proto=0, /)", socketpair, "Two connected descriptors."),
    function("close", "(fd, /)", close_number, "Close a descriptor."),
    function("dup", "(fd, /)", dup, "Another descriptor of the same socket."),
    function(
        "getaddrinfo",
        "(host, port, family=0, type=0, proto=0, flags=0)",
        getaddrinfo,
        "The addresses of a host and service.",
    ),
    function("getnameinfo", "(sockaddr, flags, /)", getnameinfo, "The host and service of an address."),
    function("gethostname", "()", gethostname, "The name of this machine."),
    function("gethostbyname", "(host, /)", gethostbyname, "The IPv4 address of a host."),
    function("getdefaulttimeout", "()", getdefaulttimeout, "The timeout of new sockets."),
    function("setdefaulttimeout", "(timeout, /)", setdefaulttimeout, "Choose the timeout of new sockets."),
    function("getservbyname", "(servicename, protocolname=<any>, /)", getservbyname, "The port of a service."),
    function("htons", "(x, /)", |vm, args| swapped_short(vm, args, "htons"), "A 16-bit number in network order."),
    function("ntohs", "(x, /)", |vm, args| swapped_short(vm, args, "ntohs"), "A 16-bit number in host order."),
    function("htonl", "(x, /)", swapped_long, "A 32-bit number in network order."),
    function("ntohl", "(x, /)", swapped_long, "A 32-bit number in host order."),
    function("inet_aton", "(ip_addr, /)", addresses::inet_aton, "An IPv4 address as four bytes."),
    function("inet_ntoa", "(packed_ip, /)", addresses::inet_ntoa, "Four bytes as an IPv4 address."),
    function("inet_pton", "(address_family, ip_string, /)", addresses::inet_pton, "An address as bytes."),
    function("inet_ntop", "(address_family, packed_ip, /)", addresses::inet_ntop, "Bytes as an address."),
];

payload!(
    /// A socket. The timeout is in seconds; negative for none.
    PySocket, SOCKET {} { fd: Cell<i32>, family: Cell<i32>, kind: Cell<i32>, protocol: Cell<i32>, timeout: Cell<f64> }
);

impl Drop for PySocket {
    fn drop(&mut self) {
        let fd = self.fd.replace(-1);
        if fd >= 0 {
            let _ = os::close(fd);
        }
    }
}

const SOCKET: TypeSpec = TypeSpec {
    name: "socket",
    module: "_socket",
    flags: class_flag::BASE | class_flag::IMMUTABLE,
    doc: "A socket of the system.",
    slots: Slots {
        new: Some(|vm, class, _| {
            let cell = |value| Cell::new(value);
            make_in(
                vm,
                class,
                PySocket { fd: cell(-1), family: cell(0), kind: cell(0), protocol: cell(0), timeout: Cell::new(-1.0) },
            )
        }),
        init: Some(socket_init),
        repr: Some(socket_repr),
        finalize: Some(socket_finalize),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: GETSET,
    signature: "(family=-1, type=-1, proto=-1, fileno=None)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("_accept", "(self, /)", socket_accept, "Accept a connection: a descriptor and the peer's address."),
    method("bind", "(self, address, /)", |vm, args| plain(vm, args, "bind", net::bind), "Choose the local address."),
    method("close", "(self, /)", socket_close, "Close the socket."),
    method("connect", "(self, address, /)", |vm, args| connect(vm, args).map(|()| Value::NONE), "Connect to an address."),
    method("connect_ex", "(self, address, /)", connect_ex, "Connect to an address; the error's number, or 0."),
    method(
        "detach",
        "(self, /)",
        |vm, args| Ok(Value::small_int(i64::from(own(vm, args)?.fd.replace(-1)))),
        "Give away the descriptor.",
    ),
    method("fileno", "(self, /)", |vm, args| Ok(Value::small_int(i64::from(own(vm, args)?.fd.get()))), "The descriptor, or -1."),
    method("getpeername", "(self, /)", |vm, args| named(vm, args, net::peer_address), "The peer's address."),
    method("getsockname", "(self, /)", |vm, args| named(vm, args, net::local_address), "The local address."),
    method("getsockopt", "(self, level, optname, buflen=0, /)", getsockopt, "The value of an option."),
    method("setsockopt", "(self, level, optname, value, optlen=0, /)", setsockopt, "Set an option."),
    method(
        "getblocking",
        "(self, /)",
        |vm, args| Ok(Value::bool(own(vm, args)?.timeout.get() != 0.0)),
        "Whether calls may block.",
    ),
    method("setblocking", "(self, flag, /)", setblocking, "Whether calls may block."),
    method("gettimeout", "(self, /)", gettimeout, "The timeout in seconds, or None."),
    method("settimeout", "(self, timeout, /)", settimeout, "How long calls may block; None for ever."),
    method("listen", "(self, backlog=<default>, /)", listen, "Take connections."),
    method("recv", "(self, bufsize, flags=0, /)", recv, "Receive bytes."),
    method("recv_into", "(self, buffer, nbytes=0, flags=0)", recv_into, "Receive into a buffer; how many bytes."),
    method("recvfrom", "(self, bufsize, flags=0, /)", recvfrom, "Receive bytes and the sender's address."),
    method(
        "recvfrom_into",
        "(self, buffer, nbytes=0, flags=0)",
        recvfrom_into,
        "Receive into a buffer; the size and the sender.",
    ),
    method("send", "(self, data, flags=0, /)", send, "Send bytes; how many were sent."),
    method("sendall", "(self, data, flags=0, /)", sendall, "Send all bytes."),
    method("sendto", "(self, data, flags_or_address, address=<none>, /)", sendto, "Send bytes to an address."),
    method("shutdown", "(self, how, /)", shutdown, "End one or both directions."),
];

const GETSET: &[GetSet] = &[
    getter("family", |_, value| Ok(number(value, |own| own.family.get())), "The address family."),
    getter("type", |_, value| Ok(number(value, |own| own.kind.get())), "The kind of socket."),
    getter("proto", |_, value| Ok(number(value, |own| own.protocol.get())), "The protocol."),
    getter("timeout", |vm, value| gettimeout(vm, std::slice::from_ref(value)), "The timeout in seconds, or None."),
];

fn number(value: &Value, pick: fn(&PySocket) -> i32) -> Value {
    Value::small_int(i64::from(value.get::<PySocket>().map_or(-1, pick)))
}

fn own<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PySocket> {
    receiver::<PySocket>(vm, args)
}

fn failure<T>(vm: &Vm, result: Result<T>) -> PyResult<T> {
    result.map_err(|error| posix::os_error(vm, &error, None))
}

fn int_argument(vm: &Vm, value: &Value) -> PyResult<i32> {
    match i32::try_from(ops::index_exact(vm, value)?) {
        Ok(number) => Ok(number),
        Err(_) => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

fn optional_int(vm: &Vm, args: &[Value], index: usize, default: i32) -> PyResult<i32> {
    given(args, index).map_or(Ok(default), |value| int_argument(vm, value))
}

thread_local! {
    /// Seconds of new sockets' timeout; negative for none.
    static DEFAULT_TIMEOUT: Cell<f64> = const { Cell::new(-1.0) };
    /// Where bytes arrive before a bytes object of the right size is made.
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

// ---- making ----

fn socket_init(vm: &Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "socket", SOCKET.signature, args)?;
    let Some(own) = value.get::<PySocket>() else { return Ok(()) };
    let mut family = optional_int(vm, &bound, 0, -1)?;
    let mut kind = optional_int(vm, &bound, 1, -1)?;
    let mut protocol = optional_int(vm, &bound, 2, -1)?;
    let fd = match given(&bound, 3).filter(|fd| !fd.is_none()) {
        Some(fd) => {
            if vm.class_of(fd).slots(|slots| slots.index.is_none()) {
                return Err(messages::type_error(vm, "integer argument expected"));
            }
            let fd = int_argument(vm, fd)?;
            if fd < 0 {
                return Err(messages::value_error(vm, "negative file descriptor"));
            }
            failure(vm, os::stat_fd(fd))?;
            let asked = |name| {
                let mut buffer = [0u8; 4];
                net::option(fd, libc::SOL_SOCKET, name, &mut buffer).map(|_| i32::from_ne_bytes(buffer))
            };
            if family == -1 {
                family = failure(vm, asked(libc::SO_DOMAIN))?;
            }
            if kind == -1 {
                kind = failure(vm, asked(libc::SO_TYPE))?;
            }
            if protocol == -1 {
                protocol = failure(vm, asked(libc::SO_PROTOCOL))?;
            }
            fd
        }
        None => {
            family = if family == -1 { libc::AF_INET } else { family };
            kind = if kind == -1 { libc::SOCK_STREAM } else { kind };
            protocol = protocol.max(0);
            failure(vm, net::socket(family, kind, protocol))?
        }
    };
    let old = own.fd.replace(fd);
    if old >= 0 && old != fd {
        let _ = os::close(old);
    }
    own.family.set(family);
    own.kind.set(kind & !(libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC));
    own.protocol.set(protocol);
    if kind & libc::SOCK_NONBLOCK != 0 {
        own.timeout.set(0.0);
    } else {
        let timeout = DEFAULT_TIMEOUT.get();
        own.timeout.set(timeout);
        if timeout >= 0.0 {
            failure(vm, net::set_nonblocking(fd, true))?;
        }
    }
    if let Some(header) = value.header() {
        header.set_flag(crate::memory::flag::FINALIZER);
    }
    Ok(())
}

fn socket_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(own) = value.get::<PySocket>() else { return Ok(Value::NONE) };
    let (fd, family, kind, protocol) = (own.fd.get(), own.family.get(), own.kind.get(), own.protocol.get());
    Ok(vm.new_string(format!("<socket object, fd={fd}, family={family}, type={kind}, proto={protocol}>")))
}

fn socket_finalize(vm: &Vm, value: &Value) -> PyResult {
    if value.get::<PySocket>().is_some_and(|own| own.fd.get() >= 0) {
        let shown = ops::repr_text(vm, value)?;
        messages::warn(vm, &vm.errors.resource_warning, &format!("unclosed {shown}"))?;
    }
    Ok(Value::NONE)
}

fn socket_close(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = own(vm, args)?.fd.replace(-1);
    if fd >= 0
        && let Err(error) = os::close(fd)
        && error.raw_os_error() != Some(libc::ECONNRESET)
    {
        return Err(posix::os_error(vm, &error, None));
    }
    Ok(Value::NONE)
}

fn socketpair(vm: &Vm, args: &[Value]) -> PyResult {
    let family = optional_int(vm, args, 0, libc::AF_UNIX)?;
    let (kind, protocol) = (optional_int(vm, args, 1, libc::SOCK_STREAM)?, optional_int(vm, args, 2, 0)?);
    let (one, other) = failure(vm, net::socket_pair(family, kind, protocol))?;
    Ok(vm.tuple_of([Value::small_int(i64::from(one)), Value::small_int(i64::from(other))]))
}

fn close_number(vm: &Vm, args: &[Value]) -> PyResult {
    failure(vm, os::close(int_argument(vm, argument(args, 0))?))?;
    Ok(Value::NONE)
}

fn dup(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::small_int(i64::from(failure(vm, os::duplicate(int_argument(vm, argument(args, 0))?))?)))
}

// ---- timeouts ----

/// A timeout argument; negative for none.
fn timeout_argument(vm: &Vm, value: &Value) -> PyResult<f64> {
    if value.is_none() {
        return Ok(-1.0);
    }
    let seconds = float::expect_real(vm, value)?;
    if seconds.is_nan() {
        return Err(messages::value_error(vm, "Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(messages::value_error(vm, "Timeout value out of range"));
    }
    Ok(seconds)
}

fn set_timeout(vm: &Vm, own: &PySocket, seconds: f64) -> PyResult {
    failure(vm, net::set_nonblocking(own.fd.get(), seconds >= 0.0))?;
    own.timeout.set(seconds);
    Ok(Value::NONE)
}

fn settimeout(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    set_timeout(vm, own, timeout_argument(vm, argument(args, 1))?)
}

fn setblocking(vm: &Vm, args: &[Value]) -> PyResult {
    let blocking = ops::truth(vm, argument(args, 1))?;
    set_timeout(vm, own(vm, args)?, if blocking { -1.0 } else { 0.0 })
}

fn gettimeout(vm: &Vm, args: &[Value]) -> PyResult {
    let timeout = own(vm, args)?.timeout.get();
    Ok(if timeout < 0.0 { Value::NONE } else { vm.new_float(timeout) })
}

fn getdefaulttimeout(vm: &Vm, _args: &[Value]) -> PyResult {
    let timeout = DEFAULT_TIMEOUT.get();
    Ok(if timeout < 0.0 { Value::NONE } else { vm.new_float(timeout) })
}

fn setdefaulttimeout(vm: &Vm, args: &[Value]) -> PyResult {
    DEFAULT_TIMEOUT.set(timeout_argument(vm, argument(args, 0))?);
    Ok(Value::NONE)
}

/// Waits until the socket is ready; false when the time is over.
fn wait_ready(vm: &Vm, own: &PySocket, events: i16, end: Option<Instant>) -> PyResult<bool> {
    let fd = own.fd.get();
    loop {
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        let milliseconds = left.map_or(-1, |left| i32::try_from(left.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX));
        match vm.blocking(|| net::poll(&mut [(fd, events, 0)], milliseconds)) {
            Ok(count) => return Ok(count > 0),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(posix::os_error(vm, &error, None)),
        }
    }
}

fn deadline(own: &PySocket) -> Option<Instant> {
    let timeout = own.timeout.get();
    if timeout > 0.0 { Instant::now().checked_add(Duration::try_from_secs_f64(timeout).unwrap_or(Duration::MAX)) } else { None }
}

fn timed_out(vm: &Vm) -> Raised {
    vm.raise_message(&vm.errors.timeout_error, "timed out")
}

/// One call on a socket that waits as long as the timeout allows.
fn perform<T: Send>(vm: &Vm, own: &PySocket, events: i16, mut call: impl FnMut(i32) -> Result<T> + Send) -> PyResult<T> {
    let fd = own.fd.get();
    let end = deadline(own);
    let timeout = own.timeout.get();
    loop {
        let result = if timeout >= 0.0 { call(fd) } else { vm.blocking(|| call(fd)) };
        match result {
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) if timeout > 0.0 && error.kind() == std::io::ErrorKind::WouldBlock => {
                if !wait_ready(vm, own, events, end)? {
                    return Err(timed_out(vm));
                }
            }
            other => return failure(vm, other),
        }
    }
}

// ---- connecting ----

fn plain(vm: &Vm, args: &[Value], name: &str, call: fn(i32, &Address) -> Result<()>) -> PyResult {
    let own = own(vm, args)?;
    let address = address_argument(vm, own.family.get(), argument(args, 1), name)?;
    failure(vm, call(own.fd.get(), &address))?;
    Ok(Value::NONE)
}

fn connect(vm: &Vm, args: &[Value]) -> PyResult<()> {
    let own = own(vm, args)?;
    let address = address_argument(vm, own.family.get(), argument(args, 1), "connect")?;
    let result = connect_to(vm, own, &address)?;
    failure(vm, result)
}

fn connect_to(vm: &Vm, own: &PySocket, address: &Address) -> PyResult<Result<()>> {
    let (fd, timeout, end) = (own.fd.get(), own.timeout.get(), deadline(own));
    let result = if timeout == 0.0 { net::connect(fd, address) } else { vm.blocking(|| net::connect(fd, address)) };
    let Err(error) = result else { return Ok(Ok(())) };
    let pending = match error.raw_os_error() {
        Some(libc::EINTR) => {
            vm.poll()?;
            timeout != 0.0
        }
        Some(libc::EINPROGRESS) => timeout > 0.0,
        _ => false,
    };
    if !pending {
        return Ok(Err(error));
    }
    if !wait_ready(vm, own, libc::POLLOUT, end)? {
        return Err(timed_out(vm));
    }
    let mut buffer = [0u8; 4];
    Ok(net::option(fd, libc::SOL_SOCKET, libc::SO_ERROR, &mut buffer).and_then(|_| match i32::from_ne_bytes(buffer) {
        0 => Ok(()),
        code => Err(Error::from_raw_os_error(code)),
    }))
}

fn connect_ex(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let address = address_argument(vm, own.family.get(), argument(args, 1), "connect_ex")?;
    let code = match connect_to(vm, own, &address)? {
        Ok(()) => 0,
        Err(error) => error.raw_os_error().unwrap_or(libc::EIO),
    };
    Ok(Value::small_int(i64::from(code)))
}

fn listen(vm: &Vm, args: &[Value]) -> PyResult {
    let backlog = optional_int(vm, args, 1, 128)?.max(0);
    failure(vm, net::listen(own(vm, args)?.fd.get(), backlog))?;
    Ok(Value::NONE)
}

fn socket_accept(vm: &Vm, args: &[Value]) -> PyResult {
    let (fd, address) = perform(vm, own(vm, args)?, libc::POLLIN, net::accept)?;
    Ok(vm.tuple_of([Value::small_int(i64::from(fd)), address_value(vm, Some(&address))]))
}

fn named(vm: &Vm, args: &[Value], call: fn(i32) -> Result<Address>) -> PyResult {
    let address = failure(vm, call(own(vm, args)?.fd.get()))?;
    Ok(address_value(vm, Some(&address)))
}

fn shutdown(vm: &Vm, args: &[Value]) -> PyResult {
    failure(vm, net::shut_down(own(vm, args)?.fd.get(), int_argument(vm, argument(args, 1))?))?;
    Ok(Value::NONE)
}

// ---- options ----

fn getsockopt(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = own(vm, args)?.fd.get();
    let (level, name) = (int_argument(vm, argument(args, 1))?, int_argument(vm, argument(args, 2))?);
    let size = optional_int(vm, args, 3, 0)?;
    if size == 0 {
        let mut buffer = [0u8; 4];
        failure(vm, net::option(fd, level, name, &mut buffer))?;
        return Ok(Value::small_int(i64::from(i32::from_ne_bytes(buffer))));
    }
    if !(1..=1024).contains(&size) {
        return Err(vm.raise_message(&vm.errors.os_error, "getsockopt buflen out of range"));
    }
    let mut buffer = vec![0u8; size as usize];
    let length = failure(vm, net::option(fd, level, name, &mut buffer))?;
    buffer.truncate(length);
    Ok(bytes::from_vec(vm, buffer))
}

fn setsockopt(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = own(vm, args)?.fd.get();
    let (level, name) = (int_argument(vm, argument(args, 1))?, int_argument(vm, argument(args, 2))?);
    let value = argument(args, 3);
    if vm.class_of(value).slots(|slots| slots.index.is_some()) {
        let number = int_argument(vm, value)?;
        failure(vm, net::set_option(fd, level, name, &number.to_ne_bytes()))?;
    } else {
        let data = buffer::expect_bytes(vm, value)?;
        failure(vm, net::set_option(fd, level, name, &data))?;
    }
    Ok(Value::NONE)
}

// ---- data ----

/// The largest receive that goes through the scratch memory.
const LARGE: usize = 1 << 18;

fn size_argument(vm: &Vm, value: &Value, name: &str) -> PyResult<usize> {
    let size = ops::index_exact(vm, value)?;
    match usize::try_from(size) {
        Ok(size) => Ok(size),
        Err(_) => Err(messages::value_error(vm, &format!("negative buffersize in {name}"))),
    }
}

/// Runs a receiving call on memory of a size; the bytes it has put there.
fn receive_bytes<T>(vm: &Vm, size: usize, call: impl FnOnce(&mut [u8]) -> PyResult<(usize, T)>) -> PyResult<(Value, T)> {
    let mut memory = if size <= LARGE { SCRATCH.with(RefCell::take) } else { bytes::zeros(vm, size)? };
    if memory.len() < size {
        memory.resize(size, 0);
    }
    let outcome = call(memory.get_mut(..size).unwrap_or(&mut []));
    let result = match outcome {
        Ok((count, rest)) => bytes::from_slice(vm, memory.get(..count).unwrap_or(&[])).map(|data| (data, rest)),
        Err(raised) => Err(raised),
    };
    if size <= LARGE {
        SCRATCH.with(|scratch| *scratch.borrow_mut() = memory);
    }
    result
}

fn recv(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let size = size_argument(vm, argument(args, 1), "recv")?;
    let flags = optional_int(vm, args, 2, 0)?;
    receive_bytes(vm, size, |memory| Ok((perform(vm, own, libc::POLLIN, |fd| net::receive(fd, memory, flags))?, ())))
        .map(|found| found.0)
}

fn recvfrom(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let size = size_argument(vm, argument(args, 1), "recvfrom")?;
    let flags = optional_int(vm, args, 2, 0)?;
    let (data, address) =
        receive_bytes(vm, size, |memory| perform(vm, own, libc::POLLIN, |fd| net::receive_from(fd, memory, flags)))?;
    Ok(vm.tuple_of([data, address_value(vm, address.as_ref())]))
}

/// The room in a buffer argument for a receiving call.
fn room(vm: &Vm, args: &[Value], name: &str) -> PyResult<usize> {
    let target = argument(args, 1);
    let Some(access) = buffer::access(target) else {
        return Err(messages::type_error(
            vm,
            &format!("{name}() argument 1 must be read-write bytes-like object, not {}", vm.class_name(target)),
        ));
    };
    if (access.describe)(vm, target)?.read_only {
        return Err(messages::type_error(
            vm,
            &format!("{name}() argument 1 must be read-write bytes-like object, not {}", vm.class_name(target)),
        ));
    }
    let whole = buffer::with_bytes(target, <[u8]>::len).unwrap_or(0);
    let wanted = match given(args, 2) {
        Some(count) => size_argument(vm, count, name)?,
        None => 0,
    };
    if wanted > whole {
        return Err(messages::value_error(vm, "buffer too small for requested bytes"));
    }
    Ok(if wanted == 0 { whole } else { wanted })
}

/// Copies received bytes into a buffer argument.
fn fill(target: &Value, data: &Value) {
    let copy = bytes::with_plain_bytes(data, <[u8]>::to_vec).unwrap_or_default();
    if let Some(access) = buffer::access(target) {
        (access.write)(target, &mut |room| {
            for (place, byte) in room.iter_mut().zip(&copy) {
                *place = *byte;
            }
        });
    }
}

fn recv_into(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let (size, flags) = (room(vm, args, "recv_into")?, optional_int(vm, args, 3, 0)?);
    let (data, count) = receive_bytes(vm, size, |memory| {
        let count = perform(vm, own, libc::POLLIN, |fd| net::receive(fd, memory, flags))?;
        Ok((count, count))
    })?;
    fill(argument(args, 1), &data);
    Ok(vm.new_int(count as i64))
}

fn recvfrom_into(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let (size, flags) = (room(vm, args, "recvfrom_into")?, optional_int(vm, args, 3, 0)?);
    let (data, (count, address)) = receive_bytes(vm, size, |memory| {
        let (count, address) = perform(vm, own, libc::POLLIN, |fd| net::receive_from(fd, memory, flags))?;
        Ok((count, (count, address)))
    })?;
    fill(argument(args, 1), &data);
    Ok(vm.tuple_of([vm.new_int(count as i64), address_value(vm, address.as_ref())]))
}

fn send(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let flags = optional_int(vm, args, 2, 0)?;
    if own.timeout.get() == 0.0 {
        // Nothing can change the bytes during a call that does not wait.
        let fd = own.fd.get();
        loop {
            match buffer::with_bytes(argument(args, 1), |data| net::send(fd, data, flags)) {
                Some(Ok(count)) => return Ok(vm.new_int(count as i64)),
                Some(Err(error)) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
                Some(Err(error)) => return Err(posix::os_error(vm, &error, None)),
                None => break,
            }
        }
    }
    let data = buffer::expect_bytes(vm, argument(args, 1))?;
    let count = perform(vm, own, libc::POLLOUT, |fd| net::send(fd, &data, flags))?;
    Ok(vm.new_int(count as i64))
}

fn sendall(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let data = buffer::expect_bytes(vm, argument(args, 1))?;
    let flags = optional_int(vm, args, 2, 0)?;
    let mut rest = data.as_slice();
    while !rest.is_empty() {
        let count = perform(vm, own, libc::POLLOUT, |fd| net::send(fd, rest, flags))?;
        rest = rest.get(count..).unwrap_or(&[]);
    }
    Ok(Value::NONE)
}

fn sendto(vm: &Vm, args: &[Value]) -> PyResult {
    let own = own(vm, args)?;
    let data = buffer::expect_bytes(vm, argument(args, 1))?;
    let (flags, address) = match given(args, 3) {
        Some(address) => (int_argument(vm, argument(args, 2))?, address),
        None => (0, argument(args, 2)),
    };
    let address = address_argument(vm, own.family.get(), address, "sendto")?;
    let count = perform(vm, own, libc::POLLOUT, |fd| net::send_to(fd, &data, flags, &address))?;
    Ok(vm.new_int(count as i64))
}

// ---- names ----

fn swapped_short(vm: &Vm, args: &[Value], name: &str) -> PyResult {
    let number = ops::index_exact(vm, argument(args, 0))?;
    if number < 0 {
        return Err(messages::overflow_error(
            vm,
            &format!("{name}: can't convert negative Python int to C 16-bit unsigned integer"),
        ));
    }
    match u16::try_from(number) {
        Ok(number) => Ok(Value::small_int(i64::from(number.to_be()))),
        Err(_) => {
            Err(messages::overflow_error(vm, &format!("{name}: Python int too large to convert to C 16-bit unsigned integer")))
        }
    }
}

fn swapped_long(vm: &Vm, args: &[Value]) -> PyResult {
    match u32::try_from(ops::index_exact(vm, argument(args, 0))?) {
        Ok(number) => Ok(Value::small_int(i64::from(number.to_be()))),
        Err(_) => Err(messages::overflow_error(vm, "int larger than 32 bits")),
    }
}

fn resolve_failure(vm: &Vm, code: i32) -> Raised {
    let args = [Value::small_int(i64::from(code)), vm.new_string(net::resolve_error(code))];
    match vm.call_values(&gai_error(vm), &args) {
        Ok(exception) => vm.raise_new(exception),
        Err(raised) => raised,
    }
}

/// A host or service as a C string: None, text or bytes.
fn name_argument(vm: &Vm, value: &Value, message: &str) -> PyResult<Option<CString>> {
    let text = if value.is_none() {
        return Ok(None);
    } else if value.is_kind::<Str>() {
        text_of(value).into_bytes()
    } else if vm.class_of(value).slots(|slots| slots.index.is_some()) && message.starts_with("Int") {
        ops::index_exact(vm, value)?.to_string().into_bytes()
    } else if let Some(data) = bytes::with_plain_bytes(value, <[u8]>::to_vec) {
        data
    } else {
        return Err(messages::type_error(vm, message));
    };
    match net::terminated(&text) {
        Some(text) => Ok(Some(text)),
        None => Err(messages::value_error(vm, "embedded null character")),
    }
}

fn getaddrinfo(vm: &Vm, args: &[Value]) -> PyResult {
    let host = name_argument(vm, argument(args, 0), "getaddrinfo() argument 1 must be string or None")?;
    let service = name_argument(vm, argument(args, 1), "Int or String expected")?;
    let (family, kind) = (optional_int(vm, args, 2, 0)?, optional_int(vm, args, 3, 0)?);
    let (protocol, flags) = (optional_int(vm, args, 4, 0)?, optional_int(vm, args, 5, 0)?);
    let found = vm.blocking(|| net::resolve(host.as_deref(), service.as_deref(), family, kind, protocol, flags));
    let found = found.map_err(|code| resolve_failure(vm, code))?;
    let rows = found.into_iter().map(|(family, kind, protocol, name, address)| {
        let numbers = [family, kind, protocol].map(|number| Value::small_int(i64::from(number)));
        let [family, kind, protocol] = numbers;
        vm.tuple_of([family, kind, protocol, vm.new_string(name), address_value(vm, Some(&address))])
    });
    Ok(vm.new_list(rows.collect()))
}

fn getnameinfo(vm: &Vm, args: &[Value]) -> PyResult {
    let place = argument(args, 0);
    let Some(items) = place.get::<Tuple>().map(Tuple::items) else {
        return Err(messages::type_error(vm, "getnameinfo() argument 1 must be a tuple"));
    };
    let host = items.first().map_or_else(String::new, text_of);
    let family = if host.contains(':') { libc::AF_INET6 } else { libc::AF_INET };
    let address = address_argument(vm, family, place, "getnameinfo")?;
    let flags = int_argument(vm, argument(args, 1))?;
    let (host, service) = vm.blocking(|| net::name_of(&address, flags)).map_err(|code| resolve_failure(vm, code))?;
    Ok(vm.tuple_of([vm.new_string(host), vm.new_string(service)]))
}

fn gethostname(vm: &Vm, _args: &[Value]) -> PyResult {
    let name = failure(vm, net::host_name())?;
    Ok(vm.new_string(String::from_utf8_lossy(&name).into_owned()))
}

fn gethostbyname(vm: &Vm, args: &[Value]) -> PyResult {
    let host = name_argument(vm, argument(args, 0), "gethostbyname() argument 1 must be str, bytes or bytearray")?;
    match addresses::resolve_host(vm, &host.unwrap_or_default(), libc::AF_INET)? {
        Address::V4 { host, .. } => Ok(vm.new_string(std::net::Ipv4Addr::from(host).to_string())),
        _ => Err(resolve_failure(vm, libc::EAI_NONAME)),
    }
}

fn getservbyname(vm: &Vm, args: &[Value]) -> PyResult {
    let service = name_argument(vm, argument(args, 0), "getservbyname() argument 1 must be str")?;
    let udp = given(args, 1).is_some_and(|protocol| text_of(protocol) == "udp");
    let kind = if udp { libc::SOCK_DGRAM } else { libc::SOCK_STREAM };
    let found = net::resolve(None, service.as_deref(), libc::AF_INET, kind, 0, 0).ok().and_then(|found| found.into_iter().next());
    match found {
        Some((.., Address::V4 { port, .. })) => Ok(Value::small_int(i64::from(port))),
        _ => Err(vm.raise_message(&vm.errors.os_error, "service/proto not found")),
    }
}
