"""Sockets: the native class with files, pairs, and servers around it.

Deliberately missing: passing descriptors (`send_fds`), `sendmsg`, `sendfile`.
"""

import _socket
import errno
import io
import os
from _socket import *
from enum import IntEnum, IntFlag

__all__ = ["fromfd", "getfqdn", "create_connection", "create_server", "has_dualstack_ipv6", "socketpair", "SocketIO"]


def _numbers(kind, name, prefixes, without=()):
    """An enumeration of the constants with a prefix; their names become its members."""
    members = {key: value for key, value in vars(_socket).items()
               if key.isupper() and key.startswith(prefixes) and isinstance(value, int) and key not in without}
    made = kind(name, members, module=__name__)
    globals().update(made.__members__)
    return made


AddressFamily = _numbers(IntEnum, "AddressFamily", "AF_")
SocketKind = _numbers(IntEnum, "SocketKind", "SOCK_", ("SOCK_NONBLOCK", "SOCK_CLOEXEC"))
MsgFlag = _numbers(IntFlag, "MsgFlag", "MSG_")
AddressInfo = _numbers(IntFlag, "AddressInfo", "AI_")
__all__ += [name for name in vars(_socket) if not name.startswith("_")]

_LOCALHOST = "127.0.0.1"
_LOCALHOST_V6 = "::1"
SOCK_CLOEXEC, SOCK_NONBLOCK = _socket.SOCK_CLOEXEC, _socket.SOCK_NONBLOCK
_DEFAULT_TIMEOUT = object()
_GLOBAL_DEFAULT_TIMEOUT = _DEFAULT_TIMEOUT
EAGAIN = errno.EAGAIN
EWOULDBLOCK = errno.EWOULDBLOCK


def _known(value, kind):
    try:
        return kind(value)
    except ValueError:
        return value


class socket(_socket.socket):
    """A socket. Used in `with`, it is closed at the end."""

    __slots__ = ["__weakref__", "_io_refs", "_closed"]

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
        super().__init__(family, type, proto, fileno)
        self._io_refs = 0
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        closed = getattr(self, "_closed", False)
        cls = self.__class__
        text = (f"<{cls.__module__}.{cls.__qualname__}{' [closed]' if closed else ''} fd={self.fileno()}, "
                f"family={self.family!s}, type={self.type!s}, proto={self.proto}")
        if not closed:
            for word, ask in (("laddr", self.getsockname), ("raddr", self.getpeername)):
                try:
                    address = ask()
                except (error, AttributeError):
                    continue
                if address:
                    text += f", {word}={address}"
        return text + ">"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    @property
    def family(self):
        """The address family."""
        return _known(super().family, AddressFamily)

    @property
    def type(self):
        """The kind of socket."""
        return _known(super().type, SocketKind)

    def dup(self):
        """Another socket object of the same socket."""
        copy = self.__class__(self.family, self.type, self.proto, fileno=_socket.dup(self.fileno()))
        copy.settimeout(self.gettimeout())
        return copy

    def accept(self):
        """Wait for a connection; its socket and the peer's address."""
        fd, address = self._accept()
        connection = socket(self.family, self.type, self.proto, fileno=fd)
        if getdefaulttimeout() is None and self.gettimeout():
            connection.setblocking(True)
        return connection, address

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """A file that reads and writes the connection."""
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
        writing = "w" in mode
        reading = "r" in mode or not writing
        raw = SocketIO(self, ("r" if reading else "") + ("w" if writing else ""))
        self._io_refs += 1
        if buffering is None or buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if "b" not in mode:
                raise ValueError("unbuffered streams must be binary")
            return raw
        if reading and writing:
            buffered = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffered = io.BufferedReader(raw, buffering)
        else:
            buffered = io.BufferedWriter(raw, buffering)
        if "b" in mode:
            return buffered
        text = io.TextIOWrapper(buffered, io.text_encoding(encoding), errors, newline)
        text.mode = mode
        return text

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self, close=_socket.socket.close):
        close(self)

    def close(self):
        """Close the socket, once its files are closed, too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Give away the descriptor."""
        self._closed = True
        return super().detach()

    def get_inheritable(self):
        """Whether child processes get the descriptor."""
        return os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        """Choose whether child processes get the descriptor."""
        os.set_inheritable(self.fileno(), inheritable)


