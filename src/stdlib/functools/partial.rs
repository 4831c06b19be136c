//! `partial`: a function with some of its arguments filled in.

use crate::memory::{Guarded, PyResult, Tuple, Value, in_a_row, with_receiver};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::native::{Member, Method, class_method, getset, method};
use crate::objects::pieces::Pieces;
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{generic_alias, object, ops, str, tuple};
use crate::stdlib::natives::{argument, items_of, make_in, payload, receiver};

pub const PARTIAL: TypeSpec = TypeSpec {
    name: "partial",
    module: "functools",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::HAS_DICT | class_flag::WEAK,
    doc: "A function with some arguments and keywords already given.",
    slots: Slots {
        repr: Some(partial_repr),
        call: Some(partial_call),
        new: Some(partial_new),
        descr_get: Some(partial_get),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: &[getset("__dict__", object::get_dict, partial_set_dict, "")],
    members: &[
        Member {
            name: "func",
            get: |_, value| Ok(part(value, |partial| partial.function.copy())),
            set: None,
            doc: "The function that is called.",
        },
        Member {
            name: "args",
            get: |_, value| Ok(part(value, |partial| partial.args.copy())),
            set: None,
            doc: "The positional arguments given before.",
        },
        Member {
            name: "keywords",
            get: |_, value| Ok(part(value, |partial| partial.keywords.copy())),
            set: None,
            doc: "The keyword arguments given before.",
        },
    ],
    signature: "(func, /, *args, **keywords)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__reduce__", "(self, /)", partial_reduce, "What pickling needs."),
    method("__setstate__", "(self, state, /)", partial_setstate, "Take over what pickling recorded."),
    class_method("__class_getitem__", "(type, object, /)", class_getitem, "A generic alias: see PEP 585."),
];

payload!(
    /// A callable, a tuple and a dict.
    Partial, PARTIAL { function, args, keywords } {}
);

fn part(value: &Value, look: impl FnOnce(&Partial) -> Value) -> Value {
    value.get::<Partial>().map_or(Value::NONE, look)
}

fn class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    generic_alias::new_alias(vm, argument(args, 0), argument(args, 1))
}

/// Whether attributes were set on the object itself.
fn has_attributes(vm: &Vm, value: &Value) -> PyResult<bool> {
    Ok(match value.header().and_then(crate::memory::Header::attrs) {
        Some(attrs) if attrs.shape().is_dict() || attrs.length() > 0 => {
            let own = object::get_dict(vm, value)?;
            own.get::<PyDict>().is_some_and(|own| !own.is_empty())
        }
        _ => false,
    })
}

fn partial_set_dict(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) => object::set_dict(vm, object, Some(value)),
        None => Err(messages::type_error(vm, "cannot delete __dict__")),
    }
}

fn partial_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let Some((first, rest)) = args.by_position().split_first() else {
        return Err(messages::type_error(vm, "type 'partial' takes at least one argument"));
    };
    if vm.class_of(first).slots(|slots| slots.call.is_none()) {
        return Err(messages::type_error(vm, "the first argument must be callable"));
    }
    let keywords = vm.new_dict();
    let (mut function, mut all) = (first.clone(), rest.to_vec());
    // A partial of a partial calls the innermost function directly.
    if let Some(inner) = first.get::<Partial>()
        && !has_attributes(vm, first)?
    {
        function = inner.function.copy();
        all = items_of(&inner.args.copy()).iter().chain(rest).cloned().collect();
        dict::merge_dict(vm, &keywords, &inner.keywords.copy(), false)?;
    }
    for (name, value) in args.by_keyword() {
        dict::set_item(vm, &keywords, name, value.clone())?;
    }
    let args = match first.get::<Partial>().filter(|inner| rest.is_empty() && function.is(&inner.function.copy())) {
        Some(inner) => Guarded::new(inner.args.copy()),
        None => Guarded::new(vm.new_tuple(all)),
    };
    make_in(vm, class, Partial { function: Guarded::new(function), args, keywords: Guarded::new(keywords) })
}

