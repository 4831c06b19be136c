//! The module `posix`: what `os` is built on.
//!
//! Deliberately missing: directory descriptors (`dir_fd`), extended attributes,
//! scheduling, users and groups beyond the numbers.

use super::io::file::path_argument;
use super::struct_sequence::{self as sequence, make};
use super::{ModuleSpec, set};
use crate::memory::os::{self, Stat};
use crate::memory::{Handle, PyResult, Raised, Value};
use crate::objects::dict;
use crate::objects::exception::messages;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, float, int, ops};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "posix",
    doc: "This module provides access to operating system functionality.",
    functions: FUNCTIONS,
    setup: Some(setup),
};

const FUNCTIONS: &[Method] = &[
    function("_exit", "(status)", exit_now, "Exit to the system with specified status, without normal exit processing."),
    function("abort", "()", abort, "Abort the interpreter immediately."),
    function(
        "access",
        "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        access,
        "Use the real uid/gid to test for access to a path.",
    ),
    function("chdir", "(path)", chdir, "Change the current working directory to the specified path."),
    function("chmod", "(path, mode, *, dir_fd=None, follow_symlinks=True)", chmod, "Change the access permissions of a file."),
    function("close", "(fd)", close, "Close a file descriptor."),
    function("cpu_count", "()", cpu_count, "Return the number of logical CPUs in the system."),
    function("dup", "(fd, /)", dup, "Return a duplicate of a file descriptor."),
    function("dup2", "(fd, fd2, inheritable=True)", dup2, "Duplicate file descriptor."),
    function("fspath", "(path)", fspath, "Return the file system path representation of the object."),
    function("fstat", "(fd)", fstat, "Perform a stat system call on the given file descriptor."),
    function("fsync", "(fd)", fsync, "Force write of fd to disk."),
    function("ftruncate", "(fd, length, /)", ftruncate, "Truncate a file, specified by file descriptor, to a specific length."),
    function("get_inheritable", "(fd, /)", get_inheritable, "Get the close-on-exe flag of the specified file descriptor."),
    function("get_terminal_size", "(fd=1, /)", get_terminal_size, "Return the size of the terminal window as (columns, lines)."),
    function("getcwd", "()", getcwd, "Return a unicode string representing the current working directory."),
    function("getcwdb", "()", getcwdb, "Return a bytes string representing the current working directory."),
    function("getegid", "()", |vm, _| identity(vm, 5), "Return the current process's effective group id."),
    function("geteuid", "()", |vm, _| identity(vm, 3), "Return the current process's effective user id."),
    function("getgid", "()", |vm, _| identity(vm, 4), "Return the current process's group id."),
    function("getpid", "()", |vm, _| identity(vm, 0), "Return the current process id."),
    function("getppid", "()", |vm, _| identity(vm, 1), "Return the parent's process id."),
    function("getuid", "()", |vm, _| identity(vm, 2), "Return the current process's user id."),
    function("isatty", "(fd, /)", isatty, "Return True if the fd is connected to a terminal."),
    function("kill", "(pid, signal, /)", kill, "Kill a process with a signal."),
    function(
        "link",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
        link,
        "Create a hard link to a file.",
    ),
    function("listdir", "(path=None)", listdir, "Return a list containing the names of the files in the directory."),
    function("lseek", "(fd, position, whence, /)", lseek, "Set the position of a file descriptor.  Return the new position."),
    function(
        "lstat",
        "(path, *, dir_fd=None)",
        lstat,
        "Perform a stat system call on the given path, without following symbolic links.",
    ),
    function("mkdir", "(path, mode=511, *, dir_fd=None)", mkdir, "Create a directory."),
    function(
        "open",
        "(path, flags, mode=511, *, dir_fd=None)",
        open,
        "Open a file for low level IO.  Returns a file descriptor (integer).",
    ),
    function("pipe", "()", pipe, "Create a pipe."),
    function("read", "(fd, length, /)", read, "Read from a file descriptor.  Returns a bytes object."),
    function(
        "readlink",
        "(path, *, dir_fd=None)",
        readlink,
        "Return a string representing the path to which the symbolic link points.",
    ),
    function("remove", "(path, *, dir_fd=None)", unlink, "Remove a file (same as unlink())."),
    function("rename", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", rename, "Rename a file or directory."),
    function(
        "replace",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        rename,
        "Rename a file or directory, overwriting the destination.",
    ),
    function("rmdir", "(path, *, dir_fd=None)", rmdir, "Remove a directory."),
    function("scandir", "(path=None)", scandir, "Return an iterator of DirEntry objects for given path."),
    function(
        "sched_yield",
        "()",
        |_, _| {
            std::thread::yield_now();
            Ok(Value::NONE)
        },
        "Voluntarily relinquish the CPU.",
    ),
    function(
        "set_inheritable",
        "(fd, inheritable, /)",
        set_inheritable,
        "Set the inheritable flag of the specified file descriptor.",
    ),
    function("stat", "(path, *, dir_fd=None, follow_symlinks=True)", stat, "Perform a stat system call on the given path."),
    function("strerror", "(code, /)", strerror, "Translate an error code to a message string."),
    function(
        "symlink",
        "(src, dst, target_is_directory=False, *, dir_fd=None)",
        symlink,
        "Create a symbolic link pointing to src named dst.",
    ),
    function("times", "()", times, "Return a collection containing process timing information."),
    function("truncate", "(path, length)", truncate, "Truncate a file, specified by path, to a specific length."),
    function("umask", "(mask, /)", umask, "Set the current numeric umask and return the previous umask."),
    function("uname", "()", uname, "Return an object identifying the current operating system."),
    function("unlink", "(path, *, dir_fd=None)", unlink, "Remove a file (same as remove())."),
    function("urandom", "(size, /)", urandom, "Return a bytes object containing random bytes suitable for cryptographic use."),
    function(
        "utime",
        "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)",
        utime,
        "Set the access and modified time of path.",
    ),
    function("waitpid", "(pid, options, /)", waitpid, "Wait for completion of a given child process."),
    function("waitstatus_to_exitcode", "(status)", waitstatus_to_exitcode, "Convert a wait status to an exit code."),
    function("write", "(fd, data, /)", write, "Write a bytes object to a file descriptor."),
    function("WIFEXITED", "(status)", |vm, args| status_part(vm, args, |status| i64::from(status & 0x7f == 0), true), ""),
    function("WEXITSTATUS", "(status)", |vm, args| status_part(vm, args, |status| i64::from(status >> 8 & 0xff), false), ""),
    function(
        "WIFSIGNALED",
        "(status)",
        |vm, args| status_part(vm, args, |status| i64::from(!matches!(status & 0x7f, 0 | 0x7f)), true),
        "",
    ),
    function("WTERMSIG", "(status)", |vm, args| status_part(vm, args, |status| i64::from(status & 0x7f), false), ""),
];

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    for (name, value) in [
        ("F_OK", libc::F_OK),
        ("R_OK", libc::R_OK),
        ("W_OK", libc::W_OK),
        ("X_OK", libc::X_OK),
        ("O_RDONLY", libc::O_RDONLY),
        ("O_WRONLY", libc::O_WRONLY),
        ("O_RDWR", libc::O_RDWR),
        ("O_CREAT", libc::O_CREAT),
        ("O_EXCL", libc::O_EXCL),
        ("O_TRUNC", libc::O_TRUNC),
        ("O_APPEND", libc::O_APPEND),
        ("O_NONBLOCK", libc::O_NONBLOCK),
        ("O_CLOEXEC", libc::O_CLOEXEC),
        ("O_DIRECTORY", libc::O_DIRECTORY),
        ("O_NOFOLLOW", libc::O_NOFOLLOW),
        ("O_SYNC", libc::O_SYNC),
        ("WNOHANG", libc::WNOHANG),
        ("WUNTRACED", libc::WUNTRACED),
        ("EX_OK", 0),
        ("EX_USAGE", 64),
        ("EX_DATAERR", 65),
        ("EX_NOINPUT", 66),
        ("EX_SOFTWARE", 70),
        ("EX_OSERR", 71),
        ("EX_IOERR", 74),
    ] {
        set(vm, module, name, Value::small_int(i64::from(value)));
    }
    let environ = vm.new_dict();
    for (name, value) in std::env::vars_os() {
        let name = bytes::from_vec(vm, name.into_vec());
        dict::set_item(vm, &environ, &name, bytes::from_vec(vm, value.into_vec()))?;
    }
    set(vm, module, "environ", environ);
    set(vm, module, "error", vm.errors.os_error.to_value());
    set(vm, module, "_have_functions", vm.new_list(Vec::new()));
    for row in [&sequence::STAT_RESULT, &sequence::TERMINAL_SIZE, &sequence::TIMES_RESULT, &sequence::UNAME_RESULT] {
        set(vm, module, row.spec.name, sequence::class(vm, row).into_value());
    }
    super::processes::extend_posix(vm, module);
    let class = super::class_of(vm, "posix.DirEntry", &entries::DIR_ENTRY, &vm.types.object, crate::objects::kinds::DIR_ENTRY);
    set(vm, module, "DirEntry", class.into_value());
    Ok(())
}

