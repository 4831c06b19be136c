//! Type parameters and type aliases (PEP 695, PEP 696), and `typing.Generic`.
//!
//! Bounds, constraints, defaults and the values of aliases may be functions
//! that are called when somebody first asks; the evaluator makes them so. What
//! needs the typing machinery (unions, substitution, `Generic[…]`) is asked
//! from the `typing` module, as CPython does.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::native::{Binding, GetSet, Member, Method, bind_new, class_method, getter, method};
use super::object;
use super::ops;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Tuple, Value, Visitor};

/// A value that may have to be computed on first use.
pub struct Lazy {
    /// Unbound until computed.
    value: Guarded<Value>,
    /// The function that computes it, or unbound.
    thunk: Guarded<Value>,
}

impl Lazy {
    fn known(value: Value) -> Lazy {
        Lazy { value: Guarded::new(value), thunk: Guarded::new(Value::UNBOUND) }
    }

    fn later(thunk: Option<Value>) -> Lazy {
        Lazy { value: Guarded::new(Value::UNBOUND), thunk: Guarded::new(thunk.unwrap_or(Value::UNBOUND)) }
    }

    /// The value; `None` when there is neither value nor function.
    fn get(&self, vm: &Vm) -> PyResult<Option<Value>> {
        let known = self.value.copy();
        if !known.is_unbound() {
            return Ok(Some(known));
        }
        let thunk = self.thunk.copy();
        if thunk.is_unbound() {
            return Ok(None);
        }
        let value = vm.call_values(&thunk, &[])?;
        drop(self.value.replace(value.clone()));
        Ok(Some(value))
    }

    fn trace(&self, visitor: &mut Visitor<'_>) {
        visitor.guarded(&self.value);
        visitor.guarded(&self.thunk);
    }

    fn clear(&self) {
        drop([self.value.replace(Value::UNBOUND), self.thunk.replace(Value::UNBOUND)]);
    }
}

/// Variance as declared.
#[derive(Clone, Copy, Default)]
struct Variance {
    covariant: bool,
    contravariant: bool,
    infer: bool,
}

impl Variance {
    fn prefix(self) -> &'static str {
        match self {
            Variance { infer: true, .. } => "",
            Variance { covariant: true, .. } => "+",
            Variance { contravariant: true, .. } => "-",
            _ => "~",
        }
    }
}

pub struct PyTypeVar {
    name: Value,
    bound: Lazy,
    constraints: Lazy,
    default: Lazy,
    variance: Variance,
}

pub struct PyParamSpec {
    name: Value,
    bound: Value,
    default: Lazy,
    variance: Variance,
}

/// `P.args` and `P.kwargs`.
pub struct PyParamSpecPart {
    origin: Value,
}

pub struct PyTypeVarTuple {
    name: Value,
    default: Lazy,
}

pub struct PyTypeAlias {
    name: Value,
    type_params: Value,
    value: Lazy,
    module: Value,
}

impl Payload for PyTypeVar {
    const KIND: Kind = kinds::TYPE_VAR;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { name, bound, constraints, default, variance: _ } = self;
        visitor.edge(name);
        [bound, constraints, default].into_iter().for_each(|lazy| lazy.trace(visitor));
    }

    fn clear(&self) {
        [&self.bound, &self.constraints, &self.default].into_iter().for_each(Lazy::clear);
    }
}

impl Payload for PyParamSpec {
    const KIND: Kind = kinds::PARAM_SPEC;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { name, bound, default, variance: _ } = self;
        visitor.each([name, bound]);
        default.trace(visitor);
    }

    fn clear(&self) {
        self.default.clear();
    }
}

impl Payload for PyParamSpecPart {
    const KIND: Kind = kinds::PARAM_SPEC_ARGS;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { origin } = self;
        visitor.edge(origin);
    }
}

impl Payload for PyTypeVarTuple {
    const KIND: Kind = kinds::TYPE_VAR_TUPLE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { name, default } = self;
        visitor.edge(name);
        default.trace(visitor);
    }

    fn clear(&self) {
        self.default.clear();
    }
}

