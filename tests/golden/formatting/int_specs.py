"""Format specs for integers and bools."""
for value in (0, 5, -5, 42, 255, 1234567, -1234567, 10 ** 20, True):
    for spec in ("", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", ",", "_", "_b", "_x", "#_x", "+", " ", "-", "8", "<8", ">8", "^8", "=8", "08", "+08", "*^9", "x<6d", "012,",
                 "012_b", "e", ".2e", "f", ".1f", "g", "%", ".0%", "n", ">+8,d", "=+10", "#010x", "010,.2f", "é^7"):
        print(format(value, spec), end="|")
    print()
print(format(65, "c"), format(0x1F600, "c"), format(65, "5c") + "|", format(65, "<5c") + "|", format(65, "^5c") + "|")
for spec in (".2", ".2d", "+c", ",c", "s", "5.5d", ",n", ",_", "_,", ",x", "q", "<<<", "d5", "z", "zd", "#c", ",b", "10000000000000000000000", ".", "é", "5é", "\0", "u"):
    try:
        print(format(65, spec))
    except (ValueError, OverflowError) as error:
        print(spec, "->", type(error).__name__, error)
try:
    format(10 ** 10, "c")
except OverflowError as error:
    print(error)
try:
    format(10 ** 400, "f")
except OverflowError as error:
    print(error)
