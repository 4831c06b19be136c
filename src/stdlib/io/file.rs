//! `_io.FileIO`: a file descriptor as a raw stream.

use super::{base, os_error, read_fd, size_argument, unsupported, write_fd};
use crate::memory::{Kind, Payload, PyResult, Value, os};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{Method, as_class, bind_new, getter, method};
use crate::objects::slots::Slots;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, kinds, ops};
use std::cell::Cell;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

pub struct PyFile {
    /// -1 once closed.
    fd: Cell<i32>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    appending: Cell<bool>,
    created: Cell<bool>,
    close_fd: Cell<bool>,
    block_size: Cell<usize>,
}

impl Payload for PyFile {
    const KIND: Kind = kinds::FILE;
}

impl Drop for PyFile {
    fn drop(&mut self) {
        // A forgotten file is closed with its object; errors have nobody to go to.
        if self.fd.get() >= 0 && self.close_fd.get() {
            let _ = os::close(self.fd.get());
        }
    }
}

const FILE_IO: TypeSpec = TypeSpec {
    name: "FileIO",
    module: "_io",
    flags: class_flag::BASE | class_flag::HAS_DICT | class_flag::WEAK,
    doc: "Open a file.",
    slots: Slots { repr: Some(file_repr), new: Some(file_new), init: Some(file_init), ..Slots::EMPTY },
    methods: METHODS,
    getset: &[
        getter("closed", get_closed, "True if the file is closed"),
        getter(
            "closefd",
            |_, value| Ok(Value::bool(payload(value).is_some_and(|file| file.close_fd.get()))),
            "True if the file descriptor will be closed by close().",
        ),
        getter("mode", |vm, value| Ok(vm.intern(payload(value).map_or("", mode_text))), "String giving the file mode"),
        getter(
            "_blksize",
            |vm, value| Ok(vm.new_int(payload(value).map_or(0, |file| file.block_size.get() as i64))),
            "Stream buffer size",
        ),
    ],
    signature: "(file, mode='r', closefd=True, opener=None)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("read", "(self, size=-1, /)", read, "Read at most size bytes, returned as bytes."),
    method("readall", "(self, /)", readall, "Read all data from the file, returned as bytes."),
    method("readinto", "(self, buffer, /)", readinto, "Same as RawIOBase.readinto()."),
    method("write", "(self, b, /)", write, "Write buffer b to file, return number of bytes written."),
    method("seek", "(self, pos, whence=0, /)", seek, "Move to new file position and return the file position."),
    method("tell", "(self, /)", tell, "Current file position."),
    method(
        "truncate",
        "(self, size=None, /)",
        truncate,
        "Truncate the file to at most size bytes and return the truncated size.",
    ),
    method("close", "(self, /)", close, "Close the file."),
    method("seekable", "(self, /)", seekable, "True if file supports random-access."),
    method("readable", "(self, /)", readable, "True if file was opened in a read mode."),
    method("writable", "(self, /)", writable, "True if file was opened in a write mode."),
    method("fileno", "(self, /)", fileno, "Return the underlying file descriptor (an integer)."),
    method("isatty", "(self, /)", isatty, "True if the file is connected to a TTY device."),
];

pub fn class(vm: &Vm) -> Class {
    crate::stdlib::class_of(vm, "_io.FileIO", &FILE_IO, &base::raw_base(vm), kinds::FILE)
}

fn payload(value: &Value) -> Option<&PyFile> {
    value.get::<PyFile>()
}

fn expect<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyFile> {
    match args.first().and_then(payload) {
        Some(file) => Ok(file),
        None => Err(messages::type_error(vm, "descriptor requires a '_io.FileIO' object")),
    }
}

fn open_file<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyFile> {
    let file = expect(vm, args)?;
    if file.fd.get() < 0 {
        return Err(messages::value_error(vm, "I/O operation on closed file"));
    }
    Ok(file)
}

fn mode_text(file: &PyFile) -> &'static str {
    match (file.created.get(), file.appending.get(), file.readable.get(), file.writable.get()) {
        (true, _, true, _) => "xb+",
        (true, _, false, _) => "xb",
        (_, true, true, _) => "ab+",
        (_, true, false, _) => "ab",
        (_, _, true, true) => "rb+",
        (_, _, true, false) => "rb",
        _ => "wb",
    }
}

fn empty() -> PyFile {
    PyFile {
        fd: Cell::new(-1),
        readable: Cell::new(false),
        writable: Cell::new(false),
        appending: Cell::new(false),
        created: Cell::new(false),
        close_fd: Cell::new(true),
        block_size: Cell::new(super::BUFFER_SIZE),
    }
}

