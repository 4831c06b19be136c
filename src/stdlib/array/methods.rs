//! The methods of arrays, and what pickling writes of them.

use super::item::Code;
use super::{PyArray, append_bytes, append_text, check_resizable, code_argument, expect, extend, find, fresh, position};
use crate::memory::{PyResult, Str, Value};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::{Method, class_method, method};
use crate::objects::slots::CompareOp;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, float, generic_alias, int, ops, str};
use crate::stdlib::natives::{argument, given};

pub(super) const METHODS: &[Method] = &[
    method("append", "(self, v, /)", append, "Add an item at the end."),
    method("buffer_info", "(self, /)", buffer_info, "Where the memory lies, and how many items it holds."),
    method("byteswap", "(self, /)", byteswap, "Turn the bytes of every item around."),
    method("clear", "(self, /)", clear, "Remove all items."),
    method("count", "(self, v, /)", count, "How often a value occurs."),
    method(
        "extend",
        "(self, bb, /)",
        |vm, args| extend(vm, receiver(vm, args)?, argument(args, 1)).map(|()| Value::NONE),
        "Add the items of an iterable at the end.",
    ),
    method(
        "frombytes",
        "(self, buffer, /)",
        |vm, args| append_from(vm, receiver(vm, args)?, argument(args, 1)).map(|()| Value::NONE),
        "Add items from the bytes of memory.",
    ),
    method("fromfile", "(self, f, n, /)", fromfile, "Add a number of items read from a file."),
    method("fromlist", "(self, list, /)", fromlist, "Add the items of a list, all or none."),
    method("fromunicode", "(self, ustr, /)", fromunicode, "Add the characters of a text."),
    method("index", "(self, v, start=0, stop=<last>, /)", index, "The first position of a value."),
    method("insert", "(self, i, v, /)", insert, "Put an item before a position."),
    method("pop", "(self, i=-1, /)", pop, "Remove an item and give it."),
    method("remove", "(self, v, /)", remove, "Remove the first occurrence of a value."),
    method("reverse", "(self, /)", reverse, "Turn the order around in place."),
    method("tobytes", "(self, /)", |vm, args| Ok(bytes::from_vec(vm, receiver(vm, args)?.data.copy())), "The memory as bytes."),
    method("tofile", "(self, f, /)", tofile, "Write the memory to a file."),
    method("tolist", "(self, /)", |vm, args| list_of(vm, receiver(vm, args)?), "The items as a list."),
    method("tounicode", "(self, /)", tounicode, "The characters as a text."),
    method("__copy__", "(self, /)", copy, "A copy."),
    method("__deepcopy__", "(self, unused, /)", copy, "A copy."),
    method("__reduce_ex__", "(self, value, /)", reduce, "What pickling needs."),
    method(
        "__sizeof__",
        "(self, /)",
        |vm, args| Ok(int::from_usize(vm, 80 + receiver(vm, args)?.data.read(Vec::capacity))),
        "Size in memory, in bytes.",
    ),
    class_method(
        "__class_getitem__",
        "(type, object, /)",
        |vm, args| generic_alias::new_alias(vm, argument(args, 0), argument(args, 1)),
        "A generic alias: see PEP 585.",
    ),
];

fn receiver<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyArray> {
    expect(vm, argument(args, 0))
}

pub(super) fn list_of(vm: &Vm, array: &PyArray) -> PyResult {
    let mut items = Vec::new();
    if crate::room::asking(|| items.try_reserve_exact(array.len())).is_err() {
        return Err(messages::memory_error(vm));
    }
    while let Some(item) = array.get(vm, items.len()) {
        items.push(item?);
    }
    Ok(vm.new_list(items))
}

pub(super) fn text_of_array(vm: &Vm, array: &PyArray) -> PyResult {
    let codes: Vec<u32> =
        array.data.read(|data| data.chunks_exact(4).map(|item| item.try_into().map(u32::from_ne_bytes).unwrap_or(0)).collect());
    match codes.iter().find(|code| **code > 0x10_ffff) {
        Some(code) => {
            let message = format!("character U+{code:x} is not in range [U+0000; U+10ffff]");
            Err(messages::value_error(vm, &message))
        }
        None => str::from_codes(vm, &codes),
    }
}

/// Adds the bytes of a bytes-like object.
pub(super) fn append_from(vm: &Vm, array: &PyArray, source: &Value) -> PyResult<()> {
    let data = buffer::expect_bytes(vm, source)?;
    if data.len() % array.code.size() != 0 {
        return Err(messages::value_error(vm, "bytes length not a multiple of item size"));
    }
    append_bytes(vm, array, &data)
}

fn append(vm: &Vm, args: &[Value]) -> PyResult {
    let (array, value) = (receiver(vm, args)?, argument(args, 1));
    if runs_python(value) {
        return insert_item(vm, array, array.len() as i64, value);
    }
    let (item, size) = array.code.pack(vm, value)?;
    append_bytes(vm, array, item.get(..size).unwrap_or(&item))?;
    Ok(Value::NONE)
}

