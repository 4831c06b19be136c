"""Decimal arithmetic with a settable precision.

Numbers and everyday arithmetic are native (`_decimal`); here are contexts, signals, and the operations
that are used rarely, many of which work on the integer parts of a number. `_decimal_math` has
exponentials, logarithms and powers.
"""

import _decimal
import contextvars as _contextvars
import math as _math
import numbers as _numbers
from _decimal import ContextBase as _ContextBase, Number as _Number
from collections import namedtuple as _namedtuple
from collections.abc import MutableMapping as _MutableMapping

__all__ = [
    "Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext",
    "DecimalException", "Clamped", "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal",
    "Overflow", "Underflow", "FloatOperation", "DivisionImpossible", "InvalidContext", "ConversionSyntax",
    "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR",
    "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext", "localcontext", "MAX_PREC",
    "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR",
]
__version__ = "1.70"
__libmpdec_version__ = "2.5.1"

MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
HAVE_THREADS = HAVE_CONTEXTVAR = True

_ROUNDINGS = [
    "ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_HALF_UP", "ROUND_HALF_DOWN",
    "ROUND_HALF_EVEN", "ROUND_05UP",
]
(ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP) = _ROUNDINGS

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")
DecimalTuple.__doc__ = "DecimalTuple(sign, digits, exponent)"


# ---- signals ----


class DecimalException(ArithmeticError):
    """The base of all signals."""


class Clamped(DecimalException):
    """An exponent was changed to fit the context."""


class InvalidOperation(DecimalException):
    """An operation without a result."""


class ConversionSyntax(InvalidOperation):
    """A text that is no number."""


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A number was divided by zero."""


class DivisionImpossible(InvalidOperation):
    """A whole quotient with too many digits."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Zero was divided by zero."""


class Inexact(DecimalException):
    """Digits that are not zero were lost."""


class InvalidContext(InvalidOperation):
    """A context that makes no sense."""


class Rounded(DecimalException):
    """Digits were lost."""


class Subnormal(DecimalException):
    """An exponent below the smallest one."""


class Overflow(Inexact, Rounded):
    """A number too large for the context."""


class Underflow(Inexact, Rounded, Subnormal):
    """A number too small for the context."""


class FloatOperation(DecimalException, TypeError):
    """Floats and decimal numbers were mixed."""


_SIGNALS = {
    InvalidOperation: 0x100,
    FloatOperation: 0x8000,
    DivisionByZero: 0x4,
    Overflow: 0x800,
    Underflow: 0x4000,
    Subnormal: 0x2000,
    Inexact: 0x40,
    Rounded: 0x1000,
    Clamped: 0x1,
}
_CONDITIONS = {
    ConversionSyntax: 0x2,
    DivisionImpossible: 0x8,
    DivisionUndefined: 0x10,
}
_INVALID = 0x100
_SHOWN_ORDER = (
    Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow,
)


def _raise(status):
    """Raise the first of the signals that happened, with all of them as its argument."""
    shown = [condition for condition, bit in _CONDITIONS.items() if status & bit]
    first = None
    for signal, bit in _SIGNALS.items():
        if status & bit:
            first = first or signal
            if signal is not InvalidOperation or not shown:
                shown.append(signal)
    raise first(shown)


# ---- contexts ----


class _SignalDict(_MutableMapping):
    """Flags or traps of a context, by signal."""

    __slots__ = ("_context", "_name")

    def __init__(self, context, name):
        self._context = context
        self._name = name

    def _bit(self, signal):
        try:
            return _SIGNALS[signal]
        except (KeyError, TypeError):
            raise KeyError(_VALID_SIGNALS) from None

    def __getitem__(self, signal):
        return bool(getattr(self._context, self._name) & self._bit(signal))

    def __setitem__(self, signal, value):
        bit = self._bit(signal)
        bits = getattr(self._context, self._name)
        setattr(self._context, self._name, bits | bit if value else bits & ~bit)

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __iter__(self):
        return iter(_SIGNALS)

    def __len__(self):
        return len(_SIGNALS)

    def __repr__(self):
        return "{" + ", ".join(f"{signal!r}:{value!r}" for signal, value in self.items()) + "}"

    def __eq__(self, other):
        if isinstance(other, _SignalDict):
            return getattr(self._context, self._name) == getattr(other._context, other._name)
        if isinstance(other, dict):
            return dict(self) == other
        return NotImplemented

    __hash__ = None

    def copy(self):
        return dict(self)


