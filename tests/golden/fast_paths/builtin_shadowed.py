"""A built-in name that is shadowed after 1,000 rounds of a hot loop."""


def loop():
    total = 0
    for i in range(1010):
        total += len("four")
        if i == 1000:
            globals()["len"] = lambda text: 1000
    return total


print(loop())
print(len("x"))
del len
print(loop.__name__, len("x"))


def ranges():
    counts = []
    for round in range(3):
        count = 0
        for i in range(5):
            count += 1
        counts.append(count)
        if round == 1:
            globals()["range"] = lambda n: iter([1, 2])
    return counts


print(ranges())
del range


def using_builtins_module():
    import builtins
    result = []
    old = builtins.abs
    for i in range(4):
        result.append(abs(-i))
        if i == 1:
            builtins.abs = lambda n: "patched"
    builtins.abs = old
    result.append(abs(-9))
    return result


print(using_builtins_module())
