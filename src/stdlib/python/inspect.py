"""Looking into live objects: kinds, members, source, frames and signatures.

Source is cut out by a scanner that only knows strings, brackets and
indentation. Signatures of native callables come from their
`__text_signature__`, read by a small parser; defaults in it are literals or
names of the owning module.

Deliberately missing: the command line of the module.
"""

import sys
import types
import linecache
from enum import IntEnum
from _collections_abc import Mapping
from keyword import iskeyword

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_NOFREE = 64
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512

TPFLAGS_IS_ABSTRACT = 1 << 20

_Missing = object()


def _namedtuple(name, fields, **kwargs):
    from collections import namedtuple

    return namedtuple(name, fields, module=__name__, **kwargs)


# -------------------------------------------------------------- kinds of object


def ismodule(object):
    """Whether the object is a module."""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Whether the object is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Whether the object is a bound method written in Python."""
    return isinstance(object, types.MethodType)


def ismethoddescriptor(object):
    """Whether the object is a method descriptor that is no method, function or class."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    functools = sys.modules.get("functools")
    if functools is not None and isinstance(object, functools.partial):
        # Has __get__, but binds to nothing.
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__") and not hasattr(cls, "__delete__")


def isdatadescriptor(object):
    """Whether the object is a descriptor that can be assigned or deleted."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def ismemberdescriptor(object):
    """Whether the object is a slot descriptor."""
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    """Whether the object is a native attribute descriptor."""
    return isinstance(object, types.GetSetDescriptorType)


def isfunction(object):
    """Whether the object is a function written in Python."""
    return isinstance(object, types.FunctionType)


def _has_code_flag(f, flag):
    while ismethod(f):
        f = f.__func__
    f = _unwrap_partial(f)
    if not (isfunction(f) or _looks_like_function(f)):
        return False
    return bool(f.__code__.co_flags & flag)


def _unwrap_partial(f):
    from functools import partial

    while isinstance(f, partial):
        f = f.func
    return f


def _unwrap_partialmethod(f):
    from functools import partial, partialmethod

    previous = None
    while f is not previous:
        previous = f
        while isinstance(getattr(f, "__partialmethod__", None), partialmethod):
            f = f.__partialmethod__
        while isinstance(f, partialmethod):
            f = f.func
        while isinstance(f, partial):
            f = f.func
    return f


def isgeneratorfunction(obj):
    """Whether calling the object makes a generator."""
    return _has_code_flag(_unwrap_partialmethod(obj), CO_GENERATOR)


_coroutine_mark = object()


def markcoroutinefunction(func):
    """Make iscoroutinefunction() accept a plain function."""
    if hasattr(func, "__func__"):
        func = func.__func__
    func._is_coroutine_mark = _coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Whether calling the object makes a coroutine."""
    f = _unwrap_partialmethod(obj)
    if _has_code_flag(f, CO_COROUTINE):
        return True
    while ismethod(f):
        f = f.__func__
    f = _unwrap_partial(f)
    return getattr(f, "_is_coroutine_mark", None) is _coroutine_mark


def isasyncgenfunction(obj):
    """Whether calling the object makes an asynchronous generator."""
    return _has_code_flag(_unwrap_partialmethod(obj), CO_ASYNC_GENERATOR)


def isasyncgen(object):
    """Whether the object is an asynchronous generator."""
    return isinstance(object, types.AsyncGeneratorType)


