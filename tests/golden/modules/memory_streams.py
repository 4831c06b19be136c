"""BytesIO.getbuffer shares the memory and holds the stream's size; StringIO keeps and finds every kind of line end."""
import gc
import io

stream = io.BytesIO(b"hello world")
view = stream.getbuffer()
print(bytes(view), view.readonly, view.format, len(view), type(view.obj).__name__)
view[:5] = b"HELLO"
print(stream.getvalue(), stream.read(5))
for attempt in (lambda: stream.write(b"x"), lambda: stream.truncate(3), lambda: stream.truncate(), lambda: stream.close(),
                lambda: stream.writelines([b"a"])):
    try:
        print(attempt())
    except BufferError as problem:
        print(problem)
part = view[6:]
view.release()
try:
    stream.write(b"x")
except BufferError as problem:
    print(problem)
del part
gc.collect()
print(stream.seek(0, 2), stream.write(b"!!"), stream.getvalue())
with stream.getbuffer() as view:
    view[0] = 104
print(stream.getvalue(), stream.truncate(4), stream.getvalue())
stream.close()
try:
    stream.getbuffer()
except ValueError as problem:
    print(problem)
empty = io.BytesIO()
with empty.getbuffer() as view:
    print(len(view), bytes(view))
# A view keeps the stream alive.
view = io.BytesIO(b"kept").getbuffer()
gc.collect()
print(bytes(view))
view.release()

text = "a\rb\r\nc\nd\r\n\re"
for newline in (None, "", "\n", "\r", "\r\n"):
    stream = io.StringIO(text, newline=newline)
    print(repr(newline), stream.readlines(), repr(stream.getvalue()))
    stream = io.StringIO(newline=newline)
    stream.write(text)
    stream.seek(0)
    print(stream.readline(), [line for line in stream], stream.readline(3) == "")
stream = io.StringIO("ab\r\ncd\rx", newline="")
print([stream.readline(2), stream.readline(1), stream.readline(), stream.readline(10), stream.readline()])
