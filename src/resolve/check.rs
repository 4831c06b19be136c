//! Third pass: the errors that depend on context, the warnings, and the slots of variables.
//!
//! The tree is walked in the order in which code for it is generated, because CPython reports the
//! first error in that order and numbers `co_varnames` by first appearance in it. In particular
//! `orelse` comes before the `except` clauses, and a `finally` body comes where a `return`,
//! `break` or `continue` first runs it.
//!
//! Deliberately missing: constant folding, except as far as errors and warnings show it.

use taipan_grammar::ast::{
    Arguments, ClassDef, Comprehension, ExceptHandler, Expr, ExprContext, ExprKind, FunctionDef, Keyword, Mod, Name, NodeId,
    Span, Stmt, StmtKind, TypeAlias, TypeParam, WithItem,
};

use super::blocks::{Block, BlockKind, ComprehensionKind, HIDDEN, NO_SLOT, Reach, flag};
use super::collect::{Known, NO_BLOCK};
use super::constant;
use super::error::{Check, Position, Warning, fail, fail_at};
use super::future::{Future, TOO_LATE, is_future_import};
use super::names::{Id, Names, NumberMap, NumberSet};

/// How many loops, `with`s and `try`s may be open at once in one frame.
const MAX_OPEN: usize = 21;
const EXCEPT_STAR: &str = "'break', 'continue' and 'return' cannot appear in an except* block";

/// A construct that control flow leaves on its way out.
#[derive(Clone, Copy)]
enum Open<'a> {
    Loop,
    With,
    /// The body of a `try` whose `finally` runs on the way out.
    Finally(&'a [Stmt]),
    ExceptStar,
    /// Anything that only counts.
    Other,
}

/// A block that has a frame of its own, while it is being walked.
struct Frame<'a> {
    block: usize,
    open: Vec<Open<'a>>,
    /// The inlined comprehensions around the current place, outermost first.
    comprehensions: Vec<usize>,
}

pub(super) struct Checker<'c, 'a> {
    pub names: &'c mut Names,
    pub blocks: &'c mut Vec<Block>,
    pub warnings: Vec<Warning>,
    by_node: &'c [u32],
    known: Known,
    future: &'c Future,
    future_annotations: bool,
    top_level_await: bool,
    frames: Vec<Frame<'a>>,
    /// The `finally` bodies that have been walked, by address.
    walked: NumberSet<usize>,
}

impl<'c, 'a> Checker<'c, 'a> {
    pub(super) fn new(
        names: &'c mut Names,
        blocks: &'c mut Vec<Block>,
        by_node: &'c [u32],
        known: Known,
        future: &'c Future,
        future_annotations: bool,
        top_level_await: bool,
    ) -> Checker<'c, 'a> {
        Checker {
            names,
            blocks,
            warnings: Vec::new(),
            by_node,
            known,
            future,
            future_annotations,
            top_level_await,
            frames: Vec::new(),
            walked: NumberSet::default(),
        }
    }

    pub(super) fn module(&mut self, module: &'a Mod) -> Check {
        self.enter(0);
        match module {
            Mod::Module { body } | Mod::Interactive { body } => self.body(body),
            Mod::Expression { body } => self.expr(body),
        }
    }

    // ---- frames ----

    fn enter(&mut self, block: usize) {
        self.frames.push(Frame { block, open: Vec::new(), comprehensions: Vec::new() });
    }

    fn leave(&mut self) {
        self.frames.pop();
    }

    fn node_block(&self, node: NodeId) -> usize {
        match self.by_node.get(node.0 as usize) {
            Some(block) if *block != NO_BLOCK => *block as usize,
            _ => 0,
        }
    }

