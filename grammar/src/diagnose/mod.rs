//! What CPython would say about a program that the parser refused.
//!
//! CPython reads such a program twice with its ordered grammar: first plainly, to learn how far it
//! gets, then with rules for mistakes. This does the same over our tokens, with the rules of
//! `rules`. It passes over the statements that are certainly fine, and runs on a stack of its own,
//! because it recurses as CPython does.
//!
//! Promise: it only ever produces an error; a program that it accepts by mistake yields `None`, and
//! the caller reports the failure that the parser saw.

mod matcher;
mod notation;
mod rules;

use std::borrow::Cow;
use std::collections::HashMap;

use crate::Mode;
use crate::error::{ErrorKind, SyntaxError};
use crate::lexer::Tokens;
use crate::token::{T, Token};

/// The stack for the deepest nesting that [`matcher::MAX_LEVEL`] lets through.
const STACK: usize = 256 << 20;

const FILE_CHUNK: usize = 999;

/// Finds the error of a program whose parse failed at the token `failed`.
pub(crate) fn diagnose(source: &str, lexed: &Tokens, mode: Mode, failed: usize) -> Option<SyntaxError> {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(STACK);
        let handle = worker.spawn_scoped(scope, || search(source, lexed, mode, failed)).ok()?;
        handle.join().ok()?
    })
}

fn search(source: &str, lexed: &Tokens, mode: Mode, failed: usize) -> Option<SyntaxError> {
    let sound = sound_statements(source, &lexed.tokens, failed);
    let grammar = notation::Grammar::read(rules::RULES);
    let entry = grammar.index(match mode {
        Mode::File => "file",
        Mode::Interactive => "interactive",
        Mode::Eval => "eval",
    });
    let mut matcher = matcher::Matcher::new(source, lexed, &grammar, sound);
    let accepted = matcher.run(entry, false);
    let last = matcher.last_read();
    if accepted {
        return None;
    }
    let at_end = match lexed.tokens.get(last).map(|token| token.kind) {
        Some(T::EndMarker) => true,
        Some(T::Error) => lexed.error.as_ref().is_some_and(|error| error.incomplete),
        Some(T::Newline | T::Dedent) => {
            lexed.tokens.get(last).is_some_and(|token| token.lo as usize >= source.len())
                && last > 0
                && lexed.tokens.get(last).is_some_and(|token| token.kind == T::Dedent)
        }
        _ => false,
    };
    // What already fails with words in the plain reading is final.
    let mut found = matcher.take_error();
    if found.is_none() {
        matcher.run(entry, true);
        found = matcher.take_error();
    }
    let read = matcher.last_read();
    let mut error = match found {
        Some(error) => {
            let lexical = lexed.tokens.get(read).is_some_and(|token| token.kind == T::Error);
            if lexical || error.kind == ErrorKind::Memory {
                error
            } else {
                later_lexical_error(source, lexed, read).unwrap_or(error)
            }
        }
        None => generic(source, lexed, &matcher, last, read),
    };
    error.incomplete = at_end;
    if !lexed.from_file && !error.lexical {
        let lines = lexed.line_starts.partition_point(|start| (*start as usize) < source.len());
        let line = lexed.tokens.get(read.max(last)).map_or(0, |token| token.end.line.min(lines as u32));
        if line > error.line {
            error.drop_newline();
        } else if lexed.joined.binary_search(&line).is_ok() {
            // The whole buffer counts as the line.
            let end = lexed.line_starts.get(line as usize).map_or(source.len(), |end| *end as usize);
            error.text = source.get(lexed.buffer_start(line)..end).map(str::to_string);
        }
    }
    Some(error)
}

/// The error of a program that no rule for mistakes explains.
fn generic(source: &str, lexed: &Tokens, matcher: &matcher::Matcher, last: usize, read: usize) -> SyntaxError {
    let Some(token) = lexed.tokens.get(last) else {
        return SyntaxError::without_place(ErrorKind::Syntax, "invalid syntax".into());
    };
    match token.kind {
        T::Indent => return matcher.error_at_last(ErrorKind::Indentation, "unexpected indent".into()),
        T::Dedent => return matcher.error_at_last(ErrorKind::Indentation, "unexpected unindent".into()),
        _ => {}
    }
    let mut error = place(source, ErrorKind::Syntax, "invalid syntax".into(), token, token, lexed);
    if token.kind == T::EndMarker {
        error = matcher.error_at_last(ErrorKind::Syntax, "invalid syntax".into());
        (error.offset, error.end_offset) = (0, 0);
    }
    later_lexical_error(source, lexed, read.max(last)).unwrap_or(error)
}

