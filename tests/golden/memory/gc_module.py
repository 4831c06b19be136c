"""gc: thresholds, enable and disable, is_tracked, get_referents, get_referrers, callbacks, freeze."""
import gc

print(gc.isenabled(), gc.get_threshold(), gc.get_debug(), len(gc.get_count()))
gc.disable()
print(gc.isenabled())
gc.enable()
gc.set_threshold(500, 5, 5)
print(gc.get_threshold())
gc.set_threshold(100)
print(gc.get_threshold())
gc.set_threshold(2000, 10, 10)


class A:
    pass


class S:
    __slots__ = ()


for thing in (1, 1.5, "s", b"b", None, True, (), (1, 2), ([],), [], {}, {"k": 1}, {"k": []}, set(), frozenset(), A(), A, S(), lambda: 0, len, range(3), (x for x in ()), object(), type, iter([]), Exception(), [].append, slice(1), 10 ** 50, bytearray()):
    print(type(thing).__name__, gc.is_tracked(thing), end="; ")
print()
a = A()
a.x = [1]
print(sorted(map(str, gc.get_referents([1, "a"]))), gc.get_referents({"k": "v"}) in ([["k", "v"]], ["k", "v"]), gc.get_referents(1), a.x in gc.get_referents(a) or a.__dict__ in gc.get_referents(a))
target = A()
holder = [target]
print(holder in gc.get_referrers(target), gc.get_referrers(A()) == [], gc.is_finalized(a))
events = []


def callback(phase, info):
    events.append((phase, info["generation"], sorted(info)))


gc.callbacks.append(callback)
gc.collect(0)
gc.collect()
gc.callbacks.remove(callback)
print(events)
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count(), len(gc.get_stats()), sorted(gc.get_stats()[0]), isinstance(gc.get_objects(), list), any(o is a for o in gc.get_objects()))
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK, gc.garbage)
gc.set_debug(gc.DEBUG_SAVEALL)
cycle = []
cycle.append(cycle)
del cycle
gc.collect()
print(len(gc.garbage) >= 1, any(isinstance(g, list) and g and g[0] is g for g in gc.garbage))
gc.set_debug(0)
gc.garbage.clear()
