//! `array`: numbers and characters of one type in one piece of memory.
//!
//! The items lie in native byte order in a byte vector. While views look at it (`exports`), nothing may
//! change its size. Sizes are read again after every conversion of an item, which may run Python code.

mod item;
mod methods;

use self::item::Code;
use super::natives::{OPEN, add_class, class_of, make};
use super::{ModuleSpec, set};
use crate::memory::{Guarded, Kind, Payload, PyResult, Str, Value, Visitor};
use crate::objects::buffer::{BufferAccess, BufferInfo};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::iterators::itself;
use crate::objects::list::PyList;
use crate::objects::native::{as_class, function, getter};
use crate::objects::slots::{CompareOp, Slots};
use crate::objects::str::{repeat_count, units_of};
use crate::objects::vm::Vm;
use crate::objects::{bytearray, bytes, int, kinds, ops, slice};
use std::cell::Cell;
use std::cmp::Ordering;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "array",
    doc: "Compact arrays of numbers and characters.",
    functions: &[function(
        "_array_reconstructor",
        "(arraytype, typecode, mformat_code, items, /)",
        methods::reconstruct,
        "Make an array from what pickling wrote.",
    )],
    setup: Some(|vm, module| {
        let class = add_class(vm, module, &ARRAY, kinds::ARRAY);
        set(vm, module, "ArrayType", class.to_value());
        set(vm, module, "typecodes", vm.intern("bBuwhHiIlLqQfd"));
        let sequence = super::import::import_attribute(vm, "_collections_abc", "MutableSequence")?;
        vm.call_method(&sequence, &vm.intern("register"), &[class.to_value()])?;
        Ok(())
    }),
};

pub const ARRAY: TypeSpec = TypeSpec {
    name: "array",
    module: "array",
    flags: OPEN | class_flag::WEAK | class_flag::SEQUENCE,
    doc: "A sequence of items of one basic type, which a letter names.",
    slots: Slots {
        repr: Some(repr),
        compare: Some(compare),
        iter: Some(|vm, value| Ok(make(vm, &ITERATOR, PyArrayIterator { array: Guarded::new(value.clone()), at: Cell::new(0) }))),
        new: Some(new),
        length: Some(|vm, value| Ok(expect(vm, value)?.len())),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(|vm, value, wanted| Ok(find(vm, expect(vm, value)?, wanted, 0, usize::MAX)?.is_some())),
        concat: Some(concat),
        repeat: Some(repeat),
        inplace_concat: Some(inplace_concat),
        inplace_repeat: Some(inplace_repeat),
        buffer: Some(&ACCESS),
        ..Slots::EMPTY
    },
    methods: methods::METHODS,
    getset: &[
        getter("typecode", |vm, value| Ok(vm.new_str(expect(vm, value)?.code.name())), "The letter of the item type."),
        getter("itemsize", |vm, value| Ok(int::from_usize(vm, expect(vm, value)?.code.size())), "Bytes of one item."),
    ],
    ..TypeSpec::EMPTY
};

const ITERATOR: TypeSpec = TypeSpec {
    name: "arrayiterator",
    module: "array",
    flags: super::natives::CLOSED,
    slots: Slots { iter: Some(itself), next: Some(next), ..Slots::EMPTY },
    ..TypeSpec::EMPTY
};

pub struct PyArray {
    code: Code,
    data: Guarded<Vec<u8>>,
    exports: Cell<usize>,
}

impl Payload for PyArray {
    const KIND: Kind = kinds::ARRAY;
}

struct PyArrayIterator {
    /// Unbound once the end has been reached.
    array: Guarded<Value>,
    at: Cell<usize>,
}

impl Payload for PyArrayIterator {
    const KIND: Kind = kinds::ARRAY_ITERATOR;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { array, at: _ } = self;
        visitor.guarded(array);
    }
}

impl PyArray {
    fn new(code: Code, data: Vec<u8>) -> PyArray {
        PyArray { code, data: Guarded::new(data), exports: Cell::new(0) }
    }

    fn len(&self) -> usize {
        self.data.read(Vec::len) / self.code.size()
    }

