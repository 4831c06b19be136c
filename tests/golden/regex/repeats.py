"""Repetition: greedy, lazy, possessive, counted, nested, empty bodies, groups inside."""
import re

TEXTS = ["", "a", "aa", "aaa", "aaaa", "ab", "aab", "abab", "b", "ba"]
for pattern in ["a*", "a+", "a?", "a*?", "a+?", "a??", "a{2}", "a{2,}", "a{,2}", "a{1,2}", "a{2,3}?", "a*+", "a++", "a?+", "a{1,2}+", "(a*)*", "(a*)+", "(a|b)*", "(a|b)*?", "(a|b){2}", "(?:a|(b))*", "(a?)*?b", "(?:a*)*b", "(a+)+b", "(a|ab)(c|bcd)?(d*)", "(?:a?){2}", "(a?){3}", "()*", "(?:)*a", "(|a)*", "(|a)+", "(a|)+", "(?:a|b)??b", "(a{0})", "(?:ab){1,2}?", "a*?$", "(?:a{2})*", "(a{2})*?a", "((a)|b)*", "(?:(a)|(b))*", "(a)|b|(?:c)", "a{0,1}b{1,}", "(?:a+b?)+", "(a(b)?)+", "(?:(a)(b)?)*", "(a*)(a*)", "(a*?)(a*)", "(a+)(a?)", "(?:aa|a)*?b"]:
    row = []
    for text in TEXTS:
        found = re.match(pattern, text)
        row.append(found and (found.span()[1], *found.groups()))
    print(pattern, row)
print(re.match("(?:(?:x*)*)*y", "xxy"), re.match("(?:a|ab){2}+b", "abab"), re.match("(?:ab?)*+b", "abab"), re.match("a{3}+a", "aaaa"))
print(re.match("x{5,}", "x" * 4), re.match("(x{2,3}){2}", "x" * 5).groups(), re.match("((x{2}){2}){2}", "x" * 8).span())
print(re.match("(?:a{,3}){,3}b", "a" * 9 + "b"), re.match("(?:.{3})+?z", "abcdefz"), re.match("(?:a|b|c|d){3,}?d", "abcd"))
