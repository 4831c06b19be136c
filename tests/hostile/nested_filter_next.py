"""next() through 1,000,000 nested filters gives a value or RecursionError."""
x = iter([1, 2, 3])
for _ in range(1_000_000):
    x = filter(None, x)
try:
    print(next(x) == 1)
except RecursionError:
    print(True)
del x
print("survived")
