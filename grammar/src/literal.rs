//! The values of literals: numbers, and the escapes of strings and bytes.

use std::rc::Rc;

use crate::ast::{Constant, StrText};

/// CPython refuses decimal literals above this many digits.
const MAX_DIGITS: usize = 4300;

/// Code points while a literal is decoded; text turns into UTF-8 at the end if it can.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextBuilder {
    text: String,
    /// Set once a lone surrogate has been seen; `text` is unused from then on.
    points: Option<Vec<u32>>,
}

impl TextBuilder {
    pub fn push_str(&mut self, text: &str) {
        match &mut self.points {
            None => self.text.push_str(text),
            Some(points) => points.extend(text.chars().map(|c| c as u32)),
        }
    }

    pub fn push_point(&mut self, point: u32) {
        if let Some(points) = &mut self.points {
            points.push(point);
        } else if let Some(c) = char::from_u32(point) {
            self.text.push(c);
        } else {
            let mut points: Vec<u32> = self.text.chars().map(|c| c as u32).collect();
            points.push(point);
            self.points = Some(points);
        }
    }

    pub fn push(&mut self, text: &StrText) {
        match text {
            StrText::Utf8(text) => self.push_str(text),
            StrText::CodePoints(points) => points.iter().for_each(|&point| self.push_point(point)),
        }
    }

    pub fn finish(self) -> StrText {
        match self.points {
            None => StrText::Utf8(self.text.into()),
            Some(points) => StrText::CodePoints(points.into()),
        }
    }
}

/// What a decoder found besides the value: the escape to warn about, if any.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Escapes {
    /// The warning's text for the first questionable escape.
    pub warning: Option<String>,
}

/// Decodes the escapes of a string body; the error is the message of the SyntaxError.
pub(crate) fn decode_text(body: &str, raw: bool, escapes: &mut Escapes) -> Result<StrText, String> {
    if raw || !body.contains('\\') {
        return Ok(StrText::Utf8(body.into()));
    }
    let mut out = TextBuilder::default();
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &body[at..];
        let plain = rest.find('\\').unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        at += plain;
        if at >= bytes.len() {
            break;
        }
        at = text_escape(body, at, &mut out, escapes)?;
    }
    Ok(out.finish())
}

/// Decodes the escape whose backslash stands at `at`; answers where the text goes on.
fn text_escape(body: &str, at: usize, out: &mut TextBuilder, escapes: &mut Escapes) -> Result<usize, String> {
    let bytes = body.as_bytes();
    let Some(&c) = bytes.get(at + 1) else {
        out.push_str("\\");
        return Ok(at + 1);
    };
    if let Some(simple) = simple_escape(c) {
        out.push_point(u32::from(simple));
        return Ok(at + 2);
    }
    match c {
        b'\n' => Ok(at + 2),
        b'0'..=b'7' => {
            let (value, next) = octal(bytes, at + 1);
            if value > 0o377 {
                warn_octal(escapes, value);
            }
            out.push_point(value);
            Ok(next)
        }
        b'x' => hex_escape(body, at, 2, out),
        b'u' => hex_escape(body, at, 4, out),
        b'U' => hex_escape(body, at, 8, out),
        b'N' => name_escape(body, at, out),
        _ => {
            if let Some(c) = body[at + 1..].chars().next() {
                warn_escape(escapes, c);
            }
            out.push_str("\\");
            Ok(at + 1)
        }
    }
}

fn simple_escape(c: u8) -> Option<u8> {
    Some(match c {
        b'\\' => b'\\',
        b'\'' => b'\'',
        b'"' => b'"',
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        _ => return None,
    })
}

fn octal(bytes: &[u8], start: usize) -> (u32, usize) {
    let digits = bytes[start..].iter().take(3).take_while(|c| matches!(c, b'0'..=b'7'));
    let (mut value, mut next) = (0, start);
    for digit in digits {
        value = value * 8 + u32::from(digit - b'0');
        next += 1;
    }
    (value, next)
}

fn warn_octal(escapes: &mut Escapes, value: u32) {
    escapes.warning.get_or_insert_with(|| format!("invalid octal escape sequence '\\{value:o}'"));
}

fn warn_escape(escapes: &mut Escapes, c: char) {
    // CPython does not warn about an escaped character outside ASCII.
    if c.is_ascii() {
        escapes.warning.get_or_insert_with(|| format!("invalid escape sequence '\\{c}'"));
    }
}

fn hex_escape(body: &str, at: usize, size: usize, out: &mut TextBuilder) -> Result<usize, String> {
    let bytes = body.as_bytes();
    let digits = bytes[at + 2..].iter().take(size).take_while(|c| c.is_ascii_hexdigit()).count();
    let value = body[at + 2..at + 2 + digits]
        .bytes()
        .fold(0u32, |value, c| value.wrapping_mul(16).wrapping_add((c as char).to_digit(16).unwrap_or(0)));
    if digits < size {
        let form = match size {
            2 => "truncated \\xXX escape",
            4 => "truncated \\uXXXX escape",
            _ => "truncated \\UXXXXXXXX escape",
        };
        return Err(unicode_error(body, at, at + 2 + digits, form));
    }
    if value > 0x10FFFF {
        return Err(unicode_error(body, at, at + 2 + digits, "illegal Unicode character"));
    }
    out.push_point(value);
    Ok(at + 2 + size)
}

