//! The module `_io`: raw files, buffers, text streams, memory streams, `open`.
//!
//! `file` talks to descriptors, `buffered` adds a buffer, `text` adds an
//! encoding; `memory` holds BytesIO and StringIO, `base` the abstract classes
//! that Python classes derive from. Missing: `BufferedRWPair`.

pub mod base;
pub mod buffered;
mod cookie;
pub mod file;
pub mod memory;
mod newlines;
pub mod text;

use super::{ModuleSpec, sys};
use crate::memory::{Handle, PyResult, Raised, Value, os};
use crate::objects::class::Class;
use crate::objects::exception::messages;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{int, ops};
use std::os::unix::ffi::OsStrExt;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_io",
    doc: "The io module provides the Python interfaces to stream handling.",
    functions: FUNCTIONS,
    setup: Some(setup),
};

pub const BUFFER_SIZE: usize = 8192;

/// `open`, which `builtins` shows too.
pub const OPEN: Method = function(
    "open",
    "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
    open,
    "Open file and return a stream.  Raise OSError upon failure.",
);

const FUNCTIONS: &[Method] = &[
    OPEN,
    function("open_code", "(path)", open_code, "Opens the provided file with the intent to import the contents."),
    function("text_encoding", "(encoding, stacklevel=2, /)", text_encoding, "A helper function to choose the text encoding."),
];

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    let put = |name: &str, value: Value| super::set(vm, module, name, value);
    put("DEFAULT_BUFFER_SIZE", Value::small_int(BUFFER_SIZE as i64));
    put("UnsupportedOperation", unsupported_class(vm)?);
    put("BlockingIOError", vm.errors.blocking_io_error.to_value());
    for (name, class) in [
        ("_IOBase", base::io_base(vm)),
        ("_RawIOBase", base::raw_base(vm)),
        ("_BufferedIOBase", base::buffered_base(vm)),
        ("_TextIOBase", base::text_base(vm)),
        ("FileIO", file::class(vm)),
        ("BufferedReader", buffered::reader_class(vm)),
        ("BufferedWriter", buffered::writer_class(vm)),
        ("BufferedRandom", buffered::random_class(vm)),
        ("BufferedRWPair", buffered::pair_class(vm)),
        ("TextIOWrapper", text::class(vm)),
        ("BytesIO", memory::bytes_class(vm)),
        ("StringIO", memory::string_class(vm)),
        ("IncrementalNewlineDecoder", newlines::decoder_class(vm)),
    ] {
        put(name, class.into_value());
    }
    Ok(())
}

/// `io.UnsupportedOperation`, an OSError and a ValueError.
pub fn unsupported_class(vm: &Vm) -> PyResult {
    if let Some(known) = vm.registered("_io.UnsupportedOperation") {
        return Ok(known);
    }
    let namespace = vm.new_dict();
    crate::objects::dict::set_item(vm, &namespace, &vm.names.__module__, vm.intern("io"))?;
    let bases = vm.tuple_of([vm.errors.os_error.to_value(), vm.errors.value_error.to_value()]);
    let class = vm.call_values(vm.types.type_.value(), &[vm.intern("UnsupportedOperation"), bases, namespace])?;
    vm.register("_io.UnsupportedOperation", class.clone());
    Ok(class)
}

pub fn unsupported(vm: &Vm, message: &str) -> Raised {
    match unsupported_class(vm).and_then(|class| vm.call_values(&class, &[vm.new_str(message)])) {
        Ok(exception) => vm.raise_new(exception),
        Err(raised) => raised,
    }
}

pub fn closed_error(vm: &Vm) -> Raised {
    messages::value_error(vm, "I/O operation on closed file.")
}

/// An OSError for a failed system call.
pub fn os_error(vm: &Vm, error: &std::io::Error, filename: Option<Value>) -> Raised {
    super::posix::os_error(vm, error, filename)
}

