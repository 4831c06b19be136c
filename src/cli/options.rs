//! CPython's command line options and environment variables.

use super::explain::{Request, What};
use super::race::Search;
use crate::memory::os;
use crate::objects::options::Options;
use crate::stdlib::sys::VERSION_TEXT;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

/// What to run.
#[derive(Clone)]
pub enum Program {
    /// `-c`
    Command(OsString),
    /// `-m`
    Module(OsString),
    /// A script file or a folder with `__main__.py`.
    File(OsString),
    /// Standard input: `-` or nothing.
    Input,
}

#[derive(Clone)]
pub struct Command {
    pub program: Program,
    pub options: Options,
    /// The name by which the program was called, for messages.
    pub name: String,
    /// `-x`
    pub skip_first_line: bool,
    /// `PYTHONSTARTUP`
    pub startup: Option<OsString>,
    /// `--find-race`
    pub search: Option<Search>,
    /// `--explain`
    pub explain: Option<Request>,
}

pub const HELP: &str = "\
Options (and corresponding environment variables):
-b     : issue warnings about mixing bytes and str (-bb: issue errors)
-B     : accepted for compatibility; byte code is never written
-c cmd : program passed in as string (terminates option list)
-d     : accepted for compatibility; also PYTHONDEBUG=x
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running script; forces a prompt even
         if stdin does not appear to be a terminal; also PYTHONINSPECT=x
-I     : isolate the program from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path; also
         PYTHONSAFEPATH
-q     : don't print version and copyright messages on interactive startup
-s     : accepted for compatibility; also PYTHONNOUSERSITE=x
-S     : don't add exit, quit, copyright, credits, license and help
-u     : force the stdout and stderr streams to be unbuffered;
         this option has no effect on stdin; also PYTHONUNBUFFERED=x
-v     : accepted for compatibility; also PYTHONVERBOSE=x
-V     : print the version number and exit (also --version)
         when given twice, print more information about the build
-W arg : warning control; arg is action:message:category:module:lineno
         also PYTHONWARNINGS=arg
-x     : skip first line of source, allowing use of non-Unix forms of #!cmd
-X opt : set implementation-specific option
--explain=gc: tell on stderr what each garbage collection does
--explain=refs: tell on stderr after each line whose reference counts changed
--explain=memory: write names and objects at the end as one HTML page;
         --at=LINE for an earlier moment, --output=FILE for another file
--explain=threads: write what every thread did as one HTML page; --format=text
         or --format=json: on stderr, a line for every step
--format=json: one JSON object per event of --explain=gc and --explain=refs
--help-env: print help about environment variables and exit
--help-repl: print the keys and commands of the interactive prompt and exit
--help-xoptions: print help about implementation-specific -X options and exit
--find-race K FILE: run FILE under K seeds of the thread scheduler and show the
         first two whose output differs

Commands, unless a file of that name is here (always: --run-mro and so on):
mro FILE:CLASS     : merge the method resolution order of a class step by step
scopes FILE[:FUNC] : tell what each name is, and why
explain CLASS      : tell what an exception means, with an example

Arguments:
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]
";

pub const HELP_ENV: &str = "\
Environment variables that change behavior:
PYTHONPATH           : folders prefixed to the default module search path, separated by ':'
PYTHONSTARTUP        : file executed on interactive startup (no default)
PYTHONINSPECT        : inspect interactively after running script (-i)
PYTHONUNBUFFERED     : unbuffered stdout and stderr (-u)
PYTHONHASHSEED       : 'random' or a number in the range [0; 4294967295]
PYTHONIOENCODING     : encoding[:errors] used for stdin/stdout/stderr
PYTHONWARNINGS       : warning control (-W)
PYTHONOPTIMIZE       : remove asserts, and docstrings when 2 (-O)
PYTHONINTMAXSTRDIGITS: limit of digits between int and str (-X int_max_str_digits)
PYTHONSAFEPATH       : don't prepend a potentially unsafe path to sys.path (-P)
PYTHON_COLORS        : 0 or 1, whether tracebacks may be coloured
PYTHON_HISTORY       : file of the interactive history (default: ~/.python_history)
PYTHON_BASIC_REPL    : read lines plainly at the prompt, without the editor
TAIPAN_GC_STRESS     : 1 collects garbage at every allocation of a container
";

pub const HELP_X: &str = "\
The following implementation-specific options are available:
-X int_max_str_digits=N: limit the size of int<->str conversions;
         0 disables the limit; also PYTHONINTMAXSTRDIGITS
-X sched-seed=N: let N decide when threads take turns: the same N, the same
         order; time is counted, not measured, and a deadlock is reported
-X utf8[=0|1], -X dev, -X faulthandler, -X importtime: accepted, shown in sys._xoptions
";

