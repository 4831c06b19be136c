//! Operations on any object: the roads that natives and the evaluator share.
//!
//! Each follows CPython's abstract object layer in what it tries, in which
//! order, and in its error messages. A *call-out* (anything here may be one)
//! can run Python code; callers keep no borrow across it.

use super::class::{Class, PyClass, class_flag};
use super::dict::PyDict;
use super::exception::messages;
use super::function::PyFunction;
use super::native::{PyMember, PyNative};
use super::slots::{BinaryOp, CompareOp};
use super::vm::Vm;
use crate::memory::{Attrs, Handle, PyResult, Str, Value};

// ---- truth, comparison, hashing ----

/// `bool(value)`.
#[inline]
pub fn truth(vm: &Vm, value: &Value) -> PyResult<bool> {
    if value.is_bool() {
        return Ok(value.is_true());
    }
    if let Some(number) = value.as_int() {
        return Ok(number != 0);
    }
    if value.is_none() {
        return Ok(false);
    }
    truth_slow(vm, value)
}

#[inline(never)]
fn truth_slow(vm: &Vm, value: &Value) -> PyResult<bool> {
    if let Some(float) = value.as_float_word() {
        return Ok(float != 0.0);
    }
    let (truth, length) = vm.class_of(value).slots(|slots| (slots.truth, slots.length));
    match (truth, length) {
        (Some(truth), _) => truth(vm, value),
        (None, Some(length)) => Ok(length(vm, value)? != 0),
        (None, None) => Ok(true),
    }
}

