//! Calls: arguments go straight into the callee's slots where that is possible.

use super::attribute::MethodCache;
use super::operand::{ConstNode, LocalNode, Opd};
use super::run;
use crate::memory::{NewAttrs, PyResult, Uncounted, Value, function_address};
use crate::objects::bound_method::PyBoundMethod;
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, PyClass, class_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::function::PyFunction;
use crate::objects::native::{NativeFn, PyNative};
use crate::objects::object::PyInstance;
use crate::objects::type_object::call_class;
use crate::objects::{ops, str};

/// `f(…)` with four or more positional arguments.
pub struct CallMany<C> {
    pub callee: C,
    pub arguments: Box<[Opd]>,
    pub position: u32,
}

impl<C: Node> Node for CallMany<C> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let callee = self.callee.eval(frame)?;
        call_many(frame, callee, Value::UNBOUND, &self.arguments, self.position)
    }
}

/// Evaluates any number of arguments and calls; `receiver` goes in front of them unless it is unbound.
#[inline(never)]
pub fn call_many(frame: &Frame, callee: Value, receiver: Value, arguments: &[Opd], position: u32) -> PyResult {
    if !callee.is_kind::<PyFunction>() && receiver.is_unbound() {
        return call_other(frame, callee, arguments, position);
    }
    if callee.is_kind::<PyFunction>() {
        // The common arities need no vector.
        match (receiver.is_unbound(), arguments) {
            (true, []) => return run::call_exact(frame, callee, [], position),
            (true, [a]) => {
                let a = a.value(frame)?;
                return run::call_exact(frame, callee, [a], position);
            }
            (true, [a, b]) => {
                let (a, b) = (a.value(frame)?, b.value(frame)?);
                return run::call_exact(frame, callee, [a, b], position);
            }
            (false, []) => return run::call_exact(frame, callee, [receiver], position),
            (false, [a]) => {
                let a = a.value(frame)?;
                return run::call_exact(frame, callee, [receiver, a], position);
            }
            (false, [a, b]) => {
                let (a, b) = (a.value(frame)?, b.value(frame)?);
                return run::call_exact(frame, callee, [receiver, a, b], position);
            }
            (false, [a, b, c]) => {
                let (a, b, c) = (a.value(frame)?, b.value(frame)?, c.value(frame)?);
                return run::call_exact(frame, callee, [receiver, a, b, c], position);
            }
            _ => {}
        }
    }
    let mut values = Vec::with_capacity(arguments.len() + 1);
    if !receiver.is_unbound() {
        values.push(receiver);
    }
    for argument in arguments {
        values.push(argument.value(frame)?);
    }
    if !callee.is_kind::<PyFunction>() {
        return with_receiver(frame, &callee, &values, position);
    }
    frame.at(position);
    run::call_function_owned(frame.vm, &callee, values, &[])
}

/// Calls of few arguments: the arguments are words in registers until the
/// callee's frame takes them.
macro_rules! fixed_calls {
    ($($call:ident $method:ident [$($index:tt $argument:ident),*];)*) => {
        $(
            /// A call with this many positional arguments.
            pub struct $call<C> {
                pub callee: C,
                pub arguments: [Opd; const { 0 $(+ { let _ = $index; 1 })* }],
                pub position: u32,
            }

            impl<C: Node> Node for $call<C> {
                #[inline]
                fn eval(&self, frame: &Frame) -> PyResult {
                    let callee = self.callee.eval(frame)?;
                    if callee.is_kind::<PyFunction>() {
                        $(let $argument = self.arguments[$index].value(frame)?;)*
                        return run::call_exact(frame, callee, [$($argument),*], self.position);
                    }
                    if let Some(function) = plain_native(frame, &callee, self.arguments.len()) {
                        $(let $argument = self.arguments[$index].value(frame)?;)*
                        frame.at(self.position);
                        return looked_up(frame.vm, function(frame.vm, &[$($argument),*]));
                    }
                    call_other(frame, callee, &self.arguments, self.position)
                }
            }

            /// A method call with this many positional arguments: no bound method is made.
            pub struct $method<O> {
                pub object: O,
                pub arguments: [Opd; const { 0 $(+ { let _ = $index; 1 })* }],
                pub cache: MethodCache,
                pub position: u32,
            }

            impl<O: Node> Node for $method<O> {
                #[inline]
                fn eval(&self, frame: &Frame) -> PyResult {
                    let object = self.object.eval(frame)?;
                    if let Some(function) = self.cache.cached(&object) {
                        let function = function.own();
                        if function.is_kind::<PyFunction>() {
                            $(let $argument = self.arguments[$index].value(frame)?;)*
                            return run::call_exact(frame, function, [object $(, $argument)*], self.position);
                        }
                        $(let $argument = self.arguments[$index].value(frame)?;)*
                        return with_receiver(frame, &function, &[object $(, $argument)*], self.position);
                    }
                    call_found(frame, object, &self.cache, &self.arguments, self.position)
                }
            }
        )*
    };
}

