//! Names of characters as Unicode 15.1 and CPython 3.13 know them: [`name`] and [`lookup`].
//!
//! Reads `names.bin`, which `generate.py` writes. A name is a row of word numbers; rows lie in order of
//! their code points, and a list of row numbers in order of the names leads from a name to its row.
//! Korean syllables and names that end in their own number are computed. Any damage of the table reads
//! as "no such name": nothing here can panic.

static TABLE: &[u8] = include_bytes!("names.bin");

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Character(u32),
    /// A named sequence, which string literals do not accept.
    Sequence(Vec<u32>),
}

// Parts of the table.
const RUNS: usize = 0;
const RANGES: usize = 1;
const STEPS: usize = 2;
const ROWS: usize = 3;
const WORD_STARTS: usize = 4;
const LETTERS: usize = 5;
const ORDER: usize = 6;
const TARGETS: usize = 7;
const SEQUENCES: usize = 8;

/// Bytes of an entry of `RUNS` (first code, first row) and of `RANGES` (first code, last code, prefix).
const RUN: usize = 5;
const RANGE: usize = 7;

/// Beginnings of names that end in the number of their character, and whether case matters in them.
const COMPUTED: [(&str, bool); 4] = [
    ("CJK UNIFIED IDEOGRAPH-", true),
    ("CJK COMPATIBILITY IDEOGRAPH-", false),
    ("KHITAN SMALL SCRIPT CHARACTER-", false),
    ("NUSHU CHARACTER-", false),
];

const SYLLABLE: &str = "HANGUL SYLLABLE ";
const FIRST_SYLLABLE: u32 = 0xac00;
const INITIALS: [&str; 19] = ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"];
const VOWELS: [&str; 21] =
    ["A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"];
const FINALS: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG",
    "J", "C", "K", "T", "P", "H",
];

/// The name of a code point. Control characters and private ones have none.
pub fn name(code: u32) -> Option<String> {
    if let Some(index) = code.checked_sub(FIRST_SYLLABLE)
        && let Some(initial) = INITIALS.get(index as usize / 588)
    {
        let parts = (VOWELS.get(index as usize / 28 % 21), FINALS.get(index as usize % 28));
        let (Some(vowel), Some(last)) = parts else { return None };
        return Some(format!("{SYLLABLE}{initial}{vowel}{last}"));
    }
    if let Some(prefix) = computed_prefix(code) {
        return Some(format!("{prefix}{code:X}"));
    }
    let row = row_of(code)?;
    (row < plain_rows()).then(|| text_of(row))
}

