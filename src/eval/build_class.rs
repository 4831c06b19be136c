//! `class` statements: metaclass, namespace, body, creation.

use super::run;
use crate::memory::{Handle, PyResult, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::code::{PyCode, code_flag};
use crate::objects::dict;
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::function::PyCell;
use crate::objects::vm::Vm;
use crate::objects::{native, ops, str, type_object};

/// A lowered `class` statement, decorators aside.
pub struct MakeClass {
    pub code: Handle<PyCode>,
    pub name: Value,
    pub arguments: Vec<super::call::Argument>,
    pub keywords: Vec<(Option<Value>, NodeRef)>,
    pub closure: Vec<u32>,
    pub position: u32,
    /// A replaced `__build_class__` is called as CPython calls it.
    pub builder: NodeRef,
}

impl Node for MakeClass {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let builder = self.builder.eval(frame)?;
        let function = super::function::new_function(frame, &self.code, &self.closure);
        let mut values = vec![function.to_value(), self.name.clone()];
        for argument in &self.arguments {
            match argument {
                super::call::Argument::Value(node) => values.push(node.eval(frame)?),
                super::call::Argument::Star(node) => {
                    let iterable = node.eval(frame)?;
                    frame.at(self.position);
                    ops::for_each(vm, &iterable, |item| {
                        values.push(item);
                        Ok(())
                    })?;
                }
            }
        }
        let mut names = Vec::new();
        for (name, node) in &self.keywords {
            let value = node.eval(frame)?;
            match name {
                Some(name) => {
                    names.push(name.clone());
                    values.push(value);
                }
                None => {
                    frame.at(self.position);
                    for key in ops::collect(vm, &value)? {
                        let item = ops::get_item(vm, &value, &key)?;
                        names.push(vm.intern_value(&key));
                        values.push(item);
                    }
                }
            }
        }
        frame.at(self.position);
        vm.call(&builder, CallArgs { values: &values, names: &names })
    }
}

/// `__build_class__(function, name, *bases, metaclass=…, **keywords)`.
pub fn build_class(vm: &Vm, args: CallArgs<'_>) -> PyResult {
    let given = args.by_position();
    let [function, name, bases @ ..] = given else {
        return Err(messages::type_error(vm, "__build_class__: not enough arguments"));
    };
    let Some(body) = function.get::<crate::objects::function::PyFunction>() else {
        return Err(messages::type_error(vm, "__build_class__: func must be a function"));
    };
    if !vm.is_instance(name, &vm.types.str) {
        return Err(messages::type_error(vm, "__build_class__: name is not a string"));
    }
    let original = vm.new_tuple(bases.to_vec());
    let bases = resolve_bases(vm, bases)?;
    let mut metaclass: Option<Value> = None;
    let mut names = Vec::new();
    let mut values = Vec::new();
    for (keyword, value) in args.by_keyword() {
        if keyword.is(&vm.names.metaclass) {
            metaclass = Some(value.clone());
        } else {
            names.push(keyword.clone());
            values.push(value.clone());
        }
    }
    let bases_tuple = match &bases {
        Some(resolved) => vm.new_tuple(resolved.clone()),
        None => original.clone(),
    };
    let base_items: Vec<Value> = bases_tuple.get::<Tuple>().map_or(Vec::new(), |tuple| tuple.items().to_vec());
    let mut meta = match metaclass {
        Some(meta) => meta,
        None => base_items.first().map_or_else(|| vm.types.type_.to_value(), |base| vm.class_of(base).to_value()),
    };
    if let Some(class) = native::as_class(&meta) {
        meta = type_object::calculate_metaclass(vm, class, &base_items)?.into_value();
    }
    let namespace = prepare(vm, &meta, name, &bases_tuple, &values, &names)?;
    let code = body.code.copy();
    let cell = if code.flags.get() & code_flag::OPTIMIZED != 0 {
        // No class statement makes such a body: its variables are its own, not the class's.
        vm.call_values(function, &[])?
    } else {
        let globals = body.globals.to_value();
        run::run_block(vm, &code, &globals, &namespace, &body.closure)?
    };
    if bases.is_some() {
        ops::set_item(vm, &namespace, &vm.names.__orig_bases__, Some(original))?;
    }
    let mut all = vec![name.clone(), bases_tuple, namespace];
    all.extend(values);
    let class = vm.call(&meta, CallArgs { values: &all, names: &names })?;
    if let Some(cell) = cell.get::<PyCell>()
        && native::as_class(&class).is_some()
    {
        let inside = cell.value.copy();
        let name = str::text_of(name);
        if inside.is_unbound() {
            let message = format!(
                "__class__ not set defining '{name}' as {}. Was __classcell__ propagated to type.__new__?",
                ops::repr_text(vm, &class)?
            );
            return Err(messages::runtime_error(vm, &message));
        }
        if !inside.is(&class) {
            let message =
                format!("__class__ set to {} defining '{name}' as {}", ops::repr_text(vm, &inside)?, ops::repr_text(vm, &class)?);
            return Err(messages::type_error(vm, &message));
        }
    }
    Ok(class)
}

