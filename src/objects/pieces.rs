//! Putting text together for `repr`: parts are collected and joined once.
//!
//! Parts are static text or str objects, so lone surrogates and wide text pass
//! through unharmed. Also here: the guard against objects that contain
//! themselves.

use super::exception::messages;
use super::vm::Vm;
use crate::memory::{PyResult, Str, StrData, StrKind, Value};

enum Piece {
    Plain(&'static str),
    Text(Value),
}

/// A text under construction.
pub struct Pieces {
    parts: Vec<Piece>,
}

impl Pieces {
    pub fn new(start: &'static str) -> Pieces {
        Pieces { parts: vec![Piece::Plain(start)] }
    }

    /// Adds fixed ASCII text.
    pub fn plain(&mut self, text: &'static str) {
        debug_assert!(text.is_ascii());
        self.parts.push(Piece::Plain(text));
    }

    /// Adds a str object's text.
    pub fn text(&mut self, text: Value) {
        self.parts.push(Piece::Text(text));
    }

    /// Adds `repr(value)`. A call-out.
    pub fn repr(&mut self, vm: &Vm, value: &Value) -> PyResult<()> {
        let text = super::ops::repr(vm, value)?;
        if self.parts.len() == self.parts.capacity() && crate::room::asking(|| self.parts.try_reserve(self.parts.len())).is_err()
        {
            return Err(messages::memory_error(vm));
        }
        self.parts.push(Piece::Text(text));
        Ok(())
    }

    /// The joined text as a str object.
    pub fn finish(self, vm: &Vm) -> PyResult {
        let (mut kind, mut length) = (StrKind::Ascii, 0usize);
        for part in &self.parts {
            let data = part.data();
            kind = kind.max(data.kind());
            length = match length.checked_add(data.len()) {
                Some(length) => length,
                None => return Err(messages::memory_error(vm)),
            };
        }
        match Str::try_join(vm.types.str.to_value(), kind, length, &mut self.parts.iter().map(Piece::data)) {
            Some(text) => Ok(text.into_value()),
            None => Err(messages::memory_error(vm)),
        }
    }
}

impl Piece {
    fn data(&self) -> StrData<'_> {
        match self {
            Piece::Plain(text) => StrData::Ascii(text),
            Piece::Text(value) => value.get::<Str>().map_or(StrData::Ascii(""), Str::data),
        }
    }
}

/// An object is in the middle of its own `repr` while this lives.
pub struct ReprGuard<'a> {
    vm: &'a Vm,
}

impl Drop for ReprGuard<'_> {
    fn drop(&mut self) {
        self.vm.repr_running.write(Vec::pop);
    }
}

impl Vm {
    /// Marks `object` as being shown; `None` when it is already.
    pub fn enter_repr(&self, object: &Value) -> Option<ReprGuard<'_>> {
        let identity = object.identity();
        self.repr_running.write(|running| {
            if running.contains(&identity) {
                return None;
            }
            running.push(identity);
            Some(ReprGuard { vm: self })
        })
    }
}
