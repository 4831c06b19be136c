//! Colours of tracebacks, as CPython 3.13 has them, and when there are any.

use crate::memory::os;
use crate::objects::dict::PyDict;
use crate::objects::module;
use crate::objects::vm::Vm;

const PLACE: &str = "\x1b[35m";
const CLASS: &str = "\x1b[1;35m";
const AROUND: &str = "\x1b[31m";
const MARKED: &str = "\x1b[1;31m";
const RESET: &str = "\x1b[0m";

/// Whether reports on the error stream are coloured: the user's word counts before the terminal's.
pub fn can_colour(vm: &Vm) -> bool {
    let variable = |name: &str| std::env::var_os(name);
    if !vm.options.ignore_environment {
        match variable("PYTHON_COLORS") {
            Some(value) if value == "0" => return false,
            Some(value) if value == "1" => return true,
            _ => {}
        }
        if variable("NO_COLOR").is_some() {
            return false;
        }
        if variable("FORCE_COLOR").is_some() {
            return true;
        }
        if variable("TERM").is_some_and(|term| term == "dumb") {
            return false;
        }
    }
    let sys = vm.modules.get_interned(&vm.names.sys).map(|sys| module::namespace(&sys));
    let stream = |name: &str| sys.as_ref().and_then(|sys| sys.get::<PyDict>()?.get_interned(&vm.intern(name)));
    match (stream("stderr"), stream("__stderr__")) {
        (Some(now), Some(first)) => now.is(&first) && os::is_terminal(2),
        _ => false,
    }
}

/// Colours the parts of a report, or leaves them as they are.
#[derive(Clone, Copy)]
pub struct Paint(pub bool);

impl Paint {
    fn with(self, style: &str, text: &str) -> String {
        if self.0 { format!("{style}{text}{RESET}") } else { text.to_owned() }
    }

    /// A file, a line number, a function, a message.
    pub fn place(self, text: &str) -> String {
        self.with(PLACE, text)
    }

    /// The class of an exception.
    pub fn class(self, text: &str) -> String {
        self.with(CLASS, text)
    }

    /// The part of a source line that is wrong.
    pub fn wrong(self, text: &str) -> String {
        self.with(MARKED, text)
    }

    /// A source line and the line of markers below it.
    ///
    /// Markers count columns, letters are counted one by one; behind wide characters the markers reach
    /// the end of the line, and the colour then ends on the line below, as in CPython.
    pub fn marks(self, line: &str, marks: &str) -> (String, String) {
        if !self.0 {
            return (line.to_owned(), marks.to_owned());
        }
        let (mut line, mut marks) = (line.chars().chain(['\n']).peekable(), marks.chars().peekable());
        let (mut shown, mut markers) = (String::new(), String::new());
        while line.peek().is_some() || marks.peek().is_some() {
            let mark = marks.peek().copied();
            let (mut letters, mut signs) = (String::new(), String::new());
            while (line.peek().is_some() || marks.peek().is_some()) && marks.peek().copied() == mark {
                letters.extend(line.next());
                signs.extend(marks.next());
            }
            let style = match mark {
                Some('^') => MARKED,
                Some('~') => AROUND,
                _ => "",
            };
            if style.is_empty() {
                shown.push_str(&letters);
                markers.push_str(&signs);
            } else {
                shown.push_str(&self.with(style, &letters));
                markers.push_str(&self.with(style, &signs));
            }
        }
        match shown.split_once('\n') {
            Some((shown, over)) => (shown.to_owned(), format!("{over}{markers}")),
            None => (shown, markers),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Paint;

    #[test]
    fn marks_are_coloured_in_runs() {
        let (line, marks) = Paint(true).marks("x = 1/0", "    ~^~");
        assert_eq!(line, "x = \x1b[31m1\x1b[0m\x1b[1;31m/\x1b[0m\x1b[31m0\x1b[0m");
        assert_eq!(marks, "    \x1b[31m~\x1b[0m\x1b[1;31m^\x1b[0m\x1b[31m~\x1b[0m");
        let (line, _) = Paint(true).marks("f() # why", "~^^");
        assert_eq!(line, "\x1b[31mf\x1b[0m\x1b[1;31m()\x1b[0m # why");
    }
}
