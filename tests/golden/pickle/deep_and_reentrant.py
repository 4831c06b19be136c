"""Very deep structures raise RecursionError; objects that misbehave while they are written do no harm."""
import io
import pickle

deep = []
for _ in range(100000):
    deep = [deep]
for value in (deep, ):
    try:
        pickle.dumps(value)
        print("no error")
    except RecursionError as error:
        print(error)
stream = b"\x80\x04" + b"]" * 50000 + b"a" * 49999 + b"."
back = pickle.loads(stream)
depth = 0
while back:
    back = back[0]
    depth += 1
print(depth)


class Shrinks:
    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        self.target.clear()
        return str, ("gone",)


numbers = list(range(5))
numbers[1] = Shrinks(numbers)
print(pickle.loads(pickle.dumps(numbers)))
table = {i: i for i in range(5)}
table[1] = Shrinks(table)
try:
    pickle.dumps(table)
except RuntimeError as error:
    print(error)


class Again:
    def __init__(self, pickler):
        self.pickler = pickler

    def __reduce__(self):
        return str, ("inner",)


out = io.BytesIO()
pickler = pickle.Pickler(out)
pickler.dump([Again(pickler), Again(pickler)])
print(pickle.loads(out.getvalue()))


class Raises:
    def __reduce__(self):
        raise KeyError("from reduce")


try:
    pickle.dumps([Raises()])
except KeyError as error:
    print(repr(error))
