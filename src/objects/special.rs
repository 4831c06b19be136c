//! Special methods: the table that joins `__names__` to slots, in both directions.
//!
//! For a built-in class a row turns a filled slot into a wrapper object in the
//! namespace (`int.__add__`). For a class written in Python the row's
//! `install` puts a trampoline into the slot that looks the method up and
//! calls it. `update_slots` decides which of the two a class gets, as
//! CPython's type machinery does.

use super::call::CallArgs;
use super::class::{Class, class_flag};
use super::exception::messages;
use super::native::{Binding, Method, PyNative, PyWrapper, WrapperRow, as_class};
use super::ops;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{PyResult, Str, Value, together, with_receiver};

/// The `__new__` of every built-in class that has a constructor.
pub const NEW: Method = Method {
    name: "__new__",
    signature: "(*args, **kwargs)",
    function: |vm, _| Err(messages::type_error(vm, "object.__new__(): not enough arguments")),
    doc: "Create and return a new object.  See help(type) for accurate signature.",
    binding: Binding::Static,
};

fn address<F: Copy>(function: Option<F>) -> usize {
    // Function pointers are compared by address only to tell inherited slots
    // from own ones.
    match function {
        Some(function) => {
            debug_assert!(size_of::<F>() == size_of::<usize>());
            crate::memory::function_address(&function)
        }
        None => 0,
    }
}

macro_rules! row {
    ($name:literal, $slot:ident, $install:expr, ($min:expr, $max:expr), $call:expr, $doc:literal) => {
        WrapperRow {
            name: $name,
            group: stringify!($slot),
            arguments: ($min, $max),
            keywords: false,
            call: $call,
            present: |slots| slots.$slot.is_some(),
            copy: |to, from| to.$slot = from.$slot,
            install: |slots| slots.$slot = Some($install),
            remove: |slots| slots.$slot = None,
            same: |a, b| address(a.$slot) == address(b.$slot),
            doc: $doc,
        }
    };
}

macro_rules! unary_row {
    ($name:literal, $slot:ident, $field:ident, $doc:literal) => {
        row!(
            $name,
            $slot,
            |vm, object| call_required(vm, object, &vm.names.$field, &[]),
            (0, 0),
            |vm, slots, object, _| match slots.$slot {
                Some(function) => function(vm, object),
                None => Ok(Value::NOT_IMPLEMENTED),
            },
            $doc
        )
    };
}

macro_rules! binary_rows {
    ($op:ident, $name:literal, $rname:literal, $doc:literal, $rdoc:literal) => {
        [
            WrapperRow {
                name: $name,
                group: concat!("binary ", stringify!($op)),
                arguments: (1, 1),
                keywords: false,
                call: |vm, slots, object, args| match (slots.binary[BinaryOp::$op as usize], args.values) {
                    (Some(function), [other]) => function(vm, object, other),
                    _ => Ok(Value::NOT_IMPLEMENTED),
                },
                present: |slots| slots.binary[BinaryOp::$op as usize].is_some(),
                copy: |to, from| to.binary[BinaryOp::$op as usize] = from.binary[BinaryOp::$op as usize],
                install: |slots| slots.binary[BinaryOp::$op as usize] = Some(user_binary::<{ BinaryOp::$op as usize }>),
                remove: |slots| slots.binary[BinaryOp::$op as usize] = None,
                same: |a, b| address(a.binary[BinaryOp::$op as usize]) == address(b.binary[BinaryOp::$op as usize]),
                doc: $doc,
            },
            WrapperRow {
                name: $rname,
                group: concat!("binary ", stringify!($op)),
                arguments: (1, 1),
                keywords: false,
                call: |vm, slots, object, args| match (slots.binary[BinaryOp::$op as usize], args.values) {
                    (Some(function), [other]) => function(vm, other, object),
                    _ => Ok(Value::NOT_IMPLEMENTED),
                },
                present: |slots| slots.binary[BinaryOp::$op as usize].is_some(),
                copy: |to, from| to.binary[BinaryOp::$op as usize] = from.binary[BinaryOp::$op as usize],
                install: |slots| slots.binary[BinaryOp::$op as usize] = Some(user_binary::<{ BinaryOp::$op as usize }>),
                remove: |_| (),
                same: |a, b| address(a.binary[BinaryOp::$op as usize]) == address(b.binary[BinaryOp::$op as usize]),
                doc: $rdoc,
            },
        ]
    };
}

