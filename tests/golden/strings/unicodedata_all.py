"""unicodedata answers for every code point as recorded: one checksum a function."""
import unicodedata
from hashlib import md5

ALL = [chr(code) for code in range(0x110000)]


def show(name, answers):
    answers = list(answers)
    print(f"{name:20} {len(set(answers)):7} {md5(ascii(answers).encode()).hexdigest()}")


print(unicodedata.unidata_version)
for name in "bidirectional category combining decomposition east_asian_width mirrored".split():
    show(name, map(getattr(unicodedata, name), ALL))
for name in "decimal digit numeric".split():
    function = getattr(unicodedata, name)
    show(name, [function(c, None) for c in ALL])
ASSIGNED = [c for c in ALL if unicodedata.category(c) != "Cn"]
for form in "NFC NFD NFKC NFKD".split():
    show(form, [unicodedata.normalize(form, c) for c in ASSIGNED])
    show(form + " of pairs", [unicodedata.normalize(form, "e" + c + "\u0301") for c in ASSIGNED[:40_000:3]])
    show(form + " already", [unicodedata.is_normalized(form, c) for c in ASSIGNED])
mixed = "".join(ASSIGNED[:30_000])
for form in "NFC NFD NFKC NFKD".split():
    show(form + " of all", [unicodedata.normalize(form, mixed)])
marks = [c for c in ALL if unicodedata.combining(c)]
for form in "NFC NFD".split():
    show(form + " of marks", [unicodedata.normalize(form, "a" + first + second) for first in marks[::9] for second in marks[::11]])
