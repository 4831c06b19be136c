"""split, rsplit, splitlines, partition and join put together again."""
text = "one two  three\tfour\nfive"
print(text.split(), text.split(" "), text.split(None, 2), text.rsplit(None, 2), text.split("\n"), text.splitlines(), text.partition("  "), text.rpartition(" "))
for s in ("a,b,c", ",a,", ",", "", "abc", "a,,b", "é,漢,😀"):
    for limit in (-1, 0, 1, 2):
        parts = s.split(",", limit)
        print(parts, s.rsplit(",", limit), ",".join(parts) == s, end=" ")
    print()
print("--".join("abc"), "".join(("x", "y")), " ".join(sorted({"b": 1, "a": 2})), ", ".join(f"{k}={v}" for k, v in {"a": 1}.items()), "-".join([]), "-".join(["only"]), "漢".join(["a", "b"]), "".join(c for c in "hello" if c not in "l"))
print("a  b".split(" "), "  a  ".split(), "a b".split("  "), "aXXbXXc".split("XX"), "aaa".split("a"), "abab".split("ab", 1), "\u2003a\u2003b".split(), "a\x1cb\x1dc".split(), "a\x0bb\x0cc".splitlines(), "x\r\ny\rz\n".splitlines(keepends=True))
words = "the quick brown fox jumps over the lazy dog the end".split()
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
print(sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:3], " ".join(w.capitalize() for w in words), "".join(w[0] for w in words), max(words, key=len), " ".join(reversed(words))[:20])
line = "key = value = more # comment"
key, _, rest = line.partition("=")
value, _, comment = rest.rpartition("#")
print(repr(key.strip()), repr(value.strip()), repr(comment.strip()))
csv = "name,age\nAda,36\nAlan,41\n"
header, *rows = [r.split(",") for r in csv.splitlines()]
print([dict(zip(header, r)) for r in rows])
