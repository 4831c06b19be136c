//! The methods of `str`. Searching, case mappings and character classes are
//! pure functions of `text`; this file reads arguments and words errors.

use super::{
    bad_argument, count_units, exact, expect_text, find_units, format, from_buffer, from_code, from_data, from_result,
    from_units, is_exact, join_with, made, part, rfind_units, same_width, units, units_of,
};
use crate::memory::{PyResult, Str, StrData, StrKind, Tuple, Value};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::{Method, method, static_method};
use crate::objects::vm::Vm;
use crate::objects::{dict, int, ops};
use crate::text::{Buffer, Units, search, unicode};
use std::borrow::Cow;

// ---- arguments ----

/// The receiver: the object and its text.
fn receiver<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<(&'a Value, &'a Str)> {
    match args.first().and_then(|value| value.get::<Str>().map(|text| (value, text))) {
        Some(found) => Ok(found),
        None => Err(messages::type_error(vm, "descriptor requires a 'str' object")),
    }
}

/// An argument that the caller gave.
fn given(args: &[Value], index: usize) -> Option<&Value> {
    args.get(index).filter(|value| !value.is_unbound())
}

const NONE: &Value = &Value::NONE;

fn required(args: &[Value], index: usize) -> &Value {
    args.get(index).unwrap_or(NONE)
}

/// A str argument of a function with one (`position` 0) or several parameters.
fn text_argument<'a>(vm: &Vm, function: &str, position: usize, value: &'a Value) -> PyResult<&'a Str> {
    match value.get::<Str>() {
        Some(text) => Ok(text),
        None if position == 0 => {
            let found = if value.is_none() { "None".to_owned() } else { vm.class_name(value) };
            Err(messages::type_error(vm, &format!("{function}() argument must be str, not {found}")))
        }
        None => Err(bad_argument(vm, function, &position.to_string(), "str", value)),
    }
}

/// An optional slice bound: None and a missing argument mean the default.
pub(in crate::objects) fn slice_bound(vm: &Vm, value: Option<&Value>, default: i64) -> PyResult<i64> {
    match value {
        None => Ok(default),
        Some(value) if value.is_none() => Ok(default),
        Some(value) => {
            if let Some(number) = value.as_int() {
                return Ok(number);
            }
            if vm.class_of(value).slots(|slots| slots.index.is_none()) {
                let message = "slice indices must be integers or None or have an __index__ method";
                return Err(messages::type_error(vm, message));
            }
            ops::index_clamped(vm, value)
        }
    }
}

/// Start and end within a length as `find` takes them; the start may lie beyond.
pub(in crate::objects) fn clip(start: i64, end: i64, length: usize) -> (usize, usize) {
    let length = length as i64;
    let from_end = |bound: i64| if bound < 0 { bound.saturating_add(length).max(0) } else { bound };
    (from_end(start) as usize, from_end(end).min(length) as usize)
}

/// The part of the receiver that the bounds at `args[index..]` select, and its
/// start; `None` when the start lies beyond the end.
fn searched<'a>(vm: &Vm, text: &'a Str, args: &[Value], index: usize) -> PyResult<Option<(usize, Units<'a>)>> {
    let start = slice_bound(vm, given(args, index), 0)?;
    let end = slice_bound(vm, given(args, index + 1), i64::MAX)?;
    let (start, end) = clip(start, end, text.len());
    if start > end {
        return Ok(None);
    }
    Ok(Some((start, units(text.data().slice(start, end)))))
}

/// A count or width: the C size type, with its own OverflowError.
fn size_argument(vm: &Vm, value: &Value) -> PyResult<i64> {
    let number = ops::index(vm, value)?;
    match int::as_i64(&number) {
        Some(number) => Ok(number),
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t")),
    }
}

