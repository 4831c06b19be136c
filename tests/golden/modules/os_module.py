"""os: paths, environment, listing and removing files, errors."""
import os

print(os.path.join("a", "b", "/c", "d"), os.path.join("a", ""), os.path.basename("/x/y.txt"), os.path.dirname("/x/y.txt"), os.path.split("/a/b/"), os.path.splitext("a/b.tar.gz"), os.path.splitext(".rc"), os.path.normpath("a//b/../c/./d"), os.path.isabs("/a"), os.path.commonprefix(["abc", "abd"]), os.path.relpath("a/b", "a"))
os.environ["MADE_UP"] = "value"
print(os.environ["MADE_UP"], os.environ.get("NOT_THERE"), os.getenv("NOT_THERE", "default"), "MADE_UP" in os.environ, os.environ.pop("MADE_UP"), os.getenv("MADE_UP"))
base = "made_by_os_test.tmp"
os.mkdir(base)
try:
    open(os.path.join(base, "b.txt"), "w").close()
    open(os.path.join(base, "a.txt"), "w").close()
    os.makedirs(os.path.join(base, "sub", "deep"), exist_ok=True)
    print(sorted(os.listdir(base)), os.path.exists(base), os.path.isdir(base), os.path.isfile(os.path.join(base, "a.txt")), os.path.getsize(os.path.join(base, "a.txt")))
    os.rename(os.path.join(base, "a.txt"), os.path.join(base, "c.txt"))
    print([(e.name, e.is_dir()) for e in sorted(os.scandir(base), key=lambda e: e.name)])
    print([(r.replace(base, "base"), sorted(d), sorted(f)) for r, d, f in os.walk(base)])
    for bad in (lambda: os.mkdir(base), lambda: os.rmdir(base), lambda: os.remove("nope.tmp"), lambda: os.listdir("nope.tmp"), lambda: os.rename("nope.tmp", "x"), lambda: os.stat("nope.tmp"), lambda: os.remove(os.path.join(base, "sub")), lambda: os.listdir(os.path.join(base, "c.txt")), lambda: os.environ["NOT_THERE"], lambda: os.chdir("nope.tmp"), lambda: os.listdir(1.5)):
        try:
            bad()
        except (OSError, KeyError, TypeError) as error:
            print(type(error).__name__, error)
finally:
    for name in ("b.txt", "c.txt"):
        os.remove(os.path.join(base, name))
    os.removedirs(os.path.join(base, "sub", "deep"))
print(os.path.exists(base), os.sep, os.linesep.encode(), os.name, os.curdir, os.pardir, os.path.sep, os.getcwd() == os.path.abspath("."), os.getpid() == os.getpid(), os.strerror(2), os.fspath("x"), os.path.expanduser("x"), os.devnull)


class P:
    def __fspath__(self):
        return "os_module.py"


print(os.path.exists(P()), os.fspath(P()), open(P()).readline()[:6])
r, w = os.pipe()
print(os.write(w, b"through a pipe"), os.read(r, 100), os.close(r), os.close(w))
try:
    os.close(r)
except OSError as error:
    print(error)
