//! `repr` of strings and bytes, and `ascii`: quotes and backslash escapes as CPython writes them.

use super::buffer::{Buffer, Units};
use super::unicode;
use crate::num::Fault;

/// Single quotes unless the text holds one and no double quote.
fn quote(mut codes: impl Iterator<Item = u32> + Clone) -> u8 {
    let single = codes.clone().any(|code| code == u32::from(b'\''));
    if single && !codes.any(|code| code == u32::from(b'"')) { b'"' } else { b'\'' }
}

/// `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
pub fn push_hex_escape(out: &mut Buffer, code: u32) {
    let (letter, width) = match code {
        0..=0xff => (b'x', 2),
        0x100..=0xffff => (b'u', 4),
        _ => (b'U', 8),
    };
    out.push(u32::from(b'\\'));
    out.push(u32::from(letter));
    for index in (0..width).rev() {
        let digit = char::from_digit((code >> (4 * index)) & 15, 16).unwrap_or('0');
        out.push(u32::from(digit));
    }
}

/// Writes one code point inside quotes.
#[inline]
fn push_escaped(out: &mut Buffer, code: u32, quote: u8, printable: fn(u32) -> bool) {
    let letter = match code {
        0x5c => b'\\',
        0x09 => b't',
        0x0a => b'n',
        0x0d => b'r',
        _ if code == u32::from(quote) => quote,
        _ if printable(code) => return out.push(code),
        _ => return push_hex_escape(out, code),
    };
    out.push(0x5c);
    out.push(u32::from(letter));
}

fn quoted(text: Units<'_>, prefix: &str, printable: fn(u32) -> bool) -> Result<Buffer, Fault> {
    let quote = quote(text.iter());
    let mut out = Buffer::with_capacity(text.len().saturating_add(2 + prefix.len()))?;
    out.push_str(prefix);
    out.push(u32::from(quote));
    for code in text {
        push_escaped(&mut out, code, quote, printable);
    }
    out.push(u32::from(quote));
    Ok(out)
}

fn printable_ascii(code: u32) -> bool {
    (32..127).contains(&code)
}

/// `repr(text)`.
pub fn repr_str(text: Units<'_>) -> Result<Buffer, Fault> {
    quoted(text, "", unicode::is_printable)
}

/// `ascii(text)` of a string.
pub fn ascii_str(text: Units<'_>) -> Result<Buffer, Fault> {
    quoted(text, "", printable_ascii)
}

/// `repr(bytes)`: `b'…'`.
pub fn repr_bytes(bytes: &[u8]) -> Result<Buffer, Fault> {
    quoted(Units::One(bytes), "b", printable_ascii)
}

/// `repr(bytearray)`: as bytes, except that a single quote is escaped between double quotes too.
pub fn repr_bytearray(bytes: &[u8]) -> Result<Buffer, Fault> {
    let quote = quote(Units::One(bytes).iter());
    let mut out = Buffer::with_capacity(bytes.len().saturating_add(14))?;
    out.push_str("bytearray(b");
    out.push(u32::from(quote));
    for byte in bytes {
        push_escaped(&mut out, u32::from(*byte), b'\'', printable_ascii);
    }
    out.push(u32::from(quote));
    out.push(u32::from(b')'));
    Ok(out)
}

/// `ascii(object)`: the object's repr with everything beyond ASCII escaped.
pub fn ascii_of_repr(repr: Units<'_>) -> Result<Buffer, Fault> {
    let mut out = Buffer::with_capacity(repr.len())?;
    for code in repr {
        if code < 0x80 {
            out.push(code);
        } else {
            push_hex_escape(&mut out, code);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(repr_str(Buffer::from(text).units()), Ok(Buffer::from(expected)));
    }

    #[test]
    fn reprs() {
        check("a'b", "\"a'b\"");
        check("a'b\"c", "'a\\'b\"c'");
        check("\t\n\r\\\0\x7f", "'\\t\\n\\r\\\\\\x00\\x7f'");
        check("é\u{ad}\u{3000}\u{e000}😀\u{10ffff}", "'é\\xad\\u3000\\ue000😀\\U0010ffff'");
        let lone: Buffer = [0xd800, 0x41].into_iter().collect();
        assert_eq!(repr_str(lone.units()), Ok(Buffer::from("'\\ud800A'")));
        assert_eq!(ascii_str(Buffer::from("é😀").units()), Ok(Buffer::from("'\\xe9\\U0001f600'")));
        assert_eq!(repr_bytes(b"a'\xff\n"), Ok(Buffer::from("b\"a'\\xff\\n\"")));
        assert_eq!(repr_bytearray(b"a'b"), Ok(Buffer::from("bytearray(b\"a\\'b\")")));
        assert_eq!(ascii_of_repr(Buffer::from("[é]").units()), Ok(Buffer::from("[\\xe9]")));
    }
}
