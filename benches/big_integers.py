"""Big integers on two interpreters: the ratio of their processor times, item by item.

    python3 benches/big_integers.py --interp target/release/taipan --cpython python3.13

Each item runs in a process of its own, which repeats it for a moment and reports the best time of one round
and a checksum of the result; a fast wrong answer is an error. `--only pi` selects items by a part of their name.
"""

import argparse
import math
import subprocess

ITEMS = {
    "str(7**100000)": ("n = 7**100000", "r = str(n)"),
    "int('9'*4000)**3": ("", "r = int('9' * 4000) ** 3"),
    "10**20000 // 7**8000": ("a, b = 10**20000, 7**8000", "r = a // b"),
    "10**20000 // 7**8000, powers too": ("", "r = 10**20000 // 7**8000"),
    "pi, 5,000 digits, Machin": ("""
def arctan(x, unity):
    total = term = unity // x
    n, sign, square = 3, -1, x * x
    while term:
        term //= square
        total += sign * (term // n)
        sign, n = -sign, n + 2
    return total
""", "unity = 10**5010; r = (4 * (4 * arctan(5, unity) - arctan(239, unity))) // 10**10"),
    "pi, 1,500 digits, spigot": ("""
def digits(count):
    q, r, t, k, m, x, out = 1, 0, 1, 1, 3, 3, []
    while len(out) < count:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return out
""", "r = int(''.join(map(str, digits(1500))))"),
    "pow(3, 10**40, 10**40+7)": ("", "r = pow(3, 10**40, 10**40 + 7)"),
    "pow(3, 10**400, 10**400+7)": ("a, b = 10**400, 10**400 + 7", "r = pow(3, a, b)"),
    "factorial product to 3,000": ("", """
r = 1
for i in range(1, 3000): r *= i
"""),
    "fibonacci to 20,000": ("", """
a, r = 0, 1
for i in range(20000): a, r = r, a + r
"""),
    "sums of 100 bits": ("n = 2**99 + 12345", """
r = 0
for i in range(20000): r = (r + n) ^ (r >> 3)
"""),
    "products of 64 by 64 bits": ("n = 2**63 + 12345", """
r = 1
for i in range(20000): r = (r * n) % 1000000000000000000039
"""),
    "linear congruences of 64 bits": ("", """
r = 1
for i in range(20000): r = (r * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
"""),
    "gcd of words": ("from math import gcd", """
r = 0
for i in range(1, 20000): r += gcd(i * 9973, 2**40 + i)
"""),
    "gcd of 2,000 bits": ("from math import gcd; a, b = 3**1300, 5**800 * 3**100", "r = gcd(a, b)"),
    "isqrt of words": ("from math import isqrt", """
r = 0
for i in range(20000): r += isqrt(i * 1000003)
"""),
    "isqrt of 4,000 bits": ("from math import isqrt; n = 7**1500", "r = isqrt(n)"),
    "int(text) of 10 digits": ("texts = [str(n * 7654321) for n in range(10000)]", """
r = 0
for text in texts: r += int(text)
"""),
    "int(text) of 40 digits": ("texts = [str(3**83 + n) for n in range(10000)]", """
r = 0
for text in texts: r += int(text)
"""),
    "str of 10 digits": ("", """
r = 0
for n in range(10000): r += len(str(n * 7654321))
"""),
    "str of 40 digits": ("n = 3**83", """
r = 0
for i in range(10000): r += len(str(n + i))
"""),
    "hex of 40 digits": ("n = 3**83", """
r = 0
for i in range(10000): r += len(hex(n + i)) + len(f"{n + i:x}")
"""),
    "shifts of 100 bits": ("n = 3**60", """
r = 0
for i in range(20000): r ^= (n << (i & 31)) >> (i & 15)
"""),
    "masks of 100 bits": ("n, m = 3**60, 2**90 - 1", """
r = 0
for i in range(20000): r ^= (n & m | i) & ~i
"""),
    "bit_length and bit_count": ("n = 3**60", """
r = 0
for i in range(20000): r += (n + i).bit_length() + (n - i).bit_count()
"""),
    "divmod of 100 bits": ("n = 3**63", """
r = 0
for i in range(1, 20000):
    a, b = divmod(n, i)
    r ^= a + b
"""),
    "to_bytes and from_bytes": ("n = 3**60", """
r = 0
for i in range(20000): r ^= int.from_bytes((n + i).to_bytes(16, 'big'), 'little')
"""),
    "comparisons of 100 bits": ("n = 3**60; m = n + 10000", """
r = 0
for i in range(20000):
    if n + i < m: r += 1
"""),
    "hashes of 100 bits": ("n = 3**60; d = {n + i: i for i in range(100)}", """
r = 0
for i in range(20000): r += d[n + i % 100]
"""),
}

PROGRAM = """
import sys
from time import process_time
sys.set_int_max_str_digits(0)
{setup}
def work():
{body}
    return r
best, spent = 1e9, 0.0
while spent < {moment}:
    start = process_time()
    r = work()
    took = process_time() - start
    best, spent = min(best, took), spent + took + 1e-7
print(best, hash(r) if isinstance(r, int) else r[:20] + r[-20:])
"""


def measure(interp, setup, body, moment):
    indented = "\n".join("    " + line for line in body.strip("\n").splitlines())
    program = PROGRAM.format(setup=setup, body=indented, moment=moment)
    done = subprocess.run([interp, "-c", program], capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise SystemExit(f"{interp}: {done.stderr}")
    best, result = done.stdout.split()
    return float(best), result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--interp", required=True)
    parser.add_argument("--cpython", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--moment", type=float, default=0.3)
    options = parser.parse_args()
    ratios = []
    for name, (setup, body) in ITEMS.items():
        if options.only not in name:
            continue
        theirs, wanted = measure(options.cpython, setup, body, options.moment)
        ours, result = measure(options.interp, setup, body, options.moment)
        if result != wanted:
            raise SystemExit(f"{name}: another result")
        ratios.append(theirs / ours)
        print(f"{name:34} {theirs * 1e3:9.3f} ms {ours * 1e3:9.3f} ms {ratios[-1]:7.2f}", flush=True)
    if ratios:
        print(f"{'geometric mean':34} {math.exp(sum(map(math.log, ratios)) / len(ratios)):33.2f}")


if __name__ == "__main__":
    main()
