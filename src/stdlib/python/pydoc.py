"""Documentation of live objects as text: `help()`, `render_doc()` and `python -m pydoc NAME`.

The layout is CPython's, to the byte, for whatever a program defines. Deliberately missing: HTML pages and the server
for them, the long articles behind `help("TOPICS")` (keywords have a line or two of our own), and the link to the
reference manual in front of a library module.
"""

__all__ = ["help"]

import __future__
import builtins
import importlib
import inspect
import keyword
import os
import re
import reprlib
import sys

_RULE = "-" * 70
_HIDDEN = frozenset({
    "__author__", "__builtins__", "__cached__", "__credits__", "__date__", "__doc__", "__docformat__", "__file__",
    "__firstlineno__", "__loader__", "__module__", "__name__", "__package__", "__path__", "__qualname__", "__slots__",
    "__spec__", "__static_attributes__", "__version__",
})


# ---- small questions about objects ----


def _own_text(thing):
    """The `__doc__` that belongs to an object itself, not to its class."""
    text = getattr(thing, "__doc__", None)
    if inspect.isclass(thing):
        # A class does not speak for those derived from it.
        if vars(thing).get("__doc__") is None:
            text = None
    elif text == getattr(type(thing), "__doc__", None):
        text = None
    return text if isinstance(text, str) else None


def getdoc(object):
    """The documentation text of an object, or the comment in front of its source, or an empty text."""
    try:
        text = _own_text(object)
        if text is None and not inspect.isclass(object):
            text = _inherited_text(object)
    except Exception:
        text = None
    if text is not None:
        text = inspect.cleandoc(text)
    if not text:
        try:
            text = inspect.getcomments(object)
        except Exception:
            text = None
    return re.sub("^ *\n", "", text.rstrip()) if text else ""


def _inherited_text(thing):
    """What a routine or descriptor without words of its own overrides."""
    if inspect.isroutine(thing) or inspect.isdatadescriptor(thing):
        text = inspect.getdoc(thing)
        if text and text != inspect.getdoc(type(thing)):
            return text
    return None


def splitdoc(doc):
    """A documentation text as its first line and the rest."""
    lines = doc.strip().split("\n")
    if len(lines) == 1:
        return lines[0], ""
    if not lines[1].rstrip():
        return lines[0], "\n".join(lines[2:])
    return "", "\n".join(lines)


def classname(object, modname):
    """The name of a class, with its module unless that is `modname`."""
    if object.__module__ == modname:
        return object.__name__
    return f"{object.__module__}.{object.__name__}"


def parentname(object, modname):
    """The full name of what an object was defined in, without `modname` in front."""
    module = getattr(object, "__module__", None)
    owner = getattr(object, "__objclass__", None)
    if owner is not None:
        module, inside = owner.__module__, owner.__qualname__
    else:
        inside = getattr(object, "__qualname__", "").rpartition(".")[0]
    if module is None or module == modname and inside:
        return inside
    return f"{module}.{inside}" if inside else module


def isdata(object):
    """Whether an object is plain data: no module, class, routine, frame, traceback or code."""
    questions = (inspect.ismodule, inspect.isclass, inspect.isroutine, inspect.isframe, inspect.istraceback, inspect.iscode)
    return not any(question(object) for question in questions)


def visiblename(name, all=None, obj=None):
    """Whether a name is shown."""
    if name in _HIDDEN:
        return False
    if name.startswith("__") and name.endswith("__"):
        return True
    if name.startswith("_") and hasattr(obj, "_fields"):
        return True
    if name != "__future__" and obj is not __future__ and isinstance(getattr(obj, name, None), __future__._Feature):
        return False
    return name in all if all is not None else not name.startswith("_")


def _is_bound(thing):
    if inspect.ismethod(thing):
        return True
    owner = getattr(thing, "__self__", None)
    return inspect.isbuiltin(thing) and owner is not None and not inspect.ismodule(owner)


def classify_class_attrs(object):
    """`inspect.classify_class_attrs` with the finer kinds that a page of help has sections for."""
    found = []
    for name, kind, home, value in inspect.classify_class_attrs(object):
        if isinstance(value, property) and value.fset is None:
            kind = "readonly property"
        elif inspect.isdatadescriptor(value):
            kind = "data descriptor"
        elif kind == "method" and _is_bound(value):
            kind = "static method"
        found.append((name, kind, home, value))
    return found