    fn frame_block(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.block)
    }

    fn frame_kind(&self) -> BlockKind {
        self.blocks[self.frame_block()].kind
    }

    fn in_function(&self) -> bool {
        self.blocks[self.frame_block()].is_function_like()
    }

    fn in_namespace(&self) -> bool {
        matches!(self.frame_kind(), BlockKind::Module | BlockKind::Class)
    }

    fn awaits_at_top_level(&self) -> bool {
        self.top_level_await && self.frame_kind() == BlockKind::Module
    }

    fn in_async_function(&self) -> bool {
        matches!(self.frame_kind(), BlockKind::Function { is_async: true }) || self.awaits_at_top_level()
    }

    fn open(&mut self, what: Open<'a>, position: Position) -> Check {
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        if frame.open.len() >= MAX_OPEN {
            return fail_at("too many statically nested blocks", position);
        }
        frame.open.push(what);
        Ok(())
    }

    fn close(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.open.pop();
        }
    }

    /// Leaves the open constructs from the inside; true if that ends at a loop.
    ///
    /// CPython loses the position of the statement once it has passed a `with` or a `finally`.
    fn unwind(&mut self, mut position: Position, to_loop: bool) -> Check<bool> {
        let mut passed = Vec::new();
        let result = loop {
            let Some(top) = self.frames.last_mut().and_then(|frame| frame.open.pop()) else {
                break Ok(false);
            };
            passed.push(top);
            match top {
                Open::ExceptStar => break fail_at(EXCEPT_STAR, position),
                Open::Loop if to_loop => break Ok(true),
                Open::With => position = Position::Nowhere,
                Open::Finally(body) => {
                    if let Err(error) = self.finally(body) {
                        break Err(error);
                    }
                    position = Position::Nowhere;
                }
                Open::Loop | Open::Other => {}
            }
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.open.extend(passed.into_iter().rev());
        }
        result
    }

    /// Walks a `finally` body where code for it comes first; its other copies add nothing.
    fn finally(&mut self, body: &'a [Stmt]) -> Check {
        if self.walked.insert(body.as_ptr() as usize) { self.body(body) } else { Ok(()) }
    }

    pub(super) fn warn(&mut self, message: String, span: Span) {
        self.warnings.push(Warning { message, span });
    }

    // ---- variables ----

    fn mangled(&mut self, id: Id) -> Id {
        if !self.names.is_private(id) {
            return id;
        }
        let Some(frame) = self.frames.last() else { return id };
        let block = &self.blocks[frame.comprehensions.last().copied().unwrap_or(frame.block)];
        let Some(class) = block.private else { return id };
        if let Some(owner) = block.mangled_by
            && !self.blocks[owner].mangled_names.contains(&id)
        {
            return id;
        }
        self.names.mangle(class, id)
    }

    pub(super) fn forbidden(&self, id: Id, ctx: ExprContext, span: Span) -> Check {
        match ctx {
            ExprContext::Load => Ok(()),
            _ if id != self.known.debug => Ok(()),
            ExprContext::Store => fail("cannot assign to __debug__", span),
            ExprContext::Del => fail("cannot delete __debug__", span),
        }
    }

    pub(super) fn store(&mut self, name: &Name, span: Span) -> Check {
        self.variable(name, ExprContext::Store, span)
    }

    fn variable(&mut self, name: &Name, ctx: ExprContext, span: Span) -> Check {
        let id = self.names.intern(name);
        self.variable_id(id, ctx, span)
    }

    fn variable_id(&mut self, id: Id, ctx: ExprContext, span: Span) -> Check {
        self.forbidden(id, ctx, span)?;
        let mangled = self.mangled(id);
        let Some(frame) = self.frames.last() else { return Ok(()) };
        let block = frame.block;
        if ctx == ExprContext::Load && asks_for_namespace(self.names.text(id)) {
            self.blocks[block].asks_for_namespace = true;
        }
        if frame.comprehensions.iter().any(|comp| owns(&self.blocks[*comp], mangled)) {
            return Ok(());
        }
        let block = &mut self.blocks[block];
        if ctx == ExprContext::Del {
            block.deleted.insert(mangled);
        }
        if block.is_function_like() && block.symbols.get(mangled).is_some_and(|symbol| symbol.own && symbol.reach == Reach::Local)
        {
            register(block, mangled);
        }
        Ok(())
    }

    /// Gives an inlined comprehension's own variables their places in the frame that runs it.
    fn enter_inlined(&mut self, comp: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        let at = frame.block;
        for index in 0..self.blocks[comp].symbols.list.len() {
            let symbol = self.blocks[comp].symbols.list[index];
            if symbol.flags & flag::LOCAL == 0 || symbol.flags & flag::NONLOCAL != 0 {
                continue;
            }
            if self.blocks[at].kind != BlockKind::Class {
                register(&mut self.blocks[at], symbol.id);
            }
            if !symbol.own || symbol.flags & flag::GLOBAL != 0 {
                continue;
            }
            let owners = frame.comprehensions.iter().filter(|outer| owns(&self.blocks[**outer], symbol.id));
            let level = owners.count() as u32;
            let slot = place(&mut self.blocks[at], symbol.id, symbol.reach == Reach::Cell, level);
            self.blocks[comp].symbols.list[index].slot = slot;
        }
        frame.comprehensions.push(comp);
    }

    fn leave_inlined(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.comprehensions.pop();
        }
    }

    // ---- statements ----

    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Check {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &'a Stmt) -> Check {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                self.exprs(targets)
            }
            StmtKind::AugAssign { target, value, .. } => self.augmented(target, value),
            StmtKind::AnnAssign { target, annotation, value, .. } => self.annotated(target, annotation, value.as_deref(), span),
            StmtKind::FunctionDef(def) => self.function(def, span),
            StmtKind::ClassDef(def) => self.class(def, span),
            StmtKind::TypeAlias(alias) => self.type_alias(alias, span),
            StmtKind::Return { value } => self.return_(value.as_deref(), span),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::For { is_async, target, iter, body, orelse } => {
                if *is_async && !self.in_async_function() {
                    return fail("'async for' outside async function", span);
                }
                if *is_async {
                    self.expr(iter)?;
                    self.open(Open::Loop, Position::Range(span))?;
                } else {
                    self.open(Open::Loop, Position::Range(span))?;
                    self.expr(iter)?;
                }
                self.expr(target)?;
                self.body(body)?;
                self.close();
                self.body(orelse)
            }
            StmtKind::While { test, body, orelse } => {
                self.open(Open::Loop, Position::Range(span))?;
                self.expr(test)?;
                self.body(body)?;
                self.close();
                self.body(orelse)
            }
            StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.body(body)?;
                self.body(orelse)
            }
            StmtKind::With { is_async, items, body } => {
                if *is_async && !self.in_async_function() {
                    return fail("'async with' outside async function", span);
                }
                self.with(items, body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                self.cases(cases)
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc.as_deref())?;
                self.optional(cause.as_deref())
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.try_finally(finalbody, span, |checker| checker.try_except(body, handlers, orelse, span))
            }
            StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.try_finally(finalbody, span, |checker| checker.try_star(body, handlers, orelse, span))
            }
            StmtKind::Assert { test, msg } => {
                if matches!(&test.kind, ExprKind::Tuple { elts, .. } if !elts.is_empty()) {
                    self.warn("assertion is always true, perhaps remove parentheses?".to_owned(), span);
                }
                self.expr(test)?;
                self.optional(msg.as_deref())
            }
            StmtKind::Import { names } => {
                for alias in names {
                    match &alias.asname {
                        Some(name) => self.store(name, span)?,
                        None => {
                            let head = alias.name.split('.').next().unwrap_or_default();
                            let id = self.names.intern_text(head);
                            self.variable_id(id, ExprContext::Store, span)?;
                        }
                    }
                }
                Ok(())
            }
            StmtKind::ImportFrom { names, .. } => {
                if is_future_import(&stmt.kind).is_some() && span.line > self.future.line {
                    return fail(TOO_LATE, span);
                }
                for alias in names.iter().filter(|alias| &*alias.name != "*") {
                    self.store(alias.asname.as_ref().unwrap_or(&alias.name), span)?;
                }
                Ok(())
            }
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } | StmtKind::Pass => Ok(()),
            StmtKind::Break => match self.unwind(Position::Range(span), true)? {
                true => Ok(()),
                false => fail("'break' outside loop", span),
            },
            StmtKind::Continue => match self.unwind(Position::Range(span), true)? {
                true => Ok(()),
                false => fail("'continue' not properly in loop", span),
            },
        }
    }

    fn return_(&mut self, value: Option<&'a Expr>, span: Span) -> Check {
        if !self.in_function() {
            return fail("'return' outside function", span);
        }
        let block = &self.blocks[self.frame_block()];
        if value.is_some() && block.coroutine && block.generator {
            return fail("'return' with value in async generator", span);
        }
        let mut position = span;
        if let Some(value) = value {
            if !constant::is_constant(value) {
                self.expr(value)?;
            } else if value.span.line == span.line {
                position = value.span;
            }
        }
        self.unwind(Position::Range(position), false).map(drop)
    }

    fn augmented(&mut self, target: &'a Expr, value: &'a Expr) -> Check {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.variable(id, ExprContext::Load, target.span)?;
                self.expr(value)?;
                self.store(id, target.span)
            }
            ExprKind::Attribute { value: object, .. } => {
                self.expr(object)?;
                self.expr(value)
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                self.expr(object)?;
                self.expr(slice)?;
                self.expr(value)
            }
            _ => self.expr(value),
        }
    }

    fn annotated(&mut self, target: &'a Expr, annotation: &'a Expr, value: Option<&'a Expr>, span: Span) -> Check {
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        match &target.kind {
            ExprKind::Name { id, .. } => {
                let id = self.names.intern(id);
                self.forbidden(id, ExprContext::Store, span)?;
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                let attr = self.names.intern(attr);
                self.forbidden(attr, ExprContext::Store, span)?;
                if value.is_none() {
                    self.expr(object)?;
                }
            }
            ExprKind::Subscript { value: object, slice, .. } if value.is_none() => {
                self.expr(object)?;
                self.expr(slice)?;
            }
            _ => {}
        }
        // A function never evaluates the annotations of its variables.
        if self.in_namespace() && !self.future_annotations {
            self.expr(annotation)?;
        }
        Ok(())
    }

    fn with(&mut self, items: &'a [WithItem], body: &'a [Stmt]) -> Check {
        for item in items {
            self.expr(&item.context_expr)?;
            self.open(Open::With, Position::Range(item.context_expr.span))?;
            self.optional(item.optional_vars.as_deref())?;
        }
        self.body(body)?;
        items.iter().for_each(|_| self.close());
        Ok(())
    }

    fn try_finally(&mut self, finalbody: &'a [Stmt], span: Span, inner: impl FnOnce(&mut Self) -> Check) -> Check {
        if finalbody.is_empty() {
            return inner(self);
        }
        self.open(Open::Finally(finalbody), Position::Range(span))?;
        inner(self)?;
        self.close();
        self.open(Open::Other, Position::Nowhere)?;
        self.finally(finalbody)?;
        self.close();
        Ok(())
    }

    fn try_except(&mut self, body: &'a [Stmt], handlers: &'a [ExceptHandler], orelse: &'a [Stmt], span: Span) -> Check {
        let Some(last) = handlers.len().checked_sub(1) else { return self.body(body) };
        self.open(Open::Other, Position::Range(span))?;
        self.body(body)?;
        self.close();
        self.body(orelse)?;
        self.open(Open::Other, Position::Nowhere)?;
        for (index, handler) in handlers.iter().enumerate() {
            if handler.type_.is_none() && index < last {
                return fail("default 'except:' must be last", handler.span);
            }
            self.handler(handler)?;
        }
        self.close();
        Ok(())
    }

    fn try_star(&mut self, body: &'a [Stmt], handlers: &'a [ExceptHandler], orelse: &'a [Stmt], span: Span) -> Check {
        self.open(Open::Other, Position::Range(span))?;
        self.body(body)?;
        self.close();
        self.open(Open::ExceptStar, Position::Nowhere)?;
        handlers.iter().try_for_each(|handler| self.handler(handler))?;
        self.close();
        self.body(orelse)
    }

    fn handler(&mut self, handler: &'a ExceptHandler) -> Check {
        self.optional(handler.type_.as_deref())?;
        if let Some(name) = &handler.name {
            self.store(name, handler.span)?;
            // The name is deleted when the clause ends.
            let id = self.names.intern(name);
            let mangled = self.mangled(id);
            let block = self.frame_block();
            self.blocks[block].deleted.insert(mangled);
        }
        self.open(Open::Other, Position::Range(handler.span))?;
        self.body(&handler.body)?;
        self.close();
        Ok(())
    }

    // ---- definitions ----

    fn parameters(&mut self, args: &'a Arguments) -> Check {
        let all = args.posonlyargs.iter().chain(&args.args).chain(args.vararg.as_deref());
        for arg in all.chain(&args.kwonlyargs).chain(args.kwarg.as_deref()) {
            let id = self.names.intern(&arg.arg);
            self.forbidden(id, ExprContext::Store, arg.span)?;
        }
        Ok(())
    }

    fn defaults(&mut self, args: &'a Arguments) -> Check {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|value| self.expr(value))
    }

    fn function(&mut self, def: &'a FunctionDef, span: Span) -> Check {
        self.parameters(&def.args)?;
        self.exprs(&def.decorator_list)?;
        self.defaults(&def.args)?;
        let generic = !def.type_params.is_empty();
        if generic {
            self.enter(self.node_block(def.type_params_id));
            self.type_params(&def.type_params)?;
        }
        if !self.future_annotations {
            self.signature_annotations(def)?;
        }
        let block = self.node_block(def.id);
        self.enter(block);
        if self.blocks[block].coroutine || self.blocks[block].generator {
            self.open(Open::Other, Position::Nowhere)?;
        }
        self.body(&def.body)?;
        self.leave();
        if generic {
            self.leave();
        }
        self.store(&def.name, span)
    }

    fn signature_annotations(&mut self, def: &'a FunctionDef) -> Check {
        let args = &def.args;
        let all = args.args.iter().chain(&args.posonlyargs).chain(args.vararg.as_deref());
        for arg in all.chain(&args.kwonlyargs).chain(args.kwarg.as_deref()) {
            match arg.annotation.as_deref().map(|annotation| (annotation, &annotation.kind)) {
                // `*args: *Ts` is the one place outside displays and calls that takes a star.
                Some((_, ExprKind::Starred { value, .. })) => self.expr(value)?,
                Some((annotation, _)) => self.expr(annotation)?,
                None => {}
            }
        }
        self.optional(def.returns.as_deref())
    }

    fn class(&mut self, def: &'a ClassDef, span: Span) -> Check {
        self.exprs(&def.decorator_list)?;
        let generic = !def.type_params.is_empty();
        if generic {
            self.enter(self.node_block(def.type_params_id));
            self.type_params(&def.type_params)?;
        }
        self.enter(self.node_block(def.id));
        self.body(&def.body)?;
        self.leave();
        self.arguments(&def.bases, &def.keywords)?;
        if generic {
            self.leave();
        }
        self.store(&def.name, span)
    }

    fn type_params(&mut self, params: &'a [TypeParam]) -> Check {
        let mut seen_default = false;
        for param in params {
            if let Some(bound) = &param.bound {
                self.in_frame(param.id, bound)?;
            }
            if let Some(value) = &param.default_value {
                seen_default = true;
                self.in_frame(param.default_id, value)?;
            } else if seen_default {
                let name = &param.name;
                let message = format!("non-default type parameter '{name}' follows default type parameter");
                return fail(message, param.span);
            }
            self.store(&param.name, param.span)?;
        }
        Ok(())
    }

    fn in_frame(&mut self, node: NodeId, value: &'a Expr) -> Check {
        self.enter(self.node_block(node));
        // A starred default (`*Ts = *tuple[int]`) is evaluated as the tuple that it unpacks into.
        match &value.kind {
            ExprKind::Starred { value, .. } => self.expr(value)?,
            _ => self.expr(value)?,
        }
        self.leave();
        Ok(())
    }

    fn type_alias(&mut self, alias: &'a TypeAlias, span: Span) -> Check {
        let generic = !alias.type_params.is_empty();
        if generic {
            self.enter(self.node_block(alias.type_params_id));
            self.type_params(&alias.type_params)?;
        }
        self.enter(self.node_block(alias.id));
        self.expr(&alias.value)?;
        self.leave();
        if generic {
            self.leave();
        }
        match &alias.name.kind {
            ExprKind::Name { id, .. } => self.store(id, span),
            _ => Ok(()),
        }
    }

    // ---- expressions ----

    fn exprs(&mut self, exprs: &'a [Expr]) -> Check {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn optional(&mut self, expr: Option<&'a Expr>) -> Check {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    pub(super) fn expr(&mut self, expr: &'a Expr) -> Check {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Name { id, ctx } => self.variable(id, *ctx, span),
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Attribute { value, attr, ctx } => {
                self.expr(value)?;
                if *ctx == ExprContext::Store {
                    self.attribute_store(value, attr, span)?;
                }
                Ok(())
            }
            ExprKind::Call { func, args, keywords } => {
                self.keywords_once(keywords)?;
                self.warn_uncallable(func);
                self.expr(func)?;
                self.arguments(args, keywords)
            }
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Subscript { value, slice, ctx } => {
                if *ctx == ExprContext::Load {
                    self.warn_subscript(value, slice);
                }
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.warn_identity(left, ops, comparators, span);
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Tuple { elts, ctx } | ExprKind::List { elts, ctx } => {
                if *ctx == ExprContext::Store {
                    self.unpacking(elts, span)?;
                }
                self.elements(elts)
            }
            ExprKind::Set { elts } => self.elements(elts),
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter().zip(values) {
                    self.optional(key.as_ref())?;
                    self.expr(value)?;
                }
                Ok(())
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
            ExprKind::Lambda(lambda) => {
                self.parameters(&lambda.args)?;
                self.defaults(&lambda.args)?;
                self.enter(self.node_block(lambda.id));
                self.expr(&lambda.body)?;
                self.leave();
                Ok(())
            }
            ExprKind::NamedExpr { target, value } => {
                self.expr(value)?;
                self.expr(target)
            }
            ExprKind::Yield { value } => {
                if !self.in_function() {
                    return fail("'yield' outside function", span);
                }
                self.optional(value.as_deref())
            }
            ExprKind::YieldFrom { value } => self.yield_from(value, span),
            ExprKind::Await { value } => self.await_(value, span),
            ExprKind::Starred { ctx, .. } => match ctx {
                ExprContext::Store => fail("starred assignment target must be in a list or tuple", span),
                _ => fail("can't use starred expression here", span),
            },
            ExprKind::ListComp(comp) => self.comprehension(comp.id, &comp.generators, [Some(&comp.elt), None], span),
            ExprKind::SetComp(comp) | ExprKind::GeneratorExp(comp) => {
                self.comprehension(comp.id, &comp.generators, [Some(&comp.elt), None], span)
            }
            ExprKind::DictComp(comp) => self.comprehension(comp.id, &comp.generators, [Some(&comp.key), Some(&comp.value)], span),
        }
    }

    /// The elements of a display, target list or argument list, where a star is at home.
    fn elements(&mut self, elts: &'a [Expr]) -> Check {
        elts.iter().try_for_each(|element| match &element.kind {
            ExprKind::Starred { value, .. } => self.expr(value),
            _ => self.expr(element),
        })
    }

    fn unpacking(&self, elts: &[Expr], span: Span) -> Check {
        let mut starred = false;
        for (index, element) in elts.iter().enumerate() {
            if !matches!(element.kind, ExprKind::Starred { .. }) {
                continue;
            }
            if starred {
                return fail("multiple starred expressions in assignment", span);
            }
            if index >= 1 << 8 || elts.len() - index > (i32::MAX >> 8) as usize {
                return fail("too many expressions in star-unpacking assignment", span);
            }
            starred = true;
        }
        Ok(())
    }

    fn attribute_store(&mut self, object: &Expr, attr: &Name, span: Span) -> Check {
        let attr = self.names.intern(attr);
        self.forbidden(attr, ExprContext::Store, span)?;
        // `self.attr = …` in a method is listed in `__static_attributes__` of the class.
        let ExprKind::Name { id, .. } = &object.kind else { return Ok(()) };
        if self.names.intern(id) != self.known.self_ {
            return Ok(());
        }
        let mut outer = self.frames.iter().rev().skip(1).map(|frame| frame.block);
        if let Some(class) = outer.find(|block| self.blocks[*block].kind == BlockKind::Class) {
            self.blocks[class].static_attributes.push(attr);
        }
        Ok(())
    }

    fn arguments(&mut self, args: &'a [Expr], keywords: &'a [Keyword]) -> Check {
        self.keywords_once(keywords)?;
        self.elements(args)?;
        keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))
    }

    fn keywords_once(&mut self, keywords: &'a [Keyword]) -> Check {
        if keywords.is_empty() {
            return Ok(());
        }
        let names: Vec<(Id, Span)> = keywords
            .iter()
            .filter_map(|keyword| keyword.arg.as_ref().map(|name| (self.names.intern(name), keyword.span)))
            .collect();
        match self.first_repeated(&names)? {
            Some((id, span)) => fail(format!("keyword argument repeated: {}", self.names.text(id)), span),
            None => Ok(()),
        }
    }

    /// The first name that comes again, with the place where it does; `__debug__` is an error.
    pub(super) fn first_repeated(&self, names: &[(Id, Span)]) -> Check<Option<(Id, Span)>> {
        let mut next: NumberMap<Id, Span> = NumberMap::default();
        let mut found = None;
        for (id, span) in names.iter().rev() {
            if *id == self.known.debug {
                found = Some((*id, *span));
            } else if let Some(again) = next.insert(*id, *span) {
                found = Some((*id, again));
            }
        }
        match found {
            Some((id, span)) => self.forbidden(id, ExprContext::Store, span).map(|()| found),
            None => Ok(None),
        }
    }

    fn yield_from(&mut self, value: &'a Expr, span: Span) -> Check {
        if !self.in_function() {
            return fail("'yield from' outside function", span);
        }
        if matches!(self.frame_kind(), BlockKind::Function { is_async: true }) {
            return fail("'yield from' inside async function", span);
        }
        self.expr(value)
    }

    fn await_(&mut self, value: &'a Expr, span: Span) -> Check {
        if !self.awaits_at_top_level() {
            if !self.in_function() {
                return fail("'await' outside function", span);
            }
            let comprehension = matches!(self.frame_kind(), BlockKind::Comprehension(_));
            if !comprehension && !self.in_async_function() {
                return fail("'await' outside async function", span);
            }
        }
        self.expr(value)
    }

    fn comprehension(
        &mut self,
        node: NodeId,
        generators: &'a [Comprehension],
        element: [Option<&'a Expr>; 2],
        span: Span,
    ) -> Check {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        let block = self.node_block(node);
        let generator = self.blocks[block].comprehension() == Some(ComprehensionKind::Generator);
        let comprehension = matches!(self.frame_kind(), BlockKind::Comprehension(_));
        let may_await = generator || comprehension || self.in_async_function();
        let inlined = self.blocks[block].inlined;
        if inlined {
            self.expr(&first.iter)?;
            self.enter_inlined(block);
        } else {
            self.enter(block);
        }
        if self.blocks[block].coroutine && !may_await {
            return fail("asynchronous comprehension outside of an asynchronous function", span);
        }
        self.generator(first, false, span)?;
        rest.iter().try_for_each(|clause| self.generator(clause, true, span))?;
        element.into_iter().try_for_each(|part| self.optional(part))?;
        for _ in generators.iter().filter(|clause| clause.is_async) {
            self.close();
        }
        if inlined {
            self.leave_inlined();
            Ok(())
        } else {
            self.leave();
            self.expr(&first.iter)
        }
    }

    fn generator(&mut self, clause: &'a Comprehension, with_iter: bool, span: Span) -> Check {
        if with_iter {
            self.expr(&clause.iter)?;
        }
        if clause.is_async {
            self.open(Open::Other, Position::Range(span))?;
        }
        self.expr(&clause.target)?;
        self.exprs(&clause.ifs)
    }
}