fixed_calls! {
    Call0 Method0 [];
    Call1 Method1 [0 a];
    Call2 Method2 [0 a, 1 b];
    Call3 Method3 [0 a, 1 b, 2 c];
}

/// Arguments by their number: up to three have nodes of their own.
enum Arity {
    Zero([Opd; 0]),
    One([Opd; 1]),
    Two([Opd; 2]),
    Three([Opd; 3]),
    Many(Box<[Opd]>),
}

fn arity(arguments: Vec<Opd>) -> Arity {
    let arguments = match <[Opd; 0]>::try_from(arguments) {
        Ok(arguments) => return Arity::Zero(arguments),
        Err(arguments) => arguments,
    };
    let arguments = match <[Opd; 1]>::try_from(arguments) {
        Ok(arguments) => return Arity::One(arguments),
        Err(arguments) => arguments,
    };
    let arguments = match <[Opd; 2]>::try_from(arguments) {
        Ok(arguments) => return Arity::Two(arguments),
        Err(arguments) => arguments,
    };
    match <[Opd; 3]>::try_from(arguments) {
        Ok(arguments) => Arity::Three(arguments),
        Err(arguments) => Arity::Many(arguments.into()),
    }
}

/// The node of a call with plain positional arguments.
pub fn call_plain<C: Node + 'static>(callee: C, arguments: Vec<Opd>, position: u32) -> Box<dyn Node> {
    match arity(arguments) {
        Arity::Zero(arguments) => Box::new(Call0 { callee, arguments, position }),
        Arity::One(arguments) => Box::new(Call1 { callee, arguments, position }),
        Arity::Two(arguments) => Box::new(Call2 { callee, arguments, position }),
        Arity::Three(arguments) => Box::new(Call3 { callee, arguments, position }),
        Arity::Many(arguments) => Box::new(CallMany { callee, arguments, position }),
    }
}

/// The node of a method call with plain positional arguments.
pub fn call_method(object: Opd, arguments: Vec<Opd>, cache: MethodCache, position: u32) -> Box<dyn Node> {
    match object {
        Opd::Local(slot, place) => method_node(LocalNode(slot, place), arguments, cache, position),
        Opd::Const(value) => method_node(ConstNode(value), arguments, cache, position),
        Opd::Node(node) => method_node(node, arguments, cache, position),
    }
}

fn method_node<O: Node + 'static>(object: O, arguments: Vec<Opd>, cache: MethodCache, position: u32) -> Box<dyn Node> {
    match arity(arguments) {
        Arity::Zero(arguments) => Box::new(Method0 { object, arguments, cache, position }),
        Arity::One(arguments) => Box::new(Method1 { object, arguments, cache, position }),
        Arity::Two(arguments) => Box::new(Method2 { object, arguments, cache, position }),
        Arity::Three(arguments) => Box::new(Method3 { object, arguments, cache, position }),
        Arity::Many(arguments) => Box::new(MethodMany { object, arguments, cache, position }),
    }
}

/// Looks a method up and calls it.
#[inline(never)]
fn call_found(frame: &Frame, object: Value, cache: &MethodCache, arguments: &[Opd], position: u32) -> PyResult {
    let (function, bound) = cache.find(frame, &object)?;
    if bound {
        drop(object);
        return call_many(frame, function, Value::UNBOUND, arguments, position);
    }
    call_many(frame, function, object, arguments, position)
}

