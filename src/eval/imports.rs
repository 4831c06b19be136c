//! `import` statements. Finding and loading modules is `stdlib::import`'s work,
//! reached through the hook that it installs.

use super::target::Target;
use crate::memory::{PyResult, Value};
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::vm::Vm;
use crate::objects::{dict, ops, str};

/// `import a.b.c`, `import a.b.c as d`.
pub struct Import {
    pub name: Value,
    pub target: Target,
    /// With `as`: the attributes to follow from the top module.
    pub path: Vec<Value>,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for Import {
    fn eval(&self, frame: &Frame) -> PyResult {
        self.run(frame)?;
        self.next.eval(frame)
    }
}

impl Import {
    fn run(&self, frame: &Frame) -> PyResult<()> {
        frame.at(self.position);
        let vm = frame.vm;
        let mut module = call_import(frame, &self.name, &Value::NONE, 0)?;
        for part in &self.path {
            module = import_from(vm, &module, part)?;
        }
        self.target.store(frame, module)
    }
}

/// `from m import a as b, c`.
pub struct ImportFrom {
    pub module: Value,
    pub level: i64,
    pub names: Vec<(Value, Target)>,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for ImportFrom {
    fn eval(&self, frame: &Frame) -> PyResult {
        self.run(frame)?;
        self.next.eval(frame)
    }
}

impl ImportFrom {
    fn run(&self, frame: &Frame) -> PyResult<()> {
        frame.at(self.position);
        let vm = frame.vm;
        let names = vm.new_tuple(self.names.iter().map(|entry| entry.0.clone()).collect());
        let module = call_import(frame, &self.module, &names, self.level)?;
        for (name, target) in &self.names {
            frame.at(self.position);
            let value = import_from(vm, &module, name)?;
            target.store(frame, value)?;
        }
        Ok(())
    }
}

/// `from m import *`.
pub struct ImportStar {
    pub module: Value,
    pub level: i64,
    pub position: u32,
    pub next: NodeRef,
}

impl Node for ImportStar {
    fn eval(&self, frame: &Frame) -> PyResult {
        self.run(frame)?;
        self.next.eval(frame)
    }
}

impl ImportStar {
    fn run(&self, frame: &Frame) -> PyResult<()> {
        frame.at(self.position);
        let vm = frame.vm;
        let names = vm.tuple_of([vm.intern("*")]);
        let module = call_import(frame, &self.module, &names, self.level)?;
        let store = |name: &Value, value: Value| -> PyResult<()> {
            if frame.namespace.is_unbound() {
                frame.globals.set_interned(vm.intern_value(name), value);
                return Ok(());
            }
            ops::set_item(vm, &frame.namespace, name, Some(value))
        };
        match ops::lookup_attr(vm, &module, &vm.names.__all__)? {
            Some(all) => {
                for name in ops::collect(vm, &all)? {
                    if !vm.is_instance(&name, &vm.types.str) {
                        let owner = ops::lookup_attr(vm, &module, &vm.names.__name__)?
                            .map(|name| str::text_of(&name))
                            .unwrap_or_default();
                        return Err(messages::type_error(
                            vm,
                            &format!("Item in {owner}.__all__ must be str, not {}", vm.class_name(&name)),
                        ));
                    }
                    let value = ops::get_attr(vm, &module, &vm.intern_value(&name))?;
                    store(&name, value)?;
                }
            }
            None => {
                let namespace = ops::get_attr(vm, &module, &vm.names.__dict__)?;
                for name in ops::collect(vm, &namespace)? {
                    if str::text_of(&name).starts_with('_') {
                        continue;
                    }
                    let value = ops::get_item(vm, &namespace, &name)?;
                    store(&name, value)?;
                }
            }
        }
        Ok(())
    }
}

/// Calls `__import__`: the built-in one directly, a replaced one with the
/// arguments that CPython passes.
fn call_import(frame: &Frame, name: &Value, names: &Value, level: i64) -> PyResult {
    let vm = frame.vm;
    let globals = crate::memory::Handle::<dict::PyDict>::revive(&*frame.globals as *const dict::PyDict as u64)
        .map(crate::memory::Handle::into_value);
    let import = frame.builtins.get_interned(&vm.names.__import__);
    match import {
        Some(import) if vm.registered("builtins.__import__").is_none_or(|known| !known.is(&import)) => {
            let locals = if frame.namespace.is_unbound() { Value::NONE } else { frame.namespace.clone() };
            let level = Value::small_int(level);
            vm.call_values(&import, &[name.clone(), globals.unwrap_or(Value::NONE), locals, names.clone(), level])
        }
        Some(_) => (vm.hooks.get().import)(vm, name, globals.as_ref(), names, level),
        None => {
            let exception = vm.new_exception(&vm.errors.import_error, vec![vm.new_str("__import__ not found")]);
            Err(vm.raise_new(exception))
        }
    }
}

/// `module.name` for `from module import name`, with CPython's ImportError.
fn import_from(vm: &Vm, module: &Value, name: &Value) -> PyResult {
    if let Some(value) = ops::lookup_attr(vm, module, name)? {
        return Ok(value);
    }
    // A submodule that is being imported is in sys.modules before it is an attribute.
    let package = ops::lookup_attr(vm, module, &vm.names.__name__)?;
    if let Some(package) = &package
        && vm.is_instance(package, &vm.types.str)
    {
        let full = vm.intern(&format!("{}.{}", str::text_of(package), str::text_of(name)));
        if let Some(found) = vm.modules.get_interned(&full) {
            return Ok(found);
        }
    }
    Err(cannot_import(vm, module, package, name)?)
}

fn cannot_import(vm: &Vm, module: &Value, package: Option<Value>, name: &Value) -> PyResult<crate::memory::Raised> {
    let package_text = package.as_ref().map_or("<unknown module name>".to_owned(), str::text_of);
    let file = match ops::lookup_attr(vm, module, &vm.names.__file__)? {
        Some(file) if vm.is_instance(&file, &vm.types.str) => Some(file),
        _ => None,
    };
    let initializing = is_initializing(vm, module)?;
    let name_text = str::text_of(name);
    let message = match (&file, initializing) {
        (Some(file), true) => format!(
            "cannot import name '{name_text}' from partially initialized module '{package_text}' (most likely due to a circular import) ({})",
            str::text_of(file)
        ),
        (Some(file), false) => format!("cannot import name '{name_text}' from '{package_text}' ({})", str::text_of(file)),
        (None, _) => format!("cannot import name '{name_text}' from '{package_text}' (unknown location)"),
    };
    let exception = vm.new_exception(&vm.errors.import_error, vec![vm.new_str(&message)]);
    if let Some(payload) = exception.get::<crate::objects::exception::PyException>() {
        payload.set_field(0, vm.new_str(&message));
        payload.set_field(1, package.unwrap_or(Value::NONE));
        payload.set_field(2, file.unwrap_or(Value::NONE));
        payload.set_field(3, name.clone());
    }
    Ok(vm.raise_new(exception))
}

/// Whether a module is still running its body.
pub fn is_initializing(vm: &Vm, module: &Value) -> PyResult<bool> {
    let Some(spec) = ops::lookup_attr(vm, module, &vm.names.__spec__)? else { return Ok(false) };
    match ops::lookup_attr(vm, &spec, &vm.intern("_initializing"))? {
        Some(value) => ops::truth(vm, &value),
        None => Ok(false),
    }
}

/// The import hook of an evaluator without a standard library.
pub fn import_module(vm: &Vm, name: &Value, _globals: Option<&Value>, _names: &Value, _level: i64) -> PyResult {
    let message = format!("No module named '{}'", str::text_of(name));
    Err(vm.raise_message(&vm.errors.module_not_found_error, &message))
}
