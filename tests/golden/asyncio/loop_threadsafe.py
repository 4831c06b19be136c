"""Other threads: call_soon_threadsafe and run_coroutine_threadsafe."""

import asyncio
import threading


async def double(n):
    await asyncio.sleep(0)
    if n < 0:
        raise ValueError(n)
    return 2 * n


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    threading.Thread(target=loop.call_soon_threadsafe, args=(future.set_result, "from a thread")).start()
    print(await future)
    answers = []
    ended = asyncio.Event()

    def work():
        answers.append(asyncio.run_coroutine_threadsafe(double(21), loop).result())
        try:
            asyncio.run_coroutine_threadsafe(double(-1), loop).result()
        except ValueError as error:
            answers.append(repr(error))
        loop.call_soon_threadsafe(ended.set)

    thread = threading.Thread(target=work)
    thread.start()
    await ended.wait()
    thread.join()
    print(answers)

    async def name():
        return threading.current_thread().name

    def run_loop():
        answers.append(asyncio.run(name()))

    thread = threading.Thread(target=run_loop, name="other")
    thread.start()
    thread.join()
    print(answers[-1], asyncio.get_running_loop() is loop)


asyncio.run(main())