/// A count that C keeps in an `int`.
fn int_argument(vm: &Vm, value: &Value) -> PyResult<i64> {
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

// ---- searching ----

fn search_with(vm: &Vm, name: &str, args: &[Value], find: fn(Units<'_>, Units<'_>) -> Option<usize>) -> PyResult<Option<usize>> {
    let (_, text) = receiver(vm, args)?;
    let needle = text_argument(vm, name, 1, required(args, 1))?;
    let part = searched(vm, text, args, 2)?;
    Ok(part.and_then(|(start, part)| find(part, units_of(needle)).map(|found| start + found)))
}

fn position(found: Option<usize>) -> Value {
    Value::small_int(found.map_or(-1, |found| found as i64))
}

fn found_or_error(vm: &Vm, found: Option<usize>) -> PyResult {
    match found {
        Some(_) => Ok(position(found)),
        None => Err(messages::value_error(vm, "substring not found")),
    }
}

fn str_find(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(position(search_with(vm, "find", args, find_units)?))
}

fn str_rfind(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(position(search_with(vm, "rfind", args, rfind_units)?))
}

fn str_index(vm: &Vm, args: &[Value]) -> PyResult {
    let found = search_with(vm, "index", args, find_units)?;
    found_or_error(vm, found)
}

fn str_rindex(vm: &Vm, args: &[Value]) -> PyResult {
    let found = search_with(vm, "rindex", args, rfind_units)?;
    found_or_error(vm, found)
}

fn str_count(vm: &Vm, args: &[Value]) -> PyResult {
    let (_, text) = receiver(vm, args)?;
    let needle = text_argument(vm, "count", 1, required(args, 1))?;
    let count = searched(vm, text, args, 2)?.map_or(0, |(_, part)| count_units(part, units_of(needle)));
    Ok(Value::small_int(count as i64))
}

fn starts(text: Units<'_>, affix: Units<'_>) -> bool {
    if affix.len() > text.len() {
        return false;
    }
    match (text, affix) {
        (Units::One(text), Units::One(affix)) => text.starts_with(affix),
        _ => text.slice(0, affix.len()).iter().eq(affix.iter()),
    }
}

fn ends(text: Units<'_>, affix: Units<'_>) -> bool {
    let length = text.len();
    if affix.len() > length {
        return false;
    }
    match (text, affix) {
        (Units::One(text), Units::One(affix)) => text.ends_with(affix),
        _ => text.slice(length - affix.len(), length).iter().eq(affix.iter()),
    }
}

fn affix_test(vm: &Vm, name: &str, args: &[Value], test: fn(Units<'_>, Units<'_>) -> bool) -> PyResult {
    let (_, text) = receiver(vm, args)?;
    let affix = required(args, 1);
    let part = searched(vm, text, args, 2)?;
    if let Some(affix) = affix.get::<Str>() {
        return Ok(Value::bool(part.is_some_and(|(_, part)| test(part, units_of(affix)))));
    }
    let Some(tuple) = affix.get::<Tuple>() else {
        let class = vm.class_name(affix);
        let message = format!("{name} first arg must be str or a tuple of str, not {class}");
        return Err(messages::type_error(vm, &message));
    };
    for item in tuple.items() {
        let affix = expect_text(vm, item, |class| format!("tuple for {name} must only contain str, not {class}"))?;
        if part.is_some_and(|(_, part)| test(part, units_of(affix))) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn str_startswith(vm: &Vm, args: &[Value]) -> PyResult {
    affix_test(vm, "startswith", args, starts)
}

fn str_endswith(vm: &Vm, args: &[Value]) -> PyResult {
    affix_test(vm, "endswith", args, ends)
}

fn str_removeprefix(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let affix = text_argument(vm, "removeprefix", 0, required(args, 1))?;
    let start = if starts(units_of(text), units_of(affix)) { affix.len() } else { 0 };
    part(vm, value, text, start, text.len())
}

fn str_removesuffix(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let affix = text_argument(vm, "removesuffix", 0, required(args, 1))?;
    let cut = if ends(units_of(text), units_of(affix)) { affix.len() } else { 0 };
    part(vm, value, text, 0, text.len() - cut)
}

// ---- replacing ----

fn str_replace(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let needle = text_argument(vm, "replace", 1, required(args, 1))?;
    let with = text_argument(vm, "replace", 2, required(args, 2))?;
    let limit = limit_argument(vm, given(args, 3))?;
    replace(vm, value, text, needle, with, limit)
}

fn replace(vm: &Vm, value: &Value, text: &Str, needle: &Str, with: &Str, limit: usize) -> PyResult {
    let (haystack, pattern) = (units_of(text), units_of(needle));
    if limit == 0 || needle.len() > text.len() || needle.same_text(with) {
        return exact(vm, value);
    }
    let positions: Vec<usize> = if needle.is_empty() {
        (0..=text.len()).take(limit).collect()
    } else {
        same_width!(haystack, pattern, Vec::new(), |h, n| search::Finder::new(n).positions(h).take(limit).collect())
    };
    if positions.is_empty() {
        return exact(vm, value);
    }
    let removed = positions.len() * needle.len();
    let length = positions.len().checked_mul(with.len()).and_then(|added| added.checked_add(text.len() - removed));
    let Some(length) = length.filter(|length| *length <= isize::MAX as usize / 4) else {
        return Err(messages::overflow_error(vm, "replace string is too long"));
    };
    if length == 0 {
        return Ok(vm.empty_str.clone());
    }
    // Without its widest characters the text may become narrower.
    let may_narrow = text.kind() > with.kind() && needle.kind() == text.kind();
    if may_narrow || length == 1 {
        let mut out = Buffer::new();
        let mut from = 0;
        for start in positions {
            out.push_units(haystack.slice(from, start));
            out.push_units(units_of(with));
            from = start + needle.len();
        }
        out.push_units(haystack.slice(from, text.len()));
        return from_buffer(vm, &out);
    }
    let kind = if with.is_empty() { text.kind() } else { text.kind().max(with.kind()) };
    let (data, insert) = (text.data(), with.data());
    let mut from = 0;
    let last = positions.last().map_or(0, |last| last + needle.len());
    let head = positions.iter().flat_map(|&start| {
        let before = data.slice(from, start);
        from = start + needle.len();
        [before, insert]
    });
    let mut parts = head.chain(std::iter::once(data.slice(last, text.len())));
    made(vm, Str::try_join(vm.types.str.to_value(), kind, length, &mut parts))
}

fn str_expandtabs(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let tab_size = match given(args, 1) {
        Some(size) => int_argument(vm, size)?.max(0) as usize,
        None => 8,
    };
    let source = units_of(text);
    if find_units(source, Units::One(b"\t")).is_none() {
        return exact(vm, value);
    }
    let mut out = Buffer::new();
    let mut column = 0usize;
    for code in source {
        match code {
            9 if tab_size > 0 => {
                let gap = tab_size - column % tab_size;
                column = column.wrapping_add(gap);
                if let Err(fault) = out.push_repeated(32, gap) {
                    return Err(messages::fault(vm, &fault));
                }
            }
            9 => {}
            _ => {
                column = if code == 10 || code == 13 { 0 } else { column.wrapping_add(1) };
                out.push(code);
            }
        }
    }
    from_buffer(vm, &out)
}

fn str_translate(vm: &Vm, args: &[Value]) -> PyResult {
    let (_, text) = receiver(vm, args)?;
    let table = required(args, 1);
    let mut out = Buffer::new();
    // What the table says of ASCII characters is asked once per character.
    let mut known: Vec<Option<Value>> = vec![None; 128];
    for code in units_of(text) {
        let cached = known.get(code as usize).cloned().flatten();
        let mapped = match cached {
            Some(mapped) => mapped,
            None => {
                let key = Value::small_int(i64::from(code));
                let mapped = match ops::get_item(vm, table, &key) {
                    Ok(mapped) => mapped,
                    Err(raised) => {
                        if !vm.pending_is(&vm.errors.lookup_error) {
                            return Err(raised);
                        }
                        drop(vm.take_exception());
                        key
                    }
                };
                if let Some(place) = known.get_mut(code as usize) {
                    *place = Some(mapped.clone());
                }
                mapped
            }
        };
        if let Some(insert) = mapped.get::<Str>() {
            out.push_units(units_of(insert));
        } else if int::operand(&mapped).is_some() {
            match int::as_i64(&mapped).and_then(|code| u32::try_from(code).ok()).filter(|code| *code < 0x11_0000) {
                Some(code) => out.push(code),
                None => return Err(messages::value_error(vm, "character mapping must be in range(0x110000)")),
            }
        } else if !mapped.is_none() {
            return Err(messages::type_error(vm, "character mapping must return integer, None or str"));
        }
    }
    from_buffer(vm, &out)
}

fn str_maketrans(vm: &Vm, args: &[Value]) -> PyResult {
    let table = vm.new_dict();
    let first = required(args, 0);
    let Some(second) = given(args, 1) else {
        if !vm.class_of(first).same(&vm.types.dict) {
            let message = "if you give only one argument to maketrans it must be a dict";
            return Err(messages::type_error(vm, message));
        }
        let Some(source) = ops::dict_handle(first) else { return Ok(table) };
        let mut cursor = 0;
        while let Some((next, key, value)) = source.next_entry(cursor) {
            cursor = next;
            if let Some(text) = key.get::<Str>() {
                let Some(code) = text.data().at(0).filter(|_| text.len() == 1) else {
                    return Err(messages::value_error(vm, "string keys in translate table must be of length 1"));
                };
                dict::set_item(vm, &table, &Value::small_int(i64::from(code)), value)?;
            } else if int::operand(&key).is_some() {
                dict::set_item(vm, &table, &key, value)?;
            } else {
                return Err(messages::type_error(vm, "keys in translate table must be strings or integers"));
            }
        }
        return Ok(table);
    };
    let to = text_argument(vm, "maketrans", 2, second)?;
    let drop = match given(args, 2) {
        Some(drop) => Some(text_argument(vm, "maketrans", 3, drop)?),
        None => None,
    };
    let from = expect_text(vm, first, |_| "first maketrans argument must be a string if there is a second argument".to_owned())?;
    if from.len() != to.len() {
        return Err(messages::value_error(vm, "the first two maketrans arguments must have equal length"));
    }
    let key = |code: u32| Value::small_int(i64::from(code));
    for (from, to) in units_of(from).iter().zip(units_of(to).iter()) {
        dict::set_item(vm, &table, &key(from), key(to))?;
    }
    for code in drop.map_or(Units::One(&[]), units_of) {
        dict::set_item(vm, &table, &key(code), Value::NONE)?;
    }
    Ok(table)
}

// ---- splitting ----

/// One piece of a text: shares the singletons of short texts.
fn piece(vm: &Vm, data: StrData<'_>, (start, end): (usize, usize)) -> PyResult {
    from_data(vm, data.slice(start, end))
}

/// Whether a separator is too long or too wide to be in a text. CPython then hands the text itself on, a subclass's
/// instance too.
fn cannot_occur(separator: &Str, text: &Str) -> bool {
    let width = |text: &Str| text.data().codes().max().map_or(0, |code| u32::BITS - code.leading_zeros()).max(8).div_ceil(8);
    separator.len() > text.len() || width(separator) > width(text)
}

fn pieces(vm: &Vm, value: &Value, text: &Str, ranges: &[(usize, usize)], by_separator: bool) -> PyResult {
    if let [(0, end)] = ranges
        && *end == text.len()
    {
        let whole = if by_separator { value.clone() } else { exact(vm, value)? };
        return Ok(vm.new_list(vec![whole]));
    }
    let data = text.data();
    let mut items = Vec::with_capacity(ranges.len());
    for range in ranges {
        items.push(piece(vm, data, *range)?);
    }
    Ok(vm.new_list(items))
}

#[inline(always)]
fn is_space_unit<U: crate::text::Unit>(unit: U) -> bool {
    unicode::is_space(unit.into())
}

fn words_of<U: crate::text::Unit>(text: &[U], limit: usize) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(skip) = text.get(at..).and_then(|rest| rest.iter().position(|unit| !is_space_unit(*unit))) {
        let start = at + skip;
        if ranges.len() >= limit {
            ranges.push((start, text.len()));
            break;
        }
        let rest = text.get(start..).unwrap_or(&[]);
        let end = rest.iter().position(|unit| is_space_unit(*unit)).map_or(text.len(), |length| start + length);
        ranges.push((start, end));
        at = end;
    }
    ranges
}

fn words_from_right<U: crate::text::Unit>(text: &[U], limit: usize) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut at = text.len();
    while let Some(last) = text.get(..at).and_then(|head| head.iter().rposition(|unit| !is_space_unit(*unit))) {
        let end = last + 1;
        if ranges.len() >= limit {
            ranges.push((0, end));
            break;
        }
        let head = text.get(..end).unwrap_or(&[]);
        let start = head.iter().rposition(|unit| is_space_unit(*unit)).map_or(0, |space| space + 1);
        ranges.push((start, end));
        at = start;
    }
    ranges.reverse();
    ranges
}

fn split_args<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<(Option<&'a Str>, usize)> {
    let separator = match given(args, 1) {
        Some(value) if !value.is_none() => Some(expect_text(vm, value, |class| format!("must be str or None, not {class}"))?),
        _ => None,
    };
    let limit = limit_argument(vm, given(args, 2))?;
    if separator.is_some_and(Str::is_empty) {
        return Err(messages::value_error(vm, "empty separator"));
    }
    Ok((separator, limit))
}

fn str_split(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let (separator, limit) = split_args(vm, args)?;
    let source = units_of(text);
    let ranges = match separator {
        None => match source {
            Units::One(text) => words_of(text, limit),
            Units::Two(text) => words_of(text, limit),
            Units::Four(text) => words_of(text, limit),
        },
        Some(separator) => same_width!(source, units_of(separator), vec![(0, text.len())], |h, n| search::split(h, n, limit)),
    };
    pieces(vm, value, text, &ranges, separator.is_some_and(|separator| cannot_occur(separator, text)))
}

fn str_rsplit(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let (separator, limit) = split_args(vm, args)?;
    let source = units_of(text);
    let ranges = match separator {
        None => match source {
            Units::One(text) => words_from_right(text, limit),
            Units::Two(text) => words_from_right(text, limit),
            Units::Four(text) => words_from_right(text, limit),
        },
        Some(separator) => same_width!(source, units_of(separator), vec![(0, text.len())], |h, n| search::rsplit(h, n, limit)),
    };
    pieces(vm, value, text, &ranges, separator.is_some_and(|separator| cannot_occur(separator, text)))
}

fn line_ranges<U: crate::text::Unit>(text: &[U], keep_ends: bool) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or(&[]);
        let Some(length) = rest.iter().position(|unit| unicode::is_line_break((*unit).into())) else {
            ranges.push((start, text.len()));
            break;
        };
        let end = start + length;
        let is = |at: usize, code: u32| text.get(at).is_some_and(|unit| (*unit).into() == code);
        let next = if is(end, 13) && is(end + 1, 10) { end + 2 } else { end + 1 };
        ranges.push((start, if keep_ends { next } else { end }));
        start = next;
    }
    ranges
}

