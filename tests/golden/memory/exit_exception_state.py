"""The last exception's frames die at exit."""
class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def fails():
    t = Thing("in the frame")
    raise ValueError("x")


try:
    fails()
except ValueError as e:
    kept = e
other = Thing("other")
print("end")
