"""Decimal: construction, text, conversions, comparisons, formats, contexts, signals."""
import copy
import math
import pickle
from decimal import *
from fractions import Fraction


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "->", type(error).__name__, error, error.args if isinstance(error, DecimalException) else "")


for value in ["1.50", "-0", "1E+5", "1e-7", " 1_000.5 ", "inf", "-NaN12", "snan", "0E-10", "٣.٤", 12, -5, 2**70, True, 1.1, 0.5, float("inf"),
              (0, (1, 2, 3), -2), (1, (), 0), (0, (0,), "F"), (1, (4, 5), "n"), [0, [1], 3]]:
    number = Decimal(value)
    print(repr(value), repr(number), str(number), number.as_tuple(), bool(number))
for value in ["", "abc", "1.2.3", "1e", "--1", "1 2", "nanx", "0x1", None, 1j, (1, 2), (2, (1,), 0), (0, (10,), 0), (0, (1,), "x"), b"1"]:
    attempt(repr(value), lambda: Decimal(value))
getcontext().prec = 6
a, b = Decimal("7.25"), Decimal("-2.5")
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 3, -a, +a, abs(b), a + 1, 2 * b, 10 / a, 5 // b, 7 % b, 2 ** Decimal(3))
print(Decimal(1) / 3, Decimal(2) ** Decimal("0.5"), Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(1000).log10(), Decimal(2).log10())
print(int(Decimal("-7.9")), float(Decimal("0.1")), round(Decimal("2.5")), round(Decimal("2.675"), 2), math.floor(b), math.ceil(b), math.trunc(b), complex(a), a.as_integer_ratio(), Decimal("1e3").as_integer_ratio())
print(a == 7.25, a < 8, a > Fraction(1, 2), Decimal("0.1") == 0.1, Decimal(1) == Decimal("1.00"), hash(Decimal(5)) == hash(5), hash(Decimal("0.5")) == hash(0.5), hash(Decimal("1e20")) == hash(10**20), {Decimal(1): "x"}[1], a == "x", Decimal("nan") == Decimal("nan"), Decimal(1) == 1 + 0j)
for f in (lambda: Decimal("nan") < 1, lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: Decimal("inf") - Decimal("inf"), lambda: Decimal("1e999999") * 10, lambda: int(Decimal("nan")), lambda: int(Decimal("inf")), lambda: hash(Decimal("snan")), lambda: Decimal("snan") + 1, lambda: Decimal(-1).sqrt(), lambda: Decimal(-1).ln(), lambda: Decimal(0) ** 0, lambda: Decimal(-8) ** Decimal("0.3"), lambda: Decimal(1) % 0, lambda: Decimal("1e30").quantize(Decimal("0.1")), lambda: Decimal(0).ln(), lambda: pow(Decimal(3), 5, 7), lambda: float(Decimal("snan"))):
    attempt("error", f)
for spec in ["", ".2f", "10.3f", "<10", "^11.1f", "+.1e", ",", ",.2f", "%", ".1%", "010.2f", "e", "G", ".3g", "g", " .1f", "z.0f", "_<9", "=+10", "E", ".0f", "015,.2f", "n"]:
    print(repr(spec), [format(Decimal(text), spec) for text in ("1234567.891", "-0.00012345", "0", "-0.4", "1E+10", "NaN", "-Infinity", "123456")])
for spec in ["x", ".f", "10.2q", "_", "#f"]:
    attempt(spec, lambda: format(a, spec))
print(a.quantize(Decimal("0.1")), a.quantize(Decimal("0.1"), ROUND_UP), Decimal("1.20").normalize(), Decimal("1e2").to_integral_value(), Decimal("123.45").to_eng_string(), Decimal("1e10").to_eng_string(), Decimal("2.5").to_integral_value(ROUND_HALF_UP))
print(copy.copy(a) is a, copy.deepcopy(a) is a, pickle.loads(pickle.dumps(a)) == a, a.real, a.imag, a.conjugate(), Decimal.from_float(0.1), sum([a, b]), max(a, b), sorted([a, b, 0]), sum(Decimal("0.1") for _ in range(10)) == 1)
print(getcontext())
with localcontext() as inner:
    inner.prec = 50
    print(Decimal(1) / 7)
with localcontext(prec=3, rounding=ROUND_DOWN) as inner:
    print(Decimal(2) / 3, getcontext().rounding)
print(Decimal(1) / 7)
context = Context(prec=5, traps=[Inexact, Overflow], Emax=10)
attempt("trap", lambda: context.divide(1, 3))
print(context.flags[Inexact], context.flags[Rounded], context.flags, context.traps[Inexact])
context.clear_flags(); context.clear_traps()
print(context, context.divide(1, 3), context.create_decimal("1.23456789"), context.power(2, 100), context.sqrt(2), context.Etiny(), context.Etop(), context.copy().prec)
for f in (lambda: setattr(context, "prec", 0), lambda: setattr(context, "prec", "x"), lambda: setattr(context, "rounding", "x"), lambda: setattr(context, "Emax", -1), lambda: setattr(context, "capitals", 2), lambda: context.flags.__getitem__(5), lambda: setcontext(5), lambda: localcontext(5), lambda: Context(traps=[5]), lambda: context.add("1", 2), lambda: localcontext(foo=1), lambda: Decimal(1, 2), lambda: Decimal(1).quantize(1, rounding="x")):
    attempt("context", f)
getcontext().traps[FloatOperation] = True
for f in (lambda: Decimal(1.5), lambda: Decimal(1) < 1.5, lambda: Decimal(1) == 1.5, lambda: Decimal.from_float(1.5)):
    attempt("float", f)
context.capitals = 0
print(context.to_sci_string(Decimal("1E+5")), pickle.loads(pickle.dumps(context)), Decimal.__mro__[-1], DecimalTuple(0, (1,), 2))


class Own(Decimal):
    def __new__(cls, value):
        return super().__new__(cls, value)


own = Own("1.5")
print(type(own).__name__, type(own + 1).__name__, repr(own), own == Decimal("1.5"), isinstance(own, Decimal))
print(BasicContext, ExtendedContext, DefaultContext, MAX_PREC, MIN_ETINY)
