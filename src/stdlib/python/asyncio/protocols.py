"""What transports call: the interfaces that protocols implement."""

__all__ = "BaseProtocol", "Protocol", "DatagramProtocol", "SubprocessProtocol", "BufferedProtocol"


class BaseProtocol:
    """What all protocols hear."""

    __slots__ = ()

    def connection_made(self, transport):
        """The connection exists."""

    def connection_lost(self, exc):
        """The connection is gone; None for a regular end."""

    def pause_writing(self):
        """The transport's buffer is full."""

    def resume_writing(self):
        """The transport's buffer has room again."""


class Protocol(BaseProtocol):
    """A protocol of a stream."""

    __slots__ = ()

    def data_received(self, data):
        """Bytes have come."""

    def eof_received(self):
        """The other end sends no more; a true answer keeps the transport open."""


class BufferedProtocol(BaseProtocol):
    """A protocol of a stream that brings its own buffer."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """A buffer to read into."""

    def buffer_updated(self, nbytes):
        """So many bytes are in the buffer."""

    def eof_received(self):
        """The other end sends no more; a true answer keeps the transport open."""


class DatagramProtocol(BaseProtocol):
    """A protocol of datagrams."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A datagram has come."""

    def error_received(self, exc):
        """Sending or receiving failed."""


class SubprocessProtocol(BaseProtocol):
    """A protocol of a subprocess."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """Bytes have come through a pipe."""

    def pipe_connection_lost(self, fd, exc):
        """A pipe is gone."""

    def process_exited(self):
        """The process has ended."""