/// What a name, an alias or the name of a sequence stands for.
pub fn lookup(name: &str) -> Option<Found> {
    if let Some(rest) = name.strip_prefix(SYLLABLE) {
        return syllable(rest).map(Found::Character);
    }
    let upper = name.to_ascii_uppercase();
    for (prefix, exact) in COMPUTED {
        let given = if exact { name } else { &upper };
        if let Some(digits) = given.strip_prefix(prefix) {
            return numbered(prefix, digits).map(Found::Character);
        }
    }
    let (mut low, mut high) = (0, part(ORDER).len() / 2);
    while low < high {
        let middle = low.midpoint(high);
        let row = number(part(ORDER), middle * 2, 2) as usize;
        match text_of(row).as_str().cmp(&upper) {
            std::cmp::Ordering::Equal => return target(row),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// A little-endian number of `size` bytes; 0 behind the end.
fn number(bytes: &[u8], at: usize, size: usize) -> u32 {
    let found = bytes.get(at..at + size).unwrap_or_default();
    found.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// The numbers in front of the parts: rows with a code point of their own, all rows, words of one byte,
/// rows between two entries of `STEPS`.
fn plain_rows() -> usize {
    number(TABLE, 0, 2) as usize
}

fn short_words() -> usize {
    number(TABLE, 4, 2) as usize
}

fn step() -> usize {
    number(TABLE, 6, 2).max(1) as usize
}

fn part(index: usize) -> &'static [u8] {
    let start = number(TABLE, 8 + index * 4, 4) as usize;
    let end = number(TABLE, 12 + index * 4, 4) as usize;
    TABLE.get(start..end).unwrap_or_default()
}

fn computed_prefix(code: u32) -> Option<&'static str> {
    let row = part(RANGES).chunks_exact(RANGE).find(|row| (number(row, 0, 3)..=number(row, 3, 3)).contains(&code))?;
    COMPUTED.get(number(row, 6, 1) as usize).map(|(prefix, _)| *prefix)
}

fn numbered(prefix: &str, digits: &str) -> Option<u32> {
    let exact = digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F')) && matches!(digits.len(), 4 | 5);
    let code = u32::from_str_radix(digits, 16).ok().filter(|_| exact)?;
    (computed_prefix(code) == Some(prefix)).then_some(code)
}

/// The place of the longest beginning of `rest`, and what follows it.
fn longest<'a>(letters: &[&str], rest: &'a str) -> Option<(u32, &'a str)> {
    let (place, found) =
        letters.iter().enumerate().filter(|(_, letter)| rest.starts_with(**letter)).max_by_key(|(_, letter)| letter.len())?;
    Some((place as u32, rest.get(found.len()..)?))
}

fn syllable(rest: &str) -> Option<u32> {
    let (initial, rest) = longest(&INITIALS, rest)?;
    let (vowel, rest) = longest(&VOWELS, rest)?;
    let (last, rest) = longest(&FINALS, rest)?;
    rest.is_empty().then_some(FIRST_SYLLABLE + (initial * 21 + vowel) * 28 + last)
}

/// The row of a code point that has one.
fn row_of(code: u32) -> Option<usize> {
    let runs = part(RUNS);
    let run = |index: usize| number(runs, index * RUN, 3);
    let (mut low, mut high) = (0, runs.len() / RUN);
    while low < high {
        let middle = low.midpoint(high);
        if run(middle) <= code { low = middle + 1 } else { high = middle }
    }
    let index = low.checked_sub(1)?;
    let first_row = number(runs, index * RUN + 3, 2);
    let end_row = if low < runs.len() / RUN { number(runs, low * RUN + 3, 2) } else { plain_rows() as u32 };
    let row = first_row + (code - run(index));
    (row < end_row).then_some(row as usize)
}

fn text_of(row: usize) -> String {
    let rows = part(ROWS);
    let mut at = number(part(STEPS), row / step() * 3, 3) as usize;
    for _ in 0..row % step() {
        at += 1 + number(rows, at, 1) as usize;
    }
    let words = rows.get(at + 1..at + 1 + number(rows, at, 1) as usize).unwrap_or_default();
    let mut text = String::with_capacity(32);
    let mut bytes = words.iter().map(|byte| usize::from(*byte));
    while let Some(first) = bytes.next() {
        let short = short_words();
        let word = if first < short { first } else { short + (first - short) * 256 + bytes.next().unwrap_or(0) };
        let start = number(part(WORD_STARTS), word * 3, 3) as usize;
        let end = number(part(WORD_STARTS), word * 3 + 3, 3) as usize;
        let letters = part(LETTERS).get(start..end).and_then(|letters| std::str::from_utf8(letters).ok());
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(letters.unwrap_or_default());
    }
    text
}

fn target(row: usize) -> Option<Found> {
    let Some(extra) = row.checked_sub(plain_rows()) else {
        return code_of(row).map(Found::Character);
    };
    let found = number(part(TARGETS), extra * 3, 3);
    if found & 0x80_0000 == 0 {
        return Some(Found::Character(found));
    }
    let (start, length) = ((found & 0xffff) as usize, (found >> 16 & 0x7f) as usize);
    Some(Found::Sequence((start..start + length).map(|at| number(part(SEQUENCES), at * 3, 3)).collect()))
}

fn code_of(row: usize) -> Option<u32> {
    let runs = part(RUNS);
    let first = |index: usize| number(runs, index * RUN + 3, 2) as usize;
    let (mut low, mut high) = (0, runs.len() / RUN);
    while low < high {
        let middle = low.midpoint(high);
        if first(middle) <= row { low = middle + 1 } else { high = middle }
    }
    let index = low.checked_sub(1)?;
    Some(number(runs, index * RUN, 3) + (row - first(index)) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_characters() {
        for code in 0..0x11_0000 {
            if let Some(name) = name(code) {
                assert_eq!(lookup(&name), Some(Found::Character(code)), "{name}");
            }
        }
    }

    #[test]
    fn what_case_and_spelling_mean() {
        assert_eq!(name(0x41).as_deref(), Some("LATIN CAPITAL LETTER A"));
        assert_eq!(name(0xd4db).as_deref(), Some("HANGUL SYLLABLE PWILH"));
        assert_eq!(name(10), None);
        assert_eq!(lookup("line feed"), Some(Found::Character(10)));
        assert_eq!(lookup("latin small letter a"), Some(Found::Character(0x61)));
        assert_eq!(lookup("KEYCAP DIGIT ONE"), Some(Found::Sequence(vec![0x31, 0xfe0f, 0x20e3])));
        for unknown in ["", "LATIN  SMALL LETTER A", "hangul syllable ga", "CJK UNIFIED IDEOGRAPH-4e00", "TANGUT IDEOGRAPH-17000"]
        {
            assert_eq!(lookup(unknown), None, "{unknown}");
        }
    }
}
