//! `_tls`: encrypted sessions for the module `ssl`, over rustls with ring.
//!
//! Nothing here touches a socket: a session takes the bytes that arrived and gives the bytes to
//! send, so that blocking sockets, memory buffers and the event loop share it. Contexts, sockets,
//! the text of certificates and every exception are Python (`ssl.py`). Versions are TLS 1.2 and
//! 1.3, cipher suites are those of rustls.
//!
//! Missing: older versions, the choice of cipher suites, encrypted private keys, revocation lists,
//! session tickets that a program can see, pre-shared keys.

mod config;
mod session;
mod trust;

use super::ModuleSpec;
use super::natives::argument;
use crate::memory::{PyResult, Value};
use crate::objects::exception::messages;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, ops};

pub const MODULE: ModuleSpec = ModuleSpec { name: "_tls", doc: "Encrypted sessions.", functions: FUNCTIONS, setup: None };

const FUNCTIONS: &[Method] = &[
    function(
        "client",
        "(roots, verify, check_name, chain, key_kind, key, protocols, lowest, highest, /)",
        config::client,
        "What a client offers and trusts.",
    ),
    function(
        "server",
        "(roots, verify, chain, key_kind, key, protocols, lowest, highest, /)",
        config::server,
        "What a server offers and trusts.",
    ),
    function("session", "(config, server_name, /)", session::start, "A session that has not begun."),
    function("native_roots", "(/)", native_roots, "The certificates that this system trusts."),
    function("check_root", "(certificate, /)", config::check_root, "Whether a certificate can be trusted at all."),
];

/// The certificates of the system's store, each as bytes; what cannot be read is left out.
fn native_roots(vm: &Vm, _: &[Value]) -> PyResult {
    let found = vm.blocking(rustls_native_certs::load_native_certs);
    Ok(vm.new_list(found.certs.iter().map(|certificate| bytes::from_vec(vm, certificate.to_vec())).collect()))
}

/// A list of bytes-like objects.
fn byte_strings(vm: &Vm, value: &Value) -> PyResult<Vec<Vec<u8>>> {
    ops::collect(vm, value)?.iter().map(|item| buffer::expect_bytes(vm, item)).collect()
}

fn small_number(vm: &Vm, args: &[Value], index: usize) -> PyResult<i64> {
    Ok(int::clamp_to_i64(&ops::index(vm, argument(args, index))?))
}

/// An error for `ssl.py` to turn into its own: the reason's name and what went wrong.
fn refusal(vm: &Vm, reason: &str, text: &str) -> crate::memory::Raised {
    messages::value_error(vm, &format!("{reason}|{text}"))
}
