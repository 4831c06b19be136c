//! From the tree to instructions.
//!
//! Code is made from the end of the pattern to its start, so that whatever is
//! made knows what follows. That gives each choice the set of characters its
//! ways can begin with (a [`Lead`]), and shows which repetitions never need to
//! give anything back. A work list replaces recursion.

use super::program::{Inst, Lead, Loop, NO_LEAD, One, Pc, Program, Run, RunKind, Start, Way};
use super::set::{Class, ClassKind, ClassSpec};
use super::tree::{Fold, Greed, Node, NodeId, Place, Tree, UNBOUNDED};
use std::collections::HashMap;

/// What is left to do; each task starts from what follows and leaves its own beginning.
enum Task {
    Node(NodeId),
    /// Goes on before this instruction.
    From(Pc),
    Save(u32),
    /// Remembers the beginning of a branch.
    Branch,
    EndBranches {
        count: u32,
    },
    EndSplitLoop {
        head: Pc,
        lazy: bool,
        exit: Pc,
        enter: bool,
    },
    EndOption {
        lazy: bool,
        exit: Pc,
    },
    EndLoop {
        head: Pc,
        loop_index: u32,
    },
    EndLook {
        negated: bool,
        behind: u32,
        next: Pc,
    },
    AtomicEnd,
    /// The beginning of an atomic group around a node, in front of an instruction.
    AtomicStart {
        child: NodeId,
        next: Pc,
    },
    EndCondition {
        group: u32,
    },
}

struct Compiler<'t> {
    tree: &'t Tree,
    /// By node: what it can begin with, and whether it can match nothing.
    node_leads: Vec<u32>,
    code: Vec<Inst>,
    /// By instruction: what the text can go on with there.
    code_leads: Vec<u32>,
    classes: Vec<Class>,
    /// By class of the tree: its form.
    ones: Vec<One>,
    leads: Vec<Lead>,
    ways: Vec<Way>,
    runs: Vec<Run>,
    loops: Vec<Loop>,
    texts: Vec<u32>,
    branches: Vec<Pc>,
    known_leads: HashMap<Vec<u8>, u32>,
    known_classes: HashMap<SpecKey, One>,
    next: Pc,
}

type SpecKey = (Vec<(u32, u32, u8)>, u8, bool);

fn spec_key(spec: &ClassSpec) -> SpecKey {
    use super::set::Member;
    let members = match &spec.kind {
        ClassKind::One(code) => vec![(*code, 0, 0)],
        ClassKind::NotOne(code) => vec![(*code, 0, 1)],
        ClassKind::AnyButNewline => vec![(0, 0, 2)],
        ClassKind::Any => vec![(0, 0, 3)],
        ClassKind::Set { negated, members } => std::iter::once((u32::from(*negated), 0, 4))
            .chain(members.iter().map(|member| match *member {
                Member::One(code) => (code, code, 5),
                Member::Range(low, high) => (low, high, 6),
                Member::Category { category, negated } => (category as u32, u32::from(negated), 7),
            }))
            .collect(),
    };
    (members, spec.fold as u8, spec.unicode)
}

pub fn compile(tree: &Tree) -> Program {
    let mut compiler = Compiler {
        tree,
        node_leads: Vec::new(),
        code: Vec::new(),
        code_leads: Vec::new(),
        classes: Vec::new(),
        ones: Vec::new(),
        leads: Vec::new(),
        ways: Vec::new(),
        runs: Vec::new(),
        loops: Vec::new(),
        texts: Vec::new(),
        branches: Vec::new(),
        known_leads: HashMap::new(),
        known_classes: HashMap::new(),
        next: 0,
    };
    compiler.resolve_classes();
    compiler.find_leads();
    compiler.emit(Inst::Match, NO_LEAD);
    compiler.run();
    compiler.finish()
}

