"""Reading dates and times by a format, for the C locale."""

from datetime import _DAYS, _MONTHS, _iso_to_ordinal, _ord2ymd, _ymd2ord
from datetime import datetime as _datetime, timedelta, timezone
import time as _time

_MAX_DIGITS = {"d": 2, "H": 2, "I": 2, "j": 3, "m": 2, "M": 2, "S": 2, "U": 2, "W": 2, "V": 2, "y": 2}
_RANGES = {"d": (1, 31), "H": (0, 23), "I": (1, 12), "j": (1, 366), "m": (1, 12), "M": (0, 59), "S": (0, 61),
           "U": (0, 53), "W": (0, 53), "V": (1, 53), "y": (0, 99)}
_EXPANDED = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "T": "%H:%M:%S", "D": "%m/%d/%y",
             "F": "%Y-%m-%d", "R": "%H:%M"}


class _NoMatch(Exception):
    pass


def _expand(format):
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        if c == "%" and i + 1 < len(format):
            d = format[i + 1]
            if d in "cxX":
                out.append(_EXPANDED[d])
            else:
                out.append(c + d)
            i += 2
        else:
            out.append(c)
            i += 1
    return "".join(out)


def _number_candidates(text, pos, directive):
    """(value, end) pairs, longest first: what a greedy pattern would try."""
    low, high = _RANGES[directive]
    end = pos
    start = pos
    # A leading space may take the place of the day's first digit.
    if directive == "d" and text[pos : pos + 1] == " " and text[pos + 1 : pos + 2] in tuple("123456789"):
        return [(int(text[pos + 1]), pos + 2)]
    while end < len(text) and end - start < _MAX_DIGITS[directive] and text[end].isdecimal():
        end += 1
    result = []
    minimum = 2 if directive == "y" else 1
    while end - start >= minimum:
        value = int(text[start:end])
        if low <= value <= high:
            result.append((value, end))
        end -= 1
    return result


def _name_candidates(text, pos, names):
    lowered = text[pos:].lower()
    found = [(index, pos + len(name)) for index, name in enumerate(names) if name and lowered.startswith(name.lower())]
    found.sort(key=lambda pair: -pair[1])
    return found


def _zone_candidates(text, pos):
    if text[pos : pos + 1] == "Z":
        return [((0, 0), pos + 1)]
    sign = text[pos : pos + 1]
    if sign not in ("+", "-") or not sign:
        return []
    rest = text[pos + 1 :]

    def two(at):
        part = rest[at : at + 2]
        return int(part) if len(part) == 2 and part.isdecimal() else None

    hours = two(0)
    colon = rest[2:3] == ":"
    minutes = two(3 if colon else 2)
    if hours is None or minutes is None or minutes > 59:
        return []
    at = 5 if colon else 4
    seconds = 0
    micro = 0
    if (rest[at : at + 1] == ":" and two(at + 1) is not None) or (not colon and two(at) is not None):
        if (rest[at : at + 1] == ":") != colon:
            raise ValueError(f"Inconsistent use of : in {text[pos:]}")
        at += colon
        seconds = two(at)
        at += 2
        if rest[at : at + 1] == ".":
            stop = at + 1
            while stop < len(rest) and stop - at <= 6 and rest[stop].isdecimal():
                stop += 1
            micro = int(rest[at + 1 : stop].ljust(6, "0"))
            at = stop
    total = hours * 3600 + minutes * 60 + seconds
    if sign == "-":
        total, micro = -total, -micro
    return [((total, micro), pos + 1 + at)]


