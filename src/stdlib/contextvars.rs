//! `_contextvars`: `ContextVar`, `Context`, `Token`, `copy_context`.
//!
//! A context holds a dict from variables to values. Copies share the dict until
//! one of them sets a variable, so that a copy for every task and callback costs
//! nothing. The current context lies in the interpreter.

use super::ModuleSpec;
use super::natives::{CLOSED, add_class, argument, given, items_of, make, make_in, payload, receiver};
use crate::memory::{Guarded, PyResult, Str, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::native::{Member, class_method, function, method};
use crate::objects::object::address_text;
use crate::objects::slots::{CompareOp, Slots};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{generic_alias, kinds, ops};
use std::cell::Cell;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_contextvars",
    doc: "Variables that belong to a context.",
    functions: &[function("copy_context", "()", copy_context, "A copy of the current context.")],
    setup: Some(|vm, module| {
        add_class(vm, module, &CONTEXT, kinds::CONTEXT);
        add_class(vm, module, &CONTEXT_VAR, kinds::CONTEXT_VAR);
        add_class(vm, module, &TOKEN, kinds::CONTEXT_TOKEN);
        Ok(())
    }),
};

const CONTEXT: TypeSpec = TypeSpec {
    name: "Context",
    module: "_contextvars",
    flags: class_flag::IMMUTABLE | class_flag::WEAK | class_flag::MAPPING,
    doc: "A mapping of context variables to their values.",
    slots: Slots {
        new: Some(context_new),
        compare: Some(context_compare),
        iter: Some(|vm, value| ops::iter(vm, &variables(value))),
        length: Some(|_, value| Ok(variables(value).get::<PyDict>().map_or(0, PyDict::len))),
        getitem: Some(context_getitem),
        contains: Some(|vm, value, key| Ok(find(vm, value, key)?.is_some())),
        ..Slots::EMPTY
    },
    methods: &[
        method("get", "(self, key, default=None, /)", context_get, "The value of a variable, else the default."),
        method(
            "items",
            "(self, /)",
            |vm, args| vm.call_method(&variables(argument(args, 0)), &vm.names.items, &[]),
            "Variables with their values.",
        ),
        method(
            "keys",
            "(self, /)",
            |vm, args| vm.call_method(&variables(argument(args, 0)), &vm.names.keys, &[]),
            "The variables.",
        ),
        method(
            "values",
            "(self, /)",
            |vm, args| vm.call_method(&variables(argument(args, 0)), &vm.intern("values"), &[]),
            "The values.",
        ),
        method("copy", "(self, /)", context_copy, "A copy with the same values."),
        method("run", "(self, *args, **kwargs)", context_run, "Call a function in this context."),
    ],
    ..TypeSpec::EMPTY
};

const CONTEXT_VAR: TypeSpec = TypeSpec {
    name: "ContextVar",
    module: "_contextvars",
    flags: class_flag::IMMUTABLE,
    doc: "A variable whose value depends on the context.",
    slots: Slots { new: Some(var_new), repr: Some(var_repr), ..Slots::EMPTY },
    methods: &[
        method("get", "(self, default=<none>, /)", var_get, "The value in the current context."),
        method("set", "(self, value, /)", var_set, "Set the value in the current context; a token to undo it."),
        method("reset", "(self, token, /)", var_reset, "Go back to the value before the token's set."),
        class_method("__class_getitem__", "(type, object, /)", class_getitem, "A generic alias: see PEP 585."),
    ],
    members: &[Member {
        name: "name",
        get: |_, value| Ok(value.get::<ContextVar>().map_or(Value::NONE, |var| var.name.copy())),
        set: None,
        doc: "",
    }],
    ..TypeSpec::EMPTY
};

const TOKEN: TypeSpec = TypeSpec {
    name: "Token",
    module: "_contextvars",
    flags: class_flag::IMMUTABLE,
    doc: "What setting a context variable returns.",
    slots: Slots {
        new: Some(|vm, _, _| Err(messages::runtime_error(vm, "Tokens can only be created by ContextVars"))),
        repr: Some(token_repr),
        ..Slots::EMPTY
    },
    methods: &[class_method("__class_getitem__", "(type, object, /)", class_getitem, "A generic alias: see PEP 585.")],
    members: &[
        Member {
            name: "var",
            get: |_, value| Ok(value.get::<Token>().map_or(Value::NONE, |token| token.var.copy())),
            set: None,
            doc: "",
        },
        Member { name: "old_value", get: token_old_value, set: None, doc: "" },
    ],
    extra: Some(|vm, class| class.namespace().set_interned(vm.intern("MISSING"), missing(vm))),
    ..TypeSpec::EMPTY
};

