"""Barrier: tasks pass together; reset and abort send them away."""

import asyncio


async def party(barrier, n, log):
    try:
        log.append((n, await barrier.wait()))
    except asyncio.BrokenBarrierError as error:
        log.append((n, str(error)))


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    log = []
    await asyncio.gather(*(party(barrier, n, log) for n in range(6)))
    print(sorted(log))
    log = []
    tasks = [asyncio.create_task(party(barrier, n, log)) for n in range(2)]
    await asyncio.sleep(0)
    print(barrier.n_waiting)
    await barrier.reset()
    await asyncio.gather(*tasks)
    print(sorted(log), barrier.n_waiting, barrier.broken)
    log = []
    tasks = [asyncio.create_task(party(barrier, n, log)) for n in range(2)]
    await asyncio.sleep(0)
    await barrier.abort()
    await asyncio.gather(*tasks)
    await party(barrier, "late", log)
    print(sorted(log, key=str), barrier.broken)
    single = asyncio.Barrier(1)
    async with single as place:
        print(place)
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)


asyncio.run(main())
