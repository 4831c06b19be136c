//! `--explain=gc`: what each collection did.
//!
//! The collector shows its steps as events; they are gathered and written as
//! one block when it ends. Objects are named after the variables that held
//! them: the names are noted line by line, and forgotten when the object dies.

use super::graph::Edges;
use super::json::{self, Object};
use super::{Watcher, names};
use crate::memory::{CollectEvent, Reason, Value, heap};
use crate::objects::vm::Vm;
use crate::objects::weakref;
use std::collections::HashMap;

pub struct Collections {
    json: bool,
    /// Names by the identity of the object that they stand for.
    names: HashMap<u64, String>,
    number: u64,
    report: Report,
}

/// What one collection did.
#[derive(Default)]
struct Report {
    generation: usize,
    reason: String,
    why: &'static str,
    sizes: [usize; 3],
    counts: [u32; 3],
    examined: usize,
    counted: u64,
    subtracted: u64,
    survivors: usize,
    untracked: usize,
    moved_to: usize,
    unreachable: usize,
    groups: Vec<Group>,
    finalizers: Vec<String>,
    resurrected: Vec<String>,
    weak_references: usize,
    freed: usize,
}

/// Garbage that hangs together.
struct Group {
    objects: usize,
    /// The objects of one cycle in it, the first one again at the end.
    cycle: Vec<String>,
}

/// The collector's observer.
pub fn observe(event: CollectEvent<'_>) {
    let Some(vm) = crate::stdlib::gc::current() else { return };
    super::WATCHER.with(|cell| {
        if let Ok(mut watcher) = cell.try_borrow_mut()
            && let Some(Watcher::Gc(collections)) = watcher.as_mut()
        {
            collections.event(vm, event);
        }
    });
}

/// An object goes for good.
pub fn object_dies(identity: u64) {
    super::WATCHER.with(|cell| {
        if let Ok(mut watcher) = cell.try_borrow_mut()
            && let Some(Watcher::Gc(collections)) = watcher.as_mut()
        {
            collections.names.remove(&identity);
        }
    });
}

impl Collections {
    pub fn new(json: bool) -> Collections {
        Collections { json, names: HashMap::new(), number: 0, report: Report::default() }
    }

    /// Notes which names hold which objects now. The newest name of the module
    /// wins; a function's variable names what had no name before.
    pub fn line(&mut self, vm: &Vm) {
        let Some(main) = names::main_namespace(vm) else { return };
        for (depth, scope) in names::of_program(vm, &main).into_iter().enumerate() {
            for (name, value) in scope.variables {
                if !value.is_object() || names::own_name(&value).is_some() {
                    continue;
                }
                if depth == 0 {
                    self.names.insert(value.identity(), name);
                } else if name != "self" {
                    self.names.entry(value.identity()).or_insert(name);
                }
            }
        }
    }

    fn label(&self, vm: &Vm, value: &Value) -> String {
        let class = names::class_name(vm, value);
        match self.names.get(&value.identity()).cloned().or_else(|| names::own_name(value)) {
            Some(name) => format!("{class} '{name}'"),
            None => class,
        }
    }

    fn event(&mut self, vm: &Vm, event: CollectEvent<'_>) {
        match event {
            CollectEvent::Start { generation, reason, sizes, counts } => {
                self.line(vm);
                let why = match reason {
                    Reason::Allocations => "allocations",
                    Reason::Call => "call",
                    Reason::Exit => "exit",
                    Reason::Stress => "stress",
                };
                let reason = explain_reason(generation, reason, counts);
                self.report = Report { generation, reason, why, sizes, counts, ..Report::default() };
            }
            CollectEvent::Examined { objects, counted, subtracted } => {
                (self.report.examined, self.report.counted, self.report.subtracted) = (objects, counted, subtracted);
            }
            CollectEvent::Survivors { objects, untracked, generation } => {
                (self.report.survivors, self.report.untracked, self.report.moved_to) = (objects, untracked, generation);
            }
            CollectEvent::Unreachable(garbage) => {
                self.report.unreachable = garbage.len();
                self.report.groups = self.groups(vm, garbage);
            }
            CollectEvent::WeaklyReferenced(objects) => {
                self.report.weak_references = objects.iter().map(|object| weakref::references(vm, object).len()).sum();
            }
            CollectEvent::Finalizer(object) => self.report.finalizers.push(self.label(vm, object)),
            CollectEvent::Resurrected(objects) => {
                self.report.resurrected = objects.iter().map(|object| self.label(vm, object)).collect();
            }
            CollectEvent::Freeing(_) => {}
            CollectEvent::End { collected } => {
                self.report.freed = collected;
                if self.report.why == "exit" && self.report.unreachable == 0 {
                    // The interpreter looks several times until nothing is left.
                    return;
                }
                self.number += 1;
                super::write(&if self.json { self.as_json() } else { self.as_text() });
            }
        }
    }

