"""import as, dotted names, from-lists in parentheses, imports in functions, classes, conditions; what names are bound."""
import math, sys as system
import os.path
import collections.abc as cabc
from math import (sqrt, pi as PI,)
from itertools import chain as ch, count

print(math.floor(1.5), system.__name__, os.path.basename("a/b"), cabc.__name__, sqrt(4), PI > 3, list(ch("a", "b")), next(count()))


def function():
    import math as m
    from functools import reduce
    from os import path
    return m.ceil(1.2), reduce(lambda a, b: a + b, [1, 2]), path is os.path, sorted(locals())


print(function())


class C:
    import math
    from math import e
    root = math.sqrt(9)


print(C.root, C.e > 2, C().math is math)
if True:
    import operator
try:
    import nothing_at_all
except ImportError:
    nothing_at_all = None
print(operator.add(1, 2), nothing_at_all)
print([__import__("math").floor(x) for x in (1.5, 2.5)], __import__("os.path").__name__, __import__("os.path", fromlist=["join"]).join("x", "y"))
import importlib
print(importlib.import_module("math") is math)
for bad in ("import a.b as c.d", "from x import", "from x import (a, b", "import", "from x import a.b", "from math import *, sqrt", "def f():\n from math import *", "import a as", "from . import *\n", "class A:\n from math import *", "from math import (*)"):
    try:
        exec(bad)
        print("accepted", repr(bad))
    except SyntaxError as error:
        print(error)
    except ImportError as error:
        print("ImportError", error)

