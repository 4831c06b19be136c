"""Deep copies of nested containers, of objects with and without slots and hooks, and of structures that share and cycle."""
import copy
from dataclasses import dataclass, field


@dataclass
class Address:
    street: str
    number: int
    tags: list = field(default_factory=list)


@dataclass
class Person:
    name: str
    address: Address
    friends: list = field(default_factory=list)


class Slotted:
    __slots__ = ("first", "second")

    def __init__(self, first, second):
        self.first = first
        self.second = second


class Hooked:
    copies = 0

    def __init__(self, data):
        self.data = data

    def __deepcopy__(self, memo):
        Hooked.copies += 1
        return Hooked(copy.deepcopy(self.data, memo))


class Reduced:
    def __init__(self, amount, unit):
        self.amount = amount
        self.unit = unit

    def __reduce__(self):
        return Reduced, (self.amount, self.unit)


def sample():
    shared = [1, 2, 3, ("a", "b", ["c"])]
    people = [Person("p%d" % i, Address("s%d" % (i % 3), i, ["x", str(i)])) for i in range(12)]
    for i, person in enumerate(people):
        person.friends += [people[i - 1], people[(i * 5) % 12]]
    return {
        "list": [1, 2.5, "text", None, True, b"bytes", (1, 2, 3), shared, shared],
        "dict": {i: {"key": str(i), "values": list(range(i % 6))} for i in range(20)},
        "set": {1, 2, 3, frozenset((4, 5))},
        "people": people,
        "slots": [Slotted(i, [i, Slotted(i + 1, None)]) for i in range(10)],
        "hooks": [Hooked({"n": [n] * 3}) for n in range(6)],
        "reduced": [Reduced(n, "kg") for n in range(6)],
        "tuple": tuple((i, (i, [i])) for i in range(10)),
    }


def main():
    original = sample()
    total = 0
    for _ in range(400):
        clone = copy.deepcopy(original)
        assert clone["list"][7] is clone["list"][8] is not original["list"][7]
        assert clone["people"][3].friends[0] is clone["people"][2]
        total += clone["people"][5].address.number + len(clone["dict"]) + clone["slots"][3].second[1].first
        for person in clone["people"]:
            total += len(copy.copy(person).friends)
        small = copy.deepcopy([{"a": 1, "b": [2, 3]}, (4, 5)])
        total += small[0]["b"][1] + len(copy.copy(clone["dict"]))
    print(total, Hooked.copies)


if __name__ == "__main__":
    main()