/// A rich comparison with reflection; the result may be any object.
pub fn compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let _depth = vm.enter_recursion_in(" in comparison")?;
    let (left_class, right_class) = (vm.class_of(left), vm.class_of(right));
    let left_slot = left_class.slots(|slots| slots.compare);
    let right_slot = right_class.slots(|slots| slots.compare);
    let mut tried_reflected = false;
    if let Some(compare) = right_slot
        && !left_class.same(right_class)
        && vm.is_subclass(right_class, left_class)
    {
        tried_reflected = true;
        let result = compare(vm, right, left, op.swapped())?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if let Some(compare) = left_slot {
        let result = compare(vm, left, right, op)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if let Some(compare) = right_slot
        && !tried_reflected
    {
        let result = compare(vm, right, left, op.swapped())?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    match op {
        CompareOp::Eq => Ok(Value::bool(left.is(right))),
        CompareOp::Ne => Ok(Value::bool(!left.is(right))),
        _ => Err(messages::unorderable(vm, left, right, op)),
    }
}

/// A comparison whose answer is only true or false. Unlike [`eq`] it does not
/// take identity for equality.
pub fn compare_bool(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult<bool> {
    let result = compare(vm, left, right, op)?;
    truth(vm, &result)
}

/// `left is right or left == right`, as containers compare.
#[inline]
pub fn eq(vm: &Vm, left: &Value, right: &Value) -> PyResult<bool> {
    if left.is(right) {
        return Ok(true);
    }
    if left.is_int() && right.is_int() {
        return Ok(false);
    }
    if let (Some(a), Some(b)) = (left.get::<Str>(), right.get::<Str>())
        && vm.class_of(left).same(&vm.types.str)
        && vm.class_of(right).same(&vm.types.str)
    {
        return Ok(a.same_text(b));
    }
    compare_bool(vm, left, right, CompareOp::Eq)
}

/// `hash(value)`; never -1.
#[inline]
pub fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    if let Some(text) = value.get::<Str>()
        && text.hash.get() != 0
        && vm.class_of(value).same(&vm.types.str)
    {
        return Ok(text.hash.get() as i64);
    }
    if let Some(number) = value.as_int() {
        return Ok(super::int::hash_small(number));
    }
    match vm.class_of(value).slots(|slots| slots.hash) {
        Some(hash) => hash(vm, value),
        None => Err(messages::unhashable(vm, value)),
    }
}

// ---- text ----

/// `repr(value)`: a str object.
pub fn repr(vm: &Vm, value: &Value) -> PyResult {
    let _depth = vm.enter_recursion_in(" while getting the repr of an object")?;
    let class = vm.class_of(value);
    let Some(repr) = class.slots(|slots| slots.repr) else { return super::object::default_repr(vm, value) };
    let result = repr(vm, value)?;
    if vm.is_instance(&result, &vm.types.str) {
        return Ok(result);
    }
    Err(messages::type_error(vm, &format!("__repr__ returned non-string (type {})", vm.class_name(&result))))
}

/// `str(value)`: a str object.
pub fn str(vm: &Vm, value: &Value) -> PyResult {
    let class = vm.class_of(value);
    if class.same(&vm.types.str) {
        return Ok(value.clone());
    }
    let Some(function) = class.slots(|slots| slots.str) else { return repr(vm, value) };
    let _depth = vm.enter_recursion_in(" while getting the str of an object")?;
    let result = function(vm, value)?;
    if vm.is_instance(&result, &vm.types.str) {
        return Ok(result);
    }
    Err(messages::type_error(vm, &format!("__str__ returned non-string (type {})", vm.class_name(&result))))
}

/// `repr(value)` as Rust text (lone surrogates become U+FFFD), for messages.
pub fn repr_text(vm: &Vm, value: &Value) -> PyResult<String> {
    Ok(super::str::text_of(&repr(vm, value)?))
}

pub fn str_text(vm: &Vm, value: &Value) -> PyResult<String> {
    Ok(super::str::text_of(&str(vm, value)?))
}

/// `ascii(value)`: a str object.
pub fn ascii(vm: &Vm, value: &Value) -> PyResult {
    let text = repr(vm, value)?;
    super::str::to_ascii(vm, &text)
}

/// `format(value, spec)`: a str object; `spec` is a str object.
pub fn format(vm: &Vm, value: &Value, spec: &Value) -> PyResult {
    let is_empty = spec.get::<Str>().is_some_and(Str::is_empty);
    if is_empty {
        // The common classes print themselves plainly.
        let class = vm.class_of(value);
        if class.same(&vm.types.str) {
            return Ok(value.clone());
        }
        if class.same(&vm.types.int) || class.same(&vm.types.float) {
            return str(vm, value);
        }
    } else if let Some(result) = super::str::format_value(vm, value, spec) {
        return result;
    }
    // CPython calls a bound `__format__`, which holds the value.
    let held = value.clone();
    match vm.call_special(&held, &vm.names.__format__, std::slice::from_ref(spec))? {
        Some(result) if vm.is_instance(&result, &vm.types.str) => Ok(result),
        Some(result) => Err(messages::type_error(vm, &format!("__format__ must return a str, not {}", vm.class_name(&result)))),
        None => Err(messages::type_error(vm, &format!("Type {} doesn't define __format__", vm.class_name(value)))),
    }
}

// ---- iteration ----

/// `iter(value)`.
pub fn iter(vm: &Vm, value: &Value) -> PyResult {
    let class = vm.class_of(value);
    match class.slots(|slots| slots.iter) {
        Some(iter) => {
            let iterator = iter(vm, value)?;
            if vm.class_of(&iterator).slots(|slots| slots.next.is_some()) {
                return Ok(iterator);
            }
            Err(messages::type_error(vm, &format!("iter() returned non-iterator of type '{}'", vm.class_name(&iterator))))
        }
        None if is_sequence(vm, value) => Ok(super::iterators::sequence_iterator(vm, value)),
        None => Err(messages::not_iterable(vm, value)),
    }
}

/// The next item or `Value::DONE`.
#[inline]
pub fn next(vm: &Vm, iterator: &Value) -> PyResult {
    match vm.class_of(iterator).slots(|slots| slots.next) {
        Some(next) => match next(vm, iterator) {
            Err(raised) => {
                if vm.take_plain_stop_iteration() {
                    Ok(Value::DONE)
                } else {
                    Err(raised)
                }
            }
            item => item,
        },
        None => Err(messages::not_an_iterator(vm, iterator)),
    }
}

/// Whether the object supports item access by position (`__getitem__`, but
/// neither a dict nor a match, whose keys are groups).
pub fn is_sequence(vm: &Vm, value: &Value) -> bool {
    let class = vm.class_of(value);
    !class.has(class_flag::DICT) && class.payload.get() != super::kinds::RE_MATCH && class.slots(|slots| slots.getitem.is_some())
}

/// Calls `each` with every item; stops at its first error. Lists and tuples
/// are walked by index, which sees changes as an iterator would.
pub fn for_each(vm: &Vm, iterable: &Value, mut each: impl FnMut(Value) -> PyResult<()>) -> PyResult<()> {
    let class = vm.class_of(iterable);
    if class.same(&vm.types.list)
        && let Some(list) = iterable.get::<super::list::PyList>()
    {
        let mut index = 0;
        while let Some(item) = list.get(index) {
            each(item)?;
            index += 1;
        }
        return Ok(());
    }
    if class.same(&vm.types.tuple)
        && let Some(tuple) = iterable.get::<crate::memory::Tuple>()
    {
        for item in tuple.items() {
            each(item.clone())?;
        }
        return Ok(());
    }
    let iterator = iter(vm, iterable)?;
    // A class of the program may get another `__next__` on the way.
    let class = vm.class_of(&iterator);
    let step =
        if class.has(class_flag::HEAP) { Some(next as fn(&Vm, &Value) -> PyResult) } else { class.slots(|slots| slots.next) };
    let Some(step) = step else { return Err(messages::not_an_iterator(vm, &iterator)) };
    loop {
        let item = match step(vm, &iterator) {
            Ok(item) if item.is_done() => return Ok(()),
            Ok(item) => item,
            Err(_) if vm.take_plain_stop_iteration() => return Ok(()),
            Err(raised) => return Err(raised),
        };
        each(item)?;
        vm.poll()?;
    }
}

/// All items in a vector.
pub fn collect(vm: &Vm, iterable: &Value) -> PyResult<Vec<Value>> {
    let mut items = Vec::new();
    if vm.class_of(iterable).has(super::class::class_flag::HEAP) {
        // What is no iterable is refused before anybody asks for its length.
        let iterator = iter(vm, iterable)?;
        let hint = length_hint(vm, iterable, 0)?;
        if crate::room::asking(|| items.try_reserve(hint)).is_err() {
            return Err(messages::memory_error(vm));
        }
        loop {
            let item = next(vm, &iterator)?;
            if item.is_done() {
                return Ok(items);
            }
            if items.len() == items.capacity() && crate::room::asking(|| items.try_reserve(items.len().max(8))).is_err() {
                return Err(messages::memory_error(vm));
            }
            items.push(item);
            vm.poll()?;
        }
    }
    // An object that announces more than memory holds is refused at once.
    let hint = length_hint(vm, iterable, 0)?;
    if crate::room::asking(|| items.try_reserve(hint)).is_err() {
        return Err(messages::memory_error(vm));
    }
    for_each(vm, iterable, |item| {
        if items.len() == items.capacity() && crate::room::asking(|| items.try_reserve(items.len().max(8))).is_err() {
            return Err(messages::memory_error(vm));
        }
        items.push(item);
        Ok(())
    })?;
    Ok(items)
}

/// `operator.length_hint(value)`, with a default for objects that give none.
pub fn length_hint(vm: &Vm, value: &Value, default: usize) -> PyResult<usize> {
    let class = vm.class_of(value);
    if class.slots(|slots| slots.length.is_some()) {
        return len(vm, value);
    }
    if class.lookup(vm, &vm.names.__length_hint__).is_none() {
        return Ok(default);
    }
    let hint = match vm.call_special(value, &vm.names.__length_hint__, &[]) {
        Ok(hint) => hint,
        Err(raised) if vm.pending_is(&vm.errors.type_error) => {
            let _ = raised;
            drop(vm.take_exception());
            None
        }
        Err(raised) => return Err(raised),
    };
    match hint {
        None => Ok(default),
        Some(hint) if hint.is_not_implemented() => Ok(default),
        Some(hint) => match hint.as_int() {
            Some(count) if count >= 0 => Ok(count as usize),
            Some(_) => Err(messages::value_error(vm, "__length_hint__() should return >= 0")),
            None if vm.class_of(&hint).has(class_flag::INT) => match super::int::as_i64(&super::int::exact(vm, &hint)?) {
                Some(count) => {
                    usize::try_from(count).map_err(|_| messages::value_error(vm, "__length_hint__() should return >= 0"))
                }
                None => Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t")),
            },
            None => Err(messages::type_error(vm, &format!("__length_hint__ must be an integer, not {}", vm.class_name(&hint)))),
        },
    }
}

// ---- containers ----

/// `len(value)`.
pub fn len(vm: &Vm, value: &Value) -> PyResult<usize> {
    match vm.class_of(value).slots(|slots| slots.length) {
        Some(length) => length(vm, value),
        None => Err(messages::type_error(vm, &format!("object of type '{}' has no len()", vm.class_name(value)))),
    }
}

/// Checks what `__len__` returned.
pub fn checked_length(vm: &Vm, result: &Value) -> PyResult<usize> {
    let number = index(vm, result)?;
    match super::int::as_i64(&number) {
        Some(count) if count >= 0 => Ok(count as usize),
        Some(_) => Err(messages::value_error(vm, "__len__() should return >= 0")),
        None if super::int::is_negative(&number) => Err(messages::value_error(vm, "__len__() should return >= 0")),
        None => Err(messages::overflow_error(vm, "cannot fit 'int' into an index-sized integer")),
    }
}

/// `object[key]`.
pub fn get_item(vm: &Vm, object: &Value, key: &Value) -> PyResult {
    if let Some(getitem) = vm.class_of(object).slots(|slots| slots.getitem) {
        let _depth = vm.enter_recursion()?;
        return getitem(vm, object, key);
    }
    if let Some(class) = object.as_handle::<PyClass>() {
        return class_get_item(vm, class, key);
    }
    Err(messages::not_subscriptable(vm, object))
}

fn class_get_item(vm: &Vm, class: &Class, key: &Value) -> PyResult {
    if class.same(&vm.types.type_) {
        return super::generic_alias::new_alias(vm, class.value(), key);
    }
    match lookup_attr(vm, class.value(), &vm.names.__class_getitem__)? {
        Some(method) => vm.call_values(&method, std::slice::from_ref(key)),
        None => Err(messages::type_error(vm, &format!("type '{}' is not subscriptable", class.name_text()))),
    }
}

/// `object[key] = value`, or `del object[key]` when there is no value.
pub fn set_item(vm: &Vm, object: &Value, key: &Value, value: Option<Value>) -> PyResult<()> {
    match vm.class_of(object).slots(|slots| slots.setitem) {
        Some(setitem) => {
            let _depth = vm.enter_recursion()?;
            setitem(vm, object, key, value)
        }
        None => {
            let what = if value.is_some() { "assignment" } else { "deletion" };
            // CPython words a deletion by position through the sequence protocol.
            let class = vm.class_of(object);
            let is_sequence = class.has(class_flag::HEAP)
                || class.slots(|slots| slots.length.is_some() || slots.getitem.is_some() || slots.contains.is_some());
            let by_position = vm.class_of(key).slots(|slots| slots.index.is_some());
            let doesnt = if value.is_none() && is_sequence && by_position { "doesn't" } else { "does not" };
            Err(messages::type_error(vm, &format!("'{}' object {doesnt} support item {what}", vm.class_name(object))))
        }
    }
}

/// `item in container`.
pub fn contains(vm: &Vm, container: &Value, item: &Value) -> PyResult<bool> {
    match vm.class_of(container).slots(|slots| slots.contains) {
        Some(contains) => {
            // A text's characters and a dict's keys are not looked into any deeper.
            if container.is_kind::<Str>() || container.is_kind::<PyDict>() {
                return contains(vm, container, item);
            }
            let _depth = vm.enter_recursion()?;
            contains(vm, container, item)
        }
        None => contains_by_iteration(vm, container, item),
    }
}

pub fn contains_by_iteration(vm: &Vm, container: &Value, item: &Value) -> PyResult<bool> {
    let class = vm.class_of(container);
    if class.slots(|slots| slots.iter.is_none()) && !is_sequence(vm, container) {
        return Err(messages::not_a_container(vm, container));
    }
    let iterator = iter(vm, container)?;
    loop {
        let found = next(vm, &iterator)?;
        if found.is_done() {
            return Ok(false);
        }
        if eq(vm, &found, item)? {
            return Ok(true);
        }
        vm.poll()?;
    }
}

// ---- numbers ----

/// The result of `__index__`: an exact int.
pub fn index(vm: &Vm, value: &Value) -> PyResult {
    if value.is_int() {
        return Ok(value.clone());
    }
    if vm.class_of(value).has(class_flag::INT) {
        return super::int::exact(vm, value);
    }
    let Some(slot) = vm.class_of(value).slots(|slots| slots.index) else {
        return Err(messages::not_an_integer(vm, value));
    };
    let result = slot(vm, value)?;
    if vm.class_of(&result).has(class_flag::INT) {
        if !vm.class_of(&result).same(&vm.types.int) {
            messages::warn_strict_subclass(vm, "__index__", "int", &result)?;
        }
        return super::int::exact(vm, &result);
    }
    Err(messages::type_error(vm, &format!("__index__ returned non-int (type {})", vm.class_name(&result))))
}

/// An index as a machine integer, clamped to its range as slices do.
pub fn index_clamped(vm: &Vm, value: &Value) -> PyResult<i64> {
    let number = index(vm, value)?;
    Ok(super::int::clamp_to_i64(&number))
}

/// An index as a machine integer; IndexError (or another class) when it does not fit.
pub fn index_exact(vm: &Vm, value: &Value) -> PyResult<i64> {
    let number = index(vm, value)?;
    match super::int::as_i64(&number) {
        Some(number) => Ok(number),
        None => Err(messages::index_error(vm, &format!("cannot fit '{}' into an index-sized integer", vm.class_name(value)))),
    }
}

/// `left op right`.
pub fn binary(vm: &Vm, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
    let result = binary_or_not_implemented(vm, op, left, right)?;
    if !result.is_not_implemented() {
        return Ok(result);
    }
    match op {
        BinaryOp::Add => {
            if let Some(concat) = vm.class_of(left).slots(|slots| slots.concat) {
                return concat(vm, left, right);
            }
        }
        BinaryOp::Mul => {
            if let Some(repeat) = vm.class_of(left).slots(|slots| slots.repeat) {
                return sequence_repeat(vm, repeat, left, right);
            }
            if let Some(repeat) = vm.class_of(right).slots(|slots| slots.repeat) {
                return sequence_repeat(vm, repeat, right, left);
            }
        }
        _ => {}
    }
    Err(messages::unsupported_operands(vm, left, right, op.symbol()))
}

fn sequence_repeat(vm: &Vm, repeat: super::slots::Repeat, sequence: &Value, count: &Value) -> PyResult {
    if vm.class_of(count).slots(|slots| slots.index.is_none()) {
        return Err(messages::type_error(vm, &format!("can't multiply sequence by non-int of type '{}'", vm.class_name(count))));
    }
    repeat(vm, sequence, count)
}

fn binary_or_not_implemented(vm: &Vm, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
    let _depth = vm.enter_recursion()?;
    let (left_class, right_class) = (vm.class_of(left), vm.class_of(right));
    let left_slot = left_class.slots(|slots| slots.binary[op as usize]);
    let mut right_slot = if left_class.same(right_class) { None } else { right_class.slots(|slots| slots.binary[op as usize]) };
    if let (Some(a), Some(b)) = (left_slot, right_slot)
        && crate::memory::function_address(&a) == crate::memory::function_address(&b)
    {
        right_slot = None;
    }
    if let Some(function) = left_slot {
        if let Some(reflected) = right_slot
            && vm.is_subclass(right_class, left_class)
        {
            let result = reflected(vm, left, right)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
            right_slot = None;
        }
        let result = function(vm, left, right)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    match right_slot {
        Some(function) => function(vm, left, right),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `left op= right`.
pub fn inplace(vm: &Vm, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
    let class = vm.class_of(left);
    let (function, concat, repeat) =
        class.slots(|slots| (slots.inplace[op as usize], slots.inplace_concat, slots.inplace_repeat));
    if let Some(function) = function {
        let result = function(vm, left, right)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if op == BinaryOp::Add || op == BinaryOp::Mul {
        let result = binary_or_not_implemented(vm, op, left, right)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if op == BinaryOp::Add {
            if let Some(concat) = concat.or_else(|| class.slots(|slots| slots.concat)) {
                return concat(vm, left, right);
            }
        } else if let Some(repeat) = repeat.or_else(|| class.slots(|slots| slots.repeat)) {
            return sequence_repeat(vm, repeat, left, right);
        } else if let Some(repeat) = vm.class_of(right).slots(|slots| slots.repeat) {
            return sequence_repeat(vm, repeat, right, left);
        }
        return Err(messages::unsupported_operands(vm, left, right, op.inplace_symbol()));
    }
    let result = binary_or_not_implemented(vm, op, left, right)?;
    if result.is_not_implemented() {
        return Err(messages::unsupported_operands(vm, left, right, op.inplace_symbol()));
    }
    Ok(result)
}

/// Unary operators by their slot: `-x`, `+x`, `~x`, `abs(x)`.
pub fn negative(vm: &Vm, value: &Value) -> PyResult {
    match vm.class_of(value).slots(|slots| slots.neg) {
        Some(function) => function(vm, value),
        None => Err(messages::bad_unary(vm, value, "-")),
    }
}

pub fn positive(vm: &Vm, value: &Value) -> PyResult {
    match vm.class_of(value).slots(|slots| slots.pos) {
        Some(function) => function(vm, value),
        None => Err(messages::bad_unary(vm, value, "+")),
    }
}

pub fn invert(vm: &Vm, value: &Value) -> PyResult {
    match vm.class_of(value).slots(|slots| slots.invert) {
        Some(function) => function(vm, value),
        None => Err(messages::bad_unary(vm, value, "~")),
    }
}

pub fn absolute(vm: &Vm, value: &Value) -> PyResult {
    match vm.class_of(value).slots(|slots| slots.abs) {
        Some(function) => function(vm, value),
        None => Err(messages::type_error(vm, &format!("bad operand type for abs(): '{}'", vm.class_name(value)))),
    }
}

// ---- attributes ----

/// Checks that an attribute name is a str and interns it.
pub fn attribute_name(vm: &Vm, name: &Value) -> PyResult {
    if vm.is_instance(name, &vm.types.str) {
        return Ok(vm.intern_value(name));
    }
    Err(messages::type_error(vm, &format!("attribute name must be string, not '{}'", vm.class_name(name))))
}

/// `object.name`; the name is interned.
#[inline]
pub fn get_attr(vm: &Vm, object: &Value, name: &Value) -> PyResult {
    match vm.class_of(object).slots(|slots| slots.getattr) {
        Some(getattr) => {
            let _depth = vm.enter_recursion()?;
            let found = getattr(vm, object, name);
            if found.is_err() {
                note_missing(vm, object, name);
            }
            found
        }
        None => generic_get_attr(vm, object, name),
    }
}

/// Completes an AttributeError that says neither what was looked up nor where.
#[cold]
#[inline(never)]
fn note_missing(vm: &Vm, object: &Value, name: &Value) {
    let pending = vm.pending.copy();
    if pending.is_unbound() || !vm.is_instance(&pending, &vm.errors.attribute_error) {
        return;
    }
    if let Some(payload) = pending.get::<super::exception::PyException>()
        && payload.field(0).is_none()
        && payload.field(1).is_none()
    {
        payload.set_field(0, name.clone());
        payload.set_field(1, object.clone());
    }
}

/// `getattr(object, name, None)`-like: `None` instead of AttributeError.
pub fn lookup_attr(vm: &Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    match get_attr(vm, object, name) {
        Ok(value) => Ok(Some(value)),
        Err(raised) => {
            if vm.pending_is(&vm.errors.attribute_error) {
                drop(vm.take_exception());
                Ok(None)
            } else {
                Err(raised)
            }
        }
    }
}

/// `object.name = value`, or `del object.name` when there is no value.
pub fn set_attr(vm: &Vm, object: &Value, name: &Value, value: Option<Value>) -> PyResult<()> {
    match vm.class_of(object).slots(|slots| slots.setattr) {
        Some(setattr) => {
            let _depth = vm.enter_recursion()?;
            setattr(vm, object, name, value)
        }
        None => generic_set_attr(vm, object, name, value),
    }
}

/// The attribute in the instance itself, class attributes aside.
#[inline]
pub fn instance_attr(vm: &Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    let Some(header) = object.header() else { return Ok(None) };
    if let Some(attrs) = header.attrs() {
        let shape = attrs.shape();
        if shape.is_dict() {
            return match attrs.dict() {
                Some(dict) => super::dict::get_item_value(vm, &dict, name),
                None => Ok(None),
            };
        }
        if let Some(index) = shape.find(name)
            && !shape.entries().get(index).is_some_and(|entry| entry.is_slot)
        {
            let value = attrs.at(index).own();
            return Ok(if value.is_unbound() { None } else { Some(value) });
        }
        return Ok(None);
    }
    match super::object::payload_dict(vm, object) {
        Some(dict) => super::dict::get_item_value(vm, &dict, name),
        None => Ok(None),
    }
}

/// `object.__getattribute__`.
pub fn generic_get_attr(vm: &Vm, object: &Value, name: &Value) -> PyResult {
    match generic_lookup(vm, object, name)? {
        Some(value) => Ok(value),
        None => Err(messages::no_attribute(vm, object, name)),
    }
}

/// The default lookup: data descriptors, the instance, the class.
pub fn generic_lookup(vm: &Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    let class = vm.class_of(object).clone();
    let found = class.lookup(vm, name);
    if let Some(descriptor) = &found {
        let (get, set) = vm.class_of(descriptor).slots(|slots| (slots.descr_get, slots.descr_set));
        if let (Some(get), Some(_)) = (get, set) {
            return get(vm, descriptor, Some(object), class.value()).map(Some);
        }
    }
    if let Some(value) = instance_attr(vm, object, name)? {
        return Ok(Some(value));
    }
    match found {
        Some(descriptor) => match vm.class_of(&descriptor).slots(|slots| slots.descr_get) {
            Some(get) => get(vm, &descriptor, Some(object), class.value()).map(Some),
            None => Ok(Some(descriptor)),
        },
        None => Ok(None),
    }
}

/// `object.__setattr__` and `object.__delattr__`.
pub fn generic_set_attr(vm: &Vm, object: &Value, name: &Value, value: Option<Value>) -> PyResult<()> {
    let class = vm.class_of(object).clone();
    let found = class.lookup(vm, name);
    if let Some(descriptor) = &found
        && let Some(set) = vm.class_of(descriptor).slots(|slots| slots.descr_set)
    {
        return set(vm, descriptor, object, value);
    }
    if let Some(attrs) = object.header().and_then(crate::memory::Header::attrs)
        && (!attrs.shape().has_no_dict() || attrs.shape().is_dict())
    {
        return store_instance_attr(vm, &class, object, attrs, name, value);
    }
    if let Some(dict) = super::object::payload_dict_for_store(vm, object) {
        return match value {
            Some(value) => super::dict::set_item(vm, &dict, name, value),
            None => match super::dict::remove_item(vm, &dict, name)? {
                Some(_) => Ok(()),
                None => Err(messages::no_attribute(vm, object, name)),
            },
        };
    }
    match found {
        Some(_) => Err(messages::read_only_attribute(vm, object, name)),
        None => Err(messages::no_attribute_to_set(vm, object, name)),
    }
}

fn store_instance_attr(
    vm: &Vm,
    class: &Class,
    object: &Value,
    attrs: &Attrs,
    name: &Value,
    value: Option<Value>,
) -> PyResult<()> {
    if !attrs.shape().is_dict() {
        let index = attrs.shape().find(name);
        match (index, value) {
            (Some(index), Some(value)) => {
                drop(attrs.replace(index, value));
                return Ok(());
            }
            (None, Some(value)) => {
                let next = class.shape.copy().and_then(|root| attrs.shape().with(name, &root));
                if let Some(shape) = next {
                    attrs.push(&shape, value);
                    return Ok(());
                }
                let dict = super::object::instance_dict(vm, object)?;
                return super::dict::set_item(vm, &dict, name, value);
            }
            (Some(_), None) => {}
            (None, None) => return Err(messages::no_attribute(vm, object, name)),
        }
        let dict = super::object::instance_dict(vm, object)?;
        return match super::dict::remove_item(vm, &dict, name)? {
            Some(_) => Ok(()),
            None => Err(messages::no_attribute(vm, object, name)),
        };
    }
    let dict = super::object::instance_dict(vm, object)?;
    match value {
        Some(value) => super::dict::set_item(vm, &dict, name, value),
        None => match super::dict::remove_item(vm, &dict, name)? {
            Some(_) => Ok(()),
            None => Err(messages::no_attribute(vm, object, name)),
        },
    }
}

/// Whether a class attribute is called with the instance as first argument
/// without making a bound method: functions and native methods.
#[inline]
pub fn is_plain_method(vm: &Vm, found: &Value) -> bool {
    found.is_kind::<PyFunction>()
        || (found.is_kind::<PyNative>() && vm.class_of(found).same(&vm.types.method_descriptor))
        || found.is_kind::<super::native::PyWrapper>()
}

/// Finds what `object.name(...)` calls: the callable, and whether it is already
/// bound. When it is not, the object goes in front of the arguments.
pub fn method_for_call(vm: &Vm, object: &Value, name: &Value) -> PyResult<(Value, bool)> {
    let class = vm.class_of(object);
    let is_generic = class.slots(|slots| match slots.getattr {
        None => true,
        Some(getattr) => {
            crate::memory::function_address(&getattr)
                == crate::memory::function_address(&(generic_get_attr as super::slots::GetAttr))
        }
    });
    if !is_generic {
        return get_attr(vm, object, name).map(|method| (method, true));
    }
    let class = class.clone();
    if let Some(found) = class.lookup(vm, name)
        && is_plain_method(vm, &found)
    {
        return match instance_attr(vm, object, name)? {
            Some(own) => Ok((own, true)),
            None => Ok((found, false)),
        };
    }
    get_attr(vm, object, name).map(|method| (method, true))
}

// ---- classes ----

/// `isinstance(object, class_or_tuple)`.
pub fn is_instance(vm: &Vm, object: &Value, class: &Value) -> PyResult<bool> {
    super::type_object::is_instance(vm, object, class)
}

/// `issubclass(class, class_or_tuple)`.
pub fn is_subclass(vm: &Vm, class: &Value, base: &Value) -> PyResult<bool> {
    super::type_object::is_subclass(vm, class, base)
}

/// A slot member's value in the instance's array.
pub fn member_value(object: &Value, member: &PyMember) -> Option<Value> {
    let attrs = object.header()?.attrs()?;
    let value = attrs.at(member.index).own();
    if value.is_unbound() { None } else { Some(value) }
}

/// The namespace of a module or class given as a dict handle.
pub fn dict_handle(value: &Value) -> Option<&Handle<PyDict>> {
    value.as_handle::<PyDict>()
}
