//! `%` formatting: reads a format into literal pieces and directives.
//!
//! The object layer pulls pieces from [`Pieces`] and supplies values: for `*` it takes an integer
//! from the arguments and calls [`Directive::set_width`] or [`Directive::set_precision`]; for a
//! mapping key it looks the key up. It takes the value first and then asks for the conversion, so
//! that a missing argument is reported before an unknown letter ([`Directive::unsupported`]), as
//! CPython does. The same grammar serves bytes.

use super::buffer::Units;
use super::unicode;
use crate::num::Fault;

/// A width or precision as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    None,
    Number(usize),
    /// `*`: the next argument.
    Argument,
}

/// One `%…` with its flags. `width` and `precision` hold written numbers already; where the
/// matching `Amount` is `Argument`, the caller sets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Range of the mapping key's text.
    pub key: Option<(usize, usize)>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// blank
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    pub width: usize,
    pub precision: Option<usize>,
    pub width_amount: Amount,
    pub precision_amount: Amount,
    /// The conversion character, not checked.
    pub conversion: u32,
    /// Where it stands, for messages.
    pub index: usize,
}

impl Directive {
    pub fn letter(&self) -> u8 {
        u8::try_from(self.conversion).unwrap_or(0)
    }

    /// The value of a `*` width; a negative one aligns left.
    pub fn set_width(&mut self, value: i64) -> Result<(), Fault> {
        self.left |= value < 0;
        self.width = usize::try_from(value.unsigned_abs()).unwrap_or(usize::MAX);
        Ok(())
    }

    /// The value of a `*` precision; a negative one counts as 0.
    pub fn set_precision(&mut self, value: i64) -> Result<(), Fault> {
        if value > i64::from(i32::MAX) {
            return Err(Fault::value("precision too big"));
        }
        self.precision = Some(usize::try_from(value).unwrap_or(0));
        Ok(())
    }

    /// The complaint about a conversion character that nobody knows.
    pub fn unsupported(&self) -> Fault {
        let shown = match u8::try_from(self.conversion) {
            Ok(byte @ 32..=126) => char::from(byte),
            _ => '?',
        };
        Fault::value(format!("unsupported format character '{shown}' ({:#x}) at index {}", self.conversion, self.index))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text to copy, as a range of the format; `%%` gives the range of one `%`.
    Literal(usize, usize),
    Directive(Directive),
}

/// Reads a format piece by piece.
pub struct Pieces<'a> {
    text: Units<'a>,
    at: usize,
}

