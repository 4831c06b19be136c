//! Objects that say themselves how they are taken apart.

use super::super::pickling_error;
use super::{Run, Saver, op};
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::objects::class::class_flag;
use crate::objects::dict::{self, PyDict};
use crate::objects::native::as_class;
use crate::objects::object::import_attribute;
use crate::objects::ops;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;

impl Saver {
    pub(super) fn save_other(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        if let Some(reducer) = &run.reducer_override {
            let parts = vm.call_values(reducer, std::slice::from_ref(object))?;
            if !parts.is_not_implemented() {
                return self.save_parts(vm, run, object, &parts);
            }
        }
        let class = vm.class_of(object).clone();
        if class.same(&vm.types.type_) {
            return self.save_type(vm, run, object);
        }
        if class.same(&vm.types.function) {
            return self.save_global(vm, run, object, None);
        }
        if let Some(reducer) = self.registered_reducer(vm, run, class.value())? {
            let parts = vm.call_values(&reducer, std::slice::from_ref(object))?;
            return self.save_parts(vm, run, object, &parts);
        }
        if class.has(class_flag::METACLASS) {
            return self.save_global(vm, run, object, None);
        }
        let protocol = Value::small_int(i64::from(self.protocol.get()));
        let parts = match ops::lookup_attr(vm, object, &vm.names.__reduce_ex__)? {
            Some(reduce) => vm.call_values(&reduce, &[protocol])?,
            None => match ops::lookup_attr(vm, object, &vm.names.__reduce__)? {
                Some(reduce) => vm.call_values(&reduce, &[])?,
                None => {
                    let message = format!("can't pickle '{}' object: {}", vm.class_name(object), ops::repr_text(vm, object)?);
                    return Err(pickling_error(vm, &message));
                }
            },
        };
        self.save_parts(vm, run, object, &parts)
    }

    /// What `dispatch_table` or `copyreg` knows about a class.
    fn registered_reducer(&self, vm: &Vm, run: &Run, class: &Value) -> PyResult<Option<Value>> {
        let own = self.dispatch_table.copy();
        if own.is_unbound() {
            let table = match run.table.get() {
                Some(table) => table.clone(),
                None => {
                    let table = import_attribute(vm, "copyreg", "dispatch_table")?;
                    run.table.get_or_init(|| table).clone()
                }
            };
            return match table.get::<PyDict>() {
                Some(_) => dict::get_item_value(vm, &table, class),
                None => found_item(vm, &table, class),
            };
        }
        found_item(vm, &own, class)
    }

    fn save_parts(&self, vm: &Vm, run: &Run, object: &Value, parts: &Value) -> PyResult<()> {
        if parts.is_kind::<Str>() {
            return self.save_global(vm, run, object, Some(parts));
        }
        if !parts.is_kind::<Tuple>() {
            return Err(pickling_error(vm, "__reduce__ must return a string or tuple"));
        }
        self.save_reduced(vm, run, parts, Some(object))
    }

    fn save_type(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        let types = &vm.types;
        let singleton = if object.is(types.none_type.value()) {
            Value::NONE
        } else if object.is(types.ellipsis.value()) {
            Value::ELLIPSIS
        } else if object.is(types.not_implemented.value()) {
            Value::NOT_IMPLEMENTED
        } else {
            return self.save_global(vm, run, object, None);
        };
        let parts = vm.tuple_of([types.type_.to_value(), vm.tuple_of([singleton])]);
        self.save_reduced(vm, run, &parts, Some(object))
    }

