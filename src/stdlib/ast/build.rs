//! From the grammar's tree to node objects.
//!
//! Every field is set, optional ones to `None`, in the order of `_fields`, then the position: that
//! is the order in which `vars(node)` shows them. Nodes without fields (`Load()`, `Add()`) are one
//! object each for the life of the interpreter, as in CPython.

use super::class;
use crate::eval::constant;
use crate::memory::{PyResult, Value};
use crate::objects::class::Class;
use crate::objects::object::PyInstance;
use crate::objects::ops;
use crate::objects::vm::Vm;
use std::cell::RefCell;
use std::collections::HashMap;
use taipan_grammar::ast::*;

pub struct Builder<'a> {
    vm: &'a Vm,
    classes: RefCell<HashMap<&'static str, Class>>,
    singletons: Value,
}

type Fields<'a> = &'a [(&'static str, Value)];

impl<'a> Builder<'a> {
    pub fn new(vm: &'a Vm) -> PyResult<Builder<'a>> {
        let singletons = crate::stdlib::import::import_attribute(vm, "_ast", "_singletons")?;
        Ok(Builder { vm, classes: RefCell::default(), singletons })
    }

    pub fn module(&self, module: &Mod) -> PyResult {
        match module {
            Mod::Module { body } => {
                let body = self.stmts(body)?;
                self.node("Module", None, &[("body", body), ("type_ignores", self.vm.new_list(Vec::new()))])
            }
            Mod::Interactive { body } => {
                let body = self.stmts(body)?;
                self.node("Interactive", None, &[("body", body)])
            }
            Mod::Expression { body } => {
                let body = self.expr(body)?;
                self.node("Expression", None, &[("body", body)])
            }
        }
    }

    fn node(&self, name: &'static str, span: Option<Span>, fields: Fields<'_>) -> PyResult {
        let known = self.classes.borrow().get(name).cloned();
        let class = match known {
            Some(class) => class,
            None => {
                let class = class(self.vm, name)?;
                self.classes.borrow_mut().insert(name, class.clone());
                class
            }
        };
        let node = self.vm.new_object(&class, PyInstance).into_value();
        for (name, value) in fields {
            ops::generic_set_attr(self.vm, &node, &self.vm.intern(name), Some(value.clone()))?;
        }
        if let Some(span) = span {
            let place = [
                ("lineno", span.line),
                ("col_offset", span.column),
                ("end_lineno", span.end_line),
                ("end_col_offset", span.end_column),
            ];
            for (name, number) in place {
                let number = self.vm.new_int(i64::from(number));
                ops::generic_set_attr(self.vm, &node, &self.vm.intern(name), Some(number))?;
            }
        }
        Ok(node)
    }

    fn single(&self, name: &str) -> PyResult {
        ops::get_item(self.vm, &self.singletons, &self.vm.intern(name))
    }

    fn list<X>(&self, items: &[X], each: impl Fn(&X) -> PyResult) -> PyResult {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            values.push(each(item)?);
        }
        Ok(self.vm.new_list(values))
    }

    fn stmts(&self, items: &[Stmt]) -> PyResult {
        self.list(items, |item| self.stmt(item))
    }

    fn exprs(&self, items: &[Expr]) -> PyResult {
        self.list(items, |item| self.expr(item))
    }

    fn holes(&self, items: &[Option<Expr>]) -> PyResult {
        self.list(items, |item| self.optional(item.as_ref()))
    }

    fn optional(&self, item: Option<&Expr>) -> PyResult {
        item.map_or(Ok(Value::NONE), |item| self.expr(item))
    }

    fn text(&self, name: &Name) -> Value {
        self.vm.intern(name)
    }

    fn optional_text(&self, name: &Option<Name>) -> Value {
        name.as_ref().map_or(Value::NONE, |name| self.text(name))
    }

    fn texts(&self, names: &[Name]) -> Value {
        self.vm.new_list(names.iter().map(|name| self.text(name)).collect())
    }

    fn flag(&self, flag: bool) -> Value {
        self.vm.new_int(i64::from(flag))
    }

    fn ctx(&self, ctx: ExprContext) -> PyResult {
        self.single(match ctx {
            ExprContext::Load => "Load",
            ExprContext::Store => "Store",
            ExprContext::Del => "Del",
        })
    }

    fn stmt(&self, stmt: &Stmt) -> PyResult {
        let _depth = self.vm.enter_recursion_in(" during ast construction")?;
        let span = Some(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef(function) => self.function(function, span),
            StmtKind::ClassDef(definition) => self.class_definition(definition, span),
            StmtKind::Return { value } => {
                let value = self.optional(value.as_deref())?;
                self.node("Return", span, &[("value", value)])
            }
            StmtKind::Delete { targets } => {
                let targets = self.exprs(targets)?;
                self.node("Delete", span, &[("targets", targets)])
            }
            StmtKind::Assign { targets, value } => {
                let (targets, value) = (self.exprs(targets)?, self.expr(value)?);
                self.node("Assign", span, &[("targets", targets), ("value", value), ("type_comment", Value::NONE)])
            }
            StmtKind::TypeAlias(alias) => {
                let (name, params) = (self.expr(&alias.name)?, self.type_params(&alias.type_params)?);
                let value = self.expr(&alias.value)?;
                self.node("TypeAlias", span, &[("name", name), ("type_params", params), ("value", value)])
            }
            StmtKind::AugAssign { target, op, value } => {
                let (target, op, value) = (self.expr(target)?, self.single(operator(*op))?, self.expr(value)?);
                self.node("AugAssign", span, &[("target", target), ("op", op), ("value", value)])
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let (target, annotation) = (self.expr(target)?, self.expr(annotation)?);
                let value = self.optional(value.as_deref())?;
                let simple = self.flag(*simple);
                let fields = [("target", target), ("annotation", annotation), ("value", value), ("simple", simple)];
                self.node("AnnAssign", span, &fields)
            }
            StmtKind::Raise { exc, cause } => {
                let (exc, cause) = (self.optional(exc.as_deref())?, self.optional(cause.as_deref())?);
                self.node("Raise", span, &[("exc", exc), ("cause", cause)])
            }
            StmtKind::Assert { test, msg } => {
                let (test, msg) = (self.expr(test)?, self.optional(msg.as_deref())?);
                self.node("Assert", span, &[("test", test), ("msg", msg)])
            }
            StmtKind::Import { names } => {
                let names = self.aliases(names)?;
                self.node("Import", span, &[("names", names)])
            }
            StmtKind::ImportFrom { module, names, level } => {
                let (module, names) = (self.optional_text(module), self.aliases(names)?);
                let level = self.vm.new_int(i64::from(*level));
                self.node("ImportFrom", span, &[("module", module), ("names", names), ("level", level)])
            }
            StmtKind::Global { names } => self.node("Global", span, &[("names", self.texts(names))]),
            StmtKind::Nonlocal { names } => self.node("Nonlocal", span, &[("names", self.texts(names))]),
            StmtKind::Expr { value } => {
                let value = self.expr(value)?;
                self.node("Expr", span, &[("value", value)])
            }
            StmtKind::Pass => self.node("Pass", span, &[]),
            StmtKind::Break => self.node("Break", span, &[]),
            StmtKind::Continue => self.node("Continue", span, &[]),
            _ => self.compound(&stmt.kind, span),
        }
    }

    /// Statements with blocks in them.
    fn compound(&self, kind: &StmtKind, span: Option<Span>) -> PyResult {
        match kind {
            StmtKind::For { is_async, target, iter, body, orelse } => {
                let name = if *is_async { "AsyncFor" } else { "For" };
                let fields = [
                    ("target", self.expr(target)?),
                    ("iter", self.expr(iter)?),
                    ("body", self.stmts(body)?),
                    ("orelse", self.stmts(orelse)?),
                    ("type_comment", Value::NONE),
                ];
                self.node(name, span, &fields)
            }
            StmtKind::While { test, body, orelse } => {
                let fields = [("test", self.expr(test)?), ("body", self.stmts(body)?), ("orelse", self.stmts(orelse)?)];
                self.node("While", span, &fields)
            }
            StmtKind::If { test, body, orelse } => {
                let fields = [("test", self.expr(test)?), ("body", self.stmts(body)?), ("orelse", self.stmts(orelse)?)];
                self.node("If", span, &fields)
            }
            StmtKind::With { is_async, items, body } => {
                let items = self.list(items, |item| {
                    let context = self.expr(&item.context_expr)?;
                    let target = self.optional(item.optional_vars.as_deref())?;
                    self.node("withitem", None, &[("context_expr", context), ("optional_vars", target)])
                })?;
                let name = if *is_async { "AsyncWith" } else { "With" };
                self.node(name, span, &[("items", items), ("body", self.stmts(body)?), ("type_comment", Value::NONE)])
            }
            StmtKind::Match { subject, cases } => {
                let subject = self.expr(subject)?;
                let cases = self.list(cases, |case| {
                    let fields = [
                        ("pattern", self.pattern(&case.pattern)?),
                        ("guard", self.optional(case.guard.as_deref())?),
                        ("body", self.stmts(&case.body)?),
                    ];
                    self.node("match_case", None, &fields)
                })?;
                self.node("Match", span, &[("subject", subject), ("cases", cases)])
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => self.guarded("Try", span, body, handlers, orelse, finalbody),
            StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.guarded("TryStar", span, body, handlers, orelse, finalbody)
            }
            _ => Ok(Value::NONE),
        }
    }

    fn guarded(
        &self,
        name: &'static str,
        span: Option<Span>,
        body: &[Stmt],
        handlers: &[ExceptHandler],
        orelse: &[Stmt],
        finalbody: &[Stmt],
    ) -> PyResult {
        let body = self.stmts(body)?;
        let handlers = self.list(handlers, |handler| {
            let fields = [
                ("type", self.optional(handler.type_.as_deref())?),
                ("name", self.optional_text(&handler.name)),
                ("body", self.stmts(&handler.body)?),
            ];
            self.node("ExceptHandler", Some(handler.span), &fields)
        })?;
        let fields =
            [("body", body), ("handlers", handlers), ("orelse", self.stmts(orelse)?), ("finalbody", self.stmts(finalbody)?)];
        self.node(name, span, &fields)
    }

    fn function(&self, function: &FunctionDef, span: Option<Span>) -> PyResult {
        let name = if function.is_async { "AsyncFunctionDef" } else { "FunctionDef" };
        let fields = [
            ("name", self.text(&function.name)),
            ("args", self.arguments(&function.args)?),
            ("body", self.stmts(&function.body)?),
            ("decorator_list", self.exprs(&function.decorator_list)?),
            ("returns", self.optional(function.returns.as_deref())?),
            ("type_comment", Value::NONE),
            ("type_params", self.type_params(&function.type_params)?),
        ];
        self.node(name, span, &fields)
    }

    fn class_definition(&self, definition: &ClassDef, span: Option<Span>) -> PyResult {
        let fields = [
            ("name", self.text(&definition.name)),
            ("bases", self.exprs(&definition.bases)?),
            ("keywords", self.keywords(&definition.keywords)?),
            ("body", self.stmts(&definition.body)?),
            ("decorator_list", self.exprs(&definition.decorator_list)?),
            ("type_params", self.type_params(&definition.type_params)?),
        ];
        self.node("ClassDef", span, &fields)
    }

    fn aliases(&self, names: &[Alias]) -> PyResult {
        self.list(names, |alias| {
            let fields = [("name", self.text(&alias.name)), ("asname", self.optional_text(&alias.asname))];
            self.node("alias", Some(alias.span), &fields)
        })
    }

    fn type_params(&self, list: &[TypeParam]) -> PyResult {
        self.list(list, |param| {
            let name = ("name", self.text(&param.name));
            let default = ("default_value", self.optional(param.default_value.as_deref())?);
            match param.kind {
                TypeParamKind::TypeVar => {
                    let bound = ("bound", self.optional(param.bound.as_deref())?);
                    self.node("TypeVar", Some(param.span), &[name, bound, default])
                }
                TypeParamKind::ParamSpec => self.node("ParamSpec", Some(param.span), &[name, default]),
                TypeParamKind::TypeVarTuple => self.node("TypeVarTuple", Some(param.span), &[name, default]),
            }
        })
    }

    fn arguments(&self, args: &Arguments) -> PyResult {
        let one = |arg: &Option<Box<Arg>>| arg.as_deref().map_or(Ok(Value::NONE), |arg| self.arg(arg));
        let fields = [
            ("posonlyargs", self.list(&args.posonlyargs, |arg| self.arg(arg))?),
            ("args", self.list(&args.args, |arg| self.arg(arg))?),
            ("vararg", one(&args.vararg)?),
            ("kwonlyargs", self.list(&args.kwonlyargs, |arg| self.arg(arg))?),
            ("kw_defaults", self.holes(&args.kw_defaults)?),
            ("kwarg", one(&args.kwarg)?),
            ("defaults", self.exprs(&args.defaults)?),
        ];
        self.node("arguments", None, &fields)
    }

    fn arg(&self, arg: &Arg) -> PyResult {
        let fields = [
            ("arg", self.text(&arg.arg)),
            ("annotation", self.optional(arg.annotation.as_deref())?),
            ("type_comment", Value::NONE),
        ];
        self.node("arg", Some(arg.span), &fields)
    }

    fn keywords(&self, list: &[Keyword]) -> PyResult {
        self.list(list, |keyword| {
            let fields = [("arg", self.optional_text(&keyword.arg)), ("value", self.expr(&keyword.value)?)];
            self.node("keyword", Some(keyword.span), &fields)
        })
    }

    fn comprehensions(&self, list: &[Comprehension]) -> PyResult {
        self.list(list, |clause| {
            let fields = [
                ("target", self.expr(&clause.target)?),
                ("iter", self.expr(&clause.iter)?),
                ("ifs", self.exprs(&clause.ifs)?),
                ("is_async", self.flag(clause.is_async)),
            ];
            self.node("comprehension", None, &fields)
        })
    }

    fn expr(&self, expr: &Expr) -> PyResult {
        let _depth = self.vm.enter_recursion_in(" during ast construction")?;
        let span = Some(expr.span);
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let op = self.single(if *op == BoolOp::And { "And" } else { "Or" })?;
                self.node("BoolOp", span, &[("op", op), ("values", self.exprs(values)?)])
            }
            ExprKind::NamedExpr { target, value } => {
                self.node("NamedExpr", span, &[("target", self.expr(target)?), ("value", self.expr(value)?)])
            }
            ExprKind::BinOp { left, op, right } => {
                let (left, op) = (self.expr(left)?, self.single(operator(*op))?);
                self.node("BinOp", span, &[("left", left), ("op", op), ("right", self.expr(right)?)])
            }
            ExprKind::UnaryOp { op, operand } => {
                let op = self.single(match op {
                    UnaryOp::Invert => "Invert",
                    UnaryOp::Not => "Not",
                    UnaryOp::UAdd => "UAdd",
                    UnaryOp::USub => "USub",
                })?;
                self.node("UnaryOp", span, &[("op", op), ("operand", self.expr(operand)?)])
            }
            ExprKind::Lambda(lambda) => {
                let fields = [("args", self.arguments(&lambda.args)?), ("body", self.expr(&lambda.body)?)];
                self.node("Lambda", span, &fields)
            }
            ExprKind::IfExp { test, body, orelse } => {
                let fields = [("test", self.expr(test)?), ("body", self.expr(body)?), ("orelse", self.expr(orelse)?)];
                self.node("IfExp", span, &fields)
            }
            ExprKind::Dict { keys, values } => {
                self.node("Dict", span, &[("keys", self.holes(keys)?), ("values", self.exprs(values)?)])
            }
            ExprKind::Set { elts } => self.node("Set", span, &[("elts", self.exprs(elts)?)]),
            ExprKind::ListComp(comp) => self.element_comp("ListComp", span, comp),
            ExprKind::SetComp(comp) => self.element_comp("SetComp", span, comp),
            ExprKind::GeneratorExp(comp) => self.element_comp("GeneratorExp", span, comp),
            ExprKind::DictComp(comp) => {
                let fields = [
                    ("key", self.expr(&comp.key)?),
                    ("value", self.expr(&comp.value)?),
                    ("generators", self.comprehensions(&comp.generators)?),
                ];
                self.node("DictComp", span, &fields)
            }
            ExprKind::Await { value } => self.node("Await", span, &[("value", self.expr(value)?)]),
            ExprKind::Yield { value } => self.node("Yield", span, &[("value", self.optional(value.as_deref())?)]),
            ExprKind::YieldFrom { value } => self.node("YieldFrom", span, &[("value", self.expr(value)?)]),
            ExprKind::Compare { left, ops, comparators } => {
                let left = self.expr(left)?;
                let ops = self.list(ops, |op| self.single(comparison(*op)))?;
                let fields = [("left", left), ("ops", ops), ("comparators", self.exprs(comparators)?)];
                self.node("Compare", span, &fields)
            }
            ExprKind::Call { func, args, keywords } => {
                let fields = [("func", self.expr(func)?), ("args", self.exprs(args)?), ("keywords", self.keywords(keywords)?)];
                self.node("Call", span, &fields)
            }
            _ => self.leaf_or_place(&expr.kind, span),
        }
    }

    fn leaf_or_place(&self, kind: &ExprKind, span: Option<Span>) -> PyResult {
        match kind {
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let conversion = conversion.map_or(-1, |letter| i64::from(u32::from(letter)));
                let fields = [
                    ("value", self.expr(value)?),
                    ("conversion", self.vm.new_int(conversion)),
                    ("format_spec", self.optional(format_spec.as_deref())?),
                ];
                self.node("FormattedValue", span, &fields)
            }
            ExprKind::JoinedStr { values } => self.node("JoinedStr", span, &[("values", self.exprs(values)?)]),
            ExprKind::Constant(value) => {
                let kind = match value {
                    Constant::Str(text) if text.u_prefix => self.vm.intern("u"),
                    _ => Value::NONE,
                };
                self.node("Constant", span, &[("value", constant(self.vm, value)), ("kind", kind)])
            }
            ExprKind::Attribute { value, attr, ctx } => {
                let fields = [("value", self.expr(value)?), ("attr", self.text(attr)), ("ctx", self.ctx(*ctx)?)];
                self.node("Attribute", span, &fields)
            }
            ExprKind::Subscript { value, slice, ctx } => {
                let fields = [("value", self.expr(value)?), ("slice", self.expr(slice)?), ("ctx", self.ctx(*ctx)?)];
                self.node("Subscript", span, &fields)
            }
            ExprKind::Starred { value, ctx } => {
                self.node("Starred", span, &[("value", self.expr(value)?), ("ctx", self.ctx(*ctx)?)])
            }
            ExprKind::Name { id, ctx } => self.node("Name", span, &[("id", self.text(id)), ("ctx", self.ctx(*ctx)?)]),
            ExprKind::List { elts, ctx } => self.node("List", span, &[("elts", self.exprs(elts)?), ("ctx", self.ctx(*ctx)?)]),
            ExprKind::Tuple { elts, ctx } => self.node("Tuple", span, &[("elts", self.exprs(elts)?), ("ctx", self.ctx(*ctx)?)]),
            ExprKind::Slice { lower, upper, step } => {
                let fields = [
                    ("lower", self.optional(lower.as_deref())?),
                    ("upper", self.optional(upper.as_deref())?),
                    ("step", self.optional(step.as_deref())?),
                ];
                self.node("Slice", span, &fields)
            }
            _ => Ok(Value::NONE),
        }
    }

    fn element_comp(&self, name: &'static str, span: Option<Span>, comp: &ElementComp) -> PyResult {
        let fields = [("elt", self.expr(&comp.elt)?), ("generators", self.comprehensions(&comp.generators)?)];
        self.node(name, span, &fields)
    }

    fn patterns(&self, items: &[Pattern]) -> PyResult {
        self.list(items, |item| self.pattern(item))
    }

    fn pattern(&self, pattern: &Pattern) -> PyResult {
        let _depth = self.vm.enter_recursion_in(" during ast construction")?;
        let span = Some(pattern.span);
        match &pattern.kind {
            PatternKind::MatchValue { value } => self.node("MatchValue", span, &[("value", self.expr(value)?)]),
            PatternKind::MatchSingleton { value } => self.node("MatchSingleton", span, &[("value", constant(self.vm, value))]),
            PatternKind::MatchSequence { patterns } => {
                self.node("MatchSequence", span, &[("patterns", self.patterns(patterns)?)])
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                let fields =
                    [("keys", self.exprs(keys)?), ("patterns", self.patterns(patterns)?), ("rest", self.optional_text(rest))];
                self.node("MatchMapping", span, &fields)
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                let fields = [
                    ("cls", self.expr(cls)?),
                    ("patterns", self.patterns(patterns)?),
                    ("kwd_attrs", self.texts(kwd_attrs)),
                    ("kwd_patterns", self.patterns(kwd_patterns)?),
                ];
                self.node("MatchClass", span, &fields)
            }
            PatternKind::MatchStar { name } => self.node("MatchStar", span, &[("name", self.optional_text(name))]),
            PatternKind::MatchAs { pattern, name } => {
                let inner = pattern.as_deref().map_or(Ok(Value::NONE), |inner| self.pattern(inner))?;
                self.node("MatchAs", span, &[("pattern", inner), ("name", self.optional_text(name))])
            }
            PatternKind::MatchOr { patterns } => self.node("MatchOr", span, &[("patterns", self.patterns(patterns)?)]),
        }
    }
}

fn operator(op: Operator) -> &'static str {
    match op {
        Operator::Add => "Add",
        Operator::Sub => "Sub",
        Operator::Mult => "Mult",
        Operator::MatMult => "MatMult",
        Operator::Div => "Div",
        Operator::Mod => "Mod",
        Operator::Pow => "Pow",
        Operator::LShift => "LShift",
        Operator::RShift => "RShift",
        Operator::BitOr => "BitOr",
        Operator::BitXor => "BitXor",
        Operator::BitAnd => "BitAnd",
        Operator::FloorDiv => "FloorDiv",
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "Eq",
        CmpOp::NotEq => "NotEq",
        CmpOp::Lt => "Lt",
        CmpOp::LtE => "LtE",
        CmpOp::Gt => "Gt",
        CmpOp::GtE => "GtE",
        CmpOp::Is => "Is",
        CmpOp::IsNot => "IsNot",
        CmpOp::In => "In",
        CmpOp::NotIn => "NotIn",
    }
}
