"""The methods of str."""
s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s.casefold())
print(s.find("o"), s.find("o", 5), s.rfind("o"), s.find("zz"), s.index("W"), s.count("l"), s.count(""), s.count("l", 3, -2))
print(s.replace("l", "L"), s.replace("l", "L", 1), s.replace("", "-"), s.replace("", "-", 3), s.replace("o", ""), "aaa".replace("aa", "b"))
print(s.startswith("Hell"), s.startswith(("x", "H")), s.startswith("o", 4), s.endswith("ld"), s.endswith("lo", 0, 5), s.startswith(""), s.endswith(()))
print("  a b ".strip() + "|", "  a".lstrip() + "|", "a  ".rstrip() + "|", "xxaxx".strip("x"), "abcba".strip("ab"), "abc".lstrip("ba"), "  \t\n ".strip() == "")
print("a,b,,c".split(","), "a b  c ".split(), "a b c".split(" ", 1), "abc".split("x"), "".split(), "".split(","), "a,b,c".rsplit(",", 1), " a  b ".split(" "),
      "a b c d".split(None, 2), "a b c d".rsplit(None, 2))
print("a\nb\r\nc\rd\n".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines())
print("-".join(["a", "b"]), "".join([]), "ab".join("xyz"), ", ".join(c for c in "pq"))
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="))
print("ab".center(7, "*") + "|", "ab".center(6) + "|", "abc".center(6, "-"), "ab".ljust(5, ".") + "|", "ab".rjust(5) + "|", "42".zfill(5), "-42".zfill(5),
      "+4".zfill(4), "abc".zfill(2), "".zfill(3))
print("a\tb".expandtabs(), "a\tb".expandtabs(4), "ab\tc\td\n\te".expandtabs(3), "\t".expandtabs(0) == "")
print("prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"), "abc".removeprefix("z"), "abc".removesuffix(""))
print("abc".translate({97: "X", 98: None, 99: 100}), str.maketrans("ab", "xy", "z"), "abz".translate(str.maketrans("ab", "xy", "z")), str.maketrans({"a": 1, 98: "q"}))
for text in ("abc", "ABC", "Abc", "abc1", "123", "12.3", " ", "", "a b", "_x", "1x", "Title Case", "é", "²", "½", "٣", "\n", "ß", "ǅ", "class"):
    print(repr(text), text.isalpha(), text.isdigit(), text.isdecimal(), text.isnumeric(), text.isalnum(), text.isspace(), text.isupper(), text.islower(),
          text.istitle(), text.isidentifier(), text.isprintable(), text.isascii())
for bad in ("s.index('zz')", "s.rindex('zz')", "s.split('')", "s.join([1])", "s.join(5)", "s.replace(1, 2)", "s.startswith(1)", "s.startswith((1,))", "s.center('x')",
            "s.center(20, 'ab')", "s.partition('')", "s.zfill('a')", "s.count(1)", "s.find()", "s.upper(1)", "s.splitlines(1, 2)", "s.strip(5)", "str.maketrans('a', 'bc')",
            "str.maketrans(5)", "s.encode(5)", "s.encode('nope')", "''.join(['a', 1])", "s.translate(5)", "s.expandtabs('x')", "s.split(sep=5)", "s.split(maxsplit='x')"):
    try:
        print(eval(bad))
    except (ValueError, TypeError, LookupError) as error:
        print(bad, "->", type(error).__name__, error)