class SocketIO(io.RawIOBase):
    """A raw file over a socket."""

    def __init__(self, sock, mode):
        if mode not in ("r", "w", "rw"):
            raise ValueError(f"invalid mode: {mode!r}")
        super().__init__()
        self._sock = sock
        self._mode = mode if mode == "rw" else mode
        self._reading, self._writing = "r" in mode, "w" in mode
        self._timeout_occurred = False

    def readinto(self, b):
        self._checkClosed()
        self._checkReadable()
        if self._timeout_occurred:
            raise OSError("cannot read from timed out object")
        try:
            return self._sock.recv_into(b)
        except timeout:
            self._timeout_occurred = True
            raise
        except error as failure:
            if failure.errno in (errno.EAGAIN, errno.EWOULDBLOCK):
                return None
            raise

    def write(self, b):
        self._checkClosed()
        self._checkWritable()
        try:
            return self._sock.send(b)
        except error as failure:
            if failure.errno in (errno.EAGAIN, errno.EWOULDBLOCK):
                return None
            raise

    def _checkClosed(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")

    def _checkReadable(self):
        if not self._reading:
            raise io.UnsupportedOperation("not readable")

    def _checkWritable(self):
        if not self._writing:
            raise io.UnsupportedOperation("not writable")

    def readable(self):
        self._checkClosed()
        return self._reading

    def writable(self):
        self._checkClosed()
        return self._writing

    def seekable(self):
        self._checkClosed()
        return False

    def fileno(self):
        self._checkClosed()
        return self._sock.fileno()

    @property
    def name(self):
        return self.fileno() if not self.closed else -1

    @property
    def mode(self):
        return {"r": "rb", "w": "wb", "rw": "rwb"}[self._mode]

    def close(self):
        if self.closed:
            return
        super().close()
        self._sock._decref_socketios()
        self._sock = None

    def __del__(self):
        # A file that nobody holds any more must not keep the socket open.
        if getattr(self, "_sock", None) is not None:
            self.close()


def fromfd(fd, family, type, proto=0):
    """A socket object of a duplicated descriptor."""
    return socket(family, type, proto, _socket.dup(fd))


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two sockets that are connected with each other."""
    if family is None:
        family = AF_UNIX
    one, other = _socket.socketpair(family, type, proto)
    return socket(family, type, proto, one), socket(family, type, proto, other)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """The addresses of a host and service."""
    return [(_known(found[0], AddressFamily), _known(found[1], SocketKind), *found[2:])
            for found in _socket.getaddrinfo(host, port, family, type, proto, flags)]


def getfqdn(name=""):
    """The full name of a host."""
    name = name.strip()
    if not name or name in ("0.0.0.0", "::"):
        name = gethostname()
    try:
        return getaddrinfo(name, None, flags=AI_CANONNAME)[0][3] or name
    except error:
        return name


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    """A socket that is connected to a host and port."""
    host, port = address
    failures = []
    for family, kind, proto, _, place in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(place)
            failures.clear()
            return sock
        except error as failure:
            if not all_errors:
                failures.clear()
            failures.append(failure)
            if sock is not None:
                sock.close()
    if failures:
        try:
            if all_errors:
                raise ExceptionGroup("create_connection failed", failures)
            raise failures[0]
        finally:
            failures.clear()
    raise error("getaddrinfo returns an empty list")


def has_dualstack_ipv6():
    """Whether an IPv6 socket can take IPv4 connections, too."""
    if not has_ipv6:
        return False
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except error:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that listens at a host and port."""
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError("dualstack_ipv6 not supported on this platform")
        if family != AF_INET6:
            raise ValueError("dualstack_ipv6 requires AF_INET6 family")
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if family == AF_INET6:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except error as failure:
            text = f"{failure.strerror} (while attempting to bind on address {address!r})"
            raise error(failure.errno, text) from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
        return sock
    except error:
        sock.close()
        raise
