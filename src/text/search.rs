//! Searching in text of any width, in linear time.
//!
//! Bytes go through `memchr::memmem`. Wider text skips to candidates for a while and turns to the
//! Knuth–Morris–Pratt automaton when candidates keep failing, so no input is quadratic.
//! Needle and haystack have the same width; the caller widens the needle ([`Unit::narrow`] the other
//! way), and a needle that does not fit cannot occur.

use super::buffer::Unit;

/// Repeated searches for one needle.
pub struct Finder<'n, U: Unit> {
    needle: &'n [U],
    bytes: Option<memchr::memmem::Finder<'n>>,
    /// `table[i]`: length of the longest proper prefix that is a suffix of the first `i + 1` units.
    table: std::cell::OnceCell<Vec<usize>>,
}

fn as_bytes<U: Unit>(slice: &[U]) -> Option<&[u8]> {
    match U::units(slice) {
        super::Units::One(bytes) => Some(bytes),
        _ => None,
    }
}

impl<'n, U: Unit> Finder<'n, U> {
    pub fn new(needle: &'n [U]) -> Finder<'n, U> {
        let bytes = as_bytes(needle).map(memchr::memmem::Finder::new);
        Finder { needle, bytes, table: std::cell::OnceCell::new() }
    }

    /// First occurrence at or after the start of `haystack`.
    pub fn find(&self, haystack: &[U]) -> Option<usize> {
        if let (Some(finder), Some(bytes)) = (&self.bytes, as_bytes(haystack)) {
            return finder.find(bytes);
        }
        let [first, rest @ ..] = self.needle else { return Some(0) };
        if self.needle.len() > haystack.len() {
            return None;
        }
        // Candidate by candidate until the comparisons outweigh the units passed.
        let mut spent = 0;
        let mut start = 0;
        loop {
            let window = haystack.get(start..=haystack.len() - self.needle.len())?;
            start += window.iter().position(|unit| unit == first)?;
            let tail = haystack.get(start + 1..)?;
            let same = rest.iter().zip(tail).take_while(|(a, b)| a == b).count();
            if same == rest.len() {
                return Some(start);
            }
            start += 1;
            spent += same;
            if spent > 64 + 4 * start {
                return self.automaton(haystack.get(start..)?).map(|found| found + start);
            }
        }
    }

    fn automaton(&self, haystack: &[U]) -> Option<usize> {
        let table = self.table.get_or_init(|| prefix_table(self.needle));
        let mut matched = 0;
        for (index, unit) in haystack.iter().enumerate() {
            while matched > 0 && self.needle.get(matched) != Some(unit) {
                matched = table.get(matched - 1).copied().unwrap_or(0);
            }
            if self.needle.get(matched) == Some(unit) {
                matched += 1;
            }
            if matched == self.needle.len() {
                return Some(index + 1 - matched);
            }
        }
        None
    }

    /// Starts of the occurrences that do not overlap, from the left. An empty needle has none here.
    pub fn positions<'a>(&'a self, haystack: &'a [U]) -> impl Iterator<Item = usize> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            if self.needle.is_empty() {
                return None;
            }
            let found = from + self.find(haystack.get(from..)?)?;
            from = found + self.needle.len();
            Some(found)
        })
    }
}

fn prefix_table<U: Unit>(needle: &[U]) -> Vec<usize> {
    let mut table: Vec<usize> = Vec::with_capacity(needle.len());
    let mut matched = 0;
    for (index, unit) in needle.iter().enumerate() {
        while matched > 0 && needle.get(matched) != Some(unit) {
            matched = table.get(matched - 1).copied().unwrap_or(0);
        }
        if index > 0 && needle.get(matched) == Some(unit) {
            matched += 1;
        }
        table.push(matched);
    }
    table
}

/// First occurrence; an empty needle is found at 0.
pub fn find<U: Unit>(haystack: &[U], needle: &[U]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [one] => find_unit(haystack, *one),
        _ => Finder::new(needle).find(haystack),
    }
}

/// First occurrence of one unit.
pub fn find_unit<U: Unit>(haystack: &[U], unit: U) -> Option<usize> {
    match (as_bytes(haystack), u8::narrow(unit.into())) {
        (Some(bytes), Some(byte)) => memchr::memchr(byte, bytes),
        _ => haystack.iter().position(|other| *other == unit),
    }
}

/// Last occurrence; an empty needle is found at the end.
pub fn rfind<U: Unit>(haystack: &[U], needle: &[U]) -> Option<usize> {
    if needle.is_empty() {
        return Some(haystack.len());
    }
    if let [one] = needle {
        return haystack.iter().rposition(|unit| unit == one);
    }
    if let (Some(haystack), Some(needle)) = (as_bytes(haystack), as_bytes(needle)) {
        return memchr::memmem::rfind(haystack, needle);
    }
    // The automaton of the mirrored needle over the mirrored haystack.
    let mirrored: Vec<U> = needle.iter().rev().copied().collect();
    let table = prefix_table(&mirrored);
    let mut matched = 0;
    for (index, unit) in haystack.iter().enumerate().rev() {
        while matched > 0 && mirrored.get(matched) != Some(unit) {
            matched = table.get(matched - 1).copied().unwrap_or(0);
        }
        if mirrored.get(matched) == Some(unit) {
            matched += 1;
        }
        if matched == mirrored.len() {
            return Some(index);
        }
    }
    None
}

