"""gzip: writing, reading, several members, text, seeking, what the gzip program wrote, faults."""
import gzip
import io
import os
import tempfile

name = os.path.join(tempfile.mkdtemp(), "file.gz")
with gzip.open(name, "wb") as file:
    print(file.write(b"first line\n"), file.write(b"second line\n" * 3), file.tell(), file.writable(), file.readable(), file.mode)
with gzip.open(name, "ab") as file:
    file.write(b"another member\n")
with gzip.open(name) as file:
    print(file.readline(), file.tell(), file.read(5), file.peek(3)[:3], file.readlines(), file.read(), file.tell())
    print(file.seek(3), file.read(4), file.seek(-4, 1), file.read(2), file.seek(0, 2), file.seekable())
    file.rewind()
    print([line for line in file][-1])
with gzip.open(name, "wt", encoding="utf-8") as file:
    file.write("zwölf\nmörder\n")
with gzip.open(name, "rt", encoding="utf-8") as file:
    print(file.read())
print(gzip.decompress(open(name, "rb").read()).decode())
for text in [b"", b"abc", b"xyz" * 50_000]:
    packed = gzip.compress(text)
    print(packed[:4], gzip.decompress(packed) == text, gzip.decompress(packed + b"\0\0" + packed + b"\0") == text * 2, gzip.compress(text, mtime=9)[4:8])
print(gzip.decompress(bytes.fromhex("1f8b08000000000000034bcbcf07002165738c03000000")))


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__module__}.{type(error).__name__}: {error}"


good = gzip.compress(b"some text " * 20)
print(attempt(gzip.decompress, b"not gzip"), attempt(gzip.decompress, good[:-3]), attempt(gzip.decompress, good[:5]), attempt(gzip.decompress, b""))
print(attempt(gzip.open, name, "rtb"), attempt(gzip.open, name, "rb", encoding="utf-8"), attempt(gzip.open, 3.5))
broken = good[:-8] + bytes([good[-8] ^ 1]) + good[-7:]
print(attempt(gzip.decompress, broken), attempt(gzip.GzipFile(fileobj=io.BytesIO(broken)).read))
short = good[:-1] + b"\1"
print(attempt(gzip.decompress, short), attempt(gzip.GzipFile(fileobj=io.BytesIO(short)).read))
target = io.BytesIO()
with gzip.GzipFile("name.txt.gz", "wb", fileobj=target, mtime=5) as file:
    file.write(b"data")
    print(attempt(file.read), file.fileobj is target)
print(target.getvalue()[:4], target.getvalue()[4:8], target.getvalue()[10:19], attempt(file.write, b"x"), file.closed)
file = gzip.GzipFile(fileobj=io.BytesIO(target.getvalue()))
print(attempt(file.write, b"x"), file.read(), file.mtime, file.readinto(bytearray(3)))
print(issubclass(gzip.BadGzipFile, OSError))
os.remove(name)
