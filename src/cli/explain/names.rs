//! The names of a program and what they hold: the variables of the main module
//! and of the functions that are running.

use crate::memory::Value;
use crate::objects::class::{Class, PyClass};
use crate::objects::code::code_flag;
use crate::objects::dict::PyDict;
use crate::objects::frame::Frame;
use crate::objects::function::{PyCell, PyFunction};
use crate::objects::module::{self, PyModule};
use crate::objects::native::PyNative;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;

/// The variables of one frame, in the order in which they were bound.
pub struct Scope {
    /// `<module>` or the function's name.
    pub title: String,
    pub variables: Vec<(String, Value)>,
}

/// What `sys.getrefcount(x) - 1` would say if only `held` more references existed.
pub fn count(vm: &Vm, value: &Value, held: u32) -> Count {
    match value.header() {
        Some(header) if header.is_immortal() => Count::Immortal,
        Some(header) => Count::Times(header.count().saturating_sub(held)),
        // Numbers that lie in the value itself count as if they were objects.
        None if crate::stdlib::sys::is_immortal_word(vm, value) => Count::Immortal,
        None => Count::Times(1),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Count {
    Times(u32),
    Immortal,
}

impl Count {
    pub fn text(self) -> String {
        match self {
            Count::Times(times) => times.to_string(),
            Count::Immortal => "immortal".to_owned(),
        }
    }

    pub fn json(self) -> String {
        match self {
            Count::Times(times) => times.to_string(),
            Count::Immortal => "\"immortal\"".to_owned(),
        }
    }
}

/// Names that every module has say nothing about the program.
fn is_noise(name: &str, value: &Value) -> bool {
    (name.starts_with("__") && name.ends_with("__")) || value.is_kind::<PyModule>()
}

/// The main module's variables.
pub fn of_module(namespace: &Value) -> Scope {
    let pairs = namespace.get::<PyDict>().map_or(Vec::new(), PyDict::pairs);
    let variables =
        pairs.into_iter().map(|(name, value)| (text_of(&name), value)).filter(|(name, value)| !is_noise(name, value)).collect();
    Scope { title: "<module>".to_owned(), variables }
}

/// The main module's variables and those of the running functions, outermost first.
pub fn of_program(vm: &Vm, namespace: &Value) -> Vec<Scope> {
    let mut scopes = Vec::new();
    let mut next = vm.frame.get().frame();
    while let Some(frame) = next {
        if frame.code.has(code_flag::NEWLOCALS) && frame.code.has(code_flag::OPTIMIZED) && is_of(&frame, namespace) {
            scopes.push(of_function(&frame));
        }
        next = frame.previous.get().frame();
    }
    scopes.push(of_module(namespace));
    scopes.reverse();
    scopes
}

fn is_of(frame: &Frame, namespace: &Value) -> bool {
    namespace.get::<PyDict>().is_some_and(|globals| std::ptr::eq(globals, &*frame.globals))
}

fn of_function(frame: &Frame) -> Scope {
    let code = &frame.code;
    let names = code.local_names.iter().chain(&code.cell_names).chain(&code.free_names);
    let mut variables: Vec<(String, Value)> = Vec::new();
    for (slot, name) in names.enumerate() {
        if name.is_unbound() {
            continue;
        }
        let mut value = frame.slots.get(slot);
        if let Some(cell) = value.get::<PyCell>() {
            value = cell.value.copy();
        }
        let name = text_of(name);
        // A parameter that inner functions share is named twice.
        if !value.is_unbound() && !name.starts_with('.') && !variables.iter().any(|known| known.0 == name) {
            variables.push((name, value));
        }
    }
    Scope { title: text_of(&code.name), variables }
}

/// The namespace that a frame's globals are.
pub fn globals(frame: &Frame) -> Value {
    crate::memory::Handle::<PyDict>::revive(std::ptr::from_ref(&*frame.globals) as u64)
        .map_or(Value::NONE, crate::memory::Handle::into_value)
}

pub fn main_namespace(vm: &Vm) -> Option<Value> {
    vm.modules.get_interned(&vm.names.__main__).map(|main| module::namespace(&main))
}

/// The class's name as messages show it.
pub fn class_name(vm: &Vm, value: &Value) -> String {
    vm.class_of(value).name_text()
}

/// The name that a function, class or module carries.
pub fn own_name(value: &Value) -> Option<String> {
    if let Some(class) = value.get::<PyClass>() {
        return Some(text_of(&class.name.copy()));
    }
    if let Some(function) = value.get::<PyFunction>() {
        return Some(text_of(&function.name.copy()));
    }
    if let Some(native) = value.get::<PyNative>() {
        return Some(native.row.name.to_owned());
    }
    None
}

/// Whether a class belongs to the interpreter and not to the program.
pub fn is_builtin_class(class: &Class) -> bool {
    !class.has(crate::objects::class::class_flag::HEAP)
}
