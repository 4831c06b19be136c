"""Encrypted connections: contexts, sockets, and objects over memory buffers.

The sessions are native (`_tls`: TLS 1.2 and 1.3 by rustls); what a certificate says is read by
`_x509`. Errors carry OpenSSL's names of reasons, because programs compare them.

Missing: versions before TLS 1.2, cipher suites by choice, encrypted private keys, revocation lists,
sessions that a program keeps, renegotiation, pre-shared keys, channel bindings, a name that is only
in a certificate's common name.
"""

import _tls
import os as _os
import socket as _socket
import time as _time
import warnings as _warnings
from collections import namedtuple as _namedtuple
from enum import Enum as _Enum, IntEnum as _IntEnum, IntFlag as _IntFlag
from socket import SO_TYPE, SOCK_STREAM, SOL_SOCKET, socket

OPENSSL_VERSION = "OpenSSL 3.0.0 (rustls)"
OPENSSL_VERSION_INFO = (3, 0, 0, 0, 0)
OPENSSL_VERSION_NUMBER = 0x30000000
HAS_SNI = HAS_ALPN = HAS_ECDH = HAS_TLSv1_2 = HAS_TLSv1_3 = True
HAS_NPN = HAS_SSLv2 = HAS_SSLv3 = HAS_TLSv1 = HAS_TLSv1_1 = HAS_PSK = False
HAS_NEVER_CHECK_COMMON_NAME = True
CHANNEL_BINDING_TYPES = []
PEM_HEADER = "-----BEGIN CERTIFICATE-----"
PEM_FOOTER = "-----END CERTIFICATE-----"


class TLSVersion(_IntEnum):
    MINIMUM_SUPPORTED = -2
    SSLv3 = 768
    TLSv1 = 769
    TLSv1_1 = 770
    TLSv1_2 = 771
    TLSv1_3 = 772
    MAXIMUM_SUPPORTED = -1


class VerifyMode(_IntEnum):
    CERT_NONE = 0
    CERT_OPTIONAL = 1
    CERT_REQUIRED = 2


class VerifyFlags(_IntFlag):
    VERIFY_DEFAULT = 0
    VERIFY_CRL_CHECK_LEAF = 4
    VERIFY_CRL_CHECK_CHAIN = 12
    VERIFY_X509_STRICT = 32
    VERIFY_ALLOW_PROXY_CERTS = 64
    VERIFY_X509_TRUSTED_FIRST = 32768
    VERIFY_X509_PARTIAL_CHAIN = 524288


class Options(_IntFlag):
    OP_NO_SSLv2 = 0
    OP_SINGLE_DH_USE = 0
    OP_SINGLE_ECDH_USE = 0
    OP_LEGACY_SERVER_CONNECT = 4
    OP_ENABLE_KTLS = 8
    OP_IGNORE_UNEXPECTED_EOF = 128
    OP_NO_TICKET = 16384
    OP_NO_COMPRESSION = 131072
    OP_ENABLE_MIDDLEBOX_COMPAT = 1048576
    OP_CIPHER_SERVER_PREFERENCE = 4194304
    OP_NO_SSLv3 = 33554432
    OP_NO_TLSv1 = 67108864
    OP_NO_TLSv1_2 = 134217728
    OP_NO_TLSv1_1 = 268435456
    OP_NO_TLSv1_3 = 536870912
    OP_NO_RENEGOTIATION = 1073741824
    OP_ALL = 2147483728


class SSLErrorNumber(_IntEnum):
    SSL_ERROR_SSL = 1
    SSL_ERROR_WANT_READ = 2
    SSL_ERROR_WANT_WRITE = 3
    SSL_ERROR_WANT_X509_LOOKUP = 4
    SSL_ERROR_SYSCALL = 5
    SSL_ERROR_ZERO_RETURN = 6
    SSL_ERROR_WANT_CONNECT = 7
    SSL_ERROR_EOF = 8
    SSL_ERROR_INVALID_ERROR_CODE = 10


class AlertDescription(_IntEnum):
    ALERT_DESCRIPTION_CLOSE_NOTIFY = 0
    ALERT_DESCRIPTION_UNEXPECTED_MESSAGE = 10
    ALERT_DESCRIPTION_BAD_RECORD_MAC = 20
    ALERT_DESCRIPTION_RECORD_OVERFLOW = 22
    ALERT_DESCRIPTION_DECOMPRESSION_FAILURE = 30
    ALERT_DESCRIPTION_HANDSHAKE_FAILURE = 40
    ALERT_DESCRIPTION_BAD_CERTIFICATE = 42
    ALERT_DESCRIPTION_UNSUPPORTED_CERTIFICATE = 43
    ALERT_DESCRIPTION_CERTIFICATE_REVOKED = 44
    ALERT_DESCRIPTION_CERTIFICATE_EXPIRED = 45
    ALERT_DESCRIPTION_CERTIFICATE_UNKNOWN = 46
    ALERT_DESCRIPTION_ILLEGAL_PARAMETER = 47
    ALERT_DESCRIPTION_UNKNOWN_CA = 48
    ALERT_DESCRIPTION_ACCESS_DENIED = 49
    ALERT_DESCRIPTION_DECODE_ERROR = 50
    ALERT_DESCRIPTION_DECRYPT_ERROR = 51
    ALERT_DESCRIPTION_PROTOCOL_VERSION = 70
    ALERT_DESCRIPTION_INSUFFICIENT_SECURITY = 71
    ALERT_DESCRIPTION_INTERNAL_ERROR = 80
    ALERT_DESCRIPTION_USER_CANCELLED = 90
    ALERT_DESCRIPTION_NO_RENEGOTIATION = 100
    ALERT_DESCRIPTION_UNSUPPORTED_EXTENSION = 110
    ALERT_DESCRIPTION_CERTIFICATE_UNOBTAINABLE = 111
    ALERT_DESCRIPTION_UNRECOGNIZED_NAME = 112
    ALERT_DESCRIPTION_BAD_CERTIFICATE_STATUS_RESPONSE = 113
    ALERT_DESCRIPTION_BAD_CERTIFICATE_HASH_VALUE = 114
    ALERT_DESCRIPTION_UNKNOWN_PSK_IDENTITY = 115


