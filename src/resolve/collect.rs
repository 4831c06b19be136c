//! First pass: which names each block binds, uses and declares.
//!
//! Statements are visited in the order in which CPython's symbol table visits them, because that
//! order decides which of several errors is reported and how symbols are ordered.
//!
//! Deliberately missing: everything that needs to know the enclosing blocks' bindings (`analyse`)
//! or the order of evaluation (`check`).

use taipan_grammar::ast::{
    Alias, Arguments, ClassDef, Comprehension, DictComp, ElementComp, Expr, ExprContext, ExprKind, FunctionDef, Lambda, Mod,
    Name, NodeId, Pattern, PatternKind, Span, Stmt, StmtKind, TypeAlias, TypeParam, TypeParamKind,
};

use super::blocks::{Block, BlockKind, ComprehensionKind, flag};
use super::error::{Check, fail};
use super::names::{Id, Names};

/// An entry of [`Collector::by_node`] for a node that opens no scope.
pub(super) const NO_BLOCK: u32 = u32::MAX;

pub(super) struct Collector {
    pub names: Names,
    pub blocks: Vec<Block>,
    /// The block of each scope-opening node.
    pub by_node: Vec<u32>,
    pub known: Known,
    stack: Vec<usize>,
    private: Option<Id>,
    future_annotations: bool,
    /// Every mention of a name as (block, name, flags, place), when somebody wants them.
    pub journal: Option<Vec<(usize, Id, u16, Span)>>,
}

/// The numbers of names that mean something to the resolver itself.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub class: Id,
    pub classdict: Id,
    pub debug: Id,
    pub super_: Id,
    pub self_: Id,
    pub type_params: Id,
}

const COMPREHENSION_TARGET: &str = "assignment expression cannot rebind comprehension iteration variable";

impl Collector {
    pub(super) fn new(future_annotations: bool) -> Collector {
        let mut names = Names::default();
        let known = Known {
            class: names.intern_text("__class__"),
            classdict: names.intern_text("__classdict__"),
            debug: names.intern_text("__debug__"),
            super_: names.intern_text("super"),
            self_: names.intern_text("self"),
            type_params: names.intern_text(".type_params"),
        };
        Collector {
            names,
            blocks: Vec::new(),
            by_node: Vec::new(),
            known,
            stack: Vec::new(),
            private: None,
            future_annotations,
            journal: None,
        }
    }

    pub(super) fn module(&mut self, module: &Mod) -> Check {
        let name = self.names.intern_text("<module>");
        self.blocks.push(Block::new(BlockKind::Module, name, Span::default(), None));
        self.stack.push(0);
        match module {
            Mod::Module { body } | Mod::Interactive { body } => self.body(body),
            Mod::Expression { body } => self.expr(body),
        }
    }

    // ---- blocks ----

