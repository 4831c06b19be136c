//! Visits every statement and expression of a tree, in the order of the text as
//! far as the tree keeps it.
//!
//! The visitor sees statements before what is in them and says whether to go in.

use taipan_grammar::ast::{
    Arg, Arguments, Comprehension, ExceptHandler, Expr, ExprKind, Keyword, Pattern, PatternKind, Stmt, StmtKind, TypeParam,
};

pub trait Visit {
    /// A statement; true to visit what is in it.
    fn statement(&mut self, statement: &Stmt) -> bool;
    /// An expression; what is in it follows.
    fn expression(&mut self, expression: &Expr);
}

pub fn statements(body: &[Stmt], visit: &mut dyn Visit) {
    for one in body {
        if visit.statement(one) {
            inside(one, visit);
        }
    }
}

fn inside(statement: &Stmt, visit: &mut dyn Visit) {
    match &statement.kind {
        StmtKind::FunctionDef(function) => {
            all(&function.decorator_list, visit);
            type_params(&function.type_params, visit);
            arguments(&function.args, visit);
            maybe(function.returns.as_deref(), visit);
            statements(&function.body, visit);
        }
        StmtKind::ClassDef(class) => {
            all(&class.decorator_list, visit);
            type_params(&class.type_params, visit);
            all(&class.bases, visit);
            keywords(&class.keywords, visit);
            statements(&class.body, visit);
        }
        StmtKind::Return { value } => maybe(value.as_deref(), visit),
        StmtKind::Delete { targets } => all(targets, visit),
        StmtKind::Assign { targets, value } => {
            all(targets, visit);
            expression(value, visit);
        }
        StmtKind::TypeAlias(alias) => {
            type_params(&alias.type_params, visit);
            expression(&alias.value, visit);
        }
        StmtKind::AugAssign { target, op: _, value } => {
            expression(target, visit);
            expression(value, visit);
        }
        StmtKind::AnnAssign { target, annotation, value, simple: _ } => {
            expression(target, visit);
            expression(annotation, visit);
            maybe(value.as_deref(), visit);
        }
        StmtKind::For { is_async: _, target, iter, body, orelse } => {
            expression(target, visit);
            expression(iter, visit);
            statements(body, visit);
            statements(orelse, visit);
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            expression(test, visit);
            statements(body, visit);
            statements(orelse, visit);
        }
        StmtKind::With { is_async: _, items, body } => {
            for item in items {
                expression(&item.context_expr, visit);
                maybe(item.optional_vars.as_deref(), visit);
            }
            statements(body, visit);
        }
        StmtKind::Match { subject, cases } => {
            expression(subject, visit);
            for case in cases {
                pattern(&case.pattern, visit);
                maybe(case.guard.as_deref(), visit);
                statements(&case.body, visit);
            }
        }
        StmtKind::Raise { exc, cause } => {
            maybe(exc.as_deref(), visit);
            maybe(cause.as_deref(), visit);
        }
        StmtKind::Try { body, handlers, orelse, finalbody } | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
            statements(body, visit);
            self::handlers(handlers, visit);
            statements(orelse, visit);
            statements(finalbody, visit);
        }
        StmtKind::Assert { test, msg } => {
            expression(test, visit);
            maybe(msg.as_deref(), visit);
        }
        StmtKind::Expr { value } => expression(value, visit),
        StmtKind::Import { .. }
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global { .. }
        | StmtKind::Nonlocal { .. }
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
    }
}

pub fn handlers(handlers: &[ExceptHandler], visit: &mut dyn Visit) {
    for handler in handlers {
        maybe(handler.type_.as_deref(), visit);
        statements(&handler.body, visit);
    }
}

fn maybe(found: Option<&Expr>, visit: &mut dyn Visit) {
    if let Some(found) = found {
        expression(found, visit);
    }
}

fn all<'a>(expressions: impl IntoIterator<Item = &'a Expr>, visit: &mut dyn Visit) {
    expressions.into_iter().for_each(|one| expression(one, visit));
}

fn keywords(keywords: &[Keyword], visit: &mut dyn Visit) {
    all(keywords.iter().map(|keyword| &keyword.value), visit);
}

