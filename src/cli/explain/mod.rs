//! `--explain`: memory and threads made visible while a program runs.
//!
//! - `--explain=gc` tells on stderr what each collection did;
//! - `--explain=refs` tells after each line whose counts changed;
//! - `--explain=memory` writes a picture of names and objects as one HTML page;
//! - `--explain=threads` writes what every thread did as one HTML page, or with
//!   `--format` as text or JSON on stderr.
//!
//! The two first write text, or with `--format=json` one JSON object per event
//! (README, "Watching memory"). What they tell is the program's own state: no
//! Python code runs for it and no count is changed by it.

mod gc;
mod graph;
pub(super) mod json;
mod memory;
mod names;
mod page;
mod refs;
mod threads;

use crate::memory::os;
use crate::objects::frame::Frame;
use crate::objects::vm::Vm;
use std::cell::RefCell;
use std::ffi::OsString;

/// What to explain.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    Gc,
    Refs,
    Memory,
    Threads,
}

/// The options as given.
#[derive(Clone)]
pub struct Request {
    pub what: What,
    pub json: bool,
    /// `--format=text`
    pub text: bool,
    /// The line before which the picture is taken; at the program's end without it.
    pub at: Option<u32>,
    /// Where the page goes.
    pub output: Option<OsString>,
}

/// One of them at work.
enum Watcher {
    Gc(gc::Collections),
    Refs(refs::Counts),
    Memory(memory::Picture),
    Threads(threads::Timeline),
}

thread_local! {
    static WATCHER: RefCell<Option<Watcher>> = const { RefCell::new(None) };
}

/// Starts watching; called before the program is compiled.
pub fn start(vm: &Vm, request: &Request, script: &str) {
    let watcher = match request.what {
        What::Gc => Watcher::Gc(gc::Collections::new(request.json)),
        What::Refs => Watcher::Refs(refs::Counts::new(request.json, script)),
        What::Memory => Watcher::Memory(memory::Picture::new(request, script)),
        What::Threads => Watcher::Threads(threads::Timeline::start(vm, request, script)),
    };
    WATCHER.with(|cell| *cell.borrow_mut() = Some(watcher));
    if request.what == What::Threads {
        return;
    }
    vm.line_hook.set(Some(line));
    if request.what == What::Gc {
        vm.heap.observe_collections(Some(gc::observe));
        vm.heap.watch_deaths(Some(gc::object_dies));
    }
}

/// The program's last statement has run.
pub fn finish(vm: &Vm, main: &crate::memory::Value) {
    let watcher = WATCHER.with(|cell| cell.borrow_mut().take());
    match watcher {
        Some(Watcher::Refs(mut counts)) => counts.finish(vm, main),
        Some(Watcher::Memory(mut picture)) => picture.finish(vm, main),
        Some(Watcher::Threads(timeline)) => timeline.finish(vm),
        // The collections of the interpreter's end are part of the story.
        other => WATCHER.with(|cell| *cell.borrow_mut() = other),
    }
    vm.line_hook.set(None);
}

/// A statement is about to run (`entry`: a block is entered).
fn line(frame: &Frame, line: u32, entry: bool) {
    // A watcher that is at work already is not asked again.
    WATCHER.with(|cell| {
        let Ok(mut watcher) = cell.try_borrow_mut() else { return };
        match watcher.as_mut() {
            Some(Watcher::Gc(collections)) => collections.line(frame.vm),
            Some(Watcher::Refs(counts)) => counts.line(frame, line, entry),
            Some(Watcher::Memory(picture)) if !entry => picture.line(frame, line),
            _ => {}
        }
    });
}

/// Writes to standard error, past `sys.stderr`: that belongs to the program.
fn write(text: &str) {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        match os::write(2, rest) {
            Ok(count) => rest = rest.get(count..).unwrap_or(&[]),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => {}
            Err(_) => return,
        }
    }
}
