//! The table behind `dict`: entries in insertion order and an index over them.
//!
//! Entries lie in a vector; removed ones stay as tombstones until the table is
//! rebuilt. Up to five entries are searched one by one; larger tables have an
//! index of positions, probed as CPython probes (`5 * slot + perturb + 1`), with
//! cells as narrow as the size allows. Sizes and growth are CPython's, so that
//! `sys.getsizeof` can tell its numbers.
//!
//! Nothing here runs Python code: where a comparison needs it, a walk stops
//! with [`Step::Ask`] and the caller goes on afterwards.

use crate::memory::{Str, Value};

/// One key with its value. A tombstone has an unbound key and value.
pub(super) struct Entry {
    pub hash: i64,
    pub key: Value,
    pub value: Value,
}

/// A cell of the index: a position, or one of two marks.
trait Cell: Copy {
    const EMPTY: Self;
    const REMOVED: Self;
    fn is_empty(self) -> bool;
    fn position(self) -> usize;
    fn of(position: usize) -> Self;
}

macro_rules! cells {
    ($($type:ty)*) => {$(
        impl Cell for $type {
            const EMPTY: $type = <$type>::MAX;
            const REMOVED: $type = <$type>::MAX - 1;

            #[inline(always)]
            fn is_empty(self) -> bool {
                self == <$type>::MAX
            }

            // Marks are larger than any position, so they find no entry.
            #[inline(always)]
            fn position(self) -> usize {
                self as usize
            }

            #[inline(always)]
            fn of(position: usize) -> $type {
                position as $type
            }
        }
    )*};
}

cells! { u8 u16 u32 }

enum Index {
    /// No index: the few entries are searched in order.
    None,
    Narrow(Box<[u8]>),
    Middle(Box<[u16]>),
    Wide(Box<[u32]>),
}

/// Where a search stands.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    slot: usize,
    perturb: u64,
}

/// How far a walk came.
pub(super) enum Step {
    Found(usize),
    Missing,
    /// The entry at this position has the hash; whether its key is equal takes a call-out.
    Ask(usize),
}

/// What can be said about two keys without running Python code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::objects) enum Verdict {
    Same,
    Different,
    Unknown,
}

pub(super) struct Table {
    index: Index,
    entries: Vec<Entry>,
    live: usize,
    /// Insertions left before the table is rebuilt.
    left: usize,
    /// Entries before this position are tombstones.
    first: usize,
    /// Logarithm of the table's size; 0 for a table that was never filled.
    log2: u8,
    /// Every key is an exact str.
    all_str: bool,
    /// Counts rebuilds, so that a walk notices that its place is gone.
    layout: u32,
}

/// The smallest table, as a logarithm; it has no index.
const SMALLEST: u8 = 3;
const LARGEST: u8 = 31;

/// Entries that a table of this size takes.
const fn usable(log2: u8) -> usize {
    ((1usize << log2) << 1) / 3
}

/// The smallest table with at least `size` slots.
fn log2_for(size: usize) -> Option<u8> {
    let log2 = size.max(1).checked_next_power_of_two()?.trailing_zeros() as u8;
    if log2 > LARGEST { None } else { Some(log2.max(SMALLEST)) }
}

#[inline(always)]
fn next_slot(slot: usize, perturb: u64) -> usize {
    slot.wrapping_mul(5).wrapping_add(perturb as usize).wrapping_add(1)
}

impl Walk {
    #[inline(always)]
    pub fn start(hash: i64) -> Walk {
        Walk { slot: hash as usize, perturb: hash as u64 }
    }

    /// A walk over a table without index.
    #[inline(always)]
    fn linear(hash: i64, has_index: bool) -> Walk {
        if has_index { Walk::start(hash) } else { Walk { slot: 0, perturb: 0 } }
    }
}

#[inline(always)]
fn walk_cells<C: Cell>(cells: &[C], entries: &[Entry], walk: &mut Walk, hash: i64, judge: impl Fn(&Value) -> Verdict) -> Step {
    let mask = cells.len().wrapping_sub(1);
    loop {
        let slot = walk.slot & mask;
        let Some(&cell) = cells.get(slot) else { return Step::Missing };
        if cell.is_empty() {
            return Step::Missing;
        }
        walk.perturb >>= 5;
        walk.slot = next_slot(slot, walk.perturb);
        if let Some(entry) = entries.get(cell.position())
            && entry.hash == hash
        {
            match judge(&entry.key) {
                Verdict::Same => return Step::Found(cell.position()),
                Verdict::Different => {}
                Verdict::Unknown => return Step::Ask(cell.position()),
            }
        }
    }
}

