"""Classes that get their methods from annotated fields.

The methods that run often (`__init__`, `__eq__`, the comparisons, `__hash__`)
are made from source text, so that they cost what a hand-written one costs;
the rare ones are closures.
"""

import sys
from _thread import get_ident as _get_ident
from types import GenericAlias, MappingProxyType

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
    "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    """Raised on assignment to a field of a frozen dataclass."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_EMPTY_METADATA = MappingProxyType({})

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"


class _FIELD_BASE:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")


class InitVar:
    """Annotation of a parameter that goes to __post_init__ only."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, GenericAlias):
            name = self.type.__name__
        else:
            name = repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """One field of a dataclass."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        if id(self) in _repr_running:
            return "..."
        _repr_running.add(id(self))
        try:
            return (
                f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
                f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
                f"kw_only={self.kw_only!r},_field_type={self._field_type})"
            )
        finally:
            _repr_running.discard(id(self))

    def __set_name__(self, owner, name):
        # The default may be a descriptor that wants to know its name.
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


_repr_running = set()


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots",
                 "weakref_slot")

    def __init__(self, **values):
        for name in self.__slots__:
            setattr(self, name, values[name])

    def __repr__(self):
        inner = ",".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"_DataclassParams({inner})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Describe one field further."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# ------------------------------------------------------- recognizing annotations


def _typing():
    return sys.modules.get("typing")


def _is_classvar(annotation):
    typing = _typing()
    if typing is None:
        return False
    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _text_names(annotation, cls, is_it, module_name):
    """Whether a textual annotation starts with a name that means a special form.

    Only `name` and `module.name` prefixes are understood; the text is never run.
    """
    text = annotation.lstrip()
    end = 0
    while end < len(text) and (text[end] == "_" or text[end].isalnum()):
        end += 1
    first = text[:end]
    rest = text[end:].lstrip()
    namespace = getattr(sys.modules.get(cls.__module__), "__dict__", None)
    if namespace is None or not first:
        return False
    if rest.startswith("."):
        module = namespace.get(first)
        if module is None or module is not sys.modules.get(module_name):
            return False
        rest = rest[1:].lstrip()
        end = 0
        while end < len(rest) and (rest[end] == "_" or rest[end].isalnum()):
            end += 1
        target = getattr(module, rest[:end], None)
    else:
        target = namespace.get(first)
    return target is not None and is_it(target)


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == "member_descriptor":
            # A slot of the class itself is no default.
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation

    f._field_type = _FIELD
    if _is_classvar(annotation) or (
        isinstance(annotation, str) and _text_names(annotation, cls, _is_classvar, "typing")
    ):
        f._field_type = _FIELD_CLASSVAR
    if f._field_type is _FIELD and (
        _is_initvar(annotation)
        or (isinstance(annotation, str) and _text_names(annotation, cls, _is_initvar, "dataclasses"))
    ):
        f._field_type = _FIELD_INITVAR

    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = default_kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory")
    return f


# ------------------------------------------------------------ generated methods


class _Source:
    """Collects the methods made from text and compiles them all at once."""

    def __init__(self, namespace):
        self.namespace = namespace
        self.names = []
        self.parts = []
        self.locals = {}
        self.overwrite_errors = {}

    def add(self, name, parameters, body, *, locals=None, overwrite_error=False):
        if locals:
            self.locals.update(locals)
        self.names.append(name)
        if overwrite_error:
            self.overwrite_errors[name] = overwrite_error
        lines = [f" def {name}({parameters}):"]
        lines += [f"  {line}" for line in body]
        self.parts.append("\n".join(lines))

    def install(self, cls, annotations):
        if not self.names:
            return
        text = f"def __create_fn__({', '.join(self.locals)}):\n"
        text += "\n".join(self.parts)
        text += f"\n return {', '.join(self.names)},"
        made = {}
        exec(text, self.namespace, made)
        functions = made["__create_fn__"](**self.locals)
        for name, function in zip(self.names, functions):
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if name in annotations:
                function.__annotations__ = annotations[name]
            if _set_new_attribute(cls, name, function) and name in self.overwrite_errors:
                raise TypeError(self.overwrite_errors[name].format(name=name, cls=cls.__name__))


