"""bytes, bytearray and memoryview as patterns' subjects, and mixing them with str."""
import re

for text in (b"a1b22", bytearray(b"a1b22"), memoryview(b"a1b22"), memoryview(bytearray(b"xa1b22"))[1:]):
    found = re.search(rb"(\d)b(\d+)", text)
    print(type(text).__name__, found, found.groups(), found.group(), type(found.group()), found.string is text, re.findall(rb"\d+", text), re.split(rb"\d", text), re.sub(rb"\d", b"-", text))
    print([type(part).__name__ for part in re.split(b"x", text)], type(re.sub(b"x", b"", text)).__name__)
for pattern, text in (("a", b"a"), (b"a", "a"), ("a", 1), ("a", None), (b"a", []), ("a", bytearray(b"a")), (b"a", 1.5), ("a", memoryview(b"a")), (b"a", memoryview(b"abcd")[::2])):
    try:
        print(re.search(pattern, text))
    except TypeError as error:
        print(error)
array = bytearray(b"aXbXc")
parts = re.finditer(b"X", array)
print(next(parts))
try:
    array.append(1)
except BufferError as error:
    print(error)
array[2:3] = b"Y"
print(next(parts), next(parts, "end"), array)
del parts
array.append(33)
print(array)
def shrink(found):
    try:
        array.clear()
    except BufferError as error:
        return str(error).encode()[:8]
    return b"?"
print(re.sub(b"X", shrink, array), array)
found = re.search(b"c", array)
array.clear()
print(found.group(), found.span(), found.string)
print(re.compile(b"(?P<n>.)").groupindex, re.match(b"(?P<n>.)", b"x").groupdict(), re.match(b"[\x80-\xff]", b"\x90"))
class Str(str):
    def __len__(self):
        return 1
print(re.findall(".", Str("abc")), re.match("a", Str("abc")).string)
