"""Examples in docstrings, run and compared with what they say.

An example is a prompt with source and, below it, what is printed; a traceback stands for the
exception at its end.

Missing: the debugger (`debug`, `debug_src`, `pdb` on failures).
"""

__all__ = [
    "register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP",
    "IGNORE_EXCEPTION_DETAIL", "COMPARISON_FLAGS", "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF",
    "REPORT_ONLY_FIRST_FAILURE", "REPORTING_FLAGS", "FAIL_FAST", "Example", "DocTest", "DocTestParser", "DocTestFinder",
    "DocTestRunner", "OutputChecker", "DocTestFailure", "UnexpectedException", "testmod", "testfile",
    "run_docstring_examples", "DocTestSuite", "DocFileSuite", "set_unittest_reportflags", "TestResults",
]

import difflib
import inspect
import io
import linecache
import os
import re
import sys
import traceback
import unittest
from collections import namedtuple

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """A new flag."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
COMPARISON_FLAGS = (
    DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP | IGNORE_EXCEPTION_DETAIL
)
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."
_DIVIDER = "*" * 70


class TestResults(namedtuple("TestResults", ("failed", "attempted"))):
    """How many examples failed, were tried, were skipped."""

    def __new__(cls, failed, attempted, *, skipped=0):
        results = super().__new__(cls, failed, attempted)
        results.skipped = skipped
        return results

    def __repr__(self):
        if self.skipped:
            return f"TestResults(failed={self.failed}, attempted={self.attempted}, skipped={self.skipped})"
        return super().__repr__()


class Example:
    """One prompt with what it should print."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = want if not want or want.endswith("\n") else want + "\n"
        if exc_msg is not None and not exc_msg.endswith("\n"):
            exc_msg += "\n"
        self.exc_msg = exc_msg
        self.lineno, self.indent = lineno, indent
        self.options = {} if options is None else options

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg

    def __eq__(self, other):
        return self._key() == other._key() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring, with the names that they see."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), "DocTest no longer accepts str; use DocTestParser instead"
        self.examples, self.globs = examples, globs.copy()
        self.name, self.filename, self.lineno, self.docstring = name, filename, lineno, docstring

    def __repr__(self):
        count = len(self.examples)
        shown = "no examples" if count == 0 else "1 example" if count == 1 else f"{count} examples"
        return f"<{self.__class__.__name__} {self.name} from {self.filename}:{self.lineno} ({shown})>"

    def _key(self):
        return self.examples, self.docstring, self.globs, self.name, self.filename, self.lineno

    def __eq__(self, other):
        return self._key() == other._key() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        mine = (self.name, self.filename, self.lineno if self.lineno is not None else -1, id(self))
        return mine < (other.name, other.filename, other.lineno if other.lineno is not None else -1, id(other))


