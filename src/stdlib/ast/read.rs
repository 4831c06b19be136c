//! From node objects to a tree for the compiler, with the checks of CPython's compiler.
//!
//! A program may put anything into a field, so every field is looked up by name, its kind is
//! checked, and what a parsed tree guarantees (contexts, lengths, places, heights) is checked too:
//! the passes behind rely on it. A constant tuple becomes a tuple expression.
//!
//! Missing: constants that are frozensets.

use super::class;
use crate::memory::{PyResult, Raised, Value};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::vm::Vm;
use crate::objects::{bytes, complex, float, int, ops, str};
use crate::text::Units;
use std::cell::Cell;
use std::rc::Rc;
use taipan_grammar::ast::*;
use taipan_grammar::measured;

/// Blocks inside each other: what a parsed tree may have as `elif`s.
const MAX_BLOCKS: u32 = MAX_DEPTH;

/// Reads the tree of a root node; its kind must fit the mode.
pub fn read(vm: &Vm, root: &Value, mode: &str) -> PyResult<Mod> {
    check_root(vm, root, mode)?;
    let reader = Reader { vm, next_id: Cell::new(0), blocks: Cell::new(0) };
    match mode {
        "eval" => Ok(Mod::Expression { body: reader.boxed(root, "Expression", "body", ExprContext::Load)? }),
        "single" => Ok(Mod::Interactive { body: reader.stmts(root, "Interactive", "body")? }),
        _ => Ok(Mod::Module { body: reader.stmts(root, "Module", "body")? }),
    }
}

pub fn check_root(vm: &Vm, root: &Value, mode: &str) -> PyResult<()> {
    let wanted = match mode {
        "eval" => "Expression",
        "single" => "Interactive",
        _ => "Module",
    };
    let wanted_class = class(vm, wanted)?;
    if ops::is_instance(vm, root, &wanted_class.to_value())? {
        return Ok(());
    }
    Err(messages::type_error(vm, &format!("expected {wanted} node, got {}", vm.class_name(root))))
}

struct Reader<'a> {
    vm: &'a Vm,
    next_id: Cell<u32>,
    blocks: Cell<u32>,
}

use ExprContext::{Load, Store};

