"""A suspended generator at exit runs its finally block."""
def gen(name):
    try:
        yield
    finally:
        print("closed", name)


a = gen("a")
next(a)
b = gen("b")
next(b)
never = gen("never started")
held = [gen("in a list")]
next(held[0])
print("end")
