"""ImportError and ModuleNotFoundError: texts, attributes, modules that fail while they run."""
import sys


def attempt(statement):
    try:
        exec(statement, {"__name__": "__main__"})
        print(statement, "-> fine")
    except BaseException as error:
        text = str(error).replace(__file__.rsplit("/", 1)[0] + "/", "")
        print(statement, "->", type(error).__name__, text, getattr(error, "name", None), getattr(error, "name_from", None))


for statement in ("import nothing_here", "import nothing.here", "from nothing import here", "import faulty.raises", "import faulty.raises", "import faulty.syntax", "from faulty import missing",
                  "from faulty import good, missing", "import faulty.good.deeper", "from faulty.good import *; print(visible)", "from faulty.bad_all import *", "from . import x", "from .. import x", "from .faulty import good",
                  "import faulty.raises.sub", "from sys import nothing", "import sys.nothing", "from math import *; print(pi > 3)", "__import__('')", "__import__(5)", "__import__('faulty', level=-1)", "import faulty.exits", "from faulty.uses_missing import x"):
    attempt(statement)
print(sorted(m for m in sys.modules if m.startswith("faulty")))
sys.modules["blocked"] = None
attempt("import blocked")
sys.modules["replaced"] = "not a module"
attempt("import replaced; print(replaced)")
attempt("from replaced import upper; print(upper())")
attempt("from replaced import nothing")
