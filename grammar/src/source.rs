//! Bytes to text: byte order mark, encoding declaration, line ends.
//!
//! Deliberately missing: codecs that only exist in Python (`rot13`, user-registered ones).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::error::{ErrorKind, SyntaxError};

pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a source file with `\n` line ends.
///
/// The encoding comes from a byte order mark or a declaration in the first two lines, as PEP 263
/// says; without either it is UTF-8.
pub fn decode_source(bytes: &[u8]) -> Result<String, SyntaxError> {
    decode_file(bytes, "<string>")
}

/// [`decode_source`] for a file: one error names it.
pub fn decode_file(bytes: &[u8], filename: &str) -> Result<String, SyntaxError> {
    let (body, marked) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if let Some(at) = body.iter().position(|&c| c == 0) {
        return Err(null_bytes(body, at));
    }
    let text = match declaration(body) {
        Some(name) => decode_as(body, &name, marked)?,
        None => utf8(body).map_err(|at| not_utf8(body, at, filename))?,
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

fn line_number(body: &[u8], at: usize) -> u32 {
    body[..at].iter().filter(|&&c| c == b'\n').count() as u32 + 1
}

fn null_bytes(body: &[u8], at: usize) -> SyntaxError {
    let start = body[..at].iter().rposition(|&c| c == b'\n').map_or(0, |newline| newline + 1);
    let mut error = plain("source code cannot contain null bytes".into());
    error.line = line_number(body, at);
    error.end_line = error.line;
    error.text = Some(String::from_utf8_lossy(&body[start..at]).into_owned());
    error
}

fn plain(message: String) -> SyntaxError {
    SyntaxError::without_place(ErrorKind::Syntax, message)
}

fn problem(name: &str) -> SyntaxError {
    plain(format!("encoding problem: {name}"))
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
        return utf8(body).map_err(|at| broken_utf8(body, at));
    }
    let is_latin1 =
        ["latin-1", "iso-8859-1", "iso-latin-1"].iter().any(|alias| normal == *alias || normal.starts_with(&format!("{alias}-")));
    if marked {
        return Err(problem(&format!("{} with BOM", if is_latin1 { "iso-8859-1" } else { name })));
    }
    if is_latin1 || matches!(normal.as_str(), "latin1" | "iso8859-1" | "l1" | "8859" | "cp819" | "latin") {
        return Ok(Cow::Owned(body.iter().map(|&c| c as char).collect()));
    }
    if matches!(normal.as_str(), "ascii" | "us-ascii" | "646") {
        return match body.iter().all(u8::is_ascii) {
            true => utf8(body).map_err(|_| problem(name)),
            false => Err(problem(name)),
        };
    }
    if matches!(normal.as_str(), "cp1252" | "windows-1252") {
        // The encoding standard maps these five bytes to controls; Python leaves them undefined.
        if body.iter().any(|c| matches!(c, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)) {
            return Err(problem(name));
        }
        return Ok(WINDOWS_1252.decode_without_bom_handling(body).0);
    }
    match Encoding::for_label(codec_label(&normal).as_bytes()) {
        Some(encoding) if encoding != UTF_8 && encoding.is_ascii_compatible() => {
            let (text, malformed) = encoding.decode_without_bom_handling(body);
            if malformed { Err(problem(name)) } else { Ok(text) }
        }
        _ => Err(problem(name)),
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

/// The error is the position of the first byte that is not UTF-8.
fn utf8(body: &[u8]) -> Result<Cow<'_, str>, usize> {
    std::str::from_utf8(body).map(Cow::Borrowed).map_err(|error| error.valid_up_to())
}

fn byte_at(body: &[u8], at: usize) -> u8 {
    body.get(at).copied().unwrap_or(0)
}

fn not_utf8(body: &[u8], at: usize, filename: &str) -> SyntaxError {
    plain(format!(
        "Non-UTF-8 code starting with '\\x{:02x}' in file {filename} on line {}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details",
        byte_at(body, at),
        line_number(body, at)
    ))
}

/// Text that is declared as UTF-8 and is not. CPython finds this when it reads the token, and
/// counts the position from there; we count from the start of the line.
fn broken_utf8(body: &[u8], at: usize) -> SyntaxError {
    let start = body[..at].iter().rposition(|&c| c == b'\n').map_or(0, |newline| newline + 1);
    let line = body[start..].split(|&c| c == b'\n').next().unwrap_or(&[]);
    let mut error = plain(format!(
        "(unicode error) 'utf-8' codec can't decode byte 0x{:02x} in position {}: invalid start byte",
        byte_at(body, at),
        at - start
    ));
    error.line = line_number(body, at);
    error.end_line = error.line;
    error.offset = String::from_utf8_lossy(&body[start..at]).chars().count() as i64 + 1;
    error.end_offset = error.offset;
    error.text = Some(String::from_utf8_lossy(line).into_owned());
    error
}
