//! Errors of codecs and the built-in error handlers (`strict`, `ignore`, `replace` …).

use super::buffer::{Buffer, Units};
use super::escape::push_hex_escape;
use crate::num::Fault;

/// What UnicodeDecodeError says: the bytes `start..end` and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeFault {
    pub encoding: &'static str,
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// What UnicodeEncodeError says: the characters `start..end` and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeFault {
    pub encoding: &'static str,
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// How a conversion ends that no handler could save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodecFault {
    Memory,
    Decode(DecodeFault),
    Encode(EncodeFault),
    /// A TypeError: the handler cannot handle decoding.
    Type(&'static str),
}

impl From<Fault> for CodecFault {
    fn from(_: Fault) -> CodecFault {
        CodecFault::Memory
    }
}

/// `str(UnicodeDecodeError(…))`.
pub fn decode_message(fault: &DecodeFault, bytes: &[u8]) -> String {
    let DecodeFault { encoding, start, end, reason } = fault;
    match bytes.get(*start) {
        Some(byte) if *end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => {
            let last = end.saturating_sub(1);
            format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    }
}

/// `str(UnicodeEncodeError(…))`.
pub fn encode_message(fault: &EncodeFault, text: Units<'_>) -> String {
    let EncodeFault { encoding, start, end, reason } = fault;
    match text.get(*start) {
        Some(code) if *end == start + 1 => {
            let mut escape = Buffer::new();
            push_hex_escape(&mut escape, code);
            let escape = escape.to_string_lossy();
            format!("'{encoding}' codec can't encode character '{escape}' in position {start}: {reason}")
        }
        _ => {
            let last = end.saturating_sub(1);
            format!("'{encoding}' codec can't encode characters in position {start}-{last}: {reason}")
        }
    }
}

/// What a handler puts in place of characters that cannot be encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    Bytes(Vec<u8>),
    /// Encoded in turn; what cannot be encoded even then is an error.
    Text(Buffer),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

impl Handler {
    pub fn by_name(name: &str) -> Option<Handler> {
        Some(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "namereplace" => Handler::NameReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => return None,
        })
    }

    /// The replacement for undecodable bytes and where decoding goes on.
    pub fn decode(self, fault: &DecodeFault, bytes: &[u8]) -> Result<(Buffer, usize), CodecFault> {
        let strict = || CodecFault::Decode(fault.clone());
        let bad = bytes.get(fault.start..fault.end).unwrap_or_default();
        match self {
            Handler::Strict => Err(strict()),
            Handler::Ignore => Ok((Buffer::new(), fault.end)),
            Handler::Replace => Ok((std::iter::once(0xfffd).collect(), fault.end)),
            Handler::BackslashReplace => {
                let mut out = Buffer::new();
                bad.iter().for_each(|byte| push_hex_escape(&mut out, u32::from(*byte)));
                Ok((out, fault.end))
            }
            Handler::XmlCharRefReplace | Handler::NameReplace => {
                Err(CodecFault::Type("don't know how to handle UnicodeDecodeError in error callback"))
            }
            Handler::SurrogateEscape => {
                let high: Buffer =
                    bad.iter().take(4).take_while(|byte| **byte >= 0x80).map(|byte| 0xdc00 + u32::from(*byte)).collect();
                if high.is_empty() {
                    return Err(strict());
                }
                let end = fault.start + high.len();
                Ok((high, end))
            }
            Handler::SurrogatePass => {
                let rest = bytes.get(fault.start..).unwrap_or_default();
                let (code, length) = surrogate_in(fault.encoding, rest).ok_or_else(strict)?;
                Ok((std::iter::once(code).collect(), fault.start + length))
            }
        }
    }

    /// The replacement for characters that cannot be encoded and where encoding goes on.
    pub fn encode(self, fault: &EncodeFault, text: Units<'_>) -> Result<(Replacement, usize), CodecFault> {
        let strict = || CodecFault::Encode(fault.clone());
        let bad = text.slice(fault.start, fault.end);
        let replacement = match self {
            Handler::Strict => return Err(strict()),
            Handler::Ignore => Replacement::Text(Buffer::new()),
            Handler::Replace => {
                let mut out = Buffer::new();
                out.push_repeated(u32::from(b'?'), bad.len())?;
                Replacement::Text(out)
            }
            Handler::BackslashReplace => {
                let mut out = Buffer::new();
                bad.iter().for_each(|code| push_hex_escape(&mut out, code));
                Replacement::Text(out)
            }
            Handler::XmlCharRefReplace => {
                Replacement::Text(Buffer::from(bad.iter().map(|code| format!("&#{code};")).collect::<String>()))
            }
            Handler::NameReplace => {
                let mut out = Buffer::new();
                for code in bad {
                    match taipan_names::name(code) {
                        Some(name) => out.push_str(&format!("\\N{{{name}}}")),
                        None => push_hex_escape(&mut out, code),
                    }
                }
                Replacement::Text(out)
            }
            Handler::SurrogateEscape => {
                let byte = |code: u32| match code {
                    0xdc80..=0xdcff => Some((code - 0xdc00) as u8),
                    _ => None,
                };
                let escaped: Vec<u8> = bad.iter().map_while(byte).collect();
                // These codecs pass what comes before the first other character; the rest want all.
                let part = matches!(fault.encoding, "utf-8" | "latin-1" | "ascii") && !escaped.is_empty();
                if escaped.len() < bad.len() && !part {
                    return Err(strict());
                }
                let end = fault.start + escaped.len();
                return Ok((Replacement::Bytes(escaped), end));
            }
            Handler::SurrogatePass => {
                let mut out = Vec::new();
                for code in bad {
                    let unit = u16::try_from(code).ok().filter(|unit| (0xd800..=0xdfff).contains(unit));
                    push_surrogate(fault.encoding, unit.ok_or_else(strict)?, &mut out).ok_or_else(strict)?;
                }
                Replacement::Bytes(out)
            }
        };
        Ok((replacement, fault.end))
    }
}

