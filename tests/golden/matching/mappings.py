"""Mapping patterns: keys, rest, non-dict mappings, missing keys."""
from collections import defaultdict, OrderedDict
from collections.abc import Mapping


class MyMap(Mapping):
    def __init__(self, d):
        self.d = d

    def __getitem__(self, k):
        return self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


def look(x):
    match x:
        case {"type": "a", "value": v}:
            return "a", v
        case {"type": "b", **rest}:
            return "b", rest
        case {1: one, None: none}:
            return one, none
        case {"nested": {"deep": [first, *_]}}:
            return first
        case {"x": _, **others} if others:
            return "others", others
        case {}:
            return "any mapping"
        case _:
            return "no mapping"


for x in ({"type": "a", "value": 1, "extra": 2}, {"type": "b"}, {"type": "b", "p": 1, "q": 2}, {1: "one", None: "none"}, {"nested": {"deep": [9, 8]}},
          {"x": 1}, {"x": 1, "y": 2}, {}, [], "text", None, OrderedDict(type="b", z=1), MyMap({"type": "a", "value": 5})):
    print(look(x))
d = defaultdict(int)
match d:
    case {"missing": v}:
        print("never")
    case _:
        print("defaultdict is not asked to make keys", dict(d))


class Key:
    NAME = "name"


match {"name": "n"}:
    case {Key.NAME: value}:
        print(value)
try:
    match {"a": 1}:
        case {Key.NAME: 1, "name": 2}:
            pass
        case _:
            print("checked only when both are found")
    match {"name": 1}:
        case {Key.NAME: 1, "name": 2}:
            pass
except ValueError as error:
    print(error)
original = {"k": 1, "rest": [1]}
match original:
    case {"k": _, **rest}:
        rest["new"] = 1
print(original, rest)
