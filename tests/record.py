#!/usr/bin/env python3
"""Records what CPython prints for the golden scripts, or checks the recordings.

    python3 tests/record.py                     record every script
    python3 tests/record.py classes/ super      record the scripts whose name contains one of these
    python3 tests/record.py --missing           record only what has no recording yet
    python3 tests/record.py --check             run, compare, change nothing
    python3 tests/record.py --interp target/release/taipan classes/
                                                compare another interpreter with the recordings

A golden script is a file tests/golden/<area>/<name>.py. Deeper folders hold modules which the scripts
import. A script runs in its own folder as `INTERPRETER name.py`, with an empty standard input and a fixed
environment; `tests/golden.rs` runs Taipan in the same way.

    <name>.out     standard output                      (absent when empty)
    <name>.err     standard error                       (absent when empty)
    <name>.code    exit status, -N for death by signal  (absent when 0)

A script that prints nothing and succeeds still gets an empty `.out`, so that a script without any of
these files is known to be unrecorded. The folder's own path is taken out of both streams.

With --interp, lines of standard output that tests/golden/KNOWN_DIFFERENCES.txt names may differ, and must.

The interpreter is found as --python, $PYTHON313, or `python3.13` on the path, and must be exactly the
version named in tests/golden/PYTHON_VERSION. Every script runs twice; one that prints two different things
is refused, because a golden file must not depend on chance.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import signal
import subprocess
import sys

GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"
TIMEOUT = 60


def environment():
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    for name in ("FORCE_COLOR", "COLUMNS", "TAIPAN_GC_STRESS"):
        env.pop(name, None)
    env.update(PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1", NO_COLOR="1", LC_ALL="C.UTF-8", TERM="dumb")
    return env


def find_python(given):
    """The interpreter to record from; ends the program when its version is not the named one."""
    wanted = (GOLDEN / "PYTHON_VERSION").read_text().strip()
    command = [given or os.environ.get("PYTHON313") or "python3.13"]
    code = "import sys; print(sys.executable); print('%d.%d.%d' % sys.version_info[:3]); print(sys.implementation.name)"
    # A version manager may put a launcher on the path that chooses by this variable.
    env = {**os.environ, "PYENV_VERSION": wanted}
    try:
        answer = subprocess.run(command + ["-c", code], env=env, capture_output=True, text=True)
    except OSError as error:
        sys.exit("record.py: cannot run %s: %s" % (command[0], error))
    lines = answer.stdout.split("\n")
    if answer.returncode or lines[1:3] != [wanted, "cpython"]:
        sys.exit("record.py: %s is not CPython %s (it says: %s)" % (
            command[0], wanted, " ".join(lines[1:3]) or answer.stderr.strip()))
    return lines[0]


def hear_interrupts():
    """A background job ignores SIGINT; the scripts must not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(python, script):
    done = subprocess.run([python, script.name], cwd=script.parent, env=environment(), timeout=TIMEOUT,
                          stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=hear_interrupts)
    folder = (str(script.parent) + "/").encode()
    return done.stdout.replace(folder, b""), done.stderr.replace(folder, b""), done.returncode


def recording(script):
    """What is recorded for a script as (out, err, code), or None."""
    out, err, code = (script.with_suffix(suffix) for suffix in (".out", ".err", ".code"))
    if not (out.exists() or err.exists() or code.exists()):
        return None
    return (out.read_bytes() if out.exists() else b"", err.read_bytes() if err.exists() else b"",
            int(code.read_text()) if code.exists() else 0)


def write(script, result):
    out, err, code = result
    contents = {".out": out, ".err": err, ".code": b"%d\n" % code if code else b""}
    if not any(contents.values()):
        script.with_suffix(".out").write_bytes(b"")
        del contents[".out"]
    for suffix, content in contents.items():
        path = script.with_suffix(suffix)
        if content:
            path.write_bytes(content)
        else:
            path.unlink(missing_ok=True)


