//! The generational cycle collector.
//!
//! The algorithm is CPython's (InternalDocs/garbage_collector.md): copy the
//! counts of one generation's objects, subtract the references they hold on
//! each other, and what still has a count is held from outside. The rest is
//! unreachable: weak references to it are cleared, finalizers run once
//! (PEP 442), what they brought back to life stays, and the remaining objects
//! are *cleared*, so that their counts free them (promise M3).
//!
//! Orders that a program can observe (finalizers, callbacks, generations'
//! lists) follow CPython 3.13: list order, with objects that turn out reachable
//! late appended at the end.

use super::heap::{Heap, heap, interrupt};
use super::object::{Header, Links, Visitor, flag};
use super::value::Value;
use std::cell::Cell;
use std::ptr::{NonNull, null_mut};

/// Generations 0 to 2, and the frozen one.
pub const GENERATIONS: usize = 3;
const PERMANENT: usize = 3;

/// Numbers of one generation, as `gc.get_stats` gives them.
#[derive(Clone, Copy, Default)]
pub struct CollectStats {
    pub collections: u64,
    pub collected: u64,
    pub uncollectable: u64,
}

/// What the object layer does during a collection.
#[derive(Clone, Copy)]
pub struct CollectHooks {
    /// Clears weak references to the unreachable objects and runs the callbacks
    /// of those weak references that are reachable themselves.
    pub weak_references: fn(&[Value]),
    /// Calls an object's finalizer.
    pub finalize: fn(&Value),
    /// Whether the object can be left out of the lists (tuples and dicts of atoms).
    pub untrackable: fn(&Value, full: bool) -> bool,
    /// Keeps the unreachable objects instead of clearing them; true when it did.
    pub save: fn(&[Value]) -> bool,
    /// A collection starts (`None`) or has ended (collected, uncollectable).
    pub notify: fn(generation: usize, result: Option<(usize, usize)>),
}

pub(super) struct Generations {
    lists: [Links; 4],
    counts: [Cell<u32>; GENERATIONS],
    thresholds: [Cell<u32>; GENERATIONS],
    enabled: Cell<bool>,
    collecting: Cell<bool>,
    stress: Cell<bool>,
    long_lived_total: Cell<usize>,
    long_lived_pending: Cell<usize>,
    stats: [Cell<CollectStats>; GENERATIONS],
    hooks: Cell<Option<CollectHooks>>,
}

impl Generations {
    pub const fn new() -> Generations {
        const fn links() -> Links {
            Links { next: Cell::new(null_mut()), previous: Cell::new(null_mut()) }
        }
        Generations {
            lists: [links(), links(), links(), links()],
            counts: [Cell::new(0), Cell::new(0), Cell::new(0)],
            thresholds: [Cell::new(2000), Cell::new(10), Cell::new(10)],
            enabled: Cell::new(true),
            collecting: Cell::new(false),
            stress: Cell::new(false),
            long_lived_total: Cell::new(0),
            long_lived_pending: Cell::new(0),
            stats: [const { Cell::new(CollectStats { collections: 0, collected: 0, uncollectable: 0 }) }; GENERATIONS],
            hooks: Cell::new(None),
        }
    }

    /// Closes the lists on themselves; the heap does not move from here on.
    pub fn init(&self) {
        for list in &self.lists {
            let own = (list as *const Links).cast_mut();
            list.next.set(own);
            list.previous.set(own);
        }
    }

    #[inline(always)]
    pub fn track(&self, header: &Header) {
        header.set_flag(flag::TRACKED);
        append(&self.lists[0], header.links());
    }

    #[inline(always)]
    pub fn untrack(&self, header: &Header) {
        header.clear_flag(flag::TRACKED);
        unlink(header.links());
    }

    #[inline(always)]
    pub fn count_allocation(&self, heap: &Heap) {
        let count = self.counts[0].get() + 1;
        self.counts[0].set(count);
        if count > self.thresholds[0].get() || self.stress.get() {
            self.ask(heap);
        }
    }

    #[cold]
    fn ask(&self, heap: &Heap) {
        if self.enabled.get() && self.thresholds[0].get() != 0 && !self.collecting.get() {
            heap.request(interrupt::COLLECT);
        }
    }

