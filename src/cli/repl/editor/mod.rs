//! The line editor: one entry of any number of lines from a terminal.
//!
//! What the language is, the editor asks a [`Guide`]: whether an entry is whole, its colours, its
//! completions. Promise: the terminal is in its usual state whenever the editor is not reading, and no
//! byte from the terminal ends the session. vi keys and mouse are deliberately missing.

mod buffer;
mod history;
mod keys;
mod screen;
mod terminal;

pub use history::History;
pub use screen::{Span, visible_width};
pub use terminal::{wait as wait_for_input, write};

use buffer::{Buffer, INDENT};
use keys::{Decoder, Key};
use screen::{Picture, Screen};
use terminal::{Input, Raw};

/// How long a lone escape waits for the rest of a key's sequence.
const ESCAPE_WAIT: i64 = 50;

/// What the editor has to be told.
pub trait Guide {
    /// Whether Enter ends this entry.
    fn is_ready(&self, text: &str) -> bool;
    /// The indentation of a new line behind this text.
    fn indentation(&self, before: &str) -> String;
    /// Colours; empty when there are none.
    fn colours(&self, text: &str) -> Vec<Span>;
    /// Completions for the cursor's place.
    fn complete(&self, text: &str, cursor: usize) -> Completion;
    /// Waits until something can be read from the terminal, while other threads may run.
    fn wait(&self, milliseconds: i64) -> Waited;
    /// A prompt in its colours.
    fn paint(&self, prompt: &str) -> String;
}

/// How waiting ended.
pub enum Waited {
    Readable,
    Timeout,
    /// The terminal has another size.
    Resized,
    /// A signal's handler asks to break off the entry.
    Interrupted,
    /// A signal's handler has run, and may have written.
    Disturbed,
}

/// What could stand instead of the text from `start` to the cursor.
#[derive(Default)]
pub struct Completion {
    pub start: usize,
    pub candidates: Vec<String>,
}

/// How reading an entry ended.
pub enum Outcome {
    Entry(String),
    Interrupted,
    /// Ctrl-D, or the terminal is gone.
    End,
    /// F1
    Help,
    /// F2
    ShowHistory,
}

#[derive(Default)]
pub struct Editor {
    pub history: History,
    decoder: Decoder,
    killed: String,
    /// F3: no indentation, Enter only adds lines.
    pasting: bool,
    /// What to begin with, when an entry was put aside.
    aside: Option<(String, usize)>,
}

/// One entry while it is edited.
struct Editing<'a> {
    guide: &'a dyn Guide,
    prompts: (&'a str, &'a str),
    buffer: Buffer,
    screen: Screen,
    /// The entry of the history that is shown; its length for the new one.
    index: usize,
    /// The new entry while another is shown.
    fresh: String,
    /// Lines below the entry, until the next key.
    below: Vec<String>,
    search: Option<Search>,
    /// The last key cut text, so that the next cut adds to it.
    cutting: bool,
    quoting: bool,
}

struct Search {
    text: String,
    forward: bool,
    /// What was edited before, to go back to.
    original: (String, usize, usize),
    failed: bool,
}

enum Step {
    Go,
    Done(Outcome),
}

impl Editor {
    pub fn new(history: History) -> Editor {
        Editor { history, ..Editor::default() }
    }

    /// Reads one entry.
    pub fn read(&mut self, prompts: (&str, &str), guide: &dyn Guide) -> Outcome {
        let Ok(raw) = Raw::enter() else { return Outcome::End };
        let (columns, height) = terminal::size();
        let mut editing = Editing {
            guide,
            prompts,
            buffer: Buffer::default(),
            screen: Screen::new(columns, height),
            index: self.history.len(),
            fresh: String::new(),
            below: Vec::new(),
            search: None,
            cutting: false,
            quoting: false,
        };
        if let Some((text, cursor)) = self.aside.take() {
            editing.buffer.set(&text);
            editing.buffer.move_to(cursor);
        }
        let outcome = self.edit(&mut editing);
        match &outcome {
            Outcome::Help | Outcome::ShowHistory => {
                self.aside = Some((editing.buffer.text().to_owned(), editing.buffer.cursor()));
                terminal::write(&editing.screen.erase());
            }
            Outcome::Entry(_) | Outcome::End => {
                editing.below.clear();
                editing.buffer.end_of_text();
                self.draw(&mut editing);
                terminal::write(&editing.screen.leave());
            }
            Outcome::Interrupted => {
                editing.below.clear();
                editing.search = None;
                editing.buffer.end_of_text();
                self.draw(&mut editing);
                terminal::write(&editing.screen.leave());
            }
        }
        drop(raw);
        if let Outcome::Entry(text) = &outcome {
            self.history.add(text);
            self.pasting = false;
        }
        outcome
    }

