"""Floats of many kinds are printed and read as recorded: short ones, halfway cases, subnormal ones, long texts."""
import struct
from hashlib import md5


def randoms(seed):
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        yield state ^ (state >> 33)


def show(name, texts):
    texts = list(texts)
    print(f"{name:20} {len(texts):8} {md5(' '.join(texts).encode()).hexdigest()}")


def bits(*words):
    return struct.unpack(f"<{len(words)}d", struct.pack(f"<{len(words)}Q", *words))


words = randoms(7)
show("thousandths", [repr(number / 1000) for number in range(-20_000, 20_000)])
show("products", [repr(number * 0.1) for number in range(40_000)])
show("powers of two", [repr(2.0 ** power) for power in range(-1074, 1024)])
show("powers of ten", [repr(float(f"1e{power}")) for power in range(-330, 320)])
show("subnormal", [repr(value) for value in bits(*(next(words) & 0xFFFFFFFFFFFFF for _ in range(20_000)))])
show("near one", [repr(value) for value in bits(*(0x3FF0000000000000 - 10_000 + step for step in range(20_000)))])
show("integers", [repr(float(next(words) % 10 ** (5 + step % 20))) for step in range(20_000)])
show("edges", [repr(value) for value in bits(0, 1, 2, 0x7FEFFFFFFFFFFFFF, 0x7FF0000000000000, 0xFFF0000000000000,
                                             0x7FF8000000000000, 0xFFF8000000000000, 0x10000000000000,
                                             0xFFFFFFFFFFFFF, 0x8000000000000000)])


def halfway(word):
    """The exact text of the middle between two floats, and its two neighbours in the last place."""
    low, high = bits(word, word + 1)
    numerator, denominator = low.as_integer_ratio()
    other, bottom = high.as_integer_ratio()
    middle = numerator * bottom + other * denominator
    scale = 2 * denominator * bottom
    power = scale.bit_length() - 1
    digits = middle * 5 ** power
    for step in (-1, 0, 1):
        yield f"{digits * 10 + step}e-{power + 1}"


texts = [text for _ in range(400) for text in halfway(0x3F50000000000000 + next(words) % 0x00A0000000000000)]
show("halfway", [repr(float(text)) for text in texts])
show("long texts", [repr(float(f"{next(words)}{next(words)}.{next(words)}e{step % 640 - 340}")) for step in range(20_000)])
show("short texts", [repr(float(f"{next(words) % 100_000}e{step % 660 - 345}")) for step in range(20_000)])
show("hex", [value.hex() for value in bits(*(next(words) for _ in range(20_000)))])
show("from hex", [repr(float.fromhex(f"0x{next(words) % 16 ** (step % 16 + 1):x}.{next(words):x}p{step % 2200 - 1150}"))
                  for step in range(0, 20_000) if step % 2200 < 2050])
show("round", [repr(round(next(words) / 2 ** 40, step % 12 - 6)) for step in range(20_000)])
show("round halves", [repr(round(number / 8, digits)) for number in range(-2000, 2000) for digits in (0, 1, 2)])
show("round integers", [repr(round(next(words), -(step % 22))) for step in range(20_000)])
show("ratio", [str(value.as_integer_ratio()) for value in bits(*(0x3000000000000000 + next(words) % 2 ** 61 for _ in range(5_000)))])
show("int of", [str(int(value)) for value in bits(*(0x3FF0000000000000 + next(words) % 2 ** 60 for _ in range(5_000)))])
show("hash", [str(hash(value)) for value in bits(*(next(words) % (0x7FF << 52) for _ in range(20_000)))])
show("int text", [f"{next(words) ** 3}{next(words) ** 5:x}{next(words) ** 4:o}{next(words):b}{next(words) ** 2:,}" for _ in range(5_000)])
