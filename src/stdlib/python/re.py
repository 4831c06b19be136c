"""Regular expressions: functions over patterns, flags and errors.

The engine is the native module `_sre`; here are the functions that take a
pattern with every call, the cache behind them, the flags as an enumeration,
`PatternError`, and the lexical scanner `Scanner`.

Missing: what `DEBUG` prints, and the old names `sre_parse`, `sre_compile`.
"""

import enum
from _sre import Match, Pattern
from _sre import compile_phrases as _compile_phrases
from _sre import escape as _escape
from _sre import memory as _memory

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error",
    "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE",
    "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]

__version__ = "2.2.1"


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """How a pattern is read and matched; flags combine with |."""

    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


class PatternError(Exception):
    """A pattern or a replacement template that is not valid.

    msg is the message without position, pattern what was compiled, pos the
    index where it failed, lineno and colno the same as line and column; the
    last four are None where no position is known.
    """

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


error = PatternError

_cache = {}
_MAXCACHE = 512
_memory = _memory(_cache, _MAXCACHE)
_compiled = _memory.compiled


class _NotGiven(int):
    """Marks a parameter that was not given, and counts as 0."""


_not_given = _NotGiven()


def match(pattern, string, flags=0):
    """A match at the start of the string, or None."""
    return _compiled(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A match of the whole string, or None."""
    return _compiled(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in the string, or None."""
    return _compiled(pattern, flags).search(string)


def _by_position(name, given, what, args, count, flags):
    """The arguments count (or maxsplit) and flags of a call that gave them by position."""
    if count is not _not_given:
        raise TypeError(f"{name}() got multiple values for argument '{what}'")
    count, *args = args
    if args:
        if flags is not _not_given:
            raise TypeError(f"{name}() got multiple values for argument 'flags'")
        flags, *args = args
        if args:
            raise TypeError(f"{name}() takes from {given} to {given + 2} positional arguments but {given + 2 + len(args)} were given")
    import warnings
    warnings.warn(f"'{what}' is passed as positional argument", DeprecationWarning, stacklevel=3)
    return count, flags


def sub(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    """The string with non-overlapping matches replaced.

    repl is a template, in which backslashes refer to groups, or a function
    that gets each match and returns its replacement.
    """
    if args:
        count, flags = _by_position("sub", 3, "count", args, count, flags)
    return _compiled(pattern, flags).sub(repl, string, count)


sub.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"


def subn(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    """What sub returns, together with the number of replacements."""
    if args:
        count, flags = _by_position("subn", 3, "count", args, count, flags)
    return _compiled(pattern, flags).subn(repl, string, count)


subn.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"


def split(pattern, string, *args, maxsplit=_not_given, flags=_not_given):
    """The parts of the string between matches; groups of the pattern come in between."""
    if args:
        maxsplit, flags = _by_position("split", 2, "maxsplit", args, maxsplit, flags)
    return _compiled(pattern, flags).split(string, maxsplit)


split.__text_signature__ = "(pattern, string, maxsplit=0, flags=0)"


def findall(pattern, string, flags=0):
    """All non-overlapping matches: texts, or groups if the pattern has any."""
    return _compiled(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all non-overlapping matches."""
    return _compiled(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """The pattern as an object that can be used again and again."""
    return _compiled(pattern, flags)


def purge():
    """Forgets all compiled patterns."""
    _memory.forget()


def escape(pattern):
    """A pattern that matches the given text and nothing else."""
    if not isinstance(pattern, str):
        pattern = bytes(pattern) if isinstance(pattern, (bytearray, memoryview)) else pattern
    return _escape(pattern)


class Scanner:
    """Cuts a text into tokens by a list of (phrase, action) pairs.

    The action of the phrase that matches is called with the scanner and the
    text; what it returns is a token. An action that is None drops the text, any
    other object is a token itself.
    """

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        self.scanner = _compile_phrases([phrase for phrase, _ in lexicon], flags)

    def scan(self, string):
        tokens = []
        find = self.scanner.scanner(string).match
        position = 0
        while True:
            found = find()
            if not found:
                break
            end = found.end()
            if end == position:
                break
            action = self.lexicon[found.lastindex - 1][1]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                tokens.append(action)
            position = end
        return tokens, string[position:]


def _compile(pattern, flags):
    """Makes a pattern from its pickled form, in which CPython has the same name."""
    return _compiled(pattern, flags)


def _register():
    import copyreg
    copyreg.pickle(Pattern, lambda pattern: (_compile, (pattern.pattern, pattern.flags)))


_register()
del _register
