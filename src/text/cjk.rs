//! Chinese, Japanese and Korean double-byte encodings over tables taken from CPython's codecs.
//!
//! gbk, gb18030, gb2312, big5, shift_jis, euc_jp, euc_kr and the Windows code pages 932, 949 and 950.
//! Missing: johab, the Hong Kong and JIS X 0213 extensions, and the ISO 2022 family.

use std::sync::OnceLock;

use super::tables::{self, u16_at};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cjk {
    Gbk,
    Gb18030,
    Gb2312,
    Big5,
    ShiftJis,
    EucJp,
    EucKr,
    Cp932,
    Cp949,
    Cp950,
}

/// What the bytes at some place mean.
pub(super) enum Step {
    Code(u32, usize),
    /// The first byte cannot start or continue a sequence.
    Illegal,
    /// The text ends inside a sequence.
    Incomplete,
}

const ALL: [Cjk; 10] =
    [Cjk::Gbk, Cjk::Gb18030, Cjk::Gb2312, Cjk::Big5, Cjk::ShiftJis, Cjk::EucJp, Cjk::EucKr, Cjk::Cp932, Cjk::Cp949, Cjk::Cp950];

/// First code of the supplementary planes in gb18030's linear numbering.
const GB18030_SUPPLEMENT: u32 = 189_000;

fn pair(table: &[u8], lead: (u8, u8), trail: (u8, u8), first: u8, second: u8) -> Option<u32> {
    if !(lead.0..=lead.1).contains(&first) || !(trail.0..=trail.1).contains(&second) {
        return None;
    }
    let width = usize::from(trail.1 - trail.0) + 1;
    let code = u16_at(table, usize::from(first - lead.0) * width + usize::from(second - trail.0));
    (code != 0).then_some(u32::from(code))
}

const ROWS: (u8, u8) = (0xa1, 0xfe);

impl Cjk {
    pub fn by_name(name: &str) -> Option<Cjk> {
        ALL.into_iter().find(|codec| codec.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Cjk::Gbk => "gbk",
            Cjk::Gb18030 => "gb18030",
            Cjk::Gb2312 => "gb2312",
            Cjk::Big5 => "big5",
            Cjk::ShiftJis => "shift_jis",
            Cjk::EucJp => "euc_jp",
            Cjk::EucKr => "euc_kr",
            Cjk::Cp932 => "cp932",
            Cjk::Cp949 => "cp949",
            Cjk::Cp950 => "cp950",
        }
    }

    fn pair(self, first: u8, second: u8) -> Option<u32> {
        match self {
            Cjk::Gbk => pair(tables::GBK, (0x81, 0xfe), (0x40, 0xfe), first, second),
            Cjk::Gb18030 => extended(tables::GB18030_PAIRS, Cjk::Gbk, first, second),
            Cjk::Cp932 => extended(tables::CP932, Cjk::ShiftJis, first, second),
            Cjk::Cp949 => extended(tables::CP949, Cjk::EucKr, first, second),
            Cjk::Cp950 => extended(tables::CP950, Cjk::Big5, first, second),
            Cjk::Gb2312 => pair(tables::GB2312, (0xa1, 0xf7), ROWS, first, second),
            Cjk::Big5 => pair(tables::BIG5, (0xa1, 0xf9), (0x40, 0xfe), first, second),
            Cjk::EucKr => pair(tables::KSX1001, ROWS, ROWS, first, second),
            Cjk::EucJp => pair(tables::JISX0208, ROWS, ROWS, first, second),
            Cjk::ShiftJis => shift_jis_pair(first, second),
        }
    }

