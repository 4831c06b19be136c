"""An uncaught exception inside exec and eval shows no source for the made-up file."""


def run(source):
    exec(source, {"value": 0})


print("before")
run("""
def inner():
    return eval("1 / value")

inner()
""")
