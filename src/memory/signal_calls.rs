//! System calls about signals that only few programs use: timers, masks,
//! waiting for a signal without a handler, the last words of a dying process.
//!
//! Promises as in `os`: no function touches the heap, the handler only calls
//! what signal handlers may call.

use std::io::{Error, Result};
use std::ptr::null_mut;
use std::time::Duration;

fn check(result: i32) -> Result<()> {
    if result < 0 { Err(Error::last_os_error()) } else { Ok(()) }
}

fn value_of(time: Duration) -> libc::timeval {
    libc::timeval { tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX), tv_usec: i64::from(time.subsec_micros()) }
}

fn seconds(time: &libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}

fn no_timer() -> libc::itimerval {
    let zero = libc::timeval { tv_sec: 0, tv_usec: 0 };
    libc::itimerval { it_interval: zero, it_value: zero }
}

/// Seconds until the timer goes off, and its interval.
pub fn timer(which: i32) -> Result<(f64, f64)> {
    let mut old = no_timer();
    // SAFETY: the call fills the structure.
    check(unsafe { libc::getitimer(which as _, &mut old) })?;
    Ok((seconds(&old.it_value), seconds(&old.it_interval)))
}

/// Sets a timer; gives what was left of it and its interval.
pub fn set_timer(which: i32, delay: Duration, interval: Duration) -> Result<(f64, f64)> {
    let new = libc::itimerval { it_interval: value_of(interval), it_value: value_of(delay) };
    let mut old = no_timer();
    // SAFETY: both structures are valid.
    check(unsafe { libc::setitimer(which as _, &new, &mut old) })?;
    Ok((seconds(&old.it_value), seconds(&old.it_interval)))
}

/// Waits until a signal has been handled.
pub fn pause() {
    // SAFETY: takes nothing; it always ends with EINTR.
    unsafe { libc::pause() };
}

fn set_of(signals: &[i32]) -> libc::sigset_t {
    // SAFETY: all-zero is a valid set; wrong numbers are refused without effect.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        for &signal in signals {
            libc::sigaddset(&mut set, signal);
        }
        set
    }
}

fn members(set: &libc::sigset_t) -> Vec<i32> {
    // SAFETY: the set is valid.
    (1..65).filter(|&signal| unsafe { libc::sigismember(set, signal) } == 1).collect()
}

/// Changes the signals that the calling thread does not take; gives the old ones.
pub fn change_mask(how: i32, signals: &[i32]) -> Result<Vec<i32>> {
    let new = set_of(signals);
    let mut old = set_of(&[]);
    // SAFETY: both sets are valid.
    match unsafe { libc::pthread_sigmask(how, &new, &mut old) } {
        0 => Ok(members(&old)),
        number => Err(Error::from_raw_os_error(number)),
    }
}

/// Signals that have arrived and wait for being taken.
pub fn pending() -> Result<Vec<i32>> {
    let mut set = set_of(&[]);
    // SAFETY: the call fills the set.
    check(unsafe { libc::sigpending(&mut set) })?;
    Ok(members(&set))
}

/// What is known about a signal: number, code, errno, process, user, status, band.
pub type Information = [i64; 7];

/// Waits for one of the signals; `None` when the time is over.
pub fn wait(signals: &[i32], timeout: Option<Duration>) -> Result<Option<Information>> {
    let set = set_of(signals);
    // SAFETY: all-zero is a valid `siginfo_t`; the call fills it.
    let mut found: libc::siginfo_t = unsafe { std::mem::zeroed() };
    let time = timeout.map(|time| libc::timespec {
        tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(time.subsec_nanos()),
    });
    // SAFETY: set, information and time are valid for the length of the call.
    let result = unsafe {
        match &time {
            Some(time) => libc::sigtimedwait(&set, &mut found, time),
            None => libc::sigwaitinfo(&set, &mut found),
        }
    };
    if result < 0 {
        let error = Error::last_os_error();
        return if error.raw_os_error() == Some(libc::EAGAIN) { Ok(None) } else { Err(error) };
    }
    // SAFETY: the kernel has filled the fields of the signal's kind; the others are zero.
    let (process, user, status) = unsafe { (found.si_pid(), found.si_uid(), found.si_status()) };
    Ok(Some([
        i64::from(found.si_signo),
        i64::from(found.si_code),
        i64::from(found.si_errno),
        i64::from(process),
        i64::from(user),
        i64::from(status),
        0,
    ]))
}

/// Whether system calls go on after a signal whose handler is ours.
pub fn restart_calls(signal: i32, restart: bool) -> Result<()> {
    // SAFETY: all-zero is a valid `sigaction`; the calls fill and read it.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signal, null_mut(), &mut action))?;
        if restart {
            action.sa_flags |= libc::SA_RESTART;
        } else {
            action.sa_flags &= !libc::SA_RESTART;
        }
        check(libc::sigaction(signal, &action, null_mut()))
    }
}

const FATAL: [(i32, &[u8]); 5] = [
    (libc::SIGBUS, b"Fatal Python error: Bus error\n\n"),
    (libc::SIGILL, b"Fatal Python error: Illegal instruction\n\n"),
    (libc::SIGFPE, b"Fatal Python error: Floating-point exception\n\n"),
    (libc::SIGABRT, b"Fatal Python error: Aborted\n\n"),
    (libc::SIGSEGV, b"Fatal Python error: Segmentation fault\n\n"),
];

extern "C" fn last_words(signal: i32) {
    if let Some((_, text)) = FATAL.iter().find(|row| row.0 == signal) {
        // SAFETY: `write`, `signal` and `raise` may be used in signal handlers.
        unsafe { libc::write(2, text.as_ptr().cast(), text.len()) };
    }
    // SAFETY: as above; the process ends as it would have without this handler.
    unsafe {
        libc::signal(signal, libc::SIG_DFL);
        libc::raise(signal);
    }
}

/// Says on standard error which fatal signal ends the process, or stops saying so.
pub fn report_fatal(on: bool) {
    let action = if on { last_words as extern "C" fn(i32) as usize } else { libc::SIG_DFL };
    for (signal, _) in FATAL {
        // SAFETY: the handler only calls what signal handlers may call.
        unsafe { libc::signal(signal, action) };
    }
}
