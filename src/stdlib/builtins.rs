//! The module `builtins`: functions, and the names of types, exceptions and constants.
//!
//! Deliberately missing: the debugger behind `breakpoint()`.

use super::{ModuleSpec, import, io, sys};
use crate::eval;
use crate::memory::{FrameRef, Handle, Kind, Payload, PyResult, Str, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::code::{PyCode, code_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::frame::Frame;
use crate::objects::function::PyCell;
use crate::objects::native::{Method, function};
use crate::objects::slots::{BinaryOp, CompareOp, Slots};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{bytes, float, int, iterators, kinds, module, object, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "builtins",
    doc: "Built-in functions, types, exceptions, and other objects.",
    functions: FUNCTIONS,
    setup: None,
};

const FUNCTIONS: &[Method] = &[
    function("__build_class__", "!(*args, **kwargs)", build_class, "Make a class for a class statement."),
    function(
        "__import__",
        "(name, globals=None, locals=None, fromlist=(), level=0)",
        import::builtin_import,
        "Import a module; import statements call this.",
    ),
    function("abs", "(x, /)", abs, "Return the absolute value of the argument."),
    function("all", "(iterable, /)", all, "Return True if bool(x) is True for all values x in the iterable."),
    function("any", "(iterable, /)", any, "Return True if bool(x) is True for any x in the iterable."),
    function("ascii", "(obj, /)", ascii, "Return an ASCII-only representation of an object."),
    function("bin", "(number, /)", bin, "Return the binary representation of an integer."),
    function("breakpoint", "(*args, **kws)", breakpoint, "Call sys.breakpointhook(*args, **kws)."),
    function("callable", "(obj, /)", callable, "Return whether the object is callable."),
    function("chr", "(i, /)", chr, "Return a Unicode string of one character with ordinal i."),
    function(
        "compile",
        "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        compile,
        "Compile source into a code object that can be executed by exec() or eval().",
    ),
    function("delattr", "(obj, name, /)", delattr, "Delete the named attribute from the object."),
    function("dir", "!(object=<unrepresentable>, /)", dir, "Return the names in the current scope or of an object."),
    function("divmod", "(x, y, /)", divmod, "Return the tuple (x//y, x%y)."),
    function(
        "eval",
        "(source, /, globals=None, locals=None)",
        eval_,
        "Evaluate the given source in the context of globals and locals.",
    ),
    function(
        "exec",
        "(source, /, globals=None, locals=None, *, closure=None)",
        exec,
        "Execute the given source in the context of globals and locals.",
    ),
    function("format", "(value, format_spec='', /)", format, "Return type(value).__format__(value, format_spec)."),
    function("getattr", "!(object, name, default=<unrepresentable>, /)", getattr, "Get a named attribute from an object."),
    function("globals", "()", globals, "Return the dictionary containing the current scope's global variables."),
    function("hasattr", "(obj, name, /)", hasattr, "Return whether the object has an attribute with the given name."),
    function("hash", "(obj, /)", hash, "Return the hash value for the given object."),
    function("hex", "(number, /)", hex, "Return the hexadecimal representation of an integer."),
    function("id", "(obj, /)", id, "Return the identity of an object."),
    function("input", "(prompt='', /)", input, "Read a string from standard input."),
    function("isinstance", "(obj, class_or_tuple, /)", isinstance, "Return whether an object is an instance of a class."),
    function("issubclass", "(cls, class_or_tuple, /)", issubclass, "Return whether 'cls' is derived from another class."),
    function("iter", "!(object, sentinel=<unrepresentable>, /)", iter, "Get an iterator from an object."),
    function("aiter", "(async_iterable, /)", aiter, "Return an AsyncIterator for an AsyncIterable object."),
    function("len", "(obj, /)", len, "Return the number of items in a container."),
    function("locals", "()", locals, "Return a dictionary containing the current scope's local variables."),
    function("max", "!(*args, key=None, default=<unrepresentable>, **kwargs)", max, "Return the biggest item."),
    function("min", "!(*args, key=None, default=<unrepresentable>, **kwargs)", min, "Return the smallest item."),
    function("next", "!(iterator, default=<unrepresentable>, /)", next, "Return the next item from the iterator."),
    function("anext", "(aiterator, default=<unrepresentable>, /)", anext, "Return the next item from the async iterator."),
    function("oct", "(number, /)", oct, "Return the octal representation of an integer."),
    function("ord", "(c, /)", ord, "Return the Unicode code point for a one-character string."),
    function(
        "pow",
        "(base, exp, mod=None)",
        pow,
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.",
    ),
    function(
        "print",
        "(*args, sep=' ', end='\\n', file=None, flush=False)",
        print,
        "Prints the values to a stream, or to sys.stdout by default.",
    ),
    function("repr", "(obj, /)", repr, "Return the canonical string representation of the object."),
    function("round", "(number, ndigits=None)", round, "Round a number to a given precision in decimal digits."),
    function("setattr", "(obj, name, value, /)", setattr, "Sets the named attribute on the given object to the specified value."),
    function(
        "sorted",
        "($module, iterable, /, *, key=None, reverse=False)~(*args, **kwargs)",
        sorted,
        "Return a new list containing all items from the iterable in ascending order.",
    ),
    function("sum", "(iterable, /, start=0)", sum, "Return the sum of a 'start' value (default: 0) plus an iterable of numbers"),
    function("vars", "!(object=<unrepresentable>, /)", vars, "Show vars."),
];

/// Fills the dict that every frame falls back to, and makes the module around it.
pub fn install(vm: &Vm) -> PyResult<()> {
    let value = module::new_module(vm, "builtins");
    let Some(module) = value.get::<module::PyModule>() else { return Ok(()) };
    drop(module.dict.replace(vm.builtins.to_value()));
    let dict = &vm.builtins;
    let set = |name: &str, value: Value| dict.set_interned(vm.intern(name), value);
    set("__name__", vm.intern("builtins"));
    set("__doc__", vm.new_str(MODULE.doc));
    set("__package__", vm.empty_str.clone());
    set("__loader__", Value::NONE);
    set("__spec__", Value::NONE);
    // Not the interned name: pickles show which str objects are one.
    let name = vm.new_str("builtins");
    for row in FUNCTIONS {
        let native = vm.new_native(row, None, Value::UNBOUND, name.clone());
        if row.name == "__import__" {
            vm.register("builtins.__import__", native.clone());
        }
        dict.set_interned(vm.intern(row.name), native);
    }
    set("None", Value::NONE);
    set("Ellipsis", Value::ELLIPSIS);
    set("NotImplemented", Value::NOT_IMPLEMENTED);
    set("False", Value::FALSE);
    set("True", Value::TRUE);
    let types = &vm.types;
    for class in [
        &types.bool_,
        &types.memoryview,
        &types.bytearray,
        &types.bytes,
        &types.class_method,
        &types.complex,
        &types.dict,
        &types.enumerate,
        &types.filter,
        &types.float,
        &types.frozenset,
        &types.property,
        &types.int,
        &types.list,
        &types.map,
        &types.object,
        &types.range,
        &types.reversed,
        &types.set,
        &types.slice,
        &types.static_method,
        &types.str,
        &types.super_,
        &types.tuple,
        &types.type_,
        &types.zip,
    ] {
        dict.set_interned(class.name.copy(), class.to_value());
    }
    set("__debug__", Value::bool(vm.options.optimize == 0));
    vm.errors.each(|class, spec| set(spec.name, class.to_value()));
    set("EnvironmentError", vm.errors.os_error.to_value());
    set("IOError", vm.errors.os_error.to_value());
    set("open", vm.new_native(&io::OPEN, None, Value::UNBOUND, vm.intern("_io")));
    if !vm.options.no_site {
        for (name, kind) in SITE_OBJECTS {
            set(name, site_object(vm, name, *kind));
        }
    }
    vm.modules.set_interned(vm.intern("builtins"), value);
    Ok(())
}

// ---- exit, quit, copyright, credits, license, help ----

#[derive(Clone, Copy, PartialEq)]
enum SiteKind {
    Quitter,
    Text(&'static str),
    Helper,
}

const SITE_OBJECTS: &[(&str, SiteKind)] = &[
    ("quit", SiteKind::Quitter),
    ("exit", SiteKind::Quitter),
    ("copyright", SiteKind::Text("Taipan is distributed under the terms of the MIT and Apache 2.0 licenses.")),
    ("credits", SiteKind::Text("    Thanks to everybody who made Python what it is.")),
    ("license", SiteKind::Text("Type license() to see the full license text")),
    ("help", SiteKind::Helper),
];

struct SiteObject {
    name: &'static str,
    kind: SiteKind,
}

impl Payload for SiteObject {
    const KIND: Kind = kinds::SITE_OBJECT;
}

const QUITTER: TypeSpec = TypeSpec { name: "Quitter", ..SITE };
const PRINTER: TypeSpec = TypeSpec { name: "_Printer", ..SITE };
const HELPER: TypeSpec = TypeSpec { name: "_Helper", ..SITE };
const SITE: TypeSpec = TypeSpec {
    module: "_sitebuiltins",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: Slots { repr: Some(site_repr), call: Some(site_call), ..Slots::EMPTY },
    ..TypeSpec::EMPTY
};

fn site_object(vm: &Vm, name: &'static str, kind: SiteKind) -> Value {
    let object = &vm.types.object;
    let class = match kind {
        SiteKind::Quitter => super::class_of(vm, "site.Quitter", &QUITTER, object, kinds::SITE_OBJECT),
        SiteKind::Text(_) => super::class_of(vm, "site.Printer", &PRINTER, object, kinds::SITE_OBJECT),
        SiteKind::Helper => super::class_of(vm, "site.Helper", &HELPER, object, kinds::SITE_OBJECT),
    };
    Handle::new(class.into_value(), SiteObject { name, kind }).into_value()
}

fn site_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(site) = value.get::<SiteObject>() else { return object::default_repr(vm, value) };
    Ok(vm.new_string(match site.kind {
        SiteKind::Quitter => format!("Use {}() or Ctrl-D (i.e. EOF) to exit", site.name),
        SiteKind::Text(text) => text.to_owned(),
        SiteKind::Helper => "Type help() for interactive help, or help(object) for help about object.".to_owned(),
    }))
}

fn site_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(site) = callee.get::<SiteObject>() else { return Ok(Value::NONE) };
    match site.kind {
        SiteKind::Quitter => {
            let code = args.values.first().cloned().unwrap_or(Value::NONE);
            // Closing standard input ends other readers too, as CPython does it.
            if let Some(stdin) = import::sys_attribute(vm, &vm.names.stdin)
                && vm.call_method(&stdin, &vm.names.close, &[]).is_err()
            {
                drop(vm.take_exception());
            }
            let exception = vm.call_values(vm.errors.system_exit.value(), &[code])?;
            Err(vm.raise_new(exception))
        }
        SiteKind::Text(text) => {
            let text = match site.name {
                "license" => "Taipan is distributed under the terms of the MIT and Apache 2.0 licenses.",
                _ => text,
            };
            write_text(vm, &vm.new_string(format!("{text}\n")))?;
            Ok(Value::NONE)
        }
        SiteKind::Helper => {
            let help = import::import_attribute(vm, "pydoc", "help")?;
            vm.call(&help, args)
        }
    }
}

fn write_text(vm: &Vm, text: &Value) -> PyResult<()> {
    match import::sys_attribute(vm, &vm.names.stdout) {
        Some(stdout) if !stdout.is_none() => vm.call_method(&stdout, &vm.names.write, std::slice::from_ref(text)).map(drop),
        _ => Ok(()),
    }
}

/// `SystemExit(code)`, ready to be returned as an error.
pub fn raise_system_exit(vm: &Vm, code: Value) -> crate::memory::Raised {
    // As wherever a class and a value make an exception: a tuple gives the
    // arguments, None gives none, an instance is taken as it is.
    if vm.is_instance(&code, &vm.errors.system_exit) {
        return vm.raise_new(code);
    }
    let made = match code.get::<crate::memory::Tuple>() {
        Some(args) => vm.call_values(vm.errors.system_exit.value(), args.items()),
        None if code.is_none() => vm.call_values(vm.errors.system_exit.value(), &[]),
        None => vm.call_values(vm.errors.system_exit.value(), &[code]),
    };
    match made {
        Ok(exception) => vm.raise_new(exception),
        Err(raised) => raised,
    }
}

// ---- arguments ----

fn given(value: &Value) -> Option<&Value> {
    if value.is_unbound() { None } else { Some(value) }
}

fn given_not_none(value: &Value) -> Option<&Value> {
    if value.is_unbound() || value.is_none() { None } else { Some(value) }
}

fn first(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

// ---- the functions, in the order of the table ----

/// Turns the bound `*args, **kwargs` of a native back into call arguments.
pub fn with_call_args<R>(vm: &Vm, args: &Value, kwargs: &Value, run: impl FnOnce(CallArgs<'_>) -> R) -> R {
    let mut values: Vec<Value> = args.get::<Tuple>().map_or(Vec::new(), |tuple| tuple.items().to_vec());
    let mut names = Vec::new();
    if let Some(dict) = kwargs.get::<PyDict>() {
        for (name, value) in dict.pairs() {
            names.push(vm.intern_value(&name));
            values.push(value);
        }
    }
    run(CallArgs { values: &values, names: &names })
}

fn build_class(vm: &Vm, args: &[Value]) -> PyResult {
    let [args, kwargs] = args else { return Ok(Value::NONE) };
    with_call_args(vm, args, kwargs, |args| eval::build_class(vm, args))
}

fn abs(vm: &Vm, args: &[Value]) -> PyResult {
    ops::absolute(vm, first(args))
}

fn all(vm: &Vm, args: &[Value]) -> PyResult {
    quantify(vm, first(args), false)
}

fn any(vm: &Vm, args: &[Value]) -> PyResult {
    quantify(vm, first(args), true)
}

/// Stops at the first item whose truth is `wanted`.
fn quantify(vm: &Vm, iterable: &Value, wanted: bool) -> PyResult {
    let iterator = ops::iter(vm, iterable)?;
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            return Ok(Value::bool(!wanted));
        }
        if ops::truth(vm, &item)? == wanted {
            return Ok(Value::bool(wanted));
        }
        vm.poll()?;
    }
}

fn ascii(vm: &Vm, args: &[Value]) -> PyResult {
    ops::ascii(vm, first(args))
}

fn in_base(vm: &Vm, value: &Value, radix: u32, prefix: &str) -> PyResult {
    int::prefixed(vm, &ops::index(vm, value)?, radix, prefix)
}

fn bin(vm: &Vm, args: &[Value]) -> PyResult {
    in_base(vm, first(args), 2, "0b")
}

fn oct(vm: &Vm, args: &[Value]) -> PyResult {
    in_base(vm, first(args), 8, "0o")
}

fn hex(vm: &Vm, args: &[Value]) -> PyResult {
    in_base(vm, first(args), 16, "0x")
}

fn breakpoint(vm: &Vm, args: &[Value]) -> PyResult {
    let [args, kwargs] = args else { return Ok(Value::NONE) };
    match import::sys_attribute(vm, &vm.intern("breakpointhook")) {
        Some(hook) => with_call_args(vm, args, kwargs, |args| vm.call(&hook, args)),
        None => Err(messages::runtime_error(vm, "lost sys.breakpointhook")),
    }
}

fn callable(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.class_of(first(args)).slots(|slots| slots.call.is_some())))
}

