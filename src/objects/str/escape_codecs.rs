//! The codecs `unicode_escape` and `raw_unicode_escape`, which spell text in
//! the escapes of string literals.
//!
//! Missing: `\N{name}` when decoding (reported as an unknown name), and the
//! warning about unknown escapes, which are kept as they are.

use crate::text::codec::normalize_name;
use crate::text::codec_errors::{CodecFault, DecodeFault, Handler};
use crate::text::{Buffer, Units};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum EscapeCodec {
    Literal,
    Raw,
}

impl EscapeCodec {
    pub fn by_name(name: &str) -> Option<EscapeCodec> {
        match normalize_name(name).as_str() {
            "unicode_escape" => Some(EscapeCodec::Literal),
            "raw_unicode_escape" => Some(EscapeCodec::Raw),
            _ => None,
        }
    }

    /// Every text has a spelling, so this cannot fail.
    pub fn encode(self, text: Units<'_>) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        for code in text {
            let short = match (self, code) {
                (EscapeCodec::Literal, 0x5c) => Some("\\\\"),
                (EscapeCodec::Literal, 9) => Some("\\t"),
                (EscapeCodec::Literal, 10) => Some("\\n"),
                (EscapeCodec::Literal, 13) => Some("\\r"),
                _ => None,
            };
            let plain = match self {
                EscapeCodec::Literal => (0x20..0x7f).contains(&code),
                EscapeCodec::Raw => code < 0x100,
            };
            match (short, code) {
                (Some(short), _) => out.extend_from_slice(short.as_bytes()),
                _ if plain => out.push(code as u8),
                (None, 0..0x100) => out.extend(format!("\\x{code:02x}").bytes()),
                (None, 0x100..0x1_0000) => out.extend(format!("\\u{code:04x}").bytes()),
                (None, _) => out.extend(format!("\\U{code:08x}").bytes()),
            }
        }
        out
    }

    pub fn decode(self, data: &[u8], handler: Handler) -> Result<Buffer, CodecFault> {
        let mut out = Buffer::new();
        out.reserve(data.len())?;
        let mut at = 0;
        while let Some(byte) = data.get(at) {
            if *byte != b'\\' {
                out.push(u32::from(*byte));
                at += 1;
                continue;
            }
            match self.escape(data, at) {
                Ok((code, end)) => {
                    code.into_iter().for_each(|code| out.push(code));
                    at = end;
                }
                Err(fault) => {
                    let (replacement, next) = handler.decode(&fault, data)?;
                    out.push_units(replacement.units());
                    at = next;
                }
            }
        }
        Ok(out)
    }

    fn fault(self, start: usize, end: usize, reason: &'static str) -> DecodeFault {
        let encoding = if self == EscapeCodec::Literal { "unicodeescape" } else { "rawunicodeescape" };
        DecodeFault { encoding, start, end, reason }
    }

    /// What the escape at `start` stands for, and where it ends.
    fn escape(self, data: &[u8], start: usize) -> Result<(Vec<u32>, usize), DecodeFault> {
        let Some(letter) = data.get(start + 1).copied() else {
            return match self {
                EscapeCodec::Literal => Err(self.fault(start, start + 1, "\\ at end of string")),
                EscapeCodec::Raw => Ok((vec![0x5c], start + 1)),
            };
        };
        let one = |code: u32| Ok((vec![code], start + 2));
        match (self, letter) {
            (_, b'u') => self.hexadecimal(data, start, 4, "truncated \\uXXXX escape"),
            (_, b'U') => self.hexadecimal(data, start, 8, "truncated \\UXXXXXXXX escape"),
            (EscapeCodec::Raw, _) => Ok((vec![0x5c, u32::from(letter)], start + 2)),
            (_, b'x') => self.hexadecimal(data, start, 2, "truncated \\xXX escape"),
            (_, b'\n') => Ok((Vec::new(), start + 2)),
            (_, b'\\' | b'\'' | b'"') => one(u32::from(letter)),
            (_, b'a') => one(7),
            (_, b'b') => one(8),
            (_, b't') => one(9),
            (_, b'n') => one(10),
            (_, b'v') => one(11),
            (_, b'f') => one(12),
            (_, b'r') => one(13),
            (_, b'0'..=b'7') => {
                let rest = data.get(start + 1..).unwrap_or_default();
                let digits = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
                let (count, code) = digits.fold((0, 0), |(count, code), digit| (count + 1, code * 8 + u32::from(*digit - b'0')));
                Ok((vec![code], start + 1 + count))
            }
            (_, b'N') => match data.get(start + 2..).and_then(|rest| rest.iter().position(|byte| *byte == b'}')) {
                Some(length) if data.get(start + 2) == Some(&b'{') && length > 1 => {
                    Err(self.fault(start, start + 3 + length, "unknown Unicode character name"))
                }
                _ => Err(self.fault(start, (start + 2).min(data.len()), "malformed \\N character escape")),
            },
            _ => Ok((vec![0x5c, u32::from(letter)], start + 2)),
        }
    }

    fn hexadecimal(
        self,
        data: &[u8],
        start: usize,
        digits: usize,
        truncated: &'static str,
    ) -> Result<(Vec<u32>, usize), DecodeFault> {
        let rest = data.get(start + 2..).unwrap_or_default();
        let found = rest.iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit());
        let (count, code) =
            found.fold((0, 0u32), |(count, code), digit| (count + 1, code << 4 | char::from(*digit).to_digit(16).unwrap_or(0)));
        let end = start + 2 + count;
        if count < digits {
            return Err(self.fault(start, end, truncated));
        }
        if code > 0x10_ffff {
            let raw = self == EscapeCodec::Raw;
            return Err(self.fault(start, end, if raw { "\\Uxxxxxxxx out of range" } else { "illegal Unicode character" }));
        }
        Ok((vec![code], end))
    }
}
