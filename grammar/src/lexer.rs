//! Source text to tokens: words, operators, numbers, strings, f-string parts.
//!
//! logos recognises the raw shapes; what needs words for its errors (numbers, strings, brackets)
//! is scanned here, by CPython's rules, because the errors name places that depend on them.
//! Promise: the token list always ends with an end marker or with [`T::Error`], whose error is
//! kept aside, so that a parser that fails earlier can still say so.
//! `layout` adds indentation, `fstring` the text between replacement fields.

use logos::Logos;

use crate::ast::Span;
use crate::error::{ErrorKind, SyntaxError};
use crate::layout::Layout;
use crate::token::{Pos, Raw, T, Token, keyword};
use crate::{Mode, Warning, WarningCategory};

/// CPython's limits.
const MAX_BRACKETS: usize = 200;
pub(crate) const MAX_FSTRINGS: usize = 150;

/// Everything the lexer found.
pub(crate) struct Tokens {
    pub tokens: Vec<Token>,
    pub error: Option<SyntaxError>,
    pub warnings: Vec<Warning>,
    /// The lexer stopped inside an f-string: its error then never replaces another one.
    pub in_fstring: bool,
    /// The innermost bracket that is open at the end or at the error.
    pub open: Option<Bracket>,
    /// The source was read from a file, which CPython's lexer reads line by line.
    pub from_file: bool,
    pub mode: Mode,
    /// Byte offsets at which the lines start.
    pub line_starts: Vec<u32>,
    /// See [`Lexer::joined`].
    pub joined: Vec<u32>,
}

impl Tokens {
    /// Where the buffer starts that CPython's lexer holds when it reads a line.
    pub fn buffer_start(&self, line: u32) -> usize {
        buffer_start(&self.line_starts, &self.joined, line)
    }
}

fn buffer_start(line_starts: &[u32], joined: &[u32], mut line: u32) -> usize {
    while line > 1 && joined.binary_search(&line).is_ok() {
        line -= 1;
    }
    line_starts.get(line as usize - 1).copied().unwrap_or(0) as usize
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Bracket {
    pub char: u8,
    pub pos: Pos,
}

/// One f-string that is being read.
pub(crate) struct FString {
    pub quote: u8,
    pub quote_size: usize,
    pub raw: bool,
    /// Offset and place of the prefix.
    pub start: usize,
    pub start_pos: Pos,
    /// Open brackets since the start, the braces of fields included.
    pub depth: i32,
    /// The depth at which the innermost field's brace was opened; −1 outside fields.
    pub field_depth: i32,
    pub in_format_spec: bool,
    /// Text is being read, not the inside of a field.
    pub in_text: bool,
}

pub(crate) struct Lexer<'s> {
    pub source: &'s str,
    pub bytes: &'s [u8],
    pub raw: logos::Lexer<'s, Raw>,
    pub line: u32,
    pub line_start: usize,
    pub line_starts: Vec<u32>,
    /// The lines that go on where the line before stopped, inside a token or behind a backslash.
    pub joined: Vec<u32>,
    pub tokens: Vec<Token>,
    pub brackets: Vec<Bracket>,
    pub fstrings: Vec<FString>,
    pub warnings: Vec<Warning>,
    pub incomplete: bool,
    pub from_file: bool,
}

/// A failed scan: the error is the end of the token list.
pub(crate) type Scan<T = ()> = Result<T, Box<SyntaxError>>;

pub(crate) fn tokenize(source: &str, mode: Mode, from_file: bool) -> Tokens {
    let mut lexer = Lexer {
        source,
        bytes: source.as_bytes(),
        raw: Raw::lexer(source),
        line: 1,
        line_start: 0,
        line_starts: vec![0],
        joined: Vec::new(),
        tokens: Vec::with_capacity(source.len() / 4 + 8),
        brackets: Vec::new(),
        fstrings: Vec::new(),
        warnings: Vec::new(),
        incomplete: false,
        from_file,
    };
    let error = lexer.run(mode).err().map(|error| *error);
    if error.is_some() {
        let at = lexer.raw.span().end.min(source.len());
        let pos = lexer.pos(at);
        lexer.push(T::Error, at, at, pos, pos);
    }
    let open = lexer.brackets.last().copied();
    Tokens {
        open,
        in_fstring: !lexer.fstrings.is_empty(),
        tokens: lexer.tokens,
        error,
        warnings: lexer.warnings,
        from_file,
        mode,
        line_starts: lexer.line_starts,
        joined: lexer.joined,
    }
}