/// The system's words for an error number.
pub fn error_text(number: i32) -> String {
    let text = std::io::Error::from_raw_os_error(number).to_string();
    // The standard library adds the number in brackets.
    match text.rfind(" (os error ") {
        Some(end) => text.get(..end).unwrap_or(&text).to_owned(),
        None => text,
    }
}

/// An OSError for a failed system call.
pub fn os_error(vm: &Vm, error: &std::io::Error, filename: Option<Value>) -> Raised {
    let number = error.raw_os_error().unwrap_or(libc::EIO);
    let exception = crate::objects::exception::new_os_error(vm, number, &error_text(number), filename);
    vm.raise_new(exception)
}

fn first(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

fn given(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_unbound() && !value.is_none())
}

/// A result of a system call, with the path that goes into its error.
fn done<T>(vm: &Vm, result: std::io::Result<T>, path: &Value) -> PyResult<T> {
    result.map_err(|error| os_error(vm, &error, if path.is_none() { None } else { Some(path.clone()) }))
}

fn plain<T>(vm: &Vm, result: std::io::Result<T>) -> PyResult<T> {
    result.map_err(|error| os_error(vm, &error, None))
}

fn fd_argument(vm: &Vm, value: &Value) -> PyResult<i32> {
    if vm.class_of(value).slots(|slots| slots.index.is_none()) {
        return Err(messages::not_an_integer(vm, value));
    }
    match i32::try_from(ops::index_exact(vm, value)?) {
        Ok(fd) => Ok(fd),
        Err(_) => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

/// A name from the system: str for str arguments, bytes for bytes.
fn name_value(vm: &Vm, name: &OsStr, as_bytes: bool) -> Value {
    if as_bytes { bytes::from_vec(vm, name.as_bytes().to_vec()) } else { super::sys::os_text(vm, name) }
}

fn is_bytes(vm: &Vm, value: &Value) -> bool {
    vm.is_instance(value, &vm.types.bytes)
}

// ---- processes ----

fn exit_now(vm: &Vm, args: &[Value]) -> PyResult {
    let status = ops::index_exact(vm, first(args))?;
    os::exit_now(status as i32)
}

fn abort(_vm: &Vm, _args: &[Value]) -> PyResult {
    std::process::abort()
}

fn identity(vm: &Vm, index: usize) -> PyResult {
    Ok(vm.new_int(os::identities().get(index).copied().unwrap_or(0)))
}

fn cpu_count(_vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(match std::thread::available_parallelism() {
        Ok(count) => Value::small_int(count.get() as i64),
        Err(_) => Value::NONE,
    })
}

fn kill(vm: &Vm, args: &[Value]) -> PyResult {
    let [process, signal] = args else { return Ok(Value::NONE) };
    plain(vm, os::kill(fd_argument(vm, process)?, fd_argument(vm, signal)?))?;
    vm.poll()?;
    Ok(Value::NONE)
}

fn waitpid(vm: &Vm, args: &[Value]) -> PyResult {
    let [process, options] = args else { return Ok(Value::NONE) };
    let (process, options) = (fd_argument(vm, process)?, fd_argument(vm, options)?);
    loop {
        match vm.blocking(|| os::wait_for(process, options)) {
            Ok((process, status)) => return Ok(vm.tuple_of([vm.new_int(i64::from(process)), vm.new_int(i64::from(status))])),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

fn status_part(vm: &Vm, args: &[Value], part: fn(i32) -> i64, truth: bool) -> PyResult {
    let value = part(fd_argument(vm, first(args))?);
    Ok(if truth { Value::bool(value != 0) } else { Value::small_int(value) })
}

fn waitstatus_to_exitcode(vm: &Vm, args: &[Value]) -> PyResult {
    let status = fd_argument(vm, first(args))?;
    match status & 0xff {
        0x7f => {
            let signal = status >> 8 & 0xff;
            Err(messages::value_error(vm, &format!("process stopped by delivery of signal {signal}")))
        }
        _ if status & 0x7f == 0 => Ok(Value::small_int(i64::from(status >> 8 & 0xff))),
        _ if status & 0x7f == 0x7f => Err(messages::value_error(vm, &format!("invalid wait status: {status}"))),
        _ => Ok(Value::small_int(-i64::from(status & 0x7f))),
    }
}

fn times(vm: &Vm, _args: &[Value]) -> PyResult {
    let values = os::process_times().map(|value| vm.new_float(value)).to_vec();
    make(vm, &sequence::TIMES_RESULT, values, Vec::new())
}

fn uname(vm: &Vm, _args: &[Value]) -> PyResult {
    let names = plain(vm, os::system_names())?;
    make(vm, &sequence::UNAME_RESULT, names.iter().map(|name| vm.new_str(name)).collect(), Vec::new())
}

fn umask(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_int(i64::from(os::umask(fd_argument(vm, first(args))? as u32))))
}

fn strerror(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_string(error_text(fd_argument(vm, first(args))?)))
}

fn urandom(vm: &Vm, args: &[Value]) -> PyResult {
    let size = ops::index_exact(vm, first(args))?;
    let Ok(size) = usize::try_from(size) else { return Err(messages::value_error(vm, "negative argument not allowed")) };
    let mut data = bytes::zeros(vm, size)?;
    let filled = std::fs::File::open("/dev/urandom").and_then(|mut source| std::io::Read::read_exact(&mut source, &mut data));
    plain(vm, filled)?;
    Ok(bytes::from_vec(vm, data))
}

// ---- descriptors ----

fn close(vm: &Vm, args: &[Value]) -> PyResult {
    plain(vm, os::close(fd_argument(vm, first(args))?))?;
    Ok(Value::NONE)
}

fn dup(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_int(i64::from(plain(vm, os::duplicate(fd_argument(vm, first(args))?))?)))
}

fn dup2(vm: &Vm, args: &[Value]) -> PyResult {
    let [fd, target, inheritable] = args else { return Ok(Value::NONE) };
    let fd = plain(vm, os::duplicate_to(fd_argument(vm, fd)?, fd_argument(vm, target)?))?;
    if !inheritable.is_unbound() && !ops::truth(vm, inheritable)? {
        plain(vm, os::set_inheritable(fd, false))?;
    }
    Ok(vm.new_int(i64::from(fd)))
}

fn fstat(vm: &Vm, args: &[Value]) -> PyResult {
    stat_result(vm, &plain(vm, os::stat_fd(fd_argument(vm, first(args))?))?)
}

fn fsync(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = fd_argument(vm, first(args))?;
    plain(vm, vm.blocking_briefly(|| os::sync(fd)))?;
    Ok(Value::NONE)
}

fn ftruncate(vm: &Vm, args: &[Value]) -> PyResult {
    let [fd, length] = args else { return Ok(Value::NONE) };
    plain(vm, os::truncate(fd_argument(vm, fd)?, ops::index_exact(vm, length)?))?;
    Ok(Value::NONE)
}

fn get_inheritable(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(plain(vm, os::is_inheritable(fd_argument(vm, first(args))?))?))
}

fn set_inheritable(vm: &Vm, args: &[Value]) -> PyResult {
    let [fd, inheritable] = args else { return Ok(Value::NONE) };
    plain(vm, os::set_inheritable(fd_argument(vm, fd)?, ops::truth(vm, inheritable)?))?;
    Ok(Value::NONE)
}

fn get_terminal_size(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = match given(args.first()) {
        Some(fd) => fd_argument(vm, fd)?,
        None => 1,
    };
    let (columns, lines) = plain(vm, os::terminal_size(fd))?;
    let values = vec![Value::small_int(i64::from(columns)), Value::small_int(i64::from(lines))];
    make(vm, &sequence::TERMINAL_SIZE, values, Vec::new())
}

fn isatty(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(os::is_terminal(fd_argument(vm, first(args))?)))
}

