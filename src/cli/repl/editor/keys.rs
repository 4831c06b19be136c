//! Bytes of a terminal to keys.
//!
//! Promise: any bytes are accepted; what is no key is [`Key::Unknown`], what is no text becomes
//! U+FFFD. A paste arrives whole. Mouse reports and the kitty protocol are deliberately missing.

use memchr::memmem;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Char(char),
    /// A letter or sign with Control, the letter in lower case.
    Ctrl(char),
    Alt(char),
    Enter,
    AltEnter,
    Tab,
    BackTab,
    Backspace,
    AltBackspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    WordLeft,
    WordRight,
    Home,
    End,
    PageUp,
    PageDown,
    BufferStart,
    BufferEnd,
    Function(u8),
    Escape,
    Paste(String),
    Unknown,
}

const PASTE_END: &[u8] = b"\x1b[201~";

/// Bytes that have been read and are not keys yet.
#[derive(Default)]
pub struct Decoder {
    bytes: Vec<u8>,
    at: usize,
    pasting: bool,
}

impl Decoder {
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.at > 0 {
            self.bytes.drain(..self.at);
            self.at = 0;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// Whether something has been read that is no whole key.
    pub fn is_waiting(&self) -> bool {
        self.pasting || self.at < self.bytes.len()
    }

    /// Whether a paste is under way, which no timeout ends.
    pub fn is_pasting(&self) -> bool {
        self.pasting
    }

    /// The next key. `last` says that nothing more will come soon, so that
    /// a lone escape is the escape key.
    pub fn next(&mut self, last: bool) -> Option<Key> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        if self.pasting {
            let end = memmem::find(rest, PASTE_END)?;
            let text = String::from_utf8_lossy(rest.get(..end).unwrap_or(&[])).into_owned();
            self.at += end + PASTE_END.len();
            self.pasting = false;
            return Some(Key::Paste(text.replace("\r\n", "\n").replace('\r', "\n")));
        }
        let (key, length) = match decode(rest) {
            Decoded::Key(key, length) => (key, length),
            Decoded::PasteStart(length) => {
                self.at += length;
                self.pasting = true;
                return self.next(last);
            }
            Decoded::More if last && rest.first() == Some(&0x1b) => {
                (if rest.len() == 1 { Key::Escape } else { Key::Unknown }, rest.len())
            }
            Decoded::More if last && !rest.is_empty() => (Key::Char('\u{fffd}'), rest.len()),
            Decoded::More => return None,
        };
        self.at += length;
        Some(key)
    }
}

enum Decoded {
    Key(Key, usize),
    PasteStart(usize),
    More,
}

fn decode(bytes: &[u8]) -> Decoded {
    let Some(&first) = bytes.first() else { return Decoded::More };
    match first {
        b'\r' | b'\n' => Decoded::Key(Key::Enter, 1),
        b'\t' => Decoded::Key(Key::Tab, 1),
        0x7f | 0x08 => Decoded::Key(Key::Backspace, 1),
        0x1b => escape(bytes),
        0 => Decoded::Key(Key::Ctrl('@'), 1),
        1..=26 => Decoded::Key(Key::Ctrl((b'a' + first - 1) as char), 1),
        28..=31 => Decoded::Key(Key::Ctrl((first + 64) as char), 1),
        _ => match character(bytes) {
            Some((c, length)) => Decoded::Key(Key::Char(c), length),
            None => Decoded::More,
        },
    }
}

/// The character at the start; `None` when bytes of it are missing.
fn character(bytes: &[u8]) -> Option<(char, usize)> {
    let first = *bytes.first()?;
    let length = match first {
        0..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some(('\u{fffd}', 1)),
    };
    let known = bytes.get(..length.min(bytes.len()))?;
    match std::str::from_utf8(known) {
        Ok(text) => text.chars().next().map(|c| (c, length)),
        Err(error) if error.error_len().is_none() && known.len() < length => None,
        Err(_) => Some(('\u{fffd}', 1)),
    }
}

