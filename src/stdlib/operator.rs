//! `operator` and `_operator`: the operators as functions, and the callables
//! that fetch items, attributes and call methods.
//!
//! Both modules have the same contents; functions say that they are from
//! `_operator`, classes that they are from `operator`, as in CPython.

use super::natives::{add_class, argument, given, items_of, make_in, payload, receiver};
use super::{ModuleSpec, set};
use crate::memory::{Guarded, Kind, Payload, PyResult, Str, Tuple, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::dict::PyDict;
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::native::{Method, function, method};
use crate::objects::object;
use crate::objects::pieces::Pieces;
use crate::objects::slots::{BinaryOp, CompareOp, Slots};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{kinds, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "operator",
    doc: "Operators as functions.",
    functions: &[],
    setup: Some(|vm, module| {
        // The functions are those of `_operator`, which is where pickles find them.
        let inner = super::import::import_absolute(vm, "_operator")?;
        let mut public = Vec::new();
        for row in FUNCTIONS.iter().filter(|row| row.name != "_compare_digest") {
            let native = ops::get_attr(vm, &inner, &vm.intern(row.name))?;
            set(vm, module, row.name, native.clone());
            if ALIASED.contains(&row.name) {
                set(vm, module, &format!("__{}__", row.name.trim_end_matches('_')), native);
            }
            if row.name != "_abs" {
                public.push(vm.intern(row.name));
            }
        }
        if let Some(abs) = super::get(vm, module, "_abs") {
            set(vm, module, "abs", abs.clone());
            set(vm, module, "__abs__", abs);
            public.push(vm.intern("abs"));
        }
        for (spec, kind) in CLASSES {
            add_class(vm, module, spec, *kind);
            public.push(vm.intern(spec.name));
        }
        set(vm, module, "__all__", vm.new_list(public));
        Ok(())
    }),
};

pub const INNER_MODULE: ModuleSpec = ModuleSpec {
    name: "_operator",
    doc: "Operators as functions.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        for (spec, kind) in CLASSES {
            add_class(vm, module, spec, *kind);
        }
        if let Some(abs) = super::get(vm, module, "_abs") {
            set(vm, module, "abs", abs);
        }
        Ok(())
    }),
};

const CLASSES: &[(&TypeSpec, Kind)] =
    &[(&ITEM_GETTER, kinds::ITEM_GETTER), (&ATTR_GETTER, kinds::ATTR_GETTER), (&METHOD_CALLER, kinds::METHOD_CALLER)];

/// Functions that also go by the name of their special method.
const ALIASED: &[&str] = &[
    "add",
    "and_",
    "call",
    "concat",
    "contains",
    "delitem",
    "eq",
    "floordiv",
    "ge",
    "getitem",
    "gt",
    "iadd",
    "iand",
    "iconcat",
    "ifloordiv",
    "ilshift",
    "imatmul",
    "imod",
    "imul",
    "index",
    "inv",
    "invert",
    "ior",
    "ipow",
    "irshift",
    "isub",
    "itruediv",
    "ixor",
    "le",
    "lshift",
    "lt",
    "matmul",
    "mod",
    "mul",
    "ne",
    "neg",
    "not_",
    "or_",
    "pos",
    "pow",
    "rshift",
    "setitem",
    "sub",
    "truediv",
    "xor",
];

macro_rules! binary {
    ($name:literal, $op:ident, $doc:literal) => {
        function($name, "(a, b, /)", |vm, args| ops::binary(vm, BinaryOp::$op, argument(args, 0), argument(args, 1)), $doc)
    };
}

macro_rules! inplace {
    ($name:literal, $op:ident, $doc:literal) => {
        function($name, "(a, b, /)", |vm, args| ops::inplace(vm, BinaryOp::$op, argument(args, 0), argument(args, 1)), $doc)
    };
}

macro_rules! comparison {
    ($name:literal, $op:ident, $doc:literal) => {
        function(
            $name,
            "(a, b, /)",
            |vm, args| match (argument(args, 0).as_int(), argument(args, 1).as_int()) {
                (Some(a), Some(b)) => Ok(Value::bool(CompareOp::$op.holds(a.cmp(&b)))),
                _ => ops::compare(vm, argument(args, 0), argument(args, 1), CompareOp::$op),
            },
            $doc,
        )
    };
}

