"""Tracebacks in colours: what PYTHON_COLORS, FORCE_COLOR and NO_COLOR ask for."""

import os
import subprocess
import sys

PLAIN = {name: value for name, value in os.environ.items() if not name.endswith(("_COLOR", "_COLORS"))}


def run(source, *options, **variables):
    environment = {**PLAIN, **variables}
    done = subprocess.run([sys.executable, *options, "-c", source], env=environment, capture_output=True, text=True)
    return done.stderr


def show(title, source):
    print("--", title)
    for line in run(source, PYTHON_COLORS="1").splitlines():
        print(repr(line))


show("an operator", "x = 1 / 0  # why")
show("a call", "def f(a):\n    return g(a)\n\ndef g(a):\n    return a.nothing\n\nf('x')")
show("a subscript over wide characters", "d = {}; print('日本語', d['名'])")
show("a whole line", "raise ValueError('two\\nlines')")
show("no message", "raise ValueError")
show("several lines", "int(\n    'a',\n    10,\n)")
show("a syntax error", "x = = 1")
show("an error at the end of a line", "x +")
show("a cause", "try:\n    {}['a']\nexcept KeyError as e:\n    raise RuntimeError('because') from e")
show("notes", "e = ValueError('v'); e.add_note('first'); e.add_note('second\\nline'); raise e")
show("a group", "raise ExceptionGroup('g', [ValueError(1), TypeError('x')])")
show("repeated lines", "def f(): f()\nimport sys; sys.setrecursionlimit(50); f()")
show("a suggestion", "number = 1; print(numbre)")
show("a thread", "import threading; t = threading.Thread(target=lambda: 1 / 0, name='T'); t.run = lambda: 1 / 0; 1 / 0")

print("-- who decides")
for variables in (
    {},
    {"FORCE_COLOR": ""},
    {"FORCE_COLOR": "1", "NO_COLOR": ""},
    {"PYTHON_COLORS": "1", "NO_COLOR": "1"},
    {"PYTHON_COLORS": "0", "FORCE_COLOR": "1"},
    {"PYTHON_COLORS": "yes", "FORCE_COLOR": "1"},
    {"FORCE_COLOR": "1", "TERM": "dumb"},
):
    print(variables, "\x1b[" in run("1 / 0", **variables))
print("ignored environment", "\x1b[" in run("1 / 0", "-E", PYTHON_COLORS="1", FORCE_COLOR="1"))
