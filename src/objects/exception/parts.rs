//! What single exception classes add to their base: constructors, attributes,
//! texts. The classes themselves are rows of `hierarchy`.
//!
//! Class-specific attributes lie in `PyException::fields` at the positions
//! below. A field that is unbound or beyond the end was never set.

use super::group;
use super::{PyException, as_exception};
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::Class;
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::int;
use crate::objects::native::{GetSet, Member, Method, as_class, getset, method};
use crate::objects::object;
use crate::objects::ops;
use crate::objects::slots::Slots;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;

/// The tables of one class.
pub struct Parts {
    pub slots: Slots,
    pub methods: &'static [Method],
    pub getset: &'static [GetSet],
    pub members: &'static [Member],
}

/// Nothing of its own.
pub const NOTHING: Parts = Parts { slots: Slots::EMPTY, methods: &[], getset: &[], members: &[] };

/// MemoryError, which is made before there are arguments.
pub const MEMORY: Parts = Parts { slots: Slots { new: Some(memory_new), init: Some(base_init), ..Slots::EMPTY }, ..NOTHING };
/// Nothing of its own but the constructor, which CPython's classes state again each.
pub const PLAIN: Parts = Parts { slots: Slots { new: Some(base_new), init: Some(base_init), ..Slots::EMPTY }, ..NOTHING };
pub const OS_KIND: Parts = kind_of(os_init);
pub const IMPORT_KIND: Parts = kind_of(import_init);
pub const NAME_KIND: Parts = kind_of(name_init);
pub const SYNTAX_KIND: Parts = kind_of(syntax_init);

pub const BASE: Parts = Parts {
    slots: Slots {
        new: Some(base_new),
        init: Some(base_init),
        repr: Some(base_repr),
        str: Some(base_str),
        getattr: Some(ops::generic_get_attr),
        ..Slots::EMPTY
    },
    methods: &[
        method("__reduce__", "(self, /)", base_reduce, ""),
        method("__setstate__", "(self, object, /)", base_setstate, ""),
        method("with_traceback", "(self, object, /)", with_traceback, "Sets the traceback and returns the exception."),
        method("add_note", "(self, object, /)", base_add_note, "Adds a text that is shown after the message."),
    ],
    getset: &[
        getset("__dict__", object::get_dict, object::set_dict, ""),
        getset("args", |vm, value| Ok(with(vm, value, |e| e.args.copy())), set_args, ""),
        getset("__traceback__", |vm, value| Ok(with(vm, value, |e| e.traceback.copy())), set_traceback, ""),
        getset(
            "__context__",
            |vm, value| Ok(with(vm, value, |e| e.context.copy())),
            set_context,
            "The exception that was handled when this one was raised.",
        ),
        getset(
            "__cause__",
            |vm, value| Ok(with(vm, value, |e| e.cause.copy())),
            set_cause,
            "The exception named by `raise … from`.",
        ),
    ],
    members: &[Member {
        name: "__suppress_context__",
        get: |vm, value| Ok(with(vm, value, |e| Value::bool(e.suppress_context.get()))),
        set: Some(set_suppress),
        doc: "",
    }],
};

/// A member that shows a field.
macro_rules! field {
    ($name:literal, $index:literal, $doc:literal) => {
        Member {
            name: $name,
            get: |vm, value| Ok(with(vm, value, |e| shown(e.field($index)))),
            set: Some(|_, value, content| {
                if let Some(exception) = value.get::<PyException>() {
                    exception.set_field($index, content.unwrap_or(Value::NONE));
                }
                Ok(())
            }),
            doc: $doc,
        }
    };
}

/// A position, which only an int may become, by way of no conversion.
macro_rules! position {
    ($name:literal, $index:literal, $doc:literal) => {
        Member {
            name: $name,
            get: |vm, value| Ok(with(vm, value, |e| shown(e.field($index)))),
            set: Some(|vm, value, content| set_position(vm, value, $index, content)),
            doc: $doc,
        }
    };
}

const fn slots(init: crate::objects::slots::Init) -> Slots {
    Slots { init: Some(init), ..Slots::EMPTY }
}

const fn kind_of(init: crate::objects::slots::Init) -> Parts {
    Parts { slots: slots(init), methods: &[], getset: &[], members: &[] }
}