def sort_attributes(attrs, object):
    """Orders attributes by name in place, with the fields of a named tuple first and in their own order."""
    fields = getattr(object, "_fields", ())
    try:
        place = {name: index - len(fields) for index, name in enumerate(fields)}
    except TypeError:
        place = {}
    attrs.sort(key=lambda row: (place.get(row[0], 0), row[0]))


def describe(thing):
    """A few words that say what an object is."""
    if inspect.ismodule(thing):
        if thing.__name__ in sys.builtin_module_names:
            return "built-in module " + thing.__name__
        return ("package " if hasattr(thing, "__path__") else "module ") + thing.__name__
    if inspect.isbuiltin(thing):
        return "built-in function " + thing.__name__
    for question, words in ((inspect.isgetsetdescriptor, "getset"), (inspect.ismemberdescriptor, "member")):
        if question(thing):
            owner = thing.__objclass__
            return f"{words} descriptor {owner.__module__}.{owner.__name__}.{thing.__name__}"
    for question, words in ((inspect.isclass, "class "), (inspect.isfunction, "function "), (inspect.ismethod, "method ")):
        if question(thing):
            return words + thing.__name__
    return type(thing).__name__


# ---- from names to objects ----


class ErrorDuringImport(Exception):
    """A module was found but could not be loaded."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        if not isinstance(exc_info, tuple):
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return f"problem in {self.filename} - {self.exc.__name__}: {self.value}"


def safeimport(path, forceload=0, cache={}):
    """The module of a dotted name; None when there is no such module."""
    if forceload and path in sys.modules and path not in sys.builtin_module_names:
        for name in [name for name in sys.modules if name == path or name.startswith(path + ".")]:
            cache[name] = sys.modules.pop(name)
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError as problem:
        if problem.name and (problem.name == path or path.startswith(problem.name + ".")):
            return None
        raise ErrorDuringImport(path, problem) from None
    except Exception as problem:
        raise ErrorDuringImport(getattr(sys.modules.get(path), "__file__", path), problem) from None


def importfile(path):
    """The module in a source file."""
    from importlib.util import module_from_spec, spec_from_file_location
    name = os.path.splitext(os.path.basename(path))[0]
    spec = spec_from_file_location(name, path)
    try:
        module = module_from_spec(spec)
        sys.modules.setdefault(name, module)
        spec.loader.exec_module(module)
    except BaseException as problem:
        raise ErrorDuringImport(path, problem) from None
    return module


def locate(path, forceload=0):
    """The object behind a dotted name, None when there is none."""
    parts = [part for part in path.split(".") if part]
    found, used = builtins, 0
    for count in range(1, len(parts) + 1):
        module = safeimport(".".join(parts[:count]), forceload)
        if module is None:
            break
        found, used = module, count
    for part in parts[used:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """An object, or the name of one, as the object and its name."""
    if not isinstance(thing, str):
        name = getattr(thing, "__name__", None)
        return thing, name if isinstance(name, str) else None
    found = locate(thing, forceload)
    if found is None:
        raise ImportError(f"No Python documentation found for {thing!r}.\n"
                          "Use help() to get the interactive help utility.\n"
                          "Use help(str) for help on the str class.")
    return found, thing


# ---- short forms of values ----


def cram(text, maxlen):
    """A text with its middle left out where it is too long."""
    if len(text) <= maxlen:
        return text
    head = max(0, (maxlen - 3) // 2)
    tail = max(0, maxlen - 3 - head)
    return text[:head] + "..." + text[len(text) - tail:]


def stripid(text):
    """A repr without the address at its end."""
    return re.sub(r" at 0x[0-9a-f]{6,16}(>+)$", r"\1", text, flags=re.IGNORECASE)


class TextRepr(reprlib.Repr):
    """Short reprs for lines of data."""

    def __init__(self):
        super().__init__()
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def repr1(self, x, level):
        special = getattr(self, "repr_" + "_".join(type(x).__name__.split()), None)
        if special is not None:
            return special(x, level)
        return cram(stripid(repr(x)), self.maxother)

    def repr_str(self, x, level):
        short = cram(x, self.maxstring)
        shown = repr(short)
        if "\\" in short and "\\" not in shown.replace(r"\\", ""):
            return "r" + shown[0] + short + shown[0]
        return shown

    repr_string = repr_str

    def repr_instance(self, x, level):
        try:
            return cram(stripid(repr(x)), self.maxstring)
        except Exception:
            return f"<{type(x).__name__} instance>"


# ---- pages ----


class TextDoc:
    """Writes pages of text; names are bold in the way of a typewriter, by striking every letter twice."""

    _short = TextRepr()
    repr = _short.repr

    def bold(self, text):
        return "".join(f"{letter}\b{letter}" for letter in text)

    def indent(self, text, prefix="    "):
        return "\n".join((prefix + line).rstrip() for line in text.split("\n")) if text else ""

    def section(self, title, contents):
        return f"{self.bold(title)}\n{self.indent(contents).rstrip()}\n\n"

    def document(self, object, name=None, *args):
        """The page, or the part of a page, about any object."""
        for question, write in ((inspect.ismodule, self.docmodule), (inspect.isclass, self.docclass),
                                (inspect.isroutine, self.docroutine)):
            if question(object):
                try:
                    return write(object, name, *args)
                except AttributeError:
                    break
        if inspect.isdatadescriptor(object):
            return self.docdata(object, name, *args)
        return self.docother(object, name, *args)

    # -- modules --

    def docmodule(self, object, name=None, mod=None):
        name = object.__name__
        first, rest = splitdoc(getdoc(object))
        page = self.section("NAME", f"{name} - {first}" if first else name)
        public = getattr(object, "__all__", None)
        if rest:
            page += self.section("DESCRIPTION", rest)

        def own(value):
            return public is not None or (inspect.getmodule(value) or object) is object

        shown = [(key, value) for key, value in inspect.getmembers(object) if visiblename(key, public, object)]
        classes = [(key, value) for key, value in shown if inspect.isclass(value) and own(value)]
        routines = [(key, value) for key, value in shown if inspect.isroutine(value) and own(value)]
        data = [(key, value) for key, value in shown if isdata(value)]
        for title, names in (("PACKAGE CONTENTS", _package_contents(object)), ("SUBMODULES", _submodules(object))):
            if names:
                page += self.section(title, "\n".join(names))
        if classes:
            tree = inspect.getclasstree([value for _, value in classes], True)
            parts = [self.formattree(tree, name)] + [self.document(value, key, name) for key, value in classes]
            page += self.section("CLASSES", "\n".join(parts))
        if routines:
            page += self.section("FUNCTIONS", "\n".join(self.document(value, key, name) for key, value in routines))
        if data:
            page += self.section("DATA", "\n".join(self.docother(value, key, name, maxlen=70) for key, value in data))
        for title, attribute in (("VERSION", "__version__"), ("DATE", "__date__"), ("AUTHOR", "__author__"),
                                 ("CREDITS", "__credits__")):
            if hasattr(object, attribute):
                value = str(getattr(object, attribute))
                if attribute == "__version__" and value.startswith("$Revision: ") and value.endswith("$"):
                    value = value[len("$Revision: "):-1].strip()
                page += self.section(title, value)
        try:
            place = inspect.getabsfile(object)
        except TypeError:
            place = "(built-in)"
        return page + self.section("FILE", place)

    def formattree(self, tree, modname, parent=None, prefix=""):
        """The tree of `inspect.getclasstree` as indented lines."""
        lines = ""
        for entry in tree:
            if isinstance(entry, tuple):
                parent_of_below, bases = entry
                lines += prefix + classname(parent_of_below, modname)
                if bases and bases != (parent,):
                    lines += f"({', '.join(classname(base, modname) for base in bases)})"
                lines += "\n"
            else:
                lines += self.formattree(entry, modname, parent_of_below, prefix + "    ")
        return lines

    # -- classes --

    def docclass(self, object, name=None, mod=None, *ignored):
        name = name or object.__name__
        mod = mod or object.__module__
        home = object.__module__
        if name == object.__name__:
            title = "class " + self.bold(name)
        else:
            title = f"{self.bold(name)} = class {object.__name__}"
        bases = [classname(base, home) for base in object.__bases__]
        if bases:
            title += f"({', '.join(bases)})"
        lines = []
        try:
            call = str(inspect.signature(object))
        except (ValueError, TypeError):
            call = ""
        if call and call != "()":
            lines += [name + call, ""]
        text = getdoc(object)
        if text:
            lines.append(text + "\n")
        order = list(inspect.getmro(object))
        if len(order) > 2:
            lines.append("Method resolution order:")
            lines += ["    " + classname(base, home) for base in order]
            lines.append("")
        below = sorted(cls.__name__ for cls in type.__subclasses__(object)
                       if cls.__module__ == "builtins" and not cls.__name__.startswith("_"))
        if below:
            lines.append("Built-in subclasses:")
            lines += ["    " + one for one in below[:4]]
            if len(below) > 4:
                lines.append(f"    ... and {len(below) - 4} other subclasses")
            lines.append("")
        self._attributes(object, order, mod, lines)
        text = "\n".join(lines)
        if not text:
            return title + "\n"
        return f"{title}\n{self.indent(text.rstrip(), ' |  ')}\n"

    def _attributes(self, cls, order, mod, lines):
        """The sections of a class: by where an attribute is defined, then by kind."""
        left = [row for row in classify_class_attrs(cls) if visiblename(row[0], obj=cls)]
        homes = order[:]
        ruled = False
        while left:
            home = homes.pop(0) if homes else left[0][2]
            here = [row for row in left if row[2] is home]
            left = [row for row in left if row[2] is not home]
            if home is object and cls is not object:
                continue
            tag = "defined here" if home is cls else f"inherited from {classname(home, cls.__module__)}"
            sort_attributes(here, cls)
            for title, kind, write in (
                ("Methods", "method", self._method_part),
                ("Class methods", "class method", self._method_part),
                ("Static methods", "static method", self._method_part),
                ("Readonly properties", "readonly property", self._descriptor_part),
                ("Data descriptors", "data descriptor", self._descriptor_part),
                ("Data and other attributes", "data", self._value_part),
            ):
                rows = [row for row in here if row[1] == kind]
                if rows:
                    if ruled:
                        lines.append(_RULE)
                    ruled = True
                    lines.append(f"{title} {tag}:\n")
                    lines += [write(row, cls, mod) for row in rows]

    def _method_part(self, row, cls, mod):
        name, _, home, value = row
        try:
            value = getattr(cls, name)
        except Exception:
            # Some attributes exist for instances only.
            return self.docdata(value, name, mod)
        return self.document(value, name, mod, cls, home)

    def _descriptor_part(self, row, cls, mod):
        return self.docdata(row[3], row[0], mod)

    def _value_part(self, row, cls, mod):
        name, _, home, value = row
        text = getdoc(value) if callable(value) or inspect.isdatadescriptor(value) else None
        try:
            value = getattr(cls, name)
        except AttributeError:
            value = home.__dict__[name]
        return self.docother(value, name, mod, maxlen=70, doc=text) + "\n"

    # -- routines, descriptors, data --

    def docroutine(self, object, name=None, mod=None, cls=None, home=None):
        real = object.__name__
        name = name or real
        note, wordless = "", False
        if _is_bound(object):
            owner = object.__self__
            if not inspect.isclass(owner):
                note = f" method of {classname(type(owner), mod)} instance"
            elif owner is not cls:
                note = f" class method of {classname(owner, mod)}"
            elif inspect.ismethod(object):
                note = self._origin(object.__func__, home, mod)
        elif cls is not None:
            note = "" if inspect.isbuiltin(object) else self._origin(object, home, mod)
        else:
            owner = getattr(object, "__objclass__", None)
            if inspect.ismethodwrapper(object):
                owner = type(object.__self__)
            if owner is not None:
                note = f" unbound {classname(owner, mod)} method"
        if real == "<lambda>":
            title = self.bold(name) + " lambda "
        elif name == real:
            title = self.bold(real)
        else:
            if cls is not None and inspect.getattr_static(cls, real, []) is object:
                wordless, note = True, ""
            title = f"{self.bold(name)} = {real}"
        arguments = "(...)"
        if inspect.isroutine(object):
            try:
                arguments = str(inspect.signature(object))
            except (ValueError, TypeError):
                # A default that cannot be written in Python is still shown.
                written = getattr(object, "__text_signature__", None)
                if written:
                    arguments = re.sub(r"^\(\$\w+(, /)?(, )?", "(", written) if _is_bound(object) else written.replace("($", "(", 1)
        if real == "<lambda>":
            arguments = arguments[1:-1] or "(...)"
        awaited = inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object)
        line = ("async " if awaited else "") + title + arguments + note
        text = "" if wordless else getdoc(object)
        return f"{line}\n{self.indent(text).rstrip()}\n" if text else line + "\n"

    def _origin(self, function, home, mod):
        """A note for what was not defined in the class where it is found."""
        whole = f"{home.__module__}.{home.__qualname__}" if home is not None else ""
        if parentname(function, None) in ("", None, whole):
            return ""
        return " from " + parentname(function, mod)

    def docdata(self, object, name=None, mod=None, cls=None, *ignored):
        lines = self.bold(name) + "\n" if name else ""
        text = getdoc(object)
        return f"{lines}{self.indent(text)}\n" if text else lines

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, *ignored, maxlen=None, doc=None):
        shown = self.repr(object)
        if maxlen:
            over = len(f"{name} = {shown}" if name else shown) - maxlen
            if over > 0:
                shown = shown[:-over] + "..."
        line = f"{self.bold(name)} = {shown}" if name else shown
        text = doc or getdoc(object)
        return f"{line}\n{self.indent(str(text))}\n" if text else line


class _PlainTextDoc(TextDoc):
    """Pages without bold names."""

    def bold(self, text):
        return text


text = TextDoc()
plaintext = _PlainTextDoc()


def _package_contents(package):
    found = {}
    for folder in getattr(package, "__path__", ()):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            stem = inspect.getmodulename(name)
            if stem and stem != "__init__":
                found[stem] = stem
            elif "." not in name and os.path.isfile(os.path.join(folder, name, "__init__.py")):
                found[name] = name + " (package)"
    return [found[name] for name in sorted(found)]


def _submodules(module):
    start = module.__name__ + "."
    inside = _package_contents(module)
    return sorted(f"{key} (package)" if hasattr(value, "__path__") else key
                  for key, value in vars(module).items()
                  if inspect.ismodule(value) and value.__name__.startswith(start)
                  and key not in inside and f"{key} (package)" not in inside)


# ---- showing pages ----


def plain(text):
    """A text without what makes letters bold."""
    return re.sub(".\b", "", text)


def render_doc(thing, title="Python Library Documentation: %s", forceload=0, renderer=None):
    """The page about an object, or about what a dotted name stands for, under a title."""
    renderer = text if renderer is None else renderer
    object, name = resolve(thing, forceload)
    words = describe(object)
    module = inspect.getmodule(object)
    if name and "." in name:
        words += " in " + name[:name.rfind(".")]
    elif module and module is not object:
        words += " in module " + module.__name__
    known = (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
             or inspect.isdatadescriptor(object) or getdoc(object))
    if not known:
        # A value is explained by its class.
        object = object.__origin__ if hasattr(object, "__origin__") else type(object)
        words += " object"
    return title % words + "\n\n" + renderer.document(object, name)


def pager(text, title=""):
    """Shows a text: page by page on a terminal, else as it is."""
    command = _pager_command()
    if command is not None:
        import subprocess
        try:
            with subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, errors="backslashreplace", text=True) as child:
                try:
                    child.stdin.write(text)
                except (KeyboardInterrupt, BrokenPipeError):
                    pass
            return
        except OSError:
            pass
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(plain(text).encode(encoding, "backslashreplace").decode(encoding))


def _pager_command():
    """The command of the user's pager, None where text is just written."""
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return None
    except (AttributeError, ValueError):
        return None
    import shutil
    command = os.environ.get("MANPAGER") or os.environ.get("PAGER")
    if os.environ.get("TERM") in ("dumb", "emacs"):
        return None
    return command or ("less" if shutil.which("less") else None)


