"""A tree of asyncio tasks: each node gathers its children, leaves sleep, compute or ask a shared memory under a lock."""
import asyncio


class Tree:
    def __init__(self, levels, width):
        self.levels = levels
        self.width = width
        self.cache = {}
        self.leaves = 0
        self.misses = 0
        self.lock = None
        self.slots = None

    async def leaf(self, number):
        self.leaves += 1
        kind = number % 4
        if kind == 0:
            await asyncio.sleep(0)
            return number
        if kind == 1:
            return sum(i * number for i in range(40)) % 1009
        if kind == 2:
            return await self.remembered(number % 50)
        async with self.slots:
            await asyncio.sleep(0)
            return number & 15

    async def remembered(self, key):
        async with self.lock:
            if key not in self.cache:
                self.misses += 1
                await asyncio.sleep(0)
                self.cache[key] = key * key
            return self.cache[key]

    async def node(self, level, number):
        if level == self.levels:
            return await self.leaf(number)
        results = await asyncio.gather(*[self.node(level + 1, number * self.width + i) for i in range(self.width)])
        return sum(results)

    async def grouped(self, level, number):
        if level == self.levels - 1:
            return await self.leaf(number)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.grouped(level + 1, number * self.width + i)) for i in range(self.width)]
        return sum(task.result() for task in tasks)

    async def through_queue(self, count):
        queue = asyncio.Queue(10)
        done = 0

        async def worker():
            nonlocal done
            while (item := await queue.get()) is not None:
                done += item
                queue.task_done()
            queue.task_done()

        workers = [asyncio.create_task(worker()) for _ in range(3)]
        for item in [*range(count), None, None, None]:
            await queue.put(item)
        await queue.join()
        await asyncio.gather(*workers)
        return done

    async def run(self):
        self.lock = asyncio.Lock()
        self.slots = asyncio.Semaphore(8)
        return await self.node(0, 0), await self.grouped(0, 0), await self.through_queue(2000)


def main():
    tree = Tree(5, 7)
    print(asyncio.run(tree.run()), tree.leaves, tree.misses)


if __name__ == "__main__":
    main()