fn lseek(vm: &Vm, args: &[Value]) -> PyResult {
    let [fd, position, whence] = args else { return Ok(Value::NONE) };
    let place = os::seek(fd_argument(vm, fd)?, ops::index_exact(vm, position)?, fd_argument(vm, whence)?);
    Ok(int::from_i64(vm, plain(vm, place)?))
}

fn open(vm: &Vm, args: &[Value]) -> PyResult {
    let [path, flags, mode, _] = args else { return Ok(Value::NONE) };
    let name = path_argument(vm, path)?;
    let flags = fd_argument(vm, flags)?;
    let mode = if mode.is_unbound() { 0o777 } else { fd_argument(vm, mode)? as u32 };
    let fd = done(vm, vm.blocking_briefly(|| os::open(Path::new(&name), flags, mode)), path)?;
    Ok(vm.new_int(i64::from(fd)))
}

fn pipe(vm: &Vm, _args: &[Value]) -> PyResult {
    let (read, write) = plain(vm, os::pipe())?;
    Ok(vm.tuple_of([vm.new_int(i64::from(read)), vm.new_int(i64::from(write))]))
}

fn read(vm: &Vm, args: &[Value]) -> PyResult {
    let [fd, length] = args else { return Ok(Value::NONE) };
    let fd = fd_argument(vm, fd)?;
    let Ok(length) = usize::try_from(ops::index_exact(vm, length)?) else {
        return Err(os_error(vm, &std::io::Error::from_raw_os_error(libc::EINVAL), None));
    };
    let mut data = bytes::zeros(vm, length.min(0x7fff_f000))?;
    let count = super::io::read_fd(vm, fd, &mut data)?;
    data.truncate(count);
    Ok(bytes::from_vec(vm, data))
}

