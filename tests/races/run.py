#!/usr/bin/env python3
"""Runs the racy programs under seeds of the thread scheduler.

    python3 tests/races/run.py --interp target/release/taipan [--seeds 3] [--runs 50] [NAME...]

Every run of a program under one seed must print the same bytes and end with status 0, and at least two of
the seeds must print different things: otherwise the seed decides nothing. The last line counts both.
"""
import argparse
import collections
import pathlib
import subprocess
import sys

LIMIT = 60


def once(interpreter, path, seed):
    command = [interpreter, "-X", f"sched-seed={seed}", str(path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT)
    return done.returncode, done.stdout, done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--interp", required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    bad = alike = programs = 0
    for path in sorted((pathlib.Path(__file__).resolve().parent / "programs").glob("*.py")):
        if options.names and not any(name in path.stem for name in options.names):
            continue
        programs += 1
        outputs = set()
        for seed in range(1, options.seeds + 1):
            seen = collections.Counter(once(options.interp, path, seed) for _ in range(options.runs))
            outputs.update(seen)
            if len(seen) > 1 or any(outcome[0] for outcome in seen):
                bad += 1
                print(f"{path.stem} seed {seed}: {len(seen)} outcomes in {options.runs} runs, "
                      f"statuses {sorted({outcome[0] for outcome in seen})}", flush=True)
        if options.seeds > 1 and len(outputs) < 2:
            alike += 1
            print(f"{path.stem}: {options.seeds} seeds print the same", flush=True)
    print(f"{programs} programs, {options.seeds} seeds, {options.runs} runs each: {bad} not repeatable, {alike} the same for all seeds")
    sys.exit(1 if bad or alike else 0)


if __name__ == "__main__":
    main()