macro_rules! inplace_row {
    ($op:ident, $name:literal, $field:ident, $doc:literal) => {
        WrapperRow {
            name: $name,
            group: concat!("inplace ", stringify!($op)),
            arguments: (1, 1),
            keywords: false,
            call: |vm, slots, object, args| match (slots.inplace[BinaryOp::$op as usize], args.values) {
                (Some(function), [other]) => function(vm, object, other),
                _ => Ok(Value::NOT_IMPLEMENTED),
            },
            present: |slots| slots.inplace[BinaryOp::$op as usize].is_some(),
            copy: |to, from| to.inplace[BinaryOp::$op as usize] = from.inplace[BinaryOp::$op as usize],
            install: |slots| {
                slots.inplace[BinaryOp::$op as usize] = Some(|vm, left, right| {
                    Ok(vm.call_special(left, &vm.names.$field, std::slice::from_ref(right))?.unwrap_or(Value::NOT_IMPLEMENTED))
                })
            },
            remove: |slots| slots.inplace[BinaryOp::$op as usize] = None,
            same: |a, b| address(a.inplace[BinaryOp::$op as usize]) == address(b.inplace[BinaryOp::$op as usize]),
            doc: $doc,
        }
    };
}

macro_rules! compare_row {
    ($op:ident, $name:literal, $doc:literal) => {
        row!(
            $name,
            compare,
            user_compare,
            (1, 1),
            |vm, slots, object, args| super::native::compare_through(vm, slots, object, args, CompareOp::$op),
            $doc
        )
    };
}

/// Sequence operators of built-in classes; a Python class's `__add__` uses the
/// binary slots only, so `install` empties these.
macro_rules! sequence_row {
    ($name:literal, $slot:ident, $doc:literal) => {
        WrapperRow {
            install: |slots| slots.$slot = None,
            ..row!(
                $name,
                $slot,
                |_, _, _| Ok(Value::NOT_IMPLEMENTED),
                (1, 1),
                |vm, slots, object, args| slots.$slot.map_or(Ok(Value::NONE), |f| f(vm, object, argument(&args, 0))),
                $doc
            )
        }
    };
}

fn call_required(vm: &Vm, object: &Value, name: &Value, values: &[Value]) -> PyResult {
    match vm.call_special(object, name, values)? {
        Some(result) => Ok(result),
        // The method went away after the class got its slot.
        None => Err(messages::attribute_error_plain(vm, &super::str::text_of(name))),
    }
}

/// `left op right` where at least one class defines the operator in Python.
/// One function per operator serves both of its methods, so that two classes
/// with user-defined operators are seen to have the same slot.
#[inline(never)]
fn user_binary<const OP: usize>(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let Some((name, reflected)) = operator_names(vm, OP) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (left_class, right_class) = (vm.class_of(left).clone(), vm.class_of(right).clone());
    let is_user = |class: &Class| {
        let is_own = |name: &Value| class.lookup(vm, name).is_some_and(|found| !found.is_kind::<PyWrapper>());
        class.has(class_flag::HEAP) && (is_own(name) || is_own(reflected))
    };
    let same = left_class.same(&right_class);
    let mut try_right = !same && is_user(&right_class);
    if is_user(&left_class) {
        // A subclass on the right that overrides the reflected method goes first.
        if try_right && vm.is_subclass(&right_class, &left_class) && overrides(vm, &left_class, &right_class, reflected) {
            let result = vm.call_special(right, reflected, std::slice::from_ref(left))?.unwrap_or(Value::NOT_IMPLEMENTED);
            if !result.is_not_implemented() {
                return Ok(result);
            }
            try_right = false;
        }
        let result = vm.call_special(left, name, std::slice::from_ref(right))?.unwrap_or(Value::NOT_IMPLEMENTED);
        if !result.is_not_implemented() || same {
            return Ok(result);
        }
    }
    if try_right {
        return Ok(vm.call_special(right, reflected, std::slice::from_ref(left))?.unwrap_or(Value::NOT_IMPLEMENTED));
    }
    Ok(Value::NOT_IMPLEMENTED)
}

/// The names of an operator's method and of its reflected method.
fn operator_names(vm: &Vm, op: usize) -> Option<(&Value, &Value)> {
    let names = &vm.names;
    let all: [(&Value, &Value); 14] = [
        (&names.__add__, &names.__radd__),
        (&names.__sub__, &names.__rsub__),
        (&names.__mul__, &names.__rmul__),
        (&names.__mod__, &names.__rmod__),
        (&names.__pow__, &names.__rpow__),
        (&names.__lshift__, &names.__rlshift__),
        (&names.__rshift__, &names.__rrshift__),
        (&names.__and__, &names.__rand__),
        (&names.__xor__, &names.__rxor__),
        (&names.__or__, &names.__ror__),
        (&names.__floordiv__, &names.__rfloordiv__),
        (&names.__truediv__, &names.__rtruediv__),
        (&names.__matmul__, &names.__rmatmul__),
        (&names.__divmod__, &names.__rdivmod__),
    ];
    all.get(op).copied()
}

