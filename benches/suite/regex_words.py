"""Regular expressions over generated text: a tokenizer, log lines with groups, substitutions by functions, splitting."""
import re

TOKENS = re.compile(r"""
    (?P<number>\d+(?:\.\d+)?) | (?P<name>[A-Za-z_]\w*) | (?P<text>"(?:[^"\\]|\\.)*")
  | (?P<operator>[-+*/=<>!]=?|[()\[\]{},;]) | (?P<blank>\s+)
""", re.VERBOSE)
LINE = re.compile(r"^(\d{4})-(\d\d)-(\d\d) \[(\w+)\] (?:user=(?P<user>\w+) )?(.*?)(?: took (\d+)ms)?$", re.MULTILINE)


def program(lines):
    return "".join('value_%d = compute(%d.5, "text \\"%d\\"") + other[%d] * 3;\n' % (i % 90, i, i, i * 7)
                   for i in range(lines))


def log(lines):
    return "\n".join("2026-%02d-%02d [%s] %srequest /item/%d done%s" % (
        i % 12 + 1, i % 28 + 1, "INFO" if i % 3 else "WARN", "user=u%d " % (i % 9) if i % 2 else "", i * 31 % 1000,
        " took %dms" % (i * 13 % 700) if i % 4 else "") for i in range(lines))


def main():
    total = 0
    kinds = {}
    for match in TOKENS.finditer(program(8000)):
        kinds[match.lastgroup] = kinds.get(match.lastgroup, 0) + 1
        total += match.end() - match.start()
    text = log(16000)
    for match in LINE.finditer(text):
        year, month, day, level, user, rest, took = match.groups()
        total += int(month) * int(day) + len(rest) + (int(took) if took else 0) + len(match["user"] or "")
    total += len(re.sub(r"/item/(\d+)", lambda m: "/thing/%d" % (int(m[1]) + 1), text))
    total += len(re.sub(r"(\w+)=(\w+)", r"\2:\1", text))
    total += len(re.split(r"[\s\[\]]+", text))
    total += len(re.findall(r"\b[a-z]+(?= took)", text)) + len(re.findall(r"(?i)warn|error", text))
    total += sum(1 for line in text.split("\n") if re.search(r"user=u[3-5]\b.*took [4-9]\d\dms$", line))
    print(sorted(kinds.items()), total)


if __name__ == "__main__":
    main()
