//! `types.UnionType`: what `int | None` makes.

use super::class::{TypeSpec, class_flag};
use super::generic_alias::{self, PyGenericAlias};
use super::kinds;
use super::native::{Member, as_class, getter};
use super::ops;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Tuple, Value, Visitor};

pub struct PyUnion {
    /// The tuple of members, without duplicates.
    pub args: Value,
    /// Type variables in them; unbound until asked for.
    parameters: Guarded<Value>,
}

impl Payload for PyUnion {
    const KIND: Kind = kinds::UNION;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { args, parameters } = self;
        visitor.edge(args);
        visitor.guarded(parameters);
    }
}

pub const UNION: TypeSpec = TypeSpec {
    name: "UnionType",
    module: "types",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    doc: "A union of classes, as `X | Y` makes it.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(union_repr),
        hash: Some(union_hash),
        compare: Some(union_compare),
        getitem: Some(union_getitem),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Or, type_or)]),
    getset: &[getter("__parameters__", union_parameters, "Type variables in the union.")],
    members: &[Member {
        name: "__args__",
        get: |_, value| Ok(value.get::<PyUnion>().map_or(Value::NONE, |union| union.args.clone())),
        set: None,
        doc: "",
    }],
    ..TypeSpec::EMPTY
};

/// The members of a union.
pub fn members(value: &Value) -> Option<Vec<Value>> {
    value.get::<PyUnion>().map(|union| union.args.get::<Tuple>().map_or(Vec::new(), |args| args.items().to_vec()))
}

pub fn is_union(value: &Value) -> bool {
    value.is_kind::<PyUnion>()
}

fn is_unionable(vm: &Vm, value: &Value) -> bool {
    value.is_none()
        || as_class(value).is_some()
        || value.is_kind::<PyGenericAlias>()
        || value.is_kind::<PyUnion>()
        || vm.is_instance(value, &vm.types.type_alias)
}

/// `left | right` of classes and the like.
pub fn type_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let made = united(vm, left, right)?;
    // A union that gains nothing stays the same object.
    let (Some(old), Some(new)) = (members(left), members(&made)) else { return Ok(made) };
    let same = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| old.is(new));
    Ok(if same { left.clone() } else { made })
}

fn united(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !is_unionable(vm, left) || !is_unionable(vm, right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut all = Vec::new();
    for side in [left, right] {
        match members(side) {
            Some(members) => all.extend(members),
            None if side.is_none() => all.push(vm.types.none_type.to_value()),
            None => all.push(side.clone()),
        }
    }
    new_union(vm, all)
}

/// A union of members; a single one stands for itself.
pub fn new_union(vm: &Vm, all: Vec<Value>) -> PyResult {
    let mut unique: Vec<Value> = Vec::new();
    for member in all {
        let mut known = false;
        for other in &unique {
            let comparable = as_class(other).is_none() || as_class(&member).is_none();
            if other.is(&member) || (comparable && same_member(vm, other, &member)?) {
                known = true;
                break;
            }
        }
        if !known {
            unique.push(member);
        }
    }
    if let [only] = unique.as_slice() {
        return Ok(only.clone());
    }
    let payload = PyUnion { args: vm.new_tuple(unique), parameters: Guarded::new(Value::UNBOUND) };
    Ok(Handle::new(vm.types.union.to_value(), payload).into_value())
}

fn same_member(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    if a.is_kind::<PyGenericAlias>() && b.is_kind::<PyGenericAlias>() {
        return ops::eq(vm, a, b);
    }
    Ok(false)
}

fn union_repr(vm: &Vm, value: &Value) -> PyResult {
    let mut texts = Vec::new();
    for member in members(value).unwrap_or_default() {
        texts.push(if member.is(vm.types.none_type.value()) {
            "None".to_owned()
        } else {
            generic_alias::type_text(vm, &member)?
        });
    }
    Ok(vm.new_string(texts.join(" | ")))
}

fn union_hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    // The order of the members does not count.
    let mut hash = 0i64;
    for member in members(value).unwrap_or_default() {
        hash ^= ops::hash(vm, &member)?.wrapping_mul(0x9e37_79b9) & (i64::MAX >> 3);
    }
    Ok(if hash == -1 { -2 } else { hash })
}

fn union_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (members(left), members(right)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if op != CompareOp::Eq && op != CompareOp::Ne {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut same = a.len() == b.len();
    for member in &a {
        let mut found = false;
        for other in &b {
            found = found || ops::eq(vm, member, other)?;
        }
        same &= found;
    }
    Ok(Value::bool(same == (op == CompareOp::Eq)))
}

fn union_parameters(vm: &Vm, value: &Value) -> PyResult {
    let Some(union) = value.get::<PyUnion>() else { return Ok(Value::NONE) };
    let known = union.parameters.copy();
    if !known.is_unbound() {
        return Ok(known);
    }
    let made = generic_alias::parameters_of(vm, &union.args)?;
    drop(union.parameters.replace(made.clone()));
    Ok(made)
}

fn union_getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let parameters = union_parameters(vm, value)?;
    let Some(union) = value.get::<PyUnion>() else { return Ok(Value::NONE) };
    let new = generic_alias::substitute(vm, value, &union.args, &parameters, key)?;
    let mut result: Option<Value> = None;
    for member in new {
        result = Some(match result {
            None => member,
            Some(so_far) => ops::binary(vm, BinaryOp::Or, &so_far, &member)?,
        });
    }
    Ok(result.unwrap_or(Value::NONE))
}