class _SSLMethod(_IntEnum):
    PROTOCOL_TLS = 2
    PROTOCOL_SSLv23 = 2
    PROTOCOL_TLSv1 = 3
    PROTOCOL_TLSv1_1 = 4
    PROTOCOL_TLSv1_2 = 5
    PROTOCOL_TLS_CLIENT = 16
    PROTOCOL_TLS_SERVER = 17


for _kind in (VerifyMode, VerifyFlags, Options, SSLErrorNumber, AlertDescription, _SSLMethod):
    for _name, _member in _kind.__members__.items():
        globals()[_name] = _member
del _kind, _name, _member
_PROTOCOL_NAMES = {value: name for name, value in _SSLMethod.__members__.items()}

_ASN1Object = _namedtuple("_ASN1Object", "nid shortname longname oid")


class Purpose(_ASN1Object, _Enum):
    """What a certificate is for."""

    SERVER_AUTH = (129, "serverAuth", "TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1")
    CLIENT_AUTH = (130, "clientAuth", "TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2")


# ---- errors ----


class SSLError(OSError):
    """An error of an encrypted connection."""

    library = None
    reason = None

    def __str__(self):
        return str(self.strerror if self.strerror is not None else self.args)


class SSLZeroReturnError(SSLError):
    """The other side has ended the connection in order."""


class SSLWantReadError(SSLError):
    """Nothing can be done until more bytes come."""


class SSLWantWriteError(SSLError):
    """Nothing can be done until bytes can be sent."""


class SSLSyscallError(SSLError):
    """A system call failed."""


class SSLEOFError(SSLError):
    """The connection ended in the middle."""


class SSLCertVerificationError(SSLError, ValueError):
    """A certificate is not believed."""


CertificateError = SSLCertVerificationError
socket_error = OSError


def _error(cls, number, text, library=None, reason=None):
    error = cls(int(number), text)
    error.library = library
    error.reason = reason
    return error


# CPython's messages end with the place in its source; programs see it, so it is here too.
_GREETING, _READING, _WRITING, _CLOSING, _LOADING = 1020, 2580, 2426, 2714, 3937


def _ssl_error(reason, text, place, cls=SSLError):
    number = SSL_ERROR_EOF if cls is SSLEOFError else SSL_ERROR_SSL
    return _error(cls, number, f"[SSL: {reason}] {text} (_ssl.c:{place})", "SSL", reason)


def _want_read(place):
    return _error(SSLWantReadError, SSL_ERROR_WANT_READ, f"The operation did not complete (read) (_ssl.c:{place})")


def _want_write(place):
    return _error(SSLWantWriteError, SSL_ERROR_WANT_WRITE, f"The operation did not complete (write) (_ssl.c:{place})")


def _unexpected_end(place):
    return _ssl_error("UNEXPECTED_EOF_WHILE_READING", "EOF occurred in violation of protocol", place, SSLEOFError)


def _refused(error, place=_GREETING, library="SSL"):
    """What `_tls` refuses, as an SSLError."""
    reason, _, text = str(error).partition("|")
    if reason == "NAME":
        return ValueError(text)
    return _error(SSLError, SSL_ERROR_SSL, f"[{library}: {reason}] {text} (_ssl.c:{place})", library, reason)


def _verification_error(code, text, server_hostname):
    if code == 62:
        kind = "Hostname"
        if _is_address(server_hostname):
            kind, code = "IP address", 64
        text = f"{kind} mismatch, certificate is not valid for '{server_hostname}'."
    error = _ssl_error("CERTIFICATE_VERIFY_FAILED", f"certificate verify failed: {text}", _GREETING, SSLCertVerificationError)
    error.verify_code = code
    error.verify_message = text
    return error


def _is_address(text):
    for family in (_socket.AF_INET, _socket.AF_INET6):
        try:
            _socket.inet_pton(family, text)
            return True
        except (OSError, ValueError):
            pass
    return False


# ---- certificates as text ----


def _pem_blocks(text):
    """The labels and contents of everything between BEGIN and END lines, and whether it is encrypted."""
    import binascii

    label, lines, headers = None, [], False
    for line in text.splitlines():
        line = line.strip()
        if label is None:
            if line.startswith("-----BEGIN ") and line.endswith("-----"):
                label, lines, headers = line[11:-5], [], False
        elif line.startswith("-----END "):
            try:
                yield label, binascii.a2b_base64("".join(lines)), headers
            except binascii.Error:
                raise _ssl_error("PEM", "bad base64 decode", _LOADING) from None
            label = None
        elif ":" in line:
            headers = True
        else:
            lines.append(line)


def DER_cert_to_PEM_cert(der_cert_bytes):
    """A certificate as text."""
    import binascii

    text = binascii.b2a_base64(der_cert_bytes, newline=False).decode("ascii")
    lines = [PEM_HEADER, *(text[start : start + 64] for start in range(0, len(text), 64)), PEM_FOOTER]
    return "\n".join(lines) + "\n"


