"""Random directives of the % operator and of f-strings on random values: as recorded, by checksum."""
from hashlib import md5


def randoms(seed):
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        yield (state ^ (state >> 33)) >> 7


def chance(words, *choices):
    return choices[next(words) % len(choices)]


def directive(words):
    text = "%" + chance(words, "", "", "#", "0", "-", " ", "+", "+0", "-#", "0 ")
    text += chance(words, "", "", "1", "8", "20")
    text += chance(words, "", "", ".0", ".2", ".7", ".18", ".")
    return text + chance(words, *"diouxXeEfFgGcrsa%z")


def value(words):
    return chance(words, 0, 1, -7, 65, next(words) % 10 ** 6, -next(words) ** 3, 0.0, -0.0, 0.1, -2.5, next(words) / 1e9,
                  next(words) * 1e40, float("nan"), float("-inf"), "text", "é中", 'quo"te\'', None, [1, 2.5], True, 3 + 4j)


def attempt(make):
    try:
        return make()
    except (ValueError, OverflowError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


class Report:
    def __init__(self, name):
        self.name, self.texts, self.wrong = name, [], 0

    def add(self, text):
        self.texts.append(text)
        self.wrong += text.startswith(("ValueError", "OverflowError", "TypeError"))

    def show(self):
        print(f"{self.name:14} {len(self.texts):6} {self.wrong:6} {md5('|'.join(self.texts).encode('utf-8', 'surrogatepass')).hexdigest()}")


words = randoms(11)
for part in range(5):
    report = Report("percent")
    for _ in range(8_000):
        report.add(attempt(lambda: directive(words) % (value(words),)))
    report.show()

report = Report("percent bytes")
for _ in range(10_000):
    report.add(attempt(lambda: repr(directive(words).encode() % (value(words),))))
report.show()

report = Report("f-string")
for _ in range(10_000):
    x, width, digits = value(words), next(words) % 12, next(words) % 7
    report.add(attempt(lambda: f"{x!r:>{width}}|{x!s:<{width}.{digits}}|{x!a:^{width}}"))
    report.add(attempt(lambda: f"{x:{width}.{digits}}"))
    report.add(attempt(lambda: f"{x:+{width}.{digits}e}|{x:0{width},}"))
report.show()

report = Report("str.format")
for _ in range(5_000):
    x, y = value(words), value(words)
    report.add(attempt(lambda: "{0!r:>{2}} {1} {x:<{w}}".format(x, y, next(words) % 9, x=y, w=next(words) % 20)))
    report.add(attempt(lambda: "%(a)s %(b)-8r|%(a)5.3s" % {"a": x, "b": y}))
    report.add(attempt(lambda: "%*d %.*f" % (next(words) % 9, x, next(words) % 5, y)))
report.show()
