"""IGNORECASE: simple folding, the special families, ranges and sets, ASCII and bytes."""
import re

PAIRS = ["aA", "éÉ", "ßẞ", "Kk", "k\u212a", "sſ", "Sſ", "iİ", "Iı", "iı", "İı", "µμ", "σς", "Σς", "ﬅﬆ", "ǅǆ", "ǄǅE", "åÅ", "Ωω", "\U00010400\U00010428", "ιͅ", "βϐ", "ӀҀ", "ᲀв", "Ꭰꭰ", "ﬀF", "ŉN"]
for first, second, *_ in PAIRS:
    row = []
    for pattern in (first, f"[{first}]", f"[x{first}]", f"[^{first}]", f"[{first}-{first}]", f"(?:{first}|x)"):
        row.append(bool(re.match(pattern, second, re.I)))
        row.append(bool(re.match(pattern, second, re.I | re.A)))
    print(ascii(first), ascii(second), row)
for code in (0x41, 0xb5, 0x130, 0x131, 0x17f, 0x1c6, 0x345, 0x3c2, 0x1e9e, 0x212a, 0x10400):
    letter = re.compile(re.escape(chr(code)), re.I)
    print(hex(code), [hex(other) for other in range(0x20000) if letter.match(chr(other))])
for pattern in ("[a-z]", "[^a-z]", "[A-Z]", r"[\W]", "[à-ö]", "[\u0100-\uffff]", "[\u0100-\U00010428]", "[Z-a]", "[k]", "[^k]", "[α-ω]"):
    accept = re.compile(pattern, re.I)
    ascii_accept = re.compile(pattern, re.I | re.A)
    print(pattern, sum(bool(accept.match(chr(code))) for code in range(0x11000)), sum(bool(ascii_accept.match(chr(code))) for code in range(0x11000)))
for pattern in (b"[a-z]", b"[^a-z]", b"\xe9", b"[\xc0-\xd6]", b"k", rb"\w", rb"\s", rb"\d"):
    print(pattern, sum(bool(re.match(pattern, bytes([code]), re.I)) for code in range(256)), sum(bool(re.match(pattern, bytes([code]), re.I | re.L)) for code in range(256)))
print(re.match(r"(a)\1", "aA", re.I), re.match(r"(ß)\1", "ßẞ", re.I), re.match(r"(k)\1", "k\u212a", re.I), re.match(r"(s)\1", "sſ", re.I))
print(re.sub("hello", "bye", "Hello HELLO hello", flags=re.I), re.findall("ПРИВЕТ", "привет Привет", re.I))
