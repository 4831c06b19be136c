"""PEP 695: type statements, type parameters of functions and classes, their scopes, lazy evaluation."""
type Pair = tuple[int, str]
type Tree[T] = T | list[Tree[T]]
type Lazy = undefined_name
print(Pair, Pair.__value__, Pair.__name__, Pair.__type_params__, type(Pair).__name__)
print(Tree, Tree.__type_params__, Tree[int], Tree[int].__args__, Tree[int].__origin__ is Tree)
try:
    Lazy.__value__
except NameError as error:
    print(error)
undefined_name = int
print(Lazy.__value__)


def first[T](items: list[T]) -> T:
    return items[0]


print(first([1, 2]), first.__type_params__, first.__annotations__, first.__name__, first.__type_params__[0].__name__)


def bounded[T: int, *Ts, **P](x: T, *a: *Ts) -> None:
    pass


t, ts, p = bounded.__type_params__
print(t, ts, p, type(t).__name__, type(ts).__name__, type(p).__name__, t.__bound__, t.__constraints__, t.__default__ if t.has_default() else "no default")


class Box[T]:
    def __init__(self, value: T):
        self.value = value

    def map[U](self, f) -> "Box[U]":
        return Box(f(self.value))


print(Box(5).map(str).value, Box.__type_params__, Box[int], Box.map.__type_params__, Box.__orig_bases__, Box.__parameters__)
print([c.__name__ for c in Box.__mro__], Box[int](3).value, Box[int] == Box[int])


class Constrained[T: (int, str), U = int]:
    pass


t, u = Constrained.__type_params__
print(t.__constraints__, t.__bound__, u.__default__, u.has_default())


class Sub[T](Box[T]):
    pass


print(Sub.__orig_bases__, Sub.__bases__[0].__name__)
T = "module level T"


def shadow[T](x: T):
    return T


print(shadow(1), T)


class Scope[T]:
    name = T.__name__

    def method(self):
        return T.__name__


print(Scope.name, Scope().method())


def bound_is_lazy[T: undefined_bound]():
    return T


v = bound_is_lazy()
try:
    v.__bound__
except NameError as error:
    print(error)
undefined_bound = str
print(v.__bound__)
type = 5
print(type)
type Alias[K, V] = dict[K, V]
print(Alias[str, int].__args__, Alias.__value__)
for bad in ("type X[T, T] = int", "type 5 = int", "def f[T, T](): pass", "class A[T: yield]: pass", "type X = (yield)", "type X = (a := 1)", "type X[T: (await y)] = int", "def f[T = int, U](): pass", "type X", "class A[**P: int]: pass", "type X[*Ts: int] = int", "def f[](): pass"):
    try:
        exec(bad)
        print("accepted", bad)
    except SyntaxError as error:
        print(error)
