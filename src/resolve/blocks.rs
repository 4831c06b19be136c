//! Blocks: the resolver's working form of a scope, shared by its passes.
//!
//! `collect` fills in what the source says about each name (the flags), `analyse` decides where the
//! name lives ([`Reach`]), `check` gives out slots, and `layout` turns blocks into public scopes.

use taipan_grammar::ast::Span;

use super::names::{Id, NumberMap, NumberSet};

/// What the source does with a name in one block.
pub(super) mod flag {
    pub const GLOBAL: u16 = 1;
    pub const NONLOCAL: u16 = 1 << 1;
    pub const LOCAL: u16 = 1 << 2;
    pub const PARAM: u16 = 1 << 3;
    pub const USE: u16 = 1 << 4;
    pub const IMPORT: u16 = 1 << 5;
    pub const ANNOTATED: u16 = 1 << 6;
    pub const TYPE_PARAM: u16 = 1 << 7;
    /// An iteration variable of a comprehension.
    pub const ITERATED: u16 = 1 << 8;
    /// A name that the class only passes through to scopes inside it.
    pub const FREE_IN_CLASS: u16 = 1 << 9;
    /// A variable of an inlined comprehension that lives in a cell.
    pub const COMPREHENSION_CELL: u16 = 1 << 10;
    pub const BOUND: u16 = LOCAL | PARAM | IMPORT | TYPE_PARAM;
}

/// Where a name lives, seen from one block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Unknown,
    Local,
    Cell,
    Free,
    GlobalExplicit,
    GlobalImplicit,
}

/// A slot that `check` has not given out.
pub(super) const NO_SLOT: u32 = u32::MAX;
/// Marks a slot that counts from the end of the variable names of its frame.
pub(super) const HIDDEN: u32 = 1 << 31;

#[derive(Clone, Copy)]
pub(super) struct Symbol {
    pub id: Id,
    pub flags: u16,
    pub reach: Reach,
    /// False for a symbol copied here from an inlined comprehension.
    pub own: bool,
    /// In a frame: the position among its variable names. In an inlined comprehension: the place
    /// of its own variable in the frame, in [`HIDDEN`] form where that applies.
    pub slot: u32,
}

/// The symbols of a block in order of first appearance.
#[derive(Default)]
pub(super) struct Symbols {
    pub list: Vec<Symbol>,
    index: NumberMap<Id, u32>,
}

/// Up to this many symbols are found by looking at each.
const LINEAR: usize = 8;

impl Symbols {
    fn position(&self, id: Id) -> Option<usize> {
        if self.list.len() <= LINEAR {
            self.list.iter().position(|symbol| symbol.id == id)
        } else {
            self.index.get(&id).map(|at| *at as usize)
        }
    }

    pub(super) fn get(&self, id: Id) -> Option<&Symbol> {
        self.position(id).and_then(|at| self.list.get(at))
    }

    pub(super) fn get_mut(&mut self, id: Id) -> Option<&mut Symbol> {
        self.position(id).and_then(|at| self.list.get_mut(at))
    }

    pub(super) fn flags(&self, id: Id) -> u16 {
        self.get(id).map_or(0, |symbol| symbol.flags)
    }

    pub(super) fn reach(&self, id: Id) -> Reach {
        self.get(id).map_or(Reach::Unknown, |symbol| symbol.reach)
    }

    /// Adds a symbol that is not there yet.
    pub(super) fn push(&mut self, symbol: Symbol) {
        if self.list.len() == LINEAR {
            self.index = self.list.iter().enumerate().map(|(at, symbol)| (symbol.id, at as u32)).collect();
        }
        if self.list.len() >= LINEAR {
            self.index.insert(symbol.id, self.list.len() as u32);
        }
        self.list.push(symbol);
    }