    #[inline(always)]
    pub fn count_release(&self) {
        let count = self.counts[0].get();
        if count > 0 {
            self.counts[0].set(count - 1);
        }
    }
}

#[inline(always)]
fn append(list: &Links, links: *mut Links) {
    let own = (list as *const Links).cast_mut();
    let last = list.previous.get();
    // SAFETY: list elements and sentinels are live and never move (M2).
    unsafe {
        (*links).next.set(own);
        (*links).previous.set(last);
        (*last).next.set(links);
    }
    list.previous.set(links);
}

#[inline(always)]
fn unlink(links: *mut Links) {
    // SAFETY: as `append`; the element is in a list.
    unsafe {
        let (next, previous) = ((*links).next.get(), (*links).previous.get());
        (*next).previous.set(previous);
        (*previous).next.set(next);
    }
}

fn members(list: &Links) -> Vec<NonNull<Header>> {
    let own = (list as *const Links).cast_mut();
    let mut found = Vec::new();
    let mut next = list.next.get();
    while next != own {
        found.push(Heap::header_of(next));
        // SAFETY: list elements are live.
        next = unsafe { (*next).next.get() };
    }
    found
}

fn header<'a>(pointer: NonNull<Header>) -> &'a Header {
    // SAFETY: the collector holds no pointer across a call that could free it
    // without owning a count.
    unsafe { pointer.as_ref() }
}

impl Heap {
    pub fn gc_enabled(&self) -> bool {
        self.generations.enabled.get()
    }

    pub fn set_gc_enabled(&self, enabled: bool) {
        self.generations.enabled.set(enabled);
    }

    pub fn gc_thresholds(&self) -> [u32; GENERATIONS] {
        [0, 1, 2].map(|generation: usize| self.generations.thresholds[generation].get())
    }

    pub fn set_gc_threshold(&self, generation: usize, threshold: u32) {
        if let Some(cell) = self.generations.thresholds.get(generation) {
            cell.set(threshold);
        }
    }

    pub fn gc_counts(&self) -> [u32; GENERATIONS] {
        [0, 1, 2].map(|generation: usize| self.generations.counts[generation].get())
    }

    pub fn gc_stats(&self) -> [CollectStats; GENERATIONS] {
        [0, 1, 2].map(|generation: usize| self.generations.stats[generation].get())
    }

    /// Collect at every allocation of a container: a test mode.
    pub fn set_gc_stress(&self, stress: bool) {
        self.generations.stress.set(stress);
    }

    pub fn gc_running(&self) -> bool {
        self.generations.collecting.get()
    }

    /// The objects of one generation (0 to 2) or of all of them.
    pub fn gc_objects(&self, generation: Option<usize>) -> Vec<Value> {
        let lists = match generation {
            Some(generation) => self.generations.lists.get(generation..=generation),
            None => self.generations.lists.get(..GENERATIONS),
        };
        lists.unwrap_or(&[]).iter().flat_map(members).map(Heap::value_of).collect()
    }

    pub fn gc_object_count(&self, generation: usize) -> usize {
        self.generations.lists.get(generation).map_or(0, |list| members(list).len())
    }

    /// Moves every tracked object out of the collector's sight.
    pub fn gc_freeze(&self) {
        for generation in 0..GENERATIONS {
            self.splice(generation, PERMANENT);
            self.generations.counts[generation].set(0);
        }
    }

    pub fn gc_unfreeze(&self) {
        self.splice(PERMANENT, GENERATIONS - 1);
    }

    fn splice(&self, from: usize, to: usize) {
        for pointer in members(&self.generations.lists[from]) {
            unlink(header(pointer).links());
            append(&self.generations.lists[to], header(pointer).links());
        }
    }