/// Whether converting a value may call a method written in Python.
fn runs_python(value: &Value) -> bool {
    !(value.is_int() || value.is_kind::<Str>() || float::as_f64(value).is_some())
}

/// Puts an item before a position. As in CPython the value is converted once as a trial and once more when
/// there is room, and the size counts from before; what that does to the array meanwhile stands.
fn insert_item(vm: &Vm, array: &PyArray, at: i64, value: &Value) -> PyResult {
    let length = array.len();
    array.code.pack(vm, value)?;
    check_resizable(vm, array)?;
    let size = array.code.size();
    let (old, new) = (length * size, (length + 1) * size);
    if array.data.write(|data| crate::room::asking(|| data.try_reserve(new.saturating_sub(data.len())))).is_err() {
        return Err(messages::memory_error(vm));
    }
    let at = if at < 0 { at.saturating_add(length as i64).max(0) } else { at.min(length as i64) } as usize * size;
    array.data.write(|data| {
        data.resize(new, 0);
        data.copy_within(at..old, at + size);
    });
    let (item, _) = array.code.pack(vm, value)?;
    array.data.write(|data| {
        if let (Some(place), Some(item)) = (data.get_mut(at..at + size), item.get(..size)) {
            place.copy_from_slice(item);
        }
    });
    Ok(Value::NONE)
}

fn buffer_info(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let address = array.data.read(|data| data.as_ptr() as usize);
    Ok(vm.new_tuple(vec![int::from_usize(vm, address), int::from_usize(vm, array.len())]))
}

fn byteswap(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let size = array.code.size();
    array.data.write(|data| data.chunks_exact_mut(size).for_each(<[u8]>::reverse));
    Ok(Value::NONE)
}

fn clear(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    check_resizable(vm, array)?;
    drop(array.data.take());
    Ok(Value::NONE)
}

fn count(vm: &Vm, args: &[Value]) -> PyResult {
    let (array, wanted) = (receiver(vm, args)?, argument(args, 1));
    let (mut found, mut at) = (0, 0);
    while let Some(item) = array.get(vm, at) {
        found += usize::from(ops::compare_bool(vm, &item?, wanted, CompareOp::Eq)?);
        at += 1;
        if at % 4096 == 0 {
            vm.poll()?;
        }
    }
    Ok(int::from_usize(vm, found))
}

fn fromfile(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let Ok(count) = usize::try_from(ops::index_exact(vm, argument(args, 2))?) else {
        return Err(messages::value_error(vm, "negative count"));
    };
    let Some(wanted) = count.checked_mul(array.code.size()).filter(|wanted| *wanted <= isize::MAX as usize) else {
        return Err(messages::memory_error(vm));
    };
    let data = vm.call_method(argument(args, 1), &vm.names.read, &[int::from_usize(vm, wanted)])?;
    let Some(length) = bytes::with_plain_bytes(&data, <[u8]>::len) else {
        return Err(messages::type_error(vm, "read() didn't return bytes"));
    };
    append_from(vm, array, &data)?;
    if length != wanted {
        return Err(vm.raise_message(&vm.errors.eof_error, "read() didn't return enough bytes"));
    }
    Ok(Value::NONE)
}

fn fromlist(vm: &Vm, args: &[Value]) -> PyResult {
    let (array, list) = (receiver(vm, args)?, argument(args, 1));
    if !list.is_kind::<PyList>() {
        return Err(messages::type_error(vm, "arg must be list"));
    }
    let more = fresh(vm, array.code, Vec::new());
    extend(vm, expect(vm, &more)?, list)?;
    append_bytes(vm, array, &expect(vm, &more)?.data.copy())?;
    Ok(Value::NONE)
}

fn fromunicode(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let Some(text) = argument(args, 1).get::<Str>() else {
        let message = format!("fromunicode() argument must be str, not {}", vm.class_name(argument(args, 1)));
        return Err(messages::type_error(vm, &message));
    };
    if !array.code.is_text() {
        let message = "fromunicode() may only be called on unicode type arrays ('u' or 'w')";
        return Err(messages::value_error(vm, message));
    }
    append_text(vm, array, text)?;
    Ok(Value::NONE)
}

