"""__call__ makes instances callable; lookup goes through the class, not the instance."""


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, *args, scale=1):
        return (self.n + sum(args)) * scale


add = Adder(10)
print(add(), add(1, 2), add(1, scale=2), callable(add), callable(Adder), callable(5))
add.__call__ = lambda: "instance attribute is not used"
print(add(), add.__call__())
print(list(map(Adder(1), range(3))))


class NotCallable:
    pass


n = NotCallable()
n.__call__ = lambda: 1
try:
    n()
except TypeError as error:
    print(error)
NotCallable.__call__ = lambda self: "added to the class"
print(n(), callable(n))
del NotCallable.__call__
print(callable(n))


class Weird:
    __call__ = Adder(5)


print(Weird()(1))


class CallIsNone:
    __call__ = None


try:
    CallIsNone()()
except TypeError as error:
    print(error)
print(type(add.__init__).__name__, Adder.__call__(add, 5), type(Adder).__call__(Adder, 3)(4))
