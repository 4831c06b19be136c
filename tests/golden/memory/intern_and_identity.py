"""sys.intern gives one object for equal texts."""
import sys

a = "".join(["some ", "text"])
b = "".join(["some ", "text"])
print(a == b, a is b)
a, b = sys.intern(a), sys.intern(b)
print(a is b, sys.intern("some text") is a)


class S(str):
    pass


for wrong in (S("x"), 5, b"x"):
    try:
        sys.intern(wrong)
    except TypeError as e:
        print(e)
names = {"attribute": 1}
print(sys.intern("attribute") is [k for k in names][0])
print("ab" is "a" + "b" or True, "".join(["a"]) is "a", chr(97) is "a", "abc"[0] is "a")
print(tuple([]) is (), bytes() is b"", bytes([65]) is b"A", frozenset() == frozenset())
