//! Constants as far as errors and warnings show them: which expressions fold, and to what type.
//!
//! Deliberately missing: the values, except for the keys of mapping patterns (`patterns`).

use taipan_grammar::ast::{CmpOp, Constant, Expr, ExprKind, Operator, Span, UnaryOp};

use super::check::Checker;

/// A type whose name a warning can mention.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// The type of None.
    Absent,
    Ellipsis,
    Bool,
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    Tuple,
    List,
    Dict,
    Set,
    Generator,
    Function,
}

impl Type {
    fn name(self) -> &'static str {
        match self {
            Type::Absent => "NoneType",
            Type::Ellipsis => "ellipsis",
            Type::Bool => "bool",
            Type::Int => "int",
            Type::Float => "float",
            Type::Complex => "complex",
            Type::Str => "str",
            Type::Bytes => "bytes",
            Type::Tuple => "tuple",
            Type::List => "list",
            Type::Dict => "dict",
            Type::Set => "set",
            Type::Generator => "generator",
            Type::Function => "function",
        }
    }

    fn rank(self) -> Option<u8> {
        match self {
            Type::Bool | Type::Int => Some(0),
            Type::Float => Some(1),
            Type::Complex => Some(2),
            _ => None,
        }
    }
}

/// Whether CPython evaluates the expression while compiling.
pub(super) fn is_constant(expr: &Expr) -> bool {
    constant_type(expr).is_some()
}

/// The type of an expression that CPython evaluates while compiling.
///
/// The limits on the size of folded results are not modelled: they only decide whether a warning
/// about code such as `x is 1 << 1000` appears.
pub(super) fn constant_type(expr: &Expr) -> Option<Type> {
    match &expr.kind {
        ExprKind::Constant(constant) => Some(match constant {
            Constant::None => Type::Absent,
            Constant::True | Constant::False => Type::Bool,
            Constant::Ellipsis => Type::Ellipsis,
            Constant::Int(_) | Constant::BigInt(_) => Type::Int,
            Constant::Float(_) => Type::Float,
            Constant::Imaginary(_) => Type::Complex,
            Constant::Str(_) => Type::Str,
            Constant::Bytes(_) => Type::Bytes,
        }),
        ExprKind::Tuple { elts, .. } => elts.iter().all(|element| constant_type(element).is_some()).then_some(Type::Tuple),
        ExprKind::UnaryOp { op, operand } => {
            let operand = constant_type(operand)?;
            match (op, operand) {
                (UnaryOp::Not, _) => Some(Type::Bool),
                (UnaryOp::Invert, Type::Int | Type::Bool) => Some(Type::Int),
                (UnaryOp::UAdd | UnaryOp::USub, Type::Bool) => Some(Type::Int),
                (UnaryOp::UAdd | UnaryOp::USub, Type::Int | Type::Float | Type::Complex) => Some(operand),
                _ => None,
            }
        }
        ExprKind::BinOp { left, op, right } => {
            // The right operand first: in a long chain it is the short one that fails.
            let right_type = constant_type(right)?;
            let left = constant_type(left)?;
            binary_type(left, *op, right_type, is_zero(right))
        }
        _ => None,
    }
}

fn is_zero(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant(Constant::Int(0) | Constant::False) => true,
        ExprKind::Constant(Constant::Float(number) | Constant::Imaginary(number)) => *number == 0.0,
        _ => false,
    }
}

fn binary_type(left: Type, op: Operator, right: Type, right_is_zero: bool) -> Option<Type> {
    if let (Some(a), Some(b)) = (left.rank(), right.rank()) {
        let rank = a.max(b);
        let wide = match rank {
            0 => Type::Int,
            1 => Type::Float,
            _ => Type::Complex,
        };
        return match op {
            Operator::Add | Operator::Sub | Operator::Mult | Operator::Pow => Some(wide),
            Operator::Div if right_is_zero => None,
            Operator::Div => Some(if rank == 0 { Type::Float } else { wide }),
            Operator::FloorDiv | Operator::Mod if right_is_zero || rank > 1 => None,
            Operator::FloorDiv | Operator::Mod => Some(wide),
            Operator::BitAnd | Operator::BitOr | Operator::BitXor if rank == 0 => {
                Some(if left == Type::Bool && right == Type::Bool { Type::Bool } else { Type::Int })
            }
            Operator::LShift | Operator::RShift if rank == 0 => Some(Type::Int),
            _ => None,
        };
    }
    let sequence = |of: Type| matches!(of, Type::Str | Type::Bytes | Type::Tuple);
    match op {
        Operator::Add if left == right && sequence(left) => Some(left),
        Operator::Mult if sequence(left) && right.rank() == Some(0) => Some(left),
        Operator::Mult if sequence(right) && left.rank() == Some(0) => Some(right),
        _ => None,
    }
}

fn display_type(expr: &Expr) -> Option<Type> {
    match &expr.kind {
        ExprKind::Tuple { .. } => Some(Type::Tuple),
        ExprKind::List { .. } | ExprKind::ListComp(_) => Some(Type::List),
        ExprKind::Dict { .. } | ExprKind::DictComp(_) => Some(Type::Dict),
        ExprKind::Set { .. } | ExprKind::SetComp(_) => Some(Type::Set),
        ExprKind::GeneratorExp(_) => Some(Type::Generator),
        ExprKind::Lambda(_) => Some(Type::Function),
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => Some(Type::Str),
        _ => constant_type(expr),
    }
}

/// A type for which `is` is a plausible mistake.
fn compared_by_value(expr: &Expr) -> Option<Type> {
    let found = constant_type(expr)?;
    let singleton = matches!(found, Type::Absent | Type::Bool | Type::Ellipsis);
    (!singleton).then_some(found)
}

impl Checker<'_, '_> {
    pub(super) fn warn_identity(&mut self, left: &Expr, ops: &[CmpOp], comparators: &[Expr], span: Span) {
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            let (word, better) = match op {
                CmpOp::Is => ("is", "=="),
                CmpOp::IsNot => ("is not", "!="),
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(literal) = compared_by_value(left).or_else(|| compared_by_value(right)) {
                let name = literal.name();
                return self.warn(format!("\"{word}\" with '{name}' literal. Did you mean \"{better}\"?"), span);
            }
            left = right;
        }
    }

    pub(super) fn warn_uncallable(&mut self, func: &Expr) {
        if matches!(func.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Lambda(_)) {
            return;
        }
        if let Some(found) = display_type(func) {
            let name = found.name();
            self.warn(format!("'{name}' object is not callable; perhaps you missed a comma?"), func.span);
        }
    }

    pub(super) fn warn_subscript(&mut self, value: &Expr, slice: &Expr) {
        if matches!(value.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. }) {
            return;
        }
        let Some(found) = display_type(value) else { return };
        let name = found.name();
        if !matches!(found, Type::Str | Type::Bytes | Type::Tuple | Type::List | Type::Dict) {
            self.warn(format!("'{name}' object is not subscriptable; perhaps you missed a comma?"), value.span);
            return;
        }
        let Some(index) = display_type(slice) else { return };
        if found == Type::Dict || matches!(index, Type::Int | Type::Bool) {
            return;
        }
        let index = index.name();
        self.warn(format!("{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"), value.span);
    }
}
