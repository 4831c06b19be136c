#!/usr/bin/env python3
"""Times the programs of benches/programs, or of another folder, on an interpreter and on CPython in turn.

    python3 benches/compare.py --interp target/release/taipan --cpython python3.13
    python3 benches/compare.py --interp target/release/taipan --only 'n*' --rounds 7
    python3 benches/compare.py --interp target/release/taipan --cpython python3.13 --suite
    python3 benches/compare.py --interp target/release/taipan --save before.json
    python3 benches/compare.py --interp target/release/taipan --against before.json

Each round runs a program once on either interpreter. The figure of a program is the smallest processor
time (user and system) of its rounds, which other work on the machine disturbs least; --wall takes elapsed
time instead. "times as fast" is CPython's figure divided by the interpreter's, so that more is better.
What a program prints must be the same on both, or the run fails. A program that needs a standard module which
the interpreter does not have yet is skipped, with a note at the end, and counts in no mean.

--suite takes the programs of benches/suite (counterparts of pyperformance's), --programs those of any folder.

After the programs come start-up (elapsed time of an empty program) and peak memory of an empty program.

--save and --against count the instructions of the interpreter under test by valgrind (callgrind), which
hardly vary from run to run and therefore show changes of one per cent. They run no CPython.

Needs a POSIX system and any CPython from 3.8 on to run this file. Exact peak memory needs Linux.
"""
import argparse
import ctypes
import fnmatch
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PR_SET_CHILD_SUBREAPER = 36
STARTER = 'out=$1 err=$2; shift 2; "$@" </dev/null >"$out" 2>"$err" & echo $!'


class Run:
    def __init__(self, status, seconds, wall, peak, out, err):
        self.status, self.seconds, self.wall, self.peak = status, seconds, wall, peak
        self.out, self.err = out, err


