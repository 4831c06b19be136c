"""100,000 random format specifications on random values: results and messages as recorded, by checksum."""
from hashlib import md5


def randoms(seed):
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        yield (state ^ (state >> 33)) >> 7


def chance(words, *choices):
    return choices[next(words) % len(choices)]


def specification(words, kinds):
    text = chance(words, "", "", "", "*", "0", "é", "😀", "<", "{") + chance(words, "<", ">", "=", "^") if next(words) % 3 == 0 else ""
    text += chance(words, "", "", "", "+", "-", " ")
    text += chance(words, "", "", "", "", "z")
    text += chance(words, "", "", "", "#")
    text += chance(words, "", "", "", "0")
    text += chance(words, "", "", "1", "7", "12", "30", "0")
    text += chance(words, "", "", "", ",", "_")
    text += chance(words, "", "", ".0", ".1", ".3", ".10", ".25", ".")
    return text + chance(words, "", *kinds)


def attempt(value, spec):
    try:
        return format(value, spec)
    except (ValueError, OverflowError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


def show(name, kinds, make, count, seed):
    words = randoms(seed)
    total, wrong = [], 0
    for number in range(count):
        result = attempt(make(words), specification(words, kinds))
        wrong += result.startswith(("ValueError", "OverflowError"))
        total.append(result)
        if (number + 1) % (count // 5) == 0:
            print(f"{name:10} {number + 1:6} {wrong:6} {md5('|'.join(total).encode('utf-8', 'surrogatepass')).hexdigest()}")


def an_int(words):
    return chance(words, 0, 1, -1, 97, next(words) % 1000, -(next(words) % 10 ** 6), next(words), next(words) ** 5, -next(words) ** 2,
                  True)


def a_float(words):
    return chance(words, 0.0, -0.0, 1.0, -1.5, next(words) / 2 ** 20, -next(words) / 2 ** 57, next(words) * 1e30, next(words) * 1e-40,
                  float("inf"), float("-inf"), float("nan"), 0.5, 2.5, 9.999999, 1e16, 123456789.0)


def a_complex(words):
    return complex(a_float(words), a_float(words))


def a_text(words):
    return chance(words, "", "a", "abc", "中文", "Straße", "😀x", "long text of some words", "\ud800"[:0], "x" * 20)


show("int", "bcdeEfFgGnoxX%s", an_int, 35_000, 1)
show("float", "eEfFgGn%dsr", a_float, 35_000, 2)
show("complex", "eEfFgGn%d", a_complex, 15_000, 3)
show("str", "sdq", a_text, 15_000, 4)
