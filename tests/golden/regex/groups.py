"""Groups: nested, named, back references, conditions, what a backtracked group keeps."""
import re

CASES = [
    (r"(a)(b)?", "a"), (r"((a)(b(c)))", "abc"), (r"(?P<x>a)(?P=x)", "aa"), (r"(\w)\1", "hello"), (r"(a)|(b)|(c)", "b"), (r"(?:(a)|(b))+", "ab"), (r"(?:(a)|(b)|(c))+", "abcab"),
    (r"(a)?(?(1)b|c)", "ab"), (r"(a)?(?(1)b|c)", "c"), (r"(a)?(?(1)b|c)", "ac"), (r"(?P<q>['\"])?x(?(q)(?P=q)|y)", "'x'"), (r"(?P<q>['\"])?x(?(q)(?P=q)|y)", "xy"), (r"(<)?(\w+)(?(1)>)", "<a>"), (r"(<)?(\w+)(?(1)>|$)", "<a"),
    (r"(a*)(b)\1", "aaba"), (r"(a*)b\1$", "aabaa"), (r"(?:(\w)x|\w)+", "axb"), (r"((\w)x|\w)+?$", "axb"), (r"(a(?=(b)))b", "ab"), (r"(?=(a+))a*b\1", "baaabac"), (r"(.)(.)(.)\3\2\1", "xabccba"), (r"(?:(a)b|ac)", "ac"), (r"(?:(a)|b)(?(1)x|y)", "by"), (r"(a|b)*c|(a|ab)*c", "abc"),
    (r"(?P<a>.)(?P<b>.)", "xy"), (r"()|a", "a"), (r"(\b)a", "a"), (r"(?:(?:(?:(a))))", "a"), (r"(a)(?!\1)", "ab"), (r"(a)(?<=\1)", "a"), (r"(?(2)a|b)(x)?(y)?", "b"),
]
for pattern, text in CASES:
    found = re.search(pattern, text)
    print(pattern, text, found and (found.span(), found.groups(), found.groupdict(), found.lastindex, found.lastgroup, found.regs))
many = "".join(f"(?P<g{number}>{chr(97 + number % 26)})" for number in range(300))
found = re.match(many, "".join(chr(97 + number % 26) for number in range(300)))
print(found["g299"], found.lastindex, found.lastgroup, found.span(150), len(found.groups()), re.compile(many + r"\99").groups)
print(re.match("(?P<naïve>a)", "a")["naïve"], re.compile("(?P<_1>a)").groupindex["_1"])
