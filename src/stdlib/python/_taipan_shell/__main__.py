"""The lessons of the prompt as commands: `taipan mro`, `taipan scopes`, `taipan explain`.

Exit status: 0 when the question was answered, 1 when the program that was asked about failed or
nothing is known, 2 when the question itself is wrong.
"""

import sys

from . import KEYS, COMMANDS, WORDS, UsageError

USAGE = """\
usage: taipan mro FILE:CLASS      merge the method resolution order step by step
       taipan scopes FILE[:FUNC]  what each name is, and why
       taipan explain CLASS       what an exception means, with an example
"""


def _split(text):
    """FILE:NAME; the name may be missing."""
    file, colon, name = text.rpartition(":")
    if colon and file and "/" not in name:
        return file, name
    return text, ""


def _mro(argument):
    from .mro import explain_file

    file, name = _split(argument)
    if not name:
        raise UsageError(f"mro needs FILE:CLASS, not {argument!r}")
    return explain_file(file, name)


def _scopes(argument):
    from .scopes import explain_file

    return explain_file(*_split(argument))


def _explain(argument):
    from .lessons import explain_class

    return explain_class(argument)


COMMANDS_OF_FILES = {"mro": _mro, "scopes": _scopes, "explain": _explain}


def main(arguments):
    if arguments == ["keys"]:
        sys.stdout.write(WORDS + COMMANDS + KEYS)
        return 0
    if len(arguments) != 2 or arguments[0] not in COMMANDS_OF_FILES:
        sys.stderr.write(USAGE)
        return 2
    try:
        text = COMMANDS_OF_FILES[arguments[0]](arguments[1])
    except UsageError as error:
        sys.stderr.write(f"taipan: {error}\n")
        return 2
    except Exception as error:
        # The program that was asked about has failed: its traceback begins in it.
        entry = error.__traceback__
        while entry is not None and entry.tb_frame.f_code.co_filename.startswith("<frozen _taipan_shell"):
            entry = entry.tb_next
        sys.excepthook(type(error), error.with_traceback(entry), entry)
        return 1
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
