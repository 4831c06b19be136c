//! Running a program from its source to its exit status.

use super::options::{Command, Program, scheduler_seed};
use super::{Ending, exit, explain, repl};
use crate::engine::{self, StartError};
use crate::memory::{PyResult, Value, os};
use crate::objects::dict::PyDict;
use crate::objects::exception::display;
use crate::objects::module;
use crate::objects::ops;
use crate::objects::vm::Vm;
use crate::stdlib::thread::report;
use crate::stdlib::{import, io, signal, sys};
use std::ffi::OsStr;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// Runs the program; called on the thread with the big stack.
pub fn run(command: Command, stack_floor: usize) -> Ending {
    let inspect = command.options.inspect;
    let vm = match engine::start(command.options.clone()) {
        Ok(vm) => vm,
        Err(StartError::Memory) => {
            let _ = os::write(2, b"MemoryError: cannot start the interpreter\n");
            return Ending::Status(1);
        }
        Err(StartError::Exception) => return Ending::Status(1),
    };
    vm.stack_floor.set(stack_floor);
    signal::install_defaults(vm);
    if let Some(seed) = scheduler_seed(&command.options) {
        vm.threads.use_seed(seed, report::deadlock);
    }
    let main = engine::new_main(vm);
    // The options that make no sense are complained about even when nobody warns.
    if !command.options.warnings.is_empty() && import::import_absolute(vm, "warnings").is_err() {
        drop(vm.take_exception());
    }
    vm.heap.gc_settle();
    if let Some(request) = &command.explain {
        let script = match &command.program {
            Program::File(path) => path.to_string_lossy().into_owned(),
            Program::Command(_) => "<string>".to_owned(),
            Program::Module(name) => name.to_string_lossy().into_owned(),
            Program::Input => "<stdin>".to_owned(),
        };
        explain::start(vm, request, &script);
    }
    let interactive_input = matches!(command.program, Program::Input) && (os::is_terminal(0) || command.options.interactive);
    let ending = if interactive_input {
        set_first_path(vm, &command, OsStr::new(""));
        repl::banner(vm);
        startup(vm, &command, &main);
        repl::run(vm, &main)
    } else {
        let result = run_program(vm, &command, &main);
        // The program itself may have set the variable.
        let inspect = inspect
            || std::env::var_os("PYTHONINSPECT").is_some_and(|value| !value.is_empty()) && !command.options.ignore_environment;
        let ending = match result {
            // One who stays wants to see why the program left.
            Err(_) if inspect && vm.pending_is(&vm.errors.system_exit) => {
                exit::show_pending(vm);
                Ending::Status(1)
            }
            result => exit::ending_of(vm, result, &command.name),
        };
        if inspect && (command.options.interactive || os::is_terminal(0)) { repl::run(vm, &main) } else { ending }
    };
    exit::finish(vm, main, ending)
}

fn namespace(module: &Value) -> Value {
    module::namespace(module)
}

fn set_global(vm: &Vm, main: &Value, name: &str, value: Value) {
    if let Some(dict) = namespace(main).as_handle::<PyDict>() {
        dict.set_interned(vm.intern(name), value);
    }
}

/// Puts the folder that the program's imports start from in front of `sys.path`.
fn set_first_path(vm: &Vm, command: &Command, folder: &OsStr) {
    if command.options.safe_path {
        return;
    }
    if let Some(path) = sys::attribute(vm, &vm.names.path)
        && vm.call_method(&path, &vm.names.insert, &[Value::small_int(0), sys::os_text(vm, folder)]).is_err()
    {
        drop(vm.take_exception());
    }
}

fn set_first_argument(vm: &Vm, value: Value) {
    if let Some(arguments) = sys::attribute(vm, &vm.names.argv)
        && ops::set_item(vm, &arguments, &Value::small_int(0), Some(value)).is_err()
    {
        drop(vm.take_exception());
    }
}

fn run_program(vm: &Vm, command: &Command, main: &Value) -> PyResult {
    match &command.program {
        Program::Command(text) => {
            set_first_path(vm, command, OsStr::new(""));
            let mut source = text.clone().into_vec();
            source.push(b'\n');
            display::register_source(vm, "<string>", &String::from_utf8_lossy(&source));
            engine::run_source(vm, &source, "<string>", "exec", &namespace(main))
        }
        Program::Module(name) => run_module(vm, command, &name.to_string_lossy(), main),
        Program::File(path) => run_file(vm, command, Path::new(path), main),
        Program::Input => {
            set_first_path(vm, command, OsStr::new(""));
            set_global(vm, main, "__file__", vm.new_str("<stdin>"));
            set_global(vm, main, "__cached__", Value::NONE);
            let source = io::file::read_to_end(vm, 0)?;
            engine::run_source(vm, skip(command, &source), "<stdin>", "exec", &namespace(main))
        }
    }
}

/// The source behind its first line, when `-x` says so.
fn skip<'a>(command: &Command, source: &'a [u8]) -> &'a [u8] {
    if !command.skip_first_line {
        return source;
    }
    match source.iter().position(|byte| *byte == b'\n') {
        // The line end stays, so that line numbers are right.
        Some(end) => source.get(end..).unwrap_or(&[]),
        None => &[],
    }
}

