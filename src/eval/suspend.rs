//! Statements that suspend: the flattened forms for generators and coroutines.
//!
//! A generator's frame goes on at a *node*, so every suspension has to happen
//! at statement level. `hoist` takes the suspending parts out of an expression
//! and leaves temporaries in their place; loops, `try` and `with` around a
//! suspension become chains that jump through the driver (`generator::advance`)
//! and keep their state in frame slots and in the generator's handler stack.

use super::compare;
use super::comprehension::ComprehensionKind;
use super::control::{Discard, If};
use super::generator::{
    Await, Cleanup, ClearSlot, EnterAsync, EnterPlain, ExceptEntry, ExceptTest, FinallyEntry, ForStep, Jump, LateJump, Leave,
    PopHandler, PushHandler, Reraise, RestoreHandled, StarCollect, StarEntry, StarFinish, StarTest, StepDelegate, StopAsync,
    StoreSlot, TargetCell, WithEntry, Yield,
};
use super::lower::{Lowerer, binary_op};
use super::lower_expression::Parts;
use super::operand::{CopyNode, TakeNode};
use super::target::AugmentVariable;
use crate::memory::{PyResult, Value};
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::ops;
use crate::resolve::{contains_yield, contains_yield_expr};
use std::rc::Rc;
use taipan_grammar::ast::{self, Expr, ExprContext, ExprKind, Span, Stmt, StmtKind};

/// What surrounds a statement, as far as leaving it early matters.
#[derive(Clone)]
pub enum Block {
    /// A loop that runs natively: `break` and `continue` are completions.
    NativeLoop,
    /// A flattened loop.
    Loop { again: TargetCell, out: NodeRef },
    /// The body of a flattened `try … except`: a handler is on the stack.
    Protected,
    /// The body of a flattened `try … finally`.
    Finally(Rc<Vec<Stmt>>),
    /// An `except` clause: the handled exception and the name have to be put back.
    Handling { saved: u32, name: Option<(ast::Name, Span)> },
    /// The body of a flattened `with`.
    With { exit: u32, receiver: u32, is_async: bool, span: Span },
}

/// A step taken out of an expression, to run before it.
#[expect(clippy::large_enum_variant, reason = "lowering makes few steps and drops them at once")]
enum Step {
    Evaluate {
        value: Expr,
        slot: u32,
    },
    Yield {
        value: Option<Expr>,
        slot: u32,
        span: Span,
    },
    Await {
        value: Expr,
        slot: u32,
        span: Span,
    },
    YieldFrom {
        value: Expr,
        slot: u32,
        span: Span,
    },
    /// Operands of `and` or `or`, each with its own steps.
    Logic {
        operands: Vec<(Vec<Step>, Expr)>,
        is_or: bool,
        slot: u32,
    },
    Choose {
        test: Expr,
        then: (Vec<Step>, Expr),
        otherwise: (Vec<Step>, Expr),
        slot: u32,
    },
    Comprehension {
        expression: Expr,
        slot: u32,
    },
}

const ANEXT: &str = "'async for' received an invalid object from __anext__";
const AENTER: &str = "'async with' received an object from __aenter__ that does not implement __await__";
const AEXIT: &str = "'async with' received an object from __aexit__ that does not implement __await__";

/// The name that stands for a temporary in a rewritten expression.
const TEMPORARY: &str = ".temporary";
const KEPT: &str = ".kept";

