"""Attributes of modules, __getattr__ and __dir__ of a module, sys.modules, reload by hand."""
import sys

sys.path.insert(0, __file__.rsplit('/', 1)[0] + '/single')
import special
import special as again

print(special.__name__, special.__doc__, special.__file__.rsplit("/", 1)[1], special.__package__ == "", special is again, sys.modules["special"] is special, type(special).__name__)
print(special.real, special.computed, special.other)
try:
    special.refused
except AttributeError as error:
    print(error)
from special import dynamic
print(dynamic, dir(special))
special.added = 1
print(special.added, special.read_added())
del special.added
try:
    special.added2
except AttributeError as error:
    print(error)
print(__name__, __doc__, __file__.rsplit("/", 1)[-1], __package__, __builtins__.__name__, __spec__)
del sys.modules["special"]
import special as fresh
print(fresh is special, fresh.real)
import types
m = types.ModuleType("made", "doc of made")
m.x = 1
sys.modules["made"] = m
from made import x
import made
print(x, made.__doc__, made.__name__, made)
try:
    made.nothing
except AttributeError as error:
    print(error)
m.__name__ = 5
try:
    made.nothing
except AttributeError as error:
    print(error)
print(repr(sys), repr(types)[:14])
sys.modules[__name__].through = "main module"
print(through)
import os.path as path, os
print(path is os.path, os.path.join("a", "b"))
import builtins
builtins.everywhere = "a built-in of our own"
print(everywhere)
