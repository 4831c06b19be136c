"""Callbacks of weak references in a long chain of deaths never see an object that waits for its own destruction."""
import gc
import weakref


class Link:
    def __init__(self, parent):
        if parent is None:
            return
        mine = weakref.ref(self)
        proxy = weakref.proxy(self)

        def parent_died(reference):
            found = mine()
            if found is not None:
                kept.append(type(found).__name__)
            try:
                proxy.above
            except (ReferenceError, AttributeError):
                pass

        self.above = weakref.ref(parent, parent_died)


kept = []


def chain(length):
    table = weakref.WeakKeyDictionary()
    link = Link(None)
    for _ in range(length):
        table[link] = link = Link(link)
    del link
    gc.collect()


for length in (10, 100, 1000):
    chain(length)
lists = [[n] for n in range(1000)]
gc.collect()
assert all(lists[n] == [n] for n in range(1000))
assert set(kept) <= {"Link"}
print("survived")
