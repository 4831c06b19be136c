//! Native functions, methods and attributes as data, and the argument binder.
//!
//! A row of a table is a name, a signature text, a function and one line of
//! documentation. The signature text drives argument binding, error messages,
//! `help` and `inspect`. It is Python's own syntax, e.g.
//! `"(self, object, /)"`, `"(iterable, /, *, key=None, reverse=False)"`,
//! `"(*args, **kwargs)"`. A default written as `<...>` or `…` has no value that
//! Python can show; the native receives `Value::UNBOUND` for it. Any other
//! default is also passed as unbound: natives apply defaults themselves. Optional
//! parameters may be written `sub[, start[, end]]`. A `!` in front keeps the text
//! from Python: CPython shows no signature for such a function. Of two texts with a
//! `~` between them the first is shown and the second binds.

use super::call::CallArgs;
use super::class::{Class, PyClass, class_flag};
use super::exception::messages;
use super::kinds;
use super::slots::{CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Tuple, Value, Visitor};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

/// A native function. `args` holds one value per parameter of the signature in
/// order: unbound where the caller gave none, a tuple for `*args`, a dict for
/// `**kwargs`.
pub type NativeFn = fn(&Vm, &[Value]) -> PyResult;

/// How a method is bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// The first parameter is the instance.
    Instance,
    /// The first parameter is the class.
    Class,
    /// No parameter is bound.
    Static,
}

/// A row of a type's or module's table.
pub struct Method {
    pub name: &'static str,
    pub signature: &'static str,
    pub function: NativeFn,
    pub doc: &'static str,
    pub binding: Binding,
}

pub const fn method(name: &'static str, signature: &'static str, function: NativeFn, doc: &'static str) -> Method {
    Method { name, signature, function, doc, binding: Binding::Instance }
}

pub const fn class_method(name: &'static str, signature: &'static str, function: NativeFn, doc: &'static str) -> Method {
    Method { name, signature, function, doc, binding: Binding::Class }
}

pub const fn static_method(name: &'static str, signature: &'static str, function: NativeFn, doc: &'static str) -> Method {
    Method { name, signature, function, doc, binding: Binding::Static }
}

/// A module function's row: the same shape, nothing bound.
pub const fn function(name: &'static str, signature: &'static str, function: NativeFn, doc: &'static str) -> Method {
    Method { name, signature, function, doc, binding: Binding::Static }
}

/// Sets an attribute; `None` as the value deletes it.
pub type Setter = fn(&Vm, &Value, Option<Value>) -> PyResult<()>;

/// A computed attribute.
pub struct GetSet {
    pub name: &'static str,
    pub get: fn(&Vm, &Value) -> PyResult,
    /// `None` as the value deletes.
    pub set: Option<Setter>,
    pub doc: &'static str,
    /// Shown as a member descriptor.
    pub is_member: bool,
}

pub const fn getter(name: &'static str, get: fn(&Vm, &Value) -> PyResult, doc: &'static str) -> GetSet {
    GetSet { name, get, set: None, doc, is_member: false }
}

/// A computed attribute that CPython reads out of the object: a member descriptor without a setter.
pub const fn member(name: &'static str, get: fn(&Vm, &Value) -> PyResult, doc: &'static str) -> GetSet {
    GetSet { name, get, set: None, doc, is_member: true }
}

pub const fn getset(
    name: &'static str,
    get: fn(&Vm, &Value) -> PyResult,
    set: fn(&Vm, &Value, Option<Value>) -> PyResult<()>,
    doc: &'static str,
) -> GetSet {
    GetSet { name, get, set: Some(set), doc, is_member: false }
}

/// An attribute stored in the payload, shown as a member descriptor.
pub struct Member {
    pub name: &'static str,
    pub get: fn(&Vm, &Value) -> PyResult,
    pub set: Option<Setter>,
    pub doc: &'static str,
}

/// Parameters up to which calls without keywords need no vector.
const PADDED: usize = 8;