fn write(vm: &Vm, args: &[Value]) -> PyResult {
    let [fd, data] = args else { return Ok(Value::NONE) };
    let fd = fd_argument(vm, fd)?;
    let data = buffer::expect_bytes(vm, data)?;
    Ok(int::from_usize(vm, super::io::write_fd(vm, fd, &data)?))
}

// ---- paths ----

fn fspath(vm: &Vm, args: &[Value]) -> PyResult {
    let path = first(args);
    if vm.is_instance(path, &vm.types.str) || is_bytes(vm, path) {
        return Ok(path.clone());
    }
    match vm.call_special(path, &vm.names.__fspath__, &[])? {
        Some(text) if vm.is_instance(&text, &vm.types.str) || is_bytes(vm, &text) => Ok(text),
        Some(other) => {
            let message =
                format!("expected {}.__fspath__() to return str or bytes, not {}", vm.class_name(path), vm.class_name(&other));
            Err(messages::type_error(vm, &message))
        }
        None => Err(messages::type_error(vm, &format!("expected str, bytes or os.PathLike object, not {}", vm.class_name(path)))),
    }
}

fn access(vm: &Vm, args: &[Value]) -> PyResult {
    let [path, mode, ..] = args else { return Ok(Value::NONE) };
    let name = path_argument(vm, path)?;
    Ok(Value::bool(os::access(Path::new(&name), fd_argument(vm, mode)?).is_ok()))
}

