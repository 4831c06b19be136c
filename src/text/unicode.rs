//! Character classes, digit values and case mappings of `str`, with short cuts for ASCII.

use super::buffer::{Buffer, Units};
use super::tables::{self, Record};
use crate::num::Fault;

macro_rules! class {
    ($($(#[$doc:meta])* $name:ident = $flag:ident, $ascii:expr;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $name(code: u32) -> bool {
            if code < 0x80 {
                let ascii: fn(u8) -> bool = $ascii;
                return ascii(code as u8);
            }
            Record::of(code).flags() & tables::$flag != 0
        }
    )*};
}

class! {
    is_alpha = ALPHA, |byte| byte.is_ascii_alphabetic();
    is_decimal = DECIMAL, |byte| byte.is_ascii_digit();
    is_digit = DIGIT, |byte| byte.is_ascii_digit();
    is_numeric = NUMERIC, |byte| byte.is_ascii_digit();
    is_lower = LOWER, |byte| byte.is_ascii_lowercase();
    is_upper = UPPER, |byte| byte.is_ascii_uppercase();
    /// Titlecase letters such as ǅ, not what `str.istitle` asks of a word.
    is_title = TITLE, |_| false;
    is_space = SPACE, |byte| matches!(byte, 9..=13 | 28..=32);
    is_printable = PRINTABLE, |byte| matches!(byte, 32..=126);
    is_cased = CASED, |byte| byte.is_ascii_alphabetic();
    is_case_ignorable = IGNORABLE, |byte| matches!(byte, b'\'' | b'.' | b':' | b'^' | b'`');
    is_id_start = ID_START, |byte| byte.is_ascii_alphabetic() || byte == b'_';
    is_id_continue = ID_CONTINUE, |byte| byte.is_ascii_alphanumeric() || byte == b'_';
    is_mirrored = MIRRORED, |byte| matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}');
    /// Where `str.splitlines` splits (`\r\n` counts once; the caller joins it).
    is_line_break = LINE_BREAK, |byte| matches!(byte, 10..=13 | 28..=30);
}

#[inline]
pub fn is_alnum(code: u32) -> bool {
    if code < 0x80 {
        return (code as u8).is_ascii_alphanumeric();
    }
    Record::of(code).flags() & (tables::ALPHA | tables::DECIMAL | tables::DIGIT | tables::NUMERIC) != 0
}

pub fn decimal(code: u32) -> Option<u8> {
    if code < 0x80 {
        return (code as u8).is_ascii_digit().then(|| code as u8 - b'0');
    }
    Record::of(code).decimal()
}

pub fn digit(code: u32) -> Option<u8> {
    Record::of(code).digit()
}

pub fn numeric(code: u32) -> Option<f64> {
    Record::of(code).numeric()
}

/// General category, two letters.
pub fn category(code: u32) -> &'static str {
    Record::of(code).category()
}

pub fn east_asian_width(code: u32) -> &'static str {
    Record::of(code).east_asian_width()
}

pub fn combining(code: u32) -> u8 {
    Record::of(code).combining()
}

pub fn bidirectional(code: u32) -> &'static str {
    Record::of(code).bidirectional()
}

fn shifted(code: u32, delta: i32) -> u32 {
    code.wrapping_add_signed(delta)
}

/// Case of one code point where the mapping is one to one; otherwise the code point itself.
pub fn to_lower(code: u32) -> u32 {
    shifted(code, Record::of(code).lower_delta())
}

pub fn to_upper(code: u32) -> u32 {
    shifted(code, Record::of(code).upper_delta())
}

pub fn to_title(code: u32) -> u32 {
    shifted(code, Record::of(code).title_delta())
}

pub fn to_fold(code: u32) -> u32 {
    shifted(code, Record::of(code).fold_delta())
}

const SIGMA: u32 = 0x3a3;

/// Lowercase of a capital sigma: final at the end of a word, looking through ignorable characters.
fn lower_sigma(text: Units<'_>, index: usize) -> u32 {
    let before = text.slice(0, index).iter().rev().find(|code| !is_case_ignorable(*code));
    if !before.is_some_and(is_cased) {
        return 0x3c3;
    }
    let after = text.slice(index + 1, text.len()).iter().find(|code| !is_case_ignorable(*code));
    if after.is_some_and(is_cased) { 0x3c3 } else { 0x3c2 }
}

