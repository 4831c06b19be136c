r"""\d \s \w and boundaries: how many characters each has, with Unicode, ASCII and bytes."""
import re

for category in r"\d \D \s \S \w \W [\d\s] [^\d\s] [\w-] [^\W_] .".split():
    everything = re.compile(category)
    ascii_only = re.compile(category, re.A)
    octets = re.compile(category.encode())
    print(category, sum(bool(everything.match(chr(code))) for code in range(0x3100)), sum(bool(ascii_only.match(chr(code))) for code in range(0x3100)), sum(bool(octets.match(bytes([code]))) for code in range(256)))
print(re.findall(r"\d", "1٣५x²"), re.findall(r"\s", "a\x1c\u2003\xa0\u200bb"), re.findall(r"\w+", "naïve_x ²½ 日本"))
print([found.start() for found in re.finditer(r"\b", "ab é1, _")], [found.start() for found in re.finditer(r"\B", "ab é1, _")])
print([found.start() for found in re.finditer(r"\b", "ab é1, _", re.A)], re.findall(r"\B", ""), re.findall(r"\b", ""), re.findall(r"\B", " "))
print(re.findall(r"(?a:\b)\w", "éa bé"), [found.start() for found in re.finditer(rb"\b", b"ab \xe9c")])
print(re.findall(r"[\w.]+@[\w.]+", "x.y@z.w, a@b"), re.findall(r"\S+", " a  bc\td "))