impl Payload for PyTypeAlias {
    const KIND: Kind = kinds::TYPE_ALIAS;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { name, type_params, value, module } = self;
        visitor.each([name, type_params, module]);
        value.trace(visitor);
    }

    fn clear(&self) {
        self.value.clear();
    }
}

// ---- what the evaluator makes ----

/// `[T: bound]` or `[T: (constraints)]`; the functions compute them.
pub fn new_type_var(vm: &Vm, name: Value, bound: Option<Value>, constraints: Option<Value>) -> Value {
    let payload = PyTypeVar {
        name,
        bound: Lazy::later(bound),
        constraints: Lazy::later(constraints),
        default: Lazy::later(None),
        variance: Variance { infer: true, ..Variance::default() },
    };
    vm.new_object(&vm.types.type_var, payload).into_value()
}

/// `[**P]`
pub fn new_param_spec(vm: &Vm, name: Value) -> Value {
    let variance = Variance { infer: true, ..Variance::default() };
    let payload = PyParamSpec { name, bound: Value::NONE, default: Lazy::later(None), variance };
    vm.new_object(&vm.types.param_spec, payload).into_value()
}

/// `[*Ts]`
pub fn new_type_var_tuple(vm: &Vm, name: Value) -> Value {
    vm.new_object(&vm.types.type_var_tuple, PyTypeVarTuple { name, default: Lazy::later(None) }).into_value()
}

/// `[T = default]`: the function computes the default.
pub fn set_default(parameter: &Value, thunk: Value) {
    if let Some(default) = default_of(parameter) {
        drop(default.thunk.replace(thunk));
    }
}

/// `type Name[params] = value`: the function computes the value.
pub fn new_type_alias(vm: &Vm, name: Value, type_params: Value, thunk: Value) -> Value {
    let type_params = if type_params.is_kind::<Tuple>() { type_params } else { vm.empty_tuple.clone() };
    let payload = PyTypeAlias { name, type_params, value: Lazy::later(Some(thunk)), module: caller_module(vm) };
    vm.new_object(&vm.types.type_alias, payload).into_value()
}

/// `Generic[T, …]` for a class statement with type parameters.
pub fn subscript_generic(vm: &Vm, type_params: &Value) -> PyResult {
    let mut arguments = Vec::new();
    if let Some(parameters) = type_params.get::<Tuple>() {
        for parameter in parameters.items() {
            arguments.push(if parameter.is_kind::<PyTypeVarTuple>() { unpack(vm, parameter)? } else { parameter.clone() });
        }
    }
    let key = vm.new_tuple(arguments);
    generic_of(vm, key)
}

// ---- helpers ----

fn typing(vm: &Vm, name: &str, values: &[Value]) -> PyResult {
    let function = object::import_attribute(vm, "typing", name)?;
    vm.call_values(&function, values)
}

/// `typing.Unpack[parameter]`
fn unpack(vm: &Vm, parameter: &Value) -> PyResult {
    let unpack = object::import_attribute(vm, "typing", "Unpack")?;
    ops::get_item(vm, &unpack, parameter)
}

fn caller_module(vm: &Vm) -> Value {
    match vm.frame.get().frame() {
        Some(frame) => frame.globals.get_interned(&vm.names.__name__).unwrap_or(Value::NONE),
        None => Value::NONE,
    }
}

/// Notes the module of the caller in the new object.
fn note_module(vm: &Vm, object: &Value) -> PyResult<()> {
    let module = caller_module(vm);
    if module.is_none() { Ok(()) } else { ops::generic_set_attr(vm, object, &vm.names.__module__, Some(module)) }
}

fn default_of(value: &Value) -> Option<&Lazy> {
    if let Some(var) = value.get::<PyTypeVar>() {
        return Some(&var.default);
    }
    if let Some(spec) = value.get::<PyParamSpec>() {
        return Some(&spec.default);
    }
    value.get::<PyTypeVarTuple>().map(|tuple| &tuple.default)
}

/// `typing.NoDefault`.
pub fn no_default(vm: &Vm) -> Value {
    if let Some(known) = vm.registered("typing.NoDefault") {
        return known;
    }
    let made = vm.new_object(&vm.types.no_default_type, object::PyInstance).into_value();
    vm.register("typing.NoDefault", made.clone());
    made
}

