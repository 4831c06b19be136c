//! `_random`: the Mersenne Twister MT19937 behind `random.Random`.
//!
//! Seeds, floats and bits come out as CPython's do, number for number.

use super::ModuleSpec;
use super::natives::{OPEN, add_class, argument, expect_size, given, make_in, receiver};
use crate::memory::{Guarded, Kind, Payload, PyResult, Tuple, Value};
use crate::num::int::{Endian, Int};
use crate::objects::call::CallArgs;
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{Method, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{int, kinds, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_random",
    doc: "The generator behind the random module.",
    functions: &[],
    setup: Some(|vm, module| {
        add_class(vm, module, &RANDOM, kinds::RANDOM_OBJECT);
        Ok(())
    }),
};

const RANDOM: TypeSpec = TypeSpec {
    name: "Random",
    module: "_random",
    flags: OPEN,
    doc: "A generator of random numbers.",
    slots: Slots { new: Some(random_new), init: Some(random_init), ..Slots::EMPTY },
    methods: METHODS,
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("random", "(self, /)", random_random, "A float from [0, 1)."),
    method("seed", "(self, n=None, /)", random_seed, "Start again from a number, a hashable object or fresh entropy."),
    method("getstate", "(self, /)", random_getstate, "The state as a tuple."),
    method("setstate", "(self, state, /)", random_setstate, "Go back to a state."),
    method("getrandbits", "(self, k, /)", random_getrandbits, "An integer of k random bits."),
];

const N: usize = 624;
const M: usize = 397;

struct Twister {
    words: [u32; N],
    index: usize,
}

impl Twister {
    fn new() -> Twister {
        Twister { words: [0; N], index: N + 1 }
    }

    fn seed_word(&mut self, seed: u32) {
        let mut previous = seed;
        for (index, word) in self.words.iter_mut().enumerate() {
            if index > 0 {
                previous = 1_812_433_253u32.wrapping_mul(previous ^ (previous >> 30)).wrapping_add(index as u32);
            }
            *word = previous;
        }
        self.index = N;
    }

    fn seed_key(&mut self, key: &[u32]) {
        self.seed_word(19_650_218);
        let mix = |words: &[u32; N], place: usize, factor: u32| {
            let previous = words.get(place.wrapping_sub(1)).copied().unwrap_or(0);
            words.get(place).copied().unwrap_or(0) ^ (previous ^ (previous >> 30)).wrapping_mul(factor)
        };
        let (mut place, mut at) = (1, 0);
        let wrap = |words: &mut [u32; N], place: &mut usize| {
            *place += 1;
            if *place >= N {
                words[0] = words[N - 1];
                *place = 1;
            }
        };
        for _ in 0..N.max(key.len()) {
            let part = key.get(at).copied().unwrap_or(0);
            let value = mix(&self.words, place, 1_664_525).wrapping_add(part).wrapping_add(at as u32);
            if let Some(word) = self.words.get_mut(place) {
                *word = value;
            }
            wrap(&mut self.words, &mut place);
            at += 1;
            if at >= key.len() {
                at = 0;
            }
        }
        for _ in 0..N - 1 {
            let value = mix(&self.words, place, 1_566_083_941).wrapping_sub(place as u32);
            if let Some(word) = self.words.get_mut(place) {
                *word = value;
            }
            wrap(&mut self.words, &mut place);
        }
        self.words[0] = 0x8000_0000;
    }

    /// Makes the next 624 words.
    #[inline(never)]
    fn turn(&mut self) {
        let twist = |high: u32, low: u32| {
            let joined = (high & 0x8000_0000) | (low & 0x7fff_ffff);
            (joined >> 1) ^ (if low & 1 != 0 { 0x9908_b0df } else { 0 })
        };
        let words = &mut self.words;
        for index in 0..N - M {
            words[index] = words[index + M] ^ twist(words[index], words[index + 1]);
        }
        for index in N - M..N - 1 {
            words[index] = words[index + M - N] ^ twist(words[index], words[index + 1]);
        }
        words[N - 1] = words[M - 1] ^ twist(words[N - 1], words[0]);
        self.index = 0;
    }

    #[inline(always)]
    fn next(&mut self) -> u32 {
        if self.index >= N {
            if self.index > N {
                // Never seeded: a subclass that does not call this class's initialiser.
                self.seed_key(&entropy());
            }
            self.turn();
        }
        let mut word = self.words.get(self.index).copied().unwrap_or(0);
        self.index += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }
}

pub struct RandomObject {
    twister: Guarded<Box<Twister>>,
}

impl Payload for RandomObject {
    const KIND: Kind = kinds::RANDOM_OBJECT;
}

/// A key from the operating system.
fn entropy() -> Vec<u32> {
    use std::io::Read;
    let mut bytes = [0u8; 2496];
    let filled = std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes));
    if filled.is_err() {
        let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_nanos());
        return vec![time as u32, (time >> 32) as u32, (time >> 64) as u32, std::process::id()];
    }
    bytes.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