def environment():
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    env.update(PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1", NO_COLOR="1", LC_ALL="C.UTF-8")
    return env


def adopt_orphans():
    """Makes this process the parent of its orphaned grandchildren; False where that cannot be done."""
    try:
        return ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    except (OSError, AttributeError):
        return False


def run(command, adopting):
    """Runs a command to its end.

    The kernel counts the memory that a process had before it called exec towards its peak, so a child
    started from here would report at least this program's own size. A small shell starts it instead and
    ends at once; the orphan comes back to this process, which waits for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("out", "err")]
        start = time.perf_counter()
        if adopting:
            shell = subprocess.run(["/bin/sh", "-c", STARTER, "sh"] + paths + command, env=environment(),
                                   stdout=subprocess.PIPE)
            child = int(shell.stdout)
        else:
            with open(paths[0], "wb") as out, open(paths[1], "wb") as err:
                child = subprocess.Popen(command, env=environment(), stdin=subprocess.DEVNULL, stdout=out,
                                         stderr=err).pid
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        texts = [pathlib.Path(path).read_bytes() for path in paths]
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(status, usage.ru_utime + usage.ru_stime, wall, peak, *texts)


def describe(interpreter):
    answer = subprocess.run([interpreter, "-V"], capture_output=True, text=True)
    return (answer.stdout + answer.stderr).strip().split("\n")[0] or "unknown"


def figure(result, wall):
    return result.wall if wall else result.seconds


def geometric_mean(values):
    return math.exp(sum(math.log(value) for value in values) / len(values))


def compare(options, programs):
    adopting = adopt_orphans()
    ratios, peaks, problems, skipped = {}, {}, [], []
    print("%-20s %10s %10s %8s %12s %12s %7s" % (
        "program", "CPython", "tested", "times", "CPython MB", "tested MB", "memory"))
    for program in programs:
        best = {}
        outputs = {}
        failed = missing = None
        for _ in range(options.rounds):
            for interpreter in filter(None, (options.cpython, options.interp)):
                result = run([interpreter, str(program)], adopting)
                if result.status and interpreter == options.interp:
                    missing = missing_module(result.err)
                if result.status:
                    failed = "%s ends with status %d: %s" % (
                        interpreter, result.status, last_line(result.err))
                    break
                outputs.setdefault(result.out, interpreter)
                old = best.get(interpreter)
                if old is None or figure(result, options.wall) < figure(old, options.wall):
                    best[interpreter] = result
            if failed:
                break
        if not failed and len(outputs) > 1:
            failed = "prints something else:\n" + "\n".join(
                "    %s: %s" % (who, text[:300].decode("utf-8", "replace").rstrip()) for text, who in outputs.items())
        if missing:
            skipped.append("%s (no module %s)" % (program.stem, missing))
            continue
        if failed:
            problems.append(program.stem)
            print("%-20s FAIL %s" % (program.stem, failed))
            continue
        tested = best[options.interp]
        if options.cpython:
            reference = best[options.cpython]
            ratio = figure(reference, options.wall) / max(figure(tested, options.wall), 1e-6)
            ratios[program.stem] = ratio
            peaks[program.stem] = tested.peak / reference.peak
            print("%-20s %8.3f s %8.3f s %7.2fx %12.1f %12.1f %7.2f" % (
                program.stem, figure(reference, options.wall), figure(tested, options.wall), ratio,
                reference.peak / 1e6, tested.peak / 1e6, peaks[program.stem]))
        else:
            print("%-20s %10s %8.3f s %8s %12s %12.1f" % (
                program.stem, "-", figure(tested, options.wall), "-", "-", tested.peak / 1e6))
        sys.stdout.flush()
    if ratios:
        slowest, hungriest = min(ratios, key=ratios.get), max(peaks, key=peaks.get)
        print("geometric mean: %.3f times as fast as CPython over %d programs, slowest %s with %.2f" % (
            geometric_mean(ratios.values()), len(ratios), slowest, ratios[slowest]))
        print("peak memory: geometric mean %.3f of CPython's, most %s with %.2f" % (
            geometric_mean(peaks.values()), hungriest, peaks[hungriest]))
    empty_program(options, adopting)
    if skipped:
        print("skipped: %s" % ", ".join(skipped))
    if problems:
        print("failed: %s" % ", ".join(problems))
    return bool(problems)


def last_line(text):
    lines = text.decode("utf-8", "replace").rstrip().split("\n")
    return lines[-1]


def missing_module(text):
    found = re.search(r"ModuleNotFoundError: No module named '([\w.]+)'", last_line(text))
    return found and found[1]


def empty_program(options, adopting):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "empty.py")
        open(path, "w").close()
        walls, peaks = {}, {}
        for _ in range(max(15, options.rounds)):
            for interpreter in filter(None, (options.cpython, options.interp)):
                start = time.perf_counter()
                subprocess.run([interpreter, path], env=environment(), stdin=subprocess.DEVNULL)
                wall = time.perf_counter() - start
                walls[interpreter] = min(wall, walls.get(interpreter, wall))
        for interpreter in walls:
            peaks[interpreter] = min(run([interpreter, path], adopting).peak for _ in range(3))
    for label, values, unit, scale in (("start-up", walls, "ms", 1e3), ("peak memory", peaks, "MB", 1e-6)):
        text = "%s of an empty program: tested %.2f %s" % (label, values[options.interp] * scale, unit)
        if options.cpython:
            text += ", CPython %.2f %s, %.2f of CPython's" % (
                values[options.cpython] * scale, unit, values[options.interp] / values[options.cpython])
        print(text)


def count_instructions(interpreter, program):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", interpreter, str(program)]
    answer = subprocess.run(command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, text=True, errors="replace")
    found = re.search(r"Collected : (\d+)", answer.stderr)
    if answer.returncode or not found:
        sys.exit("compare.py: valgrind fails on %s: %s" % (program.name, answer.stderr.strip().split("\n")[-1]))
    return int(found[1])


def instructions(options, programs):
    if shutil.which("valgrind") is None:
        sys.exit("compare.py: --save and --against need valgrind")
    old = json.loads(pathlib.Path(options.against).read_text()) if options.against else {}
    counts, changes, worse = {}, [], []
    print("%-20s %18s %10s" % ("program", "instructions", "change"))
    for program in programs:
        name = program.stem
        counts[name] = count_instructions(options.interp, program)
        if name in old:
            change = counts[name] / old[name]
            changes.append(change)
            if change > 1 + options.tolerance / 100:
                worse.append(name)
            print("%-20s %18d %+9.2f%%" % (name, counts[name], (change - 1) * 100))
        else:
            print("%-20s %18d %10s" % (name, counts[name], "-"))
        sys.stdout.flush()
    if changes:
        print("geometric mean of the change: %+.2f%%" % ((geometric_mean(changes) - 1) * 100))
    if options.save:
        pathlib.Path(options.save).write_text(json.dumps(counts, indent=1, sort_keys=True) + "\n")
    if worse:
        print("more than %g%% worse: %s" % (options.tolerance, ", ".join(worse)))
    return bool(worse)


def main():
    parser = argparse.ArgumentParser(description="compare an interpreter with CPython")
    parser.add_argument("--interp", required=True, help="the interpreter under test")
    parser.add_argument("--cpython", help="the CPython to compare with; without it only the tested one runs")
    parser.add_argument("--suite", dest="programs", action="store_const", const=HERE / "suite", default=HERE / "programs",
                        help="the programs of benches/suite instead of benches/programs")
    parser.add_argument("--programs", type=pathlib.Path, default=HERE / "programs", metavar="DIR",
                        help="the programs of this folder")
    parser.add_argument("--only", action="append", default=[], help="pattern of program names (repeatable)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--wall", action="store_true", help="elapsed instead of processor time")
    parser.add_argument("--save", metavar="FILE", help="write instruction counts")
    parser.add_argument("--against", metavar="FILE", help="compare instruction counts with a saved file")
    parser.add_argument("--tolerance", type=float, default=2.0, help="per cent that --against lets pass")
    options = parser.parse_args()
    for name in ("interp", "cpython"):
        given = getattr(options, name)
        if given:
            found = shutil.which(given)
            if found is None:
                sys.exit("compare.py: no such interpreter: %s" % given)
            setattr(options, name, os.path.abspath(found))
    programs = sorted(options.programs.glob("*.py"))
    if options.only:
        programs = [p for p in programs if any(fnmatch.fnmatch(p.stem, pattern) for pattern in options.only)]
    if not programs:
        sys.exit("compare.py: no program matches")
    print("tested: %s" % describe(options.interp))
    if options.save or options.against:
        sys.exit(instructions(options, programs))
    if options.cpython:
        print("CPython: %s" % describe(options.cpython))
    sys.exit(compare(options, programs))


if __name__ == "__main__":
    main()
