//! From a pattern's text to its tree.
//!
//! The parser keeps its own stack of open groups, so nesting costs heap memory
//! only. Flags are applied while parsing: a node already says how it ignores
//! case and which alphabet it goes by. Errors carry CPython's words and positions.

use super::set::{Category, ClassKind, ClassSpec, Member};
use super::tokens::{Fault, Reader, Token, codes, is_octal, number, quoted};
use super::tree::{Fold, Greed, Node, NodeId, Place, Tree, UNBOUNDED, Width, flag};

/// Group numbers and references stay below this.
pub const MAX_GROUPS: u64 = 1_073_741_823;

/// Finds the character of a `\N{...}` name.
pub type NameLookup<'a> = &'a mut dyn FnMut(&[u32]) -> Result<Option<u32>, Fault>;

/// What a finished part of a sequence was, for the rules about repetition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Place,
    Repeat,
    /// A literal or a set as such: alternatives of these become one set.
    Class,
    Other,
}

#[derive(Clone, Copy)]
struct Item {
    node: NodeId,
    sort: Sort,
}

enum Opened {
    Root,
    Capture(u32),
    Plain,
    Atomic,
    Look {
        behind: bool,
        negated: bool,
        outermost_behind: bool,
    },
    /// The first branch, once it is complete, is kept here.
    Condition {
        group: u32,
        yes: Option<NodeId>,
    },
}

/// A group under construction.
struct Level {
    opened: Opened,
    /// Where its parenthesis is.
    start: usize,
    flags: u32,
    verbose: bool,
    items: Vec<Item>,
    branches: Vec<Vec<Item>>,
}

pub struct Parser<'a, 'n> {
    reader: Reader<'a>,
    tree: Tree,
    flags: u32,
    levels: Vec<Level>,
    /// Widths of groups by number; none while open. The whole match is the first.
    group_widths: Vec<Option<Width>>,
    /// Groups below this number may be referred to inside the lookbehind.
    behind_groups: Option<usize>,
    /// Conditions on groups by number, with the position of the first mention.
    references: Vec<(u64, usize)>,
    bad_behind: Option<&'static str>,
    warnings: Vec<String>,
    names: NameLookup<'n>,
}

pub struct Parsed {
    pub tree: Tree,
    /// FutureWarnings in order.
    pub warnings: Vec<String>,
}

const SPACES: &[char] = &[' ', '\t', '\n', '\r', '\u{b}', '\u{c}'];

fn flag_of(letter: char) -> Option<u32> {
    Some(match letter {
        'i' => flag::IGNORECASE,
        'L' => flag::LOCALE,
        'm' => flag::MULTILINE,
        's' => flag::DOTALL,
        'x' => flag::VERBOSE,
        'a' => flag::ASCII,
        'u' => flag::UNICODE,
        _ => return None,
    })
}

fn is_alpha(token: Token) -> bool {
    token.codes().into_iter().all(crate::text::unicode::is_alpha)
}

/// Parses a pattern.
pub fn parse(text: &[u32], is_text: bool, flags: u32, names: NameLookup<'_>) -> Result<Parsed, Fault> {
    let reader = Reader::new(text, is_text)?;
    let mut parser = Parser {
        reader,
        tree: Tree::default(),
        flags,
        levels: Vec::new(),
        group_widths: vec![None],
        behind_groups: None,
        references: Vec::new(),
        bad_behind: None,
        warnings: Vec::new(),
        names,
    };
    let root = parser.run()?;
    parser.flags = check_flags(is_text, parser.flags)?;
    if parser.reader.peek().is_some() {
        return Err(parser.reader.error("unbalanced parenthesis", 0));
    }
    parser.finish(root)
}

/// Parses the phrases of a scanner into one tree: alternatives, each a group.
pub fn parse_phrases(phrases: &[(Vec<u32>, bool)], flags: u32, names: NameLookup<'_>) -> Result<Parsed, Fault> {
    let mut done: Option<Parsed> = None;
    let mut branches = Vec::new();
    for (text, is_text) in phrases {
        let parsed = parse(text, *is_text, flags, &mut *names)?;
        let base = done.get_or_insert_with(|| Parsed { tree: Tree::default(), warnings: Vec::new() });
        base.warnings.extend(parsed.warnings);
        let number = branches.len() as u32 + 1;
        let root = graft(&mut base.tree, parsed.tree);
        branches.push(base.tree.add(Node::Group { child: root, number }, Width::NONE));
    }
    let mut parsed = done.unwrap_or(Parsed { tree: Tree::default(), warnings: Vec::new() });
    let tree = &mut parsed.tree;
    let (start, count) = (tree.children.len() as u32, branches.len() as u32);
    tree.children.extend(branches);
    tree.root = tree.add(Node::Either { start, count }, Width::NONE);
    tree.groups = tree.groups.max(count);
    tree.flags = flags;
    Ok(parsed)
}

