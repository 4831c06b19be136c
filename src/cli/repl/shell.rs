//! The session on a terminal: entries from the editor, statements, commands, `%` lines.
//!
//! Every entry has a file name of its own, `<python-input-N>`, under which its lines are kept, so that
//! tracebacks show them. What is written in Python lies in the module `_taipan_shell`; it is imported
//! when something of it is used first.

use super::editor::{Editor, Guide, History, Outcome};
use super::guide::{PythonGuide, is_magic, without_last_indent};
use super::{flush, prompt_text, variable};
use crate::cli::{Ending, exit};
use crate::engine;
use crate::memory::os::{self, Disposition};
use crate::memory::{PyResult, Value};
use crate::objects::exception::{PyException, display};
use crate::objects::str::text_of;
use crate::objects::traceback::PyTraceback;
use crate::objects::vm::Vm;
use crate::objects::{module, ops};
use crate::stdlib::{import, sys};

/// Words that work without parentheses, as long as nobody binds them.
const WORDS: &[&str] = &["exit", "quit", "copyright", "credits", "license", "help", "clear"];

pub fn run(vm: &Vm, main: &Value) -> Ending {
    let mut editor = Editor::new(History::load(variable(vm, "PYTHON_HISTORY")));
    let guide = PythonGuide::new(vm, main, display::can_colour(vm));
    let mut session = Session { vm, main, number: 0 };
    let ending = loop {
        let prompts = (prompt_text(vm, "ps1"), prompt_text(vm, "ps2"));
        flush(vm);
        match read(&mut editor, (&prompts.0, &prompts.1), &guide) {
            Outcome::End => break Ending::Status(0),
            Outcome::Interrupted => sys::write_error(vm, "KeyboardInterrupt\n"),
            Outcome::Help => session.quietly("help_keys", &[]),
            Outcome::ShowHistory => {
                let text = vm.new_string(editor.history.all());
                session.quietly("show_history", &[text]);
            }
            Outcome::Entry(text) => {
                if let Some(ending) = session.enter(&text, &mut editor) {
                    break ending;
                }
            }
        }
    };
    editor.history.save();
    ending
}

/// Reads an entry while changes of the terminal's size are heard of.
fn read(editor: &mut Editor, prompts: (&str, &str), guide: &dyn Guide) -> Outcome {
    let unused = os::signal_disposition(libc::SIGWINCH).is_ok_and(|now| now == Some(Disposition::Default));
    if unused {
        let _ = os::set_signal(libc::SIGWINCH, Disposition::Note);
    }
    // Only the last line of a prompt belongs to the line that is edited.
    let first = match prompts.0.rsplit_once('\n') {
        Some((above, last)) => {
            super::editor::write(&format!("{}\n", guide.paint(above)));
            last
        }
        None => prompts.0,
    };
    let outcome = editor.read((first, prompts.1.rsplit('\n').next().unwrap_or("")), guide);
    if unused {
        let _ = os::set_signal(libc::SIGWINCH, Disposition::Default);
    }
    outcome
}

/// The namespace that entries run in.
pub fn namespace(main: &Value) -> Value {
    module::namespace(main)
}

/// Calls a function of the module `_taipan_shell`.
pub fn call_tool(vm: &Vm, name: &str, arguments: &[Value]) -> PyResult {
    let tools = import::import_absolute(vm, "_taipan_shell")?;
    let function = ops::get_attr(vm, &tools, &vm.intern(name))?;
    vm.call_values(&function, arguments)
}

struct Session<'a> {
    vm: &'a Vm,
    main: &'a Value,
    /// The number of the next entry that is run.
    number: usize,
}

impl Session<'_> {
    /// Runs what was entered; gives an ending when the session is over.
    fn enter(&mut self, text: &str, editor: &mut Editor) -> Option<Ending> {
        let typed = text.trim();
        if typed.is_empty() {
            return None;
        }
        let result = if WORDS.contains(&typed) && !self.is_bound(typed) {
            if typed == "clear" {
                super::editor::write("\x1b[H\x1b[2J");
                return None;
            }
            // History is there for those who look at it while the program ends.
            editor.history.save();
            call_tool(self.vm, "run_word", &[self.vm.new_str(typed)])
        } else if is_magic(typed) && taipan_grammar::parse(typed, taipan_grammar::Mode::File, &<_>::default()).is_err() {
            let arguments = [self.vm.new_str(typed), namespace(self.main)];
            call_tool(self.vm, "run_line", &arguments)
        } else {
            self.statements(without_last_indent(text))
        };
        flush(self.vm);
        match result {
            Ok(_) => None,
            Err(_) if self.vm.pending_is(&self.vm.errors.system_exit) => {
                let exception = self.vm.take_exception();
                Some(Ending::Status(exit::system_exit_status(self.vm, &exception)))
            }
            Err(_) => {
                self.forget_tools();
                exit::show_pending(self.vm);
                // The hook that shows an exception may leave, too.
                if self.vm.pending_is(&self.vm.errors.system_exit) {
                    let exception = self.vm.take_exception();
                    return Some(Ending::Status(exit::system_exit_status(self.vm, &exception)));
                }
                None
            }
        }
    }

    fn is_bound(&self, name: &str) -> bool {
        let namespace = namespace(self.main);
        match ops::contains(self.vm, &namespace, &self.vm.intern(name)) {
            Ok(found) => found,
            Err(_) => {
                drop(self.vm.take_exception());
                true
            }
        }
    }

    fn statements(&mut self, text: &str) -> PyResult {
        let vm = self.vm;
        let name = format!("<python-input-{}>", self.number);
        self.number += 1;
        display::register_source(vm, &name, text);
        let filename = vm.new_string(name);
        engine::run_entry(vm, text, &filename, &namespace(self.main), &|coroutine| call_tool(vm, "run_coroutine", &[coroutine]))
    }

    /// Takes the entries of `_taipan_shell` from the traceback of the pending exception: what a
    /// command runs is the user's, the command itself is not.
    fn forget_tools(&self) {
        let exception = self.vm.take_exception();
        if let Some(payload) = exception.get::<PyException>() {
            let mut traceback = payload.traceback.copy();
            while let Some(entry) = traceback.clone().get::<PyTraceback>()
                && text_of(&entry.code.filename).starts_with("<frozen _taipan_shell")
            {
                traceback = entry.next.copy();
            }
            drop(payload.traceback.replace(traceback));
        }
        self.vm.raise(exception);
    }

    /// Runs a tool whose errors do not matter.
    fn quietly(&self, name: &str, arguments: &[Value]) {
        let result = call_tool(self.vm, name, arguments);
        flush(self.vm);
        if result.is_err() {
            exit::show_pending(self.vm);
        }
    }
}
