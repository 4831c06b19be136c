#!/usr/bin/env python3
"""Compares an interpreter with CPython on the generated cases of the built-in types, with any seed.

    python3 tests/types/compare.py --interp target/release/taipan --seed 7          a figure for each type
    python3 tests/types/compare.py --interp target/release/taipan int str --show    with the lines that differ
    python3 tests/types/compare.py --interp target/release/taipan --seed 1 --list   as lines of KNOWN_DIFFERENCES.txt

The CPython is found as tests/record.py finds it. A line of the comparison is one case or the facts about one attribute;
`equal/total` counts lines. Ends with status 1 when a type or all of them together are below `--least` (99 %).
"""
import argparse
import collections
import importlib.util
import os
import pathlib
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
FOLDER = TESTS / "golden" / "types"


def load_record():
    spec = importlib.util.spec_from_file_location("record", TESTS / "record.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answers(python, script, seed, environment):
    try:
        done = subprocess.run([python, script.name, str(seed)], cwd=FOLDER, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=120)
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode("utf-8", "replace").split("\n"), "timeout"
    problem = "" if done.returncode == 0 else "exit status %d: %s" % (done.returncode, done.stderr.decode("utf-8", "replace")[-300:])
    return done.stdout.decode("utf-8", "replace").split("\n"), problem


def keyed(lines, key_of):
    """The lines by type, key and how often that key came before."""
    found, label, seen = {}, "", collections.Counter()
    for line in lines:
        if line.startswith("## "):
            label = line
        if line:
            place = (label, key_of(line))
            seen[place] += 1
            found[place + (seen[place],)] = line
    return found


def main():
    parser = argparse.ArgumentParser(description="compare the generated cases of built-in types with CPython")
    parser.add_argument("types", nargs="*", help="only scripts or types whose name contains one of these")
    parser.add_argument("--interp", required=True)
    parser.add_argument("--python", help="the CPython to compare with")
    parser.add_argument("--seed", default="2")
    parser.add_argument("--show", action="store_true", help="print the lines that differ")
    parser.add_argument("--list", action="store_true", help="print the keys of the lines that differ")
    parser.add_argument("--least", type=float, default=99.0, help="the percentage that every type must reach")
    options = parser.parse_args()
    record = load_record()
    python, interpreter = record.find_python(options.python), os.path.abspath(options.interp)
    environment = record.environment()
    equal, total = collections.Counter(), collections.Counter()
    for script in sorted(FOLDER.glob("*.py")):
        wanted, broken = answers(python, script, options.seed, environment)
        if broken:
            sys.exit("compare.py: CPython fails in %s: %s" % (script.stem, broken))
        got, problem = answers(interpreter, script, options.seed, environment)
        if problem:
            print("%s: %s" % (script.stem, problem))
        label = script.stem
        found = keyed(got, record.key_of)
        for place, want in keyed(wanted, record.key_of).items():
            have = found.get(place)
            if want.startswith("## "):
                label = want[3:]
            total[label] += 1
            equal[label] += want == have
            if want == have or options.types and not any(name in label or name == script.stem for name in options.types):
                continue
            if options.list:
                print("types/%s: %s" % (script.stem, record.key_of(want)))
            elif options.show:
                print("- %s\n+ %s" % (want, have))
    if options.list:
        return
    below = []
    for label in total:
        if options.types and not any(name in label for name in options.types):
            continue
        share = 100 * equal[label] / total[label]
        below += [label] * (share < options.least)
        print("%-28s %6d/%-6d %7.2f %%" % (label, equal[label], total[label], share))
    overall = 100 * equal.total() / total.total()
    print("%-28s %6d/%-6d %7.2f %%" % ("all", equal.total(), total.total(), overall))
    if below:
        print("below %g %%: %s" % (options.least, ", ".join(below)))
    sys.exit(1 if below or overall < options.least else 0)


if __name__ == "__main__":
    main()