def isgenerator(object):
    """Whether the object is a generator."""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Whether the object is a coroutine."""
    return isinstance(object, types.CoroutineType)


def isawaitable(object):
    """Whether the object can be awaited."""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType) and object.gi_code.co_flags & CO_ITERABLE_COROUTINE:
        return True
    from _collections_abc import Awaitable

    return isinstance(object, Awaitable)


def istraceback(object):
    """Whether the object is a traceback."""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Whether the object is a frame."""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Whether the object is a code object."""
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    """Whether the object is a native function or bound method."""
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    """Whether the object is a bound slot method."""
    return isinstance(object, types.MethodWrapperType)


def isroutine(object):
    """Whether the object is any kind of function or method."""
    return (
        isbuiltin(object)
        or isfunction(object)
        or ismethod(object)
        or ismethoddescriptor(object)
        or ismethodwrapper(object)
    )


def isabstract(object):
    """Whether the object is a class with abstract methods left."""
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    from abc import ABCMeta

    if not issubclass(type(object), ABCMeta):
        return False
    if hasattr(object, "__abstractmethods__"):
        # Finished, so the flag above has told the truth.
        return False
    # Asked while the class is being made, from __init_subclass__.
    for name, value in object.__dict__.items():
        if getattr(value, "__isabstractmethod__", False):
            return True
    for base in object.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(object, name, None), "__isabstractmethod__", False):
                return True
    return False


# --------------------------------------------------------------------- members


def _getmembers(object, predicate, getter):
    if isclass(object):
        mro = (object,) + getmro(object)
    else:
        mro = ()
    results = []
    processed = set()
    names = dir(object)
    try:
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, types.DynamicClassAttribute):
                    names.append(name)
    except AttributeError:
        pass
    for name in names:
        try:
            value = getter(object, name)
            if name in processed:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            results.append((name, value))
        processed.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


def getmembers(object, predicate=None):
    """Sorted (name, value) pairs of all members that satisfy the predicate."""
    return _getmembers(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """Like getmembers() without running descriptors or __getattr__."""
    return _getmembers(object, predicate, getattr_static)


def classify_class_attrs(cls):
    """A list of (name, kind, defining class, object) for all attributes of a class."""
    mro = getmro(cls)
    meta_mro = tuple(c for c in getmro(type(cls)) if c not in (type, object))
    class_bases = (cls,) + mro
    all_bases = class_bases + meta_mro
    names = dir(cls)
    for base in mro:
        for name, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute) and value.fget is not None:
                names.append(name)
    result = []
    processed = set()
    for name in names:
        homecls = None
        get_obj = None
        dict_obj = None
        if name not in processed:
            try:
                if name == "__dict__":
                    raise Exception("__dict__ is special, don't want the proxy")
                get_obj = getattr(cls, name)
            except Exception:
                pass
            else:
                homecls = getattr(get_obj, "__objclass__", homecls)
                if homecls not in class_bases:
                    homecls = None
                    last = None
                    for owner in class_bases:
                        if getattr(owner, name, None) is get_obj:
                            last = owner
                    for owner in meta_mro:
                        try:
                            found = owner.__getattr__(cls, name)
                        except AttributeError:
                            continue
                        if found is get_obj:
                            last = owner
                    if last is not None:
                        homecls = last
        for base in all_bases:
            if name in base.__dict__:
                dict_obj = base.__dict__[name]
                if homecls not in meta_mro:
                    homecls = base
                break
        if homecls is None:
            continue
        obj = get_obj if get_obj is not None else dict_obj
        if isinstance(dict_obj, (staticmethod, types.BuiltinMethodType)):
            kind = "static method"
            obj = dict_obj
        elif isinstance(dict_obj, (classmethod, types.ClassMethodDescriptorType)):
            kind = "class method"
            obj = dict_obj
        elif isinstance(dict_obj, property):
            kind = "property"
            obj = dict_obj
        elif isroutine(obj):
            kind = "method"
        else:
            kind = "data"
        result.append(_lazy("Attribute")(name, kind, homecls, obj))
        processed.add(name)
    return result


def getmro(cls):
    """The method resolution order."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """Follow __wrapped__ to the innermost function."""
    start = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {start!r}")
        seen[id(func)] = func
    return func


# --------------------------------------------------------------- documentation


def indentsize(line):
    """The width of the indentation, tabs expanded."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _findclass(func):
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _finddoc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object:
                try:
                    doc = base.__doc__
                except AttributeError:
                    continue
                if doc is not None:
                    return doc
        return None
    if ismethod(obj):
        name = obj.__func__.__name__
        owner = obj.__self__
        if isclass(owner) and getattr(getattr(owner, name, None), "__func__") is obj.__func__:
            cls = owner
        else:
            cls = owner.__class__
    elif isfunction(obj):
        name = obj.__name__
        cls = _findclass(obj)
        if cls is None or getattr(cls, name) is not obj:
            return None
    elif isbuiltin(obj):
        name = obj.__name__
        owner = obj.__self__
        if isclass(owner) and owner.__qualname__ + "." + name == obj.__qualname__:
            cls = owner
        else:
            cls = owner.__class__
    elif isinstance(obj, property):
        name = obj.__name__
        cls = _findclass(obj.fget)
        if cls is None or getattr(cls, name) is not obj:
            return None
    elif ismethoddescriptor(obj) or isdatadescriptor(obj):
        name = obj.__name__
        cls = obj.__objclass__
        if getattr(cls, name) is not obj:
            return None
        if ismemberdescriptor(obj):
            slots = getattr(cls, "__slots__", None)
            if isinstance(slots, dict) and name in slots:
                return slots[name]
    else:
        return None
    for base in cls.__mro__:
        try:
            doc = getattr(base, name).__doc__
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


def getdoc(object):
    """The documentation text, inherited if need be and with clean indentation."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _finddoc(object)
        except (AttributeError, TypeError):
            return None
    if not isinstance(doc, str):
        return None
    return cleandoc(doc)


def cleandoc(doc):
    """A docstring without the indentation of its place in the source."""
    lines = doc.expandtabs().split("\n")
    margin = sys.maxsize
    for line in lines[1:]:
        content = len(line.lstrip(" "))
        if content:
            margin = min(margin, len(line) - content)
    lines[0] = lines[0].lstrip(" ")
    if margin < sys.maxsize:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


# ---------------------------------------------------------------------- source


def getfile(object):
    """The file in which an object was defined."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError(
        "module, class, method, function, traceback, frame, or code object was expected, "
        f"got {type(object).__name__}"
    )


def getmodulename(path):
    """The module name of a file path, or None."""
    name = path.rpartition("/")[2]
    for suffix in (".py", ".pyc"):
        if name.endswith(suffix) and name != suffix:
            return name[: -len(suffix)]
    return None


def getsourcefile(object):
    """The source file of an object, or None."""
    filename = getfile(object)
    if filename.endswith(".pyc"):
        filename = filename[:-1]
    if filename in linecache.cache:
        return filename
    from posix import stat

    try:
        stat(filename)
        return filename
    except (OSError, ValueError):
        pass
    module = getmodule(object, filename)
    if getattr(module, "__loader__", None) is not None or getattr(
        getattr(module, "__spec__", None), "loader", None
    ) is not None:
        return filename
    return None


def getabsfile(object, _filename=None):
    """The absolute path of the file of an object."""
    import os

    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def getmodule(object, _filename=None):
    """The module in which an object was defined, or None."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        filename = getfile(object) if _filename is None else _filename
    except (TypeError, FileNotFoundError):
        return None
    for module in list(sys.modules.values()):
        if ismodule(module) and getattr(module, "__file__", None) == filename:
            return module
    main = sys.modules["__main__"]
    if not hasattr(object, "__name__"):
        return None
    if getattr(main, object.__name__, None) is object:
        return main
    import builtins

    if getattr(builtins, object.__name__, None) is object:
        return builtins
    return None


def findsource(object):
    """All lines of the file of an object and the index of its first line."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if file[:1] + file[-1:] != "<>":
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__ if module else None)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            lnum = vars(object)["__firstlineno__"] - 1
        except (TypeError, KeyError):
            raise OSError("source code not available") from None
        if lnum >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, lnum
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        lnum = object.co_firstlineno - 1
        if lnum >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, lnum
    raise OSError("could not find code object")


def getcomments(object):
    """The comment lines right above an object's source."""
    try:
        lines, lnum = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        comments = []
        while start < len(lines) and lines[start][:1] == "#":
            comments.append(lines[start].expandtabs())
            start += 1
        return "".join(comments) if comments else None
    indent = indentsize(lines[lnum])
    comments = []
    position = lnum - 1
    while position >= 0 and lines[position].lstrip()[:1] == "#" and indentsize(lines[position]) == indent:
        comments.insert(0, lines[position].expandtabs().lstrip())
        position -= 1
    while comments and comments[0].strip() == "#":
        comments.pop(0)
    while comments and comments[-1].strip() == "#":
        comments.pop()
    return "".join(comments) if comments else None