/// CPython prefers an error of its lexer anywhere behind the place it has read to.
fn later_lexical_error(source: &str, lexed: &Tokens, read: usize) -> Option<SyntaxError> {
    let error = lexed.error.as_ref().filter(|_| !lexed.in_fstring)?;
    if error.lexical && !error.yields {
        return Some(error.clone());
    }
    let open = lexed.open?;
    let line = lexed.tokens.get(read).map_or(0, |token| token.start.line);
    if line <= open.pos.line {
        return None;
    }
    let message = format!("'{}' was never closed", open.char as char);
    let start = (open.pos.line, Some(open.pos.column as usize));
    Some(place_at(source, lexed, ErrorKind::Syntax, message, start, (open.pos.line, None)))
}

/// For each token that starts a statement which is certainly fine, where that statement ends.
///
/// The parser accepted everything before the token `failed`, so a statement that another one
/// follows before it need not be read again; otherwise an error at the end of a long class would be
/// slow. See [`looks_mistaken`] for the exceptions.
fn sound_statements(source: &str, tokens: &[Token], failed: usize) -> HashMap<usize, usize> {
    let mut sound = HashMap::new();
    // For each open block, its latest statement.
    let mut blocks: Vec<Option<usize>> = vec![None];
    let mut decorated = false;
    let mut suspects: Vec<usize> = Vec::new();
    let mut at_start = true;
    for (index, token) in tokens.iter().enumerate().take(failed) {
        if token.kind == T::Name && looks_mistaken(source, tokens, index, at_start) {
            suspects.push(index);
        }
        match token.kind {
            T::Indent => blocks.push(None),
            T::Dedent => {
                blocks.pop();
            }
            T::Newline => at_start = true,
            _ if !at_start => {}
            kind => {
                at_start = false;
                let goes_on = decorated || matches!(kind, T::Elif | T::Else | T::Except | T::Finally);
                decorated = kind == T::At;
                if goes_on {
                    continue;
                }
                let Some(latest) = blocks.last_mut() else { return sound };
                if let Some(start) = latest.replace(index)
                    && suspects.iter().rev().find(|suspect| **suspect < index).is_none_or(|suspect| *suspect < start)
                {
                    sound.insert(start, index);
                }
            }
        }
    }
    sound
}

/// A name and what follows it are valid, and all the same a mistake in CPython's eyes: `match(x)`
/// at the start of a statement, `print [x]` anywhere.
fn looks_mistaken(source: &str, tokens: &[Token], index: usize, at_start: bool) -> bool {
    let text = tokens.get(index).and_then(|token| source.get(token.lo as usize..token.hi as usize));
    let next = tokens.get(index + 1).map(|token| token.kind);
    match text {
        Some("match") if at_start => {
            matches!(next, Some(T::LPar | T::LSqb | T::Minus | T::Plus | T::Star))
        }
        Some("print" | "exec") => matches!(next, Some(T::LSqb | T::Minus | T::Plus | T::Star)),
        _ => false,
    }
}

/// An error from the start of one token to the end of another.
pub(crate) fn place(source: &str, kind: ErrorKind, message: String, from: &Token, to: &Token, lexed: &Tokens) -> SyntaxError {
    let start = Some(from.start.column as usize);
    let end = Some(to.end.column as usize);
    place_at(source, lexed, kind, message, (from.start.line, start), (to.end.line, end))
}

/// Columns of `None` become offset 0, as CPython shows an unknown column.
pub(crate) fn place_at(
    source: &str,
    lexed: &Tokens,
    kind: ErrorKind,
    message: String,
    start: (u32, Option<usize>),
    end: (u32, Option<usize>),
) -> SyntaxError {
    let text = line_text(source, lexed, start.0);
    let offset = |column: usize| -> i64 {
        let column = column.min(text.len());
        let mut boundary = column;
        while !text.is_char_boundary(boundary) {
            boundary -= 1;
        }
        text[..boundary].chars().count() as i64 + 1
    };
    SyntaxError {
        kind,
        message,
        line: start.0,
        offset: start.1.map_or(0, offset),
        end_line: end.0,
        end_offset: end.1.map_or(0, offset),
        text: Some(text.to_string()),
        incomplete: false,
        lexical: false,
        yields: false,
        warnings: Vec::new(),
    }
}

/// A line with its newline; CPython adds one at the end of a file without.
fn line_text<'s>(source: &'s str, lexed: &Tokens, line: u32) -> Cow<'s, str> {
    let start =
        (line as usize).checked_sub(1).and_then(|line| lexed.line_starts.get(line)).map_or(source.len(), |start| *start as usize);
    let rest = source.get(start..).unwrap_or("");
    let mut line = rest.split_inclusive('\n').next().unwrap_or("");
    if lexed.from_file && line.len() > FILE_CHUNK {
        // CPython reads the line again from the file in pieces, and shows the last one.
        line = line.get((line.len() - 1) / FILE_CHUNK * FILE_CHUNK..).unwrap_or(line);
    }
    let complete = line.is_empty() || line.ends_with('\n') || lexed.mode == Mode::Eval;
    if complete { Cow::Borrowed(line) } else { Cow::Owned(format!("{line}\n")) }
}