fn chr(vm: &Vm, args: &[Value]) -> PyResult {
    let number = ops::index(vm, first(args))?;
    match int::as_i64(&number).map(u32::try_from) {
        Some(Ok(code)) if code < 0x11_0000 => crate::objects::str::from_code(vm, code),
        _ => Err(messages::value_error(vm, "chr() arg not in range(0x110000)")),
    }
}

/// `PyCF_ONLY_AST`.
const ONLY_AST: u32 = 0x400;
/// `PyCF_OPTIMIZED_AST`.
const OPTIMIZED_AST: u32 = 0x8000 | ONLY_AST;
/// Flags that `compile` knows: AST flags and those of `__future__`.
const KNOWN_FLAGS: u32 = 0x1ff_0000 | 0x2000 | 0x1000 | 0x4000 | 0x200 | OPTIMIZED_AST | 0x10;

/// A number that C keeps in an `int`.
fn c_int(vm: &Vm, value: &Value) -> PyResult<i64> {
    let number = ops::index(vm, value)?;
    match crate::objects::int::as_i64(&number).filter(|number| i32::try_from(*number).is_ok()) {
        Some(number) => Ok(number),
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

fn compile(vm: &Vm, args: &[Value]) -> PyResult {
    let [source, filename, mode, flags, dont_inherit, optimize, _] = args else { return Ok(Value::NONE) };
    let filename = fs_text(vm, filename)?;
    if !vm.is_instance(mode, &vm.types.str) {
        return Err(messages::type_error(
            vm,
            &format!("compile() argument 'mode' must be str, not {}", messages::shown_class(vm, mode)),
        ));
    }
    messages::require_utf8(vm, mode)?;
    let mut bits = match given(flags) {
        Some(flags) => c_int(vm, flags)?,
        None => 0,
    };
    let optimize = match given(optimize) {
        Some(level) => c_int(vm, level)?,
        None => -1,
    };
    if bits & !i64::from(KNOWN_FLAGS) != 0 {
        return Err(messages::value_error(vm, "compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(messages::value_error(vm, "compile(): invalid optimize value"));
    }
    let inherit = match given(dont_inherit) {
        Some(value) => !ops::truth(vm, value)?,
        None => true,
    };
    if inherit {
        bits |= i64::from(inherited_flags(vm));
    }
    let mode = text_of(mode);
    if !matches!(mode.as_str(), "exec" | "eval" | "single") {
        let message = if bits as u32 & ONLY_AST != 0 {
            "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
        } else {
            "compile() mode must be 'exec', 'eval' or 'single'"
        };
        return Err(messages::value_error(vm, message));
    }
    let level = u8::try_from(optimize).unwrap_or(vm.options.optimize);
    let flags = bits as u32;
    if flags & OPTIMIZED_AST == OPTIMIZED_AST && level > 0 {
        let message = "compile() to an optimized syntax tree is not supported";
        return Err(vm.raise_message(&vm.errors.not_implemented_error, message));
    }
    if flags & ONLY_AST != 0 {
        if super::ast::is_node(vm, source)? {
            super::ast::check_mode(vm, source, &mode)?;
            return Ok(source.clone());
        }
        let source = source_bytes(vm, source, "compile() arg 1 must be a string, bytes or AST object")?;
        return super::ast::parse(vm, &source, &filename, &mode);
    }
    if let Some(code) = super::ast::compile(vm, source, &filename, &mode, flags, level)? {
        return Ok(code);
    }
    let source = source_bytes(vm, source, "compile() arg 1 must be a string, bytes or AST object")?;
    eval::compile_with(vm, &source, &filename, &mode, flags, level).map(Handle::into_value)
}

/// The `__future__` flags of the running code.
fn inherited_flags(vm: &Vm) -> u32 {
    vm.frame.get().frame().map_or(0, |frame| frame.code.flags.get() & 0x1ff_0000)
}

/// A path argument as a str object.
pub fn fs_text(vm: &Vm, value: &Value) -> PyResult {
    if vm.is_instance(value, &vm.types.str) {
        return Ok(value.clone());
    }
    if let Some(data) = bytes::with_plain_bytes(value, <[u8]>::to_vec) {
        return Ok(vm.new_str(&String::from_utf8_lossy(&data)));
    }
    match vm.call_special(value, &vm.names.__fspath__, &[])? {
        Some(text) => fs_text(vm, &text),
        None => {
            let message = format!("expected str, bytes or os.PathLike object, not {}", vm.class_name(value));
            Err(messages::type_error(vm, &message))
        }
    }
}

/// Source text of `compile`, `eval` and `exec`.
fn source_bytes(vm: &Vm, source: &Value, wrong: &str) -> PyResult<Vec<u8>> {
    let bytes = if source.is_kind::<Str>() {
        let encoded = crate::objects::str::utf8_of(source);
        match encoded {
            Some(text) => text.into_bytes(),
            // A lone surrogate: the encoder words the error.
            None => crate::objects::str::encode_text(vm, source, "utf-8", "strict")?,
        }
    } else {
        match crate::objects::buffer::with_bytes(source, <[u8]>::to_vec) {
            Some(bytes) => bytes,
            None => return Err(messages::type_error(vm, wrong)),
        }
    };
    if bytes.contains(&0) {
        let exception =
            vm.call_values(vm.errors.syntax_error.value(), &[vm.new_str("source code string cannot contain null bytes")])?;
        return Err(vm.raise_new(exception));
    }
    Ok(bytes)
}

fn name_of(vm: &Vm, name: &Value) -> PyResult {
    ops::attribute_name(vm, name)
}

fn delattr(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, name] = args else { return Ok(Value::NONE) };
    ops::set_attr(vm, object, &name_of(vm, name)?, None)?;
    Ok(Value::NONE)
}

fn dir(vm: &Vm, args: &[Value]) -> PyResult {
    match given(first(args)) {
        Some(object) => object::dir(vm, object),
        None => {
            let names = current_locals(vm)?;
            let keys = object::keys(vm, &names)?;
            object::sorted_names(vm, ops::collect(vm, &keys)?)
        }
    }
}

fn divmod(vm: &Vm, args: &[Value]) -> PyResult {
    let [left, right] = args else { return Ok(Value::NONE) };
    ops::binary(vm, BinaryOp::Divmod, left, right)
}

// ---- scopes ----

/// The frame that called the running native.
pub fn current_frame(vm: &Vm) -> Option<FrameRef<Frame>> {
    vm.frame.get().frame()
}

/// The globals of the calling frame.
pub fn current_globals(vm: &Vm) -> Option<Value> {
    let frame = current_frame(vm)?;
    Handle::<PyDict>::revive(&*frame.globals as *const PyDict as u64).map(Handle::into_value)
}

/// What `locals()` gives in the calling frame: its namespace, or a fresh dict
/// of a function's variables.
pub fn current_locals(vm: &Vm) -> PyResult {
    match current_frame(vm) {
        Some(frame) => frame_locals(vm, &frame),
        None => Err(messages::system_error(vm, "frame does not exist")),
    }
}

pub fn frame_locals(vm: &Vm, frame: &Frame) -> PyResult {
    if !frame.namespace.is_unbound() {
        return Ok(frame.namespace.clone());
    }
    let code: &PyCode = &frame.code;
    if !code.has(code_flag::OPTIMIZED) {
        return Ok(Handle::<PyDict>::revive(&*frame.globals as *const PyDict as u64).map_or(Value::NONE, Handle::into_value));
    }
    let found = vm.new_dict();
    let store = |name: &Value, value: Value| -> PyResult<()> {
        if value.is_unbound() || name.is_unbound() {
            return Ok(());
        }
        dict::set_item(vm, &found, name, value)
    };
    let in_cell = |slot: usize| -> Value {
        let held = frame.slots.get(slot);
        held.get::<PyCell>().map_or(Value::UNBOUND, |cell| cell.value.copy())
    };
    let locals = code.local_names.len();
    let captured =
        |index: usize| code.cell_parameters.iter().find(|entry| entry.0 as usize == index).map(|entry| entry.1 as usize);
    for (index, name) in code.local_names.iter().enumerate() {
        match captured(index) {
            Some(cell) => store(name, in_cell(locals + cell))?,
            None => store(name, frame.slots.get(index))?,
        }
    }
    for (index, name) in code.cell_names.iter().enumerate() {
        if !code.cell_parameters.iter().any(|entry| entry.1 as usize == index) {
            store(name, in_cell(locals + index))?;
        }
    }
    for (index, name) in code.free_names.iter().enumerate() {
        store(name, in_cell(locals + code.cell_names.len() + index))?;
    }
    Ok(found)
}

fn globals(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(current_globals(vm).unwrap_or(Value::NONE))
}

fn locals(vm: &Vm, _args: &[Value]) -> PyResult {
    current_locals(vm)
}

fn vars(vm: &Vm, args: &[Value]) -> PyResult {
    match given(first(args)) {
        None => current_locals(vm),
        Some(object) => match ops::lookup_attr(vm, object, &vm.names.__dict__)? {
            Some(found) => Ok(found),
            None => Err(messages::type_error(vm, "vars() argument must have __dict__ attribute")),
        },
    }
}

/// The scopes that `eval` and `exec` run in, after CPython's checks.
fn scopes(vm: &Vm, function: &str, globals: &Value, locals: &Value) -> PyResult<(Value, Value)> {
    let (globals, locals) = (given_not_none(globals), given_not_none(locals));
    if let Some(globals) = globals
        && !globals.is_kind::<PyDict>()
        && function == "exec"
    {
        let message = format!("exec() globals must be a dict, not {}", vm.class_name(globals));
        return Err(messages::type_error(vm, &message));
    }
    if let Some(locals) = locals
        && !locals.is_kind::<PyDict>()
        && vm.class_of(locals).slots(|slots| slots.getitem.is_none())
    {
        let message = match function {
            "exec" => format!("locals must be a mapping or None, not {}", vm.class_name(locals)),
            _ => "locals must be a mapping".to_owned(),
        };
        return Err(messages::type_error(vm, &message));
    }
    if let Some(globals) = globals
        && !globals.is_kind::<PyDict>()
    {
        let message = match () {
            () if vm.class_of(globals).slots(|slots| slots.getitem.is_some()) => {
                "globals must be a real dict; try eval(expr, {}, mapping)".to_owned()
            }
            () => "globals must be a dict".to_owned(),
        };
        return Err(messages::type_error(vm, &message));
    }
    let (globals, locals) = match (globals, locals) {
        (Some(globals), Some(locals)) => (globals.clone(), locals.clone()),
        (Some(globals), None) => (globals.clone(), globals.clone()),
        (None, locals) => {
            let Some(globals) = current_globals(vm) else {
                let message = format!("{function} must be given globals and locals when called without a frame");
                return Err(messages::type_error(vm, &message));
            };
            let locals = match locals {
                Some(locals) => locals.clone(),
                None => current_locals(vm)?,
            };
            (globals, locals)
        }
    };
    if let Some(dict) = globals.as_handle::<PyDict>()
        && dict.get_interned(&vm.names.__builtins__).is_none()
    {
        let builtins = current_frame(vm)
            .and_then(|frame| Handle::<PyDict>::revive(&*frame.builtins as *const PyDict as u64).map(Handle::into_value));
        dict.set_interned(vm.names.__builtins__.clone(), builtins.unwrap_or_else(|| vm.builtins.to_value()));
    }
    Ok((globals, locals))
}

fn eval_(vm: &Vm, args: &[Value]) -> PyResult {
    let [source, globals, locals] = args else { return Ok(Value::NONE) };
    let (globals, locals) = scopes(vm, "eval", globals, locals)?;
    if let Some(code) = source.as_handle::<PyCode>() {
        if !code.free_names.is_empty() {
            return Err(messages::type_error(vm, "code object passed to eval() may not contain free variables"));
        }
        return eval::run_code(vm, code, &globals, &locals);
    }
    let bytes = source_bytes(vm, source, "eval() arg 1 must be a string, bytes or code object")?;
    let start = bytes.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(bytes.len());
    let code = eval::compile_source(vm, bytes.get(start..).unwrap_or(&[]), "<string>", "eval", inherited_flags(vm))?;
    eval::run_code(vm, &code, &globals, &locals)
}

fn exec(vm: &Vm, args: &[Value]) -> PyResult {
    let [source, globals, locals, closure] = args else { return Ok(Value::NONE) };
    let (globals, locals) = scopes(vm, "exec", globals, locals)?;
    let closure = given_not_none(closure);
    if let Some(code) = source.as_handle::<PyCode>() {
        let count = code.free_names.len();
        if count == 0 {
            if closure.is_some() {
                return Err(messages::type_error(vm, "cannot use a closure with this code object"));
            }
            eval::run_code(vm, code, &globals, &locals)?;
            return Ok(Value::NONE);
        }
        let fits = closure
            .and_then(Value::get::<Tuple>)
            .is_some_and(|cells| cells.items().len() == count && cells.items().iter().all(|cell| cell.is_kind::<PyCell>()));
        let Some(closure) = closure.filter(|_| fits) else {
            let message = format!("code object requires a closure of exactly length {count}");
            return Err(messages::type_error(vm, &message));
        };
        eval::run_block(vm, code, &globals, &locals, closure)?;
        return Ok(Value::NONE);
    }
    let is_source = [&vm.types.str, &vm.types.bytes, &vm.types.bytearray, &vm.types.memoryview];
    if closure.is_some() && is_source.iter().any(|class| vm.is_instance(source, class)) {
        return Err(messages::type_error(vm, "closure can only be used when source is a code object"));
    }
    let bytes = source_bytes(vm, source, "exec() arg 1 must be a string, bytes or code object")?;
    let code = eval::compile_source(vm, &bytes, "<string>", "exec", inherited_flags(vm))?;
    eval::run_code(vm, &code, &globals, &locals)?;
    Ok(Value::NONE)
}

// ---- objects ----

fn format(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, spec] = args else { return Ok(Value::NONE) };
    match given(spec) {
        None => ops::format(vm, value, &vm.empty_str),
        Some(spec) if vm.is_instance(spec, &vm.types.str) => ops::format(vm, value, spec),
        Some(spec) => {
            Err(messages::type_error(vm, &format!("format() argument 2 must be str, not {}", messages::shown_class(vm, spec))))
        }
    }
}

fn getattr(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, name, default] = args else { return Ok(Value::NONE) };
    let name = name_of(vm, name)?;
    match given(default) {
        None => ops::get_attr(vm, object, &name),
        Some(default) => Ok(ops::lookup_attr(vm, object, &name)?.unwrap_or_else(|| default.clone())),
    }
}

fn hasattr(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, name] = args else { return Ok(Value::NONE) };
    Ok(Value::bool(ops::lookup_attr(vm, object, &name_of(vm, name)?)?.is_some()))
}

