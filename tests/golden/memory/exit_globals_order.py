"""At exit the main module's names are cleared in the order in which they were bound."""
class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


first = Thing("first")
_private = Thing("_private")
second = Thing("second")
third = Thing("third")
second = Thing("second again")
del third
third = Thing("third again")
print("end of the program")
