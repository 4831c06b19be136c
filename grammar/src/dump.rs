//! The text of `ast.dump(tree, include_attributes=True)`, character for character.
//!
//! Characters outside ASCII are always escaped, as if `ast` used `ascii` in place of `repr`: which
//! characters `repr` shows depends on Unicode tables that a parser does not need.

use std::fmt::Write as _;

use crate::ast::*;

/// Dumps a tree as CPython does.
pub fn dump(module: &Mod) -> String {
    let mut out = Dump { text: String::new(), open: Vec::new() };
    match module {
        Mod::Module { body } => out.object("Module", None, |d| d.stmts("body", body)),
        Mod::Interactive { body } => out.object("Interactive", None, |d| d.stmts("body", body)),
        Mod::Expression { body } => out.object("Expression", None, |d| d.expr_field("body", body)),
    }
    out.text
}

struct Dump {
    text: String,
    /// For each open object, whether it already has a field.
    open: Vec<bool>,
}

impl Dump {
    fn object(&mut self, name: &str, span: Option<Span>, fields: impl FnOnce(&mut Self)) {
        self.text.push_str(name);
        self.text.push('(');
        self.open.push(false);
        fields(self);
        if let Some(span) = span {
            for (name, value) in [
                ("lineno", span.line),
                ("col_offset", span.column),
                ("end_lineno", span.end_line),
                ("end_col_offset", span.end_column),
            ] {
                self.field(name);
                let _ = write!(self.text, "{value}");
            }
        }
        self.open.pop();
        self.text.push(')');
    }

    fn field(&mut self, name: &str) {
        if let Some(seen) = self.open.last_mut() {
            if *seen {
                self.text.push_str(", ");
            }
            *seen = true;
        }
        self.text.push_str(name);
        self.text.push('=');
    }

    fn list<X>(&mut self, name: &str, items: &[X], mut each: impl FnMut(&mut Self, &X)) {
        if items.is_empty() {
            return;
        }
        self.field(name);
        self.text.push('[');
        for (index, item) in items.iter().enumerate() {
            if index != 0 {
                self.text.push_str(", ");
            }
            each(self, item);
        }
        self.text.push(']');
    }

    fn raw_field(&mut self, name: &str, value: &str) {
        self.field(name);
        self.text.push_str(value);
    }

    fn name_field(&mut self, name: &str, value: &str) {
        self.field(name);
        string(&mut self.text, value.chars().map(|c| c as u32));
    }

    fn optional_name(&mut self, name: &str, value: &Option<Name>) {
        if let Some(value) = value {
            self.name_field(name, value);
        }
    }

    fn names(&mut self, name: &str, names: &[Name]) {
        self.list(name, names, |d, item| string(&mut d.text, item.chars().map(|c| c as u32)));
    }

    fn expr_field(&mut self, name: &str, value: &Expr) {
        self.field(name);
        self.expr(value);
    }

    fn optional(&mut self, name: &str, value: Option<&Expr>) {
        if let Some(value) = value {
            self.expr_field(name, value);
        }
    }

    fn exprs(&mut self, name: &str, items: &[Expr]) {
        self.list(name, items, |d, item| d.expr(item));
    }

    fn holes(&mut self, name: &str, items: &[Option<Expr>]) {
        self.list(name, items, |d, item| match item {
            Some(item) => d.expr(item),
            None => d.text.push_str("None"),
        });
    }

    fn stmts(&mut self, name: &str, items: &[Stmt]) {
        self.list(name, items, |d, item| d.stmt(item));
    }

    fn patterns(&mut self, name: &str, items: &[Pattern]) {
        self.list(name, items, |d, item| d.pattern(item));
    }

