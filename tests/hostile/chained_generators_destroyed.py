"""100,000 suspended generators, each owning the next, are dropped."""


def generator(inner):
    yield inner


chain = None
for _ in range(100_000):
    g = generator(chain)
    next(g)
    chain = g
del chain, g
print("survived")