fn str_splitlines(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let keep_ends = match given(args, 1) {
        Some(keep) => ops::truth(vm, keep)?,
        None => false,
    };
    let ranges = match units_of(text) {
        Units::One(text) => line_ranges(text, keep_ends),
        Units::Two(text) => line_ranges(text, keep_ends),
        Units::Four(text) => line_ranges(text, keep_ends),
    };
    pieces(vm, value, text, &ranges, false)
}

fn partition_separator<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<(&'a Value, &'a Str)> {
    let value = required(args, 1);
    let separator = expect_text(vm, value, |class| format!("must be str, not {class}"))?;
    if separator.is_empty() {
        return Err(messages::value_error(vm, "empty separator"));
    }
    Ok((value, separator))
}

fn str_partition(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let (between, separator) = partition_separator(vm, args)?;
    match find_units(units_of(text), units_of(separator)) {
        Some(at) => Ok(vm.tuple_of([
            piece(vm, text.data(), (0, at))?,
            between.clone(),
            piece(vm, text.data(), (at + separator.len(), text.len()))?,
        ])),
        None => Ok(vm.tuple_of([value.clone(), vm.empty_str.clone(), vm.empty_str.clone()])),
    }
}

fn str_rpartition(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let (between, separator) = partition_separator(vm, args)?;
    match rfind_units(units_of(text), units_of(separator)) {
        Some(at) => Ok(vm.tuple_of([
            piece(vm, text.data(), (0, at))?,
            between.clone(),
            piece(vm, text.data(), (at + separator.len(), text.len()))?,
        ])),
        None => Ok(vm.tuple_of([vm.empty_str.clone(), vm.empty_str.clone(), value.clone()])),
    }
}

