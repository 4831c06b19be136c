"""Exponentials, logarithms and powers of decimal numbers.

Each is computed with integers that stand for `value * 10**places`, with a bound on the error; when
the bound leaves open how to round, the computation is repeated with more places.
"""

import _decimal
from decimal import Decimal, _wide_context

_INVALID = 0x100
_FINITE = 0


def _exp_scaled(numerator, places):
    """e ** (numerator / 10**places), scaled by 10**places; the error is below a thousand units."""
    # Halving the argument k times and squaring k times keeps the series short.
    unit = 10**places
    halvings = max(numerator.bit_length() - unit.bit_length() + 8, 0) + int(places**0.5)
    extra = halvings // 3 + 10
    scale = 10 ** (places + extra)
    argument = (numerator * 10**extra) >> halvings
    total = term = scale
    index = 1
    while term:
        term = term * argument // (scale * index)
        total += term
        index += 1
    for _ in range(halvings):
        total = total * total // scale
    return total // 10**extra


def _ln_scaled(numerator, denominator, places):
    """The logarithm of a fraction, scaled by 10**places; the error is a few units."""
    extra = 10
    scale = 10 ** (places + extra)
    # Bring the value near one: x = m * 2**k with m between 2/3 and 4/3.
    shift = numerator.bit_length() - denominator.bit_length()
    if shift > 0:
        denominator <<= shift
    else:
        numerator <<= -shift
    if 3 * numerator > 4 * denominator:
        denominator *= 2
        shift += 1
    elif 3 * numerator < 2 * denominator:
        numerator *= 2
        shift -= 1
    value = _atanh_series(numerator - denominator, numerator + denominator, scale)
    if shift:
        value += shift * _ln2(places + extra)
    return value // 10**extra


def _atanh_series(numerator, denominator, scale):
    """2 * atanh(numerator / denominator), scaled."""
    ratio = numerator * scale // denominator
    square = ratio * ratio // scale
    total = term = ratio
    index = 3
    while term and term != -1:
        term = term * square // scale
        total += term // index
        index += 2
    return 2 * total


_logarithms = {}


