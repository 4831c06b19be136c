"""Who refers to an object: `%refs`.

The count is that of the names and containers of the program: what this module itself holds while it
looks is taken off. Referrers are found by the garbage collector, which knows containers only; a
count above the number of referrers means that something else, such as a running frame, holds it.
"""

import gc
import sys
import types

from .completion import resolve

_IMMORTAL = 1 << 30


def _short(value):
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _owner_of(namespace):
    for name, module in list(sys.modules.items()):
        if isinstance(module, types.ModuleType) and vars(module) is namespace:
            return name
    return None


def _in_dict(entries, target):
    """How a dict holds the target, one text for each place."""
    module = _owner_of(entries)
    for key, value in dict.items(entries):
        if value is target:
            if module is not None:
                yield f"global name {key} of module {module}"
            else:
                yield f"value of key {_short(key)} in the dict {_short(entries)}"
        if key is target:
            yield f"key of the dict {_short(entries)}"


def _places(holder, target):
    if isinstance(holder, dict):
        yield from _in_dict(holder, target)
    elif isinstance(holder, (list, tuple)):
        kind = type(holder).__name__
        for index, item in enumerate(holder):
            if item is target:
                yield f"item {index} of the {kind} {_short(holder)}"
    elif isinstance(holder, (set, frozenset)):
        yield f"element of the {type(holder).__name__} {_short(holder)}"
    elif isinstance(holder, types.CellType):
        yield f"cell of a closure, {_short(holder)}"
    elif isinstance(holder, types.FrameType):
        for name, value in holder.f_locals.items():
            if value is target:
                yield f"local variable {name} of the running function {holder.f_code.co_name}"
    elif isinstance(holder, types.MethodType):
        yield f"the bound method {_short(holder)}"
    elif isinstance(holder, types.FunctionType):
        yield f"the function {holder.__qualname__} (a default, its globals, or its annotations)"
    elif isinstance(holder, types.ModuleType):
        yield f"the module {holder.__name__}"
    elif isinstance(holder, type):
        found = False
        for key, value in vars(holder).items():
            if value is target:
                found = True
                yield f"attribute {key} of the class {holder.__qualname__}"
        if not found:
            yield f"the class {holder.__qualname__} (a base, a subclass, or its order)"
    else:
        found = False
        for key, value in getattr(holder, "__dict__", {}).items():
            if value is target:
                found = True
                yield f"attribute {key} of {_short(holder)}"
        if not found:
            yield f"an object of type {type(holder).__qualname__}, {_short(holder)}"


def _generation(target):
    if not gc.is_tracked(target):
        return "not watched by the garbage collector: it cannot be part of a cycle"
    for number in range(3):
        if any(each is target for each in gc.get_objects(number)):
            return f"generation {number} of the garbage collector"
    return "watched by the garbage collector, in its permanent generation"


def explain(name, namespace):
    count = sys.getrefcount(resolve(name, namespace)) - 1
    target = [resolve(name, namespace)]
    lines = [f"{name} is a {type(target[0]).__qualname__} at {id(target[0]):#x}"]
    if count >= _IMMORTAL - 1:
        lines.append("references: not counted, the object is immortal")
    else:
        lines.append(f"references: {count}; sys.getrefcount({name}) says {count + 1}, because its argument is one more")
    lines.append(_generation(target[0]))
    own = sys._getframe()
    places = []
    for holder in gc.get_referrers(target[0]):
        if holder is target or holder is own or holder is places:
            continue
        if isinstance(holder, types.FrameType) and holder.f_globals is globals():
            continue
        for place in _places(holder, target[0]):
            if place not in places:
                places.append(place)
    if places:
        lines.append("referred to by:")
        lines.extend("  " + place for place in sorted(places, key=lambda place: (not place.startswith("global"), place)))
    else:
        lines.append("no container refers to it")
    return "\n".join(lines) + "\n"