fn overrides(vm: &Vm, base: &Class, derived: &Class, name: &Value) -> bool {
    match (base.lookup(vm, name), derived.lookup(vm, name)) {
        (Some(a), Some(b)) => !a.is(&b),
        (None, Some(_)) => true,
        _ => false,
    }
}

fn user_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let name = match op {
        CompareOp::Lt => &vm.names.__lt__,
        CompareOp::Le => &vm.names.__le__,
        CompareOp::Eq => &vm.names.__eq__,
        CompareOp::Ne => &vm.names.__ne__,
        CompareOp::Gt => &vm.names.__gt__,
        CompareOp::Ge => &vm.names.__ge__,
    };
    Ok(vm.call_special(left, name, std::slice::from_ref(right))?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn user_hash(vm: &Vm, object: &Value) -> PyResult<i64> {
    let Some(function) = vm.class_of(object).lookup(vm, &vm.names.__hash__) else { return Err(messages::unhashable(vm, object)) };
    if function.is_none() {
        return Err(messages::unhashable(vm, object));
    }
    let result = call_required(vm, object, &vm.names.__hash__, &[])?;
    if !vm.is_instance(&result, &vm.types.int) {
        return Err(messages::type_error(vm, "__hash__ method should return an integer"));
    }
    let hash = super::int::hash_result(&result);
    Ok(if hash == -1 { -2 } else { hash })
}

fn user_repr(vm: &Vm, object: &Value) -> PyResult {
    let result = call_required(vm, object, &vm.names.__repr__, &[])?;
    Ok(result)
}

fn user_str(vm: &Vm, object: &Value) -> PyResult {
    call_required(vm, object, &vm.names.__str__, &[])
}

fn user_truth(vm: &Vm, object: &Value) -> PyResult<bool> {
    let result = call_required(vm, object, &vm.names.__bool__, &[])?;
    if result.is_bool() {
        return Ok(result.is_true());
    }
    Err(messages::bool_returned(vm, &result))
}

fn user_length(vm: &Vm, object: &Value) -> PyResult<usize> {
    let result = call_required(vm, object, &vm.names.__len__, &[])?;
    ops::checked_length(vm, &result)
}

fn user_next(vm: &Vm, object: &Value) -> PyResult {
    match call_required(vm, object, &vm.names.__next__, &[]) {
        Ok(value) => Ok(value),
        Err(_) if vm.class_of(object).lookup(vm, &vm.names.__next__).is_none() => {
            // The method was deleted under the hands of a loop.
            drop(vm.take_exception());
            Err(messages::type_error(vm, &format!("'{}' object is not iterable", vm.class_name(object))))
        }
        Err(raised) => {
            // A StopIteration with a value stays for whoever wants to see it.
            let carries = vm.pending.read(|pending| {
                pending.get::<super::exception::PyException>().is_some_and(|e| {
                    !e.args.read(|args| args.get::<crate::memory::Tuple>().is_none_or(crate::memory::Tuple::is_empty))
                })
            });
            if !carries && vm.take_plain_stop_iteration() { Ok(Value::DONE) } else { Err(raised) }
        }
    }
}

fn user_iter(vm: &Vm, object: &Value) -> PyResult {
    let Some(function) = vm.class_of(object).lookup(vm, &vm.names.__iter__) else {
        return Err(messages::not_iterable(vm, object));
    };
    if function.is_none() {
        return Err(messages::not_iterable(vm, object));
    }
    call_required(vm, object, &vm.names.__iter__, &[])
}

fn user_contains(vm: &Vm, object: &Value, item: &Value) -> PyResult<bool> {
    match vm.class_of(object).lookup(vm, &vm.names.__contains__) {
        Some(function) if function.is_none() => {
            Err(messages::type_error(vm, &format!("'{}' object is not a container", vm.class_name(object))))
        }
        Some(_) => {
            let result = call_required(vm, object, &vm.names.__contains__, std::slice::from_ref(item))?;
            ops::truth(vm, &result)
        }
        None => ops::contains_by_iteration(vm, object, item),
    }
}

fn user_getitem(vm: &Vm, object: &Value, key: &Value) -> PyResult {
    call_required(vm, object, &vm.names.__getitem__, std::slice::from_ref(key))
}

fn user_setitem(vm: &Vm, object: &Value, key: &Value, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) => together([key, &value], |values| call_required(vm, object, &vm.names.__setitem__, values)).map(drop),
        None => call_required(vm, object, &vm.names.__delitem__, std::slice::from_ref(key)).map(drop),
    }
}

