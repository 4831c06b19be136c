//! `_pickle`: objects as bytes and back, protocols 0 to 5.
//!
//! `save` writes, `load` reads, `classes` holds what Python sees of both
//! (`Pickler`, `Unpickler` and their memos), `view` is `PickleBuffer`. The
//! bytes are CPython's for every built-in type, memo numbers and frames
//! included, so either side reads the other's files.
//!
//! Reading trusts nothing: what is allocated is bounded by the input that is
//! really there, and every fault is an exception. Deliberately missing: the
//! duplicates in pure Python that CPython keeps as `pickle._Pickler`.

mod classes;
mod load;
mod save;
mod view;

use super::natives::{add_class, argument, exception, exception_class, given};
use super::{ModuleSpec, set};
use crate::memory::{Handle, PyResult, Raised, Value};
use crate::objects::class::{Class, TypeSpec};
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{bytes, kinds, ops};

pub const MODULE: ModuleSpec =
    ModuleSpec { name: "_pickle", doc: "Objects as bytes and back.", functions: FUNCTIONS, setup: Some(setup) };

const FUNCTIONS: &[Method] = &[
    function(
        "dump",
        "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
        dump,
        "Write an object to a binary file.",
    ),
    function("dumps", "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)", dumps, "An object as bytes."),
    function(
        "load",
        "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        load_file,
        "Read an object from a binary file.",
    ),
    function(
        "loads",
        "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        loads,
        "Read an object from bytes.",
    ),
];

/// The opcodes, by the names that `pickle` gives them.
pub mod op {
    pub const MARK: u8 = b'(';
    pub const STOP: u8 = b'.';
    pub const POP: u8 = b'0';
    pub const POP_MARK: u8 = b'1';
    pub const DUP: u8 = b'2';
    pub const FLOAT: u8 = b'F';
    pub const INT: u8 = b'I';
    pub const BININT: u8 = b'J';
    pub const BININT1: u8 = b'K';
    pub const BININT2: u8 = b'M';
    pub const LONG: u8 = b'L';
    pub const NONE: u8 = b'N';
    pub const PERSID: u8 = b'P';
    pub const BINPERSID: u8 = b'Q';
    pub const REDUCE: u8 = b'R';
    pub const STRING: u8 = b'S';
    pub const BINSTRING: u8 = b'T';
    pub const SHORT_BINSTRING: u8 = b'U';
    pub const UNICODE: u8 = b'V';
    pub const BINUNICODE: u8 = b'X';
    pub const APPEND: u8 = b'a';
    pub const BUILD: u8 = b'b';
    pub const GLOBAL: u8 = b'c';
    pub const DICT: u8 = b'd';
    pub const EMPTY_DICT: u8 = b'}';
    pub const APPENDS: u8 = b'e';
    pub const GET: u8 = b'g';
    pub const BINGET: u8 = b'h';
    pub const INST: u8 = b'i';
    pub const LONG_BINGET: u8 = b'j';
    pub const LIST: u8 = b'l';
    pub const EMPTY_LIST: u8 = b']';
    pub const OBJ: u8 = b'o';
    pub const PUT: u8 = b'p';
    pub const BINPUT: u8 = b'q';
    pub const LONG_BINPUT: u8 = b'r';
    pub const SETITEM: u8 = b's';
    pub const TUPLE: u8 = b't';
    pub const EMPTY_TUPLE: u8 = b')';
    pub const SETITEMS: u8 = b'u';
    pub const BINFLOAT: u8 = b'G';
    pub const PROTO: u8 = 0x80;
    pub const NEWOBJ: u8 = 0x81;
    pub const EXT1: u8 = 0x82;
    pub const EXT2: u8 = 0x83;
    pub const EXT4: u8 = 0x84;
    pub const TUPLE1: u8 = 0x85;
    pub const TUPLE2: u8 = 0x86;
    pub const TUPLE3: u8 = 0x87;
    pub const NEWTRUE: u8 = 0x88;
    pub const NEWFALSE: u8 = 0x89;
    pub const LONG1: u8 = 0x8a;
    pub const LONG4: u8 = 0x8b;
    pub const BINBYTES: u8 = b'B';
    pub const SHORT_BINBYTES: u8 = b'C';
    pub const SHORT_BINUNICODE: u8 = 0x8c;
    pub const BINUNICODE8: u8 = 0x8d;
    pub const BINBYTES8: u8 = 0x8e;
    pub const EMPTY_SET: u8 = 0x8f;
    pub const ADDITEMS: u8 = 0x90;
    pub const FROZENSET: u8 = 0x91;
    pub const NEWOBJ_EX: u8 = 0x92;
    pub const STACK_GLOBAL: u8 = 0x93;
    pub const MEMOIZE: u8 = 0x94;
    pub const FRAME: u8 = 0x95;
    pub const BYTEARRAY8: u8 = 0x96;
    pub const NEXT_BUFFER: u8 = 0x97;
    pub const READONLY_BUFFER: u8 = 0x98;
}