/// Puts a position into the first free cell of the hash's chain.
#[inline(always)]
fn put_cell<C: Cell>(cells: &mut [C], hash: i64, position: usize, entries: usize) {
    let mask = cells.len().wrapping_sub(1);
    let (mut slot, mut perturb) = (hash as usize & mask, hash as u64);
    while let Some(cell) = cells.get_mut(slot) {
        if cell.position() >= entries {
            *cell = C::of(position);
            return;
        }
        perturb >>= 5;
        slot = next_slot(slot, perturb) & mask;
    }
}

/// Marks the cell that holds a position as removed.
fn remove_cell<C: Cell>(cells: &mut [C], hash: i64, position: usize) {
    let mask = cells.len().wrapping_sub(1);
    let (mut slot, mut perturb) = (hash as usize & mask, hash as u64);
    while let Some(cell) = cells.get_mut(slot) {
        if cell.position() == position {
            *cell = C::REMOVED;
            return;
        }
        if cell.is_empty() {
            return;
        }
        perturb >>= 5;
        slot = next_slot(slot, perturb) & mask;
    }
}

fn filled<C: Cell>(size: usize, entries: &[Entry]) -> Option<Box<[C]>> {
    let mut cells: Vec<C> = Vec::new();
    crate::room::asking(|| cells.try_reserve_exact(size)).ok()?;
    cells.resize(size, C::EMPTY);
    for (position, entry) in entries.iter().enumerate() {
        if !entry.key.is_unbound() {
            // Marks count as free here: no position reaches them.
            put_cell(&mut cells, entry.hash, position, C::REMOVED.position());
        }
    }
    Some(cells.into_boxed_slice())
}

impl Index {
    fn build(log2: u8, entries: &[Entry]) -> Option<Index> {
        let size = 1usize << log2;
        Some(match log2 {
            0..=SMALLEST => Index::None,
            4..=8 => Index::Narrow(filled(size, entries)?),
            9..=16 => Index::Middle(filled(size, entries)?),
            _ => Index::Wide(filled(size, entries)?),
        })
    }
}

impl Table {
    pub const fn new() -> Table {
        Table { index: Index::None, entries: Vec::new(), live: 0, left: 0, first: 0, log2: 0, all_str: true, layout: 0 }
    }

    /// A table that takes `count` keys without growing; `None` when memory is out.
    pub fn with_room(count: usize) -> Option<Table> {
        let mut table = Table::new();
        if count > 0 {
            table.rebuild(log2_for(count.checked_mul(3)?.checked_add(1)? / 2)?)?;
        }
        Some(table)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Positions in use, tombstones included.
    #[inline(always)]
    pub fn positions(&self) -> usize {
        self.entries.len()
    }

    #[inline(always)]
    pub fn layout(&self) -> u32 {
        self.layout
    }

    pub fn all_str(&self) -> bool {
        self.all_str
    }

    #[inline(always)]
    pub fn entry(&self, position: usize) -> Option<&Entry> {
        self.entries.get(position)
    }

    #[inline(always)]
    pub fn entry_mut(&mut self, position: usize) -> Option<&mut Entry> {
        self.entries.get_mut(position)
    }

    /// The living entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.is_unbound())
    }

    /// The first living entry at or after a position.
    #[inline(always)]
    pub fn entry_from(&self, position: usize) -> Option<(usize, &Entry)> {
        let mut position = position.max(self.first);
        loop {
            let entry = self.entries.get(position)?;
            if !entry.key.is_unbound() {
                return Some((position, entry));
            }
            position += 1;
        }
    }

    /// The last living entry before a position.
    pub fn entry_before(&self, position: usize) -> Option<(usize, &Entry)> {
        let end = position.min(self.entries.len());
        let part = self.entries.get(..end)?;
        part.iter().enumerate().rev().find(|(_, entry)| !entry.key.is_unbound())
    }

    /// A walk at its start.
    #[inline(always)]
    pub fn start(&self, hash: i64) -> Walk {
        Walk::linear(hash, !matches!(self.index, Index::None))
    }

