"""How objects travel between processes: a Pickler with more reducers, and descriptors through sockets."""

import copyreg
import functools
import io
import os
import pickle

import _multiprocessing

from . import context

__all__ = ["send_handle", "recv_handle", "ForkingPickler", "register", "dump", "DupFd", "sendfds", "recvfds"]

HAVE_SEND_HANDLE = True
ACKNOWLEDGE = False


class ForkingPickler(pickle.Pickler):
    """A Pickler that knows about locks, connections and bound methods."""

    _extra_reducers = {}
    _copyreg_dispatch = copyreg.dispatch_table

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = {**self._copyreg_dispatch, **self._extra_reducers}

    @classmethod
    def register(cls, type, reduce):
        """How objects of a class are taken apart."""
        cls._extra_reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        """An object as bytes."""
        buffer = io.BytesIO()
        cls(buffer, protocol).dump(obj)
        return buffer.getbuffer()

    loads = pickle.loads


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    """Write an object to a file."""
    ForkingPickler(file, protocol).dump(obj)


def sendfds(sock, fds):
    """Send descriptors through a local socket."""
    _multiprocessing.send_fds(_number(sock), bytes([len(fds) % 256]), list(fds))


def recvfds(sock, size):
    """Receive descriptors from a local socket."""
    data, fds = _multiprocessing.receive_fds(_number(sock), 1)
    if not data and not fds:
        raise EOFError
    if len(fds) != size or not data or data[0] != size % 256:
        for fd in fds:
            os.close(fd)
        raise RuntimeError("received %d items of ancdata" % len(fds))
    return fds


def _number(sock):
    return sock if isinstance(sock, int) else sock.fileno()


def send_handle(conn, handle, destination_pid):
    """Send a descriptor through a connection."""
    sendfds(conn, [handle])


def recv_handle(conn):
    """Receive a descriptor from a connection."""
    return recvfds(conn, 1)[0]


def DupFd(fd):
    """Something that stands for a descriptor in a pickle."""
    popen = context.get_spawning_popen()
    if popen is not None:
        return popen.DupFd(popen.duplicate_for_child(fd))
    from . import resource_sharer

    return resource_sharer.DupFd(fd)


# ---- what plain pickle refuses


def _reduce_method(method):
    if method.__self__ is None:
        return getattr, (method.__class__, method.__func__.__name__)
    return getattr, (method.__self__, method.__func__.__name__)


class _Holder:
    def method(self):
        """Stands for bound methods."""


def _reduce_descriptor(method):
    return getattr, (method.__objclass__, method.__name__)


def _rebuild_partial(func, args, keywords):
    return functools.partial(func, *args, **keywords)


def _reduce_partial(partial):
    return _rebuild_partial, (partial.func, partial.args, partial.keywords or {})


register(type(_Holder().method), _reduce_method)
register(type(list.append), _reduce_descriptor)
register(type(int.__add__), _reduce_descriptor)
register(functools.partial, _reduce_partial)


class AbstractReducer:
    """What `set_reducer` expects: the functions of this module as attributes."""

    ForkingPickler = ForkingPickler
    register = register
    dump = dump
    send_handle = send_handle
    recv_handle = recv_handle
    DupFd = DupFd
