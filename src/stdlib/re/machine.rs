//! The matcher: runs a program over code points of one width.
//!
//! Choices lie on an explicit stack, never on Rust's; the stack grows fallibly.
//! After a fixed amount of work the machine stops with [`Outcome::Paused`] and
//! can be run again, so that the caller may look for signals; it holds no
//! reference to the text in between. Undoing goes through the same stack: what
//! changes a mark or a loop's state leaves the old value there.

use super::casing;
use super::program::{Inst, Lead, NO_LEAD, One, Pc, Program, RunKind};
use super::set::is_word;
use super::tree::{Fold, Place, UNBOUNDED};
use crate::text::{Unit, Units};

/// A position that is not there.
pub const UNSET: usize = usize::MAX;

/// Steps between two looks at the interrupt word: well below a millisecond.
const FUEL: u32 = 50_000;

/// Entries that the stack may have: more than a long text ever needs, less than
/// what a hostile pattern could use up.
const MOST: usize = 1 << 26;

/// How a match may end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Demand {
    /// Only at the end of the text.
    pub whole: bool,
    /// Not as an empty match at this position.
    pub not_empty_at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Matched {
        start: usize,
        end: usize,
    },
    Failed,
    /// Work was left; run again.
    Paused,
    /// The stack could not grow.
    Memory,
}

#[derive(Clone, Copy)]
enum Entry {
    /// Another way on.
    Goto {
        pc: Pc,
        pos: usize,
    },
    /// The ways of a branch from here on.
    Ways {
        next: u32,
        end: u32,
        pos: usize,
    },
    /// A greedy run can give back down to a position.
    Shorter {
        run: u32,
        pos: usize,
        least: usize,
    },
    /// A lazy run can take more.
    Longer {
        run: u32,
        left: u32,
        pos: usize,
    },
    /// A lazy loop can go round again.
    Again {
        index: u32,
        pos: usize,
    },
    Mark {
        slot: u32,
        last: u32,
        old: usize,
    },
    Loop {
        id: u32,
        count: u32,
        last: usize,
    },
    /// A look or an atomic group began.
    Wall {
        pc: Pc,
        pos: usize,
        outer: usize,
    },
}

/// The working memory of a match, kept for the next one.
#[derive(Default)]
pub struct Machine {
    stack: Vec<Entry>,
    /// Starts and ends of groups from 1 on.
    pub marks: Vec<usize>,
    /// The group that was closed last; 0 for none.
    pub last_group: u32,
    loops: Vec<(u32, usize)>,
    /// Stack height just above the innermost wall; 0 for none.
    wall: usize,
    pc: Pc,
    pos: usize,
    start: usize,
    /// An attempt was interrupted.
    running: bool,
    fuel: u32,
}

/// One stored code point, as the machine sees it.
pub trait Code: Unit {
    const NARROW: bool;
}

impl Code for u8 {
    const NARROW: bool = true;
}

impl Code for u16 {
    const NARROW: bool = false;
}

impl Code for u32 {
    const NARROW: bool = false;
}

#[inline(always)]
fn code_at<U: Code>(text: &[U], pos: usize) -> Option<u32> {
    text.get(pos).map(|unit| (*unit).into())
}

#[inline(always)]
fn one_accepts(program: &Program, one: One, code: u32) -> bool {
    match one {
        One::Any => true,
        One::Code(wanted) => code == wanted,
        One::Not(refused) => code != refused,
        One::Class(class) => program.classes.get(class as usize).is_some_and(|class| class.contains(code)),
    }
}

#[inline(always)]
fn lead_accepts<U: Code>(lead: &Lead, text: &[U], pos: usize) -> bool {
    match code_at(text, pos) {
        None => lead.end,
        Some(code) => match lead.table.get(code as usize) {
            Some(accepted) => *accepted,
            None => lead.cells != 0,
        },
    }
}

#[inline(always)]
fn may_go_on<U: Code>(program: &Program, lead: u32, text: &[U], pos: usize) -> bool {
    match program.leads.get(lead as usize) {
        Some(lead) => lead_accepts(lead, text, pos),
        None => true,
    }
}

fn find_byte<U: Code>(text: &[U], byte: u8) -> Option<usize> {
    match U::units(text) {
        Units::One(bytes) => memchr::memchr(byte, bytes),
        _ => text.iter().position(|unit| (*unit).into() == u32::from(byte)),
    }
}