    /// Parts of the garbage that hang together, with one cycle of each.
    fn groups(&self, vm: &Vm, garbage: &[Value]) -> Vec<Group> {
        let index: HashMap<u64, usize> = garbage.iter().enumerate().map(|(index, value)| (value.identity(), index)).collect();
        let edges: Vec<Vec<(String, usize)>> = garbage
            .iter()
            .map(|value| {
                let targets = Edges::of(vm, value);
                targets.into_iter().filter_map(|(label, target)| Some((label, *index.get(&target.identity())?))).collect()
            })
            .collect();
        let mut group_of = vec![usize::MAX; garbage.len()];
        let mut backwards: Vec<Vec<usize>> = vec![Vec::new(); garbage.len()];
        for (from, targets) in edges.iter().enumerate() {
            for (_, to) in targets {
                if let Some(sources) = backwards.get_mut(*to) {
                    sources.push(from);
                }
            }
        }
        let mut groups = Vec::new();
        for first in 0..garbage.len() {
            if group_of.get(first).is_none_or(|group| *group != usize::MAX) {
                continue;
            }
            let mut members = Vec::new();
            let mut waiting = vec![first];
            while let Some(member) = waiting.pop() {
                match group_of.get_mut(member) {
                    Some(group) if *group == usize::MAX => *group = groups.len(),
                    _ => continue,
                }
                members.push(member);
                waiting.extend(edges.get(member).into_iter().flatten().map(|edge| edge.1));
                waiting.extend(backwards.get(member).into_iter().flatten());
            }
            members.sort_unstable();
            let cycle = super::graph::cycle(&edges, &members);
            let cycle = cycle.iter().map(|(member, label)| self.step(vm, garbage, *member, label)).collect();
            groups.push(Group { objects: members.len(), cycle });
        }
        groups
    }

    /// One object of a cycle; containers say which item leads on.
    fn step(&self, vm: &Vm, garbage: &[Value], member: usize, label: &str) -> String {
        let Some(value) = garbage.get(member) else { return String::new() };
        let name = self.label(vm, value);
        if label.starts_with('[') { format!("{name}{label}") } else { name }
    }

    fn as_text(&self) -> String {
        let report = &self.report;
        let [young, middle, old] = report.sizes;
        let mut text = format!(
            "gc: collection {} of generation {}: {}\n  objects in generations 0, 1, 2: {young}, {middle}, {old}\n",
            self.number, report.generation, report.reason
        );
        text.push_str(&format!(
            "  examined {} objects: {} references counted, {} subtracted as coming from each other\n",
            report.examined, report.counted, report.subtracted
        ));
        text.push_str(&format!("  survivors: {}, now in generation {}", report.survivors, report.moved_to));
        if report.untracked > 0 {
            text.push_str(&format!("; {} of them hold only atoms and are not followed any more", report.untracked));
        }
        text.push_str(&format!("\n  unreachable: {} in {} groups\n", report.unreachable, report.groups.len()));
        const MOST: usize = 20;
        for group in report.groups.iter().take(MOST) {
            text.push_str(&format!("    {} objects: {}\n", group.objects, group.cycle.join(" → ")));
        }
        if report.groups.len() > MOST {
            text.push_str(&format!("    and {} groups more\n", report.groups.len() - MOST));
        }
        if report.weak_references > 0 {
            text.push_str(&format!("  weak references cleared: {}\n", report.weak_references));
        }
        if !report.finalizers.is_empty() {
            text.push_str(&format!("  finalizers run: {}: {}\n", report.finalizers.len(), short(&report.finalizers)));
        }
        if !report.resurrected.is_empty() {
            text.push_str(&format!("  brought back to life: {}: {}\n", report.resurrected.len(), short(&report.resurrected)));
        }
        text.push_str(&format!("  freed: {} (as gc.collect() counts)\n", report.freed));
        text
    }

    fn as_json(&self) -> String {
        let report = &self.report;
        let numbers = |numbers: &[String]| format!("[{}]", numbers.join(", "));
        let sizes: Vec<String> = report.sizes.iter().map(usize::to_string).collect();
        let counts: Vec<String> = report.counts.iter().map(u32::to_string).collect();
        let groups = json::list(&report.groups, |group| {
            format!("{{\"objects\": {}, \"cycle\": {}}}", group.objects, json::list(&group.cycle, |label| json::quoted(label)))
        });
        Object::new("collection")
            .number("number", self.number)
            .number("generation", report.generation as u64)
            .text("reason", report.why)
            .text("explanation", &report.reason)
            .raw("sizes", &numbers(&sizes))
            .raw("counters", &numbers(&counts))
            .number("examined", report.examined as u64)
            .number("references_counted", report.counted)
            .number("references_subtracted", report.subtracted)
            .number("survivors", report.survivors as u64)
            .number("survivors_generation", report.moved_to as u64)
            .number("untracked", report.untracked as u64)
            .number("unreachable", report.unreachable as u64)
            .raw("groups", &groups)
            .number("weak_references_cleared", report.weak_references as u64)
            .raw("finalizers", &json::list(&report.finalizers, |label| json::quoted(label)))
            .raw("resurrected", &json::list(&report.resurrected, |label| json::quoted(label)))
            .number("freed", report.freed as u64)
            .end()
            + "\n"
    }
}

/// A list of names that does not fill the screen.
fn short(names: &[String]) -> String {
    const MOST: usize = 10;
    let mut text = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        text.push_str(&format!(" and {} more", names.len() - MOST));
    }
    text
}

fn explain_reason(generation: usize, reason: Reason, counts: [u32; 3]) -> String {
    let thresholds = heap().gc_thresholds();
    let (count, threshold) = (counts.get(generation).copied().unwrap_or(0), thresholds.get(generation).copied().unwrap_or(0));
    match reason {
        Reason::Allocations if generation == 0 => {
            format!("{count} containers more than were freed, the threshold is {threshold}")
        }
        Reason::Allocations => {
            format!("generation {} was collected {count} times, the threshold is {threshold}", generation - 1)
        }
        Reason::Call => "the program called gc.collect()".to_owned(),
        Reason::Exit => "the interpreter ends".to_owned(),
        Reason::Stress => "TAIPAN_GC_STRESS collects at every allocation".to_owned(),
    }
}