/// A parsed signature.
#[derive(Debug, Default)]
pub struct Signature {
    pub parameters: Vec<Parameter>,
    /// Parameters that can be given by position.
    pub positional: usize,
    /// Of those, the ones that cannot be given by name.
    pub positional_only: usize,
    /// Positional parameters without default.
    pub required: usize,
    pub varargs: Option<usize>,
    pub varkw: Option<usize>,
    /// Few parameters, no `**kwargs`, and all that are given by name only are optional.
    simple: bool,
}

#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub has_default: bool,
    pub default: String,
    pub keyword_only: bool,
}

impl Signature {
    /// Reads a signature text.
    pub fn parse(text: &str) -> Signature {
        let mut signature = Signature::default();
        let unbracketed;
        let is_special = text.contains('~');
        let text = text.rsplit('~').next().unwrap_or(text);
        let mut text = text.trim_start_matches('!');
        if text.contains("[, ") {
            unbracketed = without_brackets(text);
            text = &unbracketed;
        }
        let inner = text.trim().trim_start_matches('(').trim_end_matches(')');
        let mut keyword_only = false;
        for part in split_parameters(inner) {
            let part = part.trim();
            match part {
                "" => {}
                "/" => signature.positional_only = signature.positional,
                "*" => keyword_only = true,
                _ => {
                    if let Some(name) = part.strip_prefix("**") {
                        signature.varkw = Some(signature.parameters.len());
                        signature.add(name, None, true);
                    } else if let Some(name) = part.strip_prefix('*') {
                        signature.varargs = Some(signature.parameters.len());
                        signature.add(name, None, true);
                        keyword_only = true;
                    } else {
                        let (name, default) = match part.split_once('=') {
                            Some((name, default)) => (name.trim(), Some(default.trim())),
                            None => (part, None),
                        };
                        signature.add(name, default, keyword_only);
                        if !keyword_only {
                            signature.positional += 1;
                            if default.is_none() {
                                signature.required = signature.positional;
                            }
                        }
                    }
                }
            }
        }
        let optional = |(index, parameter): (usize, &Parameter)| {
            let optional = parameter.has_default || Some(index) == signature.varargs || Some(index) == signature.varkw;
            !parameter.keyword_only || optional
        };
        // A native whose binding text differs from the one that is shown takes an unbound word for no `**kwargs`.
        signature.simple = (signature.varkw.is_none() || is_special)
            && signature.parameters.len() <= PADDED
            && signature.parameters.iter().enumerate().all(optional);
        signature
    }

    fn add(&mut self, name: &str, default: Option<&str>, keyword_only: bool) {
        self.parameters.push(Parameter {
            name: name.to_owned(),
            has_default: default.is_some(),
            default: default.unwrap_or("").to_owned(),
            keyword_only,
        });
    }

    /// Whether `count` positional values can be bound without looking at names:
    /// few parameters, none of which must be given by name.
    #[inline(always)]
    pub fn is_simple(&self, count: usize) -> bool {
        self.simple && count >= self.required && (count <= self.positional || self.varargs.is_some())
    }

    /// Whether `count` positional values alone are exactly the parameters.
    #[inline(always)]
    pub fn is_exact(&self, count: usize) -> bool {
        count == self.positional && self.parameters.len() == count
    }
}

/// `(a[, b[, c]], /)` with the optional parameters as ones that have a default.
fn without_brackets(text: &str) -> String {
    let mut parts = text.split("[, ");
    let mut written = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let end = part.find([']', ',', ')']).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        written.push_str(&format!(", {name}=…{}", rest.replace(']', "")));
    }
    written
}

fn split_parameters(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut quote) = (0usize, 0usize, None);
    for (index, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '(' | '[' | '{' | '<') => depth += 1,
            (None, ')' | ']' | '}' | '>') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// A built-in function or an unbound native method.
pub struct PyNative {
    pub row: &'static Method,
    pub signature: OnceCell<Arc<Signature>>,
    /// The class whose table the row is in; none for module functions.
    pub owner: Option<Class>,
    /// The bound object; unbound for method descriptors and module functions.
    pub receiver: Value,
    /// The name of the module, for `__module__` and pickling.
    pub module: Guarded<Value>,
    /// The name of the module it was made for, whatever `__module__` was set to.
    pub home: Value,
    /// What calls ask every time.
    pub fit: Fit,
}

