"""Generated comparison: __build_class__(), __import__(), abs(), aiter(), all(), anext(), any(), ascii(),. See support/probe.py."""
from support.probe import run

run(
    "__build_class__()",
    "__import__()",
    "abs()",
    "aiter()",
    "all()",
    "anext()",
    "any()",
    "ascii()",
    "bin()",
    "callable()",
    "chr()",
    "compile()",
    "delattr()",
    "dir()",
    "divmod()",
)