/// Writes to a stream of the process; a reader that is gone is nobody's fault.
pub(super) fn out(fd: i32, text: &str) {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        match os::write(fd, rest) {
            Ok(count) => rest = rest.get(count..).unwrap_or(&[]),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => {}
            Err(_) => return,
        }
    }
}

fn usage(name: &str) -> String {
    format!("usage: {name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n")
}

fn wrong(name: &str, message: &str) -> u8 {
    out(2, &format!("{message}\n{}Try `python -h' for more information.\n", usage(name)));
    2
}

/// Reads the command line and the environment; `Err` ends the process with that status.
///
/// Options are read letter by letter as CPython reads them: letters may be
/// bundled, an argument may be joined to its letter, and everything behind the
/// program belongs to the program.
pub fn parse() -> Result<Command, u8> {
    let mut arguments = std::env::args_os();
    let name = arguments.next().unwrap_or_else(|| OsString::from("taipan"));
    let given: Vec<OsString> = arguments.collect();
    let shown = name.to_string_lossy().into_owned();
    let original_arguments = std::iter::once(name).chain(given.iter().cloned()).collect();
    let mut options = Options { original_arguments, ..Options::default() };
    let mut program = None;
    let mut skip_first_line = false;
    let mut versions = 0;
    let mut explain = Explaining::default();
    let mut lesson = None;
    let mut index = 0;
    while program.is_none() {
        let Some(argument) = given.get(index) else { break };
        let bytes = argument.as_bytes();
        if bytes == b"-" || !bytes.starts_with(b"-") {
            break;
        }
        index += 1;
        if let Some(long) = bytes.strip_prefix(b"--") {
            match long {
                b"" => break,
                b"help" | b"help-all" => return Err(help(&shown)),
                b"help-env" => {
                    out(1, HELP_ENV);
                    return Err(0);
                }
                b"help-xoptions" => {
                    out(1, HELP_X);
                    return Err(0);
                }
                b"version" => versions += 1,
                b"find-race" => return find_race(&shown, options, given.get(index..).unwrap_or(&[])),
                b"check-hash-based-pycs" => index += 1,
                b"help-repl" => (lesson, program) = (Some(OsString::from("keys")), Some(lessons())),
                long if is_lesson(long.strip_prefix(b"run-").unwrap_or(b"")) => {
                    (lesson, program) = (Some(OsString::from_vec(long.get(4..).unwrap_or(&[]).to_vec())), Some(lessons()));
                }
                long if explain.takes(long) => {
                    let taken = explain.take(long, given.get(index));
                    match taken {
                        Ok(true) => index += 1,
                        Ok(false) => {}
                        Err(message) => return Err(wrong(&shown, &message)),
                    }
                }
                _ => {
                    let message = format!("unknown option --{}", String::from_utf8_lossy(long));
                    return Err(wrong(&shown, &message));
                }
            }
            continue;
        }
        let mut at = 1;
        while let Some(&letter) = bytes.get(at) {
            at += 1;
            match letter {
                b'b' => options.bytes_warning = options.bytes_warning.saturating_add(1),
                b'B' => options.dont_write_bytecode = true,
                b'd' => options.debug = options.debug.saturating_add(1),
                b'E' => options.ignore_environment = true,
                b'h' | b'?' => return Err(help(&shown)),
                b'i' => (options.inspect, options.interactive) = (true, true),
                b'I' => {
                    options.isolated = true;
                    options.ignore_environment = true;
                    options.no_user_site = true;
                    options.safe_path = true;
                }
                b'O' => options.optimize = options.optimize.saturating_add(1).min(2),
                b'P' => options.safe_path = true,
                b'q' => options.quiet = true,
                b'R' => {}
                b's' => options.no_user_site = true,
                b'S' => options.no_site = true,
                b'u' => options.unbuffered = true,
                b'v' => options.verbose = options.verbose.saturating_add(1),
                b'V' => versions += 1,
                b'x' => skip_first_line = true,
                b'c' | b'm' | b'W' | b'X' => {
                    let joined = bytes.get(at..).unwrap_or(&[]);
                    let value = if joined.is_empty() {
                        let next = given.get(index).cloned();
                        index += 1;
                        next
                    } else {
                        Some(OsString::from_vec(joined.to_vec()))
                    };
                    let Some(value) = value else {
                        let message = format!("Argument expected for the -{} option", letter as char);
                        return Err(wrong(&shown, &message));
                    };
                    match letter {
                        b'c' => program = Some(Program::Command(value)),
                        b'm' => program = Some(Program::Module(value)),
                        b'W' => options.warnings.push(value.to_string_lossy().into_owned()),
                        _ => options.x_options.push(value.to_string_lossy().into_owned()),
                    }
                    break;
                }
                other => return Err(wrong(&shown, &format!("Unknown option: -{}", other as char))),
            }
        }
    }
    if versions > 0 {
        version(versions);
        return Err(0);
    }
    let mut rest: Vec<OsString> = given.get(index..).unwrap_or(&[]).to_vec();
    let explain = match explain.finish() {
        Ok(explain) => explain,
        Err(message) => return Err(wrong(&shown, &message)),
    };
    let first = match &program {
        Some(Program::Command(_)) => OsString::from("-c"),
        Some(Program::Module(_)) => {
            rest.splice(..0, lesson);
            OsString::from("-m")
        }
        _ if rest.first().is_some_and(|first| is_lesson(first.as_bytes()) && !Path::new(first).exists()) => {
            program = Some(lessons());
            OsString::from("-m")
        }
        _ => {
            let nothing = rest.is_empty();
            let first = if nothing { OsString::new() } else { rest.remove(0) };
            program = Some(if nothing || first == "-" { Program::Input } else { Program::File(first.clone()) });
            first
        }
    };
    options.arguments = std::iter::once(first).chain(rest).collect();
    let mut command = Command {
        program: program.unwrap_or(Program::Input),
        options,
        name: shown,
        skip_first_line,
        startup: None,
        search: None,
        explain,
    };
    environment(&mut command)?;
    Ok(command)
}

