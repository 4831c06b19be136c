"""complex: literals, arithmetic, text, parsing, comparison, errors."""
a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, a ** 0.5, a ** -1, -a, +a, abs(a), a.real, a.imag, a.conjugate(), a == 3 + 4j, a != b, a == 3, 3 + 0j == 3, bool(0j), 2 * a, a + 1, 1.5 - a, 1j ** 2, 1j * 1j, 0j ** 0)
print(1j, -1j, 1.5j, 1e100j, 0j, -0j, (1 + 0j), (-0.0 + 1j), complex(1, -0.0), complex(-0.0, 0), complex(float("nan"), float("inf")), 1_0j, complex(1), complex(1, 2), complex(1j, 2j), complex(), repr(1 - 0j), str(1e20 + 1e-20j))
print(complex("1+2j"), complex(" (1-2j) "), complex("j"), complex("-j"), complex("3"), complex("1e5j"), complex("nan+infj"), complex("1+1e2j"), complex(real=1, imag=2), complex("+1.5-.5J"))
print(hash(1 + 0j) == hash(1), hash(1j), complex(2).__bool__(), (1 + 2j).__eq__(5), {1 + 0j: "k"}[1], (3 + 4j).__abs__(), 1j.imag, (2 + 3j).__pow__(2), pow(1j, 4), sum([1j, 2, 3.5]))
for bad in ("1j < 2j", "1j // 2", "1j % 2", "divmod(1j, 1)", "int(1j)", "float(1j)", "1j / 0", "0j ** -1", "complex('1 + 2j')", "complex('x')", "complex('')", "complex('1', 2)", "complex(1, '2')", "complex(None)", "abs(1e300+1e308j) and 1e308j * 1e308j", "round(1j)",
            "pow(1j, 2, 3)", "max(1j, 2j)", "sorted([2j, 1j])", "1j & 1", "~1j", "(10 ** 400) * 1j", "complex([])", "complex('1+2')", "complex('1+2jj')", "complex(1, 2, 3)", "(1j).real == 0.0 and (1j).real.x", "1j.real = 1"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, AttributeError, SyntaxError) as error:
        print(bad, "->", type(error).__name__, error)
