//! Hash functions: SHA-3, SHAKE and BLAKE2 here, the others from packages.
//!
//! Pure: bytes in, digests out.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

// ---- Keccak ----

const ROUNDS: [u64; 24] = [
    0x0000_0000_0000_0001,
    0x0000_0000_0000_8082,
    0x8000_0000_0000_808a,
    0x8000_0000_8000_8000,
    0x0000_0000_0000_808b,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8009,
    0x0000_0000_0000_008a,
    0x0000_0000_0000_0088,
    0x0000_0000_8000_8009,
    0x0000_0000_8000_000a,
    0x0000_0000_8000_808b,
    0x8000_0000_0000_008b,
    0x8000_0000_0000_8089,
    0x8000_0000_0000_8003,
    0x8000_0000_0000_8002,
    0x8000_0000_0000_0080,
    0x0000_0000_0000_800a,
    0x8000_0000_8000_000a,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8080,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8008,
];
const ROTATIONS: [u32; 24] = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
const LANES: [usize; 24] = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

/// The sponge of SHA-3 and SHAKE.
#[derive(Clone)]
pub struct Keccak {
    lanes: [u64; 25],
    /// Bytes of the state that take part in input and output.
    rate: usize,
    position: usize,
    /// The bits that end the message.
    suffix: u8,
}

impl Keccak {
    fn new(rate: usize, suffix: u8) -> Keccak {
        Keccak { lanes: [0; 25], rate, position: 0, suffix }
    }

    fn permute(&mut self) {
        let lanes = &mut self.lanes;
        for round in ROUNDS {
            let mut parity = [0u64; 5];
            for (index, lane) in lanes.iter().enumerate() {
                parity[index % 5] ^= lane;
            }
            for (index, lane) in lanes.iter_mut().enumerate() {
                *lane ^= parity[(index + 4) % 5] ^ parity[(index + 1) % 5].rotate_left(1);
            }
            let mut carried = lanes[1];
            for (&target, &rotation) in LANES.iter().zip(&ROTATIONS) {
                let next = lanes[target];
                lanes[target] = carried.rotate_left(rotation);
                carried = next;
            }
            for row in lanes.as_chunks_mut::<5>().0 {
                let old = *row;
                for (index, lane) in row.iter_mut().enumerate() {
                    *lane ^= !old[(index + 1) % 5] & old[(index + 2) % 5];
                }
            }
            lanes[0] ^= round;
        }
    }

    fn mix(&mut self, position: usize, byte: u8) {
        if let Some(lane) = self.lanes.get_mut(position / 8) {
            *lane ^= u64::from(byte) << (8 * (position % 8));
        }
    }

    fn update(&mut self, data: &[u8]) {
        for &byte in data {
            self.mix(self.position, byte);
            self.position += 1;
            if self.position == self.rate {
                self.permute();
                self.position = 0;
            }
        }
    }

    fn finish(mut self, out: &mut [u8]) {
        self.mix(self.position, self.suffix);
        self.mix(self.rate - 1, 0x80);
        for part in out.chunks_mut(self.rate) {
            self.permute();
            let bytes = self.lanes.iter().flat_map(|lane| lane.to_le_bytes());
            part.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
        }
    }
}

// ---- BLAKE2 ----

