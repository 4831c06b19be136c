"""A set that does not keep its members alive."""

from _weakref import ref
from types import GenericAlias

__all__ = ["WeakSet"]


class _Guard:
    """While one is active, dead members wait in line instead of being removed."""

    __slots__ = ("owner",)

    def __init__(self, owner):
        self.owner = owner

    def __enter__(self):
        self.owner._iterating += 1

    def __exit__(self, *exc_info):
        owner = self.owner
        owner._iterating -= 1
        if not owner._iterating:
            owner._commit_removals()


class WeakSet:
    """A set of weak references that looks like a set of the objects."""

    def __init__(self, data=None):
        self.data = set()
        self._pending_removals = []
        self._iterating = 0
        # The callback must not keep this set alive.
        weak_self = ref(self)

        def _remove(item):
            owner = weak_self()
            if owner is not None:
                if owner._iterating:
                    owner._pending_removals.append(item)
                else:
                    owner.data.discard(item)

        self._remove = _remove
        if data is not None:
            self.update(data)

    def _commit_removals(self):
        pending = self._pending_removals
        while pending:
            self.data.discard(pending.pop())

    def __iter__(self):
        with _Guard(self):
            for weak in self.data:
                item = weak()
                if item is not None:
                    yield item

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, item):
        try:
            weak = ref(item)
        except TypeError:
            return False
        return weak in self.data

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def _ready(self):
        if self._pending_removals:
            self._commit_removals()

    def add(self, item):
        """Add one object."""
        self._ready()
        self.data.add(ref(item, self._remove))

    def clear(self):
        """Take out everything."""
        self._ready()
        self.data.clear()

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def pop(self):
        """Take out and return any living object."""
        self._ready()
        while True:
            try:
                weak = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = weak()
            if item is not None:
                return item

    def remove(self, item):
        """Take out an object or raise KeyError."""
        self._ready()
        self.data.remove(ref(item))

    def discard(self, item):
        """Take out an object if it is there."""
        self._ready()
        self.data.discard(ref(item))

    def update(self, other):
        """Add every object of an iterable."""
        self._ready()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        """The objects that are only here."""
        result = self.copy()
        result.difference_update(other)
        return result

    __sub__ = difference

    def difference_update(self, other):
        """Take out the objects of the other."""
        self.__isub__(other)

    def __isub__(self, other):
        self._ready()
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update(ref(item) for item in other)
        return self

    def intersection(self, other):
        """The objects that are in both."""
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        """Keep the objects that are also in the other."""
        self.__iand__(other)

    def __iand__(self, other):
        self._ready()
        self.data.intersection_update(ref(item) for item in other)
        return self

    def issubset(self, other):
        """Whether everything here is in the other."""
        return self.data.issubset(ref(item) for item in other)

    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        """Whether everything of the other is here."""
        return self.data.issuperset(ref(item) for item in other)

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    def symmetric_difference(self, other):
        """The objects that are in exactly one of both."""
        result = self.copy()
        result.symmetric_difference_update(other)
        return result

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        """Keep the objects that are in exactly one of both."""
        self.__ixor__(other)

    def __ixor__(self, other):
        self._ready()
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(ref(item, self._remove) for item in other)
        return self

    def union(self, other):
        """The objects of both."""
        return self.__class__(item for part in (self, other) for item in part)

    __or__ = union

    def isdisjoint(self, other):
        """Whether nothing is shared."""
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)

    __class_getitem__ = classmethod(GenericAlias)
