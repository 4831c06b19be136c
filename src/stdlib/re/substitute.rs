//! `Pattern.sub` and `subn`: replacing matches by a text, a template or what a function says.

use super::match_object::{PyMatch, new_match};
use super::pattern::{PyPattern, for_each_match, group_number};
use super::subject::{Subject, codes_of, part};
use super::template::{self, Piece, Template};
use crate::memory::{PyResult, Raised, Str, Value};
use crate::objects::exception::messages;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, ops, str};
use crate::stdlib::natives::{argument, expect_size, given, receiver};
use crate::text::{Buffer, Units};
use std::rc::Rc;

/// What takes the place of a match.
enum Filler {
    /// An empty text of the subject's sort.
    Nothing,
    Literal(Value),
    Template(Rc<Template>),
    Call(Value),
}

pub fn not_a_template(vm: &Vm, value: &Value) -> Raised {
    let message = format!("decoding to str: need a bytes-like object, {} found", vm.class_name(value));
    messages::type_error(vm, &message)
}

/// The parsed form of a template; the pattern remembers the last one.
pub fn template_of(vm: &Vm, pattern: &PyPattern, text: &Value) -> PyResult<Rc<Template>> {
    let known = pattern.template.read(|known| match known {
        Some((source, template)) if source.is(text) => Some(template.clone()),
        _ => None,
    });
    if let Some(known) = known {
        return Ok(known);
    }
    // Templates are keys of a cache elsewhere: what has no hash is refused.
    ops::hash(vm, text)?;
    let Some((codes, is_text)) = codes_of(text) else { return Err(not_a_template(vm, text)) };
    let parsed = template::parse(&codes, is_text, pattern.groups(), &|name| group_number(pattern, name));
    match parsed {
        Ok(template) => {
            let template = Rc::new(template);
            drop(pattern.template.replace(Some((text.clone(), template.clone()))));
            Ok(template)
        }
        Err(fault) => Err(super::raise(vm, fault, text)),
    }
}

fn filler_of(vm: &Vm, pattern: &PyPattern, value: &Value) -> PyResult<Filler> {
    if vm.class_of(value).slots(|slots| slots.call.is_some()) {
        return Ok(Filler::Call(value.clone()));
    }
    let plain = match value.get::<Str>() {
        Some(text) => Some(!text.data().codes().any(|code| code == 0x5c)),
        None => buffer::with_bytes(value, |bytes| !bytes.contains(&0x5c)),
    };
    match plain {
        Some(true) => Ok(Filler::Literal(value.clone())),
        Some(false) => template_of(vm, pattern, value).map(Filler::Template),
        None => {
            ops::hash(vm, value)?;
            Err(not_a_template(vm, value))
        }
    }
}

fn push_units(vm: &Vm, out: &mut Buffer, units: Units<'_>) -> PyResult<()> {
    if out.reserve(units.len()).is_err() {
        return Err(messages::memory_error(vm));
    }
    out.push_units(units);
    Ok(())
}

/// Appends a str or a bytes-like object.
pub fn push_value(vm: &Vm, out: &mut Buffer, value: &Value) -> PyResult<()> {
    let pushed = match value.get::<Str>() {
        Some(text) => out.reserve(text.len()).map(|()| out.push_units(str::units_of(text))),
        None => buffer::with_bytes(value, |bytes| out.reserve(bytes.len()).map(|()| out.push_units(Units::One(bytes))))
            .unwrap_or(Ok(())),
    };
    pushed.map_err(|_| messages::memory_error(vm))
}

pub fn bytes_from(vm: &Vm, out: Buffer) -> Value {
    match out {
        Buffer::One(data) => bytes::from_vec(vm, data),
        // Units of bytes never exceed a byte.
        wide => bytes::from_vec(vm, wide.iter().map(|code| code as u8).collect()),
    }
}

/// The text under construction, counted in the parts that it is joined from.
struct Output {
    buffer: Buffer,
    is_text: bool,
    parts: usize,
    /// The first part of the wrong type: its number and type.
    misfit: Option<(usize, String)>,
}

