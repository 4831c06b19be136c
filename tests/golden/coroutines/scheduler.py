"""A round-robin scheduler, an event and a queue made of coroutines alone."""
from collections import deque


class Trap:
    def __init__(self, *what):
        self.what = what

    def __await__(self):
        return (yield self.what)


class Event:
    def __init__(self):
        self.waiting, self.is_set = [], False

    async def wait(self):
        if not self.is_set:
            await Trap("wait", self)

    def set(self):
        self.is_set = True
        ready.extend(self.waiting)
        self.waiting.clear()


ready = deque()
results = {}


def spawn(name, coroutine):
    ready.append((name, coroutine))


def loop():
    while ready:
        name, coroutine = ready.popleft()
        try:
            what, *rest = coroutine.send(None)
        except StopIteration as stop:
            results[name] = stop.value
            continue
        except Exception as error:
            results[name] = repr(error)
            continue
        if what == "wait":
            rest[0].waiting.append((name, coroutine))
        else:
            ready.append((name, coroutine))


async def worker(name, n, event):
    for i in range(n):
        print(name, i)
        await Trap("yield")
    await event.wait()
    return f"{name} finished"


async def setter(event):
    for _ in range(4):
        await Trap("yield")
    print("set")
    event.set()


async def fails():
    await Trap("yield")
    raise ValueError("inside a task")


event = Event()
spawn("a", worker("a", 3, event))
spawn("b", worker("b", 1, event))
spawn("s", setter(event))
spawn("f", fails())
loop()
print(results)
