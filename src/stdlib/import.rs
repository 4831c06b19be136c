//! Import: finding, loading and binding modules.
//!
//! Modules come from three places, in this order: native ones (`stdlib::MODULES`),
//! embedded ones written in Python, files on `sys.path` (or a package's
//! `__path__`). Finders that a script puts into `sys.meta_path` are asked first.
//! Byte code caches and zip archives are deliberately missing: parsing is fast
//! enough, and `__cached__` is None.

use super::{PythonModule, find_native, find_python, make_module};
use crate::eval;
use crate::memory::{PyResult, Raised, Str, Tuple, Value};
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::dict::PyDict;
use crate::objects::exception::{PyException, messages};
use crate::objects::list::PyList;
use crate::objects::module;
use crate::objects::native::{getset, getter, method};
use crate::objects::object::PyInstance;
use crate::objects::slots::{BinaryOp, Slots};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{kinds, ops};
use std::path::Path;

/// Installs the import hook.
pub fn install(vm: &Vm) -> PyResult<()> {
    let mut hooks = vm.hooks.get();
    hooks.import = import_name;
    vm.hooks.set(hooks);
    Ok(())
}

/// Modules through which a program reaches the system, and the native ones behind
/// them; [`Options::confined`](crate::objects::options::Options::confined) leaves them out.
const OUTSIDE: &[&str] = &[
    "_multiprocessing",
    "_posixshmem",
    "_posixsubprocess",
    "_signal",
    "_socket",
    "asyncio",
    "fcntl",
    "mmap",
    "multiprocessing",
    "os",
    "posix",
    "pathlib",
    "resource",
    "select",
    "selectors",
    "shutil",
    "signal",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "tracemalloc",
];

