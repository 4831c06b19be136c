//! What the grammar's rules build: nodes from their parts.
//!
//! Actions never fail on the spot. What they refuse (a bad target, a literal that does not decode,
//! a tree that is too high) is noted in the [`Context`], and the parse goes on with a harmless
//! node; `lib` looks at the note afterwards.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use crate::ast::*;
use crate::literal::{Escapes, TextBuilder, decode_bytes, decode_number, decode_text};
use crate::token::{Pos, T, Token};
use crate::validate;
use crate::{Warning, WarningCategory, warnings};

/// Why a parse that the tables accepted is still refused.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    /// A chain is higher than [`MAX_DEPTH`]. CPython's parser recurses for chains that lean to the
    /// right (`- - x`), and its compiler for the others.
    TooDeep { leans_right: bool },
    /// Something the diagnosis words; the message is for the case that it finds nothing.
    Invalid { message: String, span: Span },
}

pub(crate) struct Context<'c> {
    pub source: &'c str,
    pub tokens: &'c [Token],
    pub line_starts: &'c [u32],
    names: RefCell<HashMap<Rc<str>, (), BuildHasherDefault<NameHasher>>>,
    next_id: Cell<u32>,
    refusal: RefCell<Option<Refusal>>,
    /// Found while reading literals, and while building nodes.
    pub literal_warnings: RefCell<Vec<Warning>>,
    pub node_warnings: RefCell<Vec<Warning>>,
}

/// FNV-1a: names are short, and the table lives as long as one parse.
#[derive(Default)]
pub(crate) struct NameHasher(u64);

impl Hasher for NameHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut hash = self.0 ^ 0xcbf2_9ce4_8422_2325;
        for &byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        // The table takes its control bits from the top.
        self.0 = hash ^ (hash << 29);
    }
}

/// One literal of a run of adjacent ones.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Text(StrLiteral, Span),
    Bytes(Rc<[u8]>),
    FString(Vec<Expr>),
}

pub(crate) type StringParts = Vec<Piece>;
pub(crate) type CompFor = Vec<Comprehension>;

#[derive(Debug)]
pub(crate) struct Block {
    pub body: Vec<Stmt>,
    /// Behind the last token that is not layout: a semicolon counts.
    pub end: Pos,
}

impl Block {
    pub fn single(statement: Stmt) -> Block {
        let end = Pos { line: statement.span.end_line, column: statement.span.end_column };
        Block { body: vec![statement], end }
    }

    pub fn join(mut self, other: Block) -> Block {
        self.body.extend(other.body);
        self.end = other.end;
        self
    }
}

#[derive(Debug)]
pub(crate) enum Argument {
    Positional(Expr),
    Generator(Expr),
    Keyword(Keyword),
}

#[derive(Debug)]
pub(crate) enum ParamItem {
    Plain(Arg, Option<Expr>),
    Slash,
    Star(Option<Arg>),
    DoubleStar(Arg),
}

#[derive(Debug)]
pub(crate) struct FunctionParts {
    function: FunctionDef,
    span: Span,
}

#[derive(Debug)]
pub(crate) struct ClassParts {
    class: ClassDef,
    span: Span,
}

#[derive(Debug)]
pub(crate) struct Handler {
    handler: ExceptHandler,
    star: bool,
}

#[derive(Debug)]
pub(crate) enum PatternItem {
    Pair(Expr, Pattern),
    Rest(Name),
}

#[derive(Debug)]
pub(crate) enum PatternArgument {
    Positional(Pattern),
    Keyword(Name, Pattern),
}

/// Where the `!` of a conversion and its name stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub bang: Pos,
    pub name: Pos,
}

/// What follows the expression in a field.
#[derive(Debug)]
pub(crate) struct FieldTail {
    /// There is a `=`: the field shows its own text, up to what follows the `=`.
    pub debug: bool,
    pub conversion: Option<(Name, Slot)>,
    pub spec: Option<Expr>,
    pub close: Pos,
}

fn span_end(span: Span) -> Pos {
    Pos { line: span.end_line, column: span.end_column }
}

fn span_start(span: Span) -> Pos {
    Pos { line: span.line, column: span.column }
}

impl<'c> Context<'c> {
    pub fn new(source: &'c str, tokens: &'c [Token], line_starts: &'c [u32]) -> Self {
        Context {
            source,
            tokens,
            line_starts,
            names: RefCell::default(),
            next_id: Cell::new(0),
            refusal: RefCell::new(None),
            literal_warnings: RefCell::default(),
            node_warnings: RefCell::default(),
        }
    }

    pub fn refusal(&self) -> Option<Refusal> {
        self.refusal.borrow().clone()
    }

    pub fn refuse(&self, message: &str, span: Span) {
        self.refusal.borrow_mut().get_or_insert_with(|| Refusal::Invalid { message: message.to_string(), span });
    }

