//! Text encodings: names, decoding, encoding.
//!
//! utf-8, utf-8-sig, utf-7, utf-16 and utf-32 in every byte order, latin-1, ascii, the single-byte
//! code pages of `charmap`, the double-byte ones of `cjk` and the escapes of literals. Errors go to
//! a callback, which answers with a replacement and the place to go on, so that any Python error
//! handler can be served; [`decode_with`] and [`encode_with`] use the built-in ones.
//!
//! Missing: punycode, idna, and transforms such as hex and base64.

use super::buffer::{Buffer, Unit, Units};
use super::charmap::{Charmap, Reverse};
use super::cjk::{Cjk, Step};
use super::codec_errors::{CodecFault, DecodeFault, EncodeFault, Handler, Replacement};
use super::escape_codec::Spelling;
use super::{tables, utf7};
use crate::num::Fault;

/// Byte order of utf-16 and utf-32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Writes a mark; reads the mark, and without one the little end first.
    Marked,
    Little,
    Big,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Utf8,
    Utf8Sig,
    Utf7,
    Utf16(Order),
    Utf32(Order),
    Latin1,
    Ascii,
    Charmap(Charmap),
    Cjk(Cjk),
    /// The escapes of a string literal.
    UnicodeEscape,
    /// Those of them that old raw literals knew.
    RawUnicodeEscape,
}

/// A name as codecs are found by: lower case, runs of other characters as one underscore.
pub fn normalize_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for char in name.chars() {
        if char.is_ascii_alphanumeric() || char == '.' {
            if gap && !out.is_empty() {
                out.push('_');
            }
            gap = false;
            out.push(char.to_ascii_lowercase());
        } else {
            gap = true;
        }
    }
    out
}

/// The codec for a name or alias; `None` is "unknown encoding".
pub fn lookup(name: &str) -> Option<Codec> {
    match name {
        "utf-8" | "utf8" | "UTF-8" => return Some(Codec::Utf8),
        _ => {}
    }
    let normal = normalize_name(name);
    let found = tables::encoding(&normal)?;
    Some(match found {
        "utf-8" => Codec::Utf8,
        "utf-8-sig" => Codec::Utf8Sig,
        "utf-7" => Codec::Utf7,
        "unicode-escape" => Codec::UnicodeEscape,
        "raw-unicode-escape" => Codec::RawUnicodeEscape,
        "utf-16" => Codec::Utf16(Order::Marked),
        "utf-16-le" => Codec::Utf16(Order::Little),
        "utf-16-be" => Codec::Utf16(Order::Big),
        "utf-32" => Codec::Utf32(Order::Marked),
        "utf-32-le" => Codec::Utf32(Order::Little),
        "utf-32-be" => Codec::Utf32(Order::Big),
        "iso8859-1" => Codec::Latin1,
        "ascii" => Codec::Ascii,
        _ => match Charmap::by_name(found) {
            Some(map) => Codec::Charmap(map),
            None => Codec::Cjk(Cjk::by_name(found)?),
        },
    })
}

impl Codec {
    /// `codecs.lookup(…).name`.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Latin1 => "iso8859-1",
            Codec::Utf8Sig => "utf-8-sig",
            Codec::Charmap(map) => map.name(),
            Codec::Utf7 => "utf-7",
            Codec::UnicodeEscape => "unicode-escape",
            Codec::RawUnicodeEscape => "raw-unicode-escape",
            _ => self.fault_name(),
        }
    }

    /// The name that errors show.
    pub fn fault_name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Utf16(Order::Marked) => "utf-16",
            Codec::Utf16(Order::Little) => "utf-16-le",
            Codec::Utf16(Order::Big) => "utf-16-be",
            Codec::Utf32(Order::Marked) => "utf-32",
            Codec::Utf32(Order::Little) => "utf-32-le",
            Codec::Utf32(Order::Big) => "utf-32-be",
            Codec::Latin1 => "latin-1",
            Codec::Ascii => "ascii",
            Codec::Charmap(_) => "charmap",
            Codec::Cjk(cjk) => cjk.name(),
            Codec::Utf7 => "utf7",
            Codec::UnicodeEscape => "unicodeescape",
            Codec::RawUnicodeEscape => "rawunicodeescape",
        }
    }

    /// The codec for text that follows the first piece: it has no byte order mark.
    pub fn without_mark(self) -> Codec {
        match self {
            Codec::Utf8Sig => Codec::Utf8,
            Codec::Utf16(Order::Marked) => Codec::Utf16(Order::Little),
            Codec::Utf32(Order::Marked) => Codec::Utf32(Order::Little),
            other => other,
        }
    }

    /// Whether ASCII bytes mean themselves.
    pub fn extends_ascii(self) -> bool {
        matches!(self, Codec::Utf8 | Codec::Latin1 | Codec::Ascii | Codec::Cjk(_))
    }
}

