//! `str`: making texts, their operators, and what other types need of them.
//!
//! The code points lie in `memory::Str`, in the narrowest of CPython's kinds;
//! every function here that makes a str keeps it narrowest, so equality may
//! compare bytes. `methods` holds the methods, `format` the `%` operator,
//! `str.format` and `__format__`, `encode` the way to and from bytes.

mod encode;
mod format;
mod methods;
mod registry;

pub use encode::{decode_bytes, decode_error, decode_known, encode_error, encode_known, encode_text, encoding_name};
pub use format::{format_number, format_value};
pub use methods::{chr, join, number_text, single_code, substring};
pub(super) use methods::{clip as slice_clip, slice_bound};
pub use registry::{CODEC_HOOK, HANDLER_HOOK, custom_handler, find_codec, run as run_codec, text_codec, unknown_encoding};

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use super::{int, native, ops};
use crate::memory::{NewAttrs, PyResult, Raised, Str, StrData, StrKind, Value};
use crate::text::siphash::HashKey;
use crate::text::{Buffer, Units, search};
use std::cmp::Ordering;

// ---- making strs ----

/// The text of a str object as Rust text; lone surrogates become U+FFFD.
pub fn text_of(value: &Value) -> String {
    match value.get::<Str>() {
        Some(text) => match text.data() {
            StrData::Ascii(text) => text.to_owned(),
            data => data.codes().map(|code| char::from_u32(code).unwrap_or('\u{FFFD}')).collect(),
        },
        None => String::new(),
    }
}

/// The text of a str object as UTF-8; `None` with lone surrogates or for other types.
pub fn utf8_of(value: &Value) -> Option<String> {
    match value.get::<Str>()?.data() {
        StrData::Ascii(text) => Some(text.to_owned()),
        data => data.codes().map(char::from_u32).collect(),
    }
}

/// A str object from UTF-8 text, in the narrowest kind.
#[inline]
pub fn from_utf8(vm: &Vm, text: &str) -> Value {
    if text.is_ascii() {
        return from_ascii(vm, text).unwrap_or(Value::NONE);
    }
    from_wide_utf8(vm, text)
}

#[inline(never)]
fn from_wide_utf8(vm: &Vm, text: &str) -> Value {
    let largest = text.chars().max().map_or(0, u32::from);
    let made = match StrKind::of_largest(largest) {
        StrKind::Ascii => from_ascii(vm, text),
        StrKind::Latin1 => from_data(vm, StrData::Latin1(&text.chars().map(|code| u32::from(code) as u8).collect::<Vec<u8>>())),
        StrKind::Ucs2 => vm.text_object(StrData::Ucs2(&text.chars().map(|code| u32::from(code) as u16).collect::<Vec<u16>>())),
        StrKind::Ucs4 => vm.text_object(StrData::Ucs4(&text.chars().map(u32::from).collect::<Vec<u32>>())),
    };
    made.unwrap_or(Value::NONE)
}

/// A str object from text that is known to be ASCII.
#[inline]
fn from_ascii(vm: &Vm, text: &str) -> PyResult {
    match text.as_bytes() {
        [] => Ok(vm.empty_str.clone()),
        [letter] => Ok(vm.letters.get(usize::from(*letter)).cloned().unwrap_or(Value::NONE)),
        _ => vm.text_object(StrData::Ascii(text)),
    }
}

/// The one-character str of a code point.
#[inline]
pub fn from_code(vm: &Vm, code: u32) -> PyResult {
    match code {
        0..0x100 => Ok(vm.letters.get(code as usize).cloned().unwrap_or(Value::NONE)),
        0x100..0x1_0000 => vm.text_object(StrData::Ucs2(&[code as u16])),
        _ => vm.text_object(StrData::Ucs4(&[code])),
    }
}

/// A str object from code points (lone surrogates allowed), in the narrowest kind.
pub fn from_codes(vm: &Vm, codes: &[u32]) -> PyResult {
    from_data(vm, StrData::Ucs4(codes))
}

