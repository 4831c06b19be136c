"""hash() of a tuple nested 1,000,000 deep gives a value or RecursionError."""
x = ()
for _ in range(1_000_000):
    x = (x,)
try:
    hash(x)
except RecursionError:
    pass
del x
print("survived")
