"""next() through 20,000 chained generators gives a value or RecursionError."""


def generator(inner):
    for x in inner:
        yield x


chain = iter([1, 2, 3])
for _ in range(20_000):
    chain = generator(chain)
try:
    print(next(chain) in (1, 2, 3))
except RecursionError:
    print(True)
print("survived")
