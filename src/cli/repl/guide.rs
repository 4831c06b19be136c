//! What the editor has to know about Python: when an entry is whole, indentation, colours,
//! completions, and waiting while other threads run.

use super::editor::{Completion, Guide, Span, Waited, wait_for_input};
use crate::cli::exit;
use crate::memory::{Value, os};
use crate::objects::vm::Vm;
use crate::objects::{int, ops, str};
use std::collections::HashSet;
use taipan_grammar::{Class, Input, classify};

const PROMPT: &str = "\x1b[1;35m";
const RESET: &str = "\x1b[0m";
const KEYWORD: &str = "\x1b[1;34m";
const DEFINITION: &str = "\x1b[1m";
const BUILTIN: &str = "\x1b[36m";
const STRING: &str = "\x1b[32m";
const NUMBER: &str = "\x1b[33m";
const COMMENT: &str = "\x1b[31m";
/// Longer entries are not coloured while they are edited, so that every key stays quick.
const LONGEST_COLOURED: usize = 1 << 18;

pub struct PythonGuide<'a> {
    pub vm: &'a Vm,
    pub main: &'a Value,
    pub colours: bool,
    /// Names that are shown as built-in.
    builtins: HashSet<String>,
}

impl<'a> PythonGuide<'a> {
    pub fn new(vm: &'a Vm, main: &'a Value, colours: bool) -> PythonGuide<'a> {
        let names = vm.builtins.pairs();
        let builtins = names.iter().map(|(name, _)| str::text_of(name)).filter(|name| !name.starts_with('_')).collect();
        PythonGuide { vm, main, colours, builtins }
    }
}

/// The entry without the indentation that stands alone on its last line.
pub fn without_last_indent(text: &str) -> &str {
    text.trim_end_matches([' ', '\t'])
}

/// Whether the line is a command of the prompt, which is no Python.
pub fn is_magic(text: &str) -> bool {
    let line = text.trim();
    !line.contains('\n') && (line.starts_with('%') || line.ends_with('?'))
}

impl Guide for PythonGuide<'_> {
    fn is_ready(&self, text: &str) -> bool {
        let whole = if text.contains('\n') { without_last_indent(text) } else { text };
        match taipan_grammar::parse_input(whole, &taipan_grammar::Options::default()) {
            Input::Complete(_) => true,
            Input::Incomplete => false,
            // The error of a single line is shown at once. An entry of several lines may hold several
            // statements, or may be mended: only an empty last line ends it.
            Input::Invalid(_) => match whole.rsplit_once('\n') {
                None => true,
                Some((_, last)) => last.trim().is_empty(),
            },
        }
    }

    fn indentation(&self, before: &str) -> String {
        let line = before.rsplit('\n').find(|line| !line.trim().is_empty()).unwrap_or("");
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        let mut indentation = line.get(..blanks).unwrap_or("").to_owned();
        let last = before.rsplit('\n').next().unwrap_or("");
        if last.trim().is_empty() && before.contains('\n') {
            return last.to_owned();
        }
        let pieces = classify(last);
        let ends_in_colon = pieces
            .iter()
            .rev()
            .find(|piece| piece.class != Class::Comment)
            .is_some_and(|piece| last.get(piece.start..piece.end) == Some(":"));
        if ends_in_colon {
            indentation.push_str("    ");
        }
        indentation
    }

    fn colours(&self, text: &str) -> Vec<Span> {
        if !self.colours || text.len() > LONGEST_COLOURED || is_magic(text) {
            return Vec::new();
        }
        let style = |piece: &taipan_grammar::Piece| {
            Some(match piece.class {
                Class::Keyword => KEYWORD,
                Class::Definition => DEFINITION,
                Class::Name if self.builtins.contains(text.get(piece.start..piece.end)?) => BUILTIN,
                Class::String => STRING,
                Class::Number => NUMBER,
                Class::Comment => COMMENT,
                Class::Name | Class::Attribute | Class::Operator => return None,
            })
        };
        classify(text)
            .iter()
            .filter_map(|piece| Some(Span { start: piece.start, end: piece.end, style: style(piece)? }))
            .collect()
    }

    fn complete(&self, text: &str, cursor: usize) -> Completion {
        let vm = self.vm;
        let arguments = [vm.new_str(text.get(..cursor).unwrap_or("")), super::shell::namespace(self.main)];
        let found = super::shell::call_tool(vm, "complete", &arguments).and_then(|found| {
            let parts = ops::collect(vm, &found)?;
            let length = parts.first().and_then(int::as_i64).unwrap_or(0);
            let names = match parts.get(1) {
                Some(names) => ops::collect(vm, names)?,
                None => Vec::new(),
            };
            Ok((length, names))
        });
        match found {
            Ok((length, names)) => {
                // Places are counted in characters there, in bytes here.
                let before = text.get(..cursor).unwrap_or("");
                let typed = before.chars().rev().take(usize::try_from(length).unwrap_or(0)).map(char::len_utf8).sum::<usize>();
                Completion { start: cursor.saturating_sub(typed), candidates: names.iter().map(str::text_of).collect() }
            }
            Err(_) => {
                // Whatever a completion runs into, the entry is not disturbed.
                drop(vm.take_exception());
                Completion::default()
            }
        }
    }

    fn wait(&self, milliseconds: i64) -> Waited {
        let vm = self.vm;
        loop {
            if os::take_signal(libc::SIGWINCH) {
                return Waited::Resized;
            }
            if vm.heap.interrupted() && vm.poll().is_err() {
                if vm.pending_is(&vm.errors.keyboard_interrupt) {
                    drop(vm.take_exception());
                    return Waited::Interrupted;
                }
                exit::show_pending(vm);
                return Waited::Disturbed;
            }
            match vm.blocking(|| wait_for_input(milliseconds)) {
                Some(true) => return Waited::Readable,
                Some(false) => return Waited::Timeout,
                None => {}
            }
        }
    }

    fn paint(&self, prompt: &str) -> String {
        if self.colours && !prompt.is_empty() { format!("{PROMPT}{prompt}{RESET}") } else { prompt.to_owned() }
    }
}
