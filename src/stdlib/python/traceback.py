"""Extracting, formatting and printing of tracebacks.

The marks under a line distinguish the operator of a binary operation and the
brackets of a call or subscript. Finding those takes a small scanner over the
marked piece of source (`_anchors`) instead of a full parse: the piece is always
exactly one expression, so it is enough to look at its outermost tokens.

Deliberately missing: colours. Output for terminals is coloured elsewhere.
"""

import linecache
import sys

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
    "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
    "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb", "print_list",
]

_CAUSE_MESSAGE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT_MESSAGE = "\nDuring handling of the above exception, another exception occurred:\n\n"
_RECURSIVE_CUTOFF = 3


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


# ------------------------------------------------------------ where to point at


class _Anchors:
    """Positions inside a piece of source: the part between them is marked differently."""

    __slots__ = ("left_line", "left_column", "right_line", "right_column", "kind", "plain_callee")

    def __init__(self, text, left, right, kind, plain_callee=False):
        self.left_line, self.left_column = _line_column(text, left)
        self.right_line, self.right_column = _line_column(text, right)
        self.kind = kind
        self.plain_callee = plain_callee


def _line_column(text, offset):
    line = text.count("\n", 0, offset)
    return line, offset - (text.rfind("\n", 0, offset) + 1)


_CLOSING = {"(": ")", "[": "]", "{": "}"}
_BINARY = {
    "|": 1, "^": 2, "&": 3, "<<": 4, ">>": 4, "+": 5, "-": 5,
    "*": 6, "@": 6, "/": 6, "//": 6, "%": 6, "**": 8,
}
_STOPPERS = frozenset({"and", "or", "not", "in", "is", "if", "else", "for", "lambda", "yield", "async", "from"})
_LONG_OPERATORS = ("**=", "//=", "<<=", ">>=", "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", ":=",
                   "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=", "^=")


class _Unreadable(Exception):
    pass


def _skip_string(text, quote_at, is_raw_f):
    """The offset behind the string literal whose opening quote is at `quote_at`."""
    quote = text[quote_at]
    if text.startswith(quote * 3, quote_at):
        quote *= 3
    i = quote_at + len(quote)
    end = len(text)
    while i < end:
        if text[i] == "\\":
            i += 2
        elif text.startswith(quote, i):
            return i + len(quote)
        elif is_raw_f and text[i] == "{":
            if text.startswith("{{", i):
                i += 2
            else:
                i = _skip_group(text, i)
        else:
            i += 1
    raise _Unreadable


def _skip_group(text, i):
    """The offset behind the bracket group that opens at `i`; not recursive."""
    stack = []
    end = len(text)
    while i < end:
        c = text[i]
        if c in _CLOSING:
            stack.append(_CLOSING[c])
            i += 1
        elif c in ")]}":
            if stack.pop() != c:
                raise _Unreadable
            i += 1
            if not stack:
                return i
        elif c == "#":
            stop = text.find("\n", i)
            i = end if stop < 0 else stop
        elif c in "'\"":
            i = _skip_string(text, i, _has_f_prefix(text, i))
        else:
            i += 1
    raise _Unreadable


def _has_f_prefix(text, quote_at):
    i = quote_at
    while i > 0 and text[i - 1] in "rRbBuUfF":
        i -= 1
    return "f" in text[i:quote_at].lower()


