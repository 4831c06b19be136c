//! The prompt on a terminal: scripted sessions on pseudo-terminals.
//!
//! A session is a function that types and waits for what is to be seen. The program under test needs a
//! controlling terminal, so that Ctrl-C reaches it: this program, started with [`LAUNCH`], makes a
//! session of its own for the terminal on its standard input and becomes the interpreter.

#[path = "../child/mod.rs"]
mod child;
mod editing;
mod lessons;
mod running;
mod terminal;

use libtest_mimic::{Arguments, Failed, Trial};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use terminal::{Session, Setting};

/// The argument that says to become another program on this terminal.
const LAUNCH: &str = "--launch-on-terminal";

/// One scripted session.
type Script = (&'static str, fn(&mut Room));

/// A folder for the sessions of one test.
pub struct Room {
    pub folder: PathBuf,
}

impl Room {
    /// A session without banner, its first prompt shown.
    pub fn open(&mut self) -> Session {
        let mut session = self.open_with(&["-q"], &[]);
        session.prompt();
        session
    }

    pub fn open_with(&mut self, arguments: &[&str], environment: &[(&str, &str)]) -> Session {
        self.open_sized(arguments, environment, (80, 24))
    }

    pub fn open_sized(&mut self, arguments: &[&str], environment: &[(&str, &str)], size: (u16, u16)) -> Session {
        let own = |text: &&str| (*text).to_owned();
        let setting = Setting {
            arguments: arguments.iter().map(own).collect(),
            environment: environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            size: Some(size),
        };
        Session::start(&self.folder, &child::interpreter(), &setting)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).expect("a folder");
        }
        std::fs::write(path, text).expect("a file");
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn room() -> Room {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("taipan-repl-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the session");
    Room { folder }
}

fn main() -> ExitCode {
    let mut given = std::env::args_os().skip(1);
    if given.next().is_some_and(|first| first == LAUNCH) {
        let _ = rustix::process::setsid();
        let _ = rustix::process::ioctl_tiocsctty(rustix::stdio::stdin());
        let Some(program) = given.next() else { return ExitCode::from(2) };
        let error = Command::new(program).args(given).exec();
        std::panic::panic_any(format!("cannot start the interpreter: {error}"));
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or(Some(4));
    let scripts = editing::SESSIONS.iter().chain(running::SESSIONS).chain(lessons::SESSIONS);
    let trials = scripts.map(|(name, script)| {
        Trial::test(*name, move || -> Result<(), Failed> {
            script(&mut room());
            Ok(())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}
