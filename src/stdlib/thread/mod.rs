//! The module `_thread`: starting threads, their identities, how they end.
//!
//! Locks are in `lock`, `threading.local` is in `local`, what stands for a
//! running thread in `handle`. How threads take turns is `objects::threads`.
//! Tracing and profiling functions for threads are deliberately missing.

pub mod handle;
mod local;
pub mod lock;
pub mod report;

use super::natives::{add_class, argument, given};
use super::struct_sequence::{self, EXCEPT_HOOK_ARGS};
use super::{ModuleSpec, builtins, set, sys, unraisable};
use crate::memory::os::{self, Disposition};
use crate::memory::{Handle, PyResult, Tuple, Value};
use crate::objects::dict::PyDict;
use crate::objects::exception::{display, messages};
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{kinds, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_thread",
    doc: "This module provides primitive operations to write multi-threaded programs.",
    functions: FUNCTIONS,
    setup: Some(setup),
};

const FUNCTIONS: &[Method] = &[
    function("allocate_lock", "()", lock::allocate, "Create a new lock object."),
    function("allocate", "()", lock::allocate, "Create a new lock object."),
    function("get_ident", "()", get_ident, "Return a non-zero integer that uniquely identifies the current thread."),
    function("get_native_id", "()", get_native_id, "Return the thread's number for the system."),
    function("_get_main_thread_ident", "()", main_ident, "Return the identity of the thread that runs signal handlers."),
    function("_is_main_interpreter", "()", |_, _| Ok(Value::TRUE), "Whether this is the only interpreter."),
    function("daemon_threads_allowed", "()", |_, _| Ok(Value::TRUE), "Whether daemon threads can be started."),
    function("_set_name", "(name, /)", set_name, "Give the running thread a name for reports."),
    function("_count", "()", count, "Return the number of currently running Python threads."),
    function("start_new_thread", "(*args)", start_new_thread, "Start a new thread and return its identifier."),
    function("start_new", "(*args)", start_new_thread, "Start a new thread and return its identifier."),
    function(
        "start_joinable_thread",
        "(function, handle=None, daemon=True)",
        start_joinable_thread,
        "Start a new thread that others can wait for.",
    ),
    function("_make_thread_handle", "(ident, /)", handle::make_handle, "A handle for a thread that nobody started."),
    function("_shutdown", "()", handle::shutdown, "Wait for all threads that are not daemons."),
    function("exit", "()", exit, "Leave the thread silently, by SystemExit."),
    function("exit_thread", "()", exit, "Leave the thread silently, by SystemExit."),
    function("stack_size", "(size=0, /)", stack_size, "Return the thread stack size used when creating new threads, and set it."),
    function(
        "interrupt_main",
        "(signum=signal.SIGINT, /)",
        interrupt_main,
        "Simulate the arrival of the given signal in the main thread.",
    ),
    function("_excepthook", "(args, /)", excepthook, "Handle an exception that a thread's run() did not catch."),
];

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    set(vm, module, "error", vm.errors.runtime_error.to_value());
    set(vm, module, "TIMEOUT_MAX", vm.new_float(lock::TIMEOUT_MAX));
    let class = add_class(vm, module, &lock::LOCK, kinds::LOCK);
    set(vm, module, "LockType", class.into_value());
    add_class(vm, module, &lock::RLOCK, kinds::RLOCK);
    add_class(vm, module, &local::LOCAL, kinds::THREAD_LOCAL);
    add_class(vm, module, &handle::HANDLE, kinds::THREAD_HANDLE);
    set(vm, module, "_ExceptHookArgs", struct_sequence::class(vm, &EXCEPT_HOOK_ARGS).into_value());
    Ok(())
}

fn get_ident(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_int(vm.threads.identity()))
}

fn get_native_id(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_int(vm.threads.native_id()))
}

fn main_ident(vm: &Vm, _args: &[Value]) -> PyResult {
    let main = vm.threads.all().into_iter().find(|thread| thread.is_main.get());
    Ok(vm.new_int(main.map_or(0, |thread| thread.identity.get())))
}

fn set_name(vm: &Vm, args: &[Value]) -> PyResult {
    vm.threads.set_name(&text_of(argument(args, 0)));
    Ok(Value::NONE)
}

fn count(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_int(vm.threads.count().saturating_sub(1) as i64))
}

fn is_callable(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).slots(|slots| slots.call.is_some())
}

/// Starts a thread that calls `function`; what it raises is reported, not handed on.
/// `then` runs at the end. Gives the identity of the new thread.
pub fn start(vm: &Vm, function: Value, args: Value, kwargs: Value, then: impl FnOnce(&Vm) + 'static) -> PyResult<i64> {
    if vm.threads.closing.get() {
        let message = "can't create new thread at interpreter shutdown";
        return Err(vm.raise_message(&vm.errors.python_finalization_error, message));
    }
    let body = move |vm: &Vm| {
        let result = builtins::with_call_args(vm, &args, &kwargs, |args| vm.call(&function, args));
        drop((args, kwargs));
        if result.is_err() {
            report(vm, &function);
        }
        drop((result, function));
        then(vm);
    };
    match vm.start_thread(body) {
        Some(identity) => Ok(identity),
        None => Err(messages::runtime_error(vm, "can't start new thread")),
    }
}

