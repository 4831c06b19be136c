//! `re.Pattern`: a compiled pattern and its methods.

use super::machine::{Demand, Machine, UNSET};
use super::match_object::{PyMatch, new_match};
use super::program::Program;
use super::subject::{Subject, codes_of, nothing, part};
use super::substitute;
use super::tree::flag;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Str, Value, Visitor};
use crate::objects::attributes::bound_row;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{Member, Method, class_method, getter, method};
use crate::objects::slots::{CompareOp, Slots};
use crate::objects::vm::Vm;
use crate::objects::{generic_alias, iterators, kinds, mapping_proxy, ops};
use crate::stdlib::natives::{CLOSED, argument, expect_size, given, make, receiver};
use crate::text::Buffer;
use std::cell::Cell;
use std::rc::Rc;

pub struct PyPattern {
    pub program: Rc<Program>,
    /// What was compiled; None for a scanner's pattern.
    pub pattern: Value,
    pub flags: i32,
    /// Names by group number, None for groups without one; the whole match is the first.
    pub group_names: Vec<Value>,
    /// The dict from names to numbers.
    pub group_index: Value,
    pub is_text: bool,
    /// Working memory that is not in use.
    spare: Guarded<Option<Box<Machine>>>,
    /// The template that was used last.
    pub template: Guarded<Option<(Value, Rc<super::template::Template>)>>,
}

impl Payload for PyPattern {
    const KIND: Kind = kinds::RE_PATTERN;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { program: _, pattern, flags: _, group_names, group_index, is_text: _, spare: _, template } = self;
        visitor.edge(pattern);
        visitor.each(group_names);
        visitor.edge(group_index);
        template.read(|template| template.iter().for_each(|(text, _)| visitor.edge(text)));
    }
}

impl PyPattern {
    pub fn new(
        program: Program,
        pattern: Value,
        flags: i32,
        group_names: Vec<Value>,
        group_index: Value,
        is_text: bool,
    ) -> PyPattern {
        PyPattern {
            program: Rc::new(program),
            pattern,
            flags,
            group_names,
            group_index,
            is_text,
            spare: Guarded::new(None),
            template: Guarded::new(None),
        }
    }

    pub fn has_names(&self) -> bool {
        self.group_names.iter().any(|name| !name.is_none())
    }

    pub fn groups(&self) -> u32 {
        self.program.groups
    }

    /// Working memory: what the last match left, unless that is still going on.
    pub fn machine(&self) -> Box<Machine> {
        self.spare.replace(None).unwrap_or_default()
    }

    /// Gives working memory back.
    pub fn release(&self, mut machine: Box<Machine>) {
        machine.end();
        drop(self.spare.replace(Some(machine)));
    }
}

pub const PATTERN: TypeSpec = TypeSpec {
    name: "Pattern",
    module: "re",
    flags: CLOSED | class_flag::WEAK,
    doc: "A compiled regular expression.",
    slots: Slots { repr: Some(pattern_repr), hash: Some(pattern_hash), compare: Some(pattern_compare), ..Slots::EMPTY },
    methods: METHODS,
    getset: &[getter("groupindex", get_group_index, "Numbers of named groups by name.")],
    members: &[
        member("pattern", |_, value| field(value, |pattern| pattern.pattern.clone())),
        member("flags", |vm, value| field(value, |pattern| vm.new_int(i64::from(pattern.flags)))),
        member("groups", |vm, value| field(value, |pattern| vm.new_int(i64::from(pattern.groups())))),
    ],
    ..TypeSpec::EMPTY
};

const fn member(name: &'static str, get: fn(&Vm, &Value) -> PyResult) -> Member {
    Member { name, get, set: None, doc: "" }
}

fn field(value: &Value, read: impl FnOnce(&PyPattern) -> Value) -> PyResult {
    Ok(value.get::<PyPattern>().map_or(Value::NONE, read))
}

const RANGE: &str = "(self, /, string, pos=0, endpos=sys.maxsize)";