/// Characters that are looked at one by one before a search is set up.
const SHORT: usize = 16;

/// Where a run of one class from `pos` ends, after at most `most` characters.
#[inline(always)]
fn run_end<U: Code>(program: &Program, one: One, text: &[U], pos: usize, most: u32) -> usize {
    let limit = if most == UNBOUNDED { text.len() } else { text.len().min(pos.saturating_add(most as usize)) };
    let Some(window) = text.get(pos..limit) else { return pos };
    let length = match one {
        One::Any => None,
        One::Code(code) => window.iter().position(|unit| (*unit).into() != code),
        One::Not(code) => match u8::try_from(code) {
            Ok(byte) if U::NARROW => {
                let (near, far) = window.split_at(window.len().min(SHORT));
                match near.iter().position(|unit| (*unit).into() == code) {
                    None if !far.is_empty() => find_byte(far, byte).map(|at| at + SHORT),
                    found => found,
                }
            }
            _ => window.iter().position(|unit| (*unit).into() == code),
        },
        One::Class(class) => match program.classes.get(class as usize) {
            Some(class) => window.iter().position(|unit| !class.contains((*unit).into())),
            None => Some(0),
        },
    };
    length.map_or(limit, |length| pos + length)
}

/// Whether the rest of the text is shorter than any match.
#[inline]
fn too_short<U: Code>(program: &Program, text: &[U], start: usize) -> bool {
    ((text.len() - start.min(text.len())) as u64) < program.least
}

fn place_holds<U: Code>(place: Place, text: &[U], pos: usize) -> bool {
    let newline = |at: usize| code_at(text, at) == Some(10);
    match place {
        Place::Start => pos == 0,
        Place::LineStart => pos == 0 || newline(pos - 1),
        Place::End => pos == text.len() || (pos + 1 == text.len() && newline(pos)),
        Place::LineEnd => pos == text.len() || newline(pos),
        Place::VeryEnd => pos == text.len(),
        // An empty text has no boundary, nor a place that is none.
        Place::Boundary { .. } if text.is_empty() => false,
        Place::Boundary { negated, unicode } => {
            let word = |at: usize| code_at(text, at).is_some_and(|code| is_word(code, unicode));
            let (before, after) = (pos > 0 && word(pos - 1), word(pos));
            (before != after) != negated
        }
    }
}

/// Whether the text of a group comes again at `pos`; its length if so.
fn comes_again<U: Code>(text: &[U], group: (usize, usize), pos: usize, fold: Fold) -> Option<usize> {
    let first = text.get(group.0..group.1)?;
    let again = text.get(pos..pos.checked_add(first.len())?)?;
    let same = match fold {
        Fold::None => first == again,
        _ => first.iter().zip(again).all(|(a, b)| casing::fold(fold, (*a).into()) == casing::fold(fold, (*b).into())),
    };
    same.then_some(first.len())
}

impl Machine {
    /// Gets ready for a search or match from `start`.
    pub fn begin(&mut self, program: &Program, start: usize) {
        let marks = program.groups as usize * 2;
        if self.marks.len() != marks {
            self.marks.resize(marks, UNSET);
        }
        if self.loops.len() != program.loops.len() {
            self.loops.resize(program.loops.len(), (0, UNSET));
        }
        self.start = start;
        self.running = false;
    }

    /// Memory that a large match took is given back.
    pub fn end(&mut self) {
        const KEEP: usize = 4096;
        if self.stack.capacity() > KEEP {
            self.stack = Vec::new();
        }
    }

    fn attempt_at(&mut self, program: &Program, start: usize) {
        self.marks.fill(UNSET);
        self.stack.clear();
        self.last_group = 0;
        self.wall = 0;
        self.start = start;
        self.pos = start;
        self.pc = program.entry;
        self.running = true;
    }

    /// Matches at the start position only.
    pub fn match_here<U: Code>(&mut self, program: &Program, text: &[U], demand: Demand) -> Outcome {
        if !self.running {
            let start = self.start;
            if too_short(program, text, start) {
                return Outcome::Failed;
            }
            self.attempt_at(program, start);
        }
        self.fuel = FUEL;
        self.run(program, text, demand)
    }

