"""str and bytes through codecs and error handlers."""

texts = ["plain", "h\u00e9llo", "\u20ac uro", "\u65e5\u672c", "\U0001f600", "a\udc80b", ""]
for name in ("utf-8", "utf-8-sig", "utf-16-le", "utf-32-be", "latin-1", "ascii", "cp1252", "koi8-r", "shift_jis", "gbk", "unicode_escape"):
    for text in texts:
        for errors in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"):
            try:
                print(name, ascii(text), errors, text.encode(name, errors))
            except UnicodeEncodeError as error:
                print(name, ascii(text), errors, error.encoding, error.start, error.end, error.reason)

blocks = [b"plain", b"h\xc3\xa9", b"\xff\xfe", b"\xe2\x82", b"\xf0\x9f\x98\x80", b"\x80a", b"\xed\xa0\x80", b""]
for name in ("utf-8", "utf-8-sig", "latin-1", "ascii", "cp1252", "shift_jis", "gbk"):
    for block in blocks:
        for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
            try:
                print(name, block, errors, ascii(block.decode(name, errors)))
            except UnicodeDecodeError as error:
                print(name, block, errors, error.encoding, error.start, error.end, error.reason)

for spelling in ("UTF8", "U8", "utf_8", "Latin-1", "L1", "iso-8859-1", "US-ASCII", "646"):
    print(spelling, "\u00e9".encode(spelling, "replace"))
for attempt in (lambda: "a".encode("nothing"), lambda: b"a".decode("hex"), lambda: "\u00e9".encode("ascii", "nobody"), lambda: "a\x00".encode("a\x00b")):
    try:
        print(attempt())
    except (LookupError, ValueError) as error:
        print(type(error).__name__, error)
print(str(b"caf\xc3\xa9", "utf-8"), str(b"x", errors="strict"), bytes("\u00e9", "utf-8"), bytearray("\u00e9", "latin-1"))
