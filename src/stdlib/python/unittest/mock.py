"""Objects that stand in for others and remember what was done to them.

A mock keeps its own matters in one `_Record`; attributes and results that were not set are mocks of
the same kind, made when they are first asked for. Every mock has a class of its own, so that special
methods can be put on it.

Missing: `ThreadingMock`, and specs that follow the hints of dataclasses.
"""

__all__ = (
    "Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock", "FILTER_DIR",
    "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal", "InvalidSpecError",
)

import builtins
import contextlib
import functools
import inspect
import sys
from types import CodeType, FunctionType, MethodType, ModuleType

FILTER_DIR = True


class InvalidSpecError(Exception):
    """A mock cannot be the spec of another."""


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinel:
    """Gives an object of its own for every name."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            # Without it `help` would take this for a class.
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


# ---- calls ----


def _shown_call(name, args, kwargs):
    parts = [*map(repr, args), *(f"{key}={value!r}" for key, value in kwargs.items())]
    return f"{name}({', '.join(parts)})"


class _Call(tuple):
    """A call: a name, positional arguments, keyword arguments; or only the arguments."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        for item in value[:3]:
            if isinstance(item, str):
                name = item
            elif isinstance(item, tuple):
                args = item
            elif item is not None and not isinstance(item, tuple):
                kwargs = item
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    @staticmethod
    def _parts(value):
        """Name, arguments and keywords of a call, or of a tuple that stands for one; None for others."""
        if not isinstance(value, tuple):
            return None
        name, args, kwargs = "", (), {}
        if len(value) > 3:
            return None
        if len(value) == 3:
            return value
        for item in value:
            if isinstance(item, str):
                name = item
            elif isinstance(item, tuple):
                args = item
            else:
                kwargs = item
        return name, args, kwargs

    def __eq__(self, other):
        theirs = self._parts(other)
        if theirs is None:
            return NotImplemented if not isinstance(other, tuple) else False
        mine = self._parts(self)
        if getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None) and (
            self._mock_parent != other._mock_parent
        ):
            return False
        if mine[0] and theirs[0] != mine[0] and (theirs[0] or len(self) == 3):
            return False
        if not mine[0] and theirs[0] and len(self) == 3:
            return False
        # The other side first, so that ANY and the like are asked.
        return (theirs[1], theirs[2]) == (mine[1], mine[2])

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        name = self._mock_name + "()"
        return _Call((self._mock_name, args, kwargs), name=name, parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f"{self._mock_name}.{attr}", parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__ and not attr.startswith("__"):
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    @property
    def args(self):
        return tuple.__getitem__(self, len(self) - 2)

    @property
    def kwargs(self):
        return tuple.__getitem__(self, len(self) - 1)

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return name if name.startswith("call") else f"call.{name}"
        if len(self) == 2:
            name, (args, kwargs) = "call", self
        else:
            name, args, kwargs = self
            if not name:
                name = "call"
            elif not name.startswith("()"):
                name = f"call.{name}"
            else:
                name = f"call{name}"
        return _shown_call(name, args, kwargs)

    def call_list(self):
        """All calls of a chain of calls."""
        calls = []
        item = self
        while item is not None:
            if item._mock_from_kall:
                calls.append(item)
            item = item._mock_parent
        return _CallList(reversed(calls))


call = _Call(from_kall=False)


class _CallList(list):
    """A list of calls that also finds sequences of calls."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[start : start + size] == value for start in range(len(self) - size + 1))

    def __repr__(self):
        import pprint

        return pprint.pformat(list(self))


# ---- specs ----


def _is_mock(obj):
    return isinstance(type(obj), type) and issubclass(type(obj), NonCallableMock)


def _is_async(obj):
    if hasattr(obj, "__func__"):
        obj = obj.__func__
    return inspect.iscoroutinefunction(obj) or inspect.isawaitable(obj) if not _is_mock(obj) else isinstance(obj, AsyncMock)


def _callable(obj):
    if isinstance(obj, type):
        return True
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        return _callable(obj.__func__)
    return getattr(obj, "__call__", None) is not None


def _signature_of(spec, as_instance=False, skip_first=False):
    """The signature that calls of a spec have to fit; None when it cannot be known."""
    if isinstance(spec, type) and not as_instance:
        target = spec.__init__
        skip_first = True
        if target is object.__init__:
            target, skip_first = spec, False
    elif isinstance(spec, (classmethod, staticmethod)):
        skip_first = isinstance(spec, classmethod)
        target = spec.__func__
    elif not isinstance(spec, (FunctionType, MethodType)):
        if as_instance and isinstance(spec, type):
            target = getattr(spec, "__call__", None)
            skip_first = True
            if not isinstance(target, FunctionType):
                return None
        else:
            target = spec
    else:
        target = spec
    if skip_first:
        target = functools.partial(target, None)
    try:
        return inspect.signature(target)
    except (ValueError, TypeError):
        return None


class _Record:
    """What a mock knows of itself."""

    __slots__ = (
        "parent", "name", "new_name", "new_parent", "sealed", "spec_class", "spec_signature", "spec_names", "spec_set",
        "wraps", "children", "return_value", "side_effect", "delegate", "called", "call_count", "call_args",
        "call_args_list", "mock_calls", "method_calls", "unsafe", "asyncs",
    )


_OWN = frozenset(
    """return_value side_effect called call_count call_args call_args_list mock_calls method_calls""".split()
)


class _Delegated:
    """An attribute that lies in the record, or in the function's mock behind an autospec."""

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        record = instance._mock_record
        if record.delegate is not None:
            return getattr(record.delegate, self.name)
        return getattr(record, self.name)

    def __set__(self, instance, value):
        record = instance._mock_record
        if record.delegate is not None:
            setattr(record.delegate, self.name, value)
        else:
            setattr(record, self.name, value)


class NonCallableMock:
    """A mock that cannot be called."""

    def __new__(
        cls, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
        _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs
    ):
        bases = (cls,)
        if not issubclass(cls, AsyncMockMixin):
            source = spec_set if spec_set is not None else spec
            if source is not None and not isinstance(source, list) and _is_async(source):
                bases = (AsyncMockMixin, cls)
        made = type(cls.__name__, bases, {"__doc__": cls.__doc__, "__module__": cls.__module__})
        return object.__new__(made)

    def __init__(
        self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
        _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs
    ):
        record = _Record()
        self.__dict__["_mock_record"] = record
        record.parent = parent
        record.name = name
        record.new_name = _new_name
        record.new_parent = parent if _new_parent is None else _new_parent
        record.sealed = False
        if spec_set is not None:
            spec = spec_set
            record.spec_set = True
        else:
            record.spec_set = False
        record.wraps = wraps
        record.delegate = None
        record.children = {}
        record.return_value = DEFAULT
        record.side_effect = None
        record.unsafe = unsafe
        record.asyncs = set()
        record.spec_class = record.spec_signature = record.spec_names = None
        self._mock_forget()
        self._mock_add_spec(spec, record.spec_set, _spec_as_instance, parent is not None if _eat_self is None else _eat_self)
        if kwargs:
            self.configure_mock(**kwargs)

    def _mock_forget(self):
        record = self._mock_record
        record.called = False
        record.call_count = 0
        record.call_args = None
        record.call_args_list = _CallList()
        record.mock_calls = _CallList()
        record.method_calls = _CallList()

    def _mock_add_spec(self, spec, spec_set, as_instance=False, eat_self=False):
        record = self._mock_record
        if spec is None:
            return
        if _is_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        if isinstance(spec, (list, tuple)):
            record.spec_names = list(spec)
        else:
            record.spec_class = spec if isinstance(spec, type) else type(spec)
            record.spec_signature = _signature_of(spec, as_instance)
            record.spec_names = dir(spec)
            for name in record.spec_names:
                static = inspect.getattr_static(spec, name, None)
                if inspect.iscoroutinefunction(getattr(static, "__func__", static)):
                    record.asyncs.add(name)
        record.spec_set = spec_set

    def mock_add_spec(self, spec, spec_set=False):
        """Let only the attributes of a spec be used from now on."""
        self._mock_add_spec(spec, spec_set)

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute of this one, so that its calls are remembered here."""
        inner = _extracted(mock)._mock_record
        inner.parent = None
        inner.new_parent = None
        inner.name = ""
        inner.new_name = None
        setattr(self, attribute, mock)

    called = _Delegated("called")
    call_count = _Delegated("call_count")
    call_args = _Delegated("call_args")
    call_args_list = _Delegated("call_args_list")
    mock_calls = _Delegated("mock_calls")

    @property
    def method_calls(self):
        return self._mock_record.method_calls

    @method_calls.setter
    def method_calls(self, value):
        self._mock_record.method_calls = value

    @property
    def return_value(self):
        record = self._mock_record
        if record.delegate is not None:
            return record.delegate.return_value
        if record.return_value is DEFAULT and record.wraps is None:
            record.return_value = self._get_child_mock(_new_parent=self, _new_name="()")
        return record.return_value

    @return_value.setter
    def return_value(self, value):
        record = self._mock_record
        if record.delegate is not None:
            record.delegate.return_value = value
        else:
            record.return_value = value
            _adopt(self, value, None, "()")

    @property
    def side_effect(self):
        record = self._mock_record
        return record.side_effect if record.delegate is None else record.delegate.side_effect

    @side_effect.setter
    def side_effect(self, value):
        record = self._mock_record
        value = _as_side_effect(value)
        if record.delegate is None:
            record.side_effect = value
        else:
            record.delegate.side_effect = value

    @property
    def __class__(self):
        record = self.__dict__.get("_mock_record")
        if record is None or record.spec_class is None:
            return type(self)
        return record.spec_class

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        record = self._mock_record
        self._mock_forget()
        if return_value:
            record.return_value = DEFAULT
        if side_effect:
            record.side_effect = None
        for child in record.children.values():
            if child is not _deleted and not isinstance(child, _SpecLater):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        if _is_mock(record.return_value) and record.return_value is not self:
            record.return_value.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes; dotted names set those of attributes."""
        # Parents first: their attributes may be set next.
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *places, last = path.split(".")
            target = self
            for place in places:
                target = getattr(target, place)
            setattr(target, last, value)

    def __getattr__(self, name):
        if name == "_mock_record":
            raise AttributeError(name)
        record = self._mock_record
        if record.spec_names is not None:
            if name not in record.spec_names or name in _ALL_SPECIAL:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif name in _ALL_SPECIAL or (name.startswith("__") and name.endswith("__")):
            raise AttributeError(name)
        if not record.unsafe and (record.spec_names is None or name not in record.spec_names):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or name in _MISSPELLED:
                raise AttributeError(
                    f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute."
                )
        child = record.children.get(name)
        if child is _deleted:
            raise AttributeError(name)
        if child is None:
            wrapped = getattr(record.wraps, name) if record.wraps is not None else None
            child = self._get_child_mock(parent=self, name=name, wraps=wrapped, _new_name=name, _new_parent=self)
            record.children[name] = child
        elif isinstance(child, _SpecLater):
            child = record.children[name] = child.make()
        return child

    def __setattr__(self, name, value):
        record = self._mock_record
        if name in _SETTABLE:
            return object.__setattr__(self, name, value)
        if record.spec_set and record.spec_names is not None and name not in record.spec_names and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _UNSUPPORTED_SPECIAL:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name in _ALL_SPECIAL:
            if record.spec_names is not None and name not in record.spec_names:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if not _is_mock(value):
                setattr(type(self), name, _special_method(name, value))
                return
            _adopt(self, value, None, name)
            setattr(type(self), name, value)
            record.children[name] = value
            return
        if name == "__class__":
            record.spec_class = value
            return
        if name not in record.children and record.sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._mock_path()}.{name}")
        if _adopt(self, value, name, name):
            record.children[name] = value
            self.__dict__.pop(name, None)
            return
        if isinstance(value, PropertyMock):
            setattr(type(self), name, value)
            return
        record.children.pop(name, None)
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        record = self._mock_record
        if name in _ALL_SPECIAL and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = record.children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _deleted:
            raise AttributeError(name)
        if child is not _missing:
            del record.children[name]
        record.children[name] = _deleted

    def _mock_path(self):
        return self._mock_full_name()

    def _mock_full_name(self):
        """The name with those of its parents, as error messages show it."""
        record = self._mock_record
        names = []
        dot = "." if record.new_name != "()" else ""
        name, parent = record.new_name, record.new_parent
        last = None
        if record.name and not record.new_parent:
            return record.name
        if name:
            names.append(name)
        seen = {id(self)}
        while parent is not None:
            last = parent
            record = parent._mock_record
            names.append((record.new_name or "") + dot)
            dot = "." if record.new_name != "()" else ""
            parent = record.new_parent
            if id(parent) in seen:
                break
            seen.add(id(parent))
        names.reverse()
        first = (last._mock_record.name if last is not None else self._mock_record.name) or "mock"
        if len(names) > 1 and names[1] not in ("()", "()."):
            first += "."
        if last is None:
            return first
        names[0] = first
        return "".join(names)

    def __repr__(self):
        record = self._mock_record
        path = self._mock_full_name()
        name = "" if path in ("mock", "mock.") and not record.name else f" name={path!r}"
        spec = ""
        if record.spec_class is not None:
            word = "spec_set" if record.spec_set else "spec"
            spec = f" {word}={record.spec_class.__name__!r}"
        return f"<{type(self).__name__}{name}{spec} id={str(id(self))!r}>"

    def __dir__(self):
        record = self._mock_record
        if not FILTER_DIR:
            return object.__dir__(self)
        names = set(record.spec_names or ()) | set(self.__dict__) - {"_mock_record"}
        names |= {name for name, child in record.children.items() if child is not _deleted}
        names |= {name for name in dir(type(self)) if not name.startswith("_")}
        names |= {name for name in type(self).__dict__ if name in _ALL_SPECIAL}
        return sorted(names)

    def _get_child_mock(self, /, **kwargs):
        """A mock for an attribute or a result."""
        record = self._mock_record
        if record.sealed:
            attribute = f".{kwargs['name']}" if "name" in kwargs else "()"
            raise AttributeError(self._mock_path() + attribute)
        new_name = kwargs.get("_new_name")
        if new_name in record.asyncs:
            return AsyncMock(**kwargs)
        kind = _kind_of(type(self))
        if issubclass(kind, AsyncMockMixin):
            if record.spec_names is not None and new_name in record.spec_names:
                return MagicMock(**kwargs)
            return AsyncMock(**kwargs)
        if kind is NonCallableMagicMock:
            kind = MagicMock
        elif kind is NonCallableMock:
            kind = Mock
        elif kind is PropertyMock:
            kind = MagicMock
        return kind(**kwargs)

    # -- assertions --

    def _mock_calls_text(self, prefix="Calls", safe=True):
        if not self.mock_calls:
            return ""
        return f"\n{prefix}: {self.mock_calls!r}."

    def _mock_signature(self, name=None):
        record = self._mock_record
        if not name:
            return record.spec_signature
        target = record
        for part in name.replace("()", "").split("."):
            child = target.children.get(part)
            if child is None or isinstance(child, _SpecLater) or not _is_mock(child):
                return None
            target = _extracted(child)._mock_record
        return target.spec_signature

    def _mock_matcher(self, item):
        """A call in the form in which calls with the same meaning are equal."""
        if isinstance(item, tuple) and len(item) > 2:
            signature = self._mock_signature(item[0])
        else:
            signature = self._mock_record.spec_signature
        if signature is None:
            return item
        parts = _Call._parts(item)
        try:
            bound = signature.bind(*parts[1], **parts[2])
        except TypeError as error:
            return error.with_traceback(None)
        return _Call((parts[0], bound.args, bound.kwargs))

    def _mock_message(self, args, kwargs, action="call"):
        expected = _shown_call(self._mock_record.name or "mock", args, kwargs)
        actual = _shown_call(self._mock_record.name or "mock", *self.call_args) if action == "call" else _shown_call(
            self._mock_record.name or "mock", *self.await_args
        )
        return f"expected {action} not found.\nExpected: {expected}\n  Actual: {actual}"

    def _mock_label(self):
        return self._mock_record.name or "mock"

    def assert_not_called(self):
        """Never called."""
        if self.call_count:
            raise AssertionError(
                f"Expected '{self._mock_label()}' to not have been called. Called {self.call_count} times."
                f"{self._mock_calls_text()}"
            )

    def assert_called(self):
        """Called at least once."""
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_label()}' to have been called.")

    def assert_called_once(self):
        """Called once."""
        if self.call_count != 1:
            raise AssertionError(
                f"Expected '{self._mock_label()}' to have been called once. Called {self.call_count} times."
                f"{self._mock_calls_text()}"
            )

    def assert_called_with(self, /, *args, **kwargs):
        """Called last with these arguments."""
        if self.call_args is None:
            expected = _shown_call(self._mock_label(), args, kwargs)
            raise AssertionError(f"expected call not found.\nExpected: {expected}\n  Actual: not called.")
        expected = self._mock_matcher(_Call((args, kwargs), two=True))
        if self._mock_matcher(self.call_args) != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._mock_message(args, kwargs)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """Called once, with these arguments."""
        if self.call_count != 1:
            raise AssertionError(
                f"Expected '{self._mock_label()}' to be called once. Called {self.call_count} times."
                f"{self._mock_calls_text()}"
            )
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        """Called at some time with these arguments."""
        expected = self._mock_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        if cause or expected not in [self._mock_matcher(item) for item in self.call_args_list]:
            shown = _shown_call(self._mock_label(), args, kwargs)
            raise AssertionError(f"{shown} call not found") from cause

    def assert_has_calls(self, calls, any_order=False):
        """These calls were made, one after the other or in any order."""
        expected = [self._mock_matcher(item) for item in calls]
        cause = next((item for item in expected if isinstance(item, Exception)), None)
        actual = _CallList(self._mock_matcher(item) for item in self.mock_calls)
        if not any_order:
            if expected not in actual:
                problem = "Calls not found." if cause is None else (
                    f"Error processing expected calls.\nErrors: {[item if isinstance(item, Exception) else None for item in expected]}"
                )
                raise AssertionError(
                    f"{problem}\nExpected: {_CallList(calls)}{self._mock_calls_text(prefix='  Actual').removesuffix('.')}"
                ) from cause
            return
        rest = list(actual)
        missing = []
        for item in expected:
            try:
                rest.remove(item)
            except ValueError:
                missing.append(item)
        if missing:
            raise AssertionError(
                f"{self._mock_label()!r} does not contain all of {tuple(missing)!r} in its call list, "
                f"found {list(self.mock_calls)!r} instead"
            ) from cause