    /// The shared copy of a name, normalised.
    pub fn intern(&self, text: &str) -> Name {
        let mut names = self.names.borrow_mut();
        if let Some((name, ())) = names.get_key_value(text) {
            return name.clone();
        }
        let name: Name = if text.is_ascii() {
            text.into()
        } else {
            let normal: String = text.nfkc().collect();
            if let Some((name, ())) = names.get_key_value(normal.as_str()) {
                return name.clone();
            }
            normal.into()
        };
        names.insert(name.clone(), ());
        name
    }

    fn fresh_id(&self) -> NodeId {
        let id = self.next_id.get();
        self.next_id.set(id.saturating_add(1));
        NodeId(id)
    }

    /// The byte offset of a place.
    fn offset(&self, pos: Pos) -> usize {
        let line = (pos.line as usize).saturating_sub(1);
        self.line_starts.get(line).copied().unwrap_or(0) as usize + pos.column as usize
    }

    pub fn node(&self, kind: ExprKind, span: Span) -> Expr {
        let depth = validate::height(&kind) + 1;
        if depth > MAX_DEPTH {
            let leans_right = matches!(
                kind,
                ExprKind::UnaryOp { .. }
                    | ExprKind::Lambda(_)
                    | ExprKind::IfExp { .. }
                    | ExprKind::BinOp { op: Operator::Pow, .. }
            );
            self.refusal.borrow_mut().get_or_insert(Refusal::TooDeep { leans_right });
            // Dropping the children here keeps every tree low enough to be dropped by recursion.
            return Expr { kind: ExprKind::Constant(Constant::None), span, depth: 1 };
        }
        Expr { kind, span, depth: depth as u16 }
    }

    fn warn(&self, list: &RefCell<Vec<Warning>>, message: String, span: Span) {
        list.borrow_mut().push(Warning { message, category: WarningCategory::Syntax, line: span.line, span });
    }

    fn warn_node(&self, found: Option<(String, Span)>) {
        if let Some((message, span)) = found {
            self.warn(&self.node_warnings, message, span);
        }
    }

    // Literals.

    pub fn number_value(&self, text: &str, span: Span) -> Constant {
        decode_number(text).unwrap_or_else(|message| {
            self.refuse(&message, span);
            Constant::None
        })
    }

    pub fn string_piece(&self, text: &str, token: &Token) -> Piece {
        let span = token.start.to(token.end);
        let literal = split_literal(text);
        let mut escapes = Escapes::default();
        let piece = if literal.bytes {
            decode_bytes(literal.body, literal.raw, &mut escapes).map(Piece::Bytes)
        } else {
            decode_text(literal.body, literal.raw, &mut escapes)
                .map(|text| Piece::Text(StrLiteral { text, u_prefix: literal.unicode }, span))
        };
        if let Some(message) = escapes.warning {
            self.warn(&self.literal_warnings, message, span);
        }
        piece.unwrap_or_else(|message| {
            self.refuse(&message, span);
            Piece::Bytes(Rc::new([]))
        })
    }

    /// The text of an f-string between its fields; `index` is the token's.
    pub fn fstring_piece(&self, text: &str, token: &Token, index: usize) -> Piece {
        let span = token.start.to(token.end);
        let mut escapes = Escapes::default();
        let raw = token.kind == T::FStringRawMiddle;
        let decoded = decode_text(text, raw, &mut escapes);
        if let Some(message) = escapes.warning {
            self.warn(&self.literal_warnings, message, fstring_report_span(self.tokens, index));
        }
        let text = decoded.unwrap_or_else(|message| {
            self.refuse(&message, span);
            StrText::Utf8("".into())
        });
        Piece::Text(StrLiteral { text, u_prefix: false }, span)
    }

    pub fn text_item(&self, piece: Piece) -> Vec<Expr> {
        match piece {
            Piece::Text(literal, span) => vec![self.node(ExprKind::Constant(Constant::Str(literal)), span)],
            _ => Vec::new(),
        }
    }

    pub fn fstring(&self, items: Vec<Vec<Expr>>) -> Piece {
        Piece::FString(items.into_iter().flatten().collect())
    }

    pub fn field(&self, value: Expr, tail: FieldTail, l: Pos, r: Pos) -> Vec<Expr> {
        let mut conversion = None;
        if let Some((name, slot)) = &tail.conversion {
            let adjacent = slot.bang.line == slot.name.line && slot.bang.column + 1 == slot.name.column;
            conversion = match &**name {
                "s" => Some('s'),
                "r" => Some('r'),
                "a" => Some('a'),
                _ => None,
            };
            if conversion.is_none() || !adjacent {
                self.refuse("invalid syntax", l.to(r));
            }
        }
        let mut out = Vec::new();
        if tail.debug {
            let end = match (&tail.conversion, &tail.spec) {
                (Some((_, slot)), _) => slot.bang,
                (None, Some(spec)) => span_start(spec.span),
                (None, None) => tail.close,
            };
            if conversion.is_none() && tail.spec.is_none() {
                conversion = Some('r');
            }
            let start = Pos { line: l.line, column: l.column + 1 };
            let shown = self.source.get(self.offset(start)..self.offset(end)).unwrap_or("");
            let text = StrText::Utf8(without_comments(shown).into());
            let literal = StrLiteral { text, u_prefix: false };
            out.push(self.node(ExprKind::Constant(Constant::Str(literal)), start.to(end)));
        }
        let format_spec = tail.spec.map(Box::new);
        let field = ExprKind::FormattedValue { value: Box::new(value), conversion, format_spec };
        out.push(self.node(field, l.to(r)));
        out
    }

