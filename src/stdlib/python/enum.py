"""Enumerations: Enum, Flag and their kin, with the metaclass behind them.

The class namespace collects candidate members; each becomes a small
placeholder whose `__set_name__` builds the real member while the class is
being made. That way members exist before any `__init_subclass__` runs.
"""

import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = [
    "EnumType", "EnumMeta", "EnumDict",
    "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum",
    "auto", "unique", "property", "verify", "member", "nonmember",
    "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
    "global_flag_repr", "global_enum_repr", "global_str", "global_enum",
    "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
    "pickle_by_global_name", "pickle_by_enum_name",
]

# Filled in once the classes exist; the metaclass asks for them before that.
Enum = Flag = EJECT = _stdlib_enums = ReprEnum = None

_builtin_property = property
_builtin_bin = bin
_not_given = object()


class nonmember:
    """Wrapper: the value becomes a plain class attribute."""

    def __init__(self, value):
        self.value = value


class member:
    """Wrapper: the value becomes a member even if it is a descriptor."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_internal_class(cls_name, obj):
    if not isinstance(obj, type):
        return False
    return obj.__qualname__ == f"{cls_name}.{obj.__name__}" or obj.__qualname__.endswith(f".{cls_name}.{obj.__name__}")


def _is_private(cls_name, name):
    prefix = f"_{cls_name}__"
    return (
        len(name) > len(prefix)
        and name.startswith(prefix)
        and (name[-1] != "_" or name[-2] != "_")
    )


def _is_single_bit(value):
    return value > 0 and value & (value - 1) == 0


def _iter_bits_lsb(value):
    """The single bits of a non-negative number, lowest first."""
    if value < 0:
        raise ValueError("%r is not a positive integer" % value)
    while value:
        low = value & -value
        yield low
        value ^= low


def bin(num, max_bits=None):
    """Binary text with the sign bit apart: 10 is '0b0 1010'."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        text = _builtin_bin(num + ceiling).replace("1", "0", 1)
    else:
        text = _builtin_bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = text[:3], text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f"{sign} {digits}"


def show_flag_values(value):
    """The single bits of a flag as a list."""
    return list(_iter_bits_lsb(value))


class auto:
    """Placeholder for a value that the class chooses."""

    def __init__(self, value=_not_given):
        self.value = _auto_null if value is _not_given else value

    def __repr__(self):
        return f"auto({self.value!r})"


_auto_null = object()


class property(DynamicClassAttribute):
    """A property on members; on the class the member of that name is found."""

    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))
        if self.fget is not None:
            return self.fget(instance)
        if self._attr_type == "attr":
            return getattr(self._cls_type, self.name)
        if self._attr_type == "desc":
            return getattr(instance._value_, self.name)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name)) from None

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


