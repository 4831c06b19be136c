"""Warnings: what is shown, how, and how often.

A filter is (action, message pattern, category, module pattern, line); a
pattern is None, a compiled expression or, for the built-in entries, plain text
that must be equal. `re` is imported only when somebody gives a pattern.
"""

import sys

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
    "catch_warnings", "deprecated",
]

_ACTIONS = ("default", "always", "ignore", "module", "once", "error")

_defaultaction = "default"
defaultaction = _defaultaction
onceregistry = _onceregistry = {}
_filters_version = 1

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]


def _filters_mutated():
    global _filters_version
    _filters_version += 1


class WarningMessage:
    """One warning with everything known about it."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line,
        )

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, sys.stderr by default; may be replaced."""
    _show_message(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning; may be replaced."""
    return _format_message(WarningMessage(message, category, filename, lineno, None, line))


def _show_message(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            # No standard error, as in a windowed program: the warning is lost.
            return
    text = _formatwarnmsg(msg)
    try:
        file.write(text)
    except OSError:
        pass


def _format_message(msg):
    category = msg.category.__name__
    text = f"{msg.filename}:{msg.lineno}: {category}: {msg.message}\n"
    line = msg.line
    if line is None:
        try:
            import linecache

            line = linecache.getline(msg.filename, msg.lineno)
        except Exception:
            # At shutdown imports may fail; the warning still goes out.
            line = None
    if line:
        text += "  %s\n" % line.strip()
    if msg.source is not None:
        text += _allocation_text(msg, category)
    return text


def _allocation_text(msg, category):
    try:
        import tracemalloc
    except ImportError:
        return ""
    if not tracemalloc.is_tracing():
        return f"{category}: Enable tracemalloc to get the object allocation traceback\n"
    trace = tracemalloc.get_object_traceback(msg.source)
    if trace is None:
        return ""
    import linecache

    text = "Object allocated at (most recent call last):\n"
    for frame in trace:
        text += '  File "%s", lineno %s\n' % (frame.filename, frame.lineno)
        line = linecache.getline(frame.filename, frame.lineno)
        if line:
            text += "    %s\n" % line.strip()
    return text


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    """Show through showwarning() if a program has replaced it."""
    replaced = showwarning
    if replaced is not _showwarning_orig:
        if not callable(replaced):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        replaced(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
        return
    _show_message(msg)


_showwarnmsg_impl = _show_message


def _formatwarnmsg(msg):
    replaced = formatwarning
    if replaced is not _formatwarning_orig:
        return replaced(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    return _format_message(msg)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Add a filter with patterns for the message and the module."""
    if action not in _ACTIONS and action != "all":
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    if message or module:
        import re
    _add_filter(
        action,
        re.compile(message, re.I) if message else None,
        category,
        re.compile(module) if module else None,
        lineno,
        append=append,
    )


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter that matches all messages and modules."""
    if action not in _ACTIONS and action != "all":
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Remove all filters."""
    filters[:] = []
    _filters_mutated()


class _OptionError(Exception):
    """A -W option that makes no sense."""


def _processoptions(args):
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as msg:
            print("Invalid -W option ignored:", msg, file=sys.stderr)


def _setoption(arg):
    parts = arg.split(":")
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    while len(parts) < 5:
        parts.append("")
    action, message, category, module, lineno = [s.strip() for s in parts]
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re

        if message:
            message = re.escape(message)
        if module:
            module = re.escape(module) + r"\Z"
    if lineno:
        try:
            lineno = int(lineno)
            if lineno < 0:
                raise ValueError
        except (ValueError, OverflowError):
            raise _OptionError(f"invalid lineno {lineno!r}") from None
    else:
        lineno = 0
    filterwarnings(action, message, category, module, lineno)


def _getaction(action):
    if not action:
        return "default"
    if action == "all":
        return "always"
    for candidate in _ACTIONS:
        if candidate.startswith(action):
            return candidate
    raise _OptionError(f"invalid action: {action!r}")


def _getcategory(category):
    if not category:
        return Warning
    if "." not in category:
        import builtins as module

        name = category
    else:
        path, _, name = category.rpartition(".")
        try:
            module = __import__(path, None, None, [name])
        except ImportError:
            raise _OptionError(f"invalid module name: {path!r}") from None
    try:
        found = getattr(module, name)
    except AttributeError:
        raise _OptionError(f"unknown warning category: {category!r}") from None
    if not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return found


def _is_internal_filename(filename):
    return "importlib" in filename and "_bootstrap" in filename


def _is_skipped(filename, prefixes):
    return any(filename.startswith(prefix) for prefix in prefixes)


def _next_external_frame(frame, prefixes):
    """The caller, leaving out the import machinery and skipped files."""
    frame = frame.f_back
    while frame is not None and (
        _is_internal_filename(frame.f_code.co_filename) or _is_skipped(frame.f_code.co_filename, prefixes)
    ):
        frame = frame.f_back
    return frame


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning on behalf of the caller at the given level."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs.")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    frame = sys._getframe(1)
    if stacklevel > 1:
        if _is_internal_filename(frame.f_code.co_filename):
            for _ in range(stacklevel - 1):
                frame = frame and frame.f_back
        else:
            for _ in range(stacklevel - 1):
                frame = frame and _next_external_frame(frame, skip_file_prefixes)
    if frame is None:
        scope = sys.__dict__
        filename = "<sys>"
        lineno = 0
    else:
        scope = frame.f_globals
        filename = frame.f_code.co_filename
        lineno = frame.f_lineno
    module = scope.get("__name__", "<string>")
    registry = scope.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, scope, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Issue a warning for a given place."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for action, pattern, filter_category, filter_module, filter_line in filters:
        if (
            (pattern is None or _matches(pattern, text))
            and issubclass(category, filter_category)
            and (filter_module is None or _matches(filter_module, module))
            and (filter_line == 0 or lineno == filter_line)
        ):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if module_globals is not None:
        import linecache

        # The loader may know the source even if there is no file.
        linecache.getlines(filename, module_globals)
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        oncekey = (text, category)
        if onceregistry.get(oncekey):
            return
        onceregistry[oncekey] = 1
    elif action in ("always", "all"):
        pass
    elif action == "module":
        registry[key] = 1
        altkey = (text, category, 0)
        if registry.get(altkey):
            return
        registry[altkey] = 1
    elif action == "default":
        registry[key] = 1
    else:
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {(action, pattern)}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


