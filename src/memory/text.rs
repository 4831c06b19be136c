//! Immutable text stored in one block: the storage of `str`.
//!
//! Like CPython (PEP 393), each text uses 1, 2 or 4 bytes per code point,
//! whichever its largest code point needs, so indexing takes constant time and
//! lone surrogates are legal. A flag marks pure ASCII, which is also UTF-8.

use super::heap::heap;
use super::object::{Handle, Kind, Payload};
use super::value::Value;
use std::cell::Cell;

pub(super) const STR_KIND: Kind = Kind(2);

/// Bytes per code point, and whether all of them are ASCII.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum StrKind {
    Ascii,
    Latin1,
    Ucs2,
    Ucs4,
}

/// The code points of a text.
#[derive(Clone, Copy)]
pub enum StrData<'a> {
    Ascii(&'a str),
    Latin1(&'a [u8]),
    Ucs2(&'a [u16]),
    Ucs4(&'a [u32]),
}

/// The payload of a str; its code points lie behind it.
pub struct Str {
    length: usize,
    /// The cached hash, 0 when unknown.
    pub hash: Cell<u64>,
    kind: StrKind,
}

impl StrKind {
    pub const fn width(self) -> usize {
        match self {
            StrKind::Ascii | StrKind::Latin1 => 1,
            StrKind::Ucs2 => 2,
            StrKind::Ucs4 => 4,
        }
    }

    pub const fn of_largest(code: u32) -> StrKind {
        match code {
            0..0x80 => StrKind::Ascii,
            0x80..0x100 => StrKind::Latin1,
            0x100..0x1_0000 => StrKind::Ucs2,
            _ => StrKind::Ucs4,
        }
    }
}

impl Str {
    #[inline(always)]
    fn allocate(class: Value, kind: StrKind, length: usize, shape: Option<super::instance::NewAttrs<'_>>) -> Option<Handle<Str>> {
        match shape {
            None => Str::plain(class, kind, length),
            Some(shape) => Str::with_attributes(class, kind, length, shape),
        }
    }

    #[inline(never)]
    fn plain(class: Value, kind: StrKind, length: usize) -> Option<Handle<Str>> {
        let tail = length.checked_mul(kind.width())?.checked_next_multiple_of(8)?;
        heap().try_allocate(class, Str { length, hash: Cell::new(0), kind }, tail, None)
    }

    #[inline(never)]
    fn with_attributes(class: Value, kind: StrKind, length: usize, shape: super::instance::NewAttrs<'_>) -> Option<Handle<Str>> {
        let tail = length.checked_mul(kind.width())?.checked_next_multiple_of(8)?;
        heap().try_allocate(class, Str { length, hash: Cell::new(0), kind }, tail, Some(shape))
    }

    /// A text of the given code points; the narrowest kind is chosen by the
    /// caller and must hold all of them. `None` when memory is out.
    pub fn try_new(class: Value, data: StrData<'_>) -> Option<Handle<Str>> {
        Str::try_new_with(class, data, None)
    }

    /// The same with attribute storage behind it, for instances of subclasses.
    pub fn try_new_with(class: Value, data: StrData<'_>, shape: Option<super::instance::NewAttrs<'_>>) -> Option<Handle<Str>> {
        let handle = Str::allocate(class, data.kind(), data.len(), shape)?;
        let start = handle.start();
        // SAFETY: the tail has room for the data and nobody else sees it yet.
        unsafe {
            match data {
                StrData::Ascii(text) => start.copy_from_nonoverlapping(text.as_ptr(), text.len()),
                StrData::Latin1(codes) => start.copy_from_nonoverlapping(codes.as_ptr(), codes.len()),
                StrData::Ucs2(codes) => start.cast::<u16>().copy_from_nonoverlapping(codes.as_ptr(), codes.len()),
                StrData::Ucs4(codes) => start.cast::<u32>().copy_from_nonoverlapping(codes.as_ptr(), codes.len()),
            }
        }
        Some(handle)
    }

    /// Joins two texts of the same width in one step; `kind` is the wider one's.
    pub fn try_concat(class: Value, left: &Str, right: &Str) -> Option<Handle<Str>> {
        let kind = left.kind.max(right.kind);
        let length = left.length.checked_add(right.length)?;
        let handle = Str::allocate(class, kind, length, None)?;
        // SAFETY: the tail has room for both parts.
        unsafe {
            copy_widened(handle.start(), kind, left.data());
            copy_widened(handle.start().add(left.length * kind.width()), kind, right.data());
        }
        Some(handle)
    }

    /// Joins many texts; `kind` and `length` are the widest kind and the total length.
    pub fn try_join(
        class: Value,
        kind: StrKind,
        length: usize,
        parts: &mut dyn Iterator<Item = StrData<'_>>,
    ) -> Option<Handle<Str>> {
        let handle = Str::allocate(class, kind, length, None)?;
        let mut done = 0usize;
        for part in parts {
            let next = done.checked_add(part.len())?;
            if next > length || part.kind() > kind {
                return None;
            }
            // SAFETY: checked against the length and width of the new text.
            unsafe { copy_widened(handle.start().add(done * kind.width()), kind, part) };
            done = next;
        }
        if done == length { Some(handle) } else { None }
    }

    /// `separator.join(pieces)` of ASCII texts; `length` is the total. `None` when memory is out, or a piece is
    /// not what it was said to be.
    pub fn try_join_ascii(class: Value, length: usize, separator: &str, pieces: &[Value]) -> Option<Handle<Str>> {
        let handle = Str::allocate(class, StrKind::Ascii, length, None)?;
        let start = handle.start();
        let mut done = 0usize;
        let mut add = |part: &[u8]| {
            let end = done.checked_add(part.len()).filter(|end| *end <= length)?;
            // SAFETY: checked against the length of the new text.
            unsafe { start.add(done).copy_from_nonoverlapping(part.as_ptr(), part.len()) };
            done = end;
            Some(())
        };
        for (index, piece) in pieces.iter().enumerate() {
            if index > 0 {
                add(separator.as_bytes())?;
            }
            add(piece.get::<Str>()?.as_ascii()?.as_bytes())?;
        }
        if done == length { Some(handle) } else { None }
    }

    /// Appends to a text that only the caller holds, growing its block; `Err`
    /// gives the text back when that cannot be done.
    pub fn append_in_place(text: Value, right: &Str) -> Result<Value, Value> {
        let Some(header) = text.header() else { return Err(text) };
        let Some(left) = text.get::<Str>() else { return Err(text) };
        let plain = header.count() == 1 && header.flags.get() == 0;
        if !plain || right.kind > left.kind || std::ptr::eq(left, right) {
            return Err(text);
        }
        let width = left.kind.width();
        let Some(length) = left.length.checked_add(right.length) else { return Err(text) };
        let Some(tail) = length.checked_mul(width).and_then(|bytes| bytes.checked_next_multiple_of(8)) else { return Err(text) };
        let old_length = left.length;
        let old_tail = left.tail_size();
        let (kind, fixed) = (left.kind, super::object::HEADER + size_of::<Str>());
        let text = if tail == old_tail { text } else { heap().grow(text, fixed + old_tail, fixed + tail)? };
        let Some(grown) = text.get::<Str>() else { return Err(text) };
        // SAFETY: only the caller holds the text; the block has room for both
        // parts, and the length is updated after the code points are there.
        unsafe {
            copy_widened(grown.start().add(old_length * width), kind, right.data());
            let payload = std::ptr::from_ref(grown).cast_mut();
            (*payload).length = length;
            (*payload).hash.set(0);
        }
        Ok(text)
    }

    #[inline(always)]
    fn start(&self) -> *mut u8 {
        (self as *const Str).wrapping_add(1).cast::<u8>().cast_mut()
    }

    /// The code points; a text never changes, so they stay good while it lives.
    #[inline(always)]
    pub fn data(&self) -> StrData<'_> {
        let start = self.start();
        // SAFETY: `length` code points of this width were written; ASCII is UTF-8.
        unsafe {
            match self.kind {
                StrKind::Ascii => StrData::Ascii(std::str::from_utf8_unchecked(std::slice::from_raw_parts(start, self.length))),
                StrKind::Latin1 => StrData::Latin1(std::slice::from_raw_parts(start, self.length)),
                StrKind::Ucs2 => StrData::Ucs2(std::slice::from_raw_parts(start.cast(), self.length)),
                StrKind::Ucs4 => StrData::Ucs4(std::slice::from_raw_parts(start.cast(), self.length)),
            }
        }
    }

    /// The raw buffer, as hashing sees it.
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: as `data`.
        unsafe { std::slice::from_raw_parts(self.start(), self.length * self.kind.width()) }
    }

    #[inline(always)]
    pub fn kind(&self) -> StrKind {
        self.kind
    }

    /// Length in code points.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    #[inline(always)]
    pub fn as_ascii(&self) -> Option<&str> {
        match self.data() {
            StrData::Ascii(text) => Some(text),
            _ => None,
        }
    }

    /// Equality by content.
    #[inline(always)]
    pub fn same_text(&self, other: &Str) -> bool {
        self.length == other.length && self.kind == other.kind && self.bytes() == other.bytes()
    }
}

unsafe fn copy_widened(target: *mut u8, kind: StrKind, data: StrData<'_>) {
    fn spread<S: Copy, T: From<S>>(target: *mut T, source: &[S]) {
        for (index, code) in source.iter().enumerate() {
            // SAFETY: the caller of `copy_widened` reserved the room.
            unsafe { target.add(index).write(T::from(*code)) };
        }
    }
    // SAFETY: the caller reserved room for `data` at this width.
    unsafe {
        match (kind, data) {
            (StrKind::Ascii | StrKind::Latin1, StrData::Ascii(text)) => {
                target.copy_from_nonoverlapping(text.as_ptr(), text.len())
            }
            (StrKind::Ascii | StrKind::Latin1, StrData::Latin1(codes)) => {
                target.copy_from_nonoverlapping(codes.as_ptr(), codes.len())
            }
            (StrKind::Ucs2, StrData::Ascii(text)) => spread(target.cast::<u16>(), text.as_bytes()),
            (StrKind::Ucs2, StrData::Latin1(codes)) => spread(target.cast::<u16>(), codes),
            (StrKind::Ucs2, StrData::Ucs2(codes)) => target.cast::<u16>().copy_from_nonoverlapping(codes.as_ptr(), codes.len()),
            (StrKind::Ucs4, StrData::Ascii(text)) => spread(target.cast::<u32>(), text.as_bytes()),
            (StrKind::Ucs4, StrData::Latin1(codes)) => spread(target.cast::<u32>(), codes),
            (StrKind::Ucs4, StrData::Ucs2(codes)) => spread(target.cast::<u32>(), codes),
            (StrKind::Ucs4, StrData::Ucs4(codes)) => target.cast::<u32>().copy_from_nonoverlapping(codes.as_ptr(), codes.len()),
            // A wider part than the whole: callers compute `kind` as the maximum.
            _ => debug_assert!(false, "a part is wider than the text it goes into"),
        }
    }
}

impl<'a> StrData<'a> {
    pub fn kind(&self) -> StrKind {
        match self {
            StrData::Ascii(_) => StrKind::Ascii,
            StrData::Latin1(_) => StrKind::Latin1,
            StrData::Ucs2(_) => StrKind::Ucs2,
            StrData::Ucs4(_) => StrKind::Ucs4,
        }
    }

    pub fn len(&self) -> usize {
        match self {
            StrData::Ascii(text) => text.len(),
            StrData::Latin1(codes) => codes.len(),
            StrData::Ucs2(codes) => codes.len(),
            StrData::Ucs4(codes) => codes.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code point at `index`, if there is one.
    #[inline]
    pub fn at(&self, index: usize) -> Option<u32> {
        match self {
            StrData::Ascii(text) => text.as_bytes().get(index).map(|&code| u32::from(code)),
            StrData::Latin1(codes) => codes.get(index).map(|&code| u32::from(code)),
            StrData::Ucs2(codes) => codes.get(index).map(|&code| u32::from(code)),
            StrData::Ucs4(codes) => codes.get(index).copied(),
        }
    }

    /// A part by code-point positions; out-of-range positions are clamped.
    pub fn slice(&self, start: usize, end: usize) -> StrData<'a> {
        let end = end.min(self.len());
        let start = start.min(end);
        match *self {
            StrData::Ascii(text) => StrData::Ascii(text.get(start..end).unwrap_or("")),
            StrData::Latin1(codes) => StrData::Latin1(codes.get(start..end).unwrap_or(&[])),
            StrData::Ucs2(codes) => StrData::Ucs2(codes.get(start..end).unwrap_or(&[])),
            StrData::Ucs4(codes) => StrData::Ucs4(codes.get(start..end).unwrap_or(&[])),
        }
    }

    pub fn codes(self) -> impl Iterator<Item = u32> + 'a {
        let mut index = 0;
        std::iter::from_fn(move || {
            let code = self.at(index);
            index += 1;
            code
        })
    }
}

impl Payload for Str {
    const KIND: Kind = STR_KIND;

    fn tail_size(&self) -> usize {
        (self.length * self.kind.width()).next_multiple_of(8)
    }
}