/// A str object from code points that may be stored wider than they need.
pub fn from_data(vm: &Vm, data: StrData<'_>) -> PyResult {
    match data {
        StrData::Ascii(text) => from_ascii(vm, text),
        StrData::Latin1(codes) => from_bytes(vm, codes),
        StrData::Ucs2(codes) => match codes.iter().copied().max().unwrap_or(0) {
            0..0x100 => from_bytes(vm, &codes.iter().map(|&code| code as u8).collect::<Vec<u8>>()),
            _ => vm.text_object(data),
        },
        StrData::Ucs4(codes) => match codes.iter().copied().max().unwrap_or(0) {
            0..0x100 => from_bytes(vm, &codes.iter().map(|&code| code as u8).collect::<Vec<u8>>()),
            0x100..0x1_0000 => vm.text_object(StrData::Ucs2(&codes.iter().map(|&code| code as u16).collect::<Vec<u16>>())),
            _ => vm.text_object(data),
        },
    }
}

/// A str object from code points below 256, one byte each.
pub fn from_bytes(vm: &Vm, codes: &[u8]) -> PyResult {
    match codes {
        [] => Ok(vm.empty_str.clone()),
        [letter] => Ok(vm.letters.get(usize::from(*letter)).cloned().unwrap_or(Value::NONE)),
        _ => match std::str::from_utf8(codes) {
            Ok(text) if text.len() == codes.len() && codes.is_ascii() => vm.text_object(StrData::Ascii(text)),
            _ => vm.text_object(StrData::Latin1(codes)),
        },
    }
}

pub fn from_units(vm: &Vm, units: Units<'_>) -> PyResult {
    match units {
        Units::One(codes) => from_bytes(vm, codes),
        Units::Two(codes) => from_data(vm, StrData::Ucs2(codes)),
        Units::Four(codes) => from_data(vm, StrData::Ucs4(codes)),
    }
}

/// A str object from what a pure text function built.
pub fn from_buffer(vm: &Vm, buffer: &Buffer) -> PyResult {
    from_units(vm, buffer.units())
}

pub fn from_result(vm: &Vm, result: Result<Buffer, crate::num::Fault>) -> PyResult {
    match result {
        Ok(buffer) => from_buffer(vm, &buffer),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

/// The code points of a text as the pure functions take them.
#[inline]
pub fn units_of(text: &Str) -> Units<'_> {
    units(text.data())
}

#[inline]
pub fn units(data: StrData<'_>) -> Units<'_> {
    match data {
        StrData::Ascii(text) => Units::One(text.as_bytes()),
        StrData::Latin1(codes) => Units::One(codes),
        StrData::Ucs2(codes) => Units::Two(codes),
        StrData::Ucs4(codes) => Units::Four(codes),
    }
}

/// Whether the value is an exact str (not of a subclass).
#[inline]
pub fn is_exact(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).same(&vm.types.str)
}

/// An exact str equal to a str or an instance of a subclass.
pub fn exact(vm: &Vm, value: &Value) -> PyResult {
    match value.get::<Str>() {
        Some(text) if !is_exact(vm, value) => vm.text_object(text.data()),
        _ => Ok(value.clone()),
    }
}

/// The payload of a str argument, or TypeError with the caller's words.
pub fn expect_text<'a>(vm: &Vm, value: &'a Value, message: impl FnOnce(String) -> String) -> PyResult<&'a Str> {
    match value.get::<Str>() {
        Some(text) => Ok(text),
        None => Err(messages::type_error(vm, &message(vm.class_name(value)))),
    }
}

/// `ascii()` of a str object's text: non-ASCII code points escaped.
pub fn to_ascii(vm: &Vm, text: &Value) -> PyResult {
    let Some(payload) = text.get::<Str>() else { return Ok(text.clone()) };
    if payload.kind() == StrKind::Ascii {
        return Ok(text.clone());
    }
    from_result(vm, crate::text::escape::ascii_of_repr(units_of(payload)))
}

// ---- hashing ----

/// The keys of str hashing: random, or fixed by a seed as CPython derives them.
pub fn hash_keys(seed: Option<u32>) -> (u64, u64) {
    match seed {
        Some(seed) => {
            let key = HashKey::from_seed(seed);
            (key.k0, key.k1)
        }
        None => {
            use std::hash::BuildHasher;
            // The standard library seeds its hashers from the operating system.
            let state = std::hash::RandomState::new();
            (state.hash_one(0u64), state.hash_one(1u64))
        }
    }
}

/// The hash of a byte string under this interpreter's keys.
pub fn hash_of_bytes(vm: &Vm, bytes: &[u8]) -> i64 {
    let (k0, k1) = vm.hash_keys;
    HashKey { k0, k1 }.hash_bytes(bytes)
}

