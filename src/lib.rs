//! Taipan: a Python 3.13 interpreter.
//!
//! Programs that run Python want [`Engine`]; see [`engine::embed`]. The other modules are
//! the interpreter itself and promise nothing about their faces.

pub mod cli;
pub mod engine;
pub mod eval;
pub mod memory;
pub mod num;
pub mod objects;
pub mod resolve;
mod room;
pub mod stdlib;
pub mod text;

pub use engine::embed::{Builder, Engine, InterruptHandle, Scope, Stats};
pub use engine::{
    Answer, Data, Error, Exception, HostFn, Limit, LimitKind, Limits, Of, Param, PyError, Sink, Stdlib, Syntax, TraceFrame,
};
pub use memory::TracedSystem as Allocator;

/// Counts what programs hold. A crate that brings an allocator of its own leaves
/// the feature out, and engines in it have no limit on memory.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: Allocator = memory::TracedSystem;