const MISSING: TypeSpec = TypeSpec {
    name: "Missing",
    module: "Token",
    flags: CLOSED,
    slots: Slots { repr: Some(|vm, _| Ok(vm.intern("<Token.MISSING>"))), ..Slots::EMPTY },
    ..TypeSpec::EMPTY
};

payload!(
    /// A dict, whether it is entered, and whether other contexts may have the same dict.
    Context, CONTEXT { variables } { entered: Cell<bool>, shared: Cell<bool> }
);
payload!(
    /// The default is unbound when there is none.
    ContextVar, CONTEXT_VAR { name, default } {}
);
payload!(
    /// The old value is unbound when there was none.
    Token, CONTEXT_TOKEN { context, var, old } { used: Cell<bool> }
);
payload!(
    Marker, CONTEXT_MISSING {} {}
);

fn class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    generic_alias::new_alias(vm, argument(args, 0), argument(args, 1))
}

fn missing(vm: &Vm) -> Value {
    const KEY: &str = "contextvars.missing";
    match vm.registered(KEY) {
        Some(marker) => marker,
        None => {
            let marker = make(vm, &MISSING, Marker {});
            vm.register(KEY, marker.clone());
            marker
        }
    }
}

fn fresh(variables: Value, shared: bool) -> Context {
    Context { variables: Guarded::new(variables), entered: Cell::new(false), shared: Cell::new(shared) }
}

fn current(vm: &Vm) -> Value {
    let context = vm.context.copy();
    if !context.is_unbound() {
        return context;
    }
    let context = make(vm, &CONTEXT, fresh(vm.new_dict(), false));
    drop(vm.context.replace(context.clone()));
    context
}

/// A copy that has the same dict until one of the two changes it.
fn duplicate(vm: &Vm, context: &Value) -> Value {
    if let Some(own) = context.get::<Context>() {
        own.shared.set(true);
    }
    make(vm, &CONTEXT, fresh(variables(context), true))
}

/// A copy of the current context, as callbacks and tasks take one.
pub fn copy_current(vm: &Vm) -> Value {
    duplicate(vm, &current(vm))
}

/// Whether a value is a context.
pub fn is_context(value: &Value) -> bool {
    value.is_kind::<Context>()
}

/// Makes a context current; gives the one to [`leave`] for.
pub fn enter(vm: &Vm, context: &Value) -> PyResult {
    let Some(own) = context.get::<Context>() else {
        return Err(messages::type_error(vm, "an instance of Context was expected"));
    };
    if own.entered.get() {
        let shown = ops::repr_text(vm, context)?;
        return Err(messages::runtime_error(vm, &format!("cannot enter context: {shown} is already entered")));
    }
    own.entered.set(true);
    Ok(vm.context.replace(context.clone()))
}

/// Goes back to the context that [`enter`] replaced.
pub fn leave(vm: &Vm, context: &Value, before: Value) {
    if let Some(own) = context.get::<Context>() {
        own.entered.set(false);
    }
    drop(vm.context.replace(before));
}

/// The dict of a context that nobody else has, for changing it.
fn own_variables(vm: &Vm, context: &Value) -> PyResult {
    let Some(own) = context.get::<Context>() else { return Ok(Value::NONE) };
    if own.shared.replace(false) {
        let copy = dict::copy(vm, &own.variables.copy())?;
        drop(own.variables.replace(copy));
    }
    Ok(own.variables.copy())
}

/// The dict of a context.
fn variables(context: &Value) -> Value {
    context.get::<Context>().map_or(Value::NONE, |context| context.variables.copy())
}

fn copy_context(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(copy_current(vm))
}

fn context_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    if !args.is_empty() {
        return Err(messages::type_error(vm, "Context() does not accept any arguments"));
    }
    make_in(vm, class, fresh(vm.new_dict(), false))
}

fn context_copy(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(duplicate(vm, argument(args, 0)))
}

fn context_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if !right.is_kind::<Context>() || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    ops::compare(vm, &variables(left), &variables(right), op)
}

fn find(vm: &Vm, context: &Value, key: &Value) -> PyResult<Option<Value>> {
    if !key.is_kind::<ContextVar>() {
        let shown = ops::repr_text(vm, key)?;
        return Err(messages::type_error(vm, &format!("a ContextVar key was expected, got {shown}")));
    }
    dict::get_item_value(vm, &variables(context), key)
}

fn context_getitem(vm: &Vm, context: &Value, key: &Value) -> PyResult {
    match find(vm, context, key)? {
        Some(value) => Ok(value),
        None => Err(messages::key_error(vm, key)),
    }
}

fn context_get(vm: &Vm, args: &[Value]) -> PyResult {
    match find(vm, argument(args, 0), argument(args, 1))? {
        Some(value) => Ok(value),
        None => Ok(given(args, 2).cloned().unwrap_or(Value::NONE)),
    }
}

