//! Bytes to text: byte order mark, encoding declaration, line ends.
//!
//! Deliberately missing: codecs that only exist in Python (`rot13`, user-registered ones).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::error::{ErrorKind, SyntaxError};

/// The text of a source file with `\n` line ends.
///
/// The encoding comes from a byte order mark or a declaration in the first two lines, as PEP 263
/// says; without either it is UTF-8.
pub fn decode_source(bytes: &[u8]) -> Result<String, SyntaxError> {
    let (body, marked) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if let Some(at) = body.iter().position(|&c| c == 0) {
        return Err(null_bytes(body, at));
    }
    let text = match declaration(body) {
        Some(name) => decode_as(body, &name, marked)?,
        None => utf8(body)?,
    };
    Ok(normalize_newlines(text).into_owned())
}

/// Turns `\r\n` and `\r` into `\n`.
pub fn normalize_newlines(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\r') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('\r') {
        out.push_str(&rest[..at]);
        out.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn null_bytes(body: &[u8], _at: usize) -> SyntaxError {
    let _ = body;
    plain("source code cannot contain null bytes".into())
}

fn plain(message: String) -> SyntaxError {
    SyntaxError {
        kind: ErrorKind::Syntax,
        message,
        line: 0,
        offset: 0,
        end_line: 0,
        end_offset: 0,
        text: None,
        incomplete: false,
    }
}

/// The declared encoding: a comment in the first two lines that matches `coding[:=]\s*([-\w.]+)`.
/// The second line only counts when the first is blank or a comment.
fn declaration(body: &[u8]) -> Option<String> {
    for line in body.split(|&c| c == b'\n' || c == b'\r').scan(0usize, |_, line| Some(line)).take(2) {
        let start = line.iter().position(|c| !matches!(c, b' ' | b'\t' | b'\x0c'));
        let Some(start) = start else { continue };
        if line[start] != b'#' {
            return None;
        }
        if let Some(name) = declared_in(&line[start..]) {
            return Some(name);
        }
    }
    None
}

fn declared_in(comment: &[u8]) -> Option<String> {
    let mut at = 0;
    while let Some(found) = comment[at..].windows(6).position(|w| w == b"coding") {
        at += found + 6;
        if matches!(comment.get(at), Some(b':' | b'=')) {
            let rest = &comment[at + 1..];
            let skip = rest.iter().take_while(|c| matches!(c, b' ' | b'\t')).count();
            let rest = &rest[skip..];
            let is_name = |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.');
            let length = rest.iter().take_while(|c| is_name(c)).count();
            if length > 0 {
                return String::from_utf8(rest[..length].to_vec()).ok();
            }
        }
    }
    None
}

fn decode_as<'b>(body: &'b [u8], name: &str, marked: bool) -> Result<Cow<'b, str>, SyntaxError> {
    let mut normal = name.to_ascii_lowercase().replace('_', "-");
    normal.truncate(40);
    let is_utf8 = normal == "utf-8" || normal == "utf8" || normal.starts_with("utf-8-");
    if is_utf8 || matches!(normal.as_str(), "u8" | "cp65001") {
        return utf8(body);
    }
    if marked {
        return Err(plain(format!("encoding problem: {name} with BOM")));
    }
    let is_latin1 = ["latin-1", "iso-8859-1", "iso-latin-1"]
        .iter()
        .any(|alias| normal == *alias || normal.starts_with(&format!("{alias}-")));
    if is_latin1 || matches!(normal.as_str(), "latin1" | "iso8859-1" | "l1" | "8859" | "cp819" | "latin") {
        return Ok(Cow::Owned(body.iter().map(|&c| c as char).collect()));
    }
    if matches!(normal.as_str(), "ascii" | "us-ascii" | "646") {
        if let Some(at) = body.iter().position(|c| !c.is_ascii()) {
            return Err(plain(format!(
                "(unicode error) 'ascii' codec can't decode byte 0x{:02x} in position {at}: \
                 ordinal not in range(128)",
                body[at]
            )));
        }
        return utf8(body);
    }
    if normal == "cp1252" || normal == "windows-1252" {
        return Ok(WINDOWS_1252.decode_without_bom_handling(body).0);
    }
    let label = codec_label(&normal);
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding == UTF_8 => utf8(body),
        Some(encoding) if encoding.is_ascii_compatible() => {
            let (text, malformed) = encoding.decode_without_bom_handling(body);
            if malformed {
                return Err(plain(format!("(unicode error) '{name}' codec can't decode the source")));
            }
            Ok(text)
        }
        _ => Err(plain(format!("encoding problem: {name}"))),
    }
}

/// Python's codec names in the spelling of the encoding standard, where they differ.
fn codec_label(normal: &str) -> String {
    if let Some(number) = normal.strip_prefix("cp125") {
        return format!("windows-125{number}");
    }
    match normal {
        "iso8859-15" | "latin-9" | "latin9" | "l9" => "iso-8859-15".into(),
        "latin-2" | "l2" => "iso-8859-2".into(),
        "cp866" | "866" => "ibm866".into(),
        "cp932" | "ms932" | "shift-jis" | "sjis" | "s-jis" => "shift_jis".into(),
        "cp949" | "949" | "uhc" => "euc-kr".into(),
        "cp950" | "950" => "big5".into(),
        "gb2312" | "euc-cn" | "cp936" | "936" => "gbk".into(),
        "ujis" | "u-jis" | "eucjp" => "euc-jp".into(),
        "euckr" => "euc-kr".into(),
        "mac-cyrillic" => "x-mac-cyrillic".into(),
        "mac-roman" | "macroman" => "macintosh".into(),
        other => other.into(),
    }
}

fn utf8(body: &[u8]) -> Result<Cow<'_, str>, SyntaxError> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let line = body[..at].iter().filter(|&&c| c == b'\n').count() + 1;
            Err(not_utf8(body, at, line))
        }
    }
}

fn not_utf8(body: &[u8], at: usize, line: usize) -> SyntaxError {
    let byte = body.get(at).copied().unwrap_or(0);
    plain(format!(
        "Non-UTF-8 code starting with '\\x{byte:02x}' on line {line}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details"
    ))
}