class DocTestParser:
    """Finds examples in a text."""

    _example = re.compile(
        r"(?P<source>(?:^(?P<indent>[ ]*)>>>.*)(?:\n[ ]*\.\.\..*)*)\n?(?P<want>(?:(?![ ]*$)(?![ ]*>>>).+$\n?)*)", re.MULTILINE
    )
    _traceback = re.compile(
        r"^(?P<hdr>Traceback\ \((?:most\ recent\ call\ last|innermost\ last)\):)\s*$(?P<stack>.*?)^(?P<msg>\w+.*)",
        re.MULTILINE | re.DOTALL,
    )
    _options = re.compile(r"#\s*doctest:\s*([^\n\'\"]*)$", re.MULTILINE)
    _comment = re.compile(r"^[ ]*(#.*)?$")
    _indentation = re.compile(r"^([ ]*)(?=\S)", re.MULTILINE)

    def parse(self, string, name="<string>"):
        """Examples and the text between them."""
        string = string.expandtabs()
        margin = min(map(len, self._indentation.findall(string)), default=0)
        if margin > 0:
            string = "\n".join(line[margin:] for line in string.split("\n"))
        parts, position, line = [], 0, 0
        for found in self._example.finditer(string):
            parts.append(string[position : found.start()])
            line += string.count("\n", position, found.start())
            source, options, want, message = self._parse_example(found, name, line)
            if not self._comment.match(source):
                parts.append(
                    Example(source, want, message, lineno=line, indent=margin + len(found["indent"]), options=options)
                )
            line += string.count("\n", found.start(), found.end())
            position = found.end()
        parts.append(string[position:])
        return parts

    def get_doctest(self, string, globs, name, filename, lineno):
        """The test of a text."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        """The examples of a text."""
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def _parse_example(self, found, name, lineno):
        indent = len(found["indent"])
        lines = found["source"].split("\n")
        for number, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != " ":
                raise ValueError(
                    f"line {lineno + number + 1} of the docstring for {name} lacks blank after {line[indent:indent + 3]}: {line!r}"
                )
        self._check_prefix(lines[1:], " " * indent + ".", name, lineno)
        source = "\n".join(line[indent + 4 :] for line in lines)
        want = found["want"]
        wanted = want.split("\n")
        if len(wanted) > 1 and re.match(r" *$", wanted[-1]):
            del wanted[-1]
        self._check_prefix(wanted, " " * indent, name, lineno + len(lines))
        want = "\n".join(line[indent:] for line in wanted)
        error = self._traceback.match(want)
        return source, self._find_options(source, name, lineno), want, error["msg"] if error else None

    def _find_options(self, source, name, lineno):
        options = {}
        for found in self._options.finditer(source):
            for option in found[1].replace(",", " ").split():
                if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f"line {lineno + 1} of the doctest for {name} has an invalid option: {option!r}")
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"
        if options and self._comment.match(source):
            raise ValueError(
                f"line {lineno} of the doctest for {name} has an option directive on a line with no example: {source!r}"
            )
        return options

    def _check_prefix(self, lines, prefix, name, lineno):
        for number, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError(
                    f"line {lineno + number + 1} of the docstring for {name} has inconsistent leading whitespace: {line!r}"
                )


class DocTestFinder:
    """Finds the docstrings of an object and of what belongs to it."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._verbose, self._recurse, self._exclude_empty = parser, verbose, recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The tests of an object."""
        if name is None:
            name = getattr(obj, "__name__", None)
            if name is None:
                raise ValueError(
                    f"DocTestFinder.find: name must be given when obj.__name__ doesn't exist: {type(obj)!r}"
                )
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        lines = None
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            file = None
        if file is None:
            file = getattr(module, "__file__", None)
        if file:
            lines = linecache.getlines(file, module.__dict__ if module is not None else None) or None
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        if extraglobs is not None:
            globs.update(extraglobs)
        globs.setdefault("__name__", "__main__")
        tests = []
        self._collect(tests, obj, name, module, lines, globs, set())
        tests.sort()
        return tests

    def _from_module(self, module, obj):
        if module is None:
            return True
        if inspect.getmodule(obj) is not None and not inspect.isclass(obj) and not inspect.isfunction(obj):
            return module is inspect.getmodule(obj)
        if inspect.isfunction(obj):
            return module.__dict__ is obj.__globals__
        if inspect.isclass(obj) or hasattr(obj, "__module__"):
            return module.__name__ == obj.__module__
        if isinstance(obj, property):
            return True
        raise ValueError("object must be a class or function")

    def _collect(self, tests, obj, name, module, lines, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        test = self._test_of(obj, name, module, globs, lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for inner, value in obj.__dict__.items():
                unwrapped = inspect.unwrap(value) if callable(value) and not inspect.isclass(value) else value
                if (inspect.isroutine(unwrapped) or inspect.isclass(value)) and self._from_module(module, unwrapped):
                    self._collect(tests, value, f"{name}.{inner}", module, lines, globs, seen)
            for inner, value in getattr(obj, "__test__", {}).items():
                if not isinstance(inner, str):
                    raise ValueError(f"DocTestFinder.find: __test__ keys must be strings: {type(inner)!r}")
                if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value) or isinstance(value, str)):
                    raise ValueError(
                        "DocTestFinder.find: __test__ values must be strings, functions, methods, classes, or modules: "
                        f"{type(value)!r}"
                    )
                self._collect(tests, value, f"{name}.__test__.{inner}", module, lines, globs, seen)
        elif inspect.isclass(obj):
            for inner, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property)) and (
                    self._from_module(module, value)
                ):
                    self._collect(tests, value, f"{name}.{inner}", module, lines, globs, seen)

    def _test_of(self, obj, name, module, globs, lines):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, "__doc__", None)
            docstring = "" if docstring is None else docstring if isinstance(docstring, str) else str(docstring)
        lineno = self._line_of(obj, lines)
        if self._exclude_empty and not docstring:
            return None
        filename = None if module is None else getattr(module, "__file__", None) or module.__name__
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _line_of(self, obj, lines):
        """The line before the docstring, counted from zero; None when it is not known."""
        lineno = None
        docstring = getattr(obj, "__doc__", None)
        if inspect.ismodule(obj) and docstring is not None:
            lineno = 0
        if inspect.isclass(obj) and docstring is not None:
            try:
                lineno = inspect.getsourcelines(obj)[1] - 1
            except (OSError, TypeError):
                return None
        if isinstance(obj, property):
            obj = obj.fget
        if inspect.ismethod(obj):
            obj = obj.__func__
        if inspect.isroutine(obj) and getattr(obj, "__doc__", None):
            obj = inspect.unwrap(obj)
            code = getattr(obj, "__code__", None)
            if code is not None:
                lineno = code.co_firstlineno - 1
        if lineno is not None:
            if lines is None:
                return lineno + 1 if lineno else lineno
            opening = re.compile(r"(^|.*:)\s*\w*(\"|')")
            for number in range(lineno, len(lines)):
                if opening.match(lines[number]):
                    return number
        return None


