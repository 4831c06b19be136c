"""An uncaught exception is shown before the names are cleared."""
class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, flush=True)


def fails():
    local = Thing("local of the failing frame")
    raise SystemExit(4)


a = Thing("a")
try:
    b = Thing("b")
finally:
    print("finally")
c = Thing("c")
fails()