def _constant(name, places, compute):
    known = _logarithms.get(name)
    if known is None or known[0] < places:
        known = _logarithms[name] = (places, compute(places + 10) // 10**10)
    return known[1] // 10 ** (known[0] - places)


def _ln2(places):
    """ln 2 = 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749)."""

    def compute(places):
        scale = 10 ** (places + 5)
        value = 9 * _atanh_series(1, 26, scale) - _atanh_series(1, 4801, scale) + 4 * _atanh_series(1, 8749, scale)
        return value // 10**5

    return _constant("2", places, compute)


def _ln10(places):
    return _constant("10", places, lambda places: _ln_scaled(10, 1, places))


def _rounded(compute, context):
    """The number that `compute(places)` comes near to, rounded half-even to the context.

    `compute` gives a coefficient with at least `places` good digits, its exponent and its error.
    """
    extra = 3
    while True:
        coefficient, exponent, error = compute(context._prec + extra)
        size = abs(coefficient)
        drop = len(str(size)) - context._prec
        half = 5 * 10 ** (drop - 1) if drop > 0 else 0
        rest = size % 10**drop if drop > 0 else 0
        if drop > 1 and abs(rest - half) > error and rest > error and 10**drop - rest > error:
            break
        extra = extra * 2 + 3
        if extra > 10 * context._prec + 1000:
            break
    return _half_even(_decimal.make(coefficient < 0, size, exponent, _FINITE), context)


def _half_even(number, context):
    """A number rounded half-even to a context, however that rounds."""
    rounding = context._rounding
    context._rounding = 6
    try:
        return _decimal.finish(number, context)
    finally:
        context._rounding = rounding


def _exact_inexact(value, context):
    """A value that is exact but counts as rounded, with all its digits."""
    digits = value._digits()
    sign, coefficient, exponent, _ = _decimal.parts(value)
    if digits < context._prec:
        more = context._prec - digits
        value = _decimal.make(sign, coefficient * 10**more, exponent - more, _FINITE)
    found = _decimal.finish(value, context)
    _decimal.signal(context, 0x40 | 0x1000)
    return found


def exp(number, context):
    if number.is_nan():
        return number._nan(context)
    if number.is_infinite():
        return Decimal(0) if number.is_signed() else Decimal("Infinity")
    if number.is_zero():
        return Decimal(1)
    negative, coefficient, exponent, _ = _decimal.parts(number)
    adjusted = number.adjusted()
    # Beyond these the result is nothing but overflow or underflow, or one.
    limit = len(str((context._emax + 1) * 3)) if not negative else len(str((1 - context.Etiny()) * 3))
    if adjusted > limit:
        if negative:
            return _half_even(_decimal.make(0, 1, context.Etiny() - 1, _FINITE), context)
        return _half_even(_decimal.make(0, 1, context._emax + 1, _FINITE), context)
    if adjusted < -context._prec - 1:
        if negative:
            near = _decimal.make(0, 10 ** (context._prec + 1) - 1, -context._prec - 1, _FINITE)
        else:
            near = _decimal.make(0, 10 ** (context._prec + 1) + 1, -context._prec - 1, _FINITE)
        return _half_even(near, context)

    def compute(places):
        # e**x = 10**k * e**r with r between 0 and ln 10.
        work = places + max(adjusted, 0) + 10
        shift = exponent + work
        scaled = coefficient * 10**shift if shift >= 0 else coefficient // 10**-shift
        if negative:
            scaled = -scaled
        power, rest = divmod(scaled, _ln10(work))
        work_places = places + 5
        rest //= 10 ** (work - work_places)
        return _exp_scaled(rest, work_places), power - work_places, 100000

    return _rounded(compute, context)


def _is_power_of_ten(number):
    return str(_decimal.parts(number)[1]).rstrip("0") == "1"


def ln(number, context):
    special = _logarithm_special(number, context)
    if special is not None:
        return special
    if _decimal.compare(number, Decimal(1)) == 0:
        return Decimal(0)
    _, coefficient, exponent, _ = _decimal.parts(number)

    def compute(places):
        # Near one the result is small, and more places are needed.
        lost = _nearness(number)
        work = places + lost + 5
        if exponent >= 0:
            value = _ln_scaled(coefficient * 10**exponent if exponent < 1000 else coefficient, 1, work)
            if exponent >= 1000:
                value += exponent * _ln10(work + 25) // 10**25
        elif exponent > -1000:
            value = _ln_scaled(coefficient, 10**-exponent, work)
        else:
            value = _ln_scaled(coefficient, 1, work) + exponent * _ln10(work + 25) // 10**25
        return value, -work, 10000

    return _rounded(compute, context)


def _nearness(number):
    """How many places the logarithm loses because the number is close to one."""
    wide = _wide_context()
    difference = _decimal.subtract(number, Decimal(1), wide) if abs(number.adjusted()) < 100 else number
    return max(-difference.adjusted(), 0)


def _logarithm_special(number, context):
    if number.is_nan():
        return number._nan(context)
    if number.is_zero():
        return Decimal("-Infinity")
    if number.is_signed():
        _decimal.signal(context, _INVALID)
        return Decimal("NaN")
    if number.is_infinite():
        return Decimal("Infinity")
    return None


def log10(number, context):
    special = _logarithm_special(number, context)
    if special is not None:
        return special
    if _is_power_of_ten(number):
        return _decimal.finish(Decimal(number.adjusted()), context)
    _, coefficient, exponent, _ = _decimal.parts(number)

    def compute(places):
        work = places + _nearness(number) + 10
        digits = len(str(coefficient)) - 1
        if exponent + digits in (0, -1):
            value = _ln_scaled(coefficient, 10**-exponent, work) if exponent < 0 else _ln_scaled(coefficient * 10**exponent, 1, work)
            return value * 10**work // _ln10(work), -work, 10000
        # The whole part is known; only that of the digits is computed.
        value = _ln_scaled(coefficient, 10**digits, work) * 10**work // _ln10(work)
        return value + (exponent + digits) * 10**work, -work, 10000

    return _rounded(compute, context)


def _is_whole(number):
    if not number.is_finite():
        return False
    _, coefficient, exponent, _ = _decimal.parts(number)
    return exponent >= 0 or coefficient == 0 or (-exponent < 10**6 and coefficient % 10**-exponent == 0)


def power(base, exponent, context):
    nan = base._nan(context, exponent)
    if nan is not None:
        return nan
    whole = _is_whole(exponent)
    if exponent.is_zero():
        if base.is_zero():
            _decimal.signal(context, _INVALID)
            return Decimal("NaN")
        return Decimal(1)
    odd = whole and _is_odd(exponent)
    sign = base.is_signed() and odd
    if base.is_signed() and not base.is_zero() and not whole:
        if base.is_infinite() and exponent.is_infinite():
            return Decimal(0) if exponent.is_signed() else Decimal("Infinity")
        _decimal.signal(context, _INVALID)
        return Decimal("NaN")
    if base.is_zero():
        if exponent.is_signed():
            return Decimal("-Infinity" if sign else "Infinity")
        return Decimal("-0" if sign else "0")
    if base.is_infinite():
        if exponent.is_signed():
            return Decimal("-0" if sign else "0")
        return Decimal("-Infinity" if sign else "Infinity")
    size = base.copy_abs()
    order = _decimal.compare(size, Decimal(1))
    if exponent.is_infinite():
        if order == 0:
            return _exact_inexact(Decimal(1), context)
        return Decimal("Infinity") if (order > 0) != exponent.is_signed() else Decimal(0)
    if order == 0:
        one = _decimal.make(sign, 1, 0, _FINITE)
        if whole and abs(exponent.adjusted()) < 18:
            return _whole_power(base, int(exponent), context)
        return _exact_inexact(one, context)
    if whole and abs(exponent.adjusted()) < 18 and _worth_multiplying(size, exponent, context):
        return _whole_power(base, int(exponent), context)
    return _real_power(base, size, exponent, sign, context)


def _is_odd(number):
    _, coefficient, exponent, _ = _decimal.parts(number)
    if exponent > 0 or coefficient == 0:
        return False
    return coefficient // 10**-exponent % 2 == 1


def _worth_multiplying(size, exponent, context):
    """Whether the result is in reach, so that multiplying makes sense."""
    reach = abs(int(exponent)) * (abs(size.adjusted()) + 1)
    return reach < 10 * (context._emax - context._emin) + 1000


def _whole_power(base, times, context):
    """A whole power by repeated squaring with a few digits more than the context has."""
    work = context._ignoring()
    work._prec = context._prec + 4 + len(str(abs(times)))
    work._emin, work._emax, work._clamp = -999999999999999999, 999999999999999999, 0
    work._rounding = 6
    if times < 0:
        work._prec += 1
        base = _decimal.divide(Decimal(1), base, work)
        times = -times
    result = None
    while True:
        if times & 1:
            result = base if result is None else _decimal.multiply(result, base, work)
        times >>= 1
        if not times:
            break
        base = _decimal.multiply(base, base, work)
    rounded_on_the_way = work._flags & 0x40
    found = _decimal.finish(result, context)
    if rounded_on_the_way:
        _decimal.signal(context, 0x40 | 0x1000)
    return found


def _real_power(base, size, exponent, sign, context):
    work = context._ignoring()
    work._emin, work._emax, work._clamp = -999999999999999999, 999999999999999999, 0
    work._rounding = 6
    work._prec = context._prec + 10 + max(exponent.adjusted(), 0) + len(str(abs(size.adjusted()) + 1))
    root = _exact_root(size, exponent, context)
    if root is not None:
        return _exact_inexact(root._with_sign(sign), context)
    product = _decimal.multiply(ln(size, work), exponent, work)
    if product.adjusted() > len(str((context._emax + 1) * 3)):
        if product.is_signed():
            return _decimal.finish(_decimal.make(sign, 1, context.Etiny() - 1, _FINITE), context)
        return _decimal.finish(_decimal.make(sign, 1, context._emax + 1, _FINITE), context)
    work._prec = context._prec + 8
    found = _decimal.finish(exp(product, work)._with_sign(sign), context)
    _decimal.signal(context, 0x40 | 0x1000)
    return found


def _exact_root(size, exponent, context):
    """The power where it is exact and short: a square root, a fourth root, and the like."""
    numerator, denominator = exponent.as_integer_ratio() if abs(exponent.adjusted()) < 20 else (0, 1)
    if denominator & (denominator - 1) or not 1 < denominator <= 64 or not 0 < numerator <= 1000:
        return None
    wide = context._ignoring()
    wide._prec = context._prec + 10
    value = size
    while denominator > 1:
        wide._flags = 0
        value = _decimal.sqrt(value, wide)
        if wide._flags & 0x40:
            return None
        denominator //= 2
    wide._flags = 0
    value = _whole_power(value, numerator, wide)
    return None if wide._flags & 0x40 or value._digits() > context._prec else value


def power_modulo(base, exponent, modulo, context):
    for number in (base, exponent, modulo):
        if number.is_nan():
            return base._nan(context, exponent, modulo)
    wrong = (
        not (_is_whole(base) and _is_whole(exponent) and _is_whole(modulo))
        or exponent.is_signed() and not exponent.is_zero()
        or modulo.is_zero()
        or modulo.adjusted() >= context._prec
        or (base.is_zero() and exponent.is_zero())
    )
    if wrong:
        _decimal.signal(context, _INVALID)
        return Decimal("NaN")
    sign = base.is_signed() and _is_odd(exponent)
    value = pow(abs(int(base)), int(exponent), abs(int(modulo)))
    return _decimal.make(sign, value, 0, _FINITE)
