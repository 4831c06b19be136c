"""Rational numbers of any size."""

import math
import operator
import sys
from numbers import Complex, Rational, Real

__all__ = ["Fraction"]

_HASH_MODULUS = sys.hash_info.modulus
_HASH_INF = sys.hash_info.inf


# Operations that complex numbers do not have.
_REAL_ONLY = (operator.floordiv, operator.mod, divmod)


def _digits_end(text, i):
    """The end of a run of digits in which single underscores may separate."""
    start = i
    while i < len(text) and (text[i].isdecimal() or (text[i] == "_" and i > start and text[i - 1] != "_")):
        i += 1
    return i - 1 if i > start and text[i - 1] == "_" else i


def _parse(text):
    """(numerator, denominator) of '3/4', '0.25', '1e-3' and the like; None if it is nothing of that."""
    s = text.strip()
    if not s:
        return None
    i = 0
    sign = 1
    if s[0] in "+-":
        sign = -1 if s[0] == "-" else 1
        i = 1
    start = i
    i = _digits_end(s, i)
    whole = s[start:i]
    slash = s.find("/", i)
    if whole and slash >= 0 and not s[i:slash].strip():
        rest = s[slash + 1 :].lstrip()
        if _digits_end(rest, 0) != len(rest) or not rest:
            return None
        return sign * int(whole), int(rest)
    decimal = ""
    if i < len(s) and s[i] == ".":
        start = i + 1
        i = _digits_end(s, start)
        decimal = s[start:i]
    if not whole and not decimal:
        return None
    exponent = 0
    if i < len(s) and s[i] in "eE":
        j = i + 1
        if j < len(s) and s[j] in "+-":
            j += 1
        end = _digits_end(s, j)
        if end == j:
            return None
        exponent = int(s[i + 1 : end])
        i = end
    if i != len(s):
        return None
    numerator = int(whole or "0")
    denominator = 1
    if decimal:
        decimal = decimal.replace("_", "")
        scale = 10 ** len(decimal)
        numerator = numerator * scale + int(decimal)
        denominator = scale
    if exponent >= 0:
        numerator *= 10**exponent
    else:
        denominator *= 10**-exponent
    return sign * numerator, denominator


def _round_to_exponent(n, d, exponent, no_neg_zero=False):
    """n/d as a multiple of 10**exponent, half to even; returns (is negative, multiple)."""
    if exponent >= 0:
        d *= 10**exponent
    else:
        n *= 10**-exponent
    q, r = divmod(n + (d >> 1), d)
    if r == 0 and d & 1 == 0:
        q &= -2
    sign = q < 0 if no_neg_zero else n < 0
    return sign, abs(q)


def _round_to_figures(n, d, figures):
    """n/d with that many significant digits; returns (is negative, digits, exponent)."""
    if n == 0:
        return False, 0, 1 - figures
    str_n, str_d = str(abs(n)), str(d)
    m = len(str_n) - len(str_d) + (str_d <= str_n)
    exponent = m - figures
    sign, significand = _round_to_exponent(n, d, exponent)
    if len(str(significand)) == figures + 1:
        significand //= 10
        exponent += 1
    return sign, significand, exponent


def _parse_spec(spec):
    """The parts of a format specification for floats; None if it is not one."""
    i = 0
    result = {"fill": None, "align": None, "sign": "-", "no_neg_zero": False, "alt": False, "zeropad": False,
              "minimumwidth": "0", "sep": "", "precision": "6", "type": None}
    if len(spec) >= 2 and spec[1] in "<>=^":
        result["fill"], result["align"] = spec[0], spec[1]
        i = 2
    elif spec[:1] in ("<", ">", "=", "^"):
        result["align"] = spec[0]
        i = 1
    if spec[i : i + 1] in ("-", "+", " "):
        result["sign"] = spec[i]
        i += 1
    if spec[i : i + 1] == "z":
        result["no_neg_zero"] = True
        i += 1
    if spec[i : i + 1] == "#":
        result["alt"] = True
        i += 1
    if spec[i : i + 1] == "0" and spec[i + 1 : i + 2].isdecimal():
        result["zeropad"] = True
        i += 1
    start = i
    while spec[i : i + 1].isdecimal():
        i += 1
    if i > start + 1 and spec[start] == "0":
        return None
    if i > start:
        result["minimumwidth"] = spec[start:i]
    if spec[i : i + 1] in (",", "_"):
        result["sep"] = spec[i]
        i += 1
    if spec[i : i + 1] == ".":
        start = i + 1
        i = start
        while spec[i : i + 1].isdecimal():
            i += 1
        if i == start or (spec[start] == "0" and i > start + 1):
            return None
        result["precision"] = spec[start:i]
        result["has_precision"] = True
    if spec[i : i + 1] and spec[i] in "eEfFgG%":
        result["type"] = spec[i]
        i += 1
    if i != len(spec):
        return None
    if result["zeropad"] and result["align"] is not None:
        return None
    return result


