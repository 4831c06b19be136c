"""What the collector follows: containers, except those that hold only atoms."""
import gc

gc.disable()


class Plain:
    pass


class Slots:
    __slots__ = ()


class Int(int):
    pass


values = {
    "int": 1,
    "big": 10**40,
    "str": "s",
    "bytes": b"s",
    "None": None,
    "float": 1.5,
    "complex": 1j,
    "range": range(3),
    "bytearray": bytearray(),
    "empty tuple": (),
    "empty list": [],
    "empty dict": {},
    "dict of atoms": {"a": 1},
    "dict of lists": {"a": []},
    "set": set(),
    "frozenset": frozenset(),
    "function": lambda: 0,
    "built-in": len,
    "class": Plain,
    "built-in class": int,
    "instance": Plain(),
    "slots": Slots(),
    "int subclass": Int(),
    "object": object(),
    "slice": slice(1),
    "generator": (x for x in ()),
    "exception": ValueError(),
    "method": [].append,
    "module": gc,
    "property": property(),
    "memoryview": memoryview(b""),
    "code": (lambda: 0).__code__,
    "iterator": iter([]),
    "range iterator": iter(range(3)),
    "view": {}.keys(),
}
for name, value in values.items():
    print(name, gc.is_tracked(value))