def _outer_tokens(text):
    """(kind, text, start, end) of the tokens outside brackets; a bracket group is one token."""
    tokens = []
    i = 0
    end = len(text)
    while i < end:
        c = text[i]
        if c in " \t\f\n\r\\":
            i += 1
            continue
        if c == "#":
            stop = text.find("\n", i)
            i = end if stop < 0 else stop
            continue
        start = i
        if c in _CLOSING:
            i = _skip_group(text, i)
            kind = "group"
        elif c in ")]}":
            raise _Unreadable
        elif c in "'\"":
            i = _skip_string(text, i, False)
            kind = "string"
        elif c == "_" or c.isalpha() or ord(c) > 127:
            while i < end and (text[i] == "_" or text[i].isalnum() or ord(text[i]) > 127):
                i += 1
            if i < end and text[i] in "'\"" and i - start <= 2 and all(p in "rRbBuUfF" for p in text[start:i]):
                i = _skip_string(text, i, "f" in text[start:i].lower())
                kind = "string"
            else:
                kind = "name"
        elif c.isdigit() or (c == "." and i + 1 < end and text[i + 1].isdigit()):
            i += 1
            while i < end and (text[i] in "_." or text[i].isalnum() or (text[i] in "+-" and text[i - 1] in "eE"
                                                                      and text[start : start + 2].lower() != "0x")):
                i += 1
            kind = "number"
        else:
            for operator in _LONG_OPERATORS:
                if text.startswith(operator, i):
                    i += len(operator)
                    break
            else:
                i += 1
            kind = "operator"
        tokens.append((kind, text[start:i], start, i))
    return tokens


def _anchors(segment, shift=0, whole=None):
    """Where a binary operation, call or subscript has its operator or brackets; None for others."""
    whole = segment if whole is None else whole
    tokens = _outer_tokens(segment)
    if not tokens:
        return None
    best = None
    leading_unary = False
    awaited = False
    operand_expected = True
    previous = None
    for kind, text, start, end in tokens:
        if kind == "operator" and text not in (".", "..."):
            if operand_expected:
                if text not in ("+", "-", "~"):
                    return None
                leading_unary = leading_unary or start == tokens[0][2]
                previous = text
                continue
            rank = _BINARY.get(text)
            if rank is None:
                return None
            # The loosest operator is the outermost; equals group to the left, powers to the right.
            if best is None or rank < best[0] or (rank == best[0] and rank != 8):
                best = rank, start, end
            operand_expected = True
        elif kind == "operator":
            pass
        elif kind == "name" and text in _STOPPERS:
            return None
        elif kind == "name" and text == "await" and operand_expected:
            awaited = True
        else:
            if not operand_expected and kind in ("name", "number", "string") and not (
                previous == "." or kind == previous == "string"
            ):
                # A statement such as `raise X`, not an expression.
                return None
            operand_expected = False
            previous = kind
            continue
        previous = text
    if operand_expected:
        return None
    if best is not None:
        if best[0] == 8 and leading_unary:
            return None
        return _Anchors(whole, best[1] + shift, best[2] + shift, "binary")
    if leading_unary or awaited:
        return None
    kind, text, start, end = tokens[-1]
    if kind != "group":
        return None
    if len(tokens) == 1:
        if text[0] == "(":
            return _anchors(text[1:-1], shift + start + 1, whole)
        return None
    if text[0] == "{":
        return None
    callee = len(tokens) == 2 and tokens[0][0] == "name"
    return _Anchors(whole, start + shift, end + shift, "call" if text[0] == "(" else "subscript", callee)


def _is_whole_result(before, after, anchors):
    """Whether the marked call is all there is: `return f(…)` or `name = f(…)`."""
    if anchors is None or anchors.kind != "call":
        return False
    before, after = before.strip(), after.strip()
    while before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    if after and after[0] not in "#;":
        return False
    if before == "return":
        return anchors.plain_callee
    return before.endswith("=") and before[:-1].rstrip().isidentifier()


def _width(text):
    """Columns that the text takes on a terminal."""
    if text.isascii():
        return len(text)
    try:
        from unicodedata import east_asian_width
    except ImportError:
        return len(text)
    return sum(2 if east_asian_width(c) in "FW" else 1 for c in text)


def _byte_to_character(text, offset):
    return len(text.encode("utf-8")[:offset].decode("utf-8", errors="replace"))


# --------------------------------------------------------------------- frames