/// Whether a comprehension has a variable of its own by this name.
pub(super) fn owns(block: &Block, id: Id) -> bool {
    block.symbols.get(id).is_some_and(|symbol| {
        symbol.own && symbol.flags & flag::LOCAL != 0 && symbol.flags & (flag::NONLOCAL | flag::GLOBAL) == 0
    })
}

/// Adds a name to the variable names of its frame.
fn register(block: &mut Block, id: Id) {
    let next = block.varnames.len() as u32;
    if let Some(symbol) = block.symbols.get_mut(id)
        && symbol.slot == NO_SLOT
    {
        symbol.slot = next;
        block.varnames.push(id);
    }
}

/// Finds a place in a frame for the variable of a comprehension that it runs.
///
/// The slot of that name is taken if nobody else uses it: neither the frame itself nor, as
/// `level` counts, a comprehension around this one. Otherwise the variable gets a hidden slot,
/// which comprehensions that cannot be active together share.
pub(super) fn place(frame: &mut Block, id: Id, cell: bool, level: u32) -> u32 {
    let function_like = frame.is_function_like();
    let symbol = frame.symbols.get(id).copied();
    let taken = level > 0
        || frame.kind == BlockKind::Class
        || symbol.is_some_and(|symbol| symbol.own && function_like && matches!(symbol.reach, Reach::Local | Reach::Cell));
    if !taken {
        if cell && let Some(at) = frame.cell_index.get(&id) {
            return *at;
        }
        if !cell
            && let Some(symbol) = symbol
            && symbol.slot != NO_SLOT
        {
            return symbol.slot;
        }
    }
    let (pool, by_level) = if cell {
        (&mut frame.hidden_cells, &mut frame.hidden_cells_by_level)
    } else {
        (&mut frame.hidden, &mut frame.hidden_by_level)
    };
    let at = *by_level.entry((id, level)).or_insert_with(|| {
        pool.push(id);
        pool.len() as u32 - 1
    });
    HIDDEN | at
}

fn asks_for_namespace(name: &str) -> bool {
    matches!(name, "locals" | "vars" | "eval" | "exec" | "dir")
}
