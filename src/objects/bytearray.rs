//! `bytearray`: a byte string that changes in place.
//!
//! While views look at the bytes (`exports`), nothing may change their number.

use super::buffer::{BufferAccess, BufferInfo, expect_bytes, is_bytes_like, with_bytes};
use super::byte_methods::{self, pick, repeated};
use super::bytes::{self, byte_of, bytes_from_args, bytes_of_items, source_args, zeros_of_count};
use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::native;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::str::repeat_count;
use super::vm::Vm;
use super::{int, ops};
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Str, StrData, Value};
use std::cell::Cell;

pub struct PyByteArray {
    pub data: Guarded<Vec<u8>>,
    /// Views that look at the bytes; the size must not change meanwhile.
    pub exports: Cell<usize>,
}

impl PyByteArray {
    pub fn new(data: Vec<u8>) -> PyByteArray {
        PyByteArray { data: Guarded::new(data), exports: Cell::new(0) }
    }

    fn len(&self) -> usize {
        self.data.read(Vec::len)
    }
}

impl Payload for PyByteArray {
    const KIND: Kind = kinds::BYTEARRAY;
}

/// A bytearray that takes over a vector.
pub fn from_vec(vm: &Vm, data: Vec<u8>) -> Value {
    Handle::new(vm.types.bytearray.to_value(), PyByteArray::new(data)).into_value()
}

fn payload<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyByteArray> {
    match value.get::<PyByteArray>() {
        Some(array) => Ok(array),
        None => Err(messages::type_error(vm, "descriptor requires a 'bytearray' object")),
    }
}

fn receiver<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyByteArray> {
    match args.first() {
        Some(value) => payload(vm, value),
        None => Err(messages::type_error(vm, "descriptor requires a 'bytearray' object")),
    }
}

/// Refuses to change the size while somebody looks at the bytes.
fn check_resizable(vm: &Vm, array: &PyByteArray) -> PyResult<()> {
    if array.exports.get() == 0 {
        return Ok(());
    }
    Err(messages::buffer_error(vm, "Existing exports of data: object cannot be re-sized"))
}

/// Room for more bytes, asked for in steps that grow.
fn reserve(vm: &Vm, array: &PyByteArray, more: usize) -> PyResult<()> {
    check_resizable(vm, array)?;
    match array.data.write(|data| crate::room::asking(|| data.try_reserve(more))) {
        Ok(()) => Ok(()),
        Err(_) => Err(messages::memory_error(vm)),
    }
}

fn append_bytes(vm: &Vm, array: &PyByteArray, more: &[u8]) -> PyResult<()> {
    if more.is_empty() {
        return Ok(());
    }
    reserve(vm, array, more.len())?;
    array.data.write(|data| data.extend_from_slice(more));
    Ok(())
}

// ---- construction ----

fn bytearray_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    let class = native::expect_class(vm, class)?;
    Ok(vm.new_object(class, PyByteArray::new(Vec::new())).into_value())
}

fn bytearray_init(vm: &Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let array = payload(vm, value)?;
    let args = source_args(vm, "bytearray", args)?;
    if array.len() > 0 {
        check_resizable(vm, array)?;
        drop(array.data.replace(Vec::new()));
    }
    let data = bytes_from_args(vm, &args, |source| {
        if let Some(zeros) = zeros_of_count(vm, source)? {
            return Ok(zeros);
        }
        // What an iterable gave before it failed stays in the array.
        let mut data = Vec::new();
        match super::bytes::items_into(vm, source, "byte must be in range(0, 256)", "bytearray", &mut data) {
            Ok(()) => Ok(data),
            Err(raised) => {
                drop(array.data.replace(data));
                Err(raised)
            }
        }
    })?;
    if array.len() != data.len() {
        check_resizable(vm, array)?;
    }
    drop(array.data.replace(data));
    Ok(())
}

// ---- operators ----

fn compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if left.is(right) {
        return Ok(Value::bool(op.holds(std::cmp::Ordering::Equal)));
    }
    let order = with_bytes(left, |a| with_bytes(right, |b| a.cmp(b))).flatten();
    match order {
        Some(order) => Ok(Value::bool(op.holds(order))),
        None => {
            if vm.options.bytes_warning > 0 {
                byte_methods::warn_of_comparison(vm, right, op, false)?;
            }
            Ok(Value::NOT_IMPLEMENTED)
        }
    }
}

