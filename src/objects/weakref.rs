//! Weak references and proxies.
//!
//! The interpreter keeps a table from objects to the weak references that
//! point at them. A reference's target is an uncounted word: it is struck out
//! before the object goes, and nobody reads it afterwards. A reference that
//! dies first strikes itself off, and the table forgets it when it is next
//! looked at.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::native::{Member, Method, as_class, class_method, method};
use super::object::{self, address_text};
use super::ops;
use super::slots::{BINARY_OPS, BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Str, Uncounted, Value, Visitor, flag};
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

/// What a reference and the table share.
pub struct Link {
    /// The object, while it lives.
    target: Cell<Option<Uncounted>>,
    /// The address of the reference's payload, 0 once the reference has died.
    reference: Cell<u64>,
    is_proxy: bool,
    plain: bool,
}

/// From an object's identity to the weak references to it, oldest first.
#[derive(Default)]
pub struct WeakTable {
    links: Guarded<HashMap<u64, Vec<Rc<Link>>>>,
}

/// `weakref.ref`.
pub struct PyWeakRef {
    link: Rc<Link>,
    callback: Guarded<Value>,
    hash: Cell<i64>,
}

/// `weakref.proxy`.
pub struct PyWeakProxy {
    link: Rc<Link>,
    callback: Guarded<Value>,
}

impl Drop for PyWeakRef {
    fn drop(&mut self) {
        self.link.reference.set(0);
    }
}

impl Drop for PyWeakProxy {
    fn drop(&mut self) {
        self.link.reference.set(0);
    }
}

impl Payload for PyWeakRef {
    const KIND: Kind = kinds::WEAK_REF;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { link: _, callback, hash: _ } = self;
        visitor.guarded(callback);
    }

    fn clear(&self) {
        self.link.target.set(None);
        drop(self.callback.replace(Value::NONE));
    }
}

impl Payload for PyWeakProxy {
    const KIND: Kind = kinds::WEAK_PROXY;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { link: _, callback } = self;
        visitor.guarded(callback);
    }

    fn clear(&self) {
        self.link.target.set(None);
        drop(self.callback.replace(Value::NONE));
    }
}

fn target(link: &Link) -> Option<Value> {
    link.target.get().and_then(Uncounted::own_living)
}

/// The object behind a `weakref.ref`, if it is alive.
pub fn referent(reference: &Value) -> Option<Value> {
    target(&reference.get::<PyWeakRef>()?.link)
}

/// Whether instances can be weakly referenced.
pub fn is_referencable(vm: &Vm, object: &Value) -> bool {
    object.header().is_some() && vm.class_of(object).has(class_flag::WEAK)
}

fn live_links(vm: &Vm, object: &Value) -> Vec<Rc<Link>> {
    vm.weak.links.write(|links| match links.get_mut(&object.identity()) {
        Some(list) => {
            list.retain(|link| link.reference.get() != 0);
            list.clone()
        }
        None => Vec::new(),
    })
}

fn reference_of(link: &Link) -> Option<Value> {
    match (link.reference.get(), link.is_proxy) {
        (0, _) => None,
        (address, false) => Handle::<PyWeakRef>::revive(address).map(Handle::into_value),
        (address, true) => Handle::<PyWeakProxy>::revive(address).map(Handle::into_value),
    }
}

/// All weak references to an object, for `weakref.getweakrefs`.
pub fn references(vm: &Vm, object: &Value) -> Vec<Value> {
    live_links(vm, object).iter().filter_map(|link| reference_of(link)).collect()
}

/// The oldest weak reference to an object, for `__weakref__`.
pub fn first_reference(vm: &Vm, object: &Value) -> Value {
    references(vm, object).into_iter().next().unwrap_or(Value::NONE)
}

fn new_link(vm: &Vm, object: &Value, is_proxy: bool, plain: bool) -> PyResult<Rc<Link>> {
    if !is_referencable(vm, object) {
        let message = format!("cannot create weak reference to '{}' object", object::dotted_name(vm, vm.class_of(object)));
        return Err(messages::type_error(vm, &message));
    }
    Ok(Rc::new(Link { target: Cell::new(Some(Uncounted::of(object))), reference: Cell::new(0), is_proxy, plain }))
}