def doc(thing, title="Python Library Documentation: %s", forceload=0, output=None, is_cli=False):
    """Shows the page about an object, or says why there is none."""
    try:
        if output is None:
            pager(render_doc(thing, title, forceload))
        else:
            output.write(render_doc(thing, title, forceload, plaintext))
    except (ImportError, ErrorDuringImport) as problem:
        if is_cli:
            raise
        if output is None:
            print(problem)
        else:
            output.write(str(problem))


_KEYWORDS = {
    "False": None, "None": None, "True": None,
    "and": "x and y is x when x is false, else y; y is evaluated only when it is needed.",
    "as": "Gives a name to what import, with, except or a case pattern found.",
    "assert": "assert condition, message raises AssertionError when the condition is false; -O leaves it out.",
    "async": "In front of def, for or with: the function, loop or block may wait for others with await.",
    "await": "Waits, inside an async function, until an awaitable object has its result.",
    "break": "Leaves the innermost loop, skipping its else block.",
    "class": "class Name(bases): makes a new class out of the block that follows.",
    "continue": "Goes on with the next turn of the innermost loop.",
    "def": "def name(parameters): makes a function out of the block that follows.",
    "del": "Deletes names, attributes, items or slices.",
    "elif": "Another condition of an if statement, tried when those before it were false.",
    "else": "The block that runs when no condition held, a loop ended by itself, or try raised nothing.",
    "except": "except Class as name: handles exceptions of the try block; except* handles those in groups.",
    "finally": "The block that runs when a try statement is left, whichever way.",
    "for": "for target in iterable: runs its block once for every item.",
    "from": "from module import names; also names the cause in raise ... from ..., and delegates in yield from.",
    "global": "Makes names of a function belong to the module.",
    "if": "if condition: runs its block when the condition is true; x if condition else y is the expression.",
    "import": "Loads modules and binds their names.",
    "in": "x in y asks whether y contains x; part of for.",
    "is": "x is y asks whether both are one and the same object.",
    "lambda": "lambda parameters: expression is a small function without a name.",
    "nonlocal": "Makes names of a function belong to the function around it.",
    "not": "not x is True when x is false; part of not in and is not.",
    "or": "x or y is x when x is true, else y; y is evaluated only when it is needed.",
    "pass": "Does nothing, where a statement is needed.",
    "raise": "Raises an exception; alone, raises the one that is being handled again.",
    "return": "Leaves a function with a value.",
    "try": "Starts a block whose exceptions are handled by except and whose end is guarded by finally.",
    "while": "while condition: repeats its block as long as the condition is true.",
    "with": "with manager as name: enters a context and leaves it again, whatever happens inside.",
    "yield": "Hands a value out of a generator and waits there for the next request.",
}


