"""The customs of a place: here those of the C locale only, which every program starts with.

Setting any other locale is an error, as on a system where none is installed.
"""

import re as _re

__all__ = [
    "getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale", "localeconv", "strcoll", "strxfrm",
    "str", "atof", "atoi", "format_string", "currency", "normalize", "LC_CTYPE", "LC_COLLATE", "LC_MESSAGES", "LC_TIME",
    "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "CHAR_MAX", "getencoding",
]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
_builtin_str = str


class Error(Exception):
    """A locale that is not there."""


Error.__module__ = "locale"
_names = dict.fromkeys(range(7), "C")
_C_NAMES = ("C", "POSIX", "C.UTF-8", "C.utf8")


def localeconv():
    """How numbers and money are written."""
    return {
        "decimal_point": ".", "thousands_sep": "", "grouping": [], "int_curr_symbol": "", "currency_symbol": "",
        "mon_decimal_point": "", "mon_thousands_sep": "", "mon_grouping": [], "positive_sign": "", "negative_sign": "",
        "int_frac_digits": CHAR_MAX, "frac_digits": CHAR_MAX, "p_cs_precedes": CHAR_MAX, "p_sep_by_space": CHAR_MAX,
        "n_cs_precedes": CHAR_MAX, "n_sep_by_space": CHAR_MAX, "p_sign_posn": CHAR_MAX, "n_sign_posn": CHAR_MAX,
    }


def setlocale(category, locale=None):
    """Set or ask for the locale of a category."""
    if category not in _names:
        raise Error("invalid locale category")
    if locale is None:
        return _names[category]
    if not isinstance(locale, _builtin_str):
        locale = normalize(".".join(filter(None, locale)))
    if locale == "":
        locale = "C"
    if locale not in _C_NAMES:
        raise Error("unsupported locale setting")
    for each in _names if category == LC_ALL else (category,):
        _names[each] = locale
    return locale


def normalize(localename):
    """A locale's name as the system writes it."""
    return "C" if localename.upper() in ("C", "POSIX") else localename


def getlocale(category=LC_CTYPE):
    """The language and encoding of a category."""
    if category == LC_ALL and len(set(_names.values())) > 1:
        raise TypeError("category LC_ALL is not supported")
    name = _names[category]
    return (None, "UTF-8") if "." in name else (None, None)


def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    """The language and encoding that the environment asks for."""
    import os
    import warnings

    warnings._deprecated("locale.getdefaultlocale", "{name!r} is deprecated and slated for removal in Python {remove}. Use setlocale(), getencoding() and getlocale() instead.", remove=(3, 15))
    for name in envvars:
        value = os.environ.get(name)
        if value:
            if value in ("C", "POSIX"):
                return None, None
            language, _, encoding = value.partition(".")
            return language, encoding or None
    return None, None


def getencoding():
    """The encoding of the locale."""
    return "UTF-8"


def getpreferredencoding(do_setlocale=True):
    """The encoding for text files."""
    import sys

    return "utf-8" if sys.flags.utf8_mode else getencoding()


def strcoll(a, b, /):
    """The order of two texts."""
    return (a > b) - (a < b)


def strxfrm(string, /):
    """A key for ordering."""
    return string


_directive = _re.compile(
    r"%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]"
)


def _grouping(sizes):
    last = None
    for size in sizes:
        if size == CHAR_MAX:
            return
        if size == 0:
            if last is None:
                raise ValueError("invalid grouping")
            while True:
                yield last
        yield size
        last = size


def _group(text, monetary=False):
    settings = localeconv()
    separator = settings["mon_thousands_sep" if monetary else "thousands_sep"]
    sizes = settings["mon_grouping" if monetary else "grouping"]
    if not sizes or not separator:
        return text, 0
    groups = []
    for size in _grouping(sizes):
        if not text or text[-1] not in "0123456789":
            break
        groups.append(text[-size:])
        text = text[:-size]
    if text:
        groups.append(text)
    return separator.join(reversed(groups)), len(separator) * (len(groups) - 1)


def _format(directive, value, grouping=False, monetary=False, *additional):
    text = directive % ((value, *additional) if additional else value)
    if directive[-1] in "eEfFgG":
        whole, _, fraction = text.partition(".")
        if grouping:
            whole, _ = _group(whole, monetary)
        point = localeconv()["mon_decimal_point" if monetary else "decimal_point"] or "."
        return whole + (point + fraction if fraction else "")
    if directive[-1] in "diu" and grouping:
        return _group(text, monetary)[0]
    return text


def format_string(f, val, grouping=False, monetary=False):
    """`f % val`, with numbers as the locale writes them."""
    from collections.abc import Mapping

    directives = list(_directive.finditer(f))
    template = _directive.sub("%s", f)
    values = []
    if isinstance(val, Mapping):
        for found in directives:
            values.append("%" if found[0][-1] == "%" else _format(found[0], val, grouping, monetary))
    else:
        if not isinstance(val, tuple):
            val = (val,)
        index = 0
        for found in directives:
            if found[0][-1] == "%":
                values.append("%")
                continue
            stars = found["modifiers"].count("*")
            values.append(_format(found[0], val[index], grouping, monetary, *val[index + 1 : index + 1 + stars]))
            index += 1 + stars
    return template % tuple(values)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money."""
    settings = localeconv()
    if settings["int_frac_digits" if international else "frac_digits"] == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    """A float as text."""
    return _format("%.12g", val)


def delocalize(string):
    """A number's text as Python writes it."""
    settings = localeconv()
    separator = settings["thousands_sep"]
    if separator:
        string = string.replace(separator, "")
    return string.replace(settings["decimal_point"], ".")


def localize(string, grouping=False, monetary=False):
    """A number's text as the locale writes it."""
    return _format("%s", string, grouping, monetary)


def atof(string, func=float):
    """A float from its text."""
    return func(delocalize(string))


def atoi(string):
    """An integer from its text."""
    return int(delocalize(string))
