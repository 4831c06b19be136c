//! Takes out of a text what differs at every run: addresses, times, temporary
//! paths, and the places of the script and the interpreter.
//!
//! Both sides of a comparison go through this, so a recording keeps what was
//! printed. What is replaced is narrow on purpose: whole numbers, dates without
//! a time and other hexadecimal numbers stay as they are.

use std::path::Path;

/// The text with the folder of the script and the interpreter taken out.
pub fn without_paths(text: &str, folder: &Path, interpreter: &Path) -> String {
    let text = text.replace(&format!("{}/", folder.display()), "");
    let interpreter = interpreter.to_string_lossy();
    if interpreter.contains('/') { text.replace(&*interpreter, "<interpreter>") } else { text }
}

/// The text with addresses, times and temporary paths made equal.
pub fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = '\n';
    while let Some(letter) = rest.chars().next() {
        let taken = if is_word(before) && is_word(letter) { None } else { volatile(rest) };
        match taken {
            Some((length, name)) => {
                out.push_str(name);
                rest = rest.get(length..).unwrap_or("");
                before = '>';
            }
            None => {
                out.push(letter);
                before = letter;
                rest = rest.get(letter.len_utf8()..).unwrap_or("");
            }
        }
    }
    out
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '.'
}

/// The length of what starts here and what it is, if it differs at every run.
fn volatile(text: &str) -> Option<(usize, &'static str)> {
    address(text)
        .map(|length| (length, "<address>"))
        .or_else(|| moment(text).map(|length| (length, "<time>")))
        .or_else(|| duration(text).map(|length| (length, "<time>")))
        .or_else(|| temporary(text).map(|length| (length, "<temporary>")))
}

/// `0x` and at least six hexadecimal digits, as `repr` shows where an object lies.
fn address(text: &str) -> Option<usize> {
    let digits = text.strip_prefix("0x")?;
    let count = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    (count >= 6).then_some(count + 2)
}

/// A pattern of digits (`9`) and other characters at the start of a text.
fn shape(text: &str, pattern: &str) -> bool {
    let mut bytes = text.bytes();
    pattern
        .bytes()
        .all(|wanted| bytes.next().is_some_and(|byte| if wanted == b'9' { byte.is_ascii_digit() } else { byte == wanted }))
}

/// `12:34:56` with or without a fraction, alone or behind a date.
fn moment(text: &str) -> Option<usize> {
    let date = if shape(text, "9999-99-99 ") || shape(text, "9999-99-99T") { 11 } else { 0 };
    let clock = text.get(date..)?;
    if !shape(clock, "99:99:99") {
        return None;
    }
    let behind = clock.get(8..).unwrap_or("");
    let fraction = match behind.strip_prefix(['.', ',']) {
        Some(digits) => 1 + digits.bytes().take_while(u8::is_ascii_digit).count(),
        None => 0,
    };
    Some(date + 8 + if fraction > 1 { fraction } else { 0 })
}

/// A number with a fraction and a unit of time: `0.25 s`, `1.5e-05 seconds`, `3.2ms`.
fn duration(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let behind = text.get(whole..)?.strip_prefix('.')?;
    let fraction = digits(behind);
    if whole == 0 || fraction == 0 {
        return None;
    }
    let mut length = whole + 1 + fraction;
    let exponent = text.get(length..)?;
    if let Some(power) = exponent.strip_prefix("e-").or_else(|| exponent.strip_prefix("e+"))
        && digits(power) > 0
    {
        length += 2 + digits(power);
    }
    let spaced = text.get(length..)?;
    let unit = spaced.strip_prefix(' ').unwrap_or(spaced);
    length += spaced.len() - unit.len();
    const UNITS: &[&str] = &["seconds", "second", "secs", "sec", "msec", "usec", "nsec", "ms", "us", "µs", "μs", "ns", "s"];
    let name = UNITS.iter().find(|name| {
        unit.strip_prefix(**name).is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
    })?;
    Some(length + name.len())
}

/// A path below the system's folder for temporary files, up to the end of its first part.
fn temporary(text: &str) -> Option<usize> {
    let prefix = ["/tmp/", "/var/tmp/"].into_iter().find(|prefix| text.starts_with(prefix))?;
    let name = text.get(prefix.len()..)?;
    let count = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte)).count();
    (count > 0).then_some(prefix.len() + count)
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn what_changes_is_replaced() {
        for (text, wanted) in [
            ("<object at 0x7f3a12bc4d50>", "<object at <address>>"),
            ("took 0.0123 seconds", "took <time>"),
            ("best of 3: 1.25ms per loop", "best of 3: <time> per loop"),
            ("2026-01-31 12:34:56.789 started", "<time> started"),
            ("[12:34:56] ready", "[<time>] ready"),
            ("in /tmp/tmpa1b2c3/file.txt", "in <temporary>/file.txt"),
            ("3.5e-05 s", "<time>"),
        ] {
            assert_eq!(normalised(text), wanted);
        }
    }

    #[test]
    fn what_does_not_stays() {
        for text in ["0xff", "version 3.13.0", "1.5 sheep", "2026-01-31", "3 seconds", "a0x1234567", "12:34", "x1.5 s", "1.5"] {
            assert_eq!(normalised(text), text);
        }
    }
}