pub fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(text) = value.get::<Str>() else { return Err(messages::unhashable(vm, value)) };
    Ok(hash_text(vm, text))
}

/// The hash of a text, computed once.
#[inline]
pub fn hash_text(vm: &Vm, text: &Str) -> i64 {
    match text.hash.get() {
        0 => {
            let hash = hash_of_bytes(vm, text.bytes());
            text.hash.set(hash as u64);
            hash
        }
        known => known as i64,
    }
}

// ---- operators ----

fn repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(text) = value.get::<Str>() else { return Err(messages::type_error(vm, "expected a str")) };
    if let Some(ascii) = text.as_ascii()
        && ascii.bytes().all(|byte| (0x20..0x7f).contains(&byte) && byte != b'\'' && byte != b'\\')
    {
        let mut parts = ["'", ascii, "'"].into_iter().map(StrData::Ascii);
        return made(vm, Str::try_join(vm.types.str.to_value(), StrKind::Ascii, ascii.len() + 2, &mut parts));
    }
    from_result(vm, crate::text::escape::repr_str(units_of(text)))
}

fn made(vm: &Vm, text: Option<crate::memory::Handle<Str>>) -> PyResult {
    match text {
        Some(text) => Ok(text.into_value()),
        None => Err(messages::memory_error(vm)),
    }
}

/// Orders two texts by code points.
pub fn order(left: &Str, right: &Str) -> Ordering {
    match (units_of(left), units_of(right)) {
        (Units::One(a), Units::One(b)) => a.cmp(b),
        (Units::Two(a), Units::Two(b)) => a.cmp(b),
        (Units::Four(a), Units::Four(b)) => a.cmp(b),
        (a, b) => a.iter().cmp(b.iter()),
    }
}

fn compare(_vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<Str>(), right.get::<Str>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::bool(match op {
        CompareOp::Eq => a.same_text(b),
        CompareOp::Ne => !a.same_text(b),
        _ => op.holds(order(a, b)),
    }))
}

/// `left + right` of two strs.
pub fn concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let Some(a) = left.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let b = expect_text(vm, right, |name| format!("can only concatenate str (not \"{name}\") to str"))?;
    if a.is_empty() && is_exact(vm, right) {
        return Ok(right.clone());
    }
    if b.is_empty() && is_exact(vm, left) {
        return Ok(left.clone());
    }
    made(vm, Str::try_concat(vm.types.str.to_value(), a, b))
}

/// How often a sequence is to be repeated.
pub fn repeat_count(vm: &Vm, count: &Value) -> PyResult<usize> {
    let number = ops::index(vm, count)?;
    match int::as_i64(&number) {
        Some(count) => Ok(usize::try_from(count).unwrap_or(0)),
        None => Err(messages::overflow_error(vm, &format!("cannot fit '{}' into an index-sized integer", vm.class_name(count)))),
    }
}

fn repeat(vm: &Vm, value: &Value, count: &Value) -> PyResult {
    let Some(text) = value.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let count = repeat_count(vm, count)?;
    if count == 0 || text.is_empty() {
        return Ok(vm.empty_str.clone());
    }
    if count == 1 {
        return exact(vm, value);
    }
    repeat_data(vm, text.data(), count)
}

/// Units that are copied at once when a short text is repeated.
const REPEAT_CHUNK: usize = 4096;

fn repeat_data(vm: &Vm, data: StrData<'_>, count: usize) -> PyResult {
    let Some(total) = data.len().checked_mul(count).filter(|total| *total <= isize::MAX as usize) else {
        return Err(messages::overflow_error(vm, "repeated string is too long"));
    };
    if total > isize::MAX as usize / 4 {
        return Err(messages::memory_error(vm));
    }
    let times = (REPEAT_CHUNK / data.len()).clamp(1, count);
    let class = vm.types.str.to_value();
    let length = data.len() * times;
    let join = |chunk: StrData<'_>| {
        let (whole, rest) = (total / length, total % length);
        let mut parts = std::iter::repeat_n(chunk, whole).chain(std::iter::once(chunk.slice(0, rest)));
        made(vm, Str::try_join(class.clone(), data.kind(), total, &mut parts))
    };
    match data {
        _ if times == 1 => join(data),
        StrData::Ascii(text) => join(StrData::Ascii(&text.repeat(times))),
        StrData::Latin1(codes) => join(StrData::Latin1(&codes.repeat(times))),
        StrData::Ucs2(codes) => join(StrData::Ucs2(&codes.repeat(times))),
        StrData::Ucs4(codes) => join(StrData::Ucs4(&codes.repeat(times))),
    }
}

