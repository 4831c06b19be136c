"""Values and arrays in shared memory, by the type codes of `array`.

They are views of blocks of `heap`, with the interface and the arithmetic of C
types: integers wrap around. The module `ctypes` does not exist here, so types
are given by their codes only; structures and pointers are missing.
"""

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

from . import context, heap


class _Integer:
    """A whole number of a size."""

    def __init__(self, name, code, size, signed):
        self.name, self.code, self.size, self.signed = name, code, size, signed

    zero = 0

    def into(self, value):
        """The number as the memory holds it."""
        if isinstance(value, bool):
            value = int(value)
        if not hasattr(value, "__index__"):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
        bits = self.size * 8
        value = value.__index__() & ((1 << bits) - 1)
        return value - (1 << bits) if self.signed and value >> (bits - 1) else value

    def out(self, stored):
        """What Python sees of what the memory holds."""
        return stored


class _Real(_Integer):
    zero = 0.0

    def __init__(self, name, code, size):
        super().__init__(name, code, size, True)

    def into(self, value):
        if not isinstance(value, (int, float)) and not hasattr(value, "__float__") and not hasattr(value, "__index__"):
            raise TypeError("must be real number, not %s" % type(value).__name__)
        return float(value)


class _Char(_Integer):
    zero = b"\0"

    def __init__(self):
        super().__init__("c_char", "B", 1, False)

    def into(self, value):
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return value[0]
        if isinstance(value, int) and 0 <= value < 256:
            return value
        raise TypeError("one character bytes, bytearray or integer expected")

    def out(self, stored):
        return bytes([stored])


class _WideChar(_Integer):
    zero = "\0"

    def __init__(self):
        super().__init__("c_wchar", "I", 4, False)

    def into(self, value):
        if not isinstance(value, str):
            raise TypeError("unicode string expected instead of %s instance" % type(value).__name__)
        if len(value) != 1:
            raise TypeError("one character unicode string expected")
        return ord(value)

    def out(self, stored):
        return chr(stored)


typecode_to_type = {
    "c": _Char(), "u": _WideChar(),
    "b": _Integer("c_byte", "b", 1, True), "B": _Integer("c_ubyte", "B", 1, False),
    "h": _Integer("c_short", "h", 2, True), "H": _Integer("c_ushort", "H", 2, False),
    "i": _Integer("c_int", "i", 4, True), "I": _Integer("c_uint", "I", 4, False),
    "l": _Integer("c_long", "l", 8, True), "L": _Integer("c_ulong", "L", 8, False),
    "q": _Integer("c_long", "q", 8, True), "Q": _Integer("c_ulong", "Q", 8, False),
    "f": _Real("c_float", "f", 4), "d": _Real("c_double", "d", 8),
}


def _kind_of(typecode_or_type):
    kind = typecode_to_type.get(typecode_or_type) if isinstance(typecode_or_type, str) else None
    if kind is None:
        if isinstance(typecode_or_type, str):
            raise TypeError("this type has no size")
        raise TypeError("shared values are given by type codes such as 'i' or 'd': there is no module ctypes")
    return kind


class _Shared:
    """A block of shared memory seen through a kind."""

    def __init__(self, typecode, length, wrapper=None):
        kind = typecode_to_type[typecode]
        self._typecode = typecode
        self._kind = kind
        self._wrapper = wrapper or heap.BufferWrapper(max(kind.size * length, 1))
        self._length = length
        view = self._wrapper.create_memoryview()
        self._items = view[:kind.size * length].cast(kind.code)
        if wrapper is None:
            view[:] = bytes(len(view))

    def __reduce__(self):
        context.assert_spawning(self)
        return _rebuild, (self._typecode, self._length, self._wrapper, isinstance(self, _SharedArray))


class _SharedValue(_Shared):
    """One value."""

    @property
    def value(self):
        """The value."""
        return self._kind.out(self._items[0])

    @value.setter
    def value(self, value):
        self._items[0] = self._kind.into(value)

    def __repr__(self):
        return "%s(%r)" % (self._kind.name, self.value)


