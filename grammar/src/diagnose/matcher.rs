//! Walks the ordered grammar over the tokens, with memory, and raises the errors of its rules.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::notation::{Action, Alternative, Grammar, Item, Place};
use super::{place, place_at};
use crate::actions::{fstring_report_span, split_literal};
use crate::error::{ErrorKind, SyntaxError};
use crate::lexer::Tokens;
use crate::literal::{Escapes, decode_bytes, decode_number, decode_text};
use crate::token::{T, Token};

/// How deep rules may nest: CPython's limit.
pub(super) const MAX_LEVEL: u32 = 6000;

/// A matched part: enough of a tree to name kinds of expressions and find their places.
pub(super) struct Node {
    kind: Kind,
    /// Token indexes; `end` is behind the last one.
    start: usize,
    end: usize,
    children: Vec<Match>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Token,
    List,
    Named(&'static str),
}

type Match = Rc<Node>;

pub(super) struct Matcher<'m> {
    source: &'m str,
    lexed: &'m Tokens,
    tokens: &'m [Token],
    grammar: &'m Grammar,
    /// Statements that are passed over: their start and their end.
    sound: HashMap<usize, usize>,
    at: usize,
    /// How many tokens have been looked at.
    filled: usize,
    searching: bool,
    level: u32,
    statement_level: u32,
    statement_rule: usize,
    error: Option<SyntaxError>,
    memory: HashMap<u64, Option<(Match, usize)>, BuildHasherDefault<PlaceHasher>>,
    /// How many brackets are open behind each token.
    levels: Vec<u32>,
}

impl<'m> Matcher<'m> {
    pub fn new(source: &'m str, lexed: &'m Tokens, grammar: &'m Grammar, sound: HashMap<usize, usize>) -> Self {
        Matcher {
            source,
            lexed,
            tokens: &lexed.tokens,
            grammar,
            sound,
            at: 0,
            filled: 0,
            searching: false,
            level: 0,
            statement_level: 0,
            statement_rule: grammar.index("statement"),
            error: None,
            memory: HashMap::default(),
            levels: bracket_levels(&lexed.tokens),
        }
    }

    /// Matches from the start; tokens that an earlier run has read stay read.
    pub fn run(&mut self, rule: usize, searching: bool) -> bool {
        self.at = 0;
        self.searching = searching;
        self.level = 0;
        self.statement_level = 0;
        self.memory.clear();
        self.rule(rule).is_some()
    }

    pub fn take_error(&mut self) -> Option<SyntaxError> {
        self.error.take()
    }

    /// The last token that was looked at.
    pub fn last_read(&self) -> usize {
        self.filled.saturating_sub(1)
    }

    fn token(&mut self) -> Option<Token> {
        let token = *self.tokens.get(self.at)?;
        self.filled = self.filled.max(self.at + 1);
        if token.kind == T::Error {
            if self.error.is_none() {
                self.error.clone_from(&self.lexed.error);
            }
            return None;
        }
        Some(token)
    }

