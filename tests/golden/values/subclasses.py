"""Subclasses of int, float, complex, str, bytes and bytearray, and objects that stand in for numbers."""

class I(int):
    def __repr__(self): return f"I({int(self)})"
i = I(5); print(i, i+1, type(i+1) is int, I(2**70)+0, I("12", 8), isinstance(i, int), -i, type(+i) is int, i.real, hash(i)==5)
i.x = 3; print(i.x, {i: 1}[5], i == 5, 5 == i, [1,2,3,4,5,6][i])
class F(float): pass
f = F(2.5); f.y = 1; print(f, f*2, type(f*2) is float, repr(f), F('1.5'), int(f), f == 2.5)
class S(str):
    def __str__(self): return "custom"
s = S("abc"); s.z = 9; print(s, s.upper(), type(s.upper()) is str, s + "d", s.z, len(s), repr(s), f"{s}", format(s), "%s" % s, "x".join([s]))
print(str(S("q")), S("abc") == "abc", {S("k"): 1}["k"], S(b"ab", "ascii"))
class B(bytes): pass
b = B(b"abc"); b.k = 1; print(b, b[0], type(b[1:]) is bytes, b + b"d", b.k, B([1,2]), B(3))
class BA(bytearray): pass
ba = BA(b"xyz"); ba.append(65); ba.q = 1; print(ba, ba.q, ba + b"1", type(ba.upper()))
class C(complex): pass
c = C(1,2); c.k = 2; print(c, c*2, type(c*2) is complex, c.real)
class N:
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __complex__(self): return 1j
    def __format__(self, spec): return f"<{spec}>"
    def __bytes__(self): return b"bb"
n = N(); print(int(n), float(n), complex(n), bytes(n), "abcdef"[n], "a"*n, f"{n:xyz}", "{:abc}".format(n), "%d" % n, "%x" % n, "%f" % n, b"%s" % n)
class Bad:
    def __int__(self): return "x"
    def __float__(self): return 1
    def __index__(self): return "q"
    def __complex__(self): return 3
    def __bytes__(self): return "s"
    def __str__(self): return 3
    def __repr__(self): return None
    def __format__(self, s): return 5
for fn in (int, float, complex, bytes, str, repr, lambda x: format(x, "a"), lambda x: "abc"[x], lambda x: "%d" % x, lambda x: "%s" % x, lambda x: b"%s" % x):
    try: print(fn(Bad()))
    except Exception as e: print(type(e).__name__, e)
class T:
    def __trunc__(self): return 42
print(int(T()))
