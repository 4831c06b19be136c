"""with calls __enter__ and __exit__, passes the exception, and can swallow it."""


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        return self.swallow


with Manager("a") as a:
    print("body", a)
with Manager("b", swallow=True):
    1 / 0
try:
    with Manager("c"):
        raise ValueError("out")
except ValueError as error:
    print("caught", error)
with Manager("d") as d, Manager("e") as e:
    print(d, e)
with (
    Manager("f") as f,
    Manager("g"),
):
    print(f)


def early():
    for i in range(3):
        with Manager(f"loop{i}"):
            if i == 0:
                continue
            return i


print(early())
with Manager("outer", swallow=True), Manager("inner"):
    raise KeyError("k")


class NoExit:
    def __enter__(self):
        return self


class NoEnter:
    def __exit__(self, *args):
        pass


for bad in (NoExit(), NoEnter(), 5):
    try:
        with bad:
            pass
    except TypeError as error:
        print(error)
pair = [0, 0]


class Gives:
    def __enter__(self):
        return 1, 2

    def __exit__(self, *args):
        return None


with Gives() as (p, q), Gives() as pair[0]:
    print(p, q, pair)
