//! Last pass: blocks become public scopes, with frames laid out and every name bound.
//!
//! Before the walk of `check`, [`prepare`] lays out what is known by then: parameters and cells.
//! After it, [`build`] fixes the rest.

use std::rc::Rc;

use taipan_grammar::ast::Name;

use super::blocks::{Block, BlockKind, ComprehensionKind, HIDDEN, NO_SLOT, Reach, Symbol, flag};
use super::check::{owns, place};
use super::collect::{Known, NO_BLOCK};
use super::names::{Id, Names, NumberMap};
use super::{Binding, Capture, Scope, ScopeId, ScopeKind};

/// Lays out the parameters and the cells of each frame.
pub(super) fn prepare(blocks: &mut [Block], names: &Names, known: Known) {
    for block in blocks.iter_mut().filter(|block| block.alive && !block.inlined) {
        block.varnames = block.params.clone();
        for (slot, id) in block.params.iter().enumerate() {
            if let Some(symbol) = block.symbols.get_mut(*id) {
                symbol.slot = slot as u32;
            }
        }
        let symbols = block.symbols.list.iter();
        let cells = symbols.filter(|symbol| symbol.reach == Reach::Cell || symbol.flags & flag::COMPREHENSION_CELL != 0);
        let mut cells: Vec<Id> = cells.map(|symbol| symbol.id).collect();
        cells.sort_by(|a, b| names.text(*a).cmp(names.text(*b)));
        if block.needs_class_cell {
            cells.push(known.class);
        }
        if block.needs_classdict {
            cells.push(known.classdict);
        }
        set_cells(block, cells);
    }
}

fn set_cells(block: &mut Block, cells: Vec<Id>) {
    // An inlined comprehension of a class may have cells of the same names as the special ones,
    // which come last and are the ones to be found.
    block.cell_index = cells.iter().enumerate().map(|(at, id)| (*id, at as u32)).collect();
    block.cells = cells;
}

/// Puts the cells into the order of `co_cellvars`: first those that are variable names as well
/// (parameters, and variables of comprehensions), in the order of the latter.
fn order_cells(block: &mut Block) {
    let slot = |at: u32| {
        let id = block.cells.get(at as usize);
        id.and_then(|id| block.symbols.get(*id)).map_or(NO_SLOT, |symbol| symbol.slot)
    };
    let mut order: Vec<u32> = (0..block.cells.len() as u32).collect();
    if block.kind != BlockKind::Class {
        order.sort_by_key(|at| slot(*at));
    }
    let mut moves = vec![0; order.len()];
    for (to, from) in order.iter().enumerate() {
        moves[*from as usize] = to as u32;
    }
    let cells = order.iter().map(|at| block.cells[*at as usize]).collect();
    block.cell_moves = moves;
    set_cells(block, cells);
}

struct Builder<'b> {
    blocks: &'b [Block],
    names: &'b Names,
    known: Known,
    /// The names in `co_freevars` order and their positions, for each block.
    free: Vec<(Vec<Id>, NumberMap<Id, u32>)>,
}

/// Turns blocks into scopes; both are numbered alike.
pub(super) fn build(blocks: &mut [Block], names: &mut Names, known: Known) -> Vec<Scope> {
    give_out_rest(blocks);
    blocks.iter_mut().filter(|block| block.alive && !block.inlined).for_each(order_cells);
    let global_names: Vec<Id> = blocks.iter().map(|block| qualifying_name(blocks, block, names)).collect();
    let names: &Names = names;
    let free = blocks.iter().map(|block| free_variables(block, names)).collect();
    let builder = Builder { blocks, names, known, free };
    let mut scopes: Vec<Scope> = Vec::with_capacity(blocks.len());
    for (at, name) in global_names.into_iter().enumerate() {
        let qualname = builder.qualname(at, name, &scopes);
        let scope = builder.scope(at, qualname);
        scopes.push(scope);
    }
    scopes
}

