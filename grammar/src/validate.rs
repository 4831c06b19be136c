//! What one token of lookahead cannot tell: contexts of targets, the order of parameters, and
//! the height of a tree.
//!
//! Deliberately missing: the words for what is refused; `diagnose` has them.

use crate::actions::ParamItem;
use crate::ast::*;

/// The largest height among the children of a node.
pub(crate) fn height(kind: &ExprKind) -> u32 {
    fn one(expr: &Expr) -> u32 {
        u32::from(expr.depth)
    }
    fn boxed(expr: &Option<Box<Expr>>) -> u32 {
        expr.as_deref().map_or(0, one)
    }
    fn many(list: &[Expr]) -> u32 {
        list.iter().map(one).max().unwrap_or(0)
    }
    fn clauses(list: &[Comprehension]) -> u32 {
        list.iter().map(|c| one(&c.target).max(one(&c.iter)).max(many(&c.ifs))).max().unwrap_or(0)
    }
    fn arguments(args: &Arguments) -> u32 {
        many(&args.defaults).max(args.kw_defaults.iter().flatten().map(one).max().unwrap_or(0))
    }
    match kind {
        ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => many(values),
        ExprKind::NamedExpr { value, .. } => one(value),
        ExprKind::BinOp { left, right, .. } => one(left).max(one(right)),
        ExprKind::UnaryOp { operand, .. } => one(operand),
        ExprKind::Lambda(lambda) => one(&lambda.body).max(arguments(&lambda.args)),
        ExprKind::IfExp { test, body, orelse } => one(test).max(one(body)).max(one(orelse)),
        ExprKind::Dict { keys, values } => many(values).max(keys.iter().flatten().map(one).max().unwrap_or(0)),
        ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => many(elts),
        ExprKind::ListComp(comp) | ExprKind::SetComp(comp) | ExprKind::GeneratorExp(comp) => {
            one(&comp.elt).max(clauses(&comp.generators))
        }
        ExprKind::DictComp(comp) => one(&comp.key).max(one(&comp.value)).max(clauses(&comp.generators)),
        ExprKind::Await { value }
        | ExprKind::YieldFrom { value }
        | ExprKind::Attribute { value, .. }
        | ExprKind::Starred { value, .. } => one(value),
        ExprKind::Yield { value } => boxed(value),
        ExprKind::Compare { left, comparators, .. } => one(left).max(many(comparators)),
        ExprKind::Call { func, args, keywords } => {
            one(func).max(many(args)).max(keywords.iter().map(|k| one(&k.value)).max().unwrap_or(0))
        }
        ExprKind::FormattedValue { value, format_spec, .. } => one(value).max(boxed(format_spec)),
        ExprKind::Constant(_) | ExprKind::Name { .. } => 0,
        ExprKind::Subscript { value, slice, .. } => one(value).max(one(slice)),
        ExprKind::Slice { lower, upper, step } => boxed(lower).max(boxed(upper)).max(boxed(step)),
    }
}

/// An expression made by hand, with its height; nothing when it would be higher than a parsed one.
pub fn measured(kind: ExprKind, span: Span) -> Option<Expr> {
    let depth = height(&kind) + 1;
    (depth <= MAX_DEPTH).then_some(Expr { kind, span, depth: depth as u16 })
}

/// Makes an expression the target of an assignment; false when it cannot be one.
/// The recursion is bounded by the limit of nested brackets.
pub(crate) fn set_store(target: &mut Expr) -> bool {
    match &mut target.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = ExprContext::Store;
            true
        }
        ExprKind::Starred { value, ctx } => {
            *ctx = ExprContext::Store;
            set_store(value)
        }
        ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => {
            *ctx = ExprContext::Store;
            elts.iter_mut().all(set_store)
        }
        _ => false,
    }
}

/// Makes an expression the target of `del`; false when it cannot be one.
pub(crate) fn set_delete(target: &mut Expr) -> bool {
    match &mut target.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = ExprContext::Del;
            true
        }
        ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => {
            *ctx = ExprContext::Del;
            elts.iter_mut().all(set_delete)
        }
        _ => false,
    }
}

/// Sorts parameters into their groups.
pub(crate) fn arguments(items: Vec<ParamItem>) -> Result<Arguments, &'static str> {
    let mut out = Arguments::default();
    let (mut seen_slash, mut seen_star, mut bare_star) = (false, false, false);
    for item in items {
        if out.kwarg.is_some() {
            return Err("arguments cannot follow var-keyword argument");
        }
        match item {
            ParamItem::Plain(arg, default) if seen_star => {
                bare_star = false;
                out.kwonlyargs.push(arg);
                out.kw_defaults.push(default);
            }
            ParamItem::Plain(arg, default) => {
                match default {
                    Some(default) => out.defaults.push(default),
                    None if out.defaults.is_empty() => {}
                    None => return Err("parameter without a default follows parameter with a default"),
                }
                out.args.push(arg);
            }
            ParamItem::Slash => {
                if seen_slash || seen_star || out.args.is_empty() {
                    return Err("invalid syntax");
                }
                seen_slash = true;
                out.posonlyargs = std::mem::take(&mut out.args);
            }
            ParamItem::Star(arg) => {
                if seen_star {
                    return Err("* argument may appear only once");
                }
                seen_star = true;
                bare_star = arg.is_none();
                out.vararg = arg.map(Box::new);
            }
            ParamItem::DoubleStar(arg) => {
                if bare_star {
                    return Err("named arguments must follow bare *");
                }
                out.kwarg = Some(Box::new(arg));
            }
        }
    }
    if bare_star {
        return Err("named arguments must follow bare *");
    }
    Ok(out)
}
