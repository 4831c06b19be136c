"""Generates the tables of src/text: character properties of Unicode 15.1 and legacy code pages.

Run under CPython 3.13.0, whose unicodedata and codecs are the source of every value:

    python3.13 src/text/tables/generate.py

Writes, beside this file, properties.bin (two-level trie and records), data.rs (names, numeric
values, special casing), decompositions.bin and compositions.bin (normal forms), mappings.bin
(decompositions as unicodedata gives them), charmaps.bin (single-byte code pages) and cjk_*.bin
(double-byte ones).
"""

import codecs
import encodings.aliases
import os
import struct
import sys
import unicodedata

assert sys.version_info[:3] == (3, 13, 0) and unicodedata.unidata_version == "15.1.0"
HERE = os.path.dirname(os.path.abspath(__file__))
BLOCK = 128

CATEGORIES = "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".split()
WIDTHS = "N F H W Na A".split()
BIDI = [""] + "L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI".split()
FLAGS = ("alpha decimal digit numeric lower upper title space printable cased ignorable "
         "id_start id_continue mirrored line_break special_lower special_upper special_title special_fold").split()

numerics = []
specials = {"lower": [], "upper": [], "title": [], "fold": []}


def record(code):
    c = chr(code)
    flags = set()
    for name, test in dict(alpha=c.isalpha(), decimal=c.isdecimal(), digit=c.isdigit(), numeric=c.isnumeric(),
                           lower=c.islower(), upper=c.isupper(), title=unicodedata.category(c) == "Lt",
                           space=c.isspace(), printable=c.isprintable(), id_start=c.isidentifier(),
                           id_continue=("a" + c).isidentifier(), mirrored=bool(unicodedata.mirrored(c)),
                           line_break=len(("a" + c + "b").splitlines()) == 2).items():
        if test:
            flags.add(name)
    # Cased characters keep what follows them lower in titles; ignorable ones are looked through by the
    # rule for the final sigma. Some are both.
    if (c + "a").title().endswith("a"):
        flags.add("cased")
    if ("A" + c + "\u03a3").lower().endswith("\u03c2") and not (c + "\u03a3").lower().endswith("\u03c2"):
        flags.add("ignorable")
    deltas = []
    for name, text in dict(lower=c.lower(), upper=c.upper(), title=c.title(), fold=c.casefold()).items():
        if len(text) == 1:
            deltas.append(ord(text) - code)
        else:
            deltas.append(0)
            flags.add("special_" + name)
            specials[name].append((code, [ord(x) for x in text]))
    number = unicodedata.numeric(c, None)
    if number is None:
        index = 0xFFFF
    else:
        if number not in numerics:
            numerics.append(number)
        index = numerics.index(number)
    return struct.pack(
        "<I6BH4i", sum(1 << FLAGS.index(f) for f in flags), CATEGORIES.index(unicodedata.category(c)),
        WIDTHS.index(unicodedata.east_asian_width(c)), unicodedata.combining(c),
        BIDI.index(unicodedata.bidirectional(c)), unicodedata.decimal(c, 255), unicodedata.digit(c, 255),
        index, *deltas)


def properties():
    records, trie = {}, []
    for code in range(0x110000):
        trie.append(records.setdefault(record(code), len(records)))
    blocks, index = {}, []
    for start in range(0, len(trie), BLOCK):
        index.append(blocks.setdefault(tuple(trie[start:start + BLOCK]), len(blocks)))
    data = struct.pack(f"<{len(index)}H", *index)
    first_block = len(data)
    for block in blocks:
        data += struct.pack(f"<{BLOCK}H", *block)
    first_record = len(data)
    data += b"".join(records)
    open(os.path.join(HERE, "properties.bin"), "wb").write(data)
    return first_block, first_record


def rust_list(name, kind, items, per_line):
    lines = [f"pub(super) static {name}: &[{kind}] = &["]
    for start in range(0, len(items), per_line):
        lines.append("    " + " ".join(item + "," for item in items[start:start + per_line]))
    return "\n".join(lines + ["];", ""])


