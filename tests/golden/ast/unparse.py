"""ast.unparse: parentheses, quotes, f-strings, definitions, patterns."""
import ast

EXPRESSIONS = r'''
(1, 2)
a[1, 2]
a[1,]
a[()]
a[1:2, ::3]
a[*b]
a[b:=1]
2 ** -1
(-1) ** 2
-1 ** 2
- -x
not not x
not (a and b)
(not a) in b
a and (b and c)
(a and b) and c
a or b and c
(a or b) and c
(a < b) < c
(a if b else c) if d else e
a if b else c if d else e
lambda x, /, y=1, *a, z, w=2, **k: x
lambda *, a: a
(lambda x: x)(1)
1 .real
1.0.real
(-1).real
f(*a, **b, c=1)
f(x for x in y)
f(a=(b := 1))
[a := 1, 2]
{a: 1, **b}
{**(a or b)}
{*a, b}
[x for x in y if z if w for q in r]
[x for x in (lambda: y, z)]
[x for x in (a if b else c) if (d if e else f)]
[(a, b) for (a, b) in c]
1e309
-1e309
1e309j
1+2j
"it's"
'"' "'"
b'abc'
'\x00\u1234\U00012345'
f'{x}'
f'{x!r:>{w}}'
f'a{{b}}{x}'
f'{x["a"]}'
f"{x['a']}'"
f'{x=}'
f'{a:{b}}{c}\n'
f"{'a' if b else 'c'}"
f'{(lambda x: 1)}'
f'{ {1: 2}[1] }'
f'{f"{x}"}'
f'{x:{y}}' "abc'"
f'{"\n".join(x)}'
f'{(x:=1)}'
f'{x:=1}'
f"{x}'" '"'
a @ b // c % d << e | f ^ g & h
a - (b - c)
(a ** b) ** c
a ** b ** c
(-a) ** b
(a, b)[0]
(a + b).c
(not a).b
'''
for line in EXPRESSIONS.strip().splitlines():
    print(ast.unparse(ast.parse(line, mode="eval")))

STATEMENTS = r'''
x = 1, 2
(x, y) = z
x, *y = *z, w
for x, y in a, b: pass
for x, in y: pass
del (a, b), c, [d]
raise x from y
from . import x
from .a.b import (c as d, e)
(x): int = 1
x.y: int
x += 1, 2
with a as (b, c), d: pass
def f():
    """doc 'quoted' "too" \\ """
    x = yield 1, 2
    y = await z
    return 1, 2
    "not a doc"
class C:
    'one'
    def f(self): pass
    x = 1
    @a
    @b.c(d)
    def g(a, b: int = 1, *c: d, e=2, **f) -> g: pass
    def h(self): pass
if a: pass
elif b: pass
else:
    if c: pass
    d
class D[T: int = bool, *Ts = x, **P = y](A, k=v): pass
match x:
    case (1 | 2) as x: pass
    case [1 as y, *_]: pass
    case {"x": -1, **rest} if z: pass
    case C(a, b=c) | None: pass
'''
print(ast.unparse(ast.parse(STATEMENTS)))
print(ast.unparse([ast.parse("a"), ast.parse("b = 1")]))
print(ast.unparse(ast.Set([])), ast.unparse(ast.arguments([], [ast.arg("x")], None, [], [], None, [])))
print(ast.unparse(ast.Constant((1, "a"))), ast.unparse(ast.Constant(())), ast.unparse(ast.Constant(frozenset({1}))))
for node in [ast.parse("'a\\nb'"), ast.parse("u'x'"), ast.parse("'\"\"\"'"), ast.parse("1\n'x'")]:
    print(ast.unparse(node))