def _set_new_attribute(cls, name, value):
    """Store unless the class itself defines the name; tell whether it does."""
    if name in cls.__dict__:
        return True
    value.__qualname__ = f"{cls.__qualname__}.{name}"
    value.__module__ = cls.__module__
    setattr(cls, name, value)
    return False


def _init_parameter(f):
    if f.default is MISSING and f.default_factory is MISSING:
        default = ""
    elif f.default is not MISSING:
        default = f"=__dataclass_dflt_{f.name}__"
    else:
        default = "=__dataclass_HAS_DEFAULT_FACTORY__"
    return f"{f.name}:__dataclass_type_{f.name}__{default}"


def _make_init(source, all_fields, positional, keyword, frozen, has_post_init, self_name, slots):
    seen_default = None
    for f in positional:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen_default = f
            elif seen_default:
                raise TypeError(f"non-default argument {f.name!r} follows default argument {seen_default.name!r}")

    local_names = {
        "__dataclass_HAS_DEFAULT_FACTORY__": _HAS_DEFAULT_FACTORY,
        "__dataclass_builtins_object__": object,
    }
    for f in all_fields:
        local_names[f"__dataclass_type_{f.name}__"] = f.type

    def store(name, value):
        if frozen:
            return f"__dataclass_builtins_object__.__setattr__({self_name},{name!r},{value})"
        return f"{self_name}.{name}={value}"

    body = []
    for f in all_fields:
        default_name = f"__dataclass_dflt_{f.name}__"
        if f.default_factory is not MISSING:
            local_names[default_name] = f.default_factory
            if f.init:
                value = f"{default_name}() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}"
            else:
                value = f"{default_name}()"
        elif f.init:
            if f.default is not MISSING:
                local_names[default_name] = f.default
            value = f.name
        elif slots and f.default is not MISSING:
            # With slots the class attribute is gone, so the default must be stored.
            local_names[default_name] = f.default
            value = default_name
        else:
            continue
        if f._field_type is not _FIELD_INITVAR:
            body.append(store(f.name, value))
    if has_post_init:
        arguments = ",".join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.{_POST_INIT_NAME}({arguments})")

    parameters = [self_name] + [_init_parameter(f) for f in positional]
    if keyword:
        parameters += ["*"] + [_init_parameter(f) for f in keyword]
    source.add("__init__", ",".join(parameters), body or ["pass"], locals=local_names)
    # The annotation texts only keep the order; the real ones are attached afterwards.
    return {**{f.name: f.type for f in positional}, **{f.name: f.type for f in keyword}, "return": None}


def _make_repr(shown):
    names = [f.name for f in shown]

    def __repr__(self):
        key = id(self), _get_ident()
        if key in _repr_running:
            return "..."
        _repr_running.add(key)
        try:
            inner = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
            return f"{self.__class__.__qualname__}({inner})"
        finally:
            _repr_running.discard(key)

    return __repr__


def _make_frozen(cls, names):
    names = frozenset(names)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