impl<'s> Lexer<'s> {
    fn run(&mut self, mode: Mode) -> Scan {
        let mut layout = Layout::new();
        layout.line_start(self)?;
        let mut comment = None;
        loop {
            if self.fstrings.last().is_some_and(|f| f.in_text) {
                self.fstring_text()?;
                continue;
            }
            let Some(raw) = self.raw.next() else { break };
            let range = self.raw.span();
            match raw {
                Ok(Raw::Blank) => {}
                Ok(Raw::Comment) => comment = Some(range.start),
                Ok(Raw::Word) => self.word(range.start, range.end)?,
                Ok(Raw::Operator(kind)) => self.operator(kind, range.start, range.end)?,
                Ok(Raw::Number) => self.number(range.start)?,
                Ok(Raw::Quote) => self.string(range.start, range.start)?,
                Ok(Raw::Newline) => {
                    // A comment belongs to the newline behind it.
                    let start = comment.take().unwrap_or(range.start);
                    if self.brackets.is_empty() {
                        // In a string, a newline has a width; in a file it has none.
                        let end = if self.from_file { range.start } else { range.end };
                        let (pos, end) = (self.pos(start), self.pos(end));
                        self.push(T::Newline, start, range.end, pos, end);
                        self.next_line(range.end);
                        layout.line_start(self)?;
                    } else {
                        self.next_line(range.end);
                    }
                }
                Ok(Raw::Backslash) => self.continuation(range.end)?,
                Err(()) => self.unknown(range.start)?,
            }
        }
        self.finish(&mut layout, mode, comment)
    }

    fn finish(&mut self, layout: &mut Layout, mode: Mode, comment: Option<usize>) -> Scan {
        let end = self.bytes.len();
        if !self.brackets.is_empty() {
            // The parser words this one: it may see an error before it gets here.
            let at = self.raw.span().end.min(end);
            self.raw.bump(end - at);
            self.incomplete = true;
            return Err(self.error_end_of_input());
        }
        let has_tokens = self.tokens.last().is_some_and(|t| !matches!(t.kind, T::Newline | T::Indent | T::Dedent));
        if has_tokens && mode != Mode::Eval {
            // An expression that is evaluated does not need to end its line.
            let (start, pos) = (self.pos(comment.unwrap_or(end)), self.pos(end));
            let after = Pos { line: pos.line, column: pos.column + u32::from(!self.from_file) };
            self.push(T::Newline, comment.unwrap_or(end), end, start, after);
            self.next_line(end);
        }
        if mode == Mode::Interactive && self.tokens.last().is_some_and(|t| t.kind != T::Newline) {
            layout.close(self);
            let pos = self.pos(end);
            self.push(T::Newline, end, end, pos, pos);
        }
        layout.close(self);
        let pos = self.pos(end);
        self.push(T::EndMarker, end, end, pos, pos);
        Ok(())
    }

    pub fn pos(&self, offset: usize) -> Pos {
        Pos { line: self.line, column: offset.saturating_sub(self.line_start) as u32 }
    }

    /// A line that CPython's lexer keeps in one buffer with the line before.
    pub fn joined_line(&mut self, start: usize) {
        self.next_line(start);
        self.joined.push(self.line);
    }

    pub fn next_line(&mut self, start: usize) {
        self.line += 1;
        self.line_start = start;
        self.line_starts.push(start as u32);
    }

    pub fn push(&mut self, kind: T, lo: usize, hi: usize, start: Pos, end: Pos) {
        self.tokens.push(Token { kind, start, end, lo: lo as u32, hi: hi as u32 });
    }

    fn push_here(&mut self, kind: T, lo: usize, hi: usize) {
        let (start, end) = (self.pos(lo), self.pos(hi));
        self.push(kind, lo, hi, start, end);
    }

    pub fn byte(&self, offset: usize) -> Option<u8> {
        self.bytes.get(offset).copied()
    }

    /// Moves logos to `offset`, which must not lie before its position.
    pub fn seek(&mut self, offset: usize) {
        let here = self.raw.span().end;
        self.raw.bump(offset.min(self.bytes.len()).saturating_sub(here));
    }

