"""Selectors: waiting for descriptors by what the system does best."""

import math
import select
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ = 1
EVENT_WRITE = 2

SelectorKey = namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])
SelectorKey.__doc__ = "A registered file, its descriptor, the events of interest, and what belongs to it."


def _descriptor(fileobj):
    if isinstance(fileobj, int):
        fd = fileobj
    else:
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f"Invalid file object: {fileobj!r}") from None
    if fd < 0:
        raise ValueError(f"Invalid file descriptor: {fd}")
    return fd


class _Registered(Mapping):
    """The keys by file."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._keys)

    def get(self, fileobj, default=None):
        if type(fileobj) is int:
            return self._selector._keys.get(fileobj, default)
        try:
            return self[fileobj]
        except KeyError:
            return default

    def __getitem__(self, fileobj):
        key = self._selector._keys.get(self._selector._lookup(fileobj))
        if key is None:
            raise KeyError(f"{fileobj!r} is not registered")
        return key

    def __iter__(self):
        return iter(self._selector._keys)


class BaseSelector(metaclass=ABCMeta):
    """What every selector offers."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Watch a file; its key."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Stop watching a file; its key."""
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Watch for other events."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        """Wait; a list of keys and events."""
        raise NotImplementedError

    def close(self):
        """Give everything back."""

    def get_key(self, fileobj):
        """The key of a watched file."""
        known = self.get_map()
        if known is None:
            raise RuntimeError("Selector is closed")
        try:
            return known[fileobj]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None

    @abstractmethod
    def get_map(self):
        """A mapping of files to keys."""
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _BaseSelectorImpl(BaseSelector):
    """Keeps the keys; subclasses tell the system."""

    def __init__(self):
        self._keys = {}
        self._map = _Registered(self)

    def _lookup(self, fileobj):
        try:
            return _descriptor(fileobj)
        except ValueError:
            # A file that was closed meanwhile is known by itself.
            for key in self._keys.values():
                if key.fileobj is fileobj:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f"Invalid events: {events!r}")
        key = SelectorKey(fileobj, self._lookup(fileobj), events, data)
        if key.fd in self._keys:
            raise KeyError(f"{fileobj!r} (FD {key.fd}) is already registered")
        self._keys[key.fd] = key
        return key

    def unregister(self, fileobj):
        key = self._keys.pop(self._lookup(fileobj), None)
        if key is None:
            raise KeyError(f"{fileobj!r} is not registered")
        return key

    def modify(self, fileobj, events, data=None):
        try:
            key = self._keys[self._lookup(fileobj)]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None
        if events != key.events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        if data != key.data:
            key = key._replace(data=data)
            self._keys[key.fd] = key
        return key

    def close(self):
        self._keys.clear()
        self._map = None

    def get_map(self):
        return self._map


class SelectSelector(_BaseSelectorImpl):
    """Built on select()."""

    def __init__(self):
        super().__init__()
        self._readers, self._writers = set(), set()

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        if events & EVENT_READ:
            self._readers.add(key.fd)
        if events & EVENT_WRITE:
            self._writers.add(key.fd)
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        self._readers.discard(key.fd)
        self._writers.discard(key.fd)
        return key

    def select(self, timeout=None):
        if timeout is not None:
            timeout = max(timeout, 0)
        try:
            readable, writable, _ = select.select(self._readers, self._writers, [], timeout)
        except InterruptedError:
            return []
        readable, writable = frozenset(readable), frozenset(writable)
        found = []
        for fd in readable | writable:
            key = self._keys.get(fd)
            if key:
                events = (EVENT_READ if fd in readable else 0) | (EVENT_WRITE if fd in writable else 0)
                found.append((key, events & key.events))
        return found


class _SystemSelector(_BaseSelectorImpl):
    """Built on an object of the system that keeps a list of its own."""

    def __init__(self):
        super().__init__()
        self._selector = self._make()

    def _mask(self, events):
        return (self._EVENT_READ if events & EVENT_READ else 0) | (self._EVENT_WRITE if events & EVENT_WRITE else 0)

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        try:
            self._selector.register(key.fd, self._mask(events))
        except:
            super().unregister(fileobj)
            raise
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        try:
            self._selector.unregister(key.fd)
        except OSError:
            # The descriptor was closed before.
            pass
        return key

    def modify(self, fileobj, events, data=None):
        try:
            key = self._keys[self._lookup(fileobj)]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None
        if events != key.events:
            try:
                self._selector.modify(key.fd, self._mask(events))
            except:
                super().unregister(fileobj)
                raise
        elif data == key.data:
            return key
        key = SelectorKey(key.fileobj, key.fd, events, data)
        self._keys[key.fd] = key
        return key

    def _keys_of(self, answers):
        found = []
        keys = self._keys
        not_read, not_write = ~self._EVENT_READ, ~self._EVENT_WRITE
        for fd, mask in answers:
            key = keys.get(fd)
            if key:
                # An error shows up for readers and writers alike.
                events = (EVENT_WRITE if mask & not_read else 0) | (EVENT_READ if mask & not_write else 0)
                found.append((key, events & key.events))
        return found


class PollSelector(_SystemSelector):
    """Built on poll()."""

    _make = staticmethod(select.poll)
    _EVENT_READ, _EVENT_WRITE = select.POLLIN, select.POLLOUT

    def select(self, timeout=None):
        if timeout is not None:
            timeout = 0 if timeout <= 0 else math.ceil(timeout * 1e3)
        try:
            return self._keys_of(self._selector.poll(timeout))
        except InterruptedError:
            return []


class EpollSelector(_SystemSelector):
    """Built on epoll."""

    _make = select.epoll
    _EVENT_READ, _EVENT_WRITE = select.EPOLLIN, select.EPOLLOUT

    def fileno(self):
        return self._selector.fileno()

    def select(self, timeout=None):
        if timeout is None:
            timeout = -1
        elif timeout <= 0:
            timeout = 0
        else:
            timeout = math.ceil(timeout * 1e3) * 1e-3
        try:
            answers = self._selector.poll(timeout, len(self._keys) or 1)
        except InterruptedError:
            return []
        return self._keys_of(answers) if answers else answers

    def close(self):
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
