"""Compares the trees of the whole standard library with CPython's, positions included.

Run it under the CPython that is the oracle, with the built `ast_dump` example as argument:

    python3.13 tests/ast_dump/compare.py target/release/examples/ast_dump [DIRECTORY ...]

Without directories it walks the interpreter's own library, test packages included. Files that
CPython refuses are skipped. The last line counts files, refused and differing ones; the exit
status is 1 when there are any. `ast.dump` uses `ascii` here, because which characters `repr`
shows depends on Unicode tables that the parser does not carry.
"""

import ast
import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import warnings

ast.repr = ascii
sys.setrecursionlimit(100_000)
sys.set_int_max_str_digits(0)
warnings.simplefilter("ignore")


def first_difference(ours, theirs):
    """The surroundings of the first character that differs."""
    at = len(os.path.commonprefix([ours, theirs]))
    return f"    ours   {ours[max(at - 160, 0):at + 120]}\n    CPython {theirs[max(at - 160, 0):at + 120]}"


def main():
    binary, *roots = sys.argv[1:]
    roots = roots or [sysconfig.get_path("stdlib")]
    paths = sorted(
        path if root.is_dir() else root
        for root in map(pathlib.Path, roots)
        for path in (root.rglob("*.py") if root.is_dir() else [root])
    )
    files, expected = [], {}
    skipped = 0
    for path in paths:
        try:
            expected[path] = ast.dump(ast.parse(path.read_bytes(), str(path)), include_attributes=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            skipped += 1
        else:
            files.append(path)
    refused = differing = 0
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run(
            [binary, directory], input="".join(f"{path}\n" for path in files), text=True, check=True,
            stdout=subprocess.DEVNULL,
        )
        for index, path in enumerate(files):
            output = pathlib.Path(directory, f"{index}.txt")
            if not output.exists():
                refused += 1
                print(f"refused {path}")
            elif (ours := output.read_text(encoding="utf-8")) != expected[path]:
                differing += 1
                print(f"differs {path}\n{first_difference(ours, expected[path])}")
    print(f"{len(files)} files, {skipped} skipped, {refused} refused, {differing} differing")
    return 1 if refused or differing else 0


if __name__ == "__main__":
    sys.exit(main())
