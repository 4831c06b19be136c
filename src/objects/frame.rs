//! Frames, the node seam, and frame objects.
//!
//! A running call is a [`Frame`] followed by its slots. The evaluator's nodes
//! implement [`Node`]; nothing in `objects` knows more about them. A frame
//! *object* is made only when someone asks (`sys._getframe`, a traceback);
//! while the frame runs the object points at it, afterwards it owns the slots.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::code::PyCode;
use super::dict::{self, PyDict};
use super::exception::messages;
use super::function::PyCell;
use super::generator::PyGenerator;
use super::kinds;
use super::native::{GetSet, getset, getter, member, method};
use super::slots::Slots as TypeSlots;
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{ArenaRef, FrameHeader, FrameLink, Guarded, Handle, Kind, Payload, PyResult, Slots, Value, Visitor};
use std::cell::Cell;

/// Something that can be executed in a frame.
pub trait Node {
    /// The value of an expression, or the completion of a statement: `NORMAL`,
    /// `BREAK`, `CONTINUE`, or the value that the function returns.
    fn eval(&self, frame: &Frame) -> PyResult;

    /// The truth of an expression.
    fn test(&self, frame: &Frame) -> PyResult<bool> {
        let value = self.eval(frame)?;
        super::ops::truth(frame.vm, &value)
    }
}

pub type NodeRef = ArenaRef<dyn Node>;

impl Node for NodeRef {
    #[inline(always)]
    fn eval(&self, frame: &Frame) -> PyResult {
        (**self).eval(frame)
    }

    #[inline(always)]
    fn test(&self, frame: &Frame) -> PyResult<bool> {
        (**self).test(frame)
    }
}

/// Position of a frame that has already been entered into the traceback.
pub const NO_POSITION: u32 = u32::MAX;

/// The header of a frame; the slots follow it: locals, cells, free variables, temporaries.
#[repr(C)]
pub struct Frame {
    pub vm: &'static Vm,
    /// The function, or the code object itself for modules, classes and `exec`.
    pub function: Value,
    /// Kept alive by `function`.
    pub code: ArenaRef<PyCode>,
    /// Kept alive by `function` or `namespace`.
    pub globals: ArenaRef<PyDict>,
    pub builtins: ArenaRef<PyDict>,
    /// The mapping that names of a class body, module or `exec` live in.
    pub namespace: Value,
    pub previous: Cell<FrameLink<Frame>>,
    /// Index of the span that is being evaluated, for tracebacks and line numbers.
    pub position: Cell<u32>,
    /// Slots in use, for frame objects and the collector.
    pub size: u32,
    /// The frame object, if someone asked for it.
    pub object: Guarded<Value>,
    /// The generator that owns this frame.
    pub generator: Cell<Option<ArenaRef<PyGenerator>>>,
    pub slots: Slots,
}

impl FrameHeader for Frame {
    #[inline(always)]
    fn release(self) {
        let Frame { function, namespace, object, .. } = self;
        drop(function);
        // Said so, dropping words without a count is not even a call.
        if namespace.is_unbound() {
            std::mem::forget(namespace)
        } else {
            drop(namespace)
        }
        if object.read(Value::is_unbound) { std::mem::forget(object) } else { drop(object) }
    }
}

impl Frame {
    /// Notes where evaluation is, before anything that may raise or call out.
    #[inline(always)]
    pub fn at(&self, position: u32) {
        self.position.set(position);
    }
}

/// A frame object.
pub struct PyFrame {
    pub code: Handle<PyCode>,
    pub globals: Value,
    pub builtins: Value,
    /// The running frame; empty once it has ended.
    pub live: Cell<FrameLink<Frame>>,
    /// The calling frame's object, once the frame has ended.
    pub back: Guarded<Value>,
    /// The slots of an ended frame.
    pub slots: Guarded<Vec<Value>>,
    pub namespace: Guarded<Value>,
    /// The position at which an ended frame was left.
    pub position: Cell<u32>,
    /// Extra variables set through `f_locals`.
    pub extra: Guarded<Value>,
    /// What a debugger sets; kept and given back, since tracing itself is refused.
    pub trace_function: Guarded<Value>,
    pub trace_lines: Cell<bool>,
    pub trace_opcodes: Cell<bool>,
}