/// How many values go to a native's Rust function just as they are: found at the
/// first call, one number to compare at the others.
#[derive(Default)]
pub struct Fit {
    /// One more than the number of parameters, when each takes one value; 0 while unknown.
    exact: Cell<u8>,
    /// The same for a function that is called by itself, without a receiver.
    plain: Cell<u8>,
}

/// No number of values fits.
const NO_FIT: u8 = u8::MAX;

impl PyNative {
    /// Whether `count` values, the receiver included, are exactly the parameters.
    #[inline(always)]
    pub fn takes(&self, count: usize) -> bool {
        self.fit.exact.get() as usize == count + 1
    }

    /// Whether this is a function that takes just `count` values; `value` holds it.
    #[inline(always)]
    pub fn takes_alone(&self, vm: &Vm, value: &Value, count: usize) -> bool {
        match self.fit.plain.get() {
            0 => self.learn_fit(vm, value, count),
            known => known as usize == count + 1,
        }
    }

    #[cold]
    #[inline(never)]
    fn learn_fit(&self, vm: &Vm, value: &Value, count: usize) -> bool {
        let exact = self.learn_exact();
        let is_function = vm.class_of(value).same(&vm.types.builtin_function) && self.receiver.is_unbound();
        let plain = if is_function { exact } else { NO_FIT };
        self.fit.plain.set(plain);
        plain as usize == count + 1
    }

    fn learn_exact(&self) -> u8 {
        let signature = self.signature();
        let count = signature.positional;
        let exact = if count < PADDED && signature.is_exact(count) { count as u8 + 1 } else { NO_FIT };
        self.fit.exact.set(exact);
        exact
    }

    #[inline(always)]
    pub fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| {
            // The interpreter's own, not the program's.
            let _pause = crate::memory::Pause::new();
            Arc::new(Signature::parse(self.row.signature))
        })
    }

    /// Calls with positional values when they need no binding; `None` when they do.
    #[inline]
    pub fn call_positional(&self, vm: &Vm, values: &[Value]) -> Option<PyResult> {
        if self.takes(values.len()) {
            return Some((self.row.function)(vm, values));
        }
        let signature = self.signature();
        if self.fit.exact.get() == 0 {
            self.learn_exact();
        }
        if signature.is_exact(values.len()) {
            return Some((self.row.function)(vm, values));
        }
        if signature.is_simple(values.len()) { Some(vm.call_native_simply(self, signature, values)) } else { None }
    }

    /// The name in argument errors: `list.append` for methods, `len` for functions.
    pub fn error_name(&self) -> String {
        match &self.owner {
            Some(owner) => format!("{}.{}", owner.name_text(), self.row.name),
            None => self.row.name.to_owned(),
        }
    }
}

impl Payload for PyNative {
    const KIND: Kind = kinds::NATIVE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { row: _, signature: _, owner, receiver, module, home, fit: _ } = self;
        owner.iter().for_each(|owner| visitor.handle(owner));
        visitor.edge(receiver);
        visitor.guarded(module);
        visitor.edge(home);
    }
}

/// What a slot wrapper calls: `int.__add__` and its like.
#[derive(Clone, Copy)]
pub struct WrapperRow {
    pub name: &'static str,
    /// The slot's name: rows of one group fill the same slot.
    pub group: &'static str,
    /// Positional arguments after self: minimum and maximum.
    pub arguments: (usize, usize),
    pub keywords: bool,
    pub call: fn(&Vm, &Slots, &Value, CallArgs<'_>) -> PyResult,
    /// Whether a table has the slot.
    pub present: fn(&Slots) -> bool,
    /// Takes over the slot from another table.
    pub copy: fn(&mut Slots, &Slots),
    /// Puts the trampoline to the Python method in place.
    pub install: fn(&mut Slots),
    /// Empties the slot.
    pub remove: fn(&mut Slots),
    /// Whether both tables have the same function in the slot.
    pub same: fn(&Slots, &Slots) -> bool,
    pub doc: &'static str,
}

/// A special method of a built-in class: calls the class's slot.
pub struct PyWrapper {
    pub row: &'static WrapperRow,
    pub owner: Class,
}

impl Payload for PyWrapper {
    const KIND: Kind = kinds::WRAPPER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { row: _, owner } = self;
        visitor.handle(owner);
    }
}

