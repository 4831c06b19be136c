"""A coroutine that is never awaited warns when it goes away."""


async def forgotten():
    return 1


async def caller():
    forgotten()
    return "done"


try:
    caller().send(None)
except StopIteration as stop:
    print(stop.value)
print("end")
