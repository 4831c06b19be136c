"""T.__new__(T) of every built-in type, and then every method and operator on it."""
import builtins
import collections
import functools
import io
import itertools
import operator
import types
import weakref

modules = (builtins, collections, functools, io, itertools, operator, types, weakref)
kinds = []
for module in modules:
    for name in dir(module):
        kind = getattr(module, name)
        if isinstance(kind, type) and kind not in kinds:
            kinds.append(kind)
for sample in (iter([]), iter(()), iter({}), iter({}.values()), iter({}.items()), iter(set()), iter(""), iter(b""), iter(range(0)),
               reversed([]), {}.keys(), {}.values(), {}.items(), (lambda: 0), (lambda: 0).__code__, [].append, "".join, int.__add__,
               (1).__add__, type.__dict__["__mro__"], (x for x in ()), zip(), map(abs, ()), slice(1), NotImplemented, Ellipsis):
    if type(sample) not in kinds:
        kinds.append(type(sample))
skipped = {"breakpoint", "input", "exit", "quit", "help", "copyright", "credits", "license", "detach", "close", "__del__"}
errors = (Exception,)
made = 0
for kind in kinds:
    objects = []
    for arguments in ((), (1,), ("",), ([],), (1, 2), ((), {})):
        try:
            objects.append(kind.__new__(kind, *arguments))
        except errors:
            pass
    try:
        objects.append(object.__new__(kind))
    except errors:
        pass
    for thing in objects:
        made += 1
        for action in (repr, str, hash, len, bool, iter, next, list, dir, vars, callable, lambda x: x == x, lambda x: x < x,
                       lambda x: x + x, lambda x: x[0], lambda x: x(), lambda x: x.a, lambda x: 1 in x, lambda x: -x,
                       lambda x: x.__reduce__(), lambda x: isinstance(1, x), lambda x: type(x)(x), lambda x: format(x, ">5"),
                       lambda x: {x: 1}, lambda x: f"{x!r}"):
            if action in (list,) and kind in (itertools.count, itertools.cycle, itertools.repeat):
                continue
            try:
                action(thing)
            except errors:
                pass
        try:
            names = dir(thing)
        except errors:
            names = []
        for name in names:
            if name in skipped:
                continue
            try:
                attribute = getattr(thing, name)
            except errors:
                continue
            if callable(attribute) and name not in ("__class__", "__init_subclass__", "__subclasshook__", "__imul__", "__mul__",
                                                    "__rmul__", "__pow__", "__lshift__"):
                for arguments in ((), (None,), (0,)):
                    try:
                        attribute(*arguments)
                    except errors:
                        pass
print(made > 100)
print("survived")
