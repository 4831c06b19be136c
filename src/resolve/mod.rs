//! Resolution of names: from the syntax tree to scopes, variable slots, cells and globals.
//!
//! [`resolve`] gives every name of every scope a [`Binding`] that needs no search at run time, and
//! reports each SyntaxError that CPython 3.13 raises after parsing, with its text and position:
//! those of its symbol table first, then those of its code generator in the order of code.
//!
//! What a frame looks like:
//!
//! - Local slots are `varnames` (CPython's `co_varnames`, parameters first) followed by `hidden`.
//! - Cells are `cellvars` followed by `hidden_cells`; a parameter in a cell is in both places and
//!   [`Scope::cell_params`] says where.
//! - List, set and dict comprehensions run in the frame around them: [`Scope::frame`] names it and
//!   their own variables ([`Scope::own_variables`]) are slots and cells of that frame that nothing
//!   active at the same time uses. Starting the comprehension, the frame makes those cells anew;
//!   when it ends, in whatever way, the slots become unbound again. The outermost iterable is
//!   evaluated outside, in the enclosing scope.
//! - Module and class frames have slots and cells for that purpose only, and classes for
//!   `__class__` and `__classdict__`.
//!
//! Trees of any size resolve in linear time; the recursion is as deep as the tree, which the
//! grammar bounds.
//!
//! Deliberately missing: code, constants, and the evaluation of postponed annotations, which
//! `from __future__ import annotations` turns into text: nodes inside them have no scope.

mod analyse;
mod blocks;
mod check;
mod collect;
mod constant;
mod definite;
mod error;
mod future;
mod layout;
mod names;
mod patterns;
mod suspend;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use taipan_grammar::ast::{Mod, Name, NodeId};

pub use definite::FrameBody;
pub use error::{Position, ResolveError, Warning};
pub use names::mangle;
pub use suspend::{body_contains_yield, contains_yield, contains_yield_expr};

use analyse::Analyser;
use blocks::flag;
use check::Checker;
use collect::Collector;
use names::{Id, Names, NumberMap};

/// How to resolve a tree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Postpone annotations even without the future statement, as code does that inherits the flag.
    pub future_annotations: bool,
    /// Allow `await` and its kin outside functions (`ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`).
    pub allow_top_level_await: bool,
}

/// Names a scope of one [`Scopes`]; the module is number 0 and parents come before children.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ScopeId(pub u32);

impl ScopeId {
    pub const MODULE: ScopeId = ScopeId(0);
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// A list, set or dict comprehension. One that is not inlined (in an annotation scope of a
    /// class) is a function of one argument, `.0`.
    Comprehension {
        inlined: bool,
    },
    /// A function of one argument, `.0`.
    GeneratorExpression,
    /// The scope of a type parameter list and of what is evaluated under it.
    TypeParams,
    TypeAlias,
    /// A bound, constraint or default of a type parameter.
    TypeVariable,
    /// A postponed annotation, which only exists to be checked.
    Annotation,
}

/// How code reaches a variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// A slot of the frame, counted through `varnames` and then `hidden`.
    Local(u32),
    /// A cell of the frame, counted through `cellvars` and then `hidden_cells`.
    Cell(u32),
    /// A cell of an enclosing frame, counted in `freevars`.
    Free(u32),
    /// Declared `global`: the globals for loads and stores alike, with the built-ins behind.
    GlobalExplicit,
    /// Not bound by any function around: the globals, then the built-ins.
    GlobalImplicit,
    /// The namespace of a class body or of a module, then the globals, then the built-ins.
    Name,
    /// Loads look in the namespace of the class first (that of the frame in a class body, that in
    /// `__classdict__` in an annotation scope), then in this free variable; stores and deletes go
    /// to the free variable.
    ClassFree(u32),
    /// In an annotation scope of a class: loads look in `__classdict__` first, even for a type
    /// parameter of that very scope, then in this cell; stores and deletes go to the cell.
    ClassCell(u32),
    /// In an annotation scope of a class: `__classdict__`, then the globals, then the built-ins.
    ClassGlobal,
}

/// Where a new function takes one of its free variables from in the frame that makes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Capture {
    /// Counted through `cellvars` and then `hidden_cells`.
    Cell(u32),
    /// Counted in `freevars`.
    Free(u32),
}