fn absolute(path: &Path) -> PathBuf {
    if path.is_absolute() {
        return path.to_owned();
    }
    match std::env::current_dir() {
        Ok(current) if path.as_os_str().is_empty() => current,
        Ok(current) => current.join(path.strip_prefix("./").unwrap_or(path)),
        Err(_) => path.to_owned(),
    }
}

fn run_file(vm: &Vm, command: &Command, path: &Path, main: &Value) -> PyResult {
    let full = absolute(path);
    if path.is_dir() || path.as_os_str().is_empty() {
        set_first_path(vm, command, path.as_os_str());
        let script = full.join("__main__.py");
        if !script.is_file() {
            let text = format!("{}: can't find '__main__' module in '{}'\n", command.name, full.display());
            let _ = os::write(2, text.as_bytes());
            return Err(super::run::exit_with(vm, 1));
        }
        let name = script.to_string_lossy();
        set_global(vm, main, "__spec__", import::file_spec(vm, "__main__", &name, false)?);
        set_global(vm, main, "__package__", vm.empty_str.clone());
        return run_script(vm, command, &script, main);
    }
    let folder = match std::fs::canonicalize(path) {
        Ok(real) => real.parent().map(Path::to_owned).unwrap_or_default(),
        Err(_) => full.parent().map(Path::to_owned).unwrap_or_default(),
    };
    set_first_path(vm, command, folder.as_os_str());
    run_script(vm, command, &full, main)
}

fn run_script(vm: &Vm, command: &Command, path: &Path, main: &Value) -> PyResult {
    let shown = path.to_string_lossy().into_owned();
    let source = match std::fs::read(path) {
        Ok(source) => source,
        Err(error) => {
            let number = error.raw_os_error().unwrap_or(libc::EIO);
            let reason = crate::stdlib::posix::error_text(number);
            let text = format!("{}: can't open file '{shown}': [Errno {number}] {reason}\n", command.name);
            let _ = os::write(2, text.as_bytes());
            return Err(exit_with(vm, 2));
        }
    };
    let loader = import::file_loader(vm, "__main__", &shown)?;
    set_global(vm, main, "__loader__", loader);
    set_global(vm, main, "__file__", sys::os_text(vm, path.as_os_str()));
    set_global(vm, main, "__cached__", Value::NONE);
    engine::run_source(vm, skip(command, &source), &shown, "exec", &namespace(main))
}

/// SystemExit with a status, for endings that have been reported already.
pub fn exit_with(vm: &Vm, status: i64) -> crate::memory::Raised {
    crate::stdlib::builtins::raise_system_exit(vm, Value::small_int(status))
}

/// `-m`: the module's source runs as `__main__`.
fn run_module(vm: &Vm, command: &Command, name: &str, main: &Value) -> PyResult {
    let current = std::env::current_dir().unwrap_or_default();
    set_first_path(vm, command, current.as_os_str());
    let missing = |message: String| {
        let _ = os::write(2, format!("{}: {message}\n", command.name).as_bytes());
        Err(exit_with(vm, 1))
    };
    let spec = match import::find_spec(vm, name) {
        Ok(spec) => spec,
        Err(raised) => {
            if !vm.pending_is(&vm.errors.module_not_found_error) {
                return Err(raised);
            }
            let exception = vm.take_exception();
            let text = ops::str_text(vm, &exception)?;
            let class = vm.class_name(&exception);
            return missing(format!("Error while finding module specification for '{name}' ({class}: {text})"));
        }
    };
    if spec.is_none() {
        return missing(format!("No module named {name}"));
    }
    let part = |spec: &Value, name: &str| ops::get_attr(vm, spec, &vm.intern(name));
    let is_package = !part(&spec, "submodule_search_locations")?.is_none();
    let (spec, full) = if is_package {
        import::import_absolute(vm, name)?;
        let inner = format!("{name}.__main__");
        let spec = import::find_spec(vm, &inner)?;
        if spec.is_none() {
            return missing(format!("No module named {inner}; '{name}' is a package and cannot be directly executed"));
        }
        (spec, inner)
    } else {
        (spec, name.to_owned())
    };
    let origin = part(&spec, "origin")?;
    let (source, filename) = match crate::stdlib::find_python(&full) {
        Some(row) => (row.source.to_vec(), format!("<frozen {full}>")),
        None if origin.is_none() || crate::stdlib::find_native(&full).is_some() => {
            return missing(format!("No code object available for {full}"));
        }
        None => {
            let path = crate::objects::str::text_of(&origin);
            (import::read_source(vm, &path)?, path)
        }
    };
    set_global(vm, main, "__spec__", spec.clone());
    set_global(vm, main, "__loader__", part(&spec, "loader")?);
    set_global(vm, main, "__package__", part(&spec, "parent")?);
    set_global(vm, main, "__file__", vm.new_str(&filename));
    set_global(vm, main, "__cached__", Value::NONE);
    set_first_argument(vm, vm.new_str(&filename));
    engine::run_source(vm, &source, &filename, "exec", &namespace(main))
}

/// Runs the file that `PYTHONSTARTUP` names; its errors do not end the session.
fn startup(vm: &Vm, command: &Command, main: &Value) {
    let Some(path) = &command.startup else { return };
    let shown = String::from_utf8_lossy(path.as_bytes()).into_owned();
    let result =
        import::read_source(vm, &shown).and_then(|source| engine::run_source(vm, &source, &shown, "exec", &namespace(main)));
    if result.is_err() {
        exit::show_pending(vm);
    }
}
