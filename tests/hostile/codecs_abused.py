"""Codecs, error handlers, text streams and arrays in the hands of evil callbacks. Ends with `survived`."""
import array
import codecs
import io


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return error


class Evil:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        attempt(self.target.clear)
        return 3


for answer in [None, 3, (), ("x",), ("x", 10**30), ("x", -10**30), (b"x", 0), ("x", -1), (3, 1), ("\ud800", 1), ("x", "y"), ("x" * 1000, 1), ("", True)]:
    rounds = iter(range(50))
    codecs.register_error("evil", lambda error, answer=answer: answer if next(rounds, None) is not None else ("", error.end))
    for encoding in "ascii latin-1 utf-8 utf-16 utf-32 utf-7 cp1252 gbk euc_jp gb18030 unicode_escape raw_unicode_escape charmap".split():
        attempt("a\u20ac\ud800\U0001f600b".encode, encoding, "evil")
        attempt(b"a\xff\x81\x30\xfe\\x4\\N{x}+AG\xffb".decode, encoding, "evil")
        stream = attempt(io.TextIOWrapper, io.BytesIO(b"a\xff\x81\xfe\n" * 50), encoding, "evil")
        if isinstance(stream, io.TextIOWrapper):
            attempt(stream.readline)
            position = attempt(stream.tell)
            attempt(stream.seek, position if isinstance(position, int) else 3)
            attempt(stream.read, 5)
            attempt(stream.write, "\ud800")
            attempt(stream.flush)
codecs.register_error("raise", lambda error: 1 / 0)
attempt("\ud800".encode, "utf-8", "raise")

stream = io.TextIOWrapper(io.BytesIO(b"some text\nmore\n" * 10), "utf-8")
for cookie in [10**9, 1 << 64, (1 << 64) + 5, (1 << 128) + 3, (9999 << 128) + 2, (1 << 160) + 1, (1 << 200), -5, 2**63, 2**64 - 1, True]:
    attempt(stream.seek, cookie)
    attempt(stream.read, 3)
    attempt(stream.tell)


class Search:
    def __call__(self, name):
        codecs.unregister(self)
        codecs.register(self)
        if name.startswith("evil"):
            return {"evil1": 3, "evil2": (1, 2, 3, 4), "evil3": (1, 2), "evil4": codecs.CodecInfo(None, None)}.get(name)


codecs.register(Search())
for name in ["evil1", "evil2", "evil3", "evil4", "evil5", "", ".", "x" * 100_000, "é", "a\0b"]:
    for function in codecs.lookup, "x".encode, b"x".decode:
        attempt(function, name)
    attempt(io.TextIOWrapper, io.BytesIO(), name)
    attempt(codecs.encode, "x", name)
    attempt(codecs.decode, b"x", name)

for code in "bBhHiIlLqQfduw":
    a = array.array(code, "xyz" if code in "uw" else [1, 2, 3])
    attempt(a.__setitem__, 1, Evil(a))
    attempt(a.append, Evil(a))
    attempt(a.insert, 2, Evil(a))
    attempt(a.extend, (Evil(a) for _ in range(3)))
    attempt(a.__setitem__, slice(None, None, Evil(a)), a)
    attempt(a.__getitem__, slice(Evil(a), None, -1))
    attempt(a.pop, Evil(a))
    attempt(a.__imul__, 10**18)
    attempt(a.__mul__, 10**30)
    attempt(a.fromfile, io.BytesIO(b"abc"), 10**18)
    attempt(a.frombytes, a)
    attempt(a.extend, a)
    view = memoryview(a)
    for function in a.clear, a.pop, a.byteswap, a.reverse, lambda: a.extend(a), lambda: a.__delitem__(slice(None)):
        attempt(function)
    view.release()
    for item in a:
        attempt(a.pop)
    attempt(array._array_reconstructor, array.array, code, 99, b"abc")
    attempt(array._array_reconstructor, list, code, 1, b"abc")
    attempt(array._array_reconstructor, 3, "xx", 1, 3)
attempt(array.array, "w", array.array("I", [2**32 - 1]))
attempt(list, attempt(lambda: memoryview(array.array("I", [2**32 - 1])).cast("B")))
broken = array.array("w")
attempt(broken.frombytes, b"\xff\xff\xff\xff")
attempt(repr, broken)
attempt(broken.tounicode)
print("survived")
