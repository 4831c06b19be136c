"""None, booleans, small integers and interned single characters never change their count."""
import sys

rc = sys.getrefcount
immortal = rc(None)
print(immortal)
for value in (True, False, Ellipsis, NotImplemented, 0, 1, -5, 256, "", "a", b"", b"x", (), int, object, type, len.__class__):
    print(rc(value) == immortal, end=" ")
print()
many = [None] * 100000
print(rc(None) == immortal)
text = "".join(["not ", "interned"])
print(rc(text))
kept = sys.intern(text)
print(kept is text, rc(text) == immortal or rc(text) < 10)
print(rc(bytes([1, 2, 3])), rc(str([1])), rc(frozenset([1])), rc(range(3)))
