//! `--explain=refs`: after each line of the main script, whose counts changed.
//!
//! Counts are compared whenever a statement is about to run, and a change is
//! put down to the line that ran last in the same frame. The counts are those
//! of `sys.getrefcount(x) - 1`.

use super::json::{self, Object};
use super::names::{self, Count};
use crate::memory::Value;
use crate::objects::frame::Frame;
use crate::objects::vm::Vm;
use std::collections::HashMap;

/// One variable as it was seen last.
struct Seen {
    /// How deep the variable's frame lies; 0 for the module.
    depth: usize,
    scope: String,
    name: String,
    identity: u64,
    is_object: bool,
    count: Count,
}

/// A line of a running frame.
#[derive(Clone)]
struct Place {
    depth: usize,
    line: u32,
    function: String,
}

pub struct Counts {
    json: bool,
    lines: Vec<String>,
    seen: Vec<Seen>,
    /// The running frames of the script with the line each has reached.
    places: Vec<Place>,
    last: Option<Place>,
}

/// What happened to one variable.
struct Change {
    scope: String,
    name: String,
    before: Option<Count>,
    after: Option<Count>,
}

impl Counts {
    pub fn new(json: bool, script: &str) -> Counts {
        let text = std::fs::read(script).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        Counts { json, lines: text.lines().map(str::to_owned).collect(), seen: Vec::new(), places: Vec::new(), last: None }
    }

    pub fn line(&mut self, frame: &Frame, line: u32, entry: bool) {
        let vm = frame.vm;
        let Some(main) = names::main_namespace(vm) else { return };
        if !names::globals(frame).is(&main) {
            return;
        }
        let mut depth = 0;
        let mut next = frame.previous.get().frame();
        while let Some(outer) = next {
            depth += 1;
            next = outer.previous.get().frame();
        }
        self.places.retain(|place| place.depth < depth || (place.depth == depth && !entry));
        let before = self.places.iter().rev().find(|place| place.depth == depth).cloned().or_else(|| self.last.clone());
        self.report(vm, &main, before.as_ref());
        if entry {
            return;
        }
        let place = Place { depth, line, function: names_function(frame) };
        self.places.retain(|known| known.depth < depth);
        self.places.push(place.clone());
        self.last = Some(place);
    }

    pub fn finish(&mut self, vm: &Vm, main: &Value) {
        let last = self.places.first().cloned().or_else(|| self.last.clone());
        self.report(vm, &crate::objects::module::namespace(main), last.as_ref());
    }

    fn report(&mut self, vm: &Vm, main: &Value, place: Option<&Place>) {
        let now = look(vm, main);
        let changes = compare(&self.seen, &now);
        self.seen = now;
        let Some(place) = place else { return };
        if !changes.is_empty() {
            super::write(&if self.json { self.as_json(place, &changes) } else { self.as_text(place, &changes) });
        }
    }

    fn source(&self, place: &Place) -> &str {
        self.lines.get((place.line as usize).wrapping_sub(1)).map_or("", |line| line.trim())
    }

    fn as_text(&self, place: &Place, changes: &[Change]) -> String {
        let home = if place.function == "<module>" { String::new() } else { format!(" in {}", place.function) };
        let show = |change: &Change| {
            let scope = if change.scope == "<module>" { String::new() } else { format!(" ({})", change.scope) };
            let text = match (change.before, change.after) {
                (None, Some(after)) => format!("new, {}", after.text()),
                (Some(before), Some(after)) if before == after => format!("another object, {}", after.text()),
                (Some(before), Some(after)) => format!("{} → {}", before.text(), after.text()),
                (_, None) => "gone".to_owned(),
            };
            format!("{}{scope}: {text}", change.name)
        };
        let shown: Vec<String> = changes.iter().map(show).collect();
        format!("line {}{home} | {:<30} | {}\n", place.line, self.source(place), shown.join("; "))
    }

    fn as_json(&self, place: &Place, changes: &[Change]) -> String {
        let count = |count: Option<Count>| count.map_or("null".to_owned(), Count::json);
        let shown = json::list(changes, |change| {
            Object::new("change")
                .text("name", &change.name)
                .text("scope", &change.scope)
                .raw("before", &count(change.before))
                .raw("after", &count(change.after))
                .end()
                .replacen("\"event\": \"change\", ", "", 1)
        });
        let event = Object::new("line")
            .number("line", u64::from(place.line))
            .text("function", &place.function)
            .text("source", self.source(place))
            .raw("changes", &shown);
        event.end() + "\n"
    }
}

fn names_function(frame: &Frame) -> String {
    crate::objects::str::text_of(&frame.code.name)
}

/// All variables with their counts; the references held while looking are taken off.
fn look(vm: &Vm, main: &Value) -> Vec<Seen> {
    let scopes = names::of_program(vm, main);
    let mut held: HashMap<u64, u32> = HashMap::new();
    for (_, value) in scopes.iter().flat_map(|scope| &scope.variables) {
        *held.entry(value.identity()).or_default() += 1;
    }
    let mut seen = Vec::new();
    for (depth, scope) in scopes.iter().enumerate() {
        for (name, value) in &scope.variables {
            seen.push(Seen {
                depth,
                scope: scope.title.clone(),
                name: name.clone(),
                identity: value.identity(),
                is_object: value.is_object(),
                count: names::count(vm, value, held.get(&value.identity()).copied().unwrap_or(0)),
            });
        }
    }
    seen
}

fn compare(before: &[Seen], after: &[Seen]) -> Vec<Change> {
    let key = |seen: &Seen| (seen.depth, seen.scope.clone(), seen.name.clone());
    let old: HashMap<_, &Seen> = before.iter().map(|seen| (key(seen), seen)).collect();
    let new: HashMap<_, &Seen> = after.iter().map(|seen| (key(seen), seen)).collect();
    let mut changes = Vec::new();
    for seen in before.iter().filter(|seen| !new.contains_key(&key(seen))) {
        changes.push(Change { scope: seen.scope.clone(), name: seen.name.clone(), before: Some(seen.count), after: None });
    }
    for seen in after {
        let known = old.get(&key(seen));
        let other = known.is_some_and(|known| known.identity != seen.identity && (known.is_object || seen.is_object));
        if known.is_none_or(|known| known.count != seen.count) || other {
            let before = known.map(|known| known.count);
            changes.push(Change { scope: seen.scope.clone(), name: seen.name.clone(), before, after: Some(seen.count) });
        }
    }
    changes
}