fn push_lower(out: &mut Buffer, text: Units<'_>, index: usize, code: u32) {
    if code == SIGMA {
        return out.push(lower_sigma(text, index));
    }
    let record = Record::of(code);
    if record.flags() & tables::SPECIAL_LOWER != 0 {
        return tables::special_lower(code).iter().for_each(|code| out.push(*code));
    }
    out.push(shifted(code, record.lower_delta()));
}

fn push_upper(out: &mut Buffer, code: u32) {
    let record = Record::of(code);
    if record.flags() & tables::SPECIAL_UPPER != 0 {
        return tables::special_upper(code).iter().for_each(|code| out.push(*code));
    }
    out.push(shifted(code, record.upper_delta()));
}

fn push_title(out: &mut Buffer, code: u32) {
    let record = Record::of(code);
    if record.flags() & tables::SPECIAL_TITLE != 0 {
        return tables::special_title(code).iter().for_each(|code| out.push(*code));
    }
    out.push(shifted(code, record.title_delta()));
}

/// The bytes of ASCII text after a change, or `None` for other text.
fn ascii(text: Units<'_>, change: fn(&u8) -> u8) -> Option<Result<Buffer, Fault>> {
    let Units::One(bytes) = text else { return None };
    if !bytes.is_ascii() {
        return None;
    }
    let mut out = Vec::new();
    if crate::room::asking(|| out.try_reserve_exact(bytes.len())).is_err() {
        return Some(Err(Fault::memory()));
    }
    out.extend(bytes.iter().map(change));
    Some(Ok(Buffer::One(out)))
}

/// `str.lower`.
pub fn lower(text: Units<'_>) -> Result<Buffer, Fault> {
    if let Some(done) = ascii(text, u8::to_ascii_lowercase) {
        return done;
    }
    let mut out = Buffer::with_capacity(text.len())?;
    for (index, code) in text.iter().enumerate() {
        push_lower(&mut out, text, index, code);
    }
    Ok(out)
}

/// `str.upper`.
pub fn upper(text: Units<'_>) -> Result<Buffer, Fault> {
    if let Some(done) = ascii(text, u8::to_ascii_uppercase) {
        return done;
    }
    let mut out = Buffer::with_capacity(text.len())?;
    text.iter().for_each(|code| push_upper(&mut out, code));
    Ok(out)
}

/// `str.casefold`.
pub fn casefold(text: Units<'_>) -> Result<Buffer, Fault> {
    if let Some(done) = ascii(text, u8::to_ascii_lowercase) {
        return done;
    }
    let mut out = Buffer::with_capacity(text.len())?;
    for code in text {
        let record = Record::of(code);
        if record.flags() & tables::SPECIAL_FOLD != 0 {
            tables::special_fold(code).iter().for_each(|code| out.push(*code));
        } else {
            out.push(shifted(code, record.fold_delta()));
        }
    }
    Ok(out)
}

/// `str.title`: the first cased character of each run in title case, the others lower.
pub fn title(text: Units<'_>) -> Result<Buffer, Fault> {
    let mut out = Buffer::with_capacity(text.len())?;
    let mut inside = false;
    for (index, code) in text.iter().enumerate() {
        if inside {
            push_lower(&mut out, text, index, code);
        } else {
            push_title(&mut out, code);
        }
        inside = is_cased(code);
    }
    Ok(out)
}

/// `str.capitalize`.
pub fn capitalize(text: Units<'_>) -> Result<Buffer, Fault> {
    let mut out = Buffer::with_capacity(text.len())?;
    for (index, code) in text.iter().enumerate() {
        if index == 0 {
            push_title(&mut out, code);
        } else {
            push_lower(&mut out, text, index, code);
        }
    }
    Ok(out)
}

/// `str.swapcase`.
pub fn swapcase(text: Units<'_>) -> Result<Buffer, Fault> {
    let mut out = Buffer::with_capacity(text.len())?;
    for (index, code) in text.iter().enumerate() {
        if is_upper(code) {
            push_lower(&mut out, text, index, code);
        } else if is_lower(code) {
            push_upper(&mut out, code);
        } else {
            out.push(code);
        }
    }
    Ok(out)
}

