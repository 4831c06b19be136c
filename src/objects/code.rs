//! Code objects: what the resolver and the lowering know about a block.

use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::frame::NodeRef;
use super::kinds;
use super::native::{getter, member, method};
use super::slots::{CompareOp, Slots};
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Arena, Guarded, Handle, Kind, Pause, Payload, PyResult, Value, Visitor};
use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use taipan_grammar::ast::Span;

/// Bits of `co_flags`, CPython's numbers.
pub mod code_flag {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
}

/// The executable form of a block.
pub struct Body {
    pub entry: NodeRef,
    /// The number of positional arguments that fill the first slots exactly; -1
    /// when binding needs more than that (stars, keyword-only parameters).
    pub fast_arguments: i64,
    /// A call makes a generator, coroutine or asynchronous generator.
    pub suspends: bool,
    /// Slots a frame needs: locals, cells, free variables, temporaries.
    pub slots: usize,
    /// Positions that nodes name by index.
    pub spans: Vec<Span>,
    /// Owns the nodes.
    pub arena: Arena<dyn super::frame::Node>,
}

pub struct PyCode {
    pub name: Value,
    pub qualname: Value,
    pub filename: Value,
    pub first_line: u32,
    pub flags: Cell<u32>,
    /// Parameters by position (positional-only ones included), then keyword-only ones.
    pub argument_count: u32,
    pub positional_only_count: u32,
    pub keyword_only_count: u32,
    /// Locals in slot order: parameters first. Hidden ones have unbound names.
    pub local_names: Vec<Value>,
    pub cell_names: Vec<Value>,
    pub free_names: Vec<Value>,
    /// Parameters that inner functions capture: (parameter slot, cell index).
    pub cell_parameters: Vec<(u32, u32)>,
    /// The executable form, made on the first run.
    pub body: OnceCell<Body>,
    /// What lowering needs: syntax tree and scopes. Opaque to this layer.
    pub source: RefCell<Option<Rc<dyn Any>>>,
    /// Constants, for `co_consts`.
    pub constants: Guarded<Vec<Value>>,
    /// Names of globals and attributes, for `co_names`.
    pub names: Guarded<Vec<Value>>,
    /// The docstring or None.
    pub docstring: Value,
}

impl PyCode {
    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    /// Parameters of every kind: they fill the first slots.
    pub fn parameter_count(&self) -> usize {
        let stars = usize::from(self.has(code_flag::VARARGS)) + usize::from(self.has(code_flag::VARKEYWORDS));
        (self.argument_count + self.keyword_only_count) as usize + stars
    }

    /// The executable form; lowers it on first use.
    #[inline(always)]
    pub fn body(&self, vm: &Vm) -> PyResult<&Body> {
        match self.body.get() {
            Some(body) => Ok(body),
            None => self.lower(vm),
        }
    }

    #[cold]
    #[inline(never)]
    fn lower(&self, vm: &Vm) -> PyResult<&Body> {
        // The executable form is the interpreter's own, not the program's.
        let _pause = Pause::new();
        let body = (vm.hooks.get().lower)(vm, self)?;
        Ok(self.body.get_or_init(|| body))
    }

    /// The span of a position that a frame noted.
    pub fn span(&self, position: u32) -> Option<Span> {
        self.body.get()?.spans.get(position as usize).copied()
    }
}

impl Payload for PyCode {
    const KIND: Kind = kinds::CODE;

