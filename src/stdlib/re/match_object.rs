//! `re.Match`: what a successful match found.

use super::pattern::{PyPattern, expand_template};
use super::subject::part;
use crate::memory::{Handle, Kind, Payload, PyResult, Raised, Value, Visitor};
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{Member, Method, class_method, getter, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{dict, generic_alias, int, kinds, ops};
use crate::stdlib::natives::{CLOSED, argument, given, items_of, receiver};

/// No group.
const ABSENT: usize = usize::MAX;

pub struct PyMatch {
    pub pattern: Value,
    pub string: Value,
    start: usize,
    end: usize,
    /// Starts and ends of groups from 1 on.
    marks: Box<[usize]>,
    pos: usize,
    endpos: usize,
    last_group: u32,
}

impl Payload for PyMatch {
    const KIND: Kind = kinds::RE_MATCH;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { pattern, string, start: _, end: _, marks: _, pos: _, endpos: _, last_group: _ } = self;
        visitor.edge(pattern);
        visitor.edge(string);
    }
}

impl PyMatch {
    /// Takes over what the machine knows after a match.
    pub fn new(
        pattern: &Value,
        string: &Value,
        found: (usize, usize),
        machine: &super::machine::Machine,
        range: (usize, usize),
    ) -> PyMatch {
        PyMatch {
            pattern: pattern.clone(),
            string: string.clone(),
            start: found.0,
            end: found.1,
            marks: machine.marks.as_slice().into(),
            pos: range.0,
            endpos: range.1,
            last_group: machine.last_group,
        }
    }

    fn groups(&self) -> usize {
        self.marks.len() / 2
    }

    /// The span of a group that the pattern has; `None` if it took no part.
    pub fn span(&self, group: usize) -> Option<(usize, usize)> {
        let Some(index) = group.checked_sub(1) else { return Some((self.start, self.end)) };
        let (start, end) = (*self.marks.get(index * 2)?, *self.marks.get(index * 2 + 1)?);
        (start != ABSENT && end != ABSENT && start <= end).then_some((start, end))
    }

    fn text(&self, vm: &Vm, group: usize, default: &Value) -> PyResult {
        match self.span(group) {
            Some((start, end)) => part(vm, &self.string, start, end),
            None => Ok(default.clone()),
        }
    }
}

pub const MATCH: TypeSpec = TypeSpec {
    name: "Match",
    module: "re",
    flags: CLOSED,
    doc: "What a pattern found in a text.",
    slots: Slots { repr: Some(match_repr), getitem: Some(match_getitem), ..Slots::EMPTY },
    methods: METHODS,
    getset: &[
        getter("lastindex", get_last_index, "The number of the group that was closed last."),
        getter("lastgroup", get_last_group, "The name of the group that was closed last."),
        getter("regs", get_regs, "The spans of all groups."),
    ],
    members: &[
        member("string", |_, value| field(value, |found| found.string.clone())),
        member("re", |_, value| field(value, |found| found.pattern.clone())),
        member("pos", |vm, value| field(value, |found| int::from_usize(vm, found.pos))),
        member("endpos", |vm, value| field(value, |found| int::from_usize(vm, found.endpos))),
    ],
    ..TypeSpec::EMPTY
};

const fn member(name: &'static str, get: fn(&Vm, &Value) -> PyResult) -> Member {
    Member { name, get, set: None, doc: "" }
}

/// Reads a field of a match.
fn field(value: &Value, read: impl FnOnce(&PyMatch) -> Value) -> PyResult {
    Ok(value.get::<PyMatch>().map_or(Value::NONE, read))
}

const METHODS: &[Method] = &[
    method("group", "(self, /, *args)", match_group, "Texts of groups."),
    method("start", "(self, group=0, /)", |vm, args| bound(vm, args, |span| span.0), "Where a group starts."),
    method("end", "(self, group=0, /)", |vm, args| bound(vm, args, |span| span.1), "Where a group ends."),
    method("span", "(self, group=0, /)", match_span, "Start and end of a group."),
    method("groups", "(self, /, default=None)", match_groups, "The texts of all groups."),
    method("groupdict", "(self, /, default=None)", match_groupdict, "The texts of named groups by name."),
    method("expand", "(self, /, template)", match_expand, "A replacement template filled from this match."),
    method("__copy__", "(self, /)", |_, args| Ok(argument(args, 0).clone()), "The match itself."),
    method("__deepcopy__", "(self, memo, /)", |_, args| Ok(argument(args, 0).clone()), "The match itself."),
    class_method(
        "__class_getitem__",
        "(type, object, /)",
        |vm, args| generic_alias::new_alias(vm, argument(args, 0), argument(args, 1)),
        "A generic alias: see PEP 585.",
    ),
];

fn no_group(vm: &Vm) -> Raised {
    messages::index_error(vm, "no such group")
}

