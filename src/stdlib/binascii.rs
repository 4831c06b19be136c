//! `binascii`: bytes as hexadecimal digits and base64, checksums.
//!
//! Quoted-printable and uuencode are missing.

use super::natives::{argument, exception, exception_class, given};
use super::{ModuleSpec, set};
use crate::memory::{PyResult, Raised, Str, Value};
use crate::objects::class::{Class, TypeSpec};
use crate::objects::exception::messages;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "binascii",
    doc: "Conversions between bytes and text that stands for bytes.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        set(vm, module, "Error", error_class(vm).into_value());
        let incomplete = exception_class(vm, "binascii.Incomplete", &INCOMPLETE, &vm.errors.exception);
        set(vm, module, "Incomplete", incomplete.into_value());
        Ok(())
    }),
};

const ERROR: TypeSpec = exception("Error", "binascii");
const INCOMPLETE: TypeSpec = exception("Incomplete", "binascii");
const HEX_SIGNATURE: &str = "(data, sep=<none>, bytes_per_sep=1)";

const FUNCTIONS: &[Method] = &[
    function("a2b_base64", "(data, /, *, strict_mode=False)", a2b_base64, "Decode base64."),
    function("a2b_hex", "(hexstr, /)", unhexlify, "Bytes from hexadecimal digits."),
    function("b2a_base64", "(data, /, *, newline=True)", b2a_base64, "Encode as base64."),
    function("b2a_hex", HEX_SIGNATURE, hexlify, "Hexadecimal digits of bytes."),
    function("crc32", "(data, crc=0, /)", crc32, "The CRC-32 checksum."),
    function("crc_hqx", "(data, crc, /)", crc_hqx, "The CRC-CCITT checksum."),
    function("hexlify", HEX_SIGNATURE, hexlify, "Hexadecimal digits of bytes."),
    function("unhexlify", "(hexstr, /)", unhexlify, "Bytes from hexadecimal digits."),
];

fn error_class(vm: &Vm) -> Class {
    exception_class(vm, "binascii.Error", &ERROR, &vm.errors.value_error)
}

#[cold]
fn error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&error_class(vm), message)
}

/// Bytes, or the ASCII letters of a str.
fn ascii_argument(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.get::<Str>() {
        return match text.as_ascii() {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => Err(messages::value_error(vm, "string argument should contain only ASCII characters")),
        };
    }
    if !buffer::is_bytes_like(value) {
        let message = format!("argument should be bytes, buffer or ASCII string, not '{}'", vm.class_name(value));
        return Err(messages::type_error(vm, &message));
    }
    buffer::expect_bytes(vm, value)
}

fn room(vm: &Vm, size: Option<usize>) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    match size {
        Some(size) if crate::room::asking(|| data.try_reserve_exact(size)).is_ok() => Ok(data),
        _ => Err(messages::memory_error(vm)),
    }
}

// ---- hexadecimal ----

const DIGITS: &[u8; 16] = b"0123456789abcdef";

fn push_hex(out: &mut Vec<u8>, byte: u8) {
    for half in [byte >> 4, byte & 15] {
        out.push(DIGITS.get(usize::from(half)).copied().unwrap_or(b'0'));
    }
}

fn hexlify(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    let separator = match given(args, 1) {
        None => None,
        Some(value) => {
            let code = match value.get::<Str>() {
                Some(text) => match (text.len(), text.data().at(0)) {
                    (1, code) => code,
                    _ => return Err(messages::value_error(vm, "sep must be length 1.")),
                },
                None => match bytes::with_plain_bytes(value, |bytes| (bytes.len(), bytes.first().copied())) {
                    Some((1, byte)) => byte.map(u32::from),
                    Some(_) => return Err(messages::value_error(vm, "sep must be length 1.")),
                    None => return Err(messages::type_error(vm, "sep must be str or bytes.")),
                },
            };
            match code.map(u8::try_from) {
                Some(Ok(byte)) => Some(byte),
                _ => return Err(messages::value_error(vm, "sep must be ASCII.")),
            }
        }
    };
    let group = match given(args, 2) {
        Some(group) => int::clamp_to_i64(&ops::index(vm, group)?),
        None => 1,
    };
    let mut out = room(vm, data.len().checked_mul(3))?;
    let size = group.unsigned_abs() as usize;
    for (index, byte) in data.iter().enumerate() {
        if let Some(separator) = separator.filter(|_| index > 0 && size > 0) {
            // Positive groups are counted from the right, negative ones from the left.
            let place = if group > 0 { data.len() - index } else { index };
            if place.is_multiple_of(size) {
                out.push(separator);
            }
        }
        push_hex(&mut out, *byte);
    }
    Ok(bytes::from_vec(vm, out))
}

fn hex_digit(letter: u8) -> Option<u8> {
    char::from(letter).to_digit(16).map(|digit| digit as u8)
}

