//! The module `gc`, and what the object layer does when objects die.

use super::{ModuleSpec, set, sys, unraisable};
use crate::memory::{CollectHooks, Handle, PyResult, Tuple, Value, collect, flag, forever, heap, set_collect_hooks};
use crate::objects::class::{PyClass, class_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::function::{PyCell, PyFunction};
use crate::objects::list::PyList;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::set::PySet;
use crate::objects::slice::PySlice;
use crate::objects::vm::Vm;
use crate::objects::{int, object, ops, weakref};
use std::cell::Cell;
use std::time::Instant;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: FUNCTIONS,
    setup: Some(setup),
};

const FUNCTIONS: &[Method] = &[
    function("enable", "()", enable, "Enable automatic garbage collection."),
    function("disable", "()", disable, "Disable automatic garbage collection."),
    function("isenabled", "()", isenabled, "Returns true if automatic garbage collection is enabled."),
    function("set_debug", "(flags, /)", set_debug, "Set the garbage collection debugging flags."),
    function("get_debug", "()", get_debug, "Get the garbage collection debugging flags."),
    function("get_count", "()", get_count, "Return a three-tuple of the current collection counts."),
    function("set_threshold", "(*thresholds)", set_threshold, "Set the collection thresholds (the collection frequency)."),
    function("get_threshold", "()", get_threshold, "Return the current collection thresholds."),
    function("collect", "(generation=2)", gc_collect, "Run the garbage collector."),
    function(
        "get_objects",
        "(generation=None)",
        get_objects,
        "Return a list of objects tracked by the collector (excluding the list returned).",
    ),
    function("get_stats", "()", get_stats, "Return a list of dictionaries containing per-generation statistics."),
    function("is_tracked", "(obj, /)", is_tracked, "Returns true if the object is tracked by the garbage collector."),
    function("is_finalized", "(obj, /)", is_finalized, "Returns true if the object has been already finalized by the GC."),
    function("get_referrers", "(*objs)", get_referrers, "Return the list of objects that directly refer to any of 'objs'."),
    function("get_referents", "(*objs)", get_referents, "Return the list of objects that are directly referred to by 'objs'."),
    function("freeze", "()", freeze, "Freeze all current tracked objects and ignore them for future collections."),
    function("unfreeze", "()", unfreeze, "Unfreeze all objects in the permanent generation."),
    function("get_freeze_count", "()", get_freeze_count, "Return the number of objects in the permanent generation."),
];

const DEBUG_STATS: i64 = 1;
const DEBUG_COLLECTABLE: i64 = 2;
const DEBUG_UNCOLLECTABLE: i64 = 4;
const DEBUG_SAVEALL: i64 = 32;
const DEBUG_LEAK: i64 = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL;

thread_local! {
    /// The interpreter whose heap this thread works on: the heap's hooks get no handle.
    static CURRENT: Cell<Option<&'static Vm>> = const { Cell::new(None) };
    static STARTED: Cell<Option<Instant>> = const { Cell::new(None) };
}

pub fn current() -> Option<&'static Vm> {
    CURRENT.with(Cell::get)
}

/// The interpreter's `gc.set_debug` flags.
const DEBUG: &str = "gc.debug";

fn debug_flags() -> i64 {
    current().and_then(|vm| vm.registered(DEBUG)).and_then(|flags| flags.as_int()).unwrap_or(0)
}

/// Tells the collector's hooks which interpreter the calling thread runs.
pub fn install_in_thread(vm: &Vm) {
    CURRENT.with(|cell| cell.set(Some(forever(vm))));
}

/// Connects the collector with the object layer.
pub fn install(vm: &Vm) {
    install_in_thread(vm);
    set_collect_hooks(CollectHooks { weak_references, finalize, untrackable, found, save, notify });
    if std::env::var_os("TAIPAN_GC_STRESS").is_some_and(|value| value == "1") {
        heap().set_gc_stress(true);
    }
}

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    for (name, value) in [
        ("DEBUG_STATS", DEBUG_STATS),
        ("DEBUG_COLLECTABLE", DEBUG_COLLECTABLE),
        ("DEBUG_UNCOLLECTABLE", DEBUG_UNCOLLECTABLE),
        ("DEBUG_SAVEALL", DEBUG_SAVEALL),
        ("DEBUG_LEAK", DEBUG_LEAK),
    ] {
        set(vm, module, name, Value::small_int(value));
    }
    for (name, key) in [("garbage", "gc.garbage"), ("callbacks", "gc.callbacks")] {
        let list = vm.new_list(Vec::new());
        vm.register(key, list.clone());
        set(vm, module, name, list);
    }
    Ok(())
}

