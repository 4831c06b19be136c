//! `Pickler` and `Unpickler` as Python sees them.
//!
//! Both carry their working state as payload; subclasses may override
//! `persistent_id`, `reducer_override`, `persistent_load` and `find_class`.

use super::load::{Input, Loader, Source};
use super::save::Saver;
use super::{flag_of, protocol_of, unpickling_error};
use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::dict::PyDict;
use crate::objects::exception::messages;
use crate::objects::native::{GetSet, Member, bind_new, getset, method};
use crate::objects::slots::Slots;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{int, kinds, ops};
use crate::stdlib::natives::{OPEN, argument, given, make_in, receiver};

pub struct PyPickler {
    saver: Saver,
}

impl Payload for PyPickler {
    const KIND: Kind = kinds::PICKLER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { saver } = self;
        saver.trace(visitor);
    }

    fn clear(&self) {
        self.saver.clear_edges();
    }
}

pub struct PyUnpickler {
    loader: Loader,
    /// The file that is read; none before `__init__`.
    source: Guarded<Option<Source>>,
}

impl Payload for PyUnpickler {
    const KIND: Kind = kinds::UNPICKLER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { loader, source } = self;
        loader.trace(visitor);
        source.read(|source| source.iter().for_each(|source| source.trace(visitor)));
    }

    fn clear(&self) {
        self.loader.clear_edges();
        drop(self.source.replace(None));
    }
}

pub const PICKLER: TypeSpec = TypeSpec {
    name: "Pickler",
    module: "_pickle",
    flags: OPEN | class_flag::WEAK,
    doc: "Writes objects to a binary file.",
    slots: Slots {
        new: Some(|vm, class, _| make_in(vm, class, PyPickler { saver: Saver::new() })),
        init: Some(pickler_init),
        ..Slots::EMPTY
    },
    methods: &[
        method("dump", "(self, obj, /)", pickler_dump, "Write one object to the file."),
        method("clear_memo", "(self, /)", pickler_clear_memo, "Forget which objects have been written."),
        method("persistent_id", "(self, obj, /)", |_, _| Ok(Value::NONE), "The name of an object that is not written; None."),
    ],
    members: &[
        Member { name: "bin", get: |_, value| number(value, |saver| saver.binary()), set: None, doc: "" },
        Member { name: "fast", get: |_, value| number(value, |saver| i64::from(saver.fast.get())), set: Some(set_fast), doc: "" },
        Member { name: "dispatch_table", get: get_table, set: Some(set_table), doc: "" },
    ],
    getset: &[getset("memo", get_pickler_memo, set_pickler_memo, "The objects that have been written.")],
    signature: "(file, protocol=None, fix_imports=True, buffer_callback=None)",
    ..TypeSpec::EMPTY
};

pub const UNPICKLER: TypeSpec = TypeSpec {
    name: "Unpickler",
    module: "_pickle",
    flags: OPEN | class_flag::WEAK,
    doc: "Reads objects from a binary file.",
    slots: Slots {
        new: Some(|vm, class, _| make_in(vm, class, PyUnpickler { loader: Loader::new(), source: Guarded::new(None) })),
        init: Some(unpickler_init),
        ..Slots::EMPTY
    },
    methods: &[
        method("load", "(self, /)", unpickler_load, "Read one object from the file."),
        method("find_class", "(self, module_name, global_name, /)", unpickler_find_class, "The object of a module's name."),
        method("persistent_load", "(self, pid, /)", unpickler_persistent_load, "The object of a persistent id."),
    ],
    getset: &[UNPICKLER_MEMO],
    signature: "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
    ..TypeSpec::EMPTY
};

const UNPICKLER_MEMO: GetSet =
    getset("memo", get_unpickler_memo, set_unpickler_memo, "The objects that have been read, by number.");

fn number(value: &Value, ask: impl FnOnce(&Saver) -> i64) -> PyResult {
    Ok(value.get::<PyPickler>().map_or(Value::NONE, |own| Value::small_int(ask(&own.saver))))
}

fn set_fast(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let on = match new {
        Some(new) => ops::index_exact(vm, &new)? != 0,
        None => return Err(messages::type_error(vm, "can't delete numeric/char attribute")),
    };
    if let Some(own) = value.get::<PyPickler>() {
        own.saver.fast.set(on);
    }
    Ok(())
}

fn get_table(vm: &Vm, value: &Value) -> PyResult {
    let table = value.get::<PyPickler>().map_or(Value::UNBOUND, |own| own.saver.dispatch_table.copy());
    if table.is_unbound() { Err(messages::no_attribute(vm, value, &vm.intern("dispatch_table"))) } else { Ok(table) }
}

fn set_table(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    if let Some(own) = value.get::<PyPickler>() {
        drop(own.saver.dispatch_table.replace(new.unwrap_or(Value::UNBOUND)));
    }
    Ok(())
}

fn pickler_init(vm: &Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "Pickler", PICKLER.signature, args)?;
    let Some(own) = value.get::<PyPickler>() else { return Ok(()) };
    let fix_imports = flag_of(vm, given(&bound, 2), true)?;
    own.saver.configure(vm, protocol_of(vm, given(&bound, 1))?, fix_imports, given(&bound, 3))?;
    own.saver.set_file(vm, argument(&bound, 0))?;
    own.saver.forget();
    // A table that a subclass declares is found once, as attribute of the instance.
    if let Some(table) = ops::lookup_attr(vm, value, &vm.intern("dispatch_table"))? {
        drop(own.saver.dispatch_table.replace(table));
    }
    Ok(())
}

