"""The `%` commands of the prompt, and `name?`.

A command gets the rest of its line and the namespace of the session. What it cannot do raises
UsageError; what the user's own code raises is the user's.
"""

import builtins
import sys

from . import COMMANDS, UsageError
from .completion import _MISSING, resolve

write = sys.stdout.write


def say(text):
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def run_line(line, namespace):
    line = line.strip()
    if line.startswith("%"):
        name, _, rest = line[1:].partition(" ")
        if name.endswith("?"):
            name, rest = "help", ""
        if name not in NAMES:
            import difflib

            close = difflib.get_close_matches(name, NAMES, 1)
            hint = f"did you mean %{close[0]}?" if close else "%help lists the commands"
            raise UsageError(f"unknown command %{name}; {hint}")
        NAMES[name](rest.strip(), namespace)
        return
    about = line.strip("?").strip()
    inspect_name(about, line.startswith("??") or line.endswith("??"), namespace)


def help_command(rest, namespace):
    say(COMMANDS)


# ---- name? ----


def _origin(name, namespace):
    first = name.partition(".")[0]
    if first in namespace:
        return "global name of this session"
    if first in vars(builtins):
        return "built-in name"
    return None


def find(expression, namespace):
    """The object that an expression names; calls and operators are not for `?`."""
    if not expression:
        raise UsageError("a name belongs before the question mark")
    if not all(part.isidentifier() for part in expression.split(".")):
        raise UsageError(f"{expression!r} is no name; bind the value to a name first")
    value = resolve(expression, namespace)
    if value is _MISSING:
        import keyword

        if keyword.iskeyword(expression):
            raise UsageError(f"{expression!r} is a keyword of the language")
        first = expression.partition(".")[0]
        if resolve(first, namespace) is _MISSING:
            raise UsageError(f"name {first!r} is not defined")
        raise UsageError(f"{expression!r} has no value that can be had without running code")
    return value


def _signature(value):
    import inspect

    try:
        return str(inspect.signature(value))
    except (TypeError, ValueError):
        return None


def _source(value):
    import inspect

    from .scopes import session_lines

    target = inspect.unwrap(value) if callable(value) else value
    code = getattr(getattr(target, "__func__", target), "__code__", None)
    if code is not None:
        lines = session_lines(code)
        if lines is not None:
            return "".join(inspect.getblock(lines[code.co_firstlineno - 1 :]))
    try:
        return inspect.getsource(target)
    except (OSError, TypeError):
        return None


def inspect_name(name, more, namespace):
    import inspect

    value = find(name, namespace)
    rows = []
    is_class = isinstance(value, type)
    kind = type(value)
    rows.append(("Type", f"class, metaclass {kind.__name__}" if is_class else kind.__qualname__))
    if not callable(value) and not inspect.ismodule(value):
        text = repr(value)
        rows.append(("Value", text if len(text) <= 200 else text[:197] + "..."))
        if hasattr(kind, "__len__"):
            try:
                rows.append(("Length", str(len(value))))
            except Exception:
                pass
    if callable(value):
        signature = _signature(value)
        if signature is not None:
            rows.append(("Signature", f"{name.rpartition('.')[2]}{signature}"))
    found = _origin(name, namespace)
    if "." in name:
        found = f"attribute of {name.rpartition('.')[0]}, a {found}"
    rows.append(("Found as", found))
    module = getattr(value, "__module__", None)
    if isinstance(module, str) and module != "__main__":
        rows.append(("Module", module))
    file = getattr(value, "__file__", None)
    if isinstance(file, str):
        rows.append(("File", file))
    code = getattr(value, "__code__", None)
    if code is not None:
        rows.append(("Defined", f"{code.co_filename}, line {code.co_firstlineno}"))
    if is_class or more:
        order = (value if is_class else kind).__mro__
        rows.append(("MRO", " -> ".join(each.__qualname__ for each in order)))
    documentation = inspect.getdoc(value)
    if documentation:
        rows.append(("Doc", documentation))
    for label, text in rows:
        lines = text.split("\n")
        say(f"{label + ':':<11}{lines[0]}")
        for line in lines[1:]:
            say(" " * 11 + line if line else "")
    if more:
        source = _source(value)
        say("Source:" if source is not None else "Source:    none; it is native, or its text is gone")
        if source is not None:
            say(source)


# ---- time ----


