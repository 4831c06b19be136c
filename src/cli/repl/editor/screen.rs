//! The entry on the terminal: rows that are drawn, and redrawn where they differ.
//!
//! Promise: only rows that the editor has drawn are written to, and an entry that is taller than
//! the terminal is seen through a window that follows the cursor.

use std::fmt::Write as _;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const TAB: usize = 8;
const RESET: &str = "\x1b[0m";

/// A colour for a part of the text, as byte offsets and an escape sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    pub style: &'static str,
}

/// What is to be seen.
pub struct Picture<'a> {
    /// The prompts of the first line and of the others, with their colour codes.
    pub first: &'a str,
    pub other: &'a str,
    pub text: &'a str,
    pub cursor: usize,
    pub spans: &'a [Span],
    /// Lines below the entry.
    pub below: &'a [String],
}

#[derive(Default)]
pub struct Screen {
    rows: Vec<String>,
    /// Where the terminal's cursor is, counted from the first drawn row.
    at: usize,
    /// The first row of the picture that is drawn.
    top: usize,
    columns: usize,
    height: usize,
}

struct Layout {
    rows: Vec<String>,
    row: usize,
    column: usize,
}

impl Screen {
    pub fn new(columns: usize, height: usize) -> Screen {
        Screen { columns: columns.max(2), height: height.max(1), ..Screen::default() }
    }

    pub fn size(&self) -> (usize, usize) {
        (self.columns, self.height)
    }

    /// What to write so that the terminal shows the picture.
    pub fn draw(&mut self, picture: &Picture) -> String {
        let layout = lay_out(picture, self.columns);
        let mut rows = layout.rows;
        let entry = rows.len();
        for line in picture.below {
            rows.push(clip(line, self.columns));
        }
        // The lines below the entry give way to it.
        if rows.len() > self.height {
            rows.truncate(entry.max(self.height));
        }
        if rows.len() <= self.height {
            self.top = 0;
        } else {
            self.top = self.top.min(layout.row).max((layout.row + 1).saturating_sub(self.height));
            self.top = self.top.min(rows.len() - self.height);
        }
        let shown: Vec<String> = rows.into_iter().skip(self.top).take(self.height).collect();
        let mut out = String::new();
        for (index, row) in shown.iter().enumerate() {
            if self.rows.get(index) != Some(row) {
                self.go_to(index, &mut out);
                out.push_str("\r\x1b[K");
                out.push_str(row);
                if index >= self.rows.len() {
                    self.rows.resize(index + 1, String::new());
                }
            }
        }
        if self.rows.len() > shown.len() {
            self.go_to(shown.len(), &mut out);
            out.push_str("\r\x1b[J");
        }
        self.rows = shown;
        self.go_to(layout.row.saturating_sub(self.top), &mut out);
        out.push('\r');
        if layout.column > 0 {
            let _ = write!(out, "\x1b[{}C", layout.column);
        }
        out
    }

    /// Moves to a drawn row, or to the one behind the last.
    fn go_to(&mut self, row: usize, out: &mut String) {
        if row < self.at {
            let _ = write!(out, "\x1b[{}A", self.at - row);
        }
        while self.at < row && self.at + 1 < self.rows.len() {
            let step = row.min(self.rows.len() - 1) - self.at;
            let _ = write!(out, "\x1b[{step}B");
            self.at += step;
        }
        for _ in self.at..row {
            out.push_str("\r\n");
        }
        self.at = row;
    }

    /// Leaves the picture: what comes next starts on a line of its own.
    pub fn leave(&mut self) -> String {
        let mut out = String::new();
        self.go_to(self.rows.len().saturating_sub(1), &mut out);
        out.push_str("\r\n");
        self.forget();
        out
    }

    /// Wipes the picture.
    pub fn erase(&mut self) -> String {
        let mut out = String::new();
        self.go_to(0, &mut out);
        out.push_str("\r\x1b[J");
        self.forget();
        out
    }

    fn forget(&mut self) {
        self.rows.clear();
        (self.at, self.top) = (0, 0);
    }

    /// The terminal has another size: it may have wrapped rows anew, so all is drawn again.
    pub fn resize(&mut self, columns: usize, height: usize) -> String {
        let wrapped: usize = self.rows.iter().take(self.at).map(|row| visible_width(row).div_ceil(columns.max(2)).max(1)).sum();
        let mut out = String::new();
        if wrapped > 0 {
            let _ = write!(out, "\x1b[{wrapped}A");
        }
        out.push_str("\r\x1b[J");
        self.forget();
        (self.columns, self.height) = (columns.max(2), height.max(1));
        out
    }
}

/// The width of a text without its escape sequences and the marks around invisible parts.
pub fn visible_width(text: &str) -> usize {
    let mut width = 0;
    for (piece, is_escape) in pieces(text) {
        if !is_escape {
            width += UnicodeWidthStr::width(piece);
        }
    }
    width
}

/// A text cut into escape sequences and what is between them.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if rest.starts_with("\x1b[") {
            let end = rest
                .get(2..)
                .and_then(|tail| tail.find(|c: char| ('\u{40}'..='\u{7e}').contains(&c)))
                .map_or(rest.len(), |end| end + 3);
            let (escape, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
            found.push((escape, true));
            rest = tail;
        } else if rest.starts_with(['\x01', '\x02']) {
            rest = rest.get(1..).unwrap_or("");
        } else {
            let end = rest.get(1..).and_then(|tail| tail.find(['\x1b', '\x01', '\x02'])).map_or(rest.len(), |end| end + 1);
            // A character of several bytes may start here.
            let end = (end..=rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
            let (plain, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
            found.push((plain, false));
            rest = tail;
        }
    }
    found
}

