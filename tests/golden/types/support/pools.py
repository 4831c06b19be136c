"""Arguments of the generated comparison: texts of expressions, grouped under one-letter codes.

A case is a line of Python, so the pools hold text, which is evaluated among the names of this file. Values are small
enough that no combination of them runs long or takes much memory.
"""


class IntSub(int):
    pass


class FloatSub(float):
    pass


class ComplexSub(complex):
    pass


class StrSub(str):
    pass


class BytesSub(bytes):
    pass


class ByteArraySub(bytearray):
    pass


class ListSub(list):
    pass


class TupleSub(tuple):
    pass


class DictSub(dict):
    pass


class MissingDict(dict):
    def __missing__(self, key):
        return ("missing", key)


class SetSub(set):
    pass


class FrozenSub(frozenset):
    pass


class Index:
    """An integer by `__index__` only."""

    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number

    def __repr__(self):
        return "Index(%r)" % (self.number,)


class Real:
    """A float by `__float__` only."""

    def __float__(self):
        return 2.5

    def __repr__(self):
        return "Real()"


class Whole:
    """An integer by `__int__` only."""

    def __int__(self):
        return 9

    def __repr__(self):
        return "Whole()"


class Imaginary:
    def __complex__(self):
        return 1 - 2j

    def __repr__(self):
        return "Imaginary()"


class Plain:
    def __repr__(self):
        return "Plain()"


class Wrong:
    """Every special method answers with a value of a wrong type."""

    def wrong(self, *arguments):
        return b"wrong"

    __index__ = __int__ = __float__ = __complex__ = __len__ = __iter__ = __str__ = __bytes__ = wrong
    __hash__ = __bool__ = __fspath__ = __length_hint__ = __format__ = __round__ = __trunc__ = __dir__ = wrong
    __buffer__ = wrong

    def __repr__(self):
        return "Wrong()"


class Raises:
    """Every special method raises."""

    def raises(self, *arguments):
        raise LookupError("raised")

    __index__ = __int__ = __float__ = __complex__ = __len__ = __iter__ = __str__ = __bytes__ = raises
    __hash__ = __bool__ = __eq__ = __lt__ = __add__ = __radd__ = __call__ = __getitem__ = raises
    __fspath__ = __length_hint__ = __format__ = __contains__ = __abs__ = __neg__ = __dir__ = raises

    def __repr__(self):
        return "Raises()"


class Reflected:
    """Answers to every operator, from either side."""

    def __add__(self, other):
        return ("add", other)

    def __radd__(self, other):
        return ("radd", other)

    __mul__ = __sub__ = __mod__ = __truediv__ = __floordiv__ = __pow__ = __and__ = __or__ = __xor__ = __add__
    __lshift__ = __rshift__ = __divmod__ = __matmul__ = __add__
    __rmul__ = __rsub__ = __rmod__ = __rtruediv__ = __rfloordiv__ = __rpow__ = __rand__ = __ror__ = __rxor__ = __radd__
    __rlshift__ = __rrshift__ = __rdivmod__ = __rmatmul__ = __radd__

    def __eq__(self, other):
        return "eq"

    def __lt__(self, other):
        return "lt"

    __ne__ = __gt__ = __le__ = __ge__ = __lt__

    def __hash__(self):
        return 1

    def __repr__(self):
        return "Reflected()"


class Series:
    """A sequence by `__getitem__` and `__len__` only."""

    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def __repr__(self):
        return "Series%r" % (self.items,)


class Stream:
    """An iterable by `__iter__`; ends with an error when told so."""

    def __init__(self, *items, error=None):
        self.items = items
        self.error = error

    def __iter__(self):
        yield from self.items
        if self.error:
            raise self.error

    def __repr__(self):
        return "Stream%r" % (self.items,)


class Mapping:
    """What `dict.update` takes for a mapping."""

    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2

    def __repr__(self):
        return "Mapping()"


