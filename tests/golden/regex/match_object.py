"""Match: groups by number and name, spans, dictionaries, expansion, repr."""
import copy
import re

m = re.search(r"(?P<word>\w+)(?P<gap>\s)?(\d)?", "  hello 5!")
print(m, m.re.pattern, m.string, m.pos, m.endpos)
print(m.group(), m.group(0), m.group(1), m.group("word"), m.group(1, "gap", 3), m[0], m["word"], m[3])
print(m.groups(), m.groups("x"), m.groupdict(), m.groupdict(default="none"))
print(m.start(), m.end(), m.span(), m.start("gap"), m.end(2), m.span(3), m.regs)
print(m.lastindex, m.lastgroup, m.expand(r"<\g<word>|\3|\g<0>|\n>"))
n = re.match(r"(a)|(?P<b>b)", "b")
print(n.groups(), n.span(1), n.start(1), n.end(1), n.lastindex, n.lastgroup, n[1], n.expand(r"[\1\2]"))
print(re.match("((a)(b))", "ab").lastindex, re.match("(a)(b)", "ab").lastindex, re.match("(a)(b)?", "a").lastindex)
print(re.match("a", "a").lastindex, re.match("a", "a").lastgroup, re.match("(a)", "a").lastgroup)
for key in (4, -1, "nope", 1.5, None, 10**30, (), True):
    try:
        print(key, m[key])
    except IndexError as error:
        print(key, "IndexError", error)
for call in (lambda: m.group(9), lambda: m.start("no"), lambda: m.span(7), lambda: m.end(-2), lambda: m[[]]):
    try:
        print(call())
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
print(copy.copy(m) is m, copy.deepcopy(m) is m, m == m, m != re.match("a", "a"), bool(m))
for call in (lambda: iter(m), lambda: len(m), lambda: type(m)(), lambda: m.nothing, lambda: setattr(m, "pos", 3)):
    try:
        print(call())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(repr(re.match(r"(?s).*", "x\n" * 60)))
print(repr(re.match(rb".*", b"\x00\xff")), repr(re.match(".*", "it's \"q\"")))
print(type(m), type(m).__name__, type(m).__module__, type(m)[str])
match m:
    case re.Match(lastgroup="gap" | "word" | None):
        print("class pattern")
