"""Arguments whose special methods change the very object that is being worked on, or fail."""
class Evil:
    def __init__(self, ba, act): self.ba, self.act = ba, act
    def __index__(self):
        self.act(self.ba); return 0
ba = bytearray(b"abcdef")
try: ba[Evil(ba, lambda b: b.clear())] = 1
except IndexError as e: print(e)
ba = bytearray(b"abcdef")
try: ba[0] = Evil(ba, lambda b: b.clear()); print(ba)
except IndexError as e: print("x", e)
m = memoryview(bytearray(b"abc"))
try: m[Evil(m, lambda m: m.release())]
except ValueError as e: print(e)
m = memoryview(bytearray(b"abc"))
try: m[0] = Evil(m, lambda m: m.release())
except ValueError as e: print(e)
class L:
    def __iter__(self): return iter([1, 2, "x"])
for f in (bytes, bytearray):
    try: f(L())
    except TypeError as e: print(e)
class J:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return "j%d" % self.n
print("-".join(J()))
class R:
    def __repr__(self): return "%r" % (self,)
try: repr(R())
except RecursionError as e: print("RecursionError")


class Growing:
    """An iterator that lengthens its own target."""

    def __init__(self, array):
        self.array, self.left = array, 3

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        self.array.append(88)
        return 65 + self.left


array = bytearray(b"ab")
array.extend(Growing(array))
print(array)
array = bytearray(b"abcdef")
array[1:3] = Growing(array)
print(array)


class Table:
    def __getitem__(self, code):
        if code == ord("b"):
            raise KeyError
        if code == ord("c"):
            raise ZeroDivisionError("from the table")
        return code + 1


print("ab".translate(Table()))
try:
    "abc".translate(Table())
except ZeroDivisionError as error:
    print("ZeroDivisionError:", error)


class Spec:
    def __format__(self, spec):
        return f"[{spec}]"


print(f"{Spec():x>3}", "{:{}}".format(Spec(), "abc"), format(Spec()), f"{Spec()!r:.3}")


class Bad:
    def __format__(self, spec):
        return 5

    def __str__(self):
        return 5

    def __bytes__(self):
        return 5

    def __index__(self):
        return "5"


for attempt in (
    lambda: f"{Bad()}",
    lambda: str(Bad()),
    lambda: "%s" % Bad(),
    lambda: bytes(Bad()),
    lambda: b"%b" % Bad(),
    lambda: "abc"[Bad()],
    lambda: "a" * Bad(),
    lambda: "a".center(Bad()),
    lambda: bytearray(3).__setitem__(0, Bad()),
):
    try:
        print("no error:", attempt())
    except TypeError as error:
        print("TypeError:", error)