_SignalDict.__name__ = _SignalDict.__qualname__ = "SignalDict"


_VALID_SIGNALS = (
    "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
    "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]"
)


def _bits_of(signals):
    """The bits of a list of signals, or of a mapping from signals to truth."""
    if isinstance(signals, list):
        bits = 0
        for signal in signals:
            if signal not in _SIGNALS:
                raise KeyError(_VALID_SIGNALS)
            bits |= _SIGNALS[signal]
        return bits
    if isinstance(signals, _SignalDict):
        return getattr(signals._context, signals._name)
    if isinstance(signals, dict):
        if set(signals) != set(_SIGNALS):
            raise KeyError("invalid error flag")
        return sum(_SIGNALS[signal] for signal, value in signals.items() if value)
    raise TypeError("argument must be a signal dict")


class Context(_ContextBase):
    """Settings for arithmetic: precision, rounding, exponents, what is trapped."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = DefaultContext
        self._prec, self._rounding, self._emin, self._emax = base._prec, base._rounding, base._emin, base._emax
        self._capitals, self._clamp, self._traps = base._capitals, base._clamp, base._traps
        for name, value in (
            ("prec", prec), ("rounding", rounding), ("Emin", Emin), ("Emax", Emax), ("capitals", capitals), ("clamp", clamp),
        ):
            if value is not None:
                setattr(self, name, value)
        if traps is not None:
            self._traps = _bits_of(traps)
        if flags is not None:
            self._flags = _bits_of(flags)

    @property
    def prec(self):
        return self._prec

    @prec.setter
    def prec(self, value):
        if not isinstance(value, int):
            raise TypeError("an integer is required")
        if not 1 <= value <= MAX_PREC:
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        self._prec = value

    @property
    def Emin(self):
        return self._emin

    @Emin.setter
    def Emin(self, value):
        if not isinstance(value, int):
            raise TypeError("an integer is required")
        if not MIN_EMIN <= value <= 0:
            raise ValueError("valid range for Emin is [MIN_EMIN, 0]")
        self._emin = value

    @property
    def Emax(self):
        return self._emax

    @Emax.setter
    def Emax(self, value):
        if not isinstance(value, int):
            raise TypeError("an integer is required")
        if not 0 <= value <= MAX_EMAX:
            raise ValueError("valid range for Emax is [0, MAX_EMAX]")
        self._emax = value

    @property
    def rounding(self):
        return _ROUNDINGS[self._rounding]

    @rounding.setter
    def rounding(self, value):
        self._rounding = _rounding_number(value)

    @property
    def capitals(self):
        return self._capitals

    @capitals.setter
    def capitals(self, value):
        if not isinstance(value, int):
            raise TypeError("an integer is required")
        if value not in (0, 1):
            raise ValueError("valid values for capitals are 0 or 1")
        self._capitals = value

    @property
    def clamp(self):
        return self._clamp

    @clamp.setter
    def clamp(self, value):
        if not isinstance(value, int):
            raise TypeError("an integer is required")
        if value not in (0, 1):
            raise ValueError("valid values for clamp are 0 or 1")
        self._clamp = value

    @property
    def flags(self):
        return _SignalDict(self, "_flags")

    @flags.setter
    def flags(self, value):
        self._flags = _bits_of(value)

    @property
    def traps(self):
        return _SignalDict(self, "_traps")

    @traps.setter
    def traps(self, value):
        self._traps = _bits_of(value)

    def __delattr__(self, name):
        raise AttributeError(f"'decimal.Context' object attribute '{name}' cannot be deleted")

    def __repr__(self):
        def names(bits):
            return ", ".join(signal.__name__ for signal in _SHOWN_ORDER if bits & _SIGNALS[signal])

        return (
            f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
            f"capitals={self.capitals}, clamp={self.clamp}, flags=[{names(self._flags)}], traps=[{names(self._traps)}])"
        )

    def __reduce__(self):
        def signals(bits):
            return [signal for signal, bit in _SIGNALS.items() if bits & bit]

        return (
            Context,
            (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, signals(self._flags), signals(self._traps)),
        )

    def copy(self):
        """A context with the same settings and flags."""
        made = Context.__new__(Context)
        for name in ("_prec", "_rounding", "_emin", "_emax", "_capitals", "_clamp", "_traps", "_flags"):
            setattr(made, name, getattr(self, name))
        return made

    __copy__ = copy

    def clear_flags(self):
        """Reset all flags."""
        self._flags = 0

    def clear_traps(self):
        """Trap nothing."""
        self._traps = 0

    def Etiny(self):
        """The smallest exponent of a subnormal number."""
        return self._emin - self._prec + 1

    def Etop(self):
        """The largest exponent of a number with all digits."""
        return self._emax - self._prec + 1

    def radix(self):
        """Ten."""
        return Decimal(10)

    def create_decimal(self, num="0", /):
        """A number, rounded to this context."""
        if isinstance(num, str):
            # Blanks and underscores are for people, not for this method.
            if num != num.strip() or "_" in num:
                _decimal.signal(self, 0x2)
                return Decimal("NaN")
        made = Decimal(num, self)
        if made.is_nan() and made._digits() > self._prec - self._clamp and _decimal.parts(made)[1]:
            _decimal.signal(self, 0x2)
            return Decimal("NaN")
        return _decimal.finish(made, self)

    def create_decimal_from_float(self, f, /):
        """A float's value, rounded to this context."""
        return _decimal.finish(Decimal.from_float(f), self)

    def _ignoring(self):
        """A copy that traps nothing."""
        made = self.copy()
        made._traps = made._flags = 0
        return made

    def divmod(self, x, y, /):
        """Whole quotient and remainder."""
        return _divmod(_operand(x), _operand(y), self)

    def power(self, a, b, modulo=None):
        """`a ** b`."""
        return _power(_operand(a), _operand(b), None if modulo is None else _operand(modulo), self)

    def to_sci_string(self, x, /):
        return _decimal.text(_operand(x), False, self._capitals)

    def to_eng_string(self, x, /):
        return _decimal.text(_operand(x), True, self._capitals)

    def abs(self, x, /):
        x = _operand(x)
        return self.minus(x) if x.is_signed() and not x.is_nan() else self.plus(x)

    def plus(self, x, /):
        return _decimal.add(_signless_zero(x), _operand(x), self)

    def minus(self, x, /):
        return _decimal.subtract(_signless_zero(x), _operand(x), self)

    def is_canonical(self, x, /):
        _must_be_decimal(x)
        return True

    def canonical(self, x, /):
        _must_be_decimal(x)
        return x


