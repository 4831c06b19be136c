"""`format()` of decimal numbers."""

import _decimal
import re

_SPEC = re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<no_negative_zero>z)?(?P<alternative>\#)?(?P<zero>0)?"
    r"(?P<width>\d+)?(?P<comma>[,_])?(?:\.(?P<precision>\d+))?(?P<type>[eEfFgGn%])?\Z",
    re.DOTALL,
)


def _parsed(spec):
    found = _SPEC.match(spec)
    if found is None or found["comma"] == "_":
        raise ValueError("invalid format string")
    parts = found.groupdict()
    if parts["zero"]:
        if parts["fill"] is not None and parts["align"]:
            raise ValueError("invalid format string")
        parts["fill"], parts["align"] = "0", parts["align"] or "="
    if parts["type"] == "n" and parts["comma"]:
        raise ValueError("invalid format string")
    parts["fill"] = parts["fill"] or " "
    parts["align"] = parts["align"] or ">"
    parts["width"] = int(parts["width"] or 0)
    parts["precision"] = None if parts["precision"] is None else int(parts["precision"])
    return parts


def formatted(number, spec, context):
    if not isinstance(spec, str):
        raise TypeError("format arg must be str")
    parts = _parsed(spec)
    kind = parts["type"]
    sign, coefficient, exponent, special = _decimal.parts(number)
    if special:
        body = _decimal.text(number.copy_abs(), False, True)
        if kind == "%":
            body += "%"
        if parts["fill"] == "0" and parts["align"] == "=":
            parts["fill"], parts["align"] = " ", ">"
        return _padded("-" if sign else _plus(parts), body, parts)
    if kind is None:
        kind = "g" if context._capitals == 0 else "G"
    precision = parts["precision"]
    if kind == "%":
        exponent += 2
    value = _decimal.make(0, coefficient, exponent, 0)
    rounding = context._rounding
    if sign and rounding in (2, 3):
        # The sign is put on afterwards; rounding towards it goes the other way.
        rounding = 5 - rounding
    if precision is not None:
        if kind in "eE":
            value = _significant(value, precision + 1, rounding)
        elif kind in "fF%":
            value = _decimal.rescale(value, -precision, rounding)
        elif value._digits() > max(precision, 1):
            value = _significant(value, max(precision, 1), rounding)
    _, coefficient, exponent, _ = _decimal.parts(value)
    if not coefficient and exponent > 0 and kind in "fF%":
        value = _decimal.rescale(value, 0, rounding)
        _, coefficient, exponent, _ = _decimal.parts(value)
    if sign and parts["no_negative_zero"] and not coefficient:
        sign = 0
    digits = str(coefficient)
    left = exponent + len(digits)
    if kind in "eE":
        if not coefficient and precision is not None:
            digits = "0" * (precision + 1)
            left = 1 + exponent + precision
        point = 1
    elif kind in "fF%":
        point = left
    elif exponent <= 0 and left > -6:
        point = left
    else:
        point = 1
    if point < 0:
        whole, fraction = "0", "0" * -point + digits
    elif point > len(digits):
        whole, fraction = digits + "0" * (point - len(digits)), ""
    else:
        whole, fraction = digits[:point] or "0", digits[point:]
    power = left - point
    tail = ""
    if power or kind in "eE":
        letter = "E" if kind in "EG" else "e"
        tail = f"{letter}{power:+d}"
    if kind == "%":
        tail += "%"
    lead = "-" if sign else _plus(parts)
    return _assembled(lead, whole, fraction, tail, parts)


def _significant(value, digits, rounding):
    _, coefficient, exponent, _ = _decimal.parts(value)
    if not coefficient:
        return value
    excess = value._digits() - digits
    if excess < 0:
        return _decimal.make(0, coefficient * 10**-excess, exponent + excess, 0)
    found = _decimal.rescale(value, exponent + excess, rounding) if excess else value
    if found._digits() > digits:
        # 9.99 became 10.0.
        _, coefficient, exponent, _ = _decimal.parts(found)
        found = _decimal.make(0, coefficient // 10, exponent + 1, 0)
    return found


def _plus(parts):
    return parts["sign"] if parts["sign"] in ("+", " ") else ""


def _grouped(whole, least, separator, sizes):
    """Digits in groups from the right, with zeros in front up to a width."""
    groups = []
    for size in sizes:
        length = min(max(len(whole), least, 1), size)
        groups.append("0" * (length - len(whole)) + whole[-length:])
        whole = whole[:-length]
        least -= length
        if not whole and least <= 0:
            break
        least -= len(separator)
    return separator.join(reversed(groups))


def _threes():
    while True:
        yield 3


def _assembled(sign, whole, fraction, tail, parts):
    separator, point = parts["comma"] or "", "."
    sizes = _threes()
    if parts["type"] == "n":
        import locale

        settings = locale.localeconv()
        separator, point = settings["thousands_sep"], settings["decimal_point"]
        sizes = _local_sizes(settings["grouping"])
    if fraction:
        tail = point + fraction + tail
    if separator:
        least = 0
        if parts["fill"] == "0" and parts["align"] == "=":
            least = parts["width"] - len(sign) - len(tail)
        whole = _grouped(whole, least, separator, sizes)
    return _padded(sign, whole + tail, parts)


def _local_sizes(grouping):
    last = 3
    for size in grouping:
        if size == 0:
            break
        last = size
        yield size
    while True:
        yield last


def _padded(sign, body, parts):
    missing = parts["width"] - len(sign) - len(body)
    if missing <= 0:
        return sign + body
    padding = parts["fill"] * missing
    match parts["align"]:
        case "<":
            return sign + body + padding
        case "=":
            return sign + padding + body
        case "^":
            half = missing // 2
            return padding[:half] + sign + body + padding[half:]
    return padding + sign + body
