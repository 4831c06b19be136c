//! The end of a program: uncaught exceptions, exit functions, teardown, status.

use super::Ending;
use crate::engine;
use crate::memory::{PyResult, Reason, Value, collect_because};
use crate::objects::exception::PyException;
use crate::objects::vm::Vm;
use crate::objects::{int, module, ops, str, weakref};
use crate::stdlib::{atexit, io, sys};

/// The status of a finished program; shows an exception that nobody caught.
pub fn ending_of(vm: &Vm, result: PyResult, _name: &str) -> Ending {
    match result {
        Ok(_) => Ending::Status(0),
        Err(_) if vm.pending_is(&vm.errors.system_exit) => {
            let exception = vm.take_exception();
            Ending::Status(system_exit_status(vm, &exception))
        }
        Err(_) => {
            let interrupted = vm.pending_is(&vm.errors.keyboard_interrupt);
            show_pending(vm);
            if interrupted { Ending::Interrupted } else { Ending::Status(1) }
        }
    }
}

/// What `SystemExit` says to the system; texts go to standard error.
pub fn system_exit_status(vm: &Vm, exception: &Value) -> i32 {
    let code = match ops::lookup_attr(vm, exception, &vm.names.code) {
        Ok(code) => code.unwrap_or(Value::NONE),
        Err(_) => {
            drop(vm.take_exception());
            Value::NONE
        }
    };
    if code.is_none() {
        return 0;
    }
    if vm.is_instance(&code, &vm.types.int) {
        let number = match int::as_i64(&code) {
            Some(number) => number,
            None if code.is_true() => 1,
            None if code.is_false() => 0,
            None => -1,
        };
        return (number & 0xff) as i32;
    }
    let text = match ops::str(vm, &code) {
        Ok(text) => str::text_of(&text),
        Err(_) => {
            drop(vm.take_exception());
            String::new()
        }
    };
    flush_stdout(vm);
    sys::write_error(vm, &format!("{text}\n"));
    1
}

fn flush_stdout(vm: &Vm) {
    if let Some(stdout) = sys::attribute(vm, &vm.names.stdout).filter(|stdout| !stdout.is_none())
        && vm.call_method(&stdout, &vm.names.flush, &[]).is_err()
    {
        drop(vm.take_exception());
    }
}

/// Shows the pending exception through `sys.excepthook`.
pub fn show_pending(vm: &Vm) {
    let exception = vm.take_exception();
    if exception.is_unbound() {
        return;
    }
    let traceback = exception.get::<PyException>().map_or(Value::NONE, |payload| payload.traceback.copy());
    let class = vm.class_of(&exception).to_value();
    sys::set_attribute(vm, "last_exc", exception.clone());
    sys::set_attribute(vm, "last_type", class.clone());
    sys::set_attribute(vm, "last_value", exception.clone());
    sys::set_attribute(vm, "last_traceback", traceback.clone());
    flush_stdout(vm);
    let Some(hook) = sys::attribute(vm, &vm.names.excepthook) else {
        sys::write_error(vm, "sys.excepthook is missing\n");
        sys::write_error(vm, &sys::render(vm, &exception));
        return;
    };
    if vm.call_values(&hook, &[class, exception.clone(), traceback]).is_err() {
        let second = vm.take_exception();
        if vm.is_instance(&second, &vm.errors.system_exit) {
            vm.raise(second);
            return;
        }
        let text = format!(
            "Error in sys.excepthook:\n{}\nOriginal exception was:\n{}",
            sys::render(vm, &second),
            sys::render(vm, &exception)
        );
        sys::write_error(vm, &text);
    }
}

/// Everything that happens after the program's last statement, in CPython's order.
pub fn finish(vm: &Vm, main: Value, ending: Ending) -> Ending {
    wait_for_threads(vm);
    atexit::run(vm);
    let mut good = io::flush_standard_streams(vm);
    super::explain::finish(vm, &main);
    vm.threads.close();
    vm.register("sys.finalizing", Value::TRUE);
    if vm.heap.gc_enabled() {
        collect_because(2, Reason::Exit);
    }
    tear_down(vm, main);
    if good {
        good = io::flush_standard_streams(vm);
    }
    match ending {
        Ending::Status(_) if !good => Ending::Status(120),
        other => other,
    }
}

/// `threading` joins its threads when it has been imported.
fn wait_for_threads(vm: &Vm) {
    let Some(threading) = vm.modules.get_interned(&vm.intern("threading")).filter(|module| !module.is_none()) else { return };
    let result = ops::lookup_attr(vm, &threading, &vm.intern("_shutdown")).and_then(|shutdown| match shutdown {
        Some(shutdown) => vm.call_values(&shutdown, &[]),
        None => Ok(Value::NONE),
    });
    if result.is_err() {
        crate::stdlib::unraisable::report(vm, &threading, Some("Exception ignored on threading shutdown"));
    }
}

/// Takes the modules apart, so that finalizers of what they hold run now.
fn tear_down(vm: &Vm, main: Value) {
    drop(main);
    for name in [
        "last_exc",
        "last_type",
        "last_value",
        "last_traceback",
        "path",
        "argv",
        "ps1",
        "ps2",
        "path_hooks",
        "path_importer_cache",
        "meta_path",
    ] {
        if sys::attribute(vm, &vm.intern(name)).is_some() {
            sys::set_attribute(vm, name, Value::NONE);
        }
    }
    for name in ["stdin", "stdout", "stderr"] {
        if let Some(original) = sys::attribute(vm, &vm.intern(&format!("__{name}__"))) {
            sys::set_attribute(vm, name, original);
        }
    }
    drop(vm.builtins.remove_interned(&vm.intern("_")));
    // Names first in, first out; what survives is looked at from the last import on.
    let mut watched = Vec::new();
    for (name, module) in vm.modules.pairs() {
        if module.is_kind::<module::PyModule>() {
            match weakref::new_reference(vm, &vm.types.weak_ref, &module, None) {
                Ok(reference) => watched.push((name.clone(), reference)),
                Err(_) => drop(vm.take_exception()),
            }
        }
        drop(module);
        vm.modules.set_interned(name, Value::NONE);
    }
    vm.modules.clear_entries();
    collect_because(2, Reason::Exit);
    for (name, reference) in watched.iter().rev() {
        let Some(module) = weakref::referent(reference) else { continue };
        let text = str::text_of(name);
        if text == "sys" || text == "builtins" {
            continue;
        }
        engine::clear_namespace(vm, &module::namespace(&module));
    }
    drop(watched);
    collect_because(2, Reason::Exit);
    collect_because(2, Reason::Exit);
}
