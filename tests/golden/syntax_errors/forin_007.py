[x async for y z]
