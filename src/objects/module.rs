//! Modules: a namespace dict and what its missing attributes say.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::dict::{self, PyDict};
use super::exception::messages;
use super::kinds;
use super::native::{Member, as_class, getset, method};
use super::object;
use super::ops;
use super::slots::Slots;
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Guarded, Kind, Payload, PyResult, Str, Value, Visitor};

pub struct PyModule {
    /// The namespace, a dict.
    pub dict: Guarded<Value>,
}

impl PyModule {
    /// The namespace dict.
    pub fn dict(&self) -> Value {
        self.dict.copy()
    }
}

impl Payload for PyModule {
    const KIND: Kind = kinds::MODULE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { dict } = self;
        visitor.guarded(dict);
    }
}

pub const MODULE: TypeSpec = TypeSpec {
    name: "module",
    hidden: &["__setattr__", "__delattr__"],
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::WEAK,
    doc: "A module: a namespace with a name.",
    slots: Slots {
        repr: Some(module_repr),
        getattr: Some(module_getattr),
        setattr: Some(ops::generic_set_attr),
        new: Some(module_new),
        init: Some(module_init),
        ..Slots::EMPTY
    },
    methods: &[method("__dir__", "(self, /)", module_dir, "__dir__() -> list\nspecialized dir() implementation")],
    getset: &[getset("__annotations__", get_annotations, set_annotations, "")],
    members: &[Member { name: "__dict__", get: |_, value| Ok(namespace(value)), set: None, doc: "" }],
    signature: "(name, doc=None)",
    ..TypeSpec::EMPTY
};

/// A module with its standard attributes and nothing else.
pub fn new_module(vm: &Vm, name: &str) -> Value {
    let module = empty(vm, &vm.types.module);
    fill(vm, &module, vm.new_str(name), Value::NONE);
    module
}

/// The namespace of a module as a dict value.
pub fn namespace(module: &Value) -> Value {
    module.get::<PyModule>().map_or(Value::NONE, |module| module.dict.copy())
}

fn empty(vm: &Vm, class: &Class) -> Value {
    let dict = Guarded::new(vm.new_dict());
    vm.new_object(class, PyModule { dict }).into_value()
}

fn fill(vm: &Vm, module: &Value, name: Value, doc: Value) {
    let dict = namespace(module);
    let Some(dict) = dict.as_handle::<PyDict>() else { return };
    // Stores to globals go past the handle, so the collector knows the dict from here on.
    dict.track();
    dict.set_interned(vm.names.__name__.clone(), name);
    dict.set_interned(vm.names.__doc__.clone(), doc);
    for name in [&vm.names.__package__, &vm.names.__loader__, &vm.names.__spec__] {
        dict.set_interned(name.clone(), Value::NONE);
    }
}

fn module_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match as_class(class) {
        Some(class) => Ok(empty(vm, class)),
        None => Err(messages::type_error(vm, "expected a class")),
    }
}

fn module_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = super::native::bind_new(vm, "module", "(name, doc=None)", args)?;
    let [name, doc] = bound.as_slice() else { return Ok(()) };
    if !vm.is_instance(name, &vm.types.str) {
        let message = format!("module() argument 'name' must be str, not {}", messages::shown_class(vm, name));
        return Err(messages::type_error(vm, &message));
    }
    let doc = if doc.is_unbound() { Value::NONE } else { doc.clone() };
    fill(vm, object, name.clone(), doc);
    Ok(())
}

fn entry(module: &Value, name: &Value) -> Option<Value> {
    namespace(module).get::<PyDict>()?.get_interned(name)
}