pub const STOP: Parts =
    Parts { slots: slots(stop_init), members: &[field!("value", 0, "what the generator returned")], ..NOTHING };
pub const SYSTEM_EXIT: Parts =
    Parts { slots: slots(system_exit_init), members: &[field!("code", 0, "the exit status")], ..NOTHING };
pub const KEY: Parts = Parts { slots: Slots { str: Some(key_str), ..slots(base_init) }, ..NOTHING };
pub const NAME: Parts = Parts {
    slots: Slots { str: Some(base_str), ..slots(name_init) },
    members: &[field!("name", 0, "the name that was not found")],
    ..NOTHING
};
pub const ATTRIBUTE: Parts = Parts {
    slots: Slots { str: Some(base_str), ..slots(attribute_init) },
    methods: &[
        method("__getstate__", "(self, /)", attribute_getstate, ""),
        method("__reduce__", "(self, /)", attribute_reduce, ""),
    ],
    members: &[field!("name", 0, "the name that was not found"), field!("obj", 1, "the object that lacks the attribute")],
    ..NOTHING
};
pub const IMPORT: Parts = Parts {
    slots: Slots { str: Some(import_str), ..slots(import_init) },
    methods: &[method("__reduce__", "(self, /)", import_reduce, "")],
    members: &[
        field!("msg", 0, "the message"),
        field!("name", 1, "the name of the module"),
        field!("path", 2, "where the module was looked for"),
        field!("name_from", 3, "the name that the module lacks"),
    ],
    ..NOTHING
};
pub const OS: Parts = Parts {
    slots: Slots { new: Some(os_new), init: Some(os_init), str: Some(os_str), ..Slots::EMPTY },
    methods: &[method("__reduce__", "(self, /)", os_reduce, "")],
    members: &[
        field!("errno", 0, "the error number"),
        field!("strerror", 1, "what the number means"),
        field!("filename", 2, "the file concerned"),
        field!("filename2", 3, "the second file concerned"),
    ],
    getset: &[getset("characters_written", get_written, set_written, "")],
};
pub const SYNTAX: Parts = Parts {
    slots: Slots { str: Some(syntax_str), ..slots(syntax_init) },
    members: &[
        field!("msg", 0, "the message"),
        field!("filename", 1, "the file with the error"),
        field!("lineno", 2, "the line of the error"),
        field!("offset", 3, "the column of the error"),
        field!("text", 4, "the source line"),
        field!("end_lineno", 5, "the line where the error ends"),
        field!("end_offset", 6, "the column where the error ends"),
        field!("print_file_and_line", 7, "whether the place is shown"),
    ],
    ..NOTHING
};

const UNICODE_MEMBERS: &[Member] = &[
    field!("encoding", 0, "the encoding"),
    field!("object", 1, "what was converted"),
    position!("start", 2, "where the failing part begins"),
    position!("end", 3, "where the failing part ends"),
    field!("reason", 4, "why it failed"),
];

pub const DECODE: Parts = Parts {
    slots: Slots { new: Some(base_new), str: Some(decode_str), ..slots(decode_init) },
    members: UNICODE_MEMBERS,
    ..NOTHING
};
pub const ENCODE: Parts = Parts {
    slots: Slots { new: Some(base_new), str: Some(encode_str), ..slots(encode_init) },
    members: UNICODE_MEMBERS,
    ..NOTHING
};
pub const TRANSLATE: Parts = Parts {
    slots: Slots { new: Some(base_new), str: Some(translate_str), ..slots(translate_init) },
    members: &[
        field!("encoding", 0, "the encoding"),
        field!("object", 1, "what was converted"),
        position!("start", 2, "where the failing part begins"),
        position!("end", 3, "where the failing part ends"),
        field!("reason", 4, "why it failed"),
    ],
    ..NOTHING
};

pub const GROUP: Parts = Parts {
    slots: Slots { new: Some(group::group_new), init: Some(group::group_init), str: Some(group::group_str), ..Slots::EMPTY },
    methods: group::METHODS,
    members: &[
        Member { name: "message", get: |vm, value| Ok(with(vm, value, |e| e.field(0))), set: None, doc: "exception message" },
        Member { name: "exceptions", get: |vm, value| Ok(with(vm, value, |e| e.field(1))), set: None, doc: "nested exceptions" },
    ],
    getset: &[],
};

