"""gather starts its children in order and ends one turn after the last of them."""

import asyncio

log = []


async def child(n):
    log.append(("start", n))
    for _ in range(n):
        await asyncio.sleep(0)
    log.append(("end", n))
    return n


async def main():
    gathered = asyncio.gather(child(2), child(0), child(1))
    gathered.add_done_callback(lambda f: log.append("gather done"))
    turns = 0
    while not gathered.done():
        await asyncio.sleep(0)
        turns += 1
        log.append(("turn", turns))
    print(gathered.result())


asyncio.run(main())
for line in log:
    print(line)
