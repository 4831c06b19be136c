"""The built-in types of the generated comparison: how to name each, its instances, and what its methods take.

A row of `SUBJECTS` is `name: (expression of the type, instances, constructor hint, {attribute: hint})`. Hints are
alternatives separated by `|`; each is a list of pool codes (see `pools.py`), where `?` marks what may be left out, `*`
what may be repeated, `name=code` a keyword, `=` another instance of the type and `@` the type itself. A hint makes
most cases meaningful; `probe.py` spoils some of them on purpose.
"""

# Code, frames and tracebacks need a source text of their own, for a file name that does not depend on the machine.
SOURCE = '''
def plain(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    """Documented."""
    local = [a, b]
    return local, c, args, d, e, kwargs

def outer(x, y=1):
    def inner(z):
        return x + y + z
    return inner

def numbers(n):
    got = 0
    while n:
        try:
            got = yield n, got
        except KeyError:
            got = "caught"
        n -= 1
    return "end"

async def awaits(value):
    return value

async def agenerates(n):
    for i in range(n):
        yield i

def fails():
    marker = 1
    raise ValueError("inside")

def tb():
    try:
        fails()
    except ValueError as error:
        return error.__traceback__

def frame():
    inside = 5
    import sys
    return sys._getframe()

def closure():
    cell_value = 42
    return (lambda: cell_value)

class Owner:
    def method(self, a=1):
        return ("method", a)
    @classmethod
    def cls(cls, a=2):
        return ("cls", cls.__name__, a)

def params[T](x: T) -> int:
    return x

def track(awaitable):
    return awaitable

def started(generator):
    next(generator)
    return generator

KEPT = started(numbers(3))

def finished(generator):
    list(generator)
    return generator
'''

NUMBER = {
    "__add__": "n|x", "__divmod__": "r|n|x", "__pow__": "i|r i?|i i i", "__rpow__": "i|i i?", "__lshift__": "i|x",
    "__rshift__": "i|x", "__rlshift__": "i|x", "__rrshift__": "i|x", "__eq__": "n|x", "__format__": "F",
    "__round__": "i?|x", "__getnewargs__": "",
}
for _name in "sub mul truediv floordiv mod and or xor radd rsub rmul rtruediv rfloordiv rmod rdivmod rand ror rxor".split():
    NUMBER["__%s__" % _name] = "n|x"
for _name in "ne lt le gt ge".split():
    NUMBER["__%s__" % _name] = "n|x"

# What a special method takes wherever it is not said otherwise.
COMMON = {
    "__eq__": "=|x", "__ne__": "=|x", "__lt__": "=|x", "__le__": "=|x", "__gt__": "=|x", "__ge__": "=|x",
    "__getattribute__": "a", "__setattr__": "a x", "__delattr__": "a", "__format__": "F", "__reduce_ex__": "i",
    "__getitem__": "o", "__setitem__": "o x|o l", "__delitem__": "o", "__contains__": "x|k", "__add__": "=|x",
    "__mul__": "i", "__rmul__": "i", "__iadd__": "=|l", "__imul__": "i", "__init_subclass__": "", "__subclasshook__": "t",
    "__class_getitem__": "t", "__setstate__": "I|x", "__get__": "d t?|x", "__set__": "d x", "__delete__": "d",
    "__call__": "x*", "__or__": "=|t", "__ror__": "=|t", "__and__": "=", "__rand__": "=", "__sub__": "=", "__rsub__": "=",
    "__xor__": "=", "__rxor__": "=", "__ior__": "=", "__iand__": "=", "__isub__": "=", "__ixor__": "=",
    "__instancecheck__": "x", "__subclasscheck__": "t", "__mod__": "g|x", "__rmod__": "=|x", "__length_hint__": "",
    "__buffer__": "i", "__release_buffer__": "x", "__set_name__": "t a", "__exit__": "x x x", "__mro_entries__": "t",
    "__prepare__": "s t", "__getnewargs__": "", "send": "x", "throw": "q", "asend": "x", "athrow": "q", "__init__": None,
    "add_note": "s|x", "with_traceback": "x", "split": "t", "subgroup": "t", "derive": "l", "__reversed__": "",
}

