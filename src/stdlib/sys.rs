//! The module `sys`.
//!
//! Tracing and profiling hooks are deliberately missing: setting one raises
//! NotImplementedError. Numbers that describe CPython's own memory
//! (`getallocatedblocks`) are those of this interpreter's heap.

use super::builtins::{raise_system_exit, with_call_args};
use super::struct_sequence as sequence;
use super::{ModuleSpec, import, io};
use crate::memory::{Handle, PyResult, Raised, Str, Value};
use crate::objects::call::CallArgs;
use crate::objects::dict::PyDict;
use crate::objects::exception::{PyException, as_exception, display, messages};
use crate::objects::list::PyList;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{float, int, ops, set};
use std::os::unix::ffi::OsStrExt;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: FUNCTIONS,
    setup: Some(setup),
};

/// The version that programs see.
pub const VERSION: (i64, i64, i64) = (3, 13, 0);
const HEX_VERSION: i64 = 0x030d_00f0;
/// `sys.version`.
pub const VERSION_TEXT: &str = concat!("3.13.0 (taipan ", env!("CARGO_PKG_VERSION"), ", Oct  7 2024, 00:00:00) [Rust]");

const FUNCTIONS: &[Method] = &[
    function("addaudithook", "(hook)", add_audit_hook, "Adds a new audit hook callback."),
    function("audit", "(event, /, *args)", audit, "Passes the event to any hooks that are attached."),
    function("breakpointhook", "(*args, **kws)", breakpointhook, "This hook function is called by built-in breakpoint()."),
    function("_clear_type_cache", "()", nothing, "Clear the internal type lookup cache."),
    function("_clear_internal_caches", "()", nothing, "Clear all internal performance-related caches."),
    function(
        "_current_frames",
        "()",
        current_frames,
        "Return a dict mapping each thread's thread id to its current stack frame.",
    ),
    function(
        "_current_exceptions",
        "()",
        current_exceptions,
        "Return a dict mapping each thread's identifier to its current raised exception.",
    ),
    function("displayhook", "(object, /)", displayhook, "Print an object to sys.stdout and also save it in builtins._"),
    function("exc_info", "()", exc_info, "Return current exception information: (type, value, traceback)."),
    function("exception", "()", exception, "Return the current exception."),
    function(
        "excepthook",
        "(exctype, value, traceback, /)",
        excepthook,
        "Handle an exception by displaying it with a traceback on sys.stderr.",
    ),
    function("exit", "(status=None, /)", exit, "Exit the interpreter by raising SystemExit(status)."),
    function("get_asyncgen_hooks", "()", get_asyncgen_hooks, "Return the installed asynchronous generators hooks."),
    function(
        "set_asyncgen_hooks",
        "(firstiter=None, finalizer=None)",
        set_asyncgen_hooks,
        "Set a finalizer for async generators objects.",
    ),
    function(
        "get_coroutine_origin_tracking_depth",
        "()",
        get_origin_depth,
        "Check status of origin tracking for coroutine objects in this thread.",
    ),
    function(
        "set_coroutine_origin_tracking_depth",
        "(depth)",
        set_origin_depth,
        "Enable or disable origin tracking for coroutine objects in this thread.",
    ),
    function(
        "get_int_max_str_digits",
        "()",
        get_int_max_str_digits,
        "Return the maximum string digits limit for non-binary int<->str conversions.",
    ),
    function(
        "set_int_max_str_digits",
        "(maxdigits)",
        set_int_max_str_digits,
        "Set the maximum string digits limit for non-binary int<->str conversions.",
    ),
    function("getallocatedblocks", "()", getallocatedblocks, "Return the number of memory blocks currently allocated."),
    function(
        "getunicodeinternedsize",
        "()",
        getunicodeinternedsize,
        "Return the number of elements of the unicode interned dictionary.",
    ),
    function(
        "getdefaultencoding",
        "()",
        getdefaultencoding,
        "Return the current default encoding used by the Unicode implementation.",
    ),
    function(
        "getfilesystemencoding",
        "()",
        getdefaultencoding,
        "Return the encoding used to convert Unicode filenames to OS filenames.",
    ),
    function(
        "getfilesystemencodeerrors",
        "()",
        getfilesystemencodeerrors,
        "Return the error mode used for Unicode to OS filename conversion.",
    ),
    function("_getframe", "(depth=0, /)", getframe, "Return a frame object from the call stack."),
    function("_getframemodulename", "(depth=0)", getframemodulename, "Return the name of the module for a calling frame."),
    function("getprofile", "()", none, "Return the profiling function set with sys.setprofile."),
    function("gettrace", "()", none, "Return the global debug tracing function set with sys.settrace."),
    function("setprofile", "(function, /)", setprofile, "Set the profiling function."),
    function("settrace", "(function, /)", settrace, "Set the global debug tracing function."),
    function("_setprofileallthreads", "(arg, /)", setprofile, "Set the profiling function in all running threads."),
    function("_settraceallthreads", "(arg, /)", settrace, "Set the global debug tracing function in all running threads."),
    function("getrecursionlimit", "()", getrecursionlimit, "Return the current value of the recursion limit."),
    function("setrecursionlimit", "(limit, /)", setrecursionlimit, "Set the maximum depth of the Python interpreter stack to n."),
    function("getrefcount", "(object, /)", getrefcount, "Return the reference count of object."),
    function("getsizeof", "(object, default=<unrepresentable>)", getsizeof, "Return the size of object in bytes."),
    function("getswitchinterval", "()", getswitchinterval, "Return the current thread switch interval."),
    function(
        "setswitchinterval",
        "(interval, /)",
        setswitchinterval,
        "Set the ideal thread switching delay inside the Python interpreter.",
    ),
    function("intern", "(string, /)", intern, "``Intern'' the given string."),
    function("_is_interned", "(string, /)", is_interned, "Return True if the given string is \"interned\"."),
    function("_is_gil_enabled", "()", is_gil_enabled, "Return True if the GIL is currently enabled and False otherwise."),
    function("is_finalizing", "()", is_finalizing, "Return True if Python is exiting."),
    function("is_stack_trampoline_active", "()", false_, "Return *True* if a stack profiler trampoline is active."),
    function("unraisablehook", "(unraisable, /)", unraisablehook, "Handle an unraisable exception."),
    function("getdlopenflags", "()", getdlopenflags, "Return the current value of the flags that are used for dlopen calls."),
];

