//! `memoryview`: typed, sliced and reshaped views of another object's memory.
//!
//! A view holds the exporting object and a layout (offset, shape, strides); it
//! never holds a borrow. As long as it is not released the exporter knows that
//! it is looked at and keeps its size.
//!
//! Missing: sub-offsets (no built-in exporter has them) and the buffer flags
//! that only C code can ask for.

use super::buffer::{self, BufferAccess, BufferInfo};
use super::byte_methods;
use super::bytes::{self, PyBytes};
use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::list::PyList;
use super::native::{GetSet, Method, getter, method};
use super::slots::{CompareOp, Slots};
use super::str::{bad_argument, units_of};
use super::vm::Vm;
use super::{float, int, ops};
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Raised, Str, Tuple, Value, Visitor};
use std::cell::Cell;

/// Most dimensions a view can have.
const MOST_DIMENSIONS: usize = 64;

/// Where the items of a view lie in the exporter's memory.
#[derive(Clone, Debug)]
struct Layout {
    format: String,
    item_size: usize,
    shape: Vec<usize>,
    strides: Vec<isize>,
    offset: isize,
}

impl Layout {
    fn items(&self) -> usize {
        self.shape.iter().product()
    }

    fn bytes(&self) -> usize {
        self.items().saturating_mul(self.item_size)
    }

    fn is_c_contiguous(&self) -> bool {
        self.items() == 0 || {
            let mut expected = self.item_size as isize;
            self.shape.iter().zip(&self.strides).rev().all(|(&length, &stride)| {
                let fits = length == 1 || stride == expected;
                expected = expected.wrapping_mul(length as isize);
                fits
            })
        }
    }

    fn is_f_contiguous(&self) -> bool {
        self.items() == 0 || {
            let mut expected = self.item_size as isize;
            self.shape.iter().zip(&self.strides).all(|(&length, &stride)| {
                let fits = length == 1 || stride == expected;
                expected = expected.wrapping_mul(length as isize);
                fits
            })
        }
    }

    /// The native type letter; `None` for formats that are more than that.
    fn letter(&self) -> Option<u8> {
        native_letter(&self.format)
    }

    /// Calls `each` with the offset of every item, last index fastest.
    fn each_offset(&self, each: &mut dyn FnMut(isize)) {
        fn walk(shape: &[usize], strides: &[isize], offset: isize, each: &mut dyn FnMut(isize)) {
            match (shape, strides) {
                ([length, shape @ ..], [stride, strides @ ..]) => {
                    for index in 0..*length {
                        walk(shape, strides, offset.wrapping_add(stride.wrapping_mul(index as isize)), each);
                    }
                }
                _ => each(offset),
            }
        }
        walk(&self.shape, &self.strides, self.offset, each);
    }
}

fn native_letter(format: &str) -> Option<u8> {
    match format.as_bytes() {
        [letter] | [b'@', letter] if size_of_letter(*letter).is_some() => Some(*letter),
        _ => None,
    }
}

fn size_of_letter(letter: u8) -> Option<usize> {
    Some(match letter {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    })
}

/// Strides of items that lie one after the other.
fn c_strides(shape: &[usize], item_size: usize) -> Vec<isize> {
    let mut stride = item_size as isize;
    let mut strides: Vec<isize> = shape
        .iter()
        .rev()
        .map(|length| {
            let own = stride;
            stride = stride.wrapping_mul(*length as isize);
            own
        })
        .collect();
    strides.reverse();
    strides
}

pub struct PyMemoryView {
    /// The exporting object; unbound once the view is released.
    owner: Guarded<Value>,
    layout: Layout,
    read_only: bool,
    /// Consumers that look through this view.
    exports: Cell<usize>,
    hash: Cell<Option<i64>>,
}

impl Payload for PyMemoryView {
    const KIND: Kind = kinds::MEMORYVIEW;
    const TRACKED: bool = true;
    const HAS_COMPANIONS: bool = true;

    /// CPython's managed buffer.
    fn companions(&self) -> usize {
        1
    }

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { owner, layout: _, read_only: _, exports: _, hash: _ } = self;
        visitor.guarded(owner);
    }

    fn clear(&self) {
        self.let_go();
    }
}

impl Drop for PyMemoryView {
    fn drop(&mut self) {
        self.let_go();
    }
}

impl PyMemoryView {
    fn let_go(&self) {
        let owner = self.owner.replace(Value::UNBOUND);
        if let Some(access) = buffer::access(&owner) {
            (access.export)(&owner, false);
        }
    }
}

// ---- making views ----

fn new_view(vm: &Vm, owner: Value, layout: Layout, read_only: bool) -> Value {
    if let Some(access) = buffer::access(&owner) {
        (access.export)(&owner, true);
    }
    let view = PyMemoryView { owner: Guarded::new(owner), layout, read_only, exports: Cell::new(0), hash: Cell::new(None) };
    Handle::new(vm.types.memoryview.to_value(), view).into_value()
}

