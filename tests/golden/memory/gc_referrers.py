"""gc.get_referrers finds the containers that hold an object."""
import gc

gc.disable()


class Plain:
    pass


target = Plain()
print(gc.get_referrers(target) == [globals()])
holder = [target]
table = {"k": target}
row = (target,)
owner = Plain()
owner.x = target
found = gc.get_referrers(target)
for wanted in (holder, table, row, globals()):
    print(any(wanted is f for f in found), end=" ")
print(any(f is owner or f is owner.__dict__ for f in found), len(found))
del found
other = Plain()
both = gc.get_referrers(target, other)
print(len(both) >= 5)
print(gc.get_referrers(object()))


def closure():
    x = target

    def inner():
        return x

    return inner


kept = closure()
cells = [f for f in gc.get_referrers(target) if type(f).__name__ == "cell"]
print(len(cells), cells[0] is kept.__closure__[0])