/// A line without what does not fit.
fn clip(line: &str, columns: usize) -> String {
    let (mut out, mut width) = (String::new(), 0);
    for (piece, is_escape) in pieces(line) {
        if is_escape {
            out.push_str(piece);
            continue;
        }
        for cluster in piece.graphemes(true) {
            let size = UnicodeWidthStr::width(cluster);
            if width + size > columns {
                out.push_str(RESET);
                return out;
            }
            width += size;
            out.push_str(cluster);
        }
    }
    out
}

/// How a cluster is shown, and its width.
fn shown(cluster: &str, column: usize) -> (std::borrow::Cow<'_, str>, usize) {
    let mut chars = cluster.chars();
    match (chars.next(), chars.next()) {
        (Some('\t'), None) => {
            let width = TAB - column % TAB;
            (" ".repeat(width).into(), width)
        }
        (Some(c), None) if (c as u32) < 0x20 || c as u32 == 0x7f => (format!("^{}", char::from((c as u8) ^ 0x40)).into(), 2),
        (Some(c), None) if c.is_control() => ("\u{fffd}".into(), 1),
        _ => (cluster.into(), UnicodeWidthStr::width(cluster)),
    }
}

fn lay_out(picture: &Picture, columns: usize) -> Layout {
    let mut rows = Vec::new();
    let mut spans = picture.spans.iter().copied().peekable();
    let (mut row, mut at_cursor) = (String::new(), (0, 0));
    let mut offset = 0;
    for (number, line) in picture.text.split('\n').enumerate() {
        let prompt = if number == 0 { picture.first } else { picture.other };
        row.extend(pieces(prompt).iter().map(|(piece, _)| *piece));
        let mut column = visible_width(prompt);
        while column >= columns {
            column -= columns;
            rows.push(std::mem::take(&mut row));
        }
        let mut in_line = 0;
        let mut style = "";
        for cluster in line.graphemes(true) {
            while spans.peek().is_some_and(|span| span.end <= offset) {
                spans.next();
            }
            let wanted = spans.peek().filter(|span| span.start <= offset).map_or("", |span| span.style);
            let (text, width) = shown(cluster, in_line);
            if column + width > columns {
                if !style.is_empty() {
                    row.push_str(RESET);
                    style = "";
                }
                rows.push(std::mem::take(&mut row));
                column = 0;
            }
            if offset == picture.cursor {
                at_cursor = (rows.len(), column);
            }
            if wanted != style {
                if !style.is_empty() {
                    row.push_str(RESET);
                }
                row.push_str(wanted);
                style = wanted;
            }
            row.push_str(&text);
            column += width;
            in_line += width;
            offset += cluster.len();
        }
        if !style.is_empty() {
            row.push_str(RESET);
        }
        if column >= columns {
            // The cursor behind a full row stands on the next one.
            rows.push(std::mem::take(&mut row));
            column = 0;
        }
        if offset == picture.cursor {
            at_cursor = (rows.len(), column);
        }
        rows.push(std::mem::take(&mut row));
        offset += 1;
    }
    Layout { rows, row: at_cursor.0, column: at_cursor.1 }
}

#[cfg(test)]
mod tests {
    use super::{Picture, Screen, Span, clip, lay_out, visible_width};

    fn check(text: &str, cursor: usize, columns: usize, rows: &[&str], at: (usize, usize)) {
        let picture = Picture { first: "> ", other: ". ", text, cursor, spans: &[], below: &[] };
        let layout = lay_out(&picture, columns);
        assert_eq!(layout.rows, rows);
        assert_eq!((layout.row, layout.column), at);
    }

    #[test]
    fn rows_and_cursor() {
        check("ab", 2, 10, &["> ab"], (0, 4));
        check("ab\nc", 4, 10, &["> ab", ". c"], (1, 3));
        check("abcdef", 4, 4, &["> ab", "cdef", ""], (1, 2));
        check("ab", 2, 4, &["> ab", ""], (1, 0));
        check("日本", 3, 5, &["> 日", "本"], (1, 0));
        check("\ta", 1, 80, &[">         a"], (0, 10));
        check("\x01", 1, 80, &["> ^A"], (0, 4));
    }

    #[test]
    fn colours_are_closed_in_each_row() {
        let spans = [Span { start: 0, end: 4, style: "\x1b[31m" }];
        let picture = Picture { first: "", other: "", text: "abcd", cursor: 0, spans: &spans, below: &[] };
        assert_eq!(lay_out(&picture, 2).rows, ["\x1b[31mab\x1b[0m", "\x1b[31mcd\x1b[0m", ""]);
        assert_eq!(visible_width("\x1b[1;35m>>> \x1b[0m"), 4);
        assert_eq!(visible_width("\x01\x1b[31m\x02日"), 2);
        assert_eq!(clip("abcdef", 3), "abc\x1b[0m");
    }

    #[test]
    fn only_what_differs_is_drawn() {
        let mut screen = Screen::new(20, 5);
        let picture = |text: &'static str| Picture { first: "> ", other: ". ", text, cursor: text.len(), spans: &[], below: &[] };
        screen.draw(&picture("a\nb"));
        let second = screen.draw(&picture("a\nbc"));
        assert!(!second.contains("> a"), "the first row is as it was");
        assert!(second.contains(". bc"));
    }
}