/// A slot wrapper bound to an object.
pub struct PyMethodWrapper {
    pub wrapper: Handle<PyWrapper>,
    pub receiver: Value,
}

impl Payload for PyMethodWrapper {
    const KIND: Kind = kinds::METHOD_WRAPPER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { wrapper, receiver } = self;
        visitor.handle(wrapper);
        visitor.edge(receiver);
    }
}

/// A computed attribute as a descriptor object.
pub struct PyGetSet {
    pub name: &'static str,
    pub get: fn(&Vm, &Value) -> PyResult,
    pub set: Option<Setter>,
    pub doc: &'static str,
    pub owner: Class,
    /// Shown as `member` rather than `getset_descriptor`.
    pub is_member: bool,
}

impl Payload for PyGetSet {
    const KIND: Kind = kinds::GETSET;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { name: _, get: _, set: _, doc: _, owner, is_member: _ } = self;
        visitor.handle(owner);
    }
}

/// An attribute declared by `__slots__`: a position in the instance's array.
pub struct PyMember {
    pub name: Value,
    pub index: usize,
    pub owner: Guarded<Option<Class>>,
}

impl Payload for PyMember {
    const KIND: Kind = kinds::MEMBER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { name, index: _, owner } = self;
        visitor.edge(name);
        owner.read(|owner| owner.iter().for_each(|owner| visitor.handle(owner)));
    }

    fn clear(&self) {
        drop(self.owner.replace(None));
    }
}

/// Fills a built-in class's namespace from its tables.
pub fn populate(vm: &Vm, class: &Class) {
    class.set_flag(class_flag::POPULATED);
    // In CPython all this is there from the start: it is no allocation of the program.
    let _pause = crate::memory::Pause::new();
    vm.heap.without_counting(|| fill(vm, class));
}

fn fill(vm: &Vm, class: &Class) {
    let Some(spec) = class.spec else { return };
    let namespace = class.namespace();
    let slots = class.slots(|slots| *slots);
    let base_slots = class.base.copy().map(|base| base.slots(|slots| *slots));
    if spec.slots.new.is_some() {
        let new = vm.new_native(&super::special::NEW, None, class.to_value(), Value::NONE);
        namespace.set_interned(vm.intern("__new__"), new);
    }
    for row in super::special::ROWS {
        // A slot inherited unchanged shows up in the base's namespace only, unless the table states it again.
        let own = (row.present)(&slots) && !base_slots.as_ref().is_some_and(|base| (row.same)(base, &slots));
        if (own || (row.present)(&spec.slots)) && !spec.hidden.contains(&row.name) {
            let wrapper = Handle::new(vm.types.wrapper.to_value(), PyWrapper { row, owner: class.clone() });
            namespace.set_interned(vm.intern(row.name), wrapper.into_value());
        }
    }
    for row in spec.wrappers {
        let wrapper = Handle::new(vm.types.wrapper.to_value(), PyWrapper { row, owner: class.clone() });
        namespace.set_interned(vm.intern(row.name), wrapper.into_value());
    }
    if spec.slots.hash.is_none() && spec.slots.compare.is_some() {
        namespace.set_interned(vm.intern("__hash__"), Value::NONE);
    }
    for row in spec.methods {
        let native = match row.binding {
            Binding::Instance | Binding::Class => vm.new_native(row, Some(class.clone()), Value::UNBOUND, Value::NONE),
            Binding::Static => {
                let native = vm.new_native(row, Some(class.clone()), Value::UNBOUND, Value::NONE);
                super::descriptor::new_static_method(vm, native)
            }
        };
        namespace.set_interned(vm.intern(row.name), native);
    }
    for row in spec.members {
        let descriptor =
            PyGetSet { name: row.name, get: row.get, set: row.set, doc: row.doc, owner: class.clone(), is_member: true };
        namespace.set_interned(vm.intern(row.name), Handle::new(vm.types.member.to_value(), descriptor).into_value());
    }
    for row in spec.getset {
        let is_member = row.is_member;
        let descriptor = PyGetSet { name: row.name, get: row.get, set: row.set, doc: row.doc, owner: class.clone(), is_member };
        let kind = if is_member { &vm.types.member } else { &vm.types.getset };
        namespace.set_interned(vm.intern(row.name), Handle::new(kind.to_value(), descriptor).into_value());
    }
    if namespace.get_interned(&vm.names.__doc__).is_none() {
        let doc = if spec.doc.is_empty() { Value::NONE } else { vm.new_str(spec.doc) };
        namespace.set_interned(vm.names.__doc__.clone(), doc);
    }
    if let Some(extra) = spec.extra {
        extra(vm, class);
    }
    vm.class_modified(class);
}

