//! Lowering: from a block's syntax tree and scopes to executable nodes.
//!
//! Statements are lowered from the last to the first, because each node holds
//! the one that follows it. The lowering of expressions is in
//! `lower_expression`, that of statements which suspend (generators and
//! coroutines) in `suspend`.

use super::control::{Complete, Discard, End, For, ForRange, If, ReturnNone, While};
use super::function::Prologue;
use super::operand::{ConstNode, Opd};
use super::preempt::{LookUpThen, ThenLookUp};
use super::statements::{Assert, Delete, Deletion, LineMark, Show};
use super::target::{Assign, AssignMany, AugmentAttribute, AugmentItem, AugmentVariable, CopyLocal, SetLocalAny, Target};
use super::unit::{CodeSource, Unit, What};
use super::{arith, attribute, boolean, build_class, call, compare, imports, names, operand, statements, subscript, try_, with};
use crate::memory::{Arena, Handle, PyResult, Value};
use crate::objects::code::{Body, PyCode, code_flag};
use crate::objects::exception::messages;
use crate::objects::frame::{Node, NodeRef};
use crate::objects::slots::BinaryOp;
use crate::objects::vm::Vm;
use crate::resolve::{Binding, Scope, ScopeId, ScopeKind};
use std::rc::Rc;
use taipan_grammar::ast::{self, Constant, Expr, ExprKind, Operator, Span, Stmt, StmtKind};

/// Everything the lowering of one block needs.
pub struct Lowerer<'v> {
    pub vm: &'v Vm,
    pub unit: Rc<Unit>,
    /// The scope whose names are being resolved: the block's own, or that of
    /// an inlined comprehension inside it.
    pub scope: ScopeId,
    /// The block's own scope.
    pub frame: ScopeId,
    pub arena: Arena<dyn Node>,
    pub spans: Vec<Span>,
    first_cell: u32,
    first_free: u32,
    first_temp: u32,
    temps: u32,
    most_temps: u32,
    /// The block suspends: a generator, coroutine or asynchronous generator.
    pub suspends: bool,
    /// What surrounds the statement being lowered, innermost last; see `suspend`.
    pub blocks: Vec<super::suspend::Block>,
    pub end: NodeRef,
    interactive: bool,
    /// Statements tell a watcher of lines when they run.
    watched: bool,
}

/// The lowering hook: makes a block's executable form.
pub fn lower(vm: &Vm, code: &PyCode) -> PyResult<Body> {
    let source = code.source.borrow().clone();
    let Some(source) = source.and_then(|source| source.downcast::<CodeSource>().ok()) else {
        return Err(messages::system_error(vm, "code object has no source"));
    };
    let mut lowerer = Lowerer::new(vm, source.unit.clone(), source.scope);
    let entry = lowerer.block(&source.what);
    let scope = lowerer.unit.scopes.scope(source.scope);
    let positional = i64::from(scope.argcount);
    let simple = !scope.has_varargs && !scope.has_varkw && scope.kwonlyargcount == 0;
    Ok(Body {
        entry,
        fast_arguments: if simple { positional } else { -1 },
        suspends: code.has(code_flag::GENERATOR | code_flag::COROUTINE | code_flag::ASYNC_GENERATOR),
        slots: (lowerer.first_temp + lowerer.most_temps) as usize,
        spans: lowerer.spans,
        arena: lowerer.arena,
    })
}