def PEM_cert_to_DER_cert(pem_cert_string):
    """A certificate's bytes from its text."""
    import binascii

    text = pem_cert_string.strip()
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError(f"Invalid PEM encoding; must start with {PEM_HEADER}")
    if not text.endswith(PEM_FOOTER):
        raise ValueError(f"Invalid PEM encoding; must end with {PEM_FOOTER}")
    return binascii.a2b_base64(text[len(PEM_HEADER) : -len(PEM_FOOTER)].encode("ascii", "strict"))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def cert_time_to_seconds(cert_time):
    """Seconds of Unix time of a certificate's date."""
    from calendar import timegm

    month = cert_time[:3].title()
    if month not in _MONTHS:
        raise ValueError(f"time data {cert_time!r} does not match format \"%b %d %H:%M:%S %Y GMT\"")
    parsed = _time.strptime(cert_time[3:], " %d %H:%M:%S %Y GMT")
    return timegm((parsed[0], _MONTHS.index(month) + 1) + parsed[2:6])


def get_protocol_name(protocol_code):
    """The name of a protocol's number."""
    return _PROTOCOL_NAMES.get(protocol_code, "<unknown>")


DefaultVerifyPaths = _namedtuple(
    "DefaultVerifyPaths", "cafile capath openssl_cafile_env openssl_cafile openssl_capath_env openssl_capath"
)


def get_default_verify_paths():
    """Where trusted certificates are looked for."""
    file, folder = "/usr/lib/ssl/cert.pem", "/usr/lib/ssl/certs"
    cafile = _os.environ.get("SSL_CERT_FILE", file)
    capath = _os.environ.get("SSL_CERT_DIR", folder)
    return DefaultVerifyPaths(
        cafile if _os.path.isfile(cafile) else None,
        capath if _os.path.isdir(capath) else None,
        "SSL_CERT_FILE",
        file,
        "SSL_CERT_DIR",
        folder,
    )


def RAND_bytes(n, /):
    """Random bytes."""
    if n < 0:
        raise ValueError("num must be positive")
    return _os.urandom(n)


def RAND_status():
    """Whether there is enough randomness: always."""
    return True


def RAND_add(string, entropy, /):
    """Nothing: the system's generator needs no help."""


# ---- contexts ----


