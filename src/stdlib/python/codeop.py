"""Whether what was typed so far is a whole statement."""

import __future__
import warnings

__all__ = ["compile_command", "Compile", "CommandCompiler"]

PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ONLY_AST = 0x400
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000
_features = [getattr(__future__, name) for name in __future__.all_feature_names]


def _maybe_compile(compiler, source, filename, symbol):
    if all(not line.strip() or line.strip().startswith("#") for line in source.split("\n")) and symbol != "eval":
        # Nothing is a statement, too.
        source = "pass"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source, filename, symbol, incomplete_input=True)
        except SyntaxError:
            try:
                compiler(source + "\n", filename, symbol, incomplete_input=True)
                return None
            except _IncompleteInputError:
                return None
            except SyntaxError:
                pass
    code = compiler(source, filename, symbol, incomplete_input=False)
    # A block that is typed goes on until a line that ends it.
    before, newline, last = source.rpartition("\n")
    return None if newline and last[:1] in (" ", "\t") and last.strip() and symbol != "eval" else code


_IncompleteInputError = next(
    (kind for kind in SyntaxError.__subclasses__() if kind.__name__ == "_IncompleteInputError"), SyntaxError
)


def _compile(source, filename, symbol, incomplete_input=True):
    flags = PyCF_ALLOW_INCOMPLETE_INPUT | PyCF_DONT_IMPLY_DEDENT if incomplete_input else 0
    return compile(source, filename, symbol, flags)


def compile_command(source, filename="<input>", symbol="single"):
    """The code of a statement; None while more lines are needed."""
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """Compiles, and remembers the `__future__` imports of what it compiled."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        flags = self.flags
        if kwargs.get("incomplete_input", True) is False:
            flags &= ~(PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT)
        made = compile(source, filename, symbol, flags, True)
        if flags & PyCF_ONLY_AST:
            return made
        for feature in _features:
            if made.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
        return made


class CommandCompiler:
    """`compile_command` with a memory for `__future__` imports."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        return _maybe_compile(self.compiler, source, filename, symbol)
