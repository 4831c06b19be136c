"""The attributes of built-in exceptions."""
import sys

e = Exception("a", 1)
print(e.args, str(e), repr(e), str(Exception()), repr(Exception()), str(Exception("x")), Exception("x").args, Exception(("t",)).args)
k = KeyError("key")
print(str(k), repr(k), k.args, str(KeyError()), str(KeyError(1, 2)))
o = OSError(2, "No such file", "name.txt")
print(o, type(o).__name__, o.errno, o.strerror, o.filename, o.filename2, o.args)
print(OSError(13, "denied").__class__.__name__, OSError(17, "x").__class__.__name__, OSError("only text"), OSError(1, 2, 3, None, 5).args, OSError(99999, "odd"))
print(type(OSError(4, "x")), type(OSError(11, "x")), type(OSError(32, "x")), type(OSError(104, "x")), type(OSError(110, "x")), type(OSError(3, "x")))
s = StopIteration("value")
print(s.value, s.args, StopIteration().value, StopIteration(1, 2).value)
x = SystemExit(3)
print(x.code, SystemExit().code, SystemExit(1, 2).code, repr(x))
n = NameError("message", name="thing")
print(n.name, n, NameError().name)
a = AttributeError("message", name="attr", obj=5)
print(a.name, a.obj, AttributeError("x").name)
i = ImportError("message", name="mod", path="path", name_from="thing")
print(i.name, i.path, i.msg, i, i.name_from, ImportError().msg)
u = UnicodeDecodeError("utf-8", b"\xff\xfe", 0, 1, "bad start")
print(u, u.encoding, u.object, u.start, u.end, u.reason)
u.start = 1
u.end = 2
print(u)
print(UnicodeEncodeError("ascii", "é", 0, 1, "not ascii"))
print(UnicodeEncodeError("ascii", "aéé", 1, 3, "not ascii"), UnicodeTranslateError("é", 0, 1, "why"))
y = SyntaxError("bad", ("file.py", 3, 5, "x = = 1", 3, 6))
print(y, y.msg, y.filename, y.lineno, y.offset, y.text, y.end_lineno, y.end_offset, y.args)
print(SyntaxError("bad"), SyntaxError("bad", ("f", 1, None, None)), SyntaxError().msg)
for bad in (lambda: StopIteration(x=1), lambda: OSError(x=1), lambda: UnicodeDecodeError("a"), lambda: SyntaxError("a", 5), lambda: SyntaxError("a", ("f",)),
            lambda: ImportError(nope=1), lambda: NameError(nope=1), lambda: Exception(x=1), lambda: KeyError(x=1), lambda: UnicodeEncodeError("a", b"", 0, 1, "x")):
    try:
        bad()
    except TypeError as error:
        print(error)


class Mine(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


m = Mine(5, "text")
print(m, m.args, m.code, repr(m), Mine.__new__(Mine, 1, 2).args)


class Keyword(Exception):
    def __init__(self, *, k):
        self.k = k


print(Keyword(k=1).args, Keyword(k=2).k)