impl Payload for PyFrame {
    const KIND: Kind = kinds::FRAME;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { code, globals, builtins, live: _, back, slots, namespace, position: _, extra, trace_function, .. } = self;
        visitor.handle(code);
        visitor.edge(globals);
        visitor.edge(builtins);
        visitor.guarded(back);
        slots.read(|slots| visitor.each(slots));
        visitor.guarded(namespace);
        visitor.guarded(extra);
        visitor.guarded(trace_function);
    }

    fn clear(&self) {
        let slots = self.slots.take();
        let rest = [self.back.replace(Value::NONE), self.extra.replace(Value::UNBOUND), self.trace_function.replace(Value::NONE)];
        drop((slots, rest));
    }
}

/// The object of a running frame, made on first use.
pub fn object_of(frame: &Frame) -> Value {
    let known = frame.object.copy();
    if !known.is_unbound() {
        return known;
    }
    let vm = frame.vm;
    // The function owns its code while the frame runs.
    let Some(code) = Handle::<PyCode>::revive(std::ptr::from_ref(&*frame.code) as u64) else { return Value::NONE };
    let dict = |dict: &PyDict| Handle::<PyDict>::revive(std::ptr::from_ref(dict) as u64).map_or(Value::NONE, Handle::into_value);
    let payload = PyFrame {
        code,
        globals: dict(&frame.globals),
        builtins: dict(&frame.builtins),
        live: Cell::new(FrameLink::to(frame)),
        back: Guarded::new(Value::NONE),
        slots: Guarded::new(Vec::new()),
        namespace: Guarded::new(frame.namespace.clone()),
        position: Cell::new(frame.position.get()),
        extra: Guarded::new(Value::UNBOUND),
        trace_function: Guarded::new(Value::NONE),
        trace_lines: Cell::new(true),
        trace_opcodes: Cell::new(false),
    };
    let object = Handle::new(vm.types.frame.to_value(), payload).into_value();
    drop(frame.object.replace(object.clone()));
    object
}

pub const FRAME: TypeSpec = TypeSpec {
    name: "frame",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: TypeSlots { repr: Some(frame_repr), ..TypeSlots::EMPTY },
    methods: &[
        method("clear", "(self, /)", frame_clear, "Clears all references held by the frame."),
        method(
            "__sizeof__",
            "(self, /)",
            |vm, args| Ok(vm.new_int(args.first().and_then(Value::header).map_or(0, |header| header.block_size() as i64))),
            "Size of the frame in memory, in bytes.",
        ),
    ],
    getset: &[
        getter("f_back", |_, value| Ok(frame_back(value)), ""),
        getset("f_lineno", |vm, value| Ok(vm.new_int(i64::from(frame_line(value)))), set_line, ""),
        getter("f_locals", frame_locals, ""),
        getter("f_globals", |_, value| Ok(value.get::<PyFrame>().map_or(Value::NONE, |frame| frame.globals.clone())), ""),
        getter("f_builtins", |_, value| Ok(value.get::<PyFrame>().map_or(Value::NONE, |frame| frame.builtins.clone())), ""),
        getter("f_code", |_, value| Ok(value.get::<PyFrame>().map_or(Value::NONE, |frame| frame.code.to_value())), ""),
        getter(
            "f_lasti",
            |vm, value| Ok(vm.new_int(value.get::<PyFrame>().map_or(-1, |frame| 2 * i64::from(current_position(frame) as i32)))),
            "",
        ),
        getset("f_trace", trace_function, set_trace_function, ""),
        GetSet {
            set: Some(set_trace_lines),
            ..member("f_trace_lines", |_, value| Ok(flag(value, |frame| &frame.trace_lines)), "")
        },
        getset("f_trace_opcodes", |_, value| Ok(flag(value, |frame| &frame.trace_opcodes)), set_trace_opcodes, ""),
    ],
    ..TypeSpec::EMPTY
};

/// Jumps belong to trace functions, which do not exist here.
fn set_line(vm: &Vm, _frame: &Value, line: Option<Value>) -> PyResult<()> {
    match line {
        None => Err(messages::attribute_error_plain(vm, "cannot delete attribute")),
        Some(line) if !vm.class_of(&line).same(&vm.types.int) => Err(messages::value_error(vm, "lineno must be an integer")),
        Some(_) => Err(messages::value_error(vm, "f_lineno can only be set in a trace function")),
    }
}

fn flag(value: &Value, choose: fn(&PyFrame) -> &Cell<bool>) -> Value {
    Value::bool(value.get::<PyFrame>().is_some_and(|frame| choose(frame).get()))
}