const FUNCTIONS: &[Method] = &[
    function("truth", "(a, /)", |vm, args| Ok(Value::bool(ops::truth(vm, argument(args, 0))?)), "Whether a counts as true."),
    function("not_", "(a, /)", |vm, args| Ok(Value::bool(!ops::truth(vm, argument(args, 0))?)), "Same as not a."),
    function("is_", "(a, b, /)", |_, args| Ok(Value::bool(argument(args, 0).is(argument(args, 1)))), "Same as a is b."),
    function("is_not", "(a, b, /)", |_, args| Ok(Value::bool(!argument(args, 0).is(argument(args, 1)))), "Same as a is not b."),
    comparison!("lt", Lt, "Same as a < b."),
    comparison!("le", Le, "Same as a <= b."),
    comparison!("eq", Eq, "Same as a == b."),
    comparison!("ne", Ne, "Same as a != b."),
    comparison!("gt", Gt, "Same as a > b."),
    comparison!("ge", Ge, "Same as a >= b."),
    function("add", "(a, b, /)", add, "Same as a + b."),
    binary!("sub", Sub, "Same as a - b."),
    binary!("mul", Mul, "Same as a * b."),
    binary!("matmul", MatMul, "Same as a @ b."),
    binary!("floordiv", FloorDiv, "Same as a // b."),
    binary!("truediv", TrueDiv, "Same as a / b."),
    binary!("mod", Mod, "Same as a % b."),
    binary!("lshift", Lshift, "Same as a << b."),
    binary!("rshift", Rshift, "Same as a >> b."),
    binary!("and_", And, "Same as a & b."),
    binary!("xor", Xor, "Same as a ^ b."),
    binary!("or_", Or, "Same as a | b."),
    binary!("pow", Pow, "Same as a ** b."),
    inplace!("iadd", Add, "Same as a += b."),
    inplace!("isub", Sub, "Same as a -= b."),
    inplace!("imul", Mul, "Same as a *= b."),
    inplace!("imatmul", MatMul, "Same as a @= b."),
    inplace!("ifloordiv", FloorDiv, "Same as a //= b."),
    inplace!("itruediv", TrueDiv, "Same as a /= b."),
    inplace!("imod", Mod, "Same as a %= b."),
    inplace!("ilshift", Lshift, "Same as a <<= b."),
    inplace!("irshift", Rshift, "Same as a >>= b."),
    inplace!("iand", And, "Same as a &= b."),
    inplace!("ixor", Xor, "Same as a ^= b."),
    inplace!("ior", Or, "Same as a |= b."),
    inplace!("ipow", Pow, "Same as a **= b."),
    function("neg", "(a, /)", |vm, args| ops::negative(vm, argument(args, 0)), "Same as -a."),
    function("pos", "(a, /)", |vm, args| ops::positive(vm, argument(args, 0)), "Same as +a."),
    function("inv", "(a, /)", |vm, args| ops::invert(vm, argument(args, 0)), "Same as ~a."),
    function("invert", "(a, /)", |vm, args| ops::invert(vm, argument(args, 0)), "Same as ~a."),
    function("_abs", "(a, /)", |vm, args| ops::absolute(vm, argument(args, 0)), "Same as abs(a)."),
    function("index", "(a, /)", |vm, args| ops::index(vm, argument(args, 0)), "Same as a.__index__()."),
    function("concat", "(a, b, /)", concat, "Same as a + b, for sequences."),
    function("iconcat", "(a, b, /)", iconcat, "Same as a += b, for sequences."),
    function(
        "contains",
        "(a, b, /)",
        |vm, args| Ok(Value::bool(ops::contains(vm, argument(args, 0), argument(args, 1))?)),
        "Same as b in a.",
    ),
    function("countOf", "(a, b, /)", count_of, "How often b occurs in a."),
    function("indexOf", "(a, b, /)", index_of, "The first position of b in a."),
    function("getitem", "(a, b, /)", |vm, args| ops::get_item(vm, argument(args, 0), argument(args, 1)), "Same as a[b]."),
    function(
        "setitem",
        "(a, b, c, /)",
        |vm, args| ops::set_item(vm, argument(args, 0), argument(args, 1), Some(argument(args, 2).clone())).map(|()| Value::NONE),
        "Same as a[b] = c.",
    ),
    function(
        "delitem",
        "(a, b, /)",
        |vm, args| ops::set_item(vm, argument(args, 0), argument(args, 1), None).map(|()| Value::NONE),
        "Same as del a[b].",
    ),
    function("length_hint", "(obj, default=0, /)", length_hint, "An estimate of the number of items."),
    function("call", "(obj, /, *args, **kwargs)", call, "Same as obj(*args, **kwargs)."),
    function(
        "_compare_digest",
        "(a, b, /)",
        compare_digest,
        "Whether two texts or bytes are equal, in time that says nothing else.",
    ),
];

