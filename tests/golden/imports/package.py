"""Packages: __init__, submodules, relative imports, from-import, names of modules."""
import parcel
import parcel.leaf
from parcel import leaf, VALUE
from parcel.leaf import function as renamed
from parcel.sub import deep
import parcel.sub.deep as direct

print(VALUE, leaf is parcel.leaf, renamed(), deep.up(), direct is deep)
print(parcel.__name__, leaf.__name__, deep.__name__, deep.__package__, parcel.__package__)
from parcel.sub.deep import *
print(public, "_private" in globals(), "hidden" in globals())
try:
    from parcel import nothing
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0], error.name)
try:
    import parcel.nothing
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    import parcel.leaf.below
except ModuleNotFoundError as error:
    print(error)
