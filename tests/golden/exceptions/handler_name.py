"""`except … as name` deletes the name after the handler, whatever happens inside."""
try:
    1 / 0
except ZeroDivisionError as e:
    pass
try:
    e
except NameError as error:
    print(error)
e = "before"
try:
    1 / 0
except ZeroDivisionError as e:
    e = "rebound"
print("e" in globals())
try:
    1 / 0
except ZeroDivisionError as e:
    del e
print("e" in globals())


def function():
    try:
        1 / 0
    except ZeroDivisionError as e:
        saved = e
        for i in range(2):
            if i:
                break
    return saved, "e" in locals()


print(function())


def returns():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e


print(returns())


def loops():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as e:
            if i == 0:
                continue
            break
    return "e" in locals(), i


print(loops())


def closure():
    try:
        raise ValueError("kept in a cell")
    except ValueError as e:
        f = lambda: e
        print(f())
    try:
        f()
    except NameError as error:
        print(error)


closure()


def nested():
    try:
        raise ValueError("outer")
    except ValueError as e:
        try:
            raise KeyError("inner")
        except KeyError as e:
            print(repr(e))
        return "e" in locals()


print(nested())