fn add(vm: &Vm, args: &[Value]) -> PyResult {
    let (a, b) = (argument(args, 0), argument(args, 1));
    match (a.as_int(), b.as_int()) {
        (Some(a), Some(b)) => Ok(vm.new_int(a + b)),
        _ => ops::binary(vm, BinaryOp::Add, a, b),
    }
}

/// Whether an object is a sequence for `concat`.
fn is_sequence(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).slots(|slots| slots.concat.is_some()) || ops::is_sequence(vm, value)
}

fn concat(vm: &Vm, args: &[Value]) -> PyResult {
    let (a, b) = (argument(args, 0), argument(args, 1));
    if let Some(concat) = vm.class_of(a).slots(|slots| slots.concat) {
        return concat(vm, a, b);
    }
    if is_sequence(vm, a) && is_sequence(vm, b) {
        return ops::binary(vm, BinaryOp::Add, a, b);
    }
    Err(messages::type_error(vm, &format!("'{}' object can't be concatenated", vm.class_name(a))))
}

fn iconcat(vm: &Vm, args: &[Value]) -> PyResult {
    let (a, b) = (argument(args, 0), argument(args, 1));
    let (inplace, concat) = vm.class_of(a).slots(|slots| (slots.inplace_concat, slots.concat));
    if let Some(concat) = inplace.or(concat) {
        return concat(vm, a, b);
    }
    if is_sequence(vm, a) && is_sequence(vm, b) {
        return ops::inplace(vm, BinaryOp::Add, a, b);
    }
    Err(messages::type_error(vm, &format!("'{}' object can't be concatenated", vm.class_name(a))))
}

/// An iterator for a search, with the words of containment when there is none.
fn searched(vm: &Vm, container: &Value) -> PyResult {
    match ops::iter(vm, container) {
        Err(_) if vm.pending_is(&vm.errors.type_error) => {
            drop(vm.take_exception());
            Err(messages::not_a_container(vm, container))
        }
        result => result,
    }
}

fn count_of(vm: &Vm, args: &[Value]) -> PyResult {
    let iterator = searched(vm, argument(args, 0))?;
    let mut count = 0;
    ops::for_each(vm, &iterator, |item| {
        count += i64::from(ops::eq(vm, &item, argument(args, 1))?);
        Ok(())
    })?;
    Ok(vm.new_int(count))
}

fn index_of(vm: &Vm, args: &[Value]) -> PyResult {
    let iterator = searched(vm, argument(args, 0))?;
    let mut index = 0;
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            return Err(messages::value_error(vm, "sequence.index(x): x not in sequence"));
        }
        if ops::eq(vm, &item, argument(args, 1))? {
            return Ok(vm.new_int(index));
        }
        index += 1;
        vm.poll()?;
    }
}

fn length_hint(vm: &Vm, args: &[Value]) -> PyResult {
    let default = match given(args, 1) {
        Some(default) => super::natives::expect_size(vm, default)?,
        None => 0,
    };
    match ops::length_hint(vm, argument(args, 0), usize::MAX)? {
        usize::MAX => Ok(vm.new_int(default)),
        hint => Ok(crate::objects::int::from_usize(vm, hint)),
    }
}

