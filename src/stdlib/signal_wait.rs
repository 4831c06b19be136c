//! The part of `_signal` about timers, masks and waiting for signals.
//!
//! `pidfd_send_signal` is deliberately missing.

use super::natives::{argument, exception, exception_class, given};
use super::struct_sequence::{self, SIGNAL_INFO};
use super::{posix, set};
use crate::memory::{Handle, PyResult, Value, os, signal_calls};
use crate::objects::class::{Class, TypeSpec};
use crate::objects::exception::messages;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{float, ops};
use std::time::{Duration, Instant};

const FUNCTIONS: &[Method] = &[
    function(
        "setitimer",
        "(which, seconds, interval=0.0, /)",
        setitimer,
        "Have a signal sent after some seconds, and again at every interval.",
    ),
    function("getitimer", "(which, /)", getitimer, "What is left of a timer, and its interval."),
    function("pause", "()", pause, "Wait until a signal arrives."),
    function("pthread_kill", "(thread_id, signalnum, /)", pthread_kill, "Send a signal to a thread."),
    function("pthread_sigmask", "(how, mask, /)", pthread_sigmask, "Change the signals that this thread does not take."),
    function("sigpending", "()", sigpending, "Signals that have arrived and wait for being taken."),
    function("sigwait", "(sigset, /)", sigwait, "Wait for one of the signals and take it."),
    function("sigwaitinfo", "(sigset, /)", sigwaitinfo, "Wait for one of the signals; tells all about it."),
    function("sigtimedwait", "(sigset, timeout, /)", sigtimedwait, "The same, but for some time only."),
    function("siginterrupt", "(signalnum, flag, /)", siginterrupt, "Whether system calls end when the signal arrives."),
    function("_report_fatal", "(on, /)", report_fatal, "Whether the end by a fatal signal is told on standard error."),
];

const TIMER_ERROR: TypeSpec = exception("itimer_error", "signal");

fn timer_error(vm: &Vm) -> Class {
    exception_class(vm, "signal.itimer_error", &TIMER_ERROR, &vm.errors.os_error)
}

/// Adds this part to the module.
pub fn add(vm: &Vm, module: &Handle<PyModule>) {
    for row in FUNCTIONS {
        set(vm, module, row.name, vm.new_native(row, None, Value::UNBOUND, vm.intern("_signal")));
    }
    for (name, number) in [
        ("SIGRTMIN", libc::SIGRTMIN()),
        ("SIGRTMAX", libc::SIGRTMAX()),
        ("ITIMER_REAL", libc::ITIMER_REAL),
        ("ITIMER_VIRTUAL", libc::ITIMER_VIRTUAL),
        ("ITIMER_PROF", libc::ITIMER_PROF),
        ("SIG_BLOCK", libc::SIG_BLOCK),
        ("SIG_UNBLOCK", libc::SIG_UNBLOCK),
        ("SIG_SETMASK", libc::SIG_SETMASK),
        ("SIGCLD", libc::SIGCHLD),
        ("SIGIOT", libc::SIGABRT),
        ("SIGPOLL", libc::SIGPOLL),
        ("SIGPWR", libc::SIGPWR),
        ("SIGSTKFLT", libc::SIGSTKFLT),
    ] {
        set(vm, module, name, Value::small_int(i64::from(number)));
    }
    set(vm, module, "ItimerError", timer_error(vm).into_value());
    set(vm, module, "struct_siginfo", struct_sequence::class(vm, &SIGNAL_INFO).into_value());
}

fn failed(vm: &Vm, error: &std::io::Error) -> crate::memory::Raised {
    posix::os_error(vm, error, None)
}

// ---- timers ----

fn time_argument(vm: &Vm, value: &Value) -> PyResult<Option<Duration>> {
    let is_number = vm.class_of(value).slots(|slots| slots.index.is_some() || slots.float.is_some());
    if !is_number || vm.is_instance(value, &vm.types.str) {
        let message = format!("'{}' object cannot be interpreted as an integer", vm.class_name(value));
        return Err(messages::type_error(vm, &message));
    }
    let seconds = float::expect_real(vm, value)?;
    if seconds < 0.0 {
        return Ok(None);
    }
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) if time.as_secs() < 9_000_000_000 => Ok(Some(time)),
        _ => Err(messages::overflow_error(vm, "timestamp too large to convert to C PyTime_t")),
    }
}

fn timer_result(vm: &Vm, result: std::io::Result<(f64, f64)>) -> PyResult {
    match result {
        Ok((left, interval)) => Ok(vm.tuple_of([vm.new_float(left), vm.new_float(interval)])),
        Err(error) => {
            let number = error.raw_os_error().unwrap_or(libc::EINVAL);
            let values = [vm.new_int(i64::from(number)), vm.new_str(&posix::error_text(number))];
            let exception = vm.call_values(timer_error(vm).value(), &values)?;
            Err(vm.raise_new(exception))
        }
    }
}

fn which_argument(vm: &Vm, args: &[Value]) -> PyResult<i32> {
    Ok(i32::try_from(ops::index_exact(vm, argument(args, 0))?).unwrap_or(-1))
}

