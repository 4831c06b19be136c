//! The buffer protocol: how bytes-like objects show their memory.
//!
//! A type that has memory to show puts a [`BufferAccess`] table into its
//! `buffer` slot. Readers get the bytes inside leaf closures only, so nobody
//! holds a borrow while Python code runs; an object whose size must not change
//! meanwhile (a memoryview looks at it) is told so through `export`.

use super::class::PyClass;
use super::exception::messages;
use super::vm::Vm;
use crate::memory::{PyResult, Value};

/// What the memory holds.
#[derive(Clone, Debug)]
pub struct BufferInfo {
    /// The format of one item in the notation of `struct`.
    pub format: String,
    pub item_size: usize,
    pub shape: Vec<usize>,
    pub read_only: bool,
}

impl BufferInfo {
    /// Plain bytes.
    pub fn bytes(length: usize, read_only: bool) -> BufferInfo {
        BufferInfo { format: "B".to_owned(), item_size: 1, shape: vec![length], read_only }
    }
}

/// A leaf closure that looks at memory.
pub type Reader<'a> = &'a mut dyn FnMut(&[u8]);
/// A leaf closure that changes memory.
pub type Writer<'a> = &'a mut dyn FnMut(&mut [u8]);

/// The functions of one exporting type. The memory is contiguous.
pub struct BufferAccess {
    pub describe: fn(&Vm, &Value) -> PyResult<BufferInfo>,
    /// Shows the bytes to a leaf closure.
    pub read: fn(&Value, Reader<'_>),
    /// Lets a leaf closure change the bytes; read-only types never call it.
    pub write: fn(&Value, Writer<'_>),
    /// One more view (`true`) or one less looks at the object.
    pub export: fn(&Value, bool),
}

/// The table of an object's class.
pub fn access(value: &Value) -> Option<&'static BufferAccess> {
    value.header()?.class().get::<PyClass>()?.slots(|slots| slots.buffer)
}

/// Shows the bytes of a bytes-like object to a leaf closure; `None` for other
/// objects (and for released or scattered memoryviews).
#[inline]
pub fn with_bytes<R>(value: &Value, leaf: impl FnOnce(&[u8]) -> R) -> Option<R> {
    if let Some(bytes) = value.get::<super::bytes::PyBytes>() {
        return Some(leaf(&bytes.data));
    }
    if let Some(array) = value.get::<super::bytearray::PyByteArray>() {
        return Some(array.data.read(|data| leaf(data)));
    }
    let access = access(value)?;
    let (mut leaf, mut result) = (Some(leaf), None);
    (access.read)(value, &mut |bytes| {
        if let Some(leaf) = leaf.take() {
            result = Some(leaf(bytes));
        }
    });
    result
}

/// Whether the object is bytes-like.
pub fn is_bytes_like(value: &Value) -> bool {
    access(value).is_some()
}

/// A copy of the bytes of a bytes-like object, gathered where a view is scattered.
pub fn gathered(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    match with_bytes(value, <[u8]>::to_vec) {
        Some(bytes) => Ok(bytes),
        None if value.is_kind::<super::memoryview::PyMemoryView>() => super::memoryview::gathered(vm, value),
        None => expect_bytes(vm, value),
    }
}

/// A copy of the bytes of a bytes-like argument, or TypeError.
pub fn expect_bytes(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = with_bytes(value, <[u8]>::to_vec) {
        return Ok(bytes);
    }
    if access(value).is_some() {
        // A view that is released or not contiguous says so itself.
        return super::memoryview::bytes_of(vm, value);
    }
    if super::memoryview::has_buffer_method(vm, value) {
        return super::memoryview::bytes_of(vm, &super::memoryview::from_object(vm, value)?);
    }
    Err(messages::type_error(vm, &format!("a bytes-like object is required, not '{}'", vm.class_name(value))))
}