fn call(vm: &Vm, args: &[Value]) -> PyResult {
    let mut values = items_of(argument(args, 1)).to_vec();
    let mut names = Vec::new();
    for (name, value) in argument(args, 2).get::<PyDict>().map(PyDict::pairs).unwrap_or_default() {
        names.push(vm.intern_value(&name));
        values.push(value);
    }
    vm.call(argument(args, 0), CallArgs { values: &values, names: &names })
}

fn compare_digest(vm: &Vm, args: &[Value]) -> PyResult {
    let (a, b) = (argument(args, 0), argument(args, 1));
    let bytes = |value: &Value| -> Option<Vec<u8>> {
        match value.get::<Str>() {
            Some(text) => text.as_ascii().map(|text| text.as_bytes().to_vec()),
            None => crate::objects::buffer::with_bytes(value, <[u8]>::to_vec),
        }
    };
    if a.is_kind::<Str>() != b.is_kind::<Str>() || (!a.is_kind::<Str>() && (bytes(a).is_none() || bytes(b).is_none())) {
        let message =
            format!("unsupported operand types(s) or combination of types: '{}' and '{}'", vm.class_name(a), vm.class_name(b));
        return Err(messages::type_error(vm, &message));
    }
    match (bytes(a), bytes(b)) {
        (Some(a), Some(b)) => {
            let difference = a.iter().zip(&b).fold(u8::from(a.len() != b.len()), |known, (a, b)| known | (a ^ b));
            Ok(Value::bool(difference == 0))
        }
        _ => Err(messages::type_error(vm, "comparing strings with non-ASCII characters is not supported")),
    }
}

// ---- callables ----

const CALLABLE_FLAGS: u32 = class_flag::IMMUTABLE;

/// `name expected 1 argument, got n`, or no keywords.
fn only_argument<'a>(vm: &Vm, name: &str, args: CallArgs<'a>) -> PyResult<&'a Value> {
    match (args.values, args.names.is_empty()) {
        ([object], true) => Ok(object),
        _ => {
            crate::objects::native::expect_positional(vm, name, args, 1, 1)?;
            Ok(argument(args.values, 0))
        }
    }
}

/// `operator.name('a', 'b')`
fn shown(vm: &Vm, value: &Value, items: &[Value]) -> PyResult {
    let mut pieces = Pieces::new("");
    pieces.text(vm.new_string(object::qualified_name(vm, vm.class_of(value))));
    let Some(_guard) = vm.enter_repr(value) else {
        pieces.plain("(...)");
        return pieces.finish(vm);
    };
    pieces.plain("(");
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            pieces.plain(", ");
        }
        pieces.repr(vm, item)?;
    }
    pieces.plain(")");
    pieces.finish(vm)
}

payload!(
    /// A tuple of keys.
    ItemGetter, ITEM_GETTER { keys } {}
);

pub const ITEM_GETTER: TypeSpec = TypeSpec {
    name: "itemgetter",
    module: "operator",
    flags: CALLABLE_FLAGS,
    doc: "A callable that fetches the given items from its operand.",
    slots: Slots { repr: Some(item_repr), call: Some(item_call), new: Some(item_new), ..Slots::EMPTY },
    methods: &[method("__reduce__", "(self, /)", item_reduce, "What pickling needs.")],
    signature: "(item, /, *items)",
    ..TypeSpec::EMPTY
};

fn item_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "itemgetter() takes no keyword arguments"));
    }
    if args.values.is_empty() {
        return Err(messages::type_error(vm, "itemgetter expected 1 argument, got 0"));
    }
    make_in(vm, class, ItemGetter { keys: Guarded::new(vm.new_tuple(args.values.to_vec())) })
}

#[inline]
fn fetch(vm: &Vm, object: &Value, key: &Value) -> PyResult {
    if let Some(index) = key.as_int()
        && index >= 0
    {
        if let Some(tuple) = object.get::<Tuple>()
            && vm.class_of(object).same(&vm.types.tuple)
            && let Some(item) = tuple.items().get(index as usize)
        {
            return Ok(item.clone());
        }
        if let Some(list) = object.get::<PyList>()
            && vm.class_of(object).same(&vm.types.list)
            && let Some(item) = list.get(index as usize)
        {
            return Ok(item);
        }
    }
    ops::get_item(vm, object, key)
}

