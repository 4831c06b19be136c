//! The SyntaxWarnings that CPython's compiler gives for suspicious expressions.
//!
//! Each check answers the warning's text and the place that it names. Constants are recognised
//! through the folding that CPython does before it looks (`-1`, `()`), but only as far as types go.

use crate::ast::*;

type Found = Option<(String, Span)>;

/// The type of an expression that folds to a constant.
fn folded(expr: &Expr) -> Option<&'static str> {
    match &expr.kind {
        ExprKind::Constant(constant) => Some(match constant {
            Constant::None => "NoneType",
            Constant::True | Constant::False => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) | Constant::BigInt(_) => "int",
            Constant::Float(_) => "float",
            Constant::Imaginary(_) => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
        }),
        ExprKind::Tuple { elts, ctx: ExprContext::Load } => elts.iter().all(|elt| folded(elt).is_some()).then_some("tuple"),
        ExprKind::UnaryOp { op: UnaryOp::USub | UnaryOp::UAdd, operand } => {
            folded(operand).filter(|kind| matches!(*kind, "int" | "float" | "complex"))
        }
        ExprKind::UnaryOp { op: UnaryOp::Invert, operand } => folded(operand).filter(|kind| *kind == "int"),
        ExprKind::BinOp { left, op, right } => match (folded(left)?, folded(right)?) {
            ("int", "int") => Some(if *op == Operator::Div { "float" } else { "int" }),
            ("int" | "float", "int" | "float") => Some("float"),
            ("str", "str") if *op == Operator::Add => Some("str"),
            _ => None,
        },
        ExprKind::Name { id, .. } if &**id == "__debug__" => Some("bool"),
        _ => None,
    }
}

/// The type of the value that a display, comprehension or constant makes.
fn made_type(expr: &Expr) -> Option<&'static str> {
    match &expr.kind {
        ExprKind::Tuple { .. } => Some("tuple"),
        ExprKind::List { .. } | ExprKind::ListComp(_) => Some("list"),
        ExprKind::Dict { .. } | ExprKind::DictComp(_) => Some("dict"),
        ExprKind::Set { .. } | ExprKind::SetComp(_) => Some("set"),
        ExprKind::GeneratorExp(_) => Some("generator"),
        ExprKind::Lambda(_) => Some("function"),
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => Some("str"),
        _ => folded(expr),
    }
}

/// `is` with a literal; one warning for a whole chain.
pub(crate) fn compare(left: &Expr, ops: &[CmpOp], comparators: &[Expr], span: Span) -> Found {
    if !ops.iter().any(|op| matches!(op, CmpOp::Is | CmpOp::IsNot)) {
        return None;
    }
    let literal = |expr: &Expr| folded(expr).filter(|kind| !matches!(*kind, "NoneType" | "bool" | "ellipsis"));
    let mut left = left;
    for (op, right) in ops.iter().zip(comparators) {
        if let Some(kind) = literal(left).or_else(|| literal(right)) {
            match op {
                CmpOp::Is => return Some((is_literal(kind), span)),
                CmpOp::IsNot => return Some((is_not_literal(kind), span)),
                _ => {}
            }
        }
        left = right;
    }
    None
}

fn is_literal(kind: &str) -> String {
    format!("\"is\" with '{kind}' literal. Did you mean \"==\"?")
}

fn is_not_literal(kind: &str) -> String {
    format!("\"is not\" with '{kind}' literal. Did you mean \"!=\"?")
}

/// `not a is b` is folded to `a is not b` before CPython looks, and the other way round.
pub(crate) fn negated_compare(operand: &Expr) -> Found {
    let ExprKind::Compare { left, ops, comparators } = &operand.kind else { return None };
    match ops.as_slice() {
        [CmpOp::Is] => compare(left, &[CmpOp::IsNot], comparators, operand.span),
        [CmpOp::IsNot] => compare(left, &[CmpOp::Is], comparators, operand.span),
        _ => None,
    }
}

/// A call of something that is never callable.
pub(crate) fn call(func: &Expr, span: Span) -> Found {
    if matches!(func.kind, ExprKind::Lambda(_)) {
        return None;
    }
    let kind = made_type(func)?;
    Some((format!("'{kind}' object is not callable; perhaps you missed a comma?"), span))
}

/// A subscript of something that has none, or with an index of the wrong type.
pub(crate) fn subscript(value: &Expr, slice: &Expr, span: Span) -> Found {
    let kind = made_type(value)?;
    match kind {
        "str" | "bytes" | "tuple" | "list" => {
            let index = made_type(slice).filter(|index| !matches!(*index, "int" | "bool"))?;
            Some((format!("{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?"), span))
        }
        "dict" => None,
        _ => Some((format!("'{kind}' object is not subscriptable; perhaps you missed a comma?"), span)),
    }
}

/// An assertion of a tuple, which is always true.
pub(crate) fn assert(test: &Expr, span: Span) -> Found {
    match &test.kind {
        ExprKind::Tuple { elts, .. } if !elts.is_empty() => {
            Some(("assertion is always true, perhaps remove parentheses?".into(), span))
        }
        _ => None,
    }
}
