"""Long texts and large patterns: loops over a hundred thousand characters, many alternatives, deep nesting."""
import re

n = 100_000
print(re.match("(a|b)*", "ab" * (n // 2)).span(), re.match("(?:x*)*", "x" * n).span(), re.match("(?:a|b)*?c", "ab" * (n // 2) + "c").span(), re.match("(?:(?:a)*b)*", "aab" * (n // 3)).span())
print(re.search("needle", "hay" * n + "needle").span(), re.search("b", "a" * n), re.search("a+b", "a" * 10_000), re.search("[ab]*c", "ab" * 5_000), re.search(".*b", "a" * n))
print(len(re.findall("a", "ab" * n)), len(re.sub("a", "xyz", "ab" * n)), len(re.split(",", "a," * n)))
words = [f"word{number}" for number in range(2000)]
pattern = re.compile("|".join(words))
print(pattern.findall("word5 word1999 word2000"), re.compile("|".join(map(re.escape, reversed(words)))).match("word1999").group())
deep = 300
print(re.match("(?:" * deep + "a" + ")*" * deep, "aaa").span(), re.match("(" * 99 + "a" + ")" * 99, "a").lastindex)
print(re.match("a{1000}", "a" * 999), re.match("(?:ab){500,1000}", "ab" * 700).end(), re.match("(?:a?){12}a{12}", "a" * 12).end())
print(re.fullmatch("(.+)*x", "a" * 12), re.match(r"(?:\w+\s?)+$", "word " * 1000).end(), len(re.compile("(a)" * 1000).match("a" * 1000).groups()))