class Helper:
    """Answers `help(...)`, and asks for names when called with nothing."""

    _nothing = object()

    def __init__(self, input=None, output=None):
        self._input = input
        self._output = output

    @property
    def input(self):
        return self._input or sys.stdin

    @property
    def output(self):
        return self._output or sys.stdout

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} instance>"

    def __call__(self, request=_nothing):
        if request is not self._nothing:
            try:
                self.help(request)
            except (ImportError, ErrorDuringImport) as problem:
                self.output.write(f"{problem}\n")
            return
        self.intro()
        self.interact()
        self.output.write("\nThis was the help utility. help(object) asks about one object directly,\n"
                          "help('name') about what a dotted name stands for.\n")

    def intro(self):
        self.output.write("This is the help utility of Taipan, a Python %d.%d.\n\n"
                          "Enter the name of a module, class, function or keyword to read about it;\n"
                          "\"keywords\" and \"modules\" list what there is.\n"
                          "\"q\", \"quit\" or \"exit\" leads back to the program.\n" % sys.version_info[:2])

    def interact(self):
        self.output.write("\n")
        while True:
            try:
                request = self.getline("help> ")
            except (KeyboardInterrupt, EOFError):
                break
            request = request.strip()
            if len(request) > 2 and request[0] == request[-1] in "'\"" and request[0] not in request[1:-1]:
                request = request[1:-1]
            if request.lower() in ("q", "quit", "exit"):
                break
            self.help(request if request != "help" else self.__class__.help)

    def getline(self, prompt):
        if self.input is sys.stdin:
            return input(prompt)
        self.output.write(prompt)
        self.output.flush()
        line = self.input.readline()
        if not line:
            raise EOFError
        return line

    def help(self, request, is_cli=False):
        if isinstance(request, Helper):
            request()
        elif not isinstance(request, str):
            doc(request, "Help on %s:", output=self._output, is_cli=is_cli)
        else:
            name = request.strip()
            if name == "keywords":
                self.listkeywords()
            elif name == "modules":
                self.listmodules()
            elif name.startswith("modules "):
                self.listmodules(name.split()[1])
            elif name in ("topics", "symbols"):
                self.output.write(f"\nArticles about {name} are not part of this help.\n")
            elif name in ("True", "False", "None"):
                doc(getattr(builtins, name, None) if name != "None" else None, "Help on %s:", output=self._output, is_cli=is_cli)
            elif name in _KEYWORDS:
                self.output.write(f"The keyword \"{name}\"\n\n    {_KEYWORDS[name]}\n")
            elif name:
                doc(name, "Help on %s:", output=self._output, is_cli=is_cli)
            else:
                doc(str, "Help on %s:", output=self._output, is_cli=is_cli)
        self.output.write("\n")

    def list(self, items, columns=4, width=80):
        items = sorted(items)
        rows = (len(items) + columns - 1) // columns
        for row in range(rows):
            cells = [items[row + rows * column] for column in range(columns) if row + rows * column < len(items)]
            wide = width // columns
            line = "".join(cell.ljust(wide - 1) + " " if index < columns - 1 else cell
                           for index, cell in enumerate(cells))
            self.output.write(line + "\n")

    def listkeywords(self):
        self.output.write("\nHere is a list of the Python keywords.  Enter any keyword to get more help.\n\n")
        self.list(keyword.kwlist)

    def listmodules(self, key=""):
        if key:
            self.output.write(f"\nHere is a list of modules whose name or summary contains '{key}'.\n"
                              "If there are any, enter a module name to get more help.\n\n")
            apropos(key)
            return
        self.output.write("\nPlease wait a moment while I gather a list of all available modules...\n\n")
        self.list(set(_module_names()))
        self.output.write("\nEnter any module name to get more help.  Or, type \"modules spam\" to search\n"
                          "for modules whose name or summary contain the string \"spam\".\n")


