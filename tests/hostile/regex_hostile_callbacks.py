"""Callbacks and arguments that change what is going on, raise, recurse or are of odd types."""
import gc
import re
import sys

def purge(found):
    re.purge()
    gc.collect()
    return re.sub("b", "c", found.group() + "b")

for count in range(50):
    re.sub("a", purge, "abab" * 10)

def deeper(found):
    return re.sub("a", deeper, "a")

try:
    re.sub("a", deeper, "a")
except RecursionError:
    pass

data = bytearray(b"abc" * 100)

def mutate(found):
    for change in (data.clear, lambda: data.extend(b"xyz" * 1000), lambda: data.__setitem__(slice(0, 3), b"zzz"), lambda: data.__delitem__(0), lambda: data.pop()):
        try:
            change()
        except (BufferError, IndexError):
            pass
    return b"q"

re.sub(b"b", mutate, data)
for found in re.finditer(b"c", data):
    mutate(found)
    found.group(), found.groups(), repr(found), found.expand(b"\\g<0>")
view = memoryview(bytearray(b"abcabc"))
iterator = re.finditer(b"b", view)
next(iterator)
try:
    view.release()
except BufferError:
    pass
try:
    next(iterator)
except (ValueError, TypeError, StopIteration):
    pass
found = re.search(b"b", bytearray(b"abc"))
found.string.clear()
found.group(), repr(found), found.span()

class Index:
    def __index__(self):
        re.purge()
        gc.collect()
        return 1

class Bad:
    def __index__(self):
        raise KeyError("index")

    def __hash__(self):
        raise KeyError("hash")

    def __eq__(self, other):
        raise KeyError("eq")

    def __call__(self, *args):
        return self

pattern = re.compile("(?P<x>a)")
match = pattern.match("aaa", Index(), 3)
for call in (lambda: pattern.match("a", Bad()), lambda: pattern.match("aaa")[Bad()], lambda: re.compile(Bad()), lambda: re.compile("a", Bad()), lambda: re.sub("a", Bad(), "a"), lambda: re.sub("a", "b", Bad()), lambda: pattern == Bad(), lambda: re.match("a", "a").group(Index()), lambda: pattern.split("a", Bad()), lambda: pattern.sub("b", "a", Bad()), lambda: re.escape(Bad()), lambda: re.Scanner([("a", Bad())]).scan("a"), lambda: re.Scanner([Bad()]), lambda: re.Scanner(Bad()), lambda: match.expand(Bad()), lambda: match.groups(Bad()), lambda: match.groupdict(Bad())):
    try:
        call()
    except (KeyError, TypeError, IndexError, ValueError):
        pass
for cls in (re.Match, re.Pattern, type(pattern.scanner("")), type(re._memory)):
    for make in (lambda: cls(), lambda: cls.__new__(cls), lambda: object.__new__(cls), lambda: cls("a"), lambda: type("Sub", (cls,), {})):
        try:
            make()
        except TypeError:
            pass
for name in dir(pattern) + dir(match):
    for target in (re.Pattern, re.Match):
        for argument in (1, None, "a", pattern, match, target):
            try:
                getattr(target, name)(argument)
            except (TypeError, AttributeError, KeyError, IndexError, ValueError, NotImplementedError):
                pass
class Cycle(str):
    pass
for _ in range(100):
    text = Cycle("abc")
    text.match = re.match("a", text)
    text.iterator = re.finditer("b", text)
gc.collect()
print("done", sys.getrecursionlimit() > 0)

print("survived")