# What to do about __hash__, by (unsafe_hash, eq, frozen, has its own __hash__).
def _hash_action(unsafe_hash, eq, frozen, explicit):
    if unsafe_hash:
        return "raise" if explicit else "add"
    if not eq or explicit:
        return None
    return "add" if frozen else "none"


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    all_fields = {}
    namespace = sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}
    setattr(cls, _PARAMS, _DataclassParams(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                                           frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                                           weakref_slot=weakref_slot))

    any_frozen_base = False
    all_frozen_bases = None
    has_dataclass_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is None:
            continue
        has_dataclass_bases = True
        all_fields.update(base_fields)
        if all_frozen_bases is None:
            all_frozen_bases = True
        current = getattr(base, _PARAMS).frozen
        all_frozen_bases = all_frozen_bases and current
        any_frozen_base = any_frozen_base or current

    own_fields = []
    seen_kw_only = False
    annotations = cls.__dict__.get("__annotations__", {})
    for name, annotation in annotations.items():
        is_marker = annotation is KW_ONLY or (
            isinstance(annotation, str) and _text_names(annotation, cls, lambda a: a is KW_ONLY, "dataclasses")
        )
        if is_marker:
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = True
            kw_only = True
        else:
            own_fields.append(_get_field(cls, name, annotation, kw_only))
    for f in own_fields:
        all_fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                # No default: the name must not answer with the Field object.
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")

    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen_bases is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, all_fields)

    own_hash = cls.__dict__.get("__hash__", MISSING)
    # A class that defines __eq__ gets __hash__ = None for free; that is not explicit.
    explicit_hash = not (own_hash is MISSING or (own_hash is None and "__eq__" in cls.__dict__))
    if order and not eq:
        raise ValueError("eq must be true if order is true")

    real = [f for f in all_fields.values() if f._field_type is _FIELD]
    init_fields = [f for f in all_fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    positional = [f for f in init_fields if f.init and not f.kw_only]
    keyword = [f for f in init_fields if f.init and f.kw_only]
    source = _Source(namespace)
    method_annotations = {}

    if init:
        method_annotations["__init__"] = _make_init(
            source, init_fields, positional, keyword, frozen, hasattr(cls, _POST_INIT_NAME),
            "__dataclass_self__" if "self" in all_fields else "self", slots,
        )
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replace
    if repr:
        _set_new_attribute(cls, "__repr__", _make_repr([f for f in real if f.repr]))
    if eq:
        compared = [f for f in real if f.compare]
        terms = " and ".join([f"self.{f.name}==other.{f.name}" for f in compared]) or "True"
        source.add("__eq__", "self,other", [
            "if self is other:",
            " return True",
            "if other.__class__ is self.__class__:",
            f" return {terms}",
            "return NotImplemented",
        ])
    if order:
        compared = [f for f in real if f.compare]
        mine = _tuple_text("self", compared)
        theirs = _tuple_text("other", compared)
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            source.add(name, "self,other", [
                "if other.__class__ is self.__class__:",
                f" return {mine}{operator}{theirs}",
                "return NotImplemented",
            ], overwrite_error="Cannot overwrite attribute {name} in class {cls}. "
                               "Consider using functools.total_ordering")
    if frozen:
        for method in _make_frozen(cls, [f.name for f in real]):
            if _set_new_attribute(cls, method.__name__, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")
    action = _hash_action(unsafe_hash, eq, frozen, explicit_hash)
    if action == "raise":
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if action == "none":
        cls.__hash__ = None
    elif action == "add":
        hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]
        if "__hash__" in cls.__dict__:
            # Only the implicit None can be there.
            del cls.__hash__
        source.add("__hash__", "self", [f"return hash({_tuple_text('self', hashed)})"])
    source.install(cls, method_annotations)

    if not cls.__dict__.get("__doc__"):
        cls.__doc__ = cls.__name__ + _doc_signature(cls, init, positional, keyword)
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in positional)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    if "__abstractmethods__" in cls.__dict__ or hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods

        update_abstractmethods(cls)
    return cls


def _tuple_text(object_name, chosen):
    if not chosen:
        return "()"
    return "(" + ",".join([f"{object_name}.{f.name}" for f in chosen]) + ",)"


def _annotation_text(annotation):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