/// One scope. For an inlined comprehension, the fields about frames are empty.
#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    /// `co_name`.
    pub name: Name,
    /// `co_qualname`, and the `__qualname__` of functions and classes.
    pub qualname: String,
    pub parent: Option<ScopeId>,
    /// The scope whose frame runs this one: itself unless it is an inlined comprehension.
    pub frame: ScopeId,
    /// The class that mangles private names here; see [`Scopes::mangle`].
    pub private: Option<Name>,
    /// In the annotation scope of a generic class: the only names that are mangled.
    mangled_only: Option<Vec<Name>>,
    pub varnames: Vec<Name>,
    /// The names of the slots after `varnames`.
    pub hidden: Vec<Name>,
    /// Positional parameters, the positional-only ones included.
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub has_varargs: bool,
    pub has_varkw: bool,
    pub cellvars: Vec<Name>,
    /// The names of the cells after `cellvars`.
    pub hidden_cells: Vec<Name>,
    pub freevars: Vec<Name>,
    /// One per element of `freevars`.
    pub captures: Vec<Capture>,
    /// Parameters that live in cells: the slot of the argument and the cell.
    pub cell_params: Vec<(u32, u32)>,
    pub is_generator: bool,
    /// Also true of a module that awaits at its top level.
    pub is_coroutine: bool,
    pub is_async_generator: bool,
    pub is_nested: bool,
    /// In a class: the cell for the class itself, if a method needs it.
    pub class_cell: Option<u32>,
    /// In a class: the cell for its namespace, if an annotation scope needs it.
    pub classdict_cell: Option<u32>,
    /// An annotation scope whose names are looked up in the class around it.
    pub can_see_class: bool,
    /// A module or class with annotated variables: it needs `__annotations__`.
    pub has_annotations: bool,
    /// The frame's code names `locals`, `vars`, `dir`, `eval` or `exec`. Only a hint.
    pub asks_for_namespace: bool,
    /// In a class: the attributes that methods assign through `self`, sorted.
    pub static_attributes: Vec<Name>,
    /// In an inlined comprehension: the slots and cells of its own variables.
    pub own_variables: Vec<Binding>,
    deleted_params: Vec<u32>,
    symbols: NumberMap<Id, Binding>,
}

impl Scope {
    /// The number of parameters, which have the first slots.
    pub fn param_count(&self) -> u32 {
        self.argcount + self.kwonlyargcount + u32::from(self.has_varargs) + u32::from(self.has_varkw)
    }

    pub fn slot_count(&self) -> usize {
        self.varnames.len() + self.hidden.len()
    }

    pub fn cell_count(&self) -> usize {
        self.cellvars.len() + self.hidden_cells.len()
    }

    /// The name of a local slot.
    pub fn slot_name(&self, slot: u32) -> Option<&Name> {
        nth(&self.varnames, &self.hidden, slot)
    }

    /// The name of a cell.
    pub fn cell_name(&self, cell: u32) -> Option<&Name> {
        nth(&self.cellvars, &self.hidden_cells, cell)
    }

    /// Whether a load of the slot can find it unbound, judging by the parameters alone;
    /// [`Scopes::unbound_slots`] knows better.
    pub fn may_be_unbound(&self, slot: u32) -> bool {
        slot >= self.param_count() || self.deleted_params.binary_search(&slot).is_ok()
    }

    fn is_namespace(&self) -> bool {
        matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }
}

fn nth<'n>(first: &'n [Name], second: &'n [Name], at: u32) -> Option<&'n Name> {
    let at = at as usize;
    first.get(at).or_else(|| second.get(at.checked_sub(first.len())?))
}

/// The scopes of one tree.
pub struct Scopes {
    scopes: Vec<Scope>,
    by_node: Vec<Option<ScopeId>>,
    names: Names,
    /// Whether annotations are kept as text.
    pub future_annotations: bool,
    pub warnings: Vec<Warning>,
}

impl Scopes {
    pub fn scope(&self, id: ScopeId) -> &Scope {
        self.scopes.get(id.0 as usize).unwrap_or(&self.scopes[0])
    }

    pub fn iter(&self) -> impl Iterator<Item = (ScopeId, &Scope)> {
        self.scopes.iter().enumerate().map(|(at, scope)| (ScopeId(at as u32), scope))
    }

    /// The names of a scope (mangled) with their bindings, in no particular order.
    pub fn names(&self, scope: ScopeId) -> impl Iterator<Item = (&Name, Binding)> {
        self.scope(scope).symbols.iter().map(|(id, binding)| (self.names.text(*id), *binding))
    }

    /// The scope that a node opens; `None` inside a postponed annotation.
    pub fn of(&self, node: NodeId) -> Option<ScopeId> {
        self.by_node.get(node.0 as usize).copied().flatten()
    }

    /// What a name (already mangled) means in a scope.
    pub fn lookup(&self, scope: ScopeId, name: &str) -> Binding {
        let mut scope = self.scope(scope);
        if let Some(id) = self.names.find(name) {
            loop {
                if let Some(binding) = scope.symbols.get(&id) {
                    return *binding;
                }
                let inlined = matches!(scope.kind, ScopeKind::Comprehension { inlined: true });
                match scope.parent {
                    Some(parent) if inlined => scope = self.scope(parent),
                    _ => break,
                }
            }
        }
        if self.scope(scope.frame).is_namespace() { Binding::Name } else { Binding::GlobalImplicit }
    }

