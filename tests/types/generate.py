#!/usr/bin/env python3
"""Writes what the generated comparison of built-in types needs: the attribute names of CPython's types, and one golden
script for each group of types and functions.

    python3.13 tests/types/generate.py          write tests/golden/types/*.py and support/names.py
    python3 tests/record.py types/              record CPython's answers
    python3 tests/types/compare.py --interp target/release/taipan --seed 7
                                                compare with other cases than the recorded ones

Must run on the version in tests/golden/PYTHON_VERSION, because the names are that version's. What is compared, and how
the cases are chosen, is in tests/golden/types/support.
"""
import builtins
import importlib
import pathlib
import sys
import types

ROOT = pathlib.Path(__file__).resolve().parent.parent / "golden"
FOLDER = ROOT / "types"

# Small types share a script.
GROUPS = {
    "type_views": ["dict_keys", "dict_values", "dict_items", "mappingproxy"],
    "type_iterators": [
        "list_iterator", "list_reverseiterator", "tuple_iterator", "str_iterator", "str_ascii_iterator", "bytes_iterator",
        "bytearray_iterator", "memory_iterator", "dict_keyiterator", "dict_valueiterator", "dict_itemiterator",
        "dict_reversekeyiterator", "dict_reversevalueiterator", "dict_reverseitemiterator", "set_iterator", "range_iterator",
        "longrange_iterator", "iterator", "callable_iterator",
    ],
    "type_iterating": ["enumerate", "zip", "map", "filter", "reversed"],
    "type_descriptors": [
        "property", "staticmethod", "classmethod", "super", "builtin_function", "method_descriptor", "wrapper_descriptor",
        "method_wrapper", "getset_descriptor", "member_descriptor", "classmethod_descriptor",
    ],
    "type_functions": ["function", "method", "code", "frame", "traceback", "cell"],
    "type_suspended": [
        "generator", "coroutine", "async_generator", "coroutine_wrapper", "async_generator_asend", "async_generator_athrow",
    ],
    "type_singletons": ["NoneType", "NotImplementedType", "ellipsis", "module", "SimpleNamespace"],
    "type_generics": ["GenericAlias", "UnionType"],
}


def exceptions():
    """The exception classes, each under its own name, in the order of the hierarchy."""
    found = [value for name, value in vars(builtins).items()
             if isinstance(value, type) and issubclass(value, BaseException) and value.__name__ == name]
    return sorted((kind.__name__ for kind in found), key=lambda name: (len(getattr(builtins, name).__mro__), name))


def names_of(owner, namespace):
    """The attribute names of a type: its own, with `()` behind what is called, then the inherited ones after a `^`."""
    own = []
    for name, value in sorted(vars(owner).items()):
        if name.startswith("_") and not name.startswith("__"):
            continue
        called = callable(value) or isinstance(value, (staticmethod, classmethod, types.ClassMethodDescriptorType))
        own.append(name + "()" if called and not isinstance(value, type) else name)
    inherited = sorted(set(dir(owner)) - set(vars(owner)))
    return own + ["^" + name for name in inherited if not name.startswith("_") or name.startswith("__")]


def script(title, labels):
    listed = ",\n    ".join(repr(label).replace("'", '"') for label in labels)
    return '"""Generated comparison: %s. See support/probe.py."""\nfrom support.probe import run\n\nrun(\n    %s,\n)\n' % (title, listed)


def main():
    wanted = (ROOT / "PYTHON_VERSION").read_text().strip()
    if "%d.%d.%d" % sys.version_info[:3] != wanted or sys.implementation.name != "cpython":
        sys.exit("generate.py: must run on CPython " + wanted)
    sys.path.insert(0, str(FOLDER))
    (FOLDER / "support" / "names.py").write_text("NAMES = {}\n")
    probe = importlib.import_module("support.probe")
    subjects = probe.subjects

    groups = {name: list(labels) for name, labels in GROUPS.items()}
    grouped = {label for labels in groups.values() for label in labels}
    for label in subjects.SUBJECTS:
        if label not in grouped:
            groups["type_" + label] = [label]
    names = exceptions()
    plain = [name for name in names if name not in subjects.EXCEPTIONS and name != "BaseException"]
    groups["exceptions_base"] = ["BaseException"] + [name for name in names if name in subjects.EXCEPTIONS]
    half = len(plain) // 2
    groups["exceptions_plain"], groups["exceptions_derived"] = plain[:half], plain[half:]
    functions = sorted(name for name in subjects.FUNCTIONS)
    third = len(functions) // 3 + 1
    for number in range(3):
        groups["functions_%d" % (number + 1)] = [name + "()" for name in functions[number * third:(number + 1) * third]]

    for old in FOLDER.glob("*.py"):
        if old.stem not in groups:
            old.unlink()
    for name, labels in groups.items():
        (FOLDER / (name + ".py")).write_text(script(", ".join(labels)[:80], labels))

    lines = ['"""The attributes of CPython\'s built-in types, written by tests/types/generate.py.', "",
             "A name with `()` behind it is called; one with `^` before it is inherited.", '"""', "", "NAMES = {"]
    namespace = probe.namespace()
    for labels in groups.values():
        for label in labels:
            if label.endswith("()"):
                continue
            owner = eval(subjects.SUBJECTS[label][0] if label in subjects.SUBJECTS else label, namespace)
            words = names_of(owner, namespace)
            lines.append('    "%s": (' % label)
            line = ""
            for word in words:
                if len(line) + len(word) > 100:
                    lines.append('        "%s "' % line.strip())
                    line = ""
                line += word + " "
            lines += ['        "%s"' % line.strip(), "    ),"]
    (FOLDER / "support" / "names.py").write_text("\n".join(lines + ["}", ""]))


if __name__ == "__main__":
    main()