fn context_run(vm: &Vm, args: &[Value]) -> PyResult {
    let context = argument(args, 0);
    let Some((function, rest)) = items_of(argument(args, 1)).split_first() else {
        return Err(messages::type_error(vm, "run() missing 1 required positional argument"));
    };
    let mut values = rest.to_vec();
    let mut names = Vec::new();
    for (name, value) in argument(args, 2).get::<PyDict>().map(PyDict::pairs).unwrap_or_default() {
        names.push(vm.intern_value(&name));
        values.push(value);
    }
    let before = enter(vm, context)?;
    let result = vm.call(function, CallArgs { values: &values, names: &names });
    leave(vm, context, before);
    result
}

fn var_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let [name] = args.by_position() else {
        let (how, count) = match args.by_position().len() {
            0 => ("exactly", 0),
            count => ("at most", count),
        };
        let message = format!("ContextVar() takes {how} 1 positional argument ({count} given)");
        return Err(messages::type_error(vm, &message));
    };
    let mut default = Value::UNBOUND;
    for (keyword, value) in args.by_keyword() {
        let keyword = text_of(keyword);
        if keyword != "default" {
            return Err(messages::type_error(vm, &format!("ContextVar() got an unexpected keyword argument '{keyword}'")));
        }
        default = value.clone();
    }
    if !name.is_kind::<Str>() {
        return Err(messages::type_error(vm, "context variable name must be a str"));
    }
    make_in(vm, class, ContextVar { name: Guarded::new(name.clone()), default: Guarded::new(default) })
}

fn var_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(var) = value.get::<ContextVar>() else { return Ok(Value::NONE) };
    let name = ops::repr_text(vm, &var.name.copy())?;
    let default = var.default.copy();
    let default = if default.is_unbound() { String::new() } else { format!(" default={}", ops::repr_text(vm, &default)?) };
    Ok(vm.new_string(format!("<ContextVar name={name}{default} at {}>", address_text(value))))
}

fn var_get(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, var) = (argument(args, 0), receiver::<ContextVar>(vm, args)?);
    if let Some(found) = dict::get_item_value(vm, &variables(&current(vm)), value)? {
        return Ok(found);
    }
    if let Some(default) = given(args, 1) {
        return Ok(default.clone());
    }
    let default = var.default.copy();
    if !default.is_unbound() {
        return Ok(default);
    }
    let exception = vm.new_exception(&vm.errors.lookup_error, vec![value.clone()]);
    Err(vm.raise_new(exception))
}

/// The value of a variable in the running context, for natives.
pub fn value_of(vm: &Vm, var: &Value) -> PyResult<Option<Value>> {
    dict::get_item_value(vm, &variables(&current(vm)), var)
}

fn var_set(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, context) = (argument(args, 0), current(vm));
    let table = own_variables(vm, &context)?;
    let old = dict::get_item_value(vm, &table, value)?.unwrap_or(Value::UNBOUND);
    dict::set_item(vm, &table, value, argument(args, 1).clone())?;
    let token = Token {
        context: Guarded::new(context),
        var: Guarded::new(value.clone()),
        old: Guarded::new(old),
        used: Cell::new(false),
    };
    Ok(make(vm, &TOKEN, token))
}

fn var_reset(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, given) = (argument(args, 0), argument(args, 1));
    let Some(token) = given.get::<Token>() else {
        let shown = ops::repr_text(vm, given)?;
        return Err(messages::type_error(vm, &format!("expected an instance of Token, got {shown}")));
    };
    if token.used.get() {
        let shown = ops::repr_text(vm, given)?;
        return Err(messages::runtime_error(vm, &format!("{shown} has already been used once")));
    }
    if !token.var.copy().is(value) {
        let shown = ops::repr_text(vm, given)?;
        return Err(messages::value_error(vm, &format!("{shown} was created by a different ContextVar")));
    }
    let context = current(vm);
    if !token.context.copy().is(&context) {
        let shown = ops::repr_text(vm, given)?;
        return Err(messages::value_error(vm, &format!("{shown} was created in a different Context")));
    }
    token.used.set(true);
    let (table, old) = (own_variables(vm, &context)?, token.old.copy());
    if old.is_unbound() {
        dict::remove_item(vm, &table, value)?;
    } else {
        dict::set_item(vm, &table, value, old)?;
    }
    Ok(Value::NONE)
}

fn token_old_value(vm: &Vm, value: &Value) -> PyResult {
    let old = value.get::<Token>().map_or(Value::NONE, |token| token.old.copy());
    Ok(if old.is_unbound() { missing(vm) } else { old })
}

fn token_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(token) = value.get::<Token>() else { return Ok(Value::NONE) };
    let used = if token.used.get() { " used" } else { "" };
    let var = ops::repr_text(vm, &token.var.copy())?;
    Ok(vm.new_string(format!("<Token{used} var={var} at {}>", address_text(value))))
}
