//! Frames in motion: calling Python functions, binding arguments, running code.

use super::traced;
use crate::memory::{ArenaRef, FrameLink, FrameRef, Guarded, Handle, PyResult, Slots, Tuple, Value, forever};
use crate::objects::call::CallArgs;
use crate::objects::code::{Body, PyCode, code_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, PyFrame, object_of};
use crate::objects::function::{Hooks, PyFunction};
use crate::objects::str;
use crate::objects::vm::Vm;
use std::cell::Cell;

/// Puts the evaluator behind the object layer's seam.
pub fn install(vm: &Vm) {
    vm.hooks.set(Hooks {
        lower: super::lower::lower,
        call_function,
        run_code,
        compile: super::unit::compile_hook,
        resume: super::generator::resume_hook,
        step: super::generator::step_hook,
        resume_async: super::generator::resume_async,
        close: super::generator::close,
        interrupt: vm.hooks.get().interrupt,
        thread_start: vm.hooks.get().thread_start,
        import: super::imports::import_module,
        read_stream: vm.hooks.get().read_stream,
        write_stream: vm.hooks.get().write_stream,
        warn_syntax: vm.hooks.get().warn_syntax,
    });
}

/// The header of a call's frame.
#[inline(always)]
fn header(vm: &Vm, function: Value, payload: &PyFunction, code: &PyCode, body: &Body) -> Frame {
    Frame {
        vm: forever(vm),
        code: ArenaRef::pinned(code),
        globals: ArenaRef::pinned(&*payload.globals),
        builtins: ArenaRef::pinned(&*payload.builtins),
        function,
        namespace: Value::UNBOUND,
        previous: Cell::new(FrameLink::NONE),
        position: Cell::new(0),
        size: body.slots as u32,
        object: Guarded::new(Value::UNBOUND),
        generator: Cell::new(None),
        slots: Slots::new(),
    }
}

/// A frame on the thread's stack for one call, its slots unbound.
#[inline(always)]
fn push(vm: &Vm, function: Value, payload: &PyFunction, code: &PyCode, body: &Body) -> PyResult<FrameRef<Frame>> {
    match vm.frames.enter(body.slots, [], || header(vm, function, payload, code, body)) {
        Some(frame) => Ok(frame),
        None => Err(messages::recursion(vm, "")),
    }
}

/// Calls a Python function with exactly the positional arguments it takes;
/// `position` is the call's in the caller's frame.
#[inline(always)]
pub fn call_exact<const N: usize>(caller: &Frame, callee: Value, arguments: [Value; N], position: u32) -> PyResult {
    caller.at(position);
    let vm = caller.vm;
    let Some(function) = callee.get::<PyFunction>().map(ArenaRef::pinned) else {
        return Err(messages::not_callable(vm, &callee));
    };
    let code = function.code.read(|code| ArenaRef::pinned(&**code));
    let Some(body) = code.body.get().map(ArenaRef::pinned) else { return call_loose(vm, callee, arguments) };
    if body.fast_arguments != N as i64 {
        return call_loose(vm, callee, arguments);
    }
    match vm.frames.enter(body.slots, arguments, || header(vm, callee, &function, &code, &body)) {
        Some(frame) if body.suspends => super::generator::make(frame, &code, &body),
        Some(frame) => run(frame, &body),
        None => Err(messages::recursion(vm, "")),
    }
}

/// The same for a function that has not run yet, or whose parameters need more
/// than these arguments.
#[inline(never)]
fn call_loose<const N: usize>(vm: &Vm, callee: Value, arguments: [Value; N]) -> PyResult {
    if let Some(function) = callee.get::<PyFunction>().map(ArenaRef::pinned) {
        let code = function.code.copy();
        let body = ArenaRef::pinned(code.body(vm)?);
        let defaults = function.defaults.copy();
        let missing = usize::try_from(body.fast_arguments).ok().and_then(|total| total.checked_sub(N));
        if let (Some(missing), Some(defaults)) = (missing, defaults.get::<Tuple>())
            && let Some(first) = defaults.len().checked_sub(missing)
        {
            // Only defaults are missing.
            let frame = vm.frames.enter(body.slots, arguments, || header(vm, callee, &function, &code, &body));
            let Some(frame) = frame else { return Err(messages::recursion(vm, "")) };
            for (slot, value) in defaults.items().iter().skip(first).enumerate() {
                frame.slots.fill(N + slot, value.clone());
            }
            return start(frame, &code, &body);
        }
    }
    call_function_owned(vm, &callee, Vec::from(arguments), &[])
}