fn setattr(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, name, value] = args else { return Ok(Value::NONE) };
    ops::set_attr(vm, object, &name_of(vm, name)?, Some(value.clone()))?;
    Ok(Value::NONE)
}

fn hash(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_int(ops::hash(vm, first(args))?))
}

fn id(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(int::from_u64(vm, first(args).identity()))
}

fn isinstance(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, class] = args else { return Ok(Value::NONE) };
    ops::is_instance(vm, object, class).map(Value::bool)
}

fn issubclass(vm: &Vm, args: &[Value]) -> PyResult {
    let [class, base] = args else { return Ok(Value::NONE) };
    ops::is_subclass(vm, class, base).map(Value::bool)
}

fn iter(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, sentinel] = args else { return Ok(Value::NONE) };
    match given(sentinel) {
        None => ops::iter(vm, object),
        Some(sentinel) => {
            if vm.class_of(object).slots(|slots| slots.call.is_none()) {
                return Err(messages::type_error(vm, "iter(v, w): v must be callable"));
            }
            Ok(iterators::callable_iterator(vm, object, sentinel))
        }
    }
}

fn next(vm: &Vm, args: &[Value]) -> PyResult {
    let [iterator, default] = args else { return Ok(Value::NONE) };
    let Some(slot) = vm.class_of(iterator).slots(|slots| slots.next) else {
        return Err(messages::not_an_iterator(vm, iterator));
    };
    // The slot itself, not `ops::next`: a StopIteration's value is the caller's.
    match (slot(vm, iterator), given(default)) {
        (Ok(item), default) if item.is_done() => match default {
            Some(default) => Ok(default.clone()),
            None => Err(vm.raise_stop_iteration(Value::UNBOUND)),
        },
        (Ok(item), _) => Ok(item),
        (Err(raised), Some(default)) => {
            if vm.take_plain_stop_iteration() {
                Ok(default.clone())
            } else {
                Err(raised)
            }
        }
        (Err(raised), None) => Err(raised),
    }
}

