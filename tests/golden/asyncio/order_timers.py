"""Timers run by their time; equal times run in the order of a heap."""

import asyncio

log = []


async def main():
    loop = asyncio.get_running_loop()
    now = loop.time() + 0.02
    for number in range(12):
        loop.call_at(now, log.append, number)
    for delay in (0.05, -0.01, 0.03, 0.04):
        loop.call_at(now + delay, log.append, delay)
    await asyncio.sleep(0.1)
    print(log)
    log.clear()
    handles = [loop.call_at(now + 0.12, log.append, n) for n in range(300)]
    for handle in handles[50:280]:
        handle.cancel()
    await asyncio.sleep(0.25)
    print(log)


asyncio.run(main())
