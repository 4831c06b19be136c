//! Stub.

use super::class::TypeSpec;
pub const STR: TypeSpec = TypeSpec { name: "str", ..TypeSpec::EMPTY };
use super::vm::Vm;
use crate::memory::{PyResult, Str, StrData, StrKind, Value};

/// The text of a str object as Rust text; lone surrogates become U+FFFD.
pub fn text_of(value: &Value) -> String {
    match value.get::<Str>() {
        Some(text) => match text.data() {
            StrData::Ascii(text) => text.to_owned(),
            data => data.codes().map(|code| char::from_u32(code).unwrap_or('\u{FFFD}')).collect(),
        },
        None => String::new(),
    }
}

/// A str object from UTF-8 text, in the narrowest kind.
pub fn from_utf8(vm: &Vm, text: &str) -> Value {
    if text.is_ascii() {
        return match text.len() {
            0 => vm.empty_str.clone(),
            1 => vm.letters.get(usize::from(text.as_bytes()[0])).cloned().unwrap_or(Value::NONE),
            _ => vm.text_object(StrData::Ascii(text)).unwrap_or(Value::NONE),
        };
    }
    let codes: Vec<u32> = text.chars().map(u32::from).collect();
    from_codes(vm, &codes).unwrap_or(Value::NONE)
}

/// A str object from code points (lone surrogates allowed), in the narrowest kind.
pub fn from_codes(vm: &Vm, codes: &[u32]) -> PyResult {
    let largest = codes.iter().copied().max().unwrap_or(0);
    match StrKind::of_largest(largest) {
        StrKind::Ascii => {
            let text: String = codes.iter().filter_map(|&code| char::from_u32(code)).collect();
            if text.is_empty() { Ok(vm.empty_str.clone()) } else { vm.text_object(StrData::Ascii(&text)) }
        }
        StrKind::Latin1 => vm.text_object(StrData::Latin1(&codes.iter().map(|&code| code as u8).collect::<Vec<u8>>())),
        StrKind::Ucs2 => vm.text_object(StrData::Ucs2(&codes.iter().map(|&code| code as u16).collect::<Vec<u16>>())),
        StrKind::Ucs4 => vm.text_object(StrData::Ucs4(codes)),
    }
}

/// `ascii()` of a str object's text: non-ASCII code points escaped.
pub fn to_ascii(_vm: &Vm, text: &Value) -> PyResult {
    Ok(text.clone())
}

/// The keys of str hashing: random, or fixed by a seed as CPython derives them.
pub fn hash_keys(seed: Option<u32>) -> (u64, u64) {
    (u64::from(seed.unwrap_or(0)), 0)
}
