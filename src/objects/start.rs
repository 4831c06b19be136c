//! Start-up of the object layer: classes, names, singletons, in an order that works.

use super::class::Class;
use super::dict::PyDict;
use super::exception::hierarchy;
use super::function::Hooks;
use super::intern::Interner;
use super::names::Names;
use super::options::Options;
use super::types;
use super::vm::{Vm, current_heap, empty_method_cache};
use crate::memory::{FrameLink, FrameStack, Guarded, Handle, Str, StrData, Tuple, Value};
use std::cell::Cell;

/// Address space for frames of one thread.
const FRAME_STACK: usize = 256 << 20;
/// The recursion limit at start, CPython's.
const RECURSION_LIMIT: u32 = 1000;

impl Vm {
    /// Makes an interpreter without evaluator or modules; `None` when memory
    /// for its stacks cannot be had.
    pub fn new(options: Options) -> Option<Vm> {
        let types = types::create();
        let errors = hierarchy::create(&types.object);
        let hash_keys = super::str::hash_keys(options.hash_seed);
        let interned = Interner::new(types.str.to_value(), hash_keys);
        let names = Names::new(|name| interned.ascii(name));
        let empty_tuple = Tuple::try_new(types.tuple.to_value(), Vec::new())?.into_value();
        if let Some(header) = empty_tuple.header() {
            // It can be part of no cycle, and dicts that hold it need not be followed.
            current_heap().untrack(header);
        }
        let empty_str = interned.ascii("");
        let mut letters = Vec::with_capacity(256);
        for code in 0..=255u8 {
            let value = if code < 128 {
                interned.ascii(std::str::from_utf8(&[code]).unwrap_or(""))
            } else {
                Str::try_new(types.str.to_value(), StrData::Latin1(&[code]))?.into_value()
            };
            letters.push(value);
        }
        for value in letters.iter().chain([&empty_tuple, &empty_str]) {
            if let Some(header) = value.header() {
                header.make_immortal();
            }
        }
        let dict = |class: &Class| Handle::new(class.to_value(), PyDict::new());
        let (builtins, modules) = (dict(&types.dict), dict(&types.dict));
        types.each(|class, _| drop(class.dict.replace(Some(dict(&types.dict)))));
        errors.each(|class, _| drop(class.dict.replace(Some(dict(&types.dict)))));
        let vm = Vm {
            heap: current_heap(),
            types,
            errors,
            names,
            interned,
            method_cache: empty_method_cache(),
            pending: Guarded::new(Value::UNBOUND),
            handled: Guarded::new(Value::UNBOUND),
            handled_outside: Guarded::new(Vec::new()),
            context: Guarded::new(Value::UNBOUND),
            depth: Cell::new(0),
            native_depth: Cell::new(0),
            recursion_limit: Cell::new(RECURSION_LIMIT),
            stack_floor: Cell::new(0),
            frames: FrameStack::new(FRAME_STACK).or_else(|| FrameStack::new(FRAME_STACK / 16))?,
            frame: Cell::new(FrameLink::NONE),
            threads: super::threads::Threads::new(current_heap()),
            builtins,
            modules,
            hooks: Cell::new(Hooks::EMPTY),
            hash_keys,
            int_digit_limit: Cell::new(options.int_digits.unwrap_or(crate::num::int_text::DEFAULT_DIGIT_LIMIT)),
            options,
            empty_tuple,
            empty_str,
            letters,
            short_bytes: std::cell::OnceCell::new(),
            line_hook: Cell::new(None),
            repr_running: Guarded::new(Vec::new()),
            sources: Guarded::new(std::collections::HashMap::new()),
            weak: super::weakref::WeakTable::default(),
            registry: Guarded::new(Vec::new()),
            host: std::cell::OnceCell::new(),
            module_classes: Guarded::new(Vec::new()),
        };
        vm.types.each(|class, spec| types::finish(&vm, class, spec));
        vm.errors.each(|class, spec| types::finish(&vm, class, spec));
        vm.errors.join_group(&vm);
        Some(vm)
    }
}
