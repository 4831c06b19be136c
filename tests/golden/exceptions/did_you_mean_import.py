"""ImportError proposes a similar name of the module; standard modules that were forgotten."""
import traceback

for statement in ("from math import sqr", "from collections import OrderdDict", "from itertools import chian", "from math import nothinglikeit",
                  "import sys; sys.pth"):
    try:
        exec(statement)
    except (ImportError, AttributeError) as error:
        text = traceback.format_exception_only(error)[-1]
        print(text if "(" not in text or "unknown" in text else text[:text.index(" (")] + text[text.rindex(")") + 1:], end="")
for name in ("math", "itertools", "mathh", "collections"):
    try:
        eval(name)
    except NameError as error:
        print(traceback.format_exception_only(error)[-1], end="")


def f(colour, size=1, *, weight=0):
    pass


for call in ("f(1, color=2)", "f(1, sise=2)", "f(1, weigth=2)", "f(1, xyz=2)", "int('1', bse=2)", "sorted([], revers=True)", "print(ends='')", "dict().get(ky=1)"):
    try:
        eval(call)
    except TypeError as error:
        print(error)
