"""next() through 100,000 nested maps gives a value or RecursionError."""
x = iter([1, 2, 3])
for _ in range(100_000):
    x = map(abs, x)
try:
    print(next(x) == 1)
except RecursionError:
    print(True)
del x
print("survived")
