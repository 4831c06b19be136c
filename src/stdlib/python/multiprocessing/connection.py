"""Connections: messages between processes, over pipes and sockets, with keys."""

__all__ = ["Client", "Listener", "Pipe", "wait"]

import os

import _multiprocessing

from . import util
from .context import AuthenticationError, BufferTooShort
from .reduction import ForkingPickler

BUFSIZE = 8192
CONNECTION_TIMEOUT = 20.0


default_family = "AF_UNIX"
families = ["AF_INET", "AF_UNIX"]

_dumps = ForkingPickler.dumps
_loads = ForkingPickler.loads


def arbitrary_address(family):
    """A free address of a family."""
    if family == "AF_INET":
        return ("localhost", 0)
    if family == "AF_UNIX":
        return os.path.join(util.get_temp_dir(), "sock-" + os.urandom(6).hex())
    raise ValueError("unrecognized family")


def address_type(address):
    """The family of an address."""
    if type(address) is tuple:
        return "AF_INET"
    if type(address) is str and address.startswith("\\\\"):
        return "AF_PIPE"
    if type(address) is str:
        return "AF_UNIX"
    raise ValueError("address type of %r unrecognized" % address)


def _validate_family(family):
    if family not in families:
        raise ValueError("Family %s is not recognized." % family)


class _ConnectionBase:
    _handle = None

    def __init__(self, handle, readable=True, writable=True):
        handle = handle.__index__()
        if handle < 0:
            raise ValueError("invalid handle")
        if not readable and not writable:
            raise ValueError("at least one of `readable` and `writable` must be True")
        self._handle = handle
        self._readable = readable
        self._writable = writable

    def __del__(self):
        if self._handle is not None:
            self._close()

    def _check_closed(self):
        if self._handle is None:
            raise OSError("handle is closed")

    def _check_readable(self):
        if not self._readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        if not self._writable:
            raise OSError("connection is read-only")

    def _bad_message_length(self):
        if self._writable:
            self._readable = False
        else:
            self.close()
        raise OSError("bad message length")

    @property
    def closed(self):
        """Whether the connection is closed."""
        return self._handle is None

    @property
    def readable(self):
        """Whether the connection can be read from."""
        return self._readable

    @property
    def writable(self):
        """Whether the connection can be written to."""
        return self._writable

    def fileno(self):
        """The descriptor."""
        self._check_closed()
        return self._handle

    def close(self):
        """Close the connection."""
        if self._handle is not None:
            try:
                self._close()
            finally:
                self._handle = None

    def send_bytes(self, buf, offset=0, size=None):
        """Send bytes as a message."""
        self._check_closed()
        self._check_writable()
        view = memoryview(buf)
        if view.itemsize > 1:
            view = view.cast("B")
        length = view.nbytes
        if offset < 0:
            raise ValueError("offset is negative")
        if length < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = length - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > length:
            raise ValueError("buffer length < offset + size")
        _write_message(self._handle, view[offset:offset + size])

    def send(self, obj):
        """Send an object."""
        self._check_closed()
        self._check_writable()
        _write_message(self._handle, _dumps(obj))

    def recv_bytes(self, maxlength=None):
        """Receive a message as bytes."""
        self._check_closed()
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        data = _read_message(self._handle, maxlength)
        if data is None:
            self._bad_message_length()
        return data

    def recv_bytes_into(self, buf, offset=0):
        """Receive a message into a writable buffer: its length."""
        self._check_closed()
        self._check_readable()
        with memoryview(buf) as view:
            itemsize = view.itemsize
            bytesize = itemsize * len(view)
            if offset < 0:
                raise ValueError("negative offset")
            if offset > bytesize:
                raise ValueError("offset too large")
            data = _read_message(self._handle, None)
            size = len(data)
            if bytesize < offset + size:
                raise BufferTooShort(data)
            view.cast("B")[offset:offset + size] = data
            return size

    def recv(self):
        """Receive an object."""
        self._check_closed()
        self._check_readable()
        return _loads(_read_message(self._handle, None))

    def poll(self, timeout=0.0):
        """Whether there is something to receive, now or within a time."""
        self._check_closed()
        self._check_readable()
        return bool(_poll((self._handle,), timeout))

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


_read_message = _multiprocessing.read_message
_write_message = _multiprocessing.write_message
_poll = _multiprocessing.poll


class Connection(_ConnectionBase):
    """A connection over a descriptor."""

    def _close(self, _close=os.close):
        _close(self._handle)


def _rebuild_connection(duplicate, readable, writable):
    return Connection(duplicate.detach(), readable, writable)


def reduce_connection(conn):
    """How a connection travels."""
    from . import reduction

    return _rebuild_connection, (reduction.DupFd(conn.fileno()), conn.readable, conn.writable)


ForkingPickler.register(Connection, reduce_connection)


def Pipe(duplex=True):
    """Two connected connections; both ways, or from the second to the first."""
    if duplex:
        one, other = _multiprocessing.socket_pair()
        return Connection(one), Connection(other)
    read, write = os.pipe()
    return Connection(read, writable=False), Connection(write, readable=False)


def wait(object_list, timeout=None):
    """The connections, sockets and sentinels of a list that are ready."""
    numbers = {}
    for item in object_list:
        numbers.setdefault(item if isinstance(item, int) else item.fileno(), item)
    return [numbers[number] for number in _poll(list(numbers), timeout)]


# ---- listening and connecting