/// Gives slots to variables that no generated code mentions, such as those of annotations that
/// are never evaluated.
fn give_out_rest(blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        if !blocks[at].alive {
            continue;
        }
        let frame = frame_of(blocks, at);
        for index in 0..blocks[at].symbols.list.len() {
            let symbol = blocks[at].symbols.list[index];
            if symbol.slot != NO_SLOT || !symbol.own {
                continue;
            }
            if blocks[at].inlined {
                if owns(&blocks[at], symbol.id) {
                    let level = level_of(blocks, at, symbol.id);
                    let slot = place(&mut blocks[frame], symbol.id, symbol.reach == Reach::Cell, level);
                    blocks[at].symbols.list[index].slot = slot;
                }
            } else if symbol.reach == Reach::Local && blocks[at].is_function_like() {
                blocks[at].symbols.list[index].slot = HIDDEN | blocks[at].hidden.len() as u32;
                blocks[at].hidden.push(symbol.id);
            }
        }
    }
}

/// How many inlined comprehensions around this one have a variable of this name.
fn level_of(blocks: &[Block], at: usize, id: Id) -> u32 {
    let mut level = 0;
    let mut outer = blocks[at].parent;
    while let Some(at) = outer.filter(|at| blocks[*at].inlined) {
        level += u32::from(owns(&blocks[at], id));
        outer = blocks[at].parent;
    }
    level
}

/// The block in whose frame this one runs.
fn frame_of(blocks: &[Block], mut at: usize) -> usize {
    while blocks[at].inlined
        && let Some(parent) = blocks[at].parent
    {
        at = parent;
    }
    at
}

/// The name under which the enclosing block knows a function or class.
fn qualifying_name(blocks: &[Block], block: &Block, names: &mut Names) -> Id {
    let class = block.parent.and_then(|parent| blocks[parent].private);
    class.map_or(block.name, |class| names.mangle(class, block.name))
}

fn free_variables(block: &Block, names: &Names) -> (Vec<Id>, NumberMap<Id, u32>) {
    if block.inlined {
        return Default::default();
    }
    let symbols = block.symbols.list.iter();
    let free = symbols.filter(|symbol| symbol.reach == Reach::Free || symbol.flags & flag::FREE_IN_CLASS != 0);
    let mut free: Vec<Id> = free.map(|symbol| symbol.id).collect();
    free.sort_by(|a, b| names.text(*a).cmp(names.text(*b)));
    let index = free.iter().enumerate().map(|(at, id)| (*id, at as u32)).collect();
    (free, index)
}

