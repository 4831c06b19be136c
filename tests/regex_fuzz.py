"""Compares regular expressions of two interpreters on generated patterns and texts.

    python3 tests/regex_fuzz.py --interp target/release/taipan [--seed N] [--cases N] [--theme NAME]

Every case is a pattern, flags, a text and a method. This process (CPython 3.13) and the other interpreter each
compute the results of a batch and the lines are compared. Patterns that take too long here are left out: each batch
runs under a time limit and a batch that exceeds it is divided until the case at fault is found.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import warnings

WORKER = r'''
import re, sys, warnings
warnings.simplefilter("ignore")
namespace = {}
with open(sys.argv[1], encoding="utf-8", errors="surrogatepass") as file:
    exec(file.read(), namespace)

def show(found):
    if found is None:
        return None
    return (found.span(), found.regs, found.lastindex, found.groups())

def run(pattern, flags, text, method, extra):
    compiled = re.compile(pattern, flags)
    if method == "finditer":
        return [show(found) for found in compiled.finditer(text, *extra)]
    if method in ("match", "search", "fullmatch"):
        return show(getattr(compiled, method)(text, *extra))
    if method in ("sub", "subn"):
        return getattr(compiled, method)(extra[0], text, extra[1])
    return getattr(compiled, method)(text, *extra)

for number, case in enumerate(namespace["cases"]):
    try:
        result = run(*case)
    except (re.error, TypeError, ValueError, OverflowError, IndexError) as error:
        result = (type(error).__name__, str(error))
    print(number, ascii(result), flush=True)
'''

THEMES = {}


def theme(function):
    THEMES[function.__name__] = function
    return function


class Maker:
    """Makes patterns from a small alphabet, so that texts often match."""

    def __init__(self, rng, letters, *, groups=True, possessive=False, looks=True, classes=True):
        self.rng = rng
        self.letters = letters
        self.use_groups = groups
        self.possessive = possessive
        self.looks = looks
        self.classes = classes
        self.groups = 0
        self.closed = []
        self.names = []

    def literal(self):
        return re.escape(self.rng.choice(self.letters))

    def char_class(self):
        rng = self.rng
        parts = []
        for _ in range(rng.randint(1, 3)):
            kind = rng.random()
            if kind < 0.5:
                letter = rng.choice(self.letters)
                parts.append("\\" + letter if letter in "\\]^-[&~|" else letter)
            elif kind < 0.75:
                low, high = sorted(rng.choices([letter for letter in self.letters if letter.isalnum()] or ["a"], k=2))
                parts.append(f"{low}-{high}")
            else:
                parts.append(rng.choice([r"\d", r"\w", r"\s", r"\D", r"\W", r"\S"]))
        return "[" + rng.choice(["", "", "^"]) + "".join(parts) + "]"

    def quantifier(self):
        rng = self.rng
        base = rng.choice(["*", "+", "?", "*", "+", "?", "{2}", "{1,2}", "{0,2}", "{1,}", "{,3}", "{2,3}", "{0}", "{1}"])
        kind = rng.random()
        if kind < 0.3:
            return base + "?"
        if self.possessive and kind < 0.6:
            return base + "+"
        return base

    def atom(self, depth):
        rng = self.rng
        kind = rng.random()
        if depth <= 0 or kind < 0.4:
            if kind < 0.28:
                return self.literal()
            if self.classes and kind < 0.36:
                return self.char_class()
            return rng.choice([".", ".", r"\d", r"\w", r"\s", self.literal(), self.literal()])
        if kind < 0.46:
            return rng.choice(["^", "$", r"\b", r"\B", r"\A", r"\Z"])
        if kind < 0.66 and self.use_groups:
            self.groups += 1
            number = self.groups
            if rng.random() < 0.15:
                name = f"n{number}"
                inner = self.alternatives(depth - 1)
                self.closed.append(number)
                self.names.append(name)
                return f"(?P<{name}>{inner})"
            inner = self.alternatives(depth - 1)
            self.closed.append(number)
            return f"({inner})"
        if kind < 0.78:
            return f"(?:{self.alternatives(depth - 1)})"
        if kind < 0.82:
            return f"(?{rng.choice(['i', 's', 'm', 'a', '-i', 'x', 'is', 'i-s'])}:{self.alternatives(depth - 1)})"
        if kind < 0.88 and self.looks:
            return f"(?{rng.choice(['=', '!'])}{self.alternatives(depth - 1)})"
        if kind < 0.91 and self.looks:
            inner = "".join(rng.choice([self.literal(), ".", r"\w", "[ab]"]) for _ in range(rng.randint(1, 2)))
            return f"(?<{rng.choice(['=', '!'])}{inner})"
        if kind < 0.94 and self.possessive:
            return f"(?>{self.alternatives(depth - 1)})"
        if self.closed:
            number = rng.choice(self.closed)
            if rng.random() < 0.5:
                return f"(?:\\{number})"
            return f"(?({number}){self.sequence(depth - 1)}|{self.sequence(depth - 1)})"
        return self.literal()

    def sequence(self, depth):
        parts = []
        for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3])):
            before = self.groups
            atom = self.atom(depth)
            bare = atom in ("^", "$", r"\b", r"\B", r"\A", r"\Z")
            if not bare and self.rng.random() < 0.4:
                quantifier = self.quantifier()
                if len(quantifier) > 1 and quantifier.endswith("+") and self.groups > before:
                    # CPython forgets to restore groups inside possessive repeats, up to a SystemError.
                    quantifier = quantifier[:-1]
                atom += quantifier
            parts.append(atom)
        return "".join(parts)

    def alternatives(self, depth):
        count = self.rng.choice([1, 1, 1, 2, 2, 3])
        return "|".join(self.sequence(depth) for _ in range(count))


def text_of(rng, letters, most=12):
    return "".join(rng.choice(letters) for _ in range(rng.randint(0, most)))


def method_of(rng, groups, letters):
    method = rng.choice(["match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn", "search"])
    if method in ("match", "search", "fullmatch", "findall", "finditer"):
        # A start behind the end is left out: CPython then reads behind the end.
        start = rng.randint(-1, 8)
        extra = () if rng.random() < 0.75 else (start, rng.randint(max(start, 0), 14))
    elif method == "split":
        extra = (rng.choice([0, 0, 1, 2]),)
    else:
        template = rng.choice(["-", "", r"[\g<0>]", r"<\1>" if groups else "x", r"\\n\n"])
        extra = (template, rng.choice([0, 0, 1, 2]))
    return method, extra


def flags_of(rng):
    flags = 0
    for flag in (re.I, re.M, re.S, re.A):
        if rng.random() < 0.2:
            flags |= flag
    return int(flags)


@theme
def plain(rng):
    letters = "aab bcA\n1_"
    maker = Maker(rng, letters)
    pattern = maker.alternatives(rng.randint(1, 4))
    return pattern, flags_of(rng), text_of(rng, letters), *method_of(rng, maker.groups, letters)


@theme
def loops(rng):
    maker = Maker(rng, "ab", classes=False)
    pattern = maker.alternatives(4)
    return pattern, flags_of(rng), text_of(rng, "ab", 9), *method_of(rng, maker.groups, "ab")


@theme
def atomic(rng):
    maker = Maker(rng, "abc", possessive=True, groups=False)
    pattern = maker.alternatives(rng.randint(1, 4))
    return pattern, flags_of(rng), text_of(rng, "abc"), *method_of(rng, 0, "abc")


@theme
def possessive(rng):
    maker = Maker(rng, "abc", possessive=True)
    pattern = maker.alternatives(rng.randint(1, 3))
    return pattern, flags_of(rng), text_of(rng, "abc"), *method_of(rng, maker.groups, "abc")


@theme
def unicode(rng):
    letters = "aAkK\u212asS\u017f\u0130\u0131iI\xe9\xc9\xdf\u1e9e\u03c3\u03c2\u03a3\u03bc\xb5\u0663\u2003\u4e2d\U00010400\U00010428\U0001f600 "
    maker = Maker(rng, letters)
    pattern = maker.alternatives(rng.randint(1, 3))
    flags = flags_of(rng) | (re.I if rng.random() < 0.5 else 0)
    return pattern, int(flags), text_of(rng, letters), *method_of(rng, maker.groups, letters)


@theme
def octets(rng):
    letters = "aAbB\xe9\xc9\n 1\xff"
    maker = Maker(rng, letters)
    pattern = maker.alternatives(rng.randint(1, 3)).encode("latin-1")
    flags = flags_of(rng) & ~re.A
    if rng.random() < 0.2:
        flags |= re.L
    method, extra = method_of(rng, maker.groups, letters)
    if method in ("sub", "subn"):
        extra = (extra[0].encode(), extra[1])
    return pattern, int(flags), text_of(rng, letters).encode("latin-1"), method, extra


@theme
def broken(rng):
    """Characters in any order: mostly errors, which must be the same."""
    tokens = list("()()[]{}?*+|^$\\.:=!<>P#-&ab1,i ") + ["(?", "(?P<", "(?:", "\\1", "\\d", "[^", "{1,2}", "(?(1)", "(?P=a)", "\\x4", "\\u00e9", "(?i)", "(?i:", "(?<="]
    pattern = "".join(rng.choice(tokens) for _ in range(rng.randint(1, 12)))
    flags = re.X if rng.random() < 0.2 else 0
    return pattern, int(flags), text_of(rng, "ab1", 5), "search", ()


@theme
def runs(rng):
    """Runs of single characters next to one another, where giving back matters."""
    parts = []
    for _ in range(rng.randint(1, 6)):
        atom = rng.choice(["a", "b", "[ab]", "[^a]", ".", r"\w", r"\d", r"\s", r"\W", "1", " "])
        atom += rng.choice(["", "*", "+", "?", "*?", "+?", "??", "{1,2}", "{2}", "{0,2}?", "*+", "++", "?+"])
        parts.append(atom if rng.random() < 0.7 else f"({atom})")
    return "".join(parts), flags_of(rng), text_of(rng, "aab1 \n"), *method_of(rng, 0, "ab")


def run_batch(command, cases, seconds):
    """The lines that an interpreter prints for some cases; None when it takes too long."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", errors="surrogatepass", delete=False) as file:
        file.write("cases = [\n")
        for case in cases:
            file.write(ascii(case) + ",\n")
        file.write("]\n")
    try:
        done = subprocess.run([*command, WORKER_FILE, file.name], capture_output=True, timeout=seconds, text=True)
    except subprocess.TimeoutExpired:
        return None
    finally:
        os.unlink(file.name)
    lines = done.stdout.splitlines()
    if done.returncode != 0 or len(lines) != len(cases):
        lines.append(f"status {done.returncode}: {done.stderr[-2000:]}")
    return lines