pub const STDLIB_NAMES: &str = "__future__ _abc _aix_support _android_support _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk \
    _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize _compat_pickle _compression \
    _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib \
    _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _interpchannels _interpqueues _interpreters _io \
    _ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode _opcode_metadata \
    _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydatetime _pydecimal _pyio _pylong \
    _pyrepl _queue _random _scproxy _sha1 _sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics \
    _string _strptime _struct _suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc \
    _typing _uuid _warnings _weakref _weakrefset _winapi _wmi _zoneinfo abc antigravity argparse array ast asyncio atexit \
    base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys compileall \
    concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib \
    dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib \
    functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib \
    importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes \
    mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb \
    pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr \
    pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select \
    selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile sre_constants sre_parse ssl \
    stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios \
    textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo \
    types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc \
    zipapp zipfile zipimport zlib zoneinfo";

/// Makes `sys` and everything that hangs off it at start-up.
pub fn install(vm: &Vm) -> PyResult<()> {
    let module = super::make_module(vm, &MODULE)?;
    vm.register("sys.dict", module.dict());
    let value = module.into_value();
    vm.modules.set_interned(vm.names.sys.clone(), value.clone());
    if let Some(builtins) = vm.modules.get_interned(&vm.names.builtins) {
        let loader = import::builtin_importer(vm);
        for (name, module) in [("builtins", builtins), ("sys", value)] {
            let spec = import::new_spec(vm, name, loader.clone(), Some("built-in"), None, false)?;
            import::describe(vm, &module, &spec)?;
        }
    }
    io::install(vm)
}

