"""Chains of coroutines and async generators driven by a round-robin loop written in Python."""

from collections import deque


class Switch:
    def __await__(self):
        yield self


class Value:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        received = yield self
        return self.value + (received or 0)


async def leaf(n):
    await Switch()
    return n


async def chain(depth, n):
    if depth == 0:
        return await leaf(n)
    return await chain(depth - 1, n) + 1


async def ticker(n):
    for i in range(n):
        if i % 4 == 0:
            await Switch()
        yield i


async def consumer(name, n):
    total = 0
    async for i in ticker(n):
        total += i
    return name, total


class Guard:
    async def __aenter__(self):
        await Switch()
        return 1

    async def __aexit__(self, *details):
        return False


async def guarded(n):
    total = 0
    for _ in range(n):
        async with Guard() as one:
            total += one + await Value(2)
    return total


def run(tasks):
    ready = deque(enumerate(tasks))
    results = [None] * len(ready)
    steps = 0
    while ready:
        index, task = ready.popleft()
        try:
            task.send(None)
        except StopIteration as stop:
            results[index] = stop.value
        else:
            ready.append((index, task))
        steps += 1
    return results, steps


results, steps = run([chain(10, n) for n in range(20_000)])
print(sum(results), steps)
print(run([consumer("c%d" % i, 8_000) for i in range(20)]))
print(run([guarded(3_000) for _ in range(20)]))