    /// Goes on with a walk until it finds, misses or must ask.
    #[inline(always)]
    pub fn walk(&self, walk: &mut Walk, hash: i64, judge: impl Fn(&Value) -> Verdict) -> Step {
        match &self.index {
            Index::None => {
                while let Some(entry) = self.entries.get(walk.slot) {
                    let position = walk.slot;
                    walk.slot += 1;
                    if entry.hash == hash && !entry.key.is_unbound() {
                        match judge(&entry.key) {
                            Verdict::Same => return Step::Found(position),
                            Verdict::Different => {}
                            Verdict::Unknown => return Step::Ask(position),
                        }
                    }
                }
                Step::Missing
            }
            Index::Narrow(cells) => walk_cells(cells, &self.entries, walk, hash, judge),
            Index::Middle(cells) => walk_cells(cells, &self.entries, walk, hash, judge),
            Index::Wide(cells) => walk_cells(cells, &self.entries, walk, hash, judge),
        }
    }

    /// Position of an interned str; keys that are not exact strs do not match.
    #[inline]
    pub fn find_name(&self, name: &Value) -> Option<usize> {
        let text = name.get::<Str>()?;
        let class = name.header()?.class();
        let mut walk = self.start(text.hash.get() as i64);
        let found = self.walk(&mut walk, text.hash.get() as i64, |key| {
            if key.is(name) {
                return Verdict::Same;
            }
            match (key.get::<Str>(), key.header()) {
                (Some(other), Some(header)) if header.class().is(class) && other.same_text(text) => Verdict::Same,
                _ => Verdict::Different,
            }
        });
        match found {
            Step::Found(position) => Some(position),
            _ => None,
        }
    }

    /// Appends an entry whose key is not in the table. Hands key and value back
    /// when memory is out.
    #[inline]
    pub fn insert(&mut self, hash: i64, key: Value, value: Value, is_str: bool) -> Result<(), (Value, Value)> {
        if self.left == 0 && self.grow().is_none() {
            return Err((key, value));
        }
        let position = self.entries.len();
        match &mut self.index {
            Index::None => {}
            Index::Narrow(cells) => put_cell(cells, hash, position, position),
            Index::Middle(cells) => put_cell(cells, hash, position, position),
            Index::Wide(cells) => put_cell(cells, hash, position, position),
        }
        self.left -= 1;
        self.live += 1;
        self.all_str &= is_str;
        self.entries.push(Entry { hash, key, value });
        Ok(())
    }

    /// Removes the entry at a position and hands back key and value.
    pub fn remove(&mut self, position: usize) -> Option<(Value, Value)> {
        let entry = self.entries.get_mut(position)?;
        if entry.key.is_unbound() {
            return None;
        }
        let key = std::mem::replace(&mut entry.key, Value::UNBOUND);
        let value = std::mem::replace(&mut entry.value, Value::UNBOUND);
        let hash = entry.hash;
        match &mut self.index {
            Index::None => {}
            Index::Narrow(cells) => remove_cell(cells, hash, position),
            Index::Middle(cells) => remove_cell(cells, hash, position),
            Index::Wide(cells) => remove_cell(cells, hash, position),
        }
        self.live -= 1;
        if position == self.first {
            while self.entries.get(self.first).is_some_and(|entry| entry.key.is_unbound()) {
                self.first += 1;
            }
        }
        Some((key, value))
    }

    /// Removes the last entry.
    pub fn remove_last(&mut self) -> Option<(Value, Value)> {
        let (position, _) = self.entry_before(usize::MAX)?;
        let removed = self.remove(position);
        // Tombstones at the end need not stay; their cells are marked already.
        self.entries.truncate(position);
        self.first = self.first.min(position);
        removed
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) -> Option<()> {
        let log2 = if self.log2 == 0 { SMALLEST } else { log2_for(self.live.checked_mul(3)?)? };
        self.rebuild(log2)
    }

    /// Gives the table another size, without tombstones. The table stays as it
    /// is when memory is out.
    fn rebuild(&mut self, log2: u8) -> Option<()> {
        let room = usable(log2);
        if self.live < self.entries.len() {
            // Only tombstones go, which hold nothing.
            self.entries.retain(|entry| !entry.key.is_unbound());
            self.first = 0;
            self.layout = self.layout.wrapping_add(1);
            self.index = Index::None;
            if self.log2 > SMALLEST {
                self.index = Index::build(self.log2, &self.entries)?;
            }
        }
        crate::room::asking(|| self.entries.try_reserve_exact(room.saturating_sub(self.entries.len()))).ok()?;
        let index = Index::build(log2, &self.entries)?;
        self.index = index;
        self.log2 = log2;
        self.left = room.saturating_sub(self.live);
        self.layout = self.layout.wrapping_add(1);
        Some(())
    }