/// A part by positions that lie within the text; the text itself when it is whole.
pub fn part(vm: &Vm, value: &Value, text: &Str, start: usize, end: usize) -> PyResult {
    if start == 0 && end >= text.len() && is_exact(vm, value) {
        return Ok(value.clone());
    }
    from_data(vm, text.data().slice(start, end))
}

/// `text[index]` for an index that may count from the end.
#[inline]
pub fn item(vm: &Vm, text: &Str, index: i64) -> PyResult {
    let position = if index < 0 { index.wrapping_add(text.len() as i64) } else { index };
    match usize::try_from(position).ok().and_then(|position| text.data().at(position)) {
        Some(code) => from_code(vm, code),
        None => Err(messages::index_error(vm, "string index out of range")),
    }
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let Some(text) = value.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(index) = key.as_int() {
        return item(vm, text, index);
    }
    if let Some(bounds) = super::slice::bounds(vm, key, text.len())? {
        return slice(vm, value, text, bounds);
    }
    if vm.class_of(key).slots(|slots| slots.index.is_none()) {
        return Err(messages::type_error(vm, &format!("string indices must be integers, not '{}'", vm.class_name(key))));
    }
    let index = ops::index_exact(vm, key)?;
    item(vm, text, index)
}

/// A slice by resolved bounds: first position, step, number of items.
fn slice(vm: &Vm, value: &Value, text: &Str, (start, step, count): (usize, i64, usize)) -> PyResult {
    if count == 0 {
        return Ok(vm.empty_str.clone());
    }
    if step == 1 {
        return part(vm, value, text, start, start + count);
    }
    fn pick<T: Copy>(from: &[T], start: usize, step: i64, count: usize) -> Vec<T> {
        let mut picked = Vec::with_capacity(count);
        let mut position = start as i64;
        for _ in 0..count {
            if let Some(code) = usize::try_from(position).ok().and_then(|position| from.get(position)) {
                picked.push(*code);
            }
            position = position.wrapping_add(step);
        }
        picked
    }
    match text.data() {
        StrData::Ascii(ascii) => from_bytes(vm, &pick(ascii.as_bytes(), start, step, count)),
        StrData::Latin1(codes) => from_bytes(vm, &pick(codes, start, step, count)),
        StrData::Ucs2(codes) => from_data(vm, StrData::Ucs2(&pick(codes, start, step, count))),
        StrData::Ucs4(codes) => from_data(vm, StrData::Ucs4(&pick(codes, start, step, count))),
    }
}

/// `needle in haystack`.
pub fn contains_text(haystack: &Str, needle: &Str) -> bool {
    find_units(units_of(haystack), units_of(needle)).is_some()
}

fn contains(vm: &Vm, value: &Value, item: &Value) -> PyResult<bool> {
    let Some(text) = value.get::<Str>() else { return Ok(false) };
    let needle = expect_text(vm, item, |name| format!("'in <string>' requires string as left operand, not {name}"))?;
    Ok(contains_text(text, needle))
}

fn length(_vm: &Vm, value: &Value) -> PyResult<usize> {
    Ok(value.get::<Str>().map_or(0, Str::len))
}

fn truth(_vm: &Vm, value: &Value) -> PyResult<bool> {
    Ok(value.get::<Str>().is_some_and(|text| !text.is_empty()))
}

// ---- search across widths ----

/// The needle in the haystack's width: what `with` is called with. A needle
/// that is wider than the haystack cannot occur in it.
macro_rules! same_width {
    ($haystack:expr, $needle:expr, $absent:expr, |$h:ident, $n:ident| $body:expr) => {
        match ($haystack, $needle) {
            (Units::One($h), Units::One($n)) => $body,
            (Units::Two($h), Units::Two($n)) => $body,
            (Units::Four($h), Units::Four($n)) => $body,
            (Units::Two($h), Units::One(narrow)) => {
                let wide: Vec<u16> = narrow.iter().map(|&code| u16::from(code)).collect();
                let $n = wide.as_slice();
                $body
            }
            (Units::Four($h), Units::One(narrow)) => {
                let wide: Vec<u32> = narrow.iter().map(|&code| u32::from(code)).collect();
                let $n = wide.as_slice();
                $body
            }
            (Units::Four($h), Units::Two(narrow)) => {
                let wide: Vec<u32> = narrow.iter().map(|&code| u32::from(code)).collect();
                let $n = wide.as_slice();
                $body
            }
            _ => $absent,
        }
    };
}
pub(super) use same_width;

