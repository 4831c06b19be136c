"""Names of characters: all of them, back again, aliases, named sequences, literals and the namereplace handler."""
import unicodedata
from hashlib import md5

names = [unicodedata.name(chr(code), "") for code in range(0x110000)]
print(sum(map(bool, names)), md5("\n".join(names).encode()).hexdigest())
some = [name for name in names[:0x3400] + names[0xA000:0xA500] + names[0xAC00:0xB000] + names[0x10000:0x18D10] + names[0x1D000:] if name]
back = [unicodedata.lookup(name) for name in some]
print(len(some), [unicodedata.name(c) for c in back] == some)
print(sum(unicodedata.lookup(name.lower()) == c for name, c in zip(some[::7], back[::7]) if not name.startswith(("CJK UNIFIED", "HANGUL SYL"))))


def attempt(function, *args):
    try:
        return ascii(function(*args))
    except Exception as error:
        return f"{type(error).__name__} {error}"


for name in ["LF", "line feed", "NULL", "VS17", "ALERT", "BELL", "NBSP", "LATIN CAPITAL LETTER GHA", "BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS",
             "KEYCAP DIGIT ONE", "LATIN SMALL LETTER A WITH MACRON AND GRAVE", "TAMIL SYLLABLE KAA", "MODIFIER LETTER EXTRA-HIGH EXTRA-LOW CONTOUR TONE BAR",
             "CJK UNIFIED IDEOGRAPH-4E00", "cjk unified ideograph-4E00", "CJK UNIFIED IDEOGRAPH-4e00", "CJK UNIFIED IDEOGRAPH-04E00", "CJK UNIFIED IDEOGRAPH-D800",
             "CJK COMPATIBILITY IDEOGRAPH-F900", "cjk compatibility ideograph-f900", "nushu character-1b170", "HANGUL SYLLABLE GAGG", "hangul syllable ga", "HANGUL SYLLABLE ",
             "TANGUT IDEOGRAPH-17000", "LATIN SMALL LETTER A ", "LATIN  SMALL LETTER A", "LATIN_SMALL_LETTER_A", "", "é", "\ud800", "a\0b", "x" * 256, "x" * 257,
             b"DIGIT TWO", bytearray(b"snowman"), 7, None]:
    print(ascii(name)[:60], attempt(unicodedata.lookup, name)[:90])
for c in ["\0", "\n", "\ue000", "\u0378", "\U0010ffff", "ab", "", b"a", 1]:
    print(ascii(c), attempt(unicodedata.name, c), attempt(unicodedata.name, c, "?"))
for name in "bidirectional category combining decimal decomposition digit mirrored numeric east_asian_width".split():
    print(name, attempt(getattr(unicodedata, name), "ab"), attempt(getattr(unicodedata, name), "x"))
print("\N{BULLET} \N{greek small letter alpha} \N{LF}|\N{CJK UNIFIED IDEOGRAPH-4E2D}\N{HANGUL SYLLABLE GA}", f"\N{SNOWMAN}{1}\N{white smiling face}")
for source in [r"'\N{KEYCAP DIGIT ONE}'", r"'\N{nothing}'", r"'\N{}'", r"f'\N{nothing}'"]:
    print(source, attempt(eval, source))
print("é中\ud800\x81😀\uf8ff".encode("ascii", "namereplace"), "\u20ac\u0107".encode("latin-1", "namereplace"))
print(rb"\N{BULLET} \x41".decode("unicode_escape"), attempt(rb"\N{KEYCAP DIGIT ONE}".decode, "unicode_escape"))
