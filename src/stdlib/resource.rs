//! `resource`: limits and use of what the system gives; `fcntl`: control of descriptors.

use super::natives::{argument, given};
use super::posix::os_error;
use super::struct_sequence as sequence;
use super::{ModuleSpec, set};
use crate::memory::process;
use crate::memory::{PyResult, Value};
use crate::objects::exception::messages;
use crate::objects::native::function;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "resource",
    doc: "Limits and use of what the system gives.",
    functions: &[
        function("getpagesize", "()", |_, _| Ok(Value::small_int(4096)), "The size of a page of memory."),
        function("getrlimit", "(resource, /)", getrlimit, "Soft and hard limit."),
        function("getrusage", "(who, /)", getrusage, "What has been used."),
        function("setrlimit", "(resource, limits, /)", setrlimit, "Change soft and hard limit."),
    ],
    setup: Some(|vm, module| {
        for (name, value) in [
            ("RLIMIT_CPU", libc::RLIMIT_CPU as i64),
            ("RLIMIT_FSIZE", libc::RLIMIT_FSIZE as i64),
            ("RLIMIT_DATA", libc::RLIMIT_DATA as i64),
            ("RLIMIT_STACK", libc::RLIMIT_STACK as i64),
            ("RLIMIT_CORE", libc::RLIMIT_CORE as i64),
            ("RLIMIT_RSS", libc::RLIMIT_RSS as i64),
            ("RLIMIT_NPROC", libc::RLIMIT_NPROC as i64),
            ("RLIMIT_NOFILE", libc::RLIMIT_NOFILE as i64),
            ("RLIMIT_OFILE", libc::RLIMIT_NOFILE as i64),
            ("RLIMIT_MEMLOCK", libc::RLIMIT_MEMLOCK as i64),
            ("RLIMIT_AS", libc::RLIMIT_AS as i64),
            ("RLIM_INFINITY", -1),
            ("RUSAGE_SELF", i64::from(libc::RUSAGE_SELF)),
            ("RUSAGE_CHILDREN", i64::from(libc::RUSAGE_CHILDREN)),
            ("RUSAGE_THREAD", i64::from(libc::RUSAGE_THREAD)),
        ] {
            set(vm, module, name, Value::small_int(value));
        }
        set(vm, module, "error", vm.errors.os_error.to_value());
        set(vm, module, "struct_rusage", sequence::class(vm, &sequence::RUSAGE).into_value());
        Ok(())
    }),
};

pub const FCNTL: ModuleSpec = ModuleSpec {
    name: "fcntl",
    doc: "Control of descriptors.",
    functions: &[
        function("fcntl", "(fd, cmd, arg=0, /)", fcntl, "Perform an operation on a descriptor."),
        function("flock", "(fd, operation, /)", flock, "Lock or unlock a whole file."),
        function("ioctl", "(fd, request, arg=0, mutate_flag=True, /)", ioctl, "Perform an operation on a device."),
        function("lockf", "(fd, cmd, len=0, start=0, whence=0, /)", lockf, "Lock or unlock a part of a file."),
    ],
    setup: Some(|vm, module| {
        for (name, value) in [
            ("FD_CLOEXEC", libc::FD_CLOEXEC),
            ("F_DUPFD", libc::F_DUPFD),
            ("F_DUPFD_CLOEXEC", libc::F_DUPFD_CLOEXEC),
            ("F_GETFD", libc::F_GETFD),
            ("F_SETFD", libc::F_SETFD),
            ("F_GETFL", libc::F_GETFL),
            ("F_SETFL", libc::F_SETFL),
            ("F_GETLK", libc::F_GETLK),
            ("F_SETLK", libc::F_SETLK),
            ("F_SETLKW", libc::F_SETLKW),
            ("F_GETOWN", libc::F_GETOWN),
            ("F_SETOWN", libc::F_SETOWN),
            ("F_GETPIPE_SZ", libc::F_GETPIPE_SZ),
            ("F_SETPIPE_SZ", libc::F_SETPIPE_SZ),
            ("F_RDLCK", libc::F_RDLCK),
            ("F_WRLCK", libc::F_WRLCK),
            ("F_UNLCK", libc::F_UNLCK),
            ("LOCK_SH", libc::LOCK_SH),
            ("LOCK_EX", libc::LOCK_EX),
            ("LOCK_NB", libc::LOCK_NB),
            ("LOCK_UN", libc::LOCK_UN),
        ] {
            set(vm, module, name, Value::small_int(i64::from(value)));
        }
        Ok(())
    }),
};

fn number(vm: &Vm, args: &[Value], index: usize, default: i64) -> PyResult<i64> {
    given(args, index).map_or(Ok(default), |value| ops::index_exact(vm, value))
}