    fn edit(&mut self, editing: &mut Editing) -> Outcome {
        let mut bytes = vec![0; 1 << 16];
        let mut drawn = false;
        loop {
            while let Some(key) = self.decoder.next(false) {
                drawn = false;
                if let Step::Done(outcome) = self.press(editing, key) {
                    return outcome;
                }
            }
            // What is already there is taken before anything is drawn.
            let timeout = if !drawn {
                0
            } else if self.decoder.is_waiting() && !self.decoder.is_pasting() {
                ESCAPE_WAIT
            } else {
                -1
            };
            match editing.guide.wait(timeout) {
                Waited::Readable => match terminal::read(&mut bytes) {
                    Input::Bytes(count) => self.decoder.feed(bytes.get(..count).unwrap_or(&[])),
                    Input::Again => {}
                    Input::End => return Outcome::End,
                },
                Waited::Timeout if !drawn => {
                    self.draw(editing);
                    drawn = true;
                }
                Waited::Timeout => {
                    if let Some(key) = self.decoder.next(true) {
                        drawn = false;
                        if let Step::Done(outcome) = self.press(editing, key) {
                            return outcome;
                        }
                    }
                }
                Waited::Resized => {
                    let (columns, height) = terminal::size();
                    terminal::write(&editing.screen.resize(columns, height));
                    drawn = false;
                }
                Waited::Disturbed => {
                    let (columns, height) = editing.screen.size();
                    editing.screen = Screen::new(columns, height);
                    drawn = false;
                }
                Waited::Interrupted => return Outcome::Interrupted,
            }
        }
    }

    fn draw(&self, editing: &mut Editing) {
        let first = match (&editing.search, self.pasting) {
            (Some(search), _) => {
                let kind = match (search.failed, search.forward) {
                    (true, _) => "failed r-search",
                    (false, true) => "f-search",
                    (false, false) => "r-search",
                };
                format!("({kind} `{}') ", search.text)
            }
            (None, true) => "(paste) ".to_owned(),
            (None, false) => editing.prompts.0.to_owned(),
        };
        let other = if self.pasting { "(paste) " } else { editing.prompts.1 };
        let spans = editing.guide.colours(editing.buffer.text());
        let picture = Picture {
            first: &editing.guide.paint(&first),
            other: &editing.guide.paint(other),
            text: editing.buffer.text(),
            cursor: editing.buffer.cursor(),
            spans: &spans,
            below: &editing.below,
        };
        terminal::write(&editing.screen.draw(&picture));
    }

    fn press(&mut self, editing: &mut Editing, key: Key) -> Step {
        editing.below.clear();
        if editing.quoting {
            editing.quoting = false;
            editing.insert(&literal(&key));
            return Step::Go;
        }
        if editing.search.is_some()
            && let Some(step) = self.searching(editing, &key)
        {
            return step;
        }
        let cutting = std::mem::take(&mut editing.cutting);
        let buffer = &mut editing.buffer;
        if !matches!(key, Key::Char(_)) {
            buffer.moved();
        }
        match key {
            Key::Char(c) => editing.insert(c.encode_utf8(&mut [0; 4])),
            Key::Paste(text) => editing.insert(&text),
            Key::Enter => return self.enter(editing),
            Key::AltEnter => editing.insert("\n"),
            Key::Tab => self.tab(editing),
            Key::BackTab => buffer.dedent(),
            Key::Backspace | Key::Ctrl('h') => buffer.backspace(),
            Key::Delete => buffer.delete(),
            Key::Ctrl('d') if buffer.text().is_empty() => return Step::Done(Outcome::End),
            Key::Ctrl('d') => buffer.delete(),
            Key::Ctrl('c') => return Step::Done(Outcome::Interrupted),
            Key::Left | Key::Ctrl('b') => buffer.left(),
            Key::Right | Key::Ctrl('f') => buffer.right(),
            Key::WordLeft | Key::Alt('b') => buffer.word_left(),
            Key::WordRight | Key::Alt('f') => buffer.word_right(),
            Key::Home | Key::Ctrl('a') => buffer.home(),
            Key::End | Key::Ctrl('e') => buffer.end(),
            Key::BufferStart | Key::Alt('<') => buffer.start_of_text(),
            Key::BufferEnd | Key::Alt('>') => buffer.end_of_text(),
            Key::Up => self.step(editing, false),
            Key::Down => self.step(editing, true),
            Key::Ctrl('p') | Key::PageUp => self.browse(editing, false),
            Key::Ctrl('n') | Key::PageDown => self.browse(editing, true),
            Key::Ctrl('k') => self.cut(editing, cutting, false, Buffer::cut_to_line_end),
            Key::Ctrl('u') => self.cut(editing, cutting, true, Buffer::cut_to_line_start),
            Key::Ctrl('w') => self.cut(editing, cutting, true, Buffer::cut_blank_word_left),
            Key::AltBackspace => self.cut(editing, cutting, true, Buffer::cut_word_left),
            Key::Alt('d') => self.cut(editing, cutting, false, Buffer::cut_word_right),
            Key::Ctrl('y') => editing.insert(&self.killed),
            Key::Ctrl('_') => buffer.undo(),
            Key::Ctrl('t') => buffer.transpose(),
            Key::Alt('u') => buffer.change_word(str::to_uppercase),
            Key::Alt('l') => buffer.change_word(str::to_lowercase),
            Key::Alt('c') => buffer.change_word(capitalize),
            Key::Ctrl('l') => {
                let (columns, height) = editing.screen.size();
                editing.screen = Screen::new(columns, height);
                terminal::write("\x1b[H\x1b[2J");
            }
            Key::Ctrl('r') => self.begin_search(editing, false),
            Key::Ctrl('s') => self.begin_search(editing, true),
            Key::Ctrl('q' | 'v') => editing.quoting = true,
            Key::Ctrl('z') => {
                terminal::write(&editing.screen.leave());
                terminal::suspend();
                let (columns, height) = terminal::size();
                editing.screen = Screen::new(columns, height);
            }
            Key::Function(1) => return Step::Done(Outcome::Help),
            Key::Function(2) => return Step::Done(Outcome::ShowHistory),
            Key::Function(3) => self.pasting = !self.pasting,
            _ => {}
        }
        Step::Go
    }