fn module_repr(vm: &Vm, value: &Value) -> PyResult {
    let name = entry(value, &vm.names.__name__);
    let shown = match &name {
        Some(name) => ops::repr_text(vm, name)?,
        None => "'?'".to_owned(),
    };
    if let Some(spec) = entry(value, &vm.names.__spec__).filter(|spec| !spec.is_none()) {
        let name = ops::lookup_attr(vm, &spec, &vm.names.name)?.filter(|name| !name.is_none());
        let shown = match &name {
            Some(name) => ops::repr_text(vm, name)?,
            None => "'?'".to_owned(),
        };
        let origin = ops::lookup_attr(vm, &spec, &vm.intern("origin"))?.filter(|origin| !origin.is_none());
        let Some(origin) = origin else {
            let loader = ops::lookup_attr(vm, &spec, &vm.intern("loader"))?.filter(|loader| !loader.is_none());
            if let Some(loader) = &loader
                && vm.class_of(loader).name_text() == "NamespaceLoader"
                && let Some(folders) = ops::lookup_attr(vm, &spec, &vm.intern("submodule_search_locations"))?
            {
                return Ok(vm.new_string(format!("<module {shown} (namespace) from {}>", ops::repr_text(vm, &folders)?)));
            }
            return Ok(vm.new_string(match loader {
                Some(loader) => format!("<module {shown} ({})>", ops::repr_text(vm, &loader)?),
                None => format!("<module {shown}>"),
            }));
        };
        let located = match ops::lookup_attr(vm, &spec, &vm.intern("has_location"))? {
            Some(flag) => ops::truth(vm, &flag)?,
            None => false,
        };
        return Ok(vm.new_string(if located {
            format!("<module {shown} from {}>", ops::repr_text(vm, &origin)?)
        } else {
            format!("<module {shown} ({})>", ops::str_text(vm, &origin)?)
        }));
    }
    if let Some(file) = entry(value, &vm.names.__file__) {
        return Ok(vm.new_string(format!("<module {shown} from {}>", ops::repr_text(vm, &file)?)));
    }
    if let Some(loader) = entry(value, &vm.names.__loader__).filter(|loader| !loader.is_none()) {
        return Ok(vm.new_string(format!("<module {shown} ({})>", ops::repr_text(vm, &loader)?)));
    }
    Ok(vm.new_string(format!("<module {shown}>")))
}

/// `module.name`, with the module's own `__getattr__` as the last resort.
pub fn module_getattr(vm: &Vm, module: &Value, name: &Value) -> PyResult {
    if let Some(value) = ops::generic_lookup(vm, module, name)? {
        return Ok(value);
    }
    if let Some(function) = entry(module, &vm.names.__getattr__) {
        return vm.call_values(&function, std::slice::from_ref(name));
    }
    let message = missing(vm, module, &text_of(name))?;
    Err(messages::attribute_error(vm, module, name, &message))
}

fn missing(vm: &Vm, module: &Value, name: &str) -> PyResult<String> {
    let Some(own) = entry(module, &vm.names.__name__).filter(Value::is_kind::<Str>) else {
        return Ok(format!("module has no attribute '{name}'"));
    };
    let own = text_of(&own);
    let plain = format!("module '{own}' has no attribute '{name}'");
    let Some(spec) = entry(module, &vm.names.__spec__).filter(|spec| !spec.is_none()) else { return Ok(plain) };
    let origin = file_origin(vm, &spec)?;
    let shadows = match &origin {
        Some(origin) => may_shadow(vm, origin),
        None => false,
    };
    if shadows
        && is_stdlib_module(vm, &own)
        && let Some(origin) = &origin
    {
        return Ok(format!(
            "{plain} (consider renaming '{origin}' since it has the same name as the standard library module named '{own}' \
             and the import system gives it precedence)"
        ));
    }
    if is_initializing(vm, &spec)? {
        return Ok(match origin {
            Some(origin) if shadows => {
                format!(
                    "{plain} (consider renaming '{origin}' if it has the same name as a third-party module you intended to import)"
                )
            }
            Some(origin) => format!(
                "partially initialized module '{own}' from '{origin}' has no attribute '{name}' (most likely due to a circular import)"
            ),
            None => {
                format!("partially initialized module '{own}' has no attribute '{name}' (most likely due to a circular import)")
            }
        });
    }
    // A submodule whose body is still running is in `sys.modules` but no attribute yet.
    let loading = match vm.modules.get_interned(&vm.intern(&format!("{own}.{name}"))) {
        Some(submodule) => match entry(&submodule, &vm.names.__spec__).filter(|spec| !spec.is_none()) {
            Some(spec) => is_initializing(vm, &spec)?,
            None => false,
        },
        None => false,
    };
    if loading {
        return Ok(format!("cannot access submodule '{name}' of module '{own}' (most likely due to a circular import)"));
    }
    let submodules = ops::lookup_attr(vm, &spec, &vm.intern("_uninitialized_submodules"))?;
    if let Some(submodules) = submodules
        && ops::contains(vm, &submodules, &vm.new_str(name))?
    {
        return Ok(format!("cannot access submodule '{name}' of module '{own}' (most likely due to a circular import)"));
    }
    Ok(plain)
}

