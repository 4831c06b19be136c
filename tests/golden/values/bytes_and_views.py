"""bytes, bytearray and memoryview: making, changing, slicing, looking."""

print("making")
print(bytes(3), bytes([1, 2, 255]), bytes("h\u00e9", "utf-8"), bytes(b"x"), bytes(range(3)), bytes(bytearray(b"q")), bytes())
print(bytearray(3), bytearray([1, 2]), bytearray("a", "ascii"), bytearray(b"z"), bytearray())
print(bytes.fromhex("61 62  63"), b"abc".hex(), b"abcde".hex(":", 2), b"abcde".hex("-", -2), bytearray.fromhex("00ff"))
print(b"it's", b'say "it\'s"', b"\x00\t\n\r\\\x7f\xff", bytearray(b"it's"), str(b"a"))

print("reading")
data = b"hello world"
print(data[0], data[-1], data[1:4], data[::-1], data[::3], len(data), list(b"abc"), 104 in data, b"lo w" in data, b"" in data)
print(data.find(b"o"), data.rfind(b"o"), data.find(111, 5), data.count(b"l"), data.count(b""), data.index(b"w"), data.find(b"xyz"))
print(data.startswith(b"he"), data.endswith((b"x", b"ld")), data.startswith(b"ello", 1), data.split(), data.split(b"o", 1), data.rsplit(b"o", 1))
print(data.partition(b" "), data.rpartition(b"o"), data.replace(b"l", b"LL", 2), data.upper(), data.title(), data.capitalize(), b"aB".swapcase())
print(b"  x ".strip(), b"xxaxx".strip(b"x"), b"a".center(5, b"*"), b"-5".zfill(4), b"a\tb".expandtabs(4), b"a\nb\r\nc".splitlines(), b"ab".join([b"1", b"2"]))
print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"))
print(b"a" + b"b", b"ab" * 3, b"a" < b"b", b"a" == bytearray(b"a"), b"a" == "a", hash(b"ab") == hash(bytes([97, 98])), b"%s-%05d-%x" % (b"k", 42, 255))
print(b"abc".isalpha(), b"12".isdigit(), b"a1".isalnum(), b" ".isspace(), b"Ab".istitle(), b"ab".islower(), b"".isascii())

print("text and back")
for name in ("utf-8", "utf-16", "utf-32-be", "latin-1", "cp1252"):
    encoded = "h\u00e9".encode(name)
    print(name, encoded, encoded.decode(name))
print(b"\xff\xfea".decode("utf-8", "replace"), b"a\xff".decode("ascii", "ignore"), b"\xff".decode("utf-8", "backslashreplace"))
print(ascii(b"\xff".decode("utf-8", "surrogateescape")), "\udcff".encode("utf-8", "surrogateescape"), "\u20ac".encode("ascii", "xmlcharrefreplace"))

print("bytearray in place")
array = bytearray(b"abcdef")
array[0] = 65
array[1:3] = b"--"
del array[-1]
array += b"!"
array.append(63)
array.extend([49, 50])
array.insert(0, 60)
print(array, array.pop(), array.pop(0), array)
array.remove(45)
array.reverse()
array[::2] = b"\x00" * len(array[::2])
print(array, len(array), array.copy() == array, array.find(b"\x00"))
array *= 2
del array[1::2]
array[2:2] = [1, 2, 3]
print(array)
array.clear()
print(array, bool(array))

print("memoryview")
buffer = bytearray(b"abcdefgh")
view = memoryview(buffer)
print(view[0], view[1:4].tobytes(), view[::2].tolist(), view[::-1].tobytes(), len(view), view.nbytes, view.format, view.readonly, view.shape)
view[0] = 90
view[1:3] = b"YX"
print(buffer, view.hex(), bytes(view[2:4]), view == buffer, view.obj is buffer)
words = view.cast("H")
print(words.tolist(), words.itemsize, words.shape, words.strides, len(words))
words[0] = 0x4142
print(buffer[:2] in (b"BA", b"AB"), view.cast("B", [2, 4]).tolist(), view.cast("B", [2, 4])[1, 2], view.cast("B", (2, 4)).strides)
print(memoryview(b"ab").readonly, view.toreadonly().readonly, memoryview(b"abc") == b"abc", hash(memoryview(b"abc")) == hash(b"abc"))
try:
    buffer.append(1)
except BufferError as error:
    print("BufferError:", error)
with memoryview(buffer) as inner:
    print(inner[-1], inner.c_contiguous, inner[::2].contiguous)
words.release()
view.release()
buffer = bytearray(b"free")
with memoryview(buffer) as inner:
    pass
buffer.append(33)
print(buffer)

print("errors")
released = memoryview(b"a")
released.release()
fixed = memoryview(b"abc")
for attempt in (
    lambda: bytes("a"),
    lambda: bytes([256]),
    lambda: bytes(-1),
    lambda: bytes(1.5),
    lambda: bytes(3, "utf-8"),
    lambda: b"a" + "b",
    lambda: b"a" + 1,
    lambda: b"abc"[9],
    lambda: data["a"],
    lambda: b"a".find("a"),
    lambda: b"a".join(["a"]),
    lambda: b"a".split(b""),
    lambda: b"abc".index(b"z"),
    lambda: 300 in b"abc",
    lambda: "a" in b"abc",
    lambda: bytes.fromhex("6g"),
    lambda: b"\xff".decode(),
    lambda: b"a".decode("no-such-encoding"),
    lambda: "\u20ac".encode("ascii"),
    lambda: "\u20ac".encode("ascii", "no-such-handler"),
    lambda: bytearray(b"a").append(256),
    lambda: bytearray().pop(),
    lambda: bytearray(b"a").remove(98),
    lambda: bytearray(b"abc").__setitem__(slice(0, 3, 2), b"x"),
    lambda: hash(bytearray()),
    lambda: b"%d" % b"x",
    lambda: b"%s" % "x",
    lambda: memoryview("a"),
    lambda: released[0],
    lambda: fixed.__setitem__(0, 1),
    lambda: fixed[5],
    lambda: fixed["a"],
    lambda: fixed.cast("H"),
    lambda: fixed.cast("Z"),
    lambda: fixed.cast("B", [2, 2]),
    lambda: hash(memoryview(bytearray(b"a"))),
):
    try:
        print("no error:", attempt())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