class EndOfBlock(Exception):
    """Kept for programs that name it."""


class _LineScanner:
    """Follows strings and brackets through the lines of a source text."""

    def __init__(self):
        self.depth = 0
        self.quote = None
        self.continued = False

    @property
    def open(self):
        """Whether the statement goes on in the next line."""
        return self.depth > 0 or self.quote is not None or self.continued

    def feed(self, line):
        """Take one line in; returns the last outer ':' and the text behind it, or None."""
        self.continued = False
        colon = None
        i = 0
        end = len(line)
        while i < end:
            c = line[i]
            if self.quote is not None:
                if c == "\\":
                    i += 2
                elif line.startswith(self.quote, i):
                    i += len(self.quote)
                    self.quote = None
                else:
                    i += 1
                continue
            if c == "#":
                break
            if c in "'\"":
                self.quote = c * 3 if line.startswith(c * 3, i) else c
                i += len(self.quote)
                continue
            if c in "([{":
                self.depth += 1
            elif c in ")]}":
                self.depth -= 1
            elif c == ":" and self.depth == 0 and colon is None:
                colon = i
            elif c == "\\" and line[i + 1 :].strip("\r\n") == "":
                self.continued = True
            i += 1
        if self.quote is not None and len(self.quote) == 1 and not line.endswith("\\\n"):
            self.quote = None
        if colon is None:
            return None
        return line[colon + 1 :].partition("#")[0].strip()


def getblock(lines):
    """The lines of the definition at the top of `lines`."""
    if not lines:
        return []
    scanner = _LineScanner()
    index = 0
    total = len(lines)
    indent = indentsize(lines[0])

    # Decorators, each a logical line of its own.
    while index < total and lines[index].lstrip().startswith("@"):
        scanner.feed(lines[index])
        index += 1
        while index < total and scanner.open:
            scanner.feed(lines[index])
            index += 1
        while index < total and not lines[index].strip():
            index += 1
        while index < total and lines[index].lstrip().startswith("#"):
            index += 1
    if index >= total:
        return lines[:index]

    header = lines[index].split("#")[0].replace(":", " ").split("(")[0].split()
    is_block = bool(header) and (header[0] in ("def", "class") or header[:2] == ["async", "def"])
    body = None
    while index < total:
        rest = scanner.feed(lines[index])
        index += 1
        if rest is not None and body is None:
            body = rest
        if not scanner.open:
            break
    if not is_block:
        # A lambda: the logical line it stands in.
        return lines[:index]
    if body:
        return lines[:index]

    last = index
    body_indent = None
    while index < total:
        line = lines[index]
        stripped = line.strip()
        if not stripped:
            index += 1
            continue
        column = indentsize(line)
        if stripped.startswith("#"):
            # Comments count as long as they stand inside the body.
            if body_indent is not None and column >= body_indent:
                last = index + 1
            index += 1
            continue
        if column <= indent:
            break
        if body_indent is None:
            body_indent = column
        scanner.feed(line)
        index += 1
        while index < total and scanner.open:
            scanner.feed(lines[index])
            index += 1
        last = index
    return lines[:last]


def getsourcelines(object):
    """The source lines of an object and the number of the first."""
    object = unwrap(object)
    lines, lnum = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object) and object.f_code.co_name == "<module>"):
        return lines, 0
    return getblock(lines[lnum:]), lnum + 1


def getsource(object):
    """The source text of an object."""
    lines, lnum = getsourcelines(object)
    return "".join(lines)


def walktree(classes, children, parent):
    """Helper of getclasstree()."""
    results = []
    classes.sort(key=lambda c: (c.__module__, c.__name__))
    for c in classes:
        results.append((c, c.__bases__))
        if c in children:
            results.append(walktree(children[c], children, c))
    return results


def getclasstree(classes, unique=False):
    """Classes as nested lists by inheritance."""
    children = {}
    roots = []
    for c in classes:
        if c.__bases__:
            for parent in c.__bases__:
                below = children.setdefault(parent, [])
                if c not in below:
                    below.append(c)
                if unique and parent in classes:
                    break
        elif c not in roots:
            roots.append(c)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


# ------------------------------------------------------------------- arguments


