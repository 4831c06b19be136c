#!/usr/bin/env python3
"""Records how CPython answers the invocations of cli_cases.txt, or checks the recordings.

    python3 tests/it/record_cli.py [--check] [--python PYTHON]

The file is a list of blocks. A block says what to run, and this script writes how it ended:

    case: NAME
    arg: TEXT              one argument (repeatable)
    stdin: TEXT            standard input (repeatable, joined); without it /dev/null
    env: NAME=VALUE        one environment variable (repeatable)
    redirect: >/dev/full   runs through `sh -c 'exec "$@" >/dev/full'`
    prefix: stdout         only the first line of this stream counts, as the start of ours
    fails: REASON          Taipan is known to differ
    out: TEXT              recorded standard output, one line each
    err: TEXT              recorded standard error
    code: N                recorded exit status

In a text, \\n is a line end, \\t a tab, \\\\ a backslash. The interpreter's path is written <interpreter>, the
working folder tests/it/cli is taken out of paths.
"""
import argparse
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import record  # noqa: E402

INPUT = ("arg", "stdin", "env", "redirect", "prefix", "fails")


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def unescape(text):
    out, chars = [], iter(text)
    for c in chars:
        if c == "\\":
            c = next(chars, "\\")
            c = {"n": "\n", "t": "\t", "r": "\r"}.get(c, c)
        out.append(c)
    return "".join(out)


def read(text):
    """-> (comment lines at the top, [(name, [(key, value)])])."""
    head, cases = [], []
    for line in text.split("\n"):
        if line.startswith("#") and not cases:
            head.append(line)
        elif line.startswith("case: "):
            cases.append((line[6:], []))
        elif line and not line.startswith("#"):
            key, _, value = line.partition(": ")
            cases[-1][1].append((key.rstrip(":"), unescape(value)))
    return head, cases


def run(python, fields):
    folder = HERE / "cli"
    get = lambda key: [value for found, value in fields if found == key]
    command = [python] + get("arg")
    if get("redirect"):
        command = ["/bin/sh", "-c", 'exec "$@" ' + get("redirect")[0], "sh"] + command
    env = record.environment()
    env.update(value.split("=", 1) for value in get("env"))
    stdin = {"input": "".join(get("stdin")).encode()} if get("stdin") else {"stdin": subprocess.DEVNULL}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=60,
                          preexec_fn=record.hear_interrupts, **stdin)

    def clean(data):
        text = data.decode("utf-8", "replace").replace(python, "<interpreter>")
        return text.replace(str(folder) + "/", "").replace(str(folder), "<folder>")

    return clean(done.stdout), clean(done.stderr), done.returncode


def block(name, fields, result):
    lines = ["case: " + name] + ["%s: %s" % (key, escape(value)) for key, value in fields if key in INPUT]
    out, err, code = result
    prefixes = [value for key, value in fields if key == "prefix"]
    for key, stream, text in (("out", "stdout", out), ("err", "stderr", err)):
        rows = text.splitlines(keepends=True)
        if stream in prefixes:
            rows = [row.rstrip("\n") for row in rows[:1]]
        lines += ["%s: %s" % (key, escape(row)) for row in rows]
    lines.append("code: %d" % code)
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description="record CPython's answers to command lines")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--python")
    options = parser.parse_args()
    python = record.find_python(options.python)
    path = HERE / "cli_cases.txt"
    old = path.read_text()
    head, cases = read(old)
    blocks = [block(name, fields, run(python, fields)) for name, fields in cases]
    new = "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"
    if options.check:
        print("%d cases %s" % (len(cases), "agree" if old == new else "DIFFER from the recording"))
        sys.exit(old != new)
    path.write_text(new)
    print("%d cases recorded" % len(cases))


if __name__ == "__main__":
    main()