/// A decoding error callback.
pub type OnDecode<'a, E> = dyn FnMut(&DecodeFault) -> Result<(Buffer, usize), E> + 'a;
/// An encoding error callback.
pub type OnEncode<'a, E> = dyn FnMut(&EncodeFault) -> Result<(Replacement, usize), E> + 'a;

/// Decodes `bytes`. With `is_final` false an incomplete sequence at the end is left alone. Gives the
/// text and how many bytes were read. The byte order found by a mark is given by [`split_mark`].
///
/// utf-8-sig counts the positions of errors from behind its mark, as CPython does; a caller that
/// shows the bytes in question cuts the mark off first.
pub fn decode<E: From<CodecFault>>(
    codec: Codec,
    bytes: &[u8],
    is_final: bool,
    on_error: &mut OnDecode<'_, E>,
) -> Result<(Buffer, usize), E> {
    let memory = |_: Fault| E::from(CodecFault::Memory);
    let (codec, mark) = split_mark(codec, bytes, is_final);
    let Some(codec) = codec else { return Ok((Buffer::new(), 0)) };
    if codec == Codec::Utf8 && mark > 0 {
        let rest = bytes.get(mark..).unwrap_or_default();
        return decode(codec, rest, is_final, on_error).map(|(text, read)| (text, read + mark));
    }
    let mut out = Buffer::new();
    let mut at = mark;
    if codec.extends_ascii() {
        let rest = bytes.get(at..).unwrap_or_default();
        let ascii = match codec {
            Codec::Latin1 => rest.len(),
            _ => rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len()),
        };
        out.reserve(ascii).map_err(memory)?;
        out.push_units(Units::One(rest.get(..ascii).unwrap_or_default()));
        at += ascii;
    } else {
        out.reserve(bytes.len().saturating_sub(at) / 4).map_err(memory)?;
    }
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let (step, used) = decode_run(codec, rest, is_final, &mut out);
        at += used;
        let Some((length, reason, incomplete)) = step else { break };
        if incomplete && !is_final {
            break;
        }
        let fault = DecodeFault { encoding: codec.fault_name(), start: at, end: at + length, reason };
        let (replacement, next) = on_error(&fault)?;
        out.push_units(replacement.units());
        at = next;
    }
    Ok((out, at))
}

/// The codec without a byte-order mark, and the length of the mark. `None`: more bytes are needed.
pub fn split_mark(codec: Codec, bytes: &[u8], is_final: bool) -> (Option<Codec>, usize) {
    let wait = |mark: &[u8]| !is_final && bytes.len() < mark.len() && mark.starts_with(bytes);
    match codec {
        Codec::Utf8Sig if bytes.starts_with(b"\xef\xbb\xbf") => (Some(Codec::Utf8), 3),
        Codec::Utf8Sig if wait(b"\xef\xbb\xbf") => (None, 0),
        Codec::Utf8Sig => (Some(Codec::Utf8), 0),
        Codec::Utf16(Order::Marked) => match bytes {
            [0xff, 0xfe, ..] => (Some(Codec::Utf16(Order::Little)), 2),
            [0xfe, 0xff, ..] => (Some(Codec::Utf16(Order::Big)), 2),
            _ if bytes.len() < 2 && !is_final => (None, 0),
            _ => (Some(Codec::Utf16(Order::Little)), 0),
        },
        Codec::Utf32(Order::Marked) => match bytes {
            [0xff, 0xfe, 0, 0, ..] => (Some(Codec::Utf32(Order::Little)), 4),
            [0, 0, 0xfe, 0xff, ..] => (Some(Codec::Utf32(Order::Big)), 4),
            _ if bytes.len() < 4 && !is_final => (None, 0),
            _ => (Some(Codec::Utf32(Order::Little)), 0),
        },
        _ => (Some(codec), 0),
    }
}