fn setitimer(vm: &Vm, args: &[Value]) -> PyResult {
    let which = which_argument(vm, args)?;
    let delay = time_argument(vm, argument(args, 1))?;
    let interval = match given(args, 2) {
        Some(interval) => time_argument(vm, interval)?,
        None => Some(Duration::ZERO),
    };
    let result = match (delay, interval) {
        (Some(delay), Some(interval)) => signal_calls::set_timer(which, delay, interval),
        _ => Err(std::io::Error::from_raw_os_error(libc::EINVAL)),
    };
    timer_result(vm, result)
}

fn getitimer(vm: &Vm, args: &[Value]) -> PyResult {
    timer_result(vm, signal_calls::timer(which_argument(vm, args)?))
}

fn pause(vm: &Vm, _args: &[Value]) -> PyResult {
    vm.blocking(signal_calls::pause);
    vm.poll()?;
    Ok(Value::NONE)
}

// ---- masks and waiting ----

fn signals_argument(vm: &Vm, value: &Value) -> PyResult<Vec<i32>> {
    let iterator = ops::iter(vm, value)?;
    let mut signals = Vec::new();
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is(&Value::DONE) {
            return Ok(signals);
        }
        let number = ops::index_exact(vm, &item)?;
        match i32::try_from(number) {
            Ok(number) if (1..65).contains(&number) => signals.push(number),
            _ => return Err(messages::value_error(vm, &format!("signal number {number} out of range [1; 64]"))),
        }
    }
}

fn as_set(vm: &Vm, signals: Vec<i32>) -> PyResult {
    let values = signals.into_iter().map(|signal| Value::small_int(i64::from(signal))).collect();
    crate::objects::set::new_set(vm, values)
}

fn pthread_kill(vm: &Vm, args: &[Value]) -> PyResult {
    let identity = ops::index_exact(vm, argument(args, 0))?;
    let signal = ops::index_exact(vm, argument(args, 1))?;
    let signal = i32::try_from(signal).unwrap_or(-1);
    let result = if vm.threads.all().iter().any(|thread| thread.identity.get() == identity) {
        os::kill_thread(identity, signal)
    } else {
        Err(std::io::Error::from_raw_os_error(libc::ESRCH))
    };
    match result {
        Ok(()) => {
            vm.poll()?;
            Ok(Value::NONE)
        }
        Err(error) => Err(failed(vm, &error)),
    }
}

fn pthread_sigmask(vm: &Vm, args: &[Value]) -> PyResult {
    let how = which_argument(vm, args)?;
    let signals = signals_argument(vm, argument(args, 1))?;
    match signal_calls::change_mask(how, &signals) {
        Ok(old) => {
            vm.poll()?;
            as_set(vm, old)
        }
        Err(error) => Err(failed(vm, &error)),
    }
}

fn sigpending(vm: &Vm, _args: &[Value]) -> PyResult {
    match signal_calls::pending() {
        Ok(signals) => as_set(vm, signals),
        Err(error) => Err(failed(vm, &error)),
    }
}

fn wait_for(vm: &Vm, signals: &[i32], timeout: Option<Duration>) -> PyResult<Option<signal_calls::Information>> {
    let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    let mut left = timeout;
    loop {
        match vm.blocking(|| signal_calls::wait(signals, left)) {
            Ok(found) => return Ok(found),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(failed(vm, &error)),
        }
        left = end.map(|end| end.saturating_duration_since(Instant::now()));
    }
}

fn sigwait(vm: &Vm, args: &[Value]) -> PyResult {
    let signals = signals_argument(vm, argument(args, 0))?;
    let found = wait_for(vm, &signals, None)?;
    Ok(found.map_or(Value::NONE, |found| vm.new_int(found[0])))
}

fn information(vm: &Vm, found: Option<signal_calls::Information>) -> PyResult {
    match found {
        Some(found) => {
            let fields = found.iter().map(|field| vm.new_int(*field)).collect();
            struct_sequence::make(vm, &SIGNAL_INFO, fields, Vec::new())
        }
        None => Ok(Value::NONE),
    }
}

fn sigwaitinfo(vm: &Vm, args: &[Value]) -> PyResult {
    let signals = signals_argument(vm, argument(args, 0))?;
    let found = wait_for(vm, &signals, None)?;
    information(vm, found)
}

fn sigtimedwait(vm: &Vm, args: &[Value]) -> PyResult {
    let signals = signals_argument(vm, argument(args, 0))?;
    let Some(timeout) = time_argument(vm, argument(args, 1))? else {
        return Err(messages::value_error(vm, "timeout must be non-negative"));
    };
    let found = wait_for(vm, &signals, Some(timeout))?;
    information(vm, found)
}

fn siginterrupt(vm: &Vm, args: &[Value]) -> PyResult {
    let number = ops::index_exact(vm, argument(args, 0))?;
    let Some(number) = i32::try_from(number).ok().filter(|number| (1..65).contains(number)) else {
        return Err(messages::value_error(vm, "signal number out of range"));
    };
    let interrupts = ops::truth(vm, argument(args, 1))?;
    match signal_calls::restart_calls(number, !interrupts) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, &error)),
    }
}

fn report_fatal(vm: &Vm, args: &[Value]) -> PyResult {
    signal_calls::report_fatal(ops::truth(vm, argument(args, 0))?);
    Ok(Value::NONE)
}