// ---- what the heap asks ----

/// Calls an object's finalizer; its errors are reported, the pending exception is kept.
pub fn finalize(value: &Value) {
    let Some(vm) = current() else { return };
    let Some(finalize) = vm.class_of(value).slots(|slots| slots.finalize) else { return };
    let pending = vm.take_exception();
    if finalize(vm, value).is_err() {
        let method = vm.class_of(value).lookup(vm, &vm.names.__del__);
        unraisable::report(vm, method.as_ref().unwrap_or(value), None);
    }
    if !pending.is_unbound() {
        vm.raise(pending);
    }
}

/// A weakly referenced object goes away.
pub fn weakly_referenced(value: &Value) {
    let Some(vm) = current() else { return };
    let pending = vm.take_exception();
    weakref::object_dies(vm, value);
    if !pending.is_unbound() {
        vm.raise(pending);
    }
}

fn weak_references(unreachable: &[Value]) {
    let Some(vm) = current() else { return };
    let pending = vm.take_exception();
    weakref::objects_unreachable(vm, unreachable);
    if !pending.is_unbound() {
        vm.raise(pending);
    }
}

/// Tuples of atoms leave the lists at every collection, dicts at full ones;
/// instances of subclasses never do.
fn untrackable(value: &Value) -> bool {
    let Some(vm) = current() else { return false };
    let class = vm.class_of(value);
    if let Some(tuple) = value.get::<Tuple>() {
        return class.same(&vm.types.tuple) && tuple.items().iter().all(|item| !dict::may_be_tracked(item));
    }
    value.get::<PyDict>().is_some_and(|payload| class.same(&vm.types.dict) && dict::can_be_untracked(payload))
}

/// Names every unreachable object when the program asked for that.
fn found(garbage: &[Value]) {
    let Some(vm) = current() else { return };
    if debug_flags() & DEBUG_COLLECTABLE == 0 {
        return;
    }
    for value in garbage {
        let text = format!("gc: collectable <{} {}>\n", vm.class_name(value), object::address_text(value));
        sys::write_error(vm, &text);
    }
}

fn save(garbage: &[Value]) -> bool {
    let Some(vm) = current() else { return false };
    if debug_flags() & DEBUG_SAVEALL == 0 {
        return false;
    }
    if let Some(list) = vm.registered("gc.garbage")
        && let Some(list) = list.get::<PyList>()
    {
        garbage.iter().for_each(|value| list.push(value.clone()));
    }
    true
}

fn notify(generation: usize, result: Option<(usize, usize)>) {
    let Some(vm) = current() else { return };
    let debug = debug_flags() & DEBUG_STATS != 0;
    match result {
        None => {
            call_back(vm, "start", generation, (0, 0));
            if debug {
                STARTED.with(|started| started.set(Some(Instant::now())));
                let counts: Vec<String> = (0..3).map(|generation| heap().gc_object_count(generation).to_string()).collect();
                let text = format!(
                    "gc: collecting generation {generation}...\ngc: objects in each generation: {}\ngc: objects in permanent generation: {}\n",
                    counts.join(" "),
                    heap().gc_object_count(3)
                );
                sys::write_error(vm, &text);
            }
        }
        Some((collected, uncollectable)) => {
            if debug {
                let elapsed = STARTED.with(Cell::take).map_or(0.0, |started| started.elapsed().as_secs_f64());
                let text = format!(
                    "gc: done, {} unreachable, {uncollectable} uncollectable, {elapsed:.4}s elapsed\n",
                    collected + uncollectable
                );
                sys::write_error(vm, &text);
            }
            call_back(vm, "stop", generation, (collected, uncollectable));
        }
    }
}