impl Reader<'_> {
    // ---- fields ----

    fn value(&self, text: &str) -> Raised {
        messages::value_error(self.vm, text)
    }

    fn lookup(&self, node: &Value, field: &str) -> PyResult<Option<Value>> {
        ops::lookup_attr(self.vm, node, &self.vm.intern(field))
    }

    fn field(&self, node: &Value, name: &str, field: &str) -> PyResult {
        match self.lookup(node, field)? {
            Some(value) => Ok(value),
            None => Err(messages::type_error(self.vm, &format!("required field \"{field}\" missing from {name}"))),
        }
    }

    fn given(&self, node: &Value, name: &str, field: &str) -> PyResult {
        let value = self.field(node, name, field)?;
        if value.is_none() {
            return Err(self.value(&format!("field '{field}' is required for {name}")));
        }
        Ok(value)
    }

    fn optional(&self, node: &Value, field: &str) -> PyResult<Option<Value>> {
        Ok(self.lookup(node, field)?.filter(|value| !value.is_none()))
    }

    fn items(&self, node: &Value, name: &str, field: &str) -> PyResult<Vec<Value>> {
        let Some(value) = self.lookup(node, field)? else { return Ok(Vec::new()) };
        match value.get::<PyList>() {
            Some(list) => Ok(list.to_vec()),
            None => {
                let message = format!("{name} field \"{field}\" must be a list, not a {}", self.vm.class_name(&value));
                Err(messages::type_error(self.vm, &message))
            }
        }
    }

    fn some_items(&self, node: &Value, name: &str, field: &str) -> PyResult<Vec<Value>> {
        let items = self.items(node, name, field)?;
        if items.is_empty() {
            return Err(self.value(&format!("empty {field} on {name}")));
        }
        Ok(items)
    }

    fn identifier(&self, value: &Value) -> PyResult<Name> {
        let text = if self.vm.class_of(value).same(&self.vm.types.str) { str::utf8_of(value) } else { None };
        match text {
            Some(text) => Ok(Rc::from(text)),
            None => Err(messages::type_error(self.vm, "AST identifier must be of type str")),
        }
    }

    /// A name that is bound or read: not one of the constants.
    fn variable(&self, node: &Value, name: &str, field: &str) -> PyResult<Name> {
        let text = self.identifier(&self.given(node, name, field)?)?;
        self.not_a_constant(&text)?;
        Ok(text)
    }

    fn not_a_constant(&self, name: &str) -> PyResult<()> {
        if matches!(name, "None" | "True" | "False") {
            return Err(self.value(&format!("identifier field can't represent '{name}' constant")));
        }
        Ok(())
    }

    fn optional_variable(&self, node: &Value, field: &str) -> PyResult<Option<Name>> {
        match self.optional(node, field)? {
            Some(value) => {
                let name = self.identifier(&value)?;
                self.not_a_constant(&name)?;
                Ok(Some(name))
            }
            None => Ok(None),
        }
    }

    fn names(&self, node: &Value, name: &str, field: &str) -> PyResult<Vec<Name>> {
        self.items(node, name, field)?.iter().map(|item| self.identifier(item)).collect()
    }

    fn integer(&self, value: &Value) -> PyResult<i64> {
        if !self.vm.is_instance(value, &self.vm.types.int) {
            let shown = ops::repr_text(self.vm, value)?;
            return Err(self.value(&format!("invalid integer value: {shown}")));
        }
        match int::as_i64(value).filter(|number| i32::try_from(*number).is_ok()) {
            Some(number) => Ok(number),
            None => Err(messages::overflow_error(self.vm, "Python int too large to convert to C int")),
        }
    }

    fn flag(&self, node: &Value, name: &str, field: &str) -> PyResult<bool> {
        Ok(self.integer(&self.field(node, name, field)?)? != 0)
    }

    fn span(&self, node: &Value, kind: &str) -> PyResult<Span> {
        let line = self.integer(&self.field(node, kind, "lineno")?)?;
        let column = self.integer(&self.field(node, kind, "col_offset")?)?;
        let end = |field: &str, default: i64| -> PyResult<i64> {
            match self.lookup(node, field)? {
                Some(value) if value.is_none() => Ok(default),
                Some(value) => self.integer(&value),
                None if kind == "pattern" || kind == "type_param" => {
                    Err(messages::type_error(self.vm, &format!("required field \"{field}\" missing from {kind}")))
                }
                None => Ok(default),
            }
        };
        let end_line = end("end_lineno", line)?;
        let end_column = end("end_col_offset", column)?;
        if line > end_line {
            return Err(self.value(&format!("AST node line range ({line}, {end_line}) is not valid")));
        }
        if (line < 0 && end_line != line) || (column < 0 && column != end_column) {
            let message =
                format!("AST node column range ({column}, {end_column}) for line range ({line}, {end_line}) is not valid");
            return Err(self.value(&message));
        }
        if line == end_line && column > end_column {
            return Err(self.value(&format!("line {line}, column {column}-{end_column} is not a valid range")));
        }
        let word = |number: i64| u32::try_from(number).unwrap_or(0);
        Ok(Span { line: word(line), column: word(column), end_line: word(end_line), end_column: word(end_column) })
    }

    /// The name of the node class that this value is an instance of, among those of one sort.
    fn kind(&self, node: &Value, sort: &str, names: &[&'static str]) -> PyResult<&'static str> {
        let mro = self.vm.class_of(node).mro.copy();
        for candidate in &mro {
            let name = candidate.name_text();
            if let Some(known) = names.iter().find(|known| **known == name)
                && class(self.vm, known)?.same(candidate)
            {
                return Ok(known);
            }
        }
        let shown = ops::repr_text(self.vm, node)?;
        Err(messages::type_error(self.vm, &format!("expected some sort of {sort}, but got {shown}")))
    }

    fn fresh_id(&self) -> NodeId {
        let id = self.next_id.get();
        self.next_id.set(id.saturating_add(1));
        NodeId(id)
    }

    // ---- statements ----

    fn body(&self, node: &Value, name: &str) -> PyResult<Vec<Stmt>> {
        let body = self.stmts(node, name, "body")?;
        if body.is_empty() {
            return Err(self.value(&format!("empty body on {name}")));
        }
        Ok(body)
    }

    fn stmts(&self, node: &Value, name: &str, field: &str) -> PyResult<Vec<Stmt>> {
        let items = self.items(node, name, field)?;
        let _depth = self.vm.enter_recursion_in(" during compilation")?;
        if self.blocks.get() >= MAX_BLOCKS {
            return Err(messages::recursion(self.vm, " during compilation"));
        }
        self.blocks.set(self.blocks.get() + 1);
        let statements = items.iter().map(|item| self.stmt(item)).collect();
        self.blocks.set(self.blocks.get() - 1);
        statements
    }

    fn stmt(&self, node: &Value) -> PyResult<Stmt> {
        if node.is_none() {
            return Err(self.value("None disallowed in statement list"));
        }
        let span = self.span(node, "stmt")?;
        let name = self.kind(node, "stmt", STATEMENTS)?;
        let kind = match name {
            "FunctionDef" | "AsyncFunctionDef" => self.function(node, name)?,
            "ClassDef" => self.class_definition(node)?,
            "Return" => StmtKind::Return { value: self.optional_expr(node, "value")? },
            "Delete" => StmtKind::Delete { targets: self.some_exprs(node, name, "targets", ExprContext::Del)? },
            "Assign" => StmtKind::Assign {
                targets: self.some_exprs(node, name, "targets", Store)?,
                value: self.boxed(node, name, "value", Load)?,
            },
            "TypeAlias" => self.type_alias(node)?,
            "AugAssign" => self.augmented(node)?,
            "AnnAssign" => self.annotated(node)?,
            "For" | "AsyncFor" => StmtKind::For {
                is_async: name == "AsyncFor",
                target: self.boxed(node, name, "target", Store)?,
                iter: self.boxed(node, name, "iter", Load)?,
                body: self.body(node, name)?,
                orelse: self.stmts(node, name, "orelse")?,
            },
            "While" => StmtKind::While {
                test: self.boxed(node, name, "test", Load)?,
                body: self.body(node, name)?,
                orelse: self.stmts(node, name, "orelse")?,
            },
            "If" => StmtKind::If {
                test: self.boxed(node, name, "test", Load)?,
                body: self.body(node, name)?,
                orelse: self.stmts(node, name, "orelse")?,
            },
            "With" | "AsyncWith" => StmtKind::With {
                is_async: name == "AsyncWith",
                items: self.with_items(node, name)?,
                body: self.body(node, name)?,
            },
            "Match" => StmtKind::Match { subject: self.boxed(node, name, "subject", Load)?, cases: self.cases(node)? },
            "Raise" => {
                let (exc, cause) = (self.optional_expr(node, "exc")?, self.optional_expr(node, "cause")?);
                if exc.is_none() && cause.is_some() {
                    return Err(self.value("Raise with cause but no exception"));
                }
                StmtKind::Raise { exc, cause }
            }
            "Try" | "TryStar" => self.guarded(node, name)?,
            "Assert" => StmtKind::Assert { test: self.boxed(node, name, "test", Load)?, msg: self.optional_expr(node, "msg")? },
            "Import" => StmtKind::Import { names: self.aliases(node, name)? },
            "ImportFrom" => self.import_from(node)?,
            "Global" => StmtKind::Global { names: self.some_names(node, name)? },
            "Nonlocal" => StmtKind::Nonlocal { names: self.some_names(node, name)? },
            "Expr" => StmtKind::Expr { value: self.boxed(node, name, "value", Load)? },
            "Break" => StmtKind::Break,
            "Continue" => StmtKind::Continue,
            _ => StmtKind::Pass,
        };
        Ok(Stmt { kind, span })
    }

    fn some_names(&self, node: &Value, name: &str) -> PyResult<Vec<Name>> {
        self.some_items(node, name, "names")?;
        self.names(node, name, "names")
    }

    fn function(&self, node: &Value, name: &str) -> PyResult<StmtKind> {
        let function_name = self.variable(node, name, "name")?;
        let type_params = self.type_params(node, name)?;
        let args = self.arguments(&self.field(node, name, "args")?)?;
        let body = self.body(node, name)?;
        let decorator_list = self.exprs(node, name, "decorator_list", Load)?;
        let returns = self.optional_expr(node, "returns")?;
        let type_params_id = self.fresh_id();
        let id = self.fresh_id();
        Ok(StmtKind::FunctionDef(Rc::new(FunctionDef {
            id,
            type_params_id,
            is_async: name == "AsyncFunctionDef",
            name: function_name,
            args,
            body,
            decorator_list,
            returns,
            type_params,
        })))
    }

    fn class_definition(&self, node: &Value) -> PyResult<StmtKind> {
        let name = "ClassDef";
        let class_name = self.variable(node, name, "name")?;
        let type_params = self.type_params(node, name)?;
        let bases = self.exprs(node, name, "bases", Load)?;
        let keywords = self.keywords(node, name)?;
        let body = self.body(node, name)?;
        let decorator_list = self.exprs(node, name, "decorator_list", Load)?;
        let type_params_id = self.fresh_id();
        let id = self.fresh_id();
        let definition = ClassDef { id, type_params_id, name: class_name, bases, keywords, body, decorator_list, type_params };
        Ok(StmtKind::ClassDef(Rc::new(definition)))
    }

    fn type_alias(&self, node: &Value) -> PyResult<StmtKind> {
        let name = self.expr(&self.given(node, "TypeAlias", "name")?, Store)?;
        if !matches!(name.kind, ExprKind::Name { .. }) {
            return Err(messages::type_error(self.vm, "TypeAlias with non-Name name"));
        }
        let type_params = self.type_params(node, "TypeAlias")?;
        let value = self.expr(&self.given(node, "TypeAlias", "value")?, Load)?;
        let type_params_id = self.fresh_id();
        let id = self.fresh_id();
        Ok(StmtKind::TypeAlias(Rc::new(TypeAlias { id, type_params_id, name, type_params, value })))
    }

    fn augmented(&self, node: &Value) -> PyResult<StmtKind> {
        let target = self.boxed(node, "AugAssign", "target", Store)?;
        if !matches!(target.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. }) {
            return Err(messages::system_error(self.vm, "invalid node type for augmented assignment"));
        }
        let op = self.operator(&self.field(node, "AugAssign", "op")?)?;
        Ok(StmtKind::AugAssign { target, op, value: self.boxed(node, "AugAssign", "value", Load)? })
    }

    fn annotated(&self, node: &Value) -> PyResult<StmtKind> {
        let name = "AnnAssign";
        let simple = self.flag(node, name, "simple")?;
        let target = self.boxed(node, name, "target", Store)?;
        match &target.kind {
            ExprKind::Name { .. } => {}
            ExprKind::Attribute { .. } | ExprKind::Subscript { .. } if !simple => {}
            _ if simple => return Err(messages::type_error(self.vm, "AnnAssign with simple non-Name target")),
            _ => return Err(messages::system_error(self.vm, "invalid node type for annotated assignment")),
        }
        let annotation = self.boxed(node, name, "annotation", Load)?;
        Ok(StmtKind::AnnAssign { target, annotation, value: self.optional_expr(node, "value")?, simple })
    }

    fn with_items(&self, node: &Value, name: &str) -> PyResult<Vec<WithItem>> {
        let items = self.some_items(node, name, "items")?;
        let read = |item: &Value| -> PyResult<WithItem> {
            self.kind(item, "withitem", &["withitem"])?;
            let context_expr = self.expr(&self.given(item, "withitem", "context_expr")?, Load)?;
            let optional_vars = match self.optional(item, "optional_vars")? {
                Some(target) => Some(Box::new(self.expr(&target, Store)?)),
                None => None,
            };
            Ok(WithItem { context_expr, optional_vars })
        };
        items.iter().map(read).collect()
    }

    fn guarded(&self, node: &Value, name: &str) -> PyResult<StmtKind> {
        let body = self.body(node, name)?;
        let mut handlers = Vec::new();
        for handler in self.items(node, name, "handlers")? {
            let span = self.span(&handler, "excepthandler")?;
            let own = self.kind(&handler, "excepthandler", &["ExceptHandler"])?;
            handlers.push(ExceptHandler {
                type_: self.optional_expr(&handler, "type")?,
                name: self.optional_variable(&handler, "name")?,
                body: self.body(&handler, own)?,
                span,
            });
        }
        let (orelse, finalbody) = (self.stmts(node, name, "orelse")?, self.stmts(node, name, "finalbody")?);
        if handlers.is_empty() && finalbody.is_empty() {
            return Err(self.value(&format!("{name} has neither except handlers nor finalbody")));
        }
        if handlers.is_empty() && !orelse.is_empty() {
            return Err(self.value(&format!("{name} has orelse but no except handlers")));
        }
        Ok(match name {
            "TryStar" => StmtKind::TryStar { body, handlers, orelse, finalbody },
            _ => StmtKind::Try { body, handlers, orelse, finalbody },
        })
    }

    fn aliases(&self, node: &Value, name: &str) -> PyResult<Vec<Alias>> {
        let items = self.some_items(node, name, "names")?;
        let read = |item: &Value| -> PyResult<Alias> {
            let span = self.span(item, "alias")?;
            self.kind(item, "alias", &["alias"])?;
            let name = self.identifier(&self.given(item, "alias", "name")?)?;
            let asname = match self.optional(item, "asname")? {
                Some(name) => Some(self.identifier(&name)?),
                None => None,
            };
            Ok(Alias { name, asname, span })
        };
        items.iter().map(read).collect()
    }

    fn import_from(&self, node: &Value) -> PyResult<StmtKind> {
        let module = match self.optional(node, "module")? {
            Some(module) => Some(self.identifier(&module)?),
            None => None,
        };
        let level = match self.optional(node, "level")? {
            Some(level) => self.integer(&level)?,
            None => 0,
        };
        let Ok(level) = u32::try_from(level) else { return Err(self.value("Negative ImportFrom level")) };
        Ok(StmtKind::ImportFrom { module, names: self.aliases(node, "ImportFrom")?, level })
    }

    fn type_params(&self, node: &Value, name: &str) -> PyResult<Vec<TypeParam>> {
        let items = self.items(node, name, "type_params")?;
        let read = |item: &Value| -> PyResult<TypeParam> {
            let span = self.span(item, "type_param")?;
            let own = self.kind(item, "type_param", &["TypeVar", "ParamSpec", "TypeVarTuple"])?;
            let kind = match own {
                "ParamSpec" => TypeParamKind::ParamSpec,
                "TypeVarTuple" => TypeParamKind::TypeVarTuple,
                _ => TypeParamKind::TypeVar,
            };
            let name = self.variable(item, own, "name")?;
            let bound = if kind == TypeParamKind::TypeVar { self.optional_expr(item, "bound")? } else { None };
            let default = self.optional_expr(item, "default_value")?;
            Ok(TypeParam {
                kind,
                id: self.fresh_id(),
                default_id: self.fresh_id(),
                name,
                bound: bound.map(|bound| Rc::new(*bound)),
                default_value: default.map(|default| Rc::new(*default)),
                span,
            })
        };
        items.iter().map(read).collect()
    }

    fn arguments(&self, node: &Value) -> PyResult<Arguments> {
        let name = self.kind(node, "arguments", &["arguments"])?;
        let many =
            |field: &str| -> PyResult<Vec<Arg>> { self.items(node, name, field)?.iter().map(|item| self.arg(item)).collect() };
        let one = |field: &str| -> PyResult<Option<Box<Arg>>> {
            match self.optional(node, field)? {
                Some(value) => Ok(Some(Box::new(self.arg(&value)?))),
                None => Ok(None),
            }
        };
        let (posonlyargs, args) = (many("posonlyargs")?, many("args")?);
        let (vararg, kwonlyargs) = (one("vararg")?, many("kwonlyargs")?);
        let kw_defaults = self.holes(node, name, "kw_defaults")?;
        let kwarg = one("kwarg")?;
        let defaults = self.exprs(node, name, "defaults", Load)?;
        if defaults.len() > posonlyargs.len() + args.len() {
            return Err(self.value("more positional defaults than args on arguments"));
        }
        if kw_defaults.len() != kwonlyargs.len() {
            return Err(self.value("length of kwonlyargs is not the same as kw_defaults on arguments"));
        }
        Ok(Arguments { posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults })
    }

    fn arg(&self, node: &Value) -> PyResult<Arg> {
        let span = self.span(node, "arg")?;
        let name = self.kind(node, "arg", &["arg"])?;
        Ok(Arg { arg: self.variable(node, name, "arg")?, annotation: self.optional_expr(node, "annotation")?, span })
    }

    fn keywords(&self, node: &Value, name: &str) -> PyResult<Vec<Keyword>> {
        let items = self.items(node, name, "keywords")?;
        let read = |item: &Value| -> PyResult<Keyword> {
            let span = self.span(item, "keyword")?;
            self.kind(item, "keyword", &["keyword"])?;
            let arg = self.optional_variable(item, "arg")?;
            Ok(Keyword { arg, value: self.expr(&self.given(item, "keyword", "value")?, Load)?, span })
        };
        items.iter().map(read).collect()
    }

    fn comprehensions(&self, node: &Value, name: &str) -> PyResult<Vec<Comprehension>> {
        let items = self.items(node, name, "generators")?;
        if items.is_empty() {
            return Err(self.value("comprehension with no generators"));
        }
        let read = |item: &Value| -> PyResult<Comprehension> {
            let own = self.kind(item, "comprehension", &["comprehension"])?;
            Ok(Comprehension {
                target: self.expr(&self.given(item, own, "target")?, Store)?,
                iter: self.expr(&self.given(item, own, "iter")?, Load)?,
                ifs: self.exprs(item, own, "ifs", Load)?,
                is_async: self.flag(item, own, "is_async")?,
            })
        };
        items.iter().map(read).collect()
    }

    // ---- expressions ----

    fn boxed(&self, node: &Value, name: &str, field: &str, want: ExprContext) -> PyResult<Box<Expr>> {
        self.expr(&self.given(node, name, field)?, want).map(Box::new)
    }

    fn optional_expr(&self, node: &Value, field: &str) -> PyResult<Option<Box<Expr>>> {
        match self.optional(node, field)? {
            Some(value) => self.expr(&value, Load).map(|expr| Some(Box::new(expr))),
            None => Ok(None),
        }
    }

    fn each_expr(&self, items: &[Value], want: ExprContext) -> PyResult<Vec<Expr>> {
        let read = |item: &Value| {
            if item.is_none() {
                return Err(self.value("None disallowed in expression list"));
            }
            self.expr(item, want)
        };
        items.iter().map(read).collect()
    }

    fn exprs(&self, node: &Value, name: &str, field: &str, want: ExprContext) -> PyResult<Vec<Expr>> {
        self.each_expr(&self.items(node, name, field)?, want)
    }

    fn some_exprs(&self, node: &Value, name: &str, field: &str, want: ExprContext) -> PyResult<Vec<Expr>> {
        self.each_expr(&self.some_items(node, name, field)?, want)
    }

    fn holes(&self, node: &Value, name: &str, field: &str) -> PyResult<Vec<Option<Expr>>> {
        let read = |item: &Value| if item.is_none() { Ok(None) } else { self.expr(item, Load).map(Some) };
        self.items(node, name, field)?.iter().map(read).collect()
    }

    fn finish(&self, kind: ExprKind, span: Span) -> PyResult<Expr> {
        match measured(kind, span) {
            Some(expr) => Ok(expr),
            None => Err(messages::recursion(self.vm, " during compilation")),
        }
    }

    fn expr(&self, node: &Value, want: ExprContext) -> PyResult<Expr> {
        let _depth = self.vm.enter_recursion_in(" during compilation")?;
        let span = self.span(node, "expr")?;
        let name = self.kind(node, "expr", EXPRESSIONS)?;
        if matches!(name, "Attribute" | "Subscript" | "Starred" | "Name" | "List" | "Tuple") {
            return self.place(node, name, span, want);
        }
        if want != Load {
            return Err(self.value(&format!("expression which can't be assigned to in {} context", context_name(want))));
        }
        let kind = match name {
            "BoolOp" => {
                let op = self.kind(&self.field(node, name, "op")?, "boolop", &["And", "Or"])?;
                let values = self.exprs(node, name, "values", Load)?;
                if values.len() < 2 {
                    return Err(self.value("BoolOp with less than 2 values"));
                }
                ExprKind::BoolOp { op: if op == "And" { BoolOp::And } else { BoolOp::Or }, values }
            }
            "NamedExpr" => {
                let target = self.given(node, name, "target")?;
                let context = if self.vm.class_name(&target) == "Name" { self.context_of(&target)? } else { Store };
                let target = Box::new(self.expr(&target, context)?);
                if !matches!(target.kind, ExprKind::Name { .. }) {
                    return Err(messages::type_error(self.vm, "NamedExpr target must be a Name"));
                }
                let target = match target.kind {
                    ExprKind::Name { id, .. } => Box::new(self.finish(ExprKind::Name { id, ctx: Store }, target.span)?),
                    _ => target,
                };
                ExprKind::NamedExpr { target, value: self.boxed(node, name, "value", Load)? }
            }
            "BinOp" => {
                let left = self.boxed(node, name, "left", Load)?;
                let op = self.operator(&self.field(node, name, "op")?)?;
                ExprKind::BinOp { left, op, right: self.boxed(node, name, "right", Load)? }
            }
            "UnaryOp" => {
                let op = self.kind(&self.field(node, name, "op")?, "unaryop", &["Invert", "Not", "UAdd", "USub"])?;
                let op = match op {
                    "Invert" => UnaryOp::Invert,
                    "Not" => UnaryOp::Not,
                    "UAdd" => UnaryOp::UAdd,
                    _ => UnaryOp::USub,
                };
                ExprKind::UnaryOp { op, operand: self.boxed(node, name, "operand", Load)? }
            }
            "Lambda" => {
                let args = self.arguments(&self.field(node, name, "args")?)?;
                let body = self.expr(&self.given(node, name, "body")?, Load)?;
                ExprKind::Lambda(Rc::new(Lambda { id: self.fresh_id(), args, body }))
            }
            "IfExp" => ExprKind::IfExp {
                test: self.boxed(node, name, "test", Load)?,
                body: self.boxed(node, name, "body", Load)?,
                orelse: self.boxed(node, name, "orelse", Load)?,
            },
            "Dict" => {
                let (keys, values) = (self.holes(node, name, "keys")?, self.items(node, name, "values")?);
                if keys.len() != values.len() {
                    return Err(self.value("Dict doesn't have the same number of keys as values"));
                }
                ExprKind::Dict { keys, values: self.each_expr(&values, Load)? }
            }
            "Set" => ExprKind::Set { elts: self.exprs(node, name, "elts", Load)? },
            "ListComp" => ExprKind::ListComp(self.element_comp(node, name)?),
            "SetComp" => ExprKind::SetComp(self.element_comp(node, name)?),
            "GeneratorExp" => ExprKind::GeneratorExp(self.element_comp(node, name)?),
            "DictComp" => {
                let generators = self.comprehensions(node, name)?;
                let key = self.expr(&self.given(node, name, "key")?, Load)?;
                let value = self.expr(&self.given(node, name, "value")?, Load)?;
                ExprKind::DictComp(Rc::new(DictComp { id: self.fresh_id(), key, value, generators }))
            }
            "Await" => ExprKind::Await { value: self.boxed(node, name, "value", Load)? },
            "Yield" => ExprKind::Yield { value: self.optional_expr(node, "value")? },
            "YieldFrom" => ExprKind::YieldFrom { value: self.boxed(node, name, "value", Load)? },
            "Compare" => self.comparison(node)?,
            "Call" => ExprKind::Call {
                func: self.boxed(node, name, "func", Load)?,
                args: self.exprs(node, name, "args", Load)?,
                keywords: self.keywords(node, name)?,
            },
            "FormattedValue" => self.formatted(node)?,
            "JoinedStr" => ExprKind::JoinedStr { values: self.joined(node)? },
            "Slice" => ExprKind::Slice {
                lower: self.optional_expr(node, "lower")?,
                upper: self.optional_expr(node, "upper")?,
                step: self.optional_expr(node, "step")?,
            },
            _ => return self.constant(&self.field(node, "Constant", "value")?, self.optional(node, "kind")?, span),
        };
        self.finish(kind, span)
    }

    fn context_of(&self, node: &Value) -> PyResult<ExprContext> {
        let context = self.kind(&self.field(node, "expr", "ctx")?, "expr_context", &["Load", "Store", "Del"])?;
        Ok(match context {
            "Store" => Store,
            "Del" => ExprContext::Del,
            _ => Load,
        })
    }

    /// Whatever can be assigned to: its context must be the one that its place asks for.
    fn place(&self, node: &Value, name: &str, span: Span, want: ExprContext) -> PyResult<Expr> {
        let ctx = self.context_of(node)?;
        if ctx != want {
            let (want, has) = (context_name(want), context_name(ctx));
            return Err(self.value(&format!("expression must have {want} context but has {has} instead")));
        }
        let kind = match name {
            "Attribute" => {
                let value = self.boxed(node, name, "value", Load)?;
                ExprKind::Attribute { value, attr: self.identifier(&self.given(node, name, "attr")?)?, ctx }
            }
            "Subscript" => {
                let value = self.boxed(node, name, "value", Load)?;
                ExprKind::Subscript { value, slice: self.boxed(node, name, "slice", Load)?, ctx }
            }
            "Starred" => ExprKind::Starred { value: self.boxed(node, name, "value", ctx)?, ctx },
            "Name" => ExprKind::Name { id: self.variable(node, name, "id")?, ctx },
            "List" => ExprKind::List { elts: self.exprs(node, name, "elts", ctx)?, ctx },
            _ => ExprKind::Tuple { elts: self.exprs(node, name, "elts", ctx)?, ctx },
        };
        self.finish(kind, span)
    }

    fn element_comp(&self, node: &Value, name: &str) -> PyResult<Rc<ElementComp>> {
        let generators = self.comprehensions(node, name)?;
        let elt = self.expr(&self.given(node, name, "elt")?, Load)?;
        Ok(Rc::new(ElementComp { id: self.fresh_id(), elt, generators }))
    }

    fn operator(&self, node: &Value) -> PyResult<Operator> {
        let name = self.kind(node, "operator", &OPERATORS.map(|(name, _)| name))?;
        Ok(OPERATORS.iter().find(|row| row.0 == name).map_or(Operator::Add, |row| row.1))
    }

    fn comparison(&self, node: &Value) -> PyResult<ExprKind> {
        let left = self.boxed(node, "Compare", "left", Load)?;
        let comparators = self.exprs(node, "Compare", "comparators", Load)?;
        if comparators.is_empty() {
            return Err(self.value("Compare with no comparators"));
        }
        let mut ops = Vec::new();
        for op in self.items(node, "Compare", "ops")? {
            let name = self.kind(&op, "cmpop", &COMPARISONS.map(|(name, _)| name))?;
            ops.extend(COMPARISONS.iter().find(|row| row.0 == name).map(|row| row.1));
        }
        if ops.len() != comparators.len() {
            return Err(self.value("Compare has a different number of comparators and operands"));
        }
        Ok(ExprKind::Compare { left, ops, comparators })
    }

    fn formatted(&self, node: &Value) -> PyResult<ExprKind> {
        let name = "FormattedValue";
        let value = self.boxed(node, name, "value", Load)?;
        let conversion = match self.integer(&self.field(node, name, "conversion")?)? {
            -1 => None,
            code @ (115 | 114 | 97) => char::from_u32(code as u32),
            code => return Err(messages::system_error(self.vm, &format!("Unrecognized conversion character {code}"))),
        };
        let format_spec = match self.optional_expr(node, "format_spec")? {
            // The evaluator takes the text of a format from pieces.
            Some(spec) if !matches!(spec.kind, ExprKind::JoinedStr { .. }) => {
                let span = spec.span;
                Some(Box::new(self.finish(ExprKind::JoinedStr { values: vec![self.piece(*spec)?] }, span)?))
            }
            spec => spec,
        };
        Ok(ExprKind::FormattedValue { value, conversion, format_spec })
    }

    fn joined(&self, node: &Value) -> PyResult<Vec<Expr>> {
        let values = self.exprs(node, "JoinedStr", "values", Load)?;
        values.into_iter().map(|value| self.piece(value)).collect()
    }

    /// A piece of an f-string: text, or something to format.
    fn piece(&self, value: Expr) -> PyResult<Expr> {
        if matches!(value.kind, ExprKind::Constant(Constant::Str(_)) | ExprKind::FormattedValue { .. }) {
            return Ok(value);
        }
        let span = value.span;
        self.finish(ExprKind::FormattedValue { value: Box::new(value), conversion: None, format_spec: None }, span)
    }

    fn constant(&self, value: &Value, kind: Option<Value>, span: Span) -> PyResult<Expr> {
        let (vm, types) = (self.vm, &self.vm.types);
        let class = vm.class_of(value);
        let of = |constant: Constant| self.finish(ExprKind::Constant(constant), span);
        if value.is_none() {
            return of(Constant::None);
        }
        if value.is_bool() {
            return of(if value.is_true() { Constant::True } else { Constant::False });
        }
        if value.identity() == Value::ELLIPSIS.identity() {
            return of(Constant::Ellipsis);
        }
        if class.same(&types.int) {
            if int::is_negative(value) {
                let positive = self.constant(&int::negate(vm, value)?, None, span)?;
                return self.negative(positive, span);
            }
            return match int::as_i64(value).and_then(|number| u64::try_from(number).ok()) {
                Some(number) => of(Constant::Int(number)),
                None => of(Constant::BigInt(Rc::from(str::text_of(&int::prefixed(vm, value, 16, "0x")?)))),
            };
        }
        if class.same(&types.float) {
            return self.float(float::as_f64(value).unwrap_or(0.0), span);
        }
        if class.same(&types.complex)
            && let Some((real, imag)) = complex::parts_of(value)
        {
            let part = Constant::Imaginary(imag.abs());
            let imaginary = self.finish(ExprKind::Constant(part), span)?;
            if real == 0.0 && real.is_sign_positive() && imag.is_sign_positive() {
                return Ok(imaginary);
            }
            let op = if imag.is_sign_negative() { Operator::Sub } else { Operator::Add };
            let left = Box::new(self.float(real, span)?);
            return self.finish(ExprKind::BinOp { left, op, right: Box::new(imaginary) }, span);
        }
        if class.same(&types.str) {
            let u_prefix = kind.is_some_and(|kind| str::text_of(&kind) == "u");
            return of(Constant::Str(StrLiteral { text: text_of(value), u_prefix }));
        }
        if class.same(&types.bytes) {
            return of(Constant::Bytes(Rc::from(bytes::with_plain_bytes(value, <[u8]>::to_vec).unwrap_or_default())));
        }
        if class.same(&types.tuple) {
            let _depth = vm.enter_recursion_in(" during compilation")?;
            let items = ops::collect(vm, value)?;
            let elts = items.iter().map(|item| self.constant(item, None, span)).collect::<PyResult<_>>()?;
            return self.finish(ExprKind::Tuple { elts, ctx: Load }, span);
        }
        if class.same(&types.frozenset) {
            let message = "a frozenset as a constant of a syntax tree is not supported";
            return Err(vm.raise_message(&vm.errors.not_implemented_error, message));
        }
        let message = format!("got an invalid type in Constant: {}", vm.class_name(value));
        Err(messages::type_error(vm, &message))
    }

    fn float(&self, number: f64, span: Span) -> PyResult<Expr> {
        if number.is_sign_negative() && !number.is_nan() {
            let positive = self.finish(ExprKind::Constant(Constant::Float(-number)), span)?;
            return self.negative(positive, span);
        }
        self.finish(ExprKind::Constant(Constant::Float(number)), span)
    }

    fn negative(&self, operand: Expr, span: Span) -> PyResult<Expr> {
        self.finish(ExprKind::UnaryOp { op: UnaryOp::USub, operand: Box::new(operand) }, span)
    }

    // ---- patterns ----

    fn cases(&self, node: &Value) -> PyResult<Vec<MatchCase>> {
        let items = self.some_items(node, "Match", "cases")?;
        let read = |item: &Value| -> PyResult<MatchCase> {
            let own = self.kind(item, "match_case", &["match_case"])?;
            Ok(MatchCase {
                pattern: self.pattern(&self.given(item, own, "pattern")?, false)?,
                guard: self.optional_expr(item, "guard")?,
                body: self.body(item, own)?,
            })
        };
        items.iter().map(read).collect()
    }

    fn patterns(&self, node: &Value, name: &str, field: &str, star: bool) -> PyResult<Vec<Pattern>> {
        self.items(node, name, field)?.iter().map(|item| self.pattern(item, star)).collect()
    }

    fn capture(&self, node: &Value, field: &str) -> PyResult<Option<Name>> {
        let name = self.optional_variable(node, field)?;
        if name.as_deref() == Some("_") {
            return Err(self.value("can't capture name '_' in patterns"));
        }
        Ok(name)
    }

    fn pattern(&self, node: &Value, star: bool) -> PyResult<Pattern> {
        let _depth = self.vm.enter_recursion_in(" during compilation")?;
        let span = self.span(node, "pattern")?;
        let name = self.kind(node, "pattern", PATTERNS)?;
        let kind = match name {
            "MatchValue" => PatternKind::MatchValue { value: self.pattern_value(&self.given(node, name, "value")?)? },
            "MatchSingleton" => {
                let value = self.field(node, name, "value")?;
                let singleton = match () {
                    () if value.is_none() => Constant::None,
                    () if value.is_true() => Constant::True,
                    () if value.is_false() => Constant::False,
                    () => return Err(self.value("MatchSingleton can only contain True, False and None")),
                };
                PatternKind::MatchSingleton { value: singleton }
            }
            "MatchSequence" => PatternKind::MatchSequence { patterns: self.patterns(node, name, "patterns", true)? },
            "MatchMapping" => {
                let (keys, patterns) = (self.items(node, name, "keys")?, self.patterns(node, name, "patterns", false)?);
                if keys.len() != patterns.len() {
                    return Err(self.value("MatchMapping doesn't have the same number of keys as patterns"));
                }
                let keys = keys.iter().map(|key| self.pattern_value(key).map(|key| *key)).collect::<PyResult<_>>()?;
                PatternKind::MatchMapping { keys, patterns, rest: self.capture(node, "rest")? }
            }
            "MatchClass" => {
                let cls = self.boxed(node, name, "cls", Load)?;
                let patterns = self.patterns(node, name, "patterns", false)?;
                let kwd_attrs = self.names(node, name, "kwd_attrs")?;
                let kwd_patterns = self.patterns(node, name, "kwd_patterns", false)?;
                if kwd_attrs.len() != kwd_patterns.len() {
                    let message = "MatchClass doesn't have the same number of keyword attributes as patterns";
                    return Err(self.value(message));
                }
                if !is_dotted(&cls) {
                    return Err(self.value("MatchClass cls field can only contain Name or Attribute nodes."));
                }
                PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns }
            }
            "MatchStar" => {
                if !star {
                    return Err(self.value("can't use MatchStar here"));
                }
                PatternKind::MatchStar { name: self.capture(node, "name")? }
            }
            "MatchAs" => {
                let name = self.capture(node, "name")?;
                let pattern = match self.optional(node, "pattern")? {
                    Some(_) if name.is_none() => {
                        return Err(self.value("MatchAs must specify a target name if a pattern is given"));
                    }
                    Some(pattern) => Some(Box::new(self.pattern(&pattern, false)?)),
                    None => None,
                };
                PatternKind::MatchAs { pattern, name }
            }
            _ => {
                let patterns = self.patterns(node, name, "patterns", false)?;
                if patterns.len() < 2 {
                    return Err(self.value("MatchOr requires at least 2 patterns"));
                }
                PatternKind::MatchOr { patterns }
            }
        };
        Ok(Pattern { kind, span })
    }

    /// A value to compare with: a literal, a signed number, a sum with an imaginary part, a dotted name.
    fn pattern_value(&self, node: &Value) -> PyResult<Box<Expr>> {
        let value = self.expr(node, Load)?;
        let allowed = match &value.kind {
            ExprKind::Constant(Constant::Ellipsis) => false,
            ExprKind::Constant(_) | ExprKind::Attribute { .. } | ExprKind::JoinedStr { .. } => true,
            ExprKind::UnaryOp { op: UnaryOp::USub, operand } => is_number(operand),
            ExprKind::BinOp { left, op: Operator::Add | Operator::Sub, right } => {
                let left = match &left.kind {
                    ExprKind::UnaryOp { op: UnaryOp::USub, operand } => operand,
                    _ => left,
                };
                is_number(left) && matches!(right.kind, ExprKind::Constant(Constant::Imaginary(_)))
            }
            _ => false,
        };
        if allowed { Ok(Box::new(value)) } else { Err(self.value("patterns may only match literals and attribute lookups")) }
    }
}

