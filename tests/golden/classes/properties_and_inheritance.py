"""Properties in subclasses: overriding one accessor, super().prop, abstract and class-level access."""


class Base:
    def __init__(self):
        self._v = 1

    @property
    def v(self):
        return self._v

    @v.setter
    def v(self, value):
        self._v = value


class Getter(Base):
    @property
    def v(self):
        return super().v * 100


class Setter(Base):
    @Base.v.setter
    def v(self, value):
        Base.v.fset(self, value + 1)


class Calls(Base):
    @property
    def v(self):
        return self.compute()

    def compute(self):
        return "computed"


class Plain(Base):
    v = "class attribute"


g, s, c, p = Getter(), Setter(), Calls(), Plain()
print(g.v, s.v, c.v, p.v)
s.v = 10
p.v = "instance"
print(s.v, p.v, p.__dict__)
try:
    g.v = 5
except AttributeError as error:
    print(error)
super(Getter, g).v
try:
    super(Getter, g).v = 7
except AttributeError as error:
    print(error)
Base.v.__set__(g, 7)
print(g.v, Base.v.__get__(g), type(Base.v).__name__, Base.v.__doc__, Base.v.fget.__name__, Getter.v.fset)


class Doc:
    x = property(lambda self: 1, None, None, "the doc")
    y = property(doc="only doc")
    z = property()


print(Doc.x.__doc__, Doc().x, Doc.y.__doc__)
for bad in ("Doc().y", "Doc().z", "Doc().x = 1", "del Doc().x", "property(1)(2)", "property(5).__get__(1)", "Doc.x.fget = 1", "property(fget=len).__get__([1])"):
    try:
        print(bad, eval(bad) if "=" not in bad.replace("==", "").replace("fget=", "") and not bad.startswith("del") else exec(bad))
    except (AttributeError, TypeError) as error:
        print(bad, "->", type(error).__name__, error)


class Raises:
    @property
    def broken(self):
        raise AttributeError("from inside the getter")

    @property
    def typo(self):
        return self.misspelt

    def __getattr__(self, name):
        return f"getattr({name})"


print(Raises().broken, Raises().typo)
p1 = property(lambda self: 1)
p2 = p1.setter(lambda self, v: None)
print(p1 is p2, p1.fset, p2.fget is p1.fget, p2.deleter(len).fdel is len)


class Named:
    @property
    def attribute(self):
        return 1


print(Named.attribute.__name__, Named.__dict__["attribute"].__set_name__)if False else print(Named.attribute.__name__)
