"""Records what CPython prints for the broken programs in tests/golden/syntax_errors.

Run it under the oracle: `python3.13 tests/record_syntax_errors.py`. Each `NAME.py` gets a
`NAME.err` with the standard error of running it in that folder; the folder's own path is left out. A program
that CPython's parser accepts and that fails later is recorded all the same; with `--check NAME …`
nothing is written and the exit status tells whether the records are up to date.
"""

import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent / "golden" / "syntax_errors"


def answer(path):
    """The standard error of one program."""
    done = subprocess.run(
        [sys.executable, "-S", "-E", path.name], cwd=FOLDER, capture_output=True,
        env={**os.environ, "LANG": "C.UTF-8", "PYTHONUTF8": "1"},
    )
    return done.stderr.replace(bytes(FOLDER) + b"/", b"")


def main():
    check = "--check" in sys.argv[1:]
    names = [name for name in sys.argv[1:] if name != "--check"]
    stale = 0
    for path in sorted(FOLDER.glob("*.py")):
        if names and path.stem not in names:
            continue
        record = path.with_suffix(".err")
        text = answer(path)
        if check:
            if not record.exists() or record.read_bytes() != text:
                stale += 1
                print(f"stale: {path.name}")
        else:
            record.write_bytes(text)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
