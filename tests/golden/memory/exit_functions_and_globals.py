"""A finalizer at exit may find globals that are gone already."""
class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, helper is None, "late" in globals())


helper = "still here"
a = Thing("a")
late = Thing("late")
print("end")
