//! Operators and methods that `bytes` and `bytearray` share.
//!
//! Each works on the bytes inside a leaf closure and makes its results in the
//! type of the receiver. Arguments are read, and copied, before that: reading
//! them may run Python code.

use super::buffer::{expect_bytes, is_bytes_like, with_bytes};
use super::bytearray::{self, PyByteArray};
use super::bytes::{self, PyBytes, with_plain_bytes};
use super::exception::messages;
use super::native::{Method, as_class, class_method, method, static_method};
use super::slots::CompareOp;
use super::str::{bad_argument, percent_of_bytes, repeat_count, slice_bound, slice_clip};
use super::vm::Vm;
use super::{int, ops, str as text_type};
use crate::memory::{PyResult, Str, StrKind, Tuple, Value};
use crate::text::{escape, search};

const NONE: &Value = &Value::NONE;
const BYTE_RANGE: &str = "byte must be in range(0, 256)";

// ---- receivers, results, arguments ----

fn receiver<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Value> {
    match args.first() {
        Some(value) if value.is_kind::<PyBytes>() || value.is_kind::<PyByteArray>() => Ok(value),
        _ => Err(messages::type_error(vm, "descriptor requires a bytes object")),
    }
}

/// Looks at the receiver's bytes.
fn look<R: Default>(value: &Value, leaf: impl FnOnce(&[u8]) -> R) -> R {
    with_plain_bytes(value, leaf).unwrap_or_default()
}

/// New bytes in the type of the model.
fn like(vm: &Vm, model: &Value, data: Vec<u8>) -> Value {
    if model.is_kind::<PyByteArray>() { bytearray::from_vec(vm, data) } else { bytes::from_vec(vm, data) }
}

/// The receiver's bytes as a result: itself when it is an exact bytes object.
fn unchanged(vm: &Vm, value: &Value) -> Value {
    if vm.class_of(value).same(&vm.types.bytes) { value.clone() } else { like(vm, value, look(value, <[u8]>::to_vec)) }
}

fn given(args: &[Value], index: usize) -> Option<&Value> {
    args.get(index).filter(|value| !value.is_unbound())
}

fn required(args: &[Value], index: usize) -> &Value {
    args.get(index).unwrap_or(NONE)
}

/// What to search for: bytes, or one byte given as an integer.
fn needle(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(data) = with_bytes(value, <[u8]>::to_vec) {
        return Ok(data);
    }
    if super::memoryview::has_buffer_method(vm, value) {
        return expect_bytes(vm, value);
    }
    if vm.class_of(value).slots(|slots| slots.index.is_some()) {
        return Ok(vec![bytes::byte_of(vm, value, BYTE_RANGE)?]);
    }
    if is_bytes_like(value) {
        return expect_bytes(vm, value);
    }
    let message = format!("argument should be integer or bytes-like object, not '{}'", vm.class_name(value));
    Err(messages::type_error(vm, &message))
}

fn size_argument(vm: &Vm, value: &Value) -> PyResult<i64> {
    let number = ops::index(vm, value)?;
    match int::as_i64(&number) {
        Some(number) => Ok(number),
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t")),
    }
}

/// A count that C keeps in an `int`.
pub(super) fn int_argument(vm: &Vm, value: &Value) -> PyResult<i64> {
    let number = ops::index(vm, value)?;
    match int::as_i64(&number).filter(|number| i32::try_from(*number).is_ok()) {
        Some(number) => Ok(number),
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

fn limit_argument(vm: &Vm, value: Option<&Value>) -> PyResult<usize> {
    match value {
        None => Ok(usize::MAX),
        Some(value) => Ok(usize::try_from(size_argument(vm, value)?).unwrap_or(usize::MAX)),
    }
}

/// Bounds of a search, not yet fitted to a length.
fn search_bounds(vm: &Vm, args: &[Value], index: usize) -> PyResult<(i64, i64)> {
    Ok((slice_bound(vm, given(args, index), 0)?, slice_bound(vm, given(args, index + 1), i64::MAX)?))
}

// ---- operators ----

pub fn repr(vm: &Vm, value: &Value) -> PyResult {
    let is_array = value.is_kind::<PyByteArray>();
    let text = with_plain_bytes(value, |data| if is_array { escape::repr_bytearray(data) } else { escape::repr_bytes(data) });
    let Some(text) = text else { return Err(messages::type_error(vm, "expected bytes")) };
    let shown = text_type::from_result(vm, text)?;
    if is_array && !vm.class_of(value).same(&vm.types.bytearray) {
        // A subclass shows its own name.
        let own = format!("{}{}", vm.class_name(value), text_type::text_of(&shown).trim_start_matches("bytearray"));
        return Ok(vm.new_string(own));
    }
    Ok(shown)
}

/// Comparison of bytes objects only; bytearrays compare with anything bytes-like.
pub fn compare_bytes(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    match (left.get::<PyBytes>(), right.get::<PyBytes>()) {
        (Some(a), Some(b)) => Ok(Value::bool(match op {
            CompareOp::Eq => a.data == b.data,
            CompareOp::Ne => a.data != b.data,
            _ => op.holds(a.data.cmp(&b.data)),
        })),
        _ => {
            if vm.options.bytes_warning > 0 {
                warn_of_comparison(vm, right, op, true)?;
            }
            Ok(Value::NOT_IMPLEMENTED)
        }
    }
}

/// `-b`: bytes are compared with what they never equal.
pub fn warn_of_comparison(vm: &Vm, other: &Value, op: CompareOp, is_bytes: bool) -> PyResult<()> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(());
    }
    let kind = if is_bytes { "bytes" } else { "bytearray" };
    if vm.is_instance(other, &vm.types.str) {
        return messages::warn(vm, &vm.errors.bytes_warning, &format!("Comparison between {kind} and string"));
    }
    if is_bytes && vm.is_instance(other, &vm.types.int) {
        return messages::warn(vm, &vm.errors.bytes_warning, "Comparison between bytes and int");
    }
    Ok(())
}