/// `memoryview(object)`.
pub fn from_object(vm: &Vm, object: &Value) -> PyResult {
    if let Some(view) = object.get::<PyMemoryView>() {
        let owner = owner_of(vm, view)?;
        return Ok(new_view(vm, owner, view.layout.clone(), view.read_only));
    }
    if let Some(access) = buffer::access(object) {
        let BufferInfo { format, item_size, shape, read_only } = (access.describe)(vm, object)?;
        let strides = c_strides(&shape, item_size);
        let layout = Layout { format, item_size, shape, strides, offset: 0 };
        return Ok(new_view(vm, object.clone(), layout, read_only));
    }
    // A class written in Python exports through `__buffer__(flags)`.
    if let Some(view) = vm.call_special(object, &vm.intern("__buffer__"), &[Value::small_int(284)])? {
        if view.is_kind::<PyMemoryView>() {
            return Ok(view);
        }
        return Err(messages::type_error(vm, "__buffer__ returned non-memoryview object"));
    }
    let message = format!("memoryview: a bytes-like object is required, not '{}'", vm.class_name(object));
    Err(messages::type_error(vm, &message))
}

fn memoryview_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    let object = match (args.values, args.names) {
        ([object], []) => object,
        ([object], [name]) if super::str::text_of(name) == "object" => object,
        ([_], [name]) => {
            let text = super::str::text_of(name);
            return Err(messages::type_error(vm, &format!("memoryview() got an unexpected keyword argument '{text}'")));
        }
        ([], _) => return Err(messages::type_error(vm, "memoryview() missing required argument 'object' (pos 1)")),
        (values, _) => {
            let kind = if values.len() == args.names.len() { "keyword " } else { "" };
            let message = format!("memoryview() takes at most 1 {kind}argument ({} given)", values.len());
            return Err(messages::type_error(vm, &message));
        }
    };
    from_object(vm, object)
}

fn released(vm: &Vm) -> Raised {
    messages::value_error(vm, "operation forbidden on released memoryview object")
}

fn owner_of(vm: &Vm, view: &PyMemoryView) -> PyResult {
    let owner = view.owner.copy();
    if owner.is_unbound() { Err(released(vm)) } else { Ok(owner) }
}

/// The payload of a view that is not released, and its exporter.
fn expect_view<'a>(vm: &Vm, value: &'a Value) -> PyResult<(&'a PyMemoryView, Value)> {
    match value.get::<PyMemoryView>() {
        Some(view) => Ok((view, owner_of(vm, view)?)),
        None => Err(messages::type_error(vm, "descriptor requires a 'memoryview' object")),
    }
}

fn receiver<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<(&'a PyMemoryView, Value)> {
    match args.first() {
        Some(value) => expect_view(vm, value),
        None => Err(messages::type_error(vm, "descriptor requires a 'memoryview' object")),
    }
}

// ---- items ----

fn item_at(data: &[u8], offset: isize, size: usize) -> Option<&[u8]> {
    let start = usize::try_from(offset).ok()?;
    data.get(start..start.checked_add(size)?)
}

/// Copies every item, in C order.
fn gather(layout: &Layout, data: &[u8]) -> Vec<u8> {
    if layout.is_c_contiguous() {
        return item_at(data, layout.offset, layout.bytes()).unwrap_or(&[]).to_vec();
    }
    let mut out = Vec::with_capacity(layout.bytes().min(data.len()));
    layout.each_offset(&mut |offset| out.extend_from_slice(item_at(data, offset, layout.item_size).unwrap_or(&[])));
    out
}

fn copy_of(layout: &Layout, owner: &Value) -> Vec<u8> {
    buffer::with_bytes(owner, |data| gather(layout, data)).unwrap_or_default()
}

/// The bytes of a view in C order, or why there are none.
pub fn bytes_of(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    let (view, owner) = expect_view(vm, value)?;
    if !view.layout.is_c_contiguous() {
        return Err(messages::buffer_error(vm, "memoryview: underlying buffer is not C-contiguous"));
    }
    Ok(copy_of(&view.layout, &owner))
}

/// The bytes of a view, gathered when they are scattered: what `bytes(view)` copies.
pub fn gathered(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    let (view, owner) = expect_view(vm, value)?;
    Ok(copy_of(&view.layout, &owner))
}

fn array<const N: usize>(item: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    for (place, byte) in bytes.iter_mut().zip(item) {
        *place = *byte;
    }
    bytes
}

fn unpack(vm: &Vm, letter: u8, item: &[u8]) -> PyResult {
    Ok(match letter {
        b'B' => Value::small_int(i64::from(u8::from_ne_bytes(array(item)))),
        b'b' => Value::small_int(i64::from(i8::from_ne_bytes(array(item)))),
        b'c' => bytes::from_vec(vm, item.to_vec()),
        b'?' => Value::bool(item.first().is_some_and(|byte| *byte != 0)),
        b'h' => Value::small_int(i64::from(i16::from_ne_bytes(array(item)))),
        b'H' => Value::small_int(i64::from(u16::from_ne_bytes(array(item)))),
        b'i' => Value::small_int(i64::from(i32::from_ne_bytes(array(item)))),
        b'I' => Value::small_int(i64::from(u32::from_ne_bytes(array(item)))),
        b'l' | b'q' | b'n' => int::from_i64(vm, i64::from_ne_bytes(array(item))),
        b'L' | b'Q' | b'N' | b'P' => int::from_u64(vm, u64::from_ne_bytes(array(item))),
        b'f' => float::from_f64(vm, f64::from(f32::from_ne_bytes(array(item)))),
        b'd' => float::from_f64(vm, f64::from_ne_bytes(array(item))),
        b'e' => float::from_f64(vm, half_to_f64(u16::from_ne_bytes(array(item)))),
        _ => return Err(messages::type_error(vm, "memoryview: unknown format")),
    })
}