    fn text(&self, index: usize) -> &'m str {
        let range = self.tokens.get(index).map(|token| token.lo as usize..token.hi as usize);
        range.and_then(|range| self.source.get(range)).unwrap_or("")
    }

    fn node(&self, kind: Kind, start: usize, children: Vec<Match>) -> Match {
        Rc::new(Node { kind, start, end: self.at, children })
    }

    fn rule(&mut self, index: usize) -> Option<Match> {
        let grammar = self.grammar;
        let rule = grammar.rules.get(index)?;
        let start = self.at;
        let is_statement = index == self.statement_rule;
        if is_statement && let Some(&end) = self.sound.get(&start) {
            self.at = end;
            self.filled = self.filled.max(end);
            return Some(self.node(Kind::Nothing, start, Vec::new()));
        }
        let key = (start as u64) << 16 | index as u64;
        if rule.remembered
            && let Some(known) = self.memory.get(&key)
        {
            let (found, end) = known.clone()?;
            self.at = end;
            return Some(found);
        }
        if self.level >= MAX_LEVEL {
            let message = "Parser stack overflowed - Python source too complex to parse".into();
            self.error = Some(SyntaxError::without_place(ErrorKind::Memory, message));
            return None;
        }
        self.level += 1;
        self.statement_level += u32::from(is_statement);
        let silent = rule.name == "expression_without_invalid";
        let searching = self.searching;
        self.searching &= !silent;
        let found = self.alternatives(&rule.alternatives);
        self.searching = searching;
        self.statement_level -= u32::from(is_statement);
        self.level -= 1;
        if self.error.is_some() {
            return None;
        }
        if is_statement && self.statement_level == 0 && found.is_some() {
            // Nothing goes back over a finished statement of the module.
            self.memory.clear();
        } else if rule.remembered {
            self.memory.insert(key, found.as_ref().map(|found| (found.clone(), self.at)));
        }
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn alternatives(&mut self, alternatives: &'m [Alternative]) -> Option<Match> {
        let start = self.at;
        for alternative in alternatives {
            if !self.searching && alternative.only_errors {
                continue;
            }
            self.at = start;
            let mut cut = false;
            let mut values: Vec<(Option<u8>, Match)> = Vec::new();
            let mut matched = true;
            for (name, item) in &alternative.items {
                if matches!(item, Item::Cut) {
                    cut = true;
                    continue;
                }
                match self.item(item) {
                    Some(value) => {
                        if !matches!(item, Item::Ahead(_) | Item::NotAhead(_)) {
                            values.push((*name, value));
                        }
                    }
                    None => {
                        matched = false;
                        break;
                    }
                }
            }
            if self.error.is_some() {
                return None;
            }
            if matched {
                // A rule whose action gives nothing fails as a whole.
                return self.act(alternative.action, values, start);
            }
            if cut {
                break;
            }
        }
        self.at = start;
        None
    }

    fn item(&mut self, item: &'m Item) -> Option<Match> {
        if self.error.is_some() {
            return None;
        }
        let start = self.at;
        match item {
            Item::Token(kind) => self.expect(|token, _| token.kind == *kind),
            Item::Soft(word) => self.expect(|token, text| token.kind == T::Name && text == *word),
            // CPython compares as many characters as the name has, so `c` counts as `case`.
            Item::AnySoft => self.expect(|token, text| {
                token.kind == T::Name && ["match", "case", "type", "_"].iter().any(|word| word.starts_with(text))
            }),
            Item::AnyFStringText => self.expect(|token, _| matches!(token.kind, T::FStringMiddle | T::FStringRawMiddle)),
            Item::AugmentedAssign => self.expect(|token, _| is_augmented(token.kind)),
            Item::Rule(index) => self.rule(*index),
            Item::Group(alternatives) => self.alternatives(alternatives),
            Item::Optional(inner) => match self.item(inner) {
                Some(found) => Some(found),
                None if self.error.is_some() => None,
                None => {
                    self.at = start;
                    Some(self.node(Kind::Nothing, start, Vec::new()))
                }
            },
            Item::Many(inner) => {
                let children = self.repeat(inner)?;
                Some(self.node(Kind::List, start, children))
            }
            Item::Some(inner) => {
                let children = self.repeat(inner)?;
                if children.is_empty() {
                    return None;
                }
                Some(self.node(Kind::List, start, children))
            }
            Item::List(separator, inner) => self.list(separator, inner),
            Item::Ahead(inner) => {
                let found = self.item(inner);
                self.at = start;
                found
            }
            Item::NotAhead(inner) => {
                let found = self.item(inner);
                self.at = start;
                if found.is_some() || self.error.is_some() {
                    return None;
                }
                Some(self.node(Kind::Nothing, start, Vec::new()))
            }
            Item::Forced(kind, text) => {
                let token = self.token()?;
                if token.kind == *kind {
                    self.at += 1;
                    return Some(self.node(Kind::Token, start, Vec::new()));
                }
                if !self.searching {
                    return None;
                }
                let message = format!("expected '{text}'");
                self.error = Some(place(self.source, ErrorKind::Syntax, message, &token, &token, self.lexed));
                None
            }
            Item::Chain => self.chain(),
            Item::Target => self.target(),
            Item::Cut | Item::Never => None,
        }
    }

    fn expect(&mut self, fits: impl Fn(&Token, &str) -> bool) -> Option<Match> {
        let token = self.token()?;
        let start = self.at;
        if !fits(&token, self.text(start)) {
            return None;
        }
        self.at += 1;
        Some(self.node(Kind::Token, start, Vec::new()))
    }

    fn repeat(&mut self, inner: &'m Item) -> Option<Vec<Match>> {
        let mut children = Vec::new();
        loop {
            let start = self.at;
            match self.item(inner) {
                Some(found) if self.at > start => children.push(found),
                _ => {
                    self.at = start;
                    break;
                }
            }
        }
        if self.error.is_some() { None } else { Some(children) }
    }

    fn list(&mut self, separator: &'m Item, inner: &'m Item) -> Option<Match> {
        let start = self.at;
        let mut children = vec![self.item(inner)?];
        loop {
            let before = self.at;
            let more = self.item(separator).and_then(|_| self.item(inner));
            match more {
                Some(found) => children.push(found),
                None => {
                    self.at = before;
                    break;
                }
            }
        }
        if self.error.is_some() {
            return None;
        }
        Some(self.node(Kind::List, start, children))
    }

    /// An atom with its trailers; only the kind of the outermost one is kept.
    fn chain(&mut self) -> Option<Match> {
        let start = self.at;
        let mut found = self.rule(self.grammar.index("atom"))?;
        let trailer = self.grammar.index("trailer");
        loop {
            let before = self.at;
            match self.rule(trailer) {
                Some(next) => found = self.node(next.kind, start, Vec::new()),
                None => {
                    self.at = before;
                    break;
                }
            }
        }
        if self.error.is_some() { None } else { Some(found) }
    }

    fn trailer_ahead(&mut self) -> bool {
        self.token().is_some_and(|token| matches!(token.kind, T::LPar | T::LSqb | T::Dot))
    }

    fn target(&mut self) -> Option<Match> {
        let start = self.at;
        self.rule(self.grammar.index("atom"))?;
        let trailer = self.grammar.index("trailer");
        let mut kind = Kind::Nothing;
        while self.trailer_ahead() {
            kind = self.rule(trailer)?.kind;
        }
        if self.error.is_some() || !matches!(kind, Kind::Named("Attribute" | "Subscript")) {
            return None;
        }
        Some(self.node(kind, start, Vec::new()))
    }

    // Actions.

    fn act(&mut self, action: Action, mut values: Vec<(Option<u8>, Match)>, start: usize) -> Option<Match> {
        match action {
            Action::Pass => {
                let bound = values.iter().filter(|(name, _)| name.is_some()).count();
                if values.len() == 1 {
                    return values.pop().map(|(_, value)| value);
                }
                if bound == 1 {
                    return values.into_iter().find(|(name, _)| name.is_some()).map(|(_, value)| value);
                }
                let children = values.into_iter().map(|(_, value)| value).collect();
                Some(self.node(Kind::List, start, children))
            }
            Action::Kind(name) => {
                let children = values.into_iter().filter(|(name, _)| name.is_some()).map(|(_, value)| value);
                let children = children.collect();
                Some(self.node(Kind::Named(name), start, children))
            }
            Action::Error(spot, text) => {
                self.raise(spot, text, &values);
                None
            }
            Action::Check(name, a, b, text) => self.check(name, get(&values, a), get(&values, b), text, start),
        }
    }

    fn raise(&mut self, spot: Place, text: &str, values: &[(Option<u8>, Match)]) {
        let mut message = text.replace("\\\"", "\"");
        if let Some(a) = get(values, b'a') {
            message = message.replace("%a", self.expression_name(&a));
        }
        let error = match spot {
            Place::At(a) => match get(values, a) {
                Some(a) => self.error_range(message, &a, &a),
                None => return,
            },
            Place::Range(a, b) => match (get(values, a), get(values, b)) {
                (Some(a), Some(b)) => self.error_range(message, &a, &b),
                _ => return,
            },
            Place::From(a) => match get(values, a) {
                Some(a) => self.error_from(message, &a),
                None => return,
            },
            Place::Last => self.error_at_last(ErrorKind::Syntax, message),
            Place::Next => match self.tokens.get(self.at) {
                Some(token) => self.error_at_token(ErrorKind::Syntax, message, token),
                None => return,
            },
            Place::Block(a) => {
                if let Some(token) = a.and_then(|a| get(values, a)).and_then(|a| self.tokens.get(a.start)) {
                    message.push_str(&format!(" on line {}", token.start.line));
                }
                self.error_at_last(ErrorKind::Indentation, message)
            }
        };
        self.error = Some(error);
    }

    fn error_range(&self, message: String, from: &Match, to: &Match) -> SyntaxError {
        let last = to.end.saturating_sub(1).max(to.start);
        match (self.tokens.get(from.start), self.tokens.get(last)) {
            (Some(from), Some(to)) => place(self.source, ErrorKind::Syntax, message, from, to, self.lexed),
            _ => SyntaxError::without_place(ErrorKind::Syntax, message),
        }
    }

    /// From a node to where the lexer stands.
    fn error_from(&self, message: String, from: &Match) -> SyntaxError {
        let (Some(first), Some(last)) = (self.tokens.get(from.start), self.tokens.get(self.last_read())) else {
            return SyntaxError::without_place(ErrorKind::Syntax, message);
        };
        // CPython counts the end from 0 here, so it lies one character early.
        let end_line = last.end.line;
        let early = !(last.kind == T::Newline && self.lexed.from_file);
        let end = (last.end.column as usize).checked_sub(usize::from(early));
        let start = (first.start.line, Some(first.start.column as usize));
        place_at(self.source, self.lexed, ErrorKind::Syntax, message, start, (end_line, end))
    }

    /// At the last token that was looked at.
    pub fn error_at_last(&self, kind: ErrorKind, message: String) -> SyntaxError {
        match self.tokens.get(self.last_read()) {
            Some(token) => self.error_at_token(kind, message, token),
            None => SyntaxError::without_place(kind, message),
        }
    }

    fn error_at_token(&self, kind: ErrorKind, message: String, token: &Token) -> SyntaxError {
        if matches!(token.kind, T::Indent | T::Dedent | T::EndMarker) {
            // Layout has no extent: CPython gives where the lexer stands, without an end.
            let at_end = token.lo as usize >= self.source.len();
            let (line, column) = if at_end {
                // The lexer stands behind the newline of the last line.
                let lines = self.lexed.line_starts.partition_point(|start| (*start as usize) < self.source.len());
                (lines.max(1) as u32, Some(usize::MAX))
            } else {
                (token.start.line, (token.start.column as usize).checked_sub(1))
            };
            let mut error = place_at(self.source, self.lexed, kind, message, (line, column), (line, None));
            if at_end {
                // At the end of a file the lexer has already dropped the line.
                error.offset = if self.lexed.from_file { 0 } else { error.offset - 1 };
            }
            error.end_offset = -1;
            return error;
        }
        place(self.source, kind, message, token, token, self.lexed)
    }

    fn check(&mut self, name: &str, a: Option<Match>, b: Option<Match>, text: &str, start: usize) -> Option<Match> {
        let a = a?;
        match name {
            "same" => Some(a),
            "star_target" => self.refuse_target(&a, "cannot assign to", Targets::Star),
            "for_target" => self.refuse_target(&a, "cannot assign to", Targets::For),
            "del_target" => self.refuse_target(&a, "cannot delete", Targets::Del),
            "forgotten_comma" => {
                let b = b?;
                let bare_level = self.levels.get(self.at.saturating_sub(1)).is_none_or(|level| *level == 0);
                if self.is_legacy(&a) || bare_level {
                    return None;
                }
                self.error = Some(self.error_range("invalid syntax. Perhaps you forgot a comma?".into(), &a, &b));
                None
            }
            "legacy" => {
                if self.is_legacy(&a) {
                    let name = self.text(a.start);
                    let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
                    self.error = Some(self.error_range(message, &a, &b?));
                }
                None
            }
            "bare_generator" => {
                let mut list = Vec::new();
                collect_arguments(&a, self.tokens, &mut list);
                let positional: Vec<Match> = list.into_iter().filter(|item| !is_keyword(item)).collect();
                if positional.len() > 1
                    && let Some(last) = positional.last()
                {
                    let message = "Generator expression must be parenthesized".into();
                    self.error = Some(self.error_range(message, last, &b?));
                }
                None
            }
            "argument_order" => {
                let mut list = Vec::new();
                collect_arguments(&a, self.tokens, &mut list);
                let unpacking = list.iter().any(|item| item.kind == Kind::Named("DoubleStar"));
                let message = if unpacking {
                    "positional argument follows keyword argument unpacking"
                } else {
                    "positional argument follows keyword argument"
                };
                self.error = Some(self.error_at_last(ErrorKind::Syntax, message.into()));
                None
            }
            "key_without_colon" => {
                let (first, last) = (self.tokens.get(a.start)?, self.tokens.get(a.end.saturating_sub(1).max(a.start))?);
                let column = (last.end.column as usize).saturating_sub(1);
                let message = "':' expected after dictionary key".into();
                let start = (first.start.line, Some(column));
                let end = (last.end.line, None);
                self.error = Some(place_at(self.source, self.lexed, ErrorKind::Syntax, message, start, end));
                None
            }
            "constraint" => {
                let what = if b?.kind == Kind::Named("Tuple") { "constraints" } else { "bound" };
                self.error = Some(self.error_from(format!("cannot use {what} with {text}"), &a));
                None
            }
            "number" => {
                if let Err(message) = decode_number(self.text(a.start)) {
                    let line = self.tokens.get(a.start)?.start.line;
                    let (start, end) = ((line, None), (line, None));
                    self.error = Some(place_at(self.source, self.lexed, ErrorKind::Syntax, message, start, end));
                    return None;
                }
                Some(a)
            }
            "real" | "imaginary" => {
                let is_imaginary = self.text(a.start).ends_with(['j', 'J']);
                if is_imaginary != (name == "imaginary") {
                    self.error = Some(self.error_range(format!("{name} number required in complex literal"), &a, &a));
                    return None;
                }
                Some(a)
            }
            "string" => self.check_string(&a),
            "fstring" => self.check_fstring(a.start),
            "strings" => self.check_strings(&a, start),
            "field" => self.check_field(&a),
            "conversion" => self.check_conversion(&a, &b?),
            _ => None,
        }
    }

    fn check_conversion(&mut self, bang: &Match, name: &Match) -> Option<Match> {
        let (first, second) = (self.tokens.get(bang.start)?, self.tokens.get(name.start)?);
        if first.end != second.start {
            // The spelling is that of CPython 3.13.0.
            let message = "f-string: conversion type must come right after the exclamanation mark".into();
            self.error = Some(place(self.source, ErrorKind::Syntax, message, first, second, self.lexed));
            return None;
        }
        Some(name.clone())
    }

    /// Which conversion it is only counts once the field is complete.
    fn check_field(&mut self, name: &Match) -> Option<Match> {
        let text = self.text(name.start);
        if name.kind == Kind::Token && !matches!(text, "s" | "r" | "a") {
            let message = format!("f-string: invalid conversion character '{text}': expected 's', 'r', or 'a'");
            self.error = Some(self.error_range(message, name, name));
            return None;
        }
        Some(name.clone())
    }

    /// Decodes a literal, because a bad escape is an error of this place.
    fn check_string(&mut self, part: &Match) -> Option<Match> {
        let literal = split_literal(self.text(part.start));
        let mut escapes = Escapes::default();
        let failed = if literal.bytes {
            decode_bytes(literal.body, literal.raw, &mut escapes).err()
        } else {
            decode_text(literal.body, literal.raw, &mut escapes).err()
        };
        if let Some(message) = failed {
            self.error = Some(self.error_range(message, part, part));
            return None;
        }
        Some(part.clone())
    }

    fn check_fstring(&mut self, start: usize) -> Option<Match> {
        for index in start..self.at {
            let Some(token) = self.tokens.get(index).filter(|token| token.kind == T::FStringMiddle) else {
                continue;
            };
            let mut escapes = Escapes::default();
            let text = self.source.get(token.lo as usize..token.hi as usize).unwrap_or("");
            if let Err(message) = decode_text(text, false, &mut escapes) {
                let span = fstring_report_span(self.tokens, index);
                let start = (span.line, Some(span.column as usize));
                let end = (span.end_line, Some(span.end_column as usize));
                self.error = Some(place_at(self.source, self.lexed, ErrorKind::Syntax, message, start, end));
                return None;
            }
        }
        Some(self.node(Kind::Named("FString"), start, Vec::new()))
    }

    /// A run of literals is all text or all bytes.
    fn check_strings(&mut self, parts: &Match, start: usize) -> Option<Match> {
        let is_bytes = |part: &&Match| part.kind == Kind::Token && split_literal(self.text(part.start)).bytes;
        let bytes = parts.children.iter().filter(is_bytes).count();
        let formatted = parts.children.iter().any(|part| part.kind != Kind::Token);
        if bytes != 0 && bytes != parts.children.len() {
            let message = "cannot mix bytes and nonbytes literals".into();
            self.error = Some(self.error_at_last(ErrorKind::Syntax, message));
            return None;
        }
        Some(self.node(Kind::Named(if formatted { "FString" } else { "Literal" }), start, Vec::new()))
    }

    fn is_legacy(&self, node: &Match) -> bool {
        node.kind == Kind::Token && matches!(self.text(node.start), "print" | "exec")
    }

    fn refuse_target(&mut self, node: &Match, verb: &str, targets: Targets) -> Option<Match> {
        let bad = self.bad_target(node, targets)?;
        let message = format!("{verb} {}", self.expression_name(&bad));
        self.error = Some(self.error_range(message, &bad, &bad));
        None
    }

    fn bad_target(&self, node: &Match, targets: Targets) -> Option<Match> {
        match node.kind {
            Kind::Named("List" | "Tuple") | Kind::List => node.children.iter().find_map(|child| self.bad_target(child, targets)),
            Kind::Nothing => None,
            Kind::Named("Starred") => match targets {
                Targets::Del => Some(node.clone()),
                _ => node.children.first().and_then(|value| self.bad_target(value, targets)),
            },
            Kind::Named("Compare") => {
                let first_is_in =
                    node.children.get(1).and_then(|ops| ops.children.first()).is_some_and(|op| op.kind == Kind::Named("In"));
                if matches!(targets, Targets::For) {
                    if first_is_in {
                        return node.children.first().and_then(|left| self.bad_target(left, targets));
                    }
                    return None;
                }
                Some(node.clone())
            }
            Kind::Named("Attribute" | "Subscript") => None,
            Kind::Token => {
                let kind = self.tokens.get(node.start).map(|token| token.kind);
                if matches!(kind, Some(T::Name | T::Comma)) { None } else { Some(node.clone()) }
            }
            Kind::Named(_) => Some(node.clone()),
        }
    }

    fn expression_name(&self, node: &Match) -> &'static str {
        match node.kind {
            Kind::Token => match self.tokens.get(node.start).map(|token| token.kind) {
                Some(T::Name) => "name",
                Some(T::True) => "True",
                Some(T::False) => "False",
                Some(T::None) => "None",
                _ => "literal",
            },
            Kind::Named(name) => match name {
                "Attribute" => "attribute",
                "Subscript" => "subscript",
                "Starred" => "starred",
                "List" => "list",
                "Tuple" => "tuple",
                "Lambda" => "lambda",
                "Call" => "function call",
                "BoolOp" | "BinOp" | "UnaryOp" => "expression",
                "GenExp" => "generator expression",
                "Yield" => "yield expression",
                "Await" => "await expression",
                "ListComp" => "list comprehension",
                "SetComp" => "set comprehension",
                "DictComp" => "dict comprehension",
                "Dict" => "dict literal",
                "Set" => "set display",
                "FString" => "f-string expression",
                "Compare" => "comparison",
                "IfExp" => "conditional expression",
                "NamedExpr" => "named expression",
                "Ellipsis" => "ellipsis",
                _ => "literal",
            },
            _ => "expression",
        }
    }
}