def _match(text, pos, format, at, found):
    """Match the rest of a format by trying candidates in order; the end position or _NoMatch."""
    while at < len(format):
        c = format[at]
        if c.isspace():
            while at < len(format) and format[at].isspace():
                at += 1
            start = pos
            while pos < len(text) and text[pos].isspace():
                pos += 1
            if pos == start:
                raise _NoMatch
            continue
        if c != "%":
            if pos >= len(text) or text[pos].lower() != c.lower():
                raise _NoMatch
            pos += 1
            at += 1
            continue
        d = format[at + 1]
        at += 2
        if d == "%":
            if text[pos : pos + 1] != "%":
                raise _NoMatch
            pos += 1
            continue
        if d == ":" and format[at : at + 1] == "z":
            at += 1
            d = "z"
        if d in _RANGES:
            candidates = _number_candidates(text, pos, d)
        elif d in "YG":
            part = text[pos : pos + 4]
            candidates = [(int(part), pos + 4)] if len(part) == 4 and part.isdecimal() else []
        elif d == "f":
            end = pos
            while end < len(text) and end - pos < 6 and text[end].isdecimal():
                end += 1
            candidates = [(text[pos:stop], stop) for stop in range(end, pos, -1)]
        elif d in "wu":
            part = text[pos : pos + 1]
            valid = "0123456" if d == "w" else "1234567"
            candidates = [(int(part), pos + 1)] if part and part in valid else []
        elif d == "a":
            candidates = _name_candidates(text, pos, [name[:3] for name in _DAYS])
        elif d == "A":
            candidates = _name_candidates(text, pos, _DAYS)
        elif d == "b":
            candidates = _name_candidates(text, pos, [name[:3] for name in _MONTHS])
        elif d == "B":
            candidates = _name_candidates(text, pos, _MONTHS)
        elif d == "p":
            candidates = _name_candidates(text, pos, ("AM", "PM"))
        elif d == "Z":
            names = ["utc", "gmt", *[name.lower() for name in _time.tzname]]
            candidates = [(names[index], end) for index, end in _name_candidates(text, pos, names)]
        elif d == "z":
            candidates = _zone_candidates(text, pos)
        else:
            raise ValueError(f"'{d}' is a bad directive in format '{found['format']}'")
        for value, end in candidates:
            mark = len(found["order"])
            found["order"].append((d, value))
            try:
                return _match(text, end, format, at, found)
            except _NoMatch:
                del found["order"][mark:]
        raise _NoMatch
    return pos


_KNOWN = frozenset("aAbBdfGHIjmMpSuUVwWyYzZ%:")


def _check_directives(format, original):
    i = 0
    while True:
        i = format.find("%", i)
        if i < 0:
            return
        if i + 1 >= len(format):
            raise ValueError(f"stray %% in format '{original}'".replace("%%", "%"))
        d = format[i + 1]
        if d not in _KNOWN:
            raise ValueError(f"'{d}' is a bad directive in format '{original}'")
        i += 2


def _warn_without_year(format, stacklevel):
    import warnings

    warnings.warn(
        "Parsing dates involving a day of month without a year specified is ambiguious\n"
        "and fails to parse leap day. The default behavior will change in Python 3.15\n"
        "to either always raise an exception or to use a different default year (TBD).\n"
        "To avoid trouble, add a specific year to the input & format.\n"
        "See https://github.com/python/cpython/issues/70647.",
        DeprecationWarning, stacklevel=stacklevel + 1)


