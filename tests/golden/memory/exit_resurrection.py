"""An object that saves itself at exit dies without a second finalizer call."""
saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        try:
            saved.append(self)
        except AttributeError:
            print("saved is gone")


p = Phoenix("p")
q = Phoenix("q")
q.me = q
print("end")
