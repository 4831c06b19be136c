async def f():
    x = await = 1
