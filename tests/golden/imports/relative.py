"""Relative imports of all kinds inside a package, and run as the main module they fail."""
import family
from family.child import info
from family.child.grandchild import chain

print(info(), chain())
try:
    from . import family
except ImportError as error:
    print(error)
try:
    from .family import child
except ImportError as error:
    print(error)
print(family.child.grandchild.__package__, family.__path__ is not None, hasattr(family.child.grandchild, "__path__"))
