//! Compilation units: source text to code objects, and constants.

use crate::memory::{Guarded, Handle, PyResult, Raised, Value};
use crate::objects::code::{PyCode, code_flag};
use crate::objects::exception::messages;
use crate::objects::slots::BinaryOp;
use crate::objects::vm::Vm;
use crate::objects::{ops, str};
use crate::resolve::{self, Position, ScopeId, ScopeKind, Scopes};
use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use taipan_grammar::ast::{self, Constant, Expr, ExprKind, StmtKind, StrText};
use taipan_grammar::{Mode, Parsed, SyntaxError};

/// One parsed and resolved source text.
pub struct Unit {
    pub module: ast::Mod,
    pub scopes: Scopes,
    pub filename: Value,
    pub source: String,
    pub optimize: u8,
    /// First lines of class bodies, by scope.
    lines: RefCell<Vec<(ScopeId, u32)>>,
}

impl Unit {
    /// Remembers where a scope's statement starts.
    pub fn note_line(&self, scope: ScopeId, line: u32) {
        self.lines.borrow_mut().push((scope, line));
    }

    pub fn class_line(&self, scope: ScopeId) -> u32 {
        self.lines.borrow().iter().find(|entry| entry.0 == scope).map_or(0, |entry| entry.1)
    }
}

/// Which part of the tree a code object runs.
#[derive(Clone)]
pub enum What {
    Module,
    Function(Rc<ast::FunctionDef>),
    Lambda(Rc<ast::Lambda>),
    Class(Rc<ast::ClassDef>),
    GeneratorExpression(Rc<ast::ElementComp>),
    /// A comprehension that is a function of its own.
    Comprehension(Rc<Expr>),
    TypeParamsOfFunction(Rc<ast::FunctionDef>),
    TypeParamsOfClass(Rc<ast::ClassDef>),
    TypeParamsOfAlias(Rc<ast::TypeAlias>),
    /// A bound, a default, the value of an alias.
    Expression(Rc<Expr>),
}

/// What a code object keeps for its lowering.
pub struct CodeSource {
    pub unit: Rc<Unit>,
    pub scope: ScopeId,
    pub what: What,
}

/// The source is the script's file itself, which CPython reads line by line.
pub const SCRIPT_FILE: u32 = 0x8000_0000;
/// `PyCF_ALLOW_INCOMPLETE_INPUT`: a prompt asks whether more lines could help.
pub const ALLOW_INCOMPLETE_INPUT: u32 = 0x4000;
/// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`.
pub const ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;
/// A module whose last statement is an expression gives its value when it is run.
pub const LAST_VALUE: u32 = 0x4000_0000;
/// `__future__.annotations.compiler_flag`.
pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;

/// Compiles source bytes. `mode` is `exec`, `eval` or `single`.
pub fn compile_source(vm: &Vm, source: &[u8], filename: &str, mode: &str, flags: u32) -> PyResult<Handle<PyCode>> {
    let filename = vm.new_str(filename);
    compile_with(vm, source, &filename, mode, flags, vm.options.optimize)
}

/// The same with the filename as an object and an optimisation level.
pub fn compile_with(vm: &Vm, source: &[u8], filename: &Value, mode: &str, flags: u32, optimize: u8) -> PyResult<Handle<PyCode>> {
    let parse_mode = match mode {
        "eval" => Mode::Eval,
        "single" => Mode::Interactive,
        _ => Mode::File,
    };
    let parsed = parse(vm, source, filename, parse_mode, flags)?;
    resolve_unit(vm, parsed.module, parsed.source, filename, flags, optimize)
}

/// The tree of a source text, with the warnings of the parser given.
pub fn parse_only(vm: &Vm, source: &[u8], filename: &Value, mode: Mode) -> PyResult<Parsed> {
    parse(vm, source, filename, mode, 0)
}

/// A code object from a tree that was put together by a program.
pub fn compile_tree(vm: &Vm, module: ast::Mod, filename: &Value, flags: u32, optimize: u8) -> PyResult<Handle<PyCode>> {
    resolve_unit(vm, module, String::new(), filename, flags, optimize)
}