    /// Runs the collection that is due, if one is; called at a safe point.
    pub fn collect_if_due(&self) {
        let generations = &self.generations;
        if !generations.enabled.get() || generations.collecting.get() {
            return;
        }
        if generations.stress.get() {
            collect(GENERATIONS - 1);
            return;
        }
        // The oldest generation over its threshold is the one to collect,
        // together with all younger ones. A full collection also waits until
        // a quarter as many objects are pending as have survived one.
        for generation in (0..GENERATIONS).rev() {
            let over = generations.counts[generation].get() > generations.thresholds[generation].get();
            if !over {
                continue;
            }
            let pending = generations.long_lived_pending.get();
            if generation == GENERATIONS - 1 && pending < generations.long_lived_total.get() / 4 {
                continue;
            }
            collect(generation);
            return;
        }
    }
}

/// Fills the seam through which the object layer takes part in collections.
pub fn set_hooks(hooks: CollectHooks) {
    heap().generations.hooks.set(Some(hooks));
}

/// Collects a generation and all younger ones. Returns the number of
/// unreachable objects found, as `gc.collect` does.
pub fn collect(generation: usize) -> usize {
    let generations = &heap().generations;
    if generations.collecting.replace(true) {
        return 0;
    }
    let hooks = generations.hooks.get();
    if let Some(hooks) = hooks {
        (hooks.notify)(generation, None);
    }
    let found = collect_now(heap(), generation, hooks);
    if let Some(cell) = generations.stats.get(generation) {
        let mut stats = cell.get();
        stats.collections += 1;
        stats.collected += found as u64;
        cell.set(stats);
    }
    if let Some(hooks) = hooks {
        (hooks.notify)(generation, Some((found, 0)));
    }
    generations.collecting.set(false);
    found
}

fn collect_now(heap: &Heap, generation: usize, hooks: Option<CollectHooks>) -> usize {
    let generations = &heap.generations;
    let full = generation == GENERATIONS - 1;
    if !full {
        let older = &generations.counts[generation + 1];
        older.set(older.get() + 1);
    }
    for count in &generations.counts[..=generation] {
        count.set(0);
    }
    // Younger generations follow the oldest one's own objects, as when lists are merged.
    let mut young = Vec::new();
    for younger in (0..=generation).rev() {
        young.extend(members(&generations.lists[younger]));
    }
    let (reachable, unreachable) = deduce_unreachable(&young);
    // Everything leaves the lists; survivors go to the next generation.
    for &pointer in &young {
        unlink(header(pointer).links());
    }
    let target = if full { generation } else { generation + 1 };
    let mut survivors = 0usize;
    for &pointer in &reachable {
        let object = header(pointer);
        append(&generations.lists[target], object.links());
        survivors += 1;
        if let Some(hooks) = hooks
            && object.has(flag::TRACKED)
        {
            let value = Heap::value_of(pointer);
            if (hooks.untrackable)(&value, full) {
                generations.untrack(object);
                survivors -= 1;
            }
        }
    }
    if full {
        generations.long_lived_pending.set(0);
        generations.long_lived_total.set(survivors);
    } else if generation == GENERATIONS - 2 {
        generations.long_lived_pending.set(generations.long_lived_pending.get() + survivors);
    }
    if unreachable.is_empty() {
        return 0;
    }
    let waiting = Links { next: Cell::new(null_mut()), previous: Cell::new(null_mut()) };
    let own = (&raw const waiting).cast_mut();
    waiting.next.set(own);
    waiting.previous.set(own);
    let mut garbage = Vec::with_capacity(unreachable.len());
    for &pointer in &unreachable {
        append(&waiting, header(pointer).links());
        garbage.push(Heap::value_of(pointer));
    }
    let found = dispose(garbage, hooks);
    // What is still linked here was brought back to life or saved.
    let oldest = &generations.lists[target];
    for pointer in members(&waiting) {
        unlink(header(pointer).links());
        append(oldest, header(pointer).links());
    }
    found
}

