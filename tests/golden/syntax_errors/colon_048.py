async for x y: pass
