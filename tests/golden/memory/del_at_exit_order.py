"""At the end of the program globals die in their order, cycles last, and modules still work in __del__."""
import sys


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, len(self.name))


first = D("first")
second = D("second")
container = [D("in container")]
del first
first = D("first again")


def function():
    pass


function.attribute = D("on a function")


class Holder:
    kept = D("class attribute")


print("end")