/// The descriptor of a raw file; -1 for anything else.
pub fn fd_of(value: &Value) -> i32 {
    payload(value).map_or(-1, |file| file.fd.get())
}

pub fn block_size(value: &Value) -> usize {
    payload(value).map_or(super::BUFFER_SIZE, |file| file.block_size.get())
}

/// A raw stream over a descriptor that stays open when the stream is closed.
pub fn from_fd(vm: &Vm, fd: i32, mode: &str, name: &str) -> PyResult {
    let file = empty();
    file.fd.set(fd);
    file.readable.set(mode == "r");
    file.writable.set(mode != "r");
    file.close_fd.set(false);
    let object = vm.new_object(&class(vm), file).into_value();
    ops::set_attr(vm, &object, &vm.names.name, Some(vm.new_str(name)))?;
    Ok(object)
}

fn file_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match as_class(class) {
        Some(class) => Ok(vm.new_object(class, empty()).into_value()),
        None => Err(messages::type_error(vm, "expected a class")),
    }
}

fn file_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "FileIO", FILE_IO.signature, args)?;
    let [name, mode, closefd, opener] = bound.as_slice() else { return Ok(()) };
    let mode = if mode.is_unbound() { "r".to_owned() } else { text_of(mode) };
    let closefd = if closefd.is_unbound() { true } else { ops::truth(vm, closefd)? };
    let opener = if opener.is_unbound() || opener.is_none() { None } else { Some(opener) };
    initialise(vm, object, name, &mode, closefd, opener)
}

/// `FileIO(file, mode, closefd, opener)`.
pub fn open(vm: &Vm, name: &Value, mode: &str, closefd: bool, opener: Option<&Value>) -> PyResult {
    let object = vm.new_object(&class(vm), empty()).into_value();
    initialise(vm, &object, name, mode, closefd, opener)?;
    Ok(object)
}

fn initialise(vm: &Vm, object: &Value, name: &Value, mode: &str, closefd: bool, opener: Option<&Value>) -> PyResult<()> {
    let Some(file) = payload(object) else { return Ok(()) };
    if vm.options.confined {
        return Err(vm.raise_message(&vm.errors.permission_error, "this engine opens no files"));
    }
    let mut flags = 0;
    let mut kinds = 0;
    let mut plus = false;
    for letter in mode.chars() {
        match letter {
            'x' | 'r' | 'w' | 'a' => kinds += 1,
            '+' if plus => kinds = 2,
            '+' => plus = true,
            'b' => {}
            _ => return Err(messages::value_error(vm, &format!("invalid mode: {mode}"))),
        }
        match letter {
            'x' => {
                file.created.set(true);
                file.writable.set(true);
                flags |= libc::O_EXCL | libc::O_CREAT;
            }
            'r' => file.readable.set(true),
            'w' => {
                file.writable.set(true);
                flags |= libc::O_CREAT | libc::O_TRUNC;
            }
            'a' => {
                file.writable.set(true);
                file.appending.set(true);
                flags |= libc::O_APPEND | libc::O_CREAT;
            }
            _ => {}
        }
    }
    if kinds != 1 {
        return Err(messages::value_error(vm, "Must have exactly one of create/read/write/append mode and at most one plus"));
    }
    if plus {
        file.readable.set(true);
        file.writable.set(true);
    }
    flags |= match (file.readable.get(), file.writable.get()) {
        (true, true) => libc::O_RDWR,
        (true, false) => libc::O_RDONLY,
        _ => libc::O_WRONLY,
    };
    let by_number = vm.class_of(name).slots(|slots| slots.index.is_some());
    if by_number {
        let fd = ops::index_exact(vm, name)?;
        if fd < 0 {
            return Err(messages::value_error(vm, "negative file descriptor"));
        }
        file.fd.set(i32::try_from(fd).unwrap_or(i32::MAX));
        file.close_fd.set(closefd);
    } else {
        if !closefd {
            return Err(messages::value_error(vm, "Cannot use closefd=False with file name"));
        }
        let fd = match opener {
            Some(opener) => {
                let fd = vm.call_values(opener, &[name.clone(), vm.new_int(i64::from(flags | libc::O_CLOEXEC))])?;
                match ops::index_exact(vm, &fd)? {
                    fd if fd >= 0 => i32::try_from(fd).unwrap_or(i32::MAX),
                    fd => return Err(messages::value_error(vm, &format!("opener returned {fd}"))),
                }
            }
            None => {
                let path = path_argument(vm, name)?;
                loop {
                    match vm.blocking_briefly(|| os::open(Path::new(&path), flags, 0o666)) {
                        Ok(fd) => break fd,
                        Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
                        Err(error) => return Err(os_error(vm, &error, Some(name.clone()))),
                    }
                }
            }
        };
        file.fd.set(fd);
        file.close_fd.set(true);
    }
    match os::stat_fd(file.fd.get()) {
        Ok(info) => {
            if info.mode & libc::S_IFMT == libc::S_IFDIR {
                let error = std::io::Error::from_raw_os_error(libc::EISDIR);
                if by_number {
                    file.fd.set(-1);
                } else {
                    let _ = os::close(file.fd.replace(-1));
                }
                return Err(os_error(vm, &error, Some(name.clone())));
            }
            if info.block_size > 1 {
                file.block_size.set((info.block_size as usize).max(super::BUFFER_SIZE));
            }
        }
        Err(error) => {
            file.fd.set(-1);
            return Err(os_error(vm, &error, None));
        }
    }
    ops::set_attr(vm, object, &vm.names.name, Some(name.clone()))?;
    if file.appending.get() {
        let _ = os::seek(file.fd.get(), 0, libc::SEEK_END);
    }
    Ok(())
}