/// Runs a frame whose arguments are in place, and leaves it.
#[inline(always)]
pub fn run(frame: FrameRef<Frame>, body: &Body) -> PyResult {
    let vm = frame.vm;
    let depth = vm.depth.get();
    if depth >= vm.recursion_limit.get() || crate::memory::stack_pointer() < vm.stack_floor.get() {
        return too_deep(frame);
    }
    vm.depth.set(depth + 1);
    frame.previous.set(vm.frame.get());
    vm.frame.set(FrameLink::to(&*frame));
    let result = if vm.heap.interrupted() { poll_then_run(&frame, body) } else { body.entry.eval(&frame) };
    // From here on only the frame is needed: little has to survive the call.
    let result = if result.is_err() { traced::leave(&frame) } else { result };
    let vm = frame.vm;
    vm.frame.set(frame.previous.get());
    vm.depth.set(vm.depth.get().wrapping_sub(1));
    if !frame.object.read(Value::is_unbound) {
        hand_over(&frame, frame.size as usize);
    }
    vm.frames.pop(frame, frame.size as usize);
    result
}

#[cold]
#[inline(never)]
fn poll_then_run(frame: &Frame, body: &Body) -> PyResult {
    frame.vm.poll()?;
    body.entry.eval(frame)
}

#[cold]
#[inline(never)]
fn too_deep(frame: FrameRef<Frame>) -> PyResult {
    let vm = frame.vm;
    vm.frames.pop(frame, frame.size as usize);
    Err(messages::recursion(vm, ""))
}

/// Gives an ending frame's slots to its frame object.
#[cold]
#[inline(never)]
pub fn hand_over(frame: &Frame, slots: usize) {
    let object = frame.object.replace(Value::UNBOUND);
    if let Some(payload) = object.get::<PyFrame>() {
        payload.position.set(if frame.position.get() == crate::objects::frame::NO_POSITION {
            payload.position.get()
        } else {
            frame.position.get()
        });
        payload.live.set(FrameLink::NONE);
        if let Some(back) = frame.previous.get().frame() {
            let back = object_of(&back);
            drop(payload.back.replace(back));
        }
        // Only a frame that someone else still holds needs its variables.
        if object.header().is_some_and(|header| header.count() > 1) {
            let taken: Vec<Value> = (0..slots).map(|slot| frame.slots.take(slot)).collect();
            drop(payload.slots.replace(taken));
        }
    }
    drop(object);
}

/// The call slot of Python functions.
pub fn call_function(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(function) = callee.get::<PyFunction>() else { return Err(messages::not_callable(vm, callee)) };
    let code = function.code.read(|code| ArenaRef::pinned(&**code));
    if let Some(body) = code.body.get().map(ArenaRef::pinned)
        && args.names.is_empty()
        && body.fast_arguments == args.values.len() as i64
    {
        return match vm.frames.enter_with(body.slots, args.values, || header(vm, callee.clone(), function, &code, &body)) {
            Some(frame) => start(frame, &code, &body),
            None => Err(messages::recursion(vm, "")),
        };
    }
    call_binding(vm, callee, function, args)
}

/// A call whose arguments have to be distributed.
#[inline(never)]
fn call_binding(vm: &Vm, callee: &Value, function: &PyFunction, args: CallArgs<'_>) -> PyResult {
    let code = function.code.copy();
    let body = code.body(vm)?;
    let frame = push(vm, callee.clone(), function, &code, body)?;
    if let Err(raised) = bind(vm, function, &code, &frame, args) {
        vm.frames.pop(frame, body.slots);
        return Err(raised);
    }
    start(frame, &code, body)
}

