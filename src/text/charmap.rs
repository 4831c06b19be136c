//! Single-byte code pages (cp1252, koi8-r, iso8859-2 …) as CPython's charmap codecs treat them.

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

    /// Code points with their bytes, sorted. Of two bytes with one meaning the later wins.
    pub(super) fn reverse(self) -> Vec<(u32, u8)> {
        let mut rows: Vec<(u32, u8)> = (0..=255).rev().filter_map(|byte| Some((self.decode(byte)?, byte))).collect();
        rows.sort_by_key(|row| row.0);
        rows.dedup_by_key(|row| row.0);
        rows
    }
}
