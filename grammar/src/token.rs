//! Tokens: the kinds the parser knows, and the raw shapes that logos recognises.
//!
//! A [`Token`] is plain data: its text stays in the source. Promise: the text of two tokens never
//! overlaps, and offsets rise. Layout tokens (newline, indent, dedent) are made by `layout`.

use logos::Logos;

use crate::ast::Span;

/// A place in the source: lines count from 1, columns are bytes from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pos {
    pub line: u32,
    pub column: u32,
}

impl Pos {
    pub fn to(self, end: Pos) -> Span {
        Span { line: self.line, column: self.column, end_line: end.line, end_column: end.column }
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub kind: T,
    pub start: Pos,
    pub end: Pos,
    /// Byte offsets of the text.
    pub lo: u32,
    pub hi: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum T {
    EndMarker,
    Name,
    Number,
    String,
    FStringStart,
    FStringMiddle,
    /// Text of a raw f-string outside its formats: escapes are not decoded.
    FStringRawMiddle,
    FStringEnd,
    Newline,
    Indent,
    Dedent,
    /// The lexer stopped here; its error says why.
    Error,
    LPar,
    RPar,
    LSqb,
    RSqb,
    LBrace,
    RBrace,
    Colon,
    Comma,
    Semi,
    Plus,
    Minus,
    Star,
    Slash,
    VBar,
    Amper,
    Less,
    Greater,
    Equal,
    Dot,
    Percent,
    EqEqual,
    NotEqual,
    LessGreater,
    LessEqual,
    GreaterEqual,
    Tilde,
    Circumflex,
    LeftShift,
    RightShift,
    DoubleStar,
    PlusEqual,
    MinEqual,
    StarEqual,
    SlashEqual,
    PercentEqual,
    AmperEqual,
    VBarEqual,
    CircumflexEqual,
    LeftShiftEqual,
    RightShiftEqual,
    DoubleStarEqual,
    DoubleSlash,
    DoubleSlashEqual,
    At,
    AtEqual,
    RArrow,
    Ellipsis,
    ColonEqual,
    Exclamation,
    /// A character that starts no token, such as `$`.
    Unknown,
    False,
    None,
    True,
    And,
    As,
    Assert,
    Async,
    Await,
    Break,
    Class,
    Continue,
    Def,
    Del,
    Elif,
    Else,
    Except,
    Finally,
    For,
    From,
    Global,
    If,
    Import,
    In,
    Is,
    Lambda,
    Nonlocal,
    Not,
    Or,
    Pass,
    Raise,
    Return,
    Try,
    While,
    With,
    Yield,
}

/// The keyword with this spelling.
pub(crate) fn keyword(text: &str) -> Option<T> {
    if text.len() < 2 || text.len() > 8 {
        return None;
    }
    Some(match text {
        "False" => T::False,
        "None" => T::None,
        "True" => T::True,
        "and" => T::And,
        "as" => T::As,
        "assert" => T::Assert,
        "async" => T::Async,
        "await" => T::Await,
        "break" => T::Break,
        "class" => T::Class,
        "continue" => T::Continue,
        "def" => T::Def,
        "del" => T::Del,
        "elif" => T::Elif,
        "else" => T::Else,
        "except" => T::Except,
        "finally" => T::Finally,
        "for" => T::For,
        "from" => T::From,
        "global" => T::Global,
        "if" => T::If,
        "import" => T::Import,
        "in" => T::In,
        "is" => T::Is,
        "lambda" => T::Lambda,
        "nonlocal" => T::Nonlocal,
        "not" => T::Not,
        "or" => T::Or,
        "pass" => T::Pass,
        "raise" => T::Raise,
        "return" => T::Return,
        "try" => T::Try,
        "while" => T::While,
        "with" => T::With,
        "yield" => T::Yield,
        _ => return None,
    })
}

/// What logos sees between layout and string modes. Numbers and strings only match their first
/// character; the lexer scans the rest, because their errors need words.
#[derive(Logos, Clone, Copy, Debug, PartialEq)]
pub(crate) enum Raw {
    #[regex(r"[ \t\x0c]+")]
    Blank,
    #[regex(r"#[^\n]*", allow_greedy = true)]
    Comment,
    #[token("\n")]
    Newline,
    #[token("\\")]
    Backslash,
    #[regex(r"[A-Za-z_\u{80}-\u{10FFFF}][A-Za-z0-9_\u{80}-\u{10FFFF}]*")]
    Word,
    #[regex(r"[0-9]")]
    #[regex(r"\.[0-9]")]
    Number,
    #[token("'")]
    #[token("\"")]
    Quote,
    #[token("(", |_| T::LPar)]
    #[token(")", |_| T::RPar)]
    #[token("[", |_| T::LSqb)]
    #[token("]", |_| T::RSqb)]
    #[token("{", |_| T::LBrace)]
    #[token("}", |_| T::RBrace)]
    #[token(":", |_| T::Colon)]
    #[token(",", |_| T::Comma)]
    #[token(";", |_| T::Semi)]
    #[token("+", |_| T::Plus)]
    #[token("-", |_| T::Minus)]
    #[token("*", |_| T::Star)]
    #[token("/", |_| T::Slash)]
    #[token("|", |_| T::VBar)]
    #[token("&", |_| T::Amper)]
    #[token("<", |_| T::Less)]
    #[token(">", |_| T::Greater)]
    #[token("=", |_| T::Equal)]
    #[token(".", |_| T::Dot)]
    #[token("%", |_| T::Percent)]
    #[token("==", |_| T::EqEqual)]
    #[token("!=", |_| T::NotEqual)]
    #[token("<>", |_| T::LessGreater)]
    #[token("<=", |_| T::LessEqual)]
    #[token(">=", |_| T::GreaterEqual)]
    #[token("~", |_| T::Tilde)]
    #[token("^", |_| T::Circumflex)]
    #[token("<<", |_| T::LeftShift)]
    #[token(">>", |_| T::RightShift)]
    #[token("**", |_| T::DoubleStar)]
    #[token("+=", |_| T::PlusEqual)]
    #[token("-=", |_| T::MinEqual)]
    #[token("*=", |_| T::StarEqual)]
    #[token("/=", |_| T::SlashEqual)]
    #[token("%=", |_| T::PercentEqual)]
    #[token("&=", |_| T::AmperEqual)]
    #[token("|=", |_| T::VBarEqual)]
    #[token("^=", |_| T::CircumflexEqual)]
    #[token("<<=", |_| T::LeftShiftEqual)]
    #[token(">>=", |_| T::RightShiftEqual)]
    #[token("**=", |_| T::DoubleStarEqual)]
    #[token("//", |_| T::DoubleSlash)]
    #[token("//=", |_| T::DoubleSlashEqual)]
    #[token("@", |_| T::At)]
    #[token("@=", |_| T::AtEqual)]
    #[token("->", |_| T::RArrow)]
    #[token("...", |_| T::Ellipsis)]
    #[token(":=", |_| T::ColonEqual)]
    #[token("!", |_| T::Exclamation)]
    Operator(T),
}