    /// Matches at the first position from the start on where that is possible.
    pub fn search<U: Code>(&mut self, program: &Program, text: &[U], demand: Demand) -> Outcome {
        self.fuel = FUEL;
        loop {
            if !self.running {
                if self.fuel == 0 {
                    return Outcome::Paused;
                }
                self.fuel -= 1;
                let Some(start) = self.candidate(program, text).filter(|start| !too_short(program, text, *start)) else {
                    return Outcome::Failed;
                };
                self.attempt_at(program, start);
            }
            match self.run(program, text, demand) {
                Outcome::Failed => {}
                outcome => return outcome,
            }
            let failed = self.start;
            self.start = failed + 1;
            if let Some(one) = program.leading_run
                && demand.not_empty_at != failed
            {
                self.start = self.start.max(run_end(program, one, text, failed, UNBOUNDED));
            }
            if self.start > text.len() {
                return Outcome::Failed;
            }
        }
    }

    /// The next position from the start on where a match may begin.
    #[inline]
    fn candidate<U: Code>(&self, program: &Program, text: &[U]) -> Option<usize> {
        use super::program::Start;
        let start = self.start;
        let rest = text.get(start..)?;
        let found = match &program.start {
            Start::Anywhere => Some(0),
            Start::OfText => return (start == 0).then_some(0),
            Start::OfLine => {
                if place_holds(Place::LineStart, text, start) {
                    return Some(start);
                }
                return find_byte(rest, b'\n').map(|found| start + found + 1);
            }
            Start::Bytes([a, b, c]) => match U::units(rest) {
                Units::One(bytes) if a == b && b == c => memchr::memchr(*a, bytes),
                Units::One(bytes) if b == c => memchr::memchr2(*a, *b, bytes),
                Units::One(bytes) => memchr::memchr3(*a, *b, *c, bytes),
                _ => rest.iter().position(|unit| {
                    let code: u32 = (*unit).into();
                    code == u32::from(*a) || code == u32::from(*b) || code == u32::from(*c)
                }),
            },
            Start::Prefix(finder) => match U::units(rest) {
                Units::One(bytes) => finder.find(bytes),
                _ => {
                    let first = finder.needle().first().copied().map(u32::from);
                    rest.iter().position(|unit| Some((*unit).into()) == first)
                }
            },
            Start::Lead(lead) => match program.leads.get(*lead as usize) {
                Some(lead) => rest.iter().position(|unit| match lead.table.get((*unit).into() as usize) {
                    Some(accepted) => *accepted,
                    None => lead.cells != 0,
                }),
                None => Some(0),
            },
            Start::Wide(code) => rest.iter().position(|unit| (*unit).into() == *code),
        };
        found.map(|found| start + found)
    }

    #[inline(always)]
    fn push(&mut self, entry: Entry) -> bool {
        if self.stack.len() == self.stack.capacity() && !self.grow() {
            return false;
        }
        self.stack.push(entry);
        true
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) -> bool {
        let more = self.stack.capacity().max(32);
        self.stack.len() < MOST && self.stack.try_reserve_exact(more).is_ok()
    }

    #[inline(always)]
    fn set_mark(&mut self, slot: u32, pos: usize) -> bool {
        let index = slot as usize;
        let Some(old) = self.marks.get(index).copied() else { return true };
        // Without a choice below there is nothing to come back to.
        if !self.stack.is_empty() && !self.push(Entry::Mark { slot, last: self.last_group, old }) {
            return false;
        }
        if let Some(mark) = self.marks.get_mut(index) {
            *mark = pos;
        }
        if slot & 1 == 1 {
            self.last_group = slot / 2 + 1;
        }
        true
    }

    #[inline(always)]
    fn set_loop(&mut self, id: u32, count: u32, last: usize) -> bool {
        let Some(old) = self.loops.get(id as usize).copied() else { return true };
        if !self.stack.is_empty() && !self.push(Entry::Loop { id, count: old.0, last: old.1 }) {
            return false;
        }
        if let Some(place) = self.loops.get_mut(id as usize) {
            *place = (count, last);
        }
        true
    }

    #[inline(always)]
    fn undo(&mut self, entry: Entry) {
        match entry {
            Entry::Mark { slot, last, old } => {
                if let Some(mark) = self.marks.get_mut(slot as usize) {
                    *mark = old;
                }
                self.last_group = last;
            }
            Entry::Loop { id, count, last } => {
                if let Some(place) = self.loops.get_mut(id as usize) {
                    *place = (count, last);
                }
            }
            Entry::Wall { outer, .. } => self.wall = outer,
            _ => {}
        }
    }

