"""throw: classes, instances, into yield from, into finished and unstarted generators."""


def g():
    while True:
        try:
            yield "waiting"
        except ValueError as e:
            print("caught", repr(e), e.__traceback__ is not None)
            yield "handled"


a = g()
next(a)
print(a.throw(ValueError), a.send(None))
print(a.throw(ValueError("with text")))
try:
    a.throw(KeyError("not caught"))
except KeyError as e:
    print(repr(e))
print(list(a))
try:
    a.throw(ValueError("finished"))
except ValueError as e:
    print("finished", e)
for bad in (5, int, "text", None):
    b = g()
    next(b)
    try:
        b.throw(bad)
    except TypeError as e:
        print(e)


class Delegate:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        return self.n


def through():
    try:
        yield from Delegate()
    except ValueError as e:
        yield f"outer caught {e}"


t = through()
print(next(t), next(t), t.throw(ValueError("no throw method")))


class WithThrow(Delegate):
    def throw(self, *args):
        print("throw called", args)
        return "thrown into"

    def send(self, value):
        print("send called", value)
        return "sent"

    def close(self):
        print("close called")


def through2():
    yield from WithThrow()


t = through2()
print(next(t), t.send(5), t.throw(KeyError("k")), next(t))
t.close()


def stop_iteration():
    try:
        yield 1
    except StopIteration as e:
        print("got", repr(e))
        yield 2


s = stop_iteration()
next(s)
print(s.throw(StopIteration("thrown")))
s = (x for x in range(3))
next(s)
try:
    s.throw(StopIteration("not handled"))
except RuntimeError as e:
    print(e, repr(e.__cause__))


def generator_exit():
    try:
        yield
    except GeneratorExit as e:
        print("exit", e.args)
        raise


x = generator_exit()
next(x)
try:
    x.throw(GeneratorExit("arg"))
except GeneratorExit as e:
    print(e.args)