def _must_be_decimal(x):
    if not isinstance(x, Decimal):
        raise TypeError("argument must be a Decimal")


def _signless_zero(x):
    """A zero that changes nothing but the sign of another zero when something is added to it."""
    exponent = _decimal.parts(_operand(x))[2]
    return _decimal.make(0, 0, exponent, 0)


def _rounding_number(value):
    try:
        return _ROUNDINGS.index(value)
    except ValueError:
        pass
    raise TypeError(
        "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
        "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
    )


def _plain_context(prec, traps, rounding=6):
    made = Context.__new__(Context)
    made._prec = prec
    made._traps = traps
    made._rounding = rounding
    return made


_USUAL_TRAPS = 0x100 | 0x4 | 0x800
DefaultContext = _plain_context(28, _USUAL_TRAPS)
BasicContext = _plain_context(9, _USUAL_TRAPS | 0x4000 | 0x1, 4)
ExtendedContext = _plain_context(9, 0)
_variable = _contextvars.ContextVar("decimal_context")


def getcontext():
    """The running context."""
    context = _variable.get(None)
    if context is None:
        context = DefaultContext.copy()
        context._flags = 0
        _variable.set(context)
    return context


def setcontext(context, /):
    """Make a context the running one; the three ready-made ones are copied."""
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context._flags = 0
    _variable.set(context)


class _ContextManager:
    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *error):
        setcontext(self._saved)


