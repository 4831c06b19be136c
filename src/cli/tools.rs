//! Commands that run no program: `test`, `check`, `man`, `completions`.
//!
//! A command is taken only when no file of its name exists, so that none of them
//! hides a script; `--run-test` and so on always work.

use super::options::out;
use super::{check, golden, manual};
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The part of the help that names the commands; the manual is made of it too.
pub const COMMANDS: &str = "
Tools, unless a file of that name is here (always: --run-test and so on):
test DIR...       : run the scripts of folders and compare with the recordings beside them;
         --record PYTHON makes the recordings
check FILE...     : list syntax errors, missing modules and unsupported features, all at once
completions SHELL : print completions for bash, zsh or fish
man               : print the manual page
";

/// A tool: its name, and what it does with its arguments.
type Tool = (&'static str, fn(&[OsString]) -> u8);

const TOOLS: &[Tool] =
    &[("test", golden::main), ("check", check::main), ("completions", manual::completions), ("man", manual::man)];

/// Runs the tool that the command line names, if it names one; the exit status.
pub fn run() -> Option<u8> {
    let mut arguments = std::env::args_os().skip(1);
    let first = arguments.next()?;
    let bytes = first.as_bytes();
    let tool = match bytes.strip_prefix(b"--run-") {
        Some(name) => TOOLS.iter().find(|tool| tool.0.as_bytes() == name)?,
        None => TOOLS.iter().find(|tool| tool.0.as_bytes() == bytes && !Path::new(&first).exists())?,
    };
    let rest: Vec<OsString> = arguments.collect();
    Some((tool.1)(&rest))
}

/// Says what is wrong with the arguments of a tool.
pub(super) fn wrong(tool: &str, message: &str, usage: &str) -> u8 {
    out(2, &format!("taipan {tool}: {message}\n{usage}"));
    2
}