    fn ctx(&mut self, ctx: ExprContext) {
        let name = match ctx {
            ExprContext::Load => "Load()",
            ExprContext::Store => "Store()",
            ExprContext::Del => "Del()",
        };
        self.raw_field("ctx", name);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let span = Some(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef(function) => {
                let name = if function.is_async { "AsyncFunctionDef" } else { "FunctionDef" };
                self.object(name, span, |d| d.function(function));
            }
            StmtKind::ClassDef(class) => self.object("ClassDef", span, |d| {
                d.name_field("name", &class.name);
                d.exprs("bases", &class.bases);
                d.list("keywords", &class.keywords, |d, item| d.keyword(item));
                d.stmts("body", &class.body);
                d.exprs("decorator_list", &class.decorator_list);
                d.type_params(&class.type_params);
            }),
            StmtKind::Return { value } => {
                self.object("Return", span, |d| d.optional("value", value.as_deref()));
            }
            StmtKind::Delete { targets } => self.object("Delete", span, |d| d.exprs("targets", targets)),
            StmtKind::Assign { targets, value } => self.object("Assign", span, |d| {
                d.exprs("targets", targets);
                d.expr_field("value", value);
            }),
            StmtKind::TypeAlias(alias) => self.object("TypeAlias", span, |d| {
                d.expr_field("name", &alias.name);
                d.type_params(&alias.type_params);
                d.expr_field("value", &alias.value);
            }),
            StmtKind::AugAssign { target, op, value } => self.object("AugAssign", span, |d| {
                d.expr_field("target", target);
                d.raw_field("op", operator(*op));
                d.expr_field("value", value);
            }),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.object("AnnAssign", span, |d| {
                    d.expr_field("target", target);
                    d.expr_field("annotation", annotation);
                    d.optional("value", value.as_deref());
                    d.raw_field("simple", if *simple { "1" } else { "0" });
                });
            }
            StmtKind::For { is_async, target, iter, body, orelse } => {
                self.object(if *is_async { "AsyncFor" } else { "For" }, span, |d| {
                    d.expr_field("target", target);
                    d.expr_field("iter", iter);
                    d.stmts("body", body);
                    d.stmts("orelse", orelse);
                });
            }
            StmtKind::While { test, body, orelse } => self.object("While", span, |d| {
                d.expr_field("test", test);
                d.stmts("body", body);
                d.stmts("orelse", orelse);
            }),
            StmtKind::If { test, body, orelse } => self.object("If", span, |d| {
                d.expr_field("test", test);
                d.stmts("body", body);
                d.stmts("orelse", orelse);
            }),
            StmtKind::With { is_async, items, body } => {
                self.object(if *is_async { "AsyncWith" } else { "With" }, span, |d| {
                    d.list("items", items, |d, item| {
                        d.object("withitem", None, |d| {
                            d.expr_field("context_expr", &item.context_expr);
                            d.optional("optional_vars", item.optional_vars.as_deref());
                        });
                    });
                    d.stmts("body", body);
                });
            }
            StmtKind::Match { subject, cases } => self.object("Match", span, |d| {
                d.expr_field("subject", subject);
                d.list("cases", cases, |d, case| {
                    d.object("match_case", None, |d| {
                        d.field("pattern");
                        d.pattern(&case.pattern);
                        d.optional("guard", case.guard.as_deref());
                        d.stmts("body", &case.body);
                    });
                });
            }),
            StmtKind::Raise { exc, cause } => self.object("Raise", span, |d| {
                d.optional("exc", exc.as_deref());
                d.optional("cause", cause.as_deref());
            }),
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.object("Try", span, |d| d.try_(body, handlers, orelse, finalbody));
            }
            StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.object("TryStar", span, |d| d.try_(body, handlers, orelse, finalbody));
            }
            StmtKind::Assert { test, msg } => self.object("Assert", span, |d| {
                d.expr_field("test", test);
                d.optional("msg", msg.as_deref());
            }),
            StmtKind::Import { names } => self.object("Import", span, |d| d.aliases(names)),
            StmtKind::ImportFrom { module, names, level } => self.object("ImportFrom", span, |d| {
                d.optional_name("module", module);
                d.aliases(names);
                d.raw_field("level", &level.to_string());
            }),
            StmtKind::Global { names } => self.object("Global", span, |d| d.names("names", names)),
            StmtKind::Nonlocal { names } => self.object("Nonlocal", span, |d| d.names("names", names)),
            StmtKind::Expr { value } => self.object("Expr", span, |d| d.expr_field("value", value)),
            StmtKind::Pass => self.object("Pass", span, |_| {}),
            StmtKind::Break => self.object("Break", span, |_| {}),
            StmtKind::Continue => self.object("Continue", span, |_| {}),
        }
    }

    fn function(&mut self, function: &FunctionDef) {
        self.name_field("name", &function.name);
        self.field("args");
        self.arguments(&function.args);
        self.stmts("body", &function.body);
        self.exprs("decorator_list", &function.decorator_list);
        self.optional("returns", function.returns.as_deref());
        self.type_params(&function.type_params);
    }

    fn try_(&mut self, body: &[Stmt], handlers: &[ExceptHandler], orelse: &[Stmt], finalbody: &[Stmt]) {
        self.stmts("body", body);
        self.list("handlers", handlers, |d, handler| {
            d.object("ExceptHandler", Some(handler.span), |d| {
                d.optional("type", handler.type_.as_deref());
                d.optional_name("name", &handler.name);
                d.stmts("body", &handler.body);
            });
        });
        self.stmts("orelse", orelse);
        self.stmts("finalbody", finalbody);
    }

    fn aliases(&mut self, names: &[Alias]) {
        self.list("names", names, |d, alias| {
            d.object("alias", Some(alias.span), |d| {
                d.name_field("name", &alias.name);
                d.optional_name("asname", &alias.asname);
            });
        });
    }

    fn type_params(&mut self, list: &[TypeParam]) {
        self.list("type_params", list, |d, param| {
            let name = match param.kind {
                TypeParamKind::TypeVar => "TypeVar",
                TypeParamKind::ParamSpec => "ParamSpec",
                TypeParamKind::TypeVarTuple => "TypeVarTuple",
            };
            d.object(name, Some(param.span), |d| {
                d.name_field("name", &param.name);
                d.optional("bound", param.bound.as_deref());
                d.optional("default_value", param.default_value.as_deref());
            });
        });
    }

    fn arguments(&mut self, args: &Arguments) {
        self.object("arguments", None, |d| {
            d.list("posonlyargs", &args.posonlyargs, |d, arg| d.arg(arg));
            d.list("args", &args.args, |d, arg| d.arg(arg));
            if let Some(arg) = &args.vararg {
                d.field("vararg");
                d.arg(arg);
            }
            d.list("kwonlyargs", &args.kwonlyargs, |d, arg| d.arg(arg));
            d.holes("kw_defaults", &args.kw_defaults);
            if let Some(arg) = &args.kwarg {
                d.field("kwarg");
                d.arg(arg);
            }
            d.exprs("defaults", &args.defaults);
        });
    }

    fn arg(&mut self, arg: &Arg) {
        self.object("arg", Some(arg.span), |d| {
            d.name_field("arg", &arg.arg);
            d.optional("annotation", arg.annotation.as_deref());
        });
    }

    fn keyword(&mut self, keyword: &Keyword) {
        self.object("keyword", Some(keyword.span), |d| {
            d.optional_name("arg", &keyword.arg);
            d.expr_field("value", &keyword.value);
        });
    }

    fn comprehensions(&mut self, list: &[Comprehension]) {
        self.list("generators", list, |d, clause| {
            d.object("comprehension", None, |d| {
                d.expr_field("target", &clause.target);
                d.expr_field("iter", &clause.iter);
                d.exprs("ifs", &clause.ifs);
                d.raw_field("is_async", if clause.is_async { "1" } else { "0" });
            });
        });
    }

    fn element_comp(&mut self, comp: &ElementComp) {
        self.expr_field("elt", &comp.elt);
        self.comprehensions(&comp.generators);
    }

    fn expr(&mut self, expr: &Expr) {
        let span = Some(expr.span);
        match &expr.kind {
            ExprKind::BoolOp { op, values } => self.object("BoolOp", span, |d| {
                d.raw_field("op", if *op == BoolOp::And { "And()" } else { "Or()" });
                d.exprs("values", values);
            }),
            ExprKind::NamedExpr { target, value } => self.object("NamedExpr", span, |d| {
                d.expr_field("target", target);
                d.expr_field("value", value);
            }),
            ExprKind::BinOp { left, op, right } => self.object("BinOp", span, |d| {
                d.expr_field("left", left);
                d.raw_field("op", operator(*op));
                d.expr_field("right", right);
            }),
            ExprKind::UnaryOp { op, operand } => self.object("UnaryOp", span, |d| {
                let name = match op {
                    UnaryOp::Invert => "Invert()",
                    UnaryOp::Not => "Not()",
                    UnaryOp::UAdd => "UAdd()",
                    UnaryOp::USub => "USub()",
                };
                d.raw_field("op", name);
                d.expr_field("operand", operand);
            }),
            ExprKind::Lambda(lambda) => self.object("Lambda", span, |d| {
                d.field("args");
                d.arguments(&lambda.args);
                d.expr_field("body", &lambda.body);
            }),
            ExprKind::IfExp { test, body, orelse } => self.object("IfExp", span, |d| {
                d.expr_field("test", test);
                d.expr_field("body", body);
                d.expr_field("orelse", orelse);
            }),
            ExprKind::Dict { keys, values } => self.object("Dict", span, |d| {
                d.holes("keys", keys);
                d.exprs("values", values);
            }),
            ExprKind::Set { elts } => self.object("Set", span, |d| d.exprs("elts", elts)),
            ExprKind::ListComp(comp) => self.object("ListComp", span, |d| d.element_comp(comp)),
            ExprKind::SetComp(comp) => self.object("SetComp", span, |d| d.element_comp(comp)),
            ExprKind::GeneratorExp(comp) => self.object("GeneratorExp", span, |d| d.element_comp(comp)),
            ExprKind::DictComp(comp) => self.object("DictComp", span, |d| {
                d.expr_field("key", &comp.key);
                d.expr_field("value", &comp.value);
                d.comprehensions(&comp.generators);
            }),
            ExprKind::Await { value } => self.object("Await", span, |d| d.expr_field("value", value)),
            ExprKind::Yield { value } => {
                self.object("Yield", span, |d| d.optional("value", value.as_deref()));
            }
            ExprKind::YieldFrom { value } => self.object("YieldFrom", span, |d| d.expr_field("value", value)),
            ExprKind::Compare { left, ops, comparators } => self.object("Compare", span, |d| {
                d.expr_field("left", left);
                d.list("ops", ops, |d, op| d.text.push_str(compare_operator(*op)));
                d.exprs("comparators", comparators);
            }),
            ExprKind::Call { func, args, keywords } => self.object("Call", span, |d| {
                d.expr_field("func", func);
                d.exprs("args", args);
                d.list("keywords", keywords, |d, item| d.keyword(item));
            }),
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.object("FormattedValue", span, |d| {
                    d.expr_field("value", value);
                    let code = conversion.map_or(-1, |c| c as i64);
                    d.raw_field("conversion", &code.to_string());
                    d.optional("format_spec", format_spec.as_deref());
                });
            }
            ExprKind::JoinedStr { values } => self.object("JoinedStr", span, |d| d.exprs("values", values)),
            ExprKind::Constant(value) => self.object("Constant", span, |d| d.constant_fields(value)),
            ExprKind::Attribute { value, attr, ctx } => self.object("Attribute", span, |d| {
                d.expr_field("value", value);
                d.name_field("attr", attr);
                d.ctx(*ctx);
            }),
            ExprKind::Subscript { value, slice, ctx } => self.object("Subscript", span, |d| {
                d.expr_field("value", value);
                d.expr_field("slice", slice);
                d.ctx(*ctx);
            }),
            ExprKind::Starred { value, ctx } => self.object("Starred", span, |d| {
                d.expr_field("value", value);
                d.ctx(*ctx);
            }),
            ExprKind::Name { id, ctx } => self.object("Name", span, |d| {
                d.name_field("id", id);
                d.ctx(*ctx);
            }),
            ExprKind::List { elts, ctx } => self.object("List", span, |d| {
                d.exprs("elts", elts);
                d.ctx(*ctx);
            }),
            ExprKind::Tuple { elts, ctx } => self.object("Tuple", span, |d| {
                d.exprs("elts", elts);
                d.ctx(*ctx);
            }),
            ExprKind::Slice { lower, upper, step } => self.object("Slice", span, |d| {
                d.optional("lower", lower.as_deref());
                d.optional("upper", upper.as_deref());
                d.optional("step", step.as_deref());
            }),
        }
    }

    fn constant_fields(&mut self, value: &Constant) {
        self.field("value");
        constant(&mut self.text, value);
        if matches!(value, Constant::Str(StrLiteral { u_prefix: true, .. })) {
            self.raw_field("kind", "'u'");
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let span = Some(pattern.span);
        match &pattern.kind {
            PatternKind::MatchValue { value } => {
                self.object("MatchValue", span, |d| d.expr_field("value", value));
            }
            PatternKind::MatchSingleton { value } => self.object("MatchSingleton", span, |d| {
                d.field("value");
                constant(&mut d.text, value);
            }),
            PatternKind::MatchSequence { patterns } => {
                self.object("MatchSequence", span, |d| d.patterns("patterns", patterns));
            }
            PatternKind::MatchMapping { keys, patterns, rest } => self.object("MatchMapping", span, |d| {
                d.exprs("keys", keys);
                d.patterns("patterns", patterns);
                d.optional_name("rest", rest);
            }),
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.object("MatchClass", span, |d| {
                    d.expr_field("cls", cls);
                    d.patterns("patterns", patterns);
                    d.names("kwd_attrs", kwd_attrs);
                    d.patterns("kwd_patterns", kwd_patterns);
                });
            }
            PatternKind::MatchStar { name } => {
                self.object("MatchStar", span, |d| d.optional_name("name", name));
            }
            PatternKind::MatchAs { pattern, name } => self.object("MatchAs", span, |d| {
                if let Some(pattern) = pattern {
                    d.field("pattern");
                    d.pattern(pattern);
                }
                d.optional_name("name", name);
            }),
            PatternKind::MatchOr { patterns } => {
                self.object("MatchOr", span, |d| d.patterns("patterns", patterns));
            }
        }
    }
}

