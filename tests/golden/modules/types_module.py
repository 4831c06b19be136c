"""types: names of built-in types, SimpleNamespace, MappingProxyType, new_class, DynamicClassAttribute."""
import types

f = lambda: 0
g = (x for x in ())
async def c(): pass
co = c()
co.close()
print(isinstance(f, types.FunctionType), types.FunctionType is types.LambdaType, isinstance(g, types.GeneratorType), isinstance(co, types.CoroutineType), isinstance(len, types.BuiltinFunctionType), isinstance([].append, types.BuiltinMethodType), isinstance(types, types.ModuleType), isinstance(f.__code__, types.CodeType), isinstance(None, types.NoneType), isinstance(..., types.EllipsisType),
      isinstance(NotImplemented, types.NotImplementedType), isinstance(int | str, types.UnionType), isinstance(list[int], types.GenericAlias), isinstance(int.__dict__, types.MappingProxyType), isinstance(str.upper, types.MethodDescriptorType), isinstance(int.__add__, types.WrapperDescriptorType))
s = types.SimpleNamespace(a=1, b="x")
s.c = [s.a]
print(s, s == types.SimpleNamespace(a=1, b="x", c=[1]), vars(s), types.SimpleNamespace(), types.SimpleNamespace({"k": 1}, z=2))
del s.a
try:
    s.a
except AttributeError as error:
    print(error)
m = types.MappingProxyType({"k": 1})
print(m, m["k"], len(m), "k" in m, list(m), m | {"z": 2}, m.get("q"), m == {"k": 1}, m.copy())
for bad in ("m['k'] = 2", "del m['k']", "types.MappingProxyType(5)", "m.clear()", "types.SimpleNamespace(5)", "types.FunctionType()", "types.NoneType(1)", "types.CodeType()", "types.GeneratorType()", "types.SimpleNamespace(1, 2)"):
    try:
        exec(bad)
    except (TypeError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error)
C = types.new_class("C", (list,), {}, lambda ns: ns.update(x=5))
print(C, C.x, C.__bases__, types.resolve_bases((int,)), types.prepare_class("D", (), {})[0])
copy = types.FunctionType(f.__code__, {}, "copied")
print(copy(), copy.__name__)


def adder(n):
    return lambda m: n + m


closure = adder(5)
again = types.FunctionType(closure.__code__, globals(), "again", None, closure.__closure__)
print(again(1), types.CellType(9).cell_contents, repr(types.CellType()).split(" at")[0])
print(types.MethodType(adder, 3)()(4), types.ModuleType("mod").__name__, types.NoneType(), types.EllipsisType())


class D:
    @types.DynamicClassAttribute
    def name(self):
        return "instance"


print(D().name)
frame = None
try:
    1 / 0
except ZeroDivisionError as error:
    print(isinstance(error.__traceback__, types.TracebackType), isinstance(error.__traceback__.tb_frame, types.FrameType))
print(types.get_original_bases(C) if hasattr(types, "get_original_bases") else "", types.GenericAlias(list, (int,)), [n for n in ("coroutine", "new_class", "SimpleNamespace") if hasattr(types, n)])