fn length(_vm: &Vm, value: &Value) -> PyResult<usize> {
    Ok(value.get::<PyByteArray>().map_or(0, PyByteArray::len))
}

fn iter(vm: &Vm, value: &Value) -> PyResult {
    Ok(super::iterators::bytes_iterator(vm, value))
}

fn inplace_concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let array = payload(vm, left)?;
    if with_bytes(right, |_| ()).is_none() {
        let message = format!("can't concat {} to {}", vm.class_name(right), vm.class_name(left));
        return Err(messages::type_error(vm, &message));
    }
    append_bytes(vm, array, &expect_bytes(vm, right)?)?;
    Ok(left.clone())
}

fn inplace_repeat(vm: &Vm, left: &Value, count: &Value) -> PyResult {
    let count = repeat_count(vm, count)?;
    let array = payload(vm, left)?;
    let data = array.data.copy();
    let data = repeated(vm, &data, count, true)?;
    if data.len() != array.len() {
        check_resizable(vm, array)?;
        drop(array.data.replace(data));
    }
    Ok(left.clone())
}

fn position(length: usize, index: i64) -> Option<usize> {
    let position = if index < 0 { index.wrapping_add(length as i64) } else { index };
    usize::try_from(position).ok().filter(|position| *position < length)
}

fn setitem(vm: &Vm, value: &Value, key: &Value, item: Option<Value>) -> PyResult<()> {
    let array = payload(vm, value)?;
    if super::slice::bounds(vm, key, 0)?.is_some() {
        return match item {
            Some(item) => set_slice(vm, value, array, key, &item),
            None => delete_slice(vm, array, key),
        };
    }
    if vm.class_of(key).slots(|slots| slots.index.is_none()) {
        let message = format!("bytearray indices must be integers or slices, not {}", vm.class_name(key));
        return Err(messages::type_error(vm, &message));
    }
    let index = ops::index_exact(vm, key)?;
    let out_of_range = || messages::index_error(vm, "bytearray index out of range");
    let at = position(array.len(), index);
    match item {
        Some(item) => {
            let byte = byte_of(vm, &item, "byte must be in range(0, 256)")?;
            // The item's `__index__` may have made the array shorter.
            let Some(at) = at.filter(|at| *at < array.len()) else { return Err(out_of_range()) };
            let stored = array.data.write(|data| data.get_mut(at).map(|place| *place = byte));
            stored.ok_or_else(out_of_range)
        }
        None => {
            let Some(at) = at else { return Err(out_of_range()) };
            check_resizable(vm, array)?;
            array.data.write(|data| data.remove(at));
            Ok(())
        }
    }
}

fn set_slice(vm: &Vm, value: &Value, array: &PyByteArray, key: &Value, item: &Value) -> PyResult<()> {
    let new = if item.is(value) {
        array.data.copy()
    } else if is_bytes_like(item) {
        expect_bytes(vm, item)?
    } else if item.is_kind::<Str>()
        || vm.class_of(item).slots(|slots| {
            let is_number = slots.index.is_some() || slots.int.is_some() || slots.float.is_some();
            is_number || slots.iter.is_none() && slots.getitem.is_none()
        })
    {
        let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
        return Err(messages::type_error(vm, message));
    } else {
        bytes_of_items(vm, item, "byte must be in range(0, 256)", "bytearray")?
    };
    let length = array.len();
    let Some((start, step, count)) = super::slice::bounds(vm, key, length)? else { return Ok(()) };
    if step == 1 {
        if new.len() != count {
            reserve(vm, array, new.len().saturating_sub(count))?;
        }
        array.data.write(|data| {
            let start = start.min(data.len());
            let end = start.saturating_add(count).min(data.len());
            drop(data.splice(start..end, new));
        });
        return Ok(());
    }
    if new.len() != count {
        if new.is_empty() {
            return delete_slice(vm, array, key);
        }
        let message = format!("attempt to assign bytes of size {} to extended slice of size {count}", new.len());
        return Err(messages::value_error(vm, &message));
    }
    array.data.write(|data| {
        let mut at = start as i64;
        for byte in new {
            if let Some(place) = usize::try_from(at).ok().and_then(|at| data.get_mut(at)) {
                *place = byte;
            }
            at = at.wrapping_add(step);
        }
    });
    Ok(())
}