fn aiter(vm: &Vm, args: &[Value]) -> PyResult {
    let object = first(args);
    let Some(slot) = vm.class_of(object).slots(|slots| slots.aiter) else {
        return Err(messages::type_error(vm, &format!("'{}' object is not an async iterable", vm.class_name(object))));
    };
    let iterator = slot(vm, object)?;
    if vm.class_of(&iterator).slots(|slots| slots.anext.is_none()) {
        let message = format!("aiter() returned not an async iterator of type '{}'", vm.class_name(&iterator));
        return Err(messages::type_error(vm, &message));
    }
    Ok(iterator)
}

fn anext(vm: &Vm, args: &[Value]) -> PyResult {
    let [iterator, default] = args else { return Ok(Value::NONE) };
    let Some(slot) = vm.class_of(iterator).slots(|slots| slots.anext) else {
        return Err(messages::type_error(vm, &format!("'{}' object is not an async iterator", vm.class_name(iterator))));
    };
    let awaitable = slot(vm, iterator)?;
    match given(default) {
        None => Ok(awaitable),
        Some(default) => Ok(crate::objects::generator::new_anext(vm, awaitable, default.clone())),
    }
}

fn len(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(int::from_usize(vm, ops::len(vm, first(args))?))
}

fn max(vm: &Vm, args: &[Value]) -> PyResult {
    extreme(vm, args, "max", CompareOp::Gt)
}