/// `str()` of bytes: their `repr`, and with `-b` a warning.
pub fn str(vm: &Vm, value: &Value) -> PyResult {
    if vm.options.bytes_warning > 0 {
        let kind = if value.is_kind::<PyByteArray>() { "bytearray" } else { "bytes" };
        messages::warn(vm, &vm.errors.bytes_warning, &format!("str() on a {kind} instance"))?;
    }
    repr(vm, value)
}

pub fn getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let is_array = value.is_kind::<PyByteArray>();
    let length = look(value, <[u8]>::len);
    if let Some((start, step, count)) = super::slice::bounds(vm, key, length)? {
        if count == length && step == 1 && vm.class_of(value).same(&vm.types.bytes) {
            return Ok(value.clone());
        }
        return Ok(like(vm, value, look(value, |data| pick(data, start, step, count))));
    }
    if vm.class_of(key).slots(|slots| slots.index.is_none()) {
        let kind = if is_array { "bytearray" } else { "byte" };
        let message = format!("{kind} indices must be integers or slices, not {}", vm.class_name(key));
        return Err(messages::type_error(vm, &message));
    }
    let index = ops::index_exact(vm, key)?;
    let found = look(value, |data| {
        let position = if index < 0 { index.wrapping_add(data.len() as i64) } else { index };
        usize::try_from(position).ok().and_then(|position| data.get(position).copied())
    });
    match found {
        Some(byte) => Ok(Value::small_int(i64::from(byte))),
        None if is_array => Err(messages::index_error(vm, "bytearray index out of range")),
        None => Err(messages::index_error(vm, "index out of range")),
    }
}

/// The bytes of a slice by resolved bounds.
pub fn pick(data: &[u8], start: usize, step: i64, count: usize) -> Vec<u8> {
    if step == 1 {
        return data.get(start..start.saturating_add(count)).unwrap_or(&[]).to_vec();
    }
    let mut picked = Vec::with_capacity(count);
    let mut position = start as i64;
    for _ in 0..count {
        if let Some(byte) = usize::try_from(position).ok().and_then(|position| data.get(position)) {
            picked.push(*byte);
        }
        position = position.wrapping_add(step);
    }
    picked
}

pub fn contains(vm: &Vm, value: &Value, item: &Value) -> PyResult<bool> {
    if int::operand(item).is_some() || (vm.class_of(item).slots(|slots| slots.index.is_some()) && !is_bytes_like(item)) {
        match ops::index(vm, item) {
            Ok(number) => {
                let byte = bytes::byte_of(vm, &number, BYTE_RANGE)?;
                return Ok(look(value, |data| data.contains(&byte)));
            }
            // What is no index after all may still have bytes.
            Err(_) => drop(vm.take_exception()),
        }
    }
    let part = expect_bytes(vm, item)?;
    Ok(look(value, |data| search::find(data, &part).is_some()))
}

fn joined(vm: &Vm, parts: &[&[u8]]) -> PyResult<Vec<u8>> {
    let mut total = Vec::new();
    let length = parts.iter().fold(0usize, |sum, part| sum.saturating_add(part.len()));
    if crate::room::asking(|| total.try_reserve_exact(length)).is_err() {
        return Err(messages::memory_error(vm));
    }
    parts.iter().for_each(|part| total.extend_from_slice(part));
    Ok(total)
}

pub fn concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if with_bytes(right, |_| ()).is_none() {
        let message = format!("can't concat {} to {}", vm.class_name(right), vm.class_name(left));
        return Err(messages::type_error(vm, &message));
    }
    if let (Some(a), Some(b)) = (left.get::<PyBytes>(), right.get::<PyBytes>()) {
        if a.data.is_empty() && vm.class_of(right).same(&vm.types.bytes) {
            return Ok(right.clone());
        }
        if b.data.is_empty() && vm.class_of(left).same(&vm.types.bytes) {
            return Ok(left.clone());
        }
        return Ok(bytes::from_vec(vm, joined(vm, &[&a.data, &b.data])?));
    }
    let tail = expect_bytes(vm, right)?;
    let head = look(left, <[u8]>::to_vec);
    Ok(like(vm, left, joined(vm, &[&head, &tail])?))
}

/// The bytes repeated; sizes that cannot be are refused before anything is made.
pub fn repeated(vm: &Vm, data: &[u8], count: usize, is_array: bool) -> PyResult<Vec<u8>> {
    let Some(length) = data.len().checked_mul(count).filter(|length| *length <= isize::MAX as usize) else {
        if is_array {
            return Err(messages::memory_error(vm));
        }
        return Err(messages::overflow_error(vm, "repeated bytes are too long"));
    };
    let mut out = Vec::new();
    if crate::room::asking(|| out.try_reserve_exact(length)).is_err() {
        return Err(messages::memory_error(vm));
    }
    match data {
        [] => {}
        [byte] => out.resize(length, *byte),
        _ => (0..count).for_each(|_| out.extend_from_slice(data)),
    }
    Ok(out)
}

