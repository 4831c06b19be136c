"""A chain of objects dies from its head on, however long it is."""
import gc

gc.disable()


class Link:
    def __init__(self, n, following):
        self.n = n
        self.following = following

    def __del__(self):
        if self.n % 1000 == 0:
            print("link", self.n)


head = None
for n in range(5001):
    head = Link(n, head)
del head
print("end")
nested = []
for _ in range(100000):
    nested = [nested]
del nested
d = {}
for _ in range(100000):
    d = {"d": d}
del d
t = ()
for _ in range(100000):
    t = (t,)
del t
print("deep structures are gone")