    /// Adds flags to a symbol, making it if need be, and returns all its flags.
    pub(super) fn add(&mut self, id: Id, flags: u16) -> u16 {
        if let Some(symbol) = self.get_mut(id) {
            symbol.flags |= flags;
            return symbol.flags;
        }
        self.push(Symbol { id, flags, reach: Reach::Unknown, own: true, slot: NO_SLOT });
        flags
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Module,
    Class,
    Function {
        is_async: bool,
    },
    Lambda,
    Comprehension(ComprehensionKind),
    /// A postponed annotation: it is checked and then forgotten.
    Annotation,
    TypeParams,
    TypeAlias,
    /// A bound, constraint or default; the text says which, with its article.
    TypeVariable(&'static str),
}

pub(super) struct Block {
    pub kind: BlockKind,
    pub name: Id,
    pub span: Span,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    pub symbols: Symbols,
    /// The parameters in `co_varnames` order.
    pub params: Vec<Id>,
    pub posonly: u32,
    pub positional: u32,
    pub kwonly: u32,
    pub varargs: bool,
    pub varkw: bool,
    /// `global` and `nonlocal` declarations, for the positions of errors found later.
    pub directives: Vec<(Id, Span)>,
    /// The class whose name mangles private names here.
    pub private: Option<Id>,
    /// The type parameter block whose [`Block::mangled_names`] alone are mangled here.
    pub mangled_by: Option<usize>,
    pub mangled_names: NumberSet<Id>,
    pub nested: bool,
    pub generator: bool,
    pub coroutine: bool,
    pub in_iteration_target: bool,
    pub iterable_depth: u32,
    pub can_see_class: bool,
    pub annotations_used: bool,
    // What `analyse` finds.
    pub alive: bool,
    pub inlined: bool,
    pub needs_class_cell: bool,
    pub needs_classdict: bool,
    /// Names that scopes inside an inlined comprehension take from outside themselves.
    pub free_in_children: NumberSet<Id>,
    // What `check` finds.
    pub varnames: Vec<Id>,
    pub hidden: Vec<Id>,
    pub cells: Vec<Id>,
    pub cell_index: NumberMap<Id, u32>,
    /// The final positions of `cells`, which `layout` reorders after `check`.
    pub cell_moves: Vec<u32>,
    pub hidden_cells: Vec<Id>,
    pub hidden_by_level: NumberMap<(Id, u32), u32>,
    pub hidden_cells_by_level: NumberMap<(Id, u32), u32>,
    pub static_attributes: Vec<Id>,
    pub asks_for_namespace: bool,
    pub deleted: NumberSet<Id>,
}

impl Block {
    pub(super) fn new(kind: BlockKind, name: Id, span: Span, parent: Option<usize>) -> Block {
        Block {
            kind,
            name,
            span,
            parent,
            children: Vec::new(),
            symbols: Symbols::default(),
            params: Vec::new(),
            posonly: 0,
            positional: 0,
            kwonly: 0,
            varargs: false,
            varkw: false,
            directives: Vec::new(),
            private: None,
            mangled_by: None,
            mangled_names: NumberSet::default(),
            nested: false,
            generator: false,
            coroutine: false,
            in_iteration_target: false,
            iterable_depth: 0,
            can_see_class: false,
            annotations_used: false,
            alive: false,
            inlined: false,
            needs_class_cell: false,
            needs_classdict: false,
            free_in_children: NumberSet::default(),
            varnames: Vec::new(),
            hidden: Vec::new(),
            cells: Vec::new(),
            cell_index: NumberMap::default(),
            cell_moves: Vec::new(),
            hidden_cells: Vec::new(),
            hidden_by_level: NumberMap::default(),
            hidden_cells_by_level: NumberMap::default(),
            static_attributes: Vec::new(),
            asks_for_namespace: false,
            deleted: NumberSet::default(),
        }
    }

    /// Whether names bound here are fast locals that scopes inside may capture.
    pub(super) fn is_function_like(&self) -> bool {
        !matches!(self.kind, BlockKind::Module | BlockKind::Class | BlockKind::Annotation)
    }

    pub(super) fn comprehension(&self) -> Option<ComprehensionKind> {
        match self.kind {
            BlockKind::Comprehension(kind) => Some(kind),
            _ => None,
        }
    }
}
