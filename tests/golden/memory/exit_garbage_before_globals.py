"""Garbage is collected at exit before the names are cleared."""
import gc

gc.disable()


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("del", self.name)


Node("garbage 1")
named = Node("named")
Node("garbage 2")
print("end")
gc.enable()
