"""bytes and bytearray: literals, indexing, methods, mutation, hex, errors."""
b = b"hello"
print(b, b[0], b[-1], b[1:3], b[::-1], len(b), b + b"!", b * 2, b"l" in b, 104 in b, list(b), bytes(3), bytes([65, 66]), bytes(b"x"), bytes("é", "utf-8"), b"a" < b"b", b == bytearray(b"hello"), hash(b"a") == hash(b"a"), bytes(), bytes(range(3)))
print(b.upper(), b.title(), b.find(b"l"), b.find(108), b.count(b"l"), b.replace(b"l", b"L"), b.split(b"l"), b.startswith(b"he"), b.strip(b"ho"), b.center(9, b"*"), b.partition(b"l"), b.join([b"1", b"2"]), b.isalpha(), b.decode(), b.hex(), b.hex(":"), b.hex("-", 2), bytes.fromhex("68 65"), b.zfill(7), b"a,b".rsplit(b",", 1), b"a\nb".splitlines())
print(b.translate(bytes.maketrans(b"l", b"L")), b.translate(None, b"l"), b.removeprefix(b"he"), b"\t".expandtabs(2), b"%d%s" % (1, b"x"), b.index(b"e"), b.rindex(b"l"), b"aB".swapcase(), b"ab cd".capitalize(), b"\x00\xff'\"\n\\", b'"', b"'", repr(bytearray(b"'")), str(b"x"), b"\x80".decode("latin-1"))
a = bytearray(b"abc")
a[0] = 65
a.append(100)
a.extend(b"ef")
a += b"g"
a[1:3] = b"XYZ"
print(a, a.pop(), a.pop(0), a.insert(0, 49), a.remove(100), a.reverse(), a, a.copy() is a, a == bytes(a), del_ := None)
del a[0]
a *= 2
a[::2] = b"." * len(a[::2])
print(a, bytearray(5), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"x") + b"y", b"x" + bytearray(b"y"), type(b"x" + bytearray(b"y")).__name__, type(bytearray(b"x") + b"y").__name__, a.clear(), a)
for bad in ("b[0] = 1", "b[9]", "b + 'x'", "b['a']", "bytes([256])", "bytes([-1])", "bytes('x')", "bytes(-1)", "bytes([None])", "bytes(1.5)", "bytearray([300])", "bytearray(b'a')[0] == 97 and bytearray(b'a').append(256)", "bytearray(b'x').append('a')", "b.find('x')", "b.split('x')", "b.join(['x'])", "b.join([1])",
            "b'' == '' or bytes.fromhex('zz')", "bytes.fromhex('123')", "b < 'x'", "b.decode('ascii', 5)", "b'\\xff'.decode()", "b.startswith('h')", "b.replace('a', 'b')", "b.center(9, 'x')", "bytes('x', 'nope')", "hash(bytearray())", "b % 5", "bytearray(b'').pop()", "bytearray(b'a').remove(98)", "b.index(b'z')",
            "b * 'x'", "b + 5", "bytes(5, 'utf-8')", "bytes(b'', 'x')", "bytearray(b'abc')[0:2] == 5", "300 in b", "'x' in b", "memoryview('x')", "b.hex('ab')", "b.hex(5)", "b''.zfill('a')", "int.from_bytes('x', 'big')"):
    try:
        exec(bad if " = " in bad else f"print({bad})")
    except (TypeError, IndexError, ValueError, UnicodeError, LookupError) as error:
        print(bad, "->", type(error).__name__, error)


class B:
    def __bytes__(self):
        return b"from method"


print(bytes(B()), bytes(memoryview(b"mv")), b"".join([bytearray(b"a"), b"b", memoryview(b"c")]), bytes(bytearray(b"q")), b"a" in bytearray(b"abc"), bytearray(b"abc").find(b"c"))
m = memoryview(bytearray(b"abcdef"))
m[0] = 90
print(m[0], m[1:3].tobytes(), len(m), m.tolist(), m.readonly, memoryview(b"x").readonly, m.nbytes, m == b"Zbcdef", bytes(m[::2]), m.format, m.itemsize, m.obj)
