//! Addresses between Python values and the system: tuples, paths, packed bytes.

use super::{failure, int_argument, resolve_failure};
use crate::memory::net::{self, Address};
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::objects::exception::messages;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, ops};
use crate::stdlib::natives::argument;
use std::ffi::CStr;
use std::net::{Ipv4Addr, Ipv6Addr};

/// An address argument of a socket of a family.
pub fn address_argument(vm: &Vm, family: i32, value: &Value, function: &str) -> PyResult<Address> {
    match family {
        libc::AF_UNIX => unix(vm, value),
        libc::AF_INET | libc::AF_INET6 => internet(vm, family, value, function),
        _ => Err(vm.raise_message(&vm.errors.os_error, &format!("{function}(): bad family"))),
    }
}

fn unix(vm: &Vm, value: &Value) -> PyResult<Address> {
    let path = if value.is_kind::<Str>() {
        text_of(value).into_bytes()
    } else if let Some(data) = bytes::with_plain_bytes(value, <[u8]>::to_vec) {
        data
    } else if buffer::is_bytes_like(value) {
        buffer::expect_bytes(vm, value)?
    } else {
        return Err(messages::type_error(vm, &format!("a bytes-like object is required, not '{}'", vm.class_name(value))));
    };
    if path.len() >= 108 {
        return Err(vm.raise_message(&vm.errors.os_error, "AF_UNIX path too long"));
    }
    Ok(Address::Unix(path))
}

fn internet(vm: &Vm, family: i32, value: &Value, function: &str) -> PyResult<Address> {
    let name = if family == libc::AF_INET { "AF_INET" } else { "AF_INET6" };
    let Some(items) = value.get::<Tuple>().map(Tuple::items) else {
        return Err(messages::type_error(
            vm,
            &format!("{function}(): {name} address must be tuple, not {}", vm.class_name(value)),
        ));
    };
    let most = if family == libc::AF_INET { 2 } else { 4 };
    let [host, port, rest @ ..] = items else {
        return Err(messages::type_error(vm, &format!("{name} address must be a pair (host, port)")));
    };
    if items.len() > most {
        let shape = if most == 2 { "a pair (host, port)" } else { "a tuple (host, port[, flowinfo[, scopeid]])" };
        return Err(messages::type_error(vm, &format!("{name} address must be {shape}")));
    }
    let host = host_bytes(vm, host)?;
    let port = ops::index_exact(vm, port)?;
    let Ok(port) = u16::try_from(port) else {
        return Err(messages::overflow_error(vm, &format!("{function}(): port must be 0-65535.")));
    };
    let extra = |index: usize| rest.get(index).map_or(Ok(0), |value| ops::index_exact(vm, value).map(|number| number as u32));
    let (flow, scope) = (extra(0)?, extra(1)?);
    let Some(host) = net::terminated(&host) else { return Err(messages::value_error(vm, "embedded null character")) };
    Ok(match resolve_host(vm, &host, family)? {
        Address::V4 { host, .. } => Address::V4 { host, port },
        Address::V6 { host, scope: own, .. } => Address::V6 { host, port, flow, scope: if scope == 0 { own } else { scope } },
        other => other,
    })
}

fn host_bytes(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if value.is_kind::<Str>() {
        return Ok(text_of(value).into_bytes());
    }
    match buffer::with_bytes(value, <[u8]>::to_vec) {
        Some(data) => Ok(data),
        None => Err(messages::type_error(vm, &format!("str, bytes or bytearray expected, not {}", vm.class_name(value)))),
    }
}

/// The first address of a host; empty for any, `<broadcast>` for everybody.
pub fn resolve_host(vm: &Vm, host: &CStr, family: i32) -> PyResult<Address> {
    let text = host.to_string_lossy();
    if text.is_empty() {
        return Ok(if family == libc::AF_INET6 {
            Address::V6 { host: [0; 16], port: 0, flow: 0, scope: 0 }
        } else {
            Address::V4 { host: [0; 4], port: 0 }
        });
    }
    if text == "<broadcast>" && family == libc::AF_INET {
        return Ok(Address::V4 { host: [255; 4], port: 0 });
    }
    if family == libc::AF_INET
        && let Ok(known) = text.parse::<Ipv4Addr>()
    {
        return Ok(Address::V4 { host: known.octets(), port: 0 });
    }
    if family == libc::AF_INET6
        && let Ok(known) = text.parse::<Ipv6Addr>()
    {
        return Ok(Address::V6 { host: known.octets(), port: 0, flow: 0, scope: 0 });
    }
    let found = vm.blocking(|| net::resolve(Some(host), None, family, libc::SOCK_STREAM, 0, 0));
    match found.map_err(|code| resolve_failure(vm, code))?.into_iter().next() {
        Some(found) => Ok(found.4),
        None => Err(resolve_failure(vm, libc::EAI_NONAME)),
    }
}

