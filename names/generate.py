"""Generates src/names.bin: the names of characters of Unicode 15.1, their aliases and the named sequences.

    python3.13 names/generate.py NameAliases.txt NamedSequences.txt

Run under CPython 3.13.0, whose unicodedata is the source of every name. Aliases and sequences cannot be
listed through it, so their candidates are read from files of the Unicode Character Database, of any version
that is not older; kept is what this CPython looks up.

The file begins with the offsets of its parts as u32. src/lib.rs says what they hold.
"""

import collections
import os
import struct
import sys
import unicodedata

assert sys.version_info[:3] == (3, 13, 0) and unicodedata.unidata_version == "15.1.0"
HERE = os.path.dirname(os.path.abspath(__file__))
STEP = 32
# Names that end in the number of their character: prefix, and whether the look-up forgives case in it.
COMPUTED = [("CJK UNIFIED IDEOGRAPH-", 0), ("CJK COMPATIBILITY IDEOGRAPH-", 1), ("KHITAN SMALL SCRIPT CHARACTER-", 1),
            ("NUSHU CHARACTER-", 1)]


def three(number):
    return struct.pack("<I", number)[:3]


def known(name):
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return None


def candidates(path):
    for line in open(path, encoding="utf-8"):
        fields = line.partition("#")[0].strip().split(";")
        if len(fields) > 1:
            # Aliases have the code first, sequences the name.
            yield fields[1] if len(fields) == 3 else fields[0]


ranges, runs, names = [], [], []
for code in range(0x110000):
    name = unicodedata.name(chr(code), None)
    if name is None or name.startswith("HANGUL SYLLABLE "):
        continue
    prefix = next((n for n, (prefix, _) in enumerate(COMPUTED) if name == f"{prefix}{code:X}"), None)
    if prefix is not None:
        if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == prefix:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, prefix])
        continue
    if not runs or runs[-1][0] + len(names) - runs[-1][1] != code:
        runs.append((code, len(names)))
    names.append(name)
plain = len(names)

extra = {}
for path in sys.argv[1:]:
    for name in candidates(path):
        text = known(name)
        if text is not None and unicodedata.name(text, None) != name if len(text or "") == 1 else text:
            extra[name] = text
names += extra

count = collections.Counter(word for name in names for word in name.split(" "))
words = sorted(count, key=lambda word: (-count[word], word))
# Word numbers below `short` take one byte, others two.
short = next(short for short in range(255, 0, -1) if short + (256 - short) * 256 >= len(words))
number = {word: n for n, word in enumerate(words)}

coded, steps = b"", b""
for n, name in enumerate(names):
    if n % STEP == 0:
        steps += three(len(coded))
    row = b""
    for word in name.split(" "):
        n = number[word]
        row += bytes([n]) if n < short else bytes([short + (n - short) // 256, (n - short) % 256])
    coded += bytes([len(row)]) + row
starts, letters = b"", b""
for word in words:
    starts += three(len(letters))
    letters += word.encode("ascii")
starts += three(len(letters))
targets, sequences = b"", b""
for text in extra.values():
    # A sequence is its place and its length above the code points.
    if len(text) == 1:
        targets += three(ord(text))
    else:
        targets += three(0x800000 | len(text) << 16 | len(sequences) // 3)
        sequences += b"".join(three(ord(c)) for c in text)
order = sorted(range(len(names)), key=names.__getitem__)
parts = [
    b"".join(three(code) + struct.pack("<H", first) for code, first in runs),
    b"".join(three(first) + three(last) + bytes([prefix]) for first, last, prefix in ranges),
    steps, coded, starts, letters, struct.pack(f"<{len(order)}H", *order), targets, sequences,
]
assert len(names) < 0x10000 and len(sequences) // 3 < 0x10000 and max(map(len, extra.values())) < 0x80
header = struct.pack("<4H", plain, len(names), short, STEP)
place = len(header) + 4 * (len(parts) + 1)
for part in [*parts, b""]:
    header += struct.pack("<I", place)
    place += len(part)
with open(os.path.join(HERE, "src", "names.bin"), "wb") as out:
    out.write(header + b"".join(parts))
print(len(names), "names,", len(extra), "aliases and sequences,", len(words), "words,", place, "bytes")