help = Helper()


def _module_names():
    """The importable modules: those built in and those in the folders of the search path."""
    from importlib.util import find_spec
    for name in sys.stdlib_module_names:
        if not name.startswith("_") and (name in sys.modules or find_spec(name) is not None):
            yield name
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            stem = inspect.getmodulename(name)
            if stem:
                yield stem
            elif "." not in name and os.path.isfile(os.path.join(folder, name, "__init__.py")):
                yield name


def apropos(key):
    """Prints the loadable library modules whose name or first line contains a word."""
    for name in sorted(sys.stdlib_module_names):
        module = sys.modules.get(name)
        first = splitdoc(getdoc(module))[0] if module is not None else ""
        if key.lower() in f"{name} - {first}".lower() and (module is not None or name in set(_module_names())):
            print(name, first and "- " + first)


def ispath(x):
    return isinstance(x, str) and os.sep in x


def cli():
    """`python -m pydoc`."""
    import getopt
    try:
        options, names = getopt.getopt(sys.argv[1:], "bk:n:p:w")
    except getopt.GetoptError:
        options, names = [], []
    if sys.path and sys.path[0] == os.path.dirname(os.path.abspath(__file__ if "__file__" in globals() else "")):
        sys.path[0] = "."
    for option, value in options:
        if option == "-k":
            apropos(value)
            return
        sys.exit(f"pydoc: option {option}: pages in HTML and their server are not implemented")
    if not names:
        command = os.path.splitext(os.path.basename(sys.argv[0]))[0]
        print(f"{command} - documentation of Python objects\n\n"
              f"{command} <name> ...\n"
              "    Shows the text about a module, package, keyword, function or class, by its\n"
              "    dotted name; a name with a slash is the path of a source file.\n\n"
              f"{command} -k <keyword>\n"
              "    Lists the modules whose name or first line contains the keyword.\n")
        return
    for name in names:
        if ispath(name) and not os.path.exists(name):
            print(f"file {name!r} does not exist")
            sys.exit(1)
        try:
            if ispath(name) and os.path.isfile(name):
                name = importfile(name)
            help.help(name, is_cli=True)
        except (ImportError, ErrorDuringImport) as problem:
            print(problem)
            sys.exit(1)


if __name__ == "__main__":
    cli()