def _tb_positions(tb):
    """(line, end line, column, end column) of a traceback entry; columns count bytes."""
    index = tb.tb_lasti
    if index < 0:
        return tb.tb_lineno, None, None, None
    native = getattr(sys, "_traceback_position", None)
    if native is not None:
        return native(tb)
    from itertools import islice

    return next(islice(tb.tb_frame.f_code.co_positions(), index // 2, None))


def _walk_tb_with_full_positions(tb):
    while tb is not None:
        positions = _tb_positions(tb)
        if positions[0] is None:
            yield tb.tb_frame, (tb.tb_lineno,) + tuple(positions[1:])
        else:
            yield tb.tb_frame, positions
        tb = tb.tb_next


def walk_stack(f):
    """Yield (frame, line) outwards, from the caller by default."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Yield (frame, line) along a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f"<{what} {func.__name__}() failed>"


class FrameSummary:
    """One entry of a traceback, independent of the frame."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines", "_lines_dedented",
                 "locals", "_code")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get("_code")
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        if locals:
            self.locals = {k: _safe_string(v, "local", func=repr) for k, v in locals.items()}
        else:
            self.locals = None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (
                self.filename == other.filename
                and self.lineno == other.lineno
                and self.name == other.name
                and self.locals == other.locals
            )
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    def _fetch(self):
        if self._lines is not None:
            return
        if self.lineno is None or self.end_lineno is None:
            return
        lines = []
        for number in range(self.lineno, self.end_lineno + 1):
            text = None
            if self._code is not None:
                # Code typed at a prompt has a private entry under its code object.
                entry = linecache.cache.get(self._code)
                if entry is not None and 0 < number <= len(entry[2]):
                    text = entry[2][number - 1]
            # Empty text counts too: a blank line belongs to the statement.
            lines.append((linecache.getline(self.filename, number) if text is None else text).rstrip())
        self._lines = "\n".join(lines) + "\n"

    @property
    def _original_lines(self):
        self._fetch()
        return self._lines

    @property
    def _dedented_lines(self):
        self._fetch()
        if self._lines_dedented is None and self._lines is not None:
            self._lines_dedented = _dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        """The first source line without surrounding space, or None."""
        self._fetch()
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()


def _dedent(text):
    lines = text.split("\n")
    margin = None
    for index, line in enumerate(lines):
        stripped = line.lstrip(" \t")
        if not stripped:
            lines[index] = ""
            continue
        indent = line[: len(line) - len(stripped)]
        if margin is None:
            margin = indent
        else:
            common = 0
            for a, b in zip(margin, indent):
                if a != b:
                    break
                common += 1
            margin = margin[:common]
    return "\n".join([line[len(margin or "") :] if line else line for line in lines])


class StackSummary(list):
    """A list of FrameSummary objects."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """From an iterable of (frame, line) pairs."""
        pairs = ((f, (line, None, None, None)) for f, line in frame_gen)
        return klass._extract_from_extended_frame_gen(pairs, limit=limit, lookup_lines=lookup_lines,
                                                      capture_locals=capture_locals)

    @classmethod
    def _extract_from_extended_frame_gen(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if limit >= 0:
                from itertools import islice

                frame_gen = islice(frame_gen, limit)
            else:
                from collections import deque

                frame_gen = deque(frame_gen, maxlen=-limit)
        result = klass()
        filenames = set()
        for f, (lineno, end_lineno, colno, end_colno) in frame_gen:
            code = f.f_code
            filename = code.co_filename
            filenames.add(filename)
            linecache.lazycache(filename, f.f_globals)
            result.append(FrameSummary(
                filename, lineno, code.co_name, lookup_line=False, locals=f.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno, _code=code,
            ))
        for filename in filenames:
            linecache.checkcache(filename)
        if lookup_lines:
            for entry in result:
                entry.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """From FrameSummary objects and old-style 4-tuples."""
        result = klass()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one entry; None leaves it out."""
        filename = frame_summary.filename
        if filename.startswith("<stdin>-"):
            filename = "<stdin>"
        text = f'  File "{filename}", line {frame_summary.lineno}, in {frame_summary.name}\n'
        source = frame_summary._dedented_lines
        if source and source.strip():
            if frame_summary.colno is None or frame_summary.end_colno is None:
                text += _indented([frame_summary.line])
            else:
                text += _indented(_marked_lines(frame_summary))
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def format(self, **kwargs):
        """A list of texts, one per entry; long repetitions are cut."""
        result = []
        last = None
        count = 0
        for frame_summary in self:
            formatted = self.format_frame_summary(frame_summary, **kwargs)
            if formatted is None:
                continue
            key = frame_summary.filename, frame_summary.lineno, frame_summary.name
            if key != last:
                _repeat_note(result, count)
                last = key
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(formatted)
        _repeat_note(result, count)
        return result


def _repeat_note(result, count):
    more = count - _RECURSIVE_CUTOFF
    if more > 0:
        result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def _indented(lines):
    return "".join([f"    {line}\n" for line in lines])


def _marked_lines(entry):
    """The source lines of an entry with marks under the part that was running."""
    original = entry._original_lines.splitlines()
    count = entry.end_lineno - entry.lineno + 1
    first, last = original[0], original[count - 1]
    start = _byte_to_character(first, entry.colno)
    end = _byte_to_character(last, entry.end_colno)
    lines = entry._dedented_lines.splitlines()[:count]
    shift = len(first) - len(lines[0])
    start = max(0, start - shift)
    end = max(0, end - shift)

    text = "\n".join(lines)
    segment = text[start : len(text) - (len(lines[-1]) - end)]
    try:
        anchors = _anchors(segment)
    except Exception:
        anchors = None
    before, after = lines[0][:start], lines[-1][end:]
    if _is_whole_result(before, after, anchors):
        marks = False
    else:
        marks = anchors is not None or bool(before.strip()) or bool(after.rstrip())

    final = len(lines) - 1
    shown = {0, final}
    start_column = _width(lines[0][:start])
    end_column = _width(lines[-1][:end])
    primary = "^"
    if anchors is not None:
        primary = "~"
        left = anchors.left_column + (start if anchors.left_line == 0 else 0)
        right = anchors.right_column + (start if anchors.right_line == 0 else 0)
        left = anchors.left_line, _width(lines[anchors.left_line][:left])
        right = anchors.right_line, _width(lines[anchors.right_line][:right])
        for line in (anchors.left_line, anchors.right_line):
            shown.update(n for n in (line - 1, line, line + 1) if 0 <= n <= final)

    result = []

    def show(number):
        line = lines[number]
        result.append(line)
        if not marks:
            return
        blank = len(line) - len(line.lstrip())
        stop = end_column if number == final else _width(line)
        row = []
        for column in range(stop):
            if column < blank or (number == 0 and column < start_column):
                row.append(" ")
            elif anchors is not None and left <= (number, column) < right:
                row.append("^")
            else:
                row.append(primary)
        result.append("".join(row))

    previous = None
    for number in sorted(shown):
        if previous is not None:
            skipped = number - previous - 1
            if skipped == 1:
                show(number - 1)
            elif skipped > 1:
                result.append(f"...<{skipped} lines>...")
        show(number)
        previous = number
    return _dedent("\n".join(result)).split("\n")


# ----------------------------------------------------------------- exceptions


class TracebackException:
    """Everything about an exception that is needed to print it later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        is_outermost = _seen is None
        if is_outermost:
            _seen = set()
        _seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract_from_extended_frame_gen(
            _walk_tb_with_full_positions(exc_traceback), limit=limit, lookup_lines=lookup_lines,
            capture_locals=capture_locals,
        )
        self._exc_type = exc_type if save_exc_type else None
        # The text is taken now: the exception may change or vanish later.
        self._str = _safe_string(exc_value, "exception")
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as error:
            self.__notes__ = [f"Ignored error getting __notes__: {_safe_string(error, '__notes__', repr)}"]
        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        if exc_type is not None:
            self.exc_type_qualname = exc_type.__qualname__
            self.exc_type_module = exc_type.__module__
        else:
            self.exc_type_qualname = None
            self.exc_type_module = None

        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            line = exc_value.lineno
            self.lineno = str(line) if line is not None else None
            line = exc_value.end_lineno
            self.end_lineno = str(line) if line is not None else None
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
            self._is_syntax_error = True
        elif exc_type and issubclass(exc_type, ImportError) and getattr(exc_value, "name_from", None) is not None:
            suggestion = _suggestion(exc_value, exc_traceback, exc_value.name_from)
            if suggestion:
                self._str += f". Did you mean: '{suggestion}'?"
        elif exc_type and issubclass(exc_type, (NameError, AttributeError)) \
                and getattr(exc_value, "name", None) is not None:
            name = exc_value.name
            suggestion = _suggestion(exc_value, exc_traceback, name)
            if suggestion:
                self._str += f". Did you mean: '{suggestion}'?"
            if issubclass(exc_type, NameError) and name in sys.stdlib_module_names:
                if suggestion:
                    self._str += f" Or did you forget to import '{name}'?"
                else:
                    self._str += f". Did you forget to import '{name}'?"

        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self.__context__ = self.exceptions = None
        # The chain is worked off with a list, because it may be long.
        if is_outermost:
            waiting = [(self, exc_value)]
            options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                           max_group_width=max_group_width, max_group_depth=max_group_depth, _seen=_seen)
            while waiting:
                target, value = waiting.pop()

                def derived(other):
                    made = TracebackException(type(other), other, other.__traceback__, **options)
                    waiting.append((made, other))
                    return made

                if value is None:
                    continue
                cause = value.__cause__
                if cause is not None and id(cause) not in _seen:
                    target.__cause__ = derived(cause)
                context = value.__context__
                needed = not compact or (cause is None and not value.__suppress_context__)
                if needed and context is not None and id(context) not in _seen:
                    target.__context__ = derived(context)
                if isinstance(value, BaseExceptionGroup):
                    target.exceptions = [derived(inner) for inner in value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """From an exception object."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        """The class of the exception (deprecated)."""
        import warnings

        warnings.warn("Deprecated in 3.13. Use exc_type_qualname instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        """The name of the class as printed."""
        if not self._have_exc_type:
            return None
        name = self.exc_type_qualname
        module = self.exc_type_module
        if module not in ("__main__", "builtins"):
            if not isinstance(module, str):
                module = "<unknown>"
            name = f"{module}.{name}"
        return name

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """Yield the lines about the exception itself, without traceback."""
        indent = 3 * _depth * " "
        if not self._have_exc_type:
            yield indent + _final_line(None, self._str)
            return
        name = self.exc_type_str
        if not self._is_syntax_error:
            if _depth > 0:
                for line in _final_line(name, self._str).splitlines():
                    yield f"{indent}{line}\n"
            else:
                yield _final_line(name, self._str)
        else:
            for line in self._format_syntax_error(name):
                yield indent + line
        notes = self.__notes__
        if isinstance(notes, (list, tuple)) or (
            notes is not None and not isinstance(notes, (str, bytes)) and hasattr(notes, "__getitem__")
            and hasattr(notes, "__len__")
        ):
            for note in notes:
                for line in _safe_string(note, "note").split("\n"):
                    yield f"{indent}{line}\n"
        elif notes is not None:
            yield indent + f"{_safe_string(notes, '__notes__', func=repr)}\n"
        if self.exceptions and show_group:
            for inner in self.exceptions:
                yield from inner.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _format_syntax_error(self, name):
        where = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            where = f" ({self.filename})"
        text = self.text
        if isinstance(text, str):
            raw = text.rstrip("\n")
            shown = raw.lstrip(" \n\f")
            cut = len(raw) - len(shown)
            yield f"    {shown}\n"
            if self.offset is not None:
                start = self.offset
                end = self.end_offset if self.end_offset not in (None, 0) else start
                if self.lineno != self.end_lineno:
                    # The error goes on below; mark to the end of this line.
                    end = len(raw) + 1
                limit = len(raw) + 1
                if text and start > limit:
                    start = limit
                if text and end > limit:
                    end = limit
                if start >= end or end < 0:
                    end = start + 1
                first = start - 1 - cut
                last = end - 1 - cut
                if first >= 0:
                    blank = "".join([c if c.isspace() else " " for c in shown[:first]])
                    yield f"    {blank}{'^' * (last - first)}\n"
        yield f"{name}: {self.msg or '<no detail available>'}{where}\n"

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """Yield the text of the whole exception, oldest of the chain first."""
        if _ctx is None:
            _ctx = _Drawing()
        parts = []
        current = self
        while current is not None:
            message = following = None
            if chain:
                if current.__cause__ is not None:
                    message, following = _CAUSE_MESSAGE, current.__cause__
                elif current.__context__ is not None and not current.__suppress_context__:
                    message, following = _CONTEXT_MESSAGE, current.__context__
            parts.append((message, current))
            current = following
        for message, exc in reversed(parts):
            if message is not None:
                yield from _ctx.emit(message)
            if exc.exceptions is None:
                if exc.stack:
                    yield from _ctx.emit("Traceback (most recent call last):\n")
                    yield from _ctx.emit(exc.stack.format())
                yield from _ctx.emit(exc.format_exception_only())
            elif _ctx.depth > self.max_group_depth:
                yield from _ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from exc._format_group(_ctx)

    def _format_group(self, drawing):
        outermost = drawing.depth == 0
        if outermost:
            drawing.depth += 1
        if self.stack:
            yield from drawing.emit("Exception Group Traceback (most recent call last):\n",
                                    margin="+" if outermost else None)
            yield from drawing.emit(self.stack.format())
        yield from drawing.emit(self.format_exception_only())
        total = len(self.exceptions)
        shown = total if total <= self.max_group_width else self.max_group_width + 1
        drawing.close = False
        for index in range(shown):
            last = index == shown - 1
            if last:
                drawing.close = True
            cut = index >= self.max_group_width
            title = "..." if cut else index + 1
            corner = "+-" if index == 0 else "  "
            yield f"{drawing.indent()}{corner}+---------------- {title} ----------------\n"
            drawing.depth += 1
            if cut:
                remaining = total - self.max_group_width
                yield from drawing.emit(f"and {remaining} more exception{'s' if remaining > 1 else ''}\n")
            else:
                yield from self.exceptions[index].format(_ctx=drawing)
            if last and drawing.close:
                yield f"{drawing.indent()}+------------------------------------\n"
                drawing.close = False
            drawing.depth -= 1
        if outermost:
            drawing.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print to a file, sys.stderr by default."""
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain, **kwargs):
            print(line, file=file, end="")