/// Length of the bad part, the reason, and whether more bytes could make it good.
pub(super) type Trouble = (usize, &'static str, bool);

/// Decodes until trouble or the end; gives the trouble and how many bytes went well.
fn decode_run(codec: Codec, bytes: &[u8], is_final: bool, out: &mut Buffer) -> (Option<Trouble>, usize) {
    match codec {
        Codec::Utf7 => utf7::decode(bytes, is_final, out),
        Codec::UnicodeEscape => Spelling::Literal.decode(bytes, is_final, out),
        Codec::RawUnicodeEscape => Spelling::Raw.decode(bytes, is_final, out),
        Codec::Utf8 | Codec::Utf8Sig => decode_utf8(bytes, out),
        Codec::Utf16(order) => decode_utf16(bytes, order == Order::Big, out),
        Codec::Utf32(order) => decode_utf32(bytes, order == Order::Big, out),
        Codec::Latin1 => {
            out.push_units(Units::One(bytes));
            (None, bytes.len())
        }
        Codec::Ascii => {
            let good = bytes.iter().position(|byte| !byte.is_ascii());
            out.push_units(Units::One(bytes.get(..good.unwrap_or(bytes.len())).unwrap_or_default()));
            (good.map(|_| (1, "ordinal not in range(128)", false)), good.unwrap_or(bytes.len()))
        }
        Codec::Charmap(map) => {
            let mut done = 0;
            for piece in bytes.chunks(PIECE) {
                let mut codes = [0u16; PIECE];
                let mut good = 0;
                for (place, byte) in codes.iter_mut().zip(piece) {
                    let Some(code) = map.decode(*byte) else { break };
                    *place = code as u16;
                    good += 1;
                }
                push_narrow(codes.get(..good).unwrap_or_default(), out);
                done += good;
                if good < piece.len() {
                    return (Some((1, "character maps to <undefined>", false)), done);
                }
            }
            (None, done)
        }
        Codec::Cjk(cjk) => {
            let mut at = 0;
            while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
                match cjk.decode_step(rest) {
                    Step::Code(code, length) => {
                        out.push(code);
                        at += length;
                    }
                    Step::Illegal => return (Some((1, "illegal multibyte sequence", false)), at),
                    Step::Incomplete => {
                        return (Some((rest.len(), "incomplete multibyte sequence", true)), at);
                    }
                }
            }
            (None, at)
        }
    }
}

/// Characters that are decoded before they go to the text.
const PIECE: usize = 1024;

/// Appends code points in the narrowest width that holds them.
fn push_narrow(codes: &[u16], out: &mut Buffer) {
    if codes.iter().fold(0, |all, code| all | code) > 0xff {
        return out.push_units(Units::Two(codes));
    }
    let mut bytes = [0u8; PIECE];
    for (byte, code) in bytes.iter_mut().zip(codes) {
        *byte = *code as u8;
    }
    out.push_units(Units::One(bytes.get(..codes.len()).unwrap_or_default()));
}

fn decode_utf8(bytes: &[u8], out: &mut Buffer) -> (Option<Trouble>, usize) {
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => {
            out.push_str(text);
            return (None, bytes.len());
        }
        Err(fault) => fault,
    };
    let good = fault.valid_up_to();
    let text = bytes.get(..good).and_then(|bytes| std::str::from_utf8(bytes).ok());
    out.push_str(text.unwrap_or_default());
    let trouble = match (fault.error_len(), bytes.get(good)) {
        (None, _) => (bytes.len() - good, "unexpected end of data", true),
        (Some(length), Some(0xc2..=0xf4)) => (length, "invalid continuation byte", false),
        (Some(length), _) => (length, "invalid start byte", false),
    };
    (Some(trouble), good)
}

fn decode_utf16(bytes: &[u8], big: bool, out: &mut Buffer) -> (Option<Trouble>, usize) {
    let unit = |at: usize| match bytes.get(at..at + 2) {
        Some([a, b]) if big => Some(u32::from(u16::from_be_bytes([*a, *b]))),
        Some([a, b]) => Some(u32::from(u16::from_le_bytes([*a, *b]))),
        _ => None,
    };
    let mut at = 0;
    while at < bytes.len() {
        let left = bytes.len() - at;
        let trouble = match (unit(at), unit(at + 2)) {
            (None, _) => (left, "truncated data", true),
            (Some(0xdc00..=0xdfff), _) => (2, "illegal encoding", false),
            (Some(0xd800..=0xdbff), None) => (left, "unexpected end of data", true),
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                out.push(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
                at += 4;
                continue;
            }
            (Some(0xd800..=0xdbff), Some(_)) => (2, "illegal UTF-16 surrogate", false),
            (Some(code), _) => {
                out.push(code);
                at += 2;
                continue;
            }
        };
        return (Some(trouble), at);
    }
    (None, at)
}