    pub fn format_spec(&self, items: Vec<Vec<Expr>>, l: Pos, r: Pos) -> Expr {
        let values = self.merge_text(items.into_iter().flatten().collect());
        self.node(ExprKind::JoinedStr { values }, l.to(r))
    }

    /// Joins adjacent text and leaves out what is empty.
    fn merge_text(&self, items: Vec<Expr>) -> Vec<Expr> {
        let mut out: Vec<Expr> = Vec::with_capacity(items.len());
        let mut run: Vec<(StrLiteral, Span)> = Vec::new();
        for item in items {
            match item.kind {
                ExprKind::Constant(Constant::Str(literal)) => run.push((literal, item.span)),
                _ => {
                    self.flush_text(&mut run, &mut out);
                    out.push(item);
                }
            }
        }
        self.flush_text(&mut run, &mut out);
        out
    }

    fn flush_text(&self, run: &mut Vec<(StrLiteral, Span)>, out: &mut Vec<Expr>) {
        let Some((joined, span)) = join_text(run) else { return };
        run.clear();
        if joined.text != StrText::Utf8("".into()) {
            out.push(self.node(ExprKind::Constant(Constant::Str(joined)), span));
        }
    }

    pub fn strings(&self, mut parts: StringParts, l: Pos, r: Pos) -> Expr {
        let span = l.to(r);
        if parts.len() == 1 {
            match parts.pop() {
                Some(Piece::Text(literal, _)) => return self.constant(Constant::Str(literal), l, r),
                Some(Piece::Bytes(bytes)) => return self.constant(Constant::Bytes(bytes), l, r),
                Some(Piece::FString(items)) => {
                    let values = self.merge_text(items);
                    return self.node(ExprKind::JoinedStr { values }, span);
                }
                None => {}
            }
        }
        let bytes = parts.iter().filter(|part| matches!(part, Piece::Bytes(..))).count();
        if bytes != 0 {
            if bytes != parts.len() {
                self.refuse("cannot mix bytes and nonbytes literals", span);
            }
            let mut all = Vec::new();
            for part in &parts {
                if let Piece::Bytes(bytes) = part {
                    all.extend_from_slice(bytes);
                }
            }
            return self.constant(Constant::Bytes(all.into()), l, r);
        }
        if parts.iter().any(|part| matches!(part, Piece::FString(..))) {
            let mut items = Vec::new();
            for part in parts {
                match part {
                    Piece::Text(literal, span) => {
                        items.push(self.node(ExprKind::Constant(Constant::Str(literal)), span));
                    }
                    Piece::FString(inner) => items.extend(inner),
                    Piece::Bytes(..) => {}
                }
            }
            let values = self.merge_text(items);
            return self.node(ExprKind::JoinedStr { values }, span);
        }
        let run: Vec<(StrLiteral, Span)> = parts
            .into_iter()
            .filter_map(|part| match part {
                Piece::Text(literal, span) => Some((literal, span)),
                _ => None,
            })
            .collect();
        let joined = join_text(&run).map_or(StrLiteral { text: StrText::Utf8("".into()), u_prefix: false }, |(text, _)| text);
        self.constant(Constant::Str(joined), l, r)
    }

    // Expressions.

    pub fn constant(&self, value: Constant, l: Pos, r: Pos) -> Expr {
        Expr { kind: ExprKind::Constant(value), span: l.to(r), depth: 1 }
    }

    pub fn name(&self, id: Name, ctx: ExprContext, l: Pos, r: Pos) -> Expr {
        Expr { kind: ExprKind::Name { id, ctx }, span: l.to(r), depth: 1 }
    }