const SIGMA: [[u8; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
const START: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

macro_rules! blake2 {
    ($name:ident, $word:ty, $bytes:literal, $rounds:literal, $r1:literal, $r2:literal, $r3:literal, $r4:literal, $shift:literal) => {
        #[derive(Clone)]
        pub struct $name {
            state: [$word; 8],
            count: u128,
            block: [u8; $bytes * 16],
            filled: usize,
            size: usize,
        }

        impl $name {
            /// Sizes were checked by the caller: `key` up to 8 words, `salt` and `person` up to 2.
            pub fn new(size: usize, key: &[u8], salt: &[u8], person: &[u8]) -> $name {
                let mut parameters = [0u8; $bytes * 8];
                parameters[0] = size as u8;
                parameters[1] = key.len() as u8;
                parameters[2] = 1;
                parameters[3] = 1;
                for (start, text) in [($bytes * 4, salt), ($bytes * 6, person)] {
                    for (place, byte) in parameters.iter_mut().skip(start).zip(text) {
                        *place = *byte;
                    }
                }
                let mut state = START.map(|word| (word >> $shift) as $word);
                for (word, part) in state.iter_mut().zip(parameters.as_chunks::<$bytes>().0) {
                    *word ^= <$word>::from_le_bytes(*part);
                }
                let mut this = $name { state, count: 0, block: [0; $bytes * 16], filled: 0, size };
                if !key.is_empty() {
                    this.update(key);
                    this.filled = $bytes * 16;
                }
                this
            }

            fn compress(&mut self, last: bool) {
                let mut words: [$word; 16] = [0; 16];
                for (word, part) in words.iter_mut().zip(self.block.as_chunks::<$bytes>().0) {
                    *word = <$word>::from_le_bytes(*part);
                }
                let start = START.map(|word| (word >> $shift) as $word);
                let mut v: [$word; 16] = [0; 16];
                for (place, word) in v.iter_mut().zip(self.state.iter().chain(&start)) {
                    *place = *word;
                }
                v[12] ^= self.count as $word;
                v[13] ^= (self.count >> ($bytes * 8)) as $word;
                if last {
                    v[14] = !v[14];
                }
                for round in 0..$rounds {
                    let order = &SIGMA[round % 10];
                    let mut mix = |a: usize, b: usize, c: usize, d: usize, at: usize| {
                        let (x, y) = (words[usize::from(order[at])], words[usize::from(order[at + 1])]);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                        v[d] = (v[d] ^ v[a]).rotate_right($r1);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right($r2);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                        v[d] = (v[d] ^ v[a]).rotate_right($r3);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right($r4);
                    };
                    mix(0, 4, 8, 12, 0);
                    mix(1, 5, 9, 13, 2);
                    mix(2, 6, 10, 14, 4);
                    mix(3, 7, 11, 15, 6);
                    mix(0, 5, 10, 15, 8);
                    mix(1, 6, 11, 12, 10);
                    mix(2, 7, 8, 13, 12);
                    mix(3, 4, 9, 14, 14);
                }
                for (index, word) in self.state.iter_mut().enumerate() {
                    *word ^= v[index] ^ v[index + 8];
                }
            }

            fn update(&mut self, data: &[u8]) {
                for &byte in data {
                    // A full block waits, because the last one is treated specially.
                    if self.filled == self.block.len() {
                        self.count += self.filled as u128;
                        self.compress(false);
                        self.block = [0; $bytes * 16];
                        self.filled = 0;
                    }
                    if let Some(place) = self.block.get_mut(self.filled) {
                        *place = byte;
                    }
                    self.filled += 1;
                }
            }

            fn finish(mut self) -> Vec<u8> {
                self.count += self.filled as u128;
                self.compress(true);
                self.state.iter().flat_map(|word| word.to_le_bytes()).take(self.size).collect()
            }
        }
    };
}

blake2!(Blake2b, u64, 8, 12, 32, 24, 16, 63, 0);
blake2!(Blake2s, u32, 4, 10, 16, 12, 8, 7, 32);

// ---- all of them ----

#[derive(Clone)]
pub enum Hasher {
    Md5(Md5),
    Sha1(Sha1),
    Sha224(Sha224),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
    /// With the digest's size; 0 for SHAKE, whose size is asked for.
    Keccak(Box<Keccak>, usize),
    Blake2b(Box<Blake2b>),
    Blake2s(Box<Blake2s>),
}

/// The names that always work.
pub const NAMES: &[&str] = &[
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "shake_128",
    "shake_256",
    "blake2b",
    "blake2s",
];

impl Hasher {
    pub fn by_name(name: &str) -> Option<Hasher> {
        let sha3 = |size: usize| Hasher::Keccak(Box::new(Keccak::new(200 - 2 * size, 0x06)), size);
        Some(match name {
            "md5" => Hasher::Md5(Md5::new()),
            "sha1" => Hasher::Sha1(Sha1::new()),
            "sha224" => Hasher::Sha224(Sha224::new()),
            "sha256" => Hasher::Sha256(Sha256::new()),
            "sha384" => Hasher::Sha384(Sha384::new()),
            "sha512" => Hasher::Sha512(Sha512::new()),
            "sha3_224" => sha3(28),
            "sha3_256" => sha3(32),
            "sha3_384" => sha3(48),
            "sha3_512" => sha3(64),
            "shake_128" => Hasher::Keccak(Box::new(Keccak::new(168, 0x1f)), 0),
            "shake_256" => Hasher::Keccak(Box::new(Keccak::new(136, 0x1f)), 0),
            "blake2b" => Hasher::Blake2b(Box::new(Blake2b::new(64, &[], &[], &[]))),
            "blake2s" => Hasher::Blake2s(Box::new(Blake2s::new(32, &[], &[], &[]))),
            _ => return None,
        })
    }

    pub fn update(&mut self, data: &[u8]) {
        match self {
            Hasher::Md5(state) => state.update(data),
            Hasher::Sha1(state) => state.update(data),
            Hasher::Sha224(state) => state.update(data),
            Hasher::Sha256(state) => state.update(data),
            Hasher::Sha384(state) => state.update(data),
            Hasher::Sha512(state) => state.update(data),
            Hasher::Keccak(state, _) => state.update(data),
            Hasher::Blake2b(state) => state.update(data),
            Hasher::Blake2s(state) => state.update(data),
        }
    }

    /// Whether the digest's size is chosen by the caller.
    pub fn is_extendable(&self) -> bool {
        matches!(self, Hasher::Keccak(_, 0))
    }

    pub fn digest_size(&self) -> usize {
        match self {
            Hasher::Md5(_) => 16,
            Hasher::Sha1(_) => 20,
            Hasher::Sha224(_) => 28,
            Hasher::Sha256(_) => 32,
            Hasher::Sha384(_) => 48,
            Hasher::Sha512(_) => 64,
            Hasher::Keccak(_, size) => *size,
            Hasher::Blake2b(state) => state.size,
            Hasher::Blake2s(state) => state.size,
        }
    }

    pub fn block_size(&self) -> usize {
        match self {
            Hasher::Md5(_) | Hasher::Sha1(_) | Hasher::Sha224(_) | Hasher::Sha256(_) | Hasher::Blake2s(_) => 64,
            Hasher::Sha384(_) | Hasher::Sha512(_) | Hasher::Blake2b(_) => 128,
            Hasher::Keccak(state, _) => state.rate,
        }
    }

    pub fn digest(&self) -> Vec<u8> {
        match self.clone() {
            Hasher::Md5(state) => state.finalize().to_vec(),
            Hasher::Sha1(state) => state.finalize().to_vec(),
            Hasher::Sha224(state) => state.finalize().to_vec(),
            Hasher::Sha256(state) => state.finalize().to_vec(),
            Hasher::Sha384(state) => state.finalize().to_vec(),
            Hasher::Sha512(state) => state.finalize().to_vec(),
            Hasher::Keccak(state, size) => {
                let mut out = vec![0; size];
                state.finish(&mut out);
                out
            }
            Hasher::Blake2b(state) => state.finish(),
            Hasher::Blake2s(state) => state.finish(),
        }
    }

    /// Fills `out`, for SHAKE.
    pub fn extend_into(&self, out: &mut [u8]) {
        if let Hasher::Keccak(state, _) = self {
            state.as_ref().clone().finish(out);
        }
    }
}

/// HMAC of a message, for key derivation.
pub fn hmac(plain: &Hasher, key: &[u8], message: &[&[u8]]) -> Vec<u8> {
    let size = plain.block_size();
    let mut block = key.to_vec();
    if block.len() > size {
        let mut hasher = plain.clone();
        hasher.update(&block);
        block = hasher.digest();
    }
    block.resize(size, 0);
    let keyed = |pad: u8| {
        let mut hasher = plain.clone();
        hasher.update(&block.iter().map(|byte| byte ^ pad).collect::<Vec<u8>>());
        hasher
    };
    let mut inner = keyed(0x36);
    message.iter().for_each(|part| inner.update(part));
    let mut outer = keyed(0x5c);
    outer.update(&inner.digest());
    outer.digest()
}

#[cfg(test)]
mod tests {
    use super::Hasher;

    fn check(name: &str, data: &[u8], expected: &str) {
        let digest = Hasher::by_name(name).map(|mut hasher| {
            hasher.update(data);
            hasher.digest().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        });
        assert_eq!(digest.as_deref(), Some(expected), "{name}");
    }

    #[test]
    fn published_digests() {
        check("md5", b"a", "0cc175b9c0f1b6a831c399e269772661");
        check("sha3_256", b"", "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a");
        check(
            "blake2b",
            b"abc",
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        );
        check("blake2s", b"abc", "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982");
    }
}
