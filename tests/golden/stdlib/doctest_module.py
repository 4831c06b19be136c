"""doctest: examples, options, reports, suites.

>>> 1 + 1
2
>>> double(2)
5
"""
import doctest, sys
def double(x):
    """
    >>> double(3)
    6
    >>> double('a')
    'aa'
    >>> double(None)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> print("a\\n\\nb")
    a
    <BLANKLINE>
    b
    >>> list(range(20)) # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> print(1,   2) # doctest: +NORMALIZE_WHITESPACE
    1     2
    >>> for i in range(2):
    ...     print(i)
    0
    1
    >>> raise ValueError("x") # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ValueError: y
    >>> 1 # doctest: +SKIP
    2
    """
    return x * 2
class C:
    """
    >>> C().m()
    'm'
    """
    def m(self):
        """
        >>> C().m()
        'n'
        """
        return 'm'
    @property
    def p(self):
        """
        >>> True
        1
        """
__test__ = {"extra": ">>> 5\n5\n"}
def empty(): pass
m = sys.modules["__main__"]
m.__file__ = "x.py"
print(doctest.testmod())
print(doctest.testmod(verbose=True))
print(doctest.testmod(optionflags=doctest.REPORT_ONLY_FIRST_FAILURE|doctest.REPORT_NDIFF, report=False))
p = doctest.DocTestParser()
print([(e.source, e.want, e.exc_msg, e.lineno, e.indent, e.options) for e in p.get_examples(double.__doc__)])
for bad in [">>>1", ">>> 1 # doctest: +FOO\n1", ">>> 1\n...2"]:
    try: print(p.get_examples(bad))
    except ValueError as e: print(e)
t = p.get_doctest(">>> x\n1\n", {"x": 1}, "name", "file", 3); print(t, doctest.DocTestRunner().run(t))
doctest.run_docstring_examples(C.m, globals(), name="cm")
print(doctest.script_from_examples("text\n>>> 1\n1\nmore\n"))
import unittest, io
s = doctest.DocTestSuite(m); r = unittest.TestResult(); s.run(r); print(r.testsRun, len(r.failures), [str(f[0]) for f in r.failures])