pub fn repeat(vm: &Vm, value: &Value, count: &Value) -> PyResult {
    let count = repeat_count(vm, count)?;
    if count == 1 {
        return Ok(unchanged(vm, value));
    }
    let is_array = value.is_kind::<PyByteArray>();
    let data = look(value, <[u8]>::to_vec);
    Ok(like(vm, value, repeated(vm, &data, count, is_array)?))
}

/// `format % values` of bytearrays; the reflected operation is the other operand's matter.
pub fn percent_array(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if left.is_kind::<PyByteArray>() { formatted(vm, left, right) } else { Ok(Value::NOT_IMPLEMENTED) }
}

/// `format % values` of bytes.
pub fn percent(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if left.is_kind::<PyBytes>() { formatted(vm, left, right) } else { Ok(Value::NOT_IMPLEMENTED) }
}

fn formatted(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let Some(format) = with_plain_bytes(left, <[u8]>::to_vec) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(like(vm, left, percent_of_bytes(vm, &format, right)?))
}

// ---- searching ----

fn search_with(vm: &Vm, args: &[Value], find: fn(&[u8], &[u8]) -> Option<usize>) -> PyResult<Option<usize>> {
    let value = receiver(vm, args)?;
    let (start, end) = search_bounds(vm, args, 2)?;
    let part = needle(vm, required(args, 1))?;
    Ok(look(value, |data| {
        let (start, end) = slice_clip(start, end, data.len());
        data.get(start..end).and_then(|data| find(data, &part)).map(|found| start + found)
    }))
}

fn position(found: Option<usize>) -> Value {
    Value::small_int(found.map_or(-1, |found| found as i64))
}

fn found_or_error(vm: &Vm, found: Option<usize>) -> PyResult {
    match found {
        Some(_) => Ok(position(found)),
        None => Err(messages::value_error(vm, "subsection not found")),
    }
}

fn bytes_find(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(position(search_with(vm, args, search::find)?))
}

fn bytes_rfind(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(position(search_with(vm, args, search::rfind)?))
}

fn bytes_index(vm: &Vm, args: &[Value]) -> PyResult {
    let found = search_with(vm, args, search::find)?;
    found_or_error(vm, found)
}

fn bytes_rindex(vm: &Vm, args: &[Value]) -> PyResult {
    let found = search_with(vm, args, search::rfind)?;
    found_or_error(vm, found)
}

fn bytes_count(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let (start, end) = search_bounds(vm, args, 2)?;
    let part = needle(vm, required(args, 1))?;
    let count = look(value, |data| {
        let (start, end) = slice_clip(start, end, data.len());
        data.get(start..end).map_or(0, |data| search::count(data, &part))
    });
    Ok(Value::small_int(count as i64))
}