/// Appends a tree to another one; gives its root's new number.
fn graft(into: &mut Tree, from: Tree) -> NodeId {
    let (nodes, children, classes) = (into.nodes.len() as u32, into.children.len() as u32, into.classes.len() as u32);
    for (mut node, width) in from.nodes.into_iter().zip(from.widths) {
        match &mut node {
            Node::Class(class) => *class += classes,
            Node::Sequence { start, .. } | Node::Either { start, .. } => *start += children,
            Node::Repeat { child, .. } | Node::Group { child, .. } | Node::Look { child, .. } | Node::Atomic(child) => {
                *child += nodes;
            }
            Node::Condition { yes, no, .. } => {
                *yes += nodes;
                *no += nodes;
            }
            Node::Empty | Node::Fail | Node::Back { .. } | Node::Place(_) => {}
        }
        into.nodes.push(node);
        into.widths.push(width);
    }
    into.children.extend(from.children.into_iter().map(|child| child + nodes));
    into.classes.extend(from.classes);
    into.groups = into.groups.max(from.groups);
    into.looks_back |= from.looks_back;
    from.root + nodes
}

/// Refuses combinations of flags, and adds UNICODE where it is the default.
fn check_flags(is_text: bool, flags: u32) -> Result<u32, Fault> {
    if is_text {
        if flags & flag::LOCALE != 0 {
            return Err(Fault::Value("cannot use LOCALE flag with a str pattern"));
        }
        if flags & flag::ASCII != 0 && flags & flag::UNICODE != 0 {
            return Err(Fault::Value("ASCII and UNICODE flags are incompatible"));
        }
        return Ok(if flags & flag::ASCII == 0 { flags | flag::UNICODE } else { flags });
    }
    if flags & flag::UNICODE != 0 {
        return Err(Fault::Value("cannot use UNICODE flag with a bytes pattern"));
    }
    if flags & flag::LOCALE != 0 && flags & flag::ASCII != 0 {
        return Err(Fault::Value("ASCII and LOCALE flags are incompatible"));
    }
    Ok(flags)
}

impl Parser<'_, '_> {
    fn finish(mut self, root: NodeId) -> Result<Parsed, Fault> {
        let groups = self.group_widths.len();
        if let Some((group, at)) = self.references.iter().find(|(group, _)| *group >= groups as u64) {
            let message = codes(&format!("invalid group reference {group}"));
            return Err(Fault::Pattern { message, at: Some(*at) });
        }
        if let Some(message) = self.bad_behind {
            return Err(Fault::Pattern { message: codes(message), at: None });
        }
        self.tree.root = root;
        self.tree.groups = groups as u32 - 1;
        self.tree.flags = self.flags;
        Ok(Parsed { tree: self.tree, warnings: self.warnings })
    }

    fn open(&mut self, opened: Opened, start: usize, flags: u32, verbose: bool) {
        self.levels.push(Level { opened, start, flags, verbose, items: Vec::new(), branches: Vec::new() });
    }

    fn level(&mut self) -> Result<&mut Level, Fault> {
        // There is always the root until `run` returns.
        self.levels.last_mut().ok_or(Fault::Value("the parser lost its place"))
    }

    fn push(&mut self, node: NodeId, sort: Sort) -> Result<(), Fault> {
        self.level()?.items.push(Item { node, sort });
        Ok(())
    }

    fn push_node(&mut self, node: Node, sort: Sort) -> Result<(), Fault> {
        let id = self.tree.add(node, Width::NONE);
        self.push(id, sort)
    }

    fn is_unicode(&self, flags: u32) -> bool {
        self.reader.is_text && flags & flag::ASCII == 0
    }

    fn fold_by(&self, flags: u32) -> Fold {
        match flags & flag::IGNORECASE {
            0 => Fold::None,
            _ if self.is_unicode(flags) => Fold::Unicode,
            _ if flags & flag::LOCALE != 0 => Fold::Locale,
            _ => Fold::Ascii,
        }
    }