fn get_default(vm: &Vm, value: &Value) -> PyResult {
    match default_of(value) {
        Some(default) => Ok(default.get(vm)?.unwrap_or_else(|| no_default(vm))),
        None => Ok(no_default(vm)),
    }
}

fn has_default(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(default) = args.first().and_then(default_of) else { return Ok(Value::FALSE) };
    let known = default.value.copy();
    let set = (!known.is_unbound() && !known.is(&no_default(vm))) || default.thunk.read(|thunk| !thunk.is_unbound());
    Ok(Value::bool(set))
}

fn in_typing(vm: &Vm, class: &Class) {
    class.namespace().set_interned(vm.names.__module__.clone(), vm.intern("typing"));
}

fn make_union(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    typing(vm, "_make_union", &[left.clone(), right.clone()])
}

fn name_argument(vm: &Vm, function: &str, name: &Value) -> PyResult<()> {
    if vm.is_instance(name, &vm.types.str) {
        return Ok(());
    }
    Err(messages::type_error(vm, &format!("{function}() argument 'name' must be str, not {}", messages::shown_class(vm, name))))
}

fn variance(vm: &Vm, covariant: &Value, contravariant: &Value, infer: &Value) -> PyResult<Variance> {
    let flag = |value: &Value| if value.is_unbound() { Ok(false) } else { ops::truth(vm, value) };
    let variance = Variance { covariant: flag(covariant)?, contravariant: flag(contravariant)?, infer: flag(infer)? };
    if variance.covariant && variance.contravariant {
        return Err(messages::value_error(vm, "Bivariant types are not supported."));
    }
    if variance.infer && (variance.covariant || variance.contravariant) {
        return Err(messages::value_error(vm, "Variance cannot be specified with infer_variance."));
    }
    Ok(variance)
}

/// A bound: None means none, and stands for its class inside `typing`.
fn checked_bound(vm: &Vm, bound: &Value) -> PyResult<Option<Value>> {
    if bound.is_unbound() || bound.is_none() {
        return Ok(None);
    }
    if super::native::as_class(bound).is_some() {
        return Ok(Some(bound.clone()));
    }
    typing(vm, "_type_check", &[bound.clone(), vm.new_str("Bound must be a type.")]).map(Some)
}

fn cannot_subclass(what: &'static str) -> impl Fn(&Vm) -> crate::memory::Raised {
    move |vm| messages::type_error(vm, &format!("Cannot subclass an instance of {what}"))
}

const fn variance_rows() -> [Member; 3] {
    fn of(value: &Value) -> Variance {
        match (value.get::<PyTypeVar>(), value.get::<PyParamSpec>()) {
            (Some(var), _) => var.variance,
            (_, Some(spec)) => spec.variance,
            _ => Variance::default(),
        }
    }
    [
        Member { name: "__covariant__", get: |_, value| Ok(Value::bool(of(value).covariant)), set: None, doc: "" },
        Member { name: "__contravariant__", get: |_, value| Ok(Value::bool(of(value).contravariant)), set: None, doc: "" },
        Member { name: "__infer_variance__", get: |_, value| Ok(Value::bool(of(value).infer)), set: None, doc: "" },
    ]
}

const fn name_row() -> Member {
    Member { name: "__name__", get: |_, value| Ok(name_of(value)), set: None, doc: "" }
}

fn name_of(value: &Value) -> Value {
    if let Some(var) = value.get::<PyTypeVar>() {
        return var.name.clone();
    }
    if let Some(spec) = value.get::<PyParamSpec>() {
        return spec.name.clone();
    }
    if let Some(tuple) = value.get::<PyTypeVarTuple>() {
        return tuple.name.clone();
    }
    value.get::<PyTypeAlias>().map_or(Value::NONE, |alias| alias.name.clone())
}

fn reduce_to_name(_vm: &Vm, args: &[Value]) -> PyResult {
    Ok(args.first().map_or(Value::NONE, name_of))
}

const REDUCE: Method = method("__reduce__", "(self, /)", reduce_to_name, "Helper for pickle.");
const HAS_DEFAULT: Method = method("has_default", "(self, /)", has_default, "");
const FLAGS: u32 = class_flag::HAS_DICT | class_flag::WEAK;