/// Reports the pending exception of a thread's function; SystemExit ends it silently.
fn report(vm: &Vm, function: &Value) {
    let exception = vm.take_exception();
    if vm.is_instance(&exception, &vm.errors.system_exit) {
        return;
    }
    let shown = ops::repr_text(vm, function).unwrap_or_else(|_| {
        drop(vm.take_exception());
        String::new()
    });
    let message = format!("Exception ignored in thread started by {shown}");
    unraisable::report_exception(vm, &exception, &Value::NONE, Some(&message));
}

fn start_new_thread(vm: &Vm, args: &[Value]) -> PyResult {
    let all = super::natives::items_of(argument(args, 0));
    if !(2..=3).contains(&all.len()) {
        let (how, wanted) = if all.len() < 2 { ("least", 2) } else { ("most", 3) };
        let message = format!("start_new_thread expected at {how} {wanted} arguments, got {}", all.len());
        return Err(messages::type_error(vm, &message));
    }
    let (function, values) = (argument(all, 0), argument(all, 1));
    if !is_callable(vm, function) {
        return Err(messages::type_error(vm, "first arg must be callable"));
    }
    if !values.is_kind::<Tuple>() {
        return Err(messages::type_error(vm, "2nd arg must be a tuple"));
    }
    let kwargs = given(all, 2).cloned().unwrap_or(Value::NONE);
    if !kwargs.is_none() && !kwargs.is_kind::<PyDict>() {
        return Err(messages::type_error(vm, "optional 3rd arg must be a dictionary"));
    }
    start(vm, function.clone(), values.clone(), kwargs, |_| ()).map(|identity| vm.new_int(identity))
}

fn start_joinable_thread(vm: &Vm, args: &[Value]) -> PyResult {
    let [function, known, daemon] = args else { return Ok(Value::NONE) };
    if !is_callable(vm, function) {
        return Err(messages::type_error(vm, "thread function must be callable"));
    }
    let known = if known.is_unbound() || known.is_none() { handle::new_handle(vm) } else { known.clone() };
    if !known.is_kind::<handle::PyHandle>() {
        return Err(messages::type_error(vm, "'handle' must be a _ThreadHandle"));
    }
    let daemon = daemon.is_unbound() || ops::truth(vm, daemon)?;
    handle::begin(vm, &known, function, daemon)?;
    Ok(known)
}

fn exit(vm: &Vm, _args: &[Value]) -> PyResult {
    let exception = vm.new_exception(&vm.errors.system_exit, Vec::new());
    Err(vm.raise_new(exception))
}

/// The smallest stack that a program can ask for, CPython's.
const LEAST_STACK: i64 = 32 << 10;

fn stack_size(vm: &Vm, args: &[Value]) -> PyResult {
    let old = vm.new_int(vm.threads.stack_size.get() as i64);
    let Some(size) = given(args, 0) else {
        vm.threads.stack_size.set(0);
        return Ok(old);
    };
    let size = ops::index_exact(vm, size)?;
    if size < 0 {
        return Err(messages::value_error(vm, "size must be 0 or a positive value"));
    }
    if (size != 0 && size < LEAST_STACK) || size > 1 << 40 {
        return Err(messages::value_error(vm, &format!("size not valid: {size} bytes")));
    }
    vm.threads.stack_size.set(size as usize);
    Ok(old)
}

fn interrupt_main(vm: &Vm, args: &[Value]) -> PyResult {
    let number = match given(args, 0) {
        Some(number) => ops::index_exact(vm, number)?,
        None => i64::from(libc::SIGINT),
    };
    let number = match i32::try_from(number) {
        Ok(number) if (1..65).contains(&number) => number,
        _ => return Err(messages::value_error(vm, "signal number out of range")),
    };
    if os::signal_disposition(number).is_ok_and(|now| now == Some(Disposition::Note)) {
        os::simulate_signal(number);
        vm.poll()?;
    }
    Ok(Value::NONE)
}

/// What `threading.excepthook` is unless the program replaces it.
fn excepthook(vm: &Vm, args: &[Value]) -> PyResult {
    let info = argument(args, 0);
    let class = struct_sequence::class(vm, &EXCEPT_HOOK_ARGS);
    let items = info.get::<Tuple>().map(Tuple::items);
    let (true, Some([exception_class, exception, _, thread])) = (vm.is_instance(info, &class), items) else {
        return Err(messages::type_error(vm, "_thread.excepthook argument type must be ExceptHookArgs"));
    };
    if exception_class.is(vm.errors.system_exit.value()) {
        return Ok(Value::NONE);
    }
    let name = match ops::lookup_attr(vm, thread, &vm.intern("_name")) {
        Ok(Some(name)) => ops::str(vm, &name).map(|name| text_of(&name)).unwrap_or_else(|_| {
            drop(vm.take_exception());
            vm.threads.identity().to_string()
        }),
        _ => {
            drop(vm.take_exception());
            vm.threads.identity().to_string()
        }
    };
    let text = format!("Exception in thread {name}:\n{}", display::render_for_terminal(vm, exception));
    sys::write_error(vm, &text);
    Ok(Value::NONE)
}
