//! Single-byte code pages (cp1252, koi8-r, iso8859-2 …) as CPython's charmap codecs treat them.

use std::sync::OnceLock;

use super::tables;

/// One code page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charmap(usize);

impl Charmap {
    pub fn by_name(name: &str) -> Option<Charmap> {
        tables::charmap_index(name).map(Charmap)
    }

    pub fn name(self) -> &'static str {
        tables::charmap_name(self.0)
    }

    pub fn decode(self, byte: u8) -> Option<u32> {
        tables::charmap_decode(self.0, byte)
    }

    /// The way back, made on first use. Of two bytes with one meaning the later wins.
    pub(super) fn reverse(self) -> &'static Reverse {
        static MADE: [OnceLock<Reverse>; MOST_MAPS] = [const { OnceLock::new() }; MOST_MAPS];
        static NONE: Reverse = Reverse { rows: Vec::new(), keeps_ascii: false };
        MADE.get(self.0).map_or(&NONE, |cell| {
            cell.get_or_init(|| {
                let known = (0..=255).rev().filter_map(|byte| Some((self.decode(byte)?, byte)));
                let mut rows: Vec<(u32, u8)> = known.collect();
                rows.sort_by_key(|row| row.0);
                rows.dedup_by_key(|row| row.0);
                let keeps_ascii =
                    rows.iter().zip(0..0x80).filter(|(row, code)| **row == (u32::from(*code), *code)).count() == 0x80;
                Reverse { rows, keeps_ascii }
            })
        })
    }
}

/// More code pages than there are.
const MOST_MAPS: usize = 128;

/// How a code page encodes.
pub(super) struct Reverse {
    /// Code points with their bytes, sorted.
    rows: Vec<(u32, u8)>,
    /// ASCII is written as itself.
    keeps_ascii: bool,
}

impl Reverse {
    #[inline]
    pub(super) fn encode(&self, code: u32) -> Option<u8> {
        if self.keeps_ascii && code < 0x80 {
            return Some(code as u8);
        }
        let found = self.rows.binary_search_by_key(&code, |row| row.0).ok()?;
        self.rows.get(found).map(|row| row.1)
    }
}
