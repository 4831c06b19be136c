#!/usr/bin/env python3
"""Measures how the time of operations grows with their size, on an interpreter and on CPython.

    python3 benches/growth.py --interp target/release/taipan --cpython python3.13
    python3 benches/growth.py --interp target/release/taipan --only 'str*' --only compile
    python3 benches/growth.py --interp target/release/taipan --cpython python3.13 --source

Each case of `growth_cases.py` runs with n, 2n and 4n items, in a process of its own. Its figure is the smallest processor time
of several repeats, each with fresh data. A case grows too fast if a doubling takes more than --limit times as long (2.3) and also
clearly more than on CPython; such a case is measured again before it is reported, for a loaded machine lies.
Cases whose cost is not linear on CPython are held to CPython's own growth.

Cases that need a standard module which the interpreter does not have yet are skipped with a note.

--source times the compilation of one megabyte of generated source instead, in several manners.
"""
import argparse
import fnmatch
import json
import os
import pathlib
import shutil
import subprocess
import sys

CASES = pathlib.Path(__file__).resolve().parent / "growth_cases.py"


def measure(interpreter, name, repeats):
    """Times of a case at n, 2n and 4n, in a process of its own; a text if the process fails."""
    env = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
    answer = subprocess.run([interpreter, str(CASES), str(repeats), name], env=env, stdin=subprocess.DEVNULL,
                            capture_output=True, text=True)
    if answer.returncode:
        return "ends with status %d: %s" % (answer.returncode, answer.stderr.strip().split("\n")[-1])
    return json.loads(answer.stdout)


def factors(times):
    return [later / max(earlier, 1e-9) for earlier, later in zip(times, times[1:])]


def too_fast(times, reference, limit):
    """Whether a growth is beyond the limit, and beyond CPython's where that is known."""
    allowed = [limit] * 2 if reference is None else [max(limit, f * 1.12) for f in factors(reference)]
    return any(factor > most for factor, most in zip(factors(times), allowed))


def show(times):
    if isinstance(times, str):
        return times
    return "%9.2f %9.2f %9.2f ms  %5.2f %5.2f" % (*(1e3 * t for t in times), *factors(times))


def growth(options, names):
    offenders, slow, skipped = [], [], []
    for name in names:
        times, other = measure(options.interp, name, options.repeats), None
        if isinstance(times, str) and "ModuleNotFoundError" in times:
            skipped.append("%s (%s)" % (name, times.split("named ")[-1].strip("'")))
            continue
        if options.cpython:
            other = measure(options.cpython, name, options.repeats)
            if isinstance(other, str):
                sys.exit("growth.py: CPython %s on %s" % (other, name))
        for _ in range(options.again):
            if isinstance(times, str) or not too_fast(times, other, options.limit):
                break
            times = best(times, measure(options.interp, name, options.repeats * 2))
            if options.cpython and other:
                other = best(other, measure(options.cpython, name, options.repeats * 2))
        bad = isinstance(times, str) or too_fast(times, other, options.limit)
        if bad:
            offenders.append(name)
        ratio = other[-1] / times[-1] if other and not isinstance(times, str) else None
        if ratio is not None and ratio < 1:
            slow.append((ratio, name))
        print("%-26s %s%s%s" % (name, show(times), "" if ratio is None else "  %6.2fx" % ratio,
                                "  GROWS (CPython %s)" % show(other) if bad and other else "  GROWS" if bad else ""))
        sys.stdout.flush()
    if slow:
        print("slower than CPython: %s" % ", ".join("%s %.2f" % (name, ratio) for ratio, name in sorted(slow)))
    if skipped:
        print("skipped for a missing module: %s" % ", ".join(skipped))
    print("grow too fast: %s" % (", ".join(offenders) or "none"))
    return bool(offenders)


def best(one, two):
    if isinstance(two, str):
        return two
    return [min(pair) for pair in zip(one, two)]


def source(options):
    names = ["source:" + kind for kind in listed(options.interp, "source")]
    print("%-26s %12s %12s" % ("one megabyte of", "tested s", "CPython s"))
    bad = []
    for name in names:
        times = measure(options.interp, name, options.repeats)
        other = measure(options.cpython, name, options.repeats) if options.cpython else None
        if isinstance(times, str) or isinstance(other, str):
            print("%-26s %s %s" % (name, times, other))
            bad.append(name)
            continue
        if times[0] > 0.3 or (other and times[0] > other[0]):
            bad.append(name)
        print("%-26s %12.3f %12s" % (name[7:], times[0], "%.3f" % other[0] if other else "-"))
    print("above 0.3 s or CPython's time: %s" % (", ".join(n[7:] for n in bad) or "none"))
    return bool(bad)


def listed(interpreter, what):
    answer = subprocess.run([interpreter, str(CASES), "list", what], capture_output=True, text=True)
    if answer.returncode:
        sys.exit("growth.py: %s" % answer.stderr.strip())
    return answer.stdout.split()


def main():
    parser = argparse.ArgumentParser(description="how the cost of operations grows with their size")
    parser.add_argument("--interp", required=True, help="the interpreter under test")
    parser.add_argument("--cpython", help="the CPython to compare with")
    parser.add_argument("--only", action="append", default=[], help="pattern of case names (repeatable)")
    parser.add_argument("--repeats", type=int, default=3, help="runs of a case at each size")
    parser.add_argument("--again", type=int, default=2, help="how often an offender is measured again")
    parser.add_argument("--limit", type=float, default=2.3, help="growth per doubling that is let pass")
    parser.add_argument("--source", action="store_true", help="time the compilation of one megabyte of source")
    options = parser.parse_args()
    for name in ("interp", "cpython"):
        given = getattr(options, name)
        if given:
            found = shutil.which(given)
            if found is None:
                sys.exit("growth.py: no such interpreter: %s" % given)
            setattr(options, name, os.path.abspath(found))
    if options.source:
        sys.exit(source(options))
    names = listed(options.interp, "cases")
    if options.only:
        names = [n for n in names if any(fnmatch.fnmatch(n, pattern) for pattern in options.only)]
    if not names:
        sys.exit("growth.py: no case matches")
    sys.exit(growth(options, names))


if __name__ == "__main__":
    main()