fn partial_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(partial) = callee.get::<Partial>() else { return Err(messages::not_callable(vm, callee)) };
    let (function, own, keywords) = (partial.function.copy(), partial.args.copy(), partial.keywords.copy());
    let own = items_of(&own);
    let Some(kept) = keywords.get::<PyDict>().filter(|kept| !kept.is_empty()) else {
        if own.is_empty() {
            return vm.call(&function, args);
        }
        let call = |values: &[Value]| vm.call(&function, CallArgs { values, names: args.names });
        return match own {
            [a] => with_receiver(a, args.values, call),
            _ => in_a_row(own.iter().chain(args.values), call),
        };
    };
    let mut values: Vec<Value> = own.iter().chain(args.by_position()).cloned().collect();
    let start = values.len();
    let mut names = Vec::with_capacity(kept.len() + args.names.len());
    for (name, value) in kept.pairs() {
        if !vm.is_instance(&name, &vm.types.str) {
            return Err(messages::type_error(vm, "keywords must be strings"));
        }
        names.push(vm.intern_value(&name));
        values.push(value);
    }
    for (name, value) in args.by_keyword() {
        match names.iter().position(|known| known.is(name)) {
            Some(index) => {
                if let Some(place) = values.get_mut(start + index) {
                    *place = value.clone();
                }
            }
            None => {
                names.push(name.clone());
                values.push(value.clone());
            }
        }
    }
    vm.call(&function, CallArgs { values: &values, names: &names })
}

fn partial_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    if instance.is_some_and(|instance| !instance.is_none()) {
        let message = "functools.partial will be a method descriptor in future Python versions; \
                       wrap it in staticmethod() if you want to preserve the old behavior";
        messages::warn(vm, &vm.errors.future_warning, message)?;
    }
    Ok(descriptor.clone())
}

fn partial_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(partial) = value.get::<Partial>() else { return Ok(Value::NONE) };
    let Some(_guard) = vm.enter_repr(value) else {
        return Ok(vm.intern("..."));
    };
    let mut pieces = Pieces::new("");
    pieces.text(vm.new_string(object::qualified_name(vm, vm.class_of(value))));
    pieces.plain("(");
    pieces.repr(vm, &partial.function.copy())?;
    let args = partial.args.copy();
    for item in items_of(&args) {
        pieces.plain(", ");
        pieces.repr(vm, item)?;
    }
    let keywords = partial.keywords.copy();
    for (name, value) in keywords.get::<PyDict>().map(PyDict::pairs).unwrap_or_default() {
        pieces.plain(", ");
        pieces.text(if str::is_exact(vm, &name) { name } else { ops::str(vm, &name)? });
        pieces.plain("=");
        pieces.repr(vm, &value)?;
    }
    pieces.plain(")");
    pieces.finish(vm)
}

fn partial_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, partial) = (argument(args, 0), receiver::<Partial>(vm, args)?);
    let function = partial.function.copy();
    let own = if has_attributes(vm, value)? { object::get_dict(vm, value)? } else { Value::NONE };
    let state = vm.tuple_of([function.clone(), partial.args.copy(), partial.keywords.copy(), own]);
    Ok(vm.tuple_of([vm.class_of(value).to_value(), vm.tuple_of([function]), state]))
}

fn partial_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let partial = receiver::<Partial>(vm, args)?;
    let invalid = || messages::type_error(vm, "invalid partial state");
    let state = argument(args, 1);
    let Some([function, given, keywords, own]) = state.get::<Tuple>().map(Tuple::items) else { return Err(invalid()) };
    let callable = vm.class_of(function).slots(|slots| slots.call.is_some());
    if !callable || !given.is_kind::<Tuple>() || !(keywords.is_none() || keywords.is_kind::<PyDict>()) {
        return Err(invalid());
    }
    let given = if vm.class_of(given).same(&vm.types.tuple) { given.clone() } else { tuple::from_iterable(vm, given)? };
    let keywords = if keywords.is_none() { vm.new_dict() } else { dict::copy(vm, keywords)? };
    let own = if own.is_none() { vm.new_dict() } else { own.clone() };
    object::set_dict(vm, argument(args, 0), Some(own))?;
    let old = (partial.function.replace(function.clone()), partial.args.replace(given), partial.keywords.replace(keywords));
    drop(old);
    Ok(Value::NONE)
}