/// The value of a half-precision float.
pub fn half_to_f64(bits: u16) -> f64 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * (-24f64).exp2(),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * f64::from(exponent - 25).exp2(),
    };
    sign * size
}

/// The nearest half-precision float, ties to even; `None` when it is too large.
pub fn f64_to_half(value: f64) -> Option<u16> {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    if value.is_nan() {
        return Some(sign | 0x7e00);
    }
    let size = value.abs();
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // Below 2**-14 the steps are 2**-24; above, 2**-10 of the leading power of two.
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let steps = (size * f64::from(10 - exponent).exp2()).round_ties_even();
    let bits = steps as u32 + ((exponent + 14) as u32) * 1024;
    if bits >= 0x7c00 { None } else { Some(sign | bits as u16) }
}

fn invalid_value(vm: &Vm, format: &str) -> Raised {
    messages::value_error(vm, &format!("memoryview: invalid value for format '{format}'"))
}

fn invalid_type(vm: &Vm, format: &str) -> Raised {
    messages::type_error(vm, &format!("memoryview: invalid type for format '{format}'"))
}

fn pack(vm: &Vm, layout: &Layout, value: &Value) -> PyResult<Vec<u8>> {
    let format = layout.format.as_str();
    let Some(letter) = layout.letter() else { return Err(unsupported(vm, layout)) };
    let wrong_type = |raised: Raised| {
        if vm.pending_is(&vm.errors.type_error) {
            drop(vm.take_exception());
            return invalid_type(vm, format);
        }
        raised
    };
    match letter {
        b'c' => {
            let Some(data) = value.get::<PyBytes>() else { return Err(invalid_type(vm, format)) };
            if data.data.len() != 1 {
                return Err(invalid_value(vm, format));
            }
            Ok(data.data.to_vec())
        }
        b'?' => Ok(vec![u8::from(ops::truth(vm, value)?)]),
        b'e' | b'f' | b'd' => {
            let number = float::expect_real(vm, value).map_err(wrong_type)?;
            match letter {
                b'd' => Ok(number.to_ne_bytes().to_vec()),
                b'f' => Ok((number as f32).to_ne_bytes().to_vec()),
                _ => match f64_to_half(number) {
                    Some(bits) => Ok(bits.to_ne_bytes().to_vec()),
                    None => Err(messages::overflow_error(vm, "float too large to pack with e format")),
                },
            }
        }
        _ => {
            let number = ops::index(vm, value).map_err(wrong_type)?;
            let big = int::as_big(&number).and_then(|big| big.to_i128());
            let size = layout.item_size;
            let bits = size as u32 * 8;
            let is_signed = letter.is_ascii_lowercase();
            let range = if is_signed { -(1i128 << (bits - 1))..1i128 << (bits - 1) } else { 0..1i128 << bits };
            match big.filter(|number| range.contains(number)) {
                Some(number) => {
                    let wide = number.to_le_bytes();
                    let mut item = wide.get(..size).unwrap_or(&[]).to_vec();
                    if cfg!(target_endian = "big") {
                        item.reverse();
                    }
                    Ok(item)
                }
                None => Err(invalid_value(vm, format)),
            }
        }
    }
}

fn not_implemented(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.not_implemented_error, message)
}

fn unsupported(vm: &Vm, layout: &Layout) -> Raised {
    not_implemented(vm, &format!("memoryview: unsupported format {}", layout.format))
}

fn load(vm: &Vm, layout: &Layout, owner: &Value, offset: isize) -> PyResult {
    let Some(letter) = layout.letter() else {
        return Err(not_implemented(vm, &format!("memoryview: unsupported format {}", layout.format)));
    };
    let item = buffer::with_bytes(owner, |data| item_at(data, offset, layout.item_size).map(<[u8]>::to_vec)).flatten();
    match item {
        Some(item) => unpack(vm, letter, &item),
        None => Err(messages::index_error(vm, "index out of bounds on dimension 1")),
    }
}

fn store(vm: &Vm, owner: &Value, offset: isize, item: &[u8]) -> PyResult<()> {
    let mut done = false;
    if let Some(access) = buffer::access(owner) {
        (access.write)(owner, &mut |data| {
            if let Some(start) = usize::try_from(offset).ok()
                && let Some(place) = data.get_mut(start..start.saturating_add(item.len()))
            {
                place.copy_from_slice(item);
                done = true;
            }
        });
    }
    if done { Ok(()) } else { Err(messages::index_error(vm, "index out of bounds on dimension 1")) }
}

// ---- indexing ----

