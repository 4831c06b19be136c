"""Adding and removing done-callbacks."""

import asyncio


def one(future):
    print("one", future.result())


def two(future):
    print("two")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for callback in (one, two, one, two):
        future.add_done_callback(callback)
    print(future.remove_done_callback(two), future.remove_done_callback(len))
    future.set_result("r")
    print("set")
    await asyncio.sleep(0)
    future.add_done_callback(two)
    print("added late")
    await asyncio.sleep(0)
    failing = loop.create_future()
    loop.set_exception_handler(lambda loop, context: print("handler:", repr(context["exception"]), context["message"].split(" at ")[0]))
    failing.add_done_callback(lambda f: 1 / 0)
    failing.add_done_callback(two)
    failing.set_result(None)
    await asyncio.sleep(0)


asyncio.run(main())
