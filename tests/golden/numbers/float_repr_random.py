"""A million floats with random bits are printed and read as recorded; a checksum for every 100,000."""
import struct
from hashlib import md5

ROUNDS, SIZE = 10, 100_000


def randoms(seed):
    """Numbers of 64 bits, the same on every interpreter."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        yield state ^ (state >> 33)


def floats(seed, count):
    words = randoms(seed)
    data = struct.pack(f"<{count}Q", *(next(words) for _ in range(count)))
    return struct.unpack(f"<{count}d", data)


for seed in range(ROUNDS):
    values = floats(seed, SIZE)
    texts = [repr(value) for value in values]
    lost = sum(float(text) != value and value == value for text, value in zip(texts, values))
    print(seed, lost, md5(" ".join(texts).encode()).hexdigest())