impl Output {
    fn slice(&mut self, vm: &Vm, subject: &Subject, start: usize, end: usize) -> PyResult<()> {
        if start < end {
            self.parts += 1;
            let buffer = &mut self.buffer;
            let pushed = subject.with(|units| {
                let units = units.slice(start, end);
                buffer.reserve(units.len()).map(|()| buffer.push_units(units))
            });
            if let Some(Err(_)) = pushed {
                return Err(messages::memory_error(vm));
            }
        }
        Ok(())
    }

    fn value(&mut self, vm: &Vm, value: &Value) -> PyResult<()> {
        if value.is_none() {
            return Ok(());
        }
        let fits = if self.is_text { value.is_kind::<Str>() } else { buffer::with_bytes(value, |_| ()).is_some() };
        if fits {
            push_value(vm, &mut self.buffer, value)?;
        } else if self.misfit.is_none() {
            self.misfit = Some((self.parts, vm.class_name(value)));
        }
        self.parts += 1;
        Ok(())
    }
}

fn substitute(vm: &Vm, args: &[Value]) -> PyResult<(Value, i64)> {
    let pattern = receiver::<PyPattern>(vm, args)?;
    let most = match given(args, 3) {
        Some(value) => expect_size(vm, value)?,
        None => 0,
    };
    let filler = filler_of(vm, pattern, argument(args, 1))?;
    let subject = Subject::new(vm, argument(args, 2), pattern.is_text)?;
    let end = subject.len();
    let filler = match filler {
        Filler::Literal(text) if text.get::<Str>().is_some_and(|text| text.is_empty() && subject.is_text) => Filler::Nothing,
        filler => filler,
    };
    let mut out = Output { buffer: Buffer::new(), is_text: subject.is_text, parts: 0, misfit: None };
    let (mut last, mut count) = (0, 0);
    if most >= 0 {
        for_each_match(vm, pattern, &subject, (0, end), |machine, found| {
            out.slice(vm, &subject, last, found.0)?;
            match &filler {
                Filler::Nothing => out.parts += 1,
                Filler::Literal(text) => out.value(vm, text)?,
                Filler::Call(function) => {
                    let found = PyMatch::new(argument(args, 0), &subject.value, found, machine, (0, end));
                    let result = vm.call_values(function, &[new_match(vm, found)])?;
                    out.value(vm, &result)?;
                }
                Filler::Template(template) if template.is_text == subject.is_text => {
                    for piece in &template.pieces {
                        match piece {
                            Piece::Text(text) => push_units(vm, &mut out.buffer, text.units())?,
                            Piece::Group(group) => {
                                let span = if *group == 0 { Some(found) } else { machine.group(*group) };
                                if let Some((start, end)) = span {
                                    out.slice(vm, &subject, start, end)?;
                                }
                            }
                        }
                    }
                }
                // A template of the other sort makes parts that cannot be joined.
                Filler::Template(template) => {
                    let foreign = super::subject::nothing(vm, template.is_text);
                    out.value(vm, &foreign)?;
                }
            }
            last = found.1;
            count += 1;
            Ok(most == 0 || count < most)
        })?;
    }
    if let Some((part, found)) = out.misfit {
        let expected = if out.is_text { "str instance" } else { "a bytes-like object" };
        return Err(messages::type_error(vm, &format!("sequence item {part}: expected {expected}, {found} found")));
    }
    if count == 0 {
        return Ok((part(vm, &subject.value, 0, end)?, 0));
    }
    out.slice(vm, &subject, last, end)?;
    let result = if out.is_text { str::from_buffer(vm, &out.buffer)? } else { bytes_from(vm, out.buffer) };
    Ok((result, count))
}

pub fn pattern_sub(vm: &Vm, args: &[Value]) -> PyResult {
    substitute(vm, args).map(|(text, _)| text)
}

pub fn pattern_subn(vm: &Vm, args: &[Value]) -> PyResult {
    let (text, count) = substitute(vm, args)?;
    Ok(vm.tuple_of([text, vm.new_int(count)]))
}
