"""Cycles that are left at exit are collected, with their finalizers."""
class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("del", self.name)


a, b = Node("a"), Node("b")
a.other, b.other = b, a
alone = Node("alone")
me = Node("me")
me.other = me
print("end")