fn user_call(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult {
    match vm.special(object, &vm.names.__call__)? {
        Some(super::call::Special::Unbound(function)) => {
            // The arguments, and not the receiver, lie in a tuple of their own in CPython: counts tell.
            let held = args.values.to_vec();
            with_receiver(object, &held, |values| vm.call(&function, CallArgs { values, names: args.names }))
        }
        Some(super::call::Special::Bound(method)) => vm.call(&method, args),
        None => Err(messages::not_callable(vm, object)),
    }
}

fn user_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let result = match vm.special(object, &vm.names.__init__)? {
        Some(super::call::Special::Unbound(function)) => {
            let held = args.values.to_vec();
            with_receiver(object, &held, |values| vm.call(&function, CallArgs { values, names: args.names }))?
        }
        Some(super::call::Special::Bound(method)) => vm.call(&method, args)?,
        None => return Ok(()),
    };
    if result.is_none() {
        return Ok(());
    }
    Err(messages::type_error(vm, &format!("__init__() should return None, not '{}'", vm.class_name(&result))))
}

fn user_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let function = match as_class(class) {
        Some(class) => ops::get_attr(vm, class.value(), &vm.names.__new__)?,
        None => return Err(messages::type_error(vm, "__new__ needs a class")),
    };
    let values = args.prepended(class);
    vm.call(&function, CallArgs { values: &values, names: args.names })
}

fn user_getattr(vm: &Vm, object: &Value, name: &Value) -> PyResult {
    let class = vm.class_of(object);
    let result = match class.lookup(vm, &vm.names.__getattribute__) {
        // The default one needs no call.
        Some(function) if function.get::<PyWrapper>().is_some_and(|wrapper| wrapper.owner.same(&vm.types.object)) => {
            ops::generic_get_attr(vm, object, name)
        }
        _ => call_required(vm, object, &vm.names.__getattribute__, std::slice::from_ref(name)),
    };
    match result {
        Err(raised) => {
            if class.lookup(vm, &vm.names.__getattr__).is_none() || !vm.pending_is(&vm.errors.attribute_error) {
                return Err(raised);
            }
            drop(vm.take_exception());
            call_required(vm, object, &vm.names.__getattr__, std::slice::from_ref(name))
        }
        found => found,
    }
}

fn user_setattr(vm: &Vm, object: &Value, name: &Value, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) => together([name, &value], |values| call_required(vm, object, &vm.names.__setattr__, values)).map(drop),
        None => call_required(vm, object, &vm.names.__delattr__, std::slice::from_ref(name)).map(drop),
    }
}

fn user_descr_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, owner: &Value) -> PyResult {
    match vm.class_of(descriptor).lookup(vm, &vm.names.__get__) {
        Some(_) => together([instance.unwrap_or(const { &Value::NONE }), owner], |values| {
            call_required(vm, descriptor, &vm.names.__get__, values)
        }),
        None => Ok(descriptor.clone()),
    }
}

fn user_descr_set(vm: &Vm, descriptor: &Value, instance: &Value, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) => together([instance, &value], |values| call_required(vm, descriptor, &vm.names.__set__, values)).map(drop),
        None => call_required(vm, descriptor, &vm.names.__delete__, std::slice::from_ref(instance)).map(drop),
    }
}

fn user_finalize(vm: &Vm, object: &Value) -> PyResult {
    call_required(vm, object, &vm.names.__del__, &[])
}

fn wrap_new_value(result: PyResult<()>) -> PyResult {
    result.map(|()| Value::NONE)
}

fn argument<'a>(args: &CallArgs<'a>, index: usize) -> &'a Value {
    const NONE: &Value = &Value::NONE;
    args.values.get(index).unwrap_or(NONE)
}

const PLAIN_POW_ROWS: [WrapperRow; 2] =
    binary_rows!(Pow, "__pow__", "__rpow__", "Return pow(self, value, mod).", "Return pow(value, self, mod).");