class OutputChecker:
    """Compares what is printed with what should be."""

    def _toAscii(self, s):
        return str(s.encode("ASCII", "backslashreplace"), "ASCII")

    def check_output(self, want, got, optionflags):
        """Whether an output will do."""
        got, want = self._toAscii(got), self._toAscii(want)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS and _matches_with_gaps(want, got))

    def output_difference(self, example, got, optionflags):
        """What to show when an output will not do."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub("(?m)^[ ]*(?=\n)", BLANKLINE_MARKER, got)
        kinds = optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF)
        if kinds and (optionflags & REPORT_NDIFF or (want.count("\n") > 2 and got.count("\n") > 2)):
            wanted, had = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                kind, lines = "unified diff with -expected +actual", list(difflib.unified_diff(wanted, had, n=2))[2:]
            elif optionflags & REPORT_CDIFF:
                kind, lines = "context diff with expected followed by actual", list(difflib.context_diff(wanted, had, n=2))[2:]
            else:
                engine = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK)
                kind, lines = "ndiff with -expected +actual", list(engine.compare(wanted, had))
            return f"Differences ({kind}):\n" + _indented("".join(lines))
        if want and got:
            return f"Expected:\n{_indented(want)}Got:\n{_indented(got)}"
        if want:
            return f"Expected:\n{_indented(want)}Got nothing\n"
        if got:
            return f"Expected nothing\nGot:\n{_indented(got)}"
        return "Expected nothing\nGot nothing\n"


def _indented(text, indent=4):
    return re.sub("(?m)^(?!$)", indent * " ", text)


def _matches_with_gaps(want, got):
    """Whether a text fits another in which dots stand for anything."""
    if ELLIPSIS_MARKER not in want:
        return want == got
    first, *middle, last = want.split(ELLIPSIS_MARKER)
    if not got.startswith(first) or not got[len(first) :].endswith(last):
        return False
    position, end = len(first), len(got) - len(last)
    if position > end:
        return False
    for piece in middle:
        position = got.find(piece, position, end)
        if position < 0:
            return False
        position += len(piece)
    return True


class _Spoof(io.StringIO):
    def getvalue(self):
        text = super().getvalue()
        return text if not text or text.endswith("\n") else text + "\n"

    def truncate(self, size=None):
        self.seek(size or 0)
        return super().truncate()


class DocTestRunner:
    """Runs tests and counts."""

    DIVIDER = _DIVIDER

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._stats = {}
        self._fakeout = _Spoof()

    def report_start(self, out, test, example):
        """An example is about to run."""
        if self._verbose:
            expecting = f"Expecting:\n{_indented(example.want)}" if example.want else "Expecting nothing\n"
            out(f"Trying:\n{_indented(example.source)}{expecting}")

    def report_success(self, out, test, example, got):
        """An example did what it should."""
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        """An example printed something else."""
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """An example raised something."""
        shown = "".join(traceback.format_exception(*exc_info))
        out(f"{self._failure_header(test, example)}Exception raised:\n{_indented(shown)}")

    def _failure_header(self, test, example):
        lines = [self.DIVIDER]
        if test.filename:
            line = "?" if test.lineno is None else test.lineno + example.lineno + 1
            lines.append(f'File "{test.filename}", line {line}, in {test.name}')
        else:
            lines.append(f"Line {example.lineno + 1}, in {test.name}")
        lines.append("Failed example:")
        lines.append(_indented(example.source))
        return "\n".join(lines)

    def _run(self, test, compileflags, out):
        failures = tries = skips = 0
        original_flags = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original_flags
            for flag, value in example.options.items():
                self.optionflags = self.optionflags | flag if value else self.optionflags & ~flag
            tries += 1
            if self.optionflags & SKIP:
                skips += 1
                continue
            if not quiet:
                self.report_start(out, test, example)
            self._filename = f"<doctest {test.name}[{number}]>"
            exception = None
            try:
                exec(compile(example.source, self._filename, "single", compileflags, True), test.globs)
            except KeyboardInterrupt:
                raise
            except BaseException:
                exception = sys.exc_info()
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            outcome = "failure"
            if exception is None:
                if self._checker.check_output(example.want, got, self.optionflags):
                    outcome = "success"
            else:
                message = traceback.format_exception_only(*exception[:2])
                if example.exc_msg is not None:
                    # Notes and the lines of a syntax error are not part of what is compared.
                    if issubclass(exception[0], SyntaxError):
                        names = (f"{exception[0].__qualname__}:", f"{exception[0].__module__}.{exception[0].__qualname__}:")
                        start = next((i for i, line in enumerate(message) if line.startswith(names)), len(message) - 1)
                        message = message[start:]
                message = "".join(message)
                got_here = got + _exception_text(exception)
                if example.exc_msg is None:
                    outcome = "unexpected"
                elif self._checker.check_output(example.exc_msg, message, self.optionflags):
                    outcome = "success"
                elif self.optionflags & IGNORE_EXCEPTION_DETAIL and self._checker.check_output(
                    _without_detail(example.exc_msg), _without_detail(message), self.optionflags
                ):
                    outcome = "success"
                else:
                    got = got_here
            if outcome == "success":
                if not quiet:
                    self.report_success(out, test, example, got)
            else:
                if not quiet:
                    if outcome == "failure":
                        self.report_failure(out, test, example, got)
                    else:
                        self.report_unexpected_exception(out, test, example, exception)
                failures += 1
                if self.optionflags & FAIL_FAST:
                    break
        self.optionflags = original_flags
        self._note(test, failures, tries, skips)
        return TestResults(failures, tries, skipped=skips)

    def _note(self, test, failures, tries, skips):
        old = self._stats.get(test.name, (0, 0, 0))
        self._stats[test.name] = (old[0] + failures, old[1] + tries, old[2] + skips)
        self.failures += failures
        self.tries += tries
        self.skips += skips

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run a test's examples."""
        self.test = test
        if compileflags is None:
            import __future__

            compileflags = 0
            for name in __future__.all_feature_names:
                feature = test.globs.get(name)
                if feature is getattr(__future__, name):
                    compileflags |= feature.compiler_flag
        save_stdout = sys.stdout
        if out is None:
            encoding = save_stdout.encoding
            if encoding is None or encoding.lower() == "utf-8":
                out = save_stdout.write
            else:

                def out(text):
                    save_stdout.write(str(text.encode(encoding, "backslashreplace"), encoding))

        sys.stdout = self._fakeout
        saved_getlines, linecache.getlines = linecache.getlines, self._getlines
        saved_hook, sys.displayhook = sys.displayhook, sys.__displayhook__
        self._saved_getlines = saved_getlines
        try:
            return self._run(test, compileflags, out)
        finally:
            sys.stdout = save_stdout
            linecache.getlines = saved_getlines
            sys.displayhook = saved_hook
            if clear_globs:
                test.globs.clear()
                import builtins

                builtins._ = None

    _file = re.compile(r"<doctest (?P<name>.+)\[(?P<number>\d+)\]>$", re.DOTALL)

    def _getlines(self, filename, module_globals=None):
        found = self._file.match(filename)
        if found and found["name"] == self.test.name:
            return self.test.examples[int(found["number"])].source.splitlines(keepends=True)
        return self._saved_getlines(filename, module_globals)

    def summarize(self, verbose=None):
        """Print how it went."""
        if verbose is None:
            verbose = self._verbose
        empty, passed, failed = [], [], []
        tries = failures = skips = 0
        for name, (failed_here, tried, skipped) in self._stats.items():
            tries, failures, skips = tries + tried, failures + failed_here, skips + skipped
            if tried == 0:
                empty.append(name)
            elif failed_here == 0:
                passed.append((name, tried))
            else:
                failed.append((name, (failed_here, tried, skipped)))
        if verbose:
            if empty:
                print(f"{_count(len(empty), 'item')} had no tests:")
                for name in sorted(empty):
                    print(f"    {name}")
            if passed:
                print(f"{_count(len(passed), 'item')} passed all tests:")
                for name, count in sorted(passed):
                    word = "" if count == 1 else "s"
                    print(f" {count:3d} test{word} in {name}")
        if failed:
            print(self.DIVIDER)
            print(f"{_count(len(failed), 'item')} had failures:")
            for name, (failed_here, tried, skipped) in sorted(failed):
                print(f" {failed_here:3d} of {tried:3d} in {name}")
        if verbose:
            print(f"{_count(tries, 'test')} in {_count(len(self._stats), 'item')}.")
            notes = [f"{tries - failures} passed"]
            if failures:
                notes.append(f"{failures} failed")
            print(f"{' and '.join(notes)}.")
        if failures:
            shown = f"***Test Failed*** {_count(failures, 'failure')}"
            if skips:
                shown += f" and {_count(skips, 'skipped test')}"
            print(shown + ".")
        elif verbose:
            print("Test passed.")
        return TestResults(failures, tries, skipped=skips)

    def merge(self, other):
        """Add the counts of another runner."""
        for name, (failures, tries, skips) in other._stats.items():
            old = self._stats.get(name, (0, 0, 0))
            self._stats[name] = (old[0] + failures, old[1] + tries, old[2] + skips)