impl<'v> Lowerer<'v> {
    fn new(vm: &'v Vm, unit: Rc<Unit>, scope: ScopeId) -> Lowerer<'v> {
        let info = unit.scopes.scope(scope);
        let first_cell = info.slot_count() as u32;
        let first_free = first_cell + info.cell_count() as u32;
        let first_temp = first_free + info.freevars.len() as u32;
        let suspends = info.is_generator || info.is_coroutine || info.is_async_generator;
        let arena: Arena<dyn Node> = Arena::new();
        let end = arena.add(Box::new(End));
        let interactive = matches!(unit.module, ast::Mod::Interactive { .. }) && scope == ScopeId::MODULE;
        // The modules that come with the interpreter are not the program's lines.
        let watched = vm.line_hook.get().is_some() && !crate::objects::str::text_of(&unit.filename).starts_with("<frozen ");
        Lowerer {
            vm,
            unit,
            scope,
            frame: scope,
            arena,
            spans: Vec::new(),
            first_cell,
            first_free,
            first_temp,
            temps: 0,
            most_temps: 0,
            suspends,
            blocks: Vec::new(),
            end,
            interactive,
            watched,
        }
    }

    // ---- small helpers ----

    pub fn add(&self, node: Box<dyn Node>) -> NodeRef {
        self.arena.add(node)
    }

    /// The index of a span, for nodes to note.
    pub fn at(&mut self, span: Span) -> u32 {
        self.spans.push(span);
        (self.spans.len() - 1) as u32
    }

    pub fn info(&self) -> &Scope {
        self.unit.scopes.scope(self.frame)
    }

    /// A name as this scope mangles it, interned.
    pub fn mangled(&self, name: &ast::Name) -> Value {
        self.vm.intern(&self.unit.scopes.mangle(self.scope, name))
    }

    /// A slot for a value that must survive between nodes.
    pub fn temp(&mut self) -> u32 {
        let slot = self.first_temp + self.temps;
        self.temps += 1;
        self.most_temps = self.most_temps.max(self.temps);
        slot
    }

    /// Number of temporaries in use, to give them back with [`Lowerer::release`].
    pub fn mark(&self) -> u32 {
        self.temps
    }

    /// Gives temporaries back. In a block that suspends they are never reused:
    /// a slot may be alive in code that was lowered before.
    pub fn release(&mut self, mark: u32) {
        if !self.suspends {
            self.temps = mark;
        }
    }

    pub fn cell_slot(&self, cell: u32) -> u32 {
        self.first_cell + cell
    }

    pub fn free_slot(&self, free: u32) -> u32 {
        self.first_free + free
    }

    pub fn constant_node(&mut self, value: Value) -> NodeRef {
        self.add(Box::new(ConstNode(value)))
    }

    // ---- blocks ----

    fn block(&mut self, what: &What) -> NodeRef {
        let body = match what {
            What::Module => self.module(),
            What::Function(function) => {
                let skip = usize::from(super::unit::docstring(&function.body).is_some());
                let none = self.add(Box::new(ReturnNone));
                let body = function.body.get(skip..).unwrap_or(&[]);
                self.statements(body, none)
            }
            What::Lambda(lambda) => self.return_expression(&lambda.body),
            What::Class(class) => self.class_body(class),
            What::GeneratorExpression(comprehension) => self.generator_expression(comprehension),
            What::Comprehension(expression) => self.comprehension_function(expression),
            What::TypeParamsOfFunction(function) => self.generic_function(function),
            What::TypeParamsOfClass(class) => self.generic_class(class),
            What::TypeParamsOfAlias(alias) => self.generic_alias(alias),
            What::Expression(expression) => self.return_expression(expression),
        };
        let body = if self.watched && matches!(what, What::Module | What::Function(_)) {
            self.add(Box::new(LineMark { line: 0, entry: true, next: body }))
        } else {
            body
        };
        self.prologue(body)
    }

    /// `return expression` as a chain, suspending or not.
    pub fn return_expression(&mut self, expression: &Expr) -> NodeRef {
        if self.suspends && crate::resolve::contains_yield_expr(expression) {
            return self.expression_then(expression, &mut |lowerer, value| lowerer.return_value(value));
        }
        self.expression(expression)
    }

    fn module(&mut self) -> NodeRef {
        let unit = self.unit.clone();
        match &unit.module {
            ast::Mod::Module { body } => {
                let skip = usize::from(super::unit::docstring(body).is_some());
                let none = self.add(Box::new(ReturnNone));
                let mut chain = self.statements(body.get(skip..).unwrap_or(&[]), none);
                if let Some(text) = super::unit::docstring(body) {
                    let value = if self.unit.optimize >= 2 { Value::NONE } else { super::unit::str_constant(self.vm, text) };
                    chain = self.store_module_name("__doc__", value, chain);
                }
                if self.info().has_annotations {
                    chain = self.add(Box::new(statements::SetupAnnotations { next: chain }));
                }
                chain
            }
            ast::Mod::Interactive { body } => {
                let none = self.add(Box::new(ReturnNone));
                let mut chain = self.statements(body, none);
                if self.info().has_annotations {
                    chain = self.add(Box::new(statements::SetupAnnotations { next: chain }));
                }
                chain
            }
            ast::Mod::Expression { body } => self.return_expression(body),
        }
    }

    fn store_module_name(&mut self, name: &str, value: Value, next: NodeRef) -> NodeRef {
        let name = self.vm.intern(name);
        let value = self.constant_node(value);
        let target = Target::Name(names::GlobalStore::new(name));
        self.add(Box::new(Assign { targets: vec![target], value, next }))
    }

    fn class_body(&mut self, class: &ast::ClassDef) -> NodeRef {
        let (class_cell, classdict, has_annotations, qualname, statics) = {
            let info = self.info();
            let statics: Vec<Value> = info.static_attributes.iter().map(|name| self.vm.intern(name)).collect();
            (info.class_cell, info.classdict_cell, info.has_annotations, info.qualname.clone(), statics)
        };
        let end = build_class::EndClass { class_cell: class_cell.map(|cell| self.cell_slot(cell)) };
        let mut chain = self.add(Box::new(end));
        if let Some(cell) = classdict {
            let slot = self.cell_slot(cell);
            let value = self.add(Box::new(operand::CopyNode(slot)));
            let target = Target::Name(names::GlobalStore::new(self.vm.names.__classdictcell__.clone()));
            chain = self.add(Box::new(Assign { targets: vec![target], value, next: chain }));
        }
        chain = self.store_module_name("__static_attributes__", self.vm.new_tuple(statics), chain);
        let doc = super::unit::docstring(&class.body);
        let skip = usize::from(doc.is_some());
        chain = self.statements(class.body.get(skip..).unwrap_or(&[]), chain);
        if let Some(text) = doc
            && self.unit.optimize < 2
        {
            let value = super::unit::str_constant(self.vm, text);
            chain = self.store_module_name("__doc__", value, chain);
        }
        if has_annotations {
            chain = self.add(Box::new(statements::SetupAnnotations { next: chain }));
        }
        if !class.type_params.is_empty() {
            let name: ast::Name = ".type_params".into();
            let value = self.load(&name, Span::default());
            let target = Target::Name(names::GlobalStore::new(self.vm.names.__type_params__.clone()));
            chain = self.add(Box::new(Assign { targets: vec![target], value, next: chain }));
        }
        let line = class.decorator_list.first().map_or(0, |decorator| decorator.span.line);
        let line = if line != 0 { line } else { self.unit.class_line(self.frame) };
        chain = self.store_module_name("__firstlineno__", Value::small_int(i64::from(line)), chain);
        chain = self.store_module_name("__qualname__", self.vm.new_str(&qualname), chain);
        let module = self.add(Box::new(names::LoadGlobal::new(self.vm.names.__name__.clone(), 0)));
        let target = Target::Name(names::GlobalStore::new(self.vm.names.__module__.clone()));
        chain = self.add(Box::new(Assign { targets: vec![target], value: module, next: chain }));
        if let Some(cell) = classdict {
            let slot = self.cell_slot(cell);
            chain = self.add(Box::new(build_class::ShareNamespace { slot, next: chain }));
        }
        chain
    }

    fn prologue(&mut self, next: NodeRef) -> NodeRef {
        let info = self.info();
        let (cells, free) = (info.cell_count() as u32, info.freevars.len() as u32);
        if cells == 0 && free == 0 {
            return next;
        }
        let node = Prologue {
            first_cell: self.first_cell,
            cells,
            cell_parameters: info.cell_params.clone(),
            first_free: self.first_free,
            free,
            next,
        };
        self.add(Box::new(node))
    }

    // ---- variables ----

    /// Loads a variable. The name is as written; mangling happens here.
    pub fn load(&mut self, name: &ast::Name, span: Span) -> NodeRef {
        match self.load_operand(name, span) {
            Opd::Local(slot, position) => self.add(Box::new(operand::LocalNode(slot, position))),
            Opd::Const(value) => self.constant_node(value),
            Opd::Node(node) => node,
        }
    }

    pub fn binding(&self, name: &str) -> Binding {
        self.unit.scopes.lookup(self.scope, name)
    }

    pub fn load_operand(&mut self, name: &ast::Name, span: Span) -> Opd {
        if &**name == "__debug__" {
            return Opd::Const(Value::bool(self.unit.optimize == 0));
        }
        if let Some(node) = self.temporary_node(name) {
            return Opd::Node(node);
        }
        let mangled = self.unit.scopes.mangle(self.scope, name);
        let value = self.vm.intern(&mangled);
        let position = self.at(span);
        let binding = self.binding(&mangled);
        let node: Box<dyn Node> = match binding {
            Binding::Local(slot) => return Opd::Local(slot, position),
            Binding::Cell(cell) => {
                Box::new(names::LoadCell { slot: self.cell_slot(cell), name: value, is_free: false, position })
            }
            Binding::Free(free) => Box::new(names::LoadCell { slot: self.free_slot(free), name: value, is_free: true, position }),
            Binding::GlobalExplicit | Binding::GlobalImplicit => Box::new(names::LoadGlobal::new(value, position)),
            Binding::Name => Box::new(names::LoadName { name: value.clone(), global: names::LoadGlobal::new(value, position) }),
            Binding::ClassFree(free) => {
                let cell = names::LoadCell { slot: self.free_slot(free), name: value.clone(), is_free: true, position };
                Box::new(names::LoadClassFree { name: value, cell, classdict: self.classdict_slot() })
            }
            Binding::ClassCell(cell) => {
                let cell = names::LoadCell { slot: self.cell_slot(cell), name: value.clone(), is_free: false, position };
                Box::new(names::LoadClassFree { name: value, cell, classdict: self.classdict_slot() })
            }
            Binding::ClassGlobal => Box::new(names::LoadClassGlobal {
                global: names::LoadGlobal::new(value, position),
                classdict: self.classdict_slot(),
            }),
        };
        Opd::Node(self.add(node))
    }

    fn classdict_slot(&self) -> Option<u32> {
        if self.info().kind == ScopeKind::Class {
            return None;
        }
        match self.unit.scopes.lookup(self.frame, "__classdict__") {
            Binding::Free(free) => Some(self.free_slot(free)),
            Binding::Cell(cell) => Some(self.cell_slot(cell)),
            _ => None,
        }
    }

    /// A local slot that a name means here and that no code can find unbound
    /// in a fused node without noticing: the fused nodes check for themselves.
    pub fn local_slot(&self, expression: &Expr) -> Option<u32> {
        let ExprKind::Name { id, .. } = &expression.kind else { return None };
        if &**id == "__debug__" {
            return None;
        }
        match self.binding(&self.unit.scopes.mangle(self.scope, id)) {
            Binding::Local(slot) => Some(slot),
            _ => None,
        }
    }

    pub fn variable_target(&mut self, name: &ast::Name) -> Target {
        let mangled = self.unit.scopes.mangle(self.scope, name);
        let value = self.vm.intern(&mangled);
        match self.binding(&mangled) {
            Binding::Local(slot) => Target::Local(slot),
            Binding::Cell(cell) | Binding::ClassCell(cell) => Target::Cell(self.cell_slot(cell)),
            Binding::Free(free) | Binding::ClassFree(free) => Target::Cell(self.free_slot(free)),
            Binding::GlobalExplicit | Binding::GlobalImplicit | Binding::ClassGlobal => {
                Target::Global(names::GlobalStore::new(value))
            }
            Binding::Name => Target::Name(names::GlobalStore::new(value)),
        }
    }

    fn variable_deletion(&mut self, name: &ast::Name, span: Span) -> Deletion {
        let mangled = self.unit.scopes.mangle(self.scope, name);
        let value = self.vm.intern(&mangled);
        let position = self.at(span);
        match self.binding(&mangled) {
            Binding::Local(slot) => Deletion::Local { slot, position },
            Binding::Cell(cell) | Binding::ClassCell(cell) => {
                Deletion::Cell { slot: self.cell_slot(cell), name: value, is_free: false }
            }
            Binding::Free(free) | Binding::ClassFree(free) => {
                Deletion::Cell { slot: self.free_slot(free), name: value, is_free: true }
            }
            Binding::GlobalExplicit | Binding::GlobalImplicit | Binding::ClassGlobal => Deletion::Global(value),
            Binding::Name => Deletion::Name(value),
        }
    }

    /// An assignment target.
    pub fn target(&mut self, expression: &Expr) -> Target {
        match &expression.kind {
            ExprKind::Name { id, .. } => self.variable_target(id),
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.operand(value);
                let name = self.mangled(attr);
                let position = self.at(expression.span);
                Target::Attribute { object, store: attribute::AttrStore::new(name, position) }
            }
            ExprKind::Subscript { value, slice, .. } => {
                let object = self.operand(value);
                let key = self.operand(slice);
                let position = self.at(expression.span);
                Target::Item { object, key, position }
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                let position = self.at(expression.span);
                let star_at = elts.iter().position(|element| matches!(element.kind, ExprKind::Starred { .. }));
                let (before, star, after) = match star_at {
                    Some(at) => (&elts[..at], elts.get(at), &elts[at + 1..]),
                    None => (elts.as_slice(), None, &elts[elts.len()..]),
                };
                let before = before.iter().map(|element| self.target(element)).collect();
                let star = star.map(|element| match &element.kind {
                    ExprKind::Starred { value, .. } => Box::new(self.target(value)),
                    _ => Box::new(self.target(element)),
                });
                let after = after.iter().map(|element| self.target(element)).collect();
                Target::Unpack { before, star, after, position }
            }
            ExprKind::Starred { value, .. } => self.target(value),
            // The validator refuses everything else.
            _ => Target::Unpack { before: Vec::new(), star: None, after: Vec::new(), position: 0 },
        }
    }

