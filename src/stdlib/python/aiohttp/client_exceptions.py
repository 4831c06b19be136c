"""What requests can fail with."""

import asyncio
import ssl as _ssl

__all__ = ("ClientError", "ClientConnectionError", "ClientOSError", "ClientConnectorError",
           "ClientConnectorCertificateError", "ClientConnectorDNSError", "ClientConnectorSSLError", "ClientResponseError",
           "ClientSSLError", "ClientPayloadError", "ContentTypeError",
           "InvalidURL", "NonHttpUrlClientError", "ServerConnectionError", "ServerDisconnectedError",
           "ServerTimeoutError", "ConnectionTimeoutError", "SocketTimeoutError", "TooManyRedirects")


class ClientError(Exception):
    """The base of all."""


class ClientResponseError(ClientError):
    """The answer is there and not good."""

    def __init__(self, request_info, history, *, status=None, message="", headers=None):
        self.request_info = request_info
        self.status = 0 if status is None else status
        self.message = message
        self.headers = headers
        self.history = history
        self.args = (request_info, history)

    def __str__(self):
        return f"{self.status}, message={self.message!r}, url={str(self.request_info.real_url)!r}"

    def __repr__(self):
        args = f"{self.request_info!r}, {self.history!r}"
        if self.status != 0:
            args += f", status={self.status!r}"
        if self.message != "":
            args += f", message={self.message!r}"
        if self.headers is not None:
            args += f", headers={self.headers!r}"
        return f"{type(self).__name__}({args})"


class ContentTypeError(ClientResponseError):
    """json() of something that does not say it is JSON."""


class TooManyRedirects(ClientResponseError):
    """One redirect too many."""


class ClientConnectionError(ClientError):
    """The connection failed."""


class ClientOSError(ClientConnectionError, OSError):
    """The system refused."""


class ClientConnectorError(ClientOSError):
    """No connection could be made."""

    def __init__(self, connection_key, os_error):
        self._conn_key, self._os_error = connection_key, os_error
        super().__init__(os_error.errno, os_error.strerror)
        self.args = (connection_key, os_error)

    @property
    def os_error(self):
        return self._os_error

    @property
    def host(self):
        return self._conn_key.host

    @property
    def port(self):
        return self._conn_key.port

    @property
    def ssl(self):
        return self._conn_key.ssl

    def __str__(self):
        tls = "default" if self.ssl is True else self.ssl
        return f"Cannot connect to host {self.host}:{self.port} ssl:{tls} [{self.strerror or self._os_error}]"


class ClientConnectorDNSError(ClientConnectorError):
    """The host has no address."""


class ClientSSLError(ClientConnectorError):
    """TLS failed."""


class ClientConnectorSSLError(ClientSSLError, _ssl.SSLError):
    """The greeting of TLS failed."""


class ClientConnectorCertificateError(ClientSSLError, _ssl.CertificateError):
    """The server's certificate is not believed."""

    def __init__(self, connection_key, certificate_error):
        self._conn_key, self._certificate_error = connection_key, certificate_error
        self._os_error = certificate_error
        self.args = (connection_key, certificate_error)

    @property
    def certificate_error(self):
        return self._certificate_error

    @property
    def host(self):
        return self._conn_key.host

    @property
    def port(self):
        return self._conn_key.port

    @property
    def ssl(self):
        return self._conn_key.is_ssl

    def __str__(self):
        error = self._certificate_error
        return (f"Cannot connect to host {self.host}:{self.port} ssl:{self.ssl} "
                f"[{type(error).__name__}: {error.args}]")


class ServerConnectionError(ClientConnectionError):
    """The server broke the connection."""


class ServerDisconnectedError(ServerConnectionError):
    """The server closed the connection too early."""

    def __init__(self, message=None):
        if message is None:
            message = "Server disconnected"
        self.args = (message,)
        self.message = message


class ServerTimeoutError(ServerConnectionError, asyncio.TimeoutError):
    """The server took too long."""


class ConnectionTimeoutError(ServerTimeoutError):
    """Connecting took too long."""


class SocketTimeoutError(ServerTimeoutError):
    """Reading took too long."""


class ClientPayloadError(ClientError):
    """The body is broken."""


class InvalidURL(ClientError, ValueError):
    """Not a URL."""

    def __init__(self, url, description=None):
        self._url, self._description = url, description
        super().__init__(*((url, description) if description else (url,)))

    @property
    def url(self):
        return self._url

    @property
    def description(self):
        return self._description

    def __str__(self):
        return f"{self._url} - {self._description}" if self._description else str(self._url)

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


class NonHttpUrlClientError(InvalidURL):
    """A URL that is not one of HTTP."""
