//! One session: bytes in, bytes out.
//!
//! `feed` takes what arrived and answers what is wrong with it, if anything; `output` gives what has
//! to be sent; `read` and `write` are the plain side. Plain bytes are kept here, because rustls stops
//! taking input when nobody reads.

use super::config::CONFIG;
use super::refusal;
use crate::memory::{Guarded, Kind, Payload, PyResult, Value};
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{getter, method};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, kinds};
use crate::stdlib::natives::{CLOSED, argument, expect_size, given, make, receiver};
use rustls::pki_types::ServerName;
use rustls::{AlertDescription, CertificateError, ClientConfig, ClientConnection, Connection, ServerConfig, ServerConnection};
use std::collections::VecDeque;
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

pub enum Side {
    /// With what the check of the server's certificate leaves.
    Client(Arc<ClientConfig>, Arc<AtomicI64>),
    Server(Arc<ServerConfig>),
}

pub struct Config {
    pub side: Side,
}

pub struct Session {
    state: Guarded<State>,
}

struct State {
    connection: Connection,
    plain: VecDeque<u8>,
    /// The other side said that nothing follows.
    closed: bool,
    verdict: Option<Arc<AtomicI64>>,
}

impl Payload for Session {
    const KIND: Kind = kinds::TLS_SESSION;
}

pub const SESSION: TypeSpec = TypeSpec {
    name: "Session",
    module: "_tls",
    flags: CLOSED,
    doc: "An encrypted session.",
    methods: &[
        method("feed", "(self, data, /)", feed, "Take bytes that arrived; a tuple says what is wrong with them."),
        method("output", "(self, /)", output, "The bytes to send."),
        method("read", "(self, size, /)", read, "Plain bytes; None when there are none yet, b'' at the end."),
        method("write", "(self, data, /)", write, "Encrypt bytes; the number taken."),
        method("close", "(self, /)", close, "Say that nothing follows."),
        method("certificates", "(self, /)", certificates, "The other side's certificates."),
    ],
    getset: &[
        getter("handshaking", |_, value| look(value, |state| Value::bool(state.connection.is_handshaking())), ""),
        getter("closed", |_, value| look(value, |state| Value::bool(state.closed)), ""),
        getter("pending", |vm, value| look(value, |state| vm.new_int(state.plain.len() as i64)), ""),
        getter("version", |vm, value| look(value, |state| version(vm, &state.connection)), ""),
        getter("cipher", |vm, value| look(value, |state| cipher(vm, &state.connection)), ""),
        getter(
            "protocol",
            |vm, value| {
                look(value, |state| match state.connection.alpn_protocol() {
                    Some(name) => bytes::from_vec(vm, name.to_vec()),
                    None => Value::NONE,
                })
            },
            "",
        ),
        getter(
            "server_name",
            |vm, value| {
                look(value, |state| match &state.connection {
                    Connection::Server(server) => server.server_name().map_or(Value::NONE, |name| vm.new_str(name)),
                    Connection::Client(_) => Value::NONE,
                })
            },
            "",
        ),
    ],
    ..TypeSpec::EMPTY
};

/// A value computed from the state; the closure only allocates.
fn look(value: &Value, of: impl FnOnce(&State) -> Value) -> PyResult {
    Ok(value.get::<Session>().map_or(Value::NONE, |session| session.state.read(of)))
}

fn version(vm: &Vm, connection: &Connection) -> Value {
    match connection.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_2) => vm.intern("TLSv1.2"),
        Some(rustls::ProtocolVersion::TLSv1_3) => vm.intern("TLSv1.3"),
        _ => Value::NONE,
    }
}

/// The suite's name as OpenSSL writes it, and the bits of its key.
fn cipher(vm: &Vm, connection: &Connection) -> Value {
    let Some(suite) = connection.negotiated_cipher_suite() else { return Value::NONE };
    let name = suite.suite().as_str().unwrap_or("").replace("TLS13_", "TLS_");
    let bits = if name.contains("AES_128") { 128 } else { 256 };
    let name = match name.strip_prefix("TLS_ECDHE_") {
        Some(rest) => {
            let rest = rest.replace("_WITH_", "_").replace("AES_", "AES").replace("_SHA256", "-SHA256");
            let rest = rest.replace("CHACHA20_POLY1305-SHA256", "CHACHA20-POLY1305");
            format!("ECDHE-{}", rest.replace('_', "-"))
        }
        None => name,
    };
    vm.new_tuple(vec![vm.new_string(name), vm.new_int(bits)])
}

