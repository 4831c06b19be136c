"""Survivors move on by one generation with each collection."""
import gc

gc.disable()
gc.collect()


class Thing:
    pass


def generation(thing):
    for number in range(3):
        if any(thing is other for other in gc.get_objects(number)):
            return number


t = Thing()
print(generation(t))
gc.collect(0)
print(generation(t))
gc.collect(0)
print("stays", generation(t))
gc.collect(1)
print(generation(t))
gc.collect(2)
print(generation(t))
u = []
print(generation(u), generation(t))
gc.collect(2)
print(generation(u))
v = Thing()
gc.collect(1)
print(generation(v))
print(generation(5), generation("text"))
for wrong in (3, -1, "x"):
    try:
        gc.get_objects(wrong)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for wrong in (3, -1, "x", 1.5):
    try:
        gc.collect(wrong)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