    fn word(&mut self, start: usize, end: usize) -> Scan {
        let text = &self.source[start..end];
        if end - start <= 2 && matches!(self.byte(end), Some(b'\'' | b'"')) && is_string_prefix(text) {
            self.seek(end + 1);
            return self.string(start, end);
        }
        let kind = match keyword(text) {
            Some(kind) => kind,
            None => {
                if !text.is_ascii() {
                    self.check_identifier(start, end)?;
                }
                T::Name
            }
        };
        self.push_here(kind, start, end);
        Ok(())
    }

    fn check_identifier(&mut self, start: usize, end: usize) -> Scan {
        let text = &self.source[start..end];
        for (index, c) in text.char_indices() {
            let fine = if index == 0 { is_identifier_start(c) } else { unicode_ident::is_xid_continue(c) };
            if !fine {
                let message = if is_printable(c) {
                    format!("invalid character '{c}' (U+{:04X})", c as u32)
                } else {
                    format!("invalid non-printable character U+{:04X}", c as u32)
                };
                return Err(self.error_at(message, start + index + c.len_utf8()));
            }
        }
        Ok(())
    }

    fn unknown(&mut self, start: usize) -> Scan {
        let c = self.source[start..].chars().next().unwrap_or('\0');
        if !is_printable(c) {
            let message = format!("invalid non-printable character U+{:04X}", c as u32);
            return Err(self.error_at(message, start + c.len_utf8()));
        }
        self.push_here(T::Unknown, start, start + c.len_utf8());
        Ok(())
    }

    fn continuation(&mut self, after: usize) -> Scan {
        match self.byte(after) {
            Some(b'\n') if after + 1 < self.bytes.len() => {
                self.seek(after + 1);
                self.joined_line(after + 1);
                Ok(())
            }
            Some(b'\n') | None => {
                self.incomplete = true;
                if !self.brackets.is_empty() {
                    return Err(self.error_end_of_input());
                }
                let mut error = self.error_in_line(ErrorKind::Syntax, "unexpected EOF while parsing", Some(0));
                self.show_buffer(&mut error);
                Err(error)
            }
            Some(_) => {
                let next = self.source[after..].chars().next().map_or(0, char::len_utf8);
                let message = "unexpected character after line continuation character";
                let mut error = self.error_in_line(ErrorKind::Syntax, message, None);
                // The column counts from the start of the buffer, which may be some lines up.
                let start = buffer_start(&self.line_starts, &self.joined, self.line);
                let read = self.source.get(start..after + next).unwrap_or("");
                error.offset = read.chars().count() as i64;
                if let Some(text) = error.text.as_ref().filter(|_| self.from_file) {
                    error.offset = error.offset.min(text.chars().count() as i64 + 1);
                }
                self.show_buffer(&mut error);
                Err(error)
            }
        }
    }

    /// Of a string, CPython shows all lines of the buffer.
    fn show_buffer(&self, error: &mut SyntaxError) {
        let start = buffer_start(&self.line_starts, &self.joined, self.line);
        if let Some(text) = error.text.as_mut().filter(|_| !self.from_file) {
            text.insert_str(0, self.source.get(start..self.line_start).unwrap_or(""));
        }
    }

    fn operator(&mut self, mut kind: T, start: usize, mut end: usize) -> Scan {
        // A field of an f-string ends at its colon even before `=`, which is format text then.
        let field = self.fstrings.last().map(|f| (f.depth - 1 == f.field_depth, f.field_depth >= 0));
        if let Some((true, true)) = field
            && self.bytes[start] == b':'
        {
            if end - start == 2 {
                // logos has read `:=`; it must go on behind the colon alone.
                end = start + 1;
                self.rewind(end);
            }
            if let Some(fstring) = self.fstrings.last_mut() {
                fstring.in_text = true;
                fstring.in_format_spec = true;
            }
            self.push_here(T::Colon, start, end);
            return Ok(());
        }
        match kind {
            T::LPar | T::LSqb | T::LBrace => self.open(start)?,
            T::RPar | T::RSqb | T::RBrace => self.close(start)?,
            T::ColonEqual if end - start == 1 => kind = T::Colon,
            _ => {}
        }
        self.push_here(kind, start, end);
        Ok(())
    }

