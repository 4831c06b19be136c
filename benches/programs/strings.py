"""Strings: building, splitting, joining, searching, replacing, character loops."""


def build(n):
    text = ""
    for i in range(n):
        text += chr(97 + i % 26)
    return text


def caesar(text, shift):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + shift) % 26 + 97))
        else:
            out.append(c)
    return "".join(out)


def tokens(text):
    found = []
    current = ""
    for c in text:
        if c.isalnum() or c == "_":
            current += c
        else:
            if current:
                found.append(current)
                current = ""
            if not c.isspace():
                found.append(c)
    if current:
        found.append(current)
    return found


def palindromes(text):
    count = 0
    for i in range(len(text)):
        for j in range(i + 2, min(i + 12, len(text))):
            part = text[i:j]
            if part == part[::-1]:
                count += 1
    return count


text = build(200_000)
print(len(text), text[1000:1010], caesar(text, 3)[:10], text.count("abc"), text.find("zab", 100_000))
source = "def f(x, y):\n    return x * (y + 10) if x > y else foo_bar(x - 1)\n" * 3000
print(len(tokens(source)), len(set(tokens(source))))
print(palindromes("abacabadabacabaeabacabadabacaba" * 700))
lines = ["key%d = value%d  # comment" % (i, i * i) for i in range(80_000)]
parsed = {}
for line in lines:
    key, _, value = line.partition("#")[0].strip().partition(" = ")
    parsed[key.upper()] = value.replace("value", "v").rjust(12, ".")
print(len(parsed), parsed["KEY399"], sum(len(v) for v in parsed.values()))
print(sum(1 for line in lines if line.startswith("key1") and line.endswith("comment") and "99" in line))