const METHODS: &[Method] = &[
    method("match", RANGE, |vm, args| single(vm, args, Mode::Match), "A match at the start, or None."),
    method("fullmatch", RANGE, |vm, args| single(vm, args, Mode::Whole), "A match of the whole text, or None."),
    method("search", RANGE, |vm, args| single(vm, args, Mode::Search), "The first match, or None."),
    method("findall", RANGE, pattern_findall, "The texts of all matches."),
    method("finditer", RANGE, pattern_finditer, "An iterator over all matches."),
    method("scanner", RANGE, pattern_scanner, "A scanner that goes on from match to match."),
    method("split", "(self, /, string, maxsplit=0)", pattern_split, "The parts of a text between matches."),
    method("sub", "(self, /, repl, string, count=0)", substitute::pattern_sub, "The text with matches replaced."),
    method("subn", "(self, /, repl, string, count=0)", substitute::pattern_subn, "The same and how many were replaced."),
    method("__copy__", "(self, /)", |_, args| Ok(argument(args, 0).clone()), "The pattern itself."),
    method("__deepcopy__", "(self, memo, /)", |_, args| Ok(argument(args, 0).clone()), "The pattern itself."),
    class_method(
        "__class_getitem__",
        "(type, object, /)",
        |vm, args| generic_alias::new_alias(vm, argument(args, 0), argument(args, 1)),
        "A generic alias: see PEP 585.",
    ),
];

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Match,
    Whole,
    Search,
}

/// What a method call is about: the text, and where in it.
struct Range {
    subject: Subject,
    start: usize,
    end: usize,
}

#[inline]
fn bound(vm: &Vm, args: &[Value], index: usize, length: usize, default: usize) -> PyResult<usize> {
    match given(args, index) {
        None => Ok(default),
        Some(value) => Ok(expect_size(vm, value)?.clamp(0, length as i64) as usize),
    }
}

#[inline]
fn range_of(vm: &Vm, pattern: &PyPattern, args: &[Value]) -> PyResult<Range> {
    // Bounds are converted before the text is looked at; they may run Python code.
    let (low, high) = match (given(args, 2), given(args, 3)) {
        (None, None) => (0, usize::MAX),
        _ => (bound(vm, args, 2, usize::MAX >> 1, 0)?, bound(vm, args, 3, usize::MAX >> 1, usize::MAX)?),
    };
    let subject = Subject::new(vm, argument(args, 1), pattern.is_text)?;
    let length = subject.len();
    Ok(Range { subject, start: low.min(length), end: high.min(length) })
}

/// How a match may end, after one that ended at `start` if that was empty.
pub fn anywhere(empty_at: Option<usize>) -> Demand {
    Demand { whole: false, not_empty_at: empty_at.unwrap_or(UNSET) }
}

fn single(vm: &Vm, args: &[Value], mode: Mode) -> PyResult {
    let pattern = receiver::<PyPattern>(vm, args)?;
    let range = range_of(vm, pattern, args)?;
    let mut machine = pattern.machine();
    machine.begin(&pattern.program, range.start);
    let demand = Demand { whole: mode == Mode::Whole, not_empty_at: UNSET };
    let found = range.subject.find(vm, &pattern.program, &mut machine, range.end, demand, mode == Mode::Search)?;
    let result = match found {
        Some(found) => {
            let bounds = (range.start, range.end);
            new_match(vm, PyMatch::new(argument(args, 0), &range.subject.value, found, &machine, bounds))
        }
        None => Value::NONE,
    };
    pattern.release(machine);
    Ok(result)
}

/// Goes through the matches of a text; the closure sees the machine after each.
pub fn for_each_match(
    vm: &Vm,
    pattern: &PyPattern,
    subject: &Subject,
    (start, end): (usize, usize),
    mut each: impl FnMut(&Machine, (usize, usize)) -> PyResult<bool>,
) -> PyResult<()> {
    let mut machine = pattern.machine();
    let (mut start, mut empty_at) = (start, None);
    while start <= end {
        machine.begin(&pattern.program, start);
        let Some(found) = subject.find(vm, &pattern.program, &mut machine, end, anywhere(empty_at), true)? else { break };
        if !each(&machine, found)? {
            break;
        }
        start = found.1;
        empty_at = (found.0 == found.1).then_some(found.1);
    }
    pattern.release(machine);
    Ok(())
}

fn push_item(vm: &Vm, items: &mut Vec<Value>, item: Value) -> PyResult<()> {
    if items.len() == items.capacity() && items.try_reserve(items.len().max(8)).is_err() {
        return Err(messages::memory_error(vm));
    }
    items.push(item);
    Ok(())
}

