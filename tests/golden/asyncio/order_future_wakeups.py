"""A future wakes its waiters and callbacks in the order in which they came."""

import asyncio

log = []


async def waiter(name, future):
    log.append((name, "waits"))
    log.append((name, await future))


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(n, future)) for n in "ab"]
    future.add_done_callback(lambda f: log.append("callback 1"))
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: log.append("callback 2"))
    tasks.append(asyncio.create_task(waiter("c", future)))
    await asyncio.sleep(0)
    future.set_result(7)
    log.append("set")
    await asyncio.sleep(0)
    log.append("after one turn")
    await asyncio.gather(*tasks)


asyncio.run(main())
for line in log:
    print(line)
