"""current_task and all_tasks."""

import asyncio


async def child():
    print(asyncio.current_task().get_name())
    await asyncio.sleep(0)


async def main():
    me = asyncio.current_task()
    me.set_name("main")
    tasks = [asyncio.create_task(child(), name=f"c{n}") for n in range(2)]
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await asyncio.gather(*tasks)
    print(asyncio.all_tasks() == {me})
    asyncio.get_running_loop().call_soon(lambda: print("in callback:", asyncio.current_task()))
    await asyncio.sleep(0)


asyncio.run(main())
for function in (asyncio.current_task, asyncio.all_tasks):
    try:
        function()
    except RuntimeError as error:
        print(error)
