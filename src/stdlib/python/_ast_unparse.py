"""Source text of syntax trees.

Expressions are made inside out: a method for each kind of node gives its text for the binding
strength that its surroundings ask for, in parentheses when the node binds less. Statements are
appended to a list of lines. Where parentheses and quotes are not needed but CPython writes them,
they are written.
"""

import ast

# How strongly expressions bind, from weak to strong.
(NAMED, TUPLE, YIELD, CHOICE, OR, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND, SHIFT, SUM, TERM, SIGN, POWER, AWAIT, ATOM) = range(18)

_BINARY = {
    ast.Add: ("+", SUM),
    ast.Sub: ("-", SUM),
    ast.Mult: ("*", TERM),
    ast.MatMult: ("@", TERM),
    ast.Div: ("/", TERM),
    ast.Mod: ("%", TERM),
    ast.FloorDiv: ("//", TERM),
    ast.LShift: ("<<", SHIFT),
    ast.RShift: (">>", SHIFT),
    ast.BitOr: ("|", BIT_OR),
    ast.BitXor: ("^", BIT_XOR),
    ast.BitAnd: ("&", BIT_AND),
    ast.Pow: ("**", POWER),
}
_UNARY = {ast.Invert: "~", ast.Not: "not", ast.UAdd: "+", ast.USub: "-"}
_COMPARISON = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}

_ALL_QUOTES = ("'", '"', '"""', "'''")
_LONG_QUOTES = ('"""', "'''")
_INFINITY = "1e309"