fn trace_function(_vm: &Vm, value: &Value) -> PyResult {
    Ok(value.get::<PyFrame>().map_or(Value::NONE, |frame| frame.trace_function.copy()))
}

fn set_trace_function(_vm: &Vm, value: &Value, function: Option<Value>) -> PyResult<()> {
    if let Some(frame) = value.get::<PyFrame>() {
        drop(frame.trace_function.replace(function.unwrap_or(Value::NONE)));
    }
    Ok(())
}

fn set_trace_lines(vm: &Vm, value: &Value, flag: Option<Value>) -> PyResult<()> {
    match (flag, value.get::<PyFrame>()) {
        (None, _) => Err(messages::type_error(vm, "can't delete numeric/char attribute")),
        (Some(flag), _) if !flag.is_bool() => Err(messages::type_error(vm, "attribute value type must be bool")),
        (Some(flag), Some(frame)) => {
            frame.trace_lines.set(flag.is_true());
            Ok(())
        }
        _ => Ok(()),
    }
}

/// CPython 3.13.0 crashes when this attribute is deleted.
fn set_trace_opcodes(vm: &Vm, value: &Value, flag: Option<Value>) -> PyResult<()> {
    match (flag, value.get::<PyFrame>()) {
        (Some(flag), Some(frame)) if flag.is_bool() => {
            frame.trace_opcodes.set(flag.is_true());
            Ok(())
        }
        _ => Err(messages::type_error(vm, "attribute value type must be bool")),
    }
}

fn current_position(frame: &PyFrame) -> u32 {
    match frame.live.get().frame() {
        Some(live) if live.position.get() != NO_POSITION => live.position.get(),
        _ => frame.position.get(),
    }
}

/// The line that a frame has reached.
pub fn frame_line(value: &Value) -> u32 {
    let Some(frame) = value.get::<PyFrame>() else { return 0 };
    if let Some(generator) = frame.live.get().frame().and_then(|live| live.generator.get())
        && generator.state.get() == super::generator::State::Created
    {
        return frame.code.first_line;
    }
    frame.code.span(current_position(frame)).map_or(frame.code.first_line, |span| span.line)
}

/// The calling frame's object, or None.
pub fn frame_back(value: &Value) -> Value {
    let Some(frame) = value.get::<PyFrame>() else { return Value::NONE };
    match frame.live.get().frame() {
        Some(live) => live.previous.get().frame().map_or(Value::NONE, |previous| object_of(&previous)),
        None => frame.back.copy(),
    }
}

fn frame_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(frame) = value.get::<PyFrame>() else { return super::object::default_repr(vm, value) };
    let text = format!(
        "<frame at {}, file {}, line {}, code {}>",
        super::object::address_text(value),
        super::ops::repr_text(vm, &frame.code.filename)?,
        frame_line(value),
        text_of(&frame.code.name)
    );
    Ok(vm.new_string(text))
}

fn frame_clear(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(frame) = args.first().and_then(|value| value.get::<PyFrame>()) else { return Ok(Value::NONE) };
    if let Some(live) = frame.live.get().frame() {
        let suspended = live.generator.get().is_some_and(|generator| generator.state.get() != super::generator::State::Running);
        let what = if suspended { "cannot clear a suspended frame" } else { "cannot clear an executing frame" };
        return Err(messages::runtime_error(vm, what));
    }
    let old = (frame.slots.take(), frame.extra.replace(Value::UNBOUND));
    drop(old);
    Ok(Value::NONE)
}

// ---- variables of a frame ----

/// Where a variable of a frame lives.
struct Place {
    name: Value,
    slot: usize,
    in_cell: bool,
}

fn places(code: &PyCode) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let captured = |name: &Value| code.cell_names.iter().any(|cell| cell.is(name));
    for (slot, name) in code.local_names.iter().enumerate() {
        if !name.is_unbound() {
            let cell = code.cell_names.iter().position(|cell| cell.is(name)).map(|index| code.local_names.len() + index);
            places.push(Place { name: name.clone(), slot: cell.unwrap_or(slot), in_cell: cell.is_some() });
        }
    }
    let first = code.local_names.len();
    for (index, name) in code.cell_names.iter().chain(&code.free_names).enumerate() {
        let known = index < code.cell_names.len() && captured(name) && places.iter().any(|place| place.name.is(name));
        if !name.is_unbound() && !known {
            places.push(Place { name: name.clone(), slot: first + index, in_cell: true });
        }
    }
    places
}