class SSLContext:
    """What connections have in common: certificates, trust, versions."""

    sslsocket_class = None
    sslobject_class = None

    def __new__(cls, protocol=None, *args, **kwargs):
        if protocol is None:
            _warnings.warn(
                "ssl.SSLContext() without protocol argument is deprecated.", category=DeprecationWarning, stacklevel=2
            )
            protocol = PROTOCOL_TLS
        self = super().__new__(cls)
        protocol = _SSLMethod(protocol)
        if protocol in (PROTOCOL_TLSv1, PROTOCOL_TLSv1_1):
            raise ValueError(f"ssl.{protocol.name} is not supported: TLS 1.2 is the oldest version here")
        if protocol in (PROTOCOL_TLS, PROTOCOL_TLSv1_2):
            _warnings.warn(f"ssl.{protocol.name} is deprecated", category=DeprecationWarning, stacklevel=2)
        client = protocol == PROTOCOL_TLS_CLIENT
        self._protocol = protocol
        self._lowest = TLSVersion.TLSv1_2
        self._highest = TLSVersion.TLSv1_2 if protocol == PROTOCOL_TLSv1_2 else TLSVersion.MAXIMUM_SUPPORTED
        self._verify_mode = CERT_REQUIRED if client else CERT_NONE
        self._check_hostname = client
        self._options = Options(0x82520050)
        self._verify_flags = VerifyFlags.VERIFY_X509_TRUSTED_FIRST
        self._roots = {}
        self._default_roots = False
        self._chain = []
        self._key = ("", b"")
        self._alpn = []
        self._configs = {}
        self._sni_callback = None
        self.hostname_checks_common_name = True
        self.post_handshake_auth = False
        self.keylog_filename = None
        self.num_tickets = 2
        return self

    def __init__(self, protocol=None):
        pass

    @property
    def protocol(self):
        return self._protocol

    @property
    def security_level(self):
        return 2

    @property
    def check_hostname(self):
        return self._check_hostname

    @check_hostname.setter
    def check_hostname(self, value):
        self._check_hostname = bool(value)
        if value and self._verify_mode == CERT_NONE:
            self._verify_mode = CERT_REQUIRED
        self._configs.clear()

    @property
    def verify_mode(self):
        return self._verify_mode

    @verify_mode.setter
    def verify_mode(self, value):
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        try:
            mode = VerifyMode(value)
        except ValueError:
            raise ValueError("invalid value for verify_mode") from None
        if mode == CERT_NONE and self._check_hostname:
            raise ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.")
        self._verify_mode = mode
        self._configs.clear()

    @property
    def verify_flags(self):
        return self._verify_flags

    @verify_flags.setter
    def verify_flags(self, value):
        flags = VerifyFlags(value)
        if flags & VerifyFlags.VERIFY_CRL_CHECK_CHAIN:
            raise NotImplementedError("revocation lists are not supported by this ssl module")
        self._verify_flags = flags

    @property
    def options(self):
        return self._options

    @options.setter
    def options(self, value):
        if value < 0:
            raise OverflowError("can't convert negative value to unsigned int")
        self._options = Options(value)
        self._configs.clear()

    def _version(self, value):
        version = TLSVersion(value)
        if version == TLSVersion.SSLv3 or self._protocol == PROTOCOL_TLSv1_2:
            raise ValueError("The context's protocol doesn't support modification of highest and lowest version.")
        if version in (TLSVersion.TLSv1, TLSVersion.TLSv1_1):
            _warnings.warn(f"ssl.TLSVersion.{version.name} is deprecated", DeprecationWarning, stacklevel=3)
        self._configs.clear()
        return version

    @property
    def minimum_version(self):
        return self._lowest

    @minimum_version.setter
    def minimum_version(self, value):
        self._lowest = self._version(value)

    @property
    def maximum_version(self):
        return self._highest

    @maximum_version.setter
    def maximum_version(self, value):
        self._highest = self._version(value)

    def _versions(self):
        lowest = 0x0303 if self._lowest < 0 else int(self._lowest)
        highest = 0x0304 if self._highest < 0 else int(self._highest)
        if self._lowest == TLSVersion.MAXIMUM_SUPPORTED:
            lowest = 0x0304
        if self._options & Options.OP_NO_TLSv1_3:
            highest = min(highest, 0x0303)
        if self._options & Options.OP_NO_TLSv1_2:
            lowest = max(lowest, 0x0304)
        return lowest, highest

    # -- who I am, whom I trust --

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        """Take a certificate with its chain and its key from files."""
        chain_text = _text_of(certfile)
        key_text = chain_text if keyfile is None else _text_of(keyfile)
        chain = [der for label, der, _ in _pem_blocks(chain_text) if label in ("CERTIFICATE", "X509 CERTIFICATE")]
        if not chain:
            raise _error(SSLError, SSL_ERROR_SSL, "[SSL] PEM lib (_ssl.c:3917)", "SSL", None)
        for label, der, has_headers in _pem_blocks(key_text):
            if label.endswith("PRIVATE KEY"):
                if label.startswith("ENCRYPTED") or has_headers:
                    raise NotImplementedError("encrypted private keys are not supported by this ssl module")
                break
        else:
            raise _error(SSLError, SSL_ERROR_SSL, "[SSL] PEM lib (_ssl.c:3917)", "SSL", None)
        # A key of another certificate is refused now, not at the first connection.
        try:
            _tls.server([], 0, chain, label, der, [], 0x0303, 0x0304)
        except ValueError as error:
            raise _refused(error, _LOADING, "X509") from None
        self._chain, self._key = chain, (label, der)
        self._configs.clear()

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        """Trust the certificates of a file, a folder, or a text."""
        if cafile is None and capath is None and cadata is None:
            raise TypeError("cafile, capath and cadata cannot be all omitted")
        if cafile is not None:
            text = _text_of(cafile)
            if not self._trust(der for label, der, _ in _pem_blocks(text) if label.endswith("CERTIFICATE")):
                raise _ssl_error("NO_CERTIFICATE_OR_CRL_FOUND", "no certificate or crl found", 4173)
        if cadata is not None:
            if isinstance(cadata, str):
                if not cadata.isascii():
                    raise ValueError("cadata should be an ASCII string or a bytes-like object")
                found = [der for label, der, _ in _pem_blocks(cadata) if label.endswith("CERTIFICATE")]
            else:
                import _x509

                found = _x509.split(bytes(cadata))
            if not self._trust(found):
                raise _ssl_error("NO_START_LINE", "no start line: cadata does not contain a certificate", 4035)
        if capath is not None:
            for name in _os.listdir(capath):
                path = _os.path.join(_os.fsdecode(capath), _os.fsdecode(name))
                if _os.path.isfile(path):
                    self._trust(der for label, der, _ in _pem_blocks(_text_of(path)) if label.endswith("CERTIFICATE"))

    def _trust(self, certificates):
        count = 0
        for der in certificates:
            self._roots[bytes(der)] = None
            count += 1
        self._configs.clear()
        return count

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        """Trust what the system trusts."""
        if not isinstance(purpose, _ASN1Object):
            raise TypeError(purpose)
        self.set_default_verify_paths()

    def set_default_verify_paths(self):
        """Trust what the system trusts."""
        # Reading the system's store takes long; it is read when a connection needs it.
        self._default_roots = True
        self._configs.clear()

    def get_ca_certs(self, binary_form=False):
        """The certificates of authorities that were loaded."""
        import _x509

        roots = [der for der in self._all_roots() if _x509.is_authority(der)]
        return roots if binary_form else [_x509.describe(der) for der in roots]

    def cert_store_stats(self):
        """How many certificates are loaded."""
        import _x509

        authorities = sum(map(_x509.is_authority, self._roots))
        return {"x509": len(self._roots), "crl": 0, "x509_ca": authorities}

    def _all_roots(self):
        if self._default_roots:
            self._default_roots = False
            self._trust(_tls.native_roots())
        return list(self._roots)

    # -- what is offered --

    def set_alpn_protocols(self, alpn_protocols):
        """The protocols to talk inside, the best first."""
        names = []
        for name in alpn_protocols:
            encoded = bytes(name, "ascii")
            if not 0 < len(encoded) < 256:
                raise SSLError("ALPN protocols must be 1 to 255 in length")
            names.append(encoded)
        self._alpn = names
        self._configs.clear()

    def set_npn_protocols(self, npn_protocols):
        raise NotImplementedError("NPN is not supported by this ssl module")

    def set_ciphers(self, cipherlist, /):
        """Accepted when it leaves a suite that rustls has; the choice itself stays rustls's."""
        if not any(word in cipherlist.upper() for word in ("ALL", "DEFAULT", "HIGH", "ECDH", "AES", "CHACHA", "TLS_")):
            raise SSLError("No cipher can be selected.")

    def get_ciphers(self):
        """The suites that are offered."""
        return [
            {"name": name, "protocol": version, "strength_bits": bits, "alg_bits": bits, "aead": True}
            for name, version, bits in _SUITES
        ]

    def set_ecdh_curve(self, name, /):
        raise NotImplementedError("SSLContext.set_ecdh_curve() is not supported by this ssl module")

    def load_dh_params(self, path, /):
        raise NotImplementedError("SSLContext.load_dh_params() is not supported by this ssl module")

    def set_servername_callback(self, server_name_callback):
        self.sni_callback = server_name_callback

    @property
    def sni_callback(self):
        return self._sni_callback

    @sni_callback.setter
    def sni_callback(self, callback):
        if callback is not None:
            raise NotImplementedError("SSLContext.sni_callback is not supported by this ssl module")

    def session_stats(self):
        names = "number connect connect_good connect_renegotiate accept accept_good accept_renegotiate hits misses timeouts cache_full"
        return dict.fromkeys(names.split(), 0)

    def _config(self, server_side, named):
        key = server_side, named
        config = self._configs.get(key)
        if config is None:
            lowest, highest = self._versions()
            roots = self._all_roots() if self._verify_mode != CERT_NONE else []
            own = (self._chain, *self._key, self._alpn, lowest, highest)
            try:
                if server_side:
                    config = _tls.server(roots, int(self._verify_mode), *own)
                else:
                    config = _tls.client(roots, int(self._verify_mode), self._check_hostname and named, *own)
            except ValueError as error:
                raise _refused(error) from None
            self._configs[key] = config
        return config

    def _check_side(self, server_side):
        if server_side and self._protocol == PROTOCOL_TLS_CLIENT:
            raise _error(SSLError, SSL_ERROR_SSL, "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context (_ssl.c:812)")
        if not server_side and self._protocol == PROTOCOL_TLS_SERVER:
            raise _error(SSLError, SSL_ERROR_SSL, "Cannot create a client socket with a PROTOCOL_TLS_SERVER context (_ssl.c:819)")

    def wrap_socket(
        self,
        sock,
        server_side=False,
        do_handshake_on_connect=True,
        suppress_ragged_eofs=True,
        server_hostname=None,
        session=None,
    ):
        """An encrypted socket over a connected one, which is taken over."""
        return self.sslsocket_class._create(
            sock=sock,
            server_side=server_side,
            do_handshake_on_connect=do_handshake_on_connect,
            suppress_ragged_eofs=suppress_ragged_eofs,
            server_hostname=server_hostname,
            context=self,
            session=session,
        )

    def wrap_bio(self, incoming, outgoing, server_side=False, server_hostname=None, session=None):
        """An encrypted connection between two memory buffers."""
        return self.sslobject_class._create(
            incoming,
            outgoing,
            server_side=server_side,
            server_hostname=_encoded_name(server_hostname),
            session=session,
            context=self,
        )


