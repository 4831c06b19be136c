"""Dates, times, durations and fixed offsets in the proleptic Gregorian calendar.

`strftime` is done here for the C locale; the local zone comes from
`time.localtime`.
"""

import time as _time
import math as _math
import sys

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR = 1
MAXYEAR = 9999
_MAX_ORDINAL = 3652059

_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNIX_ORDINAL = 719163


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN_MONTH[month]


def _days_before_month(year, month):
    return _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year))


def _ymd2ord(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _ord2ymd(n):
    """Year, month and day of a day number; 1 is 1 January of year 1."""
    n -= 1
    cycles400, n = divmod(n, 146097)
    year = cycles400 * 400 + 1
    cycles100, n = divmod(n, 36524)
    cycles4, n = divmod(n, 1461)
    years, n = divmod(n, 365)
    year += cycles100 * 100 + cycles4 * 4 + years
    if years == 4 or cycles100 == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    before = _days_before_month(year, month)
    if before > n:
        month -= 1
        before = _days_before_month(year, month)
    return year, month, n - before + 1


def _isoweek1monday(year):
    first = _ymd2ord(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _iso_to_ordinal(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 0 < week < 53:
        bad = True
        if week == 53:
            first = _ymd2ord(year, 1, 1) % 7
            bad = not (first == 4 or (first == 3 and _is_leap(year)))
        if bad:
            raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    return _isoweek1monday(year) + (week - 1) * 7 + day - 1


def _as_index(value):
    index = getattr(type(value), "__index__", None)
    if index is None:
        if isinstance(value, float):
            raise TypeError("'float' object cannot be interpreted as an integer")
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return index(value)


def _check_date(year, month, day):
    year, month, day = _as_index(year), _as_index(month), _as_index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second = _as_index(hour), _as_index(minute), _as_index(second)
    microsecond = _as_index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    fold = _as_index(fold)
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond, fold


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _check_offset(name, offset):
    if offset is None:
        return
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not '{type(offset).__name__}'")
    if not -timedelta(1) < offset < timedelta(1):
        raise ValueError(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)."
        )


def _format_offset(offset, sep=":"):
    if offset is None:
        return ""
    sign = "+"
    if offset.days < 0:
        sign = "-"
        offset = -offset
    hours, rest = divmod(offset, timedelta(hours=1))
    minutes, rest = divmod(rest, timedelta(minutes=1))
    text = f"{sign}{hours:02d}{sep}{minutes:02d}"
    if rest:
        text += f"{sep}{rest.seconds:02d}"
        if rest.microseconds:
            text += f".{rest.microseconds:06d}"
    return text


def _format_time(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    if timespec == "hours":
        return f"{hour:02d}"
    if timespec == "minutes":
        return f"{hour:02d}:{minute:02d}"
    if timespec == "seconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}"
    if timespec == "milliseconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}"
    if timespec == "microseconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}"
    raise ValueError("Unknown timespec value")


def _round_half_even(value):
    low = _math.floor(value)
    diff = value - low
    if diff > 0.5 or (diff == 0.5 and low % 2):
        return low + 1
    return low


def _strftime(obj, format, year, month, day, hour, minute, second, microsecond):
    """Expand the directives of a format for the C locale."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    ordinal = _ymd2ord(year, month, day)
    weekday = (ordinal + 6) % 7
    yday = ordinal - _ymd2ord(year, 1, 1) + 1
    hour12 = hour % 12 or 12
    out = []
    i = 0
    end = len(format)
    while i < end:
        c = format[i]
        i += 1
        if c != "%":
            out.append(c)
            continue
        if i >= end:
            out.append("%")
            break
        c = format[i]
        i += 1
        pad = None
        width = None
        if c in "-_0^#123456789" and i < end:
            # Flags and widths of the C library.
            j = i - 1
            flag = None
            if format[j] in "-_0^#":
                flag = format[j]
                j += 1
            start = j
            while j < end and format[j].isdecimal():
                j += 1
            if j < end and format[j].isalpha():
                pad, c = flag, format[j]
                width = int(format[start:j]) if j > start else None
                i = j + 1
        if c == "a":
            text = _DAYS[weekday][:3]
        elif c == "A":
            text = _DAYS[weekday]
        elif c in "bh":
            text = _MONTHS[month][:3]
        elif c == "B":
            text = _MONTHS[month]
        elif c == "c":
            text = f"{_DAYS[weekday][:3]} {_MONTHS[month][:3]} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}"
        elif c == "C":
            text = f"{year // 100:02d}"
        elif c == "d":
            text = f"{day:02d}"
        elif c in "Dx":
            text = f"{month:02d}/{day:02d}/{year % 100:02d}"
        elif c == "e":
            text = f"{day:2d}"
        elif c == "f":
            text = f"{microsecond:06d}"
        elif c == "F":
            text = f"{year}-{month:02d}-{day:02d}"
        elif c in "gGV":
            iso_year, iso_week = _iso_year_week(year, ordinal)
            text = f"{iso_week:02d}" if c == "V" else str(iso_year) if c == "G" else f"{iso_year % 100:02d}"
        elif c == "H":
            text = f"{hour:02d}"
        elif c == "I":
            text = f"{hour12:02d}"
        elif c == "j":
            text = f"{yday:03d}"
        elif c == "k":
            text = f"{hour:2d}"
        elif c == "l":
            text = f"{hour12:2d}"
        elif c == "m":
            text = f"{month:02d}"
        elif c == "M":
            text = f"{minute:02d}"
        elif c == "n":
            text = "\n"
        elif c == "p":
            text = "AM" if hour < 12 else "PM"
        elif c == "P":
            text = "am" if hour < 12 else "pm"
        elif c == "r":
            text = f"{hour12:02d}:{minute:02d}:{second:02d} {'AM' if hour < 12 else 'PM'}"
        elif c == "R":
            text = f"{hour:02d}:{minute:02d}"
        elif c == "s":
            text = str(int(_time.mktime((year, month, day, hour, minute, second, weekday, yday, -1))))
        elif c == "S":
            text = f"{second:02d}"
        elif c == "t":
            text = "\t"
        elif c in "TX":
            text = f"{hour:02d}:{minute:02d}:{second:02d}"
        elif c == "u":
            text = str(weekday + 1)
        elif c == "U":
            text = f"{(yday + 6 - (weekday + 1) % 7) // 7:02d}"
        elif c == "w":
            text = str((weekday + 1) % 7)
        elif c == "W":
            text = f"{(yday + 6 - weekday) // 7:02d}"
        elif c == "y":
            text = f"{year % 100:02d}"
        elif c == "Y":
            text = str(year)
        elif c == "z":
            text = _format_offset(obj.utcoffset(), "") if hasattr(obj, "utcoffset") else ""
        elif c == ":" and i < end and format[i] == "z":
            i += 1
            text = _format_offset(obj.utcoffset(), ":") if hasattr(obj, "utcoffset") else ""
        elif c == "Z":
            name = obj.tzname() if hasattr(obj, "tzname") else None
            text = "" if name is None else name
        elif c == "%":
            text = "%"
        else:
            text = "%" + c
        if pad == "-":
            text = text.lstrip("0 ") or text[-1:]
        elif pad == "_" and text[:1] == "0":
            stripped = text.lstrip("0") or "0"
            text = " " * (len(text) - len(stripped)) + stripped
        elif pad == "^":
            text = text.upper()
        elif pad == "#":
            text = text.swapcase() if c in "pZ" else text.upper()
        if width is not None and len(text) < width:
            text = text.rjust(width, " " if pad == "_" or not text[-1:].isdecimal() else "0")
        out.append(text)
    return "".join(out)


def _iso_year_week(year, ordinal):
    monday = _isoweek1monday(year)
    week, _ = divmod(ordinal - monday, 7)
    if week < 0:
        year -= 1
        week = (ordinal - _isoweek1monday(year)) // 7
    elif week >= 52 and ordinal >= _isoweek1monday(year + 1):
        return year + 1, 1
    return year, week + 1


# ------------------------------------------------------------------ ISO 8601 parsing


def _digits(text, start, count):
    part = text[start : start + count]
    if len(part) != count or not (part.isascii() and part.isdigit()):
        raise ValueError
    return int(part)


def _parse_iso_date(text):
    if len(text) not in (7, 8, 10):
        raise ValueError
    year = _digits(text, 0, 4)
    dashed = text[4] == "-"
    pos = 4 + dashed
    if text[pos : pos + 1] == "W":
        pos += 1
        week = _digits(text, pos, 2)
        pos += 2
        day = 1
        if len(text) > pos:
            if (text[pos] == "-") != dashed:
                raise ValueError
            pos += dashed
            day = _digits(text, pos, 1)
            pos += 1
        if pos != len(text):
            raise ValueError
        return _ord2ymd(_iso_to_ordinal(year, week, day))
    month = _digits(text, pos, 2)
    pos += 2
    if (text[pos : pos + 1] == "-") != dashed:
        raise ValueError
    pos += dashed
    day = _digits(text, pos, 2)
    if pos + 2 != len(text):
        raise ValueError
    return year, month, day


def _parse_hms(text):
    parts = [0, 0, 0, 0]
    pos = 0
    has_sep = None
    for index in range(3):
        parts[index] = _digits(text, pos, 2)
        pos += 2
        c = text[pos : pos + 1]
        if index == 0:
            has_sep = c == ":"
        if not c or index >= 2:
            break
        if has_sep and c == ":":
            pos += 1
        elif not has_sep and c not in ".,":
            pass
        elif not has_sep or c != ":":
            if c in ".,":
                raise ValueError
            raise ValueError
    if pos < len(text):
        if text[pos] not in ".,":
            raise ValueError
        fraction = text[pos + 1 :]
        if not fraction or not (fraction.isascii() and fraction.isdigit()):
            raise ValueError
        parts[3] = int(fraction[:6].ljust(6, "0"))
    return parts


def _parse_iso_time(text):
    if len(text) < 2:
        raise ValueError
    cut = -1
    for sign in "+-Z":
        cut = text.find(sign)
        if cut >= 0:
            break
    clock = text if cut < 0 else text[:cut]
    hour, minute, second, micro = _parse_hms(clock)
    tz = None
    if cut >= 0:
        zone = text[cut + 1 :]
        if text[cut] == "Z":
            if zone:
                raise ValueError
            tz = timezone.utc
        else:
            if len(zone) in (0, 1, 3):
                raise ValueError
            h, m, s, us = _parse_hms(zone)
            offset = timedelta(hours=h, minutes=m, seconds=s, microseconds=us)
            if not (h or m or s or us):
                tz = timezone.utc
            else:
                tz = timezone(-offset if text[cut] == "-" else offset)
    return hour, minute, second, micro, tz


def _split_iso(text):
    """The position of the separator between date and time."""
    if len(text) < 7:
        raise ValueError
    if len(text) == 7:
        return 7
    if text[4] == "-":
        if text[5] == "W":
            if len(text) > 8 and text[8] == "-":
                if len(text) == 9:
                    raise ValueError
                if len(text) > 10 and text[10].isdigit():
                    return 8
                return 10
            return 8
        return 10
    if text[4] == "W":
        # A day digit may follow: an even number of digits up to the separator tells.
        pos = 7
        while pos < len(text) and text[pos].isdigit():
            pos += 1
        if pos < 9:
            return pos
        return 7 if pos % 2 == 0 else 8
    return 8


# ------------------------------------------------------------------------- timedelta


class timedelta:
    """A duration in days, seconds and microseconds."""

    __slots__ = "_days", "_seconds", "_microseconds", "_hashcode"

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        leftover = 0.0
        for value, scale, name in (
            (microseconds, 1, "microseconds"),
            (milliseconds, 1000, "milliseconds"),
            (seconds, 1000000, "seconds"),
            (minutes, 60000000, "minutes"),
            (hours, 3600000000, "hours"),
            (days, 86400000000, "days"),
            (weeks, 604800000000, "weeks"),
        ):
            if isinstance(value, int):
                total += value * scale
            elif isinstance(value, float):
                fraction, whole = _math.modf(value)
                total += int(whole) * scale
                if fraction:
                    fraction, whole = _math.modf(fraction * scale)
                    total += int(whole)
                    leftover += fraction
            else:
                raise TypeError(
                    f"unsupported type for timedelta {name} component: {type(value).__name__}"
                )
        if leftover:
            whole = round(leftover)
            if abs(whole - leftover) == 0.5:
                # Half way: round the sum, not the rest, to even.
                is_odd = total & 1
                whole = int(2.0 * round((leftover + is_odd) * 0.5) - is_odd)
            total += int(whole)
        return cls._make(total)

    @classmethod
    def _make(cls, total):
        seconds, microseconds = divmod(total, 1000000)
        days, seconds = divmod(seconds, 86400)
        if not -999999999 <= days <= 999999999:
            if -(2**31) <= days < 2**31:
                raise OverflowError(f"days={days}; must have magnitude <= 999999999")
            raise OverflowError("Python int too large to convert to C int")
        self = object.__new__(cls)
        self._days = days
        self._seconds = seconds
        self._microseconds = microseconds
        self._hashcode = -1
        return self

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    @property
    def days(self):
        """Whole days."""
        return self._days

    @property
    def seconds(self):
        """Seconds of the day, 0 to 86399."""
        return self._seconds

    @property
    def microseconds(self):
        """Microseconds of the second."""
        return self._microseconds

    def total_seconds(self):
        """The duration in seconds as a float."""
        return self._total() / 10**6

    def __repr__(self):
        args = []
        for name in ("days", "seconds", "microseconds"):
            value = getattr(self, name)
            if value:
                args.append(f"{name}={value}")
        return f"{_class_text(self)}({', '.join(args) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        if self._microseconds:
            text += f".{self._microseconds:06d}"
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._make(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._make(self._total() - other._total())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._make(other._total() - self._total())
        return NotImplemented

    def __neg__(self):
        return timedelta._make(-self._total())

    def __pos__(self):
        return timedelta._make(self._total())

    def __abs__(self):
        return timedelta._make(abs(self._total()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._make(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._make(_divide_and_round(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            if not other:
                raise ZeroDivisionError("integer division or modulo by zero")
            return self._total() // other._total()
        if isinstance(other, int):
            if not other:
                raise ZeroDivisionError("integer division or modulo by zero")
            return timedelta._make(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            if not other:
                raise ZeroDivisionError("division by zero")
            return self._total() / other._total()
        if isinstance(other, int):
            if not other:
                raise ZeroDivisionError("integer division or modulo by zero")
            return timedelta._make(_divide_and_round(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if not a:
                raise ZeroDivisionError("division by zero")
            return timedelta._make(_divide_and_round(b * self._total(), a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            if not other:
                raise ZeroDivisionError("integer modulo by zero")
            return timedelta._make(self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            if not other:
                raise ZeroDivisionError("integer division or modulo by zero")
            q, r = divmod(self._total(), other._total())
            return q, timedelta._make(r)
        return NotImplemented

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash((self._days, self._seconds, self._microseconds))
        return self._hashcode

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


def _class_text(obj):
    cls = type(obj)
    if cls.__module__ == "datetime":
        return f"datetime.{cls.__qualname__}"
    return cls.__name__


def _divide_and_round(a, b):
    """a / b rounded half to even."""
    q, r = divmod(a, b)
    r *= 2
    more = r > b if b > 0 else r < b
    if more or (r == b and q % 2):
        q += 1
    return q


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


# ------------------------------------------------------------------------------ date


class IsoCalendarDate(tuple):
    """What isocalendar() gives."""

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


class date:
    """A day."""

    __slots__ = "_year", "_month", "_day", "_hashcode"

    def __new__(cls, year=None, month=None, day=None):
        if month is None:
            state = _pickle_state(year, 4, 2)
            if state is not None:
                return cls._from_state(state)
            raise TypeError(_missing_part(year, month))
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        year, month, day = _check_date(year, month, day)
        return cls._make(year, month, day)

    @classmethod
    def _make(cls, year, month, day):
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hashcode = -1
        return self

    @classmethod
    def _from_state(cls, state):
        return cls._make(state[0] * 256 + state[1], state[2], state[3])

    @classmethod
    def fromtimestamp(cls, t):
        """The local date of a POSIX time."""
        if t is None:
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        parts = _time.localtime(t)
        return cls(parts[0], parts[1], parts[2])

    @classmethod
    def today(cls):
        """The local date of now."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        """The date of a day number; 1 is 1 January of year 1."""
        n = _as_index(n)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > _MAX_ORDINAL:
            year = _ord2ymd(n)[0]
            raise ValueError(f"year {year} is out of range")
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, date_string):
        """The date of an ISO 8601 text."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_iso_date(date_string)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The date of an ISO year, week and weekday."""
        return cls(*_ord2ymd(_iso_to_ordinal(year, week, day)))

    @classmethod
    def strptime(cls, date_string, format):
        """Not available for dates alone."""
        raise AttributeError(f"type object {cls.__name__!r} has no attribute 'strptime'")

    def __repr__(self):
        return f"{_class_text(self)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        """The date as C's ctime() writes it."""
        weekday = self.toordinal() % 7 or 7
        return f"{_DAYS[weekday - 1][:3]} {_MONTHS[self._month][:3]} {self._day:2d} 00:00:00 {self._year:04d}"

    def strftime(self, format):
        """The date by a format."""
        return _strftime(self, format, self._year, self._month, self._day, 0, 0, 0, 0)

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(fmt).__name__}")
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        """YYYY-MM-DD."""
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    @property
    def year(self):
        """The year."""
        return self._year

    @property
    def month(self):
        """The month, 1 to 12."""
        return self._month

    @property
    def day(self):
        """The day of the month."""
        return self._day

    def timetuple(self):
        """A struct_time at midnight."""
        return _struct(self, 0, 0, 0, -1)

    def toordinal(self):
        """The day number."""
        return _ymd2ord(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """A copy with some parts changed."""
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
        )

    __replace__ = replace

    def _key(self):
        return self._year, self._month, self._day

    def _compare(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key(), other._key()
        return None

    def __eq__(self, other):
        keys = self._compare(other)
        return NotImplemented if keys is None else keys[0] == keys[1]

    def __le__(self, other):
        keys = self._compare(other)
        return NotImplemented if keys is None else keys[0] <= keys[1]

    def __lt__(self, other):
        keys = self._compare(other)
        return NotImplemented if keys is None else keys[0] < keys[1]

    def __ge__(self, other):
        keys = self._compare(other)
        return NotImplemented if keys is None else keys[0] >= keys[1]

    def __gt__(self, other):
        keys = self._compare(other)
        return NotImplemented if keys is None else keys[0] > keys[1]

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._getstate())
        return self._hashcode

    def __add__(self, other):
        if isinstance(other, timedelta):
            ordinal = self.toordinal() + other.days
            if 0 < ordinal <= _MAX_ORDINAL:
                return type(self).fromordinal(ordinal)
            raise OverflowError("date value out of range")
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def weekday(self):
        """The weekday; Monday is 0."""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """The weekday; Monday is 1."""
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        """ISO year, week and weekday."""
        year, week = _iso_year_week(self._year, self.toordinal())
        return IsoCalendarDate(year, week, self.isoweekday())

    def _getstate(self):
        high, low = divmod(self._year, 256)
        return (bytes([high, low, self._month, self._day]),)

    def __reduce__(self):
        return self.__class__, self._getstate()


del date.strptime


def _missing_part(year, month):
    name, position = ("year", 1) if year is None else ("month", 2) if month is None else ("day", 3)
    return f"function missing required argument '{name}' (pos {position})"


def _pickle_state(value, size, month_at):
    """The bytes of a pickled object, or None when the argument is something else."""
    if isinstance(value, (bytes, str)) and len(value) == size:
        if isinstance(value, str):
            try:
                value = value.encode("latin1")
            except UnicodeEncodeError:
                raise ValueError(
                    "Failed to encode latin1 string when unpickling a date, time or datetime object."
                ) from None
        if 1 <= (value[month_at] & 0x7F) <= 12:
            return value
    return None


def _struct(obj, hour, minute, second, dst):
    ordinal = obj.toordinal()
    return _time.struct_time((
        obj.year, obj.month, obj.day, hour, minute, second, (ordinal + 6) % 7,
        ordinal - _ymd2ord(obj.year, 1, 1) + 1, dst,
    ))


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


# ---------------------------------------------------------------------------- tzinfo


class tzinfo:
    """Base of time zones."""

    __slots__ = ()

    def tzname(self, dt):
        """The name of the zone."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        """The distance from UTC, positive in the east."""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        """The part of the offset that is daylight saving."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """Local time from UTC."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + dst

    def __reduce__(self):
        getinitargs = getattr(self, "__getinitargs__", None)
        args = getinitargs() if getinitargs else ()
        return self.__class__, args, self.__getstate__()


_no_name = object()


class timezone(tzinfo):
    """A fixed distance from UTC."""

    __slots__ = "_offset", "_name"

    def __new__(cls, offset, name=_no_name):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is _no_name:
            name = None
            if not offset and cls is timezone and hasattr(cls, "utc"):
                return cls.utc
        elif not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and "
                f"timedelta(hours=24), not {offset!r}."
            )
        self = tzinfo.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is self.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)

    def _check(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def utcoffset(self, dt):
        """The fixed offset."""
        self._check(dt, "utcoffset")
        return self._offset

    def tzname(self, dt):
        """The name given, or UTC±HH:MM."""
        self._check(dt, "tzname")
        if self._name is not None:
            return self._name
        return "UTC" + _format_offset(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        """Always None."""
        self._check(dt, "dst")
        return None

    def fromutc(self, dt):
        """Local time from UTC."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance, not " + type(dt).__name__)
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __reduce__(self):
        return self.__class__, self.__getinitargs__()


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


# ------------------------------------------------------------------------------ time


class time:
    """A time of day, with or without a zone."""

    __slots__ = "_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_hashcode", "_fold"

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)) and len(hour) == 6:
            state = hour.encode("latin1") if isinstance(hour, str) else hour
            if state[0] & 0x7F < 24:
                return cls._from_state(state, minute or None)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        return cls._make(hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def _make(cls, hour, minute, second, microsecond, tz, fold):
        self = object.__new__(cls)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tz
        self._hashcode = -1
        self._fold = fold
        return self

    @classmethod
    def _from_state(cls, state, tz):
        if tz is not None and not isinstance(tz, _tzinfo_class):
            raise TypeError("bad tzinfo state arg")
        h, minute, second, us1, us2, us3 = state
        return cls._make(h & 0x7F, minute, second, (us1 << 16) | (us2 << 8) | us3, tz, h >> 7)

    @property
    def hour(self):
        """0 to 23."""
        return self._hour

    @property
    def minute(self):
        """0 to 59."""
        return self._minute

    @property
    def second(self):
        """0 to 59."""
        return self._second

    @property
    def microsecond(self):
        """0 to 999999."""
        return self._microsecond

    @property
    def tzinfo(self):
        """The zone or None."""
        return self._tzinfo

    @property
    def fold(self):
        """1 for the second of two equal times when clocks are set back."""
        return self._fold

    def _key(self):
        return self._hour, self._minute, self._second, self._microsecond

    def _keys(self, other, allow_mixed=False):
        if self._tzinfo is other._tzinfo:
            return self._key(), other._key()
        mine, theirs = self.utcoffset(), other.utcoffset()
        if mine == theirs:
            return self._key(), other._key()
        if mine is None or theirs is None:
            if allow_mixed:
                return None
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._utc_key(mine), other._utc_key(theirs)

    def _utc_key(self, offset):
        clock = timedelta(hours=self._hour, minutes=self._minute, seconds=self._second,
                          microseconds=self._microsecond)
        return (clock - offset)._total()

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        keys = self._keys(other, True)
        return keys is not None and keys[0] == keys[1]

    def __le__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._keys(other)
        return a <= b

    def __lt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._keys(other)
        return a < b

    def __ge__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._keys(other)
        return a >= b

    def __gt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._keys(other)
        return a > b

    def __hash__(self):
        if self._hashcode == -1:
            base = self.replace(fold=0) if self._fold else self
            offset = base.utcoffset()
            if not offset:
                self._hashcode = hash(base._getstate()[0])
            else:
                self._hashcode = hash(base._utc_key(offset))
        return self._hashcode

    def __repr__(self):
        text = f"{_class_text(self)}({self._hour}, {self._minute}"
        if self._microsecond:
            text += f", {self._second}, {self._microsecond}"
        elif self._second:
            text += f", {self._second}"
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        if self._fold:
            text += ", fold=1"
        return text + ")"

    def isoformat(self, timespec="auto"):
        """HH:MM:SS with fraction and offset as needed."""
        text = _format_time(self._hour, self._minute, self._second, self._microsecond, timespec)
        return text + _format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    @classmethod
    def fromisoformat(cls, time_string):
        """The time of an ISO 8601 text."""
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        body = time_string.removeprefix("T")
        try:
            parts = _parse_iso_time(body)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*parts)

    def strftime(self, format):
        """The time by a format; the date is 1 January 1900."""
        return _strftime(self, format, 1900, 1, 1, self._hour, self._minute, self._second, self._microsecond)

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(fmt).__name__}")
        return self.strftime(fmt) if fmt else str(self)

    def utcoffset(self):
        """The zone's offset or None."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.utcoffset(None)
        _check_offset("utcoffset", offset)
        return offset

    def tzname(self):
        """The zone's name or None."""
        if self._tzinfo is None:
            return None
        name = self._tzinfo.tzname(None)
        _check_name(name)
        return name

    def dst(self):
        """The zone's daylight saving or None."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.dst(None)
        _check_offset("dst", offset)
        return offset

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        """A copy with some parts changed."""
        return type(self)(
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    __replace__ = replace

    def _getstate(self, protocol=3):
        us = self._microsecond
        hour = self._hour | (0x80 if self._fold and protocol > 3 else 0)
        state = bytes([hour, self._minute, self._second, us >> 16, (us >> 8) & 0xFF, us & 0xFF])
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce_ex__(self, protocol):
        return self.__class__, self._getstate(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_time_class = time
_tzinfo_class = tzinfo


def _check_name(name):
    if name is not None and not isinstance(name, str):
        raise TypeError(f"tzinfo.tzname() must return None or a string, not '{type(name).__name__}'")


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


# -------------------------------------------------------------------------- datetime


class datetime(date):
    """A date and a time of day, with or without a zone."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if day is None:
            state = _pickle_state(year, 10, 2)
            if state is not None:
                return cls._from_state(state, month)
            raise TypeError(_missing_part(year, month))
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        return cls._make(year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def _make(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tz=None, fold=0):
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tz
        self._hashcode = -1
        self._fold = fold
        return self

    @classmethod
    def _from_state(cls, state, tz=None):
        if tz is not None and not isinstance(tz, tzinfo):
            raise TypeError("bad tzinfo state arg")
        y1, y2, month, day, hour, minute, second, us1, us2, us3 = state
        return cls._make(y1 * 256 + y2, month & 0x7F, day, hour, minute, second, (us1 << 16) | (us2 << 8) | us3, tz,
                         month >> 7)

    hour = time.hour
    minute = time.minute
    second = time.second
    microsecond = time.microsecond
    tzinfo = time.tzinfo
    fold = time.fold

    @classmethod
    def _fromtimestamp(cls, t, utc, tz):
        whole = _math.floor(t)
        us = _round_half_even((t - whole) * 1e6) if isinstance(t, float) else 0
        if us >= 1000000:
            whole += 1
            us -= 1000000
        parts = (_time.gmtime if utc else _time.localtime)(whole)
        result = cls(*parts[:5], min(parts[5], 59), us, tz)
        if tz is None and not utc:
            # The same local time an hour or so later means: the clock was set back.
            span = 24 * 3600
            if whole < span and sys.platform.startswith("win"):
                return result
            probe1 = datetime(*_time.localtime(whole - span)[:6])
            trans = result.replace(tzinfo=None) - probe1 - timedelta(0, span)
            if trans.days < 0:
                shifted = datetime(*_time.localtime(whole + trans // timedelta(0, 1))[:6])
                if shifted == datetime(*parts[:5], min(parts[5], 59)):
                    result._fold = 1
        elif tz is not None:
            result = tz.fromutc(result)
        return result

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """The date and time of a POSIX time, local or in a zone."""
        _check_tzinfo(tz)
        return cls._fromtimestamp(timestamp, tz is not None, tz)

    @classmethod
    def utcfromtimestamp(cls, t):
        """Deprecated: the UTC date and time without a zone."""
        import warnings

        warnings.warn(
            "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. "
            "Use timezone-aware objects to represent datetimes in UTC: "
            "datetime.datetime.fromtimestamp(timestamp, datetime.UTC).",
            DeprecationWarning, stacklevel=2,
        )
        return cls._fromtimestamp(t, True, None)

    @classmethod
    def now(cls, tz=None):
        """The present, local or in a zone."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Deprecated: the present in UTC without a zone."""
        import warnings

        warnings.warn(
            "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. "
            "Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
            DeprecationWarning, stacklevel=2,
        )
        return cls._fromtimestamp(_time.time(), True, None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """A date and a time together."""
        if not isinstance(date, _date_class):
            raise TypeError(f"combine() argument 1 must be datetime.date, not {type(date).__name__}")
        if not isinstance(time, _time_class):
            raise TypeError(f"combine() argument 2 must be datetime.time, not {type(time).__name__}")
        if tzinfo is True:
            tzinfo = time.tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, tzinfo,
                   fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        """The date and time of an ISO 8601 text."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            cut = _split_iso(date_string)
            day = _parse_iso_date(date_string[:cut])
            rest = date_string[cut + 1 :]
            clock = _parse_iso_time(rest) if rest else (0, 0, 0, 0, None)
            if len(date_string) == cut + 1:
                raise ValueError
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, date_string, format):
        """The date and time of a text by a format."""
        for position, value in ((1, date_string), (2, format)):
            if not isinstance(value, str):
                raise TypeError(f"strptime() argument {position} must be str, not {type(value).__name__}")
        from _strptime import _strptime_datetime

        return _strptime_datetime(cls, date_string, format)

    def timetuple(self):
        """A struct_time of the local time."""
        dst = self.dst()
        dst = -1 if dst is None else 1 if dst else 0
        return _struct(self, self._hour, self._minute, self._second, dst)

    def utctimetuple(self):
        """A struct_time of the time in UTC."""
        offset = self.utcoffset()
        dt = self - offset if offset else self
        return _struct(dt, dt._hour, dt._minute, dt._second, 0)

    def _seconds(self):
        """Seconds since 1970 as if the clock showed UTC."""
        days = _ymd2ord(self._year, self._month, self._day) - _UNIX_ORDINAL
        return ((days * 24 + self._hour) * 60 + self._minute) * 60 + self._second

    def _mktime(self):
        t = self._seconds()
        span = 24 * 3600

        def local(u):
            return datetime(*_time.localtime(u)[:6])._seconds()

        a = local(t) - t
        u1 = t - a
        t1 = local(u1)
        if t1 == t:
            # One solution; there may be another on the other side of a change.
            u2 = u1 + (-span, span)[self._fold]
            b = local(u2) - u2
            if a == b:
                return u1
        else:
            b = t1 - u1
        u2 = t - b
        t2 = local(u2)
        if t2 == t:
            return u2
        if t1 == t:
            return u1
        return (max, min)[self._fold](u1, u2)

    def timestamp(self):
        """The POSIX time as a float."""
        if self._tzinfo is None:
            return self._mktime() + self._microsecond / 1e6
        return (self - _EPOCH).total_seconds()

    def date(self):
        """The date part."""
        return date(self._year, self._month, self._day)

    def time(self):
        """The time part without the zone."""
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        """The time part with the zone."""
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """A copy with some parts changed."""
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    __replace__ = replace

    def _local_timezone(self):
        if self._tzinfo is None:
            ts = self._mktime()
            other = self.replace(fold=1 - self._fold)._mktime()
            # Two answers mean a gap or a repetition; the offset of the right side counts.
            if other != ts and (other > ts) == bool(self._fold):
                ts = other
        else:
            ts = (self - _EPOCH) // timedelta(seconds=1)
        local = _time.localtime(ts)
        return timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)

    def astimezone(self, tz=None):
        """The same moment in another zone, the local one by default."""
        if tz is not None and not isinstance(tz, _tzinfo_class):
            raise TypeError("tz argument must be an instance of tzinfo")
        mytz = self._tzinfo
        if mytz is None:
            mytz = self._local_timezone()
            offset = mytz.utcoffset(self)
        else:
            offset = mytz.utcoffset(self)
            if offset is None:
                mytz = self.replace(tzinfo=None)._local_timezone()
                offset = mytz.utcoffset(self)
        if tz is mytz:
            return self
        utc = self - offset
        if tz is None:
            tz = utc.replace(tzinfo=timezone.utc)._local_timezone()
        return tz.fromutc(utc.replace(tzinfo=tz))

    def ctime(self):
        """The time as C's ctime() writes it."""
        weekday = self.toordinal() % 7 or 7
        return (
            f"{_DAYS[weekday - 1][:3]} {_MONTHS[self._month][:3]} {self._day:2d} "
            f"{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}"
        )

    def isoformat(self, sep="T", timespec="auto"):
        """YYYY-MM-DDTHH:MM:SS with fraction and offset as needed."""
        if not isinstance(sep, str):
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {type(sep).__name__}")
        if len(sep) != 1:
            raise TypeError("isoformat() argument 1 must be a unicode character, not str")
        text = f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}" + _format_time(
            self._hour, self._minute, self._second, self._microsecond, timespec
        )
        return text + _format_offset(self.utcoffset())

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._microsecond:
            parts += [self._second, self._microsecond]
        elif self._second:
            parts.append(self._second)
        text = f"{_class_text(self)}({', '.join(map(str, parts))}"
        if self._fold:
            text += ", fold=1"
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        return text + ")"

    def __str__(self):
        return self.isoformat(sep=" ")

    def strftime(self, format):
        """The date and time by a format."""
        return _strftime(self, format, self._year, self._month, self._day, self._hour, self._minute, self._second,
                         self._microsecond)

    def utcoffset(self):
        """The zone's offset or None."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.utcoffset(self)
        _check_offset("utcoffset", offset)
        return offset

    def tzname(self):
        """The zone's name or None."""
        if self._tzinfo is None:
            return None
        name = self._tzinfo.tzname(self)
        _check_name(name)
        return name

    def dst(self):
        """The zone's daylight saving or None."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.dst(self)
        _check_offset("dst", offset)
        return offset

    def _key(self):
        return (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)

    def _keys(self, other, allow_mixed=False):
        if self._tzinfo is other._tzinfo:
            return self._key(), other._key()
        mine, theirs = self.utcoffset(), other.utcoffset()
        if allow_mixed:
            # A time whose meaning depends on fold equals nothing in another zone.
            if mine != self.replace(fold=not self._fold).utcoffset():
                return None
            if theirs != other.replace(fold=not other._fold).utcoffset():
                return None
        if mine == theirs:
            return self._key(), other._key()
        if mine is None or theirs is None:
            if allow_mixed:
                return None
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return (self - other)._total(), 0

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        keys = self._keys(other, True)
        return keys is not None and keys[0] == keys[1]

    def __le__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._keys(other)
        return a <= b

    def __lt__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._keys(other)
        return a < b

    def __ge__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._keys(other)
        return a >= b

    def __gt__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._keys(other)
        return a > b

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        seconds = self._hour * 3600 + self._minute * 60 + self._second + other._seconds
        carry, us = divmod(self._microsecond + other._microseconds, 1000000)
        days, seconds = divmod(seconds + carry, 86400)
        ordinal = self.toordinal() + other._days + days
        if not 0 < ordinal <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        hour, seconds = divmod(seconds, 3600)
        minute, second = divmod(seconds, 60)
        return type(self)(*_ord2ymd(ordinal), hour, minute, second, us, tzinfo=self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, datetime):
            return self + -other if isinstance(other, timedelta) else NotImplemented
        base = timedelta._make(
            (self._seconds() - other._seconds()) * 1000000 + self._microsecond - other._microsecond
        )
        if self._tzinfo is other._tzinfo:
            return base
        mine, theirs = self.utcoffset(), other.utcoffset()
        if mine == theirs:
            return base
        if mine is None or theirs is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return base + theirs - mine

    def __hash__(self):
        if self._hashcode == -1:
            base = self.replace(fold=0) if self._fold else self
            offset = base.utcoffset()
            if offset is None:
                self._hashcode = hash(base._getstate()[0])
            else:
                total = base._seconds() * 1000000 + base._microsecond - offset._total()
                self._hashcode = hash(timedelta._make(total))
        return self._hashcode

    def _getstate(self, protocol=3):
        high, low = divmod(self._year, 256)
        us = self._microsecond
        month = self._month | (0x80 if self._fold and protocol > 3 else 0)
        state = bytes([high, low, month, self._day, self._hour, self._minute, self._second, us >> 16,
                       (us >> 8) & 0xFF, us & 0xFF])
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce_ex__(self, protocol):
        return self.__class__, self._getstate(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_date_class = date
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

# Messages of operators name these classes with their module, as they do for native ones.
_set_type_name = getattr(sys, "_set_type_name", None)
if _set_type_name is not None:
    for _class in (date, datetime, time, timedelta, timezone, tzinfo, IsoCalendarDate):
        _set_type_name(_class, "datetime." + _class.__name__)
    del _class
del _set_type_name
