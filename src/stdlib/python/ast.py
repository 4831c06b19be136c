"""Syntax trees: parsing, walking, changing, and printing them as source text again.

The node classes are in `_ast`, `unparse` is in `_ast_unparse`. Missing: type comments, the mode
`func_type` and trees after constant folding; asking for them is an error that says so.
"""

import re as _re
import sys as _sys
from _ast import *
from _ast import PyCF_ALLOW_TOP_LEVEL_AWAIT, PyCF_ONLY_AST, PyCF_OPTIMIZED_AST, PyCF_TYPE_COMMENTS, AST


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None, optimize=-1):
    """The tree of a source text; the same as `compile` with `PyCF_ONLY_AST`."""
    flags = PyCF_OPTIMIZED_AST if optimize > 0 else PyCF_ONLY_AST
    if type_comments:
        text = source if isinstance(source, str) else bytes(source).decode("utf-8", "replace")
        if "# type:" in text:
            raise NotImplementedError("ast.parse(type_comments=True) with type comments in the source")
    if isinstance(feature_version, tuple):
        major, minor = feature_version
        if major != 3:
            raise ValueError(f"Unsupported major version: {major}")
        feature_version = minor
    elif feature_version is None:
        feature_version = -1
    return compile(source, filename, mode, flags, _feature_version=feature_version, optimize=optimize)


def literal_eval(node_or_string):
    """The value of an expression made of literals only."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval").body
    elif isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _literal(node_or_string)


def _malformed(node):
    place = getattr(node, "lineno", None)
    where = f" on line {place}" if place else ""
    raise ValueError(f"malformed node or string{where}: {node!r}")


def _literal(node):
    match node:
        case Constant(value=value):
            return value
        case Tuple(elts=elts):
            return tuple(map(_literal, elts))
        case List(elts=elts):
            return list(map(_literal, elts))
        case Set(elts=elts):
            return set(map(_literal, elts))
        case Call(func=Name(id="set"), args=[], keywords=[]):
            return set()
        case Dict(keys=keys, values=values):
            if len(keys) != len(values):
                _malformed(node)
            return dict(zip(map(_literal, keys), map(_literal, values)))
        case BinOp(left=left, op=Add() | Sub() as op, right=right):
            real = _signed_number(left)
            imaginary = _number(right)
            if isinstance(real, (int, float)) and isinstance(imaginary, complex):
                return real + imaginary if isinstance(op, Add) else real - imaginary
    return _signed_number(node)


def _number(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _signed_number(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        operand = _number(node.operand)
        return +operand if isinstance(node.op, UAdd) else -operand
    return _number(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """A tree as text that makes the tree again when evaluated."""
    if not isinstance(node, AST):
        raise TypeError(f"expected AST, got {node.__class__.__name__!r}")
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent
    return _Dump(annotate_fields, include_attributes, indent, show_empty).text(node, 0)[0]


class _Dump:
    """Text of nodes, each with whether it is simple enough to stay on a line with others."""

    def __init__(self, annotate, attributes, indent, show_empty):
        self.annotate = annotate
        self.attributes = attributes
        self.indent = indent
        self.show_empty = show_empty

    def text(self, node, level):
        if isinstance(node, AST):
            return self.node_text(node, level + 1)
        if isinstance(node, list):
            if not node:
                return "[]", True
            prefix, comma = self.breaks(level + 1)
            return f"[{prefix}{comma.join(self.text(item, level + 1)[0] for item in node)}]", False
        return repr(node), True

    def breaks(self, level):
        if self.indent is None:
            return "", ", "
        start = "\n" + self.indent * level
        return start, "," + start

    def is_empty(self, cls, name, value):
        if self.show_empty or value != []:
            return False
        return getattr(cls._field_types.get(name, object), "__origin__", None) is list

    def node_text(self, node, level):
        cls = type(node)
        shown = []
        simple = True
        by_name = self.annotate
        skipped = []
        for name in node._fields:
            try:
                value = getattr(node, name)
            except AttributeError:
                by_name = True
                continue
            if value is None and getattr(cls, name, ...) is None:
                by_name = True
                continue
            if self.is_empty(cls, name, value):
                if not by_name:
                    skipped.append(repr(value))
                continue
            if not by_name:
                shown.extend(skipped)
                skipped.clear()
            text, plain = self.text(value, level)
            simple = simple and plain
            shown.append(f"{name}={text}" if by_name else text)
        if self.attributes and node._attributes:
            for name in node._attributes:
                try:
                    value = getattr(node, name)
                except AttributeError:
                    continue
                if value is None and getattr(cls, name, ...) is None:
                    continue
                text, plain = self.text(value, level)
                simple = simple and plain
                shown.append(f"{name}={text}")
        name = node.__class__.__name__
        if simple and len(shown) <= 3:
            return f"{name}({', '.join(shown)})", not shown
        prefix, comma = self.breaks(level)
        return f"{name}({prefix}{comma.join(shown)})", False


def iter_fields(node):
    """Pairs of name and value of the fields that a node has."""
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """The nodes directly below a node, those in lists included."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, AST))


