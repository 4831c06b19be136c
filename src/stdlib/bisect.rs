//! `_bisect`: searching and inserting in sorted sequences.
//!
//! Comparisons may change the sequence; every item is asked for anew.

use super::ModuleSpec;
use super::natives::{argument, expect_size, given};
use crate::memory::{PyResult, Value};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::{Method, function};
use crate::objects::ops;
use crate::objects::slots::CompareOp;
use crate::objects::vm::Vm;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_bisect",
    doc: "Searching in sorted sequences.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        for (alias, name) in [("bisect", "bisect_right"), ("insort", "insort_right")] {
            if let Some(function) = super::get(vm, module, name) {
                super::set(vm, module, alias, function);
            }
        }
        Ok(())
    }),
};

const SIGNATURE: &str = "(a, x, lo=0, hi=None, *, key=None)";
const FUNCTIONS: &[Method] = &[
    function(
        "bisect_left",
        SIGNATURE,
        |vm, args| search(vm, args, Side::Left).map(|place| vm.new_int(place)),
        "Where x goes, before equal items.",
    ),
    function(
        "bisect_right",
        SIGNATURE,
        |vm, args| search(vm, args, Side::Right).map(|place| vm.new_int(place)),
        "Where x goes, behind equal items.",
    ),
    function("insort_left", SIGNATURE, |vm, args| insort(vm, args, Side::Left), "Insert x before equal items."),
    function("insort_right", SIGNATURE, |vm, args| insort(vm, args, Side::Right), "Insert x behind equal items."),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

fn less(vm: &Vm, left: &Value, right: &Value) -> PyResult<bool> {
    match (left.as_int(), right.as_int()) {
        (Some(a), Some(b)) => Ok(a < b),
        _ => ops::compare_bool(vm, left, right, CompareOp::Lt),
    }
}

fn search(vm: &Vm, args: &[Value], side: Side) -> PyResult<i64> {
    search_for(vm, args, argument(args, 1), side)
}

fn search_for(vm: &Vm, args: &[Value], wanted: &Value, side: Side) -> PyResult<i64> {
    let sequence = argument(args, 0);
    let mut low = match given(args, 2) {
        Some(low) => expect_size(vm, low)?,
        None => 0,
    };
    if low < 0 {
        return Err(messages::value_error(vm, "lo must be non-negative"));
    }
    let mut high = match given(args, 3).filter(|high| !high.is_none()) {
        Some(high) => expect_size(vm, high)?,
        None => ops::len(vm, sequence)? as i64,
    };
    let key = given(args, 4).filter(|key| !key.is_none());
    let list = sequence.get::<PyList>().filter(|_| vm.class_of(sequence).same(&vm.types.list));
    while low < high {
        let middle = low + (high - low) / 2;
        let mut item = match list.and_then(|list| list.get(middle as usize)) {
            Some(item) => item,
            None => ops::get_item(vm, sequence, &vm.new_int(middle))?,
        };
        if let Some(key) = key {
            item = vm.call_values(key, std::slice::from_ref(&item))?;
        }
        let goes_right = match side {
            Side::Left => less(vm, &item, wanted)?,
            Side::Right => !less(vm, wanted, &item)?,
        };
        if goes_right {
            low = middle + 1;
        } else {
            high = middle;
        }
        vm.poll()?;
    }
    Ok(low)
}

fn insort(vm: &Vm, args: &[Value], side: Side) -> PyResult {
    let (sequence, item) = (argument(args, 0), argument(args, 1));
    let place = match given(args, 4).filter(|key| !key.is_none()) {
        Some(key) => {
            let wanted = vm.call_values(key, std::slice::from_ref(item))?;
            search_for(vm, args, &wanted, side)?
        }
        None => search_for(vm, args, item, side)?,
    };
    if let Some(list) = sequence.get::<PyList>().filter(|_| vm.class_of(sequence).same(&vm.types.list)) {
        let place = place as usize;
        list.items.write(|items| items.insert(place.min(items.len()), item.clone()));
        return Ok(Value::NONE);
    }
    vm.call_method(sequence, &vm.names.insert, &[vm.new_int(place), item.clone()])?;
    Ok(Value::NONE)
}
