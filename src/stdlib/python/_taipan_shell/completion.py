"""Completions for the text before the cursor.

Nothing that is typed is run: names are looked up, attributes are read from the dictionaries of
objects and classes, and a property, a `__getattr__` or a call on the way ends the search.
"""

import builtins
import keyword
import re
import sys
import types

_MISSING = object()
_NO_SPACE = {"False", "None", "True", "break", "continue", "pass", "else"}
_COLON = {"finally", "try"}
_NAME = r"[^\W\d]\w*"
_DOTTED = re.compile(rf"(?:{_NAME}\s*\.\s*)*(?:{_NAME})?$")


def complete(before, namespace):
    """(length of what is replaced, candidates)."""
    line = before.rsplit("\n", 1)[-1]
    for kind in (_command, _imports):
        found = kind(line, namespace)
        if found is not None:
            return found
    opening = _open_text(before)
    if opening is not None:
        return _keys(before, opening, namespace)
    typed = _DOTTED.search(before).group()
    if typed and before[: -len(typed)].rstrip().endswith(")"):
        return 0, []
    base, dot, part = typed.rpartition(".")
    part = part.strip()
    if dot:
        value = resolve(base.replace(" ", ""), namespace)
        return len(part), [] if value is _MISSING else _attributes(value, part)
    if before[: len(before) - len(part)].rstrip().endswith((".", ")", "]")) and before[-len(part) - 1 :][:1] == ".":
        return 0, []
    return len(part), _arguments(before, part, namespace) + _names(before, part, namespace)


def _matching(names, part):
    """The names that go on from what is typed; private ones only when asked for."""
    found = {name for name in names if isinstance(name, str) and name.startswith(part)}
    if not part.startswith("_"):
        found = {name for name in found if not name.startswith("_")}
    return sorted(found)


# ---- names and attributes ----


def _names(before, part, namespace):
    found = {}
    for word in keyword.kwlist + keyword.softkwlist:
        if word.startswith(part) and word != "_":
            found[word] = word + ("" if word in _NO_SPACE else ":" if word in _COLON else " ")
    for name in _matching(re.findall(_NAME, before[: len(before) - len(part)]), part):
        found.setdefault(name, name)
    for names in (vars(builtins), namespace):
        for name in _matching(list(names), part):
            found[name] = name + _call_sign(names[name])
    return [found[name] for name in sorted(found)]


def _call_sign(value):
    """What a callable is followed by: both parentheses when it takes nothing."""
    if not callable(value):
        return ""
    if isinstance(value, (types.FunctionType, types.MethodType)):
        code = getattr(value, "__code__", None)
        taken = 1 if isinstance(value, types.MethodType) else 0
        if isinstance(code, types.CodeType):
            count = code.co_argcount - taken + code.co_kwonlyargcount
            if count <= 0 and not code.co_flags & 0x0C:
                return "()"
    return "("


def _attributes(value, part):
    try:
        names = dir(value)
    except Exception:
        return []
    found = []
    for name in _matching(names, part):
        plain = attribute(value, name)
        found.append(name if plain is _MISSING else name + _call_sign(plain))
    return found


def _class_entry(cls, name):
    for each in type.__dict__["__mro__"].__get__(cls):
        entries = type.__dict__["__dict__"].__get__(each)
        if name in entries:
            return entries[name]
    return _MISSING


def attribute(value, name):
    """An attribute without running code of the program, or _MISSING."""
    cls = type(value)
    found = _class_entry(cls, name)
    if isinstance(value, type):
        own = _class_entry(value, name)
        if own is not _MISSING:
            if isinstance(own, (staticmethod, classmethod)):
                return own.__func__
            return _MISSING if isinstance(own, property) else own
        return found if isinstance(found, types.FunctionType) else _MISSING
    if isinstance(value, types.ModuleType):
        entries = types.ModuleType.__dict__["__dict__"].__get__(value)
        return entries.get(name, _MISSING)
    if found is not _MISSING:
        if isinstance(found, types.FunctionType):
            return types.MethodType(found, value)
        if isinstance(found, (staticmethod, classmethod)):
            return found.__func__
        if isinstance(found, types.MemberDescriptorType):
            try:
                return found.__get__(value)
            except AttributeError:
                return _MISSING
    entries = _entries_of(value, cls)
    if name in entries:
        return entries[name]
    if found is _MISSING or _class_entry(type(found), "__get__") is not _MISSING:
        native = isinstance(found, (types.MethodDescriptorType, types.WrapperDescriptorType, types.BuiltinFunctionType))
        return found if native else _MISSING
    return found


def _entries_of(value, cls):
    descriptor = _class_entry(cls, "__dict__")
    if isinstance(descriptor, types.GetSetDescriptorType):
        try:
            return descriptor.__get__(value)
        except Exception:
            pass
    return {}


def resolve(dotted, namespace):
    """The value of a dotted name, or _MISSING."""
    first, *rest = dotted.split(".")
    if first in namespace:
        value = namespace[first]
    else:
        value = vars(builtins).get(first, _MISSING)
    for name in rest:
        if value is _MISSING:
            break
        value = attribute(value, name)
    return value


# ---- keyword arguments ----


