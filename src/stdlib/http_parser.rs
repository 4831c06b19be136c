//! `_http_parser`: the heads of HTTP/1 messages, and the sizes of chunks.
//!
//! A face of the crate `httparse` for modules written in Python. Bodies are
//! theirs: this module only says where a head ends.

use super::ModuleSpec;
use super::natives::{argument, given};
use crate::memory::{PyResult, Value};
use crate::objects::exception::messages;
use crate::objects::native::function;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, ops};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_http_parser",
    doc: "The heads of HTTP/1 messages.",
    functions: &[
        function(
            "parse_response",
            "(data, most_headers=128, /)",
            parse_response,
            "Size of the head, minor version, status, reason and headers; None when the head is not complete.",
        ),
        function(
            "parse_request",
            "(data, most_headers=128, /)",
            parse_request,
            "Size of the head, method, target, minor version and headers; None when the head is not complete.",
        ),
        function(
            "parse_chunk_size",
            "(data, /)",
            parse_chunk_size,
            "Size of the line and of the chunk behind it; None when the line is not complete.",
        ),
    ],
    setup: None,
};

/// The most headers that somebody may ask for.
const LIMIT: i64 = 65_536;

fn header_room(vm: &Vm, args: &[Value]) -> PyResult<usize> {
    let wanted = given(args, 1).map_or(Ok(128), |count| ops::index_exact(vm, count))?;
    Ok(wanted.clamp(1, LIMIT) as usize)
}

fn invalid(vm: &Vm, error: httparse::Error) -> crate::memory::Raised {
    messages::value_error(vm, &error.to_string())
}

fn header_list(vm: &Vm, headers: &[httparse::Header<'_>]) -> Value {
    let pair = |header: &httparse::Header<'_>| {
        vm.tuple_of([bytes::from_vec(vm, header.name.as_bytes().to_vec()), bytes::from_vec(vm, header.value.to_vec())])
    };
    vm.new_list(headers.iter().map(pair).collect())
}

fn parse_response(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    let mut headers = vec![httparse::EMPTY_HEADER; header_room(vm, args)?];
    let mut response = httparse::Response::new(&mut headers);
    match response.parse(&data) {
        Err(error) => Err(invalid(vm, error)),
        Ok(httparse::Status::Partial) => Ok(Value::NONE),
        Ok(httparse::Status::Complete(size)) => Ok(vm.tuple_of([
            vm.new_int(size as i64),
            Value::small_int(i64::from(response.version.unwrap_or(1))),
            Value::small_int(i64::from(response.code.unwrap_or(0))),
            vm.new_str(response.reason.unwrap_or("")),
            header_list(vm, response.headers),
        ])),
    }
}

fn parse_request(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    let mut headers = vec![httparse::EMPTY_HEADER; header_room(vm, args)?];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(&data) {
        Err(error) => Err(invalid(vm, error)),
        Ok(httparse::Status::Partial) => Ok(Value::NONE),
        Ok(httparse::Status::Complete(size)) => Ok(vm.tuple_of([
            vm.new_int(size as i64),
            vm.new_str(request.method.unwrap_or("")),
            vm.new_str(request.path.unwrap_or("")),
            Value::small_int(i64::from(request.version.unwrap_or(1))),
            header_list(vm, request.headers),
        ])),
    }
}

fn parse_chunk_size(vm: &Vm, args: &[Value]) -> PyResult {
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    match httparse::parse_chunk_size(&data) {
        Err(_) => Err(messages::value_error(vm, "invalid chunk size")),
        Ok(httparse::Status::Partial) => Ok(Value::NONE),
        Ok(httparse::Status::Complete((size, chunk))) => match i64::try_from(chunk) {
            Ok(chunk) => Ok(vm.tuple_of([vm.new_int(size as i64), vm.new_int(chunk)])),
            Err(_) => Err(messages::value_error(vm, "invalid chunk size")),
        },
    }
}