/// Where a module was found.
enum Found {
    Native(&'static super::ModuleSpec),
    Python(&'static PythonModule),
    File {
        path: String,
        is_package: bool,
    },
    Namespace(Vec<String>),
    /// A spec that a script's finder gave.
    Spec(Value),
}

/// `__import__` with its arguments checked: `level` counts the leading dots.
pub fn import_name(vm: &Vm, name: &Value, globals: Option<&Value>, fromlist: &Value, level: i64) -> PyResult {
    if !vm.is_instance(name, &vm.types.str) {
        return Err(messages::type_error(vm, "module name must be a string"));
    }
    if level < 0 {
        return Err(messages::value_error(vm, "level must be >= 0"));
    }
    if crate::objects::str::utf8_of(name).is_none() {
        // No file and no table of modules has a name with a lone surrogate.
        let shown = ops::repr(vm, name)?;
        let message = ops::binary(vm, BinaryOp::Add, &vm.new_str("No module named "), &shown)?;
        let exception = vm.new_exception(&vm.errors.module_not_found_error, vec![message.clone()]);
        if let Some(payload) = exception.get::<PyException>() {
            payload.set_field(0, message);
            payload.set_field(1, name.clone());
        }
        return Err(vm.raise_new(exception));
    }
    let given = text_of(name);
    let absolute = if level > 0 {
        resolve_relative(vm, &given, globals, level)?
    } else {
        if given.is_empty() {
            return Err(messages::value_error(vm, "Empty module name"));
        }
        given.clone()
    };
    let module = import_absolute(vm, &absolute)?;
    if ops::truth(vm, fromlist)? {
        return handle_fromlist(vm, module, fromlist, true);
    }
    if level == 0 {
        return match given.split_once('.') {
            None => Ok(module),
            Some((top, _)) => import_absolute(vm, top),
        };
    }
    match given.split_once('.') {
        None => Ok(module),
        Some((top, _)) => {
            let cut = given.len() - top.len();
            let base = absolute.get(..absolute.len() - cut).unwrap_or(&absolute);
            match vm.modules.get_interned(&vm.intern(base)) {
                Some(found) => Ok(found),
                None => {
                    let key = vm.new_str(&format!("'{base}' not in sys.modules as expected"));
                    Err(messages::key_error(vm, &key))
                }
            }
        }
    }
}

/// The absolute name of a relative import.
pub fn resolve_relative(vm: &Vm, name: &str, globals: Option<&Value>, level: i64) -> PyResult<String> {
    let nothing = vm.new_dict();
    let globals = match globals.filter(|globals| !globals.is_unbound()) {
        None => &nothing,
        Some(globals) if globals.is_kind::<PyDict>() => globals,
        Some(_) => return Err(messages::type_error(vm, "globals must be a dict")),
    };
    let get = |name: &Value| globals.get::<PyDict>().and_then(|dict| dict.get_interned(name));
    let package = get(&vm.names.__package__).filter(|value| !value.is_none());
    let spec = get(&vm.names.__spec__).filter(|value| !value.is_none());
    let package = match (package, spec) {
        (Some(package), _) => {
            if !vm.is_instance(&package, &vm.types.str) {
                return Err(messages::type_error(vm, "package must be a string"));
            }
            text_of(&package)
        }
        (None, Some(spec)) => text_of(&ops::get_attr(vm, &spec, &vm.intern("parent"))?),
        (None, None) => {
            let Some(own) = get(&vm.names.__name__) else {
                return Err(messages::key_error(vm, &vm.new_str("'__name__' not in globals")));
            };
            let own = text_of(&own);
            if get(&vm.names.__path__).is_some() {
                own
            } else {
                own.rsplit_once('.').map_or(String::new(), |(package, _)| package.to_owned())
            }
        }
    };
    if package.is_empty() {
        return Err(import_error(vm, "attempted relative import with no known parent package", None, None));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((shorter, _)) => base = shorter,
            None => return Err(import_error(vm, "attempted relative import beyond top-level package", None, None)),
        }
    }
    if vm.modules.get_interned(&vm.intern(&package)).is_none_or(|module| module.is_none()) {
        import_absolute(vm, &package)?;
    }
    Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
}

fn import_error(vm: &Vm, message: &str, name: Option<&str>, path: Option<&str>) -> Raised {
    error_of(vm, &vm.errors.import_error, message, name, path)
}

fn error_of(vm: &Vm, class: &Class, message: &str, name: Option<&str>, path: Option<&str>) -> Raised {
    let exception = vm.new_exception(class, vec![vm.new_str(message)]);
    if let Some(payload) = exception.get::<PyException>() {
        payload.set_field(0, vm.new_str(message));
        payload.set_field(1, name.map_or(Value::NONE, |name| vm.new_str(name)));
        payload.set_field(2, path.map_or(Value::NONE, |path| vm.new_str(path)));
    }
    vm.raise_new(exception)
}

fn not_found(vm: &Vm, message: &str, name: &str) -> Raised {
    error_of(vm, &vm.errors.module_not_found_error, message, Some(name), None)
}

/// The module of an absolute name, loaded if need be.
pub fn import_absolute(vm: &Vm, name: &str) -> PyResult {
    let key = vm.intern(name);
    if let Some(found) = vm.modules.get_interned(&key) {
        if found.is_none() {
            return Err(not_found(vm, &format!("import of {name} halted; None in sys.modules"), name));
        }
        return Ok(found);
    }
    let _depth = vm.enter_recursion()?;
    let mut path = None;
    let mut parent = None;
    if let Some((package, _)) = name.rsplit_once('.') {
        let module = import_absolute(vm, package)?;
        // The parent may have imported this very module.
        if let Some(found) = vm.modules.get_interned(&key) {
            return Ok(found);
        }
        match ops::lookup_attr(vm, &module, &vm.names.__path__)? {
            Some(found) => path = Some(found),
            None => return Err(not_found(vm, &format!("No module named '{name}'; '{package}' is not a package"), name)),
        }
        parent = Some(module);
    }
    let Some(found) = find(vm, name, path.as_ref())? else {
        return Err(not_found(vm, &format!("No module named '{name}'"), name));
    };
    let module = load(vm, name, found)?;
    if let (Some(parent), Some((_, tail))) = (parent, name.rsplit_once('.'))
        && let Err(raised) = ops::set_attr(vm, &parent, &vm.intern(tail), Some(module.clone()))
        && !vm.pending_is(&vm.errors.attribute_error)
    {
        return Err(raised);
    } else if vm.has_pending() {
        drop(vm.take_exception());
    }
    Ok(module)
}

/// Imports the submodules that `from package import names` asks for.
fn handle_fromlist(vm: &Vm, module: Value, fromlist: &Value, recursive: bool) -> PyResult {
    if ops::lookup_attr(vm, &module, &vm.names.__path__)?.is_none() {
        return Ok(module);
    }
    let own = ops::get_attr(vm, &module, &vm.names.__name__)?;
    let own = text_of(&own);
    for item in ops::collect(vm, fromlist)? {
        if !vm.is_instance(&item, &vm.types.str) {
            let place = if recursive { "``from list''".to_owned() } else { format!("{own}.__all__") };
            let message = format!("Item in {place} must be str, not {}", vm.class_name(&item));
            return Err(messages::type_error(vm, &message));
        }
        let text = text_of(&item);
        if text == "*" {
            if recursive && let Some(all) = ops::lookup_attr(vm, &module, &vm.names.__all__)? {
                handle_fromlist(vm, module.clone(), &all, false)?;
            }
            continue;
        }
        if ops::lookup_attr(vm, &module, &vm.intern_value(&item))?.is_some() {
            continue;
        }
        let full = format!("{own}.{text}");
        if let Err(raised) = import_absolute(vm, &full) {
            // Only "there is no such submodule" is silent; the name may be missing for another reason.
            let silent = vm.pending_is(&vm.errors.module_not_found_error)
                && vm.pending.copy().get::<PyException>().is_some_and(|payload| text_of_field(payload, 1) == full)
                && vm.modules.get_interned(&vm.intern(&full)).is_none();
            if !silent {
                return Err(raised);
            }
            drop(vm.take_exception());
        }
    }
    Ok(module)
}

fn text_of_field(payload: &PyException, index: usize) -> String {
    let field = payload.field(index);
    if field.is_none() { String::new() } else { text_of(&field) }
}

/// Embedded packages that stand in for installed ones: those come first.
const STAND_INS: &[&str] = &["aiohttp", "exceptiongroup"];

/// Modules that CPython has frozen into itself: no file on the path can take their place.
const FROZEN: &[&str] = &[
    "abc",
    "codecs",
    "encodings",
    "genericpath",
    "importlib",
    "io",
    "ntpath",
    "os",
    "posixpath",
    "runpy",
    "site",
    "stat",
    "zipimport",
];

/// A file of the program's own under the name of a standard module, which lies further back on the path. A folder
/// that holds a whole standard library (it has the package `encodings`) is not looked into: the embedded modules stand for it.
fn find_in_front(vm: &Vm, name: &str) -> PyResult<Option<Found>> {
    let Some(path) = sys_attribute(vm, &vm.names.path) else { return Ok(None) };
    let mut entries = ops::collect(vm, &path)?;
    entries.retain(|entry| {
        entry.get::<Str>().is_some_and(|_| {
            let folder = text_of(entry);
            !Path::new(if folder.is_empty() { "." } else { &folder }).join("encodings/__init__.py").is_file()
        })
    });
    if entries.is_empty() {
        return Ok(None);
    }
    Ok(find_file(vm, name, &vm.new_list(entries))?.filter(|found| matches!(found, Found::File { .. })))
}

/// Looks for a module without loading it.
fn find(vm: &Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Found>> {
    if let Some(spec) = ask_finders(vm, name, path)? {
        return Ok(Some(Found::Spec(spec)));
    }
    let root = name.split('.').next().unwrap_or(name);
    if vm.options.confined && OUTSIDE.contains(&root) {
        return Err(not_found(vm, &format!("module '{name}' is not available in this engine"), name));
    }
    if let Some(spec) = find_native(name) {
        return Ok(Some(Found::Native(spec)));
    }
    let embedded = find_python(name).map(Found::Python);
    if vm.options.confined {
        return Ok(embedded);
    }
    if embedded.is_some() && !STAND_INS.contains(&root) {
        let is_fixed = path.is_some() || name.starts_with('_') || FROZEN.contains(&root);
        return if is_fixed { Ok(embedded) } else { Ok(find_in_front(vm, name)?.or(embedded)) };
    }
    let path = match path {
        Some(path) => path.clone(),
        None => match sys_attribute(vm, &vm.names.path) {
            Some(path) => path,
            None => return Ok(embedded),
        },
    };
    Ok(find_file(vm, name, &path)?.or(embedded))
}

/// A name in the `sys` module.
pub fn sys_attribute(vm: &Vm, name: &Value) -> Option<Value> {
    let sys = vm.modules.get_interned(&vm.names.sys)?;
    module::namespace(&sys).get::<PyDict>()?.get_interned(name)
}

/// Asks the finders that a script has put into `sys.meta_path`.
fn ask_finders(vm: &Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Value>> {
    let Some(finders) = sys_attribute(vm, &vm.intern("meta_path")) else { return Ok(None) };
    let Some(list) = finders.get::<PyList>() else { return Ok(None) };
    let own = vm.registered("import.finders");
    let mut index = 0;
    while let Some(finder) = list.get(index) {
        index += 1;
        let is_own =
            own.as_ref().and_then(Value::get::<Tuple>).is_some_and(|own| own.items().iter().any(|known| known.is(&finder)));
        if is_own {
            continue;
        }
        let Some(function) = ops::lookup_attr(vm, &finder, &vm.intern("find_spec"))? else { continue };
        let spec = vm.call_values(&function, &[vm.new_str(name), path.cloned().unwrap_or(Value::NONE), Value::NONE])?;
        if !spec.is_none() {
            return Ok(Some(spec));
        }
    }
    Ok(None)
}

fn find_file(vm: &Vm, name: &str, path: &Value) -> PyResult<Option<Found>> {
    let tail = name.rsplit_once('.').map_or(name, |(_, tail)| tail);
    if tail.is_empty() {
        return Ok(None);
    }
    let mut portions = Vec::new();
    for entry in ops::collect(vm, path)? {
        if !vm.is_instance(&entry, &vm.types.str) {
            continue;
        }
        let mut folder = text_of(&entry);
        if folder.is_empty() {
            match std::env::current_dir() {
                Ok(current) => folder = current.to_string_lossy().into_owned(),
                Err(_) => continue,
            }
        }
        let folder = folder.strip_suffix('/').unwrap_or(&folder);
        let base = format!("{folder}/{tail}");
        if Path::new(&base).is_dir() {
            let init = format!("{base}/__init__.py");
            if Path::new(&init).is_file() {
                return Ok(Some(Found::File { path: init, is_package: true }));
            }
        }
        let file = format!("{base}.py");
        if Path::new(&file).is_file() {
            return Ok(Some(Found::File { path: file, is_package: false }));
        }
        if Path::new(&base).is_dir() {
            portions.push(base);
        }
    }
    Ok(if portions.is_empty() { None } else { Some(Found::Namespace(portions)) })
}

/// Makes the module, enters it into `sys.modules` and runs its body.
fn load(vm: &Vm, name: &str, found: Found) -> PyResult {
    match found {
        Found::Native(row) => {
            let module = make_module(vm, row)?.into_value();
            let spec = new_spec(vm, name, importer(vm, &BUILTIN_IMPORTER, "import.builtin"), Some("built-in"), None, false)?;
            describe(vm, &module, &spec)?;
            vm.modules.set_interned(vm.intern(name), module.clone());
            Ok(module)
        }
        Found::Python(row) => {
            let locations = if row.is_package { Some(Vec::new()) } else { None };
            let spec = new_spec(vm, name, importer(vm, &FROZEN_IMPORTER, "import.frozen"), Some("frozen"), locations, false)?;
            let module = module::new_module(vm, name);
            describe(vm, &module, &spec)?;
            run_source(vm, name, &module, &spec, row.source, &format!("<frozen {name}>"))
        }
        Found::File { path, is_package } => {
            let module = module::new_module(vm, name);
            let loader = file_loader(vm, name, &path)?;
            let locations = if is_package { path.rsplit_once('/').map(|(folder, _)| vec![folder.to_owned()]) } else { None };
            let spec = new_spec(vm, name, loader, Some(&path), locations, true)?;
            describe(vm, &module, &spec)?;
            let source = read_source(vm, &path)?;
            run_source(vm, name, &module, &spec, &source, &path)
        }
        Found::Namespace(portions) => {
            let module = module::new_module(vm, name);
            let loader = namespace_loader(vm)?;
            let spec = new_spec(vm, name, loader, None, Some(portions), false)?;
            describe(vm, &module, &spec)?;
            vm.modules.set_interned(vm.intern(name), module.clone());
            Ok(module)
        }
        Found::Spec(spec) => load_spec(vm, name, &spec),
    }
}

/// The bytes of a source file, or the OSError that `open` raises.
pub fn read_source(vm: &Vm, path: &str) -> PyResult<Vec<u8>> {
    if vm.options.confined {
        return Err(vm.raise_message(&vm.errors.permission_error, "this engine opens no files"));
    }
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes),
        Err(error) => Err(super::posix::os_error(vm, &error, Some(vm.new_str(path)))),
    }
}

fn run_source(vm: &Vm, name: &str, module: &Value, spec: &Value, source: &[u8], filename: &str) -> PyResult {
    let key = vm.intern(name);
    vm.modules.set_interned(key.clone(), module.clone());
    let initializing = vm.intern("_initializing");
    ops::set_attr(vm, spec, &initializing, Some(Value::TRUE))?;
    let result = execute(vm, source, filename, module);
    let failed = if result.is_err() { Some(vm.take_exception()) } else { None };
    let _ = ops::set_attr(vm, spec, &initializing, Some(Value::FALSE));
    if let Some(exception) = failed {
        drop(vm.modules.remove_interned(&key));
        return Err(vm.raise(exception));
    }
    // A module may put something else in its place.
    match vm.modules.get_interned(&key) {
        Some(module) => Ok(module),
        None => Err(messages::key_error(vm, &vm.new_str(name))),
    }
}

/// Compiles and runs source in a module's namespace.
pub fn execute(vm: &Vm, source: &[u8], filename: &str, module: &Value) -> PyResult<()> {
    let namespace = module::namespace(module);
    if let Some(dict) = namespace.as_handle::<PyDict>()
        && dict.get_interned(&vm.names.__builtins__).is_none()
    {
        dict.set_interned(vm.names.__builtins__.clone(), vm.builtins.to_value());
    }
    let code = eval::compile_source(vm, source, filename, "exec", 0)?;
    eval::run_code(vm, &code, &namespace, &namespace).map(drop)
}

/// Loads through a loader that a script's finder gave.
pub fn load_spec(vm: &Vm, name: &str, spec: &Value) -> PyResult {
    let loader = ops::get_attr(vm, spec, &vm.names_loader())?;
    let key = vm.intern(name);
    let created = match ops::lookup_attr(vm, &loader, &vm.intern("create_module"))? {
        Some(create) => vm.call_values(&create, std::slice::from_ref(spec))?,
        None => Value::NONE,
    };
    let module = if created.is_none() { module::new_module(vm, name) } else { created };
    describe(vm, &module, spec)?;
    vm.modules.set_interned(key.clone(), module.clone());
    let initializing = vm.intern("_initializing");
    let _ = ops::set_attr(vm, spec, &initializing, Some(Value::TRUE));
    let result = ops::get_attr(vm, &loader, &vm.intern("exec_module")).and_then(|run| vm.call_values(&run, &[module]));
    let failed = if result.is_err() { Some(vm.take_exception()) } else { None };
    let _ = ops::set_attr(vm, spec, &initializing, Some(Value::FALSE));
    if let Some(exception) = failed {
        drop(vm.modules.remove_interned(&key));
        return Err(vm.raise(exception));
    }
    match vm.modules.get_interned(&key) {
        Some(module) => Ok(module),
        None => Err(messages::key_error(vm, &vm.new_str(name))),
    }
}

/// Runs a module's body once more, as `importlib.reload` does.
pub fn reload(vm: &Vm, module: &Value) -> PyResult {
    let name = text_of(&ops::get_attr(vm, module, &vm.names.__name__)?);
    let path = match name.rsplit_once('.') {
        Some((package, _)) => {
            let parent = import_absolute(vm, package)?;
            ops::lookup_attr(vm, &parent, &vm.names.__path__)?
        }
        None => None,
    };
    let Some(found) = find(vm, &name, path.as_ref())? else {
        return Err(not_found(vm, &format!("spec not found for the module '{name}'"), &name));
    };
    let spec = ops::get_attr(vm, module, &vm.names.__spec__)?;
    match found {
        Found::File { path, .. } => {
            let source = read_source(vm, &path)?;
            execute(vm, &source, &path, module)?;
        }
        Found::Python(row) => execute(vm, row.source, &format!("<frozen {name}>"), module)?,
        Found::Spec(spec) => {
            let loader = ops::get_attr(vm, &spec, &vm.names_loader())?;
            let run = ops::get_attr(vm, &loader, &vm.intern("exec_module"))?;
            vm.call_values(&run, std::slice::from_ref(module))?;
        }
        Found::Native(_) | Found::Namespace(_) => drop(spec),
    }
    import_absolute(vm, &name)
}

/// The spec of a module that can be found, or None.
pub fn find_spec(vm: &Vm, name: &str) -> PyResult {
    if let Some(module) = vm.modules.get_interned(&vm.intern(name)) {
        return match ops::lookup_attr(vm, &module, &vm.names.__spec__)? {
            Some(spec) if !spec.is_none() => Ok(spec),
            _ => Err(messages::value_error(vm, &format!("{name}.__spec__ is None"))),
        };
    }
    let path = match name.rsplit_once('.') {
        Some((package, _)) => {
            let parent = import_absolute(vm, package)?;
            match ops::lookup_attr(vm, &parent, &vm.names.__path__)? {
                Some(path) => Some(path),
                None => {
                    let message = format!("__path__ attribute not found on '{package}' while trying to find '{name}'");
                    return Err(not_found(vm, &message, name));
                }
            }
        }
        None => None,
    };
    spec_on_path(vm, name, path.as_ref())
}

/// The spec of a module on a given path (None: `sys.path`).
pub fn spec_on_path(vm: &Vm, name: &str, path: Option<&Value>) -> PyResult {
    match find(vm, name, path)? {
        None => Ok(Value::NONE),
        Some(Found::Native(_)) => {
            new_spec(vm, name, importer(vm, &BUILTIN_IMPORTER, "import.builtin"), Some("built-in"), None, false)
        }
        Some(Found::Python(row)) => {
            let locations = if row.is_package { Some(Vec::new()) } else { None };
            new_spec(vm, name, importer(vm, &FROZEN_IMPORTER, "import.frozen"), Some("frozen"), locations, false)
        }
        Some(Found::File { path, is_package }) => file_spec(vm, name, &path, is_package),
        Some(Found::Namespace(portions)) => {
            let loader = namespace_loader(vm)?;
            new_spec(vm, name, loader, None, Some(portions), false)
        }
        Some(Found::Spec(spec)) => Ok(spec),
    }
}

/// The spec of a source file.
pub fn file_spec(vm: &Vm, name: &str, path: &str, is_package: bool) -> PyResult {
    let loader = file_loader(vm, name, path)?;
    let locations = if is_package { path.rsplit_once('/').map(|(folder, _)| vec![folder.to_owned()]) } else { None };
    new_spec(vm, name, loader, Some(path), locations, true)
}

// ---- specs and loaders ----

const MODULE_SPEC: TypeSpec = TypeSpec {
    name: "ModuleSpec",
    module: "_frozen_importlib",
    flags: class_flag::BASE | class_flag::HAS_DICT | class_flag::WEAK,
    doc: "What the import system knows about a module.",
    slots: Slots { repr: Some(spec_repr), init: Some(spec_init), ..Slots::EMPTY },
    getset: &[
        getter("parent", spec_parent, "The name of the module's package."),
        getset("has_location", spec_has_location, spec_set_location, "Whether origin is a place to load from."),
    ],
    signature: "(name, loader, *, origin=None, loader_state=None, is_package=None)",
    ..TypeSpec::EMPTY
};

const BUILTIN_IMPORTER: TypeSpec = TypeSpec {
    name: "BuiltinImporter",
    module: "_frozen_importlib",
    doc: "Finder and loader of native modules.",
    methods: LOADER_METHODS,
    ..TypeSpec::EMPTY
};

const FROZEN_IMPORTER: TypeSpec = TypeSpec {
    name: "FrozenImporter",
    module: "_frozen_importlib",
    doc: "Finder and loader of modules whose source lies in the binary.",
    methods: LOADER_METHODS,
    ..TypeSpec::EMPTY
};

const PATH_FINDER: TypeSpec = TypeSpec {
    name: "PathFinder",
    module: "_frozen_importlib_external",
    doc: "Finder of modules on sys.path.",
    methods: LOADER_METHODS,
    ..TypeSpec::EMPTY
};

const LOADER_METHODS: &[crate::objects::native::Method] = &[
    crate::objects::native::class_method(
        "find_spec",
        "(cls, fullname, path=None, target=None)",
        importer_find_spec,
        "Find the spec of a module.",
    ),
    crate::objects::native::class_method(
        "get_source",
        "(cls, fullname)",
        importer_get_source,
        "The source text, if there is any.",
    ),
    crate::objects::native::class_method(
        "is_package",
        "(cls, fullname)",
        importer_is_package,
        "Whether the module is a package.",
    ),
];

const FILE_LOADER: TypeSpec = TypeSpec {
    name: "SourceFileLoader",
    module: "_frozen_importlib_external",
    flags: class_flag::BASE | class_flag::HAS_DICT | class_flag::WEAK,
    doc: "Loader of source files.",
    slots: Slots { init: Some(loader_init), ..Slots::EMPTY },
    methods: &[
        method("get_source", "(self, fullname=None)", loader_get_source, "The source text."),
        method("get_data", "(self, path)", loader_get_data, "The bytes of a file."),
        method("get_filename", "(self, name=None)", loader_get_filename, "The path of the source file."),
        method("is_package", "(self, fullname=None)", loader_is_package, "Whether the file is a package's."),
        method("get_code", "(self, fullname=None)", loader_get_code, "The compiled source."),
        method("create_module", "(self, spec)", loader_create_module, "Use the default module."),
        method("exec_module", "(self, module)", loader_exec_module, "Run the source in a module."),
    ],
    signature: "(fullname, path)",
    ..TypeSpec::EMPTY
};

const NAMESPACE_LOADER: TypeSpec = TypeSpec {
    name: "NamespaceLoader",
    module: "_frozen_importlib_external",
    flags: class_flag::HAS_DICT | class_flag::WEAK,
    doc: "Loader of packages without __init__.py.",
    ..TypeSpec::EMPTY
};

impl Vm {
    fn names_loader(&self) -> Value {
        self.intern("loader")
    }
}

pub fn spec_class(vm: &Vm) -> Class {
    super::class_of(vm, "import.ModuleSpec", &MODULE_SPEC, &vm.types.object, kinds::INSTANCE)
}

pub fn file_loader_class(vm: &Vm) -> Class {
    super::class_of(vm, "import.SourceFileLoader", &FILE_LOADER, &vm.types.object, kinds::INSTANCE)
}

fn importer(vm: &Vm, spec: &'static TypeSpec, key: &'static str) -> Value {
    super::class_of(vm, key, spec, &vm.types.object, kinds::INSTANCE).into_value()
}

/// The finders that `sys.meta_path` shows from the start.
pub fn own_finders(vm: &Vm) -> Vec<Value> {
    let finders = vec![
        importer(vm, &BUILTIN_IMPORTER, "import.builtin"),
        importer(vm, &FROZEN_IMPORTER, "import.frozen"),
        importer(vm, &PATH_FINDER, "import.path"),
    ];
    vm.register("import.finders", vm.new_tuple(finders.clone()));
    finders
}

/// The class that loads native modules, `__loader__` of `builtins` and of `-c` programs.
pub fn builtin_importer(vm: &Vm) -> Value {
    importer(vm, &BUILTIN_IMPORTER, "import.builtin")
}

fn namespace_loader(vm: &Vm) -> PyResult {
    let class = super::class_of(vm, "import.NamespaceLoader", &NAMESPACE_LOADER, &vm.types.object, kinds::INSTANCE);
    Ok(vm.new_object(&class, PyInstance).into_value())
}

/// A loader for one source file.
pub fn file_loader(vm: &Vm, name: &str, path: &str) -> PyResult {
    let loader = vm.new_object(&file_loader_class(vm), PyInstance).into_value();
    ops::set_attr(vm, &loader, &vm.names.name, Some(vm.new_str(name)))?;
    ops::set_attr(vm, &loader, &vm.names.path, Some(vm.new_str(path)))?;
    Ok(loader)
}

/// A module spec.
pub fn new_spec(
    vm: &Vm,
    name: &str,
    loader: Value,
    origin: Option<&str>,
    locations: Option<Vec<String>>,
    has_location: bool,
) -> PyResult {
    let spec = vm.new_object(&spec_class(vm), PyInstance).into_value();
    let locations = match locations {
        Some(folders) => vm.new_list(folders.iter().map(|folder| vm.new_str(folder)).collect()),
        None => Value::NONE,
    };
    fill_spec(
        vm,
        &spec,
        vm.intern(name),
        loader,
        origin.map_or(Value::NONE, |origin| vm.new_str(origin)),
        Value::NONE,
        locations,
    )?;
    ops::set_attr(vm, &spec, &vm.intern("_set_fileattr"), Some(Value::bool(has_location)))?;
    Ok(spec)
}

fn fill_spec(vm: &Vm, spec: &Value, name: Value, loader: Value, origin: Value, state: Value, locations: Value) -> PyResult<()> {
    let rows = [
        ("name", name),
        ("loader", loader),
        ("origin", origin),
        ("loader_state", state),
        ("submodule_search_locations", locations),
        ("_uninitialized_submodules", vm.new_list(Vec::new())),
        ("_set_fileattr", Value::FALSE),
        ("cached", Value::NONE),
    ];
    for (key, value) in rows {
        ops::set_attr(vm, spec, &vm.intern(key), Some(value))?;
    }
    Ok(())
}

fn spec_init(vm: &Vm, object: &Value, args: crate::objects::call::CallArgs<'_>) -> PyResult<()> {
    let bound = crate::objects::native::bind_new(vm, "ModuleSpec", MODULE_SPEC.signature, args)?;
    let [name, loader, origin, state, is_package] = bound.as_slice() else { return Ok(()) };
    let or_none = |value: &Value| if value.is_unbound() { Value::NONE } else { value.clone() };
    let locations = if !is_package.is_unbound() && ops::truth(vm, is_package)? { vm.new_list(Vec::new()) } else { Value::NONE };
    fill_spec(vm, object, name.clone(), loader.clone(), or_none(origin), or_none(state), locations)
}

fn spec_part(vm: &Vm, spec: &Value, name: &str) -> PyResult {
    Ok(ops::lookup_attr(vm, spec, &vm.intern(name))?.unwrap_or(Value::NONE))
}

fn spec_repr(vm: &Vm, spec: &Value) -> PyResult {
    let mut parts = vec![
        format!("name={}", ops::repr_text(vm, &spec_part(vm, spec, "name")?)?),
        format!("loader={}", ops::repr_text(vm, &spec_part(vm, spec, "loader")?)?),
    ];
    for name in ["origin", "submodule_search_locations"] {
        let value = spec_part(vm, spec, name)?;
        if !value.is_none() {
            parts.push(format!("{name}={}", ops::repr_text(vm, &value)?));
        }
    }
    Ok(vm.new_string(format!("{}({})", vm.class_of(spec).name_text(), parts.join(", "))))
}

fn spec_parent(vm: &Vm, spec: &Value) -> PyResult {
    let name = text_of(&spec_part(vm, spec, "name")?);
    if !spec_part(vm, spec, "submodule_search_locations")?.is_none() {
        return Ok(vm.intern(&name));
    }
    Ok(name.rsplit_once('.').map_or(vm.empty_str.clone(), |(parent, _)| vm.intern(parent)))
}

fn spec_has_location(vm: &Vm, spec: &Value) -> PyResult {
    spec_part(vm, spec, "_set_fileattr")
}

fn spec_set_location(vm: &Vm, spec: &Value, value: Option<Value>) -> PyResult<()> {
    ops::set_attr(vm, spec, &vm.intern("_set_fileattr"), value)
}

/// Gives a module the attributes that follow from its spec.
pub fn describe(vm: &Vm, module: &Value, spec: &Value) -> PyResult<()> {
    let set = |name: &Value, value: Value| ops::set_attr(vm, module, name, Some(value));
    set(&vm.names.__name__, spec_part(vm, spec, "name")?)?;
    set(&vm.names.__loader__, spec_part(vm, spec, "loader")?)?;
    let parent = ops::get_attr(vm, spec, &vm.intern("parent"))?;
    set(&vm.names.__package__, parent)?;
    set(&vm.names.__spec__, spec.clone())?;
    let locations = spec_part(vm, spec, "submodule_search_locations")?;
    if !locations.is_none() {
        set(&vm.names.__path__, locations)?;
    }
    let located = match ops::lookup_attr(vm, spec, &vm.intern("has_location"))? {
        Some(value) => ops::truth(vm, &value)?,
        None => false,
    };
    if located {
        set(&vm.names.__file__, spec_part(vm, spec, "origin")?)?;
        set(&vm.intern("__cached__"), Value::NONE)?;
    }
    Ok(())
}

fn importer_find_spec(vm: &Vm, args: &[Value]) -> PyResult {
    let [_, name, path, _] = args else { return Ok(Value::NONE) };
    let path = if path.is_unbound() || path.is_none() { None } else { Some(path) };
    let name = text_of(name);
    let class = args.first().map(|class| vm.class_name_of_class(class)).unwrap_or_default();
    match class.as_str() {
        "BuiltinImporter" if find_native(&name).is_none() => Ok(Value::NONE),
        "FrozenImporter" if find_python(&name).is_none() => Ok(Value::NONE),
        _ => spec_on_path(vm, &name, path),
    }
}

impl Vm {
    fn class_name_of_class(&self, class: &Value) -> String {
        crate::objects::native::as_class(class).map(|class| class.name_text()).unwrap_or_default()
    }
}

fn importer_get_source(vm: &Vm, args: &[Value]) -> PyResult {
    let name = args.get(1).map(text_of).unwrap_or_default();
    Ok(match find_python(&name).and_then(|row| std::str::from_utf8(row.source).ok()) {
        Some(source) => vm.new_str(source),
        None => Value::NONE,
    })
}

fn importer_is_package(_vm: &Vm, args: &[Value]) -> PyResult {
    let name = args.get(1).map(text_of).unwrap_or_default();
    Ok(Value::bool(find_python(&name).is_some_and(|row| row.is_package)))
}

fn loader_init(vm: &Vm, object: &Value, args: crate::objects::call::CallArgs<'_>) -> PyResult<()> {
    let bound = crate::objects::native::bind_new(vm, "SourceFileLoader", FILE_LOADER.signature, args)?;
    let [name, path] = bound.as_slice() else { return Ok(()) };
    ops::set_attr(vm, object, &vm.names.name, Some(name.clone()))?;
    ops::set_attr(vm, object, &vm.names.path, Some(path.clone()))
}

fn loader_path(vm: &Vm, args: &[Value]) -> PyResult<String> {
    let Some(loader) = args.first() else { return Ok(String::new()) };
    Ok(text_of(&ops::get_attr(vm, loader, &vm.names.path)?))
}

fn loader_get_source(vm: &Vm, args: &[Value]) -> PyResult {
    let path = loader_path(vm, args)?;
    let bytes = read_source(vm, &path)?;
    Ok(vm.new_str(&String::from_utf8_lossy(&bytes)))
}

fn loader_get_data(vm: &Vm, args: &[Value]) -> PyResult {
    let path = args.get(1).map(text_of).unwrap_or_default();
    Ok(crate::objects::bytes::from_vec(vm, read_source(vm, &path)?))
}

fn loader_get_filename(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_str(&loader_path(vm, args)?))
}