fn delete_slice(vm: &Vm, array: &PyByteArray, key: &Value) -> PyResult<()> {
    let Some((start, step, count)) = super::slice::bounds(vm, key, array.len())? else { return Ok(()) };
    if count == 0 {
        return Ok(());
    }
    check_resizable(vm, array)?;
    array.data.write(|data| {
        if step == 1 {
            let start = start.min(data.len());
            let end = start.saturating_add(count).min(data.len());
            drop(data.drain(start..end));
            return;
        }
        // The lowest position and a step upward, whichever way the slice runs.
        let last = (start as i64).wrapping_add(step.wrapping_mul(count as i64 - 1));
        let low = (start as i64).min(last);
        let stride = step.unsigned_abs();
        let mut index = 0i64;
        data.retain(|_| {
            let offset = index - low;
            index += 1;
            !(offset >= 0 && (offset as u64).is_multiple_of(stride) && (offset as u64 / stride) < count as u64)
        });
    });
    Ok(())
}

// ---- methods ----

fn argument(args: &[Value], index: usize) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.get(index).unwrap_or(NONE)
}

pub(super) fn bytearray_append(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let byte = byte_of(vm, argument(args, 1), "byte must be in range(0, 256)")?;
    reserve(vm, array, 1)?;
    array.data.write(|data| data.push(byte));
    Ok(Value::NONE)
}

pub(super) fn bytearray_clear(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    check_resizable(vm, array)?;
    drop(array.data.take());
    Ok(Value::NONE)
}

pub(super) fn bytearray_copy(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(from_vec(vm, receiver(vm, args)?.data.copy()))
}

pub(super) fn bytearray_extend(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let source = argument(args, 1);
    if source.is_kind::<Str>() {
        return Err(messages::type_error(vm, "expected iterable of integers; got: 'str'"));
    }
    if !is_bytes_like(source) && vm.class_of(source).slots(|slots| slots.iter.is_none()) && !ops::is_sequence(vm, source) {
        return Err(messages::type_error(vm, &format!("can't extend bytearray with {}", vm.class_name(source))));
    }
    if super::memoryview::has_buffer_method(vm, source) {
        return match super::buffer::expect_bytes(vm, source) {
            Ok(more) => append_bytes(vm, array, &more).map(|()| Value::NONE),
            Err(_) => {
                drop(vm.take_exception());
                Err(messages::type_error(vm, &format!("can't set bytearray slice from {}", vm.class_name(source))))
            }
        };
    }
    let more = bytes_of_items(vm, source, "byte must be in range(0, 256)", "bytearray")?;
    append_bytes(vm, array, &more)?;
    Ok(Value::NONE)
}

pub(super) fn bytearray_insert(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let index = ops::index_clamped(vm, argument(args, 1))?;
    let byte = byte_of(vm, argument(args, 2), "byte must be in range(0, 256)")?;
    reserve(vm, array, 1)?;
    array.data.write(|data| {
        let length = data.len() as i64;
        let at = if index < 0 { index.saturating_add(length).max(0) } else { index.min(length) };
        data.insert(at as usize, byte);
    });
    Ok(Value::NONE)
}

pub(super) fn bytearray_pop(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let index = match args.get(1).filter(|value| !value.is_unbound()) {
        Some(index) => ops::index_exact(vm, index)?,
        None => -1,
    };
    if array.len() == 0 {
        return Err(messages::index_error(vm, "pop from empty bytearray"));
    }
    let Some(at) = position(array.len(), index) else { return Err(messages::index_error(vm, "pop index out of range")) };
    check_resizable(vm, array)?;
    Ok(Value::small_int(i64::from(array.data.write(|data| data.remove(at)))))
}

