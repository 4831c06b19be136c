//! A readable difference of two texts, line by line.
//!
//! The longest common subsequence is found by the plain quadratic method once
//! the common beginning and end are off; texts that differ too much for that
//! are shown as one block that goes and one that comes.

/// Lines around a difference that are shown with it.
const AROUND: usize = 2;
/// Lines shown at most.
const SHOWN: usize = 60;
/// Cells of the table beyond which the texts are not compared line by line.
const CELLS: usize = 4 << 20;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Same,
    Gone,
    New,
}

/// Lines marked `-` were expected, `+` were printed.
pub fn difference(label: &str, wanted: &str, got: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (wanted.split_inclusive('\n').collect(), got.split_inclusive('\n').collect());
    let marked = marks(&old, &new);
    let mut text = format!("{label} differs (- expected, + printed)\n");
    let near = |index: usize| {
        let range = index.saturating_sub(AROUND)..(index + AROUND + 1).min(marked.len());
        marked.get(range).is_some_and(|lines| lines.iter().any(|line| line.0 != Mark::Same))
    };
    let (mut shown, mut skipped) = (0, false);
    // The numbers of the line in both texts, from 1.
    let (mut left, mut right) = (1, 1);
    for (index, (mark, line)) in marked.iter().enumerate() {
        if near(index) {
            if shown == SHOWN {
                text.push_str("  ... more lines differ\n");
                break;
            }
            if skipped || shown == 0 {
                text.push_str(&format!("  @@ line {left} expected, line {right} printed @@\n"));
            }
            let sign = match mark {
                Mark::Same => ' ',
                Mark::Gone => '-',
                Mark::New => '+',
            };
            text.push_str(&format!("  {sign}{}", line.strip_suffix('\n').unwrap_or(line)));
            text.push_str(if line.ends_with('\n') { "\n" } else { "  (no line end)\n" });
            shown += 1;
        }
        skipped = !near(index);
        left += usize::from(*mark != Mark::New);
        right += usize::from(*mark != Mark::Gone);
    }
    text
}

fn marks<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Mark, &'a str)> {
    let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (old.get(before..).unwrap_or(&[]), new.get(before..).unwrap_or(&[]));
    let after = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let old_middle = old_rest.get(..old_rest.len() - after).unwrap_or(&[]);
    let new_middle = new_rest.get(..new_rest.len() - after).unwrap_or(&[]);
    let same = |lines: &[&'a str]| lines.iter().map(|line| (Mark::Same, *line)).collect::<Vec<_>>();
    let mut marked = same(old.get(..before).unwrap_or(&[]));
    marked.extend(middle(old_middle, new_middle));
    marked.extend(same(old.get(old.len() - after..).unwrap_or(&[])));
    marked
}

fn middle<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Mark, &'a str)> {
    let width = new.len() + 1;
    if old.len().saturating_mul(width) > CELLS {
        let gone = old.iter().map(|line| (Mark::Gone, *line));
        return gone.chain(new.iter().map(|line| (Mark::New, *line))).collect();
    }
    // How many lines the rests of both texts have in common.
    let mut common = vec![0u32; (old.len() + 1) * width];
    let at = |common: &[u32], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let best = if a == b { at(&common, i + 1, j + 1) + 1 } else { at(&common, i + 1, j).max(at(&common, i, j + 1)) };
            if let Some(cell) = common.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut marked = Vec::with_capacity(old.len() + new.len());
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                marked.push((Mark::Same, *a));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                marked.push((Mark::Gone, *a));
                i += 1;
            }
            (_, Some(b)) => {
                marked.push((Mark::New, *b));
                j += 1;
            }
            (_, None) => return marked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn shows_what_changed_and_a_little_around_it() {
        let shown = difference("stdout", "a\nb\nc\nd\ne\nf\n", "a\nb\nc\nX\ne\nf");
        assert_eq!(
            shown,
            "stdout differs (- expected, + printed)\n  @@ line 2 expected, line 2 printed @@\n   b\n   c\n  -d\n  +X\n   e\n  -f\n  \
             +f  (no line end)\n"
        );
    }

    #[test]
    fn equal_texts_have_no_lines() {
        assert_eq!(difference("stderr", "a\n", "a\n"), "stderr differs (- expected, + printed)\n");
    }
}