/// `__pow__` and its reflection take a modulus too.
const POW_ROWS: [WrapperRow; 2] = [
    WrapperRow {
        arguments: (1, 2),
        call: |vm, slots, object, args| match args.values {
            [other, modulus] if !modulus.is_none() => match slots.pow3 {
                Some(function) => function(vm, object, other, modulus),
                None => Ok(Value::NOT_IMPLEMENTED),
            },
            _ => match (slots.binary[BinaryOp::Pow as usize], args.values.first()) {
                (Some(function), Some(other)) => function(vm, object, other),
                _ => Ok(Value::NOT_IMPLEMENTED),
            },
        },
        ..PLAIN_POW_ROWS[0]
    },
    WrapperRow {
        arguments: (1, 2),
        call: |vm, slots, object, args| match args.values {
            [other, modulus] if !modulus.is_none() => match slots.pow3 {
                Some(function) => function(vm, other, object, modulus),
                None => Ok(Value::NOT_IMPLEMENTED),
            },
            _ => match (slots.binary[BinaryOp::Pow as usize], args.values.first()) {
                (Some(function), Some(other)) => function(vm, other, object),
                _ => Ok(Value::NOT_IMPLEMENTED),
            },
        },
        ..PLAIN_POW_ROWS[1]
    },
];

const BINARY: [[WrapperRow; 2]; 14] = [
    binary_rows!(Add, "__add__", "__radd__", "Return self+value.", "Return value+self."),
    binary_rows!(Sub, "__sub__", "__rsub__", "Return self-value.", "Return value-self."),
    binary_rows!(Mul, "__mul__", "__rmul__", "Return self*value.", "Return value*self."),
    binary_rows!(Mod, "__mod__", "__rmod__", "Return self%value.", "Return value%self."),
    POW_ROWS,
    binary_rows!(Lshift, "__lshift__", "__rlshift__", "Return self<<value.", "Return value<<self."),
    binary_rows!(Rshift, "__rshift__", "__rrshift__", "Return self>>value.", "Return value>>self."),
    binary_rows!(And, "__and__", "__rand__", "Return self&value.", "Return value&self."),
    binary_rows!(Xor, "__xor__", "__rxor__", "Return self^value.", "Return value^self."),
    binary_rows!(Or, "__or__", "__ror__", "Return self|value.", "Return value|self."),
    binary_rows!(FloorDiv, "__floordiv__", "__rfloordiv__", "Return self//value.", "Return value//self."),
    binary_rows!(TrueDiv, "__truediv__", "__rtruediv__", "Return self/value.", "Return value/self."),
    binary_rows!(MatMul, "__matmul__", "__rmatmul__", "Return self@value.", "Return value@self."),
    binary_rows!(Divmod, "__divmod__", "__rdivmod__", "Return divmod(self, value).", "Return divmod(value, self)."),
];

/// The name of an attribute to set. A built-in class refuses before it looks at the name.
fn name_to_set(vm: &Vm, object: &Value, name: &Value) -> PyResult {
    if let Some(class) = as_class(object)
        && class.has(class_flag::IMMUTABLE)
        && !name.is_kind::<Str>()
    {
        let class = super::object::dotted_name(vm, class);
        let message = format!("cannot set {} attribute of immutable type '{class}'", ops::repr_text(vm, name)?);
        return Err(messages::type_error(vm, &message));
    }
    ops::attribute_name(vm, name)
}

