"""Coroutines awaited in a deep recursion, driven by hand, and a small round robin of awaiting tasks."""
from collections import deque


async def fibonacci(n):
    if n <= 1:
        return n
    return await fibonacci(n - 1) + await fibonacci(n - 2)


class Pause:
    """Hands a request to whoever drives the coroutine and gives back the answer."""

    def __init__(self, request):
        self.request = request

    def __await__(self):
        return (yield self.request)


class Channel:
    def __init__(self):
        self.items = deque()
        self.waiting = deque()


async def producer(channel, count):
    for number in range(count):
        await Pause(("put", channel, number * number % 97))
    await Pause(("put", channel, None))
    return count


async def filter_odd(source, target):
    passed = 0
    while (item := await Pause(("get", source, None))) is not None:
        if item & 1:
            passed += 1
            await Pause(("put", target, item))
    await Pause(("put", target, None))
    return passed


async def consumer(channel):
    total = 0
    while True:
        item = await Pause(("get", channel, None))
        if item is None:
            return total
        total = (total * 3 + item) % 1000003


def loop(coroutines):
    """Runs coroutines in turn until all have ended; gives their results in the order they were given."""
    ready = deque((number, coroutine, None) for number, coroutine in enumerate(coroutines))
    results = [None] * len(ready)
    while ready:
        number, coroutine, answer = ready.popleft()
        try:
            kind, channel, item = coroutine.send(answer)
        except StopIteration as stop:
            results[number] = stop.value
            continue
        if kind == "put":
            if channel.waiting:
                ready.append((*channel.waiting.popleft(), item))
            else:
                channel.items.append(item)
            ready.append((number, coroutine, None))
        elif channel.items:
            ready.append((number, coroutine, channel.items.popleft()))
        else:
            channel.waiting.append((number, coroutine))
    return results


def run_to_end(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def main():
    print(run_to_end(fibonacci(27)))
    tasks = []
    for _ in range(10):
        one, two = Channel(), Channel()
        tasks += [consumer(two), filter_odd(one, two), producer(one, 9000)]
    print(loop(tasks)[:3])


if __name__ == "__main__":
    main()
