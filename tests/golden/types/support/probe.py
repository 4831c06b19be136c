"""The generated comparison of built-in types: prints what every attribute is and what seeded calls of it give.

`run(name, ...)` prints, for each subject, a line `## subject`, then for each attribute a line `== subject.attribute:
facts` and lines `case -> result`. A case is a line of Python over the names of `pools.py`; running it again by hand
shows the same. The cases depend on the subject, the attribute and the seed only, never on what the interpreter answers,
so two interpreters print the same cases in the same order. The seed is the first argument of the script, by default 1.

Left out because an implementation may choose: addresses, sizes in memory, hashes by identity and of text, the order of
sets, the wording of documentation, bytecode.
"""
import builtins
import io
import os
import sys
import types
import warnings

from . import subjects
from .names import NAMES

FOLDER = os.path.dirname(os.path.abspath(__file__))
CASES = 20
# Results that only say of which type they are.
TYPE_ONLY = {"__sizeof__", "id", "co_code", "co_lnotab", "co_linetable", "co_exceptiontable", "co_stacksize", "_co_code_adaptive",
             "f_lasti", "tb_lasti", "co_lines", "co_positions", "co_nlocals", "__basicsize__", "__itemsize__", "__flags__",
             "__dictoffset__", "__weakrefoffset__", "f_builtins", "f_globals", "__builtins__", "__globals__", "globals", "locals",
             "dir", "__dir__", "__subclasses__", "__dict__", "co_consts", "co_names", "__loader__", "__spec__"}
# Attributes of which only the facts are shown: what they do is left to the implementation, or ends the run.
FACTS_ONLY = {"__doc__", "__dict__", "__weakref__", "__abstractmethods__", "__subclasses__", "__getformat__", "__annotations__",
              "f_trace_opcodes"}
# Functions whose arguments are never spoilt: they could touch the files of the run.
AS_HINTED = {"open", "input", "__import__"}
# Operations that never end, or need all memory, with operands as large as others have them.
MODEST = {"__pow__", "__rpow__", "__ipow__", "pow", "__round__", "round"}


class Chooser:
    """A small generator of pseudo-random numbers, the same on every interpreter."""

    def __init__(self, *words):
        state = 14695981039346656037
        for letter in "/".join(map(str, words)):
            state = ((state ^ ord(letter)) * 1099511628211) % 2**64
        self.state = state

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, percent):
        return self.below(100) < percent


def split(text, separator):
    """Splits at a separator outside brackets and quotes."""
    parts, depth, quote, part = [], 0, None, ""
    for letter in text:
        if quote:
            quote = None if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == separator and not depth:
            parts.append(part)
            part = ""
            continue
        part += letter
    return parts + [part]


with open(os.path.join(FOLDER, "pools.py"), encoding="utf-8") as file:
    POOL_CODE = compile(file.read(), "<pools>", "exec")
SOURCE_CODE = compile(subjects.SOURCE, "<subject>", "exec")


def namespace():
    """Fresh names for the cases of one attribute: what one attribute changes does not reach the next."""
    names = {"__name__": "pools", "types": types}
    exec(POOL_CODE, names)
    exec(SOURCE_CODE, names)
    return names


POOLS = namespace()["POOLS"]


class Arguments:
    """Chooses arguments by a hint."""

    def __init__(self, chooser, hint, instances, spoil=True, modest=False):
        self.chooser = chooser
        self.modest = modest
        self.alternatives = [split(one.strip(), " ") if one.strip() else [] for one in split(hint, "|")]
        self.instances = instances
        self.spoil = spoil

    def one(self, code):
        if code == "=":
            return self.chooser.pick(self.instances)
        pool = POOLS.get(code)
        if pool is None:
            return code
        return self.chooser.pick([text for text in pool if "**" not in text] if self.modest else pool)

    def hinted(self):
        arguments = []
        for token in self.chooser.pick(self.alternatives):
            name = keyword_of(token)
            prefix = name + "=" if name else ""
            code = token[len(prefix):]
            if code.endswith("*") and code[:-1] in POOLS:
                arguments += [self.one(code[:-1]) for _ in range(self.chooser.below(4))]
                continue
            if code.endswith("?") and (code[:-1] in POOLS or code[:-1] == "="):
                if self.chooser.chance(45):
                    if prefix:
                        continue
                    break
                code = code[:-1]
            arguments.append(prefix + self.one(code))
        return arguments

    def next(self):
        arguments = self.hinted()
        if not self.spoil:
            return arguments
        way = self.chooser.below(100)
        if way < 60:
            return arguments
        if way < 78 and arguments:
            place = self.chooser.below(len(arguments))
            if not keyword_of(arguments[place]):
                arguments[place] = self.one("x")
        elif way < 86 and arguments:
            arguments.pop()
        elif way < 94:
            if not arguments or not keyword_of(arguments[-1]):
                arguments.append(self.one("x"))
        elif way < 97:
            arguments.append("nope=1")
        return arguments


