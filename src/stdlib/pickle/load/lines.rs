//! Numbers and strings of protocol 0, which are lines of text.

use super::super::unpickling_error;
use crate::memory::{PyResult, Value};
use crate::objects::exception::messages;
use crate::objects::vm::Vm;
use crate::objects::{int, ops};

pub(super) fn integer_line(vm: &Vm, line: &[u8]) -> PyResult {
    match line {
        b"00" => return Ok(Value::FALSE),
        b"01" => return Ok(Value::TRUE),
        _ => {}
    }
    let line = String::from_utf8_lossy(line);
    match int::parse(vm, line.trim_start(), 0)? {
        Some(number) => Ok(number),
        // C's own reading takes leading zeros, as octal digits.
        None => match i64::from_str_radix(line.trim_start(), 8) {
            Ok(number) => Ok(int::from_i64(vm, number)),
            Err(_) => Err(messages::value_error(vm, "could not convert string to int")),
        },
    }
}

pub(super) fn long_line(vm: &Vm, line: &[u8]) -> PyResult {
    let digits = line.strip_suffix(b"L").unwrap_or(line);
    let text = String::from_utf8_lossy(digits);
    match int::parse(vm, text.trim(), 0)? {
        Some(number) => Ok(number),
        None => {
            let shown = ops::repr_text(vm, &vm.new_str(&format!("{text}\n")))?;
            Err(messages::value_error(vm, &format!("invalid literal for int() with base 0: {shown}")))
        }
    }
}

pub(super) fn float_line(vm: &Vm, line: Vec<u8>) -> PyResult {
    let text = crate::objects::str::from_bytes(vm, &line)?;
    let plain = line.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'_');
    match vm.catch(&vm.errors.value_error, vm.call_values(vm.types.float.value(), &[text]))? {
        Some(number) if plain => Ok(number),
        _ => {
            let shown = String::from_utf8_lossy(&line).into_owned();
            Err(messages::value_error(vm, &format!("could not convert string to float: '{shown}\n'")))
        }
    }
}

/// The bytes of a quoted text of protocol 0.
pub(super) fn quoted(vm: &Vm, line: &[u8]) -> PyResult<Vec<u8>> {
    let line = line.trim_ascii_end();
    let inner = match line {
        [open @ (b'\'' | b'"'), inner @ .., close] if open == close => inner,
        _ => return Err(unpickling_error(vm, "the STRING opcode argument must be quoted")),
    };
    let mut out = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'\\' {
            out.push(*first);
            continue;
        }
        let Some((letter, after)) = rest.split_first() else {
            return Err(messages::value_error(vm, "Trailing \\ in string"));
        };
        rest = after;
        match letter {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(*letter),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'v' => out.push(11),
            b'x' => {
                let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    Some(byte) => {
                        out.push(byte);
                        rest = rest.get(2..).unwrap_or(&[]);
                    }
                    None => {
                        let position = inner.len() - rest.len() - 2;
                        return Err(messages::value_error(vm, &format!("invalid \\x escape at position {position}")));
                    }
                }
            }
            b'0'..=b'7' => {
                let mut number = u32::from(letter - b'0');
                for _ in 0..2 {
                    match rest.split_first() {
                        Some((digit @ b'0'..=b'7', after)) => {
                            number = number * 8 + u32::from(digit - b'0');
                            rest = after;
                        }
                        _ => break,
                    }
                }
                out.push(number as u8);
            }
            _ => out.extend_from_slice(&[b'\\', *letter]),
        }
    }
    Ok(out)
}
