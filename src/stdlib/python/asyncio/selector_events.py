"""Loops that wait with a selector, and the transports of their sockets."""

import collections
import errno
import os
import selectors
import socket
import warnings
import weakref

from _asyncio import Handle, _wake_pipe

from . import base_events, constants, futures, transports, trsock
from .log import logger

__all__ = ("BaseSelectorEventLoop",)

_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """Readiness of descriptors becomes callbacks."""

    def __init__(self, selector=None):
        super().__init__()
        if selector is None:
            selector = selectors.DefaultSelector()
        logger_name = type(selector).__name__
        if self.get_debug():
            logger.debug("Using selector: %s", logger_name)
        self._selector = selector
        if type(selector) is selectors.EpollSelector:
            self._use_epoll(selector.fileno())
        self._transports = weakref.WeakValueDictionary()
        self._ssock = self._csock = None
        self._wake_read, self._wake_write = _wake_pipe()
        self._add_reader(self._wake_read, self._read_from_self)

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        self._remove_reader(self._wake_read)
        os.close(self._wake_read)
        os.close(self._wake_write)
        self._wake_read = self._wake_write = None
        super().close()
        self._use_epoll(-1)
        if self._selector is not None:
            self._selector.close()
            self._selector = None

    # -- waking up --

    def _process_self_data(self, data):
        pass

    def _read_from_self(self):
        while True:
            try:
                data = os.read(self._wake_read, 4096)
                if not data:
                    break
                self._process_self_data(data)
            except InterruptedError:
                continue
            except BlockingIOError:
                break

    def _write_to_self(self):
        wake = self._wake_write
        if wake is None:
            return
        try:
            os.write(wake, b"\0")
        except OSError:
            if self.get_debug():
                logger.debug("Fail to write a null byte into the self-pipe socket", exc_info=True)

    # -- descriptors --

    def _process_events(self, event_list):
        for key, mask in event_list:
            reader, writer = key.data
            if mask & _READ and reader is not None:
                if reader._cancelled:
                    self._remove_reader(key.fileobj)
                else:
                    self._take_ready(reader)
            if mask & _WRITE and writer is not None:
                if writer._cancelled:
                    self._remove_writer(key.fileobj)
                else:
                    self._take_ready(writer)

    def _ensure_fd_no_transport(self, fd):
        number = fd
        if not isinstance(number, int):
            try:
                number = int(number.fileno())
            except (AttributeError, TypeError, ValueError):
                raise ValueError(f"Invalid file object: {fd!r}") from None
        transport = self._transports.get(number)
        if transport and not transport.is_closing():
            raise RuntimeError(f"File descriptor {fd!r} is used by transport {transport!r}")

    def _watch(self, fd, event, callback, args):
        self._check_closed()
        handle = Handle(callback, args, self, None)
        key = self._selector.get_map().get(fd)
        if key is None:
            self._selector.register(fd, event, (handle, None) if event == _READ else (None, handle))
            self._note_watched(len(self._selector.get_map()))
            return handle
        reader, writer = key.data
        if event == _READ:
            old, pair = reader, (handle, writer)
        else:
            old, pair = writer, (reader, handle)
        self._selector.modify(fd, key.events | event, pair)
        if old is not None:
            old.cancel()
        return handle

    def _unwatch(self, fd, event):
        if self.is_closed():
            return False
        key = self._selector.get_map().get(fd)
        if key is None:
            return False
        reader, writer = key.data
        left = key.events & ~event
        if event == _READ:
            old, pair = reader, (None, writer)
        else:
            old, pair = writer, (reader, None)
        if left:
            self._selector.modify(fd, left, pair)
        else:
            self._selector.unregister(fd)
            self._note_watched(len(self._selector.get_map()))
        if old is None:
            return False
        old.cancel()
        return True

    def _add_reader(self, fd, callback, *args):
        return self._watch(fd, _READ, callback, args)

    def _remove_reader(self, fd):
        return self._unwatch(fd, _READ)

    def _add_writer(self, fd, callback, *args):
        return self._watch(fd, _WRITE, callback, args)

    def _remove_writer(self, fd):
        return self._unwatch(fd, _WRITE)

    def add_reader(self, fd, callback, *args):
        """Call a function whenever a descriptor can be read."""
        self._ensure_fd_no_transport(fd)
        self._watch(fd, _READ, callback, args)

    def remove_reader(self, fd):
        """Stop watching for reading."""
        self._ensure_fd_no_transport(fd)
        return self._unwatch(fd, _READ)

    def add_writer(self, fd, callback, *args):
        """Call a function whenever a descriptor can be written."""
        self._ensure_fd_no_transport(fd)
        self._watch(fd, _WRITE, callback, args)

    def remove_writer(self, fd):
        """Stop watching for writing."""
        self._ensure_fd_no_transport(fd)
        return self._unwatch(fd, _WRITE)

    # -- sockets by hand --

    def _check_socket(self, sock):
        if self.get_debug() and sock.gettimeout() != 0:
            raise ValueError("the socket must be non-blocking")

    async def _when_ready(self, sock, event, attempt):
        """The result of an attempt that may have to be repeated when the socket is ready."""
        self._check_socket(sock)
        try:
            return attempt()
        except (BlockingIOError, InterruptedError):
            pass
        fd = sock.fileno()
        self._ensure_fd_no_transport(fd)
        outcome = self.create_future()

        def retry():
            if outcome.done():
                return
            try:
                result = attempt()
            except (BlockingIOError, InterruptedError):
                return
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                outcome.set_exception(error)
            else:
                outcome.set_result(result)

        handle = self._watch(fd, event, retry, ())

        def stop(_):
            if not handle.cancelled():
                self._unwatch(fd, event)

        outcome.add_done_callback(stop)
        return await outcome

    async def sock_recv(self, sock, nbytes):
        """Receive up to n bytes."""
        return await self._when_ready(sock, _READ, lambda: sock.recv(nbytes))

    async def sock_recv_into(self, sock, buf):
        """Receive into a buffer; the number of bytes."""
        return await self._when_ready(sock, _READ, lambda: sock.recv_into(buf))

    async def sock_recvfrom(self, sock, bufsize):
        """Receive a datagram and its sender."""
        return await self._when_ready(sock, _READ, lambda: sock.recvfrom(bufsize))

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receive a datagram into a buffer; its length and its sender."""
        return await self._when_ready(sock, _READ, lambda: sock.recvfrom_into(buf, nbytes or len(buf)))

    async def sock_sendall(self, sock, data):
        """Send everything."""
        rest = memoryview(data)
        while len(rest):
            count = await self._when_ready(sock, _WRITE, lambda: sock.send(rest))
            rest = rest[count:]

    async def sock_sendto(self, sock, data, address):
        """Send a datagram."""
        return await self._when_ready(sock, _WRITE, lambda: sock.sendto(data, address))

    async def sock_accept(self, sock):
        """Accept a connection; the socket and the peer's address."""
        connection, address = await self._when_ready(sock, _READ, sock.accept)
        connection.setblocking(False)
        return connection, address

    async def sock_connect(self, sock, address):
        """Connect to an address."""
        self._check_socket(sock)
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            infos = await self._ensure_resolved(address, family=sock.family, type=sock.type, proto=sock.proto, loop=self)
            address = infos[0][4]
        try:
            sock.connect(address)
            return
        except (BlockingIOError, InterruptedError):
            pass
        fd = sock.fileno()
        self._ensure_fd_no_transport(fd)
        outcome = self.create_future()

        def connected():
            if outcome.done():
                return
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code == 0:
                outcome.set_result(None)
            elif code not in (errno.EAGAIN, errno.EINPROGRESS, errno.EINTR, errno.EALREADY):
                outcome.set_exception(OSError(code, f"Connect call failed {address}"))

        handle = self._watch(fd, _WRITE, connected, ())

        def stop(_):
            if not handle.cancelled():
                self._unwatch(fd, _WRITE)

        outcome.add_done_callback(stop)
        await outcome

    # -- servers --

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        encryption = (sslcontext, ssl_handshake_timeout, ssl_shutdown_timeout) if sslcontext else None
        self._watch(sock.fileno(), _READ, self._accept_connection,
                    (protocol_factory, sock, server, backlog, encryption))

    def _accept_connection(self, protocol_factory, sock, server, backlog=100, encryption=None):
        # Several connections may wait; one turn takes them all.
        for _ in range(backlog + 1):
            try:
                connection, address = sock.accept()
                connection.setblocking(False)
            except ConnectionAbortedError:
                continue
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                if error.errno not in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                    raise
                # The system has no room: try again later.
                self.call_exception_handler({"message": "socket.accept() out of system resource",
                                             "exception": error, "socket": trsock.TransportSocket(sock)})
                self._unwatch(sock.fileno(), _READ)
                self.call_later(constants.ACCEPT_RETRY_DELAY, self._start_serving, protocol_factory, sock,
                                *(encryption or (None,))[:1], server, backlog, *(encryption or ())[1:])
                return
            self.create_task(self._serve_connection(protocol_factory, connection, {"peername": address}, server,
                                                    encryption))

    async def _serve_connection(self, protocol_factory, connection, extra, server, encryption=None):
        transport = None
        try:
            protocol = protocol_factory()
            waiter = self.create_future()
            if encryption:
                context, handshake_timeout, shutdown_timeout = encryption
                transport = self._make_ssl_transport(
                    connection, protocol, context, waiter, server_side=True, extra=extra, server=server,
                    ssl_handshake_timeout=handshake_timeout, ssl_shutdown_timeout=shutdown_timeout)
            else:
                transport = self._make_socket_transport(connection, protocol, waiter, extra=extra, server=server)
            try:
                await waiter
            except BaseException:
                transport.close()
                raise
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if self.get_debug():
                context = {"message": "Error on transport creation for incoming connection", "exception": error}
                if transport is not None:
                    context["transport"] = transport
                self.call_exception_handler(context)

    def _stop_serving(self, sock):
        self._unwatch(sock.fileno(), _READ)
        sock.close()

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return _SelectorSocketTransport(self, sock, protocol, waiter, extra, server)

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False,
                            server_hostname=None, extra=None, server=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None):
        from . import sslproto

        encrypted = sslproto.SSLProtocol(
            self, protocol, sslcontext, waiter, server_side, server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        _SelectorSocketTransport(self, rawsock, encrypted, extra=extra, server=server)
        return encrypted._get_app_transport()

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        self._ensure_fd_no_transport(sock)
        return _SelectorDatagramTransport(self, sock, protocol, address, waiter, extra)


class _SelectorTransport(transports._FlowControlMixin, transports.Transport):
    """What transports of sockets share."""

    max_size = 256 * 1024

    _sock = None

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        super().__init__(extra, loop)
        self._extra["socket"] = trsock.TransportSocket(sock)
        try:
            self._extra["sockname"] = sock.getsockname()
        except OSError:
            self._extra["sockname"] = None
        if "peername" not in self._extra:
            try:
                self._extra["peername"] = sock.getpeername()
            except OSError:
                self._extra["peername"] = None
        self._sock = sock
        self._sock_fd = sock.fileno()
        self._protocol_connected = False
        self.set_protocol(protocol)
        self._server = server
        self._buffer = collections.deque()
        self._conn_lost = 0
        self._closing = False
        self._paused = False
        if server is not None:
            server._attach(self)
        loop._transports[self._sock_fd] = self

    def __repr__(self):
        words = [type(self).__name__]
        if self._sock is None:
            words.append("closed")
        elif self._closing:
            words.append("closing")
        words.append(f"fd={self._sock_fd}")
        if self._loop is not None and not self._loop.is_closed():
            key = self._loop._selector.get_map().get(self._sock_fd)
            events = key.events if key is not None else 0
            words.append("read=polling" if events & _READ else "read=idle")
            state = "polling" if events & _WRITE else "idle"
            words.append(f"write=<{state}, bufsize={self.get_write_buffer_size()}>")
        return f"<{' '.join(words)}>"

    def __del__(self, _warn=warnings.warn):
        if self._sock is not None:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._sock.close()
            if self._server is not None:
                self._server._detach(self)

    def abort(self):
        self._force_close(None)

    def set_protocol(self, protocol):
        self._protocol = protocol
        self._protocol_connected = True

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def is_reading(self):
        return not self.is_closing() and not self._paused

    def pause_reading(self):
        if not self.is_reading():
            return
        self._paused = True
        self._loop._remove_reader(self._sock_fd)
        if self._loop.get_debug():
            logger.debug("%r pauses reading", self)

    def resume_reading(self):
        if self._closing or not self._paused:
            return
        self._paused = False
        self._add_reader(self._sock_fd, self._read_ready)
        if self._loop.get_debug():
            logger.debug("%r resumes reading", self)

    def close(self):
        if self._closing:
            return
        self._closing = True
        self._loop._remove_reader(self._sock_fd)
        if not self._buffer:
            self._conn_lost += 1
            self._loop._remove_writer(self._sock_fd)
            self._loop.call_soon(self._call_connection_lost, None)

    def _fatal_error(self, exc, message="Fatal error on transport"):
        if isinstance(exc, OSError):
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        else:
            self._loop.call_exception_handler({"message": message, "exception": exc, "transport": self,
                                               "protocol": self._protocol})
        self._force_close(exc)

    def _force_close(self, exc):
        if self._conn_lost:
            return
        if self._buffer:
            self._buffer.clear()
            self._loop._remove_writer(self._sock_fd)
        if not self._closing:
            self._closing = True
            self._loop._remove_reader(self._sock_fd)
        self._conn_lost += 1
        self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        try:
            if self._protocol_connected:
                self._protocol.connection_lost(exc)
        finally:
            self._sock.close()
            self._sock = self._protocol = self._loop = None
            server, self._server = self._server, None
            if server is not None:
                server._detach(self)

    def get_write_buffer_size(self):
        return sum(map(len, self._buffer))

    def _add_reader(self, fd, callback):
        if self.is_reading():
            self._loop._add_reader(fd, callback)


class _SelectorSocketTransport(_SelectorTransport):
    """A stream socket."""

    _start_tls_compatible = True

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        self._eof = False
        self._empty_waiter = None
        self._buffered = False
        super().__init__(loop, sock, protocol, extra, server)
        base_events._set_nodelay(sock)
        loop.call_soon(self._protocol.connection_made, self)
        # Reading starts after connection_made has run.
        loop.call_soon(self._add_reader, self._sock_fd, self._read_ready)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def set_protocol(self, protocol):
        from . import protocols

        self._buffered = isinstance(protocol, protocols.BufferedProtocol)
        super().set_protocol(protocol)

    def _read_ready(self):
        if self._conn_lost:
            return
        if self._buffered:
            return self._read_into_buffer()
        try:
            data = self._sock.recv(self.max_size)
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal read error on socket transport")
            return
        if not data:
            self._end_of_data()
            return
        try:
            self._protocol.data_received(data)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error: protocol.data_received() call failed.")

    def _read_into_buffer(self):
        try:
            buffer = self._protocol.get_buffer(-1)
            if not len(buffer):
                raise RuntimeError("get_buffer() returned an empty buffer")
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error: protocol.get_buffer() call failed.")
            return
        try:
            count = self._sock.recv_into(buffer)
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal read error on socket transport")
            return
        if not count:
            self._end_of_data()
            return
        try:
            self._protocol.buffer_updated(count)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error: protocol.buffer_updated() call failed.")

    def _end_of_data(self):
        if self._loop.get_debug():
            logger.debug("%r received EOF", self)
        try:
            keep_open = self._protocol.eof_received()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error: protocol.eof_received() call failed.")
            return
        if keep_open:
            # Writing may go on; there is nothing left to read.
            self._loop._remove_reader(self._sock_fd)
        else:
            self.close()

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__!r}")
        if self._eof:
            raise RuntimeError("Cannot call write() after write_eof()")
        if self._empty_waiter is not None:
            raise RuntimeError("unable to write; sendfile is in progress")
        if not data:
            return
        if self._conn_lost:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning("socket.send() raised exception.")
            self._conn_lost += 1
            return
        if not self._buffer:
            # The common case: the system takes it at once.
            try:
                count = self._sock.send(data)
            except (BlockingIOError, InterruptedError):
                count = 0
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                self._fatal_error(error, "Fatal write error on socket transport")
                return
            if count == len(data):
                return
            data = memoryview(data)[count:]
            self._loop._add_writer(self._sock_fd, self._write_ready)
        self._buffer.append(data if isinstance(data, memoryview) else bytes(data))
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer, "Data should not be empty"
        if self._conn_lost:
            return
        try:
            pieces = b"".join(self._buffer)
            count = self._sock.send(pieces)
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop._remove_writer(self._sock_fd)
            self._buffer.clear()
            self._fatal_error(error, "Fatal write error on socket transport")
            return
        self._buffer.clear()
        if count < len(pieces):
            self._buffer.append(memoryview(pieces)[count:])
        self._maybe_resume_protocol()
        if not self._buffer:
            self._loop._remove_writer(self._sock_fd)
            if self._closing:
                self._call_connection_lost(None)
            elif self._eof:
                self._sock.shutdown(socket.SHUT_WR)

    def writelines(self, list_of_data):
        if self._eof:
            raise RuntimeError("Cannot call writelines() after write_eof()")
        self.write(b"".join(list_of_data))

    def write_eof(self):
        if self._closing or self._eof:
            return
        self._eof = True
        if not self._buffer:
            self._sock.shutdown(socket.SHUT_WR)

    def can_write_eof(self):
        return True


