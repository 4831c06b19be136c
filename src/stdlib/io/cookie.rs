//! The numbers that `tell` of a text stream gives and `seek` takes.

use crate::memory::{PyResult, Value};
use crate::num::int::Int;
use crate::objects::int;
use crate::objects::vm::Vm;
use std::borrow::Cow;

/// What stands for a position: bytes before it, the state of decoding there, and how many of the characters
/// that follow have been handed out already.
pub struct Cookie {
    pub place: usize,
    pub held_return: bool,
    pub big_end: bool,
    pub skip: usize,
    /// The bytes behind `place` that the skipped characters need. Kept for the sake of the number alone.
    pub feed: usize,
}

impl Cookie {
    /// The number that scripts see. An ordinary position is the number of bytes alone.
    pub fn pack(&self, vm: &Vm, position: i64) -> Value {
        let state = i128::from(position) | i128::from(self.held_return) << 64 | i128::from(self.big_end) << 65;
        let state = state | (self.feed.min(1 << 30) as i128) << 96;
        if self.skip == 0 {
            return int::from_i128(vm, state);
        }
        let skip = Int::from(self.skip as i64).shl_bits(128);
        int::from_big(vm, skip.and_then(|skip| skip.add(&Int::from(state))).unwrap_or_else(|_| Int::zero()))
    }

    /// The bytes before the position, and what else the number tells.
    pub fn unpack(vm: &Vm, value: &Value) -> PyResult<(i64, Cookie)> {
        let number = int::as_big(value).map(Cow::into_owned).unwrap_or_else(Int::zero);
        let field = |shift: usize, bits: u32| (number.shr_bits(shift).wrapping_u64() & ((1 << bits) - 1)) as usize;
        match i64::try_from(number.wrapping_u64()) {
            Ok(position) if number.bit_length() <= 168 => {
                let state = field(64, 32);
                let (held_return, big_end) = (state & 1 != 0, state & 2 != 0);
                Ok((position, Cookie { place: 0, held_return, big_end, skip: field(128, 32), feed: 0 }))
            }
            _ => Err(vm.raise_message(&vm.errors.overflow_error, "int too big to convert")),
        }
    }
}
