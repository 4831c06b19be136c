"""The session, the connections that it keeps, and the answers.

Deliberately missing: fingerprints of certificates, proxies, cookies, WebSockets, uploads of forms with files.
"""

import asyncio
import collections
import json as _json
import types
import warnings

from _http_parser import parse_chunk_size, parse_response

from .client_exceptions import (ClientConnectorCertificateError, ClientConnectorDNSError, ClientConnectorError,
                                ClientConnectorSSLError, ClientOSError, ClientPayloadError, ClientResponseError,
                                ConnectionTimeoutError, ContentTypeError, ServerDisconnectedError, TooManyRedirects)
from .helpers import URL, Headers

__all__ = ("ClientSession", "ClientTimeout", "ClientResponse", "TCPConnector", "RequestInfo", "request")

ClientTimeout = collections.namedtuple(
    "ClientTimeout", ["total", "connect", "sock_read", "sock_connect", "ceil_threshold"],
    defaults=[None, None, None, None, 5])
DEFAULT_TIMEOUT = ClientTimeout(total=5 * 60, sock_connect=30)
RequestInfo = collections.namedtuple("RequestInfo", ["url", "method", "headers", "real_url"])
ConnectionKey = collections.namedtuple("ConnectionKey", ["host", "port", "is_ssl", "ssl"])
_LIMIT = 1 << 16


class _Connection:
    """One open connection: a reader and a writer."""

    def __init__(self, key, reader, writer):
        self.key, self.reader, self.writer = key, reader, writer

    def usable(self):
        return not self.writer.is_closing() and not self.reader.at_eof() and self.reader.exception() is None

    def close(self):
        self.writer.close()


_contexts = {}


def _tls_context(choice):
    """The context for what was asked for: True checks, False does not, a context is itself."""
    import ssl

    if isinstance(choice, ssl.SSLContext):
        return choice
    if choice is None:
        choice = True
    if not isinstance(choice, bool):
        raise TypeError(f"ssl should be SSLContext, Fingerprint, or bool, got {choice!r} instead.")
    context = _contexts.get(choice)
    if context is None:
        context = ssl.create_default_context()
        if not choice:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        context.set_alpn_protocols(["http/1.1"])
        _contexts[choice] = context
    return context


class TCPConnector:
    """Makes connections, at most `limit` at once, and keeps them for later requests."""

    def __init__(self, *, limit=100, limit_per_host=0, force_close=False, keepalive_timeout=15.0, ssl=True, **_):
        self._limit, self._limit_per_host = limit, limit_per_host
        self._force_close = force_close
        self._ssl = ssl
        self._idle = {}
        self._busy = collections.Counter()
        self._waiters = collections.deque()
        self._closed = False

    limit = property(lambda self: self._limit)
    limit_per_host = property(lambda self: self._limit_per_host)
    force_close = property(lambda self: self._force_close)
    closed = property(lambda self: self._closed)

    def _free(self, key):
        if self._limit and self._busy.total() >= self._limit:
            return False
        return not self._limit_per_host or self._busy[key] < self._limit_per_host

    async def connect(self, key, timeout):
        """A connection to a host: a kept one, or a new one."""
        while not self._free(key):
            turn = asyncio.get_running_loop().create_future()
            self._waiters.append((key, turn))
            try:
                await turn
            except BaseException:
                if turn.done() and not turn.cancelled():
                    self._wake()
                raise
            finally:
                if (key, turn) in self._waiters:
                    self._waiters.remove((key, turn))
        self._busy[key] += 1
        try:
            kept = self._idle.get(key)
            while kept:
                connection = kept.pop()
                if connection.usable():
                    return connection
                connection.close()
            return await self._open(key, timeout)
        except BaseException:
            self._leave(key)
            raise

    async def _open(self, key, timeout):
        loop = asyncio.get_running_loop()
        try:
            infos = await loop._ensure_resolved((key.host, key.port), type=1, loop=loop)
        except OSError as error:
            raise ClientConnectorDNSError(key, error) from error
        encryption = {}
        certificate_error = tls_error = ()
        if key.is_ssl:
            import ssl

            certificate_error, tls_error = ssl.CertificateError, ssl.SSLError
            choice = self._ssl if key.ssl is True else key.ssl
            encryption = {"ssl": _tls_context(choice), "server_hostname": key.host}
        last = None
        for info in infos:
            try:
                async with asyncio.timeout(timeout.sock_connect):
                    reader, writer = await asyncio.open_connection(*info[4][:2], family=info[0], limit=_LIMIT,
                                                                   **encryption)
                return _Connection(key, reader, writer)
            except certificate_error as error:
                raise ClientConnectorCertificateError(key, error) from error
            except tls_error as error:
                raise ClientConnectorSSLError(key, error) from error
            except TimeoutError as error:
                raise ConnectionTimeoutError(f"Connection timeout to host {key.host}") from error
            except OSError as error:
                last = error
        raise ClientConnectorError(key, last) from last

    def release(self, connection, keep):
        """A request is over; whether its connection can serve another."""
        if keep and not self._force_close and not self._closed and connection.usable():
            self._idle.setdefault(connection.key, []).append(connection)
        else:
            connection.close()
        self._leave(connection.key)

    def _leave(self, key):
        self._busy[key] -= 1
        if not self._busy[key]:
            del self._busy[key]
        self._wake()

    def _wake(self):
        for key, turn in self._waiters:
            if not turn.done() and self._free(key):
                turn.set_result(None)
                break

    async def close(self):
        """Close what is kept."""
        self._closed = True
        for kept in self._idle.values():
            for connection in kept:
                connection.close()
        self._idle.clear()
        await asyncio.sleep(0)


