//! `chain` and `zip_longest`: several iterables as one.

use super::iterator;
use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{Method, class_method, without_names_for_init};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{generic_alias, kinds, ops};
use crate::stdlib::natives::{argument, make_in, payload, step, tuple_from};
use std::cell::Cell;

const CHAIN_BASE: TypeSpec =
    iterator("chain", "(*iterables)", chain_new, chain_next, "The items of one iterable after the other.");
pub const CHAIN: TypeSpec = TypeSpec { methods: CHAIN_METHODS, ..CHAIN_BASE };
pub const ZIP_LONGEST: TypeSpec = iterator(
    "zip_longest",
    "(*iterables, fillvalue=None)",
    zip_longest_new,
    zip_longest_next,
    "Tuples of items side by side until the longest iterable ends.",
);

const CHAIN_METHODS: &[Method] = &[
    super::NO_COPY,
    class_method("from_iterable", "(type, iterable, /)", chain_from_iterable, "A chain whose iterables come from one iterable."),
    class_method("__class_getitem__", "(type, object, /)", class_getitem, "A generic alias: see PEP 585."),
];

fn class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    generic_alias::new_alias(vm, argument(args, 0), argument(args, 1))
}

// ---- chain ----

payload!(
    /// The iterator of iterables and the one that is under way; unbound where
    /// there is none.
    Chain, CHAIN { sources, active } {}
);

fn chain_of(vm: &Vm, class: &Value, sources: Value) -> PyResult {
    make_in(vm, class, Chain { sources: Guarded::new(sources), active: Guarded::new(Value::UNBOUND) })
}

fn chain_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let args = without_names_for_init(class, args);
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "chain() takes no keyword arguments"));
    }
    let all = vm.new_tuple(args.values.to_vec());
    let sources = ops::iter(vm, &all)?;
    chain_of(vm, class, sources)
}

fn chain_from_iterable(vm: &Vm, args: &[Value]) -> PyResult {
    let sources = ops::iter(vm, argument(args, 1))?;
    chain_of(vm, argument(args, 0), sources)
}

fn chain_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<Chain>() else { return Ok(Value::DONE) };
    let _depth = vm.enter_recursion()?;
    loop {
        let active = state.active.copy();
        if !active.is_unbound() {
            let item = ops::next(vm, &active)?;
            if !item.is_done() {
                return Ok(item);
            }
            drop(state.active.replace(Value::UNBOUND));
        }
        let iterable = match step(vm, &state.sources) {
            Ok(iterable) => iterable,
            Err(raised) => {
                drop(state.sources.replace(Value::UNBOUND));
                return Err(raised);
            }
        };
        if iterable.is_done() {
            drop(state.sources.replace(Value::UNBOUND));
            return Ok(iterable);
        }
        match ops::iter(vm, &iterable) {
            Ok(iterator) => drop(state.active.replace(iterator)),
            Err(raised) => {
                drop(state.sources.replace(Value::UNBOUND));
                return Err(raised);
            }
        }
        vm.poll()?;
    }
}

// ---- zip_longest ----

/// The iterators; unbound those that have ended.
pub struct ZipLongest {
    sources: Guarded<Vec<Value>>,
    active: Cell<usize>,
    fill: Guarded<Value>,
}

impl Payload for ZipLongest {
    const KIND: Kind = kinds::ZIP_LONGEST;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { sources, active: _, fill } = self;
        sources.read(|sources| visitor.each(sources));
        visitor.guarded(fill);
    }

    fn clear(&self) {
        self.active.set(0);
        let parts = (self.sources.take(), self.fill.replace(Value::NONE));
        drop(parts);
    }
}

fn zip_longest_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let mut fill = Value::NONE;
    if !args.names.is_empty() {
        let only = args.names.len() == 1 && args.names.first().is_some_and(|name| text_of(name) == "fillvalue");
        if !only {
            return Err(messages::type_error(vm, "zip_longest() got an unexpected keyword argument"));
        }
        if let Some((_, value)) = args.by_keyword().next() {
            fill = value.clone();
        }
    }
    let mut sources = Vec::with_capacity(args.by_position().len());
    for iterable in args.by_position() {
        sources.push(ops::iter(vm, iterable)?);
    }
    let active = Cell::new(sources.len());
    make_in(vm, class, ZipLongest { sources: Guarded::new(sources), active, fill: Guarded::new(fill) })
}

fn zip_longest_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<ZipLongest>() else { return Ok(Value::DONE) };
    let count = state.sources.read(Vec::len);
    if count == 0 || state.active.get() == 0 {
        return Ok(Value::DONE);
    }
    let _depth = vm.enter_recursion()?;
    let mut items = Vec::with_capacity(count);
    for index in 0..count {
        let source = state.sources.read(|sources| sources.get(index).cloned()).unwrap_or(Value::UNBOUND);
        if source.is_unbound() {
            items.push(state.fill.copy());
            continue;
        }
        let item = match ops::next(vm, &source) {
            Ok(item) => item,
            Err(raised) => {
                state.active.set(0);
                return Err(raised);
            }
        };
        if item.is_done() {
            let active = state.active.get().saturating_sub(1);
            state.active.set(active);
            if active == 0 {
                return Ok(Value::DONE);
            }
            let old = state.sources.write(|sources| sources.get_mut(index).map(|place| std::mem::replace(place, Value::UNBOUND)));
            drop(old);
            items.push(state.fill.copy());
        } else {
            items.push(item);
        }
    }
    tuple_from(vm, items.into_iter())
}
