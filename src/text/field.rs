//! `str.format` templates: literal text, replacement fields, field names, automatic numbering.
//!
//! All positions are ranges of the template. A nested spec is formatted by the caller with the same
//! reader, at most [`MAX_NESTING`] deep.

use super::buffer::Units;
use super::format_spec::read_number;
use super::unicode;
use crate::num::Fault;

/// Specs may hold fields, whose specs may not.
pub const MAX_NESTING: usize = 2;

/// "Max string recursion exceeded".
pub fn nesting_fault() -> Fault {
    Fault::value("Max string recursion exceeded")
}

/// One replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: (usize, usize),
    /// The character after `!`, not checked.
    pub conversion: Option<u32>,
    pub spec: (usize, usize),
    /// The spec holds braces and has to be formatted itself.
    pub nested: bool,
}

/// Literal text and the field after it. A literal may end with a brace that was written twice; its
/// range then covers one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub literal: (usize, usize),
    pub field: Option<Field>,
}

/// Reads a template piece by piece.
pub struct Pieces<'a> {
    text: Units<'a>,
    at: usize,
}

impl<'a> Pieces<'a> {
    pub fn new(text: Units<'a>) -> Pieces<'a> {
        Pieces { text, at: 0 }
    }

    /// For a part of a template: positions stay those of `text`, cut at its end by the caller.
    fn byte(&self, at: usize) -> Option<u8> {
        // Every character with a meaning here is ASCII; the others only have to differ from them.
        self.text.get(at).map(|code| u8::try_from(code).unwrap_or(0xff))
    }

    fn piece(&mut self) -> Result<Piece, Fault> {
        let start = self.at;
        while let Some(byte) = self.byte(self.at) {
            if byte != b'{' && byte != b'}' {
                self.at += 1;
                continue;
            }
            let end = self.at;
            let next = self.byte(end + 1);
            if next == Some(byte) {
                self.at = end + 2;
                return Ok(Piece { literal: (start, end + 1), field: None });
            }
            if byte == b'}' {
                return Err(Fault::value("Single '}' encountered in format string"));
            }
            if next.is_none() {
                return Err(Fault::value("Single '{' encountered in format string"));
            }
            self.at = end + 1;
            return Ok(Piece { literal: (start, end), field: Some(self.field()?) });
        }
        Ok(Piece { literal: (start, self.at), field: None })
    }

    /// From behind `{` to behind the matching `}`.
    fn field(&mut self) -> Result<Field, Fault> {
        let unclosed = || Fault::value("expected '}' before end of string");
        let start = self.at;
        let mut in_brackets = false;
        let stop = loop {
            let byte = self.byte(self.at).ok_or_else(unclosed)?;
            match byte {
                b'[' => in_brackets = true,
                b']' => in_brackets = false,
                b'{' if !in_brackets => return Err(Fault::value("unexpected '{' in field name")),
                b'}' | b':' | b'!' if !in_brackets => break byte,
                _ => {}
            }
            self.at += 1;
        };
        let mut field = Field { name: (start, self.at), conversion: None, spec: (self.at, self.at), nested: false };
        self.at += 1;
        if stop == b'}' {
            return Ok(field);
        }
        if stop == b'!' {
            let missing = || Fault::value("end of string while looking for conversion specifier");
            field.conversion = Some(self.text.get(self.at).ok_or_else(missing)?);
            self.at += 1;
            match self.byte(self.at) {
                Some(b':') => self.at += 1,
                Some(b'}') => {
                    field.spec = (self.at, self.at);
                    self.at += 1;
                    return Ok(field);
                }
                Some(_) => return Err(Fault::value("expected ':' after conversion specifier")),
                None => {}
            }
        }
        let start = self.at;
        let mut depth = 1usize;
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b'{' => {
                    field.nested = true;
                    depth += 1;
                }
                b'}' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                field.spec = (start, self.at - 1);
                return Ok(field);
            }
        }
        Err(Fault::value("unmatched '{' in format spec"))
    }
}

impl Iterator for Pieces<'_> {
    type Item = Result<Piece, Fault>;

    fn next(&mut self) -> Option<Result<Piece, Fault>> {
        if self.at >= self.text.len() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.at = self.text.len();
        }
        Some(piece)
    }
}

/// The complaint about a conversion other than `r`, `s` and `a`.
pub fn unknown_conversion(code: u32) -> Fault {
    match code {
        33..=126 => Fault::value(format!("Unknown conversion specifier {}", char::from(code as u8))),
        _ => Fault::value(format!("Unknown conversion specifier \\x{code:x}")),
    }
}

/// How a field name begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// Nothing written: numbered automatically.
    Auto,
    Index(usize),
    /// A keyword, as a range of the name's text.
    Key(usize, usize),
}

/// One step after the first part, as ranges of the name's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Attribute(usize, usize),
    Index(usize),
    Key(usize, usize),
}

/// Digits only, as a number.
fn whole_number(text: Units<'_>, start: usize, end: usize) -> Result<Option<usize>, Fault> {
    let part = text.slice(start, end);
    if part.is_empty() || !part.iter().all(|code| unicode::decimal(code).is_some()) {
        return Ok(None);
    }
    read_number(part, &mut 0)
}

/// The steps of a field name such as `user.names[0]`, read from its own text.
pub struct Steps<'a> {
    text: Units<'a>,
    at: usize,
}

