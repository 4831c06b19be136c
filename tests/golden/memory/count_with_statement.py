"""A context manager is held by its exit method while the block runs."""
import sys

rc = sys.getrefcount


class Manager:
    def __enter__(self):
        print("enter", rc(self))
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", rc(self), kind and kind.__name__, value is not None and rc(value))
        return True


m = Manager()
with m:
    print("inside", rc(m))
print("after", rc(m))
with m as n:
    print("inside with a name", rc(m))
del n
print("after", rc(m))
with m:
    raise ValueError("x")
print("after the exception", rc(m))
with Manager() as only:
    print("only name", rc(only))
print("still named", rc(only))
with m, m:
    print("twice", rc(m))
print(rc(m))
