"""Collections asked for while one runs do nothing; allocations in finalizers are fine."""
import gc

gc.disable()
gc.collect()


class Collects:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("nested", gc.collect())


Collects()
print(gc.collect())


class Allocates:
    def __init__(self):
        self.me = self

    def __del__(self):
        self.data = [[n] for n in range(1000)]
        other = []
        other.append(other)


for _ in range(3):
    Allocates()
print(gc.collect())
print(gc.collect())


class Toggles:
    def __del__(self):
        gc.enable()
        gc.disable()
        print(gc.isenabled())


Toggles()
