"""Text outside ASCII: lengths, cases, normal forms of repr, surrogates, ordering."""
s = "naïve café 漢字 😀 ß"
print(len(s), s[2], s[11:13], s[14], s[::-1], s.upper(), s.lower(), s.title(), s.swapcase())
print("ß".upper(), "ﬁ".upper(), "İ".lower(), len("İ".lower()), "ΑΣ".lower(), "ΑΣ Σ".lower(), "ǆ".title(), "ŉ".upper(), "straße".casefold(), "ΐ".upper())
print([ord(c) for c in "aé漢😀"], chr(233), chr(0x1F600), chr(0x10FFFF) == "\U0010ffff", ord("\ud800"))
print(repr("\u00a0 \u200b \u2028 \ufeff \U000e0001 \x7f \x80 \xad é 漢 😀 \ud83d"), ascii("é漢😀\ud800"), "%a" % "é", f"{'é'!a}")
print("é" < "z", "z" < "é", "漢" > "é", "😀" > "\uffff", sorted(["é", "e", "z", "a", "😀", "漢"]), "a" < "B", min("éa"), max("aé漢"))
print("😀".encode(), "é".encode("latin-1"), "漢".encode("utf-16-le"), "é😀".encode("utf-16"), "a".encode("utf-32-be"), "é".encode("ascii", "ignore"),
      "é漢".encode("ascii", "replace"), "é漢😀".encode("ascii", "backslashreplace"), "é漢".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "namereplace"))
print(b"\xc3\xa9".decode(), b"\xff\xc3\xa9".decode("utf-8", "replace"), b"\xff".decode("utf-8", "ignore") == "", b"\xffa".decode("utf-8", "backslashreplace"),
      ascii(b"\xff\x80".decode("utf-8", "surrogateescape")), b"\xe9".decode("latin-1"), b"\xff\xfea\x00".decode("utf-16"), b"a\x00".decode("utf-16-le"))
print(ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")), "\ud800".encode("utf-8", "surrogatepass"), "\udcff".encode("utf-8", "surrogateescape"))
for bad in ('"é".encode("ascii")', '"\\ud800".encode()', 'b"\\xff".decode()', 'b"\\xc3".decode()', 'b"\\xe2\\x82x".decode()', 'b"\\xf0\\x9f\\x98".decode()',
            'b"\\x80abc".decode()', 'b"\\xc0\\x80".decode()', 'b"\\xed\\xa0\\x80".decode()', 'b"\\xf5".decode()', '"é漢".encode("latin-1")', 'b"\\xff".decode("ascii")',
            'chr(-1)', 'chr(0x110000)', 'ord("")', 'ord("ab")', 'b"a".decode("nope")', '"é".encode("ascii", "nope")', 'b"a".decode("utf-16")'):
    try:
        print(eval(bad))
    except (UnicodeError, ValueError, TypeError, LookupError) as error:
        print(type(error).__name__, error)
é = 1
变量 = 2
print(é + 变量, "é" in globals(), "ﬁ".isidentifier())
ﬁ = 3
print(fi)
print("e\u0301", len("e\u0301"), "e\u0301" == "é", "\N{LATIN SMALL LETTER E WITH ACUTE}", "\N{GRINNING FACE}", "\N{bullet}")
print("漢字".center(6, "*"), f"{'é':>4}|{'😀':^5}|", "%5s|" % "é", "é".ljust(3, "漢"))
print("aéb".find("b"), "漢字漢字".count("漢"), "漢字漢字".rfind("漢"), "a漢b漢c".split("漢"), "😀a😀".replace("😀", "x"), "é,漢".partition(","))
for c in "aé漢😀":
    print(c, end=" ")
print("日本"[0], "日本"[-1], "x日"[1:], "日" * 3, "日" in "日本", "a" + "日" + "😀")
