"""Heaps in plain lists: the smallest item is always at index 0.

What moves items is native; merging and choosing the best n is here.
"""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


from _heapq import _heapify_max, _heappop_max, _heapreplace_max
from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


def merge(*iterables, key=None, reverse=False):
    """Iterate over several sorted inputs in order."""
    heap = []
    if reverse:
        heapify, pop, replace, direction = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        heapify, pop, replace, direction = globals()["heapify"], heappop, heapreplace, 1
    # The number of the input breaks ties, which keeps the merge stable.
    for order, iterator in enumerate(map(iter, iterables)):
        step = iterator.__next__
        try:
            value = step()
        except StopIteration:
            continue
        rank = value if key is None else key(value)
        heap.append([rank, order * direction, value, step])
    heapify(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                _, _, value, step = entry
                yield value
                value = step()
                entry[0] = value if key is None else key(value)
                entry[2] = value
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        _, _, value, step = heap[0]
        yield value
        yield from step.__self__


def nsmallest(n, iterable, key=None):
    """The n smallest items, smallest first."""
    if n == 1:
        nothing = object()
        result = min(iterable, default=nothing, key=key)
        return [] if result is nothing else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key)[:n]
    return _best(n, iterable, key, _heapify_max, _heapreplace_max, 1, False, lambda new, worst: new < worst)


def nlargest(n, iterable, key=None):
    """The n largest items, largest first."""
    if n == 1:
        nothing = object()
        result = max(iterable, default=nothing, key=key)
        return [] if result is nothing else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=True)[:n]
    return _best(n, iterable, key, heapify, heapreplace, -1, True, lambda new, worst: worst < new)


def _best(n, iterable, key, heapify, replace, direction, reverse, better):
    # Entries are (rank, order, item); the order keeps equal items in input order.
    iterator = iter(iterable)
    heap = []
    order = 0
    for order, item in zip(range(0, n * direction, direction), iterator):
        heap.append((item if key is None else key(item), order, item))
    if not heap:
        return []
    heapify(heap)
    order += direction
    for item in iterator:
        rank = item if key is None else key(item)
        if better(rank, heap[0][0]):
            replace(heap, (rank, order, item))
            order += direction
    heap.sort(key=lambda entry: entry[:2], reverse=reverse)
    return [entry[2] for entry in heap]
