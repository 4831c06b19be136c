//! The table behind `set` and `frozenset`: open addressing as CPython does it.
//!
//! A search looks at up to ten neighbouring slots before it jumps, and the
//! table grows fourfold (twofold beyond 50,000 members) once three fifths are
//! taken. Scripts see this as the order of iteration, so the numbers here are
//! CPython's.
//!
//! Nothing here runs Python code; see [`Step::Ask`].

use super::super::dict::Verdict;
use crate::memory::Value;

/// A slot. Free: unbound key and hash 0; removed: unbound key and hash -1.
pub(super) struct Slot {
    pub hash: i64,
    pub key: Value,
}

impl Slot {
    const FREE: Slot = Slot { hash: 0, key: Value::UNBOUND };

    #[inline(always)]
    fn is_free(&self) -> bool {
        self.hash == 0 && self.key.is_unbound()
    }
}

/// The smallest table.
const SMALLEST: usize = 8;
/// Neighbours looked at after the first slot.
const NEIGHBOURS: usize = 9;
/// Larger sets double instead of growing fourfold.
const LARGE: usize = 50_000;

pub(super) struct Table {
    /// A power of two slots, or none before the first member.
    slots: Box<[Slot]>,
    /// Slots that are not free.
    fill: usize,
    used: usize,
    /// Where `pop` goes on.
    finger: usize,
    /// Counts rebuilds, so that a walk notices that its place is gone.
    layout: u32,
}

/// Where a search stands.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    base: usize,
    offset: usize,
    last: usize,
    perturb: u64,
    /// The removed slot seen last: a new key goes there.
    removed: Option<usize>,
}

pub(super) enum Step {
    Found(usize),
    /// Not there; the slot is where it would go (`None` in a table without slots).
    Vacant(Option<usize>),
    /// The key at this slot has the hash; whether it is equal takes a call-out.
    Ask(usize),
}

fn neighbours(base: usize, mask: usize) -> usize {
    if base + NEIGHBOURS <= mask { NEIGHBOURS } else { 0 }
}

/// Puts a key into a table that has no removed slots and does not hold the key.
fn place(slots: &mut [Slot], hash: i64, key: Value) {
    let mask = slots.len().wrapping_sub(1);
    let (mut base, mut perturb) = (hash as usize & mask, hash as u64);
    loop {
        let end = base + neighbours(base, mask);
        if let Some(slot) = slots.get_mut(base..=end).and_then(|part| part.iter_mut().find(|slot| slot.key.is_unbound())) {
            *slot = Slot { hash, key };
            return;
        }
        perturb >>= 5;
        base = base.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
    }
}

impl Table {
    pub fn new() -> Table {
        Table { slots: Box::new([]), fill: 0, used: 0, finger: 0, layout: 0 }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used
    }

    #[inline(always)]
    pub fn layout(&self) -> u32 {
        self.layout
    }

    /// CPython's mask: a table without slots counts as one of the smallest size.
    #[inline(always)]
    fn mask(&self) -> usize {
        self.slots.len().max(SMALLEST) - 1
    }

