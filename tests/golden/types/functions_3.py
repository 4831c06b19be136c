"""Generated comparison: max(), min(), next(), oct(), open(), ord(), pow(), print(), repr(), round(), set. See support/probe.py."""
from support.probe import run

run(
    "max()",
    "min()",
    "next()",
    "oct()",
    "open()",
    "ord()",
    "pow()",
    "print()",
    "repr()",
    "round()",
    "setattr()",
    "sorted()",
    "sum()",
    "vars()",
)
