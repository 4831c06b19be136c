"""Breaks pieces of the standard library at random and compares errors, or trees, with CPython's.

    python3.13 tests/ast_dump/mutate.py target/release/examples/differential [COUNT [SEED]]

A piece is up to 25 lines from the start of a top-level statement; up to three of its words are
left out, replaced, swapped, or get company from a list of words that upset parsers.
"""

import pathlib
import random
import re
import sys
import sysconfig

from differential import compare

WORDS = """
( ) [ ] { } : , = == + - * ** / // . ; @ % | ~ ! $ -> := ... \\ not and or in is if else elif: for while with as
def class lambda return yield await async import from try except: except* finally: else: raise del global pass
print exec match case type _ None True 1 x 0x 1_ 08 "s" ' ''' b"x" f"{x}" f"{ f"{x!z}" *a **k a=1 x:=1 not_a /, *,
""".split() + ["\n", "\n    ", "\t", "x for x in", "async for", "case 1:", "elif x:", "+ not", "b=", "(*", "{**", "is not"]
PIECES = re.compile(r"\w+|\s+|[^\w\s]")


def piece(files, chance):
    """Some lines that start with a top-level statement."""
    while True:
        path = chance.choice(files)
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except UnicodeDecodeError:
            continue
        starts = [index for index, line in enumerate(lines) if line and line[0] not in " \t#)]}'\""]
        if starts:
            start = chance.choice(starts)
            return "\n".join(lines[start:start + chance.randint(1, 25)]) + "\n"


def broken(text, chance):
    """The text with one to three changes."""
    words = PIECES.findall(text)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        at = chance.randrange(len(words))
        match chance.randrange(6):
            case 0 | 1 if len(words) > 1:
                del words[at]
            case 2 | 3:
                space = chance.choice([" ", " ", ""])
                words.insert(at, space + chance.choice(WORDS) + space)
            case 4:
                words[at] = chance.choice(WORDS)
            case _:
                other = chance.randrange(len(words))
                words[at], words[other] = words[other], words[at]
    return "".join(words)


def main():
    binary = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    library = pathlib.Path(sysconfig.get_path("stdlib"))
    files = sorted([*library.glob("*.py"), *library.glob("test/test_*.py")])
    programs = []
    while len(programs) < count:
        program = broken(piece(files, chance), chance)
        if "\0" not in program:
            programs.append(program.encode("utf-8"))
    return compare(binary, programs)


if __name__ == "__main__":
    sys.exit(main())
