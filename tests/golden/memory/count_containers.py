"""Every place in a container is one reference."""
import sys

rc = sys.getrefcount


class Thing:
    pass


t = Thing()
items = [t]
print("list", rc(t))
items.append(t)
items.insert(0, t)
items.extend([t, t])
items += [t]
print("list of six", rc(t), len(items))
items.pop()
items.remove(t)
del items[0]
print("three out", rc(t))
items[0] = None
items[:] = []
print("emptied", rc(t))
row = (t, t)
print("tuple", rc(t))
longer = row + row
print("joined tuple", rc(t))
many = row * 3
print("repeated tuple", rc(t))
del row, longer, many
print("tuples gone", rc(t))
table = {"a": t, t: "b", 3: t}
print("dict", rc(t))
copy = dict(table)
print("copied dict", rc(t))
copy.clear()
table.pop("a")
table[3] = None
print("one key left", rc(t))
del table[t]
bag = {t}
frozen = frozenset(bag)
print("sets", rc(t))
bag.discard(t)
del frozen
print("no set", rc(t))
nested = [[[t]], {"k": [t]}]
print("nested", rc(t))
nested.clear()
print("free again", rc(t))