    /// The item at a position inside the array.
    fn get(&self, vm: &Vm, at: usize) -> Option<PyResult> {
        let mut item = [0; 8];
        let size = self.code.size();
        let start = at.checked_mul(size)?;
        self.data.read(|data| {
            let found = data.get(start..start + size)?;
            item.get_mut(..size)?.copy_from_slice(found);
            Some(())
        })?;
        Some(self.code.unpack(vm, item))
    }
}

/// The payload of an array.
fn expect<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyArray> {
    match value.get::<PyArray>() {
        Some(array) => Ok(array),
        None => Err(messages::type_error(vm, "descriptor requires an 'array.array' object")),
    }
}

/// An array of the class itself.
fn fresh(vm: &Vm, code: Code, data: Vec<u8>) -> Value {
    make(vm, &ARRAY, PyArray::new(code, data))
}

/// Refuses to change the size while somebody looks at the memory.
fn check_resizable(vm: &Vm, array: &PyArray) -> PyResult<()> {
    if array.exports.get() == 0 {
        return Ok(());
    }
    Err(messages::buffer_error(vm, "cannot resize an array that is exporting buffers"))
}

fn append_bytes(vm: &Vm, array: &PyArray, more: &[u8]) -> PyResult<()> {
    check_resizable(vm, array)?;
    let done = array.data.write(|data| match crate::room::asking(|| data.try_reserve(more.len())) {
        Ok(()) => {
            data.extend_from_slice(more);
            true
        }
        Err(_) => false,
    });
    if done { Ok(()) } else { Err(messages::memory_error(vm)) }
}

/// Adds the items of an iterable.
fn extend(vm: &Vm, array: &PyArray, source: &Value) -> PyResult<()> {
    if let Some(other) = source.get::<PyArray>() {
        if other.code != array.code {
            return Err(messages::type_error(vm, "can only extend with array of same kind"));
        }
        return append_bytes(vm, array, &other.data.copy());
    }
    ops::for_each(vm, source, |item| {
        let (item, size) = array.code.pack(vm, &item)?;
        append_bytes(vm, array, item.get(..size).unwrap_or(&item))
    })
}

// ---- construction ----

fn new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    let exact = class.same(&class_of(vm, &ARRAY, kinds::ARRAY));
    if exact && !args.names.is_empty() {
        return Err(messages::type_error(vm, "array.array() takes no keyword arguments"));
    }
    let (letter, source) = match args.by_position() {
        [letter] => (letter, None),
        [letter, source] => (letter, Some(source)),
        [] => return Err(messages::type_error(vm, "array() takes at least 1 argument (0 given)")),
        more => return Err(messages::type_error(vm, &format!("array() takes at most 2 arguments ({} given)", more.len()))),
    };
    let code = code_argument(vm, letter)?;
    let array = vm.new_object(class, PyArray::new(code, Vec::new())).into_value();
    if let (Some(source), Some(payload)) = (source, array.get::<PyArray>()) {
        fill(vm, payload, source)?;
    }
    Ok(array)
}

fn code_argument(vm: &Vm, letter: &Value) -> PyResult<Code> {
    let Some(text) = letter.get::<Str>().filter(|text| text.len() == 1) else {
        let message = format!("array() argument 1 must be a unicode character, not {}", vm.class_name(letter));
        return Err(messages::type_error(vm, &message));
    };
    let Some(code) = text.data().at(0).and_then(Code::by_letter) else {
        let message = "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)";
        return Err(messages::value_error(vm, message));
    };
    if code == Code::OldText {
        let message = "The 'u' type code is deprecated and will be removed in Python 3.16";
        messages::warn(vm, &vm.errors.deprecation_warning, message)?;
    }
    Ok(code)
}