    /// The span of a group from 1 on, if it has taken part.
    #[inline]
    pub fn group(&self, group: u32) -> Option<(usize, usize)> {
        let index = (group as usize).checked_sub(1)? * 2;
        let (start, end) = (*self.marks.get(index)?, *self.marks.get(index + 1)?);
        (start != UNSET && end != UNSET && start <= end).then_some((start, end))
    }

    /// Leaves a wall after success: choices above it go, what undoes stays.
    fn commit(&mut self) -> Option<(Pc, usize)> {
        let base = self.wall.checked_sub(1)?;
        let Some(Entry::Wall { pc, pos, outer }) = self.stack.get(base).copied() else { return None };
        self.wall = outer;
        let mut kept = base;
        for index in base + 1..self.stack.len() {
            let entry = self.stack.get(index).copied();
            if let Some(entry @ (Entry::Mark { .. } | Entry::Loop { .. })) = entry
                && let Some(place) = self.stack.get_mut(kept)
            {
                *place = entry;
                kept += 1;
            }
        }
        // Below the lowest choice nothing needs to be undone.
        self.stack.truncate(if base == 0 { 0 } else { kept });
        Some((pc, pos))
    }

    /// Leaves a wall and takes back everything since.
    fn abandon(&mut self) {
        let base = self.wall.saturating_sub(1);
        while self.stack.len() > base {
            match self.stack.pop() {
                Some(entry) => self.undo(entry),
                None => break,
            }
        }
    }

    fn pause(&mut self, pc: Pc, pos: usize) -> Outcome {
        (self.pc, self.pos) = (pc, pos);
        Outcome::Paused
    }

    /// A greedy run of which everything up to `pos` may be taken.
    #[inline(always)]
    fn settle_greedy<U: Code>(
        &mut self,
        program: &Program,
        text: &[U],
        run: u32,
        end: usize,
        least: usize,
    ) -> Result<Option<usize>, ()> {
        let Some(shape) = program.runs.get(run as usize) else { return Ok(None) };
        let mut pos = end;
        if let Some(lead) = program.leads.get(shape.lead as usize) {
            while !lead_accepts(lead, text, pos) {
                if pos == least {
                    return Ok(None);
                }
                pos -= 1;
            }
        }
        if pos > least && !self.push(Entry::Shorter { run, pos, least }) {
            return Err(());
        }
        Ok(Some(pos))
    }

    /// A lazy run that stands at `pos` and may take `left` more.
    #[inline(always)]
    fn settle_lazy<U: Code>(
        &mut self,
        program: &Program,
        text: &[U],
        run: u32,
        from: usize,
        left: u32,
    ) -> Result<Option<usize>, ()> {
        let Some(shape) = program.runs.get(run as usize) else { return Ok(None) };
        let (mut pos, mut left) = (from, left);
        if let Some(lead) = program.leads.get(shape.lead as usize) {
            while !lead_accepts(lead, text, pos) {
                match code_at(text, pos) {
                    Some(code) if left > 0 && one_accepts(program, shape.one, code) => {
                        pos += 1;
                        if left != UNBOUNDED {
                            left -= 1;
                        }
                    }
                    _ => return Ok(None),
                }
            }
        }
        if left > 0 && pos < text.len() && !self.push(Entry::Longer { run, left, pos }) {
            return Err(());
        }
        Ok(Some(pos))
    }

