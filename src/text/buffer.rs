//! Code points in the narrowest width that holds them: borrowed [`Units`], owned [`Buffer`].
//!
//! The widths are those of a Python string (1, 2 or 4 bytes). A `Buffer` widens itself when a
//! larger code point arrives and never narrows, so it is narrowest as long as nothing is removed.
//! Growing is fallible through `try_reserve`; single pushes trust the allocator.

use crate::num::Fault;

/// One stored code point: `u8` (Latin-1), `u16` or `u32`.
pub trait Unit: Copy + Eq + Ord + Into<u32> + 'static {
    /// The unit for a code point, if it fits.
    fn narrow(code: u32) -> Option<Self>;
    /// Wraps a slice so that code can match on the width.
    fn units(slice: &[Self]) -> Units<'_>;
}

impl Unit for u8 {
    #[inline]
    fn narrow(code: u32) -> Option<u8> {
        u8::try_from(code).ok()
    }

    fn units(slice: &[u8]) -> Units<'_> {
        Units::One(slice)
    }
}

impl Unit for u16 {
    #[inline]
    fn narrow(code: u32) -> Option<u16> {
        u16::try_from(code).ok()
    }

    fn units(slice: &[u16]) -> Units<'_> {
        Units::Two(slice)
    }
}

impl Unit for u32 {
    #[inline]
    fn narrow(code: u32) -> Option<u32> {
        Some(code)
    }

    fn units(slice: &[u32]) -> Units<'_> {
        Units::Four(slice)
    }
}

/// Borrowed text.
#[derive(Clone, Copy, Debug)]
pub enum Units<'a> {
    One(&'a [u8]),
    Two(&'a [u16]),
    Four(&'a [u32]),
}

impl<'a> Units<'a> {
    /// ASCII text as units; other text has to go through [`Buffer::from`].
    pub fn ascii(text: &'a str) -> Option<Units<'a>> {
        text.is_ascii().then_some(Units::One(text.as_bytes()))
    }

    #[inline]
    pub fn len(self) -> usize {
        match self {
            Units::One(slice) => slice.len(),
            Units::Two(slice) => slice.len(),
            Units::Four(slice) => slice.len(),
        }
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    #[inline]
    pub fn get(self, index: usize) -> Option<u32> {
        match self {
            Units::One(slice) => slice.get(index).map(|unit| u32::from(*unit)),
            Units::Two(slice) => slice.get(index).map(|unit| u32::from(*unit)),
            Units::Four(slice) => slice.get(index).copied(),
        }
    }

    /// A part of the text; bounds beyond the end are cut.
    pub fn slice(self, start: usize, end: usize) -> Units<'a> {
        let end = end.min(self.len());
        let start = start.min(end);
        match self {
            Units::One(slice) => Units::One(slice.get(start..end).unwrap_or_default()),
            Units::Two(slice) => Units::Two(slice.get(start..end).unwrap_or_default()),
            Units::Four(slice) => Units::Four(slice.get(start..end).unwrap_or_default()),
        }
    }

    #[inline]
    pub fn iter(self) -> Codes<'a> {
        match self {
            Units::One(slice) => Codes::One(slice.iter()),
            Units::Two(slice) => Codes::Two(slice.iter()),
            Units::Four(slice) => Codes::Four(slice.iter()),
        }
    }

    pub fn is_ascii(self) -> bool {
        match self {
            Units::One(slice) => slice.is_ascii(),
            _ => self.iter().all(|code| code < 0x80),
        }
    }

    /// The text as a Rust string; lone surrogates become U+FFFD.
    pub fn to_string_lossy(self) -> String {
        match self {
            Units::One(slice) if slice.is_ascii() => slice.iter().map(|byte| char::from(*byte)).collect(),
            _ => self.iter().map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
        }
    }

    /// ASCII text as a Rust string slice.
    pub fn as_ascii_str(self) -> Option<&'a str> {
        match self {
            Units::One(slice) if slice.is_ascii() => std::str::from_utf8(slice).ok(),
            _ => None,
        }
    }
}

impl<'a> IntoIterator for Units<'a> {
    type Item = u32;
    type IntoIter = Codes<'a>;

    fn into_iter(self) -> Codes<'a> {
        self.iter()
    }
}

/// Iterator over code points.
#[derive(Clone, Debug)]
pub enum Codes<'a> {
    One(std::slice::Iter<'a, u8>),
    Two(std::slice::Iter<'a, u16>),
    Four(std::slice::Iter<'a, u32>),
}

impl Iterator for Codes<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        match self {
            Codes::One(iter) => iter.next().map(|unit| u32::from(*unit)),
            Codes::Two(iter) => iter.next().map(|unit| u32::from(*unit)),
            Codes::Four(iter) => iter.next().copied(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Codes::One(iter) => iter.size_hint(),
            Codes::Two(iter) => iter.size_hint(),
            Codes::Four(iter) => iter.size_hint(),
        }
    }
}

impl DoubleEndedIterator for Codes<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        match self {
            Codes::One(iter) => iter.next_back().map(|unit| u32::from(*unit)),
            Codes::Two(iter) => iter.next_back().map(|unit| u32::from(*unit)),
            Codes::Four(iter) => iter.next_back().copied(),
        }
    }
}

impl ExactSizeIterator for Codes<'_> {}

/// Owned text under construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Buffer {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Buffer {
    fn default() -> Buffer {
        Buffer::new()
    }
}

impl Buffer {
    pub const fn new() -> Buffer {
        Buffer::One(Vec::new())
    }

