"""repr, compare, hash, copy and iterate over containers nested 100,000 deep: a result or RecursionError."""


def nested(wrap, start, depth=100_000):
    x = start
    for _ in range(depth):
        x = wrap(x)
    return x


for wrap, start in ((lambda x: [x], []), (lambda x: (x,), ()), (lambda x: {1: x}, {}),
                    (lambda x: frozenset([x]), frozenset())):
    try:
        a, b = nested(wrap, start, 20_000), nested(wrap, start, 20_000)
    except RecursionError:
        continue
    for action in (repr, str, hash, bool, len, lambda x: x == b, lambda x: x < b, lambda x: x in [b], list,
                   lambda x: "%s" % (x,), lambda x: f"{x!r}", lambda x: isinstance(1, x), type, ascii):
        try:
            action(a)
        except (RecursionError, TypeError):
            pass
    del a, b
print("survived")