/// The number that a group's number or name stands for.
fn group_index(vm: &Vm, found: &PyMatch, key: &Value) -> PyResult<usize> {
    let number = match key.as_int() {
        Some(number) => Some(number),
        None if vm.class_of(key).slots(|slots| slots.index.is_some()) => int::as_i64(&ops::index(vm, key)?),
        None => match found.pattern.get::<PyPattern>() {
            Some(pattern) if pattern.has_names() => {
                dict::get_item_value(vm, &pattern.group_index, key)?.and_then(|number| number.as_int())
            }
            _ => None,
        },
    };
    match number.and_then(|number| usize::try_from(number).ok()) {
        Some(number) if number <= found.groups() => Ok(number),
        _ => Err(no_group(vm)),
    }
}

fn match_group(vm: &Vm, args: &[Value]) -> PyResult {
    let found = receiver::<PyMatch>(vm, args)?;
    match items_of(argument(args, 1)) {
        [] => found.text(vm, 0, &Value::NONE),
        [key] => found.text(vm, group_index(vm, found, key)?, &Value::NONE),
        keys => {
            let mut texts = Vec::with_capacity(keys.len());
            for key in keys {
                texts.push(found.text(vm, group_index(vm, found, key)?, &Value::NONE)?);
            }
            Ok(vm.new_tuple(texts))
        }
    }
}

fn match_getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let Some(found) = value.get::<PyMatch>() else { return Ok(Value::NONE) };
    found.text(vm, group_index(vm, found, key)?, &Value::NONE)
}

fn asked<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<(&'a PyMatch, usize)> {
    let found = receiver::<PyMatch>(vm, args)?;
    let group = match given(args, 1) {
        Some(key) => group_index(vm, found, key)?,
        None => 0,
    };
    Ok((found, group))
}

fn bound(vm: &Vm, args: &[Value], side: fn((usize, usize)) -> usize) -> PyResult {
    let (found, group) = asked(vm, args)?;
    Ok(found.span(group).map_or(Value::small_int(-1), |span| int::from_usize(vm, side(span))))
}

fn span_tuple(vm: &Vm, span: Option<(usize, usize)>) -> Value {
    match span {
        Some((start, end)) => vm.tuple_of([int::from_usize(vm, start), int::from_usize(vm, end)]),
        None => vm.tuple_of([Value::small_int(-1), Value::small_int(-1)]),
    }
}

fn match_span(vm: &Vm, args: &[Value]) -> PyResult {
    let (found, group) = asked(vm, args)?;
    Ok(span_tuple(vm, found.span(group)))
}

fn match_groups(vm: &Vm, args: &[Value]) -> PyResult {
    let found = receiver::<PyMatch>(vm, args)?;
    let default = given(args, 1).cloned().unwrap_or(Value::NONE);
    let mut texts = Vec::with_capacity(found.groups());
    for group in 1..=found.groups() {
        texts.push(found.text(vm, group, &default)?);
    }
    Ok(vm.new_tuple(texts))
}

fn match_groupdict(vm: &Vm, args: &[Value]) -> PyResult {
    let found = receiver::<PyMatch>(vm, args)?;
    let default = given(args, 1).cloned().unwrap_or(Value::NONE);
    let result = vm.new_dict();
    if let Some(pattern) = found.pattern.get::<PyPattern>() {
        for (number, name) in pattern.group_names.iter().enumerate() {
            if !name.is_none() {
                let text = found.text(vm, number, &default)?;
                dict::set_item(vm, &result, name, text)?;
            }
        }
    }
    Ok(result)
}

fn match_expand(vm: &Vm, args: &[Value]) -> PyResult {
    let found = receiver::<PyMatch>(vm, args)?;
    expand_template(vm, found, argument(args, 1))
}

fn match_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(found) = value.get::<PyMatch>() else { return Ok(Value::NONE) };
    let shown = ops::repr(vm, &found.text(vm, 0, &Value::NONE)?)?;
    let mut out = crate::text::Buffer::new();
    out.push_str(&format!("<re.Match object; span=({}, {}), match=", found.start, found.end));
    super::pattern::push_start(&mut out, &shown, 50);
    out.push_str(">");
    crate::objects::str::from_buffer(vm, &out)
}

fn get_last_index(vm: &Vm, value: &Value) -> PyResult {
    Ok(match value.get::<PyMatch>() {
        Some(found) if found.last_group > 0 => vm.new_int(i64::from(found.last_group)),
        _ => Value::NONE,
    })
}

fn get_last_group(_vm: &Vm, value: &Value) -> PyResult {
    let name = value.get::<PyMatch>().filter(|found| found.last_group > 0).and_then(|found| {
        let pattern = found.pattern.get::<PyPattern>()?;
        pattern.group_names.get(found.last_group as usize).cloned()
    });
    Ok(name.unwrap_or(Value::NONE))
}

fn get_regs(vm: &Vm, value: &Value) -> PyResult {
    let Some(found) = value.get::<PyMatch>() else { return Ok(Value::NONE) };
    Ok(vm.new_tuple((0..=found.groups()).map(|group| span_tuple(vm, found.span(group))).collect()))
}

/// A match object.
pub fn new_match(vm: &Vm, found: PyMatch) -> Value {
    let class = crate::stdlib::natives::class_of(vm, &MATCH, kinds::RE_MATCH);
    Handle::new(class.into_value(), found).into_value()
}