/// Calls the functions in `gc.callbacks`.
fn call_back(vm: &Vm, phase: &str, generation: usize, result: (usize, usize)) {
    // Collections of the ending interpreter are nobody's business any more.
    if vm.registered("sys.finalizing").is_some() {
        return;
    }
    let Some(list) = vm.registered("gc.callbacks") else { return };
    let Some(callbacks) = list.get::<PyList>() else { return };
    if callbacks.is_empty() {
        return;
    }
    let pending = vm.take_exception();
    let info = vm.new_dict();
    for (name, value) in [("generation", generation), ("collected", result.0), ("uncollectable", result.1)] {
        if dict::set_item(vm, &info, &vm.intern(name), int::from_usize(vm, value)).is_err() {
            drop(vm.take_exception());
        }
    }
    let mut index = 0;
    while let Some(callback) = callbacks.get(index) {
        index += 1;
        if vm.call_values(&callback, &[vm.intern(phase), info.clone()]).is_err() {
            unraisable::report(vm, &callback, None);
        }
    }
    if !pending.is_unbound() {
        vm.raise(pending);
    }
}

// ---- functions ----

fn enable(vm: &Vm, _args: &[Value]) -> PyResult {
    vm.heap.set_gc_enabled(true);
    Ok(Value::NONE)
}

fn disable(vm: &Vm, _args: &[Value]) -> PyResult {
    vm.heap.set_gc_enabled(false);
    Ok(Value::NONE)
}

fn isenabled(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.heap.gc_enabled()))
}

fn set_debug(vm: &Vm, args: &[Value]) -> PyResult {
    let flags = ops::index_exact(vm, args.first().unwrap_or(&Value::NONE))?;
    vm.register(DEBUG, Value::small_int(flags));
    vm.heap.watch_garbage(flags & (DEBUG_COLLECTABLE | DEBUG_SAVEALL) != 0);
    Ok(Value::NONE)
}

fn get_debug(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_int(debug_flags()))
}

fn numbers(vm: &Vm, numbers: [u32; 3]) -> Value {
    vm.tuple_of(numbers.map(|number| Value::small_int(i64::from(number))))
}

fn get_count(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(numbers(vm, vm.heap.gc_counts()))
}

fn set_threshold(vm: &Vm, args: &[Value]) -> PyResult {
    let values = wanted(args);
    if !(1..=3).contains(&values.len()) {
        return Err(messages::type_error(vm, "gc.set_threshold requires 1 to 3 arguments"));
    }
    for (generation, value) in values.iter().enumerate() {
        let number = ops::index_exact(vm, value)?;
        let Ok(number) = i32::try_from(number) else {
            return Err(messages::overflow_error(vm, "Python int too large to convert to C int"));
        };
        vm.heap.set_gc_threshold(generation, number.max(0) as u32);
    }
    Ok(Value::NONE)
}

fn get_threshold(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(numbers(vm, vm.heap.gc_thresholds()))
}

fn gc_collect(vm: &Vm, args: &[Value]) -> PyResult {
    let generation = match args.first() {
        Some(value) if !value.is_unbound() => ops::index_exact(vm, value)?,
        _ => 2,
    };
    if !(0..3).contains(&generation) {
        return Err(messages::value_error(vm, "invalid generation"));
    }
    Ok(int::from_usize(vm, collect(generation as usize)))
}

fn get_objects(vm: &Vm, args: &[Value]) -> PyResult {
    let generation = match args.first() {
        Some(value) if !value.is_unbound() && !value.is_none() => {
            if vm.class_of(value).slots(|slots| slots.index.is_none()) {
                let message = format!("argument should be integer or None, not '{}'", vm.class_name(value));
                return Err(messages::type_error(vm, &message));
            }
            let number = ops::index_exact(vm, value)?;
            if number == -1 {
                return Ok(vm.new_list(vm.heap.gc_objects(None)));
            }
            if number >= 3 {
                return Err(messages::value_error(
                    vm,
                    "generation parameter must be less than the number of available generations (3)",
                ));
            }
            if number < 0 {
                return Err(messages::value_error(vm, "generation parameter cannot be negative"));
            }
            Some(number as usize)
        }
        _ => None,
    };
    Ok(vm.new_list(vm.heap.gc_objects(generation)))
}

fn get_stats(vm: &Vm, _args: &[Value]) -> PyResult {
    let mut rows = Vec::new();
    for stats in vm.heap.gc_stats() {
        let row = vm.new_dict();
        for (name, value) in
            [("collections", stats.collections), ("collected", stats.collected), ("uncollectable", stats.uncollectable)]
        {
            dict::set_item(vm, &row, &vm.intern(name), int::from_u64(vm, value))?;
        }
        rows.push(row);
    }
    Ok(vm.new_list(rows))
}