    pub fn tuple(&self, elts: Vec<Expr>, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::Tuple { elts, ctx: ExprContext::Load }, l.to(r))
    }

    pub fn tuple_or_single(&self, (mut items, comma): (Vec<Expr>, bool), l: Pos, r: Pos) -> Expr {
        if items.len() == 1
            && !comma
            && let Some(single) = items.pop()
        {
            return single;
        }
        self.tuple(items, l, r)
    }

    pub fn parenthesised(&self, items: (Vec<Expr>, bool), l: Pos, r: Pos) -> Expr {
        let single_star = !items.1 && matches!(items.0.as_slice(), [Expr { kind: ExprKind::Starred { .. }, .. }]);
        if single_star {
            self.refuse("cannot use starred expression here", l.to(r));
        }
        self.tuple_or_single(items, l, r)
    }

    pub fn subject(&self, items: (Vec<Expr>, bool), l: Pos, r: Pos) -> Expr {
        self.parenthesised(items, l, r)
    }

    pub fn slices(&self, items: (Vec<Expr>, bool), l: Pos, r: Pos) -> Expr {
        match (items.0.as_slice(), items.1) {
            ([Expr { kind: ExprKind::Starred { .. }, .. }], false) => self.tuple(items.0, l, r),
            _ => self.tuple_or_single(items, l, r),
        }
    }

    pub fn starred(&self, value: Expr, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::Starred { value: Box::new(value), ctx: ExprContext::Load }, l.to(r))
    }

    pub fn yield_(&self, value: Option<Expr>, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::Yield { value: value.map(Box::new) }, l.to(r))
    }

    pub fn yield_from(&self, value: Expr, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::YieldFrom { value: Box::new(value) }, l.to(r))
    }

    pub fn named_expression(&self, id: Name, name_end: Pos, value: Expr, l: Pos, r: Pos) -> Expr {
        let target = Box::new(self.name(id, ExprContext::Store, l, name_end));
        self.node(ExprKind::NamedExpr { target, value: Box::new(value) }, l.to(r))
    }

    pub fn if_expression(&self, test: Expr, body: Expr, orelse: Expr, l: Pos, r: Pos) -> Expr {
        let kind = ExprKind::IfExp { test: Box::new(test), body: Box::new(body), orelse: Box::new(orelse) };
        self.node(kind, l.to(r))
    }

    pub fn lambda(&self, params: Option<Vec<ParamItem>>, body: Expr, l: Pos, r: Pos) -> Expr {
        let args = self.arguments(params, l.to(r));
        self.node(ExprKind::Lambda(Rc::new(Lambda { id: self.fresh_id(), args, body })), l.to(r))
    }

    pub fn bool_op(&self, op: BoolOp, first: Expr, rest: Vec<Expr>, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::BoolOp { op, values: prepend(first, rest) }, l.to(r))
    }

    pub fn unary(&self, op: UnaryOp, operand: Expr, l: Pos, r: Pos) -> Expr {
        if op == UnaryOp::Not
            && let Some((message, span)) = warnings::negated_compare(&operand)
        {
            self.node_warnings.borrow_mut().retain(|warning| warning.span != span);
            self.warn_node(Some((message, span)));
        }
        self.node(ExprKind::UnaryOp { op, operand: Box::new(operand) }, l.to(r))
    }

    pub fn binary(&self, left: Expr, op: Operator, right: Expr, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::BinOp { left: Box::new(left), op, right: Box::new(right) }, l.to(r))
    }

    pub fn complex(&self, left: Expr, op: Operator, right: Expr, l: Pos, r: Pos) -> Expr {
        let real = match &left.kind {
            ExprKind::UnaryOp { operand, .. } => !is_imaginary(operand),
            _ => !is_imaginary(&left),
        };
        if !real || !is_imaginary(&right) {
            self.refuse("imaginary number required in complex literal", right.span);
        }
        self.binary(left, op, right, l, r)
    }

    pub fn compare(&self, left: Expr, rest: Vec<(CmpOp, Expr)>, l: Pos, r: Pos) -> Expr {
        let (ops, comparators): (Vec<_>, Vec<_>) = rest.into_iter().unzip();
        self.warn_node(warnings::compare(&left, &ops, &comparators, l.to(r)));
        self.node(ExprKind::Compare { left: Box::new(left), ops, comparators }, l.to(r))
    }

    pub fn await_(&self, value: Expr, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::Await { value: Box::new(value) }, l.to(r))
    }

    pub fn attribute(&self, value: Expr, attr: Name, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::Attribute { value: Box::new(value), attr, ctx: ExprContext::Load }, l.to(r))
    }

    pub fn subscript(&self, value: Expr, slice: Expr, l: Pos, r: Pos) -> Expr {
        self.warn_node(warnings::subscript(&value, &slice, l.to(r)));
        let kind = ExprKind::Subscript { value: Box::new(value), slice: Box::new(slice), ctx: ExprContext::Load };
        self.node(kind, l.to(r))
    }

    pub fn slice(&self, lower: Option<Expr>, upper: Option<Expr>, step: Option<Expr>, l: Pos, r: Pos) -> Expr {
        let kind = ExprKind::Slice { lower: lower.map(Box::new), upper: upper.map(Box::new), step: step.map(Box::new) };
        self.node(kind, l.to(r))
    }

    pub fn call(&self, func: Expr, arguments: Option<(Vec<Argument>, bool)>, open: Pos, l: Pos, r: Pos) -> Expr {
        self.warn_node(warnings::call(&func, l.to(r)));
        let (args, keywords) = self.split_arguments(arguments, open.to(r), true);
        self.node(ExprKind::Call { func: Box::new(func), args, keywords }, l.to(r))
    }

    /// Positional arguments and keywords in CPython's order; `parens` spans the parentheses.
    fn split_arguments(
        &self,
        arguments: Option<(Vec<Argument>, bool)>,
        parens: Span,
        is_call: bool,
    ) -> (Vec<Expr>, Vec<Keyword>) {
        let Some((list, comma)) = arguments else { return (Vec::new(), Vec::new()) };
        let sole = list.len() == 1 && !comma && is_call;
        let (mut args, mut keywords) = (Vec::new(), Vec::new());
        let (mut seen_named, mut seen_double_star) = (false, false);
        for argument in list {
            match argument {
                Argument::Positional(value) => {
                    let starred = matches!(value.kind, ExprKind::Starred { .. });
                    if seen_double_star || (seen_named && !starred) {
                        self.refuse("positional argument follows keyword argument", value.span);
                    }
                    args.push(value);
                }
                Argument::Generator(mut value) => {
                    if sole {
                        value.span = parens;
                    } else {
                        self.refuse("Generator expression must be parenthesized", value.span);
                    }
                    args.push(value);
                }
                Argument::Keyword(keyword) => {
                    seen_named |= keyword.arg.is_some();
                    seen_double_star |= keyword.arg.is_none();
                    keywords.push(keyword);
                }
            }
        }
        (args, keywords)
    }

    pub fn list(&self, items: Option<(Vec<Expr>, bool)>, l: Pos, r: Pos) -> Expr {
        let elts = items.map_or_else(Vec::new, |items| items.0);
        self.node(ExprKind::List { elts, ctx: ExprContext::Load }, l.to(r))
    }

    pub fn set(&self, elts: Vec<Expr>, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::Set { elts }, l.to(r))
    }

    pub fn dict(&self, items: Vec<(Option<Expr>, Expr)>, l: Pos, r: Pos) -> Expr {
        let (keys, values) = items.into_iter().unzip();
        self.node(ExprKind::Dict { keys, values }, l.to(r))
    }

    fn element_comp(&self, elt: Expr, generators: CompFor) -> Rc<ElementComp> {
        if matches!(elt.kind, ExprKind::Starred { .. }) {
            self.refuse("iterable unpacking cannot be used in comprehension", elt.span);
        }
        Rc::new(ElementComp { id: self.fresh_id(), elt, generators })
    }

    pub fn generator(&self, elt: Expr, generators: CompFor, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::GeneratorExp(self.element_comp(elt, generators)), l.to(r))
    }

    pub fn list_comp(&self, elt: Expr, generators: CompFor, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::ListComp(self.element_comp(elt, generators)), l.to(r))
    }

    pub fn set_comp(&self, elt: Expr, generators: CompFor, l: Pos, r: Pos) -> Expr {
        self.node(ExprKind::SetComp(self.element_comp(elt, generators)), l.to(r))
    }

    pub fn dict_comp(&self, key: Expr, value: Expr, generators: CompFor, l: Pos, r: Pos) -> Expr {
        let comp = DictComp { id: self.fresh_id(), key, value, generators };
        self.node(ExprKind::DictComp(Rc::new(comp)), l.to(r))
    }

    pub fn comp_clause(&self, is_async: bool, target: Expr, iter: Expr, ifs: Vec<Expr>) -> Comprehension {
        Comprehension { target: self.store(target), iter, ifs, is_async }
    }

    // Targets.

    fn store(&self, mut target: Expr) -> Expr {
        if !validate::set_store(&mut target) {
            self.refuse("invalid syntax", target.span);
        }
        self.forget_subscripts(&target);
        target
    }

    /// Only a subscript that is read is suspicious; targets are read as expressions first.
    fn forget_subscripts(&self, target: &Expr) {
        if self.node_warnings.borrow().is_empty() {
            return;
        }
        match &target.kind {
            ExprKind::Subscript { .. } => self
                .node_warnings
                .borrow_mut()
                .retain(|warning| warning.span != target.span || !warning.message.contains("perhaps you missed a comma")),
            ExprKind::Starred { value, .. } => self.forget_subscripts(value),
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                elts.iter().for_each(|elt| self.forget_subscripts(elt));
            }
            _ => {}
        }
    }

    fn single_target(&self, mut target: Expr) -> Expr {
        let single = matches!(target.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. });
        if !single || !validate::set_store(&mut target) {
            self.refuse("invalid syntax", target.span);
        }
        self.forget_subscripts(&target);
        target
    }

    // Simple statements.

    pub fn statement(&self, kind: StmtKind, l: Pos, r: Pos) -> Stmt {
        let span = l.to(r);
        if let StmtKind::Assert { test, .. } = &kind {
            self.warn_node(warnings::assert(test, span));
        }
        Stmt { kind, span }
    }

    pub fn assign(&self, first: Expr, mut rest: Vec<Expr>) -> StmtKind {
        let Some(value) = rest.pop() else { return StmtKind::Expr { value: Box::new(first) } };
        let targets = prepend(first, rest).into_iter().map(|target| self.store(target)).collect();
        StmtKind::Assign { targets, value: Box::new(value) }
    }

    pub fn annotated_assign(&self, l: Pos, target: Expr, annotation: Expr, value: Option<Expr>) -> StmtKind {
        // A parenthesised name starts behind the statement.
        let simple = matches!(target.kind, ExprKind::Name { .. }) && span_start(target.span) == l;
        StmtKind::AnnAssign {
            target: Box::new(self.single_target(target)),
            annotation: Box::new(annotation),
            value: value.map(Box::new),
            simple,
        }
    }

    pub fn augmented_assign(&self, target: Expr, op: Operator, value: Expr) -> StmtKind {
        StmtKind::AugAssign { target: Box::new(self.single_target(target)), op, value: Box::new(value) }
    }

    pub fn delete(&self, mut targets: Vec<Expr>) -> StmtKind {
        for target in &mut targets {
            if !validate::set_delete(target) {
                self.refuse("invalid syntax", target.span);
            }
            self.forget_subscripts(target);
        }
        StmtKind::Delete { targets }
    }

    pub fn type_alias(&self, name: Expr, type_params: Option<Vec<TypeParam>>, value: Expr) -> StmtKind {
        let type_params_id = self.fresh_id();
        StmtKind::TypeAlias(Rc::new(TypeAlias {
            type_params_id,
            id: self.fresh_id(),
            name,
            type_params: type_params.unwrap_or_default(),
            value,
        }))
    }

    // Definitions.

    pub fn type_param(
        &self,
        kind: TypeParamKind,
        name: Name,
        bound: Option<Expr>,
        default: Option<Expr>,
        l: Pos,
        r: Pos,
    ) -> TypeParam {
        TypeParam {
            kind,
            id: self.fresh_id(),
            default_id: self.fresh_id(),
            name,
            bound: bound.map(Rc::new),
            default_value: default.map(Rc::new),
            span: l.to(r),
        }
    }

    pub fn arg(&self, arg: Name, annotation: Option<Expr>, l: Pos, r: Pos) -> Arg {
        Arg { arg, annotation: annotation.map(Box::new), span: l.to(r) }
    }

    fn arguments(&self, params: Option<Vec<ParamItem>>, span: Span) -> Arguments {
        validate::arguments(params.unwrap_or_default()).unwrap_or_else(|message| {
            self.refuse(message, span);
            Arguments::default()
        })
    }

    #[expect(clippy::too_many_arguments, reason = "one per part of the rule")]
    pub fn function_parts(
        &self,
        l: Pos,
        is_async: bool,
        name: Name,
        type_params: Option<Vec<TypeParam>>,
        params: Option<Vec<ParamItem>>,
        returns: Option<Expr>,
        body: Block,
    ) -> Box<FunctionParts> {
        let span = l.to(body.end);
        let type_params_id = self.fresh_id();
        let function = FunctionDef {
            type_params_id,
            id: self.fresh_id(),
            is_async,
            name,
            args: self.arguments(params, span),
            body: body.body,
            decorator_list: Vec::new(),
            returns: returns.map(Box::new),
            type_params: type_params.unwrap_or_default(),
        };
        Box::new(FunctionParts { function, span })
    }

    pub fn function(&self, parts: Box<FunctionParts>, decorators: Vec<Expr>) -> Stmt {
        let FunctionParts { mut function, span } = *parts;
        function.decorator_list = decorators;
        Stmt { kind: StmtKind::FunctionDef(Rc::new(function)), span }
    }

    pub fn class_parts(
        &self,
        l: Pos,
        name: Name,
        type_params: Option<Vec<TypeParam>>,
        arguments: Option<(Vec<Argument>, bool)>,
        body: Block,
    ) -> Box<ClassParts> {
        let span = l.to(body.end);
        let (bases, keywords) = self.split_arguments(arguments, span, false);
        let type_params_id = self.fresh_id();
        let class = ClassDef {
            type_params_id,
            id: self.fresh_id(),
            name,
            bases,
            keywords,
            body: body.body,
            decorator_list: Vec::new(),
            type_params: type_params.unwrap_or_default(),
        };
        Box::new(ClassParts { class, span })
    }

    #[expect(clippy::boxed_local, reason = "boxes keep the parser's symbols small")]
    pub fn class(&self, parts: Box<ClassParts>, decorators: Vec<Expr>) -> Stmt {
        let ClassParts { mut class, span } = *parts;
        class.decorator_list = decorators;
        Stmt { kind: StmtKind::ClassDef(Rc::new(class)), span }
    }

    // Compound statements.

    pub fn if_statement(&self, l: Pos, test: Expr, body: Block, elifs: Vec<(Pos, Expr, Block)>, orelse: Option<Block>) -> Stmt {
        let mut end = elifs.last().map_or(body.end, |(_, _, block)| block.end);
        if elifs.len() as u32 >= MAX_DEPTH {
            self.refusal.borrow_mut().get_or_insert(Refusal::TooDeep { leans_right: true });
            return Stmt { kind: StmtKind::Pass, span: l.to(end) };
        }
        let mut tail = Vec::new();
        if let Some(block) = orelse {
            end = block.end;
            tail = block.body;
        }
        for (start, test, block) in elifs.into_iter().rev() {
            let kind = StmtKind::If { test: Box::new(test), body: block.body, orelse: tail };
            tail = vec![Stmt { kind, span: start.to(end) }];
        }
        let kind = StmtKind::If { test: Box::new(test), body: body.body, orelse: tail };
        Stmt { kind, span: l.to(end) }
    }

    pub fn while_statement(&self, l: Pos, test: Expr, body: Block, orelse: Option<Block>) -> Stmt {
        let (end, orelse) = tail(body.end, orelse);
        let kind = StmtKind::While { test: Box::new(test), body: body.body, orelse };
        Stmt { kind, span: l.to(end) }
    }

    pub fn for_statement(&self, l: Pos, is_async: bool, target: Expr, iter: Expr, body: Block, orelse: Option<Block>) -> Stmt {
        let (end, orelse) = tail(body.end, orelse);
        let (target, iter) = (Box::new(self.store(target)), Box::new(iter));
        Stmt { kind: StmtKind::For { is_async, target, iter, body: body.body, orelse }, span: l.to(end) }
    }

    pub fn with_statement(&self, l: Pos, is_async: bool, items: Vec<WithItem>, body: Block) -> Stmt {
        Stmt { kind: StmtKind::With { is_async, items, body: body.body }, span: l.to(body.end) }
    }

    pub fn with_item(&self, context_expr: Expr, target: Expr) -> WithItem {
        WithItem { context_expr, optional_vars: Some(Box::new(self.store(target))) }
    }

    pub fn handler(&self, l: Pos, star: bool, type_: Option<Expr>, name: Option<Name>, body: Block) -> Handler {
        let span = l.to(body.end);
        Handler { handler: ExceptHandler { type_: type_.map(Box::new), name, body: body.body, span }, star }
    }

    pub fn try_statement(
        &self,
        l: Pos,
        body: Block,
        list: Vec<Handler>,
        orelse: Option<Block>,
        finalbody: Option<Block>,
    ) -> Stmt {
        let mut end = list.last().map_or(body.end, |last| span_end(last.handler.span));
        let starred = list.iter().filter(|handler| handler.star).count();
        if starred != 0 && starred != list.len() {
            self.refuse("cannot have both 'except' and 'except*' on the same 'try'", l.to(end));
        }
        let handlers = list.into_iter().map(|handler| handler.handler).collect();
        let mut orelse_body = Vec::new();
        let mut final_body = Vec::new();
        if let Some(block) = orelse {
            end = block.end;
            orelse_body = block.body;
        }
        if let Some(block) = finalbody {
            end = block.end;
            final_body = block.body;
        }
        let kind = if starred != 0 {
            StmtKind::TryStar { body: body.body, handlers, orelse: orelse_body, finalbody: final_body }
        } else {
            StmtKind::Try { body: body.body, handlers, orelse: orelse_body, finalbody: final_body }
        };
        Stmt { kind, span: l.to(end) }
    }

    pub fn match_statement(&self, l: Pos, subject: Expr, cases: Vec<(MatchCase, Pos)>) -> Stmt {
        let end = cases.last().map_or(l, |(_, end)| *end);
        let cases = cases.into_iter().map(|(case, _)| case).collect();
        Stmt { kind: StmtKind::Match { subject: Box::new(subject), cases }, span: l.to(end) }
    }

    // Patterns.

    pub fn capture(&self, name: Name) -> Option<Name> {
        if &*name == "_" { None } else { Some(name) }
    }

    pub fn open_sequence(&self, (mut items, comma): (Vec<Pattern>, bool), l: Pos, r: Pos) -> Pattern {
        let single = items.len() == 1 && !comma;
        if single && let Some(pattern) = items.pop() {
            if matches!(pattern.kind, PatternKind::MatchStar { .. }) {
                self.refuse("invalid syntax", pattern.span);
            }
            return pattern;
        }
        Pattern { kind: PatternKind::MatchSequence { patterns: items }, span: l.to(r) }
    }

    pub fn group_or_sequence(&self, items: (Vec<Pattern>, bool), l: Pos, r: Pos) -> Pattern {
        self.open_sequence(items, l, r)
    }

    pub fn as_pattern(&self, pattern: Pattern, name: Name, l: Pos, r: Pos) -> Pattern {
        if &*name == "_" {
            self.refuse("cannot use '_' as a target", l.to(r));
        }
        let kind = PatternKind::MatchAs { pattern: Some(Box::new(pattern)), name: Some(name) };
        Pattern { kind, span: l.to(r) }
    }

    pub fn or_pattern(&self, first: Pattern, mut rest: Vec<Pattern>, l: Pos, r: Pos) -> Pattern {
        rest.insert(0, first);
        Pattern { kind: PatternKind::MatchOr { patterns: rest }, span: l.to(r) }
    }

    pub fn mapping_pattern(&self, items: Option<(Vec<PatternItem>, bool)>) -> PatternKind {
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        for item in items.map_or_else(Vec::new, |items| items.0) {
            match item {
                PatternItem::Pair(key, pattern) => {
                    if rest.is_some() {
                        self.refuse("invalid syntax", key.span);
                    }
                    keys.push(key);
                    patterns.push(pattern);
                }
                PatternItem::Rest(name) => {
                    if rest.is_some() || &*name == "_" {
                        self.refuse("invalid syntax", Span::default());
                    }
                    rest = Some(name);
                }
            }
        }
        PatternKind::MatchMapping { keys, patterns, rest }
    }

    pub fn class_pattern(&self, cls: Expr, arguments: Option<(Vec<PatternArgument>, bool)>) -> PatternKind {
        let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
        for argument in arguments.map_or_else(Vec::new, |arguments| arguments.0) {
            match argument {
                PatternArgument::Positional(pattern) => {
                    if !kwd_attrs.is_empty() {
                        self.refuse("positional patterns follow keyword patterns", pattern.span);
                    }
                    patterns.push(pattern);
                }
                PatternArgument::Keyword(name, pattern) => {
                    kwd_attrs.push(name);
                    kwd_patterns.push(pattern);
                }
            }
        }
        PatternKind::MatchClass { cls: Box::new(cls), patterns, kwd_attrs, kwd_patterns }
    }
}