    fn push_class(&mut self, kind: ClassKind, sort: Sort) -> Result<(), Fault> {
        let flags = self.level()?.flags;
        let spec = ClassSpec { kind, fold: self.fold_by(flags), unicode: self.is_unicode(flags) };
        let class = self.tree.classes.len() as u32;
        self.tree.classes.push(spec);
        self.push_node(Node::Class(class), sort)
    }

    fn push_literal(&mut self, code: u32) -> Result<(), Fault> {
        self.push_class(ClassKind::One(code), Sort::Class)
    }

    fn sequence(&mut self, items: Vec<Item>) -> NodeId {
        match items.as_slice() {
            [] => self.tree.add(Node::Empty, Width::NONE),
            [one] => one.node,
            _ => {
                let (start, count) = (self.tree.children.len() as u32, items.len() as u32);
                self.tree.children.extend(items.iter().map(|item| item.node));
                self.tree.add(Node::Sequence { start, count }, Width::NONE)
            }
        }
    }

    /// The set that alternatives of single characters amount to.
    fn merged(&self, branches: &[Vec<Item>]) -> Option<ClassSpec> {
        let mut all: Vec<Member> = Vec::new();
        let mut model: Option<&ClassSpec> = None;
        for branch in branches {
            let [Item { node, sort: Sort::Class }] = branch.as_slice() else { return None };
            let Node::Class(class) = self.tree.node(*node) else { return None };
            let spec = self.tree.classes.get(*class as usize)?;
            match &spec.kind {
                ClassKind::One(code) => all.push(Member::One(*code)),
                ClassKind::Set { negated: false, members } => all.extend_from_slice(members),
                _ => return None,
            }
            if model.is_some_and(|model| model.fold != spec.fold || model.unicode != spec.unicode) {
                return None;
            }
            model = Some(spec);
        }
        let model = model?;
        let kind = ClassKind::Set { negated: false, members: all };
        Some(ClassSpec { kind, fold: model.fold, unicode: model.unicode })
    }

    /// Closes the innermost level; gives its node and how it was opened.
    fn close(&mut self) -> Result<(Level, NodeId, Sort), Fault> {
        let Some(mut level) = self.levels.pop() else { return Err(Fault::Value("the parser lost its place")) };
        let items = std::mem::take(&mut level.items);
        if level.branches.is_empty() {
            let node = self.sequence(items);
            return Ok((level, node, Sort::Other));
        }
        let mut branches = std::mem::take(&mut level.branches);
        branches.push(items);
        if let Some(spec) = self.merged(&branches) {
            let class = self.tree.classes.len() as u32;
            self.tree.classes.push(spec);
            let node = self.tree.add(Node::Class(class), Width::NONE);
            return Ok((level, node, Sort::Class));
        }
        let ids: Vec<NodeId> = branches.into_iter().map(|branch| self.sequence(branch)).collect();
        let (start, count) = (self.tree.children.len() as u32, ids.len() as u32);
        self.tree.children.extend(ids);
        let node = self.tree.add(Node::Either { start, count }, Width::NONE);
        Ok((level, node, Sort::Other))
    }

    /// Reads the whole pattern, or up to a closing parenthesis too many.
    fn run(&mut self) -> Result<NodeId, Fault> {
        let verbose = self.flags & flag::VERBOSE != 0;
        self.open(Opened::Root, 0, self.flags, verbose);
        loop {
            match self.reader.peek() {
                Some(token) if token.is('|') => {
                    let conditional = matches!(self.level()?.opened, Opened::Condition { .. });
                    if conditional {
                        self.next_condition_branch()?;
                        continue;
                    }
                    self.reader.take()?;
                    let flags = self.flags;
                    let level = self.level()?;
                    let items = std::mem::take(&mut level.items);
                    level.branches.push(items);
                    if matches!(level.opened, Opened::Root) {
                        level.verbose = flags & flag::VERBOSE != 0;
                    }
                }
                Some(token) if token.is(')') => {
                    if self.levels.len() == 1 {
                        return self.close().map(|(_, node, _)| node);
                    }
                    self.reader.take()?;
                    self.close_group()?;
                }
                Some(_) => self.item()?,
                None if self.levels.len() == 1 => return self.close().map(|(_, node, _)| node),
                None => {
                    let start = self.level()?.start;
                    let back = self.reader.tell() - start;
                    return Err(self.reader.error("missing ), unterminated subpattern", back));
                }
            }
        }
    }

