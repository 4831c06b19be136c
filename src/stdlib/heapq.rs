//! `_heapq`: heaps in plain lists.
//!
//! Comparisons may change the list; a list whose length changed meanwhile is a
//! RuntimeError, and items are always asked for by position.

use super::ModuleSpec;
use super::natives::argument;
use crate::memory::{PyResult, Raised, Value};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::{Method, function};
use crate::objects::ops;
use crate::objects::slots::CompareOp;
use crate::objects::vm::Vm;

pub const MODULE: ModuleSpec = ModuleSpec { name: "_heapq", doc: "Heaps in plain lists.", functions: FUNCTIONS, setup: None };

const FUNCTIONS: &[Method] = &[
    function("heappush", "(heap, item, /)", heappush, "Put an item on the heap."),
    function(
        "heappop",
        "(heap, /)",
        |vm, args| pop(vm, heap_of(vm, "heappop", args)?, Order::Min),
        "Take the smallest item off the heap.",
    ),
    function(
        "heapify",
        "(heap, /)",
        |vm, args| heapify(vm, heap_of(vm, "heapify", args)?, Order::Min),
        "Turn a list into a heap.",
    ),
    function(
        "heapreplace",
        "(heap, item, /)",
        |vm, args| replace(vm, heap_of(vm, "heapreplace", args)?, argument(args, 1), Order::Min),
        "Take the smallest item off, then put a new one on.",
    ),
    function("heappushpop", "(heap, item, /)", heappushpop, "Put an item on, then take the smallest off."),
    function(
        "_heappop_max",
        "(heap, /)",
        |vm, args| pop(vm, heap_of(vm, "_heappop_max", args)?, Order::Max),
        "heappop of a heap with the largest item first.",
    ),
    function(
        "_heapify_max",
        "(heap, /)",
        |vm, args| heapify(vm, heap_of(vm, "_heapify_max", args)?, Order::Max),
        "heapify with the largest item first.",
    ),
    function(
        "_heapreplace_max",
        "(heap, item, /)",
        |vm, args| replace(vm, heap_of(vm, "_heapreplace_max", args)?, argument(args, 1), Order::Max),
        "heapreplace of a heap with the largest item first.",
    ),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Min,
    Max,
}

fn heap_of<'a>(vm: &Vm, name: &str, args: &'a [Value]) -> PyResult<&'a PyList> {
    let heap = argument(args, 0);
    match heap.get::<PyList>() {
        Some(list) => Ok(list),
        None => {
            let number = if args.len() > 1 { "argument 1" } else { "argument" };
            Err(messages::type_error(vm, &format!("{name}() {number} must be list, not {}", vm.class_name(heap))))
        }
    }
}

#[inline]
fn less(vm: &Vm, left: &Value, right: &Value) -> PyResult<bool> {
    match (left.as_int(), right.as_int()) {
        (Some(a), Some(b)) => Ok(a < b),
        _ => match (left.as_float_word(), right.as_float_word()) {
            (Some(a), Some(b)) => Ok(a < b),
            _ => ops::compare_bool(vm, left, right, CompareOp::Lt),
        },
    }
}

/// Whether `left` belongs nearer to the root than `right`.
#[inline]
fn before(vm: &Vm, left: &Value, right: &Value, order: Order) -> PyResult<bool> {
    match order {
        Order::Min => less(vm, left, right),
        Order::Max => less(vm, right, left),
    }
}

#[cold]
fn changed(vm: &Vm) -> Raised {
    messages::runtime_error(vm, "list changed size during iteration")
}

#[cold]
fn out_of_range(vm: &Vm) -> Raised {
    messages::index_error(vm, "index out of range")
}

#[inline]
fn swap(heap: &PyList, a: usize, b: usize) {
    heap.items.write(|items| {
        if a < items.len() && b < items.len() {
            items.swap(a, b);
        }
    });
}

/// Moves the item at `place` towards the root until its parent comes first.
fn sift_down(vm: &Vm, heap: &PyList, start: usize, mut place: usize, order: Order) -> PyResult<()> {
    let length = heap.len();
    let Some(item) = heap.get(place) else { return Err(out_of_range(vm)) };
    while place > start {
        let above = (place - 1) >> 1;
        let Some(parent) = heap.get(above) else { return Err(out_of_range(vm)) };
        let rises = before(vm, &item, &parent, order)?;
        if heap.len() != length {
            return Err(changed(vm));
        }
        if !rises {
            break;
        }
        swap(heap, place, above);
        place = above;
    }
    Ok(())
}

/// Moves the better child up all the way to a leaf, then the item back down to
/// its place: fewer comparisons, as the item usually belongs low.
fn sift_up(vm: &Vm, heap: &PyList, start: usize, order: Order) -> PyResult<()> {
    let length = heap.len();
    if start >= length {
        return Err(out_of_range(vm));
    }
    let mut place = start;
    let limit = length >> 1;
    while place < limit {
        let mut child = 2 * place + 1;
        if child + 1 < length {
            let (Some(left), Some(right)) = (heap.get(child), heap.get(child + 1)) else { return Err(changed(vm)) };
            let left_first = before(vm, &left, &right, order)?;
            if heap.len() != length {
                return Err(changed(vm));
            }
            if !left_first {
                child += 1;
            }
        }
        swap(heap, child, place);
        place = child;
    }
    sift_down(vm, heap, start, place, order)
}

fn heappush(vm: &Vm, args: &[Value]) -> PyResult {
    let heap = heap_of(vm, "heappush", args)?;
    heap.push(argument(args, 1).clone());
    sift_down(vm, heap, 0, heap.len().saturating_sub(1), Order::Min)?;
    Ok(Value::NONE)
}

fn pop(vm: &Vm, heap: &PyList, order: Order) -> PyResult {
    let Some(last) = heap.items.write(Vec::pop) else { return Err(out_of_range(vm)) };
    match heap.replace(0, last) {
        Ok(first) => {
            sift_up(vm, heap, 0, order)?;
            Ok(first)
        }
        // It was the only item.
        Err(last) => Ok(last),
    }
}

fn replace(vm: &Vm, heap: &PyList, item: &Value, order: Order) -> PyResult {
    match heap.replace(0, item.clone()) {
        Ok(first) => {
            sift_up(vm, heap, 0, order)?;
            Ok(first)
        }
        Err(_) => Err(out_of_range(vm)),
    }
}

fn heappushpop(vm: &Vm, args: &[Value]) -> PyResult {
    let heap = heap_of(vm, "heappushpop", args)?;
    let item = argument(args, 1);
    let Some(first) = heap.get(0) else { return Ok(item.clone()) };
    if !less(vm, &first, item)? {
        return Ok(item.clone());
    }
    replace(vm, heap, item, Order::Min)
}

fn heapify(vm: &Vm, heap: &PyList, order: Order) -> PyResult {
    for place in (0..heap.len() >> 1).rev() {
        sift_up(vm, heap, place, order)?;
        vm.poll()?;
    }
    Ok(Value::NONE)
}