/// A path argument (str, bytes or path-like) in the system's form.
pub fn path_argument(vm: &Vm, value: &Value) -> PyResult<OsString> {
    let bytes = if vm.is_instance(value, &vm.types.str) {
        crate::objects::str::encode_text(vm, value, "utf-8", "surrogateescape")?
    } else if let Some(data) = bytes::with_plain_bytes(value, <[u8]>::to_vec) {
        data
    } else {
        match vm.call_special(value, &vm.names.__fspath__, &[])? {
            Some(path) => return path_argument(vm, &path),
            None => {
                let message = format!("expected str, bytes or os.PathLike object, not {}", vm.class_name(value));
                return Err(messages::type_error(vm, &message));
            }
        }
    };
    if bytes.contains(&0) {
        return Err(messages::value_error(vm, "embedded null byte"));
    }
    Ok(OsString::from_vec(bytes))
}

fn file_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(file) = payload(value) else { return Ok(Value::NONE) };
    if file.fd.get() < 0 {
        return Ok(vm.new_str("<_io.FileIO [closed]>"));
    }
    let closefd = if file.close_fd.get() { "True" } else { "False" };
    let text = match super::name_of(vm, value)? {
        Some(name) => format!("<_io.FileIO name={} mode='{}' closefd={closefd}>", ops::repr_text(vm, &name)?, mode_text(file)),
        None => format!("<_io.FileIO fd={} mode='{}' closefd={closefd}>", file.fd.get(), mode_text(file)),
    };
    Ok(vm.new_string(text))
}

fn get_closed(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(payload(value).is_some_and(|file| file.fd.get() < 0)))
}

fn for_reading<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyFile> {
    let file = open_file(vm, args)?;
    if file.readable.get() { Ok(file) } else { Err(unsupported(vm, "File not open for reading")) }
}

fn read(vm: &Vm, args: &[Value]) -> PyResult {
    let file = for_reading(vm, args)?;
    let Some(size) = size_argument(vm, args.get(1))? else { return readall(vm, args) };
    let mut data = Vec::new();
    if crate::room::asking(|| data.try_reserve_exact(size)).is_err() {
        return Err(messages::memory_error(vm));
    }
    data.resize(size, 0);
    let count = read_fd(vm, file.fd.get(), &mut data)?;
    data.truncate(count);
    Ok(bytes::from_vec(vm, data))
}

/// Everything up to the end of a descriptor.
pub fn read_to_end(vm: &Vm, fd: i32) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    let mut chunk = super::BUFFER_SIZE;
    if let (Ok(info), Ok(position)) = (os::stat_fd(fd), os::seek(fd, 0, libc::SEEK_CUR)) {
        chunk = usize::try_from(info.size.saturating_sub(position)).unwrap_or(0).saturating_add(1).max(chunk).min(1 << 30);
    }
    loop {
        let length = data.len();
        if crate::room::asking(|| data.try_reserve(chunk)).is_err() {
            return Err(messages::memory_error(vm));
        }
        data.resize(length + chunk, 0);
        let count = read_fd(vm, fd, data.get_mut(length..).unwrap_or(&mut []))?;
        data.truncate(length + count);
        if count == 0 {
            return Ok(data);
        }
        chunk = chunk.max(data.len()).min(1 << 24);
    }
}

fn readall(vm: &Vm, args: &[Value]) -> PyResult {
    let file = for_reading(vm, args)?;
    Ok(bytes::from_vec(vm, read_to_end(vm, file.fd.get())?))
}