    fn next_condition_branch(&mut self) -> Result<(), Fault> {
        let items = std::mem::take(&mut self.level()?.items);
        let node = self.sequence(items);
        let refused = match &mut self.level()?.opened {
            Opened::Condition { yes, .. } if yes.is_none() => {
                *yes = Some(node);
                false
            }
            _ => true,
        };
        if refused {
            return Err(self.reader.error("conditional backref with more than two branches", 0));
        }
        self.reader.take()?;
        Ok(())
    }

    fn close_group(&mut self) -> Result<(), Fault> {
        let (level, content, _) = self.close()?;
        match level.opened {
            Opened::Root => Ok(()),
            Opened::Plain => self.push(content, Sort::Other),
            Opened::Capture(number) => {
                let width = self.tree.width(content);
                if let Some(place) = self.group_widths.get_mut(number as usize) {
                    *place = Some(width);
                }
                self.push_node(Node::Group { child: content, number }, Sort::Other)
            }
            Opened::Atomic => self.push_node(Node::Atomic(content), Sort::Other),
            Opened::Look { behind, negated, outermost_behind } => {
                if outermost_behind {
                    self.behind_groups = None;
                }
                if negated && matches!(self.tree.node(content), Node::Empty) {
                    return self.push_node(Node::Fail, Sort::Other);
                }
                if behind {
                    let width = self.tree.width(content);
                    if width.least != width.most {
                        self.bad_behind = self.bad_behind.or(Some("look-behind requires fixed-width pattern"));
                    } else if width.least > u64::from(u32::MAX) {
                        self.bad_behind = self.bad_behind.or(Some("looks too much behind"));
                    }
                }
                self.push_node(Node::Look { child: content, behind, negated }, Sort::Other)
            }
            Opened::Condition { group, yes } => {
                self.tree.looks_back = true;
                let (yes, no) = match yes {
                    Some(yes) => (yes, content),
                    None => (content, self.tree.add(Node::Empty, Width::NONE)),
                };
                self.push_node(Node::Condition { group, yes, no }, Sort::Other)
            }
        }
    }

    fn item(&mut self) -> Result<(), Fault> {
        let Some(token) = self.reader.take()? else { return Ok(()) };
        if self.level()?.verbose {
            if token.plain().is_some_and(|letter| SPACES.contains(&letter)) {
                return Ok(());
            }
            if token.is('#') {
                while let Some(token) = self.reader.take()? {
                    if token.is('\n') {
                        break;
                    }
                }
                return Ok(());
            }
        }
        if let Some(escaped) = token.escaped {
            return self.escape(escaped);
        }
        match token.plain() {
            Some('[') => self.set(),
            Some('*' | '+' | '?' | '{') => self.repeat(token),
            Some('.') => {
                let any = self.level()?.flags & flag::DOTALL != 0;
                self.push_class(if any { ClassKind::Any } else { ClassKind::AnyButNewline }, Sort::Other)
            }
            Some('(') => self.group(),
            Some('^') => {
                let lines = self.level()?.flags & flag::MULTILINE != 0;
                self.push_node(Node::Place(if lines { Place::LineStart } else { Place::Start }), Sort::Place)
            }
            Some('$') => {
                let lines = self.level()?.flags & flag::MULTILINE != 0;
                self.push_node(Node::Place(if lines { Place::LineEnd } else { Place::End }), Sort::Place)
            }
            _ => self.push_literal(token.first),
        }
    }

    // ---- repetition ----