STRIP = "s?|x"
FIND = "s i? i?|s o o"
TEXT = {
    "__add__": "s|x", "__contains__": "s|x", "__mod__": "g", "__getitem__": "o", "center": "i s?", "ljust": "i s?",
    "rjust": "i s?", "zfill": "i", "count": FIND, "find": FIND, "rfind": FIND, "index": FIND, "rindex": FIND,
    "startswith": "s i? i?|g", "endswith": "s i? i?|g", "strip": STRIP, "lstrip": STRIP, "rstrip": STRIP,
    "split": "s? i?|sep=s maxsplit=i?|s maxsplit=i", "rsplit": "s? i?|sep=s maxsplit=i?|maxsplit=i", "splitlines": "B?|keepends=B",
    "partition": "s", "rpartition": "s", "removeprefix": "s", "removesuffix": "s", "replace": "s s i?|s s count=i",
    "join": "l|x", "expandtabs": "i?|tabsize=i", "encode": "e? E?|encoding=e errors=E?|errors=E", "translate": "m",
    "maketrans": "m|s s s?|s s", "format": "x*|x x", "format_map": "p", "__eq__": "s|x", "__lt__": "s", "__le__": "s",
    "__gt__": "s", "__ge__": "s", "__ne__": "s",
}
BYTE_ARGUMENTS = {name: hint and hint.replace("s", "b") for name, hint in TEXT.items() if "=" not in (hint or "")}
BYTE_ARGUMENTS.update({
    "split": "b? i?|sep=b maxsplit=i?|b maxsplit=i", "rsplit": "b? i?|sep=b maxsplit=i?|maxsplit=i", "splitlines": "B?|keepends=B",
    "replace": "b b i?", "expandtabs": "i?|tabsize=i", "decode": "e? E?|encoding=e errors=E?|errors=E",
    "translate": "b b?|b delete=b|x", "maketrans": "b b", "fromhex": "s|x", "hex": "s? i?|sep=s bytes_per_sep=i?|b i",
    "count": "b i? i?|i o o", "find": "b i? i?|i", "index": "b i? i?|I", "join": "l|b", "__mod__": "g|x", "append": "I|x",
    "extend": "l|b|x", "insert": "i I", "pop": "i?", "remove": "I", "__setitem__": "o i|o b|o x", "__iadd__": "b|x", "__contains__": "i|b|x",
    "__eq__": "b|x", "__lt__": "b", "__le__": "b", "__gt__": "b", "__ge__": "b", "__ne__": "b",
})
SET_METHODS = {}
for _name in ("union", "update", "intersection", "intersection_update", "difference", "difference_update"):
    SET_METHODS[_name] = "S*|S|l"
for _name in ("issubset", "issuperset", "isdisjoint", "symmetric_difference", "symmetric_difference_update"):
    SET_METHODS[_name] = "S|l"
for _name in "and rand or ror sub rsub xor rxor ior iand isub ixor eq ne lt le gt ge".split():
    SET_METHODS["__%s__" % _name] = "S"
for _name in ("add", "discard", "remove", "__contains__"):
    SET_METHODS[_name] = "k|S"

SEQUENCE_RESULT = {"index": "x i? i?|k", "count": "x|k", "__add__": "=|l"}