class _LocalListener:
    """A local socket that listens."""

    def __init__(self, address, backlog):
        self._fd = _multiprocessing.listen_local(address, backlog)
        self.address = address
        self.last_accepted = None
        if address.startswith("\0"):
            self._unlink = None
        else:
            self._unlink = util.Finalize(self, os.unlink, args=(address,), exitpriority=0)

    def accept(self):
        return Connection(_multiprocessing.accept_local(self._fd))

    def close(self):
        try:
            if self._fd is not None:
                os.close(self._fd)
                self._fd = None
        finally:
            if self._unlink is not None:
                self._unlink()
                self._unlink = None

    def __del__(self):
        if self._fd is not None:
            os.close(self._fd)


class _NetListener:
    """A network socket that listens."""

    def __init__(self, address, backlog):
        import socket

        self._socket = socket.socket(socket.AF_INET)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.setblocking(True)
            self._socket.bind(address)
            self._socket.listen(backlog)
            self.address = self._socket.getsockname()
        except OSError:
            self._socket.close()
            raise
        self.last_accepted = None

    def accept(self):
        connected, self.last_accepted = self._socket.accept()
        connected.setblocking(True)
        return Connection(connected.detach())

    def close(self):
        self._socket.close()


class Listener:
    """Something that accepts connections."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        family = family or (address and address_type(address)) or default_family
        _validate_family(family)
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError("authkey should be a byte string")
        address = address or arbitrary_address(family)
        self._listener = (_LocalListener if family == "AF_UNIX" else _NetListener)(address, backlog)
        self._authkey = authkey

    def accept(self):
        """The next connection."""
        if self._listener is None:
            raise OSError("listener is closed")
        conn = self._listener.accept()
        if self._authkey is not None:
            deliver_challenge(conn, self._authkey)
            answer_challenge(conn, self._authkey)
        return conn

    def close(self):
        """Stop listening."""
        listener = self._listener
        if listener is not None:
            self._listener = None
            listener.close()

    @property
    def address(self):
        """Where others can connect to."""
        return self._listener.address

    @property
    def last_accepted(self):
        """The address of the last connection, if it has one."""
        return self._listener.last_accepted

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address, family=None, authkey=None):
    """A connection to a listener."""
    family = family or address_type(address)
    _validate_family(family)
    if family == "AF_UNIX":
        conn = Connection(_multiprocessing.connect_local(address))
    else:
        conn = SocketClient(address)
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError("authkey should be a byte string")
    if authkey is not None:
        answer_challenge(conn, authkey)
        deliver_challenge(conn, authkey)
    return conn


def SocketClient(address):
    """A connection to a network address."""
    if address_type(address) == "AF_UNIX":
        return Connection(_multiprocessing.connect_local(address))
    import socket

    with socket.socket(socket.AF_INET) as connected:
        connected.setblocking(True)
        connected.connect(address)
        return Connection(connected.detach())


# ---- keys: each side proves that it knows the key without sending it

MESSAGE_LENGTH = 40
_CHALLENGE = b"#CHALLENGE#"
_WELCOME = b"#WELCOME#"
_FAILURE = b"#FAILURE#"
_LEGACY_LENGTHS = (20, 16)
_DIGESTS = ("sha256", "md5", "sha384", "sha3_256")


def _digest_named_in(message):
    """The digest that a message asks for, and what is to be signed."""
    if len(message) in _LEGACY_LENGTHS:
        return "", message
    if message.startswith(b"{") and (end := message.find(b"}", 1)) > 0 and message[1:end].isalnum():
        name = message[1:end].decode("ascii")
        if name in _DIGESTS:
            return name, message[end + 1:]
    raise AuthenticationError("unsupported message length, missing digest prefix, or unsupported digest: "
                              f"message={message[:40]!r}")


def _hmac(key, message, name):
    import hashlib

    block = hashlib.new(name).block_size
    if len(key) > block:
        key = hashlib.new(name, key).digest()
    key = key.ljust(block, b"\0")
    inner = hashlib.new(name, bytes(byte ^ 0x36 for byte in key) + message).digest()
    return hashlib.new(name, bytes(byte ^ 0x5C for byte in key) + inner).digest()


def _response(authkey, message):
    name, _ = _digest_named_in(message)
    if not name:
        return _hmac(authkey, message, "md5")
    return b"{%s}" % name.encode("ascii") + _hmac(authkey, message, name)


def _same(one, other):
    """Equality that takes the same time wherever the difference is."""
    if len(one) != len(other):
        return False
    difference = 0
    for a, b in zip(one, other):
        difference |= a ^ b
    return difference == 0


def deliver_challenge(connection, authkey, digest_name="sha256"):
    """Have the other side prove that it knows the key."""
    if not isinstance(authkey, bytes):
        raise ValueError("Authkey must be bytes, not {0!s}".format(type(authkey)))
    assert MESSAGE_LENGTH > 20, "protocol constraint"
    message = b"{%s}" % digest_name.encode("ascii") + os.urandom(MESSAGE_LENGTH)
    connection.send_bytes(_CHALLENGE + message)
    response = connection.recv_bytes(256)
    try:
        name, digest = _digest_named_in(response)
    except AuthenticationError:
        name = None
    if name is None or not _same(_hmac(authkey, message, name or "md5"), digest):
        connection.send_bytes(_FAILURE)
        raise AuthenticationError("digest received was wrong")
    connection.send_bytes(_WELCOME)


def answer_challenge(connection, authkey):
    """Prove that this side knows the key."""
    if not isinstance(authkey, bytes):
        raise ValueError("Authkey must be bytes, not {0!s}".format(type(authkey)))
    message = connection.recv_bytes(256)
    if not message.startswith(_CHALLENGE):
        raise AuthenticationError(f"Protocol error, expected challenge: {message=}")
    message = message[len(_CHALLENGE):]
    if len(message) < 16:
        raise AuthenticationError(f"challenge too short: {len(message)} bytes")
    connection.send_bytes(_response(authkey, message))
    if connection.recv_bytes(256) != _WELCOME:
        raise AuthenticationError("digest sent was rejected")
