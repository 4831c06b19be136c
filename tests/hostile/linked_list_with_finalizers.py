"""A linked list whose links have __del__ and weak references is destroyed link by link."""
import weakref


class Link:
    count = 0

    def __init__(self, next):
        self.next = next

    def __del__(self):
        Link.count += 1


head = None
refs = []
for i in range(100_000):
    head = Link(head)
    if i % 1000 == 0:
        refs.append(weakref.ref(head))
del head
print(Link.count, sum(r() is not None for r in refs))
print("survived")