fn is_tracked(_vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(args.first().and_then(Value::header).is_some_and(|header| header.has(flag::TRACKED))))
}

fn is_finalized(_vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(args.first().and_then(Value::header).is_some_and(|header| header.has(flag::FINALIZED))))
}

fn wanted(args: &[Value]) -> Vec<Value> {
    args.first().and_then(|objects| objects.get::<Tuple>()).map_or(Vec::new(), |tuple| tuple.items().to_vec())
}

/// What CPython's traversal shows, in its order: attributes, the class if it
/// was made by `class`, then what the payload holds.
pub fn visible_referents(value: &Value) -> Vec<Value> {
    let Some(header) = value.header() else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(attrs) = header.attrs().filter(|_| !value.is_kind::<PyClass>()) {
        let values = (0..attrs.length()).map(|index| attrs.at(index).own());
        found.extend(values.filter(|value| !value.is_unbound()));
        found.extend(attrs.dict().iter().flat_map(visible_referents));
    }
    let class = header.class();
    if class.get::<PyClass>().is_some_and(|class| class.has(class_flag::HEAP)) {
        found.push(class.clone());
    }
    found.extend(parts(value).unwrap_or_else(|| header.payload_referents()));
    found
}

/// What containers of any values hold, numbers included; `None` for other payloads.
fn parts(value: &Value) -> Option<Vec<Value>> {
    if let Some(list) = value.get::<PyList>() {
        return Some(list.items.read(|items| items.iter().rev().cloned().collect()));
    }
    if let Some(tuple) = value.get::<Tuple>() {
        return Some(tuple.items().iter().rev().cloned().collect());
    }
    if let Some(payload) = value.get::<PyDict>() {
        let only_values = payload.has_str_keys_only();
        let pairs = payload.pairs().into_iter();
        return Some(pairs.flat_map(|(key, value)| if only_values { vec![value] } else { vec![value, key] }).collect());
    }
    if let Some(set) = value.get::<PySet>() {
        return Some(set.members());
    }
    if let Some(slice) = value.get::<PySlice>() {
        return Some(vec![slice.start.clone(), slice.stop.clone(), slice.step.clone()]);
    }
    if let Some(cell) = value.get::<PyCell>() {
        return Some(Vec::from_iter(Some(cell.value.copy()).filter(|value| !value.is_unbound())));
    }
    if let Some(function) = value.get::<PyFunction>() {
        let optional = |value: Value| Some(value).filter(|value| !value.is_none() && !value.is_unbound());
        let mut found = vec![
            function.code.copy().into_value(),
            function.globals.to_value(),
            function.builtins.to_value(),
            function.module.copy(),
        ];
        found.extend([&function.defaults, &function.keyword_defaults].into_iter().filter_map(|part| optional(part.copy())));
        found.extend([function.doc.copy(), function.name.copy()]);
        let rest = [function.dict.copy(), function.closure.clone(), function.annotations.copy(), function.type_params.copy()];
        found.extend(rest.into_iter().filter_map(optional));
        found.push(function.qualname.copy());
        return Some(found);
    }
    None
}

fn get_referrers(vm: &Vm, args: &[Value]) -> PyResult {
    let wanted = wanted(args);
    let arguments = args.first().cloned().unwrap_or(Value::NONE);
    let mut found = Vec::new();
    for candidate in vm.heap.gc_objects(None) {
        if candidate.is(&arguments) {
            continue;
        }
        if visible_referents(&candidate).iter().any(|edge| wanted.iter().any(|object| object.is(edge))) {
            found.push(candidate);
        }
    }
    Ok(vm.new_list(found))
}

fn get_referents(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_list(wanted(args).iter().flat_map(visible_referents).collect()))
}

fn freeze(vm: &Vm, _args: &[Value]) -> PyResult {
    vm.heap.gc_freeze();
    Ok(Value::NONE)
}

fn unfreeze(vm: &Vm, _args: &[Value]) -> PyResult {
    vm.heap.gc_unfreeze();
    Ok(Value::NONE)
}

fn get_freeze_count(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(int::from_usize(vm, vm.heap.gc_object_count(3)))
}