fn item_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let object = only_argument(vm, "itemgetter", args)?;
    let Some(getter) = callee.get::<ItemGetter>() else { return Err(messages::not_callable(vm, callee)) };
    let keys = getter.keys.copy();
    match items_of(&keys) {
        [key] => fetch(vm, object, key),
        [a, b] => {
            let first = fetch(vm, object, a)?;
            Ok(vm.tuple_of([first, fetch(vm, object, b)?]))
        }
        keys => {
            let items = keys.iter().map(|key| fetch(vm, object, key)).collect::<PyResult<Vec<Value>>>()?;
            Ok(vm.new_tuple(items))
        }
    }
}

fn item_repr(vm: &Vm, value: &Value) -> PyResult {
    let keys = value.get::<ItemGetter>().map_or(Value::NONE, |getter| getter.keys.copy());
    shown(vm, value, items_of(&keys))
}

fn item_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let getter = receiver::<ItemGetter>(vm, args)?;
    Ok(vm.tuple_of([vm.class_of(argument(args, 0)).to_value(), getter.keys.copy()]))
}

/// The dotted names as given, and each split into interned parts.
pub struct AttrGetter {
    given: Value,
    paths: Vec<Vec<Value>>,
}

impl Payload for AttrGetter {
    const KIND: Kind = kinds::ATTR_GETTER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { given, paths } = self;
        visitor.edge(given);
        paths.iter().for_each(|path| visitor.each(path));
    }
}

pub const ATTR_GETTER: TypeSpec = TypeSpec {
    name: "attrgetter",
    module: "operator",
    flags: CALLABLE_FLAGS,
    doc: "A callable that fetches the given attributes from its operand.",
    slots: Slots { repr: Some(attr_repr), call: Some(attr_call), new: Some(attr_new), ..Slots::EMPTY },
    methods: &[method("__reduce__", "(self, /)", attr_reduce, "What pickling needs.")],
    signature: "(attr, /, *attrs)",
    ..TypeSpec::EMPTY
};

fn attr_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "attrgetter() takes no keyword arguments"));
    }
    if args.values.is_empty() {
        return Err(messages::type_error(vm, "attrgetter expected 1 argument, got 0"));
    }
    let mut paths = Vec::with_capacity(args.values.len());
    for name in args.values {
        if !name.is_kind::<Str>() {
            return Err(messages::type_error(vm, "attribute name must be a string"));
        }
        paths.push(text_of(name).split('.').map(|part| vm.intern(part)).collect());
    }
    make_in(vm, class, AttrGetter { given: vm.new_tuple(args.values.to_vec()), paths })
}

fn follow(vm: &Vm, object: &Value, path: &[Value]) -> PyResult {
    let mut current = object.clone();
    for name in path {
        current = ops::get_attr(vm, &current, name)?;
    }
    Ok(current)
}

fn attr_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let object = only_argument(vm, "attrgetter", args)?;
    let Some(getter) = callee.get::<AttrGetter>() else { return Err(messages::not_callable(vm, callee)) };
    match getter.paths.as_slice() {
        [path] => follow(vm, object, path),
        paths => {
            let items = paths.iter().map(|path| follow(vm, object, path)).collect::<PyResult<Vec<Value>>>()?;
            Ok(vm.new_tuple(items))
        }
    }
}

fn attr_repr(vm: &Vm, value: &Value) -> PyResult {
    let given = value.get::<AttrGetter>().map_or(Value::NONE, |getter| getter.given.clone());
    shown(vm, value, items_of(&given))
}

fn attr_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let getter = receiver::<AttrGetter>(vm, args)?;
    Ok(vm.tuple_of([vm.class_of(argument(args, 0)).to_value(), getter.given.clone()]))
}

payload!(
    /// An interned name, the other arguments by position, then the values of
    /// `names` (tuples).
    MethodCaller, METHOD_CALLER { name, values, names } {}
);