    fn trace(&self, _visitor: &mut Visitor<'_>) {}
}

pub const CODE: TypeSpec = TypeSpec {
    name: "code",
    flags: class_flag::IMMUTABLE | class_flag::WEAK,
    doc: "What a block of source text was compiled to.",
    slots: Slots {
        repr: Some(code_repr),
        new: Some(code_new),
        compare: Some(code_compare),
        hash: Some(code_hash),
        ..Slots::EMPTY
    },
    methods: &[
        method("__replace__", "(self, /, **changes)", code_replace, "A copy with some attributes changed."),
        method("__sizeof__", "(self, /)", super::object::object_sizeof, ""),
        method("replace", "(self, /, **changes)", code_replace, "A copy with some attributes changed."),
        method("co_positions", "(self, /)", code_positions, ""),
        method("co_lines", "(self, /)", code_lines, ""),
    ],
    getset: &[
        member("co_name", |_, value| Ok(part(value, |code| code.name.clone())), ""),
        member("co_qualname", |_, value| Ok(part(value, |code| code.qualname.clone())), ""),
        member("co_filename", |_, value| Ok(part(value, |code| code.filename.clone())), ""),
        member("co_firstlineno", |_, value| Ok(number(value, |code| i64::from(code.first_line))), ""),
        member("co_argcount", |_, value| Ok(number(value, |code| i64::from(code.argument_count))), ""),
        member("co_posonlyargcount", |_, value| Ok(number(value, |code| i64::from(code.positional_only_count))), ""),
        member("co_kwonlyargcount", |_, value| Ok(number(value, |code| i64::from(code.keyword_only_count))), ""),
        member("co_nlocals", |_, value| Ok(number(value, |code| variable_names(code).len() as i64)), ""),
        member("co_flags", |_, value| Ok(number(value, |code| i64::from(code.flags.get() & !code_flag::HAS_DOCSTRING))), ""),
        member("co_stacksize", |_, value| Ok(number(value, |code| code.body.get().map_or(1, |body| body.slots as i64 + 1))), ""),
        getter("co_varnames", |vm, value| Ok(names(vm, value, variable_names)), ""),
        getter("co_cellvars", |vm, value| Ok(names(vm, value, |code| code.cell_names.clone())), ""),
        getter("co_freevars", |vm, value| Ok(names(vm, value, |code| code.free_names.clone())), ""),
        member("co_names", |vm, value| Ok(names(vm, value, |code| code.names.copy())), ""),
        member("co_consts", |vm, value| Ok(names(vm, value, |code| code.constants.copy())), ""),
        getter("co_code", no_bytes, ""),
        getter("co_lnotab", no_bytes, ""),
        member("co_linetable", no_bytes, ""),
        member("co_exceptiontable", no_bytes, ""),
    ],
    ..TypeSpec::EMPTY
};

/// There is no bytecode to make a code object from.
fn code_new(vm: &Vm, _class: &Value, args: super::call::CallArgs<'_>) -> PyResult {
    super::native::expect_positional(vm, "code", args, 16, 18)?;
    Err(messages::type_error(vm, "code objects can only be made by compile()"))
}

fn part(value: &Value, choose: fn(&PyCode) -> Value) -> Value {
    value.get::<PyCode>().map_or(Value::NONE, choose)
}

fn number(value: &Value, choose: fn(&PyCode) -> i64) -> Value {
    Value::small_int(value.get::<PyCode>().map_or(0, choose))
}

fn names(vm: &Vm, value: &Value, choose: fn(&PyCode) -> Vec<Value>) -> Value {
    vm.new_tuple(value.get::<PyCode>().map_or(Vec::new(), choose))
}

/// There is no bytecode; tools that only look for some get an empty one.
fn no_bytes(vm: &Vm, _value: &Value) -> PyResult {
    vm.call_values(vm.types.bytes.value(), &[])
}

fn variable_names(code: &PyCode) -> Vec<Value> {
    let parameters = code.parameter_count();
    let is_cell = |name: &Value| code.cell_names.iter().any(|cell| cell.is(name));
    let shown =
        code.local_names.iter().enumerate().filter(|(index, name)| !name.is_unbound() && (*index < parameters || !is_cell(name)));
    shown.map(|(_, name)| name.clone()).collect()
}

/// Equal code came out of the same source text and says the same of itself.
fn code_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyCode>(), right.get::<PyCode>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let numbers = |code: &PyCode| {
        let counts = (code.argument_count, code.positional_only_count, code.keyword_only_count);
        (code.first_line, code.flags.get(), counts)
    };
    let same_source = match (a.source.borrow().as_ref(), b.source.borrow().as_ref()) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    };
    let mut equal = left.is(right) || same_source && numbers(a) == numbers(b);
    if equal && !left.is(right) {
        let parts = |code: &PyCode| {
            vm.tuple_of([
                code.name.clone(),
                code.qualname.clone(),
                vm.new_tuple(code.constants.copy()),
                vm.new_tuple(code.names.copy()),
            ])
        };
        equal = super::ops::eq(vm, &parts(a), &parts(b))?;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn code_hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(code) = value.get::<PyCode>() else { return Ok(0) };
    Ok(super::ops::hash(vm, &code.name)? ^ i64::from(code.first_line) ^ i64::from(code.argument_count) << 8)
}

fn code_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(code) = value.get::<PyCode>() else { return super::object::default_repr(vm, value) };
    let text = format!(
        "<code object {} at {}, file \"{}\", line {}>",
        text_of(&code.name),
        super::object::address_text(value),
        text_of(&code.filename),
        // A code object without a line says so.
        if code.first_line == 0 { -1 } else { i64::from(code.first_line) }
    );
    Ok(messages::with_surrogates_of(vm, &code.filename, &text))
}

