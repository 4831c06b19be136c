//! The error of a parse, worded and placed as CPython does, and its display.
//!
//! Deliberately missing: errors that CPython finds after parsing (`'return' outside function`,
//! duplicate arguments …); the resolver reports those.

use std::fmt::Write as _;

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
        }
    }

    /// The text that CPython prints for this error when it ends a program.
    pub fn render(&self, filename: &str) -> String {
        let mut out = String::new();
        if self.line != 0 {
            let _ = writeln!(out, "  File \"{filename}\", line {}", self.line);
            self.render_source(&mut out);
        }
        let suffix = if self.line == 0 && matches!(self.kind, ErrorKind::Syntax) {
            format!(" ({})", filename.rsplit('/').next().unwrap_or(filename))
        } else {
            String::new()
        };
        if self.message.is_empty() {
            let _ = writeln!(out, "{}", self.kind.class_name());
        } else {
            let _ = writeln!(out, "{}: {}{suffix}", self.kind.class_name(), self.message);
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
