//! Reads the notation of `rules` into alternatives that the matcher walks.
//!
//! The text is part of the program, so a mistake in it is ours: the tests read all rules once, and
//! an unknown word becomes an item that never matches.

use std::collections::HashMap;

use crate::token::{T, keyword};

pub(super) struct Grammar {
    pub rules: Vec<Rule>,
    names: HashMap<&'static str, usize>,
}

pub(super) struct Rule {
    pub name: &'static str,
    pub alternatives: Vec<Alternative>,
    /// Its results are kept, whether errors were being searched or not: CPython does so, and it
    /// shows in which error is found first.
    pub remembered: bool,
}

pub(super) struct Alternative {
    pub items: Vec<(Option<u8>, Item)>,
    pub action: Action,
    /// A lone rule for mistakes: only tried while an error is being searched.
    pub only_errors: bool,
}

pub(super) enum Item {
    Token(T),
    Soft(&'static str),
    AnySoft,
    AnyFStringText,
    AugmentedAssign,
    Rule(usize),
    Group(Vec<Alternative>),
    Optional(Box<Item>),
    Many(Box<Item>),
    Some(Box<Item>),
    List(Box<Item>, Box<Item>),
    Ahead(Box<Item>),
    NotAhead(Box<Item>),
    Forced(T, &'static str),
    Cut,
    /// An atom with all its trailers.
    Chain,
    /// An atom with trailers of which the last is an attribute or a subscript.
    Target,
    Never,
}

const REMEMBERED: &[&str] = &[
    "simple_stmt",
    "block",
    "star_expression",
    "expression",
    "disjunction",
    "conjunction",
    "inversion",
    "bitwise_or",
    "bitwise_xor",
    "bitwise_and",
    "shift_expr",
    "sum",
    "term",
    "factor",
    "await_primary",
    "primary",
    "strings",
    "arguments",
    "star_target",
    "target_with_star_atom",
    "del_target",
    "closed_pattern",
    "star_pattern",
    "type_param",
    "attr",
    "name_or_attr",
    "dotted_name",
    "bad_named_expression",
];

#[derive(Clone, Copy)]
pub(super) enum Action {
    Pass,
    Kind(&'static str),
    Error(Place, &'static str),
    Check(&'static str, u8, u8, &'static str),
}

#[derive(Clone, Copy)]
pub(super) enum Place {
    At(u8),
    Range(u8, u8),
    From(u8),
    Last,
    Next,
    /// An IndentationError; with a binding, its line is named.
    Block(Option<u8>),
}

impl Grammar {
    pub fn read(text: &'static str) -> Grammar {
        let words = split(text);
        let mut names = HashMap::new();
        for (index, word) in words.iter().enumerate() {
            if *word == ":" && index > 0 {
                let next = names.len();
                names.entry(words[index - 1]).or_insert(next);
            }
        }
        let mut reader = Reader { words, at: 0, names: &names };
        let mut rules: Vec<Rule> = Vec::new();
        while let Some(name) = reader.take() {
            reader.take();
            let mut alternatives = Vec::new();
            while reader.peek() == Some("|") {
                reader.take();
                alternatives.push(reader.alternative());
            }
            let remembered = REMEMBERED.contains(&name);
            rules.push(Rule { name, alternatives, remembered });
        }
        Grammar { rules, names }
    }

    pub fn index(&self, name: &str) -> usize {
        self.names.get(name).copied().unwrap_or(0)
    }
}

/// Words: quoted texts keep their quotes, so that a token cannot be mistaken for notation. A colon
/// is only a word behind the name of a rule.
fn split(text: &'static str) -> Vec<&'static str> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b' ' | b'\n' => {
                at += 1;
                continue;
            }
            quote @ (b'\'' | b'"') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'=' if bytes.get(at + 1) == Some(&b'>') => at += 2,
            b'-' if bytes.get(at + 1) == Some(&b'>') => at += 2,
            b'&' if bytes.get(at + 1) == Some(&b'&') => at += 2,
            b'.' => at += bytes[at..].iter().take_while(|c| **c == b'.').count(),
            c if c.is_ascii_alphanumeric() || c == b'_' => {
                at += bytes[at..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == b'_').count();
            }
            _ => at += 1,
        }
        words.push(&text[start..at.min(text.len())]);
    }
    words
}

struct Reader<'g> {
    words: Vec<&'static str>,
    at: usize,
    names: &'g HashMap<&'static str, usize>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&'static str> {
        self.words.get(self.at).copied()
    }

