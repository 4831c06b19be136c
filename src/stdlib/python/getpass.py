"""Asking for a password without showing it, and the name of the user."""

import os
import sys
import warnings

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """What is typed may be seen."""


def getpass(prompt="Password: ", stream=None):
    """A line that is typed at the terminal, unseen."""
    try:
        import termios
    except ImportError:
        termios = None
    if termios is None:
        return _seen(prompt, stream)
    try:
        fd = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        try:
            fd = sys.stdin.fileno()
            old = termios.tcgetattr(fd)
        except (AttributeError, ValueError, termios.error):
            return _seen(prompt, stream)
        return _unseen(termios, fd, sys.stdin, stream or sys.stderr, prompt)
    with open(fd, "w+b", buffering=0) as raw:
        import io

        terminal = io.TextIOWrapper(raw)
        return _unseen(termios, fd, terminal, stream or terminal, prompt)


def _unseen(termios, fd, source, stream, prompt):
    old = termios.tcgetattr(fd)
    new = old[:]
    new[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(fd, termios.TCSAFLUSH, new)
        return _line(prompt, stream, source)
    finally:
        termios.tcsetattr(fd, termios.TCSAFLUSH, old)
        stream.write("\n")
        stream.flush()


def _seen(prompt="Password: ", stream=None):
    warnings.warn("Can not control echo on the terminal.", GetPassWarning, stacklevel=2)
    stream = stream or sys.stderr
    print("Warning: Password input may be echoed.", file=stream)
    return _line(prompt, stream)


def _line(prompt="", stream=None, input=None):
    stream = stream or sys.stderr
    input = input or sys.stdin
    if prompt:
        stream.write(str(prompt))
        stream.flush()
    line = input.readline()
    if not line:
        raise EOFError
    return line.removesuffix("\n")


def getuser():
    """The name of the user."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        user = os.environ.get(name)
        if user:
            return user
    try:
        with open("/etc/passwd") as file:
            for line in file:
                fields = line.split(":")
                if len(fields) > 2 and fields[2] == str(os.getuid()):
                    return fields[0]
    except OSError:
        pass
    raise OSError("No username set in the environment")
