//! What threads are doing, for people: who waits for whom when nobody can go on.
//!
//! Nothing here runs Python code, because the threads stand still.

use super::handle::PyHandle;
use super::lock::{PyLock, PyRLock};
use crate::memory::{Handle, Payload, Value, os};
use crate::objects::dict::PyDict;
use crate::objects::frame::Frame;
use crate::objects::module;
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
        describe(vm, &thread, &mut text);
    }
    let _ = os::write(2, text.as_bytes());
    os::exit_now(DEADLOCK_STATUS);
}

fn describe(vm: &Vm, thread: &Rc<Thread>, text: &mut String) {
    let _ = write!(text, "  {} waits for {}", name_of(vm, thread.identity.get()), waited_for(vm, &thread.waits_for.copy()));
    let is_current = Rc::ptr_eq(thread, &vm.threads.current());
    let frame = if is_current { vm.frame.get() } else { thread.last_frame() };
    let mut frame = frame.frame();
    // The innermost place in the program, not in the modules that wait for it.
    while let Some(here) = frame {
        if !file_of(&here).starts_with("<frozen ") {
            let _ = write!(text, ", at {}:{} in {}", file_of(&here), line_of(&here), str::text_of(&here.code.qualname));
            break;
        }
        frame = here.previous.get().frame();
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

/// The name that `threading` knows for a thread, else its identity.
pub fn name_of(vm: &Vm, identity: i64) -> String {
    known_name(vm, identity).unwrap_or_else(|| format!("thread {identity}"))
}

fn known_name(vm: &Vm, identity: i64) -> Option<String> {
    let threading = vm.modules.get_interned(&vm.intern("threading"))?;
    let namespace = module::namespace(&threading);
    let active = dict(&namespace)?.get_interned(&vm.intern("_active"))?;
    let (_, thread) = dict(&active)?.pairs().into_iter().find(|(key, _)| key.as_int() == Some(identity))?;
    let attributes = object::instance_dict(vm, &thread).ok()?;
    Some(str::text_of(&dict(&attributes)?.get_interned(&vm.intern("_name"))?))
}

fn dict(value: &Value) -> Option<&Handle<PyDict>> {
    const { assert!(PyDict::KIND.0 != 0) };
    value.as_handle::<PyDict>()
}