fn unhexlify(vm: &Vm, args: &[Value]) -> PyResult {
    let text = ascii_argument(vm, argument(args, 0))?;
    if !text.len().is_multiple_of(2) {
        return Err(error(vm, "Odd-length string"));
    }
    let mut out = room(vm, Some(text.len() / 2))?;
    for pair in text.as_chunks::<2>().0 {
        match (hex_digit(pair[0]), hex_digit(pair[1])) {
            (Some(high), Some(low)) => out.push(high << 4 | low),
            _ => return Err(error(vm, "Non-hexadecimal digit found")),
        }
    }
    Ok(bytes::from_vec(vm, out))
}

// ---- base64 ----

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn b2a_base64(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    let newline = match given(args, 1) {
        Some(newline) => ops::truth(vm, newline)?,
        None => true,
    };
    let mut out = room(vm, (data.len() / 3 + 1).checked_mul(4).map(|size| size + 1))?;
    let letter = |index: u32| LETTERS.get((index & 63) as usize).copied().unwrap_or(b'A');
    for part in data.chunks(3) {
        let byte = |index: usize| u32::from(part.get(index).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        out.push(letter(word >> 18));
        out.push(letter(word >> 12));
        out.push(if part.len() > 1 { letter(word >> 6) } else { b'=' });
        out.push(if part.len() > 2 { letter(word) } else { b'=' });
    }
    if newline {
        out.push(b'\n');
    }
    Ok(bytes::from_vec(vm, out))
}

fn base64_digit(letter: u8) -> Option<u32> {
    Some(u32::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

fn a2b_base64(vm: &Vm, args: &[Value]) -> PyResult {
    let text = ascii_argument(vm, argument(args, 0))?;
    let strict = match given(args, 1) {
        Some(strict) => ops::truth(vm, strict)?,
        None => false,
    };
    let mut out = room(vm, Some(text.len() / 4 * 3 + 3))?;
    if strict && text.first() == Some(&b'=') {
        return Err(error(vm, "Leading padding not allowed"));
    }
    let (mut quad, mut left, mut pads, mut padding_began) = (0usize, 0u32, 0usize, false);
    for (index, &letter) in text.iter().enumerate() {
        if letter == b'=' {
            padding_began = true;
            if quad >= 2 {
                pads += 1;
                if quad + pads >= 4 {
                    if strict && index + 1 < text.len() {
                        return Err(error(vm, "Excess data after padding"));
                    }
                    return Ok(bytes::from_vec(vm, out));
                }
            }
            continue;
        }
        let Some(digit) = base64_digit(letter) else {
            if strict {
                return Err(error(vm, "Only base64 data is allowed"));
            }
            continue;
        };
        if strict && padding_began {
            return Err(error(vm, "Discontinuous padding not allowed"));
        }
        pads = 0;
        match quad {
            0 => left = digit,
            1 => {
                out.push((left << 2 | digit >> 4) as u8);
                left = digit & 15;
            }
            2 => {
                out.push((left << 4 | digit >> 2) as u8);
                left = digit & 3;
            }
            _ => out.push((left << 6 | digit) as u8),
        }
        quad = (quad + 1) % 4;
    }
    if quad == 1 {
        let count = out.len() / 3 * 4 + 1;
        let message =
            format!("Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4");
        return Err(error(vm, &message));
    }
    if quad != 0 {
        return Err(error(vm, "Incorrect padding"));
    }
    Ok(bytes::from_vec(vm, out))
}

// ---- checksums ----

const CRC_TABLE: [u32; 256] = {
    let mut table = [0u32; 256];
    let mut index = 0;
    while index < 256 {
        let mut word = index as u32;
        let mut bit = 0;
        while bit < 8 {
            word = if word & 1 != 0 { 0xedb8_8320 ^ (word >> 1) } else { word >> 1 };
            bit += 1;
        }
        table[index] = word;
        index += 1;
    }
    table
};

/// The CRC-32 of data after a known CRC.
pub fn crc32_of(data: &[u8], crc: u32) -> u32 {
    !data.iter().fold(!crc, |crc, &byte| CRC_TABLE[((crc ^ u32::from(byte)) & 255) as usize] ^ (crc >> 8))
}

/// The low 32 bits of an integer argument.
fn word_argument(vm: &Vm, value: Option<&Value>) -> PyResult<u32> {
    match value {
        Some(value) => {
            let number = ops::index(vm, value)?;
            Ok(int::as_big(&number).map_or(0, |number| number.wrapping_u64()) as u32)
        }
        None => Ok(0),
    }
}

fn crc32(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    let crc = word_argument(vm, given(args, 1))?;
    Ok(vm.new_int(i64::from(crc32_of(&data, crc))))
}

fn crc_hqx(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    let mut crc = word_argument(vm, given(args, 1))? as u16;
    for byte in data {
        crc ^= u16::from(byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 { (crc << 1) ^ 0x1021 } else { crc << 1 };
        }
    }
    Ok(vm.new_int(i64::from(crc)))
}
