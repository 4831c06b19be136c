//! What one side of a connection offers: versions, protocols, a certificate with its key, and whom it trusts.

use super::session::{Config, Side};
use super::trust::{Checks, ServerCheck};
use super::{byte_strings, refusal, small_number};
use crate::memory::{PyResult, Value};
use crate::objects::class::TypeSpec;
use crate::objects::ops;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{buffer, kinds};
use crate::stdlib::natives::{CLOSED, argument, make};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig, SupportedProtocolVersion, version};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

pub const CONFIG: TypeSpec =
    TypeSpec { name: "Config", module: "_tls", flags: CLOSED, doc: "One side of a connection.", ..TypeSpec::EMPTY };

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// Numbers of versions as TLS writes them, the lowest and highest allowed.
fn versions(vm: &Vm, lowest: i64, highest: i64) -> PyResult<Vec<&'static SupportedProtocolVersion>> {
    let known = [(0x0303, &version::TLS12), (0x0304, &version::TLS13)];
    let chosen: Vec<_> = known.iter().filter(|row| lowest <= row.0 && row.0 <= highest).map(|row| row.1).collect();
    if chosen.is_empty() {
        return Err(refusal(vm, "NO_PROTOCOLS_AVAILABLE", "no protocols available"));
    }
    Ok(chosen)
}

/// The certificates that can be used as roots; the others are ignored, as a store with odd entries is usable.
fn root_store(certificates: &[Vec<u8>]) -> RootCertStore {
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(certificates.iter().map(|bytes| CertificateDer::from_slice(bytes)));
    store
}

pub fn check_root(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = buffer::expect_bytes(vm, argument(args, 0))?;
    let is_fine = RootCertStore::empty().add(CertificateDer::from_slice(&bytes)).is_ok();
    Ok(Value::bool(is_fine))
}

struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

/// A certificate chain and its key, when the context has them. The kind is the label of the key's file.
fn identity(vm: &Vm, chain: &Value, kind: &Value, key: &Value) -> PyResult<Option<Identity>> {
    let chain: Vec<_> = byte_strings(vm, chain)?.into_iter().map(CertificateDer::from).collect();
    if chain.is_empty() {
        return Ok(None);
    }
    let key = buffer::expect_bytes(vm, key)?;
    let key = match text_of(kind).as_str() {
        "RSA PRIVATE KEY" => PrivateKeyDer::Pkcs1(key.into()),
        "EC PRIVATE KEY" => PrivateKeyDer::Sec1(key.into()),
        _ => PrivateKeyDer::Pkcs8(key.into()),
    };
    Ok(Some(Identity { chain, key }))
}

fn wrong_key(vm: &Vm, error: &rustls::Error) -> crate::memory::Raised {
    match error {
        rustls::Error::InconsistentKeys(_) => refusal(vm, "KEY_VALUES_MISMATCH", "key values mismatch"),
        _ => refusal(vm, "PEM", &format!("{error}")),
    }
}

pub fn client(vm: &Vm, args: &[Value]) -> PyResult {
    let roots = byte_strings(vm, argument(args, 0))?;
    let checks = Checks { certificate: small_number(vm, args, 1)? != 0, name: ops::truth(vm, argument(args, 2))? };
    let identity = identity(vm, argument(args, 3), argument(args, 4), argument(args, 5))?;
    let protocols = byte_strings(vm, argument(args, 6))?;
    let versions = versions(vm, small_number(vm, args, 7)?, small_number(vm, args, 8)?)?;
    let provider = provider();
    let verdict = Arc::new(AtomicI64::new(0));
    let check =
        ServerCheck { store: root_store(&roots), trusted: roots, checks, provider: provider.clone(), verdict: verdict.clone() };
    let builder = match ClientConfig::builder_with_provider(provider).with_protocol_versions(&versions) {
        Ok(builder) => builder,
        Err(error) => return Err(refusal(vm, "NO_PROTOCOLS_AVAILABLE", &format!("{error}"))),
    };
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(check));
    let mut config = match identity {
        Some(Identity { chain, key }) => match builder.with_client_auth_cert(chain, key) {
            Ok(config) => config,
            Err(error) => return Err(wrong_key(vm, &error)),
        },
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = protocols;
    Ok(make(vm, &CONFIG, Config { side: Side::Client(Arc::new(config), verdict) }))
}

pub fn server(vm: &Vm, args: &[Value]) -> PyResult {
    let roots = byte_strings(vm, argument(args, 0))?;
    let verify = small_number(vm, args, 1)?;
    let identity = identity(vm, argument(args, 2), argument(args, 3), argument(args, 4))?;
    let protocols = byte_strings(vm, argument(args, 5))?;
    let versions = versions(vm, small_number(vm, args, 6)?, small_number(vm, args, 7)?)?;
    let provider = provider();
    let builder = match ServerConfig::builder_with_provider(provider.clone()).with_protocol_versions(&versions) {
        Ok(builder) => builder,
        Err(error) => return Err(refusal(vm, "NO_PROTOCOLS_AVAILABLE", &format!("{error}"))),
    };
    let builder = if verify == 0 {
        builder.with_no_client_auth()
    } else {
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(root_store(&roots)), provider);
        let verifier = if verify == 1 { verifier.allow_unauthenticated() } else { verifier };
        match verifier.build() {
            Ok(verifier) => builder.with_client_cert_verifier(verifier),
            Err(error) => return Err(refusal(vm, "NO_CERTIFICATE_SET", &format!("{error}"))),
        }
    };
    let Some(Identity { chain, key }) = identity else {
        // The handshake of a server without a certificate fails for want of a common cipher.
        return Err(refusal(vm, "NO_SHARED_CIPHER", "no shared cipher"));
    };
    match builder.with_single_cert(chain, key) {
        Ok(mut config) => {
            config.alpn_protocols = protocols;
            Ok(make(vm, &CONFIG, Config { side: Side::Server(Arc::new(config)) }))
        }
        Err(error) => Err(wrong_key(vm, &error)),
    }
}

impl crate::memory::Payload for Config {
    const KIND: crate::memory::Kind = kinds::TLS_CONFIG;
}
