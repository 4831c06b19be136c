"""A list nested 1,000,000 deep, a tuple and a dict alike, are destroyed without recursion."""
N = 1_000_000
x = []
for _ in range(N):
    x = [x]
del x
x = ()
for _ in range(N):
    x = (x,)
del x
x = {}
for _ in range(N):
    x = {1: x}
del x
x = frozenset()
for _ in range(200_000):
    x = (x, [x][0:0])
del x
print("survived")