fn user_pow3(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult {
    Ok(vm.call_special(base, &vm.names.__pow__, &[exponent.clone(), modulus.clone()])?.unwrap_or(Value::NOT_IMPLEMENTED))
}

const PLAIN: [WrapperRow; 57] = [
    WrapperRow { present: |_| false, ..row!("__pow__", pow3, user_pow3, (1, 2), |_, _, _, _| Ok(Value::NOT_IMPLEMENTED), "") },
    row!(
        "__repr__",
        repr,
        user_repr,
        (0, 0),
        |vm, slots, object, _| slots.repr.map_or(Ok(Value::NONE), |f| f(vm, object)),
        "Return repr(self)."
    ),
    row!(
        "__hash__",
        hash,
        user_hash,
        (0, 0),
        |vm, slots, object, _| match slots.hash {
            Some(hash) => Ok(super::int::from_i64(vm, hash(vm, object)?)),
            None => Err(messages::unhashable(vm, object)),
        },
        "Return hash(self)."
    ),
    WrapperRow {
        keywords: true,
        ..row!(
            "__call__",
            call,
            user_call,
            (0, usize::MAX),
            |vm, slots, object, args| slots.call.map_or(Ok(Value::NONE), |f| f(vm, object, args)),
            "Call self as a function."
        )
    },
    row!(
        "__str__",
        str,
        user_str,
        (0, 0),
        |vm, slots, object, _| slots.str.map_or(Ok(Value::NONE), |f| f(vm, object)),
        "Return str(self)."
    ),
    row!(
        "__getattribute__",
        getattr,
        user_getattr,
        (1, 1),
        |vm, slots, object, args| {
            let name = ops::attribute_name(vm, argument(&args, 0))?;
            slots.getattr.map_or(Ok(Value::NONE), |f| f(vm, object, &name))
        },
        "Return getattr(self, name)."
    ),
    WrapperRow { present: |_| false, ..row!("__getattr__", getattr, user_getattr, (1, 1), |_, _, _, _| Ok(Value::NONE), "") },
    row!(
        "__setattr__",
        setattr,
        user_setattr,
        (2, 2),
        |vm, slots, object, args| {
            let name = name_to_set(vm, object, argument(&args, 0))?;
            wrap_new_value(slots.setattr.map_or(Ok(()), |f| f(vm, object, &name, Some(argument(&args, 1).clone()))))
        },
        "Implement setattr(self, name, value)."
    ),
    row!(
        "__delattr__",
        setattr,
        user_setattr,
        (1, 1),
        |vm, slots, object, args| {
            let name = name_to_set(vm, object, argument(&args, 0))?;
            wrap_new_value(slots.setattr.map_or(Ok(()), |f| f(vm, object, &name, None)))
        },
        "Implement delattr(self, name)."
    ),
    compare_row!(Lt, "__lt__", "Return self<value."),
    compare_row!(Le, "__le__", "Return self<=value."),
    compare_row!(Eq, "__eq__", "Return self==value."),
    compare_row!(Ne, "__ne__", "Return self!=value."),
    compare_row!(Gt, "__gt__", "Return self>value."),
    compare_row!(Ge, "__ge__", "Return self>=value."),
    row!(
        "__iter__",
        iter,
        user_iter,
        (0, 0),
        |vm, slots, object, _| slots.iter.map_or(Ok(Value::NONE), |f| f(vm, object)),
        "Implement iter(self)."
    ),
    row!(
        "__next__",
        next,
        user_next,
        (0, 0),
        |vm, slots, object, _| {
            let item = slots.next.map_or(Ok(Value::DONE), |f| f(vm, object))?;
            if item.is_done() { Err(vm.raise_stop_iteration(Value::UNBOUND)) } else { Ok(item) }
        },
        "Implement next(self)."
    ),
    row!(
        "__get__",
        descr_get,
        user_descr_get,
        (1, 2),
        |vm, slots, object, args| {
            let instance = argument(&args, 0);
            let owner = args.values.get(1).cloned().unwrap_or(Value::NONE);
            if instance.is_none() && owner.is_none() {
                return Err(messages::type_error(vm, "__get__(None, None) is invalid"));
            }
            let owner = if owner.is_none() { vm.class_of(instance).to_value() } else { owner };
            let instance = if instance.is_none() { None } else { Some(instance) };
            slots.descr_get.map_or(Ok(Value::NONE), |f| f(vm, object, instance, &owner))
        },
        "Return an attribute of instance, which is of type owner."
    ),
    row!(
        "__set__",
        descr_set,
        user_descr_set,
        (2, 2),
        |vm, slots, object, args| wrap_new_value(slots.descr_set.map_or(Ok(()), |f| f(
            vm,
            object,
            argument(&args, 0),
            Some(argument(&args, 1).clone())
        ))),
        "Set an attribute of instance to value."
    ),
    row!(
        "__delete__",
        descr_set,
        user_descr_set,
        (1, 1),
        |vm, slots, object, args| wrap_new_value(slots.descr_set.map_or(Ok(()), |f| f(vm, object, argument(&args, 0), None))),
        "Delete an attribute of instance."
    ),
    WrapperRow {
        keywords: true,
        ..row!(
            "__init__",
            init,
            user_init,
            (0, usize::MAX),
            |vm, slots, object, args| wrap_new_value(slots.init.map_or(Ok(()), |f| f(vm, object, args))),
            "Initialize self.  See help(type(self)) for accurate signature."
        )
    },
    WrapperRow { present: |_| false, ..row!("__new__", new, user_new, (0, usize::MAX), |_, _, _, _| Ok(Value::NONE), "") },
    row!(
        "__del__",
        finalize,
        user_finalize,
        (0, 0),
        |vm, slots, object, _| slots.finalize.map_or(Ok(Value::NONE), |f| f(vm, object)),
        "Called when the instance is about to be destroyed."
    ),
    unary_row!("__await__", await_, __await__, "Return an iterator to be used in await expression."),
    unary_row!("__aiter__", aiter, __aiter__, "Return an awaitable, that resolves in asynchronous iterator."),
    unary_row!("__anext__", anext, __anext__, "Return a value or raise StopAsyncIteration."),
    unary_row!("__neg__", neg, __neg__, "-self"),
    unary_row!("__pos__", pos, __pos__, "+self"),
    unary_row!("__abs__", abs, __abs__, "abs(self)"),
    unary_row!("__invert__", invert, __invert__, "~self"),
    row!(
        "__bool__",
        truth,
        user_truth,
        (0, 0),
        |vm, slots, object, _| Ok(Value::bool(slots.truth.map_or(Ok(true), |f| f(vm, object))?)),
        "True if self else False"
    ),
    unary_row!("__int__", int, __int__, "int(self)"),
    unary_row!("__float__", float, __float__, "float(self)"),
    unary_row!(
        "__index__",
        index,
        __index__,
        "Return self converted to an integer, if self is suitable for use as an index into a list."
    ),
    row!(
        "__len__",
        length,
        user_length,
        (0, 0),
        |vm, slots, object, _| Ok(super::int::from_i64(vm, slots.length.map_or(Ok(0), |f| f(vm, object))? as i64)),
        "Return len(self)."
    ),
    row!(
        "__getitem__",
        getitem,
        user_getitem,
        (1, 1),
        |vm, slots, object, args| slots.getitem.map_or(Ok(Value::NONE), |f| f(vm, object, argument(&args, 0))),
        "Return self[key]."
    ),
    row!(
        "__setitem__",
        setitem,
        user_setitem,
        (2, 2),
        |vm, slots, object, args| wrap_new_value(slots.setitem.map_or(Ok(()), |f| f(
            vm,
            object,
            argument(&args, 0),
            Some(argument(&args, 1).clone())
        ))),
        "Set self[key] to value."
    ),
    row!(
        "__delitem__",
        setitem,
        user_setitem,
        (1, 1),
        |vm, slots, object, args| wrap_new_value(slots.setitem.map_or(Ok(()), |f| f(vm, object, argument(&args, 0), None))),
        "Delete self[key]."
    ),
    row!(
        "__contains__",
        contains,
        user_contains,
        (1, 1),
        |vm, slots, object, args| Ok(Value::bool(slots.contains.map_or(Ok(false), |f| f(vm, object, argument(&args, 0)))?)),
        "Return bool(key in self)."
    ),
    sequence_row!("__add__", concat, "Return self+value."),
    sequence_row!("__mul__", repeat, "Return self*value."),
    sequence_row!("__rmul__", repeat, "Return value*self."),
    sequence_row!("__iadd__", inplace_concat, "Implement self+=value."),
    sequence_row!("__imul__", inplace_repeat, "Implement self*=value."),
    inplace_row!(Add, "__iadd__", __iadd__, "Return self+=value."),
    inplace_row!(Sub, "__isub__", __isub__, "Return self-=value."),
    inplace_row!(Mul, "__imul__", __imul__, "Return self*=value."),
    inplace_row!(Mod, "__imod__", __imod__, "Return self%=value."),
    inplace_row!(Pow, "__ipow__", __ipow__, "Return self**=value."),
    inplace_row!(Lshift, "__ilshift__", __ilshift__, "Return self<<=value."),
    inplace_row!(Rshift, "__irshift__", __irshift__, "Return self>>=value."),
    inplace_row!(And, "__iand__", __iand__, "Return self&=value."),
    inplace_row!(Xor, "__ixor__", __ixor__, "Return self^=value."),
    inplace_row!(Or, "__ior__", __ior__, "Return self|=value."),
    inplace_row!(FloorDiv, "__ifloordiv__", __ifloordiv__, "Return self//=value."),
    inplace_row!(TrueDiv, "__itruediv__", __itruediv__, "Return self/=value."),
    inplace_row!(MatMul, "__imatmul__", __imatmul__, "Return self@=value."),
];

const fn all_rows() -> [WrapperRow; 28 + PLAIN.len()] {
    let mut rows = [PLAIN[0]; 28 + PLAIN.len()];
    let mut index = 0;
    while index < PLAIN.len() {
        rows[index] = PLAIN[index];
        index += 1;
    }
    let mut op = 0;
    while op < 14 {
        rows[PLAIN.len() + 2 * op] = BINARY[op][0];
        rows[PLAIN.len() + 2 * op + 1] = BINARY[op][1];
        op += 1;
    }
    rows
}

static ALL: [WrapperRow; 28 + PLAIN.len()] = all_rows();

/// Every special method that has a slot.
pub static ROWS: &[WrapperRow] = &ALL;

/// Sets the slots of a class written in Python (or changed at run time) from
/// what its resolution order now says about every special method.
pub fn update_slots(vm: &Vm, class: &Class) {
    let mut slots = Slots::EMPTY;
    if let Some(base) = class.base.copy() {
        slots = base.slots(|slots| *slots);
    }
    for row in ROWS {
        update_row(vm, class, &mut slots, row);
    }
    if slots.finalize.is_some() {
        class.set_flag(class_flag::FINALIZER);
    }
    class.slots.write(|place| *place = slots);
}

/// Sets the slots of a class that has just been built. With one base only the
/// special methods in its own namespace can make a difference.
pub fn update_new_slots(vm: &Vm, class: &Class) {
    let single = class.bases.copy().get::<crate::memory::Tuple>().is_some_and(|bases| bases.len() == 1);
    let base = class.base.copy();
    let Some(base) = base.filter(|base| single && class.mro.read(Vec::len) == base.mro.read(Vec::len) + 1) else {
        return update_slots(vm, class);
    };
    let mut slots = base.slots(|slots| *slots);
    let namespace = class.namespace();
    let mut groups: Vec<&'static str> = Vec::new();
    let mut cursor = 0;
    while let Some((next, key, _)) = namespace.next_entry(cursor) {
        cursor = next;
        let name = super::str::text_of(&key);
        if !is_special_name(&name) {
            continue;
        }
        for row in ROWS.iter().filter(|row| row.name == name) {
            if !groups.contains(&row.group) {
                groups.push(row.group);
            }
        }
    }
    for row in ROWS.iter().filter(|row| groups.contains(&row.group)) {
        update_row(vm, class, &mut slots, row);
    }
    if slots.finalize.is_some() {
        class.set_flag(class_flag::FINALIZER);
    }
    class.slots.write(|place| *place = slots);
}

/// Names whose slots a change of the attribute `name` can affect.
pub fn is_special_name(name: &str) -> bool {
    name.len() > 4 && name.starts_with("__") && name.ends_with("__")
}

fn update_row(vm: &Vm, class: &Class, slots: &mut Slots, row: &WrapperRow) {
    let name = vm.intern(row.name);
    let Some((found, owner)) = vm.lookup_where(class, &name) else { return };
    if let Some(builtin) = slot_owner(&found, row)
        && vm.is_subclass(class, builtin)
    {
        // Inherited from a built-in class: its own function serves, unless a
        // sibling row of the same slot is written in Python.
        if (row.present)(&builtin.slots(|slots| *slots)) && (!is_user_slot(slots, row) || sibling_is_native(vm, class, row)) {
            builtin.slots(|from| (row.copy)(slots, from));
        }
        return;
    }
    if row.name == "__new__" {
        if !owner.has(class_flag::HEAP) {
            owner.slots(|from| (row.copy)(slots, from));
        } else {
            (row.install)(slots);
        }
        return;
    }
    if row.name == "__hash__" && found.is_none() {
        slots.hash = Some(|vm, object| Err(messages::unhashable(vm, object)));
        return;
    }
    if owner.has(class_flag::HEAP) || !found.is_none() {
        (row.install)(slots);
    }
}

/// The built-in class whose slot a special method stands for: a wrapper, or a method that the class's table
/// puts in the wrapper's place (`list.__getitem__`).
fn slot_owner<'a>(found: &'a Value, row: &WrapperRow) -> Option<&'a Class> {
    if let Some(wrapper) = found.get::<PyWrapper>() {
        return Some(&wrapper.owner).filter(|_| wrapper.row.name == row.name && wrapper.row.group != "no slot");
    }
    let native = found.get::<PyNative>()?;
    let owner = native.owner.as_ref()?;
    let stands = native.row.name == row.name && native.receiver.is_unbound() && owner.slots(|slots| (row.present)(slots));
    Some(owner).filter(|_| stands)
}

fn is_user_slot(slots: &Slots, row: &WrapperRow) -> bool {
    let mut probe = Slots::EMPTY;
    (row.install)(&mut probe);
    (row.present)(&probe) && (row.same)(&probe, slots)
}

fn sibling_is_native(vm: &Vm, class: &Class, row: &WrapperRow) -> bool {
    ROWS.iter().filter(|other| other.name != row.name && shares_slot(row, other)).all(|other| {
        match class.lookup(vm, &vm.intern(other.name)) {
            Some(found) => slot_owner(&found, other).is_some(),
            None => true,
        }
    })
}

fn shares_slot(row: &WrapperRow, other: &WrapperRow) -> bool {
    row.group == other.group
}
