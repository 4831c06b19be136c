//! The embedding face: building an interpreter and running programs in it.
//!
//! [`embed`] is what other crates use: an interpreter on a thread of its own,
//! with limits, conversions and functions of the host. The functions of this
//! file are the ground under it and under the command line.

mod data;
mod de;
pub mod embed;
mod error;
mod host;
mod limits;
mod ser;
mod streams;
mod worker;

pub use data::Data;
pub use error::{Error, Exception, Limit, PyError, Syntax, TraceFrame};
pub use host::{Answer, HostFn, Of, Param};
pub use limits::{LimitKind, Limits, Stdlib};
pub use streams::Sink;

use crate::memory::{Handle, PyResult, Value, collect};
use crate::objects::code::{PyCode, code_flag};
use crate::objects::dict::PyDict;
use crate::objects::options::Options;
use crate::objects::vm::Vm;
use crate::objects::{module, str};
use crate::{eval, stdlib};

/// Why no interpreter could be made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum StartError {
    /// No memory for stacks or classes.
    Memory,
    /// An exception at start-up; it is pending in no interpreter any more.
    Exception,
}

/// An interpreter that is ready to run programs. It lives as long as the
/// process, because frames and hooks refer to it.
pub fn start(options: Options) -> Result<&'static Vm, StartError> {
    let vm: &'static Vm = Box::leak(Box::new(Vm::new(options).ok_or(StartError::Memory)?));
    eval::install(vm);
    match stdlib::install(vm) {
        Ok(()) => {
            vm.heap.gc_settle();
            Ok(vm)
        }
        Err(_) => {
            let exception = vm.take_exception();
            let text = stdlib::sys::render(vm, &exception);
            let _ = crate::memory::os::write(2, text.as_bytes());
            Err(StartError::Exception)
        }
    }
}

/// A new module `__main__`, known to `sys.modules` and not filled yet.
pub fn new_main(vm: &Vm) -> Value {
    let main = module::new_module(vm, "__main__");
    if let Some(dict) = module::namespace(&main).as_handle::<PyDict>() {
        dict.set_interned(vm.names.__loader__.clone(), stdlib::import::builtin_importer(vm));
        dict.set_interned(vm.names.__annotations__.clone(), vm.new_dict());
        let builtins = vm.modules.get_interned(&vm.names.builtins).unwrap_or_else(|| vm.builtins.to_value());
        dict.set_interned(vm.names.__builtins__.clone(), builtins);
    }
    vm.modules.set_interned(vm.names.__main__.clone(), main.clone());
    main
}

/// Empties a module as the end of a program does: names with one underscore
/// first, then all but `__builtins__`.
pub fn clear_namespace(vm: &Vm, namespace: &Value) {
    let Some(dict) = namespace.as_handle::<PyDict>() else { return };
    for private in [true, false] {
        for (name, value) in dict.pairs() {
            if value.is_none() || !vm.is_instance(&name, &vm.types.str) {
                continue;
            }
            let text = str::text_of(&name);
            let is_private = text.starts_with('_') && !text.starts_with("__");
            if (private && !is_private) || text == "__builtins__" {
                continue;
            }
            drop(value);
            dict.set_interned(vm.intern_value(&name), Value::NONE);
        }
    }
}

/// Runs a program in a main module of its own and takes that module apart
/// afterwards; the interpreter and the modules that were imported stay. The
/// exception that nobody caught comes back.
pub fn run_main(vm: &Vm, source: &[u8], filename: &str) -> Result<(), Value> {
    let main = new_main(vm);
    let namespace = module::namespace(&main);
    if let Some(dict) = namespace.as_handle::<PyDict>() {
        dict.set_interned(vm.intern("__file__"), vm.new_str(filename));
    }
    let result = run_source(vm, source, filename, "exec", &namespace).map(drop).map_err(|_| vm.take_exception());
    stdlib::atexit::run(vm);
    drop(vm.modules.remove_interned(&vm.names.__main__));
    drop(main);
    collect(2);
    clear_namespace(vm, &namespace);
    drop(namespace);
    collect(2);
    result
}

/// Compiles and runs source text in a module's namespace.
pub fn run_source(vm: &Vm, source: &[u8], filename: &str, mode: &str, namespace: &Value) -> PyResult {
    let flags = if filename == "<string>" { 0 } else { eval::SCRIPT_FILE };
    let code = eval::compile_source(vm, source, filename, mode, flags)?;
    eval::run_code(vm, &code, namespace, namespace)
}

/// Compiles and runs one statement of an interactive session.
pub fn run_statement(vm: &Vm, source: &[u8], filename: &Value, namespace: &Value) -> PyResult {
    let code = eval::compile_with(vm, source, filename, "single", 0, vm.options.optimize)?;
    eval::run_code(vm, &code, namespace, namespace)
}

/// Runs an entry of an interactive session, which may hold several statements; only the last one
/// shows its value. A statement that awaits something gives a coroutine, which `drive` runs.
pub fn run_entry(vm: &Vm, source: &str, filename: &Value, namespace: &Value, drive: &dyn Fn(Value) -> PyResult) -> PyResult {
    let run = |code: Handle<PyCode>| {
        let result = eval::run_code(vm, &code, namespace, namespace)?;
        if code.flags.get() & code_flag::COROUTINE != 0 { drive(result) } else { Ok(result) }
    };
    let optimize = vm.options.optimize;
    let Some(parts) = eval::cut_entry(vm, source, filename)? else {
        return run(eval::compile_with(vm, source.as_bytes(), filename, "single", eval::ALLOW_TOP_LEVEL_AWAIT, optimize)?);
    };
    for part in parts {
        drop(run(eval::compile_parsed(vm, part, filename, eval::ALLOW_TOP_LEVEL_AWAIT, optimize)?)?);
    }
    Ok(Value::NONE)
}

/// Compiles source text to a code object.
pub fn compile(vm: &Vm, source: &[u8], filename: &str, mode: &str) -> PyResult {
    eval::compile_source(vm, source, filename, mode, 0).map(Handle::into_value)
}