class Fraction(Rational):
    """A rational number in lowest terms."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, float) or (
                not isinstance(numerator, type) and hasattr(numerator, "as_integer_ratio")
            ):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            parts = _parse(numerator)
            if parts is None:
                raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
            numerator, denominator = parts
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, Rational) and isinstance(denominator, Rational):
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator,
            )
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        g = math.gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        self._numerator = numerator // g
        self._denominator = denominator // g
        return self

    @classmethod
    def _make(cls, numerator, denominator):
        """From numbers already in lowest terms."""
        self = super(Fraction, cls).__new__(cls)
        self._numerator = numerator
        self._denominator = denominator
        return self

    @classmethod
    def from_float(cls, f):
        """The exact value of a float or integer."""
        if not isinstance(f, (int, float)):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls._make(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal or integer."""
        if isinstance(dec, int):
            return cls._make(dec, 1)
        decimal = sys.modules.get("decimal")
        if decimal is None or not isinstance(dec, decimal.Decimal):
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls._make(*dec.as_integer_ratio())

    def is_integer(self):
        """Whether the denominator is 1."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """(numerator, denominator)."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is at most that."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The convergents of the continued fraction lead there.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._make(p1, q1)
        return Fraction._make(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(a):
        """The numerator in lowest terms."""
        return a._numerator

    @property
    def denominator(a):
        """The denominator, positive."""
        return a._denominator

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec, /):
        parts = _parse_spec(format_spec)
        if parts is not None and parts["type"] is None and "has_precision" not in parts and not parts["zeropad"] \
                and not parts["no_neg_zero"]:
            return self._format_plain(parts)
        if parts is None or parts["type"] is None:
            raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")
        return self._format_float(parts)

    def _pad(self, sign, body, parts):
        width = int(parts["minimumwidth"])
        fill = parts["fill"] or " "
        padding = fill * (width - len(sign) - len(body))
        align = parts["align"] or ">"
        if align == ">":
            return padding + sign + body
        if align == "<":
            return sign + body + padding
        if align == "^":
            half = len(padding) // 2
            return padding[:half] + sign + body + padding[half:]
        return sign + padding + body

    def _format_plain(self, parts):
        sep = parts["sep"]
        sign = "-" if self._numerator < 0 else "" if parts["sign"] == "-" else parts["sign"]
        body = f"{abs(self._numerator):{sep}}"
        if self._denominator > 1 or parts["alt"]:
            body += f"/{self._denominator:{sep}}"
        return self._pad(sign, body, parts)

    def _format_float(self, parts):
        kind = parts["type"]
        precision = int(parts["precision"])
        trim = kind in "gG" and not parts["alt"]
        exponent_letter = "E" if kind in "EFG" else "e"
        if kind in "fF%":
            exponent = -precision
            if kind == "%":
                exponent -= 2
            negative, significand = _round_to_exponent(
                self._numerator, self._denominator, exponent, parts["no_neg_zero"])
            scientific = False
            point = precision
        else:
            figures = max(precision, 1) if kind in "gG" else precision + 1
            negative, significand, exponent = _round_to_figures(self._numerator, self._denominator, figures)
            scientific = kind in "eE" or exponent > 0 or exponent + figures <= -4
            point = figures - 1 if scientific else -exponent
        if kind == "%":
            suffix = "%"
        elif scientific:
            suffix = f"{exponent_letter}{exponent + point:+03d}"
        else:
            suffix = ""
        digits = f"{significand:0{point + 1}d}"
        sign = "-" if negative else "" if parts["sign"] == "-" else parts["sign"]
        leading = digits[: len(digits) - point]
        fraction = digits[len(digits) - point :]
        if trim:
            fraction = fraction.rstrip("0")
        separator = "" if not fraction and not parts["alt"] else "."
        if parts["zeropad"]:
            width = int(parts["minimumwidth"]) - len(sign) - len(separator) - len(fraction) - len(suffix)
            if parts["sep"]:
                # Groups of three make each pad digit cost a little more.
                width = 3 * width // 4 + 1
            leading = leading.zfill(max(width, 0))
        if parts["sep"]:
            first = 1 + (len(leading) - 1) % 3
            leading = leading[:first] + "".join(
                [parts["sep"] + leading[p : p + 3] for p in range(first, len(leading), 3)])
        return self._pad(sign, leading + separator + fraction + suffix, parts)

    def __add__(a, b):
        return a._arithmetic(b, operator.add, Fraction._add)

    def __radd__(b, a):
        return b._reflected(a, operator.add, Fraction._add)

    def __sub__(a, b):
        return a._arithmetic(b, operator.sub, Fraction._sub)

    def __rsub__(b, a):
        return b._reflected(a, operator.sub, Fraction._sub)

    def __mul__(a, b):
        return a._arithmetic(b, operator.mul, Fraction._mul)

    def __rmul__(b, a):
        return b._reflected(a, operator.mul, Fraction._mul)

    def __truediv__(a, b):
        return a._arithmetic(b, operator.truediv, Fraction._div)

    def __rtruediv__(b, a):
        return b._reflected(a, operator.truediv, Fraction._div)

    def __floordiv__(a, b):
        return a._arithmetic(b, operator.floordiv, Fraction._floordiv)

    def __rfloordiv__(b, a):
        return b._reflected(a, operator.floordiv, Fraction._floordiv)

    def __mod__(a, b):
        return a._arithmetic(b, operator.mod, Fraction._mod)

    def __rmod__(b, a):
        return b._reflected(a, operator.mod, Fraction._mod)

    def __divmod__(a, b):
        return a._arithmetic(b, divmod, Fraction._divmod)

    def __rdivmod__(b, a):
        return b._reflected(a, divmod, Fraction._divmod)

    def _arithmetic(self, other, fallback, exact):
        if isinstance(other, Fraction):
            return exact(self, other)
        if isinstance(other, int):
            return exact(self, Fraction(other))
        if isinstance(other, float):
            return fallback(float(self), other)
        if isinstance(other, complex) and fallback not in _REAL_ONLY:
            return fallback(complex(self), other)
        return NotImplemented

    def _reflected(self, other, fallback, exact):
        if isinstance(other, Rational):
            return exact(Fraction(other), self)
        if isinstance(other, Real):
            return fallback(float(other), float(self))
        if isinstance(other, Complex) and fallback not in _REAL_ONLY:
            return fallback(complex(other), complex(self))
        return NotImplemented

    def _add(a, b):
        return Fraction(a._numerator * b._denominator + b._numerator * a._denominator,
                        a._denominator * b._denominator)

    def _sub(a, b):
        return Fraction(a._numerator * b._denominator - b._numerator * a._denominator,
                        a._denominator * b._denominator)

    def _mul(a, b):
        return Fraction(a._numerator * b._numerator, a._denominator * b._denominator)

    def _div(a, b):
        if b._numerator == 0:
            # The message shows the reduced numerator, as if divided step by step.
            g = math.gcd(a._numerator, 0)
            nb = a._numerator if g <= 1 else a._numerator // g
            raise ZeroDivisionError(f"Fraction({nb}, 0)")
        return Fraction(a._numerator * b._denominator, a._denominator * b._numerator)

    def _floordiv(a, b):
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    def _divmod(a, b):
        da, db = a._denominator, b._denominator
        div, n_mod = divmod(a._numerator * db, da * b._numerator)
        return div, Fraction(n_mod, da * db)

    def _mod(a, b):
        da, db = a._denominator, b._denominator
        return Fraction((a._numerator * db) % (b._numerator * da), da * db)

    def __pow__(a, b, modulo=None):
        if modulo is not None:
            return NotImplemented
        if isinstance(b, Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power = b.numerator
            if power >= 0:
                return Fraction._make(a._numerator**power, a._denominator**power)
            if a._numerator > 0:
                return Fraction._make(a._denominator**-power, a._numerator**-power)
            if a._numerator == 0:
                raise ZeroDivisionError(f"Fraction({a._denominator ** -power}, 0)")
            return Fraction._make((-a._denominator) ** -power, (-a._numerator) ** -power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a, modulo=None):
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a**b._numerator
        if isinstance(a, Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a**b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction._make(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._make(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._make(abs(a._numerator), a._denominator)

    def __int__(a):
        n, d = a._numerator, a._denominator
        return -(-n // d) if n < 0 else n // d

    def __trunc__(a):
        return a.__int__()

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            d = self._denominator
            floor, rest = divmod(self._numerator, d)
            if rest * 2 < d:
                return floor
            if rest * 2 > d:
                return floor + 1
            return floor if floor % 2 == 0 else floor + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _HASH_MODULUS)
        except ValueError:
            value = _HASH_INF
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)