fn pattern_findall(vm: &Vm, args: &[Value]) -> PyResult {
    let pattern = receiver::<PyPattern>(vm, args)?;
    let Range { subject, start, end } = range_of(vm, pattern, args)?;
    let groups = pattern.groups();
    let mut items = Vec::new();
    for_each_match(vm, pattern, &subject, (start, end), |machine, found| {
        let text = |group: u32| match machine.group(group) {
            Some((start, end)) => part(vm, &subject.value, start, end),
            None => Ok(nothing(vm, subject.is_text)),
        };
        let item = match groups {
            0 => part(vm, &subject.value, found.0, found.1)?,
            1 => text(1)?,
            _ => {
                let mut texts = Vec::with_capacity(groups as usize);
                for group in 1..=groups {
                    texts.push(text(group)?);
                }
                vm.new_tuple(texts)
            }
        };
        push_item(vm, &mut items, item)?;
        Ok(true)
    })?;
    Ok(vm.new_list(items))
}

fn pattern_split(vm: &Vm, args: &[Value]) -> PyResult {
    let pattern = receiver::<PyPattern>(vm, args)?;
    let most = match given(args, 2) {
        Some(value) => expect_size(vm, value)?,
        None => 0,
    };
    let subject = Subject::new(vm, argument(args, 1), pattern.is_text)?;
    let end = subject.len();
    let (mut items, mut last, mut count) = (Vec::new(), 0, 0);
    if most >= 0 {
        for_each_match(vm, pattern, &subject, (0, end), |machine, found| {
            push_item(vm, &mut items, part(vm, &subject.value, last, found.0)?)?;
            for group in 1..=pattern.groups() {
                let item = match machine.group(group) {
                    Some((start, end)) => part(vm, &subject.value, start, end)?,
                    None => Value::NONE,
                };
                push_item(vm, &mut items, item)?;
            }
            last = found.1;
            count += 1;
            Ok(most == 0 || count < most)
        })?;
    }
    push_item(vm, &mut items, part(vm, &subject.value, last, end)?)?;
    Ok(vm.new_list(items))
}

// ---- scanners ----

pub struct PyScanner {
    pattern: Value,
    subject: Subject,
    /// Where the next match starts; none when the last one failed.
    next: Cell<Option<usize>>,
    empty_at: Cell<Option<usize>>,
    start: usize,
    end: usize,
}

impl Payload for PyScanner {
    const KIND: Kind = kinds::RE_SCANNER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { pattern, subject, next: _, empty_at: _, start: _, end: _ } = self;
        visitor.edge(pattern);
        visitor.edge(&subject.value);
    }
}

pub const SCANNER: TypeSpec = TypeSpec {
    name: "SRE_Scanner",
    module: "_sre",
    flags: CLOSED,
    doc: "Goes through a text from match to match.",
    methods: &[
        method("match", "(self, /)", |vm, args| scan(vm, args, false), "The next match, right here, or None."),
        SCANNER_SEARCH,
    ],
    members: &[Member {
        name: "pattern",
        get: |_, value| Ok(value.get::<PyScanner>().map_or(Value::NONE, |scanner| scanner.pattern.clone())),
        set: None,
        doc: "",
    }],
    ..TypeSpec::EMPTY
};

const SCANNER_SEARCH: Method = method("search", "(self, /)", |vm, args| scan(vm, args, true), "The next match, or None.");
static SEARCH_ROW: Method = SCANNER_SEARCH;

fn scan(vm: &Vm, args: &[Value], search: bool) -> PyResult {
    let scanner = receiver::<PyScanner>(vm, args)?;
    let Some(pattern) = scanner.pattern.get::<PyPattern>() else { return Ok(Value::NONE) };
    let Some(start) = scanner.next.get() else { return Ok(Value::NONE) };
    let mut machine = pattern.machine();
    machine.begin(&pattern.program, start);
    let demand = anywhere(scanner.empty_at.get());
    let found = scanner.subject.find(vm, &pattern.program, &mut machine, scanner.end, demand, search)?;
    scanner.next.set(found.map(|found| found.1));
    scanner.empty_at.set(found.filter(|found| found.0 == found.1).map(|found| found.1));
    let result = match found {
        Some(found) => {
            let bounds = (scanner.start, scanner.end);
            new_match(vm, PyMatch::new(&scanner.pattern, &scanner.subject.value, found, &machine, bounds))
        }
        None => Value::NONE,
    };
    pattern.release(machine);
    Ok(result)
}

fn pattern_scanner(vm: &Vm, args: &[Value]) -> PyResult {
    let pattern = receiver::<PyPattern>(vm, args)?;
    let Range { subject, start, end } = range_of(vm, pattern, args)?;
    let scanner = PyScanner {
        pattern: argument(args, 0).clone(),
        subject,
        next: Cell::new(Some(start)),
        empty_at: Cell::new(None),
        start,
        end,
    };
    Ok(make(vm, &SCANNER, scanner))
}