fn with(_vm: &Vm, value: &Value, look: impl FnOnce(&PyException) -> Value) -> Value {
    value.get::<PyException>().map_or(Value::NONE, look)
}

fn shown(value: Value) -> Value {
    if value.is_unbound() { Value::NONE } else { value }
}

pub fn class_argument<'a>(vm: &Vm, class: &'a Value) -> PyResult<&'a Class> {
    as_class(class).ok_or_else(|| messages::type_error(vm, "expected an exception class"))
}

// ---- BaseException ----

pub fn base_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = class_argument(vm, class)?;
    let args = match args.by_position() {
        [] => vm.empty_tuple.clone(),
        [only] => vm.tuple_of([only.clone()]),
        many => vm.new_tuple(many.to_vec()),
    };
    Ok(vm.new_object(class, PyException::new(args)).into_value())
}

/// A MemoryError takes nothing with it before `__init__`.
fn memory_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    base_new(vm, class, CallArgs::positional(&[]))
}

pub fn base_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, &format!("{}() takes no keyword arguments", vm.class_name(object))));
    }
    let Some(exception) = object.get::<PyException>() else { return Ok(()) };
    let known = exception.args.copy();
    let same = known
        .get::<Tuple>()
        .is_some_and(|known| known.len() == args.values.len() && known.items().iter().zip(args.values).all(|(a, b)| a.is(b)));
    if !same {
        drop(exception.args.replace(vm.new_tuple(args.values.to_vec())));
    }
    Ok(())
}

fn arguments(value: &Value) -> Vec<Value> {
    let args = value.get::<PyException>().map_or(Value::NONE, |e| e.args.copy());
    args.get::<Tuple>().map_or(Vec::new(), |args| args.items().to_vec())
}

fn base_repr(vm: &Vm, value: &Value) -> PyResult {
    let name = vm.class_of(value).name_text();
    let args = value.get::<PyException>().map_or(Value::NONE, |e| e.args.copy());
    let text = match arguments(value).as_slice() {
        [only] => format!("({})", ops::repr_text(vm, only)?),
        _ => ops::repr_text(vm, &args)?,
    };
    Ok(vm.new_string(format!("{name}{text}")))
}

pub fn base_str(vm: &Vm, value: &Value) -> PyResult {
    match arguments(value).as_slice() {
        [] => Ok(vm.empty_str.clone()),
        [only] => ops::str(vm, only),
        _ => ops::str(vm, &value.get::<PyException>().map_or(Value::NONE, |e| e.args.copy())),
    }
}

/// What `start` and `end` of Unicode errors take.
fn set_position(vm: &Vm, value: &Value, index: usize, content: Option<Value>) -> PyResult<()> {
    let Some(content) = content else { return Err(messages::type_error(vm, "can't delete numeric/char attribute")) };
    if !vm.is_instance(&content, &vm.types.int) {
        return Err(messages::type_error(vm, "an integer is required"));
    }
    if int::as_i64(&content).is_none() {
        return Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t"));
    }
    if let Some(exception) = value.get::<PyException>() {
        exception.set_field(index, content);
    }
    Ok(())
}

/// The instance's dict when it has attributes, for pickling.
fn own_dict(vm: &Vm, value: &Value) -> PyResult<Option<Value>> {
    let has_some =
        value.header().and_then(crate::memory::Header::attrs).is_some_and(|attrs| attrs.length() > 0 || attrs.dict().is_some());
    if !has_some {
        return Ok(None);
    }
    let dict = object::instance_dict(vm, value)?;
    Ok(Some(dict).filter(|dict| dict.get::<PyDict>().is_some_and(|dict| !dict.is_empty())))
}

fn reduce_with(vm: &Vm, value: &Value, args: Value, state: Option<Value>) -> PyResult {
    let class = vm.class_of(value).to_value();
    Ok(match state {
        Some(state) => vm.tuple_of([class, args, state]),
        None => vm.tuple_of([class, args]),
    })
}

fn base_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let state = own_dict(vm, value)?;
    reduce_with(vm, value, with(vm, value, |e| e.args.copy()), state)
}