fn slot_value(frame: &PyFrame, slot: usize) -> Value {
    match frame.live.get().frame() {
        Some(live) if slot < live.size as usize => live.slots.get(slot),
        Some(_) => Value::UNBOUND,
        None => frame.slots.read(|slots| slots.get(slot).cloned()).unwrap_or(Value::UNBOUND),
    }
}

fn place_value(frame: &PyFrame, place: &Place) -> Value {
    let value = slot_value(frame, place.slot);
    match value.get::<PyCell>() {
        Some(cell) if place.in_cell => cell.value.copy(),
        _ if place.in_cell => Value::UNBOUND,
        _ => value,
    }
}

fn store_place(frame: &PyFrame, place: &Place, value: Value) {
    if place.in_cell {
        if let Some(cell) = slot_value(frame, place.slot).get::<PyCell>() {
            drop(cell.value.replace(value));
        }
        return;
    }
    let old = match frame.live.get().frame() {
        Some(live) if place.slot < live.size as usize => live.slots.replace(place.slot, value),
        Some(_) => value,
        None => frame.slots.write(|slots| match slots.get_mut(place.slot) {
            Some(slot) => std::mem::replace(slot, value),
            None => value,
        }),
    };
    drop(old);
}

/// Whether the variables of the code live in slots.
fn has_slots(code: &PyCode) -> bool {
    code.has(super::code::code_flag::OPTIMIZED)
}

/// `frame.f_locals`: the namespace itself, or a view that writes through.
pub fn frame_locals(vm: &Vm, value: &Value) -> PyResult {
    let Some(frame) = value.get::<PyFrame>() else { return Ok(Value::NONE) };
    if !has_slots(&frame.code) {
        let namespace = frame.namespace.copy();
        return Ok(if namespace.is_unbound() || namespace.is_none() { frame.globals.clone() } else { namespace });
    }
    Ok(Handle::new(vm.types.frame_locals.to_value(), PyFrameLocals { frame: value.clone() }).into_value())
}

/// A new dict with the variables of a frame, as `locals()` in a function gives it.
pub fn locals_dict(vm: &Vm, value: &Value) -> PyResult {
    let dict = vm.new_dict();
    let Some(frame) = value.get::<PyFrame>() else { return Ok(dict) };
    for place in places(&frame.code) {
        let content = place_value(frame, &place);
        if !content.is_unbound() {
            dict::set_item(vm, &dict, &place.name, content)?;
        }
    }
    let extra = frame.extra.copy();
    if let Some(extra) = extra.get::<PyDict>() {
        let mut cursor = 0;
        while let Some((next, name, content)) = extra.next_entry(cursor) {
            cursor = next;
            dict::set_item(vm, &dict, &name, content)?;
        }
    }
    Ok(dict)
}

/// The variables of a function's frame as a mapping (PEP 667).
pub struct PyFrameLocals {
    pub frame: Value,
}

impl Payload for PyFrameLocals {
    const KIND: Kind = kinds::FRAME_LOCALS;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { frame } = self;
        visitor.edge(frame);
    }
}

pub const FRAME_LOCALS: TypeSpec = TypeSpec {
    name: "FrameLocalsProxy",
    flags: class_flag::IMMUTABLE | class_flag::MAPPING,
    slots: TypeSlots {
        new: Some(locals_new),
        repr: Some(|vm, value| super::ops::repr(vm, &snapshot(vm, value)?)),
        length: Some(|vm, value| super::ops::len(vm, &snapshot(vm, value)?)),
        getitem: Some(|vm, value, key| match locals_get(vm, value, key)? {
            Some(found) => Ok(found),
            None => Err(messages::key_error(vm, key)),
        }),
        setitem: Some(locals_set),
        contains: Some(|vm, value, key| Ok(locals_get(vm, value, key)?.is_some())),
        iter: Some(|vm, value| super::ops::iter(vm, &snapshot(vm, value)?)),
        compare: Some(|vm, left, right, op| {
            let (left, right) = (snapshot(vm, left)?, snapshot(vm, right)?);
            super::ops::compare(vm, &left, &right, op)
        }),
        hash: Some(|vm, value| Err(messages::unhashable(vm, value))),
        ..TypeSlots::EMPTY
    },
    methods: &[
        method("keys", "(self, /)", |vm, args| through(vm, args, "keys"), ""),
        method("values", "(self, /)", |vm, args| through(vm, args, "values"), ""),
        method("items", "(self, /)", |vm, args| through(vm, args, "items"), ""),
        method("copy", "(self, /)", |vm, args| through(vm, args, "copy"), ""),
        method("__reversed__", "(self, /)", |vm, args| through(vm, args, "__reversed__"), ""),
        method("get", "(self, key, default=None, /)", locals_get_method, ""),
        method("setdefault", "(self, key, default=None, /)", locals_setdefault, ""),
        method("update", "(self, other, /)", locals_update, ""),
        method(
            "pop",
            "(self, *args)",
            |vm, _| Err(messages::value_error(vm, "cannot remove variables from FrameLocalsProxy")),
            "",
        ),
    ],
    ..TypeSpec::EMPTY
};