class _Drawing:
    """The state of the frame drawn around exception groups."""

    def __init__(self):
        self.depth = 0
        self.close = False

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, text, margin=None):
        if margin is None:
            margin = "|"
        prefix = self.indent()
        if self.depth:
            prefix += margin + " "
        if isinstance(text, str):
            yield _prefixed(text, prefix)
        else:
            for piece in text:
                yield _prefixed(piece, prefix)


def _prefixed(text, prefix):
    if not prefix:
        return text
    return "".join([prefix + line for line in text.splitlines(keepends=True)])


def _final_line(name, value, *, insert_final_newline=True):
    text = _safe_string(value, "exception") if value is not None else "None"
    end = "\n" if insert_final_newline else ""
    if value is None or not text:
        return f"{name}{end}"
    return f"{name}: {text}{end}"


# ----------------------------------------------------------------- suggestions

_MAX_CANDIDATES = 750
_MAX_LENGTH = 40
_MOVE = 2
_CASE = 1


def _suggestion(exc_value, tb, wrong_name):
    if not isinstance(wrong_name, str):
        return None
    try:
        hide_private = wrong_name[:1] != "_"
        if isinstance(exc_value, AttributeError):
            obj = exc_value.obj
            names = _attribute_names(obj)
            if hide_private and tb is not None:
                while tb.tb_next is not None:
                    tb = tb.tb_next
                scope = tb.tb_frame.f_locals
                if "self" in scope and scope["self"] is obj:
                    hide_private = False
        elif isinstance(exc_value, ImportError):
            module = __import__(exc_value.name)
            names = _attribute_names(sys.modules.get(exc_value.name, module))
        else:
            if tb is None:
                return None
            while tb.tb_next is not None:
                tb = tb.tb_next
            frame = tb.tb_frame
            scope = frame.f_locals
            if "self" in scope:
                try:
                    if hasattr(scope["self"], wrong_name):
                        return f"self.{wrong_name}"
                except Exception:
                    pass
            names = list(scope) + list(frame.f_globals) + list(frame.f_builtins)
            names = [name for name in names if isinstance(name, str)]
    except Exception:
        return None
    if hide_private and not isinstance(exc_value, NameError):
        names = [name for name in names if name[:1] != "_"]
    return _closest(wrong_name, names)