fn base_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, state] = args else { return Ok(Value::NONE) };
    if state.is_none() {
        return Ok(Value::NONE);
    }
    let Some(dict) = state.get::<PyDict>() else { return Err(messages::type_error(vm, "state is not a dictionary")) };
    let mut cursor = 0;
    while let Some((next, name, content)) = dict.next_entry(cursor) {
        cursor = next;
        let name = ops::attribute_name(vm, &name)?;
        ops::set_attr(vm, value, &name, Some(content))?;
    }
    Ok(Value::NONE)
}

fn with_traceback(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, traceback] = args else { return Ok(Value::NONE) };
    set_traceback(vm, value, Some(traceback.clone()))?;
    Ok(value.clone())
}

fn base_add_note(vm: &Vm, args: &[Value]) -> PyResult {
    let [value, note] = args else { return Ok(Value::NONE) };
    if !vm.is_instance(note, &vm.types.str) {
        return Err(messages::type_error(vm, &format!("note must be a str, not '{}'", vm.class_name(note))));
    }
    super::add_note(vm, value, note.clone())?;
    Ok(Value::NONE)
}

fn set_args(vm: &Vm, value: &Value, content: Option<Value>) -> PyResult<()> {
    let Some(content) = content else { return Err(messages::type_error(vm, "args may not be deleted")) };
    let items = ops::collect(vm, &content)?;
    if let Some(exception) = value.get::<PyException>() {
        drop(exception.args.replace(vm.new_tuple(items)));
    }
    Ok(())
}

fn set_traceback(vm: &Vm, value: &Value, content: Option<Value>) -> PyResult<()> {
    let Some(content) = content else { return Err(messages::type_error(vm, "__traceback__ may not be deleted")) };
    if !content.is_none() && !vm.is_instance(&content, &vm.types.traceback) {
        return Err(messages::type_error(vm, "__traceback__ must be a traceback or None"));
    }
    if let Some(exception) = value.get::<PyException>() {
        drop(exception.traceback.replace(content));
    }
    Ok(())
}

fn checked(vm: &Vm, content: Option<Value>, attribute: &str, what: &str) -> PyResult {
    let Some(content) = content else { return Err(messages::type_error(vm, &format!("{attribute} may not be deleted"))) };
    if content.is_none() || as_exception(&content).is_some() {
        return Ok(content);
    }
    Err(messages::type_error(vm, &format!("exception {what} must be None or derive from BaseException")))
}

fn set_context(vm: &Vm, value: &Value, content: Option<Value>) -> PyResult<()> {
    let content = checked(vm, content, "__context__", "context")?;
    if let Some(exception) = value.get::<PyException>() {
        drop(exception.context.replace(content));
    }
    Ok(())
}

fn set_cause(vm: &Vm, value: &Value, content: Option<Value>) -> PyResult<()> {
    let content = checked(vm, content, "__cause__", "cause")?;
    if let Some(exception) = value.get::<PyException>() {
        exception.suppress_context.set(true);
        drop(exception.cause.replace(content));
    }
    Ok(())
}

fn set_suppress(vm: &Vm, value: &Value, content: Option<Value>) -> PyResult<()> {
    let Some(content) = content else { return Err(messages::type_error(vm, "can't delete numeric/char attribute")) };
    if !content.is_bool() {
        return Err(messages::type_error(vm, "attribute value type must be bool"));
    }
    if let Some(exception) = value.get::<PyException>() {
        exception.suppress_context.set(content.is_true());
    }
    Ok(())
}

// ---- StopIteration, SystemExit, KeyError ----

fn stop_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    base_init(vm, object, args)?;
    if let Some(exception) = object.get::<PyException>() {
        exception.set_field(0, args.values.first().cloned().unwrap_or(Value::NONE));
    }
    Ok(())
}

fn system_exit_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    base_init(vm, object, args)?;
    let Some(exception) = object.get::<PyException>() else { return Ok(()) };
    match args.values {
        [] => {}
        [only] => exception.set_field(0, only.clone()),
        _ => exception.set_field(0, exception.args.copy()),
    }
    Ok(())
}

fn key_str(vm: &Vm, value: &Value) -> PyResult {
    match arguments(value).as_slice() {
        [only] => ops::repr(vm, only),
        _ => base_str(vm, value),
    }
}

// ---- NameError, AttributeError, ImportError ----