// ---- TypeVar ----

pub const TYPE_VAR: TypeSpec = TypeSpec {
    name: "TypeVar",
    module: "typing",
    flags: FLAGS,
    doc: "A type variable.",
    slots: Slots { new: Some(type_var_new), repr: Some(type_var_repr), ..Slots::EMPTY }
        .with_binary(&[(BinaryOp::Or, make_union)]),
    methods: &[
        method("__typing_subst__", "(self, arg, /)", |vm, args| typing(vm, "_typevar_subst", args), ""),
        method("__typing_prepare_subst__", "(self, alias, args, /)", type_var_prepare, ""),
        method("__mro_entries__", "(self, bases, /)", |vm, _| Err(cannot_subclass("TypeVar")(vm)), ""),
        HAS_DEFAULT,
        REDUCE,
    ],
    getset: &[
        getter(
            "__bound__",
            |vm, value| match value.get::<PyTypeVar>() {
                Some(var) => Ok(var.bound.get(vm)?.unwrap_or(Value::NONE)),
                None => Ok(Value::NONE),
            },
            "",
        ),
        getter(
            "__constraints__",
            |vm, value| match value.get::<PyTypeVar>() {
                Some(var) => Ok(var.constraints.get(vm)?.unwrap_or_else(|| vm.empty_tuple.clone())),
                None => Ok(Value::NONE),
            },
            "",
        ),
        getter("__default__", get_default, ""),
    ],
    members: &{
        let [a, b, c] = variance_rows();
        [name_row(), a, b, c]
    },
    signature: "(name, *constraints, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)",
    extra: Some(in_typing),
    ..TypeSpec::EMPTY
};

fn type_var_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "typevar", TYPE_VAR.signature, args)?;
    let [name, constraints, bound, default, covariant, contravariant, infer] = bound.as_slice() else { return Ok(Value::NONE) };
    name_argument(vm, "typevar", name)?;
    let variance = variance(vm, covariant, contravariant, infer)?;
    let bound = checked_bound(vm, bound)?;
    let count = constraints.get::<Tuple>().map_or(0, Tuple::len);
    if count == 1 {
        return Err(messages::type_error(vm, "A single constraint is not allowed"));
    }
    if count > 0 && bound.is_some() {
        return Err(messages::type_error(vm, "Constraints cannot be combined with bound=..."));
    }
    let mut checked = Vec::new();
    for constraint in constraints.get::<Tuple>().map_or(Vec::new(), |constraints| constraints.items().to_vec()) {
        checked.push(match super::native::as_class(&constraint) {
            Some(_) => constraint,
            None => typing(
                vm,
                "_type_check",
                &[constraint, vm.new_str("TypeVar(name, constraint, ...): constraints must be types.")],
            )?,
        });
    }
    let payload = PyTypeVar {
        name: name.clone(),
        bound: Lazy::known(bound.unwrap_or(Value::NONE)),
        constraints: Lazy::known(vm.new_tuple(checked)),
        default: if default.is_unbound() { Lazy::later(None) } else { Lazy::known(default.clone()) },
        variance,
    };
    let made = vm.new_object(&vm.types.type_var, payload).into_value();
    note_module(vm, &made)?;
    Ok(made)
}

fn type_var_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(var) = value.get::<PyTypeVar>() else { return object::default_repr(vm, value) };
    Ok(vm.new_string(format!("{}{}", var.variance.prefix(), text_of(&var.name))))
}

/// Fills in the default for a variable that got no argument.
fn type_var_prepare(vm: &Vm, args: &[Value]) -> PyResult {
    let [parameter, alias, given] = args else { return Ok(Value::NONE) };
    let parameters = ops::get_attr(vm, alias, &vm.names.__parameters__)?;
    let count = ops::len(vm, given)?;
    let position = parameters.get::<Tuple>().and_then(|all| all.items().iter().position(|known| known.is(parameter)));
    let Some(position) = position else { return Ok(given.clone()) };
    if position < count {
        return Ok(given.clone());
    }
    let default = get_default(vm, parameter)?;
    if position > count || default.is(&no_default(vm)) {
        let mut least = 0;
        for one in ops::collect(vm, &parameters)? {
            least += usize::from(get_default(vm, &one)?.is(&no_default(vm)));
        }
        let shown = ops::str_text(vm, alias)?;
        let message = format!("Too few arguments for {shown}; actual {count}, expected at least {least}");
        return Err(messages::type_error(vm, &message));
    }
    let mut all = ops::collect(vm, given)?;
    all.push(default);
    Ok(vm.new_tuple(all))
}