impl Lowerer<'_> {
    // ---- leaving blocks early ----

    pub fn crosses_suspending_block(&self) -> bool {
        self.suspends && self.blocks.iter().any(|block| !matches!(block, Block::NativeLoop | Block::Loop { .. }))
    }

    pub fn innermost_loop_suspends(&self) -> bool {
        let innermost = self.blocks.iter().rev().find(|block| matches!(block, Block::NativeLoop | Block::Loop { .. }));
        matches!(innermost, Some(Block::Loop { .. }))
    }

    /// `break` or `continue` of a flattened loop.
    pub fn leave_loop(&mut self, breaks: bool) -> NodeRef {
        let Some(at) = self.blocks.iter().rposition(|block| matches!(block, Block::Loop { .. })) else { return self.end };
        let last = match self.blocks.get(at) {
            Some(Block::Loop { out, .. }) if breaks => *out,
            Some(Block::Loop { again, .. }) => {
                let again = again.clone();
                self.add(Box::new(LateJump { target: again }))
            }
            _ => self.end,
        };
        let chain = self.unwinding(at + 1, last);
        self.add(Box::new(Jump { target: chain }))
    }

    /// `return value`, leaving every flattened block.
    pub fn return_value(&mut self, value: NodeRef) -> NodeRef {
        if !self.crosses_suspending_block() {
            return value;
        }
        let slot = self.temp();
        let last = self.add(Box::new(TakeNode(slot)));
        let chain = self.unwinding(0, last);
        let jump = self.add(Box::new(Jump { target: chain }));
        self.add(Box::new(StoreSlot { slot, value, next: jump }))
    }

    /// What leaving all blocks from `outermost` inwards has to do, then `last`.
    fn unwinding(&mut self, outermost: usize, last: NodeRef) -> NodeRef {
        let blocks = self.blocks.clone();
        let mut chain = last;
        for (index, block) in blocks.iter().enumerate().skip(outermost) {
            // What runs on the way out belongs to the block's surroundings.
            let inner = std::mem::replace(&mut self.blocks, blocks.get(..index).unwrap_or(&[]).to_vec());
            chain = match block {
                Block::NativeLoop | Block::Loop { .. } => chain,
                Block::Protected => self.add(Box::new(PopHandler { next: chain })),
                Block::Finally(body) => {
                    let body = self.statements(body, chain);
                    self.add(Box::new(PopHandler { next: body }))
                }
                Block::Handling { saved, name } => {
                    let deletion = name.as_ref().map(|(name, span)| self.name_deletion(name, *span));
                    let restore = self.add(Box::new(RestoreHandled { saved: *saved, deletion, next: chain }));
                    self.add(Box::new(PopHandler { next: restore }))
                }
                Block::With { exit, receiver, is_async, span } => {
                    let leave = self.leave_with(*exit, *receiver, *is_async, *span, chain);
                    self.add(Box::new(PopHandler { next: leave }))
                }
            };
            self.blocks = inner;
        }
        chain
    }

    fn name_deletion(&mut self, name: &ast::Name, span: Span) -> super::statements::Deletion {
        let target = Expr { kind: ExprKind::Name { id: name.clone(), ctx: ExprContext::Del }, span, depth: 1 };
        self.deletion(&target)
    }

    // ---- statements ----

    pub fn suspending_statement(&mut self, statement: &Stmt, next: NodeRef) -> NodeRef {
        match &statement.kind {
            StmtKind::Expr { value }
                if let ExprKind::Yield { value: inner } = &value.kind
                    && inner.as_ref().is_none_or(|inner| !contains_yield_expr(inner)) =>
            {
                let item = match inner {
                    Some(inner) => self.expression(inner),
                    None => self.constant_node(Value::NONE),
                };
                self.yield_only(item, value.span, next)
            }
            StmtKind::Expr { value } => {
                let span = value.span;
                self.expression_then(value, &mut |lowerer, value| lowerer.value_statement(span, value, next))
            }
            StmtKind::Assign { targets, value } => {
                let mut steps = Vec::new();
                let mut value = self.hoist(value, &mut steps);
                if !targets.iter().any(contains_yield_expr) {
                    let plain = Stmt {
                        kind: StmtKind::Assign { targets: targets.clone(), value: Box::new(value) },
                        span: statement.span,
                    };
                    let chain = self.plain(&plain, next);
                    return self.apply(steps, chain);
                }
                // A target that suspends is evaluated after the value, one at a time.
                let mut kept = Vec::new();
                value = self.keep(value, &mut steps, &mut kept);
                let mut chain = next;
                for slot in kept {
                    chain = self.add(Box::new(ClearSlot { slot, next: chain }));
                }
                for target in targets.iter().rev() {
                    let mut own = Vec::new();
                    let target = self.hoist(target, &mut own);
                    let kind = StmtKind::Assign { targets: vec![target], value: Box::new(value.clone()) };
                    chain = self.plain(&Stmt { kind, span: statement.span }, chain);
                    chain = self.apply(own, chain);
                }
                self.apply(steps, chain)
            }
            StmtKind::AnnAssign { target, annotation, value: Some(value), simple } => {
                let mut steps = Vec::new();
                let value = Some(Box::new(self.hoist(value, &mut steps)));
                let kind = StmtKind::AnnAssign { target: target.clone(), annotation: annotation.clone(), value, simple: *simple };
                let chain = self.plain(&Stmt { kind, span: statement.span }, next);
                self.apply(steps, chain)
            }
            StmtKind::AugAssign { target, op, value } => self.suspending_augment(statement, target, *op, value, next),
            StmtKind::Return { value: Some(value) } => {
                self.expression_then(value, &mut |lowerer, value| lowerer.return_value(value))
            }
            StmtKind::Raise { exc, cause } => {
                let mut steps = Vec::new();
                let exc = exc.as_ref().map(|exc| self.hoist(exc, &mut steps));
                let exc = match (exc, cause) {
                    (Some(exc), Some(cause)) if contains_yield_expr(cause) => Some(self.spill(exc, &mut steps)),
                    (exc, _) => exc,
                };
                let cause = cause.as_ref().map(|cause| Box::new(self.hoist(cause, &mut steps)));
                let kind = StmtKind::Raise { exc: exc.map(Box::new), cause };
                let chain = self.plain(&Stmt { kind, span: statement.span }, next);
                self.apply(steps, chain)
            }
            StmtKind::Assert { test, msg } => {
                if self.unit.optimize > 0 {
                    return next;
                }
                let mut message_steps = Vec::new();
                let message = msg.as_ref().map(|message| Box::new(self.hoist(message, &mut message_steps)));
                let falsehood = Expr { kind: ExprKind::Constant(ast::Constant::False), span: test.span, depth: 1 };
                let kind = StmtKind::Assert { test: Box::new(falsehood), msg: message };
                let fail = self.plain(&Stmt { kind, span: statement.span }, next);
                let fail = self.apply(message_steps, fail);
                self.suspending_branch(test, next, fail)
            }
            StmtKind::Delete { targets } => {
                let mut chain = next;
                for target in targets.iter().rev() {
                    let mut steps = Vec::new();
                    let target = self.hoist(target, &mut steps);
                    let kind = StmtKind::Delete { targets: vec![target] };
                    chain = self.plain(&Stmt { kind, span: statement.span }, chain);
                    chain = self.apply(steps, chain);
                }
                chain
            }
            StmtKind::If { test, body, orelse } => {
                let otherwise = self.statements(orelse, next);
                let then = self.statements(body, next);
                self.suspending_branch(test, then, otherwise)
            }
            StmtKind::While { test, body, orelse } => self.suspending_while(test, body, orelse, next),
            StmtKind::For { is_async, target, iter, body, orelse } => {
                self.suspending_for(*is_async, target, iter, body, orelse, next)
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.suspending_try(body, handlers, orelse, finalbody, false, next)
            }
            StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.suspending_try(body, handlers, orelse, finalbody, true, next)
            }
            StmtKind::With { is_async, items, body } => self.suspending_with(*is_async, items, body, statement.span, next),
            StmtKind::Match { subject, cases } => self.suspending_match(subject, cases, next),
            _ => {
                let position = self.at(statement.span);
                let message = "suspending inside this statement is not supported".to_owned();
                self.add(Box::new(super::statements::Unsupported { message, position }))
            }
        }
    }

    fn plain(&mut self, statement: &Stmt, next: NodeRef) -> NodeRef {
        self.lower_plain(statement, next)
    }

    fn suspending_augment(&mut self, statement: &Stmt, target: &Expr, op: ast::Operator, value: &Expr, next: NodeRef) -> NodeRef {
        let position = self.at(statement.span);
        let op = binary_op(op);
        let mut steps = Vec::new();
        let mut kept = Vec::new();
        // The object and key are needed twice, the old value is read before
        // the right side runs.
        let place = match &target.kind {
            ExprKind::Attribute { value: object, attr, .. } => {
                let object = self.hoist(object, &mut steps);
                let object = self.keep(object, &mut steps, &mut kept);
                Expr {
                    kind: ExprKind::Attribute { value: Box::new(object), attr: attr.clone(), ctx: ExprContext::Load },
                    ..target.clone()
                }
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let object = self.hoist(object, &mut steps);
                let object = self.keep(object, &mut steps, &mut kept);
                let slice = self.hoist(slice, &mut steps);
                let slice = self.keep(slice, &mut steps, &mut kept);
                let kind = ExprKind::Subscript { value: Box::new(object), slice: Box::new(slice), ctx: ExprContext::Load };
                Expr { kind, ..target.clone() }
            }
            _ => target.clone(),
        };
        let mut load = place.clone();
        if let ExprKind::Name { ctx, .. } = &mut load.kind {
            *ctx = ExprContext::Load;
        }
        let slot = self.temp();
        steps.push(Step::Evaluate { value: load, slot });
        let value = self.hoist(value, &mut steps);
        let mut after = next;
        for slot in kept {
            after = self.add(Box::new(ClearSlot { slot, next: after }));
        }
        let value = self.expression(&value);
        let load = self.add(Box::new(TakeNode(slot)));
        let store = self.target(&place);
        let chain = self.add(Box::new(AugmentVariable { load, store, op, value, position, next: after }));
        self.apply(steps, chain)
    }

    /// A condition in front of two chains, which may suspend.
    fn suspending_branch(&mut self, test: &Expr, then: NodeRef, otherwise: NodeRef) -> NodeRef {
        if !contains_yield_expr(test) {
            return self.branch(test, then, otherwise);
        }
        let mut steps = Vec::new();
        let test = self.hoist(test, &mut steps);
        let chain = self.branch(&test, then, otherwise);
        self.apply(steps, chain)
    }

    fn suspending_while(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt], next: NodeRef) -> NodeRef {
        let otherwise = self.statements(orelse, next);
        let again = TargetCell::default();
        let back = self.add(Box::new(LateJump { target: again.clone() }));
        self.blocks.push(Block::Loop { again: again.clone(), out: next });
        let body = self.statements(body, back);
        self.blocks.pop();
        let head = match super::unit::constant_truth(test) {
            Some(true) => body,
            Some(false) => otherwise,
            None => self.suspending_branch(test, body, otherwise),
        };
        again.set(Some(head));
        head
    }

    fn suspending_for(
        &mut self,
        is_async: bool,
        target: &Expr,
        iter: &Expr,
        body: &[Stmt],
        orelse: &[Stmt],
        next: NodeRef,
    ) -> NodeRef {
        let slot = self.temp();
        let otherwise = self.statements(orelse, next);
        let out = self.add(Box::new(ClearSlot { slot, next }));
        let again = TargetCell::default();
        let back = self.add(Box::new(LateJump { target: again.clone() }));
        self.blocks.push(Block::Loop { again: again.clone(), out });
        let body = self.statements(body, back);
        self.blocks.pop();
        self.loop_chain(is_async, slot, target, iter, None, body, otherwise, &again)
    }

    /// A flattened loop: the iterator in `slot`, the body's chain, what follows.
    #[expect(clippy::too_many_arguments, reason = "the parts of a loop")]
    fn loop_chain(
        &mut self,
        is_async: bool,
        slot: u32,
        target: &Expr,
        iter: &Expr,
        ready: Option<u32>,
        body: NodeRef,
        otherwise: NodeRef,
        again: &TargetCell,
    ) -> NodeRef {
        let position = self.at(iter.span);
        let exhausted = self.add(Box::new(ClearSlot { slot, next: otherwise }));
        let head = if is_async {
            let item = self.temp();
            let goal = self.target(target);
            let value = self.add(Box::new(TakeNode(item)));
            let bind = self.add(Box::new(super::target::Assign { targets: vec![goal], value, next: body }));
            let pop = self.add(Box::new(PopHandler { next: bind }));
            let step = self.delegate(item, pop, position);
            let awaitable = self.add(Box::new(super::generator::AsyncNext { slot, position }));
            let start =
                self.add(Box::new(Await { value: awaitable, step, position, is_yield_from: false, complaint: Some(ANEXT) }));
            let stop = self.add(Box::new(StopAsync { next: exhausted }));
            self.add(Box::new(PushHandler { entry: stop, next: start }))
        } else {
            let goal = self.target(target);
            self.add(Box::new(ForStep { slot, target: goal, body, exhausted, position }))
        };
        again.set(Some(head));
        if let Some(ready) = ready {
            // The outermost iterable of a comprehension was evaluated before.
            let value = self.add(Box::new(TakeNode(ready)));
            let value = self.iterator_node(value, is_async, position);
            return self.add(Box::new(StoreSlot { slot, value, next: head }));
        }
        self.expression_then(iter, &mut |lowerer, iterable| {
            let value = lowerer.iterator_node(iterable, is_async, position);
            lowerer.add(Box::new(StoreSlot { slot, value, next: head }))
        })
    }

    fn iterator_node(&mut self, iterable: NodeRef, is_async: bool, position: u32) -> NodeRef {
        if is_async {
            return self.add(Box::new(AsyncIterNode { iterable, position }));
        }
        self.add(Box::new(IterNode { iterable, position }))
    }

    /// The node that drives a delegate to its end and leaves its result in `slot`.
    fn delegate(&mut self, slot: u32, next: NodeRef, position: u32) -> NodeRef {
        let own = TargetCell::default();
        let step = self.add(Box::new(StepDelegate { slot, own: own.clone(), position, next }));
        own.set(Some(step));
        step
    }

    fn suspending_try(
        &mut self,
        body: &[Stmt],
        handlers: &[ast::ExceptHandler],
        orelse: &[Stmt],
        finalbody: &[Stmt],
        star: bool,
        next: NodeRef,
    ) -> NodeRef {
        if finalbody.is_empty() {
            return self.suspending_clauses(body, handlers, orelse, star, next);
        }
        let normal = self.statements(finalbody, next);
        let normal = self.add(Box::new(PopHandler { next: normal }));
        // The exceptional copy: runs while the exception counts as handled.
        let (exception, saved) = (self.temp(), self.temp());
        let reraise = self.add(Box::new(Reraise { exception }));
        let restore = self.add(Box::new(RestoreHandled { saved, deletion: None, next: reraise }));
        let pop = self.add(Box::new(PopHandler { next: restore }));
        self.blocks.push(Block::Handling { saved, name: None });
        let last = self.statements(finalbody, pop);
        self.blocks.pop();
        let cleanup = self.add(Box::new(Cleanup { saved, exception, deletion: None }));
        let last = self.add(Box::new(PushHandler { entry: cleanup, next: last }));
        let entry = self.add(Box::new(FinallyEntry { exception, saved, next: last }));
        self.blocks.push(Block::Finally(Rc::new(finalbody.to_vec())));
        let inside = if handlers.is_empty() {
            self.statements(body, normal)
        } else {
            self.protected(body, handlers, orelse, star, normal)
        };
        self.blocks.pop();
        self.add(Box::new(PushHandler { entry, next: inside }))
    }

    fn suspending_clauses(
        &mut self,
        body: &[Stmt],
        handlers: &[ast::ExceptHandler],
        orelse: &[Stmt],
        star: bool,
        next: NodeRef,
    ) -> NodeRef {
        if star {
            self.suspending_except_star(body, handlers, orelse, next)
        } else {
            self.suspending_except(body, handlers, orelse, next)
        }
    }

    fn protected(
        &mut self,
        body: &[Stmt],
        handlers: &[ast::ExceptHandler],
        orelse: &[Stmt],
        star: bool,
        next: NodeRef,
    ) -> NodeRef {
        let suspends = body.iter().chain(orelse).chain(handlers.iter().flat_map(|handler| &handler.body)).any(contains_yield)
            || handlers.iter().any(|handler| handler.type_.as_ref().is_some_and(|class| contains_yield_expr(class)));
        if suspends {
            return self.suspending_clauses(body, handlers, orelse, star, next);
        }
        let (body, handlers, orelse, finalbody) = (body.to_vec(), handlers.to_vec(), orelse.to_vec(), Vec::new());
        let span = body.first().map_or(Span::default(), |statement| statement.span);
        let kind = if star {
            StmtKind::TryStar { body, handlers, orelse, finalbody }
        } else {
            StmtKind::Try { body, handlers, orelse, finalbody }
        };
        self.plain(&Stmt { kind, span }, next)
    }

    fn suspending_except(&mut self, body: &[Stmt], handlers: &[ast::ExceptHandler], orelse: &[Stmt], next: NodeRef) -> NodeRef {
        let otherwise = self.statements(orelse, next);
        let (exception, saved) = (self.temp(), self.temp());
        // No clause matched.
        let reraise = self.add(Box::new(Reraise { exception }));
        let restore = self.add(Box::new(RestoreHandled { saved, deletion: None, next: reraise }));
        let mut chain = self.add(Box::new(PopHandler { next: restore }));
        let plain_cleanup = self.add(Box::new(Cleanup { saved, exception, deletion: None }));
        for handler in handlers.iter().rev() {
            let name = handler.name.as_ref().map(|name| (name.clone(), handler.span));
            let deletion = name.as_ref().map(|(name, span)| self.name_deletion(name, *span));
            let done = self.add(Box::new(RestoreHandled { saved, deletion, next }));
            let done = self.add(Box::new(ClearSlot { slot: exception, next: done }));
            let done = self.add(Box::new(PopHandler { next: done }));
            self.blocks.push(Block::Handling { saved, name: name.clone() });
            let clause = self.statements(&handler.body, done);
            self.blocks.pop();
            let clause = match &name {
                Some((name, span)) => {
                    let deletion = Some(self.name_deletion(name, *span));
                    let cleanup = self.add(Box::new(Cleanup { saved, exception, deletion }));
                    let push = self.add(Box::new(PushHandler { entry: cleanup, next: clause }));
                    let pop = self.add(Box::new(PopHandler { next: push }));
                    let value = self.add(Box::new(CopyNode(exception)));
                    let target = self.variable_target(name);
                    self.add(Box::new(super::target::Assign { targets: vec![target], value, next: pop }))
                }
                None => clause,
            };
            chain = match &handler.type_ {
                Some(class) => {
                    let position = self.at(class.span);
                    self.expression_then(class, &mut |lowerer, class| {
                        lowerer.add(Box::new(ExceptTest { exception, class, position, matched: clause, otherwise: chain }))
                    })
                }
                None => clause,
            };
        }
        let chain = self.add(Box::new(PushHandler { entry: plain_cleanup, next: chain }));
        let entry = self.add(Box::new(ExceptEntry { exception, saved, next: chain }));
        let done = self.add(Box::new(PopHandler { next: otherwise }));
        self.blocks.push(Block::Protected);
        let inside = self.statements(body, done);
        self.blocks.pop();
        self.add(Box::new(PushHandler { entry, next: inside }))
    }

    /// `except*`: every clause takes its part of the group and the next one goes
    /// on with the rest, whatever the clause did.
    fn suspending_except_star(
        &mut self,
        body: &[Stmt],
        handlers: &[ast::ExceptHandler],
        orelse: &[Stmt],
        next: NodeRef,
    ) -> NodeRef {
        let otherwise = self.statements(orelse, next);
        let (exception, saved, rest, raised) = (self.temp(), self.temp(), self.temp(), self.temp());
        let (matched, outer) = (self.temp(), self.temp());
        let finish = self.add(Box::new(StarFinish { exception, saved, rest, raised, next }));
        let mut chain = self.add(Box::new(PopHandler { next: finish }));
        for handler in handlers.iter().rev() {
            let name = handler.name.as_ref().map(|name| (name.clone(), handler.span));
            let deletion = name.as_ref().map(|(name, span)| self.name_deletion(name, *span));
            let done = self.add(Box::new(RestoreHandled { saved: outer, deletion, next: chain }));
            let done = self.add(Box::new(PopHandler { next: done }));
            let clause = self.statements(&handler.body, done);
            let value = self.add(Box::new(TakeNode(matched)));
            let clause = match &name {
                Some((name, _)) => {
                    let target = self.variable_target(name);
                    self.add(Box::new(super::target::Assign { targets: vec![target], value, next: clause }))
                }
                None => self.add(Box::new(Discard { value, next: clause })),
            };
            let deletion = name.as_ref().map(|(name, span)| self.name_deletion(name, *span));
            let collect = self.add(Box::new(StarCollect { raised, outer, deletion, next: chain }));
            let clause = self.add(Box::new(PushHandler { entry: collect, next: clause }));
            let Some(class) = &handler.type_ else { continue };
            let position = self.at(class.span);
            chain = self.expression_then(class, &mut |lowerer, class| {
                lowerer.add(Box::new(StarTest { rest, matched, outer, class, position, clause, otherwise: chain }))
            });
        }
        let cleanup = self.add(Box::new(Cleanup { saved, exception, deletion: None }));
        let chain = self.add(Box::new(PushHandler { entry: cleanup, next: chain }));
        let entry = self.add(Box::new(StarEntry { exception, saved, rest, raised, next: chain }));
        let done = self.add(Box::new(PopHandler { next: otherwise }));
        self.blocks.push(Block::Protected);
        let inside = self.statements(body, done);
        self.blocks.pop();
        self.add(Box::new(PushHandler { entry, next: inside }))
    }

    fn suspending_with(&mut self, is_async: bool, items: &[ast::WithItem], body: &[Stmt], span: Span, next: NodeRef) -> NodeRef {
        let Some((item, rest)) = items.split_first() else { return self.statements(body, next) };
        let span_of_item = item.context_expr.span;
        let (exit, receiver, value_slot) = (self.temp(), self.temp(), self.temp());
        let leave = self.leave_with(exit, receiver, is_async, span_of_item, next);
        let leave = self.add(Box::new(PopHandler { next: leave }));
        // An exception came out of the body.
        let (exception, saved) = (self.temp(), self.temp());
        let entry = {
            let reraise = self.add(Box::new(Reraise { exception }));
            let restore_raise = self.add(Box::new(RestoreHandled { saved, deletion: None, next: reraise }));
            let restore_next = self.add(Box::new(RestoreHandled { saved, deletion: None, next }));
            let swallow = self.add(Box::new(ClearSlot { slot: exception, next: restore_next }));
            let answer = self.temp();
            let take = self.add(Box::new(TakeNode(answer)));
            let decide = self.add(Box::new(If { condition: compare::NodeCond(take), then: swallow, otherwise: restore_raise }));
            let pop = self.add(Box::new(PopHandler { next: decide }));
            let position = self.at(span_of_item);
            let call = self.add(Box::new(Leave { exit, receiver, exception: Some(exception), position }));
            let call = if is_async {
                let step = self.delegate(answer, pop, position);
                self.add(Box::new(Await { value: call, step, position, is_yield_from: false, complaint: Some(AEXIT) }))
            } else {
                self.add(Box::new(StoreSlot { slot: answer, value: call, next: pop }))
            };
            let cleanup = self.add(Box::new(Cleanup { saved, exception, deletion: None }));
            let guarded = self.add(Box::new(PushHandler { entry: cleanup, next: call }));
            self.add(Box::new(WithEntry { exception, saved, next: guarded }))
        };
        self.blocks.push(Block::With { exit, receiver, is_async, span: span_of_item });
        let inside = if rest.is_empty() {
            self.statements(body, leave)
        } else {
            let kind = StmtKind::With { is_async, items: rest.to_vec(), body: body.to_vec() };
            self.statements(&[Stmt { kind, span }], leave)
        };
        self.blocks.pop();
        let value = self.add(Box::new(TakeNode(value_slot)));
        let inside = match &item.optional_vars {
            Some(target) => {
                let target = self.target(target);
                self.add(Box::new(super::target::Assign { targets: vec![target], value, next: inside }))
            }
            None => self.add(Box::new(Discard { value, next: inside })),
        };
        let inside = self.add(Box::new(PushHandler { entry, next: inside }));
        let position = self.at(span_of_item);
        if is_async {
            let step = self.delegate(value_slot, inside, position);
            return self.expression_then(&item.context_expr, &mut |lowerer, manager| {
                let value = lowerer.add(Box::new(EnterAsync { manager, exit, receiver, position }));
                lowerer.add(Box::new(Await { value, step, position, is_yield_from: false, complaint: Some(AENTER) }))
            });
        }
        self.expression_then(&item.context_expr, &mut |lowerer, manager| {
            let value = lowerer.add(Box::new(EnterPlain { manager, exit, receiver, position }));
            lowerer.add(Box::new(StoreSlot { slot: value_slot, value, next: inside }))
        })
    }

    /// Calls `__exit__` without an exception.
    fn leave_with(&mut self, exit: u32, receiver: u32, is_async: bool, span: Span, next: NodeRef) -> NodeRef {
        let position = self.at(span);
        let call = self.add(Box::new(Leave { exit, receiver, exception: None, position }));
        if is_async {
            let answer = self.temp();
            let clear = self.add(Box::new(ClearSlot { slot: answer, next }));
            let step = self.delegate(answer, clear, position);
            return self.add(Box::new(Await { value: call, step, position, is_yield_from: false, complaint: Some(AEXIT) }));
        }
        self.add(Box::new(Discard { value: call, next }))
    }

    fn suspending_match(&mut self, subject: &Expr, cases: &[ast::MatchCase], next: NodeRef) -> NodeRef {
        let slot = self.temp();
        let cases = self.match_cases(slot, cases, next, &mut |lowerer, body, next| lowerer.statements(body, next));
        self.expression_then(subject, &mut |lowerer, value| lowerer.add(Box::new(StoreSlot { slot, value, next: cases })))
    }

    /// Hands out a value; what is sent in has no taker.
    fn yield_only(&mut self, value: NodeRef, span: Span, next: NodeRef) -> NodeRef {
        let position = self.at(span);
        let is_async = self.info().is_async_generator;
        let resume = self.add(Box::new(super::generator::ResumeOnly { next }));
        self.add(Box::new(Yield { value, resume, position, is_async }))
    }

    // ---- expressions ----

    /// Evaluates an expression that may suspend and goes on with its value.
    pub fn expression_then(&mut self, expression: &Expr, then: &mut dyn FnMut(&mut Self, NodeRef) -> NodeRef) -> NodeRef {
        let mut steps = Vec::new();
        let rest = self.hoist(expression, &mut steps);
        let value = self.expression(&rest);
        let chain = then(self, value);
        self.apply(steps, chain)
    }

    /// Puts steps in front of a chain.
    fn apply(&mut self, steps: Vec<Step>, chain: NodeRef) -> NodeRef {
        let mut chain = chain;
        for step in steps.into_iter().rev() {
            chain = self.step(step, chain);
        }
        chain
    }

    fn step(&mut self, step: Step, next: NodeRef) -> NodeRef {
        match step {
            Step::Evaluate { value, slot } => {
                let value = self.expression(&value);
                self.add(Box::new(StoreSlot { slot, value, next }))
            }
            Step::Yield { value, slot, span } => {
                let value = match value {
                    Some(value) => self.expression(&value),
                    None => self.constant_node(Value::NONE),
                };
                let position = self.at(span);
                let is_async = self.info().is_async_generator;
                let resume = self.add(Box::new(super::generator::Resume { slot, next }));
                self.add(Box::new(Yield { value, resume, position, is_async }))
            }
            Step::Await { value, slot, span } => {
                let position = self.at(span);
                let step = self.delegate(slot, next, position);
                let value = self.expression(&value);
                self.add(Box::new(Await { value, step, position, is_yield_from: false, complaint: None }))
            }
            Step::YieldFrom { value, slot, span } => {
                let position = self.at(span);
                let step = self.delegate(slot, next, position);
                let value = self.expression(&value);
                self.add(Box::new(Await { value, step, position, is_yield_from: true, complaint: None }))
            }
            Step::Logic { operands, is_or, slot } => {
                let mut chain: Option<NodeRef> = None;
                for (steps, value) in operands.into_iter().rev() {
                    let after = match chain {
                        None => next,
                        Some(rest) => {
                            let test = self.add(Box::new(CopyNode(slot)));
                            let (then, otherwise) = if is_or { (next, rest) } else { (rest, next) };
                            self.add(Box::new(If { condition: compare::NodeCond(test), then, otherwise }))
                        }
                    };
                    let value = self.expression(&value);
                    let store = self.add(Box::new(StoreSlot { slot, value, next: after }));
                    chain = Some(self.apply(steps, store));
                }
                chain.unwrap_or(next)
            }
            Step::Choose { test, then, otherwise, slot } => {
                let arm = |lowerer: &mut Self, (steps, value): (Vec<Step>, Expr)| {
                    let value = lowerer.expression(&value);
                    let store = lowerer.add(Box::new(StoreSlot { slot, value, next }));
                    lowerer.apply(steps, store)
                };
                let then = arm(self, then);
                let otherwise = arm(self, otherwise);
                self.branch(&test, then, otherwise)
            }
            Step::Comprehension { expression, slot } => self.suspending_comprehension(&expression, slot, next),
        }
    }

    fn temporary(&self, slot: u32, prefix: &str, like: &Expr) -> Expr {
        let id: ast::Name = format!("{prefix}{slot}").into();
        Expr { kind: ExprKind::Name { id, ctx: ExprContext::Load }, span: like.span, depth: 1 }
    }

    /// The operand behind the name of a temporary.
    pub fn temporary_node(&mut self, name: &str) -> Option<NodeRef> {
        if !name.starts_with('.') {
            return None;
        }
        if let Some(slot) = name.strip_prefix(TEMPORARY).and_then(|slot| slot.parse().ok()) {
            return Some(self.add(Box::new(TakeNode(slot))));
        }
        let slot = name.strip_prefix(KEPT).and_then(|slot| slot.parse().ok())?;
        Some(self.add(Box::new(CopyNode(slot))))
    }

    /// Evaluates an expression into a temporary of its own.
    fn spill(&mut self, value: Expr, steps: &mut Vec<Step>) -> Expr {
        if matches!(value.kind, ExprKind::Constant(_)) {
            return value;
        }
        if let ExprKind::Starred { value: inner, ctx } = &value.kind {
            let inner = self.spill((**inner).clone(), steps);
            return Expr { kind: ExprKind::Starred { value: Box::new(inner), ctx: *ctx }, span: value.span, depth: value.depth };
        }
        let slot = self.temp();
        let stand_in = self.temporary(slot, TEMPORARY, &value);
        steps.push(Step::Evaluate { value, slot });
        stand_in
    }

    /// The same for a value that is read more than once.
    fn keep(&mut self, value: Expr, steps: &mut Vec<Step>, kept: &mut Vec<u32>) -> Expr {
        let slot = self.temp();
        let stand_in = self.temporary(slot, KEPT, &value);
        steps.push(Step::Evaluate { value, slot });
        kept.push(slot);
        stand_in
    }

    /// Rewrites an expression so that it no longer suspends; what has to run
    /// before it is added to `steps` in order of evaluation.
    fn hoist(&mut self, expression: &Expr, steps: &mut Vec<Step>) -> Expr {
        if !contains_yield_expr(expression) {
            return expression.clone();
        }
        let span = expression.span;
        let slot = self.temp();
        let stand_in = self.temporary(slot, TEMPORARY, expression);
        match &expression.kind {
            ExprKind::Yield { value } => {
                let value = value.as_ref().map(|value| self.hoist(value, steps));
                steps.push(Step::Yield { value, slot, span });
                stand_in
            }
            ExprKind::YieldFrom { value } => {
                let value = self.hoist(value, steps);
                steps.push(Step::YieldFrom { value, slot, span });
                stand_in
            }
            ExprKind::Await { value } => {
                let value = self.hoist(value, steps);
                steps.push(Step::Await { value, slot, span });
                stand_in
            }
            ExprKind::BoolOp { op, values } => {
                let operands = values.iter().map(|value| self.hoisted(value)).collect();
                steps.push(Step::Logic { operands, is_or: *op == ast::BoolOp::Or, slot });
                stand_in
            }
            ExprKind::IfExp { test, body, orelse } => {
                let test = self.hoist(test, steps);
                let then = self.hoisted(body);
                let otherwise = self.hoisted(orelse);
                steps.push(Step::Choose { test, then, otherwise, slot });
                stand_in
            }
            ExprKind::Compare { left, ops, comparators } if ops.len() > 1 => {
                self.hoist_chain(expression, left, ops, comparators, slot, steps);
                stand_in
            }
            ExprKind::ListComp(_) | ExprKind::SetComp(_) | ExprKind::DictComp(_) => {
                steps.push(Step::Comprehension { expression: expression.clone(), slot });
                stand_in
            }
            _ => {
                let mut rewritten = expression.clone();
                let mut parts = children(&mut rewritten);
                let last = parts.iter().rposition(|part| contains_yield_expr(part)).unwrap_or(0);
                for (index, part) in parts.iter_mut().enumerate() {
                    if index > last {
                        break;
                    }
                    let hoisted = self.hoist(part, steps);
                    **part = if index < last { self.spill(hoisted, steps) } else { hoisted };
                }
                rewritten
            }
        }
    }

    fn hoisted(&mut self, expression: &Expr) -> (Vec<Step>, Expr) {
        let mut steps = Vec::new();
        let value = self.hoist(expression, &mut steps);
        (steps, value)
    }

    /// `a < b < c` with a suspension inside: pairwise, short-circuiting.
    fn hoist_chain(
        &mut self,
        whole: &Expr,
        left: &Expr,
        ops: &[ast::CmpOp],
        comparators: &[Expr],
        slot: u32,
        steps: &mut Vec<Step>,
    ) {
        let mut kept = Vec::new();
        let first = self.hoist(left, steps);
        let mut left = self.keep(first, steps, &mut kept);
        let mut operands = Vec::new();
        for (op, right) in ops.iter().zip(comparators) {
            let mut own = Vec::new();
            let right = self.hoist(right, &mut own);
            let right = self.keep(right, &mut own, &mut kept);
            let kind = ExprKind::Compare { left: Box::new(left), ops: vec![*op], comparators: vec![right.clone()] };
            operands.push((own, Expr { kind, span: whole.span, depth: 2 }));
            left = right;
        }
        steps.push(Step::Logic { operands, is_or: false, slot });
    }

    // ---- comprehensions and generator expressions ----

    fn suspending_comprehension(&mut self, expression: &Expr, slot: u32, next: NodeRef) -> NodeRef {
        let (parts, kind) = match &expression.kind {
            ExprKind::ListComp(c) => {
                (Parts { id: c.id, element: &c.elt, value: None, generators: &c.generators }, ComprehensionKind::List)
            }
            ExprKind::SetComp(c) => {
                (Parts { id: c.id, element: &c.elt, value: None, generators: &c.generators }, ComprehensionKind::Set)
            }
            ExprKind::DictComp(c) => {
                (Parts { id: c.id, element: &c.key, value: Some(&c.value), generators: &c.generators }, ComprehensionKind::Dict)
            }
            _ => return next,
        };
        let Some(scope) = self.unit.scopes.of(parts.id) else { return next };
        let Some(outermost) = parts.generators.first() else { return next };
        let first = self.temp();
        let (slots, cells) = self.own_variables(scope);
        let done = self.add(Box::new(super::generator::EndComprehension { slots, cells: cells.clone(), next }));
        let outer = std::mem::replace(&mut self.scope, scope);
        let chain = self.suspending_loops(parts.generators, Some(first), done, &mut |lowerer, again| {
            let mut steps = Vec::new();
            let element = lowerer.hoist(parts.element, &mut steps);
            let (element, value) = match parts.value {
                Some(value) => {
                    let element = if contains_yield_expr(value) { lowerer.spill(element, &mut steps) } else { element };
                    (element, Some(lowerer.hoist(value, &mut steps)))
                }
                None => (element, None),
            };
            let rewritten = Parts { id: parts.id, element: &element, value: value.as_ref(), generators: parts.generators };
            let collect = lowerer.collect(&rewritten, kind, slot, expression.span, again);
            lowerer.apply(steps, collect)
        });
        self.scope = outer;
        let start = self.add(Box::new(super::generator::StartComprehension { slot, kind, cells, next: chain }));
        self.expression_then(&outermost.iter, &mut |lowerer, value| {
            lowerer.add(Box::new(StoreSlot { slot: first, value, next: start }))
        })
    }

    /// Nested flattened loops around `inside`, which gets the jump to the next round.
    fn suspending_loops(
        &mut self,
        generators: &[ast::Comprehension],
        ready: Option<u32>,
        done: NodeRef,
        inside: &mut dyn FnMut(&mut Self, NodeRef) -> NodeRef,
    ) -> NodeRef {
        let Some((generator, rest)) = generators.split_first() else { return inside(self, done) };
        let slot = self.temp();
        let again = TargetCell::default();
        let back = self.add(Box::new(LateJump { target: again.clone() }));
        let mut body = self.suspending_loops(rest, None, back, inside);
        for condition in generator.ifs.iter().rev() {
            body = self.suspending_branch(condition, body, back);
        }
        self.loop_chain(generator.is_async, slot, &generator.target, &generator.iter, ready, body, done, &again)
    }

    /// The body of `(x for x in y)`; the outermost iterator is the argument.
    pub fn generator_expression(&mut self, comprehension: &Rc<ast::ElementComp>) -> NodeRef {
        let done = self.add(Box::new(super::control::ReturnNone));
        self.suspending_loops(&comprehension.generators, Some(0), done, &mut |lowerer, again| {
            let span = comprehension.elt.span;
            if !contains_yield_expr(&comprehension.elt) {
                let value = lowerer.expression(&comprehension.elt);
                return lowerer.yield_only(value, span, again);
            }
            let slot = lowerer.temp();
            let mut steps = Vec::new();
            let value = lowerer.hoist(&comprehension.elt, &mut steps);
            steps.push(Step::Yield { value: Some(value), slot, span });
            let clear = lowerer.add(Box::new(ClearSlot { slot, next: again }));
            lowerer.apply(steps, clear)
        })
    }
}

