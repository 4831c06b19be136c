//! The cache behind `functools.lru_cache`.
//!
//! A dict leads from the key to the result, or, when the size is bounded, to
//! the number of a link in a ring that is kept in order of use. The wrapped
//! function and `__eq__` of keys may use the same cache meanwhile, so a link is
//! looked up again after every call-out.

use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::native::{Method, bind_new, getset, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{bound_method, kinds, object, ops};
use crate::stdlib::natives::{argument, expect_size, make_in, receiver};
use std::cell::Cell;

const SIGNATURE: &str = "(user_function, maxsize, typed, cache_info_type)";

pub const LRU_CACHE: TypeSpec = TypeSpec {
    name: "_lru_cache_wrapper",
    module: "functools",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::HAS_DICT | class_flag::WEAK,
    doc: "A callable that remembers results of a function.",
    slots: Slots { call: Some(cache_call), new: Some(cache_new), descr_get: Some(cache_get), ..Slots::EMPTY },
    methods: METHODS,
    getset: &[getset("__dict__", object::get_dict, object::set_dict, "")],
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("cache_info", "(self, /)", cache_info, "Hits, misses, greatest and current size."),
    method("cache_clear", "(self, /)", cache_clear, "Forget every result and the counts."),
    method("__reduce__", "(self, /)", cache_reduce, "What pickling needs."),
    method("__copy__", "(self, /)", cache_self, "The object itself."),
    method("__deepcopy__", "(self, memo, /)", cache_self, "The object itself."),
];

/// One remembered result; its neighbours in the ring are numbers of links.
struct Link {
    previous: usize,
    next: usize,
    hash: i64,
    key: Value,
    result: Value,
}

/// The link that joins the ring's ends: before it the newest, after it the oldest.
const ROOT: usize = 0;

pub struct LruCache {
    function: Guarded<Value>,
    /// The class of `cache_info` results.
    info: Guarded<Value>,
    results: Guarded<Value>,
    links: Guarded<Vec<Link>>,
    /// The greatest size; none for no bound.
    bound: Option<usize>,
    typed: bool,
    hits: Cell<i64>,
    misses: Cell<i64>,
}

impl Payload for LruCache {
    const KIND: Kind = kinds::LRU_CACHE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { function, info, results, links, bound: _, typed: _, hits: _, misses: _ } = self;
        for cell in [function, info, results] {
            visitor.guarded(cell);
        }
        links.read(|links| {
            for Link { previous: _, next: _, hash: _, key, result } in links {
                visitor.edge(key);
                visitor.edge(result);
            }
        });
    }

    fn clear(&self) {
        let parts = (self.links.take(), self.function.replace(Value::NONE), self.results.replace(Value::NONE));
        drop(parts);
    }
}

impl LruCache {
    /// Takes a link out of the ring.
    fn unlink(links: &mut [Link], index: usize) {
        let Some((previous, next)) = links.get(index).map(|link| (link.previous, link.next)) else { return };
        if let Some(link) = links.get_mut(previous) {
            link.next = next;
        }
        if let Some(link) = links.get_mut(next) {
            link.previous = previous;
        }
    }

    /// Puts a link at the newest end.
    fn append(links: &mut [Link], index: usize) {
        let Some(newest) = links.get(ROOT).map(|root| root.previous) else { return };
        if let Some(link) = links.get_mut(index) {
            link.previous = newest;
            link.next = ROOT;
        }
        if let Some(link) = links.get_mut(newest) {
            link.next = index;
        }
        if let Some(root) = links.get_mut(ROOT) {
            root.previous = index;
        }
    }
}

fn new_ring() -> Vec<Link> {
    vec![Link { previous: ROOT, next: ROOT, hash: 0, key: Value::NONE, result: Value::NONE }]
}