def _strptime(data_string, format="%a %b %d %H:%M:%S %Y", stacklevel=3):
    for index, arg in enumerate([data_string, format]):
        if not isinstance(arg, str):
            raise TypeError(f"strptime() argument {index} must be str, not {type(arg)}")
    expanded = _expand(format)
    _check_directives(expanded, format)
    used = {expanded[i + 1] for i in range(len(expanded) - 1) if expanded[i] == "%"}
    if "d" in used and not used & {"Y", "y", "G"}:
        _warn_without_year(format, stacklevel)
    found = {"order": [], "format": format}
    try:
        end = _match(data_string, 0, expanded, 0, found)
    except _NoMatch:
        raise ValueError(f"time data {data_string!r} does not match format {format!r}") from None
    if len(data_string) != end:
        raise ValueError(f"unconverted data remains: {data_string[end:]}")
    values = dict(found["order"])

    iso_year = year = None
    month = day = 1
    hour = minute = second = fraction = 0
    tz = -1
    offset = offset_fraction = None
    iso_week = week_of_year = None
    monday_first = False
    weekday = julian = None
    if "y" in values:
        year = values["y"]
        year += 2000 if year <= 68 else 1900
    if "Y" in values:
        year = values["Y"]
    iso_year = values.get("G")
    month = values.get("m", month)
    if "B" in values:
        month = values["B"]
    if "b" in values:
        month = values["b"]
    day = values.get("d", day)
    hour = values.get("H", hour)
    if "I" in values:
        hour = values["I"]
        meridiem = values.get("p")
        if meridiem in (None, 0):
            if hour == 12:
                hour = 0
        elif hour != 12:
            hour += 12
    minute = values.get("M", minute)
    second = values.get("S", second)
    if "f" in values:
        fraction = int(values["f"].ljust(6, "0"))
    for key in ("A", "a"):
        if key in values:
            weekday = values[key]
    if "w" in values:
        weekday = (values["w"] - 1) % 7
    if "u" in values:
        weekday = values["u"] - 1
    julian = values.get("j")
    for key in ("U", "W"):
        if key in values:
            week_of_year = values[key]
            monday_first = key == "W"
    iso_week = values.get("V")
    if "z" in values:
        offset, offset_fraction = values["z"]
    if "Z" in values:
        name = values["Z"]
        if name in ("utc", "gmt"):
            tz = 0
        else:
            zones = [zone.lower() for zone in _time.tzname]
            if not (zones[0] == zones[1] and _time.daylight):
                tz = 1 if name == zones[1] and zones[0] != zones[1] else 0

    if iso_year is not None:
        if julian is not None:
            raise ValueError(
                "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead."
            )
        if iso_week is None or weekday is None:
            raise ValueError(
                "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                "('%A', '%a', '%w', or '%u')."
            )
    elif iso_week is not None:
        if year is None or weekday is None:
            raise ValueError(
                "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
                "('%A', '%a', '%w', or '%u')."
            )
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year "
                         "'%G' instead.")
    leap_year_fix = False
    if year is None:
        if month == 2 and day == 29:
            year = 1904
            leap_year_fix = True
        else:
            year = 1900
    if julian is None and weekday is not None:
        if week_of_year is not None:
            first = (_ymd2ord(year, 1, 1) + 6) % 7
            shift = weekday
            if not monday_first:
                first = (first + 1) % 7
                shift = (weekday + 1) % 7
            week_0 = (7 - first) % 7
            julian = 1 + shift - first if week_of_year == 0 else 1 + week_0 + 7 * (week_of_year - 1) + shift
        elif iso_year is not None:
            ordinal = _iso_to_ordinal(iso_year, iso_week, weekday + 1)
            year, month, day = _ord2ymd(ordinal)
            julian = ordinal - _ymd2ord(year, 1, 1) + 1
        if julian is not None and julian <= 0:
            year -= 1
            julian += 366 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 365
    if julian is None:
        julian = _datetime(year, month, day).toordinal() - _ymd2ord(year, 1, 1) + 1
    else:
        year, month, day = _ord2ymd(julian - 1 + _ymd2ord(year, 1, 1))
    if weekday is None:
        weekday = (_ymd2ord(year, month, day) + 6) % 7
    if leap_year_fix:
        year = 1900
    zone_name = values.get("Z")
    return (year, month, day, hour, minute, second, weekday, julian, tz, zone_name, offset), fraction, offset_fraction


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """What time.strptime() gives."""
    parts = _strptime(data_string, format)[0]
    return _time.struct_time(parts[:9])


def _strptime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """What datetime.strptime() gives."""
    parts, fraction, offset_fraction = _strptime(data_string, format, 4)
    zone_name, offset = parts[-2:]
    args = parts[:6] + (fraction,)
    if offset is not None:
        delta = timedelta(seconds=offset, microseconds=offset_fraction)
        zone = timezone(delta, zone_name.upper()) if zone_name else timezone(delta)
        args += (zone,)
    return cls(*args)
