//! The entry that is being edited: its text, the cursor, and what can be undone.
//!
//! Promise: the cursor lies between grapheme clusters, or at least between characters; no movement
//! leaves the text. Selections are deliberately missing.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

const UNDO_STEPS: usize = 200;
/// How far an indentation step goes.
pub const INDENT: usize = 4;

#[derive(Default)]
pub struct Buffer {
    text: String,
    cursor: usize,
    undo: Vec<(String, usize)>,
    /// The last change was typed text, which is undone in one go.
    typing: bool,
}

impl Buffer {
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or("")
    }

    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or("")
    }

    /// The text from the start of the cursor's line to the cursor.
    pub fn line_before(&self) -> &str {
        let before = self.before();
        before.get(self.line_start()..).unwrap_or("")
    }

    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn line_end(&self) -> usize {
        self.after().find('\n').map_or(self.text.len(), |length| self.cursor + length)
    }

    /// Remembers the text as it is, before it changes.
    fn keep(&mut self, typing: bool) {
        if !(typing && self.typing) {
            if self.undo.len() >= UNDO_STEPS {
                self.undo.remove(0);
            }
            self.undo.push((self.text.clone(), self.cursor));
        }
        self.typing = typing;
    }

    /// Ends a run of typed text.
    pub fn moved(&mut self) {
        self.typing = false;
    }

    pub fn undo(&mut self) {
        if let Some((text, cursor)) = self.undo.pop() {
            (self.text, self.cursor) = (text, cursor);
        }
        self.typing = false;
    }

    /// Another text, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.keep(false);
        text.clone_into(&mut self.text);
        self.cursor = self.text.len();
    }

    pub fn insert(&mut self, text: &str) {
        self.keep(text.chars().count() == 1 && text != "\n");
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    /// Replaces the text between two places; the cursor stands behind the new text.
    pub fn replace(&mut self, start: usize, end: usize, text: &str) {
        if self.text.get(start..end).is_some() {
            self.keep(false);
            self.text.replace_range(start..end, text);
            self.cursor = start + text.len();
        }
    }

    pub fn previous(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    pub fn next(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    pub fn left(&mut self) {
        self.cursor = self.previous();
    }

    pub fn right(&mut self) {
        self.cursor = self.next();
    }

    pub fn home(&mut self) {
        self.cursor = self.line_start();
    }

    pub fn end(&mut self) {
        self.cursor = self.line_end();
    }

    pub fn start_of_text(&mut self) {
        self.cursor = 0;
    }

    pub fn end_of_text(&mut self) {
        self.cursor = self.text.len();
    }

    pub fn move_to(&mut self, place: usize) {
        if self.text.is_char_boundary(place) {
            self.cursor = place;
        }
    }

    /// One line up at the same distance from the line's start; false on the first line.
    pub fn up(&mut self) -> bool {
        let start = self.line_start();
        if start == 0 {
            return false;
        }
        let column = self.line_before().graphemes(true).count();
        let above = self.text.get(..start - 1).unwrap_or("");
        let above_start = above.rfind('\n').map_or(0, |newline| newline + 1);
        self.cursor = above_start + prefix(above.get(above_start..).unwrap_or(""), column);
        true
    }

    /// One line down; false on the last line.
    pub fn down(&mut self) -> bool {
        let end = self.line_end();
        if end >= self.text.len() {
            return false;
        }
        let column = self.line_before().graphemes(true).count();
        let below = self.text.get(end + 1..).unwrap_or("");
        self.cursor = end + 1 + prefix(below.split('\n').next().unwrap_or(""), column);
        true
    }

    fn word_left_of(&self) -> usize {
        let before = self.before();
        let trimmed = before.trim_end_matches(|c: char| !is_word(c));
        trimmed.trim_end_matches(is_word).len()
    }

    fn word_right_of(&self) -> usize {
        let after = self.after();
        let trimmed = after.trim_start_matches(|c: char| !is_word(c)).trim_start_matches(is_word);
        self.text.len() - trimmed.len()
    }

    pub fn word_left(&mut self) {
        self.cursor = self.word_left_of();
    }

    pub fn word_right(&mut self) {
        self.cursor = self.word_right_of();
    }

    /// Takes out what lies between the cursor and another place.
    fn cut(&mut self, place: usize) -> String {
        let (start, end) = if place < self.cursor { (place, self.cursor) } else { (self.cursor, place) };
        let Some(cut) = self.text.get(start..end).map(str::to_owned) else { return String::new() };
        if !cut.is_empty() {
            self.keep(false);
            self.text.replace_range(start..end, "");
            self.cursor = start;
        }
        cut
    }

    /// Removes what is before the cursor: a step of indentation, or a character.
    pub fn backspace(&mut self) {
        let line = self.line_before();
        let place = if !line.is_empty() && line.bytes().all(|byte| byte == b' ') {
            self.cursor - ((line.len() - 1) % INDENT + 1)
        } else {
            self.previous()
        };
        drop(self.cut(place));
    }

    pub fn delete(&mut self) {
        let place = self.next();
        drop(self.cut(place));
    }

    pub fn cut_word_left(&mut self) -> String {
        self.cut(self.word_left_of())
    }

    pub fn cut_word_right(&mut self) -> String {
        self.cut(self.word_right_of())
    }

    /// Back to the last blank.
    pub fn cut_blank_word_left(&mut self) -> String {
        let before = self.before();
        let place = before.trim_end().trim_end_matches(|c: char| !c.is_whitespace()).len();
        self.cut(place)
    }

    /// To the end of the line, or the line's end itself.
    pub fn cut_to_line_end(&mut self) -> String {
        let end = self.line_end();
        self.cut(if end == self.cursor { self.next() } else { end })
    }

    pub fn cut_to_line_start(&mut self) -> String {
        self.cut(self.line_start())
    }

    /// Exchanges the two characters around the cursor.
    pub fn transpose(&mut self) {
        if self.cursor == self.text.len() {
            self.left();
        }
        let (start, middle, end) = (self.previous(), self.cursor, self.next());
        if let (Some(first), Some(second)) = (self.text.get(start..middle), self.text.get(middle..end))
            && !first.is_empty()
            && !second.is_empty()
        {
            let swapped = format!("{second}{first}");
            self.replace(start, end, &swapped);
        }
    }

    /// Changes the word at the cursor by a function.
    pub fn change_word(&mut self, change: impl FnOnce(&str) -> String) {
        let end = self.word_right_of();
        if let Some(word) = self.text.get(self.cursor..end) {
            let changed = change(word);
            self.replace(self.cursor, end, &changed);
        }
    }

    /// Takes one step of indentation from the cursor's line.
    pub fn dedent(&mut self) {
        let start = self.line_start();
        let line = self.text.get(start..).unwrap_or("");
        let blanks = line.bytes().take(INDENT).take_while(|byte| *byte == b' ').count();
        if blanks > 0 {
            let place = self.cursor.saturating_sub(blanks).max(start);
            self.replace(start, start + blanks, "");
            self.cursor = place;
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length in bytes of the first clusters of a text.
fn prefix(text: &str, clusters: usize) -> usize {
    text.graphemes(true).take(clusters).map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use super::Buffer;

    /// `|` stands for the cursor.
    fn check(before: &str, change: impl FnOnce(&mut Buffer), after: &str) {
        let mut buffer = Buffer::default();
        buffer.set(&before.replace('|', ""));
        buffer.move_to(before.find('|').expect("a cursor"));
        change(&mut buffer);
        assert_eq!(format!("{}|{}", buffer.before(), buffer.after()), after);
    }

    #[test]
    fn editing() {
        check("ab|c", |b| b.insert("x"), "abx|c");
        check("e\u{301}|", Buffer::backspace, "|");
        check("if x:\n        |", Buffer::backspace, "if x:\n    |");
        check("     |", Buffer::backspace, "    |");
        check("abc\nd|e", |b| assert!(b.up()), "a|bc\nde");
        check("a|bc\nde", |b| assert!(b.down()), "abc\nd|e");
        check("日本\nab|", |b| assert!(b.up()), "日本|\nab");
        check("one two|", |b| drop(b.cut_word_left()), "one |");
        check("f(a.b|)", |b| drop(b.cut_blank_word_left()), "|)");
        check("ab|cd\nef", |b| drop(b.cut_to_line_end()), "ab|\nef");
        check("ab|\nef", |b| drop(b.cut_to_line_end()), "ab|ef");
        check("ab|", Buffer::transpose, "ba|");
        check("    x|", Buffer::dedent, "x|");
        check("|", Buffer::backspace, "|");
        check("|", Buffer::delete, "|");
    }

    #[test]
    fn undo_takes_typed_text_at_once() {
        check(
            "|",
            |b| {
                b.insert("a");
                b.insert("b");
                b.moved();
                b.insert("c");
                b.undo();
            },
            "ab|",
        );
    }
}
