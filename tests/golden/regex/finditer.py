"""finditer: laziness, empty matches next to others, iterators in iterators, positions."""
import re

pattern = re.compile(r"(\d)|(?P<letter>[a-z])|")
for found in pattern.finditer("1a!2"):
    print(found.span(), found.groups(), found.lastgroup, found.pos, found.endpos)
outer = re.finditer(r"\w+", "ab cd")
print([(word.group(), [letter.group() for letter in re.finditer(r"\w", word.group())]) for word in outer], next(outer, "done"), next(outer, "still done"))
same = re.compile("a")
print([(first.start(), second.start()) for first in same.finditer("aa") for second in same.finditer("aa")])
def replace(found):
    return same.sub("x", found.group() + "a")
print(same.sub(replace, "bab"), re.sub(r"\w+", lambda word: re.sub("a", lambda found: word.group().upper(), word.group()), "ab ca"))
iterator = re.finditer("x", "x" * 5)
print(iter(iterator) is iterator, len(list(iterator)), list(iterator))
print([found.start() for found in re.finditer("(?=aa)", "aaaa")], [found.span() for found in re.finditer("a*?", "aa")], [found.span() for found in re.finditer("a*", "baab")])
try:
    for found in re.finditer("a", "aaa"):
        raise ValueError(found.start())
except ValueError as error:
    print(error)