def localcontext(ctx=None, **kwargs):
    """A `with` block with a copy of a context, changed as the keywords say."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    made = ctx.copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        setattr(made, name, value)
    return _ContextManager(made)


def _context(context):
    if context is None:
        return getcontext()
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    return context


def _operand(value):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


# ---- numbers ----

_FINITE, _INFINITE, _QUIET, _SIGNALING = range(4)


class Decimal(_Number):
    """A decimal number: exact digits, and an exponent."""

    __slots__ = ()

    @classmethod
    def from_float(cls, f, /):
        """The exact value of a float or int."""
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        return _decimal.from_float(cls, f)

    def __reduce__(self):
        return (type(self), (str(self),))

    def __copy__(self):
        return self if type(self) is Decimal else type(self)(str(self))

    def __deepcopy__(self, memo):
        return self.__copy__()

    def as_tuple(self):
        """Sign, digits and exponent."""
        sign, coefficient, exponent, kind = _decimal.parts(self)
        digits = tuple(map(int, str(coefficient)))
        if kind == _INFINITE:
            return DecimalTuple(sign, (0,), "F")
        if kind != _FINITE:
            return DecimalTuple(sign, digits if coefficient else (), "n" if kind == _QUIET else "N")
        return DecimalTuple(sign, digits, exponent)

    def as_integer_ratio(self):
        """Numerator and denominator."""
        sign, coefficient, exponent, kind = _decimal.parts(self)
        if kind == _INFINITE:
            raise OverflowError("cannot convert Infinity to integer ratio")
        if kind != _FINITE:
            raise ValueError("cannot convert NaN to integer ratio")
        if sign:
            coefficient = -coefficient
        if exponent >= 0:
            return coefficient * 10**exponent, 1
        denominator = 10**-exponent
        common = _math.gcd(coefficient, denominator)
        return coefficient // common, denominator // common

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    def __complex__(self):
        return complex(float(self))

    def __trunc__(self):
        return int(self)

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR)) if self.is_finite() else int(self)

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING)) if self.is_finite() else int(self)

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN)) if self.is_finite() else int(self)
        if not isinstance(n, int):
            raise TypeError("optional arg must be an integer")
        return self.quantize(_decimal.make(0, 1, -n, 0))

    def __format__(self, spec, /):
        import _decimal_format

        return _decimal_format.formatted(self, spec, getcontext())

    def __pow__(self, other, modulo=None):
        try:
            other = _operand(other)
            modulo = None if modulo is None else _operand(modulo)
        except TypeError:
            return NotImplemented
        return _power(self, other, modulo, getcontext())

    def __rpow__(self, other):
        try:
            return _power(_operand(other), self, None, getcontext())
        except TypeError:
            return NotImplemented

    # -- methods with a context --

    def canonical(self):
        return self

    def is_canonical(self):
        return True

    def copy_abs(self):
        """The number without its sign, unrounded."""
        return self._with_sign(0)

    def copy_negate(self):
        """The number with the other sign, unrounded."""
        return self._with_sign(not self.is_signed())

    def copy_sign(self, other, context=None):
        """The number with the sign of another."""
        _context(context)
        return self._with_sign(_operand(other).is_signed())

    def _with_sign(self, sign):
        _, coefficient, exponent, kind = _decimal.parts(self)
        return _decimal.make(sign, coefficient, exponent, kind)

    def is_normal(self, context=None):
        """Whether the number is finite, not zero, and has all its digits."""
        context = _context(context)
        return self.is_finite() and not self.is_zero() and self.adjusted() >= context._emin

    def is_subnormal(self, context=None):
        """Whether the number is too small to have all its digits."""
        context = _context(context)
        return self.is_finite() and not self.is_zero() and self.adjusted() < context._emin

    def radix(self):
        return Decimal(10)

    def to_eng_string(self, context=None):
        """The text with an exponent that is a multiple of three."""
        return _decimal.text(self, True, _context(context)._capitals)

    def number_class(self, context=None):
        """What kind of number this is, as a word."""
        if self.is_snan():
            return "sNaN"
        if self.is_qnan():
            return "NaN"
        sign = "-" if self.is_signed() else "+"
        if self.is_infinite():
            return sign + "Infinity"
        if self.is_zero():
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def _nan(self, context, *others):
        """The NaN that these operands lead to, or None."""
        for kind in ("is_snan", "is_qnan"):
            for number in (self, *others):
                if getattr(number, kind)():
                    return _decimal.add(number, number, context)
        return None

    def compare(self, other, context=None):
        """-1, 0 or 1 as a number; NaN for NaN."""
        context, other = _context(context), _operand(other)
        nan = self._nan(context, other)
        return Decimal(_decimal.compare(self, other)) if nan is None else nan

    def compare_signal(self, other, context=None):
        """The same, but every NaN is an invalid operation."""
        context, other = _context(context), _operand(other)
        if self.is_nan() or other.is_nan():
            _decimal.signal(context, _INVALID)
            return self._nan(context._ignoring(), other)
        return Decimal(_decimal.compare(self, other))

    def _total(self):
        """A key that orders numbers of the same sign and different representation."""
        _, coefficient, exponent, kind = _decimal.parts(self)
        return kind, coefficient, exponent

    def compare_total(self, other, context=None):
        """The order of all representations."""
        _context(context)
        other = _operand(other)
        if self.is_signed() != other.is_signed():
            return Decimal(-1 if self.is_signed() else 1)
        order = self.compare_total_mag(other)
        return -order if self.is_signed() and order else order

    def compare_total_mag(self, other, context=None):
        """The order of all representations without their signs."""
        _context(context)
        a, b = self.copy_abs(), _operand(other).copy_abs()
        # Numbers come before infinity, then signaling NaNs, then quiet ones.
        rank = {_FINITE: 0, _INFINITE: 0, _SIGNALING: 1, _QUIET: 2}
        left, right = a._total(), b._total()
        if rank[left[0]] != rank[right[0]]:
            return Decimal(-1 if rank[left[0]] < rank[right[0]] else 1)
        if rank[left[0]]:
            x, y = left[1], right[1]
        else:
            x, y = _decimal.compare(a, b), 0
            if x == 0:
                x, y = left[2], right[2]
        return Decimal((x > y) - (x < y))

    def _chosen(self, other, context, by_size, largest):
        context, other = _context(context), _operand(other)
        if self.is_nan() or other.is_nan():
            # One quiet NaN gives way to a number.
            if self.is_qnan() and not other.is_nan():
                return _decimal.finish(other, context)
            if other.is_qnan() and not self.is_nan():
                return _decimal.finish(self, context)
            return self._nan(context, other)
        order = _decimal.compare(self.copy_abs(), other.copy_abs()) if by_size else _decimal.compare(self, other)
        if order == 0 and by_size:
            order = _decimal.compare(self, other)
        if order == 0:
            order = int(self.compare_total(other))
        return _decimal.finish(other if (order < 0) == largest else self, context)

    def max(self, other, context=None):
        """The larger of two numbers."""
        return self._chosen(other, context, False, True)

    def min(self, other, context=None):
        """The smaller of two numbers."""
        return self._chosen(other, context, False, False)

    def max_mag(self, other, context=None):
        """The number farther from zero."""
        return self._chosen(other, context, True, True)

    def min_mag(self, other, context=None):
        """The number nearer to zero."""
        return self._chosen(other, context, True, False)

    def next_minus(self, context=None):
        """The largest number of the context below this one."""
        return self._neighbour(_context(context), True)

    def next_plus(self, context=None):
        """The smallest number of the context above this one."""
        return self._neighbour(_context(context), False)

    def _neighbour(self, context, below):
        if self.is_nan():
            return self._nan(context)
        if self.is_infinite():
            if self.is_signed() == below:
                return self
            largest = 10**context._prec - 1
            return _decimal.make(not below, largest, context.Etop(), 0)
        quiet = context._ignoring()
        quiet._rounding = _ROUNDINGS.index(ROUND_FLOOR if below else ROUND_CEILING)
        fixed = _decimal.finish(self, quiet)
        if _decimal.compare(fixed, self):
            return fixed
        step = _decimal.make(0, 1, context.Etiny() - 1, 0)
        return (_decimal.subtract if below else _decimal.add)(self, step, quiet)

    def next_toward(self, other, context=None):
        """The number of the context next to this one on the way to another."""
        context, other = _context(context), _operand(other)
        nan = self._nan(context, other)
        if nan is not None:
            return nan
        order = _decimal.compare(self, other)
        if order == 0:
            return self.copy_sign(other)
        found = self._neighbour(context, order > 0)
        status = 0
        if found.is_infinite():
            status = 0x800 | 0x40 | 0x1000
        elif found.adjusted() < context._emin:
            status = 0x4000 | 0x2000 | 0x40 | 0x1000
            if found.is_zero():
                status |= 0x1
        _decimal.signal(context, status)
        return found

    def normalize(self, context=None):
        """The number without zeros at its end."""
        context = _context(context)
        if self.is_nan():
            return self._nan(context)
        found = _decimal.finish(self, context)
        if not found.is_finite():
            return found
        if found.is_zero():
            return _decimal.make(found.is_signed(), 0, 0, 0)
        return _decimal.without_zeros(found, context.Etop() if context._clamp else context._emax)

    def quantize(self, exp, rounding=None, context=None):
        """The number with the exponent of another."""
        context, exp = _context(context), _operand(exp)
        number = None if rounding is None else _rounding_number(rounding)
        nan = self._nan(context, exp)
        if nan is not None:
            return nan
        if self.is_infinite() or exp.is_infinite():
            if self.is_infinite() and exp.is_infinite():
                return self
            _decimal.signal(context, _INVALID)
            return Decimal("NaN")
        return _decimal.quantize(self, _decimal.parts(exp)[2], number, context)

    def same_quantum(self, other, context=None):
        """Whether two numbers have the same exponent."""
        _context(context)
        other = _operand(other)
        if not self.is_finite() or not other.is_finite():
            return (self.is_nan() and other.is_nan()) or (self.is_infinite() and other.is_infinite())
        return _decimal.parts(self)[2] == _decimal.parts(other)[2]

    def to_integral_value(self, rounding=None, context=None):
        """The nearest whole number, without saying that anything was rounded."""
        context = _context(context)
        number = context._rounding if rounding is None else _rounding_number(rounding)
        if self.is_nan():
            return self._nan(context)
        if not self.is_finite() or _decimal.parts(self)[2] >= 0:
            return self if type(self) is Decimal else Decimal(self)
        return _decimal.rescale(self, 0, number)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        """The nearest whole number."""
        context = _context(context)
        found = self.to_integral_value(rounding, context)
        if self.is_finite() and _decimal.parts(self)[2] < 0 and not self.is_zero():
            _decimal.signal(context, 0x1000 | (0x40 if _decimal.compare(found, self) else 0))
        return found

    def sqrt(self, context=None):
        """The square root."""
        return _decimal.sqrt(self, _context(context))

    def fma(self, other, third, context=None):
        """`self * other + third`, rounded once."""
        context, other, third = _context(context), _operand(other), _operand(third)
        wide = _wide_context()
        product = _decimal.multiply(self, other, context if self.is_snan() or other.is_snan() else wide)
        if product.is_nan() and not (self.is_nan() or other.is_nan()):
            if third.is_nan():
                return third._nan(context)
            _decimal.signal(context, _INVALID)
            return product
        return _decimal.add(product, third, context)

    def remainder_near(self, other, context=None):
        """What is left after the nearest whole multiple."""
        context, other = _context(context), _operand(other)
        nan = self._nan(context, other)
        if nan is not None:
            return nan
        if self.is_infinite() or other.is_zero():
            _decimal.signal(context, 0x10 if self.is_zero() and other.is_zero() else _INVALID)
            return Decimal("NaN")
        if other.is_infinite():
            return _decimal.finish(self, context)
        sign, a, exponent, _ = _decimal.parts(self)
        _, b, other_exponent, _ = _decimal.parts(other)
        ideal = min(exponent, other_exponent)
        if not a:
            return _decimal.finish(_decimal.make(sign, 0, ideal, 0), context)
        distance = self.adjusted() - other.adjusted()
        if distance > context._prec:
            _decimal.signal(context, 0x8)
            return Decimal("NaN")
        if distance <= -2:
            return _decimal.finish(_decimal.finish(self, _wide_context()), context)
        a *= 10 ** (exponent - ideal)
        b *= 10 ** (other_exponent - ideal)
        quotient, rest = divmod(a, b)
        if 2 * rest + (quotient & 1) > b:
            rest -= b
            quotient += 1
        if quotient >= 10**context._prec:
            _decimal.signal(context, 0x8)
            return Decimal("NaN")
        if rest < 0:
            sign, rest = not sign, -rest
        return _decimal.finish(_decimal.make(sign, rest, ideal, 0), context)

    def logb(self, context=None):
        """The exponent of the first digit, as a number."""
        context = _context(context)
        if self.is_nan():
            return self._nan(context)
        if self.is_infinite():
            return Decimal("Infinity")
        if self.is_zero():
            _decimal.signal(context, 0x4)
            return Decimal("-Infinity")
        return _decimal.finish(Decimal(self.adjusted()), context)

    def scaleb(self, other, context=None):
        """The number with another one added to its exponent."""
        context, other = _context(context), _operand(other)
        nan = self._nan(context, other)
        if nan is not None:
            return nan
        _, _, exponent, kind = _decimal.parts(other)
        limit = 2 * (context._emax + context._prec)
        if kind != _FINITE or exponent != 0 or abs(int(other)) > limit:
            _decimal.signal(context, _INVALID)
            return Decimal("NaN")
        if self.is_infinite():
            return self
        sign, coefficient, exponent, _ = _decimal.parts(self)
        return _decimal.finish(_decimal.make(sign, coefficient, exponent + int(other), 0), context)

    def _moved(self, other, context, around):
        context, other = _context(context), _operand(other)
        nan = self._nan(context, other)
        if nan is not None:
            return nan
        _, _, exponent, kind = _decimal.parts(other)
        if kind != _FINITE or exponent != 0 or abs(int(other)) > context._prec:
            _decimal.signal(context, _INVALID)
            return Decimal("NaN")
        if self.is_infinite():
            return self
        places = int(other)
        sign, coefficient, exponent, _ = _decimal.parts(self)
        unit = 10**context._prec
        coefficient %= unit
        if around:
            places %= context._prec
            high, low = divmod(coefficient, 10 ** (context._prec - places))
            coefficient = low * 10**places + high
        elif places < 0:
            coefficient //= 10**-places
        else:
            coefficient = coefficient * 10**places % unit
        return _decimal.make(sign, coefficient, exponent, 0)

    def rotate(self, other, context=None):
        """The digits moved around."""
        return self._moved(other, context, True)

    def shift(self, other, context=None):
        """The digits moved out at one end."""
        return self._moved(other, context, False)

    def _logical(self, other, context, operation):
        context = _context(context)
        digits = []
        for number in (self, other):
            sign, coefficient, exponent, kind = _decimal.parts(number)
            text = str(coefficient)
            if sign or exponent or kind != _FINITE or not set(text) <= {"0", "1"}:
                _decimal.signal(context, _INVALID)
                return Decimal("NaN")
            digits.append(int(text[-context._prec :], 2))
        return Decimal(int(bin(operation(*digits))[2:]))

    def logical_and(self, other, context=None):
        return self._logical(_operand(other), context, int.__and__)

    def logical_or(self, other, context=None):
        return self._logical(_operand(other), context, int.__or__)

    def logical_xor(self, other, context=None):
        return self._logical(_operand(other), context, int.__xor__)

    def logical_invert(self, context=None):
        ones = Decimal(int("1" * _context(context)._prec))
        return self._logical(ones, context, int.__xor__)

    def exp(self, context=None):
        """e to the power of the number."""
        import _decimal_math

        return _decimal_math.exp(self, _context(context))

    def ln(self, context=None):
        """The natural logarithm."""
        import _decimal_math

        return _decimal_math.ln(self, _context(context))

    def log10(self, context=None):
        """The logarithm to base ten."""
        import _decimal_math

        return _decimal_math.log10(self, _context(context))


_numbers.Number.register(Decimal)


def _wide_context():
    made = _plain_context(MAX_PREC, 0)
    made._emin, made._emax = MIN_EMIN, MAX_EMAX
    return made


def _divmod(a, b, context=None):
    context = _context(context)
    nan = a._nan(context, b)
    if nan is not None:
        return nan, nan
    if a.is_infinite():
        if b.is_infinite():
            _decimal.signal(context, _INVALID)
            return Decimal("NaN"), Decimal("NaN")
        _decimal.signal(context, _INVALID)
        return Decimal("Infinity")._with_sign(a.is_signed() != b.is_signed()), Decimal("NaN")
    if b.is_zero():
        if a.is_zero():
            _decimal.signal(context, 0x10)
            return Decimal("NaN"), Decimal("NaN")
        _decimal.signal(context, 0x4 | _INVALID)
        return Decimal("Infinity")._with_sign(a.is_signed() != b.is_signed()), Decimal("NaN")
    quotient = _decimal.floor_divide(a, b, context)
    if quotient.is_nan():
        return quotient, quotient
    return quotient, _decimal.remainder(a, b, context)


def _power(a, b, modulo=None, context=None):
    import _decimal_math

    context = _context(context)
    if modulo is not None:
        return _decimal_math.power_modulo(a, b, modulo, context)
    return _decimal_math.power(a, b, context)


def _compare_other(number, other, is_equality):
    """Two values to compare in place of a number and something else."""
    if isinstance(other, _numbers.Rational):
        if not number.is_finite():
            return number, Decimal(0)
        numerator, denominator = number.as_integer_ratio()
        return numerator * other.denominator, other.numerator * denominator
    if is_equality and isinstance(other, _numbers.Complex) and other.imag == 0:
        return number, other.real
    return None


def _from_other(cls, value, context):
    """A number from its sign, digits and exponent."""
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, digits, exponent = value
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError("sign must be an integer with the value 0 or 1")
    kinds = {"F": _INFINITE, "n": _QUIET, "N": _SIGNALING}
    if isinstance(exponent, str):
        if exponent not in kinds:
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        kind, exponent = kinds[exponent], 0
    elif isinstance(exponent, int):
        kind = _FINITE
    else:
        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    coefficient = 0
    if kind != _INFINITE:
        if not isinstance(digits, (tuple, list)):
            raise ValueError("coefficient must be a tuple of digits")
        for digit in digits:
            if not isinstance(digit, int) or not 0 <= digit <= 9:
                raise ValueError("coefficient must be a tuple of digits")
        coefficient = int("".join(map(str, digits)) or "0")
    made = _decimal.make(sign, coefficient, exponent, kind)
    return made if cls is Decimal else cls(made)


def _delegate(name, count):
    """A method of contexts that is a method of numbers with this context."""
    method = getattr(Decimal, name)

    if count == 1:

        def call(self, x, /):
            return method(_operand(x), context=self)

    elif count == 2:

        def call(self, x, y, /):
            return method(_operand(x), y, context=self)

    else:

        def call(self, x, y, z, /):
            return method(_operand(x), y, z, context=self)

    call.__name__ = name
    call.__qualname__ = f"Context.{name}"
    call.__doc__ = method.__doc__
    setattr(Context, name, call)


for _names, _count in (
    ("exp ln log10 logb next_minus next_plus normalize number_class sqrt to_integral_value to_integral_exact "
     "is_normal is_subnormal logical_invert", 1),
    ("compare compare_signal compare_total compare_total_mag logical_and logical_or logical_xor max max_mag min "
     "min_mag next_toward remainder_near rotate same_quantum scaleb shift copy_sign", 2),
    ("fma", 3),
):
    for _name in _names.split():
        _delegate(_name, _count)


def _plain(name):
    """A method of contexts that is a method of numbers and looks at no context."""
    method = getattr(Decimal, name)

    def call(self, x, /):
        return method(_operand(x))

    call.__name__ = name
    call.__qualname__ = f"Context.{name}"
    setattr(Context, name, call)


for _name in "is_finite is_infinite is_nan is_qnan is_signed is_snan is_zero copy_abs copy_negate".split():
    _plain(_name)


def _binary(name, operation):
    def call(self, x, y, /):
        return operation(_operand(x), _operand(y), self)

    call.__name__ = name
    call.__qualname__ = f"Context.{name}"
    setattr(Context, name, call)


for _name, _operation in (
    ("add", _decimal.add), ("subtract", _decimal.subtract), ("multiply", _decimal.multiply), ("divide", _decimal.divide),
    ("divide_int", _decimal.floor_divide), ("remainder", _decimal.remainder),
):
    _binary(_name, _operation)


def _context_quantize(self, x, y, /):
    return _operand(x).quantize(_operand(y), context=self)


Context.quantize = _context_quantize
Context.copy_decimal = lambda self, x, /: _operand(x)
del _name, _names, _count, _operation
_decimal._adopt(Decimal, _variable, getcontext, _raise)