fn affix_test(vm: &Vm, name: &str, args: &[Value], test: fn(&[u8], &[u8]) -> bool) -> PyResult {
    let value = receiver(vm, args)?;
    let affix = required(args, 1);
    let (start, end) = search_bounds(vm, args, 2)?;
    let holds = |affix: &[u8]| {
        look(value, |data| {
            let (start, end) = slice_clip(start, end, data.len());
            data.get(start..end).is_some_and(|data| test(data, affix))
        })
    };
    if let Some(tuple) = affix.get::<Tuple>() {
        for item in tuple.items() {
            if holds(&expect_bytes(vm, item)?) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    if !is_bytes_like(affix) {
        let class = vm.class_name(affix);
        let message = format!("{name} first arg must be bytes or a tuple of bytes, not {class}");
        return Err(messages::type_error(vm, &message));
    }
    Ok(Value::bool(holds(&expect_bytes(vm, affix)?)))
}

fn bytes_startswith(vm: &Vm, args: &[Value]) -> PyResult {
    affix_test(vm, "startswith", args, |data, affix| data.starts_with(affix))
}

fn bytes_endswith(vm: &Vm, args: &[Value]) -> PyResult {
    affix_test(vm, "endswith", args, |data, affix| data.ends_with(affix))
}

fn bytes_removeprefix(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let affix = expect_bytes(vm, required(args, 1))?;
    match look(value, |data| data.strip_prefix(affix.as_slice()).filter(|_| !affix.is_empty()).map(<[u8]>::to_vec)) {
        Some(rest) => Ok(like(vm, value, rest)),
        None => Ok(unchanged(vm, value)),
    }
}

fn bytes_removesuffix(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let affix = expect_bytes(vm, required(args, 1))?;
    match look(value, |data| data.strip_suffix(affix.as_slice()).filter(|_| !affix.is_empty()).map(<[u8]>::to_vec)) {
        Some(rest) => Ok(like(vm, value, rest)),
        None => Ok(unchanged(vm, value)),
    }
}

// ---- replacing ----

fn bytes_replace(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let old = expect_bytes(vm, required(args, 1))?;
    let new = expect_bytes(vm, required(args, 2))?;
    let limit = limit_argument(vm, given(args, 3))?;
    if limit == 0 || look(value, |data| search::find(data, &old).is_none()) {
        return Ok(unchanged(vm, value));
    }
    match look(value, |data| search::replace(data, &old, &new, limit)) {
        Some(data) => Ok(like(vm, value, data)),
        None => Err(messages::overflow_error(vm, "replace bytes is too long")),
    }
}

fn bytes_translate(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let table = match required(args, 1) {
        none if none.is_none() => None,
        table => {
            let table = expect_bytes(vm, table)?;
            if table.len() != 256 {
                return Err(messages::value_error(vm, "translation table must be 256 characters long"));
            }
            Some(table)
        }
    };
    let dropped = match given(args, 2) {
        Some(dropped) => expect_bytes(vm, dropped)?,
        None => Vec::new(),
    };
    let mut drops = [false; 256];
    for byte in &dropped {
        if let Some(place) = drops.get_mut(usize::from(*byte)) {
            *place = true;
        }
    }
    let kept = |byte: &u8| !drops.get(usize::from(*byte)).copied().unwrap_or(false);
    let mapped = |byte: u8| match &table {
        Some(table) => table.get(usize::from(byte)).copied().unwrap_or(byte),
        None => byte,
    };
    let data: Vec<u8> = look(value, |data| data.iter().copied().filter(kept).map(mapped).collect());
    Ok(like(vm, value, data))
}

fn bytes_maketrans(vm: &Vm, args: &[Value]) -> PyResult {
    let from = expect_bytes(vm, required(args, 0))?;
    let to = expect_bytes(vm, required(args, 1))?;
    if from.len() != to.len() {
        return Err(messages::value_error(vm, "maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(&to) {
        if let Some(place) = table.get_mut(usize::from(*from)) {
            *place = *to;
        }
    }
    Ok(bytes::from_vec(vm, table))
}

fn bytes_expandtabs(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let tab_size = match given(args, 1) {
        Some(size) => int_argument(vm, size)?.max(0) as usize,
        None => 8,
    };
    let expanded = look(value, |data| {
        let mut out: Vec<u8> = Vec::new();
        let mut column = 0usize;
        for byte in data {
            match byte {
                b'\t' if tab_size > 0 => {
                    let gap = tab_size - column % tab_size;
                    column = column.wrapping_add(gap);
                    crate::room::asking(|| out.try_reserve(gap)).ok()?;
                    out.resize(out.len() + gap, b' ');
                }
                b'\t' => {}
                _ => {
                    column = if matches!(byte, b'\n' | b'\r') { 0 } else { column.wrapping_add(1) };
                    out.push(*byte);
                }
            }
        }
        Some(out)
    });
    match expanded {
        Some(data) => Ok(like(vm, value, data)),
        None => Err(messages::memory_error(vm)),
    }
}

// ---- splitting and joining ----

fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

type Ranges = Vec<(usize, usize)>;

fn words(data: &[u8], limit: usize) -> Ranges {
    let mut ranges = Ranges::new();
    let mut at = 0;
    while let Some(skip) = data.get(at..).and_then(|rest| rest.iter().position(|byte| !is_space(byte))) {
        let start = at + skip;
        if ranges.len() >= limit {
            ranges.push((start, data.len()));
            break;
        }
        let rest = data.get(start..).unwrap_or(&[]);
        let end = rest.iter().position(is_space).map_or(data.len(), |length| start + length);
        ranges.push((start, end));
        at = end;
    }
    ranges
}

fn words_from_right(data: &[u8], limit: usize) -> Ranges {
    let mut ranges = Ranges::new();
    let mut at = data.len();
    while let Some(last) = data.get(..at).and_then(|head| head.iter().rposition(|byte| !is_space(byte))) {
        let end = last + 1;
        if ranges.len() >= limit {
            ranges.push((0, end));
            break;
        }
        let start = data.get(..end).and_then(|head| head.iter().rposition(is_space)).map_or(0, |space| space + 1);
        ranges.push((start, end));
        at = start;
    }
    ranges.reverse();
    ranges
}

fn line_ranges(data: &[u8], keep_ends: bool) -> Ranges {
    let mut ranges = Ranges::new();
    let mut start = 0;
    while start < data.len() {
        let rest = data.get(start..).unwrap_or(&[]);
        let Some(length) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            ranges.push((start, data.len()));
            break;
        };
        let end = start + length;
        let next = if data.get(end..end + 2) == Some(b"\r\n") { end + 2 } else { end + 1 };
        ranges.push((start, if keep_ends { next } else { end }));
        start = next;
    }
    ranges
}

fn pieces(vm: &Vm, value: &Value, ranges: &[(usize, usize)]) -> PyResult {
    if let [(0, end)] = ranges
        && *end == look(value, <[u8]>::len)
    {
        return Ok(vm.new_list(vec![unchanged(vm, value)]));
    }
    let piece = |range: &(usize, usize)| like(vm, value, look(value, |data| data.get(range.0..range.1).unwrap_or(&[]).to_vec()));
    Ok(vm.new_list(ranges.iter().map(piece).collect()))
}

fn separator_argument(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    let separator = expect_bytes(vm, value)?;
    if separator.is_empty() {
        return Err(messages::value_error(vm, "empty separator"));
    }
    Ok(separator)
}

fn split_with(vm: &Vm, args: &[Value], words: fn(&[u8], usize) -> Ranges, parts: fn(&[u8], &[u8], usize) -> Ranges) -> PyResult {
    let value = receiver(vm, args)?;
    let limit = limit_argument(vm, given(args, 2))?;
    let ranges = match given(args, 1) {
        Some(separator) if !separator.is_none() => {
            let separator = separator_argument(vm, separator)?;
            look(value, |data| parts(data, &separator, limit))
        }
        _ => look(value, |data| words(data, limit)),
    };
    pieces(vm, value, &ranges)
}

fn bytes_split(vm: &Vm, args: &[Value]) -> PyResult {
    split_with(vm, args, words, search::split)
}

fn bytes_rsplit(vm: &Vm, args: &[Value]) -> PyResult {
    split_with(vm, args, words_from_right, search::rsplit)
}

fn bytes_splitlines(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let keep_ends = match given(args, 1) {
        Some(keep) => ops::truth(vm, keep)?,
        None => false,
    };
    pieces(vm, value, &look(value, |data| line_ranges(data, keep_ends)))
}

fn partition_with(vm: &Vm, args: &[Value], find: fn(&[u8], &[u8]) -> Option<usize>, from_right: bool) -> PyResult {
    let value = receiver(vm, args)?;
    let between = required(args, 1);
    let separator = separator_argument(vm, between)?;
    let parts = look(value, |data| {
        let at = find(data, &separator)?;
        Some((data.get(..at)?.to_vec(), data.get(at + separator.len()..)?.to_vec()))
    });
    Ok(match parts {
        Some((head, tail)) => {
            let middle = if value.is_kind::<PyBytes>() { between.clone() } else { like(vm, value, separator) };
            vm.tuple_of([like(vm, value, head), middle, like(vm, value, tail)])
        }
        None => {
            let own = if value.is_kind::<PyBytes>() { value.clone() } else { unchanged(vm, value) };
            let empty = || like(vm, value, Vec::new());
            if from_right { vm.tuple_of([empty(), empty(), own]) } else { vm.tuple_of([own, empty(), empty()]) }
        }
    })
}

fn bytes_partition(vm: &Vm, args: &[Value]) -> PyResult {
    partition_with(vm, args, search::find, false)
}

fn bytes_rpartition(vm: &Vm, args: &[Value]) -> PyResult {
    partition_with(vm, args, search::rfind, true)
}

fn bytes_join(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let iterable = required(args, 1);
    if vm.class_of(iterable).slots(|slots| slots.iter.is_none()) && !ops::is_sequence(vm, iterable) {
        return Err(messages::type_error(vm, "can only join an iterable"));
    }
    let items = ops::collect(vm, iterable)?;
    if let [only] = items.as_slice()
        && vm.class_of(only).same(&vm.types.bytes)
        && value.is_kind::<PyBytes>()
    {
        return Ok(only.clone());
    }
    let separator = look(value, <[u8]>::to_vec);
    let mut out = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(&separator);
        }
        let room = with_bytes(item, |data| {
            let room = crate::room::asking(|| out.try_reserve(data.len().saturating_add(separator.len()))).is_ok();
            if room {
                out.extend_from_slice(data);
            }
            room
        });
        match room {
            Some(true) => {}
            Some(false) => return Err(messages::memory_error(vm)),
            None => {
                let class = vm.class_name(item);
                let message = format!("sequence item {index}: expected a bytes-like object, {class} found");
                return Err(messages::type_error(vm, &message));
            }
        }
    }
    Ok(like(vm, value, out))
}

// ---- stripping and padding ----

fn strip(vm: &Vm, args: &[Value], left: bool, right: bool) -> PyResult {
    let value = receiver(vm, args)?;
    let chars = match given(args, 1) {
        Some(chars) if !chars.is_none() => Some(expect_bytes(vm, chars)?),
        _ => None,
    };
    let drops = |byte: &u8| match &chars {
        Some(chars) => chars.contains(byte),
        None => is_space(byte),
    };
    let kept = look(value, |data| {
        let start = if left { data.iter().position(|byte| !drops(byte)).unwrap_or(data.len()) } else { 0 };
        let end = if right {
            data.iter().rposition(|byte| !drops(byte)).map_or(start, |last| (last + 1).max(start))
        } else {
            data.len()
        };
        if start == 0 && end == data.len() { None } else { data.get(start..end).map(<[u8]>::to_vec) }
    });
    match kept {
        Some(data) => Ok(like(vm, value, data)),
        None => Ok(unchanged(vm, value)),
    }
}

fn bytes_strip(vm: &Vm, args: &[Value]) -> PyResult {
    strip(vm, args, true, true)
}

fn bytes_lstrip(vm: &Vm, args: &[Value]) -> PyResult {
    strip(vm, args, true, false)
}

fn bytes_rstrip(vm: &Vm, args: &[Value]) -> PyResult {
    strip(vm, args, false, true)
}

fn pad(vm: &Vm, name: &str, args: &[Value], before: fn(usize, usize) -> usize) -> PyResult {
    let value = receiver(vm, args)?;
    let width = size_argument(vm, required(args, 1))?.max(0) as usize;
    let fill = match given(args, 2) {
        None => b' ',
        Some(fill) => match with_plain_bytes(fill, |data| if let [byte] = data { Some(*byte) } else { None }).flatten() {
            Some(byte) => byte,
            None => {
                let class = messages::shown_class(vm, fill);
                let message = format!("{name}() argument 2 must be a byte string of length 1, not {class}");
                return Err(messages::type_error(vm, &message));
            }
        },
    };
    let length = look(value, <[u8]>::len);
    let margin = width.saturating_sub(length);
    if margin == 0 {
        return Ok(unchanged(vm, value));
    }
    let left = before(margin, width);
    let mut out = Vec::new();
    if crate::room::asking(|| out.try_reserve_exact(length.saturating_add(margin))).is_err() {
        return Err(messages::memory_error(vm));
    }
    out.resize(left, fill);
    look(value, |data| out.extend_from_slice(data));
    out.resize(out.len() + (margin - left), fill);
    Ok(like(vm, value, out))
}

fn bytes_center(vm: &Vm, args: &[Value]) -> PyResult {
    pad(vm, "center", args, |margin, width| margin / 2 + (margin & width & 1))
}

fn bytes_ljust(vm: &Vm, args: &[Value]) -> PyResult {
    pad(vm, "ljust", args, |_, _| 0)
}

fn bytes_rjust(vm: &Vm, args: &[Value]) -> PyResult {
    pad(vm, "rjust", args, |margin, _| margin)
}

fn bytes_zfill(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let width = size_argument(vm, required(args, 1))?.max(0) as usize;
    let filled = look(value, |data| {
        let missing = width.saturating_sub(data.len());
        let mut out = Vec::new();
        crate::room::asking(|| out.try_reserve_exact(data.len() + missing)).ok()?;
        let signed = usize::from(matches!(data.first(), Some(b'+' | b'-')) && missing > 0);
        out.extend_from_slice(data.get(..signed)?);
        out.resize(signed + missing, b'0');
        out.extend_from_slice(data.get(signed..)?);
        Some(out)
    });
    match filled {
        Some(data) => Ok(like(vm, value, data)),
        None => Err(messages::memory_error(vm)),
    }
}

// ---- case and classes ----

fn map(vm: &Vm, args: &[Value], mapping: impl FnOnce(&mut Vec<u8>)) -> PyResult {
    let value = receiver(vm, args)?;
    let mut data = look(value, <[u8]>::to_vec);
    mapping(&mut data);
    Ok(like(vm, value, data))
}

fn bytes_lower(vm: &Vm, args: &[Value]) -> PyResult {
    map(vm, args, |data| data.make_ascii_lowercase())
}

fn bytes_upper(vm: &Vm, args: &[Value]) -> PyResult {
    map(vm, args, |data| data.make_ascii_uppercase())
}

fn bytes_capitalize(vm: &Vm, args: &[Value]) -> PyResult {
    map(vm, args, |data| {
        data.make_ascii_lowercase();
        if let Some(first) = data.first_mut() {
            first.make_ascii_uppercase();
        }
    })
}

fn bytes_swapcase(vm: &Vm, args: &[Value]) -> PyResult {
    map(vm, args, |data| {
        for byte in data {
            if byte.is_ascii_alphabetic() {
                *byte ^= 0x20;
            }
        }
    })
}

fn bytes_title(vm: &Vm, args: &[Value]) -> PyResult {
    map(vm, args, |data| {
        let mut in_word = false;
        for byte in data {
            if in_word {
                byte.make_ascii_lowercase();
            } else {
                byte.make_ascii_uppercase();
            }
            in_word = byte.is_ascii_alphabetic();
        }
    })
}

fn test(vm: &Vm, args: &[Value], test: impl FnOnce(&[u8]) -> bool) -> PyResult {
    let value = receiver(vm, args)?;
    Ok(Value::bool(look(value, test)))
}

fn test_all(vm: &Vm, args: &[Value], class: fn(&u8) -> bool) -> PyResult {
    test(vm, args, |data| !data.is_empty() && data.iter().all(class))
}

fn bytes_isalnum(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, u8::is_ascii_alphanumeric)
}

