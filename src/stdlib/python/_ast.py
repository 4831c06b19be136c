"""The node classes of syntax trees.

Made from a table that says for every sort of node which kinds there are and which fields a kind
has, in the notation of the published abstract grammar: `?` marks an optional field, `*` a list.
Native code makes instances of these classes when it parses, and reads them when it compiles.
"""

import warnings as _warnings

PyCF_ONLY_AST = 0x400
PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")

# Sorts whose nodes lie somewhere in the text. The end may be missing in those before the mark.
_OPTIONAL_END = ("stmt", "expr", "excepthandler", "arg", "keyword", "alias")
_PLACED = (*_OPTIONAL_END, "pattern", "type_param")

_GRAMMAR = """
mod = Module(stmt* body, type_ignore* type_ignores)
    | Interactive(stmt* body)
    | Expression(expr body)
    | FunctionType(expr* argtypes, expr returns)
stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
     | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
     | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
     | Return(expr? value)
     | Delete(expr* targets)
     | Assign(expr* targets, expr value, string? type_comment)
     | TypeAlias(expr name, type_param* type_params, expr value)
     | AugAssign(expr target, operator op, expr value)
     | AnnAssign(expr target, expr annotation, expr? value, int simple)
     | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
     | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
     | While(expr test, stmt* body, stmt* orelse)
     | If(expr test, stmt* body, stmt* orelse)
     | With(withitem* items, stmt* body, string? type_comment)
     | AsyncWith(withitem* items, stmt* body, string? type_comment)
     | Match(expr subject, match_case* cases)
     | Raise(expr? exc, expr? cause)
     | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
     | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
     | Assert(expr test, expr? msg)
     | Import(alias* names)
     | ImportFrom(identifier? module, alias* names, int? level)
     | Global(identifier* names)
     | Nonlocal(identifier* names)
     | Expr(expr value)
     | Pass
     | Break
     | Continue
expr = BoolOp(boolop op, expr* values)
     | NamedExpr(expr target, expr value)
     | BinOp(expr left, operator op, expr right)
     | UnaryOp(unaryop op, expr operand)
     | Lambda(arguments args, expr body)
     | IfExp(expr test, expr body, expr orelse)
     | Dict(expr* keys, expr* values)
     | Set(expr* elts)
     | ListComp(expr elt, comprehension* generators)
     | SetComp(expr elt, comprehension* generators)
     | DictComp(expr key, expr value, comprehension* generators)
     | GeneratorExp(expr elt, comprehension* generators)
     | Await(expr value)
     | Yield(expr? value)
     | YieldFrom(expr value)
     | Compare(expr left, cmpop* ops, expr* comparators)
     | Call(expr func, expr* args, keyword* keywords)
     | FormattedValue(expr value, int conversion, expr? format_spec)
     | JoinedStr(expr* values)
     | Constant(constant value, string? kind)
     | Attribute(expr value, identifier attr, expr_context ctx)
     | Subscript(expr value, expr slice, expr_context ctx)
     | Starred(expr value, expr_context ctx)
     | Name(identifier id, expr_context ctx)
     | List(expr* elts, expr_context ctx)
     | Tuple(expr* elts, expr_context ctx)
     | Slice(expr? lower, expr? upper, expr? step)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
arg(identifier arg, expr? annotation, string? type_comment)
keyword(identifier? arg, expr value)
alias(identifier name, identifier? asname)
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern = MatchValue(expr value)
        | MatchSingleton(constant value)
        | MatchSequence(pattern* patterns)
        | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
        | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
        | MatchStar(identifier? name)
        | MatchAs(pattern? pattern, identifier? name)
        | MatchOr(pattern* patterns)
type_ignore = TypeIgnore(int lineno, string tag)
type_param = TypeVar(identifier name, expr? bound, expr? default_value)
           | ParamSpec(identifier name, expr? default_value)
           | TypeVarTuple(identifier name, expr? default_value)
"""

_ABSENT = object()


def _is_list(kind):
    return getattr(kind, "__origin__", None) is list


def _is_optional(kind):
    return type(None) in getattr(kind, "__args__", ()) and not _is_list(kind)


