//! `--explain=memory`: frames, names and objects at one moment, gathered for the page.

use super::graph::{self, Edges};
use super::names::{self, Count};
use super::{Request, page};
use crate::memory::Value;
use crate::objects::class::PyClass;
use crate::objects::frame::Frame;
use crate::objects::vm::Vm;
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::Path;

/// Objects beyond this number are only counted.
const MOST_OBJECTS: usize = 1000;
/// Items of one container beyond this number are only counted.
const MOST_ITEMS: usize = 40;

pub struct Picture {
    script: String,
    at: Option<u32>,
    output: OsString,
    done: bool,
}

/// One object as the page shows it.
pub struct Node {
    pub title: String,
    /// Its value in a line, when it has no parts to show.
    pub value: String,
    pub parts: Vec<Part>,
    /// Parts that are not shown.
    pub more: usize,
    pub count: Count,
    /// The collector's generation, for objects that it follows.
    pub generation: Option<usize>,
    /// How many references the picture shows.
    pub arrows_in: usize,
    /// The number of the cycle that it is part of.
    pub cycle: Option<usize>,
    /// How far it is from a name.
    pub depth: usize,
}

/// A labelled part of an object, or a variable: an atom in place, or an arrow.
pub struct Part {
    pub label: String,
    pub text: String,
    pub target: Option<usize>,
}

/// A frame with its variables.
pub struct Box {
    pub title: String,
    pub parts: Vec<Part>,
}

pub struct Scene {
    pub script: String,
    pub moment: String,
    pub boxes: Vec<Box>,
    pub nodes: Vec<Node>,
    /// Objects that found no room.
    pub left_out: usize,
}

impl Picture {
    pub fn new(request: &Request, script: &str) -> Picture {
        let stem = Path::new(script).file_stem().filter(|stem| !stem.is_empty() && !script.starts_with('<'));
        let output = request.output.clone().unwrap_or_else(|| {
            let mut name = stem.map_or_else(|| OsString::from("memory"), std::ffi::OsStr::to_owned);
            name.push(".memory.html");
            name
        });
        Picture { script: script.to_owned(), at: request.at, output, done: false }
    }

    /// Takes the picture when the wanted line is about to run for the first time.
    pub fn line(&mut self, frame: &Frame, line: u32) {
        let vm = frame.vm;
        if self.done || self.at != Some(line) {
            return;
        }
        let Some(main) = names::main_namespace(vm) else { return };
        if names::globals(frame).is(&main) {
            self.take(vm, &main, &format!("before line {line}"));
        }
    }

    pub fn finish(&mut self, vm: &Vm, main: &Value) {
        if self.done {
            return;
        }
        let moment = match self.at {
            Some(line) => {
                super::write(&format!("taipan: line {line} was never reached; the page shows the end of the program\n"));
                "at the end of the program"
            }
            None => "at the end of the program",
        };
        self.take(vm, &crate::objects::module::namespace(main), moment);
    }

    fn take(&mut self, vm: &Vm, main: &Value, moment: &str) {
        self.done = true;
        let scene = gather(vm, main, &self.script, moment);
        let shown = Path::new(&self.output).display().to_string();
        match std::fs::write(&self.output, page::render(&scene)) {
            Ok(()) => super::write(&format!("taipan: memory {moment} written to {shown}\n")),
            Err(error) => super::write(&format!("taipan: cannot write {shown}: {}\n", error)),
        }
    }
}

/// Objects in the order of their discovery, with what holds them while we look.
struct Gathering<'a> {
    vm: &'a Vm,
    numbers: HashMap<u64, usize>,
    values: Vec<Value>,
    depths: Vec<usize>,
    left_out: usize,
}

