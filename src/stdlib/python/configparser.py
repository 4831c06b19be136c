"""Files with sections of options: `[section]`, `option = value`.

A parser is a mapping from names to sections; a section is a mapping that also shows the defaults.
"""

import itertools
import os
import re
import sys
from collections import ChainMap as _ChainMap
from collections.abc import MutableMapping

__all__ = (
    "NoSectionError", "DuplicateOptionError", "DuplicateSectionError", "NoOptionError", "InterpolationError",
    "InterpolationDepthError", "InterpolationMissingOptionError", "InterpolationSyntaxError", "ParsingError",
    "MissingSectionHeaderError", "MultilineContinuationError", "ConfigParser", "RawConfigParser", "Interpolation",
    "BasicInterpolation", "ExtendedInterpolation", "SectionProxy", "ConverterMapping", "DEFAULTSECT",
    "MAX_INTERPOLATION_DEPTH", "UNNAMED_SECTION",
)

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10


# ---- errors ----


class Error(Exception):
    """The base of all errors here."""

    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """There is no such section."""

    def __init__(self, section):
        Error.__init__(self, f"No section: {section!r}")
        self.section = section
        self.args = (section,)


def _place(source, lineno):
    text = [f"While reading from {source!r}"]
    if lineno is not None:
        text.append(f" [line {lineno:2d}]")
    return "".join(text)


class DuplicateSectionError(Error):
    """A section is there twice."""

    def __init__(self, section, source=None, lineno=None):
        text = f"{section!r} already exists"
        if source is not None:
            message = f"{_place(source, lineno)}: section {text}"
        else:
            message = f"Section {text}"
        Error.__init__(self, message)
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    """An option is there twice."""

    def __init__(self, section, option, source=None, lineno=None):
        text = f"{option!r} in section {section!r} already exists"
        if source is not None:
            message = f"{_place(source, lineno)}: option {text}"
        else:
            message = f"Option {text}"
        Error.__init__(self, message)
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    """There is no such option."""

    def __init__(self, option, section):
        Error.__init__(self, f"No option {option!r} in section: {section!r}")
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    """A value cannot be put together."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    """A value names an option that is not there."""

    def __init__(self, option, section, rawval, reference):
        message = (
            f"Bad value substitution: option {option!r} in section {section!r} contains an interpolation key "
            f"{reference!r} which is not a valid option name. Raw value: {rawval!r}"
        )
        InterpolationError.__init__(self, option, section, message)
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    """A value with a reference that is written wrongly."""


class InterpolationDepthError(InterpolationError):
    """Values name each other too often."""

    def __init__(self, option, section, rawval):
        message = (
            f"Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an "
            f"interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}"
        )
        InterpolationError.__init__(self, option, section, message)
        self.args = (option, section, rawval)


class ParsingError(Error):
    """A text with lines that make no sense."""

    def __init__(self, source, *args):
        super().__init__(f"Source contains parsing errors: {source!r}")
        self.source = source
        self.errors = []
        self.args = (source,)
        if args:
            self.append(*args)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f"\n\t[line {lineno:2d}]: {line!r}"

    def combine(self, others):
        for other in others:
            for error in other.errors:
                self.append(*error)
        return self

    @staticmethod
    def _raise_all(exceptions):
        exceptions = iter(exceptions)
        first = next(exceptions, None)
        if first is not None:
            raise first.combine(exceptions)


class MissingSectionHeaderError(ParsingError):
    """An option before the first section."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, f"File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}")
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class MultilineContinuationError(ParsingError):
    """A value that goes on after an option without one."""

    def __init__(self, filename, lineno, line):
        Error.__init__(
            self, f"Key without value continued with an indented line.\nfile: {filename!r}, line: {lineno}\n{line!r}"
        )
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class _UnnamedSection:
    def __repr__(self):
        return "<UNNAMED_SECTION>"


UNNAMED_SECTION = _UnnamedSection()
_UNSET = object()


# ---- values made of others ----