    /// The tuple that `__reduce__` gave.
    pub(super) fn save_reduced(&self, vm: &Vm, run: &Run, parts: &Value, object: Option<&Value>) -> PyResult<()> {
        let items = parts.get::<Tuple>().map_or(&[][..], Tuple::items);
        let (Some(callable), Some(args), 2..=6) = (items.first(), items.get(1), items.len()) else {
            return Err(pickling_error(vm, "tuple returned by __reduce__ must contain 2 through 6 elements"));
        };
        let part = |index: usize| items.get(index).filter(|part| !part.is_none());
        if vm.class_of(callable).slots(|slots| slots.call.is_none()) {
            return Err(pickling_error(vm, "first item of the tuple returned by __reduce__ must be callable"));
        }
        let Some(arguments) = args.get::<Tuple>().map(Tuple::items) else {
            return Err(pickling_error(vm, "second item of the tuple returned by __reduce__ must be a tuple"));
        };
        for (index, which) in [(3, "fourth"), (4, "fifth")] {
            if let Some(part) = part(index)
                && vm.class_of(part).slots(|slots| slots.next.is_none())
            {
                let name = vm.class_name(part);
                let message = format!("{which} element of the tuple returned by __reduce__ must be an iterator, not {name}");
                return Err(pickling_error(vm, &message));
            }
        }
        if let Some(setter) = part(5)
            && vm.class_of(setter).slots(|slots| slots.call.is_none())
        {
            let name = vm.class_name(setter);
            let message = format!("sixth element of the tuple returned by __reduce__ must be a function, not {name}");
            return Err(pickling_error(vm, &message));
        }
        let function_name = if self.protocol.get() >= 2 {
            match ops::lookup_attr(vm, callable, &run.name)? {
                Some(name) if name.is_kind::<Str>() => text_of(&name),
                _ => String::new(),
            }
        } else {
            String::new()
        };
        match function_name.as_str() {
            "__newobj_ex__" => self.save_new_with_names(vm, run, arguments, object)?,
            "__newobj__" => self.save_new(vm, run, arguments, object)?,
            _ => {
                self.save(vm, run, callable, true)?;
                self.save(vm, run, args, true)?;
                self.emit(&[op::REDUCE]);
            }
        }
        if let Some(object) = object {
            if let Some(index) = self.number_of(object) {
                // Writing the arguments has written the object as well.
                self.emit(&[op::POP]);
                self.get_memo(index);
                return Ok(());
            }
            self.memoize(object);
        }
        if let Some(iterator) = part(3) {
            self.batch_items(vm, run, iterator)?;
        }
        if let Some(iterator) = part(4) {
            self.batch_pairs(vm, run, iterator)?;
        }
        let Some(state) = part(2) else { return Ok(()) };
        match part(5) {
            None => {
                self.save(vm, run, state, true)?;
                self.emit(&[op::BUILD]);
            }
            Some(setter) => {
                self.save(vm, run, setter, true)?;
                self.save(vm, run, object.unwrap_or(&Value::NONE), true)?;
                self.save(vm, run, state, true)?;
                self.emit(&[op::TUPLE2, op::REDUCE, op::POP]);
            }
        }
        Ok(())
    }

    fn save_new(&self, vm: &Vm, run: &Run, arguments: &[Value], object: Option<&Value>) -> PyResult<()> {
        let Some((class, rest)) = arguments.split_first() else {
            return Err(pickling_error(vm, "__newobj__ arglist is empty"));
        };
        if as_class(class).is_none() || ops::lookup_attr(vm, class, &vm.names.__new__)?.is_none() {
            let what = if as_class(class).is_none() { "is not a type" } else { "does not have __new__" };
            return Err(pickling_error(vm, &format!("args[0] from __newobj__ args {what}")));
        }
        if let Some(object) = object
            && !ops::get_attr(vm, object, &vm.names.__class__)?.is(class)
        {
            return Err(pickling_error(vm, "args[0] from __newobj__ args has the wrong class"));
        }
        self.save(vm, run, class, true)?;
        self.save(vm, run, &vm.new_tuple(rest.to_vec()), true)?;
        self.emit(&[op::NEWOBJ]);
        Ok(())
    }

    fn save_new_with_names(&self, vm: &Vm, run: &Run, arguments: &[Value], _object: Option<&Value>) -> PyResult<()> {
        let [class, args, kwargs] = arguments else {
            let count = arguments.len();
            let message = format!("length of the NEWOBJ_EX argument tuple must be exactly 3, not {count}");
            return Err(pickling_error(vm, &message));
        };
        if as_class(class).is_none() {
            let name = vm.class_name(class);
            let message = format!("first item from NEWOBJ_EX argument tuple must be a class, not {name}");
            return Err(pickling_error(vm, &message));
        }
        if !args.is_kind::<Tuple>() {
            let name = vm.class_name(args);
            let message = format!("second item from NEWOBJ_EX argument tuple must be a tuple, not {name}");
            return Err(pickling_error(vm, &message));
        }
        if !kwargs.is_kind::<PyDict>() {
            let name = vm.class_name(kwargs);
            return Err(pickling_error(vm, &format!("third item from NEWOBJ_EX argument tuple must be a dict, not {name}")));
        }
        if self.protocol.get() >= 4 {
            self.save(vm, run, class, true)?;
            self.save(vm, run, args, true)?;
            self.save(vm, run, kwargs, true)?;
            self.emit(&[op::NEWOBJ_EX]);
            return Ok(());
        }
        // Older readers get a call of `partial(class.__new__, class, *args, **kwargs)`.
        let partial = import_attribute(vm, "functools", "partial")?;
        let mut all = vec![ops::get_attr(vm, class, &vm.names.__new__)?, class.clone()];
        all.extend_from_slice(args.get::<Tuple>().map_or(&[][..], Tuple::items));
        let names = kwargs.get::<PyDict>().map(PyDict::pairs).unwrap_or_default();
        let call = crate::objects::build::call_with(vm, &partial, &all, &names)?;
        self.save(vm, run, &call, true)?;
        self.save(vm, run, &vm.empty_tuple, true)?;
        self.emit(&[op::REDUCE]);
        Ok(())
    }
}

/// `table[key]`, none where that raises KeyError.
pub(super) fn found_item(vm: &Vm, table: &Value, key: &Value) -> PyResult<Option<Value>> {
    vm.catch(&vm.errors.key_error, ops::get_item(vm, table, key))
}