def _escaped(text, keep_lines):
    """Text with what cannot be printed escaped."""
    return "".join(
        letter
        if (keep_lines and letter in "\n\t") or (letter != "\\" and letter.isprintable())
        else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


def _quotable(text, quotes, keep_lines):
    """Escaped text and the quotes that can stand around it, the best first."""
    escaped = _escaped(text, keep_lines)
    fitting = [quote for quote in quotes if quote not in escaped]
    if "\n" in escaped:
        fitting = [quote for quote in fitting if quote in _LONG_QUOTES]
    if not fitting:
        shown = repr(text)
        return shown[1:-1], [next((quote for quote in quotes if shown[0] in quote), shown[0])]
    if escaped:
        last = escaped[-1]
        fitting.sort(key=lambda quote: quote[0] == last)
        if fitting[0][0] == last:
            escaped = f"{escaped[:-1]}\\{last}"
    return escaped, fitting


class Writer:
    """Writes one tree."""

    def __init__(self):
        self.lines = []
        self.depth = 0

    def source(self, node):
        if isinstance(node, list):
            self.block_of(node)
        elif isinstance(node, (ast.mod, ast.stmt, ast.excepthandler, ast.match_case)):
            self.statement(node)
        else:
            return self.text(node)
        return "\n".join(self.lines)

    # ---- statements ----

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    def statement(self, node):
        method = getattr(self, "write_" + type(node).__name__, None)
        if method is None:
            # A statement without a form of its own: whatever is below it, in order.
            for child in ast.iter_child_nodes(node):
                self.statement(child) if isinstance(child, ast.stmt) else self.line(self.text(child))
        else:
            method(node)

    def block_of(self, body):
        for node in body:
            self.statement(node)

    def block(self, body):
        self.depth += 1
        self.block_of(body)
        self.depth -= 1

    def documented(self, node):
        """A body that may open with a docstring."""
        body = node.body
        match body:
            case [ast.Expr(value=ast.Constant(value=str() as text) as constant), *rest]:
                prefix = "u" if constant.kind == "u" else ""
                inner, quotes = _quotable(text, _LONG_QUOTES, True)
                self.line(f"{prefix}{quotes[0]}{inner}{quotes[0]}")
                body = rest
        self.block_of(body)

    def write_Module(self, node):
        self.documented(node)

    def write_Interactive(self, node):
        self.block_of(node.body)

    def write_Expression(self, node):
        self.line(self.text(node.body))

    def write_FunctionType(self, node):
        self.line(f"({self.joined(node.argtypes)}) -> {self.text(node.returns)}")

    def definition(self, node, head):
        if self.lines:
            self.lines.append("")
        for decorator in node.decorator_list:
            self.line("@" + self.text(decorator))
        self.line(head)
        self.depth += 1
        self.documented(node)
        self.depth -= 1

    def write_FunctionDef(self, node, word="def"):
        returns = f" -> {self.text(node.returns)}" if node.returns else ""
        params = self.type_params(node)
        self.definition(node, f"{word} {node.name}{params}({self.arguments(node.args)}){returns}:")

    def write_AsyncFunctionDef(self, node):
        self.write_FunctionDef(node, "async def")

    def write_ClassDef(self, node):
        inside = ", ".join([*map(self.text, node.bases), *map(self.text, node.keywords)])
        inside = f"({inside})" if inside else ""
        self.definition(node, f"class {node.name}{self.type_params(node)}{inside}:")

    def type_params(self, node):
        params = getattr(node, "type_params", None)
        return f"[{self.joined(params)}]" if params else ""

    def write_Return(self, node):
        self.line("return " + self.text(node.value) if node.value else "return")

    def write_Delete(self, node):
        self.line("del " + self.joined(node.targets))

    def write_Assign(self, node):
        targets = "".join(f"{self.text(target, TUPLE)} = " for target in node.targets)
        self.line(targets + self.text(node.value))

    def write_TypeAlias(self, node):
        self.line(f"type {self.text(node.name)}{self.type_params(node)} = {self.text(node.value)}")

    def write_AugAssign(self, node):
        sign = _BINARY[type(node.op)][0]
        self.line(f"{self.text(node.target)} {sign}= {self.text(node.value)}")

    def write_AnnAssign(self, node):
        target = self.text(node.target)
        if not node.simple and isinstance(node.target, ast.Name):
            target = f"({target})"
        value = f" = {self.text(node.value)}" if node.value else ""
        self.line(f"{target}: {self.text(node.annotation)}{value}")

    def otherwise(self, body, word="else"):
        if body:
            self.line(word + ":")
            self.block(body)

    def write_For(self, node, word="for"):
        self.line(f"{word} {self.text(node.target, TUPLE)} in {self.text(node.iter)}:")
        self.block(node.body)
        self.otherwise(node.orelse)

    def write_AsyncFor(self, node):
        self.write_For(node, "async for")

    def write_While(self, node):
        self.line(f"while {self.text(node.test)}:")
        self.block(node.body)
        self.otherwise(node.orelse)

    def write_If(self, node):
        word = "if"
        while True:
            self.line(f"{word} {self.text(node.test)}:")
            self.block(node.body)
            match node.orelse:
                case [ast.If() as node]:
                    word = "elif"
                case rest:
                    return self.otherwise(rest)

    def write_With(self, node, word="with"):
        self.line(f"{word} {self.joined(node.items)}:")
        self.block(node.body)

    def write_AsyncWith(self, node):
        self.write_With(node, "async with")

    def write_Match(self, node):
        self.line(f"match {self.text(node.subject)}:")
        self.block(node.cases)

    def write_match_case(self, node):
        guard = f" if {self.text(node.guard)}" if node.guard else ""
        self.line(f"case {self.text(node.pattern)}{guard}:")
        self.block(node.body)

    def write_Raise(self, node):
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't be used without a value attribute.")
            return self.line("raise")
        cause = f" from {self.text(node.cause)}" if node.cause else ""
        self.line(f"raise {self.text(node.exc)}{cause}")

    def write_Try(self, node, word="except"):
        self.line("try:")
        self.block(node.body)
        for handler in node.handlers:
            self.write_ExceptHandler(handler, word)
        self.otherwise(node.orelse)
        self.otherwise(node.finalbody, "finally")

    def write_TryStar(self, node):
        self.write_Try(node, "except*")

    def write_ExceptHandler(self, node, word="except"):
        kind = f" {self.text(node.type)}" if node.type else ""
        name = f" as {node.name}" if node.name else ""
        self.line(f"{word}{kind}{name}:")
        self.block(node.body)

    def write_Assert(self, node):
        message = f", {self.text(node.msg)}" if node.msg else ""
        self.line(f"assert {self.text(node.test)}{message}")

    def write_Import(self, node):
        self.line("import " + self.joined(node.names))

    def write_ImportFrom(self, node):
        self.line(f"from {'.' * (node.level or 0)}{node.module or ''} import {self.joined(node.names)}")

    def write_Global(self, node):
        self.line("global " + ", ".join(node.names))

    def write_Nonlocal(self, node):
        self.line("nonlocal " + ", ".join(node.names))

    def write_Expr(self, node):
        self.line(self.text(node.value, YIELD))

    def write_Pass(self, node):
        self.line("pass")

    def write_Break(self, node):
        self.line("break")

    def write_Continue(self, node):
        self.line("continue")

    # ---- expressions ----

    def text(self, node, strength=CHOICE):
        return getattr(self, "text_" + type(node).__name__)(node, strength)

    def joined(self, nodes, strength=CHOICE):
        return ", ".join([self.text(node, strength) for node in nodes])

    def bound(self, text, own, strength):
        return f"({text})" if strength > own else text

    def text_BoolOp(self, node, strength):
        word, own = (" and ", AND) if isinstance(node.op, ast.And) else (" or ", OR)
        # Each operand has to bind more strongly than the one before it.
        parts = [self.text(value, min(own + 1 + index, ATOM)) for index, value in enumerate(node.values)]
        return self.bound(word.join(parts), own, strength)

    def text_NamedExpr(self, node, strength):
        text = f"{self.text(node.target, ATOM)} := {self.text(node.value, ATOM)}"
        return self.bound(text, NAMED, strength)

    def text_BinOp(self, node, strength):
        sign, own = _BINARY[type(node.op)]
        left, right = (own + 1, own) if own == POWER else (own, own + 1)
        return self.bound(f"{self.text(node.left, left)} {sign} {self.text(node.right, right)}", own, strength)

    def text_UnaryOp(self, node, strength):
        sign = _UNARY[type(node.op)]
        own, space = (NOT, " ") if sign == "not" else (SIGN, "")
        return self.bound(f"{sign}{space}{self.text(node.operand, own)}", own, strength)

    def text_Lambda(self, node, strength):
        parameters = self.arguments(node.args)
        space = " " if parameters else ""
        return self.bound(f"lambda{space}{parameters}: {self.text(node.body)}", CHOICE, strength)

    def text_IfExp(self, node, strength):
        body, test = self.text(node.body, CHOICE + 1), self.text(node.test, CHOICE + 1)
        return self.bound(f"{body} if {test} else {self.text(node.orelse, CHOICE)}", CHOICE, strength)

    def text_Dict(self, node, strength):
        return "{" + ", ".join(map(self.entry, node.keys, node.values)) + "}"

    def entry(self, key, value):
        if key is None:
            return "**" + self.text(value, BIT_OR)
        return f"{self.text(key)}: {self.text(value)}"

    def text_Set(self, node, strength):
        # Braces around nothing would be a dict.
        return "{" + self.joined(node.elts) + "}" if node.elts else "{*()}"

    def text_ListComp(self, node, strength):
        return f"[{self.text(node.elt)}{self.clauses(node)}]"

    def text_SetComp(self, node, strength):
        return f"{{{self.text(node.elt)}{self.clauses(node)}}}"

    def text_GeneratorExp(self, node, strength):
        return f"({self.text(node.elt)}{self.clauses(node)})"

    def text_DictComp(self, node, strength):
        return f"{{{self.text(node.key)}: {self.text(node.value)}{self.clauses(node)}}}"

    def clauses(self, node):
        return "".join([self.text(clause) for clause in node.generators])

    def text_comprehension(self, node, strength):
        word = " async for " if node.is_async else " for "
        conditions = "".join([f" if {self.text(test, CHOICE + 1)}" for test in node.ifs])
        return f"{word}{self.text(node.target, TUPLE)} in {self.text(node.iter, CHOICE + 1)}{conditions}"

    def text_Await(self, node, strength):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        return self.bound(f"await {self.text(node.value, ATOM)}", AWAIT, strength)

    def text_Yield(self, node, strength):
        value = f" {self.text(node.value, ATOM)}" if node.value else ""
        return self.bound(f"yield{value}", YIELD, strength)

    def text_YieldFrom(self, node, strength):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        return self.bound(f"yield from {self.text(node.value, ATOM)}", YIELD, strength)

    def text_Compare(self, node, strength):
        parts = [self.text(node.left, COMPARE + 1)]
        for op, operand in zip(node.ops, node.comparators):
            parts.append(f" {_COMPARISON[type(op)]} {self.text(operand, COMPARE + 1)}")
        return self.bound("".join(parts), COMPARE, strength)

    def text_Call(self, node, strength):
        arguments = [*map(self.text, node.args), *map(self.text, node.keywords)]
        return f"{self.text(node.func, ATOM)}({', '.join(arguments)})"

    def text_keyword(self, node, strength):
        name = "**" if node.arg is None else f"{node.arg}="
        return name + self.text(node.value)

    def text_Attribute(self, node, strength):
        value = self.text(node.value, ATOM)
        # `3.real` would be a number and a name.
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, int):
            value += " "
        return f"{value}.{node.attr}"

    def text_Subscript(self, node, strength):
        index = node.slice
        if isinstance(index, ast.Tuple) and index.elts:
            inside = self.items(index)
        else:
            inside = self.text(index)
        return f"{self.text(node.value, ATOM)}[{inside}]"

    def text_Starred(self, node, strength):
        return "*" + self.text(node.value, BIT_OR)

    def text_Name(self, node, strength):
        return node.id

    def text_List(self, node, strength):
        return f"[{self.joined(node.elts)}]"

    def items(self, node):
        """What stands between the parentheses of a tuple."""
        return self.joined(node.elts) + ("," if len(node.elts) == 1 else "")

    def text_Tuple(self, node, strength):
        inside = self.items(node)
        return f"({inside})" if strength > TUPLE or not node.elts else inside

    def text_Slice(self, node, strength):
        lower = self.text(node.lower) if node.lower else ""
        upper = self.text(node.upper) if node.upper else ""
        step = f":{self.text(node.step)}" if node.step else ""
        return f"{lower}:{upper}{step}"

    # ---- constants and f-strings ----

    def text_Constant(self, node, strength):
        value = node.value
        if isinstance(value, tuple):
            inside = ", ".join(map(self.constant, value)) + ("," if len(value) == 1 else "")
            return f"({inside})"
        if value is ...:
            return "..."
        prefix = "u" if getattr(node, "kind", None) == "u" else ""
        return prefix + self.constant(value)

    def constant(self, value):
        if isinstance(value, (float, complex)):
            # There is no literal for infinity, and none for what is not a number.
            return repr(value).replace("inf", _INFINITY).replace("nan", f"({_INFINITY}-{_INFINITY})")
        return repr(value)

    def text_FormattedValue(self, node, strength):
        return self.field(node)

    def text_JoinedStr(self, node, strength):
        parts = []
        for value in node.values:
            self.piece(value, parts)
        quotes = list(_ALL_QUOTES)
        written = []
        for text, is_constant in parts:
            if is_constant:
                text, fitting = _quotable(text, quotes, False)
                if not set(fitting) & set(quotes):
                    break
                quotes = fitting
            elif "\n" in text:
                quotes = [quote for quote in quotes if quote in _LONG_QUOTES]
            written.append(text)
        else:
            return f"f{quotes[0]}{''.join(written)}{quotes[0]}"
        # No quote fits around everything: escape all quotes in the text.
        written = []
        for text, is_constant in parts:
            if is_constant:
                # With a double quote in front, repr takes single quotes and escapes those inside.
                text = repr('"' + text)[2:-1]
            written.append(text)
        return f"f'''{''.join(written)}'''"

    def piece(self, node, parts):
        """Append an f-string's piece as text and whether it is plain text."""
        if isinstance(node, ast.JoinedStr):
            for value in node.values:
                self.piece(value, parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            parts.append((node.value.replace("{", "{{").replace("}", "}}"), True))
        else:
            parts.append((self.field(node), False))

    def field(self, node):
        if not isinstance(node, ast.FormattedValue):
            raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")
        inner = Writer().text(node.value, CHOICE + 1)
        # Two braces would be one brace of the text.
        text = "{ " + inner if inner.startswith("{") else "{" + inner
        if node.conversion != -1:
            text += f"!{chr(node.conversion)}"
        if node.format_spec:
            spec = []
            self.piece(node.format_spec, spec)
            text += ":" + "".join(self.in_format(part, constant) for part, constant in spec)
        return text + "}"

    def in_format(self, text, is_constant):
        if not is_constant:
            return text
        return "".join(
            {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n"}.get(letter, letter) for letter in text
        )

    # ---- parts of other nodes ----

    def text_arg(self, node, strength):
        return f"{node.arg}: {self.text(node.annotation)}" if node.annotation else node.arg

    def arguments(self, node):
        parts = []
        positional = [*node.posonlyargs, *node.args]
        without = len(positional) - len(node.defaults)
        for index, parameter in enumerate(positional):
            default = node.defaults[index - without] if index >= without else None
            parts.append(self.parameter(parameter, default))
            if index + 1 == len(node.posonlyargs):
                parts.append("/")
        if node.vararg or node.kwonlyargs:
            parts.append("*" + self.starred_parameter(node.vararg))
        parts.extend(map(self.parameter, node.kwonlyargs, node.kw_defaults))
        if node.kwarg:
            parts.append("**" + self.text(node.kwarg))
        return ", ".join(parts)

    def starred_parameter(self, node):
        return self.text(node) if node else ""

    def parameter(self, node, default):
        return f"{self.text(node)}={self.text(default)}" if default else self.text(node)

    def text_arguments(self, node, strength):
        return self.arguments(node)

    def text_alias(self, node, strength):
        return f"{node.name} as {node.asname}" if node.asname else node.name

    def text_withitem(self, node, strength):
        target = f" as {self.text(node.optional_vars)}" if node.optional_vars else ""
        return self.text(node.context_expr) + target

    def text_TypeVar(self, node, strength):
        bound = f": {self.text(node.bound)}" if node.bound else ""
        return f"{node.name}{bound}{self.default(node)}"

    def text_TypeVarTuple(self, node, strength):
        return f"*{node.name}{self.default(node)}"

    def text_ParamSpec(self, node, strength):
        return f"**{node.name}{self.default(node)}"

    def default(self, node):
        return f" = {self.text(node.default_value)}" if node.default_value else ""

    # ---- patterns ----

    def text_MatchValue(self, node, strength):
        return self.text(node.value)

    def text_MatchSingleton(self, node, strength):
        return self.constant(node.value)

    def text_MatchSequence(self, node, strength):
        return f"[{self.joined(node.patterns)}]"

    def text_MatchStar(self, node, strength):
        return f"*{'_' if node.name is None else node.name}"

    def text_MatchMapping(self, node, strength):
        parts = [f"{self.text(key)}: {self.text(value)}" for key, value in zip(node.keys, node.patterns)]
        if node.rest is not None:
            parts.append(f"**{node.rest}")
        return "{" + ", ".join(parts) + "}"

    def text_MatchClass(self, node, strength):
        parts = [*map(self.text, node.patterns)]
        parts.extend(f"{name}={self.text(value)}" for name, value in zip(node.kwd_attrs, node.kwd_patterns))
        return f"{self.text(node.cls, ATOM)}({', '.join(parts)})"

    def text_MatchAs(self, node, strength):
        if node.name is None:
            return "_"
        if node.pattern is None:
            return node.name
        return self.bound(f"{self.text(node.pattern, BIT_OR)} as {node.name}", CHOICE, strength)

    def text_MatchOr(self, node, strength):
        return self.bound(" | ".join([self.text(part, BIT_OR + 1) for part in node.patterns]), BIT_OR, strength)