fn random_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    make_in(vm, class, RandomObject { twister: Guarded::new(Box::new(Twister::new())) })
}

fn random_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "Random() takes no keyword arguments"));
    }
    if args.values.len() > 1 {
        return Err(messages::type_error(vm, "Random() requires 0 or 1 argument"));
    }
    let own = receiver::<RandomObject>(vm, std::slice::from_ref(object))?;
    seed(vm, own, args.values.first())
}

fn seed(vm: &Vm, own: &RandomObject, source: Option<&Value>) -> PyResult<()> {
    let key = match source.filter(|source| !source.is_none()) {
        None => entropy(),
        Some(source) => {
            let number = match int::as_big(source) {
                Some(number) => number.abs(),
                None => Int::from(ops::hash(vm, source)? as u64),
            };
            key_of(&number)
        }
    };
    own.twister.write(|twister| twister.seed_key(&key));
    Ok(())
}

/// The number in words of 32 bits, lowest first; at least one.
fn key_of(number: &Int) -> Vec<u32> {
    let count = (number.bit_length() as usize).div_ceil(32).max(1);
    let bytes = number.to_bytes(count * 4, Endian::Little, false).unwrap_or_default();
    bytes.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

fn random_seed(vm: &Vm, args: &[Value]) -> PyResult {
    seed(vm, receiver::<RandomObject>(vm, args)?, given(args, 1))?;
    Ok(Value::NONE)
}

fn random_random(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<RandomObject>(vm, args)?;
    let (a, b) = own.twister.write(|twister| (twister.next() >> 5, twister.next() >> 6));
    Ok(vm.new_float((f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)))
}

fn random_getrandbits(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<RandomObject>(vm, args)?;
    let count = expect_size(vm, argument(args, 1))?;
    if count < 0 {
        return Err(messages::value_error(vm, "number of bits must be non-negative"));
    }
    if count == 0 {
        return Ok(Value::small_int(0));
    }
    if count <= 32 {
        return Ok(Value::small_int(i64::from(own.twister.write(|twister| twister.next()) >> (32 - count))));
    }
    let words = (count as usize).div_ceil(32);
    let mut bytes: Vec<u8> = Vec::new();
    if words.checked_mul(4).is_none_or(|size| bytes.try_reserve_exact(size).is_err()) {
        return Err(messages::memory_error(vm));
    }
    let mut left = count;
    own.twister.write(|twister| {
        for _ in 0..words {
            let mut word = twister.next();
            if left < 32 {
                word >>= 32 - left;
            }
            bytes.extend_from_slice(&word.to_le_bytes());
            left -= 32;
        }
    });
    match Int::from_bytes(&bytes, Endian::Little, false) {
        Ok(number) => Ok(int::from_big(vm, number)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

fn random_getstate(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<RandomObject>(vm, args)?;
    let items = own.twister.read(|twister| {
        let words = twister.words.iter().map(|&word| Value::small_int(i64::from(word)));
        words.chain([Value::small_int(twister.index.min(N) as i64)]).collect()
    });
    Ok(vm.new_tuple(items))
}

fn random_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let own = receiver::<RandomObject>(vm, args)?;
    let Some(items) = argument(args, 1).get::<Tuple>().map(Tuple::items) else {
        return Err(messages::type_error(vm, "state vector must be a tuple"));
    };
    if items.len() != N + 1 {
        return Err(messages::value_error(vm, "state vector is the wrong size"));
    }
    let mut words = [0u32; N];
    for (place, item) in words.iter_mut().zip(items) {
        let Some(number) = int::as_i64(item) else {
            if int::operand(item).is_some() {
                return Err(messages::overflow_error(vm, "Python int too large to convert to C unsigned long"));
            }
            return Err(messages::type_error(vm, "an integer is required"));
        };
        if number < 0 {
            return Err(messages::overflow_error(vm, "can't convert negative value to unsigned int"));
        }
        *place = number as u32;
    }
    let index = items.last().and_then(int::as_i64).unwrap_or(-1);
    if !(0..=N as i64).contains(&index) {
        return Err(messages::value_error(vm, "invalid state"));
    }
    own.twister.write(|twister| {
        twister.words = words;
        twister.index = index as usize;
    });
    Ok(Value::NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_sequence() {
        let mut twister = Twister::new();
        twister.seed_key(&[0x123, 0x234, 0x345, 0x456]);
        assert_eq!([twister.next(), twister.next(), twister.next()], [1_067_595_299, 955_945_823, 477_289_528]);
    }
}