/// Whether this is a command that the prompt has too: `mro`, `scopes`, `explain`.
fn is_lesson(name: &[u8]) -> bool {
    matches!(name, b"mro" | b"scopes" | b"explain")
}

/// The module that runs such commands.
fn lessons() -> Program {
    Program::Module(OsString::from("_taipan_shell"))
}

/// `--find-race K FILE ARGUMENTS`
fn find_race(name: &str, options: Options, rest: &[OsString]) -> Result<Command, u8> {
    let seeds = rest.first().and_then(|text| text.to_str()).and_then(|text| text.parse::<u64>().ok());
    match (seeds, rest.get(1..)) {
        (Some(seeds), Some(program)) if !program.is_empty() => Ok(Command {
            program: Program::Input,
            options,
            name: name.to_owned(),
            skip_first_line: false,
            startup: None,
            search: Some(Search { seeds, program: program.to_vec() }),
            explain: None,
        }),
        _ => Err(wrong(name, "--find-race needs a number of seeds and a program")),
    }
}

/// The seed of the thread scheduler, if the user set one.
pub fn scheduler_seed(options: &Options) -> Option<u64> {
    options.x_options.iter().rev().find_map(|option| option.strip_prefix("sched-seed="))?.parse().ok()
}

/// The options around `--explain` as they come in.
#[derive(Default)]
struct Explaining {
    what: Option<What>,
    json: bool,
    text: bool,
    at: Option<u32>,
    output: Option<OsString>,
    /// The last option that means nothing without `--explain`.
    needs: Option<&'static str>,
}

impl Explaining {
    fn name(long: &[u8]) -> &[u8] {
        long.split(|byte| *byte == b'=').next().unwrap_or(long)
    }

    fn takes(&self, long: &[u8]) -> bool {
        matches!(Explaining::name(long), b"explain" | b"format" | b"at" | b"output")
    }

    /// Takes one option; true when its value was the next argument.
    fn take(&mut self, long: &[u8], next: Option<&OsString>) -> Result<bool, String> {
        let name = Explaining::name(long);
        let joined = long.get(name.len() + 1..).map(|value| OsString::from_vec(value.to_vec()));
        let used_next = joined.is_none();
        let shown = String::from_utf8_lossy(name);
        let Some(value) = joined.or_else(|| next.cloned()) else {
            return Err(format!("Argument expected for the --{shown} option"));
        };
        let text = value.to_string_lossy().into_owned();
        match (name, text.as_str()) {
            (b"explain", "gc") => self.what = Some(What::Gc),
            (b"explain", "refs") => self.what = Some(What::Refs),
            (b"explain", "memory") => self.what = Some(What::Memory),
            (b"explain", "threads") => self.what = Some(What::Threads),
            (b"explain", _) => return Err(format!("--explain takes gc, refs, memory or threads, not '{text}'")),
            (b"format", "json" | "text") => {
                (self.json, self.text, self.needs) = (text == "json", text == "text", Some("--format"));
            }
            (b"format", _) => return Err(format!("--format takes json or text, not '{text}'")),
            (b"at", _) => match text.parse::<u32>() {
                Ok(line) if line > 0 => (self.at, self.needs) = (Some(line), Some("--at")),
                _ => return Err(format!("--at takes the number of a line, not '{text}'")),
            },
            _ => (self.output, self.needs) = (Some(value), Some("--output")),
        }
        Ok(used_next)
    }

