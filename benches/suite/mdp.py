"""A duel of two fighters as a Markov decision process, solved by value iteration over ordered components."""
from collections import defaultdict
from fractions import Fraction

ATTACKS = {"jab": ((1, Fraction(3, 4)), (0, Fraction(1, 4))),
           "hook": ((3, Fraction(1, 2)), (0, Fraction(1, 2))),
           "kick": ((2, Fraction(1, 2)), (1, Fraction(1, 4)), (0, Fraction(1, 4)))}
REST = 1
COST = {"jab": 0, "hook": 2, "kick": 1}
FULL_HEALTH = 8
FULL_BREATH = 4


class Fighter(tuple):
    """(health, breath) of one side."""

    __slots__ = ()

    @property
    def health(self):
        return self[0]

    @property
    def breath(self):
        return self[1]

    def hurt(self, damage):
        return Fighter((max(self.health - damage, 0), self.breath))

    def spend(self, amount):
        return Fighter((self.health, min(max(self.breath - amount, 0), FULL_BREATH)))


class Duel:
    def __init__(self):
        self.cache = {}

    def terminal(self, state):
        return state[0].health == 0 or state[1].health == 0

    def value(self, state):
        return 1.0 if state[1].health == 0 else 0.0

    def actions(self, state):
        me = state[0]
        return ["rest"] + [name for name in ATTACKS if COST[name] <= me.breath]

    def outcomes(self, state, action):
        """Follow-up states with their probabilities; the other side answers at random among what it can do."""
        key = state, action
        found = self.cache.get(key)
        if found is None:
            spread = defaultdict(Fraction)
            for (me, foe), chance in self.strike(state, action):
                if foe.health == 0:
                    spread[(me, foe)] += chance
                    continue
                answers = self.actions((foe, me))
                for answer in answers:
                    for (foe2, me2), other in self.strike((foe, me), answer):
                        spread[(me2, foe2)] += chance * other / len(answers)
            found = self.cache[key] = list(spread.items())
        return found

    def strike(self, state, action):
        me, foe = state
        if action == "rest":
            yield (me.spend(-REST), foe), Fraction(1)
            return
        tired = me.spend(COST[action])
        for damage, chance in ATTACKS[action]:
            yield (tired, foe.hurt(damage)), chance


def reach(duel, start):
    """All states that can follow, with the follow-up states of each."""
    edges = {}
    todo = [start]
    while todo:
        state = todo.pop()
        if state in edges:
            continue
        follow = {}
        if not duel.terminal(state):
            for action in duel.actions(state):
                for other, _ in duel.outcomes(state, action):
                    follow[other] = None
        edges[state] = list(follow)
        todo.extend(follow)
    return edges


def components(edges):
    """Strongly connected components, sinks first (Tarjan's algorithm without recursion)."""
    index, low, active, stack, found = {}, {}, set(), [], []
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        active.add(root)
        while work:
            state, rest = work[-1]
            for other in rest:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    active.add(other)
                    work.append((other, iter(edges[other])))
                    break
                if other in active:
                    low[state] = min(low[state], index[other])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[state])
                if low[state] == index[state]:
                    component = []
                    while True:
                        other = stack.pop()
                        active.discard(other)
                        component.append(other)
                        if other == state:
                            break
                    found.append(component)
    return found


def iterate(duel, edges, precision):
    values = {}
    sweeps = 0
    for component in components(edges):
        model = []
        for state in component:
            values[state] = duel.value(state)
            if not duel.terminal(state):
                model.append((state, [[(other, float(chance)) for other, chance in duel.outcomes(state, action)]
                                      for action in duel.actions(state)]))
        change = 1.0
        while model and change > precision:
            change = 0.0
            sweeps += 1
            for state, options in model:
                best = max(sum(chance * values[other] for other, chance in option) for option in options)
                change = max(change, abs(best - values[state]))
                values[state] = best
    return values, sweeps


def main():
    duel = Duel()
    start = Fighter((FULL_HEALTH, 0)), Fighter((FULL_HEALTH, 1))
    edges = reach(duel, start)
    values, sweeps = iterate(duel, edges, 1e-9)
    print(len(edges), sum(map(len, edges.values())), sweeps, "%.9f" % values[start])


if __name__ == "__main__":
    main()