fn str_join(vm: &Vm, args: &[Value]) -> PyResult {
    let (separator, _) = receiver(vm, args)?;
    join(vm, separator, required(args, 1))
}

/// `separator.join(iterable)`.
pub fn join(vm: &Vm, separator: &Value, iterable: &Value) -> PyResult {
    let gap = separator.get::<Str>().map_or(StrData::Ascii(""), Str::data);
    if let Some(tuple) = iterable.get::<Tuple>()
        && vm.class_of(iterable).same(&vm.types.tuple)
    {
        return join_with(vm, gap, tuple.items());
    }
    if let Some(list) = iterable.get::<PyList>()
        && vm.class_of(iterable).same(&vm.types.list)
    {
        return join_with(vm, gap, &list.items.copy());
    }
    if vm.class_of(iterable).slots(|slots| slots.iter.is_none()) && !ops::is_sequence(vm, iterable) {
        return Err(messages::type_error(vm, "can only join an iterable"));
    }
    let iterator = match ops::iter(vm, iterable) {
        Err(_) if vm.pending_is(&vm.errors.type_error) => {
            drop(vm.take_exception());
            return Err(messages::type_error(vm, "can only join an iterable"));
        }
        other => other?,
    };
    join_with(vm, gap, &ops::collect(vm, &iterator)?)
}

