//! The codecs `unicode_escape` and `raw_unicode_escape`, which spell text in the escapes of string
//! literals.

use super::buffer::Buffer;
use super::codec::Trouble;

/// Which escapes count: all of a literal's, or only `\u` and `\U`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    Literal,
    Raw,
}

impl Spelling {
    /// Appends one code point; every one has a spelling.
    pub(super) fn encode_one(self, code: u32, out: &mut Vec<u8>) {
        let short = match (self, code) {
            (Spelling::Literal, 0x5c) => Some("\\\\"),
            (Spelling::Literal, 9) => Some("\\t"),
            (Spelling::Literal, 10) => Some("\\n"),
            (Spelling::Literal, 13) => Some("\\r"),
            _ => None,
        };
        let plain = match self {
            Spelling::Literal => (0x20..0x7f).contains(&code),
            Spelling::Raw => code < 0x100,
        };
        match (short, code) {
            (Some(short), _) => out.extend_from_slice(short.as_bytes()),
            _ if plain => out.push(code as u8),
            (None, 0..0x100) => out.extend(format!("\\x{code:02x}").bytes()),
            (None, 0x100..0x1_0000) => out.extend(format!("\\u{code:04x}").bytes()),
            (None, _) => out.extend(format!("\\U{code:08x}").bytes()),
        }
    }

    /// Decodes until trouble or the end.
    pub(super) fn decode(self, data: &[u8], is_final: bool, out: &mut Buffer) -> (Option<Trouble>, usize) {
        let mut at = 0;
        while let Some(byte) = data.get(at) {
            if *byte != b'\\' {
                out.push(u32::from(*byte));
                at += 1;
                continue;
            }
            // Of two backslashes in the raw spelling the second begins nothing.
            if let (Spelling::Raw, Some(letter)) = (self, data.get(at + 1))
                && !matches!(letter, b'u' | b'U')
            {
                out.push(0x5c);
                out.push(u32::from(*letter));
                at += 2;
                continue;
            }
            match self.escape(data, at, is_final) {
                Ok((code, end)) => {
                    code.into_iter().for_each(|code| out.push(code));
                    at = end;
                }
                Err(trouble) => return (Some(trouble), at),
            }
        }
        (None, at)
    }

    /// What the escape at `start` stands for, and where it ends.
    fn escape(self, data: &[u8], start: usize, is_final: bool) -> Result<(Option<u32>, usize), Trouble> {
        let Some(letter) = data.get(start + 1).copied() else {
            return match self {
                Spelling::Raw if is_final => Ok((Some(0x5c), start + 1)),
                _ => Err((1, "\\ at end of string", true)),
            };
        };
        let one = |code: u32| Ok((Some(code), start + 2));
        match (self, letter) {
            (_, b'u') => self.hexadecimal(data, start, 4, "truncated \\uXXXX escape"),
            (_, b'U') => self.hexadecimal(data, start, 8, "truncated \\UXXXXXXXX escape"),
            (_, b'x') => self.hexadecimal(data, start, 2, "truncated \\xXX escape"),
            (_, b'\n') => Ok((None, start + 2)),
            (_, b'\\' | b'\'' | b'"') => one(u32::from(letter)),
            (_, b'a') => one(7),
            (_, b'b') => one(8),
            (_, b't') => one(9),
            (_, b'n') => one(10),
            (_, b'v') => one(11),
            (_, b'f') => one(12),
            (_, b'r') => one(13),
            (_, b'0'..=b'7') => {
                let (count, code) = octal(data, start + 1);
                Ok((Some(code), start + 1 + count))
            }
            (_, b'N') => named(data.get(start..).unwrap_or_default()).map(|(code, length)| (Some(code), start + length)),
            _ => Ok((Some(0x5c), start + 1)),
        }
    }

    fn hexadecimal(
        self,
        data: &[u8],
        start: usize,
        digits: usize,
        truncated: &'static str,
    ) -> Result<(Option<u32>, usize), Trouble> {
        let rest = data.get(start + 2..).unwrap_or_default();
        let found = rest.iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit());
        let (count, code) =
            found.fold((0, 0u32), |(count, code), digit| (count + 1, code << 4 | char::from(*digit).to_digit(16).unwrap_or(0)));
        if count < digits {
            return Err((2 + count, truncated, count == rest.len()));
        }
        match (code, self) {
            (0..0x11_0000, _) => Ok((Some(code), start + 2 + count)),
            (_, Spelling::Raw) => Err((2 + count, "\\Uxxxxxxxx out of range", false)),
            (_, Spelling::Literal) => Err((2 + count, "illegal Unicode character", false)),
        }
    }
}

/// Length and value of the octal digits at a place.
fn octal(data: &[u8], at: usize) -> (usize, u32) {
    let rest = data.get(at..).unwrap_or_default();
    let digits = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
    digits.fold((0, 0), |(count, code), digit| (count + 1, code * 8 + u32::from(*digit - b'0')))
}

/// The character of `\N{name}` at the start, and the length of the escape.
fn named(data: &[u8]) -> Result<(u32, usize), Trouble> {
    let malformed = "malformed \\N character escape";
    match data.get(2) {
        None => return Err((2, malformed, true)),
        Some(b'{') => {}
        Some(_) => return Err((2, malformed, false)),
    }
    let name = data.get(3..).unwrap_or_default();
    match name.iter().position(|byte| *byte == b'}') {
        None => Err((data.len(), malformed, true)),
        Some(0) => Err((3, malformed, false)),
        Some(length) => {
            let name = name.get(..length).and_then(|name| std::str::from_utf8(name).ok());
            match name.and_then(taipan_names::lookup) {
                Some(taipan_names::Found::Character(code)) => Ok((code, length + 4)),
                _ => Err((length + 4, "unknown Unicode character name", false)),
            }
        }
    }
}

/// The first escape that a literal should not have, in the words of the warning about it.
pub fn first_doubtful(data: &[u8]) -> Option<String> {
    let mut at = 0;
    while let Some(place) = data.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        at += place;
        let letter = *data.get(at + 1)?;
        match letter {
            b'0'..=b'7' => {
                let (count, code) = octal(data, at + 1);
                if code > 0o377 {
                    return Some(format!("invalid octal escape sequence '\\{code:o}'"));
                }
                at += 1 + count;
            }
            b'\n' | b'\\' | b'\'' | b'"' | b'a' | b'b' | b't' | b'n' | b'v' | b'f' | b'r' | b'x' | b'u' | b'U' | b'N' => at += 2,
            _ => return Some(format!("invalid escape sequence '\\{}'", char::from(letter))),
        }
    }
    None
}