    fn finish(self) -> Result<Option<Request>, String> {
        match (self.what, self.needs) {
            (Some(what), _) => Ok(Some(Request { what, json: self.json, text: self.text, at: self.at, output: self.output })),
            (None, Some(option)) => Err(format!("{option} needs --explain")),
            (None, None) => Ok(None),
        }
    }
}

fn help(name: &str) -> u8 {
    out(1, &format!("{}{HELP}{}", usage(name), super::tools::COMMANDS));
    0
}

fn version(times: u32) {
    if times > 1 {
        out(1, &format!("Python {VERSION_TEXT}\n"));
    } else {
        out(1, concat!("Python 3.13.0 (taipan ", env!("CARGO_PKG_VERSION"), ")\n"));
    }
}

/// A `PYTHON…` variable that is set and not empty.
fn variable(command: &Command, name: &str) -> Option<OsString> {
    if command.options.ignore_environment {
        return None;
    }
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn level(value: &OsStr) -> u8 {
    value.to_str().and_then(|text| text.parse::<u8>().ok()).unwrap_or(1).max(1)
}

fn environment(command: &mut Command) -> Result<(), u8> {
    if variable(command, "PYTHONINSPECT").is_some() {
        command.options.inspect = true;
    }
    if variable(command, "PYTHONUNBUFFERED").is_some() {
        command.options.unbuffered = true;
    }
    if variable(command, "PYTHONSAFEPATH").is_some() {
        command.options.safe_path = true;
    }
    if variable(command, "PYTHONNOUSERSITE").is_some() {
        command.options.no_user_site = true;
    }
    if let Some(value) = variable(command, "PYTHONOPTIMIZE") {
        command.options.optimize = command.options.optimize.max(level(&value)).min(2);
    }
    if let Some(value) = variable(command, "PYTHONVERBOSE") {
        command.options.verbose = command.options.verbose.max(level(&value));
    }
    if let Some(value) = variable(command, "PYTHONWARNINGS") {
        let text = value.to_string_lossy().into_owned();
        let mut all: Vec<String> = text.split(',').map(str::to_owned).collect();
        all.append(&mut command.options.warnings);
        command.options.warnings = all;
    }
    if let Some(value) = variable(command, "PYTHONPATH") {
        command.options.search_path = std::env::split_paths(&value).map(std::path::PathBuf::into_os_string).collect();
    }
    imply_warnings(command);
    match digit_limit(command) {
        Ok(limit) => command.options.int_digits = limit,
        Err(name) => {
            let text = format!(
                "Fatal Python error: config_init_int_max_str_digits: {name}: invalid limit; must be >= 640 or 0 for unlimited.\n\
                 Python runtime state: preinitialized\n\n"
            );
            out(2, &text);
            return Err(1);
        }
    }
    command.startup = variable(command, "PYTHONSTARTUP");
    if let Some(value) = variable(command, "PYTHONHASHSEED")
        && value != "random"
    {
        match value.to_str().and_then(|text| text.parse::<u32>().ok()) {
            Some(seed) => command.options.hash_seed = Some(seed),
            None => {
                let text = "Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" \
                            or an integer in range [0; 4294967295]\nPython runtime state: preinitialized\n\n\
                            Current thread 0x0000000000000000 (most recent call first):\n  <no Python frame>\n";
                out(2, text);
                return Err(1);
            }
        }
    }
    if scheduler_seed(&command.options).is_some() && command.options.hash_seed.is_none() {
        // The order of sets is to be the same too.
        command.options.hash_seed = Some(0);
    }
    Ok(())
}

/// The limit of digits between int and str, if the user set one; `Err` names
/// the setting that is no such limit.
fn digit_limit(command: &Command) -> Result<Option<usize>, &'static str> {
    let option = command.options.x_options.iter().rev().find_map(|option| match option.strip_prefix("int_max_str_digits") {
        Some("") => Some(""),
        Some(value) => value.strip_prefix('='),
        None => None,
    });
    let (name, text) = match option {
        Some(text) => ("-X int_max_str_digits", text.to_owned()),
        None => match variable(command, "PYTHONINTMAXSTRDIGITS") {
            Some(text) => ("PYTHONINTMAXSTRDIGITS", text.to_string_lossy().into_owned()),
            None => return Ok(None),
        },
    };
    match text.parse::<usize>() {
        Ok(limit) if limit == 0 || (640..=i32::MAX as usize).contains(&limit) => Ok(Some(limit)),
        _ => Err(name),
    }
}

/// The filters of warnings that options imply, around those that the user gave.
fn imply_warnings(command: &mut Command) {
    let options = &mut command.options;
    if options.x_options.iter().any(|option| option == "dev") {
        options.warnings.insert(0, "default".to_owned());
    }
    match options.bytes_warning {
        0 => {}
        1 => options.warnings.push("default::BytesWarning".to_owned()),
        _ => options.warnings.push("error::BytesWarning".to_owned()),
    }
}
