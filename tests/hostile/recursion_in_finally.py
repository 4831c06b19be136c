"""RecursionError inside handlers and finally blocks still ends."""


def f():
    try:
        f()
    finally:
        f()


def g():
    try:
        g()
    except RecursionError:
        raise


def h(n):
    try:
        return h(n + 1)
    except RecursionError:
        return n


try:
    g()
except RecursionError:
    print("RecursionError")
print(h(0) > 100)
print("survived")
