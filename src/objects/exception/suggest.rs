//! "Did you mean": the nearest known name, by CPython's edit distance.

const MOVE: usize = 2;
const CASE: usize = 1;
const LONGEST_NAME: usize = 40;
const MOST_CANDIDATES: usize = 750;

fn substitution(a: char, b: char) -> usize {
    if a == b {
        return 0;
    }
    if a.eq_ignore_ascii_case(&b) { CASE } else { MOVE }
}

/// The weighted distance of two names; anything over `limit` is `limit + 1`.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    if a == b {
        return 0;
    }
    let (mut a, mut b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    a.drain(..prefix);
    b.drain(..prefix);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    a.truncate(a.len() - suffix);
    b.truncate(b.len() - suffix);
    if a.is_empty() || b.is_empty() {
        return MOVE * (a.len() + b.len());
    }
    if a.len() > LONGEST_NAME || b.len() > LONGEST_NAME {
        return limit + 1;
    }
    if b.len() < a.len() {
        std::mem::swap(&mut a, &mut b);
    }
    if (b.len() - a.len()) * MOVE > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|index| index * MOVE).collect();
    let mut result = 0;
    for (index, letter) in b.iter().enumerate() {
        let mut diagonal = index * MOVE;
        result = diagonal;
        let mut least = usize::MAX;
        for (place, other) in row.iter_mut().zip(&a) {
            let substitute = diagonal + substitution(*letter, *other);
            diagonal = *place;
            let shifted = result.min(diagonal) + MOVE;
            result = substitute.min(shifted);
            *place = result;
            least = least.min(result);
        }
        if least > limit {
            return limit + 1;
        }
    }
    result
}

/// The candidate nearest to a wrong name, if one is near enough.
pub fn closest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.collect();
    if candidates.len() >= MOST_CANDIDATES {
        return None;
    }
    let length = wrong.chars().count();
    if length > LONGEST_NAME {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        let mut limit = (length + candidate.chars().count() + 3) * MOVE / 6;
        if let Some((_, least)) = best {
            limit = limit.min(least.saturating_sub(1));
        }
        let distance = distance(wrong, candidate, limit);
        if distance > limit {
            continue;
        }
        if best.is_none_or(|(_, least)| distance < least) {
            best = Some((candidate, distance));
        }
    }
    best.map(|(candidate, _)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[track_caller]
    fn check(wrong: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(closest(wrong, candidates.iter().copied()), expected);
    }

    #[test]
    fn nearest_names() {
        check("pritn", &["print", "int"], Some("print"));
        check("Print", &["print"], Some("print"));
        check("blech", &["bluch", "noise"], Some("bluch"));
        check("abc", &["xyz"], None);
        check("foo", &["foo"], None);
    }
}