def keyword_of(argument):
    """The name in front of the `=` of a keyword argument or of a keyword in a hint."""
    name, equals, value = argument.partition("=")
    return name if equals and name.isidentifier() and value and value[0] != "=" else ""


def without_addresses(text):
    first, *others = text.split("0x")
    for part in others:
        rest = part.lstrip("0123456789abcdef")
        first += "0x" + (".." + rest if len(part) - len(rest) >= 6 or first.endswith("at ") else part)
    return first


def clean(text):
    """One line of ASCII without addresses."""
    text = without_addresses(text)
    return text.encode("unicode_escape").decode("ascii").replace("\\\\", "\\")


def show(value, depth=0):
    """A text of a value that shows its type, and its items where that is safe."""
    kind = type(value)
    if depth > 4:
        return "(deep)"
    if kind in (list, tuple):
        items = [show(item, depth + 1) for item in value[:12]]
        opening, closing = ("[", "]") if kind is list else ("(", ",)" if len(value) == 1 else ")")
        return opening + ", ".join(items) + closing
    if kind is dict and not {"__doc__", "__builtins__"}.isdisjoint(value):
        return "%s of names, %s" % (kind.__name__, sorted(value)) if depth == 0 else kind.__name__
    if kind is dict:
        return "{" + ", ".join("%s: %s" % (show(key, depth + 1), show(value[key], depth + 1)) for key in list(value)[:12]) + "}"
    if kind in (set, frozenset) or isinstance(value, (set, frozenset)):
        return "%s{%s}" % (kind.__name__, ", ".join(sorted(show(item, depth + 1) for item in value)))
    try:
        text = repr(value)
    except BaseException as error:
        text = "(repr raises %s)" % failure(error)
    if kind in (int, float, complex, bool, str, bytes, bytearray, type(None), type(NotImplemented), type(...)):
        return text if len(text) < 300 else text[:300] + "..%d" % len(text)
    if kind is types.MappingProxyType and "'__doc__': " in text:
        return "mappingproxy of names, %s" % sorted(value) if depth == 0 else "mappingproxy of names"
    if kind is memoryview:
        try:
            return "memoryview(%r, %r, %r, %r)" % (value.tobytes(), value.format, value.shape, value.readonly)
        except ValueError as error:
            return "memoryview(%s)" % failure(error)
    if isinstance(value, BaseException):
        return "%s args=%s" % (text, show(value.args, depth + 1))
    if hasattr(kind, "__next__") and kind.__module__ == "builtins":
        return "<%s: %s>" % (kind.__name__, ", ".join(drain(value, depth)))
    if isinstance(value, (int, float, complex, str, bytes, bytearray, list, tuple, dict)) and not isinstance(value, type):
        return "%s(%s)" % (kind.__name__, text)
    return text


def drain(iterator, depth):
    items = []
    for _ in range(5):
        try:
            items.append(show(next(iterator), depth + 1))
        except StopIteration:
            items.append("end")
            break
        except BaseException as error:
            items.append(failure(error))
            break
    return items


def failure(error):
    try:
        return "%s: %s" % (type(error).__name__, error)
    except BaseException as other:
        return "%s without text: %s" % (type(error).__name__, type(other).__name__)


def outcome(name, text, names):
    """What a case gives: the value or error, what it printed, and what became of the object `r`."""
    before = names.pop("_before", None)
    real, sys.stdout = sys.stdout, io.StringIO()
    try:
        try:
            if text.startswith(("r.", "del r.")) and (" = " in text[:40] or text.startswith("del")):
                exec(text, names)
                value = None
            else:
                value = eval(text, names)
        except BaseException as error:
            result = "! " + failure(error)
        else:
            if (name in TYPE_ONLY or "__doc__" in text) and value is not NotImplemented:
                result = "some " + type(value).__name__
            elif name in ("hash", "__hash__") and isinstance(value, int) and not hashable_by_value(text, names):
                result = "some int"
            elif "r" in names and value is names["r"] and type(value) not in (int, float, complex, str, bytes, bool, type):
                result = "r"
            else:
                result = show(value)
        printed = sys.stdout.getvalue()
    finally:
        sys.stdout = real
    if printed:
        result += " printed %r" % printed
    if before is not None:
        try:
            after = show_receiver(names["r"])
        except BaseException as error:
            after = failure(error)
        if after != before:
            result += " ; r = " + after
    return clean(result)


