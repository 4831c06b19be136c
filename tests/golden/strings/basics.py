"""Strings: literals, indexing, slicing, concatenation, membership, length."""

s = "Hello, World"
print(s[0], s[-1], s[0:5], s[7:], s[:-1], s[::2], s[::-1], s[100:], s[-5:-2])
print(len(s), "World" in s, "x" not in s, s + "!", s * 2, 3 * "ab", s == "Hello, World", "a" < "b", "Z" < "a")
print('single', "double", '''triple
line''', r"raw\n", "tab\tend", "quote\"s", 'it''s', "\x41\u00e9\U0001F600\101\N{BULLET}")
print("a" "b" 'c', ("long "
                    "text"))
for c in "héé":
    print(c, ord(c), end=" ")
print()
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\\\x00\x7f\xa0é\u200b\ud800"))
for bad in ("s[50]", "s['a']", "s + 1", "s * 'x'", "s * 1.5", "1 in s", "s[0] = 'x'", "s[::0]"):
    try:
        exec(bad)
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
