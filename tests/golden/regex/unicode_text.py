"""Texts of every width: positions are code points, lone surrogates are legal."""
import re

TEXTS = ["abc", "aéc", "a日c", "a\U0001f600c", "a\ud800c", "é日\U0001f600" * 3]
for text in TEXTS:
    print(ascii(text), [found.span() for found in re.finditer(".", text)][-1], ascii(re.findall("[^a-c]", text)), ascii(re.sub("[a-c]", "é", text)), ascii(re.split("[b-z\x80-\uffff]", text)), re.search("c$", text) and re.search("c$", text).span())
print(re.search("日本", "にほん日本").span(), re.search("\U0001f600+", "a\U0001f600\U0001f600").span(), re.search("é", "a" * 300 + "é").span(), re.search("a日", "aa日").span(), re.search("日", "abc"), re.search("\xff", "日\xff"))
print(ascii(re.match("[\ud800-\udfff]", "\udc00")), re.findall("[日-本]", "日月本"), re.findall("[\U0001f600-\U0001f64f]", "x\U0001f601"), re.findall("[^\U0001f600]", "a\U0001f600"))
print(re.findall(r"\w+", "Ünïcödé текст 日本語 ١٢٣ e\u0301"), re.findall(r"(?i)[а-я]+", "ПРИВЕТ мир"), re.match(r"\u65e5\U0000672c", "日本"))
print(re.sub("(.)(.)", r"\2\1", "日本a\U0001f600"), re.compile("日*").findall("a日日b"), re.findall("a.*?c", "aéc a日c"))
print([ascii(found.group()) for found in re.finditer(r"[\s\S]", "\r\n\u2028")], re.findall("(?m)^.", "a\nb\u2028c\rd"))
for text in ("x" * 100 + "日", "日" + "x" * 100):
    print(re.search("日", text).start(), re.search("x{100}", text).span(), re.search("[^x]", text).start(), len(re.sub("日", "", text)), re.sub("日", "", text).isascii())