fn fill(vm: &Vm, array: &PyArray, source: &Value) -> PyResult<()> {
    if let Some(text) = source.get::<Str>() {
        if !array.code.is_text() {
            let message = format!("cannot use a str to initialize an array with typecode '{}'", array.code.name());
            return Err(messages::type_error(vm, &message));
        }
        return append_text(vm, array, text);
    }
    if let Some(other) = source.get::<PyArray>() {
        if !array.code.is_text() && other.code.is_text() {
            let message = format!("cannot use a unicode array to initialize an array with typecode '{}'", array.code.name());
            return Err(messages::type_error(vm, &message));
        }
        if array.code.is_text() && !other.code.is_text() {
            let message = format!("cannot use a unicode array to initialize an array with typecode '{}'", array.code.name());
            return Err(messages::type_error(vm, &message));
        }
        if other.code == array.code {
            return append_bytes(vm, array, &other.data.copy());
        }
        let mut at = 0;
        while let Some(item) = other.get(vm, at) {
            let (item, size) = array.code.pack(vm, &item?)?;
            append_bytes(vm, array, item.get(..size).unwrap_or(&item))?;
            at += 1;
        }
        return Ok(());
    } else if source.is_kind::<bytes::PyBytes>() || source.is_kind::<bytearray::PyByteArray>() {
        return methods::append_from(vm, array, source);
    }
    if source.is_kind::<PyList>() {
        // The size is known, so the memory comes in one piece.
        let count = ops::len(vm, source)?;
        let room = count.checked_mul(array.code.size());
        if room.is_none_or(|room| array.data.write(|data| crate::room::asking(|| data.try_reserve_exact(room))).is_err()) {
            return Err(messages::memory_error(vm));
        }
    }
    extend(vm, array, source)
}

fn append_text(vm: &Vm, array: &PyArray, text: &Str) -> PyResult<()> {
    let mut data = Vec::new();
    if crate::room::asking(|| data.try_reserve_exact(text.len().saturating_mul(4))).is_err() {
        return Err(messages::memory_error(vm));
    }
    for code in units_of(text) {
        data.extend(code.to_ne_bytes());
    }
    append_bytes(vm, array, &data)
}

fn next(vm: &Vm, value: &Value) -> PyResult {
    let Some(iterator) = value.get::<PyArrayIterator>() else { return Ok(Value::DONE) };
    let source = iterator.array.copy();
    let Some(array) = source.get::<PyArray>() else { return Ok(Value::DONE) };
    let at = iterator.at.get();
    match array.get(vm, at) {
        Some(item) => {
            iterator.at.set(at + 1);
            item
        }
        None => {
            drop(iterator.array.replace(Value::UNBOUND));
            Ok(Value::DONE)
        }
    }
}

// ---- operators ----

fn repr(vm: &Vm, value: &Value) -> PyResult {
    let array = expect(vm, value)?;
    let name = crate::objects::str::text_of(&ops::get_attr(vm, vm.class_of(value).value(), &vm.names.__name__)?);
    let code = array.code.name();
    if array.len() == 0 {
        return Ok(vm.new_string(format!("{name}('{code}')")));
    }
    let items = if array.code.is_text() { methods::text_of_array(vm, array)? } else { methods::list_of(vm, array)? };
    Ok(vm.new_string(format!("{name}('{code}', {})", ops::repr_text(vm, &items)?)))
}

fn compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyArray>(), right.get::<PyArray>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    if equality && a.len() != b.len() {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    if a.code == b.code && equality && !a.code.is_float() {
        let same = a.data.copy() == b.data.copy();
        return Ok(Value::bool(same == (op == CompareOp::Eq)));
    }
    let mut at = 0;
    while let (Some(x), Some(y)) = (a.get(vm, at), b.get(vm, at)) {
        let (x, y) = (x?, y?);
        if !ops::compare_bool(vm, &x, &y, CompareOp::Eq)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => ops::compare(vm, &x, &y, op),
            };
        }
        at += 1;
        if at.is_multiple_of(4096) {
            vm.poll()?;
        }
    }
    let order: Ordering = a.len().cmp(&b.len());
    Ok(Value::bool(op.holds(order)))
}

fn find(vm: &Vm, array: &PyArray, wanted: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut at = start;
    while at < stop
        && let Some(item) = array.get(vm, at)
    {
        if ops::compare_bool(vm, &item?, wanted, CompareOp::Eq)? {
            return Ok(Some(at));
        }
        at += 1;
        if at.is_multiple_of(4096) {
            vm.poll()?;
        }
    }
    Ok(None)
}

