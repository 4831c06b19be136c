"""Weak references and the containers built on them."""

from _weakref import CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy, ref
from _weakrefset import WeakSet, _Guard
from _collections_abc import MutableMapping
import sys

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary",
    "ReferenceType", "ProxyType", "CallableProxyType", "ProxyTypes",
    "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize",
]

ProxyTypes = (ProxyType, CallableProxyType)
_absent = object()


class WeakMethod(ref):
    """A reference that lives as long as the object a method is bound to."""

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def gone(_):
            self = weak_self()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, gone)
        self._func_ref = ref(func, gone)
        self._meth_type = type(meth)
        self._alive = True
        weak_self = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference that remembers the key its value is stored under."""

    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _WeakDictionary(MutableMapping):
    """What both weak dictionaries share: removals wait while somebody iterates."""

    def _start(self):
        self.data = {}
        self._pending_removals = []
        self._iterating = 0

    def _ready(self):
        if self._pending_removals:
            self._commit_removals()

    def _snapshot(self):
        # The copy is one step: making the pairs may free objects, and so entries.
        self._ready()
        return list(self.data.copy().items())

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __iter__(self):
        return self.keys()

    def __copy__(self):
        return self.copy()

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakDictionary):
    """A dict that drops an entry when its value dies."""

    def __init__(self, other=(), /, **kw):
        self._start()
        weak_self = ref(self)

        def remove(weak):
            owner = weak_self()
            if owner is None:
                return
            if owner._iterating:
                owner._pending_removals.append(weak.key)
            elif owner.data.get(weak.key) is weak:
                del owner.data[weak.key]

        self._remove = remove
        self.update(other, **kw)

    def _commit_removals(self):
        pending = self._pending_removals
        while pending:
            key = pending.pop()
            weak = self.data.get(key)
            if weak is not None and weak() is None:
                del self.data[key]

    def __getitem__(self, key):
        self._ready()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        self._ready()
        del self.data[key]

    def __contains__(self, key):
        self._ready()
        weak = self.data.get(key)
        return weak is not None and weak() is not None

    def __setitem__(self, key, value):
        self._ready()
        self.data[key] = KeyedRef(value, self._remove, key)

    def copy(self):
        """A shallow copy."""
        new = WeakValueDictionary()
        for key, weak in self._snapshot():
            value = weak()
            if value is not None:
                new[key] = value
        return new

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = self.__class__()
        for key, weak in self._snapshot():
            value = weak()
            if value is not None:
                new[deepcopy(key, memo)] = value
        return new

    def get(self, key, default=None):
        """The value for the key, or the default."""
        self._ready()
        weak = self.data.get(key)
        value = None if weak is None else weak()
        return default if value is None else value

    def items(self):
        """Iterate over (key, value) pairs of living values."""
        self._ready()
        with _Guard(self):
            for key, weak in self.data.items():
                value = weak()
                if value is not None:
                    yield key, value

    def keys(self):
        """Iterate over the keys of living values."""
        self._ready()
        with _Guard(self):
            for key, weak in self.data.items():
                if weak() is not None:
                    yield key

    def values(self):
        """Iterate over the living values."""
        self._ready()
        with _Guard(self):
            for weak in self.data.values():
                value = weak()
                if value is not None:
                    yield value

    def itervaluerefs(self):
        """Iterate over the weak references themselves."""
        self._ready()
        with _Guard(self):
            yield from self.data.values()

    def valuerefs(self):
        """The weak references themselves."""
        self._ready()
        return list(self.data.values())

    def popitem(self):
        """Take out and return some living pair."""
        self._ready()
        while True:
            key, weak = self.data.popitem()
            value = weak()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        """Take out a key and return its value, or the default."""
        self._ready()
        weak = self.data.pop(key, None)
        value = None if weak is None else weak()
        if value is None:
            if args:
                return args[0]
            raise KeyError(key)
        return value

    def setdefault(self, key, default=None):
        """The value for the key, stored first if absent."""
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def update(self, other=None, /, **kwargs):
        """Take over items."""
        self._ready()
        if other is not None:
            pairs = other.items() if hasattr(other, "items") else dict(other).items()
            for key, value in pairs:
                self.data[key] = KeyedRef(value, self._remove, key)
        for key, value in kwargs.items():
            self.data[key] = KeyedRef(value, self._remove, key)


class WeakKeyDictionary(_WeakDictionary):
    """A dict that drops an entry when its key dies."""

    def __init__(self, dict=None):
        self._start()
        weak_self = ref(self)

        def remove(weak):
            owner = weak_self()
            if owner is None:
                return
            if owner._iterating:
                owner._pending_removals.append(weak)
            else:
                owner.data.pop(weak, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def _commit_removals(self):
        pending = self._pending_removals
        while pending:
            self.data.pop(pending.pop(), None)

    def __len__(self):
        # An entry may have been deleted by hand after its key died.
        dead = sum(1 for weak in self._pending_removals if weak in self.data)
        return len(self.data) - dead

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            weak = ref(key)
        except TypeError:
            return False
        return weak in self.data

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def copy(self):
        """A shallow copy."""
        new = WeakKeyDictionary()
        for weak, value in self._snapshot():
            key = weak()
            if key is not None:
                new[key] = value
        return new

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = self.__class__()
        for weak, value in self._snapshot():
            key = weak()
            if key is not None:
                new[key] = deepcopy(value, memo)
        return new

    def get(self, key, default=None):
        """The value for the key, or the default."""
        return self.data.get(ref(key), default)

    def items(self):
        """Iterate over (key, value) pairs of living keys."""
        with _Guard(self):
            for weak, value in self.data.items():
                key = weak()
                if key is not None:
                    yield key, value

    def keys(self):
        """Iterate over the living keys."""
        with _Guard(self):
            for weak in self.data:
                key = weak()
                if key is not None:
                    yield key

    def values(self):
        """Iterate over the values of living keys."""
        with _Guard(self):
            for weak, value in self.data.items():
                if weak() is not None:
                    yield value

    def keyrefs(self):
        """The weak references themselves."""
        return list(self.data)

    def popitem(self):
        """Take out and return some living pair."""
        while True:
            weak, value = self.data.popitem()
            key = weak()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        """Take out a key and return its value, or the default."""
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        """The value for the key, stored first if absent."""
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        """Take over items."""
        if dict is not None:
            pairs = dict.items() if hasattr(dict, "items") else _pairs(dict)
            for key, value in pairs:
                self.data[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)


def _pairs(iterable):
    return dict(iterable).items()


class finalize:
    """Call a function when an object dies, or at exit at the latest."""

    __slots__ = ()

    _registry = {}
    _shutdown = False
    _counter = 0
    _at_exit_registered = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._at_exit_registered:
            import atexit

            atexit.register(self._exitfunc)
            finalize._at_exit_registered = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        finalize._counter += 1
        info.index = finalize._counter
        self._registry[self] = info

    def __call__(self, _=None):
        """Call the function if that has not happened yet."""
        info = self._registry.pop(self, None)
        if info and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def _living(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        return info, obj

    def detach(self):
        """Give up; returns (obj, func, args, kwargs) if still alive."""
        info, obj = self._living()
        if obj is not None and self._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs or {}

    def peek(self):
        """(obj, func, args, kwargs) if still alive."""
        info, obj = self._living()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs or {}

    @property
    def alive(self):
        """Whether the call is still to come."""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the call is also made at exit."""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info, obj = self._living()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>"

    @classmethod
    def _exitfunc(cls):
        # Newest first; a call may add or remove others, so look again each time.
        try:
            while True:
                waiting = [(info.index, f) for f, info in cls._registry.items() if info.atexit]
                if not waiting:
                    break
                _, newest = max(waiting, key=lambda pair: pair[0])
                try:
                    newest()
                except Exception:
                    sys.excepthook(*sys.exc_info())
        finally:
            finalize._shutdown = True
