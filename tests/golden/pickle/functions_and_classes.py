"""Functions, classes, methods by reference; what cannot be pickled says so."""
import collections
import functools
import math
import operator
import pickle


class Outer:
    class Inner:
        class Deep:
            pass

    def method(self):
        return "method"

    @classmethod
    def make(cls):
        return cls()


def function():
    pass


THINGS = [Outer, Outer.Inner, Outer.Inner.Deep, function, len, print, math.sin, int, dict, list, object, type, Exception, KeyError,
          dict.fromkeys, str.upper, int.from_bytes, Outer.method, operator.add, type(None), type(...), type(NotImplemented)]
for protocol in range(6):
    for thing in THINGS:
        data = pickle.dumps(thing, protocol)
        back = pickle.loads(data)
        print(protocol, thing.__qualname__, data, back is thing or back == thing)
    for data in map(lambda thing: pickle.dumps(thing, protocol), [range(3), slice(1, 2, 3), 1 + 2j]):
        print(protocol, data, pickle.loads(data))
print(pickle.dumps([len, print, int, str, int]))
print(pickle.loads(pickle.dumps(Outer().method))(), pickle.loads(pickle.dumps(Outer.make))().method())


def attempt(value):
    try:
        pickle.dumps(value)
    except Exception as error:
        print(type(error).__module__, type(error).__qualname__, str(error).split(" at 0x")[0])


def local():
    def inner():
        pass

    class Local:
        pass

    return inner, Local


attempt(lambda: 1)
attempt(local()[0])
attempt(local()[1])
attempt(local()[1]())
attempt(i for i in ())
attempt(math)
attempt({}.keys())
attempt(memoryview(b""))
attempt(function.__code__)
kept = function
del function
attempt(kept)
function = 5
attempt(kept)
kept.__module__ = "no.such.module"
attempt(kept)
