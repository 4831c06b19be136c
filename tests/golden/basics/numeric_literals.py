"""Number literals in all bases and forms."""
print(0, 7, 10, 1_000, 0b1010, 0B1_0, 0o17, 0O7_7, 0xff, 0XFF_ff, 00, 0_0, 000)
print(1.0, 1., .1, 1e5, 1E+5, 1e-5, 1_0.0_1, 1e1_0, 0.0, 00.5, 09.5, 1e0, 123_456.789_012)
print(1j, 1.5j, .5J, 1e3j, 0j, 1_0j, 09j)
print(99999999999999999999, 0xffffffffffffffffffff, 0b1111111111111111111111111111111111111111111111111111111111111111111)
print(1e308, 1e309, -1e309, 1e-323, 1e-324, 4.9e-324, 2.2250738585072014e-308, 0.1e1, 123456789012345678901234567890.0)
print(1.0.real, 1 .real, 1..real, 5 .__add__(3), (5).bit_length(), 1e3.is_integer(), 1j.imag)
print(-1, +1, --1, ~0, -0, -0.0, - 5, -(-5), 2**-1, -2**2)
for bad in ("1__0", "1_", "_1", "0b2", "0b", "0o8", "0x", "0xg", "012", "1e", "1e+", "1.2.3", "1a", "0_", "0b_", "1_.5", "1._5", "1e_5", "00_1", "0777", "1jj", "0b1.0", "0x1p5", "1__0.5", "5.__add__"):
    try:
        print(bad, eval(bad))
    except (SyntaxError, NameError) as error:
        print(bad, "->", type(error).__name__, error.args[0])
