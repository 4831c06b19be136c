//! The embedded `aiohttp` over HTTPS, against a server of `asyncio` with a certificate of the tests.
//!
//! CPython has no such module to record from, so the few lines are here.

use crate::child;
use std::path::Path;
use std::time::Duration;

const EXPECTED: &str = "\
[(200, 'GET /page/0'), (200, 'GET /page/1'), (200, 'GET /page/2'), (200, 'GET /page/3'), (200, 'GET /page/4'), (200, 'GET /page/5')]
200 POST /form
ClientConnectorCertificateError True unable to get local issuer certificate
";

#[test]
fn the_embedded_client_speaks_https() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = child::command(&child::interpreter(), &root.join("tests/it/https"));
    command.arg("client.py").arg(root.join("tests/golden/tls/certificates"));
    let outcome = child::finish(command, None, Duration::from_secs(60)).expect("the interpreter starts");
    assert_eq!((outcome.out.as_str(), outcome.err.as_str(), outcome.code), (EXPECTED, "", 0));
}
