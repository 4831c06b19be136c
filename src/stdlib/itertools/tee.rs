//! `tee`: several iterators over one source.
//!
//! What has been read lies in a chain of blocks. Every iterator holds the block
//! it is in, so a block goes away once the slowest iterator has left it.

use super::iterator;
use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{Method, expect_positional, method};
use crate::objects::vm::Vm;
use crate::objects::{kinds, ops};
use crate::stdlib::natives::{CLOSED, argument, expect_size, given, make, make_in, payload};
use std::cell::Cell;

const TEE_BASE: TypeSpec = iterator("_tee", "(iterable, /)", tee_new, tee_next, "One of several iterators over the same items.");
pub const TEE: TypeSpec = TypeSpec { flags: class_flag::IMMUTABLE | class_flag::WEAK, methods: TEE_METHODS, ..TEE_BASE };
pub const TEE_DATA: TypeSpec = TypeSpec {
    name: "_tee_dataobject",
    module: "itertools",
    flags: CLOSED,
    doc: "Items that a tee has read.",
    ..TypeSpec::EMPTY
};

const TEE_METHODS: &[Method] = &[method("__copy__", "(self, /)", tee_copy, "An independent iterator at the same place.")];

/// Items of one block.
const BLOCK: usize = 57;

/// A block of items that were read, in the order in which they came.
pub struct TeeBlock {
    source: Guarded<Value>,
    items: Guarded<Vec<Value>>,
    next: Guarded<Value>,
    running: Cell<bool>,
}

impl Payload for TeeBlock {
    const KIND: Kind = kinds::TEE_DATA;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { source, items, next, running: _ } = self;
        visitor.guarded(source);
        items.read(|items| visitor.each(items));
        visitor.guarded(next);
    }

    fn clear(&self) {
        let parts = (self.source.replace(Value::UNBOUND), self.items.take(), self.next.replace(Value::UNBOUND));
        drop(parts);
    }
}

payload!(
    /// The block and the place in it.
    Tee, TEE { block } { index: Cell<usize> }
);

fn new_block(vm: &Vm, source: Value) -> Value {
    let block = TeeBlock {
        source: Guarded::new(source),
        items: Guarded::new(Vec::new()),
        next: Guarded::new(Value::UNBOUND),
        running: Cell::new(false),
    };
    make(vm, &TEE_DATA, block)
}

fn tee_over(vm: &Vm, block: Value, index: usize) -> Value {
    make(vm, &TEE, Tee { block: Guarded::new(block), index: Cell::new(index) })
}

/// An iterator at the same place as another.
fn copied(vm: &Vm, tee: &Tee) -> Value {
    tee_over(vm, tee.block.copy(), tee.index.get())
}

fn from_iterable(vm: &Vm, iterable: &Value) -> PyResult {
    let source = ops::iter(vm, iterable)?;
    match source.get::<Tee>() {
        Some(tee) => Ok(copied(vm, tee)),
        None => Ok(tee_over(vm, new_block(vm, source), 0)),
    }
}

fn tee_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    expect_positional(vm, "_tee", args, 1, 1)?;
    let tee = from_iterable(vm, argument(args.values, 0))?;
    match tee.get::<Tee>() {
        Some(tee) => make_in(vm, class, Tee { block: Guarded::new(tee.block.copy()), index: Cell::new(tee.index.get()) }),
        None => Ok(tee),
    }
}

fn tee_copy(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(copied(vm, crate::stdlib::natives::receiver::<Tee>(vm, args)?))
}

/// `itertools.tee(iterable, n=2)`
pub fn itertools_tee(vm: &Vm, args: &[Value]) -> PyResult {
    let count = match given(args, 1) {
        Some(count) => expect_size(vm, count)?,
        None => 2,
    };
    if count < 0 {
        return Err(messages::value_error(vm, "n must be >= 0"));
    }
    if count == 0 {
        return Ok(vm.empty_tuple.clone());
    }
    let mut all: Vec<Value> = Vec::new();
    if crate::room::asking(|| all.try_reserve_exact(count as usize)).is_err() {
        return Err(messages::memory_error(vm));
    }
    let mut first = ops::iter(vm, argument(args, 0))?;
    let copy_name = &vm.names.__copy__;
    let copier = match first.get::<Tee>() {
        Some(_) => None,
        None => match ops::lookup_attr(vm, &first, copy_name)? {
            Some(copier) => Some(copier),
            None => {
                first = from_iterable(vm, &first)?;
                None
            }
        },
    };
    for _ in 1..count {
        all.push(match (&copier, first.get::<Tee>()) {
            (Some(copier), _) => vm.call_values(copier, &[])?,
            (None, Some(tee)) => copied(vm, tee),
            (None, None) => first.clone(),
        });
    }
    all.insert(0, first);
    Ok(vm.new_tuple(all))
}

fn tee_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<Tee>() else { return Ok(Value::DONE) };
    let mut holder = state.block.copy();
    if state.index.get() >= BLOCK {
        let Some(full) = holder.get::<TeeBlock>() else { return Ok(Value::DONE) };
        let mut next = full.next.copy();
        if next.is_unbound() {
            next = new_block(vm, full.source.copy());
            drop(full.next.replace(next.clone()));
        }
        drop(state.block.replace(next.clone()));
        state.index.set(0);
        holder = next;
    }
    let Some(block) = holder.get::<TeeBlock>() else { return Ok(Value::DONE) };
    let index = state.index.get();
    if let Some(item) = block.items.read(|items| items.get(index).cloned()) {
        state.index.set(index + 1);
        return Ok(item);
    }
    if block.running.get() {
        return Err(messages::runtime_error(vm, "cannot re-enter the tee iterator"));
    }
    let source = block.source.copy();
    if source.is_unbound() {
        return Ok(Value::DONE);
    }
    let _depth = vm.enter_recursion()?;
    block.running.set(true);
    let item = ops::next(vm, &source);
    block.running.set(false);
    let item = item?;
    if item.is_done() {
        return Ok(item);
    }
    block.items.write(|items| items.push(item.clone()));
    state.index.set(index + 1);
    Ok(item)
}
