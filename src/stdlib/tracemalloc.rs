//! The module `_tracemalloc`: starting and stopping the tracing of blocks, and
//! raw traces. `tracemalloc` itself is Python on top of it.
//!
//! A place is a traceback: pairs of file and line, innermost first, cut at the
//! limit, each kept once. Places are worked out inside the allocator, where
//! anything may be half changed: the hook reads the chain of frames and
//! immutable parts of code objects, and nothing else of the interpreter.

use super::ModuleSpec;
use crate::memory::{self, Pause, PyResult, Str, Value};
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, NO_POSITION, PyFrame};
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{int, ops};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_tracemalloc",
    doc: "Debug module to trace memory blocks allocated by the interpreter.",
    functions: FUNCTIONS,
    ..ModuleSpec::EMPTY
};

const FUNCTIONS: &[Method] = &[
    function("start", "(nframe=1, /)", start, "Trace blocks, with so many frames for each."),
    function("stop", "()", stop, "Stop tracing and forget all traces."),
    function("is_tracing", "()", is_tracing, "Whether blocks are traced."),
    function("clear_traces", "()", clear_traces, "Forget all traces."),
    function("get_traceback_limit", "()", limit, "The number of frames kept for each trace."),
    function("get_traced_memory", "()", traced_memory, "Bytes in traced blocks: now, and at their highest."),
    function("reset_peak", "()", reset_peak, "Let the highest be what it is now."),
    function("get_tracemalloc_memory", "()", overhead, "Bytes that tracing itself takes."),
    function("_get_traces", "()", traces, "All traces: (domain, size, frames, depth)."),
    function("_get_object_traceback", "(obj, /)", object_traceback, "The frames in which an object was made, or None."),
];

const MOST_FRAMES: i64 = 65_535;

/// A file name by the address of its str object, and the text to be sure that
/// no other str has come to lie there.
struct File {
    kind: memory::StrKind,
    bytes: Vec<u8>,
}

/// One traceback: (file, line) pairs, and how many frames there were.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Place {
    frames: Vec<(u32, u32)>,
    depth: u32,
}

#[derive(Default)]
struct Places {
    limit: usize,
    files: Vec<File>,
    by_address: HashMap<u64, u32>,
    places: Vec<Place>,
    numbers: HashMap<Place, u32>,
}

static PLACES: Mutex<Option<Places>> = Mutex::new(None);

fn with_places<R>(work: impl FnOnce(&mut Places) -> R) -> R {
    let mut places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
    work(places.get_or_insert_default())
}

impl Places {
    fn file(&mut self, name: &Value) -> u32 {
        let Some(text) = name.get::<Str>() else { return 0 };
        let same = |file: &File| file.kind == text.kind() && file.bytes == text.bytes();
        if let Some(&known) = self.by_address.get(&name.identity())
            && self.files.get(known as usize).is_some_and(same)
        {
            return known;
        }
        let number = match self.files.iter().position(same) {
            Some(number) => number,
            None => {
                self.files.push(File { kind: text.kind(), bytes: text.bytes().to_vec() });
                self.files.len() - 1
            }
        };
        self.by_address.insert(name.identity(), number as u32);
        number as u32
    }

    fn number(&mut self, place: Place) -> u32 {
        if let Some(&number) = self.numbers.get(&place) {
            return number;
        }
        let number = self.places.len() as u32;
        self.places.push(place.clone());
        self.numbers.insert(place, number);
        number
    }
}

/// The line that a running frame has reached.
fn line(frame: &Frame) -> u32 {
    let mut position = frame.position.get();
    if position == NO_POSITION {
        // An exception has been noted here; the frame's object knows where.
        position = frame.object.read(|object| object.get::<PyFrame>().map_or(position, |object| object.position.get()));
    }
    frame.code.span(position).map_or(frame.code.first_line, |span| span.line)
}

/// Where the running code is: the hook of the memory core.
fn place() -> Option<u32> {
    let vm = super::gc::current()?;
    let first = vm.frame.get().frame()?;
    Some(with_places(|places| {
        let mut frames = Vec::with_capacity(places.limit.min(16));
        let mut depth = 0u32;
        let mut next = Some(first);
        while let Some(frame) = next {
            if frames.len() < places.limit {
                frames.push((places.file(&frame.code.filename), line(&frame)));
            }
            depth = depth.saturating_add(1);
            next = frame.previous.get().frame();
        }
        places.number(Place { frames, depth: depth.min(MOST_FRAMES as u32) })
    }))
}

fn start(vm: &Vm, args: &[Value]) -> PyResult {
    let frames = match args.first() {
        Some(value) if !value.is_unbound() => {
            let number = ops::index(vm, value)?;
            match int::as_i64(&number).and_then(|number| i32::try_from(number).ok()) {
                Some(number) => i64::from(number),
                None => return Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
            }
        }
        _ => 1,
    };
    if !(1..=MOST_FRAMES).contains(&frames) {
        let message = format!("the number of frames must be in range [1; {MOST_FRAMES}]");
        return Err(messages::value_error(vm, &message));
    }
    begin(vm, frames as usize);
    Ok(Value::NONE)
}

