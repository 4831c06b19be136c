"""Typical uses of regular expressions; prints a checksum of each, or its time with --times."""

import re
import sys
import time

LOG = "\n".join(
    f'10.0.{n % 256}.{n * 7 % 256} - - [12/Mar/2024:10:{n % 60:02}:{n * 3 % 60:02} +0000] "GET /item/{n}?q={n * 31} HTTP/1.1" {200 + n % 5} {n * 113}'
    for n in range(3000)
)
WORDS = ("the quick brown Fox jumps over a lazy dog, and then it's 42 times as happy as 3.14 cats. " * 400)
CSV = "\n".join(f'{n}, "name {n}", {n * 1.5},  plain text , "quoted, comma",x' for n in range(2000))
HTML = "".join(f'<div class="row r{n}"><a href="/p/{n}" title=\'t\'>Link {n}</a> &amp; <b>text</b><br/></div>\n' for n in range(1500))
MAIL = " ".join(f"user.name{n}@mail{n % 17}.example.com, nobody at nowhere {n}; x{n}@y" for n in range(1500))
CODE = "\n".join(f"def f{n}(a, b={n}):\n    return a*{n} + b // 0x{n:x} if a >= {n}.5 else 'str{n}' # note" for n in range(700))
TEXT = "café naïve Ünïcode αβγ Привет мир 日本語 " * 800


def log_lines():
    line = re.compile(r'^(\S+) \S+ \S+ \[([^\]]+)\] "(\w+) ([^" ]+)[^"]*" (\d{3}) (\d+)$', re.M)
    return sum(int(found[5]) + len(found[4]) for found in line.finditer(LOG))


def log_match_each():
    line = re.compile(r"(?P<host>[\d.]+) - - \[(?P<when>.*?)\] \"(?P<what>.*?)\" (?P<status>\d+) (?P<size>\d+|-)")
    total = 0
    for text in LOG.split("\n"):
        found = line.match(text)
        if found:
            total += int(found.group("size")) + len(found["host"])
    return total


def csv_split():
    comma = re.compile(r'\s*,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)')
    return sum(len(comma.split(row)) for row in CSV.split("\n"))


def csv_plain():
    return sum(len(re.split(r"\s*,\s*", row)) for row in CSV.split("\n"))


def tokenizer():
    token = re.compile(
        r"(?P<number>0x[\da-f]+|\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>//|>=|[-+*/=(),:<>])|(?P<string>'[^'\n]*')"
        r"|(?P<comment>#.*)|(?P<newline>\n)|(?P<space>[ \t]+)|(?P<bad>.)"
    )
    counts = {}
    for found in token.finditer(CODE):
        kind = found.lastgroup
        counts[kind] = counts.get(kind, 0) + 1
    return sorted(counts.items())


def html_tags():
    tag = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*(/?)>")
    return sum(len(name) + len(attributes) for _, name, attributes, _ in tag.findall(HTML))


def html_strip():
    return len(re.sub(r"<[^>]+>", "", HTML))


def emails():
    return len(re.findall(r"[\w.+-]+@[\w-]+\.[\w.-]+", MAIL))


def ipv4():
    octet = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
    return len(re.findall(rf"\b{octet}(?:\.{octet}){{3}}\b", LOG))


def word_counts():
    counts = {}
    for word in re.findall(r"\b[a-z']+\b", WORDS, re.I):
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items())[:5]


def word_split():
    return len(re.split(r"\W+", WORDS))


def callback():
    return len(re.sub(r"\b(\w)(\w*)\b", lambda found: found[1].upper() + found[2], WORDS))


def template():
    return len(re.sub(r"(\w+) (\w+)", r"\2 \g<1>", WORDS))


def literal_search():
    needle = re.compile("HTTP/1.1\" 204")
    return sum(1 for _ in needle.finditer(LOG))


def keywords():
    return len(re.findall(r"\b(?:if|else|elif|while|for|def|class|return|import|from|try|except)\b", CODE))


def unicode_words():
    return len(re.findall(r"\w+", TEXT)) + len(re.findall("(?i)ПРИВЕТ", TEXT))


def back_references():
    return len(re.findall(r"\b(\w)\w*\1\b", WORDS)) + len(re.findall(r"(['\"])(.*?)\1", CODE))


def module_level():
    total = 0
    for number in range(20_000):
        if re.match(r"(\d+)-(\d+)", f"{number}-{number + 1}"):
            total += 1
    return total


def whitespace():
    return len(re.sub(r"\s+", " ", HTML + CODE)) + len([line for line in CODE.splitlines() if re.fullmatch(r"\s*return.*", line)])


PARTS = [
    log_lines, log_match_each, csv_split, csv_plain, tokenizer, html_tags, html_strip, emails, ipv4, word_counts, word_split,
    callback, template, literal_search, keywords, unicode_words, back_references, module_level, whitespace,
]

for part in PARTS:
    start = time.process_time()
    result = part()
    if "--times" in sys.argv:
        for _ in range(4):
            part()
        print(f"{part.__name__:16} {time.process_time() - start:.4f}")
    else:
        print(part.__name__, result)