/// Splits objects into reachable and unreachable ones, in CPython's order.
fn deduce_unreachable(young: &[NonNull<Header>]) -> (Vec<NonNull<Header>>, Vec<NonNull<Header>>) {
    let mut counts: Vec<u32> = Vec::with_capacity(young.len());
    // The working count's position replaces the backward link for now.
    let saved: Vec<*mut Links> = young
        .iter()
        .enumerate()
        .map(|(index, &pointer)| {
            let object = header(pointer);
            object.set_flag(flag::CANDIDATE);
            counts.push(object.count());
            // SAFETY: links of a tracked object are live.
            unsafe { (*object.links()).previous.replace(index as *mut Links) }
        })
        .collect();
    let index_of = |pointer: NonNull<Header>| -> Option<usize> {
        let object = header(pointer);
        if object.has(flag::CANDIDATE) {
            // SAFETY: candidates have links, and the backward one is the index.
            Some(unsafe { (*object.links()).previous.get() } as usize)
        } else {
            None
        }
    };
    for &pointer in young {
        header(pointer).trace(&mut Visitor {
            visit: &mut |edge| {
                if let Some(count) = index_of(edge).and_then(|index| counts.get_mut(index)) {
                    *count = count.saturating_sub(1);
                }
            },
        });
    }
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Waiting,
        Unreachable,
        Reachable,
    }
    let mut states = vec![State::Waiting; young.len()];
    let mut order: Vec<usize> = (0..young.len()).collect();
    let mut reachable = Vec::new();
    let mut tentative = Vec::new();
    let mut next = 0;
    while let Some(&index) = order.get(next) {
        next += 1;
        let (Some(&pointer), Some(count)) = (young.get(index), counts.get(index).copied()) else { continue };
        if count == 0 {
            states[index] = State::Unreachable;
            tentative.push(index);
            continue;
        }
        states[index] = State::Reachable;
        reachable.push(pointer);
        header(pointer).trace(&mut Visitor {
            visit: &mut |edge| {
                let Some(index) = index_of(edge) else { return };
                match states[index] {
                    State::Reachable => {}
                    State::Waiting => {
                        if counts[index] == 0 {
                            counts[index] = 1;
                        }
                    }
                    State::Unreachable => {
                        // Back to the end of the line; the tentative entry is skipped later.
                        states[index] = State::Waiting;
                        counts[index] = 1;
                        order.push(index);
                    }
                }
            },
        });
    }
    let mut unreachable = Vec::new();
    for index in tentative {
        if states[index] == State::Unreachable {
            unreachable.push(young[index]);
        }
    }
    for (&pointer, previous) in young.iter().zip(saved) {
        let object = header(pointer);
        object.clear_flag(flag::CANDIDATE);
        // SAFETY: puts back what was replaced above.
        unsafe { (*object.links()).previous.set(previous) };
    }
    (reachable, unreachable)
}

/// Weak references, finalizers, resurrection, clearing. Returns the number of
/// objects that were garbage to the end.
fn dispose(garbage: Vec<Value>, hooks: Option<CollectHooks>) -> usize {
    let Some(hooks) = hooks else { return 0 };
    mark(&garbage, true);
    (hooks.weak_references)(&garbage);
    mark(&garbage, false);
    for value in &garbage {
        if let Some(object) = value.header()
            && object.has(flag::FINALIZER)
            && !object.has(flag::FINALIZED)
        {
            object.set_flag(flag::FINALIZED);
            (hooks.finalize)(value);
        }
    }
    let garbage = still_unreachable(garbage);
    let found = garbage.len();
    if (hooks.save)(&garbage) {
        return found;
    }
    for value in garbage {
        if let Some(object) = value.header()
            && object.count() > 1
        {
            object.clear_edges();
        }
        drop(value);
    }
    found
}

fn mark(garbage: &[Value], set: bool) {
    for object in garbage.iter().filter_map(Value::header) {
        if set { object.set_flag(flag::UNREACHABLE) } else { object.clear_flag(flag::UNREACHABLE) }
    }
}

/// Drops from the garbage what finalizers made reachable again. The vector
/// itself holds one count of each object.
fn still_unreachable(garbage: Vec<Value>) -> Vec<Value> {
    let pointers: Vec<NonNull<Header>> =
        garbage.iter().filter_map(Value::pointer).filter(|pointer| header(*pointer).has(flag::TRACKED)).collect();
    for &pointer in &pointers {
        header(pointer).set_count(header(pointer).count() - 1);
    }
    let (_, unreachable) = deduce_unreachable(&pointers);
    for &pointer in &pointers {
        header(pointer).set_count(header(pointer).count() + 1);
    }
    let kept = unreachable.into_iter().map(Heap::value_of).collect();
    drop(garbage);
    kept
}
