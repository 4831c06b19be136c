//! Second pass: where each name lives, and which comprehensions run inside their frame.
//!
//! Blocks are visited outermost first. Instead of copying the set of visible bindings for every
//! block, one table is changed on the way in and restored on the way out, so the pass is linear
//! in the number of symbols (plus the free variables it has to list).

use super::blocks::{Block, BlockKind, ComprehensionKind, NO_SLOT, Reach, Symbol, flag};
use super::collect::Known;
use super::error::{Check, fail};
use super::names::{Id, Names, NumberSet};

type Set = NumberSet<Id>;

pub(super) struct Analyser<'c> {
    pub names: &'c Names,
    pub blocks: &'c mut Vec<Block>,
    pub known: Known,
    /// Whether a function-like block around the current one binds the name.
    bound: Vec<bool>,
    /// Whether the nearest such binding is a type parameter.
    type_param: Vec<bool>,
    undo: Vec<Change>,
}

/// A former entry of one of the two tables.
enum Change {
    Bound(Id, bool),
    TypeParam(Id, bool),
}

impl<'c> Analyser<'c> {
    pub(super) fn new(names: &'c Names, blocks: &'c mut Vec<Block>, known: Known) -> Analyser<'c> {
        let size = names.len();
        Analyser { names, blocks, known, bound: vec![false; size], type_param: vec![false; size], undo: Vec::new() }
    }

    pub(super) fn module(&mut self) -> Check {
        self.block(0, None).map(drop)
    }

    fn set_bound(&mut self, id: Id, value: bool) {
        let old = std::mem::replace(&mut self.bound[id.index()], value);
        self.undo.push(Change::Bound(id, old));
    }

    fn set_type_param(&mut self, id: Id, value: bool) {
        let old = std::mem::replace(&mut self.type_param[id.index()], value);
        self.undo.push(Change::TypeParam(id, old));
    }

    fn restore(&mut self, mark: usize) {
        while self.undo.len() > mark {
            match self.undo.pop() {
                Some(Change::Bound(id, old)) => self.bound[id.index()] = old,
                Some(Change::TypeParam(id, old)) => self.type_param[id.index()] = old,
                None => return,
            }
        }
    }

    /// Resolves one block and everything inside it; returns the names it takes from outside.
    fn block(&mut self, at: usize, class: Option<usize>) -> Check<Set> {
        self.blocks[at].alive = true;
        let is_class = self.blocks[at].kind == BlockKind::Class;
        let is_function = self.blocks[at].is_function_like();
        let mark = self.undo.len();
        let mut free = Set::default();
        for index in 0..self.blocks[at].symbols.list.len() {
            let symbol = self.blocks[at].symbols.list[index];
            let reach = self.name(at, symbol, class)?;
            self.blocks[at].symbols.list[index].reach = reach;
            if reach == Reach::Free {
                free.insert(symbol.id);
            }
        }
        // Only functions show their names to the blocks inside; a class hides what it declares.
        if is_function {
            for index in 0..self.blocks[at].symbols.list.len() {
                let symbol = self.blocks[at].symbols.list[index];
                match symbol.reach {
                    Reach::Local => self.set_bound(symbol.id, true),
                    Reach::GlobalExplicit if symbol.flags & flag::GLOBAL != 0 => {
                        self.set_bound(symbol.id, false);
                    }
                    _ => {}
                }
            }
        } else if is_class {
            self.set_bound(self.known.class, true);
            self.set_bound(self.known.classdict, true);
        }
        let mut inlined_cells = Set::default();
        for child in 0..self.blocks[at].children.len() {
            let child = self.blocks[at].children[child];
            self.child(at, child, class, &mut free, &mut inlined_cells)?;
        }
        if is_function {
            self.make_cells(at, &mut free, &inlined_cells);
        } else if is_class {
            self.blocks[at].needs_class_cell = free.remove(&self.known.class);
            self.blocks[at].needs_classdict = free.remove(&self.known.classdict);
        }
        self.restore(mark);
        self.record(at, &free, &inlined_cells);
        Ok(free)
    }

    fn name(&mut self, at: usize, symbol: Symbol, class: Option<usize>) -> Check<Reach> {
        let Symbol { id, flags, .. } = symbol;
        if flags & flag::GLOBAL != 0 {
            if flags & flag::NONLOCAL != 0 {
                return self.directive_error(at, id, |name| format!("name '{name}' is nonlocal and global"));
            }
            return Ok(Reach::GlobalExplicit);
        }
        if flags & flag::NONLOCAL != 0 {
            if at == 0 {
                return self.directive_error(at, id, |_| "nonlocal declaration not allowed at module level".to_owned());
            }
            if !self.bound[id.index()] {
                return self.directive_error(at, id, |name| format!("no binding for nonlocal '{name}' found"));
            }
            if self.type_param[id.index()] {
                return self.directive_error(at, id, |name| format!("nonlocal binding not allowed for type parameter '{name}'"));
            }
            return Ok(Reach::Free);
        }
        if flags & flag::BOUND != 0 {
            self.set_type_param(id, flags & flag::TYPE_PARAM != 0);
            return Ok(Reach::Local);
        }
        // An annotation scope in a class looks names of the class up in its namespace first.
        if let Some(class) = class {
            let flags = self.blocks[class].symbols.flags(id);
            if flags & flag::GLOBAL != 0 {
                return Ok(Reach::GlobalExplicit);
            }
            if flags & flag::BOUND != 0 && flags & flag::NONLOCAL == 0 {
                return Ok(Reach::GlobalImplicit);
            }
        }
        let reach = if self.bound[id.index()] { Reach::Free } else { Reach::GlobalImplicit };
        Ok(reach)
    }

    fn directive_error(&self, at: usize, id: Id, message: impl Fn(&str) -> String) -> Check<Reach> {
        let block = &self.blocks[at];
        let span = block.directives.iter().find(|(name, _)| *name == id).map_or(block.span, |(_, span)| *span);
        fail(message(self.names.text(id)), span)
    }

    fn child(&mut self, at: usize, child: usize, class: Option<usize>, free: &mut Set, inlined_cells: &mut Set) -> Check {
        let sees_class = self.blocks[child].can_see_class;
        let child_class = match self.blocks[at].kind {
            BlockKind::Class if sees_class => Some(at),
            _ if sees_class => class,
            _ => None,
        };
        let inlined = match self.blocks[child].comprehension() {
            None | Some(ComprehensionKind::Generator) => false,
            Some(_) => !self.blocks[at].can_see_class,
        };
        let mut child_free = self.block(child, child_class)?;
        if inlined {
            self.blocks[child].inlined = true;
            self.inline(at, child, &mut child_free, inlined_cells);
        }
        if self.blocks[at].comprehension().is_some() {
            self.note_free_in_child(at, child);
        }
        if free.is_empty() {
            *free = child_free;
        } else {
            free.extend(child_free);
        }
        Ok(())
    }

    /// Remembers for a comprehension what the functions inside it capture.
    fn note_free_in_child(&mut self, at: usize, child: usize) {
        let names = if self.blocks[child].inlined {
            std::mem::take(&mut self.blocks[child].free_in_children)
        } else {
            let symbols = self.blocks[child].symbols.list.iter();
            symbols.filter(|symbol| symbol.reach == Reach::Free).map(|symbol| symbol.id).collect()
        };
        let own = &mut self.blocks[at].free_in_children;
        if own.is_empty() {
            *own = names;
        } else {
            own.extend(names);
        }
    }

    /// Merges the symbols of a comprehension into the block whose frame runs it.
    fn inline(&mut self, at: usize, child: usize, child_free: &mut Set, inlined_cells: &mut Set) {
        let is_class = self.blocks[at].kind == BlockKind::Class;
        for index in 0..self.blocks[child].symbols.list.len() {
            let symbol = self.blocks[child].symbols.list[index];
            let id = symbol.id;
            if symbol.flags & flag::PARAM != 0 {
                continue;
            }
            if symbol.reach == Reach::Cell || symbol.flags & flag::COMPREHENSION_CELL != 0 {
                inlined_cells.insert(id);
            }
            let captured = self.blocks[child].free_in_children.contains(&id);
            match self.blocks[at].symbols.get(id) {
                Some(existing) => {
                    if existing.flags & flag::BOUND != 0 && !captured && !is_class {
                        child_free.remove(&id);
                    }
                }
                None => {
                    let mut reach = symbol.reach;
                    // A class body does not see its own `__class__` cell. CPython drops the cell
                    // even if a function in the comprehension captures it, and fails; keep it then.
                    if reach == Reach::Free && is_class && id == self.known.class {
                        reach = Reach::GlobalImplicit;
                        if !captured {
                            child_free.remove(&id);
                        }
                    }
                    self.blocks[at].symbols.push(Symbol { reach, own: false, slot: NO_SLOT, ..symbol });
                }
            }
        }
    }

    /// Turns the locals that blocks inside capture into cells.
    fn make_cells(&mut self, at: usize, free: &mut Set, inlined_cells: &Set) {
        if free.is_empty() && inlined_cells.is_empty() {
            return;
        }
        for symbol in &mut self.blocks[at].symbols.list {
            if symbol.reach == Reach::Local && (free.contains(&symbol.id) || inlined_cells.contains(&symbol.id)) {
                symbol.reach = Reach::Cell;
                free.remove(&symbol.id);
            }
        }
    }

    /// Writes down which names of the blocks inside pass through this one.
    fn record(&mut self, at: usize, free: &Set, inlined_cells: &Set) {
        let passes = self.blocks[at].kind == BlockKind::Class || self.blocks[at].can_see_class;
        let symbols = &mut self.blocks[at].symbols;
        for id in inlined_cells {
            if let Some(symbol) = symbols.get_mut(*id) {
                symbol.flags |= flag::COMPREHENSION_CELL;
            }
        }
        for id in free {
            if let Some(symbol) = symbols.get_mut(*id) {
                if passes {
                    symbol.flags |= flag::FREE_IN_CLASS;
                }
            } else if self.bound[id.index()] {
                symbols.push(Symbol { id: *id, flags: 0, reach: Reach::Free, own: true, slot: NO_SLOT });
            }
        }
    }
}
