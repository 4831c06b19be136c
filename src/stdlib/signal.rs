//! The module `_signal`: handlers that run between steps of the evaluator.

use super::{ModuleSpec, builtins, set};
use crate::memory::os::{self, Disposition};
use crate::memory::{Handle, PyResult, Value, interrupt};
use crate::objects::dict;
use crate::objects::exception::messages;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::ops;
use crate::objects::vm::Vm;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_signal",
    doc: "This module provides mechanisms to use signal handlers in Python.",
    functions: FUNCTIONS,
    setup: Some(setup),
};

const FUNCTIONS: &[Method] = &[
    function("signal", "(signalnum, handler, /)", signal, "Set the action for the given signal."),
    function("getsignal", "(signalnum, /)", getsignal, "Return the current action for the given signal."),
    function(
        "default_int_handler",
        "(signalnum, frame, /)",
        default_int_handler,
        "The default handler for SIGINT installed by Python.",
    ),
    function("raise_signal", "(signalnum, /)", raise_signal, "Send a signal to the executing process."),
    function("alarm", "(seconds, /)", alarm, "Arrange for SIGALRM to arrive after the given number of seconds."),
    function("strsignal", "(signalnum, /)", strsignal, "Return the system description of the given signal."),
    function("valid_signals", "()", valid_signals, "Return a set of valid signal numbers on this platform."),
    function(
        "set_wakeup_fd",
        "(fd, /, *, warn_on_full_buffer=True)",
        set_wakeup_fd,
        "Sets the fd to be written to when a signal comes in.",
    ),
];

const SIGNALS: &[(&str, i32, &str)] = &[
    ("SIGHUP", libc::SIGHUP, "Hangup"),
    ("SIGINT", libc::SIGINT, "Interrupt"),
    ("SIGQUIT", libc::SIGQUIT, "Quit"),
    ("SIGILL", libc::SIGILL, "Illegal instruction"),
    ("SIGTRAP", libc::SIGTRAP, "Trace/breakpoint trap"),
    ("SIGABRT", libc::SIGABRT, "Aborted"),
    ("SIGBUS", libc::SIGBUS, "Bus error"),
    ("SIGFPE", libc::SIGFPE, "Floating point exception"),
    ("SIGKILL", libc::SIGKILL, "Killed"),
    ("SIGUSR1", libc::SIGUSR1, "User defined signal 1"),
    ("SIGSEGV", libc::SIGSEGV, "Segmentation fault"),
    ("SIGUSR2", libc::SIGUSR2, "User defined signal 2"),
    ("SIGPIPE", libc::SIGPIPE, "Broken pipe"),
    ("SIGALRM", libc::SIGALRM, "Alarm clock"),
    ("SIGTERM", libc::SIGTERM, "Terminated"),
    ("SIGCHLD", libc::SIGCHLD, "Child exited"),
    ("SIGCONT", libc::SIGCONT, "Continued"),
    ("SIGSTOP", libc::SIGSTOP, "Stopped (signal)"),
    ("SIGTSTP", libc::SIGTSTP, "Stopped"),
    ("SIGTTIN", libc::SIGTTIN, "Stopped (tty input)"),
    ("SIGTTOU", libc::SIGTTOU, "Stopped (tty output)"),
    ("SIGURG", libc::SIGURG, "Urgent I/O condition"),
    ("SIGXCPU", libc::SIGXCPU, "CPU time limit exceeded"),
    ("SIGXFSZ", libc::SIGXFSZ, "File size limit exceeded"),
    ("SIGVTALRM", libc::SIGVTALRM, "Virtual timer expired"),
    ("SIGPROF", libc::SIGPROF, "Profiling timer expired"),
    ("SIGWINCH", libc::SIGWINCH, "Window changed"),
    ("SIGIO", libc::SIGIO, "I/O possible"),
    ("SIGSYS", libc::SIGSYS, "Bad system call"),
];

/// A dict from signal numbers to Python handlers.
const HANDLERS: &str = "signal.handlers";

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    for (name, number, _) in SIGNALS {
        set(vm, module, name, Value::small_int(i64::from(*number)));
    }
    super::signal_wait::add(vm, module);
    set(vm, module, "NSIG", Value::small_int(65));
    set(vm, module, "SIG_DFL", Value::small_int(0));
    set(vm, module, "SIG_IGN", Value::small_int(1));
    if let Some(function) = super::get(vm, module, "default_int_handler") {
        vm.register("signal.default_int_handler", function);
    }
    Ok(())
}

/// Makes Ctrl-C raise KeyboardInterrupt, and writing to nobody an OSError.
pub fn install_defaults(vm: &Vm) {
    vm.threads.watch_signals();
    if os::signal_disposition(libc::SIGINT).is_ok_and(|now| now == Some(Disposition::Default)) {
        let _ = os::set_signal(libc::SIGINT, Disposition::Note);
    }
    for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
        let _ = os::set_signal(signal, Disposition::Ignore);
    }
}

/// Runs the handlers of signals that have arrived.
pub fn deliver(vm: &Vm) -> PyResult<()> {
    vm.threads.current().forget_signals();
    let result = deliver_each(vm);
    if result.is_err() {
        // Others that have arrived meanwhile are looked at next time.
        vm.heap.request(interrupt::SIGNAL);
    }
    result
}