/// Sets fields from keywords after the positional arguments became `args`.
fn keyword_fields(vm: &Vm, object: &Value, args: CallArgs<'_>, name: &str, fields: &[(&str, usize)]) -> PyResult<()> {
    base_init(vm, object, CallArgs::positional(args.by_position()))?;
    let Some(exception) = object.get::<PyException>() else { return Ok(()) };
    for (_, index) in fields {
        exception.set_field(*index, Value::NONE);
    }
    let (most, given) = (fields.len(), args.names.len());
    if given > most {
        let plural = if most == 1 { "" } else { "s" };
        let message = format!("{name}() takes at most {most} keyword argument{plural} ({given} given)");
        return Err(messages::type_error(vm, &message));
    }
    for (keyword, value) in args.by_keyword() {
        let keyword = text_of(keyword);
        match fields.iter().find(|(name, _)| *name == keyword) {
            Some((_, index)) => exception.set_field(*index, value.clone()),
            None => return Err(messages::type_error(vm, &format!("{name}() got an unexpected keyword argument '{keyword}'"))),
        }
    }
    Ok(())
}

fn name_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    keyword_fields(vm, object, args, "NameError", &[("name", 0)])
}

fn attribute_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    keyword_fields(vm, object, args, "AttributeError", &[("name", 0), ("obj", 1)])
}

fn attribute_state(vm: &Vm, value: &Value) -> PyResult {
    let state = vm.new_dict();
    if let Some(own) = own_dict(vm, value)?
        && let Some(own) = own.get::<PyDict>()
    {
        let mut cursor = 0;
        while let Some((next, name, content)) = own.next_entry(cursor) {
            cursor = next;
            dict::set_item(vm, &state, &name, content)?;
        }
    }
    let name = with(vm, value, |e| e.field(0));
    if !name.is_none() {
        dict::set_item(vm, &state, &vm.names.name, name)?;
    }
    dict::set_item(vm, &state, &vm.names.args, with(vm, value, |e| e.args.copy()))?;
    Ok(state)
}

fn attribute_getstate(vm: &Vm, args: &[Value]) -> PyResult {
    attribute_state(vm, args.first().unwrap_or(&Value::NONE))
}

fn attribute_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let state = attribute_state(vm, value)?;
    reduce_with(vm, value, with(vm, value, |e| e.args.copy()), Some(state))
}

fn import_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    keyword_fields(vm, object, args, "ImportError", &[("name", 1), ("path", 2), ("name_from", 3)])?;
    if let (Some(exception), [only]) = (object.get::<PyException>(), args.by_position()) {
        exception.set_field(0, only.clone());
    }
    Ok(())
}

fn import_str(vm: &Vm, value: &Value) -> PyResult {
    let message = with(vm, value, |e| e.field(0));
    if message.is_kind::<Str>() && vm.class_of(&message).same(&vm.types.str) { Ok(message) } else { base_str(vm, value) }
}

fn import_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let state = vm.new_dict();
    if let Some(own) = own_dict(vm, value)?
        && let Some(own) = own.get::<PyDict>()
    {
        let mut cursor = 0;
        while let Some((next, name, content)) = own.next_entry(cursor) {
            cursor = next;
            dict::set_item(vm, &state, &name, content)?;
        }
    }
    for (name, index) in [("name", 1), ("path", 2), ("name_from", 3)] {
        let content = with(vm, value, |e| e.field(index));
        if !content.is_none() {
            dict::set_item(vm, &state, &vm.intern(name), content)?;
        }
    }
    let state = Some(state).filter(|state| state.get::<PyDict>().is_some_and(|state| !state.is_empty()));
    reduce_with(vm, value, with(vm, value, |e| e.args.copy()), state)
}

// ---- OSError ----

const WRITTEN: usize = 4;

/// Whether the arguments are for `__init__`: a subclass overrides it and not `__new__`.
fn os_uses_init(class: &Class) -> bool {
    let address = |init: Option<crate::objects::slots::Init>| init.map_or(0, |init| crate::memory::function_address(&init));
    let new = class.slots(|slots| slots.new.map_or(0, |new| crate::memory::function_address(&new)));
    let own_init = address(Some(os_init));
    let own_new = crate::memory::function_address(&(os_new as crate::objects::slots::New));
    class.slots(|slots| address(slots.init)) != own_init && new == own_new
}

