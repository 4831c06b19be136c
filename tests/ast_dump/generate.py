"""Generates valid programs from the grammar at random and compares their trees with CPython's.

    python3.13 tests/ast_dump/generate.py target/release/examples/differential [COUNT [SEED]]

Programs need not mean anything: only the parser reads them. What CPython refuses all the same is
kept, so that the error is compared.
"""

import random
import sys

from differential import compare

NAMES = ["a", "b", "c", "match", "case", "type", "_", "x1", "\u00e9", "\ufb01", "print", "__x"]
NUMBERS = """
0 1 12345678901234567890 0xff 0o17 0b1 1.5 .5 1. 1e10 1E-3 1_000 2j 1.5J 0xFFFFFFFFFFFFFFFFFFFF 1e400 00 0_0
123456789.123456789 5e-324
""".split()
BINARY = [" + ", "-", "*", " / ", "//", "%", "@", "**", "<<", ">>", "&", "|", "^", " and ", " or "]
BINARY += [" < ", "==", " in ", " not in ", " is ", " is not ", ">=", "!="]


class Generator:
    """One stream of programs; methods are named after what they write."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def pick(self, *choices):
        """One of the choices, called if it is a function."""
        choice = self.chance.choice(choices)
        return choice() if callable(choice) else choice

    def some(self, make, least=0, most=2, separator=", "):
        return separator.join(make() for _ in range(self.chance.randint(least, most)))

    def maybe(self, text, probability=0.3):
        if self.chance.random() >= probability:
            return ""
        return text() if callable(text) else text

    def name(self):
        return self.chance.choice(NAMES)

    def fresh(self):
        return f"{self.name()}{self.chance.randrange(10**6)}"

    # Literals.

    def literal(self, depth):
        prefix = self.pick("", "", "r", "b", "rb", "u", "f", "f", "rf", "R", "Br")
        quote = self.pick("'", '"', "'''", '"""')
        body = self.pick("", "a", "x y", "\\n", "\\x41", "z", "#", "\\\\")
        if "f" in prefix:
            body += self.some(lambda: self.field(depth) + self.pick("", "t", "}}", "{{"), separator="")
        if len(quote) == 1 and quote in body:
            body = ""
        return "b" in prefix.lower(), prefix + quote + body + quote

    def string(self, depth):
        parts = [self.literal(depth) for _ in range(self.chance.randint(1, 3))]
        if any(is_bytes for is_bytes, _ in parts):
            parts = [part for part in parts if part[0]]
        return self.pick(" ", "").join(text for _, text in parts)

    def field(self, depth):
        value = self.expression(depth - 1).replace("\n", " ") if depth > 0 else self.name()
        if "\\" in value or "#" in value:
            value = self.name()
        if any(part in value for part in ("lambda", ":=", "!=")):
            value = f"({value})"
        space = " " if value.startswith("{") else ""
        name = self.name()
        spec = self.pick("", "", ":", ":>10", f":{{{name}}}", f":a{{{name}!r}}b", ":%d")
        return "{" + space + value + self.pick("", "", "=", " = ") + self.pick("", "", "!r", "!s", "!a") + spec + "}"

    # Expressions.

    def expression(self, depth):
        if depth <= 0:
            constant = self.pick("None", "True", "False", "...", "()", "[]", "{}")
            return self.pick(self.name, lambda: self.chance.choice(NUMBERS), lambda: self.string(0), constant)
        e = lambda: self.expression(depth - 1)
        group = lambda: f"({e()})"
        return self.pick(
            self.name,
            lambda: self.string(depth - 1),
            lambda: e() + self.chance.choice(BINARY) + e(),
            lambda: e() + self.chance.choice(BINARY) + e(),
            lambda: self.pick("-", "+", "~", " not ") + group(),
            group,
            lambda: group() + self.pick(".a", ".b.c") + self.pick("", "()", "[0]"),
            lambda: f"{self.name()}({self.arguments(depth - 1)})",
            lambda: f"{self.name()}[{self.subscript(depth - 1)}]",
            lambda: f"[{self.some(lambda: self.pick('', '*') + group(), 0, 3)}]",
            lambda: f"{{{self.some(group, 1, 3)}}}",
            lambda: "{" + self.some(lambda: self.pick(f"{group()}: {group()}", "**" + self.name()), 0, 3) + "}",
            lambda: f"({self.some(lambda: group() + ',', 1, 3, ' ')})",
            lambda: f"({self.comprehension(depth - 1)})",
            lambda: f"[{self.comprehension(depth - 1)}]",
            lambda: f"{{{self.comprehension(depth - 1)}}}",
            lambda: f"{{{group()}: {self.comprehension(depth - 1)}}}",
            lambda: f"(lambda {self.parameters(depth - 1, False)}: {e()})",
            lambda: f"({e()} if {e()} else {e()})",
            lambda: self.pick("(yield)", f"(yield {e()})", f"(yield from {e()})", f"(await {self.name()})"),
            lambda: f"(\n{e()}\n # c\n)",
            lambda: f"({self.name()} := {e()})",
        )

    def subscript(self, depth):
        e = lambda: self.expression(depth)
        return self.pick(
            e, f"{e()}:{e()}", ":", "::", f":{e()}", f"{e()},{e()}", f"*{self.name()}", f"{e()},", ":,::2",
            f"{self.name()}:={e()}",
        )

    def arguments(self, depth):
        e = lambda: self.expression(depth)
        if self.chance.random() < 0.1:
            return self.comprehension(depth)
        positional = lambda: self.pick(e, f"*{e()}", f"({self.name()}:={e()})", f"{self.name()}:={e()}")
        parts = [positional() for _ in range(self.chance.randint(0, 3))]
        parts += [self.pick(f"{self.name()}={e()}", f"*{e()}") for _ in range(self.chance.randint(0, 2))]
        parts += [f"**{e()}"] if self.chance.random() < 0.2 else []
        return ", ".join(parts) + (self.maybe(",") if parts else "")

    def comprehension(self, depth):
        e = lambda: f"({self.expression(depth)})"
        clause = lambda: (
            f"{self.pick('', 'async ')}for {self.target(depth)} in {e()}"
            + self.some(lambda: f" if {e()}", 0, 2, "")
        )
        return f"{self.expression(depth)} {self.some(clause, 1, 2, ' ')}"

    def target(self, depth):
        a, b = self.name(), self.name()
        return self.pick(
            a, a, f"{a}, {b}", f"{a},", f"({a}, *{b})", f"[{a}]", f"{a}.{b}", f"{a}[{self.expression(depth - 1)}]",
            f"*{a}, {b}", f"({a})",
        )

    def parameters(self, depth, annotated):
        default = lambda: f" = {self.expression(depth)}"
        annotation = lambda: self.maybe(lambda: f": {self.expression(depth)}") if annotated else ""
        out, seen_default = [], False
        for _ in range(self.chance.randint(0, 3)):
            seen_default = seen_default or self.chance.random() < 0.3
            out.append(self.fresh() + annotation() + (default() if seen_default else ""))
            if "/" not in out and self.chance.random() < 0.2:
                out.append("/")
        if self.chance.random() < 0.3:
            out.append(self.pick("*", lambda: "*" + self.fresh() + annotation()))
            out += [self.fresh() + annotation() + self.maybe(default) for _ in range(self.chance.randint(1, 2))]
        if self.chance.random() < 0.2:
            out.append("**" + self.fresh() + annotation())
        return ", ".join(out) + (self.maybe(",") if out else "")

    # Patterns.

    def pattern(self, depth):
        number = self.pick("1", "-1", "1.5", "1+2j", "-1-2j", "0xff")
        if depth <= 0:
            return self.pick(self.name, "_", number, "'s'", "None", "a.b")
        p = lambda: self.pattern(depth - 1)
        key = lambda: self.pick("1", "a.b", "'k'", "-1+2j", "None") + ": " + p()
        return self.pick(
            self.name, number, f"({p()})", f"[{self.some(p)}]", f"({p()},)", f"{{{self.some(key)}}}",
            f"{{1: {p()}, **rest}}", f"C({p()}, k={p()})", "a.C()", "1 | 2 | 'x'", f"({p()}) as nm", f"[*_, {p()}]",
        )

    # Statements.

    def simple(self):
        e = lambda: self.expression(self.chance.randint(0, 2))
        a, b = self.name(), self.name()
        return self.pick(
            e, f"{self.target(1)} = {e()}", f"{a} = {self.target(1)} = {e()}", f"{a} += {e()}", f"{a}.b //= {e()}",
            f"{a}: {e()}", f"({a}): {e()} = {e()}", f"a.b: {e()}", "return", f"return {e()}, *{a}",
            f"del {a}, {b}.x, a[0]", "del (a, [b])", f"assert {e()}, {e()}", "raise", f"raise {e()} from {e()}",
            "import a.b as c, d", "from . import x", "from ...a.b import (x as y, z,)", "from .. import *",
            "global a, b", "nonlocal c", f"type {a}{self.maybe(self.type_parameters)} = {e()}", "pass", "break",
            "continue", f"yield {e()}", "x = yield", f"*a, b = {e()}", "x = *a, b", "a = b, = c", f"await {a}",
        )

    def type_parameters(self):
        e = lambda: self.expression(1)
        one = lambda: self.pick(
            self.fresh, f"{self.fresh()}: {e()}", f"*{self.fresh()}", f"**{self.fresh()}", f"{self.fresh()} = {e()}"
        )
        return f"[{self.some(one, 1, 3)}{self.maybe(',')}]"

    def block(self, depth, indent):
        if self.chance.random() < 0.2:
            return " pass" + self.pick("", ";", "; x = 1;") + "\n"
        inner = indent + self.pick("  ", "\t")
        return self.pick("", " # c") + "\n" + self.some(lambda: self.statement(depth - 1, inner), 1, 2, "")

    def statement(self, depth, indent):
        if depth <= 0 or self.chance.random() < 0.5:
            return indent + self.some(self.simple, 1, 2, "; ") + self.pick("", ";", " # c") + "\n"
        e = lambda: self.expression(self.chance.randint(0, 2))
        body = lambda head: f"{indent}{head}:{self.block(depth, indent)}"
        orelse = lambda: self.maybe(lambda: body("else"))
        decorators = self.some(lambda: f"{indent}@{e()}\n", 0, 2, "")
        a, b = self.name(), self.name()
        items = self.pick(
            f"({a} as {self.pick('a', '(b)', 'c.d', '[x, y]')}, {b})", f"{e()} as {a}", e, f"({a}, {b}) as x",
            f"({a}, {b})", f"({e()})", f"({a},)", "(yield)", f"({a}), {b}",
        )
        handlers = self.pick(
            lambda: body("finally"),
            lambda: body("except") + orelse(),
            lambda: body(f"except {e()} as x") + body("except (a, b)") + orelse() + body("finally"),
            lambda: body(f"except* {e()}") + body("except *(a) as y"),
        )
        return self.pick(
            lambda: body(f"if {e()}") + self.some(lambda: body(f"elif {e()}"), 0, 2, "") + orelse(),
            lambda: body(f"while {e()}") + orelse(),
            lambda: body(f"{self.pick('', 'async ')}for {self.target(1)} in {self.pick('', '*a, ')}{e()}") + orelse(),
            lambda: body(f"{self.pick('', 'async ')}with {items}"),
            lambda: body("try") + handlers,
            lambda: decorators + body(
                f"{self.pick('', 'async ')}def {a}{self.maybe(self.type_parameters)}"
                f"({self.parameters(1, True)}){self.maybe(lambda: f' -> {e()}')}"
            ),
            lambda: decorators + body(
                f"class {a}" + self.pick("", "()", self.type_parameters, f"({b}, *c, metaclass={e()}, **k)")
            ),
            lambda: f"{indent}match {self.pick(e, f'{a}, *{b}', '(x)', '-x', '*a,')}:\n" + self.some(
                lambda: f"{indent} case {self.pattern(2)}{self.pick('', ',', lambda: ', ' + self.pattern(1))}"
                f"{self.maybe(lambda: f' if {e()}')}:{self.block(depth, indent + ' ')}", 1, 3, ""
            ),
        )

    def program(self):
        return self.some(lambda: self.statement(self.chance.randint(0, 3), ""), 1, 3, "")


def main():
    binary = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000
    generator = Generator(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    return compare(binary, [generator.program().encode("utf-8") for _ in range(count)])


if __name__ == "__main__":
    sys.exit(main())