/// The step of one index along one dimension.
fn step_along(vm: &Vm, layout: &Layout, dimension: usize, index: i64) -> PyResult<isize> {
    let length = layout.shape.get(dimension).copied().unwrap_or(0);
    let position = if index < 0 { index.wrapping_add(length as i64) } else { index };
    if position < 0 || position >= length as i64 {
        return Err(messages::index_error(vm, &format!("index out of bounds on dimension {}", dimension + 1)));
    }
    Ok(layout.strides.get(dimension).copied().unwrap_or(0).wrapping_mul(position as isize))
}

/// What a key selects.
enum Selected {
    Item(isize),
    View(Layout),
}

fn is_index(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).slots(|slots| slots.index.is_some())
}

fn select(vm: &Vm, layout: &Layout, key: &Value, for_store: bool) -> PyResult<Selected> {
    let dimensions = layout.shape.len();
    if dimensions == 0 {
        if key.get::<Tuple>().is_some_and(Tuple::is_empty) || key.is(&Value::ELLIPSIS) {
            return Ok(if key.is(&Value::ELLIPSIS) && !for_store {
                Selected::View(layout.clone())
            } else {
                Selected::Item(layout.offset)
            });
        }
        return Err(messages::type_error(vm, "invalid indexing of 0-dim memory"));
    }
    if is_index(vm, key) {
        let index = ops::index_exact(vm, key)?;
        if dimensions > 1 {
            let message =
                if for_store { "sub-views are not implemented" } else { "multi-dimensional sub-views are not implemented" };
            return Err(not_implemented(vm, message));
        }
        return Ok(Selected::Item(layout.offset.wrapping_add(step_along(vm, layout, 0, index)?)));
    }
    let length = layout.shape.first().copied().unwrap_or(0);
    if let Some((start, step, count)) = super::slice::bounds(vm, key, length)? {
        if for_store && dimensions > 1 {
            let message = "memoryview slice assignments are currently restricted to ndim = 1";
            return Err(not_implemented(vm, message));
        }
        let mut sliced = layout.clone();
        let stride = layout.strides.first().copied().unwrap_or(0);
        sliced.offset = layout.offset.wrapping_add(stride.wrapping_mul(start as isize));
        if let (Some(length), Some(place)) = (sliced.shape.first_mut(), sliced.strides.first_mut()) {
            *length = count;
            *place = stride.wrapping_mul(step as isize);
        }
        return Ok(Selected::View(sliced));
    }
    let Some(tuple) = key.get::<Tuple>() else { return Err(messages::type_error(vm, "memoryview: invalid slice key")) };
    let items = tuple.items();
    if items.iter().all(|item| is_index(vm, item)) {
        if items.len() < dimensions {
            return Err(not_implemented(vm, "sub-views are not implemented"));
        }
        if items.len() > dimensions {
            let message = format!("cannot index {dimensions}-dimension view with {}-element tuple", items.len());
            return Err(messages::type_error(vm, &message));
        }
        let mut offset = layout.offset;
        for (dimension, item) in items.iter().enumerate() {
            let index = ops::index_exact(vm, item)?;
            offset = offset.wrapping_add(step_along(vm, layout, dimension, index)?);
        }
        return Ok(Selected::Item(offset));
    }
    if items.iter().all(|item| item.is_kind::<super::slice::PySlice>()) {
        return Err(not_implemented(vm, "multi-dimensional slicing is not implemented"));
    }
    Err(messages::type_error(vm, "memoryview: invalid slice key"))
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let (view, owner) = expect_view(vm, value)?;
    match select(vm, &view.layout, key, false)? {
        Selected::Item(offset) => {
            // An `__index__` may have released the view.
            owner_of(vm, view)?;
            load(vm, &view.layout, &owner, offset)
        }
        Selected::View(layout) => {
            owner_of(vm, view)?;
            Ok(new_view(vm, owner, layout, view.read_only))
        }
    }
}

fn setitem(vm: &Vm, value: &Value, key: &Value, item: Option<Value>) -> PyResult<()> {
    let (view, owner) = expect_view(vm, value)?;
    if view.read_only {
        return Err(messages::type_error(vm, "cannot modify read-only memory"));
    }
    let Some(item) = item else { return Err(messages::type_error(vm, "cannot delete memory")) };
    match select(vm, &view.layout, key, true)? {
        Selected::Item(offset) => {
            let packed = pack(vm, &view.layout, &item)?;
            owner_of(vm, view)?;
            store(vm, &owner, offset, &packed)
        }
        Selected::View(target) => {
            let source = from_object(vm, &item).map_err(|raised| {
                if vm.pending_is(&vm.errors.type_error) && buffer::access(&item).is_none() {
                    drop(vm.take_exception());
                    let message = format!("a bytes-like object is required, not '{}'", vm.class_name(&item));
                    return messages::type_error(vm, &message);
                }
                raised
            })?;
            let (source, source_owner) = expect_view(vm, &source)?;
            owner_of(vm, view)?;
            if source.layout.letter() != target.letter() || source.layout.shape != target.shape {
                let message = "memoryview assignment: lvalue and rvalue have different structures";
                return Err(messages::value_error(vm, message));
            }
            // Gathered first: both may be views of the same memory.
            let data = copy_of(&source.layout, &source_owner);
            let mut items = data.chunks_exact(target.item_size.max(1));
            let mut result = Ok(());
            let mut offsets = Vec::new();
            target.each_offset(&mut |offset| offsets.push(offset));
            for offset in offsets {
                if let (Ok(()), Some(item)) = (result, items.next()) {
                    result = store(vm, &owner, offset, item);
                }
            }
            result
        }
    }
}

