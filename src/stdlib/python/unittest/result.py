"""The record of a test run."""

__unittest = True

STDOUT_LINE = "\nStdout:\n%s"
STDERR_LINE = "\nStderr:\n%s"


class TestResult:
    """Collects what happened to each test."""

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._mirrorOutput = False

    def printErrors(self):
        """For subclasses that print."""

    def startTest(self, test):
        """A test begins."""
        self.testsRun += 1

    def startTestRun(self):
        """The run begins."""

    def stopTest(self, test):
        """A test is over."""

    def stopTestRun(self):
        """The run is over."""

    def addError(self, test, err):
        """A test has raised something unexpected."""
        if self.failfast:
            self.stop()
        self.errors.append((test, self._exc_info_to_string(err, test)))

    def addFailure(self, test, err):
        """An assertion has failed."""
        if self.failfast:
            self.stop()
        self.failures.append((test, self._exc_info_to_string(err, test)))

    def addSubTest(self, test, subtest, err):
        """A part of a test is over."""
        if err is not None:
            if self.failfast:
                self.stop()
            into = self.failures if issubclass(err[0], test.failureException) else self.errors
            into.append((subtest, self._exc_info_to_string(err, test)))

    def addSuccess(self, test):
        """A test has passed."""

    def addSkip(self, test, reason):
        """A test was skipped."""
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        """A test has failed as expected."""
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    def addUnexpectedSuccess(self, test):
        """A test has passed although it should fail."""
        if self.failfast:
            self.stop()
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        """How long a test took."""
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        """Whether nothing went wrong."""
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        """Ask the run to end."""
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        import traceback

        exctype, value, tb = err
        tb = self._clean(tb)
        if exctype is test.failureException:
            self._cut_assertions(tb)
        text = traceback.TracebackException(exctype, value, tb, capture_locals=self.tb_locals, compact=True)
        return "".join(text.format())

    def _is_relevant_tb_level(self, tb):
        return "__unittest" in tb.tb_frame.f_globals

    def _clean(self, tb):
        while tb and self._is_relevant_tb_level(tb):
            tb = tb.tb_next
        return tb

    def _cut_assertions(self, tb):
        """Leave out the frames of the assertion method itself."""
        previous = None
        while tb and not self._is_relevant_tb_level(tb):
            previous = tb
            tb = tb.tb_next
        if previous is not None:
            previous.tb_next = None

    def __repr__(self):
        cls = type(self)
        return (
            f"<{cls.__module__}.{cls.__qualname__} run={self.testsRun} errors={len(self.errors)} "
            f"failures={len(self.failures)}>"
        )