    fn enter(&mut self, editing: &mut Editing) -> Step {
        let whole = !editing.buffer.after().contains('\n');
        if whole && !self.pasting && editing.guide.is_ready(editing.buffer.text()) {
            return Step::Done(Outcome::Entry(editing.buffer.text().to_owned()));
        }
        let indentation = if self.pasting { String::new() } else { editing.guide.indentation(editing.buffer.before()) };
        editing.insert(&format!("\n{indentation}"));
        Step::Go
    }

    fn tab(&mut self, editing: &mut Editing) {
        let line = editing.buffer.line_before();
        if self.pasting || line.trim().is_empty() {
            let step = INDENT - line.len() % INDENT;
            editing.insert(&" ".repeat(step));
            return;
        }
        let cursor = editing.buffer.cursor();
        let completion = editing.guide.complete(editing.buffer.text(), cursor);
        let typed = editing.buffer.text().get(completion.start..cursor).unwrap_or("").to_owned();
        let common = common_prefix(&completion.candidates);
        match completion.candidates.as_slice() {
            [] => {}
            [only] => editing.buffer.replace(completion.start, cursor, only),
            _ if common.len() > typed.len() && common.starts_with(&typed) => {
                editing.buffer.replace(completion.start, cursor, common);
            }
            all => {
                let (columns, height) = editing.screen.size();
                editing.below = menu(all, columns, height.saturating_sub(4).max(2));
            }
        }
    }

    /// Cuts text; what several keys in a row cut is kept together.
    fn cut(&mut self, editing: &mut Editing, more: bool, backward: bool, how: impl FnOnce(&mut Buffer) -> String) {
        let cut = how(&mut editing.buffer);
        self.killed = match (more, backward) {
            (false, _) => cut,
            (true, true) => cut + &self.killed,
            (true, false) => std::mem::take(&mut self.killed) + &cut,
        };
        editing.cutting = true;
    }

    /// One line up or down; from the first or the last line to another entry.
    fn step(&self, editing: &mut Editing, down: bool) {
        let moved = if down { editing.buffer.down() } else { editing.buffer.up() };
        if !moved {
            self.browse(editing, down);
        }
    }

    /// Shows the entry before or behind the one that is shown.
    fn browse(&self, editing: &mut Editing, forward: bool) {
        let index = if forward { editing.index.checked_add(1) } else { editing.index.checked_sub(1) };
        let Some(index) = index.filter(|index| *index <= self.history.len()) else { return };
        if editing.index == self.history.len() {
            editing.buffer.text().clone_into(&mut editing.fresh);
        }
        editing.index = index;
        match self.history.get(index) {
            Some(entry) => editing.buffer.set(entry),
            None => {
                let fresh = std::mem::take(&mut editing.fresh);
                editing.buffer.set(&fresh);
            }
        }
    }

    fn begin_search(&self, editing: &mut Editing, forward: bool) {
        let original = (editing.buffer.text().to_owned(), editing.buffer.cursor(), editing.index);
        editing.search = Some(Search { text: String::new(), forward, original, failed: false });
    }

