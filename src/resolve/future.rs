//! `from __future__ import …`: which features a module turns on, and where such imports may stand.

use taipan_grammar::ast::{Alias, Constant, ExprKind, Mod, Span, Stmt, StmtKind};

use super::error::{Check, Position, fail, fail_at};

pub(super) const TOO_LATE: &str = "from __future__ imports must occur at the beginning of the file";

/// What the future statements of a module say.
#[derive(Default)]
pub(super) struct Future {
    pub annotations: bool,
    /// The line of the last future statement in its proper place; 0 without one.
    pub line: u32,
}

const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

pub(super) fn read(module: &Mod) -> Check<Future> {
    let mut future = Future::default();
    let body: &[Stmt] = match module {
        Mod::Module { body } | Mod::Interactive { body } => body,
        Mod::Expression { .. } => &[],
    };
    let body = match body.split_first() {
        Some((first, rest)) if is_docstring(first) => rest,
        _ => body,
    };
    let mut done = false;
    let mut line = 0;
    for stmt in body {
        // CPython compares lines, so a late import on the line of the statement that ends the
        // prologue is found here and one further down is found by `check`.
        if done && stmt.span.line > line {
            break;
        }
        line = stmt.span.line;
        match is_future_import(&stmt.kind) {
            Some(_) if done => return fail(TOO_LATE, stmt.span),
            Some(names) => {
                features(names, stmt.span, &mut future)?;
                future.line = stmt.span.line;
            }
            None => done = true,
        }
    }
    Ok(future)
}

pub(super) fn is_future_import(kind: &StmtKind) -> Option<&[Alias]> {
    match kind {
        StmtKind::ImportFrom { module: Some(module), names, level: 0 } if &**module == "__future__" => Some(names),
        _ => None,
    }
}

fn features(names: &[Alias], span: Span, future: &mut Future) -> Check {
    for alias in names {
        let name = &*alias.name;
        let position = Position::Start { line: span.line, column: span.column };
        if name == "annotations" {
            future.annotations = true;
        } else if name == "braces" {
            return fail_at("not a chance", position);
        } else if !FEATURES.contains(&name) {
            // The message holds at most 100 bytes of the name.
            let mut end = name.len().min(100);
            while !name.is_char_boundary(end) {
                end -= 1;
            }
            let shown = name.get(..end).unwrap_or(name);
            return fail_at(format!("future feature {shown} is not defined"), position);
        }
    }
    Ok(())
}

fn is_docstring(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::Expr { value }
        if matches!(value.kind, ExprKind::Constant(Constant::Str(_))))
}
