"""json: texts and objects of the plain kind beside those that are not, errors at every place."""
import collections
import enum
import json
import random


def show(work, *args, **named):
    try:
        result = work(*args, **named)
        print(ascii(result) if len(ascii(result)) < 300 else (len(result), hash(str(result)) and ascii(result)[:80]))
    except RecursionError:
        print("RecursionError")
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


class Word(str):
    pass


class Count(int):
    def __repr__(self):
        return "never seen"


class Part(float):
    pass


class Level(enum.IntEnum):
    LOW = 1


class Listed(list):
    def __iter__(self):
        return iter(["never seen"])


class Mapped(dict):
    def items(self):
        return [("own", "items")]


Pair = collections.namedtuple("Pair", "a b")
values = [
    None, True, False, 0, -1, 2 ** 61, 2 ** 70, -(2 ** 200), 0.0, -0.0, 1e16, 1.5, 1e-7, float("nan"), float("inf"), float("-inf"),
    "", "a\"b\\c/", "\x00\x1f\x7f\x80\xe9\u20ac\U0001f600\ud800", "\b\f\n\r\t", [], {}, (), [[]], [{}], {"a": []}, {"a": {}},
    {1: 2, 1.5: 3, True: 4, None: 5, "x": 6}, {2 ** 70: 1}, {float("nan"): 1}, Word("w"), {Word("k"): Word("v")}, Count(7), {Count(7): 1},
    Part(1.5), Level.LOW, {Level.LOW: Level.LOW}, Listed([1, 2]), Pair(1, "x"), Mapped(a=1), collections.OrderedDict(b=1, a=2),
    collections.defaultdict(list, a=[1]), collections.Counter("aab"), {1, 2}, object, b"x", [1, {2}], {"a": {2}}, {(1, 2): 3}, {b"k": 1},
]
for value in values:
    for options in ({}, {"ensure_ascii": False}, {"indent": 2}, {"separators": (",", ":")}, {"sort_keys": True}, {"allow_nan": False},
                    {"skipkeys": True}, {"indent": "\t", "sort_keys": True}, {"default": lambda o: "<%s>" % type(o).__name__}):
        show(json.dumps, value, **options)
nested = {"b": [1, [2, {"c": (3, 4)}], []], "a": {"z": {}, "y": [{}]}}
for indent in (None, 0, 1, -1, True, "--", "\u20ac"):
    show(json.dumps, nested, indent=indent)
    show(json.dumps, nested, indent=indent, separators=(" ;", "\u00e9"))
show(json.dumps, {"b": 1, 2: 3}, sort_keys=True)
loop = []
loop.append(loop)
show(json.dumps, loop)
loop = {"a": [1]}
loop["a"].append(loop)
show(json.dumps, loop)
deep = []
for _ in range(400):
    deep = [deep]
show(json.dumps, deep)
show(json.loads, "[" * 400 + "]" * 400)
show(json.loads, "[" * 100000)

texts = [
    "", " ", "null", " true ", "false", "nul", "0", "-0", "01", "-", "+1", "1.", ".5", "1.5", "1e5", "1E+5", "1e", "1e-", "-1.5e-3", "1" * 17, "1" * 18,
    "-" + "9" * 19, "1" * 400, "1e400", "NaN", "Infinity", "-Infinity", "-Inf", '""', '"abc"', '"\\u00e9\\n\\/"', '"\\ud83d\\ude00"', '"\\ud83d"',
    '"\\ud83d\\u0041"', '"\\ud83dx"', '"\\u12"', '"\\u12g4"', '"\\x"', '"abc', '"a\\', '"a\\u', '"a\nb"', '"\x7f"', '"\u20ac"', '"\U0001f600"', '"\ud800"',
    "[]", "[ ]", "[1]", "[1,]", "[,1]", "[1 2]", "[1", "[1,", "[", "{}", "{ }", '{"a":1}', '{"a" : 1 , "b":[2]}', '{"a":1,}', '{"a"}', '{"a":}', '{a:1}',
    '{"a":1', '{"a":1,', '{"a":1 "b":2}', "{1:2}", "{", '{"a":1,"a":2}', "1 2", "[] x", "\ufeff[]", "\u20ac", '{"\u20ac":1, "\\u20ac":2}', '{"a":1,"\\u0061":2}',
    '[{"k":1},{"k":2},{"\\u006b":3}]', '{"\\u20ac":1,"x":{"\\u20ac":2}}', "tru", "[nan]", "\x00", '"' + "x" * 1000 + '"',
]
for text in texts:
    show(json.loads, text)
    show(json.loads, text.encode("utf-8", "surrogatepass"))
    show(json.JSONDecoder(strict=False).decode, text)
show(json.JSONDecoder().raw_decode, " [1]", 1)
show(json.JSONDecoder().raw_decode, "[1]  x")
show(json.JSONDecoder().raw_decode, "[1]", -1)
show(json.JSONDecoder().raw_decode, "[1]", 9)
show(json.loads, '[1.5, 2, {"a": NaN}]', parse_float=str, parse_int=lambda t: "i" + t, parse_constant=lambda c: c)
show(json.loads, '{"a": {"b": 1}}', object_hook=lambda d: sorted(d))
show(json.loads, '{"a": {"b": 1}}', object_pairs_hook=lambda p: p)
show(json.loads, "1" * 5000)
keys = json.loads('[{"key\\u0020one":1},{"key one":2},{"key one":3}]')
print(len({id(k) for d in keys for k in d}))
chance = random.Random(5)


def made(depth):
    kind = chance.randrange(9 if depth < 4 else 6)
    if kind == 0:
        return chance.choice([None, True, False])
    if kind == 1:
        return chance.randrange(-10 ** chance.randrange(1, 25), 10 ** 6)
    if kind == 2:
        return chance.uniform(-1, 1) * 10 ** chance.randrange(-20, 20)
    if kind < 6:
        return "".join(chr(chance.choice([chance.randrange(128), chance.randrange(0x300), chance.randrange(0x110000)])) for _ in range(chance.randrange(9)))
    if kind < 8:
        return [made(depth + 1) for _ in range(chance.randrange(5))]
    return {made(9): made(depth + 1) for _ in range(chance.randrange(5))} if chance.random() < 0.1 else {
        chr(97 + n): made(depth + 1) for n in range(chance.randrange(5))}


total = 0
for _ in range(1500):
    value = made(0)
    for options in ({}, {"ensure_ascii": False}, {"indent": 1}):
        text = json.dumps(value, **options)
        total = total * 31 + sum(map(ord, text)) & 0xFFFFFFFFFFFF
        back = json.loads(text)
        if json.dumps(back, **options) != json.dumps(json.loads(json.dumps(back)), **options):
            print("differs", ascii(value))
print(total)
