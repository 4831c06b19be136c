"""open, read, write, append, binary, iteration, with, errors of files."""
import os

path = "made_by_files_test.tmp"
try:
    with open(path, "w") as f:
        print(f.write("first line\nsecond é\n"), f.name, f.mode, f.closed, f.encoding, f.tell())
        print("third", 3, file=f)
    print(f.closed, open(path).read().encode())
    with open(path) as f:
        print(repr(f.readline()), repr(f.read(3)), f.readlines(), repr(f.read()))
    with open(path) as f:
        for i, line in enumerate(f):
            print(i, line, end="")
    with open(path, "a") as f:
        f.writelines(["fourth\n", "fifth"])
    with open(path, "rb") as f:
        data = f.read()
        print(len(data), data[-6:], f.seek(2), f.read(3), f.tell(), type(f).__name__, f.seek(-2, 2), f.read())
    with open(path, "r+") as f:
        f.seek(0)
        f.write("FIRST")
        f.seek(0)
        print(f.readline(), end="")
    with open(path, "wb") as f:
        print(f.write(b"a\r\nb\rc\n"), f.write(bytearray(b"d")))
    print(open(path).read().encode(), open(path, newline="").read().encode(), open(path, newline="").readlines())
    with open(path, "w", encoding="latin-1", newline="\r\n") as f:
        f.write("é\n")
    print(open(path, "rb").read())
    with open(path, "x") as f:
        pass
except FileExistsError as error:
    print(type(error).__name__, error)
finally:
    os.remove(path)
print(os.path.exists(path))


def attempt(action):
    try:
        print(action())
    except (OSError, ValueError, TypeError, LookupError, UnicodeError) as error:
        print(type(error).__name__, error)


attempt(lambda: open("does_not_exist.txt"))
attempt(lambda: open("does/not/exist.txt", "w"))
attempt(lambda: open(".", "r"))
attempt(lambda: open("x", "q"))
attempt(lambda: open("x", "rw"))
attempt(lambda: open("x", "rbt"))
attempt(lambda: open("x", "rb", encoding="utf-8"))
attempt(lambda: open("x", encoding="nope"))
attempt(lambda: open(5.5))
attempt(lambda: open("files.py", "r", 0))
attempt(lambda: open("a\0b"))
attempt(lambda: open("files.py").write("x"))
attempt(lambda: open("files.py", "rb").write(b"x"))
attempt(lambda: f.read())
attempt(lambda: [f.close(), f.close(), f.closed][-1])
attempt(lambda: open("/dev/null", "w").read())
attempt(lambda: open("/dev/null").read() == "")
attempt(lambda: open(-1))
attempt(lambda: open("/dev/null", "w").write(b"x"))
attempt(lambda: open("/dev/null", "wb").write("x"))
attempt(lambda: open(99))
with open("files.py") as f:
    print(f.readline(), end="")
    next(f)
    try:
        f.tell()
    except OSError as error:
        print(error)