fn pickler_dump(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<PyPickler>(vm, args)?;
    if !own.saver.has_file() {
        let name = vm.class_of(argument(args, 0)).name_text();
        return Err(super::pickling_error(vm, &format!("Pickler.__init__() was not called by {name}.__init__()")));
    }
    own.saver.run(vm, args.first(), argument(args, 1))?;
    own.saver.flush(vm)?;
    Ok(Value::NONE)
}

fn pickler_clear_memo(vm: &Vm, args: &[Value]) -> PyResult {
    receiver::<PyPickler>(vm, args)?.saver.forget();
    Ok(Value::NONE)
}

/// A dict from identity to `(number, object)`.
fn get_pickler_memo(vm: &Vm, value: &Value) -> PyResult {
    let memo = vm.new_dict();
    if let Some(own) = value.get::<PyPickler>() {
        for (index, object) in own.saver.memo_values().into_iter().enumerate() {
            let key = int::from_i64(vm, object.identity() as i64);
            let entry = vm.tuple_of([int::from_usize(vm, index), object]);
            crate::objects::dict::set_item(vm, &memo, &key, entry)?;
        }
    }
    Ok(memo)
}

fn set_pickler_memo(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(own) = value.get::<PyPickler>() else { return Ok(()) };
    let Some(new) = new else { return Err(messages::type_error(vm, "attribute deletion is not supported")) };
    let Some(dict) = new.get::<PyDict>() else {
        let message = format!("'memo' attribute must be a PicklerMemoProxy object or dict, not {}", vm.class_name(&new));
        return Err(messages::type_error(vm, &message));
    };
    let mut entries = Vec::new();
    for entry in dict.values() {
        match entry.get::<crate::memory::Tuple>().map(|entry| entry.items()) {
            Some([index, object]) => entries.push((ops::index_exact(vm, index)?, object.clone())),
            _ => return Err(messages::type_error(vm, "'memo' values must be 2-item tuples")),
        }
    }
    entries.sort_by_key(|entry| entry.0);
    own.saver.forget();
    for (_, object) in entries {
        own.saver.remember(&object);
    }
    Ok(())
}

fn unpickler_init(vm: &Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let bound = bind_new(vm, "Unpickler", UNPICKLER.signature, args)?;
    let Some(own) = value.get::<PyUnpickler>() else { return Ok(()) };
    own.loader.configure(vm, given(&bound, 1), given(&bound, 2), given(&bound, 3), given(&bound, 4))?;
    let source = Source::new(vm, argument(&bound, 0))?;
    drop(own.source.replace(Some(source)));
    own.loader.forget();
    Ok(())
}

fn unpickler_load(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<PyUnpickler>(vm, args)?;
    let Some(source) = own.source.copy() else {
        let name = vm.class_of(argument(args, 0)).name_text();
        return Err(unpickling_error(vm, &format!("Unpickler.__init__() was not called by {name}.__init__()")));
    };
    own.loader.run(vm, args.first(), Input::of_file(&source))
}

fn unpickler_find_class(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<PyUnpickler>(vm, args)?;
    own.loader.find_class(vm, argument(args, 1), argument(args, 2))
}

fn unpickler_persistent_load(vm: &Vm, _args: &[Value]) -> PyResult {
    let message = "A load persistent id instruction was encountered, but no persistent_load function was specified.";
    Err(unpickling_error(vm, message))
}

fn get_unpickler_memo(vm: &Vm, value: &Value) -> PyResult {
    let memo = vm.new_dict();
    if let Some(own) = value.get::<PyUnpickler>() {
        for (index, object) in own.loader.memo_pairs() {
            crate::objects::dict::set_item(vm, &memo, &int::from_usize(vm, index), object)?;
        }
    }
    Ok(memo)
}

fn set_unpickler_memo(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(own) = value.get::<PyUnpickler>() else { return Ok(()) };
    let Some(new) = new else { return Err(messages::type_error(vm, "attribute deletion is not supported")) };
    let Some(dict) = new.get::<PyDict>() else {
        let message = format!("'memo' attribute must be an UnpicklerMemoProxy object or dict, not {}", vm.class_name(&new));
        return Err(messages::type_error(vm, &message));
    };
    let pairs = dict.pairs();
    own.loader.forget();
    for (key, object) in pairs {
        let Ok(index) = usize::try_from(ops::index_exact(vm, &key)?) else {
            return Err(messages::value_error(vm, "memo key must be positive integers."));
        };
        own.loader.remember(vm, index, object)?;
    }
    Ok(())
}

/// A Python method that overrides the one of the built-in class, bound; none
/// where the class's own would be called.
pub fn overriding(vm: &Vm, own: Option<&Value>, name: &str) -> PyResult<Option<Value>> {
    let Some(own) = own else { return Ok(None) };
    let name = vm.intern(name);
    let Some(found) = ops::lookup_attr(vm, own, &name)? else { return Ok(None) };
    let native = found
        .get::<crate::objects::native::PyNative>()
        .is_some_and(|native| native.receiver.is(own) && native.row.name == text_of(&name) && native.owner.is_some());
    Ok(if native { None } else { Some(found) })
}
