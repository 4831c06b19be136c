"""A signal handler's exception ends a match that would take for ever, and the pattern stays usable."""
import re
import signal

class Alarm(Exception):
    pass

def ring(number, frame):
    raise Alarm

signal.signal(signal.SIGALRM, ring)
pattern = re.compile("(a+)+$")
for call in (lambda: pattern.match("a" * 60 + "b"), lambda: pattern.search("a" * 60 + "b"), lambda: pattern.sub("", "a" * 60 + "b"), lambda: re.match("(?:a?){40}a{40}", "a" * 40), lambda: re.findall(b"(?:a|aa)*b", bytearray(b"a" * 60)), lambda: next(re.finditer("(?:a*)*(?:b|c)$", "a" * 40))):
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        print(call())
    except Alarm:
        print("interrupted")
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(pattern.match("aaa"), pattern.search("baa"))