pub fn start(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(config) = argument(args, 0).get::<Config>() else {
        return Err(messages::type_error(vm, &format!("expected a _tls.{}", CONFIG.name)));
    };
    let connection = match &config.side {
        Side::Client(config, _) => {
            let name = match given(args, 1).filter(|name| !name.is_none()) {
                Some(name) => match ServerName::try_from(text_of(name)) {
                    Ok(name) => name,
                    Err(_) => return Err(refusal(vm, "NAME", "server_hostname is not a host name")),
                },
                // An address is not sent to the server, and nothing compares this one.
                None => ServerName::from(std::net::IpAddr::from([0, 0, 0, 0])),
            };
            ClientConnection::new(config.clone(), name).map(Connection::Client)
        }
        Side::Server(config) => ServerConnection::new(config.clone()).map(Connection::Server),
    };
    match connection {
        Ok(mut connection) => {
            connection.set_buffer_limit(None);
            let verdict = match &config.side {
                Side::Client(_, verdict) => Some(verdict.clone()),
                Side::Server(_) => None,
            };
            let state = State { connection, plain: VecDeque::new(), closed: false, verdict };
            Ok(make(vm, &SESSION, Session { state: Guarded::new(state) }))
        }
        Err(error) => Err(refusal(vm, "INTERNAL_ERROR", &format!("{error}"))),
    }
}

impl State {
    fn feed(&mut self, mut data: &[u8]) -> Result<(), rustls::Error> {
        while !data.is_empty() {
            match self.connection.read_tls(&mut data) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return Err(rustls::Error::General(format!("{error}"))),
            }
            let state = self.connection.process_new_packets()?;
            self.closed |= state.peer_has_closed();
            let waiting = state.plaintext_bytes_to_read();
            if waiting > 0 {
                let mut plain = vec![0; waiting];
                if self.connection.reader().read_exact(&mut plain).is_ok() {
                    self.plain.extend(plain);
                }
            }
        }
        Ok(())
    }
}

fn feed(vm: &Vm, args: &[Value]) -> PyResult {
    let session = receiver::<Session>(vm, args)?;
    let data = buffer::expect_bytes(vm, argument(args, 1))?;
    match session.state.write(|state| state.feed(&data)) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => {
            let (reason, mut code, mut text) = explain(&error);
            let verdict = session.state.read(|state| state.verdict.as_ref().map_or(0, |verdict| verdict.load(Ordering::Relaxed)));
            if code == 20 && verdict != 0 {
                code = verdict;
                text = match verdict {
                    18 => "self-signed certificate".to_owned(),
                    19 => "self-signed certificate in certificate chain".to_owned(),
                    _ => text,
                };
            }
            Ok(vm.new_tuple(vec![vm.new_string(reason), vm.new_int(code), vm.new_string(text)]))
        }
    }
}

/// The reason by OpenSSL's name, the number of a failed verification (else 0) and words for it.
fn explain(error: &rustls::Error) -> (String, i64, String) {
    use rustls::Error::{AlertReceived, InvalidCertificate, NoCertificatesPresented, PeerIncompatible};
    match error {
        InvalidCertificate(problem) => {
            let (code, text) = match problem {
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => (10, "certificate has expired"),
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                    (9, "certificate is not yet valid")
                }
                CertificateError::UnknownIssuer => (20, "unable to get local issuer certificate"),
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (62, "Hostname mismatch"),
                CertificateError::BadSignature => (7, "certificate signature failure"),
                CertificateError::Revoked => (23, "certificate revoked"),
                CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
                    (26, "unsuitable certificate purpose")
                }
                _ => (1, "unspecified certificate verification error"),
            };
            ("CERTIFICATE_VERIFY_FAILED".to_owned(), code, text.to_owned())
        }
        NoCertificatesPresented => {
            let text = "peer did not return a certificate";
            ("PEER_DID_NOT_RETURN_A_CERTIFICATE".to_owned(), 0, text.to_owned())
        }
        AlertReceived(alert) => {
            let (reason, text) = alert_words(*alert);
            (reason, 0, text)
        }
        PeerIncompatible(_) => ("UNSUPPORTED_PROTOCOL".to_owned(), 0, "unsupported protocol".to_owned()),
        rustls::Error::InvalidMessage(_) => ("WRONG_VERSION_NUMBER".to_owned(), 0, "wrong version number".to_owned()),
        rustls::Error::NoApplicationProtocol => ("NO_APPLICATION_PROTOCOL".to_owned(), 0, "no application protocol".to_owned()),
        rustls::Error::DecryptError => {
            let text = "decryption failed or bad record mac";
            ("DECRYPTION_FAILED_OR_BAD_RECORD_MAC".to_owned(), 0, text.to_owned())
        }
        other => ("INTERNAL_ERROR".to_owned(), 0, format!("{other}")),
    }
}