class StreamReader:
    """The body of an answer, read piece by piece."""

    def __init__(self, response):
        self._response = response
        self._buffer = bytearray()
        self._ended = False

    async def _more(self):
        if not self._ended:
            piece = await self._response._next_piece()
            if piece is None:
                self._ended = True
            else:
                self._buffer += piece
        return not self._ended

    def at_eof(self):
        return self._ended and not self._buffer

    def _take(self, count):
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    async def read(self, n=-1):
        """Up to n bytes; everything for -1."""
        if n < 0:
            while await self._more():
                pass
            return self._take(len(self._buffer))
        while not self._buffer and await self._more():
            pass
        return self._take(n)

    async def readany(self):
        """What there is, at least one byte before the end."""
        while not self._buffer and await self._more():
            pass
        return self._take(len(self._buffer))

    async def readexactly(self, n):
        """Exactly n bytes."""
        while len(self._buffer) < n and await self._more():
            pass
        if len(self._buffer) < n:
            raise asyncio.IncompleteReadError(self._take(n), n)
        return self._take(n)

    async def readline(self):
        """A line."""
        while (end := self._buffer.find(b"\n")) < 0 and await self._more():
            pass
        return self._take(end + 1 if end >= 0 else len(self._buffer))

    async def iter_chunked(self, n):
        """Pieces of at most n bytes."""
        while piece := await self.read(n):
            yield piece

    async def iter_any(self):
        """Pieces as they come."""
        while piece := await self.readany():
            yield piece

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line


