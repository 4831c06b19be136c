//! Definite assignment: which local slots a frame can never find unbound.
//!
//! The analysis follows the structure of a body once, keeping the set of slots that every path to
//! the current place has assigned. It errs on the side of "may be unbound": a slot that anything
//! deletes is never sure, a `with` may swallow any exception, an exception may strike before the
//! first statement of a `try`, and a loop body may not run.
//!
//! It is meant to be asked when a function is lowered, so code that never runs costs nothing.
//! Deliberately missing: module and class bodies, which have no local variables of their own, and
//! frames of more than [`LIMIT`] slots.

use taipan_grammar::ast::{
    Arguments, Comprehension, Constant, ExceptHandler, Expr, ExprContext, ExprKind, MatchCase, Name, NodeId, Pattern,
    PatternKind, Stmt, StmtKind, WithItem,
};

use super::{Binding, ScopeId, ScopeKind, Scopes};

/// The number of slots up to which frames are analysed.
const LIMIT: usize = 256;

/// A set of slots.
type Bits = [u64; LIMIT / 64];

/// The slots that are assigned on every path to a place; `None` if there is no path.
type State = Option<Bits>;

/// What the frame of a scope runs.
#[derive(Clone, Copy)]
pub enum FrameBody<'a> {
    /// A function.
    Statements(&'a [Stmt]),
    /// A lambda or an annotation scope.
    Expression(&'a Expr),
    /// A comprehension with a frame of its own; a dict comprehension has two elements.
    Comprehension(&'a [Comprehension], &'a [&'a Expr]),
}

impl Scopes {
    /// For each slot of a function-like frame, whether a load of it can find it unbound.
    pub fn unbound_slots(&self, scope: ScopeId, body: FrameBody<'_>) -> Vec<bool> {
        let frame = self.scope(scope);
        let count = frame.slot_count();
        let mut flow = Flow { scopes: self, current: scope, unbound: vec![false; count], breaks: Vec::new() };
        if count > LIMIT {
            return (0..count as u32).map(|slot| frame.may_be_unbound(slot)).collect();
        }
        let mut state = [0; LIMIT / 64];
        for slot in 0..frame.param_count() {
            set(&mut state, slot);
        }
        match body {
            FrameBody::Statements(body) => {
                flow.body(body, Some(state));
            }
            FrameBody::Expression(expr) => flow.expr(expr, &mut state),
            FrameBody::Comprehension(generators, elements) => flow.clauses(generators, elements, &mut state),
        }
        flow.unbound
    }
}

fn set(bits: &mut Bits, slot: u32) {
    if let Some(word) = bits.get_mut(slot as usize / 64) {
        *word |= 1 << (slot % 64);
    }
}

fn clear(bits: &mut Bits, slot: u32) {
    if let Some(word) = bits.get_mut(slot as usize / 64) {
        *word &= !(1 << (slot % 64));
    }
}

fn has(bits: &Bits, slot: u32) -> bool {
    bits.get(slot as usize / 64).is_some_and(|word| word >> (slot % 64) & 1 == 1)
}

fn join(a: State, b: State) -> State {
    match (a, b) {
        (Some(mut a), Some(b)) => {
            a.iter_mut().zip(b).for_each(|(a, b)| *a &= b);
            Some(a)
        }
        (a, None) => a,
        (None, b) => b,
    }
}

fn union(a: Bits, b: Bits) -> Bits {
    let mut both = a;
    both.iter_mut().zip(b).for_each(|(a, b)| *a |= b);
    both
}

struct Flow<'s> {
    scopes: &'s Scopes,
    /// The frame's scope, or that of the inlined comprehension being walked.
    current: ScopeId,
    unbound: Vec<bool>,
    /// For each enclosing loop, the states at its `break`s.
    breaks: Vec<State>,
}

impl Flow<'_> {
    // ---- variables ----

    fn slot(&self, name: &Name) -> Option<u32> {
        let binding = if name.starts_with("__") {
            self.scopes.lookup(self.current, &self.scopes.mangle(self.current, name))
        } else {
            self.scopes.lookup(self.current, name)
        };
        match binding {
            Binding::Local(slot) => Some(slot),
            _ => None,
        }
    }

    fn load(&mut self, name: &Name, state: &Bits) {
        if let Some(slot) = self.slot(name)
            && !has(state, slot)
        {
            self.never_sure(slot);
        }
    }

    fn store(&mut self, name: &Name, state: &mut Bits) {
        if let Some(slot) = self.slot(name) {
            set(state, slot);
        }
    }

    fn delete(&mut self, name: &Name) {
        if let Some(slot) = self.slot(name) {
            self.never_sure(slot);
        }
    }

    fn never_sure(&mut self, slot: u32) {
        if let Some(unbound) = self.unbound.get_mut(slot as usize) {
            *unbound = true;
        }
    }

    // ---- statements ----

    fn body(&mut self, body: &[Stmt], state: State) -> State {
        body.iter().fold(state, |state, stmt| self.stmt(stmt, state?))
    }

    fn stmt(&mut self, stmt: &Stmt, mut state: Bits) -> State {
        let s = &mut state;
        match &stmt.kind {
            StmtKind::Expr { value } => self.expr(value, s),
            StmtKind::Assign { targets, value } => {
                self.expr(value, s);
                self.exprs(targets, s);
            }
            StmtKind::AugAssign { target, value, .. } => {
                if let ExprKind::Name { id, .. } = &target.kind {
                    self.load(id, s);
                }
                self.expr(value, s);
                self.expr(target, s);
            }
            StmtKind::AnnAssign { target, value, .. } => {
                self.optional(value.as_deref(), s);
                if value.is_some() || !matches!(target.kind, ExprKind::Name { .. }) {
                    self.expr(target, s);
                }
            }
            StmtKind::FunctionDef(def) => {
                self.exprs(&def.decorator_list, s);
                self.defaults(&def.args, s);
                if def.type_params.is_empty() && !self.scopes.future_annotations {
                    self.annotations(&def.args, s);
                    self.optional(def.returns.as_deref(), s);
                }
                self.store(&def.name, s);
            }
            StmtKind::ClassDef(def) => {
                self.exprs(&def.decorator_list, s);
                if def.type_params.is_empty() {
                    self.exprs(&def.bases, s);
                    def.keywords.iter().for_each(|keyword| self.expr(&keyword.value, s));
                }
                self.store(&def.name, s);
            }
            StmtKind::TypeAlias(alias) => self.expr(&alias.name, s),
            StmtKind::Delete { targets } => self.exprs(targets, s),
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    match &alias.asname {
                        Some(name) => self.store(name, s),
                        None => match alias.name.split_once('.') {
                            Some((head, _)) => self.store(&Name::from(head), s),
                            None => self.store(&alias.name, s),
                        },
                    }
                }
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test, s);
                let mut failing = *s;
                self.optional(msg.as_deref(), &mut failing);
            }
            StmtKind::Return { value } => {
                self.optional(value.as_deref(), s);
                return None;
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc.as_deref(), s);
                self.optional(cause.as_deref(), s);
                return None;
            }
            StmtKind::Break => {
                if let Some(breaks) = self.breaks.last_mut() {
                    *breaks = join(*breaks, Some(state));
                }
                return None;
            }
            StmtKind::Continue => return None,
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } | StmtKind::Pass => {}
            StmtKind::If { test, body, orelse } => {
                self.expr(test, s);
                let then = self.body(body, Some(state));
                return join(then, self.body(orelse, Some(state)));
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test, s);
                let ends = (!is_true(test)).then_some(state);
                return self.loop_(body, orelse, state, ends);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(iter, s);
                let ends = Some(state);
                let mut entered = state;
                self.expr(target, &mut entered);
                return self.loop_(body, orelse, entered, ends);
            }
            StmtKind::With { items, body, .. } => return self.with(items, body, state),
            StmtKind::Match { subject, cases } => {
                self.expr(subject, s);
                return self.cases(cases, state);
            }
            StmtKind::Try { body, handlers, orelse, finalbody } | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                return self.try_(body, handlers, orelse, finalbody, state);
            }
        }
        Some(state)
    }

    fn loop_(&mut self, body: &[Stmt], orelse: &[Stmt], entered: Bits, ends: State) -> State {
        self.breaks.push(None);
        self.body(body, Some(entered));
        let breaks = self.breaks.pop().flatten();
        join(self.body(orelse, ends), breaks)
    }

    fn with(&mut self, items: &[WithItem], body: &[Stmt], mut state: Bits) -> State {
        let mut swallowed = state;
        for (index, item) in items.iter().enumerate() {
            self.expr(&item.context_expr, &mut state);
            // An exception in what follows may be swallowed once the first manager is entered.
            if index == 0 {
                swallowed = state;
            }
            if let Some(target) = item.optional_vars.as_deref() {
                self.expr(target, &mut state);
                if index == 0 && matches!(target.kind, ExprKind::Name { .. }) {
                    swallowed = state;
                }
            }
        }
        join(self.body(body, Some(state)), Some(swallowed))
    }

    fn cases(&mut self, cases: &[MatchCase], state: Bits) -> State {
        let mut after = None;
        let mut exhaustive = false;
        for case in cases {
            let mut matched = state;
            self.pattern(&case.pattern, &mut matched);
            self.optional(case.guard.as_deref(), &mut matched);
            after = join(after, self.body(&case.body, Some(matched)));
            let always = matches!(case.pattern.kind, PatternKind::MatchAs { pattern: None, .. });
            exhaustive |= always && case.guard.is_none();
        }
        if exhaustive { after } else { join(after, Some(state)) }
    }

    fn try_(&mut self, body: &[Stmt], handlers: &[ExceptHandler], orelse: &[Stmt], finalbody: &[Stmt], entry: Bits) -> State {
        let done = self.body(body, Some(entry));
        let mut after = self.body(orelse, done);
        for handler in handlers {
            let mut state = entry;
            self.optional(handler.type_.as_deref(), &mut state);
            if let Some(name) = &handler.name {
                // The end of the clause deletes the name.
                self.store(name, &mut state);
                let end = self.body(&handler.body, Some(state));
                self.delete(name);
                after = join(after, end);
            } else {
                after = join(after, self.body(&handler.body, Some(state)));
            }
        }
        if finalbody.is_empty() {
            return after;
        }
        // Walked once, for an exception in the first statement of the body: other ways in have
        // assigned more, and what `finally` itself assigns does not depend on them.
        match (after, self.body(finalbody, Some(entry))) {
            (Some(after), Some(last)) => Some(union(after, last)),
            _ => None,
        }
    }

    fn pattern(&mut self, pattern: &Pattern, state: &mut Bits) {
        match &pattern.kind {
            PatternKind::MatchValue { value } => self.expr(value, state),
            PatternKind::MatchSingleton { .. } => {}
            PatternKind::MatchSequence { patterns } => self.patterns(patterns, state),
            // All alternatives bind the same names.
            PatternKind::MatchOr { patterns } => self.patterns(patterns, state),
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.exprs(keys, state);
                self.patterns(patterns, state);
                if let Some(name) = rest {
                    self.store(name, state);
                }
            }
            PatternKind::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls, state);
                self.patterns(patterns, state);
                self.patterns(kwd_patterns, state);
            }
            PatternKind::MatchStar { name } => {
                if let Some(name) = name {
                    self.store(name, state);
                }
            }
            PatternKind::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern, state);
                }
                if let Some(name) = name {
                    self.store(name, state);
                }
            }
        }
    }

    /// Captures happen together once everything matches, so a dotted name in a later pattern does
    /// not see an earlier capture.
    fn patterns(&mut self, patterns: &[Pattern], state: &mut Bits) {
        let before = *state;
        for pattern in patterns {
            let mut here = before;
            self.pattern(pattern, &mut here);
            *state = union(*state, here);
        }
    }

    // ---- expressions ----

    fn exprs(&mut self, exprs: &[Expr], state: &mut Bits) {
        exprs.iter().for_each(|expr| self.expr(expr, state));
    }

    fn optional(&mut self, expr: Option<&Expr>, state: &mut Bits) {
        if let Some(expr) = expr {
            self.expr(expr, state);
        }
    }

    /// Evaluates an expression, or assigns to it or deletes it, as its context says.
    fn expr(&mut self, expr: &Expr, s: &mut Bits) {
        match &expr.kind {
            ExprKind::Name { id, ctx: ExprContext::Load } => self.load(id, s),
            ExprKind::Name { id, ctx: ExprContext::Store } => self.store(id, s),
            ExprKind::Name { id, ctx: ExprContext::Del } => self.delete(id),
            ExprKind::Constant(_) => {}
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => self.expr(value, s),
            ExprKind::Call { func, args, keywords } => {
                self.expr(func, s);
                self.exprs(args, s);
                keywords.iter().for_each(|keyword| self.expr(&keyword.value, s));
            }
            ExprKind::BoolOp { values, .. } => self.partly(values.iter(), 1, s),
            ExprKind::Compare { left, comparators, .. } => {
                self.partly(std::iter::once(&**left).chain(comparators), 2, s);
            }
            ExprKind::JoinedStr { values } => self.exprs(values, s),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left, s);
                self.expr(right, s);
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand, s),
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, s);
                self.expr(slice, s);
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } | ExprKind::Set { elts } => self.exprs(elts, s),
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter().zip(values) {
                    self.optional(key.as_ref(), s);
                    self.expr(value, s);
                }
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test, s);
                let (mut then, mut other) = (*s, *s);
                self.expr(body, &mut then);
                self.expr(orelse, &mut other);
                *s = join(Some(then), Some(other)).unwrap_or(*s);
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value, s);
                self.optional(format_spec.as_deref(), s);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.optional(lower.as_deref(), s);
                self.optional(upper.as_deref(), s);
                self.optional(step.as_deref(), s);
            }
            ExprKind::Lambda(lambda) => self.defaults(&lambda.args, s),
            ExprKind::NamedExpr { target, value } => {
                self.expr(value, s);
                self.expr(target, s);
            }
            ExprKind::Yield { value } => self.optional(value.as_deref(), s),
            ExprKind::YieldFrom { value } | ExprKind::Await { value } => self.expr(value, s),
            ExprKind::ListComp(comp) | ExprKind::SetComp(comp) => {
                self.comprehension(comp.id, &comp.generators, &[&comp.elt], s);
            }
            ExprKind::DictComp(comp) => {
                self.comprehension(comp.id, &comp.generators, &[&comp.key, &comp.value], s);
            }
            ExprKind::GeneratorExp(comp) => {
                if let Some(first) = comp.generators.first() {
                    self.expr(&first.iter, s);
                }
            }
        }
    }

    /// Operands of which only the first few are evaluated for sure.
    fn partly<'e>(&mut self, operands: impl Iterator<Item = &'e Expr>, sure: usize, state: &mut Bits) {
        let mut here = *state;
        for (index, operand) in operands.enumerate() {
            self.expr(operand, &mut here);
            if index < sure {
                *state = here;
            }
        }
    }

    fn defaults(&mut self, args: &Arguments, state: &mut Bits) {
        self.exprs(&args.defaults, state);
        args.kw_defaults.iter().flatten().for_each(|value| self.expr(value, state));
    }

    fn annotations(&mut self, args: &Arguments, state: &mut Bits) {
        let all = args.args.iter().chain(&args.posonlyargs).chain(args.vararg.as_deref());
        for arg in all.chain(&args.kwonlyargs).chain(args.kwarg.as_deref()) {
            self.optional(arg.annotation.as_deref(), state);
        }
    }

    fn comprehension(&mut self, node: NodeId, generators: &[Comprehension], elements: &[&Expr], state: &mut Bits) {
        if let Some(first) = generators.first() {
            self.expr(&first.iter, state);
        }
        let Some(scope) = self.scopes.of(node) else { return };
        if self.scopes.scope(scope).kind != (ScopeKind::Comprehension { inlined: true }) {
            return;
        }
        let outer = std::mem::replace(&mut self.current, scope);
        // Its slots start unbound, whatever another comprehension left in them.
        for variable in &self.scopes.scope(scope).own_variables {
            if let Binding::Local(slot) = variable {
                clear(state, *slot);
            }
        }
        let mut inside = *state;
        self.clauses(generators, elements, &mut inside);
        self.current = outer;
    }

    fn clauses(&mut self, generators: &[Comprehension], elements: &[&Expr], state: &mut Bits) {
        for (index, clause) in generators.iter().enumerate() {
            if index > 0 {
                self.expr(&clause.iter, state);
            }
            self.expr(&clause.target, state);
            self.exprs(&clause.ifs, state);
        }
        elements.iter().for_each(|element| self.expr(element, state));
    }
}

/// Whether a loop with this condition ends by `break` alone.
fn is_true(test: &Expr) -> bool {
    match &test.kind {
        ExprKind::Constant(Constant::True) => true,
        ExprKind::Constant(Constant::Int(number)) => *number != 0,
        _ => false,
    }
}
