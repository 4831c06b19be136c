"""None, Ellipsis and NotImplemented: printing, truth, comparison, attributes."""
print(None, ..., Ellipsis, NotImplemented, repr(None), type(None), type(...), type(NotImplemented))
print(None is None, ... is Ellipsis, None == 0, None == False, not None, bool(...), None != None, None in [None], {None: 1}[None])
print([None, ...], (...,), str(None) + "!", f"{None} {...}", "%s" % None, hash(None) == hash(None), None.__class__, None.__bool__(), None.__eq__(None), None.__eq__(1), NoneType if False else type(None)())


def nothing():
    pass


def bare_return():
    return


print(nothing(), bare_return(), (lambda: None)(), print("printed"), [].append(1), {}.update(a=1))
x = ...
print(x is ..., [1, 2, ...][-1], type(x)())
for bad in ("None = 1", "None + 1", "None.x", "None()", "None[0]", "len(None)", "None < 1", "for i in None: pass", "... + 1", "....x", "None.__class__ = int", "def None(): pass", "import None", "class None: pass", "f(None=1)", "lambda None: 1", "Ellipsis.x = 1", "NotImplemented()", "int(None)", "None > None", "with None: pass"):
    try:
        exec(bad)
    except (SyntaxError, TypeError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error.args[0])
