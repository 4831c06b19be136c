//! UTF-7 (RFC 2152): ASCII with stretches of UTF-16 spelled in base 64 between `+` and `-`.
//!
//! Encoding spells everything but letters, digits, white space and the marks that the RFC calls safe or
//! optional; lone surrogates pass in both directions, as in CPython.

use super::buffer::{Buffer, Units};
use super::codec::Trouble;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn digit(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

fn plain(code: u32) -> bool {
    match u8::try_from(code) {
        Ok(b'\t' | b'\n' | b'\r') => true,
        Ok(byte) => matches!(byte, b' '..=b'}') && !matches!(byte, b'+' | b'\\'),
        Err(_) => false,
    }
}

/// The spelled part that is being read.
#[derive(Default)]
struct Stretch {
    bits: u32,
    count: u32,
    high: Option<u32>,
    codes: Vec<u32>,
}

impl Stretch {
    fn push(&mut self, digit: u32) {
        self.bits = self.bits << 6 | digit;
        self.count += 6;
        if self.count < 16 {
            return;
        }
        self.count -= 16;
        let unit = self.bits >> self.count;
        self.bits &= (1 << self.count) - 1;
        match (self.high.take(), unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                self.codes.push(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
                return;
            }
            (high, _) => self.codes.extend(high),
        }
        if (0xd800..0xdc00).contains(&unit) { self.high = Some(unit) } else { self.codes.push(unit) }
    }

    /// What is wrong with ending here.
    fn trouble(&self) -> Option<&'static str> {
        match (self.count, self.bits) {
            (6.., _) => Some("partial character in shift sequence"),
            (1.., 1..) => Some("non-zero padding bits in shift sequence"),
            _ => None,
        }
    }
}

/// Decodes until trouble or the end. A stretch that the end cuts off is left for later unless `is_final`.
pub(super) fn decode(bytes: &[u8], is_final: bool, out: &mut Buffer) -> (Option<Trouble>, usize) {
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        if byte >= 0x80 {
            return (Some((1, "unexpected special character", false)), at);
        }
        if byte != b'+' {
            out.push(u32::from(byte));
            at += 1;
            continue;
        }
        match bytes.get(at + 1) {
            Some(b'-') => {
                out.push(u32::from(b'+'));
                at += 2;
                continue;
            }
            Some(next) if digit(*next).is_none() => return (Some((2, "ill-formed sequence", false)), at),
            _ => {}
        }
        let mut stretch = Stretch::default();
        let mut end = at + 1;
        while let Some(value) = bytes.get(end).and_then(|byte| digit(*byte)) {
            stretch.push(value);
            end += 1;
        }
        let next = bytes.get(end).copied();
        if next.is_none() && !is_final {
            return (Some((end - at, "unterminated shift sequence", true)), at);
        }
        let cut_off = next.is_none() && (stretch.high.is_some() || stretch.trouble().is_some());
        let trouble = if cut_off { Some("unterminated shift sequence") } else { stretch.trouble() };
        stretch.codes.iter().for_each(|code| out.push(*code));
        if let Some(reason) = trouble {
            return (Some((end + usize::from(next.is_some()) - at, reason, false)), at);
        }
        if let Some(high) = stretch.high
            && next.is_some_and(|byte| byte.is_ascii())
        {
            out.push(high);
        }
        at = end + usize::from(next == Some(b'-'));
    }
    (None, at)
}

/// Encodes text, all of which has a spelling.
pub(super) fn encode(text: Units<'_>, out: &mut Vec<u8>) {
    let put = |value: u32, out: &mut Vec<u8>| out.extend(DIGITS.get((value & 63) as usize));
    // The bits of the stretch that do not fill a digit yet.
    let mut open: Option<(u32, u32)> = None;
    for code in text {
        if plain(code) {
            if let Some((bits, count)) = open.take() {
                if count > 0 {
                    put(bits << (6 - count), out);
                }
                if digit(code as u8).is_some() || code == u32::from(b'-') {
                    out.push(b'-');
                }
            }
            out.push(code as u8);
            continue;
        }
        if open.is_none() {
            out.push(b'+');
            if code == u32::from(b'+') {
                out.push(b'-');
                continue;
            }
        }
        let (mut bits, mut count) = open.unwrap_or((0, 0));
        let mut units = [0; 2];
        let units: &[u16] = match char::from_u32(code) {
            Some(char) => char.encode_utf16(&mut units),
            None => &[code as u16],
        };
        for unit in units {
            bits = bits << 16 | u32::from(*unit);
            count += 16;
            while count >= 6 {
                count -= 6;
                put(bits >> count, out);
                bits &= (1 << count) - 1;
            }
        }
        open = Some((bits, count));
    }
    if let Some((bits, count)) = open {
        if count > 0 {
            put(bits << (6 - count), out);
        }
        out.push(b'-');
    }
}