impl Compiler<'_> {
    fn resolve_classes(&mut self) {
        for spec in &self.tree.classes {
            let one = match &spec.kind {
                ClassKind::One(code) if spec.fold == Fold::None => One::Code(*code),
                ClassKind::NotOne(code) if spec.fold == Fold::None => One::Not(*code),
                ClassKind::Any => One::Any,
                ClassKind::AnyButNewline => One::Not(10),
                _ => {
                    let key = spec_key(spec);
                    match self.known_classes.get(&key) {
                        Some(one) => *one,
                        None => {
                            let class = Class::resolve(spec);
                            let one = self.cheapest(class);
                            self.known_classes.insert(key, one);
                            one
                        }
                    }
                }
            };
            self.ones.push(one);
        }
    }

    fn cheapest(&mut self, class: Class) -> One {
        if let Some(code) = class.single() {
            return One::Code(code);
        }
        if let Some(code) = class.all_but() {
            return One::Not(code);
        }
        if class.is_any() {
            return One::Any;
        }
        self.classes.push(class);
        One::Class(self.classes.len() as u32 - 1)
    }

    fn one_of(&self, class: u32) -> One {
        self.ones.get(class as usize).copied().unwrap_or(One::Any)
    }

    fn lead_of_one(&self, one: One) -> Lead {
        let mut lead = Lead::NONE;
        match one {
            One::Any => {
                lead = Lead::ALL;
                lead.end = false;
            }
            One::Code(code) => match lead.table.get_mut(code as usize) {
                Some(place) => *place = true,
                None => lead.cells = super::set::cell_of(code),
            },
            One::Not(code) => {
                lead = Lead::ALL;
                lead.end = false;
                if let Some(place) = lead.table.get_mut(code as usize) {
                    *place = false;
                }
            }
            One::Class(class) => {
                if let Some(class) = self.classes.get(class as usize) {
                    lead.table = class.table;
                    lead.cells = class.cells;
                }
            }
        }
        lead
    }

    /// The number of a lead; equal ones share it.
    fn intern_lead(&mut self, lead: Lead) -> u32 {
        if lead.is_all() {
            return NO_LEAD;
        }
        let mut key = vec![lead.cells, u8::from(lead.end)];
        key.extend(lead.table.chunks(8).map(|bits| bits.iter().fold(0u8, |sum, bit| sum << 1 | u8::from(*bit))));
        *self.known_leads.entry(key).or_insert_with(|| {
            self.leads.push(lead);
            self.leads.len() as u32 - 1
        })
    }

    fn lead(&self, id: u32) -> Lead {
        self.leads.get(id as usize).cloned().unwrap_or(Lead::ALL)
    }

    fn join_leads(&mut self, a: u32, b: u32) -> u32 {
        if a == b || a == NO_LEAD || b == NO_LEAD {
            return if a == b { a } else { NO_LEAD };
        }
        let mut lead = self.lead(a);
        lead.join(&self.lead(b));
        self.intern_lead(lead)
    }

    fn node_lead(&self, id: NodeId) -> u32 {
        self.node_leads.get(id as usize).copied().unwrap_or(NO_LEAD)
    }

    /// Whether a node can let the text behind it show through.
    fn can_be_empty(&self, id: NodeId) -> bool {
        self.tree.width(id).least == 0 && !matches!(self.tree.node(id), Node::Fail)
    }

    /// What every node can begin with, when what follows does not count.
    fn find_leads(&mut self) {
        let nothing = self.intern_lead(Lead::NONE);
        for id in 0..self.tree.nodes.len() as u32 {
            let lead = match self.tree.node(id) {
                Node::Empty | Node::Fail | Node::Place(_) | Node::Look { .. } => nothing,
                Node::Class(class) => {
                    let lead = self.lead_of_one(self.one_of(*class));
                    self.intern_lead(lead)
                }
                Node::Sequence { start, count } => {
                    let mut lead = nothing;
                    for child in self.tree.list(*start, *count) {
                        lead = self.join_leads(lead, self.node_lead(*child));
                        if !self.can_be_empty(*child) {
                            break;
                        }
                    }
                    lead
                }
                Node::Either { start, count } => {
                    let mut lead = nothing;
                    for child in self.tree.list(*start, *count) {
                        lead = self.join_leads(lead, self.node_lead(*child));
                    }
                    lead
                }
                Node::Repeat { child, .. } | Node::Group { child, .. } | Node::Atomic(child) => self.node_lead(*child),
                Node::Condition { yes, no, .. } => self.join_leads(self.node_lead(*yes), self.node_lead(*no)),
                Node::Back { .. } => NO_LEAD,
            };
            self.node_leads.push(lead);
        }
    }

    fn emit(&mut self, inst: Inst, lead: u32) -> Pc {
        self.code.push(inst);
        self.code_leads.push(lead);
        self.next = self.code.len() as Pc - 1;
        self.next
    }

    fn patch(&mut self, pc: Pc, inst: Inst) {
        if let Some(place) = self.code.get_mut(pc as usize) {
            *place = inst;
        }
    }

    fn lead_at(&self, pc: Pc) -> u32 {
        self.code_leads.get(pc as usize).copied().unwrap_or(NO_LEAD)
    }

    /// The lead of a node in front of an instruction.
    fn lead_before(&mut self, node: NodeId, next: Pc) -> u32 {
        let lead = self.node_lead(node);
        if self.can_be_empty(node) { self.join_leads(lead, self.lead_at(next)) } else { lead }
    }

    fn run(&mut self) {
        let mut tasks = vec![Task::Node(self.tree.root)];
        while let Some(task) = tasks.pop() {
            match task {
                Task::Node(id) => self.node(id, &mut tasks),
                Task::From(pc) => self.next = pc,
                Task::Save(slot) => self.save(slot),
                Task::Branch => self.branches.push(self.next),
                Task::EndBranches { count } => self.end_branches(count as usize),
                Task::EndSplitLoop { head, lazy, exit, enter } => {
                    let body = self.next;
                    self.split_at(head, body, exit, lazy);
                    self.next = if enter { body } else { head };
                }
                Task::EndOption { lazy, exit } => {
                    let body = self.next;
                    let lead = self.join_leads(self.lead_at(body), self.lead_at(exit));
                    let pc = self.emit(Inst::Fail, lead);
                    self.split_at(pc, body, exit, lazy);
                }
                Task::EndLoop { head, loop_index } => {
                    let body = self.next;
                    if let Some(place) = self.loops.get_mut(loop_index as usize) {
                        place.body = body;
                    }
                    let lead = self.lead_at(head);
                    self.emit(Inst::LoopStart { id: loop_index, next: head }, lead);
                }
                Task::EndLook { negated, behind, next } => {
                    let body = self.next;
                    let lead = self.lead_at(next);
                    self.emit(Inst::LookStart { body, next, behind, negated }, lead);
                }
                Task::AtomicEnd => self.atomic_end(),
                Task::AtomicStart { child, next } => {
                    let lead = self.lead_before(child, next);
                    let body = self.next;
                    self.emit(Inst::AtomicStart { body }, lead);
                }
                Task::EndCondition { group } => {
                    let (no, yes) = (self.branches.pop().unwrap_or(0), self.branches.pop().unwrap_or(0));
                    let lead = self.join_leads(self.lead_at(yes), self.lead_at(no));
                    self.emit(Inst::Condition { group, yes, no }, lead);
                }
            }
        }
    }

    fn save(&mut self, slot: u32) {
        let (next, lead) = (self.next, self.lead_at(self.next));
        self.emit(Inst::Save { slot, next }, lead);
    }

    fn split_at(&mut self, pc: Pc, body: Pc, exit: Pc, lazy: bool) {
        let (first, second) = if lazy { (exit, body) } else { (body, exit) };
        let (first_lead, second_lead) = (self.lead_at(first), self.lead_at(second));
        self.patch(pc, Inst::Split { first, second, first_lead, second_lead });
    }

    fn end_branches(&mut self, count: usize) {
        let start = self.ways.len() as u32;
        let first = self.branches.len().saturating_sub(count);
        let branches = self.branches.split_off(first);
        let mut lead = self.intern_lead(Lead::NONE);
        for pc in &branches {
            lead = self.join_leads(lead, self.lead_at(*pc));
            let way = Way { pc: *pc, lead: self.lead_at(*pc) };
            self.ways.push(way);
        }
        if let [first, second] = branches[..] {
            self.ways.truncate(start as usize);
            let pc = self.emit(Inst::Fail, lead);
            self.split_at(pc, first, second, false);
            return;
        }
        self.emit(Inst::Branch { start, count: count as u32 }, lead);
    }

    fn node(&mut self, id: NodeId, tasks: &mut Vec<Task>) {
        let next = self.next;
        let next_lead = self.lead_at(next);
        match self.tree.node(id).clone() {
            Node::Empty => {}
            Node::Fail => {
                let nothing = self.intern_lead(Lead::NONE);
                self.emit(Inst::Fail, nothing);
            }
            Node::Class(class) => self.one(self.one_of(class), self.node_lead(id)),
            Node::Sequence { start, count } => {
                tasks.extend(self.tree.list(start, count).iter().map(|child| Task::Node(*child)));
            }
            Node::Either { start, count } => {
                tasks.push(Task::EndBranches { count });
                for child in self.tree.list(start, count).iter().rev() {
                    tasks.extend([Task::Branch, Task::Node(*child), Task::From(next)]);
                }
            }
            Node::Repeat { child, least, most, greed } => self.repeat(id, child, (least, most), greed, tasks),
            Node::Group { child, number } => {
                self.save(number * 2 - 1);
                tasks.extend([Task::Save(number * 2 - 2), Task::Node(child)]);
            }
            Node::Back { group, fold } => {
                let lead = NO_LEAD;
                self.emit(Inst::Back { group, fold, next }, lead);
            }
            Node::Look { child, behind, negated } => {
                let behind = if behind { self.tree.width(child).least as u32 } else { 0 };
                self.emit(Inst::LookEnd { negated, next }, NO_LEAD);
                tasks.extend([Task::EndLook { negated, behind, next }, Task::Node(child)]);
            }
            Node::Atomic(child) => {
                tasks.extend([Task::AtomicStart { child, next }, Task::Node(child), Task::AtomicEnd]);
            }
            Node::Condition { group, yes, no } => {
                tasks.push(Task::EndCondition { group });
                tasks.extend([Task::Branch, Task::Node(no), Task::From(next)]);
                tasks.extend([Task::Branch, Task::Node(yes), Task::From(next)]);
            }
            Node::Place(place) => {
                let lead = match place {
                    Place::VeryEnd => self.intern_lead(Lead { end: true, ..Lead::NONE }),
                    Place::End | Place::LineEnd => {
                        let mut lead = Lead { end: true, ..Lead::NONE };
                        if let Some(place) = lead.table.get_mut(10) {
                            *place = true;
                        }
                        self.intern_lead(lead)
                    }
                    _ => next_lead,
                };
                self.emit(Inst::Place { place, next }, lead);
            }
        }
    }

    /// A single character; runs of literals grow into one instruction.
    fn one(&mut self, one: One, lead: u32) {
        let next = self.next;
        if let One::Code(code) = one {
            match self.code.get(next as usize).copied() {
                Some(Inst::One { one: One::Code(second), next: after }) if next > 0 => {
                    // The text is stored backwards and turned round at the end.
                    let start = self.texts.len() as u32;
                    self.texts.extend([second, code]);
                    self.emit(Inst::Text { start, count: 2, next: after }, lead);
                    return;
                }
                Some(Inst::Text { start, count, next: after }) if (start + count) as usize == self.texts.len() => {
                    self.texts.push(code);
                    self.emit(Inst::Text { start, count: count + 1, next: after }, lead);
                    return;
                }
                _ => {}
            }
        }
        self.emit(Inst::One { one, next }, lead);
    }

    /// The class of a child that is a single character without a group.
    fn single(&self, child: NodeId) -> Option<One> {
        match self.tree.node(child) {
            Node::Class(class) => Some(self.one_of(*class)),
            _ => None,
        }
    }

    fn repeat(&mut self, node: NodeId, child: NodeId, (least, most): (u32, u32), greed: Greed, tasks: &mut Vec<Task>) {
        let next = self.next;
        if most == 0 {
            return;
        }
        // Going round without moving changes nothing after the first few times.
        const STILL: u32 = 8;
        let (least, most) = match self.tree.width(child).most {
            0 if most == UNBOUNDED => (least.min(STILL), most),
            0 => (least.min(STILL), most.min(STILL)),
            _ => (least, most),
        };
        if least == 1 && most == 1 && greed != Greed::Possessive {
            tasks.push(Task::Node(child));
            return;
        }
        if let Some(one) = self.single(child) {
            return self.single_run(one, child, least, most, greed);
        }
        if greed == Greed::Possessive {
            // No iteration gives back, nor does the whole.
            tasks.push(Task::AtomicStart { child: node, next });
            self.atomic_end();
            self.counted_loop(child, least, most, false, true, tasks);
            return;
        }
        let lazy = greed == Greed::Lazy;
        if (least, most) == (0, 1) {
            tasks.extend([Task::EndOption { lazy, exit: next }, Task::Node(child)]);
            return;
        }
        if least <= 1 && most == UNBOUNDED && !self.can_be_empty(child) {
            let lead = self.node_lead(child);
            let lead = self.join_leads(lead, self.lead_at(next));
            let head = self.emit(Inst::Fail, lead);
            tasks.extend([Task::EndSplitLoop { head, lazy, exit: next, enter: least == 1 }, Task::Node(child)]);
            return;
        }
        self.counted_loop(child, least, most, lazy, false, tasks);
    }

    /// The end of an atomic group. What follows must not steer the choices
    /// inside: they are final before it gets its say.
    fn atomic_end(&mut self) {
        let next = self.next;
        self.emit(Inst::AtomicEnd { next }, NO_LEAD);
    }

    fn counted_loop(&mut self, child: NodeId, least: u32, most: u32, lazy: bool, atomic: bool, tasks: &mut Vec<Task>) {
        let exit = self.next;
        let lead = if least == 0 {
            let lead = self.node_lead(child);
            self.join_leads(lead, self.lead_at(exit))
        } else {
            self.lead_before(child, exit)
        };
        let index = self.loops.len() as u32;
        self.loops.push(Loop { id: index, least, most, lazy, body: exit, exit });
        let head = self.emit(Inst::LoopHead(index), lead);
        // From inside, the head can also lead out.
        let inner = self.join_leads(lead, self.lead_at(exit));
        if let Some(place) = self.code_leads.get_mut(head as usize) {
            *place = inner;
        }
        tasks.push(Task::EndLoop { head, loop_index: index });
        if atomic {
            tasks.extend([Task::AtomicStart { child, next: head }, Task::Node(child), Task::AtomicEnd]);
        } else {
            tasks.push(Task::Node(child));
        }
    }

    fn single_run(&mut self, one: One, child: NodeId, least: u32, most: u32, greed: Greed) {
        let next = self.next;
        let lead_id = self.lead_at(next);
        let follow = self.lead(lead_id);
        let mine = self.lead_of_one(one);
        let narrow = mine.table.iter().zip(&follow.table).any(|(mine, other)| *mine && *other);
        let wide = narrow || mine.cells & follow.cells != 0;
        let kind = |overlaps: bool| match greed {
            // Where what follows is foreign to the run, only its very end will do.
            _ if greed == Greed::Possessive || !overlaps => RunKind::Keep,
            Greed::Lazy => RunKind::Lazy,
            _ => RunKind::Greedy,
        };
        let run = Run { one, least, most, kind: kind(narrow), wide_kind: kind(wide), next, lead: lead_id };
        self.runs.push(run);
        let mut lead = self.node_lead(child);
        if least == 0 {
            lead = self.join_leads(lead, lead_id);
        }
        self.emit(Inst::Run(self.runs.len() as u32 - 1), lead);
    }

    // ---- the way in ----

    /// Texts were gathered from their ends; this turns them round.
    fn turn_texts(&mut self) {
        let mut texts = Vec::new();
        for inst in &mut self.code {
            if let Inst::Text { start, count, .. } = inst {
                let from = *start as usize;
                let part = self.texts.get(from..from + *count as usize).unwrap_or(&[]);
                let new = texts.len() as u32;
                texts.extend(part.iter().rev());
                *start = new;
            }
        }
        self.texts = texts;
    }

    fn inst(&self, pc: Pc) -> Inst {
        self.code.get(pc as usize).copied().unwrap_or(Inst::Fail)
    }

    fn start(&self, entry: Pc) -> Start {
        let mut pc = entry;
        let mut literal: Vec<u32> = Vec::new();
        loop {
            match self.inst(pc) {
                Inst::Save { next, .. } => pc = next,
                Inst::One { one: One::Code(code), next } => {
                    literal.push(code);
                    pc = next;
                }
                Inst::Text { start, count, next } => {
                    let start = start as usize;
                    literal.extend_from_slice(self.texts.get(start..start + count as usize).unwrap_or(&[]));
                    pc = next;
                }
                Inst::Place { place: Place::Start, .. } if literal.is_empty() => return Start::OfText,
                Inst::Place { place: Place::LineStart, .. } if literal.is_empty() => return Start::OfLine,
                _ => break,
            }
        }
        let bytes: Option<Vec<u8>> = literal.iter().map(|code| u8::try_from(*code).ok()).collect();
        match (literal.as_slice(), bytes) {
            ([], _) => {}
            ([_], Some(bytes)) => {
                let byte = bytes.first().copied().unwrap_or(0);
                return Start::Bytes([byte; 3]);
            }
            (_, Some(bytes)) => return Start::Prefix(Box::new(memchr::memmem::Finder::new(&bytes).into_owned())),
            ([first, ..], None) => {
                return match u8::try_from(*first) {
                    Ok(byte) => Start::Bytes([byte; 3]),
                    Err(_) => Start::Wide(*first),
                };
            }
        }
        let id = self.lead_at(entry);
        if id == NO_LEAD {
            return Start::Anywhere;
        }
        let lead = self.lead(id);
        if lead.end {
            return Start::Anywhere;
        }
        let bytes: Vec<u8> = (0u8..=255).zip(&lead.table).filter(|(_, accepted)| **accepted).map(|(byte, _)| byte).collect();
        match (lead.cells, bytes.as_slice()) {
            (0, [a]) => Start::Bytes([*a; 3]),
            (0, [a, b]) => Start::Bytes([*a, *b, *b]),
            (0, [a, b, c]) => Start::Bytes([*a, *b, *c]),
            _ => Start::Lead(id),
        }
    }

    /// The endless run at the very start of the pattern, if failing behind it is final.
    fn leading_run(&self, entry: Pc) -> Option<One> {
        if self.tree.looks_back {
            return None;
        }
        let mut pc = entry;
        while let Inst::Save { next, .. } = self.inst(pc) {
            pc = next;
        }
        let Inst::Run(run) = self.inst(pc) else { return None };
        let run = self.runs.get(run as usize)?;
        (run.most == UNBOUNDED && run.least <= 1).then_some(run.one)
    }

    fn finish(mut self) -> Program {
        self.turn_texts();
        let entry = self.next;
        let start = self.start(entry);
        let leading_run = self.leading_run(entry);
        Program {
            start,
            leading_run,
            entry,
            groups: self.tree.groups,
            least: self.tree.width(self.tree.root).least,
            code: self.code,
            classes: self.classes,
            leads: self.leads,
            ways: self.ways,
            runs: self.runs,
            loops: self.loops,
            texts: self.texts,
        }
    }
}