    fn peek2(&self) -> Option<&'static str> {
        self.words.get(self.at + 1).copied()
    }

    fn take(&mut self) -> Option<&'static str> {
        let word = self.peek();
        self.at += 1;
        word
    }

    fn binding(&mut self) -> u8 {
        self.take().and_then(|word| word.bytes().next()).unwrap_or(b'?')
    }

    fn alternative(&mut self) -> Alternative {
        let first = self.peek().unwrap_or("");
        let mut items = Vec::new();
        let mut action = Action::Pass;
        while let Some(word) = self.peek() {
            if matches!(word, "|" | ")" | "]") || self.peek2() == Some(":") {
                break;
            }
            match word {
                "->" => {
                    self.take();
                    action = Action::Kind(self.take().unwrap_or(""));
                    break;
                }
                "=>" => {
                    self.take();
                    action = self.action();
                    break;
                }
                _ => {}
            }
            let name = if word.len() == 1 && self.peek2() == Some("=") {
                let name = self.binding();
                self.take();
                Some(name)
            } else {
                None
            };
            let item = self.item();
            items.push((name, item));
        }
        let only_errors = items.len() == 1 && first.starts_with("bad_");
        Alternative { items, action, only_errors }
    }

    fn action(&mut self) -> Action {
        let word = self.take().unwrap_or("");
        match word {
            "last" => Action::Error(Place::Last, self.text()),
            "next" => Action::Error(Place::Next, self.text()),
            "block" => {
                let quoted = self.peek().is_some_and(|word| word.starts_with('"'));
                let name = if quoted { None } else { Some(self.binding()) };
                Action::Error(Place::Block(name), self.text())
            }
            _ if word.len() == 1 => {
                let a = word.as_bytes()[0];
                if self.peek() == Some("..") {
                    self.take();
                    if self.peek().is_some_and(|word| word.len() == 1) {
                        let b = self.binding();
                        return Action::Error(Place::Range(a, b), self.text());
                    }
                    return Action::Error(Place::From(a), self.text());
                }
                Action::Error(Place::At(a), self.text())
            }
            _ => {
                let mut names = [b'?'; 2];
                for name in &mut names {
                    if self.peek().is_some_and(|word| word.len() == 1 && word != "|" && word != ")") && self.peek2() != Some(":")
                    {
                        *name = self.binding();
                    }
                }
                let text = if self.peek().is_some_and(|word| word.starts_with('"')) { self.text() } else { "" };
                Action::Check(word, names[0], names[1], text)
            }
        }
    }

    fn text(&mut self) -> &'static str {
        let word = self.take().unwrap_or("\"\"");
        word.get(1..word.len().saturating_sub(1)).unwrap_or("")
    }

    fn item(&mut self) -> Item {
        let first = self.take().unwrap_or("");
        let item = match first {
            "&" => return Item::Ahead(Box::new(self.item())),
            "!" => return Item::NotAhead(Box::new(self.item())),
            "&&" => {
                let text = self.text();
                return Item::Forced(token(text), text);
            }
            "~" => return Item::Cut,
            "(" => {
                let group = self.group();
                self.take();
                group
            }
            "[" => {
                let group = self.group();
                self.take();
                Item::Optional(Box::new(group))
            }
            _ => self.simple(first),
        };
        match self.peek() {
            Some("*") => {
                self.take();
                Item::Many(Box::new(item))
            }
            Some("+") => {
                self.take();
                Item::Some(Box::new(item))
            }
            Some(".") => {
                self.take();
                let element = match self.item() {
                    Item::Some(element) => element,
                    other => Box::new(other),
                };
                Item::List(Box::new(item), element)
            }
            _ => item,
        }
    }

    fn group(&mut self) -> Item {
        let mut alternatives = vec![self.alternative()];
        while self.peek() == Some("|") {
            self.take();
            alternatives.push(self.alternative());
        }
        Item::Group(alternatives)
    }

    fn simple(&self, word: &'static str) -> Item {
        if word.starts_with('\'') {
            return Item::Token(token(word.trim_matches('\'')));
        }
        if word.starts_with('"') {
            return Item::Soft(word.trim_matches('"'));
        }
        match word {
            "NAME" => Item::Token(T::Name),
            "NUMBER" => Item::Token(T::Number),
            "STRING" => Item::Token(T::String),
            "FSTRING_START" => Item::Token(T::FStringStart),
            "FSTRING_END" => Item::Token(T::FStringEnd),
            "FSTRING_MIDDLE" => Item::AnyFStringText,
            "NEWLINE" => Item::Token(T::Newline),
            "INDENT" => Item::Token(T::Indent),
            "DEDENT" => Item::Token(T::Dedent),
            "ENDMARKER" => Item::Token(T::EndMarker),
            "SOFT_KEYWORD" => Item::AnySoft,
            "AUGASSIGN" => Item::AugmentedAssign,
            "CHAIN" => Item::Chain,
            "TARGET" => Item::Target,
            _ => self.names.get(word).map_or(Item::Never, |&index| Item::Rule(index)),
        }
    }
}