def _kind_of(cls):
    """The class that was called to make a mock, behind the class of its own."""
    for base in cls.__mro__:
        if base in _KINDS:
            return base
        # Classes that mocks make for themselves have the name of their base.
        inner = base.__bases__[-1] if base.__bases__ else object
        if base.__name__ != inner.__name__ or not issubclass(inner, NonCallableMock):
            return base
    return MagicMock


def _as_side_effect(value):
    if value is None or value is DEFAULT or callable(value) or isinstance(value, BaseException):
        return value
    if isinstance(value, type) and issubclass(value, BaseException):
        return value
    try:
        return iter(value)
    except TypeError:
        return value


def _extracted(value):
    """The mock behind an autospecced function."""
    return getattr(value, "mock", value) if isinstance(value, FunctionType) else value


def _adopt(parent, value, name, new_name):
    """Make a mock the child of another, unless it has a name or a parent already."""
    value = _extracted(value)
    if not _is_mock(value):
        return False
    record = value._mock_record
    if record.name or record.new_name or record.parent is not None or record.new_parent is not None:
        return False
    step = parent
    while step is not None:
        # A mock that is its own ancestor would never end.
        if step is value:
            return False
        step = step._mock_record.new_parent
    if new_name:
        record.new_parent = parent
        record.new_name = new_name
    if name:
        record.parent = parent
        record.name = name
    return True


