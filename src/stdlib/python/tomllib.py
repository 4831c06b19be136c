"""Reading TOML.

A text is read from left to right, one expression after the other. Tables are dicts; what TOML
forbids about them (defining one twice, opening a closed one) is kept in a tree of marks beside.
"""

__all__ = ("loads", "load", "TOMLDecodeError")

import re
from datetime import date, datetime, time, timedelta, timezone


class TOMLDecodeError(ValueError):
    """A text that is no TOML."""


def load(fp, /, *, parse_float=float):
    """The contents of a binary file."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """The contents of a text."""
    try:
        text = s.replace("\r\n", "\n")
    except AttributeError:
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'") from None
    return _Reader(text, _safe_float(parse_float)).document()


def _safe_float(parse_float):
    if parse_float is float:
        return float

    def parse(text):
        value = parse_float(text)
        if isinstance(value, (dict, list)):
            raise ValueError("parse_float must not return dicts or lists")
        return value

    return parse


_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_CONTROLS = frozenset(map(chr, range(32))) | {"\x7f"}
_IN_COMMENT = _IN_BASIC = _IN_LITERAL = _CONTROLS - {"\t"}
_IN_LONG = _CONTROLS - {"\t", "\n"}
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_CLOCK = r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)(?:\.(?P<fraction>\d{1,6})\d*)?"
_clock = re.compile(_CLOCK, re.ASCII)
_moment = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    rf"(?:[Tt ]{_CLOCK}(?:(?P<utc>[Zz])|(?P<sign>[+-])(?P<off_hour>[01]\d|2[0-3]):(?P<off_minute>[0-5]\d))?)?",
    re.ASCII,
)
_number = re.compile(
    r"0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)"
    r"|[+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)",
    re.ASCII,
)


class _Mark:
    """What is known about the table or array at a key, beside its contents."""

    __slots__ = ("below", "explicit", "frozen", "inherited")

    def __init__(self):
        self.below = {}
        self.explicit = False
        # Frozen: nothing below may change. Inherited: that holds for everything below.
        self.frozen = False
        self.inherited = False


class _Marks:
    def __init__(self):
        self.root = _Mark()

    def at(self, key, make=False):
        mark = self.root
        for part in key:
            found = mark.below.get(part)
            if found is None:
                if not make:
                    return None
                found = mark.below[part] = _Mark()
            mark = found
        return mark

    def forget(self, key):
        parent = self.at(key[:-1])
        if parent is not None:
            parent.below.pop(key[-1], None)

    def is_frozen(self, key):
        mark = self.root
        for index, part in enumerate(key):
            mark = mark.below.get(part)
            if mark is None:
                return False
            if mark.inherited:
                return True
        return mark.frozen if key else False

    def freeze(self, key, deep):
        mark = self.at(key, True)
        if deep:
            mark.inherited = True
        else:
            mark.frozen = True


class _Reader:
    def __init__(self, text, parse_float):
        self.text = text
        self.at = 0
        self.parse_float = parse_float
        self.root = {}
        self.marks = _Marks()
        self.header = ()
        # Tables made by dotted keys; the next header closes them.
        self.dotted = []

    # -- characters --

    def error(self, message, place=None):
        place = self.at if place is None else place
        if place >= len(self.text):
            where = "end of document"
        else:
            line = self.text.count("\n", 0, place) + 1
            column = place + 1 if line == 1 else place - self.text.rindex("\n", 0, place)
            where = f"line {line}, column {column}"
        return TOMLDecodeError(f"{message} (at {where})")

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else None

    def skip(self, characters):
        text, at, end = self.text, self.at, len(self.text)
        while at < end and text[at] in characters:
            at += 1
        self.at = at

    def skip_until(self, mark, forbidden, needed):
        """Go to a mark; characters on the way that may not be there are errors."""
        end = self.text.find(mark, self.at)
        if end < 0:
            end = len(self.text)
            if needed:
                raise self.error(f"Expected {mark!r}", end)
        for place in range(self.at, end):
            if self.text[place] in forbidden:
                raise self.error(f"Found invalid character {self.text[place]!r}", place)
        self.at = end

    def skip_comment(self):
        if self.peek() == "#":
            self.at += 1
            self.skip_until("\n", _IN_COMMENT, False)

    def skip_lines(self):
        """Skip blanks, ends of lines and comments."""
        while True:
            before = self.at
            self.skip(" \t\n")
            self.skip_comment()
            if self.at == before:
                return

    # -- expressions --

    def document(self):
        while True:
            self.skip(" \t")
            letter = self.peek()
            if letter is None:
                break
            if letter == "\n":
                self.at += 1
                continue
            if letter in _BARE or letter in "\"'":
                self.assignment()
                self.skip(" \t")
            elif letter == "[":
                for part in self.dotted:
                    self.marks.at(part, True).explicit = True
                self.dotted.clear()
                if self.text.startswith("[[", self.at):
                    self.array_header()
                else:
                    self.table_header()
                self.skip(" \t")
            elif letter != "#":
                raise self.error("Invalid statement")
            self.skip_comment()
            letter = self.peek()
            if letter is None:
                break
            if letter != "\n":
                raise self.error("Expected newline or end of document after a statement")
            self.at += 1
        return self.root

    def table_header(self):
        self.at += 1
        self.skip(" \t")
        key = self.key()
        mark = self.marks.at(key)
        if (mark is not None and mark.explicit) or self.marks.is_frozen(key):
            raise self.error(f"Cannot declare {key} twice")
        self.marks.at(key, True).explicit = True
        try:
            self.table_at(key)
        except KeyError:
            raise self.error("Cannot overwrite a value") from None
        if not self.text.startswith("]", self.at):
            raise self.error("Expected ']' at the end of a table declaration")
        self.at += 1
        self.header = key

    def array_header(self):
        self.at += 2
        self.skip(" \t")
        key = self.key()
        if self.marks.is_frozen(key):
            raise self.error(f"Cannot mutate immutable namespace {key}")
        # A new element knows nothing of the tables of the one before.
        self.marks.forget(key)
        self.marks.at(key, True).explicit = True
        try:
            parent = self.table_at(key[:-1])
            if key[-1] in parent:
                array = parent[key[-1]]
                if not isinstance(array, list):
                    raise KeyError
                array.append({})
            else:
                parent[key[-1]] = [{}]
        except KeyError:
            raise self.error("Cannot overwrite a value") from None
        if not self.text.startswith("]]", self.at):
            raise self.error("Expected ']]' at the end of an array declaration")
        self.at += 2
        self.header = key

    def table_at(self, key, through_lists=True):
        """The table at a key, made where it is missing."""
        table = self.root
        for part in key:
            table = table.setdefault(part, {})
            if through_lists and isinstance(table, list):
                table = table[-1]
            if not isinstance(table, dict):
                raise KeyError
        return table

    def assignment(self):
        key, value = self.pair()
        parent = key[:-1]
        absolute = self.header + parent
        for length in range(1, len(key)):
            # Tables that are made by a dotted key are closed to headers.
            part = self.header + key[:length]
            mark = self.marks.at(part)
            if mark is not None and mark.explicit:
                raise self.error(f"Cannot redefine namespace {part}")
            self.dotted.append(part)
        if self.marks.is_frozen(absolute):
            raise self.error(f"Cannot mutate immutable namespace {absolute}")
        try:
            table = self.table_at(absolute)
        except KeyError:
            raise self.error("Cannot overwrite a value") from None
        if key[-1] in table:
            raise self.error("Cannot overwrite a value")
        if isinstance(value, (dict, list)):
            self.marks.freeze(self.header + key, True)
        table[key[-1]] = value

    def pair(self):
        key = self.key()
        if self.peek() != "=":
            raise self.error("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip(" \t")
        return key, self.value()

    def key(self):
        parts = [self.key_part()]
        self.skip(" \t")
        while self.peek() == ".":
            self.at += 1
            self.skip(" \t")
            parts.append(self.key_part())
            self.skip(" \t")
        return tuple(parts)

    def key_part(self):
        letter = self.peek()
        if letter is not None and letter in _BARE:
            start = self.at
            self.skip(_BARE)
            return self.text[start : self.at]
        if letter == "'":
            return self.literal()
        if letter == '"':
            return self.basic()
        raise self.error("Invalid initial character for a key part")

    # -- values --

    def value(self):
        letter = self.peek()
        match letter:
            case '"':
                return self.long_basic() if self.text.startswith('"""', self.at) else self.basic()
            case "'":
                return self.long_literal() if self.text.startswith("'''", self.at) else self.literal()
            case "t":
                if self.text.startswith("true", self.at):
                    self.at += 4
                    return True
            case "f":
                if self.text.startswith("false", self.at):
                    self.at += 5
                    return False
            case "[":
                return self.array()
            case "{":
                return self.inline_table()
        found = _moment.match(self.text, self.at)
        if found:
            try:
                value = _as_moment(found)
            except ValueError as error:
                raise self.error("Invalid date or datetime") from error
            self.at = found.end()
            return value
        found = _clock.match(self.text, self.at)
        if found:
            self.at = found.end()
            return _as_clock(found)
        found = _number.match(self.text, self.at)
        if found:
            self.at = found.end()
            return self.parse_float(found[0]) if found["float"] else int(found[0], 0)
        for size in (3, 4):
            word = self.text[self.at : self.at + size]
            if word in ("inf", "nan", "-inf", "+inf", "-nan", "+nan"):
                self.at += size
                return self.parse_float(word)
        raise self.error("Invalid value")

    def array(self):
        self.at += 1
        items = []
        self.skip_lines()
        if self.peek() == "]":
            self.at += 1
            return items
        while True:
            items.append(self.value())
            self.skip_lines()
            letter = self.peek()
            if letter == "]":
                self.at += 1
                return items
            if letter != ",":
                raise self.error("Unclosed array")
            self.at += 1
            self.skip_lines()
            if self.peek() == "]":
                self.at += 1
                return items

    def inline_table(self):
        self.at += 1
        inner = {}
        marks = _Marks()
        self.skip(" \t")
        if self.peek() == "}":
            self.at += 1
            return inner
        while True:
            key, value = self.pair()
            if marks.is_frozen(key):
                raise self.error(f"Cannot mutate immutable namespace {key}")
            table = inner
            for part in key[:-1]:
                table = table.setdefault(part, {})
                if not isinstance(table, dict):
                    raise self.error("Cannot overwrite a value")
            if key[-1] in table:
                raise self.error(f"Duplicate inline table key {key[-1]!r}")
            table[key[-1]] = value
            self.skip(" \t")
            letter = self.peek()
            if letter == "}":
                self.at += 1
                return inner
            if letter != ",":
                raise self.error("Unclosed inline table")
            if isinstance(value, (dict, list)):
                marks.freeze(key, True)
            self.at += 1
            self.skip(" \t")

    # -- strings --

    def literal(self):
        self.at += 1
        start = self.at
        self.skip_until("'", _IN_LITERAL, True)
        self.at += 1
        return self.text[start : self.at - 1]

    def long_literal(self):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        start = self.at
        self.skip_until("'''", _IN_LONG, True)
        text = self.text[start : self.at]
        self.at += 3
        # Up to two quotes may stand before those that close.
        for _ in range(2):
            if self.peek() == "'":
                self.at += 1
                text += "'"
        return text

    def basic(self):
        self.at += 1
        return self.escaped('"', _IN_BASIC)

    def long_basic(self):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        text = self.escaped('"""', _IN_LONG)
        for _ in range(2):
            if self.peek() == '"':
                self.at += 1
                text += '"'
        return text

    def escaped(self, close, forbidden):
        pieces = []
        start = self.at
        while True:
            letter = self.peek()
            if letter is None:
                raise self.error("Unterminated string")
            if letter == '"' and self.text.startswith(close, self.at):
                pieces.append(self.text[start : self.at])
                self.at += len(close)
                return "".join(pieces)
            if letter == "\\":
                pieces.append(self.text[start : self.at])
                pieces.append(self.escape(len(close) == 3))
                start = self.at
            elif letter in forbidden:
                raise self.error(f"Illegal character {letter!r}")
            else:
                self.at += 1

    def escape(self, is_long):
        letter = self.text[self.at + 1 : self.at + 2]
        self.at += 2
        if is_long and letter and letter in " \t\n":
            # A backslash at the end of a line removes the blanks that follow.
            if letter != "\n":
                self.skip(" \t")
                if self.peek() is None:
                    return ""
                if self.peek() != "\n":
                    raise self.error("Unescaped '\\' in a string")
                self.at += 1
            self.skip(" \t\n")
            return ""
        if letter in ("u", "U"):
            size = 4 if letter == "u" else 8
            digits = self.text[self.at : self.at + size]
            if len(digits) != size or not set(digits) <= set("0123456789abcdefABCDEF"):
                raise self.error("Invalid hex value")
            self.at += size
            code = int(digits, 16)
            if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
                raise self.error("Escaped character is not a Unicode scalar value")
            return chr(code)
        if letter in _ESCAPES and letter:
            return _ESCAPES[letter]
        if not letter:
            self.at = len(self.text)
            raise self.error("Unterminated string")
        raise self.error("Unescaped '\\' in a string")


def _microseconds(found):
    return int(found["fraction"].ljust(6, "0")) if found["fraction"] else 0


def _as_clock(found):
    return time(int(found["hour"]), int(found["minute"]), int(found["second"]), _microseconds(found))


def _as_moment(found):
    day = int(found["year"]), int(found["month"]), int(found["day"])
    if found["hour"] is None:
        return date(*day)
    zone = None
    if found["utc"]:
        zone = timezone.utc
    elif found["sign"]:
        offset = timedelta(hours=int(found["off_hour"]), minutes=int(found["off_minute"]))
        zone = timezone(-offset if found["sign"] == "-" else offset)
    clock = int(found["hour"]), int(found["minute"]), int(found["second"])
    return datetime(*day, *clock, _microseconds(found), zone)
