//! What can be wrong with the patterns of a `match` statement, and the order of their captures.
//!
//! Deliberately missing: the code of patterns; `eval` lowers them on its own.

use std::fmt::Write as _;

use taipan_grammar::ast::{
    Constant, Expr, ExprContext, ExprKind, MatchCase, Name, Operator, Pattern, PatternKind, Span, StrText, UnaryOp,
};

use super::check::Checker;
use super::error::{Check, fail};
use super::names::{Id, NumberSet};

/// What one pattern, or one alternative of it, has captured so far.
#[derive(Default)]
struct Captures<'a> {
    names: Vec<&'a Name>,
    ids: NumberSet<Id>,
    /// Whether a pattern that always matches is in order here.
    irrefutable: bool,
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::MatchAs { name: None, .. })
}

impl<'a> Checker<'_, 'a> {
    pub(super) fn cases(&mut self, cases: &'a [MatchCase]) -> Check {
        for (index, case) in cases.iter().enumerate() {
            let last = index + 1 == cases.len();
            let irrefutable = case.guard.is_some() || last;
            let mut captures = Captures { irrefutable, ..Captures::default() };
            self.pattern(&case.pattern, &mut captures)?;
            for name in captures.names {
                self.store(name, case.pattern.span)?;
            }
            self.optional(case.guard.as_deref())?;
            self.body(&case.body)?;
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &'a Pattern, captures: &mut Captures<'a>) -> Check {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::MatchValue { value } => {
                if !matches!(value.kind, ExprKind::Attribute { .. }) && Key::of(value).is_none() {
                    return fail("patterns may only match literals and attribute lookups", span);
                }
                self.expr(value)
            }
            PatternKind::MatchSingleton { .. } => Ok(()),
            PatternKind::MatchSequence { patterns } => self.sequence(patterns, span, captures),
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.mapping_keys(keys, span)?;
                patterns.iter().try_for_each(|pattern| self.subpattern(pattern, captures))?;
                self.capture(rest.as_ref(), span, captures)
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.class_attributes(kwd_attrs, kwd_patterns)?;
                self.expr(cls)?;
                let mut inner = patterns.iter().chain(kwd_patterns).filter(|pattern| !is_wildcard(pattern));
                inner.try_for_each(|pattern| self.subpattern(pattern, captures))
            }
            PatternKind::MatchStar { name } => self.capture(name.as_ref(), span, captures),
            PatternKind::MatchAs { pattern: None, name } => {
                if captures.irrefutable {
                    return self.capture(name.as_ref(), span, captures);
                }
                match name {
                    Some(name) => fail(format!("name capture '{name}' makes remaining patterns unreachable"), span),
                    None => fail("wildcard makes remaining patterns unreachable", span),
                }
            }
            PatternKind::MatchAs { pattern: Some(pattern), name } => {
                self.pattern(pattern, captures)?;
                self.capture(name.as_ref(), span, captures)
            }
            PatternKind::MatchOr { patterns } => self.alternatives(patterns, span, captures),
        }
    }

    /// A pattern inside another one may always match: the outer one can still fail.
    fn subpattern(&mut self, pattern: &'a Pattern, captures: &mut Captures<'a>) -> Check {
        let irrefutable = std::mem::replace(&mut captures.irrefutable, true);
        self.pattern(pattern, captures)?;
        captures.irrefutable = irrefutable;
        Ok(())
    }

    fn capture(&mut self, name: Option<&'a Name>, span: Span, captures: &mut Captures<'a>) -> Check {
        let Some(name) = name else { return Ok(()) };
        let id = self.names.intern(name);
        self.forbidden(id, ExprContext::Store, span)?;
        if !captures.ids.insert(id) {
            return fail(format!("multiple assignments to name '{name}' in pattern"), span);
        }
        captures.names.push(name);
        Ok(())
    }

    fn sequence(&mut self, patterns: &'a [Pattern], span: Span, captures: &mut Captures<'a>) -> Check {
        let stars = patterns.iter().filter(|pattern| matches!(pattern.kind, PatternKind::MatchStar { .. }));
        let mut stars = stars.peekable();
        let wildcard_star = stars.peek().is_some_and(|star| matches!(star.kind, PatternKind::MatchStar { name: None }));
        if stars.count() > 1 {
            return fail("multiple starred names in sequence pattern", span);
        }
        let star = patterns.iter().position(|pattern| matches!(pattern.kind, PatternKind::MatchStar { .. }));
        if let Some(star) = star
            && !wildcard_star
            && star >= 1 << 8
        {
            return fail("too many expressions in star-unpacking sequence pattern", span);
        }
        patterns.iter().try_for_each(|pattern| self.subpattern(pattern, captures))
    }

    fn mapping_keys(&mut self, keys: &'a [Expr], span: Span) -> Check {
        let mut seen = std::collections::HashSet::new();
        for key in keys {
            match Key::of(key) {
                Some(value) => {
                    let shown = value.show();
                    if !seen.insert(value.normal()) {
                        return fail(format!("mapping pattern checks duplicate key ({shown})"), span);
                    }
                }
                None if matches!(key.kind, ExprKind::Attribute { .. }) => {}
                None => {
                    return fail("mapping pattern keys may only match literals and attribute lookups", span);
                }
            }
            self.expr(key)?;
        }
        Ok(())
    }

    fn class_attributes(&mut self, attributes: &'a [Name], patterns: &'a [Pattern]) -> Check {
        let names = attributes.iter().zip(patterns);
        let names: Vec<(Id, Span)> = names.map(|(name, pattern)| (self.names.intern(name), pattern.span)).collect();
        match self.first_repeated(&names)? {
            Some((id, span)) => fail(format!("attribute name repeated in class pattern: {}", self.names.text(id)), span),
            None => Ok(()),
        }
    }

    fn alternatives(&mut self, patterns: &'a [Pattern], span: Span, captures: &mut Captures<'a>) -> Check {
        let mut control: Option<Captures<'a>> = None;
        for (index, pattern) in patterns.iter().enumerate() {
            let irrefutable = captures.irrefutable && index + 1 == patterns.len();
            let mut here = Captures { irrefutable, ..Captures::default() };
            self.pattern(pattern, &mut here)?;
            match &control {
                Some(control) if control.ids != here.ids => {
                    return fail("alternative patterns bind different names", span);
                }
                Some(_) => {}
                None => control = Some(here),
            }
        }
        let names = control.map_or_else(Vec::new, |control| control.names);
        names.into_iter().try_for_each(|name| self.capture(Some(name), span, captures))
    }
}