fn parse(vm: &Vm, source: &[u8], filename: &Value, mode: Mode, flags: u32) -> PyResult<Parsed> {
    let script = if flags & SCRIPT_FILE != 0 { Some(str::text_of(filename)) } else { None };
    let parsed = match taipan_grammar::parse_bytes(source, mode, &taipan_grammar::Options { filename: script }) {
        Ok(parsed) => parsed,
        Err(error) => {
            let text = String::from_utf8_lossy(source);
            for warning in &error.warnings {
                warn(vm, &warning.message, warning.category.class_name(), filename, warning.span, &text)?;
            }
            if source.is_empty() && error.line == 1 {
                // Nothing at all has no first line either.
                let none = || Value::small_int(0);
                let place = [filename.clone(), none(), none(), vm.empty_str.clone(), none(), none()];
                return Err(syntax_error(vm, &vm.errors.syntax_error, &error.message, place));
            }
            return Err(raise_syntax_error(vm, &error, filename, flags & ALLOW_INCOMPLETE_INPUT != 0));
        }
    };
    give_warnings(vm, &parsed, filename)?;
    Ok(parsed)
}

/// What the parser alone notices. The parser and the resolver both notice doubtful operands; the resolver
/// does so in the order of code, as CPython's compiler.
fn give_warnings(vm: &Vm, parsed: &Parsed, filename: &Value) -> PyResult<()> {
    for warning in parsed.warnings.iter().filter(|warning| warning.message.starts_with("invalid ")) {
        warn(vm, &warning.message, warning.category.class_name(), filename, warning.span, &parsed.source)?;
    }
    Ok(())
}

/// Cuts an entry of an interactive session into what is compiled and run one after the other: only
/// the last statement shows its value. `None` for an entry that is one statement, or none.
pub fn cut_entry(vm: &Vm, source: &str, filename: &Value) -> PyResult<Option<Vec<Parsed>>> {
    let parsed = match taipan_grammar::parse(source, Mode::File, &taipan_grammar::Options::default()) {
        Ok(parsed) => parsed,
        Err(error) => return Err(raise_syntax_error(vm, &error, filename, false)),
    };
    let Parsed { module: ast::Mod::Module { body }, mut warnings, source } = parsed else { return Ok(None) };
    if body.len() < 2 {
        return Ok(None);
    }
    let last = body.len() - 1;
    let part = |(index, statement)| {
        let body = vec![statement];
        let module = if index == last { ast::Mod::Interactive { body } } else { ast::Mod::Module { body } };
        Parsed { module, warnings: std::mem::take(&mut warnings), source: source.clone() }
    };
    Ok(Some(body.into_iter().enumerate().map(part).collect()))
}

/// Compiles a parsed source text.
pub fn compile_parsed(vm: &Vm, parsed: Parsed, filename: &Value, flags: u32, optimize: u8) -> PyResult<Handle<PyCode>> {
    give_warnings(vm, &parsed, filename)?;
    resolve_unit(vm, parsed.module, parsed.source, filename, flags, optimize)
}

fn resolve_unit(
    vm: &Vm,
    module: ast::Mod,
    source: String,
    filename: &Value,
    flags: u32,
    optimize: u8,
) -> PyResult<Handle<PyCode>> {
    let options = resolve::Options {
        future_annotations: flags & FUTURE_ANNOTATIONS != 0,
        allow_top_level_await: flags & ALLOW_TOP_LEVEL_AWAIT != 0,
    };
    let scopes = match resolve::resolve(&module, &options) {
        Ok(scopes) => scopes,
        Err(error) => {
            for warning in &error.warnings {
                warn(vm, &warning.message, "SyntaxWarning", filename, warning.span, &source)?;
            }
            return Err(raise_resolve_error(vm, &error.message, error.position, filename, &source));
        }
    };
    for warning in &scopes.warnings {
        warn(vm, &warning.message, "SyntaxWarning", filename, warning.span, &source)?;
    }
    let mut module = module;
    if flags & LAST_VALUE != 0
        && let ast::Mod::Module { body } = &mut module
        && let Some(last) = body.last_mut()
    {
        // Names are resolved already, so that nobody takes this for a `return` outside of a function.
        match std::mem::replace(&mut last.kind, StmtKind::Pass) {
            StmtKind::Expr { value } => last.kind = StmtKind::Return { value: Some(value) },
            other => last.kind = other,
        }
    }
    let unit = Rc::new(Unit { module, scopes, filename: filename.clone(), source, optimize, lines: RefCell::new(Vec::new()) });
    Ok(make_code(vm, &unit, ScopeId::MODULE, What::Module, 1))
}