_SETTABLE = frozenset(
    "return_value side_effect called call_count call_args call_args_list mock_calls method_calls "
    "await_count await_args await_args_list".split()
)
_MISSPELLED = frozenset("called_once called_with called_once_with has_calls any_call not_called".split())


class CallableMixin:
    """What mocks that can be called do when they are."""

    def __init__(
        self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None,
        _spec_state=None, _new_name="", _new_parent=None, **kwargs
    ):
        super().__init__(
            spec=spec, wraps=wraps, name=name, spec_set=spec_set, parent=parent, _spec_state=_spec_state,
            _new_name=_new_name, _new_parent=_new_parent, **kwargs
        )
        if return_value is not DEFAULT:
            self.return_value = return_value
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        signature = self._mock_record.spec_signature
        if signature is not None and self._mock_record.delegate is None and getattr(self, "_mock_strict", False):
            signature.bind(*args, **kwargs)

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        record = self._mock_record
        is_method = record.parent is not None
        method_name = record.name
        new_name = record.new_name
        is_call = new_name == "()"
        self.mock_calls.append(_Call(("", args, kwargs)))
        # Every ancestor hears of it, under the name that the mock has there.
        parent = record.new_parent
        seen = {id(self)}
        while parent is not None and id(parent) not in seen:
            seen.add(id(parent))
            above = parent._mock_record
            if is_method:
                above.method_calls.append(_Call((method_name, args, kwargs)))
                is_method = above.parent is not None
                if is_method:
                    method_name = f"{above.name}.{method_name}"
            parent.mock_calls.append(_Call((new_name or "", args, kwargs)))
            if above.new_name:
                dot = "" if is_call else "."
                is_call = above.new_name == "()"
                new_name = above.new_name + dot + (new_name or "")
            parent = above.new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if isinstance(effect, BaseException) or (isinstance(effect, type) and issubclass(effect, BaseException)):
                raise effect
            if not callable(effect):
                result = next(effect)
                if isinstance(result, BaseException) or (isinstance(result, type) and issubclass(result, BaseException)):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        record = self._mock_record
        if record.return_value is not DEFAULT:
            return self.return_value
        if record.delegate is not None and record.delegate.return_value is not DEFAULT:
            return record.delegate.return_value
        if record.wraps is not None:
            return record.wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock that can be called."""


# ---- special methods ----

_NUMERIC = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod".split()
_PLAIN = (
    "hash str sizeof enter exit divmod rdivmod neg pos abs invert complex int float index round trunc floor ceil bool "
    "next fspath aiter reversed missing len contains getitem setitem delitem lt gt le ge eq ne iter "
    "getformat format"
).split()
_MAGICS = frozenset(
    f"__{name}__"
    for name in (
        [name for name in _PLAIN if name != "getformat"]
        + _NUMERIC
        + [f"i{name}" for name in _NUMERIC if name != "divmod"]
        + [f"r{name}" for name in _NUMERIC]
    )
) - {"__reversed__", "__missing__"}
_NON_DEFAULTS = frozenset(
    "__get__ __set__ __delete__ __reversed__ __missing__ __reduce__ __reduce_ex__ __getinitargs__ __getnewargs__ "
    "__getstate__ __setstate__ __getformat__ __repr__ __dir__ __subclasses__ __format__ __getnewargs_ex__".split()
)
_ASYNC_SPECIAL = frozenset({"__aenter__", "__aexit__", "__anext__"})
_MAGICS = (_MAGICS | _ASYNC_SPECIAL | {"__aiter__"}) - {"__format__"}
_ALL_SPECIAL = _MAGICS | _NON_DEFAULTS
_UNSUPPORTED_SPECIAL = frozenset(
    "__getattr__ __setattr__ __init__ __new__ __prepare__ __instancecheck__ __subclasscheck__ __del__".split()
)
_RESULTS = {
    "__hash__": lambda self: object.__hash__(self),
    "__str__": lambda self: object.__str__(self),
    "__sizeof__": lambda self: object.__sizeof__(self),
    "__fspath__": lambda self: f"{type(self).__name__}/{self._mock_full_name()}/{id(self)}",
}
_VALUES = {
    "__lt__": NotImplemented,
    "__gt__": NotImplemented,
    "__le__": NotImplemented,
    "__ge__": NotImplemented,
    "__int__": 1,
    "__contains__": False,
    "__len__": 0,
    "__exit__": False,
    "__complex__": 1j,
    "__float__": 1.0,
    "__bool__": True,
    "__index__": 1,
    "__aexit__": False,
}


def _special_method(name, function):
    """A function that was set as a special method; it gets the mock as its first argument."""

    def method(self, /, *args, **kwargs):
        return function(self, *args, **kwargs)

    method.__name__ = name
    return method


def _equality(self):
    def equal(other):
        answer = self.__eq__._mock_record.return_value
        if answer is not DEFAULT:
            return answer
        return True if self is other else NotImplemented

    return equal


def _inequality(self):
    def unequal(other):
        if self.__ne__._mock_record.return_value is not DEFAULT:
            return DEFAULT
        return False if self is other else NotImplemented

    return unequal


def _iteration(self):
    def iterate():
        answer = self.__iter__._mock_record.return_value
        return iter([]) if answer is DEFAULT else iter(answer)

    return iterate


def _async_iteration(self):
    def iterate():
        answer = self.__aiter__._mock_record.return_value
        return _AsyncIterator(iter([] if answer is DEFAULT else answer))

    return iterate


_EFFECTS = {"__eq__": _equality, "__ne__": _inequality, "__iter__": _iteration, "__aiter__": _async_iteration}


class _SpecialProxy:
    """Makes the mock of a special method when it is first asked for."""

    def __init__(self, name, parent):
        self.name, self.parent = name, parent

    def make(self):
        name, parent = self.name, self.parent
        child = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent, parent=parent)
        setattr(parent, name, child)
        if name in _VALUES:
            child.return_value = _VALUES[name]
        elif name in _RESULTS:
            child.return_value = _RESULTS[name](parent)
        elif name in _EFFECTS:
            child.side_effect = _EFFECTS[name](parent)
        return child

    def __get__(self, instance, owner=None):
        return self.make()


class MagicMixin:
    """Special methods that work by themselves."""

    def __init__(self, /, *args, **kwargs):
        self._mock_set_specials()
        super().__init__(*args, **kwargs)
        self._mock_set_specials()

    def _mock_set_specials(self):
        record = self.__dict__.get("_mock_record")
        wanted = set(_MAGICS)
        if record is not None and record.spec_names is not None:
            wanted &= set(record.spec_names)
            for name in _MAGICS - wanted:
                if name in type(self).__dict__:
                    delattr(type(self), name)
        for name in wanted - set(type(self).__dict__):
            if name in _ASYNC_SPECIAL:
                setattr(type(self), name, _AsyncSpecialProxy(name, self))
            else:
                setattr(type(self), name, _SpecialProxy(name, self))

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_specials()


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with special methods that cannot be called."""