    fn current(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    fn block(&mut self) -> &mut Block {
        let current = self.current();
        &mut self.blocks[current]
    }

    fn enter(&mut self, kind: BlockKind, name: Id, span: Span, node: Option<NodeId>) -> usize {
        let outer = self.current();
        let at = self.blocks.len();
        let mut block = Block::new(kind, name, span, Some(outer));
        {
            let outer = &self.blocks[outer];
            block.nested = outer.nested || outer.is_function_like();
            block.iterable_depth = outer.iterable_depth;
            if kind != BlockKind::Class {
                block.mangled_by = outer.mangled_by;
            }
        }
        block.private = self.private;
        // A postponed annotation has no effect beyond its own checks, so nobody lists it.
        if kind != BlockKind::Annotation {
            self.blocks[outer].children.push(at);
        }
        if let Some(NodeId(node)) = node {
            let node = node as usize;
            if self.by_node.len() <= node {
                self.by_node.resize(node + 1, NO_BLOCK);
            }
            self.by_node[node] = at as u32;
        }
        self.blocks.push(block);
        self.stack.push(at);
        at
    }

    fn leave(&mut self) {
        self.stack.pop();
    }

    // ---- symbols ----

    /// The name as this place spells it to the interpreter.
    fn mangled(&mut self, id: Id) -> Id {
        if !self.names.is_private(id) {
            return id;
        }
        let Some(class) = self.private else { return id };
        if let Some(owner) = self.blocks[self.current()].mangled_by
            && !self.blocks[owner].mangled_names.contains(&id)
        {
            return id;
        }
        self.names.mangle(class, id)
    }

    fn add(&mut self, name: &Name, flags: u16, span: Span) -> Check {
        let id = self.names.intern(name);
        self.add_id(id, flags, span)
    }

    fn add_id(&mut self, id: Id, flags: u16, span: Span) -> Check {
        if flags & flag::TYPE_PARAM != 0
            && let Some(owner) = self.blocks[self.current()].mangled_by
        {
            self.blocks[owner].mangled_names.insert(id);
        }
        self.add_in(self.current(), id, flags, span)
    }

    fn add_in(&mut self, block: usize, id: Id, flags: u16, span: Span) -> Check {
        let mangled = self.mangled(id);
        if let Some(journal) = &mut self.journal {
            journal.push((block, mangled, flags, span));
        }
        let symbols = &mut self.blocks[block].symbols;
        let old = symbols.flags(mangled);
        if flags & old & flag::PARAM != 0 {
            let name = self.names.text(id);
            return fail(format!("duplicate argument '{name}' in function definition"), span);
        }
        if flags & old & flag::TYPE_PARAM != 0 {
            return fail(format!("duplicate type parameter '{}'", self.names.text(id)), span);
        }
        let all = symbols.add(mangled, flags);
        if self.blocks[block].in_iteration_target {
            if all & (flag::GLOBAL | flag::NONLOCAL) != 0 {
                let name = self.names.text(id);
                let message = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return fail(message, span);
            }
            self.blocks[block].symbols.add(mangled, flag::ITERATED);
        }
        if flags & flag::PARAM != 0 {
            self.blocks[block].params.push(mangled);
        } else if flags & flag::GLOBAL != 0 {
            // A name that any block declares global is an explicit global for the module, too.
            self.blocks[0].symbols.add(mangled, flags);
        }
        Ok(())
    }

    fn direct(&mut self, id: Id, span: Span) {
        let mangled = self.mangled(id);
        self.block().directives.push((mangled, span));
    }

    // ---- statements ----

    fn body(&mut self, body: &[Stmt]) -> Check {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Check {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(def, span),
            StmtKind::ClassDef(def) => self.class(def, span),
            StmtKind::TypeAlias(alias) => self.type_alias(alias, span),
            StmtKind::Return { value } => self.optional(value.as_deref()),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, *simple, value.is_some(), span)?;
                self.annotation(annotation, annotation.span)?;
                self.optional(value.as_deref())
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async {
                    self.await_in_module();
                }
                self.expr(target)?;
                self.expr(iter)?;
                self.body(body)?;
                self.body(orelse)
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.body(body)?;
                self.body(orelse)
            }
            StmtKind::With { items, body, is_async } => {
                if *is_async {
                    self.await_in_module();
                }
                for item in items {
                    self.expr(&item.context_expr)?;
                    self.optional(item.optional_vars.as_deref())?;
                }
                self.body(body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.optional(case.guard.as_deref())?;
                    self.body(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc.as_deref())?;
                self.optional(cause.as_deref())
            }
            StmtKind::Try { body, handlers, orelse, finalbody } | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.body(body)?;
                for handler in handlers {
                    self.optional(handler.type_.as_deref())?;
                    if let Some(name) = &handler.name {
                        self.add(name, flag::LOCAL, handler.span)?;
                    }
                    self.body(&handler.body)?;
                }
                self.body(orelse)?;
                self.body(finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.optional(msg.as_deref())
            }
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|alias| self.alias(alias))
            }
            StmtKind::Global { names } => names.iter().try_for_each(|name| self.declare(name, flag::GLOBAL, "global", span)),
            StmtKind::Nonlocal { names } => {
                names.iter().try_for_each(|name| self.declare(name, flag::NONLOCAL, "nonlocal", span))
            }
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    /// Marks a module that awaits at its top level; `check` rejects it unless that is allowed.
    fn await_in_module(&mut self) {
        if self.current() == 0 {
            self.block().coroutine = true;
        }
    }