fn chdir(vm: &Vm, args: &[Value]) -> PyResult {
    let path = first(args);
    let name = path_argument(vm, path)?;
    done(vm, std::env::set_current_dir(&name), path)?;
    Ok(Value::NONE)
}

fn chmod(vm: &Vm, args: &[Value]) -> PyResult {
    let [path, mode, ..] = args else { return Ok(Value::NONE) };
    let name = path_argument(vm, path)?;
    let mode = fd_argument(vm, mode)? as u32;
    done(vm, std::fs::set_permissions(&name, std::fs::Permissions::from_mode(mode)), path)?;
    Ok(Value::NONE)
}

fn getcwd(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(super::sys::os_text(vm, plain(vm, std::env::current_dir())?.as_os_str()))
}

fn getcwdb(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(bytes::from_vec(vm, plain(vm, std::env::current_dir())?.into_os_string().into_vec()))
}

/// An OSError that names two paths.
fn two_paths<T>(vm: &Vm, result: std::io::Result<T>, from: &Value, to: &Value) -> PyResult<T> {
    result.map_err(|error| {
        let number = error.raw_os_error().unwrap_or(libc::EIO);
        let args =
            [Value::small_int(i64::from(number)), vm.new_string(error_text(number)), from.clone(), Value::NONE, to.clone()];
        match vm.call_values(vm.errors.os_error.value(), &args) {
            Ok(exception) => vm.raise_new(exception),
            Err(raised) => raised,
        }
    })
}

fn link(vm: &Vm, args: &[Value]) -> PyResult {
    let [from, to, ..] = args else { return Ok(Value::NONE) };
    let result = std::fs::hard_link(path_argument(vm, from)?, path_argument(vm, to)?);
    two_paths(vm, result, from, to)?;
    Ok(Value::NONE)
}

