"""gc.get_objects lists what is followed, without the list itself."""
import gc

gc.disable()
gc.collect()


class Marker:
    pass


m = Marker()
found = gc.get_objects()
print(any(x is m for x in found), any(x is found for x in found))
del found
print(sum(type(x) is Marker for x in gc.get_objects()))
many = [Marker() for _ in range(50)]
print(sum(type(x) is Marker for x in gc.get_objects(0)), sum(type(x) is Marker for x in gc.get_objects(generation=0)))
gc.collect(0)
print([sum(type(x) is Marker for x in gc.get_objects(g)) for g in range(3)])
del many
print(sum(type(x) is Marker for x in gc.get_objects(None)), len(gc.get_objects()) > 100)
