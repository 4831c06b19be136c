"""dir, vars, type, id, callable, getattr family, object: introspection of values and classes."""


class A:
    a = 1

    def __init__(self):
        self.b = 2

    def m(self):
        pass


class B(A):
    c = 3


b = B()
print([n for n in dir(b) if not n.startswith("__")], [n for n in dir(B) if not n.startswith("__")], vars(b), sorted(k for k in vars(B) if not k.startswith("__")), vars(b) is b.__dict__)
print(sorted(object.__dict__), len(dir(object())) == len(dir(object)), [n for n in dir([]) if not n.startswith("_")], [n for n in dir(()) if not n.startswith("_")], [n for n in dir({}) if not n.startswith("_")], [n for n in dir(1) if not n.startswith("_")], [n for n in dir(1.5) if not n.startswith("_")])
print([n for n in dir("") if not n.startswith("_")], [n for n in dir(set()) if not n.startswith("_")], [n for n in dir(b"") if not n.startswith("_")], [n for n in dir(range(1)) if not n.startswith("_")], [n for n in dir(slice(1)) if not n.startswith("_")], [n for n in dir((x for x in ())) if not n.startswith("_")], [n for n in dir(Exception()) if not n.startswith("__")])
print(type(1), type(b), type(B), type(type), type(len), type(print), type(None), type(...), type(NotImplemented), type(lambda: 0), type(b.m), type([].append), type(A.m), type(range), type(iter([])), type(x for x in ()), type({}.keys()), type(__builtins__))
print(id(b) == id(b), id(b) != id(B()), callable(b), callable(b.m), callable(B), callable(1), b is b, None is None, type(b) is B, type(b).__mro__[1] is A)
print(getattr(b, "a"), getattr(b, "zz", "default"), hasattr(b, "m"), hasattr(b, "zz"), setattr(b, "new", 5), b.new, delattr(b, "new"), hasattr(b, "new"))


def f():
    x = 1
    y = 2
    return dir(), vars()


print(f(), "f" in dir(), "A" in vars())


class D:
    def __dir__(self):
        return ["z", "a"]


print(dir(D()), D().__dir__(), object.__dir__(b)[-1] is not None)
for bad in (lambda: vars(1), lambda: dir(1, 2), lambda: getattr(b), lambda: getattr(b, 1), lambda: setattr(b, "x"), lambda: delattr(b, "nope"), lambda: type(), lambda: type(1, 2), lambda: object(5), lambda: id(), lambda: callable()):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(error)
print(object() == object(), hash(object()) is not None, isinstance(object, type), object.__doc__ is not None, object().__class__, object.__bases__, type.__bases__, type.mro(int), int.__mro__, bool.__base__)
