//! Generators, coroutines and asynchronous generators as objects.
//!
//! The suspended frame lies in a block of its own; how it is resumed is the
//! evaluator's business (`Hooks::resume`). This file has the payloads and
//! their methods.

use super::class::{TypeSpec, class_flag};
use super::frame::{Frame, NodeRef};
use super::kinds;
use crate::memory::{Guarded, HeapFrame, Kind, Payload, Value, Visitor};
use std::cell::Cell;

/// Where a generator stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Created,
    Running,
    Suspended,
    Closed,
}

/// A generator, coroutine or asynchronous generator (the class tells which).
pub struct PyGenerator {
    pub state: Cell<State>,
    /// The frame; gone once the generator has ended.
    pub frame: Guarded<Option<HeapFrame<Frame>>>,
    /// Where to go on.
    pub next: Cell<Option<NodeRef>>,
    /// Where exceptions go, innermost last: handlers in force across suspensions.
    pub handlers: Guarded<Vec<NodeRef>>,
    /// The value that `yield` hands out or that `send` brings in.
    pub transfer: Guarded<Value>,
    /// What `yield from` or `await` is waiting for; unbound when nothing.
    pub delegate: Guarded<Value>,
    /// The exception being handled inside while suspended.
    pub handled: Guarded<Value>,
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    pub code: Value,
    /// `cr_origin`, or asynchronous-generator hooks' state.
    pub extra: Guarded<Value>,
    /// An asynchronous generator step is in progress.
    pub busy: Cell<bool>,
    /// The asynchronous generator's first iteration hooks have run.
    pub hooks_done: Cell<bool>,
    /// The asynchronous generator was closed by `aclose` or exhaustion.
    pub ended: Cell<bool>,
}

impl Payload for PyGenerator {
    const KIND: Kind = kinds::GENERATOR;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { state: _, frame, next: _, handlers: _, transfer, delegate, handled, name, qualname, code, extra, busy: _, hooks_done: _, ended: _ } = self;
        frame.read(|frame| {
            if let Some(frame) = frame {
                let live = frame.frame();
                visitor.edge(&live.function);
                visitor.edge(&live.namespace);
                visitor.guarded(&live.object);
                live.slots.trace(frame.slots(), visitor);
            }
        });
        for cell in [transfer, delegate, handled, name, qualname, extra] {
            visitor.guarded(cell);
        }
        visitor.edge(code);
    }

    fn clear(&self) {
        let frame = if self.state.get() == State::Running { None } else { self.frame.replace(None) };
        let parts = [self.delegate.replace(Value::UNBOUND), self.handled.replace(Value::UNBOUND), self.transfer.replace(Value::UNBOUND)];
        if frame.is_some() {
            self.state.set(State::Closed);
        }
        drop((frame, parts));
    }
}

const NO_NEW: u32 = class_flag::IMMUTABLE | class_flag::NO_NEW;
pub const GENERATOR: TypeSpec = TypeSpec { name: "generator", flags: NO_NEW | class_flag::WEAK, ..TypeSpec::EMPTY };
pub const COROUTINE: TypeSpec = TypeSpec { name: "coroutine", flags: NO_NEW | class_flag::WEAK, ..TypeSpec::EMPTY };
pub const ASYNC_GENERATOR: TypeSpec = TypeSpec { name: "async_generator", flags: NO_NEW | class_flag::WEAK, ..TypeSpec::EMPTY };
pub const COROUTINE_WRAPPER: TypeSpec = TypeSpec { name: "coroutine_wrapper", flags: NO_NEW, ..TypeSpec::EMPTY };
pub const ASYNC_GENERATOR_ASEND: TypeSpec = TypeSpec { name: "async_generator_asend", flags: NO_NEW, ..TypeSpec::EMPTY };
pub const ASYNC_GENERATOR_ATHROW: TypeSpec = TypeSpec { name: "async_generator_athrow", flags: NO_NEW, ..TypeSpec::EMPTY };
pub const ANEXT_AWAITABLE: TypeSpec = TypeSpec { name: "anext_awaitable", flags: NO_NEW, ..TypeSpec::EMPTY };
