"""Groups of tests, with set-up per class and module."""

import sys

__unittest = True


class BaseTestSuite:
    """A group without set-up of classes and modules."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} tests={list(self)}>"

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        """The number of tests inside."""
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        """Add a test or a suite."""
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        from .case import TestCase

        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        """Add several tests."""
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        """Run all tests."""
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._remove(index)
        return result

    def _remove(self, index):
        # A finished test may hold large objects.
        test = self._tests[index]
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run all tests without catching anything."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """A group of tests."""

    def run(self, result, debug=False):
        """Run all tests with their set-up."""
        top = False
        if not getattr(result, "_testRunEntered", False):
            result._testRunEntered = top = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, "_classSetupFailed", False) or getattr(
                    result, "_moduleSetUpFailed", False
                ):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._remove(index)
        if top:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def _report(self, result, name, parent):
        from .case import SkipTest

        exc_info = sys.exc_info()
        error = _ErrorHolder(f"{name} ({parent})")
        if isinstance(exc_info[1], SkipTest):
            result.addSkip(error, str(exc_info[1]))
        else:
            result.addError(error, exc_info)

    def _enter_class(self, test, result):
        current = test.__class__
        if current == getattr(result, "_previousTestClass", None) or getattr(result, "_moduleSetUpFailed", False):
            return
        if getattr(current, "__unittest_skip__", False):
            return
        try:
            current._classSetupFailed = False
        except TypeError:
            pass
        set_up = getattr(current, "setUpClass", None)
        if set_up is None:
            return
        try:
            set_up()
        except Exception:
            current._classSetupFailed = True
            self._report(result, "setUpClass", f"{current.__module__}.{current.__qualname__}")
            current.doClassCleanups()

    def _leave_class(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or (test is not None and test.__class__ == previous):
            return
        if getattr(previous, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False) or getattr(
            previous, "__unittest_skip__", False
        ):
            return
        tear_down = getattr(previous, "tearDownClass", None)
        name = f"{previous.__module__}.{previous.__qualname__}"
        if tear_down is not None:
            try:
                tear_down()
            except Exception:
                self._report(result, "tearDownClass", name)
        if hasattr(previous, "doClassCleanups"):
            previous.doClassCleanups()
            for exc_info in previous.tearDown_exceptions:
                result.addError(_ErrorHolder(f"tearDownClass ({name})"), exc_info)

    def _enter_module(self, test, result):
        current = test.__class__.__module__
        if current == self._previous_module(result):
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        set_up = getattr(module, "setUpModule", None)
        if set_up is not None:
            try:
                set_up()
            except Exception:
                result._moduleSetUpFailed = True
                self._report(result, "setUpModule", current)

    def _leave_module(self, result):
        previous = self._previous_module(result)
        if previous is None or getattr(result, "_moduleSetUpFailed", False):
            return
        module = sys.modules.get(previous)
        if module is None:
            return
        from .case import doModuleCleanups

        tear_down = getattr(module, "tearDownModule", None)
        try:
            if tear_down is not None:
                tear_down()
            doModuleCleanups()
        except Exception:
            self._report(result, "tearDownModule", previous)

    def _previous_module(self, result):
        previous = getattr(result, "_previousTestClass", None)
        return None if previous is None else previous.__module__


class _ErrorHolder:
    """Stands for a test when set-up or clean-up outside of tests has failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def __str__(self):
        return self.id()

    def countTestCases(self):
        return 0
