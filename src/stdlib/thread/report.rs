//! What threads are doing, for people: who waits for whom when nobody can go on.
//!
//! Nothing here runs Python code, because the threads stand still.

use super::handle::PyHandle;
use super::lock::{PyLock, PyRLock};
use crate::memory::{FrameRef, Value, os};
use crate::objects::frame::Frame;
use crate::objects::threads::Thread;
use crate::objects::vm::Vm;
use crate::objects::{object, str};
use crate::stdlib::{gc, io};
use std::fmt::Write;
use std::rc::Rc;

/// The status of a program whose threads wait for each other for ever.
const DEADLOCK_STATUS: i32 = 1;

/// Ends a program whose threads all wait, with a report. Called by the
/// scheduler on the thread that was the last to wait.
pub fn deadlock() {
    let Some(vm) = gc::current() else { return };
    io::flush_standard_streams(vm);
    let mut text = String::from("taipan: deadlock: every thread waits\n");
    for thread in vm.threads.all() {
        tell(vm, &thread, &mut text);
    }
    let _ = os::write(2, text.as_bytes());
    os::exit_now(DEADLOCK_STATUS);
}

fn tell(vm: &Vm, thread: &Rc<Thread>, text: &mut String) {
    let _ = write!(text, "  {} waits for {}", name_of(vm, thread.identity.get()), waited_for(vm, &thread.waits_for.copy()));
    let is_current = Rc::ptr_eq(thread, &vm.threads.current());
    let frame = if is_current { vm.frame.get() } else { thread.last_frame() };
    if let Some(place) = place(frame.frame()) {
        let _ = write!(text, ", at {place}");
    }
    text.push('\n');
}

fn line_of(frame: &Frame) -> u32 {
    frame.code.span(frame.position.get()).map_or(frame.code.first_line, |span| span.line)
}

fn file_of(frame: &Frame) -> String {
    str::text_of(&frame.code.filename)
}

fn waited_for(vm: &Vm, what: &Value) -> String {
    if what.is_unbound() {
        return "a time".to_owned();
    }
    let class = object::qualified_name(vm, vm.class_of(what));
    if let Some(handle) = what.get::<PyHandle>() {
        return format!("the end of {}", name_of(vm, handle.identity()));
    }
    let place = object::address_text(what);
    let holder = match (what.get::<PyLock>(), what.get::<PyRLock>()) {
        (Some(lock), _) => lock.taker(),
        (_, Some(lock)) => lock.owner(),
        _ => None,
    };
    match holder {
        Some(holder) => format!("<{class} at {place}>, taken by {}", name_of(vm, holder)),
        None => format!("<{class} at {place}>"),
    }
}

/// The name that the program has given a thread, else its identity.
pub fn name_of(vm: &Vm, identity: i64) -> String {
    let thread = vm.threads.all().into_iter().find(|thread| thread.identity.get() == identity);
    match thread {
        Some(thread) if !thread.name.borrow().is_empty() => thread.name.borrow().clone(),
        Some(thread) if thread.is_main.get() => "MainThread".to_owned(),
        _ => format!("thread {identity}"),
    }
}

/// For those who watch: what a wait is about, and the line of the program.
pub fn describe(vm: &Vm, what: &Value) -> (String, String) {
    let about = if what.is_unbound() {
        "a system call".to_owned()
    } else if what.is_none() {
        "a time".to_owned()
    } else {
        waited_for(vm, what)
    };
    (about, place(vm.frame.get().frame()).unwrap_or_default())
}

/// The innermost line of the program, not of the modules that wait for it.
fn place(mut frame: Option<FrameRef<Frame>>) -> Option<String> {
    while let Some(here) = frame {
        if !file_of(&here).starts_with("<frozen ") {
            return Some(format!("{}:{} in {}", file_of(&here), line_of(&here), str::text_of(&here.code.qualname)));
        }
        frame = here.previous.get().frame();
    }
    None
}
