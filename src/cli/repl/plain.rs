//! The plain interactive loop: prompts on standard error, one statement at a
//! time from standard input. Line editing is deliberately missing.

use super::{flush, prompt_text};
use crate::cli::{Ending, exit};
use crate::engine;
use crate::memory::{Value, os};
use crate::objects::exception::display;
use crate::objects::module;
use crate::objects::vm::Vm;
use crate::stdlib::sys;
use taipan_grammar::Input;

/// Reads and runs statements until the end of input or `exit()`.
pub fn run(vm: &Vm, main: &Value) -> Ending {
    let mut reader = Reader { pending: Vec::new(), ended: false };
    loop {
        match statement(vm, &mut reader) {
            Read::End => {
                sys::write_error(vm, "\n");
                return Ending::Status(0);
            }
            Read::Interrupted => {
                sys::write_error(vm, "\nKeyboardInterrupt\n");
            }
            Read::Nothing => {}
            Read::Statement(source) => {
                if let Some(ending) = execute(vm, main, &source) {
                    return ending;
                }
            }
        }
    }
}

enum Read {
    End,
    Interrupted,
    Nothing,
    Statement(String),
}

/// Bytes of standard input that have been read too early.
struct Reader {
    pending: Vec<u8>,
    ended: bool,
}

enum Line {
    Text(String),
    End,
    Interrupted,
}

impl Reader {
    fn line(&mut self, vm: &Vm) -> Line {
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.pending) {
                let rest = self.pending.split_off(end + 1);
                let line = std::mem::replace(&mut self.pending, rest);
                return Line::Text(String::from_utf8_lossy(&line).into_owned());
            }
            if self.ended {
                if self.pending.is_empty() {
                    return Line::End;
                }
                let line = std::mem::take(&mut self.pending);
                return Line::Text(String::from_utf8_lossy(&line).into_owned());
            }
            let mut chunk = [0u8; 4096];
            match os::read(0, &mut chunk) {
                Ok(0) => self.ended = true,
                Ok(count) => self.pending.extend_from_slice(chunk.get(..count).unwrap_or(&[])),
                Err(error) if error.raw_os_error() == Some(libc::EINTR) => {
                    if vm.poll().is_err() {
                        drop(vm.take_exception());
                        self.pending.clear();
                        return Line::Interrupted;
                    }
                }
                Err(_) => self.ended = true,
            }
        }
    }
}

fn prompt(vm: &Vm, name: &str) {
    let text = prompt_text(vm, name);
    flush(vm);
    sys::write_error(vm, &text);
}

/// Collects the lines of one statement.
fn statement(vm: &Vm, reader: &mut Reader) -> Read {
    prompt(vm, "ps1");
    let mut source = String::new();
    loop {
        match reader.line(vm) {
            Line::Interrupted => return Read::Interrupted,
            Line::End => {
                return if source.trim().is_empty() { Read::End } else { Read::Statement(source) };
            }
            Line::Text(line) => source.push_str(&line),
        }
        let typed = source.strip_suffix('\n').unwrap_or(&source);
        let only_comments = typed.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
        if only_comments {
            return Read::Nothing;
        }
        match taipan_grammar::parse_input(typed, &taipan_grammar::Options::default()) {
            Input::Incomplete => prompt(vm, "ps2"),
            _ => return Read::Statement(source),
        }
    }
}

/// Runs one statement; gives an ending when the session is over.
fn execute(vm: &Vm, main: &Value, source: &str) -> Option<Ending> {
    let namespace = module::namespace(main);
    let filename = vm.new_str("<stdin>");
    display::register_statement(vm, &filename, source);
    let result = engine::run_statement(vm, source.as_bytes(), &filename, &namespace);
    flush(vm);
    match result {
        Ok(_) => None,
        Err(_) if vm.pending_is(&vm.errors.system_exit) => {
            let exception = vm.take_exception();
            Some(Ending::Status(exit::system_exit_status(vm, &exception)))
        }
        Err(_) => {
            exit::show_pending(vm);
            None
        }
    }
}
