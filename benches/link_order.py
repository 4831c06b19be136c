#!/usr/bin/env python3
"""Writes src/link_order.ld: the functions that every start of Taipan runs, for the linker to put side by side.

    cargo build --release
    benches/link_order.py --interp target/release/taipan

A page of program text costs memory and a page fault as soon as one function on it runs, and the kernel maps 16
pages around each. Spread over the whole program, the 700 functions of a start touch most of its 4.5 MB; side by
side they are half a megabyte. The list comes from valgrind's callgrind (functions that ran) and the binary's own
symbols. Hashes in the names are replaced by wildcards, so that the list outlives a change of compiler or
dependency; a function that is renamed or inlined merely drops out of it. Write it anew when memory of an empty
program (benches/compare.py) has grown.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

PROGRAMS = {
    "empty": "",
    "print": "print('hi')\n",
    "definitions": "import sys\nclass A:\n    def f(self, x=1):\n        return [i for i in range(x)]\nprint(A().f(3), len(sys.argv))\n",
}


def functions_run(interp, folder, name, text):
    """The linker's names of the functions that a run of this program enters, in order of first appearance."""
    script = os.path.join(folder, name + ".py")
    with open(script, "w", encoding="utf-8") as file:
        file.write(text)
    profile = os.path.join(folder, name + ".callgrind")
    subprocess.run(
        ["valgrind", "--tool=callgrind", "--demangle=no", "--compress-strings=no",
         "--callgrind-out-file=" + profile, interp, script],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(profile, encoding="utf-8", errors="replace") as file:
        for line in file:
            found = re.match(r"c?fn=(.*)", line)
            if found:
                yield re.sub(r"'\d+$", "", found.group(1))


def pattern(name):
    """The section names of a Rust function, its hashes replaced; None for a function of another language."""
    if name.startswith("_ZN"):
        name = re.sub(r"17h[0-9a-f]{16}E", "17h*", name)
    elif name.startswith("_R"):
        name = re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name)
    else:
        return None
    return re.sub(r'[\[\]"\\]', "?", name)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--interp", required=True, help="a release build of Taipan, with its symbols")
    options.add_argument("--output", default=os.path.join(os.path.dirname(__file__), "..", "src", "link_order.ld"))
    given = options.parse_args()
    patterns = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in PROGRAMS.items():
            for function in functions_run(os.path.abspath(given.interp), folder, name, text):
                wanted = pattern(function)
                if wanted:
                    patterns[wanted] = None
    if len(patterns) < 100:
        sys.exit(f"only {len(patterns)} functions found: has the binary been stripped?")
    with open(given.output, "w", encoding="utf-8") as file:
        file.write("/* Functions that every start runs, side by side: written by benches/link_order.py, which says why. */\n")
        file.write("SECTIONS\n{\n  .text.start_up :\n  {\n")
        for wanted in patterns:
            # Cold functions are in sections with a prefix of their own.
            file.write(f"    *(.text.{wanted} .text.unlikely.{wanted})\n")
        file.write("  }\n}\nINSERT BEFORE .text;\n")
    print(f"{len(patterns)} functions")


if __name__ == "__main__":
    main()