fn position(length: usize, index: i64) -> Option<usize> {
    let position = if index < 0 { index.saturating_add(length as i64) } else { index };
    usize::try_from(position).ok().filter(|position| *position < length)
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let array = expect(vm, value)?;
    let out_of_range = || messages::index_error(vm, "array index out of range");
    if let Some(index) = key.as_int() {
        let at = position(array.len(), index).ok_or_else(out_of_range)?;
        return array.get(vm, at).unwrap_or_else(|| Err(out_of_range()));
    }
    if let Some((start, step, count)) = slice::bounds(vm, key, array.len())? {
        return Ok(fresh(vm, array.code, picked(vm, array, start, step, count)?));
    }
    let index = index_of(vm, key)?;
    let at = position(array.len(), index).ok_or_else(out_of_range)?;
    array.get(vm, at).unwrap_or_else(|| Err(out_of_range()))
}

fn index_of(vm: &Vm, key: &Value) -> PyResult<i64> {
    if vm.class_of(key).slots(|slots| slots.index.is_none()) {
        return Err(messages::type_error(vm, "array indices must be integers"));
    }
    ops::index_exact(vm, key)
}

/// The bytes of the items of a slice.
fn picked(vm: &Vm, array: &PyArray, start: usize, step: i64, count: usize) -> PyResult<Vec<u8>> {
    let size = array.code.size();
    let mut out = Vec::new();
    if crate::room::asking(|| out.try_reserve_exact(count.saturating_mul(size))).is_err() {
        return Err(messages::memory_error(vm));
    }
    array.data.read(|data| {
        let mut at = start as i64;
        for _ in 0..count {
            let place = usize::try_from(at).unwrap_or(usize::MAX).saturating_mul(size);
            out.extend_from_slice(data.get(place..place.saturating_add(size)).unwrap_or(&[]));
            at = at.wrapping_add(step);
        }
    });
    Ok(out)
}

fn setitem(vm: &Vm, value: &Value, key: &Value, item: Option<Value>) -> PyResult<()> {
    let array = expect(vm, value)?;
    if slice::bounds(vm, key, 0)?.is_some() {
        return set_slice(vm, array, key, item);
    }
    let index = index_of(vm, key)?;
    let size = array.code.size();
    let out_of_range = || messages::index_error(vm, "array assignment index out of range");
    let at = position(array.len(), index).ok_or_else(out_of_range)?;
    let Some(item) = item else {
        check_resizable(vm, array)?;
        array.data.write(|data| drop(data.drain(at * size..(at + 1) * size)));
        return Ok(());
    };
    let (item, _) = array.code.pack(vm, &item)?;
    // Converting the item may have made the array shorter; then nothing is stored.
    array.data.write(|data| {
        if let (Some(place), Some(item)) = (data.get_mut(at * size..(at + 1) * size), item.get(..size)) {
            place.copy_from_slice(item);
        }
    });
    Ok(())
}

fn set_slice(vm: &Vm, array: &PyArray, key: &Value, item: Option<Value>) -> PyResult<()> {
    let new = match &item {
        None => Vec::new(),
        Some(item) => match item.get::<PyArray>() {
            Some(other) if other.code == array.code => other.data.copy(),
            Some(_) => return Err(messages::type_error(vm, "bad argument type for built-in operation")),
            None => {
                let message = format!("can only assign array (not \"{}\") to array slice", vm.class_name(item));
                return Err(messages::type_error(vm, &message));
            }
        },
    };
    let size = array.code.size();
    let Some((start, step, count)) = slice::bounds(vm, key, array.len())? else { return Ok(()) };
    if step == 1 {
        if new.len() != count * size {
            check_resizable(vm, array)?;
            if array.data.write(|data| crate::room::asking(|| data.try_reserve(new.len()))).is_err() {
                return Err(messages::memory_error(vm));
            }
        }
        array.data.write(|data| {
            let first = (start * size).min(data.len());
            let last = (first + count * size).min(data.len());
            drop(data.splice(first..last, new));
        });
        return Ok(());
    }
    if item.is_none() {
        if count > 0 {
            check_resizable(vm, array)?;
            delete_items(array, start, step, count);
        }
        return Ok(());
    }
    if new.len() != count * size {
        let message = format!("attempt to assign array of size {} to extended slice of size {count}", new.len() / size);
        return Err(messages::value_error(vm, &message));
    }
    array.data.write(|data| {
        let mut at = start as i64;
        for item in new.chunks_exact(size) {
            let place = usize::try_from(at).unwrap_or(usize::MAX).saturating_mul(size);
            if let Some(place) = data.get_mut(place..place.saturating_add(size)) {
                place.copy_from_slice(item);
            }
            at = at.wrapping_add(step);
        }
    });
    Ok(())
}