fn deliver_each(vm: &Vm) -> PyResult<()> {
    for number in 1..65 {
        if !os::take_signal(number) {
            continue;
        }
        let key = Value::small_int(i64::from(number));
        let handler = match vm.registered(HANDLERS) {
            Some(handlers) => dict::get_item_value(vm, &handlers, &key)?,
            None => None,
        };
        let is_default = handler
            .as_ref()
            .is_none_or(|handler| vm.registered("signal.default_int_handler").is_some_and(|known| known.is(handler)));
        match handler {
            Some(handler) if !is_default => {
                if vm.class_of(&handler).slots(|slots| slots.call.is_none()) {
                    continue;
                }
                let frame = builtins::current_frame(vm).map_or(Value::NONE, |frame| crate::objects::frame::object_of(&frame));
                vm.call_values(&handler, &[key, frame])?;
            }
            _ if number == libc::SIGINT => return Err(keyboard_interrupt(vm)),
            _ => {}
        }
    }
    Ok(())
}

fn keyboard_interrupt(vm: &Vm) -> crate::memory::Raised {
    let exception = vm.new_exception(&vm.errors.keyboard_interrupt, Vec::new());
    vm.raise_new(exception)
}

fn number_argument(vm: &Vm, args: &[Value]) -> PyResult<i32> {
    let number = ops::index_exact(vm, args.first().unwrap_or(&Value::NONE))?;
    match i32::try_from(number) {
        Ok(number) if (1..65).contains(&number) => Ok(number),
        _ => Err(messages::value_error(vm, "signal number out of range")),
    }
}

fn current(vm: &Vm, number: i32) -> PyResult {
    let key = Value::small_int(i64::from(number));
    if let Some(handlers) = vm.registered(HANDLERS)
        && let Some(handler) = dict::get_item_value(vm, &handlers, &key)?
    {
        return Ok(handler);
    }
    Ok(match os::signal_disposition(number) {
        Ok(Some(Disposition::Default)) => Value::small_int(0),
        Ok(Some(Disposition::Ignore)) => Value::small_int(1),
        Ok(Some(Disposition::Note)) => vm.registered("signal.default_int_handler").unwrap_or(Value::NONE),
        _ => Value::NONE,
    })
}

fn signal(vm: &Vm, args: &[Value]) -> PyResult {
    let [_, handler] = args else { return Ok(Value::NONE) };
    if !vm.threads.in_main() {
        return Err(messages::value_error(vm, "signal only works in main thread of the main interpreter"));
    }
    let number = number_argument(vm, args)?;
    let old = current(vm, number)?;
    let disposition = match handler.as_int() {
        Some(0) => Disposition::Default,
        Some(1) => Disposition::Ignore,
        _ => {
            if vm.class_of(handler).slots(|slots| slots.call.is_none()) {
                let message = "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object";
                return Err(messages::type_error(vm, message));
            }
            Disposition::Note
        }
    };
    if let Err(error) = os::set_signal(number, disposition) {
        return Err(super::posix::os_error(vm, &error, None));
    }
    let handlers = match vm.registered(HANDLERS) {
        Some(handlers) => handlers,
        None => {
            let handlers = vm.new_dict();
            vm.register(HANDLERS, handlers.clone());
            handlers
        }
    };
    dict::set_item(vm, &handlers, &Value::small_int(i64::from(number)), handler.clone())?;
    Ok(old)
}

fn getsignal(vm: &Vm, args: &[Value]) -> PyResult {
    current(vm, number_argument(vm, args)?)
}

fn default_int_handler(vm: &Vm, _args: &[Value]) -> PyResult {
    Err(keyboard_interrupt(vm))
}

fn raise_signal(vm: &Vm, args: &[Value]) -> PyResult {
    let number = ops::index_exact(vm, args.first().unwrap_or(&Value::NONE))?;
    if let Err(error) = os::raise(i32::try_from(number).unwrap_or(-1)) {
        return Err(super::posix::os_error(vm, &error, None));
    }
    vm.poll()?;
    Ok(Value::NONE)
}

fn alarm(vm: &Vm, args: &[Value]) -> PyResult {
    let seconds = ops::index_exact(vm, args.first().unwrap_or(&Value::NONE))?;
    Ok(vm.new_int(i64::from(os::alarm(u32::try_from(seconds).unwrap_or(0)))))
}

fn strsignal(vm: &Vm, args: &[Value]) -> PyResult {
    let number = number_argument(vm, args)?;
    Ok(SIGNALS.iter().find(|row| row.1 == number).map_or(Value::NONE, |row| vm.new_str(row.2)))
}

fn valid_signals(vm: &Vm, _args: &[Value]) -> PyResult {
    crate::objects::set::new_set(vm, (1..65).filter(|number| !(32..34).contains(number)).map(Value::small_int).collect())
}

fn set_wakeup_fd(vm: &Vm, args: &[Value]) -> PyResult {
    if !vm.threads.in_main() {
        return Err(messages::value_error(vm, "set_wakeup_fd only works in main thread of the main interpreter"));
    }
    let fd = ops::index_exact(vm, args.first().unwrap_or(&Value::NONE))?;
    let fd = i32::try_from(fd).unwrap_or(-1).max(-1);
    if fd >= 0 {
        if let Err(error) = os::stat_fd(fd) {
            return Err(super::posix::os_error(vm, &error, None));
        }
        if !crate::memory::net::is_nonblocking(fd).unwrap_or(true) {
            return Err(messages::value_error(vm, &format!("the fd {fd} must be in non-blocking mode")));
        }
    }
    Ok(Value::small_int(i64::from(os::set_wakeup(fd))))
}
