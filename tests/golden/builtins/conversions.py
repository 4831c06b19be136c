"""bin, oct, hex, chr, ord, repr, ascii, round, divmod, pow, abs, int and float of objects."""


class N:
    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __complex__(self):
        return 7j

    def __index__(self):
        return 8

    def __abs__(self):
        return "abs"

    def __round__(self, n="no digits"):
        return "round", n

    def __divmod__(self, other):
        return "divmod", other

    def __rdivmod__(self, other):
        return "rdivmod", other

    def __pow__(self, other, mod="no mod"):
        return "pow", other, mod

    def __trunc__(self):
        return 9

    def __bytes__(self):
        return b"bytes"

    def __hash__(self):
        return 3

    def __bool__(self):
        return False


n = N()
print(int(n), float(n), complex(n), bin(n), oct(n), hex(n), abs(n), round(n), round(n, 2), divmod(n, 1), divmod(1, n), pow(n, 2), pow(n, 2, 3), bytes(n), hash(n), bool(n), chr(n).encode(), range(n), [0] * n, "ab"[n:], n.__index__())


class OnlyIndex:
    def __index__(self):
        return 65


print(int(OnlyIndex()), float(OnlyIndex()), complex(OnlyIndex()), chr(OnlyIndex()), "%d %x %c" % (OnlyIndex(), OnlyIndex(), OnlyIndex()), f"{5:{OnlyIndex().__index__() - 60}}", 10 ** 3 // 7, bytes(OnlyIndex()) == bytes(65), hex(OnlyIndex()))
print(bin(0), bin(-5), oct(8), hex(-255), hex(2 ** 70), chr(97), ord("a"), repr("a'b"), ascii("é"), round(2.5), round(3.14159, 2), round(-7), round(12345, -2), round(2.5, None), divmod(7, -2), divmod(7.5, 2), pow(2, 10), pow(2, 10, 1000), pow(2.0, 3), pow(3, -1, 10), abs(-2 ** 70), abs(3 - 4j), abs(True))


class Bad:
    def __int__(self):
        return "x"

    def __float__(self):
        return 1

    def __index__(self):
        return 1.5

    def __complex__(self):
        return 1

    def __abs__(self):
        raise ZeroDivisionError("abs")

    def __len__(self):
        return -1

    def __hash__(self):
        return 1.5

    def __bytes__(self):
        return "x"

    def __iter__(self):
        return 5

    def __str__(self):
        return b"x"


b = Bad()
for action in (int, float, bin, hex, complex, abs, len, hash, bytes, iter, list, str, chr, range, bool, [0].__mul__, lambda b: [0][b], lambda b: "x" * b, lambda b: round(1, b), lambda b: slice(b).indices(3), lambda b: "%d" % b, round, divmod, lambda b: pow(b, 2), lambda b: math):
    try:
        print(action(b))
    except (TypeError, ValueError, ZeroDivisionError, NameError) as error:
        print(type(error).__name__, error)
