"""compile() of a tree put together by hand: what is missing or wrong is said."""
import ast
import warnings

PLACE = dict(lineno=1, col_offset=0)
SPAN = dict(**PLACE, end_lineno=1, end_col_offset=1)


def name(text, context=None):
    return ast.Name(text, context or ast.Load(), **PLACE)


def module(*body):
    return ast.Module(list(body), [])


def expression(node):
    return module(ast.Expr(node, **PLACE))


def attempt(label, tree, mode="exec"):
    try:
        compile(tree, "file", mode)
    except Exception as error:
        print(label, "->", type(error).__name__, error)
    else:
        print(label, "-> fine")


PASS = [ast.Pass(**PLACE)]
attempt("expression as a module", ast.Expression(name("x")))
attempt("module as an expression", module(), "eval")
attempt("a name", ast.Name("x"))
attempt("no line", module(ast.Expr(ast.Name("x"))))
attempt("no line inside", module(ast.Expr(ast.Name("x"), **PLACE)))
attempt("body is text", ast.Module("a", []))
attempt("nothing inside", module(ast.Expr(None, **PLACE)))
attempt("None as a statement", module(None))
attempt("a number as a name", expression(name(3)))
attempt("no name", expression(ast.Name(None, ast.Load(), **PLACE)))
attempt("a constant as a name", expression(name("True")))
attempt("stored where loaded", expression(name("x", ast.Store())))
attempt("loaded where stored", module(ast.Assign([name("x")], name("y"), **PLACE)))
attempt("no targets", module(ast.Assign([], name("y"), **PLACE)))
attempt("a call as a target", module(ast.Assign([ast.Call(name("f"), [], [], **PLACE)], name("y"), **PLACE)))
attempt("empty if", module(ast.If(name("y"), [], [], **PLACE)))
attempt("empty function", module(ast.FunctionDef("f", ast.arguments(), [], **PLACE)))
attempt("empty class", module(ast.ClassDef("C", [], [], [], [], **PLACE)))
attempt("a list as a constant", expression(ast.Constant([1], **PLACE)))
attempt("a list in a constant", expression(ast.Constant((1, [2]), **PLACE)))
attempt("end before start", expression(ast.Constant(1, **PLACE, end_lineno=0)))
attempt("end column", expression(ast.Constant(1, lineno=1, col_offset=5, end_lineno=1, end_col_offset=2)))
attempt("negative column", expression(ast.Constant(1, lineno=1, col_offset=-1, end_lineno=1, end_col_offset=2)))
attempt("text as a line", expression(ast.Constant(1, lineno="a", col_offset=5)))
attempt("dict", expression(ast.Dict([name("x")], [], **PLACE)))
attempt("dict of nothing", expression(ast.Dict([None], [None], **PLACE)))
attempt("list of None", expression(ast.List([None], ast.Load(), **PLACE)))
attempt("lonely and", expression(ast.BoolOp(ast.And(), [name("x")], **PLACE)))
attempt("number as operator", expression(ast.BoolOp(5, [name("x")], **PLACE)))
attempt("None as operator", expression(ast.BinOp(name("x"), None, name("x"), **PLACE)))
attempt("no comparators", expression(ast.Compare(name("x"), [], [], **PLACE)))
attempt("too few comparators", expression(ast.Compare(name("x"), [ast.Eq(), ast.Eq()], [name("x")], **PLACE)))
attempt("try alone", module(ast.Try(PASS, [], [], [], **PLACE)))
attempt("try else", module(ast.Try(PASS, [], PASS, PASS, **PLACE)))
attempt("cause alone", module(ast.Raise(None, name("x"), **PLACE)))
attempt("import nothing", module(ast.Import([], **PLACE)))
attempt("negative level", module(ast.ImportFrom("a", [ast.alias("x", **PLACE)], -1, **PLACE)))
attempt("global nothing", module(ast.Global([], **PLACE)))
attempt("delete nothing", module(ast.Delete([], **PLACE)))
attempt("with nothing", module(ast.With([], PASS, **PLACE)))
attempt("no clauses", expression(ast.ListComp(name("x"), [], **PLACE)))
attempt("no cases", module(ast.Match(name("x"), [], **PLACE)))


def case(pattern):
    return module(ast.Match(name("x"), [ast.match_case(pattern, None, PASS)], **PLACE))


attempt("pattern without end", case(ast.MatchValue(name("x"), **PLACE)))
attempt("name as a value", case(ast.MatchValue(name("x"), **SPAN)))
attempt("number as singleton", case(ast.MatchSingleton(5, **SPAN)))
attempt("capture _", case(ast.MatchAs(None, "_", **SPAN)))
attempt("lonely or", case(ast.MatchOr([], **SPAN)))
attempt("star outside", case(ast.MatchStar("x", **SPAN)))
attempt("wildcard", case(ast.MatchAs(**SPAN)))
attempt("keyword defaults", module(ast.FunctionDef("f", ast.arguments([], [], None, [ast.arg("x", **PLACE)], [], None, []), PASS, **PLACE)))
attempt("defaults", module(ast.FunctionDef("f", ast.arguments([], [], None, [], [], None, [name("x")]), PASS, **PLACE)))
attempt("simple", module(ast.AnnAssign(name("x", ast.Store()), name("x"), None, None, **PLACE)))
attempt("simple attribute", module(ast.AnnAssign(ast.Attribute(name("x"), "a", ast.Store(), **PLACE), name("x"), None, 1, **PLACE)))
attempt("attribute None", expression(ast.Attribute(name("x"), "None", ast.Load(), **PLACE)))
attempt("return outside", module(ast.Return(name("x"), **PLACE)))
attempt("for loaded", module(ast.For(name("x"), name("x"), PASS, [], **PLACE)))
attempt("starred", expression(ast.Starred(name("x"), ast.Load(), **PLACE)))
attempt("conversion", expression(ast.FormattedValue(name("x"), 99, None, **PLACE)))
attempt("nonlocal number", module(ast.Nonlocal([1], **PLACE)))
attempt("interactive", ast.Interactive([]), "single")

bare = ast.Module()
attempt("empty module", bare)
del bare.type_ignores
attempt("without ignores", bare)
bare.body = None
attempt("body None", bare)

tree = module()
print(compile(tree, "file", "exec", ast.PyCF_ONLY_AST) is tree)

print("constructors")
warnings.simplefilter("always")


def make(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            shown = sorted(vars(function()))
        except TypeError as error:
            shown = error
    print(shown, [str(warning.message) for warning in caught])


class Own(ast.AST):
    _fields = ("a", "b")


class Typed(ast.AST):
    _fields = ("a", "b")
    _field_types = {"a": int, "b": list[int]}


class Partly(ast.Name):
    _fields = ("id", "more")


make(lambda: ast.Name(foo=1))
make(lambda: ast.BinOp(1, 2))
make(lambda: ast.Name(1, 2, 3))
make(lambda: ast.Name(1, id=2))
make(lambda: ast.Pass(1))
make(lambda: ast.AST(1))
make(lambda: Own(1))
make(lambda: Typed())
make(lambda: Typed(c=4))
make(lambda: Partly("x"))
make(lambda: ast.FunctionDef("x"))
make(lambda: ast.Load())