def getargs(co):
    """The argument names of a code object."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    nargs = co.co_argcount
    nkwargs = co.co_kwonlyargcount
    args = list(names[:nargs])
    kwonly = list(names[nargs : nargs + nkwargs])
    nargs += nkwargs
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[nargs]
        nargs += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[nargs]
    return _lazy("Arguments")(args + kwonly, varargs, varkw)


def getfullargspec(func):
    """Names and defaults of a callable's parameters as a named tuple."""
    try:
        sig = _signature_from_callable(func, follow_wrapper_chains=False, skip_bound_arg=False)
    except Exception as error:
        raise TypeError("unsupported callable") from error
    args = []
    posonly = []
    kwonly = []
    varargs = varkw = None
    annotations = {}
    defaults = ()
    kwdefaults = {}
    if sig.return_annotation is not sig.empty:
        annotations["return"] = sig.return_annotation
    for param in sig.parameters.values():
        kind, name = param.kind, param.name
        if kind is _POSITIONAL_ONLY:
            posonly.append(name)
            if param.default is not param.empty:
                defaults += (param.default,)
        elif kind is _POSITIONAL_OR_KEYWORD:
            args.append(name)
            if param.default is not param.empty:
                defaults += (param.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            kwonly.append(name)
            if param.default is not param.empty:
                kwdefaults[name] = param.default
        elif kind is _VAR_KEYWORD:
            varkw = name
        if param.annotation is not param.empty:
            annotations[name] = param.annotation
    return _lazy("FullArgSpec")(
        posonly + args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, annotations
    )


def getargvalues(frame):
    """The arguments of a frame and their values."""
    args, varargs, varkw = getargs(frame.f_code)
    return _lazy("ArgInfo")(args, varargs, varkw, frame.f_locals)


def formatannotation(annotation, base_module=None):
    """An annotation as text."""
    if getattr(annotation, "__module__", None) == "typing":
        text = repr(annotation)
        out = []
        i = 0
        while i < len(text):
            # Drop the module name, but only where a name starts.
            if text.startswith("typing.", i) and (i == 0 or not (text[i - 1].isalnum() or text[i - 1] in "._")):
                i += 7
            else:
                out.append(text[i])
                i += 1
        return "".join(out)
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    """A formatannotation() that leaves out the object's own module."""
    module = getattr(object, "__module__", None)
    return lambda annotation: formatannotation(annotation, module)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value)):
    """What getargvalues() returns as text."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(specs) + ")"


def _missing_arguments(f_name, names, pos, values):
    quoted = [repr(name) for name in names if name not in values]
    if len(quoted) == 1:
        text = quoted[0]
    else:
        text = ", ".join(quoted[:-1]) + " and " + quoted[-1]
    kind = "positional" if pos else "keyword-only"
    plural = "" if len(quoted) == 1 else "s"
    raise TypeError(f"{f_name}() missing {len(quoted)} required {kind} argument{plural}: {text}")


def _too_many(f_name, args, kwonly, varargs, defcount, given, values):
    atleast = len(args) - defcount
    kwonly_given = len([arg for arg in kwonly if arg in values])
    if varargs:
        plural = atleast != 1
        text = f"at least {atleast}"
    elif defcount:
        plural = True
        text = f"from {atleast} to {len(args)}"
    else:
        plural = len(args) != 1
        text = str(len(args))
    kwonly_text = ""
    if kwonly_given:
        kwonly_text = (
            f" positional argument{'s' if given != 1 else ''} (and {kwonly_given} keyword-only "
            f"argument{'s' if kwonly_given != 1 else ''})"
        )
    raise TypeError(
        f"{f_name}() takes {text} positional argument{'s' if plural else ''} but {given}{kwonly_text} "
        f"{'was' if given == 1 and not kwonly_given else 'were'} given"
    )


def getcallargs(func, /, *positional, **named):
    """Which parameter would get which value in a call."""
    args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, _ = getfullargspec(func)
    f_name = func.__name__
    values = {}
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    num_pos = len(positional)
    num_args = len(args)
    num_defaults = len(defaults) if defaults else 0
    n = min(num_pos, num_args)
    for i in range(n):
        values[args[i]] = positional[i]
    if varargs:
        values[varargs] = tuple(positional[n:])
    possible = set(args + kwonlyargs)
    if varkw:
        values[varkw] = {}
    for key, value in named.items():
        if key not in possible:
            if not varkw:
                raise TypeError(f"{f_name}() got an unexpected keyword argument {key!r}")
            values[varkw][key] = value
            continue
        if key in values:
            raise TypeError(f"{f_name}() got multiple values for argument {key!r}")
        values[key] = value
    if num_pos > num_args and not varargs:
        _too_many(f_name, args, kwonlyargs, varargs, num_defaults, num_pos, values)
    if num_pos < num_args:
        required = args[: num_args - num_defaults]
        for arg in required:
            if arg not in values:
                _missing_arguments(f_name, required, True, values)
        for i, arg in enumerate(args[num_args - num_defaults :]):
            if arg not in values:
                values[arg] = defaults[i]
    missing = 0
    for kwarg in kwonlyargs:
        if kwarg not in values:
            if kwonlydefaults and kwarg in kwonlydefaults:
                values[kwarg] = kwonlydefaults[kwarg]
            else:
                missing += 1
    if missing:
        _missing_arguments(f_name, kwonlyargs, False, values)
    return values


def getclosurevars(func):
    """The names a function takes from outside, by where they were found."""
    import builtins

    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocal_vars = {}
    if func.__closure__ is not None:
        for name, cell in zip(code.co_freevars, func.__closure__):
            try:
                nonlocal_vars[name] = cell.cell_contents
            except ValueError:
                pass
    scope = func.__globals__
    builtin_ns = scope.get("__builtins__", builtins.__dict__)
    if ismodule(builtin_ns):
        builtin_ns = builtin_ns.__dict__
    global_vars = {}
    builtin_vars = {}
    unbound = set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in scope:
            global_vars[name] = scope[name]
        elif name in builtin_ns:
            builtin_vars[name] = builtin_ns[name]
        else:
            unbound.add(name)
    return _lazy("ClosureVars")(nonlocal_vars, global_vars, builtin_vars, unbound)


# ---------------------------------------------------------------------- frames


def _frame_positions(frame):
    native = getattr(sys, "_frame_position", None)
    if native is not None:
        return native(frame)
    from itertools import islice

    if frame.f_lasti < 0:
        return frame.f_lineno, None, None, None
    return next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None), (frame.f_lineno, None, None, None))


def getframeinfo(frame, context=1):
    """File, line, function and source lines around a frame or traceback entry."""
    if istraceback(frame):
        from traceback import _tb_positions

        positions = _tb_positions(frame)
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    else:
        if not isframe(frame):
            raise TypeError(f"{frame!r} is not a frame or traceback object")
        lineno = frame.f_lineno
        positions = _frame_positions(frame)
    if positions[0] is None:
        positions = (lineno,) + tuple(positions[1:])
    else:
        lineno = positions[0]
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except OSError:
            lines = index = None
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start : start + context]
            index = lineno - 1 - start
    return _lazy("Traceback")(
        filename, lineno, frame.f_code.co_name, lines, index, positions=_lazy("Positions")(*positions)
    )


def getlineno(frame):
    """The line a frame is at."""
    return frame.f_lineno


def _frame_info(frame, info):
    return _lazy("FrameInfo")(frame, *info, positions=info.positions)


def getouterframes(frame, context=1):
    """Information on a frame and all its callers."""
    result = []
    while frame:
        result.append(_frame_info(frame, getframeinfo(frame, context)))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """Information on all frames of a traceback."""
    result = []
    while tb:
        result.append(_frame_info(tb.tb_frame, getframeinfo(tb, context)))
        tb = tb.tb_next
    return result


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1) if hasattr(sys, "_getframe") else None


def stack(context=1):
    """Information on the caller and everything above."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """Information on the frames between here and the exception being handled."""
    exc = sys.exception()
    return getinnerframes(None if exc is None else exc.__traceback__, context)


# ---------------------------------------------------------------- static access

_sentinel = object()
_type_mro = type.__dict__["__mro__"].__get__
_type_dict = type.__dict__["__dict__"].__get__
_type_getattribute = type.__getattribute__


def _static_mro_lookup(cls, attr):
    for entry in _type_mro(cls):
        if _shadowed_dict(type(entry)) is _sentinel and attr in _type_dict(entry):
            return _type_dict(entry)[attr]
    return _sentinel


def _shadowed_dict(cls):
    """A class attribute `__dict__` that is not the ordinary descriptor, if any."""
    for entry in _type_mro(cls):
        namespace = _type_dict(entry)
        if "__dict__" in namespace:
            found = namespace["__dict__"]
            if not (
                type(found) is types.GetSetDescriptorType
                and found.__name__ == "__dict__"
                and found.__objclass__ is entry
            ):
                return found
    return _sentinel


def _instance_dict(obj, cls):
    shadowed = _shadowed_dict(cls)
    if shadowed is _sentinel or type(shadowed) is types.MemberDescriptorType:
        try:
            return object.__getattribute__(obj, "__dict__")
        except AttributeError:
            pass
    return {}


def getattr_static(obj, attr, default=_sentinel):
    """Find an attribute without running any descriptor or __getattr__."""
    instance_result = _sentinel
    # type() alone decides: a lying __class__ must not be asked.
    is_type = type in _type_mro(type(obj))
    if not is_type:
        cls = type(obj)
        if _shadowed_dict(cls) is _sentinel or type(_shadowed_dict(cls)) is types.MemberDescriptorType:
            instance_result = dict.get(_instance_dict(obj, cls), attr, _sentinel)
    else:
        cls = obj
    class_result = _static_mro_lookup(cls, attr)
    if instance_result is not _sentinel and class_result is not _sentinel:
        kind = type(class_result)
        if _static_mro_lookup(kind, "__get__") is not _sentinel and (
            _static_mro_lookup(kind, "__set__") is not _sentinel
            or _static_mro_lookup(kind, "__delete__") is not _sentinel
        ):
            return class_result
    if instance_result is not _sentinel:
        return instance_result
    if class_result is not _sentinel:
        return class_result
    if is_type:
        found = _static_mro_lookup(type(cls), attr)
        if found is not _sentinel:
            return found
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


# ---------------------------------------------------------- states of generators

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"


def getgeneratorstate(generator):
    """GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    """The local variables of a generator."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = getattr(generator, "gi_frame", None)
    return {} if frame is None else frame.f_locals


CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"


def getcoroutinestate(coroutine):
    """CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine."""
    frame = getattr(coroutine, "cr_frame", None)
    return {} if frame is None else frame.f_locals


AGEN_CREATED = "AGEN_CREATED"
AGEN_RUNNING = "AGEN_RUNNING"
AGEN_SUSPENDED = "AGEN_SUSPENDED"
AGEN_CLOSED = "AGEN_CLOSED"


def getasyncgenstate(agen):
    """AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED or AGEN_CLOSED."""
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_suspended:
        return AGEN_SUSPENDED
    return AGEN_CLOSED if agen.ag_frame is None else AGEN_CREATED


def getasyncgenlocals(agen):
    """The local variables of an asynchronous generator."""
    if not isasyncgen(agen):
        raise TypeError(f"{agen!r} is not a Python async generator")
    frame = getattr(agen, "ag_frame", None)
    return {} if frame is None else frame.f_locals


# ------------------------------------------------------------------- signatures


class _void:
    """Marks a choice not made in Signature.replace() and Parameter.replace()."""


class _empty:
    """Marks a missing default or annotation."""


class _ParameterKind(IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


class Parameter:
    """One parameter of a signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # The iterable of a comprehension is called .0 inside.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError(
                    "implicit arguments must be passed as positional or keyword arguments, "
                    f"not {self._kind.description}"
                )
            self._kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        if (iskeyword(name) and self._kind is not _POSITIONAL_ONLY) or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with some parts changed."""
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation,
        )

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = self._name
        if self._annotation is not _empty:
            if not quote_annotation_strings and isinstance(self._annotation, str):
                text += f": {self._annotation}"
            else:
                text += f": {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if self._annotation is not _empty else f"={self._default!r}"
        if self._kind == _VAR_POSITIONAL:
            return "*" + text
        if self._kind == _VAR_KEYWORD:
            return "**" + text
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (
            self._name == other._name
            and self._kind == other._kind
            and self._default == other._default
            and self._annotation == other._annotation
        )


class BoundArguments:
    """Values matched with the parameters of a signature."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        """The positional part of the call."""
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                break
            try:
                arg = self.arguments[name]
            except KeyError:
                break
            if param.kind == _VAR_POSITIONAL:
                args.extend(arg)
            else:
                args.append(arg)
        return tuple(args)

    @property
    def kwargs(self):
        """The keyword part of the call."""
        kwargs = {}
        started = False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started:
                continue
            try:
                arg = self.arguments[name]
            except KeyError:
                continue
            if param.kind == _VAR_KEYWORD:
                kwargs.update(arg)
            else:
                kwargs[name] = arg
        return kwargs

    def apply_defaults(self):
        """Fill in the defaults of parameters that got nothing."""
        filled = []
        for name, param in self._signature.parameters.items():
            try:
                filled.append((name, self.arguments[name]))
            except KeyError:
                if param.default is not _empty:
                    value = param.default
                elif param.kind is _VAR_POSITIONAL:
                    value = ()
                elif param.kind is _VAR_KEYWORD:
                    value = {}
                else:
                    # bind_partial() may leave required ones out.
                    continue
                filled.append((name, value))
        self.arguments = dict(filled)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        args = ", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])
        return f"<{self.__class__.__name__} ({args})>"


class Signature:
    """The parameters of a callable and its return annotation."""

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        from collections import OrderedDict

        ordered = OrderedDict()
        if parameters is not None:
            if __validate_parameters__:
                highest = _POSITIONAL_ONLY
                seen_default = False
                seen_var = set()
                for param in parameters:
                    kind, name = param.kind, param.name
                    if kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
                        if kind in seen_var:
                            raise ValueError(f"more than one {kind.description} parameter")
                        seen_var.add(kind)
                    if kind < highest:
                        raise ValueError(
                            f"wrong parameter order: {highest.description} parameter before "
                            f"{kind.description} parameter"
                        )
                    highest = kind
                    if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                        if param.default is not _empty:
                            seen_default = True
                        elif seen_default:
                            raise ValueError("non-default argument follows default argument")
                    if name in ordered:
                        raise ValueError(f"duplicate parameter name: {name!r}")
                    ordered[name] = param
            else:
                ordered = OrderedDict((param.name, param) for param in parameters)
        self._parameters = types.MappingProxyType(ordered)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """The signature of a callable."""
        return _signature_from_callable(obj, sigcls=cls, follow_wrapper_chains=follow_wrapped, globals=globals,
                                        locals=locals, eval_str=eval_str)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with some parts changed."""
        return type(self)(
            self.parameters.values() if parameters is _void else parameters,
            return_annotation=self._return_annotation if return_annotation is _void else return_annotation,
        )

    __replace__ = replace

    def _hash_basis(self):
        params = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        kwo = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return params, kwo, self.return_annotation

    def __hash__(self):
        params, kwo, annotation = self._hash_basis()
        return hash((params, frozenset(kwo.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._hash_basis() == other._hash_basis()

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        parameters = iter(self.parameters.values())
        waiting = []
        args = iter(args)
        posonly_in_kwargs = []
        while True:
            try:
                value = next(args)
            except StopIteration:
                # No more positional arguments: look what the rest may do without.
                param = None
                for param in parameters:
                    if param.kind == _VAR_POSITIONAL:
                        param = None
                        break
                    if param.name in kwargs:
                        if param.kind == _POSITIONAL_ONLY:
                            posonly_in_kwargs.append(param)
                            continue
                        waiting.append(param)
                        break
                    if param.kind == _VAR_KEYWORD or param.default is not _empty:
                        waiting.append(param)
                        break
                    if partial:
                        waiting.append(param)
                        break
                    raise TypeError(f"missing a required argument: {param.name!r}")
                break
            else:
                try:
                    param = next(parameters)
                except StopIteration:
                    raise TypeError("too many positional arguments") from None
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    raise TypeError("too many positional arguments") from None
                if param.kind == _VAR_POSITIONAL:
                    values = [value]
                    values.extend(args)
                    arguments[param.name] = tuple(values)
                    break
                if param.name in kwargs and param.kind != _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {param.name!r}") from None
                arguments[param.name] = value
        kwargs_param = None
        from itertools import chain

        for param in chain(waiting, parameters):
            if param.kind == _VAR_KEYWORD:
                kwargs_param = param
                continue
            if param.kind == _VAR_POSITIONAL:
                continue
            name = param.name
            if param.kind == _POSITIONAL_ONLY and name in kwargs:
                posonly_in_kwargs.append(param)
                continue
            try:
                value = kwargs.pop(name)
            except KeyError:
                if not partial and param.default is _empty:
                    raise TypeError(f"missing a required argument: {name!r}") from None
            else:
                arguments[name] = value
        if kwargs:
            if kwargs_param is not None:
                arguments[kwargs_param.name] = kwargs
            elif posonly_in_kwargs:
                names = ", ".join(p.name for p in posonly_in_kwargs)
                raise TypeError(f"got some positional-only arguments passed as keyword arguments: {names!r}")
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        """Match arguments with parameters as a call would."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """Like bind(), but required arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The signature as it would be written; one parameter a line if too wide."""
        result = []
        positional_only = False
        star = True
        for param in self.parameters.values():
            text = param._format(quote_annotation_strings=quote_annotation_strings)
            kind = param.kind
            if kind == _POSITIONAL_ONLY:
                positional_only = True
            elif positional_only:
                result.append("/")
                positional_only = False
            if kind == _VAR_POSITIONAL:
                star = False
            elif kind == _KEYWORD_ONLY and star:
                result.append("*")
                star = False
            result.append(text)
        if positional_only:
            result.append("/")
        rendered = f"({', '.join(result)})"
        if max_width is not None and len(rendered) > max_width:
            rendered = "(\n    " + ",\n    ".join(result) + "\n)"
        if self.return_annotation is not _empty:
            if not quote_annotation_strings and isinstance(self.return_annotation, str):
                rendered += f" -> {self.return_annotation}"
            else:
                rendered += f" -> {formatannotation(self.return_annotation)}"
        return rendered


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A new dict of an object's annotations, texts evaluated on request."""
    if isinstance(obj, type):
        found = obj.__dict__.get("__annotations__")
        if isinstance(found, types.GetSetDescriptorType):
            found = None
        module = sys.modules.get(getattr(obj, "__module__", None))
        obj_globals = getattr(module, "__dict__", None)
        obj_locals = dict(vars(obj))
        unwrapped = obj
    elif isinstance(obj, types.ModuleType):
        found = getattr(obj, "__annotations__", None)
        obj_globals = obj.__dict__
        obj_locals = unwrapped = None
    elif callable(obj):
        found = getattr(obj, "__annotations__", None)
        obj_globals = getattr(obj, "__globals__", None)
        obj_locals = None
        unwrapped = obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    if unwrapped is not None:
        from functools import partial

        while True:
            if hasattr(unwrapped, "__wrapped__"):
                unwrapped = unwrapped.__wrapped__
            elif isinstance(unwrapped, partial):
                unwrapped = unwrapped.func
            else:
                break
        if hasattr(unwrapped, "__globals__"):
            obj_globals = unwrapped.__globals__
    if globals is None:
        globals = obj_globals
    if locals is None:
        locals = obj_locals or {}
    type_params = getattr(obj, "__type_params__", ())
    if type_params:
        locals = {param.__name__: param for param in type_params} | locals
    return {
        key: eval(value, globals, locals) if isinstance(value, str) else value for key, value in found.items()
    }


def _looks_like_function(obj):
    """Whether an object has everything that a function made elsewhere would have."""
    if not callable(obj) or isclass(obj):
        return False
    name = getattr(obj, "__name__", None)
    code = getattr(obj, "__code__", None)
    defaults = getattr(obj, "__defaults__", _void)
    kwdefaults = getattr(obj, "__kwdefaults__", _void)
    return (
        isinstance(code, types.CodeType)
        and isinstance(name, str)
        and (defaults is None or isinstance(defaults, tuple))
        and (kwdefaults is None or isinstance(kwdefaults, dict))
    )


def _from_function(cls, func, skip_bound_arg=True, globals=None, locals=None, eval_str=False):
    if not isfunction(func) and not _looks_like_function(func):
        raise TypeError(f"{func!r} is not a Python function")
    text = getattr(func, "__text_signature__", None)
    if text and isinstance(text, str):
        return _from_text(cls, func, text, skip_bound_arg)
    code = func.__code__
    count = code.co_argcount
    names = code.co_varnames
    posonly = code.co_posonlyargcount
    positional = names[:count]
    kwonly_count = code.co_kwonlyargcount
    keyword_only = names[count : count + kwonly_count]
    annotations = get_annotations(func, globals=globals, locals=locals, eval_str=eval_str)
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    make = cls._parameter_cls
    parameters = []
    without = count - len(defaults)
    for index, name in enumerate(positional):
        parameters.append(make(
            name,
            annotation=annotations.get(name, _empty),
            kind=_POSITIONAL_ONLY if index < posonly else _POSITIONAL_OR_KEYWORD,
            default=_empty if index < without else defaults[index - without],
        ))
    if code.co_flags & CO_VARARGS:
        name = names[count + kwonly_count]
        parameters.append(make(name, annotation=annotations.get(name, _empty), kind=_VAR_POSITIONAL))
    for name in keyword_only:
        parameters.append(make(name, annotation=annotations.get(name, _empty), kind=_KEYWORD_ONLY,
                               default=kwdefaults.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        index = count + kwonly_count + (1 if code.co_flags & CO_VARARGS else 0)
        name = names[index]
        parameters.append(make(name, annotation=annotations.get(name, _empty), kind=_VAR_KEYWORD))
    return cls(parameters, return_annotation=annotations.get("return", _empty), __validate_parameters__=False)


def _split_text_signature(text):
    """The parameters between the outer parentheses, split at the outer commas."""
    parts = []
    depth = 0
    quote = None
    current = ""
    for index, c in enumerate(text):
        if quote:
            current += c
            if c == quote and text[index - 1] != "\\":
                quote = None
            continue
        if c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            if depth == 0:
                break
            depth -= 1
        if c == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += c
    if current.strip():
        parts.append(current.strip())
    return parts


def _text_default(text, obj):
    scope = {}
    module = sys.modules.get(getattr(obj, "__module__", None) or "")
    if module is not None:
        scope.update(module.__dict__)
    try:
        return eval(text, dict(sys.modules), scope)
    except Exception:
        raise ValueError(f"{obj!r} builtin has invalid signature") from None


def _from_text(cls, obj, text, skip_bound_arg=True):
    body = text[text.index("(") + 1 :]
    make = cls._parameter_cls
    parameters = []
    kind = _POSITIONAL_OR_KEYWORD
    self_first = False
    for part in _split_text_signature(body):
        if part == "/":
            parameters = [p.replace(kind=_POSITIONAL_ONLY) for p in parameters]
            continue
        if part == "*":
            kind = _KEYWORD_ONLY
            continue
        if part.startswith("**"):
            parameters.append(make(part[2:], _VAR_KEYWORD))
            continue
        if part.startswith("*"):
            parameters.append(make(part[1:], _VAR_POSITIONAL))
            kind = _KEYWORD_ONLY
            continue
        if part.startswith("$"):
            part = part[1:]
            self_first = True
        name, equals, default = part.partition("=")
        name = name.partition(":")[0].strip()
        parameters.append(make(name, kind, default=_text_default(default.strip(), obj) if equals else _empty))
    if self_first and parameters:
        owner = getattr(obj, "__self__", None)
        bound = owner is not None and not ismodule(owner)
        if ismodule(owner) or (bound and skip_bound_arg):
            parameters.pop(0)
        else:
            parameters[0] = parameters[0].replace(kind=_POSITIONAL_ONLY)
    return cls(parameters, return_annotation=cls.empty)


def _from_builtin(cls, func, skip_bound_arg=True):
    if not _is_native_callable(func):
        raise TypeError(f"{func!r} is not a Python builtin function")
    text = getattr(func, "__text_signature__", None)
    if not text:
        raise ValueError(f"no signature found for builtin {func!r}")
    return _from_text(cls, func, text, skip_bound_arg)


_native_wrappers = (
    type(type.__call__), type(object().__str__), type(str.join), type(dict.__dict__["fromkeys"]),
)


def _is_native_callable(obj):
    return isbuiltin(obj) or ismethoddescriptor(obj) and isinstance(obj, _native_wrappers) or isinstance(
        obj, _native_wrappers
    ) or obj is type or obj is object


def _without_self(sig):
    params = tuple(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        params = params[1:]
    return sig.replace(parameters=params)


def _with_partial(wrapped_sig, partial, extra_args=()):
    old = wrapped_sig.parameters
    new = dict(old.items())
    args = extra_args + (partial.args or ())
    keywords = partial.keywords or {}
    try:
        bound = wrapped_sig.bind_partial(*args, **keywords)
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    to_keyword = False
    for name, param in old.items():
        try:
            value = bound.arguments[name]
        except KeyError:
            pass
        else:
            if param.kind is _POSITIONAL_ONLY:
                new.pop(name)
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if name in keywords:
                    # Given by keyword: this and all behind can only be keywords now.
                    to_keyword = True
                    new[name] = param.replace(default=value)
                else:
                    new.pop(name)
                    continue
            if param.kind is _KEYWORD_ONLY:
                new[name] = param.replace(default=value)
        if to_keyword:
            if param.kind is _POSITIONAL_OR_KEYWORD:
                moved = new[name].replace(kind=_KEYWORD_ONLY)
                new.pop(name)
                new[name] = moved
            elif param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                moved = new.pop(name)
                new[name] = moved
            elif param.kind is _VAR_POSITIONAL:
                new.pop(name)
    return wrapped_sig.replace(parameters=new.values())


def _user_method(cls, name):
    """A method defined in Python, or None."""
    found = getattr(cls, name, None)
    if isinstance(found, _native_wrappers) or found is None:
        return None
    if isbuiltin(found) and name in ("__new__", "__init_subclass__"):
        return None
    return found


def _signature_from_callable(obj, *, follow_wrapper_chains=True, skip_bound_arg=True, globals=None, locals=None,
                             eval_str=False, sigcls=Signature):
    def inner(other, **options):
        return _signature_from_callable(
            other, follow_wrapper_chains=follow_wrapper_chains, skip_bound_arg=skip_bound_arg, globals=globals,
            locals=locals, eval_str=eval_str, sigcls=sigcls,
        )

    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        sig = inner(obj.__func__)
        return _without_self(sig) if skip_bound_arg else sig
    if follow_wrapper_chains:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return inner(obj)
    try:
        sig = obj.__signature__
    except AttributeError:
        pass
    else:
        if sig is not None:
            if not isinstance(sig, Signature) and not isclass(obj):
                if callable(sig):
                    sig = sig()
            if isinstance(sig, str):
                return _from_text(sigcls, obj, sig)
            if not isinstance(sig, Signature):
                raise TypeError(f"unexpected object {sig!r} in __signature__ attribute")
            return sig

    partialmethod = getattr(obj, "__partialmethod__", None)
    if partialmethod is not None:
        import functools

        if isinstance(partialmethod, functools.partialmethod):
            wrapped = inner(partialmethod.func)
            sig = _with_partial(wrapped, partialmethod, (None,))
            first = tuple(wrapped.parameters.values())[0]
            if first.kind is _VAR_POSITIONAL:
                return sig
            params = tuple(sig.parameters.values())
            return sig.replace(parameters=(first,) + params)
    if isinstance(obj, types.FunctionType) or _looks_like_function(obj):
        return _from_function(sigcls, obj, skip_bound_arg=skip_bound_arg, globals=globals, locals=locals,
                              eval_str=eval_str)
    if _is_native_callable(obj):
        return _from_builtin(sigcls, obj, skip_bound_arg=skip_bound_arg)
    functools = sys.modules.get("functools")
    if functools is not None and isinstance(obj, functools.partial):
        return _with_partial(inner(obj.func), obj)

    if isinstance(obj, type):
        call = _user_method(type(obj), "__call__")
        if call is not None:
            return _strip_first(inner(call), call, obj)
        new = _user_method(obj, "__new__")
        init = _user_method(obj, "__init__")
        for base in obj.__mro__:
            if new is not None and "__new__" in base.__dict__:
                sig = inner(new)
                return _without_self(sig) if skip_bound_arg else sig
            if init is not None and "__init__" in base.__dict__:
                sig = inner(init)
                return _without_self(sig) if skip_bound_arg else sig
        for base in obj.__mro__[:-1]:
            try:
                text = base.__text_signature__
            except AttributeError:
                continue
            if text:
                return _from_text(sigcls, obj, text)
        if type not in obj.__mro__:
            if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
                return sigcls()
        raise ValueError(f"no signature found for builtin type {obj!r}")

    call = getattr_static(type(obj), "__call__", None)
    if call is not None:
        try:
            text = obj.__text_signature__
        except AttributeError:
            pass
        else:
            if text:
                return _from_text(sigcls, obj, text)
        bound = getattr(type(obj), "__call__")
        return _strip_first(inner(bound), bound, obj) if skip_bound_arg else inner(bound)
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _strip_first(sig, method, owner):
    if isinstance(method, types.MethodType):
        return sig
    return _without_self(sig)


# ------------------------------------------------- named tuples, made when needed

_SHAPES = {
    "Attribute": "name kind defining_class object",
    "Arguments": "args, varargs, varkw",
    "FullArgSpec": "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations",
    "ArgInfo": "args varargs keywords locals",
    "ClosureVars": "nonlocals globals builtins unbound",
}


def _lazy(name):
    found = globals().get(name)
    return __getattr__(name) if found is None else found


def __getattr__(name):
    if name in _SHAPES:
        made = _namedtuple(name, _SHAPES[name])
    elif name == "Positions":
        # The shape that disassemblers use for places in code.
        from collections import namedtuple

        made = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=[None] * 4,
                          module="dis")
    elif name in ("Traceback", "FrameInfo"):
        fields = ["filename", "lineno", "function", "code_context", "index"]
        if name == "FrameInfo":
            fields.insert(0, "frame")
        base = _namedtuple("_" + name, fields)

        def __new__(cls, *args, positions=None, **kwargs):
            self = base.__new__(cls, *args, **kwargs)
            self.positions = positions
            return self

        def __repr__(self):
            inner = ", ".join([f"{field}={getattr(self, field)!r}" for field in fields])
            return f"{name}({inner}, positions={self.positions!r})"

        made = type(name, (base,), {"__new__": __new__, "__repr__": __repr__, "__module__": __name__})
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made
    return made


__all__ = [name for name in globals() if not name.startswith("_")
           and name not in ("sys", "types", "linecache", "IntEnum", "Mapping", "iskeyword")] + [
    *_SHAPES, "Traceback", "FrameInfo"]