fn spans(vm: &Vm, args: &[Value]) -> PyResult<Vec<Span>> {
    match args.first().and_then(|value| value.get::<PyCode>()) {
        Some(code) => Ok(code.body(vm)?.spans.clone()),
        None => Ok(Vec::new()),
    }
}

fn code_positions(vm: &Vm, args: &[Value]) -> PyResult {
    let int = |number: u32| Value::small_int(i64::from(number));
    let rows = spans(vm, args)?
        .iter()
        .map(|span| vm.tuple_of([int(span.line), int(span.end_line), int(span.column), int(span.end_column)]))
        .collect();
    Ok(super::iterators::over_rows(vm, &vm.types.positions_iterator, rows))
}

fn code_lines(vm: &Vm, args: &[Value]) -> PyResult {
    let mut rows = Vec::new();
    for (index, span) in spans(vm, args)?.iter().enumerate() {
        let offset = 2 * index as i64;
        rows.push(vm.tuple_of([Value::small_int(offset), Value::small_int(offset + 2), Value::small_int(i64::from(span.line))]));
    }
    Ok(super::iterators::over_rows(vm, &vm.types.line_iterator, rows))
}

fn text_part(vm: &Vm, name: &str, content: Value) -> PyResult {
    if vm.is_instance(&content, &vm.types.str) {
        return Ok(content);
    }
    let found = messages::shown_class(vm, &content);
    Err(messages::type_error(vm, &format!("replace() argument '{name}' must be str, not {found}")))
}

fn number_part(vm: &Vm, name: &str, content: &Value) -> PyResult<u32> {
    let number = super::ops::index(vm, content)?;
    match super::int::as_i64(&number).and_then(|number| i32::try_from(number).ok()) {
        Some(number) => {
            u32::try_from(number).map_err(|_| messages::value_error(vm, &format!("{name} must be a positive integer")))
        }
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

/// `code.replace(co_name=…)`: attributes that describe a block can change, what
/// it executes cannot.
fn code_replace(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, changes] = args else { return Ok(Value::NONE) };
    let (Some(code), Some(changes)) = (value.get::<PyCode>(), changes.get::<super::dict::PyDict>()) else {
        return Ok(Value::NONE);
    };
    let mut copy = PyCode {
        name: code.name.clone(),
        qualname: code.qualname.clone(),
        filename: code.filename.clone(),
        first_line: code.first_line,
        flags: Cell::new(code.flags.get()),
        argument_count: code.argument_count,
        positional_only_count: code.positional_only_count,
        keyword_only_count: code.keyword_only_count,
        local_names: code.local_names.clone(),
        cell_names: code.cell_names.clone(),
        free_names: code.free_names.clone(),
        cell_parameters: code.cell_parameters.clone(),
        body: OnceCell::new(),
        source: RefCell::new(code.source.borrow().clone()),
        constants: Guarded::new(code.constants.copy()),
        names: Guarded::new(code.names.copy()),
        docstring: code.docstring.clone(),
    };
    let mut cursor = 0;
    while let Some((next, name, content)) = changes.next_entry(cursor) {
        cursor = next;
        match text_of(&name).as_str() {
            "co_name" => copy.name = text_part(vm, "co_name", content)?,
            "co_qualname" => copy.qualname = text_part(vm, "co_qualname", content)?,
            "co_filename" => copy.filename = text_part(vm, "co_filename", content)?,
            "co_firstlineno" => copy.first_line = number_part(vm, "co_firstlineno", &content)?,
            "co_flags" => copy.flags.set(number_part(vm, "co_flags", &content)?),
            "co_consts" => drop(copy.constants.replace(super::ops::collect(vm, &content)?)),
            "co_names" => drop(copy.names.replace(super::ops::collect(vm, &content)?)),
            "co_stacksize" | "co_nlocals" | "co_linetable" | "co_exceptiontable" => {}
            other if other.starts_with("co_") => {
                // What describes the block itself may be given again as it is.
                let same = match super::ops::lookup_attr(vm, value, &name)? {
                    Some(known) => super::ops::eq(vm, &known, &content)?,
                    None => false,
                };
                if !same {
                    return Err(messages::type_error(vm, &format!("replace() cannot change {other}: there is no bytecode")));
                }
            }
            other => return Err(messages::type_error(vm, &format!("replace() got an unexpected keyword argument '{other}'"))),
        }
    }
    if copy.parameter_count() > variable_names(&copy).len() {
        return Err(messages::value_error(vm, "code: co_varnames is too small"));
    }
    Ok(Handle::new(vm.types.code.to_value(), copy).into_value())
}
