"""Character constants, templates with $names, and a formatter to derive from."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
    "printable", "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Every word capitalized, runs of space made single."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class _Pieces:
    """Finds $name, ${name}, $$ and stray delimiters without regular expressions."""

    def __init__(self, delimiter):
        self.delimiter = delimiter

    @staticmethod
    def _is_start(c):
        return c == "_" or (c.isascii() and c.isalpha())

    @staticmethod
    def _name_end(text, i):
        end = i
        while end < len(text) and (text[end] == "_" or (text[end].isascii() and text[end].isalnum())):
            end += 1
        return end

    def find(self, text):
        """Yield (start, end, kind, name); kind is escaped, named, braced or invalid."""
        delimiter = self.delimiter
        size = len(delimiter)
        i = text.find(delimiter)
        while i >= 0:
            after = i + size
            if text.startswith(delimiter, after):
                end = after + size
                yield i, end, "escaped", None
            elif after < len(text) and self._is_start(text[after]):
                end = self._name_end(text, after)
                yield i, end, "named", text[after:end]
            else:
                end = after
                if after + 1 < len(text) and text[after] == "{" and self._is_start(text[after + 1]):
                    close = self._name_end(text, after + 1)
                    if close < len(text) and text[close] == "}":
                        end = close + 1
                        yield i, end, "braced", text[after + 1 : close]
                if end == after:
                    yield i, end, "invalid", None
            i = text.find(delimiter, end)


class _BasePattern:
    """Compiles the pattern of Template itself when somebody asks for it: most programs never do."""

    def __get__(self, instance, owner=None):
        Template._compile_pattern()
        return Template.pattern


class Template:
    """Text in which $name and ${name} can be replaced."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None
    pattern = _BasePattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        if "pattern" in cls.__dict__ or any(
            name in base.__dict__
            for base in cls.__mro__[:-2]
            for name in ("idpattern", "braceidpattern", "flags")
            if base is not Template
        ):
            cls._compile_pattern()

    @classmethod
    def _compile_pattern(cls):
        import re

        pattern = cls.__dict__.get("pattern")
        if pattern is None or isinstance(pattern, _BasePattern):
            delim = re.escape(cls.delimiter)
            named = cls.idpattern
            braced = cls.braceidpattern or cls.idpattern
            pattern = (
                rf"{delim}(?:(?P<escaped>{delim})|(?P<named>{named})|{{(?P<braced>{braced})}}|(?P<invalid>))"
            )
        flags = re.IGNORECASE if cls.flags is None else cls.flags
        cls.pattern = cls._compiled = re.compile(pattern, flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _find(self):
        compiled = getattr(type(self), "_compiled", None)
        if compiled is None:
            yield from _Pieces(self.delimiter).find(self.template)
            return
        for match in compiled.finditer(self.template):
            for kind in ("named", "braced"):
                name = match.group(kind)
                if name is not None:
                    yield match.start(), match.end(), kind, name
                    break
            else:
                if match.group("escaped") is not None:
                    yield match.start(), match.end(), "escaped", None
                elif match.group("invalid") is not None:
                    yield match.start("invalid"), match.end(), "invalid", None
                else:
                    raise ValueError("Unrecognized named group in pattern", compiled)

    def _invalid(self, position):
        if getattr(type(self), "_compiled", None) is None:
            position += len(self.delimiter)
        lines = self.template[:position].splitlines(keepends=True)
        if not lines:
            column = 1
            line = 1
        else:
            column = position - len("".join(lines[:-1]))
            line = len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def _replace(self, mapping, safe):
        template = self.template
        parts = []
        last = 0
        for start, end, kind, name in self._find():
            if kind == "escaped":
                value = self.delimiter
            elif kind == "invalid":
                if not safe:
                    self._invalid(start)
                value = template[start:end]
            elif safe:
                try:
                    value = str(mapping[name])
                except KeyError:
                    value = template[start:end]
            else:
                value = str(mapping[name])
            parts.append(template[last:start])
            parts.append(value)
            last = end
        parts.append(template[last:])
        return "".join(parts)

    def _mapping(self, mapping, kws):
        if mapping is _absent:
            return kws
        if kws:
            from collections import ChainMap

            return ChainMap(kws, mapping)
        return mapping

    def substitute(self, mapping=None, /, **kws):
        """The text with everything replaced; KeyError for unknown names."""
        return self._replace(self._mapping(_absent if mapping is None else mapping, kws), False)

    def safe_substitute(self, mapping=None, /, **kws):
        """The text with known names replaced and the rest left alone."""
        return self._replace(self._mapping(_absent if mapping is None else mapping, kws), True)

    def is_valid(self):
        """Whether there are no stray delimiters."""
        return all(kind != "invalid" for _, _, kind, _ in self._find())

    def get_identifiers(self):
        """The names in order of first appearance."""
        names = []
        for _, _, kind, name in self._find():
            if name is not None and name not in names:
                names.append(name)
        return names


_absent = object()


def _parse_format(text):
    """Yield (literal, field, spec, conversion) as str.format() reads a text."""
    literal = []
    i = 0
    end = len(text)
    while i < end:
        c = text[i]
        if c == "{":
            if text.startswith("{{", i):
                literal.append("{")
                i += 2
                # A doubled brace ends a piece, as str.format() reads it.
                yield "".join(literal), None, None, None
                literal = []
                continue
            i += 1
            if i >= end:
                raise ValueError("Single '{' encountered in format string")
            start = i
            depth = 1
            bracket = False
            while i < end:
                c = text[i]
                if c == "{":
                    depth += 1
                elif c == "}":
                    depth -= 1
                    if depth == 0:
                        break
                i += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            body = text[start:i]
            i += 1
            field, spec, conversion = _split_field(body)
            yield "".join(literal), field, spec, conversion
            literal = []
        elif c == "}":
            if text.startswith("}}", i):
                literal.append("}")
                i += 2
                yield "".join(literal), None, None, None
                literal = []
                continue
            raise ValueError("Single '}' encountered in format string")
        else:
            literal.append(c)
            i += 1
    if literal:
        yield "".join(literal), None, None, None


def _split_field(body):
    in_bracket = False
    for index, c in enumerate(body):
        if c == "[":
            in_bracket = True
        elif c == "]":
            in_bracket = False
        elif c == "{" and not in_bracket:
            raise ValueError("unexpected '{' in field name")
        elif c in "!:" and not in_bracket:
            break
    else:
        return body, "", None
    field = body[:index]
    if body[index] == ":":
        return field, body[index + 1 :], None
    rest = body[index + 1 :]
    if not rest:
        raise ValueError("end of string while looking for conversion specifier")
    conversion = rest[0]
    if len(rest) > 1 and rest[1] != ":":
        raise ValueError("expected ':' after conversion specifier")
    return field, rest[2:], conversion


def _split_name(field):
    """The first name of a field and an iterator over (is_attribute, key) steps."""
    end = 0
    while end < len(field) and field[end] not in ".[":
        end += 1
    first = field[:end]
    if first.isdecimal():
        first = int(first)

    def steps(i):
        while i < len(field):
            if field[i] == ".":
                stop = i + 1
                while stop < len(field) and field[stop] not in ".[":
                    stop += 1
                name = field[i + 1 : stop]
                if not name:
                    raise ValueError("Empty attribute in format string")
                yield True, name
                i = stop
            elif field[i] == "[":
                stop = field.find("]", i)
                if stop < 0:
                    raise ValueError("Missing ']' in format string")
                key = field[i + 1 : stop]
                if not key:
                    raise ValueError("Empty attribute in format string")
                yield False, int(key) if key.isdecimal() else key
                i = stop + 1
                if i < len(field) and field[i] not in ".[":
                    raise ValueError("Only '.' or '[' may follow ']' in format field specifier")

    return first, steps(end)


class Formatter:
    """str.format() as a class whose steps can be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        """Format a text with the arguments."""
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """Format a text with a sequence and a mapping of arguments."""
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            first, _ = _split_name(field_name)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from automatic field numbering to manual field specification")
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index
            )
            result.append(self.format_field(obj, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        """The argument with a number or name."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called with the keys that were used."""

    def format_field(self, value, format_spec):
        """The text of one value."""
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """Apply !s, !r or !a."""
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """Split a text into (literal, field, spec, conversion) parts."""
        return _parse_format(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object a field names, and the argument it starts from."""
        first, rest = _split_name(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, key in rest:
            obj = getattr(obj, key) if is_attr else obj[key]
        return obj, first
