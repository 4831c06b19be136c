//! Classes of characters: what a set, a literal or `.` accepts.
//!
//! A [`ClassSpec`] is the class as the pattern wrote it; [`Class::resolve`]
//! turns it into a table for the first 256 code points and a predicate for the
//! rest. Ignoring case follows CPython, surprises included: a member of a set
//! is lowered when the pattern is compiled and the character when it is
//! looked at, but members beyond U+FFFF stay as they are.

use super::casing;
use super::tree::Fold;
use crate::text::unicode;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Category {
    Digit,
    Space,
    Word,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Member {
    One(u32),
    Range(u32, u32),
    Category { category: Category, negated: bool },
}

/// A class as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClassSpec {
    pub kind: ClassKind,
    /// Case is ignored in this way.
    pub fold: Fold,
    /// Categories go by Unicode, not by ASCII.
    pub unicode: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ClassKind {
    One(u32),
    NotOne(u32),
    AnyButNewline,
    Any,
    Set { negated: bool, members: Vec<Member> },
}

/// Parts that code points from 256 on are sorted into, for quick tests
/// whether two classes can have one in common.
pub mod cell {
    pub const DIGIT: u8 = 1;
    pub const WORD: u8 = 2;
    pub const SPACE: u8 = 4;
    pub const OTHER: u8 = 8;
    pub const ALL: u8 = 15;
}

/// Characters that a class accepts.
#[derive(Clone)]
pub struct Class {
    pub table: [bool; 256],
    wide: Wide,
    /// Cells in which it may have code points from 256 on.
    pub cells: u8,
}

#[derive(Clone)]
enum Wide {
    None,
    All,
    One(u32),
    /// Word characters of Unicode, or all others.
    Words(bool),
    Set(Box<WideSet>),
}

#[derive(Clone)]
struct WideSet {
    negated: bool,
    fold: Fold,
    unicode: bool,
    members: Vec<Member>,
    /// Members that are tried in both cases.
    both_cases: Vec<(u32, u32)>,
}

pub fn is_word(code: u32, as_unicode: bool) -> bool {
    if code < 0x80 {
        return (code as u8).is_ascii_alphanumeric() || code == 0x5f;
    }
    as_unicode && unicode::is_alnum(code)
}

fn in_category(category: Category, code: u32, as_unicode: bool) -> bool {
    match category {
        Category::Digit if as_unicode => unicode::is_decimal(code),
        Category::Digit => (0x30..0x3a).contains(&code),
        Category::Space if as_unicode => unicode::is_space(code),
        Category::Space => matches!(code, 9..=13 | 32),
        Category::Word => is_word(code, as_unicode),
    }
}

fn has_member(members: &[Member], code: u32, as_unicode: bool) -> bool {
    members.iter().any(|member| match *member {
        Member::One(one) => one == code,
        Member::Range(low, high) => (low..=high).contains(&code),
        Member::Category { category, negated } => in_category(category, code, as_unicode) != negated,
    })
}

pub fn cell_of(code: u32) -> u8 {
    if unicode::is_decimal(code) {
        cell::DIGIT
    } else if unicode::is_alnum(code) {
        cell::WORD
    } else if unicode::is_space(code) {
        cell::SPACE
    } else {
        cell::OTHER
    }
}

fn cells_of_member(member: &Member, as_unicode: bool) -> u8 {
    match *member {
        Member::One(code) if code < 256 => 0,
        Member::One(code) => cell_of(code),
        Member::Range(_, high) if high < 256 => 0,
        Member::Range(..) => cell::ALL,
        Member::Category { category, negated } => {
            let cells = match category {
                _ if !as_unicode => 0,
                Category::Digit => cell::DIGIT,
                Category::Space => cell::SPACE,
                Category::Word => cell::DIGIT | cell::WORD,
            };
            if negated { cell::ALL & !cells } else { cells }
        }
    }
}

/// The largest code point that sets treat fully when case is ignored.
const BASIC_PLANE: u32 = 0xffff;

impl WideSet {
    fn contains(&self, code: u32) -> bool {
        let folded = casing::fold(self.fold, code);
        let found = has_member(&self.members, folded, self.unicode)
            || self.both_cases.iter().any(|(low, high)| {
                (*low..=*high).contains(&folded) || (*low..=*high).contains(&casing::upper(Fold::Unicode, folded))
            });
        found != self.negated
    }
}

/// The characters of a range with their case taken away; whether one has case.
fn fold_range(low: u32, high: u32, fold: Fold, out: &mut WideSet) -> bool {
    let mut has_case = false;
    // Runs that fold to runs stay ranges.
    let mut run: Option<(u32, u32)> = None;
    for code in low..=high {
        has_case |= casing::has_case(fold, code);
        let folded = casing::fold(fold, code);
        out.members.extend(casing::relatives(fold, folded).iter().map(|code| Member::One(*code)));
        run = match run {
            Some((first, last)) if folded == last + 1 => Some((first, folded)),
            Some((first, last)) if (first..=last).contains(&folded) => Some((first, last)),
            Some((first, last)) => {
                out.members.push(Member::Range(first, last));
                Some((folded, folded))
            }
            None => Some((folded, folded)),
        };
    }
    if let Some((first, last)) = run {
        out.members.push(Member::Range(first, last));
    }
    has_case
}

/// Members with their case taken away, and the equivalents that this brings in.
/// The flag says that some member has case at all.
fn fold_members(members: &[Member], fold: Fold, out: &mut WideSet) -> bool {
    let mut has_case = false;
    for member in members {
        match *member {
            Member::One(code) if code > BASIC_PLANE => {
                has_case = true;
                out.members.push(Member::One(code));
            }
            Member::One(code) => {
                has_case |= casing::has_case(fold, code);
                let low = casing::fold(fold, code);
                out.members.push(Member::One(low));
                out.members.extend(casing::relatives(fold, low).iter().map(|code| Member::One(*code)));
            }
            Member::Range(low, high) if high > BASIC_PLANE => {
                has_case = true;
                out.both_cases.push((low, high));
                if low <= BASIC_PLANE {
                    fold_range(low, BASIC_PLANE, fold, out);
                }
            }
            Member::Range(low, high) => has_case |= fold_range(low, high, fold, out),
            Member::Category { .. } => out.members.push(*member),
        }
    }
    has_case
}

impl Class {
    pub fn resolve(spec: &ClassSpec) -> Class {
        let fold = spec.fold;
        if fold == Fold::Locale {
            return Class::in_either_case(spec);
        }
        match &spec.kind {
            ClassKind::Any => Class { table: [true; 256], wide: Wide::All, cells: cell::ALL },
            ClassKind::AnyButNewline => {
                let mut table = [true; 256];
                table[usize::from(b'\n')] = false;
                Class { table, wide: Wide::All, cells: cell::ALL }
            }
            ClassKind::One(code) | ClassKind::NotOne(code) => {
                let negated = matches!(spec.kind, ClassKind::NotOne(_));
                if fold == Fold::None || !casing::has_case(fold, *code) {
                    return if negated {
                        Class::from_members(spec, vec![Member::One(*code)], true)
                    } else {
                        let mut table = [false; 256];
                        if let Some(place) = table.get_mut(*code as usize) {
                            *place = true;
                            return Class { table, wide: Wide::None, cells: 0 };
                        }
                        Class { table, wide: Wide::One(*code), cells: cell_of(*code) }
                    };
                }
                let low = casing::fold(fold, *code);
                let mut members = vec![Member::One(low)];
                members.extend(casing::relatives(fold, low).iter().map(|code| Member::One(*code)));
                let set = WideSet { negated, fold, unicode: spec.unicode, members, both_cases: Vec::new() };
                Class::from_set(set)
            }
            ClassKind::Set { negated, members } if fold == Fold::None => Class::from_members(spec, members.clone(), *negated),
            ClassKind::Set { negated, members } => {
                let mut set =
                    WideSet { negated: *negated, fold, unicode: spec.unicode, members: Vec::new(), both_cases: Vec::new() };
                if !fold_members(members, fold, &mut set) {
                    set.fold = Fold::None;
                }
                Class::from_set(set)
            }
        }
    }

    /// A class of bytes that has a byte if it has one of its cases.
    fn in_either_case(spec: &ClassSpec) -> Class {
        let negated = matches!(spec.kind, ClassKind::NotOne(_));
        let kind = match &spec.kind {
            ClassKind::NotOne(code) => ClassKind::One(*code),
            kind => kind.clone(),
        };
        let exact = Class::resolve(&ClassSpec { kind, fold: Fold::None, unicode: spec.unicode });
        let mut either = exact.clone();
        for (code, place) in (0u32..).zip(either.table.iter_mut()) {
            let (low, high) = (casing::fold(Fold::Locale, code), casing::upper(Fold::Locale, code));
            *place = (exact.contains(low) || exact.contains(high)) != negated;
        }
        if negated {
            (either.wide, either.cells) = (Wide::All, cell::ALL);
        }
        either
    }

    fn from_members(spec: &ClassSpec, members: Vec<Member>, negated: bool) -> Class {
        Class::from_set(WideSet { negated, fold: Fold::None, unicode: spec.unicode, members, both_cases: Vec::new() })
    }

    fn from_set(mut set: WideSet) -> Class {
        let mut table = [false; 256];
        for (code, place) in (0u32..).zip(table.iter_mut()) {
            *place = set.contains(code);
        }
        let mut cells = set.members.iter().fold(0, |cells, member| cells | cells_of_member(member, set.unicode));
        if !set.both_cases.is_empty() || (set.fold == Fold::Unicode && !set.members.is_empty()) {
            // Lowering can lead from anywhere into the members.
            cells = cell::ALL;
        }
        if set.negated {
            // What a negated class leaves out of a cell is not known, unless it is all of it.
            let whole = set.members.iter().fold(0, |cells, member| match member {
                Member::Category { .. } if set.fold == Fold::None => cells | cells_of_member(member, set.unicode),
                _ => cells,
            });
            cells = cell::ALL & !whole;
        }
        let keep = |member: &Member| match *member {
            Member::One(code) => code > 255,
            Member::Range(_, high) => high > 255,
            Member::Category { negated, .. } => set.unicode || negated,
        };
        if set.fold == Fold::None {
            let kept: Vec<Member> = set.members.iter().copied().filter(keep).collect();
            set.members = kept;
        }
        let nothing = set.members.is_empty() && set.both_cases.is_empty();
        let words = match (set.members.as_slice(), set.fold, set.unicode) {
            ([Member::Category { category: Category::Word, negated }], Fold::None, true) if set.both_cases.is_empty() => {
                Some(*negated == set.negated)
            }
            _ => None,
        };
        let wide = match (nothing, set.negated) {
            (true, false) => Wide::None,
            (true, true) => Wide::All,
            _ if words.is_some() => Wide::Words(words == Some(true)),
            _ => Wide::Set(Box::new(set)),
        };
        Class { table, wide, cells }
    }

    #[inline(always)]
    pub fn contains(&self, code: u32) -> bool {
        match self.table.get(code as usize) {
            Some(found) => *found,
            None => self.contains_wide(code),
        }
    }

    #[inline(never)]
    fn contains_wide(&self, code: u32) -> bool {
        match &self.wide {
            Wide::None => false,
            Wide::All => true,
            Wide::One(one) => *one == code,
            Wide::Words(wanted) => unicode::is_alnum(code) == *wanted,
            Wide::Set(set) => set.contains(code),
        }
    }

    /// The one character that the class accepts.
    pub fn single(&self) -> Option<u32> {
        let mut members = self.table.iter().enumerate().filter(|(_, accepted)| **accepted).map(|(code, _)| code as u32);
        match (members.next(), members.next(), &self.wide) {
            (Some(code), None, Wide::None) => Some(code),
            (None, _, Wide::One(code)) => Some(*code),
            _ => None,
        }
    }

    /// The one character that the class refuses.
    pub fn all_but(&self) -> Option<u32> {
        let mut refused = self.table.iter().enumerate().filter(|(_, accepted)| !**accepted).map(|(code, _)| code as u32);
        match (refused.next(), refused.next(), &self.wide) {
            (Some(code), None, Wide::All) => Some(code),
            _ => None,
        }
    }

    pub fn is_any(&self) -> bool {
        matches!(self.wide, Wide::All) && self.table.iter().all(|accepted| *accepted)
    }
}
