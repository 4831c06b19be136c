"""exp, ln, log10 and powers: correctly rounded, with their flags."""
import random
from decimal import *

random.seed(11)
contexts = [Context(prec=prec, Emin=-9999, Emax=9999, traps=[]) for prec in (1, 3, 9, 28, 50)]
contexts.append(Context(prec=7, Emin=-20, Emax=20, traps=[], rounding=ROUND_FLOOR))


def shown(context, name, *arguments):
    context.clear_flags()
    result = getattr(context, name)(*arguments)
    print(name, *arguments, "->", result, [signal.__name__ for signal, value in context.flags.items() if value])


texts = ["0", "-0", "1", "-1", "2", "10", "0.1", "1E-10", "100", "1000", "1.0001", "0.9999", "3.14159", "-5.5", "23", "1E+3", "-1E+3", "1E+6", "-1E+6", "1E-30", "-1E-30",
         "Infinity", "-Infinity", "NaN", "sNaN", "0.00000001", "99999", "2.718281828459045235360287471352662497757", "1.10"]
texts += [f"{random.choice(['', '-'])}{random.randrange(10**9)}E{random.randrange(-12, 3)}" for _ in range(6)]
for text in texts:
    for context in contexts:
        for name in ("exp", "ln", "log10"):
            shown(context, name, Decimal(text))
powers = [("2", "0.5"), ("4", "0.5"), ("2", "10"), ("2", "-2"), ("1.1", "100"), ("-2", "3"), ("-2", "0.5"), ("0", "0"), ("0", "-1"), ("10", "20"), ("1", "0.5"), ("1.00", "3"), ("0.5", "Infinity"),
          ("2", "-Infinity"), ("1", "Infinity"), ("Infinity", "2"), ("-Infinity", "3"), ("-Infinity", "0.5"), ("3", "1E+9"), ("0.1", "1E+9"), ("9", "1.5"), ("1.5", "2.5"), ("7", "1E-20"), ("16", "0.25"), ("NaN", "0"), ("2", "64"), ("10", "-5"), ("10", "0.5"), ("0.00001", "3")]
for base, exponent in powers:
    for context in contexts[1:]:
        if context.prec == 7 and (base, exponent) in (("3", "1E+9"), ("0.1", "1E+9")):
            continue
        shown(context, "power", Decimal(base), Decimal(exponent))
