"""Order by dependencies."""

from types import GenericAlias

__all__ = ["TopologicalSorter", "CycleError"]

_HANDED_OUT = -1
_DONE = -2


class CycleError(ValueError):
    """Nodes that depend on each other in a circle; the second argument is the circle."""


class _Node:
    """A node with how many others it waits for (or what became of it) and who waits for it."""

    __slots__ = ("node", "waits", "followers")

    def __init__(self, node):
        self.node = node
        self.waits = 0
        self.followers = []


class TopologicalSorter:
    """Gives nodes once all nodes that they depend on are done."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._handed_out = 0
        self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def _entry(self, node):
        entry = self._nodes.get(node)
        if entry is None:
            entry = self._nodes[node] = _Node(node)
        return entry

    def add(self, node, *predecessors):
        """Add a node and what it depends on."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        entry = self._entry(node)
        entry.waits += len(predecessors)
        for predecessor in predecessors:
            self._entry(predecessor).followers.append(node)

    def prepare(self):
        """No more nodes are added; circles are found."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [entry.node for entry in self._nodes.values() if entry.waits == 0]
        circle = self._circle()
        if circle:
            raise CycleError("nodes are in a cycle", circle)

    def get_ready(self):
        """The nodes that can be worked on now and were not given before."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        found = tuple(self._ready)
        for node in found:
            self._nodes[node].waits = _HANDED_OUT
        self._ready.clear()
        self._handed_out += len(found)
        return found

    def is_active(self):
        """Whether there is more to do."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._handed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Say that nodes are done."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            entry = self._nodes.get(node)
            if entry is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if entry.waits != _HANDED_OUT:
                if entry.waits >= 0:
                    raise ValueError(f"node {node!r} was not passed out (still not ready)")
                raise ValueError(f"node {node!r} was already marked done")
            entry.waits = _DONE
            for follower in entry.followers:
                other = self._nodes[follower]
                other.waits -= 1
                if other.waits == 0:
                    self._ready.append(follower)
            self._finished += 1

    def _circle(self):
        """A circle of nodes, the first one again at its end; None when there is none."""
        finished = set()
        for start in self._nodes:
            if start in finished:
                continue
            path = [start]
            places = {start: 0}
            branches = [iter(self._nodes[start].followers)]
            while path:
                for node in branches[-1]:
                    if node in places:
                        return path[places[node] :] + [node]
                    if node not in finished:
                        places[node] = len(path)
                        path.append(node)
                        branches.append(iter(self._nodes[node].followers))
                        break
                else:
                    branches.pop()
                    node = path.pop()
                    del places[node]
                    finished.add(node)
        return None

    def static_order(self):
        """All nodes, each after those it depends on."""
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    __class_getitem__ = classmethod(GenericAlias)
