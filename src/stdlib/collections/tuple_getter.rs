//! `_tuplegetter`: the descriptor behind the fields of a named tuple.

use crate::memory::{Guarded, PyResult, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{Member, Method, expect_positional, method};
use crate::objects::ops;
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::stdlib::natives::{argument, expect_size, make_in, payload, receiver};

pub const TUPLE_GETTER: TypeSpec = TypeSpec {
    name: "_tuplegetter",
    module: "collections",
    flags: class_flag::IMMUTABLE,
    slots: Slots {
        repr: Some(getter_repr),
        new: Some(getter_new),
        descr_get: Some(getter_get),
        descr_set: Some(getter_set),
        ..Slots::EMPTY
    },
    methods: METHODS,
    members: &[Member { name: "__doc__", get: get_doc, set: Some(set_doc), doc: "" }],
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[method("__reduce__", "(self, /)", getter_reduce, "What pickling needs.")];

payload!(
    TupleGetter, TUPLE_GETTER { doc } { index: i64 }
);

fn getter_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    expect_positional(vm, "_tuplegetter", args, 2, 2)?;
    let index = expect_size(vm, argument(args.values, 0))?;
    make_in(vm, class, TupleGetter { doc: Guarded::new(argument(args.values, 1).clone()), index })
}

fn getter_get(vm: &Vm, getter: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let Some(instance) = instance.filter(|instance| !instance.is_none()) else { return Ok(getter.clone()) };
    let index = getter.get::<TupleGetter>().map_or(0, |getter| getter.index);
    let Some(tuple) = instance.get::<Tuple>() else {
        let name = vm.class_name(instance);
        let message = format!("descriptor for index '{index}' for tuple subclasses doesn't apply to '{name}' object");
        return Err(messages::type_error(vm, &message));
    };
    match usize::try_from(index).ok().and_then(|index| tuple.items().get(index)) {
        Some(item) => Ok(item.clone()),
        None => Err(messages::index_error(vm, "tuple index out of range")),
    }
}

fn getter_set(vm: &Vm, _getter: &Value, _instance: &Value, value: Option<Value>) -> PyResult<()> {
    let what = if value.is_some() { "set" } else { "delete" };
    Err(messages::attribute_error_plain(vm, &format!("can't {what} attribute")))
}

fn getter_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(getter) = value.get::<TupleGetter>() else { return Ok(Value::NONE) };
    let doc = ops::repr_text(vm, &getter.doc.copy())?;
    Ok(vm.new_string(format!("{}({}, {doc})", vm.class_of(value).name_text(), getter.index)))
}

fn getter_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let getter = receiver::<TupleGetter>(vm, args)?;
    let class = vm.class_of(argument(args, 0)).to_value();
    Ok(vm.tuple_of([class, vm.tuple_of([vm.new_int(getter.index), getter.doc.copy()])]))
}

fn get_doc(_vm: &Vm, value: &Value) -> PyResult {
    Ok(value.get::<TupleGetter>().map_or(Value::NONE, |getter| getter.doc.copy()))
}

fn set_doc(_vm: &Vm, value: &Value, doc: Option<Value>) -> PyResult<()> {
    if let Some(getter) = value.get::<TupleGetter>() {
        drop(getter.doc.replace(doc.unwrap_or(Value::NONE)));
    }
    Ok(())
}