/// Copies bytes into a writable bytes-like object; gives how many fitted.
pub fn fill(vm: &Vm, target: &Value, data: &[u8]) -> PyResult<usize> {
    let Some(access) = buffer::access(target) else {
        let message = format!("readinto() argument must be read-write bytes-like object, not {}", vm.class_name(target));
        return Err(messages::type_error(vm, &message));
    };
    if (access.describe)(vm, target)?.read_only {
        let message = format!("readinto() argument must be read-write bytes-like object, not {}", vm.class_name(target));
        return Err(messages::type_error(vm, &message));
    }
    let mut count = 0;
    (access.write)(target, &mut |room| {
        count = room.len().min(data.len());
        if let (Some(place), Some(part)) = (room.get_mut(..count), data.get(..count)) {
            place.copy_from_slice(part);
        }
    });
    Ok(count)
}

/// The length of a bytes-like object.
pub fn room_of(vm: &Vm, target: &Value) -> PyResult<usize> {
    match buffer::with_bytes(target, <[u8]>::len) {
        Some(length) => Ok(length),
        None => {
            let message = format!("readinto() argument must be read-write bytes-like object, not {}", vm.class_name(target));
            Err(messages::type_error(vm, &message))
        }
    }
}

fn readinto(vm: &Vm, args: &[Value]) -> PyResult {
    let file = for_reading(vm, args)?;
    let target = args.get(1).unwrap_or(const { &Value::NONE });
    let mut data = vec![0; room_of(vm, target)?.min(1 << 30)];
    let count = read_fd(vm, file.fd.get(), &mut data)?;
    fill(vm, target, data.get(..count).unwrap_or(&[]))?;
    Ok(vm.new_int(count as i64))
}

fn write(vm: &Vm, args: &[Value]) -> PyResult {
    let file = open_file(vm, args)?;
    if !file.writable.get() {
        return Err(unsupported(vm, "File not open for writing"));
    }
    let data = buffer::expect_bytes(vm, args.get(1).unwrap_or(const { &Value::NONE }))?;
    Ok(vm.new_int(write_fd(vm, file.fd.get(), &data)? as i64))
}

fn seek(vm: &Vm, args: &[Value]) -> PyResult {
    let file = open_file(vm, args)?;
    let offset = ops::index_exact(vm, args.get(1).unwrap_or(const { &Value::NONE }))?;
    let whence = match args.get(2) {
        Some(whence) if !whence.is_unbound() => ops::index_exact(vm, whence)? as i32,
        _ => 0,
    };
    match os::seek(file.fd.get(), offset, whence) {
        Ok(position) => Ok(super::position(vm, position)),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

fn tell(vm: &Vm, args: &[Value]) -> PyResult {
    let file = open_file(vm, args)?;
    match os::seek(file.fd.get(), 0, libc::SEEK_CUR) {
        Ok(position) => Ok(super::position(vm, position)),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

fn truncate(vm: &Vm, args: &[Value]) -> PyResult {
    let file = open_file(vm, args)?;
    if !file.writable.get() {
        return Err(unsupported(vm, "File not open for writing"));
    }
    let size = match args.get(1) {
        Some(size) if !size.is_unbound() && !size.is_none() => ops::index_exact(vm, size)?,
        _ => os::seek(file.fd.get(), 0, libc::SEEK_CUR).map_err(|error| os_error(vm, &error, None))?,
    };
    match os::truncate(file.fd.get(), size) {
        Ok(()) => Ok(super::position(vm, size)),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

fn close(vm: &Vm, args: &[Value]) -> PyResult {
    let file = expect(vm, args)?;
    let fd = file.fd.get();
    if fd < 0 {
        return Ok(Value::NONE);
    }
    file.fd.set(-1);
    if file.close_fd.get()
        && let Err(error) = os::close(fd)
    {
        return Err(os_error(vm, &error, None));
    }
    Ok(Value::NONE)
}

fn seekable(vm: &Vm, args: &[Value]) -> PyResult {
    let file = open_file(vm, args)?;
    Ok(Value::bool(os::seek(file.fd.get(), 0, libc::SEEK_CUR).is_ok()))
}

fn readable(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(open_file(vm, args)?.readable.get()))
}

fn writable(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(open_file(vm, args)?.writable.get()))
}

fn fileno(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_int(i64::from(open_file(vm, args)?.fd.get())))
}

fn isatty(vm: &Vm, args: &[Value]) -> PyResult {
    let fd = open_file(vm, args)?.fd.get();
    Ok(Value::bool(!(vm.options.captured && fd <= 2) && os::is_terminal(fd)))
}

/// Whether a raw file may be read, for the buffers on top.
pub fn can_read(value: &Value) -> bool {
    payload(value).is_some_and(|file| file.readable.get())
}

pub fn can_write(value: &Value) -> bool {
    payload(value).is_some_and(|file| file.writable.get())
}