fn cache_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "lru_cache", SIGNATURE, args)?;
    let [function, maxsize, typed, info] = bound.as_slice() else { return Ok(Value::NONE) };
    if vm.class_of(function).slots(|slots| slots.call.is_none()) {
        return Err(messages::type_error(vm, "the first argument must be callable"));
    }
    let bound = if maxsize.is_none() {
        None
    } else if vm.class_of(maxsize).slots(|slots| slots.index.is_some()) {
        Some(expect_size(vm, maxsize)?.max(0) as usize)
    } else {
        return Err(messages::type_error(vm, "maxsize should be integer or None"));
    };
    let cache = LruCache {
        function: Guarded::new(function.clone()),
        info: Guarded::new(info.clone()),
        results: Guarded::new(vm.new_dict()),
        links: Guarded::new(new_ring()),
        bound,
        typed: ops::truth(vm, typed)?,
        hits: Cell::new(0),
        misses: Cell::new(0),
    };
    make_in(vm, class, cache)
}

/// One object that stands for the arguments of a call.
fn key_of(vm: &Vm, typed: bool, args: CallArgs<'_>) -> Value {
    if let ([only], true, false) = (args.values, args.names.is_empty(), typed)
        && (only.is_int() || vm.class_of(only).same(&vm.types.str) || vm.class_of(only).same(&vm.types.int))
    {
        return only.clone();
    }
    if args.names.is_empty() && !typed {
        return match args.values {
            [a] => vm.tuple_of([a.clone()]),
            [a, b] => vm.tuple_of([a.clone(), b.clone()]),
            [a, b, c] => vm.tuple_of([a.clone(), b.clone(), c.clone()]),
            values => vm.new_tuple(values.to_vec()),
        };
    }
    let mut parts = args.by_position().to_vec();
    if !args.names.is_empty() {
        // The mark no argument can equal: the class of the cache's own links.
        parts.push(mark(vm));
        for (name, value) in args.by_keyword() {
            parts.push(name.clone());
            parts.push(value.clone());
        }
    }
    if typed {
        parts.extend(args.by_position().iter().map(|value| vm.class_of(value).to_value()));
        parts.extend(args.by_keyword().map(|(_, value)| vm.class_of(value).to_value()));
    }
    vm.new_tuple(parts)
}

/// The object that separates positional arguments from keywords in a key.
fn mark(vm: &Vm) -> Value {
    const KEY: &str = "functools.kwd_mark";
    match vm.registered(KEY) {
        Some(mark) => mark,
        None => {
            let mark = vm.call_values(vm.types.object.value(), &[]).unwrap_or(Value::ELLIPSIS);
            vm.register(KEY, mark.clone());
            mark
        }
    }
}

fn cache_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(cache) = callee.get::<LruCache>() else { return Err(messages::not_callable(vm, callee)) };
    match cache.bound {
        None => call_unbounded(vm, cache, args),
        Some(0) => {
            cache.misses.set(cache.misses.get() + 1);
            vm.call(&cache.function.copy(), args)
        }
        Some(bound) => call_bounded(vm, cache, bound, args),
    }
}

fn call_unbounded(vm: &Vm, cache: &LruCache, args: CallArgs<'_>) -> PyResult {
    let key = key_of(vm, cache.typed, args);
    let hash = ops::hash(vm, &key)?;
    let results = cache.results.copy();
    let table = dict::expect_dict(vm, &results)?;
    if let Some(found) = dict::get_hashed(vm, table, &key, hash)? {
        cache.hits.set(cache.hits.get() + 1);
        return Ok(found);
    }
    cache.misses.set(cache.misses.get() + 1);
    let result = vm.call(&cache.function.copy(), args)?;
    store(vm, &cache.results.copy(), &key, hash, result.clone())?;
    Ok(result)
}

fn store(vm: &Vm, results: &Value, key: &Value, hash: i64, value: Value) -> PyResult<()> {
    match (results.header(), results.get::<PyDict>()) {
        (Some(header), Some(table)) => dict::set_hashed(vm, header, table, key, hash, value),
        _ => Ok(()),
    }
}

