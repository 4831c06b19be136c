//! Traceback objects: the stops of an exception on its way out.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::code::PyCode;
use super::exception::{PyException, messages};
use super::frame::PyFrame;
use super::kinds;
use super::native::{Member, Method, bind_new, getset, getter, method};
use super::ops;
use super::slots::Slots;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Value, Visitor};
use std::cell::Cell;

/// One stop. The position is an index into the code's spans; an entry that a
/// program makes by hand has a line only.
pub struct PyTraceback {
    /// The next entry, nearer to where it was raised; or None.
    pub next: Guarded<Value>,
    pub frame: Value,
    pub code: Handle<PyCode>,
    pub position: u32,
    /// Set when the entry was made with a line number.
    pub line: Cell<Option<i64>>,
    pub instruction: Cell<i64>,
}

impl Payload for PyTraceback {
    const KIND: Kind = kinds::TRACEBACK;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { next, frame, code, position: _, line: _, instruction: _ } = self;
        visitor.guarded(next);
        visitor.edge(frame);
        visitor.handle(code);
    }

    fn clear(&self) {
        // A long chain is taken apart by the destructor's own queue.
        drop(self.next.replace(Value::NONE));
    }
}

impl PyTraceback {
    /// The line, 1 for the first.
    pub fn line_number(&self) -> i64 {
        if let Some(line) = self.line.get() {
            return line;
        }
        self.code.span(self.position).map_or(i64::from(self.code.first_line), |span| i64::from(span.line))
    }
}

pub const TRACEBACK: TypeSpec = TypeSpec {
    name: "traceback",
    flags: class_flag::IMMUTABLE,
    doc: "A stop of an exception on its way out.",
    slots: Slots { new: Some(traceback_new), ..Slots::EMPTY },
    methods: METHODS,
    getset: &[
        getset("tb_next", |_, value| Ok(value.get::<PyTraceback>().map_or(Value::NONE, |tb| tb.next.copy())), set_next, ""),
        getter("tb_lineno", |vm, value| Ok(vm.new_int(value.get::<PyTraceback>().map_or(0, PyTraceback::line_number))), ""),
    ],
    members: &[
        Member {
            name: "tb_frame",
            get: |_, value| Ok(value.get::<PyTraceback>().map_or(Value::NONE, |tb| tb.frame.clone())),
            set: None,
            doc: "",
        },
        Member {
            name: "tb_lasti",
            get: |vm, value| {
                Ok(vm.new_int(value.get::<PyTraceback>().map_or(-1, |tb| {
                    if tb.instruction.get() >= 0 || tb.line.get().is_some() {
                        tb.instruction.get()
                    } else {
                        2 * i64::from(tb.position)
                    }
                })))
            },
            set: None,
            doc: "",
        },
    ],
    signature: "(tb_next, tb_frame, tb_lasti, tb_lineno)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[method("__dir__", "(self, /)", traceback_dir, "")];

fn traceback_dir(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_list(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].iter().map(|name| vm.intern(name)).collect()))
}

/// Enters a stop of an exception: it becomes the first entry of its traceback.
pub fn push(vm: &Vm, exception: &Value, frame: Value, code: &Handle<PyCode>, position: u32) {
    let Some(payload) = exception.get::<PyException>() else { return };
    let entry = PyTraceback {
        next: Guarded::new(payload.traceback.copy()),
        frame,
        code: code.clone(),
        position,
        line: Cell::new(None),
        instruction: Cell::new(-1),
    };
    let entry = Handle::new(vm.types.traceback.to_value(), entry).into_value();
    drop(payload.traceback.replace(entry));
}

fn set_next(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    let Some(payload) = object.get::<PyTraceback>() else { return Ok(()) };
    let Some(value) = value else { return Err(messages::type_error(vm, "can't delete tb_next attribute")) };
    if !value.is_none() && !value.is_kind::<PyTraceback>() {
        return Err(messages::type_error(vm, &format!("expected traceback object, got '{}'", vm.class_name(&value))));
    }
    // A traceback that leads back to itself could never be printed.
    let mut walker = value.clone();
    while let Some(entry) = walker.clone().get::<PyTraceback>() {
        if walker.is(object) {
            return Err(messages::value_error(vm, "traceback loop detected"));
        }
        walker = entry.next.copy();
    }
    drop(payload.next.replace(value));
    Ok(())
}

fn check_next(vm: &Vm, value: &Value) -> PyResult<()> {
    if value.is_none() || value.is_kind::<PyTraceback>() {
        return Ok(());
    }
    Err(messages::type_error(vm, &format!("expected traceback object or None, got '{}'", vm.class_name(value))))
}

fn traceback_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    if args.values.len() > 4 {
        let kind = if args.values.len() == args.names.len() { "keyword " } else { "" };
        let message = format!("traceback() takes at most 4 {kind}arguments ({} given)", args.values.len());
        return Err(messages::type_error(vm, &message));
    }
    let bound = bind_new(vm, "traceback", TRACEBACK.signature, args)?;
    let [next, frame, instruction, line] = bound.as_slice() else { return Ok(Value::NONE) };
    let Some(payload) = frame.get::<PyFrame>() else {
        let message = format!("traceback() argument 'tb_frame' must be frame, not {}", messages::shown_class(vm, frame));
        return Err(messages::type_error(vm, &message));
    };
    check_next(vm, next)?;
    let entry = PyTraceback {
        next: Guarded::new(next.clone()),
        frame: frame.clone(),
        code: payload.code.clone(),
        position: super::frame::NO_POSITION,
        line: Cell::new(Some(ops::index_clamped(vm, line)?)),
        instruction: Cell::new(ops::index_clamped(vm, instruction)?),
    };
    Ok(Handle::new(vm.types.traceback.to_value(), entry).into_value())
}
