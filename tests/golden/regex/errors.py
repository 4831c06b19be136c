"""PatternError: attributes, constructor, message with line and column, other refusals."""
import re

print(re.error is re.PatternError, re.PatternError.__module__, re.PatternError.__qualname__, re.PatternError.__mro__)
for arguments in [("m",), ("m", "p"), ("m", "p", 0), ("m", "a\nbc", 3), ("m", b"a\nbc", 3), ("m", "abc\n", 1), ("m", None, 4), ("m", "", 0)]:
    error = re.PatternError(*arguments)
    print(error, error.args, error.msg, error.pattern, error.pos, error.lineno, error.colno, repr(error))
try:
    re.compile("a\n(b")
except re.PatternError as caught:
    print(caught, caught.msg, caught.pos, caught.lineno, caught.colno, repr(caught.pattern), caught.__cause__, caught.__context__)
for pattern, flags in [(1, 0), (None, 0), ([], 0), (bytearray(b"a"), 0), ("a", "x"), ("a", None), ("a", 1.5), (re.compile("a"), re.I), (re.compile("a"), 0), ("x{99999999999}", 0), ("a", 2**40), ("a", True)]:
    try:
        print(re.compile(pattern, flags))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
for call in (lambda: re.match("a", 1), lambda: re.findall("a"), lambda: re.escape(1), lambda: re.escape(None), lambda: re.sub(), lambda: re.compile(), lambda: re.fullmatch("a", None)):
    try:
        print(call())
    except TypeError as error:
        print(error)
for arguments in [(), ("a", "b", 1, 2)]:
    try:
        re.PatternError(*arguments)
    except TypeError as error:
        print(str(error).replace("PatternError.", ""))