/// The operands of an expression in order of evaluation.
fn children(expression: &mut Expr) -> Vec<&mut Expr> {
    match &mut expression.kind {
        ExprKind::BinOp { left, right, .. } => vec![left, right],
        ExprKind::UnaryOp { operand, .. } => vec![operand],
        ExprKind::NamedExpr { value, .. } | ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => vec![value],
        ExprKind::Compare { left, comparators, .. } => std::iter::once(&mut **left).chain(comparators).collect(),
        ExprKind::Call { func, args, keywords } => {
            std::iter::once(&mut **func).chain(args).chain(keywords.iter_mut().map(|keyword| &mut keyword.value)).collect()
        }
        ExprKind::Subscript { value, slice, .. } => vec![value, slice],
        ExprKind::Slice { lower, upper, step } => {
            lower.as_deref_mut().into_iter().chain(upper.as_deref_mut()).chain(step.as_deref_mut()).collect()
        }
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } | ExprKind::Set { elts } => elts.iter_mut().collect(),
        ExprKind::Dict { keys, values } => {
            keys.iter_mut().zip(values).flat_map(|(key, value)| key.as_mut().into_iter().chain(std::iter::once(value))).collect()
        }
        ExprKind::JoinedStr { values } => values.iter_mut().collect(),
        ExprKind::FormattedValue { value, format_spec, .. } => {
            std::iter::once(&mut **value).chain(format_spec.as_deref_mut()).collect()
        }
        // The outermost iterable of a generator expression is evaluated here.
        ExprKind::GeneratorExp(comprehension) => match Rc::make_mut(comprehension).generators.first_mut() {
            Some(generator) => vec![&mut generator.iter],
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Whether an expression rebinds a variable of its own frame (`:=`).
pub fn binds_name(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::NamedExpr { .. } => true,
        ExprKind::Constant(_) | ExprKind::Name { .. } | ExprKind::Lambda(_) => false,
        ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => binds_name(value),
        ExprKind::UnaryOp { operand, .. } => binds_name(operand),
        ExprKind::BinOp { left, right, .. } => binds_name(left) || binds_name(right),
        ExprKind::Subscript { value, slice, .. } => binds_name(value) || binds_name(slice),
        ExprKind::Call { func, args, keywords } => {
            binds_name(func) || args.iter().any(binds_name) || keywords.iter().any(|keyword| binds_name(&keyword.value))
        }
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } | ExprKind::Set { elts } => elts.iter().any(binds_name),
        // Rare shapes: assume they may.
        _ => true,
    }
}

/// `iter(x)`.
pub struct IterNode {
    pub iterable: NodeRef,
    pub position: u32,
}

impl Node for IterNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        let iterable = self.iterable.eval(frame)?;
        frame.at(self.position);
        ops::iter(frame.vm, &iterable)
    }
}

/// `aiter(x)`.
pub struct AsyncIterNode {
    pub iterable: NodeRef,
    pub position: u32,
}

impl Node for AsyncIterNode {
    fn eval(&self, frame: &Frame) -> PyResult {
        let iterable = self.iterable.eval(frame)?;
        frame.at(self.position);
        super::generator::async_iterator(frame.vm, &iterable)
    }
}
