"""JSON text to objects: a recursive scanner over positions in the text."""

__all__ = ["JSONDecoder", "JSONDecodeError"]

import _json

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")

_CONSTANTS = {"-Infinity": NegInf, "Infinity": PosInf, "NaN": NaN}
_BACKSLASH = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SPACE = " \t\n\r"
_DIGITS = "0123456789"


class JSONDecodeError(ValueError):
    """A text that is not JSON, with the place of the error."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _skip_space(s, i):
    end = len(s)
    while i < end and s[i] in _SPACE:
        i += 1
    return i


def _four_hex(s, pos):
    """The value of the four hexadecimal digits behind the 'u' at `pos`."""
    digits = s[pos + 1 : pos + 5]
    if len(digits) == 4:
        for c in digits:
            if c not in "0123456789abcdefABCDEF":
                break
        else:
            return int(digits, 16)
    raise JSONDecodeError("Invalid \\uXXXX escape", s, pos)


def scanstring(s, end, strict=True):
    """The string whose first character is at `end`, and the position behind it."""
    begin = end - 1
    parts = []
    if begin < 0:
        raise ValueError("end is out of bounds")
    while True:
        quote = s.find('"', end)
        if quote < 0:
            quote = len(s)
            closed = False
        else:
            closed = True
        slash = s.find("\\", end, quote)
        stop = quote if slash < 0 else slash
        chunk = s[end:stop]
        if strict and not chunk.isprintable():
            for offset, c in enumerate(chunk):
                if c < " ":
                    raise JSONDecodeError("Invalid control character at", s, end + offset)
        parts.append(chunk)
        if slash < 0:
            if not closed:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            return "".join(parts), quote + 1
        if slash + 1 >= len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        escape = s[slash + 1]
        if escape != "u":
            try:
                parts.append(_BACKSLASH[escape])
            except KeyError:
                raise JSONDecodeError("Invalid \\escape", s, slash) from None
            end = slash + 2
            continue
        code = _four_hex(s, slash + 1)
        end = slash + 6
        if 0xD800 <= code <= 0xDBFF and s.startswith("\\u", end):
            low = _four_hex(s, end + 1)
            if 0xDC00 <= low <= 0xDFFF:
                code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))
                end += 6
        parts.append(chr(code))


py_scanstring = scanstring


class JSONDecoder:
    """Decodes JSON documents; the hooks replace the usual conversions."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.parse_string = scanstring
        self.memo = {}
        self.scan_once = self._scan_document

    def decode(self, s):
        """The object a whole text stands for."""
        obj, end = self.raw_decode(s, _skip_space(s, 0))
        end = _skip_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """The object at the start of a text, and the position behind it."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as error:
            raise JSONDecodeError("Expecting value", s, error.value) from None

    def _scan_document(self, s, idx):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        if (self.parse_float is float and self.parse_int is int and self.object_hook is None
                and self.object_pairs_hook is None):
            found = _json.scan(s, idx, bool(self.strict))
            if found is not None:
                return found
        # Equal keys of one document share one string.
        self.memo = {}
        try:
            return self._scan(s, idx)
        finally:
            self.memo = {}

    def _scan(self, s, idx):
        try:
            c = s[idx]
        except IndexError:
            raise StopIteration(idx) from None
        if c == '"':
            return scanstring(s, idx + 1, self.strict)
        if c == "{":
            return self._scan_object(s, idx + 1)
        if c == "[":
            return self._scan_array(s, idx + 1)
        if c == "n" and s.startswith("null", idx):
            return None, idx + 4
        if c == "t" and s.startswith("true", idx):
            return True, idx + 4
        if c == "f" and s.startswith("false", idx):
            return False, idx + 5
        if c in "-0123456789":
            found = self._scan_number(s, idx)
            if found is not None:
                return found
        if c == "N" and s.startswith("NaN", idx):
            return self.parse_constant("NaN"), idx + 3
        if c == "I" and s.startswith("Infinity", idx):
            return self.parse_constant("Infinity"), idx + 8
        if c == "-" and s.startswith("-Infinity", idx):
            return self.parse_constant("-Infinity"), idx + 9
        raise StopIteration(idx)

    def _scan_number(self, s, start):
        end = len(s)
        i = start
        if s[i] == "-":
            i += 1
            if i >= end or s[i] not in _DIGITS:
                return None
        if s[i] == "0":
            i += 1
        else:
            while i < end and s[i] in _DIGITS:
                i += 1
        is_float = False
        if i + 1 < end and s[i] == "." and s[i + 1] in _DIGITS:
            is_float = True
            i += 1
            while i < end and s[i] in _DIGITS:
                i += 1
        if i + 1 < end and s[i] in "eE":
            j = i + 1
            if s[j] in "+-":
                j += 1
            if j < end and s[j] in _DIGITS:
                is_float = True
                i = j
                while i < end and s[i] in _DIGITS:
                    i += 1
        text = s[start:i]
        return (self.parse_float(text) if is_float else self.parse_int(text)), i

    def _scan_object(self, s, i):
        pairs = []
        i = _skip_space(s, i)
        if s.startswith("}", i):
            return self._finish_object(pairs), i + 1
        if not s.startswith('"', i):
            raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
        memo = self.memo
        while True:
            key, i = scanstring(s, i + 1, self.strict)
            key = memo.setdefault(key, key)
            if not s.startswith(":", i):
                i = _skip_space(s, i)
                if not s.startswith(":", i):
                    raise JSONDecodeError("Expecting ':' delimiter", s, i)
            i = _skip_space(s, i + 1)
            try:
                value, i = self._scan(s, i)
            except StopIteration as error:
                raise JSONDecodeError("Expecting value", s, error.value) from None
            pairs.append((key, value))
            i = _skip_space(s, i)
            c = s[i : i + 1]
            if c == "}":
                return self._finish_object(pairs), i + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            comma = i
            i = _skip_space(s, i + 1)
            if not s.startswith('"', i):
                if s.startswith("}", i):
                    raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)

    def _finish_object(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        result = dict(pairs)
        if self.object_hook is not None:
            result = self.object_hook(result)
        return result

    def _scan_array(self, s, i):
        values = []
        i = _skip_space(s, i)
        if s.startswith("]", i):
            return values, i + 1
        while True:
            try:
                value, i = self._scan(s, i)
            except StopIteration as error:
                raise JSONDecodeError("Expecting value", s, error.value) from None
            values.append(value)
            i = _skip_space(s, i)
            c = s[i : i + 1]
            if c == "]":
                return values, i + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            comma = i
            i = _skip_space(s, i + 1)
            if s.startswith("]", i):
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)