fn tounicode(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    if !array.code.is_text() {
        return Err(messages::value_error(vm, "tounicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    text_of_array(vm, array)
}

fn index(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let bound = |place: usize, default: usize| -> PyResult<usize> {
        let Some(value) = given(args, place) else { return Ok(default) };
        let length = array.len() as i64;
        let at = ops::index_clamped(vm, value)?;
        Ok(if at < 0 { at.saturating_add(length).max(0) as usize } else { at as usize })
    };
    let (start, stop) = (bound(2, 0)?, bound(3, usize::MAX)?);
    match find(vm, array, argument(args, 1), start, stop)? {
        Some(at) => Ok(int::from_usize(vm, at)),
        None => Err(messages::value_error(vm, "array.index(x): x not in array")),
    }
}

fn insert(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let at = ops::index_exact(vm, argument(args, 1))?;
    insert_item(vm, array, at, argument(args, 2))
}

/// Removes the item at a position inside the array.
fn take(vm: &Vm, array: &PyArray, at: usize) -> PyResult<()> {
    check_resizable(vm, array)?;
    let size = array.code.size();
    array.data.write(|data| {
        let start = (at * size).min(data.len());
        let end = (start + size).min(data.len());
        drop(data.drain(start..end));
    });
    Ok(())
}

fn pop(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let index = given(args, 1).map_or(Ok(-1), |index| ops::index_exact(vm, index))?;
    if array.len() == 0 {
        return Err(messages::index_error(vm, "pop from empty array"));
    }
    let found = position(array.len(), index).and_then(|at| array.get(vm, at).map(|item| (at, item)));
    match found {
        Some((at, item)) => {
            let item = item?;
            take(vm, array, at)?;
            Ok(item)
        }
        None => Err(messages::index_error(vm, "pop index out of range")),
    }
}

fn remove(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    match find(vm, array, argument(args, 1), 0, usize::MAX)? {
        Some(at) => take(vm, array, at).map(|()| Value::NONE),
        None => Err(messages::value_error(vm, "array.remove(x): x not in array")),
    }
}

fn reverse(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    let size = array.code.size();
    array.data.write(|data| {
        // All bytes backwards, and then each item forwards again.
        data.reverse();
        data.chunks_exact_mut(size).for_each(<[u8]>::reverse);
    });
    Ok(Value::NONE)
}

fn tofile(vm: &Vm, args: &[Value]) -> PyResult {
    const PIECE: usize = 64 * 1024;
    let data = receiver(vm, args)?.data.copy();
    for piece in data.chunks(PIECE) {
        vm.call_method(argument(args, 1), &vm.names.write, &[bytes::from_slice(vm, piece)?])?;
    }
    Ok(Value::NONE)
}

fn copy(vm: &Vm, args: &[Value]) -> PyResult {
    let array = receiver(vm, args)?;
    Ok(fresh(vm, array.code, array.data.copy()))
}

/// The number that pickling gives to an item type of this machine; the next one has the other byte order.
fn machine_format(code: Code) -> i64 {
    let big = i64::from(cfg!(target_endian = "big"));
    match code {
        Code::Integer(_, 1, signed) => i64::from(signed),
        Code::Integer(_, 2, signed) => (if signed { 4 } else { 2 }) + big,
        Code::Integer(_, 4, signed) => (if signed { 8 } else { 6 }) + big,
        Code::Integer(_, _, signed) => (if signed { 12 } else { 10 }) + big,
        Code::Float => 14 + big,
        Code::Double => 16 + big,
        Code::OldText | Code::Text => 20 + big,
    }
}

fn reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let object = argument(args, 0);
    let array = expect(vm, object)?;
    let protocol = ops::index_clamped(vm, argument(args, 1))?;
    let class = vm.class_of(object).to_value();
    let state = ops::lookup_attr(vm, object, &vm.names.__dict__)?.unwrap_or(Value::NONE);
    let code = vm.new_str(array.code.name());
    if protocol < 3 {
        let arguments = vm.new_tuple(vec![code, list_of(vm, array)?]);
        return Ok(vm.new_tuple(vec![class, arguments, state]));
    }
    let make = crate::objects::object::import_attribute(vm, "array", "_array_reconstructor")?;
    let format = Value::small_int(machine_format(array.code));
    let arguments = vm.new_tuple(vec![class, code, format, bytes::from_vec(vm, array.data.copy())]);
    Ok(vm.new_tuple(vec![make, arguments, state]))
}

/// Makes an array from bytes in the format of any machine with the same item sizes.
pub(super) fn reconstruct(vm: &Vm, args: &[Value]) -> PyResult {
    let code = code_argument(vm, argument(args, 1))?;
    let format = ops::index_exact(vm, argument(args, 2))?;
    if !(0..=21).contains(&format) {
        return Err(messages::value_error(vm, "third argument must be a valid machine format code."));
    }
    let Some(mut data) = bytes::with_plain_bytes(argument(args, 3), <[u8]>::to_vec) else {
        let message = format!("fourth argument should be bytes, not {}", vm.class_name(argument(args, 3)));
        return Err(messages::type_error(vm, &message));
    };
    let own = machine_format(code);
    if format != own && format ^ 1 == own && code.size() > 1 {
        data.chunks_exact_mut(code.size()).for_each(<[u8]>::reverse);
    } else if format != own {
        let message = "array items of another size or kind than this machine's are not implemented";
        return Err(vm.raise_message(&vm.errors.not_implemented_error, message));
    }
    let letter = vm.new_str(code.name());
    let made = vm.call_values(argument(args, 0), &[letter])?;
    append_from(vm, expect(vm, &made)?, &bytes::from_vec(vm, data))?;
    Ok(made)
}
