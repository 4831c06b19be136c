"""A pending task that dies is reported."""

import asyncio
import gc


def handler(loop, context):
    print(context["message"], sorted(context))


async def waits_for_ever():
    await asyncio.get_running_loop().create_future()


loop = asyncio.new_event_loop()
loop.set_exception_handler(handler)
task = loop.create_task(waits_for_ever())
loop.call_soon(loop.stop)
loop.run_forever()
del task
gc.collect()
loop.close()
print("end")