fn symlink(vm: &Vm, args: &[Value]) -> PyResult {
    let [from, to, ..] = args else { return Ok(Value::NONE) };
    let result = std::os::unix::fs::symlink(path_argument(vm, from)?, path_argument(vm, to)?);
    two_paths(vm, result, from, to)?;
    Ok(Value::NONE)
}

fn rename(vm: &Vm, args: &[Value]) -> PyResult {
    let [from, to, ..] = args else { return Ok(Value::NONE) };
    let result = std::fs::rename(path_argument(vm, from)?, path_argument(vm, to)?);
    two_paths(vm, result, from, to)?;
    Ok(Value::NONE)
}

fn readlink(vm: &Vm, args: &[Value]) -> PyResult {
    let path = first(args);
    let target = done(vm, std::fs::read_link(path_argument(vm, path)?), path)?;
    Ok(name_value(vm, target.as_os_str(), is_bytes(vm, path)))
}

fn mkdir(vm: &Vm, args: &[Value]) -> PyResult {
    let [path, mode, _] = args else { return Ok(Value::NONE) };
    let name = path_argument(vm, path)?;
    let mode = if mode.is_unbound() { 0o777 } else { fd_argument(vm, mode)? as u32 };
    let mut builder = std::fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
    done(vm, builder.create(&name), path)?;
    Ok(Value::NONE)
}

fn rmdir(vm: &Vm, args: &[Value]) -> PyResult {
    let path = first(args);
    done(vm, std::fs::remove_dir(path_argument(vm, path)?), path)?;
    Ok(Value::NONE)
}

fn unlink(vm: &Vm, args: &[Value]) -> PyResult {
    let path = first(args);
    done(vm, std::fs::remove_file(path_argument(vm, path)?), path)?;
    Ok(Value::NONE)
}

fn truncate(vm: &Vm, args: &[Value]) -> PyResult {
    let [path, length] = args else { return Ok(Value::NONE) };
    let length = ops::index_exact(vm, length)?;
    let name = path_argument(vm, path)?;
    let fd = done(vm, os::open(Path::new(&name), libc::O_WRONLY, 0), path)?;
    let result = os::truncate(fd, length);
    let _ = os::close(fd);
    done(vm, result, path)?;
    Ok(Value::NONE)
}

fn folder_argument(vm: &Vm, args: &[Value]) -> PyResult<(OsString, Value, bool)> {
    match given(args.first()) {
        Some(path) => Ok((path_argument(vm, path)?, path.clone(), is_bytes(vm, path))),
        None => Ok((OsString::from("."), vm.new_str("."), false)),
    }
}

fn listdir(vm: &Vm, args: &[Value]) -> PyResult {
    let (folder, shown, as_bytes) = folder_argument(vm, args)?;
    let mut names = Vec::new();
    for entry in done(vm, std::fs::read_dir(&folder), &shown)? {
        names.push(name_value(vm, &done(vm, entry, &shown)?.file_name(), as_bytes));
    }
    Ok(vm.new_list(names))
}

fn stat(vm: &Vm, args: &[Value]) -> PyResult {
    let [path, _, follow] = args else { return Ok(Value::NONE) };
    if path.is_int() {
        return fstat(vm, args);
    }
    let follow = if follow.is_unbound() { true } else { ops::truth(vm, follow)? };
    let name = path_argument(vm, path)?;
    stat_result(vm, &done(vm, os::stat(Path::new(&name), follow), path)?)
}

fn lstat(vm: &Vm, args: &[Value]) -> PyResult {
    let path = first(args);
    let name = path_argument(vm, path)?;
    stat_result(vm, &done(vm, os::stat(Path::new(&name), false), path)?)
}

fn stat_result(vm: &Vm, info: &Stat) -> PyResult {
    let number = |value: i64| int::from_i64(vm, value);
    let mut visible = vec![
        number(i64::from(info.mode)),
        int::from_u64(vm, info.inode),
        int::from_u64(vm, info.device),
        int::from_u64(vm, info.links),
        number(i64::from(info.user)),
        number(i64::from(info.group)),
        number(info.size),
    ];
    visible.extend(info.times.iter().map(|time| number(time.0)));
    let mut hidden: Vec<Value> = info.times.iter().map(|time| vm.new_float(time.0 as f64 + time.1 as f64 * 1e-9)).collect();
    hidden.extend(info.times.iter().map(|time| number(time.0.saturating_mul(1_000_000_000).saturating_add(time.1))));
    hidden.extend([number(info.block_size), number(info.blocks), int::from_u64(vm, info.special)]);
    make(vm, &sequence::STAT_RESULT, visible, hidden)
}