fn register(vm: &Vm, object: &Value, link: &Rc<Link>, address: u64) {
    link.reference.set(address);
    vm.weak.links.write(|links| {
        let list = links.entry(object.identity()).or_default();
        // At doubling lengths only, so that many references to one object cost their number, not its square.
        if list.len() >= 8 && list.len().is_power_of_two() {
            list.retain(|link| link.reference.get() != 0);
        }
        list.push(link.clone());
    });
    if let Some(header) = object.header() {
        header.set_flag(flag::WEAKLY_REFERENCED);
    }
}

/// `weakref.ref(object, callback)`; a plain reference is shared.
pub fn new_reference(vm: &Vm, class: &Class, object: &Value, callback: Option<Value>) -> PyResult {
    let plain = callback.is_none() && class.same(&vm.types.weak_ref);
    if plain
        && let Some(known) =
            live_links(vm, object).iter().find(|link| link.plain && !link.is_proxy).and_then(|link| reference_of(link))
    {
        return Ok(known);
    }
    let link = new_link(vm, object, false, plain)?;
    let payload = PyWeakRef { link: link.clone(), callback: Guarded::new(callback.unwrap_or(Value::NONE)), hash: Cell::new(-1) };
    let handle = vm.new_object(class, payload);
    register(vm, object, &link, std::ptr::from_ref::<PyWeakRef>(&handle) as u64);
    Ok(handle.into_value())
}

/// `weakref.proxy(object, callback)`.
pub fn new_proxy(vm: &Vm, object: &Value, callback: Option<Value>) -> PyResult {
    let plain = callback.is_none();
    if plain
        && let Some(known) =
            live_links(vm, object).iter().find(|link| link.plain && link.is_proxy).and_then(|link| reference_of(link))
    {
        return Ok(known);
    }
    let link = new_link(vm, object, true, plain)?;
    let payload = PyWeakProxy { link: link.clone(), callback: Guarded::new(callback.unwrap_or(Value::NONE)) };
    let callable = vm.class_of(object).slots(|slots| slots.call.is_some());
    let class = if callable { &vm.types.weak_callable_proxy } else { &vm.types.weak_proxy };
    let handle = vm.new_object(class, payload);
    register(vm, object, &link, std::ptr::from_ref::<PyWeakProxy>(&handle) as u64);
    Ok(handle.into_value())
}

/// Strikes out every reference to an object and hands back the references
/// that have callbacks, newest first.
fn strike(vm: &Vm, object: &Value) -> Vec<(Value, Value)> {
    let links = vm.weak.links.write(|links| links.remove(&object.identity())).unwrap_or_default();
    if let Some(header) = object.header() {
        header.clear_flag(flag::WEAKLY_REFERENCED);
    }
    let mut calls = Vec::new();
    for link in links.iter().rev() {
        link.target.set(None);
        let Some(reference) = reference_of(link) else { continue };
        let callback = match (reference.get::<PyWeakRef>(), reference.get::<PyWeakProxy>()) {
            (Some(reference), _) => reference.callback.replace(Value::NONE),
            (_, Some(proxy)) => proxy.callback.replace(Value::NONE),
            _ => Value::NONE,
        };
        if !callback.is_none() {
            calls.push((reference, callback));
        }
    }
    calls
}

fn run_callbacks(vm: &Vm, calls: Vec<(Value, Value)>) {
    if calls.is_empty() {
        return;
    }
    // A callback must not disturb an exception that is on its way.
    let pending = vm.pending.replace(Value::UNBOUND);
    for (reference, callback) in calls {
        if vm.call_values(&callback, &[reference]).is_err() {
            let exception = vm.take_exception();
            super::exception::display::write_unraisable(vm, &exception, &callback, None);
        }
    }
    drop(vm.pending.replace(pending));
}

/// An object with weak references loses its last count: the seam of the heap.
pub fn object_dies(vm: &Vm, object: &Value) {
    let calls = strike(vm, object);
    run_callbacks(vm, calls);
}

/// The collector has found unreachable objects: their references are struck
/// out, and callbacks of references that are reachable themselves are called.
pub fn objects_unreachable(vm: &Vm, objects: &[Value]) {
    let mut calls = Vec::new();
    for object in objects {
        if object.header().is_some_and(|header| header.has(flag::WEAKLY_REFERENCED)) {
            calls.extend(strike(vm, object));
        }
    }
    calls.retain(|(reference, _)| reference.header().is_some_and(|header| !header.has(flag::UNREACHABLE)));
    run_callbacks(vm, calls);
}