// ---- stripping and padding ----

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
    Both,
}

fn strip_range(text: Units<'_>, side: Side, drops: impl Fn(u32) -> bool) -> (usize, usize) {
    let (mut start, mut end) = (0, text.len());
    if side != Side::Right {
        start = text.iter().position(|code| !drops(code)).unwrap_or(end);
    }
    if side != Side::Left {
        end = text.iter().rposition(|code| !drops(code)).map_or(start, |last| (last + 1).max(start));
    }
    (start, end)
}

fn strip(vm: &Vm, name: &str, args: &[Value], side: Side) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let source = units_of(text);
    let (start, end) = match given(args, 1) {
        Some(chars) if !chars.is_none() => {
            let chars = units_of(expect_text(vm, chars, |_| format!("{name} arg must be None or str"))?);
            match chars {
                Units::One([one]) => strip_range(source, side, |code| code == u32::from(*one)),
                Units::One(few) => {
                    let mut set = [false; 256];
                    for code in few {
                        if let Some(place) = set.get_mut(usize::from(*code)) {
                            *place = true;
                        }
                    }
                    strip_range(source, side, |code| set.get(code as usize).copied().unwrap_or(false))
                }
                chars => strip_range(source, side, |code| chars.iter().any(|other| other == code)),
            }
        }
        _ => strip_range(source, side, unicode::is_space),
    };
    part(vm, value, text, start, end)
}

fn str_strip(vm: &Vm, args: &[Value]) -> PyResult {
    strip(vm, "strip", args, Side::Both)
}

fn str_lstrip(vm: &Vm, args: &[Value]) -> PyResult {
    strip(vm, "lstrip", args, Side::Left)
}

fn str_rstrip(vm: &Vm, args: &[Value]) -> PyResult {
    strip(vm, "rstrip", args, Side::Right)
}

