"""throw and close go through await to the innermost coroutine; finally blocks run."""


class Pause:
    def __await__(self):
        try:
            yield "paused"
        except KeyError as e:
            print("pause caught", repr(e))
            return "recovered"
        finally:
            print("pause finally")


async def inner():
    try:
        return await Pause()
    finally:
        print("inner finally")


async def outer():
    try:
        return await inner()
    except ValueError as e:
        print("outer caught", e)
        return "handled"


c = outer()
print(c.send(None))
try:
    c.throw(ValueError("thrown"))
except StopIteration as stop:
    print(stop.value)
c = outer()
c.send(None)
try:
    c.throw(KeyError("inside"))
except StopIteration as stop:
    print(stop.value)
c = outer()
c.send(None)
c.close()
c = outer()
c.close()
print("closed unstarted")


async def stubborn():
    try:
        await Pause()
    except GeneratorExit:
        await Pause()


c = stubborn()
c.send(None)
try:
    c.close()
except RuntimeError as e:
    print(e)


async def raises_stop():
    raise StopIteration(1)


try:
    raises_stop().send(None)
except RuntimeError as e:
    print(e, repr(e.__cause__))


async def fails():
    1 / 0


async def chain(n):
    return await (chain(n - 1) if n else fails())


try:
    chain(3).send(None)
except ZeroDivisionError as e:
    tb, names = e.__traceback__, []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)
