//! Whether a statement or expression can suspend its frame: `yield`, `await` and their kin.
//!
//! Comprehensions that run inside the frame count, scopes with frames of their own do not.
//! Whether a comprehension is inlined does not matter here: one that is not cannot await.
//!
//! Deliberately missing: whether the suspension is reachable.

use taipan_grammar::ast::{Arguments, Comprehension, Expr, ExprKind, Keyword, MatchCase, Pattern, PatternKind, Stmt, StmtKind};

/// Whether running the statement can suspend the frame.
pub fn contains_yield(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => {
            let annotations = def.args.posonlyargs.iter().chain(&def.args.args).chain(&def.args.kwonlyargs);
            let annotations = annotations.chain(def.args.vararg.as_deref()).chain(def.args.kwarg.as_deref());
            // With type parameters the annotations have a frame of their own, which cannot suspend.
            let mut annotations = annotations.filter_map(|arg| arg.annotation.as_deref());
            any(&def.decorator_list)
                || defaults(&def.args)
                || annotations.any(contains_yield_expr)
                || optional(def.returns.as_deref())
        }
        StmtKind::ClassDef(def) => any(&def.decorator_list) || any(&def.bases) || keywords(&def.keywords),
        StmtKind::TypeAlias(_)
        | StmtKind::Import { .. }
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global { .. }
        | StmtKind::Nonlocal { .. }
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => false,
        StmtKind::Return { value } => optional(value.as_deref()),
        StmtKind::Delete { targets } => any(targets),
        StmtKind::Assign { targets, value } => contains_yield_expr(value) || any(targets),
        StmtKind::AugAssign { target, value, .. } => contains_yield_expr(target) || contains_yield_expr(value),
        StmtKind::AnnAssign { target, annotation, value, .. } => {
            contains_yield_expr(target) || contains_yield_expr(annotation) || optional(value.as_deref())
        }
        StmtKind::For { is_async, target, iter, body, orelse } => {
            *is_async
                || contains_yield_expr(iter)
                || contains_yield_expr(target)
                || body_contains_yield(body)
                || body_contains_yield(orelse)
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            contains_yield_expr(test) || body_contains_yield(body) || body_contains_yield(orelse)
        }
        StmtKind::With { is_async, items, body } => {
            *is_async
                || items.iter().any(|item| contains_yield_expr(&item.context_expr) || optional(item.optional_vars.as_deref()))
                || body_contains_yield(body)
        }
        StmtKind::Match { subject, cases } => contains_yield_expr(subject) || cases.iter().any(case),
        StmtKind::Raise { exc, cause } => optional(exc.as_deref()) || optional(cause.as_deref()),
        StmtKind::Try { body, handlers, orelse, finalbody } | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
            body_contains_yield(body)
                || body_contains_yield(orelse)
                || body_contains_yield(finalbody)
                || handlers.iter().any(|handler| optional(handler.type_.as_deref()) || body_contains_yield(&handler.body))
        }
        StmtKind::Assert { test, msg } => contains_yield_expr(test) || optional(msg.as_deref()),
        StmtKind::Expr { value } => contains_yield_expr(value),
    }
}

/// Whether running any of the statements can suspend the frame.
pub fn body_contains_yield(body: &[Stmt]) -> bool {
    body.iter().any(contains_yield)
}

/// Whether evaluating the expression, or assigning to it, can suspend the frame.
pub fn contains_yield_expr(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } | ExprKind::Await { .. } => true,
        ExprKind::Name { .. } | ExprKind::Constant(_) => false,
        ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => contains_yield_expr(value),
        ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => any(values),
        ExprKind::NamedExpr { target, value } => contains_yield_expr(value) || contains_yield_expr(target),
        ExprKind::BinOp { left, right, .. } => contains_yield_expr(left) || contains_yield_expr(right),
        ExprKind::UnaryOp { operand, .. } => contains_yield_expr(operand),
        ExprKind::Lambda(lambda) => defaults(&lambda.args),
        ExprKind::IfExp { test, body, orelse } => {
            contains_yield_expr(test) || contains_yield_expr(body) || contains_yield_expr(orelse)
        }
        ExprKind::Dict { keys, values } => keys.iter().flatten().any(contains_yield_expr) || any(values),
        ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => any(elts),
        ExprKind::ListComp(comp) | ExprKind::SetComp(comp) => clauses(&comp.generators) || contains_yield_expr(&comp.elt),
        ExprKind::DictComp(comp) => {
            clauses(&comp.generators) || contains_yield_expr(&comp.key) || contains_yield_expr(&comp.value)
        }
        // Only the outermost iterable of a generator expression is evaluated here.
        ExprKind::GeneratorExp(comp) => comp.generators.first().is_some_and(|clause| contains_yield_expr(&clause.iter)),
        ExprKind::Compare { left, comparators, .. } => contains_yield_expr(left) || any(comparators),
        ExprKind::Call { func, args, keywords: named } => contains_yield_expr(func) || any(args) || keywords(named),
        ExprKind::FormattedValue { value, format_spec, .. } => contains_yield_expr(value) || optional(format_spec.as_deref()),
        ExprKind::Subscript { value, slice, .. } => contains_yield_expr(value) || contains_yield_expr(slice),
        ExprKind::Slice { lower, upper, step } => {
            optional(lower.as_deref()) || optional(upper.as_deref()) || optional(step.as_deref())
        }
    }
}

fn any(exprs: &[Expr]) -> bool {
    exprs.iter().any(contains_yield_expr)
}

fn optional(expr: Option<&Expr>) -> bool {
    expr.is_some_and(contains_yield_expr)
}

fn keywords(keywords: &[Keyword]) -> bool {
    keywords.iter().any(|keyword| contains_yield_expr(&keyword.value))
}

fn defaults(args: &Arguments) -> bool {
    any(&args.defaults) || args.kw_defaults.iter().flatten().any(contains_yield_expr)
}

fn clauses(generators: &[Comprehension]) -> bool {
    generators.iter().any(|clause| {
        clause.is_async || contains_yield_expr(&clause.iter) || contains_yield_expr(&clause.target) || any(&clause.ifs)
    })
}

fn case(case: &MatchCase) -> bool {
    pattern(&case.pattern) || optional(case.guard.as_deref()) || body_contains_yield(&case.body)
}

/// Patterns evaluate dotted names and literals only, so nothing in them can suspend; they are
/// still searched, because a tree need not come from the parser.
fn pattern(pattern_: &Pattern) -> bool {
    match &pattern_.kind {
        PatternKind::MatchValue { value } => contains_yield_expr(value),
        PatternKind::MatchSingleton { .. } | PatternKind::MatchStar { .. } => false,
        PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => patterns.iter().any(pattern),
        PatternKind::MatchMapping { keys, patterns, .. } => any(keys) || patterns.iter().any(pattern),
        PatternKind::MatchClass { cls, patterns, kwd_patterns, .. } => {
            contains_yield_expr(cls) || patterns.iter().chain(kwd_patterns).any(pattern)
        }
        PatternKind::MatchAs { pattern: inner, .. } => inner.as_deref().is_some_and(pattern),
    }
}