    /// Decodes the sequence at the start of `bytes`.
    pub(super) fn decode_step(self, bytes: &[u8]) -> Step {
        let Some(first) = bytes.first().copied() else { return Step::Incomplete };
        if first < 0x80 {
            return Step::Code(u32::from(first), 1);
        }
        if self == Cjk::ShiftJis {
            match first {
                0xa1..=0xdf => return Step::Code(0xff61 + u32::from(first - 0xa1), 1),
                0x81..=0x9f | 0xe0..=0xea => {}
                _ => return Step::Illegal,
            }
        }
        if self == Cjk::Cp932 {
            match first {
                0x80 => return Step::Code(0x80, 1),
                0xa0 => return Step::Code(0xf8f0, 1),
                0xa1..=0xdf => return Step::Code(0xff61 + u32::from(first - 0xa1), 1),
                0xfd..=0xff => return Step::Code(0xf8f1 + u32::from(first - 0xfd), 1),
                _ => {}
            }
        }
        let Some(second) = bytes.get(1).copied() else { return Step::Incomplete };
        let (code, length) = match (self, first, second) {
            (Cjk::Gb18030, _, 0x30..=0x39) => {
                let (Some(third), Some(fourth)) = (bytes.get(2).copied(), bytes.get(3).copied()) else {
                    return Step::Incomplete;
                };
                (gb18030_four([first, second, third, fourth]), 4)
            }
            (Cjk::EucJp, 0x8e, _) => {
                let katakana = (0xa1..=0xdf).contains(&second);
                (katakana.then(|| 0xff61 + u32::from(second) - 0xa1), 2)
            }
            (Cjk::EucJp, 0x8f, _) => {
                let Some(third) = bytes.get(2).copied() else { return Step::Incomplete };
                (pair(tables::JISX0212, ROWS, ROWS, second, third), 3)
            }
            (Cjk::EucKr, 0xa4, 0xd4) => match bytes.get(2..8) {
                Some(jamo) => (composed_syllable(jamo), 8),
                None => return Step::Incomplete,
            },
            _ => (self.pair(first, second), 2),
        };
        code.map_or(Step::Illegal, |code| Step::Code(code, length))
    }

    /// Appends one code point; false when the encoding has no sequence for it.
    pub(super) fn encode_one(self, code: u32, out: &mut Vec<u8>) -> bool {
        if code < 0x80 {
            out.push(code as u8);
            return true;
        }
        let reverse = self.reverse();
        let known = u16::try_from(code).ok().and_then(|code| {
            let found = reverse.binary_search_by_key(&code, |row| row.0).ok()?;
            reverse.get(found).map(|row| row.1)
        });
        match known {
            Some(value) => {
                let bytes = value.to_be_bytes();
                out.extend(bytes.into_iter().skip_while(|byte| *byte == 0));
                true
            }
            None if self == Cjk::Gb18030 => match gb18030_linear(code) {
                Some(linear) => {
                    out.push(0x81 + (linear / 12_600) as u8);
                    out.push(0x30 + (linear / 1_260 % 10) as u8);
                    out.push(0x81 + (linear / 10 % 126) as u8);
                    out.push(0x30 + (linear % 10) as u8);
                    true
                }
                None => false,
            },
            None if self == Cjk::EucKr => push_syllable(code, out),
            None => false,
        }
    }

    /// Code points with their sequences, sorted; made on first use.
    fn reverse(self) -> &'static [(u16, u32)] {
        static REVERSED: [OnceLock<Vec<(u16, u32)>>; 10] = [const { OnceLock::new() }; 10];
        let number = self as usize;
        match REVERSED.get(number) {
            Some(cell) => cell.get_or_init(|| self.make_reverse(number)),
            None => &[],
        }
    }

    fn make_reverse(self, number: usize) -> Vec<(u16, u32)> {
        let mut rows: Vec<(u16, u32)> = Vec::new();
        let mut add = |sequence: &[u8]| {
            if let Step::Code(code, length) = self.decode_step(sequence)
                && length == sequence.len()
                && let Ok(code) = u16::try_from(code)
            {
                rows.push((code, sequence.iter().fold(0, |value, byte| (value << 8) | u32::from(*byte))));
            }
        };
        for first in 0x80..=0xff {
            add(&[first]);
        }
        for first in 0x81..=0xfe {
            for second in 0x40..=0xfe {
                add(&[first, second]);
            }
        }
        if self == Cjk::EucJp {
            for second in 0xa1..=0xfe {
                for third in 0xa1..=0xfe {
                    add(&[0x8f, second, third]);
                }
            }
        }
        // Stable: of several sequences the first stays in front.
        rows.sort_by_key(|row| row.0);
        rows.dedup_by_key(|row| row.0);
        let overrides = (0..tables::CJK_OVERRIDES.len() / 8).filter_map(|index| {
            let field = |at: usize| u16_at(tables::CJK_OVERRIDES, index * 4 + at);
            let value = u32::from(field(2)) | (u32::from(field(3)) << 16);
            (usize::from(field(0)) == number).then_some((field(1), value))
        });
        for (code, value) in overrides {
            match rows.binary_search_by_key(&code, |row| row.0) {
                Ok(found) => {
                    if let Some(row) = rows.get_mut(found) {
                        row.1 = value;
                    }
                }
                Err(place) => rows.insert(place, (code, value)),
            }
        }
        rows.retain(|row| row.1 != 0);
        rows
    }
}

/// Second bytes of the letters that begin and end Korean syllables; vowels stand in their own order.
const INITIALS: [u8; 19] =
    [0xa1, 0xa2, 0xa4, 0xa7, 0xa8, 0xa9, 0xb1, 0xb2, 0xb3, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbb, 0xbc, 0xbd, 0xbe];