CHARMAPS = ("cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
            "cp273 cp424 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 "
            "cp863 cp864 cp865 cp866 cp869 cp874 cp875 hp-roman8 iso8859-2 iso8859-3 iso8859-4 iso8859-5 "
            "iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 "
            "iso8859-16 koi8-r koi8-t koi8-u kz1048 mac-arabic mac-croatian mac-cyrillic mac-farsi mac-greek "
            "mac-iceland mac-latin2 mac-roman mac-romanian mac-turkish palmos ptcp154 tis-620").split()


def charmaps():
    data = b""
    for name in CHARMAPS:
        for byte in range(256):
            try:
                code = ord(bytes([byte]).decode(name))
            except UnicodeDecodeError:
                code = 0xFFFE
            assert code < 0x10000
            data += struct.pack("<H", code)
    open(os.path.join(HERE, "charmaps.bin"), "wb").write(data)


def double_bytes(file, codec, prefix, leads, trails, extra=b""):
    """One u16 per lead and trail byte; 0 where the codec knows nothing."""
    data = b""
    for lead in leads:
        for trail in trails:
            try:
                text = (prefix + bytes([lead, trail])).decode(codec)
            except UnicodeDecodeError:
                text = ""
            code = ord(text) if len(text) == 1 else 0
            assert code < 0x10000
            data += struct.pack("<H", code)
    open(os.path.join(HERE, file), "wb").write(data)


first_block, first_record = properties()
charmaps()
double_bytes("cjk_gbk.bin", "gbk", b"", range(0x81, 0xFF), range(0x40, 0xFF))
double_bytes("cjk_big5.bin", "big5", b"", range(0xA1, 0xFA), range(0x40, 0xFF))
double_bytes("cjk_ksx1001.bin", "euc_kr", b"", range(0xA1, 0xFF), range(0xA1, 0xFF))
double_bytes("cjk_jisx0208.bin", "euc_jp", b"", range(0xA1, 0xFF), range(0xA1, 0xFF))
double_bytes("cjk_jisx0212.bin", "euc_jp", b"\x8f", range(0xA1, 0xFF), range(0xA1, 0xFF))
# gb18030's pairs that differ from gbk's, and its four-byte ranges of the basic plane.
data = b""
for lead in range(0x81, 0xFF):
    for trail in range(0x40, 0xFF):
        try:
            code = ord(bytes([lead, trail]).decode("gb18030"))
        except UnicodeDecodeError:
            continue
        try:
            other = ord(bytes([lead, trail]).decode("gbk"))
        except UnicodeDecodeError:
            other = 0
        if code != other:
            data += struct.pack("<HH", lead << 8 | trail, code)
open(os.path.join(HERE, "cjk_gb18030_pairs.bin"), "wb").write(data)
ranges, last = [], None
for linear in range(39420):
    a, rest = divmod(linear, 12600)
    b, rest = divmod(rest, 1260)
    c, d = divmod(rest, 10)
    try:
        code = ord(bytes([0x81 + a, 0x30 + b, 0x81 + c, 0x30 + d]).decode("gb18030"))
    except UnicodeDecodeError:
        last = None
        continue
    if last is None or code != last + 1:
        ranges.append([linear, code, 1])
    else:
        ranges[-1][2] += 1
    last = code
open(os.path.join(HERE, "cjk_gb18030_ranges.bin"), "wb").write(
    b"".join(struct.pack("<HHH", *r) for r in ranges))

double_bytes("cjk_gb2312.bin", "gb2312", b"", range(0xA1, 0xF8), range(0xA1, 0xFF))

# The Windows code pages, as what they have beyond the standard encoding that they extend.
for codec, base in [("cp932", "shift_jis"), ("cp949", "euc_kr"), ("cp950", "big5")]:
    data = b""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            found = []
            for name in codec, base:
                try:
                    text = bytes([lead, trail]).decode(name)
                except UnicodeDecodeError:
                    text = ""
                found.append(ord(text) if len(text) == 1 else 0)
            if found[0] != found[1]:
                data += struct.pack("<HH", lead << 8 | trail, found[0])
    open(os.path.join(HERE, f"cjk_{codec}.bin"), "wb").write(data)