/// An address as Python sees it.
pub fn address_value(vm: &Vm, address: Option<&Address>) -> Value {
    match address {
        Some(Address::V4 { host, port }) => {
            vm.tuple_of([vm.new_string(Ipv4Addr::from(*host).to_string()), Value::small_int(i64::from(*port))])
        }
        Some(Address::V6 { host, port, flow, scope }) => {
            let numbers = [i64::from(*port), i64::from(*flow), i64::from(*scope)].map(Value::small_int);
            let [port, flow, scope] = numbers;
            vm.tuple_of([vm.new_string(Ipv6Addr::from(*host).to_string()), port, flow, scope])
        }
        Some(Address::Unix(path)) if path.first() == Some(&0) => bytes::from_vec(vm, path.clone()),
        Some(Address::Unix(path)) => vm.new_string(String::from_utf8_lossy(path).into_owned()),
        Some(Address::Other(_)) | None => Value::NONE,
    }
}

// ---- packed addresses ----

/// An IPv4 address in the forms that the C library takes: one to four numbers.
fn loose_v4(text: &str) -> Option<[u8; 4]> {
    let parts: Vec<&str> = text.split('.').collect();
    let number = |part: &str| {
        if let Some(hex) = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
            u32::from_str_radix(hex, 16).ok()
        } else if part.len() > 1 && part.starts_with('0') {
            u32::from_str_radix(part, 8).ok()
        } else if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            None
        } else {
            part.parse().ok()
        }
    };
    let numbers: Option<Vec<u32>> = parts.into_iter().map(number).collect();
    let numbers = numbers?;
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 || first.iter().any(|number| *number > 255) {
        return None;
    }
    let room = 8 * (4 - first.len() as u32);
    if room < 32 && *last >= 1 << room {
        return None;
    }
    let high = first.iter().enumerate().fold(0u32, |sum, (index, number)| sum | number << (24 - 8 * index as u32));
    Some((high | last).to_be_bytes())
}

pub fn inet_aton(vm: &Vm, args: &[Value]) -> PyResult {
    if !argument(args, 0).is_kind::<Str>() {
        let message = format!("inet_aton() argument 1 must be str, not {}", vm.class_name(argument(args, 0)));
        return Err(messages::type_error(vm, &message));
    }
    match loose_v4(&text_of(argument(args, 0))) {
        Some(host) => Ok(bytes::from_vec(vm, host.to_vec())),
        None => Err(vm.raise_message(&vm.errors.os_error, "illegal IP address string passed to inet_aton")),
    }
}

pub fn inet_ntoa(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    match <[u8; 4]>::try_from(data) {
        Ok(host) => Ok(vm.new_string(Ipv4Addr::from(host).to_string())),
        Err(_) => Err(vm.raise_message(&vm.errors.os_error, "packed IP wrong length")),
    }
}

pub fn inet_pton(vm: &Vm, args: &[Value]) -> PyResult {
    let text = text_of(argument(args, 1));
    let packed = match int_argument(vm, argument(args, 0))? {
        libc::AF_INET => text.parse::<Ipv4Addr>().ok().map(|host| host.octets().to_vec()),
        libc::AF_INET6 => text.parse::<Ipv6Addr>().ok().map(|host| host.octets().to_vec()),
        _ => return failure(vm, Err(std::io::Error::from_raw_os_error(libc::EAFNOSUPPORT))),
    };
    match packed {
        Some(packed) => Ok(bytes::from_vec(vm, packed)),
        None => Err(vm.raise_message(&vm.errors.os_error, "illegal IP address string passed to inet_pton")),
    }
}

pub fn inet_ntop(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 1))?;
    let text = match int_argument(vm, argument(args, 0))? {
        libc::AF_INET => <[u8; 4]>::try_from(data).ok().map(|host| Ipv4Addr::from(host).to_string()),
        libc::AF_INET6 => <[u8; 16]>::try_from(data).ok().map(|host| Ipv6Addr::from(host).to_string()),
        family => return Err(messages::value_error(vm, &format!("unknown address family {family}"))),
    };
    match text {
        Some(text) => Ok(vm.new_string(text)),
        None => Err(messages::value_error(vm, "invalid length of packed IP address string")),
    }
}