fn escape(bytes: &[u8]) -> Decoded {
    match bytes.get(1) {
        None => Decoded::More,
        Some(b'[') => control_sequence(bytes),
        Some(b'O') => match bytes.get(2) {
            None => Decoded::More,
            Some(&letter) => Decoded::Key(final_letter(letter, 1), 3),
        },
        Some(0x1b) => match escape(bytes.get(1..).unwrap_or(&[])) {
            // Alt with a key that has a sequence of its own.
            Decoded::Key(key, length) => Decoded::Key(with_alt(key), length + 1),
            Decoded::PasteStart(length) => Decoded::PasteStart(length + 1),
            Decoded::More => Decoded::More,
        },
        Some(b'\r' | b'\n') => Decoded::Key(Key::AltEnter, 2),
        Some(0x7f | 0x08) => Decoded::Key(Key::AltBackspace, 2),
        Some(_) => match character(bytes.get(1..).unwrap_or(&[])) {
            Some((c, length)) => Decoded::Key(Key::Alt(c), length + 1),
            None => Decoded::More,
        },
    }
}

fn with_alt(key: Key) -> Key {
    match key {
        Key::Left => Key::WordLeft,
        Key::Right => Key::WordRight,
        key => key,
    }
}

/// `ESC [ parameters letter`
fn control_sequence(bytes: &[u8]) -> Decoded {
    let parameters = bytes.get(2..).unwrap_or(&[]);
    if parameters.first() == Some(&b'[') {
        // The Linux console's F1 to F5.
        return match parameters.get(1) {
            None => Decoded::More,
            Some(letter @ b'A'..=b'E') => Decoded::Key(Key::Function(letter - b'A' + 1), 4),
            Some(_) => Decoded::Key(Key::Unknown, 4),
        };
    }
    let Some(length) = parameters.iter().position(|byte| (0x40..=0x7e).contains(byte)) else {
        return if parameters.len() > 32 { Decoded::Key(Key::Unknown, bytes.len()) } else { Decoded::More };
    };
    let text = std::str::from_utf8(parameters.get(..length).unwrap_or(&[])).unwrap_or("");
    let mut numbers = text.split(';').map(|number| number.parse::<u16>().unwrap_or(0));
    let (first, second) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let whole = length + 3;
    let letter = parameters.get(length).copied().unwrap_or(0);
    if letter != b'~' {
        return Decoded::Key(final_letter(letter, second), whole);
    }
    let modified = second > 1;
    Decoded::Key(
        match first {
            1 | 7 if modified => Key::BufferStart,
            4 | 8 if modified => Key::BufferEnd,
            1 | 7 => Key::Home,
            4 | 8 => Key::End,
            3 => Key::Delete,
            5 => Key::PageUp,
            6 => Key::PageDown,
            11..=15 => Key::Function((first - 10) as u8),
            17..=21 => Key::Function((first - 11) as u8),
            23 | 24 => Key::Function((first - 12) as u8),
            200 => return Decoded::PasteStart(whole),
            _ => Key::Unknown,
        },
        whole,
    )
}

fn final_letter(letter: u8, modifier: u16) -> Key {
    let modified = modifier > 2;
    match letter {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' if modified => Key::WordRight,
        b'D' if modified => Key::WordLeft,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' if modified => Key::BufferStart,
        b'F' if modified => Key::BufferEnd,
        b'H' => Key::Home,
        b'F' => Key::End,
        b'Z' => Key::BackTab,
        b'M' => Key::Enter,
        b'P'..=b'S' => Key::Function(letter - b'P' + 1),
        _ => Key::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{Decoder, Key};

    fn check(bytes: &[u8], expected: &[Key]) {
        let mut decoder = Decoder::default();
        let mut keys = Vec::new();
        // One byte at a time must give the same as all at once.
        for byte in bytes {
            decoder.feed(&[*byte]);
            while let Some(key) = decoder.next(false) {
                keys.push(key);
            }
        }
        while let Some(key) = decoder.next(true) {
            keys.push(key);
        }
        assert_eq!(keys, expected);
    }

    #[test]
    fn keys_are_read() {
        check(b"a\r\x01\x7f", &[Key::Char('a'), Key::Enter, Key::Ctrl('a'), Key::Backspace]);
        check("é日".as_bytes(), &[Key::Char('é'), Key::Char('日')]);
        check(b"\x1b[A\x1bOP\x1b[1;5C\x1b[3~\x1b", &[Key::Up, Key::Function(1), Key::WordRight, Key::Delete, Key::Escape]);
        check(b"\x1b[200~a\rb\x1b[201~c", &[Key::Paste("a\nb".to_owned()), Key::Char('c')]);
        check(b"\xff\xc3(", &[Key::Char('\u{fffd}'), Key::Char('\u{fffd}'), Key::Char('(')]);
        check(b"\x1bb\x1b\x7f\x1b\r", &[Key::Alt('b'), Key::AltBackspace, Key::AltEnter]);
        check(b"\x1b[99999999999999z", &[Key::Unknown]);
    }
}