fn bytes_isalpha(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, u8::is_ascii_alphabetic)
}

fn bytes_isascii(vm: &Vm, args: &[Value]) -> PyResult {
    test(vm, args, <[u8]>::is_ascii)
}

fn bytes_isdigit(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, u8::is_ascii_digit)
}

fn bytes_isspace(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, is_space)
}

fn bytes_islower(vm: &Vm, args: &[Value]) -> PyResult {
    test(vm, args, |data| data.iter().any(u8::is_ascii_lowercase) && !data.iter().any(u8::is_ascii_uppercase))
}

fn bytes_isupper(vm: &Vm, args: &[Value]) -> PyResult {
    test(vm, args, |data| data.iter().any(u8::is_ascii_uppercase) && !data.iter().any(u8::is_ascii_lowercase))
}

fn bytes_istitle(vm: &Vm, args: &[Value]) -> PyResult {
    test(vm, args, |data| {
        let (mut in_word, mut found) = (false, false);
        for byte in data {
            if byte.is_ascii_alphabetic() {
                if byte.is_ascii_uppercase() == in_word {
                    return false;
                }
                in_word = true;
                found = true;
            } else {
                in_word = false;
            }
        }
        found
    })
}

// ---- text ----

fn bytes_decode(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let name = |index: usize, parameter: &str, default: &str| -> PyResult<String> {
        match given(args, index) {
            None => Ok(default.to_owned()),
            Some(value) => match value.get::<Str>() {
                Some(text) => messages::without_nul(vm, text_type::units_of(text).to_string_lossy()),
                None => Err(bad_argument(vm, "decode", &format!("'{parameter}'"), "str", value)),
            },
        }
    };
    let (encoding, errors) = (name(1, "encoding", "utf-8")?, name(2, "errors", "strict")?);
    match value.get::<PyBytes>() {
        Some(data) => text_type::decode_bytes(vm, value, &data.data, &encoding, &errors),
        None => text_type::decode_bytes(vm, value, &look(value, <[u8]>::to_vec), &encoding, &errors),
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// `data.hex(separator, group)`, also of memoryviews.
pub fn hex_text(vm: &Vm, data: &[u8], separator: Option<&Value>, group: Option<&Value>) -> PyResult {
    let group = match group {
        Some(group) => size_argument(vm, group)?,
        None => 1,
    };
    let separator = match separator {
        None => None,
        Some(value) => Some(hex_separator(vm, value)?),
    };
    let size = group.unsigned_abs() as usize;
    let length = data.len();
    let mut out = String::new();
    let gaps = if size == 0 || separator.is_none() { 0 } else { length.saturating_sub(1) / size };
    if crate::room::asking(|| out.try_reserve_exact(length.saturating_mul(2).saturating_add(gaps))).is_err() {
        return Err(messages::memory_error(vm));
    }
    for (index, byte) in data.iter().enumerate() {
        if let Some(separator) = separator
            && index > 0
            && size > 0
        {
            // Groups are counted from the end, from the start when negative.
            let counted = if group > 0 { length - index } else { index };
            if counted % size == 0 {
                out.push(char::from(separator));
            }
        }
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(HEX.get(usize::from(digit)).copied().unwrap_or(b'0')));
        }
    }
    Ok(vm.new_string(out))
}

