"""What the interactive prompt does beyond running statements.

The prompt calls the functions of this module; the parts behind them are imported when they are used
first. `python -m _taipan_shell COMMAND ARGUMENTS` runs the same lessons for files: `mro`, `scopes`,
`explain`, and `keys`.

Everything that is printed for the user goes to sys.stdout; what went wrong is raised as `UsageError`
with a message of one line, which `run_line` writes to sys.stderr.
"""

import sys


class UsageError(Exception):
    """A command of the prompt that cannot be done as it was typed."""


KEYS = """\
Keys of the prompt:
  Enter             run the entry when it is whole, else begin a new line
  Alt-Enter         begin a new line in any case
  Tab               complete a name, or indent at the start of a line
  Shift-Tab         take one step of indentation away
  Up, Down          move between lines, then between entries of the history
  PageUp, PageDown  the entry before, the entry behind (also Ctrl-P, Ctrl-N)
  Ctrl-R, Ctrl-S    search the history backward, forward; Ctrl-G gives up
  Ctrl-A, Ctrl-E    start, end of the line (also Home, End)
  Alt-B, Alt-F      one word back, forward (also Ctrl-Left, Ctrl-Right)
  Ctrl-W, Alt-D     cut the word before, behind the cursor
  Ctrl-U, Ctrl-K    cut to the start, to the end of the line
  Ctrl-Y            put back what was cut
  Ctrl-_            undo
  Ctrl-T            exchange two characters
  Alt-U, Alt-L, Alt-C  upper case, lower case, capitalise a word
  Ctrl-V            take the next key literally
  Ctrl-L            clear the screen
  Ctrl-C            drop the entry; interrupt a running program
  Ctrl-D            leave, on an empty entry
  Ctrl-Z            suspend
  F1                this help
  F2                show the history
  F3                paste mode, until F3 again: Enter only begins lines
"""

WORDS = """\
Words without parentheses: exit, quit, help, copyright, credits, license, clear.
"""

COMMANDS = """\
Commands of the prompt:
  NAME?             signature, documentation, where the name was found
  NAME??            the same with the source and the method resolution order
  %time CODE        run once and say how long it took
  %timeit CODE      run often and give the best time; -n LOOPS, -r REPEATS
  %who              the names that you have bound
  %refs NAME        who refers to an object, its count, its generation
  %mro CLASS        the method resolution order, merged step by step
  %scopes FUNC      what each name of a function is, and why
  %explain          what the last exception means, with an example
  %run FILE         run a file in this session
  %help             this list
"""


def complete(before, namespace):
    """(length of what is replaced, candidates) for the text before the cursor."""
    from .completion import complete

    return complete(before, namespace)


def run_word(word):
    """A word such as `exit` that was typed without parentheses."""
    import builtins

    if word == "help":
        sys.stdout.write("F1 lists the keys of this prompt, %help its commands.\n")
    value = getattr(builtins, word, None)
    if value is None:
        raise NameError(f"name {word!r} is not defined", name=word)
    value()


def help_keys():
    """F1."""
    sys.stdout.write(KEYS + COMMANDS)


def show_history(text):
    """F2: entries without prompts."""
    sys.stdout.write(text)


def run_line(line, namespace):
    """A line that starts with `%`, or that starts or ends with `?`."""
    from .commands import run_line

    try:
        run_line(line, namespace)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")


_runner = None


def run_coroutine(coroutine):
    """Runs what awaits at the top level, in the event loop of the session."""
    global _runner
    if _runner is None:
        import asyncio
        import atexit

        _runner = asyncio.Runner()
        atexit.register(_runner.close)
    return _runner.run(coroutine)
