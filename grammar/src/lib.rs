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
mod classify;
mod diagnose;
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

pub use classify::{Class, Piece, classify};
pub use dump::dump;
pub use error::{ErrorKind, SyntaxError};
pub use source::{decode_file, decode_source, normalize_newlines};
pub use validate::measured;

use actions::{Context, Refusal};
use soft_keywords::{Terminal, Terminals};
use token::Token;

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
pub struct Options {
    /// The file's name, when the source comes from a file: one message contains it, and CPython
    /// places errors at the end of a file a little differently.
    pub filename: Option<String>,
}

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
    let source = decode_file(bytes, options.filename.as_deref().unwrap_or("<string>"))?;
    parse(&source, mode, options).map_err(|mut error| {
        if error.line == 1 && !error.lexical && bytes.starts_with(source::BYTE_ORDER_MARK) {
            error.shift_by_mark();
        }
        error
    })
}

/// Parses text.
pub fn parse(source: &str, mode: Mode, options: &Options) -> Result<Parsed, Box<SyntaxError>> {
    let source = normalize_newlines(Cow::Borrowed(source)).into_owned();
    if source.len() >= u32::MAX as usize / 2 {
        return Err(Box::new(SyntaxError::without_place(ErrorKind::Memory, "source is too large".into())));
    }
    let lexed = lexer::tokenize(&source, mode, options.filename.is_some());
    let single = if mode == Mode::Interactive { single_line(&lexed.tokens) } else { None };
    let context = Context::new(&source, &lexed.tokens, &lexed.line_starts);
    let first = match mode {
        Mode::File => Terminal::StartFile,
        Mode::Interactive => Terminal::StartInteractive,
        Mode::Eval => Terminal::StartEval,
    };
    let terminals = Terminals::new(&context, single.as_deref().unwrap_or(&lexed.tokens), first);
    let result = python::TopParser::new().parse(&context, terminals);
    let mut warnings = lexed.warnings.clone();
    warnings.extend(context.literal_warnings.take());
    warnings.sort_by_key(|warning| (warning.line, warning.span.column));
    match (result, context.refusal()) {
        (Ok(_), None) if single.as_ref().is_some_and(|line| more_statements(&source, line)) => {
            let message = "multiple statements found while compiling a single statement".into();
            let newline = single.iter().flatten().rev().nth(1);
            Err(Box::new(match newline {
                Some(newline) => diagnose::place(&source, ErrorKind::Syntax, message, newline, newline, &lexed),
                None => SyntaxError::without_place(ErrorKind::Syntax, message),
            }))
        }
        (Ok(module), None) => {
            let mut later = context.node_warnings.take();
            later.sort_by_key(|warning| (warning.line, warning.span.column));
            warnings.extend(later);
            Ok(Parsed { module, warnings, source })
        }
        (_, Some(Refusal::TooDeep { leans_right })) => Err(Box::new(too_deep(leans_right))),
        (result, refusal) => {
            let mut error = explain(&source, &lexed, mode, result.err(), refusal);
            error.warnings = warnings;
            Err(Box::new(error))
        }
    }
}

fn too_deep(leans_right: bool) -> SyntaxError {
    let (kind, message) = if leans_right {
        (ErrorKind::Memory, "Parser stack overflowed - Python source too complex to parse")
    } else {
        (ErrorKind::Recursion, "maximum recursion depth exceeded during compilation")
    };
    SyntaxError::without_place(kind, message.into())
}

/// The tokens of the first line when it holds a whole interactive statement.
fn single_line(tokens: &[Token]) -> Option<Vec<Token>> {
    use token::T;
    let first = tokens.iter().position(|token| token.kind != T::Newline)?;
    let compound = matches!(
        tokens[first].kind,
        T::If | T::While | T::For | T::Try | T::With | T::Def | T::Class | T::At | T::Async | T::Indent
    );
    let end = first + tokens[first..].iter().position(|token| token.kind == T::Newline)?;
    let block = tokens[first..end].last().is_some_and(|token| token.kind == T::Colon)
        && tokens.get(end + 1).is_some_and(|token| token.kind == T::Indent);
    if compound || block {
        return None;
    }
    let mut line = tokens[..=end].to_vec();
    line.push(Token { kind: T::EndMarker, ..tokens[end] });
    Some(line)
}