pub const METHOD_CALLER: TypeSpec = TypeSpec {
    name: "methodcaller",
    module: "operator",
    flags: CALLABLE_FLAGS,
    doc: "A callable that calls a method of its operand.",
    slots: Slots { repr: Some(caller_repr), call: Some(caller_call), new: Some(caller_new), ..Slots::EMPTY },
    methods: &[method("__reduce__", "(self, /)", caller_reduce, "What pickling needs.")],
    signature: "(name, /, *args, **kwargs)",
    ..TypeSpec::EMPTY
};

fn caller_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(name) = args.by_position().first() else {
        return Err(messages::type_error(vm, "methodcaller needs at least one argument, the method name"));
    };
    if !name.is_kind::<Str>() {
        return Err(messages::type_error(vm, "method name must be a string"));
    }
    let values = vm.new_tuple(args.values.get(1..).unwrap_or(&[]).to_vec());
    let names = vm.new_tuple(args.names.to_vec());
    let name = Guarded::new(vm.intern_value(name));
    make_in(vm, class, MethodCaller { name, values: Guarded::new(values), names: Guarded::new(names) })
}

fn caller_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let object = only_argument(vm, "methodcaller", args)?;
    let Some(caller) = callee.get::<MethodCaller>() else { return Err(messages::not_callable(vm, callee)) };
    let (name, values, names) = (caller.name.copy(), caller.values.copy(), caller.names.copy());
    let (function, is_bound) = ops::method_for_call(vm, object, &name)?;
    let names = items_of(&names);
    match (items_of(&values), is_bound) {
        (values, true) => vm.call(&function, CallArgs { values, names }),
        ([], false) => vm.call(&function, CallArgs { values: std::slice::from_ref(object), names }),
        (values, false) => {
            let all = CallArgs { values, names }.prepended(object);
            vm.call(&function, CallArgs { values: &all, names })
        }
    }
}

/// The arguments by position and the pairs by keyword.
fn caller_parts(value: &Value) -> (Vec<Value>, Vec<(Value, Value)>) {
    let Some(caller) = value.get::<MethodCaller>() else { return (Vec::new(), Vec::new()) };
    let (values, names) = (caller.values.copy(), caller.names.copy());
    let args = CallArgs { values: items_of(&values), names: items_of(&names) };
    let by_name = args.by_keyword().map(|(name, value)| (name.clone(), value.clone())).collect();
    (std::iter::once(caller.name.copy()).chain(args.by_position().iter().cloned()).collect(), by_name)
}

fn caller_repr(vm: &Vm, value: &Value) -> PyResult {
    let (positional, by_name) = caller_parts(value);
    let mut pieces = Pieces::new("");
    pieces.text(vm.new_string(object::qualified_name(vm, vm.class_of(value))));
    let Some(_guard) = vm.enter_repr(value) else {
        pieces.plain("(...)");
        return pieces.finish(vm);
    };
    pieces.plain("(");
    for (index, item) in positional.iter().enumerate() {
        if index > 0 {
            pieces.plain(", ");
        }
        pieces.repr(vm, item)?;
    }
    for (name, item) in &by_name {
        pieces.plain(", ");
        pieces.text(name.clone());
        pieces.plain("=");
        pieces.repr(vm, item)?;
    }
    pieces.plain(")");
    pieces.finish(vm)
}

fn caller_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    receiver::<MethodCaller>(vm, args)?;
    let (positional, by_name) = caller_parts(argument(args, 0));
    let class = vm.class_of(argument(args, 0)).to_value();
    if by_name.is_empty() {
        return Ok(vm.tuple_of([class, vm.new_tuple(positional)]));
    }
    // The keywords travel in a partial of the class.
    let partial = object::import_attribute(vm, "functools", "partial")?;
    let (first, rest) = positional.split_first().map_or((Value::NONE, &[] as &[Value]), |(first, rest)| (first.clone(), rest));
    let mut values = vec![class, first];
    let mut names = Vec::new();
    for (name, value) in by_name {
        names.push(name);
        values.push(value);
    }
    let callable = vm.call(&partial, CallArgs { values: &values, names: &names })?;
    Ok(vm.tuple_of([callable, vm.new_tuple(rest.to_vec())]))
}