/// A name of the `sys` module.
pub fn attribute(vm: &Vm, name: &Value) -> Option<Value> {
    vm.registered("sys.dict")?.get::<PyDict>()?.get_interned(name)
}

/// Sets a name of the `sys` module.
pub fn set_attribute(vm: &Vm, name: &str, value: Value) {
    if let Some(dict) = vm.registered("sys.dict")
        && let Some(dict) = dict.as_handle::<PyDict>()
    {
        dict.set_interned(vm.intern(name), value);
    }
}

/// Text that came from the system: undecodable bytes become surrogates.
pub fn os_text(vm: &Vm, text: &std::ffi::OsStr) -> Value {
    match text.to_str() {
        Some(text) => vm.new_str(text),
        None => {
            let object = Value::NONE;
            match crate::objects::str::decode_bytes(vm, &object, text.as_bytes(), "utf-8", "surrogateescape") {
                Ok(value) => value,
                Err(_) => {
                    drop(vm.take_exception());
                    vm.new_str(&text.to_string_lossy())
                }
            }
        }
    }
}

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    let put = |name: &str, value: Value| super::set(vm, module, name, value);
    let text = |text: &str| vm.new_str(text);
    let number = |number: i64| vm.new_int(number);
    let options = &vm.options;
    // The hooks as they are before anybody replaces them: the same objects under a second name.
    for (hook, original) in [
        ("displayhook", "__displayhook__"),
        ("excepthook", "__excepthook__"),
        ("breakpointhook", "__breakpointhook__"),
        ("unraisablehook", "__unraisablehook__"),
    ] {
        if let Some(hook) = module.dict().get::<PyDict>().and_then(|dict| dict.get_interned(&vm.intern(hook))) {
            put(original, hook);
        }
    }
    put("argv", vm.new_list(options.arguments.iter().map(|item| os_text(vm, item)).collect()));
    put("orig_argv", vm.new_list(options.original_arguments.iter().map(|item| os_text(vm, item)).collect()));
    put("path", vm.new_list(options.search_path.iter().map(|item| os_text(vm, item)).collect()));
    put("modules", vm.modules.to_value());
    put("version", text(VERSION_TEXT));
    let version = vec![number(VERSION.0), number(VERSION.1), number(VERSION.2), text("final"), number(0)];
    let version = sequence::make(vm, &sequence::VERSION_INFO, version, Vec::new())?;
    put("version_info", version.clone());
    put("hexversion", number(HEX_VERSION));
    put("api_version", number(1013));
    put("copyright", text("Copyright (c) the Taipan contributors."));
    put("platform", text(if cfg!(target_os = "macos") { "darwin" } else { "linux" }));
    put("platlibdir", text("lib"));
    put("byteorder", text(if cfg!(target_endian = "big") { "big" } else { "little" }));
    put("maxsize", int::from_i64(vm, i64::MAX));
    put("maxunicode", number(0x10_ffff));
    put("float_repr_style", text("short"));
    put("abiflags", vm.empty_str.clone());
    put("pycache_prefix", Value::NONE);
    put("dont_write_bytecode", Value::TRUE);
    let prefix = prefix(vm);
    for name in ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"] {
        put(name, prefix.clone());
    }
    let executable = match std::env::current_exe() {
        Ok(path) => os_text(vm, path.as_os_str()),
        Err(_) => vm.empty_str.clone(),
    };
    put("executable", executable.clone());
    put("_base_executable", executable);
    put("_home", Value::NONE);
    put("_framework", vm.empty_str.clone());
    put("meta_path", vm.new_list(import::own_finders(vm)));
    put("path_hooks", vm.new_list(Vec::new()));
    put("path_importer_cache", vm.new_dict());
    put("warnoptions", vm.new_list(options.warnings.iter().map(|item| text(item)).collect()));
    put("_xoptions", x_options(vm)?);
    put("flags", flags(vm)?);
    let big = |value: f64| vm.new_float(value);
    let info = vec![
        big(f64::MAX),
        number(1024),
        number(308),
        big(f64::MIN_POSITIVE),
        number(-1021),
        number(-307),
        number(15),
        number(53),
        big(f64::EPSILON),
        number(2),
        number(1),
    ];
    put("float_info", sequence::make(vm, &sequence::FLOAT_INFO, info, Vec::new())?);
    put("int_info", sequence::make(vm, &sequence::INT_INFO, [30, 4, 4300, 640].map(number).to_vec(), Vec::new())?);
    let modulus = int::from_i64(vm, (1 << 61) - 1);
    let info = vec![
        number(64),
        modulus,
        number(314_159),
        number(0),
        number(1_000_003),
        text("siphash13"),
        number(64),
        number(128),
        number(0),
    ];
    put("hash_info", sequence::make(vm, &sequence::HASH_INFO, info, Vec::new())?);
    put(
        "thread_info",
        sequence::make(vm, &sequence::THREAD_INFO, vec![text("pthread"), text("semaphore"), Value::NONE], Vec::new())?,
    );
    put("implementation", implementation(vm, version)?);
    let natives: Vec<Value> = super::MODULES.iter().map(|row| vm.intern(row.name)).collect();
    put("builtin_module_names", vm.new_tuple(natives));
    put("stdlib_module_names", set::new_frozenset(vm, STDLIB_NAMES.split(' ').map(|name| vm.intern(name)).collect())?);
    Ok(())
}

