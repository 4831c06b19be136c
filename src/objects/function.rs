//! Python functions, cells, and the seam through which calls reach the evaluator.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::code::{Body, PyCode};
use super::dict::PyDict;
use super::kinds;
use super::native::getset;
use super::object::address_text;
use super::slots::{CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Value, Visitor};
use std::cell::Cell;

/// How a step of an asynchronous generator came to rest.
pub enum AsyncOutcome {
    /// It waits for something.
    Awaits(Value),
    /// It yields to its user.
    Yields(Value),
    Returns,
}

/// Reads from a standard stream of an embedded interpreter: the descriptor and where the bytes go; how many came.
pub type ReadStream = fn(&Vm, i32, &mut [u8]) -> PyResult<usize>;
/// Writes to one: the descriptor and the bytes; how many were taken.
pub type WriteStream = fn(&Vm, i32, &[u8]) -> PyResult<usize>;

/// What the evaluator supplies to this layer; filled by `eval::install`.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Makes the executable form of a block.
    pub lower: fn(&Vm, &PyCode) -> PyResult<Body>,
    /// Calls a Python function.
    pub call_function: fn(&Vm, &Value, CallArgs<'_>) -> PyResult,
    /// Runs a block in the given globals and namespace (`exec`, modules).
    pub run_code: fn(&Vm, &Handle<PyCode>, &Value, &Value) -> PyResult,
    /// Compiles source text: `(source, filename, mode, flags)`.
    pub compile: fn(&Vm, &Value, &Value, &str, u32) -> PyResult,
    /// Resumes a generator: sends a value (or throws the pending exception when unbound).
    pub resume: fn(&Vm, &Value, Value) -> PyResult,
    /// One step of a plain generator: the item, or `Value::DONE`; StopIteration
    /// carries a return value other than None.
    pub step: fn(&Vm, &Value) -> PyResult,
    /// One step of an asynchronous generator, like `resume`.
    pub resume_async: fn(&Vm, &Value, Value) -> PyResult<AsyncOutcome>,
    /// `close()` of a generator or coroutine.
    pub close: fn(&Vm, &Value) -> PyResult,
    /// Looks up from evaluation: signals, collections, lock requests.
    pub interrupt: fn(&Vm) -> PyResult<()>,
    /// A new thread is about to run Python code.
    pub thread_start: fn(&Vm),
    /// Imports a module: `(name, globals, fromlist, level)`.
    pub import: fn(&Vm, &Value, Option<&Value>, &Value, i64) -> PyResult,
    /// Reads one of the standard streams in the place of the system; for embedders.
    pub read_stream: Option<ReadStream>,
    /// Writes one of them.
    pub write_stream: Option<WriteStream>,
    /// Issues a warning of the compiler: message, class name, file, place, source text.
    pub warn_syntax: fn(&Vm, &str, &str, &Value, taipan_grammar::ast::Span, &str) -> PyResult<()>,
}

impl Hooks {
    /// Before the evaluator is installed nothing can run.
    pub const EMPTY: Hooks = Hooks {
        lower: |vm, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
        call_function: |vm, _, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
        run_code: |vm, _, _, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
        compile: |vm, _, _, _, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
        resume: |vm, _, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
        step: |vm, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
        resume_async: |vm, _, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
        close: |vm, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
        interrupt: |_| Ok(()),
        thread_start: |_| (),
        read_stream: None,
        write_stream: None,
        warn_syntax: |_, _, _, _, _, _| Ok(()),
        import: |vm, _, _, _, _| Err(super::exception::messages::system_error(vm, "no evaluator is installed")),
    };
}

impl Vm {
    /// Looks up from long native work, as loops of the evaluator do.
    #[inline(always)]
    pub fn poll(&self) -> PyResult<()> {
        if self.heap.interrupted() { (self.hooks.get().interrupt)(self) } else { Ok(()) }
    }
}