class ClientResponse:
    """An answer. Used in `async with`, its connection is given back at the end."""

    def __init__(self, session, connection, info, head, history):
        self._session, self._connection, self.request_info = session, connection, info
        _, minor, self.status, self.reason, headers = head
        self.version = types.SimpleNamespace(major=1, minor=minor)
        self.raw_headers = tuple(headers)
        self.headers = Headers((name.decode("latin-1"), value.decode("utf-8", "surrogateescape")) for name, value in headers)
        self.method, self.url, self.history = info.method, info.url, tuple(history)
        self.content = StreamReader(self)
        self._body = None
        tokens = self.headers.get("Connection", "").lower()
        self._keep = "close" not in tokens and (minor == 1 or "keep-alive" in tokens)
        coding = self.headers.get("Transfer-Encoding", "").lower()
        length = self.headers.get("Content-Length")
        if info.method == "HEAD" or self.status in (204, 304) or 100 <= self.status < 200:
            self._pieces = self._nothing()
        elif "chunked" in coding:
            self._pieces = self._chunked()
        elif length is not None:
            self._pieces = self._counted(int(length))
        else:
            self._keep = False
            self._pieces = self._until_end()
        self._inflate = self._decoder(self.headers.get("Content-Encoding", "").lower())

    @property
    def real_url(self):
        return self.request_info.real_url

    @property
    def host(self):
        return self.url.host

    @property
    def ok(self):
        """Whether the status is below 400."""
        return self.status < 400

    @property
    def closed(self):
        return self._connection is None

    @property
    def content_type(self):
        return self.headers.get("Content-Type", "application/octet-stream").split(";")[0].strip().lower()

    @property
    def charset(self):
        for part in self.headers.get("Content-Type", "").split(";")[1:]:
            name, _, value = part.strip().partition("=")
            if name.lower() == "charset":
                return value.strip("\"' ")
        return None

    @property
    def content_length(self):
        length = self.headers.get("Content-Length")
        return None if length is None else int(length)

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n"

    @staticmethod
    def _decoder(coding):
        if coding in ("", "identity"):
            return None
        if coding not in ("gzip", "deflate"):
            raise ClientPayloadError(f"Can not decode content-encoding: {coding}")
        try:
            import zlib
        except ImportError:
            raise ClientPayloadError(f"Can not decode content-encoding: {coding}") from None
        return zlib.decompressobj(31 if coding == "gzip" else 15)

    # -- the body --

    async def _nothing(self):
        return
        yield

    async def _counted(self, left):
        while left > 0:
            piece = await self._connection.reader.read(min(left, _LIMIT))
            if not piece:
                raise ClientPayloadError("Response payload is not completed: <ContentLengthError: 400, message='Not "
                                         "enough data to satisfy content length header.'>")
            left -= len(piece)
            yield piece

    async def _chunked(self):
        reader = self._connection.reader
        try:
            while True:
                line = await reader.readuntil(b"\n")
                try:
                    size = parse_chunk_size(line)[1]
                except (TypeError, ValueError):
                    raise ClientPayloadError("Response payload is not completed: invalid chunk size") from None
                if size == 0:
                    break
                while size > 0:
                    piece = await reader.readexactly(min(size, _LIMIT))
                    size -= len(piece)
                    yield piece
                await reader.readexactly(2)
            while (await reader.readuntil(b"\n")).strip():
                pass
        except asyncio.IncompleteReadError as error:
            raise ClientPayloadError("Response payload is not completed: <TransferEncodingError: 400, message='Not "
                                     "enough data to satisfy transfer length header.'>") from error

    async def _until_end(self):
        while piece := await self._connection.reader.read(_LIMIT):
            yield piece

    async def _next_piece(self):
        if self._connection is None:
            return None
        try:
            while True:
                piece = await anext(self._pieces, None)
                if piece is None:
                    rest = self._inflate.flush() if self._inflate is not None else b""
                    self.release()
                    return rest or None
                if self._inflate is not None:
                    piece = self._inflate.decompress(piece)
                if piece:
                    return piece
        except BaseException:
            self.close()
            raise

    def release(self):
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._session._connector.release(connection, self._keep)

    def close(self):
        """Close the connection."""
        self._keep = False
        self.release()

    async def read(self):
        """The body as bytes."""
        if self._body is None:
            self._body = await self.content.read()
        return self._body

    async def text(self, encoding=None, errors="strict"):
        """The body as text."""
        return (await self.read()).decode(encoding or self.charset or "utf-8", errors)

    async def json(self, *, encoding=None, loads=_json.loads, content_type="application/json"):
        """The body as what it says in JSON."""
        body = await self.read()
        if content_type and self.content_type != content_type \
                and not (content_type == "application/json" and self.content_type.endswith("+json")):
            raise ContentTypeError(self.request_info, self.history, status=self.status, headers=self.headers,
                                   message="Attempt to decode JSON with unexpected mimetype: "
                                           + self.headers.get("Content-Type", ""))
        stripped = body.strip()
        return loads(stripped.decode(encoding or self.charset or "utf-8")) if stripped else None

    def raise_for_status(self):
        """Raise when the status is 400 or above."""
        if not self.ok:
            self.release()
            raise ClientResponseError(self.request_info, self.history, status=self.status, message=self.reason,
                                      headers=self.headers)

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if self._connection is not None:
            self.close()


