"""f-strings, the % operator, str.format and format specs."""


class Price:
    def __init__(self, value):
        self.value = value

    def __format__(self, spec):
        return format(self.value, spec or ".2f") + " EUR"

    def __str__(self):
        return f"<{self.value}>"


def run(rounds):
    length = 0
    price = Price(12.5)
    for i in range(rounds):
        name = f"item{i}"
        length += len(f"{name}: {i:>8d} {i * 0.5:.3f} {i!r}")
        length += len("%s=%d (%5.2f) %x" % (name, i, i / 3, i))
        length += len("{0}-{1:04d}-{name:^12}|{2}".format(i, i % 1000, name, name=name))
        length += len(f"{price} {price:8.1f} {i:,} {i:#x} {i:08b}")
        length += len(str(i) + repr(name) + str(i / 7))
    return length


def table(rows):
    out = []
    for i in range(rows):
        out.append(" | ".join(f"{v:>6}" for v in (i, i * i % 977, i ^ 0x55, "x" * (i % 5))))
    return sum(map(len, out)), out[100]


print(run(60_000))
print(table(35_000))