pub const HIGHEST_PROTOCOL: i64 = 5;
const DEFAULT_PROTOCOL: i64 = 4;

const PICKLE_ERROR: TypeSpec = exception("PickleError", "_pickle");
const PICKLING_ERROR: TypeSpec = exception("PicklingError", "_pickle");
const UNPICKLING_ERROR: TypeSpec = exception("UnpicklingError", "_pickle");

fn base_error(vm: &Vm) -> Class {
    exception_class(vm, "pickle.PickleError", &PICKLE_ERROR, &vm.errors.exception)
}

fn pickling_class(vm: &Vm) -> Class {
    exception_class(vm, "pickle.PicklingError", &PICKLING_ERROR, &base_error(vm))
}

fn unpickling_class(vm: &Vm) -> Class {
    exception_class(vm, "pickle.UnpicklingError", &UNPICKLING_ERROR, &base_error(vm))
}

#[cold]
fn pickling_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&pickling_class(vm), message)
}

#[cold]
fn unpickling_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&unpickling_class(vm), message)
}

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    set(vm, module, "PickleError", base_error(vm).into_value());
    set(vm, module, "PicklingError", pickling_class(vm).into_value());
    set(vm, module, "UnpicklingError", unpickling_class(vm).into_value());
    add_class(vm, module, &classes::PICKLER, kinds::PICKLER);
    add_class(vm, module, &classes::UNPICKLER, kinds::UNPICKLER);
    add_class(vm, module, &view::PICKLE_BUFFER, kinds::PICKLE_BUFFER);
    Ok(())
}

/// The protocol that an argument asks for.
fn protocol_of(vm: &Vm, value: Option<&Value>) -> PyResult<u8> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(DEFAULT_PROTOCOL as u8) };
    let number = ops::index_exact(vm, value)?;
    if number < 0 {
        return Ok(HIGHEST_PROTOCOL as u8);
    }
    if number > HIGHEST_PROTOCOL {
        let message = format!("pickle protocol must be <= {HIGHEST_PROTOCOL}");
        return Err(crate::objects::exception::messages::value_error(vm, &message));
    }
    Ok(number as u8)
}

/// A flag argument with its default.
fn flag_of(vm: &Vm, value: Option<&Value>, default: bool) -> PyResult<bool> {
    match value {
        Some(value) => ops::truth(vm, value),
        None => Ok(default),
    }
}

fn dumps(vm: &Vm, args: &[Value]) -> PyResult {
    let saver = save::Saver::new();
    let fix_imports = flag_of(vm, given(args, 2), true)?;
    saver.configure(vm, protocol_of(vm, given(args, 1))?, fix_imports, given(args, 3))?;
    saver.run(vm, None, argument(args, 0))?;
    Ok(bytes::from_vec(vm, saver.take_output()))
}

fn dump(vm: &Vm, args: &[Value]) -> PyResult {
    let saver = save::Saver::new();
    let fix_imports = flag_of(vm, given(args, 3), true)?;
    saver.configure(vm, protocol_of(vm, given(args, 2))?, fix_imports, given(args, 4))?;
    saver.set_file(vm, argument(args, 1))?;
    saver.run(vm, None, argument(args, 0))?;
    saver.flush(vm)?;
    Ok(Value::NONE)
}

fn loads(vm: &Vm, args: &[Value]) -> PyResult {
    let loader = load::Loader::new();
    loader.configure(vm, given(args, 1), given(args, 2), given(args, 3), given(args, 4))?;
    let input = load::Input::of_bytes(vm, argument(args, 0))?;
    loader.run(vm, None, input)
}

fn load_file(vm: &Vm, args: &[Value]) -> PyResult {
    let loader = load::Loader::new();
    loader.configure(vm, given(args, 1), given(args, 2), given(args, 3), given(args, 4))?;
    let file = load::Source::new(vm, argument(args, 0))?;
    loader.run(vm, None, load::Input::of_file(&file))
}
