"""Escapes in patterns: numbers, letters, octal and group references, inside and outside of sets."""
import re

for pattern in [r"\n", r"\t", r"\r", r"\f", r"\v", r"\a", r"[\b]", r"\0", r"\01", r"\012", r"\101", r"\x41", r"\u00e9", r"\U0001F600", r"\.", r"\-", r"\ ", r"\\", r"[\\]", r"[\]]", r"[\-]", r"[\^]", r"[\n\t]", r"[\101]", r"[\0]", r"[\x41-\x43]", r"\_", r"\"", r"\/", r"\é", r"[\.]", r"\08", r"\0101", "\n", r"[\a\f\v\r]"]:
    compiled = re.compile(pattern)
    print(pattern if pattern != "\n" else "newline", [code for code in list(range(256)) + [0x1F600] if compiled.fullmatch(chr(code))])
print(re.match(r"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10", "abcdefghijj"), re.match(r"(a)\1", "aa"), re.match(r"(a)\01", "a\x01"), re.match(r"(a)\141", "aa"))
print(re.match(rb"\x00\xff\377", b"\0\xff\xff"), re.match(rb"[\x80-\xff]+", b"\x80\xff"))
print(re.findall(r"[]a]", "]a"), re.findall("[^]a]", "]ab"), re.findall("[a^]", "a^"), re.findall("[-a]", "-ab"), re.findall("[a-]", "-ab"), re.findall(r"[\w-]", "-a!"), re.findall("[--/]", "-./0"))
print(re.findall("}", "a}"), re.findall("]", "a]"), re.findall("{", "a{"), re.findall("a{", "a{"), re.findall("a{,", "a{,"), re.findall("a{1,x}", "a{1,x}"), re.findall("x{,2}", "xxx"))
