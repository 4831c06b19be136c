//! The embedding face: building an interpreter.
//!
//! Limits, conversions and registered host functions are still missing.

use crate::memory::{Handle, PyResult, Value};
use crate::objects::options::Options;
use crate::objects::vm::Vm;
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

/// Compiles source text to a code object.
pub fn compile(vm: &Vm, source: &[u8], filename: &str, mode: &str) -> PyResult {
    eval::compile_source(vm, source, filename, mode, 0).map(Handle::into_value)
}
