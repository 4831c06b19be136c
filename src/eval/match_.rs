//! `match` statements.

use super::lower::Lowerer;
use super::target::Target;
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::objects::class::{PyClass, class_flag};
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::{dict, ops, str};
use taipan_grammar::ast::{self, Expr, PatternKind, Stmt};

/// A lowered pattern. Captures are collected and stored only when the whole
/// pattern has matched.
pub enum Pattern {
    /// `_`
    Any,
    Capture(usize),
    /// `pattern as name`
    As(Box<Pattern>, usize),
    Value(NodeRef, u32),
    Singleton(Value),
    Sequence {
        before: Vec<Pattern>,
        star: Option<Option<usize>>,
        after: Vec<Pattern>,
    },
    Mapping {
        keys: Vec<NodeRef>,
        patterns: Vec<Pattern>,
        rest: Option<usize>,
        position: u32,
    },
    Class {
        class: NodeRef,
        patterns: Vec<Pattern>,
        names: Vec<Value>,
        named: Vec<Pattern>,
        position: u32,
    },
    Or(Vec<Pattern>),
}

/// Tests one case: on success stores the captures and goes on to the guard.
pub struct Case {
    /// Slot of the subject.
    pub subject: u32,
    pub pattern: Pattern,
    pub targets: Vec<Target>,
    pub matched: NodeRef,
    pub otherwise: NodeRef,
}

impl Node for Case {
    fn eval(&self, frame: &Frame) -> PyResult {
        let matched = self.run(frame)?;
        if matched { self.matched.eval(frame) } else { self.otherwise.eval(frame) }
    }
}

impl Case {
    fn run(&self, frame: &Frame) -> PyResult<bool> {
        let subject = frame.slots.get(self.subject as usize);
        let mut captures: Vec<Value> = self.targets.iter().map(|_| Value::UNBOUND).collect();
        if !self.pattern.matches(frame, &subject, &mut captures)? {
            return Ok(false);
        }
        for (target, value) in self.targets.iter().zip(captures) {
            if !value.is_unbound() {
                target.store(frame, value)?;
            }
        }
        Ok(true)
    }
}

fn set(captures: &mut [Value], index: usize, value: Value) {
    if let Some(place) = captures.get_mut(index) {
        *place = value;
    }
}

