//! What happens when the evaluator looks up from its work: collections that
//! are due, signals that have arrived, limits that have been met.

use super::{signal, weakref};
use crate::memory::{PyResult, Raised, collect, current_budget, interrupt};
use crate::objects::exception::messages;
use crate::objects::vm::Vm;

/// Installs the interrupt hook.
pub fn install(vm: &Vm) {
    let mut hooks = vm.hooks.get();
    hooks.interrupt = look_up;
    hooks.thread_start = super::gc::install_in_thread;
    hooks.warn_syntax = super::unraisable::warn_syntax;
    vm.hooks.set(hooks);
    weakref::install(vm);
}

#[cold]
fn look_up(vm: &Vm) -> PyResult<()> {
    let reasons = vm.heap.take_interrupts();
    if reasons & interrupt::COLLECT != 0 {
        vm.heap.collect_if_due();
    }
    if reasons & interrupt::SWITCH != 0 {
        vm.hand_on();
    }
    // Only the main thread runs handlers. It hears of signals by its seat, so
    // the other threads need not pass on what they see here.
    if reasons & interrupt::SIGNAL != 0 && vm.threads.in_main() {
        signal::deliver(vm)?;
    }
    if reasons & interrupt::MEMORY != 0 {
        make_room(vm)?;
    }
    if reasons & interrupt::STOP != 0 {
        return Err(stop(vm));
    }
    Ok(())
}

/// The program holds more memory than it may: what is garbage goes; when that is
/// not enough, MemoryError is raised.
fn make_room(vm: &Vm) -> PyResult<()> {
    let Some(budget) = current_budget().filter(|budget| budget.is_over()) else { return Ok(()) };
    collect(2);
    vm.heap.trim();
    if budget.is_nearly_over() { Err(messages::memory_error(vm)) } else { Ok(()) }
}

/// Raises what ends a program that its embedder has stopped. The request stands,
/// so that a program that catches this comes no further than the next look.
fn stop(vm: &Vm) -> Raised {
    vm.heap.request(interrupt::STOP);
    vm.raise_message(&vm.errors.keyboard_interrupt, "stopped by the embedding program")
}