fn length(vm: &Vm, value: &Value) -> PyResult<usize> {
    let (view, _) = expect_view(vm, value)?;
    match view.layout.shape.first() {
        Some(length) => Ok(*length),
        None => Err(messages::type_error(vm, "0-dim memory has no length")),
    }
}

fn iter(vm: &Vm, value: &Value) -> PyResult {
    let (view, _) = expect_view(vm, value)?;
    match view.layout.shape.len() {
        0 => Err(messages::type_error(vm, "invalid indexing of 0-dim memory")),
        1 => Ok(super::iterators::memory_iterator(vm, value)),
        _ => Err(not_implemented(vm, "multi-dimensional sub-views are not implemented")),
    }
}

fn repr(vm: &Vm, value: &Value) -> PyResult {
    let is_released = value.get::<PyMemoryView>().is_some_and(|view| view.owner.read(Value::is_unbound));
    let kind = if is_released { "released memory" } else { "memory" };
    Ok(vm.new_string(format!("<{kind} at {}>", super::object::address_text(value))))
}

fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(view) = value.get::<PyMemoryView>() else { return Ok(0) };
    if let Some(hash) = view.hash.get() {
        return Ok(hash);
    }
    let owner = owner_of(vm, view)?;
    if !view.read_only {
        return Err(messages::value_error(vm, "cannot hash writable memoryview object"));
    }
    if !matches!(view.layout.letter(), Some(b'B' | b'b' | b'c')) {
        return Err(messages::value_error(vm, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    ops::hash(vm, &owner)?;
    let hash = super::str::hash_of_bytes(vm, &copy_of(&view.layout, &owner));
    view.hash.set(Some(hash));
    Ok(hash)
}

fn compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if op != CompareOp::Eq && op != CompareOp::Ne {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let answer = |equal: bool| Ok(Value::bool(equal == (op == CompareOp::Eq)));
    let Some(a) = left.get::<PyMemoryView>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if a.owner.read(Value::is_unbound) {
        return answer(left.is(right));
    }
    let other = match right.get::<PyMemoryView>() {
        Some(b) if b.owner.read(Value::is_unbound) => return answer(left.is(right)),
        Some(_) => right.clone(),
        None if buffer::access(right).is_some() => from_object(vm, right)?,
        None => return Ok(Value::NOT_IMPLEMENTED),
    };
    let (a, a_owner) = expect_view(vm, left)?;
    let (b, b_owner) = expect_view(vm, &other)?;
    if a.layout.shape != b.layout.shape {
        return answer(false);
    }
    let (Some(a_letter), Some(b_letter)) = (a.layout.letter(), b.layout.letter()) else { return answer(false) };
    let (x, y) = (copy_of(&a.layout, &a_owner), copy_of(&b.layout, &b_owner));
    let bitwise = |letter: u8| !matches!(letter, b'e' | b'f' | b'd' | b'?');
    if a_letter == b_letter && bitwise(a_letter) {
        return answer(x == y);
    }
    let pairs = x.chunks_exact(a.layout.item_size.max(1)).zip(y.chunks_exact(b.layout.item_size.max(1)));
    for (x, y) in pairs {
        let (x, y) = (unpack(vm, a_letter, x)?, unpack(vm, b_letter, y)?);
        if !ops::compare_bool(vm, &x, &y, CompareOp::Eq)? {
            return answer(false);
        }
    }
    answer(true)
}

// ---- methods ----

fn given(args: &[Value], index: usize) -> Option<&Value> {
    args.get(index).filter(|value| !value.is_unbound())
}

fn memoryview_tobytes(vm: &Vm, args: &[Value]) -> PyResult {
    let (view, owner) = receiver(vm, args)?;
    let order = match given(args, 1) {
        Some(order) if !order.is_none() => match order.get::<Str>() {
            Some(text) => {
                messages::require_utf8(vm, order)?;
                units_of(text).to_string_lossy()
            }
            None => return Err(bad_argument(vm, "tobytes", "'order'", "str or None", order)),
        },
        _ => "C".to_owned(),
    };
    let layout = &view.layout;
    match order.as_str() {
        "C" => {}
        "A" if !layout.is_f_contiguous() || layout.is_c_contiguous() => {}
        "F" | "A" => {
            // The first index runs fastest: the reversed layout in C order.
            let mut turned = layout.clone();
            turned.shape.reverse();
            turned.strides.reverse();
            return Ok(bytes::from_vec(vm, copy_of(&turned, &owner)));
        }
        _ => return Err(messages::value_error(vm, "order must be 'C', 'F' or 'A'")),
    }
    Ok(bytes::from_vec(vm, copy_of(layout, &owner)))
}

fn nested_list(vm: &Vm, letter: u8, size: usize, shape: &[usize], data: &[u8]) -> PyResult {
    match shape {
        [] => unpack(vm, letter, data),
        [length, rest @ ..] => {
            let each = rest.iter().product::<usize>() * size;
            let mut items = Vec::with_capacity(*length);
            for index in 0..*length {
                let part = data.get(index * each..(index + 1) * each).unwrap_or(&[]);
                items.push(nested_list(vm, letter, size, rest, part)?);
            }
            Ok(vm.new_list(items))
        }
    }
}

fn memoryview_tolist(vm: &Vm, args: &[Value]) -> PyResult {
    let (view, owner) = receiver(vm, args)?;
    let layout = &view.layout;
    let Some(letter) = layout.letter() else { return Err(unsupported(vm, layout)) };
    let data = copy_of(layout, &owner);
    nested_list(vm, letter, layout.item_size, &layout.shape, &data)
}

fn memoryview_hex(vm: &Vm, args: &[Value]) -> PyResult {
    let (view, owner) = receiver(vm, args)?;
    byte_methods::hex_text(vm, &copy_of(&view.layout, &owner), given(args, 1), given(args, 2))
}

fn memoryview_toreadonly(vm: &Vm, args: &[Value]) -> PyResult {
    let (view, owner) = receiver(vm, args)?;
    Ok(new_view(vm, owner, view.layout.clone(), true))
}

fn memoryview_release(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(view) = args.first().and_then(|value| value.get::<PyMemoryView>()) else { return Ok(Value::NONE) };
    let exports = view.exports.get();
    if exports > 0 {
        let plural = if exports == 1 { "" } else { "s" };
        return Err(messages::buffer_error(vm, &format!("memoryview has {exports} exported buffer{plural}")));
    }
    view.let_go();
    Ok(Value::NONE)
}

fn memoryview_enter(vm: &Vm, args: &[Value]) -> PyResult {
    receiver(vm, args)?;
    Ok(args.first().cloned().unwrap_or(Value::NONE))
}

/// Whether a class written in Python says how to look at its instances' memory.
pub fn has_buffer_method(vm: &Vm, value: &Value) -> bool {
    let class = vm.class_of(value);
    class.has(class_flag::HEAP) && !buffer::is_bytes_like(value) && class.lookup(vm, &vm.intern("__buffer__")).is_some()
}

/// A view as a consumer asks for it: `flags` are those of CPython's buffer protocol.
pub fn view_for(vm: &Vm, object: &Value, flags: i64) -> PyResult {
    const WRITABLE: i64 = 0x1;
    const FORMAT: i64 = 0x4;
    const SHAPED: i64 = 0x8;
    const STRIDED: i64 = 0x10 | SHAPED;
    let made = from_object(vm, object)?;
    let Some(view) = made.get::<PyMemoryView>() else { return Ok(made) };
    let is_view = object.is_kind::<PyMemoryView>();
    if flags & WRITABLE != 0 && view.read_only {
        let message = if is_view { "memoryview: underlying buffer is not writable" } else { "Object is not writable." };
        return Err(messages::buffer_error(vm, message));
    }
    if !is_view {
        return Ok(made);
    }
    let refuse = |message: &str| Err(messages::buffer_error(vm, message));
    let (c, f) = (view.layout.is_c_contiguous(), view.layout.is_f_contiguous());
    if flags & (0x20 | STRIDED) == 0x20 | STRIDED && !c {
        return refuse("memoryview: underlying buffer is not C-contiguous");
    }
    if flags & (0x40 | STRIDED) == 0x40 | STRIDED && !f {
        return refuse("memoryview: underlying buffer is not Fortran contiguous");
    }
    if flags & (0x80 | STRIDED) == 0x80 | STRIDED && !c && !f {
        return refuse("memoryview: underlying buffer is not contiguous");
    }
    if flags & STRIDED != STRIDED && !c {
        return refuse("memoryview: underlying buffer is not C-contiguous");
    }
    if flags & FORMAT != 0 && flags & SHAPED == 0 {
        return refuse("memoryview: cannot cast to unsigned bytes if the format flag is present");
    }
    if flags & FORMAT != 0 && flags & SHAPED != 0 {
        return Ok(made);
    }
    let mut layout = view.layout.clone();
    if flags & FORMAT == 0 {
        layout.format = "B".to_owned();
    }
    if flags & SHAPED == 0 {
        let items = layout.items();
        layout.shape = vec![items];
        layout.strides = vec![layout.item_size as isize];
    }
    let owner = owner_of(vm, view)?;
    Ok(new_view(vm, owner, layout, view.read_only))
}

/// `object.__release_buffer__(view)`: ends a view of that object.
pub fn release_of(vm: &Vm, object: &Value, view: &Value) -> PyResult<()> {
    let Some(payload) = view.get::<PyMemoryView>() else {
        return Err(messages::type_error(vm, "expected a memoryview object"));
    };
    let same = match object.get::<PyMemoryView>() {
        Some(viewed) => owner_of(vm, payload)?.is(&owner_of(vm, viewed)?),
        None => owner_of(vm, payload)?.is(object),
    };
    if !same {
        return Err(messages::value_error(vm, "memoryview's buffer is not this object"));
    }
    memoryview_release(vm, std::slice::from_ref(view)).map(drop)
}

fn memoryview_cast(vm: &Vm, args: &[Value]) -> PyResult {
    let (view, owner) = receiver(vm, args)?;
    let format = match given(args, 1).map(|format| (format, format.get::<Str>())) {
        Some((_, Some(_))) if given(args, 2).is_some_and(|shape| !shape.is_kind::<PyList>() && !shape.is_kind::<Tuple>()) => {
            return Err(messages::type_error(vm, "shape must be a list or a tuple"));
        }
        Some((format, Some(text))) => {
            if text.as_ascii().is_none() {
                vm.call_special(format, &vm.intern("encode"), &[vm.intern("ascii")])?;
            }
            units_of(text).to_string_lossy()
        }
        Some((other, None)) => return Err(bad_argument(vm, "cast", "'format'", "str", other)),
        None => return Err(messages::type_error(vm, "cast() missing required argument 'format' (pos 1)")),
    };
    let type_error = |message: &str| Err(messages::type_error(vm, message));
    let old = &view.layout;
    if !old.is_c_contiguous() {
        return type_error("memoryview: casts are restricted to C-contiguous views");
    }
    let shape = given(args, 2).filter(|shape| !shape.is_none());
    if (shape.is_some() || old.shape.len() != 1) && old.shape.contains(&0) {
        return type_error("memoryview: cannot cast view with zeros in shape or strides");
    }
    let wanted = match shape {
        None => None,
        Some(shape) => match (shape.get::<PyList>(), shape.get::<Tuple>()) {
            (Some(list), _) => Some(list.items.copy()),
            (_, Some(tuple)) => Some(tuple.items().to_vec()),
            _ => return type_error("shape must be a list or a tuple"),
        },
    };
    if let Some(wanted) = &wanted {
        if wanted.len() > MOST_DIMENSIONS {
            return Err(messages::value_error(vm, "memoryview: number of dimensions must not exceed 64"));
        }
        if old.shape.len() != 1 && wanted.len() != 1 {
            return type_error("memoryview: cast must be 1D -> ND or ND -> 1D");
        }
    }
    let Some(letter) = native_letter(&format) else {
        let message = "memoryview: destination format must be a native single character format prefixed with an optional '@'";
        return Err(messages::value_error(vm, message));
    };
    let is_byte = |letter: Option<u8>| matches!(letter, Some(b'B' | b'b' | b'c'));
    if !is_byte(Some(letter)) && !is_byte(old.letter()) {
        return type_error("memoryview: cannot cast between two non-byte formats");
    }
    let item_size = size_of_letter(letter).unwrap_or(1);
    let total = old.bytes();
    if !total.is_multiple_of(item_size) {
        return type_error("memoryview: length is not a multiple of itemsize");
    }
    let shape = match wanted {
        None => vec![total / item_size],
        Some(wanted) => {
            let mut shape = Vec::with_capacity(wanted.len());
            let mut product = item_size;
            for item in &wanted {
                if int::operand(item).is_none() {
                    return type_error("memoryview.cast(): elements of shape must be integers");
                }
                let Some(length) = int::as_i64(item).and_then(|length| usize::try_from(length).ok()).filter(|length| *length > 0)
                else {
                    return Err(messages::value_error(vm, "memoryview.cast(): elements of shape must be integers > 0"));
                };
                let Some(next) = product.checked_mul(length) else {
                    return Err(messages::value_error(vm, "memoryview.cast(): product(shape) > SSIZE_MAX"));
                };
                product = next;
                shape.push(length);
            }
            if product != total {
                return type_error("memoryview: product(shape) * itemsize != buffer size");
            }
            shape
        }
    };
    let strides = c_strides(&shape, item_size);
    let layout = Layout { format, item_size, shape, strides, offset: old.offset };
    Ok(new_view(vm, owner, layout, view.read_only))
}

const METHODS: &[Method] = &[
    method(
        "cast",
        "(self, /, format, shape=<unrepresentable>)",
        memoryview_cast,
        "The same memory as items of another kind or shape.",
    ),
    method("hex", "(self, /, sep=<unrepresentable>, bytes_per_sep=1)", memoryview_hex, "The bytes in hexadecimal digits."),
    method("release", "(self, /)", memoryview_release, "Lets go of the memory."),
    method("tobytes", "(self, /, order='C')", memoryview_tobytes, "A copy of the memory as bytes."),
    method("tolist", "(self, /)", memoryview_tolist, "The items as a list of lists."),
    method("toreadonly", "(self, /)", memoryview_toreadonly, "A view that cannot change the memory."),
    method("__enter__", "(self, /)", memoryview_enter, ""),
    method("__exit__", "(self, /, *exc_info)", memoryview_release, "Releases the view."),
];

fn tuple_of_sizes(vm: &Vm, sizes: impl Iterator<Item = i64>) -> Value {
    vm.new_tuple(sizes.map(|size| int::from_i64(vm, size)).collect())
}

fn get_obj(vm: &Vm, value: &Value) -> PyResult {
    Ok(expect_view(vm, value)?.1)
}

fn get_nbytes(vm: &Vm, value: &Value) -> PyResult {
    Ok(int::from_usize(vm, expect_view(vm, value)?.0.layout.bytes()))
}

fn get_readonly(vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(expect_view(vm, value)?.0.read_only))
}

fn get_itemsize(vm: &Vm, value: &Value) -> PyResult {
    Ok(int::from_usize(vm, expect_view(vm, value)?.0.layout.item_size))
}

fn get_format(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_str(&expect_view(vm, value)?.0.layout.format))
}