/// The object layer's road to the compiler: source is a str or bytes object.
pub fn compile_hook(vm: &Vm, source: &Value, filename: &Value, mode: &str, flags: u32) -> PyResult {
    let optimize = vm.options.optimize;
    if source.is_kind::<crate::memory::Str>() {
        let text = str::text_of(source);
        return compile_with(vm, text.as_bytes(), filename, mode, flags, optimize).map(Handle::into_value);
    }
    match crate::objects::bytes::with_bytes(source, <[u8]>::to_vec) {
        Some(bytes) => compile_with(vm, &bytes, filename, mode, flags, optimize).map(Handle::into_value),
        None => Err(messages::type_error(vm, "compile() arg 1 must be a string, bytes or AST object")),
    }
}

/// The one door from syntax errors to exceptions.
pub fn raise_syntax_error(vm: &Vm, error: &SyntaxError, filename: &Value, allow_incomplete: bool) -> Raised {
    let class = match error.kind.class_name() {
        "IndentationError" => &vm.errors.indentation_error,
        "TabError" => &vm.errors.tab_error,
        "MemoryError" => return vm.raise_message(&vm.errors.memory_error, &error.message),
        "RecursionError" => return vm.raise_message(&vm.errors.recursion_error, &error.message),
        "ValueError" => return vm.raise_message(&vm.errors.value_error, &error.message),
        _ => &vm.errors.syntax_error,
    };
    let class = if error.incomplete && allow_incomplete { &vm.errors.incomplete_input_error } else { class };
    if error.line == 0 {
        return vm.raise_message(class, &error.message);
    }
    let text = error.text.as_ref().map_or(Value::NONE, |text| vm.new_str(text));
    let place = [
        filename.clone(),
        vm.new_int(i64::from(error.line)),
        vm.new_int(error.offset),
        text,
        vm.new_int(i64::from(error.end_line)),
        vm.new_int(error.end_offset),
    ];
    syntax_error(vm, class, &error.message, place)
}

fn raise_resolve_error(vm: &Vm, message: &str, position: Position, filename: &Value, source: &str) -> Raised {
    // CPython reads the line from the file of that name; text that came from
    // elsewhere has none to show.
    let from_file = std::fs::metadata(str::text_of(filename)).is_ok_and(|file| file.is_file());
    let line_text = |line: u32| match source.lines().nth((line as usize).saturating_sub(1)) {
        Some(text) if line > 0 && from_file => vm.new_string(format!("{text}\n")),
        _ => Value::NONE,
    };
    let place = match position {
        Position::Range(span) => [
            filename.clone(),
            vm.new_int(i64::from(span.line)),
            vm.new_int(i64::from(span.column) + 1),
            line_text(span.line),
            vm.new_int(i64::from(span.end_line)),
            vm.new_int(i64::from(span.end_column) + 1),
        ],
        Position::Start { line, column } => [
            filename.clone(),
            vm.new_int(i64::from(line)),
            vm.new_int(i64::from(column) + 1),
            line_text(line),
            vm.new_int(i64::from(line)),
            Value::NONE,
        ],
        Position::Nowhere => [filename.clone(), vm.new_int(-1), vm.new_int(0), Value::NONE, vm.new_int(-1), vm.new_int(0)],
    };
    syntax_error(vm, &vm.errors.syntax_error, message, place)
}

fn syntax_error(vm: &Vm, class: &crate::objects::class::Class, message: &str, place: [Value; 6]) -> Raised {
    let place = vm.tuple_of(place);
    match vm.call_values(class.value(), &[vm.new_str(message), place]) {
        Ok(exception) => {
            // A parser's error does not chain to what is being handled.
            vm.raise_new(exception)
        }
        Err(raised) => raised,
    }
}

/// Issues a warning of the parser or resolver through `warnings`, if that has
/// been imported, else in its plain form on stderr.
fn warn(vm: &Vm, message: &str, category: &str, filename: &Value, span: ast::Span, source: &str) -> PyResult<()> {
    (vm.hooks.get().warn_syntax)(vm, message, category, filename, span, source)
}