def walk(node):
    """A node and all nodes below it, level by level."""
    waiting = [node]
    for node in waiting:
        waiting.extend(iter_child_nodes(node))
        yield node


def copy_location(new_node, old_node):
    """Give a node the place of another one."""
    for name in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            # An end that nobody knows is better left out.
            if value is not None or (hasattr(old_node, name) and name.startswith("end_")):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give every node without a place that of its parent."""
    waiting = [(node, (1, 0, 1, 0))]
    while waiting:
        current, inherited = waiting.pop()
        place = []
        for name, value in zip(("lineno", "col_offset", "end_lineno", "end_col_offset"), inherited):
            if name in current._attributes:
                if name.startswith("end_"):
                    missing = getattr(current, name, None) is None
                else:
                    missing = not hasattr(current, name)
                if missing:
                    setattr(current, name, value)
                else:
                    value = getattr(current, name)
            place.append(value)
        waiting.extend((child, place) for child in iter_child_nodes(current))
    return node


def increment_lineno(node, n=1):
    """Move a tree by a number of lines."""
    for child in walk(node):
        # A comment that ignores types has its line as a field.
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, "lineno", 0) + n
            continue
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if "end_lineno" in child._attributes and (end := getattr(child, "end_lineno", 0)) is not None:
            child.end_lineno = end + n
    return node


def get_docstring(node, clean=True):
    """The docstring of a module, class or function, or None."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    match node.body:
        case [Expr(value=Constant(value=str() as text)), *_]:
            if clean:
                import inspect

                text = inspect.cleandoc(text)
            return text
    return None


_line_end = _re.compile(r"(.*?(?:\r\n|\n|\r|$))", _re.DOTALL)


def _lines_of(source, limit=None):
    """The lines of a text as the parser counts them: a form feed ends none."""
    lines = []
    for found in _line_end.finditer(source):
        if limit is not None and len(lines) >= limit:
            break
        lines.append(found[0])
    return lines


def get_source_segment(source, node, *, padded=False):
    """The part of a source text that a node was parsed from."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last = node.lineno - 1, node.end_lineno - 1
        start, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = _lines_of(source, last + 1)
    if first == last:
        return lines[first].encode()[start:end].decode()
    before = lines[first].encode()[:start].decode()
    padding = "".join(letter if letter in "\f\t" else " " for letter in before) if padded else ""
    head = padding + lines[first].encode()[start:].decode()
    tail = lines[last].encode()[:end].decode()
    return "".join([head, *lines[first + 1 : last], tail])


class NodeVisitor:
    """Calls `visit_KIND` for a node of that kind, else goes on with the nodes below it."""

    def visit(self, node):
        """Visit a node."""
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit everything below a node."""
        for _, value in iter_fields(node):
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)
            elif isinstance(value, AST):
                self.visit(value)

    def visit_Constant(self, node):
        method = _old_visitor(self, node.value)
        return self.generic_visit(node) if method is None else method(node)


def _old_visitor(visitor, value):
    """The method of a visitor for a kind of constant that had a class of its own once."""
    for kinds, name in _OLD_KINDS:
        if isinstance(value, kinds) and not (name == "Num" and isinstance(value, bool)):
            method = getattr(visitor, "visit_" + name, None)
            if method is not None:
                import warnings

                warnings.warn(
                    f"visit_{name} is deprecated; add visit_Constant", DeprecationWarning, stacklevel=3
                )
            return method
    return None


_OLD_KINDS = (
    ((bool, type(None)), "NameConstant"),
    ((int, float, complex), "Num"),
    (str, "Str"),
    (bytes, "Bytes"),
    (type(...), "Ellipsis"),
)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods give what takes the node's place: None for nothing, a list for several."""

    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                old[:] = self._transformed(old)
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, field)
                else:
                    setattr(node, field, new)
        return node

    def _transformed(self, items):
        kept = []
        for item in items:
            if not isinstance(item, AST):
                kept.append(item)
                continue
            new = self.visit(item)
            if new is None:
                continue
            if isinstance(new, AST):
                kept.append(new)
            else:
                kept.extend(new)
        return kept