    /// Room for so many code points of the smallest width, or MemoryError.
    pub fn with_capacity(capacity: usize) -> Result<Buffer, Fault> {
        let mut buffer = Buffer::new();
        buffer.reserve(capacity)?;
        Ok(buffer)
    }

    pub fn reserve(&mut self, more: usize) -> Result<(), Fault> {
        match self {
            Buffer::One(vec) => crate::room::asking(|| vec.try_reserve(more)),
            Buffer::Two(vec) => crate::room::asking(|| vec.try_reserve(more)),
            Buffer::Four(vec) => crate::room::asking(|| vec.try_reserve(more)),
        }
        .map_err(|_| Fault::memory())
    }

    #[inline]
    pub fn units(&self) -> Units<'_> {
        match self {
            Buffer::One(vec) => Units::One(vec),
            Buffer::Two(vec) => Units::Two(vec),
            Buffer::Four(vec) => Units::Four(vec),
        }
    }

    pub fn len(&self) -> usize {
        self.units().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn iter(&self) -> Codes<'_> {
        self.units().iter()
    }

    #[inline]
    pub fn push(&mut self, code: u32) {
        match self {
            Buffer::One(vec) => match u8::try_from(code) {
                Ok(unit) => return vec.push(unit),
                Err(_) => self.widen(code),
            },
            Buffer::Two(vec) => match u16::try_from(code) {
                Ok(unit) => return vec.push(unit),
                Err(_) => self.widen(code),
            },
            Buffer::Four(vec) => return vec.push(code),
        }
        self.push(code);
    }

    /// Makes room for units as large as `code`.
    #[cold]
    fn widen(&mut self, code: u32) {
        let spare = |len: usize| len + len / 2 + 8;
        match self {
            Buffer::One(vec) if code <= 0xffff => {
                let mut wide = Vec::with_capacity(spare(vec.len()));
                wide.extend(vec.iter().map(|unit| u16::from(*unit)));
                *self = Buffer::Two(wide);
            }
            Buffer::Two(_) if code <= 0xffff => {}
            Buffer::One(_) | Buffer::Two(_) => {
                let mut wide = Vec::with_capacity(spare(self.len()));
                wide.extend(self.iter());
                *self = Buffer::Four(wide);
            }
            Buffer::Four(_) => {}
        }
    }

    /// The same code point many times, or MemoryError.
    pub fn push_repeated(&mut self, code: u32, count: usize) -> Result<(), Fault> {
        if count == 0 {
            return Ok(());
        }
        self.push(code);
        self.reserve(count - 1)?;
        match self {
            Buffer::One(vec) => vec.resize(vec.len() + (count - 1), code as u8),
            Buffer::Two(vec) => vec.resize(vec.len() + (count - 1), code as u16),
            Buffer::Four(vec) => vec.resize(vec.len() + (count - 1), code),
        }
        Ok(())
    }

    pub fn push_str(&mut self, text: &str) {
        if let (Buffer::One(vec), true) = (&mut *self, text.is_ascii()) {
            return vec.extend_from_slice(text.as_bytes());
        }
        // The largest lead byte of UTF-8 tells the width that the text needs.
        match text.bytes().max() {
            Some(0xf0..) => self.widen(0x10000),
            Some(0xc4..) => self.widen(0x100),
            _ => {}
        }
        match self {
            Buffer::One(vec) => vec.extend(text.chars().map(|char| u32::from(char) as u8)),
            Buffer::Two(vec) => vec.extend(text.chars().map(|char| u32::from(char) as u16)),
            Buffer::Four(vec) => vec.extend(text.chars().map(u32::from)),
        }
    }

    pub fn push_units(&mut self, text: Units<'_>) {
        match (&mut *self, text) {
            (Buffer::One(vec), Units::One(more)) => vec.extend_from_slice(more),
            (Buffer::Two(vec), Units::Two(more)) => vec.extend_from_slice(more),
            (Buffer::Four(vec), Units::Four(more)) => vec.extend_from_slice(more),
            _ => text.iter().for_each(|code| self.push(code)),
        }
    }

    /// A Rust string; lone surrogates become U+FFFD.
    pub fn to_string_lossy(&self) -> String {
        self.units().to_string_lossy()
    }
}

impl From<String> for Buffer {
    fn from(text: String) -> Buffer {
        if text.is_ascii() {
            return Buffer::One(text.into_bytes());
        }
        Buffer::from(text.as_str())
    }
}

impl From<&str> for Buffer {
    fn from(text: &str) -> Buffer {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer
    }
}

impl FromIterator<u32> for Buffer {
    fn from_iter<T: IntoIterator<Item = u32>>(codes: T) -> Buffer {
        let mut buffer = Buffer::new();
        codes.into_iter().for_each(|code| buffer.push(code));
        buffer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_when_needed() {
        let mut buffer = Buffer::from("aé");
        assert_eq!(buffer, Buffer::One(vec![0x61, 0xe9]));
        buffer.push(0xd800);
        assert_eq!(buffer, Buffer::Two(vec![0x61, 0xe9, 0xd800]));
        buffer.push_repeated(0x1f600, 2).unwrap();
        assert_eq!(buffer, Buffer::Four(vec![0x61, 0xe9, 0xd800, 0x1f600, 0x1f600]));
        assert_eq!(buffer.push_repeated(0x20, usize::MAX), Err(Fault::memory()));
        assert_eq!(buffer.units().slice(1, 99).len(), 5);
    }
}
