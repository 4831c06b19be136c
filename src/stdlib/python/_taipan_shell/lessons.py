"""What an exception means: `%explain`, `taipan explain`.

A lesson belongs to an exception class and to messages that its pattern finds. Every lesson has a
program that goes wrong in that way and one that does not; a test runs both.
"""

import re

from . import UsageError


class Lesson:
    """A text about one kind of message."""

    def __init__(self, kind, pattern, title, means, wrong, right):
        self.kind, self.pattern, self.title, self.means = kind, re.compile(pattern), title, means
        self.wrong, self.right = wrong, right

    def text(self, found=None):
        """The text; groups of the message stand for {0}, {1} in it."""
        parts = found.groups() if found else ()
        means = self.means
        for number in range(4):
            known = parts[number] if number < len(parts) and parts[number] else None
            means = means.replace("{%d}" % number, known or "...")
        lines = [f"{self.kind}: {self.title}", ""]
        lines.extend(means.strip().split("\n"))
        lines += ["", "Wrong:"] + ["    " + line for line in self.wrong.strip("\n").split("\n")]
        lines += ["Right:"] + ["    " + line for line in self.right.strip("\n").split("\n")]
        return "\n".join(lines) + "\n"


def _names(cls):
    """The names of an exception class and of those above it, the nearest first."""
    names = []
    for each in cls.__mro__:
        module = getattr(each, "__module__", "")
        names.append(each.__qualname__)
        if module != "builtins":
            names.append(f"{module}.{each.__qualname__}")
    return names


def _message(exception):
    if isinstance(exception, SyntaxError):
        return str(exception.msg)
    try:
        return str(exception)
    except Exception:
        return ""


def find(exception):
    """The lesson for an exception and the match of its message, or (None, None)."""
    from .texts import LESSONS

    message = _message(exception)
    for name in _names(type(exception)):
        for lesson in LESSONS:
            if lesson.kind == name:
                found = lesson.pattern.search(message)
                if found:
                    return lesson, found
    return None, None


def _place(exception):
    import traceback

    if isinstance(exception, SyntaxError) and exception.lineno:
        return f"It was found in {exception.filename}, line {exception.lineno}."
    entries = traceback.extract_tb(exception.__traceback__)
    if not entries:
        return ""
    last = entries[-1]
    return f"It was raised in {last.filename}, line {last.lineno}, in {last.name}."


def explain_exception(exception):
    """The text about an exception that has been raised."""
    lesson, found = find(exception)
    kind = type(exception).__name__
    message = _message(exception)
    head = f"{kind}: {message}\n" if message else f"{kind}\n"
    place = _place(exception)
    if place:
        head += place + "\n"
    if lesson is None:
        return head + "\n" + _general(type(exception))
    return head + "\n" + lesson.text(found)


def _general(cls):
    import inspect

    above = " -> ".join(each.__name__ for each in cls.__mro__ if each is not object)
    text = f"There is no lesson about this one yet.\nIts classes: {above}.\n`except {cls.__name__}:` catches it.\n"
    documentation = inspect.getdoc(cls)
    return text + (f"Its documentation: {documentation}\n" if documentation else "")


def explain_class(text):
    """All lessons about an exception class, given by name; `NameError: message` picks one."""
    import builtins

    from .texts import LESSONS

    name, colon, message = text.partition(":")
    name, message = name.strip(), message.strip()
    own = [lesson for lesson in LESSONS if lesson.kind == name]
    if message:
        for lesson in own:
            found = lesson.pattern.search(message)
            if found:
                return lesson.text(found)
    if own:
        return "\n".join(lesson.text() for lesson in own)
    cls = getattr(builtins, name, None)
    if isinstance(cls, type) and issubclass(cls, BaseException):
        return f"{name}\n\n" + _general(cls)
    import difflib

    close = difflib.get_close_matches(name, sorted({lesson.kind for lesson in LESSONS}), 1)
    hint = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(f"{name!r} is no exception class that is known here{hint}")
