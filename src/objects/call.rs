//! Arguments of calls and the ways to call an object.

use super::exception::messages;
use super::function::PyFunction;
use super::ops;
use super::vm::Vm;
use crate::memory::{PyResult, Value, with_receiver};

/// Arguments of one call: positional ones first, then those given by keyword.
#[derive(Clone, Copy)]
pub struct CallArgs<'a> {
    /// Positional values followed by one value per keyword name.
    pub values: &'a [Value],
    /// Interned names (str objects) of the last values.
    pub names: &'a [Value],
}

impl<'a> CallArgs<'a> {
    pub const EMPTY: CallArgs<'static> = CallArgs { values: &[], names: &[] };

    #[inline(always)]
    pub fn positional(values: &'a [Value]) -> CallArgs<'a> {
        CallArgs { values, names: &[] }
    }

    /// The values given by position.
    #[inline(always)]
    pub fn by_position(&self) -> &'a [Value] {
        let count = self.values.len().saturating_sub(self.names.len());
        self.values.get(..count).unwrap_or(&[])
    }

    /// Keyword names with their values.
    pub fn by_keyword(&self) -> impl Iterator<Item = (&'a Value, &'a Value)> + use<'a> {
        let count = self.values.len().saturating_sub(self.names.len());
        self.names.iter().zip(self.values.get(count..).unwrap_or(&[]))
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The same arguments behind one more positional argument.
    pub fn prepended(&self, first: &Value) -> Vec<Value> {
        let mut values = Vec::with_capacity(self.values.len() + 1);
        values.push(first.clone());
        values.extend_from_slice(self.values);
        values
    }
}

impl Vm {
    /// Calls any object.
    #[inline]
    pub fn call(&self, callee: &Value, args: CallArgs<'_>) -> PyResult {
        if callee.is_kind::<PyFunction>() {
            // Its frame counts as a level of its own.
            return (self.hooks.get().call_function)(self, callee, args);
        }
        match self.class_of(callee).slots(|slots| slots.call) {
            Some(call) => {
                let _depth = self.enter_recursion()?;
                call(self, callee, args)
            }
            None => Err(messages::not_callable(self, callee)),
        }
    }

    /// Calls with positional arguments only.
    #[inline]
    pub fn call_values(&self, callee: &Value, values: &[Value]) -> PyResult {
        self.call(callee, CallArgs::positional(values))
    }

    /// Calls the method `name` (interned) of `object`.
    pub fn call_method(&self, object: &Value, name: &Value, values: &[Value]) -> PyResult {
        let (method, bound) = ops::method_for_call(self, object, name)?;
        if bound {
            return self.call_values(&method, values);
        }
        with_receiver(object, values, |values| self.call_values(&method, values))
    }

    /// Calls a special method looked up on the class; `None` when there is none.
    pub fn call_special(&self, object: &Value, name: &Value, values: &[Value]) -> PyResult<Option<Value>> {
        match self.special(object, name)? {
            Some(Special::Unbound(function)) => {
                with_receiver(object, values, |values| self.call_values(&function, values)).map(Some)
            }
            Some(Special::Bound(method)) => self.call_values(&method, values).map(Some),
            None => Ok(None),
        }
    }

    /// Finds a special method on the class of `object`, binding descriptors.
    pub fn special(&self, object: &Value, name: &Value) -> PyResult<Option<Special>> {
        let class = self.class_of(object);
        let Some(found) = class.lookup(self, name) else { return Ok(None) };
        if ops::is_plain_method(self, &found) {
            return Ok(Some(Special::Unbound(found)));
        }
        match self.class_of(&found).slots(|slots| slots.descr_get) {
            Some(get) => get(self, &found, Some(object), class.value()).map(|method| Some(Special::Bound(method))),
            None => Ok(Some(Special::Bound(found))),
        }
    }
}

/// A special method found on a class.
pub enum Special {
    /// A function that takes the object as its first argument.
    Unbound(Value),
    /// Something that is called without the object.
    Bound(Value),
}
