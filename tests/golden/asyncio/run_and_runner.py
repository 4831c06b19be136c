"""asyncio.run and Runner."""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def answer():
    return 42


async def set_var():
    var.set("set")


async def get_var():
    return var.get()


print(asyncio.run(answer()))
with asyncio.Runner() as runner:
    runner.run(set_var())
    print(runner.run(get_var()), var.get())
    print(runner.get_loop().is_running(), runner.get_loop().is_closed())
    loop = runner.get_loop()
print(loop.is_closed())
for call in (lambda: runner.run(None), lambda: asyncio.run(5), lambda: asyncio.run(answer), lambda: runner.get_loop()):
    try:
        call()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, str(error).split(", got ")[0])


async def nested():
    coro = answer()
    try:
        asyncio.run(coro)
    except RuntimeError as error:
        print(error)
    finally:
        coro.close()


asyncio.run(nested())


async def fails():
    raise OSError("out")


try:
    asyncio.run(fails())
except OSError as error:
    print(repr(error))
print(asyncio.run(answer(), debug=False, loop_factory=asyncio.new_event_loop))
