"""SSLObject over MemoryBIO: greeting, data both ways, ends, errors of certificates."""
import os
import ssl

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "certificates")


def path(name):
    return os.path.join(HERE, name)


def server_context(name="server"):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path(name + ".pem"), path(name + ".key"))
    return context


def client_context(authority="ca.pem"):
    context = ssl.create_default_context(cafile=path(authority))
    context.verify_flags &= ~ssl.VerifyFlags.VERIFY_X509_STRICT
    return context


class Pair:
    def __init__(self, client, server, hostname="localhost"):
        self.to_server, self.to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.client = client.wrap_bio(self.to_client, self.to_server, server_hostname=hostname)
        self.server = server.wrap_bio(self.to_server, self.to_client, server_side=True)

    def greet(self):
        waiting = [self.client, self.server]
        for _ in range(10):
            for side in list(waiting):
                try:
                    side.do_handshake()
                except ssl.SSLWantReadError:
                    continue
                waiting.remove(side)
            if not waiting:
                return self
        raise RuntimeError("no end")


def failing(label, *arguments, **keywords):
    try:
        Pair(*arguments, **keywords).greet()
    except ssl.SSLError as error:
        print(label, "->", type(error).__name__, error, error.args[0], error.library, error.reason, isinstance(error, ValueError))
        if isinstance(error, ssl.SSLCertVerificationError):
            print("   ", error.verify_code, error.verify_message)
    except ValueError as error:
        print(label, "-> ValueError", error)
    else:
        print(label, "-> fine")


client, server = client_context(), server_context()
print(client.protocol, client.verify_mode, client.check_hostname, client.minimum_version, client.maximum_version)
print(server.protocol, server.verify_mode, server.check_hostname)
pair = Pair(client, server)
print(pair.client.version(), pair.client.cipher(), pair.client.server_hostname, pair.client.server_side, pair.server.server_side)
try:
    pair.client.getpeercert()
except ValueError as error:
    print(error)
try:
    pair.client.do_handshake()
except ssl.SSLWantReadError as error:
    print(type(error).__name__, error, error.args)
pair.greet()
print(pair.client.version(), pair.server.version(), pair.client.cipher(), pair.client.compression())
print(pair.client.getpeercert())
print(pair.server.getpeercert(), len(pair.client.getpeercert(True)) > 300, pair.client.selected_alpn_protocol())
print(pair.client.write(b"hello"), pair.server.read(3), pair.server.pending(), pair.server.read())
try:
    pair.server.read()
except ssl.SSLWantReadError as error:
    print(type(error).__name__, error)
buffer = bytearray(8)
pair.server.write(b"abcdef")
print(pair.client.read(4, buffer), buffer)
print(pair.client.read(100, buffer), buffer)
big = bytes(range(256)) * 400
pair.client.write(big)
got = bytearray()
while len(got) < len(big):
    got += pair.server.read(30000)
print(got == big)
try:
    pair.client.unwrap()
except ssl.SSLWantReadError:
    print("close: waits")
try:
    print(pair.server.read())
except ssl.SSLZeroReturnError as error:
    print(type(error).__name__, error)
print(pair.server.unwrap(), pair.client.unwrap())

failing("stranger", client_context("own.pem"), server)
failing("signed itself", client, server_context("own"))
failing("trusted itself", client_context("own.pem"), server_context("own"))
failing("expired", client, server_context("expired"))
failing("other name", client, server, hostname="example.com")
failing("other address", client, server, hostname="127.0.0.2")
failing("address", client, server, hostname="127.0.0.1")
failing("wildcard", client, server, hostname="www.example.test")
failing("too deep a wildcard", client, server, hostname="a.b.example.test")
failing("no name", client, server, hostname=None)
loose = client_context()
loose.check_hostname = False
failing("names unchecked", loose, server, hostname="example.com")
failing("no name, unchecked", loose, server, hostname=None)
loose.verify_mode = ssl.CERT_NONE
failing("nothing checked", loose, server_context("own"), hostname="example.com")
pair = Pair(loose, server).greet()
print(pair.client.getpeercert(), len(pair.client.getpeercert(binary_form=True)) > 300)

strict = server_context()
strict.verify_mode = ssl.CERT_REQUIRED
strict.load_verify_locations(path("ca.pem"))
known = client_context()
known.load_cert_chain(path("server.pem"), path("server.key"))
pair = Pair(known, strict).greet()
print(pair.server.getpeercert()["subject"])

first, second = client_context(), server_context()
first.set_alpn_protocols(["h2", "http/1.1"])
second.set_alpn_protocols(["http/1.1"])
pair = Pair(first, second).greet()
print(pair.client.selected_alpn_protocol(), pair.server.selected_alpn_protocol())
first.maximum_version = ssl.TLSVersion.TLSv1_2
pair = Pair(first, second).greet()
print(pair.client.version(), pair.client.cipher()[1:])

queue = ssl.MemoryBIO()
print(queue.write(b"abc"), queue.pending, queue.eof, queue.read(2), queue.read(), queue.read())
queue.write_eof()
print(queue.eof)
try:
    queue.write(b"x")
except ssl.SSLError as error:
    print(error)
print(client.cert_store_stats(), [entry["subject"] for entry in client.get_ca_certs()])