fn min(vm: &Vm, args: &[Value]) -> PyResult {
    extreme(vm, args, "min", CompareOp::Lt)
}

fn extreme(vm: &Vm, args: &[Value], name: &str, op: CompareOp) -> PyResult {
    let [positional, key, default, others] = args else { return Ok(Value::NONE) };
    let items = positional.get::<Tuple>().map_or(&[][..], Tuple::items);
    let named = [key, default].iter().filter(|value| !value.is_unbound()).count();
    let named = named + others.get::<PyDict>().map_or(0, PyDict::len);
    if named > 2 && !items.is_empty() {
        return Err(messages::type_error(vm, &format!("{name}() takes at most 2 keyword arguments ({named} given)")));
    }
    if let Some((_, other, _)) = others.get::<PyDict>().and_then(|others| others.next_entry(0))
        && !items.is_empty()
    {
        return Err(messages::type_error(vm, &format!("{name}() got an unexpected keyword argument '{}'", text_of(&other))));
    }
    let source = match items {
        [] => return Err(messages::type_error(vm, &format!("{name} expected at least 1 argument, got 0"))),
        [only] => only,
        _ => {
            if given(default).is_some() {
                let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
                return Err(messages::type_error(vm, &message));
            }
            positional
        }
    };
    let key = given_not_none(key);
    let mut best: Option<(Value, Value)> = None;
    let iterator = ops::iter(vm, source)?;
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            break;
        }
        let rank = match key {
            Some(key) => vm.call_values(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, known)) => match (rank.as_int(), known.as_int()) {
                (Some(a), Some(b)) => op.holds(a.cmp(&b)),
                _ => ops::compare_bool(vm, &rank, known, op)?,
            },
        };
        if better {
            best = Some((item, rank));
        }
        vm.poll()?;
    }
    match (best, given(default)) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(messages::value_error(vm, &format!("{name}() iterable argument is empty"))),
    }
}