const FIRST_VOWEL: u8 = 0xbf;
const FINALS: [u8; 28] = [
    0xd4, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf, 0xb0, 0xb1, 0xb2, 0xb4, 0xb5, 0xb6,
    0xb7, 0xb8, 0xba, 0xbb, 0xbc, 0xbd, 0xbe,
];

/// A syllable spelled out letter by letter after the filler, as euc_kr writes the rarer ones.
fn composed_syllable(jamo: &[u8]) -> Option<u32> {
    let [0xa4, initial, 0xa4, vowel, 0xa4, last] = jamo else { return None };
    let place = |letters: &[u8], letter: &u8| letters.iter().position(|other| other == letter);
    let vowel = vowel.checked_sub(FIRST_VOWEL).filter(|vowel| *vowel < 21)?;
    let syllable = (place(&INITIALS, initial)? * 21 + usize::from(vowel)) * 28 + place(&FINALS, last)?;
    u32::try_from(syllable).ok().map(|syllable| 0xac00 + syllable)
}

fn push_syllable(code: u32, out: &mut Vec<u8>) -> bool {
    let Some(index) = code.checked_sub(0xac00).filter(|index| *index < 11_172) else { return false };
    let letters = (INITIALS.get(index as usize / 588), FINALS.get(index as usize % 28));
    let (Some(initial), Some(last)) = letters else { return false };
    let vowel = FIRST_VOWEL + (index / 28 % 21) as u8;
    out.extend([0xa4, 0xd4, 0xa4, *initial, 0xa4, vowel, 0xa4, *last]);
    true
}

/// A pair of an encoding that extends another one by a sorted table of pairs.
fn extended(table: &[u8], base: Cjk, first: u8, second: u8) -> Option<u32> {
    changed(table, u16::from_be_bytes([first, second])).or_else(|| base.pair(first, second))
}

fn changed(table: &[u8], wanted: u16) -> Option<u32> {
    let (mut low, mut high) = (0, table.len() / 4);
    while low < high {
        let middle = (low + high) / 2;
        let key = u16_at(table, middle * 2);
        if key == wanted {
            return Some(u32::from(u16_at(table, middle * 2 + 1)));
        }
        if key < wanted {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    None
}

fn shift_jis_pair(first: u8, second: u8) -> Option<u32> {
    if !matches!(second, 0x40..=0x7e | 0x80..=0xfc) {
        return None;
    }
    // Two rows of the character set share a lead byte.
    let row = match first {
        0x81..=0x9f => (first - 0x81) * 2,
        0xe0..=0xef => (first - 0xc1) * 2,
        _ => return None,
    };
    let column = second - 0x40 - u8::from(second > 0x7f);
    let (row, column) = if column >= 94 { (row + 1, column - 94) } else { (row, column) };
    pair(tables::JISX0208, ROWS, ROWS, row + 0xa1, column + 0xa1)
}

/// (linear, code, length) of a run of gb18030's four-byte sequences.
fn gb18030_range(index: usize) -> (u32, u32, u32) {
    let field = |at: usize| u32::from(u16_at(tables::GB18030_RANGES, index * 3 + at));
    (field(0), field(1), field(2))
}

fn gb18030_ranges() -> impl Iterator<Item = (u32, u32, u32)> {
    (0..tables::GB18030_RANGES.len() / 6).map(gb18030_range)
}

fn gb18030_four(bytes: [u8; 4]) -> Option<u32> {
    let [a, b, c, d] = bytes;
    let inside =
        (0x81..=0xfe).contains(&a) && (0x30..=0x39).contains(&b) && (0x81..=0xfe).contains(&c) && (0x30..=0x39).contains(&d);
    if !inside {
        return None;
    }
    let part = |byte: u8, base: u8| u32::from(byte - base);
    let linear = ((part(a, 0x81) * 10 + part(b, 0x30)) * 126 + part(c, 0x81)) * 10 + part(d, 0x30);
    if let Some(offset) = linear.checked_sub(GB18030_SUPPLEMENT) {
        return (offset < 0x100000).then_some(0x10000 + offset);
    }
    gb18030_ranges()
        .find(|(start, _, length)| (*start..start + length).contains(&linear))
        .map(|(start, code, _)| code + (linear - start))
}

fn gb18030_linear(code: u32) -> Option<u32> {
    if let Some(offset) = code.checked_sub(0x10000) {
        return (code < 0x110000).then_some(GB18030_SUPPLEMENT + offset);
    }
    gb18030_ranges()
        .find(|(_, start, length)| (*start..start + length).contains(&code))
        .map(|(linear, start, _)| linear + (code - start))
}
