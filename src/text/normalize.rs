//! Unicode normal forms NFC, NFD, NFKC and NFKD (Unicode 15.1), for `unicodedata` and identifiers.

use super::buffer::{Buffer, Units};
use super::{tables, unicode};
use crate::num::Fault;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

impl Form {
    pub fn by_name(name: &str) -> Option<Form> {
        Some(match name {
            "NFC" => Form::Nfc,
            "NFD" => Form::Nfd,
            "NFKC" => Form::Nfkc,
            "NFKD" => Form::Nfkd,
            _ => return None,
        })
    }

    fn compatible(self) -> bool {
        matches!(self, Form::Nfkc | Form::Nfkd)
    }

    fn composes(self) -> bool {
        matches!(self, Form::Nfc | Form::Nfkc)
    }
}

// Korean syllables are composed by arithmetic.
const SYLLABLES: u32 = 0xac00;
const INITIALS: u32 = 0x1100;
const VOWELS: u32 = 0x1161;
const FINALS: u32 = 0x11a7;
const SYLLABLE_COUNT: u32 = 11_172;

/// The text in a normal form.
pub fn normalize(text: Units<'_>, form: Form) -> Result<Buffer, Fault> {
    if text.is_ascii() {
        let mut out = Buffer::with_capacity(text.len())?;
        out.push_units(text);
        return Ok(out);
    }
    let mut codes: Vec<(u32, u8)> = Vec::new();
    crate::room::asking(|| codes.try_reserve(text.len())).map_err(|_| Fault::memory())?;
    for code in text {
        decompose(code, form.compatible(), &mut codes);
    }
    // Marks are sorted by their class between starters; the sort keeps the order of equals.
    for run in codes.chunk_by_mut(|left, right| left.1 != 0 && right.1 != 0) {
        run.sort_by_key(|(_, class)| *class);
    }
    if form.composes() {
        codes = compose(codes);
    }
    Ok(codes.into_iter().map(|(code, _)| code).collect())
}

/// Whether the text already has the form.
pub fn is_normalized(text: Units<'_>, form: Form) -> Result<bool, Fault> {
    if text.is_ascii() {
        return Ok(true);
    }
    Ok(normalize(text, form)?.iter().eq(text.iter()))
}

fn decompose(code: u32, compatible: bool, out: &mut Vec<(u32, u8)>) {
    if code < 0xa0 {
        return out.push((code, 0));
    }
    if let Some(index) = code.checked_sub(SYLLABLES).filter(|index| *index < SYLLABLE_COUNT) {
        out.push((INITIALS + index / 588, 0));
        out.push((VOWELS + index / 28 % 21, 0));
        if index % 28 > 0 {
            out.push((FINALS + index % 28, 0));
        }
        return;
    }
    match tables::decomposition(code, compatible) {
        Some(parts) => out.extend(parts.map(|part| (part, unicode::combining(part)))),
        None => out.push((code, unicode::combining(code))),
    }
}

/// Joins each mark to the last starter unless one of its class or a higher one stands between.
fn compose(codes: Vec<(u32, u8)>) -> Vec<(u32, u8)> {
    let mut out: Vec<(u32, u8)> = Vec::with_capacity(codes.len());
    let mut starter: Option<usize> = None;
    for (code, class) in codes {
        let joined = starter.and_then(|place| {
            let last_class = out.get(place + 1..).and_then(<[_]>::last).map(|(_, class)| *class);
            let blocked = last_class.is_some_and(|last| last == 0 || last >= class);
            let first = out.get_mut(place).filter(|_| !blocked)?;
            first.0 = pair(first.0, code)?;
            Some(())
        });
        if joined.is_some() {
            continue;
        }
        if class == 0 {
            starter = Some(out.len());
        }
        out.push((code, class));
    }
    out
}

fn pair(first: u32, second: u32) -> Option<u32> {
    if let (Some(initial @ 0..=18), Some(vowel @ 0..=20)) = (first.checked_sub(INITIALS), second.checked_sub(VOWELS)) {
        return Some(SYLLABLES + (initial * 21 + vowel) * 28);
    }
    if let (Some(index), Some(last @ 1..=27)) = (first.checked_sub(SYLLABLES), second.checked_sub(FINALS))
        && index < SYLLABLE_COUNT
        && index % 28 == 0
    {
        return Some(first + last);
    }
    tables::composition(first, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: Form, text: &str, expected: &str) {
        assert_eq!(normalize(Buffer::from(text).units(), form), Ok(Buffer::from(expected)), "{text}");
    }

    #[test]
    fn forms() {
        check(Form::Nfd, "é가각ﬁ", "e\u{301}\u{1100}\u{1161}\u{1100}\u{1161}\u{11a8}ﬁ");
        check(Form::Nfc, "e\u{301}\u{1100}\u{1161}\u{11a8}", "é각");
        check(Form::Nfkc, "ﬁ①ｶﾞ", "fi1ガ");
        check(Form::Nfkd, "ǆ", "dz\u{30c}");
        check(Form::Nfc, "a\u{315}\u{300}\u{5ae}\u{62}", "à\u{5ae}\u{315}b");
        assert_eq!(is_normalized(Buffer::from("é").units(), Form::Nfd), Ok(false));
    }
}