pub(super) fn bytearray_remove(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let byte = byte_of(vm, argument(args, 1), "byte must be in range(0, 256)")?;
    let Some(at) = array.data.read(|data| data.iter().position(|other| *other == byte)) else {
        return Err(messages::value_error(vm, "value not found in bytearray"));
    };
    check_resizable(vm, array)?;
    array.data.write(|data| data.remove(at));
    Ok(Value::NONE)
}

pub(super) fn bytearray_reverse(vm: &Vm, args: &[Value]) -> PyResult {
    receiver(vm, args)?.data.write(|data| data.reverse());
    Ok(Value::NONE)
}

pub(super) fn bytearray_alloc(vm: &Vm, args: &[Value]) -> PyResult {
    // One byte more than the contents, as CPython's final zero.
    let length = receiver(vm, args)?.len();
    Ok(int::from_usize(vm, if length == 0 { 0 } else { length + 1 }))
}

pub(super) fn bytearray_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    let length = receiver(vm, args)?.len();
    Ok(int::from_usize(vm, if length == 0 { 56 } else { 57 + length }))
}

fn reduce(vm: &Vm, value: &Value, protocol: i64) -> PyResult {
    let array = payload(vm, value)?;
    let data = array.data.copy();
    let class = vm.class_of(value).to_value();
    let state = super::object::instance_state(vm, value)?;
    let arguments = if protocol < 3 {
        // Old pickles have no bytes: they carry Latin-1 text.
        if data.is_empty() {
            vm.empty_tuple.clone()
        } else {
            let text = super::str::from_data(vm, StrData::Latin1(&data))?;
            vm.tuple_of([text, vm.new_str("latin-1")])
        }
    } else if data.is_empty() {
        vm.empty_tuple.clone()
    } else {
        vm.tuple_of([bytes::from_vec(vm, data)])
    };
    Ok(vm.tuple_of([class, arguments, state]))
}

pub(super) fn bytearray_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    reduce(vm, argument(args, 0), 2)
}

pub(super) fn bytearray_reduce_ex(vm: &Vm, args: &[Value]) -> PyResult {
    let protocol = match args.get(1).filter(|value| !value.is_unbound()) {
        Some(protocol) => byte_methods::int_argument(vm, protocol)?,
        None => 0,
    };
    reduce(vm, argument(args, 0), protocol)
}

static ACCESS: BufferAccess = BufferAccess {
    describe: |vm, value| Ok(BufferInfo::bytes(length(vm, value)?, false)),
    read: |value, leaf| {
        if let Some(array) = value.get::<PyByteArray>() {
            array.data.read(|data| leaf(data));
        }
    },
    write: |value, leaf| {
        if let Some(array) = value.get::<PyByteArray>() {
            array.data.write(|data| leaf(data));
        }
    },
    export: |value, more| {
        if let Some(array) = value.get::<PyByteArray>() {
            let count = array.exports.get();
            array.exports.set(if more { count + 1 } else { count.saturating_sub(1) });
        }
    },
};

/// A copy of a slice, for other modules.
pub fn slice_of(array: &PyByteArray, start: usize, step: i64, count: usize) -> Vec<u8> {
    array.data.read(|data| pick(data, start, step, count))
}

pub const BYTEARRAY: TypeSpec = TypeSpec {
    name: "bytearray",
    flags: class_flag::IMMUTABLE | class_flag::BASE | class_flag::MATCH_SELF,
    doc: "A mutable string of bytes, made from text, integers, a count or another bytes-like object.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(byte_methods::repr),
        str: Some(byte_methods::str),
        compare: Some(compare),
        iter: Some(iter),
        new: Some(bytearray_new),
        init: Some(bytearray_init),
        length: Some(length),
        getitem: Some(byte_methods::getitem),
        setitem: Some(setitem),
        contains: Some(byte_methods::contains),
        concat: Some(byte_methods::concat),
        repeat: Some(byte_methods::repeat),
        inplace_concat: Some(inplace_concat),
        inplace_repeat: Some(inplace_repeat),
        buffer: Some(&ACCESS),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Mod, byte_methods::percent_array)]),
    methods: byte_methods::BYTEARRAY_METHODS,
    wrappers: &[&super::bare_wrappers::BUFFER, &super::bare_wrappers::RELEASE_BUFFER],
    ..TypeSpec::EMPTY
};
