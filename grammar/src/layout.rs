//! Indentation: blank lines, INDENT and DEDENT tokens, and their errors.
//!
//! Each level keeps two widths, with tabs to multiples of 8 and with tabs as one column; a line
//! whose two comparisons disagree mixes tabs and spaces in a way that depends on the tab size.

use crate::error::ErrorKind;
use crate::lexer::{Lexer, Scan};
use crate::token::T;

const TAB_SIZE: u32 = 8;
const MAX_INDENTS: usize = 100;

pub(crate) struct Layout {
    levels: Vec<(u32, u32)>,
}

impl Layout {
    pub fn new() -> Self {
        Layout { levels: vec![(0, 0)] }
    }

    /// Reads the indentation of the line that starts here, past blank and comment lines.
    pub fn line_start(&mut self, lexer: &mut Lexer) -> Scan {
        loop {
            let start = lexer.line_start;
            let (mut at, mut width, mut narrow) = (start, 0u32, 0u32);
            // The width in front of a backslash counts, unless it is zero.
            let mut continued = 0;
            loop {
                match lexer.byte(at) {
                    Some(b' ') => {
                        width += 1;
                        narrow += 1;
                    }
                    Some(b'\t') => {
                        width = (width / TAB_SIZE + 1) * TAB_SIZE;
                        narrow += 1;
                    }
                    Some(b'\x0c') => {
                        width = 0;
                        narrow = 0;
                    }
                    Some(b'\\') if lexer.byte(at + 1) == Some(b'\n') => {
                        if at + 2 >= lexer.bytes.len() {
                            lexer.seek(at + 2);
                            lexer.incomplete = true;
                            let message = "unexpected EOF while parsing";
                            let mut error = lexer.error_in_line(ErrorKind::Syntax, message, Some(0));
                            if lexer.from_file {
                                error.offset = 0;
                            }
                            return Err(error);
                        }
                        continued = if continued == 0 { width } else { continued };
                        lexer.next_line(at + 2);
                        at += 1;
                    }
                    _ => break,
                }
                at += 1;
            }
            match lexer.byte(at) {
                Some(b'#' | b'\n') => {
                    while !matches!(lexer.byte(at), None | Some(b'\n')) {
                        at += 1;
                    }
                    if lexer.byte(at).is_none() {
                        lexer.seek(at);
                        return Ok(());
                    }
                    lexer.next_line(at + 1);
                    lexer.seek(at + 1);
                    continue;
                }
                None => {
                    lexer.seek(at);
                    return Ok(());
                }
                Some(b'\\') => {
                    // Whatever follows the backslash, the main loop words the error.
                    lexer.seek(at);
                    return Ok(());
                }
                Some(_) => {}
            }
            lexer.seek(at);
            if continued != 0 {
                width = continued;
                narrow = continued;
            }
            return self.place(lexer, at, width, narrow);
        }
    }

    fn place(&mut self, lexer: &mut Lexer, at: usize, width: u32, narrow: u32) -> Scan {
        let (top, narrow_top) = self.levels.last().copied().unwrap_or((0, 0));
        let pos = lexer.pos(at);
        if width == top {
            if narrow != narrow_top {
                return Err(tab_error(lexer));
            }
        } else if width > top {
            if self.levels.len() >= MAX_INDENTS {
                let message = "too many levels of indentation";
                return Err(lexer.error_in_line(ErrorKind::Indentation, message, None));
            }
            if narrow <= narrow_top {
                return Err(tab_error(lexer));
            }
            self.levels.push((width, narrow));
            lexer.push(T::Indent, at, at, pos, pos);
        } else {
            while let Some(&(level, _)) = self.levels.last()
                && level > width
            {
                self.levels.pop();
                lexer.push(T::Dedent, at, at, pos, pos);
            }
            let (level, narrow_level) = self.levels.last().copied().unwrap_or((0, 0));
            if level != width {
                // The dedents before the bad one never reach a parser.
                while lexer.tokens.last().is_some_and(|t| t.kind == T::Dedent && t.lo as usize == at) {
                    lexer.tokens.pop();
                }
                let message = "unindent does not match any outer indentation level";
                return Err(lexer.error_in_line(ErrorKind::Indentation, message, Some(0)));
            }
            if narrow != narrow_level {
                return Err(tab_error(lexer));
            }
        }
        Ok(())
    }

    /// Closes all levels at the end of the input.
    pub fn close(&mut self, lexer: &mut Lexer) {
        let end = lexer.bytes.len();
        let pos = lexer.pos(end);
        while self.levels.len() > 1 {
            self.levels.pop();
            lexer.push(T::Dedent, end, end, pos, pos);
        }
    }
}

fn tab_error(lexer: &Lexer) -> Box<crate::error::SyntaxError> {
    lexer.error_in_line(ErrorKind::Tab, "inconsistent use of tabs and spaces in indentation", None)
}