def hashable_by_value(text, names):
    if text.startswith("object."):
        return False
    if "r" in names:
        item = names["r"]
    else:
        if "..." in text:
            return False
        return text.replace("hash(", "").replace("frozenset", "").replace("True", "").replace("e", "").strip("0123456789.,-+*{}() ") == ""
    return isinstance(item, (int, float, complex, range, tuple, frozenset, type(None), slice)) and not set("'n") & set(repr(item))


MUTABLE = (list, dict, set, bytearray, memoryview, types.SimpleNamespace, BaseException, types.ModuleType)


def show_receiver(item):
    if isinstance(item, types.ModuleType):
        return "module with %s" % sorted(vars(item))
    if isinstance(item, BaseException):
        return "%s, suppressed %s" % (show(item), item.__suppress_context__)
    return show(item)


def facts(owner, name):
    """Kind, documentation and signature of an attribute in the class's own namespace."""
    try:
        found = vars(owner)[name]
    except KeyError:
        return "not there" if not hasattr(owner, name) else "not its own"
    kind = type(found).__name__
    if name == "__doc__":
        return "%s %s" % (kind, bool(found))
    if isinstance(found, (str, int, tuple, type(None))):
        return "%s %s" % (kind, clean(show(found)))
    facts = [kind, "doc" if getattr(found, "__doc__", None) else "no doc"]
    facts.append("signature %s" % signature(found))
    facts.append("%s %s" % (getattr(found, "__name__", None), getattr(found, "__qualname__", None)))
    return ", ".join(facts)


def signature(found):
    """The signature text, however its lines are broken."""
    text = getattr(found, "__text_signature__", None)
    return " ".join(text.split()) if isinstance(text, str) else text


def provenance(owner, name):
    """Where an inherited attribute comes from."""
    for base in owner.__mro__:
        if name in vars(base):
            return "from " + base.__name__
    return "of the metaclass" if hasattr(owner, name) else "not there"


class Cases:
    """The cases of one attribute: distinct, in the order in which they were chosen."""

    def __init__(self, label, name, names):
        self.label, self.name, self.names = label, name, names
        self.known = set()

    def emit(self, key, text, receiver=None):
        """Runs one case; `r` stands for the receiver in the text and is written out in the key."""
        key = clean(key)
        if key in self.known:
            return False
        self.known.add(key)
        names = self.names
        names.pop("r", None)
        if receiver is not None:
            names["r"] = item = eval(receiver, names)
            if isinstance(item, MUTABLE) and not isinstance(item, type):
                names["_before"] = show_receiver(item)
        print("%s -> %s" % (key, outcome(self.name, text, names)))
        return True


def written(receiver):
    """A receiver in front of a dot or beside an operator."""
    atom = receiver.isidentifier() or receiver[-1] in ")]}'" and receiver[0] in "[{'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return receiver if atom and not set(receiver) & set("+-*|") else "(%s)" % receiver


OPERATORS = {
    "__add__": "+", "__sub__": "-", "__mul__": "*", "__truediv__": "/", "__floordiv__": "//", "__mod__": "%", "__pow__": "**",
    "__and__": "&", "__or__": "|", "__xor__": "^", "__lshift__": "<<", "__rshift__": ">>", "__eq__": "==", "__ne__": "!=",
    "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">=",
}


def method_cases(expression, instances, name, hint, chooser, names, label, count):
    cases = Cases(label, name, names)
    modest = name in MODEST
    if modest:
        instances = [text for text in instances if "**" not in text]
    arguments = Arguments(chooser, hint, instances, modest=modest)
    cases.emit("%s.%s()" % (expression, name), "%s.%s()" % (expression, name))
    wrong = arguments.one("x")
    cases.emit("%s.%s(%s)" % (expression, name, wrong), "%s.%s(%s)" % (expression, name, wrong))
    made = tries = 0
    while made < count and tries < 12 * count:
        tries += 1
        receiver = chooser.pick(instances)
        given = arguments.next()
        form = chooser.below(10)
        if name in OPERATORS and form < 4 and len(given) == 1 and not keyword_of(given[0]):
            sign = OPERATORS[name]
            made += cases.emit("%s %s %s" % (written(receiver), sign, written(given[0])), "r %s %s" % (sign, written(given[0])), receiver)
        elif form < 7 or name.startswith("__new") or name == "mro":
            text = ", ".join(given)
            made += cases.emit("%s.%s(%s)" % (written(receiver), name, text), "r.%s(%s)" % (name, text), receiver)
        else:
            text = ", ".join(["r"] + given)
            key = ", ".join([receiver] + given)
            made += cases.emit("%s.%s(%s)" % (expression, name, key), "%s.%s(%s)" % (expression, name, text), receiver)