pub struct PyFunction {
    pub code: Guarded<Handle<PyCode>>,
    pub globals: Handle<PyDict>,
    pub builtins: Handle<PyDict>,
    /// Tuple of cells, or unbound.
    pub closure: Value,
    /// Tuple or None.
    pub defaults: Guarded<Value>,
    /// Dict or None.
    pub keyword_defaults: Guarded<Value>,
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    pub doc: Guarded<Value>,
    pub module: Guarded<Value>,
    /// Dict, or unbound until asked for.
    pub annotations: Guarded<Value>,
    pub type_params: Guarded<Value>,
    /// `__dict__`, unbound until asked for.
    pub dict: Guarded<Value>,
    /// Changes when code or defaults are replaced; call sites compare it.
    pub version: Cell<u32>,
}

impl Payload for PyFunction {
    const KIND: Kind = kinds::FUNCTION;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self {
            code,
            globals,
            builtins,
            closure,
            defaults,
            keyword_defaults,
            name,
            qualname,
            doc,
            module,
            annotations,
            type_params,
            dict,
            version: _,
        } = self;
        code.read(|code| visitor.handle(code));
        visitor.handle(globals);
        visitor.handle(builtins);
        visitor.edge(closure);
        for cell in [defaults, keyword_defaults, name, qualname, doc, module, annotations, type_params, dict] {
            visitor.guarded(cell);
        }
    }

    fn clear(&self) {
        // The closure tuple's cells are cleared on their own.
        let parts =
            [&self.defaults, &self.keyword_defaults, &self.doc, &self.module, &self.annotations, &self.type_params, &self.dict]
                .map(|cell| cell.replace(Value::NONE));
        self.annotations.write(|value| *value = Value::UNBOUND);
        self.dict.write(|value| *value = Value::UNBOUND);
        drop(parts);
    }
}

/// A variable that inner functions share; unbound while it has no value.
pub struct PyCell {
    pub value: Guarded<Value>,
}

impl Payload for PyCell {
    const KIND: Kind = kinds::CELL;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { value } = self;
        visitor.guarded(value);
    }

    fn clear(&self) {
        drop(self.value.replace(Value::UNBOUND));
    }
}

impl Vm {
    pub fn new_cell(&self, value: Value) -> Value {
        Handle::new(self.types.cell.to_value(), PyCell { value: Guarded::new(value) }).into_value()
    }
}

pub const CELL: TypeSpec = TypeSpec {
    name: "cell",
    flags: class_flag::IMMUTABLE,
    doc: "A variable that inner functions share.",
    slots: Slots { repr: Some(cell_repr), compare: Some(cell_compare), new: Some(cell_new), ..Slots::EMPTY },
    getset: &[getset("cell_contents", cell_contents, set_cell_contents, "")],
    signature: "(contents=<unrepresentable>, /)",
    ..TypeSpec::EMPTY
};

fn contents_of(value: &Value) -> Value {
    value.get::<PyCell>().map_or(Value::UNBOUND, |cell| cell.value.copy())
}

fn cell_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    super::native::expect_positional(vm, "cell", args, 0, 1)?;
    Ok(vm.new_cell(args.values.first().cloned().unwrap_or(Value::UNBOUND)))
}

fn cell_repr(vm: &Vm, value: &Value) -> PyResult {
    let contents = contents_of(value);
    let address = address_text(value);
    Ok(vm.new_string(if contents.is_unbound() {
        format!("<cell at {address}: empty>")
    } else {
        format!("<cell at {address}: {} object at {}>", vm.class_name(&contents), address_text(&contents))
    }))
}

fn cell_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if !left.is_kind::<PyCell>() || !right.is_kind::<PyCell>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (contents_of(left), contents_of(right));
    if !a.is_unbound() && !b.is_unbound() {
        return super::ops::compare(vm, &a, &b, op);
    }
    // An empty cell comes before every other.
    Ok(Value::bool(op.holds(b.is_unbound().cmp(&a.is_unbound()))))
}

fn cell_contents(vm: &Vm, value: &Value) -> PyResult {
    let contents = contents_of(value);
    if contents.is_unbound() {
        return Err(super::exception::messages::value_error(vm, "Cell is empty"));
    }
    Ok(contents)
}

fn set_cell_contents(_vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    if let Some(cell) = object.get::<PyCell>() {
        drop(cell.value.replace(value.unwrap_or(Value::UNBOUND)));
    }
    Ok(())
}
