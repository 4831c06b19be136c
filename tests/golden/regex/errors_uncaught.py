"""Errors that leave functions of re keep their class and text."""
import re
import traceback

for call in (lambda: re.compile("("), lambda: re.sub("(a)", r"\5", "a"), lambda: re.match(1, "a"), lambda: re.match("a", 1), lambda: re.findall("[b-a]", "")):
    try:
        call()
    except Exception as error:
        print(traceback.format_exception_only(error)[-1].strip(), type(error).__module__)

def fail(found):
    raise KeyError(found.group())

try:
    re.sub("b", fail, "abc")
except KeyError as error:
    print(repr(error), [entry.name for entry in traceback.extract_tb(error.__traceback__)][-1])
