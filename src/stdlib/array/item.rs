//! The item types of arrays: their letters, sizes, and the way of an item between Python and memory.

use crate::memory::{PyResult, Raised, Str, Value};
use crate::objects::exception::messages;
use crate::objects::vm::Vm;
use crate::objects::{float, int, ops, str};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// An integer: letter, bytes, signed.
    Integer(u8, u8, bool),
    Float,
    Double,
    /// `u`, whose width was once another.
    OldText,
    Text,
}

/// Letters of integers: bytes, signed, and the name in messages.
const INTEGERS: [(u8, u8, bool, &str); 10] = [
    (b'b', 1, true, "signed char"),
    (b'B', 1, false, "unsigned byte integer"),
    (b'h', 2, true, "signed short integer"),
    (b'H', 2, false, "unsigned short"),
    (b'i', 4, true, "signed integer"),
    (b'I', 4, false, "unsigned int"),
    (b'l', 8, true, "long"),
    (b'L', 8, false, "unsigned long"),
    (b'q', 8, true, "int"),
    (b'Q', 8, false, "int"),
];

impl Code {
    pub(super) fn by_letter(letter: u32) -> Option<Code> {
        match u8::try_from(letter).ok()? {
            b'f' => Some(Code::Float),
            b'd' => Some(Code::Double),
            b'u' => Some(Code::OldText),
            b'w' => Some(Code::Text),
            letter => {
                let (letter, size, signed, _) = INTEGERS.into_iter().find(|row| row.0 == letter)?;
                Some(Code::Integer(letter, size, signed))
            }
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Code::Integer(letter, ..) => {
                const LETTERS: &str = "bBhHiIlLqQ";
                let at = LETTERS.find(char::from(letter)).unwrap_or(0);
                LETTERS.get(at..at + 1).unwrap_or("b")
            }
            Code::Float => "f",
            Code::Double => "d",
            Code::OldText => "u",
            Code::Text => "w",
        }
    }

    pub(super) fn size(self) -> usize {
        match self {
            Code::Integer(_, size, _) => usize::from(size),
            Code::Double => 8,
            Code::Float | Code::OldText | Code::Text => 4,
        }
    }

    pub(super) fn is_text(self) -> bool {
        matches!(self, Code::OldText | Code::Text)
    }

    pub(super) fn is_float(self) -> bool {
        matches!(self, Code::Float | Code::Double)
    }

    /// The object of an item, whose bytes stand at the front.
    pub(super) fn unpack(self, vm: &Vm, item: [u8; 8]) -> PyResult {
        let [a, b, c, d, ..] = item;
        Ok(match self {
            Code::Integer(_, 1, true) => Value::small_int(i64::from(a as i8)),
            Code::Integer(_, 1, false) => Value::small_int(i64::from(a)),
            Code::Integer(_, 2, true) => Value::small_int(i64::from(i16::from_ne_bytes([a, b]))),
            Code::Integer(_, 2, false) => Value::small_int(i64::from(u16::from_ne_bytes([a, b]))),
            Code::Integer(_, 4, true) => Value::small_int(i64::from(i32::from_ne_bytes([a, b, c, d]))),
            Code::Integer(_, 4, false) => Value::small_int(i64::from(u32::from_ne_bytes([a, b, c, d]))),
            Code::Integer(_, _, true) => int::from_i64(vm, i64::from_ne_bytes(item)),
            Code::Integer(_, _, false) => int::from_u64(vm, u64::from_ne_bytes(item)),
            Code::Float => float::from_f64(vm, f64::from(f32::from_ne_bytes([a, b, c, d]))),
            Code::Double => float::from_f64(vm, f64::from_ne_bytes(item)),
            Code::OldText | Code::Text => {
                let code = u32::from_ne_bytes([a, b, c, d]);
                if code > 0x10_ffff {
                    let message = format!("character U+{code:x} is not in range [U+0000; U+10ffff]");
                    return Err(messages::value_error(vm, &message));
                }
                return str::from_code(vm, code);
            }
        })
    }

    /// The bytes of an item, in front, and their number.
    pub(super) fn pack(self, vm: &Vm, value: &Value) -> PyResult<([u8; 8], usize)> {
        let mut item = [0; 8];
        let mut put = |bytes: &[u8]| {
            if let Some(place) = item.get_mut(..bytes.len()) {
                place.copy_from_slice(bytes);
            }
        };
        match self {
            Code::Float => put(&(float::expect_real(vm, value)? as f32).to_ne_bytes()),
            Code::Double => put(&float::expect_real(vm, value)?.to_ne_bytes()),
            Code::OldText | Code::Text => match value.get::<Str>().filter(|text| text.len() == 1) {
                Some(text) => put(&text.data().at(0).unwrap_or(0).to_ne_bytes()),
                None => return Err(messages::type_error(vm, "array item must be unicode character")),
            },
            Code::Integer(letter, size, signed) => {
                let number = if value.is_int() { value.clone() } else { ops::index(vm, value)? };
                let found = int::as_big(&number).and_then(|number| number.to_i128());
                let bits = u32::from(size) * 8;
                let range = if signed { -(1i128 << (bits - 1))..1 << (bits - 1) } else { 0..1 << bits };
                let Some(number) = found.filter(|number| range.contains(number)) else {
                    return Err(out_of_range(vm, letter, found));
                };
                let wide = (number as u64).to_le_bytes();
                let mut bytes = wide;
                let used = bytes.get_mut(..usize::from(size)).unwrap_or_default();
                if cfg!(target_endian = "big") {
                    used.reverse();
                }
                put(used);
            }
        }
        Ok((item, self.size()))
    }
}

/// The words for a number that does not fit; they differ a good deal between the types.
fn out_of_range(vm: &Vm, letter: u8, number: Option<i128>) -> Raised {
    let name = INTEGERS.into_iter().find(|row| row.0 == letter).map_or("", |row| row.3);
    let fits = |low: i128, high: i128| number.is_some_and(|number| (low..=high).contains(&number));
    let message = match letter {
        b'q' | b'Q' if letter == b'Q' && number.is_some_and(i128::is_negative) => {
            "can't convert negative int to unsigned".to_owned()
        }
        b'q' | b'Q' => "int too big to convert".to_owned(),
        b'I' | b'L' if number.is_some_and(i128::is_negative) => "can't convert negative value to unsigned int".to_owned(),
        b'I' | b'L' if !fits(0, i128::from(u64::MAX)) => "Python int too large to convert to C unsigned long".to_owned(),
        b'I' => format!("{name} is greater than maximum"),
        _ if !fits(i128::from(i64::MIN), i128::from(i64::MAX)) => "Python int too large to convert to C long".to_owned(),
        _ if number.is_some_and(i128::is_negative) => format!("{name} is less than minimum"),
        _ => format!("{name} is greater than maximum"),
    };
    messages::overflow_error(vm, &message)
}