def _duration(seconds):
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("us", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def _compiled(code, mode):
    return compile(code, "<timed>", mode)


def time_command(rest, namespace):
    import time

    if not rest:
        raise UsageError("%time needs code")
    code = _compiled(rest, "single")
    cpu, wall = time.process_time(), time.perf_counter()
    try:
        exec(code, namespace)
    finally:
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        say(f"time: {_duration(wall)}, processor: {_duration(cpu)}")


def timeit_command(rest, namespace):
    import timeit

    loops, repeats = 0, 5
    while rest.startswith("-"):
        option, _, rest = rest.partition(" ")
        value = option[2:]
        if not value:
            value, _, rest = rest.lstrip().partition(" ")
        if option[:2] not in ("-n", "-r") or not value.isdigit() or int(value) < 1:
            raise UsageError("usage: %timeit [-n LOOPS] [-r REPEATS] CODE")
        if option[:2] == "-n":
            loops = int(value)
        else:
            repeats = int(value)
        rest = rest.lstrip()
    if not rest:
        raise UsageError("%timeit needs code")
    timer = timeit.Timer(rest, globals=namespace)
    if not loops:
        loops, _ = timer.autorange()
    best = min(timer.repeat(repeats, loops)) / loops
    say(f"{loops} loop{'s' * (loops != 1)}, best of {repeats}: {_duration(best)} per loop")


# ---- names ----


def who_command(rest, namespace):
    import types

    rows = []
    for name, value in namespace.items():
        if name.startswith("_"):
            continue
        if isinstance(value, types.ModuleType):
            text = "module " + value.__name__
        elif isinstance(value, (types.FunctionType, type)):
            text = f"{name}{_signature(value) or ''}"
        else:
            text = repr(value)
        if rest and type(value).__name__ != rest:
            continue
        text = text.replace("\n", "\\n")
        rows.append((name, type(value).__name__, text if len(text) <= 50 else text[:47] + "..."))
    if not rows:
        say("no names" + (f" of type {rest}" if rest else " yet"))
        return
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for name, kind, text in sorted(rows):
        say(f"{name:<{widths[0]}}  {kind:<{widths[1]}}  {text}")


def refs_command(rest, namespace):
    from .refs import explain

    if not rest:
        raise UsageError("%refs needs a name")
    if not all(part.isidentifier() for part in rest.split(".")):
        raise UsageError(f"%refs needs a name, not {rest!r}")
    find(rest, namespace)
    say(explain(rest, namespace))


# ---- lessons ----


def _class_named(text, namespace):
    value = find(text, namespace)
    return value if isinstance(value, type) else type(value)


def mro_command(rest, namespace):
    from .mro import explain_bases, explain_class

    names = [name.strip() for name in rest.split(",") if name.strip()]
    if not names:
        raise UsageError("%mro needs a class, or several: the bases of a class that is not made yet")
    classes = [_class_named(name, namespace) for name in names]
    say(explain_class(classes[0]) if len(classes) == 1 else explain_bases("NEW", classes))


def scopes_command(rest, namespace):
    from .scopes import explain_object

    if not rest:
        raise UsageError("%scopes needs a function or a class")
    say(explain_object(find(rest, namespace), rest))


def explain_command(rest, namespace):
    from .lessons import explain_class, explain_exception

    if rest:
        say(explain_class(rest))
        return
    exception = getattr(sys, "last_exc", None)
    if exception is None:
        say("Nothing has gone wrong yet: %explain tells what the last exception means.")
        return
    say(explain_exception(exception))


def run_command(rest, namespace):
    import shlex

    try:
        words = shlex.split(rest)
    except ValueError as error:
        raise UsageError(f"%run: {error}") from None
    if not words:
        raise UsageError("%run needs a file")
    file = words[0]
    try:
        with open(file, "rb") as stream:
            source = stream.read()
    except OSError as error:
        raise UsageError(f"%run: can't open file {file!r}: {error.strerror}") from None
    code = compile(source, file, "exec")
    import os

    arguments, folder = sys.argv, os.path.dirname(os.path.abspath(file))
    known = {name: namespace[name] for name in ("__file__",) if name in namespace}
    sys.argv = words
    sys.path.insert(0, folder)
    namespace["__file__"] = file
    try:
        exec(code, namespace)
    except SystemExit as leaving:
        if leaving.code not in (None, 0):
            say(f"{file} left with status {leaving.code}")
    finally:
        sys.argv = arguments
        if folder in sys.path:
            sys.path.remove(folder)
        namespace.pop("__file__", None)
        namespace.update(known)


NAMES = {
    "explain": explain_command,
    "help": help_command,
    "mro": mro_command,
    "refs": refs_command,
    "run": run_command,
    "scopes": scopes_command,
    "time": time_command,
    "timeit": timeit_command,
    "who": who_command,
}