SUBJECTS = {
    "object": ("object", ["object()", "Plain()", "Derived()", "Slotted()", "5"], "x*", {}),
    "int": ("int", ["0", "1", "-1", "5", "255", "-256", "10**20", "-2**63", "2**31 - 1", "True", "IntSub(7)", "12345"],
            "n|s|s i|x base=i|s base=i|b|b i|x", {
                **NUMBER, "to_bytes": "i? w?|i w|length=i byteorder=w? signed=B?|i w signed=B",
                "from_bytes": "b w?|l w?|b byteorder=w signed=B?|bytes=b", "is_integer": "",
            }),
    "bool": ("bool", ["True", "False"], "x|n|B", {**NUMBER, "__and__": "B|i", "__or__": "B|i", "__xor__": "B|i",
                                                 "__rand__": "B|i", "__ror__": "B|i", "__rxor__": "B|i"}),
    "float": ("float", ["0.0", "-0.0", "1.5", "-2.5", "0.1", "1e300", "5e-324", "float('inf')", "float('nan')",
                                  "FloatSub(2.5)", "3.0", "1e16", "123456.789"], "n|s|x|b", {
        **NUMBER, "__pow__": "r|r x?", "__rpow__": "r|r x?", "fromhex": "s|x", "__getformat__": "s",
    }),
    "complex": ("complex", ["0j", "1+2j", "-1.5-0.0j", "complex('inf')", "complex(0, float('nan'))", "ComplexSub(3j)", "1e20+1j"],
                "n|n n|s|s n|real=n imag=n?|imag=n|x", {**NUMBER, "__pow__": "r|n x?", "__rpow__": "r|n x?"}),
    "str": ("str", ["''", "'abc'", "'a,b,,c'", "'  pad\\t'", "'Hello World'", "'\\xdf\\u0130\\u01c6'", "'12'", "'x\\ny\\r\\nz'",
                    "StrSub('sub')", "'%s-%d'", "'{0}{1!r:>5}'", "'{x}'", "'\\ud800x'", "'\\U0001d4b3'", "'%5.2f%%'", "'%(x)s'",
                    "'aXbXaX'"],
            "x|b e?|b e E|object=b encoding=e?|b errors=E|x e", TEXT),
    "bytes": ("bytes", ["b''", "b'abc'", "b'a,b,,c'", "b'  pad\\t'", "b'Hello World'", "b'\\xff\\x00\\x80'", "b'12'",
                        "b'x\\ny\\r\\nz'", "BytesSub(b'sub')", "b'%s-%d'", "b'aXbXaX'"],
              "l|i|s e?|s e E|source=b|s encoding=e|x|b errors=E", BYTE_ARGUMENTS),
    "bytearray": ("bytearray", ["bytearray()", "bytearray(b'abc')", "bytearray(b'a,b,,c')", "bytearray(b' Pad ')",
                                "bytearray(b'\\xff\\x00')", "ByteArraySub(b'sub')", "bytearray(b'%s-%d')"],
                  "l|i|s e?|s e E|source=b|s encoding=e|x", BYTE_ARGUMENTS),
    "memoryview": ("memoryview", ["memoryview(b'abc')", "memoryview(bytearray(b'abcd'))", "memoryview(b'abcdefgh').cast('I')",
                                  "memoryview(b'abcdef')[::2]", "memoryview(bytearray(8)).cast('d')", "memoryview(b'')",
                                  "memoryview(bytes(range(6))).cast('B', [2, 3])"],
                   "b|x|object=b", {"cast": "s|s l|format=s|x", "__getitem__": "o|g", "__setitem__": "o i|o b|o x", "hex": "s? i?",
                                    "tobytes": "s?|order=s", "_from_flags": "b i", "index": "i i?|x", "count": "i|x"}),
    "list": ("list", ["[]", "[1]", "[3, 1, 2]", "[1, 2, 1, 3]", "['a', 'B']", "[[1], (2,)]", "ListSub([1, 2])", "[None, 1]",
                      "[1.5, True, 'x']"],
             "l|x", {**SEQUENCE_RESULT, "append": "x", "insert": "i x", "extend": "l|x", "pop": "i?|o", "remove": "x|k", "sort": "|key=c|reverse=B|key=c reverse=B",
                     "__setitem__": "o x|o l", "__iadd__": "l|x", "__add__": "=|x"}),
    "tuple": ("tuple", ["()", "(1,)", "(3, 1, 2)", "(1, 2, 1)", "('a', [1])", "TupleSub((1, 2))", "((),)"], "l|x", SEQUENCE_RESULT),
    "dict": ("dict", ["{}", "{1: 2}", "{'a': 1, 'b': 2}", "DictSub(a=1)", "MissingDict(a=1)", "{None: [], (1,): {}}"],
             "p|x|a=x|p b=x|p p", {"get": "k x?", "setdefault": "k x?", "pop": "k x?", "update": "p|a=x|p b=x|x", "fromkeys": "l x?|x",
                                   "__getitem__": "k", "__setitem__": "k x", "__delitem__": "k", "__or__": "=|p", "__ior__": "p",
                                   "__ror__": "=|p", "__contains__": "k"}),
    "dict_keys": ("type({}.keys())", ["{}.keys()", "{1: 2}.keys()", "{'a': 1}.keys()", "{1: 2, 2: 3}.keys()"], "p",
                  {**SET_METHODS}),
    "dict_values": ("type({}.values())", ["{}.values()", "{1: 2}.values()", "{'a': [1]}.values()"], "p", {}),
    "dict_items": ("type({}.items())", ["{}.items()", "{1: 2}.items()", "{'a': [1]}.items()"], "p",
                   {**SET_METHODS, "__contains__": "g|k"}),
    "set": ("set", ["set()", "{1}", "{1, 2, 3}", "{'a'}", "SetSub({1, 2})", "{None}"], "l|x|S", SET_METHODS),
    "frozenset": ("frozenset", ["frozenset()", "frozenset({1})", "frozenset({1, 2, 3})", "FrozenSub({1, 2})"], "l|x|S", SET_METHODS),
    "range": ("range", ["range(0)", "range(5)", "range(1, 10, 3)", "range(5, 0, -2)", "range(10**20, 10**20 + 3)", "range(-3, 3)"],
              "I|I I|I I I|i|x", {"index": "I|x", "count": "I|x", "__contains__": "I|x"}),
    "slice": ("slice", ["slice(None)", "slice(1, 5)", "slice(None, None, -1)", "slice('a', [])", "slice(-3, None, 2)",
                        "slice(Index(1), Raises())"], "x|x x|o o o|i i i", {"indices": "I|x"}),
    "enumerate": ("enumerate", ["enumerate('ab')", "enumerate([1], 10**20)", "enumerate([])", "enumerate(Stream(1, error=KeyError(1)))"],
                  "l|l i|iterable=l start=I|l start=I|x", {}),
    "zip": ("zip", ["zip([1, 2], 'ab')", "zip()", "zip([1], [1, 2], strict=True)", "zip([1, 2], [1], strict=True)"],
            "l*|l l strict=B|strict=B|x", {"__setstate__": "B"}),
    "map": ("map", ["map(str, [1, 2])", "map(lambda a, b: a + b, [1, 2], [3])", "map(int, 'x1')"], "c l|c l l|c l l l", {}),
    "filter": ("filter", ["filter(None, [0, 1, 2])", "filter(str, ['', 'a'])", "filter(lambda a: a > 1, [1, 2, 3])"], "c l|x l", {}),
    "reversed": ("reversed", ["reversed((1, 2))", "reversed('ab')", "reversed(Series(1, 2, 3))"], "l|x", {"__setstate__": "i|x"}),
    "property": ("property", ["property()", "property(lambda s: 5)", "property(len, doc='d')", "property(None, len, doc='p')"],
                 "c|c c c s|fget=c doc=s|fget=c fset=c fdel=c|doc=x", {"getter": "c", "setter": "c", "deleter": "c", "__set_name__": "t s"}),
    "type": ("type", ["int", "type", "Base", "Derived", "WithMeta", "Slotted", "dict"], "x|s t p|s l p|'N' () {}|'N' t {}|'N' (Base,) p|'N' () {} x=x", {
        "__prepare__": "s t|x x", "__call__": "x*", "mro": "", "__setattr__": "a x", "__or__": "t|x", "__ror__": "t|x",
        "__init__": "x|s t p|'N' () {}",
    }),
    "staticmethod": ("staticmethod", ["staticmethod(len)", "staticmethod(5)", "staticmethod(sample)"], "c|x", {"__call__": "l|x*"}),
    "classmethod": ("classmethod", ["classmethod(len)", "classmethod(5)", "classmethod(lambda cls: cls.__name__)"], "c|x", {"__get__": "d t?"}),
    "super": ("super", ["super(Derived, sample())", "super(Derived, Derived)", "super(Derived)"], "t|t d|Derived d|Base d", {}),
    "mappingproxy": ("types.MappingProxyType", ["types.MappingProxyType({})", "types.MappingProxyType({'a': 1, 'b': 2})", "types.MappingProxyType(DictSub(a=1))"],
                     "p|x|mapping=p", {"get": "k x?|k default=x", "__getitem__": "k", "__or__": "=|p", "__ror__": "=|p", "__ior__": "=|p", "__contains__": "k"}),
    "SimpleNamespace": ("types.SimpleNamespace", ["types.SimpleNamespace()", "types.SimpleNamespace(a=1, b=[2])"], "p|a=x|x|p b=x", {"__replace__": "a=x|x|"}),
    "GenericAlias": ("types.GenericAlias", ["list[int]", "dict[str, list]", "tuple[int, ...]", "types.GenericAlias(Base, (int,))"], "t t|x x|x", {
        "__getitem__": "t", "__call__": "l|x", "__mro_entries__": "t"}),
    "UnionType": ("types.UnionType", ["(int | str)", "(int | None)", "(list[int] | str)"], "x", {"__getitem__": "t", "__or__": "t|x", "__ror__": "t|x", "__eq__": "=|t"}),
    "function": ("types.FunctionType", ["plain", "outer", "closure()", "(lambda: 5)", "params", "sample"],
                 "plain.__code__ {}|closure().__code__ {} 'n' None ()|plain.__code__ {} s|plain.__code__ p s g|outer.__code__ {} name=s argdefs=g|x {}", {
                     "__call__": "x d=x|x x x d=x|x|x*", "__get__": "d t?"}),
    "method": ("types.MethodType", ["Owner().method", "Owner.cls", "types.MethodType(len, 'abc')"], "c x|x|c None", {"__call__": "x?|x x|a=x", "__get__": "d t?"}),
    "builtin_function": ("types.BuiltinFunctionType", ["len", "[1].append", "dict.fromkeys", "'a'.join"], "x", {"__call__": "l|x"}),
    "method_descriptor": ("types.MethodDescriptorType", ["list.append", "str.join", "int.bit_length"], "x", {"__call__": "[1] x|'a' l|x|5|5 x", "__get__": "d t?|[1]|'a' str"}),
    "wrapper_descriptor": ("types.WrapperDescriptorType", ["int.__add__", "list.__len__", "object.__repr__"], "x", {"__call__": "5 i|[1]|x x?", "__get__": "d t?|5|[1] list"}),
    "method_wrapper": ("types.MethodWrapperType", ["(5).__add__", "[1].__len__", "(5).__repr__"], "x", {"__call__": "i|x|", "__eq__": "="}),
    "getset_descriptor": ("types.GetSetDescriptorType", ["int.real", "type.__dict__['__name__']", "plain.__class__.__code__"], "x",
                          {"__get__": "5 t?|d t?|int", "__set__": "5 x|plain x", "__delete__": "5|plain"}),
    "member_descriptor": ("types.MemberDescriptorType", ["Slotted.x", "slice.start", "plain.__class__.__closure__"], "x",
                          {"__get__": "Slotted()|slice(1)|d t?", "__set__": "Slotted() x|slice(1) x", "__delete__": "Slotted()|slice(1)"}),
    "classmethod_descriptor": ("types.ClassMethodDescriptorType", ["dict.__dict__['fromkeys']", "int.__dict__['from_bytes']"], "x",
                               {"__get__": "None t|d t?|{} dict", "__call__": "dict l|int b|x"}),
    "code": ("types.CodeType", ["plain.__code__", "outer.__code__", "closure().__code__", "numbers.__code__", "awaits.__code__"], "x|i i i", {
        "replace": "co_name=s|co_filename=s|co_firstlineno=i|co_flags=i|co_name=x", "__replace__": "co_name=s|co_firstlineno=i",
        "_varname_from_oparg": "i"}),
    "frame": ("types.FrameType", ["frame()", "tb().tb_frame", "KEPT.gi_frame"], "x", {}),
    "traceback": ("types.TracebackType", ["tb()", "tb().tb_next"], "None frame() i i|tb() frame() i i|x x i i|tb_next=None tb_frame=frame() tb_lasti=i tb_lineno=i", {}),
    "cell": ("types.CellType", ["types.CellType()", "types.CellType(5)", "closure().__closure__[0]", "types.CellType('a')"], "x|x x", {}),
    "generator": ("types.GeneratorType", ["numbers(3)", "(i for i in (1, 2))", "started(numbers(2))", "finished(numbers(1))"], "x", {
        "send": "None|x", "throw": "q|q x|KeyError 'm'|KeyError 'm' None"}),
    "coroutine": ("types.CoroutineType", ["track(awaits(3))"], "x", {"send": "None|x", "throw": "q|KeyError 'm'"}),
    "async_generator": ("types.AsyncGeneratorType", ["agenerates(2)", "agenerates(0)"], "x", {"asend": "None|x", "athrow": "q", "aclose": ""}),
    "coroutine_wrapper": ("type(track(awaits(1)).__await__())", ["track(awaits(3)).__await__()"], "x", {"send": "None|x", "throw": "q"}),
    "async_generator_asend": ("type(agenerates(1).asend(None))", ["track(agenerates(2).asend(None))", "track(agenerates(0).__anext__())"], "x", {"send": "None|x", "throw": "q"}),
    "async_generator_athrow": ("type(track(agenerates(1).athrow(KeyError)))", ["track(agenerates(2).athrow(KeyError('k')))", "track(agenerates(2).aclose())"], "x", {"send": "None|x", "throw": "q"}),
    "module": ("types.ModuleType", ["types.ModuleType('m')", "types.ModuleType('m', 'doc')"], "s|s s|name=s doc=x|x", {"__init__": "s|s s|x"}),
    "NoneType": ("type(None)", ["None"], "x*|", {}),
    "NotImplementedType": ("type(NotImplemented)", ["NotImplemented"], "x*|", {}),
    "ellipsis": ("type(...)", ["..."], "x*|", {}),
    "list_iterator": ("type(iter([]))", ["iter([])", "iter([1, 2])"], "x", {}),
    "list_reverseiterator": ("type(reversed([]))", ["reversed([])", "reversed([1, 2])"], "x", {}),
    "tuple_iterator": ("type(iter(()))", ["iter(())", "iter((1, 2))"], "x", {}),
    "str_iterator": ("type(iter('\\xe9'))", ["iter('\\xe9')", "iter('\\u0130a')"], "x", {}),
    "str_ascii_iterator": ("type(iter('a'))", ["iter('')", "iter('ab')"], "x", {}),
    "bytes_iterator": ("type(iter(b''))", ["iter(b'')", "iter(b'ab')"], "x", {}),
    "bytearray_iterator": ("type(iter(bytearray()))", ["iter(bytearray(b''))", "iter(bytearray(b'ab'))"], "x", {}),
    "memory_iterator": ("type(iter(memoryview(b'')))", ["iter(memoryview(b''))", "iter(memoryview(b'ab'))"], "x", {}),
    "dict_keyiterator": ("type(iter({}))", ["iter({})", "iter({1: 2, 3: 4})"], "x", {}),
    "dict_valueiterator": ("type(iter({}.values()))", ["iter({}.values())", "iter({1: 2, 3: 4}.values())"], "x", {}),
    "dict_itemiterator": ("type(iter({}.items()))", ["iter({}.items())", "iter({1: 2, 3: 4}.items())"], "x", {}),
    "dict_reversekeyiterator": ("type(reversed({}))", ["reversed({})", "reversed({1: 2, 3: 4})"], "x", {}),
    "dict_reversevalueiterator": ("type(reversed({}.values()))", ["reversed({}.values())", "reversed({1: 2, 3: 4}.values())"], "x", {}),
    "dict_reverseitemiterator": ("type(reversed({}.items()))", ["reversed({}.items())", "reversed({1: 2, 3: 4}.items())"], "x", {}),
    "set_iterator": ("type(iter(set()))", ["iter(set())", "iter({1})"], "x", {}),
    "range_iterator": ("type(iter(range(0)))", ["iter(range(0))", "iter(range(1, 9, 3))"], "x", {}),
    "longrange_iterator": ("type(iter(range(10**20)))", ["iter(range(10**20, 10**20 + 2))", "reversed(range(10**20, 10**20 + 2))"], "x", {}),
    "iterator": ("type(iter(Series()))", ["iter(Series())", "iter(Series(1, 2))"], "x", {}),
    "callable_iterator": ("type(iter(int, 0))", ["iter(int, 0)", "iter(iter([1, 2, 3]).__next__, 3)"], "x", {}),
}