/// Reads once; interrupted calls go on after pending signals have been looked at.
pub fn read_fd(vm: &Vm, fd: i32, buffer: &mut [u8]) -> PyResult<usize> {
    if let Some(hook) = vm.hooks.get().read_stream
        && (0..=2).contains(&fd)
    {
        return hook(vm, fd, buffer);
    }
    loop {
        match vm.blocking(|| os::read(fd, buffer)) {
            Ok(count) => {
                if count == 0 {
                    // A signal may have come together with the end of the stream.
                    vm.poll()?;
                }
                return Ok(count);
            }
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

/// Writes once, at most a bounded chunk.
pub fn write_fd(vm: &Vm, fd: i32, bytes: &[u8]) -> PyResult<usize> {
    if let Some(hook) = vm.hooks.get().write_stream
        && (0..=2).contains(&fd)
    {
        return hook(vm, fd, bytes);
    }
    loop {
        match vm.blocking_briefly(|| os::write(fd, bytes)) {
            Ok(count) => return Ok(count),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

/// A size argument: None and unbound mean "everything".
pub fn size_argument(vm: &Vm, value: Option<&Value>) -> PyResult<Option<usize>> {
    match value {
        None => Ok(None),
        Some(value) if value.is_unbound() || value.is_none() => Ok(None),
        Some(value) => {
            if vm.class_of(value).slots(|slots| slots.index.is_none()) {
                let message = format!("argument should be integer or None, not '{}'", vm.class_name(value));
                return Err(messages::type_error(vm, &message));
            }
            let size = ops::index_clamped(vm, value)?;
            Ok(usize::try_from(size).ok())
        }
    }
}

/// Whether an object says that it is closed.
pub fn is_closed(vm: &Vm, stream: &Value) -> PyResult<bool> {
    let closed = ops::get_attr(vm, stream, &vm.intern("closed"))?;
    ops::truth(vm, &closed)
}

/// Whether the object's class is exactly the given one.
pub fn is_exact(vm: &Vm, value: &Value, class: &Class) -> bool {
    vm.class_of(value).same(class)
}

// ---- open ----

fn given(value: &Value) -> Option<&Value> {
    if value.is_unbound() || value.is_none() { None } else { Some(value) }
}

fn text_argument(vm: &Vm, value: &Value, name: &str) -> PyResult<Option<String>> {
    match given(value) {
        None => Ok(None),
        Some(text) if vm.is_instance(text, &vm.types.str) => {
            messages::require_utf8(vm, text)?;
            messages::without_nul(vm, text_of(text)).map(Some)
        }
        Some(other) => {
            Err(messages::type_error(vm, &format!("open() argument '{name}' must be str or None, not {}", vm.class_name(other))))
        }
    }
}

fn open(vm: &Vm, args: &[Value]) -> PyResult {
    let [file, mode_value, buffering, encoding, errors, newline, closefd, opener] = args else { return Ok(Value::NONE) };
    let is_path = vm.is_instance(file, &vm.types.str) || vm.is_instance(file, &vm.types.bytes);
    let is_number = vm.class_of(file).slots(|slots| slots.index.is_some() || slots.int.is_some() || slots.float.is_some())
        || vm.is_instance(file, &vm.types.complex);
    let file = if is_path || is_number {
        file.clone()
    } else {
        match vm.call_special(file, &vm.names.__fspath__, &[])? {
            Some(path) => path,
            None => {
                let message = format!("expected str, bytes or os.PathLike object, not {}", vm.class_name(file));
                return Err(messages::type_error(vm, &message));
            }
        }
    };
    let mode = match given(mode_value) {
        None if mode_value.is_none() => return Err(messages::type_error(vm, "open() argument 'mode' must be str, not None")),
        None => "r".to_owned(),
        Some(mode) if vm.is_instance(mode, &vm.types.str) => {
            messages::require_utf8(vm, mode)?;
            text_of(mode)
        }
        Some(mode) => {
            return Err(messages::type_error(vm, &format!("open() argument 'mode' must be str, not {}", vm.class_name(mode))));
        }
    };
    let mut buffering = if buffering.is_unbound() { -1 } else { ops::index_exact(vm, buffering)? };
    let encoding_text = text_argument(vm, encoding, "encoding")?;
    let errors_text = text_argument(vm, errors, "errors")?;
    let newline_text = text_argument(vm, newline, "newline")?;
    let has = |letter: char| mode.contains(letter);
    let invalid = || messages::value_error(vm, &format!("invalid mode: '{mode}'"));
    let mut seen = Vec::new();
    for letter in mode.chars() {
        if !"xrwab+t".contains(letter) || seen.contains(&letter) {
            return Err(invalid());
        }
        seen.push(letter);
    }
    let (text, binary) = (has('t'), has('b'));
    if text && binary {
        return Err(messages::value_error(vm, "can't have text and binary mode at once"));
    }
    let kinds = [has('x'), has('r'), has('w'), has('a')].iter().filter(|on| **on).count();
    if kinds != 1 {
        let message = if kinds == 0 {
            "Must have exactly one of create/read/write/append mode and at most one plus"
        } else {
            "must have exactly one of create/read/write/append mode"
        };
        return Err(messages::value_error(vm, message));
    }
    if binary && encoding_text.is_some() {
        return Err(messages::value_error(vm, "binary mode doesn't take an encoding argument"));
    }
    if binary && errors_text.is_some() {
        return Err(messages::value_error(vm, "binary mode doesn't take an errors argument"));
    }
    if binary && newline_text.is_some() {
        return Err(messages::value_error(vm, "binary mode doesn't take a newline argument"));
    }
    let raw_mode: String = mode.chars().filter(|letter| !matches!(letter, 't' | 'b')).collect();
    let closefd = if closefd.is_unbound() { true } else { ops::truth(vm, closefd)? };
    let raw = file::open(vm, &file, &raw_mode, closefd, given(opener))?;
    let result = wrap(vm, &raw, &mode, &mut buffering, binary, encoding_text, errors_text, newline_text);
    if result.is_err() {
        let pending = vm.take_exception();
        if vm.call_method(&raw, &vm.names.close, &[]).is_err() {
            drop(vm.take_exception());
        }
        return Err(vm.raise(pending));
    }
    result
}

#[expect(clippy::too_many_arguments, reason = "the arguments of open()")]
fn wrap(
    vm: &Vm,
    raw: &Value,
    mode: &str,
    buffering: &mut i64,
    binary: bool,
    encoding: Option<String>,
    errors: Option<String>,
    newline: Option<String>,
) -> PyResult {
    let fd = file::fd_of(raw);
    let terminal = os::is_terminal(fd);
    let mut line_buffering = false;
    if *buffering == 1 && binary {
        messages::warn(
            vm,
            &vm.errors.runtime_warning,
            "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
        )?;
        *buffering = -1;
    }
    if *buffering == 1 || (*buffering < 0 && terminal) {
        *buffering = -1;
        line_buffering = true;
    }
    if *buffering < -1 {
        return Err(messages::value_error(vm, "invalid buffering size"));
    }
    if *buffering == 0 {
        if !binary {
            return Err(messages::value_error(vm, "can't have unbuffered text I/O"));
        }
        return Ok(raw.clone());
    }
    let size = if *buffering < 0 { file::block_size(raw) } else { *buffering as usize };
    let updating = mode.contains('+');
    let kind = match (updating, mode.contains('r')) {
        (true, _) => buffered::Kind::Random,
        (false, true) => buffered::Kind::Reader,
        (false, false) => buffered::Kind::Writer,
    };
    let buffer = buffered::make(vm, kind, raw.clone(), size)?;
    if binary {
        return Ok(buffer);
    }
    let settings = text::Settings {
        encoding: encoding.unwrap_or_else(|| text::LOCALE.to_owned()),
        errors: errors.unwrap_or_else(|| "strict".to_owned()),
        newline,
        line_buffering,
        write_through: false,
    };
    let wrapper = text::make(vm, buffer, settings)?;
    ops::set_attr(vm, &wrapper, &vm.intern("mode"), Some(vm.new_str(mode)))?;
    Ok(wrapper)
}

fn open_code(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(path) = args.first() else { return Ok(Value::NONE) };
    let unbound = || Value::UNBOUND;
    open(vm, &[path.clone(), vm.new_str("rb"), unbound(), unbound(), unbound(), unbound(), unbound(), unbound()])
}

fn text_encoding(vm: &Vm, args: &[Value]) -> PyResult {
    match args.first() {
        Some(encoding) if !encoding.is_none() => Ok(encoding.clone()),
        _ => Ok(vm.intern("locale")),
    }
}

// ---- the standard streams ----

/// Makes `sys.stdin`, `sys.stdout`, `sys.stderr` and their dunder twins.
pub fn install(vm: &Vm) -> PyResult<()> {
    let (encoding, errors) = stream_encoding(vm);
    for (fd, name, mode) in [(0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")] {
        let stream = if vm.options.captured || (os::stat_fd(fd).is_ok() && !os::was_closed(fd)) {
            let raw = file::from_fd(vm, fd, mode, &format!("<{name}>"))?;
            let terminal = !vm.options.captured && os::is_terminal(fd);
            let unbuffered = vm.options.unbuffered && fd != 0;
            let kind = if fd == 0 { buffered::Kind::Reader } else { buffered::Kind::Writer };
            let buffer = buffered::make(vm, kind, raw, BUFFER_SIZE)?;
            let errors = match (fd, &errors) {
                (2, _) => "backslashreplace",
                (_, Some(errors)) => errors.as_str(),
                _ => "strict",
            };
            let settings = text::Settings {
                encoding: encoding.clone(),
                errors: errors.to_owned(),
                newline: if fd == 0 { None } else { Some("\n".to_owned()) },
                line_buffering: fd == 2 || terminal,
                write_through: unbuffered,
            };
            let stream = text::make(vm, buffer, settings)?;
            ops::set_attr(vm, &stream, &vm.intern("mode"), Some(vm.intern(mode)))?;
            stream
        } else {
            Value::NONE
        };
        sys::set_attribute(vm, &format!("__{name}__"), stream.clone());
        sys::set_attribute(vm, name, stream);
    }
    Ok(())
}

/// Encoding and error handler of the standard streams (`PYTHONIOENCODING`).
fn stream_encoding(vm: &Vm) -> (String, Option<String>) {
    if !vm.options.ignore_environment
        && let Some(setting) = std::env::var_os("PYTHONIOENCODING")
        && let Ok(setting) = std::str::from_utf8(setting.as_bytes())
        && !setting.is_empty()
    {
        let (encoding, errors) = match setting.split_once(':') {
            Some((encoding, errors)) => (encoding, Some(errors.to_owned())),
            None => (setting, Some("strict".to_owned())),
        };
        let encoding = if encoding.is_empty() { "utf-8" } else { encoding };
        // The streams show the codec's own name.
        let encoding = crate::text::codec::lookup(encoding).map_or_else(|| encoding.to_owned(), |codec| codec.name().to_owned());
        return (encoding, errors.filter(|errors| !errors.is_empty()));
    }
    // A C locale is treated as UTF-8 with surrogate escapes (PEP 538, 540).
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let plain = matches!(locale.as_deref(), None | Some("C" | "POSIX" | "C.UTF-8" | "C.utf8" | "UTF-8"));
    ("utf-8".to_owned(), if plain { Some("surrogateescape".to_owned()) } else { None })
}

/// Flushes the standard streams at exit; false when one of them failed. Only
/// standard output can be complained about.
pub fn flush_standard_streams(vm: &Vm) -> bool {
    let mut good = true;
    for name in ["stdout", "stderr"] {
        let Some(stream) = sys::attribute(vm, &vm.intern(name)).filter(|stream| !stream.is_none()) else { continue };
        match is_closed(vm, &stream) {
            Ok(true) => continue,
            Ok(false) => {}
            Err(_) => drop(vm.take_exception()),
        }
        if vm.call_method(&stream, &vm.names.flush, &[]).is_err() {
            let exception = vm.take_exception();
            if name == "stdout" {
                super::unraisable::show(vm, &exception, &Value::NONE, Some("Exception ignored on flushing sys.stdout"));
            }
            good = false;
        }
    }
    good
}

/// A number object for a position in a file.
pub fn position(vm: &Vm, value: i64) -> Value {
    int::from_i64(vm, value)
}

/// The name of a stream for `repr`, if it has one.
pub fn name_of(vm: &Vm, stream: &Value) -> PyResult<Option<Value>> {
    ops::lookup_attr(vm, stream, &vm.names.name)
}
