"""Functions call themselves and each other; too deep is RecursionError."""
import sys


def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


print(factorial(20), factorial(30))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(100), odd(100))


def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(hanoi(8, "a", "b", "c"))


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as error:
    print(error)

print(sys.getrecursionlimit())
sys.setrecursionlimit(3000)


def depth(n):
    return n if n == 0 else depth(n - 1)


print(depth(2500))
try:
    sys.setrecursionlimit(1)
except RecursionError as error:
    print(error)
try:
    sys.setrecursionlimit(0)
except ValueError as error:
    print(error)