fn pad(vm: &Vm, value: &Value, text: &Str, before: usize, after: usize, fill: u32) -> PyResult {
    if before == 0 && after == 0 {
        return exact(vm, value);
    }
    let mut out = Buffer::new();
    let padded = out.push_repeated(fill, before).and_then(|()| {
        out.reserve(text.len())?;
        out.push_units(units_of(text));
        out.push_repeated(fill, after)
    });
    match padded {
        Ok(()) => from_buffer(vm, &out),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

/// The missing width and the fill character of `center` and its like.
fn pad_args(vm: &Vm, text: &Str, args: &[Value]) -> PyResult<(usize, usize, u32)> {
    let width = size_argument(vm, required(args, 1))?.max(0) as usize;
    let fill = match given(args, 2) {
        None => 32,
        Some(value) => {
            let fill = expect_text(vm, value, |class| format!("The fill character must be a unicode character, not {class}"))?;
            match fill.data().at(0).filter(|_| fill.len() == 1) {
                Some(code) => code,
                None => return Err(messages::type_error(vm, "The fill character must be exactly one character long")),
            }
        }
    };
    Ok((width.saturating_sub(text.len()), width, fill))
}

fn str_center(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let (margin, width, fill) = pad_args(vm, text, args)?;
    let left = margin / 2 + (margin & width & 1);
    pad(vm, value, text, left, margin - left, fill)
}

fn str_ljust(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let (margin, _, fill) = pad_args(vm, text, args)?;
    pad(vm, value, text, 0, margin, fill)
}

fn str_rjust(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let (margin, _, fill) = pad_args(vm, text, args)?;
    pad(vm, value, text, margin, 0, fill)
}

fn str_zfill(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, text) = receiver(vm, args)?;
    let width = size_argument(vm, required(args, 1))?.max(0) as usize;
    let missing = width.saturating_sub(text.len());
    if missing == 0 {
        return exact(vm, value);
    }
    let source = units_of(text);
    let signed = matches!(source.get(0), Some(43 | 45));
    let mut out = Buffer::new();
    if signed {
        out.push_units(source.slice(0, 1));
    }
    if let Err(fault) = out.push_repeated(48, missing).and_then(|()| out.reserve(text.len())) {
        return Err(messages::fault(vm, &fault));
    }
    out.push_units(source.slice(usize::from(signed), text.len()));
    from_buffer(vm, &out)
}

// ---- case ----

type Mapping = fn(Units<'_>) -> Result<Buffer, crate::num::Fault>;

fn map_case(vm: &Vm, args: &[Value], mapping: Mapping) -> PyResult {
    let (_, text) = receiver(vm, args)?;
    from_result(vm, mapping(units_of(text)))
}

fn str_lower(vm: &Vm, args: &[Value]) -> PyResult {
    match receiver(vm, args)?.1.as_ascii() {
        Some(text) => from_data(vm, StrData::Ascii(&text.to_ascii_lowercase())),
        None => map_case(vm, args, unicode::lower),
    }
}

fn str_upper(vm: &Vm, args: &[Value]) -> PyResult {
    match receiver(vm, args)?.1.as_ascii() {
        Some(text) => from_data(vm, StrData::Ascii(&text.to_ascii_uppercase())),
        None => map_case(vm, args, unicode::upper),
    }
}

fn str_casefold(vm: &Vm, args: &[Value]) -> PyResult {
    match receiver(vm, args)?.1.as_ascii() {
        Some(text) => from_data(vm, StrData::Ascii(&text.to_ascii_lowercase())),
        None => map_case(vm, args, unicode::casefold),
    }
}

fn str_title(vm: &Vm, args: &[Value]) -> PyResult {
    map_case(vm, args, unicode::title)
}

fn str_capitalize(vm: &Vm, args: &[Value]) -> PyResult {
    map_case(vm, args, unicode::capitalize)
}

fn str_swapcase(vm: &Vm, args: &[Value]) -> PyResult {
    map_case(vm, args, unicode::swapcase)
}

// ---- classes of characters ----

fn test_all(vm: &Vm, args: &[Value], test: fn(u32) -> bool) -> PyResult {
    let (_, text) = receiver(vm, args)?;
    Ok(Value::bool(!text.is_empty() && units_of(text).iter().all(test)))
}

fn test_text(vm: &Vm, args: &[Value], test: fn(Units<'_>) -> bool) -> PyResult {
    let (_, text) = receiver(vm, args)?;
    Ok(Value::bool(test(units_of(text))))
}

fn str_isalnum(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, unicode::is_alnum)
}

fn str_isalpha(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, unicode::is_alpha)
}

fn str_isdecimal(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, unicode::is_decimal)
}

fn str_isdigit(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, unicode::is_digit)
}

fn str_isnumeric(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, unicode::is_numeric)
}

fn str_isspace(vm: &Vm, args: &[Value]) -> PyResult {
    test_all(vm, args, unicode::is_space)
}

