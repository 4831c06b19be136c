"""Source text with odd bytes, broken encodings and half constructs is refused, never a crash."""
import random

texts = ["\0", "a\0b", "\ufeff", "\ufeffx = 1", "'\ud800'", "\x0c\x0c1", "\r\r\n\n1", "\t 1\n \t2", "if 1:\n\t1\n        2", "é = 1",
         "x = '\\N{nothing}'", "x = '\\u12'", "b'é'", "f'{'", "f'}'", "f'{a!z}'", "f'{a:{b:{c}}}'", "f'{}'", "f'{!r}'",
         "'''", "'abc", "\\", "\\ ", "1__0", "0b2", "0o8", "0xg", "1e", "1_", "1.e+", "1jj", "$", "?", "`", "a b", "1a",
         "def", "class", "lambda", "match", "match x:", "match x:\n case", "async", "await", "yield", "return", "break",
         "continue", "global", "nonlocal x", "import", "from", "from . import", "from x import *, y", "try:", "with",
         "with a as 1: pass", "del", "del 1", "1 = 2", "a + b = c", "f() = 1", "[a, 1] = b", "*a = b", "*a", "**a",
         "f(**a, *b)", "f(a=1, 2)", "def f(a, a): pass", "def f(*): pass", "def f(a=1, b): pass", "def f(/, a): pass",
         "x: int: str", "(x): int = 1", "None = 1", "True = 1", "__debug__ = 1", "a := 1", "(a := 1) := 2", "[i for i in]",
         "{**a for a in b}", "{a: b, c}", "else: pass", ")", "(]", "{)", "from __future__ import nothing", "type X = ",
         "type X[T] = int", "def f[T](): pass", "class A[T: (int,)]: pass", "except* E: pass", "try: pass\nexcept* E: break"]
for text in texts:
    for mode in ("exec", "eval", "single"):
        try:
            compile(text, "<bad>", mode)
        except (SyntaxError, ValueError):
            pass
raws = [b"\xff", b"# coding: nonsense\n1", b"# coding: latin-1\n'\xe9'", b"# coding: utf-8\n'\xe9'", b"\xef\xbb\xbf1",
        b"\xef\xbb\xbf# coding: latin-1\n1", b"\xff\xfe1\x000", b"'\xf0\x9f'", b"\0", b"# coding: utf-16\n1"]
for raw in raws:
    try:
        compile(raw, "<raw>", "exec")
    except (SyntaxError, ValueError):
        pass
generator = random.Random(7) if False else None
state = 1
pieces = ["(", ")", "[", "]", "{", "}", ":", ",", "=", ":=", "*", "**", "lambda ", "if ", "else ", "for ", "in ", "x", "1",
          "'s'", "f'{", "}'", "\n", "\n  ", "\n    ", "def f", "class A", "yield ", "await ", "async ", "match ", "case ",
          "_", "type ", "import ", "from ", ".", "...", "@", "->", "not ", "is ", "and ", "try", "except", "finally", "with ",
          " as ", "\\\n", "#c\n", ";", "!r", "b'", "\"", "'''", "0x", "1e5", "é", "\t"]
for round in range(3_000):
    parts = []
    for _ in range(round % 25 + 1):
        state = (state * 1103515245 + 12345) % 2 ** 31
        parts.append(pieces[(state >> 16) % len(pieces)])
    try:
        compile("".join(parts), "<soup>", "exec")
    except (SyntaxError, ValueError):
        pass
print("survived")
