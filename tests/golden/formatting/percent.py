"""The % operator: every conversion, flags, widths, mappings, errors."""
print("%s %r %a|%d %i %u|%x %X %o|%e %E|%f %F|%g %G|%c %c|%%" % ("s", "r", "é", 1, 2, 3, 255, 255, 8, 1.5, 1.5, 2.5, 2.5, 1e-7, 1e20, "c", 100))
print("[%5d] [%-5d] [%05d] [%+d] [% d] [%+05d] [%5s] [%-5s] [%.2s] [%5.1s]" % (42, 42, 42, 42, 42, 42, "ab", "ab", "abcdef", "xyz"))
print("[%#x] [%#o] [%#X] [%#.0f] [%.0f] [%.3f] [%10.2f] [%-10.2f] [%+.1e] [%010.3f]" % (255, 8, 255, 1.0, 2.5, 3.14159, 2.71828, 2.71828, 12345.678, -3.14159))
print("[%*d] [%-*d] [%.*f] [%*.*f]" % (5, 42, 5, 42, 2, 3.14159, 8, 1, 2.55))
print("%(a)s %(b)d %(a)r" % {"a": "x", "b": 5, "c": 6}, "%(k)05.1f" % {"k": 2.25}, "%s" % {"a": 1}, "%s" % [1, 2], "%s" % None, "%s %s" % ("a", (1, 2)), "%s" % ((1, 2),))
print("%d" % 3.99, "%d" % True, "%x" % -255, "%o" % -8, "%d" % 10 ** 30, "%x" % 2 ** 70, "%.3d" % 5, "%8.3d|" % 5, "%+.3d" % -5, "%s" % 1.0, "%r" % 0.1)
print("%g %g %g %g %g" % (100000, 1000000, 0.0001, 0.00001, 1.0), "%#g" % 1.0, "%.3g" % 1234.5, "%.10g" % 0.1, "%g" % 1e100)
print("%f %e %g" % (float("inf"), float("-inf"), float("nan")), "%05f|%+f|% f" % (float("inf"), float("inf"), float("nan")))
print("%c%c" % ("漢", 0x1F600), "%5c|" % "x", "%s" % "é漢", "%-6s|" % "é", "%.1s" % "漢字")
print(b"%s %d %x %a %r %c %5.1f %b" % (b"x", 1, 255, "é", b"r", 65, 2.55, b"bytes"), b"%(k)s" % {b"k": b"v"}, bytearray(b"%d") % 5)


class A:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"

    def __int__(self):
        return 7

    def __index__(self):
        return 8

    def __float__(self):
        return 9.5


print("%s %r %d %x %f" % (A(), A(), A(), A(), A()))
for bad in ("'%d' % 'x'", "'%s %s' % 1", "'%s' % (1, 2)", "'%s %s' % (1,)", "'%q' % 1", "'%' % 1", "'%(a)s' % 1", "'%(a)s' % {}", "'%c' % 'ab'", "'%c' % 1.5", "'%x' % 1.5",
            "'%d' % None", "'%f' % 'x'", "'%*d' % ('a', 1)", "'%(a' % {'a': 1}", "'abc' % 1", "'abc' % (1,)", "'abc' % {}", "'abc' % []", "'%c' % -1", "'%c' % 0x110000",
            "b'%s' % 'text'", "b'%d' % b'1'", "'%.99999999999f' % 1", "'%s' % ()", "'%z' % ()", "'%(a)s %s' % {'a': 1}", "'%e' % 1j", "'%x' % 'a'", "b'%c' % 256"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(bad, "->", type(error).__name__, error)
