//! Rust functions that programs call.
//!
//! [`Param`] and [`Answer`] say what a parameter and a result may be; everything
//! goes through [`Data`], so that a function never sees an object. A function
//! that panics raises SystemError in the program.

use super::data::{self, Data};
use super::error::PyError;
use super::worker::Host;
use super::{de, ser};
use crate::memory::{PyResult, Raised, Tuple, Value};
use crate::objects::class::Class;
use crate::objects::exception::messages;
use crate::objects::native;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

/// A parameter of a registered function.
pub trait Param {
    /// What the function gets, which may borrow from the argument.
    type Item<'a>;

    /// Takes an argument; `None` when it is of another type.
    fn take(data: &Data) -> Option<Self::Item<'_>>;

    /// What is said to be missing then.
    const EXPECTED: &'static str;
}

/// The result of a registered function.
pub trait Answer {
    /// The data that the program gets, or the exception that it sees.
    fn into_data(self) -> Result<Data, PyError>;
}

/// A function or closure that can be registered; implemented for all of up to
/// six parameters.
pub trait HostFn<Params>: Send + 'static {
    /// Calls it with the arguments of a program.
    fn call(&self, arguments: &[Data]) -> Result<Data, PyError>;
}

/// An argument or result of any type that serde knows.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use taipan::{Engine, Error, Of};
///
/// #[derive(Serialize, Deserialize)]
/// struct Point { x: f64, y: f64 }
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::new()?;
/// engine.register_fn("mirror", |Of(point): Of<Point>| Of(Point { x: point.y, y: point.x }))?;
/// let found: Point = engine.eval("mirror({'x': 1, 'y': 2.5})")?;
/// assert_eq!((found.x, found.y), (2.5, 1.0));
/// # Ok(())
/// # }
/// ```
pub struct Of<T>(pub T);

impl<T: DeserializeOwned + 'static> Param for Of<T> {
    type Item<'a> = Of<T>;

    fn take(data: &Data) -> Option<Of<T>> {
        de::of_data(data.clone()).ok().map(Of)
    }

    const EXPECTED: &'static str = "of another shape";
}

impl<T: Serialize> Answer for Of<T> {
    fn into_data(self) -> Result<Data, PyError> {
        ser::to_data(&self.0).map_err(|refused| PyError::type_error(refused.0))
    }
}

impl Param for &'static str {
    type Item<'a> = &'a str;

    fn take(data: &Data) -> Option<&str> {
        match data {
            Data::Str(text) => Some(text),
            _ => None,
        }
    }

    const EXPECTED: &'static str = "str";
}

impl Param for &'static [u8] {
    type Item<'a> = &'a [u8];

    fn take(data: &Data) -> Option<&[u8]> {
        match data {
            Data::Bytes(data) => Some(data),
            _ => None,
        }
    }

    const EXPECTED: &'static str = "bytes";
}

impl Param for Data {
    type Item<'a> = Data;

    fn take(data: &Data) -> Option<Data> {
        Some(data.clone())
    }

    const EXPECTED: &'static str = "plain data";
}

macro_rules! plain {
    ($($type:ty = $name:literal),* $(,)?) => {$(
        impl Param for $type {
            type Item<'a> = $type;

            fn take(data: &Data) -> Option<$type> {
                de::of_data(data.clone()).ok()
            }

            const EXPECTED: &'static str = $name;
        }

        impl Answer for $type {
            fn into_data(self) -> Result<Data, PyError> {
                Of(self).into_data()
            }
        }
    )*};
}

plain!(
    bool = "bool",
    i8 = "int of 8 bits",
    i16 = "int of 16 bits",
    i32 = "int of 32 bits",
    i64 = "int of 64 bits",
    isize = "int of 64 bits",
    u8 = "int of 8 bits without sign",
    u16 = "int of 16 bits without sign",
    u32 = "int of 32 bits without sign",
    u64 = "int of 64 bits without sign",
    usize = "int of 64 bits without sign",
    f32 = "float",
    f64 = "float",
    String = "str",
);

macro_rules! generic {
    ($($(#[$about:meta])* $type:ty, [$($parameter:ident: $bound:path),*], $name:literal;)*) => {$(
        impl<$($parameter: DeserializeOwned + $bound + 'static),*> Param for $type {
            type Item<'a> = $type;

            fn take(data: &Data) -> Option<$type> {
                de::of_data(data.clone()).ok()
            }

            const EXPECTED: &'static str = $name;
        }

        impl<$($parameter: Serialize + $bound),*> Answer for $type {
            fn into_data(self) -> Result<Data, PyError> {
                Of(self).into_data()
            }
        }
    )*};
}

generic!(
    Vec<T>, [T: Sized], "list";
    Option<T>, [T: Sized], "None or what the function takes";
    HashMap<String, T>, [T: Sized], "dict with str keys";
    BTreeMap<String, T>, [T: Sized], "dict with str keys";
    (T, U), [T: Sized, U: Sized], "pair";
    (T, U, W), [T: Sized, U: Sized, W: Sized], "triple";
);

impl Answer for () {
    fn into_data(self) -> Result<Data, PyError> {
        Ok(Data::None)
    }
}

impl Answer for &'static str {
    fn into_data(self) -> Result<Data, PyError> {
        Ok(Data::Str(self.to_owned()))
    }
}

impl Answer for Data {
    fn into_data(self) -> Result<Data, PyError> {
        Ok(self)
    }
}

impl<T: Answer> Answer for Result<T, PyError> {
    fn into_data(self) -> Result<Data, PyError> {
        self.and_then(Answer::into_data)
    }
}