def _matches(pattern, text):
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None


class catch_warnings:
    """Context manager that restores the filters, and can collect what is shown."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._filters = module.filters
        module.filters = self._filters[:]
        module._filters_mutated()
        self._showwarning = module.showwarning
        self._show_impl = module._showwarnmsg_impl
        self._show_message = module._show_message
        log = None
        if self._record:
            log = []
            module._show_message = module._showwarnmsg_impl = log.append
            # The default showwarning() is what leads to the collecting function.
            module.showwarning = module._showwarning_orig
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters = self._filters
        module._filters_mutated()
        module.showwarning = self._showwarning
        module._showwarnmsg_impl = self._show_impl
        module._show_message = self._show_message


class deprecated:
    """Decorator that marks a class or function as deprecated."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        msg = self.message
        category = self.category
        stacklevel = self.stacklevel
        if category is None:
            arg.__deprecated__ = msg
            return arg
        from types import MethodType

        if isinstance(arg, type):
            return self._mark_class(arg, msg, category, stacklevel, MethodType)
        if not callable(arg):
            raise TypeError(
                "@deprecated decorator with non-None category must be applied to "
                f"a class or callable, not {arg!r}"
            )
        import functools
        import inspect

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn(msg, category=category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)

        if inspect.iscoroutinefunction(arg):
            wrapper = inspect.markcoroutinefunction(wrapper)
        arg.__deprecated__ = wrapper.__deprecated__ = msg
        return wrapper

    @staticmethod
    def _mark_class(arg, msg, category, stacklevel, MethodType):
        import functools

        original_new = arg.__new__

        @functools.wraps(original_new)
        def __new__(cls, /, *args, **kwargs):
            if cls is arg:
                warn(msg, category=category, stacklevel=stacklevel + 1)
            if original_new is not object.__new__:
                return original_new(cls, *args, **kwargs)
            if cls.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{cls.__name__}() takes no arguments")
            return original_new(cls)

        arg.__new__ = staticmethod(__new__)
        original_subclass = arg.__init_subclass__
        if isinstance(original_subclass, MethodType):
            original_subclass = original_subclass.__func__

            @functools.wraps(original_subclass)
            def __init_subclass__(*args, **kwargs):
                warn(msg, category=category, stacklevel=stacklevel + 1)
                return original_subclass(*args, **kwargs)

            arg.__init_subclass__ = classmethod(__init_subclass__)
        else:

            @functools.wraps(original_subclass)
            def __init_subclass__(*args, **kwargs):
                warn(msg, category=category, stacklevel=stacklevel + 1)
                return original_subclass(*args, **kwargs)

            arg.__init_subclass__ = __init_subclass__
        arg.__deprecated__ = __new__.__deprecated__ = msg
        __init_subclass__.__deprecated__ = msg
        return arg


_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warn that a name goes away in version `remove`; an error once it is due."""
    remove_text = f"{remove[0]}.{remove[1]}"
    if (_version[:2] > remove) or (_version[:2] == remove and _version[3] != "alpha"):
        raise RuntimeError(f"{name!r} was slated for removal after Python {remove_text} alpha")
    warn(message.format(name=name, remove=remove_text), DeprecationWarning, stacklevel=3)


def _warn_unawaited_coroutine(coro):
    parts = [f"coroutine '{coro.__qualname__}' was never awaited\n"]
    origin = getattr(coro, "cr_origin", None)
    if origin is not None:
        import linecache

        parts.append("Coroutine created at (most recent call last)\n")
        for filename, lineno, function in reversed(origin):
            parts.append(f'  File "{filename}", line {lineno}, in {function}\n')
            line = linecache.getline(filename, lineno)
            if line:
                parts.append(f"    {line.strip()}\n")
    warn("".join(parts).rstrip("\n"), category=RuntimeWarning, stacklevel=2, source=coro)


_processoptions(getattr(sys, "warnoptions", ()))
