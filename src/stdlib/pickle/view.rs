//! `PickleBuffer`: a bytes-like object that may travel beside the pickle.

use crate::memory::{Guarded, PyResult, Value};
use crate::objects::buffer::{self, BufferAccess, BufferInfo};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{bind_new, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{memoryview, ops};
use crate::stdlib::natives::{argument, make_in, payload};

payload!(
    /// A memoryview of the object; unbound once released.
    PyPickleBuffer, PICKLE_BUFFER { view } {}
);

static ACCESS: BufferAccess = BufferAccess {
    describe: |vm, value| {
        let view = view_of(vm, value)?;
        match buffer::access(&view) {
            Some(access) => (access.describe)(vm, &view),
            None => Ok(BufferInfo::bytes(0, true)),
        }
    },
    read: |value, reader| {
        let view = held(value);
        if let Some(access) = buffer::access(&view) {
            (access.read)(&view, reader);
        }
    },
    write: |value, writer| {
        let view = held(value);
        if let Some(access) = buffer::access(&view) {
            (access.write)(&view, writer);
        }
    },
    export: |value, more| {
        let view = held(value);
        if let Some(access) = buffer::access(&view) {
            (access.export)(&view, more);
        }
    },
};

pub const PICKLE_BUFFER: TypeSpec = TypeSpec {
    name: "PickleBuffer",
    module: "pickle",
    flags: class_flag::IMMUTABLE | class_flag::WEAK,
    doc: "Wraps a bytes-like object for out-of-band pickling.",
    slots: Slots { new: Some(buffer_new), buffer: Some(&ACCESS), ..Slots::EMPTY },
    methods: &[
        method("raw", "(self, /)", buffer_raw, "A view of the bytes alone, without format and shape."),
        method("release", "(self, /)", buffer_release, "Let go of the wrapped object."),
    ],
    ..TypeSpec::EMPTY
};

fn held(value: &Value) -> Value {
    value.get::<PyPickleBuffer>().map_or(Value::UNBOUND, |own| own.view.copy())
}

/// The view inside a PickleBuffer.
pub fn view_of(vm: &Vm, value: &Value) -> PyResult {
    let view = held(value);
    if view.is_unbound() {
        return Err(messages::value_error(vm, "operation forbidden on released PickleBuffer object"));
    }
    Ok(view)
}

fn buffer_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "PickleBuffer", "(object, /)", args)?;
    let object = argument(&bound, 0);
    if !buffer::is_bytes_like(object) && vm.special(object, &vm.intern("__buffer__"))?.is_none() {
        let message = format!("a bytes-like object is required, not '{}'", vm.class_name(object));
        return Err(messages::type_error(vm, &message));
    }
    let view = memoryview::from_object(vm, object)?;
    make_in(vm, class, PyPickleBuffer { view: Guarded::new(view) })
}

/// Whether the bytes of a view lie in one piece, in either order.
pub fn is_contiguous(vm: &Vm, view: &Value) -> PyResult<bool> {
    let answer = ops::get_attr(vm, view, &vm.intern("contiguous"))?;
    ops::truth(vm, &answer)
}

fn buffer_raw(vm: &Vm, args: &[Value]) -> PyResult {
    let view = view_of(vm, argument(args, 0))?;
    if !is_contiguous(vm, &view)? {
        let message = "cannot extract raw buffer from non-contiguous buffer";
        return Err(messages::buffer_error(vm, message));
    }
    vm.call_method(&view, &vm.intern("cast"), &[vm.intern("B")])
}

fn buffer_release(_vm: &Vm, args: &[Value]) -> PyResult {
    if let Some(own) = argument(args, 0).get::<PyPickleBuffer>() {
        drop(own.view.replace(Value::UNBOUND));
    }
    Ok(Value::NONE)
}
