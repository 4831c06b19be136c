//! Decides which words are keywords where only the context can tell, and turns tokens into the
//! parser's terminals with their values.
//!
//! `match` and `case` are settled by the shape of the logical line: no statement but a match
//! statement ends in a colon with an indented block behind it. `type` is a keyword before a name.
//! The parenthesised form of `with` gets a terminal of its own for its opening parenthesis.

use crate::actions::{Context, Piece};
use crate::ast::{Constant, Name};
use crate::token::{Pos, T, Token};

/// A terminal of the grammar.
#[derive(Clone, Debug)]
pub(crate) enum Terminal {
    Plain(T),
    Name(Name),
    Number(Constant),
    String(Piece),
    FStringText(Piece),
    Match,
    Case,
    Type,
    WithParen,
    StartFile,
    StartInteractive,
    StartEval,
}

pub(crate) struct Terminals<'c> {
    context: &'c Context<'c>,
    tokens: &'c [Token],
    next: usize,
    first: Option<Terminal>,
    /// Indentation depth, and the depths at which `case` is a keyword.
    depth: usize,
    match_depths: Vec<usize>,
    /// The next INDENT opens the block of a match statement.
    match_pending: bool,
    with_paren: Option<usize>,
}

impl<'c> Terminals<'c> {
    pub fn new(context: &'c Context<'c>, tokens: &'c [Token], first: Terminal) -> Self {
        Terminals {
            context,
            tokens,
            next: 0,
            first: Some(first),
            depth: 0,
            match_depths: Vec::new(),
            match_pending: false,
            with_paren: None,
        }
    }

    fn kind(&self, index: usize) -> T {
        self.tokens.get(index).map_or(T::EndMarker, |token| token.kind)
    }

    fn text(&self, token: &Token) -> &'c str {
        self.context.source.get(token.lo as usize..token.hi as usize).unwrap_or("")
    }

    fn at_line_start(&self, index: usize) -> bool {
        index == 0 || matches!(self.kind(index - 1), T::Newline | T::Indent | T::Dedent)
    }

    /// The logical line that starts at `index` ends in a colon, with a block behind it.
    fn opens_block(&self, index: usize) -> bool {
        let mut at = index + 1;
        while !matches!(self.kind(at), T::Newline | T::EndMarker | T::Error) {
            at += 1;
        }
        at > index + 2 && self.kind(at - 1) == T::Colon && self.kind(at + 1) == T::Indent
    }

    fn word(&mut self, index: usize, token: &Token) -> Terminal {
        let text = self.text(token);
        match text {
            "match" if self.at_line_start(index) && self.opens_block(index) => {
                self.match_pending = true;
                return Terminal::Match;
            }
            "case" if self.at_line_start(index) && self.match_depths.last() == Some(&self.depth) => {
                return Terminal::Case;
            }
            "type" if self.kind(index + 1) == T::Name => return Terminal::Type,
            _ => {}
        }
        Terminal::Name(self.context.intern(text))
    }

    /// Where the `(` of a parenthesised `with` stands: its items are all plain expressions, with
    /// or without `as`, and the colon follows its `)`.
    fn parenthesised_with(&self, index: usize) -> bool {
        let (mut depth, mut at) = (0usize, index);
        let (mut has_as, mut only_expression, mut lambda) = (false, false, false);
        let mut previous = T::Comma;
        loop {
            let kind = self.kind(at);
            match kind {
                T::LPar | T::LSqb | T::LBrace => depth += 1,
                T::RPar | T::RSqb | T::RBrace => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                T::EndMarker | T::Error | T::Newline => return false,
                _ if depth > 1 => {}
                T::As => has_as = true,
                T::Lambda => lambda = true,
                T::Colon => lambda = false,
                T::ColonEqual | T::For | T::Yield => only_expression = true,
                T::Star if !lambda && matches!(previous, T::Comma | T::LPar) => only_expression = true,
                _ => {}
            }
            previous = kind;
            at += 1;
        }
        at > index + 1 && self.kind(at + 1) == T::Colon && (has_as || !only_expression)
    }

    fn terminal(&mut self, index: usize, token: &Token) -> Terminal {
        match token.kind {
            T::Name => self.word(index, token),
            T::Number => Terminal::Number(self.context.number_value(self.text(token), token.start.to(token.end))),
            T::String => Terminal::String(self.context.string_piece(self.text(token), token)),
            T::FStringMiddle | T::FStringRawMiddle => {
                Terminal::FStringText(self.context.fstring_piece(self.text(token), token, index))
            }
            T::Indent => {
                self.depth += 1;
                if self.match_pending {
                    self.match_pending = false;
                    self.match_depths.push(self.depth);
                }
                Terminal::Plain(T::Indent)
            }
            T::Dedent => {
                if self.match_depths.last() == Some(&self.depth) {
                    self.match_depths.pop();
                }
                self.depth = self.depth.saturating_sub(1);
                Terminal::Plain(T::Dedent)
            }
            T::With => {
                if self.kind(index + 1) == T::LPar && self.parenthesised_with(index + 1) {
                    self.with_paren = Some(index + 1);
                }
                Terminal::Plain(T::With)
            }
            T::LPar if self.with_paren == Some(index) => Terminal::WithParen,
            kind => Terminal::Plain(kind),
        }
    }
}

impl Iterator for Terminals<'_> {
    type Item = Result<(Pos, Terminal, Pos), ()>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(first) = self.first.take() {
            let start = Pos { line: 1, column: 0 };
            return Some(Ok((start, first, start)));
        }
        let index = self.next;
        let token = *self.tokens.get(index)?;
        self.next += 1;
        let terminal = self.terminal(index, &token);
        Some(Ok((token.start, terminal, token.end)))
    }
}