impl Gathering<'_> {
    /// The number of an object that gets a box of its own.
    fn number(&mut self, value: &Value, depth: usize) -> Option<usize> {
        if let Some(&number) = self.numbers.get(&value.identity()) {
            return Some(number);
        }
        if self.values.len() >= MOST_OBJECTS {
            self.left_out += 1;
            return None;
        }
        let number = self.values.len();
        self.numbers.insert(value.identity(), number);
        self.values.push(value.clone());
        self.depths.push(depth);
        Some(number)
    }

    /// A variable or an item: atoms are shown in place, the rest by an arrow.
    fn part(&mut self, label: String, value: &Value, depth: usize, named: bool) -> Part {
        let in_place = !value.is_object() || value.header().is_some_and(crate::memory::Header::is_immortal) || !named;
        match graph::atom(self.vm, value, 28) {
            Some(text) if in_place => Part { label, text, target: None },
            _ if is_plain_builtin(value) => Part { label, text: describe(self.vm, value), target: None },
            _ => {
                let target = self.number(value, depth);
                Part { label, text: if target.is_none() { "…".to_owned() } else { String::new() }, target }
            }
        }
    }
}

/// Built-in classes and functions are named and not drawn.
fn is_plain_builtin(value: &Value) -> bool {
    match value.get::<PyClass>() {
        Some(class) => !class.has(crate::objects::class::class_flag::HEAP),
        None => value.is_kind::<crate::objects::native::PyNative>() || value.is_kind::<crate::objects::module::PyModule>(),
    }
}

fn describe(vm: &Vm, value: &Value) -> String {
    match names::own_name(value) {
        Some(name) => format!("{} {name}", names::class_name(vm, value)),
        None => names::class_name(vm, value),
    }
}

/// Functions and classes of the program show their name; what is inside them is not the program's data.
fn is_closed(value: &Value) -> bool {
    value.is_kind::<PyClass>() || value.is_kind::<crate::objects::function::PyFunction>()
}

fn gather(vm: &Vm, main: &Value, script: &str, moment: &str) -> Scene {
    let scopes = names::of_program(vm, main);
    let mut all = Gathering { vm, numbers: HashMap::new(), values: Vec::new(), depths: Vec::new(), left_out: 0 };
    let mut held: HashMap<u64, u32> = HashMap::new();
    let mut boxes = Vec::new();
    for scope in &scopes {
        let mut parts = Vec::new();
        for (name, value) in &scope.variables {
            *held.entry(value.identity()).or_default() += 1;
            parts.push(all.part(name.clone(), value, 0, true));
        }
        boxes.push(Box { title: scope.title.clone(), parts });
    }
    let mut nodes: Vec<Node> = Vec::new();
    while let Some(value) = all.values.get(nodes.len()).cloned() {
        let depth = all.depths.get(nodes.len()).copied().unwrap_or(0);
        let mut parts = Vec::new();
        let mut more = 0;
        let mut text = graph::atom(vm, &value, 36).unwrap_or_default();
        if is_closed(&value) {
            text = names::own_name(&value).unwrap_or_default();
        } else if text.is_empty() {
            let edges = Edges::of(vm, &value);
            more = edges.len().saturating_sub(MOST_ITEMS);
            let class = value.header().map(|header| header.class().identity());
            for (label, content) in edges.into_iter().take(MOST_ITEMS) {
                // The class stands in the title.
                if Some(content.identity()) != class {
                    parts.push(all.part(label, &content, depth + 1, false));
                }
            }
        }
        nodes.push(Node {
            title: names::class_name(vm, &value),
            value: text,
            parts,
            more,
            count: Count::Immortal,
            generation: vm.heap.gc_generation_of(&value),
            arrows_in: 0,
            cycle: None,
            depth,
        });
    }
    let edges: Vec<Vec<usize>> = nodes.iter().map(|node| node.parts.iter().filter_map(|part| part.target).collect()).collect();
    let mut arrows = vec![0; nodes.len()];
    let targets = boxes.iter().flat_map(|frame| &frame.parts).chain(nodes.iter().flat_map(|node| &node.parts));
    for target in targets.filter_map(|part| part.target) {
        if let Some(count) = arrows.get_mut(target) {
            *count += 1;
        }
    }
    for ((index, cycle), node) in graph::cyclic_groups(&edges).into_iter().enumerate().zip(&mut nodes) {
        node.cycle = cycle;
        node.arrows_in = arrows.get(index).copied().unwrap_or(0);
        if let Some(value) = all.values.get(index) {
            // Held by the list of values, and by the scopes once per name.
            let own = 1 + held.get(&value.identity()).copied().unwrap_or(0);
            node.count = names::count(vm, value, own);
        }
    }
    Scene { script: script.to_owned(), moment: moment.to_owned(), boxes, nodes, left_out: all.left_out }
}