fn hex_separator(vm: &Vm, value: &Value) -> PyResult<u8> {
    if ops::len(vm, value)? != 1 {
        return Err(messages::value_error(vm, "sep must be length 1."));
    }
    if let Some(text) = value.get::<Str>() {
        if text.kind() != StrKind::Ascii {
            return Err(messages::value_error(vm, "sep must be ASCII."));
        }
        return Ok(text.bytes().first().copied().unwrap_or(b' '));
    }
    match value.get::<PyBytes>().and_then(|data| data.data.first().copied()) {
        Some(byte) if byte.is_ascii() => Ok(byte),
        Some(_) => Err(messages::value_error(vm, "sep must be ASCII.")),
        None => Err(messages::type_error(vm, "sep must be str or bytes.")),
    }
}

fn bytes_hex(vm: &Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?;
    let data = look(value, <[u8]>::to_vec);
    hex_text(vm, &data, given(args, 1), given(args, 2))
}

/// The bytes that hexadecimal digits spell, or where they stop being digits.
fn parse_hex(text: &[u8]) -> Result<Vec<u8>, usize> {
    let digit = |at: usize| text.get(at).and_then(|byte| char::from(*byte).to_digit(16)).ok_or(at);
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        if is_space(byte) {
            at += 1;
            continue;
        }
        out.push((digit(at)? << 4 | digit(at + 1)?) as u8);
        at += 2;
    }
    Ok(out)
}

