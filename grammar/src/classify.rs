//! What the words of a source text are, for those who colour it.
//!
//! Promise: pieces rise and never overlap, any text is accepted, and the time is linear. Behind the
//! place where the lexer gives up nothing is classified, but an unfinished string is a string.

use crate::Mode;
use crate::lexer;
use crate::token::{T, Token};

/// What a piece of source text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Keyword,
    Name,
    /// The name behind `def` or `class`.
    Definition,
    /// The name behind a dot.
    Attribute,
    String,
    Number,
    Operator,
    Comment,
}

/// A piece of source text, as byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub start: usize,
    pub end: usize,
    pub class: Class,
}

/// The pieces of a source text with `\n` line ends; blanks are in none.
pub fn classify(source: &str) -> Vec<Piece> {
    let lexed = lexer::tokenize(source, Mode::File, false);
    let mut pieces = Vec::with_capacity(lexed.tokens.len());
    let mut end = 0;
    for (index, token) in lexed.tokens.iter().enumerate() {
        let (lo, hi) = (token.lo as usize, token.hi as usize);
        let before = index.checked_sub(1).and_then(|before| lexed.tokens.get(before));
        if let Some(class) = class_of(source, before, token, lexed.tokens.get(index + 1))
            && lo < hi
            && lo >= end
        {
            // Layout tokens lie anywhere, so comments are looked for between the others.
            comments(source, end, lo, &mut pieces);
            pieces.push(Piece { start: lo, end: hi, class });
            end = hi;
        }
    }
    if lexed.error.is_some() {
        unread(source, end_of(&pieces), &mut pieces);
    } else {
        comments(source, end, source.len(), &mut pieces);
    }
    pieces
}

fn end_of(pieces: &[Piece]) -> usize {
    pieces.last().map_or(0, |piece| piece.end)
}

fn class_of(source: &str, before: Option<&Token>, token: &Token, next: Option<&Token>) -> Option<Class> {
    Some(match token.kind {
        T::Name => {
            let text = source.get(token.lo as usize..token.hi as usize)?;
            match before.map_or(T::Newline, |before| before.kind) {
                T::Def | T::Class => Class::Definition,
                T::Dot => Class::Attribute,
                T::Newline | T::Indent | T::Dedent if is_soft_keyword(text, next) => Class::Keyword,
                _ => Class::Name,
            }
        }
        T::Number => Class::Number,
        T::String | T::FStringStart | T::FStringMiddle | T::FStringRawMiddle | T::FStringEnd => Class::String,
        T::EndMarker | T::Newline | T::Indent | T::Dedent | T::Error | T::Unknown => return None,
        kind if kind as u8 >= T::False as u8 => Class::Keyword,
        _ => Class::Operator,
    })
}

/// `match`, `case` and `type` at the start of a line, judged by the token behind them: the parser
/// knows better, but it needs the whole block.
fn is_soft_keyword(text: &str, next: Option<&Token>) -> bool {
    let Some(next) = next else { return false };
    let begins_value = next.kind as u8 >= T::False as u8 && !matches!(next.kind, T::In | T::Is | T::And | T::Or | T::If)
        || matches!(next.kind, T::Name | T::Number | T::String | T::FStringStart);
    match text {
        "match" | "case" => begins_value || matches!(next.kind, T::LBrace),
        "type" => next.kind == T::Name,
        _ => false,
    }
}

/// The comments between two tokens.
fn comments(source: &str, from: usize, to: usize, pieces: &mut Vec<Piece>) {
    let mut at = from;
    while let Some(found) = source.get(at..to).and_then(|gap| gap.find('#')) {
        let start = at + found;
        let end = source.get(start..to).and_then(|rest| rest.find('\n')).map_or(to, |length| start + length);
        pieces.push(Piece { start, end, class: Class::Comment });
        at = end;
    }
}

/// What the lexer did not get through: an unfinished string, or anything.
fn unread(source: &str, from: usize, pieces: &mut Vec<Piece>) {
    let Some(rest) = source.get(from..) else { return };
    let Some(first) = rest.find(|c: char| !c.is_whitespace()) else { return };
    let text = rest.get(first..).unwrap_or("");
    let body = text.trim_start_matches(|c: char| "rRbBuUfF".contains(c));
    let start = from + first;
    if text.len() - body.len() <= 2 && (body.starts_with('"') || body.starts_with('\'')) {
        let quote = body.get(..1).unwrap_or("");
        let triple = body.starts_with(&quote.repeat(3));
        let end = if triple { None } else { text.find('\n') };
        pieces.push(Piece { start, end: end.map_or(source.len(), |end| start + end), class: Class::String });
    } else {
        comments(source, start, source.len(), pieces);
        pieces.truncate(pieces.iter().rposition(|piece| piece.start < start).map_or(0, |last| last + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, classify};

    fn check(source: &str, expected: &[(&str, Class)]) {
        let found: Vec<(&str, Class)> =
            classify(source).iter().map(|piece| (&source[piece.start..piece.end], piece.class)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pieces_are_classified() {
        use Class::*;
        check(
            "def f(x): # c",
            &[
                ("def", Keyword),
                ("f", Definition),
                ("(", Operator),
                ("x", Name),
                (")", Operator),
                (":", Operator),
                ("# c", Comment),
            ],
        );
        check("a.b = 1.5", &[("a", Name), (".", Operator), ("b", Attribute), ("=", Operator), ("1.5", Number)]);
        check("match x:", &[("match", Keyword), ("x", Name), (":", Operator)]);
        check("match = 1", &[("match", Name), ("=", Operator), ("1", Number)]);
        check("'abc", &[("'abc", String)]);
        check("x = '''a\nb", &[("x", Name), ("=", Operator), ("'''a\nb", String)]);
        check("é = 'ü'", &[("é", Name), ("=", Operator), ("'ü'", String)]);
        check("# only", &[("# only", Comment)]);
        check("$", &[]);
    }
}