class Interpolation:
    """Values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _SignInterpolation(Interpolation):
    """A sign and a name in brackets stand for another option; the sign twice stands for itself."""

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._expand(parser, option, parts, value, section, defaults, 1)
        return "".join(parts)

    def before_set(self, parser, section, option, value):
        bare = self._name.sub("", value.replace(self._sign * 2, ""))
        if self._sign in bare:
            raise ValueError(f"invalid interpolation syntax in {value!r} at position {bare.find(self._sign)}")
        return value

    def _expand(self, parser, option, parts, rest, section, known, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        sign, bracket = self._sign, self._bracket
        while rest:
            before, found, behind = rest.partition(sign)
            parts.append(before)
            if not found:
                return
            rest = sign + behind
            if behind[:1] == sign:
                parts.append(sign)
                rest = rest[2:]
                continue
            if behind[:1] != bracket:
                raise InterpolationSyntaxError(
                    option, section, f"{sign!r} must be followed by {sign!r} or {bracket!r}, found: {rest!r}")
            match = self._name.match(rest)
            if match is None:
                raise InterpolationSyntaxError(option, section, f"bad interpolation variable reference {rest!r}")
            rest = rest[match.end() :]
            value, *place = self._value(parser, match[1], option, section, known, raw, rest)
            if sign in value:
                self._expand(parser, place[0], parts, value, *place[1:], depth + 1)
            else:
                parts.append(value)


class BasicInterpolation(_SignInterpolation):
    """`%(name)s` stands for another option of the section or the defaults."""

    _sign, _bracket = "%", "("
    _name = re.compile(r"%\(([^)]+)\)s")

    def _value(self, parser, text, option, section, known, raw, rest):
        """The text of the option that is meant; then the option, section and options for what stands in that text."""
        name = parser.optionxform(text)
        try:
            return known[name], option, section, known
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None


class ExtendedInterpolation(_SignInterpolation):
    """`${section:name}` stands for an option of any section."""

    _sign, _bracket = "$", "{"
    _name = re.compile(r"\$\{([^}]+)\}")

    def _value(self, parser, text, option, section, known, raw, rest):
        place, colon, name = text.rpartition(":")
        if ":" in place:
            raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest!r}")
        name = parser.optionxform(name)
        try:
            if not colon:
                value, place = known[name], section
            else:
                value = parser.get(place, name, raw=True)
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, text) from None
        options = dict(parser.items(place, raw=True)) if "$" in value else {}
        return value, name, place, options


# ---- parsers ----


class RawConfigParser(MutableMapping):
    """A parser that takes values as they are."""

    SECTCRE = re.compile(r"\[(?P<header>.+)\]", re.VERBOSE)
    OPTCRE = re.compile(r"(?P<option>.*?)\s*(?:(?P<vi>=|:)\s*(?P<value>.*))$")
    OPTCRE_NV = re.compile(r"(?P<option>.*?)\s*(?:(?P<vi>=|:)\s*(?P<value>.*))?$")
    NONSPACECRE = re.compile(r"\S")
    BOOLEAN_STATES = {
        "1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False,
    }
    _DEFAULT_INTERPOLATION = Interpolation()

    def __init__(
        self,
        defaults=None,
        dict_type=dict,
        allow_no_value=False,
        *,
        delimiters=("=", ":"),
        comment_prefixes=("#", ";"),
        inline_comment_prefixes=None,
        strict=True,
        empty_lines_in_values=True,
        default_section=DEFAULTSECT,
        interpolation=_UNSET,
        converters=_UNSET,
        allow_unnamed_section=False,
    ):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._converters = ConverterMapping(self)
        self._proxies = dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        if delimiters == ("=", ":"):
            self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        else:
            marks = "|".join(map(re.escape, delimiters))
            end = "?" if allow_no_value else ""
            self._optcre = re.compile(rf"(?P<option>.*?)\s*(?:(?P<vi>{marks})\s*(?P<value>.*)){end}$")
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation
        if self._interpolation is None:
            self._interpolation = Interpolation()
        if not isinstance(self._interpolation, Interpolation):
            raise TypeError(
                f"interpolation= must be None or an instance of type Interpolation; got an object of type {type(self._interpolation)}"
            )
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)
        self._allow_unnamed_section = allow_unnamed_section

    def defaults(self):
        """The defaults of all sections."""
        return self._defaults

    def sections(self):
        """The names of the sections without the defaults."""
        return list(self._sections)

    def add_section(self, section):
        """Make a section."""
        if section is UNNAMED_SECTION and not self._allow_unnamed_section:
            raise UnnamedSectionDisabledError()
        if section in self._sections:
            raise DuplicateSectionError(section)
        if section == self.default_section:
            raise ValueError(f"Invalid section name: {section!r}")
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        """Whether there is such a section; the defaults are none."""
        return section in self._sections

    def options(self, section):
        """The names of a section's options, those of the defaults included."""
        try:
            options = self._sections[section].copy()
        except KeyError:
            raise NoSectionError(section) from None
        options.update(self._defaults)
        return list(options)

    # -- reading --

    def read(self, filenames, encoding=None):
        """Read files; those that cannot be opened are left out. The names of the others."""
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        read = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            read.append(os.fspath(filename))
        return read

    def read_file(self, f, source=None):
        """Read lines."""
        if source is None:
            source = getattr(f, "name", "<???>")
        self._read(f, source)

    def read_string(self, string, source="<string>"):
        """Read a text."""
        self.read_file(string.splitlines(keepends=True), source)

    def read_dict(self, dictionary, source="<dict>"):
        """Take sections from a mapping."""
        added = set()
        for section, options in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in added:
                    raise
            added.add(section)
            for option, value in options.items():
                option = self.optionxform(str(option))
                if value is not None:
                    value = str(value)
                if self._strict and (section, option) in added:
                    raise DuplicateOptionError(section, option, source)
                added.add((section, option))
                self.set(section, option, value)

    def _bare(self, line):
        """A line without comments; None when it is one."""
        text = line.strip()
        for prefix in self._comment_prefixes:
            if text.startswith(prefix):
                return None
        end = len(line)
        for prefix in self._inline_comment_prefixes:
            place = -1
            while (place := line.find(prefix, place + 1)) >= 0:
                if place == 0 or line[place - 1].isspace():
                    end = min(end, place)
                    break
        return line[:end].strip()

    def _read(self, lines, source):
        ParsingError._raise_all(self._read_lines(lines, source))
        self._join_values()

    def _read_lines(self, lines, source):
        seen = set()
        current = section = option = None
        indent = 0
        errors = []
        if self._allow_unnamed_section:
            section = UNNAMED_SECTION
            if section not in self._sections:
                self._sections[section] = self._dict()
                self._proxies[section] = SectionProxy(self, section)
            current = self._sections[section]
            seen.add(section)
        for number, line in enumerate(lines, start=1):
            bare = self._bare(line)
            is_comment = bare is None or (bare == "" and line.strip() != "")
            if not bare:
                if self._empty_lines_in_values:
                    # An empty line may be part of a value; a comment leaves none.
                    if not is_comment and current is not None and option and current.get(option) is not None:
                        current[option].append("")
                else:
                    # Nothing goes on after this line.
                    indent = sys.maxsize
                continue
            first = self.NONSPACECRE.search(line)
            level = first.start() if first else 0
            if current is not None and option and level > indent:
                if current[option] is None:
                    raise MultilineContinuationError(source, number, line)
                current[option].append(bare)
                continue
            indent = level
            header = self.SECTCRE.match(bare)
            if header:
                section = header.group("header")
                option = None
                if section in self._sections:
                    if self._strict and section in seen:
                        raise DuplicateSectionError(section, source, number)
                    current = self._sections[section]
                    seen.add(section)
                elif section == self.default_section:
                    current = self._defaults
                else:
                    current = self._dict()
                    self._sections[section] = current
                    self._proxies[section] = SectionProxy(self, section)
                    seen.add(section)
                continue
            if current is None:
                raise MissingSectionHeaderError(source, number, line)
            found = self._optcre.match(bare)
            if not found:
                errors.append(ParsingError(source, number, line))
                continue
            option, mark, value = found.group("option", "vi", "value")
            if not option:
                errors.append(ParsingError(source, number, line))
            option = self.optionxform(option.rstrip())
            if self._strict and (section, option) in seen:
                raise DuplicateOptionError(section, option, source, number)
            seen.add((section, option))
            current[option] = None if value is None else [value.strip()]
        return errors

    def _join_values(self):
        for section, options in itertools.chain(((self.default_section, self._defaults),), self._sections.items()):
            for name, value in options.items():
                if isinstance(value, list):
                    value = "\n".join(value).rstrip()
                options[name] = self._interpolation.before_read(self, section, name, value)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    # -- values --

    def _known(self, section, vars):
        """All options that a value of the section may name."""
        try:
            own = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
            own = {}
        given = {}
        for key, value in (vars or {}).items():
            given[self.optionxform(key)] = value if value is None else str(value)
        return _ChainMap(given, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """An option's value."""
        try:
            known = self._known(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        try:
            value = known[option]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(option, section) from None
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, known)

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """A value as an integer."""
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """A value as a float."""
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """A value as a truth."""
        return self._get_conv(
            section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs
        )

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f"Not a boolean: {value}")
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        """Pairs of names and values; of names and sections without an argument."""
        if section is _UNSET:
            return super().items()
        options = self._defaults.copy()
        try:
            options.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        names = list(options)
        for key, value in (vars or {}).items():
            options[self.optionxform(key)] = value
        if raw:
            return [(name, options[name]) for name in names]
        return [
            (name, self._interpolation.before_get(self, section, name, options[name], options)) for name in names
        ]

    def popitem(self):
        """Take out the first section."""
        for name in self.sections():
            section = self[name]
            del self[name]
            return name, section
        raise KeyError

    def optionxform(self, optionstr):
        """The form in which an option's name is kept: lower case."""
        return optionstr.lower()

    def has_option(self, section, option):
        """Whether there is such an option."""
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def set(self, section, option, value=None):
        """Set an option."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            options = self._defaults
        else:
            try:
                options = self._sections[section]
            except KeyError:
                raise NoSectionError(section) from None
        options[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        """Write everything to a text file."""
        mark = self._delimiters[0]
        if space_around_delimiters:
            mark = f" {mark} "
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), mark)
        if UNNAMED_SECTION in self._sections:
            self._write_section(fp, UNNAMED_SECTION, self._sections[UNNAMED_SECTION].items(), mark, True)
        for section in self._sections:
            if section is not UNNAMED_SECTION:
                self._write_section(fp, section, self._sections[section].items(), mark)

    def _write_section(self, fp, section_name, section_items, delimiter, unnamed=False):
        if not unnamed:
            fp.write(f"[{section_name}]\n")
        for key, value in section_items:
            value = self._interpolation.before_write(self, section_name, key, value)
            if value is not None or not self._allow_no_value:
                value = delimiter + str(value).replace("\n", "\n\t")
            else:
                value = ""
            fp.write(f"{key}{value}\n")
        fp.write("\n")

    def remove_option(self, section, option):
        """Remove an option; whether it was there."""
        if not section or section == self.default_section:
            options = self._defaults
        else:
            try:
                options = self._sections[section]
            except KeyError:
                raise NoSectionError(section) from None
        option = self.optionxform(option)
        existed = option in options
        if existed:
            del options[option]
        return existed

    def remove_section(self, section):
        """Remove a section; whether it was there."""
        existed = section in self._sections
        if existed:
            del self._sections[section]
            del self._proxies[section]
        return existed

    # -- as a mapping --

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections.keys())

    def _validate_key_contents(self, key):
        pass

    @property
    def converters(self):
        """Functions that make something of a value, by name."""
        return self._converters


class ConfigParser(RawConfigParser):
    """A parser whose values may name other options."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _check_types(self, *, section="", option="", value=""):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if not self._allow_no_value or value:
            if not isinstance(value, str):
                raise TypeError("option values must be strings")

    _validate_value_types = _check_types

    def set(self, section, option, value=None):
        """Set an option to a text."""
        self._check_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        """Make a section."""
        self._check_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        # Defaults come in before the interpolation can look at them.
        hold, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = hold