class MagicMock(MagicMixin, Mock):
    """A mock with special methods."""

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        super().reset_mock(*args, return_value=return_value, **kwargs)


class _AsyncSpecialProxy(_SpecialProxy):
    def make(self):
        name, parent = self.name, self.parent
        child = AsyncMock(name=name, _new_name=name, _new_parent=parent, parent=parent)
        setattr(parent, name, child)
        if name in _VALUES:
            child.return_value = _VALUES[name]
        return child


class AsyncMockMixin:
    """What is different when calls are awaited."""

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__["_mock_is_coroutine"] = _coroutine_mark()
        self.__dict__["await_count"] = 0
        self.__dict__["await_args"] = None
        self.__dict__["await_args_list"] = _CallList()
        code = NonCallableMock(spec_set=CodeType)
        object.__setattr__(code, "co_flags", inspect.CO_COROUTINE + inspect.CO_VARARGS + inspect.CO_VARKEYWORDS)
        self.__dict__["__code__"] = code
        self.__dict__["__name__"] = "AsyncMock"
        self.__dict__["__defaults__"] = ()
        self.__dict__["__kwdefaults__"] = {}
        self.__dict__["__annotations__"] = None
        self.__dict__["_is_coroutine"] = _coroutine_mark()

    async def _execute_mock_call(self, /, *args, **kwargs):
        made = _Call((args, kwargs), two=True)
        self.__dict__["await_count"] += 1
        self.__dict__["await_args"] = made
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if isinstance(effect, BaseException) or (isinstance(effect, type) and issubclass(effect, BaseException)):
                raise effect
            if not callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    # A coroutine cannot raise it.
                    raise StopAsyncIteration
                if isinstance(result, BaseException) or (isinstance(result, type) and issubclass(result, BaseException)):
                    raise result
            elif inspect.iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        record = self._mock_record
        if record.return_value is not DEFAULT:
            return self.return_value
        if record.wraps is not None:
            if inspect.iscoroutinefunction(record.wraps):
                return await record.wraps(*args, **kwargs)
            return record.wraps(*args, **kwargs)
        return self.return_value

    def _mock_await_label(self):
        return self._mock_record.name or "mock"

    def assert_awaited(self):
        """Awaited at least once."""
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._mock_await_label()} to have been awaited.")

    def assert_awaited_once(self):
        """Awaited once."""
        if self.await_count != 1:
            raise AssertionError(
                f"Expected {self._mock_await_label()} to have been awaited once. Awaited {self.await_count} times."
            )

    def assert_awaited_with(self, /, *args, **kwargs):
        """Awaited last with these arguments."""
        if self.await_args is None:
            expected = _shown_call(self._mock_await_label(), args, kwargs)
            raise AssertionError(f"Expected await: {expected}\nNot awaited")
        expected = self._mock_matcher(_Call((args, kwargs), two=True))
        if self._mock_matcher(self.await_args) != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._mock_message(args, kwargs, "await")) from cause

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """Awaited once, with these arguments."""
        if self.await_count != 1:
            raise AssertionError(
                f"Expected {self._mock_await_label()} to have been awaited once. Awaited {self.await_count} times."
            )
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """Awaited at some time with these arguments."""
        expected = self._mock_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        if cause or expected not in [self._mock_matcher(item) for item in self.await_args_list]:
            shown = _shown_call(self._mock_await_label(), args, kwargs)
            raise AssertionError(f"{shown} await not found") from cause

    def assert_has_awaits(self, calls, any_order=False):
        """These awaits happened."""
        expected = [self._mock_matcher(item) for item in calls]
        actual = _CallList(self._mock_matcher(item) for item in self.await_args_list)
        if not any_order:
            if expected not in actual:
                raise AssertionError(
                    f"Awaits not found.\nExpected: {_CallList(calls)}\nActual: {self.await_args_list}"
                )
            return
        rest = list(actual)
        missing = []
        for item in expected:
            try:
                rest.remove(item)
            except ValueError:
                missing.append(item)
        if missing:
            raise AssertionError(f"{tuple(missing)!r} not all found in await list")

    def assert_not_awaited(self):
        """Never awaited."""
        if self.await_count != 0:
            raise AssertionError(
                f"Expected {self._mock_await_label()} to not have been awaited. Awaited {self.await_count} times."
            )

    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.__dict__["await_count"] = 0
        self.__dict__["await_args"] = None
        self.__dict__["await_args_list"] = _CallList()


