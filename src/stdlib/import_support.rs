//! The module `_taipan_import`: what the Python side of `importlib` and `runpy` needs.

use super::{ModuleSpec, import, set};
use crate::memory::{Handle, PyResult, Value};
use crate::objects::exception::messages;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::ops;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;

pub const MODULE: ModuleSpec =
    ModuleSpec { name: "_taipan_import", doc: "The native part of importlib.", functions: FUNCTIONS, setup: Some(setup) };

const FUNCTIONS: &[Method] = &[
    function("import_module", "(name)", import_module, "Import a module by its absolute name."),
    function("reload", "(module)", reload, "Run a module's source once more."),
    function("find_spec", "(name)", find_spec, "The spec of a module, or None."),
    function("spec_on_path", "(name, path=None)", spec_on_path, "The spec of a module on a path, or None."),
    function("file_spec", "(name, path, is_package)", file_spec, "The spec of a source file."),
    function("module_from_spec", "(spec)", module_from_spec, "A new module with the attributes of its spec."),
    function("source_of", "(name)", source_of, "The bytes of an embedded module's source, or None."),
];

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    set(vm, module, "ModuleSpec", import::spec_class(vm).into_value());
    set(vm, module, "SourceFileLoader", import::file_loader_class(vm).into_value());
    let finders = import::own_finders(vm);
    for (name, finder) in ["BuiltinImporter", "FrozenImporter", "PathFinder"].iter().zip(finders) {
        set(vm, module, name, finder);
    }
    Ok(())
}

fn name_argument(vm: &Vm, args: &[Value]) -> PyResult<String> {
    match args.first() {
        Some(name) if vm.is_instance(name, &vm.types.str) => Ok(text_of(name)),
        Some(other) => Err(messages::type_error(vm, &format!("module name must be str, not {}", vm.class_name(other)))),
        None => Ok(String::new()),
    }
}

fn import_module(vm: &Vm, args: &[Value]) -> PyResult {
    let name = name_argument(vm, args)?;
    if name.is_empty() {
        return Err(messages::value_error(vm, "Empty module name"));
    }
    import::import_absolute(vm, &name)
}

fn reload(vm: &Vm, args: &[Value]) -> PyResult {
    import::reload(vm, args.first().unwrap_or(&Value::NONE))
}

fn find_spec(vm: &Vm, args: &[Value]) -> PyResult {
    import::find_spec(vm, &name_argument(vm, args)?)
}

fn spec_on_path(vm: &Vm, args: &[Value]) -> PyResult {
    let path = args.get(1).filter(|path| !path.is_unbound() && !path.is_none());
    import::spec_on_path(vm, &name_argument(vm, args)?, path)
}

fn file_spec(vm: &Vm, args: &[Value]) -> PyResult {
    let [_, path, is_package] = args else { return Ok(Value::NONE) };
    let is_package = ops::truth(vm, is_package)?;
    import::file_spec(vm, &name_argument(vm, args)?, &text_of(path), is_package)
}

fn module_from_spec(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(spec) = args.first() else { return Ok(Value::NONE) };
    let name = text_of(&ops::get_attr(vm, spec, &vm.names.name)?);
    let module = crate::objects::module::new_module(vm, &name);
    import::describe(vm, &module, spec)?;
    Ok(module)
}

fn source_of(vm: &Vm, args: &[Value]) -> PyResult {
    match super::find_python(&name_argument(vm, args)?) {
        Some(row) => crate::objects::bytes::from_slice(vm, row.source),
        None => Ok(Value::NONE),
    }
}