fn operator(op: Operator) -> &'static str {
    match op {
        Operator::Add => "Add()",
        Operator::Sub => "Sub()",
        Operator::Mult => "Mult()",
        Operator::MatMult => "MatMult()",
        Operator::Div => "Div()",
        Operator::Mod => "Mod()",
        Operator::Pow => "Pow()",
        Operator::LShift => "LShift()",
        Operator::RShift => "RShift()",
        Operator::BitOr => "BitOr()",
        Operator::BitXor => "BitXor()",
        Operator::BitAnd => "BitAnd()",
        Operator::FloorDiv => "FloorDiv()",
    }
}

fn compare_operator(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "Eq()",
        CmpOp::NotEq => "NotEq()",
        CmpOp::Lt => "Lt()",
        CmpOp::LtE => "LtE()",
        CmpOp::Gt => "Gt()",
        CmpOp::GtE => "GtE()",
        CmpOp::Is => "Is()",
        CmpOp::IsNot => "IsNot()",
        CmpOp::In => "In()",
        CmpOp::NotIn => "NotIn()",
    }
}

fn constant(out: &mut String, value: &Constant) {
    match value {
        Constant::None => out.push_str("None"),
        Constant::True => out.push_str("True"),
        Constant::False => out.push_str("False"),
        Constant::Ellipsis => out.push_str("Ellipsis"),
        Constant::Int(value) => {
            let _ = write!(out, "{value}");
        }
        Constant::BigInt(text) => out.push_str(&decimal(text)),
        Constant::Float(value) => out.push_str(&float(*value)),
        Constant::Imaginary(value) => {
            let text = float(*value);
            out.push_str(text.strip_suffix(".0").unwrap_or(&text));
            out.push('j');
        }
        Constant::Str(literal) => match &literal.text {
            StrText::Utf8(text) => string(out, text.chars().map(|c| c as u32)),
            StrText::CodePoints(points) => string(out, points.iter().copied()),
        },
        Constant::Bytes(bytes) => {
            out.push('b');
            quoted(out, bytes.iter().map(|&byte| u32::from(byte)));
        }
    }
}

