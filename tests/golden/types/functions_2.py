"""Generated comparison: eval(), exec(), format(), getattr(), globals(), hasattr(), hash(), hex(), id(), . See support/probe.py."""
from support.probe import run

run(
    "eval()",
    "exec()",
    "format()",
    "getattr()",
    "globals()",
    "hasattr()",
    "hash()",
    "hex()",
    "id()",
    "input()",
    "isinstance()",
    "issubclass()",
    "iter()",
    "len()",
    "locals()",
)
