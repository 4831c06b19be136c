//! What the resolver reports: one error, and the warnings before it.
//!
//! The texts and positions are CPython's, odd ones included.

use taipan_grammar::ast::Span;

/// A SyntaxError found after parsing.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolveError {
    pub message: String,
    pub position: Position,
    /// The SyntaxWarnings that were issued before the error.
    pub warnings: Vec<Warning>,
}

/// Where CPython says that an error is.
///
/// Unlike in errors of the parser, `offset` and `end_offset` are here the column in bytes plus 1,
/// also on lines that are not ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    Range(Span),
    /// A line and a column (counted as in [`Span`]) without an end: `end_lineno` is the line and
    /// `end_offset` is None.
    Start {
        line: u32,
        column: u32,
    },
    /// `lineno` and `end_lineno` are -1, `offset` and `end_offset` are 0.
    Nowhere,
}

/// A SyntaxWarning; a filter may turn it into a SyntaxError with this text and range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub message: String,
    pub span: Span,
}

/// The result of one check.
pub(super) type Check<T = ()> = Result<T, Box<ResolveError>>;

pub(super) fn fail<T>(message: impl Into<String>, span: Span) -> Check<T> {
    fail_at(message, Position::Range(span))
}

pub(super) fn fail_at<T>(message: impl Into<String>, position: Position) -> Check<T> {
    Err(Box::new(ResolveError { message: message.into(), position, warnings: Vec::new() }))
}