/// Starts tracing unless it is on already.
pub fn begin(vm: &Vm, frames: usize) {
    if !memory::is_tracing() {
        with_places(|places| *places = Places { limit: frames, ..Places::default() });
        vm.heap.start_tracing(place);
    }
}

fn stop(vm: &Vm, _args: &[Value]) -> PyResult {
    if memory::is_tracing() {
        vm.heap.stop_tracing();
        with_places(|places| *places = Places { limit: places.limit, ..Places::default() });
    }
    Ok(Value::NONE)
}

fn is_tracing(_vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::bool(memory::is_tracing()))
}

fn clear_traces(_vm: &Vm, _args: &[Value]) -> PyResult {
    memory::clear_traces();
    Ok(Value::NONE)
}

fn limit(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(int::from_usize(vm, with_places(|places| places.limit.max(1))))
}

fn traced_memory(vm: &Vm, _args: &[Value]) -> PyResult {
    let (size, peak) = memory::traced_memory();
    Ok(vm.tuple_of([int::from_usize(vm, size), int::from_usize(vm, peak)]))
}

fn reset_peak(_vm: &Vm, _args: &[Value]) -> PyResult {
    memory::reset_traced_peak();
    Ok(Value::NONE)
}

fn overhead(vm: &Vm, _args: &[Value]) -> PyResult {
    let _pause = Pause::new();
    let places = with_places(|places| {
        let frames: usize = places.places.iter().map(|place| place.frames.len() * 8 + size_of::<Place>()).sum();
        2 * frames + places.files.iter().map(|file| file.bytes.len()).sum::<usize>()
    });
    Ok(int::from_usize(vm, memory::tracing_overhead() + places))
}

/// Makes the tuples of frames, each place once.
struct Shown<'a> {
    vm: &'a Vm,
    files: Vec<Value>,
    places: HashMap<u32, Value>,
}

impl<'a> Shown<'a> {
    fn new(vm: &'a Vm) -> Shown<'a> {
        // The texts are copied out first: making strs may not happen under the lock.
        let texts: Vec<String> = with_places(|places| places.files.iter().map(file_text).collect());
        let files = texts.iter().map(|text| vm.new_str(text)).collect();
        Shown { vm, files, places: HashMap::new() }
    }

    fn frames(&mut self, number: u32) -> (Value, u32) {
        let place = with_places(|places| places.places.get(number as usize).cloned());
        let Some(place) = place else { return (self.vm.empty_tuple.clone(), 0) };
        if let Some(known) = self.places.get(&number) {
            return (known.clone(), place.depth);
        }
        let vm = self.vm;
        let unknown = || vm.new_str("<unknown>");
        let frame = |&(file, line): &(u32, u32)| {
            let name = self.files.get(file as usize).cloned().unwrap_or_else(unknown);
            vm.tuple_of([name, Value::small_int(i64::from(line))])
        };
        let frames = vm.new_tuple(place.frames.iter().map(frame).collect());
        self.places.insert(number, frames.clone());
        (frames, place.depth)
    }
}

fn file_text(file: &File) -> String {
    let wide = |width: usize| {
        file.bytes
            .chunks_exact(width)
            .map(|unit| unit.iter().rev().fold(0u32, |code, byte| code << 8 | u32::from(*byte)))
            .map(|code| char::from_u32(code).unwrap_or('\u{FFFD}'))
            .collect()
    };
    match file.kind {
        memory::StrKind::Ascii => String::from_utf8_lossy(&file.bytes).into_owned(),
        memory::StrKind::Latin1 => wide(1),
        memory::StrKind::Ucs2 => wide(2),
        memory::StrKind::Ucs4 => wide(4),
    }
}

fn traces(vm: &Vm, _args: &[Value]) -> PyResult {
    let _pause = Pause::new();
    if !memory::is_tracing() {
        return Ok(vm.new_list(Vec::new()));
    }
    let blocks = memory::traced_blocks();
    let mut shown = Shown::new(vm);
    let mut rows = Vec::with_capacity(blocks.len());
    for block in blocks {
        let (frames, depth) = shown.frames(block.place);
        let depth = Value::small_int(i64::from(depth));
        rows.push(vm.tuple_of([Value::small_int(0), int::from_usize(vm, block.size), frames, depth]));
    }
    Ok(vm.new_list(rows))
}

fn object_traceback(vm: &Vm, args: &[Value]) -> PyResult {
    let _pause = Pause::new();
    let place = args.first().and_then(|object| vm.heap.traced_place(object));
    Ok(place.map_or(Value::NONE, |place| Shown::new(vm).frames(place).0))
}
