//! JSON text to objects.

use super::DEEPEST;
use crate::memory::{PyResult, Raised, Str, StrData, Value};
use crate::num::float_text;
use crate::objects::exception::messages;
use crate::objects::vm::Vm;
use crate::objects::{dict, float, int, str};
use crate::room;
use crate::stdlib::natives::argument;
use crate::text::buffer::{Unit, Units};
use std::collections::HashMap;

/// Why scanning stops.
enum Stop {
    /// The text is not JSON here, or not plain.
    NotPlain,
    Raised(Raised),
}

impl From<Raised> for Stop {
    fn from(raised: Raised) -> Stop {
        Stop::Raised(raised)
    }
}

/// Digits of an int that fits the word for sure.
const SHORT: usize = 17;

struct Scanner<'a, T> {
    vm: &'a Vm,
    text: &'a [T],
    at: usize,
    strict: bool,
    /// Equal keys of one document share one str.
    keys: HashMap<Vec<T>, Value>,
    /// Those that escapes made wider than the text.
    wide_keys: HashMap<Vec<u32>, Value>,
}

impl<T: Unit + std::hash::Hash> Scanner<'_, T> {
    fn peek(&self) -> u32 {
        self.text.get(self.at).map_or(u32::MAX, |&unit| unit.into())
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), 0x20 | 0x09 | 0x0a | 0x0d) {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &[u8], value: Value) -> Result<Value, Stop> {
        let found = self.text.get(self.at..self.at + word.len()).ok_or(Stop::NotPlain)?;
        if found.iter().zip(word).any(|(&unit, &byte)| unit.into() != u32::from(byte)) {
            return Err(Stop::NotPlain);
        }
        self.at += word.len();
        Ok(value)
    }

    fn value(&mut self, depth: u32) -> Result<Value, Stop> {
        match self.peek() {
            0x22 => self.string(false),
            0x7b if depth < DEEPEST => self.object(depth),
            0x5b if depth < DEEPEST => self.array(depth),
            0x6e => self.word(b"null", Value::NONE),
            0x74 => self.word(b"true", Value::TRUE),
            0x66 => self.word(b"false", Value::FALSE),
            0x2d | 0x30..=0x39 => self.number(),
            _ => Err(Stop::NotPlain),
        }
    }

    fn array(&mut self, depth: u32) -> Result<Value, Stop> {
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.peek() == 0x5d {
            self.at += 1;
            return Ok(self.vm.new_list(items));
        }
        loop {
            let item = self.value(depth + 1)?;
            if items.len() == items.capacity() && room::asking(|| items.try_reserve(items.len().max(4))).is_err() {
                return Err(Stop::Raised(messages::memory_error(self.vm)));
            }
            items.push(item);
            self.skip_space();
            match self.peek() {
                0x5d => {
                    self.at += 1;
                    return Ok(self.vm.new_list(items));
                }
                0x2c => self.at += 1,
                _ => return Err(Stop::NotPlain),
            }
            self.skip_space();
        }
    }

    fn object(&mut self, depth: u32) -> Result<Value, Stop> {
        self.at += 1;
        let result = self.vm.new_dict();
        self.skip_space();
        if self.peek() == 0x7d {
            self.at += 1;
            return Ok(result);
        }
        loop {
            if self.peek() != 0x22 {
                return Err(Stop::NotPlain);
            }
            let key = self.string(true)?;
            self.skip_space();
            if self.peek() != 0x3a {
                return Err(Stop::NotPlain);
            }
            self.at += 1;
            self.skip_space();
            let value = self.value(depth + 1)?;
            dict::set_item(self.vm, &result, &key, value)?;
            self.skip_space();
            match self.peek() {
                0x7d => {
                    self.at += 1;
                    return Ok(result);
                }
                0x2c => self.at += 1,
                _ => return Err(Stop::NotPlain),
            }
            self.skip_space();
        }
    }

    /// A string from its quote on.
    fn string(&mut self, is_key: bool) -> Result<Value, Stop> {
        let start = self.at + 1;
        let rest = self.text.get(start..).unwrap_or(&[]);
        for (length, &unit) in rest.iter().enumerate() {
            let code: u32 = unit.into();
            if code == 0x22 {
                self.at = start + length + 1;
                let plain = rest.get(..length).unwrap_or(&[]);
                return if is_key { self.key(plain) } else { Ok(str::from_units(self.vm, T::units(plain))?) };
            }
            if code == 0x5c {
                return self.escaped(start, start + length, is_key);
            }
            if code < 0x20 && self.strict {
                break;
            }
        }
        Err(Stop::NotPlain)
    }

    fn key(&mut self, plain: &[T]) -> Result<Value, Stop> {
        if let Some(known) = self.keys.get(plain) {
            return Ok(known.clone());
        }
        let key = str::from_units(self.vm, T::units(plain))?;
        self.keys.insert(plain.to_vec(), key.clone());
        Ok(key)
    }

    fn four_digits(&self, at: usize) -> Result<u32, Stop> {
        let digits = self.text.get(at..at + 4).ok_or(Stop::NotPlain)?;
        digits.iter().try_fold(0, |code, &unit| {
            let digit = char::from_u32(unit.into()).and_then(|letter| letter.to_digit(16)).ok_or(Stop::NotPlain)?;
            Ok(code << 4 | digit)
        })
    }

    /// A string with escapes; the first is at `at`.
    fn escaped(&mut self, start: usize, at: usize, is_key: bool) -> Result<Value, Stop> {
        let mut codes: Vec<u32> = self.text.get(start..at).unwrap_or(&[]).iter().map(|&unit| unit.into()).collect();
        let mut at = at;
        loop {
            let code: u32 = self.text.get(at).copied().ok_or(Stop::NotPlain)?.into();
            at += 1;
            if code == 0x22 {
                break;
            }
            if codes.len() == codes.capacity() && room::asking(|| codes.try_reserve(codes.len().max(16))).is_err() {
                return Err(Stop::Raised(messages::memory_error(self.vm)));
            }
            if code != 0x5c {
                if code < 0x20 && self.strict {
                    return Err(Stop::NotPlain);
                }
                codes.push(code);
                continue;
            }
            let letter: u32 = self.text.get(at).copied().ok_or(Stop::NotPlain)?.into();
            at += 1;
            codes.push(match letter {
                0x22 | 0x5c | 0x2f => letter,
                0x62 => 0x08,
                0x66 => 0x0c,
                0x6e => 0x0a,
                0x72 => 0x0d,
                0x74 => 0x09,
                0x75 => {
                    let high = self.four_digits(at)?;
                    at += 4;
                    let follows = |offset: usize, byte: u32| self.text.get(at + offset).is_some_and(|&unit| unit.into() == byte);
                    if (0xd800..0xdc00).contains(&high) && follows(0, 0x5c) && follows(1, 0x75) {
                        let low = self.four_digits(at + 2)?;
                        if (0xdc00..0xe000).contains(&low) {
                            at += 6;
                            0x1_0000 + ((high - 0xd800) << 10 | (low - 0xdc00))
                        } else {
                            high
                        }
                    } else {
                        high
                    }
                }
                _ => return Err(Stop::NotPlain),
            });
        }
        self.at = at;
        if is_key {
            if let Some(narrow) = codes.iter().map(|&code| T::narrow(code)).collect::<Option<Vec<T>>>() {
                return self.key(&narrow);
            }
            if let Some(known) = self.wide_keys.get(&codes) {
                return Ok(known.clone());
            }
            let key = str::from_codes(self.vm, &codes)?;
            self.wide_keys.insert(codes, key.clone());
            return Ok(key);
        }
        Ok(str::from_codes(self.vm, &codes)?)
    }

    fn digits(&self, from: usize) -> usize {
        self.text.get(from..).unwrap_or(&[]).iter().take_while(|&&unit| matches!(unit.into(), 0x30..=0x39)).count()
    }

    fn number(&mut self) -> Result<Value, Stop> {
        let start = self.at;
        let mut end = start + usize::from(self.peek() == 0x2d);
        let whole = self.digits(end);
        if whole == 0 {
            return Err(Stop::NotPlain);
        }
        let leads_with_zero = self.text.get(end).is_some_and(|&unit| unit.into() == 0x30);
        end += if leads_with_zero { 1 } else { whole };
        let unit = |at: usize| self.text.get(at).map_or(u32::MAX, |&unit| unit.into());
        let mut is_float = false;
        if unit(end) == 0x2e {
            let fraction = self.digits(end + 1);
            if fraction > 0 {
                is_float = true;
                end += 1 + fraction;
            }
        }
        if matches!(unit(end), 0x65 | 0x45) {
            let sign = usize::from(matches!(unit(end + 1), 0x2b | 0x2d));
            let exponent = self.digits(end + 1 + sign);
            if exponent > 0 {
                is_float = true;
                end += 1 + sign + exponent;
            }
        }
        let digits: String =
            self.text.get(start..end).unwrap_or(&[]).iter().filter_map(|&unit| char::from_u32(unit.into())).collect();
        self.at = end;
        if is_float {
            return match float_text::parse(&digits) {
                Some(number) => Ok(float::from_f64(self.vm, number)),
                None => Err(Stop::NotPlain),
            };
        }
        if digits.len() <= SHORT {
            return digits.parse().map(|number: i64| int::from_i64(self.vm, number)).map_err(|_| Stop::NotPlain);
        }
        match int::parse(self.vm, &digits, 10)? {
            Some(number) => Ok(number),
            None => Err(Stop::NotPlain),
        }
    }
}

fn scan_units<T: Unit + std::hash::Hash>(vm: &Vm, text: &[T], at: usize, strict: bool) -> PyResult {
    let mut scanner = Scanner { vm, text, at, strict, keys: HashMap::new(), wide_keys: HashMap::new() };
    match scanner.value(0) {
        Ok(value) => Ok(vm.tuple_of([value, vm.new_int(scanner.at as i64)])),
        Err(Stop::NotPlain) => Ok(Value::NONE),
        Err(Stop::Raised(raised)) => Err(raised),
    }
}

pub fn scan(vm: &Vm, args: &[Value]) -> PyResult {
    let (Some(text), Some(at)) =
        (argument(args, 0).get::<Str>(), argument(args, 1).as_int().and_then(|at| usize::try_from(at).ok()))
    else {
        return Ok(Value::NONE);
    };
    let strict = argument(args, 2).is_true();
    if let StrData::Ascii(ascii) = text.data() {
        return scan_units(vm, ascii.as_bytes(), at, strict);
    }
    match str::units_of(text) {
        Units::One(units) => scan_units(vm, units, at, strict),
        Units::Two(units) => scan_units(vm, units, at, strict),
        Units::Four(units) => scan_units(vm, units, at, strict),
    }
}