fn bytes_fromhex(vm: &Vm, args: &[Value]) -> PyResult {
    let (class, text) = (required(args, 0), required(args, 1));
    let Some(payload) = text.get::<Str>() else {
        let found = if text.is_none() { "None".to_owned() } else { vm.class_name(text) };
        return Err(messages::type_error(vm, &format!("fromhex() argument must be str, not {found}")));
    };
    let parsed = match payload.as_ascii() {
        Some(text) => parse_hex(text.as_bytes()),
        None => Err(payload.data().codes().position(|code| code >= 0x80).unwrap_or(0)),
    };
    let data = match parsed {
        Ok(data) => data,
        Err(at) => {
            let message = format!("non-hexadecimal number found in fromhex() arg at position {at}");
            return Err(messages::value_error(vm, &message));
        }
    };
    match as_class(class) {
        Some(exact) if exact.same(&vm.types.bytes) => Ok(bytes::from_vec(vm, data)),
        Some(exact) if exact.same(&vm.types.bytearray) => Ok(bytearray::from_vec(vm, data)),
        _ => vm.call_values(class, &[bytes::from_vec(vm, data)]),
    }
}

// ---- of bytes alone ----

fn bytes_bytes(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(unchanged(vm, receiver(vm, args)?))
}

fn bytes_getnewargs(vm: &Vm, args: &[Value]) -> PyResult {
    let data = look(receiver(vm, args)?, <[u8]>::to_vec);
    Ok(vm.tuple_of([bytes::from_vec(vm, data)]))
}

