"""sub and subn: templates, functions, counts, empty matches, bytes."""
import re

print(re.sub("(a)(b)?", r"[\1|\2|\g<1>|\g<0>]", "abxa"), re.sub("(?P<n>a)", r"\g<n>\g<n>", "ba"), re.sub("a", r"\n\t\\\a\b\f\r\v", "xa").encode())
print(re.sub("a", r"\0", "a").encode(), re.sub("a", r"\01\012\0012", "a").encode(), re.sub("(a)", r"\101\1\11", "a").encode() if 0 else "", re.sub("a", r"\141", "a"), re.sub("a", r"\-\.\&\ ", "a"), re.sub("a", r"\é", "a"))
print(re.sub("(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)", r"\11-\10-\1", "abcdefghijk"))
print(re.sub("x*", "-", "abxd"), re.sub("x*", "-", "abxxd", count=2), re.sub("", "-", ""), re.sub("^", ">", "a\nb", flags=re.M), re.sub("$", "<", "a\n"), re.sub("$", "<", "a\nb\n", flags=re.M))
print(re.subn("a", "b", "aaa", count=2), re.subn("x", "b", "aaa"), re.sub("a", "b", "aaa", count=-1), re.sub("b", "", "abc"))
print(re.sub(r"\w+", lambda found: found[0].title(), "hello big world"), re.sub("a", lambda found: None or "", "banana"), re.sub("a", lambda found: None, "banana"))
print(re.sub("(?i)b(?P<rest>.)", lambda found: found["rest"] * 2, "Bab1"), re.sub(b"a", b"\\g<0>\\g<0>", b"ba"), re.sub(b"(.)", lambda found: found[1] * 2, b"ab"))
print(re.sub("é", "ü", "café é"), re.sub("a", "日本", "banana"), re.sub("日", "a", "日本日"), re.sub(".", "x", "日本"), re.sub("本", "", "a本b"), ascii(re.sub("\U0001f600", "\xe9", "a\U0001f600")))
text = "unchanged"
print(re.sub("x", "y", text) is text, re.sub("u", "u", text) == text)
class Str(str):
    pass
print(type(re.sub("x", "y", Str("abc"))), type(re.sub("a", Str("y"), "abc")))
bad = [("(a)", r"\2"), ("(a)", r"\g<2>"), ("a", r"\1"), ("a", r"\g"), ("a", r"\g<"), ("a", r"\g<>"), ("a", r"\g<1"), ("a", r"\g<a b>"), ("a", r"\g<name>"), ("a", r"\q"), ("a", "x\\"), ("a", r"\400"), ("a", r"\x41"), ("a", r"\g<-1>"), ("a", r"\g<1a>"), ("a", r"\99"), ("a", r"\g<99999999999>"), ("(?P<é>a)", r"\g<e>"), ("a", "line\n\\z"), ("a", r"\g<01>"), ("(a)", r"\g<01>"), ("a", r"\N{DASH}"), ("a", r"\u0041"), ("a", r"\A")]
for pattern, template in bad:
    try:
        print(pattern, ascii(template), re.sub(pattern, template, "b"))
    except (re.error, IndexError) as error:
        print(pattern, ascii(template), type(error).__name__, error, getattr(error, "pos", None), getattr(error, "lineno", None))
for call in [lambda: re.sub("a", 1, "a"), lambda: re.sub("a", None, "a"), lambda: re.sub("a", b"b", "a"), lambda: re.sub(b"a", "b", b"a"), lambda: re.sub("a", lambda found: 1, "xa"), lambda: re.sub(b"a", lambda found: "s", b"a"), lambda: re.sub("a", [], "a"), lambda: re.sub("a", "b", 1), lambda: re.sub("a", "b", b"a"), lambda: re.sub(b"a", b"b", "a"), lambda: re.sub("a", lambda: 1, "a"), lambda: re.sub("a", "b", "a", count="1"), lambda: re.sub("a", lambda found: 1 / 0, "a")]:
    try:
        print(call())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
print(re.match("(a)(b)?", "a").expand(r"\1-\2-\g<0>"), re.match(b"(a)", b"a").expand(b"<\\1>"))
