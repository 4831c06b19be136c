//! Why a call into an engine did not give what was asked for.

use super::limits::LimitKind;
use std::fmt;

/// One stop of a traceback, the outermost call first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceFrame {
    pub filename: String,
    pub line: u32,
    /// The function, or `<module>`.
    pub name: String,
}

/// An exception that the program did not catch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The name of its class, with the module unless it is a built-in one.
    pub kind: String,
    /// `str()` of the exception.
    pub message: String,
    /// The whole report as Python prints it, line end included.
    pub traceback: String,
    pub frames: Vec<TraceFrame>,
}

/// A program that could not be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub kind: String,
    pub message: String,
    pub filename: String,
    /// From 1; 0 when the error has no place.
    pub line: u32,
    /// In characters, from 1; 0 when the error has no place.
    pub column: u32,
    /// The whole report as Python prints it, line end included.
    pub report: String,
}

/// A limit that the program has met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub kind: LimitKind,
    /// Where the program was then, as Python prints it.
    pub traceback: String,
}

/// Why a call into an [`Engine`](crate::Engine) did not give what was asked for.
///
/// ```
/// use taipan::{Engine, Error};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::new()?;
/// let Err(Error::Exception(exception)) = engine.run("def f():\n    return 1 / 0\nf()") else { panic!() };
/// assert_eq!(exception.kind, "ZeroDivisionError");
/// assert_eq!(exception.message, "division by zero");
/// assert_eq!((exception.frames[1].name.as_str(), exception.frames[1].line), ("f", 2));
/// assert!(exception.traceback.starts_with("Traceback (most recent call last):\n"));
///
/// let Err(Error::Syntax(error)) = engine.run("x = = 1") else { panic!() };
/// assert_eq!((error.message.as_str(), error.line, error.column), ("invalid syntax", 1, 5));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The source text is no Python.
    Syntax(Box<Syntax>),
    /// An exception that nobody caught.
    Exception(Box<Exception>),
    /// The program has met a limit. It could not catch this, except for the
    /// MemoryError or RecursionError in which memory and recursion end.
    Limit(Box<Limit>),
    /// [`InterruptHandle::stop`](crate::InterruptHandle::stop) was called.
    Interrupted,
    /// A value has no counterpart on the other side.
    Convert(String),
    /// The engine could not be built, or the limits cannot be kept.
    Build(String),
    /// The interpreter itself has failed, now or before; the engine is of no more use.
    Internal,
}

impl Error {
    /// The report that Python would print, for errors that have one.
    pub fn traceback(&self) -> Option<&str> {
        match self {
            Error::Syntax(error) => Some(&error.report),
            Error::Exception(error) => Some(&error.traceback),
            Error::Limit(error) => Some(&error.traceback),
            _ => None,
        }
    }
}

impl fmt::Display for LimitKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            LimitKind::Memory => "memory",
            LimitKind::Time => "time",
            LimitKind::Recursion => "recursion",
            LimitKind::Output => "output",
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Syntax(error) => write!(formatter, "{}: {} (line {})", error.kind, error.message, error.line),
            Error::Exception(error) if error.message.is_empty() => formatter.write_str(&error.kind),
            Error::Exception(error) => write!(formatter, "{}: {}", error.kind, error.message),
            Error::Limit(error) => write!(formatter, "the program has met its limit on {}", error.kind),
            Error::Interrupted => formatter.write_str("the program was interrupted"),
            Error::Convert(reason) => write!(formatter, "a value cannot be converted: {reason}"),
            Error::Build(reason) => write!(formatter, "the engine cannot be built: {reason}"),
            Error::Internal => formatter.write_str("internal error in the interpreter"),
        }
    }
}

impl std::error::Error for Error {}

/// An exception that a host function raises in the program.
///
/// ```
/// use taipan::{Engine, Error, PyError};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::new()?;
/// engine.register_fn("stock", |sku: &str| -> Result<i64, PyError> {
///     if sku == "apple" { Ok(7) } else { Err(PyError::new("KeyError", sku)) }
/// })?;
/// let program = "\
/// try:
///     stock('pear')
/// except KeyError as error:
///     found = f'no {error}'
/// found";
/// assert_eq!(engine.eval::<String>(program)?, "no 'pear'");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PyError {
    pub(super) kind: String,
    pub(super) message: String,
}

impl PyError {
    /// An exception of a built-in class; RuntimeError when there is none of that name.
    pub fn new(kind: impl Into<String>, message: impl Into<String>) -> PyError {
        PyError { kind: kind.into(), message: message.into() }
    }

    pub fn value_error(message: impl Into<String>) -> PyError {
        PyError::new("ValueError", message)
    }

    pub fn type_error(message: impl Into<String>) -> PyError {
        PyError::new("TypeError", message)
    }

    pub fn runtime_error(message: impl Into<String>) -> PyError {
        PyError::new("RuntimeError", message)
    }
}

impl fmt::Display for PyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.kind, self.message)
    }
}

impl std::error::Error for PyError {}
