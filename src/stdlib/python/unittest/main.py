"""The program that runs the tests of a module."""

import sys

from . import loader, runner

__unittest = True

_NO_TESTS_EXITCODE = 5


class TestProgram:
    """Reads the command line, loads tests, runs them and exits."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None
    durations = None
    tb_locals = False

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            __import__(module)
            self.module = sys.modules[module]
        else:
            self.module = module
        if argv is None:
            argv = sys.argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        self.progName = argv[0].rpartition("/")[2]
        self.parseArgs(argv)
        self.runTests()

    def parseArgs(self, argv):
        """Take options and test names from the command line."""
        import argparse

        parser = argparse.ArgumentParser(prog=self.progName)
        parser.add_argument("-v", "--verbose", dest="verbosity", action="store_const", const=2, help="Verbose output")
        parser.add_argument("-q", "--quiet", dest="verbosity", action="store_const", const=0, help="Quiet output")
        parser.add_argument("--locals", dest="tb_locals", action="store_true",
                            help="Show local variables in tracebacks")
        parser.add_argument("-f", "--failfast", dest="failfast", action="store_true", default=None,
                            help="Stop on first fail or error")
        parser.add_argument("-b", "--buffer", dest="buffer", action="store_true", default=None,
                            help="Buffer stdout and stderr during tests")
        parser.add_argument("-k", dest="testNamePatterns", action="append", type=_pattern,
                            help="Only run tests which match the given substring")
        parser.add_argument("tests", nargs="*", help="a list of any number of test modules, classes and test methods.")
        options = parser.parse_args(argv[1:])
        for name in ("verbosity", "failfast", "buffer", "testNamePatterns"):
            value = getattr(options, name)
            if value is not None:
                setattr(self, name, value)
        if self.buffer:
            raise NotImplementedError("unittest: capturing output (buffer) is not supported")
        self.tb_locals = self.tb_locals or options.tb_locals
        self.testNames = options.tests
        if not self.testNames and self.defaultTest is not None:
            self.testNames = [self.defaultTest] if isinstance(self.defaultTest, str) else list(self.defaultTest)
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if self.testNames:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)
        elif self.module is not None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.discover(".")

    def runTests(self):
        """Run the tests and exit."""
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if isinstance(self.testRunner, type):
            test_runner = self.testRunner(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer,
                                          warnings=self.warnings, tb_locals=self.tb_locals)
        else:
            test_runner = self.testRunner
        self.result = test_runner.run(self.test)
        if self.exit:
            if not self.result.wasSuccessful():
                sys.exit(1)
            elif self.result.testsRun == 0 and len(self.result.skipped) == 0:
                sys.exit(_NO_TESTS_EXITCODE)
            else:
                sys.exit(0)


def _pattern(text):
    return text if "*" in text else f"*{text}*"


main = TestProgram
