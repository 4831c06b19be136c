"""Descriptors for processes that are no children: a thread hands them out on demand."""

import os
import threading

from . import process, reduction, util

__all__ = ["stop", "DupFd"]


class DupFd:
    """A descriptor that any process with the key can fetch once."""

    def __init__(self, fd):
        new_fd = os.dup(fd)

        def send(conn, pid):
            reduction.send_handle(conn, new_fd, pid)

        self._id = _sharer.register(send, lambda: os.close(new_fd))

    def detach(self):
        """Fetch the descriptor."""
        with _ResourceSharer.get_connection(self._id) as conn:
            return reduction.recv_handle(conn)


class _ResourceSharer:
    def __init__(self):
        self._key = 0
        self._cache = {}
        self._lock = threading.Lock()
        self._listener = None
        self._address = None
        self._thread = None
        util.register_after_fork(self, _ResourceSharer._afterfork)

    def register(self, send, close):
        """Keep a resource until somebody fetches it: address and number."""
        with self._lock:
            if self._address is None:
                self._start()
            self._key += 1
            self._cache[self._key] = (send, close)
            return self._address, self._key

    @staticmethod
    def get_connection(ident):
        """A connection to the process that keeps a resource."""
        from .connection import Client

        address, key = ident
        conn = Client(address, authkey=process.current_process().authkey)
        conn.send((key, os.getpid()))
        return conn

    def stop(self, timeout=None):
        """End the thread."""
        from .connection import Client

        with self._lock:
            if self._address is not None:
                conn = Client(self._address, authkey=process.current_process().authkey)
                conn.send(None)
                conn.close()
                self._thread.join(timeout)
                self._listener.close()
                self._thread = self._address = self._listener = None
                for send, close in self._cache.values():
                    close()
                self._cache.clear()

    def _afterfork(self):
        for send, close in self._cache.values():
            close()
        self._cache.clear()
        self._lock = threading.Lock()
        if self._listener is not None:
            self._listener.close()
        self._listener = self._address = self._thread = None

    def _start(self):
        from .connection import Listener

        assert self._listener is None, "Already have Listener"
        self._listener = Listener(authkey=process.current_process().authkey, backlog=128)
        self._address = self._listener.address
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        while True:
            try:
                with self._listener.accept() as conn:
                    message = conn.recv()
                    if message is None:
                        break
                    key, destination = message
                    send, close = self._cache.pop(key)
                    try:
                        send(conn, destination)
                    finally:
                        close()
            except Exception:
                if not util.is_exiting():
                    import sys

                    sys.excepthook(*sys.exc_info())


_sharer = _ResourceSharer()
stop = _sharer.stop