fn ord(vm: &Vm, args: &[Value]) -> PyResult {
    let value = first(args);
    let length = if vm.is_instance(value, &vm.types.str) {
        if let Some(code) = crate::objects::str::single_code(value) {
            return Ok(vm.new_int(i64::from(code)));
        }
        value.get::<Str>().map_or(0, Str::len)
    } else {
        let is_bytes = vm.is_instance(value, &vm.types.bytes) || vm.is_instance(value, &vm.types.bytearray);
        match crate::objects::buffer::with_bytes(value, |data| (data.len(), data.first().copied())).filter(|_| is_bytes) {
            Some((1, Some(byte))) => return Ok(vm.new_int(i64::from(byte))),
            Some((length, _)) => length,
            None => {
                let message = format!("ord() expected string of length 1, but {} found", vm.class_name(value));
                return Err(messages::type_error(vm, &message));
            }
        }
    };
    Err(messages::type_error(vm, &format!("ord() expected a character, but string of length {length} found")))
}

fn pow(vm: &Vm, args: &[Value]) -> PyResult {
    let [base, exponent, modulus] = args else { return Ok(Value::NONE) };
    let Some(modulus) = given_not_none(modulus) else { return ops::binary(vm, BinaryOp::Pow, base, exponent) };
    let mut tried: Vec<usize> = Vec::new();
    for value in [base, exponent, modulus] {
        let Some(slot) = vm.class_of(value).slots(|slots| slots.pow3) else { continue };
        let address = crate::memory::function_address(&slot);
        if tried.contains(&address) {
            continue;
        }
        tried.push(address);
        let result = slot(vm, base, exponent, modulus)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    let message = format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        vm.class_name(base),
        vm.class_name(exponent),
        vm.class_name(modulus)
    );
    Err(messages::type_error(vm, &message))
}

