"""Names with one underscore go before the others at exit."""
class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Thing("a")
_b = Thing("_b")
c = Thing("c")
_d = Thing("_d")
__e = Thing("__e")
f_ = Thing("f_")
print("end")