fn loader_is_package(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(loader_path(vm, args)?.ends_with("/__init__.py")))
}

fn loader_get_code(vm: &Vm, args: &[Value]) -> PyResult {
    let path = loader_path(vm, args)?;
    let source = read_source(vm, &path)?;
    eval::compile_source(vm, &source, &path, "exec", 0).map(crate::memory::Handle::into_value)
}

fn loader_create_module(_vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn loader_exec_module(vm: &Vm, args: &[Value]) -> PyResult {
    let [_, module] = args else { return Ok(Value::NONE) };
    let path = loader_path(vm, args)?;
    let source = read_source(vm, &path)?;
    execute(vm, &source, &path, module)?;
    Ok(Value::NONE)
}

// ---- `__import__` ----

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`.
pub fn builtin_import(vm: &Vm, args: &[Value]) -> PyResult {
    let [name, globals, _, fromlist, level] = args else { return Ok(Value::NONE) };
    let level = if level.is_unbound() { 0 } else { ops::index_exact(vm, level)? };
    let globals = if globals.is_unbound() { None } else { Some(globals) };
    let fromlist = if fromlist.is_unbound() { &vm.empty_tuple } else { fromlist };
    import_name(vm, name, globals, fromlist, level)
}

/// Whether a module of that name has been imported.
pub fn is_loaded(vm: &Vm, name: &str) -> bool {
    vm.modules.get_interned(&vm.intern(name)).is_some()
}

/// Imports a module for the interpreter's own use and gives one of its attributes.
pub fn import_attribute(vm: &Vm, module: &str, name: &str) -> PyResult {
    let module = import_absolute(vm, module)?;
    ops::get_attr(vm, &module, &vm.intern(name))
}
