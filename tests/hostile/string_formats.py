"""Format strings with odd content: an exception or text, never a crash."""
pieces = ["%", "%%", "%s", "%d", "%(a)s", "%(", "%(a", "%()s", "%*d", "%.*f", "%-+ #0d", "%999999999999d", "%.999999999999f", "%lld",
          "%c", "%i", "%q", "%\0", "%é", "%r%a", "%5", "%(a)(b)s", "%((a))s"]
values = [(), (1,), ("x",), (1.5, 2), {"a": 1}, {}, None, [1], "abc", b"x", (1, 2, 3, 4), 10 ** 400, float("nan"), {"": 1}, {"(a)": 1}]
for piece in pieces:
    for value in values:
        for template in (piece, piece.encode("utf-8")):
            try:
                template % value
            except (TypeError, ValueError, KeyError, OverflowError, MemoryError):
                pass
templates = ["{", "}", "{}", "{0}", "{1}", "{a}", "{0.x}", "{0[x]}", "{0[}", "{0.}", "{0.real.imag}", "{!r}", "{!z}", "{!}", "{:", "{:{}}",
             "{:{}{}}", "{{}}", "{}{0}", "{0}{}", "{:>999999999999}", "{:.999999999999}", "{:é}", "{:\0>5}", "{99999999999999999999}",
             "{0[99999999999999999999]}", "{a.b[c].d}", "{-1}", "{ }", "{0:{0:{0}}}", "{0!r:>{1}}", "{0:d}", "{0:_,}", "{0:,_}", "{0:=^+#010.3_e}"]
for template in templates:
    for arguments in ((), (1,), ("x",), (1, 2), ([1],), ({"x": 1},), (1.5, "a"), (None, None)):
        try:
            template.format(*arguments, a=1)
        except (IndexError, KeyError, ValueError, AttributeError, TypeError, OverflowError, MemoryError):
            pass
specs = ["", "x", "5", "05", "<5", "é^5", ".3", ".3f", ",", "_", ",d", "_x", ",x", "+", "-", " ", "#", "#x", "z", "z.1f", "%", ".0%", "e", "G",
         "n", "c", "s", "b", "=5", "=+5", ">>5", "1.", "..", "5.5.5", "-5", "9" * 30, ".%s" % ("9" * 30), "\ud800<5", "010,.2f", "08_b"]
for spec in specs:
    for value in (0, -5, 10 ** 30, 0.0, -1.5, float("inf"), float("nan"), 1 + 2j, "text", "", True, None, [], b"x", object):
        try:
            format(value, spec)
        except (ValueError, TypeError, OverflowError, MemoryError):
            pass
print("survived")