def _scan(before):
    """The places of open brackets, and of the quote of an open string or None."""
    open_brackets, quote, at = [], None, 0
    while at < len(before):
        sign = before[at]
        if quote is not None:
            if sign == "\\":
                at += 1
            elif before.startswith(quote[0], at):
                at += len(quote[0]) - 1
                quote = None
            elif sign == "\n" and len(quote[0]) == 1:
                quote = None
        elif sign in "\"'":
            mark = sign * 3 if before.startswith(sign * 3, at) else sign
            quote = (mark, at)
            at += len(mark) - 1
        elif sign == "#":
            end = before.find("\n", at)
            at = len(before) if end < 0 else end
        elif sign in "([{":
            open_brackets.append(at)
        elif sign in ")]}" and open_brackets:
            open_brackets.pop()
        at += 1
    return open_brackets, quote


def _arguments(before, part, namespace):
    """`name=` for the parameters of the call that the cursor is in."""
    open_brackets, _ = _scan(before)
    if not open_brackets or before[open_brackets[-1]] != "(":
        return []
    opening = open_brackets[-1]
    if not re.search(r"[(,]\s*$", before[: len(before) - len(part)]):
        return []
    called = _DOTTED.search(before[:opening].rstrip()).group()
    if not called or re.search(rf"\b(?:def|class)\s+{_NAME}$", before[:opening].rstrip()):
        return []
    value = resolve(called.replace(" ", ""), namespace)
    if value is _MISSING or not callable(value):
        return []
    import inspect

    try:
        parameters = inspect.signature(value).parameters.values()
    except Exception:
        return []
    inside = before[opening + 1 :]
    given = set(re.findall(rf"({_NAME})\s*=(?!=)", inside))
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY) and p.name not in given]
    return [f"{name}=" for name in names if name.startswith(part)]


# ---- strings: keys of dicts ----


def _open_text(before):
    return _scan(before)[1]


def _keys(before, opening, namespace):
    quote, at = opening
    typed = before[at + len(quote) :]
    head = before[:at].rstrip()
    if len(quote) != 1 or not head.endswith("["):
        return 0, []
    value = resolve(_DOTTED.search(head[:-1].rstrip()).group().replace(" ", ""), namespace)
    if not isinstance(value, dict):
        return 0, []
    keys = [key for key in dict.keys(value) if isinstance(key, str) and str.startswith(key, typed)]
    fit = [key for key in keys if quote not in key and "\\" not in key and key.isprintable()]
    return len(typed), [f"{key}{quote}]" for key in sorted(fit)]


# ---- modules ----


def _imports(line, namespace):
    match = re.match(rf"\s*from\s+([\w.]+)\s+import\s+(?:\(?\s*)(?:[\w\s,]*,\s*)?(\w*)$", line)
    if match:
        return _members(*match.groups())
    match = re.match(r"\s*from\s+([\w.]*)$", line) or re.match(r"\s*import\s+(?:[\w.\s]*,\s*)*([\w.]*)$", line)
    if match:
        package, _, part = match.group(1).rpartition(".")
        if match.group(1).startswith("."):
            return 0, []
        return len(part), _matching(modules_in(package), part)
    match = re.match(r"\s*from\s+[\w.]+\s+(\w*)$", line)
    if match and "import".startswith(match.group(1)):
        return len(match.group(1)), ["import "]
    return None


def _members(module, part):
    names = set(modules_in(module))
    loaded = sys.modules.get(module)
    if loaded is None and _is_embedded(module):
        try:
            __import__(module)
        except ImportError:
            pass
        loaded = sys.modules.get(module)
    if loaded is not None:
        names.update(name for name in vars(loaded) if isinstance(name, str))
    return len(part), _matching(names, part)


def _embedded():
    import _taipan_tools

    return _taipan_tools.modules()


def _is_embedded(module):
    """Only modules of the interpreter itself are imported to see what is in them."""
    return module in _embedded()


def modules_in(package):
    """Names of modules in a package, or of all that can be imported."""
    prefix = package + "." if package else ""
    names = {name[len(prefix) :].partition(".")[0] for name in _embedded() if name.startswith(prefix)}
    import os

    folders = sys.path
    if package:
        loaded = sys.modules.get(package)
        folders = getattr(loaded, "__path__", None)
        if folders is None:
            inner = package.replace(".", "/")
            folders = [os.path.join(folder, inner) for folder in sys.path]
    for folder in folders:
        if not isinstance(folder, str):
            continue
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        for entry in entries:
            name, dot, ending = entry.partition(".")
            if not name.isidentifier():
                continue
            if ending == "py" or not dot and os.path.isfile(os.path.join(folder, entry, "__init__.py")):
                names.add(name)
    names.discard("__init__")
    names.discard("__main__")
    return names


# ---- commands of the prompt ----


def _command(line, namespace):
    match = re.match(r"\s*%(\w*)$", line)
    if match:
        from .commands import NAMES

        return len(match.group(1)), [name + " " for name in sorted(NAMES) if name.startswith(match.group(1))]
    match = re.match(r"\s*%run\s+(.*)$", line)
    if not match:
        return None
    import os

    folder, slash, part = match.group(1).rpartition("/")
    try:
        entries = os.listdir(folder + slash or ".")
    except OSError:
        return 0, []
    found = []
    for entry in sorted(entries):
        if entry.startswith(part) and (part or not entry.startswith(".")):
            is_folder = os.path.isdir(os.path.join(folder + slash, entry))
            if is_folder or entry.endswith(".py"):
                found.append(entry + "/" if is_folder else entry)
    return len(part), found