    #[inline(always)]
    pub fn slot(&self, position: usize) -> Option<&Slot> {
        self.slots.get(position)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| !slot.key.is_unbound())
    }

    /// The first member at or after a position.
    #[inline(always)]
    pub fn member_from(&self, position: usize) -> Option<(usize, &Slot)> {
        let mut position = position;
        loop {
            let slot = self.slots.get(position)?;
            if !slot.key.is_unbound() {
                return Some((position, slot));
            }
            position += 1;
        }
    }

    /// What the first slot alone says: most members and most keys that are not there need no walk.
    #[inline(always)]
    pub fn first(&self, hash: i64, key: &Value) -> Option<Step> {
        let position = hash as usize & self.mask();
        let slot = self.slots.get(position)?;
        if slot.hash == hash && slot.key.is(key) {
            return Some(Step::Found(position));
        }
        if slot.is_free() { Some(Step::Vacant(Some(position))) } else { None }
    }

    #[inline(always)]
    pub fn start(&self, hash: i64) -> Walk {
        let mask = self.mask();
        let base = hash as usize & mask;
        Walk { base, offset: 0, last: neighbours(base, mask), perturb: hash as u64, removed: None }
    }

    /// Goes on with a walk until it finds, misses or must ask.
    #[inline(always)]
    pub fn walk(&self, walk: &mut Walk, hash: i64, judge: impl Fn(&Value) -> Verdict) -> Step {
        let mask = self.mask();
        loop {
            while walk.offset <= walk.last {
                let position = walk.base + walk.offset;
                let Some(slot) = self.slots.get(position) else { return Step::Vacant(None) };
                if slot.is_free() {
                    return Step::Vacant(Some(walk.removed.unwrap_or(position)));
                }
                walk.offset += 1;
                if slot.hash == -1 {
                    walk.removed = Some(position);
                }
                if slot.hash == hash {
                    match judge(&slot.key) {
                        Verdict::Same => return Step::Found(position),
                        Verdict::Different => {}
                        Verdict::Unknown => return Step::Ask(position),
                    }
                }
            }
            walk.perturb >>= 5;
            walk.base = walk.base.wrapping_mul(5).wrapping_add(1).wrapping_add(walk.perturb as usize) & mask;
            walk.last = neighbours(walk.base, mask);
            walk.offset = 0;
        }
    }

    /// Adds a key at the vacant slot that a walk found. Hands the key back when
    /// memory is out.
    pub fn insert(&mut self, vacant: Option<usize>, hash: i64, key: Value) -> Result<(), Value> {
        let position = match vacant {
            Some(position) => position,
            None => {
                if self.resize_to(SMALLEST).is_none() {
                    return Err(key);
                }
                hash as usize & (SMALLEST - 1)
            }
        };
        let reused = match self.slots.get_mut(position) {
            Some(slot) => std::mem::replace(slot, Slot { hash, key }).hash == -1,
            None => return Err(key),
        };
        self.used += 1;
        if reused {
            return Ok(());
        }
        self.fill += 1;
        if self.fill * 5 >= self.mask() * 3 {
            // The key is in; a table that cannot grow now tries again later.
            let grown = self.resize(if self.used > LARGE { self.used * 2 } else { self.used * 4 });
            if grown.is_none() && self.fill >= self.mask() {
                return match self.slots.get_mut(position) {
                    Some(slot) => {
                        self.used -= 1;
                        slot.hash = -1;
                        Err(std::mem::replace(&mut slot.key, Value::UNBOUND))
                    }
                    None => Ok(()),
                };
            }
        }
        Ok(())
    }

    /// Removes the member at a position and hands it back.
    pub fn remove(&mut self, position: usize) -> Option<Value> {
        let slot = self.slots.get_mut(position)?;
        if slot.key.is_unbound() {
            return None;
        }
        slot.hash = -1;
        self.used -= 1;
        Some(std::mem::replace(&mut slot.key, Value::UNBOUND))
    }

    /// Removes some member: the next one after the last that was taken.
    pub fn pop(&mut self) -> Option<Value> {
        let (position, _) = self.member_from(self.finger & self.mask()).or_else(|| self.member_from(0))?;
        self.finger = position + 1;
        self.remove(position)
    }

    /// Gives the table the smallest size above `least`; removed slots vanish.
    pub fn resize(&mut self, least: usize) -> Option<()> {
        let mut size = SMALLEST;
        while size <= least {
            size = size.checked_mul(2)?;
        }
        self.resize_to(size)
    }

    fn resize_to(&mut self, size: usize) -> Option<()> {
        let mut slots = free_slots(size)?;
        for slot in std::mem::take(&mut self.slots) {
            if !slot.key.is_unbound() {
                place(&mut slots, slot.hash, slot.key);
            }
        }
        self.slots = slots;
        self.fill = self.used;
        self.layout = self.layout.wrapping_add(1);
        Some(())
    }

    /// Shrinks the table when more than a quarter of it is removed slots.
    pub fn tidy(&mut self) {
        if self.fill - self.used > self.mask() / 4 {
            let _unchanged_without_memory = self.resize(if self.used > LARGE { self.used * 2 } else { self.used * 4 });
        }
    }

    /// Makes room for `more` members in one step, as merging does.
    pub fn make_room(&mut self, more: usize) -> Option<()> {
        if (self.fill.checked_add(more)?).checked_mul(5)? >= self.mask() * 3 {
            self.resize((self.used + more).checked_mul(2)?)?;
        }
        Some(())
    }

    /// Takes over all members of another table while this one is empty; false
    /// when it is not and members must be added one by one.
    pub fn fill_from(&mut self, other: &Table) -> Option<bool> {
        if self.fill != 0 {
            return Some(false);
        }
        if self.slots.is_empty() {
            self.resize_to(SMALLEST)?;
        }
        if self.slots.len() == other.slots.len() && other.fill == other.used {
            for (slot, from) in self.slots.iter_mut().zip(&other.slots) {
                *slot = Slot { hash: from.hash, key: from.key.clone() };
            }
        } else {
            for from in other.iter() {
                place(&mut self.slots, from.hash, from.key.clone());
            }
        }
        (self.fill, self.used) = (other.used, other.used);
        self.layout = self.layout.wrapping_add(1);
        Some(true)
    }

    /// Puts another table in this one's place; running walks notice.
    pub fn replace(&mut self, mut table: Table) -> Table {
        table.layout = self.layout.wrapping_add(1);
        std::mem::replace(self, table)
    }

    /// Bytes of the table in CPython beyond the object itself.
    pub fn size_of(&self) -> usize {
        if self.slots.len() <= SMALLEST { 0 } else { self.slots.len() * 16 }
    }

    /// A hash that does not depend on the order of members.
    pub fn hash(&self) -> i64 {
        fn shuffle(hash: u64) -> u64 {
            ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167)
        }
        let mut hash = self.iter().fold(0u64, |hash, slot| hash ^ shuffle(slot.hash as u64));
        hash ^= (self.used as u64 + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == u64::MAX { 590_923_713 } else { hash as i64 }
    }
}