/// The same with arguments that nobody else needs: they are let go of before
/// the function runs, so that its parameters are their only holders.
pub fn call_function_owned(vm: &Vm, callee: &Value, values: Vec<Value>, names: &[Value]) -> PyResult {
    let Some(function) = callee.get::<PyFunction>() else { return Err(messages::not_callable(vm, callee)) };
    let code = function.code.copy();
    let body = code.body(vm)?;
    let frame = push(vm, callee.clone(), function, &code, body)?;
    if names.is_empty() && body.fast_arguments == values.len() as i64 {
        for (slot, value) in values.into_iter().enumerate() {
            frame.slots.fill(slot, value);
        }
        return start(frame, &code, body);
    }
    let bound = bind(vm, function, &code, &frame, CallArgs { values: &values, names });
    drop(values);
    if let Err(raised) = bound {
        vm.frames.pop(frame, body.slots);
        return Err(raised);
    }
    start(frame, &code, body)
}

/// Runs a bound frame, or makes the generator it belongs to.
#[inline]
pub fn start(frame: FrameRef<Frame>, code: &PyCode, body: &Body) -> PyResult {
    if body.suspends {
        return super::generator::make(frame, code, body);
    }
    run(frame, body)
}

/// Distributes arguments over the frame's parameter slots, or raises CPython's TypeError.
fn bind(vm: &Vm, function: &PyFunction, code: &PyCode, frame: &Frame, args: CallArgs<'_>) -> PyResult<()> {
    let positional = code.argument_count as usize;
    let keyword_only = code.keyword_only_count as usize;
    let named = positional + keyword_only;
    let given = args.by_position();
    for (slot, value) in given.iter().take(positional).enumerate() {
        frame.slots.fill(slot, value.clone());
    }
    let has_varargs = code.has(code_flag::VARARGS);
    if has_varargs {
        let rest = given.get(positional..).unwrap_or(&[]).to_vec();
        frame.slots.fill(named, vm.new_tuple(rest));
    }
    let extra = if code.has(code_flag::VARKEYWORDS) {
        let extra = vm.new_dict();
        frame.slots.fill(named + usize::from(has_varargs), extra.clone());
        Some(extra)
    } else {
        None
    };
    if !args.names.is_empty() {
        bind_keywords(vm, function, code, frame, args, extra.as_ref())?;
    }
    if given.len() > positional && !has_varargs {
        return Err(super::function::too_many_positional(vm, function, code, frame, given.len()));
    }
    if given.len() < positional {
        fill_defaults(vm, function, code, frame, given.len())?;
    }
    if keyword_only > 0 {
        fill_keyword_defaults(vm, function, code, frame)?;
    }
    Ok(())
}

fn bind_keywords(
    vm: &Vm,
    function: &PyFunction,
    code: &PyCode,
    frame: &Frame,
    args: CallArgs<'_>,
    extra: Option<&Value>,
) -> PyResult<()> {
    let named = (code.argument_count + code.keyword_only_count) as usize;
    let first = code.positional_only_count as usize;
    for (name, value) in args.by_keyword() {
        let is_same = |known: &Value| known.is(name);
        let candidates = code.local_names.get(first..named).unwrap_or(&[]);
        let mut found = candidates.iter().position(is_same);
        if found.is_none() {
            // Names made at run time need not be interned.
            let interned = vm.intern_value(name);
            found = candidates.iter().position(|known| known.is(&interned));
        }
        match (found, extra) {
            (Some(index), _) => {
                let slot = first + index;
                if !frame.slots.at(slot).is_unbound() {
                    let text = str::text_of(name);
                    let message =
                        format!("{}() got multiple values for argument '{text}'", str::text_of(&function.qualname.copy()));
                    return Err(messages::type_error(vm, &message));
                }
                frame.slots.fill(slot, value.clone());
            }
            (None, Some(extra)) => dict::set_item(vm, extra, name, value.clone())?,
            (None, None) => return Err(super::function::unexpected_keyword(vm, function, code, args, name)),
        }
    }
    Ok(())
}