fn is_number(expr: &Expr) -> bool {
    use Constant::{BigInt, Float, Imaginary, Int};
    matches!(expr.kind, ExprKind::Constant(Int(_) | BigInt(_) | Float(_) | Imaginary(_)))
}

fn is_dotted(expr: &Expr) -> bool {
    let mut expr = expr;
    while let ExprKind::Attribute { value, .. } = &expr.kind {
        expr = value;
    }
    matches!(expr.kind, ExprKind::Name { .. })
}

fn text_of(value: &Value) -> StrText {
    match str::utf8_of(value) {
        Some(text) => StrText::Utf8(Rc::from(text)),
        None => StrText::CodePoints(match value.get::<crate::memory::Str>().map(str::units_of) {
            Some(Units::Two(units)) => units.iter().map(|unit| u32::from(*unit)).collect(),
            Some(Units::Four(units)) => units.into(),
            Some(Units::One(units)) => units.iter().map(|unit| u32::from(*unit)).collect(),
            None => Rc::new([]),
        }),
    }
}

fn context_name(ctx: ExprContext) -> &'static str {
    match ctx {
        Load => "Load",
        Store => "Store",
        ExprContext::Del => "Del",
    }
}

const STATEMENTS: &[&str] = &[
    "FunctionDef",
    "AsyncFunctionDef",
    "ClassDef",
    "Return",
    "Delete",
    "Assign",
    "TypeAlias",
    "AugAssign",
    "AnnAssign",
    "For",
    "AsyncFor",
    "While",
    "If",
    "With",
    "AsyncWith",
    "Match",
    "Raise",
    "Try",
    "TryStar",
    "Assert",
    "Import",
    "ImportFrom",
    "Global",
    "Nonlocal",
    "Expr",
    "Pass",
    "Break",
    "Continue",
];