/// The subclass that stands for an error number.
fn os_class(vm: &Vm, number: i64) -> Option<&Class> {
    let errors = &vm.errors;
    Some(match i32::try_from(number).ok()? {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => &errors.blocking_io_error,
        libc::EPIPE | libc::ESHUTDOWN => &errors.broken_pipe_error,
        libc::ECHILD => &errors.child_process_error,
        libc::ECONNABORTED => &errors.connection_aborted_error,
        libc::ECONNREFUSED => &errors.connection_refused_error,
        libc::ECONNRESET => &errors.connection_reset_error,
        libc::EEXIST => &errors.file_exists_error,
        libc::ENOENT => &errors.file_not_found_error,
        libc::EISDIR => &errors.is_a_directory_error,
        libc::ENOTDIR => &errors.not_a_directory_error,
        libc::EINTR => &errors.interrupted_error,
        libc::EACCES | libc::EPERM => &errors.permission_error,
        libc::ESRCH => &errors.process_lookup_error,
        libc::ETIMEDOUT => &errors.timeout_error,
        _ => return None,
    })
}

/// An OSError of the class that fits the number, as natives raise it.
pub fn new_os_error(vm: &Vm, number: i32, message: &str, filename: Option<Value>) -> Value {
    let class = os_class(vm, i64::from(number)).unwrap_or(&vm.errors.os_error);
    let exception = vm.new_exception(class, vec![Value::small_int(i64::from(number)), vm.new_str(message)]);
    if let Some(payload) = exception.get::<PyException>() {
        payload.set_field(0, Value::small_int(i64::from(number)));
        payload.set_field(1, vm.new_str(message));
        if let Some(filename) = filename {
            payload.set_field(2, filename);
        }
    }
    exception
}

fn os_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let given = class_argument(vm, class)?;
    if os_uses_init(given) {
        return Ok(vm.new_object(given, PyException::new(vm.empty_tuple.clone())).into_value());
    }
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, &format!("{}() takes no keyword arguments", given.name_text())));
    }
    let mut actual = given;
    if given.same(&vm.errors.os_error)
        && (2..=5).contains(&args.values.len())
        && let Some(number) = args.values.first().and_then(int::as_i64)
        && let Some(class) = os_class(vm, number)
    {
        actual = class;
    }
    let object = vm.new_object(actual, PyException::new(vm.new_tuple(args.values.to_vec()))).into_value();
    os_fill(vm, &object, args.values)?;
    Ok(object)
}

fn os_fill(vm: &Vm, object: &Value, values: &[Value]) -> PyResult<()> {
    let Some(exception) = object.get::<PyException>() else { return Ok(()) };
    if !(2..=5).contains(&values.len()) {
        return Ok(());
    }
    let part = |index: usize| values.get(index).cloned().unwrap_or(Value::NONE);
    exception.set_field(0, part(0));
    exception.set_field(1, part(1));
    let filename = part(2);
    if filename.is_none() {
        return Ok(());
    }
    let is_number = |slots: &Slots| slots.index.is_some() || slots.int.is_some() || slots.float.is_some();
    let is_number = vm.class_of(&filename).slots(is_number) || vm.is_instance(&filename, &vm.types.complex);
    if vm.class_of(object).same(&vm.errors.blocking_io_error) && is_number {
        let written = ops::index(vm, &filename)?;
        exception.set_field(2, Value::NONE);
        exception.set_field(3, Value::NONE);
        exception.set_field(WRITTEN, written);
        return Ok(());
    }
    exception.set_field(2, filename);
    exception.set_field(3, part(4));
    drop(exception.args.replace(vm.tuple_of([part(0), part(1)])));
    Ok(())
}

fn os_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if !os_uses_init(vm.class_of(object)) {
        return Ok(());
    }
    base_init(vm, object, args)?;
    os_fill(vm, object, args.values)
}

fn os_str(vm: &Vm, value: &Value) -> PyResult {
    let Some(exception) = value.get::<PyException>() else { return Ok(Value::NONE) };
    let is_set = exception.fields.read(Vec::len) >= 2;
    let (number, message) = (exception.field(0), exception.field(1));
    let (first, second) = (exception.field(2), exception.field(3));
    if !is_set {
        return base_str(vm, value);
    }
    let head = format!("[Errno {}] {}", ops::str_text(vm, &number)?, ops::str_text(vm, &message)?);
    if first.is_none() {
        return Ok(vm.new_string(head));
    }
    let first = ops::repr_text(vm, &first)?;
    Ok(vm.new_string(match second.is_none() {
        true => format!("{head}: {first}"),
        false => format!("{head}: {first} -> {}", ops::repr_text(vm, &second)?),
    }))
}

