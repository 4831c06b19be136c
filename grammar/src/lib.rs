//! Python 3.13 source text to a syntax tree.
//!
//! [`parse`] turns text into the tree of [`ast`], whose nodes, fields and positions are those of
//! CPython's `ast` module, or into a [`SyntaxError`] with CPython's words, place and display.
//! The way: `lexer` (with `layout`, `fstring`, `number`) makes tokens, `soft_keywords` settles
//! what only the context can tell, the LALRPOP tables drive `actions`. A refused program is read
//! once more by `diagnose`, slowly, to find what CPython would say about it.
//!
//! Promises: no source text panics, overflows the stack or takes more than linear time to parse;
//! a tree can be walked and dropped by recursion (see [`ast::MAX_DEPTH`]).
//!
//! Deliberately missing: what CPython checks after parsing (scopes, `return` outside functions,
//! `from __future__`), and any idea of objects.

mod actions;
pub mod ast;
mod dump;
mod error;
mod fstring;
mod layout;
mod lexer;
mod literal;
mod number;
mod soft_keywords;
mod source;
mod token;
mod validate;
mod warnings;

#[allow(
    clippy::all,
    clippy::pedantic,
    dead_code,
    unused_extern_crates,
    unused_imports,
    unused_parens,
    unreachable_pub,
    elided_lifetimes_in_paths,
    missing_docs,
    reason = "generated"
)]
mod python {
    include!(concat!(env!("OUT_DIR"), "/python.rs"));
}

use std::borrow::Cow;

pub use dump::dump;
pub use error::{ErrorKind, SyntaxError};
pub use source::{decode_source, normalize_newlines};

use actions::{Context, Refusal};
use soft_keywords::{Terminal, Terminals};

/// What is parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A module: `exec`.
    File,
    /// One interactive statement: `single`.
    Interactive,
    /// One expression: `eval`.
    Eval,
}

/// How it is parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {}

/// A parsed program.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub module: ast::Mod,
    /// In the order in which CPython gives them.
    pub warnings: Vec<Warning>,
    /// The source that positions refer to: `\n` line ends.
    pub source: String,
}

/// A SyntaxWarning of the parser or the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub message: String,
    pub category: WarningCategory,
    pub line: u32,
    pub span: ast::Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningCategory {
    Syntax,
    Deprecation,
}

impl WarningCategory {
    pub fn class_name(self) -> &'static str {
        match self {
            Self::Syntax => "SyntaxWarning",
            Self::Deprecation => "DeprecationWarning",
        }
    }
}

/// Parses bytes: decodes them first, as a file is read.
pub fn parse_bytes(bytes: &[u8], mode: Mode, options: &Options) -> Result<Parsed, Box<SyntaxError>> {
    parse(&decode_source(bytes)?, mode, options)
}

/// Parses text.
pub fn parse(source: &str, mode: Mode, _options: &Options) -> Result<Parsed, Box<SyntaxError>> {
    let source = normalize_newlines(Cow::Borrowed(source)).into_owned();
    if source.len() >= u32::MAX as usize / 2 {
        return Err(Box::new(SyntaxError::without_place(ErrorKind::Memory, "source is too large".into())));
    }
    let mut lexed = lexer::tokenize(&source, mode == Mode::Interactive);
    let context = Context::new(&source, &lexed.tokens, &lexed.line_starts);
    let first = match mode {
        Mode::File => Terminal::StartFile,
        Mode::Interactive => Terminal::StartInteractive,
        Mode::Eval => Terminal::StartEval,
    };
    let terminals = Terminals::new(&context, &lexed.tokens, first);
    let result = python::TopParser::new().parse(&context, terminals);
    match (result, context.refusal()) {
        (Ok(module), None) => {
            let mut warnings = std::mem::take(&mut lexed.warnings);
            warnings.extend(context.literal_warnings.take());
            warnings.sort_by_key(|warning| (warning.line, warning.span.column));
            let mut later = context.node_warnings.take();
            later.sort_by_key(|warning| (warning.line, warning.span.column));
            warnings.extend(later);
            drop(context);
            Ok(Parsed { module, warnings, source })
        }
        (_, Some(Refusal::TooDeep)) => {
            let message = "maximum recursion depth exceeded during compilation".into();
            Err(Box::new(SyntaxError::without_place(ErrorKind::Recursion, message)))
        }
        (result, refusal) => {
            let _ = (result, refusal);
            Err(Box::new(SyntaxError::without_place(ErrorKind::Syntax, "invalid syntax".into())))
        }
    }
}