fn get_ndim(vm: &Vm, value: &Value) -> PyResult {
    Ok(int::from_usize(vm, expect_view(vm, value)?.0.layout.shape.len()))
}

fn get_shape(vm: &Vm, value: &Value) -> PyResult {
    Ok(tuple_of_sizes(vm, expect_view(vm, value)?.0.layout.shape.iter().map(|length| *length as i64)))
}

fn get_strides(vm: &Vm, value: &Value) -> PyResult {
    Ok(tuple_of_sizes(vm, expect_view(vm, value)?.0.layout.strides.iter().map(|stride| *stride as i64)))
}

fn get_suboffsets(vm: &Vm, value: &Value) -> PyResult {
    expect_view(vm, value)?;
    Ok(vm.empty_tuple.clone())
}

fn get_c_contiguous(vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(expect_view(vm, value)?.0.layout.is_c_contiguous()))
}

fn get_f_contiguous(vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(expect_view(vm, value)?.0.layout.is_f_contiguous()))
}

fn get_contiguous(vm: &Vm, value: &Value) -> PyResult {
    let layout = &expect_view(vm, value)?.0.layout;
    Ok(Value::bool(layout.is_c_contiguous() || layout.is_f_contiguous()))
}

const GETSET: &[GetSet] = &[
    getter("obj", get_obj, "The object whose memory it is."),
    getter("nbytes", get_nbytes, "Bytes that the items take."),
    getter("readonly", get_readonly, "Whether the memory cannot be changed."),
    getter("itemsize", get_itemsize, "Bytes of one item."),
    getter("format", get_format, "The kind of the items, as in struct."),
    getter("ndim", get_ndim, "Number of dimensions."),
    getter("shape", get_shape, "Items along each dimension."),
    getter("strides", get_strides, "Bytes from one item to the next along each dimension."),
    getter("suboffsets", get_suboffsets, "Always empty."),
    getter("c_contiguous", get_c_contiguous, "Whether the items lie in C order without gaps."),
    getter("f_contiguous", get_f_contiguous, "Whether the items lie in Fortran order without gaps."),
    getter("contiguous", get_contiguous, "Whether the items lie without gaps."),
];

