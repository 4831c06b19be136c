"""Endless recursion in threads, also with a high limit and a small stack."""
import sys
import threading

out = []


def down():
    return down()


class Deep:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other


def attempt():
    for work in (down, lambda: repr(Deep()), lambda: Deep() == Deep()):
        try:
            work()
        except RecursionError:
            out.append("RecursionError")


for size in (0, 65536, 1 << 20):
    threading.stack_size(size)
    for limit in (1000, 10 ** 6):
        sys.setrecursionlimit(limit)
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
sys.setrecursionlimit(1000)
print(len(out), set(out))
print("survived")