fn os_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let mut all = arguments(value);
    let (first, second) = (with(vm, value, |e| e.field(2)), with(vm, value, |e| e.field(3)));
    if all.len() == 2 && !first.is_none() {
        all.push(first);
        if !second.is_none() {
            all.push(Value::NONE);
            all.push(second);
        }
    }
    let state = own_dict(vm, value)?;
    reduce_with(vm, value, vm.new_tuple(all), state)
}

fn get_written(vm: &Vm, value: &Value) -> PyResult {
    match value.get::<PyException>().and_then(|e| e.fields.read(|fields| fields.get(WRITTEN).cloned())) {
        Some(written) if !written.is_unbound() => Ok(written),
        _ => Err(messages::attribute_error_plain(vm, "characters_written")),
    }
}

fn set_written(vm: &Vm, value: &Value, content: Option<Value>) -> PyResult<()> {
    let content = match content {
        Some(content) => {
            let index = ops::index(vm, &content)?;
            if int::as_i64(&index).is_none() {
                let message = format!("cannot fit '{}' into an index-sized integer", vm.class_name(&content));
                return Err(messages::value_error(vm, &message));
            }
            index
        }
        None => {
            get_written(vm, value)?;
            Value::UNBOUND
        }
    };
    if let Some(exception) = value.get::<PyException>() {
        exception.set_field(WRITTEN, content);
    }
    Ok(())
}

// ---- SyntaxError ----

fn syntax_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    base_init(vm, object, args)?;
    let Some(exception) = object.get::<PyException>() else { return Ok(()) };
    if let Some(message) = args.values.first() {
        exception.set_field(0, message.clone());
    }
    let [_, details] = args.values else { return Ok(()) };
    let details = ops::collect(vm, details)?;
    let count = details.len();
    if !(4..=6).contains(&count) {
        let (how, bound) = if count < 4 { ("at least", 4) } else { ("at most", 6) };
        return Err(messages::type_error(vm, &format!("function takes {how} {bound} arguments ({count} given)")));
    }
    if count == 5 {
        return Err(messages::type_error(vm, "end_offset must be provided when end_lineno is provided"));
    }
    for (index, detail) in details.into_iter().enumerate() {
        exception.set_field(index + 1, detail);
    }
    Ok(())
}