fn utime(vm: &Vm, args: &[Value]) -> PyResult {
    let [path, times, ns, ..] = args else { return Ok(Value::NONE) };
    let name = path_argument(vm, path)?;
    let pair = |value: &Value| -> PyResult<(Value, Value)> {
        match ops::collect(vm, value)?.as_slice() {
            [a, b] => Ok((a.clone(), b.clone())),
            _ => Err(messages::type_error(vm, "utime: 'times' must be either a tuple of two ints or None")),
        }
    };
    let split = |seconds: f64| {
        let whole = seconds.floor();
        (whole as i64, ((seconds - whole) * 1e9) as i64)
    };
    let (access, modified) = if let Some(times) = given(Some(times)) {
        let (a, b) = pair(times)?;
        (split(float::expect_real(vm, &a)?), split(float::expect_real(vm, &b)?))
    } else if let Some(ns) = given(Some(ns)) {
        let (a, b) = pair(ns)?;
        let split = |value: i64| (value.div_euclid(1_000_000_000), value.rem_euclid(1_000_000_000));
        (split(ops::index_exact(vm, &a)?), split(ops::index_exact(vm, &b)?))
    } else {
        let now = os::clock(libc::CLOCK_REALTIME).unwrap_or(0);
        let now = (now.div_euclid(1_000_000_000), now.rem_euclid(1_000_000_000));
        (now, now)
    };
    done(vm, os::set_file_times(Path::new(&name), access, modified), path)?;
    Ok(Value::NONE)
}

fn scandir(vm: &Vm, args: &[Value]) -> PyResult {
    let (folder, shown, as_bytes) = folder_argument(vm, args)?;
    let entries = done(vm, std::fs::read_dir(&folder), &shown)?;
    entries::iterator(vm, entries, folder, as_bytes)
}

/// `os.scandir`'s iterator and its entries.
mod entries {
    use super::{done, name_value, stat_result};
    use crate::memory::{Guarded, Kind, Payload, PyResult, Value, os};
    use crate::objects::class::{TypeSpec, class_flag};
    use crate::objects::native::{Member, method};
    use crate::objects::slots::Slots;
    use crate::objects::vm::Vm;
    use crate::objects::{kinds, ops};
    use crate::stdlib::class_of;
    use std::ffi::OsString;
    use std::fs::ReadDir;
    use std::path::PathBuf;

    pub struct PyEntries {
        entries: Guarded<Option<ReadDir>>,
        folder: OsString,
        as_bytes: bool,
    }

    impl Payload for PyEntries {
        const KIND: Kind = kinds::SCANDIR_ITERATOR;
    }

    pub struct PyEntry {
        path: PathBuf,
        name: Value,
        path_value: Value,
        kind: Option<std::fs::FileType>,
    }

    impl Payload for PyEntry {
        const KIND: Kind = kinds::DIR_ENTRY;
    }

    const ITERATOR: TypeSpec = TypeSpec {
        name: "ScandirIterator",
        module: "posix",
        flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
        slots: Slots { iter: Some(|_, value| Ok(value.clone())), next: Some(next), ..Slots::EMPTY },
        methods: &[
            method("__enter__", "(self, /)", |_, args| Ok(args.first().cloned().unwrap_or(Value::NONE)), ""),
            method("__exit__", "(self, /, *args)", close, ""),
            method("close", "(self, /)", close, ""),
        ],
        ..TypeSpec::EMPTY
    };

    pub const DIR_ENTRY: TypeSpec = TypeSpec {
        name: "DirEntry",
        module: "posix",
        flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
        slots: Slots { repr: Some(repr), ..Slots::EMPTY },
        methods: &[
            method("is_dir", "(self, /, *, follow_symlinks=True)", |vm, args| is_kind(vm, args, libc::S_IFDIR), ""),
            method("is_file", "(self, /, *, follow_symlinks=True)", |vm, args| is_kind(vm, args, libc::S_IFREG), ""),
            method("is_symlink", "(self, /)", is_symlink, ""),
            method("is_junction", "(self, /)", |_, _| Ok(Value::FALSE), ""),
            method("stat", "(self, /, *, follow_symlinks=True)", stat, ""),
            method("inode", "(self, /)", inode, ""),
            method(
                "__fspath__",
                "(self, /)",
                |_, args| Ok(entry(args).map_or(Value::NONE, |entry| entry.path_value.clone())),
                "",
            ),
        ],
        members: &[
            Member {
                name: "name",
                get: |_, value| Ok(value.get::<PyEntry>().map_or(Value::NONE, |entry| entry.name.clone())),
                set: None,
                doc: "",
            },
            Member {
                name: "path",
                get: |_, value| Ok(value.get::<PyEntry>().map_or(Value::NONE, |entry| entry.path_value.clone())),
                set: None,
                doc: "",
            },
        ],
        ..TypeSpec::EMPTY
    };

