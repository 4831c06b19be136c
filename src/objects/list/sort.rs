//! The sorting algorithm of `list.sort`: a stable, adaptive merge sort.
//!
//! It finds runs that are in order already, extends short ones by binary
//! insertion and merges them in the order that the powersort rule gives
//! (Munro and Wild, 2018), galloping through long stretches from one side
//! (listsort.txt by Tim Peters). It asks `less` for exactly the pairs, in
//! exactly the order, that CPython 3.13 asks for, because programs can watch.
//!
//! What is sorted is a vector of positions. Inconsistent answers give some
//! order but lose nothing, and an error leaves every position in the vector
//! exactly once.

use crate::memory::PyResult;

/// Runs shorter than a number derived from this are extended.
const LONGEST_MINRUN: usize = 64;
/// Wins in a row before a merge starts to gallop.
const MIN_GALLOP: usize = 7;

/// A run that waits to be merged.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
    power: u32,
}

struct Sorter<'a, F> {
    less: F,
    items: &'a mut [u32],
    min_gallop: usize,
    pending: Vec<Run>,
}

/// Sorts positions; `less(a, b)` says whether item `a` sorts before item `b`.
pub fn sort<F: FnMut(u32, u32) -> PyResult<bool>>(items: &mut [u32], less: F) -> PyResult<()> {
    if items.len() < 2 {
        return Ok(());
    }
    let total = items.len();
    let mut sorter = Sorter { less, items, min_gallop: MIN_GALLOP, pending: Vec::new() };
    let minrun = minrun(total);
    let mut start = 0;
    while start < total {
        let left = total - start;
        let mut length = sorter.count_run(start, left)?;
        if length < minrun {
            let forced = left.min(minrun);
            sorter.binary_insertion(start, forced, length)?;
            length = forced;
        }
        sorter.found_run(start, length, total)?;
        start += length;
    }
    sorter.collapse()
}

fn minrun(mut total: usize) -> usize {
    let mut odd = 0;
    while total >= LONGEST_MINRUN {
        odd |= total & 1;
        total >>= 1;
    }
    total + odd
}