fn prefix(vm: &Vm) -> Value {
    match std::env::current_exe() {
        Ok(path) => match path.parent().and_then(|bin| bin.parent()) {
            Some(folder) => os_text(vm, folder.as_os_str()),
            None => vm.new_str("/"),
        },
        Err(_) => vm.new_str("/usr"),
    }
}

fn implementation(vm: &Vm, version: Value) -> PyResult {
    let rows = [
        (vm.intern("name"), vm.new_str("taipan")),
        (vm.intern("cache_tag"), Value::NONE),
        (vm.intern("version"), version),
        (vm.intern("hexversion"), vm.new_int(HEX_VERSION)),
    ];
    crate::objects::build::call_with(vm, vm.types.namespace.value(), &[], &rows)
}

fn x_options(vm: &Vm) -> PyResult {
    let dict = vm.new_dict();
    for option in &vm.options.x_options {
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, vm.new_str(value)),
            None => (option.as_str(), Value::TRUE),
        };
        crate::objects::dict::set_item(vm, &dict, &vm.new_str(name), value)?;
    }
    Ok(dict)
}

fn flags(vm: &Vm) -> PyResult {
    let options = &vm.options;
    let number = |value: i64| Value::small_int(value);
    let flag = |value: bool| Value::small_int(i64::from(value));
    let utf8 = options.x_options.iter().any(|option| option == "utf8" || option == "utf8=1");
    let dev = options.x_options.iter().any(|option| option == "dev");
    let values = vec![
        number(i64::from(options.debug)),
        flag(options.inspect),
        flag(options.interactive),
        number(i64::from(options.optimize)),
        flag(options.dont_write_bytecode),
        flag(options.no_user_site),
        flag(options.no_site),
        flag(options.ignore_environment),
        number(i64::from(options.verbose)),
        number(i64::from(options.bytes_warning)),
        flag(options.quiet),
        flag(options.hash_seed != Some(0)),
        flag(options.isolated),
        Value::bool(dev),
        flag(utf8),
        number(0),
        Value::bool(options.safe_path),
        vm.new_int(vm.int_digit_limit.get() as i64),
    ];
    sequence::make(vm, &sequence::FLAGS, values, Vec::new())
}

// ---- functions ----

fn none(_vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn false_(_vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::FALSE)
}