    // ---- statements ----

    /// A run of statements followed by `next`.
    pub fn statements(&mut self, statements: &[Stmt], next: NodeRef) -> NodeRef {
        let mut chain = next;
        for statement in statements.iter().rev() {
            chain = self.statement(statement, chain);
            if self.watched {
                chain = self.add(Box::new(LineMark { line: statement.span.line, entry: false, next: chain }));
            }
        }
        chain
    }

    /// A block whose end is its own: a loop body, a `try` body.
    pub fn inner_block(&mut self, statements: &[Stmt]) -> NodeRef {
        let end = self.end;
        self.statements(statements, end)
    }

    fn statement(&mut self, statement: &Stmt, next: NodeRef) -> NodeRef {
        if self.suspends && crate::resolve::contains_yield(statement) {
            return self.suspending_statement(statement, next);
        }
        let mark = self.mark();
        let node = self.plain_statement(statement, next);
        self.release(mark);
        node
    }

    /// Lowers a statement whose suspending parts have been taken out.
    pub fn lower_plain(&mut self, statement: &Stmt, next: NodeRef) -> NodeRef {
        self.plain_statement(statement, next)
    }

    fn plain_statement(&mut self, statement: &Stmt, next: NodeRef) -> NodeRef {
        let next = if self.vm.threads.is_seeded() { self.add(Box::new(LookUpThen { next })) } else { next };
        match &statement.kind {
            StmtKind::Expr { value } => self.expression_statement(value, next),
            StmtKind::Assign { targets, value } => self.assign(targets, value, next),
            StmtKind::AugAssign { target, op, value } => self.augment(statement, target, *op, value, next),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(statement, target, annotation, value.as_deref(), *simple, next)
            }
            StmtKind::If { test, body, orelse } => self.if_statement(test, body, orelse, next),
            StmtKind::While { test, body, orelse } => self.while_statement(test, body, orelse, next),
            StmtKind::For { target, iter, body, orelse, .. } => self.for_statement(target, iter, body, orelse, next),
            StmtKind::Return { value } => self.return_statement(value.as_deref()),
            StmtKind::Break => self.break_statement(),
            StmtKind::Continue => self.continue_statement(),
            StmtKind::Pass | StmtKind::Global { .. } | StmtKind::Nonlocal { .. } => next,
            StmtKind::Delete { targets } => self.delete(statement, targets, next),
            StmtKind::Raise { exc, cause } => self.raise(statement, exc.as_deref(), cause.as_deref()),
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_deref(), next),
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.try_statement(body, handlers, orelse, finalbody, false, next)
            }
            StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.try_statement(body, handlers, orelse, finalbody, true, next)
            }
            StmtKind::With { items, body, .. } => self.with_statement(items, body, next),
            StmtKind::FunctionDef(function) => self.function_statement(function, statement.span, next),
            StmtKind::ClassDef(class) => self.class_statement(class, statement.span, next),
            StmtKind::Import { names } => self.import(statement, names, next),
            StmtKind::ImportFrom { module, names, level } => self.import_from(statement, module.as_ref(), names, *level, next),
            StmtKind::Match { subject, cases } => self.match_statement(subject, cases, next),
            StmtKind::TypeAlias(alias) => self.type_alias(alias, statement.span, next),
        }
    }

    fn expression_statement(&mut self, value: &Expr, next: NodeRef) -> NodeRef {
        if matches!(value.kind, ExprKind::Constant(_)) && !self.shows_values() {
            return next;
        }
        let span = value.span;
        let value = self.expression(value);
        self.value_statement(span, value, next)
    }

    /// Whether expression statements show their values here.
    fn shows_values(&self) -> bool {
        self.interactive && self.scope == self.frame
    }

    /// What an expression statement does with its value.
    pub(super) fn value_statement(&mut self, span: Span, value: NodeRef, next: NodeRef) -> NodeRef {
        if self.shows_values() {
            let position = self.at(span);
            return self.add(Box::new(Show { value, position, next }));
        }
        self.add(Box::new(Discard { value, next }))
    }

    fn assign(&mut self, targets: &[Expr], value: &Expr, next: NodeRef) -> NodeRef {
        if let [target] = targets {
            match &target.kind {
                ExprKind::Name { .. } => {
                    if let Some(slot) = self.local_slot(target) {
                        return self.set_local(slot, value, next);
                    }
                }
                ExprKind::Attribute { value: object, attr, .. } => {
                    let value = self.expression(value);
                    let object = self.operand(object);
                    let name = self.mangled(attr);
                    let position = self.at(target.span);
                    return self.add(attribute::store_attr(value, object, name, position, next));
                }
                ExprKind::Subscript { value: object, slice, .. } => {
                    let value = self.expression(value);
                    let (a, b) = self.operand_pair(object, slice);
                    let position = self.at(target.span);
                    return self.add(subscript::store(value, a, b, position, next));
                }
                ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                    if let ExprKind::Tuple { elts: values, .. } = &value.kind
                        && values.len() == elts.len()
                        && (2..=3).contains(&elts.len())
                        && !elts.iter().chain(values).any(|element| matches!(element.kind, ExprKind::Starred { .. }))
                    {
                        let values = values.iter().map(|value| self.expression(value)).collect();
                        let targets = elts.iter().map(|target| self.target(target)).collect();
                        return self.add(Box::new(AssignMany { targets, values, next }));
                    }
                }
                _ => {}
            }
        }
        let value = self.expression(value);
        let targets = targets.iter().map(|target| self.target(target)).collect();
        self.add(Box::new(Assign { targets, value, next }))
    }

    /// `slot = value`.
    fn set_local(&mut self, slot: u32, value: &Expr, next: NodeRef) -> NodeRef {
        match &value.kind {
            ExprKind::BinOp { left, op, right } => {
                let (a, b) = self.operand_pair(left, right);
                let position = self.at(value.span);
                self.add(arith::set_local_binary(binary_op(*op), a, b, position, slot, next))
            }
            ExprKind::Name { .. } => match self.operand(value) {
                Opd::Local(from, position) => self.add(Box::new(CopyLocal { slot, from, position, next })),
                Opd::Node(x) => self.add(Box::new(SetLocalAny { slot, x, next })),
                Opd::Const(value) => {
                    let x = self.constant_node(value);
                    self.add(Box::new(SetLocalAny { slot, x, next }))
                }
            },
            _ => {
                let x = self.expression(value);
                self.add(Box::new(SetLocalAny { slot, x, next }))
            }
        }
    }

    /// The right side of `x.y += z`, between reading and writing `x.y`.
    fn augment_value(&mut self, value: &Expr) -> Opd {
        if !self.vm.threads.is_seeded() {
            return self.operand(value);
        }
        let value = self.expression(value);
        Opd::Node(self.add(Box::new(ThenLookUp { value })))
    }

    fn augment(&mut self, statement: &Stmt, target: &Expr, op: Operator, value: &Expr, next: NodeRef) -> NodeRef {
        let op = binary_op(op);
        let position = self.at(statement.span);
        if let Some(slot) = self.local_slot(target) {
            let value = self.operand(value);
            let target_position = self.at(target.span);
            return self.add(arith::augment_local(op, slot, target_position, value, position, next));
        }
        match &target.kind {
            ExprKind::Attribute { value: object, attr, .. } => {
                let value = self.augment_value(value);
                let object = self.operand(object);
                let name = self.mangled(attr);
                let place = self.at(target.span);
                let load = attribute::AttrLoad::new(name.clone(), place);
                let store = attribute::AttrStore::new(name, place);
                self.add(Box::new(AugmentAttribute { object, load, store, op, value, position, next }))
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let value = self.augment_value(value);
                let object = self.operand(object);
                let key = self.operand(slice);
                let load_position = self.at(target.span);
                self.add(Box::new(AugmentItem { object, key, load_position, op, value, position, next }))
            }
            _ => {
                let mut value = self.expression(value);
                if self.vm.threads.is_seeded() {
                    value = self.add(Box::new(ThenLookUp { value }));
                }
                let load = self.expression(target);
                let store = self.target(target);
                self.add(Box::new(AugmentVariable { load, store, op, value, position, next }))
            }
        }
    }

    fn annotated(
        &mut self,
        statement: &Stmt,
        target: &Expr,
        annotation: &Expr,
        value: Option<&Expr>,
        simple: bool,
        next: NodeRef,
    ) -> NodeRef {
        let in_namespace = matches!(self.info().kind, ScopeKind::Module | ScopeKind::Class) && self.scope == self.frame;
        let mut chain = next;
        if simple
            && in_namespace
            && let ExprKind::Name { id, .. } = &target.kind
        {
            let name: ast::Name = "__annotations__".into();
            let namespace = self.load(&name, statement.span);
            let annotation = self.annotation(annotation);
            let position = self.at(statement.span);
            let name = self.mangled(id);
            chain = self.add(Box::new(statements::Annotate { namespace, name, annotation, position, next: chain }));
        } else if !simple && !self.unit.scopes.future_annotations {
            let mut nodes = Vec::new();
            if value.is_none() {
                match &target.kind {
                    ExprKind::Attribute { value, .. } => nodes.push(self.expression(value)),
                    ExprKind::Subscript { value, slice, .. } => {
                        nodes.push(self.expression(value));
                        nodes.push(self.expression(slice));
                    }
                    _ => {}
                }
            }
            if in_namespace {
                nodes.push(self.expression(annotation));
            }
            if !nodes.is_empty() {
                chain = self.add(Box::new(statements::Evaluate { nodes, next: chain }));
            }
        }
        match value {
            Some(value) => self.assign(std::slice::from_ref(target), value, chain),
            None => chain,
        }
    }

    /// An annotation: evaluated, or its text when annotations are postponed.
    pub fn annotation(&mut self, annotation: &Expr) -> NodeRef {
        if self.unit.scopes.future_annotations {
            let text = super::unit::unparse(&self.unit, annotation);
            let value = self.vm.new_str(&text);
            return self.constant_node(value);
        }
        self.expression(annotation)
    }

    /// A condition in front of two chains.
    pub fn branch(&mut self, test: &Expr, then: NodeRef, otherwise: NodeRef) -> NodeRef {
        match &test.kind {
            ExprKind::Compare { left, ops, comparators } if ops.len() == 1 => {
                if let (Some(super::lower_expression::Relation::Order(op)), [right]) =
                    (ops.first().map(|op| super::lower_expression::relation(*op)), comparators.as_slice())
                {
                    let (a, b) = self.operand_pair(left, right);
                    let position = self.at(test.span);
                    return self.add(compare::if_compare(op, a, b, position, then, otherwise));
                }
            }
            ExprKind::UnaryOp { op: ast::UnaryOp::Not, operand } => return self.branch(operand, otherwise, then),
            ExprKind::BoolOp { op, values } => {
                // Each operand decides by itself; arms are shared chains.
                let mut chain: Option<NodeRef> = None;
                for value in values.iter().rev() {
                    chain = Some(match (chain, op) {
                        (None, _) => self.branch(value, then, otherwise),
                        (Some(rest), ast::BoolOp::And) => self.branch(value, rest, otherwise),
                        (Some(rest), ast::BoolOp::Or) => self.branch(value, then, rest),
                    });
                }
                return chain.unwrap_or(then);
            }
            _ => {}
        }
        let node = self.expression(test);
        self.add(Box::new(If { condition: compare::NodeCond(node), then, otherwise }))
    }

    fn if_statement(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt], next: NodeRef) -> NodeRef {
        // A long `elif` ladder is a nest in the tree; walk it without recursion.
        let mut rungs = vec![(test, body)];
        let mut last = orelse;
        while let [Stmt { kind: StmtKind::If { test, body, orelse }, .. }] = last {
            rungs.push((test, body));
            last = orelse;
        }
        let mut chain = self.statements(last, next);
        for (test, body) in rungs.into_iter().rev() {
            match super::unit::constant_truth(test) {
                Some(true) => chain = self.statements(body, next),
                Some(false) => {}
                None => {
                    let then = self.statements(body, next);
                    chain = self.branch(test, then, chain);
                }
            }
        }
        chain
    }

    fn while_statement(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt], next: NodeRef) -> NodeRef {
        let otherwise = self.statements(orelse, next);
        self.blocks.push(super::suspend::Block::NativeLoop);
        let body = self.inner_block(body);
        self.blocks.pop();
        if let ExprKind::Compare { left, ops, comparators } = &test.kind
            && let ([op], [right]) = (ops.as_slice(), comparators.as_slice())
            && let super::lower_expression::Relation::Order(op) = super::lower_expression::relation(*op)
        {
            let (a, b) = self.operand_pair(left, right);
            let position = self.at(test.span);
            return self.add(compare::while_compare(op, a, b, position, body, otherwise, next));
        }
        let condition = compare::NodeCond(self.expression(test));
        self.add(Box::new(While { condition, body, otherwise, next }))
    }

    fn for_statement(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt], next: NodeRef) -> NodeRef {
        let otherwise = self.statements(orelse, next);
        self.blocks.push(super::suspend::Block::NativeLoop);
        let body = self.inner_block(body);
        self.blocks.pop();
        self.loop_over(target, iter, body, otherwise, next)
    }

    /// A native loop over an iterable.
    pub fn loop_over(&mut self, target: &Expr, iter: &Expr, body: NodeRef, otherwise: NodeRef, next: NodeRef) -> NodeRef {
        let slot = self.local_slot(target);
        let goal = self.target(target);
        let position = self.at(iter.span);
        if let ExprKind::Call { func, args, keywords } = &iter.kind
            && let ExprKind::Name { id, .. } = &func.kind
            && &**id == "range"
            && keywords.is_empty()
            && (1..=3).contains(&args.len())
            && !args.iter().any(|argument| matches!(argument.kind, ExprKind::Starred { .. }))
            && let Some(slot) = slot
        {
            let callee = self.expression(func);
            let arguments = args.iter().map(|argument| self.expression(argument)).collect();
            let none = self.constant_node(Value::NONE);
            let general = For { target: goal, iterable: none, body, otherwise, next, position };
            let call_position = self.at(iter.span);
            return self.add(Box::new(ForRange { callee, arguments, slot, body, general, call_position }));
        }
        let iterable = self.expression(iter);
        self.add(Box::new(For { target: goal, iterable, body, otherwise, next, position }))
    }

    fn return_statement(&mut self, value: Option<&Expr>) -> NodeRef {
        if self.crosses_suspending_block() {
            let node = match value {
                Some(value) => self.expression(value),
                None => self.constant_node(Value::NONE),
            };
            return self.return_value(node);
        }
        match value {
            Some(value) => self.expression(value),
            None => self.add(Box::new(ReturnNone)),
        }
    }

    fn break_statement(&mut self) -> NodeRef {
        if self.innermost_loop_suspends() {
            return self.leave_loop(true);
        }
        self.add(Box::new(Complete(Value::BREAK)))
    }

    fn continue_statement(&mut self) -> NodeRef {
        if self.innermost_loop_suspends() {
            return self.leave_loop(false);
        }
        self.add(Box::new(Complete(Value::CONTINUE)))
    }

    pub fn deletion(&mut self, target: &Expr) -> Deletion {
        match &target.kind {
            ExprKind::Name { id, .. } => self.variable_deletion(id, target.span),
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.expression(value);
                let name = self.mangled(attr);
                let position = self.at(target.span);
                Deletion::Attribute { object, name, position }
            }
            ExprKind::Subscript { value, slice, .. } => {
                let object = self.expression(value);
                let key = self.expression(slice);
                let position = self.at(target.span);
                Deletion::Item { object, key, position }
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                Deletion::Many(elts.iter().map(|element| self.deletion(element)).collect())
            }
            _ => Deletion::Many(Vec::new()),
        }
    }

    fn delete(&mut self, _statement: &Stmt, targets: &[Expr], next: NodeRef) -> NodeRef {
        let mut chain = next;
        for target in targets.iter().rev() {
            let deletion = self.deletion(target);
            let position = self.at(target.span);
            chain = self.add(Box::new(Delete { deletion, position, next: chain }));
        }
        chain
    }

    fn raise(&mut self, statement: &Stmt, exc: Option<&Expr>, cause: Option<&Expr>) -> NodeRef {
        let exception = exc.map(|exception| self.expression(exception));
        let cause = cause.map(|cause| self.expression(cause));
        let position = self.at(statement.span);
        self.add(Box::new(try_::Raise { exception, cause, position }))
    }

    fn assert(&mut self, test: &Expr, message: Option<&Expr>, next: NodeRef) -> NodeRef {
        if self.unit.optimize > 0 {
            return next;
        }
        let position = self.at(test.span);
        let test = self.expression(test);
        let message = message.map(|message| self.expression(message));
        self.add(Box::new(Assert { test, message, position, next }))
    }

    pub fn handlers(&mut self, handlers: &[ast::ExceptHandler]) -> Vec<try_::Handler> {
        handlers
            .iter()
            .map(|handler| {
                let body = self.inner_block(&handler.body);
                self.handler(handler, body)
            })
            .collect()
    }

    pub fn handler(&mut self, handler: &ast::ExceptHandler, body: NodeRef) -> try_::Handler {
        let class = handler.type_.as_ref().map(|class| self.expression(class));
        let name = handler.name.as_ref().map(|name| (self.variable_target(name), self.variable_deletion(name, handler.span)));
        let position = self.at(handler.type_.as_ref().map_or(handler.span, |class| class.span));
        try_::Handler { class, name, body, position }
    }

    fn try_statement(
        &mut self,
        body: &[Stmt],
        handlers: &[ast::ExceptHandler],
        orelse: &[Stmt],
        finalbody: &[Stmt],
        star: bool,
        next: NodeRef,
    ) -> NodeRef {
        if finalbody.is_empty() {
            return self.try_except(body, handlers, orelse, star, next);
        }
        let last = self.inner_block(finalbody);
        let end = self.end;
        let body = if handlers.is_empty() { self.inner_block(body) } else { self.try_except(body, handlers, orelse, star, end) };
        self.add(Box::new(try_::Finally { body, last, next }))
    }

    fn try_except(
        &mut self,
        body: &[Stmt],
        handlers: &[ast::ExceptHandler],
        orelse: &[Stmt],
        star: bool,
        next: NodeRef,
    ) -> NodeRef {
        let otherwise = self.statements(orelse, next);
        let handlers = self.handlers(handlers);
        let body = self.inner_block(body);
        if star {
            return self.add(Box::new(try_::TryStar { body, handlers, otherwise, next }));
        }
        self.add(Box::new(try_::Try { body, handlers, otherwise, next }))
    }

    fn with_statement(&mut self, items: &[ast::WithItem], body: &[Stmt], next: NodeRef) -> NodeRef {
        let mut body = self.inner_block(body);
        for (index, item) in items.iter().enumerate().rev() {
            let manager = self.expression(&item.context_expr);
            let target = item.optional_vars.as_ref().map(|target| self.target(target));
            let position = self.at(item.context_expr.span);
            let next = if index == 0 { next } else { self.end };
            body = self.add(Box::new(with::With { manager, target, body, next, position }));
        }
        body
    }

    fn import(&mut self, statement: &Stmt, names: &[ast::Alias], next: NodeRef) -> NodeRef {
        let mut chain = next;
        for alias in names.iter().rev() {
            let name = self.vm.intern(&alias.name);
            let position = self.at(statement.span);
            let mut parts = alias.name.split('.');
            let top = parts.next().unwrap_or("");
            let (target, path) = match &alias.asname {
                Some(asname) => (self.variable_target(asname), parts.map(|part| self.vm.intern(part)).collect()),
                None => (self.variable_target(&top.into()), Vec::new()),
            };
            chain = self.add(Box::new(imports::Import { name, target, path, position, next: chain }));
        }
        chain
    }

    fn import_from(
        &mut self,
        statement: &Stmt,
        module: Option<&ast::Name>,
        names: &[ast::Alias],
        level: u32,
        next: NodeRef,
    ) -> NodeRef {
        let module = self.vm.intern(module.map_or("", |module| module));
        let position = self.at(statement.span);
        let level = i64::from(level);
        if let [only] = names
            && &*only.name == "*"
        {
            return self.add(Box::new(imports::ImportStar { module, level, position, next }));
        }
        let names = names
            .iter()
            .map(|alias| (self.vm.intern(&alias.name), self.variable_target(alias.asname.as_ref().unwrap_or(&alias.name))))
            .collect();
        self.add(Box::new(imports::ImportFrom { module, level, names, position, next }))
    }

    // ---- functions and classes ----

    /// Slots of the cells that a block captures from this frame.
    pub fn captures(&self, scope: ScopeId) -> Vec<u32> {
        self.unit
            .scopes
            .scope(scope)
            .captures
            .iter()
            .map(|capture| match capture {
                crate::resolve::Capture::Cell(cell) => self.cell_slot(*cell),
                crate::resolve::Capture::Free(free) => self.free_slot(*free),
            })
            .collect()
    }

    /// Stores what a `def` or `class` made under its name.
    fn store_definition(&mut self, name: &ast::Name, value: NodeRef, next: NodeRef) -> NodeRef {
        let target = self.variable_target(name);
        match target {
            Target::Local(slot) => self.add(Box::new(SetLocalAny { slot, x: value, next })),
            target => self.add(Box::new(Assign { targets: vec![target], value, next })),
        }
    }

    pub fn decorated(&mut self, decorators: &[Expr], value: NodeRef) -> NodeRef {
        if decorators.is_empty() {
            return value;
        }
        let decorators = decorators
            .iter()
            .map(|decorator| {
                let position = self.at(decorator.span);
                (self.expression(decorator), position)
            })
            .collect();
        self.add(Box::new(statements::Decorate { decorators, value }))
    }

    pub fn function_statement(&mut self, function: &Rc<ast::FunctionDef>, span: Span, next: NodeRef) -> NodeRef {
        let value = self.function_value(function, span);
        let value = self.decorated(&function.decorator_list, value);
        self.store_definition(&function.name, value, next)
    }

    pub fn class_statement(&mut self, class: &Rc<ast::ClassDef>, span: Span, next: NodeRef) -> NodeRef {
        let value = self.class_value(class, span);
        let value = self.decorated(&class.decorator_list, value);
        self.store_definition(&class.name, value, next)
    }

    /// The node that makes a class, decorators aside.
    pub fn plain_class(&mut self, class: &Rc<ast::ClassDef>, span: Span) -> NodeRef {
        self.class_with(class, span, Vec::new())
    }

    /// The same with further bases behind the written ones.
    pub fn class_with(&mut self, class: &Rc<ast::ClassDef>, span: Span, more: Vec<call::Argument>) -> NodeRef {
        let Some(scope) = self.unit.scopes.of(class.id) else { return self.constant_node(Value::NONE) };
        let first_line = class.decorator_list.first().map_or(span.line, |decorator| decorator.span.line);
        let code = super::unit::make_code(self.vm, &self.unit, scope, What::Class(class.clone()), first_line);
        let name = self.vm.intern(&class.name);
        let mut arguments = self.arguments(&class.bases);
        arguments.extend(more);
        let keywords = self.keywords(&class.keywords);
        let closure = self.captures(scope);
        let position = self.at(span);
        let builder = self.add(Box::new(BuildClassHook { position }));
        self.add(Box::new(build_class::MakeClass { code, name, arguments, keywords, closure, position, builder }))
    }

    pub fn arguments(&mut self, arguments: &[Expr]) -> Vec<call::Argument> {
        arguments
            .iter()
            .map(|argument| match &argument.kind {
                ExprKind::Starred { value, .. } => call::Argument::Star(self.expression(value)),
                _ => call::Argument::Value(self.expression(argument)),
            })
            .collect()
    }

    pub fn keywords(&mut self, keywords: &[ast::Keyword]) -> Vec<(Option<Value>, NodeRef)> {
        keywords
            .iter()
            .map(|keyword| (keyword.arg.as_ref().map(|name| self.mangled(name)), self.expression(&keyword.value)))
            .collect()
    }

    /// A code object of this unit.
    pub fn code(&self, scope: ScopeId, what: What, first_line: u32) -> Handle<PyCode> {
        super::unit::make_code(self.vm, &self.unit, scope, what, first_line)
    }

    pub fn constant(&self, constant: &Constant) -> Value {
        super::unit::constant(self.vm, constant)
    }

    pub fn choose(&mut self, test: &Expr, then: NodeRef, otherwise: NodeRef) -> NodeRef {
        let condition = self.expression(test);
        self.add(Box::new(boolean::Choose { condition, then, otherwise }))
    }
}

/// Loads `__build_class__` from the frame's built-ins.
struct BuildClassHook {
    position: u32,
}

impl Node for BuildClassHook {
    fn eval(&self, frame: &crate::objects::frame::Frame) -> PyResult {
        match frame.builtins.get_interned(&frame.vm.names.__build_class__) {
            Some(builder) => Ok(builder),
            None => {
                frame.at(self.position);
                Err(frame.vm.raise_message(&frame.vm.errors.name_error, "__build_class__ not found"))
            }
        }
    }
}

/// The slot number of a syntax operator.
pub fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::TrueDiv,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::Lshift,
        Operator::RShift => BinaryOp::Rshift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}
