"""Objects that are destroyed at the end of the program still run their __del__."""


class A:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = A("global a")
b = [A("in a list")]
c = A("global c")
print("end of program")