def _coroutine_mark():
    import asyncio.coroutines

    return asyncio.coroutines._is_coroutine


class AsyncMock(AsyncMockMixin, MagicMock):
    """A mock whose calls are awaited."""


class _AsyncIterator:
    def __init__(self, iterator):
        self.iterator = iterator

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            pass
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class PropertyMock(Mock):
    """A mock to put on a class in the place of a property."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


_KINDS = {NonCallableMock, Mock, NonCallableMagicMock, MagicMock, AsyncMock, PropertyMock}


def seal(mock):
    """Let no more attributes come into being."""
    mock._mock_record.sealed = True
    for name, child in list(mock._mock_record.children.items()):
        if isinstance(child, _SpecLater) or not _is_mock(child):
            continue
        if child._mock_record.new_parent is mock:
            seal(child)


# ---- patching ----


def _target(path):
    try:
        target, attribute = path.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {path!r}")
    return functools.partial(_imported, target), attribute


def _imported(path):
    """The object at a dotted path; modules on the way are imported."""
    first, *rest = path.split(".")
    module = __import__(first)
    name = first
    for part in rest:
        name += "." + part
        try:
            module = getattr(module, part)
        except AttributeError:
            __import__(name)
            module = getattr(module, part)
    return module


class _Startable:
    """A context manager that can be entered by `start` and left by `stop`, too."""

    _active = []

    def start(self):
        """Enter until `stop`."""
        result = self.__enter__()
        self._active.append(self)
        return result

    def stop(self):
        """Leave; nothing if it was not started."""
        try:
            self._active.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


class _patch(_Startable):
    """Puts something in the place of an attribute, for a while."""

    attribute_name = None

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        if not unsafe:
            for word in ("auto_spec", "autospect", "set_spec"):
                if word in kwargs:
                    raise RuntimeError(
                        f"{word!r} might be a typo; use unsafe=True if this is intended"
                    )
        self.getter, self.attribute, self.new = getter, attribute, new
        self.new_callable, self.spec, self.create = new_callable, spec, create
        self.has_local = False
        self.spec_set, self.autospec, self.kwargs = spec_set, autospec, kwargs
        self.additional_patchers = []
        self.is_started = False

    def copy(self):
        other = _patch(
            self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
            self.new_callable, self.kwargs,
        )
        other.attribute_name = self.attribute_name
        other.additional_patchers = [patcher.copy() for patcher in self.additional_patchers]
        return other

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        if inspect.iscoroutinefunction(func):
            return self.decorate_async_callable(func)
        return self.decorate_callable(func)

    def decorate_class(self, klass):
        for name in dir(klass):
            if not name.startswith(patch.TEST_PREFIX):
                continue
            value = getattr(klass, name)
            if hasattr(value, "__call__"):
                setattr(klass, name, self.copy()(value))
        return klass

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        extra = []
        with contextlib.ExitStack() as stack:
            for patching in patched.patchings:
                made = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(made)
                elif patching.new is DEFAULT:
                    extra.append(made)
            yield args + tuple(extra), keywargs

    def decorate_callable(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @functools.wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @functools.wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return await func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def get_original(self):
        target = self.getter()
        name = self.attribute
        original, local = DEFAULT, False
        try:
            original = target.__dict__[name]
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        else:
            local = True
        if name in dir(builtins) and isinstance(target, ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, local

    def __enter__(self):
        if self.is_started:
            raise RuntimeError("Patch is already started")
        new, spec, spec_set = self.new, self.spec, self.spec_set
        autospec, kwargs = self.autospec, self.kwargs
        if spec is False:
            spec = None
        if spec_set is False:
            spec_set = None
        if autospec is False:
            autospec = None
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        self.target = self.getter()
        original, local = self.get_original()
        if new is DEFAULT and autospec is None:
            new = self._made(original, spec, spec_set, kwargs)
        elif autospec is not None:
            if new is not DEFAULT:
                raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
            if original is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            if autospec is True:
                autospec = original
            if _is_mock(self.target):
                raise InvalidSpecError(
                    f"Cannot autospec attr {self.attribute!r} as the patch target has already been mocked out. "
                    f"[target={self.target!r}, attr={autospec!r}]"
                )
            new = create_autospec(autospec, spec_set=bool(spec_set), _name=self.attribute, **kwargs)
        elif kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local = original, local
        self._exit_stack = contextlib.ExitStack()
        self.is_started = True
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is not None:
                extra = {}
                if self.new is DEFAULT:
                    extra[self.attribute_name] = new
                for patching in self.additional_patchers:
                    made = self._exit_stack.enter_context(patching)
                    if patching.new is DEFAULT:
                        extra.update(made)
                return extra
            return new
        except BaseException:
            if not self.__exit__(*sys.exc_info()):
                raise

    def _made(self, original, spec, spec_set, kwargs):
        """The mock for an original that nothing was given for."""
        inherit = False
        if spec is True:
            spec = original
            if spec_set is True:
                spec_set, spec = original, None
        elif spec is not None:
            if spec_set is True:
                spec_set, spec = spec, None
        elif spec_set is True:
            spec_set = original
        source = spec if spec is not None else spec_set
        if source is not None and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        if isinstance(original, type) or isinstance(source, type):
            inherit = isinstance(source, type)
        if self.new_callable is not None:
            kind = self.new_callable
        elif (source is None and _is_async(original)) or (source is not None and not isinstance(source, list) and _is_async(source)):
            kind = AsyncMock
        else:
            kind = MagicMock
            if source is not None:
                able = "__call__" in source if isinstance(source, (list, tuple)) else callable(source)
                if not able:
                    kind = NonCallableMagicMock
        arguments = {}
        if spec is not None:
            arguments["spec"] = spec
        if spec_set is not None:
            arguments["spec_set"] = spec_set
        if isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute:
            arguments["name"] = self.attribute
        arguments.update(kwargs)
        new = kind(**arguments)
        if inherit and _is_mock(new):
            # Instances of the class have its attributes, too.
            result_kind = MagicMock if callable(getattr(source, "__call__", None)) and "__call__" in dir(source) else NonCallableMagicMock
            if not _instances_callable(source):
                arguments.pop("name", None)
                result_kind = NonCallableMagicMock
            new.return_value = result_kind(_new_parent=new, _new_name="()", **{
                key: value for key, value in arguments.items() if key in ("spec", "spec_set")
            })
        return new

    def __exit__(self, *exc_info):
        if not self.is_started:
            return
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute) or self.attribute in (
                "__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")):
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original, self.is_local, self.target
        stack = self._exit_stack
        del self._exit_stack
        self.is_started = False
        return stack.__exit__(*exc_info)


def _instances_callable(source):
    return isinstance(source, type) and any("__call__" in base.__dict__ for base in source.__mro__)


def _patch_object(
    target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
    unsafe=False, **kwargs
):
    """Put something in the place of an object's attribute."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Put something in the place of several attributes."""
    getter = functools.partial(_imported, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patcher = None
    for attribute, new in kwargs.items():
        this = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        this.attribute_name = attribute
        if patcher is None:
            patcher = this
        else:
            patcher.additional_patchers.append(this)
    return patcher


def patch(
    target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False,
    **kwargs
):
    """Put something in the place of what a dotted path names: a decorator, or for a `with` block."""
    getter, attribute = _target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


class _patch_dict(_Startable):
    """Changes a mapping for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return self.decorate_class(f)
        if inspect.iscoroutinefunction(f):

            @functools.wraps(f)
            async def patched(*args, **kw):
                self._patch_dict()
                try:
                    return await f(*args, **kw)
                finally:
                    self._unpatch_dict()

        else:

            @functools.wraps(f)
            def patched(*args, **kw):
                self._patch_dict()
                try:
                    return f(*args, **kw)
                finally:
                    self._unpatch_dict()

        return patched

    def decorate_class(self, klass):
        for name in dir(klass):
            value = getattr(klass, name)
            if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                setattr(klass, name, _patch_dict(self.in_dict, self.values, self.clear)(value))
        return klass

    def __enter__(self):
        self._patch_dict()
        return self.in_dict

    def _patch_dict(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _imported(self.in_dict)
        mapping = self.in_dict
        try:
            original = mapping.copy()
        except AttributeError:
            # A mapping that has only what a mapping must have.
            original = {key: mapping[key] for key in mapping}
        self._original = original
        if self.clear:
            _cleared(mapping)
        try:
            mapping.update(self.values)
        except AttributeError:
            for key in self.values:
                mapping[key] = self.values[key]

    def _unpatch_dict(self):
        mapping = self.in_dict
        _cleared(mapping)
        try:
            mapping.update(self._original)
        except AttributeError:
            for key in self._original:
                mapping[key] = self._original[key]

    def __exit__(self, *args):
        if self._original is not None:
            self._unpatch_dict()
            self._original = None
        return False


def _cleared(mapping):
    try:
        mapping.clear()
    except AttributeError:
        for key in list(mapping):
            del mapping[key]


def _patch_stopall():
    """Stop all patches that were started, the last one first."""
    for patcher in reversed(_Startable._active):
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = "test"


# ---- mocks after a model ----


class _SpecLater:
    """An attribute of an autospec that nobody has asked for yet."""

    def __init__(self, spec, spec_set, parent, name):
        self.spec, self.spec_set, self.parent, self.name = spec, spec_set, parent, name

    def make(self):
        return create_autospec(self.spec, self.spec_set, False, self.parent, self.name)


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock with the attributes and signatures of a model."""
    if isinstance(spec, list):
        spec = type(spec)
    if _is_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    is_type = isinstance(spec, type)
    is_async = _is_async(spec)
    arguments = {"spec_set" if spec_set else "spec": spec}
    if spec is None:
        arguments = {}
    arguments.update(kwargs)
    kind = MagicMock
    if inspect.isdatadescriptor(spec):
        # What a property gives is not known.
        arguments = {}
    elif is_type and instance and not _instances_callable(spec):
        kind = NonCallableMagicMock
    elif not _callable(spec):
        kind = NonCallableMagicMock
    elif is_async and isinstance(spec, (FunctionType, MethodType)):
        kind = AsyncMock
    mock = kind(
        parent=_parent, name=_name, _new_parent=_parent, _new_name=_name or "", _spec_as_instance=instance,
        unsafe=unsafe, **arguments
    )
    mock.__dict__["_mock_strict"] = True
    if isinstance(spec, (FunctionType, MethodType)):
        result = _specced_function(mock, spec, is_async)
        for key, value in kwargs.items():
            setattr(mock, key, value)
        if _parent is not None:
            _parent._mock_record.children[_name] = result
        return result
    if _parent is not None and not instance:
        _parent._mock_record.children[_name] = mock
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock)
        mock.return_value._mock_record.new_name = "()"
    for entry in dir(spec):
        if entry in _ALL_SPECIAL or entry.startswith("__") and entry.endswith("__"):
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        static = inspect.getattr_static(spec, entry, None)
        if isinstance(original, (FunctionType, MethodType)):
            skip = _skips_self(spec, entry, is_type, instance, static)
            child_kind = AsyncMock if inspect.iscoroutinefunction(original) else MagicMock
            child = child_kind(parent=mock, name=entry, _new_name=entry, _new_parent=mock, spec=original)
            child.__dict__["_mock_strict"] = True
            child._mock_record.spec_signature = _signature_of(original, False, skip)
            mock._mock_record.children[entry] = child
        elif isinstance(original, type) or _callable(original):
            mock._mock_record.children[entry] = _SpecLater(original, spec_set, mock, entry)
        else:
            mock._mock_record.children[entry] = _SpecLater(original, spec_set, mock, entry)
    return mock


