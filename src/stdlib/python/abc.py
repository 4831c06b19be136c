"""Abstract base classes: the metaclass, its registries and the marking decorators.

Virtual subclasses live in a per-class record (`_abc_impl`) that holds weak
references only, so registering or testing a class never keeps it alive.
Positive answers are cached for good; negative ones until the next `register`
anywhere, which is what the module-wide token counts.
"""

from _weakref import ref as _ref

_token = 0


def abstractmethod(funcobj):
    """Mark a method that concrete subclasses must override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated spelling of @classmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """Deprecated spelling of @staticmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """Deprecated spelling of @property over @abstractmethod."""

    __isabstractmethod__ = True


class _abc_data:
    """What one abstract class knows about its virtual subclasses."""

    __slots__ = ("registry", "yes", "no", "no_token")

    def __init__(self):
        self.registry = set()
        self.yes = set()
        self.no = set()
        self.no_token = _token


def _remember(into, cls):
    # The callback may not hold the set: a replaced set would stay behind as a cycle.
    home = _ref(into)

    def forget(key):
        members = home()
        if members is not None:
            members.discard(key)

    into.add(_ref(cls, forget))


def _abstract_names(cls, namespace, bases):
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in bases:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace, bases)
        cls._abc_impl = _abc_data()
        return cls

    def register(cls, subclass):
        """Make `subclass` a virtual subclass of this class; usable as a decorator."""
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        _remember(cls._abc_impl.registry, subclass)
        _token += 1
        return subclass

    def _dump_registry(cls, file=None):
        data = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_token}", file=file)
        print(f"_abc_registry: {data.registry!r}", file=file)
        print(f"_abc_cache: {data.yes!r}", file=file)
        print(f"_abc_negative_cache: {data.no!r}", file=file)
        print(f"_abc_negative_cache_version: {data.no_token!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry.clear()

    def _abc_caches_clear(cls):
        cls._abc_impl.yes.clear()
        cls._abc_impl.no.clear()

    def __instancecheck__(cls, instance):
        data = cls._abc_impl
        claimed = instance.__class__
        key = _ref(claimed)
        if key in data.yes:
            return True
        real = type(instance)
        if real is claimed:
            if data.no_token == _token and key in data.no:
                return False
            return cls.__subclasscheck__(claimed)
        return cls.__subclasscheck__(claimed) or cls.__subclasscheck__(real)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        data = cls._abc_impl
        key = _ref(subclass)
        if key in data.yes:
            return True
        if data.no_token != _token:
            data.no = set()
            data.no_token = _token
        elif key in data.no:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = cls in getattr(subclass, "__mro__", ()) or _reaches(cls, data, subclass)
        elif answer is not True and answer is not False:
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        _remember(data.yes if answer else data.no, subclass)
        return answer


def _reaches(cls, data, subclass):
    """Whether a registered class or a real subclass of `cls` accepts `subclass`."""
    for weak in list(data.registry):
        registered = weak()
        if registered is not None and issubclass(subclass, registered):
            return True
    return any(issubclass(subclass, child) for child in cls.__subclasses__())


def get_cache_token():
    """A value that changes with every registration on any abstract class."""
    return _token


def update_abstractmethods(cls):
    """Recompute what is abstract after methods were added to a finished class."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__, cls.__bases__)
    return cls


class ABC(metaclass=ABCMeta):
    """Base class that brings ABCMeta along by plain inheritance."""

    __slots__ = ()