/// The value of a literal in a pattern.
enum Key<'a> {
    None,
    Bool(bool),
    Ellipsis,
    Number { real: Real<'a>, imaginary: Option<f64> },
    Str(&'a StrText),
    Bytes(&'a [u8]),
}

#[derive(Clone, Copy)]
enum Real<'a> {
    Absent,
    Int { negative: bool, value: u64 },
    Big { negative: bool, literal: &'a str },
    Float(f64),
}

impl<'a> Key<'a> {
    fn of(expr: &'a Expr) -> Option<Key<'a>> {
        match &expr.kind {
            ExprKind::Constant(constant) => Some(match constant {
                Constant::None => Key::None,
                Constant::True => Key::Bool(true),
                Constant::False => Key::Bool(false),
                Constant::Ellipsis => Key::Ellipsis,
                Constant::Int(value) => Key::real(Real::Int { negative: false, value: *value }),
                Constant::BigInt(literal) => Key::real(Real::Big { negative: false, literal }),
                Constant::Float(value) => Key::real(Real::Float(*value)),
                Constant::Imaginary(value) => Key::Number { real: Real::Absent, imaginary: Some(*value) },
                Constant::Str(text) => Key::Str(&text.text),
                Constant::Bytes(bytes) => Key::Bytes(bytes),
            }),
            ExprKind::UnaryOp { op: UnaryOp::USub, operand } => match Key::of(operand)? {
                Key::Number { real, imaginary: None } => Some(Key::real(real.negated())),
                Key::Number { real: Real::Absent, imaginary: Some(value) } => {
                    Some(Key::Number { real: Real::Float(-0.0), imaginary: Some(-value) })
                }
                _ => None,
            },
            ExprKind::BinOp { left, op: op @ (Operator::Add | Operator::Sub), right } => {
                let Key::Number { real, imaginary: None } = Key::of(left)? else { return None };
                let Key::Number { real: Real::Absent, imaginary: Some(value) } = Key::of(right)? else {
                    return None;
                };
                let value = if *op == Operator::Sub { -value } else { value };
                Some(Key::Number { real: Real::Float(real.as_float()), imaginary: Some(value) })
            }
            _ => None,
        }
    }

    fn real(real: Real<'a>) -> Key<'a> {
        Key::Number { real, imaginary: None }
    }

    /// A text that equal keys share.
    fn normal(&self) -> String {
        match self {
            Key::None => "None".to_owned(),
            Key::Ellipsis => "...".to_owned(),
            Key::Bool(value) => format!("n{}", u8::from(*value)),
            Key::Number { real, imaginary } => {
                let imaginary = imaginary.filter(|value| *value != 0.0);
                let mut text = format!("n{}", real.normal());
                if let Some(value) = imaginary {
                    let _ = write!(text, "j{}", value.to_bits());
                }
                text
            }
            Key::Str(text) => format!("s{}", show_str(text)),
            Key::Bytes(bytes) => format!("b{}", show_bytes(bytes)),
        }
    }

    fn show(&self) -> String {
        match self {
            Key::None => "None".to_owned(),
            Key::Bool(true) => "True".to_owned(),
            Key::Bool(false) => "False".to_owned(),
            Key::Ellipsis => "Ellipsis".to_owned(),
            Key::Number { real, imaginary: None } => real.show(),
            Key::Number { real: Real::Absent, imaginary: Some(value) } => {
                format!("{}j", show_part(*value))
            }
            Key::Number { real, imaginary: Some(value) } => {
                let sign = if value.is_sign_negative() { "" } else { "+" };
                format!("({}{sign}{}j)", show_part(real.as_float()), show_part(*value))
            }
            Key::Str(text) => show_str(text),
            Key::Bytes(bytes) => show_bytes(bytes),
        }
    }
}

impl<'a> Real<'a> {
    fn negated(self) -> Real<'a> {
        match self {
            Real::Absent => Real::Absent,
            Real::Int { negative, value } => Real::Int { negative: !negative, value },
            Real::Big { negative, literal } => Real::Big { negative: !negative, literal },
            Real::Float(value) => Real::Float(-value),
        }
    }

    fn as_float(self) -> f64 {
        match self {
            Real::Absent => 0.0,
            Real::Int { negative, value } => {
                if negative {
                    -(value as f64)
                } else {
                    value as f64
                }
            }
            Real::Big { negative, literal } => {
                let value = decimal(literal).parse().unwrap_or(f64::INFINITY);
                if negative { -value } else { value }
            }
            Real::Float(value) => value,
        }
    }

    fn normal(self) -> String {
        match self {
            Real::Absent => "0".to_owned(),
            Real::Float(value) if value == value.trunc() && value.is_finite() => {
                let text = format!("{value:.0}");
                if text == "-0" { "0".to_owned() } else { text }
            }
            Real::Float(value) => show_float(value),
            Real::Int { value: 0, .. } => "0".to_owned(),
            Real::Int { .. } | Real::Big { .. } => self.show(),
        }
    }

    fn show(self) -> String {
        let sign = |negative: bool| if negative { "-" } else { "" };
        match self {
            Real::Absent | Real::Int { value: 0, .. } => "0".to_owned(),
            Real::Int { negative, value } => format!("{}{value}", sign(negative)),
            Real::Big { negative, literal } => format!("{}{}", sign(negative), decimal(literal)),
            Real::Float(value) => show_float(value),
        }
    }
}

/// The decimal digits of a large integer literal.
///
/// Converting takes quadratic time, so an absurdly long literal with a prefix stays as it is; it
/// is then still equal to itself, which is all that the check for duplicates needs.
fn decimal(literal: &str) -> String {
    let (radix, digits) = match literal.get(..2) {
        Some("0x") => (16, &literal[2..]),
        Some("0o") => (8, &literal[2..]),
        Some("0b") => (2, &literal[2..]),
        _ => return literal.to_owned(),
    };
    const CHUNK: u64 = 1_000_000_000;
    if digits.len() > 20_000 {
        return literal.to_owned();
    }
    let mut limbs: Vec<u64> = vec![0];
    for digit in digits.chars().filter_map(|digit| digit.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for limb in &mut limbs {
            let value = *limb * u64::from(radix) + carry;
            *limb = value % CHUNK;
            carry = value / CHUNK;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let mut text = String::new();
    for (index, limb) in limbs.iter().rev().enumerate() {
        let _ = if index == 0 { write!(text, "{limb}") } else { write!(text, "{limb:09}") };
    }
    text
}

/// A float as part of a complex number, where whole numbers have no fraction.
fn show_part(value: f64) -> String {
    let text = show_float(value);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The shortest text that reads back as this float, in Python's notation.
fn show_float(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "inf".to_owned() } else { "-inf".to_owned() };
    }
    let scientific = format!("{value:e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let text = format!("{value}");
        return if text.contains('.') { text } else { format!("{text}.0") };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

fn show_str(text: &StrText) -> String {
    let points: Vec<u32> = match text {
        StrText::Utf8(text) => text.chars().map(u32::from).collect(),
        StrText::CodePoints(points) => points.to_vec(),
    };
    let quote = quote(points.contains(&u32::from('\'')), points.contains(&u32::from('"')));
    let mut shown = String::from(quote);
    for point in points {
        match char::from_u32(point) {
            Some(letter @ ('\'' | '\\')) if letter == '\\' || letter == quote => {
                shown.push('\\');
                shown.push(letter);
            }
            Some('\n') => shown.push_str("\\n"),
            Some('\r') => shown.push_str("\\r"),
            Some('\t') => shown.push_str("\\t"),
            Some(letter) if !letter.is_control() => shown.push(letter),
            _ => {
                let _ = if point < 0x100 { write!(shown, "\\x{point:02x}") } else { write!(shown, "\\u{point:04x}") };
            }
        }
    }
    shown.push(quote);
    shown
}

fn show_bytes(bytes: &[u8]) -> String {
    let quote = quote(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut shown = format!("b{quote}");
    for byte in bytes {
        match *byte {
            b'\\' => shown.push_str("\\\\"),
            b'\n' => shown.push_str("\\n"),
            b'\r' => shown.push_str("\\r"),
            b'\t' => shown.push_str("\\t"),
            byte if char::from(byte) == quote => {
                shown.push('\\');
                shown.push(quote);
            }
            byte @ 0x20..0x7f => shown.push(char::from(byte)),
            byte => {
                let _ = write!(shown, "\\x{byte:02x}");
            }
        }
    }
    shown.push(quote);
    shown
}

fn quote(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}