/// Calls a native with its receiver, whose class was checked when the cache was filled.
#[inline(always)]
fn with_receiver(frame: &Frame, function: &Value, values: &[Value], position: u32) -> PyResult {
    frame.at(position);
    let vm = frame.vm;
    if let Some(native) = function.get::<PyNative>()
        && native.takes(values.len())
    {
        return looked_up(vm, (native.row.function)(vm, values));
    }
    bound_or_refused(vm, function, values)
}

/// A native whose parameters have to be matched with the values.
#[inline(never)]
fn bound_or_refused(vm: &crate::objects::vm::Vm, function: &Value, values: &[Value]) -> PyResult {
    if let Some(result) = function.get::<PyNative>().and_then(|native| native.call_positional(vm, values)) {
        return looked_up(vm, result);
    }
    refused(vm, function, values)
}

/// A method call whose arguments do not simply fit. The words of an error tell a method that is bound to a module
/// from the plain one.
#[cold]
#[inline(never)]
fn refused(vm: &crate::objects::vm::Vm, function: &Value, values: &[Value]) -> PyResult {
    if let ([object, rest @ ..], Some(native)) = (values, function.get::<PyNative>())
        && native.owner.as_ref().is_some_and(|owner| owner.same(&vm.types.module))
    {
        let bound = crate::objects::attributes::bind_native(vm, native, object.clone());
        return vm.call(&bound, CallArgs::positional(rest));
    }
    vm.call(function, CallArgs::positional(values))
}

/// The Rust function of a built-in function that takes exactly this many values.
#[inline(always)]
fn plain_native(frame: &Frame, callee: &Value, count: usize) -> Option<NativeFn> {
    let native = callee.get::<PyNative>()?;
    if native.takes_alone(frame.vm, callee, count) { Some(native.row.function) } else { None }
}

#[inline(never)]
fn call_other(frame: &Frame, callee: Value, arguments: &[Opd], position: u32) -> PyResult {
    if let Some(class) = callee.as_handle::<PyClass>() {
        let class = class.clone();
        drop(callee);
        return instantiate(frame, &class, arguments, position);
    }
    if let Some(method) = callee.get::<PyBoundMethod>()
        && method.function.is_kind::<PyFunction>()
    {
        let (function, receiver) = (method.function.clone(), method.receiver.clone());
        drop(callee);
        return call_many(frame, function, receiver, arguments, position);
    }
    match arguments {
        [] => finish(frame, &callee, &[], position),
        [a] => finish(frame, &callee, &[a.value(frame)?], position),
        [a, b] => finish(frame, &callee, &[a.value(frame)?, b.value(frame)?], position),
        [a, b, c] => finish(frame, &callee, &[a.value(frame)?, b.value(frame)?, c.value(frame)?], position),
        _ => {
            let values: PyResult<Vec<Value>> = arguments.iter().map(|argument| argument.value(frame)).collect();
            finish(frame, &callee, &values?, position)
        }
    }
}

#[inline]
fn finish(frame: &Frame, callee: &Value, values: &[Value], position: u32) -> PyResult {
    frame.at(position);
    let vm = frame.vm;
    if let Some(native) = callee.get::<PyNative>()
        && native.receiver.is_unbound()
        && vm.class_of(callee).same(&vm.types.builtin_function)
        && let Some(result) = native.call_positional(vm, values)
    {
        return looked_up(vm, result);
    }
    vm.call(callee, CallArgs::positional(values))
}

/// The result of a native, after which CPython looks up from work, too.
#[inline(always)]
fn looked_up(vm: &crate::objects::vm::Vm, result: PyResult) -> PyResult {
    if vm.heap.interrupted() { look_up(vm, result) } else { result }
}

/// A native has allocated its way to a collection, or a signal has come in.
#[cold]
#[inline(never)]
fn look_up(vm: &crate::objects::vm::Vm, result: PyResult) -> PyResult {
    let value = result?;
    vm.poll()?;
    Ok(value)
}

/// `C(…)`: the common class makes a plain instance and runs a Python `__init__`.
#[inline]
fn instantiate(frame: &Frame, class: &Class, arguments: &[Opd], position: u32) -> PyResult {
    let vm = frame.vm;
    let (version, init) = class.init_cache.get();
    if version == class.version.get() {
        let init = init.own();
        if !init.is_unbound() {
            let instance = plain_instance(class);
            let result = call_many(frame, init, instance.clone(), arguments, position)?;
            if result.is_none() {
                return Ok(instance);
            }
            return Err(messages::type_error(vm, &format!("__init__() should return None, not '{}'", vm.class_name(&result))));
        }
        if arguments.is_empty() {
            return Ok(plain_instance(class));
        }
    }
    instantiate_slow(frame, class, arguments, position)
}

