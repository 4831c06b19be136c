x = (yield)
y = (yield from)
