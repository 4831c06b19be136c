"""next() through a chain of 50,000 yield from gives a value or RecursionError; so does close."""


def generator(inner):
    yield from inner


chain = iter([1, 2, 3])
for _ in range(50_000):
    chain = generator(chain)
try:
    print(next(chain) in (1, 2, 3))
except RecursionError:
    print(True)
try:
    chain.close()
except RecursionError:
    pass
del chain
print("survived")