impl Builder<'_> {
    fn qualname(&self, at: usize, known_as: Id, scopes: &[Scope]) -> String {
        let block = &self.blocks[at];
        let name = self.names.text(block.name).to_string();
        let Some(mut outer) = block.parent.map(|parent| frame_of(self.blocks, parent)) else { return name };
        if outer == 0 {
            return self.qualify(at, known_as, outer, scopes, name);
        }
        if matches!(self.blocks[outer].kind, BlockKind::TypeParams | BlockKind::TypeVariable(_)) {
            // What is defined in an annotation scope is named as if it were outside of it.
            outer = self.blocks[outer].parent.map_or(0, |parent| frame_of(self.blocks, parent));
        }
        self.qualify(at, known_as, outer, scopes, name)
    }

    fn qualify(&self, at: usize, known_as: Id, outer: usize, scopes: &[Scope], name: String) -> String {
        let block = &self.blocks[at];
        let parent = &self.blocks[outer];
        let definition = matches!(block.kind, BlockKind::Function { .. } | BlockKind::Class);
        if outer == 0 || (definition && parent.symbols.reach(known_as) == Reach::GlobalExplicit) {
            return name;
        }
        let Some(base) = scopes.get(outer).map(|scope| &scope.qualname) else { return name };
        match parent.kind {
            BlockKind::Function { .. } | BlockKind::Lambda | BlockKind::TypeAlias => {
                format!("{base}.<locals>.{name}")
            }
            _ => format!("{base}.{name}"),
        }
    }

    fn name(&self, id: Id) -> Name {
        Rc::clone(self.names.text(id))
    }

    fn list(&self, ids: &[Id]) -> Vec<Name> {
        ids.iter().map(|id| self.name(*id)).collect()
    }

    fn scope(&self, at: usize, qualname: String) -> Scope {
        let block = &self.blocks[at];
        let frame = frame_of(self.blocks, at);
        let is_async = block.coroutine;
        let cell = |id: Id| block.cell_index.get(&id).copied();
        let cell_params = (0..block.params.len()).filter_map(|slot| {
            let id = block.params[slot];
            let captured = block.symbols.reach(id) == Reach::Cell && !block.inlined;
            captured.then(|| cell(id).map(|cell| (slot as u32, cell))).flatten()
        });
        let mut static_attributes = self.list(&block.static_attributes);
        static_attributes.sort();
        static_attributes.dedup();
        let mangled_only =
            block.mangled_by.map(|owner| self.blocks[owner].mangled_names.iter().map(|id| self.name(*id)).collect::<Vec<Name>>());
        Scope {
            kind: kind_of(block),
            name: self.name(block.name),
            qualname,
            parent: block.parent.map(|parent| ScopeId(parent as u32)),
            frame: ScopeId(frame as u32),
            private: block.private.map(|id| self.name(id)),
            mangled_only,
            varnames: self.list(&block.varnames),
            hidden: self.list(&block.hidden),
            argcount: block.positional,
            posonlyargcount: block.posonly,
            kwonlyargcount: block.kwonly,
            has_varargs: block.varargs,
            has_varkw: block.varkw,
            cellvars: self.list(&block.cells),
            hidden_cells: self.list(&block.hidden_cells),
            freevars: self.list(&self.free[at].0),
            captures: self.captures(at),
            cell_params: cell_params.collect(),
            is_generator: block.generator && !is_async,
            is_coroutine: block.coroutine && !block.generator,
            is_async_generator: block.generator && is_async,
            is_nested: block.nested,
            class_cell: block.needs_class_cell.then(|| cell(self.known.class)).flatten(),
            classdict_cell: block.needs_classdict.then(|| cell(self.known.classdict)).flatten(),
            can_see_class: block.can_see_class,
            has_annotations: block.annotations_used,
            asks_for_namespace: block.asks_for_namespace,
            static_attributes,
            own_variables: self.own_variables(at, frame),
            deleted_params: self.deleted_params(block),
            symbols: self.bindings(at, frame),
        }
    }

    fn deleted_params(&self, block: &Block) -> Vec<u32> {
        let params = block.params.iter().enumerate();
        params.filter(|(_, id)| block.deleted.contains(id)).map(|(slot, _)| slot as u32).collect()
    }

    fn captures(&self, at: usize) -> Vec<Capture> {
        let Some(parent) = self.blocks[at].parent else { return Vec::new() };
        if !self.blocks[at].alive {
            return Vec::new();
        }
        self.free[at].0.iter().map(|id| self.capture(parent, *id)).collect()
    }

    /// Where a function made in the block `at` takes one of its free variables from.
    fn capture(&self, mut at: usize, id: Id) -> Capture {
        while self.blocks[at].inlined {
            if owns(&self.blocks[at], id) {
                let frame = frame_of(self.blocks, at);
                let slot = self.blocks[at].symbols.get(id).map_or(0, |symbol| symbol.slot);
                return Capture::Cell(cell_position(&self.blocks[frame], slot));
            }
            let Some(parent) = self.blocks[at].parent else { break };
            at = parent;
        }
        let block = &self.blocks[at];
        let dunder = (block.needs_class_cell && id == self.known.class) || (block.needs_classdict && id == self.known.classdict);
        if (dunder || (block.is_function_like() && block.symbols.reach(id) == Reach::Cell))
            && let Some(cell) = block.cell_index.get(&id)
        {
            return Capture::Cell(*cell);
        }
        Capture::Free(self.free[at].1.get(&id).copied().unwrap_or(0))
    }

    fn own_variables(&self, at: usize, frame: usize) -> Vec<Binding> {
        let block = &self.blocks[at];
        if !block.inlined {
            return Vec::new();
        }
        let own = block.symbols.list.iter().filter(|symbol| owns(block, symbol.id));
        own.map(|symbol| own_binding(&self.blocks[frame], symbol)).collect()
    }

    fn bindings(&self, at: usize, frame: usize) -> NumberMap<Id, Binding> {
        let block = &self.blocks[at];
        if !block.alive {
            return NumberMap::default();
        }
        let symbols = block.symbols.list.iter();
        let bindings = symbols.filter_map(|symbol| {
            let binding =
                if block.inlined { self.comprehension_binding(at, frame, symbol) } else { self.frame_binding(at, symbol) };
            binding.map(|binding| (symbol.id, binding))
        });
        bindings.collect()
    }

    fn frame_binding(&self, at: usize, symbol: &Symbol) -> Option<Binding> {
        let block = &self.blocks[at];
        let function = block.is_function_like();
        let free = || self.free[at].1.get(&symbol.id).copied().unwrap_or(0);
        match symbol.reach {
            Reach::Unknown => None,
            Reach::Local | Reach::Cell if !symbol.own => None,
            Reach::Local if function => Some(Binding::Local(local_position(block, symbol.slot))),
            Reach::Cell if function => {
                let cell = *block.cell_index.get(&symbol.id)?;
                Some(if block.can_see_class { Binding::ClassCell(cell) } else { Binding::Cell(cell) })
            }
            Reach::Local | Reach::Cell => Some(Binding::Name),
            Reach::Free if block.kind == BlockKind::Class => Some(Binding::ClassFree(free())),
            Reach::Free if block.can_see_class && symbol.id != self.known.classdict => Some(Binding::ClassFree(free())),
            Reach::Free => Some(Binding::Free(free())),
            Reach::GlobalExplicit => Some(Binding::GlobalExplicit),
            Reach::GlobalImplicit if block.can_see_class => Some(Binding::ClassGlobal),
            Reach::GlobalImplicit if function => Some(Binding::GlobalImplicit),
            Reach::GlobalImplicit => Some(Binding::Name),
        }
    }

    /// What a name means inside a comprehension that runs in another block's frame.
    fn comprehension_binding(&self, at: usize, frame: usize, symbol: &Symbol) -> Option<Binding> {
        let mut outer = at;
        while self.blocks[outer].inlined {
            let block = &self.blocks[outer];
            if owns(block, symbol.id) {
                let own = block.symbols.get(symbol.id)?;
                return Some(own_binding(&self.blocks[frame], own));
            }
            outer = block.parent?;
        }
        let block = &self.blocks[frame];
        match symbol.reach {
            Reach::Unknown => None,
            Reach::Local | Reach::Cell => None,
            Reach::GlobalExplicit => Some(Binding::GlobalExplicit),
            Reach::GlobalImplicit if block.kind == BlockKind::Module => Some(Binding::Name),
            Reach::GlobalImplicit => Some(Binding::GlobalImplicit),
            // Names of a class body are invisible here, and so is its `__class__` cell.
            Reach::Free if block.kind == BlockKind::Class => {
                let free = self.free[frame].1.get(&symbol.id);
                Some(free.map_or(Binding::GlobalImplicit, |free| Binding::Free(*free)))
            }
            Reach::Free => self.frame_binding(frame, block.symbols.get(symbol.id)?),
        }
    }
}

