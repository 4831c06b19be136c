"""What each name of a function is, and why: `%scopes`, `taipan scopes`.

The interpreter's own resolver says what a name is; this module puts into words what made it so. A
source that cannot be found, such as that of a native function, is a UsageError.
"""

from . import UsageError

_FUNCTIONS = ("function", "lambda", "generator expression", "comprehension")
_BINDING = ("parameter", "type parameter", "imported", "assigned")


def session_lines(code):
    """The lines of the entry in which code was typed, or None."""
    import _taipan_tools

    text = _taipan_tools.source_of(code.co_filename)
    return None if text is None else text.splitlines(keepends=True)


class Scope:
    """One row of the resolver's answer."""

    def __init__(self, number, kind, qualname, line, parent, names):
        self.number, self.kind, self.qualname, self.line, self.parent = number, kind, qualname, line, parent
        self.names = {name: (binding, places) for name, binding, places in names}

    @property
    def title(self):
        if self.kind == "module":
            return "module"
        return f"{self.kind} {self.qualname}, line {self.line}"


class Table:
    """All scopes of a source text."""

    def __init__(self, source):
        import _taipan_tools

        self.scopes = [Scope(*row) for row in _taipan_tools.scopes(source)]
        self.by_number = {scope.number: scope for scope in self.scopes}

    def around(self, scope):
        while scope.parent in self.by_number:
            scope = self.by_number[scope.parent]
            yield scope

    def inside(self, scope):
        for other in self.scopes:
            if any(each is scope for each in self.around(other)):
                yield other

    def owner(self, scope, name):
        """The function around whose cell a free variable is."""
        for other in self.around(scope):
            binding, _ = other.names.get(name, ("", ()))
            if binding == "cell" and other.kind != "class":
                return other
        return None

    def users(self, scope, name):
        """The functions inside that take the variable from this one."""
        for other in self.inside(scope):
            binding, _ = other.names.get(name, ("", ()))
            if binding == "free" and self.owner(other, name) is scope:
                yield other


def _lines(places, *roles):
    """`line 3` or `lines 3, 5`."""
    numbers = sorted({line for role, line in places if role in roles})
    if not numbers:
        return ""
    shown = ", ".join(map(str, numbers[:5])) + (", ..." if len(numbers) > 5 else "")
    return ("line " if len(numbers) == 1 else "lines ") + shown


def _bound_by(places):
    """How a scope binds a name itself."""
    parts = []
    for role, words in (
        ("parameter", "parameter"),
        ("type parameter", "type parameter"),
        ("imported", "imported in"),
        ("assigned", "assigned in"),
    ):
        lines = _lines(places, role)
        if lines:
            parts.append(words if role.endswith("parameter") else f"{words} {lines}")
    return ", ".join(parts)


def _first(places, *roles):
    return min((line for role, line in places if role in roles), default=None)


def _names_of(scopes):
    return ", ".join(scope.qualname.rpartition(".")[2] for scope in scopes)


def _declares_global(scope, name):
    _, places = scope.names.get(name, ("", ()))
    return any(role == "global" for role, _ in places)


def _is_builtin(name):
    import builtins

    return name in vars(builtins)


def _describe(table, scope, name, known):
    """(what the name is, why)."""
    binding, places = scope.names[name]
    bound = _bound_by(places)
    used = _lines(places, "used")
    if name in ("__class__", "__classdict__") and not bound:
        return binding, "made by the class for super() and __class__"
    if binding == "local":
        why = bound or "bound by a comprehension inside"
        first_use, first_bound = _first(places, "used"), _first(places, "imported", "assigned")
        is_parameter = any(role == "parameter" for role, _ in places)
        if not is_parameter and first_use and first_bound and first_use < first_bound:
            why += f"; the use in line {first_use} comes before it: UnboundLocalError unless it has run"
        return "local", why
    if binding == "cell":
        return "cell", f"{bound or 'bound here'}; shared with {_names_of(table.users(scope, name)) or 'a class inside'}"
    if binding == "free":
        owner = table.owner(scope, name)
        origin = f"from {owner.title}" if owner else "from the function around"
        declared = _lines(places, "nonlocal")
        if declared:
            return "free", f"{origin}; nonlocal in {declared}" + (f", {bound}" if bound else "")
        return "free", f"{origin}; used in {used}" if used else f"{origin}, for a function inside"
    if binding == "global statement":
        declared = _lines(places, "global")
        if not declared:
            declarers = [each for each in table.inside(scope) if _declares_global(each, name)]
            return "global", ", ".join(filter(None, [bound, f"declared global in {_names_of(declarers)}"]))
        return "global", f"global in {declared}" + (f", {bound}" if bound else "")
    if bound:
        return ("class name" if scope.kind == "class" else "global"), bound
    module = table.by_number.get(0)
    _, module_places = module.names.get(name, ("", ())) if module else ("", ())
    at_module = _bound_by(module_places)
    why = f"used in {used}, not bound here or in a function around" if scope.kind != "module" else f"used in {used}"
    if at_module and scope.kind != "module":
        return "global", f"{why}; {at_module} of the module"
    if name in known:
        return "global", f"{why}; bound in the session or module"
    if _is_builtin(name):
        return "built-in", f"{why}; the built-ins have it"
    return "global", f"{why}; nothing has bound it so far: NameError unless that happens"