/// `str.islower`: some cased character, none of them upper or title case.
pub fn text_is_lower(text: Units<'_>) -> bool {
    let mut cased = false;
    for code in text {
        if is_upper(code) || is_title(code) {
            return false;
        }
        cased |= is_lower(code);
    }
    cased
}

/// `str.isupper`.
pub fn text_is_upper(text: Units<'_>) -> bool {
    let mut cased = false;
    for code in text {
        if is_lower(code) || is_title(code) {
            return false;
        }
        cased |= is_upper(code);
    }
    cased
}

/// `str.istitle`: upper case only after uncased characters, lower case only after cased ones.
pub fn text_is_title(text: Units<'_>) -> bool {
    let (mut cased, mut inside) = (false, false);
    for code in text {
        if is_upper(code) || is_title(code) {
            if inside {
                return false;
            }
            (cased, inside) = (true, true);
        } else if is_lower(code) {
            if !inside {
                return false;
            }
            (cased, inside) = (true, true);
        } else {
            inside = false;
        }
    }
    cased
}

/// `str.isidentifier`.
pub fn text_is_identifier(text: Units<'_>) -> bool {
    let mut codes = text.iter();
    codes.next().is_some_and(is_id_start) && codes.all(is_id_continue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: fn(Units<'_>) -> Result<Buffer, Fault>, text: &str, expected: &str) {
        assert_eq!(change(Buffer::from(text).units()), Ok(Buffer::from(expected)), "{text}");
    }

    #[test]
    fn cases() {
        check(lower, "ÀÉ ΑΣ ΑΣΑ Σ İ", "àé ας ασα σ i̇");
        check(lower, "Α.Σ.' x", "α.ς.' x");
        check(upper, "straße ﬁ ŉ ÿ", "STRASSE FI ʼN Ÿ");
        check(title, "hello wORLD ǆabc it's ﬁne", "Hello World ǅabc It'S Fine");
        check(capitalize, "ǆABC ΣΑΣ", "ǅabc σας");
        check(capitalize, "hELLO", "Hello");
        check(swapcase, "aBßÀ ΑΣ", "AbSSà ας");
        check(casefold, "Straße ΑΣ", "strasse ασ");
        check(lower, "HeLLo", "hello");
    }

    #[test]
    fn classes() {
        assert!(is_alpha(0x4e2d) && is_decimal(0x663) && is_digit(0xb2) && !is_decimal(0xb2));
        assert!(is_numeric(0xbd) && numeric(0xbd) == Some(0.5) && decimal(0x663) == Some(3));
        assert!(!is_printable(0xad) && !is_printable(0xd800) && is_printable(0xe9) && !is_printable(0x3000));
        assert!(is_space(0x3000) && is_line_break(0x2028) && !is_line_break(0x20));
        assert_eq!((category(0x41), category(0xd800), category(0x10ffff)), ("Lu", "Cs", "Cn"));
        assert!(text_is_title(Buffer::from("Hello World").units()));
        assert!(!text_is_title(Buffer::from("Hello world").units()));
        assert!(text_is_identifier(Buffer::from("naïve_2").units()));
    }

    #[test]
    fn ascii_shortcuts_agree_with_the_tables() {
        for code in 0..0x80 {
            let flags = Record::of(code).flags();
            let check = |class: fn(u32) -> bool, flag: u32| assert_eq!(class(code), flags & flag != 0, "{code} {flag}");
            check(is_alpha, tables::ALPHA);
            check(is_decimal, tables::DECIMAL);
            check(is_lower, tables::LOWER);
            check(is_upper, tables::UPPER);
            check(is_space, tables::SPACE);
            check(is_printable, tables::PRINTABLE);
            check(is_cased, tables::CASED);
            check(is_case_ignorable, tables::IGNORABLE);
            check(is_id_start, tables::ID_START);
            check(is_id_continue, tables::ID_CONTINUE);
            check(is_mirrored, tables::MIRRORED);
            check(is_line_break, tables::LINE_BREAK);
        }
    }
}