fn string(out: &mut String, points: impl Iterator<Item = u32> + Clone) {
    quoted(out, points);
}

fn quoted(out: &mut String, points: impl Iterator<Item = u32> + Clone) {
    let single = points.clone().any(|point| point == u32::from('\''));
    let double = points.clone().any(|point| point == u32::from('"'));
    let quote = if single && !double { '"' } else { '\'' };
    out.push(quote);
    for point in points {
        match point {
            0x5C => out.push_str("\\\\"),
            0x09 => out.push_str("\\t"),
            0x0A => out.push_str("\\n"),
            0x0D => out.push_str("\\r"),
            0x20..=0x7E => {
                let c = point as u8 as char;
                if c == quote {
                    out.push('\\');
                }
                out.push(c);
            }
            0..=0xFF => {
                let _ = write!(out, "\\x{point:02x}");
            }
            0x100..=0xFFFF => {
                let _ = write!(out, "\\u{point:04x}");
            }
            _ => {
                let _ = write!(out, "\\U{point:08x}");
            }
        }
    }
    out.push(quote);
}

/// The decimal digits of a large literal.
fn decimal(text: &str) -> String {
    let (radix, digits) = match text.get(..2) {
        Some("0x") => (16, &text[2..]),
        Some("0o") => (8, &text[2..]),
        Some("0b") => (2, &text[2..]),
        _ => return text.to_string(),
    };
    // Limbs of nine decimal digits, the least first.
    let mut limbs: Vec<u32> = vec![0];
    for digit in digits.chars().filter_map(|c| c.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for limb in &mut limbs {
            let value = u64::from(*limb) * u64::from(radix) + carry;
            *limb = (value % 1_000_000_000) as u32;
            carry = value / 1_000_000_000;
        }
        if carry != 0 {
            limbs.push(carry as u32);
        }
    }
    let mut out = String::new();
    for (index, limb) in limbs.iter().rev().enumerate() {
        if index == 0 {
            let _ = write!(out, "{limb}");
        } else {
            let _ = write!(out, "{limb:09}");
        }
    }
    out
}

/// `repr` of a float: the shortest digits that read back.
fn float(value: f64) -> String {
    if value.is_infinite() {
        // A literal cannot be negative or NaN.
        return "inf".into();
    }
    let shortest = (0..17)
        .map(|precision| format!("{value:.precision$e}"))
        .find(|text| text.parse::<f64>().is_ok_and(|read| read == value))
        .unwrap_or_else(|| format!("{value:e}"));
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    };
    if !(-4..16).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{first}{point}{rest}e{sign}{:02}", exponent.abs());
    }
    if exponent < 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("0.{zeros}{digits}");
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{digits}{}.0", "0".repeat(whole - digits.len()));
    }
    let (head, tail) = digits.split_at(whole);
    format!("{head}.{tail}")
}
