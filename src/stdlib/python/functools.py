"""Tools that work on functions: caching, wrapping, partial application, dispatch.

`partial`, `reduce`, `cmp_to_key` and the cache behind `lru_cache` are native.
"""

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
    "total_ordering", "cache", "cmp_to_key", "lru_cache", "reduce",
    "partial", "partialmethod", "singledispatch", "singledispatchmethod",
    "cached_property",
]

_GenericAlias = type(list[int])

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like the function it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last, so that copying __dict__ does not bring along the inner __wrapped__.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator form of update_wrapper()."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# -------------------------------------------------------------- total_ordering
# Each table says how one given comparison answers another:
# (negate the result, what to do about equality).


def _derive(root, negate, combine):
    def method(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
        if combine == "or eq":
            return result or self == other
        if combine == "and ne":
            return result and self != other
        return result

    return method


_DERIVED = {
    "__lt__": {"__gt__": (True, "and ne"), "__le__": (False, "or eq"), "__ge__": (True, None)},
    "__le__": {"__ge__": (True, "or eq"), "__lt__": (False, "and ne"), "__gt__": (True, None)},
    "__gt__": {"__lt__": (True, "and ne"), "__ge__": (False, "or eq"), "__le__": (True, None)},
    "__ge__": {"__le__": (True, "or eq"), "__gt__": (False, "and ne"), "__lt__": (True, None)},
}


def total_ordering(cls):
    """Class decorator that fills in the missing ordering methods."""
    defined = [name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in defined)
    for name, (negate, combine) in _DERIVED[root].items():
        if name not in defined:
            method = _derive(root, negate, combine)
            method.__name__ = name
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            method.__module__ = cls.__module__
            method.__doc__ = getattr(int, name).__doc__
            setattr(cls, name, method)
    return cls


# --------------------------------------------------------------- partialmethod

class partialmethod:
    """partial() for use as a method: the instance goes in front."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            if not callable(func) and not hasattr(func, "__get__"):
                raise TypeError(f"{func!r} is not callable or a descriptor")
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)]
        parts += map(repr, self.args)
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            keywords = {**self.keywords, **keywords}
            return self.func(cls_or_self, *self.args, *args, **keywords)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                # The descriptor has bound itself; only the arguments remain.
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(_GenericAlias)


# ----------------------------------------------------------------------- cache

_cache_info_type = None


def _cache_info():
    # Importing `collections` waits for the first cache, so that programs which
    # only want wraps() start quickly.
    global _cache_info_type
    if _cache_info_type is None:
        from collections import namedtuple

        _cache_info_type = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module=__name__)
    return _cache_info_type


def __getattr__(name):
    if name == "_CacheInfo":
        return _cache_info()
    if name == "GenericAlias":
        return _GenericAlias
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _cache_info())
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def lru_cache(maxsize=128, typed=False):
    """Decorator that remembers results, dropping the least recently used."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        # Used as @lru_cache without parentheses.
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)

    return decorating_function


def cache(user_function, /):
    """Decorator that remembers every result."""
    return _cached(user_function, None, False)


# -------------------------------------------------------------- singledispatch