// ---- ParamSpec ----

pub const PARAM_SPEC: TypeSpec = TypeSpec {
    name: "ParamSpec",
    module: "typing",
    flags: FLAGS,
    doc: "A variable for the parameters of a callable.",
    slots: Slots { new: Some(param_spec_new), repr: Some(param_spec_repr), ..Slots::EMPTY }
        .with_binary(&[(BinaryOp::Or, make_union)]),
    methods: &[
        method("__typing_subst__", "(self, arg, /)", |vm, args| typing(vm, "_paramspec_subst", args), ""),
        method("__typing_prepare_subst__", "(self, alias, args, /)", |vm, args| typing(vm, "_paramspec_prepare_subst", args), ""),
        method("__mro_entries__", "(self, bases, /)", |vm, _| Err(cannot_subclass("ParamSpec")(vm)), ""),
        HAS_DEFAULT,
        REDUCE,
    ],
    getset: &[
        getter("args", |vm, value| Ok(part(&vm.types.param_spec_args, value)), ""),
        getter("kwargs", |vm, value| Ok(part(&vm.types.param_spec_kwargs, value)), ""),
        getter("__default__", get_default, ""),
    ],
    members: &{
        let [a, b, c] = variance_rows();
        let bound = Member {
            name: "__bound__",
            get: |_, value| Ok(value.get::<PyParamSpec>().map_or(Value::NONE, |spec| spec.bound.clone())),
            set: None,
            doc: "",
        };
        [name_row(), bound, a, b, c]
    },
    signature: "(name, *, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)",
    extra: Some(in_typing),
    ..TypeSpec::EMPTY
};

fn param_spec_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "paramspec", PARAM_SPEC.signature, args)?;
    let [name, bound, default, covariant, contravariant, infer] = bound.as_slice() else { return Ok(Value::NONE) };
    name_argument(vm, "paramspec", name)?;
    let variance = variance(vm, covariant, contravariant, infer)?;
    // None is a type like any other here.
    let bound = checked_bound(vm, bound)?.unwrap_or_else(|| vm.types.none_type.to_value());
    let default = if default.is_unbound() { Lazy::later(None) } else { Lazy::known(default.clone()) };
    let payload = PyParamSpec { name: name.clone(), bound, default, variance };
    let made = vm.new_object(&vm.types.param_spec, payload).into_value();
    note_module(vm, &made)?;
    Ok(made)
}

fn param_spec_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(spec) = value.get::<PyParamSpec>() else { return object::default_repr(vm, value) };
    Ok(vm.new_string(format!("{}{}", spec.variance.prefix(), text_of(&spec.name))))
}

fn part(class: &Class, origin: &Value) -> Value {
    Handle::new(class.to_value(), PyParamSpecPart { origin: origin.clone() }).into_value()
}

const PART: TypeSpec = TypeSpec {
    module: "typing",
    slots: Slots { new: Some(part_new), repr: Some(part_repr), compare: Some(part_compare), ..Slots::EMPTY },
    methods: &[method("__mro_entries__", "(self, bases, /)", part_mro_entries, "")],
    members: &[Member {
        name: "__origin__",
        get: |_, value| Ok(value.get::<PyParamSpecPart>().map_or(Value::NONE, |part| part.origin.clone())),
        set: None,
        doc: "",
    }],
    signature: "(origin)",
    extra: Some(in_typing),
    ..TypeSpec::EMPTY
};

pub const PARAM_SPEC_ARGS: TypeSpec =
    TypeSpec { name: "ParamSpecArgs", doc: "The positional parameters of a ParamSpec.", ..PART };
pub const PARAM_SPEC_KWARGS: TypeSpec =
    TypeSpec { name: "ParamSpecKwargs", doc: "The keyword parameters of a ParamSpec.", ..PART };

