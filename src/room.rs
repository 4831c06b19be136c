//! Asking for memory that may be refused.
//!
//! Rust's collections ask the allocator in the same way whether the caller can
//! live with a refusal or not. A thread that can says so here, around the
//! request; only then may an allocator that keeps a limit say no. Everybody
//! else gets the memory, and the program hears of the limit soon afterwards.
//!
//! This lies below every other folder, because numbers and texts ask too.

use std::cell::Cell;

thread_local! {
    static ASKING: Cell<bool> = const { Cell::new(false) };
}

/// Does what copes with a refusal, like `try_reserve`. Nothing else that takes
/// much memory belongs into the closure: a refusal would end the process.
#[inline]
pub fn asking<R>(work: impl FnOnce() -> R) -> R {
    let before = ASKING.with(|asking| asking.replace(true));
    let result = work();
    ASKING.with(|asking| asking.set(before));
    result
}

/// Whether the running request can be refused.
#[inline]
pub fn is_asking() -> bool {
    ASKING.with(Cell::get)
}