fn locals_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    super::native::expect_positional(vm, "FrameLocalsProxy", args, 1, 1)?;
    match args.values {
        [frame] if frame.is_kind::<PyFrame>() => {
            Ok(Handle::new(vm.types.frame_locals.to_value(), PyFrameLocals { frame: frame.clone() }).into_value())
        }
        [other, ..] => Err(messages::type_error(vm, &format!("expect frame, not {}", vm.class_name(other)))),
        [] => Ok(Value::NONE),
    }
}

fn snapshot(vm: &Vm, value: &Value) -> PyResult {
    match value.get::<PyFrameLocals>() {
        Some(locals) => locals_dict(vm, &locals.frame),
        None => Ok(value.clone()),
    }
}

fn through(vm: &Vm, args: &[Value], name: &str) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let result = vm.call_method(&snapshot(vm, value)?, &vm.intern(name), &[])?;
    if matches!(name, "copy" | "__reversed__") { Ok(result) } else { Ok(vm.new_list(super::ops::collect(vm, &result)?)) }
}

fn find_place(frame: &PyFrame, key: &Value) -> Option<Place> {
    let text = key.is_kind::<crate::memory::Str>().then(|| text_of(key))?;
    places(&frame.code).into_iter().find(|place| text_of(&place.name) == text)
}

fn locals_get(vm: &Vm, value: &Value, key: &Value) -> PyResult<Option<Value>> {
    let Some(locals) = value.get::<PyFrameLocals>() else { return Ok(None) };
    let Some(frame) = locals.frame.get::<PyFrame>() else { return Ok(None) };
    if let Some(place) = find_place(frame, key) {
        let found = place_value(frame, &place);
        return Ok(if found.is_unbound() { None } else { Some(found) });
    }
    let extra = frame.extra.copy();
    if extra.is_unbound() {
        super::ops::hash(vm, key)?;
        return Ok(None);
    }
    dict::get_item_value(vm, &extra, key)
}

fn locals_set(vm: &Vm, value: &Value, key: &Value, content: Option<Value>) -> PyResult<()> {
    let Some(locals) = value.get::<PyFrameLocals>() else { return Ok(()) };
    let Some(frame) = locals.frame.get::<PyFrame>() else { return Ok(()) };
    let Some(content) = content else {
        if find_place(frame, key).is_some() {
            return Err(messages::value_error(vm, "cannot remove local variables from FrameLocalsProxy"));
        }
        let extra = frame.extra.copy();
        let removed = if extra.is_unbound() { None } else { dict::remove_item(vm, &extra, key)? };
        return if removed.is_some() { Ok(()) } else { Err(messages::key_error(vm, key)) };
    };
    if let Some(place) = find_place(frame, key) {
        store_place(frame, &place, content);
        return Ok(());
    }
    let mut extra = frame.extra.copy();
    if extra.is_unbound() {
        extra = vm.new_dict();
        drop(frame.extra.replace(extra.clone()));
    }
    dict::set_item(vm, &extra, key, content)
}

fn locals_get_method(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, key, default] = args else { return Ok(Value::NONE) };
    let default = if default.is_unbound() { Value::NONE } else { default.clone() };
    Ok(locals_get(vm, value, key)?.unwrap_or(default))
}

fn locals_setdefault(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, key, default] = args else { return Ok(Value::NONE) };
    if let Some(found) = locals_get(vm, value, key)? {
        return Ok(found);
    }
    let default = if default.is_unbound() { Value::NONE } else { default.clone() };
    locals_set(vm, value, key, Some(default.clone()))?;
    Ok(default)
}

fn locals_update(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, other] = args else { return Ok(Value::NONE) };
    let other = snapshot(vm, other)?;
    for key in super::ops::collect(vm, &other)? {
        let content = super::ops::get_item(vm, &other, &key)?;
        locals_set(vm, value, &key, Some(content))?;
    }
    Ok(Value::NONE)
}
