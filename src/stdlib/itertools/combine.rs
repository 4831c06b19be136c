//! `product`, `permutations`, `combinations`, `combinations_with_replacement`.
//!
//! All four hold pools of items and a vector of positions that is advanced in
//! lexicographic order, one step per result.

use super::iterator;
use crate::memory::{Guarded, Kind, Payload, PyResult, Tuple, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::bind_new;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{kinds, tuple};
use crate::stdlib::natives::{argument, expect_size, make_in, tuple_from};
use std::cell::Cell;

pub const PRODUCT: TypeSpec =
    iterator("product", "(*iterables, repeat=1)", product_new, product_next, "The Cartesian product of iterables.");
const PERMUTATIONS_SIGNATURE: &str = "(iterable, r=None)";
pub const PERMUTATIONS: TypeSpec = iterator(
    "permutations",
    PERMUTATIONS_SIGNATURE,
    permutations_new,
    permutations_next,
    "Arrangements of r items, all of them by default.",
);
const COMBINATIONS_SIGNATURE: &str = "(iterable, r)";
pub const COMBINATIONS: TypeSpec =
    iterator("combinations", COMBINATIONS_SIGNATURE, combinations_new, combinations_next, "Choices of r items in their order.");
pub const COMBINATIONS_WITH_REPLACEMENT: TypeSpec = iterator(
    "combinations_with_replacement",
    COMBINATIONS_SIGNATURE,
    replacement_new,
    replacement_next,
    "Choices of r items, each as often as wanted.",
);

macro_rules! positions {
    ($(#[$doc:meta])* $name:ident, $kind:ident) => {
        $(#[$doc])*
        pub struct $name {
            /// Tuples of items.
            pools: Guarded<Vec<Value>>,
            indices: Guarded<Vec<usize>>,
            state: Cell<State>,
        }

        impl $name {
            fn new(pools: Vec<Value>, indices: Vec<usize>, state: State) -> $name {
                $name { pools: Guarded::new(pools), indices: Guarded::new(indices), state: Cell::new(state) }
            }
        }

        impl Payload for $name {
            const KIND: Kind = kinds::$kind;
            const TRACKED: bool = true;

            fn trace(&self, visitor: &mut Visitor<'_>) {
                let Self { pools, indices: _, state: _ } = self;
                pools.read(|pools| visitor.each(pools));
            }

            fn clear(&self) {
                self.state.set(State::Ended);
                drop(self.pools.take());
            }
        }
    };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The positions as they are make the first result.
    Fresh,
    Running,
    Ended,
}

positions!(Product, PRODUCT);
positions!(
    /// The positions are followed by the cycle counters of the algorithm.
    Permutations,
    PERMUTATIONS
);
positions!(Combinations, COMBINATIONS);
positions!(Replacement, COMBINATIONS_REPLACEMENT);

/// Positions from a script-chosen number of them.
fn reserve(vm: &Vm, count: usize) -> PyResult<Vec<usize>> {
    let mut indices = Vec::new();
    if crate::room::asking(|| indices.try_reserve_exact(count)).is_err() {
        return Err(messages::memory_error(vm));
    }
    Ok(indices)
}

fn pool_of(vm: &Vm, iterable: &Value) -> PyResult<(Value, usize)> {
    let pool = if vm.class_of(iterable).same(&vm.types.tuple) { iterable.clone() } else { tuple::from_iterable(vm, iterable)? };
    let length = pool.get::<Tuple>().map_or(0, Tuple::len);
    Ok((pool, length))
}

/// The tuple of the items of one pool at some positions.
fn choose(vm: &Vm, pools: &Guarded<Vec<Value>>, indices: &[usize]) -> PyResult {
    pools.read(|pools| {
        let items = pools.first().and_then(Value::get::<Tuple>).map_or(&[] as &[Value], Tuple::items);
        tuple_from(vm, indices.iter().map(|&index| items.get(index).cloned().unwrap_or(Value::NONE)))
    })
}

// ---- product ----

fn product_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let mut repeat = 1;
    if !args.names.is_empty() {
        if args.names.len() > 1 {
            let message = format!("product() takes at most 1 keyword argument ({} given)", args.names.len());
            return Err(messages::type_error(vm, &message));
        }
        if let Some((name, value)) = args.by_keyword().next() {
            let name = text_of(name);
            if name != "repeat" {
                return Err(messages::type_error(vm, &format!("product() got an unexpected keyword argument '{name}'")));
            }
            repeat = expect_size(vm, value)?;
            if repeat < 0 {
                return Err(messages::value_error(vm, "repeat argument cannot be negative"));
            }
        }
    }
    let iterables = args.by_position();
    let count = if repeat == 0 { Some(0) } else { iterables.len().checked_mul(repeat as usize) };
    let Some(count) = count.filter(|count| *count <= isize::MAX as usize / size_of::<Value>()) else {
        return Err(messages::overflow_error(vm, "repeat argument too large"));
    };
    let mut indices = reserve(vm, count)?;
    indices.resize(count, 0);
    let mut pools: Vec<Value> = Vec::new();
    if crate::room::asking(|| pools.try_reserve_exact(count)).is_err() {
        return Err(messages::memory_error(vm));
    }
    let mut is_empty = false;
    if count > 0 {
        for iterable in iterables {
            let (pool, length) = pool_of(vm, iterable)?;
            is_empty |= length == 0;
            pools.push(pool);
        }
        for index in 0..count - iterables.len() {
            let pool = pools.get(index).cloned().unwrap_or(Value::NONE);
            pools.push(pool);
        }
    }
    make_in(vm, class, Product::new(pools, indices, if is_empty { State::Ended } else { State::Fresh }))
}

fn product_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(this) = iterator.get::<Product>() else { return Ok(Value::DONE) };
    match this.state.get() {
        State::Ended => return Ok(Value::DONE),
        State::Fresh => this.state.set(State::Running),
        State::Running => {
            let advanced = this.pools.read(|pools| {
                this.indices.write(|indices| {
                    for (index, pool) in indices.iter_mut().zip(pools).rev() {
                        *index += 1;
                        if *index < pool.get::<Tuple>().map_or(0, Tuple::len) {
                            return true;
                        }
                        *index = 0;
                    }
                    false
                })
            });
            if !advanced {
                this.state.set(State::Ended);
                drop(this.pools.take());
                return Ok(Value::DONE);
            }
        }
    }
    this.pools.read(|pools| {
        this.indices.read(|indices| {
            tuple_from(
                vm,
                pools.iter().zip(indices).map(|(pool, &index)| {
                    pool.get::<Tuple>().and_then(|pool| pool.items().get(index)).cloned().unwrap_or(Value::NONE)
                }),
            )
        })
    })
}

// ---- permutations ----

fn permutations_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "permutations", PERMUTATIONS_SIGNATURE, args)?;
    let (pool, length) = pool_of(vm, argument(&bound, 0))?;
    let r = argument(&bound, 1);
    let r = if r.is_unbound() || r.is_none() {
        length as i64
    } else {
        if !vm.class_of(r).has(class_flag::INT) {
            return Err(messages::type_error(vm, "Expected int as r"));
        }
        expect_size(vm, r)?
    };
    if r < 0 {
        return Err(messages::value_error(vm, "r must be non-negative"));
    }
    let r = r as usize;
    if r > length {
        return make_in(vm, class, Permutations::new(Vec::new(), Vec::new(), State::Ended));
    }
    let mut indices = reserve(vm, length + r)?;
    indices.extend(0..length);
    indices.extend((0..r).map(|index| length - index));
    make_in(vm, class, Permutations::new(vec![pool], indices, State::Fresh))
}