    pub fn iterator(vm: &Vm, entries: ReadDir, folder: OsString, as_bytes: bool) -> PyResult {
        let class = class_of(vm, "posix.ScandirIterator", &ITERATOR, &vm.types.object, kinds::SCANDIR_ITERATOR);
        Ok(vm.new_object(&class, PyEntries { entries: Guarded::new(Some(entries)), folder, as_bytes }).into_value())
    }

    fn next(vm: &Vm, value: &Value) -> PyResult {
        let Some(iterator) = value.get::<PyEntries>() else { return Ok(Value::DONE) };
        match iterator.entries.write(|entries| entries.as_mut().and_then(Iterator::next)) {
            None => {
                drop(iterator.entries.replace(None));
                Ok(Value::DONE)
            }
            Some(found) => {
                let found = done(vm, found, &Value::NONE)?;
                let class = class_of(vm, "posix.DirEntry", &DIR_ENTRY, &vm.types.object, kinds::DIR_ENTRY);
                let mut path = PathBuf::from(&iterator.folder);
                path.push(found.file_name());
                let name = name_value(vm, &found.file_name(), iterator.as_bytes);
                let path_value = name_value(vm, path.as_os_str(), iterator.as_bytes);
                let entry = PyEntry { path, name, path_value, kind: found.file_type().ok() };
                Ok(vm.new_object(&class, entry).into_value())
            }
        }
    }

    fn close(_vm: &Vm, args: &[Value]) -> PyResult {
        if let Some(iterator) = args.first().and_then(Value::get::<PyEntries>) {
            drop(iterator.entries.replace(None));
        }
        Ok(Value::NONE)
    }

    fn entry(args: &[Value]) -> Option<&PyEntry> {
        args.first().and_then(Value::get::<PyEntry>)
    }

    fn repr(vm: &Vm, value: &Value) -> PyResult {
        let Some(entry) = value.get::<PyEntry>() else { return Ok(Value::NONE) };
        Ok(vm.new_string(format!("<DirEntry {}>", ops::repr_text(vm, &entry.name)?)))
    }

    fn follows(vm: &Vm, args: &[Value]) -> PyResult<bool> {
        match args.get(1) {
            Some(follow) if !follow.is_unbound() => ops::truth(vm, follow),
            _ => Ok(true),
        }
    }

    fn is_kind(vm: &Vm, args: &[Value], kind: u32) -> PyResult {
        let Some(entry) = entry(args) else { return Ok(Value::NONE) };
        let follow = follows(vm, args)?;
        if let Some(known) = entry.kind
            && (!known.is_symlink() || !follow)
        {
            return Ok(Value::bool(if kind == libc::S_IFDIR { known.is_dir() } else { known.is_file() }));
        }
        Ok(Value::bool(os::stat(&entry.path, follow).is_ok_and(|info| info.mode & libc::S_IFMT == kind)))
    }

    fn is_symlink(_vm: &Vm, args: &[Value]) -> PyResult {
        Ok(Value::bool(entry(args).is_some_and(|entry| entry.kind.is_some_and(|kind| kind.is_symlink()))))
    }

    fn stat(vm: &Vm, args: &[Value]) -> PyResult {
        let Some(entry) = entry(args) else { return Ok(Value::NONE) };
        let info = done(vm, os::stat(&entry.path, follows(vm, args)?), &entry.path_value)?;
        stat_result(vm, &info)
    }

    fn inode(vm: &Vm, args: &[Value]) -> PyResult {
        let Some(entry) = entry(args) else { return Ok(Value::NONE) };
        let info = done(vm, os::stat(&entry.path, false), &entry.path_value)?;
        Ok(crate::objects::int::from_u64(vm, info.inode))
    }
}
