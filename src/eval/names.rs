//! Loads, stores and deletes of variables that are not plain local slots:
//! cells, globals with inline caches, names of module and class bodies.

use crate::memory::{PyResult, Raised, Value};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::PyException;
use crate::objects::frame::{Frame, Node};
use crate::objects::function::PyCell;
use crate::objects::{ops, str};
use std::cell::Cell;

/// UnboundLocalError for a local slot.
#[cold]
#[inline(never)]
pub fn unbound_local(frame: &Frame, slot: u32) -> Raised {
    let name = frame.code.local_names.get(slot as usize).map(str::text_of).unwrap_or_default();
    let message = format!("cannot access local variable '{name}' where it is not associated with a value");
    // Unlike NameError it does not carry the name.
    frame.vm.raise_message(&frame.vm.errors.unbound_local_error, &message)
}

fn name_error(frame: &Frame, class: &crate::objects::class::Class, name: &str, message: &str) -> Raised {
    let vm = frame.vm;
    let exception = vm.new_exception(class, vec![vm.new_str(message)]);
    if let Some(payload) = exception.get::<PyException>()
        && class.same(&vm.errors.name_error)
    {
        payload.set_field(0, vm.new_str(name));
    }
    vm.raise_new(exception)
}

#[cold]
#[inline(never)]
fn undefined(frame: &Frame, name: &Value) -> Raised {
    let name = str::text_of(name);
    name_error(frame, &frame.vm.errors.name_error, &name, &format!("name '{name}' is not defined"))
}

fn unbound_cell(frame: &Frame, name: &Value, is_free: bool) -> Raised {
    let name = str::text_of(name);
    if is_free {
        let message = format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope");
        return name_error(frame, &frame.vm.errors.name_error, &name, &message);
    }
    let message = format!("cannot access local variable '{name}' where it is not associated with a value");
    frame.vm.raise_message(&frame.vm.errors.unbound_local_error, &message)
}

/// A variable in a cell; `slot` holds the cell.
pub struct LoadCell {
    pub slot: u32,
    pub name: Value,
    pub is_free: bool,
    pub position: u32,
}

impl Node for LoadCell {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        if let Some(cell) = frame.slots.at(self.slot as usize).get::<PyCell>() {
            let value = cell.value.copy();
            if !value.is_unbound() {
                return Ok(value);
            }
        }
        frame.at(self.position);
        Err(unbound_cell(frame, &self.name, self.is_free))
    }
}

pub fn store_cell(frame: &Frame, slot: u32, value: Value) {
    let cell = frame.slots.get(slot as usize);
    if let Some(cell) = cell.get::<PyCell>() {
        drop(cell.value.replace(value));
    }
}

pub fn delete_cell(frame: &Frame, slot: u32, name: &Value, is_free: bool) -> PyResult<()> {
    let cell = frame.slots.get(slot as usize);
    let old = cell.get::<PyCell>().map_or(Value::UNBOUND, |cell| cell.value.replace(Value::UNBOUND));
    if old.is_unbound() {
        return Err(unbound_cell(frame, name, is_free));
    }
    Ok(())
}

/// A global variable or a built-in, found by position while versions hold.
pub struct LoadGlobal {
    pub name: Value,
    pub position: u32,
    globals_version: Cell<u32>,
    /// 0 while the name is not known to be absent from the globals.
    builtins_version: Cell<u32>,
    index: Cell<u32>,
}

impl LoadGlobal {
    pub fn new(name: Value, position: u32) -> LoadGlobal {
        LoadGlobal { name, position, globals_version: Cell::new(0), builtins_version: Cell::new(0), index: Cell::new(0) }
    }

    #[cold]
    #[inline(never)]
    fn find(&self, frame: &Frame) -> PyResult {
        let globals = &*frame.globals;
        if let Some(index) = globals.position_of(&self.name)
            && let Some(value) = globals.value_at(index)
        {
            self.globals_version.set(globals.keys_version());
            self.builtins_version.set(0);
            self.index.set(index as u32);
            return Ok(value);
        }
        let builtins = &*frame.builtins;
        if let Some(index) = builtins.position_of(&self.name)
            && let Some(value) = builtins.value_at(index)
        {
            self.globals_version.set(globals.keys_version());
            self.builtins_version.set(builtins.keys_version());
            self.index.set(index as u32);
            return Ok(value);
        }
        frame.at(self.position);
        Err(undefined(frame, &self.name))
    }
}

impl Node for LoadGlobal {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        // A dict without a number has changed since this place learnt one, so its 0 means a miss.
        let version = self.globals_version.get();
        if version != 0 && frame.globals.known_version() == version {
            let builtins = self.builtins_version.get();
            if builtins == 0 {
                if let Some(value) = frame.globals.value_at(self.index.get() as usize) {
                    return Ok(value);
                }
            } else if frame.builtins.known_version() == builtins
                && let Some(value) = frame.builtins.value_at(self.index.get() as usize)
            {
                return Ok(value);
            }
        }
        self.find(frame)
    }
}