_SUITES = (
    ("TLS_AES_256_GCM_SHA384", "TLSv1.3", 256),
    ("TLS_AES_128_GCM_SHA256", "TLSv1.3", 128),
    ("TLS_CHACHA20_POLY1305_SHA256", "TLSv1.3", 256),
    ("ECDHE-ECDSA-AES256-GCM-SHA384", "TLSv1.2", 256),
    ("ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2", 128),
    ("ECDHE-ECDSA-CHACHA20-POLY1305", "TLSv1.2", 256),
    ("ECDHE-RSA-AES256-GCM-SHA384", "TLSv1.2", 256),
    ("ECDHE-RSA-AES128-GCM-SHA256", "TLSv1.2", 128),
    ("ECDHE-RSA-CHACHA20-POLY1305", "TLSv1.2", 256),
)


def _text_of(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("latin-1")
    except OSError as error:
        # OpenSSL opens the file, and nobody tells its name.
        raise type(error)(error.errno, error.strerror) from None


def _encoded_name(server_hostname):
    """A host's name as it is sent: IDNA for names beyond ASCII."""
    if server_hostname is None:
        return None
    if isinstance(server_hostname, (bytes, bytearray)):
        server_hostname = server_hostname.decode("ascii")
    if not server_hostname.isascii():
        server_hostname = server_hostname.encode("idna").decode("ascii")
    return server_hostname


def create_default_context(purpose=Purpose.SERVER_AUTH, *, cafile=None, capath=None, cadata=None):
    """A context with careful settings, for a client that meets servers or the other way round."""
    if not isinstance(purpose, _ASN1Object):
        raise TypeError(purpose)
    if purpose == Purpose.SERVER_AUTH:
        context = SSLContext(PROTOCOL_TLS_CLIENT)
        context.verify_mode = CERT_REQUIRED
        context.check_hostname = True
    elif purpose == Purpose.CLIENT_AUTH:
        context = SSLContext(PROTOCOL_TLS_SERVER)
    else:
        raise ValueError(purpose)
    context.verify_flags |= VerifyFlags.VERIFY_X509_PARTIAL_CHAIN | VerifyFlags.VERIFY_X509_STRICT
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)
    return context


def _create_unverified_context(
    protocol=None, *, cert_reqs=CERT_NONE, check_hostname=False, purpose=Purpose.SERVER_AUTH,
    certfile=None, keyfile=None, cafile=None, capath=None, cadata=None,
):
    if not isinstance(purpose, _ASN1Object):
        raise TypeError(purpose)
    if purpose == Purpose.SERVER_AUTH:
        protocol = PROTOCOL_TLS_CLIENT if protocol is None else protocol
    elif purpose == Purpose.CLIENT_AUTH:
        protocol = PROTOCOL_TLS_SERVER if protocol is None else protocol
    else:
        raise ValueError(purpose)
    context = SSLContext(protocol)
    context.check_hostname = check_hostname
    context.verify_mode = cert_reqs
    if keyfile and not certfile:
        raise ValueError("certfile must be specified")
    if certfile or keyfile:
        context.load_cert_chain(certfile, keyfile)
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)
    return context


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context


# ---- connections ----


