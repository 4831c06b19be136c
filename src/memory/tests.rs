//! Tests of the core by itself: a payload that holds edges, cycles, finalizers,
//! destruction of long chains, tracing. They also run under AddressSanitizer
//! (`.ci/run sanitize`).

use super::*;
use std::cell::Cell;
use std::sync::{Mutex, PoisonError};

/// A payload with any number of edges.
struct Node {
    edges: Guarded<Vec<Value>>,
    drops: &'static Cell<usize>,
}

impl Payload for Node {
    const KIND: Kind = Kind(900);
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        self.edges.read(|edges| visitor.each(edges));
    }

    fn clear(&self) {
        drop(self.edges.take());
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.drops.set(self.drops.get() + 1);
    }
}

fn counter() -> &'static Cell<usize> {
    Box::leak(Box::new(Cell::new(0)))
}

fn node(drops: &'static Cell<usize>) -> Handle<Node> {
    Handle::new(Value::NONE, Node { edges: Guarded::new(Vec::new()), drops })
}

fn join(from: &Handle<Node>, to: &Handle<Node>) {
    from.edges.write(|edges| edges.push(to.to_value()));
}

thread_local! {
    static FINALIZED: Cell<usize> = const { Cell::new(0) };
    static SAVED: Guarded<Option<Value>> = const { Guarded::new(None) };
    static SAVES: Cell<bool> = const { Cell::new(false) };
}

fn finalize(value: &Value) {
    FINALIZED.with(|count| count.set(count.get() + 1));
    if SAVES.with(Cell::get) {
        let old = SAVED.with(|saved| saved.replace(Some(value.clone())));
        drop(old);
    }
}

fn with_hooks() {
    set_collect_hooks(CollectHooks {
        weak_references: |_| (),
        finalize,
        untrackable: |_| false,
        found: |_| (),
        save: |_| false,
        notify: |_, _| (),
    });
    heap().set_death_hooks(finalize, |_| ());
}

#[test]
fn counts_free_what_no_cycle_holds() {
    let drops = counter();
    let live = heap().live_objects();
    let (a, b) = (node(drops), node(drops));
    join(&a, &b);
    assert_eq!((a.header().count(), b.header().count()), (1, 2));
    drop(b);
    assert_eq!(drops.get(), 0);
    drop(a);
    assert_eq!((drops.get(), heap().live_objects()), (2, live));
}

#[test]
fn cycles_are_found_in_any_generation() {
    with_hooks();
    let drops = counter();
    let live = heap().live_objects();
    for generation in 0..3 {
        let nodes: Vec<Handle<Node>> = (0..10).map(|_| node(drops)).collect();
        for (index, from) in nodes.iter().enumerate() {
            join(from, &nodes[(index + 1) % 10]);
        }
        assert_eq!(collect(generation), 0);
        let outside = nodes[3].clone();
        drop(nodes);
        assert_eq!(collect(2), 0);
        drop(outside);
        assert_eq!(collect(2), 10);
    }
    assert_eq!((drops.get(), heap().live_objects()), (30, live));
}

#[test]
fn reachable_objects_come_back_from_the_tentative_list() {
    with_hooks();
    let drops = counter();
    // Every object but the last is scanned before the one that holds it.
    let mut chain = vec![node(drops)];
    for _ in 0..50 {
        let next = node(drops);
        join(&next, &chain[chain.len() - 1]);
        chain.push(next);
    }
    let head = chain.pop();
    drop(chain);
    assert_eq!(collect(2), 0);
    assert_eq!(drops.get(), 0);
    drop(head);
    assert_eq!(drops.get(), 51);
}

#[test]
fn finalizers_run_once_and_may_save() {
    with_hooks();
    let drops = counter();
    let a = node(drops);
    join(&a, &a.clone());
    a.header().set_flag(flag::FINALIZER);
    drop(a);
    FINALIZED.with(|count| count.set(0));
    SAVES.with(|saves| saves.set(true));
    assert_eq!(collect(2), 0);
    SAVES.with(|saves| saves.set(false));
    assert_eq!((FINALIZED.with(Cell::get), drops.get()), (1, 0));
    drop(SAVED.with(|saved| saved.replace(None)));
    assert_eq!(collect(2), 1);
    assert_eq!((FINALIZED.with(Cell::get), drops.get()), (1, 1));
}