// ---- weakref.ref ----

pub const REF: TypeSpec = TypeSpec {
    name: "ReferenceType",
    module: "weakref",
    flags: class_flag::BASE | class_flag::IMMUTABLE,
    slots: Slots {
        new: Some(ref_new),
        init: Some(ref_init),
        call: Some(ref_call),
        repr: Some(ref_repr),
        compare: Some(ref_compare),
        hash: Some(ref_hash),
        ..Slots::EMPTY
    },
    methods: ALIAS,
    members: &[Member {
        name: "__callback__",
        get: |_, value| Ok(value.get::<PyWeakRef>().map_or(Value::NONE, |reference| reference.callback.copy())),
        set: None,
        doc: "",
    }],
    ..TypeSpec::EMPTY
};

const ALIAS: &[Method] = &[class_method(
    "__class_getitem__",
    "(class, item, /)",
    |vm, args| match args {
        [class, item] => super::generic_alias::new_alias(vm, class, item),
        _ => Ok(Value::NONE),
    },
    "See PEP 585",
)];

fn ref_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    if class.same(&vm.types.weak_ref) && !args.names.is_empty() {
        return Err(messages::type_error(vm, "ref() takes no keyword arguments"));
    }
    let values = args.by_position();
    let (object, callback) = match values {
        [object] => (object, None),
        [object, callback] => (object, Some(callback.clone()).filter(|callback| !callback.is_none())),
        [] => return Err(messages::type_error(vm, "__new__ expected at least 1 argument, got 0")),
        _ => return Err(messages::type_error(vm, &format!("__new__ expected at most 2 arguments, got {}", values.len()))),
    };
    new_reference(vm, class, object, callback)
}

fn ref_init(_vm: &Vm, _object: &Value, _args: CallArgs<'_>) -> PyResult<()> {
    Ok(())
}

fn ref_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "weakref.ReferenceType() takes no keyword arguments"));
    }
    if !args.values.is_empty() {
        return Err(messages::type_error(vm, &format!("__call__ expected 0 arguments, got {}", args.values.len())));
    }
    Ok(referent(callee).unwrap_or(Value::NONE))
}

fn ref_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(object) = referent(value) else {
        return Ok(vm.new_string(format!("<weakref at {}; dead>", address_text(value))));
    };
    let name = ops::lookup_attr(vm, &object, &vm.names.__name__)?.filter(Value::is_kind::<Str>);
    let what = vm.class_name(&object);
    let tail = name.map_or_else(String::new, |name| format!(" ({})", super::str::text_of(&name)));
    Ok(vm.new_string(format!("<weakref at {}; to '{what}' at {}{tail}>", address_text(value), address_text(&object))))
}

fn ref_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if (op != CompareOp::Eq && op != CompareOp::Ne) || !left.is_kind::<PyWeakRef>() || !right.is_kind::<PyWeakRef>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (referent(left), referent(right)) {
        (Some(a), Some(b)) => ops::compare(vm, &a, &b, op),
        _ => Ok(Value::bool(left.is(right) == (op == CompareOp::Eq))),
    }
}

fn ref_hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(reference) = value.get::<PyWeakRef>() else { return Ok(0) };
    if reference.hash.get() != -1 {
        return Ok(reference.hash.get());
    }
    let Some(object) = referent(value) else { return Err(messages::type_error(vm, "weak object has gone away")) };
    let hash = ops::hash(vm, &object)?;
    reference.hash.set(hash);
    Ok(hash)
}

// ---- weakref.proxy ----

/// The object behind a proxy, or ReferenceError.
fn unwrap(vm: &Vm, value: &Value) -> PyResult {
    match value.get::<PyWeakProxy>() {
        Some(proxy) => target(&proxy.link)
            .ok_or_else(|| vm.raise_message(&vm.errors.reference_error, "weakly-referenced object no longer exists")),
        None => Ok(value.clone()),
    }
}

const fn binary_rows() -> [Option<super::slots::Binary>; BINARY_OPS] {
    macro_rules! rows {
        ($($op:ident)*) => {
            [$(Some(|vm: &Vm, left: &Value, right: &Value| {
                let (left, right) = (unwrap(vm, left)?, unwrap(vm, right)?);
                ops::binary(vm, BinaryOp::$op, &left, &right)
            })),*]
        };
    }
    rows!(Add Sub Mul Mod Pow Lshift Rshift And Xor Or FloorDiv TrueDiv MatMul Divmod)
}

