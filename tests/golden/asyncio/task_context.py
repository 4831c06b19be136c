"""Each task has a copy of the context; a given context is shared."""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)


async def child(n):
    before = var.get()
    var.set(n)
    await asyncio.sleep(0)
    return before, var.get()


async def main():
    var.set(1)
    print(await asyncio.gather(child(10), child(20)), var.get())
    context = contextvars.copy_context()
    print(await asyncio.create_task(child(30), context=context), context[var], var.get())
    task = asyncio.create_task(child(40), context=context)
    print(task.get_context() is context, await task)
    loop = asyncio.get_running_loop()
    var.set(2)
    loop.call_soon(lambda: print("callback sees", var.get()))
    loop.call_soon(lambda: print("given context", var.get()), context=context)
    var.set(3)
    future = loop.create_future()
    future.add_done_callback(lambda f: print("done callback", var.get()))
    future.add_done_callback(lambda f: print("done in context", var.get()), context=context)
    var.set(4)
    future.set_result(None)
    await asyncio.sleep(0)
    print(context.run(var.get))


asyncio.run(main())
