//! Every syntax error of a text, not only the first.
//!
//! The parser stops at the first error. Then the line of that error is put out
//! of the way (a line that opens a block by one that opens an empty condition,
//! any other by `pass`, together with deeper lines below it) and the text is read
//! again. Lines keep their numbers. This is for people who mend a file: an error
//! that comes only from such a repair is worse than one that is not found, so
//! what cannot be cut cleanly ends the search.

use super::{Finding, Kind};
use crate::resolve::{self, Position};
use std::collections::HashSet;
use taipan_grammar::ast::Mod;
use taipan_grammar::{ErrorKind, Mode, Options, Parsed};

/// Errors after which nobody wants to read on.
const MOST: usize = 100;

/// The tree of what is left, and the errors that were found in the text.
pub fn read(source: &[u8], name: &str) -> (Option<Parsed>, Vec<Finding>) {
    let mut findings: Vec<Finding> = Vec::new();
    let options = Options { filename: Some(name.to_owned()) };
    let text = match taipan_grammar::decode_file(source, name) {
        Ok(text) => text,
        Err(error) => return (None, vec![Finding::new(Kind::Syntax, error.line.max(1), 1, error.message.clone(), "")]),
    };
    let mut gone = HashSet::new();
    let mut lines: Vec<String> = text.split('\n').map(|line| line.trim_end_matches('\r').to_owned()).collect();
    while findings.len() < MOST {
        let (line, column, message, lexical) = match taipan_grammar::parse(&lines.join("\n"), Mode::File, &options) {
            Ok(parsed) => match resolve::resolve(&parsed.module, &resolve::Options::default()) {
                Ok(_) => return (Some(parsed), findings),
                Err(error) => {
                    let (line, column) = match error.position {
                        Position::Range(span) => (span.line, span.column),
                        Position::Start { line, column } => (line, column),
                        Position::Nowhere => (0, 0),
                    };
                    let text = lines.get((line as usize).saturating_sub(1)).map_or("", String::as_str);
                    let column = text.get(..column as usize).map_or(column as usize, |before| before.chars().count());
                    (line, column as u32 + 1, error.message, false)
                }
            },
            Err(error) => {
                let message = match error.kind {
                    ErrorKind::Syntax => error.message.clone(),
                    other => format!("{}: {}", other.class_name(), error.message),
                };
                let eats_the_rest = error.message.starts_with("unterminated triple-quoted");
                (error.line, u32::try_from(error.offset).unwrap_or(0).max(1), message, eats_the_rest)
            }
        };
        let hint = hint(&message);
        let is_new = findings.iter().all(|known| known.line != line);
        if line == 0 {
            findings.push(Finding::new(Kind::Syntax, 1, column, message, hint));
            break;
        }
        if is_new {
            findings.push(Finding::new(Kind::Syntax, line, column, message, hint));
        }
        // A line that is wrong again after its repair goes altogether, and once only.
        let again = !is_new;
        if lexical || (again && !gone.insert(line)) || !put_away(&mut lines, line as usize - 1, again) {
            break;
        }
    }
    (None, findings)
}

/// The tree's statements.
pub fn body(parsed: &Parsed) -> &[taipan_grammar::ast::Stmt] {
    match &parsed.module {
        Mod::Module { body } | Mod::Interactive { body } => body,
        Mod::Expression { .. } => &[],
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Words that go on with a block which an earlier line has opened.
const CONTINUATIONS: &[(&str, &str)] =
    &[("elif", "elif 1:"), ("else", "else:"), ("except", "except Exception:"), ("finally", "finally:")];
/// Words with which a line opens a block.
const OPENERS: &[&str] = &["if", "for", "while", "with", "def", "class", "try", "async", "match", "case"];

/// Takes a line out of the text; false when nothing good can come of it. The
/// second time nothing of its meaning is kept.
fn put_away(lines: &mut [String], index: usize, again: bool) -> bool {
    let Some(line) = lines.get(index).cloned() else { return false };
    let depth = indent(&line);
    let content = line.trim();
    if content.is_empty() {
        return false;
    }
    let white = line.get(..depth).unwrap_or("").to_owned();
    let first: String = content.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    let below = lines.iter().skip(index + 1).find(|line| !line.trim().is_empty()).map(|line| indent(line));
    let has_body = below.is_some_and(|below| below > depth);
    let replacement = match CONTINUATIONS.iter().find(|(word, _)| *word == first) {
        _ if again && has_body => "if 1:".to_owned(),
        _ if again => "pass".to_owned(),
        Some((_, header)) if has_body => (*header).to_owned(),
        Some((_, header)) => format!("{header} pass"),
        None if has_body && (OPENERS.contains(&first.as_str()) || content.ends_with(':')) => opener(&first).to_owned(),
        None => {
            // Deeper lines belong to what is gone.
            for line in lines.iter_mut().skip(index + 1).take_while(|line| line.trim().is_empty() || indent(line) > depth) {
                line.clear();
            }
            "pass".to_owned()
        }
    };
    if let Some(line) = lines.get_mut(index) {
        *line = format!("{white}{replacement}");
    }
    true
}

/// A header that allows in its block what the real one allows.
fn opener(first: &str) -> &'static str {
    match first {
        "def" => "def _():",
        "async" => "async def _():",
        "for" | "while" => "while 1:",
        "try" => "try:",
        "case" => "case _ if 1:",
        _ => "if 1:",
    }
}

/// What to do about an error whose words do not say it.
fn hint(message: &str) -> &'static str {
    if message.starts_with("Missing parentheses in call to 'print'") {
        "write print(...)"
    } else if message.contains("inconsistent use of tabs") || message.starts_with("TabError") {
        "indent with spaces only"
    } else if message.starts_with("'await' outside") || message.starts_with("'async ") {
        "put it into an `async def` and start that with asyncio.run()"
    } else if message.contains("was never closed") {
        "close the bracket"
    } else if message.starts_with("unterminated") {
        "close the string with the quotes that it begins with"
    } else {
        ""
    }
}