class _SharedArray(_Shared):
    """A row of values."""

    def __len__(self):
        return self._length

    def _index(self, i):
        if not isinstance(i, int):
            raise TypeError("indices must be integers")
        index = i + self._length if i < 0 else i
        if not 0 <= index < self._length:
            raise IndexError("invalid index")
        return index

    def __getitem__(self, i):
        if isinstance(i, slice):
            items = [self._kind.out(self._items[index]) for index in range(*i.indices(self._length))]
            if self._typecode == "c":
                return b"".join(items)
            return "".join(items) if self._typecode == "u" else items
        return self._kind.out(self._items[self._index(i)])

    def __setitem__(self, i, value):
        if isinstance(i, slice):
            places = range(*i.indices(self._length))
            value = list(value) if not isinstance(value, bytes) else value
            if len(value) != len(places):
                raise ValueError("Can only assign sequence of same size")
            for place, item in zip(places, value):
                self._items[place] = self._kind.into(item)
            return
        self._items[self._index(i)] = self._kind.into(value)

    def __iter__(self):
        return (self[i] for i in range(self._length))


class _SharedString(_SharedArray):
    """A row of bytes or letters that is also a string, ended by zero."""

    @property
    def value(self):
        """The string up to the first zero."""
        zero = self._kind.zero
        return self[:].split(zero, 1)[0]

    @value.setter
    def value(self, value):
        if len(value) > self._length:
            raise ValueError("byte string too long" if self._typecode == "c" else "string too long")
        self[:len(value)] = value if self._typecode == "c" else list(value)
        if len(value) < self._length:
            self._items[len(value)] = 0

    @property
    def raw(self):
        """All bytes."""
        return self[:]

    @raw.setter
    def raw(self, value):
        if len(value) > self._length:
            raise ValueError("byte string too long")
        self[:len(value)] = value


_array_classes = {}


def _array_class(typecode, length):
    """Arrays have a class for each type and length."""
    kind = typecode_to_type[typecode]
    key = (typecode, length)
    if key not in _array_classes:
        base = _SharedString if typecode in "cu" else _SharedArray
        _array_classes[key] = type("%s_Array_%d" % (kind.name, length), (base,), {"__module__": __name__})
    return _array_classes[key]


def _rebuild(typecode, length, wrapper, is_array):
    return (_array_class(typecode, length) if is_array else _SharedValue)(typecode, length, wrapper)


def RawValue(typecode_or_type, *args):
    """A value in shared memory."""
    _kind_of(typecode_or_type)
    obj = _SharedValue(typecode_or_type, 1)
    if args:
        (obj.value,) = args
    return obj


def RawArray(typecode_or_type, size_or_initializer):
    """An array in shared memory."""
    _kind_of(typecode_or_type)
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError("Array length must be >= 0, not %d" % size_or_initializer)
        return _array_class(typecode_or_type, size_or_initializer)(typecode_or_type, size_or_initializer)
    items = size_or_initializer
    if not hasattr(items, "__len__"):
        items = list(items)
    obj = _array_class(typecode_or_type, len(items))(typecode_or_type, len(items))
    obj[:] = items
    return obj


def _with_lock(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        lock = (ctx or context._default_context.get_context()).RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return synchronized(obj, lock, ctx=ctx)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A value in shared memory with a lock."""
    return _with_lock(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """An array in shared memory with a lock."""
    return _with_lock(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def copy(obj):
    """Another value or array with the same contents."""
    new = type(obj)(obj._typecode, obj._length)
    new._items[:] = obj._items
    return new


def synchronized(obj, lock=None, ctx=None):
    """A value or array together with a lock."""
    assert not isinstance(obj, SynchronizedBase), "object already synchronized"
    ctx = ctx or context._default_context.get_context()
    if isinstance(obj, _SharedString) and obj._typecode == "c":
        return SynchronizedString(obj, lock, ctx)
    if isinstance(obj, _SharedArray):
        return SynchronizedArray(obj, lock, ctx)
    return Synchronized(obj, lock, ctx)


def _guarded(name):
    def read(self):
        with self:
            return getattr(self._obj, name)

    def write(self, value):
        with self:
            setattr(self._obj, name, value)

    return property(read, write)


class SynchronizedBase:
    """An object and its lock."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or context._default_context.get_context()).RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        context.assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        """The object without its lock."""
        return self._obj

    def get_lock(self):
        """The lock."""
        return self._lock

    def __repr__(self):
        return "<%s wrapper for %s>" % (type(self).__name__, self._obj)


class Synchronized(SynchronizedBase):
    """A value with a lock."""

    value = _guarded("value")


class SynchronizedArray(SynchronizedBase):
    """An array with a lock."""

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self:
            self._obj[i] = value

    def __getslice__(self, start, stop):
        with self:
            return self._obj[start:stop]

    def __setslice__(self, start, stop, values):
        with self:
            self._obj[start:stop] = values


class SynchronizedString(SynchronizedArray):
    """A string with a lock."""

    value = _guarded("value")
    raw = _guarded("raw")
