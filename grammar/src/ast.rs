//! The syntax tree: CPython 3.13's node classes and field names as plain Rust types.
//!
//! Promises: every node that has a position in CPython's `ast` has the same one here; identifiers
//! are NFKC-normalised; names are spelled as in the `ast` module (fields that are Rust keywords get
//! a trailing underscore). A parsed tree is never deeper than [`MAX_DEPTH`], so that passes
//! over it and its own drop may recurse.
//!
//! Deliberately missing: type comments, `type_ignores` and the `FunctionType` entry point.

use std::rc::Rc;

/// The height that no expression and no `elif` chain of a parsed tree exceeds.
pub const MAX_DEPTH: u32 = 3000;

/// Where a node lies: lines count from 1, columns are UTF-8 bytes from 0 (as in CPython's `ast`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Span {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// Names a scope-opening node within one parse.
///
/// Ids are dense from 0. They are given when a node is complete, so a scope has a larger id than
/// every scope inside it; `type_params_id` is the id just below that of its own node.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct NodeId(pub u32);

/// An identifier; equal names of one parse share one allocation.
pub type Name = Rc<str>;

/// The root of a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Mod {
    Module { body: Vec<Stmt> },
    Interactive { body: Vec<Stmt> },
    Expression { body: Box<Expr> },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// `def` and `async def`: see [`FunctionDef::is_async`]. The span starts at `def` or `async`,
    /// not at the first decorator.
    FunctionDef(Rc<FunctionDef>),
    ClassDef(Rc<ClassDef>),
    Return {
        value: Option<Box<Expr>>,
    },
    Delete {
        targets: Vec<Expr>,
    },
    Assign {
        targets: Vec<Expr>,
        value: Box<Expr>,
    },
    TypeAlias(Rc<TypeAlias>),
    AugAssign {
        target: Box<Expr>,
        op: Operator,
        value: Box<Expr>,
    },
    /// `simple` is true for a bare name without parentheses around it.
    AnnAssign {
        target: Box<Expr>,
        annotation: Box<Expr>,
        value: Option<Box<Expr>>,
        simple: bool,
    },
    For {
        is_async: bool,
        target: Box<Expr>,
        iter: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    If {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    With {
        is_async: bool,
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Box<Expr>,
        cases: Vec<MatchCase>,
    },
    Raise {
        exc: Option<Box<Expr>>,
        cause: Option<Box<Expr>>,
    },
    /// `try` with `except` clauses; [`StmtKind::TryStar`] has `except*` clauses.
    Try {
        body: Vec<Stmt>,
        handlers: Vec<ExceptHandler>,
        orelse: Vec<Stmt>,
        finalbody: Vec<Stmt>,
    },
    TryStar {
        body: Vec<Stmt>,
        handlers: Vec<ExceptHandler>,
        orelse: Vec<Stmt>,
        finalbody: Vec<Stmt>,
    },
    Assert {
        test: Box<Expr>,
        msg: Option<Box<Expr>>,
    },
    Import {
        names: Vec<Alias>,
    },
    ImportFrom {
        module: Option<Name>,
        names: Vec<Alias>,
        level: u32,
    },
    Global {
        names: Vec<Name>,
    },
    Nonlocal {
        names: Vec<Name>,
    },
    Expr {
        value: Box<Expr>,
    },
    Pass,
    Break,
    Continue,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FunctionDef {
    pub id: NodeId,
    /// The annotation scope around a function with type parameters; meaningless without them.
    pub type_params_id: NodeId,
    pub is_async: bool,
    pub name: Name,
    pub args: Arguments,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub returns: Option<Box<Expr>>,
    pub type_params: Vec<TypeParam>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClassDef {
    pub id: NodeId,
    /// The annotation scope around a class with type parameters; meaningless without them.
    pub type_params_id: NodeId,
    pub name: Name,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub type_params: Vec<TypeParam>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TypeAlias {
    /// The scope in which `value` is evaluated.
    pub id: NodeId,
    /// The annotation scope around an alias with type parameters; meaningless without them.
    pub type_params_id: NodeId,
    /// Always an [`ExprKind::Name`] with [`ExprContext::Store`].
    pub name: Expr,
    pub type_params: Vec<TypeParam>,
    pub value: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TypeParam {
    pub kind: TypeParamKind,
    /// The scope in which the bound is evaluated.
    pub id: NodeId,
    /// The scope in which the default is evaluated.
    pub default_id: NodeId,
    pub name: Name,
    /// Only a [`TypeParamKind::TypeVar`] has a bound.
    pub bound: Option<Rc<Expr>>,
    pub default_value: Option<Rc<Expr>>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeParamKind {
    TypeVar,
    /// `**P`
    ParamSpec,
    /// `*Ts`
    TypeVarTuple,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
    /// One more than the largest height among the children, 1 for a leaf; at most [`MAX_DEPTH`]
    /// in a parsed tree. Synthesised nodes may leave it 0.
    pub depth: u16,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    NamedExpr {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: Operator,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda(Rc<Lambda>),
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A key of `None` marks `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set {
        elts: Vec<Expr>,
    },
    ListComp(Rc<ElementComp>),
    SetComp(Rc<ElementComp>),
    DictComp(Rc<DictComp>),
    GeneratorExp(Rc<ElementComp>),
    Await {
        value: Box<Expr>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    YieldFrom {
        value: Box<Expr>,
    },
    Compare {
        left: Box<Expr>,
        ops: Vec<CmpOp>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    /// `conversion` is `s`, `r` or `a`; `format_spec` is a [`ExprKind::JoinedStr`].
    FormattedValue {
        value: Box<Expr>,
        conversion: Option<char>,
        format_spec: Option<Box<Expr>>,
    },
    /// Constants and [`ExprKind::FormattedValue`]s.
    JoinedStr {
        values: Vec<Expr>,
    },
    Constant(Constant),
    Attribute {
        value: Box<Expr>,
        attr: Name,
        ctx: ExprContext,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
        ctx: ExprContext,
    },
    Starred {
        value: Box<Expr>,
        ctx: ExprContext,
    },
    Name {
        id: Name,
        ctx: ExprContext,
    },
    List {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Lambda {
    pub id: NodeId,
    pub args: Arguments,
    pub body: Expr,
}

/// A list, set or generator comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementComp {
    pub id: NodeId,
    pub elt: Expr,
    pub generators: Vec<Comprehension>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DictComp {
    pub id: NodeId,
    pub key: Expr,
    pub value: Expr,
    pub generators: Vec<Comprehension>,
}

/// One `for … in … if …` clause (`ast.comprehension`; it has no position).
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    None,
    True,
    False,
    Ellipsis,
    /// An integer that fits.
    Int(u64),
    /// A larger integer: its digits with the `0x`, `0o` or `0b` prefix if there was one (in lower
    /// case), without underscores.
    BigInt(Rc<str>),
    Float(f64),
    /// The imaginary part of a literal such as `2j`.
    Imaginary(f64),
    Str(StrLiteral),
    Bytes(Rc<[u8]>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrLiteral {
    pub text: StrText,
    /// The (first) literal was written with a `u` prefix: `kind='u'` in CPython's tree.
    pub u_prefix: bool,
}

/// The text of a literal, which may hold lone surrogates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StrText {
    Utf8(Rc<str>),
    /// Only used for text that UTF-8 cannot hold: at least one element is a surrogate.
    CodePoints(Rc<[u32]>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExprContext {
    Load,
    Store,
    Del,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BoolOp {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// `kw_defaults` has one entry per element of `kwonlyargs`; `defaults` belong to the last of
/// `posonlyargs` followed by `args`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    pub posonlyargs: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Box<Arg>>,
    pub kwonlyargs: Vec<Arg>,
    pub kw_defaults: Vec<Option<Expr>>,
    pub kwarg: Option<Box<Arg>>,
    pub defaults: Vec<Expr>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    pub arg: Name,
    pub annotation: Option<Box<Expr>>,
    pub span: Span,
}

/// A keyword argument; without a name it is `**value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    pub arg: Option<Name>,
    pub value: Expr,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// A dotted name, or `*`.
    pub name: Name,
    pub asname: Option<Name>,
    pub span: Span,
}

/// `ast.withitem`; it has no position.
#[derive(Clone, Debug, PartialEq)]
pub struct WithItem {
    pub context_expr: Expr,
    pub optional_vars: Option<Box<Expr>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ExceptHandler {
    pub type_: Option<Box<Expr>>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// `ast.match_case`; it has no position.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Box<Expr>>,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    pub kind: PatternKind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// A literal or a dotted name, compared by `==`.
    MatchValue {
        value: Box<Expr>,
    },
    /// None, True or False, compared by `is`.
    MatchSingleton {
        value: Constant,
    },
    MatchSequence {
        patterns: Vec<Pattern>,
    },
    MatchMapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Name>,
    },
    MatchClass {
        cls: Box<Expr>,
        patterns: Vec<Pattern>,
        kwd_attrs: Vec<Name>,
        kwd_patterns: Vec<Pattern>,
    },
    /// `*name` or `*_` inside a sequence pattern.
    MatchStar {
        name: Option<Name>,
    },
    /// `pattern as name`, a capture (`name` alone) or the wildcard (neither).
    MatchAs {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    MatchOr {
        patterns: Vec<Pattern>,
    },
}