    /// A table with the same entries; `None` when memory is out. Counting the
    /// values up runs nothing.
    pub fn try_clone(&self) -> Option<Table> {
        if self.live == 0 {
            return Some(Table::new());
        }
        let mut entries = Vec::new();
        let compact = self.live < self.entries.len() * 2 / 3;
        let log2 = if compact { log2_for(self.live.checked_mul(3)?.div_ceil(2))? } else { self.log2 };
        crate::room::asking(|| entries.try_reserve_exact(usable(log2))).ok()?;
        entries.extend(self.iter().map(|entry| Entry { hash: entry.hash, key: entry.key.clone(), value: entry.value.clone() }));
        let index = Index::build(log2, &entries)?;
        let left = usable(log2).saturating_sub(entries.len());
        Some(Table { index, live: entries.len(), entries, left, first: 0, log2, all_str: self.all_str, layout: 0 })
    }

    /// Puts another table in this one's place; running walks notice.
    pub fn replace(&mut self, mut table: Table) -> Table {
        table.layout = self.layout.wrapping_add(1);
        std::mem::replace(self, table)
    }

    /// Empties the table and hands back what was in it.
    pub fn take(&mut self) -> Table {
        self.replace(Table::new())
    }

    /// Bytes that CPython's key table of this size takes.
    pub fn size_of(&self) -> usize {
        if self.log2 == 0 {
            return 0;
        }
        let size = 1usize << self.log2;
        let width = match self.log2 {
            0..8 => 1,
            8..16 => 2,
            _ => 4,
        };
        32 + size * width + usable(self.log2) * if self.all_str { 16 } else { 24 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(table: &Table, key: i64) -> Option<usize> {
        let mut walk = table.start(key);
        match table.walk(&mut walk, key, |known| if known.as_int() == Some(key) { Verdict::Same } else { Verdict::Different }) {
            Step::Found(position) => Some(position),
            _ => None,
        }
    }

    /// Random insertions, removals and pops against a vector of pairs.
    #[test]
    fn behaves_like_a_list_of_pairs() {
        let mut state = 1u32;
        let mut random = |limit: u32| {
            state = state.wrapping_mul(1664525).wrapping_add(1013904223);
            i64::from((state >> 8) % limit)
        };
        for limit in [4, 12, 300, 100_000] {
            let mut table = Table::new();
            let mut model: Vec<(i64, i64)> = Vec::new();
            for step in 0..5000 {
                let key = random(limit) * 64;
                match (random(6), find(&table, key)) {
                    (0 | 1, Some(position)) => {
                        assert!(table.remove(position).is_some());
                        model.retain(|pair| pair.0 != key);
                    }
                    (2, _) => {
                        let popped = table.remove_last().and_then(|pair| pair.0.as_int());
                        assert_eq!(popped, model.pop().map(|pair| pair.0));
                    }
                    (_, Some(position)) => {
                        if let Some(entry) = table.entry_mut(position) {
                            entry.value = Value::small_int(step);
                        }
                        model.iter_mut().filter(|pair| pair.0 == key).for_each(|pair| pair.1 = step);
                    }
                    (_, None) => {
                        assert!(table.insert(key, Value::small_int(key), Value::small_int(step), false).is_ok());
                        model.push((key, step));
                    }
                }
                assert_eq!(table.len(), model.len());
            }
            let pairs: Vec<(i64, i64)> =
                table.iter().filter_map(|entry| Some((entry.key.as_int()?, entry.value.as_int()?))).collect();
            assert_eq!(pairs, model);
            assert!(model.iter().all(|pair| find(&table, pair.0).is_some()));
            let copy: Vec<Option<i64>> =
                table.try_clone().map(|copy| copy.iter().map(|entry| entry.key.as_int()).collect()).unwrap_or_default();
            assert_eq!(copy, model.iter().map(|pair| Some(pair.0)).collect::<Vec<_>>());
        }
    }
}
