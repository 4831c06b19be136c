//! `_thread._local`, the base of `threading.local`: an object with a dict of
//! attributes for every thread that uses it.

use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::dict;
use crate::objects::exception::messages;
use crate::objects::kinds;
use crate::objects::native::getset;
use crate::objects::object::is_object_init;
use crate::objects::slots::Slots;
use crate::objects::threads::LocalDicts;
use crate::objects::vm::Vm;
use crate::stdlib::natives::make_in;
use std::rc::Rc;

pub const LOCAL: TypeSpec = TypeSpec {
    name: "_local",
    module: "_thread",
    flags: class_flag::BASE | class_flag::WEAK,
    doc: "Thread-local data",
    slots: Slots { new: Some(local_new), getattr: Some(local_getattr), setattr: Some(local_setattr), ..Slots::EMPTY },
    getset: &[getset("__dict__", own_dict, refuse_dict, "")],
    ..TypeSpec::EMPTY
};

struct PyLocal {
    dicts: Rc<LocalDicts>,
    /// Arguments of the constructor, for the `__init__` of each thread: the
    /// values and the names of the last ones.
    values: Guarded<Vec<Value>>,
    names: Guarded<Vec<Value>>,
}

impl Payload for PyLocal {
    const KIND: Kind = kinds::THREAD_LOCAL;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { dicts, values, names } = self;
        dicts.trace(visitor);
        for list in [values, names] {
            list.read(|values| values.iter().for_each(|value| visitor.edge(value)));
        }
    }

    fn clear(&self) {
        self.dicts.clear();
        drop((self.values.take(), self.names.take()));
    }
}

impl Drop for PyLocal {
    fn drop(&mut self) {
        // Threads know the table too, and outlive the object.
        self.dicts.clear();
    }
}

fn local_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let takes_arguments =
        crate::objects::native::as_class(class).is_some_and(|class| class.slots(|slots| !slots.init.is_none_or(is_object_init)));
    if !takes_arguments && !args.is_empty() {
        return Err(messages::type_error(vm, "Initialization arguments are not supported"));
    }
    let local = PyLocal {
        dicts: Rc::new(LocalDicts::default()),
        values: Guarded::new(args.values.to_vec()),
        names: Guarded::new(args.names.to_vec()),
    };
    let object = make_in(vm, class, local)?;
    if let Some(local) = object.get::<PyLocal>() {
        // This thread's `__init__` is the constructor's.
        local.dicts.add(vm, vm.new_dict());
    }
    Ok(object)
}

/// The running thread's dict; a new one is filled by `__init__`.
fn dict_of(vm: &Vm, object: &Value) -> PyResult {
    let Some(local) = object.get::<PyLocal>() else {
        return Err(messages::type_error(vm, "descriptor requires a '_thread._local' object"));
    };
    if let Some(dict) = local.dicts.find(vm) {
        return Ok(dict);
    }
    let dict = vm.new_dict();
    local.dicts.add(vm, dict.clone());
    let init = vm.class_of(object).slots(|slots| slots.init);
    if let Some(init) = init.filter(|init| !is_object_init(*init)) {
        let (values, names) = (local.values.copy(), local.names.copy());
        if let Err(raised) = init(vm, object, CallArgs { values: &values, names: &names }) {
            // The next use tries again.
            drop(local.dicts.remove(vm));
            return Err(raised);
        }
    }
    Ok(dict)
}

fn own_dict(vm: &Vm, object: &Value) -> PyResult {
    dict_of(vm, object)
}

fn refuse_dict(vm: &Vm, object: &Value, _value: Option<Value>) -> PyResult<()> {
    Err(read_only(vm, object))
}

fn read_only(vm: &Vm, object: &Value) -> crate::memory::Raised {
    let message = format!("'{}' object attribute '__dict__' is read-only", vm.class_name(object));
    messages::attribute_error(vm, object, &vm.names.__dict__, &message)
}

fn local_getattr(vm: &Vm, object: &Value, name: &Value) -> PyResult {
    let own = dict_of(vm, object)?;
    if name.is(&vm.names.__dict__) {
        return Ok(own);
    }
    let class = vm.class_of(object).clone();
    let found = class.lookup(vm, name);
    if let Some(descriptor) = &found {
        let (get, set) = vm.class_of(descriptor).slots(|slots| (slots.descr_get, slots.descr_set));
        if let (Some(get), Some(_)) = (get, set) {
            return get(vm, descriptor, Some(object), class.value());
        }
    }
    if let Some(value) = dict::get_item_value(vm, &own, name)? {
        return Ok(value);
    }
    match found {
        Some(descriptor) => match vm.class_of(&descriptor).slots(|slots| slots.descr_get) {
            Some(get) => get(vm, &descriptor, Some(object), class.value()),
            None => Ok(descriptor),
        },
        None => {
            let class = vm.class_name(object);
            let message = format!("'{class}' object has no attribute '{}'", crate::objects::str::text_of(name));
            Err(messages::attribute_error(vm, object, name, &message))
        }
    }
}

fn local_setattr(vm: &Vm, object: &Value, name: &Value, value: Option<Value>) -> PyResult<()> {
    if name.is(&vm.names.__dict__) {
        return Err(read_only(vm, object));
    }
    let own = dict_of(vm, object)?;
    if let Some(descriptor) = vm.class_of(object).lookup(vm, name)
        && let Some(set) = vm.class_of(&descriptor).slots(|slots| slots.descr_set)
    {
        return set(vm, &descriptor, object, value);
    }
    match value {
        Some(value) => dict::set_item(vm, &own, name, value),
        None => match dict::remove_item(vm, &own, name)? {
            Some(_) => Ok(()),
            None => {
                let class = vm.class_name(object);
                let message = format!("'{class}' object has no attribute '{}'", crate::objects::str::text_of(name));
                Err(messages::attribute_error(vm, object, name, &message))
            }
        },
    }
}