fn is_imaginary(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant(Constant::Imaginary(_)))
}

fn prepend(first: Expr, rest: Vec<Expr>) -> Vec<Expr> {
    let mut all = Vec::with_capacity(rest.len() + 1);
    all.push(first);
    all.extend(rest);
    all
}

fn tail(end: Pos, block: Option<Block>) -> (Pos, Vec<Stmt>) {
    match block {
        Some(block) => (block.end, block.body),
        None => (end, Vec::new()),
    }
}

fn join_text(run: &[(StrLiteral, Span)]) -> Option<(StrLiteral, Span)> {
    let (first, first_span) = run.first()?;
    let (_, last_span) = run.last()?;
    let span = span_start(*first_span).to(span_end(*last_span));
    if run.len() == 1 {
        return Some((first.clone(), span));
    }
    let mut text = TextBuilder::default();
    for (literal, _) in run {
        text.push(&literal.text);
    }
    Some((StrLiteral { text: text.finish(), u_prefix: first.u_prefix }, span))
}

/// What a debug field shows: its source without comments.
fn without_comments(text: &str) -> String {
    if !text.contains('#') {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let (mut quote, mut comment) = (None, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if comment {
            if c != '\n' {
                continue;
            }
            comment = false;
        } else if let Some(q) = quote {
            if c == '\\'
                && let Some(next) = chars.next()
            {
                out.push(c);
                out.push(next);
                continue;
            }
            if c == q {
                quote = None;
            }
        } else if c == '#' {
            comment = true;
            continue;
        } else if c == '\'' || c == '"' {
            quote = Some(c);
        }
        out.push(c);
    }
    out
}

/// The parts of a string token.
pub(crate) struct SplitLiteral<'t> {
    pub body: &'t str,
    pub raw: bool,
    pub bytes: bool,
    pub unicode: bool,
}