fn str_isascii(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(receiver(vm, args)?.1.kind() == StrKind::Ascii))
}

fn str_isprintable(vm: &Vm, args: &[Value]) -> PyResult {
    test_text(vm, args, |text| text.iter().all(unicode::is_printable))
}

fn str_islower(vm: &Vm, args: &[Value]) -> PyResult {
    test_text(vm, args, unicode::text_is_lower)
}

fn str_isupper(vm: &Vm, args: &[Value]) -> PyResult {
    test_text(vm, args, unicode::text_is_upper)
}

fn str_istitle(vm: &Vm, args: &[Value]) -> PyResult {
    test_text(vm, args, unicode::text_is_title)
}

fn str_isidentifier(vm: &Vm, args: &[Value]) -> PyResult {
    test_text(vm, args, unicode::text_is_identifier)
}

// ---- the rest ----

fn str_encode(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, _) = receiver(vm, args)?;
    let name = |index: usize, parameter: &str, default: &str| -> PyResult<String> {
        match given(args, index) {
            None => Ok(default.to_owned()),
            Some(value) => match value.get::<Str>() {
                Some(text) => Ok(units_of(text).to_string_lossy()),
                None => Err(bad_argument(vm, "encode", &format!("'{parameter}'"), "str", value)),
            },
        }
    };
    let encoding = name(1, "encoding", "utf-8")?;
    let errors = name(2, "errors", "strict")?;
    super::encode::encode_to_object(vm, value, &encoding, &errors)
}

fn str_format(vm: &Vm, args: &[Value]) -> PyResult {
    let (template, text) = receiver(vm, args)?;
    if !text.data().codes().any(|code| code == u32::from(b'{') || code == u32::from(b'}')) {
        return Ok(template.clone());
    }
    format::format_template(vm, required(args, 0), Some(required(args, 1)), required(args, 2))
}

fn str_format_map(vm: &Vm, args: &[Value]) -> PyResult {
    let (template, text) = receiver(vm, args)?;
    if !text.data().codes().any(|code| code == u32::from(b'{') || code == u32::from(b'}')) {
        return Ok(template.clone());
    }
    format::format_template(vm, required(args, 0), None, required(args, 1))
}

fn str_format_spec(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, _) = receiver(vm, args)?;
    format::format_text(vm, value, required(args, 1))
}

fn str_getnewargs(vm: &Vm, args: &[Value]) -> PyResult {
    let (_, text) = receiver(vm, args)?;
    Ok(vm.tuple_of([vm.text_object(text.data())?]))
}

fn str_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    let (_, text) = receiver(vm, args)?;
    // CPython's numbers: a header and one code point more for the final zero.
    let header = if text.kind() == StrKind::Ascii { 40 } else { 56 };
    Ok(int::from_usize(vm, header + (text.len() + 1) * text.kind().width()))
}

/// The text of a number for `int`, `float` and `complex`: digits of other
/// scripts as ASCII, without surrounding blanks. `None` when other characters
/// occur, so that it cannot be a number.
pub fn number_text(value: &Value) -> Option<Cow<'_, str>> {
    const BLANKS: &[char] = &[' ', '\t', '\n', '\x0b', '\x0c', '\r'];
    let text = value.get::<Str>()?;
    if let Some(ascii) = text.as_ascii() {
        let bare = !ascii.starts_with(BLANKS) && !ascii.ends_with(BLANKS);
        return Some(Cow::Borrowed(if bare { ascii } else { ascii.trim_matches(BLANKS) }));
    }
    let mut out = String::with_capacity(text.len());
    for code in units_of(text) {
        out.push(match code {
            0..0x80 => char::from(code as u8),
            _ if unicode::is_space(code) => ' ',
            _ => char::from(b'0' + unicode::decimal(code)?),
        });
    }
    Some(Cow::Owned(out.trim_matches(BLANKS).to_owned()))
}

/// The first code point of a one-character str.
pub fn single_code(value: &Value) -> Option<u32> {
    let text = value.get::<Str>()?;
    text.data().at(0).filter(|_| text.len() == 1)
}

/// `chr(code)`, for other modules.
pub fn chr(vm: &Vm, code: u32) -> PyResult {
    from_code(vm, code)
}

/// A copy of a part of a text, for other modules (regular expressions).
pub fn substring(vm: &Vm, value: &Value, start: usize, end: usize) -> PyResult {
    match value.get::<Str>() {
        Some(text) if start == 0 && end >= text.len() && is_exact(vm, value) => Ok(value.clone()),
        Some(text) => from_units(vm, units(text.data().slice(start, end))),
        None => Ok(vm.empty_str.clone()),
    }
}