/// Replaces bases through `__mro_entries__` (PEP 560); `None` when nothing changed.
fn resolve_bases(vm: &Vm, bases: &[Value]) -> PyResult<Option<Vec<Value>>> {
    let mut resolved: Option<Vec<Value>> = None;
    let original = vm.new_tuple(bases.to_vec());
    for (index, base) in bases.iter().enumerate() {
        if native::as_class(base).is_none()
            && let Some(method) = ops::lookup_attr(vm, base, &vm.names.__mro_entries__)?
        {
            let entries = vm.call_values(&method, std::slice::from_ref(&original))?;
            let Some(entries) = entries.get::<Tuple>() else {
                return Err(messages::type_error(vm, "__mro_entries__ must return a tuple"));
            };
            resolved.get_or_insert_with(|| bases[..index].to_vec()).extend(entries.items().iter().cloned());
            continue;
        }
        if let Some(resolved) = &mut resolved {
            resolved.push(base.clone());
        }
    }
    Ok(resolved)
}

fn prepare(vm: &Vm, meta: &Value, name: &Value, bases: &Value, values: &[Value], names: &[Value]) -> PyResult {
    let Some(method) = ops::lookup_attr(vm, meta, &vm.names.__prepare__)? else { return Ok(vm.new_dict()) };
    let mut all = vec![name.clone(), bases.clone()];
    all.extend_from_slice(values);
    let namespace = vm.call(&method, CallArgs { values: &all, names })?;
    let is_mapping = namespace.is_kind::<dict::PyDict>() || vm.class_of(&namespace).slots(|slots| slots.getitem.is_some());
    if !is_mapping {
        let owner = match native::as_class(meta) {
            Some(class) => class.name_text(),
            None => "<metaclass>".to_owned(),
        };
        let message = format!("{owner}.__prepare__() must return a mapping, not {}", vm.class_name(&namespace));
        return Err(messages::type_error(vm, &message));
    }
    Ok(namespace)
}

/// The end of a class body: hands over the `__class__` cell, if there is one.
pub struct EndClass {
    pub class_cell: Option<u32>,
}

impl Node for EndClass {
    fn eval(&self, frame: &Frame) -> PyResult {
        match self.class_cell {
            Some(slot) => {
                let cell = frame.slots.get(slot as usize);
                ops::set_item(frame.vm, &frame.namespace, &frame.vm.names.__classcell__, Some(cell.clone()))?;
                Ok(cell)
            }
            None => Ok(Value::NONE),
        }
    }
}

/// Puts the namespace into the `__classdict__` cell for annotation scopes.
pub struct ShareNamespace {
    pub slot: u32,
    pub next: NodeRef,
}

impl Node for ShareNamespace {
    fn eval(&self, frame: &Frame) -> PyResult {
        super::names::store_cell(frame, self.slot, frame.namespace.clone());
        self.next.eval(frame)
    }
}
