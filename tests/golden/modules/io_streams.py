"""io.StringIO and io.BytesIO: reading, writing, seeking, iteration, errors."""
import io

s = io.StringIO("line one\nline two\nlast")
print(repr(s.readline()), repr(s.read(4)), s.tell(), repr(s.read()), repr(s.read()), s.seek(0), s.readlines(), s.getvalue()[:4])
s.seek(0)
print([line for line in s], s.closed, s.readable(), s.writable(), s.seekable())
w = io.StringIO()
print(w.write("abc"), w.write("é漢"), w.tell(), w.getvalue(), w.truncate(2), w.getvalue(), w.seek(0, 2), w.writelines(["x", "y"]), w.getvalue(), print("printed", file=w), w.getvalue())
w.seek(1)
w.write("Z")
print(w.getvalue(), io.StringIO("a\r\nb\rc", newline=None).read().encode(), io.StringIO("a\nb", newline="\r\n").getvalue().encode(), list(io.StringIO("a\r\nb", newline="")))
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.read(), b.seek(-3, 2), b.read(1), b.tell(), b.getvalue(), b.write(b"XY"), b.getvalue(), b.readinto(bytearray(3)), b.seek(0), list(b), b.getbuffer().nbytes, b.read1(1), b.peek(1) if hasattr(b, "peek") else "no peek")
with io.StringIO("x") as f:
    print(f.read())
for action in (lambda: f.read(), lambda: f.write("x"), lambda: s.write(5), lambda: b.write("text"), lambda: io.StringIO(5), lambda: io.BytesIO("x"), lambda: s.seek(-1), lambda: s.seek(1, 1), lambda: b.seek(-100), lambda: io.StringIO("x").fileno(), lambda: next(io.StringIO()), lambda: w.seek(0, 5), lambda: s.read("x"), lambda: io.StringIO(newline="q"), lambda: f.closed and f.readline(), lambda: w.nope):
    try:
        print(action())
    except (ValueError, TypeError, OSError, StopIteration, AttributeError) as error:
        print(type(error).__name__, error)
print(issubclass(io.StringIO, io.TextIOBase), io.DEFAULT_BUFFER_SIZE > 0, isinstance(b, io.IOBase), io.SEEK_SET, io.SEEK_END, io.UnsupportedOperation.__mro__[1:3])
