"""ChainMap, UserDict, UserList and UserString, published by `collections`."""

from _collections_abc import MutableMapping, MutableSequence, Sequence
import sys as _sys

__name__ = "collections"


class ChainMap(MutableMapping):
    """Several mappings seen as one; the first that has the key answers."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        """The value for the key, or the default."""
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(dict.fromkeys(mapping))
        return iter(merged)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        if id(self) in _repr_running:
            return "..."
        _repr_running.add(id(self))
        try:
            return f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})"
        finally:
            _repr_running.discard(id(self))

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        """A chain over one new dict."""
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        """A chain over a copy of the first mapping and the same others."""
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        """A chain with a new mapping in front."""
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        """The chain without its first mapping."""
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        """Take an item out of the first mapping."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def pop(self, key, *args):
        """Take a key out of the first mapping."""
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def clear(self):
        """Empty the first mapping."""
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        new = self.copy()
        new.maps[0].update(other)
        return new

    def __ror__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        merged = dict(other)
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return self.__class__(merged)


_repr_running = set()


def _is_mapping(obj):
    from _collections_abc import Mapping

    return isinstance(obj, Mapping)


class UserDict(MutableMapping):
    """A dict to derive from: everything goes through `self.data`."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(self.__class__, "__missing__", None)
        if missing is not None:
            return missing(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def get(self, key, default=None):
        """The value for the key, or the default; never calls __missing__."""
        return self[key] if key in self else default

    def __repr__(self):
        return repr(self.data)

    def __or__(self, other):
        other = _unwrapped(other, UserDict)
        return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        other = _unwrapped(other, UserDict)
        return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= _unwrapped(other, UserDict)
        return self

    def __copy__(self):
        new = self.__class__.__new__(self.__class__)
        new.__dict__.update(self.__dict__)
        new.__dict__["data"] = self.__dict__["data"].copy()
        return new

    def copy(self):
        """A shallow copy."""
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        import copy

        data = self.data
        try:
            self.data = {}
            new = copy.copy(self)
        finally:
            self.data = data
        new.update(self)
        return new

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A new instance with the keys of the iterable."""
        new = cls()
        for key in iterable:
            new[key] = value
        return new


def _unwrapped(other, kind):
    return other.data if isinstance(other, kind) else other


class UserList(MutableSequence):
    """A list to derive from: everything goes through `self.data`."""

    def __init__(self, initlist=None):
        self.data = []
        if initlist is not None:
            if type(initlist) is list:
                self.data[:] = initlist
            elif isinstance(initlist, UserList):
                self.data[:] = initlist.data
            else:
                self.data = list(initlist)

    def __repr__(self):
        return repr(self.data)

    def __lt__(self, other):
        return self.data < _unwrapped(other, UserList)

    def __le__(self, other):
        return self.data <= _unwrapped(other, UserList)

    def __eq__(self, other):
        return self.data == _unwrapped(other, UserList)

    def __gt__(self, other):
        return self.data > _unwrapped(other, UserList)

    def __ge__(self, other):
        return self.data >= _unwrapped(other, UserList)

    __hash__ = None

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def _as_list(self, other):
        other = _unwrapped(other, UserList)
        return other if isinstance(other, type(self.data)) else list(other)

    def __add__(self, other):
        return self.__class__(self.data + self._as_list(other))

    def __radd__(self, other):
        return self.__class__(self._as_list(other) + self.data)

    def __iadd__(self, other):
        self.data += self._as_list(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        new = self.__class__.__new__(self.__class__)
        new.__dict__.update(self.__dict__)
        new.__dict__["data"] = self.__dict__["data"][:]
        return new

    def append(self, item):
        """Put one more item at the end."""
        self.data.append(item)

    def insert(self, i, item):
        """Put an item before the index."""
        self.data.insert(i, item)

    def pop(self, i=-1):
        """Take out and return one item."""
        return self.data.pop(i)

    def remove(self, item):
        """Take out the first occurrence of an item."""
        self.data.remove(item)

    def clear(self):
        """Take out everything."""
        self.data.clear()

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def count(self, item):
        """How often the item occurs."""
        return self.data.count(item)

    def index(self, item, *args):
        """The first position of the item."""
        return self.data.index(item, *args)

    def reverse(self):
        """Turn the order round in place."""
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        """Sort in place."""
        self.data.sort(*args, **kwds)

    def extend(self, other):
        """Append every item of an iterable."""
        self.data.extend(_unwrapped(other, UserList))


class UserString(Sequence):
    """A str to derive from: everything goes through `self.data`."""

    def __init__(self, seq):
        if isinstance(seq, str):
            self.data = seq
        elif isinstance(seq, UserString):
            self.data = seq.data[:]
        else:
            self.data = str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, string):
        return self.data == _unwrapped(string, UserString)

    def __lt__(self, string):
        return self.data < _unwrapped(string, UserString)

    def __le__(self, string):
        return self.data <= _unwrapped(string, UserString)

    def __gt__(self, string):
        return self.data > _unwrapped(string, UserString)

    def __ge__(self, string):
        return self.data >= _unwrapped(string, UserString)

    def __contains__(self, char):
        return _unwrapped(char, UserString) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def _as_str(self, other):
        other = _unwrapped(other, UserString)
        return other if isinstance(other, str) else str(other)

    def __add__(self, other):
        return self.__class__(self.data + self._as_str(other))

    def __radd__(self, other):
        return self.__class__(self._as_str(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def encode(self, encoding="utf-8", errors="strict"):
        """The text as bytes."""
        return self.data.encode("utf-8" if encoding is None else encoding, "strict" if errors is None else errors)

    def join(self, seq):
        """Join strings with this one between them."""
        return self.data.join(seq)

    def partition(self, sep):
        """Split at the first separator."""
        return self.data.partition(_unwrapped(sep, UserString))

    def rpartition(self, sep):
        """Split at the last separator."""
        return self.data.rpartition(_unwrapped(sep, UserString))

    def replace(self, old, new, maxsplit=-1):
        """Replace occurrences of old by new."""
        old, new = _unwrapped(old, UserString), _unwrapped(new, UserString)
        return self.__class__(self.data.replace(old, new, maxsplit))

    def translate(self, *args):
        """Map characters through a table."""
        return self.__class__(self.data.translate(*args))

    def removeprefix(self, prefix, /):
        """Without the prefix if it is there."""
        return self.__class__(self.data.removeprefix(_unwrapped(prefix, UserString)))

    def removesuffix(self, suffix, /):
        """Without the suffix if it is there."""
        return self.__class__(self.data.removesuffix(_unwrapped(suffix, UserString)))

    def isascii(self):
        """Whether all characters are ASCII."""
        return self.data.isascii()

    maketrans = str.maketrans


def _forward(name, wrap):
    plain = getattr(str, name)

    def method(self, /, *args, **kwds):
        result = plain(self.data, *[_unwrapped(a, UserString) for a in args], **kwds)
        return self.__class__(result) if wrap else result

    method.__name__ = name
    method.__qualname__ = f"UserString.{name}"
    method.__doc__ = f"As str.{name}()."
    setattr(UserString, name, method)


for _name in ("capitalize", "casefold", "center", "expandtabs", "ljust", "lower", "lstrip", "rjust", "rstrip",
              "strip", "swapcase", "title", "upper", "zfill"):
    _forward(_name, True)
for _name in ("count", "endswith", "find", "format", "format_map", "index", "isalpha", "isalnum", "isdecimal",
              "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper",
              "rfind", "rindex", "split", "rsplit", "splitlines", "startswith"):
    _forward(_name, False)
del _name