fn alert_words(alert: AlertDescription) -> (String, String) {
    let name = match alert {
        AlertDescription::UnknownCA => "unknown ca",
        AlertDescription::BadCertificate => "bad certificate",
        AlertDescription::CertificateExpired => "certificate expired",
        AlertDescription::CertificateUnknown => "certificate unknown",
        AlertDescription::CertificateRequired => "certificate required",
        AlertDescription::UnsupportedCertificate => "unsupported certificate",
        AlertDescription::HandshakeFailure => "handshake failure",
        AlertDescription::ProtocolVersion => "protocol version",
        AlertDescription::NoApplicationProtocol => "no application protocol",
        AlertDescription::UnrecognisedName => "unrecognized name",
        AlertDescription::InternalError => "internal error",
        AlertDescription::DecryptError => "decrypt error",
        AlertDescription::AccessDenied => "access denied",
        _ => "unexpected message",
    };
    // Alerts of TLS 1.0 on have another prefix than those of SSL 3.
    let early = matches!(
        alert,
        AlertDescription::BadCertificate
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::HandshakeFailure
    );
    let tls13 = alert == AlertDescription::CertificateRequired;
    let family = if early {
        "SSLV3"
    } else if tls13 {
        "TLSV13"
    } else {
        "TLSV1"
    };
    let reason = format!("{family}_ALERT_{}", name.to_uppercase().replace(' ', "_"));
    (reason, format!("{} alert {name}", family.to_lowercase()))
}

fn output(vm: &Vm, args: &[Value]) -> PyResult {
    let session = receiver::<Session>(vm, args)?;
    let sent = session.state.write(|state| {
        let mut out = Vec::new();
        while state.connection.wants_write() {
            // A vector takes everything.
            if !matches!(state.connection.write_tls(&mut out), Ok(count) if count > 0) {
                break;
            }
        }
        out
    });
    Ok(bytes::from_vec(vm, sent))
}

fn read(vm: &Vm, args: &[Value]) -> PyResult {
    let session = receiver::<Session>(vm, args)?;
    let size = usize::try_from(expect_size(vm, argument(args, 1))?).unwrap_or(usize::MAX);
    let found = session.state.write(|state| {
        let count = size.min(state.plain.len());
        if count == 0 && !state.closed && size > 0 {
            return None;
        }
        Some(state.plain.drain(..count).collect::<Vec<u8>>())
    });
    Ok(found.map_or(Value::NONE, |found| bytes::from_vec(vm, found)))
}

fn write(vm: &Vm, args: &[Value]) -> PyResult {
    let session = receiver::<Session>(vm, args)?;
    let data = buffer::expect_bytes(vm, argument(args, 1))?;
    let taken = session.state.write(|state| state.connection.writer().write(&data));
    match taken {
        Ok(count) => Ok(vm.new_int(count as i64)),
        Err(error) => Err(refusal(vm, "INTERNAL_ERROR", &format!("{error}"))),
    }
}

fn close(vm: &Vm, args: &[Value]) -> PyResult {
    let session = receiver::<Session>(vm, args)?;
    session.state.write(|state| state.connection.send_close_notify());
    Ok(Value::NONE)
}

fn certificates(vm: &Vm, args: &[Value]) -> PyResult {
    let session = receiver::<Session>(vm, args)?;
    let found: Vec<Vec<u8>> = session.state.read(|state| {
        state.connection.peer_certificates().unwrap_or(&[]).iter().map(|certificate| certificate.to_vec()).collect()
    });
    Ok(vm.new_list(found.into_iter().map(|certificate| bytes::from_vec(vm, certificate)).collect()))
}