impl Vm {
    pub fn new_native(&self, row: &'static Method, owner: Option<Class>, receiver: Value, module: Value) -> Value {
        let class = match (&owner, row.binding, receiver.is_unbound()) {
            (Some(_), Binding::Instance, true) => &self.types.method_descriptor,
            (Some(_), Binding::Class, true) => &self.types.class_method_descriptor,
            _ => &self.types.builtin_function,
        };
        let native = PyNative {
            row,
            signature: OnceCell::new(),
            owner,
            receiver,
            home: module.clone(),
            module: Guarded::new(module),
            fit: Fit::default(),
        };
        Handle::new(class.to_value(), native).into_value()
    }

    /// Calls a native with arguments that stand for its parameters (the bound
    /// object included), binding them by its signature.
    #[inline]
    pub fn call_native(&self, native: &PyNative, args: CallArgs<'_>) -> PyResult {
        let signature = native.signature();
        if args.names.is_empty() && signature.is_exact(args.values.len()) {
            return (native.row.function)(self, args.values);
        }
        if args.names.is_empty() && signature.is_simple(args.values.len()) {
            return self.call_native_simply(native, signature, args.values);
        }
        let bound = bind(self, native, signature, args)?;
        (native.row.function)(self, &bound)
    }
}

impl Vm {
    /// A call without keywords of a native with few parameters: optional ones
    /// stay unbound, further values go into the tuple of `*args`.
    fn call_native_simply(&self, native: &PyNative, signature: &Signature, values: &[Value]) -> PyResult {
        let mut bound = [const { Value::UNBOUND }; PADDED];
        let (first, rest) = values.split_at(values.len().min(signature.positional));
        for (place, value) in bound.iter_mut().zip(first) {
            *place = value.clone();
        }
        if let Some(place) = signature.varargs.and_then(|position| bound.get_mut(position)) {
            *place = if rest.is_empty() {
                self.empty_tuple.clone()
            } else {
                match Tuple::try_new_with(self.types.tuple.to_value(), &mut rest.iter().cloned(), None) {
                    Some(tuple) => tuple.into_value(),
                    None => return Err(messages::memory_error(self)),
                }
            };
        }
        (native.row.function)(self, bound.get(..signature.parameters.len()).unwrap_or(&[]))
    }
}

