"""Prints the rows of FAMILIES in casing.rs: lowered letters that CPython's re matches with one another.

Candidates share an upper case or a case folding; whether they match is asked of CPython itself.
"""

import collections
import re


def lowered(code):
    text = chr(code).lower()
    return ord(text) if len(text) == 1 else code


def main():
    cased = [code for code in range(0x110000) if chr(code).swapcase() != chr(code) or chr(code).casefold() != chr(code)]
    candidates = collections.defaultdict(set)
    for code in {lowered(code) for code in cased}:
        letter = chr(code)
        for key in (letter.upper(), letter.casefold(), letter.upper().lower(), letter.upper().casefold()):
            candidates[key].add(code)
    families = collections.defaultdict(set)
    for family in candidates.values():
        for code in family:
            pattern = re.compile(re.escape(chr(code)), re.IGNORECASE)
            families[code].update(other for other in family if other != code and pattern.match(chr(other)))
    for code, others in sorted(families.items()):
        if others:
            print("    &[" + ", ".join(f"{one:#x}" for one in [code, *sorted(others)]) + "],")


if __name__ == "__main__":
    main()