    /// Puts logos back to `offset`.
    pub fn rewind(&mut self, offset: usize) {
        let mut raw = Raw::lexer(self.source);
        raw.bump(offset);
        self.raw = raw;
    }

    pub fn open(&mut self, at: usize) -> Scan {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(self.error_at("too many nested parentheses".into(), at + 1));
        }
        let pos = self.pos(at);
        self.brackets.push(Bracket { char: self.bytes[at], pos });
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.depth += 1;
        }
        Ok(())
    }

    fn close(&mut self, at: usize) -> Scan {
        let c = self.bytes[at];
        let shown = c as char;
        let inside = self.fstrings.last().map(|f| (f.depth, f.field_depth));
        if c == b'}' && matches!(inside, Some((0, _))) {
            return Err(self.error_at("f-string: single '}' is not allowed".into(), at + 1));
        }
        let Some(open) = self.brackets.pop() else {
            return Err(self.error_at(format!("unmatched '{shown}'"), at + 1));
        };
        let matches = matches!((open.char, c), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        if !matches {
            if let Some((depth, field_depth)) = inside
                && open.char == b'{'
                && depth - 1 == field_depth
            {
                return Err(self.error_at(format!("f-string: unmatched '{shown}'"), at + 1));
            }
            let opening = open.char as char;
            let mut message = format!("closing parenthesis '{shown}' does not match opening parenthesis '{opening}'");
            if open.pos.line != self.line {
                message.push_str(&format!(" on line {}", open.pos.line));
            }
            return Err(self.error_at(message, at + 1));
        }
        let mut unmatched = false;
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.depth -= 1;
            if fstring.depth < 0 {
                unmatched = true;
            } else if c == b'}' && fstring.depth == fstring.field_depth {
                fstring.field_depth -= 1;
                fstring.in_text = true;
                fstring.in_format_spec = false;
            }
        }
        if unmatched {
            return Err(self.error_at(format!("f-string: unmatched '{shown}'"), at + 1));
        }
        Ok(())
    }

    /// A string literal whose prefix starts at `start` and whose quote is at `quote_at`; logos
    /// stands behind the first quote.
    fn string(&mut self, start: usize, quote_at: usize) -> Scan {
        let quote = self.bytes[quote_at];
        let triple = self.bytes[quote_at..].starts_with(&[quote, quote, quote]);
        let prefix = &self.bytes[start..quote_at];
        let start_pos = self.pos(start);
        if prefix.iter().any(|c| matches!(c, b'f' | b'F')) {
            return self.fstring_start(start, quote_at, triple);
        }
        let mut at = quote_at + if triple { 3 } else { 1 };
        let first_line_start = self.line_start;
        let mut escaped_quote = false;
        loop {
            match self.byte(at) {
                Some(c) if c == quote => {
                    if !triple {
                        at += 1;
                        break;
                    }
                    if self.bytes[at..].starts_with(&[quote, quote, quote]) {
                        at += 3;
                        break;
                    }
                    at += 1;
                }
                Some(b'\\') => {
                    if self.byte(at + 1) == Some(quote) {
                        escaped_quote = true;
                    }
                    if self.byte(at + 1) == Some(b'\n') {
                        self.joined_line(at + 2);
                    }
                    // A multi-byte character behind the backslash has no byte that looks like a
                    // quote, a backslash or a newline, so stepping by bytes is safe.
                    at += 2;
                }
                Some(b'\n') if triple => {
                    at += 1;
                    self.joined_line(at);
                }
                Some(c) if c != b'\n' => at += 1,
                // The end of the line or of the input.
                found => {
                    let detected = self.line;
                    let end = at.min(self.bytes.len());
                    self.seek(end);
                    if let Some(f) = self.fstrings.last()
                        && f.quote == quote
                        && f.quote_size == if triple { 3 } else { 1 }
                    {
                        self.line = start_pos.line;
                        self.line_start = first_line_start;
                        return Err(self.error_at("f-string: expecting '}'".into(), start + 1));
                    }
                    let detected = if found.is_none() && end > 0 && self.bytes[end - 1] == b'\n' {
                        // The input ended behind a newline: that line does not count.
                        detected.saturating_sub(1).max(start_pos.line)
                    } else {
                        detected
                    };
                    self.line = start_pos.line;
                    self.line_start = first_line_start;
                    let what = if triple { "triple-quoted string" } else { "string" };
                    let mut message = format!("unterminated {what} literal (detected at line {detected})");
                    if !triple && escaped_quote {
                        message.push_str("; perhaps you escaped the end quote?");
                    }
                    self.incomplete = triple;
                    return Err(self.error_at(message, start + 1));
                }
            }
        }
        self.seek(at);
        let end_pos = self.pos(at);
        self.push(T::String, start, at, start_pos, end_pos);
        Ok(())
    }

    pub fn warn(&mut self, message: String, start: Pos, end: Pos) {
        let span: Span = start.to(end);
        self.warnings.push(Warning { message, category: WarningCategory::Syntax, line: span.line, span });
    }

    /// A lexical error whose caret stands under the last character before `end` on this line.
    pub fn error_at(&self, message: String, end: usize) -> Box<SyntaxError> {
        self.error_from(ErrorKind::Syntax, message, end)
    }

    pub fn error_from(&self, kind: ErrorKind, message: String, end: usize) -> Box<SyntaxError> {
        let end = end.min(self.bytes.len());
        let offset = self.source.get(self.line_start..end).map_or(0, |text| text.chars().count()) as i64;
        self.error_range(kind, message, offset, offset)
    }

    /// An error that the parser words for the lexer: it shows the line with its newline.
    pub fn error_in_line(&self, kind: ErrorKind, message: &str, offset: Option<i64>) -> Box<SyntaxError> {
        let mut error = self.error_range(kind, message.into(), 1, 0);
        error.yields = true;
        if let Some(text) = &mut error.text {
            text.push('\n');
            if let Some(offset) = offset {
                error.offset = text.chars().count() as i64 + offset;
                error.end_offset = -1;
            }
        }
        error
    }

    pub fn error_range(&self, kind: ErrorKind, message: String, offset: i64, end: i64) -> Box<SyntaxError> {
        let rest = self.source.get(self.line_start..).unwrap_or("");
        let text = rest.split('\n').next().unwrap_or("").to_string();
        Box::new(SyntaxError {
            kind,
            message,
            line: self.line,
            offset,
            end_line: self.line,
            end_offset: end,
            text: Some(text),
            incomplete: self.incomplete,
            lexical: true,
            yields: false,
            warnings: Vec::new(),
        })
    }

    fn error_end_of_input(&self) -> Box<SyntaxError> {
        match self.brackets.last() {
            Some(open) => {
                let start = self.line_starts.get(open.pos.line as usize - 1).copied().unwrap_or(0) as usize;
                let rest = self.source.get(start..).unwrap_or("");
                let line = rest.split_inclusive('\n').next().unwrap_or("");
                let offset = line.get(..open.pos.column as usize).map_or(0, |text| text.chars().count()) as i64 + 1;
                Box::new(SyntaxError {
                    kind: ErrorKind::Syntax,
                    message: format!("'{}' was never closed", open.char as char),
                    line: open.pos.line,
                    offset,
                    end_line: open.pos.line,
                    end_offset: 0,
                    text: Some(line.to_string()),
                    incomplete: true,
                    lexical: false,
                    yields: false,
                    warnings: Vec::new(),
                })
            }
            None => self.error_at("unexpected EOF while parsing".into(), self.bytes.len()),
        }
    }
}

fn is_string_prefix(text: &str) -> bool {
    let mut letters = text.bytes().map(|c| c.to_ascii_lowercase());
    matches!(
        (letters.next(), letters.next()),
        (Some(b'r' | b'b' | b'u' | b'f'), None) | (Some(b'r'), Some(b'b' | b'f')) | (Some(b'b' | b'f'), Some(b'r'))
    )
}

pub(crate) fn is_identifier_start(c: char) -> bool {
    c == '_' || unicode_ident::is_xid_start(c)
}

/// Whether `repr` would show the character as it is; only used to word errors.
fn is_printable(c: char) -> bool {
    let code = c as u32;
    if c.is_ascii() {
        return !c.is_control();
    }
    let hidden = matches!(code,
        0xAD | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F | 0x8E2 | 0x180E | 0x200B..=0x200F
        | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF);
    // Controls, private and unassigned characters have no name.
    !hidden && !c.is_whitespace() && taipan_names::name(code).is_some()
}