def constructor_cases(expression, name, hint, instances, chooser, names, label, count):
    cases = Cases(label, name, names)
    arguments = Arguments(chooser, hint, instances)
    call = expression if name == "()" else "%s.%s" % (expression, name)
    cases.emit("%s()" % call, "%s()" % call)
    made = tries = 0
    while made < count and tries < 12 * count:
        tries += 1
        given = arguments.next()
        if name == "__new__":
            given.insert(0, expression if chooser.chance(85) else arguments.one("t"))
        text = "%s(%s)" % (call, ", ".join(given))
        made += cases.emit(text, text)


def data_cases(expression, instances, name, chooser, names, label, count):
    """Reads, assignments and deletions of an attribute that is not called."""
    cases = Cases(label, name, names)
    cases.emit("%s.%s" % (expression, name), "type(%s.%s)" % (expression, name))
    for receiver in instances[:8]:
        cases.emit("%s.%s" % (written(receiver), name), "r.%s" % name, receiver)
    made = tries = 0
    while made < count - min(8, len(instances)) and tries < 6 * count:
        tries += 1
        receiver = chooser.pick(instances)
        if chooser.chance(15):
            made += cases.emit("del %s.%s" % (written(receiver), name), "del r.%s" % name, receiver)
            continue
        value = chooser.pick(POOLS[chooser.pick("xxsict")])
        made += cases.emit("%s.%s = %s" % (written(receiver), name, value), "r.%s = %s" % (name, value), receiver)


def type_subject(label, seed):
    if label in subjects.SUBJECTS:
        expression, instances, constructor, hints = subjects.SUBJECTS[label]
    else:
        expression, hints = label, {}
        instances, constructor = subjects.EXCEPTIONS.get(label, (None, None))
        for base in getattr(builtins, label).__mro__:
            if instances is None and base.__name__ in subjects.EXCEPTIONS:
                instances, constructor = subjects.EXCEPTIONS[base.__name__]
                instances = [text.replace(base.__name__ + "(", label + "(", 1) for text in instances]
        if instances is None:
            instances, constructor = ["%s()" % label, "%s('m')" % label, "%s('m', 2)" % label], "x*|s|nope=x"
    print("## " + label)
    names = namespace()
    names.update({name: value for name, value in vars(builtins).items() if name not in names})
    owner = eval(expression, names)
    called, own, inherited = set(), [], []
    for name in NAMES[label].split():
        if name.startswith("^"):
            inherited.append(name[1:])
            continue
        own.append(name.removesuffix("()"))
        if name.endswith("()"):
            called.add(own[-1])
    extra = sorted(name for name in vars(owner) if name not in own and (name[:1] != "_" or name[:2] == "__"))
    print("== %s: %s, bases %s, beyond CPython: %s" % (label, type(owner).__name__, show([base.__name__ for base in owner.__mro__]), extra))
    constructor_cases(expression, "()", constructor, instances, Chooser(seed, label, "()"), namespace(), label, 2 * CASES)
    for name in own:
        print("== %s.%s: %s" % (label, name, facts(owner, name)))
        if name in FACTS_ONLY:
            continue
        chooser = Chooser(seed, label, name)
        hint = hints.get(name, subjects.COMMON.get(name, ""))
        if name in ("__new__", "__init__"):
            hint = hints.get(name, constructor)
        if name == "__new__":
            constructor_cases(expression, name, hint, instances, chooser, namespace(), label, CASES)
        elif name in called:
            method_cases(expression, instances, name, hint, chooser, namespace(), label, CASES)
        else:
            data_cases(expression, instances, name, chooser, namespace(), label, CASES)
    for name in inherited:
        print("== %s.%s: %s" % (label, name, provenance(owner, name)))


def function_subject(name, seed):
    print("## " + name)
    found = getattr(builtins, name, None)
    print("== %s: %s, %s, signature %s, %s %s" % (
        name, type(found).__name__, "doc" if getattr(found, "__doc__", None) else "no doc",
        signature(found), getattr(found, "__module__", None), getattr(found, "__qualname__", None)))
    chooser = Chooser(seed, "builtins", name)
    cases = Cases(name, name, namespace())
    arguments = Arguments(chooser, subjects.FUNCTIONS[name], [], name not in AS_HINTED, name in MODEST)
    cases.emit("%s()" % name, "%s()" % name)
    made = tries = 0
    while made < 3 * CASES and tries < 30 * CASES:
        tries += 1
        text = "%s(%s)" % (name, ", ".join(arguments.next()))
        made += cases.emit(text, text)


def run(*labels):
    """Prints the comparison of the subjects, which are types or, with a `()` behind, built-in functions."""
    seed = sys.argv[1] if len(sys.argv) > 1 else "1"
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda *ignored: None
    for label in labels:
        if label.endswith("()"):
            function_subject(label[:-2], seed)
        else:
            type_subject(label, seed)
