"""Failing callbacks reach the exception handler; a failing handler is reported by the default one."""

import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(name)s %(levelname)s %(message)s")
logging.getLogger("asyncio").addFilter(lambda record: setattr(record, "exc_info", None) or True)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("mine:", context["message"].split("(")[0], repr(context["exception"])))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "by hand", "exception": ValueError("v"), "extra": 1})

    def broken(loop, context):
        raise KeyError("handler")

    loop.set_exception_handler(broken)
    loop.call_exception_handler({"message": "original"})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "default", "what": [1, 2], "exception": ValueError("w")})
    for bad in (5, "x"):
        try:
            loop.set_exception_handler(bad)
        except TypeError as error:
            print(error)


asyncio.run(main())