    fn repeat(&mut self, token: Token) -> Result<(), Fault> {
        let here = self.reader.tell();
        let (mut least, mut most) = (0u32, UNBOUNDED);
        match token.plain() {
            Some('?') => most = 1,
            Some('+') => least = 1,
            Some('{') => {
                if self.reader.next_is('}') {
                    return self.push_literal(token.first);
                }
                let low = self.reader.take_while(usize::MAX, |letter| letter.is_ascii_digit())?;
                let high = if self.reader.accept(',')? {
                    self.reader.take_while(usize::MAX, |letter| letter.is_ascii_digit())?
                } else {
                    low.clone()
                };
                if !self.reader.accept('}')? {
                    self.reader.seek(here)?;
                    return self.push_literal(token.first);
                }
                let bound = |digits: &[u32]| {
                    let value = u32::try_from(number(digits, 10)).ok().filter(|value| *value != UNBOUNDED);
                    value.ok_or(Fault::Overflow("the repetition number is too large"))
                };
                if !low.is_empty() {
                    least = bound(&low)?;
                }
                if !high.is_empty() {
                    most = bound(&high)?;
                    if most < least {
                        let back = self.reader.tell() - here;
                        return Err(self.reader.error("min repeat greater than max repeat", back));
                    }
                }
            }
            _ => {}
        }
        let back = self.reader.tell() - here + 1;
        let Some(item) = self.level()?.items.last().copied().filter(|item| item.sort != Sort::Place) else {
            return Err(self.reader.error("nothing to repeat", back));
        };
        if item.sort == Sort::Repeat {
            return Err(self.reader.error("multiple repeat", back));
        }
        let greed = if self.reader.accept('?')? {
            Greed::Lazy
        } else if self.reader.accept('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        self.level()?.items.pop();
        self.push_node(Node::Repeat { child: item.node, least, most, greed }, Sort::Repeat)
    }

    // ---- escapes ----

    fn escape(&mut self, escaped: u32) -> Result<(), Fault> {
        let letter = char::from_u32(escaped).unwrap_or('\0');
        let flags = self.level()?.flags;
        let unicode = self.is_unicode(flags);
        match letter {
            'A' => self.push_node(Node::Place(Place::Start), Sort::Place),
            'Z' => self.push_node(Node::Place(Place::VeryEnd), Sort::Place),
            'b' => self.push_node(Node::Place(Place::Boundary { negated: false, unicode }), Sort::Place),
            'B' => self.push_node(Node::Place(Place::Boundary { negated: true, unicode }), Sort::Place),
            '0' => {
                let mut digits = vec![escaped];
                digits.extend(self.reader.take_while(2, is_octal)?);
                self.push_literal(number(&digits, 8) as u32)
            }
            '1'..='9' => self.digits(letter),
            _ => match self.common_escape(escaped)? {
                Member::One(code) => self.push_literal(code),
                member => self.push_class(ClassKind::Set { negated: false, members: vec![member] }, Sort::Class),
            },
        }
    }

    /// `\1`: a group again, or an octal number.
    fn digits(&mut self, first: char) -> Result<(), Fault> {
        let mut digits = vec![u32::from(first)];
        let next_digit = |reader: &Reader<'_>| reader.peek().and_then(Token::plain).filter(char::is_ascii_digit);
        if let Some(second) = next_digit(&self.reader) {
            self.reader.take()?;
            digits.push(u32::from(second));
            if is_octal(first)
                && is_octal(second)
                && let Some(third) = next_digit(&self.reader).filter(|letter| is_octal(*letter))
            {
                self.reader.take()?;
                digits.push(u32::from(third));
                let code = self.octal(&digits)?;
                return self.push_literal(code);
            }
        }
        let group = number(&digits, 10);
        if group < self.group_widths.len() as u64 {
            return self.back_reference(group as u32, digits.len() + 1);
        }
        Err(self.reader.error(&format!("invalid group reference {group}"), digits.len()))
    }

    fn octal(&self, digits: &[u32]) -> Result<u32, Fault> {
        match number(digits, 8) {
            code @ 0..=0o377 => Ok(code as u32),
            _ => {
                let text: String = digits.iter().filter_map(|code| char::from_u32(*code)).collect();
                let message = format!("octal escape value \\{text} outside of range 0-0o377");
                Err(self.reader.error(&message, digits.len() + 1))
            }
        }
    }

    fn is_closed(&self, group: u32) -> bool {
        self.group_widths.get(group as usize).is_some_and(Option::is_some)
    }

    fn check_behind(&self, group: u32) -> Result<(), Fault> {
        let Some(known) = self.behind_groups else { return Ok(()) };
        if !self.is_closed(group) {
            return Err(self.reader.error("cannot refer to an open group", 0));
        }
        if group as usize >= known {
            return Err(self.reader.error("cannot refer to group defined in the same lookbehind subpattern", 0));
        }
        Ok(())
    }

    fn back_reference(&mut self, group: u32, back: usize) -> Result<(), Fault> {
        let Some(width) = self.group_widths.get(group as usize).copied().flatten() else {
            return Err(self.reader.error("cannot refer to an open group", back));
        };
        self.check_behind(group)?;
        self.tree.looks_back = true;
        let flags = self.level()?.flags;
        let fold = self.fold_by(flags);
        let node = self.tree.add(Node::Back { group, fold }, width);
        self.push(node, Sort::Other)
    }

    fn bad_escape(&self, text: &[u32]) -> Fault {
        self.reader.error_with("bad escape ", text, text.len())
    }

    /// Escapes that mean the same inside and outside of sets.
    fn common_escape(&mut self, escaped: u32) -> Result<Member, Fault> {
        let letter = char::from_u32(escaped).unwrap_or('\0');
        let category = |category, negated| Ok(Member::Category { category, negated });
        let mut text = vec![0x5c, escaped];
        let digits = match letter {
            'd' => return category(Category::Digit, false),
            'D' => return category(Category::Digit, true),
            's' => return category(Category::Space, false),
            'S' => return category(Category::Space, true),
            'w' => return category(Category::Word, false),
            'W' => return category(Category::Word, true),
            'a' => return Ok(Member::One(7)),
            'f' => return Ok(Member::One(12)),
            'n' => return Ok(Member::One(10)),
            'r' => return Ok(Member::One(13)),
            't' => return Ok(Member::One(9)),
            'v' => return Ok(Member::One(11)),
            'x' => 2,
            'u' if self.reader.is_text => 4,
            'U' if self.reader.is_text => 8,
            'N' if self.reader.is_text => return self.named().map(Member::One),
            _ if letter.is_ascii_alphabetic() || letter.is_ascii_digit() => return Err(self.bad_escape(&text)),
            _ => return Ok(Member::One(escaped)),
        };
        text.extend(self.reader.take_while(digits, |letter| letter.is_ascii_hexdigit())?);
        let Some(hex) = text.get(2..).filter(|hex| hex.len() == digits) else {
            return Err(self.reader.error_with("incomplete escape ", &text, text.len()));
        };
        match number(hex, 16) {
            code @ 0..=0x10ffff => Ok(Member::One(code as u32)),
            _ => Err(self.bad_escape(&text)),
        }
    }

    fn named(&mut self) -> Result<u32, Fault> {
        if !self.reader.accept('{')? {
            return Err(self.reader.error("missing {", 0));
        }
        let name = self.reader.take_until('}', "character name")?;
        match (self.names)(&name)? {
            Some(code) => Ok(code),
            None => Err(self.reader.error_with("undefined character name ", &quoted(&name), name.len() + 4)),
        }
    }

    // ---- sets ----

    fn set_escape(&mut self, escaped: u32) -> Result<Member, Fault> {
        match char::from_u32(escaped) {
            Some('b') => Ok(Member::One(8)),
            Some('0'..='7') => {
                let mut digits = vec![escaped];
                digits.extend(self.reader.take_while(2, is_octal)?);
                self.octal(&digits).map(Member::One)
            }
            _ => self.common_escape(escaped),
        }
    }

    fn set_member(&mut self, token: Token) -> Result<Member, Fault> {
        match token.escaped {
            Some(escaped) => self.set_escape(escaped),
            None => Ok(Member::One(token.first)),
        }
    }

    fn warn_set(&mut self, what: &str, at: usize) {
        self.warnings.push(format!("Possible {what} at position {at}"));
    }

    fn set(&mut self) -> Result<(), Fault> {
        let here = self.reader.tell() - 1;
        if self.reader.next_is('[') {
            let at = self.reader.tell();
            self.warn_set("nested set", at);
        }
        let negated = self.reader.accept('^')?;
        let mut members: Vec<Member> = Vec::new();
        loop {
            let unterminated = |reader: &Reader<'_>| reader.error("unterminated character set", reader.tell() - here);
            let Some(this) = self.reader.take()? else { return Err(unterminated(&self.reader)) };
            if this.is(']') && !members.is_empty() {
                break;
            }
            if !members.is_empty()
                && let Some(letter @ ('-' | '&' | '~' | '|')) = this.plain()
                && self.reader.next_is(letter)
            {
                let what = match letter {
                    '-' => "set difference",
                    '&' => "set intersection",
                    '~' => "set symmetric difference",
                    _ => "set union",
                };
                let at = self.reader.tell() - 1;
                self.warn_set(what, at);
            }
            let low = self.set_member(this)?;
            if !self.reader.accept('-')? {
                members.push(low);
                continue;
            }
            let Some(that) = self.reader.take()? else { return Err(unterminated(&self.reader)) };
            if that.is(']') {
                members.push(low);
                members.push(Member::One(u32::from('-')));
                break;
            }
            if that.is('-') {
                let at = self.reader.tell() - 2;
                self.warn_set("set difference", at);
            }
            match (low, self.set_member(that)?) {
                (Member::One(low), Member::One(high)) if low <= high => members.push(Member::Range(low, high)),
                _ => {
                    let mut range = this.codes();
                    range.push(u32::from('-'));
                    range.extend(that.codes());
                    return Err(self.reader.error_with("bad character range ", &range, range.len()));
                }
            }
        }
        let first = members.first().copied();
        let one = first.filter(|first| members.iter().all(|member| member == first));
        let kind = match one {
            Some(Member::One(code)) if negated => ClassKind::NotOne(code),
            Some(Member::One(code)) => ClassKind::One(code),
            _ => ClassKind::Set { negated, members },
        };
        self.push_class(kind, Sort::Class)
    }

    // ---- groups ----

    fn group(&mut self) -> Result<(), Fault> {
        let start = self.reader.tell() - 1;
        let (flags, verbose) = {
            let level = self.level()?;
            (level.flags, level.verbose)
        };
        if !self.reader.accept('?')? {
            let number = self.new_group(None)?;
            self.open(Opened::Capture(number), start, flags, verbose);
            return Ok(());
        }
        let Some(token) = self.reader.take()? else { return Err(self.reader.error("unexpected end of pattern", 0)) };
        match token.plain() {
            Some('P') => self.named_group(start, flags, verbose),
            Some(':') => {
                self.open(Opened::Plain, start, flags, verbose);
                Ok(())
            }
            Some('#') => loop {
                match self.reader.take()? {
                    None => {
                        let back = self.reader.tell() - start;
                        return Err(self.reader.error("missing ), unterminated comment", back));
                    }
                    Some(token) if token.is(')') => return Ok(()),
                    Some(_) => {}
                }
            },
            Some(letter @ ('=' | '!')) => {
                let opened = Opened::Look { behind: false, negated: letter == '!', outermost_behind: false };
                self.open(opened, start, flags, verbose);
                Ok(())
            }
            Some('<') => {
                let Some(token) = self.reader.take()? else {
                    return Err(self.reader.error("unexpected end of pattern", 0));
                };
                let negated = token.is('!');
                if !negated && !token.is('=') {
                    return Err(self.reader.error_with("unknown extension ?<", &token.codes(), token.len() + 2));
                }
                let outermost_behind = self.behind_groups.is_none();
                if outermost_behind {
                    self.behind_groups = Some(self.group_widths.len());
                }
                self.open(Opened::Look { behind: true, negated, outermost_behind }, start, flags, verbose);
                Ok(())
            }
            Some('(') => self.condition(start, flags, verbose),
            Some('>') => {
                self.open(Opened::Atomic, start, flags, verbose);
                Ok(())
            }
            Some(letter) if letter == '-' || flag_of(letter).is_some() => self.flag_group(letter, start, flags, verbose),
            _ => Err(self.reader.error_with("unknown extension ?", &token.codes(), token.len() + 1)),
        }
    }

    fn new_group(&mut self, name: Option<Vec<u32>>) -> Result<u32, Fault> {
        let number = self.group_widths.len() as u32;
        if u64::from(number) >= MAX_GROUPS {
            return Err(self.reader.error("too many groups", 0));
        }
        if let Some(name) = name {
            if let Some((_, old)) = self.tree.names.iter().find(|(known, _)| *known == name) {
                let mut message = codes("redefinition of group name ");
                message.extend(quoted(&name));
                message.extend(codes(&format!(" as group {number}; was group {old}")));
                let at = self.reader.tell().saturating_sub(name.len() + 1);
                return Err(Fault::Pattern { message, at: Some(at) });
            }
            self.tree.names.push((name, number));
        }
        self.group_widths.push(None);
        Ok(number)
    }

    fn group_by_name(&self, name: &[u32]) -> Result<u32, Fault> {
        self.reader.check_name(name, 1)?;
        match self.tree.names.iter().find(|(known, _)| known == name) {
            Some((_, group)) => Ok(*group),
            None => Err(self.reader.error_with("unknown group name ", &quoted(name), name.len() + 1)),
        }
    }

    fn named_group(&mut self, start: usize, flags: u32, verbose: bool) -> Result<(), Fault> {
        if self.reader.accept('<')? {
            let name = self.reader.take_until('>', "group name")?;
            self.reader.check_name(&name, 1)?;
            let number = self.new_group(Some(name))?;
            self.open(Opened::Capture(number), start, flags, verbose);
            return Ok(());
        }
        if self.reader.accept('=')? {
            let name = self.reader.take_until(')', "group name")?;
            let group = self.group_by_name(&name)?;
            return self.back_reference(group, name.len() + 1);
        }
        match self.reader.take()? {
            None => Err(self.reader.error("unexpected end of pattern", 0)),
            Some(token) => Err(self.reader.error_with("unknown extension ?P", &token.codes(), token.len() + 2)),
        }
    }

    fn condition(&mut self, start: usize, flags: u32, verbose: bool) -> Result<(), Fault> {
        let name = self.reader.take_until(')', "group name")?;
        let is_number = name.iter().all(|code| (0x30..0x3a).contains(code));
        let group = if is_number {
            let group = number(&name, 10);
            if group == 0 {
                return Err(self.reader.error("bad group number", name.len() + 1));
            }
            if group >= MAX_GROUPS {
                return Err(self.reader.error_with("invalid group reference ", &name, name.len() + 1));
            }
            if !self.references.iter().any(|(known, _)| *known == group) {
                self.references.push((group, self.reader.tell() - name.len() - 1));
            }
            group as u32
        } else {
            self.group_by_name(&name)?
        };
        self.check_behind(group)?;
        self.open(Opened::Condition { group, yes: None }, start, flags, verbose);
        Ok(())
    }

    fn flag_group(&mut self, first: char, start: usize, flags: u32, verbose: bool) -> Result<(), Fault> {
        let (mut add, mut remove) = (0u32, 0u32);
        let mut letter = first;
        if first != '-' {
            loop {
                let bit = flag_of(letter).unwrap_or(0);
                if self.reader.is_text && letter == 'L' {
                    return Err(self.reader.error("bad inline flags: cannot use 'L' flag with a str pattern", 0));
                }
                if !self.reader.is_text && letter == 'u' {
                    return Err(self.reader.error("bad inline flags: cannot use 'u' flag with a bytes pattern", 0));
                }
                add |= bit;
                if bit & flag::KIND != 0 && add & flag::KIND != bit {
                    return Err(self.reader.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible", 0));
                }
                match self.flag_letter("missing -, : or )", &[')', '-', ':'])? {
                    Ok(stop) => {
                        letter = stop;
                        break;
                    }
                    Err(next) => letter = next,
                }
            }
        }
        if letter == ')' {
            return self.global_flags(add, start);
        }
        if letter == '-' {
            letter = match self.flag_letter("missing flag", &[])? {
                Ok(next) | Err(next) => next,
            };
            loop {
                let bit = flag_of(letter).unwrap_or(0);
                if bit & flag::KIND != 0 {
                    return Err(self.reader.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", 0));
                }
                remove |= bit;
                match self.flag_letter("missing :", &[':'])? {
                    Ok(_) => break,
                    Err(next) => letter = next,
                }
            }
        }
        if add & remove != 0 {
            return Err(self.reader.error("bad inline flags: flag turned on and off", 1));
        }
        let base = if add & flag::KIND != 0 { flags & !flag::KIND } else { flags };
        let verbose = (verbose || add & flag::VERBOSE != 0) && remove & flag::VERBOSE == 0;
        self.open(Opened::Plain, start, (base | add) & !remove, verbose);
        Ok(())
    }

    /// The next flag as `Err`, or one of the characters that end the flags as `Ok`.
    fn flag_letter(&mut self, missing: &str, stops: &[char]) -> Result<Result<char, char>, Fault> {
        let Some(token) = self.reader.take()? else { return Err(self.reader.error(missing, 0)) };
        match token.plain() {
            Some(letter) if stops.contains(&letter) => Ok(Ok(letter)),
            Some(letter) if flag_of(letter).is_some() => Ok(Err(letter)),
            _ => {
                let message = if is_alpha(token) { "unknown flag" } else { missing };
                Err(self.reader.error(message, token.len()))
            }
        }
    }

    /// `(?i)`: allowed where nothing stands before it.
    fn global_flags(&mut self, add: u32, start: usize) -> Result<(), Fault> {
        self.flags |= add;
        let flags = self.flags;
        let level = self.level()?;
        let first = matches!(level.opened, Opened::Root) && level.branches.is_empty() && level.items.is_empty();
        if !first {
            let back = self.reader.tell() - start;
            return Err(self.reader.error("global flags not at the start of the expression", back));
        }
        level.flags = flags;
        level.verbose = flags & flag::VERBOSE != 0;
        Ok(())
    }
}