fn syntax_str(vm: &Vm, value: &Value) -> PyResult {
    let (message, filename, line) =
        (with(vm, value, |e| e.field(0)), with(vm, value, |e| e.field(1)), with(vm, value, |e| e.field(2)));
    let message = ops::str_text(vm, &message)?;
    let filename = if filename.is_kind::<Str>() {
        let text = text_of(&filename);
        Some(text.rsplit('/').next().unwrap_or("").to_owned())
    } else {
        None
    };
    let line = line.as_int();
    Ok(vm.new_string(match (filename, line) {
        (Some(filename), Some(line)) => format!("{message} ({filename}, line {line})"),
        (Some(filename), None) => format!("{message} ({filename})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    }))
}

// ---- Unicode errors ----

fn unicode_init(vm: &Vm, object: &Value, args: CallArgs<'_>, wanted: &[&str], first_field: usize) -> PyResult<()> {
    base_init(vm, object, args)?;
    if args.values.len() != wanted.len() {
        let message = format!("function takes exactly {} arguments ({} given)", wanted.len(), args.values.len());
        return Err(messages::type_error(vm, &message));
    }
    let Some(exception) = object.get::<PyException>() else { return Ok(()) };
    for (index_of, (value, wanted)) in args.values.iter().zip(wanted).enumerate() {
        let fits = match *wanted {
            "str" => vm.is_instance(value, &vm.types.str),
            "int" => {
                let index = ops::index(vm, value)?;
                if int::as_i64(&index).is_none() {
                    return Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t"));
                }
                exception.set_field(first_field + index_of, index);
                continue;
            }
            _ => true,
        };
        if !fits {
            let message = format!("argument {} must be {wanted}, not {}", index_of + 1, messages::shown_class(vm, value));
            return Err(messages::type_error(vm, &message));
        }
        exception.set_field(first_field + index_of, value.clone());
    }
    Ok(())
}

fn decode_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    unicode_init(vm, object, args, &["str", "bytes", "int", "int", "str"], 0)?;
    let Some(exception) = object.get::<PyException>() else { return Ok(()) };
    let source = exception.field(1);
    if !vm.is_instance(&source, &vm.types.bytes) {
        if !vm.is_instance(&source, &vm.types.bytearray) && !vm.is_instance(&source, &vm.types.memoryview) {
            let message = format!("a bytes-like object is required, not '{}'", vm.class_name(&source));
            return Err(messages::type_error(vm, &message));
        }
        let copy = vm.call_values(vm.types.bytes.value(), &[source])?;
        exception.set_field(1, copy);
    }
    Ok(())
}

fn encode_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    unicode_init(vm, object, args, &["str", "str", "int", "int", "str"], 0)
}

fn translate_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    unicode_init(vm, object, args, &["str", "int", "int", "str"], 1)
}

struct Range {
    encoding: String,
    reason: String,
    start: i64,
    end: i64,
    length: usize,
}

fn range_of(vm: &Vm, value: &Value) -> PyResult<Option<Range>> {
    let Some(exception) = value.get::<PyException>() else { return Ok(None) };
    let source = exception.field(1);
    if source.is_none() {
        return Ok(None);
    }
    let encoding = exception.field(0);
    let encoding = if encoding.is_none() { String::new() } else { ops::str_text(vm, &encoding)? };
    let reason = exception.field(4);
    let reason = if reason.is_none() { String::new() } else { ops::str_text(vm, &reason)? };
    let length = ops::len(vm, &source)?;
    let (start, end) = (exception.field(2).as_int().unwrap_or(0), exception.field(3).as_int().unwrap_or(0));
    Ok(Some(Range { encoding, reason, start, end, length }))
}

fn decode_str(vm: &Vm, value: &Value) -> PyResult {
    let Some(range) = range_of(vm, value)? else { return Ok(vm.empty_str.clone()) };
    let Range { encoding, reason, start, end, length } = range;
    if start >= 0 && (start as usize) < length && end == start + 1 {
        let source = with(vm, value, |e| e.field(1));
        let byte = ops::get_item(vm, &source, &Value::small_int(start))?.as_int().unwrap_or(0);
        let text = format!("'{encoding}' codec can't decode byte {byte:#04x} in position {start}: {reason}");
        return Ok(vm.new_string(text));
    }
    let text = format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end - 1);
    Ok(vm.new_string(text))
}

fn character_at(value: &Value, start: i64, end: i64, length: usize) -> Option<String> {
    if start < 0 || start as usize >= length || end != start + 1 {
        return None;
    }
    let source = value.get::<PyException>()?.field(1);
    let code = source.get::<Str>()?.data().at(start as usize)?;
    Some(match code {
        0..0x100 => format!("'\\x{code:02x}'"),
        0x100..0x1_0000 => format!("'\\u{code:04x}'"),
        _ => format!("'\\U{code:08x}'"),
    })
}

fn encode_str(vm: &Vm, value: &Value) -> PyResult {
    let Some(range) = range_of(vm, value)? else { return Ok(vm.empty_str.clone()) };
    let Range { encoding, reason, start, end, length } = range;
    let text = match character_at(value, start, end, length) {
        Some(character) => format!("'{encoding}' codec can't encode character {character} in position {start}: {reason}"),
        None => format!("'{encoding}' codec can't encode characters in position {start}-{}: {reason}", end - 1),
    };
    Ok(vm.new_string(text))
}

fn translate_str(vm: &Vm, value: &Value) -> PyResult {
    let Some(range) = range_of(vm, value)? else { return Ok(vm.empty_str.clone()) };
    let Range { encoding: _, reason, start, end, length } = range;
    let text = match character_at(value, start, end, length) {
        Some(character) => format!("can't translate character {character} in position {start}: {reason}"),
        None => format!("can't translate characters in position {start}-{}: {reason}", end - 1),
    };
    Ok(vm.new_string(text))
}