def compare(interp, cases, seconds, report):
    expected = run_batch([sys.executable], cases, seconds)
    if expected is None:
        if len(cases) == 1:
            return 0
        middle = len(cases) // 2
        seconds = max(2, seconds / 2)
        return compare(interp, cases[:middle], seconds, report) + compare(interp, cases[middle:], seconds, report)
    found = run_batch(interp, cases, seconds * 10)
    if found is None:
        report(cases[0] if len(cases) == 1 else f"{len(cases)} cases", "in time", "too slow")
        return len(cases)
    for index, case in enumerate(cases):
        line = found[index] if index < len(found) else (found[-1] if found else "nothing")
        if line != expected[index]:
            report(case, expected[index], line)
            if index >= len(found):
                break
    return len(cases)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--interp", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--theme", choices=sorted(THEMES))
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    rng = random.Random(options.seed)
    themes = [THEMES[options.theme]] if options.theme else list(THEMES.values())
    different = []

    def report(case, expected, found):
        different.append(case)
        if len(different) <= options.show:
            print(f"{ascii(case)}\n    expected {expected}\n    found    {found}")

    done = 0
    while done < options.cases:
        batch = [rng.choice(themes)(rng) for _ in range(min(1000, options.cases - done))]
        compare([options.interp], batch, 20, report)
        done += len(batch)
    print(f"{done} cases, {len(different)} differences")
    return bool(different)


if __name__ == "__main__":
    WORKER_FILE = os.path.join(tempfile.mkdtemp(), "worker.py")
    with open(WORKER_FILE, "w", encoding="utf-8") as worker:
        worker.write(WORKER)
    sys.exit(main())