def _skips_self(spec, entry, is_type, instance, static):
    """Whether calls leave out the first argument: methods of instances do."""
    if isinstance(static, (staticmethod, classmethod)):
        return False
    return is_type and instance and isinstance(static, FunctionType)


def _specced_function(mock, spec, is_async):
    """A real function with the signature of the model, which hands its calls to the mock."""
    signature = _signature_of(spec)

    if is_async:

        async def function(*args, **kwargs):
            if signature is not None:
                signature.bind(*args, **kwargs)
            return await mock(*args, **kwargs)

    else:

        def function(*args, **kwargs):
            if signature is not None:
                signature.bind(*args, **kwargs)
            return mock(*args, **kwargs)

    functools.update_wrapper(function, spec)
    function.__dict__.pop("__wrapped__", None)
    if signature is not None:
        function.__signature__ = signature
    function.mock = mock
    for name in (
        "assert_called_with", "assert_called_once_with", "assert_has_calls", "assert_any_call", "assert_called",
        "assert_not_called", "assert_called_once", "attach_mock", "configure_mock", "mock_add_spec",
    ) + (("assert_awaited", "assert_awaited_once", "assert_awaited_with", "assert_awaited_once_with", "assert_any_await",
          "assert_has_awaits", "assert_not_awaited") if is_async else ()):
        setattr(function, name, getattr(mock, name))
    function.return_value = mock.return_value
    function.side_effect = mock.side_effect
    function._mock_children = mock._mock_record.children
    function.method_calls = mock.method_calls
    for name in ("called", "call_count", "call_args", "call_args_list", "mock_calls"):
        setattr(function, name, getattr(mock, name))
    original_increment = mock._increment_mock_call

    def increment(*args, **kwargs):
        original_increment(*args, **kwargs)
        for name in ("called", "call_count", "call_args", "call_args_list", "mock_calls"):
            setattr(function, name, getattr(mock, name))

    mock.__dict__["_increment_mock_call"] = increment
    original_execute = mock._execute_mock_call

    def execute(*args, **kwargs):
        # What was set on the function counts.
        if function.return_value is not mock._mock_record.return_value:
            mock.return_value = function.return_value
        mock.side_effect = function.side_effect
        return original_execute(*args, **kwargs)

    def reset_mock():
        function.method_calls = _CallList()
        function.mock_calls = _CallList()
        mock.reset_mock()
        for name in ("called", "call_count", "call_args", "call_args_list", "mock_calls"):
            setattr(function, name, getattr(mock, name))

    mock.__dict__["_execute_mock_call"] = execute
    function.reset_mock = reset_mock
    return function