fn bracket_levels(tokens: &[Token]) -> Vec<u32> {
    let mut level = 0u32;
    let levels = tokens.iter().map(|token| {
        match token.kind {
            T::LPar | T::LSqb | T::LBrace => level += 1,
            T::RPar | T::RSqb | T::RBrace => level = level.saturating_sub(1),
            _ => {}
        }
        level
    });
    levels.collect()
}

/// Spreads a place and a rule over the table; nobody chooses these keys to collide.
#[derive(Default)]
struct PlaceHasher(u64);

impl Hasher for PlaceHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(self.0 ^ u64::from(byte)));
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[derive(Clone, Copy)]
enum Targets {
    Star,
    For,
    Del,
}

fn get(values: &[(Option<u8>, Match)], name: u8) -> Option<Match> {
    values.iter().find(|(bound, _)| *bound == Some(name)).map(|(_, value)| value.clone())
}

fn is_keyword(node: &Match) -> bool {
    matches!(node.kind, Kind::Named("Keyword" | "DoubleStar"))
}

/// The arguments in a matched list of them, without the commas.
fn collect_arguments(node: &Match, tokens: &[Token], out: &mut Vec<Match>) {
    match node.kind {
        Kind::List => node.children.iter().for_each(|child| collect_arguments(child, tokens, out)),
        Kind::Nothing => {}
        Kind::Token if tokens.get(node.start).is_some_and(|token| token.kind == T::Comma) => {}
        _ => out.push(node.clone()),
    }
}

fn is_augmented(kind: T) -> bool {
    matches!(
        kind,
        T::PlusEqual
            | T::MinEqual
            | T::StarEqual
            | T::SlashEqual
            | T::PercentEqual
            | T::AmperEqual
            | T::VBarEqual
            | T::CircumflexEqual
            | T::LeftShiftEqual
            | T::RightShiftEqual
            | T::DoubleStarEqual
            | T::DoubleSlashEqual
            | T::AtEqual
    )
}