def describe_scope(table, scope, known=()):
    """The table of one scope as text."""
    rows = []
    for name in scope.names:
        what, why = _describe(table, scope, name, known)
        rows.append((name, what, why))
    lines = [scope.title]
    if not rows:
        lines.append("  no names")
        return "\n".join(lines) + "\n"
    order = ["local", "cell", "free", "class name", "global", "built-in"]
    rows.sort(key=lambda row: (order.index(row[1]) if row[1] in order else len(order), row[0]))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for name, what, why in rows:
        lines.append(f"  {name:<{widths[0]}}  {what:<{widths[1]}}  {why}")
    return "\n".join(lines) + "\n"


def _describe_tree(table, scope, known):
    parts = [describe_scope(table, scope, known)]
    for other in table.inside(scope):
        if other.names and other.kind in _FUNCTIONS + ("class", "inlined comprehension"):
            parts.append(describe_scope(table, other, known))
    return "\n".join(parts)


def _source_of(code):
    lines = session_lines(code)
    if lines is not None:
        return "".join(lines)
    try:
        with open(code.co_filename, encoding="utf-8") as stream:
            return stream.read()
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"the source of {code.co_name} cannot be had from {code.co_filename}") from None


def _code_of(value):
    import inspect

    if callable(value):
        value = inspect.unwrap(value)
    value = getattr(value, "__func__", value)
    return getattr(value, "__code__", None)


def explain_object(value, name):
    """The scopes of a function or class, and of what is inside."""
    if isinstance(value, type):
        for entry in vars(value).values():
            code = _code_of(entry) if callable(entry) or isinstance(entry, (staticmethod, classmethod)) else None
            if code is not None and code.co_qualname.startswith(value.__qualname__ + "."):
                break
        else:
            raise UsageError(f"the class {name} has no function whose source is known")
        qualname, kinds, known = value.__qualname__, ("class",), ()
    else:
        code = _code_of(value)
        if code is None:
            raise UsageError(f"{name} is no function of the program: native functions have no scopes to look at")
        qualname, kinds = code.co_qualname, _FUNCTIONS
        known = getattr(value, "__globals__", ())
    try:
        table = Table(_source_of(code))
    except SyntaxError as error:
        raise UsageError(f"the source of {name} has changed: {error.msg}") from None
    found = [scope for scope in table.scopes if scope.qualname == qualname and scope.kind in kinds]
    if not found:
        raise UsageError(f"the source of {name} is not where it was")
    first = code.co_firstlineno
    best = min(found, key=lambda scope: abs(scope.line - first))
    return _describe_tree(table, best, known)


def explain_file(file, name):
    """The scopes of a file, or of one function or class in it; the file is not run."""
    try:
        with open(file, "rb") as stream:
            source = stream.read()
    except OSError as error:
        raise UsageError(f"can't open file {file!r}: {error.strerror}") from None
    try:
        table = Table(source.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8: {error.reason}") from None
    except SyntaxError as error:
        raise UsageError(f"{file}: {error.msg}; `taipan check {file}` tells where") from None
    if not name:
        return "\n".join(
            describe_scope(table, scope)
            for scope in table.scopes
            if scope.names and scope.kind in _FUNCTIONS + ("class", "module", "inlined comprehension")
        )
    found = [scope for scope in table.scopes if scope.qualname == name or scope.qualname.endswith("." + name)]
    if not found:
        known = ", ".join(scope.qualname for scope in table.scopes if scope.kind in ("function", "class")) or "none"
        raise UsageError(f"{file} has no function or class {name!r}; it has: {known}")
    return _describe_tree(table, found[0], ())