/// Who is called, for the words of argument errors.
#[derive(Clone, Copy)]
pub enum Callee<'a> {
    Native(&'a PyNative),
    /// A constructor or a function without an object of its own.
    Name(&'a str),
}

/// Distributes arguments over parameters, or raises CPython's TypeError.
#[cold]
#[inline(never)]
pub fn bind(vm: &Vm, native: &PyNative, signature: &Signature, args: CallArgs<'_>) -> PyResult<Vec<Value>> {
    bind_for(vm, Callee::Native(native), signature, args)
}

thread_local! {
    static SIGNATURES: RefCell<HashMap<usize, Arc<Signature>>> = RefCell::new(HashMap::new());
}

/// Distributes a constructor's arguments over the parameters of a signature text.
pub fn bind_new(vm: &Vm, name: &str, text: &'static str, args: CallArgs<'_>) -> PyResult<Vec<Value>> {
    let signature = SIGNATURES.with(|known| {
        let address = text.as_ptr() as usize;
        let _pause = crate::memory::Pause::new();
        known.borrow_mut().entry(address).or_insert_with(|| Arc::new(Signature::parse(text))).clone()
    });
    bind_for(vm, Callee::Name(name), &signature, args)
}

/// Distributes arguments over parameters, or raises CPython's TypeError.
pub fn bind_for(vm: &Vm, callee: Callee<'_>, signature: &Signature, args: CallArgs<'_>) -> PyResult<Vec<Value>> {
    let mut bound: Vec<Value> = vec![Value::UNBOUND; signature.parameters.len()];
    let given = args.by_position();
    messages::check_native_count(vm, callee, signature, given.len(), args.names.len())?;
    for (place, value) in bound.iter_mut().zip(given.iter().take(signature.positional)) {
        *place = value.clone();
    }
    if let Some(position) = signature.varargs
        && let Some(place) = bound.get_mut(position)
    {
        let rest = given.get(signature.positional..).unwrap_or(&[]).to_vec();
        *place = vm.new_tuple(rest);
    }
    let extra = match signature.varkw {
        Some(position) => {
            let dict = vm.new_dict();
            if let Some(place) = bound.get_mut(position) {
                *place = dict.clone();
            }
            Some(dict)
        }
        None => None,
    };
    let mut unknown = None;
    for (name, value) in args.by_keyword() {
        let text = super::str::text_of(name);
        let known = signature.parameters.iter().enumerate().position(|(index, parameter)| {
            index >= signature.positional_only
                && Some(index) != signature.varargs
                && Some(index) != signature.varkw
                && parameter.name == text
        });
        match known {
            Some(index) => {
                if let Some(place) = bound.get_mut(index) {
                    if !place.is_unbound() {
                        return Err(messages::native_given_twice(vm, callee, &text, index));
                    }
                    *place = value.clone();
                }
            }
            None => match &extra {
                Some(dict) => super::dict::set_item(vm, dict, name, value.clone())?,
                None => unknown = unknown.or(Some(text)),
            },
        }
    }
    for (index, parameter) in signature.parameters.iter().enumerate() {
        let missing = bound.get(index).is_some_and(Value::is_unbound);
        if missing && !parameter.has_default && Some(index) != signature.varargs && Some(index) != signature.varkw {
            return Err(messages::native_missing(vm, callee, signature, index, given.len()));
        }
    }
    if let Some(unknown) = unknown {
        return Err(messages::native_unexpected_keyword(vm, callee, signature, &unknown));
    }
    Ok(bound)
}

/// Compares through a slot wrapper's function.
pub fn compare_through(vm: &Vm, slots: &Slots, left: &Value, args: CallArgs<'_>, op: CompareOp) -> PyResult {
    match (slots.compare, args.values) {
        (Some(compare), [right]) => compare(vm, left, right, op),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The class of a value that must be a class.
pub fn expect_class<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Class> {
    match as_class(value) {
        Some(class) => Ok(class),
        None => Err(messages::type_error(vm, &format!("expected a class, got '{}'", vm.class_name(value)))),
    }
}

/// Checks the arguments of a constructor without parameter names, in the words
/// of CPython's `PyArg_UnpackTuple`.
pub fn expect_positional(vm: &Vm, name: &str, args: CallArgs<'_>, least: usize, most: usize) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, &format!("{name}() takes no keyword arguments")));
    }
    let given = args.values.len();
    if (least..=most).contains(&given) {
        return Ok(());
    }
    let (how, bound) = match (least == most, given < least) {
        (true, _) => ("", least),
        (false, true) => ("at least ", least),
        (false, false) => ("at most ", most),
    };
    let plural = if bound == 1 { "" } else { "s" };
    Err(messages::type_error(vm, &format!("{name} expected {how}{bound} argument{plural}, got {given}")))
}

/// The arguments of a constructor that takes them by position: what is given
/// by name is for the `__init__` of a subclass, if that has its own.
pub fn without_names_for_init<'a>(class: &Value, args: CallArgs<'a>) -> CallArgs<'a> {
    let own_init = |class: &Class| class.slots(|slots| slots.init).is_some_and(|init| !super::object::is_object_init(init));
    if !args.names.is_empty() && as_class(class).is_some_and(own_init) {
        return CallArgs::positional(args.by_position());
    }
    args
}

/// The class of a value, if it is one.
pub fn as_class(value: &Value) -> Option<&Class> {
    value.as_handle::<PyClass>()
}