/// The depth in a perfectly balanced merge tree at which two neighbouring runs meet.
fn power(start: usize, first: usize, second: usize, total: usize) -> u32 {
    let mut power = 0;
    let mut a = 2 * start + first;
    let mut b = a + first + second;
    loop {
        power += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

// Positions below are within bounds by construction; `at` answers 0 rather
// than panic should that ever be wrong.
#[inline(always)]
fn at(items: &[u32], index: usize) -> u32 {
    items.get(index).copied().unwrap_or(0)
}

#[inline(always)]
fn put(items: &mut [u32], index: usize, value: u32) {
    if let Some(place) = items.get_mut(index) {
        *place = value;
    }
}

impl<F: FnMut(u32, u32) -> PyResult<bool>> Sorter<'_, F> {
    fn reverse(&mut self, start: usize, end: usize) {
        if let Some(part) = self.items.get_mut(start..end) {
            part.reverse();
        }
    }

    /// Is the item at `start + n` smaller than the one before it?
    #[inline(always)]
    fn falls(&mut self, start: usize, n: usize) -> PyResult<bool> {
        (self.less)(at(self.items, start + n), at(self.items, start + n - 1))
    }

    /// Length of the run at `start`, turned into ascending order if it falls.
    /// Stretches of equal items inside a falling run keep their order.
    fn count_run(&mut self, start: usize, left: usize) -> PyResult<usize> {
        if left < 2 {
            return Ok(left);
        }
        let mut n = 1;
        while n < left && !self.falls(start, n)? {
            n += 1;
        }
        if n == left {
            return Ok(n);
        }
        // Everything before `n` rises or is equal. Only when all of it is
        // equal can it be the beginning of a falling run.
        if n > 1 {
            if (self.less)(at(self.items, start), at(self.items, start + n - 1))? {
                return Ok(n);
            }
            self.reverse(start, start + n);
        }
        n += 1;
        let mut equal = 0;
        while n < left {
            if self.falls(start, n)? {
                self.reverse_equal(start, n, &mut equal);
            } else if (self.less)(at(self.items, start + n - 1), at(self.items, start + n))? {
                break;
            } else {
                equal += 1;
            }
            n += 1;
        }
        self.reverse_equal(start, n, &mut equal);
        self.reverse(start, start + n);
        while n < left && !self.falls(start, n)? {
            n += 1;
        }
        Ok(n)
    }

    /// Reverses the equal items that end at `n`, so that the reversal of the
    /// whole run puts them back in order.
    fn reverse_equal(&mut self, start: usize, n: usize, equal: &mut usize) {
        if *equal > 0 {
            self.reverse(start + n - (*equal + 1), start + n);
            *equal = 0;
        }
    }

    /// Sorts `length` items of which the first `sorted` are in order.
    fn binary_insertion(&mut self, start: usize, length: usize, sorted: usize) -> PyResult<()> {
        for next in sorted.max(1)..length {
            let pivot = at(self.items, start + next);
            let (mut low, mut high) = (0, next);
            while low < high {
                let middle = (low + high) >> 1;
                if (self.less)(pivot, at(self.items, start + middle))? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            if let Some(part) = self.items.get_mut(start + low..=start + next) {
                part.rotate_right(1);
            }
        }
        Ok(())
    }

    /// Pushes a run, first merging those that must be merged before it.
    fn found_run(&mut self, start: usize, length: usize, total: usize) -> PyResult<()> {
        if let Some(last) = self.pending.last().copied() {
            let power = power(last.start, last.length, length, total);
            while let [.., before, _] = self.pending.as_slice()
                && before.power > power
            {
                self.merge_at(self.pending.len() - 2)?;
            }
            if let Some(last) = self.pending.last_mut() {
                last.power = power;
            }
        }
        self.pending.push(Run { start, length, power: 0 });
        Ok(())
    }

    fn collapse(&mut self) -> PyResult<()> {
        while self.pending.len() > 1 {
            let mut index = self.pending.len() - 2;
            if let [.., a, _, c] = self.pending.as_slice()
                && a.length < c.length
            {
                index -= 1;
            }
            self.merge_at(index)?;
        }
        Ok(())
    }

    /// Merges the pending runs at `index` and `index + 1`.
    fn merge_at(&mut self, index: usize) -> PyResult<()> {
        let (Some(a), Some(b)) = (self.pending.get(index).copied(), self.pending.get(index + 1).copied()) else {
            return Ok(());
        };
        self.pending.remove(index + 1);
        if let Some(run) = self.pending.get_mut(index) {
            run.length = a.length + b.length;
        }
        // Items of `a` that are in place already need no merging.
        let key = at(self.items, b.start);
        let skip = self.gallop_right(key, None, a.start, a.length, 0)?;
        let (start, length) = (a.start + skip, a.length - skip);
        if length == 0 {
            return Ok(());
        }
        let key = at(self.items, start + length - 1);
        let count = self.gallop_left(key, None, b.start, b.length, b.length - 1)?;
        if count == 0 {
            return Ok(());
        }
        if length <= count {
            self.merge_low(start, length, b.start, count)
        } else {
            self.merge_high(start, length, b.start, count)
        }
    }

    #[inline(always)]
    fn look(&self, other: Option<&[u32]>, index: usize) -> u32 {
        match other {
            Some(other) => at(other, index),
            None => at(self.items, index),
        }
    }

    #[inline(always)]
    fn item_first(&mut self, other: Option<&[u32]>, index: usize, key: u32) -> PyResult<bool> {
        let item = self.look(other, index);
        (self.less)(item, key)
    }

    #[inline(always)]
    fn key_first(&mut self, key: u32, other: Option<&[u32]>, index: usize) -> PyResult<bool> {
        let item = self.look(other, index);
        (self.less)(key, item)
    }

    /// Where `key` goes among the `length` items at `base`, left of equal ones.
    /// `hint` is where the search starts; `other` replaces the sorted vector.
    fn gallop_left(&mut self, key: u32, other: Option<&[u32]>, base: usize, length: usize, hint: usize) -> PyResult<usize> {
        let (mut low, mut high);
        let (mut last, mut offset) = (0, 1);
        if self.item_first(other, base + hint, key)? {
            let most = length - hint;
            while offset < most && self.item_first(other, base + hint + offset, key)? {
                last = offset;
                offset = (offset << 1) + 1;
            }
            low = hint + last + 1;
            high = hint + offset.min(most);
        } else {
            let most = hint + 1;
            while offset < most && !self.item_first(other, base + hint - offset, key)? {
                last = offset;
                offset = (offset << 1) + 1;
            }
            low = hint + 1 - offset.min(most);
            high = hint - last;
        }
        while low < high {
            let middle = low + ((high - low) >> 1);
            if self.item_first(other, base + middle, key)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(high)
    }

    /// The same, right of equal items.
    fn gallop_right(&mut self, key: u32, other: Option<&[u32]>, base: usize, length: usize, hint: usize) -> PyResult<usize> {
        let (mut low, mut high);
        let (mut last, mut offset) = (0, 1);
        if self.key_first(key, other, base + hint)? {
            let most = hint + 1;
            while offset < most && self.key_first(key, other, base + hint - offset)? {
                last = offset;
                offset = (offset << 1) + 1;
            }
            low = hint + 1 - offset.min(most);
            high = hint - last;
        } else {
            let most = length - hint;
            while offset < most && !self.key_first(key, other, base + hint + offset)? {
                last = offset;
                offset = (offset << 1) + 1;
            }
            low = hint + last + 1;
            high = hint + offset.min(most);
        }
        while low < high {
            let middle = low + ((high - low) >> 1);
            if self.key_first(key, other, base + middle)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }

    /// Merges two neighbouring runs of which the first is the shorter one.
    fn merge_low(&mut self, a: usize, a_length: usize, b: usize, b_length: usize) -> PyResult<()> {
        let held: Vec<u32> = self.items.get(a..a + a_length).unwrap_or(&[]).to_vec();
        let mut merge = Low { target: a, held: &held, taken: 0, left: a_length, b, b_left: b_length };
        let result = self.merge_low_steps(&mut merge);
        // Whatever happened, the rest of the held items goes where there is room.
        let Low { target, taken, left, b, b_left, .. } = merge;
        if result == Ok(true) {
            // One held item is left, and it belongs behind everything.
            self.items.copy_within(b..b + b_left, target);
            put(self.items, target + b_left, at(&held, taken));
        } else if let (Some(place), Some(rest)) = (self.items.get_mut(target..target + left), held.get(taken..taken + left)) {
            place.copy_from_slice(rest);
        }
        result.map(drop)
    }

    /// True when one held item is left that is larger than the rest of `b`.
    fn merge_low_steps(&mut self, merge: &mut Low<'_>) -> PyResult<bool> {
        merge.take_b(self.items, 1);
        if merge.b_left == 0 {
            return Ok(false);
        }
        if merge.left == 1 {
            return Ok(true);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            loop {
                if (self.less)(at(self.items, merge.b), at(merge.held, merge.taken))? {
                    merge.take_b(self.items, 1);
                    b_wins += 1;
                    a_wins = 0;
                    if merge.b_left == 0 {
                        return Ok(false);
                    }
                    if b_wins >= min_gallop {
                        break;
                    }
                } else {
                    merge.take_a(self.items, 1);
                    a_wins += 1;
                    b_wins = 0;
                    if merge.left == 1 {
                        return Ok(true);
                    }
                    if a_wins >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let key = at(self.items, merge.b);
                let a_wins = self.gallop_right(key, Some(merge.held), merge.taken, merge.left, 0)?;
                if a_wins > 0 {
                    merge.take_a(self.items, a_wins);
                    if merge.left == 1 {
                        return Ok(true);
                    }
                    // Only inconsistent answers lead here.
                    if merge.left == 0 {
                        return Ok(false);
                    }
                }
                merge.take_b(self.items, 1);
                if merge.b_left == 0 {
                    return Ok(false);
                }
                let key = at(merge.held, merge.taken);
                let b_wins = self.gallop_left(key, None, merge.b, merge.b_left, 0)?;
                if b_wins > 0 {
                    merge.take_b(self.items, b_wins);
                    if merge.b_left == 0 {
                        return Ok(false);
                    }
                }
                merge.take_a(self.items, 1);
                if merge.left == 1 {
                    return Ok(true);
                }
                if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// Merges two neighbouring runs of which the second is the shorter one.
    fn merge_high(&mut self, a: usize, a_length: usize, b: usize, b_length: usize) -> PyResult<()> {
        let held: Vec<u32> = self.items.get(b..b + b_length).unwrap_or(&[]).to_vec();
        let mut merge = High { end: b + b_length, held: &held, left: b_length, a, a_left: a_length };
        let result = self.merge_high_steps(&mut merge);
        let High { end, left, a, a_left, .. } = merge;
        if result == Ok(true) {
            // One held item is left, and it belongs before everything.
            self.items.copy_within(a..a + a_left, end - a_left);
            put(self.items, end - a_left - 1, at(&held, 0));
        } else if let (Some(place), Some(rest)) = (self.items.get_mut(end - left..end), held.get(..left)) {
            place.copy_from_slice(rest);
        }
        result.map(drop)
    }

    /// True when one held item is left that is smaller than the rest of `a`.
    fn merge_high_steps(&mut self, merge: &mut High<'_>) -> PyResult<bool> {
        merge.take_a(self.items, 1);
        if merge.a_left == 0 {
            return Ok(false);
        }
        if merge.left == 1 {
            return Ok(true);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            loop {
                if (self.less)(at(merge.held, merge.left - 1), at(self.items, merge.a + merge.a_left - 1))? {
                    merge.take_a(self.items, 1);
                    a_wins += 1;
                    b_wins = 0;
                    if merge.a_left == 0 {
                        return Ok(false);
                    }
                    if a_wins >= min_gallop {
                        break;
                    }
                } else {
                    merge.take_b(self.items, 1);
                    b_wins += 1;
                    a_wins = 0;
                    if merge.left == 1 {
                        return Ok(true);
                    }
                    if b_wins >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let key = at(merge.held, merge.left - 1);
                let place = self.gallop_right(key, None, merge.a, merge.a_left, merge.a_left - 1)?;
                let a_wins = merge.a_left - place;
                if a_wins > 0 {
                    merge.take_a(self.items, a_wins);
                    if merge.a_left == 0 {
                        return Ok(false);
                    }
                }
                merge.take_b(self.items, 1);
                if merge.left == 1 {
                    return Ok(true);
                }
                let key = at(self.items, merge.a + merge.a_left - 1);
                let place = self.gallop_left(key, Some(merge.held), 0, merge.left, merge.left - 1)?;
                let b_wins = merge.left - place;
                if b_wins > 0 {
                    merge.take_b(self.items, b_wins);
                    if merge.left == 1 {
                        return Ok(true);
                    }
                    // Only inconsistent answers lead here.
                    if merge.left == 0 {
                        return Ok(false);
                    }
                }
                merge.take_a(self.items, 1);
                if merge.a_left == 0 {
                    return Ok(false);
                }
                if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}

/// A merge from the left: items of the first run are held aside.
struct Low<'a> {
    target: usize,
    held: &'a [u32],
    /// Held items that are in place already, and those that are not.
    taken: usize,
    left: usize,
    b: usize,
    b_left: usize,
}

impl Low<'_> {
    fn take_a(&mut self, items: &mut [u32], count: usize) {
        if let (Some(place), Some(part)) =
            (items.get_mut(self.target..self.target + count), self.held.get(self.taken..self.taken + count))
        {
            place.copy_from_slice(part);
        }
        self.target += count;
        self.taken += count;
        self.left -= count;
    }

    fn take_b(&mut self, items: &mut [u32], count: usize) {
        items.copy_within(self.b..self.b + count, self.target);
        self.target += count;
        self.b += count;
        self.b_left -= count;
    }
}

/// A merge from the right: items of the second run are held aside.
struct High<'a> {
    /// One behind the last place to fill.
    end: usize,
    held: &'a [u32],
    left: usize,
    a: usize,
    a_left: usize,
}

impl High<'_> {
    fn take_a(&mut self, items: &mut [u32], count: usize) {
        let from = self.a + self.a_left - count;
        items.copy_within(from..from + count, self.end - count);
        self.end -= count;
        self.a_left -= count;
    }

    fn take_b(&mut self, items: &mut [u32], count: usize) {
        let from = self.left - count;
        if let (Some(place), Some(part)) = (items.get_mut(self.end - count..self.end), self.held.get(from..self.left)) {
            place.copy_from_slice(part);
        }
        self.end -= count;
        self.left -= count;
    }
}

#[cfg(test)]
mod tests {
    use super::sort;

    fn check(keys: &[i32]) {
        let mut positions: Vec<u32> = (0..keys.len() as u32).collect();
        let result = sort(&mut positions, |a, b| Ok(keys[a as usize] < keys[b as usize]));
        assert!(result.is_ok());
        let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
        expected.sort_by_key(|&position| keys[position as usize]);
        assert_eq!(positions, expected);
    }

    #[test]
    fn sorts_stably() {
        let mut state = 12345u32;
        let mut random = |limit: u32| {
            state = state.wrapping_mul(1664525).wrapping_add(1013904223);
            ((state >> 8) % limit) as i32
        };
        for length in [0, 1, 2, 3, 10, 63, 64, 65, 200, 1000, 5000] {
            for limit in [1, 2, 10, 1_000_000] {
                let mut keys: Vec<i32> = (0..length).map(|_| random(limit)).collect();
                check(&keys);
                keys.sort_unstable();
                check(&keys);
                keys.reverse();
                check(&keys);
                let half = keys.len() / 2;
                keys[..half].sort_unstable();
                check(&keys);
            }
        }
    }

    #[test]
    fn inconsistent_answers_lose_nothing() {
        let mut state = 1u32;
        for length in [5usize, 70, 1000] {
            let mut positions: Vec<u32> = (0..length as u32).collect();
            let result = sort(&mut positions, |_, _| {
                state = state.wrapping_mul(1664525).wrapping_add(1013904223);
                Ok(state >> 31 == 1)
            });
            assert!(result.is_ok());
            positions.sort_unstable();
            assert!(positions.iter().copied().eq(0..length as u32));
        }
    }
}