fn repr(vm: &Vm, args: &[Value]) -> PyResult {
    ops::repr(vm, first(args))
}

fn round(vm: &Vm, args: &[Value]) -> PyResult {
    let [number, digits] = args else { return Ok(Value::NONE) };
    let values: &[Value] = match given_not_none(digits) {
        Some(digits) => std::slice::from_ref(digits),
        None => &[],
    };
    match vm.call_special(number, &vm.names.__round__, values)? {
        Some(result) => Ok(result),
        None => Err(messages::type_error(vm, &format!("type {} doesn't define __round__ method", vm.class_name(number)))),
    }
}

fn sorted(vm: &Vm, args: &[Value]) -> PyResult {
    let [given, options] = args else { return Ok(Value::NONE) };
    let given = given.get::<Tuple>().map_or(&[][..], Tuple::items);
    let [iterable] = given else {
        return Err(messages::type_error(vm, &format!("sorted expected 1 argument, got {}", given.len())));
    };
    let list = vm.new_list(ops::collect(vm, iterable)?);
    let mut keywords = Vec::new();
    if let Some(options) = options.get::<PyDict>() {
        let mut cursor = 0;
        while let Some((next, name, value)) = options.next_entry(cursor) {
            cursor = next;
            keywords.push((name, value));
        }
    }
    let sort = ops::get_attr(vm, &list, &vm.intern("sort"))?;
    crate::objects::build::call_with(vm, &sort, &[], &keywords)?;
    Ok(list)
}

/// Adds as CPython 3.12 does: machine integers first, then floats with a
/// compensation for lost low bits, then `+` for everything else.
fn sum(vm: &Vm, args: &[Value]) -> PyResult {
    let [iterable, start] = args else { return Ok(Value::NONE) };
    let iterator = ops::iter(vm, iterable)?;
    let start = given(start).cloned().unwrap_or(Value::small_int(0));
    let class = vm.class_of(&start);
    for (base, what, instead) in [
        (&vm.types.str, "strings", "''.join(seq)"),
        (&vm.types.bytes, "bytes", "b''.join(seq)"),
        (&vm.types.bytearray, "bytearray", "b''.join(seq)"),
    ] {
        if vm.is_subclass(class, base) {
            return Err(messages::type_error(vm, &format!("sum() can't sum {what} [use {instead} instead]")));
        }
    }
    let mut total = start;
    let mut item = ops::next(vm, &iterator)?;
    if let Some(mut whole) = total.as_int() {
        while !item.is_done() {
            let Some(next) = item.as_int().and_then(|number| whole.checked_add(number)) else { break };
            whole = next;
            vm.poll()?;
            item = ops::next(vm, &iterator)?;
        }
        total = vm.new_int(whole);
        if !item.is_done() {
            total = ops::binary(vm, BinaryOp::Add, &total, &item)?;
            item = ops::next(vm, &iterator)?;
        }
    }
    if is_exact_float(vm, &total) {
        let mut high = float::as_f64(&total).unwrap_or(0.0);
        let mut low = 0.0f64;
        while !item.is_done() {
            let number = match item.as_int() {
                // Only what CPython's C long holds and a float takes exactly enough.
                Some(number) => {
                    high += number as f64;
                    vm.poll()?;
                    item = ops::next(vm, &iterator)?;
                    continue;
                }
                None if is_exact_float(vm, &item) => float::as_f64(&item).unwrap_or(0.0),
                None => break,
            };
            let added = high + number;
            low += if high.abs() >= number.abs() { (high - added) + number } else { (number - added) + high };
            high = added;
            vm.poll()?;
            item = ops::next(vm, &iterator)?;
        }
        if low != 0.0 && low.is_finite() {
            high += low;
        }
        total = vm.new_float(high);
    }
    while !item.is_done() {
        total = ops::binary(vm, BinaryOp::Add, &total, &item)?;
        drop(item);
        vm.poll()?;
        item = ops::next(vm, &iterator)?;
    }
    Ok(total)
}