def _count(number, word):
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _exception_text(exc_info):
    return "".join(traceback.format_exception(*exc_info))


def _without_detail(text):
    """An exception's name without module and message."""
    end = text.find("\n")
    line = text if end < 0 else text[:end]
    name = line.partition(":")[0]
    return name.rpartition(".")[2].strip()


class DocTestFailure(Exception):
    """An example failed; raised by the runner for debugging."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised something; raised by the runner for debugging."""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


master = None


def _finished(runner, report):
    global master
    if report:
        runner.summarize()
    results = TestResults(runner.failures, runner.tries, skipped=runner.skips)
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return results


def testmod(
    m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
    exclude_empty=False,
):
    """Test the docstrings of a module."""
    if m is None:
        m = sys.modules.get("__main__")
    if not inspect.ismodule(m):
        raise TypeError(f"testmod: module required; {m!r}")
    _no_debugging(raise_on_error)
    finder = DocTestFinder(exclude_empty=exclude_empty)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, m.__name__ if name is None else name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _finished(runner, report)


def _no_debugging(raise_on_error):
    if raise_on_error:
        raise NotImplementedError("doctest with raise_on_error is not supported")


def testfile(
    filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0,
    extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None,
):
    """Test the examples of a file."""
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    _no_debugging(raise_on_error)
    path = filename
    if module_relative:
        if package is None:
            package = sys._getframe(1).f_globals.get("__file__") or ""
        elif not isinstance(package, str):
            package = package.__file__
        path = os.path.join(os.path.dirname(package), *filename.split("/"))
    with open(path, encoding=encoding or "utf-8") as file:
        text = file.read()
    globs = {} if globs is None else globs.copy()
    globs.update(extraglobs or {})
    globs.setdefault("__name__", "__main__")
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name or os.path.basename(filename), path, 0))
    return _finished(runner, report)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Run the examples of one object."""
    finder = DocTestFinder(verbose=verbose, recurse=False)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


_unittest_flags = 0


def set_unittest_reportflags(flags):
    """How tests of unittest report; the flags before."""
    global _unittest_flags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    old, _unittest_flags = _unittest_flags, flags
    return old


class DocTestCase(unittest.TestCase):
    """A test of unittest for one docstring."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_test, self._dt_optionflags = test, optionflags
        self._dt_setUp, self._dt_tearDown, self._dt_checker = setUp, tearDown, checker

    def setUp(self):
        self._dt_globs = self._dt_test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        test = self._dt_test
        old = sys.stdout
        shown = io.StringIO()
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_flags
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        try:
            runner.DIVIDER = "-" * 70
            results = runner.run(test, out=shown.write, clear_globs=False)
            if results.skipped == results.attempted + results.skipped and results.skipped:
                raise unittest.SkipTest("all examples were skipped")
        finally:
            sys.stdout = old
        if results.failed:
            raise self.failureException(self.format_failure(shown.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        line = "unknown line number" if test.lineno is None else str(test.lineno)
        name = ".".join(test.name.split(".")[-1:])
        return f'Failed doctest test for {test.name}\n  File "{test.filename}", line {line}, in {name}\n\n{err}'

    def id(self):
        return self._dt_test.name

    def __repr__(self):
        parts = self._dt_test.name.split(".")
        return f"{parts[-1]} ({'.'.join(parts[:-1])})"

    __str__ = __repr__

    def shortDescription(self):
        return "Doctest: " + self._dt_test.name


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The docstrings of a module as a suite of unittest."""
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    elif isinstance(module, str):
        module = __import__(module, globals(), locals(), ["*"])
    finder = test_finder or DocTestFinder()
    suite = unittest.TestSuite()
    for test in sorted(finder.find(module, globs=globs, extraglobs=extraglobs)):
        if test.examples:
            if not test.filename:
                test.filename = module.__file__
            suite.addTest(DocTestCase(test, **options))
    return suite


def DocFileSuite(*paths, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    """The examples of files as a suite of unittest."""
    suite = unittest.TestSuite()
    start = sys._getframe(1).f_globals.get("__file__") or ""
    if package is not None:
        start = package if isinstance(package, str) else package.__file__
    for path in paths:
        place = os.path.join(os.path.dirname(start), *path.split("/")) if module_relative else path
        with open(place, encoding=encoding or "utf-8") as file:
            text = file.read()
        names = {} if globs is None else dict(globs)
        names.setdefault("__file__", place)
        suite.addTest(DocTestCase(parser.get_doctest(text, names, os.path.basename(place), place, 0), **options))
    return suite


def script_from_examples(s):
    """A text with its examples as source and the rest as comments."""
    output = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append("# Expected:")
                output += ["## " + line for line in piece.want.split("\n")[:-1]]
        else:
            output += [f"# {line}" if line.strip() else "#" for line in piece.split("\n")[:-1]]
    while output and output[-1] == "#":
        output.pop()
    while output and output[0] == "#":
        output.pop(0)
    return "\n".join(output) + "\n"


def _test():
    import argparse

    parser = argparse.ArgumentParser(description="doctest runner")
    parser.add_argument("-v", "--verbose", action="store_true", default=False, help="print very verbose output for all tests")
    parser.add_argument("-o", "--option", action="append", choices=OPTIONFLAGS_BY_NAME.keys(), default=[],
                        help="specify a doctest option flag to apply to the test run; may be specified more than once to apply multiple options")
    parser.add_argument("-f", "--fail-fast", action="store_true", help="stop running tests after first failure")
    parser.add_argument("file", nargs="+", help="file containing the tests to run")
    args = parser.parse_args()
    options = 0
    for name in args.option:
        options |= OPTIONFLAGS_BY_NAME[name]
    if args.fail_fast:
        options |= FAIL_FAST
    for filename in args.file:
        if filename.endswith(".py"):
            folder, filename = os.path.split(filename)
            sys.path.insert(0, folder)
            module = __import__(filename[:-3])
            del sys.path[0]
            failures, _ = testmod(module, verbose=args.verbose, optionflags=options)
        else:
            failures, _ = testfile(filename, module_relative=False, verbose=args.verbose, optionflags=options)
        if failures:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(_test())
