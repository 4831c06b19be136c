"""nonlocal rebinds the nearest enclosing function's name, global the module's."""

count = 0


def counter():
    count = 10

    def up():
        nonlocal count
        count += 1
        return count

    def up_global():
        global count
        count += 1
        return count

    return up, up_global, lambda: count


up, up_global, peek = counter()
print(up(), up(), peek(), count)
print(up_global(), peek(), count)


def three_levels():
    x = 1

    def middle():
        def inner():
            nonlocal x
            x += 1
        inner()
        inner()
    middle()
    return x


print(three_levels())


def makes_global():
    global fresh
    fresh = "made inside"


makes_global()
print(fresh)


def deletes_global():
    global fresh
    del fresh


deletes_global()
try:
    fresh
except NameError as error:
    print(error)