fn free_slots(size: usize) -> Option<Box<[Slot]>> {
    let mut slots = Vec::new();
    crate::room::asking(|| slots.try_reserve_exact(size)).ok()?;
    slots.resize_with(size, || Slot::FREE);
    Some(slots.into_boxed_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(known: &Value, key: &Value) -> Verdict {
        if known.is(key) { Verdict::Same } else { Verdict::Different }
    }

    fn find(table: &Table, key: i64) -> Step {
        let mut walk = table.start(key);
        table.walk(&mut walk, key, |known| judge(known, &Value::small_int(key)))
    }

    /// Adds and removes pseudo-random numbers; the members in order.
    fn check(state: &mut u32, steps: usize, limit: u32, expected: &[i64]) {
        let mut random = |limit: u32| {
            *state = state.wrapping_mul(1664525).wrapping_add(1013904223);
            i64::from((*state >> 8) % limit)
        };
        let mut table = Table::new();
        for _ in 0..steps {
            let (add, key) = (random(4) != 0, random(limit));
            match find(&table, key) {
                Step::Vacant(place) if add => assert!(table.insert(place, key, Value::small_int(key)).is_ok()),
                Step::Found(place) if !add => assert!(table.remove(place).is_some()),
                _ => {}
            }
        }
        let members: Vec<i64> = table.iter().filter_map(|slot| slot.key.as_int()).collect();
        assert_eq!(members, expected);
    }

    #[test]
    fn order_is_cpythons() {
        let mut state = 7;
        check(&mut state, 20, 1000, &[898, 258, 72, 873, 138, 907, 654, 976, 370, 436, 148, 536, 665, 351]);
        let small = [0, 4, 5, 7, 8, 10, 13, 14, 16, 17, 19, 20, 21, 22, 24, 27, 28, 29, 31, 36, 37, 38];
        check(&mut state, 50, 40, &small);
        let large = [
            47104, 31362, 20110, 89874, 86169, 81053, 58013, 59820, 48946, 57778, 65335, 88377, 12227, 71747, 61898, 57298,
            25440, 58339, 78571, 36848, 39672, 44923, 51837, 59519,
        ];
        check(&mut state, 30, 100_000, &large);
    }

    #[test]
    fn hash_is_cpythons() {
        let mut table = Table::new();
        for key in 1..=3 {
            if let Step::Vacant(place) = find(&table, key) {
                assert!(table.insert(place, key, Value::small_int(key)).is_ok());
            }
        }
        assert_eq!(table.hash(), -272375401224217160);
    }
}
