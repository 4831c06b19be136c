"""gi_frame, gi_running, gi_yieldfrom, gi_code, names, and how generators print."""


def inner():
    yield 1


def gen(a):
    b = a + 1
    yield from inner()
    print(g.gi_running)
    yield b


g = gen(5)
print(g.gi_running, g.gi_suspended, g.gi_frame.f_locals, g.gi_yieldfrom, g.gi_code.co_name, g.__name__, g.__qualname__)
next(g)
print(g.gi_suspended, type(g.gi_yieldfrom).__name__, g.gi_frame.f_lineno)
next(g)
print(g.gi_yieldfrom, g.gi_frame.f_locals)
print(list(g), g.gi_frame, g.gi_running, g.gi_suspended)
g.__name__ = "renamed"
print(g.__name__, repr(g).split(" at ")[0])
e = (x for x in "ab")
print(e.__name__, e.__qualname__, repr(e).split(" at ")[0], type(e).__name__)
for bad in ("g.__name__ = 5", "g.gi_running = 1", "g.gi_frame = 1", "type(g)()"):
    try:
        exec(bad)
    except (TypeError, AttributeError) as error:
        print(error)
