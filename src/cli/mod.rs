//! The command line: options, running programs, the plain interactive loop.

mod check;
mod exit;
mod explain;
pub mod golden;
mod manual;
mod options;
mod race;
mod repl;
mod run;
mod tools;

use crate::memory::os;
use std::process::ExitCode;

/// Address space for the stack of the thread that runs the program: the first
/// size that can be had, because a limit may be in force.
const STACKS: [usize; 4] = [1 << 30, 256 << 20, 64 << 20, 16 << 20];
/// What stays free below the recursion gate.
const RED_ZONE: usize = 256 << 10;
/// The exit status after an internal error.
const INTERNAL_ERROR: i32 = 70;

/// How a run of the interpreter ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Status(i32),
    /// An uncaught KeyboardInterrupt: the process dies by SIGINT.
    Interrupted,
}

/// The program `taipan`.
pub fn main() -> ExitCode {
    if let Some(status) = tools::run() {
        return ExitCode::from(status);
    }
    let command = match options::parse() {
        Ok(command) => command,
        Err(status) => return ExitCode::from(status),
    };
    std::panic::set_hook(Box::new(|_| {}));
    if let Some(search) = &command.search {
        return match race::find(search) {
            Ending::Status(status) => ExitCode::from(u8::try_from(status).unwrap_or(1)),
            Ending::Interrupted => ExitCode::from(130),
        };
    }
    let process = std::process::id();
    let start = |size: usize| {
        let command = command.clone();
        std::thread::Builder::new().name("main".to_owned()).stack_size(size).spawn(move || {
            let floor = crate::memory::stack_pointer().saturating_sub(size).saturating_add(2 * RED_ZONE);
            let ending = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run::run(command, floor)));
            if std::process::id() != process {
                // The child of a fork has this thread alone: nobody waits for its ending.
                leave(conclude(ending.ok()));
            }
            ending
        })
    };
    let mut running = start(STACKS[0]);
    for &size in &STACKS[1..] {
        if running.is_ok() {
            break;
        }
        running = start(size);
    }
    // Signals are the program's business, so they go to its thread.
    os::block_signals();
    let ending = match running.map(std::thread::JoinHandle::join) {
        Ok(result) => conclude(result.and_then(|ending| ending).ok()),
        Err(_) => {
            let _ = os::write(2, b"taipan: no memory for the program's stack\n");
            Ending::Status(INTERNAL_ERROR)
        }
    };
    leave(ending)
}

/// How the program ended; a report when the interpreter itself failed.
fn conclude(ending: Option<Ending>) -> Ending {
    match ending {
        Some(ending) => ending,
        None => {
            let _ = os::write(
                2,
                b"SystemError: internal error in the interpreter; please report it with the program that led here\n",
            );
            Ending::Status(INTERNAL_ERROR)
        }
    }
}

/// Ends the process as the program ended.
fn leave(ending: Ending) -> ! {
    if let Ending::Status(status) = ending {
        std::process::exit(status);
    }
    let _ = os::set_signal(libc::SIGINT, os::Disposition::Default);
    os::unblock_signals();
    let _ = os::raise(libc::SIGINT);
    std::process::exit(130)
}
