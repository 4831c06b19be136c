//! The command line: options, running programs, the plain interactive loop.

mod exit;
mod explain;
mod options;
mod race;
mod repl;
mod run;

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
    let start = |size: usize| {
        let command = command.clone();
        std::thread::Builder::new().name("main".to_owned()).stack_size(size).spawn(move || {
            let floor = crate::memory::stack_pointer().saturating_sub(size).saturating_add(2 * RED_ZONE);
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run::run(command, floor)))
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
        Ok(Ok(Ok(ending))) => ending,
        Ok(_) => {
            let _ = os::write(
                2,
                b"SystemError: internal error in the interpreter; please report it with the program that led here\n",
            );
            Ending::Status(INTERNAL_ERROR)
        }
        Err(_) => {
            let _ = os::write(2, b"taipan: no memory for the program's stack\n");
            Ending::Status(INTERNAL_ERROR)
        }
    };
    match ending {
        Ending::Status(status) => std::process::exit(status),
        Ending::Interrupted => {
            let _ = os::set_signal(libc::SIGINT, os::Disposition::Default);
            os::unblock_signals();
            let _ = os::raise(libc::SIGINT);
            ExitCode::from(130)
        }
    }
}
