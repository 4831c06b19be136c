"""Which containers the collector follows, and that it finds their cycles."""

import gc

gc.collect()
print(gc.is_tracked({}), gc.is_tracked({"a": 1}), gc.is_tracked({1: "x", 2.5: None}), gc.is_tracked({"a": []}), gc.is_tracked([]))
print(gc.is_tracked(set()), gc.is_tracked({1: {}}), gc.is_tracked({(): 1}), gc.is_tracked(iter([])))
d = {}
d["a"] = 1
print(gc.is_tracked(d), gc.is_tracked(d.copy()), gc.is_tracked(d | {"b": 2}))
d["b"] = []
print(gc.is_tracked(d), gc.is_tracked(d.copy()), gc.is_tracked(dict(d)))


class Node:
    pass


def cycle(make):
    gc.collect()
    make()
    return gc.collect()


def through_list():
    items = []
    items.append(items)


def through_dict():
    d = {}
    d["self"] = d


def through_setdefault():
    d = {}
    d.setdefault("self", d)


def through_update():
    d = {}
    other = {"d": d}
    d.update(other)


def through_set():
    node = Node()
    node.members = {node}


def through_tuple():
    items = []
    items.append((items,))


def through_iterators():
    items = []
    items.append(iter(items))
    items.append(zip(items, [1]))
    items.append(map(None, items))


def through_view():
    d = {}
    d["view"] = d.items()


for make in (through_list, through_dict, through_setdefault, through_update, through_set, through_tuple, through_iterators, through_view):
    print(make.__name__, cycle(make) > 0, gc.collect())