pub(crate) fn split_literal(text: &str) -> SplitLiteral<'_> {
    let quote_at = text.find(['\'', '"']).unwrap_or(0);
    let (prefix, quoted) = text.split_at(quote_at);
    let size = if quoted.len() >= 6 && (quoted.starts_with("'''") || quoted.starts_with("\"\"\"")) { 3 } else { 1 };
    let has = |letter: u8| prefix.bytes().any(|c| c.eq_ignore_ascii_case(&letter));
    SplitLiteral {
        body: quoted.get(size..quoted.len().saturating_sub(size)).unwrap_or(""),
        raw: has(b'r'),
        bytes: has(b'b'),
        unicode: prefix == "u",
    }
}

/// Where CPython reports what is wrong with an f-string's text: at the closing quotes, or at the
/// text itself inside a format.
pub(crate) fn fstring_report_span(tokens: &[Token], index: usize) -> Span {
    let mut open = 0usize;
    let mut braces = 0usize;
    for token in tokens.get(index + 1..).unwrap_or(&[]) {
        match token.kind {
            T::FStringStart => open += 1,
            T::FStringEnd if open == 0 => return token.start.to(token.end),
            T::FStringEnd => open -= 1,
            T::LBrace if open == 0 => braces += 1,
            T::RBrace if open == 0 && braces == 0 => break,
            T::RBrace if open == 0 => braces -= 1,
            _ => {}
        }
    }
    tokens.get(index).map_or(Span::default(), |token| token.start.to(token.end))
}