class _Request:
    """What `session.get()` gives: awaited or entered, it is the answer."""

    def __init__(self, coroutine):
        self._coroutine = coroutine
        self._response = None

    def __await__(self):
        return self._coroutine.__await__()

    async def __aenter__(self):
        self._response = await self._coroutine
        return await self._response.__aenter__()

    async def __aexit__(self, exc_type, exc, tb):
        await self._response.__aexit__(exc_type, exc, tb)


class ClientSession:
    """Sends requests and keeps connections. Used in `async with`, it is closed at the end."""

    def __init__(self, base_url=None, *, connector=None, headers=None, timeout=DEFAULT_TIMEOUT,
                 raise_for_status=False, connector_owner=True, json_serialize=_json.dumps, **options):
        if options:
            raise NotImplementedError(f"aiohttp: {sorted(options)[0]} is not supported by the embedded aiohttp")
        self._base_url = None if base_url is None else URL(base_url)
        self._connector = TCPConnector() if connector is None else connector
        self._connector_owner = connector_owner
        self._headers = Headers(headers)
        self._timeout = _as_timeout(timeout)
        self._raise_for_status = raise_for_status
        self._json_serialize = json_serialize
        self._closed = False

    closed = property(lambda self: self._closed)
    connector = property(lambda self: self._connector)
    timeout = property(lambda self: self._timeout)
    headers = property(lambda self: self._headers)

    def __del__(self, _warn=warnings.warn):
        if not getattr(self, "_closed", True):
            _warn(f"Unclosed client session {self!r}", ResourceWarning, source=self)

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.close()

    async def close(self):
        """Close the session's connections."""
        if not self._closed:
            self._closed = True
            if self._connector_owner:
                await self._connector.close()

    def request(self, method, url, **options):
        """A request by any method."""
        return _Request(self._request(method, url, **options))

    def get(self, url, *, allow_redirects=True, **options):
        return self.request("GET", url, allow_redirects=allow_redirects, **options)

    def options(self, url, *, allow_redirects=True, **options):
        return self.request("OPTIONS", url, allow_redirects=allow_redirects, **options)

    def head(self, url, *, allow_redirects=False, **options):
        return self.request("HEAD", url, allow_redirects=allow_redirects, **options)

    def post(self, url, *, data=None, **options):
        return self.request("POST", url, data=data, **options)

    def put(self, url, *, data=None, **options):
        return self.request("PUT", url, data=data, **options)

    def patch(self, url, *, data=None, **options):
        return self.request("PATCH", url, data=data, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)

    async def _request(self, method, url, *, params=None, data=None, json=None, headers=None, timeout=None,
                       allow_redirects=True, max_redirects=10, raise_for_status=None, ssl=True, **options):
        if options:
            raise NotImplementedError(f"aiohttp: {sorted(options)[0]} is not supported by the embedded aiohttp")
        if self._closed:
            raise RuntimeError("Session is closed")
        if data is not None and json is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        limits = self._timeout if timeout is None else _as_timeout(timeout)
        target = self._base_url.join(url) if self._base_url is not None else URL(url)
        if params:
            target = target.with_params(params)
        sent = Headers(self._headers)
        sent.update(Headers(headers))
        body, kind = self._body(data, json)
        if kind is not None and "Content-Type" not in sent:
            sent["Content-Type"] = kind
        async with asyncio.timeout(limits.total):
            history = []
            while True:
                response = await self._once(method, target, sent, body, limits, ssl, history)
                if not (allow_redirects and response.status in (301, 302, 303, 307, 308)):
                    break
                place = response.headers.get("Location") or response.headers.get("URI")
                if place is None:
                    break
                history.append(response)
                if len(history) >= max_redirects:
                    response.close()
                    raise TooManyRedirects(history[0].request_info, tuple(history))
                await response.read()
                if response.status == 303 and method != "HEAD" or response.status in (301, 302) and method == "POST":
                    method, body = "GET", None
                    sent.pop("Content-Length", None)
                    sent.pop("Content-Type", None)
                before, target = target, target.join(place)
                if (before.host, before.port) != (target.host, target.port):
                    sent.pop("Authorization", None)
            check = self._raise_for_status if raise_for_status is None else raise_for_status
            if check:
                response.raise_for_status()
            return response

    def _body(self, data, json):
        if json is not None:
            return self._json_serialize(json).encode(), "application/json"
        if data is None:
            return None, None
        if isinstance(data, str):
            return data.encode(), "text/plain; charset=utf-8"
        if isinstance(data, (bytes, bytearray, memoryview)):
            return bytes(data), "application/octet-stream"
        if isinstance(data, (dict, list, tuple)):
            return URL.encode_params(data).encode(), "application/x-www-form-urlencoded"
        raise NotImplementedError(f"aiohttp: a body of type {type(data).__name__} is not supported by the embedded aiohttp")

    async def _once(self, method, url, headers, body, limits, ssl, history):
        method = method.upper()
        key = ConnectionKey(url.host, url.port, url.scheme == "https", ssl)
        sent = Headers({"Host": url.authority})
        sent.update(headers)
        for name, value in (("Accept", "*/*"), ("Accept-Encoding", _codings()), ("User-Agent", _AGENT)):
            if name not in sent:
                sent[name] = value
        if body is not None or method in ("POST", "PUT", "PATCH"):
            sent["Content-Length"] = str(len(body or b""))
        lines = [f"{method} {url.target} HTTP/1.1"]
        for name, value in sent.items():
            if "\r" in value or "\n" in value:
                raise ValueError("Newline or carriage return detected in headers. Potential header injection attack.")
            lines.append(f"{name}: {value}")
        head = "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n"
        info = RequestInfo(url, method, sent, url)
        async with asyncio.timeout(limits.connect):
            connection = await self._connector.connect(key, limits)
        try:
            connection.writer.write(head + (body or b""))
            await connection.writer.drain()
            while True:
                answer = await self._head(connection, limits)
                # Interim answers come before the real one.
                if not 100 <= answer[2] < 200 or answer[2] == 101:
                    break
            return ClientResponse(self, connection, info, answer, history)
        except BaseException as error:
            self._connector.release(connection, False)
            if isinstance(error, OSError) and not isinstance(error, (ClientOSError, TimeoutError)):
                raise ClientOSError(*error.args) from error
            raise

    async def _head(self, connection, limits):
        try:
            async with asyncio.timeout(limits.sock_read):
                data = await connection.reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            raise ServerDisconnectedError() from None
        try:
            answer = parse_response(data)
        except ValueError as error:
            raise ClientResponseError(RequestInfo("", "", {}, ""), (), status=400, message=str(error)) from error
        if answer is None:
            raise ServerDisconnectedError()
        return answer


def _as_timeout(value):
    if value is None:
        return ClientTimeout()
    if isinstance(value, ClientTimeout):
        return value
    return ClientTimeout(total=value)


def _codings():
    try:
        import zlib
    except ImportError:
        return "identity"
    return "gzip, deflate"


_AGENT = "Python/3.13 aiohttp/embedded"


def request(method, url, **options):
    """A request by a session of its own."""
    return _OwnSession(method, url, options)


class _OwnSession:
    def __init__(self, method, url, options):
        self._parts = method, url, options

    async def __aenter__(self):
        method, url, options = self._parts
        self._session = ClientSession()
        try:
            self._response = await self._session.request(method, url, **options)
        except BaseException:
            await self._session.close()
            raise
        return self._response

    async def __aexit__(self, exc_type, exc, tb):
        self._response.close()
        await self._session.close()