impl Pattern {
    fn matches(&self, frame: &Frame, subject: &Value, captures: &mut [Value]) -> PyResult<bool> {
        let vm = frame.vm;
        match self {
            Pattern::Any => Ok(true),
            Pattern::Capture(index) => {
                set(captures, *index, subject.clone());
                Ok(true)
            }
            Pattern::As(pattern, index) => {
                if !pattern.matches(frame, subject, captures)? {
                    return Ok(false);
                }
                set(captures, *index, subject.clone());
                Ok(true)
            }
            Pattern::Value(node, position) => {
                let value = node.eval(frame)?;
                frame.at(*position);
                let result = ops::compare(vm, subject, &value, crate::objects::slots::CompareOp::Eq)?;
                ops::truth(vm, &result)
            }
            Pattern::Singleton(value) => Ok(subject.is(value)),
            Pattern::Or(patterns) => {
                for pattern in patterns {
                    if pattern.matches(frame, subject, captures)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Pattern::Sequence { before, star, after } => sequence(frame, subject, before, *star, after, captures),
            Pattern::Mapping { keys, patterns, rest, position } => {
                mapping(frame, subject, keys, patterns, *rest, *position, captures)
            }
            Pattern::Class { class, patterns, names, named, position } => {
                let class = class.eval(frame)?;
                frame.at(*position);
                class_pattern(frame, subject, &class, patterns, names, named, captures)
            }
        }
    }
}

/// Whether a class counts as a sequence or mapping: by its flag, or because it
/// derives from or is registered with the abstract class.
fn matches_abstract(frame: &Frame, subject: &Value, flag: u32, name: &str) -> PyResult<bool> {
    let vm = frame.vm;
    let class = vm.class_of(subject);
    if class.has(flag) {
        return Ok(true);
    }
    if !class.has(class_flag::HEAP) || class.has(class_flag::STR | class_flag::BYTES) {
        return Ok(false);
    }
    // Nobody can be registered before the module exists.
    let Some(module) = vm.modules.get_interned(&vm.intern("collections.abc")) else { return Ok(false) };
    match ops::lookup_attr(vm, &module, &vm.intern(name))? {
        Some(abstract_class) => ops::is_instance(vm, subject, &abstract_class),
        None => Ok(false),
    }
}

fn sequence(
    frame: &Frame,
    subject: &Value,
    before: &[Pattern],
    star: Option<Option<usize>>,
    after: &[Pattern],
    captures: &mut [Value],
) -> PyResult<bool> {
    let vm = frame.vm;
    if !matches_abstract(frame, subject, class_flag::SEQUENCE, "Sequence")? {
        return Ok(false);
    }
    let length = ops::len(vm, subject)?;
    let fixed = before.len() + after.len();
    if length < fixed || (star.is_none() && length != fixed) {
        return Ok(false);
    }
    let item = |index: usize| ops::get_item(vm, subject, &Value::small_int(index as i64));
    for (index, pattern) in before.iter().enumerate() {
        if matches!(pattern, Pattern::Any) {
            continue;
        }
        let value = item(index)?;
        if !pattern.matches(frame, &value, captures)? {
            return Ok(false);
        }
    }
    if let Some(Some(target)) = star {
        let mut rest = Vec::new();
        for index in before.len()..length - after.len() {
            rest.push(item(index)?);
        }
        set(captures, target, vm.new_list(rest));
    }
    for (index, pattern) in after.iter().enumerate() {
        if matches!(pattern, Pattern::Any) {
            continue;
        }
        let value = item(length - after.len() + index)?;
        if !pattern.matches(frame, &value, captures)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn mapping(
    frame: &Frame,
    subject: &Value,
    keys: &[NodeRef],
    patterns: &[Pattern],
    rest: Option<usize>,
    position: u32,
    captures: &mut [Value],
) -> PyResult<bool> {
    let vm = frame.vm;
    if !matches_abstract(frame, subject, class_flag::MAPPING, "Mapping")? {
        return Ok(false);
    }
    frame.at(position);
    if !keys.is_empty() && ops::len(vm, subject)? < keys.len() {
        return Ok(false);
    }
    let mut seen: Vec<Value> = Vec::new();
    let mut values = Vec::new();
    let get = ops::lookup_attr(vm, subject, &vm.names.get)?;
    let missing = vm.new_list(Vec::new());
    for node in keys {
        let key = node.eval(frame)?;
        frame.at(position);
        for known in &seen {
            if ops::eq(vm, known, &key)? {
                let message = format!("mapping pattern checks duplicate key ({})", ops::repr_text(vm, &key)?);
                return Err(messages::value_error(vm, &message));
            }
        }
        seen.push(key.clone());
        let value = match &get {
            Some(get) => vm.call_values(get, &[key, missing.clone()])?,
            None => missing.clone(),
        };
        if value.is(&missing) {
            return Ok(false);
        }
        values.push(value);
    }
    for (pattern, value) in patterns.iter().zip(&values) {
        if !pattern.matches(frame, value, captures)? {
            return Ok(false);
        }
    }
    if let Some(target) = rest {
        let copy = vm.new_dict();
        dict::update(vm, &copy, subject)?;
        for key in &seen {
            drop(dict::remove_item(vm, &copy, key)?);
        }
        set(captures, target, copy);
    }
    Ok(true)
}

fn class_pattern(
    frame: &Frame,
    subject: &Value,
    class: &Value,
    patterns: &[Pattern],
    names: &[Value],
    named: &[Pattern],
    captures: &mut [Value],
) -> PyResult<bool> {
    let vm = frame.vm;
    let Some(handle) = class.as_handle::<PyClass>() else {
        return Err(messages::type_error(vm, "called match pattern must be a class"));
    };
    if !ops::is_instance(vm, subject, class)? {
        return Ok(false);
    }
    let mut used: Vec<Value> = Vec::new();
    if !patterns.is_empty() {
        let match_args = ops::lookup_attr(vm, class, &vm.names.__match_args__)?;
        match match_args {
            Some(match_args) => {
                let Some(tuple) = match_args.get::<Tuple>() else {
                    let message =
                        format!("{}.__match_args__ must be a tuple (got {})", handle.name_text(), vm.class_name(&match_args));
                    return Err(messages::type_error(vm, &message));
                };
                if patterns.len() > tuple.len() {
                    return Err(too_many(frame, &handle.name_text(), tuple.len(), patterns.len()));
                }
                for (pattern, name) in patterns.iter().zip(tuple.items()) {
                    if name.get::<Str>().is_none() {
                        let message = format!("__match_args__ elements must be strings (got {})", vm.class_name(name));
                        return Err(messages::type_error(vm, &message));
                    }
                    let name = vm.intern_value(name);
                    check_once(frame, handle, &used, &name)?;
                    used.push(name.clone());
                    let Some(value) = ops::lookup_attr(vm, subject, &name)? else { return Ok(false) };
                    if !pattern.matches(frame, &value, captures)? {
                        return Ok(false);
                    }
                }
            }
            None if handle.has(class_flag::MATCH_SELF) => {
                if patterns.len() > 1 {
                    return Err(too_many(frame, &handle.name_text(), 1, patterns.len()));
                }
                for pattern in patterns {
                    if !pattern.matches(frame, subject, captures)? {
                        return Ok(false);
                    }
                }
            }
            None => return Err(too_many(frame, &handle.name_text(), 0, patterns.len())),
        }
    }
    for (pattern, name) in named.iter().zip(names) {
        check_once(frame, handle, &used, name)?;
        used.push(name.clone());
        let Some(value) = ops::lookup_attr(vm, subject, name)? else { return Ok(false) };
        if !pattern.matches(frame, &value, captures)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn check_once(frame: &Frame, class: &crate::objects::class::Class, used: &[Value], name: &Value) -> PyResult<()> {
    if used.iter().any(|known| known.is(name)) {
        let message = format!("{}() got multiple sub-patterns for attribute '{}'", class.name_text(), str::text_of(name));
        return Err(messages::type_error(frame.vm, &message));
    }
    Ok(())
}

fn too_many(frame: &Frame, class: &str, allowed: usize, given: usize) -> crate::memory::Raised {
    let plural = if allowed == 1 { "" } else { "s" };
    messages::type_error(frame.vm, &format!("{class}() accepts {allowed} positional sub-pattern{plural} ({given} given)"))
}

/// Stores the subject and goes on to the cases.
pub struct Subject {
    pub value: NodeRef,
    pub slot: u32,
    pub cases: NodeRef,
}

impl Node for Subject {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        frame.slots.set(self.slot as usize, value);
        self.cases.eval(frame)
    }
}

/// Lets go of the subject before a case's body or what follows the statement.
pub struct Release {
    pub slot: u32,
    pub next: NodeRef,
}

impl Node for Release {
    fn eval(&self, frame: &Frame) -> PyResult {
        drop(frame.slots.take(self.slot as usize));
        self.next.eval(frame)
    }
}

impl Lowerer<'_> {
    pub fn match_statement(&mut self, subject: &Expr, cases: &[ast::MatchCase], next: NodeRef) -> NodeRef {
        let slot = self.temp();
        let cases = self.match_cases(slot, cases, next, &mut |lowerer, body, next| lowerer.statements(body, next));
        let value = self.expression(subject);
        self.add(Box::new(Subject { value, slot, cases }))
    }

    /// The chain of cases over a subject that lies in a slot.
    pub fn match_cases(
        &mut self,
        slot: u32,
        cases: &[ast::MatchCase],
        next: NodeRef,
        body_of: &mut dyn FnMut(&mut Self, &[Stmt], NodeRef) -> NodeRef,
    ) -> NodeRef {
        let mut chain = self.add(Box::new(Release { slot, next }));
        for case in cases.iter().rev() {
            let body = body_of(self, &case.body, next);
            let body = self.add(Box::new(Release { slot, next: body }));
            let matched = match &case.guard {
                Some(guard) => self.branch(guard, body, chain),
                None => body,
            };
            let mut names = Vec::new();
            let pattern = self.pattern(&case.pattern, &mut names);
            let targets = names.iter().map(|name| self.variable_target(name)).collect();
            chain = self.add(Box::new(Case { subject: slot, pattern, targets, matched, otherwise: chain }));
        }
        chain
    }

    fn capture(names: &mut Vec<ast::Name>, name: &ast::Name) -> usize {
        match names.iter().position(|known| known == name) {
            Some(index) => index,
            None => {
                names.push(name.clone());
                names.len() - 1
            }
        }
    }

    fn pattern(&mut self, pattern: &ast::Pattern, names: &mut Vec<ast::Name>) -> Pattern {
        match &pattern.kind {
            PatternKind::MatchValue { value } => {
                let position = self.at(value.span);
                Pattern::Value(self.expression(value), position)
            }
            PatternKind::MatchSingleton { value } => Pattern::Singleton(self.constant(value)),
            PatternKind::MatchSequence { patterns } => {
                let star_at = patterns.iter().position(|pattern| matches!(pattern.kind, PatternKind::MatchStar { .. }));
                let (before, after) = match star_at {
                    Some(at) => (&patterns[..at], &patterns[at + 1..]),
                    None => (patterns.as_slice(), &patterns[patterns.len()..]),
                };
                let before = before.iter().map(|pattern| self.pattern(pattern, names)).collect();
                let star = star_at.map(|at| match patterns.get(at).map(|pattern| &pattern.kind) {
                    Some(PatternKind::MatchStar { name: Some(name) }) => Some(Self::capture(names, name)),
                    _ => None,
                });
                let after = after.iter().map(|pattern| self.pattern(pattern, names)).collect();
                Pattern::Sequence { before, star, after }
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                let position = self.at(pattern.span);
                let keys = keys.iter().map(|key| self.expression(key)).collect();
                let patterns = patterns.iter().map(|pattern| self.pattern(pattern, names)).collect();
                let rest = rest.as_ref().map(|name| Self::capture(names, name));
                Pattern::Mapping { keys, patterns, rest, position }
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                let position = self.at(pattern.span);
                let class = self.expression(cls);
                let patterns = patterns.iter().map(|pattern| self.pattern(pattern, names)).collect();
                let attributes = kwd_attrs.iter().map(|name| self.vm.intern(name)).collect();
                let named = kwd_patterns.iter().map(|pattern| self.pattern(pattern, names)).collect();
                Pattern::Class { class, patterns, names: attributes, named, position }
            }
            PatternKind::MatchStar { .. } => Pattern::Any,
            PatternKind::MatchAs { pattern: None, name: None } => Pattern::Any,
            PatternKind::MatchAs { pattern: None, name: Some(name) } => Pattern::Capture(Self::capture(names, name)),
            PatternKind::MatchAs { pattern: Some(inner), name } => {
                let inner = self.pattern(inner, names);
                match name {
                    Some(name) => Pattern::As(Box::new(inner), Self::capture(names, name)),
                    None => inner,
                }
            }
            PatternKind::MatchOr { patterns } => {
                Pattern::Or(patterns.iter().map(|pattern| self.pattern(pattern, names)).collect())
            }
        }
    }
}