fn nothing(_vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn add_audit_hook(vm: &Vm, args: &[Value]) -> PyResult {
    let list = match vm.registered("sys.audit") {
        Some(list) => list,
        None => {
            let list = vm.new_list(Vec::new());
            vm.register("sys.audit", list.clone());
            list
        }
    };
    if let (Some(list), Some(hook)) = (list.get::<PyList>(), args.first()) {
        list.push(hook.clone());
    }
    Ok(Value::NONE)
}

fn audit(vm: &Vm, args: &[Value]) -> PyResult {
    let [event, rest] = args else { return Ok(Value::NONE) };
    let Some(hooks) = vm.registered("sys.audit") else { return Ok(Value::NONE) };
    for hook in ops::collect(vm, &hooks)? {
        vm.call_values(&hook, &[event.clone(), rest.clone()])?;
    }
    Ok(Value::NONE)
}

fn breakpointhook(vm: &Vm, args: &[Value]) -> PyResult {
    let [args, kwargs] = args else { return Ok(Value::NONE) };
    let setting = std::env::var("PYTHONBREAKPOINT").unwrap_or_default();
    let (module, name) = match setting.as_str() {
        "0" => return Ok(Value::NONE),
        "" => {
            return Err(
                vm.raise_message(&vm.errors.not_implemented_error, "breakpoint() needs the debugger pdb, which is not supported")
            );
        }
        path => path.rsplit_once('.').unwrap_or(("builtins", path)),
    };
    let found = match setting.as_str() {
        "." => None,
        _ => import::import_attribute(vm, module, name).ok(),
    };
    let Some(hook) = found else {
        if vm.has_pending() {
            let expected = vm.pending_is(&vm.errors.import_error) || vm.pending_is(&vm.errors.attribute_error);
            if !expected {
                return Err(Raised);
            }
            drop(vm.take_exception());
        }
        let message = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{setting}\"");
        messages::warn(vm, &vm.errors.runtime_warning, &message)?;
        return Ok(Value::NONE);
    };
    with_call_args(vm, args, kwargs, |args: CallArgs<'_>| vm.call(&hook, args))
}

fn current_frames(vm: &Vm, _args: &[Value]) -> PyResult {
    let dict = vm.new_dict();
    let current = vm.threads.current();
    for thread in vm.threads.all() {
        let is_current = std::rc::Rc::ptr_eq(&thread, &current);
        let last = if is_current { vm.frame.get() } else { thread.last_frame() };
        if let Some(frame) = last.frame() {
            let key = vm.new_int(thread.identity.get());
            crate::objects::dict::set_item(vm, &dict, &key, crate::objects::frame::object_of(&frame))?;
        }
    }
    Ok(dict)
}

fn current_exceptions(vm: &Vm, _args: &[Value]) -> PyResult {
    let dict = vm.new_dict();
    let key = vm.new_int(vm.threads.identity());
    crate::objects::dict::set_item(vm, &dict, &key, vm.handled_exception().unwrap_or(Value::NONE))?;
    Ok(dict)
}

fn displayhook(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(value) = args.first() else { return Ok(Value::NONE) };
    display_value(vm, value)?;
    Ok(Value::NONE)
}

/// What the interactive loop does with the value of an expression.
pub fn display_value(vm: &Vm, value: &Value) -> PyResult<()> {
    if value.is_none() {
        return Ok(());
    }
    super::builtins::set_underscore(vm, Value::NONE);
    let Some(stdout) = attribute(vm, &vm.names.stdout).filter(|stdout| !stdout.is_none()) else {
        return Err(messages::runtime_error(vm, "lost sys.stdout"));
    };
    let text = ops::repr(vm, value)?;
    if vm.call_method(&stdout, &vm.names.write, std::slice::from_ref(&text)).is_err() {
        if !vm.pending_is(&vm.errors.unicode_encode_error) {
            return Err(crate::memory::Raised);
        }
        drop(vm.take_exception());
        let safe = crate::objects::str::to_ascii(vm, &text)?;
        vm.call_method(&stdout, &vm.names.write, &[safe])?;
    }
    vm.call_method(&stdout, &vm.names.write, &[vm.intern("\n")])?;
    super::builtins::set_underscore(vm, value.clone());
    Ok(())
}

fn exc_info(vm: &Vm, _args: &[Value]) -> PyResult {
    match vm.handled_exception() {
        Some(exception) => {
            let class = vm.class_of(&exception).to_value();
            let traceback = exception.get::<PyException>().map_or(Value::NONE, |payload| payload.traceback.copy());
            Ok(vm.tuple_of([class, exception, traceback]))
        }
        None => Ok(vm.tuple_of([Value::NONE, Value::NONE, Value::NONE])),
    }
}

fn exception(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.handled_exception().unwrap_or(Value::NONE))
}