/// A descriptor, or an object with one.
fn descriptor(vm: &Vm, value: &Value) -> PyResult<i32> {
    let number = if value.is_int() {
        ops::index_exact(vm, value)?
    } else {
        match ops::lookup_attr(vm, value, &vm.intern("fileno"))? {
            Some(fileno) => {
                let number = vm.call_values(&fileno, &[])?;
                if number.is_int() {
                    ops::index_exact(vm, &number)?
                } else {
                    return Err(messages::type_error(vm, "fileno() returned a non-integer"));
                }
            }
            None => {
                let message = "argument must be an int, or have a fileno() method.";
                return Err(messages::type_error(vm, message));
            }
        }
    };
    match i32::try_from(number) {
        Ok(fd) if fd >= 0 => Ok(fd),
        Ok(fd) => {
            let message = format!("file descriptor cannot be a negative integer ({fd})");
            Err(messages::value_error(vm, &message))
        }
        Err(_) => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

fn done<T>(vm: &Vm, result: std::io::Result<T>) -> PyResult<T> {
    result.map_err(|error| os_error(vm, &error, None))
}

// ---- fcntl ----

/// Runs an operation on a copy of a buffer's bytes: the result and the bytes.
fn on_buffer(vm: &Vm, name: &str, fd: i32, request: u64, data: &[u8], is_ioctl: bool) -> PyResult<(i64, Vec<u8>)> {
    let mut room = [0u8; 1024];
    match room.get_mut(..data.len()) {
        Some(place) => place.copy_from_slice(data),
        None => return Err(messages::value_error(vm, &format!("{name} argument 3 is too long"))),
    }
    let result = done(vm, process::control_buffer(fd, request, &mut room, is_ioctl))?;
    Ok((result, room.get(..data.len()).unwrap_or(&[]).to_vec()))
}

fn fcntl(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = descriptor(vm, argument(args, 0))?;
    let command = number(vm, args, 1, 0)? as i32;
    if let Some(argument) = given(args, 2)
        && buffer::is_bytes_like(argument)
    {
        let data = buffer::gathered(vm, argument)?;
        return Ok(bytes::from_vec(vm, on_buffer(vm, "fcntl", fd, command as u64, &data, false)?.1));
    }
    let argument = number(vm, args, 2, 0)?;
    loop {
        match vm.blocking(|| process::file_control(fd, command, argument)) {
            Ok(result) => return Ok(vm.new_int(result)),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

fn ioctl(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = descriptor(vm, argument(args, 0))?;
    let request = number(vm, args, 1, 0)? as u32;
    if let Some(argument) = given(args, 2)
        && let Some(access) = buffer::access(argument)
    {
        let data = buffer::gathered(vm, argument)?;
        let info = (access.describe)(vm, argument)?;
        let mutate = given(args, 3).map_or(Ok(true), |flag| ops::truth(vm, flag))?;
        let (result, new) = on_buffer(vm, "ioctl", fd, u64::from(request), &data, true)?;
        if info.read_only || !mutate {
            return Ok(bytes::from_vec(vm, new));
        }
        (access.write)(argument, &mut |place| {
            if place.len() == new.len() {
                place.copy_from_slice(&new);
            }
        });
        return Ok(vm.new_int(result));
    }
    let argument = number(vm, args, 2, 0)?;
    Ok(vm.new_int(done(vm, process::device_control(fd, u64::from(request), argument))?))
}

fn flock(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = descriptor(vm, argument(args, 0))?;
    let operation = number(vm, args, 1, 0)? as i32;
    loop {
        match vm.blocking(|| process::lock_whole(fd, operation)) {
            Ok(()) => return Ok(Value::NONE),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

fn lockf(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = descriptor(vm, argument(args, 0))?;
    let operation = number(vm, args, 1, 0)? as i32;
    let kind = if operation & libc::LOCK_UN != 0 {
        libc::F_UNLCK
    } else if operation & libc::LOCK_SH != 0 {
        libc::F_RDLCK
    } else if operation & libc::LOCK_EX != 0 {
        libc::F_WRLCK
    } else {
        return Err(messages::value_error(vm, "unrecognized lockf argument"));
    };
    let (length, start, whence) = (number(vm, args, 2, 0)?, number(vm, args, 3, 0)?, number(vm, args, 4, 0)?);
    let wait = operation & libc::LOCK_NB == 0;
    loop {
        match vm.blocking(|| process::lock_part(fd, wait, kind as i16, start, length, whence as i16)) {
            Ok(()) => return Ok(Value::NONE),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

// ---- resource ----

fn limit_value(vm: &Vm, value: u64) -> Value {
    int::from_i64(vm, value as i64)
}

fn which(vm: &Vm, args: &[Value]) -> PyResult<u32> {
    match u32::try_from(number(vm, args, 0, 0)?) {
        Ok(resource) if resource < 16 => Ok(resource),
        _ => Err(messages::value_error(vm, "invalid resource specified")),
    }
}

fn getrlimit(vm: &Vm, args: &[Value]) -> PyResult {
    let (soft, hard) = done(vm, process::limits(which(vm, args)?))?;
    Ok(vm.tuple_of([limit_value(vm, soft), limit_value(vm, hard)]))
}

fn setrlimit(vm: &Vm, args: &[Value]) -> PyResult {
    let resource = which(vm, args)?;
    let limits = ops::collect(vm, argument(args, 1))?;
    let [soft, hard] = limits.as_slice() else {
        return Err(messages::value_error(vm, "expected a tuple of 2 integers"));
    };
    let (soft, hard) = (ops::index_exact(vm, soft)? as u64, ops::index_exact(vm, hard)? as u64);
    match process::set_limits(resource, soft, hard) {
        Ok(()) => Ok(Value::NONE),
        Err(error) if error.raw_os_error() == Some(libc::EINVAL) => {
            Err(messages::value_error(vm, "current limit exceeds maximum limit"))
        }
        Err(error) if error.raw_os_error() == Some(libc::EPERM) => {
            Err(messages::value_error(vm, "not allowed to raise maximum limit"))
        }
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

fn getrusage(vm: &Vm, args: &[Value]) -> PyResult {
    match process::usage(number(vm, args, 0, 0)? as i32) {
        Ok(usage) => super::processes::usage_object(vm, usage),
        Err(error) if error.raw_os_error() == Some(libc::EINVAL) => Err(messages::value_error(vm, "invalid who parameter")),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}
