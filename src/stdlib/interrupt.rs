//! What happens when the evaluator looks up from its work: collections that
//! are due, and signals that have arrived.

use super::{signal, weakref};
use crate::memory::{PyResult, interrupt};
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
    Ok(())
}