class MemoryBIO:
    """A queue of bytes in memory."""

    def __init__(self):
        self._buffer = bytearray()
        self._ended = False

    @property
    def pending(self):
        """How many bytes wait."""
        return len(self._buffer)

    @property
    def eof(self):
        """Whether nothing waits and nothing will come."""
        return self._ended and not self._buffer

    def read(self, size=-1, /):
        """Take bytes out; all of them by default."""
        if size < 0 or size >= len(self._buffer):
            taken = bytes(self._buffer)
            self._buffer.clear()
        else:
            taken = bytes(self._buffer[:size])
            del self._buffer[:size]
        return taken

    def write(self, b, /):
        """Put bytes in."""
        if self._ended:
            raise SSLError("cannot write() after write_eof()")
        self._buffer += b
        return len(memoryview(b).cast("B"))

    def write_eof(self):
        """Say that nothing will come."""
        self._ended = True


class SSLSession:
    """A session to resume; there are none here."""

    def __init__(self):
        raise TypeError("cannot create 'ssl.SSLSession' instances")


class _Link:
    """A session with a way to receive and a way to send.

    `receive` gives bytes, b"" at the end, None when there are none yet; `transmit` takes bytes and
    says how many went out, None when none can yet.
    """

    def __init__(self, context, server_side, server_hostname, receive, transmit):
        context._check_side(server_side)
        if server_hostname is not None and (server_hostname == "" or server_hostname.startswith(".")):
            raise ValueError("server_hostname cannot be an empty string or start with a leading dot.")
        self.context = context
        self.server_hostname = server_hostname
        self.receive = receive
        self.transmit = transmit
        self.unsent = b""
        self.ended = False
        self.closing = False
        self.greeted = False
        self.failure = None
        self.session = None
        self.place = _GREETING
        self.server_side = server_side

    def begin(self):
        if self.session is None:
            try:
                self.session = _tls.session(self.context._config(self.server_side, self.server_hostname is not None), self.server_hostname)
            except ValueError as error:
                raise _refused(error) from None
        return self.session

    def flush(self):
        """Send what is ready to be sent."""
        waiting = self.unsent + self.begin().output()
        self.unsent = b""
        while waiting:
            count = self.transmit(waiting)
            if count is None:
                self.unsent = waiting
                raise _want_write(self.place)
            waiting = waiting[count:]

    def fill(self):
        """Receive once."""
        if self.failure is not None:
            raise self.failure
        data = self.receive()
        if data is None:
            raise _want_read(self.place)
        if not data:
            self.ended = True
            return
        problem = self.session.feed(data)
        if problem is not None:
            reason, code, text = problem
            if code:
                error = _verification_error(code, text, self.server_hostname)
            else:
                error = _ssl_error(reason, text, self.place)
            self.failure = error
            try:
                self.flush()
            except OSError:
                pass
            raise error

    def handshake(self):
        session = self.begin()
        self.place = _GREETING
        while True:
            self.flush()
            if not session.handshaking:
                self.greeted = True
                return
            if self.ended:
                raise _unexpected_end(self.place)
            self.fill()

    def read(self, size):
        """Plain bytes; b"" when the other side has ended in order."""
        if not self.greeted:
            self.handshake()
        session = self.session
        self.place = _READING
        while True:
            data = session.read(size)
            if data is not None:
                if not data and size:
                    self.ended = True
                return data
            if self.ended:
                raise _unexpected_end(self.place)
            self.fill()
            self.flush()

    def write(self, data):
        if not self.greeted:
            self.handshake()
        self.place = _WRITING
        if self.unsent:
            self.flush()
        if self.failure is not None:
            raise self.failure
        with memoryview(data) as view, view.cast("B") as view:
            total = len(view)
            sent = 0
            while sent < total:
                piece = view[sent : sent + 65536]
                self.session.write(piece)
                sent += len(piece)
                try:
                    self.flush()
                except SSLWantWriteError:
                    # What is encrypted goes out before anything else; the rest is for another call.
                    break
            return sent if total else 0

    def close(self):
        """End in order, and wait for the other side to do so too."""
        self.place = _CLOSING
        if not self.closing:
            self.closing = True
            self.session.close()
        self.flush()
        while not self.session.closed:
            if self.ended:
                raise _unexpected_end(self.place)
            self.fill()

    def certificate(self, binary_form):
        if self.session is None or self.session.handshaking:
            raise ValueError("handshake not done yet")
        chain = self.session.certificates()
        if not chain:
            return None
        if binary_form:
            return chain[0]
        if self.context.verify_mode == CERT_NONE:
            return {}
        import _x509

        return _x509.describe(chain[0])

    def cipher(self):
        found = self.session and self.session.cipher
        if not found:
            return None
        name, bits = found
        return name, self.session.version, bits

    def version(self):
        return self.session.version if self.session is not None and self.greeted else None

    def protocol(self):
        name = self.session.protocol if self.session is not None else None
        return None if name is None else name.decode("ascii")


class _Connection:
    """What sockets and objects answer about their link."""

    _link = None

    @property
    def context(self):
        return self._context

    @property
    def server_side(self):
        return self._server_side

    @property
    def server_hostname(self):
        return self._server_hostname

    @property
    def session(self):
        return None

    @property
    def session_reused(self):
        return False

    def selected_npn_protocol(self):
        """None: that extension is of the past."""
        return None

    def compression(self):
        """None: nothing is compressed."""
        return None

    def get_channel_binding(self, cb_type="tls-unique"):
        """Missing."""
        if cb_type not in CHANNEL_BINDING_TYPES:
            raise ValueError(f"{cb_type} channel binding type not implemented")

    def verify_client_post_handshake(self):
        """Missing."""
        raise NotImplementedError("post-handshake authentication is not supported by this ssl module")