/// Splits a field name into its first part and the steps after it.
pub fn split_name(text: Units<'_>) -> Result<(First, Steps<'_>), Fault> {
    let is_step = |code: &u32| *code == u32::from(b'.') || *code == u32::from(b'[');
    let end = text.iter().position(|code| is_step(&code)).unwrap_or(text.len());
    let first = match whole_number(text, 0, end)? {
        _ if end == 0 => First::Auto,
        Some(index) => First::Index(index),
        None => First::Key(0, end),
    };
    Ok((first, Steps { text, at: end }))
}

impl Steps<'_> {
    fn step(&mut self) -> Result<Step, Fault> {
        let is = |code: Option<u32>, byte: u8| code == Some(u32::from(byte));
        let empty = || Fault::value("Empty attribute in format string");
        let opener = self.text.get(self.at);
        let start = self.at + 1;
        let mut end = start;
        if is(opener, b'.') {
            while end < self.text.len() && !is(self.text.get(end), b'.') && !is(self.text.get(end), b'[') {
                end += 1;
            }
            self.at = end;
            if start == end {
                return Err(empty());
            }
            return Ok(Step::Attribute(start, end));
        }
        if !is(opener, b'[') {
            return Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier"));
        }
        while end < self.text.len() && !is(self.text.get(end), b']') {
            end += 1;
        }
        if end >= self.text.len() {
            return Err(Fault::value("Missing ']' in format string"));
        }
        self.at = end + 1;
        if start == end {
            return Err(empty());
        }
        Ok(match whole_number(self.text, start, end)? {
            Some(index) => Step::Index(index),
            None => Step::Key(start, end),
        })
    }
}

impl Iterator for Steps<'_> {
    type Item = Result<Step, Fault>;

    fn next(&mut self) -> Option<Result<Step, Fault>> {
        if self.at >= self.text.len() {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.at = self.text.len();
        }
        Some(step)
    }
}

/// Keeps written and automatic numbers apart over one call of `format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    next: usize,
    manual: bool,
}

impl Numbering {
    /// The argument that a first part means; `None` for a keyword.
    pub fn resolve(&mut self, first: First) -> Result<Option<usize>, Fault> {
        match first {
            First::Key(..) => Ok(None),
            First::Auto if self.manual => {
                Err(Fault::value("cannot switch from manual field specification to automatic field numbering"))
            }
            First::Auto => {
                self.next += 1;
                Ok(Some(self.next - 1))
            }
            First::Index(_) if self.next > 0 => {
                Err(Fault::value("cannot switch from automatic field numbering to manual field specification"))
            }
            First::Index(index) => {
                self.manual = true;
                Ok(Some(index))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Buffer;

    fn check(template: &str, expected: &str) {
        let text = Buffer::from(template);
        let show = |(start, end): (usize, usize)| text.units().slice(start, end).to_string_lossy();
        let mut out = String::new();
        for piece in Pieces::new(text.units()) {
            match piece {
                Err(fault) => out.push_str(&fault.message),
                Ok(piece) => {
                    out.push_str(&show(piece.literal));
                    if let Some(field) = piece.field {
                        let conversion = field.conversion.and_then(char::from_u32).unwrap_or('-');
                        let nested = if field.nested { "*" } else { "" };
                        out.push_str(&format!("<{}|{conversion}|{}{nested}>", show(field.name), show(field.spec)));
                    }
                }
            }
        }
        assert_eq!(out, expected, "{template}");
    }

    #[test]
    fn templates() {
        check("a{{b}}{}", "a{b}<|-|>");
        check("{0.x[1]!r:>{w}}!", "<0.x[1]|r|>{w}*>!");
        check("{0[}]}", "<0[}]|-|>");
        check("{!:}", "<|:|>");
        check("{", "Single '{' encountered in format string");
        check("x}", "Single '}' encountered in format string");
        check("{0", "expected '}' before end of string");
        check("{0!", "end of string while looking for conversion specifier");
        check("{0!}", "unmatched '{' in format spec");
        check("{0!r", "unmatched '{' in format spec");
        check("{0!rr}", "expected ':' after conversion specifier");
        check("{0:{1}", "unmatched '{' in format spec");
        check("{a{b}}", "unexpected '{' in field name");
    }

    #[test]
    fn names() {
        let check = |name: &str, first: First, steps: &[Step]| {
            let text = Buffer::from(name);
            let (found, rest) = split_name(text.units()).unwrap();
            assert_eq!((found, rest.map(Result::unwrap).collect::<Vec<_>>()), (first, steps.to_vec()));
        };
        check("", First::Auto, &[]);
        check("12", First::Index(12), &[]);
        check("a-b", First::Key(0, 3), &[]);
        check("0.ab[1][k]", First::Index(0), &[Step::Attribute(2, 4), Step::Index(1), Step::Key(8, 9)]);
        let message = |name: &str| {
            let text = Buffer::from(name);
            split_name(text.units()).and_then(|(_, steps)| steps.collect::<Result<Vec<_>, _>>()).unwrap_err().message
        };
        assert_eq!(message("0."), "Empty attribute in format string");
        assert_eq!(message("0[]"), "Empty attribute in format string");
        assert_eq!(message("0[a]b"), "Only '.' or '[' may follow ']' in format field specifier");
        assert_eq!(message("99999999999999999999"), "Too many decimal digits in format string");
    }
}