# Exceptions that take or hold more than their arguments; all others are made from the names in `builtins`.
EXCEPTIONS = {
    "AttributeError": (["AttributeError('m', name='n', obj=5)"], "s|s name=s obj=x|nope=x"),
    "NameError": (["NameError('m', name='n')"], "s|s name=s|nope=x"),
    "ImportError": (["ImportError('m', name='n', path='p')"], "s|s name=s path=s|nope=x|s s name_from=s"),
    "StopIteration": (["StopIteration(5)", "StopIteration(1, 2)"], "x*"),
    "SystemExit": (["SystemExit(5)", "SystemExit()", "SystemExit(1, 2)"], "x*"),
    "OSError": (["OSError(2, 'm')", "OSError(2, 'm', 'f', None, 'g')", "OSError('m')"], "i s|i s s|i s s x s|x*|17 s"),
    "SyntaxError": (["SyntaxError('m', ('f', 1, 2, 'text'))", "SyntaxError('m', ('f', 1, 2, 'text', 3, 4))"], "s|s ('f',1,2,'t')|s l|s x"),
    "UnicodeEncodeError": (["UnicodeEncodeError('ascii', 'a\\xe9', 1, 2, 'why')", "UnicodeEncodeError('ascii', '\\u0130\\u0131', 0, 2, 'why')"], "s s i i s"),
    "UnicodeDecodeError": (["UnicodeDecodeError('ascii', b'a\\xff', 1, 2, 'why')", "UnicodeDecodeError('ascii', b'\\xff\\xfe', 0, 2, 'why')"], "s b i i s"),
    "UnicodeTranslateError": (["UnicodeTranslateError('a\\xe9', 1, 2, 'why')", "UnicodeTranslateError('\\u0130\\u0131', 0, 2, 'why')"], "s i i s"),
    "BaseExceptionGroup": (["BaseExceptionGroup('m', [ValueError(1), KeyboardInterrupt()])"], "s l|s [ValueError(1)]|s (KeyError(),)|s [ExceptionGroup('n',[TypeError()])]"),
    "ExceptionGroup": (["ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [TypeError(2)])])"],
                       "s l|s [ValueError(1)]|s (KeyError(),)|s [KeyboardInterrupt()]"),
    "KeyError": (["KeyError('k')", "KeyError(1, 2)"], "x*"),
}

