"""What is bound when patterns fail halfway, or-patterns, as-patterns, guards with side effects."""


def partial(x):
    a = b = "unbound"
    match x:
        case [a, 1]:
            pass
        case [_, b, 2]:
            pass
    return a, b


print(partial([5, 1]), partial([5, 2]), partial([5, 6, 2]), partial([5, 6, 3]))


def alternatives(x):
    match x:
        case [1, y] | [y, 1]:
            return y
        case {"a": y} | {"b": y}:
            return y
        case (int() | str()) as y:
            return "int or str", y
        case [(1 | 2) as y, *_]:
            return y


for x in ([1, "p"], ["q", 1], {"b": 3}, 7, "s", [2, 5, 6]):
    print(alternatives(x))
calls = []


def guard(value):
    calls.append(value)
    return value


match 3:
    case n if guard(n > 5):
        pass
    case n if guard(n > 2):
        print("second", n)
    case n if guard("never"):
        pass
print(calls)


class Holder:
    pass


def subject():
    print("subject evaluated once")
    return [1, 2, 3]


match subject():
    case [1, 2]:
        pass
    case [1, 2, x]:
        print(x)
match [[1, 2], [3, 4]]:
    case [[a, b] as first, [c, d]]:
        print(a, b, c, d, first)
match range(10):
    case [a, *middle, z]:
        print(a, middle, z)
match "abc":
    case [*_]:
        print("never: strings are no sequences")
    case str(x):
        print(x)
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]:
        print(a, b, c, d)


def in_loop(values):
    for v in values:
        match v:
            case 0:
                continue
            case 9:
                break
            case n:
                yield n
    else:
        yield "else"


print(list(in_loop([0, 1, 2, 9, 3])), list(in_loop([0, 1])))


def nested(x):
    match x:
        case [a, b]:
            match b:
                case [c]:
                    return a, c
                case _:
                    return a
    return None


print(nested([1, [2]]), nested([1, 2]), nested(1))