fn fill_defaults(vm: &Vm, function: &PyFunction, code: &PyCode, frame: &Frame, given: usize) -> PyResult<()> {
    let positional = code.argument_count as usize;
    let defaults = function.defaults.copy();
    let defaults: &[Value] = defaults.get::<Tuple>().map_or(&[], |tuple| tuple.items());
    let first = positional.saturating_sub(defaults.len());
    let mut missing = Vec::new();
    for slot in given..positional {
        if !frame.slots.at(slot).is_unbound() {
            continue;
        }
        match slot.checked_sub(first).and_then(|index| defaults.get(index)) {
            Some(value) => frame.slots.fill(slot, value.clone()),
            None => missing.push(slot),
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(super::function::missing_arguments(vm, function, code, &missing, "positional")) }
}

fn fill_keyword_defaults(vm: &Vm, function: &PyFunction, code: &PyCode, frame: &Frame) -> PyResult<()> {
    let first = code.argument_count as usize;
    let defaults = function.keyword_defaults.copy();
    let defaults = defaults.get::<PyDict>();
    let mut missing = Vec::new();
    for slot in first..first + code.keyword_only_count as usize {
        if !frame.slots.at(slot).is_unbound() {
            continue;
        }
        let value = code.local_names.get(slot).and_then(|name| defaults.and_then(|defaults| defaults.get_interned(name)));
        match value {
            Some(value) => frame.slots.fill(slot, value),
            None => missing.push(slot),
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(super::function::missing_arguments(vm, function, code, &missing, "keyword-only"))
    }
}

/// Runs a module, class-like or `exec` block: names live in `namespace`.
pub fn run_code(vm: &Vm, code: &Handle<PyCode>, globals: &Value, namespace: &Value) -> PyResult {
    run_block(vm, code, globals, namespace, &Value::UNBOUND)
}

/// The same with a closure (a tuple of cells) for the block's free variables.
pub fn run_block(vm: &Vm, code: &Handle<PyCode>, globals: &Value, namespace: &Value, closure: &Value) -> PyResult {
    let Some(global_dict) = globals.as_handle::<PyDict>() else {
        return Err(messages::type_error(vm, "globals must be a dict"));
    };
    // Stores to globals go past the handle, so the collector knows the dict from here on.
    global_dict.track();
    let body = code.body(vm)?;
    let builtins = block_builtins(vm, global_dict)?;
    let has_own_namespace = !namespace.is(globals);
    // The block's variables, or the globals themselves, which the frame keeps alive.
    let keep = globals.clone();
    let header = || Frame {
        vm: forever(vm),
        code: ArenaRef::pinned(&**code),
        globals: ArenaRef::pinned(&**global_dict),
        builtins: ArenaRef::pinned(&*builtins),
        function: code.to_value(),
        namespace: if has_own_namespace { namespace.clone() } else { Value::UNBOUND },
        previous: Cell::new(FrameLink::NONE),
        position: Cell::new(0),
        size: body.slots as u32,
        object: Guarded::new(Value::UNBOUND),
        generator: Cell::new(None),
        slots: Slots::new(),
    };
    let Some(frame) = vm.frames.enter(body.slots, [], header) else { return Err(messages::recursion(vm, "")) };
    if let Some(cells) = closure.get::<Tuple>() {
        let first = code.local_names.len() + code.cell_names.len();
        for (index, cell) in cells.items().iter().enumerate() {
            frame.slots.set(first + index, cell.clone());
        }
    }
    let result = if code.has(code_flag::COROUTINE) { super::generator::make(frame, code, body) } else { run(frame, body) };
    drop((keep, builtins));
    result
}

/// The built-ins a block uses: `__builtins__` of its globals when it is there.
pub fn block_builtins(vm: &Vm, globals: &Handle<PyDict>) -> PyResult<Handle<PyDict>> {
    match globals.get_interned(&vm.names.__builtins__) {
        Some(value) => {
            let value = match value.get::<crate::objects::module::PyModule>() {
                Some(module) => module.dict(),
                None => value,
            };
            value.downcast::<PyDict>().or_else(|_| Ok(vm.builtins.clone()))
        }
        None => Ok(vm.builtins.clone()),
    }
}