def key_of(line):
    """What names a line of the generated comparisons: the case without its result."""
    return line.split(" -> ")[0] if " -> " in line else line.split(": ")[0]


def known_differences():
    """For each script the keys of the lines that are known to differ, from `[reason]` and `area/name: key` lines."""
    found = {}
    for line in (GOLDEN / "KNOWN_DIFFERENCES.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and line[0] not in "#[":
            name, key = line.split(": ", 1)
            found.setdefault(name, set()).add(key)
    return found


def without_known(old, new, keys):
    """The new result with the recorded text in the lines that may differ, and the keys whose lines do not differ."""
    before, after = old[0].split(b"\n"), new[0].split(b"\n")
    if len(before) != len(after):
        return new, set()
    differing = set()
    for place, (wanted, got) in enumerate(zip(before, after)):
        key = key_of(wanted.decode("utf-8", "replace"))
        if wanted != got and key in keys:
            differing.add(key)
            after[place] = wanted
    return (b"\n".join(after),) + new[1:], keys - differing


def difference(old, new):
    lines = []
    for label, before, after in zip(("stdout", "stderr"), old, new):
        lines += difflib.unified_diff(before.decode("utf-8", "replace").splitlines(),
                                      after.decode("utf-8", "replace").splitlines(),
                                      "recorded " + label, "now " + label, lineterm="", n=1)
    if old[2] != new[2]:
        lines.append("exit status %d, recorded %d" % (new[2], old[2]))
    return "\n".join("    " + line for line in lines[:40])


def handle(python, script, check, known):
    """Records or checks one script; gives (changed, problem)."""
    try:
        first = run(python, script)
        second = first if check else run(python, script)
    except subprocess.TimeoutExpired:
        return False, "runs longer than %d s" % TIMEOUT
    if first != second:
        return False, "prints something else at every run:\n" + difference(first, second)
    old = recording(script)
    if check:
        if old is None:
            return False, "is not recorded"
        if known:
            first, gone = without_known(old, first, known)
            if gone:
                return False, "no longer differs, take off KNOWN_DIFFERENCES.txt:\n    " + "\n    ".join(sorted(gone))
        return False, "" if old == first else "differs:\n" + difference(old, first)
    if old != first:
        write(script, first)
        return True, ""
    return False, ""


def main():
    parser = argparse.ArgumentParser(description="record CPython's output of the golden scripts")
    parser.add_argument("names", nargs="*", help="only scripts whose area/name contains one of these")
    parser.add_argument("--check", action="store_true", help="compare with the recordings, change nothing")
    parser.add_argument("--missing", action="store_true", help="only scripts without a recording")
    parser.add_argument("--python", help="the CPython to run")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--interp", help="check this interpreter, whatever its version")
    options = parser.parse_args()
    options.check = options.check or options.interp is not None
    python = os.path.abspath(options.interp) if options.interp else find_python(options.python)
    scripts = sorted(GOLDEN.glob("*/*.py"))
    if options.names:
        scripts = [s for s in scripts if any(name in "%s/%s" % (s.parent.name, s.stem) for name in options.names)]
    if options.missing:
        scripts = [s for s in scripts if recording(s) is None]
    changed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        known = known_differences() if options.interp else {}
        results = pool.map(lambda script: handle(python, script, options.check,
                                                 known.get("%s/%s" % (script.parent.name, script.stem))), scripts)
        for script, (new, problem) in zip(scripts, results):
            name = "%s/%s" % (script.parent.name, script.stem)
            if problem:
                failed += 1
                print("FAIL %s %s" % (name, problem))
            elif new:
                changed += 1
                print("recorded %s" % name)
    if options.check:
        print("%d scripts, %d agree, %d differ" % (len(scripts), len(scripts) - failed, failed))
    else:
        print("%d scripts, %d recorded anew, %d failed" % (len(scripts), changed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