fn excepthook(vm: &Vm, args: &[Value]) -> PyResult {
    let [_, value, traceback] = args else { return Ok(Value::NONE) };
    if let Some(payload) = as_exception(value)
        && payload.traceback.read(Value::is_none)
        && !traceback.is_none()
    {
        drop(payload.traceback.replace(traceback.clone()));
    }
    write_error(vm, &crate::objects::exception::display::render_for_terminal(vm, value));
    Ok(Value::NONE)
}

/// The text that an uncaught exception shows.
pub fn render(vm: &Vm, exception: &Value) -> String {
    display::render_exception(vm, exception)
}

/// Writes to `sys.stderr`, or to the descriptor when there is none.
pub fn write_error(vm: &Vm, text: &str) {
    let written = match attribute(vm, &vm.names.stderr) {
        // A program that sets it to None wants no messages.
        Some(stderr) if stderr.is_none() => true,
        Some(stderr) => {
            let done = vm.call_method(&stderr, &vm.names.write, &[vm.new_str(text)]).is_ok();
            if !done {
                drop(vm.take_exception());
            }
            // What has been written must not be written again, so a failure
            // to flush does not count.
            if vm.call_method(&stderr, &vm.names.flush, &[]).is_err() {
                drop(vm.take_exception());
            }
            done
        }
        None => false,
    };
    if written {
        return;
    }
    match vm.hooks.get().write_stream {
        Some(write) => {
            if write(vm, 2, text.as_bytes()).is_err() {
                drop(vm.take_exception());
            }
        }
        None => drop(crate::memory::os::write(2, text.as_bytes())),
    }
}

fn exit(vm: &Vm, args: &[Value]) -> PyResult {
    let status = args.first().filter(|status| !status.is_unbound()).cloned().unwrap_or(Value::NONE);
    Err(raise_system_exit(vm, status))
}

fn asyncgen_hook(vm: &Vm, key: &'static str) -> Value {
    vm.registered(key).unwrap_or(Value::NONE)
}

fn get_asyncgen_hooks(vm: &Vm, _args: &[Value]) -> PyResult {
    let hooks = vec![asyncgen_hook(vm, "sys.asyncgen.firstiter"), asyncgen_hook(vm, "sys.asyncgen.finalizer")];
    sequence::make(vm, &sequence::ASYNCGEN_HOOKS, hooks, Vec::new())
}

fn set_asyncgen_hooks(vm: &Vm, args: &[Value]) -> PyResult {
    let keys = [("sys.asyncgen.firstiter", "firstiter"), ("sys.asyncgen.finalizer", "finalizer")];
    for (value, (_, name)) in args.iter().zip(keys) {
        let is_callable = value.is_unbound() || value.is_none() || vm.class_of(value).slots(|slots| slots.call.is_some());
        if !is_callable {
            let message = format!("callable {name} expected, got {}", vm.class_name(value));
            return Err(messages::type_error(vm, &message));
        }
    }
    for (value, (key, _)) in args.iter().zip(keys) {
        if !value.is_unbound() {
            vm.register(key, value.clone());
        }
    }
    Ok(Value::NONE)
}

fn get_origin_depth(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.registered("sys.origin_depth").unwrap_or(Value::small_int(0)))
}