class _SelectorDatagramTransport(_SelectorTransport, transports.DatagramTransport):
    """A datagram socket."""

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        super().__init__(loop, sock, protocol, extra)
        self._address = address
        self._size = 0
        loop.call_soon(self._protocol.connection_made, self)
        loop.call_soon(self._add_reader, self._sock_fd, self._read_ready)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def get_write_buffer_size(self):
        return self._size

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            data, address = self._sock.recvfrom(self.max_size)
        except (BlockingIOError, InterruptedError):
            pass
        except OSError as error:
            self._protocol.error_received(error)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal read error on datagram transport")
        else:
            self._protocol.datagram_received(data, address)

    def sendto(self, data, addr=None):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__!r}")
        if self._address:
            if addr not in (None, self._address):
                raise ValueError(f"Invalid address: must be None or {self._address}")
            addr = self._address
        if self._conn_lost and self._address:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning("socket.send() raised exception.")
            self._conn_lost += 1
            return
        if not self._buffer:
            if self._send(data, addr):
                return
            self._loop._add_writer(self._sock_fd, self._sendto_ready)
        self._buffer.append((bytes(data), addr))
        self._size += len(data)
        self._maybe_pause_protocol()

    def _send(self, data, addr):
        """False when the system has no room; errors go to the protocol."""
        try:
            if self._extra["peername"]:
                self._sock.send(data)
            else:
                self._sock.sendto(data, addr)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError as error:
            self._protocol.error_received(error)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal write error on datagram transport")
        return True

    def _sendto_ready(self):
        while self._buffer and not self._conn_lost:
            data, addr = self._buffer[0]
            if not self._send(data, addr):
                break
            if self._buffer:
                self._buffer.popleft()
                self._size -= len(data)
        self._maybe_resume_protocol()
        if not self._buffer:
            self._loop._remove_writer(self._sock_fd)
            if self._closing:
                self._call_connection_lost(None)
