//! What patterns are matched against, and texts cut out of it.
//!
//! A str or bytes object never changes, so it is read in place. Other
//! bytes-like objects are told that somebody looks at them (they refuse to
//! change their size meanwhile) and are read in leaf closures only.

use super::machine::{Demand, Machine, Outcome};
use super::program::Program;
use crate::memory::{PyResult, Str, Value};
use crate::objects::bytes::PyBytes;
use crate::objects::exception::messages;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, str};
use crate::text::Units;

pub struct Subject {
    pub value: Value,
    pub is_text: bool,
    exported: bool,
}

impl Subject {
    /// Checks that a pattern of this sort can be matched against the object.
    #[inline]
    pub fn new(vm: &Vm, value: &Value, text_pattern: bool) -> PyResult<Subject> {
        if value.is_kind::<Str>() {
            if !text_pattern {
                return Err(messages::type_error(vm, "cannot use a bytes pattern on a string-like object"));
            }
            return Ok(Subject { value: value.clone(), is_text: true, exported: false });
        }
        Subject::of_bytes(vm, value, text_pattern)
    }

    fn of_bytes(vm: &Vm, value: &Value, text_pattern: bool) -> PyResult<Subject> {
        if buffer::with_bytes(value, |_| ()).is_none() {
            let message = format!("expected string or bytes-like object, got '{}'", vm.class_name(value));
            return Err(messages::type_error(vm, &message));
        }
        if text_pattern {
            return Err(messages::type_error(vm, "cannot use a string pattern on a bytes-like object"));
        }
        let mut exported = false;
        if !value.is_kind::<PyBytes>()
            && let Some(access) = buffer::access(value)
        {
            (access.export)(value, true);
            exported = true;
        }
        Ok(Subject { value: value.clone(), is_text: false, exported })
    }

    /// Shows the code points to a leaf closure.
    #[inline]
    pub fn with<R>(&self, leaf: impl FnOnce(Units<'_>) -> R) -> Option<R> {
        with_units(&self.value, leaf)
    }

    pub fn len(&self) -> usize {
        self.with(|units| units.len()).unwrap_or(0)
    }

    /// Runs the machine until it knows.
    pub fn find(
        &self,
        vm: &Vm,
        program: &Program,
        machine: &mut Machine,
        end: usize,
        demand: Demand,
        search: bool,
    ) -> PyResult<Option<(usize, usize)>> {
        loop {
            let outcome = self.with(|units| match (units.slice(0, end), search) {
                (Units::One(text), true) => machine.search(program, text, demand),
                (Units::Two(text), true) => machine.search(program, text, demand),
                (Units::Four(text), true) => machine.search(program, text, demand),
                (Units::One(text), false) => machine.match_here(program, text, demand),
                (Units::Two(text), false) => machine.match_here(program, text, demand),
                (Units::Four(text), false) => machine.match_here(program, text, demand),
            });
            match outcome {
                Some(Outcome::Matched { start, end }) => return Ok(Some((start, end))),
                Some(Outcome::Failed) | None => return Ok(None),
                Some(Outcome::Paused) => vm.poll()?,
                Some(Outcome::Memory) => {
                    machine.end();
                    return Err(messages::memory_error(vm));
                }
            }
        }
    }
}

impl Drop for Subject {
    fn drop(&mut self) {
        if self.exported
            && let Some(access) = buffer::access(&self.value)
        {
            (access.export)(&self.value, false);
        }
    }
}

#[inline]
fn with_units<R>(value: &Value, leaf: impl FnOnce(Units<'_>) -> R) -> Option<R> {
    match value.get::<Str>() {
        Some(text) => Some(leaf(str::units_of(text))),
        None => buffer::with_bytes(value, |bytes| leaf(Units::One(bytes))),
    }
}

/// The part of a subject between two positions; all of an exact str or bytes object is itself.
#[inline]
pub fn part(vm: &Vm, value: &Value, start: usize, end: usize) -> PyResult {
    if let Some(text) = value.get::<Str>() {
        if start == 0 && end >= text.len() && str::is_exact(vm, value) {
            return Ok(value.clone());
        }
        return str::from_data(vm, text.data().slice(start, end));
    }
    if let Some(whole) = value.get::<PyBytes>() {
        if start == 0 && end >= whole.data.len() && vm.class_of(value).same(&vm.types.bytes) {
            return Ok(value.clone());
        }
        return bytes::from_slice(vm, whole.data.get(start..end).unwrap_or(&[]));
    }
    let cut = buffer::with_bytes(value, |bytes| {
        let end = end.min(bytes.len());
        bytes.get(start.min(end)..end).unwrap_or(&[]).to_vec()
    });
    Ok(bytes::from_vec(vm, cut.unwrap_or_default()))
}

/// An empty text of the subject's sort.
pub fn nothing(vm: &Vm, is_text: bool) -> Value {
    if is_text { vm.empty_str.clone() } else { bytes::from_vec(vm, Vec::new()) }
}

/// The code points of a pattern or template; `None` for other objects.
pub fn codes_of(value: &Value) -> Option<(Vec<u32>, bool)> {
    let is_text = value.is_kind::<Str>();
    with_units(value, |units| units.iter().collect()).map(|codes| (codes, is_text))
}