fn set_origin_depth(vm: &Vm, args: &[Value]) -> PyResult {
    let depth = ops::index_exact(vm, args.first().unwrap_or(const { &Value::NONE }))?;
    if depth < 0 {
        return Err(messages::value_error(vm, "depth must be >= 0"));
    }
    vm.register("sys.origin_depth", vm.new_int(depth));
    Ok(Value::NONE)
}

fn get_int_max_str_digits(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_int(vm.int_digit_limit.get() as i64))
}

fn set_int_max_str_digits(vm: &Vm, args: &[Value]) -> PyResult {
    let limit = ops::index_exact(vm, args.first().unwrap_or(const { &Value::NONE }))?;
    if limit != 0 && limit < 640 {
        return Err(messages::value_error(vm, "maxdigits must be 0 or larger than 640"));
    }
    vm.int_digit_limit.set(limit as usize);
    Ok(Value::NONE)
}

fn getallocatedblocks(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(int::from_usize(vm, vm.heap.live_objects()))
}

fn getunicodeinternedsize(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(int::from_usize(vm, vm.interned.len()))
}

fn getdefaultencoding(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.intern("utf-8"))
}

fn getfilesystemencodeerrors(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.intern("surrogateescape"))
}

fn depth_argument(vm: &Vm, args: &[Value]) -> PyResult<i64> {
    match args.first() {
        Some(depth) if !depth.is_unbound() => ops::index_exact(vm, depth),
        _ => Ok(0),
    }
}

fn getframe(vm: &Vm, args: &[Value]) -> PyResult {
    let mut depth = depth_argument(vm, args)?;
    let mut frame = vm.frame.get().frame();
    while let Some(found) = frame {
        if depth <= 0 {
            return Ok(crate::objects::frame::object_of(&found));
        }
        depth -= 1;
        frame = found.previous.get().frame();
    }
    Err(messages::value_error(vm, "call stack is not deep enough"))
}

fn getframemodulename(vm: &Vm, args: &[Value]) -> PyResult {
    let mut depth = depth_argument(vm, args)?;
    let mut frame = vm.frame.get().frame();
    while let Some(found) = frame {
        if depth <= 0 {
            return Ok(found.globals.get_interned(&vm.names.__name__).unwrap_or(Value::NONE));
        }
        depth -= 1;
        frame = found.previous.get().frame();
    }
    Ok(Value::NONE)
}

fn setprofile(vm: &Vm, args: &[Value]) -> PyResult {
    unsupported_hook(vm, args, "sys.setprofile")
}

fn settrace(vm: &Vm, args: &[Value]) -> PyResult {
    unsupported_hook(vm, args, "sys.settrace")
}

fn unsupported_hook(vm: &Vm, args: &[Value], name: &str) -> PyResult {
    if args.first().is_some_and(Value::is_none) {
        return Ok(Value::NONE);
    }
    Err(vm.raise_message(&vm.errors.not_implemented_error, &format!("{name}() is not supported")))
}

fn getrecursionlimit(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_int(i64::from(vm.recursion_limit.get())))
}

fn setrecursionlimit(vm: &Vm, args: &[Value]) -> PyResult {
    let value = args.first().unwrap_or(const { &Value::NONE });
    let limit = match int::as_i64(&ops::index(vm, value)?) {
        Some(limit) if limit <= i64::from(i32::MAX) => limit,
        _ => return Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    };
    if limit < 1 {
        return Err(messages::value_error(vm, "recursion limit must be greater or equal than 1"));
    }
    let depth = vm.depth.get();
    if i64::from(depth) >= limit {
        let message = format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low");
        return Err(vm.raise_message(&vm.errors.recursion_error, &message));
    }
    if let Some(ceiling) = vm.options.recursion_ceiling
        && limit > i64::from(ceiling)
    {
        return Err(messages::value_error(vm, &format!("this engine allows no recursion limit above {ceiling}")));
    }
    vm.recursion_limit.set(limit as u32);
    Ok(Value::NONE)
}

/// What CPython says for its immortal objects.
const IMMORTAL_COUNT: i64 = 4_294_967_295;

