"""gc.disable stops automatic collections only."""
import gc

print(gc.isenabled())
gc.disable()
gc.disable()
print(gc.isenabled())
l = []
l.append(l)
del l
print(gc.collect() >= 1)
gc.enable()
print(gc.isenabled(), gc.enable(), gc.disable())
for name in ("collect", "disable", "enable", "freeze", "get_count", "get_debug", "get_freeze_count", "get_objects", "get_referents", "get_referrers", "get_stats", "get_threshold", "is_finalized", "is_tracked", "isenabled", "set_debug", "set_threshold", "unfreeze"):
    print(name, callable(getattr(gc, name)), end="; ")
print()
print([n for n in dir(gc) if n.isupper() or n.startswith("DEBUG")], gc.garbage, gc.callbacks)