class Descriptor:
    def __get__(self, instance, owner=None):
        return ("got", instance is None, getattr(owner, "__name__", owner))

    def __set__(self, instance, value):
        raise AttributeError("set refused")

    def __repr__(self):
        return "Descriptor()"


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    x = 1


class Slotted:
    __slots__ = ("x", "y")

    def __repr__(self):
        return "Slotted()"


class Base:
    x = 1

    def f(self, a=1):
        return ("Base.f", a)


class Derived(Base):
    def f(self, a=2):
        return ("Derived.f", a)


class Hints(type):
    def __instancecheck__(self, other):
        return other == 1

    def __subclasscheck__(self, other):
        return other is int


class Hooked(metaclass=Hints):
    pass


class Attributes:
    """Computed attributes."""

    def __getattr__(self, name):
        if name == "x":
            return "computed"
        raise AttributeError("no " + name)

    def __dir__(self):
        return ["b", "a"]

    def __repr__(self):
        return "Attributes()"


def sample():
    """A namespace for `vars` and its like."""
    item = Derived()
    item.y = 2
    return item


def generate(*values):
    got = None
    for value in values:
        got = yield value
    return got


INTEGERS = "0|1|2|3|5|-1|-2|7|10|True|Index(2)|IntSub(3)"
LARGE = "10**20|-10**20|2**63|2**64-1|-2**63|2**31|255|256|1000|-129"
FLOATS = "0.0|-0.0|1.0|1.5|-2.5|0.1|1e16|1e300|-1e-300|float('inf')|float('-inf')|float('nan')|FloatSub(1.5)|123456.789|2.5"
STRINGS = (
    "''|'a'|'b'|'abc'|'ab'|'x'|' '|'  x '|'\\xe9'|'\\xdf'|'\\u0130'|'\\ud800'|'\\U0001d4b3'|'a,b,c'|'12'|'Abc Def'"
    "|StrSub('ab')|'x\\n\\ty'|'aXbXc'|'\\u01c6'|'\\u0661'|'-'|','|'0'|'\\xb2'"
)
BYTES = (
    "b''|b'a'|b'b'|b'abc'|b'ab'|b' '|b','|b'a,b,c'|bytearray(b'b')|bytearray(b'ab')|memoryview(b'ab')|BytesSub(b'a')"
    "|b'\\xff\\x00'|b'12'|b' x '|b'0'"
)
ITERABLES = (
    "[]|[1]|[3, 1, 2]|(1, 2)|'ab'|range(3)|{1}|{1: 2}|iter([1, 2])|Stream(1, 2)|Series(4, 5)|ListSub([1])|['b', 'a']"
    "|Stream(1, error=KeyError('late'))|[[1], [2]]|b'ab'|(x for x in (1, 2))|Raises()|Wrong()|[1, 'a']|dict(a=1).items()"
)
PAIRS = (
    "{}|{1: 2}|{'a': 1}|[(1, 2)]|[('a', 1)]|[[1, 2], [3, 4]]|Mapping()|DictSub(b=2)|['ab']|[1]|[(1, 2, 3)]|[(1,)]|'ab'|None"
    "|5|[([], 1)]|Stream((1, 2))|Stream((1, 2), error=KeyError('late'))|Raises()|iter([(1, 2)])|{'a': 1}.items()"
)
KEYS = "1|'a'|'b'|2|(1,)|None|1.0|[]|{}|True|Raises()|Reflected()|frozenset({1})|Wrong()|'zz'|StrSub('a')|0"
SETS = (
    "set()|{1}|{1, 2}|frozenset({2, 3})|[1, 2]|(1,)|'a'|{1: 1}|{1: 1}.keys()|None|5|[[]]|Stream(1, 2)|SetSub({1})|range(3)"
    "|FrozenSub({2})|Raises()|{1, 2, 3}|Stream(1, error=KeyError('late'))|frozenset()"
)
SLICES = (
    "0|1|-1|2|5|-9|slice(None)|slice(1, None)|slice(None, None, -1)|slice(0, 3, 2)|slice('a')|slice(None, None, 0)"
    "|Index(1)|10**20|'a'|1.0|None|slice(5, 1)|slice(Index(0), Index(2))|Raises()|Wrong()|slice(-2, 10**20)|True|(0, 1)"
)
ANYTHING = (
    "None|1|0|'a'|b'a'|1.5|[]|()|{}|set()|object|int|Plain()|Raises()|Wrong()|Index(1)|2j|NotImplemented|...|len|'abc'|[1]"
    "|(1, 'a')|10**20|Reflected()|slice(1)|Real()|Whole()"
)