macro_rules! shared_methods {
    ($($extra:expr,)*) => {
        &[
            method("capitalize", "(self, /)", bytes_capitalize, "First letter in upper case, the rest in lower case."),
            method("center", "(self, width, fillchar=b' ', /)", bytes_center, "Centred in a field of the given width."),
            method("count", "(self, sub[, start[, end]], /)", bytes_count, "Occurrences of a part that do not overlap."),
            method("decode", "(self, /, encoding='utf-8', errors='strict')", bytes_decode, "The text that the bytes encode."),
            method("endswith", "(self, suffix[, start[, end]], /)", bytes_endswith, "Whether the bytes end so."),
            method("expandtabs", "(self, /, tabsize=8)", bytes_expandtabs, "Tabs replaced by spaces up to the next column."),
            method("find", "(self, sub[, start[, end]], /)", bytes_find, "The first position of a part, or -1."),
            class_method("fromhex", "(type, string, /)", bytes_fromhex, "The bytes that hexadecimal digits spell."),
            method("hex", "(self, /, sep=<unrepresentable>, bytes_per_sep=1)", bytes_hex, "The bytes in hexadecimal digits."),
            method("index", "(self, sub[, start[, end]], /)", bytes_index, "The first position of a part; it must occur."),
            method("isalnum", "(self, /)", bytes_isalnum, "Whether there are only ASCII letters and digits."),
            method("isalpha", "(self, /)", bytes_isalpha, "Whether there are only ASCII letters."),
            method("isascii", "(self, /)", bytes_isascii, "Whether all bytes are ASCII."),
            method("isdigit", "(self, /)", bytes_isdigit, "Whether there are only ASCII digits."),
            method("islower", "(self, /)", bytes_islower, "Whether all letters are in lower case."),
            method("isspace", "(self, /)", bytes_isspace, "Whether there is only ASCII white space."),
            method("istitle", "(self, /)", bytes_istitle, "Whether every word starts with a capital only."),
            method("isupper", "(self, /)", bytes_isupper, "Whether all letters are in upper case."),
            method("join", "(self, iterable_of_bytes, /)", bytes_join, "The items of an iterable with these bytes between them."),
            method("ljust", "(self, width, fillchar=b' ', /)", bytes_ljust, "Flush left in a field of the given width."),
            method("lower", "(self, /)", bytes_lower, "In lower case."),
            method("lstrip", "(self, bytes=None, /)", bytes_lstrip, "Without white space, or given bytes, in front."),
            static_method("maketrans", "(frm, to, /)", bytes_maketrans, "A table for translate()."),
            method("partition", "(self, sep, /)", bytes_partition, "What is before, at and behind the first separator."),
            method("removeprefix", "(self, prefix, /)", bytes_removeprefix, "Without the prefix, if it is there."),
            method("removesuffix", "(self, suffix, /)", bytes_removesuffix, "Without the suffix, if it is there."),
            method("replace", "(self, old, new, count=-1, /)", bytes_replace, "Occurrences of a part replaced by another."),
            method("rfind", "(self, sub[, start[, end]], /)", bytes_rfind, "The last position of a part, or -1."),
            method("rindex", "(self, sub[, start[, end]], /)", bytes_rindex, "The last position of a part; it must occur."),
            method("rjust", "(self, width, fillchar=b' ', /)", bytes_rjust, "Flush right in a field of the given width."),
            method("rpartition", "(self, sep, /)", bytes_rpartition, "What is before, at and behind the last separator."),
            method("rsplit", "(self, /, sep=None, maxsplit=-1)", bytes_rsplit, "The parts between separators, counted from the end."),
            method("rstrip", "(self, bytes=None, /)", bytes_rstrip, "Without white space, or given bytes, at the end."),
            method("split", "(self, /, sep=None, maxsplit=-1)", bytes_split, "The parts between separators, or the words."),
            method("splitlines", "(self, /, keepends=False)", bytes_splitlines, "The lines of the bytes."),
            method("startswith", "(self, prefix[, start[, end]], /)", bytes_startswith, "Whether the bytes start so."),
            method("strip", "(self, bytes=None, /)", bytes_strip, "Without white space, or given bytes, at both ends."),
            method("swapcase", "(self, /)", bytes_swapcase, "Upper case made lower and the other way round."),
            method("title", "(self, /)", bytes_title, "Every word capitalized."),
            method("translate", "(self, table, /, delete=b'')", bytes_translate, "Every byte mapped through a table."),
            method("upper", "(self, /)", bytes_upper, "In upper case."),
            method("zfill", "(self, width, /)", bytes_zfill, "Filled with zeros behind the sign."),
            $($extra,)*
        ]
    };
}

pub(super) const BYTES_METHODS: &[Method] = shared_methods![
    method("__bytes__", "(self, /)", bytes_bytes, "The bytes as an exact bytes object."),
    method("__getnewargs__", "(self, /)", bytes_getnewargs, ""),
];

pub(super) const BYTEARRAY_METHODS: &[Method] = shared_methods![
    method("append", "(self, item, /)", bytearray::bytearray_append, "Puts one more byte at the end."),
    method("clear", "(self, /)", bytearray::bytearray_clear, "Forgets every byte."),
    method("copy", "(self, /)", bytearray::bytearray_copy, "A bytearray with the same bytes."),
    method("extend", "(self, iterable_of_ints, /)", bytearray::bytearray_extend, "Puts all items at the end."),
    method("insert", "(self, index, item, /)", bytearray::bytearray_insert, "Puts one byte in front of a position."),
    method("pop", "(self, index=-1, /)", bytearray::bytearray_pop, "Takes one byte out."),
    method("remove", "(self, value, /)", bytearray::bytearray_remove, "Takes the first occurrence of a byte out."),
    method("reverse", "(self, /)", bytearray::bytearray_reverse, "Reverses the order of the bytes in place."),
    method("__alloc__", "(self, /)", bytearray::bytearray_alloc, "Bytes that are allocated."),
    method("__reduce__", "(self, /)", bytearray::bytearray_reduce, "What pickling needs."),
    method("__reduce_ex__", "(self, proto=0, /)", bytearray::bytearray_reduce_ex, "What pickling needs."),
    method("__sizeof__", "(self, /)", bytearray::bytearray_sizeof, "Size in memory, in bytes."),
];