    /// A key during a search; `None` when it ends the search and means something else.
    fn searching(&self, editing: &mut Editing, key: &Key) -> Option<Step> {
        let search = editing.search.as_mut()?;
        match key {
            Key::Char(c) => {
                search.text.push(*c);
                self.look(editing, true);
            }
            Key::Paste(text) => {
                search.text.push_str(text);
                self.look(editing, true);
            }
            Key::Backspace => {
                search.text.pop();
                editing.index = self.history.len();
                self.look(editing, true);
            }
            Key::Ctrl('r') => {
                search.forward = false;
                self.look(editing, false);
            }
            Key::Ctrl('s') => {
                search.forward = true;
                self.look(editing, false);
            }
            Key::Ctrl('g' | 'c') => {
                let (text, cursor, index) = std::mem::take(&mut search.original);
                editing.search = None;
                editing.buffer.set(&text);
                editing.buffer.move_to(cursor);
                editing.index = index;
                if *key == Key::Ctrl('c') {
                    return None;
                }
            }
            Key::Escape => editing.search = None,
            _ => {
                editing.search = None;
                return None;
            }
        }
        Some(Step::Go)
    }

    /// Looks for the searched text, also in the entry that is shown if `here`.
    fn look(&self, editing: &mut Editing, here: bool) {
        let Some(search) = &mut editing.search else { return };
        if search.text.is_empty() {
            return;
        }
        let from = match (search.forward, here) {
            (false, true) => editing.index.saturating_add(1),
            (true, false) => editing.index.saturating_add(1),
            _ => editing.index,
        };
        match self.history.search(&search.text, from, search.forward) {
            Some((index, place)) => {
                search.failed = false;
                editing.index = index;
                if let Some(entry) = self.history.get(index) {
                    editing.buffer.set(entry);
                    editing.buffer.move_to(place);
                }
            }
            None => search.failed = true,
        }
    }
}

impl Editing<'_> {
    fn insert(&mut self, text: &str) {
        self.buffer.insert(text);
    }
}

/// The character that a key stands for behind Ctrl-V.
fn literal(key: &Key) -> String {
    match key {
        Key::Char(c) => c.to_string(),
        Key::Ctrl(c) => char::from((*c as u8) & 0x1f).to_string(),
        Key::Tab => "\t".to_owned(),
        Key::Enter => "\n".to_owned(),
        Key::Escape => "\x1b".to_owned(),
        Key::Backspace => "\x7f".to_owned(),
        Key::Paste(text) => text.clone(),
        _ => String::new(),
    }
}

fn capitalize(word: &str) -> String {
    let mut chars = word.char_indices();
    match chars.find(|(_, c)| c.is_alphanumeric()) {
        Some((at, c)) => {
            let (head, tail) = (word.get(..at).unwrap_or(""), word.get(at + c.len_utf8()..).unwrap_or(""));
            format!("{head}{}{}", c.to_uppercase(), tail.to_lowercase())
        }
        None => word.to_owned(),
    }
}

fn common_prefix(candidates: &[String]) -> &str {
    let Some(first) = candidates.first() else { return "" };
    let length = candidates
        .iter()
        .fold(first.len(), |length, other| first.bytes().zip(other.bytes()).take(length).take_while(|(a, b)| a == b).count());
    let length = (0..=length).rev().find(|length| first.is_char_boundary(*length)).unwrap_or(0);
    first.get(..length).unwrap_or("")
}

/// Candidates in columns, read downwards.
fn menu(candidates: &[String], columns: usize, most: usize) -> Vec<String> {
    let cell = candidates.iter().map(|text| visible_width(text)).max().unwrap_or(0) + 2;
    let across = (columns / cell).max(1);
    let down = candidates.len().div_ceil(across);
    let mut lines = Vec::new();
    for row in 0..down.min(most) {
        let mut line = String::new();
        for candidate in candidates.iter().skip(row).step_by(down) {
            line.push_str(candidate);
            line.push_str(&" ".repeat(cell.saturating_sub(visible_width(candidate))));
        }
        lines.push(line.trim_end().to_owned());
    }
    if down > most {
        lines.push(format!("... and {} more lines", down - most));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{capitalize, common_prefix, menu};

    #[test]
    fn candidates() {
        let names = ["print".to_owned(), "property".to_owned(), "pé".to_owned()];
        assert_eq!(common_prefix(&names[..2]), "pr");
        assert_eq!(common_prefix(&names), "p");
        assert_eq!(common_prefix(&["é".to_owned(), "è".to_owned()]), "");
        assert_eq!(menu(&names, 20, 5), ["print     pé", "property"]);
        assert_eq!(capitalize(" one"), " One");
    }
}