pub(super) const METHODS: &[Method] = &[
    method("capitalize", "(self, /)", str_capitalize, "First character in title case, the rest in lower case."),
    method("casefold", "(self, /)", str_casefold, "Folded for comparisons that ignore case."),
    method("center", "(self, width, fillchar=' ', /)", str_center, "Centred in a field of the given width."),
    method("count", "(self, sub[, start[, end]], /)", str_count, "Occurrences of a part that do not overlap."),
    method("encode", "(self, /, encoding='utf-8', errors='strict')", str_encode, "The bytes in an encoding."),
    method("endswith", "(self, suffix[, start[, end]], /)", str_endswith, "Whether the text ends so."),
    method("expandtabs", "(self, /, tabsize=8)", str_expandtabs, "Tabs replaced by spaces up to the next column."),
    method("find", "(self, sub[, start[, end]], /)", str_find, "The first position of a part, or -1."),
    method("format", "(self, /, *args, **kwargs)", str_format, "The template filled with arguments."),
    method("format_map", "(self, mapping, /)", str_format_map, "The template filled from a mapping."),
    method("index", "(self, sub[, start[, end]], /)", str_index, "The first position of a part; it must occur."),
    method("isalnum", "(self, /)", str_isalnum, "Whether there are only letters and digits."),
    method("isalpha", "(self, /)", str_isalpha, "Whether there are only letters."),
    method("isascii", "(self, /)", str_isascii, "Whether all characters are ASCII."),
    method("isdecimal", "(self, /)", str_isdecimal, "Whether there are only decimal digits."),
    method("isdigit", "(self, /)", str_isdigit, "Whether there are only digits."),
    method("isidentifier", "(self, /)", str_isidentifier, "Whether the text is a Python identifier."),
    method("islower", "(self, /)", str_islower, "Whether all cased characters are in lower case."),
    method("isnumeric", "(self, /)", str_isnumeric, "Whether there are only numeric characters."),
    method("isprintable", "(self, /)", str_isprintable, "Whether repr would escape nothing."),
    method("isspace", "(self, /)", str_isspace, "Whether there is only white space."),
    method("istitle", "(self, /)", str_istitle, "Whether every word starts with a capital only."),
    method("isupper", "(self, /)", str_isupper, "Whether all cased characters are in upper case."),
    method("join", "(self, iterable, /)", str_join, "The texts of an iterable with this one between them."),
    method("ljust", "(self, width, fillchar=' ', /)", str_ljust, "Flush left in a field of the given width."),
    method("lower", "(self, /)", str_lower, "In lower case."),
    method("lstrip", "(self, chars=None, /)", str_lstrip, "Without white space, or given characters, in front."),
    static_method("maketrans", "(x, y=<unrepresentable>, z=<unrepresentable>, /)", str_maketrans, "A table for translate()."),
    method("partition", "(self, sep, /)", str_partition, "What is before, at and behind the first separator."),
    method("removeprefix", "(self, prefix, /)", str_removeprefix, "Without the prefix, if it is there."),
    method("removesuffix", "(self, suffix, /)", str_removesuffix, "Without the suffix, if it is there."),
    method("replace", "(self, old, new, /, count=-1)", str_replace, "Occurrences of a part replaced by another."),
    method("rfind", "(self, sub[, start[, end]], /)", str_rfind, "The last position of a part, or -1."),
    method("rindex", "(self, sub[, start[, end]], /)", str_rindex, "The last position of a part; it must occur."),
    method("rjust", "(self, width, fillchar=' ', /)", str_rjust, "Flush right in a field of the given width."),
    method("rpartition", "(self, sep, /)", str_rpartition, "What is before, at and behind the last separator."),
    method("rsplit", "(self, /, sep=None, maxsplit=-1)", str_rsplit, "The parts between separators, counted from the end."),
    method("rstrip", "(self, chars=None, /)", str_rstrip, "Without white space, or given characters, at the end."),
    method("split", "(self, /, sep=None, maxsplit=-1)", str_split, "The parts between separators, or the words."),
    method("splitlines", "(self, /, keepends=False)", str_splitlines, "The lines of the text."),
    method("startswith", "(self, prefix[, start[, end]], /)", str_startswith, "Whether the text starts so."),
    method("strip", "(self, chars=None, /)", str_strip, "Without white space, or given characters, at both ends."),
    method("swapcase", "(self, /)", str_swapcase, "Upper case made lower and the other way round."),
    method("title", "(self, /)", str_title, "Every word capitalized."),
    method("translate", "(self, table, /)", str_translate, "Every character mapped through a table."),
    method("upper", "(self, /)", str_upper, "In upper case."),
    method("zfill", "(self, width, /)", str_zfill, "Filled with zeros behind the sign."),
    method("__format__", "(self, format_spec, /)", str_format_spec, "The text that a format specification asks for."),
    method("__getnewargs__", "(self, /)", str_getnewargs, ""),
    method("__sizeof__", "(self, /)", str_sizeof, "Size in memory, in bytes."),
];