fn plain_instance(class: &Class) -> Value {
    match class.shape.copy() {
        Some(shape) => {
            let attrs = NewAttrs { shape: &shape, finalizer: class.has(class_flag::FINALIZER) };
            crate::memory::Handle::new_with_attrs(class.to_value(), PyInstance, attrs).into_value()
        }
        None => Value::NONE,
    }
}

#[inline(never)]
fn instantiate_slow(frame: &Frame, class: &Class, arguments: &[Opd], position: u32) -> PyResult {
    let vm = frame.vm;
    learn_init(frame, class);
    if let ([argument], true) = (arguments, class.header().class().is(vm.types.type_.value())) {
        let value = argument.value(frame)?;
        frame.at(position);
        return call_class(vm, class.value(), CallArgs::positional(std::slice::from_ref(&value)));
    }
    let values: PyResult<Vec<Value>> = arguments.iter().map(|argument| argument.value(frame)).collect();
    let values = values?;
    frame.at(position);
    vm.call(class.value(), CallArgs::positional(&values))
}

/// Notes in the class how it makes instances, if it does so in the plain way.
fn learn_init(frame: &Frame, class: &Class) {
    let vm = frame.vm;
    let is_plain = class.header().class().is(vm.types.type_.value())
        && class.has(class_flag::HEAP)
        && !class.has(class_flag::ABSTRACT)
        && class.payload.get() == crate::objects::kinds::INSTANCE
        && class.shape.read(Option::is_some);
    if !is_plain {
        return;
    }
    let address = |class: &Class| class.slots(|slots| slots.new.map_or(0, |new| function_address(&new)));
    if address(class) != address(&vm.types.object) {
        return;
    }
    let Some((init, owner)) = vm.lookup_where(class, &vm.names.__init__) else { return };
    if init.is_kind::<PyFunction>() {
        class.init_cache.set((class.version.get(), Uncounted::of(&init)));
    } else if owner.same(&vm.types.object) {
        class.init_cache.set((class.version.get(), Uncounted::NONE));
    }
}

/// `o.m(…)` with four or more positional arguments.
pub struct MethodMany<O> {
    pub object: O,
    pub arguments: Box<[Opd]>,
    pub cache: MethodCache,
    pub position: u32,
}

impl<O: Node> Node for MethodMany<O> {
    fn eval(&self, frame: &Frame) -> PyResult {
        let object = self.object.eval(frame)?;
        match self.cache.cached(&object) {
            Some(function) => call_many(frame, function.own(), object, &self.arguments, self.position),
            None => call_found(frame, object, &self.cache, &self.arguments, self.position),
        }
    }
}

/// One argument of a general call.
pub enum Argument {
    Value(NodeRef),
    Star(NodeRef),
}

/// A call with keywords or stars.
pub struct CallGeneral {
    pub callee: Callee,
    pub arguments: Vec<Argument>,
    /// Interned names; none for `**mapping`.
    pub keywords: Vec<(Option<Value>, NodeRef)>,
    pub position: u32,
}

pub enum Callee {
    Node(NodeRef),
    Method { object: NodeRef, cache: MethodCache },
}