const fn inplace_rows() -> [Option<super::slots::Binary>; BINARY_OPS] {
    macro_rules! rows {
        ($($op:ident)*) => {
            [$(Some(|vm: &Vm, left: &Value, right: &Value| {
                let (left, right) = (unwrap(vm, left)?, unwrap(vm, right)?);
                ops::inplace(vm, BinaryOp::$op, &left, &right)
            })),*]
        };
    }
    rows!(Add Sub Mul Mod Pow Lshift Rshift And Xor Or FloorDiv TrueDiv MatMul Divmod)
}

const PROXY_SLOTS: Slots = Slots {
    repr: Some(|vm, value| match value.get::<PyWeakProxy>().and_then(|proxy| target(&proxy.link)) {
        Some(object) => Ok(vm.new_string(format!(
            "<weakproxy at {}; to '{}' at {}>",
            address_text(value),
            vm.class_name(&object),
            address_text(&object)
        ))),
        None => Ok(vm.new_string(format!("<weakproxy at {} to NoneType at 0x0>", address_text(value)))),
    }),
    str: Some(|vm, value| ops::str(vm, &unwrap(vm, value)?)),
    hash: Some(|vm, value| Err(messages::unhashable(vm, value))),
    getattr: Some(|vm, value, name| ops::get_attr(vm, &unwrap(vm, value)?, name)),
    setattr: Some(|vm, value, name, content| ops::set_attr(vm, &unwrap(vm, value)?, name, content)),
    compare: Some(|vm, left, right, op| ops::compare(vm, &unwrap(vm, left)?, &unwrap(vm, right)?, op)),
    iter: Some(|vm, value| ops::iter(vm, &unwrap(vm, value)?)),
    next: Some(|vm, value| {
        let object = unwrap(vm, value)?;
        if vm.class_of(&object).slots(|slots| slots.next.is_none()) {
            let message = format!("Weakref proxy referenced a non-iterator '{}' object", vm.class_name(&object));
            return Err(messages::type_error(vm, &message));
        }
        ops::next(vm, &object)
    }),
    neg: Some(|vm, value| ops::negative(vm, &unwrap(vm, value)?)),
    pos: Some(|vm, value| ops::positive(vm, &unwrap(vm, value)?)),
    abs: Some(|vm, value| ops::absolute(vm, &unwrap(vm, value)?)),
    invert: Some(|vm, value| ops::invert(vm, &unwrap(vm, value)?)),
    truth: Some(|vm, value| ops::truth(vm, &unwrap(vm, value)?)),
    int: Some(|vm, value| vm.call_values(vm.types.int.value(), &[unwrap(vm, value)?])),
    float: Some(|vm, value| vm.call_values(vm.types.float.value(), &[unwrap(vm, value)?])),
    index: Some(|vm, value| ops::index(vm, &unwrap(vm, value)?)),
    length: Some(|vm, value| ops::len(vm, &unwrap(vm, value)?)),
    getitem: Some(|vm, value, key| ops::get_item(vm, &unwrap(vm, value)?, key)),
    setitem: Some(|vm, value, key, content| ops::set_item(vm, &unwrap(vm, value)?, key, content)),
    contains: Some(|vm, value, item| ops::contains(vm, &unwrap(vm, value)?, item)),
    binary: binary_rows(),
    inplace: inplace_rows(),
    ..Slots::EMPTY
};

const PROXY_METHODS: &[Method] = &[
    method("__bytes__", "(self, /)", |vm, args| forward(vm, args, "__bytes__"), ""),
    method("__reversed__", "(self, /)", |vm, args| forward(vm, args, "__reversed__"), ""),
];

fn forward(vm: &Vm, args: &[Value], name: &str) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    vm.call_method(&unwrap(vm, value)?, &vm.intern(name), &[])
}

pub const PROXY: TypeSpec = TypeSpec {
    name: "ProxyType",
    module: "weakref",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: PROXY_SLOTS,
    methods: PROXY_METHODS,
    ..TypeSpec::EMPTY
};

pub const CALLABLE_PROXY: TypeSpec = TypeSpec {
    name: "CallableProxyType",
    slots: Slots { call: Some(|vm, value, args| vm.call(&unwrap(vm, value)?, args)), ..PROXY_SLOTS },
    ..PROXY
};