impl<'a> Pieces<'a> {
    pub fn new(text: Units<'a>) -> Pieces<'a> {
        Pieces { text, at: 0 }
    }

    fn is(&self, byte: u8) -> bool {
        self.text.get(self.at) == Some(u32::from(byte))
    }

    /// A count: decimal ASCII digits or `*`.
    fn amount(&mut self, limit: usize, message: &'static str) -> Result<Amount, Fault> {
        if self.is(b'*') {
            self.at += 1;
            return Ok(Amount::Argument);
        }
        let mut amount = Amount::None;
        while let Some(digit) = self.text.get(self.at).filter(|code| *code < 0x80).and_then(unicode::decimal) {
            let before = if let Amount::Number(number) = amount { number } else { 0 };
            let number = before.checked_mul(10).and_then(|ten| ten.checked_add(usize::from(digit)));
            match number {
                Some(number) if number <= limit => amount = Amount::Number(number),
                _ => return Err(Fault::value(message)),
            }
            self.at += 1;
        }
        Ok(amount)
    }

    fn key(&mut self) -> Result<Option<(usize, usize)>, Fault> {
        if !self.is(b'(') {
            return Ok(None);
        }
        self.at += 1;
        let start = self.at;
        let mut depth = 1usize;
        while let Some(code) = self.text.get(self.at) {
            match u8::try_from(code) {
                Ok(b'(') => depth += 1,
                Ok(b')') => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Ok(Some((start, self.at - 1)));
            }
        }
        Err(Fault::value("incomplete format key"))
    }

    fn directive(&mut self) -> Result<Directive, Fault> {
        let mut directive = Directive {
            key: self.key()?,
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: 0,
            precision: None,
            width_amount: Amount::None,
            precision_amount: Amount::None,
            conversion: 0,
            index: 0,
        };
        loop {
            match self.text.get(self.at).and_then(|code| u8::try_from(code).ok()) {
                Some(b'-') => directive.left = true,
                Some(b'+') => directive.plus = true,
                Some(b' ') => directive.space = true,
                Some(b'#') => directive.alternate = true,
                Some(b'0') => directive.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        directive.width_amount = self.amount(isize::MAX as usize, "width too big")?;
        if let Amount::Number(width) = directive.width_amount {
            directive.width = width;
        }
        if self.is(b'.') {
            self.at += 1;
            directive.precision_amount = self.amount(i32::MAX as usize, "precision too big")?;
            directive.precision = match directive.precision_amount {
                Amount::Number(precision) => Some(precision),
                _ => Some(0),
            };
        }
        if self.is(b'h') || self.is(b'l') || self.is(b'L') {
            self.at += 1;
        }
        directive.conversion = self.text.get(self.at).ok_or_else(|| Fault::value("incomplete format"))?;
        directive.index = self.at;
        self.at += 1;
        Ok(directive)
    }
}

impl Iterator for Pieces<'_> {
    type Item = Result<Piece, Fault>;

    fn next(&mut self) -> Option<Result<Piece, Fault>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        if !self.is(b'%') {
            while self.at < self.text.len() && !self.is(b'%') {
                self.at += 1;
            }
            return Some(Ok(Piece::Literal(start, self.at)));
        }
        self.at += 1;
        if self.is(b'%') {
            self.at += 1;
            return Some(Ok(Piece::Literal(start, start + 1)));
        }
        let directive = self.directive();
        if directive.is_err() {
            self.at = self.text.len();
        }
        Some(directive.map(Piece::Directive))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::int::Int;
    use crate::text::format_number::{percent_float, percent_int, percent_text};
    use crate::text::{Buffer, Unit};

    /// Formats one number or text the way the object layer does.
    fn check(format: &str, expected: &str) {
        let text = Buffer::from(format);
        let mut out = Buffer::new();
        for piece in Pieces::new(text.units()) {
            match piece {
                Err(fault) => out.push_str(&fault.message),
                Ok(Piece::Literal(start, end)) => out.push_units(text.units().slice(start, end)),
                Ok(Piece::Directive(directive)) => {
                    let done = match directive.letter() {
                        b'd' | b'x' | b'X' | b'o' => percent_int(&Int::from(-255), &directive, 0),
                        b'f' | b'e' | b'g' => percent_float(12345.678, &directive),
                        b's' => percent_text(u8::units(b"abc"), &directive),
                        _ => Err(directive.unsupported()),
                    };
                    match done {
                        Ok(done) => out.push_units(done.units()),
                        Err(fault) => out.push_str(&fault.message),
                    }
                }
            }
        }
        assert_eq!(out.to_string_lossy(), expected, "{format}");
    }

    #[test]
    fn formats() {
        check("a%%b%d", "a%b-255");
        check("%08.4x|%-10x|%#X|%#010.4x", "-00000ff|-ff       |-0XFF|-0x00000ff");
        check("%+.2f|%12.1e|%-12g|%05s|%.2s", "+12345.68|     1.2e+04|12345.7     |  abc|ab");
        check("%.d", "-255");
        check("x%", "xincomplete format");
        check("%(a", "incomplete format key");
        check("%99999999999999999999d", "width too big");
        check("%.3000000000d", "precision too big");
        check("ab%q", "abunsupported format character 'q' (0x71) at index 3");
        check("%lld", "unsupported format character 'l' (0x6c) at index 2d");
    }
}
