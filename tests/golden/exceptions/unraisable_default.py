"""The default report of an exception in __del__ goes to stderr, and the program goes on."""


class Delete:
    def __repr__(self):
        return "<the finalizer>"

    def __get__(self, instance, owner):
        return self

    def __call__(self, *args):
        raise ValueError("inside del")


class A:
    __del__ = Delete()


A()
a = A()
del a
print("goes on")