def _attribute_names(obj):
    try:
        names = dir(obj)
    except TypeError:
        # Mixed kinds of names cannot be sorted; the strings among them will do.
        names = list(obj.__dict__) + list(dir(type(obj)))
    return sorted(name for name in names if isinstance(name, str))


def _closest(wrong_name, names):
    """The candidate with the smallest edit distance, if it is near enough."""
    if len(names) > _MAX_CANDIDATES or len(wrong_name) > _MAX_LENGTH:
        return None
    best = None
    best_distance = None
    for name in names:
        if name == wrong_name:
            continue
        # A third of the letters may be wrong.
        limit = (len(name) + len(wrong_name) + 3) * _MOVE // 6
        if best is not None:
            limit = min(limit, best_distance - 1)
        distance = _edit_distance(wrong_name, name, limit)
        if distance > limit:
            continue
        if best is None or distance < best_distance:
            best, best_distance = name, distance
    return best


def _substitution(a, b):
    if a == b:
        return 0
    return _CASE if a.lower() == b.lower() else _MOVE


def _edit_distance(a, b, limit):
    """Levenshtein distance where a change of case costs half; limit + 1 if above the limit."""
    if a == b:
        return 0
    start = 0
    while start < len(a) and start < len(b) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return _MOVE * (len(a) + len(b))
    if len(a) > _MAX_LENGTH or len(b) > _MAX_LENGTH:
        return limit + 1
    if len(b) < len(a):
        a, b = b, a
    if (len(b) - len(a)) * _MOVE > limit:
        return limit + 1
    row = list(range(_MOVE, _MOVE * (len(a) + 1), _MOVE))
    result = 0
    for j, letter in enumerate(b):
        diagonal = result = j * _MOVE
        lowest = sys.maxsize
        for i, other in enumerate(a):
            substituted = diagonal + _substitution(letter, other)
            diagonal = row[i]
            result = min(min(result, diagonal) + _MOVE, substituted)
            row[i] = result
            lowest = min(lowest, result)
        if lowest > limit:
            return limit + 1
    return result