/// Removes the items of an extended slice.
fn delete_items(array: &PyArray, start: usize, step: i64, count: usize) {
    let size = array.code.size();
    let last = (start as i64).wrapping_add(step.wrapping_mul(count as i64 - 1));
    let low = (start as i64).min(last);
    let stride = step.unsigned_abs();
    let goes = |index: usize| {
        let offset = index as i64 - low;
        offset >= 0 && (offset as u64).is_multiple_of(stride) && (offset as u64 / stride) < count as u64
    };
    array.data.write(|data| {
        let kept: Vec<u8> = data
            .chunks_exact(size)
            .enumerate()
            .filter(|(index, _)| !goes(*index))
            .flat_map(|(_, item)| item.iter().copied())
            .collect();
        *data = kept;
    });
}

fn concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let array = expect(vm, left)?;
    let Some(other) = right.get::<PyArray>() else {
        let message = format!("can only append array (not \"{}\") to array", vm.class_name(right));
        return Err(messages::type_error(vm, &message));
    };
    if other.code != array.code {
        return Err(messages::type_error(vm, "bad argument type for built-in operation"));
    }
    let joined = fresh(vm, array.code, array.data.copy());
    append_bytes(vm, expect(vm, &joined)?, &other.data.copy())?;
    Ok(joined)
}

fn repeated(vm: &Vm, array: &PyArray, count: usize) -> PyResult<Vec<u8>> {
    let data = array.data.copy();
    let mut out = Vec::new();
    let room = data.len().checked_mul(count).filter(|room| *room <= isize::MAX as usize);
    if room.is_none_or(|room| crate::room::asking(|| out.try_reserve_exact(room)).is_err()) {
        return Err(messages::memory_error(vm));
    }
    if !data.is_empty() {
        (0..count).for_each(|_| out.extend_from_slice(&data));
    }
    Ok(out)
}

fn repeat(vm: &Vm, value: &Value, count: &Value) -> PyResult {
    let count = repeat_count(vm, count)?;
    let array = expect(vm, value)?;
    Ok(fresh(vm, array.code, repeated(vm, array, count)?))
}

fn inplace_concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !right.is_kind::<PyArray>() {
        let message = format!("can only extend array with array (not \"{}\")", vm.class_name(right));
        return Err(messages::type_error(vm, &message));
    }
    extend(vm, expect(vm, left)?, right)?;
    Ok(left.clone())
}

fn inplace_repeat(vm: &Vm, left: &Value, count: &Value) -> PyResult {
    let count = repeat_count(vm, count)?;
    let array = expect(vm, left)?;
    if array.len() > 0 && count != 1 {
        check_resizable(vm, array)?;
        let data = repeated(vm, array, count)?;
        drop(array.data.replace(data));
    }
    Ok(left.clone())
}

static ACCESS: BufferAccess = BufferAccess {
    describe: |vm, value| {
        let array = expect(vm, value)?;
        Ok(BufferInfo {
            format: array.code.name().to_owned(),
            item_size: array.code.size(),
            shape: vec![array.len()],
            read_only: false,
        })
    },
    read: |value, leaf| {
        if let Some(array) = value.get::<PyArray>() {
            array.data.read(|data| leaf(data));
        }
    },
    write: |value, leaf| {
        if let Some(array) = value.get::<PyArray>() {
            array.data.write(|data| leaf(data));
        }
    },
    export: |value, more| {
        if let Some(array) = value.get::<PyArray>() {
            let count = array.exports.get();
            array.exports.set(if more { count + 1 } else { count.saturating_sub(1) });
        }
    },
};
