"""TLS over any stream transport: a protocol on one side, a transport on the other.

What the lower transport delivers goes into a memory buffer; `_advance` then does whatever that makes
possible: greeting, handing decrypted bytes to the application, ending. Everything encrypted goes
straight to the lower transport, whose buffer limits therefore are those of the upper one.
"""

import enum
import warnings

try:
    import ssl
except ImportError:
    ssl = None

from . import constants, exceptions, protocols, transports
from .log import logger

_PIECE = 256 * 1024


class _State(enum.Enum):
    UNCONNECTED = "unconnected"
    GREETING = "greeting"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


def _checked_timeout(value, default, name):
    if value is None:
        return default
    if value <= 0:
        raise ValueError(f"{name} should be a positive number, got {value}")
    return value


class SSLProtocol(protocols.Protocol):
    """Encrypts for an application's protocol."""

    def __init__(
        self,
        loop,
        app_protocol,
        sslcontext,
        waiter,
        server_side=False,
        server_hostname=None,
        call_connection_made=True,
        ssl_handshake_timeout=None,
        ssl_shutdown_timeout=None,
    ):
        if ssl is None:
            raise RuntimeError("stdlib ssl module not available")
        self._handshake_timeout = _checked_timeout(
            ssl_handshake_timeout, constants.SSL_HANDSHAKE_TIMEOUT, "ssl_handshake_timeout"
        )
        self._shutdown_timeout = _checked_timeout(
            ssl_shutdown_timeout, constants.SSL_SHUTDOWN_TIMEOUT, "ssl_shutdown_timeout"
        )
        if not sslcontext:
            sslcontext = _client_context(server_side, server_hostname)
        self._loop = loop
        self._sslcontext = sslcontext
        self._server_side = server_side
        self._server_hostname = None if server_side else server_hostname
        self._waiter = waiter
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._sslobj = sslcontext.wrap_bio(
            self._incoming, self._outgoing, server_side=server_side, server_hostname=self._server_hostname
        )
        self._extra = {"sslcontext": sslcontext}
        self._transport = None
        self._app_transport = None
        self._state = _State.UNCONNECTED
        self._timer = None
        self._reading_paused = False
        self._at_end = False
        self._tell_made = call_connection_made
        self._app_told = False
        self._set_app_protocol(app_protocol)

    def _set_app_protocol(self, app_protocol):
        self._app_protocol = app_protocol
        self._app_buffered = isinstance(app_protocol, protocols.BufferedProtocol)

    def _get_app_transport(self):
        if self._app_transport is None:
            self._app_transport = _SSLProtocolTransport(self._loop, self)
        return self._app_transport

    # -- what the lower transport says --

    def connection_made(self, transport):
        self._transport = transport
        self._state = _State.GREETING
        self._timer = self._loop.call_later(self._handshake_timeout, self._greeting_too_long)
        self._advance()

    def data_received(self, data):
        if self._state is _State.CLOSED:
            return
        self._incoming.write(data)
        self._advance()

    def eof_received(self):
        if self._loop.get_debug():
            logger.debug("%r received EOF", self)
        if self._state is _State.GREETING:
            self._greeting_failed(ConnectionResetError())
        elif self._state is not _State.CLOSED:
            self._incoming.write_eof()
            self._advance()

    def connection_lost(self, exc):
        self._cancel_timer()
        state, self._state = self._state, _State.CLOSED
        if self._app_told:
            self._loop.call_soon(self._app_protocol.connection_lost, exc)
        elif state is _State.GREETING and exc is None:
            exc = ConnectionResetError()
        self._wake(exc)
        self._transport = None
        if self._app_transport is not None:
            self._app_transport._closed = True

    def pause_writing(self):
        if self._app_told:
            self._app_protocol.pause_writing()

    def resume_writing(self):
        if self._app_told:
            self._app_protocol.resume_writing()

    # -- the work --

    def _advance(self):
        try:
            if self._state is _State.GREETING:
                self._greet()
            if self._state is _State.OPEN:
                self._deliver()
            if self._state is _State.CLOSING:
                self._finish()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error on SSL protocol")

    def _send(self):
        """Hand what is encrypted to the lower transport."""
        data = self._outgoing.read()
        if data and self._transport is not None:
            self._transport.write(data)

    def _greet(self):
        try:
            self._sslobj.do_handshake()
        except ssl.SSLWantReadError:
            self._send()
            return
        except Exception as error:
            # The other side learns why.
            self._send()
            self._greeting_failed(error)
            return
        self._send()
        self._cancel_timer()
        self._state = _State.OPEN
        self._extra.update(
            peercert=self._sslobj.getpeercert(),
            cipher=self._sslobj.cipher(),
            compression=self._sslobj.compression(),
            ssl_object=self._sslobj,
        )
        self._app_told = True
        if self._tell_made:
            self._app_protocol.connection_made(self._get_app_transport())
        self._wake()

    def _deliver(self):
        while not self._reading_paused and self._state is _State.OPEN:
            try:
                data = self._sslobj.read(_PIECE)
            except ssl.SSLWantReadError:
                break
            except ssl.SSLEOFError:
                # The connection ended without a word.
                data = b""
            if not data:
                self._end_of_data()
                break
            if self._app_buffered:
                _into_buffer(self._app_protocol, data)
            else:
                self._app_protocol.data_received(data)
        self._send()

    def _end_of_data(self):
        if self._at_end:
            return
        self._at_end = True
        keep_open = self._app_protocol.eof_received()
        if keep_open:
            logger.warning("returning true from eof_received() has no effect when using ssl")
        self._begin_close()

    def _begin_close(self):
        """End in order: say so, then wait for the other side to do the same."""
        if self._state in (_State.CLOSING, _State.CLOSED):
            return
        if self._state is not _State.OPEN:
            self._abort(None)
            return
        self._state = _State.CLOSING
        self._timer = self._loop.call_later(self._shutdown_timeout, self._closing_too_long)
        self._finish()

    def _finish(self):
        try:
            self._sslobj.unwrap()
        except ssl.SSLWantReadError:
            # What still comes is of no interest any more; the end may be behind it.
            self._send()
            return
        except ssl.SSLError:
            pass
        self._send()
        self._cancel_timer()
        if not self._at_end:
            self._at_end = True
            self._app_protocol.eof_received()
        if self._transport is not None:
            self._transport.close()

    def _write(self, pieces):
        if self._state not in (_State.OPEN, _State.GREETING):
            return
        try:
            for piece in pieces:
                self._sslobj.write(piece)
            self._send()
        except ssl.SSLError as error:
            self._fatal_error(error, "Fatal error on SSL protocol")

    def _resume(self):
        self._loop.call_soon(self._advance)

    # -- ends out of order --

    def _cancel_timer(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _greeting_too_long(self):
        if self._state is _State.GREETING:
            text = f"SSL handshake is taking longer than {self._handshake_timeout} seconds: aborting the connection"
            self._greeting_failed(ConnectionAbortedError(text))

    def _closing_too_long(self):
        if self._state is _State.CLOSING and self._transport is not None:
            self._transport._force_close(TimeoutError("SSL shutdown timed out"))

    def _greeting_failed(self, error):
        self._cancel_timer()
        self._state = _State.CLOSED
        text = "SSL handshake failed"
        if isinstance(error, ssl.CertificateError):
            text += " on verifying the certificate"
        self._wake(error)
        self._fatal_error(error, text)

    def _wake(self, error=None):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            if error is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(error)

    def _fatal_error(self, exc, message="Fatal error on transport"):
        if self._transport is not None:
            if self._outgoing.pending:
                self._send()
            # An alert that says why should still go out.
            self._transport.close() if self._transport.get_write_buffer_size() else self._transport._force_close(exc)
        if isinstance(exc, OSError):
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        elif not isinstance(exc, exceptions.CancelledError):
            self._loop.call_exception_handler(
                {"message": message, "exception": exc, "transport": self._transport, "protocol": self}
            )

    def _abort(self, exc):
        self._state = _State.CLOSED
        self._cancel_timer()
        if self._transport is not None:
            self._transport._force_close(exc)

    def _get_extra_info(self, name, default=None):
        if name in self._extra:
            return self._extra[name]
        if self._transport is not None:
            return self._transport.get_extra_info(name, default)
        return default


def _client_context(server_side, server_hostname):
    if server_side:
        raise ValueError("Server side SSL needs a valid SSLContext")
    context = ssl.create_default_context()
    if not server_hostname:
        context.check_hostname = False
    return context


def _into_buffer(protocol, data):
    """Hand bytes to a protocol that brings its own buffer."""
    while data:
        buffer = protocol.get_buffer(len(data))
        size = len(buffer)
        if not size:
            raise RuntimeError("get_buffer() returned an empty buffer")
        piece = data[:size]
        buffer[: len(piece)] = piece
        protocol.buffer_updated(len(piece))
        data = data[size:]


class _SSLProtocolTransport(transports.Transport):
    """What the application sees of an encrypted connection."""

    _start_tls_compatible = True

    def __init__(self, loop, ssl_protocol):
        self._loop = loop
        self._ssl_protocol = ssl_protocol
        self._closed = False

    def get_extra_info(self, name, default=None):
        return self._ssl_protocol._get_extra_info(name, default)

    def set_protocol(self, protocol):
        self._ssl_protocol._set_app_protocol(protocol)

    def get_protocol(self):
        return self._ssl_protocol._app_protocol

    def is_closing(self):
        return self._closed or self._ssl_protocol._state in (_State.CLOSING, _State.CLOSED)

    def close(self):
        if not self._closed:
            self._closed = True
            self._ssl_protocol._begin_close()

    def __del__(self, _warnings=warnings):
        if not self._closed:
            self._closed = True
            _warnings.warn("unclosed transport <asyncio._SSLProtocolTransport object>", ResourceWarning)

    def is_reading(self):
        return not self._ssl_protocol._reading_paused

    def pause_reading(self):
        protocol = self._ssl_protocol
        if not protocol._reading_paused:
            protocol._reading_paused = True
            if protocol._transport is not None:
                protocol._transport.pause_reading()

    def resume_reading(self):
        protocol = self._ssl_protocol
        if protocol._reading_paused:
            protocol._reading_paused = False
            if protocol._transport is not None:
                protocol._transport.resume_reading()
            protocol._resume()

    def set_write_buffer_limits(self, high=None, low=None):
        transport = self._ssl_protocol._transport
        if transport is not None:
            transport.set_write_buffer_limits(high, low)

    def get_write_buffer_limits(self):
        transport = self._ssl_protocol._transport
        return (0, 0) if transport is None else transport.get_write_buffer_limits()

    def get_write_buffer_size(self):
        transport = self._ssl_protocol._transport
        return 0 if transport is None else transport.get_write_buffer_size()

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data: expecting a bytes-like instance, got {type(data).__name__}")
        if data:
            self._ssl_protocol._write((data,))

    def writelines(self, list_of_data):
        self._ssl_protocol._write(list_of_data)

    def write_eof(self):
        raise NotImplementedError

    def can_write_eof(self):
        return False

    def abort(self):
        self._force_close(None)

    def _force_close(self, exc):
        self._closed = True
        self._ssl_protocol._abort(exc)