class AST:
    _fields = ()
    _attributes = ()
    __match_args__ = ()
    _field_types = {}

    def __init__(self, /, *args, **kwargs):
        cls = type(self)
        name = cls.__name__
        fields = cls._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{name} constructor takes at most {len(fields)} positional argument{plural}")
        for field, value in zip(fields, args):
            setattr(self, field, value)
        for field, value in kwargs.items():
            if field in fields:
                if fields.index(field) < len(args):
                    raise TypeError(f"{name} got multiple values for argument {field!r}")
            elif field not in cls._attributes:
                _warnings.warn(
                    f"{name}.__init__ got an unexpected keyword argument {field!r}. Support for arbitrary "
                    "keyword arguments is deprecated and will be removed in Python 3.15.",
                    DeprecationWarning,
                    stacklevel=2,
                )
            setattr(self, field, value)
        if len(args) < len(fields):
            self._fill([field for field in fields[len(args) :] if field not in kwargs])

    def _fill(self, absent):
        """Give the fields that were not given their empty values, where their kind has one."""
        cls = type(self)
        kinds = cls._field_types
        for field in absent:
            kind = kinds.get(field, _ABSENT)
            if kind is _ABSENT:
                if cls._field_types is not AST._field_types:
                    _warnings.warn(
                        f"Field {field!r} is missing from {cls.__name__}._field_types. "
                        "This will become an error in Python 3.15.",
                        DeprecationWarning,
                        stacklevel=3,
                    )
            elif _is_optional(kind):
                pass
            elif _is_list(kind):
                setattr(self, field, [])
            elif kind is expr_context:
                setattr(self, field, _singletons["Load"])
            else:
                _warnings.warn(
                    f"{cls.__name__}.__init__ missing 1 required positional argument: {field!r}. "
                    "This will become an error in Python 3.15.",
                    DeprecationWarning,
                    stacklevel=3,
                )

    def __reduce__(self):
        return (_rebuild, (type(self), dict(self.__dict__)))


AST.__module__ = "ast"
AST.__doc__ = None
AST.__init__.__qualname__ = "AST.__init__"


def _rebuild(cls, state):
    node = cls.__new__(cls)
    node.__dict__.update(state)
    return node


_PLAIN = {"identifier": str, "string": str, "int": int, "constant": object}

# One object for every kind of node that has no fields and no place.
_singletons = {}


def _kind_of(word):
    plain = word.rstrip("*?")
    kind = _PLAIN.get(plain) or globals()[plain]
    if word.endswith("*"):
        return list[kind]
    if word.endswith("?"):
        return kind | None
    return kind


def _new_class(name, base, doc, fields):
    names = tuple(field for _, field in fields)
    members = {"__module__": "ast", "__doc__": doc, "_fields": names, "__match_args__": names}
    for word, field in fields:
        if word.endswith("?"):
            members[field] = None
    made = type(name, (base,), members)
    globals()[name] = made
    return made


def _split(text):
    """A kind's name and its fields as pairs of kind and name."""
    name, _, inner = text.strip().partition("(")
    fields = [tuple(field.split()) for field in inner.rstrip(")").split(", ")] if inner else []
    return name, fields


def _build():
    rules = []
    for line in _GRAMMAR.strip().splitlines():
        if line.startswith(" "):
            rules[-1] += "\n" + line
        else:
            rules.append(line)
    made = []
    for rule in rules:
        sort, _, kinds = rule.partition(" = ")
        if kinds:
            base = _new_class(sort, AST, rule, [])
        else:
            sort, fields = _split(rule)
            base = _new_class(sort, AST, rule, fields)
            made.append((base, fields))
        if sort in _PLACED:
            base._attributes = _PLACE
            if sort in _OPTIONAL_END:
                base.end_lineno = None
                base.end_col_offset = None
        for kind in filter(None, kinds.replace("\n", " ").split("| ")):
            name, fields = _split(kind)
            doc = kind.strip()
            node = _new_class(name, base, doc, fields)
            if not fields and sort not in _PLACED:
                _singletons[name] = object.__new__(node)
            made.append((node, fields))
    for node, fields in made:
        kinds = {field: _kind_of(word) for word, field in fields}
        node._field_types = kinds
        node.__annotations__ = kinds


_build()