    /// A name as code in this scope spells it to the interpreter.
    pub fn mangle(&self, scope: ScopeId, name: &Name) -> Name {
        let scope = self.scope(scope);
        match &scope.mangled_only {
            Some(only) if !only.contains(name) => Rc::clone(name),
            _ => mangle(scope.private.as_deref(), name),
        }
    }
}

/// What a program does with a name at one place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Parameter,
    TypeParameter,
    Global,
    Nonlocal,
    Imported,
    /// Bound by an assignment, a definition, a loop, a `with`, an `except`, or unbound by `del`.
    Assigned,
    Used,
}

/// One place where a name stands.
#[derive(Debug)]
pub struct Mention {
    pub scope: ScopeId,
    /// Mangled, as [`Scopes::names`] has it.
    pub name: Name,
    pub role: Role,
    pub line: u32,
}

/// The scopes of a tree with the places that made them so.
pub struct Account {
    pub scopes: Scopes,
    /// In order of the source as the symbol table reads it.
    pub mentions: Vec<Mention>,
    /// The first line of each scope; none for a scope that the program never enters.
    pub lines: Vec<Option<u32>>,
}

/// Resolves a tree and keeps account of why each name means what it means.
pub fn account(module: &Mod) -> Result<Account, ResolveError> {
    let mut journal = Vec::new();
    let mut lines = Vec::new();
    let keep = |collector: &mut Collector| {
        for (block, id, flags, span) in collector.journal.take().unwrap_or_default() {
            let role = [
                (flag::PARAM, Role::Parameter),
                (flag::TYPE_PARAM, Role::TypeParameter),
                (flag::GLOBAL, Role::Global),
                (flag::NONLOCAL, Role::Nonlocal),
                (flag::IMPORT, Role::Imported),
                (flag::LOCAL, Role::Assigned),
                (flag::USE, Role::Used),
            ];
            if let Some((_, role)) = role.into_iter().find(|(bit, _)| flags & bit != 0) {
                let name = Rc::clone(collector.names.text(id));
                journal.push(Mention { scope: ScopeId(block as u32), name, role, line: span.line });
            }
        }
        lines.extend(collector.blocks.iter().map(|block| Some(block.span.line.max(1))));
    };
    let options = Options { future_annotations: false, allow_top_level_await: true };
    match run(module, &options, &mut Vec::new(), Some(keep)) {
        Ok(scopes) => {
            let reached: std::collections::HashSet<ScopeId> = scopes.by_node.iter().flatten().copied().collect();
            for (at, line) in lines.iter_mut().enumerate() {
                let scope = ScopeId(at as u32);
                if scope != ScopeId::MODULE && !reached.contains(&scope) {
                    *line = None;
                }
            }
            Ok(Account { scopes, mentions: journal, lines })
        }
        Err(error) => Err(*error),
    }
}

/// Resolves a tree.
pub fn resolve(module: &Mod, options: &Options) -> Result<Scopes, ResolveError> {
    let mut warnings = Vec::new();
    match run(module, options, &mut warnings, None::<fn(&mut Collector)>) {
        Ok(mut scopes) => {
            scopes.warnings = warnings;
            Ok(scopes)
        }
        Err(error) => Err(ResolveError { warnings, ..*error }),
    }
}

fn run(
    module: &Mod,
    options: &Options,
    warnings: &mut Vec<Warning>,
    look: Option<impl FnOnce(&mut Collector)>,
) -> error::Check<Scopes> {
    let future = future::read(module)?;
    let future_annotations = future.annotations || options.future_annotations;
    let mut collector = Collector::new(future_annotations);
    collector.journal = look.is_some().then(Vec::new);
    collector.module(module)?;
    if let Some(look) = look {
        look(&mut collector);
    }
    let Collector { mut names, mut blocks, by_node, known, .. } = collector;
    Analyser::new(&names, &mut blocks, known).module()?;
    layout::prepare(&mut blocks, &names, known);
    let mut checker =
        Checker::new(&mut names, &mut blocks, &by_node, known, &future, future_annotations, options.allow_top_level_await);
    let checked = checker.module(module);
    *warnings = std::mem::take(&mut checker.warnings);
    checked?;
    let scopes = layout::build(&mut blocks, &mut names, known);
    names.seal();
    let by_node = layout::nodes(&by_node, &blocks);
    Ok(Scopes { scopes, by_node, names, future_annotations, warnings: Vec::new() })
}