fn decode_utf32(bytes: &[u8], big: bool, out: &mut Buffer) -> (Option<Trouble>, usize) {
    let mut at = 0;
    while at < bytes.len() {
        let code = match bytes.get(at..at + 4) {
            Some([a, b, c, d]) if big => u32::from_be_bytes([*a, *b, *c, *d]),
            Some([a, b, c, d]) => u32::from_le_bytes([*a, *b, *c, *d]),
            _ => return (Some((bytes.len() - at, "truncated data", true)), at),
        };
        let reason = match code {
            0xd800..=0xdfff => "code point in surrogate code point range(0xd800, 0xe000)",
            0x110000.. => "code point not in range(0x110000)",
            _ => {
                out.push(code);
                at += 4;
                continue;
            }
        };
        return (Some((4, reason, false)), at);
    }
    (None, at)
}

/// What encoding keeps between characters.
struct Encoder {
    codec: Codec,
    reverse: Option<&'static Reverse>,
}

impl Encoder {
    fn new(codec: Codec) -> Encoder {
        let reverse = match codec {
            Codec::Charmap(map) => Some(map.reverse()),
            _ => None,
        };
        Encoder { codec, reverse }
    }

    /// Appends one code point; false when the encoding has nothing for it.
    #[inline]
    fn push(&self, code: u32, out: &mut Vec<u8>) -> bool {
        match self.codec {
            Codec::Utf8 | Codec::Utf8Sig => match char::from_u32(code) {
                Some(char) => out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
                None => return false,
            },
            Codec::Utf16(order) => match char::from_u32(code) {
                Some(char) => {
                    for unit in char.encode_utf16(&mut [0; 2]) {
                        out.extend(if order == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() });
                    }
                }
                None => return false,
            },
            Codec::Utf32(order) => {
                if char::from_u32(code).is_none() {
                    return false;
                }
                out.extend(if order == Order::Big { code.to_be_bytes() } else { code.to_le_bytes() });
            }
            Codec::Latin1 | Codec::Ascii => match u8::try_from(code) {
                Ok(byte) if byte.is_ascii() || self.codec == Codec::Latin1 => out.push(byte),
                _ => return false,
            },
            Codec::Charmap(_) => match self.reverse.and_then(|reverse| reverse.encode(code)) {
                Some(byte) => out.push(byte),
                None => return false,
            },
            Codec::Cjk(cjk) => return cjk.encode_one(code, out),
            Codec::UnicodeEscape => Spelling::Literal.encode_one(code, out),
            Codec::RawUnicodeEscape => Spelling::Raw.encode_one(code, out),
            // Encoded as a whole.
            Codec::Utf7 => return false,
        }
        true
    }

    fn reason(&self) -> &'static str {
        match self.codec {
            Codec::Utf8 | Codec::Utf8Sig | Codec::Utf16(_) | Codec::Utf32(_) => "surrogates not allowed",
            Codec::Latin1 => "ordinal not in range(256)",
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Charmap(_) => "character maps to <undefined>",
            Codec::Cjk(_) => "illegal multibyte sequence",
            Codec::Utf7 | Codec::UnicodeEscape | Codec::RawUnicodeEscape => "no spelling",
        }
    }

    /// Whether neighbours that fail too are reported together.
    fn groups(&self) -> bool {
        !matches!(self.codec, Codec::Utf16(_) | Codec::Utf32(_) | Codec::Cjk(_))
    }

    /// Replacement bytes have to keep the alignment of wide encodings.
    fn unit(&self) -> usize {
        match self.codec {
            Codec::Utf16(_) => 2,
            Codec::Utf32(_) => 4,
            _ => 1,
        }
    }
}