def _c3_merge(sequences):
    """C3 merge; RuntimeError when the orders contradict each other."""
    result = []
    sequences = [list(s) for s in sequences if s]
    while sequences:
        for sequence in sequences:
            head = sequence[0]
            if not any(head in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(head)
        for sequence in sequences:
            if sequence[0] is head:
                del sequence[0]
        sequences = [s for s in sequences if s]
    return result


def _c3_mro(cls, abcs=None):
    """The MRO of `cls` with the given abstract classes worked in.

    An abstract class goes in after the last explicit base that is itself
    abstract, at the level where `cls` first implements it.
    """
    bases = cls.__bases__
    boundary = 0
    for index in range(len(bases), 0, -1):
        if hasattr(bases[index - 1], "__abstractmethods__"):
            boundary = index
            break
    abcs = list(abcs) if abcs else []
    before, after = list(bases[:boundary]), list(bases[boundary:])
    here = [b for b in abcs if issubclass(cls, b) and not any(issubclass(base, b) for base in bases)]
    abcs = [b for b in abcs if b not in here]
    parents = before + here + after
    return _c3_merge([[cls]] + [_c3_mro(parent, abcs) for parent in parents] + [before, here, after])


def _compose_mro(cls, types):
    """The MRO of `cls` extended by those of `types` that it implements virtually."""
    bases = set(cls.__mro__)

    def is_related(typ):
        return (
            typ not in bases
            and hasattr(typ, "__mro__")
            and not isinstance(typ, _GenericAlias)
            and issubclass(cls, typ)
        )

    types = [n for n in types if is_related(n)]
    # A base that another candidate already brings along adds nothing.
    types = [n for n in types if not any(n is not other and n in other.__mro__ for other in types)]
    wanted = []
    known = set(types)
    for typ in types:
        found = []
        for sub in typ.__subclasses__():
            if sub not in bases and issubclass(cls, sub):
                found.append([s for s in sub.__mro__ if s in known])
        if not found:
            wanted.append(typ)
            continue
        found.sort(key=len, reverse=True)
        for path in found:
            for sub in path:
                if sub not in wanted:
                    wanted.append(sub)
    return _c3_mro(cls, abcs=wanted)


def _find_impl(cls, registry):
    """The best registered implementation for `cls`."""
    mro = _compose_mro(cls, registry.keys())
    match = None
    for candidate in mro:
        if match is not None:
            # Two unrelated virtual bases at the same place cannot be ranked.
            if (
                candidate in registry
                and candidate not in cls.__mro__
                and match not in cls.__mro__
                and not issubclass(match, candidate)
            ):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {candidate}")
            break
        if candidate in registry:
            match = candidate
    return registry.get(match)


def _is_union(cls):
    origin = getattr(cls, "__origin__", None)
    return type(cls) is type(int | str) or (
        type(origin).__module__ == "typing" and getattr(origin, "_name", None) == "Union"
    )


def singledispatch(func):
    """Turn a function into a generic one that looks at the first argument's class."""
    from weakref import WeakKeyDictionary

    registry = {}
    dispatch_cache = WeakKeyDictionary()
    cache_token = None

    def dispatch(cls):
        """The implementation that would run for `cls`."""
        nonlocal cache_token
        if cache_token is not None:
            from abc import get_cache_token

            current = get_cache_token()
            if cache_token != current:
                dispatch_cache.clear()
                cache_token = current
        try:
            return dispatch_cache[cls]
        except KeyError:
            impl = registry.get(cls)
            if impl is None:
                impl = _find_impl(cls, registry)
            dispatch_cache[cls] = impl
            return impl

    def is_valid(cls):
        if isinstance(cls, type) and not isinstance(cls, _GenericAlias):
            return True
        return _is_union(cls) and all(isinstance(a, type) for a in cls.__args__)

    def register(cls, func=None):
        """Register an implementation for a class or a union of classes."""
        nonlocal cache_token
        if is_valid(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            func = cls
            from typing import get_type_hints

            argname, cls = next(iter(get_type_hints(func).items()))
            if not is_valid(cls):
                if _is_union(cls):
                    raise TypeError(
                        f"Invalid annotation for {argname!r}. {cls!r} not all arguments are classes."
                    )
                raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
        targets = cls.__args__ if _is_union(cls) else (cls,)
        for target in targets:
            registry[target] = func
        if cache_token is None and any(hasattr(target, "__abstractmethods__") for target in targets):
            from abc import get_cache_token

            cache_token = get_cache_token()
        dispatch_cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = dispatch_cache.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """singledispatch() for methods; looks at the argument after self or cls."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Register an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        funcname = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{funcname} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


# ------------------------------------------------------------- cached_property

_absent = object()


class cached_property:
    """A property computed once and then kept in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        value = values.get(self.attrname, _absent)
        if value is _absent:
            value = self.func(instance)
            try:
                values[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f"does not support item assignment for caching {self.attrname!r} property."
                ) from None
        return value

    __class_getitem__ = classmethod(_GenericAlias)
