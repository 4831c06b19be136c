//! Inline caches: what a node found for the last few shapes or classes it met.
//!
//! Most places meet one shape, so the first entry is compared in line; places
//! that serve several classes find the others behind one call. An entry is
//! good while its number is current, because numbers are never used twice.

use crate::memory::ShapeId;
use std::cell::Cell;

/// The number of an entry that has not learnt anything; no shape or class gets it.
const NOTHING: ShapeId = ShapeId::MAX - 1;

/// Entries beyond the first.
const MORE: usize = 3;

pub struct Cache<T: Copy> {
    id: Cell<ShapeId>,
    found: Cell<T>,
    more: [(Cell<ShapeId>, Cell<T>); MORE],
    /// The entry that the next newcomer's predecessor moves to.
    turn: Cell<u8>,
}

impl<T: Copy> Cache<T> {
    /// An empty cache; `nothing` fills the entries until they are learnt.
    pub fn new(nothing: T) -> Cache<T> {
        let empty = || (Cell::new(0), Cell::new(nothing));
        Cache { id: Cell::new(NOTHING), found: Cell::new(nothing), more: [empty(), empty(), empty()], turn: Cell::new(0) }
    }

    /// What is known for this number.
    #[inline(always)]
    pub fn get(&self, id: ShapeId) -> Option<T> {
        if id == self.id.get() {
            return Some(self.found.get());
        }
        self.beyond(id)
    }

    /// What the newest entry knows, if it is this number's.
    #[inline(always)]
    pub fn newest(&self, id: ShapeId) -> Option<&Cell<T>> {
        if id == self.id.get() { Some(&self.found) } else { None }
    }

    #[inline(never)]
    fn beyond(&self, id: ShapeId) -> Option<T> {
        if id == 0 {
            return None;
        }
        self.more.iter().find(|entry| entry.0.get() == id).map(|entry| entry.1.get())
    }

    /// Notes a finding; the newest comes first.
    pub fn set(&self, id: ShapeId, found: T) {
        if id == 0 {
            return;
        }
        let old = self.id.replace(id);
        let old_found = self.found.replace(found);
        if old != NOTHING && old != id {
            let turn = self.turn.get() as usize % MORE;
            if let Some(entry) = self.more.get(turn) {
                entry.0.set(old);
                entry.1.set(old_found);
            }
            self.turn.set(self.turn.get().wrapping_add(1));
        }
    }
}
