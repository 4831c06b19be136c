"""Sends programs to the built `differential` example and compares the answers with CPython's.

Shared by `mutate.py` and `generate.py`; it runs under the CPython that is the oracle.
"""

import ast
import struct
import subprocess
import sys
import warnings

ast.repr = ascii
sys.set_int_max_str_digits(0)
warnings.simplefilter("ignore")


def expected(program):
    """The answer CPython gives, in the form of the example; None where there is none."""
    try:
        return ["OK", ast.dump(ast.parse(program), include_attributes=True)]
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        return [type(error).__name__, error.msg, *(str(number or 0) for number in place), error.text or ""]
    except (ValueError, RecursionError, MemoryError):
        return None


def answers(binary, programs):
    """The answer of the example to each program."""
    records = b"".join(struct.pack("<I", len(program)) + program for program in programs)
    out = subprocess.run([binary], input=records, stdout=subprocess.PIPE, check=True).stdout
    at = 0
    while at < len(out):
        (length,) = struct.unpack_from("<I", out, at)
        yield out[at + 4:at + 4 + length].decode("utf-8").split("\0")
        at += 4 + length


def compare(binary, programs):
    """Prints what differs and a count; answers the exit status.

    The text of an error does not count: how much of the source CPython still holds in its buffer
    decides about newlines and lines in front, and nothing else.
    """
    differing = errors = 0
    for program, ours in zip(programs, answers(binary, programs), strict=True):
        theirs = expected(program)
        if theirs is None:
            continue
        errors += theirs[0] != "OK"
        if ours[:6] != theirs[:6]:
            differing += 1
            print(f"--- {program.decode('utf-8', 'replace')}\n    ours    {ours[:6]}\n    CPython {theirs[:6]}")
    print(f"{len(programs)} programs, {errors} of them broken, {differing} differing")
    return 1 if differing else 0
