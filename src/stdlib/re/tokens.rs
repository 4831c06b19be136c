//! The reader of a pattern: characters, with a backslash and what follows as one token.
//!
//! It reads one token ahead, so a backslash at the very end is reported as soon
//! as the token before it is taken; positions are those that CPython reports.

use crate::text::{Buffer, escape};

/// Why a pattern is refused.
#[derive(Debug)]
pub enum Fault {
    /// `re.PatternError` with a message and, mostly, a position.
    Pattern { message: Vec<u32>, at: Option<usize> },
    /// `OverflowError`.
    Overflow(&'static str),
    /// `ValueError`.
    Value(&'static str),
    /// `IndexError`: an unknown name in a template.
    UnknownName(Vec<u32>),
    /// An exception is pending already.
    Raised,
}

pub fn codes(text: &str) -> Vec<u32> {
    text.chars().map(u32::from).collect()
}

/// `%r` of a text.
pub fn quoted(text: &[u32]) -> Vec<u32> {
    let mut buffer = Buffer::default();
    text.iter().for_each(|code| buffer.push(*code));
    match escape::repr_str(buffer.units()) {
        Ok(quoted) => quoted.units().iter().collect(),
        Err(_) => text.to_vec(),
    }
}

/// `%a` of a text.
pub fn quoted_ascii(text: &[u32]) -> Vec<u32> {
    let mut buffer = Buffer::default();
    text.iter().for_each(|code| buffer.push(*code));
    match escape::ascii_str(buffer.units()) {
        Ok(quoted) => quoted.units().iter().collect(),
        Err(_) => text.to_vec(),
    }
}

/// A token: one character, or a backslash and one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub first: u32,
    /// What follows a backslash.
    pub escaped: Option<u32>,
}

impl Token {
    pub fn len(self) -> usize {
        1 + usize::from(self.escaped.is_some())
    }

    pub fn is(self, letter: char) -> bool {
        self.escaped.is_none() && self.first == u32::from(letter)
    }

    pub fn plain(self) -> Option<char> {
        if self.escaped.is_some() { None } else { char::from_u32(self.first) }
    }

    pub fn codes(self) -> Vec<u32> {
        std::iter::once(self.first).chain(self.escaped).collect()
    }
}

pub struct Reader<'a> {
    pub text: &'a [u32],
    /// The pattern is a str, not bytes.
    pub is_text: bool,
    /// Where the next token starts.
    at: usize,
    next: Option<Token>,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a [u32], is_text: bool) -> Result<Reader<'a>, Fault> {
        let mut reader = Reader { text, is_text, at: 0, next: None };
        reader.look()?;
        Ok(reader)
    }

    fn look(&mut self) -> Result<(), Fault> {
        self.next = match self.text.get(self.at) {
            Some(0x5c) => match self.text.get(self.at + 1) {
                Some(code) => Some(Token { first: 0x5c, escaped: Some(*code) }),
                None => {
                    return Err(Fault::Pattern { message: codes("bad escape (end of pattern)"), at: Some(self.at) });
                }
            },
            Some(code) => Some(Token { first: *code, escaped: None }),
            None => None,
        };
        Ok(())
    }

    /// Where the next token starts.
    pub fn tell(&self) -> usize {
        self.at
    }

    pub fn seek(&mut self, at: usize) -> Result<(), Fault> {
        self.at = at;
        self.look()
    }

    pub fn peek(&self) -> Option<Token> {
        self.next
    }

    pub fn next_is(&self, letter: char) -> bool {
        self.next.is_some_and(|token| token.is(letter))
    }

    pub fn take(&mut self) -> Result<Option<Token>, Fault> {
        let token = self.next;
        if let Some(token) = token {
            self.at += token.len();
            self.look()?;
        }
        Ok(token)
    }

    /// Takes the next token if it is this character.
    pub fn accept(&mut self, letter: char) -> Result<bool, Fault> {
        let found = self.next_is(letter);
        if found {
            self.take()?;
        }
        Ok(found)
    }

    /// At most `most` characters of a kind.
    pub fn take_while(&mut self, most: usize, wanted: fn(char) -> bool) -> Result<Vec<u32>, Fault> {
        let mut taken = Vec::new();
        while taken.len() < most
            && let Some(token) = self.next
            && token.plain().is_some_and(wanted)
        {
            taken.push(token.first);
            self.take()?;
        }
        Ok(taken)
    }

    /// A name up to its terminator.
    pub fn take_until(&mut self, terminator: char, what: &str) -> Result<Vec<u32>, Fault> {
        let mut name = Vec::new();
        loop {
            let Some(token) = self.take()? else {
                return Err(match name.len() {
                    0 => self.error(&format!("missing {what}"), 0),
                    length => self.error(&format!("missing {terminator}, unterminated name"), length),
                });
            };
            if token.is(terminator) {
                return if name.is_empty() { Err(self.error(&format!("missing {what}"), 1)) } else { Ok(name) };
            }
            name.extend(token.codes());
        }
    }

    /// Refuses names that are not identifiers.
    pub fn check_name(&self, name: &[u32], back: usize) -> Result<(), Fault> {
        let message = "bad character in group name ";
        if !self.is_text && name.iter().any(|code| *code >= 0x80) {
            return Err(self.error_with(message, &quoted_ascii(name), name.len() + back));
        }
        let mut letters = name.iter();
        let start = letters.next().is_some_and(|code| crate::text::unicode::is_id_start(*code));
        if start && letters.all(|code| crate::text::unicode::is_id_continue(*code)) {
            return Ok(());
        }
        Err(self.error_with(message, &quoted(name), name.len() + back))
    }

    /// An error `back` characters before the next token.
    pub fn error(&self, message: &str, back: usize) -> Fault {
        self.error_with(message, &[], back)
    }

    pub fn error_with(&self, message: &str, rest: &[u32], back: usize) -> Fault {
        let mut message = codes(message);
        for code in rest {
            match code {
                0x80..=0xff if !self.is_text => message.extend(codes(&format!("\\x{code:02x}"))),
                _ => message.push(*code),
            }
        }
        Fault::Pattern { message, at: Some(self.at.saturating_sub(back)) }
    }
}

pub fn is_octal(letter: char) -> bool {
    matches!(letter, '0'..='7')
}

/// Digits as a number; too large ones stay too large.
pub fn number(digits: &[u32], base: u32) -> u64 {
    digits.iter().fold(0u64, |sum, code| {
        let digit = char::from_u32(*code).and_then(|letter| letter.to_digit(base)).unwrap_or(0);
        sum.saturating_mul(u64::from(base)).saturating_add(u64::from(digit))
    })
}
