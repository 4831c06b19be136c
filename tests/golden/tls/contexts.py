"""SSLContext: settings, what is refused, certificates as text, constants."""
import os
import ssl
import warnings

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "certificates")


def attempt(label, action):
    try:
        print(label, "->", action())
    except Exception as error:
        print(label, "->", type(error).__name__, error)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
print(context.protocol, context.verify_mode, context.check_hostname, context.minimum_version, context.maximum_version)


def assign(name, value):
    setattr(context, name, value)
    return getattr(context, name)


attempt("none while names are checked", lambda: assign("verify_mode", ssl.CERT_NONE))
attempt("unchecked", lambda: assign("check_hostname", False))
attempt("none", lambda: assign("verify_mode", ssl.CERT_NONE))
attempt("checked again", lambda: (assign("check_hostname", True), context.verify_mode))
attempt("seven", lambda: assign("verify_mode", 7))
attempt("text", lambda: assign("verify_mode", "x"))
attempt("minimum", lambda: assign("minimum_version", ssl.TLSVersion.TLSv1_3))
attempt("maximum", lambda: assign("maximum_version", ssl.TLSVersion.TLSv1_3))
attempt("missing file", lambda: context.load_cert_chain("/no/such/file"))
attempt("other key", lambda: context.load_cert_chain(os.path.join(HERE, "server.pem"), os.path.join(HERE, "expired.key")))
attempt("nothing to trust", lambda: context.load_verify_locations())
attempt("missing authority", lambda: context.load_verify_locations("/no/such/file"))
attempt("long protocol", lambda: context.set_alpn_protocols(["x" * 256]))
attempt("server from a client", lambda: context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True))
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
attempt("client from a server", lambda: server.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO()))
attempt("no constructor", lambda: ssl.SSLSocket())
attempt("no constructor", lambda: ssl.SSLObject())
attempt("purpose", lambda: ssl.create_default_context("client"))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    ssl.SSLContext(ssl.PROTOCOL_TLS)
    ssl.SSLContext()
print([str(warning.message) for warning in caught])

with open(os.path.join(HERE, "ca.pem")) as file:
    text = file.read()
der = ssl.PEM_cert_to_DER_cert(text)
print(ssl.DER_cert_to_PEM_cert(der) == text, len(der))
context.load_verify_locations(cadata=text)
context.load_verify_locations(cadata=der)
print(context.cert_store_stats(), context.get_ca_certs() == context.get_ca_certs(), context.get_ca_certs())
attempt("no begin", lambda: ssl.PEM_cert_to_DER_cert("x"))
print(ssl.cert_time_to_seconds("Jan  5 09:34:43 2018 GMT"))
attempt("odd date", lambda: ssl.cert_time_to_seconds("Foo  5 09:34:43 2018 GMT"))
print(ssl.Purpose.SERVER_AUTH, ssl.CERT_REQUIRED, ssl.TLSVersion.TLSv1_3, ssl.OP_NO_TLSv1_3, ssl.AlertDescription(48))
print(ssl.get_protocol_name(ssl.PROTOCOL_TLS_CLIENT), ssl.HAS_SNI, ssl.HAS_ALPN, ssl.HAS_TLSv1_3)
for kind in (ssl.SSLError, ssl.SSLCertVerificationError, ssl.SSLWantReadError, ssl.SSLEOFError, ssl.SSLZeroReturnError):
    print([base.__name__ for base in kind.__mro__])
print(str(ssl.SSLError(1, "text")), repr(ssl.SSLError(1, "text")), ssl.SSLError("only"), ssl.CertificateError is ssl.SSLCertVerificationError)