/// Encodes text.
pub fn encode<E: From<CodecFault>>(codec: Codec, text: Units<'_>, on_error: &mut OnEncode<'_, E>) -> Result<Vec<u8>, E> {
    let mut out = Vec::new();
    let memory = || E::from(CodecFault::Memory);
    if let Units::One(bytes) = text
        && (codec == Codec::Latin1 || (codec.extends_ascii() && bytes.is_ascii()))
    {
        crate::room::asking(|| out.try_reserve_exact(bytes.len())).map_err(|_| memory())?;
        out.extend_from_slice(bytes);
        return Ok(out);
    }
    if codec == Codec::Utf7 {
        crate::room::asking(|| out.try_reserve(text.len().saturating_add(16))).map_err(|_| memory())?;
        utf7::encode(text, &mut out);
        return Ok(out);
    }
    let encoder = Encoder::new(codec);
    crate::room::asking(|| out.try_reserve(text.len().saturating_mul(encoder.unit()).saturating_add(4))).map_err(|_| memory())?;
    match codec {
        Codec::Utf8Sig => out.extend(b"\xef\xbb\xbf"),
        Codec::Utf16(Order::Marked) => out.extend([0xff, 0xfe]),
        Codec::Utf32(Order::Marked) => out.extend([0xff, 0xfe, 0, 0]),
        _ => {}
    }
    let mut at = 0;
    while at < text.len() {
        let rest = text.slice(at, text.len());
        let bad = match (codec, rest) {
            (Codec::Utf8 | Codec::Utf8Sig, Units::One(slice)) => push_utf8(slice, &mut out),
            (Codec::Utf8 | Codec::Utf8Sig, Units::Two(slice)) => push_utf8(slice, &mut out),
            (Codec::Utf8 | Codec::Utf8Sig, Units::Four(slice)) => push_utf8(slice, &mut out),
            _ => rest.iter().position(|code| !encoder.push(code, &mut out)),
        };
        let Some(start) = bad.map(|bad| at + bad) else { break };
        let mut end = start + 1;
        if encoder.groups() {
            let mut scratch = Vec::new();
            while text.get(end).is_some_and(|code| !encoder.push(code, &mut scratch)) {
                end += 1;
            }
        }
        let fault = EncodeFault { encoding: codec.fault_name(), start, end, reason: encoder.reason() };
        let (replacement, next) = on_error(&fault)?;
        let good = match &replacement {
            Replacement::Bytes(bytes) => {
                out.extend_from_slice(bytes);
                bytes.len() % encoder.unit() == 0
            }
            Replacement::Text(text) => text.iter().all(|code| encoder.push(code, &mut out)),
        };
        if !good {
            return Err(E::from(CodecFault::Encode(fault)));
        }
        at = next;
    }
    Ok(out)
}

/// Appends code points as UTF-8 up to the first surrogate, whose place it gives.
fn push_utf8<U: Unit>(slice: &[U], out: &mut Vec<u8>) -> Option<usize> {
    let low = |code: u32, shift: u32| 0x80 | (code >> shift & 0x3f) as u8;
    for (index, unit) in slice.iter().enumerate() {
        let code: u32 = (*unit).into();
        match code {
            0..0x80 => out.push(code as u8),
            0x80..0x800 => out.extend_from_slice(&[0xc0 | (code >> 6) as u8, low(code, 0)]),
            0xd800..0xe000 | 0x110000.. => return Some(index),
            0x800..0x10000 => out.extend_from_slice(&[0xe0 | (code >> 12) as u8, low(code, 6), low(code, 0)]),
            _ => out.extend_from_slice(&[0xf0 | (code >> 18) as u8, low(code, 12), low(code, 6), low(code, 0)]),
        }
    }
    None
}

/// [`decode`] with a built-in handler.
pub fn decode_with(codec: Codec, bytes: &[u8], is_final: bool, handler: Handler) -> Result<(Buffer, usize), CodecFault> {
    let mark = if codec == Codec::Utf8Sig { split_mark(codec, bytes, is_final).1 } else { 0 };
    let shown = bytes.get(mark..).unwrap_or_default();
    decode(codec, bytes, is_final, &mut |fault| handler.decode(fault, shown))
}