class SSLObject(_Connection):
    """An encrypted connection that only sees memory buffers."""

    def __init__(self, *args, **kwargs):
        raise TypeError(
            f"{self.__class__.__name__} does not have a public constructor. Instances are returned by SSLContext.wrap_bio()."
        )

    @classmethod
    def _create(cls, incoming, outgoing, server_side=False, server_hostname=None, session=None, context=None):
        self = cls.__new__(cls)

        def receive():
            data = incoming.read()
            return data if data or incoming.eof else None

        self._context = context
        self._server_side = server_side
        self._server_hostname = server_hostname
        self._link = _Link(context, server_side, server_hostname, receive, outgoing.write)
        return self

    def do_handshake(self):
        """Greet."""
        self._link.handshake()

    def read(self, len=1024, buffer=None):
        """Read decrypted bytes."""
        if buffer is not None:
            # A view of no bytes asks for nothing.
            size = len if 0 < len <= memoryview(buffer).nbytes else memoryview(buffer).nbytes
            data = self._link.read(size)
            memoryview(buffer).cast("B")[: data.__len__()] = data
            return data.__len__()
        if len < 0:
            raise ValueError("size should not be negative")
        return self._link.read(len)

    def write(self, data):
        """Encrypt bytes."""
        return self._link.write(data)

    def getpeercert(self, binary_form=False):
        """The other side's certificate."""
        return self._link.certificate(binary_form)

    def get_unverified_chain(self):
        """The other side's certificates as they were sent."""
        return self._link.session.certificates()

    get_verified_chain = get_unverified_chain

    def selected_alpn_protocol(self):
        """The protocol that both sides chose."""
        return self._link.protocol()

    def cipher(self):
        """The name, version and strength of the suite."""
        return self._link.cipher()

    def shared_ciphers(self):
        """The suites that both sides have; only a server knows."""
        return list(_SUITES) if self._server_side and self._link.greeted else None

    def pending(self):
        """How many decrypted bytes wait."""
        return self._link.session.pending if self._link.session is not None else 0

    def unwrap(self):
        """End the encryption in order."""
        self._link.close()

    def version(self):
        """The version of the protocol."""
        return self._link.version()


