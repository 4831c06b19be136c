"""try in hot loops: the handler is entered rarely, always, with other types, from deeper calls."""


def convert(values):
    good = bad = 0
    for v in values:
        try:
            good += int(v)
        except ValueError:
            bad += 1
        except TypeError:
            bad += 100
    return good, bad


print(convert(["1", "x"] * 500), convert(["5"] * 100 + [None]), convert([1.5, True, b"7", "  8 "]))


def finder(table, keys):
    found = []
    for k in keys:
        try:
            v = table[k]
        except KeyError as e:
            found.append(e.args[0])
        except (IndexError, TypeError) as e:
            found.append(type(e).__name__)
        else:
            found.append(v)
        finally:
            found.append("|")
    return found


print(finder({1: "one"}, [1, 2, []]), finder([10, 20], [0, 5, "x"]))


def deep(n):
    if n == 0:
        raise ValueError("deep")
    return deep(n - 1)


def loop():
    count = 0
    for i in range(100):
        try:
            deep(i % 20)
        except ValueError:
            count += 1
    return count


print(loop())


def stop():
    it = iter([1, 2, 3])
    total = 0
    while True:
        try:
            total += next(it)
        except StopIteration:
            return total


print(stop())


class E(Exception):
    pass


def changing(kind):
    try:
        raise E("e")
    except kind:
        return "caught by " + getattr(kind, "__name__", str(kind))


for kind in (E, Exception, (ValueError, E), BaseException):
    print(changing(kind) if not isinstance(kind, tuple) else "tuple " + changing(kind)[:6])
for kind in (ValueError, 5, (1, 2), None):
    try:
        changing(kind)
    except BaseException as error:
        print(type(error).__name__, error)


def overflow():
    total = 2 ** 60
    steps = 0
    try:
        while True:
            total = total * 4
            steps += 1
            if total.bit_length() > 100:
                raise OverflowError(steps)
    except OverflowError as e:
        return e.args, total


print(overflow())


def attributes(objects):
    out = []
    for o in objects:
        try:
            out.append(o.x)
        except AttributeError:
            out.append(None)
    return out


print(attributes([type("T", (), {"x": 1})(), 5, "s", type("T", (), {"x": 2})]))


def zero(values):
    out = []
    for v in values:
        try:
            out.append(10 // v)
        except ZeroDivisionError:
            out.append("zero")
    return out


print(zero([1, 2, 0, 3, 0.0, True, -3, False]))
