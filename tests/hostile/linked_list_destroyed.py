"""A linked list of 1,000,000 instances, with and without __slots__, is destroyed without recursion."""


class Link:
    def __init__(self, next):
        self.next = next


class Slim:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


for cls in (Link, Slim):
    head = None
    for _ in range(1_000_000):
        head = cls(head)
    del head
print("survived")