fn own_binding(frame: &Block, symbol: &Symbol) -> Binding {
    match symbol.reach {
        Reach::Cell => Binding::Cell(cell_position(frame, symbol.slot)),
        _ => Binding::Local(local_position(frame, symbol.slot)),
    }
}

fn local_position(frame: &Block, slot: u32) -> u32 {
    if slot & HIDDEN == 0 { slot } else { frame.varnames.len() as u32 + (slot & !HIDDEN) }
}

fn cell_position(frame: &Block, slot: u32) -> u32 {
    match frame.cell_moves.get(slot as usize) {
        Some(moved) => *moved,
        None => frame.cells.len() as u32 + (slot & !HIDDEN),
    }
}

fn kind_of(block: &Block) -> ScopeKind {
    match block.kind {
        BlockKind::Module => ScopeKind::Module,
        BlockKind::Class => ScopeKind::Class,
        BlockKind::Function { .. } => ScopeKind::Function,
        BlockKind::Lambda => ScopeKind::Lambda,
        BlockKind::Comprehension(ComprehensionKind::Generator) => ScopeKind::GeneratorExpression,
        BlockKind::Comprehension(_) => ScopeKind::Comprehension { inlined: block.inlined },
        BlockKind::Annotation => ScopeKind::Annotation,
        BlockKind::TypeParams => ScopeKind::TypeParams,
        BlockKind::TypeAlias => ScopeKind::TypeAlias,
        BlockKind::TypeVariable(_) => ScopeKind::TypeVariable,
    }
}

/// The scope that each node opens; nodes in annotations that are never evaluated have none.
pub(super) fn nodes(by_node: &[u32], blocks: &[Block]) -> Vec<Option<ScopeId>> {
    let nodes = by_node.iter().map(|block| {
        let alive = *block != NO_BLOCK && blocks.get(*block as usize).is_some_and(|block| block.alive);
        alive.then_some(ScopeId(*block))
    });
    nodes.collect()
}
