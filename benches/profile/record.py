#!/usr/bin/env python3
"""Writes taipan.profdata.gz: which branches and calls of Taipan are hot, for the compiler (profile-guided optimisation).

    rustup component add llvm-tools
    benches/profile/record.py

Builds a program that counts (into target/profile), runs the benches and the golden scripts of the language with it,
merges what it wrote and packs it. `benches/profile/rustc` hands the result to release builds. The profile is a set of
counts by function: a function that has changed since merely goes without, so it need not be recorded at every change;
do it when the benches have lost speed, and after a change of compiler.
"""

import argparse
import glob
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# What programs do most; each is run once. The benches weigh most because they run longest.
TRAINING = ["benches/programs/*.py", "benches/suite/*.py"] + [
    f"tests/golden/{area}/*.py" for area in ("fast_paths", "classes", "dicts", "exceptions", "formatting", "functions",
                                             "generators", "lists", "modules", "sets", "strings", "asyncio")]


def llvm_tool(name):
    """A tool of the compiler's own LLVM: another version does not read its files."""
    root = subprocess.run(["rustc", "--print", "sysroot"], check=True, capture_output=True, text=True).stdout.strip()
    found = glob.glob(os.path.join(root, "lib", "rustlib", "*", "bin", name))
    if not found:
        sys.exit(f"{name} is missing: rustup component add llvm-tools")
    return found[0]


def llvm_version():
    text = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    return re.search(r"LLVM version: (\d+)\.", text).group(1)


def train(interp, patterns, limit):
    scripts = sorted(path for pattern in patterns for path in glob.glob(os.path.join(ROOT, pattern)))
    for number, script in enumerate(scripts, 1):
        print(f"\r{number}/{len(scripts)} {os.path.basename(script):40.40}", end="", file=sys.stderr)
        try:
            subprocess.run([interp, script], cwd=os.path.dirname(script), stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit)
        except subprocess.TimeoutExpired:
            print(f"\n{script} took more than {limit} s and is left out", file=sys.stderr)
    print(file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--limit", type=float, default=60, help="seconds that one script may take")
    parser.add_argument("--interp", help="a counting program that is built already")
    arguments = parser.parse_args()
    merge = llvm_tool("llvm-profdata")
    with tempfile.TemporaryDirectory() as folder:
        interp = arguments.interp
        environment = dict(os.environ, TAIPAN_PROFILE=folder, TAIPAN_DYNAMIC="1",
                           CARGO_TARGET_DIR=os.path.join(ROOT, "target", "profile"))
        if interp is None:
            subprocess.run(["cargo", "build", "--release", "--bin", "taipan"], cwd=ROOT, check=True, env=environment)
            interp = os.path.join(environment["CARGO_TARGET_DIR"], "release", "taipan")
        os.environ["LLVM_PROFILE_FILE"] = os.path.join(folder, "%m.profraw")
        train(interp, TRAINING, arguments.limit)
        merged = os.path.join(folder, "taipan.profdata")
        counts = glob.glob(os.path.join(folder, "*.profraw"))
        subprocess.run([merge, "merge", "--sparse", "-o", merged, *counts], check=True)
        with open(merged, "rb") as source, gzip.GzipFile(os.path.join(HERE, "taipan.profdata.gz"), "wb", 9, mtime=0) as packed:
            shutil.copyfileobj(source, packed)
    with open(os.path.join(HERE, "LLVM_VERSION"), "w", encoding="utf-8") as file:
        file.write(llvm_version() + "\n")


if __name__ == "__main__":
    main()
