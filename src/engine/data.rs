//! Plain data that crosses the border between Rust and a program, and its way
//! to and from objects.
//!
//! Only the built-in types of this list cross: None, bool, int, float, str,
//! bytes, bytearray, list, tuple, set, frozenset, dict, and their subclasses.
//! Everything else is refused by name, so that nothing is lost silently. Data
//! is copied; nothing on one side changes when the other does.

use crate::memory::{PyResult, Str, Tuple, Value};
use crate::num::int_text;
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::set::{self, PySet};
use crate::objects::vm::Vm;
use crate::objects::{bytes, float, int, ops, str};

/// Containers inside each other that can cross; a list may hold itself.
pub(super) const MOST_NESTED: usize = 200;

/// A value without any tie to an interpreter.
///
/// ```
/// use taipan::{Data, Engine, Error};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::new()?;
/// let found = engine.eval_data("(1, 'two', [3.0, None])")?;
/// let list = Data::List(vec![Data::Float(3.0), Data::None]);
/// assert_eq!(found, Data::Tuple(vec![Data::Int(1), Data::Str("two".to_owned()), list]));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Data {
    #[default]
    None,
    Bool(bool),
    Int(i64),
    /// A number beyond 64 bits, in decimal digits.
    BigInt(String),
    Float(f64),
    Str(String),
    Bytes(Vec<u8>),
    List(Vec<Data>),
    Tuple(Vec<Data>),
    /// A set or frozenset, in its order of iteration.
    Set(Vec<Data>),
    /// In the order of insertion.
    Dict(Vec<(Data, Data)>),
}

impl Data {
    /// The name of the Python type that this is.
    pub fn type_name(&self) -> &'static str {
        match self {
            Data::None => "NoneType",
            Data::Bool(_) => "bool",
            Data::Int(_) | Data::BigInt(_) => "int",
            Data::Float(_) => "float",
            Data::Str(_) => "str",
            Data::Bytes(_) => "bytes",
            Data::List(_) => "list",
            Data::Tuple(_) => "tuple",
            Data::Set(_) => "set",
            Data::Dict(_) => "dict",
        }
    }
}

/// The object for some data.
pub(super) fn to_value(vm: &Vm, data: &Data) -> PyResult {
    let all = |items: &[Data]| items.iter().map(|item| to_value(vm, item)).collect::<PyResult<Vec<Value>>>();
    // Data that the host makes may be nested at will.
    let _depth = vm.enter_recursion()?;
    Ok(match data {
        Data::None => Value::NONE,
        Data::Bool(value) => Value::bool(*value),
        Data::Int(value) => vm.new_int(*value),
        Data::BigInt(digits) => match int_text::parse(digits, 10, 0) {
            Ok(value) => int::from_big(vm, value),
            Err(_) => return Err(messages::value_error(vm, "a big int must consist of decimal digits")),
        },
        Data::Float(value) => vm.new_float(*value),
        Data::Str(text) => {
            let made = vm.new_str(text);
            if made.is_none() {
                return Err(vm.raise(vm.take_exception()));
            }
            made
        }
        Data::Bytes(data) => bytes::from_slice(vm, data)?,
        Data::List(items) => vm.new_list(all(items)?),
        Data::Tuple(items) => crate::objects::tuple::new_tuple(vm, all(items)?)?,
        Data::Set(items) => set::new_set(vm, all(items)?)?,
        Data::Dict(pairs) => {
            let made = vm.new_dict();
            for (key, value) in pairs {
                dict::set_item(vm, &made, &to_value(vm, key)?, to_value(vm, value)?)?;
            }
            made
        }
    })
}

/// The data of an object, or why there is none. Runs no Python code.
pub(super) fn of_value(vm: &Vm, value: &Value, depth: usize) -> Result<Data, String> {
    if depth > MOST_NESTED {
        return Err(format!("containers are nested more than {MOST_NESTED} deep"));
    }
    let all = |items: &[Value]| items.iter().map(|item| of_value(vm, item, depth + 1)).collect::<Result<Vec<Data>, String>>();
    if value.is_none() {
        return Ok(Data::None);
    }
    if value.is_true() || value.is_false() {
        return Ok(Data::Bool(value.is_true()));
    }
    if vm.is_instance(value, &vm.types.int) {
        if let Some(number) = int::as_i64(value) {
            return Ok(Data::Int(number));
        }
        let digits = int::as_big(value).and_then(|big| int_text::to_decimal(&big, 0).ok());
        return digits.map(Data::BigInt).ok_or_else(|| "an int has too many digits".to_owned());
    }
    if let Some(number) = float::as_f64(value) {
        return Ok(Data::Float(number));
    }
    if value.is_kind::<Str>() {
        return str::utf8_of(value).map(Data::Str).ok_or_else(|| "a str has lone surrogates".to_owned());
    }
    if let Some(data) = bytes::with_bytes(value, <[u8]>::to_vec) {
        return Ok(Data::Bytes(data));
    }
    if let Some(list) = value.get::<PyList>() {
        return Ok(Data::List(all(&list.to_vec())?));
    }
    if let Some(tuple) = value.get::<Tuple>() {
        return Ok(Data::Tuple(all(tuple.items())?));
    }
    if let Some(set) = value.get::<PySet>() {
        return Ok(Data::Set(all(&set.members())?));
    }
    if let Some(dict) = value.get::<PyDict>() {
        let mut pairs = Vec::with_capacity(dict.len());
        for (key, value) in dict.pairs() {
            pairs.push((of_value(vm, &key, depth + 1)?, of_value(vm, &value, depth + 1)?));
        }
        return Ok(Data::Dict(pairs));
    }
    Err(format!("an object of class '{}' has no counterpart in Rust", vm.class_name(value)))
}

/// `str()` of an exception, as far as it has one.
pub(super) fn message_of(vm: &Vm, exception: &Value) -> String {
    match ops::str_text(vm, exception) {
        Ok(text) => text,
        Err(_) => {
            drop(vm.take_exception());
            "<exception str() failed>".to_owned()
        }
    }
}