/// Name without a byte-order suffix, and whether the big end comes first.
fn unit_of(encoding: &str) -> Option<(usize, bool)> {
    match encoding {
        "utf-8" => Some((1, false)),
        "utf-16" | "utf-16-le" => Some((2, false)),
        "utf-16-be" => Some((2, true)),
        "utf-32" | "utf-32-le" => Some((4, false)),
        "utf-32-be" => Some((4, true)),
        _ => None,
    }
}

fn push_surrogate(encoding: &str, unit: u16, out: &mut Vec<u8>) -> Option<()> {
    let code = u32::from(unit);
    match unit_of(encoding)? {
        (1, _) => out.extend([0xe0 | (code >> 12) as u8, 0x80 | (code >> 6 & 63) as u8, 0x80 | (code & 63) as u8]),
        (2, true) => out.extend(unit.to_be_bytes()),
        (2, false) => out.extend(unit.to_le_bytes()),
        (_, true) => out.extend(code.to_be_bytes()),
        (_, false) => out.extend(code.to_le_bytes()),
    }
    Some(())
}

fn surrogate_in(encoding: &str, bytes: &[u8]) -> Option<(u32, usize)> {
    let (width, big) = unit_of(encoding)?;
    let code = match (width, bytes) {
        (1, [a @ 0xe0..=0xef, b @ 0x80..=0xbf, c @ 0x80..=0xbf, ..]) => {
            (u32::from(a & 15) << 12) | (u32::from(b & 63) << 6) | u32::from(c & 63)
        }
        (2, [a, b, ..]) => {
            let pair = [*a, *b];
            u32::from(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
        }
        (4, [a, b, c, d, ..]) => {
            let four = [*a, *b, *c, *d];
            if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
        }
        _ => return None,
    };
    (0xd800..=0xdfff).contains(&code).then_some((code, if width == 1 { 3 } else { width }))
}
