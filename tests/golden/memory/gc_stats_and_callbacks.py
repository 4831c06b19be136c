"""get_stats counts collections and what they found; callbacks see start and stop."""
import gc

gc.disable()
gc.collect()


def numbers():
    return [(row["collections"], row["collected"], row["uncollectable"]) for row in gc.get_stats()]


def cycle():
    l = []
    l.append(l)


before = numbers()
cycle()
gc.collect(0)
cycle()
cycle()
gc.collect(1)
gc.collect(2)
print([tuple(b - a for a, b in zip(x, y)) for x, y in zip(before, numbers())])
events = []


def note(phase, info):
    events.append((phase, sorted(info.items())))


gc.callbacks.append(note)
cycle()
gc.collect(1)
gc.callbacks.remove(note)
gc.collect()
for event in events:
    print(event)


def broken(phase, info):
    print("in", phase, gc.collect())


gc.callbacks.append(broken)
gc.collect()
gc.callbacks.clear()
print(gc.isenabled(), gc.callbacks)
