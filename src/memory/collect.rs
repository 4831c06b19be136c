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
    pub untrackable: fn(&Value) -> bool,
    /// Looks at all unreachable objects before anything is done to them; asked
    /// only after [`Heap::watch_garbage`].
    pub found: fn(&[Value]),
    /// Keeps the unreachable objects instead of clearing them; true when it
    /// did. Asked only after [`Heap::watch_garbage`].
    pub save: fn(&[Value]) -> bool,
    /// A collection starts (`None`) or has ended (collected, uncollectable).
    pub notify: fn(generation: usize, result: Option<(usize, usize)>),
}

/// Why a collection runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// So many containers were allocated.
    Allocations,
    /// The program asked for it.
    Call,
    /// The interpreter ends.
    Exit,
    /// The test mode that collects all the time.
    Stress,
}

/// The steps of a collection, for those who watch it.
pub enum CollectEvent<'a> {
    /// The generations' sizes and counters before it starts.
    Start {
        generation: usize,
        reason: Reason,
        sizes: [usize; GENERATIONS],
        counts: [u32; GENERATIONS],
    },
    /// How many objects were looked at, the sum of their counts, and how many
    /// of those references come from one of them.
    Examined {
        objects: usize,
        counted: u64,
        subtracted: u64,
    },
    /// Reachable objects, how many of them left the lists for good, and the
    /// generation that the others are in now.
    Survivors {
        objects: usize,
        untracked: usize,
        generation: usize,
    },
    Unreachable(&'a [Value]),
    /// Objects whose weak references are about to be cleared.
    WeaklyReferenced(&'a [Value]),
    Finalizer(&'a Value),
    /// Objects that finalizers made reachable again.
    Resurrected(&'a [Value]),
    /// Objects that are about to be cleared.
    Freeing(&'a [Value]),
    End {
        collected: usize,
    },
}

pub(super) struct Generations {
    lists: [Links; 4],
    counts: [Cell<u32>; GENERATIONS],
    thresholds: [Cell<u32>; GENERATIONS],
    /// What the youngest generation's count is compared with.
    trigger: Cell<u32>,
    enabled: Cell<bool>,
    collecting: Cell<bool>,
    stress: Cell<bool>,
    watch: Cell<bool>,
    long_lived_total: Cell<usize>,
    long_lived_pending: Cell<usize>,
    stats: [Cell<CollectStats>; GENERATIONS],
    hooks: Cell<Option<CollectHooks>>,
    observer: Cell<Option<fn(CollectEvent<'_>)>>,
}

impl Generations {
    pub const fn new() -> Generations {
        Generations {
            lists: [const { Links { next: Cell::new(null_mut()), previous: Cell::new(null_mut()) } }; 4],
            counts: [Cell::new(0), Cell::new(0), Cell::new(0)],
            thresholds: [Cell::new(2000), Cell::new(10), Cell::new(10)],
            trigger: Cell::new(2000),
            enabled: Cell::new(true),
            collecting: Cell::new(false),
            stress: Cell::new(false),
            watch: Cell::new(false),
            long_lived_total: Cell::new(0),
            long_lived_pending: Cell::new(0),
            stats: [const { Cell::new(CollectStats { collections: 0, collected: 0, uncollectable: 0 }) }; GENERATIONS],
            hooks: Cell::new(None),
            observer: Cell::new(None),
        }
    }

    /// Closes the lists on themselves; the heap does not move from here on.
    pub fn init(&self) {
        self.lists.iter().for_each(close);
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
        if count > self.trigger.get() {
            self.ask(heap);
        }
    }

    #[cold]
    fn ask(&self, heap: &Heap) {
        let wanted = self.thresholds[0].get() != 0 || self.stress.get();
        if self.enabled.get() && wanted && !self.collecting.get() {
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

fn own(list: &Links) -> *mut Links {
    std::ptr::from_ref(list).cast_mut()
}

/// Makes a list empty.
fn close(list: &Links) {
    list.next.set(own(list));
    list.previous.set(own(list));
}

fn is_empty(list: &Links) -> bool {
    list.next.get() == own(list)
}

/// Moves all elements behind those of another list.
fn merge(from: &Links, to: &Links) {
    if is_empty(from) {
        return;
    }
    let (first, last, tail) = (from.next.get(), from.previous.get(), to.previous.get());
    // SAFETY: list elements and sentinels are live and never move (M2).
    unsafe {
        (*tail).next.set(first);
        (*first).previous.set(tail);
        (*last).next.set(own(to));
    }
    to.previous.set(last);
    close(from);
}

/// Calls a leaf for each element; it may not change the list.
fn for_each(list: &Links, mut look: impl FnMut(&Header)) {
    let mut next = list.next.get();
    while next != own(list) {
        let pointer = Heap::header_of(next);
        look(header(pointer));
        // SAFETY: list elements are live.
        next = unsafe { (*next).next.get() };
    }
}

fn length(list: &Links) -> usize {
    let mut count = 0;
    for_each(list, |_| count += 1);
    count
}

/// Counted values of the elements that `wanted` picks, in order.
fn values(list: &Links, wanted: impl Fn(&Header) -> bool) -> Vec<Value> {
    let mut found = Vec::new();
    for_each(list, |object| {
        if wanted(object) {
            found.push(Heap::value_of(NonNull::from(object)));
        }
    });
    found
}

/// Sentinels of lists that live only during a collection.
struct Temporary(Links);

impl Temporary {
    fn new() -> Box<Temporary> {
        let list = Box::new(Temporary(Links { next: Cell::new(null_mut()), previous: Cell::new(null_mut()) }));
        close(&list.0);
        list
    }
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
        self.set_gc_stress(self.generations.stress.get());
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
        self.generations.trigger.set(if stress { 0 } else { self.generations.thresholds[0].get() });
    }

    /// Whether the hooks `found` and `save` are asked.
    pub fn watch_garbage(&self, watch: bool) {
        self.generations.watch.set(watch);
    }

    /// Shows each step of every collection to `observer`.
    pub fn observe_collections(&self, observer: Option<fn(CollectEvent<'_>)>) {
        self.generations.observer.set(observer);
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
        lists.unwrap_or(&[]).iter().flat_map(|list| values(list, |_| true)).collect()
    }

    pub fn gc_object_count(&self, generation: usize) -> usize {
        self.generations.lists.get(generation).map_or(0, length)
    }

    /// The generation that a tracked object is in; a walk over the lists.
    pub fn gc_generation_of(&self, object: &Value) -> Option<usize> {
        let wanted = object.pointer().filter(|pointer| header(*pointer).has(flag::TRACKED))?;
        let holds = |list: &&Links| {
            let mut found = false;
            for_each(list, |member| found |= NonNull::from(member) == wanted);
            found
        };
        self.generations.lists.iter().position(|list| holds(&list))
    }

    /// Moves every tracked object out of the collector's sight.
    pub fn gc_freeze(&self) {
        for generation in 0..GENERATIONS {
            self.splice(generation, PERMANENT);
            self.generations.counts[generation].set(0);
        }
    }

    /// Makes the interpreter's own objects old, as if they had seen the three
    /// young collections that CPython's start takes, and counts the program's
    /// allocations from about where CPython's count stands once it has compiled
    /// a small script.
    pub fn gc_settle(&self) {
        self.splice(0, 1);
        for (count, start) in self.generations.counts.iter().zip([92, 3, 0]) {
            count.set(start);
        }
    }

    /// Containers made by `work` bring no collection nearer.
    pub fn without_counting<R>(&self, work: impl FnOnce() -> R) -> R {
        let before = self.generations.counts[0].get();
        let result = work();
        self.generations.counts[0].set(before);
        result
    }

    pub fn gc_unfreeze(&self) {
        self.splice(PERMANENT, GENERATIONS - 1);
    }

    fn splice(&self, from: usize, to: usize) {
        merge(&self.generations.lists[from], &self.generations.lists[to]);
    }

    /// Runs the collection that is due, if one is; called at a safe point.
    pub fn collect_if_due(&self) {
        let generations = &self.generations;
        let wanted = generations.thresholds[0].get() != 0 || generations.stress.get();
        if !generations.enabled.get() || generations.collecting.get() || !wanted {
            return;
        }
        if generations.stress.get() {
            collect_because(GENERATIONS - 1, Reason::Stress);
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
            collect_because(generation, Reason::Allocations);
            return;
        }
    }
}

/// Fills the seam through which the object layer takes part in collections.
pub fn set_hooks(hooks: CollectHooks) {
    heap().generations.hooks.set(Some(hooks));
}

/// Collects a generation and all younger ones because the program asks for it.
/// Returns the number of unreachable objects found, as `gc.collect` does.
pub fn collect(generation: usize) -> usize {
    collect_because(generation, Reason::Call)
}

pub fn collect_because(generation: usize, reason: Reason) -> usize {
    let heap = heap();
    let generations = &heap.generations;
    if generation >= GENERATIONS || generations.collecting.replace(true) {
        return 0;
    }
    let hooks = generations.hooks.get();
    if let Some(hooks) = hooks {
        (hooks.notify)(generation, None);
    }
    if let Some(observer) = generations.observer.get() {
        let sizes = [0, 1, 2].map(|generation: usize| length(&generations.lists[generation]));
        observer(CollectEvent::Start { generation, reason, sizes, counts: heap.gc_counts() });
    }
    let found = collect_now(generations, generation, hooks);
    if let Some(cell) = generations.stats.get(generation) {
        let mut stats = cell.get();
        stats.collections += 1;
        stats.collected += found as u64;
        cell.set(stats);
    }
    if let Some(observer) = generations.observer.get() {
        observer(CollectEvent::End { collected: found });
    }
    if let Some(hooks) = hooks {
        (hooks.notify)(generation, Some((found, 0)));
    }
    generations.collecting.set(false);
    found
}

fn collect_now(generations: &Generations, generation: usize, hooks: Option<CollectHooks>) -> usize {
    let full = generation == GENERATIONS - 1;
    if !full {
        let older = &generations.counts[generation + 1];
        older.set(older.get() + 1);
    }
    for count in &generations.counts[..=generation] {
        count.set(0);
    }
    // Younger generations follow the oldest one's own objects, the youngest first.
    let young = &generations.lists[generation];
    for younger in &generations.lists[..generation] {
        merge(younger, young);
    }
    let unreachable = Temporary::new();
    let untrackable = hooks.map(|hooks| hooks.untrackable);
    let survivors = deduce_unreachable(young, &unreachable.0, untrackable, full, generations.observer.get());
    let target = if full { generation } else { generation + 1 };
    if full {
        generations.long_lived_pending.set(0);
        generations.long_lived_total.set(survivors.tracked);
    } else {
        if target == GENERATIONS - 1 {
            generations.long_lived_pending.set(generations.long_lived_pending.get() + survivors.tracked);
        }
        merge(young, &generations.lists[target]);
    }
    if let Some(observer) = generations.observer.get() {
        let objects = survivors.tracked + survivors.untracked;
        observer(CollectEvent::Survivors { objects, untracked: survivors.untracked, generation: target });
    }
    match hooks {
        Some(hooks) if !is_empty(&unreachable.0) => dispose(generations, &unreachable.0, &generations.lists[target], hooks),
        _ => {
            for_each(&unreachable.0, |object| object.clear_flag(flag::CANDIDATE | flag::UNREACHABLE));
            merge(&unreachable.0, &generations.lists[target]);
            0
        }
    }
}

/// What [`deduce_unreachable`] left in its list, and what it took out of all lists.
#[derive(Default)]
struct Survivors {
    tracked: usize,
    untracked: usize,
}

/// Moves the unreachable objects of a list to another, in CPython's order.
///
/// The working counts take the place of the backward links. While the list is
/// walked, everything in front of the walk is known to be reachable and linked
/// both ways again; everything behind it has forward links only.
fn deduce_unreachable(
    young: &Links,
    unreachable: &Links,
    untrackable: Option<fn(&Value) -> bool>,
    full: bool,
    observer: Option<fn(CollectEvent<'_>)>,
) -> Survivors {
    for_each(young, |object| {
        object.set_flag(flag::CANDIDATE);
        object.set_working_count(object.count() as usize);
    });
    let counted = observer.map(|_| working_counts(young));
    for_each(young, |object| object.trace(&mut Visitor::subtracting()));
    if let (Some(observer), Some((objects, counted))) = (observer, counted) {
        observer(CollectEvent::Examined { objects, counted, subtracted: counted - working_counts(young).1 });
    }
    let mut survivors = Survivors::default();
    let mut previous = own(young);
    let mut next = young.next.get();
    while next != own(young) {
        let links = next;
        let object = header(Heap::header_of(links));
        if object.working_count() == 0 {
            object.set_flag(flag::UNREACHABLE);
            // SAFETY: as `append`; the elements around the walk are live.
            unsafe {
                next = (*links).next.get();
                (*previous).next.set(next);
            }
            append(unreachable, links);
            continue;
        }
        object.clear_flag(flag::CANDIDATE);
        object.trace(&mut Visitor::reaching(young));
        // Tracing may have put more behind the last element: look only now.
        // SAFETY: as above.
        next = unsafe { (*links).next.get() };
        if object.vtable.untrackable && can_leave(object, untrackable, full) {
            object.clear_flag(flag::TRACKED);
            // SAFETY: as above.
            unsafe { (*previous).next.set(next) };
            if next == own(young) {
                young.previous.set(previous);
            }
            survivors.untracked += 1;
            continue;
        }
        // SAFETY: as above.
        unsafe { (*links).previous.set(previous) };
        previous = links;
        survivors.tracked += 1;
    }
    young.previous.set(previous);
    survivors
}

/// Number of objects in the list and the sum of their working counts; objects
/// that live for ever count as one reference.
fn working_counts(list: &Links) -> (usize, u64) {
    let (mut objects, mut sum) = (0, 0);
    for_each(list, |object| {
        objects += 1;
        if !object.is_immortal() {
            sum += object.working_count() as u64;
        }
    });
    (objects, sum)
}

fn can_leave(object: &Header, untrackable: Option<fn(&Value) -> bool>, full: bool) -> bool {
    if object.kind() != super::tuple::TUPLE_KIND && !full {
        return false;
    }
    untrackable.is_some_and(|untrackable| untrackable(&Heap::value_of(NonNull::from(object))))
}

/// An edge from a reachable object.
pub(super) fn reach(object: &Header, young: &Links) {
    if !object.has(flag::CANDIDATE) {
        return;
    }
    if object.has(flag::UNREACHABLE) {
        // Wrongly taken for unreachable: back to the end of the line.
        object.clear_flag(flag::UNREACHABLE);
        unlink(object.links());
        append(young, object.links());
        object.set_working_count(1);
    } else if object.working_count() == 0 {
        object.set_working_count(1);
    }
}

/// Weak references, finalizers, resurrection, clearing. Returns the number of
/// objects that were garbage to the end.
fn dispose(generations: &Generations, unreachable: &Links, old: &Links, hooks: CollectHooks) -> usize {
    let observer = generations.observer.get();
    let (mut found, mut rites) = (0, false);
    for_each(unreachable, |object| {
        found += object.weight();
        rites |= wants_finalizer(object) || object.has(flag::WEAKLY_REFERENCED);
    });
    if generations.watch.get() {
        (hooks.found)(&values(unreachable, |_| true));
    }
    if let Some(observer) = observer {
        observer(CollectEvent::Unreachable(&values(unreachable, |_| true)));
    }
    let rest = Temporary::new();
    if rites {
        last_rites(unreachable, hooks, observer);
        // Finalizers may have made objects reachable again.
        for_each(unreachable, |object| object.clear_flag(flag::CANDIDATE | flag::UNREACHABLE));
        deduce_unreachable(unreachable, &rest.0, None, false, None);
        if let Some(observer) = observer
            && !is_empty(unreachable)
        {
            observer(CollectEvent::Resurrected(&values(unreachable, |_| true)));
        }
        merge(unreachable, old);
        found = 0;
        for_each(&rest.0, |object| found += object.weight());
    } else {
        merge(unreachable, &rest.0);
    }
    if let Some(observer) = observer {
        observer(CollectEvent::Freeing(&values(&rest.0, |_| true)));
    }
    let saved = generations.watch.get() && (hooks.save)(&values(&rest.0, |_| true));
    while !is_empty(&rest.0) {
        let first = rest.0.next.get();
        let pointer = Heap::header_of(first);
        if !saved {
            let value = Heap::value_of(pointer);
            if header(pointer).count() > 1 {
                header(pointer).clear_edges();
            }
            drop(value);
        }
        if rest.0.next.get() == first {
            // It lives on: kept, or its turn has not come.
            header(pointer).clear_flag(flag::CANDIDATE | flag::UNREACHABLE);
            unlink(first);
            append(old, first);
        }
    }
    found
}

fn wants_finalizer(object: &Header) -> bool {
    (object.has(flag::FINALIZER) || object.vtable.closed_by_collector) && !object.has(flag::FINALIZED)
}

/// Clears weak references and calls finalizers, in the order of the list.
fn last_rites(unreachable: &Links, hooks: CollectHooks, observer: Option<fn(CollectEvent<'_>)>) {
    let weakly_referenced = values(unreachable, |object| object.has(flag::WEAKLY_REFERENCED));
    if !weakly_referenced.is_empty() {
        if let Some(observer) = observer {
            observer(CollectEvent::WeaklyReferenced(&weakly_referenced));
        }
        (hooks.weak_references)(&weakly_referenced);
        drop(weakly_referenced);
    }
    let seen = Temporary::new();
    while !is_empty(unreachable) {
        let first = unreachable.next.get();
        unlink(first);
        append(&seen.0, first);
        let pointer = Heap::header_of(first);
        let object = header(pointer);
        if wants_finalizer(object) {
            let value = Heap::value_of(pointer);
            if let Some(observer) = observer {
                observer(CollectEvent::Finalizer(&value));
            }
            (hooks.finalize)(&value);
            object.set_flag(flag::FINALIZED);
            drop(value);
        }
    }
    merge(&seen.0, unreachable);
}