/// Goes to the next arrangement: each cycle counter swaps its position with
/// ever earlier ones and rotates back when it runs out.
fn permute(indices: &mut [usize], cycles: &mut [usize]) -> bool {
    let length = indices.len();
    for place in (0..cycles.len()).rev() {
        let Some(cycle) = cycles.get_mut(place) else { continue };
        *cycle -= 1;
        if *cycle == 0 {
            *cycle = length - place;
            if let Some(rest) = indices.get_mut(place..) {
                rest.rotate_left(1);
            }
        } else {
            let other = length - *cycle;
            indices.swap(place, other);
            return true;
        }
    }
    false
}

fn permutations_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(this) = iterator.get::<Permutations>() else { return Ok(Value::DONE) };
    let length = this.pools.read(|pools| pools.first().and_then(Value::get::<Tuple>).map_or(0, Tuple::len));
    match this.state.get() {
        State::Ended => return Ok(Value::DONE),
        State::Fresh => this.state.set(State::Running),
        State::Running => {
            let advanced = this.indices.write(|indices| {
                let boundary = length.min(indices.len());
                let (indices, cycles) = indices.split_at_mut(boundary);
                permute(indices, cycles)
            });
            if !advanced {
                this.state.set(State::Ended);
                drop(this.pools.take());
                return Ok(Value::DONE);
            }
        }
    }
    this.indices.read(|indices| {
        let r = indices.len().saturating_sub(length);
        choose(vm, &this.pools, indices.get(..r).unwrap_or(&[]))
    })
}

