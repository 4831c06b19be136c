//! Case for IGNORECASE: one-to-one lowering, and the few families of lower-case
//! letters that count as the same although lowering leaves them apart.

use super::tree::Fold;
use crate::text::{tables, unicode};

/// Families of lower-case letters that CPython holds equal, a row for each member
/// in order; made by `families.py` beside this file.
const FAMILIES: &[&[u32]] = &[
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x131, 0x69],
    &[0x17f, 0x73],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3b9, 0x345, 0x1fbe],
    &[0x3ba, 0x3f0],
    &[0x3bc, 0xb5],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c3, 0x3c2],
    &[0x3c6, 0x3d5],
    &[0x3d0, 0x3b2],
    &[0x3d1, 0x3b8],
    &[0x3d5, 0x3c6],
    &[0x3d6, 0x3c0],
    &[0x3f0, 0x3ba],
    &[0x3f1, 0x3c1],
    &[0x3f5, 0x3b5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1c80, 0x432],
    &[0x1c81, 0x434],
    &[0x1c82, 0x43e],
    &[0x1c83, 0x441],
    &[0x1c84, 0x442, 0x1c85],
    &[0x1c85, 0x442, 0x1c84],
    &[0x1c86, 0x44a],
    &[0x1c87, 0x463],
    &[0x1c88, 0xa64b],
    &[0x1e61, 0x1e9b],
    &[0x1e9b, 0x1e61],
    &[0x1fbe, 0x345, 0x3b9],
    &[0x1fd3, 0x390],
    &[0x1fe3, 0x3b0],
    &[0xa64b, 0x1c88],
    &[0xfb05, 0xfb06],
    &[0xfb06, 0xfb05],
];

pub fn fold(fold: Fold, code: u32) -> u32 {
    match fold {
        Fold::None => code,
        Fold::Ascii | Fold::Locale => match code {
            0x41..=0x5a => code + 32,
            _ => code,
        },
        // The one letter whose lower case is longer and still counts here.
        Fold::Unicode if code == 0x130 => 0x69,
        Fold::Unicode => unicode::to_lower(code),
    }
}

pub fn upper(fold: Fold, code: u32) -> u32 {
    match fold {
        Fold::None => code,
        Fold::Ascii | Fold::Locale => match code {
            0x61..=0x7a => code - 32,
            _ => code,
        },
        Fold::Unicode => unicode::to_upper(code),
    }
}

/// Whether one of the cases of a character differs from it.
pub fn has_case(by: Fold, code: u32) -> bool {
    fold(by, code) != code || upper(by, code) != code || (by == Fold::Unicode && !tables::special_upper(code).is_empty())
}

/// The other members of a lowered character's family.
pub fn relatives(fold: Fold, low: u32) -> &'static [u32] {
    if fold != Fold::Unicode {
        return &[];
    }
    let row = FAMILIES.binary_search_by_key(&low, |family| family.first().copied().unwrap_or(0));
    row.ok().and_then(|row| FAMILIES.get(row)).and_then(|family| family.get(1..)).unwrap_or(&[])
}
