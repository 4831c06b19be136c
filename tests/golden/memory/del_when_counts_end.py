"""__del__ runs at the moment the last reference goes."""
class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def scope():
    t = Thing("local")
    print("in scope")


scope()
print("after scope")
t = Thing("rebound")
t = Thing("second")
print("after rebinding")
del t
Thing("temporary")
print("after temporary")
items = [Thing("item 0"), Thing("item 1"), Thing("item 2")]
items.pop()
print("after pop")
items[0] = None
print("after overwriting")
items.clear()
d = {"k": Thing("value")}
d["k"] = Thing("new value")
d.popitem()
print("after popitem")
s = {Thing("member")}
s.clear()
x = (Thing("in tuple"), Thing("in tuple too"))
del x
print([Thing(n).name for n in ("c1", "c2")])
print("expression", Thing("e").name)
_ = [Thing("loop") for _ in range(1)]
for t in [Thing("for")]:
    pass
print("loop variable stays")
t = None
_ = None