const EXPRESSIONS: &[&str] = &[
    "BoolOp",
    "NamedExpr",
    "BinOp",
    "UnaryOp",
    "Lambda",
    "IfExp",
    "Dict",
    "Set",
    "ListComp",
    "SetComp",
    "DictComp",
    "GeneratorExp",
    "Await",
    "Yield",
    "YieldFrom",
    "Compare",
    "Call",
    "FormattedValue",
    "JoinedStr",
    "Constant",
    "Attribute",
    "Subscript",
    "Starred",
    "Name",
    "List",
    "Tuple",
    "Slice",
];

const PATTERNS: &[&str] =
    &["MatchValue", "MatchSingleton", "MatchSequence", "MatchMapping", "MatchClass", "MatchStar", "MatchAs", "MatchOr"];

const OPERATORS: [(&str, Operator); 13] = [
    ("Add", Operator::Add),
    ("Sub", Operator::Sub),
    ("Mult", Operator::Mult),
    ("MatMult", Operator::MatMult),
    ("Div", Operator::Div),
    ("Mod", Operator::Mod),
    ("Pow", Operator::Pow),
    ("LShift", Operator::LShift),
    ("RShift", Operator::RShift),
    ("BitOr", Operator::BitOr),
    ("BitXor", Operator::BitXor),
    ("BitAnd", Operator::BitAnd),
    ("FloorDiv", Operator::FloorDiv),
];

const COMPARISONS: [(&str, CmpOp); 10] = [
    ("Eq", CmpOp::Eq),
    ("NotEq", CmpOp::NotEq),
    ("Lt", CmpOp::Lt),
    ("LtE", CmpOp::LtE),
    ("Gt", CmpOp::Gt),
    ("GtE", CmpOp::GtE),
    ("Is", CmpOp::Is),
    ("IsNot", CmpOp::IsNot),
    ("In", CmpOp::In),
    ("NotIn", CmpOp::NotIn),
];