fn part_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "paramspecargs", PART.signature, args)?;
    let class = super::native::expect_class(vm, class)?;
    Ok(part(class, bound.first().unwrap_or(&Value::NONE)))
}

fn is_args(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).same(&vm.types.param_spec_args)
}

fn part_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(part) = value.get::<PyParamSpecPart>() else { return object::default_repr(vm, value) };
    let tail = if is_args(vm, value) { "args" } else { "kwargs" };
    let origin = match part.origin.is_kind::<PyParamSpec>() {
        true => text_of(&name_of(&part.origin)),
        false => ops::repr_text(vm, &part.origin)?,
    };
    Ok(vm.new_string(format!("{origin}.{tail}")))
}

fn part_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyParamSpecPart>(), right.get::<PyParamSpecPart>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !vm.class_of(left).same(vm.class_of(right)) || (op != CompareOp::Eq && op != CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    ops::compare(vm, &a.origin, &b.origin, op)
}

fn part_mro_entries(vm: &Vm, args: &[Value]) -> PyResult {
    let is_args = args.first().is_some_and(|value| is_args(vm, value));
    Err(cannot_subclass(if is_args { "ParamSpecArgs" } else { "ParamSpecKwargs" })(vm))
}

// ---- TypeVarTuple ----

pub const TYPE_VAR_TUPLE: TypeSpec = TypeSpec {
    name: "TypeVarTuple",
    module: "typing",
    flags: FLAGS,
    doc: "A type variable for any number of types.",
    slots: Slots {
        new: Some(type_var_tuple_new),
        repr: Some(|vm, value| ops::str(vm, &name_of(value))),
        iter: Some(|vm, value| ops::iter(vm, &vm.tuple_of([unpack(vm, value)?]))),
        ..Slots::EMPTY
    },
    methods: &[
        method(
            "__typing_subst__",
            "(self, arg, /)",
            |vm, _| Err(messages::type_error(vm, "Substitution of bare TypeVarTuple is not supported")),
            "",
        ),
        method(
            "__typing_prepare_subst__",
            "(self, alias, args, /)",
            |vm, args| typing(vm, "_typevartuple_prepare_subst", args),
            "",
        ),
        method("__mro_entries__", "(self, bases, /)", |vm, _| Err(cannot_subclass("TypeVarTuple")(vm)), ""),
        HAS_DEFAULT,
        REDUCE,
    ],
    getset: &[getter("__default__", get_default, "")],
    members: &[name_row()],
    signature: "(name, *, default=typing.NoDefault)",
    extra: Some(in_typing),
    ..TypeSpec::EMPTY
};

fn type_var_tuple_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "typevartuple", TYPE_VAR_TUPLE.signature, args)?;
    let [name, default] = bound.as_slice() else { return Ok(Value::NONE) };
    name_argument(vm, "typevartuple", name)?;
    let default = if default.is_unbound() { Lazy::later(None) } else { Lazy::known(default.clone()) };
    let made = vm.new_object(&vm.types.type_var_tuple, PyTypeVarTuple { name: name.clone(), default }).into_value();
    note_module(vm, &made)?;
    Ok(made)
}

// ---- TypeAliasType ----

const ALIAS_GETSET: &[GetSet] = &[
    getter(
        "__value__",
        |vm, value| match value.get::<PyTypeAlias>() {
            Some(alias) => Ok(alias.value.get(vm)?.unwrap_or(Value::NONE)),
            None => Ok(Value::NONE),
        },
        "",
    ),
    getter(
        "__type_params__",
        |_, value| Ok(value.get::<PyTypeAlias>().map_or(Value::NONE, |alias| alias.type_params.clone())),
        "",
    ),
    getter("__parameters__", alias_parameters, ""),
    getter("__module__", |_, value| Ok(value.get::<PyTypeAlias>().map_or(Value::NONE, |alias| alias.module.clone())), ""),
];

pub const TYPE_ALIAS: TypeSpec = TypeSpec {
    name: "TypeAliasType",
    module: "typing",
    flags: class_flag::IMMUTABLE | class_flag::WEAK,
    doc: "A name for a type, as `type X = …` makes it.",
    slots: Slots {
        new: Some(alias_new),
        repr: Some(|vm, value| ops::str(vm, &name_of(value))),
        getitem: Some(alias_getitem),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Or, super::union::type_or)]),
    methods: &[REDUCE],
    getset: ALIAS_GETSET,
    members: &[name_row()],
    signature: "(name, value, *, type_params=())",
    ..TypeSpec::EMPTY
};