static ACCESS: BufferAccess = BufferAccess {
    describe: |vm, value| {
        let (view, _) = expect_view(vm, value)?;
        let Layout { format, item_size, shape, .. } = view.layout.clone();
        Ok(BufferInfo { format, item_size, shape, read_only: view.read_only })
    },
    read: |value, leaf| {
        let Some(view) = value.get::<PyMemoryView>() else { return };
        let owner = view.owner.copy();
        if owner.is_unbound() || !view.layout.is_c_contiguous() {
            return;
        }
        buffer::with_bytes(&owner, |data| {
            if let Some(part) = item_at(data, view.layout.offset, view.layout.bytes()) {
                leaf(part);
            }
        });
    },
    write: |value, leaf| {
        let Some(view) = value.get::<PyMemoryView>() else { return };
        let owner = view.owner.copy();
        if owner.is_unbound() || view.read_only || !view.layout.is_c_contiguous() {
            return;
        }
        if let (Some(access), Ok(start)) = (buffer::access(&owner), usize::try_from(view.layout.offset)) {
            (access.write)(&owner, &mut |data| {
                if let Some(part) = data.get_mut(start..start.saturating_add(view.layout.bytes())) {
                    leaf(part);
                }
            });
        }
    },
    export: |value, more| {
        if let Some(view) = value.get::<PyMemoryView>() {
            let count = view.exports.get();
            view.exports.set(if more { count + 1 } else { count.saturating_sub(1) });
        }
    },
};

pub const MEMORYVIEW: TypeSpec = TypeSpec {
    name: "memoryview",
    flags: class_flag::IMMUTABLE | class_flag::WEAK | class_flag::SEQUENCE,
    doc: "A view of the memory of a bytes-like object, without copying it.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        iter: Some(iter),
        new: Some(memoryview_new),
        length: Some(length),
        getitem: Some(getitem),
        setitem: Some(setitem),
        buffer: Some(&ACCESS),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: GETSET,
    wrappers: &[&super::bare_wrappers::BUFFER, &super::bare_wrappers::RELEASE_BUFFER],
    ..TypeSpec::EMPTY
};

#[cfg(test)]
mod tests {
    use super::{f64_to_half, half_to_f64};

    #[test]
    fn half_floats() {
        for bits in (0..0x7c00u16).chain(0x8000..0xfc00) {
            assert_eq!(f64_to_half(half_to_f64(bits)), Some(bits));
        }
        assert_eq!(f64_to_half(65520.0), None);
        assert_eq!(f64_to_half(65519.0), Some(0x7bff));
        assert_eq!(f64_to_half(f64::NEG_INFINITY), Some(0xfc00));
    }
}
