"""ast: parsing, dump, positions, walking, changing, docstrings, segments."""
import ast
import copy
import pickle

SOURCE = '''\
"""Module doc."""
import a.b as c, d
from .x import y as z

@decorate(1)
class C[T: int = bool](Base, metaclass=Meta):
    """Class
       doc."""
    field: int = 3
    async def f(self, a, /, b=1, *c, d, e=2, **k) -> None:
        async with a as b, c: await b
        async for i in x: yield i
        return
    def g(self): return lambda x, *y: (x, *y)

type Alias[*Ts, **P] = tuple[*Ts]
for i, (j, *k) in z:
    if i < j <= 3 and not k or i is None: continue
    elif (n := 10) > 5: break
    else: pass
else:
    del a.b, c[1:2, ::3], d
while True: x += 1; y @= -z ** 2
try:
    raise E from None
except* (A, B) as e: assert e, "msg"
try: pass
except: global q
finally: nonlocal_ = {**a, 'k': v}, {1, *s}, [i async for i in x if i if j], {k: v for k, v in d}
match cmd:
    case [1, -2.5, *rest] | {"k": v, **kw}: pass
    case Point(0, y=None) as p if p: pass
    case a.b | "s" | 1+2j: pass
    case _: pass
print(f"{x!r:>{width}} {{}} {y=}", *args, **kwargs, end=u"", sep=b"\\x00")
z = x if y else (yield_ for yield_ in ())
'''
tree = ast.parse(SOURCE)
print(ast.dump(tree, indent=2))
print(ast.dump(ast.parse("f(x)\nx: int"), include_attributes=True))
print(ast.dump(ast.parse("f(x, *y)", mode="eval"), annotate_fields=False))
print(ast.dump(ast.parse("def f(): pass"), show_empty=True))
print(ast.dump(ast.parse("def f(): pass"), False, show_empty=True, indent="  "))
print(ast.dump(ast.parse("x = 1", mode="single")))
print(ast.unparse(tree))

print(ast.get_docstring(tree), repr(ast.get_docstring(tree.body[3])), repr(ast.get_docstring(tree.body[3], clean=False)))
try:
    ast.get_docstring(ast.Pass())
except TypeError as error:
    print(error)
print([type(node).__name__ for node in ast.walk(ast.parse("a = b + f(c, d=1)"))])
print([name for name, _ in ast.iter_fields(tree.body[3])])
print(ast.get_source_segment(SOURCE, tree.body[3].body[2].args.args[0]), end="|\n")
print(ast.get_source_segment(SOURCE, tree.body[3].body[3]), end="|\n")
print(ast.get_source_segment(SOURCE, tree.body[3].body[1], padded=True), end="|\n")


class Names(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_Name(self, node):
        self.found.append(node.id)

    def visit_FunctionDef(self, node):
        self.found.append("def " + node.name)
        self.generic_visit(node)


names = Names()
names.visit(tree)
print(names.found)


class Change(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node) if isinstance(node.value, int) else node

    def visit_Pass(self, node):
        return None

    def visit_Assert(self, node):
        return [ast.Expr(node.test), ast.Expr(node.msg)]


changed = Change().visit(ast.parse("def f():\n    pass\n    assert a, b\n    return 21"))
ast.fix_missing_locations(changed)
print(ast.unparse(changed))
space = {"a": 1, "b": 2}
exec(compile(changed, "<changed>", "exec"), space)
print(space["f"]())

moved = ast.increment_lineno(ast.parse("x\ny"), 10)
print([node.lineno for node in moved.body], [node.end_lineno for node in moved.body])
try:
    exec(compile(ast.increment_lineno(ast.parse("1/0"), 41), "<moved>", "exec"))
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_lineno)

print(ast.Name.__doc__, ast.Name._fields, ast.Name._attributes, ast.Name.__match_args__)
print(ast.expr_context.__doc__, ast.Load.__mro__)
print(ast.FunctionDef._field_types)
print(ast.parse("x").body[0].value.ctx is ast.parse("y").body[0].value.ctx)
same = pickle.loads(pickle.dumps(tree))
print(ast.dump(same) == ast.dump(tree), ast.dump(copy.deepcopy(tree), include_attributes=True) == ast.dump(tree, include_attributes=True))
match ast.parse("a + 1", mode="eval").body:
    case ast.BinOp(ast.Name(id), ast.Add(), ast.Constant(value)):
        print(id, value)
