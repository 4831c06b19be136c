//! The memory core: value words, counted objects, frames, the cycle collector.
//!
//! Nothing here knows what a Python object means. A payload describes its own
//! edges through [`Payload::trace`], and that is all the collector ever asks.
//! This folder is the only home of `unsafe`; its public face is safe as long
//! as callers keep the promises below, which every `SAFETY:` note cites:
//!
//! - **M1** A live [`Value`] that points to an object owns exactly one count.
//! - **M2** An object never moves while it lives.
//! - **M3** The collector only clears; memory is freed by counts reaching zero.
//! - **M4** A closure given to [`Guarded`] is a leaf: it never runs Python code
//!   and never drops the last count of an object. Debug builds check this.
//! - **M5** Destruction queues beyond a small depth; it never recurses further.
//! - **M6** A [`Ref`] is used only until the next call-out or store.
//! - **M8** An [`Uncounted`] word is read only while a version number vouches for it.
//! - **M7** One thread at a time runs Python code: the one that holds the
//!   [`InterpreterLock`]. Counts, cells and caches need no atomics, because
//!   the lock orders what its holders do.
//! - **M9** A closure given to [`spawn`] takes the interpreter lock before it
//!   touches a value and lets go of every value before it gives the lock back.
#![expect(unsafe_code, reason = "the memory core is where the unsafe code lives")]

mod alloc;
mod arena;
mod budget;
mod collect;
mod frame;
mod guarded;
mod heap;
mod instance;
mod lock;
pub mod net;
mod object;
pub mod os;
pub mod process;
pub mod signal_calls;
mod small;
#[cfg(test)]
mod tests;
mod text;
mod tracing;
mod tuple;
mod value;
pub mod word;

pub use arena::{Arena, ArenaRef, forever};
pub use budget::{Budget, enter as enter_budget, mine as current_budget, outside as outside_budget};
pub use collect::{CollectEvent, CollectHooks, CollectStats, Reason, collect, collect_because, set_hooks as set_collect_hooks};
pub use frame::{FrameHeader, FrameLink, FrameRef, FrameStack, HeapFrame, Slots};
pub use guarded::Guarded;
pub use heap::{Burials, Heap, heap, install_heap, interrupt};
pub use instance::{Attrs, NewAttrs, Shape, ShapeEntry, ShapeId};
pub use lock::{Doing, InterpreterLock, Seat, Step, Waited, spawn};
pub use object::{Handle, Header, Kind, Payload, Visitor, flag, keep_branch, stack_pointer};
pub use text::{Str, StrData, StrKind};
pub use tracing::{
    Pause, TracedBlock, TracedSystem, clear_traces, is_tracing, reset_traced_peak, traced_blocks, traced_memory, tracing_overhead,
};
pub use tuple::Tuple;
pub use value::{INT_MAX, INT_MIN, PyResult, Raised, Ref, Uncounted, Value, function_address, in_a_row, together, with_receiver};