fn pattern_finditer(vm: &Vm, args: &[Value]) -> PyResult {
    let scanner = pattern_scanner(vm, args)?;
    let search = bound_row(vm, &SEARCH_ROW, scanner);
    Ok(iterators::callable_iterator(vm, &search, &Value::NONE))
}

// ---- the pattern as an object ----

fn get_group_index(vm: &Vm, value: &Value) -> PyResult {
    match value.get::<PyPattern>() {
        Some(pattern) => mapping_proxy::new_proxy(vm, &pattern.group_index),
        None => Ok(Value::NONE),
    }
}

/// Appends at most so many characters of a text.
pub fn push_start(out: &mut Buffer, text: &Value, most: usize) {
    if let Some(text) = text.get::<Str>() {
        out.push_units(crate::objects::str::units_of(text).slice(0, most));
    }
}

const FLAG_NAMES: &[(u32, &str)] = &[
    (flag::IGNORECASE, "re.IGNORECASE"),
    (flag::LOCALE, "re.LOCALE"),
    (flag::MULTILINE, "re.MULTILINE"),
    (flag::DOTALL, "re.DOTALL"),
    (flag::UNICODE, "re.UNICODE"),
    (flag::VERBOSE, "re.VERBOSE"),
    (flag::DEBUG, "re.DEBUG"),
    (flag::ASCII, "re.ASCII"),
];

fn pattern_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(pattern) = value.get::<PyPattern>() else { return Ok(Value::NONE) };
    let shown = ops::repr(vm, &pattern.pattern)?;
    let mut out = Buffer::new();
    out.push_str("re.compile(");
    push_start(&mut out, &shown, 200);
    let mut flags = pattern.flags as u32;
    if pattern.is_text && flags & flag::KIND == flag::UNICODE {
        flags &= !flag::UNICODE;
    }
    let mut separator = ", ";
    for (bit, name) in FLAG_NAMES {
        if flags & bit != 0 {
            out.push_str(separator);
            out.push_str(name);
            separator = "|";
            flags &= !bit;
        }
    }
    if flags != 0 {
        out.push_str(separator);
        out.push_str(&format!("0x{flags:x}"));
    }
    out.push_str(")");
    crate::objects::str::from_buffer(vm, &out)
}

fn pattern_hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(pattern) = value.get::<PyPattern>() else { return Ok(0) };
    let hash = ops::hash(vm, &pattern.pattern)? ^ (i64::from(pattern.flags) << 20) ^ i64::from(pattern.is_text);
    Ok(if hash == -1 { -2 } else { hash })
}

fn pattern_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyPattern>(), right.get::<PyPattern>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = left.is(right)
        || (a.flags == b.flags && a.is_text == b.is_text && !a.pattern.is_none() && ops::eq(vm, &a.pattern, &b.pattern)?);
    Ok(Value::bool(same == (op == CompareOp::Eq)))
}

/// `Match.expand`.
pub fn expand_template(vm: &Vm, found: &PyMatch, template: &Value) -> PyResult {
    let Some(pattern) = found.pattern.get::<PyPattern>() else { return Ok(Value::NONE) };
    if codes_of(template).is_none() {
        return Err(substitute::not_a_template(vm, template));
    }
    let template = substitute::template_of(vm, pattern, template)?;
    let mut out = Buffer::new();
    for piece in &template.pieces {
        match piece {
            super::template::Piece::Text(text) => out.push_units(text.units()),
            super::template::Piece::Group(group) => {
                if let Some((start, end)) = found.span(*group as usize) {
                    let text = part(vm, &found.string, start, end)?;
                    substitute::push_value(vm, &mut out, &text)?;
                }
            }
        }
    }
    if template.is_text { crate::objects::str::from_buffer(vm, &out) } else { Ok(substitute::bytes_from(vm, out)) }
}

/// A pattern object.
pub fn new_pattern(vm: &Vm, pattern: PyPattern) -> Value {
    let class = crate::stdlib::natives::class_of(vm, &PATTERN, kinds::RE_PATTERN);
    Handle::new(class.into_value(), pattern).into_value()
}

/// The number of a group by its name, for templates.
pub fn group_number(pattern: &PyPattern, name: &[u32]) -> Option<u32> {
    let same = |known: &Value| known.get::<Str>().is_some_and(|known| known.data().codes().eq(name.iter().copied()));
    pattern.group_names.iter().position(same).map(|number| number as u32)
}
