"""Trees put together by hand: deep, circular, of the wrong kinds, changing while they are read."""
import ast
import ssl
from decimal import Context, Decimal

PLACE = dict(lineno=1, col_offset=0)


def attempt(action):
    try:
        action()
    except (ValueError, TypeError, OSError, RecursionError, MemoryError, SyntaxError, OverflowError, SystemError, AttributeError, ArithmeticError):
        pass


deep = ast.Constant(1, **PLACE)
for _ in range(100_000):
    deep = ast.UnaryOp(ast.USub(), deep, **PLACE)
attempt(lambda: compile(ast.Expression(deep), "deep", "eval"))
attempt(lambda: ast.unparse(deep))
attempt(lambda: ast.dump(deep))
del deep

block = [ast.Pass(**PLACE)]
for _ in range(20_000):
    block = [ast.If(ast.Constant(1, **PLACE), block, [], **PLACE)]
attempt(lambda: compile(ast.Module(block, []), "deep", "exec"))
del block

circle = ast.BinOp(ast.Constant(1, **PLACE), ast.Add(), None, **PLACE)
circle.right = circle
attempt(lambda: compile(ast.Expression(circle), "circle", "eval"))
attempt(lambda: ast.dump(circle))

items = []
items.append(tuple(items))
attempt(lambda: compile(ast.Expression(ast.Constant((items,), **PLACE)), "constant", "eval"))
nested = ()
for _ in range(50_000):
    nested = (nested,)
attempt(lambda: compile(ast.Expression(ast.Constant(nested, **PLACE)), "constant", "eval"))
del nested


class Odd(ast.Name):
    @property
    def lineno(self):
        body.clear()
        return 10**30

    col_offset = 0


body = []
tree = ast.Module(body, [])
body.extend(ast.Expr(Odd("x", ast.Load()), **PLACE) for _ in range(5))
attempt(lambda: compile(tree, "odd", "exec"))
for name in dir(ast):
    kind = getattr(ast, name)
    if isinstance(kind, type) and issubclass(kind, ast.AST):
        for filler in (None, 5, "x", [None], [[]]):
            node = object.__new__(kind)
            for field in kind._fields:
                attempt(lambda: setattr(node, field, filler))
            for place, value in PLACE.items():
                attempt(lambda: setattr(node, place, value))
            attempt(lambda: compile(ast.Module([node], []), "f", "exec"))
            attempt(lambda: compile(ast.Expression(node), "f", "eval"))
attempt(lambda: ast.literal_eval("(" * 5000))
attempt(lambda: ast.parse("x" * 100_000 + "=" * 100_000))

incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
link = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
attempt(link.do_handshake)
incoming.write(bytes(range(256)) * 1000)
for _ in range(5):
    try:
        link.do_handshake()
    except ssl.SSLError:
        pass
attempt(lambda: context.load_verify_locations(cadata=b"\x30\x84\xff\xff\xff\xff"))

attempt(lambda: int(Decimal("1e999999999999999")))
attempt(lambda: Decimal("1e999999999999999999") + Decimal("1e-999999999999999999"))
attempt(lambda: Context(prec=10**17).divide(1, 3))
attempt(lambda: Context(prec=10**17).sqrt(2))
attempt(lambda: format(Decimal("1e-99999"), "f"))
attempt(lambda: hash(Decimal("1e999999999999999999")))
attempt(lambda: Decimal(2) ** Decimal("1e17"))
print("survived")
