"""str, repr, format, print: which method is used and what must come back."""


class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


class OnlyRepr:
    def __repr__(self):
        return "only repr"


class OnlyStr:
    def __str__(self):
        return "only str"


print(Both(), str(Both()), repr(Both()), [Both()], f"{Both()} {Both()!r}", "%s %r" % (Both(), Both()), "{} {!r}".format(Both(), Both()))
print(OnlyRepr(), [OnlyRepr()], {1: OnlyRepr()}, (OnlyRepr(),), {OnlyRepr(): 1} != {})
print(OnlyStr(), repr(OnlyStr()).startswith("<__main__.OnlyStr object at 0x"), object.__str__(Both()))


class Wrong:
    def __str__(self):
        return 5

    def __repr__(self):
        return None

    def __format__(self, spec):
        return b""


for bad in (lambda: str(Wrong()), lambda: repr(Wrong()), lambda: format(Wrong()), lambda: f"{Wrong()}", lambda: "%s" % Wrong(), lambda: print(Wrong()),
            lambda: [Wrong()].__repr__(), lambda: ascii(Wrong()), lambda: format(object(), "5"), lambda: f"{[]:5}"):
    try:
        bad()
    except TypeError as error:
        print(error)


class Sub(str):
    def __str__(self):
        return "sub"


s = Sub("real")
print(s, str(s), s + "", f"{s}", "%s" % s, "{}".format(s), "".join([s]), [s], type(str(s)).__name__)


class ReturnsSub:
    def __str__(self):
        return Sub("x")


print(type(str(ReturnsSub())).__name__)
print(repr(Both).startswith("<class"), Both, type(Both()), print, repr(type), NotImplemented, Ellipsis, None, ascii("é"), repr(range(1, 5, 2)),
      repr(slice(1, None)), object.__repr__(1)[:14])


class Recursive:
    def __init__(self):
        self.items = [self]

    def __repr__(self):
        return f"R({self.items is not None})"


print(Recursive().items)