class _proto_member:
    """Stands in the namespace for a member until the class is being made."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        delattr(cls, name)
        value = self.value
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        if cls._use_args_:
            new = cls._new_member_(cls, *args)
        else:
            new = cls._new_member_(cls)
        if not hasattr(new, "_value_"):
            if cls._member_type_ is object:
                new._value_ = value
            else:
                try:
                    new._value_ = cls._member_type_(*args)
                except Exception as exc:
                    raise TypeError("_value_ not set in __new__, unable to create it") from exc
        value = new._value_
        new._name_ = name
        new.__objclass__ = cls
        new.__init__(*args)
        new._sort_order_ = len(cls._member_names_)

        if Flag is None or not issubclass(cls, Flag):
            canonical = _known_member(cls, value)
            if canonical is None:
                cls._member_names_.append(name)
            else:
                new = canonical
        else:
            if isinstance(value, int):
                if _is_single_bit(value):
                    cls._flag_mask_ |= value
                    cls._singles_mask_ |= value
                    cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
                else:
                    cls._flag_mask_ |= value
                    cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
            canonical = _known_member(cls, value)
            if canonical is not None:
                new = canonical
            elif not isinstance(value, int) or _is_single_bit(value):
                # Masks of several bits and zero are reachable but not iterated.
                cls._member_names_.append(name)
        _attach(cls, name, new)
        try:
            cls._value2member_map_.setdefault(value, new)
            if value not in cls._hashable_values_:
                cls._hashable_values_.append(value)
        except TypeError:
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(name, []).append(value)


def _known_member(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for candidate in cls._member_map_.values():
            if candidate._value_ == value:
                return candidate
        return None


def _attach(cls, name, new):
    """Store a member, giving way to a property of the same name up the MRO."""
    found = None
    attr_type = cls_type = None
    for base in cls.__mro__[1:]:
        attribute = base.__dict__.get(name, _not_given)
        if attribute is _not_given:
            continue
        if isinstance(attribute, (property, DynamicClassAttribute)):
            found = attribute
            break
        if _is_descriptor(attribute):
            found = found or attribute
            attr_type, cls_type = attr_type or "desc", cls_type or base
            continue
        found = found or attribute
        attr_type, cls_type = attr_type or "attr", cls_type or base
    if found is not None and not (attr_type is None and not isinstance(found, (property, DynamicClassAttribute))):
        redirect = property()
        redirect.member = new
        redirect.__set_name__(cls, name)
        if isinstance(found, (property, DynamicClassAttribute)):
            redirect.fget, redirect.fset, redirect.fdel = found.fget, found.fset, found.fdel
        else:
            redirect._attr_type, redirect._cls_type = attr_type, cls_type
        type.__setattr__(cls, name, redirect)
    else:
        type.__setattr__(cls, name, new)
    cls._member_map_[name] = new


_SUNDERS = frozenset((
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
    "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_",
    "_add_alias_", "_add_value_alias_", "_use_args_", "_member_names_",
))


class EnumDict(dict):
    """The namespace of an enum body: keeps the order of members and refuses clashes."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in _SUNDERS and not key.startswith("_repr_"):
                raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError("_ignore_ cannot specify already set names: %r" % (already,))
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (
            _is_descriptor(value) or (self._cls_name is not None and _is_internal_class(self._cls_name, value))
        ):
            if key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            if isinstance(value, member):
                value = value.value
            value = self._resolve_auto(key, value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    @_builtin_property
    def member_names(self):
        """The names of the members collected so far."""
        return list(self._member_names)

    def _resolve_auto(self, key, value):
        if isinstance(value, auto):
            parts, single = (value,), True
        elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
            parts, single = value, False
        else:
            self._last_values.append(value)
            return value
        result = []
        for part in parts:
            if isinstance(part, auto):
                if part.value is _auto_null:
                    part.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                    self._auto_called = True
                part = part.value
                self._last_values.append(part)
            result.append(part)
        if single:
            return result[0]
        if type(value) is tuple:
            return tuple(result)
        try:
            return value.__class__(result)
        except TypeError:
            # Named tuples take their items one by one.
            return value.__class__(*result)

    def update(self, members, **more_members):
        """Set several names, each through the checks."""
        pairs = members.items() if hasattr(members, "keys") else members
        for name, value in pairs:
            self[name] = value
        for name, value in more_members.items():
            self[name] = value


_EnumDict = EnumDict


class EnumType(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for key in classdict["_ignore_"]:
            classdict.pop(key, None)
        member_names = classdict._member_names
        invalid = set(member_names) & {"mro", ""}
        if invalid:
            raise ValueError("invalid enum member name(s) %s" % ",".join(repr(n) for n in sorted(invalid)))

        order = classdict.pop("_order_", None)
        generate = classdict.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            dict.__setitem__(classdict, "_generate_next_value_", staticmethod(generate))
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new_member, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)

        namespace = dict(classdict)
        namespace["_new_member_"] = new_member
        namespace["_use_args_"] = use_args
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_hashable_values_"] = []
        namespace["_unhashable_values_"] = []
        namespace["_unhashable_values_map_"] = {}
        namespace["_member_type_"] = member_type
        namespace["_value_repr_"] = metacls._find_data_repr_(cls, bases)
        namespace["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
        namespace["_flag_mask_"] = 0
        namespace["_singles_mask_"] = 0
        namespace["_all_bits_"] = 0
        namespace["_inverted_"] = None
        namespace["_in_progress_"] = True
        for name in member_names:
            namespace[name] = _proto_member(classdict[name])
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)

        type.__delattr__(enum_class, "_in_progress_")
        _restore_enum_methods(enum_class, first_enum, member_type, namespace, bases)
        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = enum_class.__new__
            enum_class.__new__ = Enum.__new__
        if Flag is not None and issubclass(enum_class, Flag):
            _finish_flag(enum_class)
        if order is not None:
            _check_order(enum_class, order)
        return enum_class

    def __bool__(cls):
        return True

    def __call__(cls, value, names=_not_given, *values, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(
                f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum"
            )
        return cls._create_(
            class_name=value,
            names=None if names is _not_given else names,
            module=module,
            qualname=qualname,
            type=type,
            start=start,
            boundary=boundary,
        )

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if Flag is not None and issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                return False
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                 "__module__", "__name__", "__qualname__"}
        names.update(cls._member_names_)
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is object:
            return sorted(names)
        return sorted(set(dir(cls._member_type_)) | names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            plain, names, values = names, [], []
            for count, name in enumerate(plain):
                value = first_enum._generate_next_value_(name, start, count, values[:])
                values.append(value)
                names.append((name, value))
        if names is None:
            names = ()
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        if module is None:
            try:
                module = sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            _make_class_unpicklable(classdict)
        else:
            classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        module_globals = sys.modules[module].__dict__
        source = source.__dict__ if source else module_globals
        members = [(key, value) for key, value in source.items() if filter(key)]
        try:
            members.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            members.sort(key=lambda pair: pair[0])
        new = cls(name, members, module=module, boundary=boundary or KEEP)
        new.__reduce_ex__ = _reduce_ex_by_global_name
        if as_global:
            global_enum(new)
        else:
            module_globals.update(new.__members__)
        module_globals[name] = new
        return new

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (class_name, base))

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    params = base.__dict__.get("__dataclass_params__")
                    if params is not None and params.repr:
                        return _dataclass_repr
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = {}
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found[base._member_type_] = None
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    found[candidate or base] = None
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError("too many data types for %r: %r" % (class_name, set(found)))
        return next(iter(found)) if found else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        new = classdict.get("__new__")
        save_new = first_enum is not None and new is not None
        if new is None:
            for method in ("__new_member__", "__new__"):
                for source in (member_type, first_enum):
                    target = getattr(source, method, None)
                    if target not in (None, object.__new__, Enum.__new__ if Enum is not None else None,
                                      getattr(None, "__new__")):
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        use_args = not (first_enum is None or new in (Enum.__new__ if Enum is not None else None, object.__new__))
        return new, save_new, use_args

    def _add_member_(cls, name, member):
        if name in cls._member_map_:
            if cls._member_map_[name] is not member:
                raise NameError("%r is already bound: %r" % (name, cls._member_map_[name]))
            return
        _attach(cls, name, member)

    @_builtin_property
    def __signature__(cls):
        from inspect import Parameter, Signature

        if cls._member_names_:
            return Signature([Parameter("values", Parameter.VAR_POSITIONAL)])
        kinds = (
            ("new_class_name", Parameter.POSITIONAL_ONLY, Parameter.empty),
            ("names", Parameter.POSITIONAL_OR_KEYWORD, Parameter.empty),
            ("module", Parameter.KEYWORD_ONLY, None),
            ("qualname", Parameter.KEYWORD_ONLY, None),
            ("type", Parameter.KEYWORD_ONLY, None),
            ("start", Parameter.KEYWORD_ONLY, 1),
            ("boundary", Parameter.KEYWORD_ONLY, None),
        )
        return Signature([Parameter(name, kind, default=default) for name, kind, default in kinds])


EnumMeta = EnumType


def _refuse_pickling(self, proto):
    raise TypeError("%r cannot be pickled" % self)


def _make_class_unpicklable(obj):
    """Make pickling the members of a class an error."""
    if isinstance(obj, dict):
        obj["__reduce_ex__"] = _refuse_pickling
        obj["__module__"] = "<unknown>"
    else:
        obj.__reduce_ex__ = _refuse_pickling
        obj.__module__ = "<unknown>"


def _reduce_ex_by_global_name(self, proto):
    return self.name


def pickle_by_global_name(self, proto):
    """A __reduce_ex__ for members that are also module globals."""
    return self.name


def pickle_by_enum_name(self, proto):
    """A __reduce_ex__ that goes by the member's name instead of its value."""
    return getattr, (self.__class__, self._name_)


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ", ".join(f"{name}={getattr(self, name)!r}" for name in fields.keys() if fields[name].repr)


def _restore_enum_methods(cls, first_enum, member_type, namespace, bases):
    """Undo what a data type's methods would hide of the enum's own."""
    if ReprEnum is not None and ReprEnum in bases:
        if "__format__" not in namespace:
            cls.__format__ = member_type.__format__
        if "__str__" not in namespace:
            method = member_type.__str__
            cls.__str__ = member_type.__repr__ if method is object.__str__ else method
    if first_enum is None:
        return
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name in namespace:
            continue
        found = getattr(cls, name)
        if found in (getattr(member_type, name), getattr(object, name)):
            # A ReprEnum takes text and format from its data type on purpose.
            if ReprEnum is not None and ReprEnum in bases and name in ("__str__", "__format__"):
                continue
            setattr(cls, name, getattr(first_enum, name))
    if Flag is not None and issubclass(cls, Flag):
        for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
            if name not in namespace:
                setattr(cls, name, getattr(first_enum, name))


def _finish_flag(cls):
    values = [m._value_ for m in cls]
    try:
        ascending = values == sorted(values)
    except TypeError:
        ascending = False
    if not ascending:
        cls._iter_member_ = cls._iter_member_by_def_


def _check_order(cls, order):
    if isinstance(order, str):
        order = order.replace(",", " ").split()
    names = cls._member_names_
    if Flag is not None and issubclass(cls, Flag):
        order = [o for o in order if o not in cls._member_map_ or o in names]
    else:
        aliases = {n for n in cls._member_map_ if n not in names}
        order = [o for o in order if o not in aliases]
    if order != names:
        raise TypeError("member order does not match _order_:\n  %r\n  %r" % (names, order))


class Enum(metaclass=EnumType):
    """Base of enumerations whose members are singletons with a name and a value."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """One more than the highest value so far."""
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError("unable to increment %r" % (last,)) from None

    def __new__(cls, value=_not_given):
        if value is _not_given:
            raise TypeError(f"{cls.__name__}.__new__() missing 1 required positional argument: 'value'")
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, unhashable in cls._unhashable_values_map_.items():
                if value in unhashable:
                    return cls[name]
            for candidate in cls._member_map_.values():
                if candidate._value_ == value:
                    return candidate
        if not cls._member_map_:
            if "_in_progress_" in cls.__dict__:
                raise TypeError("do not use `super().__new__; call the appropriate __new__ directly") from None
            raise TypeError("%r has no members defined" % cls)
        problem = None
        try:
            result = cls._missing_(value)
        except Exception as exc:
            problem = exc
            result = None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
                return result
            invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if result is None and problem is None:
                raise invalid
            if problem is None:
                problem = TypeError(
                    "error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result)
                )
            if not isinstance(problem, ValueError):
                problem.__context__ = invalid
            raise problem
        finally:
            problem = invalid = None

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        try:
            if value in cls._value2member_map_:
                if cls._value2member_map_[value] is not self:
                    raise ValueError("%r is already bound: %r" % (value, cls._value2member_map_[value]))
                return
        except TypeError:
            for candidate in cls._member_map_.values():
                if candidate._value_ == value:
                    if candidate is not self:
                        raise ValueError("%r is already bound: %r" % (value, candidate))
                    return
        try:
            cls._value2member_map_.setdefault(value, self)
            cls._hashable_values_.append(value)
        except TypeError:
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(self.name, []).append(value)

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, show(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = set()
        if self.__class__._member_type_ is object:
            names.update(("__class__", "__doc__", "__eq__", "__hash__", "__module__"))
        else:
            names.update(object.__dir__(self))
        for name in getattr(self, "__dict__", ()):
            if name[0] != "_" and name not in self._member_map_:
                names.add(name)
        for cls in self.__class__.mro():
            for name, obj in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(obj, property):
                    if obj.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                elif name not in self._member_map_:
                    names.add(name)
        names.update(("name", "value"))
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The member's name."""
        return self._name_

    @property
    def value(self):
        """The member's value."""
        return self._value_


class ReprEnum(Enum):
    """Members keep the enum repr and take str() and format() from the data type."""


class IntEnum(int, ReprEnum):
    """Members are also integers."""


class StrEnum(str, ReprEnum):
    """Members are also strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError("encoding must be a string, not %r" % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2]))
        value = str(*values)
        new = str.__new__(cls, value)
        new._value_ = value
        return new

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The name in lower case."""
        return name.lower()


class FlagBoundary(StrEnum):
    """What a flag does with bits that no member names."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Base of enumerations whose members combine by the bit operators."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The bit above the highest one so far."""
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError("invalid flag value %r" % last) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        found = [m for m in cls._iter_member_by_value_(value) if m is not None]
        yield from sorted(found, key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        flag_mask = cls._flag_mask_
        all_bits = cls._all_bits_
        negative = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ flag_mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), flag_mask.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s"
                    % (cls, value, bin(value, width), bin(flag_mask, width))
                )
            if cls._boundary_ is CONFORM:
                value &= flag_mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value = max(all_bits + 1, 2 ** value.bit_length()) + value
            else:
                raise ValueError("%r unknown flag boundary %r" % (cls, cls._boundary_))
        if value < 0:
            negative = value
            value = all_bits + 1 + value
            if cls._boundary_ is not KEEP:
                value &= flag_mask
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        unknown = value & ~flag_mask
        aliases = value & ~cls._singles_mask_
        named = value & cls._singles_mask_
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError("%s(%r) -->  unknown values %r [%s]" % (cls.__name__, value, unknown, bin(unknown)))
        if cls._member_type_ is object:
            pseudo = object.__new__(cls)
        else:
            pseudo = cls._member_type_.__new__(cls, value)
        if not hasattr(pseudo, "_value_"):
            pseudo._value_ = value
        if named or aliases:
            members = []
            covered = 0
            for candidate in cls._iter_member_(value):
                if candidate is None:
                    continue
                members.append(candidate)
                covered |= candidate._value_
            if aliases:
                value = covered | aliases
                for name, candidate in cls._member_map_.items():
                    v = candidate._value_
                    if candidate not in members and v and v & value == v:
                        members.append(candidate)
                        covered |= v
            unknown = value ^ covered
            pseudo._name_ = "|".join(m._name_ for m in members)
            if not covered:
                pseudo._name_ = None
            elif unknown:
                pseudo._name_ += "|%s" % cls._numeric_repr_(unknown)
        else:
            pseudo._name_ = None
        pseudo = cls._value2member_map_.setdefault(value, pseudo)
        if negative is not None:
            cls._value2member_map_[negative] = pseudo
        return pseudo

    def __contains__(self, other):
        """Whether all bits of the other flag are set here."""
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r"
                % (type(other).__qualname__, self.__class__.__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """The single-bit members set here."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = self.__class__
        show = cls._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (cls.__name__, show(self._value_))
        return "<%s.%s: %s>" % (cls.__name__, self._name_, show(self._value_))

    def __str__(self):
        cls = self.__class__
        if self._name_ is None:
            return "%s(%r)" % (cls.__name__, self._value_)
        return "%s.%s" % (cls.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def _refuse_unnamed(self, other, operator):
        for flag in (self, other):
            if self._get_value(flag) is None:
                raise TypeError(f"'{flag}' cannot be combined with other flags with {operator}")

    def __or__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        self._refuse_unnamed(other, "|")
        return self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        self._refuse_unnamed(other, "&")
        return self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        self._refuse_unnamed(other, "^")
        return self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._get_value(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are also integers."""


def unique(enumeration):
    """Class decorator that refuses aliases."""
    duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if duplicates:
        details = ", ".join(["%s -> %s" % pair for pair in duplicates])
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator that checks the given constraints."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                self._unique(enumeration)
            elif check is CONTINUOUS:
                self._continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._named_flags(enumeration)
        return enumeration

    def _unique(self, enumeration):
        duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
        if duplicates:
            details = ", ".join("%s -> %s" % pair for pair in duplicates)
            raise ValueError("aliases found in %r: %s" % (enumeration, details))

    def _continuous(self, enumeration):
        values = set(m.value for m in enumeration)
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if issubclass(enumeration, Flag):
            missing = [2**i for i in range(low.bit_length(), high.bit_length()) if 2**i not in values]
            kind = "flag"
        elif issubclass(enumeration, IntEnum) or all(isinstance(v, int) for v in values):
            missing = [i for i in range(low + 1, high) if i not in values]
            kind = "enum"
        else:
            raise Exception("verify: unknown type %r" % enumeration._member_type_)
        if missing:
            raise ValueError(
                ("invalid %s %r: missing values %s" % (kind, enumeration.__name__, ", ".join(map(str, missing))))[:256]
            )

    def _named_flags(self, enumeration):
        names = enumeration._member_names_
        values = {m.value for m in enumeration}
        problem_names = []
        missing = 0
        for name, alias in enumeration._member_map_.items():
            if name in names or alias.value < 0:
                continue
            absent = [v for v in _iter_bits_lsb(alias.value) if v not in values]
            if absent:
                problem_names.append(name)
                for v in absent:
                    missing |= v
        if problem_names:
            if len(problem_names) == 1:
                text = "alias %s is missing" % problem_names[0]
            else:
                text = "aliases %s and %s are missing" % (", ".join(problem_names[:-1]), problem_names[-1])
            if _is_single_bit(missing):
                text += " value 0x%x" % missing
            else:
                text += " combined values of 0x%x" % missing
            raise ValueError(
                "invalid Flag %r: %s [use enum.show_flag_values(value) for details]" % (enumeration.__name__, text)
            )


def global_enum_repr(self):
    """module.NAME instead of the enum repr."""
    return "%s.%s" % (self.__class__.__module__.split(".")[-1], self._name_)


def global_flag_repr(self):
    """module.NAME, or module.A|module.B, instead of the flag repr."""
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return "%s.%s(%r)" % (module, self.__class__.__name__, self._value_)
    if _is_single_bit(self._value_):
        return "%s.%s" % (module, self._name_)
    parts = []
    for name in self._name_.split("|"):
        parts.append(name if name[0].isdigit() else "%s.%s" % (module, name))
    return "|".join(parts)


def global_str(self):
    """The bare name."""
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator that publishes the members in the module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator that turns a plain class into an enum of type `etype`."""

    def convert(cls):
        namespace = etype.__class__.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__"):
                namespace[name] = value
        return EnumType(cls.__name__, (etype,), namespace, boundary=boundary)

    return convert
