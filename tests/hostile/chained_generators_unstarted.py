"""100,000 generators that have not started, each owning the next, are dropped."""


def generator(inner):
    for x in inner:
        yield x


chain = iter([1])
for _ in range(100_000):
    chain = generator(chain)
del chain
print("survived")
