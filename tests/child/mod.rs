//! Runs the interpreter under test: which one it is, and in which environment.
//!
//! Shared by the golden, hostile and command-line tests. Running a command and showing a difference is what
//! `taipan test` does too, so that lies in the library (`taipan::cli::golden`).

#![allow(dead_code, reason = "each test program uses its own part of this file")]

use std::path::{Path, PathBuf};
use std::process::Command;

#[allow(unused_imports, reason = "each test program uses its own part of this file")]
pub use taipan::cli::golden::difference::difference;
#[allow(unused_imports, reason = "each test program uses its own part of this file")]
pub use taipan::cli::golden::process::{Outcome, finish};

/// The interpreter under test; `TAIPAN_TEST_BINARY` puts another one in its place.
pub fn interpreter() -> PathBuf {
    match std::env::var_os("TAIPAN_TEST_BINARY") {
        Some(path) => PathBuf::from(path),
        None => PathBuf::from(env!("CARGO_BIN_EXE_taipan")),
    }
}

/// Whether this run of the suite collects garbage at every allocation.
pub fn gc_stress() -> bool {
    std::env::var_os("TAIPAN_GC_STRESS").is_some_and(|value| !value.is_empty() && value != "0")
}

/// A command in the fixed environment, to be given arguments and run by [`finish`].
pub fn command(program: &Path, folder: &Path) -> Command {
    let mut command = taipan::cli::golden::process::command(program, folder);
    if gc_stress() {
        command.env("TAIPAN_GC_STRESS", "1");
    }
    command
}