# ------------------------------------------------------------ public functions


def _exception_parts(exc, value, tb):
    if value is _sentinel and tb is _sentinel:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return type(exc), exc, exc.__traceback__ if exc is not None else None
    if value is _sentinel or tb is _sentinel:
        raise ValueError("Both or neither of value and tb must be given")
    return type(value), value, tb


def format_list(extracted_list):
    """Texts for a list of entries."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Print a list of entries."""
    if file is None:
        file = sys.stderr
    for item in format_list(extracted_list):
        print(item, file=file, end="")


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """Texts for the entries of a traceback."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback."""
    return StackSummary._extract_from_extended_frame_gen(_walk_tb_with_full_positions(tb), limit=limit)


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs):
    """Print an exception with its traceback."""
    typ, value, tb = _exception_parts(exc, value, tb)
    TracebackException(typ, value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """The texts that print_exception() would print."""
    typ, value, tb = _exception_parts(exc, value, tb)
    return list(TracebackException(typ, value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """The texts about the exception itself."""
    if value is _sentinel:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The exception being handled as one text."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody caught."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit=limit, file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    """Print the stack, from the caller by default."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """Texts for the stack, from the caller by default."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The entries of the stack, outermost first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(_frames_from(f), limit=limit)
    stack.reverse()
    return stack


def _frames_from(f):
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def clear_frames(tb):
    """Drop the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            # Still running.
            pass
        tb = tb.tb_next
