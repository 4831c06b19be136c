//! What an engine allows its programs: amounts, and parts of the standard library.

use std::time::Duration;

/// How much one program may use. [`Limits::default`] is finite in every respect.
///
/// ```
/// use std::time::Duration;
/// use taipan::{Engine, Error, LimitKind, Limits};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::builder().limits(Limits::default().time(Duration::from_millis(50))).build()?;
/// match engine.run("while True: pass") {
///     Err(Error::Limit(limit)) => assert_eq!(limit.kind, LimitKind::Time),
///     other => panic!("{other:?}"),
/// }
/// // The engine is as good as before.
/// assert_eq!(engine.eval::<i64>("6 * 7")?, 42);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(super) memory: Option<usize>,
    pub(super) time: Option<Duration>,
    pub(super) recursion: u32,
    pub(super) output: Option<usize>,
}

impl Default for Limits {
    /// 256 MiB of memory, 10 seconds, 1,000 nested calls, 16 MiB of output.
    fn default() -> Limits {
        Limits {
            memory: Some(256 << 20),
            time: Some(Duration::from_secs(10)),
            recursion: Limits::RECURSION,
            output: Some(16 << 20),
        }
    }
}

impl Limits {
    const RECURSION: u32 = 1000;

    /// No limits but on recursion, which the native stack sets anyway.
    pub fn unlimited() -> Limits {
        Limits { memory: None, time: None, recursion: Limits::RECURSION, output: None }
    }

    /// Bytes that the engine's objects may take together, the interpreter's
    /// own (about 2 MiB) included. Stacks are not counted.
    pub fn memory(self, bytes: usize) -> Limits {
        Limits { memory: Some(bytes), ..self }
    }

    /// How long one call into the engine may take.
    pub fn time(self, time: Duration) -> Limits {
        Limits { time: Some(time), ..self }
    }

    /// Nested calls of Python functions.
    pub fn recursion(self, depth: u32) -> Limits {
        Limits { recursion: depth, ..self }
    }

    /// Bytes that one call may write to `sys.stdout` and `sys.stderr` together.
    pub fn output(self, bytes: usize) -> Limits {
        Limits { output: Some(bytes), ..self }
    }
}

/// Which limit a program has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    Memory,
    Time,
    Recursion,
    Output,
}

/// Which part of the standard library programs may use.
///
/// ```
/// use taipan::{Engine, Error, Stdlib};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::new()?;
/// assert!(engine.run("import os").is_err());
/// assert!(engine.run("open('/etc/hostname')").is_err());
///
/// let trusting = Engine::builder().stdlib(Stdlib::FULL).build()?;
/// assert_eq!(trusting.eval::<String>("import os; os.path.join('a', 'b')")?, "a/b");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stdlib {
    pub(super) confined: bool,
}

impl Stdlib {
    /// No files, sockets, processes, signals or threads, and no modules that
    /// are not part of the interpreter. This is not isolation: whoever runs
    /// strangers' programs puts the process around them into a sandbox as well.
    pub const SAFE: Stdlib = Stdlib { confined: true };
    /// Everything that the interpreter has; a program may do what the process may.
    pub const FULL: Stdlib = Stdlib { confined: false };
}