def sequences(codec):
    """Every sequence of the tables above with what it means, in the order in which src/text reads them."""
    if codec in ("gbk", "gb18030", "cp949", "cp950"):
        yield from ((l, t) for l in range(0x81, 0xFF) for t in range(0x40, 0xFF))
    elif codec == "gb2312":
        yield from ((l, t) for l in range(0xA1, 0xF8) for t in range(0xA1, 0xFF))
    elif codec == "big5":
        yield from ((l, t) for l in range(0xA1, 0xFA) for t in range(0x40, 0xFF))
    elif codec == "shift_jis":
        yield from ((b,) for b in range(0xA1, 0xE0))
        yield from ((l, t) for l in [*range(0x81, 0xA0), *range(0xE0, 0xF0)] for t in range(0x40, 0xFD))
    elif codec == "cp932":
        yield from ((b,) for b in range(0x80, 0x100))
        yield from ((l, t) for l in range(0x81, 0xFF) for t in range(0x40, 0xFF))
    elif codec == "euc_kr":
        yield from ((l, t) for l in range(0xA1, 0xFF) for t in range(0xA1, 0xFF))
    else:
        yield from ((0x8E, t) for t in range(0xA1, 0xE0))
        yield from ((l, t) for l in range(0xA1, 0xFF) for t in range(0xA1, 0xFF))
        yield from ((0x8F, l, t) for l in range(0xA1, 0xFF) for t in range(0xA1, 0xFF))


# What a codec writes where that is not the first sequence that means the same; 0: nothing.
CJK = "gbk gb18030 gb2312 big5 shift_jis euc_jp euc_kr cp932 cp949 cp950".split()
overrides = b""
for number, codec in enumerate(CJK):
    first = {}
    for sequence in sequences(codec):
        try:
            text = bytes(sequence).decode(codec)
        except UnicodeDecodeError:
            continue
        if len(text) == 1 and ord(text) < 0x10000:
            first.setdefault(ord(text), bytes(sequence))
    for code in range(0x80, 0x10000):
        try:
            found = chr(code).encode(codec)
        except UnicodeEncodeError:
            found = b""
        if len(found) > 3:
            found = b""
        if found != first.get(code, b""):
            overrides += struct.pack("<HHI", number, code, int.from_bytes(found))
open(os.path.join(HERE, "cjk_overrides.bin"), "wb").write(overrides)

MODULES = {"utf_8": "utf-8", "utf_8_sig": "utf-8-sig", "utf_7": "utf-7", "latin_1": "iso8859-1", "ascii": "ascii",
           "unicode_escape": "unicode-escape", "raw_unicode_escape": "raw-unicode-escape"}
MODULES |= {f"utf_{n}{e}": f"utf-{n}{e.replace('_', '-')}" for n in (16, 32) for e in ("", "_le", "_be")}
MODULES |= {name: name for name in CJK} | {name.replace("-", "_"): name for name in CHARMAPS}
names = dict(MODULES)
for alias, module in sorted(encodings.aliases.aliases.items()):
    if module in MODULES and alias == alias.lower():
        names[alias] = MODULES[module]
for name, target in names.items():
    assert "." in name or codecs.lookup(name).name.replace("_", "-") == target.replace("_", "-"), name

# Normal forms: for each code point its full decompositions, and the pairs that compose. Numbers of
# three bytes; Korean syllables are computed instead.
def three(number):
    return struct.pack("<I", number)[:3]


