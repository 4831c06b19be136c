"""Small ints, None, True and interned constants are immortal and report a fixed large count."""
import sys

rc = sys.getrefcount
print(rc(None), rc(True), rc(False), rc(...), rc(0), rc(5), rc(256), rc(-5), rc(()), rc(""), rc("a"), rc(b""), rc(NotImplemented))
print(rc(None) == rc(None), rc(1) == rc(2))
x = None
y = [None] * 1000
print(rc(None) == rc(True), x is y[0])
n = int("1000")
print(rc(n))
m = n
print(rc(n))
f = float("1.25")
print(rc(f))
s = "".join(["made ", "at run time"])
print(rc(s))
z = [s, s]
print(rc(s))
print(int("5") is int("5"), int("257") is int("257"), int("-5") is int("-5"), int("-6") is int("-6"), int("256") is int("256"))
a = 1000
b = 1000
print(a is b, (lambda: 1000)() is (lambda: 1000)() or "separate code objects may differ")