/// A code object for one scope of a unit.
pub fn make_code(vm: &Vm, unit: &Rc<Unit>, scope: ScopeId, what: What, first_line: u32) -> Handle<PyCode> {
    let info = unit.scopes.scope(scope);
    let names = |list: &[ast::Name]| -> Vec<Value> { list.iter().map(|name| vm.intern(name)).collect() };
    let mut flags = 0;
    let is_function = !matches!(info.kind, ScopeKind::Module | ScopeKind::Class);
    if is_function {
        flags |= code_flag::OPTIMIZED | code_flag::NEWLOCALS;
    }
    let set = |flags: &mut u32, on: bool, flag: u32| {
        if on {
            *flags |= flag;
        }
    };
    set(&mut flags, info.has_varargs, code_flag::VARARGS);
    set(&mut flags, info.has_varkw, code_flag::VARKEYWORDS);
    set(&mut flags, info.is_nested && is_function, code_flag::NESTED);
    set(&mut flags, info.is_async_generator, code_flag::ASYNC_GENERATOR);
    set(&mut flags, info.is_generator && !info.is_async_generator && !info.is_coroutine, code_flag::GENERATOR);
    set(&mut flags, info.is_coroutine && !info.is_async_generator, code_flag::COROUTINE);
    set(&mut flags, unit.scopes.future_annotations, FUTURE_ANNOTATIONS);
    let docstring = match &what {
        What::Function(function) if unit.optimize < 2 => docstring(&function.body).map(|text| str_constant(vm, text)),
        _ => None,
    };
    set(&mut flags, docstring.is_some(), code_flag::HAS_DOCSTRING);
    if matches!(what, What::Class(_)) {
        unit.note_line(scope, first_line);
    }
    let mut local_names = names(&info.varnames);
    local_names.extend(names(&info.hidden));
    let mut cell_names = names(&info.cellvars);
    cell_names.extend(names(&info.hidden_cells));
    let source: Rc<dyn Any> = Rc::new(CodeSource { unit: unit.clone(), scope, what });
    let code = PyCode {
        name: vm.intern(&info.name),
        qualname: vm.intern(&info.qualname),
        filename: unit.filename.clone(),
        first_line,
        flags: Cell::new(flags),
        argument_count: info.argcount,
        positional_only_count: info.posonlyargcount,
        keyword_only_count: info.kwonlyargcount,
        local_names,
        cell_names,
        free_names: names(&info.freevars),
        cell_parameters: info.cell_params.clone(),
        body: OnceCell::new(),
        source: RefCell::new(Some(source)),
        constants: Guarded::new(Vec::new()),
        names: Guarded::new(Vec::new()),
        docstring: docstring.unwrap_or(Value::NONE),
    };
    Handle::new(vm.types.code.to_value(), code)
}