fn token(text: &str) -> T {
    match text {
        "(" => T::LPar,
        ")" => T::RPar,
        "[" => T::LSqb,
        "]" => T::RSqb,
        "{" => T::LBrace,
        "}" => T::RBrace,
        ":" => T::Colon,
        "," => T::Comma,
        ";" => T::Semi,
        "+" => T::Plus,
        "-" => T::Minus,
        "*" => T::Star,
        "/" => T::Slash,
        "|" => T::VBar,
        "&" => T::Amper,
        "<" => T::Less,
        ">" => T::Greater,
        "=" => T::Equal,
        "." => T::Dot,
        "%" => T::Percent,
        "==" => T::EqEqual,
        "!=" => T::NotEqual,
        "<=" => T::LessEqual,
        ">=" => T::GreaterEqual,
        "~" => T::Tilde,
        "^" => T::Circumflex,
        "<<" => T::LeftShift,
        ">>" => T::RightShift,
        "**" => T::DoubleStar,
        "//" => T::DoubleSlash,
        "@" => T::At,
        "->" => T::RArrow,
        "..." => T::Ellipsis,
        ":=" => T::ColonEqual,
        "!" => T::Exclamation,
        word => keyword(word).unwrap_or(T::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::rules::RULES;

    fn check(alternatives: &[Alternative], rule: &str) {
        for alternative in alternatives {
            for (_, item) in &alternative.items {
                check_item(item, rule);
            }
        }
    }

    fn check_item(item: &Item, rule: &str) {
        match item {
            Item::Never | Item::Token(T::Unknown) | Item::Forced(T::Unknown, _) => panic!("unknown word in {rule}"),
            Item::Group(inner) => check(inner, rule),
            Item::Optional(inner) | Item::Many(inner) | Item::Some(inner) => check_item(inner, rule),
            Item::Ahead(inner) | Item::NotAhead(inner) => check_item(inner, rule),
            Item::List(separator, inner) => {
                check_item(separator, rule);
                check_item(inner, rule);
            }
            _ => {}
        }
    }

    #[test]
    fn every_word_of_the_rules_is_known() {
        let grammar = Grammar::read(RULES);
        assert!(grammar.rules.len() > 150);
        for rule in &grammar.rules {
            assert!(!rule.alternatives.is_empty(), "{} is empty", rule.name);
            check(&rule.alternatives, rule.name);
        }
    }
}