/// [`encode`] with a built-in handler.
pub fn encode_with(codec: Codec, text: Units<'_>, handler: Handler) -> Result<Vec<u8>, CodecFault> {
    encode(codec, text, &mut |fault| handler.encode(fault, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::codec_errors::{decode_message, encode_message};

    fn check_decode(name: &str, bytes: &[u8], handler: Handler, expected: &str) {
        let codec = lookup(name).expect("a known name");
        let shown = match decode_with(codec, bytes, true, handler) {
            Ok((text, _)) => text.to_string_lossy(),
            Err(CodecFault::Decode(fault)) => decode_message(&fault, bytes),
            Err(_) => "other".into(),
        };
        assert_eq!(shown, expected, "{name}");
    }

    fn check_encode(name: &str, text: &[u32], handler: Handler, expected: &[u8]) {
        let codec = lookup(name).expect("a known name");
        let shown = match encode_with(codec, Units::Four(text), handler) {
            Ok(bytes) => bytes,
            Err(CodecFault::Encode(fault)) => encode_message(&fault, Units::Four(text)).into_bytes(),
            Err(_) => b"other".to_vec(),
        };
        assert_eq!(shown, expected, "{name}");
    }

    #[test]
    fn decoding() {
        use Handler::{BackslashReplace, Ignore, Replace, Strict, SurrogatePass};
        check_decode("utf-8", "aé中😀".as_bytes(), Strict, "aé中😀");
        check_decode("U8", b"a\xe2\x82(", Strict, "'utf-8' codec can't decode bytes in position 1-2: invalid continuation byte");
        check_decode("utf_8", b"\xff", Strict, "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
        check_decode("utf-8", b"a\xff\xe2\x82", BackslashReplace, "a\\xff\\xe2\\x82");
        check_decode("utf-8", b"a\xff\xe2\x82b", Replace, "a\u{fffd}\u{fffd}b");
        check_decode("utf-8", b"\xed\xa0\x80", SurrogatePass, "\u{fffd}");
        check_decode("utf-8-sig", b"\xef\xbb\xbfa", Strict, "a");
        check_decode("utf-16", b"\xfe\xff\0a", Strict, "a");
        check_decode("utf-16", b"=\xd8\0\xde", Strict, "😀");
        check_decode("UTF-16BE", b"\xd8\0", Ignore, "");
        check_decode("cp1252", b"\x80\xe9", Strict, "€é");
        check_decode(
            "windows-1252",
            b"\x81",
            Strict,
            "'charmap' codec can't decode byte 0x81 in position 0: character maps to <undefined>",
        );
        check_decode("gbk", b"\xd6\xd0a", Strict, "中a");
        check_decode("gb18030", b"\x949\xfc6", Strict, "😀");
        check_decode("shift_jis", b"\x92\x86\xb1", Strict, "中ｱ");
        check_decode("euc_jp", b"\xc3\xe6\x8e\xb1\x8f\xa2\xaf", Strict, "中ｱ˘");
        check_decode("euc-kr", b"\xb0\xa1\xa4\xd4\xa4\xa2\xa4\xc9\xa4\xbe", Strict, "가꽿");
        check_decode("big5", b"\xa4\xa4", Strict, "中");
    }

    #[test]
    fn encoding() {
        use Handler::{Replace, Strict, SurrogateEscape, XmlCharRefReplace};
        check_encode("utf-8", &[0x61, 0xe9, 0x1f600], Strict, "aé😀".as_bytes());
        check_encode(
            "utf-8",
            &[0x61, 0xd800, 0xdc00],
            Strict,
            b"'utf-8' codec can't encode characters in position 1-2: surrogates not allowed",
        );
        check_encode("utf-16", &[0x1f600], Strict, b"\xff\xfe=\xd8\0\xde");
        check_encode("utf-16", &[0xd800], Replace, b"\xff\xfe?\0");
        check_encode("ascii", &[0x61, 0xdcff], SurrogateEscape, b"a\xff");
        check_encode(
            "ascii",
            &[0xe9],
            Strict,
            b"'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)",
        );
        check_encode("latin1", &[0xe9, 0x4e2d], XmlCharRefReplace, b"\xe9&#20013;");
        check_encode("euc_jp", &[0xa5, 0x105], Strict, b"\\\x8f\xab\xa8".get(..4).unwrap_or_default());
        check_encode("gb18030", &[0xa5, 0x4e2d], Strict, b"\x810\x846\xd6\xd0");
    }

    #[test]
    fn names() {
        assert_eq!(lookup("ISO_8859-1:1987"), Some(Codec::Latin1));
        assert_eq!(lookup("utf 8 \u{20ac}"), Some(Codec::Utf8));
        assert_eq!(lookup("utf.8"), None);
        assert_eq!(lookup(""), None);
        assert_eq!(lookup("IBM437").map(Codec::name), Some("cp437"));
    }

    #[test]
    fn unfinished_input_is_left_alone() {
        let decoded = decode_with(Codec::Utf8, b"a\xe2\x82", false, Handler::Strict);
        assert_eq!(decoded, Ok((Buffer::from("a"), 1)));
        let decoded = decode_with(Codec::Utf16(Order::Marked), b"\xff", false, Handler::Strict);
        assert_eq!(decoded, Ok((Buffer::new(), 0)));
    }
}
