"""ExceptionGroup: construction, split, subgroup, derive, notes, repr."""
g = ExceptionGroup("msg", [ValueError(1), ExceptionGroup("in", [TypeError("t"), ValueError(2)]), KeyError("k")])
print(g, repr(g), g.message, g.exceptions, g.args)
print(g.split(ValueError))
print(g.subgroup(TypeError), g.subgroup(OSError), g.subgroup(ExceptionGroup) is g)
print(g.subgroup(lambda e: isinstance(e, ValueError) and e.args == (2,)))
print(g.split(lambda e: False)[0], g.split((KeyError, TypeError))[0])
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [5]), lambda: ExceptionGroup("x", ValueError()), lambda: ExceptionGroup(1, [ValueError()]),
            lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup("x"), lambda: ExceptionGroup(), lambda: g.split(5), lambda: g.subgroup([ValueError]),
            lambda: ExceptionGroup("x", [ValueError]), lambda: ExceptionGroup("a", {1: 2}), lambda: g.derive(5), lambda: g.split()):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class MyGroup(ExceptionGroup):
    def __new__(cls, message, excs, code=0):
        self = super().__new__(cls, message, excs)
        self.code = code
        return self

    def derive(self, excs):
        return MyGroup(self.message, excs, self.code)


m = MyGroup("mine", [ValueError(1), TypeError(2)], 7)
m.add_note("a note")
m.__cause__ = KeyError("cause")
match, rest = m.split(ValueError)
print(type(match).__name__, match.code, match.__notes__, repr(match.__cause__), rest.code, rest.exceptions)
print(match.__traceback__, match.__notes__ is m.__notes__)


class Plain(ExceptionGroup):
    pass


print(type(Plain("p", [ValueError(1), TypeError(2)]).split(ValueError)[0]).__name__)
try:
    g.message = "x"
except AttributeError as e:
    print(e)
print(isinstance(g, Exception), issubclass(ExceptionGroup, (BaseExceptionGroup, Exception)), ExceptionGroup.__mro__[1:3])
print(ExceptionGroup[ValueError], str(ExceptionGroup("many", [ValueError(i) for i in range(3)])))
g.exceptions[0].add_note("n")
print(g.exceptions[0].__notes__)
try:
    ValueError().add_note(5)
except TypeError as e:
    print(e)
