//! Hashes of text and bytes: keyed SipHash-1-3, seeded as CPython seeds it.
//!
//! `PYTHONHASHSEED=N` gives the key that CPython derives from N, so hashes agree with CPython's; a
//! string hashes the raw bytes of its width, little end first. A random seed is the caller's matter.

use super::buffer::{Unit, Units};

/// The two halves of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKey {
    pub k0: u64,
    pub k1: u64,
}

impl HashKey {
    /// The key for `PYTHONHASHSEED=seed`; 0 switches randomization off with an all-zero key.
    pub fn from_seed(seed: u32) -> HashKey {
        if seed == 0 {
            return HashKey { k0: 0, k1: 0 };
        }
        let mut state = seed;
        let mut half = || {
            (0..8).fold(0u64, |key, index| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                key | (u64::from((state >> 16) & 0xff) << (8 * index))
            })
        };
        HashKey { k0: half(), k1: half() }
    }

    pub fn hash_bytes(&self, bytes: &[u8]) -> i64 {
        self.hash_slice(bytes, 1)
    }

    pub fn hash_units(&self, text: Units<'_>) -> i64 {
        match text {
            Units::One(slice) => self.hash_slice(slice, 1),
            Units::Two(slice) => self.hash_slice(slice, 2),
            Units::Four(slice) => self.hash_slice(slice, 4),
        }
    }

    fn hash_slice<U: Unit>(&self, slice: &[U], width: usize) -> i64 {
        if slice.is_empty() {
            return 0;
        }
        let mut state = [
            self.k0 ^ 0x736f_6d65_7073_6575,
            self.k1 ^ 0x646f_7261_6e64_6f6d,
            self.k0 ^ 0x6c79_6765_6e65_7261,
            self.k1 ^ 0x7465_6462_7974_6573,
        ];
        let pack = |chunk: &[U]| {
            chunk.iter().rev().fold(0u64, |word, unit| {
                let unit: u32 = (*unit).into();
                (word << (8 * width)) | u64::from(unit)
            })
        };
        let mut chunks = slice.chunks_exact(8 / width);
        for chunk in chunks.by_ref() {
            let word = pack(chunk);
            state[3] ^= word;
            round(&mut state);
            state[0] ^= word;
        }
        let last = (((slice.len() * width) as u64) << 56) | pack(chunks.remainder());
        state[3] ^= last;
        round(&mut state);
        state[0] ^= last;
        state[2] ^= 0xff;
        round(&mut state);
        round(&mut state);
        round(&mut state);
        let hash = (state[0] ^ state[1] ^ state[2] ^ state[3]) as i64;
        if hash == -1 { -2 } else { hash }
    }
}

#[inline(always)]
fn round(state: &mut [u64; 4]) {
    let [mut a, mut b, mut c, mut d] = *state;
    a = a.wrapping_add(b);
    b = b.rotate_left(13) ^ a;
    a = a.rotate_left(32);
    c = c.wrapping_add(d);
    d = d.rotate_left(16) ^ c;
    a = a.wrapping_add(d);
    d = d.rotate_left(21) ^ a;
    c = c.wrapping_add(b);
    b = b.rotate_left(17) ^ c;
    c = c.rotate_left(32);
    *state = [a, b, c, d];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Buffer;

    fn check(seed: u32, text: &str, expected: i64) {
        assert_eq!(HashKey::from_seed(seed).hash_units(Buffer::from(text).units()), expected, "{seed} {text}");
    }

    #[test]
    fn agrees_with_cpython() {
        check(0, "", 0);
        check(0, "a", 4644417185603328019);
        check(0, "hello", -2096571579003691106);
        check(0, "12345678", 3785724242978802311);
        check(0, "Grüße", 2003521988159703332);
        check(0, "日本語テキスト", 5570022306295089571);
        check(0, "x😀", -4086645887891144435);
        check(1, "", 0);
        check(1, "a", -3012895188637184397);
        check(1, "hello", -1712148659304476210);
        check(1, "12345678", 500036314421443289);
        check(1, "Grüße", 4098031915206959329);
        check(1, "日本語テキスト", -8653291864130687599);
        check(1, "x😀", -8652641826228717829);
        check(42, "", 0);
        check(42, "a", -123207753977932514);
        check(42, "hello", 841626496250501200);
        check(42, "12345678", -8868897825882322955);
        check(42, "Grüße", -3943933400654152462);
        check(42, "日本語テキスト", 7974636831371122120);
        check(42, "x😀", -3947404649157844922);
    }
}