index, data, pairs, checks = b"", b"", [], []
for code in range(0x110000):
    c = chr(code)
    if 0xAC00 <= code <= 0xD7A3 or 0xD800 <= code <= 0xDFFF:
        continue
    forms = [unicodedata.normalize("NFD", c), unicodedata.normalize("NFKD", c)]
    if forms[1] != c:
        canonical, full = forms[0] != c, forms[1] != forms[0]
        text = (forms[0] if canonical else "") + (forms[1] if full else "")
        index += three(code) + struct.pack("<HBB", len(data) // 3, len(forms[0]) * canonical, len(forms[1]) * full)
        data += b"".join(three(ord(x)) for x in text)
    parts = unicodedata.decomposition(c).split()
    if len(parts) == 2 and parts[0][0] != "<" and unicodedata.normalize("NFC", c) == c:
        pairs.append((int(parts[0], 16), int(parts[1], 16), code))
open(os.path.join(HERE, "decompositions.bin"), "wb").write(index + data)
open(os.path.join(HERE, "compositions.bin"), "wb").write(
    b"".join(three(a) + three(b) + three(c) for a, b, c in sorted(pairs)))
decomposed = len(index) // 7

# What unicodedata.decomposition shows: one step, with its kind in front.
TAGS = [""]
index, data = b"", b""
for code in range(0x110000):
    parts = unicodedata.decomposition(chr(code)).split()
    if not parts or 0xAC00 <= code <= 0xD7A3:
        continue
    tag = parts.pop(0) if parts[0][0] == "<" else ""
    if tag not in TAGS:
        TAGS.append(tag)
    index += three(code) + struct.pack("<HBB", len(data) // 3, TAGS.index(tag), len(parts))
    data += b"".join(three(int(part, 16)) for part in parts)
open(os.path.join(HERE, "mappings.bin"), "wb").write(index + data)
mapped = len(index) // 7

with open(os.path.join(HERE, "data.rs"), "w") as out:
    out.write("//! Generated by generate.py from CPython 3.13.0 (Unicode 15.1); do not edit.\n\n")
    out.write(f"pub(super) const FIRST_BLOCK: usize = {first_block};\n")
    out.write(f"pub(super) const DECOMPOSED: usize = {decomposed};\n")
    out.write(f"pub(super) const MAPPED: usize = {mapped};\n")
    out.write(f"pub(super) const FIRST_RECORD: usize = {first_record};\n\n")
    for position, name in enumerate(FLAGS):
        out.write(f"pub const {name.upper()}: u32 = 1 << {position};\n")
    out.write("\n")
    for name, items in [("CATEGORIES", CATEGORIES), ("WIDTHS", WIDTHS), ("BIDI", BIDI), ("CHARMAPS", CHARMAPS),
                        ("MAPPING_TAGS", TAGS)]:
        out.write("#[rustfmt::skip]\n" + rust_list(name, "&str", [f'"{item}"' for item in items], 12) + "\n")
    out.write("#[rustfmt::skip]\n" + rust_list("NUMERIC_VALUES", "f64", [repr(float(n)) for n in numerics], 8) + "\n")
    rows = [f'("{name}", "{target}")' for name, target in sorted(names.items())]
    out.write("#[rustfmt::skip]\n" + rust_list("ENCODINGS", "(&str, &str)", rows, 4) + "\n")
    for name, items in specials.items():
        rows = [f"({code:#x}, &[{', '.join(hex(x) for x in text)}])" for code, text in items]
        out.write("#[rustfmt::skip]\n" + rust_list("MAP_" + name.upper(), "(u32, &[u32])", rows, 4) + "\n")

path = os.path.join(HERE, "data.rs")
text = open(path).read()
open(path, "w").write(text.rstrip("\n") + "\n")

# The aliases as Python code, by the module that CPython has for the encoding.
by_module = {}
for alias, module in sorted(encodings.aliases.aliases.items()):
    by_module.setdefault(module, []).append(alias)
path = os.path.join(HERE, "..", "..", "stdlib", "python", "encodings", "aliases.py")
with open(path, "w") as out:
    out.write('"""Other names of encodings: generated by src/text/tables/generate.py; do not edit."""\n\n')
    out.write("_NAMES = {\n")
    for module, names in sorted(by_module.items()):
        out.write(f"    {module!r}: {' '.join(names)!r},\n".replace("'", '"'))
    out.write("}\n\naliases = {alias: module for module, names in _NAMES.items() for alias in names.split()}\n")
