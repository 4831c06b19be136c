"""Packages: __init__, submodules, relative imports, from-import, names of modules."""
import helpers_package
import helpers_package.leaf
from helpers_package import leaf, VALUE
from helpers_package.leaf import function as renamed
from helpers_package.sub import deep
import helpers_package.sub.deep as direct

print(VALUE, leaf is helpers_package.leaf, renamed(), deep.up(), direct is deep)
print(helpers_package.__name__, leaf.__name__, deep.__name__, deep.__package__, helpers_package.__package__)
from helpers_package.sub.deep import *
print(public, "_private" in globals(), "hidden" in globals())
try:
    from helpers_package import nothing
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0], error.name)
try:
    import helpers_package.nothing
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    import helpers_package.leaf.below
except ModuleNotFoundError as error:
    print(error)