/// The first position of `needle`.
pub fn find_units(haystack: Units<'_>, needle: Units<'_>) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    same_width!(haystack, needle, None, |h, n| search::find(h, n))
}

pub fn rfind_units(haystack: Units<'_>, needle: Units<'_>) -> Option<usize> {
    if needle.is_empty() {
        return Some(haystack.len());
    }
    same_width!(haystack, needle, None, |h, n| search::rfind(h, n))
}

pub fn count_units(haystack: Units<'_>, needle: Units<'_>) -> usize {
    if needle.is_empty() {
        return haystack.len() + 1;
    }
    same_width!(haystack, needle, 0, |h, n| search::count(h, n))
}

/// `format % values` of bytes.
pub(super) fn percent_of_bytes(vm: &Vm, format: &[u8], values: &Value) -> PyResult<Vec<u8>> {
    match format::percent_buffer(vm, Units::One(format), values, format::Flavour::Bytes)? {
        Buffer::One(data) => Ok(data),
        wide => Ok(wide.iter().map(|code| code as u8).collect()),
    }
}

// ---- joining ----

/// One str from str pieces, in one allocation: f-strings and the like.
pub fn join_pieces(vm: &Vm, pieces: &[Value]) -> PyResult {
    join_with(vm, StrData::Ascii(""), pieces)
}

/// `separator.join(pieces)` where every piece is a str.
fn join_with(vm: &Vm, separator: StrData<'_>, pieces: &[Value]) -> PyResult {
    let (mut length, mut kind) = (0usize, StrKind::Ascii);
    for (index, piece) in pieces.iter().enumerate() {
        let Some(text) = piece.get::<Str>() else {
            let message = format!("sequence item {index}: expected str instance, {} found", vm.class_name(piece));
            return Err(messages::type_error(vm, &message));
        };
        kind = kind.max(text.kind());
        length = length.saturating_add(text.len());
    }
    match pieces {
        [] => return Ok(vm.empty_str.clone()),
        [only] if is_exact(vm, only) => return Ok(only.clone()),
        _ => {}
    }
    let gaps = pieces.len() - 1;
    if gaps > 0 && !separator.is_empty() {
        kind = kind.max(separator.kind());
        length = length.saturating_add(separator.len().saturating_mul(gaps));
    }
    if length == 0 {
        return Ok(vm.empty_str.clone());
    }
    if length > isize::MAX as usize / 4 {
        return Err(messages::overflow_error(vm, "join() result is too long for a Python string"));
    }
    let class = vm.types.str.to_value();
    if length == 1 {
        let code = pieces.iter().filter_map(|piece| piece.get::<Str>()).find_map(|text| text.data().at(0));
        return match code.or_else(|| separator.at(0)) {
            Some(code) => from_code(vm, code),
            None => Ok(vm.empty_str.clone()),
        };
    }
    if kind == StrKind::Ascii {
        let gap = if let StrData::Ascii(gap) = separator { gap } else { "" };
        return made(vm, Str::try_join_ascii(class, length, gap, pieces));
    }
    let texts = pieces.iter().filter_map(|piece| piece.get::<Str>().map(Str::data));
    if separator.is_empty() {
        let mut parts = texts;
        return made(vm, Str::try_join(class, kind, length, &mut parts));
    }
    let mut parts = texts.enumerate().flat_map(|(index, text)| {
        let gap = if index == 0 { StrData::Ascii("") } else { separator };
        [gap, text]
    });
    made(vm, Str::try_join(class, kind, length, &mut parts))
}

// ---- constructor ----

fn str_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = native::expect_class(vm, class)?;
    let text = str_from_args(vm, args)?;
    if class.same(&vm.types.str) {
        return Ok(text);
    }
    let Some(payload) = text.get::<Str>() else { return Ok(text) };
    match class.shape.copy() {
        Some(shape) => {
            let finalizer = class.has(class_flag::FINALIZER);
            made(vm, Str::try_new_with(class.to_value(), payload.data(), Some(NewAttrs { shape: &shape, finalizer })))
        }
        None => made(vm, Str::try_new(class.to_value(), payload.data())),
    }
}