/// The docstring that opens a body.
pub fn docstring(body: &[ast::Stmt]) -> Option<&ast::StrLiteral> {
    match body.first().map(|statement| &statement.kind) {
        Some(StmtKind::Expr { value }) => match &value.kind {
            ExprKind::Constant(Constant::Str(text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// A docstring or other str literal as an object; docstrings are cleaned of
/// their common indentation as CPython 3.13 compiles them.
pub fn str_constant(vm: &Vm, literal: &ast::StrLiteral) -> Value {
    match &literal.text {
        StrText::Utf8(text) => vm.new_string(clean_docstring(text)),
        StrText::CodePoints(codes) => str::from_codes(vm, codes).unwrap_or(Value::NONE),
    }
}

/// Removes the indentation that all lines but the first share, and nothing else.
fn clean_docstring(text: &str) -> String {
    let expanded = expand_tabs(text);
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or("");
    let rest: Vec<&str> = lines.collect();
    let margin = rest
        .iter()
        .filter(|line| !line.trim_start_matches(' ').is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut cleaned = first.trim_start_matches(' ').to_owned();
    for line in rest {
        cleaned.push('\n');
        let kept = if line.trim_start_matches(' ').is_empty() { "" } else { line.get(margin..).unwrap_or("") };
        cleaned.push_str(kept);
    }
    cleaned
}

fn expand_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for letter in text.chars() {
        match letter {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                expanded.push(letter);
                column = 0;
            }
            _ => {
                expanded.push(letter);
                column += 1;
            }
        }
    }
    expanded
}

/// A literal as an object; identifier-like strs are interned as CPython's are.
pub fn constant(vm: &Vm, constant: &Constant) -> Value {
    match constant {
        Constant::None => Value::NONE,
        Constant::True => Value::TRUE,
        Constant::False => Value::FALSE,
        Constant::Ellipsis => Value::ELLIPSIS,
        Constant::Int(number) => match i64::try_from(*number) {
            Ok(number) => crate::objects::int::from_i64(vm, number),
            Err(_) => crate::objects::int::from_i128(vm, i128::from(*number)),
        },
        Constant::BigInt(text) => big_literal(vm, text),
        Constant::Float(number) => vm.new_float(*number),
        Constant::Imaginary(number) => crate::objects::complex::from_parts(vm, 0.0, *number),
        Constant::Str(literal) => match &literal.text {
            StrText::Utf8(text) if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => vm.intern(text),
            StrText::Utf8(text) => vm.new_str(text),
            StrText::CodePoints(codes) => str::from_codes(vm, codes).unwrap_or(Value::NONE),
        },
        Constant::Bytes(bytes) => crate::objects::bytes::from_vec(vm, bytes.to_vec()),
    }
}

/// An integer literal beyond 64 bits, prefix included.
fn big_literal(vm: &Vm, text: &str) -> Value {
    match crate::objects::int::parse(vm, text, 0) {
        Ok(Some(value)) => value,
        // The lexer has checked the digits; the limit on their number is its too.
        Ok(None) => Value::NONE,
        Err(_) => {
            drop(vm.take_exception());
            Value::NONE
        }
    }
}

/// Folds an operation on constants when that is cheap and cannot fail.
pub fn fold(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    if let Some(value) = super::arith::fast(op, a, b) {
        return Some(value);
    }
    let is_number =
        |value: &Value| value.is_int() || value.is_float_word() || value.is_kind::<crate::objects::complex::PyComplex>();
    if !is_number(a) || !is_number(b) {
        return None;
    }
    if op == BinaryOp::Pow {
        // Big powers are left to run time, as CPython leaves them.
        let small = a.as_int().is_none_or(|base| base.unsigned_abs() < 1 << 16)
            && b.as_int().is_none_or(|exponent| (0..128).contains(&exponent));
        if !small {
            return None;
        }
    }
    if matches!(op, BinaryOp::Lshift | BinaryOp::Mul) && a.is_int() && b.is_int() && op == BinaryOp::Lshift {
        return None;
    }
    match ops::binary(vm, op, a, b) {
        Ok(value) => Some(value),
        Err(_) => {
            drop(vm.take_exception());
            None
        }
    }
}

pub fn fold_unary(vm: &Vm, op: ast::UnaryOp, value: &Value) -> Option<Value> {
    if value.is_bool() && !matches!(op, ast::UnaryOp::Not) {
        // Folded without the warning about `~` that running code gives.
        let number = i64::from(value.is_true());
        return Some(Value::small_int(match op {
            ast::UnaryOp::USub => -number,
            ast::UnaryOp::UAdd => number,
            _ => !number,
        }));
    }
    let is_number = value.is_int()
        || value.is_float_word()
        || value.header().is_some_and(|_| {
            value.is_kind::<crate::objects::complex::PyComplex>() || value.is_kind::<crate::objects::int::PyBigInt>()
        });
    if !is_number {
        return None;
    }
    let result = match op {
        ast::UnaryOp::USub => ops::negative(vm, value),
        ast::UnaryOp::UAdd => ops::positive(vm, value),
        ast::UnaryOp::Invert if value.is_int() => ops::invert(vm, value),
        ast::UnaryOp::Invert | ast::UnaryOp::Not => return None,
    };
    match result {
        Ok(value) => Some(value),
        Err(_) => {
            drop(vm.take_exception());
            None
        }
    }
}

/// The truth of a condition that is a literal.
pub fn constant_truth(test: &Expr) -> Option<bool> {
    match &test.kind {
        ExprKind::Constant(constant) => match constant {
            Constant::None | Constant::False => Some(false),
            Constant::True | Constant::Ellipsis => Some(true),
            Constant::Int(number) => Some(*number != 0),
            _ => None,
        },
        _ => None,
    }
}

/// The source text of a postponed annotation.
pub fn unparse(unit: &Unit, expression: &Expr) -> String {
    super::unparse::expression(&unit.source, expression)
}
