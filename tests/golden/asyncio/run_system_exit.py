"""SystemExit in a task ends the loop and the program."""

import asyncio
import sys


async def leaves():
    await asyncio.sleep(0)
    sys.exit(3)


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    asyncio.create_task(leaves())
    try:
        await asyncio.sleep(10)
    finally:
        print("main's finally")


asyncio.run(main())
