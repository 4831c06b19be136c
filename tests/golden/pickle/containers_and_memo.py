"""Tuples, lists, dicts, sets at every protocol: batches, memo numbers, shared objects, cycles."""
import pickle


def show(value):
    for protocol in range(6):
        print(protocol, pickle.dumps(value, protocol))


for value in ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {1: 2}, {1: 2, 3: 4}, set(), {1}, frozenset(),
              frozenset([1]), [(), (), ()]):
    show(value)
a = "shared text"
show([a, a, [a], (a,), {a: a}])
loop = []
loop.append(loop)
show(loop)
again = pickle.loads(pickle.dumps(loop))
print(again[0] is again)
pair = ([],)
pair[0].append(pair)
show(pair)
again = pickle.loads(pickle.dumps(pair))
print(again[0][0] is again)
long = ([], 1, 2, 3)
long[0].append(long)
show(long)
own = {}
own["own"] = own
again = pickle.loads(pickle.dumps(own))
print(again["own"] is again)


class Holder:
    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return 1


holder = Holder()
holder.members = frozenset([holder])
again = pickle.loads(pickle.dumps(holder))
print(again in again.members, len(again.members))
import hashlib
for size in (999, 1000, 1001, 2000, 2001):
    for value in (list(range(size)), dict.fromkeys(range(size)), set(range(size)), tuple(range(size)), list(map(str, range(size)))):
        digests = []
        for protocol in range(6):
            data = pickle.dumps(value, protocol)
            digests.append(hashlib.sha256(data).hexdigest()[:8])
            assert pickle.loads(data) == value
        print(size, type(value).__name__, digests)