fn type_params(params: &[TypeParam], visit: &mut dyn Visit) {
    for param in params {
        maybe(param.bound.as_deref(), visit);
        maybe(param.default_value.as_deref(), visit);
    }
}

fn arguments(arguments: &Arguments, visit: &mut dyn Visit) {
    let Arguments { posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults } = arguments;
    let annotation = |arg: &Arg, visit: &mut dyn Visit| maybe(arg.annotation.as_deref(), visit);
    for arg in posonlyargs.iter().chain(args).chain(vararg.as_deref()).chain(kwonlyargs).chain(kwarg.as_deref()) {
        annotation(arg, visit);
    }
    all(defaults, visit);
    all(kw_defaults.iter().flatten(), visit);
}

fn generators(generators: &[Comprehension], visit: &mut dyn Visit) {
    for clause in generators {
        expression(&clause.target, visit);
        expression(&clause.iter, visit);
        all(&clause.ifs, visit);
    }
}

fn pattern(found: &Pattern, visit: &mut dyn Visit) {
    match &found.kind {
        PatternKind::MatchValue { value } => expression(value, visit),
        PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
            patterns.iter().for_each(|one| pattern(one, visit));
        }
        PatternKind::MatchMapping { keys, patterns, rest: _ } => {
            all(keys, visit);
            patterns.iter().for_each(|one| pattern(one, visit));
        }
        PatternKind::MatchClass { cls, patterns, kwd_attrs: _, kwd_patterns } => {
            expression(cls, visit);
            patterns.iter().chain(kwd_patterns).for_each(|one| pattern(one, visit));
        }
        PatternKind::MatchAs { pattern: Some(inner), name: _ } => pattern(inner, visit),
        PatternKind::MatchAs { .. } | PatternKind::MatchSingleton { .. } | PatternKind::MatchStar { .. } => {}
    }
}

pub fn expression(found: &Expr, visit: &mut dyn Visit) {
    visit.expression(found);
    match &found.kind {
        ExprKind::BoolOp { op: _, values } | ExprKind::JoinedStr { values } => all(values, visit),
        ExprKind::NamedExpr { target, value } => all([&**target, &**value], visit),
        ExprKind::BinOp { left, op: _, right } => all([&**left, &**right], visit),
        ExprKind::UnaryOp { op: _, operand } => expression(operand, visit),
        ExprKind::Lambda(lambda) => {
            arguments(&lambda.args, visit);
            expression(&lambda.body, visit);
        }
        ExprKind::IfExp { test, body, orelse } => all([&**test, &**body, &**orelse], visit),
        ExprKind::Dict { keys, values } => {
            all(keys.iter().flatten(), visit);
            all(values, visit);
        }
        ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => all(elts, visit),
        ExprKind::ListComp(comp) | ExprKind::SetComp(comp) | ExprKind::GeneratorExp(comp) => {
            generators(&comp.generators, visit);
            expression(&comp.elt, visit);
        }
        ExprKind::DictComp(comp) => {
            generators(&comp.generators, visit);
            all([&comp.key, &comp.value], visit);
        }
        ExprKind::Await { value } | ExprKind::YieldFrom { value } | ExprKind::Starred { value, .. } => expression(value, visit),
        ExprKind::Yield { value } => maybe(value.as_deref(), visit),
        ExprKind::Compare { left, ops: _, comparators } => {
            expression(left, visit);
            all(comparators, visit);
        }
        ExprKind::Call { func, args, keywords: named } => {
            expression(func, visit);
            all(args, visit);
            keywords(named, visit);
        }
        ExprKind::FormattedValue { value, conversion: _, format_spec } => {
            expression(value, visit);
            maybe(format_spec.as_deref(), visit);
        }
        ExprKind::Attribute { value, .. } => expression(value, visit),
        ExprKind::Subscript { value, slice, .. } => all([&**value, &**slice], visit),
        ExprKind::Slice { lower, upper, step } => {
            for part in [lower, upper, step] {
                maybe(part.as_deref(), visit);
            }
        }
        ExprKind::Constant(_) | ExprKind::Name { .. } => {}
    }
}
