//! The compiled form of a pattern: a vector of instructions that name their successors.

use super::set::Class;
use super::tree::{Fold, Place};

pub type Pc = u32;
/// No filter: any next character, and the end, are possible.
pub const NO_LEAD: u32 = u32::MAX;

/// One character of a class, in the cheapest form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum One {
    Any,
    Code(u32),
    Not(u32),
    Class(u32),
}

#[derive(Clone, Copy, Debug)]
pub enum Inst {
    Match,
    Fail,
    One {
        one: One,
        next: Pc,
    },
    /// Several literal characters.
    Text {
        start: u32,
        count: u32,
        next: Pc,
    },
    Save {
        slot: u32,
        next: Pc,
    },
    Place {
        place: Place,
        next: Pc,
    },
    /// Two ways on; the first is tried first.
    Split {
        first: Pc,
        second: Pc,
        first_lead: u32,
        second_lead: u32,
    },
    /// Many ways on, in [`Program::ways`].
    Branch {
        start: u32,
        count: u32,
    },
    /// One character repeated.
    Run(u32),
    /// A counted loop begins, then its head follows.
    LoopStart {
        id: u32,
        next: Pc,
    },
    LoopHead(u32),
    LookStart {
        body: Pc,
        next: Pc,
        behind: u32,
        negated: bool,
    },
    /// The end of a look: the positive one goes on behind it.
    LookEnd {
        negated: bool,
        next: Pc,
    },
    AtomicStart {
        body: Pc,
    },
    AtomicEnd {
        next: Pc,
    },
    Back {
        group: u32,
        fold: Fold,
        next: Pc,
    },
    Condition {
        group: u32,
        yes: Pc,
        no: Pc,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    Greedy,
    Lazy,
    /// Never gives back.
    Keep,
}

#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub one: One,
    pub least: u32,
    pub most: u32,
    /// How it runs over text of one byte per character, and over wider text.
    pub kind: RunKind,
    pub wide_kind: RunKind,
    pub next: Pc,
    /// What can follow.
    pub lead: u32,
}

#[derive(Clone, Copy, Debug)]
pub struct Loop {
    pub id: u32,
    pub least: u32,
    pub most: u32,
    pub lazy: bool,
    pub body: Pc,
    pub exit: Pc,
}

#[derive(Clone, Copy, Debug)]
pub struct Way {
    pub pc: Pc,
    pub lead: u32,
}

/// What the next character can be.
#[derive(Clone, PartialEq, Eq)]
pub struct Lead {
    pub table: [bool; 256],
    /// Cells (`set::cell`) of code points from 256 on.
    pub cells: u8,
    /// The end of the text is possible too.
    pub end: bool,
}

/// Where an attempt can start.
pub enum Start {
    Anywhere,
    /// Only at the start of the text.
    OfText,
    OfLine,
    /// At one of up to three characters below 256.
    Bytes([u8; 3]),
    Prefix(Box<memchr::memmem::Finder<'static>>),
    Lead(u32),
    /// At a character beyond the bytes.
    Wide(u32),
}

pub struct Program {
    pub code: Vec<Inst>,
    pub entry: Pc,
    pub classes: Vec<Class>,
    pub leads: Vec<Lead>,
    pub ways: Vec<Way>,
    pub runs: Vec<Run>,
    pub loops: Vec<Loop>,
    pub texts: Vec<u32>,
    pub start: Start,
    /// The pattern begins with this endless run, and what follows cannot tell
    /// where the run began: a failure at one start fails at all starts in it.
    pub leading_run: Option<One>,
    pub groups: u32,
    /// Least number of characters of a match.
    pub least: u64,
}

impl Lead {
    pub const NONE: Lead = Lead { table: [false; 256], cells: 0, end: false };
    pub const ALL: Lead = Lead { table: [true; 256], cells: super::set::cell::ALL, end: true };

    pub fn is_all(&self) -> bool {
        self.end && self.cells == super::set::cell::ALL && self.table.iter().all(|accepted| *accepted)
    }

    pub fn join(&mut self, other: &Lead) {
        self.table.iter_mut().zip(&other.table).for_each(|(mine, other)| *mine |= *other);
        self.cells |= other.cells;
        self.end |= other.end;
    }
}