fn name_escape(body: &str, at: usize, out: &mut TextBuilder) -> Result<usize, String> {
    let bytes = body.as_bytes();
    let malformed = "malformed \\N character escape";
    if bytes.get(at + 2) != Some(&b'{') {
        return Err(unicode_error(body, at, at + 2, malformed));
    }
    let name_start = at + 3;
    let Some(length) = bytes[name_start..].iter().position(|&c| c == b'}') else {
        return Err(unicode_error(body, at, bytes.len(), malformed));
    };
    if length == 0 {
        return Err(unicode_error(body, at, name_start, malformed));
    }
    let name = &body[name_start..name_start + length];
    match taipan_names::lookup(name) {
        Some(taipan_names::Found::Character(code)) => {
            out.push_point(code);
            Ok(name_start + length + 1)
        }
        _ => Err(unicode_error(body, at, name_start + length + 1, "unknown Unicode character name")),
    }
}

fn unicode_error(body: &str, from: usize, to: usize, reason: &str) -> String {
    // CPython decodes a copy in which every character outside ASCII has become `\UXXXXXXXX`.
    let position = |end: usize| -> usize { body[..end].chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum() };
    let (start, end) = (position(from), position(to));
    if end - start == 1 {
        return format!("(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position {start}: {reason}");
    }
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{}: {reason}", end.saturating_sub(1))
}

/// Decodes the escapes of a bytes body; the error is the message of the SyntaxError.
pub(crate) fn decode_bytes(body: &str, raw: bool, escapes: &mut Escapes) -> Result<Rc<[u8]>, String> {
    if !body.is_ascii() {
        return Err("bytes can only contain ASCII literal characters".into());
    }
    let bytes = body.as_bytes();
    if raw || !bytes.contains(&b'\\') {
        return Ok(bytes.into());
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&c) = bytes.get(at) {
        at += 1;
        if c != b'\\' {
            out.push(c);
            continue;
        }
        let Some(&c) = bytes.get(at) else {
            out.push(b'\\');
            break;
        };
        if let Some(simple) = simple_escape(c) {
            out.push(simple);
            at += 1;
            continue;
        }
        match c {
            b'\n' => at += 1,
            b'0'..=b'7' => {
                let (value, next) = octal(bytes, at);
                if value > 0o377 {
                    warn_octal(escapes, value);
                }
                out.push(value as u8);
                at = next;
            }
            b'x' => {
                let digit = |at: usize| bytes.get(at).and_then(|&c| (c as char).to_digit(16));
                match (digit(at + 1), digit(at + 2)) {
                    (Some(high), Some(low)) => {
                        out.push((high * 16 + low) as u8);
                        at += 3;
                    }
                    _ => return Err(format!("(value error) invalid \\x escape at position {}", at - 1)),
                }
            }
            _ => {
                warn_escape(escapes, c as char);
                out.push(b'\\');
            }
        }
    }
    Ok(out.into())
}

/// The value of a number that the lexer accepted.
pub(crate) fn decode_number(text: &str) -> Result<Constant, String> {
    let clean: String;
    let text = if text.contains('_') {
        clean = text.replace('_', "");
        &clean
    } else {
        text
    };
    let bytes = text.as_bytes();
    if bytes.len() < 19 && bytes.iter().all(u8::is_ascii_digit) {
        return Ok(Constant::Int(text.parse().unwrap_or(0)));
    }
    if bytes.len() > 2 && bytes[0] == b'0' {
        let radix = match bytes[1] {
            b'x' | b'X' => 16,
            b'o' | b'O' => 8,
            b'b' | b'B' => 2,
            _ => 10,
        };
        if radix != 10 {
            return Ok(match u64::from_str_radix(&text[2..], radix) {
                Ok(value) => Constant::Int(value),
                Err(_) => Constant::BigInt(text.to_ascii_lowercase().into()),
            });
        }
    }
    if let Some(body) = text.strip_suffix(['j', 'J']) {
        return Ok(Constant::Imaginary(float(body)));
    }
    if bytes.iter().any(|c| matches!(c, b'.' | b'e' | b'E')) {
        return Ok(Constant::Float(float(text)));
    }
    if text.len() > MAX_DIGITS {
        return Err(format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; use \
             sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge \
             integer literals to avoid decimal conversion limits.",
            text.len()
        ));
    }
    let digits = text.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    Ok(digits.parse().map_or_else(|_| Constant::BigInt(digits.into()), Constant::Int))
}

fn float(text: &str) -> f64 {
    text.parse().unwrap_or(0.0)
}
