//! The error of a parse, worded and placed as CPython does, and its display.
//!
//! Deliberately missing: errors that CPython finds after parsing (`'return' outside function`,
//! duplicate arguments …); the resolver reports those.

use std::fmt::Write as _;

use crate::Warning;

/// The exception class that CPython raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    Syntax,
    Indentation,
    Tab,
    /// The source nests too deeply: CPython raises MemoryError.
    Memory,
    /// The tree nests too deeply: CPython raises RecursionError.
    Recursion,
    /// A value error without a place, as for an unusable encoding declaration of a string.
    Value,
}

impl ErrorKind {
    pub fn class_name(self) -> &'static str {
        match self {
            Self::Syntax => "SyntaxError",
            Self::Indentation => "IndentationError",
            Self::Tab => "TabError",
            Self::Memory => "MemoryError",
            Self::Recursion => "RecursionError",
            Self::Value => "ValueError",
        }
    }
}

/// Fields follow CPython's `SyntaxError` attributes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (line {line})")]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub message: String,
    /// 0 when the error has no place (`lineno` is None).
    pub line: u32,
    /// Counts characters from 1; 0 and −1 occur as in CPython.
    pub offset: i64,
    pub end_line: u32,
    pub end_offset: i64,
    /// The source line, with its newline where CPython keeps it.
    pub text: Option<String>,
    /// More input could still make the source valid.
    pub incomplete: bool,
    /// The lexer found it: then the text never shows a byte order mark.
    pub(crate) lexical: bool,
    /// A lexical error that gives way to an error of the parser before it.
    pub(crate) yields: bool,
    /// The warnings that CPython gives before it finds the error.
    pub warnings: Vec<Warning>,
}

impl SyntaxError {
    /// An error that names no place in the source.
    pub fn without_place(kind: ErrorKind, message: String) -> SyntaxError {
        SyntaxError {
            kind,
            message,
            line: 0,
            offset: 0,
            end_line: 0,
            end_offset: 0,
            text: None,
            incomplete: false,
            lexical: false,
            yields: false,
            warnings: Vec::new(),
        }
    }

    /// Of a string, CPython shows a line that its lexer has left behind without the newline.
    pub(crate) fn drop_newline(&mut self) {
        let Some(text) = &mut self.text else { return };
        if text.ends_with('\n') {
            text.pop();
            let most = text.chars().count() as i64 + 1;
            self.offset = self.offset.min(most);
            self.end_offset = self.end_offset.min(most);
        }
    }

    /// CPython shows a byte order mark in the first line and counts its three bytes in columns
    /// that do not have them.
    pub(crate) fn shift_by_mark(&mut self) {
        let Some(text) = self.text.take() else { return };
        let shift = |offset: i64| -> i64 {
            let bytes = text.chars().take(offset.max(0) as usize).map(char::len_utf8).sum::<usize>();
            let shown = format!("\u{feff}{text}");
            shown.char_indices().take_while(|(at, _)| *at < bytes).count() as i64
        };
        if self.offset > 0 {
            self.offset = shift(self.offset);
        }
        if self.end_offset > 0 {
            self.end_offset = shift(self.end_offset);
        }
        self.text = Some(format!("\u{feff}{text}"));
    }

    /// The text that CPython prints for this error when it ends a program.
    pub fn render(&self, filename: &str) -> String {
        let mut out = String::new();
        if self.line != 0 {
            let _ = writeln!(out, "  File \"{filename}\", line {}", self.line);
            self.render_source(&mut out);
        }
        if self.message.is_empty() {
            let _ = writeln!(out, "{}", self.kind.class_name());
        } else {
            let _ = writeln!(out, "{}: {}", self.kind.class_name(), self.message);
        }
        out
    }

    fn render_source(&self, out: &mut String) {
        let Some(text) = &self.text else { return };
        let length = text.chars().count() as i64;
        let right_stripped = text.trim_end_matches('\n');
        let stripped = right_stripped.trim_start_matches([' ', '\n', '\x0c']);
        let spaces = (right_stripped.chars().count() - stripped.chars().count()) as i64;
        let _ = writeln!(out, "    {stripped}");
        let mut offset = self.offset;
        let mut end_offset = if self.line == self.end_line {
            if self.end_offset == 0 { offset } else { self.end_offset }
        } else {
            right_stripped.chars().count() as i64 + 1
        };
        if length != 0 && offset > length {
            offset = length;
            end_offset = end_offset.max(offset);
        }
        if offset >= end_offset || end_offset < 0 {
            end_offset = offset + 1;
        }
        let column = offset - 1 - spaces;
        let end_column = end_offset - 1 - spaces;
        if column < 0 {
            return;
        }
        out.push_str("    ");
        // Tabs and other wide whitespace must stay for the caret to line up.
        for c in stripped.chars().take(column as usize) {
            out.push(if c.is_whitespace() || ('\x1c'..='\x1f').contains(&c) { c } else { ' ' });
        }
        for _ in 0..end_column - column {
            out.push('^');
        }
        out.push('\n');
    }
}
