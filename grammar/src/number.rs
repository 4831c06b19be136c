//! Numbers: where a literal ends and what is wrong with it.

use crate::error::ErrorKind;
use crate::lexer::{Lexer, Scan};
use crate::token::T;

impl Lexer<'_> {
    /// A number that starts at `start` with a digit, or with a point and a digit.
    pub fn number(&mut self, start: usize) -> Scan {
        let start_pos = self.pos(start);
        let end = self.number_end(start)?;
        self.seek(end);
        let end_pos = self.pos(end);
        self.push(T::Number, start, end, start_pos, end_pos);
        Ok(())
    }

    fn digit(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|c| c.is_ascii_digit())
    }

    fn number_end(&mut self, start: usize) -> Scan<usize> {
        if self.byte(start) == Some(b'.') {
            return self.fraction(start, start + 1);
        }
        if self.byte(start) != Some(b'0') {
            let at = self.decimal_tail(start)?;
            return self.after_digits(start, at);
        }
        match self.byte(start + 1) {
            Some(b'x' | b'X') => self.radix(start, "hexadecimal", |c| c.is_ascii_hexdigit()),
            Some(b'o' | b'O') => self.radix(start, "octal", |c| matches!(c, b'0'..=b'7')),
            Some(b'b' | b'B') => self.radix(start, "binary", |c| matches!(c, b'0' | b'1')),
            _ => self.leading_zero(start),
        }
    }

    fn leading_zero(&mut self, start: usize) -> Scan<usize> {
        let mut at = start + 1;
        loop {
            if self.byte(at) == Some(b'_') {
                at += 1;
                if !self.digit(at) {
                    return Err(self.error_at("invalid decimal literal".into(), at));
                }
            }
            if self.byte(at) != Some(b'0') {
                break;
            }
            at += 1;
        }
        let zeros_end = at;
        let mut nonzero = false;
        if self.digit(at) {
            nonzero = true;
            at = self.decimal_tail(at)?;
        }
        match self.byte(at) {
            Some(b'.' | b'e' | b'E' | b'j' | b'J') => self.after_digits(start, at),
            _ if nonzero => {
                let offset = (start + 1 - self.line_start) as i64;
                let end = (zeros_end - self.line_start) as i64 + 1;
                let message = "leading zeros in decimal integer literals are not permitted; \
                               use an 0o prefix for octal integers";
                Err(self.error_range(ErrorKind::Syntax, message.into(), offset, end))
            }
            _ => {
                self.verify_end(start, at, "decimal")?;
                Ok(at)
            }
        }
    }

    /// Digits with single underscores between them.
    fn decimal_tail(&mut self, mut at: usize) -> Scan<usize> {
        loop {
            while self.digit(at) {
                at += 1;
            }
            if self.byte(at) != Some(b'_') {
                return Ok(at);
            }
            at += 1;
            if !self.digit(at) {
                return Err(self.error_at("invalid decimal literal".into(), at));
            }
        }
    }

    fn after_digits(&mut self, start: usize, at: usize) -> Scan<usize> {
        if self.byte(at) == Some(b'.') {
            return self.fraction(start, at + 1);
        }
        self.exponent(start, at)
    }

    fn fraction(&mut self, start: usize, mut at: usize) -> Scan<usize> {
        if self.digit(at) {
            at = self.decimal_tail(at)?;
        }
        self.exponent(start, at)
    }

    fn exponent(&mut self, start: usize, mut at: usize) -> Scan<usize> {
        if matches!(self.byte(at), Some(b'e' | b'E')) {
            let mut next = at + 1;
            if matches!(self.byte(next), Some(b'+' | b'-')) {
                next += 1;
                if !self.digit(next) {
                    return Err(self.error_at("invalid decimal literal".into(), next));
                }
            } else if !self.digit(next) {
                self.verify_end(start, at, "decimal")?;
                return Ok(at);
            }
            at = self.decimal_tail(next)?;
        }
        if matches!(self.byte(at), Some(b'j' | b'J')) {
            at += 1;
            self.verify_end(start, at, "imaginary")?;
        } else {
            self.verify_end(start, at, "decimal")?;
        }
        Ok(at)
    }

    fn radix(&mut self, start: usize, kind: &str, is_digit: fn(u8) -> bool) -> Scan<usize> {
        let mut at = start + 2;
        loop {
            if self.byte(at) == Some(b'_') {
                at += 1;
            }
            if !self.byte(at).is_some_and(is_digit) {
                return Err(self.radix_error(at, kind));
            }
            while self.byte(at).is_some_and(is_digit) {
                at += 1;
            }
            if self.byte(at) != Some(b'_') {
                break;
            }
        }
        if self.digit(at) {
            return Err(self.radix_error(at, kind));
        }
        self.verify_end(start, at, kind)?;
        Ok(at)
    }

    fn radix_error(&self, at: usize, kind: &str) -> Box<crate::error::SyntaxError> {
        match self.byte(at) {
            Some(c) if c.is_ascii_digit() => self.error_at(format!("invalid digit '{}' in {kind} literal", c as char), at + 1),
            _ => self.error_at(format!("invalid {kind} literal"), at),
        }
    }

    /// A number must not run into a word, but for the keywords that CPython still lets follow.
    fn verify_end(&mut self, start: usize, at: usize, kind: &str) -> Scan {
        let rest = &self.bytes[at..];
        let word = |c: &u8| c.is_ascii_alphanumeric() || *c == b'_' || !c.is_ascii();
        // Words that start with `i` are told by their second letter alone.
        let tolerated = ["if", "in", "is"].iter().any(|keyword| rest.starts_with(keyword.as_bytes()))
            || ["and", "else", "for", "not", "or"]
                .iter()
                .any(|keyword| rest.strip_prefix(keyword.as_bytes()).is_some_and(|tail| !tail.first().is_some_and(word)));
        if tolerated {
            let (from, to) = (self.pos(start), self.pos(at));
            self.warn(format!("invalid {kind} literal"), from, to);
        } else if rest.first().is_some_and(|&c| c.is_ascii_alphanumeric() || c == b'_') {
            return Err(self.error_at(format!("invalid {kind} literal"), at));
        }
        Ok(())
    }
}