/// Something but comments follows the first line of an interactive input.
fn more_statements(source: &str, line: &[Token]) -> bool {
    let rest = line.last().and_then(|end| source.get(end.hi as usize..)).unwrap_or("");
    rest.lines().map(str::trim_start).any(|line| !line.is_empty() && !line.starts_with('#'))
}

type TableError = lalrpop_util::ParseError<token::Pos, Terminal, ()>;

/// The words for a refused program.
fn explain(source: &str, lexed: &lexer::Tokens, mode: Mode, error: Option<TableError>, refusal: Option<Refusal>) -> SyntaxError {
    use lalrpop_util::ParseError;
    let refused = match &refusal {
        Some(Refusal::Invalid { span, .. }) => Some(token::Pos { line: span.line, column: span.column }),
        _ => None,
    };
    let stopped = error.map(|error| match error {
        ParseError::InvalidToken { location } | ParseError::UnrecognizedEof { location, .. } => location,
        ParseError::UnrecognizedToken { token, .. } | ParseError::ExtraToken { token } => token.0,
        ParseError::User { .. } => token::Pos::default(),
    });
    let at = refused.into_iter().chain(stopped).min().unwrap_or_default();
    let index = lexed.tokens.partition_point(|token| token.start < at);
    if let Some(error) = diagnose::diagnose(source, lexed, mode, index) {
        return error;
    }
    // The ordered grammar accepts what the tables refuse: say what is known.
    let message = match refusal {
        Some(Refusal::Invalid { message, .. }) => message,
        _ => "invalid syntax".into(),
    };
    match lexed.tokens.get(index).or(lexed.tokens.last()) {
        Some(token) => diagnose::place(source, ErrorKind::Syntax, message, token, token, lexed),
        None => SyntaxError::without_place(ErrorKind::Syntax, message),
    }
}

/// What an interactive reader should do with the lines it has.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A statement, possibly empty.
    Complete(Box<Parsed>),
    /// More lines could still make it valid, or an empty line has to end a block.
    Incomplete,
    Invalid(Box<SyntaxError>),
}

/// Reads what has been typed so far, without the newline of the last line.
///
/// As in CPython's `codeop`, a compound statement goes on until an empty line.
pub fn parse_input(source: &str, options: &Options) -> Input {
    let only_comments = source.lines().all(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    });
    if source.ends_with("\\\n") {
        return Input::Incomplete;
    }
    if only_comments {
        return match parse("", Mode::Interactive, options) {
            Ok(parsed) => Input::Complete(Box::new(parsed)),
            Err(error) => Input::Invalid(error),
        };
    }
    match parse(&format!("{source}\n"), Mode::Interactive, options) {
        Ok(parsed) if open_block(source, &parsed.module) => Input::Incomplete,
        Ok(_) => match parse(source, Mode::Interactive, options) {
            Ok(parsed) => Input::Complete(Box::new(parsed)),
            Err(error) => Input::Invalid(error),
        },
        Err(error) if error.incomplete => Input::Incomplete,
        Err(_) => match parse(source, Mode::Interactive, options) {
            Ok(parsed) => Input::Complete(Box::new(parsed)),
            Err(error) => Input::Invalid(error),
        },
    }
}

/// The last line belongs to a compound statement that the next line could go on with.
fn open_block(source: &str, module: &ast::Mod) -> bool {
    let ast::Mod::Interactive { body } = module else { return false };
    let compound = body.last().is_some_and(|statement| {
        matches!(
            statement.kind,
            ast::StmtKind::FunctionDef(_)
                | ast::StmtKind::ClassDef(_)
                | ast::StmtKind::If { .. }
                | ast::StmtKind::For { .. }
                | ast::StmtKind::While { .. }
                | ast::StmtKind::With { .. }
                | ast::StmtKind::Match { .. }
                | ast::StmtKind::Try { .. }
                | ast::StmtKind::TryStar { .. }
        )
    });
    compound && !source.ends_with('\n')
}