# ---- files ----


def mock_open(mock=None, read_data=""):
    """A mock for `open` whose files have these contents."""
    import io

    def stream():
        return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)

    state = [stream()]
    file_names = sorted(set(dir(io.TextIOWrapper)) | set(dir(io.BytesIO)))
    if mock is None:
        mock = MagicMock(name="open", spec=open)
    handle = MagicMock(spec=file_names)
    handle.__enter__.return_value = handle

    def unless_set(name):
        def effect(*args, **kwargs):
            answer = getattr(handle, name)._mock_record.return_value
            if answer is not DEFAULT and answer is not None:
                return answer
            return getattr(state[0], name)(*args, **kwargs)

        return effect

    def lines():
        answer = handle.readline._mock_record.return_value
        while answer is not DEFAULT and answer is not None:
            yield answer
        yield from state[0]

    def next_line():
        return next(state[0])

    handle.write.return_value = None
    handle.read.return_value = None
    handle.readline.return_value = None
    handle.readlines.return_value = None
    handle.read.side_effect = unless_set("read")
    handle.readline.side_effect = unless_set("readline")
    handle.readlines.side_effect = unless_set("readlines")
    handle.__iter__.side_effect = lines
    handle.__next__.side_effect = next_line
    handle.__exit__.side_effect = lambda *error: handle.close() and None

    def reset(*args, **kwargs):
        state[0] = stream()
        return DEFAULT

    mock.side_effect = reset
    mock.return_value = handle
    return mock
