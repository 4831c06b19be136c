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
        ExprKind::Tuple { elts, ctx: ExprContext::Load } => {
            elts.iter().all(|elt| folded(elt).is_some()).then_some("tuple")
        }
        ExprKind::UnaryOp { op: UnaryOp::USub | UnaryOp::UAdd, operand } => {
            folded(operand).filter(|kind| matches!(*kind, "int" | "float" | "complex"))
        }
        ExprKind::UnaryOp { op: UnaryOp::Invert, operand } => folded(operand).filter(|kind| *kind == "int"),
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

/// `is` with a literal.
pub(crate) fn compare(left: &Expr, ops: &[CmpOp], comparators: &[Expr], span: Span) -> Vec<(String, Span)> {
    if !ops.iter().any(|op| matches!(op, CmpOp::Is | CmpOp::IsNot)) {
        return Vec::new();
    }
    let literal = |expr: &Expr| folded(expr).filter(|kind| !matches!(*kind, "NoneType" | "bool" | "ellipsis"));
    let mut found = Vec::new();
    let mut left = left;
    for (op, right) in ops.iter().zip(comparators) {
        if let Some(kind) = literal(left).or_else(|| literal(right)) {
            match op {
                CmpOp::Is => {
                    found.push((format!("\"is\" with '{kind}' literal. Did you mean \"==\"?"), span));
                }
                CmpOp::IsNot => {
                    found.push((format!("\"is not\" with '{kind}' literal. Did you mean \"!=\"?"), span));
                }
                _ => {}
            }
        }
        left = right;
    }
    found
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
            Some((
                format!("{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?"),
                span,
            ))
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