fn wrong_count(expected: usize, given: usize) -> PyError {
    let plural = if expected == 1 { "" } else { "s" };
    PyError::type_error(format!("expected {expected} argument{plural}, got {given}"))
}

fn argument<P: Param>(arguments: &[Data], index: usize) -> Result<P::Item<'_>, PyError> {
    let data = arguments.get(index).unwrap_or(&Data::None);
    P::take(data)
        .ok_or_else(|| PyError::type_error(format!("argument {} must be {}, not {}", index + 1, P::EXPECTED, data.type_name())))
}

macro_rules! functions {
    ($($count:literal: $($parameter:ident $index:tt),*;)*) => {$(
        impl<Function, Result_, $($parameter: Param),*> HostFn<($($parameter,)*)> for Function
        where
            Function: Send + 'static,
            Result_: Answer,
            // Once with the types as they are written, which is what inference
            // looks at, and once as they are called.
            for<'a> &'a Function: Fn($($parameter),*) -> Result_ + Fn($($parameter::Item<'a>),*) -> Result_,
        {
            #[allow(unused_variables, non_snake_case, reason = "the function without parameters uses none")]
            fn call(&self, arguments: &[Data]) -> Result<Data, PyError> {
                fn invoke<$($parameter,)* Result_>(
                    function: impl Fn($($parameter),*) -> Result_,
                    $($parameter: $parameter),*
                ) -> Result_ {
                    function($($parameter),*)
                }
                if arguments.len() != $count {
                    return Err(wrong_count($count, arguments.len()));
                }
                $(let $parameter = argument::<$parameter>(arguments, $index)?;)*
                invoke(self, $($parameter),*).into_data()
            }
        }
    )*};
}

functions!(
    0: ;
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
);

/// A registered function, whatever its parameters are.
pub(super) type Boxed = Box<dyn Fn(&[Data]) -> Result<Data, PyError> + Send>;

/// Rows of the functions' table, by name. A row has to live as long as the
/// process, so engines share them.
static ROWS: Mutex<Option<HashMap<String, &'static Method>>> = Mutex::new(None);

fn row(name: &str) -> &'static Method {
    let mut rows = ROWS.lock().unwrap_or_else(PoisonError::into_inner);
    let rows = rows.get_or_insert_with(HashMap::new);
    if let Some(row) = rows.get(name) {
        return row;
    }
    let name_for_ever: &'static str = Box::leak(name.to_owned().into_boxed_str());
    let row: &'static Method =
        Box::leak(Box::new(function(name_for_ever, "(number, /, *args)", call_host, "A function of the program's host.")));
    rows.insert(name.to_owned(), row);
    row
}

/// The object through which programs call function number `index`.
pub(super) fn new_function(vm: &Vm, name: &str, index: usize) -> Value {
    vm.new_native(row(name), None, Value::small_int(i64::try_from(index).unwrap_or(-1)), vm.new_str("host"))
}

fn call_host(vm: &Vm, args: &[Value]) -> PyResult {
    let [index, arguments] = args else {
        return Err(messages::system_error(vm, "a host function was called without its number"));
    };
    let arguments = arguments.get::<Tuple>().map(Tuple::items).unwrap_or(&[]);
    let index = crate::objects::int::as_i64(index).and_then(|index| usize::try_from(index).ok());
    let registered = Host::of(vm).and_then(|host| host.functions.borrow().get(index?).cloned());
    let Some(registered) = registered else { return Err(messages::system_error(vm, "a host function is gone")) };
    let mut given = Vec::with_capacity(arguments.len());
    for (index, value) in arguments.iter().enumerate() {
        match data::of_value(vm, value, 0) {
            Ok(data) => given.push(data),
            Err(reason) => {
                return Err(messages::type_error(vm, &format!("{}() argument {}: {reason}", registered.name, index + 1)));
            }
        }
    }
    // What the host does is neither the program's time nor its memory.
    let function = Rc::clone(&registered);
    let answer = crate::memory::outside_budget(|| catch_unwind(AssertUnwindSafe(|| (function.work)(&given))));
    drop(given);
    match answer {
        Ok(Ok(data)) => {
            let value = data::to_value(vm, &data);
            crate::memory::outside_budget(|| drop(data));
            value
        }
        Ok(Err(error)) => Err(raise(vm, &registered.name, &error)),
        Err(_) => Err(messages::system_error(vm, &format!("host function {}() panicked", registered.name))),
    }
}

fn raise(vm: &Vm, name: &str, error: &PyError) -> Raised {
    let text = if error.kind == "TypeError" && (error.message.starts_with("argument ") || error.message.starts_with("expected "))
    {
        format!("{name}() {}", error.message)
    } else {
        error.message.clone()
    };
    let class = vm.builtins.get_interned(&vm.intern(&error.kind));
    let class =
        class.as_ref().and_then(native::as_class).filter(|class| is_exception(vm, class)).unwrap_or(&vm.errors.runtime_error);
    vm.raise_message(class, &text)
}

fn is_exception(vm: &Vm, class: &Class) -> bool {
    vm.is_subclass(class, &vm.errors.base_exception)
}

/// The name as a program sees it, for a function that is to be called so.
pub(super) fn check_name(name: &str) -> Result<(), super::error::Error> {
    if crate::text::unicode::text_is_identifier(crate::text::buffer::Buffer::from(name).units()) {
        Ok(())
    } else {
        Err(super::error::Error::Convert(format!("'{name}' is no name in Python")))
    }
}
