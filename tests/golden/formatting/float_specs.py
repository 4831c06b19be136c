"""Format specs for floats and complex numbers."""
values = (0.0, -0.0, 1.0, -1.5, 3.14159, 1e10, 1.5e-5, 123456789.123, 1e22, 1e-320, 2.5, 0.5, 1e308, float("inf"), float("-inf"), float("nan"))
specs = ("", "f", ".0f", ".3f", "e", ".2e", "E", "g", ".3g", "G", "#.3g", "%", ".1%", "n", "+", " ", ",", "_", ",.2f", "12", "<12.2f", "^12.2f", "=12.2f", "012.3f", "+012.3f", "+.1f", "#.0f",
         "z.1f", ".10", ".1", ".20f", "#g", "*>10.1f", "010", ".0e", "#.0e", "10.3", "08.2%", "_.3f")
for value in values:
    print([format(value, spec) for spec in specs])
for value in (1 + 2j, -1.5j, complex("nan+infj"), 0j):
    print([format(value, spec) for spec in ("", "f", ".1f", "+.2e", "g", ">20", "<20.1f", ".3", "n", ",.1f")])
for value, spec in ((1.5, "d"), (1.5, "x"), (1.5, "s"), (1.5, "c"), (1.5, ".5.5f"), (1j, "d"), (1j, "05"), (1j, "=20"), (1j, "%"), (1.5, "zz"), (1.5, ".99999999999f"), (1j, "#")):
    try:
        print(format(value, spec))
    except ValueError as error:
        print(spec, "->", error)
print(f"{0.1:.20f} {1 / 3:.17g} {2.675:.2f} {1e23} {5e-324} {1.7976931348623157e308} {0.1 + 0.2} {1e16} {1e15} {123456789012345680.0} {1e-4} {1e-5}")