/// Stores a global variable by position while the keys' version holds.
pub struct GlobalStore {
    pub name: Value,
    version: Cell<u32>,
    index: Cell<u32>,
}

impl GlobalStore {
    pub fn new(name: Value) -> GlobalStore {
        GlobalStore { name, version: Cell::new(0), index: Cell::new(0) }
    }

    #[inline]
    pub fn store(&self, frame: &Frame, value: Value) {
        let globals = &*frame.globals;
        let version = self.version.get();
        if version != 0 && globals.known_version() == version {
            match globals.replace_at(self.index.get() as usize, value) {
                Some(old) => drop(old),
                None => self.version.set(0),
            }
            return;
        }
        self.store_slow(frame, value);
    }

    #[cold]
    #[inline(never)]
    fn store_slow(&self, frame: &Frame, value: Value) {
        let globals = &*frame.globals;
        globals.set_interned(self.name.clone(), value);
        if let Some(index) = globals.position_of(&self.name) {
            self.version.set(globals.keys_version());
            self.index.set(index as u32);
        }
    }
}

pub fn delete_global(frame: &Frame, name: &Value) -> PyResult<()> {
    match frame.globals.remove_interned(name) {
        Some(old) => {
            drop(old);
            Ok(())
        }
        None => Err(undefined(frame, name)),
    }
}

/// A name of a module, class or `exec` body.
pub struct LoadName {
    pub name: Value,
    pub global: LoadGlobal,
}

impl Node for LoadName {
    fn eval(&self, frame: &Frame) -> PyResult {
        if frame.namespace.is_unbound() {
            return self.global.eval(frame);
        }
        if let Some(value) = from_namespace(frame, &frame.namespace, &self.name, self.global.position)? {
            return Ok(value);
        }
        self.global.eval(frame)
    }
}

/// Looks into a namespace: a dict, or any mapping that `__prepare__` returned.
pub fn from_namespace(frame: &Frame, namespace: &Value, name: &Value, position: u32) -> PyResult<Option<Value>> {
    let vm = frame.vm;
    if let Some(found) = namespace.get::<PyDict>()
        && vm.class_of(namespace).same(&vm.types.dict)
    {
        return Ok(found.get_interned(name));
    }
    frame.at(position);
    let result = ops::get_item(vm, namespace, name);
    vm.catch(&vm.errors.key_error, result)
}

pub fn store_name(frame: &Frame, store: &GlobalStore, value: Value) -> PyResult<()> {
    if frame.namespace.is_unbound() {
        store.store(frame, value);
        return Ok(());
    }
    let vm = frame.vm;
    if frame.namespace.is_kind::<PyDict>() && vm.class_of(&frame.namespace).same(&vm.types.dict) {
        return dict::set_item(vm, &frame.namespace, &store.name, value);
    }
    ops::set_item(vm, &frame.namespace, &store.name, Some(value))
}

pub fn delete_name(frame: &Frame, name: &Value) -> PyResult<()> {
    if frame.namespace.is_unbound() {
        return delete_global(frame, name);
    }
    let vm = frame.vm;
    let result = ops::set_item(vm, &frame.namespace, name, None);
    match vm.catch(&vm.errors.key_error, result)? {
        Some(()) => Ok(()),
        None => Err(undefined(frame, name)),
    }
}

/// A name of a class body that an enclosing function also binds: the class's
/// namespace (or the one in `__classdict__`), then the free variable.
pub struct LoadClassFree {
    pub name: Value,
    pub cell: LoadCell,
    /// The slot of the `__classdict__` cell; `None` looks in the frame's namespace.
    pub classdict: Option<u32>,
}

impl Node for LoadClassFree {
    fn eval(&self, frame: &Frame) -> PyResult {
        let namespace = class_namespace(frame, self.classdict);
        if !namespace.is_unbound()
            && let Some(value) = from_namespace(frame, &namespace, &self.name, self.cell.position)?
        {
            return Ok(value);
        }
        self.cell.eval(frame)
    }
}

/// In an annotation scope of a class: the class's namespace, then the globals.
pub struct LoadClassGlobal {
    pub global: LoadGlobal,
    pub classdict: Option<u32>,
}

impl Node for LoadClassGlobal {
    fn eval(&self, frame: &Frame) -> PyResult {
        let namespace = class_namespace(frame, self.classdict);
        if !namespace.is_unbound()
            && let Some(value) = from_namespace(frame, &namespace, &self.global.name, self.global.position)?
        {
            return Ok(value);
        }
        self.global.eval(frame)
    }
}

fn class_namespace(frame: &Frame, classdict: Option<u32>) -> Value {
    match classdict {
        Some(slot) => frame.slots.get(slot as usize).get::<PyCell>().map_or(Value::UNBOUND, |cell| cell.value.copy()),
        None => frame.namespace.clone(),
    }
}