class UnnamedSectionDisabledError(Error):
    """The section without a name has to be allowed."""

    def __init__(self):
        Error.__init__(self, "Support for UNNAMED_SECTION is disabled.")


class SectionProxy(MutableMapping):
    """One section of a parser as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        for conv in parser.converters:
            setattr(self, "get" + conv, _bound_getter(self.get, getattr(parser, "get" + conv)))

    def __repr__(self):
        return f"<Section: {self._name}>"

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if hasattr(self._parser, "_check_types"):
            self._parser._check_types(option=key, value=value)
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def _options(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return self._parser.defaults()

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """An option's value; None, or what is given for it, when there is none."""
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


def _bound_getter(get, implementation):
    import functools

    return functools.partial(get, _impl=implementation)


class ConverterMapping(MutableMapping):
    """Converters by name; each makes a `getNAME` of the parser and its sections."""

    GETTERCRE = re.compile(r"^get(?P<name>.+)$")

    def __init__(self, parser):
        self._parser = parser
        self._data = {}
        for getter in dir(self._parser):
            found = self.GETTERCRE.match(getter)
            if found and callable(getattr(self._parser, getter)):
                self._data[found.group("name")] = None

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        import functools

        name = "get" + key
        if name == "get":
            raise ValueError("Incompatible key: cannot use \"\" as a name")
        self._data[key] = value
        function = functools.partial(self._parser._get_conv, conv=value)
        function.converter = value
        setattr(self._parser, name, function)
        for proxy in self._parser.values():
            setattr(proxy, name, _bound_getter(proxy.get, function))

    def __delitem__(self, key):
        name = "get" + (key or None)
        del self._data[key]
        for place in itertools.chain((self._parser,), self._parser.values()):
            try:
                delattr(place, name)
            except AttributeError:
                continue

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