/// The file that a module spec names, when it has a location.
pub fn file_origin(vm: &Vm, spec: &Value) -> PyResult<Option<String>> {
    let located = match ops::lookup_attr(vm, spec, &vm.intern("has_location"))? {
        Some(flag) => ops::truth(vm, &flag)?,
        None => false,
    };
    if !located {
        return Ok(None);
    }
    let origin = ops::lookup_attr(vm, spec, &vm.intern("origin"))?;
    Ok(origin.filter(Value::is_kind::<Str>).map(|origin| text_of(&origin)))
}

pub fn is_initializing(vm: &Vm, spec: &Value) -> PyResult<bool> {
    match ops::lookup_attr(vm, spec, &vm.intern("_initializing"))? {
        Some(flag) => ops::truth(vm, &flag),
        None => Ok(false),
    }
}

/// Whether a module's file lies in the script's folder, first in the search path.
pub fn may_shadow(vm: &Vm, origin: &str) -> bool {
    if vm.options.safe_path {
        return false;
    }
    let Some((folder, file)) = origin.rsplit_once('/') else { return false };
    let folder = if file == "__init__.py" { folder.rsplit_once('/').map_or("", |(folder, _)| folder) } else { folder };
    let Some(sys) = vm.modules.get_interned(&vm.names.sys) else { return false };
    let Some(path) = entry(&sys, &vm.names.path) else { return false };
    let first = path.get::<super::list::PyList>().and_then(|path| path.get(0));
    let Some(first) = first.filter(Value::is_kind::<Str>) else { return false };
    let first = text_of(&first);
    if first.is_empty() {
        return std::env::current_dir().is_ok_and(|current| current.to_string_lossy() == folder);
    }
    first == folder
}

/// Whether `sys.stdlib_module_names` has the name.
pub fn is_stdlib_module(vm: &Vm, name: &str) -> bool {
    let Some(sys) = vm.modules.get_interned(&vm.names.sys) else { return false };
    let Some(names) = entry(&sys, &vm.intern("stdlib_module_names")) else { return false };
    match ops::contains(vm, &names, &vm.intern(name)) {
        Ok(found) => found,
        Err(_) => {
            drop(vm.take_exception());
            false
        }
    }
}

fn module_dir(vm: &Vm, args: &[Value]) -> PyResult {
    let [module] = args else { return Ok(Value::NONE) };
    let dict = ops::get_attr(vm, module, &vm.names.__dict__)?;
    if !dict.is_kind::<PyDict>() {
        return Err(messages::type_error(vm, "<module>.__dict__ is not a dictionary"));
    }
    match dict::get_item_value(vm, &dict, &vm.names.__dir__)? {
        Some(function) => vm.call_values(&function, &[]),
        None => object::keys(vm, &dict),
    }
}

fn get_annotations(vm: &Vm, module: &Value) -> PyResult {
    if let Some(found) = entry(module, &vm.names.__annotations__) {
        return Ok(found);
    }
    let made = vm.new_dict();
    if let Some(dict) = namespace(module).get::<PyDict>() {
        dict.set_interned(vm.names.__annotations__.clone(), made.clone());
    }
    Ok(made)
}

fn set_annotations(vm: &Vm, module: &Value, value: Option<Value>) -> PyResult<()> {
    let dict = namespace(module);
    let Some(dict) = dict.get::<PyDict>() else { return Ok(()) };
    match value {
        Some(value) => dict.set_interned(vm.names.__annotations__.clone(), value),
        None => {
            if dict.remove_interned(&vm.names.__annotations__).is_none() {
                return Err(messages::attribute_error_plain(vm, "__annotations__"));
            }
        }
    }
    Ok(())
}
