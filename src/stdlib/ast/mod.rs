//! Syntax trees as Python objects: both ways between the grammar's tree and the classes of `_ast`.
//!
//! The classes are Python's own (`src/stdlib/python/_ast.py`); `build` makes their instances from
//! a parsed text, `read` makes a tree for the compiler from whatever instances a program put
//! together, and checks it as CPython's compiler does.
//!
//! Missing: type comments, the mode `func_type`, trees after constant folding.

mod build;
mod read;

use crate::memory::{Handle, PyResult, Value};
use crate::objects::class::Class;
use crate::objects::vm::Vm;
use crate::stdlib::import;
use crate::{eval, objects::ops};
use taipan_grammar::Mode;

/// Parses bytes and makes the tree of `ast.parse`.
pub fn parse(vm: &Vm, source: &[u8], filename: &Value, mode: &str) -> PyResult {
    let parsed = eval::parse_only(vm, source, filename, mode_of(mode))?;
    build::Builder::new(vm)?.module(&parsed.module)
}

/// The code object of a tree, or nothing when the value is not a node.
pub fn compile(vm: &Vm, value: &Value, filename: &Value, mode: &str, flags: u32, optimize: u8) -> PyResult<Option<Value>> {
    if !is_node(vm, value)? {
        return Ok(None);
    }
    let tree = read::read(vm, value, mode)?;
    eval::compile_tree(vm, tree, filename, flags, optimize).map(|code| Some(Handle::into_value(code)))
}

/// Whether a value is an instance of `ast.AST`. A program that never imported
/// the module has none.
pub fn is_node(vm: &Vm, value: &Value) -> PyResult<bool> {
    let class = vm.class_of(value);
    if class.same(&vm.types.str) || class.same(&vm.types.bytes) || !import::is_loaded(vm, "_ast") {
        return Ok(false);
    }
    let root = import::import_attribute(vm, "_ast", "AST")?;
    ops::is_instance(vm, value, &root)
}

/// Checks the mode of a tree that was given where only a tree is asked for.
pub fn check_mode(vm: &Vm, value: &Value, mode: &str) -> PyResult<()> {
    read::check_root(vm, value, mode)
}

fn mode_of(mode: &str) -> Mode {
    match mode {
        "eval" => Mode::Eval,
        "single" => Mode::Interactive,
        _ => Mode::File,
    }
}

/// A class of the module `_ast`.
fn class(vm: &Vm, name: &str) -> PyResult<Class> {
    let value = import::import_attribute(vm, "_ast", name)?;
    match value.downcast() {
        Ok(class) => Ok(class),
        Err(_) => Err(crate::objects::exception::messages::type_error(vm, "a node class of _ast is not a class")),
    }
}
