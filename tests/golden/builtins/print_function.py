"""print: sep, end, file, flush, what it writes and in which calls."""
import io
import sys

print(1, "a", None, 2.5, [1], sep="|", end="<end>\n")
print("a", "b", sep="")
print("a", "b", sep=None, end=None)
print(end="no newline before this ends\n")
print("x", flush=True)
print(*[], sep="x")
print("", "", sep="-")
print("multi\nline", "tab\t|")


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)
        return "ignored"

    def flush(self):
        self.parts.append("<flush>")


w = Writer()
print("a", 1, file=w)
print("b", end="", sep="?", file=w, flush=True)
print(file=w)
print(w.parts)
s = io.StringIO()
print("to", "string", file=s)
print(repr(s.getvalue()))
print("to stderr", file=sys.stderr)
print("None means stdout", file=None)
for bad in (lambda: print("x", sep=1), lambda: print("x", end=b""), lambda: print("x", file=5), lambda: print("x", nope=1), lambda: print("x", file=object())):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Str:
    def __str__(self):
        print("called while printing")
        return "str"


print("before", Str(), "after")
old = sys.stdout
sys.stdout = w2 = Writer()
print("captured")
sys.stdout = old
print(w2.parts)
sys.stdout.write("write returns ")
print(sys.stdout.write("abc\n"))