fn is_exact_float(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).same(&vm.types.float)
}

// ---- input and output ----

/// Checks `sep` and `end` of `print`.
fn print_text<'a>(vm: &Vm, value: &'a Value, name: &str) -> PyResult<Option<&'a Value>> {
    match given_not_none(value) {
        None => Ok(None),
        Some(text) if vm.is_instance(text, &vm.types.str) => Ok(Some(text)),
        Some(other) => Err(messages::type_error(vm, &format!("{name} must be None or a string, not {}", vm.class_name(other)))),
    }
}

fn print(vm: &Vm, args: &[Value]) -> PyResult {
    let [values, sep, end, file, flush] = args else { return Ok(Value::NONE) };
    let flush = match given(flush) {
        Some(flush) => ops::truth(vm, flush)?,
        None => false,
    };
    let target = match given_not_none(file) {
        Some(file) => file.clone(),
        None => match sys::attribute(vm, &vm.names.stdout) {
            Some(stdout) if stdout.is_none() => return Ok(Value::NONE),
            Some(stdout) => stdout,
            None => return Err(messages::runtime_error(vm, "lost sys.stdout")),
        },
    };
    let sep = print_text(vm, sep, "sep")?;
    let end = print_text(vm, end, "end")?;
    let items = values.get::<Tuple>().map_or(&[][..], Tuple::items);
    // Plain text streams take text without a method call.
    if io::text::is_plain(vm, &target) {
        if vm.threads.count() > 1 {
            // Lines of several threads are not to be mixed: one piece goes out.
            let line = printed_line(vm, items, sep, end)?;
            io::text::write(vm, &target, &line)?;
            return flush_printed(vm, &target, flush);
        }
        let newline;
        let mut first = true;
        for item in items {
            if !first {
                match sep {
                    Some(sep) => io::text::write(vm, &target, sep)?,
                    None => io::text::write_ascii(vm, &target, " ")?,
                };
            }
            first = false;
            if let Some(number) = item.as_int() {
                let mut digits = String::new();
                int::push_decimal(number, &mut digits);
                io::text::write_ascii(vm, &target, &digits)?;
                continue;
            }
            let text = ops::str(vm, item)?;
            io::text::write(vm, &target, &text)?;
        }
        match end {
            Some(end) => io::text::write(vm, &target, end)?,
            None => {
                newline = "\n";
                io::text::write_ascii(vm, &target, newline)?;
            }
        }
    } else {
        let write = ops::get_attr(vm, &target, &vm.names.write)?;
        let mut first = true;
        for item in items {
            if !first {
                let sep = sep.cloned().unwrap_or_else(|| vm.intern(" "));
                vm.call_values(&write, &[sep])?;
            }
            first = false;
            let text = ops::str(vm, item)?;
            vm.call_values(&write, &[text])?;
        }
        let end = end.cloned().unwrap_or_else(|| vm.intern("\n"));
        vm.call_values(&write, &[end])?;
    }
    flush_printed(vm, &target, flush)
}

fn flush_printed(vm: &Vm, target: &Value, flush: bool) -> PyResult {
    if flush {
        vm.call_method(target, &vm.names.flush, &[])?;
    }
    Ok(Value::NONE)
}

/// What `print` writes, as one str.
fn printed_line(vm: &Vm, items: &[Value], sep: Option<&Value>, end: Option<&Value>) -> PyResult {
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        texts.push(ops::str(vm, item)?);
    }
    let sep = sep.cloned().unwrap_or_else(|| vm.intern(" "));
    let joined = vm.call_method(&sep, &vm.intern("join"), &[vm.new_list(texts)])?;
    let end = end.cloned().unwrap_or_else(|| vm.intern("\n"));
    ops::binary(vm, crate::objects::slots::BinaryOp::Add, &joined, &end)
}

fn input(vm: &Vm, args: &[Value]) -> PyResult {
    let stream = |name: &Value, lost: &str| match sys::attribute(vm, name) {
        Some(stream) if !stream.is_none() => Ok(stream),
        _ => Err(messages::runtime_error(vm, lost)),
    };
    let stdin = stream(&vm.names.stdin, "input(): lost sys.stdin")?;
    let stdout = stream(&vm.names.stdout, "input(): lost sys.stdout")?;
    let stderr = stream(&vm.names.stderr, "input(): lost sys.stderr")?;
    if vm.call_method(&stderr, &vm.names.flush, &[]).is_err() {
        drop(vm.take_exception());
    }
    if let Some(prompt) = given(first(args)) {
        let text = ops::str(vm, prompt)?;
        vm.call_method(&stdout, &vm.names.write, &[text])?;
    }
    if vm.call_method(&stdout, &vm.names.flush, &[]).is_err() {
        drop(vm.take_exception());
    }
    let line = vm.call_method(&stdin, &vm.intern("readline"), &[])?;
    let Some(text) = line.get::<Str>() else {
        return Err(messages::type_error(vm, "object.readline() returned non-string"));
    };
    let length = text.len();
    if length == 0 {
        return Err(vm.raise_message(&vm.errors.eof_error, "EOF when reading a line"));
    }
    if text_of(&line).ends_with('\n') {
        return crate::objects::str::substring(vm, &line, 0, length - 1);
    }
    Ok(line)
}

/// The class of a value, for the other files of this folder.
pub fn class_named(vm: &Vm, name: &str) -> Option<Class> {
    vm.builtins.get_interned(&vm.intern(name))?.downcast().ok()
}

/// Keeps the last value of the interactive loop.
pub fn set_underscore(vm: &Vm, value: Value) {
    vm.builtins.set_interned(vm.intern("_"), value);
}