    fn run<U: Code>(&mut self, program: &Program, text: &[U], demand: Demand) -> Outcome {
        let (mut pc, mut pos) = (self.pc, self.pos);
        let code = program.code.as_slice();
        'step: loop {
            // Falling out of this match means failure; whatever goes on continues the loop.
            match code.get(pc as usize).copied().unwrap_or(Inst::Fail) {
                Inst::Match => {
                    if (!demand.whole || pos == text.len()) && (pos != self.start || demand.not_empty_at != pos) {
                        self.running = false;
                        return Outcome::Matched { start: self.start, end: pos };
                    }
                }
                Inst::Fail => {}
                Inst::One { one, next } => {
                    if let Some(code) = code_at(text, pos)
                        && one_accepts(program, one, code)
                    {
                        (pc, pos) = (next, pos + 1);
                        continue 'step;
                    }
                }
                Inst::Text { start, count, next } => {
                    let (start, count) = (start as usize, count as usize);
                    if let Some(wanted) = program.texts.get(start..start + count)
                        && let Some(found) = text.get(pos..).and_then(|rest| rest.get(..count))
                        && wanted.iter().zip(found).all(|(wanted, found)| *wanted == (*found).into())
                    {
                        (pc, pos) = (next, pos + count);
                        continue 'step;
                    }
                }
                Inst::Save { slot, next } => {
                    if !self.set_mark(slot, pos) {
                        return Outcome::Memory;
                    }
                    pc = next;
                    continue 'step;
                }
                Inst::Place { place, next } => {
                    if place_holds(place, text, pos) {
                        pc = next;
                        continue 'step;
                    }
                }
                Inst::Split { first, second, first_lead, second_lead } => {
                    if self.fuel == 0 {
                        return self.pause(pc, pos);
                    }
                    self.fuel -= 1;
                    if may_go_on(program, first_lead, text, pos) {
                        if may_go_on(program, second_lead, text, pos) && !self.push(Entry::Goto { pc: second, pos }) {
                            return Outcome::Memory;
                        }
                        pc = first;
                        continue 'step;
                    }
                    if may_go_on(program, second_lead, text, pos) {
                        pc = second;
                        continue 'step;
                    }
                }
                Inst::Branch { start, count } => match self.choose(program, text, pos, start, start + count) {
                    Err(()) => return Outcome::Memory,
                    Ok(Some(way)) => {
                        pc = way;
                        continue 'step;
                    }
                    Ok(None) => {}
                },
                Inst::Run(run) => {
                    if let Some(shape) = program.runs.get(run as usize).filter(|_| pos <= text.len()) {
                        let kind = if U::NARROW { shape.kind } else { shape.wide_kind };
                        let settled = match kind {
                            RunKind::Lazy => {
                                let end = run_end(program, shape.one, text, pos, shape.least);
                                if end - pos == shape.least as usize {
                                    let left = if shape.most == UNBOUNDED { UNBOUNDED } else { shape.most - shape.least };
                                    self.settle_lazy(program, text, run, end, left)
                                } else {
                                    Ok(None)
                                }
                            }
                            _ => {
                                let end = run_end(program, shape.one, text, pos, shape.most);
                                if end - pos < shape.least as usize {
                                    Ok(None)
                                } else if kind == RunKind::Keep {
                                    Ok(Some(end))
                                } else {
                                    self.settle_greedy(program, text, run, end, pos + shape.least as usize)
                                }
                            }
                        };
                        match settled {
                            Err(()) => return Outcome::Memory,
                            Ok(Some(end)) => {
                                (pc, pos) = (shape.next, end);
                                continue 'step;
                            }
                            Ok(None) => {}
                        }
                    }
                }
                Inst::LoopStart { id, next } => {
                    if !self.set_loop(id, 0, UNSET) {
                        return Outcome::Memory;
                    }
                    pc = next;
                    continue 'step;
                }
                Inst::LoopHead(index) => {
                    if self.fuel == 0 {
                        return self.pause(pc, pos);
                    }
                    self.fuel -= 1;
                    if let Some(shape) = program.loops.get(index as usize) {
                        let (count, last) = self.loops.get(shape.id as usize).copied().unwrap_or((0, UNSET));
                        if count < shape.least {
                            if !self.set_loop(shape.id, count + 1, last) {
                                return Outcome::Memory;
                            }
                            pc = shape.body;
                            continue 'step;
                        }
                        let more = (count < shape.most || shape.most == UNBOUNDED) && pos != last;
                        if shape.lazy {
                            if more && !self.push(Entry::Again { index, pos }) {
                                return Outcome::Memory;
                            }
                            pc = shape.exit;
                            continue 'step;
                        }
                        if more {
                            let pushed = self.push(Entry::Goto { pc: shape.exit, pos })
                                && self.set_loop(shape.id, count.saturating_add(1), pos);
                            if !pushed {
                                return Outcome::Memory;
                            }
                            pc = shape.body;
                            continue 'step;
                        }
                        pc = shape.exit;
                        continue 'step;
                    }
                }
                Inst::LookStart { body, next, behind, negated } => match pos.checked_sub(behind as usize) {
                    Some(from) => {
                        if !self.push(Entry::Wall { pc, pos, outer: self.wall }) {
                            return Outcome::Memory;
                        }
                        self.wall = self.stack.len();
                        (pc, pos) = (body, from);
                        continue 'step;
                    }
                    None if negated => {
                        pc = next;
                        continue 'step;
                    }
                    None => {}
                },
                Inst::LookEnd { negated: false, next } => {
                    if let Some((_, from)) = self.commit() {
                        (pc, pos) = (next, from);
                        continue 'step;
                    }
                }
                Inst::LookEnd { negated: true, .. } => self.abandon(),
                Inst::AtomicStart { body } => {
                    if !self.push(Entry::Wall { pc, pos, outer: self.wall }) {
                        return Outcome::Memory;
                    }
                    self.wall = self.stack.len();
                    pc = body;
                    continue 'step;
                }
                Inst::AtomicEnd { next } => {
                    if self.commit().is_some() {
                        pc = next;
                        continue 'step;
                    }
                }
                Inst::Back { group, fold, next } => {
                    if let Some(span) = self.group(group)
                        && let Some(length) = comes_again(text, span, pos, fold)
                    {
                        (pc, pos) = (next, pos + length);
                        continue 'step;
                    }
                }
                Inst::Condition { group, yes, no } => {
                    pc = if self.group(group).is_some() { yes } else { no };
                    continue 'step;
                }
            }
            // Back to the last choice.
            loop {
                let Some(entry) = self.stack.pop() else {
                    self.running = false;
                    return Outcome::Failed;
                };
                match entry {
                    Entry::Goto { pc: way, pos: from } => {
                        (pc, pos) = (way, from);
                        break;
                    }
                    Entry::Ways { next, end, pos: from } => match self.choose(program, text, from, next, end) {
                        Err(()) => return Outcome::Memory,
                        Ok(Some(way)) => {
                            (pc, pos) = (way, from);
                            break;
                        }
                        Ok(None) => {}
                    },
                    Entry::Shorter { run, pos: end, least } => match self.settle_greedy(program, text, run, end - 1, least) {
                        Err(()) => return Outcome::Memory,
                        Ok(Some(end)) => {
                            (pc, pos) = (program.runs.get(run as usize).map_or(0, |run| run.next), end);
                            break;
                        }
                        Ok(None) => {}
                    },
                    Entry::Longer { run, left, pos: end } => {
                        if let (Some(shape), Some(code)) = (program.runs.get(run as usize), code_at(text, end))
                            && one_accepts(program, shape.one, code)
                        {
                            let left = if left == UNBOUNDED { left } else { left - 1 };
                            match self.settle_lazy(program, text, run, end + 1, left) {
                                Err(()) => return Outcome::Memory,
                                Ok(Some(end)) => {
                                    (pc, pos) = (shape.next, end);
                                    break;
                                }
                                Ok(None) => {}
                            }
                        }
                    }
                    Entry::Again { index, pos: from } => {
                        if let Some(shape) = program.loops.get(index as usize) {
                            let (count, _) = self.loops.get(shape.id as usize).copied().unwrap_or((0, UNSET));
                            if !self.set_loop(shape.id, count.saturating_add(1), from) {
                                return Outcome::Memory;
                            }
                            (pc, pos) = (shape.body, from);
                            break;
                        }
                    }
                    Entry::Mark { .. } | Entry::Loop { .. } => self.undo(entry),
                    Entry::Wall { pc: origin, pos: from, outer } => {
                        self.wall = outer;
                        if let Some(Inst::LookStart { next, negated: true, .. }) = code.get(origin as usize).copied() {
                            (pc, pos) = (next, from);
                            break;
                        }
                    }
                }
            }
            if self.fuel == 0 {
                return self.pause(pc, pos);
            }
            self.fuel -= 1;
        }
    }

    /// The first of some ways that the text can go; the rest stay as a choice if one of them can too.
    #[inline(always)]
    fn choose<U: Code>(&mut self, program: &Program, text: &[U], pos: usize, from: u32, end: u32) -> Result<Option<Pc>, ()> {
        let ways = program.ways.get(from as usize..end as usize).unwrap_or(&[]);
        let mut chosen = None;
        for (way, index) in ways.iter().zip(from..) {
            if way.lead != NO_LEAD && !may_go_on(program, way.lead, text, pos) {
                continue;
            }
            if chosen.is_some() {
                if !self.push(Entry::Ways { next: index, end, pos }) {
                    return Err(());
                }
                break;
            }
            chosen = Some(way.pc);
        }
        Ok(chosen)
    }
}