impl Node for CallGeneral {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let mut values = Vec::with_capacity(self.arguments.len() + self.keywords.len() + 1);
        let callee = match &self.callee {
            Callee::Node(node) => node.eval(frame)?,
            Callee::Method { object, cache } => {
                let object = object.eval(frame)?;
                let (function, bound) = match cache.cached(&object) {
                    Some(function) => (function.own(), false),
                    None => cache.find(frame, &object)?,
                };
                if !bound {
                    values.push(object);
                }
                function
            }
        };
        for argument in &self.arguments {
            match argument {
                Argument::Value(node) => values.push(node.eval(frame)?),
                Argument::Star(node) => {
                    let iterable = node.eval(frame)?;
                    frame.at(self.position);
                    let class = vm.class_of(&iterable);
                    if class.slots(|slots| slots.iter.is_none()) && !ops::is_sequence(vm, &iterable) {
                        let message = if self.arguments.len() == 1 {
                            format!(
                                "{} argument after * must be an iterable, not {}",
                                function_text(frame, &callee),
                                class.name_text()
                            )
                        } else {
                            format!("Value after * must be an iterable, not {}", class.name_text())
                        };
                        return Err(messages::type_error(vm, &message));
                    }
                    ops::for_each(vm, &iterable, |item| {
                        values.push(item);
                        Ok(())
                    })?;
                }
            }
        }
        let names = self.keywords(frame, &callee, &mut values)?;
        frame.at(self.position);
        if callee.is_kind::<PyFunction>() {
            return run::call_function_owned(vm, &callee, values, &names);
        }
        vm.call(&callee, CallArgs { values: &values, names: &names })
    }
}

impl CallGeneral {
    fn keywords(&self, frame: &Frame, callee: &Value, values: &mut Vec<Value>) -> PyResult<Vec<Value>> {
        let mut names: Vec<Value> = Vec::with_capacity(self.keywords.len());
        let has_mapping = self.keywords.iter().any(|keyword| keyword.0.is_none());
        for (name, node) in &self.keywords {
            let value = node.eval(frame)?;
            match name {
                Some(name) => {
                    if has_mapping && names.iter().any(|known| known.is(name)) {
                        return Err(twice(frame, callee, name));
                    }
                    names.push(name.clone());
                    values.push(value);
                }
                None => {
                    frame.at(self.position);
                    self.spread(frame, callee, &value, &mut names, values)?;
                }
            }
        }
        Ok(names)
    }

    fn spread(
        &self,
        frame: &Frame,
        callee: &Value,
        mapping: &Value,
        names: &mut Vec<Value>,
        values: &mut Vec<Value>,
    ) -> PyResult<()> {
        let vm = frame.vm;
        let dict = if mapping.is_kind::<PyDict>() {
            mapping.clone()
        } else {
            let copy = vm.new_dict();
            let keys = ops::lookup_attr(vm, mapping, &vm.names.keys)?;
            let Some(keys) = keys else {
                let message = format!(
                    "{} argument after ** must be a mapping, not {}",
                    function_text(frame, callee),
                    vm.class_name(mapping)
                );
                return Err(messages::type_error(vm, &message));
            };
            let keys = vm.call_values(&keys, &[])?;
            ops::for_each(vm, &keys, |key| {
                let value = ops::get_item(vm, mapping, &key)?;
                dict::set_item(vm, &copy, &key, value)
            })?;
            copy
        };
        let Some(payload) = dict.get::<PyDict>() else { return Ok(()) };
        let mut cursor = 0;
        let before = names.len();
        while let Some((next, key, value)) = payload.next_entry(cursor) {
            cursor = next;
            if !vm.is_instance(&key, &vm.types.str) {
                return Err(messages::type_error(vm, "keywords must be strings"));
            }
            let name = vm.intern_value(&key);
            // Keys of one mapping differ from each other, so only earlier names are asked.
            if names.iter().take(before).any(|known| known.is(&name)) {
                return Err(twice(frame, callee, &name));
            }
            names.push(name);
            values.push(value);
        }
        Ok(())
    }
}

fn twice(frame: &Frame, callee: &Value, name: &Value) -> crate::memory::Raised {
    let message = format!("{} got multiple values for keyword argument '{}'", function_text(frame, callee), str::text_of(name));
    messages::type_error(frame.vm, &message)
}

/// How argument errors name a callee: `module.qualname()`, without the module for built-ins.
fn function_text(frame: &Frame, callee: &Value) -> String {
    let vm = frame.vm;
    let text = |name: &Value| -> Option<String> {
        let value = ops::lookup_attr(vm, callee, name).ok()??;
        if vm.is_instance(&value, &vm.types.str) { Some(str::text_of(&value)) } else { None }
    };
    match text(&vm.names.__qualname__) {
        Some(qualname) => match text(&vm.names.__module__) {
            Some(module) if module != "builtins" => format!("{module}.{qualname}()"),
            _ => format!("{qualname}()"),
        },
        None => ops::str_text(vm, callee).unwrap_or_default(),
    }
}
