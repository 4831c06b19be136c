"""Objects to JSON text."""

__all__ = ["JSONEncoder"]

import _json


def encode_basestring(s):
    """A string literal that keeps characters outside ASCII."""
    return _json.quote(s, False)


def encode_basestring_ascii(s):
    """A string literal of ASCII characters only."""
    return _json.quote(s, True)


py_encode_basestring = encode_basestring
py_encode_basestring_ascii = encode_basestring_ascii
INFINITY = float("inf")


class JSONEncoder:
    """Encodes objects; default() is asked about unknown types."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """Something encodable to stand for an unknown object; TypeError if there is nothing."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The JSON text of an object."""
        if isinstance(o, str):
            return (encode_basestring_ascii if self.ensure_ascii else encode_basestring)(o)
        if type(self).iterencode is JSONEncoder.iterencode:
            text = _json.encode(o, bool(self.ensure_ascii), self.item_separator, self.key_separator,
                                _indentation(self.indent), bool(self.allow_nan), bool(self.sort_keys))
            if text is not None:
                return text
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        """The JSON text of an object in pieces."""
        return _Run(self).value(o, 0)


def _indentation(indent):
    return indent if indent is None or isinstance(indent, str) else " " * indent


class _Run:
    """One encoding with its settings unpacked."""

    def __init__(self, encoder):
        self.text = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring
        self.encoder = encoder
        self.open = {} if encoder.check_circular else None
        self.indent = _indentation(encoder.indent)

    def number(self, o):
        if o != o:
            text = "NaN"
        elif o == INFINITY:
            text = "Infinity"
        elif o == -INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def simple(self, o):
        """The text of what has no parts, or None."""
        if isinstance(o, str):
            return self.text(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.number(o)
        return None

    def enter(self, o):
        if self.open is not None:
            if id(o) in self.open:
                raise ValueError("Circular reference detected")
            self.open[id(o)] = o

    def leave(self, o):
        if self.open is not None:
            del self.open[id(o)]

    def value(self, o, level):
        text = self.simple(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.array(o, level)
        elif isinstance(o, dict):
            yield from self.object(o, level)
        else:
            self.enter(o)
            replaced = self.encoder.default(o)
            yield from self.value(replaced, level)
            self.leave(o)

    def array(self, items, level):
        if not items:
            yield "[]"
            return
        self.enter(items)
        level += 1
        separator = self.encoder.item_separator
        if self.indent is None:
            lead = "["
        else:
            line = "\n" + self.indent * level
            lead = "[" + line
            separator += line
        for item in items:
            text = self.simple(item)
            if text is not None:
                yield lead + text
            else:
                yield lead
                yield from self.value(item, level)
            lead = separator
        if self.indent is not None:
            yield "\n" + self.indent * (level - 1)
        yield "]"
        self.leave(items)

    def key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self.number(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def object(self, mapping, level):
        if not mapping:
            yield "{}"
            return
        self.enter(mapping)
        level += 1
        separator = self.encoder.item_separator
        lead = "{"
        if self.indent is not None:
            line = "\n" + self.indent * level
            lead += line
            separator += line
        opening = lead
        pairs = sorted(mapping.items()) if self.encoder.sort_keys else mapping.items()
        for key, item in pairs:
            key = self.key(key)
            if key is None:
                continue
            lead += self.text(key) + self.encoder.key_separator
            text = self.simple(item)
            if text is not None:
                yield lead + text
            else:
                yield lead
                yield from self.value(item, level)
            lead = separator
        if lead == opening:
            # Every key was left out.
            yield "{"
        elif self.indent is not None:
            yield "\n" + self.indent * (level - 1)
        yield "}"
        self.leave(mapping)