    fn declare(&mut self, name: &Name, flags: u16, word: &str, span: Span) -> Check {
        let id = self.names.intern(name);
        let mangled = self.mangled(id);
        let old = self.block().symbols.flags(mangled);
        if old & (flag::PARAM | flag::LOCAL | flag::USE | flag::ANNOTATED) != 0 {
            let message = if old & flag::PARAM != 0 {
                format!("name '{name}' is parameter and {word}")
            } else if old & flag::USE != 0 {
                format!("name '{name}' is used prior to {word} declaration")
            } else if old & flag::ANNOTATED != 0 {
                format!("annotated name '{name}' can't be {word}")
            } else {
                format!("name '{name}' is assigned to before {word} declaration")
            };
            return fail(message, span);
        }
        self.add_id(id, flags, span)?;
        self.direct(id, span);
        Ok(())
    }

    fn alias(&mut self, alias: &Alias) -> Check {
        if &*alias.name == "*" {
            if self.current() != 0 {
                return fail("import * only allowed at module level", alias.span);
            }
            return Ok(());
        }
        if let Some(name) = &alias.asname {
            return self.add(name, flag::IMPORT, alias.span);
        }
        match alias.name.split_once('.') {
            Some((head, _)) => {
                let id = self.names.intern_text(head);
                self.add_id(id, flag::IMPORT, alias.span)
            }
            None => self.add(&alias.name, flag::IMPORT, alias.span),
        }
    }

    fn annotated(&mut self, target: &Expr, simple: bool, has_value: bool, span: Span) -> Check {
        self.block().annotations_used = true;
        let ExprKind::Name { id: name, .. } = &target.kind else { return self.expr(target) };
        let id = self.names.intern(name);
        let mangled = self.mangled(id);
        let old = self.block().symbols.flags(mangled);
        if simple && self.current() != 0 && old & (flag::GLOBAL | flag::NONLOCAL) != 0 {
            let word = if old & flag::GLOBAL != 0 { "global" } else { "nonlocal" };
            return fail(format!("annotated name '{name}' can't be {word}"), span);
        }
        if simple {
            self.add_id(id, flag::ANNOTATED | flag::LOCAL, target.span)
        } else if has_value {
            self.add_id(id, flag::LOCAL, target.span)
        } else {
            Ok(())
        }
    }

    fn annotation(&mut self, annotation: &Expr, span: Span) -> Check {
        if !self.future_annotations {
            return self.expr(annotation);
        }
        self.enter_annotation(span);
        self.expr(annotation)?;
        self.leave();
        Ok(())
    }

    fn enter_annotation(&mut self, span: Span) {
        let name = self.names.intern_text("_annotation");
        self.enter(BlockKind::Annotation, name, span, None);
    }

    fn function(&mut self, def: &FunctionDef, span: Span) -> Check {
        self.add(&def.name, flag::LOCAL, span)?;
        self.defaults(&def.args)?;
        self.exprs(&def.decorator_list)?;
        let generic = !def.type_params.is_empty();
        if generic {
            self.enter_type_params(&def.name, span, def.type_params_id, None)?;
            self.type_params(&def.type_params)?;
        }
        self.signature_annotations(def, span)?;
        let name = self.names.intern(&def.name);
        let kind = BlockKind::Function { is_async: def.is_async };
        let at = self.enter(kind, name, span, Some(def.id));
        self.blocks[at].coroutine = def.is_async;
        self.parameters(&def.args)?;
        self.body(&def.body)?;
        self.leave();
        if generic {
            self.leave();
        }
        Ok(())
    }