/// Occurrences that do not overlap; an empty needle occurs between all units and at both ends.
pub fn count<U: Unit>(haystack: &[U], needle: &[U]) -> usize {
    match needle {
        [] => haystack.len().saturating_add(1),
        [one] => haystack.iter().filter(|unit| *unit == one).count(),
        _ => Finder::new(needle).positions(haystack).count(),
    }
}

/// The haystack with at most `limit` occurrences replaced; `None` when the result is too large.
/// An empty needle is replaced between all units and at both ends.
pub fn replace<U: Unit>(haystack: &[U], needle: &[U], with: &[U], limit: usize) -> Option<Vec<U>> {
    let finder = Finder::new(needle);
    let number = match needle {
        [] => haystack.len().saturating_add(1).min(limit),
        _ => finder.positions(haystack).take(limit).count(),
    };
    let removed = number.checked_mul(needle.len())?;
    let added = number.checked_mul(with.len())?;
    let mut out = Vec::new();
    out.try_reserve_exact(haystack.len().checked_sub(removed)?.checked_add(added)?).ok()?;
    if needle.is_empty() {
        for (index, unit) in haystack.iter().enumerate() {
            if index < number {
                out.extend_from_slice(with);
            }
            out.push(*unit);
        }
        if number > haystack.len() {
            out.extend_from_slice(with);
        }
        return Some(out);
    }
    let mut from = 0;
    for start in finder.positions(haystack).take(number) {
        out.extend_from_slice(haystack.get(from..start)?);
        out.extend_from_slice(with);
        from = start + needle.len();
    }
    out.extend_from_slice(haystack.get(from..)?);
    Some(out)
}

/// Ranges between at most `limit` separators, from the left. The separator must not be empty.
pub fn split<U: Unit>(haystack: &[U], separator: &[U], limit: usize) -> Vec<(usize, usize)> {
    let mut from = 0;
    let mut parts = Vec::new();
    for start in Finder::new(separator).positions(haystack).take(limit) {
        parts.push((from, start));
        from = start + separator.len();
    }
    parts.push((from, haystack.len()));
    parts
}

/// Ranges between at most `limit` separators counted from the right, in order of the text.
pub fn rsplit<U: Unit>(haystack: &[U], separator: &[U], limit: usize) -> Vec<(usize, usize)> {
    let mut end = haystack.len();
    let mut parts = Vec::new();
    if !separator.is_empty() {
        while parts.len() < limit {
            let Some(start) = haystack.get(..end).and_then(|head| rfind(head, separator)) else { break };
            parts.push((start + separator.len(), end));
            end = start;
        }
    }
    parts.push((0, end));
    parts.reverse();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }

    #[test]
    fn finds() {
        let check = |haystack: &str, needle: &str| {
            let expected = haystack.find(needle);
            assert_eq!(find(haystack.as_bytes(), needle.as_bytes()), expected);
            assert_eq!(find(&wide(haystack), &wide(needle)), expected, "{haystack} {needle}");
            assert_eq!(rfind(&wide(haystack), &wide(needle)), haystack.rfind(needle));
            assert_eq!(rfind(haystack.as_bytes(), needle.as_bytes()), haystack.rfind(needle));
            let count_expected = haystack.matches(needle).count();
            assert_eq!(count(&wide(haystack), &wide(needle)), count_expected);
            let replaced = replace(haystack.as_bytes(), needle.as_bytes(), b"<>", usize::MAX).unwrap();
            assert_eq!(replaced, haystack.replace(needle, "<>").into_bytes());
        };
        check("hello world, hello", "hello");
        check("aaaaaaaaab", "aab");
        check("abc", "");
        check("", "");
        check("", "a");
        check("abc", "abcd");
        check("abababababac", "ababac");
        check(&"a".repeat(3000), &format!("{}b", "a".repeat(300)));
        check(&format!("{}b", "a".repeat(3000)), &format!("{}b", "a".repeat(300)));
        check(&"ab".repeat(500), "ba");
    }

    #[test]
    fn splits() {
        assert_eq!(split(b"a,b,,c", b",", usize::MAX), [(0, 1), (2, 3), (4, 4), (5, 6)]);
        assert_eq!(split(b"a,b,,c", b",", 1), [(0, 1), (2, 6)]);
        assert_eq!(rsplit(b"a,b,,c", b",", 1), [(0, 4), (5, 6)]);
        assert_eq!(rsplit(b"aaa", b"aa", 9), [(0, 1), (3, 3)]);
        assert_eq!(replace(b"abc", b"", b"-", 2).unwrap(), b"-a-bc");
    }
}
