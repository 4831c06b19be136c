//! The standard library: one row per native module, a table of modules written
//! in Python, and the start-up of `builtins` and `sys`.
//!
//! A native module is a [`ModuleSpec`]: functions as data and an optional
//! `setup` that adds what a table cannot say. Modules are made on import; only
//! `builtins`, `sys` and the streams exist from the start.

pub mod array;
pub mod ast;
pub mod asyncio;
pub mod atexit;
pub mod binascii;
pub mod bisect;
pub mod builtins;
pub mod codecs;
pub mod collections;
pub mod contextvars;
pub mod csv;
pub mod decimal;
pub mod deflate;
pub mod errno;
pub mod functools;
pub mod gc;
pub mod hash_functions;
pub mod hashlib;
pub mod heapq;
pub mod http_parser;
pub mod import;
pub mod import_support;
pub mod interrupt;
pub mod io;
pub mod itertools;
pub mod json;
pub mod math;
pub mod math_real;
pub mod mmap;
pub mod multiprocessing;
pub mod natives;
pub mod operator;
pub mod pickle;
pub mod posix;
pub mod processes;
pub mod queue;
pub mod random;
pub mod re;
pub mod resource;
pub mod select;
pub mod signal;
pub mod signal_wait;
pub mod socket;
pub mod struct_;
pub mod struct_sequence;
pub mod sys;
pub mod thread;
pub mod time;
pub mod tls;
pub mod tools;
pub mod tracemalloc;
pub mod typing_support;
pub mod unicodedata;
pub mod unraisable;
pub mod weakref;

use crate::memory::{Handle, Kind, PyResult, Value};
use crate::objects::class::{Class, TypeSpec};
use crate::objects::dict::PyDict;
use crate::objects::module::{self, PyModule};
use crate::objects::native::Method;
use crate::objects::types;
use crate::objects::vm::Vm;

/// Completes a new module.
pub type Setup = fn(&Vm, &Handle<PyModule>) -> PyResult<()>;

/// A native module as data.
pub struct ModuleSpec {
    pub name: &'static str,
    pub doc: &'static str,
    pub functions: &'static [Method],
    /// Adds classes and constants.
    pub setup: Option<Setup>,
}

impl ModuleSpec {
    pub const EMPTY: ModuleSpec = ModuleSpec { name: "", doc: "", functions: &[], setup: None };
}

/// Every native module.
pub const MODULES: &[ModuleSpec] = &[
    builtins::MODULE,
    sys::MODULE,
    asyncio::MODULE,
    atexit::MODULE,
    errno::MODULE,
    typing_support::MODULE,
    gc::MODULE,
    import_support::MODULE,
    io::MODULE,
    posix::MODULE,
    queue::MODULE,
    select::MODULE,
    signal::MODULE,
    socket::MODULE,
    thread::MODULE,
    time::MODULE,
    tools::MODULE,
    tracemalloc::MODULE,
    weakref::MODULE,
    array::MODULE,
    binascii::MODULE,
    bisect::MODULE,
    codecs::MODULE,
    collections::MODULE,
    deflate::MODULE,
    contextvars::MODULE,
    csv::MODULE,
    json::MODULE,
    decimal::MODULE,
    functools::MODULE,
    hashlib::MODULE,
    heapq::MODULE,
    http_parser::MODULE,
    itertools::MODULE,
    math::MODULE,
    mmap::MODULE,
    multiprocessing::MODULE,
    multiprocessing::SHARED_MEMORY,
    operator::INNER_MODULE,
    operator::MODULE,
    pickle::MODULE,
    processes::SUBPROCESS,
    random::MODULE,
    re::MODULE,
    resource::FCNTL,
    resource::MODULE,
    struct_::INNER_MODULE,
    struct_::MODULE,
    tls::MODULE,
    unicodedata::MODULE,
];

/// A module that is written in Python; its source lies in the binary.
pub struct PythonModule {
    pub name: &'static str,
    pub source: &'static [u8],
    pub is_package: bool,
}

include!(concat!(env!("OUT_DIR"), "/python_modules.rs"));

/// The native module of that name.
pub fn find_native(name: &str) -> Option<&'static ModuleSpec> {
    MODULES.iter().find(|spec| spec.name == name)
}

/// The embedded Python module of that name.
pub fn find_python(name: &str) -> Option<&'static PythonModule> {
    PYTHON.binary_search_by(|row| row.name.cmp(name)).ok().and_then(|index| PYTHON.get(index))
}

/// Makes the module object of a row; `sys.modules` and `__spec__` are the importer's.
pub fn make_module(vm: &Vm, spec: &'static ModuleSpec) -> PyResult<Handle<PyModule>> {
    let value = module::new_module(vm, spec.name);
    let Ok(handle) = value.downcast::<PyModule>() else {
        return Err(crate::objects::exception::messages::system_error(vm, "a new module is not a module"));
    };
    if !spec.doc.is_empty() {
        set(vm, &handle, "__doc__", vm.new_str(spec.doc));
    }
    // One str object for all functions of a module, and no other: pickles show it.
    let name = vm.new_str(spec.name);
    for row in spec.functions {
        set(vm, &handle, row.name, vm.new_native(row, None, Value::UNBOUND, name.clone()));
    }
    if let Some(setup) = spec.setup {
        setup(vm, &handle)?;
    }
    Ok(handle)
}

/// Puts a value into a module's namespace.
pub fn set(vm: &Vm, module: &Handle<PyModule>, name: &str, value: Value) {
    if let Some(dict) = module.dict().as_handle::<PyDict>() {
        dict.set_interned(vm.intern(name), value);
    }
}

/// The value of a name in a module's namespace.
pub fn get(vm: &Vm, module: &Handle<PyModule>, name: &str) -> Option<Value> {
    module.dict().as_handle::<PyDict>()?.get_interned(&vm.intern(name))
}

/// A class of a native module: made on first use and kept for the life of the
/// interpreter under a key of its own.
pub fn class_of(vm: &Vm, key: &'static str, spec: &'static TypeSpec, base: &Class, payload: Kind) -> Class {
    if let Some(known) = vm.registered(key)
        && let Ok(class) = known.downcast()
    {
        return class;
    }
    let class = types::native_class(vm, spec, base, payload);
    vm.register(key, class.to_value());
    class
}

/// Brings `builtins`, `sys`, the import system and the hooks into a new interpreter.
pub fn install(vm: &Vm) -> PyResult<()> {
    import::install(vm)?;
    builtins::install(vm)?;
    sys::install(vm)?;
    unraisable::install(vm);
    gc::install(vm);
    interrupt::install(vm);
    Ok(())
}