class SSLSocket(socket, _Connection):
    """A socket whose bytes are encrypted."""

    def __init__(self, *args, **kwargs):
        raise TypeError(
            f"{self.__class__.__name__} does not have a public constructor. Instances are returned by SSLContext.wrap_socket()."
        )

    @classmethod
    def _create(
        cls,
        sock,
        server_side=False,
        do_handshake_on_connect=True,
        suppress_ragged_eofs=True,
        server_hostname=None,
        context=None,
        session=None,
    ):
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError("only stream sockets are supported")
        if server_side:
            if server_hostname:
                raise ValueError("server_hostname can only be specified in client mode")
            if session is not None:
                raise ValueError("session can only be specified in client mode")
        if context.check_hostname and not server_hostname:
            raise ValueError("check_hostname requires server_hostname")
        timeout = sock.gettimeout()
        self = cls.__new__(cls)
        socket.__init__(self, family=sock.family, type=sock.type, proto=sock.proto, fileno=sock.fileno())
        sock.detach()
        self.settimeout(timeout)
        self._context = context
        self._server_side = server_side
        self._server_hostname = _encoded_name(server_hostname)
        self.do_handshake_on_connect = do_handshake_on_connect
        self.suppress_ragged_eofs = suppress_ragged_eofs
        self._link = None
        self._record = bytearray()
        self._connected = True
        try:
            try:
                self.getpeername()
            except OSError as error:
                if error.errno != 107:
                    raise
                self._connected = False
            if self._connected:
                self._greet()
            else:
                context._check_side(server_side)
        except BaseException:
            self.close()
            raise
        return self

    def _greet(self):
        self._link = _Link(self._context, self._server_side, self._server_hostname, self._receive, self._transmit)
        if self.do_handshake_on_connect:
            if self.gettimeout() == 0.0:
                raise ValueError("do_handshake_on_connect should not be specified for non-blocking sockets")
            self.do_handshake()

    def _receive(self):
        # One record at a time: after the last one, the bytes in the clear are not for the session.
        record = self._record
        try:
            while True:
                if len(record) < 5:
                    missing = 5 - len(record)
                else:
                    missing = 5 + (record[3] << 8 | record[4]) - len(record)
                # Bytes that are no record are the session's to refuse.
                if missing <= 0 or (record and not 20 <= record[0] <= 24):
                    data = bytes(record)
                    record.clear()
                    return data
                data = socket.recv(self, missing)
                if not data:
                    return b""
                record += data
        except (BlockingIOError, InterruptedError):
            return None

    def _transmit(self, data):
        try:
            return socket.send(self, data)
        except (BlockingIOError, InterruptedError):
            return None

    def _checkClosed(self, msg=None):
        pass

    def _check_connected(self):
        if not self._connected:
            # The system words the error.
            self.getpeername()

    def do_handshake(self, block=False):
        """Greet."""
        self._check_connected()
        timeout = self.gettimeout()
        try:
            if timeout == 0.0 and block:
                self.settimeout(None)
            try:
                self._link.handshake()
            except TimeoutError:
                raise TimeoutError("_ssl.c: The handshake operation timed out") from None
        finally:
            self.settimeout(timeout)

    def read(self, len=1024, buffer=None):
        """Read decrypted bytes; b"" at the end."""
        if self._link is None:
            raise ValueError("Read on closed or unwrapped SSL socket.")
        try:
            if buffer is not None:
                view = memoryview(buffer).cast("B")
                size = len if 0 < len <= view.nbytes else view.nbytes
                data = self._link.read(size)
                view[: data.__len__()] = data
                return data.__len__()
            return self._link.read(len)
        except SSLEOFError:
            if not self.suppress_ragged_eofs:
                raise
            return 0 if buffer is not None else b""
        except TimeoutError:
            raise TimeoutError("The read operation timed out") from None

    def write(self, data):
        """Encrypt and send bytes."""
        if self._link is None:
            raise ValueError("Write on closed or unwrapped SSL socket.")
        try:
            return self._link.write(data)
        except TimeoutError:
            raise TimeoutError("The write operation timed out") from None

    def getpeercert(self, binary_form=False):
        """The other side's certificate."""
        self._check_connected()
        return self._link.certificate(binary_form)

    def get_unverified_chain(self):
        """The other side's certificates as they were sent."""
        return self._link.session.certificates()

    get_verified_chain = get_unverified_chain

    def selected_alpn_protocol(self):
        """The protocol that both sides chose."""
        return self._link.protocol() if self._link else None

    def cipher(self):
        """The name, version and strength of the suite."""
        return self._link.cipher() if self._link else None

    def shared_ciphers(self):
        """The suites that both sides have; only a server knows."""
        return list(_SUITES) if self._server_side and self._link and self._link.greeted else None

    def version(self):
        """The version of the protocol."""
        return self._link.version() if self._link else None

    def pending(self):
        """How many decrypted bytes wait."""
        return self._link.session.pending if self._link and self._link.session is not None else 0

    def _no_flags(self, flags, name):
        if flags != 0:
            raise ValueError(f"non-zero flags not allowed in calls to {name}() on {self.__class__}")

    def send(self, data, flags=0):
        if self._link is None:
            return super().send(data, flags)
        self._no_flags(flags, "send")
        return self.write(data)

    def sendall(self, data, flags=0):
        if self._link is None:
            return super().sendall(data, flags)
        self._no_flags(flags, "sendall")
        with memoryview(data) as view, view.cast("B") as view:
            sent = 0
            while sent < len(view):
                sent += self.send(view[sent:])

    def sendto(self, data, flags_or_addr, addr=None):
        if self._link is not None:
            raise ValueError(f"sendto not allowed on instances of {self.__class__}")
        if addr is None:
            return super().sendto(data, flags_or_addr)
        return super().sendto(data, flags_or_addr, addr)

    def sendmsg(self, *args, **kwargs):
        raise NotImplementedError(f"sendmsg not allowed on instances of {self.__class__}")

    def recvmsg(self, *args, **kwargs):
        raise NotImplementedError(f"recvmsg not allowed on instances of {self.__class__}")

    def recvmsg_into(self, *args, **kwargs):
        raise NotImplementedError(f"recvmsg_into not allowed on instances of {self.__class__}")

    def sendfile(self, file, offset=0, count=None):
        """Send a file."""
        if self._link is None:
            return super().sendfile(file, offset, count)
        return self._sendfile_use_send(file, offset, count)

    def recv(self, buflen=1024, flags=0):
        if self._link is None:
            return super().recv(buflen, flags)
        self._no_flags(flags, "recv")
        return self.read(buflen)

    def recv_into(self, buffer, nbytes=None, flags=0):
        if nbytes is None:
            nbytes = memoryview(buffer).nbytes if buffer is not None else 1024
        if self._link is None:
            return super().recv_into(buffer, nbytes, flags)
        self._no_flags(flags, "recv_into")
        return self.read(nbytes, buffer)

    def recvfrom(self, buflen=1024, flags=0):
        if self._link is not None:
            raise ValueError(f"recvfrom not allowed on instances of {self.__class__}")
        return super().recvfrom(buflen, flags)

    def recvfrom_into(self, buffer, nbytes=None, flags=0):
        if self._link is not None:
            raise ValueError(f"recvfrom_into not allowed on instances of {self.__class__}")
        return super().recvfrom_into(buffer, nbytes or 0, flags)

    def shutdown(self, how):
        self._link = None
        super().shutdown(how)

    def unwrap(self):
        """End the encryption in order; the bytes go on in the clear."""
        if self._link is None:
            raise ValueError("No SSL wrapper around " + str(self))
        self._link.close()
        self._link = None
        return self

    def _real_close(self):
        self._link = None
        super()._real_close()

    def _real_connect(self, address, connect_ex):
        if self._server_side:
            raise ValueError("can't connect in server-side mode")
        if self._connected or self._link is not None:
            raise ValueError("attempt to connect already-connected SSLSocket!")
        try:
            if connect_ex:
                outcome = super().connect_ex(address)
            else:
                outcome = None
                super().connect(address)
            if not outcome:
                self._connected = True
                self._greet()
            return outcome
        except (OSError, ValueError):
            self._link = None
            raise

    def connect(self, addr):
        """Connect, and greet."""
        self._real_connect(addr, False)

    def connect_ex(self, addr):
        """Connect, and greet; an error's number instead of an exception."""
        return self._real_connect(addr, True)

    def accept(self):
        """A new encrypted socket for a client, and its address."""
        fresh, address = super().accept()
        fresh = self._context.wrap_socket(
            fresh,
            do_handshake_on_connect=self.do_handshake_on_connect,
            suppress_ragged_eofs=self.suppress_ragged_eofs,
            server_side=True,
        )
        return fresh, address

    def dup(self):
        raise NotImplementedError(f"Can't dup() {self.__class__.__name__} instances")


SSLContext.sslsocket_class = SSLSocket
SSLContext.sslobject_class = SSLObject


def get_server_certificate(addr, ssl_version=PROTOCOL_TLS_CLIENT, ca_certs=None, timeout=_socket._GLOBAL_DEFAULT_TIMEOUT):
    """A server's certificate as text."""
    context = _create_unverified_context(
        ssl_version, cert_reqs=CERT_REQUIRED if ca_certs is not None else CERT_NONE, cafile=ca_certs
    )
    with _socket.create_connection(addr, timeout=timeout) as sock:
        with context.wrap_socket(sock, server_hostname=addr[0]) as encrypted:
            return DER_cert_to_PEM_cert(encrypted.getpeercert(True))