fn call_bounded(vm: &Vm, cache: &LruCache, bound: usize, args: CallArgs<'_>) -> PyResult {
    let key = key_of(vm, cache.typed, args);
    let hash = ops::hash(vm, &key)?;
    let results = cache.results.copy();
    let table = dict::expect_dict(vm, &results)?;
    if let Some(index) = dict::get_hashed(vm, table, &key, hash)?.and_then(|index| index.as_int()) {
        let found = cache.links.write(|links| {
            let result = links.get(index as usize)?.result.clone();
            LruCache::unlink(links, index as usize);
            LruCache::append(links, index as usize);
            Some(result)
        });
        if let Some(result) = found {
            cache.hits.set(cache.hits.get() + 1);
            return Ok(result);
        }
    }
    cache.misses.set(cache.misses.get() + 1);
    let result = vm.call(&cache.function.copy(), args)?;
    remember(vm, cache, bound, key, hash, &result)?;
    Ok(result)
}

/// Stores a result, in place of the oldest one when the cache is full.
fn remember(vm: &Vm, cache: &LruCache, bound: usize, key: Value, hash: i64, result: &Value) -> PyResult<()> {
    let results = cache.results.copy();
    let table = dict::expect_dict(vm, &results)?;
    // The call may have stored the same key already.
    if dict::get_hashed(vm, table, &key, hash)?.is_some() {
        return Ok(());
    }
    let link = Link { previous: ROOT, next: ROOT, hash, key: key.clone(), result: result.clone() };
    let count = cache.links.read(Vec::len);
    if count <= bound {
        // Room is left: a new link behind all others.
        cache.links.write(|links| {
            links.push(link);
            LruCache::append(links, count);
        });
        return store(vm, &results, &key, hash, Value::small_int(count as i64));
    }
    let oldest = cache.links.read(|links| {
        let index = links.get(ROOT)?.next;
        links.get(index).filter(|_| index != ROOT).map(|link| (index, link.key.clone(), link.hash))
    });
    let Some((index, old_key, old_hash)) = oldest else { return Ok(()) };
    dict::remove_hashed(vm, table, &old_key, old_hash)?;
    let old = cache.links.write(|links| {
        LruCache::unlink(links, index);
        let old = links.get_mut(index).map(|place| std::mem::replace(place, link));
        LruCache::append(links, index);
        old
    });
    store(vm, &results, &key, hash, Value::small_int(index as i64))?;
    drop(old);
    Ok(())
}

fn cache_info(vm: &Vm, args: &[Value]) -> PyResult {
    let cache = receiver::<LruCache>(vm, args)?;
    let size = cache.results.copy().get::<PyDict>().map_or(0, PyDict::len);
    let bound = cache.bound.map_or(Value::NONE, |bound| vm.new_int(bound as i64));
    let values = [vm.new_int(cache.hits.get()), vm.new_int(cache.misses.get()), bound, vm.new_int(size as i64)];
    vm.call_values(&cache.info.copy(), &values)
}

fn cache_clear(vm: &Vm, args: &[Value]) -> PyResult {
    let cache = receiver::<LruCache>(vm, args)?;
    cache.hits.set(0);
    cache.misses.set(0);
    let old = (cache.links.replace(new_ring()), cache.results.replace(vm.new_dict()));
    drop(old);
    Ok(Value::NONE)
}

fn cache_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    match instance.filter(|instance| !instance.is_none()) {
        Some(instance) => Ok(bound_method::new_bound(vm, descriptor.clone(), instance.clone())),
        None => Ok(descriptor.clone()),
    }
}

fn cache_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    ops::get_attr(vm, argument(args, 0), &vm.names.__qualname__)
}

fn cache_self(_vm: &Vm, args: &[Value]) -> PyResult {
    Ok(argument(args, 0).clone())
}