def unparse(ast_obj):
    """Source text that parses to an equal tree."""
    from _ast_unparse import Writer

    return Writer().source(ast_obj)


# ---- classes of earlier times ----


class slice(AST):
    """Deprecated AST node class."""


class Index(slice):
    """Deprecated AST node class. Use the index value directly instead."""

    def __new__(cls, value, **kwargs):
        return value


class ExtSlice(slice):
    """Deprecated AST node class. Use ast.Tuple instead."""

    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), Load(), **kwargs)


class Suite(mod):
    """Deprecated AST node class.  Unused in Python 3."""


class AugLoad(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


class AugStore(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


class Param(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


class _OldMeta(type):
    def __instancecheck__(cls, inst):
        if cls not in _OLD_VALUES:
            return type.__instancecheck__(cls, inst)
        import warnings

        warnings._deprecated(f"ast.{cls.__qualname__}", _USE_CONSTANT, remove=(3, 14))
        if not isinstance(inst, Constant):
            return False
        return isinstance(inst.value, _OLD_VALUES[cls]) and not (cls.__name__ == "Num" and isinstance(inst.value, bool))


_USE_CONSTANT = "{name} is deprecated and will be removed in Python {remove}; use ast.Constant instead"


def _old_new(cls, *args, **kwargs):
    import warnings

    name = cls.__qualname__
    if cls in _OLD_VALUES:
        warnings._deprecated(f"ast.{name}", _USE_CONSTANT, remove=(3, 14))
        if name == "Ellipsis":
            return Constant(..., *args, **kwargs)
        return Constant(*args, **kwargs)
    return Constant.__new__(cls, *args, **kwargs)


def _old_class(name, fields):
    return _OldMeta(
        name,
        (Constant,),
        {
            "__module__": "ast",
            "__doc__": "Deprecated AST node class. Use ast.Constant instead",
            "__new__": _old_new,
            **({"_fields": fields} if fields is not None else {}),
        },
    )


_OLD_CLASSES = {
    "Num": _old_class("Num", ("n",)),
    "Str": _old_class("Str", ("s",)),
    "Bytes": _old_class("Bytes", ("s",)),
    "NameConstant": _old_class("NameConstant", None),
    "Ellipsis": _old_class("Ellipsis", ()),
}
_OLD_VALUES = {
    _OLD_CLASSES["Num"]: (int, float, complex),
    _OLD_CLASSES["Str"]: str,
    _OLD_CLASSES["Bytes"]: bytes,
    _OLD_CLASSES["NameConstant"]: (type(None), bool),
    _OLD_CLASSES["Ellipsis"]: type(...),
}


def _old_attribute(name):
    def get(self):
        import warnings

        warnings._deprecated(f"Attribute {name}", "{name} is deprecated and will be removed in Python {remove}; use value instead", remove=(3, 14))
        return self.value

    def set(self, value):
        import warnings

        warnings._deprecated(f"Attribute {name}", "{name} is deprecated and will be removed in Python {remove}; use value instead", remove=(3, 14))
        self.value = value

    return property(get, set)


Constant.n = _old_attribute("n")
Constant.s = _old_attribute("s")


def __getattr__(name):
    if name in _OLD_CLASSES:
        import warnings

        globals()[name] = found = _OLD_CLASSES[name]
        warnings._deprecated(f"ast.{name}", _USE_CONSTANT, remove=(3, 14))
        return found
    raise AttributeError(f"module 'ast' has no attribute '{name}'")


def main():
    """The command line: print the tree of a file."""
    import argparse

    parser = argparse.ArgumentParser(prog="python -m ast")
    parser.add_argument("infile", nargs="?", default="-", help="the file to parse; defaults to stdin")
    parser.add_argument(
        "-m",
        "--mode",
        default="exec",
        choices=("exec", "single", "eval", "func_type"),
        help="specify what kind of code must be parsed",
    )
    parser.add_argument("--no-type-comments", default=True, action="store_false", help="don't add information about type comments")
    parser.add_argument("-a", "--include-attributes", action="store_true", help="include attributes such as line numbers and column offsets")
    parser.add_argument("-i", "--indent", type=int, default=3, help="indentation of nodes (number of spaces)")
    args = parser.parse_args()
    if args.infile == "-":
        name, source = "<stdin>", _sys.stdin.buffer.read()
    else:
        name = args.infile
        with open(name, "rb") as file:
            source = file.read()
    tree = parse(source, name, args.mode, type_comments=args.no_type_comments)
    print(dump(tree, include_attributes=args.include_attributes, indent=args.indent))


if __name__ == "__main__":
    main()