fn str_from_args(vm: &Vm, args: CallArgs<'_>) -> PyResult {
    if let (true, [object]) = (args.names.is_empty(), args.values) {
        return ops::str(vm, object);
    }
    let given = args.by_position();
    let total = args.values.len();
    if total > 3 {
        let message = if args.names.is_empty() {
            format!("str expected at most 3 arguments, got {total}")
        } else {
            let kind = if given.is_empty() { "keyword " } else { "" };
            format!("str() takes at most 3 {kind}arguments ({total} given)")
        };
        return Err(messages::type_error(vm, &message));
    }
    let mut found: [Option<&Value>; 3] = [given.first(), given.get(1), given.get(2)];
    const NAMES: [&str; 3] = ["object", "encoding", "errors"];
    for (name, value) in args.by_keyword() {
        let text = text_of(name);
        let Some(index) = NAMES.iter().position(|known| *known == text) else {
            return Err(messages::type_error(vm, &format!("str() got an unexpected keyword argument '{text}'")));
        };
        match found.get_mut(index) {
            Some(place) if place.is_none() => *place = Some(value),
            _ => {
                let message = format!("argument for str() given by name ('{text}') and position ({})", index + 1);
                return Err(messages::type_error(vm, &message));
            }
        }
    }
    let [object, encoding, errors] = found;
    let text_argument = |value: Option<&Value>, name: &str| -> PyResult<Option<String>> {
        match value {
            None => Ok(None),
            Some(value) => {
                let text = expect_text(vm, value, |_| {
                    let found = match args.names {
                        [] => messages::full_class(vm, value),
                        _ => messages::shown_class(vm, value),
                    };
                    format!("str() argument '{name}' must be str, not {found}")
                })?;
                messages::without_nul(vm, units_of(text).to_string_lossy()).map(Some)
            }
        }
    };
    let encoding = text_argument(encoding, "encoding")?;
    let errors = text_argument(errors, "errors")?;
    let Some(object) = object else { return Ok(vm.empty_str.clone()) };
    if encoding.is_none() && errors.is_none() {
        return ops::str(vm, object);
    }
    if object.is_kind::<Str>() {
        return Err(messages::type_error(vm, "decoding str is not supported"));
    }
    if super::bytes::with_bytes(object, <[u8]>::is_empty) == Some(true) {
        return Ok(vm.empty_str.clone());
    }
    let Some(bytes) = super::bytes::with_bytes(object, <[u8]>::to_vec) else {
        let message = format!("decoding to str: need a bytes-like object, {} found", vm.class_name(object));
        return Err(messages::type_error(vm, &message));
    };
    decode_bytes(vm, object, &bytes, encoding.as_deref().unwrap_or("utf-8"), errors.as_deref().unwrap_or("strict"))
}

/// `str(value)` of a str: an exact str.
fn str_str(vm: &Vm, value: &Value) -> PyResult {
    exact(vm, value)
}

fn str_iter(vm: &Vm, value: &Value) -> PyResult {
    Ok(super::iterators::str_iterator(vm, value))
}

/// A TypeError about an argument of the wrong type, as CPython's argument
/// clinic words it.
pub fn bad_argument(vm: &Vm, function: &str, argument: &str, expected: &str, value: &Value) -> Raised {
    let found = if value.is_none() { "None".to_owned() } else { vm.class_name(value) };
    messages::type_error(vm, &format!("{function}() argument {argument} must be {expected}, not {found}"))
}

pub const STR: TypeSpec = TypeSpec {
    name: "str",
    flags: class_flag::IMMUTABLE | class_flag::BASE | class_flag::STR | class_flag::MATCH_SELF,
    doc: "Text: a sequence of code points, made from any object or decoded from bytes.",
    slots: Slots {
        repr: Some(repr),
        str: Some(str_str),
        hash: Some(hash),
        compare: Some(compare),
        iter: Some(str_iter),
        new: Some(str_new),
        truth: Some(truth),
        length: Some(length),
        getitem: Some(getitem),
        contains: Some(contains),
        concat: Some(concat),
        repeat: Some(repeat),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Mod, format::percent)]),
    methods: methods::METHODS,
    hidden: &["__bool__"],
    ..TypeSpec::EMPTY
};
