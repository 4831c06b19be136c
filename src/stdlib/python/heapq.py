"""Heaps in plain lists: the smallest item is always at index 0."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def heappush(heap, item):
    """Put an item on the heap."""
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap):
    """Take the smallest item off the heap."""
    last = heap.pop()
    if heap:
        smallest = heap[0]
        heap[0] = last
        _siftup(heap, 0)
        return smallest
    return last


def heapreplace(heap, item):
    """Take the smallest item off, then put the new one on."""
    smallest = heap[0]
    heap[0] = item
    _siftup(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Put the item on, then take the smallest off."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _siftup(heap, 0)
    return item


def heapify(x):
    """Turn a list into a heap in linear time."""
    for index in range(len(x) // 2 - 1, -1, -1):
        _siftup(x, index)


def _siftdown(heap, start, position):
    # The item at `position` moves towards the root until its parent is no larger.
    item = heap[position]
    while position > start:
        above = (position - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[position] = parent
        position = above
    heap[position] = item


def _siftup(heap, position):
    # Smaller children move up all the way to a leaf, then the item moves back:
    # fewer comparisons than stopping early, as the item usually belongs low.
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _siftdown(heap, start, position)


def _heappop_max(heap):
    last = heap.pop()
    if heap:
        largest = heap[0]
        heap[0] = last
        _siftup_max(heap, 0)
        return largest
    return last


def _heapreplace_max(heap, item):
    largest = heap[0]
    heap[0] = item
    _siftup_max(heap, 0)
    return largest


def _heapify_max(x):
    for index in range(len(x) // 2 - 1, -1, -1):
        _siftup_max(x, index)


def _siftdown_max(heap, start, position):
    item = heap[position]
    while position > start:
        above = (position - 1) >> 1
        parent = heap[above]
        if not parent < item:
            break
        heap[position] = parent
        position = above
    heap[position] = item


def _siftup_max(heap, position):
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _siftdown_max(heap, start, position)


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