fn alias_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "typealias", TYPE_ALIAS.signature, args)?;
    let [name, value, type_params] = bound.as_slice() else { return Ok(Value::NONE) };
    name_argument(vm, "typealias", name)?;
    let type_params = match type_params.is_unbound() {
        true => vm.empty_tuple.clone(),
        false if type_params.is_kind::<Tuple>() => type_params.clone(),
        false => return Err(messages::type_error(vm, "type_params must be a tuple")),
    };
    let payload = PyTypeAlias { name: name.clone(), type_params, value: Lazy::known(value.clone()), module: caller_module(vm) };
    Ok(vm.new_object(&vm.types.type_alias, payload).into_value())
}

fn alias_parameters(vm: &Vm, value: &Value) -> PyResult {
    let Some(alias) = value.get::<PyTypeAlias>() else { return Ok(Value::NONE) };
    let mut shown = Vec::new();
    if let Some(parameters) = alias.type_params.get::<Tuple>() {
        for parameter in parameters.items() {
            shown.push(if parameter.is_kind::<PyTypeVarTuple>() { unpack(vm, parameter)? } else { parameter.clone() });
        }
    }
    Ok(vm.new_tuple(shown))
}

fn alias_getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let is_generic =
        value.get::<PyTypeAlias>().is_some_and(|alias| alias.type_params.get::<Tuple>().is_some_and(|params| !params.is_empty()));
    if !is_generic {
        return Err(messages::type_error(vm, "Only generic type aliases are subscriptable"));
    }
    super::generic_alias::new_alias(vm, value, key)
}

// ---- Generic and NoDefault ----

pub const GENERIC: TypeSpec = TypeSpec {
    name: "Generic",
    module: "typing",
    flags: class_flag::BASE | class_flag::IMMUTABLE,
    doc: "The base of classes with type parameters.",
    methods: &[
        class_method("__class_getitem__", "(class, params, /)", |vm, args| typing(vm, "_generic_class_getitem", args), ""),
        Method {
            name: "__init_subclass__",
            signature: "(class, *args, **kwargs)",
            function: generic_init_subclass,
            doc: "",
            binding: Binding::Class,
        },
    ],
    extra: Some(in_typing),
    ..TypeSpec::EMPTY
};

fn generic_init_subclass(vm: &Vm, args: &[Value]) -> PyResult {
    let [class, positional, keywords] = args else { return Ok(Value::NONE) };
    let function = object::import_attribute(vm, "typing", "_generic_init_subclass")?;
    let mut values = vec![class.clone()];
    values.extend(positional.get::<Tuple>().map_or(Vec::new(), |positional| positional.items().to_vec()));
    let mut names = Vec::new();
    if let Some(keywords) = keywords.get::<super::dict::PyDict>() {
        let mut cursor = 0;
        while let Some((next, name, value)) = keywords.next_entry(cursor) {
            cursor = next;
            names.push(name);
            values.push(value);
        }
    }
    vm.call(&function, CallArgs { values: &values, names: &names })
}

pub const NO_DEFAULT_TYPE: TypeSpec = TypeSpec {
    name: "NoDefaultType",
    slots: Slots {
        new: Some(|vm, _, args| {
            super::native::expect_positional(vm, "NoDefaultType", args, 0, 0)?;
            Ok(no_default(vm))
        }),
        repr: Some(|vm, _| Ok(vm.new_str("typing.NoDefault"))),
        ..Slots::EMPTY
    },
    methods: &[method("__reduce__", "(self, /)", |vm, _| Ok(vm.new_str("NoDefault")), "Helper for pickle.")],
    ..TypeSpec::EMPTY
};

/// `typing.Generic[key]`.
fn generic_of(vm: &Vm, key: Value) -> PyResult {
    let generic = super::object::import_attribute(vm, "typing", "Generic")?;
    super::ops::get_item(vm, &generic, &key)
}
