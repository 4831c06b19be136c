//! Classes and functions by reference: module and name.

use super::super::pickling_error;
use super::reduce::found_item;
use super::{Run, Saver, op};
use crate::memory::{PyResult, Raised, Str, Tuple, Value};
use crate::objects::dict::PyDict;
use crate::objects::exception::messages;
use crate::objects::object::import_attribute;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{int, ops};

impl Saver {
    /// A class or function by reference.
    pub(super) fn save_global(&self, vm: &Vm, run: &Run, object: &Value, name: Option<&Value>) -> PyResult<()> {
        let name = match name {
            Some(name) => name.clone(),
            None => match ops::lookup_attr(vm, object, &vm.names.__qualname__)? {
                Some(name) => name,
                None => ops::get_attr(vm, object, &vm.names.__name__)?,
            },
        };
        let path = text_of(&name);
        let parts: Vec<&str> = path.split('.').collect();
        if parts.contains(&"<locals>") {
            let shown = ops::repr_text(vm, &name)?;
            return Err(messages::attribute_error_plain(vm, &format!("Can't get local object {shown}")));
        }
        let module_name = which_module(vm, object, &parts)?;
        let module = match import_named(vm, &module_name) {
            Ok(module) => module,
            Err(raised) => {
                return replace_error(vm, raised, |vm| {
                    let shown = ops::repr_text(vm, object)?;
                    let module = ops::repr_text(vm, &module_name)?;
                    Ok(format!("Can't pickle {shown}: import of module {module} failed"))
                });
            }
        };
        let found = match walk_path(vm, &module, &parts) {
            Ok(found) => found,
            Err(raised) => {
                return replace_error(vm, raised, |vm| {
                    let shown = ops::repr_text(vm, object)?;
                    Ok(format!("Can't pickle {shown}: attribute lookup {path} on {} failed", text_of(&module_name)))
                });
            }
        };
        if !found.is(object) {
            let shown = ops::repr_text(vm, object)?;
            let message = format!("Can't pickle {shown}: it's not the same object as {}.{path}", text_of(&module_name));
            return Err(pickling_error(vm, &message));
        }
        let protocol = self.protocol.get();
        if protocol >= 2
            && let Some(code) = extension_code(vm, &module_name, &name)?
        {
            let [a, b, c, d] = (code as i32).to_le_bytes();
            match code {
                1..256 => self.emit(&[op::EXT1, a]),
                256..65536 => self.emit(&[op::EXT2, a, b]),
                _ => self.emit(&[op::EXT4, a, b, c, d]),
            }
            return Ok(());
        }
        if protocol >= 4 {
            self.save(vm, run, &module_name, true)?;
            self.save(vm, run, &name, true)?;
            self.emit(&[op::STACK_GLOBAL]);
            self.memoize(object);
            return Ok(());
        }
        let (mut module_text, mut first) = (text_of(&module_name), parts.first().copied().unwrap_or("").to_owned());
        if parts.len() > 1 {
            let getattr = import_attribute(vm, "builtins", "getattr")?;
            for _ in 1..parts.len() {
                self.save(vm, run, &getattr, true)?;
                if protocol < 2 {
                    self.emit(&[op::MARK]);
                }
            }
        }
        if self.fix_imports.get() {
            (module_text, first) = older_names(vm, &module_text, &first)?;
        }
        if protocol < 3 && !(module_text.is_ascii() && first.is_ascii()) {
            let message = format!("can't pickle global identifier '{module_text}.{first}' using pickle protocol {protocol}");
            return Err(pickling_error(vm, &message));
        }
        self.emit(&[op::GLOBAL]);
        self.emit(format!("{module_text}\n{first}\n").as_bytes());
        for part in parts.iter().skip(1) {
            self.save(vm, run, &vm.intern(part), true)?;
            self.emit(if protocol < 2 { &[op::TUPLE, op::REDUCE] } else { &[op::TUPLE2, op::REDUCE] });
        }
        self.memoize(object);
        Ok(())
    }
}