# The arguments of the built-in functions.
FUNCTIONS = {
    "abs": "n|x", "aiter": "x|agenerates(1)", "all": "l|x", "anext": "x|x x", "any": "l|x", "ascii": "s|x|n", "bin": "I|x",
    "callable": "c|x", "chr": "I|x", "delattr": "d a", "dir": "x|Slotted()|Attributes()", "divmod": "r r|n n|x x", "format": "x F|n F|r F|s F",
    "getattr": "d a|d a x|x a", "hasattr": "d a|x a", "hash": "n|(1, 2)|x|frozenset({1})|r", "hex": "I|x", "id": "x", "isinstance": "x t|i t",
    "issubclass": "t t|x t", "iter": "l|x|c x", "len": "l|x|p|S", "max": "l|l key=c|x x x*|l default=x|i i i key=c|r r|l key=c default=x",
    "min": "l|l key=c|x x x*|l default=x|i i i key=c|r r|l key=c default=x", "next": "l|iter(l)|x x?|iter([])|iter([]) x", "oct": "I|x",
    "ord": "s|b|x", "pow": "r r|i i|i i i|n i|base=i exp=i mod=i?|I i I|i i x", "print": "x*|x x sep=s|x end=s|x file=x|x sep=x|x flush=B",
    "repr": "x|s|n|b|l", "round": "r|r i?|n i?|r ndigits=i|number=r|f i", "setattr": "d a x", "sorted": "l|l key=c|l reverse=B|l key=c reverse=B|x",
    "sum": "l|l x|l start=i|[[1], [2]] []|x|[0.1, 0.2, 0.3]|[1e300, 1.0, -1e300]|[1j, 2.5, 1]", "vars": "d|x", "compile": "s s s|'x=1' 'f' 'exec'|'1+' 'f' 'eval'|s 'f' 'eval' i|'1' 'f' 'single' flags=i",
    "eval": "s|'x+1' {'x': 1}|'y' {} {'y': 2}|s p|x|'1+' |source='1' globals={}", "exec": "s|'y=1' {}|'x' {} p|s p|x|'a=1' globals={} locals={}|'' closure=x",
    "globals": "", "locals": "", "__import__": "s|'sys'|'no_such' |x|name='sys' level=i|'sys' None None l i", "__build_class__": "c s|plain 'N'|(lambda: None) s t|x",
    "open": "''|'no/such/file' s|'.' 'w'|'no' 'rb' encoding=s|'no' 'q'|'no' 'rw'|'no' 'r' i|x 'zz'|'no' 'r' 1 e E newline=s",
    "input": "s?|x x",
}
