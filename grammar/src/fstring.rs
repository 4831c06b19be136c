//! The text parts of f-strings (PEP 701): where they start, end, and hand over to a field.

use crate::lexer::{FString, Lexer, MAX_FSTRINGS, Scan};
use crate::token::T;

/// A field may hold a format with a field that holds a format: three levels.
const MAX_FIELD_NESTING: i32 = 3;

impl Lexer<'_> {
    /// logos stands behind the first quote.
    pub fn fstring_start(&mut self, start: usize, quote_at: usize, triple: bool) -> Scan {
        if self.fstrings.len() + 1 >= MAX_FSTRINGS {
            return Err(self.error_at("too many nested f-strings".into(), quote_at + 1));
        }
        let quote_size = if triple { 3 } else { 1 };
        let end = quote_at + quote_size;
        self.seek(end);
        let (start_pos, end_pos) = (self.pos(start), self.pos(end));
        let raw = self.bytes[start..quote_at].iter().any(|c| matches!(c, b'r' | b'R'));
        self.fstrings.push(FString {
            quote: self.bytes[quote_at],
            quote_size,
            raw,
            start,
            start_pos,
            depth: 0,
            field_depth: -1,
            in_format_spec: false,
            in_text: true,
        });
        self.push(T::FStringStart, start, end, start_pos, end_pos);
        Ok(())
    }

    /// Reads one text token, the end of the string, or the brace that opens a field.
    pub fn fstring_text(&mut self) -> Scan {
        let Some(fstring) = self.fstrings.last() else { return Ok(()) };
        let (quote, quote_size, raw) = (fstring.quote, fstring.quote_size, fstring.raw);
        let in_format_spec = fstring.in_format_spec && fstring.field_depth >= 0;
        let depth = fstring.depth;
        let quotes = [quote; 3];
        let closing = quotes.get(..quote_size).unwrap_or(&quotes);
        let start = self.raw.span().end;
        let start_pos = self.pos(start);

        if self.byte(start) == Some(b'{') && self.byte(start + 1) != Some(b'{') {
            return self.open_field(start);
        }
        if self.bytes[start..].starts_with(closing) {
            let end = start + quote_size;
            self.seek(end);
            let end_pos = self.pos(end);
            self.fstrings.pop();
            self.push(T::FStringEnd, start, end, start_pos, end_pos);
            return Ok(());
        }

        let mut at = start;
        let mut in_name_escape = false;
        loop {
            match self.byte(at) {
                None => return Err(self.unterminated(at, None)),
                Some(b'\n') if quote_size == 1 => {
                    if in_format_spec {
                        self.middle(start, at, at, start_pos);
                        self.leave_text();
                        if let Some(fstring) = self.fstrings.last_mut() {
                            fstring.in_format_spec = false;
                        }
                        return Ok(());
                    }
                    return Err(self.unterminated(at, Some(b'\n')));
                }
                Some(b'\n') => {
                    at += 1;
                    self.joined_line(at);
                }
                Some(c) if c == quote && self.bytes[at..].starts_with(closing) => {
                    self.middle(start, at, at, start_pos);
                    return Ok(());
                }
                Some(b'{') => {
                    if self.byte(at + 1) == Some(b'{') && !in_format_spec {
                        self.middle(start, at + 1, at + 2, start_pos);
                    } else {
                        self.middle(start, at, at, start_pos);
                        return self.open_field(at);
                    }
                    return Ok(());
                }
                Some(b'}') => {
                    if in_name_escape {
                        at += 1;
                        self.middle(start, at, at, start_pos);
                        return Ok(());
                    }
                    if self.byte(at + 1) == Some(b'}') && !in_format_spec && depth == 0 {
                        self.middle(start, at + 1, at + 2, start_pos);
                    } else {
                        self.middle(start, at, at, start_pos);
                        self.leave_text();
                    }
                    return Ok(());
                }
                Some(b'\\') => {
                    at += 1;
                    match self.byte(at) {
                        Some(brace @ (b'{' | b'}')) if !raw => {
                            let message = format!("invalid escape sequence '\\{}'", brace as char);
                            let (start, end) = (self.pos(at - 1), self.pos(at + 1));
                            self.warn(message, start, end);
                        }
                        Some(b'{' | b'}') => {}
                        Some(b'N') if !raw && self.byte(at + 1) == Some(b'{') => {
                            in_name_escape = true;
                            at += 2;
                        }
                        Some(b'\n') => {
                            at += 1;
                            self.joined_line(at);
                        }
                        Some(_) => at += 1,
                        None => {}
                    }
                }
                Some(_) => at += 1,
            }
        }
    }

    /// A text token from `start` to `text_end`; the lexer goes on at `next`.
    fn middle(&mut self, start: usize, text_end: usize, next: usize, start_pos: crate::token::Pos) {
        self.seek(next);
        let end_pos = self.pos(next);
        // CPython 3.13.0 decodes escapes in the format of a raw f-string.
        let raw = self.fstrings.last().is_some_and(|f| f.raw && f.field_depth < 0);
        let kind = if raw { T::FStringRawMiddle } else { T::FStringMiddle };
        self.push(kind, start, text_end, start_pos, end_pos);
    }

    fn leave_text(&mut self) {
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.in_text = false;
        }
    }

    fn open_field(&mut self, at: usize) -> Scan {
        let too_deep = match self.fstrings.last_mut() {
            Some(fstring) => {
                fstring.in_text = false;
                fstring.field_depth += 1;
                fstring.field_depth >= MAX_FIELD_NESTING
            }
            None => false,
        };
        if too_deep {
            return Err(self.error_at("f-string: expressions nested too deeply".into(), at));
        }
        self.seek(at + 1);
        self.open(at)?;
        let (start, end) = (self.pos(at), self.pos(at + 1));
        self.push(T::LBrace, at, at + 1, start, end);
        Ok(())
    }

    fn unterminated(&mut self, at: usize, found: Option<u8>) -> Box<crate::error::SyntaxError> {
        let mut detected = self.line;
        self.seek(at);
        if found.is_none() && at > 0 && self.byte(at - 1) == Some(b'\n') {
            detected = detected.saturating_sub(1);
        }
        let Some(fstring) = self.fstrings.last() else {
            return self.error_at("unterminated f-string literal".into(), at);
        };
        let (start, start_pos, size) = (fstring.start, fstring.start_pos, fstring.quote_size);
        detected = detected.max(start_pos.line);
        self.line = start_pos.line;
        self.line_start = start - start_pos.column as usize;
        self.incomplete = size == 3;
        let what = if size == 3 { "triple-quoted f-string" } else { "f-string" };
        self.error_at(format!("unterminated {what} literal (detected at line {detected})"), start + 1)
    }
}