/// Puts a PicklingError in the place of the exception that was raised.
fn replace_error<T>(vm: &Vm, raised: Raised, message: impl FnOnce(&Vm) -> PyResult<String>) -> PyResult<T> {
    let replaceable = vm.pending_is(&vm.errors.import_error)
        || vm.pending_is(&vm.errors.attribute_error)
        || vm.pending_is(&vm.errors.value_error);
    if !replaceable {
        return Err(raised);
    }
    drop(vm.take_exception());
    let message = message(vm)?;
    Err(pickling_error(vm, &message))
}

/// Imports a module by its name and gives the module itself.
pub fn import_named(vm: &Vm, name: &Value) -> PyResult {
    if !name.is_kind::<Str>() {
        return Err(messages::type_error(vm, &format!("module name must be str, not {}", vm.class_name(name))));
    }
    if let Some(found) = vm.modules.get_interned(&vm.intern_value(name))
        && !found.is_none()
    {
        return Ok(found);
    }
    crate::stdlib::import::import_absolute(vm, &text_of(name))
}

/// Attribute by attribute along a dotted name.
pub fn walk_path(vm: &Vm, module: &Value, parts: &[&str]) -> PyResult {
    let mut found = module.clone();
    for part in parts {
        found = ops::get_attr(vm, &found, &vm.intern(part))?;
    }
    Ok(found)
}

/// The module that an object says it comes from, or the first one that has it.
fn which_module(vm: &Vm, object: &Value, parts: &[&str]) -> PyResult {
    if let Some(module) = ops::lookup_attr(vm, object, &vm.names.__module__)?
        && !module.is_none()
    {
        return Ok(module);
    }
    for (name, module) in vm.modules.pairs() {
        let text = text_of(&name);
        if text == "__main__" || text == "__mp_main__" || module.is_none() {
            continue;
        }
        match walk_path(vm, &module, parts) {
            Ok(found) if found.is(object) => return Ok(name),
            Ok(_) => {}
            Err(raised) if !vm.pending_is(&vm.errors.attribute_error) => return Err(raised),
            Err(_) => drop(vm.take_exception()),
        }
    }
    Ok(vm.names.__main__.clone())
}

/// The number registered with `copyreg.add_extension`.
fn extension_code(vm: &Vm, module: &Value, name: &Value) -> PyResult<Option<i64>> {
    let registry = import_attribute(vm, "copyreg", "_extension_registry")?;
    if registry.get::<PyDict>().is_some_and(PyDict::is_empty) {
        return Ok(None);
    }
    let key = vm.tuple_of([module.clone(), name.clone()]);
    let Some(code) = found_item(vm, &registry, &key)? else { return Ok(None) };
    match int::as_i64(&code) {
        Some(code) if code > 0 && code <= i64::from(i32::MAX) => Ok(Some(code)),
        _ => {
            let code = ops::repr_text(vm, &code)?;
            Err(messages::runtime_error(vm, &format!("unexpected extension code {code}")))
        }
    }
}

/// The names that Python 2 knew a global by.
fn older_names(vm: &Vm, module: &str, name: &str) -> PyResult<(String, String)> {
    let names = import_attribute(vm, "_compat_pickle", "REVERSE_NAME_MAPPING")?;
    let key = vm.tuple_of([vm.intern(module), vm.intern(name)]);
    if let Some(pair) = found_item(vm, &names, &key)?
        && let Some([module, name]) = pair.get::<Tuple>().map(Tuple::items)
    {
        return Ok((text_of(module), text_of(name)));
    }
    let modules = import_attribute(vm, "_compat_pickle", "REVERSE_IMPORT_MAPPING")?;
    match found_item(vm, &modules, &vm.intern(module))? {
        Some(older) => Ok((text_of(&older), name.to_owned())),
        None => Ok((module.to_owned(), name.to_owned())),
    }
}
