//! The interactive session: the banner, the prompts, and which of the two loops runs.
//!
//! On a terminal that understands escape sequences entries are edited ([`shell`]); elsewhere, and
//! with `PYTHON_BASIC_REPL`, lines are read as they come ([`plain`]).

mod editor;
mod guide;
mod plain;
mod shell;

use super::Ending;
use crate::memory::{Value, os};
use crate::objects::vm::Vm;
use crate::objects::{ops, str};
use crate::stdlib::sys;

/// The two lines that greet the user; `-q` leaves them out.
pub fn banner(vm: &Vm) {
    set_prompts(vm);
    if vm.options.quiet {
        return;
    }
    let platform = if cfg!(target_os = "macos") { "darwin" } else { "linux" };
    let text = format!(
        "Python {} on {platform}\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n",
        sys::VERSION_TEXT
    );
    sys::write_error(vm, &text);
}

/// Reads and runs entries until the end of input or `exit()`.
pub fn run(vm: &Vm, main: &Value) -> Ending {
    set_prompts(vm);
    if can_edit(vm) { shell::run(vm, main) } else { plain::run(vm, main) }
}

fn set_prompts(vm: &Vm) {
    for (name, prompt) in [("ps1", ">>> "), ("ps2", "... ")] {
        if sys::attribute(vm, &vm.intern(name)).is_none() {
            sys::set_attribute(vm, name, vm.new_str(prompt));
        }
    }
}

/// A `PYTHON…` variable, unless the environment is ignored.
fn variable(vm: &Vm, name: &str) -> Option<std::ffi::OsString> {
    if vm.options.ignore_environment { None } else { std::env::var_os(name).filter(|value| !value.is_empty()) }
}

/// Whether both ends are a terminal that can do what the editor needs.
fn can_edit(vm: &Vm) -> bool {
    let can_move = std::env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb" && term != "unknown");
    can_move && os::is_terminal(0) && os::is_terminal(1) && variable(vm, "PYTHON_BASIC_REPL").is_none()
}

/// `sys.ps1` or `sys.ps2` as text; a prompt that cannot be shown is empty.
fn prompt_text(vm: &Vm, name: &str) -> String {
    match sys::attribute(vm, &vm.intern(name)) {
        Some(value) => match ops::str(vm, &value) {
            Ok(text) => str::text_of(&text),
            Err(_) => {
                drop(vm.take_exception());
                String::new()
            }
        },
        None => String::new(),
    }
}

/// Writes out what `sys.stdout` holds back.
fn flush(vm: &Vm) {
    if let Some(stdout) = sys::attribute(vm, &vm.names.stdout).filter(|stdout| !stdout.is_none())
        && vm.call_method(&stdout, &vm.names.flush, &[]).is_err()
    {
        drop(vm.take_exception());
    }
}