    fn defaults(&mut self, args: &Arguments) -> Check {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|value| self.expr(value))
    }

    fn signature_annotations(&mut self, def: &FunctionDef, span: Span) -> Check {
        if self.future_annotations {
            self.enter_annotation(span);
        }
        let args = &def.args;
        let all = args.posonlyargs.iter().chain(&args.args);
        let all = all.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()).chain(&args.kwonlyargs);
        for arg in all {
            self.optional(arg.annotation.as_deref())?;
        }
        self.optional(def.returns.as_deref())?;
        if self.future_annotations {
            self.leave();
        }
        Ok(())
    }

    fn parameters(&mut self, args: &Arguments) -> Check {
        for arg in args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs) {
            self.add(&arg.arg, flag::PARAM, arg.span)?;
        }
        if let Some(arg) = &args.vararg {
            self.add(&arg.arg, flag::PARAM, arg.span)?;
        }
        if let Some(arg) = &args.kwarg {
            self.add(&arg.arg, flag::PARAM, arg.span)?;
        }
        let block = self.block();
        block.posonly = args.posonlyargs.len() as u32;
        block.positional = (args.posonlyargs.len() + args.args.len()) as u32;
        block.kwonly = args.kwonlyargs.len() as u32;
        block.varargs = args.vararg.is_some();
        block.varkw = args.kwarg.is_some();
        Ok(())
    }

    fn class(&mut self, def: &ClassDef, span: Span) -> Check {
        self.add(&def.name, flag::LOCAL, span)?;
        self.exprs(&def.decorator_list)?;
        let name = self.names.intern(&def.name);
        let generic = !def.type_params.is_empty();
        let outer = self.private;
        if generic {
            self.enter_type_params(&def.name, span, def.type_params_id, Some(name))?;
            self.private = Some(name);
            self.block().private = Some(name);
            self.type_params(&def.type_params)?;
        }
        self.exprs(&def.bases)?;
        def.keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))?;
        self.enter(BlockKind::Class, name, span, Some(def.id));
        self.private = Some(name);
        self.block().private = Some(name);
        if generic {
            let dunder = self.names.intern_text("__type_params__");
            self.add_id(dunder, flag::LOCAL, span)?;
            self.add_id(self.known.type_params, flag::USE, span)?;
        }
        self.body(&def.body)?;
        self.leave();
        if generic {
            self.leave();
        }
        self.private = outer;
        Ok(())
    }

    /// Opens the scope of a type parameter list; for a class, only its own parameters are mangled.
    fn enter_type_params(&mut self, name: &Name, span: Span, node: NodeId, class: Option<Id>) -> Check {
        let in_class = self.block().kind == BlockKind::Class;
        let id = self.names.intern_text(&format!("<generic parameters of {name}>"));
        let at = self.enter(BlockKind::TypeParams, id, span, Some(node));
        if class.is_some() {
            self.blocks[at].mangled_by = Some(at);
        }
        if in_class {
            self.blocks[at].can_see_class = true;
            self.add_id(self.known.classdict, flag::USE, span)?;
        }
        if class.is_some() {
            self.add_id(self.known.type_params, flag::LOCAL | flag::USE, span)?;
        }
        Ok(())
    }

    fn type_params(&mut self, params: &[TypeParam]) -> Check {
        for param in params {
            self.add(&param.name, flag::TYPE_PARAM | flag::LOCAL, param.span)?;
            if let Some(bound) = &param.bound {
                let what = match bound.kind {
                    ExprKind::Tuple { .. } => "a TypeVar constraint",
                    _ => "a TypeVar bound",
                };
                self.type_variable(param, bound, param.id, what)?;
            }
            if let Some(value) = &param.default_value {
                let what = match param.kind {
                    TypeParamKind::TypeVar => "a TypeVar default",
                    TypeParamKind::ParamSpec => "a ParamSpec default",
                    TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
                };
                self.type_variable(param, value, param.default_id, what)?;
            }
        }
        Ok(())
    }

    fn type_variable(&mut self, param: &TypeParam, value: &Expr, node: NodeId, what: &'static str) -> Check {
        let sees_class = self.block().can_see_class;
        let name = self.names.intern(&param.name);
        self.enter(BlockKind::TypeVariable(what), name, value.span, Some(node));
        self.see_class(sees_class, value.span)?;
        self.expr(value)?;
        self.leave();
        Ok(())
    }

    fn see_class(&mut self, sees_class: bool, span: Span) -> Check {
        if sees_class {
            self.block().can_see_class = true;
            self.add_id(self.known.classdict, flag::USE, span)?;
        }
        Ok(())
    }

    fn type_alias(&mut self, alias: &TypeAlias, span: Span) -> Check {
        self.expr(&alias.name)?;
        let ExprKind::Name { id: name, .. } = &alias.name.kind else { return Ok(()) };
        let in_class = self.block().kind == BlockKind::Class;
        let generic = !alias.type_params.is_empty();
        if generic {
            self.enter_type_params(name, span, alias.type_params_id, None)?;
            self.type_params(&alias.type_params)?;
        }
        let id = self.names.intern(name);
        self.enter(BlockKind::TypeAlias, id, span, Some(alias.id));
        self.see_class(in_class, span)?;
        self.expr(&alias.value)?;
        self.leave();
        if generic {
            self.leave();
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &Pattern) -> Check {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::MatchValue { value } => self.expr(value),
            PatternKind::MatchSingleton { .. } => Ok(()),
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => self.patterns(patterns),
            PatternKind::MatchStar { name } => self.capture(name.as_ref(), span),
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.exprs(keys)?;
                self.patterns(patterns)?;
                self.capture(rest.as_ref(), span)
            }
            PatternKind::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls)?;
                self.patterns(patterns)?;
                self.patterns(kwd_patterns)
            }
            PatternKind::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern)?;
                }
                self.capture(name.as_ref(), span)
            }
        }
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Check {
        patterns.iter().try_for_each(|pattern| self.pattern(pattern))
    }

    fn capture(&mut self, name: Option<&Name>, span: Span) -> Check {
        name.map_or(Ok(()), |name| self.add(name, flag::LOCAL, span))
    }

    // ---- expressions ----

    fn exprs(&mut self, exprs: &[Expr]) -> Check {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    fn optional(&mut self, expr: Option<&Expr>) -> Check {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    fn expr(&mut self, expr: &Expr) -> Check {
        match &expr.kind {
            ExprKind::Name { id, ctx } => self.name(id, *ctx, expr.span),
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))
            }
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } | ExprKind::Set { elts } => self.exprs(elts),
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|key| self.expr(key))?;
                self.exprs(values)
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.optional(format_spec.as_deref())
            }
            ExprKind::Slice { lower, upper, step } => {
                self.optional(lower.as_deref())?;
                self.optional(upper.as_deref())?;
                self.optional(step.as_deref())
            }
            ExprKind::Lambda(lambda) => self.lambda(lambda, expr.span),
            ExprKind::NamedExpr { target, value } => self.named(target, value, expr.span),
            ExprKind::Yield { value } => self.yields(value.as_deref(), expr.span),
            ExprKind::YieldFrom { value } => self.yields(Some(value), expr.span),
            ExprKind::Await { value } => {
                self.outside_annotations("await expression", expr.span)?;
                self.expr(value)?;
                self.block().coroutine = true;
                Ok(())
            }
            ExprKind::ListComp(comp) => self.element_comp(comp, ComprehensionKind::List, expr.span),
            ExprKind::SetComp(comp) => self.element_comp(comp, ComprehensionKind::Set, expr.span),
            ExprKind::GeneratorExp(comp) => self.element_comp(comp, ComprehensionKind::Generator, expr.span),
            ExprKind::DictComp(comp) => self.dict_comp(comp, expr.span),
        }
    }

    fn name(&mut self, name: &Name, ctx: ExprContext, span: Span) -> Check {
        let id = self.names.intern(name);
        let loads = ctx == ExprContext::Load;
        self.add_id(id, if loads { flag::USE } else { flag::LOCAL }, span)?;
        // `super` finds its class through the `__class__` cell.
        if loads && id == self.known.super_ && self.block().is_function_like() {
            self.add_id(self.known.class, flag::USE, span)?;
        }
        Ok(())
    }

    fn lambda(&mut self, lambda: &Lambda, span: Span) -> Check {
        self.defaults(&lambda.args)?;
        let name = self.names.intern_text("<lambda>");
        self.enter(BlockKind::Lambda, name, span, Some(lambda.id));
        self.parameters(&lambda.args)?;
        self.expr(&lambda.body)?;
        self.leave();
        Ok(())
    }

    fn outside_annotations(&mut self, what: &str, span: Span) -> Check {
        let place = match self.block().kind {
            BlockKind::Annotation => "an annotation",
            BlockKind::TypeAlias => "a type alias",
            BlockKind::TypeParams => "the definition of a generic",
            BlockKind::TypeVariable(place) => place,
            _ => return Ok(()),
        };
        fail(format!("{what} cannot be used within {place}"), span)
    }

    fn yields(&mut self, value: Option<&Expr>, span: Span) -> Check {
        self.outside_annotations("yield expression", span)?;
        self.optional(value)?;
        self.block().generator = true;
        let place = match self.block().comprehension() {
            None => return Ok(()),
            Some(ComprehensionKind::List) => "list comprehension",
            Some(ComprehensionKind::Set) => "set comprehension",
            Some(ComprehensionKind::Dict) => "dict comprehension",
            Some(ComprehensionKind::Generator) => "generator expression",
        };
        fail(format!("'yield' inside {place}"), span)
    }

    fn named(&mut self, target: &Expr, value: &Expr, span: Span) -> Check {
        self.outside_annotations("named expression", span)?;
        if self.block().iterable_depth > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return fail(message, span);
        }
        if self.block().comprehension().is_some()
            && let ExprKind::Name { id, .. } = &target.kind
        {
            self.named_outside_comprehension(id, target.span)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// Binds the target of `:=` in the nearest block that is not a comprehension.
    fn named_outside_comprehension(&mut self, name: &Name, span: Span) -> Check {
        let id = self.names.intern(name);
        let mangled = self.mangled(id);
        for depth in (0..self.stack.len()).rev() {
            let at = self.stack[depth];
            let flags = self.blocks[at].symbols.flags(mangled);
            match self.blocks[at].kind {
                BlockKind::Comprehension(_) => {
                    if flags & flag::ITERATED != 0 && flags & (flag::LOCAL | flag::GLOBAL) != 0 {
                        return fail(format!("{COMPREHENSION_TARGET} '{name}'"), span);
                    }
                }
                BlockKind::Function { .. } | BlockKind::Lambda => {
                    let here = if flags & flag::GLOBAL != 0 { flag::GLOBAL } else { flag::NONLOCAL };
                    self.add_id(id, here, span)?;
                    self.direct(id, span);
                    return self.add_in(at, id, flag::LOCAL, span);
                }
                BlockKind::Module => {
                    self.add_id(id, flag::GLOBAL, span)?;
                    self.direct(id, span);
                    return self.add_in(at, id, flag::GLOBAL, span);
                }
                BlockKind::Annotation => {}
                BlockKind::Class => return self.no_named_comprehension("in a class body", span),
                BlockKind::TypeVariable(_) => {
                    return self.no_named_comprehension("in a TypeVar bound", span);
                }
                BlockKind::TypeAlias => return self.no_named_comprehension("in a type alias", span),
                BlockKind::TypeParams => {
                    return self.no_named_comprehension("within the definition of a generic", span);
                }
            }
        }
        Ok(())
    }

    fn no_named_comprehension(&self, place: &str, span: Span) -> Check {
        fail(format!("assignment expression within a comprehension cannot be used {place}"), span)
    }

    fn element_comp(&mut self, comp: &ElementComp, kind: ComprehensionKind, span: Span) -> Check {
        self.comprehension(&comp.generators, kind, comp.id, span, None, &comp.elt)
    }

    fn dict_comp(&mut self, comp: &DictComp, span: Span) -> Check {
        let kind = ComprehensionKind::Dict;
        self.comprehension(&comp.generators, kind, comp.id, span, Some(&comp.value), &comp.key)
    }

    fn comprehension(
        &mut self,
        generators: &[Comprehension],
        kind: ComprehensionKind,
        node: NodeId,
        span: Span,
        value: Option<&Expr>,
        element: &Expr,
    ) -> Check {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        // The outermost iterable belongs to the enclosing block.
        self.iterable(&first.iter)?;
        let name = match kind {
            ComprehensionKind::List => "<listcomp>",
            ComprehensionKind::Set => "<setcomp>",
            ComprehensionKind::Dict => "<dictcomp>",
            ComprehensionKind::Generator => "<genexpr>",
        };
        let name = self.names.intern_text(name);
        let at = self.enter(BlockKind::Comprehension(kind), name, span, Some(node));
        self.blocks[at].coroutine = first.is_async;
        let iterator = self.names.intern_text(".0");
        self.add_id(iterator, flag::PARAM, span)?;
        self.blocks[at].positional = 1;
        self.iteration_target(&first.target)?;
        self.exprs(&first.ifs)?;
        for generator in rest {
            self.iteration_target(&generator.target)?;
            self.iterable(&generator.iter)?;
            self.exprs(&generator.ifs)?;
            if generator.is_async {
                self.blocks[at].coroutine = true;
            }
        }
        self.optional(value)?;
        self.expr(element)?;
        let is_generator = kind == ComprehensionKind::Generator;
        self.blocks[at].generator = is_generator;
        let awaits = self.blocks[at].coroutine && !is_generator;
        self.leave();
        if awaits {
            self.block().coroutine = true;
        }
        Ok(())
    }

    fn iterable(&mut self, iter: &Expr) -> Check {
        self.block().iterable_depth += 1;
        self.expr(iter)?;
        self.block().iterable_depth -= 1;
        Ok(())
    }

    fn iteration_target(&mut self, target: &Expr) -> Check {
        self.block().in_iteration_target = true;
        self.expr(target)?;
        self.block().in_iteration_target = false;
        Ok(())
    }
}
