"""VERBOSE: spaces and comments, where they count and where they do not."""
import re

number = re.compile(r"""
    (?P<sign> [+-] )?      # a sign
    (?P<whole> \d+ )       # the whole part
    (?: \. (?P<rest> \d* ) # and the rest [with a ) here
    )?
    \ ?[ ]?\#?             # spaces that count
""", re.X)
for text in ("+12.5 #", "3", "-7.", "4  "):
    print(number.match(text), number.match(text).groupdict())
print(re.findall(r"a b", "ab a b", re.X), re.findall(r"a\ b", "ab a b", re.X), re.findall("a[ ]b", "ab a b", re.X), re.findall("a #x\nb", "ab", re.X), re.findall("a # ( [", "a", re.X))
print(re.findall("a {2}", "aa", re.X), re.findall("a{1, 2}", "a{1,2}", re.X), re.findall("(?x) a | b # c\n|d", "abd"), re.findall("(?: (?-x: ) a)", " a", re.X), re.findall("(?x: a ) b", "a b"))
print(re.match("(?x)   # only a comment", ""), re.match(" \t\n\r\f\v", "", re.X), re.fullmatch("a\u00a0b", "a\u00a0b", re.X), re.compile("(?x)a  b").fullmatch("ab"))
for pattern in ("( ?:a)", "(? :a)", "a* +", "a* ?", " *", "(?P <n>a)", "a (", "# x\n )"):
    try:
        print(pattern, re.compile(pattern, re.X).flags)
    except re.error as error:
        print(repr(pattern), error)