POOLS = {
    "i": INTEGERS,
    "I": INTEGERS + "|" + LARGE,
    "f": FLOATS,
    "n": INTEGERS + "|" + LARGE + "|" + FLOATS + "|2j|1-1.5j|complex(0, -0.0)|ComplexSub(1j)|Real()|Reflected()",
    "r": INTEGERS + "|" + FLOATS,
    "s": STRINGS,
    "b": BYTES,
    "l": ITERABLES,
    "p": PAIRS,
    "k": KEYS,
    "S": SETS,
    "o": SLICES,
    "x": ANYTHING,
    "c": "None|len|str|repr|abs|int|Raises()|(lambda *a: a)|(lambda a: -a)|(lambda: 1)|5|list|bool|(lambda a, b: a + b)",
    "e": "'utf-8'|'ascii'|'latin-1'|'UTF8'|'utf-16-le'|'utf-32-be'|'utf_8'|'no-such'|''|'a\\0b'|None|5|StrSub('ascii')|'utf-16'",
    "E": "'strict'|'ignore'|'replace'|'backslashreplace'|'surrogateescape'|'surrogatepass'|'xmlcharrefreplace'|'nope'|None|5",
    "a": "'x'|'y'|'f'|'__class__'|'__doc__'|'nope'|'real'|5|None|StrSub('x')|'__name__'|'append'|'\\ud800'|'__dict__'|b'x'",
    "F": "''|'d'|'5'|'>5'|'<6'|'^7'|'*^9'|'x'|'#x'|'b'|'o'|','|'_'|'.2f'|'e'|'g'|'s'|'c'|'%'|'n'|'+'|' '|'010'|'zz'|'.'|'.3'"
    "|'z.1f'|'=8'|'5,d'|',x'|'_x'|5|None|StrSub('>4')|'<10.1'|'{}'|'-^8s'|'\\u20ac>5'|'99999999999999999999'|'.0f'|'G'|'E'|'F'|'X'",
    "t": "int|str|list|object|type|bool|(int, str)|int | str|5|None|Base|Derived|()|(int, (str, 5))|Hooked|'int'|[int]|list[int]"
    "|WithMeta|type(None)",
    "B": "True|False|0|1|None|[]|'x'|Raises()|Wrong()|2.0",
    "w": "'little'|'big'|'BIG'|5|None|StrSub('big')|'middle'",
    "m": "{'x': 1}|{}|{97: 'b'}|{97: None}|{98: 'long', 97: 99}|{'a': 'b'}|{97: 10**20}|{97: b'b'}|None|Raises()|'abc'|{97: -1}",
    "g": "(1, 2)|('a',)|'a'|5|{'x': 1}|()|(1.5, 'b')|[]|('a', 'b', 'c')|b'q'|Raises()|(Index(3), 1)|10**20|None",
    "d": "sample()|Derived()|Base()|Slotted()|Attributes()|WithMeta|5|'a'|[]|int|Base|len|Plain()",
    "q": "BaseException('q')|ValueError('v')|ValueError|KeyError|None|5|'text'|int|StopIteration(3)|GeneratorExit",
}
POOLS = {code: text.split("|") for code, text in POOLS.items()}
# `|` is also an operator: put the one expression that needs it together again.
POOLS["t"] = [text for text in POOLS["t"] if text not in ("int ", " str")] + ["(int | str)"]