def _doc_signature(cls, init, positional, keyword):
    """The parameter list for the default docstring, as inspect would write it."""
    custom = (
        not init
        or not isinstance(cls.__dict__.get("__init__"), type(_doc_signature))
        or not cls.__init__.__code__.co_filename == "<string>"
        or type(cls).__call__ is not type.__call__
        or cls.__new__ is not object.__new__
    )
    if custom:
        try:
            from inspect import signature

            return str(signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            return ""
    parts = []
    for group in (positional, keyword):
        if group is keyword and group:
            parts.append("*")
        for f in group:
            text = f"{f.name}: {_annotation_text(f.type)}"
            if f.default is not MISSING:
                text += f" = {f.default!r}"
            elif f.default_factory is not MISSING:
                text += " = <factory>"
            parts.append(text)
    return "(" + ", ".join(parts) + ")"


# ------------------------------------------------------------------------ slots


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        if getattr(cls, "__weakrefoffset__", 0) != 0:
            yield "__weakref__"
        if getattr(cls, "__dictoffset__", 0) != 0:
            yield "__dict__"
    elif isinstance(slots, str):
        yield slots
    elif hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    else:
        yield from slots


def _add_slots(cls, is_frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in fields(cls))
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in names:
        # The slot descriptor takes the place of the default.
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        new.__qualname__ = qualname
    if is_frozen:
        if "__getstate__" not in namespace:
            new.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            new.__setstate__ = _dataclass_setstate
    _rebind_class_cells(cls, new)
    return new


def _rebind_class_cells(old, new):
    """Point `__class__` in the methods' closures at the class that replaces theirs."""
    for value in new.__dict__.values():
        candidates = [value]
        if isinstance(value, property):
            candidates = [value.fget, value.fset, value.fdel]
        for function in candidates:
            while hasattr(function, "__wrapped__"):
                function = function.__wrapped__
            function = getattr(function, "__func__", function)
            code = getattr(function, "__code__", None)
            closure = getattr(function, "__closure__", None)
            if code is None or not closure or "__class__" not in code.co_freevars:
                continue
            cell = closure[code.co_freevars.index("__class__")]
            if cell.cell_contents is old:
                cell.cell_contents = new
                return


# --------------------------------------------------------------- public functions


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator that adds methods made from the annotated fields."""

    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                              weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether the object is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


_ATOMIC = frozenset({
    type(None), bool, int, float, str, complex, bytes, type(Ellipsis), type(NotImplemented), type(len),
    type(is_dataclass), type, range, property, type(is_dataclass.__code__),
})


def asdict(obj, *, dict_factory=dict):
    """The fields as a new dict, dataclasses and containers inside converted too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        pairs = [(f.name, _asdict_inner(getattr(obj, f.name), dict_factory)) for f in fields(obj)]
        return dict_factory(pairs)
    if kind is list:
        return [_asdict_inner(v, dict_factory) for v in obj]
    return _convert(obj, kind, lambda v: _asdict_inner(v, dict_factory))


def _convert(obj, kind, inner):
    if issubclass(kind, tuple):
        items = [inner(v) for v in obj]
        # Named tuples take their items one by one.
        return kind(*items) if hasattr(kind, "_fields") else kind(items)
    if issubclass(kind, list):
        return kind(inner(v) for v in obj)
    if issubclass(kind, dict):
        if hasattr(kind, "default_factory"):
            result = kind(obj.default_factory)
            for k, v in obj.items():
                result[inner(k)] = inner(v)
            return result
        return kind((inner(k), inner(v)) for k, v in obj.items())
    import copy

    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a new tuple, dataclasses and containers inside converted too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    return _convert(obj, kind, lambda v: _astuple_inner(v, tuple_factory))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False, module=None):
    """Make a dataclass from names, (name, type) pairs and (name, type, field) triples."""
    from keyword import iskeyword
    from types import new_class

    if namespace is None:
        namespace = {}
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, defaults[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation

    def fill(body):
        body.update(namespace)
        body.update(defaults)
        body["__annotations__"] = annotations

    cls = new_class(cls_name, bases, {}, fill)
    if module is None:
        try:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            pass
    if module is not None:
        cls.__module__ = module
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A copy with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
