"""Generated comparison: BaseException, BaseExceptionGroup, SystemExit, AttributeError, ImportError, Name. See support/probe.py."""
from support.probe import run

run(
    "BaseException",
    "BaseExceptionGroup",
    "SystemExit",
    "AttributeError",
    "ImportError",
    "NameError",
    "OSError",
    "StopIteration",
    "SyntaxError",
    "ExceptionGroup",
    "KeyError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeTranslateError",
)