#[test]
fn long_chains_need_no_stack() {
    let drops = counter();
    let mut head = node(drops);
    for _ in 0..200_000 {
        let next = node(drops);
        join(&next, &head);
        head = next;
    }
    drop(head);
    assert_eq!(drops.get(), 200_001);
}

#[test]
fn tuples_are_refilled_only_when_nobody_else_looks() {
    let number = Value::small_int;
    let mut items = [number(3), number(4)];
    let kept = Tuple::from_array(Value::NONE, [number(1), number(2)]).into_value();
    let other = kept.clone();
    assert!(!Tuple::refill(&kept, &mut items));
    drop(other);
    assert!(Tuple::refill(&kept, &mut items));
    assert!(!Tuple::refill(&kept, &mut items[..1]));
    let shown: Vec<Option<i64>> =
        kept.get::<Tuple>().map_or(Vec::new(), |tuple| tuple.items().iter().map(Value::as_int).collect());
    assert_eq!(shown, [Some(3), Some(4)]);
    assert_eq!(items[0].as_int(), Some(1));
}

#[test]
fn rows_of_words_count_nothing() {
    let drops = counter();
    let (a, b) = (node(drops), node(drops));
    let counts = |values: &[Value]| values.iter().filter_map(Value::header).map(Header::count).collect::<Vec<_>>();
    assert_eq!(together([a.value(), b.value()], counts), [1, 1]);
    assert_eq!(with_receiver(a.value(), &[b.to_value(), b.to_value()], counts), [1, 3, 3]);
    let kept = in_a_row([a.value(), b.value()].into_iter(), |values| values.to_vec());
    assert_eq!(a.header().count(), 2);
    drop(kept);
    assert_eq!(a.header().count(), 1);
}

/// Tracing is one for the whole process.
static TRACING: Mutex<()> = Mutex::new(());

#[test]
fn traced_blocks_come_and_go() {
    let _guard = TRACING.lock().unwrap_or_else(PoisonError::into_inner);
    let drops = counter();
    let before = node(drops);
    // Other tests allocate in their threads meanwhile.
    thread_local!(static IS_MINE: Cell<bool> = const { Cell::new(false) });
    IS_MINE.set(true);
    heap().start_tracing(|| IS_MINE.get().then_some(7));
    let (a, b) = (node(drops), node(drops));
    assert_eq!((heap().traced_place(a.value()), heap().traced_place(before.value())), (Some(7), None));
    let (size, _) = traced_memory();
    assert!(size >= 2 * a.header().block_size());
    let quiet = {
        let _pause = Pause::new();
        node(drops)
    };
    assert_eq!(heap().traced_place(quiet.value()), None);
    drop(b);
    let (smaller, peak) = traced_memory();
    assert!(smaller < size && peak >= size);
    reset_traced_peak();
    assert_eq!(traced_memory().0, traced_memory().1);
    drop((before, quiet));
    heap().stop_tracing();
    assert_eq!((traced_memory(), heap().traced_place(a.value())), ((0, 0), None));
    // Blocks from before, during and after are all reused and freed alike.
    let many: Vec<Handle<Node>> = (0..1000).map(|_| node(drops)).collect();
    drop((many, a));
    assert_eq!(drops.get(), 1004);
}

#[test]
fn texts_grow_in_place() {
    let text = |letters: &str| Str::try_new(Value::NONE, StrData::Ascii(letters)).map_or(Value::NONE, Handle::into_value);
    let mut long = text("start ");
    let more = text("and some more, ");
    for _ in 0..2000 {
        let Some(right) = more.get::<Str>() else { return };
        long = match Str::append_in_place(long, right) {
            Ok(grown) => grown,
            Err(kept) => match kept.get::<Str>().and_then(|left| Str::try_concat(Value::NONE, left, right)) {
                Some(joined) => joined.into_value(),
                None => return,
            },
        };
    }
    assert_eq!(long.get::<Str>().map(Str::len), Some(6 + 2000 * 15));
}