/// Whether a value that is no counted object stands for one that lives for
/// ever in CPython: small integers, None and its like.
pub fn is_immortal_word(_vm: &Vm, value: &Value) -> bool {
    match value.as_int() {
        Some(number) => (-5..=256).contains(&number),
        None => !value.is_float_word(),
    }
}

fn getrefcount(vm: &Vm, args: &[Value]) -> PyResult {
    let value = args.first().unwrap_or(const { &Value::NONE });
    let count = match value.header() {
        None if is_immortal_word(vm, value) => IMMORTAL_COUNT,
        None => 2,
        Some(header) if header.is_immortal() => IMMORTAL_COUNT,
        Some(header) => i64::from(header.count()),
    };
    Ok(vm.new_int(count))
}

fn getsizeof(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, default] = args else { return Ok(Value::NONE) };
    let size = match vm.call_special(object, &vm.names.__sizeof__, &[]) {
        Ok(Some(size)) => ops::index_exact(vm, &size),
        Ok(None) => {
            let message = format!("Type {} doesn't define __sizeof__", vm.class_name(object));
            Err(messages::type_error(vm, &message))
        }
        Err(raised) => Err(raised),
    };
    let size = match size {
        Ok(size) => size,
        Err(raised) => {
            if default.is_unbound() || !vm.pending_is(&vm.errors.type_error) {
                return Err(raised);
            }
            drop(vm.take_exception());
            return Ok(default.clone());
        }
    };
    if size < 0 {
        return Err(messages::value_error(vm, "__sizeof__() should return >= 0"));
    }
    // CPython adds the collector's header of tracked types, and two words for
    // the attributes of instances.
    let linked = object.header().is_some_and(|header| header.has(crate::memory::flag::LINKED));
    let class = vm.class_of(object);
    let is_bare = class.same(&vm.types.object);
    let with_attributes =
        object.header().and_then(crate::memory::Header::attrs).is_some_and(|attrs| !attrs.shape().has_no_dict())
            && class.has(crate::objects::class::class_flag::HEAP)
            && !class.has(crate::objects::class::class_flag::EXCEPTION);
    let before = if linked && !is_bare { 16 } else { 0 } + if with_attributes { 16 } else { 0 };
    Ok(vm.new_int(size + before))
}

fn getswitchinterval(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_float(vm.threads.interval().as_secs_f64()))
}

fn setswitchinterval(vm: &Vm, args: &[Value]) -> PyResult {
    let value = float::expect_real(vm, args.first().unwrap_or(const { &Value::NONE }))?;
    if value <= 0.0 {
        return Err(messages::value_error(vm, "switch interval must be strictly positive"));
    }
    vm.threads.set_interval(std::time::Duration::try_from_secs_f64(value).unwrap_or(std::time::Duration::MAX));
    Ok(Value::NONE)
}

fn intern(vm: &Vm, args: &[Value]) -> PyResult {
    let value = args.first().unwrap_or(const { &Value::NONE });
    if value.is_kind::<Str>() && vm.class_of(value).same(&vm.types.str) {
        return Ok(vm.intern_value(value));
    }
    let name = vm.class_name(value);
    if value.is_kind::<Str>() {
        return Err(messages::type_error(vm, &format!("can't intern {name}")));
    }
    Err(messages::type_error(vm, &format!("intern() argument must be str, not {name}")))
}

fn is_interned(_vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(args.first().is_some_and(crate::objects::intern::is_interned)))
}

fn is_gil_enabled(_vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::TRUE)
}

fn is_finalizing(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.registered("sys.finalizing").is_some()))
}

fn getdlopenflags(_vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::small_int(2))
}

fn unraisablehook(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(info) = args.first() else { return Ok(Value::NONE) };
    let part = |name: &str| ops::get_attr(vm, info, &vm.intern(name));
    let (exception, message, object) = (part("exc_value")?, part("err_msg")?, part("object")?);
    let message = if message.is_none() { None } else { Some(text_of(&message)) };
    super::unraisable::show(vm, &exception, &object, message.as_deref());
    Ok(Value::NONE)
}
