"""A tokenizer, a template engine, a parser of log lines and other small programs."""
import re
from collections import Counter

SPEC = [("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z]+"), ("OP", r"[+\-*/]"), ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("MISMATCH", r".")]
TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in SPEC))
for found in TOKEN.finditer("IF quantity THEN\n total := total + price * 3.5;\n?"):
    if found.lastgroup not in ("SKIP", "NEWLINE"):
        print(found.lastgroup, found.group(), found.start(), end="; ")
print()
LOG = '''10.0.0.1 - - [01/Jan/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 512
10.0.0.2 - bob [01/Jan/2024:10:00:01 +0000] "POST /login HTTP/1.1" 302 -
broken line'''
LINE = re.compile(r'(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<time>[^]]+)] "(?P<method>\w+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) (?P<size>\d+|-)')
for line in LOG.splitlines():
    found = LINE.fullmatch(line)
    print(found and found.groupdict())
print(re.sub(r"\{\{\s*(\w+)(?:\|(\w+))?\s*\}\}", lambda found: getattr({"name": "ann", "city": "rome"}[found[1]], found[2] or "lower")(), "Hi {{ name|upper }} in {{city}}"))
print(Counter(re.findall(r"\b[a-z']+\b", "It's a dog's life, a dog, it's", re.I)).most_common(3))
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "someCamelCaseName").lower(), re.sub(r"_(\w)", lambda found: found[1].upper(), "some_snake_name"))
print(re.findall(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$|(?= ))){4}", "192.168.1.1 999.1.1.1"), bool(re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.]+", "a.b+c@d-e.co.uk")))
print(re.sub(r"(\d)(?=(\d{3})+$)", r"\1,", "1234567"), re.split(r"(?<=[.!?])\s+", "One. Two! Three? Four"), re.findall(r'"((?:[^"\\]|\\.)*)"', r'say "a\"b" and "c"'))
print(re.findall(r"<(\w+)[^>]*>(.*?)</\1>", "<b>x</b><i class=q>y<b>z</b></i>"), re.sub(r"\s+", " ", "  a \n\t b  ").strip(), re.sub(r"(.)\1+", r"\1", "aabbbc"))