// ---- combinations ----

/// The pool, its length and a count that must not be negative.
fn pool_and_count(vm: &Vm, name: &str, args: CallArgs<'_>) -> PyResult<(Value, usize, usize)> {
    let bound = bind_new(vm, name, COMBINATIONS_SIGNATURE, args)?;
    let r = expect_size(vm, argument(&bound, 1))?;
    let (pool, length) = pool_of(vm, argument(&bound, 0))?;
    if r < 0 {
        return Err(messages::value_error(vm, "r must be non-negative"));
    }
    Ok((pool, length, r as usize))
}

fn combinations_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (pool, length, r) = pool_and_count(vm, "combinations", args)?;
    if r > length {
        return make_in(vm, class, Combinations::new(Vec::new(), Vec::new(), State::Ended));
    }
    make_in(vm, class, Combinations::new(vec![pool], (0..r).collect(), State::Fresh))
}

fn combinations_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(this) = iterator.get::<Combinations>() else { return Ok(Value::DONE) };
    match this.state.get() {
        State::Ended => return Ok(Value::DONE),
        State::Fresh => this.state.set(State::Running),
        State::Running => {
            let length = this.pools.read(|pools| pools.first().and_then(Value::get::<Tuple>).map_or(0, Tuple::len));
            let advanced = this.indices.write(|indices| {
                let count = indices.len();
                // The rightmost position that is not at its last place moves on,
                // those after it follow closely.
                let found = indices.iter().enumerate().rev().find(|(place, index)| **index != place + length - count);
                let Some((place, &index)) = found else { return false };
                for (offset, target) in indices.iter_mut().skip(place).enumerate() {
                    *target = index + 1 + offset;
                }
                true
            });
            if !advanced {
                this.state.set(State::Ended);
                drop(this.pools.take());
                return Ok(Value::DONE);
            }
        }
    }
    this.indices.read(|indices| choose(vm, &this.pools, indices))
}

fn replacement_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (pool, length, r) = pool_and_count(vm, "combinations_with_replacement", args)?;
    let mut indices = reserve(vm, r)?;
    indices.resize(r, 0);
    let state = if length == 0 && r > 0 { State::Ended } else { State::Fresh };
    make_in(vm, class, Replacement::new(vec![pool], indices, state))
}

fn replacement_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(this) = iterator.get::<Replacement>() else { return Ok(Value::DONE) };
    match this.state.get() {
        State::Ended => return Ok(Value::DONE),
        State::Fresh => this.state.set(State::Running),
        State::Running => {
            let length = this.pools.read(|pools| pools.first().and_then(Value::get::<Tuple>).map_or(0, Tuple::len));
            let advanced = this.indices.write(|indices| {
                let found = indices.iter().enumerate().rev().find(|(_, index)| **index + 1 != length);
                let Some((place, &index)) = found else { return false };
                indices.iter_mut().skip(place).for_each(|target| *target = index + 1);
                true
            });
            if !advanced {
                this.state.set(State::Ended);
                drop(this.pools.take());
                return Ok(Value::DONE);
            }
        }
    }
    this.indices.read(|indices| choose(vm, &this.pools, indices))
}
