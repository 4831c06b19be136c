//! What was entered before, in memory and in a file.
//!
//! The file is CPython's: one entry in each line, the line ends inside an entry written as a carriage
//! return and a newline. Promise: an entry that is entered in one session is there in the next, also
//! when two sessions end one after the other; a file that cannot be read or written is no error.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// How many entries the file keeps.
const LIMIT: usize = 10_000;

#[derive(Default)]
pub struct History {
    entries: Vec<String>,
    path: Option<PathBuf>,
    /// How many entries the file holds already.
    saved: usize,
}

impl History {
    /// The history of the file that `PYTHON_HISTORY` names, or of the usual one.
    pub fn load(path: Option<OsString>) -> History {
        let path = match path {
            Some(path) => Some(PathBuf::from(path)),
            None => std::env::home_dir().map(|home| home.join(".python_history")),
        };
        let entries = match path.as_ref().map(fs::read) {
            Some(Ok(bytes)) => parse(&String::from_utf8_lossy(&bytes)),
            _ => Vec::new(),
        };
        History { saved: entries.len(), entries, path }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        self.entries.get(index).map(String::as_str)
    }

    /// Takes an entry, unless it repeats the last one.
    pub fn add(&mut self, entry: &str) {
        let entry = entry.trim_end();
        if !entry.is_empty() && self.entries.last().is_none_or(|last| last != entry) {
            self.entries.push(entry.to_owned());
        }
    }

    /// The nearest entry before (or behind) `from` that contains the text, and where.
    pub fn search(&self, text: &str, from: usize, forward: bool) -> Option<(usize, usize)> {
        let found = |index: usize| self.entries.get(index).and_then(|entry| entry.rfind(text)).map(|place| (index, place));
        if forward { (from..self.entries.len()).find_map(found) } else { (0..from.min(self.entries.len())).rev().find_map(found) }
    }

    /// All entries, the newest last, as they would be typed.
    pub fn all(&self) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            text.push_str(entry);
            text.push('\n');
        }
        text
    }

    /// Writes what is new to the file.
    pub fn save(&mut self) {
        let Some(path) = &self.path else { return };
        let new = self.entries.get(self.saved..).unwrap_or(&[]);
        if new.is_empty() {
            return;
        }
        let mut text = String::new();
        for entry in new {
            text.push_str(&entry.replace('\n', "\r\n"));
            text.push('\n');
        }
        let written = if self.entries.len() > LIMIT {
            // The oldest entries go; the file is read again because another session may have added to it.
            let known = fs::read(path).map(|bytes| parse(&String::from_utf8_lossy(&bytes))).unwrap_or_default();
            let all: Vec<&String> = known.iter().chain(new).collect();
            let kept: String =
                all.iter().skip(all.len().saturating_sub(LIMIT)).map(|entry| entry.replace('\n', "\r\n") + "\n").collect();
            fs::write(path, kept)
        } else {
            fs::OpenOptions::new().create(true).append(true).open(path).and_then(|mut file| file.write_all(text.as_bytes()))
        };
        if written.is_ok() {
            self.saved = self.entries.len();
        }
    }
}

fn parse(text: &str) -> Vec<String> {
    let mut entries = Vec::new();
    let mut open = String::new();
    for line in text.split_inclusive('\n') {
        match line.strip_suffix("\r\n") {
            Some(part) => {
                open.push_str(part);
                open.push('\n');
            }
            None => {
                open.push_str(line.strip_suffix('\n').unwrap_or(line));
                if !open.is_empty() {
                    entries.push(std::mem::take(&mut open));
                }
            }
        }
    }
    if !open.trim_end().is_empty() {
        entries.push(open.trim_end().to_owned());
    }
    // libedit marks its files.
    if entries.first().is_some_and(|first| first == "_HiStOrY_V2_") {
        entries.remove(0);
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::{History, parse};

    #[test]
    fn entries_of_several_lines() {
        assert_eq!(parse("a\ndef f():\r\n    pass\nb\n"), ["a", "def f():\n    pass", "b"]);
        assert_eq!(parse("a\r\n"), ["a"]);
        assert!(parse("").is_empty());
    }

    #[test]
    fn search_goes_both_ways() {
        let mut history = History::default();
        ["one", "two", "three", "three"].iter().for_each(|entry| history.add(entry));
        assert_eq!(history.len(), 3);
        assert_eq!(history.search("e", 3, false), Some((2, 4)));
        assert_eq!(history.search("e", 2, false), Some((0, 2)));
        assert_eq!(history.search("e", 1, true), Some((2, 4)));
        assert_eq!(history.search("x", 3, false), None);
    }
}
